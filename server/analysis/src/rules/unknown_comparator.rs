//! A comparator that does not exist.

use asl_spec::Context;
use asl_spec::comparators::{comparator, comparators};
use asl_spec::nearest::nearest;

use crate::finding::Sink;
use crate::misfit::{Misfit, misfit};
use crate::place::Place;
use crate::rewrite::change_to_replacement;
use crate::rule::{Check, Level, Rule};

/// `unknown-comparator`
pub static RULE: Rule = Rule {
    code: "unknown-comparator",
    level: Level::Error,
    on: true,
    service: Some("SCHEMA_VALIDATION_FAILED"),
    tag: None,
    title: "a comparator that does not exist",
    doc: "There are 39 comparators: `Equals`, `LessThan`, `GreaterThan`, `LessThanEquals` and `GreaterThanEquals` for \
          `String`, `Numeric` and `Timestamp`, each also with `Path` at the end, `BooleanEquals` and its `Path` form, \
          `StringMatches`, and six tests that begin with `Is`. None of them negates: that is what `Not` is for.",
    source: "rulebook 10.1 [spec][statelint][cdk-preflight]",
    bad: r#"{
  "StartAt": "Big?",
  "States": {
    "Big?": {
      "Type": "Choice",
      "Choices": [
        { "Variable": "$.size", <<"NumericGreaterThanOrEqualTo">>: 100, "Next": "Done" }
      ],
      "Default": "Done"
    },
    "Done": { "Type": "Succeed" }
  }
}"#,
    good: r#"{
  "StartAt": "Big?",
  "States": {
    "Big?": {
      "Type": "Choice",
      "Choices": [
        { "Variable": "$.size", "NumericGreaterThanEquals": 100, "Next": "Done" }
      ],
      "Default": "Done"
    },
    "Done": { "Type": "Succeed" }
  }
}"#,
    check: Check::Place(check),
    fix: Some(change_to_replacement),
};

/// The words that comparators begin with.
const KINDS: [&str; 5] = ["String", "Numeric", "Boolean", "Timestamp", "Is"];

/// Whether a key that no field has is surely meant as a comparator.
pub fn is_meant(name: &str) -> bool {
    let fields = Context::ChoiceRule.fields().iter().map(|f| f.name);
    match nearest(name, fields) {
        Some(field) => comparator(field).is_some(),
        None => is_built_like_one(name) || guess(name).is_some(),
    }
}

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    for member in place.object.members() {
        let key = member.key();
        if misfit(place, key) != Some(Misfit::Comparator) {
            continue;
        }
        let name = key.text();
        if let Some(opposite) = opposite(&name) {
            let how = if opposite.starts_with("Is") {
                format!("write \"{opposite}\" with the opposite value")
            } else {
                format!("put the rule with \"{opposite}\" inside \"Not\"")
            };
            sink.report(key.span(), format!("There is no comparator \"{name}\": {how}."));
            continue;
        }
        match guess(&name).filter(|near| place.get(near).is_none()) {
            Some(near) => {
                let message = format!("There is no comparator \"{name}\". Did you mean \"{near}\"?");
                sink.report(key.span(), message).replacement(near);
            }
            None => {
                sink.report(key.span(), format!("There is no comparator \"{name}\"."));
            }
        }
    }
}

fn is_built_like_one(name: &str) -> bool {
    KINDS.iter().any(|kind| name.strip_prefix(kind).is_some_and(|rest| rest.starts_with(char::is_uppercase)))
}

/// The comparator that a name without its `Not` is.
fn opposite(name: &str) -> Option<&'static str> {
    let plain = name.replacen("Not", "", 1);
    if plain.len() == name.len() {
        return None;
    }
    comparator(&plain).map(|c| c.name).or_else(|| guess(&plain))
}

/// The comparator that is surely meant: by its letters, or as another language would spell it.
fn guess(name: &str) -> Option<&'static str> {
    let all = || comparators().iter().map(|c| c.name);
    if let Some(near) = nearest(name, all()) {
        return Some(near);
    }
    let mut spelt = name.to_owned();
    for (theirs, ours) in [
        ("Number", "Numeric"),
        ("Integer", "Numeric"),
        ("Date", "Timestamp"),
        ("OrEqualsTo", "Equals"),
        ("OrEqualTo", "Equals"),
        ("OrEquals", "Equals"),
        ("OrEqual", "Equals"),
        ("EqualsTo", "Equals"),
        ("EqualTo", "Equals"),
        ("Exists", "Present"),
    ] {
        spelt = spelt.replace(theirs, ours);
    }
    if let Some(rest) = spelt.strip_prefix("Bool").filter(|rest| !rest.starts_with("ean")) {
        spelt = format!("Boolean{rest}");
    }
    nearest(&spelt, all())
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check, check_messages};
    use expect_test::expect;

    #[test]
    fn words_of_other_languages_are_understood() {
        let rules: Vec<String> = [
            "StringEqual",
            "NumberEquals",
            "NumericGreaterThanOrEquals",
            "BoolEquals",
            "StringNotEquals",
            "IsNotNull",
            "StringContains",
            "stringEquals",
        ]
        .iter()
        .map(|name| format!(r#"{{ "Variable": "$.a", "{name}": 1, "Next": "D" }}"#))
        .collect();
        let text = format!(
            r#"{{ "StartAt": "C", "States": {{ "C": {{ "Type": "Choice", "Choices": [{}] }}, "D": {{ "Type": "Succeed" }} }} }}"#,
            rules.join(", ")
        );
        check_messages(
            &RULE,
            &text,
            &expect![[r#"
                There is no comparator "StringEqual". Did you mean "StringEquals"?
                There is no comparator "NumberEquals". Did you mean "NumericEquals"?
                There is no comparator "NumericGreaterThanOrEquals". Did you mean "NumericGreaterThanEquals"?
                There is no comparator "BoolEquals". Did you mean "BooleanEquals"?
                There is no comparator "StringNotEquals": put the rule with "StringEquals" inside "Not".
                There is no comparator "IsNotNull": write "IsNull" with the opposite value.
                There is no comparator "StringContains".
                There is no comparator "stringEquals". Did you mean "StringEquals"?"#]],
        );
    }

    #[test]
    fn only_one_rule_speaks() {
        let text = r#"{ "StartAt": "C", "States": { "C": { "Type": "Choice", "Choices": [
            { "Variable": "$.a", <<"StringEqual">>: "x", "Next": "C" }] } } }"#;
        check(&RULE, text);
        check(&crate::rules::unknown_field::RULE, &text.replace("<<", "").replace(">>", ""));
    }

    #[test]
    fn other_misspelt_fields_are_not_comparators() {
        check(
            &RULE,
            r#"{ "StartAt": "C", "States": { "C": { "Type": "Choice", "Choices": [
                { "Variabel": "$.a", "IsNull": true, "Nxt": "C", "Coment": "", "owner": 1 }] } } }"#,
        );
    }
}
