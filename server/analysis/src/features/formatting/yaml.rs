//! Layout of a YAML document: the indentation of its lines and the blanks around its indicators, and nothing else.
//!
//! What a person chose stays: the style of each scalar and collection, comments, anchors and tags, the order, and
//! whether the dashes of a sequence stand deeper than the key that holds it. What is not understood (a tag of a
//! template language and all below it) moves as one piece. A layout that would change the data is never given.

use asl_syntax::{Dialect, Document, Kind, Object, Span, Value};

use super::Style;
use super::lines::{Line, Plan, lines};
use crate::rewrite::{Edit, apply};

/// How far the content behind a dash (or behind the colon of an explicit key) stands from it.
const INDICATOR: i64 = 2;

/// The edits that lay the document out, in the order of the text. `None` where that cannot be done without a change of
/// what the text means. The document has no syntax errors.
pub(super) fn edits(document: &Document, text: &str, style: &Style) -> Option<Vec<Edit>> {
    let root = document.tree().root().filter(|root| root.as_object().is_some() || root.as_array().is_some())?;
    let unit = if style.unit.contains('\t') { INDICATOR } else { (style.unit.len() as i64).max(1) };
    let mut layout =
        Layout { text, lines: lines(text), plans: Vec::new(), anchors: Vec::new(), edits: Vec::new(), unit };
    layout.plans = vec![Plan::Free; layout.lines.len()];
    layout.walk(root);
    layout.rest_of_stream(root.span().end);
    layout.moves(style.final_newline);
    let mut edits = layout.edits;
    edits.sort_by_key(|edit| edit.span);
    let is_apart = edits.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start);
    let new = apply(text, &edits);
    let after = Document::new(&new, Dialect::Yaml);
    let is_same = after.tree().errors().is_empty() && same((root, text), (after.tree().root()?, &new));
    (is_apart && is_same).then_some(edits)
}

/// A value that waits for its layout.
enum Job<'t> {
    /// In block style.
    Block(Value<'t>, Site),
    /// Inside of brackets, `depth` pairs of them, of which the outermost belongs to a line at `base`.
    Flow { value: Value<'t>, base: i64, depth: i64, moved: i64 },
}

/// Where a value of block style stands.
#[derive(Clone, Copy)]
struct Site {
    /// The end of the indicator before it.
    from: u32,
    /// The column of a line that begins with it, and of the lines of a collection.
    column: i64,
    /// The column that the closer of a bracket on a line of its own has.
    base: i64,
    /// How far the collection around it moves.
    moved: i64,
}

/// Something that a line of block style hangs on: a key or a dash.
#[derive(Clone, Copy)]
struct Anchor {
    at: u32,
    /// Its column before and after.
    old: i64,
    new: i64,
}

struct Layout<'t> {
    text: &'t str,
    lines: Vec<Line>,
    plans: Vec<Plan>,
    anchors: Vec<Anchor>,
    edits: Vec<Edit>,
    unit: i64,
}

impl<'t> Layout<'t> {
    fn walk(&mut self, root: Value<'t>) {
        let site = Site { from: root.span().start, column: 0, base: 0, moved: 0 };
        let mut open = vec![Job::Block(root, site)];
        while let Some(job) = open.pop() {
            match job {
                Job::Block(value, site) => self.block(value, site, &mut open),
                Job::Flow { value, base, depth, moved } => self.flow(value, (base, depth), moved, &mut open),
            }
        }
    }

