//! Going from a name to what it means.

use asl_syntax::Span;

use crate::analysis::Analysis;
use crate::features::names::{self, OccurrenceRole, Symbol};

/// A place to go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Destination {
    /// The name that was pointed at.
    pub origin: Span,
    /// The whole thing.
    pub target: Span,
    /// Its name.
    pub name: Span,
}

/// How a highlighted place uses the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// Gives the name to something.
    Write,
    /// Names it.
    Read,
}

/// Where what is named at `offset` comes from: the key of a state, the assignments of a variable that may have given the
/// value here, the place where an expression binds the name.
pub fn definitions(analysis: &Analysis, offset: u32) -> Vec<Destination> {
    match names::symbol_at(analysis, offset) {
        Some(Symbol::State(state)) => {
            let origin = state.span;
            state.declarations().into_iter().map(|(name, target)| Destination { origin, target, name }).collect()
        }
        Some(Symbol::Variable(variable)) => {
            let destination = |name: Span| {
                let member = crate::locate::locate(analysis, name.start).and_then(|location| location.key);
                Destination { origin: variable.span, target: member.map_or(name, |member| member.span()), name }
            };
            variable.definitions().into_iter().map(destination).collect()
        }
        Some(Symbol::Local(local)) => {
            vec![Destination { origin: local.origin, target: local.definition, name: local.definition }]
        }
        None => Vec::new(),
    }
}

/// Where the state named at `offset` says what type it is.
pub fn type_definitions(analysis: &Analysis, offset: u32) -> Vec<Destination> {
    let Some(state) = names::state_at(analysis, offset) else { return Vec::new() };
    let origin = state.span;
    let types = state.declarations().into_iter().filter_map(|(name, _)| {
        let location = crate::locate::locate(analysis, name.start)?;
        let object = location.key?.value()?.as_object()?;
        let kind = object.get("Type")?;
        Some(Destination { origin, target: kind.span(), name: kind.value()?.span() })
    });
    types.collect()
}

/// Every place that names what is named at `offset`; where it is declared, assigned or bound too, if `with_declaration`.
pub fn references(analysis: &Analysis, offset: u32, with_declaration: bool) -> Vec<Span> {
    match names::symbol_at(analysis, offset) {
        Some(Symbol::State(state)) => {
            let wanted = |role: OccurrenceRole| with_declaration || role != OccurrenceRole::Declaration;
            state.occurrences().into_iter().filter(|o| wanted(o.role)).map(|o| o.span).collect()
        }
        Some(Symbol::Variable(variable)) => {
            let mentions = variable.mentions().into_iter();
            mentions.filter(|m| with_declaration || !m.is_assignment).map(|m| m.span).collect()
        }
        Some(Symbol::Local(local)) => {
            let definition = with_declaration.then_some(local.definition);
            definition.into_iter().chain(local.uses).collect()
        }
        None => Vec::new(),
    }
}

/// Every place of the name at `offset`, with how it uses it.
pub fn highlights(analysis: &Analysis, offset: u32) -> Vec<(Span, Use)> {
    let usage = |is_write: bool| if is_write { Use::Write } else { Use::Read };
    match names::symbol_at(analysis, offset) {
        Some(Symbol::State(state)) => {
            let is_write = |role| role == OccurrenceRole::Declaration;
            state.occurrences().into_iter().map(|o| (o.span, usage(is_write(o.role)))).collect()
        }
        Some(Symbol::Variable(variable)) => {
            variable.mentions().into_iter().map(|m| (m.span, usage(m.is_assignment))).collect()
        }
        Some(Symbol::Local(local)) => {
            let uses = local.uses.into_iter().map(|span| (span, Use::Read));
            std::iter::once((local.definition, Use::Write)).chain(uses).collect()
        }
        None => Vec::new(),
    }
}
