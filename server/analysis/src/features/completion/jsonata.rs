//! Proposals in JSONata.

use asl_query::Span;
use asl_query::jsonata::at::{CompletionAt, call_at, completion_at};
use asl_query::jsonata::{ExprId, NodeKind, Op, Parsed, TokenKind};
use asl_spec::context_object;
use asl_spec::jsonata::{self, Function, Origin};

use super::inside::{Here, Piece};
use super::{Item, ItemKind, Topic, without_stops};
use crate::expression::name_of;
use crate::result::Data;

/// Operators that are worth a proposal: those written with letters, and those that are hard to remember.
const OPERATORS: [&str; 6] = ["and", "or", "in", "~>", "??", "?:"];

/// Proposes what may stand at the cursor.
pub(super) fn propose(here: &Here<'_, '_, '_, '_>, parsed: &Parsed, items: &mut Vec<Item>) {
    match completion_at(parsed, here.local) {
        CompletionAt::Nothing => {}
        CompletionAt::Variable { span } | CompletionAt::Operand { span } => operands(here, parsed, span, items),
        CompletionAt::Field { base, span, .. } => fields(here, parsed, &base, span, items),
        CompletionAt::Operator { span } => operators(here, span, items),
    }
}

fn operands(here: &Here<'_, '_, '_, '_>, parsed: &Parsed, span: Span, items: &mut Vec<Item>) {
    let expression = here.expression;
    let locals = expression.scopes().visible_at(here.local.min(parsed.text().len() as u32));
    for (rank, binding) in locals.iter().enumerate() {
        let lambda = binding.value.map(|id| parsed.kind(id));
        let is_function = matches!(lambda, Some(NodeKind::Lambda { .. } | NodeKind::Transform { .. }));
        let kind = if is_function { ItemKind::Function } else { ItemKind::Variable };
        let mut item = here.item(kind, span, &format!("${}", binding.name), Topic::None);
        item.detail = "of this expression".to_owned();
        item.rank = 10 + rank as u32;
        items.push(item);
    }
    let goes_on = here.goes_on_with(span.end, &['.', '[']);
    if !locals.iter().any(|binding| binding.name == "states") {
        let mut item = here.item(ItemKind::Variable, span, "$states", Topic::None);
        item.detail = "input, context ...".to_owned();
        item.rank = 1000;
        items.push(item);
        for (index, member) in context_object::states_members().iter().enumerate() {
            if goes_on || !expression.site.has_states_member(member.availability) {
                continue;
            }
            let topic = Topic::StatesMember(member.name.to_owned());
            let mut item = here.item(ItemKind::Member, span, &format!("$states.{}", member.name), topic);
            item.rank = 1001 + index as u32;
            items.push(item);
        }
    }
    here.propose_variables(span, 2000, items);
    let takes_function = wants_function(parsed, here.local);
    if !goes_on {
        let mut item = here.snippet(
            ItemKind::Snippet,
            span,
            "function",
            &[Piece::Text("function($"), Piece::Named(1, "v"), Piece::Text(") { "), Piece::Stop(0), Piece::Text(" }")],
            Topic::Operator("function".to_owned()),
        );
        item.label = "function($v) { … }".to_owned();
        item.insert.plain = without_stops(&item.insert.snippet);
        item.rank = if takes_function { 0 } else { 5000 };
        items.push(item);
    }
    let is_piped = behind_chain(parsed, span.start);
    for (index, function) in jsonata::functions().iter().enumerate() {
        let is_hidden = locals.iter().any(|b| function.name.strip_prefix('$') == Some(&b.name));
        if function.origin == Origin::Removed || is_hidden {
            continue;
        }
        items.push(call(here, span, function, is_piped, 3000 + index as u32));
    }
}

fn call(here: &Here<'_, '_, '_, '_>, span: Span, function: &Function, is_piped: bool, rank: u32) -> Item {
    let topic = Topic::Function(function.name.to_owned());
    let mut item = if here.goes_on_with(span.end, &['(']) {
        here.item(ItemKind::Function, span, function.name, topic)
    } else {
        let needed = function.parameters.iter().rposition(|p| !p.optional).map_or(0, |last| last + 1);
        let needed = function.parameters.get(usize::from(is_piped).min(needed)..needed).unwrap_or_default();
        let mut pieces = vec![Piece::Text(function.name), Piece::Text("(")];
        for (index, parameter) in needed.iter().enumerate() {
            if index > 0 {
                pieces.push(Piece::Text(", "));
            }
            let stop = index + 1;
            match (parameter.name, function.name) {
                ("function", "$reduce") => {
                    pieces.extend([Piece::Text("function($acc, $v) { "), Piece::Stop(stop), Piece::Text(" }")]);
                }
                ("function", "$sort") => {
                    pieces.extend([Piece::Text("function($l, $r) { "), Piece::Stop(stop), Piece::Text(" }")]);
                }
                ("function", "$each" | "$sift") => {
                    pieces.extend([Piece::Text("function($v, $k) { "), Piece::Stop(stop), Piece::Text(" }")]);
                }
                ("function", _) => {
                    pieces.extend([Piece::Text("function($v) { "), Piece::Stop(stop), Piece::Text(" }")]);
                }
                (name, _) => pieces.push(Piece::Named(stop, name)),
            }
        }
        if needed.is_empty() && function.max_args != Some(0) && !is_piped {
            pieces.push(Piece::Stop(1));
        }
        pieces.push(Piece::Text(")"));
        here.snippet(ItemKind::Function, span, function.name, &pieces, topic)
    };
    let parameters = function.call.strip_prefix(function.name).unwrap_or_default();
    item.detail = format!("{parameters} → {}", function.returns);
    item.rank = rank;
    item
}

