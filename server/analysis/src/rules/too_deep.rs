//! Brackets inside brackets without end.

use asl_syntax::{SyntaxError, SyntaxErrorKind};

use crate::analysis::Analysis;
use crate::finding::Sink;
use crate::rule::{Check, Level, Rule};

/// `too-deep`
pub static RULE: Rule = Rule {
    code: "too-deep",
    level: Level::Warning,
    on: true,
    service: Some("TOO_DEEPLY_NESTED"),
    tag: None,
    title: "nested deeper than 512 levels",
    doc: "What is nested deeper than 512 levels is kept as text and not looked at. The service has a limit of its \
          own, `TOO_DEEPLY_NESTED`, which is not documented. There is no example here: it would be 512 brackets \
          deep.",
    source: "own limit; the threshold of the service is not known",
    bad: "",
    good: r#"{
  "StartAt": "Done",
  "States": {
    "Done": { "Type": "Succeed" }
  }
}"#,
    check: Check::Syntax(&[SyntaxErrorKind::TooDeep], check),
    fix: None,
};

fn check(_: &Analysis, error: &SyntaxError, sink: &mut Sink<'_>) {
    sink.report(error.span, "This is nested more than 512 levels deep; what is inside is not checked.");
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::check;

    #[test]
    fn once_however_deep() {
        let nested = |deep: usize| {
            format!(
                "{{\"StartAt\":\"A\",\"States\":{{\"A\":{{\"Type\":\"Pass\",\"Result\":{}1{},\"End\":true}}}}}}",
                "[".repeat(deep),
                "]".repeat(deep)
            )
        };
        check(&RULE, &nested(500));
        let found = crate::marked::analyse(&nested(100_000)).findings().iter().filter(|f| *f.rule == RULE).count();
        assert_eq!(found, 1);
    }
}
