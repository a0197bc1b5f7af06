//! The same shapes in the two vocabularies: which shape of one integration is which of another that calls the same
//! action.

use std::collections::BTreeMap;

use asl_aws_models::{Member, Service, Shape, ShapeId, Structure};

/// Pairs of shapes that stand for each other, from a pair of roots down.
pub(super) struct Twins {
    old: &'static Service,
    new: &'static Service,
    pairs: BTreeMap<ShapeId, ShapeId>,
}

impl Twins {
    /// The pairs below `roots`.
    pub(super) fn new(old: &'static Service, new: &'static Service, roots: (ShapeId, ShapeId)) -> Twins {
        let mut twins = Twins { old, new, pairs: BTreeMap::new() };
        let mut open = vec![roots];
        while let Some((from, to)) = open.pop() {
            if twins.pairs.contains_key(&from) {
                continue;
            }
            match (old.shape(from), new.shape(to)) {
                (Some(Shape::Structure(one)), Some(Shape::Structure(other))) => {
                    for member in one.members() {
                        open.extend(counterpart(other, member).map(|twin| (member.shape(), twin.shape())));
                    }
                }
                (Some(Shape::List { element: one }), Some(Shape::List { element: other })) => open.push((one, other)),
                (Some(Shape::Map { value: one, .. }), Some(Shape::Map { value: other, .. })) => open.push((one, other)),
                // Many members share a scalar, so it has no one twin.
                _ => continue,
            }
            twins.pairs.insert(from, to);
        }
        twins
    }

    /// The member that stands for `member` of the structure `owner`.
    pub(super) fn member(&self, owner: ShapeId, member: Member) -> Option<Member> {
        counterpart(self.new.structure(*self.pairs.get(&owner)?)?, member)
    }

    /// Whether a value of the shape `from` reads the same in both vocabularies, whatever is in it.
    pub(super) fn is_same(&self, from: ShapeId) -> bool {
        let mut seen = Vec::new();
        let mut open = vec![from];
        while let Some(id) = open.pop() {
            if seen.contains(&id) {
                continue;
            }
            seen.push(id);
            match self.old.shape(id) {
                Some(Shape::Structure(structure)) => {
                    // What every answer of an optimized integration carries counts for nothing.
                    for member in structure.members().filter(|member| !member.name().starts_with("Sdk")) {
                        match self.member(id, member) {
                            Some(twin) if twin.name() == member.name() && self.is_same_kind(member, twin) => {
                                open.push(member.shape());
                            }
                            _ => return false,
                        }
                    }
                }
                Some(Shape::List { element: inner } | Shape::Map { value: inner, .. }) => open.push(inner),
                _ => {}
            }
        }
        true
    }

    /// Whether both take any JSON, or neither does.
    pub(super) fn is_same_kind(&self, one: Member, other: Member) -> bool {
        let is_free = |service: &'static Service, id| matches!(service.shape(id), Some(Shape::Document));
        is_free(self.old, one.shape()) == is_free(self.new, other.shape())
    }
}

/// The member of `structure` that means what `member` of the other vocabulary means.
fn counterpart(structure: Structure, member: Member) -> Option<Member> {
    let by_alternate = || member.alternate().and_then(|name| structure.member_like(name));
    structure.member_like(member.name()).or_else(by_alternate)
}