    fn block(&mut self, value: Value<'t>, site: Site, open: &mut Vec<Job<'t>>) {
        let span = value.span();
        let lead = self.skip(site.from).min(span.start);
        self.begin_lines(Span::new(lead, span.start), site.column);
        if let Some(object) = value.as_object() {
            if object.is_flow() {
                open.push(Job::Flow { value, base: site.base, depth: 1, moved: site.moved });
            } else {
                self.mapping(object, site.column, open);
            }
        } else if let Some(array) = value.as_array() {
            if array.is_flow() {
                open.push(Job::Flow { value, base: site.base, depth: 1, moved: site.moved });
                return;
            }
            // Where a sequence begins is told by its first dash.
            let mut before = self.first_dash(site.from);
            let (column, old) = (site.column, self.column(before));
            for item in array.items() {
                let dash = self.skip(before);
                before = item.span().end.max(dash + 1);
                self.begin_lines(Span::empty(dash), column);
                self.anchors.push(Anchor { at: dash, old, new: column });
                if item.span().is_empty() {
                    continue;
                }
                self.one_blank(dash + 1);
                let inside = column + INDICATOR;
                let site = Site { from: dash + 1, column: inside, base: inside, moved: column - old };
                open.push(Job::Block(item, site));
            }
        } else {
            self.scalar(value, site);
        }
    }

    fn mapping(&mut self, object: Object<'t>, column: i64, open: &mut Vec<Job<'t>>) {
        let old = self.column(object.span().start);
        let moved = column - old;
        let mut before = object.span().start;
        for member in object.members() {
            let key = member.key().span();
            let start = self.skip(before).min(key.start);
            before = member.span().end;
            self.begin_lines(Span::new(start, key.start), column);
            self.anchors.push(Anchor { at: start, old, new: column });
            self.shift(key, moved);
            let Some(colon) = member.colon() else { continue };
            self.begin_lines(Span::empty(colon.start), column);
            let is_explicit = self.begins_line(colon.start);
            self.no_blank(key, colon.start);
            let Some(value) = member.value().filter(|value| !value.span().is_empty()) else { continue };
            self.one_blank(colon.end);
            let lead = self.skip(colon.end);
            let is_beside = self.line(lead) == self.line(colon.start);
            let is_flat = !is_beside
                && value.as_array().is_some_and(|array| !array.is_flow())
                && self.column(self.first_dash(colon.end)) == old;
            let inside = match (is_explicit && is_beside, is_flat) {
                (true, _) => column + INDICATOR,
                (false, true) => column,
                (false, false) => column + self.unit,
            };
            let base = if is_beside && !is_explicit { column } else { inside };
            open.push(Job::Block(value, Site { from: colon.end, column: inside, base, moved }));
        }
    }

    /// A scalar of block style, or something that is not known.
    fn scalar(&mut self, value: Value<'t>, site: Site) {
        let span = value.span();
        let source = &self.text[span.range()];
        if value.as_str().is_none() || !source.starts_with(['|', '>']) {
            // What is not known goes where a collection would, unless it hangs on the line of a key.
            let hangs = site.base != site.column || source.starts_with(['!', '*']) && !self.begins_line(span.start);
            let moves_itself = value.kind() == Kind::Hole && !hangs;
            self.shift(span, if moves_itself { site.column - self.column(span.start) } else { site.moved });
            return;
        }
        let header_end = source.find(['\n', '\r']).unwrap_or(source.len());
        let header = source[..header_end].split([' ', '\t', '#']).next().unwrap_or_default();
        let first = source[header_end..].split(['\n', '\r']).find(|line| !line.trim_matches([' ', '\t']).is_empty());
        let old = first.map_or(0, |line| (line.len() - line.trim_start_matches(' ').len()) as i64);
        // An indicator counts from the collection around, so the content keeps its distance from that.
        let has_indicator = header.contains(|c: char| c.is_ascii_digit());
        let by = if has_indicator { site.moved } else { site.column - old };
        let blank = if has_indicator { 0 } else { old };
        let keeps_end = header.contains('+');
        self.inside(span, Plan::Content { by, blank, keeps_end });
    }

