//! An order over the rows of a table, worked out at compile time, so that a table can stand in the order in which people
//! read it and still be searched by name in logarithmic time.

use std::cmp::Ordering;

/// The positions of `names` by their lengths, then in byte order: most comparisons end at the length. Two equal names
/// are a mistake and do not compile.
pub(crate) const fn by_name<const N: usize>(names: [&str; N]) -> [u8; N] {
    assert!(N <= u8::MAX as usize + 1);
    let mut order = [0u8; N];
    let mut filled = 0;
    while filled < N {
        let mut at = filled;
        while at > 0 {
            match compare(names[order[at - 1] as usize], names[filled]) {
                Ordering::Less => break,
                Ordering::Equal => panic!("a name stands twice in a table"),
                Ordering::Greater => order[at] = order[at - 1],
            }
            at -= 1;
        }
        order[at] = filled as u8;
        filled += 1;
    }
    order
}

/// The row whose name, as `name_of` gives it, is `name`.
pub(crate) fn find<T>(
    rows: &'static [T],
    order: &[u8],
    name: &str,
    name_of: impl Fn(&T) -> &'static str,
) -> Option<&'static T> {
    let at = order
        .binary_search_by(|&row| {
            let other = name_of(&rows[usize::from(row)]);
            other.len().cmp(&name.len()).then_with(|| other.cmp(name))
        })
        .ok()?;
    rows.get(usize::from(order[at]))
}

const fn compare(a: &str, b: &str) -> Ordering {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() != b.len() {
        return if a.len() < b.len() { Ordering::Less } else { Ordering::Greater };
    }
    let mut at = 0;
    while at < a.len() {
        if a[at] != b[at] {
            return if a[at] < b[at] { Ordering::Less } else { Ordering::Greater };
        }
        at += 1;
    }
    Ordering::Equal
}

/// The order by name of an array of so many rows: `ordered!(ROWS, 3)`. The field `name` holds the name, or another one
/// that is given: `ordered!(ROWS, 3, code)`.
macro_rules! ordered {
    ($rows:expr, $count:expr) => {
        $crate::order::ordered!($rows, $count, name)
    };
    ($rows:expr, $count:expr, $field:ident) => {{
        const NAMES: [&str; $count] = {
            let mut names = [""; $count];
            let mut at = 0;
            while at < names.len() {
                names[at] = $rows[at].$field;
                at += 1;
            }
            names
        };
        const ORDER: [u8; $count] = $crate::order::by_name(NAMES);
        &ORDER
    }};
}
pub(crate) use ordered;

#[cfg(test)]
mod tests {
    use super::by_name;

    #[test]
    fn short_names_come_first_and_equal_lengths_in_byte_order() {
        assert_eq!(by_name(["b", "", "ab", "a", "B"]), [1, 4, 3, 0, 2]);
        assert_eq!(by_name([]), [0u8; 0]);
    }
}
