//! Cuts a definition that is data of its host out of the host's text.

use asl_syntax::{Dialect, Document, Object, Span};

use crate::{Form, Passage, PassageMap};

/// The passage of the object `definition` of `document`.
///
/// A block mapping of YAML is cut by whole lines: from the line of its first key to the last line that is as deep, with
/// the blank lines after it, so that what is typed at its end belongs to it however broken it is. What has braces is cut
/// at them, behind the blanks that its line begins with, so that the depth of its lines is the host's own.
pub(crate) fn object(document: &Document, definition: Object<'_>) -> Passage {
    let text = document.text();
    let span = definition.span();
    let line = text.line_span(text.line_of(span.start));
    let before = text.slice(Span::new(line.start, span.start));
    if definition.is_flow() {
        let blanks: String = before.chars().take_while(|c| matches!(c, ' ' | '\t')).collect();
        return passage(document, blanks, span);
    }
    // What stands before the first key may be a dash.
    let (blanks, start) = match before.trim_start_matches(' ').is_empty() {
        true => (String::new(), line.start),
        false => (" ".repeat(before.len()), span.start),
    };
    let end = block_end(document, span.end, before.len());
    passage(document, blanks, Span::new(start, end))
}

/// The passage of a definition that is yet to be written below its key, which begins at `key` and ends its line: the
/// lines below that are blank or deeper. `None` if there are none.
pub(crate) fn lines_below(document: &Document, key: u32) -> Option<Passage> {
    let text = document.text();
    let line = text.line_of(key);
    let key_line = text.line_span(line);
    let column = (key - key_line.start) as usize + 1;
    if line + 1 >= text.line_count() {
        return None;
    }
    let start = text.line_span(line + 1).start;
    let end = block_end(document, key_line.end, column);
    (end >= start).then(|| passage(document, String::new(), Span::new(start, end)))
}

/// The end of the last line from that of `from` on before a line that is less deep than `column`.
fn block_end(document: &Document, from: u32, column: usize) -> u32 {
    let text = document.text();
    let first = text.line_of(from);
    let mut end = text.line_span(first).end;
    for line in first + 1..text.line_count() {
        let span = text.line_span(line);
        let line = text.slice(span);
        let deep = line.len() - line.trim_start_matches(' ').len();
        if deep < column && !line.trim().is_empty() {
            break;
        }
        end = span.end;
    }
    end
}

fn passage(document: &Document, blanks: String, host: Span) -> Passage {
    let text = format!("{blanks}{}", document.text().slice(host));
    let dialect = match document.dialect() {
        Dialect::Yaml => Dialect::Yaml,
        _ => Dialect::Json,
    };
    Passage { dialect, form: Form::Object, text, map: PassageMap::piece(blanks, host), fills: Vec::new() }
}
