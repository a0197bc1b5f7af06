//! Workflow variables: where they come from, who reads them, and giving them other names. `<` and `>` stand around each
//! place of an answer.

#![allow(clippy::unwrap_used)]

#[path = "support/places.rs"]
mod places;

use asl_analysis::features::names::Refusal;
use asl_analysis::features::navigate::{self, Use};
use asl_analysis::features::rename;
use asl_analysis::variables::{self, Value};
use asl_analysis::{marked, rewrite};
use asl_syntax::{Encoding, Span};
use expect_test::{Expect, expect};

fn check_references(text: &str, expected: Expect) {
    expected.assert_eq(&places::references(text));
}

fn check_definition(text: &str, expected: Expect) {
    expected.assert_eq(&places::definitions(text));
}

/// The text with another name in it, or the reason against that name.
fn renamed(text: &str, name: &str) -> String {
    let (text, offset) = marked::cursor(text);
    match rename::rename(&marked::analyse(&text), offset, name) {
        Some(Ok(edits)) => rewrite::apply(&text, &edits),
        Some(Err(Refusal(why))) => why,
        None => "no name here".to_owned(),
    }
}

/// Each variable with its value and the states that assign it, a line each.
fn check_scope(text: &str, expected: Expect) {
    let (text, offset) = marked::cursor(text);
    let found = variables::in_scope_at(&marked::analyse(&text), offset);
    let line = |v: &variables::Variable| {
        let states: Vec<&str> = v.assigned.iter().map(|a| a.state.as_str()).collect();
        format!("{} {:?} depth {} by {}\n", v.name, v.value, v.depth, states.join(", "))
    };
    expected.assert_eq(&found.iter().map(line).collect::<String>());
}

/// `n` is assigned in three places and read in both languages, inside of a Map state as well.
const ROUNDS: &str = r#"{ "QueryLanguage": "JSONata", "StartAt": "First", "States": {
  "First": { "Type": "Pass", "Assign": { "n": 0 }, "Next": "More?" },
  "More?": { "Type": "Choice", "Choices": [{ "Condition": "{% $n < 3 %}", "Assign": { "n": "{% $n + 1 %}" }, "Next": "Use" }], "Default": "Old" },
  "Use": { "Type": "Map", "ItemProcessor": { "StartAt": "I", "States": { "I": { "Type": "Pass", "Output": "{% $string($n) & \"\u0024n\" %}", "End": true } } }, "Next": "Done" },
  "Old": { "Type": "Pass", "QueryLanguage": "JSONPath", "Parameters": { "n.$": "States.Format('{}', $n)" }, "Assign": { "n.$": "$n" }, "Next": "Done" },
  "Done": { "Type": "Pass", "Output": { "n": "{% ($m := $n; $m) %}" }, "End": true } } }"#;

