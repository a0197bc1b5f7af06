//! Something after the end of the definition.

use asl_syntax::{Span, SyntaxError, SyntaxErrorKind};

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

fn check(analysis: &Analysis, error: &SyntaxError, sink: &mut Sink<'_>) {
    // A whole second definition in red would say no more than its first line does.
    let text = analysis.document().text();
    let line = text.line_span(text.line_of(error.span.start));
    let span = Span::new(error.span.start, error.span.end.min(line.end));
    sink.report(span, "The definition is over; nothing may follow it.");
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let errors = analysis.document().tree().errors();
    let all = errors.iter().find(|e| e.kind == SyntaxErrorKind::ExtraContent && e.span.start == finding.span.start);
    all.map(|error| Fix::new("Remove what follows the definition", Edit::delete(error.span))).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check, check_fix};

    #[test]
    fn what_follows_goes() {
        check_fix(&RULE, RULE.bad, &format!("{}\n", RULE.good));
    }

    #[test]
    fn its_first_line_stands_for_all_of_it() {
        let text = "{ \"StartAt\": \"A\", \"States\": { \"A\": { \"Type\": \"Succeed\" } } }";
        check(&RULE, &format!("{text}\n<<{{>>\n  \"x\": 1\n}}"));
        check_fix(&RULE, &format!("{text}\n{{\n  \"x\": 1\n}}"), &format!("{text}\n"));
    }
}
