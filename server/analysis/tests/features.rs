//! Names, hover, outline, folding and selection. Answers are text: `<` and `>` stand around each place.

#[path = "support/places.rs"]
mod places;

use asl_analysis::features::{folding, hover, names, outline, selection};
use asl_analysis::{marked, rewrite};
use expect_test::{Expect, expect};

fn check_references(text: &str, expected: Expect) {
    expected.assert_eq(&places::references(text));
}

fn check_definition(text: &str, expected: Expect) {
    expected.assert_eq(&places::definitions(text));
}

fn check_rename(text: &str, name: &str, expected: Expect) {
    let (text, offset) = marked::cursor(text);
    let analysis = marked::analyse(&text);
    let answer = match names::state_at(&analysis, offset).map(|state| state.rename(&analysis, name)) {
        Some(Ok(edits)) => rewrite::apply(&text, &edits),
        Some(Err(names::Refusal(why))) => why,
        None => "no name here".to_owned(),
    };
    expected.assert_eq(&answer);
}

fn check_hover(text: &str, expected: Expect) {
    let (text, offset) = marked::cursor(text);
    let found = hover::hover(&marked::analyse(&text), offset);
    expected.assert_eq(&found.map_or_else(|| "nothing".to_owned(), |h| h.markdown));
}

const LOOP: &str = r#"{ "StartAt": "Try", "States": {
  "Try": { "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Catch": [{ "ErrorEquals": ["X"], "Next": "Wait" }], "Next": "Done" },
  "Wait": { "Type": "Wait", "Comment": "a while", "Seconds": 5, "Next": "Try" },
  "Done": { "Type": "Succeed" } } }"#;

