//! What is said of a word, its colour, and the layout of expressions.

use crate::{CODE, PLACES, analyse, at};
use asl_analysis::features::{actions, hover, signature, tokens};
use asl_analysis::{marked, rewrite};
use asl_syntax::Span;
use expect_test::{Expect, expect};

fn check_hover(text: &str, word: &str, expected: Expect) {
    let (text, offset) = marked::cursor(&at(text, word));
    let found = hover::hover(&analyse(&text), offset);
    expected.assert_eq(&found.map_or_else(
        || "nothing".to_owned(),
        |h| format!("[{}]\n{}", &text[h.span.range()], h.markdown.lines().take(3).collect::<Vec<_>>().join("\n")),
    ));
}

#[test]
fn hover_tells_of_names_fields_and_code() {
    check_hover(
        PLACES,
        "Default: \"Pa$0ck it",
        expect![[r#"
        [Pack it]
        **Pack it** · Choice state

        - → Default: Pack it"#]],
    );
    check_hover(
        PLACES,
        "Def$0ault",
        expect![[r#"
        [Default]
        **Default** · a string of a Choice state

        State to run when no rule matches."#]],
    );
    check_hover(
        PLACES,
        "Type: Cho$0ice",
        expect![[r#"
        [Choice]
        **Choice** · type of state

        Branches on the first rule whose test is true."#]],
    );
    check_hover(
        CODE,
        "$rou$0nd(",
        expect![[r#"
        [$round]
        ```jsonata
        $round(number[, precision]) → number
        ```"#]],
    );
    check_hover(
        CODE,
        "' & $to$0tal )",
        expect![[r#"
        [$total]
        **$total** · variable

        Assigned in "Count". A state sees the value from before it began."#]],
    );
    check_hover(
        CODE,
        "$states.in$0put",
        expect![[r#"
        [input]
        **$states.input**

        The raw input of the state. It exists in every JSONata field."#]],
    );
    check_hover(
        CODE,
        "'b'],\n        '-') & $to$0tal",
        expect![[r#"
        [$total]
        **$total** · variable

        Assigned in "Count". A state sees the value from before it began."#]],
    );
}

#[test]
fn signatures_in_block_scalars() {
    let shown = |word: &str| {
        let (text, offset) = marked::cursor(&at(CODE, word));
        signature::signature(&analyse(&text), offset).map(|s| format!("{} at {}", s.label, s.active))
    };
    expect![[r#"
        Some("$round(number[, precision]) → number at 1")
        Some("$join(array[, separator]) → string at 1")"#]]
    .assert_eq(&format!("{:?}\n{:?}", shown("$round($tax, $02"), shown("'b'],\n        $0'-'")));
}

#[test]
fn words_have_colours() {
    let analysis = analyse(CODE);
    let all = tokens::tokens(&analysis, Span::new(0, CODE.len() as u32));
    let shown: Vec<String> =
        all.iter().map(|token| format!("{}:{:?}", &CODE[token.span.range()], token.kind)).collect();
    expect!["QueryLanguage:Property JSONata:EnumMember StartAt:Property Count:Class States:Property Count:Class Type:Property Pass:Type Assign:Property {%:Macro $sum:Function $states:Variable input:Property prices:Property %}:Macro Next:Property Tell:Class Tell:Class Type:Property Pass:Type Output:Property {%:Macro $tax:Variable :=:Operator $total:Variable *:Operator 0.2:Number $round:Function $tax:Variable 2:Number &:Operator ' of ':String &:Operator $total:Variable %}:Macro Assign:Property {%:Macro $join:Function 'a':String 'b':String '-':String &:Operator $total:Variable %}:Macro End:Property"].assert_eq(&shown.join(" "));
}

#[test]
fn expressions_are_laid_out_in_their_style() {
    let relaid = |text: &str, word: &str| {
        let (text, offset) = marked::cursor(&at(text, word));
        let fixes = actions::rewrites(&analyse(&text), Span::empty(offset));
        let shown: Vec<String> =
            fixes.iter().map(|fix| format!("{}\n{}", fix.title, rewrite::apply(&text, &fix.edits))).collect();
        shown.join("\n")
    };
    let text = "QueryLanguage: JSONata\nStartAt: A\nStates:\n  A:\n    Type: Pass\n    Output: |-\n      {%\n        $sum(1,2)\n          +1\n      %}\n    End: true\n";
    expect![[r#"
        Format this expression
        QueryLanguage: JSONata
        StartAt: A
        States:
          A:
            Type: Pass
            Output: |-
              {% $sum(1, 2) + 1 %}
            End: true
    "#]]
    .assert_eq(&relaid(text, "$su$0m"));
    let text = "QueryLanguage: JSONata\nStartAt: A\nStates:\n  A: {Type: Pass, Output: '{% ''a''&1 %}', End: true}\n";
    expect![[r#"
        Format this expression
        QueryLanguage: JSONata
        StartAt: A
        States:
          A: {Type: Pass, Output: '{% ''a'' & 1 %}', End: true}
    "#]]
    .assert_eq(&relaid(text, "''$0a"));
}
