//! What is proposed where. `$0` is the cursor; a line of the answer is `label: what it inserts | detail`, and accepting
//! the chosen item shows the text that results.

#[path = "support/proposals.rs"]
mod proposals;

use asl_analysis::features::completion::Item;
use asl_analysis::{marked, rewrite};
use expect_test::{Expect, expect};
use proposals::{accepted, labelled, proposed};

/// The labels proposed at the cursor, in the order of the list.
fn labels(text: &str) -> Vec<String> {
    sorted(text).into_iter().map(|item| item.label).collect()
}

fn sorted(text: &str) -> Vec<Item> {
    proposed(text, marked::analyse).1.items
}

fn check(text: &str, expected: Expect) {
    expected.assert_eq(&labels(text).join(" "));
}

/// The text after the item with this label was accepted, plain.
fn accept(text: &str, label: &str, expected: Expect) {
    let (text, found) = proposed(text, marked::analyse);
    let item = labelled(&found, label);
    expected.assert_eq(&accepted(&text, &found, item, &item.insert.plain));
}

const ORDER: &str = r#"{
  "StartAt": "Charge",
  "States": {
    "Charge": { "Type": "Pass", "Comment": "Takes the money", "Next": "Ship" },
    "Ship": { "Type": "Pass", "Next": CURSOR },
    "Each": {
      "Type": "Map",
      "ItemProcessor": { "StartAt": "Inner", "States": { "Inner": { "Type": "Succeed" } } },
      "End": true
    },
    "Done": { "Type": "Succeed" }
  }
}"#;

#[test]
fn states_of_this_scope_the_next_ones_first_and_itself_last() {
    check(&ORDER.replace("CURSOR", "\"$0\""), expect!["Each Done Charge Ship"]);
}

#[test]
fn the_states_inside_a_map_are_its_own() {
    check(
        &ORDER.replace("\"Inner\", \"States\"", "\"$0\", \"States\"").replace("CURSOR", "\"Done\""),
        expect!["Inner"],
    );
}

#[test]
fn states_show_type_and_comment() {
    let items = sorted(&ORDER.replace("CURSOR", "\"$0\""));
    let details: Vec<&str> = items.iter().map(|i| i.detail.as_str()).collect();
    expect!["Map, Succeed, Pass · Takes the money, Pass"].assert_eq(&details.join(", "));
}

#[test]
fn the_whole_string_is_replaced() {
    accept(
        r#"{ "StartAt": "A", "States": { "A": { "Type": "Pass", "Next": "D$0one" }, "Done": { "Type": "Succeed" } } }"#,
        "Done",
        expect![[
            r#"{ "StartAt": "A", "States": { "A": { "Type": "Pass", "Next": "Done" }, "Done": { "Type": "Succeed" } } }"#
        ]],
    );
}

