//! A tree written down so that a person can read it.

use asl_query::jsonata::{ExprId, NodeKind, Pair, Parsed};

/// The tree of `parsed` as nested lists: what a node is, then its parts.
pub(crate) fn outline(parsed: &Parsed) -> String {
    write(parsed, parsed.expr)
}

fn write(parsed: &Parsed, id: ExprId) -> String {
    let go = |id: ExprId| write(parsed, id);
    let all = |name: &str, ids: &[ExprId]| {
        let parts: Vec<String> = ids.iter().map(|id| go(*id)).collect();
        list(name, &parts)
    };
    let pairs = |name: &str, first: Vec<String>, pairs: &[Pair]| {
        let pairs = pairs.iter().map(|p| format!("{}: {}", go(p.key), go(p.value)));
        list(name, &first.into_iter().chain(pairs).collect::<Vec<_>>())
    };
    match parsed.kind(id) {
        NodeKind::Missing => "<missing>".to_owned(),
        NodeKind::Error { children } => all("error", children),
        NodeKind::Hole => format!("<{}>", parsed.slice(parsed.span(id))),
        NodeKind::HoleInfix { lhs, rhs, .. } => {
            let parts: Vec<ExprId> = [*lhs].into_iter().chain(*rhs).collect();
            all("hole", &parts)
        }
        NodeKind::String { value } => format!("{value:?}"),
        NodeKind::Number { value } => value.to_string(),
        NodeKind::Boolean { value } => value.to_string(),
        NodeKind::Null => "null".to_owned(),
        NodeKind::Regex { pattern, flags } => {
            format!("/{}/{}", parsed.slice(*pattern), parsed.slice(*flags))
        }
        NodeKind::Name { name, quoted: false } => name.clone(),
        NodeKind::Name { name, quoted: true } => format!("`{name}`"),
        NodeKind::Variable { name } => format!("${name}"),
        NodeKind::Binder { name } => format!("bind${name}"),
        NodeKind::Wildcard => "*".to_owned(),
        NodeKind::Descendant => "**".to_owned(),
        NodeKind::Parent => "%".to_owned(),
        NodeKind::Placeholder => "?".to_owned(),
        NodeKind::Path { steps } => all("path", steps),
        NodeKind::Filter { base, predicate, .. } => all("filter", &[*base, *predicate]),
        NodeKind::KeepArray { base, .. } => all("keep", &[*base]),
        NodeKind::Sort { base, terms } => {
            let mut parts = vec![go(*base)];
            for term in terms {
                let sign = if term.descending { ">" } else { "<" };
                parts.push(format!("{sign}{}", go(term.expr)));
            }
            list("sort", &parts)
        }
        NodeKind::Group { base, pairs: p, .. } => pairs("group", vec![go(*base)], p),
        NodeKind::Focus { base, variable } => all("focus", &[*base, *variable]),
        NodeKind::Index { base, variable } => all("index", &[*base, *variable]),
        NodeKind::Negate { operand } => all("-", &[*operand]),
        NodeKind::Binary { op, lhs, rhs, .. } => all(op.text(), &[*lhs, *rhs]),
        NodeKind::Conditional { condition, then, otherwise } => {
            let parts: Vec<ExprId> = [*condition, *then].into_iter().chain(*otherwise).collect();
            all("if", &parts)
        }
        NodeKind::Bind { target, value } => all(":=", &[*target, *value]),
        NodeKind::Block { expressions } => all("block", expressions),
        NodeKind::Array { items } => all("array", items),
        NodeKind::Object { pairs: p } => pairs("object", Vec::new(), p),
        NodeKind::Call { callee, arguments, .. } => {
            let parts: Vec<ExprId> = [*callee].into_iter().chain(arguments.clone()).collect();
            all("call", &parts)
        }
        NodeKind::Lambda { parameters, signature, body, .. } => {
            let mut parts: Vec<String> = parameters.iter().map(|id| go(*id)).collect();
            parts.extend(signature.map(|span| parsed.slice(span).to_owned()));
            parts.push(go(*body));
            list("function", &parts)
        }
        NodeKind::Transform { pattern, update, delete } => {
            let parts: Vec<ExprId> = [*pattern, *update].into_iter().chain(*delete).collect();
            all("transform", &parts)
        }
    }
}

fn list(name: &str, parts: &[String]) -> String {
    let mut text = format!("({name}");
    for part in parts {
        text.push(' ');
        text.push_str(part);
    }
    text.push(')');
    text
}
