//! The places of a Task state that read its result, and how they change with it.

use std::cell::Cell;

use asl_query::Span as CodeSpan;
use asl_query::jsonata::{ExprId, NodeKind};
use asl_query::jsonpath::{self, RootKind, Segment};

use super::Task;
use crate::expression::{Expression, Parse, each_path, library_calls, states_reads, visit};
use crate::result::steps_in_result;
use crate::rewrite::Edit;

/// The member of the result of `lambda:invoke` that the function answers with.
pub(super) const PAYLOAD: &str = "Payload";

/// A place that reads the result.
pub(super) enum Read<'p> {
    /// A path, with its steps in the result.
    Path(&'p jsonpath::Path, &'p [Segment]),
    /// The names behind `$states` in the code, the first of which is `result`, with their spans.
    Names(&'p str, Vec<(&'p str, CodeSpan)>),
}

impl Read<'_> {
    /// Where the way into the result begins.
    pub(super) fn start(&self) -> Option<u32> {
        match self {
            Read::Path(path, steps) if steps.len() == path.segments.len() => Some(path.root.span.end),
            Read::Path(_, steps) => steps.first().map(|step| step.span.start),
            Read::Names(_, names) => names.first().map(|(_, span)| span.end),
        }
    }

    /// The member of the result that is read; `None` for all of it, and where no name says which.
    pub(super) fn member(&self) -> Option<&str> {
        match self {
            Read::Path(_, steps) => steps.first()?.name().filter(|name| !name.has_hole).map(|name| &*name.text),
            Read::Names(_, names) => names.get(1).map(|(name, _)| *name),
        }
    }

    /// The first step in the result, with its dot, where that goes to the payload.
    pub(super) fn payload(&self) -> Option<CodeSpan> {
        match self {
            Read::Path(_, steps) => {
                steps.first().filter(|step| step.name().is_some_and(|n| n.text == PAYLOAD)).map(|s| s.span)
            }
            Read::Names(code, names) => {
                let [(_, result), (name, span), ..] = names.as_slice() else { return None };
                let between = code.get(result.end as usize..span.start as usize)?;
                (*name == PAYLOAD && between.trim() == ".").then(|| CodeSpan::new(result.end, span.end))
            }
        }
    }

    /// The call in `expression` that makes JSON of exactly this text, and the code of the text.
    pub(super) fn parse<'e>(&self, expression: &'e Expression<'_>) -> Option<(CodeSpan, &'e str)> {
        let mut found = None;
        match (self, &expression.parse) {
            (Read::Path(path, [_]), Parse::Intrinsic(parse)) => parse.call.each(&mut |call| {
                if let ("States.StringToJson", [argument]) = (call.name.as_str(), call.args.as_slice())
                    && argument.span == path.span
                {
                    found = Some((call.span, argument.span));
                }
            }),
            (Read::Names(_, names), Parse::Jsonata(_, parsed)) => {
                let [(_, result), (_, last)] = names.as_slice() else { return None };
                // No filter stands behind a name whose step is the name alone.
                let is_it = |argument: ExprId| match parsed.kind(argument) {
                    NodeKind::Path { steps } => {
                        let mut spans = steps.iter().skip(1).map(|step| parsed.span(*step));
                        steps.len() == 3 && spans.next() == Some(*result) && spans.next() == Some(*last)
                    }
                    _ => false,
                };
                for call in library_calls(expression).iter().filter(|call| call.name == "parse" && !call.is_piped) {
                    if let (Some(node), [argument]) = (call.call, call.arguments.as_slice())
                        && is_it(*argument)
                    {
                        found = Some((parsed.span(node), parsed.span(*argument)));
                    }
                }
            }
            _ => {}
        }
        found.map(|(call, argument)| (call, argument.text(expression.source())))
    }
}

/// What becomes of a place that reads the result: the text for a span of the code; `None` refuses all of it.
pub(super) type Change<'f> = &'f dyn Fn(&Expression<'_>, &Read<'_>) -> Option<(CodeSpan, String)>;

/// The edits that `change` makes at every place that reads the result; `None` where it refuses one, or where a place
/// may read it in a way that nobody can follow.
pub(super) fn each_read(task: &Task<'_>, change: Change<'_>) -> Option<Vec<Edit>> {
    let mut edits = Vec::new();
    let is_certain = Cell::new(true);
    visit(&task.place, &mut |reading| {
        let Some(expression) = reading.expression() else { return };
        match changes(expression, change) {
            Some(changes) => {
                let changes: Vec<(CodeSpan, &str)> =
                    changes.iter().map(|(span, text)| (*span, text.as_str())).collect();
                edits.extend(expression.edits(task.document, &changes));
            }
            None => is_certain.set(false),
        }
    });
    // Beside a selector, nobody says which of the two results the other fields read.
    let is_doubtful = task.state().get("ResultSelector").is_some() && task.state().get("Assign").is_some();
    (is_certain.get() && !is_doubtful).then_some(edits)
}

fn changes(expression: &Expression<'_>, change: Change<'_>) -> Option<Vec<(CodeSpan, String)>> {
    let mut found = Vec::new();
    let is_certain = Cell::new(true);
    each_path(expression, &mut |path| {
        if path.root.kind != RootKind::Input {
            return;
        }
        if let Some(steps) = steps_in_result(&expression.site, &path.segments) {
            found.push(change(expression, &Read::Path(path, steps)));
        }
    });
    if let Some(parsed) = expression.jsonata() {
        for read in states_reads(expression) {
            let names: Vec<_> = read.names.iter().map(|step| (step.name, parsed.span(step.id))).collect();
            match names.first() {
                Some(("result", _)) => found.push(change(expression, &Read::Names(expression.source(), names))),
                Some(_) => {}
                None => is_certain.set(false),
            }
        }
    }
    let mut found = found.into_iter().collect::<Option<Vec<_>>>().filter(|_| is_certain.get())?;
    found.sort_by_key(|(span, _)| span.start);
    Some(found)
}
