//! The set of JSON types that a value may have.

use std::fmt;

/// A set of JSON types. `INTEGER` is the narrower form of `NUMBER`; `ANY` holds every type.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Types(u8);

impl Types {
    /// No type at all.
    pub const NONE: Self = Self(0);
    /// A string.
    pub const STRING: Self = Self(1);
    /// A number, fractions included.
    pub const NUMBER: Self = Self(1 << 1);
    /// A number without a fraction.
    pub const INTEGER: Self = Self(1 << 2);
    /// `true` or `false`.
    pub const BOOLEAN: Self = Self(1 << 3);
    /// An object.
    pub const OBJECT: Self = Self(1 << 4);
    /// An array.
    pub const ARRAY: Self = Self(1 << 5);
    /// `null`.
    pub const NULL: Self = Self(1 << 6);
    /// Any JSON value.
    pub const ANY: Self = Self(0x7f);

    const NAMES: [(Self, &'static str); 7] = [
        (Self::STRING, "a string"),
        (Self::NUMBER, "a number"),
        (Self::INTEGER, "an integer"),
        (Self::BOOLEAN, "a boolean"),
        (Self::OBJECT, "an object"),
        (Self::ARRAY, "an array"),
        (Self::NULL, "null"),
    ];

    /// The types of either set.
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Every type that is not in the set. An integer is a number, so neither is left when the other is in the set.
    pub const fn others(self) -> Self {
        let numbers = Self::NUMBER.or(Self::INTEGER);
        let own = if self.0 & numbers.0 == 0 { self } else { self.or(numbers) };
        Self(Self::ANY.0 & !own.0)
    }

    /// Whether the set names every type of `other`, literally: `NUMBER` does not contain `INTEGER`.
    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether a value of the one type `actual` is acceptable: a number is asked for, an integer will do.
    pub const fn accepts(self, actual: Self) -> bool {
        self.contains(actual) || (actual.0 == Self::INTEGER.0 && self.contains(Self::NUMBER))
    }

    /// Whether the set holds every type, so that nothing needs to be said about it.
    pub const fn is_any(self) -> bool {
        self.0 == Self::ANY.0
    }

    /// The set in words: `a string`, `a string or null`, `a string, an object or an array`, `any value`.
    pub fn describe(self) -> String {
        self.to_string()
    }
}

impl fmt::Display for Types {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_any() {
            return f.write_str("any value");
        }
        let mut left = self.0.count_ones();
        if left == 0 {
            return f.write_str("nothing");
        }
        for (one, name) in Self::NAMES {
            if self.contains(one) {
                f.write_str(name)?;
                left -= 1;
                match left {
                    0 => {}
                    1 => f.write_str(" or ")?,
                    _ => f.write_str(", ")?,
                }
            }
        }
        Ok(())
    }
}

impl fmt::Debug for Types {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Types({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::Types;

    #[test]
    fn sets_read_as_words() {
        let check = |types: Types, words: &str| assert_eq!(types.describe(), words);
        check(Types::STRING, "a string");
        check(Types::STRING.or(Types::NULL), "a string or null");
        check(Types::ARRAY.or(Types::OBJECT).or(Types::STRING), "a string, an object or an array");
        check(Types::ANY, "any value");
        check(Types::NONE, "nothing");
    }

    #[test]
    fn an_integer_is_a_number_but_not_the_reverse() {
        assert!(Types::NUMBER.accepts(Types::INTEGER));
        assert!(!Types::INTEGER.accepts(Types::NUMBER));
        assert!(Types::ANY.accepts(Types::NULL));
        assert!(!Types::STRING.accepts(Types::NULL));
        assert_eq!(Types::NUMBER.or(Types::STRING).others().describe(), "a boolean, an object, an array or null");
        assert_eq!(Types::ANY.others(), Types::NONE);
    }
}
