//! Growing a selection by meaning: word, expression, string, member, object, state, machine.

use asl_syntax::{Span, Value};

use crate::analysis::Analysis;
use crate::expression::{Reading, expression_at};
use crate::features::locals;

/// The spans around `offset`, the smallest first, each inside the next; the last is the whole document.
pub fn ranges(analysis: &Analysis, offset: u32) -> Vec<Span> {
    let document = analysis.document();
    let whole = Span::new(0, document.text().len());
    let offset = offset.min(whole.end);
    let mut spans = vec![whole];
    let mut next = document.tree().root();
    while let Some(value) = next.take() {
        if !value.span().touches(offset) {
            break;
        }
        spans.push(value.span());
        if let Some(object) = value.as_object() {
            if object.close().is_some_and(|close| offset > object.open().start && offset < close.end) {
                let inner = object.close().map_or(whole.end, |c| c.start);
                spans.push(Span::new(object.open().end, inner));
            }
            let Some(member) = object.members().find(|m| m.span().touches(offset)) else { break };
            spans.push(member.span());
            if member.key().span().touches(offset) {
                spans.push(member.key().span());
                spans.push(member.key().inner());
                break;
            }
            next = member.value();
        } else if let Some(array) = value.as_array() {
            if let Some(close) = array.close().filter(|close| offset > array.open().start && offset < close.end) {
                spans.push(Span::new(array.open().end, close.start));
            }
            next = array.items().find(|item: &Value<'_>| item.span().touches(offset));
        } else if let Some(string) = value.as_str() {
            spans.push(string.inner());
            if let Some(Reading::Expression(expression)) = expression_at(analysis, offset) {
                spans.extend(locals::nesting(&expression, offset));
            }
        }
    }
    spans.dedup();
    spans.retain(|s| s.touches(offset));
    let mut nested: Vec<Span> = Vec::new();
    for span in spans {
        if nested.last().is_none_or(|outer| outer.contains_span(span) && *outer != span) {
            nested.push(span);
        }
    }
    nested.reverse();
    nested
}
