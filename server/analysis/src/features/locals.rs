//! The names that a JSONata expression itself binds: parameters, and what `:=`, `@` and `#` bind.

use asl_query::jsonata::NodeKind;
use asl_syntax::Span;

use crate::analysis::Analysis;
use crate::expression::{Expression, Reading, expression_at};
use crate::features::names::Refusal;
use crate::rewrite::Edit;

/// A name bound in an expression, with every place where it is written, dollar sign included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Local {
    /// The name, without dollar sign.
    pub name: String,
    /// The place that was asked about.
    pub origin: Span,
    /// Where it is bound.
    pub definition: Span,
    /// Where it is used, in the order of the text.
    pub uses: Vec<Span>,
    taken: Vec<String>,
}

/// The name at `offset`, if the expression around binds it.
pub fn local_at(analysis: &Analysis, offset: u32) -> Option<Local> {
    let reading = expression_at(analysis, offset)?;
    let Reading::Expression(expression) = &reading else { return None };
    let parsed = expression.jsonata()?;
    let scopes = expression.scopes();
    let touches = |span: asl_query::Span| expression.span(span).touches(offset);
    let (binding, origin) = scopes.bindings.iter().find_map(|binding| {
        let uses = binding.uses.iter().map(|id| parsed.span(*id));
        let origin = uses.chain([binding.definition]).find(|span| touches(*span))?;
        Some((binding, origin))
    })?;
    let free = scopes.free.iter().map(|id| parsed.slice(parsed.span(*id)));
    let bound = scopes.bindings.iter().map(|other| other.name.as_str());
    let taken = free.map(|name| name.strip_prefix('$').unwrap_or(name)).chain(bound).map(str::to_owned).collect();
    Some(Local {
        name: binding.name.clone(),
        origin: expression.span(origin),
        definition: expression.span(binding.definition),
        uses: binding.uses.iter().map(|id| expression.span(parsed.span(*id))).collect(),
        taken,
    })
}

impl Local {
    /// The edits that give it another name, with or without a dollar sign.
    ///
    /// # Errors
    /// When the name is none, or has another meaning in the expression.
    pub fn rename(&self, name: &str) -> Result<Vec<Edit>, Refusal> {
        let bare = name.strip_prefix('$').unwrap_or(name);
        let parsed = asl_query::jsonata::parse(&format!("${bare}"));
        let is_name = parsed.is_valid() && !bare.is_empty() && bare != "$" && parsed.tokens.len() == 1;
        if !is_name || bare.contains(['"', '\\']) {
            return Err(Refusal(format!("\"{name}\" is no name of a variable.")));
        }
        if bare == "states" || bare != self.name && self.taken.iter().any(|taken| taken == bare) {
            return Err(Refusal(format!("`${bare}` has another meaning in this expression.")));
        }
        let places = self.uses.iter().chain([&self.definition]);
        let mut edits: Vec<Edit> = places.map(|span| Edit::replace(*span, format!("${bare}"))).collect();
        edits.sort_by_key(|edit| edit.span);
        Ok(edits)
    }
}

/// The parts of an expression around `offset`, outermost first.
pub(super) fn nesting(expression: &Expression<'_>, offset: u32) -> Vec<Span> {
    use crate::expression::Parse;
    let source = expression.source();
    let whole = asl_query::Span::new(0, source.len() as u32);
    if !expression.span(whole).touches(offset) {
        return Vec::new();
    }
    let lead = (source.len() - source.trim_start().len()) as u32;
    let mut spans = vec![whole, asl_query::Span::new(lead, source.trim_end().len() as u32)];
    let local = expression.local(offset);
    match &expression.parse {
        Parse::Jsonata(_, parsed) => {
            if let Some(node) = parsed.node_at(local) {
                let mut around: Vec<_> = parsed.ancestors(node).collect();
                around.reverse();
                for id in around {
                    let span = parsed.span(id);
                    spans.push(span);
                    // A path shrinks step by step.
                    if let NodeKind::Path { steps } = parsed.kind(id) {
                        let ends = steps.iter().rev().map(|step| parsed.span(*step).end).filter(|end| *end >= local);
                        spans.extend(ends.map(|end| asl_query::Span::new(span.start, end)));
                    }
                }
            }
        }
        Parse::Path(parse) => in_path(&parse.path, local, &mut spans),
        Parse::Intrinsic(parse) => in_call(&parse.call, local, &mut spans),
    }
    spans.into_iter().map(|span| expression.span(span)).collect()
}

/// A path shrinks segment by segment.
fn in_path(path: &asl_query::jsonpath::Path, local: u32, spans: &mut Vec<asl_query::Span>) {
    spans.push(path.span);
    for segment in path.segments.iter().rev().filter(|segment| segment.span.end >= local) {
        spans.push(asl_query::Span::new(path.span.start, segment.span.end));
    }
    if path.root.span.touches(local) {
        spans.push(path.root.span);
    } else if let Some(segment) = path.segments.iter().find(|segment| segment.span.touches(local)) {
        spans.push(segment.span);
        spans.extend(segment.name().map(|name| name.span));
    }
}

fn in_call(call: &asl_query::intrinsic::Call, local: u32, spans: &mut Vec<asl_query::Span>) {
    use asl_query::intrinsic::ArgKind;
    let mut next = Some(call);
    while let Some(call) = next.take() {
        spans.push(call.span);
        if call.name_span.touches(local) {
            spans.push(call.name_span);
            return;
        }
        let Some(arg) = call.args.iter().find(|arg| arg.span.touches(local)) else { return };
        spans.push(arg.span);
        match &arg.kind {
            ArgKind::Call(call) => next = Some(call),
            ArgKind::Path(path) => in_path(path, local, spans),
            ArgKind::String(text) => spans.push(text.inner),
            _ => {}
        }
    }
}
