//! Places of a passage and of its host.

use std::sync::Arc;

use asl_syntax::{Document, EscapeMap, Quoting, Span, Str, Value};

use crate::{Fill, write};

/// Takes places of a passage to the host and back, and edits of the passage to the host.
#[derive(Clone, Debug)]
pub struct PassageMap {
    map: Map,
}

#[derive(Clone, Debug)]
enum Map {
    /// The passage is a piece of the host's text behind blanks that stand for what is before it on its line.
    Piece { blanks: String, host: Span },
    /// The passage is what strings of the host mean, in order.
    Strings(Vec<Segment>),
}

/// A stretch of a passage.
#[derive(Clone, Debug)]
struct Segment {
    /// Where it is in the passage.
    passage: Span,
    /// Where the host writes it, without quotes.
    host: Span,
    kind: SegmentKind,
}

#[derive(Clone, Debug)]
enum SegmentKind {
    /// A string.
    Written(Written),
    /// What the passage says for something that is no string. It cannot be written.
    Filled,
}

/// A string of a host.
#[derive(Clone, Debug)]
pub(crate) struct Written {
    pub(crate) style: Style,
    pub(crate) escapes: EscapeMap,
    /// What it means.
    pub(crate) meaning: String,
    /// The string in the host, with its quotes. The parts of one string share it.
    pub(crate) token: Arc<str>,
    /// Where the token begins in the host.
    pub(crate) start: u32,
}

/// How a string of a host is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Style {
    /// In a notation that `asl-syntax` reads.
    Data(Quoting),
    /// In the double quotes of Terraform.
    Quoted,
    /// As a heredoc of Terraform.
    Heredoc,
    /// As text in a string of an expression of Terraform that gives JSON: both write it alike.
    EncodedText,
    /// As a name in such an expression.
    EncodedName,
    /// In a way that has no words for an edit.
    Fixed,
}

impl PassageMap {
    /// The map of a text that is all of its host.
    pub fn whole(length: u32) -> PassageMap {
        PassageMap::piece(String::new(), Span::new(0, length))
    }

    /// The map of the text that `blanks` and the piece `host` of the host's text make.
    pub(crate) fn piece(blanks: String, host: Span) -> PassageMap {
        PassageMap { map: Map::Piece { blanks, host } }
    }

    /// Where the passage stands in the host, from its first byte to its last.
    pub fn span(&self) -> Span {
        match &self.map {
            Map::Piece { host, .. } => *host,
            Map::Strings(segments) => match (segments.first(), segments.last()) {
                (Some(first), Some(last)) => first.host.cover(last.host),
                _ => Span::default(),
            },
        }
    }

    /// The place in the host of the byte at `offset` of the passage. Beyond the end it is the end.
    pub fn to_host(&self, offset: u32) -> u32 {
        match &self.map {
            Map::Piece { blanks, host } => {
                let inside = offset.saturating_sub(blanks.len() as u32);
                host.start.saturating_add(inside).min(host.end)
            }
            Map::Strings(segments) => match segment_at(segments, offset) {
                Some(segment) => segment.to_host(offset),
                None => segments.last().map_or(0, |last| last.host.end),
            },
        }
    }

    /// The stretch of the host that writes `span` of the passage, whole escapes included. An empty span gives an empty
    /// one.
    pub fn to_host_span(&self, span: Span) -> Span {
        let start = self.to_host(span.start);
        if span.is_empty() {
            return Span::empty(start);
        }
        let end = match &self.map {
            Map::Piece { .. } => self.to_host(span.end),
            Map::Strings(segments) => match segment_at(segments, span.end - 1) {
                Some(segment) => segment.host_end(span.end),
                None => self.to_host(span.end),
            },
        };
        Span::new(start, end)
    }

    /// The place in the passage of the place `offset` of the host, or `None` outside of it. Between the strings of an
    /// `Fn::Join` is outside.
    pub fn to_passage(&self, offset: u32) -> Option<u32> {
        match &self.map {
            Map::Piece { blanks, host } => host.touches(offset).then(|| offset - host.start + blanks.len() as u32),
            Map::Strings(segments) => {
                // Segments are in the order of the host too. Where two touch, the place is the beginning of the second.
                let first = segments.partition_point(|segment| segment.host.end < offset);
                let touching = segments[first..].iter().take_while(|segment| segment.host.start <= offset);
                let inside = touching.clone().find(|segment| segment.is_written() && segment.host.contains(offset));
                inside.or_else(|| touching.clone().find(|segment| segment.is_written()))?.to_passage(offset)
            }
        }
    }

