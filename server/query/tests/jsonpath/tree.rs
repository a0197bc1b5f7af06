//! Trees of paths as text.

use crate::shown::mistakes;
use asl_query::jsonpath::{
    Filter, FilterKind, Operand, OperandKind, Path, PathParse, RootKind, SegmentKind, Selector, SelectorKind,
};

pub(crate) fn show_path(path: &Path, out: &mut String) {
    out.push_str(&match &path.root.kind {
        RootKind::Input => "input".to_owned(),
        RootKind::Context => "context".to_owned(),
        RootKind::Variable(name) => format!("variable({})", name.text),
        RootKind::Current => "current".to_owned(),
        RootKind::Hole => "hole".to_owned(),
        RootKind::Missing => "missing".to_owned(),
    });
    for segment in &path.segments {
        out.push(' ');
        match &segment.kind {
            SegmentKind::Member(name) if name.has_hole => {
                out.push_str(&format!(".{}?", name.text));
            }
            SegmentKind::Member(name) => out.push_str(&format!(".{}", name.text)),
            SegmentKind::Wildcard => out.push_str(".*"),
            SegmentKind::Descent => out.push_str(".."),
            SegmentKind::Hole => out.push_str("hole"),
            SegmentKind::Function(function) => {
                out.push_str(&format!(".{}(", function.name.text));
                for (index, arg) in function.args.iter().enumerate() {
                    out.push_str(if index > 0 { ", " } else { "" });
                    show_operand(arg, out);
                }
                out.push_str(if function.closed { ")" } else { "" });
            }
            SegmentKind::Brackets(brackets) => {
                out.push('[');
                for (index, selector) in brackets.selectors.iter().enumerate() {
                    out.push_str(if index > 0 { ", " } else { "" });
                    show_selector(selector, out);
                }
                out.push_str(if brackets.closed { "]" } else { "" });
            }
        }
    }
}

fn show_selector(selector: &Selector, out: &mut String) {
    match &selector.kind {
        SelectorKind::Name(name) => {
            let unknown = if name.has_hole { "?" } else { "" };
            out.push_str(&format!("{:?}{unknown}", name.text));
        }
        SelectorKind::Index(index) => out.push_str(&index.to_string()),
        SelectorKind::Slice { from, to, step } => {
            let part = |part: &Option<i64>| part.map_or(String::new(), |n| n.to_string());
            out.push_str(&format!("{}:{}:{}", part(from), part(to), part(step)));
        }
        SelectorKind::Wildcard => out.push('*'),
        SelectorKind::Filter(filter) => {
            out.push('?');
            show_filter(filter, out);
        }
        SelectorKind::Hole => out.push_str("hole"),
        SelectorKind::Error => out.push_str("error"),
    }
}

fn show_filter(filter: &Filter, out: &mut String) {
    match &filter.kind {
        FilterKind::Any(parts) | FilterKind::All(parts) => {
            let any = matches!(filter.kind, FilterKind::Any(_));
            out.push_str(if any { "any{" } else { "all{" });
            for (index, part) in parts.iter().enumerate() {
                out.push_str(if index > 0 { "; " } else { "" });
                show_filter(part, out);
            }
            out.push('}');
        }
        FilterKind::Not(inner) => {
            out.push_str("not ");
            show_filter(inner, out);
        }
        FilterKind::Group(inner) => {
            out.push('(');
            show_filter(inner, out);
            out.push(')');
        }
        FilterKind::Compare { left, operator, right, .. } => {
            show_operand(left, out);
            out.push_str(&format!(" {operator:?} "));
            show_operand(right, out);
        }
        FilterKind::Exists(operand) => {
            out.push_str("exists ");
            show_operand(operand, out);
        }
    }
}

fn show_operand(operand: &Operand, out: &mut String) {
    match &operand.kind {
        OperandKind::Path(path) => {
            out.push('<');
            show_path(path, out);
            out.push('>');
        }
        other => out.push_str(&format!("{other:?}")),
    }
}

/// The tree, then what is wrong with it.
pub(crate) fn show(text: &str, parsed: &PathParse) -> String {
    let mut out = String::new();
    show_path(&parsed.path, &mut out);
    out.push('\n');
    out + &mistakes(text, &parsed.errors, &parsed.doubts, |error| (error.span, &error.message, error.fix.as_ref()))
}