    /// The lines of brackets, all but the first.
    fn flow(&mut self, value: Value<'t>, (base, depth): (i64, i64), moved: i64, open: &mut Vec<Job<'t>>) {
        let span = value.span();
        let job = |value, depth| Job::Flow { value, base, depth, moved };
        if let Some(object) = value.as_object() {
            let inner = depth + i64::from(object.is_flow());
            if object.is_flow() {
                self.bracket(span, base + self.unit * depth, object.close());
            }
            for member in object.members() {
                let key = member.key().span();
                self.shift(key, moved);
                if let Some(comma) = member.comma() {
                    self.comma(comma.start);
                }
                let Some(colon) = member.colon() else { continue };
                self.no_blank(key, colon.start);
                let Some(value) = member.value().filter(|value| !value.span().is_empty()) else { continue };
                self.one_blank(colon.end);
                open.push(job(value, inner));
            }
        } else if let Some(array) = value.as_array() {
            self.bracket(span, base + self.unit * depth, array.close());
            for item in array.items() {
                let after = self.skip(item.span().end);
                if self.byte(after) == Some(b',') {
                    self.comma(after);
                }
                open.push(job(item, depth + 1));
            }
        } else {
            self.shift(span, moved);
        }
    }

    /// The lines inside of one pair of brackets.
    fn bracket(&mut self, span: Span, column: i64, close: Option<Span>) {
        let (first, last) = (self.line(span.start), self.line(span.end));
        for plan in self.plans.iter_mut().take(last + 1).skip(first + 1) {
            *plan = Plan::Begin(column);
        }
        if let Some(close) = close.filter(|close| self.begins_line(close.start)) {
            let line = self.line(close.start);
            self.plans[line] = Plan::Begin((column - self.unit).max(0));
        }
    }

    /// What follows the first document stays as it is.
    fn rest_of_stream(&mut self, end: u32) {
        let from = self.line(end) + 1;
        let is_marker = |line: &Line| {
            let line = line.text(self.text);
            line.starts_with("---") || line.starts_with("...")
        };
        let Some(marker) = self.lines.iter().skip(from).position(is_marker) else { return };
        for plan in self.plans.iter_mut().skip(from + marker) {
            *plan = Plan::Frozen;
        }
    }

    /// Lines whose first word stands in `span`, ends included, begin at `column`.
    fn begin_lines(&mut self, span: Span, column: i64) {
        for line in self.line(span.start)..=self.line(span.end) {
            let first = self.lines[line].start + self.lines[line].blank;
            let is_word = first < self.lines[line].end && self.byte(first) != Some(b'#');
            if is_word && span.touches(first) {
                self.plans[line] = Plan::Begin(column);
            }
        }
    }

    /// The lines of `span`, all but the first, move with what is around them.
    fn shift(&mut self, span: Span, by: i64) {
        self.inside(span, Plan::Shift(by));
    }

    fn inside(&mut self, span: Span, plan: Plan) {
        let first = self.line(span.start) + 1;
        for (line, slot) in self.lines.iter().zip(&mut self.plans).skip(first) {
            if line.start >= span.end {
                break;
            }
            *slot = plan;
        }
    }

    /// Exactly one blank from `from` to what follows on the same line; none is added before the end of a line, and
    /// nothing changes before a comment.
    fn one_blank(&mut self, from: u32) {
        let length = self.blanks(from);
        let next = self.byte(from + length);
        if !matches!(next, None | Some(b'\n' | b'\r' | b'#')) && &self.text[from as usize..][..length as usize] != " " {
            self.edits.push(Edit::replace(Span::new(from, from + length), " "));
        }
    }

    /// No blanks between a key and its colon. A colon would become part of the name of an alias.
    fn no_blank(&mut self, key: Span, colon: u32) {
        let gap = Span::new(key.end.min(colon), colon);
        let is_name = !key.is_empty() && self.byte(key.start) != Some(b'*');
        if is_name && !gap.is_empty() && gap.len() == self.blanks(gap.start) {
            self.edits.push(Edit::delete(gap));
        }
    }

