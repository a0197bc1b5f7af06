//! A tab in front of a line of YAML.

use asl_syntax::{SyntaxError, SyntaxErrorKind};

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::notation::Notation;
use crate::rewrite::{Edit, Fix};
use crate::rule::{Check, Level, Rule};

/// `tab-indentation`
pub static RULE: Rule = Rule {
    code: "tab-indentation",
    level: Level::Error,
    on: true,
    service: None,
    tag: None,
    title: "a line of YAML that is indented with a tab",
    doc: "In YAML the blanks that a line begins with say what it belongs to, and tabs do not count among them, because \
          nobody can tell how wide they are. Set the editor to write blanks.",
    source: "YAML 1.2.2 6.1 (own reading)",
    bad: "StartAt: Done\nStates:\n<<\t>>Done:\n<<\t\t>>Type: Succeed\n",
    good: "StartAt: Done\nStates:\n  Done:\n    Type: Succeed\n",
    check: Check::Syntax(&[SyntaxErrorKind::TabIndentation], check),
    fix: Some(fix),
};

fn check(_: &Analysis, error: &SyntaxError, sink: &mut Sink<'_>) {
    sink.report(error.span, "YAML does not indent with tabs. Use blanks.");
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let document = analysis.document();
    let unit = Notation::at(document, finding.span).indent.unit;
    // One line alone would not be where it belongs any more.
    let tabs = document.tree().errors().iter().filter(|error| error.kind == SyntaxErrorKind::TabIndentation);
    let edits = tabs.map(|error| Edit::replace(error.span, unit.repeat(error.span.len() as usize))).collect();
    vec![Fix::of("Indent with blanks", edits).preferred()]
}
