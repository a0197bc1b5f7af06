//! The `Retry` and `Catch` lists of a state, and the error names in them.

use std::borrow::Cow;

use asl_syntax::{Array, Kind, Object, Span, Str, Value};

use crate::analysis::Analysis;
use crate::locate::locate;
use crate::place::Place;
use crate::rewrite::{Fix, remove_item};

/// `Retry` or `Catch`.
pub struct HandlerList<'a> {
    /// What one element is called: `retrier` or `catcher`.
    pub noun: &'static str,
    /// The list.
    pub array: Array<'a>,
    /// Its elements that are objects.
    pub handlers: Vec<Handler<'a>>,
}

/// A retrier or a catcher.
pub struct Handler<'a> {
    /// The object.
    pub object: Object<'a>,
    /// Its `ErrorEquals`.
    pub list: Option<Array<'a>>,
    /// The names in it that are known.
    pub names: Vec<ErrorName<'a>>,
    /// Its position in the list.
    pub index: usize,
    /// Whether nothing follows it.
    pub is_last: bool,
}

/// One name in an `ErrorEquals`.
#[derive(Clone)]
pub struct ErrorName<'a> {
    /// The string.
    pub string: Str<'a>,
    /// Its text.
    pub text: Cow<'a, str>,
}

impl ErrorName<'_> {
    /// The string, with its quotes.
    pub fn span(&self) -> Span {
        self.string.span()
    }
}

/// The lists of a state.
pub fn lists<'a>(state: &Place<'a>) -> Vec<HandlerList<'a>> {
    let list = |(field, noun): (&str, &'static str)| {
        let array = state.value(field)?.as_array()?;
        let count = array.items().count();
        let handlers = array.items().enumerate().filter_map(|(index, item)| {
            let object = item.as_object()?;
            Some(Handler {
                list: error_equals(object),
                names: names(object),
                object,
                index,
                is_last: index + 1 == count,
            })
        });
        Some(HandlerList { noun, array, handlers: handlers.collect() })
    };
    [("Retry", "retrier"), ("Catch", "catcher")].into_iter().filter_map(list).collect()
}

/// The list of names of a retrier or catcher.
pub fn error_equals(handler: Object<'_>) -> Option<Array<'_>> {
    handler.get("ErrorEquals")?.value()?.as_array()
}

/// The names of a retrier or catcher that are complete strings without placeholders, in their order.
pub fn names(handler: Object<'_>) -> Vec<ErrorName<'_>> {
    let items = error_equals(handler).into_iter().flat_map(|a| a.items());
    items
        .filter(|v| v.kind() == Kind::String)
        .filter_map(Value::as_str)
        .filter(|s| s.is_closed() && !s.has_hole())
        .map(|string| ErrorName { string, text: string.text() })
        .collect()
}

/// Takes the name at `span` out of its list, unless it is the only one.
pub fn remove_name(analysis: &Analysis, span: Span) -> Option<Fix> {
    let location = locate(analysis, span.start)?;
    let name = location.last().filter(|s| s.value.span() == span)?.value;
    let list = location.steps.iter().rev().nth(1)?.value.as_array()?;
    let edit = (list.items().nth(1).is_some()).then(|| remove_item(analysis.document(), list, span))?;
    Some(Fix::new(format!("Remove \"{}\"", name.as_str()?.text()), edit))
}
