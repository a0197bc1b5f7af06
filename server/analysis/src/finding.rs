//! One diagnostic, before any protocol.

use asl_syntax::Span;

use crate::rule::Rule;

/// Something that a rule has to say about a place in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The rule that speaks: code, level, documentation.
    pub rule: &'static Rule,
    /// The smallest part of the text that is wrong. In a [`crate::model::State`] it is relative to the state's
    /// member; in [`crate::Analysis::findings`] it is an offset of the document.
    pub span: Span,
    /// One or two plain sentences: what is wrong and what to do.
    pub message: String,
    /// Other places that explain this one.
    pub related: Vec<Related>,
    /// The text that would be right in place of [`Finding::span`]'s own, where there is just one good guess.
    pub replacement: Option<String>,
}

/// A place that explains a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Same base as the finding's own span.
    pub span: Span,
    /// What there is to see.
    pub message: String,
}

impl Finding {
    /// Adds a place that explains this finding.
    pub fn related(&mut self, span: Span, message: impl Into<String>) -> &mut Self {
        self.related.push(Related { span, message: message.into() });
        self
    }

    /// Remembers the one good guess, for the quick fix.
    pub fn replacement(&mut self, text: impl Into<String>) -> &mut Self {
        self.replacement = Some(text.into());
        self
    }

    /// The same finding with every span moved by `by` bytes.
    pub fn shifted(&self, by: u32) -> Finding {
        let mut moved = self.clone();
        moved.span = moved.span.shift(i64::from(by));
        for related in &mut moved.related {
            related.span = related.span.shift(i64::from(by));
        }
        moved
    }
}

/// Where one rule puts its findings.
pub struct Sink<'a> {
    rule: &'static Rule,
    out: &'a mut Vec<Finding>,
}

impl<'a> Sink<'a> {
    /// A sink for `rule` that appends to `out`.
    pub fn new(rule: &'static Rule, out: &'a mut Vec<Finding>) -> Self {
        Sink { rule, out }
    }

    /// Reports `message` at `span`; gives the finding back to add to it.
    pub fn report(&mut self, span: Span, message: impl Into<String>) -> &mut Finding {
        self.out.push(Finding {
            rule: self.rule,
            span,
            message: message.into(),
            related: Vec::new(),
            replacement: None,
        });
        let last = self.out.len() - 1;
        &mut self.out[last]
    }
}
