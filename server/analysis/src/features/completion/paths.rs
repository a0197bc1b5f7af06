//! Proposals in paths.

use asl_query::Span;
use asl_query::jsonpath::{Completion, Expected, FUNCTIONS, Path, RootKind, Segment};

use super::inside::{Here, Piece};
use super::{Item, ItemKind, Topic, calls, without_stops};
use crate::expression::{Parse, Wanted};
use crate::result::Data;

/// Proposes what may stand at the cursor in a string that is a path, or nothing yet.
pub(super) fn propose(here: &Here<'_, '_, '_, '_>, path: &Path, items: &mut Vec<Item>) {
    let source = here.expression.source();
    let is_word = !source.starts_with('$') && source.chars().all(|c| c.is_alphanumeric() || c == '.');
    if is_word {
        // The beginning of a path or of a call, as far as it is typed.
        let word = Span::new(0, source.len() as u32);
        roots(here, word, true, items);
        if here.expression.site.wanted.allows_intrinsics() {
            calls::functions(here, word, items);
        }
        return;
    }
    if let Some(completion) = path.completion_at(here.local) {
        propose_at(here, &completion, items);
    }
}

/// Proposes what a path expects at the cursor.
pub(super) fn propose_at(here: &Here<'_, '_, '_, '_>, completion: &Completion<'_>, items: &mut Vec<Item>) {
    let span = completion.replace;
    match completion.expected {
        Expected::Root => {
            let goes_on = here.goes_on_with(span.end, &['.', '[']);
            roots(here, span, !goes_on, items);
        }
        Expected::Member { path, before, in_brackets, quote } => {
            members(here, path, before, (in_brackets, quote), span, items);
        }
        Expected::Operand => {
            let mut item = here.item(ItemKind::Variable, span, "@", Topic::None);
            item.detail = "the item under test".to_owned();
            items.push(item);
            roots(here, span, false, items);
        }
        Expected::Operator => {
            for (rank, name) in ["==", "!=", "<", "<=", ">", ">=", "in", "&&", "||"].iter().enumerate() {
                let mut item = here.item(ItemKind::Operator, span, name, Topic::None);
                item.rank = rank as u32;
                items.push(item);
            }
        }
    }
}

/// Proposes what a path begins with. `with_members`: whole paths into the context object as well.
pub(super) fn roots(here: &Here<'_, '_, '_, '_>, span: Span, with_members: bool, items: &mut Vec<Item>) {
    let mut input = here.item(ItemKind::Variable, span, "$", Topic::None);
    input.detail = "the state's own data".to_owned();
    input.rank = 100;
    items.push(input);
    if with_members && let Some(data) = Data::at_path(&here.expression.site, &[]) {
        for (rank, member) in data.members().into_iter().filter(|member| is_plain_name(member.name())).enumerate() {
            let path = format!("$.{}", member.name());
            let mut item = here.item(ItemKind::Member, span, &path, here.result_topic(&member));
            item.detail = member.type_name();
            item.rank = 101 + rank as u32;
            items.push(item);
        }
    }
    let takes_variables = here.expression.site.field.name != "ResultPath";
    if takes_variables {
        here.propose_variables(span, 200, items);
    }
    if !here.may_read_context() {
        return;
    }
    let mut context = here.item(ItemKind::Variable, span, "$$", Topic::None);
    context.detail = "the context object".to_owned();
    context.rank = 1000;
    items.push(context);
    if !with_members {
        return;
    }
    let mut open = here.context_members(&[]);
    let mut rank = 1001;
    open.reverse();
    while let Some(member) = open.pop() {
        let topic = Topic::ContextMember(member.path.to_owned(), false);
        if member.children.is_empty() {
            let mut item = here.item(ItemKind::Member, span, &member.jsonpath(), topic);
            item.detail = member.types.describe();
            item.rank = rank;
            rank += 1;
            items.push(item);
        }
        let inner = member.children.iter().rev();
        open.extend(inner.filter(|m| here.exists(m)));
    }
}

fn members(
    here: &Here<'_, '_, '_, '_>,
    path: &Path,
    before: usize,
    (in_brackets, quote): (bool, Option<char>),
    span: Span,
    items: &mut Vec<Item>,
) {
    if path.root.kind == RootKind::Context {
        let names: Vec<&str> = path.leading_members().map(|(name, _)| name).take(before).collect();
        if names.len() < before {
            return;
        }
        for (rank, member) in here.context_members(&names).into_iter().enumerate() {
            let topic = Topic::ContextMember(member.path.to_owned(), false);
            let text =
                if in_brackets && quote.is_none() { format!("'{}'", member.name) } else { member.name.to_owned() };
            let mut item = here.item(ItemKind::Member, span, &text, topic);
            item.label = member.name.to_owned();
            item.detail = member.types.describe();
            item.rank = rank as u32;
            items.push(item);
        }
    }
    if let Some(data) = data(here, path, before) {
        for (rank, member) in data.members().into_iter().enumerate() {
            let name = member.name();
            if !in_brackets && !is_plain_name(name) {
                continue;
            }
            let text = if in_brackets && quote.is_none() { format!("'{name}'") } else { name.to_owned() };
            let mut item = here.item(ItemKind::Member, span, &text, here.result_topic(&member));
            item.label = name.to_owned();
            item.detail = member.type_name();
            item.rank = rank as u32;
            items.push(item);
        }
    }
    let is_last = path.segments.len() <= before + 1;
    let takes_functions = matches!(here.expression.site.wanted, Wanted::Path | Wanted::Payload);
    if in_brackets || !is_last || !takes_functions || matches!(path.root.kind, RootKind::Current | RootKind::Context) {
        return;
    }
    for (rank, name) in FUNCTIONS.iter().enumerate() {
        let goes_on = here.goes_on_with(span.end, &['(']);
        let pieces = [Piece::Text(name), Piece::Text(if goes_on { "" } else { "()" })];
        let mut item = here.snippet(ItemKind::Function, span, name, &pieces, Topic::None);
        item.insert.plain = without_stops(&item.insert.snippet);
        item.detail = "function of JSONPath".to_owned();
        item.rank = 500 + rank as u32;
        items.push(item);
    }
}

/// What the first `before` steps of `path` lead to, where that is known.
fn data(here: &Here<'_, '_, '_, '_>, path: &Path, before: usize) -> Option<Data> {
    let steps = path.segments.get(..before)?;
    match path.root.kind {
        RootKind::Input => Data::at_path(&here.expression.site, steps),
        RootKind::Current => {
            // A filter tests what the list in front of it holds.
            let Parse::Path(outer) = &here.expression.parse else { return None };
            let inside = |segment: &Segment| segment.span.start < path.span.start && path.span.end <= segment.span.end;
            let at = outer.path.segments.iter().position(inside)?;
            let filter = outer.path.segments.get(at)?;
            let list = Data::at_path(&here.expression.site, outer.path.segments.get(..at)?)?;
            steps.iter().try_fold(list.step(filter)?, Data::step)
        }
        _ => None,
    }
}

/// Whether a name can stand behind a dot.
fn is_plain_name(name: &str) -> bool {
    name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}
