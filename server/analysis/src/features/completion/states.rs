//! The states that a transition may name.

use asl_spec::StateType;
use rustc_hash::FxHashSet;

use super::{Item, ItemKind, Site, Topic, literal};
use crate::model::{Scope, Slot};
use crate::rewrite::quoted;

/// Proposes the states of this scope: those after the state first, then those before it, the state itself last.
pub(super) fn propose(site: &Site<'_, '_>, items: &mut Vec<Item>) {
    let (Some(object), Some(machine)) = (site.scope, site.analysis.machine()) else { return };
    let Some((scope, base)) = find(&machine.scope, 0, object.span().start) else { return };
    let frame = site.frame();
    let own = site.state.as_ref().map(|(_, object)| object.span().start);
    let holds = |slot: &Slot| own.is_some_and(|own| (base + slot.at..=base + slot.at + slot.state.len).contains(&own));
    let here = scope.states.iter().position(holds);
    let mut seen = FxHashSet::default();
    items.reserve(scope.states.len());
    for (index, slot) in scope.states.iter().enumerate() {
        let state = &*slot.state;
        if state.name.is_empty() || !seen.insert(&*state.name) {
            continue;
        }
        let text = quoted(&state.name);
        let topic = Topic::State(state.name.to_string(), base + slot.at);
        let mut item = frame.item(ItemKind::State, &state.name, literal(&text), text, topic);
        let kind = state.kind.map_or("", StateType::as_str);
        item.detail = match &state.comment {
            Some(comment) => format!("{kind} · {}", shortened(comment)),
            None => kind.to_owned(),
        };
        item.rank = match here {
            Some(here) if index == here => 100_000,
            Some(here) if index > here => (index - here) as u32,
            Some(_) => (scope.states.len() + index) as u32,
            None => index as u32,
        };
        items.push(item);
    }
}

/// The scope whose object starts at `start`, with what to add to its spans.
fn find(scope: &Scope, base: u32, start: u32) -> Option<(&Scope, u32)> {
    if scope.object.start + base == start {
        return Some((scope, base));
    }
    let slot = scope.slot_at(start.checked_sub(base)?)?;
    slot.state.scopes.iter().find_map(|inner| find(inner, base + slot.at, start))
}

fn shortened(text: &str) -> String {
    const SHOWN: usize = 60;
    let line = text.lines().next().unwrap_or_default();
    if line.chars().count() <= SHOWN {
        return line.to_owned();
    }
    line.chars().take(SHOWN - 1).chain(['…']).collect()
}
