//! Random damage to real expressions: always a sound tree, and layouts that keep every word.

use crate::invariants::{check_layouts, check_tree};
use asl_query::jsonata::parse;
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

/// What was found once.
#[test]
fn a_comment_in_front_of_a_row_does_not_break_it() {
    check_layouts("(/**/ */ b; c)", 18);
    check_layouts("a ?: (/* one */ /* two */ x ? y : z; c)", 40);
}
