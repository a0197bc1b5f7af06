//! The kinds of nodes and tokens of a tree.

use crate::yaml::BLOCK_SCALAR;

/// The kind of a node or token of the green tree.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
#[repr(u16)]
pub enum SyntaxKind {
    /// Spaces, tabs, line ends, and a byte order mark at the very start.
    Whitespace,
    /// `// ...`, `/* ... */` or `# ...`.
    Comment,
    /// `{`
    LBrace,
    /// `}`
    RBrace,
    /// `[`
    LBracket,
    /// `]`
    RBracket,
    /// `:`
    Colon,
    /// `,`
    Comma,
    /// A string in double quotes.
    String,
    /// A string with an opening quote only.
    UnclosedString,
    /// A string with a closing quote only.
    UnopenedString,
    /// A string in single quotes.
    SingleQuoted,
    /// A number as JSON writes it.
    Number,
    /// What begins like a number and is none.
    BadNumber,
    /// `true`
    True,
    /// `false`
    False,
    /// `null`
    Null,
    /// A bare word.
    Word,
    /// A placeholder outside of a string, alone or grown together with a word.
    Hole,
    /// Anything else.
    Unknown,
    /// A string of YAML without quotes.
    YamlPlain,
    /// A string of YAML in double quotes.
    YamlDouble,
    /// A string of YAML in single quotes.
    YamlSingle,
    /// A block scalar of YAML, from its `|` or `>` on.
    YamlBlock,
    /// `-` before an item.
    Dash,
    /// `?` before a key.
    Question,
    /// `&name`
    Anchor,
    /// `!name`
    Tag,
    /// `%YAML` and the like, with the rest of the line.
    Directive,
    /// `---` or `...`
    Marker,
    /// The end of the text; never part of a tree.
    End,

    /// The whole document.
    Root,
    /// An object: opener, members, closer.
    Object,
    /// An array: opener, items, closer.
    Array,
    /// A member of an object: key, colon, value, comma, and the space up to the next member.
    Member,
    /// The key of a member.
    Key,
    /// An item of an array: value, comma, and the space up to the next item.
    Item,
    /// Something that has no meaning where it stands.
    Error,
    /// An object of YAML without braces, whose layout says where it ends.
    BlockMapping,
    /// An array of YAML without brackets: items behind dashes.
    BlockSequence,
}

const ALL: [SyntaxKind; 40] = {
    use SyntaxKind::*;
    [
        Whitespace,
        Comment,
        LBrace,
        RBrace,
        LBracket,
        RBracket,
        Colon,
        Comma,
        String,
        UnclosedString,
        UnopenedString,
        SingleQuoted,
        Number,
        BadNumber,
        True,
        False,
        Null,
        Word,
        Hole,
        Unknown,
        YamlPlain,
        YamlDouble,
        YamlSingle,
        YamlBlock,
        Dash,
        Question,
        Anchor,
        Tag,
        Directive,
        Marker,
        End,
        Root,
        Object,
        Array,
        Member,
        Key,
        Item,
        Error,
        BlockMapping,
        BlockSequence,
    ]
};

impl SyntaxKind {
    /// The kind of a green node or token of a [`Tree`](crate::Tree).
    pub fn of(raw: rowan::SyntaxKind) -> SyntaxKind {
        // A block scalar has the column of its content in its kind.
        if raw.0 >= BLOCK_SCALAR {
            return SyntaxKind::YamlBlock;
        }
        ALL.get(usize::from(raw.0)).copied().unwrap_or(SyntaxKind::Error)
    }

    /// Whether it is space or a comment.
    pub fn is_trivia(self) -> bool {
        matches!(self, SyntaxKind::Whitespace | SyntaxKind::Comment)
    }

    /// Whether it is `{` or `[`.
    pub fn is_opener(self) -> bool {
        matches!(self, SyntaxKind::LBrace | SyntaxKind::LBracket)
    }

    /// Whether it is `}` or `]`.
    pub fn is_closer(self) -> bool {
        matches!(self, SyntaxKind::RBrace | SyntaxKind::RBracket)
    }

    /// Whether it is a string in any shape.
    pub fn is_string(self) -> bool {
        use SyntaxKind::*;
        matches!(self, String | UnclosedString | UnopenedString | SingleQuoted) || self.is_yaml_string()
    }

    /// Whether it is a string that only YAML writes so.
    pub(crate) fn is_yaml_string(self) -> bool {
        use SyntaxKind::*;
        matches!(self, YamlPlain | YamlDouble | YamlSingle | YamlBlock)
    }

    /// Whether it is a scalar without quotes, right or wrong.
    pub fn is_bare(self) -> bool {
        use SyntaxKind::*;
        matches!(self, Number | BadNumber | True | False | Null | Word | Hole)
    }

    /// Whether it is a member or an item.
    pub fn is_entry(self) -> bool {
        matches!(self, SyntaxKind::Member | SyntaxKind::Item)
    }

    /// Whether it is an object or an array.
    pub fn is_container(self) -> bool {
        self.is_object() || self.is_array()
    }

    /// Whether it is an object in any notation.
    pub fn is_object(self) -> bool {
        matches!(self, SyntaxKind::Object | SyntaxKind::BlockMapping)
    }

    /// Whether it is an array in any notation.
    pub fn is_array(self) -> bool {
        matches!(self, SyntaxKind::Array | SyntaxKind::BlockSequence)
    }

    /// Whether it is a collection of YAML that its layout ends.
    pub(crate) fn is_block(self) -> bool {
        matches!(self, SyntaxKind::BlockMapping | SyntaxKind::BlockSequence)
    }

    /// Whether something of this kind can stand for a value.
    pub(crate) fn is_value(self) -> bool {
        self.is_string() || self.is_bare() || self.is_container() || self == SyntaxKind::Error
    }
}

impl From<SyntaxKind> for rowan::SyntaxKind {
    fn from(kind: SyntaxKind) -> rowan::SyntaxKind {
        rowan::SyntaxKind(kind as u16)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_survives_the_green_tree() {
        for (i, kind) in ALL.into_iter().enumerate() {
            assert_eq!(kind as usize, i);
            assert_eq!(SyntaxKind::of(kind.into()), kind);
        }
    }
}
