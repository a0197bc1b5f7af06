//! Going from a name to what it means.

use asl_syntax::Span;

use crate::analysis::Analysis;
use crate::features::locals;
use crate::features::names::{self, OccurrenceRole};

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

/// Where the state named at `offset` is written down, or the name of an expression bound.
pub fn definitions(analysis: &Analysis, offset: u32) -> Vec<Destination> {
    let Some(state) = names::state_at(analysis, offset) else {
        let local = locals::local_at(analysis, offset).into_iter();
        return local.map(|l| Destination { origin: l.origin, target: l.definition, name: l.definition }).collect();
    };
    let origin = state.span;
    state.declarations().into_iter().map(|(name, target)| Destination { origin, target, name }).collect()
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

/// Every place that names the state at `offset`, or uses the name that an expression binds; its own key or binding
/// too, if `with_declaration`.
pub fn references(analysis: &Analysis, offset: u32, with_declaration: bool) -> Vec<Span> {
    let Some(state) = names::state_at(analysis, offset) else {
        let Some(local) = locals::local_at(analysis, offset) else { return Vec::new() };
        let definition = with_declaration.then_some(local.definition);
        return definition.into_iter().chain(local.uses).collect();
    };
    let wanted = |role: OccurrenceRole| with_declaration || role != OccurrenceRole::Declaration;
    state.occurrences().into_iter().filter(|o| wanted(o.role)).map(|o| o.span).collect()
}

/// Every place of the name at `offset`, with how it uses it.
pub fn highlights(analysis: &Analysis, offset: u32) -> Vec<(Span, Use)> {
    let Some(state) = names::state_at(analysis, offset) else {
        let Some(local) = locals::local_at(analysis, offset) else { return Vec::new() };
        let uses = local.uses.into_iter().map(|span| (span, Use::Read));
        return std::iter::once((local.definition, Use::Write)).chain(uses).collect();
    };
    let usage = |role| if role == OccurrenceRole::Declaration { Use::Write } else { Use::Read };
    state.occurrences().into_iter().map(|o| (o.span, usage(o.role))).collect()
}
