//! A timestamp that the service does not read.

use asl_spec::Form;
use asl_spec::timestamps::is_rfc3339_upper_t;

use crate::finding::Sink;
use crate::place::Place;
use crate::rewrite::offer_replacement;
use crate::rule::{Check, Level, Rule};

/// `invalid-timestamp`
pub static RULE: Rule = Rule {
    code: "invalid-timestamp",
    level: Level::Error,
    on: true,
    service: Some("SCHEMA_VALIDATION_FAILED"),
    tag: None,
    title: "a timestamp that is not in RFC 3339 form",
    doc: "`Timestamp` of a Wait state and the operands of the `Timestamp...` comparators have the form \
          `2026-03-14T01:59:00Z`: a capital `T`, and a capital `Z` or an offset such as `+01:00`. The service checks \
          them when the machine is created.",
    source: "rulebook 6.4, 10.1 [floci][spec][statelint]",
    bad: r#"{
  "StartAt": "Pause",
  "States": {
    "Pause": { "Type": "Wait", "Timestamp": <<"2026-03-14 01:59:00">>, "End": true }
  }
}"#,
    good: r#"{
  "StartAt": "Pause",
  "States": {
    "Pause": { "Type": "Wait", "Timestamp": "2026-03-14T01:59:00Z", "End": true }
  }
}"#,
    check: Check::Place(check),
    fix: Some(offer_replacement),
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    for member in place.object.members() {
        let name = member.key().text();
        let Some(field) = place.field(&name).filter(|f| f.form == Form::Timestamp && f.allows(place.language)) else {
            continue;
        };
        let Some(string) = member.value().and_then(|v| v.as_str()).filter(|s| s.is_closed() && !s.has_hole()) else {
            continue;
        };
        let text = string.text();
        // An expression, or one that is in the wrong language: neither is meant as a literal.
        if text.starts_with("{%") {
            continue;
        }
        let Err(fault) = is_rfc3339_upper_t(&text) else { continue };
        if text.starts_with('$') {
            let path = format!("{}Path", field.name);
            let has_twin = place.field(&path).is_some_and(|f| f.allows(place.language));
            let advice = if has_twin { format!(": a path belongs into \"{path}\"") } else { String::new() };
            sink.report(string.span(), format!("\"{text}\" is no timestamp{advice}."));
            continue;
        }
        let finding = sink.report(string.span(), format!("\"{text}\" is no timestamp: {fault}."));
        if let Some(repaired) = repaired(&text) {
            finding.replacement(repaired);
        }
    }
}

/// The same moment as it should be written, in UTC where no zone is named.
fn repaired(text: &str) -> Option<String> {
    let mut wanted = text.trim().replacen([' ', 't', '_'], "T", 1);
    if !wanted.contains('T') {
        wanted.push_str("T00:00:00");
    }
    if wanted.ends_with('z') {
        wanted.pop();
        wanted.push('Z');
    }
    [wanted.clone(), format!("{wanted}Z"), format!("{wanted}:00Z")].into_iter().find(|t| is_rfc3339_upper_t(t).is_ok())
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check, check_fix, check_messages};
    use expect_test::expect;

    #[test]
    fn messages_say_what_is_wrong() {
        let wait = |t: &str| format!(r#""{t}": {{ "Type": "Wait", "Timestamp": "{t}", "End": true }}"#);
        let all = ["2026-03-14", "2026-02-30T00:00:00Z", "$.when", "tomorrow"].map(wait).join(", ");
        let text = format!(r#"{{ "StartAt": "tomorrow", "States": {{ {all} }} }}"#);
        check_messages(
            &RULE,
            &text,
            &expect![[r#"
                "2026-03-14" is no timestamp: the time of day is missing.
                "2026-02-30T00:00:00Z" is no timestamp: there is no such day.
                "$.when" is no timestamp: a path belongs into "TimestampPath".
                "tomorrow" is no timestamp: it does not have the form `YYYY-MM-DDTHH:MM:SSZ`."#]],
        );
    }

    #[test]
    fn what_is_not_known_yet_is_left_alone() {
        check(
            &RULE,
            r#"{ "StartAt": "A", "States": {
              "A": { "Type": "Wait", "Timestamp": "${When}", "Next": "B" },
              "B": { "Type": "Wait", "QueryLanguage": "JSONata", "Timestamp": "{% $states.input.when %}", "Next": "C" },
              "C": { "Type": "Choice", "Choices": [
                { "Variable": "$.t", "TimestampEquals": <<"2026-01-01">>, "Next": "A" },
                { "Variable": "$.t", "TimestampEquals": "2026-01-01T00:00:00+01:00", "Next": "A" },
                { "Variable": "$.t", "StringEquals": "2026-01-01", "Next": "A" }] } } }"#,
        );
    }

    #[test]
    fn the_form_is_repaired() {
        check_fix(
            &RULE,
            r#"{ "StartAt": "A", "States": { "A": { "Type": "Wait", "Timestamp": "2026-03-14 01:59", "End": true } } }"#,
            r#"{ "StartAt": "A", "States": { "A": { "Type": "Wait", "Timestamp": "2026-03-14T01:59:00Z", "End": true } } }"#,
        );
    }
}
