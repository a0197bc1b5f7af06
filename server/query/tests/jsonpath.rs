//! Paths: trees, errors, reference paths, placeholders, and what stands at the cursor.

#![allow(clippy::unwrap_used)]

use asl_query::Span;
use asl_query::jsonpath::{
    Expected, Filter, FilterKind, Kind, Node, Operand, OperandKind, Path, PathErrorKind, PathParse, RootKind,
    SegmentKind, Selector, SelectorKind, classify, classify_with_holes, parse, parse_with_holes,
};
use expect_test::{Expect, expect};

fn show_path(path: &Path, out: &mut String) {
    out.push_str(&match &path.root.kind {
        RootKind::Input => "input".to_owned(),
        RootKind::Context => "context".to_owned(),
        RootKind::Variable(name) => format!("variable({})", name.text),
        RootKind::Current => "current".to_owned(),
        RootKind::Hole => "hole".to_owned(),
        RootKind::Missing => "missing".to_owned(),
    });
    for segment in &path.segments {
        out.push(' ');
        match &segment.kind {
            SegmentKind::Member(name) if name.has_hole => {
                out.push_str(&format!(".{}?", name.text));
            }
            SegmentKind::Member(name) => out.push_str(&format!(".{}", name.text)),
            SegmentKind::Wildcard => out.push_str(".*"),
            SegmentKind::Descent => out.push_str(".."),
            SegmentKind::Hole => out.push_str("hole"),
            SegmentKind::Function(function) => {
                out.push_str(&format!(".{}(", function.name.text));
                for (index, arg) in function.args.iter().enumerate() {
                    out.push_str(if index > 0 { ", " } else { "" });
                    show_operand(arg, out);
                }
                out.push_str(if function.closed { ")" } else { "" });
            }
            SegmentKind::Brackets(brackets) => {
                out.push('[');
                for (index, selector) in brackets.selectors.iter().enumerate() {
                    out.push_str(if index > 0 { ", " } else { "" });
                    show_selector(selector, out);
                }
                out.push_str(if brackets.closed { "]" } else { "" });
            }
        }
    }
}

fn show_selector(selector: &Selector, out: &mut String) {
    match &selector.kind {
        SelectorKind::Name(name) => {
            let unknown = if name.has_hole { "?" } else { "" };
            out.push_str(&format!("{:?}{unknown}", name.text));
        }
        SelectorKind::Index(index) => out.push_str(&index.to_string()),
        SelectorKind::Slice { from, to, step } => {
            let part = |part: &Option<i64>| part.map_or(String::new(), |n| n.to_string());
            out.push_str(&format!("{}:{}:{}", part(from), part(to), part(step)));
        }
        SelectorKind::Wildcard => out.push('*'),
        SelectorKind::Filter(filter) => {
            out.push('?');
            show_filter(filter, out);
        }
        SelectorKind::Hole => out.push_str("hole"),
        SelectorKind::Error => out.push_str("error"),
    }
}

fn show_filter(filter: &Filter, out: &mut String) {
    match &filter.kind {
        FilterKind::Any(parts) | FilterKind::All(parts) => {
            let any = matches!(filter.kind, FilterKind::Any(_));
            out.push_str(if any { "any{" } else { "all{" });
            for (index, part) in parts.iter().enumerate() {
                out.push_str(if index > 0 { "; " } else { "" });
                show_filter(part, out);
            }
            out.push('}');
        }
        FilterKind::Not(inner) => {
            out.push_str("not ");
            show_filter(inner, out);
        }
        FilterKind::Group(inner) => {
            out.push('(');
            show_filter(inner, out);
            out.push(')');
        }
        FilterKind::Compare { left, operator, right, .. } => {
            show_operand(left, out);
            out.push_str(&format!(" {operator:?} "));
            show_operand(right, out);
        }
        FilterKind::Exists(operand) => {
            out.push_str("exists ");
            show_operand(operand, out);
        }
    }
}

