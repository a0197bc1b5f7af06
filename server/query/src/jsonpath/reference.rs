//! Reference paths: paths that lead to exactly one place, whatever the value.

use super::tree::{Path, RootKind, SegmentKind, SelectorKind};
use crate::Span;

/// Why a path is not a reference path, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotReference {
    /// The smallest range that shows it, in bytes.
    pub span: Span,
    /// What it is.
    pub reason: NotReferenceReason,
}

/// What keeps a path from being a reference path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NotReferenceReason {
    /// `.*` or `[*]`.
    Wildcard,
    /// `..`.
    Descent,
    /// `[1:2]`.
    Slice,
    /// `[?(...)]`.
    Filter,
    /// `['a', 'b']`.
    Union,
    /// `.length()`.
    Function,
    /// One of `@ , : ? *` in a name without quotes.
    SpecialCharacter,
    /// It does not begin with `$`.
    Root,
}

impl NotReferenceReason {
    /// What is wrong and what to do, in one or two sentences.
    pub fn message(self) -> &'static str {
        match self {
            NotReferenceReason::Wildcard => {
                "`*` finds many values, and this path must lead to exactly one. Name a member or an index."
            }
            NotReferenceReason::Descent => {
                "`..` finds many values, and this path must lead to exactly one. Write the way in full."
            }
            NotReferenceReason::Slice => {
                "A slice finds many values, and this path must lead to exactly one. Use one index."
            }
            NotReferenceReason::Filter => {
                "A filter finds many values, and this path must lead to exactly one. Filter in a state before."
            }
            NotReferenceReason::Union => {
                "A list in brackets finds many values, and this path must lead to exactly one. Name one of them."
            }
            NotReferenceReason::Function => {
                "A function makes a new value, and this path must lead to one that exists. Call it in a state before."
            }
            NotReferenceReason::SpecialCharacter => {
                "Without quotes, `@`, `,`, `:`, `?` and `*` are operators, which this path may not have. Write the name as `['name']`."
            }
            NotReferenceReason::Root => "This path begins with `$`, as in `$.name`.",
        }
    }
}

impl Path {
    /// Whether the path leads to exactly one place: only `.name`, `['name']` and `[index]` behind `$`, `$$` or a
    /// variable. Placeholders are given the benefit of the doubt, and so are segments that are not typed yet.
    pub fn is_reference_path(&self) -> Result<(), NotReference> {
        let refuse = |span, reason| Err(NotReference { span, reason });
        if matches!(self.root.kind, RootKind::Current | RootKind::Missing) {
            return refuse(self.root.span, NotReferenceReason::Root);
        }
        for segment in &self.segments {
            match &segment.kind {
                SegmentKind::Wildcard => return refuse(segment.span, NotReferenceReason::Wildcard),
                SegmentKind::Descent => return refuse(segment.span, NotReferenceReason::Descent),
                SegmentKind::Function(_) => {
                    return refuse(segment.span, NotReferenceReason::Function);
                }
                SegmentKind::Hole => {}
                SegmentKind::Member(name) => {
                    if let Some(span) = name.special.filter(|_| !name.has_hole) {
                        return refuse(span, NotReferenceReason::SpecialCharacter);
                    }
                }
                SegmentKind::Brackets(brackets) => {
                    if let [_, _, ..] = brackets.selectors.as_slice() {
                        return refuse(segment.span, NotReferenceReason::Union);
                    }
                    for selector in &brackets.selectors {
                        let reason = match selector.kind {
                            SelectorKind::Slice { .. } => NotReferenceReason::Slice,
                            SelectorKind::Wildcard => NotReferenceReason::Wildcard,
                            SelectorKind::Filter(_) => NotReferenceReason::Filter,
                            _ => continue,
                        };
                        return refuse(selector.span, reason);
                    }
                }
            }
        }
        Ok(())
    }
}