#[test]
fn no_comma_after_the_last_member_and_one_between() {
    for typed in [" \"$0\"", "$0"] {
        accept(
            &format!("{{\n  \"StartAt\":{typed}\n  \"States\": {{ \"Done\": {{ \"Type\": \"Succeed\" }} }}\n}}"),
            "Done",
            expect![[r#"
            {
              "StartAt": "Done",
              "States": { "Done": { "Type": "Succeed" } }
            }"#]],
        );
    }
}

#[test]
fn fields_that_are_legal_here_and_not_yet_there() {
    check(
        r#"{ "StartAt": "A", "States": { "A": { "Type": "Wait", "$0" } } }"#,
        expect![
            "Seconds Timestamp Next End InputPath OutputPath Assign SecondsPath TimestampPath Comment QueryLanguage"
        ],
    );
    check(
        r#"{ "StartAt": "A", "States": { "A": { "Type": "Wait", "Seconds": 1, "End": true, "$0" } } }"#,
        expect!["InputPath OutputPath Assign Comment QueryLanguage"],
    );
}

#[test]
fn fields_follow_the_query_language() {
    let fields =
        labels(r#"{ "QueryLanguage": "JSONata", "StartAt": "A", "States": { "A": { "Type": "Pass", "$0" } } }"#);
    assert!(fields.contains(&"Output".to_owned()) && !fields.iter().any(|f| f.ends_with("Path")), "{fields:?}");
}

#[test]
fn the_machine_itself() {
    check("{ $0 }", expect!["StartAt States TimeoutSeconds Version Comment QueryLanguage"]);
}

#[test]
fn a_state_without_a_type_wants_one_first() {
    let fields = labels(r#"{ "StartAt": "A", "States": { "A": { $0 } } }"#);
    assert_eq!(fields[0], "Type");
}

#[test]
fn a_field_brings_its_value_and_the_comma_that_the_one_before_lacks() {
    accept(
        "{\n  \"StartAt\": \"A\",\n  \"States\": {\n    \"A\": {\n      \"Type\": \"Pass\"\n      \"$0\"\n    }\n  }\n}",
        "End",
        expect![[r#"
            {
              "StartAt": "A",
              "States": {
                "A": {
                  "Type": "Pass",
                  "End": true
                }
              }
            }"#]],
    );
}

#[test]
fn a_field_that_holds_a_list_of_objects_brings_one() {
    accept(
        "{\n  \"StartAt\": \"A\",\n  \"States\": {\n    \"A\": {\n      \"Type\": \"Task\",\n      \"$0\"\n    }\n  }\n}",
        "Retry",
        expect![[r#"
            {
              "StartAt": "A",
              "States": {
                "A": {
                  "Type": "Task",
                  "Retry": [
                    {
                      "ErrorEquals": ["States.ALL"],
                      "IntervalSeconds": 2,
                      "MaxAttempts": 3,
                      "BackoffRate": 2
                    }
                  ]
                }
              }
            }"#]],
    );
}

#[test]
fn a_key_that_has_its_value_keeps_it() {
    accept(
        r#"{ "StartAt": "A", "States": { "A": { "Type": "Pass", "Nx$0": "B" } } }"#,
        "Next",
        expect![[r#"{ "StartAt": "A", "States": { "A": { "Type": "Pass", "Next": "B" } } }"#]],
    );
}

#[test]
fn types_and_other_words() {
    check(
        r#"{ "StartAt": "A", "States": { "A": { "Type": "$0" } } }"#,
        expect!["Task Pass Choice Wait Succeed Fail Parallel Map"],
    );
    check(r#"{ "QueryLanguage": $0 }"#, expect!["JSONPath JSONata"]);
    check(r#"{ "StartAt": "A", "States": { "A": { "Type": "Pass", "End": $0 } } }"#, expect!["true false"]);
    check(
        r#"{ "StartAt": "A", "States": { "A": { "Type": "Task", "Retry": [{ "JitterStrategy": "$0" }] } } }"#,
        expect!["FULL NONE"],
    );
}

#[test]
fn errors_of_the_integration_first_then_those_raised_inside_then_the_reserved() {
    let text = r#"{ "StartAt": "A", "States": {
      "A": { "Type": "Parallel", "Branches": [{ "StartAt": "F", "States": { "F": { "Type": "Fail", "Error": "Broken" } } }],
             "Catch": [{ "ErrorEquals": ["$0"], "Next": "B" }], "End": true },
      "B": { "Type": "Fail", "Error": "GaveUp" } } }"#;
    let errors = labels(text);
    assert_eq!(errors[0], "Broken");
    assert_eq!(errors.last().map(String::as_str), Some("GaveUp"));
    assert!(!errors.contains(&"States.Runtime".to_owned()), "nobody can catch it");
    let lambda = labels(
        r#"{ "StartAt": "A", "States": { "A": { "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
             "Retry": [{ "ErrorEquals": ["Lambda.ServiceException", $0] }], "End": true } } }"#,
    );
    assert_eq!(lambda[0], "Lambda.ClientExecutionTimeoutException");
    assert!(!lambda.contains(&"Lambda.ServiceException".to_owned()), "it is in the list already");
    assert!(!lambda.contains(&"States.ALL".to_owned()), "it has to stand alone");
}

#[test]
fn resources_with_the_patterns_that_each_supports() {
    let resources = labels(r#"{ "StartAt": "A", "States": { "A": { "Type": "Task", "Resource": "$0" } } }"#);
    for wanted in
        ["lambda:invoke", "lambda:invoke.waitForTaskToken", "states:startExecution.sync:2", "AWS SDK integration"]
    {
        assert!(resources.contains(&wanted.to_owned()), "{wanted}");
    }
    assert!(!resources.contains(&"lambda:invoke.sync".to_owned()));
}

#[test]
fn whole_states_between_states() {
    accept(
        "{\n  \"StartAt\": \"A\",\n  \"States\": {\n    $0\n  }\n}",
        "Succeed state",
        expect![[r#"
            {
              "StartAt": "A",
              "States": {
                "Succeed": {
                  "Type": "Succeed"
                }
              }
            }"#]],
    );
}

#[test]
fn an_empty_file_begins_with_a_machine() {
    check("$0", expect!["State machine (JSONPath) State machine (JSONata)"]);
}

#[test]
fn nothing_in_peoples_own_data() {
    check(
        r#"{ "StartAt": "A", "States": { "A": { "Type": "Pass", "Result": { "Next": "$0" }, "End": true } } }"#,
        expect![""],
    );
}

#[test]
fn every_whole_state_is_accepted_by_the_rules_once_its_blanks_are_filled() {
    for language in ["JSONPath", "JSONata"] {
        let text = format!(
            "{{\n  \"QueryLanguage\": \"{language}\",\n  \"StartAt\": \"A\",\n  \"States\": {{\n    $0\n  }}\n}}"
        );
        for item in sorted(&text) {
            let (plain, _) = marked::cursor(&text);
            let state = rewrite::apply(&plain, &[rewrite::Edit::replace(item.replace, item.insert.plain.clone())]);
            let analysis = marked::analyse(&state);
            let syntax = analysis.document().tree().errors();
            assert!(syntax.is_empty(), "{} in {language}: {syntax:?}\n{state}", item.label);
            let structural =
                ["unknown-field", "other-language-field", "misplaced-field", "wrong-type", "missing-field"];
            let wrong = analysis.findings().iter().find(|f| structural.contains(&f.rule.code));
            assert!(wrong.is_none(), "{} in {language}: {wrong:?}\n{state}", item.label);
        }
    }
}
