//! Layout of a whole document: what stands between its words, and nothing else.
//!
//! In JSON, an object or array that its author wrote on one line stays on one line; one that spans lines gets a line for
//! each entry. Comments stay, and so does one blank line between entries. A text with syntax errors is left alone: what
//! is missing there is not known. YAML has a module of its own.

mod lines;
mod yaml;

use asl_syntax::{Dialect, Document, Indent, Span, SyntaxErrorKind, Text, Value};

use crate::analysis::{Analysis, Intent};
use crate::rewrite::Edit;

/// How to lay out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Style {
    /// What one level of depth puts before a line.
    pub unit: String,
    /// Whether a text that does not end with the end of a line gets one.
    pub final_newline: bool,
}

/// More edits than this become one, from the first to the last: lists of tens of thousands help nobody.
const MANY: usize = 4000;

/// The edits that lay the document out, in the order of the text; none where it is laid out already. `None` when there
/// is nothing to say about it: it is no machine, or has syntax errors.
pub fn format(analysis: &Analysis, style: &Style) -> Option<Vec<Edit>> {
    let document = analysis.document();
    let is_meant = analysis.intent() == Intent::Machine || analysis.machine().is_some();
    let errors = document.tree().errors();
    if !is_meant {
        return None;
    }
    let text = document.text().to_string();
    let edits = match document.dialect() {
        Dialect::Json if errors.iter().all(|error| keeps_words(error.kind)) => json(document, &text, style)?,
        Dialect::Yaml if errors.is_empty() => yaml::edits(document, &text, style)?,
        _ => return None,
    };
    few(&text, edits)
}

fn json(document: &Document, text: &str, style: &Style) -> Option<Vec<Edit>> {
    let root = document.tree().root()?;
    let newline = Indent::of(document.text()).line_ending.as_str();
    let mut layout = Layout { document: document.text(), text, newline, unit: &style.unit, edits: Vec::new() };
    layout.around(root.span(), style.final_newline);
    layout.value(root);
    let mut edits = layout.edits;
    edits.sort_by_key(|edit| edit.span);
    Some(edits)
}

/// One edit in the place of very many.
fn few(text: &str, edits: Vec<Edit>) -> Option<Vec<Edit>> {
    if edits.len() > MANY
        && let Some((first, last)) = edits.first().zip(edits.last())
    {
        let whole = Span::new(first.span.start, last.span.end);
        let mut new = String::with_capacity(whole.len() as usize + whole.len() as usize / 4);
        let mut at = whole.start;
        for edit in &edits {
            new.push_str(text.get(at as usize..edit.span.start as usize)?);
            new.push_str(&edit.text);
            at = edit.span.end;
        }
        return Some(vec![Edit::replace(whole, new)]);
    }
    Some(edits)
}

/// Whether an error of this kind leaves no doubt about where each word begins and ends.
fn keeps_words(kind: SyntaxErrorKind) -> bool {
    matches!(kind, SyntaxErrorKind::Comment | SyntaxErrorKind::BadEscape | SyntaxErrorKind::UnquotedHole)
}

struct Layout<'t> {
    document: &'t Text,
    /// The same in one piece.
    text: &'t str,
    newline: &'static str,
    unit: &'t str,
    edits: Vec<Edit>,
}

/// Where the text between two words stands.
#[derive(Clone, Copy)]
enum Gap {
    /// Behind an opener or an entry, in front of the next entry or the closer, which stands so many levels deep.
    Lines(usize),
    /// Inside of a bracket that keeps to one line, next to it.
    Edge,
    /// Between two entries on one line.
    Between,
}

/// A comment in a gap.
struct Comment<'t> {
    text: &'t str,
    /// The line ends in front of it, since the word or comment before.
    lines: usize,
}

impl<'t> Layout<'t> {
    /// What stands around the whole value.
    fn around(&mut self, root: Span, final_newline: bool) {
        let before = Span::new(0, root.start);
        if self.slice(before).trim().is_empty() {
            self.replace(before, String::new());
        }
        let after = Span::new(root.end, self.text.len() as u32);
        let tail = self.slice(after);
        if tail.trim().is_empty() {
            let ends = final_newline || tail.contains(['\n', '\r']);
            self.replace(after, if ends { self.newline.to_owned() } else { String::new() });
        }
    }

