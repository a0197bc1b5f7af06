//! The states as an outline, nested as they run.

use asl_spec::StateType;
use asl_syntax::Span;

use crate::analysis::Analysis;
use crate::model::{Scope, ScopeKind};

/// One line of the outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// The name of the state, or what the scope is.
    pub name: String,
    /// The type of the state, where it is known, else nothing.
    pub detail: String,
    /// What kind of thing it is.
    pub kind: SymbolKind,
    /// All of it.
    pub span: Span,
    /// Its name.
    pub name_span: Span,
    /// What it holds.
    pub children: Vec<Symbol>,
}

/// The kinds of lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SymbolKind {
    /// A state of this type.
    State(Option<StateType>),
    /// A branch of a Parallel state.
    Branch,
}

/// The outline of the machine: its states in the order of the text. A Parallel state holds its branches, a Map state
/// the states of its processor.
pub fn outline(analysis: &Analysis) -> Vec<Symbol> {
    analysis.machine().map_or_else(Vec::new, |machine| states(&machine.scope, 0))
}

fn states(scope: &Scope, base: u32) -> Vec<Symbol> {
    let line = |slot: &crate::model::Slot| {
        let (state, at) = (&*slot.state, base + slot.at);
        let mut children = Vec::new();
        for inner in &state.scopes {
            match inner.kind {
                ScopeKind::Branch(index) => children.push(Symbol {
                    name: format!("Branch {}", index + 1),
                    detail: String::new(),
                    kind: SymbolKind::Branch,
                    span: inner.object.shift(i64::from(at)),
                    name_span: Span::new(inner.object.start + at, inner.object.start + at + 1),
                    children: states(inner, at),
                }),
                _ => children.extend(states(inner, at)),
            }
        }
        Symbol {
            name: if state.name.is_empty() { "(unnamed)".to_owned() } else { state.name.to_string() },
            detail: state.kind.map_or("", StateType::as_str).to_owned(),
            kind: SymbolKind::State(state.kind),
            span: Span::new(at, at + state.len),
            name_span: state.name_span.shift(i64::from(at)),
            children,
        }
    };
    scope.states.iter().map(line).collect()
}
