//! A key that an object has twice.

use std::borrow::Cow;

use asl_syntax::{Object, Span, Value};

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::place::Place;
use crate::rewrite::{Fix, removal};
use crate::role::Role;
use crate::rule::{Check, Level, Rule, Tag};

/// `duplicate-key`
pub static RULE: Rule = Rule {
    code: "duplicate-key",
    level: Level::Warning,
    on: true,
    service: None,
    tag: Some(Tag::Unnecessary),
    title: "a key that the same object has again",
    doc: "JSON leaves open what a key means that an object has twice, and readers of JSON keep one of the two values \
          without a word, mostly the last. So one of them does nothing. This holds for the fields of the language and \
          for the data of a payload alike. State names have a rule of their own: `duplicate-state-name`.",
    source: "rulebook 1.1; RFC 8259: what a reader makes of them is open, and what the service does was not measured",
    bad: r#"{
  "StartAt": "Wait",
  "States": {
    "Wait": { "Type": "Wait", <<"Seconds">>: 5, "End": true, "Seconds": 60 }
  }
}"#,
    good: r#"{
  "StartAt": "Wait",
  "States": {
    "Wait": { "Type": "Wait", "Seconds": 60, "End": true }
  }
}"#,
    check: Check::Place(check),
    fix: Some(fix),
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    check_object(place.object, sink);
    let role = place.context.map_or(Role::AnyState, Role::Place);
    for member in place.object.members() {
        let Some(value) = member.value() else { continue };
        if let Role::Field(..) = role.member(&member.key().text(), Some(value)) {
            check_data(value, sink);
        }
    }
}

/// Looks at every object of a payload.
fn check_data(value: Value<'_>, sink: &mut Sink<'_>) {
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        if let Some(object) = value.as_object() {
            check_object(object, sink);
            open.extend(object.members().filter_map(|m| m.value()));
        } else if let Some(array) = value.as_array() {
            open.extend(array.items());
        }
    }
}

fn check_object(object: Object<'_>, sink: &mut Sink<'_>) {
    let mut keys: Vec<(Cow<'_, str>, Span)> =
        object.members().filter(|m| !m.key().has_hole()).map(|m| (m.key().text(), m.key().span())).collect();
    keys.sort();
    for same in keys.chunk_by(|a, b| a.0 == b.0) {
        let [earlier @ .., (name, last)] = same else { continue };
        for (_, span) in earlier {
            sink.report(
                *span,
                format!("This object has \"{name}\" again further down; only one of them counts, mostly the last."),
            )
            .related(*last, format!("\"{name}\" is here again"));
        }
    }
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let mut earlier: Vec<Fix> = removal(analysis, finding.span).into_iter().collect();
    for fix in &mut earlier {
        fix.title = fix.title.replacen("Remove", "Remove the earlier", 1);
    }
    let mut later: Vec<Fix> = finding.related.iter().filter_map(|r| removal(analysis, r.span)).collect();
    for fix in &mut later {
        fix.title = fix.title.replacen("Remove", "Remove the later", 1);
    }
    earlier.append(&mut later);
    earlier
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check, check_fix, check_messages};

    #[test]
    fn fields_and_payloads_alike() {
        check(
            &RULE,
            r#"{ "StartAt": "A", <<"Comment">>: "a", "Comment": "b", "States": {
  "A": { "Type": "Pass", "Result": { <<"x">>: 1, "y": [ { <<"Next">>: 1, <<"Next">>: 2, "Next": 3 } ], "x": 2 }, "End": true }
} }"#,
        );
    }

    #[test]
    fn state_names_and_placeholders_are_not_meant() {
        check(
            &RULE,
            r#"{ "StartAt": "A", "States": {
  "A": { "Type": "Pass", "Result": { "${Key}": 1, "${Key}": 2 }, "End": true },
  "A": { "Type": "Pass", "End": true }
} }"#,
        );
    }

    #[test]
    fn escapes_do_not_hide_it() {
        check_messages(
            &RULE,
            r#"{ "StartAt": "A", "States": { "A": { "Type": "Pass", "\u0045nd": true, "End": true } } }"#,
            &expect_test::expect![[
                r#"This object has "End" again further down; only one of them counts, mostly the last."#
            ]],
        );
    }

    #[test]
    fn the_earlier_one_goes() {
        check_fix(
            &RULE,
            r#"{ "StartAt": "A", "States": { "A": { "Type": "Wait", "Seconds": 5, "Seconds": 60, "End": true } } }"#,
            r#"{ "StartAt": "A", "States": { "A": { "Type": "Wait", "Seconds": 60, "End": true } } }"#,
        );
    }
}
