//! The shapes of the AWS APIs take memory when something asks for them, and only those that it asks for. One test, in a
//! process of its own: what is decoded stays.

use asl_analysis::features::{actions, completion, hover, navigate, outline, signature, tokens};
use asl_analysis::{Analysis, Intent, Settings, marked};
use asl_aws_models::memory;
use asl_syntax::{Dialect, Document, Span};
use expect_test::expect;

const PLAIN: &str = r##"{
  "StartAt": "Choose",
  "States": {
    "Choose": {
      "Type": "Choice",
      "Choices": [{ "Variable": "$.size", "NumericGreaterThan": 1, "Next": "Each" }],
      "Default": "Wait"
    },
    "Wait": { "Type": "Wait", "Seconds": 5, "Next": "Each" },
    "Each": {
      "Type": "Map",
      "ItemProcessor": {
        "StartAt": "Work",
        "States": {
          "Work": {
            "Type": "Parallel",
            "Parameters": { "a.$": "States.Format('{}', $.a)" },
            "Branches": [{ "StartAt": "B", "States": { "B": { "Type": "Succeed" } } }],
            "Retry": [{ "ErrorEquals": ["States.ALL", "Own.Error"] }],
            "Catch": [{ "ErrorEquals": ["States.ALL"], "Next": "Say" }],
            "Next": "Say"
          },
          "Say": { "QueryLanguage": "JSONata", "Type": "Pass", "Output": "{% $states.input.a %}", "End": true }
        }
      },
      "End": true
    }
  }
}"##;

const TASK: &str = r#"{ "StartAt": "T", "States": { "T": { "Type": "Task", "Resource": "arn:aws:states:::dynamodb:getItem", "Parameters": { "TableName": "t", $0 }, "End": true } } }"#;

fn use_everything(text: &str) -> usize {
    let analysis = Analysis::new(Document::new(text, Dialect::Json), Intent::Machine);
    let end = text.len() as u32;
    let mut answers = analysis.findings().len() + outline::outline(&analysis).len();
    answers += tokens::tokens(&analysis, Span::new(0, end)).len();
    for offset in 0..=end {
        answers += usize::from(hover::hover(&analysis, offset).is_some());
        answers += usize::from(signature::signature(&analysis, offset).is_some());
        answers += completion::completions(&analysis, offset).items.len();
        answers += navigate::references(&analysis, offset, true).len();
        let span = Span::empty(offset);
        answers += actions::fixes(&analysis, span, &Settings::default()).len();
        answers += actions::rewrites(&analysis, span).len();
    }
    answers
}

fn decoded() -> String {
    memory().into_iter().map(|(name, _)| name).collect::<Vec<_>>().join(", ")
}

#[test]
fn nothing_is_decoded_before_it_is_asked_for() {
    assert!(use_everything(PLAIN) > 1000);
    expect![""].assert_eq(&decoded());

    let (text, offset) = marked::cursor(TASK);
    let analysis = Analysis::new(Document::new(&text, Dialect::Json), Intent::Machine);
    assert!(!completion::completions(&analysis, offset).items.is_empty() && !analysis.findings().is_empty());
    expect!["dynamodb"].assert_eq(&decoded());

    let bytes: usize = memory().iter().map(|(_, bytes)| bytes).sum();
    assert!((1000..100_000).contains(&bytes), "{bytes} bytes");
}