#[test]
fn references_are_everywhere_that_the_name_is_written() {
    check_references(
        &LOOP.replace("\"Next\": \"Try\"", "\"Next\": \"T$0ry\""),
        expect![[r#"
            { "StartAt": "<Try>", "States": {
              "<Try>": { "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Catch": [{ "ErrorEquals": ["X"], "Next": "Wait" }], "Next": "Done" },
              "Wait": { "Type": "Wait", "Comment": "a while", "Seconds": 5, "Next": "<Try>" },
              "Done": { "Type": "Succeed" } } }"#]],
    );
}

#[test]
fn definition_is_the_key_in_the_same_scope() {
    check_definition(
        r#"{ "StartAt": "A", "States": { "A": { "Type": "Map", "ItemProcessor":
             { "StartAt": "B$0", "States": { "B": { "Type": "Succeed" } } }, "Next": "B" }, "B": { "Type": "Succeed" } } }"#,
        expect![[r#"
            { "StartAt": "A", "States": { "A": { "Type": "Map", "ItemProcessor":
                         { "StartAt": "B", "States": { "<B>": { "Type": "Succeed" } } }, "Next": "B" }, "B": { "Type": "Succeed" } } }"#]],
    );
}

#[test]
fn a_name_in_data_is_no_name_of_a_state() {
    check_definition(
        r#"{ "StartAt": "A", "States": { "A": { "Type": "Pass", "Result": { "Next": "A$0" }, "End": true } } }"#,
        expect![[
            r#"{ "StartAt": "A", "States": { "A": { "Type": "Pass", "Result": { "Next": "A" }, "End": true } } }"#
        ]],
    );
}

#[test]
fn rename_changes_every_place_and_escapes() {
    check_rename(
        r#"{ "StartAt": "A", "States": { "A$0": { "Type": "Pass", "Next": "B" }, "B": { "Type": "Pass", "Next": "A" } } }"#,
        "say \"hi\"",
        expect![[
            r#"{ "StartAt": "say \"hi\"", "States": { "say \"hi\"": { "Type": "Pass", "Next": "B" }, "B": { "Type": "Pass", "Next": "say \"hi\"" } } }"#
        ]],
    );
}

#[test]
fn rename_refuses_what_the_service_would_refuse() {
    let text = &LOOP.replace("\"Wait\": {", "\"Wa$0it\": {");
    check_rename(text, "Done", expect![[r#"There is a state "Done" already; names are unique in the whole machine."#]]);
    check_rename(text, " ", expect!["A state needs a name."]);
    check_rename(
        text,
        &"x".repeat(81),
        expect!["The name of a state may have 80 characters at most; this one has 81."],
    );
}

#[test]
fn a_state_shows_where_it_goes_and_who_comes() {
    check_hover(
        &LOOP.replace("\"Next\": \"Wait\"", "\"Next\": \"Wa$0it\""),
        expect![[r#"
            **Wait** · Wait state

            a while

            - → Next: Try
            - ← catcher 1: Try"#]],
    );
}

#[test]
fn fields_and_values_and_errors_explain_themselves() {
    check_hover(
        &LOOP.replace("\"Seconds\"", "\"Sec$0onds\""),
        expect![[r#"
            **Seconds** · an integer of a Wait state

            Number of seconds to pause.

            Exactly one of `Seconds`, `SecondsPath`, `Timestamp`, `TimestampPath`. Must be between 0 and 99999999. Not together with `SecondsPath`, `Timestamp`, `TimestampPath`.

            *0 is accepted.*"#]],
    );
    check_hover(
        &LOOP.replace("[\"X\"]", "[\"States.$0Timeout\"]"),
        expect![[r#"
            **States.Timeout** · reserved error name

            The task ran past `TimeoutSeconds`, went silent past `HeartbeatSeconds`, or the whole execution timed out.

            Raised by: a Task state or the whole machine.

            *A timeout of the whole execution cannot be caught inside the machine.*"#]],
    );
    check_hover(&LOOP.replace("\"Seconds\": 5", "\"Seconds\": $05"), expect!["nothing"]);
}

#[test]
fn the_outline_nests_as_the_machine_runs() {
    let analysis = marked::analyse(
        r#"{ "StartAt": "P", "States": { "P": { "Type": "Parallel", "Branches": [
             { "StartAt": "A", "States": { "A": { "Type": "Succeed" } } },
             { "StartAt": "M", "States": { "M": { "Type": "Map", "ItemProcessor": { "StartAt": "I", "States": { "I": { "Type": "Pass", "End": true } } }, "End": true } } }
           ], "End": true } } }"#,
    );
    fn lines(symbols: &[outline::Symbol], depth: usize, out: &mut String) {
        for symbol in symbols {
            out.push_str(&format!("{}{} {}\n", "  ".repeat(depth), symbol.name, symbol.detail));
            lines(&symbol.children, depth + 1, out);
        }
    }
    let mut out = String::new();
    lines(&outline::outline(&analysis), 0, &mut out);
    expect![[r#"
        P Parallel
          Branch 1 
            A Succeed
          Branch 2 
            M Map
              I Pass
    "#]]
    .assert_eq(&out);
}

#[test]
fn what_spans_lines_folds() {
    let text = "{\n  \"StartAt\": \"A\",\n  \"States\": {\n    \"A\": { \"Type\": \"Succeed\" }\n  }\n}";
    assert_eq!(folding::folds(&marked::analyse(text)).len(), 2);
}

#[test]
fn a_selection_grows_by_meaning() {
    let (text, offset) = marked::cursor(r#"{ "StartAt": "A", "States": { "A": { "Type": "Su$0cceed" } } }"#);
    let steps: Vec<String> =
        selection::ranges(&marked::analyse(&text), offset).iter().map(|s| text[s.range()].to_owned()).collect();
    expect![[r#"
        Succeed
        "Succeed"
        "Type": "Succeed"
         "Type": "Succeed" 
        { "Type": "Succeed" }
        "A": { "Type": "Succeed" }
         "A": { "Type": "Succeed" } 
        { "A": { "Type": "Succeed" } }
        "States": { "A": { "Type": "Succeed" } }
         "StartAt": "A", "States": { "A": { "Type": "Succeed" } } 
        { "StartAt": "A", "States": { "A": { "Type": "Succeed" } } }"#]]
    .assert_eq(&steps.join("\n"));
}
