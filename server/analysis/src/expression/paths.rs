//! Every path of an expression: the paths in calls, in filters and between parentheses as well.

use asl_query::jsonpath::{Filter, FilterKind, Operand, OperandKind, Path, SegmentKind, SelectorKind};

use super::{Expression, Parse};

/// Calls `visit` for every path of a JSONPath string, the outer ones first. The depth of a tree is limited by its
/// parser.
pub fn each_path<'p>(expression: &'p Expression<'_>, visit: &mut dyn FnMut(&'p Path)) {
    match &expression.parse {
        Parse::Path(parse) => each_path_in(&parse.path, visit),
        Parse::Intrinsic(parse) => parse.call.each_path(&mut |path| each_path_in(path, visit)),
        Parse::Jsonata(..) => {}
    }
}

/// Calls `visit` for `path` and every path in its filters and functions.
pub fn each_path_in<'p>(path: &'p Path, visit: &mut dyn FnMut(&'p Path)) {
    visit(path);
    for segment in &path.segments {
        match &segment.kind {
            SegmentKind::Function(function) => function.args.iter().for_each(|arg| in_operand(arg, visit)),
            SegmentKind::Brackets(brackets) => {
                for selector in &brackets.selectors {
                    if let SelectorKind::Filter(filter) = &selector.kind {
                        in_filter(filter, visit);
                    }
                }
            }
            _ => {}
        }
    }
}

fn in_filter<'p>(filter: &'p Filter, visit: &mut dyn FnMut(&'p Path)) {
    match &filter.kind {
        FilterKind::Any(parts) | FilterKind::All(parts) => parts.iter().for_each(|part| in_filter(part, visit)),
        FilterKind::Not(inner) | FilterKind::Group(inner) => in_filter(inner, visit),
        FilterKind::Compare { left, right, .. } => {
            in_operand(left, visit);
            in_operand(right, visit);
        }
        FilterKind::Exists(operand) => in_operand(operand, visit),
    }
}

fn in_operand<'p>(operand: &'p Operand, visit: &mut dyn FnMut(&'p Path)) {
    if let OperandKind::Path(path) = &operand.kind {
        each_path_in(path, visit);
    }
}
