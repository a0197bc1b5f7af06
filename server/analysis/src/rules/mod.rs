//! The rules: one file per diagnostic code, each with its documentation, its examples, its check and its fix.

use std::sync::LazyLock;

use asl_syntax::{SyntaxError, SyntaxErrorKind};

use crate::analysis::Analysis;
use crate::finding::Sink;
use crate::graph::{GraphSink, MachineGraph};
use crate::place::Place;
use crate::rule::{Check, Rule};

macro_rules! rules {
    ($($module:ident)*) => {
        $(pub mod $module;)*

        /// Every rule, in the order of their codes.
        pub static ALL: &[&Rule] = &[$(&$module::RULE),*];
    };
}

rules! {
    disputed_type
    exclusive_fields
    misplaced_field
    missing_field
    missing_transition
    next_and_end
    no_terminal_state
    no_terminal_state_inside
    no_way_out
    other_language_field
    out_of_range
    target_in_other_scope
    unfamiliar_value
    unknown_field
    unknown_target
    unknown_value
    unreachable_state
    wrong_type
}

/// The rule with this code.
pub fn find(code: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|r| r.code == code)
}

type PlaceCheck = fn(&Place<'_>, &mut Sink<'_>);
type GraphCheck = fn(&MachineGraph<'_>, &mut GraphSink<'_>);
type DocumentCheck = fn(&Analysis, &mut Sink<'_>);
type SyntaxCheck = fn(&Analysis, &SyntaxError, &mut Sink<'_>);

struct Index {
    syntax: Vec<(&'static Rule, &'static [SyntaxErrorKind], SyntaxCheck)>,
    places: Vec<(&'static Rule, PlaceCheck)>,
    graphs: Vec<(&'static Rule, GraphCheck)>,
    documents: Vec<(&'static Rule, DocumentCheck)>,
}

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let mut index = Index { syntax: Vec::new(), places: Vec::new(), graphs: Vec::new(), documents: Vec::new() };
    for rule in ALL {
        match rule.check {
            Check::Syntax(kinds, check) => index.syntax.push((rule, kinds, check)),
            Check::Place(check) => index.places.push((rule, check)),
            Check::Graph(check) => index.graphs.push((rule, check)),
            Check::Document(check) => index.documents.push((rule, check)),
        }
    }
    index
});

/// The rules about the text itself, with the kinds of fault that each speaks about.
pub(crate) fn of_syntax() -> &'static [(&'static Rule, &'static [SyntaxErrorKind], SyntaxCheck)] {
    &INDEX.syntax
}

/// The rules that look at one place.
pub(crate) fn of_places() -> &'static [(&'static Rule, PlaceCheck)] {
    &INDEX.places
}

/// The rules that look at all states together.
pub(crate) fn of_graphs() -> &'static [(&'static Rule, GraphCheck)] {
    &INDEX.graphs
}

/// The rules that look at the document as a whole.
pub(crate) fn of_documents() -> &'static [(&'static Rule, DocumentCheck)] {
    &INDEX.documents
}