#[test]
fn references_are_all_reads_and_assignments_in_both_languages() {
    check_references(
        &ROUNDS.replace("$m := $n", "$m := $n$0"),
        expect![[r#"
            { "QueryLanguage": "JSONata", "StartAt": "First", "States": {
              "First": { "Type": "Pass", "Assign": { "<n>": 0 }, "Next": "More?" },
              "More?": { "Type": "Choice", "Choices": [{ "Condition": "{% $<n> < 3 %}", "Assign": { "<n>": "{% $<n> + 1 %}" }, "Next": "Use" }], "Default": "Old" },
              "Use": { "Type": "Map", "ItemProcessor": { "StartAt": "I", "States": { "I": { "Type": "Pass", "Output": "{% $string($<n>) & \"\u0024n\" %}", "End": true } } }, "Next": "Done" },
              "Old": { "Type": "Pass", "QueryLanguage": "JSONPath", "Parameters": { "n.$": "States.Format('{}', $<n>)" }, "Assign": { "<n>.$": "$<n>" }, "Next": "Done" },
              "Done": { "Type": "Pass", "Output": { "n": "{% ($m := $<n>; $m) %}" }, "End": true } } }"#]],
    );
}

#[test]
fn definitions_are_the_assignments_that_may_have_given_the_value() {
    check_definition(
        &ROUNDS.replace("$string($n)", "$string($0$n)"),
        expect![[r#"
            { "QueryLanguage": "JSONata", "StartAt": "First", "States": {
              "First": { "Type": "Pass", "Assign": { "n": 0 }, "Next": "More?" },
              "More?": { "Type": "Choice", "Choices": [{ "Condition": "{% $n < 3 %}", "Assign": { "<n>": "{% $n + 1 %}" }, "Next": "Use" }], "Default": "Old" },
              "Use": { "Type": "Map", "ItemProcessor": { "StartAt": "I", "States": { "I": { "Type": "Pass", "Output": "{% $string($n) & \"\u0024n\" %}", "End": true } } }, "Next": "Done" },
              "Old": { "Type": "Pass", "QueryLanguage": "JSONPath", "Parameters": { "n.$": "States.Format('{}', $n)" }, "Assign": { "n.$": "$n" }, "Next": "Done" },
              "Done": { "Type": "Pass", "Output": { "n": "{% ($m := $n; $m) %}" }, "End": true } } }"#]],
    );
    check_definition(
        &ROUNDS.replace("'{}', $n", "'{}', $0$n"),
        expect![[r#"
            { "QueryLanguage": "JSONata", "StartAt": "First", "States": {
              "First": { "Type": "Pass", "Assign": { "<n>": 0 }, "Next": "More?" },
              "More?": { "Type": "Choice", "Choices": [{ "Condition": "{% $n < 3 %}", "Assign": { "n": "{% $n + 1 %}" }, "Next": "Use" }], "Default": "Old" },
              "Use": { "Type": "Map", "ItemProcessor": { "StartAt": "I", "States": { "I": { "Type": "Pass", "Output": "{% $string($n) & \"\u0024n\" %}", "End": true } } }, "Next": "Done" },
              "Old": { "Type": "Pass", "QueryLanguage": "JSONPath", "Parameters": { "n.$": "States.Format('{}', $n)" }, "Assign": { "n.$": "$n" }, "Next": "Done" },
              "Done": { "Type": "Pass", "Output": { "n": "{% ($m := $n; $m) %}" }, "End": true } } }"#]],
    );
}

#[test]
fn a_new_name_goes_everywhere_and_leaves_its_marks() {
    let text = renamed(&ROUNDS.replace("\"Assign\": { \"n\": 0", "\"Assign\": { \"$0n\": 0"), "$round");
    expect![[r#"
        { "QueryLanguage": "JSONata", "StartAt": "First", "States": {
          "First": { "Type": "Pass", "Assign": { "round": 0 }, "Next": "More?" },
          "More?": { "Type": "Choice", "Choices": [{ "Condition": "{% $round < 3 %}", "Assign": { "round": "{% $round + 1 %}" }, "Next": "Use" }], "Default": "Old" },
          "Use": { "Type": "Map", "ItemProcessor": { "StartAt": "I", "States": { "I": { "Type": "Pass", "Output": "{% $string($round) & \"\u0024n\" %}", "End": true } } }, "Next": "Done" },
          "Old": { "Type": "Pass", "QueryLanguage": "JSONPath", "Parameters": { "n.$": "States.Format('{}', $round)" }, "Assign": { "round.$": "$round" }, "Next": "Done" },
          "Done": { "Type": "Pass", "Output": { "n": "{% ($m := $round; $m) %}" }, "End": true } } }"#]]
    .assert_eq(&text);
    assert_eq!(marked::analyse(&text).findings().iter().filter(|f| f.rule.code.contains("variable")).count(), 0);
}

#[test]
fn a_name_that_means_something_else_is_refused() {
    let at = ROUNDS.replace("\"Assign\": { \"n\": 0", "\"Assign\": { \"$0n\": 0, \"other\": 1");
    let mut answers = String::new();
    for name in ["m", "other", "a.b", "states", "", "1st"] {
        answers.push_str(&format!("{name}: {}\n", renamed(&at, name)));
    }
    expect![[r#"
        m: An expression that reads "n" has its own `$m`.
        other: There is a variable "other" already.
        a.b: The name of a variable cannot be a path: a variable is assigned as a whole.
        states: The name "states" is reserved.
        : The name of a variable cannot be empty.
        1st: The name of a variable begins with a letter.
    "#]]
    .assert_eq(&answers);
}

#[test]
fn a_name_of_the_expression_is_not_the_variable() {
    let text = renamed(&ROUNDS.replace("; $m)", "; $m$0)"), "local");
    assert!(text.contains("($local := $n; $local)"), "{text}");
}

#[test]
fn scopes_beside_each_other_have_variables_of_their_own() {
    let text = r#"{ "StartAt": "P", "States": { "P": { "Type": "Parallel", "Branches": [
  { "StartAt": "A", "States": { "A": { "Type": "Pass", "Assign": { "x": 1 }, "Next": "B" }, "B": { "Type": "Pass", "InputPath": "$x$0", "End": true } } },
  { "StartAt": "C", "States": { "C": { "Type": "Pass", "Assign": { "x": 1 }, "Next": "D" }, "D": { "Type": "Pass", "InputPath": "$x", "End": true } } } ], "End": true } } }"#;
    check_references(
        text,
        expect![[r#"
            { "StartAt": "P", "States": { "P": { "Type": "Parallel", "Branches": [
              { "StartAt": "A", "States": { "A": { "Type": "Pass", "Assign": { "<x>": 1 }, "Next": "B" }, "B": { "Type": "Pass", "InputPath": "$<x>", "End": true } } },
              { "StartAt": "C", "States": { "C": { "Type": "Pass", "Assign": { "x": 1 }, "Next": "D" }, "D": { "Type": "Pass", "InputPath": "$x", "End": true } } } ], "End": true } } }"#]],
    );
}

#[test]
fn a_key_is_written_and_an_expression_reads() {
    let (text, offset) = marked::cursor(&ROUNDS.replace("$n < 3", "$n$0 < 3"));
    let found = navigate::highlights(&marked::analyse(&text), offset);
    assert_eq!(found.iter().filter(|(_, usage)| *usage == Use::Write).count(), 3);
    assert_eq!(found.len(), 9);
}

#[test]
fn names_with_escapes_keep_them_apart() {
    let text = r#"{ "QueryLanguage": "JSONata", "StartAt": "A", "States": { "A": { "Type": "Pass", "Assign": { "\u0061b": 1 }, "Next": "B" },
  "B": { "Type": "Pass", "Output": "{% \"é\" & $a$0b & \"\n\" & \u0024ab %}", "End": true } } }"#;
    expect![[r#"
        { "QueryLanguage": "JSONata", "StartAt": "A", "States": { "A": { "Type": "Pass", "Assign": { "cd": 1 }, "Next": "B" },
          "B": { "Type": "Pass", "Output": "{% \"é\" & $cd & \"\n\" & \u0024cd %}", "End": true } } }"#]]
    .assert_eq(&renamed(text, "cd"));
}

#[test]
fn what_is_in_scope_comes_with_what_is_known_of_it() {
    check_scope(
        r#"{ "QueryLanguage": "JSONata", "StartAt": "A", "States": {
  "A": { "Type": "Choice", "Choices": [{ "Condition": "{% true %}", "Assign": { "some": 1, "all": 1 }, "Next": "M" }], "Assign": { "all": 2 }, "Default": "M" },
  "M": { "Type": "Map", "ItemProcessor": { "StartAt": "I", "States": {
      "I": { "Type": "Pass", "Assign": { "inner": 1 }, "Next": "J" },
      "J": { "Type": "Pass", "Output": "{% [$inner, $exists($some), $all, $late$0] %}", "End": true } } }, "Next": "Z" },
  "Z": { "Type": "Pass", "Assign": { "late": 1 }, "End": true } } }"#,
        expect![[r#"
            inner Some(Present) depth 0 by I
            all Some(Present) depth 1 by A, A
            late Some(Absent) depth 1 by Z
            some Some(Partial) depth 1 by A
        "#]],
    );
}

#[test]
fn a_variable_that_nobody_reads_is_in_scope_as_well() {
    check_scope(
        r#"{ "QueryLanguage": "JSONata", "StartAt": "A", "States": {
  "A": { "Type": "Pass", "Assign": { "x": 1 }, "Next": "M" },
  "M": { "Type": "Map", "ItemProcessor": { "StartAt": "I", "States": {
      "I": { "Type": "Pass", "Output": "{% $0 %}", "End": true } } }, "Assign": { "y": 1 }, "End": true } } }"#,
        expect![[r#"
            x Some(Present) depth 1 by A
            y Some(Absent) depth 1 by M
        "#]],
    );
}

#[test]
fn a_way_without_a_value_is_told_in_words() {
    let (text, offset) = marked::cursor(&ROUNDS.replace("\"n\": 0", "\"z\": 0").replace("$m := $n", "$m := $0$n"));
    let words = variables::route_without(&marked::analyse(&text), offset, "n");
    assert_eq!(words, None, "each way into the state assigns it, or fails before");
    let (text, offset) = marked::cursor(&ROUNDS.replace("\"n\": 0", "\"z\": 0").replace("$n < 3", "$exists($n$0)"));
    let words = variables::route_without(&marked::analyse(&text), offset, "n");
    assert_eq!(words.as_deref(), Some(r#""First" → "More?""#));
}

#[test]
fn a_verdict_moves_with_the_text_that_it_is_about() {
    let text = ROUNDS.replace("\"n\": 0", "\"z\": 0");
    let before = marked::analyse(&text);
    let after = marked::analyse(&text.replace("\"First\": {", "\"First\":\n\n  {"));
    let lines = |analysis: &asl_analysis::Analysis| -> Vec<(String, String)> {
        let found = analysis.findings().iter().filter(|f| f.rule.code.contains("variable"));
        found.map(|f| (f.rule.code.to_owned(), analysis.text(f.span).into_owned())).collect()
    };
    assert!(!lines(&before).is_empty());
    assert_eq!(lines(&before), lines(&after));
    let mut document = before.document().clone();
    document.edit(Span::empty(0), "\n");
    let next = before.next(document);
    assert_eq!(lines(&before), lines(&next));
    let shifted = next.findings().iter().find(|f| f.rule.code.contains("variable")).unwrap().span;
    assert!(next.document().text().line_col(shifted.start, Encoding::Utf8).line > 0);
}

#[test]
fn a_value_is_known_where_all_ways_give_it() {
    let (text, offset) = marked::cursor(&ROUNDS.replace("$m := $n", "$m := $0$n"));
    let found = variables::in_scope_at(&marked::analyse(&text), offset);
    assert_eq!(found.iter().map(|v| v.value).collect::<Vec<_>>(), [Some(Value::Present)]);
}
