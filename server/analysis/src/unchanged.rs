//! Whether an edit inside a Map or Parallel state left the state itself alone.
//!
//! The states of a scope are units of their own, so typing in one of them changes the node of every state around it
//! without changing anything that the rules look at there. Members are compared by identity; only on the way down to
//! `States` are they looked into.

use asl_syntax::{Array, Member, Object, Value};

/// Whether two states, before and after an edit, differ in the states of their scopes at most.
pub(crate) fn outside_of_scopes(old: Member<'_>, new: Member<'_>) -> bool {
    let objects = (old.value().and_then(Value::as_object), new.value().and_then(Value::as_object));
    let (Some(before), Some(after)) = objects else { return false };
    old.key().raw() == new.key().raw()
        && same(before, after, |key, before, after| match key {
            "Branches" => before.as_array().zip(after.as_array()).is_some_and(|(b, a)| same_branches(b, a)),
            "ItemProcessor" | "Iterator" => same_scopes(before, after),
            _ => false,
        })
}

fn same_branches(before: Array<'_>, after: Array<'_>) -> bool {
    before.is_closed() == after.is_closed()
        && before.items().count() == after.items().count()
        && before.items().zip(after.items()).all(|(b, a)| b.id() == a.id() || same_scopes(b, a))
}

fn same_scopes(before: Value<'_>, after: Value<'_>) -> bool {
    let (Some(before), Some(after)) = (before.as_object(), after.as_object()) else { return false };
    same(before, after, |key, before, after| key == "States" && same_frames(before, after))
}

/// Whether both are objects that a rule about the scope cannot tell apart.
fn same_frames(before: Value<'_>, after: Value<'_>) -> bool {
    let (Some(before), Some(after)) = (before.as_object(), after.as_object()) else { return false };
    before.is_closed() == after.is_closed() && before.members().next().is_some() == after.members().next().is_some()
}

/// Whether two objects have the same members, but for those whose difference `is_inner` excuses.
fn same(before: Object<'_>, after: Object<'_>, is_inner: impl Fn(&str, Value<'_>, Value<'_>) -> bool) -> bool {
    let (mut old, mut new) = (before.members(), after.members());
    loop {
        match (old.next(), new.next()) {
            (None, None) => return before.is_closed() == after.is_closed(),
            (Some(old), Some(new)) if old.id() == new.id() => {}
            (Some(old), Some(new)) if old.key().raw() == new.key().raw() => {
                let (Some(before), Some(after)) = (old.value(), new.value()) else { return false };
                if !is_inner(old.key().raw(), before, after) {
                    return false;
                }
            }
            _ => return false,
        }
    }
}
