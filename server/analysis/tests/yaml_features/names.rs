//! Names of states and variables: where they are used and declared, and giving them others.

use crate::places::around;
use crate::{CODE, PLACES, analyse, at};
use asl_analysis::features::{names, navigate, rename};
use asl_analysis::{marked, rewrite};
use asl_syntax::Span;
use expect_test::{Expect, expect};

fn check_references(word: &str, expected: Expect) {
    let (text, offset) = marked::cursor(&at(PLACES, word));
    expected.assert_eq(&around(&text, navigate::references(&analyse(&text), offset, true)));
}

fn check_definition(text: &str, word: &str, expected: Expect) {
    let (text, offset) = marked::cursor(&at(text, word));
    let found = navigate::definitions(&analyse(&text), offset);
    let shown: Vec<String> =
        found.iter().map(|d| format!("{} in {:?}", around_line(&text, d.name), &text[d.target.range()])).collect();
    expected.assert_eq(&shown.join("\n"));
}

fn around_line(text: &str, span: Span) -> String {
    let start = text[..span.start as usize].rfind('\n').map_or(0, |at| at + 1);
    let line = text[start..].lines().next().unwrap_or_default();
    around(line, vec![span.shift(-(start as i64))]).trim().to_owned()
}

fn check_rename(text: &str, word: &str, name: &str, expected: Expect) {
    let (text, offset) = marked::cursor(&at(text, word));
    let analysis = analyse(&text);
    let answer = match rename::rename(&analysis, offset, name) {
        Some(Ok(edits)) => {
            let after = rewrite::apply(&text, &edits);
            assert!(analyse(&after).document().tree().errors().is_empty(), "{after}");
            after
        }
        Some(Err(names::Refusal(why))) => why,
        None => "no name here".to_owned(),
    };
    expected.assert_eq(&answer);
}

#[test]
fn references_are_everywhere_that_the_name_is_written() {
    check_references(
        "StartAt: Pa$0ck it",
        expect![[r#"
        StartAt: <Pack it>
        States:
          <Pack it>:
            Type: Choice
            Choices:
            - Variable: $.a
              IsNull: true
              Next: 'Send'
            - {Variable: $.b, IsNull: true, Next: <Pack it>}
            Default: "<Pack it>"
          ? Send
          : Type: Pass
            Next: |-
        <      Pack it>
    "#]],
    );
    check_references(
        "? Se$0nd",
        expect![[r#"
        StartAt: Pack it
        States:
          Pack it:
            Type: Choice
            Choices:
            - Variable: $.a
              IsNull: true
              Next: '<Send>'
            - {Variable: $.b, IsNull: true, Next: Pack it}
            Default: "Pack it"
          ? <Send>
          : Type: Pass
            Next: |-
              Pack it
    "#]],
    );
}

#[test]
fn definitions_of_states_and_variables() {
    check_definition(
        PLACES,
        "Default: \"Pack$0 it",
        expect![[
            r#"<Pack it>: in "Pack it:\n    Type: Choice\n    Choices:\n    - Variable: $.a\n      IsNull: true\n      Next: 'Send'\n    - {Variable: $.b, IsNull: true, Next: Pack it}\n    Default: \"Pack it\"""#
        ]],
    );
    check_definition(
        PLACES,
        "Next: 'Se$0nd'",
        expect![[r#"? <Send> in "Send\n  : Type: Pass\n    Next: |-\n      Pack it""#]],
    );
    check_definition(
        CODE,
        "' & $to$0tal )",
        expect![[r#"<total>: '{% $sum($states.input.prices) %}' in "total: '{% $sum($states.input.prices) %}'""#]],
    );
    check_definition(CODE, "$round($ta$0x", expect![[r#"( <$tax> := $total * 0.2; in "$tax""#]]);
}

#[test]
fn rename_quotes_where_the_notation_asks_for_it() {
    check_rename(
        PLACES,
        "StartAt: Pa$0ck it",
        "No",
        expect![[r#"
        StartAt: "No"
        States:
          "No":
            Type: Choice
            Choices:
            - Variable: $.a
              IsNull: true
              Next: 'Send'
            - {Variable: $.b, IsNull: true, Next: "No"}
            Default: "No"
          ? Send
          : Type: Pass
            Next: |-
              No
    "#]],
    );
    check_rename(
        PLACES,
        "StartAt: Pa$0ck it",
        "1: it's # \"x\"",
        expect![[r#"
        StartAt: "1: it's # \"x\""
        States:
          "1: it's # \"x\"":
            Type: Choice
            Choices:
            - Variable: $.a
              IsNull: true
              Next: 'Send'
            - {Variable: $.b, IsNull: true, Next: "1: it's # \"x\""}
            Default: "1: it's # \"x\""
          ? Send
          : Type: Pass
            Next: |-
              1: it's # "x"
    "#]],
    );
    check_rename(
        PLACES,
        "StartAt: Pa$0ck it",
        "Send",
        expect![[r#"There is a state "Send" already; names are unique in the whole machine."#]],
    );
    check_rename(
        PLACES,
        "? Se$0nd",
        "a, {b}",
        expect![[r#"
        StartAt: Pack it
        States:
          Pack it:
            Type: Choice
            Choices:
            - Variable: $.a
              IsNull: true
              Next: 'a, {b}'
            - {Variable: $.b, IsNull: true, Next: Pack it}
            Default: "Pack it"
          ? a, {b}
          : Type: Pass
            Next: |-
              Pack it
    "#]],
    );
}

#[test]
fn rename_goes_into_block_scalars() {
    check_rename(
        CODE,
        "* 0.2;\n          $round($ta$0x",
        "vat",
        expect![[r#"
        QueryLanguage: JSONata
        StartAt: Count
        States:
          Count:
            Type: Pass
            Assign:
              total: '{% $sum($states.input.prices) %}'
            Next: Tell
          Tell:
            Type: Pass
            Output: |-
              {%
                ( $vat := $total * 0.2;
                  $round($vat, 2) & ' of ' & $total )
              %}
            Assign:
              "text": >-
                {% $join(['a', 'b'],
                '-') & $total %}
            End: true
    "#]],
    );
    check_rename(
        CODE,
        "' & $to$0tal )",
        "sum",
        expect![[r#"
        QueryLanguage: JSONata
        StartAt: Count
        States:
          Count:
            Type: Pass
            Assign:
              sum: '{% $sum($states.input.prices) %}'
            Next: Tell
          Tell:
            Type: Pass
            Output: |-
              {%
                ( $tax := $sum * 0.2;
                  $round($tax, 2) & ' of ' & $sum )
              %}
            Assign:
              "text": >-
                {% $join(['a', 'b'],
                '-') & $sum %}
            End: true
    "#]],
    );
    check_rename(
        CODE,
        "to$0tal: '",
        "on",
        expect![[r#"
        QueryLanguage: JSONata
        StartAt: Count
        States:
          Count:
            Type: Pass
            Assign:
              'on': '{% $sum($states.input.prices) %}'
            Next: Tell
          Tell:
            Type: Pass
            Output: |-
              {%
                ( $tax := $on * 0.2;
                  $round($tax, 2) & ' of ' & $on )
              %}
            Assign:
              "text": >-
                {% $join(['a', 'b'],
                '-') & $on %}
            End: true
    "#]],
    );
}
