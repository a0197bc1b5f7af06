//! Names: where each is written, and everywhere that means it. Definition, references, highlights and rename are views
//! of the same list. Of the names of states this module knows itself; the other kinds have modules of their own.

use asl_syntax::{Dialect, Span};

use crate::analysis::Analysis;
use crate::features::locals::{Local, local_at};
use crate::features::variables::{NamedVariable, variable_at};
use crate::graph::MachineGraph;
use crate::model::TransitionKind;
use crate::notation::{string_at, written_like};
use crate::rewrite::Edit;

/// What has its name at an offset.
pub enum Symbol<'m> {
    /// A state.
    State(NamedState<'m>),
    /// A workflow variable.
    Variable(NamedVariable<'m>),
    /// A name that a JSONata expression binds.
    Local(Local),
}

/// What has its name at `offset`.
pub fn symbol_at(analysis: &Analysis, offset: u32) -> Option<Symbol<'_>> {
    if let Some(state) = state_at(analysis, offset) {
        return Some(Symbol::State(state));
    }
    if let Some(variable) = variable_at(analysis, offset) {
        return Some(Symbol::Variable(variable));
    }
    local_at(analysis, offset).map(Symbol::Local)
}

/// One place where the name of a state is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// The name, without quotes.
    pub span: Span,
    /// What it does there.
    pub role: OccurrenceRole,
}

/// What the name of a state does at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OccurrenceRole {
    /// The key of the state itself.
    Declaration,
    /// `StartAt`.
    Start,
    /// A field of another state, or of the state itself.
    Target(TransitionKind),
}

/// A state whose name stands at an offset.
pub struct NamedState<'m> {
    graph: MachineGraph<'m>,
    /// The states that the name may mean: several, where a name is there twice in one scope.
    states: Vec<usize>,
    /// The scope.
    scope: usize,
    /// The place at the offset, without quotes.
    pub span: Span,
    /// The name.
    pub name: String,
}

/// Why a name cannot be the new name of a state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal(pub String);

/// The state whose name stands at `offset`: its key, or a field that names it.
pub fn state_at(analysis: &Analysis, offset: u32) -> Option<NamedState<'_>> {
    let graph = MachineGraph::new(analysis.machine()?);
    let (scope, name, span) = written_at(&graph, offset)?;
    let states: Vec<usize> =
        graph.scopes[scope].states.clone().filter(|&s| *graph.states[s].state.name == *name).collect();
    Some(NamedState { graph, states, scope, span, name })
}

/// The scope, the name and the place of a state name written at `offset`.
fn written_at(graph: &MachineGraph<'_>, offset: u32) -> Option<(usize, String, Span)> {
    let mut found = None;
    for (index, node) in graph.scopes.iter().enumerate() {
        if !node.scope.object.shift(i64::from(node.base)).touches(offset) {
            continue;
        }
        if let Some(start) = &node.scope.start {
            let span = start.inner.shift(i64::from(node.base));
            if start.span.shift(i64::from(node.base)).touches(offset) && start.known {
                found = Some((index, start.name.to_string(), span));
            }
        }
        let local = offset.saturating_sub(node.base);
        let Some(at) = node.scope.states.partition_point(|s| s.at <= local).checked_sub(1) else { continue };
        let state = &graph.states[node.states.start + at];
        let shift = i64::from(state.at);
        if state.state.name_span.shift(shift).touches(offset) && state.state.named {
            found = Some((index, state.state.name.to_string(), state.state.name_inner.shift(shift)));
        }
        for transition in &state.state.transitions {
            let target = &transition.target;
            if target.span.shift(shift).touches(offset) && target.known {
                found = Some((index, target.name.to_string(), target.inner.shift(shift)));
            }
        }
    }
    found
}

impl NamedState<'_> {
    /// Whether such a state exists.
    pub fn exists(&self) -> bool {
        !self.states.is_empty()
    }

    /// The states themselves: the key, without quotes, and the whole member.
    pub fn declarations(&self) -> Vec<(Span, Span)> {
        let place = |&s: &usize| {
            let node = &self.graph.states[s];
            let whole = Span::new(node.at, node.at + node.state.len);
            (node.state.name_inner.shift(i64::from(node.at)), whole)
        };
        self.states.iter().map(place).collect()
    }

    /// Every place where the name is written, in the order of the text.
    pub fn occurrences(&self) -> Vec<Occurrence> {
        let node = &self.graph.scopes[self.scope];
        let mut found = Vec::new();
        if let Some(start) = node.scope.start.as_ref().filter(|s| s.known && *s.name == *self.name) {
            let span = start.inner.shift(i64::from(node.base));
            found.push(Occurrence { span, role: OccurrenceRole::Start });
        }
        for state in &self.graph.states[node.states.clone()] {
            let shift = i64::from(state.at);
            if *state.state.name == *self.name {
                let span = state.state.name_inner.shift(shift);
                found.push(Occurrence { span, role: OccurrenceRole::Declaration });
            }
            for transition in &state.state.transitions {
                if transition.target.known && *transition.target.name == *self.name {
                    let role = OccurrenceRole::Target(transition.kind);
                    found.push(Occurrence { span: transition.target.inner.shift(shift), role });
                }
            }
        }
        found.sort_by_key(|o| o.span);
        found
    }

    /// The edits that give the state another name, in the notation and the quotes of each place.
    ///
    /// # Errors
    /// When the service would refuse the name: it is empty, longer than 80 characters, or taken by another state.
    pub fn rename(&self, analysis: &Analysis, name: &str) -> Result<Vec<Edit>, Refusal> {
        let length = name.chars().count();
        if name.trim().is_empty() {
            return Err(Refusal("A state needs a name.".to_owned()));
        }
        if length > asl_spec::limits::STATE_NAME_CHARS {
            return Err(Refusal(format!("The name of a state may have 80 characters at most; this one has {length}.")));
        }
        if name != self.name && !self.graph.named(name).is_empty() {
            return Err(Refusal(format!(
                "There is a state \"{name}\" already; names are unique in the whole machine."
            )));
        }
        let document = analysis.document();
        let quoted = crate::rewrite::quoted(name);
        let text = &quoted[1..quoted.len() - 1];
        let edit = |place: Occurrence| match string_at(document, place.span) {
            Some(old) if document.dialect() == Dialect::Yaml => {
                Edit::replace(old.0.span(), written_like(document, old, name))
            }
            _ => Edit::replace(place.span, text),
        };
        Ok(self.occurrences().into_iter().map(edit).collect())
    }
}
