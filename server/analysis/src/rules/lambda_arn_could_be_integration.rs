//! A Lambda function called by its own ARN.

use asl_spec::QueryLanguage;
use asl_spec::integrations::Resource;
use asl_syntax::{Object, Value};

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::locate::locate;
use crate::notation::Notation;
use crate::place::Place;
use crate::rewrite::{Edit, Fix, add_member, quoted, replace_string, replace_with};
use crate::rule::{Check, Level, Rule};
use crate::task::TaskResource;

/// `lambda-arn-could-be-integration`
pub static RULE: Rule = Rule {
    code: "lambda-arn-could-be-integration",
    level: Level::Hint,
    on: false,
    service: None,
    tag: None,
    title: "a Lambda function called by its own ARN",
    doc: "A Lambda function can stand in `Resource` itself, or be called through the integration \
          `arn:aws:states:::lambda:invoke`, which AWS recommends: it takes the function's name as a parameter, can wait \
          for a task token, and gives access to the status of the call. Its result has another shape: the answer of the \
          function is in `Payload`. The quick fix is offered where it can keep the outcome as it is.",
    source: "rulebook 13.1, 13.2 [docs]",
    bad: r#"{
  "StartAt": "Work",
  "States": {
    "Work": {
      "Type": "Task",
      "Resource": <<"arn:aws:lambda:us-east-1:123456789012:function:Work">>,
      "Parameters": { "order.$": "$.order" },
      "End": true
    }
  }
}"#,
    good: r#"{
  "StartAt": "Work",
  "States": {
    "Work": {
      "Type": "Task",
      "Resource": "arn:aws:states:::lambda:invoke",
      "Parameters": {
        "FunctionName": "arn:aws:lambda:us-east-1:123456789012:function:Work",
        "Payload": { "order.$": "$.order" }
      },
      "OutputPath": "$.Payload",
      "End": true
    }
  }
}"#,
    check: Check::Place(check),
    fix: Some(fix),
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    let Some(resource) = TaskResource::of(place).filter(|_| place.is_finished()) else { return };
    if matches!(resource.read(), Resource::Lambda { .. }) {
        sink.report(
            resource.span(),
            "This function is called by its own ARN. AWS recommends the integration \"arn:aws:states:::lambda:invoke\".",
        );
    }
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    rewrite(analysis, finding).into_iter().collect()
}

