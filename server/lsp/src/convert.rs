//! Between the protocol and byte offsets: the only module that knows lines, columns and UTF-16.

pub mod completion;
pub mod diagnostic;
pub mod edit;
pub mod layout;
pub mod signature;
mod snippet;
pub mod symbol;
pub mod token;

use std::path::Path;

use tower_lsp::lsp_types::{Location, Position, Range, TextDocumentContentChangeEvent, TextEdit, Url};

use asl_syntax::{Dialect, Document, Encoding, LineCol, Span, Text};

use asl_analysis::Analysis;

use crate::client::Features;
use crate::engine::Part;
use crate::store::Revision;

/// The byte offset of a position. A column past the end of its line is the end of the line, a line past the end is the
/// end of the text, as the protocol wants it.
pub fn from_position(text: &Text, position: Position, encoding: Encoding) -> u32 {
    let place = LineCol { line: position.line, col: position.character };
    text.offset(place, encoding)
}

/// The bytes of a range. A range that ends before it starts is empty.
pub fn from_range(text: &Text, range: Range, encoding: Encoding) -> Span {
    let start = from_position(text, range.start, encoding);
    let end = from_position(text, range.end, encoding);
    Span::new(start, end.max(start))
}

/// The position of a byte offset.
pub fn to_position(text: &Text, offset: u32, encoding: Encoding) -> Position {
    let place = text.line_col(offset, encoding);
    Position::new(place.line, place.col)
}

/// The range of a span.
pub fn to_range(text: &Text, span: Span, encoding: Encoding) -> Range {
    Range::new(to_position(text, span.start, encoding), to_position(text, span.end, encoding))
}

/// The edit that puts `new_text` in the place of `span`.
pub fn to_text_edit(text: &Text, span: Span, new_text: String, encoding: Encoding) -> TextEdit {
    TextEdit::new(to_range(text, span, encoding), new_text)
}

/// Applies one change to a document. Refuses, and returns false, when the change names a range that the document does
/// not have: then the client means another text.
///
/// The protocol lets columns run past the end of their line, so only lines tell. One line past the last is how some
/// clients name the end of the text; and a change from the very start may name any end, to mean all of the text.
#[must_use]
pub fn apply_change(
    document: &mut Document,
    change: TextDocumentContentChangeEvent,
    dialect: Dialect,
    encoding: Encoding,
) -> bool {
    let Some(range) = change.range else {
        *document = Document::new(&change.text, dialect);
        return true;
    };
    let lines = document.text().line_count();
    let from_the_start = range.start == Position::new(0, 0);
    if range.start > range.end || range.start.line > lines || (range.end.line > lines && !from_the_start) {
        return false;
    }
    let span = from_range(document.text(), range, encoding);
    document.edit(span, &change.text);
    true
}

/// What a person calls a file: the last part of its path.
pub(crate) fn file_name(uri: &Url) -> String {
    let path = uri.to_file_path().ok();
    let name = path.as_deref().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
    name.unwrap_or_else(|| uri.as_str().to_owned())
}

/// The key under which a document is kept: one spelling for all that name the same file. VS Code writes the colon of a
/// Windows drive as `%3A`, and drive letters come in both cases.
pub fn key(uri: &Url) -> Url {
    if uri.scheme() != "file" {
        return uri.clone();
    }
    let path = uri.path();
    let drive = match path.as_bytes() {
        [b'/', drive, b':', ..] => Some((*drive, 3)),
        [b'/', drive, b'%', b'3', b'A' | b'a', ..] => Some((*drive, 5)),
        _ => None,
    };
    match drive {
        Some((drive, length)) if drive.is_ascii_alphabetic() => {
            let mut key = uri.clone();
            let drive = char::from(drive.to_ascii_lowercase());
            key.set_path(&format!("/{drive}:{}", &path[length..]));
            key
        }
        _ => uri.clone(),
    }
}

/// The URI of a file.
pub fn to_uri(path: &Path) -> Option<Url> {
    Url::from_file_path(std::path::absolute(path).ok()?).ok()
}

/// What a request about a whole document needs: the revision and how the client counts.
#[derive(Clone, Copy)]
pub struct Page<'a> {
    /// The state of the document that the answer speaks of.
    pub revision: &'a Revision,
    /// What the client can do.
    pub features: &'a Features,
}

impl<'a> Page<'a> {
    /// The byte offset of a position.
    pub fn offset(&self, position: Position) -> u32 {
        from_position(self.revision.snapshot.text(), position, self.features.encoding.into())
    }

    /// The bytes of a range.
    pub fn span(&self, range: Range) -> Span {
        from_range(self.revision.snapshot.text(), range, self.features.encoding.into())
    }

    /// The range of a span of the document.
    pub fn range(&self, span: Span) -> Range {
        to_range(self.revision.snapshot.text(), span, self.features.encoding.into())
    }

    /// The machines of the document, in the order of the text.
    pub fn views(&self) -> impl Iterator<Item = View<'a>> + use<'a> {
        let page = *self;
        page.revision.snapshot.parts().iter().map(move |part| View { page, part })
    }

    /// The machine that holds a position, and the place in its text.
    pub fn at(&self, position: Position) -> Option<(View<'a>, u32)> {
        let offset = self.offset(position);
        let part = self.revision.snapshot.parts().at(offset)?;
        Some((View { page: *self, part }, part.from_host(offset)?))
    }
}

/// What a request about a place of a machine needs. Spans are those of the machine's own text, ranges those of the
/// document that holds it.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The document.
    pub page: Page<'a>,
    /// The machine.
    pub part: Part<'a>,
}

impl<'a> View<'a> {
    /// What the machine means.
    pub fn analysis(&self) -> &'a Analysis {
        self.part.analysis()
    }

    /// What the client can do.
    pub fn features(&self) -> &'a Features {
        self.page.features
    }

    /// The document, as the client spells it.
    pub fn uri(&self) -> &'a Url {
        &self.page.revision.uri
    }

    /// The range of a span.
    pub fn range(&self, span: Span) -> Range {
        self.page.range(self.part.to_host(span))
    }

    /// A span as a location.
    pub fn location(&self, span: Span) -> Location {
        Location::new(self.uri().clone(), self.range(span))
    }

    /// The stretch of the machine's text that a span of the document covers; `None` where that is elsewhere.
    pub fn within(&self, host: Span) -> Option<Span> {
        let whole = self.part.host_span();
        let start = self.part.from_host(host.start.max(whole.start))?;
        let end = self.part.from_host(host.end.min(whole.end))?;
        (start <= end).then_some(Span::new(start, end))
    }
}
