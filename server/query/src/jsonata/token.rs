//! The words of JSONata.

use crate::Span;

/// One word of an expression, or a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// What the word is.
    pub kind: TokenKind,
    /// Where it stands, quotes and marks included.
    pub span: Span,
}

/// What a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// A bare name: `orderId`.
    Name,
    /// A name between backticks.
    QuotedName,
    /// `$name`, `$` or `$$`.
    Variable,
    /// A string in single or double quotes.
    String,
    /// A number.
    Number,
    /// `true`, `false` or `null`.
    Literal,
    /// A regular expression with its slashes and flags.
    Regex,
    /// An operator or a bracket.
    Op(Op),
    /// `/* ... */`
    Comment,
    /// A stretch of text that something outside fills in, or a name that contains one.
    Hole,
    /// A character that starts no word of the language: `!` or `~` alone.
    Unknown,
    /// The end of the text; never in a list of tokens.
    End,
}

macro_rules! ops {
    ($($name:ident $text:literal $power:literal),* $(,)?) => {
        /// An operator or a bracket.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[allow(missing_docs)]
        pub enum Op { $($name),* }

        impl Op {
            /// How it is written.
            pub fn text(self) -> &'static str {
                match self { $(Op::$name => $text),* }
            }

            /// How strongly it binds the operand on its left; 0 where it is not an infix operator.
            pub fn power(self) -> u8 {
                match self { $(Op::$name => $power),* }
            }
        }
    };
}

ops! {
    Dot "." 75, OpenBracket "[" 80, CloseBracket "]" 0, OpenBrace "{" 70, CloseBrace "}" 0,
    OpenParen "(" 80, CloseParen ")" 0, Comma "," 0, At "@" 80, Hash "#" 80, Semicolon ";" 0,
    Colon ":" 0, Question "?" 20, Plus "+" 50, Minus "-" 50, Star "*" 60, Slash "/" 60,
    Percent "%" 60, Pipe "|" 0, Equal "=" 40, Less "<" 40, Greater ">" 40, Caret "^" 40,
    StarStar "**" 0, DotDot ".." 0, Assign ":=" 10, NotEqual "!=" 40, LessEqual "<=" 40,
    GreaterEqual ">=" 40, Chain "~>" 40, Elvis "?:" 40, Coalesce "??" 40, And "and" 30,
    Or "or" 25, In "in" 40, Ampersand "&" 50,
}

impl Op {
    /// Whether it closes a bracket.
    pub fn is_closer(self) -> bool {
        matches!(self, Op::CloseBracket | Op::CloseBrace | Op::CloseParen)
    }

    /// Whether it is written with letters.
    pub fn is_word(self) -> bool {
        matches!(self, Op::And | Op::Or | Op::In)
    }

    /// The operator at the start of `bytes` and its length, the longest one that fits. Words are not looked for.
    pub(super) fn at(bytes: &[u8]) -> Option<(Op, usize)> {
        let first = *bytes.first()?;
        let pair = match (first, bytes.get(1)) {
            (b'.', Some(b'.')) => Some(Op::DotDot),
            (b':', Some(b'=')) => Some(Op::Assign),
            (b'!', Some(b'=')) => Some(Op::NotEqual),
            (b'>', Some(b'=')) => Some(Op::GreaterEqual),
            (b'<', Some(b'=')) => Some(Op::LessEqual),
            (b'*', Some(b'*')) => Some(Op::StarStar),
            (b'~', Some(b'>')) => Some(Op::Chain),
            (b'?', Some(b':')) => Some(Op::Elvis),
            (b'?', Some(b'?')) => Some(Op::Coalesce),
            _ => None,
        };
        if let Some(op) = pair {
            return Some((op, 2));
        }
        let op = match first {
            b'.' => Op::Dot,
            b'[' => Op::OpenBracket,
            b']' => Op::CloseBracket,
            b'{' => Op::OpenBrace,
            b'}' => Op::CloseBrace,
            b'(' => Op::OpenParen,
            b')' => Op::CloseParen,
            b',' => Op::Comma,
            b'@' => Op::At,
            b'#' => Op::Hash,
            b';' => Op::Semicolon,
            b':' => Op::Colon,
            b'?' => Op::Question,
            b'+' => Op::Plus,
            b'-' => Op::Minus,
            b'*' => Op::Star,
            b'/' => Op::Slash,
            b'%' => Op::Percent,
            b'|' => Op::Pipe,
            b'=' => Op::Equal,
            b'<' => Op::Less,
            b'>' => Op::Greater,
            b'^' => Op::Caret,
            b'&' => Op::Ampersand,
            _ => return None,
        };
        Some((op, 1))
    }
}

/// Whether `byte` ends a bare name: a blank, or the first byte of an operator.
pub(super) fn ends_name(byte: u8) -> bool {
    is_blank(byte)
        || matches!(
            byte,
            b'.' | b'['
                | b']'
                | b'{'
                | b'}'
                | b'('
                | b')'
                | b','
                | b'@'
                | b'#'
                | b';'
                | b':'
                | b'?'
                | b'+'
                | b'-'
                | b'*'
                | b'/'
                | b'%'
                | b'|'
                | b'='
                | b'<'
                | b'>'
                | b'^'
                | b'&'
                | b'!'
                | b'~'
        )
}

/// Whether `byte` is a blank of JSONata: space, tab, line feed, carriage return or vertical tab.
pub(super) fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0b)
}
