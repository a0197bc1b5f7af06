//! Names that are like what a person types.

/// How far `name` is from `query`, smaller is closer; `None` where it does not have its letters in order. Case does not
/// count. An empty query is like everything.
pub(super) fn distance(query: &str, name: &str) -> Option<u32> {
    let lower: Vec<char> = name.chars().flat_map(char::to_lowercase).collect();
    let wanted: Vec<char> = query.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    let mut at = 0;
    let mut first = None;
    let mut gaps = 0;
    for letter in &wanted {
        let step = lower.get(at..)?.iter().position(|c| c == letter)?;
        match first {
            None => first = Some(step),
            Some(_) => gaps += step as u32,
        }
        at += step + 1;
    }
    let start = u32::from(first.is_some_and(|first| first > 0));
    let rest = (lower.len() - wanted.len().min(lower.len())) as u32;
    Some(gaps * 256 + start * 128 + rest.min(127))
}

#[cfg(test)]
mod tests {
    use super::distance;

    #[test]
    fn closer_names_come_first() {
        let check = |query: &str, names: &[&str]| {
            let distances: Vec<_> = names.iter().map(|name| distance(query, name).unwrap()).collect();
            assert!(distances.is_sorted(), "{query}: {distances:?}");
        };
        check("order", &["Order", "OrderItem", "ReOrder", "Old record reader"]);
        check("chkpay", &["CheckPayment", "Check the payment"]);
        check("", &["A", "AB"]);
        assert_eq!(distance("xyz", "Order"), None);
        assert_eq!(distance("orderr", "Order"), None);
    }
}
