//! A word that is not one of those a field takes.

use asl_spec::nearest::nearest;
use asl_spec::{Context, Field};

use crate::finding::Sink;
use crate::misfit::one_of;
use crate::place::Place;
use crate::rewrite::change_to_replacement;
use crate::rule::{Check, Level, Rule};

/// `unknown-value`
pub static RULE: Rule = Rule {
    code: "unknown-value",
    level: Level::Error,
    on: true,
    service: Some("SCHEMA_VALIDATION_FAILED"),
    tag: None,
    title: "a word that the field does not take",
    doc: "Some fields take one of a few words: `Type`, `QueryLanguage`, `Version`, the `Mode` and `ExecutionType` of a \
          processor, `JitterStrategy`. They are case-sensitive, and the service refuses any other. A word that is not \
          known to this version but no misspelling of a known one, in the configuration of a reader or writer, is left \
          to `unfamiliar-value`, because those lists grow.",
    source: "rulebook 3.5, 6, 11.1 [cdk-preflight][floci]",
    bad: r#"{
  "StartAt": "Done",
  "States": {
    "Done": { "Type": <<"Suceed">> }
  }
}"#,
    good: r#"{
  "StartAt": "Done",
  "States": {
    "Done": { "Type": "Succeed" }
  }
}"#,
    check: Check::Place(check),
    fix: Some(change_to_replacement),
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    for Odd { field, span, name, near } in odd_words(place) {
        if near.is_none() && grows(place.context) {
            continue;
        }
        let what = if field.name == "Type" { "a type of state" } else { "a value" };
        let message = match near {
            Some(near) => format!("\"{name}\" is not {what} of \"{}\". Did you mean \"{near}\"?", field.name),
            None => format!("\"{}\" must be {}, not \"{name}\".", field.name, one_of(&words(place, field))),
        };
        let message = message.replace("a type of state of \"Type\"", "a type of state");
        let finding = sink.report(span, message);
        if let Some(near) = near {
            finding.replacement(near);
        }
    }
}

/// A string value that its field does not list.
pub struct Odd<'a> {
    /// The field.
    pub field: &'static Field,
    /// The value, with its quotes.
    pub span: asl_syntax::Span,
    /// The word.
    pub name: std::borrow::Cow<'a, str>,
    /// The listed word that is surely meant.
    pub near: Option<&'static str>,
}

/// The values in `place` that are not among the words of their fields.
pub fn odd_words<'a>(place: &Place<'a>) -> Vec<Odd<'a>> {
    let mut odd = Vec::new();
    for member in place.object.members() {
        let key = member.key().text();
        let field = match place.field(&key) {
            Some(field) => field,
            // The type of a state of unknown type is what is unknown.
            None if place.is_state() && key == "Type" => match Context::Pass.field("Type") {
                Some(field) => field,
                None => continue,
            },
            None => continue,
        };
        let words = words(place, field);
        // An ARN pattern is judged by the rules about resources.
        if words.is_empty() || words.iter().any(|w| w.contains('<')) || !field.languages.allows(place.language) {
            continue;
        }
        let Some(string) = member.value().and_then(|v| v.as_str()) else { continue };
        let name = string.text();
        if string.has_hole() || !string.is_closed() || words.contains(&&*name) {
            continue;
        }
        let near = nearest(&name, words.iter().copied())
            .or_else(|| words.iter().copied().find(|w| w.eq_ignore_ascii_case(name.trim())));
        odd.push(Odd { field, span: string.span(), name, near });
    }
    odd
}

fn words(place: &Place<'_>, field: &'static Field) -> Vec<&'static str> {
    if place.is_state() && field.name == "Type" {
        return asl_spec::StateType::ALL.iter().map(|t| t.as_str()).collect();
    }
    field.values.to_vec()
}

/// Whether the words of a context's fields come from lists that grow with the service.
pub fn grows(context: Option<Context>) -> bool {
    matches!(context, Some(Context::ReaderConfig | Context::WriterConfig))
}
