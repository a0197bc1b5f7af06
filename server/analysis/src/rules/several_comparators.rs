//! A choice rule with more than one comparator.

use asl_spec::comparators::comparator;
use asl_spec::{Context, QueryLanguage};
use asl_syntax::{Dialect, Member, Object, Span, Value};

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::locate::locate;
use crate::notation::Notation;
use crate::place::Place;
use crate::rewrite::{Edit, Fix, quoted, removal, replace_with};
use crate::rule::{Check, Level, Rule};

/// `several-comparators`
pub static RULE: Rule = Rule {
    code: "several-comparators",
    level: Level::Error,
    on: true,
    service: Some("SCHEMA_VALIDATION_FAILED"),
    tag: None,
    title: "a choice rule with two comparators",
    doc: "A choice rule makes one comparison. Two conditions on one variable, such as the two ends of a range, are two \
          rules inside an `And`.",
    source: "rulebook 10.1 [spec][statelint][cdk-preflight]",
    bad: r#"{
  "StartAt": "Teen?",
  "States": {
    "Teen?": {
      "Type": "Choice",
      "Choices": [
        { "Variable": "$.age", "NumericGreaterThan": 12, <<"NumericLessThan">>: 20, "Next": "Done" }
      ],
      "Default": "Done"
    },
    "Done": { "Type": "Succeed" }
  }
}"#,
    good: r#"{
  "StartAt": "Teen?",
  "States": {
    "Teen?": {
      "Type": "Choice",
      "Choices": [
        {
          "And": [
            { "Variable": "$.age", "NumericGreaterThan": 12 },
            { "Variable": "$.age", "NumericLessThan": 20 }
          ],
          "Next": "Done"
        }
      ],
      "Default": "Done"
    },
    "Done": { "Type": "Succeed" }
  }
}"#,
    check: Check::Place(check),
    fix: Some(fix),
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    let is_rule = matches!(place.context, Some(Context::ChoiceRule | Context::NestedChoiceRule));
    // Beside `And`, `Or` and `Not` no comparator at all may stand: `choice-rule-test`.
    if !is_rule
        || place.language != QueryLanguage::JsonPath
        || ["And", "Or", "Not"].iter().any(|t| place.get(t).is_some())
    {
        return;
    }
    let mut first: Option<(String, Span)> = None;
    for member in place.object.members() {
        let key = member.key();
        let name = key.text();
        if comparator(&name).is_none() {
            continue;
        }
        match &first {
            // The same key twice is a fault of another kind.
            Some((other, span)) if *other != name => {
                let message = format!(
                    "A choice rule has one comparator, and this one has \"{other}\" already. Combine two rules with \"And\"."
                );
                sink.report(key.span(), message).related(*span, format!("\"{other}\" is here"));
            }
            Some(_) => {}
            None => first = Some((name.into_owned(), key.span())),
        }
    }
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let mut fixes: Vec<Fix> = combine(analysis, finding.span).into_iter().collect();
    fixes.extend(removal(analysis, finding.span));
    fixes.extend(finding.related.first().and_then(|r| removal(analysis, r.span)));
    fixes
}

/// Gives each comparator a rule of its own inside an `And` in the place of `Variable`.
fn combine(analysis: &Analysis, key: Span) -> Option<Fix> {
    let object = locate(analysis, key.start)?.last()?.value.as_object()?;
    let members: Vec<Member<'_>> = object.members().collect();
    if analysis.document().dialect() == Dialect::Yaml {
        return combine_values(analysis, object, &members);
    }
    let text = |m: &Member<'_>| analysis.text(m.span()).into_owned();
    let variable = text(members.iter().find(|m| m.key().text() == "Variable")?);
    let is_comparator = |m: &Member<'_>| comparator(&m.key().text()).is_some();
    let rules: Vec<String> =
        members.iter().filter(|m| is_comparator(m)).map(|m| format!("{{ {variable}, {} }}", text(m))).collect();
    let combined = format!("\"And\": [{}]", rules.join(", "));
    let kept: Vec<String> = members
        .iter()
        .filter(|m| !is_comparator(m))
        .map(|m| if m.key().text() == "Variable" { combined.clone() } else { text(m) })
        .collect();
    let (first, second, last) = (members.first()?, members.get(1)?, members.last()?);
    let between = analysis.text(Span::new(first.span().end, second.span().start));
    let edit = Edit::replace(first.span().cover(last.span()), kept.join(&between));
    Some(Fix::new("Combine both with \"And\"", edit).preferred())
}

/// The same by the values of the members, where their text cannot be moved as it stands.
fn combine_values(analysis: &Analysis, object: Object<'_>, members: &[Member<'_>]) -> Option<Fix> {
    let document = analysis.document();
    let values: Vec<Value<'_>> = members.iter().filter_map(|m| m.value()).collect();
    let variable = members.iter().position(|m| m.key().is("Variable"))?;
    // A comment would have no place any more.
    if values.len() < members.len() || analysis.text(object.span()).contains('#') {
        return None;
    }
    let entry = |i: usize| format!("{}: ${{{i}}}", quoted(&members[i].key().text()));
    let is_comparator = |i: &usize| comparator(&members[*i].key().text()).is_some();
    let rules: Vec<String> =
        (0..members.len()).filter(is_comparator).map(|i| format!("{{ {}, {} }}", entry(variable), entry(i))).collect();
    let combined = format!("\"And\": [{}]", rules.join(", "));
    let kept: Vec<String> = (0..members.len())
        .filter(|i| !is_comparator(i))
        .map(|i| if i == variable { combined.clone() } else { entry(i) })
        .collect();
    let notation = Notation::at(document, object.span()).copying(document, &values);
    let edit = replace_with(document, notation, object.span(), &format!("{{ {} }}", kept.join(", ")));
    Some(Fix::new("Combine both with \"And\"", edit).preferred())
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check, check_fix};

    #[test]
    fn each_further_comparator_is_reported_once() {
        check(
            &RULE,
            r#"{ "StartAt": "C", "States": { "C": { "Type": "Choice", "Choices": [
                { "Variable": "$.a", "IsPresent": true, <<"IsNull">>: false, <<"IsString">>: true, "Next": "C" },
                { "Not": { "Variable": "$.a", "IsNull": true }, "IsPresent": true, "IsNull": true, "Next": "C" }] } } }"#,
        );
    }

    #[test]
    fn two_comparators_become_an_and() {
        check_fix(
            &RULE,
            r#"{ "StartAt": "C", "States": { "C": { "Type": "Choice", "Choices": [{
              "Variable": "$.a",
              "NumericGreaterThan": 1,
              "NumericLessThan": 5,
              "Next": "C"
            }] } } }"#,
            r#"{ "StartAt": "C", "States": { "C": { "Type": "Choice", "Choices": [{
              "And": [{ "Variable": "$.a", "NumericGreaterThan": 1 }, { "Variable": "$.a", "NumericLessThan": 5 }],
              "Next": "C"
            }] } } }"#,
        );
    }
}
