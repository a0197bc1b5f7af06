//! What the call around the cursor wants next.

use asl_query::jsonata::scope::BindingKind;
use asl_query::jsonata::{NodeKind, Parsed, at};
use asl_spec::{intrinsics, jsonata};
use asl_syntax::Span;

use crate::analysis::Analysis;
use crate::expression::{Expression, Parse, Reading, expression_at};
use crate::features::hover;

/// A call as it should be written, with the argument that the cursor is at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// How the call is written: `$substring(str, start[, length])`.
    pub label: String,
    /// The parameters, each as a stretch of the label in bytes.
    pub parameters: Vec<Span>,
    /// The parameter that the cursor is at. It is past the last one when there are too many arguments.
    pub active: usize,
    /// What the function does, in Markdown.
    pub markdown: String,
}

/// The innermost call that `offset` is between the parentheses of, in a JSONata expression or an intrinsic call, when
/// the function is known.
pub fn signature(analysis: &Analysis, offset: u32) -> Option<Signature> {
    let reading = expression_at(analysis, offset)?;
    let Reading::Expression(expression) = &reading else { return None };
    let local = expression.local(offset);
    match &expression.parse {
        Parse::Jsonata(marks, parsed) => {
            let is_inside = expression.text_span(marks.open).end <= offset
                && marks.close.is_none_or(|close| offset <= expression.text_span(close).start);
            if is_inside { of_jsonata(expression, parsed, local) } else { None }
        }
        Parse::Intrinsic(parse) => {
            let active = parse.call.call_at(local)?;
            let function = intrinsics::intrinsic(&active.call.name)?;
            let names: Vec<&str> = function.parameters.iter().map(|p| p.name).collect();
            let label = format!("{} → {}", function.signature(), function.returns);
            let is_open = function.max_args().is_none();
            Some(build(label, &names, is_open, active.argument, hover::describe_intrinsic(function)))
        }
        Parse::Path(_) => None,
    }
}

fn of_jsonata(expression: &Expression<'_>, parsed: &Parsed, local: u32) -> Option<Signature> {
    let found = at::call_at(parsed, local)?;
    let NodeKind::Variable { name } = parsed.kind(found.callee) else { return None };
    let argument = found.argument + usize::from(found.is_piped);
    if let Some(binding) = expression.scopes().binding_of(found.callee) {
        let NodeKind::Lambda { parameters, .. } = parsed.kind(binding.value?) else { return None };
        if binding.kind != BindingKind::Assigned {
            return None;
        }
        let names: Vec<&str> = parameters.iter().map(|id| parsed.slice(parsed.span(*id))).collect();
        let label = format!("${name}({})", names.join(", "));
        return Some(build(label, &names, false, argument, String::new()));
    }
    let function = jsonata::function(name)?;
    let names: Vec<&str> = function.parameters.iter().map(|p| p.name).collect();
    let label = format!("{} → {}", function.call, function.returns);
    Some(build(label, &names, function.max_args.is_none(), argument, hover::describe_function(function)))
}

fn build(label: String, names: &[&str], is_open: bool, argument: usize, markdown: String) -> Signature {
    let mut at = label.find('(').map_or(0, |open| open + 1);
    let mut parameters = Vec::with_capacity(names.len());
    for name in names {
        let Some(found) = label.get(at..).and_then(|rest| rest.find(name)) else { break };
        parameters.push(Span::new((at + found) as u32, (at + found + name.len()) as u32));
        at += found + name.len();
    }
    // What may be repeated takes every further argument.
    let active =
        if is_open { argument.min(parameters.len().saturating_sub(1)) } else { argument.min(parameters.len()) };
    Signature { label, parameters, active, markdown }
}