fn show_operand(operand: &Operand, out: &mut String) {
    match &operand.kind {
        OperandKind::Path(path) => {
            out.push('<');
            show_path(path, out);
            out.push('>');
        }
        other => out.push_str(&format!("{other:?}")),
    }
}

fn show(text: &str, parsed: &PathParse) -> String {
    let mut out = String::new();
    show_path(&parsed.path, &mut out);
    out.push('\n');
    for (list, mark) in [(&parsed.errors, "error"), (&parsed.doubts, "doubt")] {
        for error in list {
            out.push_str(&format!(
                "{mark} {}..{} {:?}: {}\n",
                error.span.start,
                error.span.end,
                error.span.text(text),
                error.message
            ));
            if let Some(fix) = &error.fix {
                let mut fixed = text.to_owned();
                fixed.replace_range(fix.span.start as usize..fix.span.end as usize, &fix.text);
                out.push_str(&format!("  fix {fixed:?}\n"));
            }
        }
    }
    out
}

#[track_caller]
fn check(text: &str, expected: Expect) {
    expected.assert_eq(&show(text, &parse(text)));
}

/// Every path must be read without error and without doubt.
#[track_caller]
fn accept(paths: &[&str]) {
    for path in paths {
        let parsed = parse(path);
        assert!(parsed.errors.is_empty(), "{path}: {:?}", parsed.errors);
        assert!(parsed.doubts.is_empty(), "{path}: {:?}", parsed.doubts);
    }
}

/// Each path with the places of its errors, one path per line.
#[track_caller]
fn refuse(paths: &[&str], expected: Expect) {
    let mut out = String::new();
    for path in paths {
        let parsed = parse(path);
        assert!(!parsed.errors.is_empty(), "{path} is accepted");
        let places: Vec<String> =
            parsed.errors.iter().map(|error| format!("{:?} {:?}", error.kind, error.span.text(path))).collect();
        out.push_str(&format!("{path:?} => {}\n", places.join(", ")));
        for fix in parsed.errors.iter().filter_map(|error| error.fix.as_ref()) {
            let mut fixed = (*path).to_owned();
            fixed.replace_range(fix.span.start as usize..fix.span.end as usize, &fix.text);
            let left = parse(&fixed).errors.len();
            assert!(left < parsed.errors.len(), "{path:?} fixed as {fixed:?} has {left} errors");
            out.push_str(&format!("    fix {fixed:?}\n"));
        }
    }
    expected.assert_eq(&out);
}

