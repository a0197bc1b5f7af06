//! What is reported for broken texts, and the tree that they still have.

use crate::outline::outline;
use asl_query::jsonata::parse;
use expect_test::{Expect, expect};

/// Each error as its code, the text that it underlines and its message; then the tree.
fn check(text: &str, expected: Expect) {
    let parsed = parse(text);
    let mut report = String::new();
    for error in &parsed.errors {
        let underlined = parsed.slice(error.span);
        report.push_str(&format!("{} [{underlined}] {}\n", error.code, error.message));
    }
    report.push_str(&outline(&parsed));
    expected.assert_eq(&report);
}

#[test]
fn words_that_are_broken() {
    check(
        "'abc",
        expect![[r#"
        S0101 ['abc] This string is never closed: add ' at its end.
        "abc""#]],
    );
    check(
        r#""a\qb""#,
        expect![[r#"
        S0103 [\q] `\q` is no escape in a string: use `\"`, `\\`, `\/`, `\b`, `\f`, `\n`, `\r`, `\t` or `\u` and four hexadecimal digits.
        "aqb""#]],
    );
    check(
        r#""\u12""#,
        expect![[r#"
        S0104 [\u12] `\u` needs four hexadecimal digits behind it.
        "\u{12}""#]],
    );
    check(
        "1e999",
        expect![[r#"
        S0102 [1e999] The number 1e999 is too large.
        inf"#]],
    );
    check(
        "`abc",
        expect![[r#"
        S0105 [`abc] This name is never closed: add a backtick at its end.
        `abc`"#]],
    );
    check(
        "1 /* x",
        expect![[r#"
        S0106 [/* x] This comment is never closed: add `*/` at its end.
        1"#]],
    );
    check(
        "a ! b",
        expect![[r#"
        S0204 [!] `!` is no operator: write `$not(...)`, or `!=` to compare.
        (error a b)"#]],
    );
    check(
        "a ~ b",
        expect![[r#"
        S0204 [~] `~` is no operator: write `~>` to hand a value to a function.
        (error a b)"#]],
    );
    check(
        "$f(//)",
        expect![[r#"
        S0301 [//] This regular expression is empty: write a pattern between the slashes.
        (call $f //)"#]],
    );
    check(
        "$f(/a(/)",
        expect![[r#"
        S0302 [/a(/)] This regular expression is never closed: add `/` at its end and close every bracket inside.
        (call $f /a(/))"#]],
    );
    check(
        "$f(/*+/)",
        expect![[r#"
        S0106 [/*+/)] This comment is never closed: add `*/` at its end.
        (call $f <missing>)"#]],
    );
    check(
        "$f(/[b-a]/)",
        expect![[r#"
        S0303 [/[b-a]/] A range in this regular expression is upside down.
        (call $f /[b-a]/)"#]],
    );
    check(
        "$f(/a/ii)",
        expect![[r#"
        S0303 [/a/ii] A flag of this regular expression stands there twice: remove one.
        (call $f /a/ii)"#]],
    );
}

#[test]
fn operands_that_are_missing() {
    check(
        "",
        expect![[r#"
        S0207 [] The expression is empty.
        <missing>"#]],
    );
    check(
        "1 +",
        expect![[r#"
        S0207 [+] An expression is missing behind `+`.
        (+ 1 <missing>)"#]],
    );
    check(
        "* + ",
        expect![[r#"
        S0207 [+] An expression is missing behind `+`.
        (+ * <missing>)"#]],
    );
    check(
        "$f(, 1)",
        expect![[r#"
        S0211 [,] An expression is missing between `(` and `,`.
        (call $f <missing> 1)"#]],
    );
    check(
        "$f(1,)",
        expect![[r#"
        S0211 [)] An expression is missing between `,` and `)`.
        (call $f 1 <missing>)"#]],
    );
    check(
        "a.",
        expect![[r#"
        S0207 [.] The name of a field is missing behind the dot.
        (path a <missing>)"#]],
    );
    check(
        "a.b. = 1",
        expect![[r#"
        S0211 [=] The name of a field is missing between `.` and `=`.
        (= (path a b <missing>) 1)"#]],
    );
    check(
        r#"{"a": }"#,
        expect![[r#"
        S0211 [}] An expression is missing between `:` and `}`.
        (object "a": <missing>)"#]],
    );
    check(
        "[1, ]",
        expect![[r#"
        S0211 []] An expression is missing between `,` and `]`.
        (array 1 <missing>)"#]],
    );
    check(
        "(a; + b)",
        expect![[r#"
        S0211 [+] An expression is missing between `;` and `+`.
        (block a (+ <missing> b))"#]],
    );
    check(
        "a ? : b",
        expect![[r#"
        S0211 [:] An expression is missing between `?` and `:`.
        (if a <missing> b)"#]],
    );
    check(
        ":= 1",
        expect![[r#"
        S0211 [:=] An expression is missing in front of `:=`.
        (error <missing> 1)"#]],
    );
    check(
        "(/a/)",
        expect![[r#"
        S0211 [/] A regular expression cannot stand directly behind a bracket or a minus sign: bind it to a variable first.
        (block /a/)"#]],
    );
}

#[test]
fn brackets_that_are_missing() {
    check(
        "$f(a",
        expect![[r#"
        S0203 [(] This `(` is never closed: add `)`.
        (call $f a)"#]],
    );
    check(
        "$f(a, [1, 2)",
        expect![[r#"
        S0202 [)] `)` is not expected here: a comma or `]` is missing in front of it.
        (call $f a (array 1 2))"#]],
    );
    check(
        r#"[1, {"a": (2]"#,
        expect![[r#"
        S0202 []] `]` is not expected here: a semicolon or `)` is missing in front of it.
        (array 1 (object "a": (block 2)))"#]],
    );
    check(
        "a[0",
        expect![[r#"
        S0203 [[] This `[` is never closed: add `]`.
        (filter a 0)"#]],
    );
    check(
        "a^(b",
        expect![[r#"
        S0203 [(] This `(` is never closed: add `)`.
        (sort a <b)"#]],
    );
    check(
        "function($x){ $x",
        expect![[r#"
        S0203 [{] This `{` is never closed: add `}`.
        (function bind$x $x)"#]],
    );
    check(
        "($x := 1; $x",
        expect![[r#"
        S0203 [(] This `(` is never closed: add `)`.
        (block (:= bind$x 1) $x)"#]],
    );
    check(
        r#"{"a": 1, "b""#,
        expect![[r#"
        S0203 [{] A key needs a colon and a value: write `key: value`.
        (object "a": 1 "b": <missing>)"#]],
    );
}

#[test]
fn separators_that_are_missing() {
    check(
        "$f(a b)",
        expect![[r#"
        S0202 [b] `b` is not expected here: a comma or `)` is missing in front of it.
        (call $f a b)"#]],
    );
    check(
        "[1 2]",
        expect![[r#"
        S0202 [2] `2` is not expected here: a comma or `]` is missing in front of it.
        (array 1 2)"#]],
    );
    check(
        r#"{"a" 1}"#,
        expect![[r#"
        S0202 [1] A key needs a colon and a value: write `key: value` in front of `1`.
        (object "a": 1)"#]],
    );
    check(
        r#"{"a": 1 "b": 2}"#,
        expect![[r#"
        S0202 ["b"] `"b"` is not expected here: a comma or `}` is missing in front of it.
        (object "a": 1 "b": 2)"#]],
    );
    check(
        "($x := 1 $x)",
        expect![[r#"
        S0202 [$x] `$x` is not expected here: a semicolon or `)` is missing in front of it.
        (block (:= bind$x 1) $x)"#]],
    );
    check(
        "a b c",
        expect![[r#"
        S0201 [b] The expression is complete in front of `b`: an operator such as `&` or `+` is missing.
        (error a b c)"#]],
    );
    check(
        "a[b c]",
        expect![[r#"
        S0202 [c] `c` is not expected here: `]` is missing in front of it.
        (filter a (error b c))"#]],
    );
}

#[test]
fn words_that_are_out_of_place() {
    check(
        "a)",
        expect![[r#"
        S0201 [)] Nothing is open that `)` could close: remove it.
        a"#]],
    );
    check(
        "a) + 1",
        expect![[r#"
        S0201 [)] Nothing is open that `)` could close: remove it.
        (+ a 1)"#]],
    );
    check(
        "a;",
        expect![[r#"
        S0201 [;] `;` only separates expressions inside `( ... )`: remove it, or put them into parentheses.
        (error a)"#]],
    );
    check(
        "a, b",
        expect![[r#"
        S0201 [,] A comma only separates arguments, items and fields: remove it.
        (error a b)"#]],
    );
    check(
        "[1:2]",
        expect![[r#"
        S0202 [:] `:` is not expected here: a comma or `]` is missing in front of it.
        (array 1 2)"#]],
    );
    check(
        "a..b",
        expect![[r#"
        S0201 [..] A range only stands in an array: write `[1..5]`.
        (error a b)"#]],
    );
    check(
        "(a, b)",
        expect![[r#"
        S0202 [,] `,` is not expected here: a semicolon or `)` is missing in front of it.
        (block a b)"#]],
    );
    check(
        "$f(a; b)",
        expect![[r#"
        S0202 [;] `;` is not expected here: a comma or `)` is missing in front of it.
        (call $f a b)"#]],
    );
    check(
        "function($x){ a; b }",
        expect![[r#"
        S0202 [;] `;` is not expected here: `}` is missing in front of it.
        (function bind$x (error a b))"#]],
    );
}

#[test]
fn targets_that_cannot_be_bound() {
    check(
        "x := 1",
        expect![[r#"
        S0212 [x] Only a variable can be bound: write `$name := value`.
        (error x 1)"#]],
    );
    check(
        "$a.b := 1",
        expect![[r#"
        S0212 [$a.b] Only a variable can be bound: write `$name := value`.
        (error (path $a b) 1)"#]],
    );
    check(
        "function(x){1}",
        expect![[r#"
        S0208 [x] A parameter must be a variable: write its name with a dollar sign in front.
        (function x 1)"#]],
    );
    check(
        "a@b",
        expect![[r#"
        S0214 [@b] `@` needs a variable behind it: write `@$name`.
        (focus a b)"#]],
    );
    check(
        "a#1",
        expect![[r#"
        S0214 [#1] `#` needs a variable behind it: write `#$name`.
        (index a 1)"#]],
    );
    check(
        "a@",
        expect![[r#"
        S0214 [@] `@` needs a variable behind it: write `@$name`.
        (focus a <missing>)"#]],
    );
}

#[test]
fn functions_without_a_body() {
    check(
        "function($x)",
        expect![[r#"
        S0203 [function] The body of the function is missing: write `{ ... }` behind its parameters.
        (function bind$x <missing>)"#]],
    );
    check(
        "function($x) + 1",
        expect![[r#"
        S0202 [+] The body of the function is missing: write `{ ... }` in front of `+`.
        (+ (function bind$x <missing>) 1)"#]],
    );
    check(
        "function($x)<s{1}",
        expect![[r#"
        S0202 [{] `{` is not expected here: `>` is missing in front of it.
        (function bind$x <s 1)"#]],
    );
    check(
        "λ($x)<n<n>>{1}",
        expect![[r#"
        S0401 [<] Only an array (`a`) or a function (`f`) can have `<...>` behind it: remove it.
        (function bind$x <n<n>> 1)"#]],
    );
    check(
        "λ($x)<(a<n>)>{1}",
        expect![[r#"
        S0402 [(] A choice cannot hold a type with `<...>`: write the letter alone.
        (function bind$x <(a<n>)> 1)"#]],
    );
    check(
        "λ($x)<s?+>{1}",
        expect![[r#"
        S0403 [+] This parameter has too many marks: one of `-`, `?` and `+` is enough.
        (function bind$x <s?+> 1)"#]],
    );
}

#[test]
fn late_rules() {
    check(
        "1.a",
        expect![[r#"
        S0213 [1] `1` cannot be a step of a path: put a field of this name between backticks.
        (path 1 a)"#]],
    );
    check(
        "a.true",
        expect![[r#"
        S0213 [true] `true` cannot be a step of a path: put a field of this name between backticks.
        (path a true)"#]],
    );
    check(
        "a.5.b",
        expect![[r#"
        S0213 [5] `5` cannot be a step of a path: put a field of this name between backticks.
        (path a 5 b)"#]],
    );
    check(
        "a.b[1]@$x",
        expect![[r#"
        S0215 [@$x] A variable cannot be bound behind a predicate: bind it first, then filter.
        (path a (focus (filter b 1) bind$x))"#]],
    );
    check(
        "a^(b)@$x",
        expect![[r#"
        S0216 [@$x] A variable cannot be bound behind a sort: bind it first, then sort.
        (focus (sort a <b) bind$x)"#]],
    );
    check(
        r#"[1]{"a": b}[0]"#,
        expect![[r#"
        S0209 [[0]] A predicate cannot stand behind a group: filter first, or put the group into parentheses.
        (filter (group (array 1) "a": b) 0)"#]],
    );
    check(
        r#"[1]{"a": b}{"c": d}"#,
        expect![[r#"
        S0210 [{"c": d}] A group cannot be grouped again: put the first one into parentheses.
        (group (group (array 1) "a": b) "c": d)"#]],
    );
    check(
        "%",
        expect![[r#"
        S0217 [%] Nothing stands above this `%` that it could refer to: it needs a field earlier in its path.
        %"#]],
    );
    check(
        "$.%",
        expect![[r#"
        S0217 [%] Nothing stands above this `%` that it could refer to: it needs a field earlier in its path.
        (path $ %)"#]],
    );
    check(
        "a.%.%",
        expect![[r#"
        S0217 [%] Nothing stands above this `%` that it could refer to: it needs a field earlier in its path.
        (path a % %)"#]],
    );
    check(
        "[%]",
        expect![[r#"
        S0217 [%] Nothing stands above this `%` that it could refer to: it needs a field earlier in its path.
        (array %)"#]],
    );
}
