//! Signatures, hover, tokens, selection and rewriting inside of expressions. `$0` is the cursor.

#[path = "support/orders.rs"]
mod orders;

use asl_analysis::features::{actions, hover, locals, navigate, selection, signature, tokens};
use asl_analysis::{marked, rewrite};
use asl_syntax::Span;
use expect_test::{Expect, expect};
use orders::{jsonata, jsonpath};

fn check_signature(text: &str, expected: Expect) {
    let (text, offset) = marked::cursor(text);
    let found = signature::signature(&marked::analyse(&text), offset).map_or_else(
        || "none".to_owned(),
        |found| {
            let mut label = found.label.clone();
            match found.parameters.get(found.active) {
                Some(active) => {
                    label.insert(active.end as usize, '>');
                    label.insert(active.start as usize, '<');
                }
                None => label.push_str(" | too many"),
            }
            label
        },
    );
    expected.assert_eq(&found);
}

#[test]
fn signatures_with_the_active_parameter() {
    check_signature(
        &jsonata(r#""Output": "{% $substring($0) %}""#),
        expect!["$substring(<str>, start[, length]) → string"],
    );
    check_signature(
        &jsonata(r#""Output": "{% $substring('a', $0""#),
        expect!["$substring(str, <start>[, length]) → string"],
    );
    check_signature(
        &jsonata(r#""Output": "{% $map([1, 2], function($v) { $v }$0) %}""#),
        expect!["$map(array, <function>) → array"],
    );
    check_signature(&jsonata(r#""Output": "{% $map([1, $sum($0)]) %}""#), expect!["$sum(<array>) → number"]);
    check_signature(&jsonata(r#""Output": "{% 'x' ~> $pad($0) %}""#), expect!["$pad(str, <width>[, char]) → string"]);
    check_signature(&jsonata(r#""Output": "{% $zip(1, 2, 3, $0) %}""#), expect!["$zip(array1, <...>) → array"]);
    check_signature(&jsonata(r#""Output": "{% $sum(1, $0) %}""#), expect!["$sum(array) → number | too many"]);
    check_signature(
        &jsonata(r#""Output": "{% ($add := function($a, $b) { $a + $b }; $add(1, $0)) %}""#),
        expect!["$add($a, <$b>)"],
    );
    check_signature(&jsonata(r#""Output": "{% $nothing($0) %}""#), expect!["none"]);
    check_signature(&jsonata(r#""Output": "{% $sum$0() %}""#), expect!["none"]);
    check_signature(
        &jsonpath(r#""Parameters": { "a.$": "States.Format('{}', $0)" }"#),
        expect!["States.Format(template[, <values>...]) → a string"],
    );
    check_signature(
        &jsonpath(r#""Parameters": { "a.$": "States.Hash(States.Format('{}', 1), $0" }"#),
        expect!["States.Hash(data, <algorithm>) → a string"],
    );
}

fn check_hover(text: &str, expected: Expect) {
    let (text, offset) = marked::cursor(text);
    let found = hover::hover(&marked::analyse(&text), offset);
    expected.assert_eq(
        &found.map_or_else(|| "nothing".to_owned(), |h| format!("`{}`\n{}", &text[h.span.range()], h.markdown)),
    );
}

#[test]
fn hover_in_jsonata() {
    check_hover(
        &jsonata(r#""Output": "{% \"x\" & $sub$0string($order, 1) %}""#),
        expect![[r#"
        `$substring`
        ```jsonata
        $substring(str, start[, length]) → string
        ```

        Cuts a piece out of a string from a zero-based start; a negative start counts from the end."#]],
    );
    check_hover(
        &jsonata(r#""Output": "{% $st$0ates.result %}""#),
        expect![[r#"
        `$states`
        **$states** · what Step Functions hands to the expression

        * `input`: The raw input of the state.
        * `context`: The context object.
        * `result`: The result of the task, the branches or the iterations."#]],
    );
    check_hover(
        &jsonata(r#""Output": "{% $states.res$0ult %}""#),
        expect![[r#"
        `result`
        **$states.result**

        The result of the task, the branches or the iterations. It exists in the `Output` and `Assign` of Task, Parallel and Map states."#]],
    );
    check_hover(
        &jsonata(r#""Output": "{% $states.context.Execution.Redrive$0Count %}""#),
        expect![[r#"
        `RedriveCount`
        **$states.context.Execution.RedriveCount** · an integer

        How many times the execution was redriven.

        *Child executions of an Express distributed map are not redriven.*"#]],
    );
    check_hover(
        &jsonata(r#""Output": "{% $or$0der %}""#),
        expect![[r#"
        `$order`
        **$order** · variable

        Assigned in "Read". A state sees the value from before it began."#]],
    );
    check_hover(
        &jsonata(r#""Output": "{% ($x := 1; $x$0 + 1) %}""#),
        expect![[r#"
        `$x`
        **$x** · variable of this expression

        ```jsonata
        $x := 1
        ```"#]],
    );
    check_hover(
        &jsonata(r#""Output": "{% function($x) { $x$0 } %}""#),
        expect![[r#"
        `$x`
        **$x** · parameter"#]],
    );
    check_hover(
        &jsonata(r#""Output": "{% 1 ~$0> $string %}""#),
        expect![[r#"
        `~>`
        **~>** · chain

        Hands the value on the left to the function on the right as its first argument, or composes two functions.

        ```jsonata
        items ~> $sum()
        ```"#]],
    );
    check_hover(
        &jsonata(r#""Output": "{% $eval$0('1') %}""#),
        expect![[r#"
        `$eval`
        ```jsonata
        $eval(expr[, context]) → any
        ```

        Evaluates a string as JSONata. NOT available in Step Functions.

        *Calling it fails at run time; use `$parse` for JSON text.*"#]],
    );
    check_hover(&jsonata(r#""Output": "{% $states.input.and$0 %}""#), expect!["nothing"]);
    check_hover(&jsonata(r#""Output": "$0{% 1 %}""#), expect!["nothing"]);
}

#[test]
fn hover_in_paths_and_calls() {
    check_hover(
        &jsonpath(r#""ResultSelector": { "a.$": "$$0.x" }"#),
        expect![[r#"
        `$`
        **$** · the raw result of the state"#]],
    );
    check_hover(
        &jsonpath(r#""Parameters": { "a.$": "$$.Ta$0sk.Token" }"#),
        expect![[r#"
        `Task`
        **$$.Task** · an object

        The current task. It exists in Task states that use `.waitForTaskToken`."#]],
    );
    check_hover(
        &jsonpath(r#""Parameters": { "a.$": "$or$0der.id" }"#),
        expect![[r#"
        `$order`
        **$order** · variable

        Assigned in "Read". A state sees the value from before it began."#]],
    );
    check_hover(
        &jsonpath(r#""Parameters": { "a.$": "States.Ha$0sh($.a, 'MD5')" }"#),
        expect![[r#"
        `States.Hash`
        ```text
        States.Hash(data, algorithm) → a string
        ```

        Hex digest of the data.
        * `data`: any value
        * `algorithm`: a string, one of `MD5`, `SHA-1`, `SHA-256`, `SHA-384`, `SHA-512`"#]],
    );
    check_hover(
        &jsonpath(r#""Parameters": { "a.$": "States.Format('{$0}', $$.Execution.Id)" }"#),
        expect![[r#"
        `{}`
        Takes the value of `$$.Execution.Id`."#]],
    );
    check_hover(
        &jsonpath(r#""Parameters": { "a.$": "States.Format('{}', $$.Execution.I$0d)" }"#),
        expect![[r#"
        `Id`
        **$$.Execution.Id** · a string

        ARN of the running execution."#]],
    );
}

/// The words with their colours, `word:colour`, `!` behind what is declared, `*` behind what the language provides.
fn check_tokens(text: &str, expected: Expect) {
    let analysis = marked::analyse(text);
    let whole = Span::new(0, text.len() as u32);
    let found = tokens::tokens(&analysis, whole);
    found.windows(2).for_each(|pair| assert!(pair[0].span.end <= pair[1].span.start, "{pair:?}"));
    let word = |token: &tokens::Token| {
        let marks = [(token.is_declaration, "!"), (token.is_built_in, "*"), (token.is_deprecated, "-")];
        let marks: String = marks.iter().filter(|(on, _)| *on).map(|(_, mark)| *mark).collect();
        format!("{}:{:?}{marks}", &text[token.span.range()], token.kind)
    };
    expected.assert_eq(&found.iter().map(word).collect::<Vec<_>>().join("\n"));
    let half = Span::new(0, text.len() as u32 / 2);
    let within: Vec<_> = found.iter().filter(|t| t.span.start < half.end).copied().collect();
    assert_eq!(tokens::tokens(&analysis, half), within);
}

#[test]
fn colours() {
    check_tokens(
        r#"{ "QueryLanguage": "JSONata", "StartAt": "A", "States": { "A": { "Type": "Pass",
             "Output": { "own": "{% ($f := function($x) { $x & \"a\" }; /* c */ $f($states.input.`k k`) ~> $string) %}" },
             "End": true } } }"#,
        expect![[r#"
            QueryLanguage:Property
            JSONata:EnumMember*
            StartAt:Property
            A:Class
            States:Property
            A:Class!
            Type:Property
            Pass:Type*
            Output:Property
            {%:Macro
            $f:Function!
            :=:Operator
            function:Keyword
            $x:Parameter!
            $x:Parameter
            &:Operator
            \"a\":String
            /* c */:Comment
            $f:Function
            $states:Variable*
            input:Property
            `k k`:Property
            ~>:Operator
            $string:Function*
            %}:Macro
            End:Property"#]],
    );
    check_tokens(
        r#"{ "StartAt": "A", "States": { "A": { "Type": "Task", "Resource": "x", "Parameters": { "a.$": "States.Format('{}', $.b[0])", "Next": "own" },
             "Retry": [{ "ErrorEquals": ["States.ALL", "Mine"], "JitterStrategy": "FULL" }], "ResultPath": "$.x", "Next": "A" } } }"#,
        expect![[r#"
            StartAt:Property
            A:Class
            States:Property
            A:Class!
            Type:Property
            Task:Type*
            Resource:Property
            Parameters:Property
            .$:Operator
            States.Format:Function*
            '{}':String
            $:Variable*
            b:Property
            0:Number
            Retry:Property
            ErrorEquals:Property
            States.ALL:EnumMember*
            JitterStrategy:Property
            FULL:EnumMember*
            ResultPath:Property
            $:Variable*
            x:Property
            Next:Property
            A:Class"#]],
    );
}

#[test]
fn a_selection_grows_through_an_expression() {
    let check = |text: &str, expected: Expect| {
        let (text, offset) = marked::cursor(text);
        let spans = selection::ranges(&marked::analyse(&text), offset);
        let steps: Vec<&str> = spans
            .iter()
            .map(|s| &text[s.range()])
            .take_while(|s| !s.starts_with("\"Output") && !s.starts_with("\"a.$"))
            .collect();
        expected.assert_eq(&steps.join("\n"));
    };
    check(
        &jsonata(r#""Output": "{% $sum($states.inp$0ut.a[1]) + \"x\" %}""#),
        expect![[r#"
        input
        $states.input
        $states.input.a[1]
        $sum($states.input.a[1])
        $sum($states.input.a[1]) + \"x\"
         $sum($states.input.a[1]) + \"x\" 
        {% $sum($states.input.a[1]) + \"x\" %}
        "{% $sum($states.input.a[1]) + \"x\" %}""#]],
    );
    check(
        &jsonpath(r#""Parameters": { "a.$": "States.Format('{}', $.li$0st[0].b)" }"#),
        expect![[r#"
        list
        .list
        $.list
        $.list[0]
        $.list[0].b
        States.Format('{}', $.list[0].b)
        "States.Format('{}', $.list[0].b)""#]],
    );
}

#[test]
fn names_of_an_expression() {
    let (text, offset) =
        marked::cursor(&jsonata(r#""Output": "{% ($a := 1; $map([1], function($a) { $a }); $a$0 + $a) %}""#));
    let analysis = marked::analyse(&text);
    let mut spans: Vec<Span> = navigate::references(&analysis, offset, true);
    spans.sort();
    let marked: Vec<String> =
        spans.iter().map(|s| format!("{}@{}", &text[s.range()], s.start - spans[0].start)).collect();
    expect!["$a@0 $a@41 $a@46"].assert_eq(&marked.join(" "));
    let highlights = navigate::highlights(&analysis, offset);
    assert_eq!(highlights[0], (spans[0], navigate::Use::Write));
    let local = locals::local_at(&analysis, offset).unwrap();
    assert!(
        rewrite::apply(&text, &local.rename("b").unwrap())
            .contains("($b := 1; $map([1], function($a) { $a }); $b + $b)")
    );
    for bad in ["", "$", "a b", "states", "map", "a.b", "\""] {
        assert!(local.rename(bad).is_err(), "{bad:?}");
    }
}

#[test]
fn an_expression_is_laid_out() {
    let check = |text: &str, expected: Expect| {
        let (text, offset) = marked::cursor(text);
        let found = actions::rewrites(&marked::analyse(&text), Span::empty(offset));
        let show = |fix: &rewrite::Fix| {
            let result = rewrite::apply(&text, &fix.edits);
            let line = result.lines().find(|l| l.contains("Output")).unwrap_or_default();
            let line = line.split_once("Output\": ").map_or(line, |(_, rest)| rest);
            format!("{}: {}", fix.title, line.split_once(", \"Next\"").map_or(line, |(line, _)| line))
        };
        expected.assert_eq(&found.iter().map(show).collect::<Vec<_>>().join("\n"));
    };
    check(
        &jsonata(r#""Output": "{%1+$0$sum( [ 1,2 ])&\"x\"%}""#),
        expect![[r#"Format this expression: "{% 1 + $sum([1, 2]) & \"x\" %}""#]],
    );
    check(&jsonata(r#""Output": "{% 1 + $02 %}""#), expect![[""]]);
    check(
        &jsonata(r#""Output": "{% ($a:=1;$0 $a) %}""#),
        expect![[r#"Format this expression: "{% ($a := 1; $a) %}""#]],
    );
    check(
        &jsonata(r#""Output": "{% (\n$a:=1;$0\n$a) %}""#),
        expect![[r#"
        Format this expression: "{% (\n  $a := 1;\n  $a\n) %}"
        Write this expression on one line: "{% ($a := 1; $a) %}""#]],
    );
    check(&jsonata(r#""Output": "{% 1+$0/* why */2 %}""#), expect![[""]]);
    check(&jsonata(r#""Output": "{% 1+$0 %}""#), expect![[""]]);
}