#[test]
fn roots_and_members() {
    check(
        "$",
        expect![[r#"
        input
    "#]],
    );
    check(
        "$$.Execution.Id",
        expect![[r#"
        context .Execution .Id
    "#]],
    );
    check(
        "$order.items[0]",
        expect![[r#"
        variable(order) .items [0]
    "#]],
    );
    check(
        "$größe",
        expect![[r#"
        variable(größe)
    "#]],
    );
    check(
        "$.a['b c'][\"d\"]",
        expect![[r#"
        input .a ["b c"] ["d"]
    "#]],
    );
    check(
        r"$.with\.dot\[x\]",
        expect![[r#"
        input .with.dot[x]
    "#]],
    );
    check(
        r"$['it\'s']['\u263a\uD83D\uDE00']",
        expect![[r#"
        input ["it's"] ["☺😀"]
    "#]],
    );
}

#[test]
fn brackets() {
    check(
        "$[0][-1][ 1 , 2 ]['a', 'b']",
        expect![[r#"
        input [0] [-1] [1, 2] ["a", "b"]
    "#]],
    );
    check(
        "$[1:3][:2][-3:][::2][:]",
        expect![[r#"
        input [1:3:] [:2:] [-3::] [::2] [::]
    "#]],
    );
    check(
        "$.*[*]..b..[*]",
        expect![[r#"
        input .* [*] .. .b .. [*]
    "#]],
    );
}

#[test]
fn filters() {
    check(
        "$.a[?(@.x == 'cat' && @.age<5 || !@.y)]",
        expect![[r#"
        input .a [?(any{all{<current .x> Equal String("cat"); <current .age> Less Number}; not exists <current .y>})]
    "#]],
    );
    check(
        "$.a[?((@.x || @.y) && !(@.z >= $.limit))]",
        expect![[r#"
        input .a [?(all{(any{exists <current .x>; exists <current .y>}); not (<current .z> GreaterEqual <input .limit>)})]
    "#]],
    );
    check(
        "$[?(@.name =~ /^a.*\\/[0-9)]$/i)].x",
        expect![[r#"
        input [?(<current .name> Matches Regex)] .x
    "#]],
    );
    check(
        "$[?(@.size in ['S', \"M\"] && @.tags subsetof [1, true, {\"a\": null}])]",
        expect![[r#"
            input [?(all{<current .size> In Json; <current .tags> SubsetOf Json})]
        "#]],
    );
    check(
        "$[?(@ == 1 || @.a[?(@.b)] size 3 || @.c empty true)]",
        expect![[r#"
            input [?(any{<current> Equal Number; <current .a [?(exists <current .b>)]> Size Number; <current .c> Empty Bool(true)})]
        "#]],
    );
    check(
        "$[?(@.length() > 2 && $$.Execution.Id != $name.x)]",
        expect![[r#"
            input [?(all{<current .length()> Greater Number; <context .Execution .Id> NotEqual <variable(name) .x>})]
        "#]],
    );
}

#[test]
fn functions() {
    check(
        "$.items.length()",
        expect![[r#"
        input .items .length()
    "#]],
    );
    check(
        "$.concat($.a, \"b\", 'c', -1.5)",
        expect![[r#"
        input .concat(<input .a>, String("b"), String("c"), Number)
    "#]],
    );
    check(
        "$.max($..x.avg(), $.y[?(@.z)].min())",
        expect![[r#"
        input .max(<input .. .x .avg()>, <input .y [?(exists <current .z>)] .min()>)
    "#]],
    );
}

#[test]
fn what_real_machines_write() {
    accept(&[
        "$.[0].x",
        "$.[*].y",
        "$.a[?(@.x == $.y)]",
        "$.a[?(@.x =~ /re/i)]",
        "$.a ",
        "$[0] \n",
        "$ ",
        "$.detail-type",
        "$.aws:tags",
        "$.1prop",
        "$.@timestamp",
        "$..[*]foo[?(@.bar)].bar",
        "$['x-datum']",
        "$.名前.ключ",
        "$.a#b/c",
        "$['']",
    ]);
    check(
        "$..Results[?(@.status==Failure)]",
        expect![[r#"
            input .. .Results [?(<current .status> Equal Word)]
            doubt 23..30 "Failure": Text in a filter needs quotes: `'Failure'`.
              fix "$..Results[?(@.status=='Failure')]"
        "#]],
    );
}

#[test]
fn mistakes() {
    refuse(
        &[
            "",
            "data.identity",
            " $.a",
            "$.",
            "$.a.",
            "$..",
            "$...a",
            "$.foo bar",
            "$.a .b",
            "$. a",
            "$$23",
            "$5",
            "$foo-bar",
            "$[]",
            "$[0",
            "$.a[0.b",
            "$['a",
            "$['a].b",
            "$[foo]",
            "$[@.a]",
            "$[0,]",
            "$[,0]",
            "$[0 2]",
            "$[1.5]",
            "$[+1]",
            "$[1:2:3:4]",
            "$['a',1]",
            "$[*,0]",
            "$['\\u12']",
            "$.a\\",
            "$.a(",
            "$.length(",
            "$.(1)",
        ],
        expect![[r#"
            "" => Empty ""
            "data.identity" => MissingRoot "data"
                fix "$.data.identity"
            " $.a" => LeadingBlank " "
                fix "$.a"
            "$." => MissingName "."
            "$.a." => MissingName "."
            "$.." => MissingName ".."
            "$...a" => TooManyDots "."
                fix "$..a"
            "$.foo bar" => BlankInName "foo bar"
                fix "$['foo bar']"
            "$.a .b" => BlankInPath " "
                fix "$.a.b"
            "$. a" => BlankInPath " "
                fix "$.a"
            "$$23" => ExpectedSegment "2"
            "$5" => ExpectedSegment "5"
            "$foo-bar" => ExpectedSegment "-"
            "$[]" => EmptyBrackets "[]"
            "$[0" => UnclosedBracket "["
                fix "$[0]"
            "$.a[0.b" => UnclosedBracket "["
                fix "$.a[0].b"
            "$['a" => UnclosedQuote "'"
                fix "$['a']"
            "$['a].b" => UnclosedQuote "'"
                fix "$['a'].b"
            "$[foo]" => BadSelector "foo"
                fix "$['foo']"
            "$[@.a]" => BadSelector "@.a"
            "$[0,]" => MissingSelector ","
                fix "$[0]"
            "$[,0]" => MissingSelector ","
                fix "$[0]"
            "$[0 2]" => ExpectedComma "2"
            "$[1.5]" => BadIndex "1.5"
            "$[+1]" => BadIndex "+1"
            "$[1:2:3:4]" => BadIndex "1:2:3:4"
            "$['a',1]" => MixedUnion "'a',1"
            "$[*,0]" => MixedUnion "*,0"
            "$['\\u12']" => BadEscape "\\u12"
            "$.a\\" => DanglingEscape "\\"
            "$.a(" => UnclosedParen "("
                fix "$.a()"
            "$.length(" => UnclosedParen "("
                fix "$.length()"
            "$.(1)" => Unexpected "("
        "#]],
    );
}

#[test]
fn mistakes_in_filters() {
    refuse(
        &[
            "$[?]",
            "$[?()]",
            "$[?@.a]",
            "$[?(@.a) && @.b]",
            "$[?(@.a]",
            "$[?(@.a",
            "$[?(@.a = 1)]",
            "$[?(@.a == )]",
            "$[?(== 1)]",
            "$[?(@.a && )]",
            "$[?(@.a & @.b)]",
            "$[?(@.a and @.b)]",
            "$[?(@.a or @.b == 1)]",
            "$[?(@.a like 'x')]",
            "$[?(true)]",
            "$[?('a')]",
            "$[?(@.a == 'x)]",
            "$[?(@.a =~ /x)]",
            "$[?(@.a == 1.2.3)]",
            "$[?(@.a == 2024-01-01)]",
            "$[?(length(@.a) > 1)]",
            "$[?(@.a in ['x')]",
            "$[?(@.a == 'x' 'y')]",
        ],
        expect![[r#"
            "$[?]" => EmptyFilter "?"
            "$[?()]" => MissingOperand ""
            "$[?@.a]" => FilterParens "@.a"
                fix "$[?(@.a)]"
            "$[?(@.a) && @.b]" => FilterParens "(@.a) && @.b"
                fix "$[?((@.a) && @.b)]"
            "$[?(@.a]" => UnclosedParen "("
                fix "$[?(@.a)]"
            "$[?(@.a" => UnclosedParen "("
                fix "$[?(@.a)]"
            "$[?(@.a = 1)]" => BadOperator "="
                fix "$[?(@.a == 1)]"
            "$[?(@.a == )]" => MissingOperand ""
            "$[?(== 1)]" => MissingOperand ""
            "$[?(@.a && )]" => MissingOperand ""
            "$[?(@.a & @.b)]" => BadOperator "&"
                fix "$[?(@.a && @.b)]"
            "$[?(@.a and @.b)]" => BadOperator "and"
                fix "$[?(@.a && @.b)]"
            "$[?(@.a or @.b == 1)]" => BadOperator "or"
                fix "$[?(@.a || @.b == 1)]"
            "$[?(@.a like 'x')]" => BadOperator "like"
            "$[?(true)]" => NotACondition "true"
            "$[?('a')]" => NotACondition "'a'"
            "$[?(@.a == 'x)]" => UnclosedQuote "'"
                fix "$[?(@.a == 'x')]"
            "$[?(@.a =~ /x)]" => UnclosedQuote "/"
            "$[?(@.a == 1.2.3)]" => BadNumber "1.2.3"
            "$[?(@.a == 2024-01-01)]" => BadNumber "2024-01-01"
            "$[?(length(@.a) > 1)]" => FunctionBefore "length"
            "$[?(@.a in ['x')]" => UnclosedParen "("
                fix "$[?(@.a in ['x')])]"
            "$[?(@.a == 'x' 'y')]" => Unexpected "'y'"
        "#]],
    );
}

#[test]
fn the_messages_say_what_to_do() {
    check(
        "data.identity",
        expect![[r#"
            missing .data .identity
            error 0..4 "data": A path begins with `$`. Write `$.data`.
              fix "$.data.identity"
        "#]],
    );
    check(
        "$.foo bar.x",
        expect![[r#"
            input .foo bar .x
            error 2..9 "foo bar": A name with a blank stands in brackets and quotes: `['foo bar']`.
              fix "$['foo bar'].x"
        "#]],
    );
    check(
        "$.a[0.b",
        expect![[r#"
            input .a [0 .b
            error 3..4 "[": This bracket is not closed. Add `]`.
              fix "$.a[0].b"
        "#]],
    );
    check(
        "$[?(@.a = 1)]",
        expect![[r#"
            input [?(<current .a> Unknown Number)]
            error 8..9 "=": `=` is no operator. Write `==`.
              fix "$[?(@.a == 1)]"
        "#]],
    );
    check(
        "$.a]",
        expect![[r#"
        input .a]
        doubt 3..4 "]": This is taken as part of the name. Remove it, or write the name in brackets and quotes: `['name']`.
    "#]],
    );
    check(
        "$.a.foo()",
        expect![[r#"
        input .a .foo()
        doubt 4..7 "foo": No function `foo` is known for paths. Known are append, avg, concat, first, index, keys, last, length, max, min, size, stddev, sum.
    "#]],
    );
}

#[track_caller]
fn check_reference(text: &str, expected: Expect) {
    let parsed = parse(text);
    assert!(parsed.errors.is_empty(), "{text}: {:?}", parsed.errors);
    expected.assert_eq(&match parsed.is_reference_path() {
        Ok(()) => "yes".to_owned(),
        Err(no) => format!("{:?} {}", no.span.text(text), no.reason.message()),
    });
}

#[test]
fn reference_paths() {
    for text in ["$", "$.a.b", "$['a b'][0]", "$['a:b,c?d*@e']", "$$.x", "$v.x[0]", r"$.a\:b"] {
        check_reference(text, expect!["yes"]);
    }
    check_reference(
        "$.a.*",
        expect![[r#"".*" `*` finds many values, and this path must lead to exactly one. Name a member or an index."#]],
    );
    check_reference(
        "$.a[*].b",
        expect![[r#""*" `*` finds many values, and this path must lead to exactly one. Name a member or an index."#]],
    );
    check_reference(
        "$..a",
        expect![[r#"".." `..` finds many values, and this path must lead to exactly one. Write the way in full."#]],
    );
    check_reference(
        "$.a[1:2]",
        expect![[r#""1:2" A slice finds many values, and this path must lead to exactly one. Use one index."#]],
    );
    check_reference(
        "$.a[?(@.b)]",
        expect![[
            r#""?(@.b)" A filter finds many values, and this path must lead to exactly one. Filter in a state before."#
        ]],
    );
    check_reference(
        "$['a','b']",
        expect![[
            r#""['a','b']" A list in brackets finds many values, and this path must lead to exactly one. Name one of them."#
        ]],
    );
    check_reference(
        "$.a.length()",
        expect![[
            r#"".length()" A function makes a new value, and this path must lead to one that exists. Call it in a state before."#
        ]],
    );
    check_reference(
        "$.a.b:c",
        expect![[
            r#"":" Without quotes, `@`, `,`, `:`, `?` and `*` are operators, which this path may not have. Write the name as `['name']`."#
        ]],
    );
}

#[test]
fn kinds() {
    let kinds = [
        ("$", Kind::Path),
        ("$ ", Kind::Path),
        ("$.a", Kind::Path),
        ("$[0]", Kind::Path),
        ("$$", Kind::ContextPath),
        ("$$.a", Kind::ContextPath),
        ("$name", Kind::VariablePath),
        ("$_x.y", Kind::VariablePath),
        ("$states.input", Kind::VariablePath),
        ("States.UUID()", Kind::Intrinsic),
        ("States.Format ('x')", Kind::Intrinsic),
        ("States.", Kind::Other),
        ("States.Format", Kind::Other),
        ("States.Format $.x)", Kind::Other),
        ("{% $x %}", Kind::Jsonata),
        ("{ %", Kind::Other),
        (" $.a", Kind::Other),
        ("$5", Kind::Other),
        ("$ 5", Kind::Other),
        ("plain", Kind::Other),
        ("", Kind::Other),
    ];
    for (text, kind) in kinds {
        assert_eq!(classify(text), kind, "{text:?}");
    }
    assert_eq!(classify_with_holes("${X}.a", &[Span::new(0, 4)]), Kind::Unknown);
    assert_eq!(classify_with_holes("$${X}", &[Span::new(1, 5)]), Kind::Path);
    assert_eq!(classify_with_holes("States.${F}", &[Span::new(7, 11)]), Kind::Unknown);
    assert_eq!(classify_with_holes("plain${X}", &[Span::new(5, 9)]), Kind::Other);
    assert_eq!(classify_with_holes("States.${F}(1)", &[Span::new(7, 11)]), Kind::Intrinsic);
}

/// Reads a text in which each `<...>` is a placeholder.
#[track_caller]
fn check_holes(text: &str, expected: Expect) {
    let holes: Vec<Span> = text
        .match_indices('<')
        .map(|(start, _)| {
            let end = start + text[start..].find('>').unwrap() + 1;
            Span::new(start as u32, end as u32)
        })
        .collect();
    expected.assert_eq(&show(text, &parse_with_holes(text, &holes)));
}

#[test]
fn placeholders() {
    check_holes(
        "<P>",
        expect![[r#"
        hole
    "#]],
    );
    check_holes(
        "$<P>",
        expect![[r#"
        hole
    "#]],
    );
    check_holes(
        "<P>.a..",
        expect![[r#"
        hole .a .. .
        error 5..7 "..": A name is missing after the dot. Write one or remove the dot.
    "#]],
    );
    check_holes(
        "$.a<P>.b",
        expect![[r#"
        input .a? .b
    "#]],
    );
    check_holes(
        "$.<P>",
        expect![[r#"
        input .?
    "#]],
    );
    check_holes(
        "$.a[<P>]['x<P>']",
        expect![[r#"
            input .a [hole] ["x"?]
        "#]],
    );
    check_holes(
        "$.a[<P>:3]",
        expect![[r#"
        input .a [hole]
    "#]],
    );
    check_holes(
        "$.a[?(@.b == <P>)]",
        expect![[r#"
        input .a [?(<current .b> Equal Hole)]
    "#]],
    );
    check_holes(
        "$.a[?(@.b <P> 'x<P>')]",
        expect![[r#"
        input .a [?(<current .b> Unknown Hole)]
    "#]],
    );
    check_holes(
        "$.a[?<P>]",
        expect![[r#"
        input .a [?exists Hole]
    "#]],
    );
    check_holes(
        "$.a['<P>",
        expect![[r#"
            input .a [""?
        "#]],
    );
    check_holes(
        "$.a.length(<P>)",
        expect![[r#"
        input .a .length(Hole)
    "#]],
    );
    check_holes(
        "$$.<P>.x y",
        expect![[r#"
            context .? .x y
            error 7..10 "x y": A name with a blank stands in brackets and quotes: `['x y']`.
              fix "$$.<P>['x y']"
        "#]],
    );
}

/// `$0` in the text is the cursor.
#[track_caller]
fn check_completion(text: &str, expected: Expect) {
    let offset = text.find("$0").unwrap();
    let text = text.replacen("$0", "", 1);
    let parsed = parse(&text);
    let shown = match parsed.completion_at(offset as u32) {
        None => "nothing".to_owned(),
        Some(found) => {
            let expected = match found.expected {
                Expected::Root => "root".to_owned(),
                Expected::Operand => "operand".to_owned(),
                Expected::Operator => "operator".to_owned(),
                Expected::Member { path, before, in_brackets, quote } => {
                    let mut behind = path.clone();
                    behind.segments.truncate(before);
                    let mut shown = String::new();
                    show_path(&behind, &mut shown);
                    format!(
                        "member of <{shown}>{}{}",
                        if in_brackets { " in brackets" } else { "" },
                        quote.map_or(String::new(), |quote| format!(" after {quote}"))
                    )
                }
            };
            assert!(found.replace.touches(offset as u32));
            format!("{expected}, replacing {:?}", found.replace.text(&text))
        }
    };
    expected.assert_eq(&shown);
}

#[test]
fn completion() {
    check_completion("$0", expect![[r#"root, replacing """#]]);
    check_completion("$$0", expect![[r#"root, replacing "$""#]]);
    check_completion("$$$0", expect![[r#"root, replacing "$$""#]]);
    check_completion("$na$0me.x", expect![[r#"root, replacing "$name""#]]);
    check_completion("$.$0", expect![[r#"member of <input>, replacing """#]]);
    check_completion("$$.Exec$0", expect![[r#"member of <context>, replacing "Exec""#]]);
    check_completion("$.a.b$0.c", expect![[r#"member of <input .a>, replacing "b""#]]);
    check_completion("$.a..$0", expect![[r#"member of <input .a ..>, replacing """#]]);
    check_completion("$.a[$0", expect![[r#"member of <input .a> in brackets, replacing """#]]);
    check_completion("$.a[$0]", expect![[r#"member of <input .a> in brackets, replacing """#]]);
    check_completion("$.a['na$0", expect![[r#"member of <input .a> in brackets after ', replacing "na""#]]);
    check_completion("$.a['na$0'].b", expect![[r#"member of <input .a> in brackets after ', replacing "na""#]]);
    check_completion("$.a[0$0]", expect!["nothing"]);
    check_completion("$.a[?($0", expect![[r#"operand, replacing """#]]);
    check_completion("$.a[?(@.$0)]", expect![[r#"member of <current>, replacing """#]]);
    check_completion("$.a[?(@.b $0)]", expect![[r#"operator, replacing """#]]);
    check_completion("$.a[?(@.b =$0= 1)]", expect![[r#"operator, replacing "==""#]]);
    check_completion("$.a[?(@.b == $0)]", expect![[r#"operand, replacing """#]]);
    check_completion("$.a[?(@.b == Fa$0)]", expect![[r#"operand, replacing "Fa""#]]);
    check_completion("$.a[?(@.b == 'x$0')]", expect!["nothing"]);
    check_completion("$.a[?(@.b && $0", expect![[r#"operand, replacing """#]]);
    check_completion("$.a[?(@.b == $x.y.$0", expect![[r#"member of <variable(x) .y>, replacing """#]]);
    check_completion("$.items.len$0gth()", expect![[r#"member of <input .items>, replacing "length""#]]);
    check_completion("$.concat($.a.$0)", expect![[r#"member of <input .a>, replacing """#]]);
    check_completion("$.a $0", expect!["nothing"]);
}

/// `$0` in the text is the pointer.
#[track_caller]
fn check_node(text: &str, expected: Expect) {
    let offset = text.find("$0").unwrap();
    let text = text.replacen("$0", "", 1);
    let parsed = parse(&text);
    expected.assert_eq(&match parsed.node_at(offset as u32) {
        None => "nothing".to_owned(),
        Some(Node::Root(path)) => format!("root {:?}", path.root.span.text(&text)),
        Some(Node::Segment(path, index)) => {
            format!("segment {:?}", path.segments[index].span.text(&text))
        }
        Some(Node::Function(_, _, function)) => format!("function {}", function.name.text),
        Some(Node::Operator(operator, _)) => format!("operator {operator:?}"),
        Some(Node::Operand(operand)) => format!("value {:?}", operand.span.text(&text)),
    });
}

#[test]
fn nodes() {
    check_node("$0$.a.b", expect![[r#"root "$""#]]);
    check_node("$.a$0.b", expect![[r#"segment ".b""#]]);
    check_node("$.a.b$0", expect![[r#"segment ".b""#]]);
    check_node("$.a['x$0']", expect![[r#"segment "['x']""#]]);
    check_node("$.items.len$0gth()", expect!["function length"]);
    check_node("$.a[?(@.x =$0= 'y')]", expect!["operator Equal"]);
    check_node("$.a[?(@.x == 'y$0')]", expect![[r#"value "'y'""#]]);
    check_node("$.a[?($0@.x == 'y')]", expect![[r#"root "@""#]]);
}

#[test]
fn tokens_for_colouring() {
    let text = "$$.a['b'][?(@.c =~ /x/ && $v.d >= 1.5 && @.e in [true, 'f'])].length()";
    let shown: Vec<String> =
        parse(text).tokens.iter().map(|token| format!("{:?} {}", token.kind, token.span.text(text))).collect();
    expect![[r#"
        Root $$
        Punctuation .
        Name a
        Punctuation [
        Name 'b'
        Punctuation ]
        Punctuation [
        Operator ?
        Punctuation (
        Root @
        Punctuation .
        Name c
        Operator =~
        Regex /x/
        Operator &&
        Variable $v
        Punctuation .
        Name d
        Operator >=
        Number 1.5
        Operator &&
        Root @
        Punctuation .
        Name e
        Operator in
        Punctuation [
        Keyword true
        Punctuation ,
        String 'f'
        Punctuation ]
        Punctuation )
        Punctuation ]
        Punctuation .
        Function length
        Punctuation (
        Punctuation )"#]]
    .assert_eq(&shown.join("\n"));
}

#[test]
fn leading_members() {
    let names = |text: &str| parse(text).leading_members().map(|(name, _)| name.to_owned()).collect::<Vec<_>>();
    assert_eq!(names("$$.Execution['Input'][0].x"), ["Execution", "Input"]);
    assert_eq!(names("$..x"), Vec::<String>::new());
}

#[test]
fn deep_nesting_ends_early() {
    for (start, open) in [("$.a", "[?(@"), ("$.a[?", "(!"), ("$.a", "[?(@.a == @"), ("$.a", ".length($")] {
        let text = format!("{start}{}", open.repeat(100_000));
        let parsed = parse(&text);
        let last = parsed.errors.last().unwrap();
        assert_eq!(last.kind, PathErrorKind::TooDeep, "{open}");
        parsed.completion_at(text.len() as u32);
        parsed.node_at(150);
    }
    for flat in ["[", "[?(", "(", "]", "[?(@==[", "$.a(", "[?(@.a =="] {
        let text = format!("$.a{}", flat.repeat(100_000));
        let parsed = parse(&text);
        assert!(parsed.errors.len() + parsed.doubts.len() > 0, "{flat}");
        parsed.completion_at(text.len() as u32);
    }
    let nested = format!("$.a{}@.b{}", "[?(@.b".repeat(10), ")]".repeat(10));
    accept(&[&nested]);
}
