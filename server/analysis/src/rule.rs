//! What a rule is: its code, its documentation with examples, its check and its fix, all in one value.

use asl_syntax::{SyntaxError, SyntaxErrorKind};

use crate::analysis::Analysis;
use crate::expression::Reading;
use crate::finding::{Finding, Sink};
use crate::graph::{GraphSink, MachineGraph};
use crate::place::Place;
use crate::rewrite::Fix;
use crate::template::Deployment;

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Advice. Nothing is wrong.
    Hint,
    /// Worth knowing.
    Information,
    /// Will fail, or never match, at run time.
    Warning,
    /// The service refuses the definition.
    Error,
}

impl Level {
    /// The name used in settings and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Level::Hint => "hint",
            Level::Information => "information",
            Level::Warning => "warning",
            Level::Error => "error",
        }
    }

    /// The level of that name.
    pub fn parse(name: &str) -> Option<Level> {
        [Level::Hint, Level::Information, Level::Warning, Level::Error].into_iter().find(|l| l.as_str() == name)
    }
}

/// How an editor may draw a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    /// Faded: the text could go.
    Unnecessary,
    /// Struck through: there is a newer form.
    Deprecated,
}

/// One diagnostic code: everything about it lives in one file of [`crate::rules`].
pub struct Rule {
    /// Stable name in kebab-case.
    pub code: &'static str,
    /// The level unless a setting says otherwise.
    pub level: Level,
    /// Whether it speaks unless a setting says otherwise.
    pub on: bool,
    /// The code of the service's own `ValidateStateMachineDefinition` for the same fault, where it has one.
    pub service: Option<&'static str>,
    /// How editors draw it.
    pub tag: Option<Tag>,
    /// A line for lists: what the rule watches for.
    pub title: &'static str,
    /// What it means and why it matters, in Markdown.
    pub doc: &'static str,
    /// Where the rule comes from: the section of the language's rulebook and its sources.
    pub source: &'static str,
    /// A definition that triggers this rule. `<<` and `>>` stand around each reported range.
    pub bad: &'static str,
    /// The same definition as it should be: this rule finds nothing in it.
    pub good: &'static str,
    /// The check.
    pub check: Check,
    /// The quick fixes of one finding, best first.
    pub fix: Option<FixFn>,
}

/// Makes the fixes of one finding of the rule; the finding's spans are offsets of the document.
pub type FixFn = fn(&Analysis, &Finding) -> Vec<Fix>;

/// What a rule looks at.
pub enum Check {
    /// A fault of the text itself, met while parsing.
    Syntax(&'static [SyntaxErrorKind], fn(&Analysis, &SyntaxError, &mut Sink<'_>)),
    /// One object with a known role: the machine, a state, a retrier, a choice rule ...
    /// What it says may depend on that state alone, because it is kept until the state's text changes.
    Place(fn(&Place<'_>, &mut Sink<'_>)),
    /// One string that is evaluated, or that stands where an expression may stand. As with a place, what it says may
    /// depend on that state alone.
    Expression(fn(&Reading<'_>, &mut Sink<'_>)),
    /// All states of the machine together.
    Graph(fn(&MachineGraph<'_>, &mut GraphSink<'_>)),
    /// The document as a whole.
    Document(fn(&Analysis, &mut Sink<'_>)),
    /// A machine of a template together with its definition. What it says is about the template.
    Template(fn(&Deployment<'_>, &mut Sink<'_>)),
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code)
    }
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

/// Where the documentation of the rules is read.
const DOCUMENTATION: &str = "https://github.com/asl-ls/asl-ls/blob/main/docs/rules";

impl Rule {
    /// The page about this rule.
    pub fn url(&self) -> String {
        format!("{DOCUMENTATION}/{}.md", self.code)
    }

    /// Whether this is advice that a person switches on by itself, rather than a fault.
    pub fn is_advice(&self) -> bool {
        self.level == Level::Hint
    }
}
