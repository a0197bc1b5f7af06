//! Calls with placeholders in them.

use crate::marked;
use crate::tree::show;
use asl_query::intrinsic::parse_with_holes;
use expect_test::{Expect, expect};

/// Reads a text in which each `<...>` is a placeholder.
#[track_caller]
fn check(text: &str, expected: Expect) {
    expected.assert_eq(&show(text, &parse_with_holes(text, &marked::placeholders(text))));
}

#[test]
fn placeholders() {
    check(
        "<P>",
        expect![[r#"
        call "<P>" unclosed
    "#]],
    );
    check(
        "States.<P>(1)",
        expect![[r#"
        call "States.<P>"
          number 1
    "#]],
    );
    check(
        "States.Format('s3://<P>/{}', $.a)",
        expect![[r#"
        call "States.Format"
          string "s3:///{}" unknown slot 24..26
          path "$.a"
    "#]],
    );
    check(
        "States.Array(<P>, <P>5, 5<P>, x<P>, <P>($.a), $<P>.x)",
        expect![[r#"
            call "States.Array"
              Hole "<P>"
              Hole "<P>5"
              Hole "5<P>"
              Hole "x<P>"
              call "<P>"
                path "$.a"
              path "$<P>.x"
        "#]],
    );
    check(
        "States.Array(1 <P>)",
        expect![[r#"
        call "States.Array"
          number 1
          Hole "<P>"
    "#]],
    );
    check(
        "States.Array('a<P>",
        expect![[r#"
        call "States.Array" unclosed
          string "a" unclosed unknown
    "#]],
    );
    check(
        "States.Array(<P>, 01)",
        expect![[r#"
        call "States.Array"
          Hole "<P>"
          number 1
    "#]],
    );
}