fn rewrite(analysis: &Analysis, finding: &Finding) -> Option<Fix> {
    let location = locate(analysis, finding.span.start)?;
    let (at, step) = location.state()?;
    // Nothing but the state's own `Resource` is meant: the step below the state holds it.
    let resource = location.steps.get(at + 1)?.value;
    let state = step.value.as_object()?;
    let arn = resource.as_str()?.text();
    let (head, _) = arn.split_once(":lambda:")?;
    let document = analysis.document();
    let mut edits = vec![replace_string(document, finding.span, &format!("{head}:states:::lambda:invoke"))];
    // What stands there already is copied as it is written.
    let notation = |copies: &[Value<'_>]| Notation::at(document, finding.span).copying(document, copies);
    let (input, otherwise) = match location.language {
        QueryLanguage::JsonPath => ("Parameters", r#""Payload.$": "$""#),
        QueryLanguage::Jsonata => ("Arguments", r#""Payload": "{% $states.input %}""#),
    };
    match value(state, input) {
        Some(payload) => {
            let wrapped = r#"{ "FunctionName": ${0}, "Payload": ${1} }"#;
            edits.push(replace_with(document, notation(&[resource, payload]), payload.span(), wrapped));
        }
        None => {
            let arguments = format!("{{\n  \"FunctionName\": {},\n  {otherwise}\n}}", quoted(&arn));
            edits.push(add_member(analysis.document(), state, input, &arguments));
        }
    }
    edits.extend(match location.language {
        QueryLanguage::JsonPath => keep_jsonpath_output(analysis, state)?,
        QueryLanguage::Jsonata => keep_jsonata_output(analysis, state)?,
    });
    Some(Fix { title: "Call it through lambda:invoke, with the same outcome".to_owned(), edits, preferred: false })
}

fn value<'a>(state: Object<'a>, field: &str) -> Option<Value<'a>> {
    state.get(field)?.value()
}

/// The edit that makes the output what it was; `None` where that takes more than a changed `OutputPath`.
fn keep_jsonpath_output(analysis: &Analysis, state: Object<'_>) -> Option<Option<Edit>> {
    if ["ResultSelector", "Assign"].iter().any(|field| state.get(field).is_some()) {
        return None;
    }
    match value(state, "ResultPath") {
        Some(path) if path.is_null() => return Some(None),
        Some(path) if path.as_str()?.text() != "$" => return None,
        _ => {}
    }
    let Some(path) = value(state, "OutputPath") else {
        return Some(Some(add_member(analysis.document(), state, "OutputPath", r#""$.Payload""#)));
    };
    if path.is_null() {
        return Some(None);
    }
    let text = path.as_str()?.text();
    let rest = text.strip_prefix('$').filter(|rest| rest.is_empty() || rest.starts_with(['.', '[']))?;
    Some(Some(replace_string(analysis.document(), path.span(), &format!("$.Payload{rest}"))))
}

/// The same for JSONata: only an output that is the plain result has to change.
fn keep_jsonata_output(analysis: &Analysis, state: Object<'_>) -> Option<Option<Edit>> {
    let mentions = |field: &str| value(state, field).is_some_and(|v| analysis.text(v.span()).contains("$states"));
    if mentions("Output") || mentions("Assign") {
        return None;
    }
    if state.get("Output").is_some() {
        return Some(None);
    }
    Some(Some(add_member(analysis.document(), state, "Output", r#""{% $states.result.Payload %}""#)))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{analyse, check, check_fix};

    fn machine(language: &str, fields: &str) -> String {
        format!(
            r#"{{ "QueryLanguage": "{language}", "StartAt": "A", "States": {{ "A": {{ "Type": "Task", "Resource": {fields}, "End": true }} }} }}"#
        )
    }

    #[test]
    fn only_function_arns() {
        check(&RULE, &machine("JSONPath", r#""${Function}""#));
        check(&RULE, &machine("JSONPath", r#""arn:aws:states:us-east-1:123456789012:activity:A""#));
        check(&RULE, &machine("JSONPath", r#"<<"arn:${P}:lambda:${R}:${A}:function:${F}">>"#));
    }

    #[test]
    fn the_input_becomes_the_payload_and_the_payload_the_output() {
        check_fix(
            &RULE,
            &machine(
                "JSONPath",
                r#""arn:aws-cn:lambda:r:1:function:F", "OutputPath": "$.x", "Parameters": { "a": 1 }"#,
            ),
            &machine(
                "JSONPath",
                r#""arn:aws-cn:states:::lambda:invoke", "OutputPath": "$.Payload.x", "Parameters": { "FunctionName": "arn:aws-cn:lambda:r:1:function:F", "Payload": { "a": 1 } }"#,
            ),
        );
        check_fix(
            &RULE,
            r#"{ "StartAt": "A", "States": { "A": { "Type": "Task", "End": true, "Resource": "arn:aws:lambda:r:1:function:F" } } }"#,
            r#"{ "StartAt": "A", "States": { "A": { "Type": "Task", "End": true, "Resource": "arn:aws:states:::lambda:invoke", "Parameters": { "FunctionName": "arn:aws:lambda:r:1:function:F", "Payload.$": "$" }, "OutputPath": "$.Payload" } } }"#,
        );
        check_fix(
            &RULE,
            r#"{ "QueryLanguage": "JSONata", "StartAt": "A", "States": { "A": { "Type": "Task", "End": true, "Resource": "arn:aws:lambda:r:1:function:F" } } }"#,
            r#"{ "QueryLanguage": "JSONata", "StartAt": "A", "States": { "A": { "Type": "Task", "End": true, "Resource": "arn:aws:states:::lambda:invoke", "Arguments": { "FunctionName": "arn:aws:lambda:r:1:function:F", "Payload": "{% $states.input %}" }, "Output": "{% $states.result.Payload %}" } } }"#,
        );
    }

    #[test]
    fn no_fix_where_the_outcome_would_change() {
        for (language, fields) in [
            ("JSONPath", r#""arn:aws:lambda:r:1:function:F", "ResultPath": "$.x""#),
            ("JSONPath", r#""arn:aws:lambda:r:1:function:F", "ResultSelector": {}"#),
            ("JSONPath", r#""arn:aws:lambda:r:1:function:F", "OutputPath": "$$.State""#),
            ("JSONata", r#""arn:aws:lambda:r:1:function:F", "Output": "{% $states.result.x %}""#),
        ] {
            let analysis = analyse(&machine(language, fields));
            let finding = analysis.findings().iter().find(|f| *f.rule == RULE).unwrap();
            assert!(super::fix(&analysis, finding).is_empty(), "{fields}");
        }
    }
}
