//! Proposals in calls of intrinsic functions.

use asl_query::Span;
use asl_query::intrinsic::{Call, Completion};
use asl_spec::Types;
use asl_spec::intrinsics::{Constraint, Intrinsic, Parameter, intrinsic, intrinsics};

use super::inside::{Here, Piece};
use super::{Item, ItemKind, Topic, paths};
use crate::expression::Wanted;

/// Proposes what may stand at the cursor in a call.
pub(super) fn propose(here: &Here<'_, '_, '_, '_>, call: &Call, items: &mut Vec<Item>) {
    if !here.expression.site.wanted.allows_intrinsics() {
        return;
    }
    match call.completion_at(here.local) {
        Some(Completion::Function { replace }) => functions(here, replace, items),
        Some(Completion::Argument { call, index, replace }) => {
            if let Some(parameter) = intrinsic(&call.name).and_then(|f| f.parameter(index)) {
                values(here, parameter, replace, true, items);
            }
            paths::roots(here, replace, true, items);
            functions(here, replace, items);
        }
        Some(Completion::Path(completion)) => paths::propose_at(here, &completion, items),
        Some(Completion::Text { call, index, replace }) => {
            if let Some(parameter) = intrinsic(&call.name).and_then(|f| f.parameter(index)) {
                values(here, parameter, replace, false, items);
            }
        }
        None => {}
    }
}

/// Proposes every function that fits, in the place of `span`.
pub(super) fn functions(here: &Here<'_, '_, '_, '_>, span: Span, items: &mut Vec<Item>) {
    let is_argument = span.start > 0;
    let gives_string = here.expression.site.wanted == Wanted::ReferencePathOrIntrinsic && !is_argument;
    for (index, function) in intrinsics().iter().enumerate() {
        if gives_string && !function.is_string_returning() {
            continue;
        }
        let topic = Topic::Intrinsic(function.name.to_owned());
        let mut item = if here.goes_on_with(span.end, &['(']) {
            here.item(ItemKind::Function, span, function.name, topic)
        } else {
            here.snippet(ItemKind::Function, span, function.name, &pieces(function), topic)
        };
        let signature = function.signature();
        let parameters = signature.strip_prefix(function.name).unwrap_or_default();
        item.detail = format!("{parameters} → {}", function.returns);
        item.rank = 3000 + index as u32;
        items.push(item);
    }
}

/// The call with a stop for each argument that it needs.
fn pieces(function: &Intrinsic) -> Vec<Piece<'static>> {
    let mut pieces = vec![Piece::Text(function.name), Piece::Text("(")];
    let mut stop = 0;
    for parameter in function.parameters.iter().filter(|p| !p.optional) {
        if stop > 0 {
            pieces.push(Piece::Text(", "));
        }
        stop += 1;
        match (parameter.constraint, parameter.name) {
            (Constraint::OneOf(values), _) => {
                pieces.extend([Piece::Text("'"), Piece::Choice(stop, values), Piece::Text("'")]);
            }
            (_, "template" | "delimiters") => pieces.extend([Piece::Text("'"), Piece::Stop(stop), Piece::Text("'")]),
            _ if parameter.types.contains(Types::BOOLEAN) && !parameter.types.is_any() => {
                pieces.push(Piece::Named(stop, "false"));
            }
            (_, name) => pieces.push(Piece::Named(stop, name)),
        }
    }
    if stop == 0 && !function.parameters.is_empty() {
        pieces.push(Piece::Stop(1));
    }
    pieces.push(Piece::Text(")"));
    pieces
}

/// Proposes the literals that a parameter takes. `quoted`: with quotes around.
fn values(here: &Here<'_, '_, '_, '_>, parameter: &Parameter, span: Span, quoted: bool, items: &mut Vec<Item>) {
    let literals: Vec<String> = match parameter.constraint {
        Constraint::OneOf(values) if quoted => values.iter().map(|v| format!("'{v}'")).collect(),
        Constraint::OneOf(values) => values.iter().map(|v| (*v).to_owned()).collect(),
        _ if quoted && parameter.types == Types::BOOLEAN => vec!["false".to_owned(), "true".to_owned()],
        _ => Vec::new(),
    };
    for (rank, text) in literals.iter().enumerate() {
        let mut item = here.item(ItemKind::Value, span, text, Topic::None);
        item.detail = parameter.name.to_owned();
        item.rank = rank as u32;
        items.push(item);
    }
}
