//! Calls of intrinsic functions: trees, errors, placeholders, signature help and completion.

#![allow(clippy::unwrap_used)]

#[path = "../marked/mod.rs"]
mod marked;
#[path = "../shown/mod.rs"]
mod shown;

mod calls;
mod cursor;
mod mistakes;
mod placeholders;
mod tree;

use asl_query::intrinsic::parse;
use expect_test::Expect;

#[track_caller]
fn check(text: &str, expected: Expect) {
    expected.assert_eq(&tree::show(text, &parse(text)));
}
