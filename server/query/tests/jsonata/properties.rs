//! Random damage to real expressions: always a sound tree, and layouts that keep every word.

use crate::suite::check_tree;
use asl_query::jsonata::{TokenKind, format, parse, print};
use proptest::prelude::*;

/// Expressions that use every construct, and pieces to damage them with.
const EXPRESSIONS: &[&str] = &[
    "($x := $states.input; $map($x.items[price > 10], function($v, $i) { { 'id': $v.id, 'n': $i } }))",
    "Account.Order@$o#$i.Product^(>Price, <SKU).{ `Product Name`: $o.OrderID & '-' & $i, 'up': % }",
    "$ ~> |Account.Order|{ 'Total': $sum(Product.Price) }, ['Product']| ~> $keys",
    "λ($a, $b)<n-(ns)?:b>{ $a in [1..$b] and not or -$b % 2 = 0 ? true : null }(1, ?)",
    "$replace(\"a\\u00e9\\n\", /^[a-z]+\\/(?:x|y)$/i, 'é😀') ?? a.**.*[] ?: (/* why */ b; c{d: e})",
];
const PIECES: &[&str] = &[
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ";",
    ":",
    "?",
    "?:",
    "??",
    "..",
    ".",
    "*",
    "**",
    "%",
    "-",
    "/",
    "|",
    "^(",
    "<",
    ">",
    "@$v",
    "#$i",
    "~>",
    ":=",
    " and ",
    "!",
    "\"",
    "'",
    "`",
    "/*",
    "*/",
    "$",
    "$x",
    "a",
    "1",
    "\\",
    "é",
    "😀",
    " ",
    "\n",
    "[]",
    "function($x){",
];

/// Replaces the characters from `at` on, `len` of them, by a piece.
fn damage(text: &str, at: usize, len: usize, piece: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let at = at % (chars.len() + 1);
    let end = (at + len).min(chars.len());
    let (head, tail) = (&chars[..at], &chars[end..]);
    head.iter().collect::<String>() + piece + &tail.iter().collect::<String>()
}

fn damaged() -> impl Strategy<Value = String> {
    let edit = (any::<usize>(), 0usize..6, prop::sample::select(PIECES));
    let edits = prop::collection::vec(edit, 1..5);
    (prop::sample::select(EXPRESSIONS), edits).prop_map(|(text, edits)| {
        let mut text = text.to_owned();
        for (at, len, piece) in edits {
            text = damage(&text, at, len, piece);
        }
        text
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damaged_expressions_have_sound_trees(text in damaged()) {
        check_tree(&parse(&text));
    }

    #[test]
    fn any_text_has_a_sound_tree(text in any::<String>()) {
        check_tree(&parse(&text));
    }

    #[test]
    fn layouts_keep_every_word(text in damaged(), width in 1usize..120) {
        check_layouts(&text, width);
    }
}

/// The words of `text`, without or with its comments.
fn words(text: &str, comments: bool) -> Vec<String> {
    let parsed = parse(text);
    let tokens = parsed.tokens.iter();
    tokens
        .filter(|token| comments || token.kind != TokenKind::Comment)
        .map(|token| parsed.slice(token.span).to_owned())
        .collect()
}

/// If `text` is valid, one line and many lines hold the same words and stay as they are when they are laid out again.
pub(crate) fn check_layouts(text: &str, width: usize) {
    let parsed = parse(text);
    let Some(formatted) = format(text, width, 2) else {
        assert!(!parsed.is_valid());
        return;
    };
    assert_eq!(words(&formatted, true), words(text, true), "{text}");
    assert_eq!(format(&formatted, width, 2).as_ref(), Some(&formatted), "{text}");
    let printed = print(&parsed);
    assert_eq!(words(&printed, true), words(text, false), "{text}");
    assert_eq!(print(&parse(&printed)), printed, "{text}");
}