    /// Everything inside of `root`, without recursion.
    fn value(&mut self, root: Value<'_>) {
        let mut open = vec![(root, 0)];
        while let Some((value, depth)) = open.pop() {
            let mut entries: Vec<Span> = Vec::new();
            let (start, close) = if let Some(object) = value.as_object() {
                for member in object.members() {
                    entries.push(member.span());
                    let (Some(colon), Some(value)) = (member.colon(), member.value()) else { continue };
                    self.tight(Span::new(member.key().span().end, colon.start), "");
                    self.tight(Span::new(colon.end, value.span().start), " ");
                    open.push((value, depth + 1));
                }
                (object.open().end, object.close())
            } else if let Some(array) = value.as_array() {
                for item in array.items() {
                    entries.push(item.span());
                    open.push((item, depth + 1));
                }
                (array.open().end, array.close())
            } else {
                continue;
            };
            if let Some(close) = close {
                self.container(Span::new(start, close.start), &entries, depth);
            }
        }
    }

    /// The gaps of one container, whose brackets enclose `inner`.
    fn container(&mut self, inner: Span, entries: &[Span], depth: usize) {
        let has_lines = self.document.line_of(inner.start) != self.document.line_of(inner.end);
        let (Some(first), Some(last)) = (entries.first(), entries.last()) else {
            let gap = if self.slice(inner).trim().is_empty() { Gap::Edge } else { Gap::Lines(depth) };
            if self.slice(inner).trim().is_empty() {
                self.replace(inner, String::new());
            } else if has_lines {
                self.gap(inner, gap, false, depth + 1);
            }
            return;
        };
        let (edge, between, end) = if has_lines {
            (Gap::Lines(depth + 1), Gap::Lines(depth + 1), Gap::Lines(depth))
        } else {
            (Gap::Edge, Gap::Between, Gap::Edge)
        };
        self.gap(Span::new(inner.start, first.start), edge, false, depth + 1);
        for pair in entries.windows(2) {
            self.gap(Span::new(pair[0].end, pair[1].start), between, true, depth + 1);
        }
        self.gap(Span::new(last.end, inner.end), end, false, depth + 1);
    }

    /// A gap inside of a member, which holds nothing but `wanted`, or else its comments as they are.
    fn tight(&mut self, span: Span, wanted: &str) {
        if self.slice(span).trim().is_empty() {
            self.replace(span, wanted.to_owned());
        }
    }

    /// A gap between entries and brackets. Its comments stand `inside` levels deep.
    fn gap(&mut self, span: Span, gap: Gap, has_comma: bool, inside: usize) {
        let text = self.slice(span);
        let Some((comments, lines)) = comments(text, has_comma) else { return };
        let mut new = String::new();
        if has_comma {
            new.push(',');
        }
        match gap {
            Gap::Lines(depth) => {
                for comment in &comments {
                    match comment.lines {
                        0 => new.push(' '),
                        lines => self.line(&mut new, lines, inside),
                    }
                    new.push_str(comment.text);
                }
                // A blank line stays between entries, not next to a bracket.
                let lines = if has_comma || !comments.is_empty() && depth == inside { lines } else { 1 };
                self.line(&mut new, lines, depth);
            }
            Gap::Edge | Gap::Between => {
                for comment in &comments {
                    new.push(' ');
                    new.push_str(comment.text);
                }
                let is_spaced = matches!(gap, Gap::Between) || !text.is_empty();
                if is_spaced {
                    new.push(' ');
                }
            }
        }
        self.replace(span, new);
    }

    /// The end of a line, a blank one if there were two, and the start of the next.
    fn line(&self, new: &mut String, lines: usize, depth: usize) {
        for _ in 0..lines.clamp(1, 2) {
            new.push_str(self.newline);
        }
        for _ in 0..depth {
            new.push_str(self.unit);
        }
    }

    fn slice(&self, span: Span) -> &'t str {
        self.text.get(span.range()).unwrap_or_default()
    }

    fn replace(&mut self, span: Span, new: String) {
        if self.slice(span) != new {
            self.edits.push(Edit::replace(span, new));
        }
    }
}

/// The comments of a gap, and the line ends behind the last of them. `None` if there is anything else in it than they,
/// blanks and one comma where it has one.
fn comments(gap: &str, has_comma: bool) -> Option<(Vec<Comment<'_>>, usize)> {
    let mut found = Vec::new();
    let mut commas = 0;
    let mut lines = 0;
    let mut rest = gap;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
            '/' | '#' => rest.find(['\n', '\r']).unwrap_or(rest.len()),
            _ if first != ',' && !first.is_whitespace() => return None,
            _ => {
                commas += usize::from(first == ',');
                let length = if rest.starts_with("\r\n") { 2 } else { first.len_utf8() };
                lines += usize::from(matches!(first, '\n' | '\r'));
                rest = &rest[length..];
                continue;
            }
        };
        let text = rest[..length].trim_end();
        found.push(Comment { text, lines: std::mem::take(&mut lines) });
        rest = &rest[length..];
    }
    (commas == usize::from(has_comma)).then_some((found, lines))
}