    fn comma(&mut self, comma: u32) {
        let before = &self.text[..comma as usize];
        let word = before.trim_end_matches([' ', '\t']);
        if word.len() < before.len() && !word.ends_with(['\n', '\r', ':', ',', '[', '{']) {
            self.edits.push(Edit::delete(Span::new(word.len() as u32, comma)));
        }
        if !matches!(self.byte(comma + 1 + self.blanks(comma + 1)), Some(b']' | b'}')) {
            self.one_blank(comma + 1);
        }
    }

    fn moves(&mut self, final_newline: bool) {
        let new: Vec<i64> = (0..self.lines.len()).map(|line| self.new_indent(line)).collect();
        let is_text = |line: &Line, plan: &Plan| line.blank < line.end - line.start || plan.is_inside();
        let Some(first) = self.lines.iter().zip(&self.plans).position(|(line, plan)| is_text(line, plan)) else {
            return;
        };
        let last = self.lines.iter().zip(&self.plans).rposition(|(line, plan)| is_text(line, plan)).unwrap_or(first);
        if self.lines[first].start > self.lines[0].start {
            self.edits.push(Edit::delete(Span::new(self.lines[0].start, self.lines[first].start)));
        }
        let mut was_blank = false;
        for (index, indent) in new.iter().enumerate().take(last + 1).skip(first) {
            let (line, plan) = (self.lines[index], self.plans[index]);
            if matches!(plan, Plan::Frozen) {
                was_blank = false;
                continue;
            }
            let is_blank = line.blank == line.end - line.start;
            if is_blank && !plan.is_inside() {
                let span = if was_blank { Span::new(line.start, line.next) } else { Span::new(line.start, line.end) };
                was_blank = true;
                if !span.is_empty() {
                    self.edits.push(Edit::delete(span));
                }
                continue;
            }
            was_blank = false;
            let lead = Span::new(line.start, line.start + line.blank);
            let wanted = " ".repeat((*indent).max(0) as usize);
            if self.text[lead.range()] != wanted {
                self.edits.push(Edit::replace(lead, wanted));
            }
            let is_open = self.plans.get(index + 1).is_some_and(|plan| plan.is_inside());
            let end = line.start + line.text(self.text).trim_end_matches([' ', '\t']).len() as u32;
            if !is_open && !plan.is_inside() && end < line.end {
                self.edits.push(Edit::delete(Span::new(end, line.end)));
            }
        }
        self.tail(last, final_newline);
    }

    /// What stands behind the last line with anything in it.
    fn tail(&mut self, last: usize, final_newline: bool) {
        let line = self.lines[last];
        if matches!(self.plans[last], Plan::Frozen | Plan::Content { keeps_end: true, .. }) {
            return;
        }
        let rest = Span::new(line.end, self.text.len() as u32);
        let is_ended = line.next > line.end;
        let wanted = match (is_ended, final_newline) {
            (true, _) => &self.text[line.end as usize..line.next as usize],
            (false, true) => Line::ending(&self.lines, self.text),
            (false, false) => "",
        };
        if &self.text[rest.range()] != wanted {
            self.edits.push(Edit::replace(rest, wanted));
        }
    }

    /// The indentation that a line gets.
    fn new_indent(&self, index: usize) -> i64 {
        let line = self.lines[index];
        let old = i64::from(line.blank);
        let is_blank = line.blank == line.end - line.start;
        match self.plans[index] {
            Plan::Begin(column) => column,
            Plan::Shift(by) => old + by,
            Plan::Content { blank, .. } if is_blank && old <= blank => 0,
            Plan::Content { by, .. } => old + by,
            Plan::Free if !is_blank && self.byte(line.start + line.blank) == Some(b'#') => {
                self.comment(line.start + line.blank, old)
            }
            Plan::Free | Plan::Frozen => old,
        }
    }

