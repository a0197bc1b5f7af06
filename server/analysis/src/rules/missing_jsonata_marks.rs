//! JSONata that stands in a string without its marks.

use asl_query::jsonata;

use crate::analysis::Analysis;
use crate::expression::{Literal, Reading, Wanted, expression_at};
use crate::finding::{Finding, Sink};
use crate::rewrite::{Fix, replace_string};
use crate::rule::{Check, Level, Rule};
use crate::rules::wrong_type;

/// `missing-jsonata-marks`
pub static RULE: Rule = Rule {
    code: "missing-jsonata-marks",
    level: Level::Warning,
    on: true,
    service: None,
    tag: None,
    title: "a JSONata expression without `{%` and `%}`",
    doc: "Only what stands between `{%` and `%}` is evaluated. A `\"$states.input.id\"` without them is passed on as that very \
          text. A `Condition` is `true`, `false` or an expression between marks: any other text is no condition.",
    source: "rulebook 3.9, 10.2 [spec][asl-service]",
    bad: r#"{
  "QueryLanguage": "JSONata",
  "StartAt": "Note",
  "States": {
    "Note": { "Type": "Pass", "Output": { "id": <<"$states.input.id">> }, "End": true }
  }
}"#,
    good: r#"{
  "QueryLanguage": "JSONata",
  "StartAt": "Note",
  "States": {
    "Note": { "Type": "Pass", "Output": { "id": "{% $states.input.id %}" }, "End": true }
  }
}"#,
    check: Check::Expression(check),
    fix: Some(fix),
};

fn check(reading: &Reading<'_>, sink: &mut Sink<'_>) {
    let Some(literal) = reading.literal().filter(|l| l.site.wanted == Wanted::Jsonata) else { return };
    if literal.string.has_hole() || literal.string.text().contains("%}") || is_of_wrong_type(literal) {
        return;
    }
    if literal.site.field.name == "Condition" {
        let message = "A \"Condition\" is `true`, `false` or an expression: put it between `{%` and `%}`.";
        sink.report(literal.string.span(), message);
    } else if reads_states(literal) {
        let message = "This text is not evaluated: put the expression between `{%` and `%}`.";
        sink.report(literal.string.span(), message);
    }
}

/// Whether the field takes no text at all: `wrong-type` says so.
fn is_of_wrong_type(literal: &Literal<'_>) -> bool {
    let site = &literal.site;
    let value = site.field_member.value().filter(|_| site.is_whole());
    value.is_some_and(|value| wrong_type::fit(site.field, value, site.place.language) == wrong_type::Fit::Bad)
}

fn reads_states(literal: &Literal<'_>) -> bool {
    let raw = literal.string.raw();
    let Some(rest) = raw.trim_start().strip_prefix("$states") else { return false };
    rest.trim_end().is_empty() || rest.starts_with('.') && jsonata::parse(&literal.string.text()).is_valid()
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let Some(Reading::Literal(literal)) = expression_at(analysis, finding.span.start) else { return Vec::new() };
    let text = literal.string.text();
    let mut fixes = Vec::new();
    if jsonata::parse(&text).is_valid() {
        let marked = format!("{{% {} %}}", text.trim());
        let edit = replace_string(analysis.document(), finding.span, &marked);
        fixes.push(Fix::new("Put it between `{%` and `%}`", edit).preferred());
    }
    fixes
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check, check_fix};

    fn choice(condition: &str) -> String {
        format!(
            r#"{{ "QueryLanguage": "JSONata", "StartAt": "C", "States": {{ "C": {{ "Type": "Choice", "Choices": [ {{ "Condition": {condition}, "Next": "S" }} ] }}, "S": {{ "Type": "Succeed" }} }} }}"#
        )
    }

    #[test]
    fn conditions() {
        check(&RULE, &choice(r#"<<"$states.input.a > 1">>"#));
        check(&RULE, &choice(r#"<<"true">>"#));
        check(&RULE, &choice(r#""${Condition}""#));
        check(&RULE, &choice("true"));
        check_fix(&RULE, &choice(r#""$a = 'x'""#), &choice(r#""{% $a = 'x' %}""#));
    }

    #[test]
    fn a_number_is_asked_for() {
        check(
            &RULE,
            r#"{ "QueryLanguage": "JSONata", "StartAt": "W", "States": { "W": { "Type": "Wait", "Seconds": "$states.input.n", "End": true } } }"#,
        );
    }

    #[test]
    fn texts_that_only_look_alike() {
        check(
            &RULE,
            r#"{ "QueryLanguage": "JSONata", "StartAt": "P", "States": { "P": { "Type": "Pass", "Output": [ "$state", "$states and more", "$status.x", <<"$states.context.Execution.Id">> ], "End": true } } }"#,
        );
    }
}
