//! An old spelling that still works.

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::place::Place;
use crate::rewrite::{Fix, replace_string};
use crate::rule::{Check, Level, Rule, Tag};

/// `deprecated-field`
pub static RULE: Rule = Rule {
    code: "deprecated-field",
    level: Level::Hint,
    on: true,
    service: None,
    tag: Some(Tag::Deprecated),
    title: "a field that has a newer name",
    doc: "The Map state was extended in 2022: `Iterator` became `ItemProcessor`, and `Parameters` of a Map state became \
          `ItemSelector`. The old names still work, with the same meaning, but new features such as the distributed mode \
          are described for the new names only.",
    source: "rulebook 6.8 [spec][docs]",
    bad: r#"{
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      <<"Parameters">>: { "item.$": "$$.Map.Item.Value" },
      <<"Iterator">>: {
        "StartAt": "Work",
        "States": { "Work": { "Type": "Pass", "End": true } }
      },
      "End": true
    }
  }
}"#,
    good: r#"{
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      "ItemSelector": { "item.$": "$$.Map.Item.Value" },
      "ItemProcessor": {
        "StartAt": "Work",
        "States": { "Work": { "Type": "Pass", "End": true } }
      },
      "End": true
    }
  }
}"#,
    check: Check::Place(check),
    fix: Some(fix),
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    for member in place.object.members() {
        let key = member.key();
        let field = place.field(&key.text()).filter(|f| f.deprecated && f.languages.allows(place.language));
        let Some(field) = field else { continue };
        let newer = field.exclusive_with.iter().find(|name| place.field(name).is_some_and(|f| !f.deprecated));
        // Beside its newer form, `exclusive-fields` speaks of it.
        let Some(newer) = newer.filter(|name| place.get(name).is_none()) else { continue };
        sink.report(key.span(), format!("\"{}\" is the old name of \"{newer}\".", field.name)).replacement(*newer);
    }
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let Some(newer) = &finding.replacement else { return Vec::new() };
    let edit = replace_string(analysis.document(), finding.span, newer);
    vec![Fix::new(format!("Rename to \"{newer}\""), edit).preferred()]
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check, check_fix};

    #[test]
    fn parameters_of_other_states_are_no_old_name() {
        check(
            &RULE,
            r#"{ "StartAt": "A", "States": {
  "A": { "Type": "Pass", "Parameters": { "Iterator": 1 }, "Next": "B" },
  "B": { "Type": "Map", "Parameters": {}, "ItemSelector": {}, "ItemProcessor": { "StartAt": "C", "States": {
    "C": { "Type": "Succeed" } } }, "End": true }
} }"#,
        );
    }

    #[test]
    fn the_key_is_renamed() {
        check_fix(
            &RULE,
            r#"{ "StartAt": "A", "States": { "A": { "Type": "Map", "Iterator": { "StartAt": "B", "States": { "B": { "Type": "Succeed" } } }, "End": true } } }"#,
            r#"{ "StartAt": "A", "States": { "A": { "Type": "Map", "ItemProcessor": { "StartAt": "B", "States": { "B": { "Type": "Succeed" } } }, "End": true } } }"#,
        );
    }
}
