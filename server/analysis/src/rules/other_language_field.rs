//! A field of the other query language.

use asl_spec::QueryLanguage;

use crate::finding::Sink;
use crate::misfit::{Misfit, misfit};
use crate::place::Place;
use crate::rewrite::remove_finding;
use crate::rule::{Check, Level, Rule};
use crate::rules::jsonpath_in_jsonata_machine;

/// `other-language-field`
pub static RULE: Rule = Rule {
    code: "other-language-field",
    level: Level::Error,
    on: true,
    service: Some("SCHEMA_VALIDATION_FAILED"),
    tag: None,
    title: "a field of the other query language",
    doc: "A state is written in one query language: that of the machine, or the one in its own `QueryLanguage`. \
          JSONPath states have `InputPath`, `Parameters`, `ResultSelector`, `ResultPath`, `OutputPath` and the fields that \
          end in `Path`; JSONata states have `Arguments`, `Output`, `Items` and `Condition`. States inside a Map or \
          Parallel state take the *machine's* language, not that of the state around them.",
    source: "rulebook 3 [cdk-preflight][floci]",
    bad: r#"{
  "QueryLanguage": "JSONata",
  "StartAt": "Shape",
  "States": {
    "Shape": { "Type": "Pass", <<"ResultPath">>: "$.x", "End": true }
  }
}"#,
    good: r#"{
  "QueryLanguage": "JSONata",
  "StartAt": "Shape",
  "States": {
    "Shape": { "Type": "Pass", "Output": { "x": "{% $states.input %}" }, "End": true }
  }
}"#,
    check: Check::Place(check),
    fix: Some(remove_finding),
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    if jsonpath_in_jsonata_machine::is_refused(place) {
        return;
    }
    for member in place.object.members() {
        let key = member.key();
        let Some(Misfit::OtherLanguage(language)) = misfit(place, key) else { continue };
        let name = key.text();
        let (here, there) = (place.language.as_str(), language.as_str());
        let advice = match counterpart(&name) {
            Some(other) => format!(" Use \"{other}\" instead."),
            None if language == QueryLanguage::Jsonata => {
                " Set \"QueryLanguage\": \"JSONata\" on the state to use it.".to_owned()
            }
            None => String::new(),
        };
        sink.report(
            key.span(),
            format!("\"{name}\" is a field of {there}, but this state is written in {here}.{advice}"),
        );
    }
}

/// The field that does the same work in the other language.
fn counterpart(name: &str) -> Option<&'static str> {
    Some(match name {
        "Parameters" => "Arguments",
        "Arguments" => "Parameters",
        "ItemsPath" => "Items",
        "Items" => "ItemsPath",
        "Result" | "ResultSelector" | "ResultPath" | "OutputPath" => "Output",
        "Output" => "OutputPath",
        "SecondsPath" => "Seconds",
        "TimestampPath" => "Timestamp",
        "ErrorPath" => "Error",
        "CausePath" => "Cause",
        "TimeoutSecondsPath" => "TimeoutSeconds",
        "HeartbeatSecondsPath" => "HeartbeatSeconds",
        "MaxConcurrencyPath" => "MaxConcurrency",
        "ToleratedFailureCountPath" => "ToleratedFailureCount",
        "ToleratedFailurePercentagePath" => "ToleratedFailurePercentage",
        "MaxItemsPath" => "MaxItems",
        "MaxItemsPerBatchPath" => "MaxItemsPerBatch",
        "MaxInputBytesPerBatchPath" => "MaxInputBytesPerBatch",
        "Variable" | "And" | "Or" | "Not" => "Condition",
        "Condition" => "Variable",
        "RoleArn.$" => "RoleArn",
        _ => return None,
    })
}
