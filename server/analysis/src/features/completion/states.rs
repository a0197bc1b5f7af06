//! The states that a transition may name.

use rustc_hash::FxHashSet;

use super::{Item, ItemKind, Site, Topic, literal};
use crate::rewrite::quoted;
use crate::role::state_type;

/// Proposes the states of this scope: those after the state first, then those before it, the state itself last.
pub(super) fn propose(site: &Site<'_, '_>, items: &mut Vec<Item>) {
    let Some(scope) = site.scope else { return };
    let Some(states) = scope.get("States").and_then(|m| m.value()).and_then(|v| v.as_object()) else { return };
    let frame = site.frame();
    let own = site.state.as_ref().map(|(_, object)| object.span());
    let members: Vec<_> = states.members().collect();
    let here = members.iter().position(|m| m.value().is_some_and(|v| Some(v.span()) == own));
    let mut seen = FxHashSet::default();
    for (index, member) in members.iter().enumerate() {
        let key = member.key();
        let name = key.text();
        if name.is_empty() || !seen.insert(name.to_string()) {
            continue;
        }
        let text = quoted(&name);
        let topic = Topic::State(name.to_string(), member.span().start);
        let mut item = frame.item(ItemKind::State, &name, literal(&text), text, topic);
        let object = member.value().and_then(|v| v.as_object());
        let kind = object.and_then(state_type).map_or("", |t| t.as_str());
        let comment = object.and_then(|o| o.get("Comment")?.value()?.as_str());
        item.detail = match comment {
            Some(comment) => format!("{kind} · {}", shortened(&comment.text())),
            None => kind.to_owned(),
        };
        item.rank = match here {
            Some(here) if index == here => 100_000,
            Some(here) if index > here => (index - here) as u32,
            Some(_) => (members.len() + index) as u32,
            None => index as u32,
        };
        items.push(item);
    }
}

fn shortened(text: &str) -> String {
    const SHOWN: usize = 60;
    let line = text.lines().next().unwrap_or_default();
    if line.chars().count() <= SHOWN {
        return line.to_owned();
    }
    line.chars().take(SHOWN - 1).chain(['…']).collect()
}
