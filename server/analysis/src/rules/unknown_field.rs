//! A field that no object of this kind has.

use asl_spec::nearest::nearest;

use crate::finding::Sink;
use crate::misfit::{Misfit, misfit};
use crate::place::Place;
use crate::rewrite::change_to_replacement;
use crate::rule::{Check, Level, Rule};

/// `unknown-field`
pub static RULE: Rule = Rule {
    code: "unknown-field",
    level: Level::Error,
    on: true,
    service: Some("SCHEMA_VALIDATION_FAILED"),
    tag: None,
    title: "a field that no such object has",
    doc: "Field names are case-sensitive, and the service refuses a definition with a field that it does not know, at \
          every level that the language describes. Data of your own belongs into a payload (`Parameters`, `Arguments`, \
          `Result` ...) and notes into `Comment`.",
    source: "rulebook 1, 2.1 [cdk-preflight]",
    bad: r#"{
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", <<"Resultt">>: "hello", "End": true }
  }
}"#,
    good: r#"{
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "Result": "hello", "End": true }
  }
}"#,
    check: Check::Place(check),
    fix: Some(change_to_replacement),
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    let Some(context) = place.context else { return };
    for member in place.object.members() {
        let key = member.key();
        if !matches!(misfit(place, key), Some(Misfit::Unknown)) {
            continue;
        }
        let name = key.text();
        let absent = context.fields().iter().filter(|f| place.get(f.name).is_none());
        let near = nearest(&name, absent.filter(|f| f.languages.allows(place.language)).map(|f| f.name));
        let title = context.title();
        let finding = match near {
            Some(near) => {
                let message = format!("A {title} has no field \"{name}\". Did you mean \"{near}\"?");
                sink.report(key.span(), message).replacement(near)
            }
            None => sink.report(key.span(), format!("A {title} has no field \"{name}\"; the service refuses it.")),
        };
        finding.message = crate::misfit::with_article(&finding.message);
    }
}
