//! Where a cursor is, for completion: in which containers, and at what kind of place of the innermost one.

mod block;
mod flow;
mod path;

use crate::{Array, Dialect, Document, Member, Object, Span, Str};
use path::Path;

/// What a cursor is in and at.
#[derive(Clone)]
pub struct Cursor<'t> {
    /// The containers around it, outermost first.
    pub containers: Vec<Container<'t>>,
    /// What can be written there.
    pub place: Place<'t>,
    /// How it has to be laid out.
    pub layout: Layout,
}

/// How what is written at a cursor has to be laid out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Layout {
    /// As in JSON, or in flow style: commas and brackets say what belongs together.
    Flow,
    /// In block style of YAML: lines and columns say it.
    Block(Block),
}

/// What block style asks of a place. Columns are bytes from the start of the line.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Block {
    /// Where a key stands or has to stand; of an item, its dash; of a value, the key of its member. A collection on lines
    /// of its own has to be deeper than that, but for an array that is the value of a member, which may be as deep.
    pub column: u32,
    /// The column at which a mapping or a sequence may begin right where something is written: on a line of its own, and
    /// behind a dash. Behind a key, and where a key or a dash comes first, none may.
    pub begins: Option<u32>,
    /// Whether a dash has to be written before the item.
    pub needs_dash: bool,
    /// Whether a space has to be written first: right behind a colon or a dash.
    pub needs_space: bool,
    /// The blanks that the line begins with, if they should become `column` spaces.
    pub indentation: Option<Span>,
}

/// A container around a cursor.
#[derive(Clone, Copy)]
pub enum Container<'t> {
    /// An object.
    Object {
        /// The object.
        object: Object<'t>,
        /// The member that the cursor is in.
        member: Option<Member<'t>>,
    },
    /// An array.
    Array {
        /// The array.
        array: Array<'t>,
        /// The index of the item that the cursor is in, or that would be written there.
        index: usize,
    },
}

/// What can be written at a cursor.
///
/// `replace` is what it takes the place of: all of a key or value that is there, with its quotes, or an empty span at the
/// cursor. `typed` is what stands of it before the cursor, without the quote. `comma_before` is where a comma has to be
/// added because the entry before lacks one. `comma_after` says that another entry follows and no comma separates it.
#[derive(Clone)]
pub enum Place<'t> {
    /// The key of a member.
    Key {
        /// What a key takes the place of.
        replace: Span,
        /// What stands of it before the cursor.
        typed: String,
        /// Whether a colon follows already.
        has_value: bool,
        /// Where the entry before lacks a comma.
        comma_before: Option<u32>,
        /// Whether a comma is needed after the member.
        comma_after: bool,
    },
    /// The value of a member.
    Value {
        /// The member, unless it has no key.
        key: Option<Member<'t>>,
        /// What a value takes the place of.
        replace: Span,
        /// What stands of it before the cursor.
        typed: String,
        /// The string that the cursor is in.
        in_string: Option<Str<'t>>,
        /// Where the entry before lacks a comma.
        comma_before: Option<u32>,
        /// Whether a comma is needed after the member.
        comma_after: bool,
        /// Whether the colon is missing, too.
        missing_colon: bool,
        /// Whether the value would stand right behind the colon.
        needs_space: bool,
    },
    /// An item of an array.
    Element {
        /// Its index.
        index: usize,
        /// What an item takes the place of.
        replace: Span,
        /// What stands of it before the cursor.
        typed: String,
        /// The string that the cursor is in.
        in_string: Option<Str<'t>>,
        /// Where the item before lacks a comma.
        comma_before: Option<u32>,
        /// Whether a comma is needed after the item.
        comma_after: bool,
    },
    /// The value that the document is to be; it holds none yet.
    Outside {
        /// What the value takes the place of.
        replace: Span,
    },
    /// Nothing can be written here: in a comment, before a comma, after the document's value.
    Nowhere,
}

impl Document {
    /// Where a cursor at `offset` is. Works at every offset of every text; one past the end is the end.
    pub fn cursor(&self, offset: u32) -> Cursor<'_> {
        let offset = self.text().clamp(Span::empty(offset)).start;
        if self.dialect() == Dialect::Yaml {
            return block::cursor(self, offset);
        }
        let mut path = Path::to(self, offset);
        if !path.in_comment {
            path.leave_left(self, offset);
        }
        path.cursor(self, offset)
    }
}