    /// The edit of the host that has the effect of putting `text` in the place of `span` of the passage: the stretch of
    /// the host and what to put there. `None` where the host cannot say it, or where it would need more than one edit.
    pub fn write(&self, span: Span, text: &str) -> Option<(Span, String)> {
        match &self.map {
            Map::Piece { blanks, host } => {
                let width = blanks.len() as u32;
                if span.end > width + host.len() {
                    return None;
                }
                // The blanks are no text of the host: an edit may keep them, but not change them.
                let kept = blanks.get(span.start.min(width) as usize..span.end.min(width) as usize)?;
                let text = text.strip_prefix(kept)?;
                if span.start < width && span.end < width {
                    return None;
                }
                Some((self.to_host_span(Span::new(span.start.max(width), span.end)), text.to_owned()))
            }
            Map::Strings(segments) => {
                let first = segments.partition_point(|segment| segment.passage.end < span.start);
                segments[first..]
                    .iter()
                    .take_while(|segment| segment.passage.start <= span.start)
                    .filter(|segment| segment.passage.contains_span(span))
                    .find_map(|segment| segment.write(span, text))
            }
        }
    }
}

fn segment_at(segments: &[Segment], offset: u32) -> Option<&Segment> {
    segments.get(segments.partition_point(|segment| segment.passage.end <= offset))
}

impl Segment {
    fn to_host(&self, offset: u32) -> u32 {
        match &self.kind {
            SegmentKind::Written(written) => written.escapes.to_raw(offset.saturating_sub(self.passage.start)),
            SegmentKind::Filled => self.host.start,
        }
    }

    /// The end of what writes the last byte before `end`.
    fn host_end(&self, end: u32) -> u32 {
        match &self.kind {
            SegmentKind::Written(written) => {
                let end = end - self.passage.start;
                written.escapes.to_raw_span(Span::new(end.saturating_sub(1), end)).end
            }
            SegmentKind::Filled => self.host.end,
        }
    }

    fn to_passage(&self, offset: u32) -> Option<u32> {
        match &self.kind {
            SegmentKind::Written(written) if self.host.touches(offset) => {
                Some(self.passage.start + written.escapes.to_decoded(offset))
            }
            _ => None,
        }
    }

    fn is_written(&self) -> bool {
        matches!(self.kind, SegmentKind::Written(_))
    }

    fn write(&self, span: Span, text: &str) -> Option<(Span, String)> {
        match &self.kind {
            SegmentKind::Written(written) => write::edit(written, span.shift(-i64::from(self.passage.start)), text),
            SegmentKind::Filled => None,
        }
    }
}

/// Puts a passage together from strings of a host.
#[derive(Default)]
pub(crate) struct Strings {
    pub(crate) text: String,
    pub(crate) fills: Vec<Fill>,
    segments: Vec<Segment>,
}

impl Strings {
    /// Adds a string of a document.
    pub(crate) fn string(&mut self, document: &Document, string: Str<'_>) {
        let token = Arc::from(&*document.text().slice(string.span()));
        let written = Written {
            style: Style::Data(string.quoting()),
            escapes: string.escapes(),
            meaning: string.text().into_owned(),
            token,
            start: string.span().start,
        };
        self.written(string.inner(), written);
    }

    /// Adds the string that `written` is, which stands at `host`, without its quotes.
    pub(crate) fn written(&mut self, host: Span, written: Written) {
        let passage = self.push(&written.meaning);
        self.segments.push(Segment { passage, host, kind: SegmentKind::Written(written) });
    }

    /// Adds text that the host does not write at all, at the end of what it wrote last.
    pub(crate) fn unwritten(&mut self, text: &str, host: u32) {
        if !text.is_empty() {
            let passage = self.push(text);
            self.segments.push(Segment { passage, host: Span::empty(host), kind: SegmentKind::Filled });
        }
    }

    /// Adds a placeholder for `value`, which is no string.
    pub(crate) fn fill(&mut self, document: &Document, value: Value<'_>) {
        let target = crate::reference::target_of(value);
        let shown = one_line(&document.text().slice(value.span()));
        // The name of the placeholder is what `Fn::Sub` would call it, so that people and features know it.
        let name = crate::reference::sub_name(value).unwrap_or_else(|| "Fn".to_owned());
        let span = self.placeholder(&name, value.span());
        self.fills.push(Fill { span, host: value.span(), shown, target: target.map(|reference| reference.name) });
    }

    /// Adds `${name}` for what stands at `host`, and gives where it is in the passage.
    pub(crate) fn placeholder(&mut self, name: &str, host: Span) -> Span {
        self.filled(&format!("${{{name}}}"), host)
    }

    /// Adds `text` for what stands at `host`, and gives where it is in the passage.
    pub(crate) fn filled(&mut self, text: &str, host: Span) -> Span {
        let span = self.push(text);
        self.segments.push(Segment { passage: span, host, kind: SegmentKind::Filled });
        span
    }

    /// The text, its map and its fills.
    pub(crate) fn finish(self) -> (String, PassageMap, Vec<Fill>) {
        (self.text, PassageMap { map: Map::Strings(self.segments) }, self.fills)
    }

    fn push(&mut self, text: &str) -> Span {
        let start = self.text.len() as u32;
        self.text.push_str(text);
        Span::new(start, self.text.len() as u32)
    }
}

/// A piece of a host as one line.
pub(crate) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}
