//! A definition that is longer than the service takes.

use asl_spec::limits::DEFINITION_CHARS;
use asl_syntax::Span;

use crate::analysis::Analysis;
use crate::finding::Sink;
use crate::rule::{Check, Level, Rule};

/// `definition-too-large`
pub static RULE: Rule = Rule {
    code: "definition-too-large",
    level: Level::Error,
    on: true,
    service: None,
    tag: None,
    title: "the definition is longer than 1,048,576 characters",
    doc: "The API of the service takes definitions of 1 to 1,048,576 characters, white space included. Take the white \
          space out when you deploy, or move parts of the work into state machines of their own and start them with \
          `arn:aws:states:::states:startExecution.sync:2`. There is no example here: it would be a megabyte long.",
    source: "rulebook 1.1 [docs]",
    bad: "",
    good: r#"{
  "StartAt": "Done",
  "States": {
    "Done": { "Type": "Succeed" }
  }
}"#,
    check: Check::Document(check),
    fix: None,
};

fn check(analysis: &Analysis, sink: &mut Sink<'_>) {
    let text = analysis.document().text();
    // A character has at least one byte: most texts need no counting.
    if text.len() as usize <= DEFINITION_CHARS {
        return;
    }
    let length = analysis.text(Span::new(0, text.len())).chars().count();
    if length <= DEFINITION_CHARS {
        return;
    }
    let root = analysis.document().tree().root();
    let span = root.and_then(|r| r.as_object()).map_or(Span::empty(0), |o| o.open());
    sink.report(
        span,
        format!("This definition has {length} characters; the service takes at most {DEFINITION_CHARS}, white space included."),
    );
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{analyse, check};

    fn machine(filler: &str) -> String {
        format!(r#"{{"StartAt":"A","Comment":"{filler}","States":{{"A":{{"Type":"Succeed"}}}}}}"#)
    }

    #[test]
    fn characters_count_not_bytes() {
        let room = 1_048_576 - machine("").len();
        check(&RULE, &machine(&"é".repeat(room)));
        let text = machine(&"é".repeat(room + 1));
        let analysis = analyse(&text);
        let found: Vec<_> = analysis.findings().iter().filter(|f| *f.rule == RULE).map(|f| f.span).collect();
        assert_eq!(found, [asl_syntax::Span::new(0, 1)]);
    }
}
