//! The call of a function in its two vocabularies. They differ in more than names: the SDK takes and gives payloads as
//! text where the optimized integration parses them, and only with the optimized integration does a task fail when its
//! function does.

use asl_query::Span as CodeSpan;
use asl_query::intrinsic::{self, ArgKind};
use asl_query::jsonata::{self, NodeKind};
use asl_query::jsonpath;
use asl_spec::QueryLanguage;
use asl_syntax::Value;

use super::Task;
use super::reads::{PAYLOAD, each_read};
use crate::call::{Call, Way, parameter_name};
use crate::rewrite::{Edit, replace_string};
use crate::task::payload_field;

/// A call of a function that may change its vocabulary.
#[derive(Clone, Copy)]
pub(super) struct Invocation {
    is_to_sdk: bool,
    /// Whether the task gets the answer of the function, or its failure.
    is_answered: bool,
}

impl Invocation {
    /// Whether `call` is one at all.
    pub(super) fn is_one(call: &Call) -> bool {
        call.sdk() == Some(("lambda", "invoke"))
    }

    /// The call of `task`; `None` where nobody knows how it calls, and where the failures of its function would get
    /// lost.
    pub(super) fn of(task: &Task<'_>, call: &Call) -> Option<Invocation> {
        let arguments = task.place.value(payload_field(task.language()))?.as_object()?;
        let mut is_answered = true;
        for member in arguments.members() {
            let key = member.key();
            if key.has_hole() {
                return None;
            }
            if parameter_name(task.language(), &key.text()) == "InvocationType" {
                is_answered = match &*member.value()?.as_str()?.text() {
                    "RequestResponse" => true,
                    "Event" | "DryRun" => false,
                    _ => return None,
                };
            }
        }
        let is_to_sdk = matches!(call.way, Way::Optimized(_));
        let gets_lost = is_to_sdk && is_answered;
        (!gets_lost).then_some(Invocation { is_to_sdk, is_answered })
    }

    /// What the new way to call does differently, for a title; `leaves` says whether the result leaves the state as it
    /// comes.
    pub(super) fn difference(self, leaves: bool) -> &'static str {
        match (self.is_answered, leaves) {
            (false, _) => "",
            (true, false) => ", where an error of the function fails the task",
            (true, true) => ", where an error of the function fails the task and its answer is JSON",
        }
    }

    /// The edits that hand over a payload that is not written out as an object; `None` where the text does not tell
    /// what it is in the other form.
    pub(super) fn payload(self, task: &Task<'_>, is_evaluated: bool, value: Value<'_>) -> Option<Vec<Edit>> {
        let string = value.as_str().filter(|string| string.is_closed() && !string.has_hole())?;
        let text = string.text();
        match task.language() {
            QueryLanguage::Jsonata => {
                let code = text.strip_prefix("{%")?.strip_suffix("%}")?;
                let parsed = jsonata::parse(code);
                // An object is handed over as the text of its JSON.
                let is_object = parsed.is_valid() && matches!(parsed.kind(parsed.expr), NodeKind::Object { .. });
                is_object.then(Vec::new)
            }
            QueryLanguage::JsonPath if !is_evaluated => None,
            QueryLanguage::JsonPath => {
                let written = if self.is_to_sdk { as_text(&text) } else { parsed_from(&text) };
                Some(vec![replace_string(task.document, string.span(), &written?)])
            }
        }
    }

    /// The edits of what reads the result; `None` where something reads what will not be there any more, or all of it.
    pub(super) fn reads(self, task: &Task<'_>) -> Option<Vec<Edit>> {
        let edits = each_read(task, &|expression, read| match read.member()? {
            // The task fails before this is read.
            "FunctionError" => None,
            PAYLOAD if self.is_answered => {
                let (call, path) = read.parse(expression)?;
                Some((call, path.to_owned()))
            }
            PAYLOAD => None,
            // What only answers of optimized integrations have.
            name if name.starts_with("Sdk") => None,
            _ => Some((CodeSpan::empty(read.start()?), String::new())),
        })?;
        Some(edits.into_iter().filter(|edit| !(edit.span.is_empty() && edit.text.is_empty())).collect())
    }
}

/// The call that makes text of the JSON at a path.
fn as_text(path: &str) -> Option<String> {
    (jsonpath::classify(path) == jsonpath::Kind::Path).then(|| format!("States.JsonToString({path})"))
}

/// What a call makes text of.
fn parsed_from(text: &str) -> Option<String> {
    let call = intrinsic::parse(text);
    let [argument] = call.args.as_slice() else { return None };
    let is_read = matches!(argument.kind, ArgKind::Path(_) | ArgKind::Call(_));
    let is_it = call.errors.is_empty() && call.name == "States.JsonToString" && is_read;
    is_it.then(|| argument.span.text(text).to_owned())
}