    /// The column of a comment that stands on a line of its own: that of the nearest key or dash around it, or of the
    /// next one, which stood where it stands.
    fn comment(&self, at: u32, old: i64) -> i64 {
        let after = self.anchors.partition_point(|anchor| anchor.at < at);
        let next = self.anchors.get(after).copied();
        let least = next.map_or(0, |next| next.old);
        let mut best = next;
        // Going back, each key or dash that is further left than all since is one that is still open.
        let mut open = i64::MAX;
        for anchor in self.anchors[..after].iter().rev() {
            if open <= least {
                break;
            }
            if anchor.old < open {
                open = anchor.old;
                let is_nearer = best.is_none_or(|best| best.old > old || anchor.old > best.old);
                if anchor.old >= least && anchor.old <= old && is_nearer {
                    best = Some(*anchor);
                }
            }
        }
        best.map_or(0, |best| best.new)
    }

    /// The first place from `from` on that is neither a blank nor in a comment.
    fn skip(&self, from: u32) -> u32 {
        let bytes = self.text.as_bytes();
        let mut at = from as usize;
        while let Some(byte) = bytes.get(at) {
            match byte {
                b' ' | b'\t' | b'\n' | b'\r' => at += 1,
                b'#' if at > 0 && matches!(bytes[at - 1], b' ' | b'\t' | b'\n' | b'\r') || at == 0 && *byte == b'#' => {
                    at += self.text[at..].find(['\n', '\r']).unwrap_or(self.text.len() - at);
                }
                _ => break,
            }
        }
        at as u32
    }

    /// The first dash from `from` on, behind anchors and tags.
    fn first_dash(&self, from: u32) -> u32 {
        let mut at = self.skip(from);
        while matches!(self.byte(at), Some(b'&' | b'!')) {
            let rest = &self.text[at as usize..];
            at = self.skip(at + rest.find([' ', '\t', '\n', '\r']).unwrap_or(rest.len()) as u32);
        }
        at
    }

    /// How many blanks of one line begin at `from`.
    fn blanks(&self, from: u32) -> u32 {
        let rest = self.text.get(from as usize..).unwrap_or_default();
        (rest.len() - rest.trim_start_matches([' ', '\t']).len()) as u32
    }

    fn byte(&self, at: u32) -> Option<u8> {
        self.text.as_bytes().get(at as usize).copied()
    }

    fn line(&self, offset: u32) -> usize {
        self.lines.partition_point(|line| line.start <= offset).saturating_sub(1)
    }

    fn column(&self, offset: u32) -> i64 {
        i64::from(offset - self.lines[self.line(offset)].start)
    }

    fn begins_line(&self, offset: u32) -> bool {
        let line = self.lines[self.line(offset)];
        line.start + line.blank == offset
    }
}

/// Whether two values of two texts mean the same; what is not known has to have the same letters.
fn same((one, old): (Value<'_>, &str), (other, new): (Value<'_>, &str)) -> bool {
    let mut open = vec![(one, other)];
    while let Some((one, other)) = open.pop() {
        if one.kind() != other.kind() {
            return false;
        }
        let is_same = if let (Some(one), Some(other)) = (one.as_object(), other.as_object()) {
            let (mut left, mut right) = (one.members(), other.members());
            loop {
                let (left, right) = match (left.next(), right.next()) {
                    (None, None) => break true,
                    (Some(left), Some(right)) => (left, right),
                    _ => break false,
                };
                if left.key().text() != right.key().text() || left.value().is_some() != right.value().is_some() {
                    break false;
                }
                open.extend(left.value().zip(right.value()));
            }
        } else if let (Some(one), Some(other)) = (one.as_array(), other.as_array()) {
            open.extend(one.items().zip(other.items()));
            one.items().count() == other.items().count()
        } else if let (Some(one), Some(other)) = (one.as_str(), other.as_str()) {
            one.text() == other.text()
        } else {
            let letters = |text: &str, span: Span| {
                let letters = text.get(span.range()).unwrap_or_default().chars().filter(|c| !c.is_whitespace());
                letters.collect::<String>()
            };
            letters(old, one.span()) == letters(new, other.span())
        };
        if !is_same {
            return false;
        }
    }
    true
}
