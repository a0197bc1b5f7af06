//! What the outcome of a choice rule says about the value of a variable.

use asl_query::jsonata::{ExprId, NodeKind, Op, Parsed};
use asl_query::jsonpath;
use asl_syntax::{Object, Value};

use super::gather::variable_of;
use super::{Fact, Literal};

/// The deepest rule inside of rules that is looked at.
const DEPTH: usize = 32;

/// The most parts of one condition that are looked at.
const PARTS: usize = 256;

impl Literal {
    /// The literal that a JSON value is; expressions are none.
    pub(super) fn of_value(value: Value<'_>) -> Option<Literal> {
        if let Some(string) = value.as_str() {
            let text = string.text();
            let is_plain = !string.has_hole() && string.is_closed() && !text.trim_start().starts_with("{%");
            return is_plain.then(|| Literal::Text(text.into()));
        }
        let number = value.as_number().map(|number| Literal::Number(number.value().to_bits()));
        number.or_else(|| value.as_bool().map(Literal::Truth))
    }

    /// The literal that a node of an expression is.
    pub(super) fn of_node(parsed: &Parsed, id: ExprId) -> Option<Literal> {
        match parsed.kind(id) {
            NodeKind::String { value } if !parsed.has_hole(id) => Some(Literal::Text(value.as_str().into())),
            NodeKind::Number { value } => Some(Literal::Number(value.to_bits())),
            NodeKind::Boolean { value } => Some(Literal::Truth(*value)),
            _ => None,
        }
    }
}

/// What each outcome of a condition says about the values of its variables.
pub(super) fn of_condition<'e>(parsed: &'e Parsed, free: &[ExprId]) -> Vec<(&'e str, bool, Fact)> {
    let mut found = Vec::new();
    // For each part what it must have given, if the whole condition gave false and if it gave true.
    let mut open = vec![(parsed.expr, [Some(false), Some(true)])];
    let mut seen = 0;
    while let Some((id, given)) = open.pop() {
        seen += 1;
        if seen > PARTS {
            break;
        }
        match parsed.kind(id) {
            NodeKind::Block { expressions } => open.extend(expressions.last().map(|last| (*last, given))),
            NodeKind::Binary { op: op @ (Op::And | Op::Or), lhs, rhs, .. } => {
                let part = given.map(|value| value.filter(|value| *value == (*op == Op::And)));
                open.extend([(*lhs, part), (*rhs, part)]);
            }
            NodeKind::Binary { op: op @ (Op::Equal | Op::NotEqual), lhs, rhs, .. } => {
                let sides = [(*lhs, *rhs), (*rhs, *lhs)];
                let test = sides
                    .into_iter()
                    .find_map(|(v, l)| Some((name_of(parsed, free, v)?, Literal::of_node(parsed, l)?)));
                if let Some((name, literal)) = test {
                    tell(&mut found, name, &literal, given.map(|value| value.map(|v| v == (*op == Op::Equal))));
                }
            }
            NodeKind::Call { callee, arguments, .. } => {
                let (NodeKind::Variable { name }, Some(first)) = (parsed.kind(*callee), arguments.first()) else {
                    continue;
                };
                match name.as_str() {
                    "boolean" => open.push((*first, given)),
                    "not" => open.push((*first, given.map(|value| value.map(|v| !v)))),
                    _ => {}
                }
            }
            NodeKind::Variable { .. } => {
                if let Some(name) = name_of(parsed, free, id) {
                    tell(&mut found, name, &Literal::Truth(true), given);
                }
            }
            _ => {}
        }
    }
    found
}

fn tell<'e>(found: &mut Vec<(&'e str, bool, Fact)>, name: &'e str, literal: &Literal, given: [Option<bool>; 2]) {
    for (outcome, equal) in [false, true].into_iter().zip(given) {
        match equal {
            Some(true) => found.push((name, outcome, Fact::Equal(literal.clone()))),
            Some(false) => found.push((name, outcome, Fact::Different(literal.clone()))),
            None => {}
        }
    }
}

/// The name of a variable from outside of the expression.
fn name_of<'e>(parsed: &'e Parsed, free: &[ExprId], id: ExprId) -> Option<&'e str> {
    match parsed.kind(id) {
        NodeKind::Variable { name } if name != "states" && free.contains(&id) => Some(name),
        _ => None,
    }
}

/// What each outcome of a JSONPath rule says about its variables.
pub(super) fn of_rule(rule: Object<'_>) -> Vec<(Box<str>, bool, Fact)> {
    inside(rule, DEPTH)
}

fn inside(rule: Object<'_>, depth: usize) -> Vec<(Box<str>, bool, Fact)> {
    let Some(depth) = depth.checked_sub(1) else { return Vec::new() };
    if let Some(inner) = rule.value("Not").and_then(Value::as_object) {
        return inside(inner, depth).into_iter().map(|(name, outcome, fact)| (name, !outcome, fact)).collect();
    }
    for (field, shown) in [("And", true), ("Or", false)] {
        if let Some(parts) = rule.value(field).and_then(Value::as_array) {
            let parts: Vec<Object<'_>> = parts.items().filter_map(Value::as_object).collect();
            let found = parts.iter().flat_map(|part| inside(*part, depth));
            // A conjunction that holds says that each part holds; one that fails says it of a single part only.
            return found.filter(|(_, outcome, _)| *outcome == shown || parts.len() == 1).collect();
        }
    }
    compared(rule).unwrap_or_default()
}

/// What a rule without rules inside says.
fn compared(rule: Object<'_>) -> Option<Vec<(Box<str>, bool, Fact)>> {
    let string = rule.value("Variable")?.as_str().filter(|s| !s.has_hole())?;
    let text = string.text();
    let parse = jsonpath::parse(&text);
    let (name, _) = variable_of(&parse.path).filter(|_| parse.errors.is_empty())?;
    if let Some(is_present) = rule.value("IsPresent").and_then(Value::as_bool) {
        return Some(vec![(name.into(), is_present, Fact::Present)]);
    }
    // Only the value of the variable itself, not of a part of it.
    if !parse.path.segments.is_empty() {
        return None;
    }
    let equals = ["StringEquals", "BooleanEquals", "NumericEquals"];
    let literal = Literal::of_value(equals.into_iter().find_map(|field| rule.value(field))?)?;
    Some(vec![(name.into(), true, Fact::Equal(literal.clone())), (name.into(), false, Fact::Different(literal))])
}
