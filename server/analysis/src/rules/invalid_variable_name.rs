//! A variable name that is no identifier.

use asl_spec::limits::VARIABLE_NAME_CHARS;
use asl_syntax::Value;

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::locate::locate;
use crate::place::Place;
use crate::rewrite::{Fix, replace_string};
use crate::rule::{Check, Level, Rule};
use crate::variables::entries;

/// `invalid-variable-name`
pub static RULE: Rule = Rule {
    code: "invalid-variable-name",
    level: Level::Error,
    on: true,
    service: Some("INVALID_VARIABLE_NAME"),
    tag: None,
    title: "a variable whose name is no identifier",
    doc: "The name of a variable begins with a letter and goes on with letters, digits and underscores, at most 80 \
          characters. A part of a variable cannot be assigned, so `order.id` and `list[0]` are no names: assign the whole \
          variable.",
    source: "rulebook 4.1, 4.2 [docs][floci][cdk-preflight]",
    bad: r#"{
  "StartAt": "Remember",
  "States": {
    "Remember": { "Type": "Pass", "Assign": { <<"order-id">>: 1 }, "End": true }
  }
}"#,
    good: r#"{
  "StartAt": "Remember",
  "States": {
    "Remember": { "Type": "Pass", "Assign": { "orderId": 1 }, "End": true }
  }
}"#,
    check: Check::Place(check),
    fix: Some(fix),
};

/// What is wrong with a name, in a few words that fit behind "The name of a variable"; `None` where it may be right. Letters
/// beyond ASCII and a first underscore are taken: what the service makes of them is not certain.
pub fn fault(name: &str) -> Option<String> {
    let length = name.chars().count();
    let first = name.chars().next();
    let is_foreign = |c: &char| c.is_ascii() && !c.is_ascii_alphanumeric() && *c != '_';
    if name.is_empty() {
        return Some("cannot be empty".to_owned());
    }
    if let Some(c) = name.chars().find(is_foreign) {
        return Some(match c {
            '.' | '[' => "cannot be a path: a variable is assigned as a whole".to_owned(),
            ' ' => "cannot hold a blank".to_owned(),
            c => format!("cannot hold `{c}`"),
        });
    }
    if first.is_some_and(|c| c.is_ascii_digit()) {
        return Some("begins with a letter".to_owned());
    }
    (length > VARIABLE_NAME_CHARS)
        .then(|| format!("has {VARIABLE_NAME_CHARS} characters at most; this one has {length}"))
}

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    if place.field("Assign").is_none() {
        return;
    }
    let Some(assign) = place.value("Assign").and_then(Value::as_object) else { return };
    for entry in entries(assign, place.language) {
        let key = entry.member.key();
        // A key that is not finished, or ends in the mark of the other query language, is the business of others.
        if key.has_hole() || !key.is_closed() || !key.is_quoted() || entry.name.ends_with(".$") {
            continue;
        }
        let Some(why) = fault(&entry.name) else { continue };
        let finding = sink.report(key.span(), format!("The name of a variable {why}."));
        if let Some(name) = entry.name.strip_prefix('$').filter(|name| fault(name).is_none()) {
            finding.replacement(name);
        } else if let Some(name) = joined(&entry.name) {
            finding.replacement(name);
        }
    }
}

/// The name with its foreign characters left out, as people join words: `order-id` gives `orderId`. `None` where a part of
/// a variable was meant.
fn joined(name: &str) -> Option<String> {
    if name.contains(['.', '[', '$']) {
        return None;
    }
    let mut parts = name.split(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric() && c != '_');
    let mut joined = parts.next()?.to_owned();
    for part in parts {
        let mut letters = part.chars();
        joined.extend(letters.next().map(|c| c.to_ascii_uppercase()));
        joined.push_str(letters.as_str());
    }
    fault(&joined).is_none().then_some(joined)
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let Some(name) = &finding.replacement else { return Vec::new() };
    let key = locate(analysis, finding.span.start).and_then(|l| l.key);
    let mark = if key.is_some_and(|member| member.key().text().ends_with(".$")) { ".$" } else { "" };
    let edit = replace_string(analysis.document(), finding.span, &format!("{name}{mark}"));
    vec![Fix::new(format!("Change to \"{name}\""), edit)]
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::marked::{check, check_fix, check_messages};

    fn machine(keys: &str) -> String {
        format!(
            r#"{{ "StartAt": "A", "States": {{ "A": {{ "Type": "Pass", "Assign": {{ {keys} }}, "End": true }} }} }}"#
        )
    }

    #[test]
    fn identifiers_only() {
        check(&RULE, &machine(r#""a": 1, "b.$": "$.b", "_c": 1, "größe": 1, "A_1": 1, "${Name}": 1"#));
        check(
            &RULE,
            &machine(r#"<<"a.b">>: 1, <<"a[0].$">>: "$.b", <<"1a">>: 1, <<"">>: 1, <<"$a">>: 1, <<"a b">>: 1"#),
        );
        check(&RULE, &machine(r#""a": { "b.c": 1, "d-e": 1 }"#));
        check_messages(
            &RULE,
            &machine(&format!(r#""a.b": 1, "a b": 1, "a-b": 1, "{}": 1"#, "x".repeat(81))),
            &expect![[r#"
                The name of a variable cannot be a path: a variable is assigned as a whole.
                The name of a variable cannot hold a blank.
                The name of a variable cannot hold `-`.
                The name of a variable has 80 characters at most; this one has 81."#]],
        );
    }

    #[test]
    fn the_name_is_changed_and_its_mark_stays() {
        check_fix(&RULE, &machine(r#""$id.$": "$.id""#), &machine(r#""id.$": "$.id""#));
        check_fix(&RULE, &machine(r#""order id": 1"#), &machine(r#""orderId": 1"#));
    }
}