/// Whether the argument at `local` is one that a library function calls.
fn wants_function(parsed: &Parsed, local: u32) -> bool {
    let Some(found) = call_at(parsed, local) else { return false };
    let NodeKind::Variable { name } = parsed.kind(found.callee) else { return false };
    let argument = found.argument + usize::from(found.is_piped);
    jsonata::function(name).and_then(|f| f.parameters.get(argument)).is_some_and(|p| p.name == "function")
}

/// Whether `~>` stands in front of the word at `start`.
fn behind_chain(parsed: &Parsed, start: u32) -> bool {
    let before = parsed.tokens.partition_point(|token| token.span.end <= start);
    let last = before.checked_sub(1).and_then(|index| parsed.tokens.get(index));
    last.is_some_and(|token| token.kind == TokenKind::Op(Op::Chain))
}

/// Behind a dot only what the service hands in is known.
fn fields(here: &Here<'_, '_, '_, '_>, parsed: &Parsed, base: &[ExprId], span: Span, items: &mut Vec<Item>) {
    let Some((root, steps)) = base.split_first() else { return };
    let is_states = matches!(parsed.kind(*root), NodeKind::Variable { name } if name == "states");
    if !is_states || here.expression.scopes().binding_of(*root).is_some() {
        return;
    }
    let names = steps.iter().map(|step| name_of(parsed, *step).map(|step| step.name));
    let Some(names) = names.collect::<Option<Vec<&str>>>() else { return };
    match names.split_first() {
        None => {
            for (rank, member) in context_object::states_members().iter().enumerate() {
                if here.expression.site.has_states_member(member.availability) {
                    let topic = Topic::StatesMember(member.name.to_owned());
                    let mut item = here.item(ItemKind::Member, span, member.name, topic);
                    item.rank = rank as u32;
                    items.push(item);
                }
            }
        }
        Some((&"context", rest)) => {
            for (rank, member) in here.context_members(rest).into_iter().enumerate() {
                let topic = Topic::ContextMember(member.path.to_owned(), true);
                let mut item = here.item(ItemKind::Member, span, member.name, topic);
                item.detail = member.types.describe();
                item.rank = rank as u32;
                items.push(item);
            }
        }
        Some(_) => {
            let Some(data) = Data::at_names(&here.expression.site, names.iter().copied()) else { return };
            for (rank, member) in data.members().into_iter().enumerate() {
                let name = member.name();
                let text = if is_plain_name(name) { name.to_owned() } else { format!("`{name}`") };
                let mut item = here.item(ItemKind::Member, span, &text, here.result_topic(&member));
                item.label = name.to_owned();
                item.detail = member.type_name();
                item.rank = rank as u32;
                items.push(item);
            }
        }
    }
}

/// Whether a name can stand in an expression without quotes.
fn is_plain_name(name: &str) -> bool {
    !name.starts_with(|c: char| c.is_ascii_digit()) && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

fn operators(here: &Here<'_, '_, '_, '_>, span: Span, items: &mut Vec<Item>) {
    for (rank, name) in OPERATORS.iter().enumerate() {
        let Some(operator) = jsonata::operator(name) else { continue };
        let topic = Topic::Operator(operator.name.to_owned());
        let mut item = match *name {
            "?:" => {
                let pieces =
                    [Piece::Text("? "), Piece::Named(1, "then"), Piece::Text(" : "), Piece::Named(2, "otherwise")];
                let mut item = here.snippet(ItemKind::Operator, span, "?", &pieces, topic);
                item.label = "? :".to_owned();
                item.insert.plain = without_stops(&item.insert.snippet);
                item
            }
            _ => here.item(ItemKind::Operator, span, name, topic),
        };
        item.detail = operator.title.to_owned();
        item.rank = rank as u32;
        items.push(item);
    }
}
