//! A placeholder outside of a string.

use asl_syntax::{SyntaxError, SyntaxErrorKind};

use crate::analysis::Analysis;
use crate::finding::Sink;
use crate::rule::{Check, Level, Rule};

/// `unquoted-placeholder`
pub static RULE: Rule = Rule {
    code: "unquoted-placeholder",
    level: Level::Hint,
    on: true,
    service: None,
    tag: None,
    title: "a placeholder without quotes",
    doc: "A tool that fills in `${Name}` before deployment may well put a number or an object there, so nothing is \
          wrong with `\"Seconds\": ${Wait}`. But until then the text is no JSON, and tools that read JSON stop \
          here. Where the tool can fill in a string as well, `\"${Wait}\"` is the safer form.",
    source: "own advice",
    bad: r#"{
  "StartAt": "Pause",
  "States": {
    "Pause": { "Type": "Wait", "Seconds": <<${Wait}>>, "End": true }
  }
}"#,
    good: r#"{
  "StartAt": "Pause",
  "States": {
    "Pause": { "Type": "Wait", "SecondsPath": "$.wait", "End": true }
  }
}"#,
    check: Check::Syntax(&[SyntaxErrorKind::UnquotedHole], check),
    fix: None,
};

fn check(analysis: &Analysis, error: &SyntaxError, sink: &mut Sink<'_>) {
    let text = analysis.text(error.span);
    sink.report(error.span, format!("{text} is no JSON until it is filled in; tools that read JSON stop here."));
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::check;

    #[test]
    fn parts_of_the_text_may_be_filled_in_but_strings_are_fine() {
        check(
            &RULE,
            r#"{ "StartAt": "${Start}", "States": { "A": { "Type": "Pass", "Result": [<<${A}>>, "${B}"], "End": true } } }"#,
        );
    }
}
