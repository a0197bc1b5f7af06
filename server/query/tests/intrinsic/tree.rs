//! Trees of calls as text.

use crate::shown::mistakes;
use asl_query::intrinsic::{ArgKind, Call, CallParse};

fn show_call(text: &str, call: &Call, depth: usize, out: &mut String) {
    let pad = "  ".repeat(depth);
    let closed = if call.close.is_some() { "" } else { " unclosed" };
    out.push_str(&format!("{pad}call {:?}{closed}\n", call.name));
    for arg in &call.args {
        let written = arg.span.text(text);
        match &arg.kind {
            ArgKind::Call(inner) => show_call(text, inner, depth + 1, out),
            ArgKind::Path(path) => {
                out.push_str(&format!("{pad}  path {:?}\n", path.span.text(text)));
            }
            ArgKind::String(string) => {
                let mut notes = String::new();
                if !string.closed {
                    notes.push_str(" unclosed");
                }
                if string.has_hole {
                    notes.push_str(" unknown");
                }
                for slot in &string.slots {
                    notes.push_str(&format!(" slot {}..{}", slot.start, slot.end));
                }
                for brace in &string.stray_braces {
                    notes.push_str(&format!(" stray {}..{}", brace.start, brace.end));
                }
                out.push_str(&format!("{pad}  string {:?}{notes}\n", string.text));
            }
            ArgKind::Number(number) => {
                out.push_str(&format!("{pad}  number {}\n", number.value));
            }
            other => out.push_str(&format!("{pad}  {other:?} {written:?}\n")),
        }
    }
}

/// The tree, then what is wrong with it.
pub(crate) fn show(text: &str, parsed: &CallParse) -> String {
    let mut out = String::new();
    show_call(text, &parsed.call, 0, &mut out);
    out + &mistakes(text, &parsed.errors, &parsed.doubts, |error| (error.span, &error.message, error.fix.as_ref()))
}
