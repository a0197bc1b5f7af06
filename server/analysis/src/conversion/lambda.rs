//! From a Lambda function that is called by its own ARN to the integration `lambda:invoke`, and back. The integration
//! wraps what the function answers, so what reads the result changes as well.

use asl_query::Span as CodeSpan;
use asl_query::jsonpath;
use asl_spec::QueryLanguage;
use asl_spec::integrations::{Resource, parse_resource};
use asl_syntax::Value;

use super::reads::{PAYLOAD, each_read};
use super::{Task, fix};
use crate::notation::Notation;
use crate::rewrite::{Fix, add_members, quoted, remove_member, replace_string, replace_with};
use crate::task::{TaskResource, payload_field};

/// Calls the function of its own ARN through the integration, with the same outcome; `None` where that cannot be had.
pub fn to_integration(task: &Task<'_>) -> Option<Fix> {
    let resource = TaskResource::of(&task.place).filter(|r| matches!(r.read(), Resource::Lambda { .. }))?;
    let (head, _) = resource.text().split_once(":lambda:")?;
    let function = task.place.value("Resource")?;
    let (state, document) = (task.state(), task.document);
    let mut edits = vec![replace_string(document, resource.span(), &format!("{head}:states:::lambda:invoke"))];
    let mut added: Vec<(&str, String)> = Vec::new();
    let input = payload_field(task.language());
    match (state.get(input), task.place.value(input)) {
        (Some(_), payload) => {
            let payload = payload?;
            let notation = Notation::at(document, payload.span()).copying(document, &[function, payload]);
            let wrapped = r#"{ "FunctionName": ${0}, "Payload": ${1} }"#;
            edits.push(replace_with(document, notation, payload.span(), wrapped));
        }
        (None, _) => {
            let payload = match task.language() {
                QueryLanguage::JsonPath => r#""Payload.$": "$""#,
                QueryLanguage::Jsonata => r#""Payload": "{% $states.input %}""#,
            };
            let function = quoted(resource.text());
            added.push((input, format!("{{\n  \"FunctionName\": {function},\n  {payload}\n}}")));
        }
    }
    edits.extend(each_read(task, &|_, read| Some((CodeSpan::empty(read.start()?), format!(".{PAYLOAD}"))))?);
    let is_whole = leaves(task)?;
    match task.language() {
        QueryLanguage::Jsonata if is_whole => {
            added.push(("Output", quoted(&format!("{{% $states.result.{PAYLOAD} %}}"))));
        }
        QueryLanguage::JsonPath if is_whole && state.get("OutputPath").is_none() => {
            added.push(("OutputPath", quoted(&format!("$.{PAYLOAD}"))));
        }
        _ => {}
    }
    let members: Vec<(&str, &str)> = added.iter().map(|(key, value)| (*key, value.as_str())).collect();
    if !members.is_empty() {
        edits.push(add_members(document, state, &members));
    }
    fix("Call it through lambda:invoke, with the same outcome".to_owned(), edits)
}

/// Calls the function of `lambda:invoke` by its own ARN, with the same outcome; `None` where that cannot be had.
pub fn to_function(task: &Task<'_>) -> Option<Fix> {
    let resource = TaskResource::of(&task.place)?;
    let read = resource.read();
    let parts = read.integration().filter(|parts| parts.suffix.is_none())?;
    if !matches!(read, Resource::Optimized(_)) || (parts.service.text, parts.action.text) != ("lambda", "invoke") {
        return None;
    }
    let input = task.state().get(payload_field(task.language()))?;
    let (document, arguments) = (task.document, input.value()?);
    let object = arguments.as_object()?;
    let mut function = None;
    let mut payload = None;
    for member in object.members() {
        match &*member.key().text() {
            "FunctionName" => function = member.value(),
            PAYLOAD => payload = Some((member.value()?, false)),
            "Payload.$" if task.language() == QueryLanguage::JsonPath => payload = Some((member.value()?, true)),
            // How to call is the integration's to say.
            _ => return None,
        }
    }
    let function = function?;
    if !matches!(parse_resource(&function.as_str()?.text()), Resource::Lambda { .. }) {
        return None;
    }
    let copy = |of: Value<'_>, to: asl_syntax::Span| {
        let notation = Notation::at(document, to).copying(document, &[of]);
        replace_with(document, notation, to, "${0}")
    };
    let mut edits = vec![copy(function, resource.span())];
    let (payload, is_path) = payload?;
    let text = payload.as_str().map(|string| string.text());
    let given = match text.as_deref() {
        Some("$") if is_path => remove_member(document, task.state(), input),
        // The parameters of a function are an object; a part of the input goes in as the whole of it.
        Some(path) if is_path => {
            let is_free = ["InputPath", "Credentials", "TimeoutSecondsPath", "HeartbeatSecondsPath"];
            let is_free = is_free.iter().all(|field| task.state().get(field).is_none());
            if !is_free || jsonpath::classify(path) != jsonpath::Kind::Path {
                return None;
            }
            edits.push(remove_member(document, task.state(), input));
            add_members(document, task.state(), &[("InputPath", &quoted(path))])
        }
        Some(code) if task.language() == QueryLanguage::Jsonata && is_input(code) => {
            remove_member(document, task.state(), input)
        }
        _ if payload.as_object().is_none() && task.language() == QueryLanguage::JsonPath => return None,
        _ => copy(payload, arguments.span()),
    };
    edits.push(given);
    let output = match task.language() {
        QueryLanguage::JsonPath => "OutputPath",
        QueryLanguage::Jsonata => "Output",
    };
    let is_whole = leaves(task)?;
    let written = task.place.value(output).and_then(|value| value.as_str());
    let is_plain = written.is_some_and(|string| {
        let text = string.text();
        text == "$.Payload" || text.trim_matches(['{', '}', '%', ' ']) == "$states.result.Payload"
    });
    if is_whole && task.state().get(output).is_none() {
        return None;
    }
    match task.state().get(output).filter(|_| is_plain) {
        Some(member) => edits.push(remove_member(document, task.state(), member)),
        None => edits.extend(each_read(task, &|_, read| Some((read.payload()?, String::new())))?),
    }
    fix("Call the function by its own ARN, with the same outcome".to_owned(), edits)
}

fn is_input(code: &str) -> bool {
    code.strip_prefix("{%").and_then(|code| code.strip_suffix("%}")).is_some_and(|code| code.trim() == "$states.input")
}

/// Whether the result leaves the state as it came, or by `OutputPath`; `None` where no path could take it out of its
/// wrapper, or put it in.
fn leaves(task: &Task<'_>) -> Option<bool> {
    if task.language() == QueryLanguage::Jsonata {
        return Some(task.state().get("Output").is_none());
    }
    if task.state().get("ResultSelector").is_some() {
        return Some(false);
    }
    match task.place.value("ResultPath") {
        Some(path) if path.is_null() => Some(false),
        Some(path) => (path.as_str()?.text() == "$").then_some(true),
        None => Some(true),
    }
}
