//! Something after the end of the definition.

use asl_syntax::{SyntaxError, SyntaxErrorKind};

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::rewrite::{Edit, Fix};
use crate::rule::{Check, Level, Rule};

/// `extra-content`
pub static RULE: Rule = Rule {
    code: "extra-content",
    level: Level::Error,
    on: true,
    service: Some("INVALID_JSON_DESCRIPTION"),
    tag: None,
    title: "text after the end of the definition",
    doc: "A document holds one value. What follows it makes the whole text invalid, for example a second \
          definition, or the rest of an older version.",
    source: "rulebook 1.1, 1.2 [spec][floci]",
    bad: r#"{
  "StartAt": "Done",
  "States": {
    "Done": { "Type": "Succeed" }
  }
}
<<"that was it">>"#,
    good: r#"{
  "StartAt": "Done",
  "States": {
    "Done": { "Type": "Succeed" }
  }
}"#,
    check: Check::Syntax(&[SyntaxErrorKind::ExtraContent], check),
    fix: Some(fix),
};

fn check(_: &Analysis, error: &SyntaxError, sink: &mut Sink<'_>) {
    sink.report(error.span, "The definition is over; nothing may follow it.");
}

fn fix(_: &Analysis, finding: &Finding) -> Vec<Fix> {
    vec![Fix::new("Remove what follows the definition", Edit::delete(finding.span))]
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::check_fix;

    #[test]
    fn what_follows_goes() {
        check_fix(&RULE, RULE.bad, &format!("{}\n", RULE.good));
    }
}
