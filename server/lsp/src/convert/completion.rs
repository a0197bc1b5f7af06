//! Proposals.

use asl_analysis::features::completion::{Completions, Item, ItemKind, Topic};
use asl_analysis::template::{self, File, Proposal};
use asl_syntax::Span;
use tower_lsp::lsp_types::{
    CompletionItem, CompletionItemKind, CompletionItemLabelDetails, CompletionItemTag, CompletionList,
    CompletionTextEdit, Documentation, Hover, HoverContents, InsertTextFormat, InsertTextMode, MarkupContent,
    MarkupKind, Range, TextEdit,
};

use super::{View, edit, snippet};
use crate::client::Features;
use crate::deployment::Spot;
use crate::engine::Part;

/// The proposals for a cursor at `offset` of the document, in the form that the client can take, without those that the
/// document has no way to write.
pub fn list(view: View<'_>, offset: u32, completions: Completions) -> CompletionList {
    let Completions { items, indent, incomplete } = completions;
    // Nearly all proposals of a list replace the same word.
    let mut last = None;
    let mut range_of = |span: Span| match last {
        Some((known, range)) if known == span => range,
        _ => {
            let range = view.page.range(span);
            last = Some((span, range));
            range
        }
    };
    let items = items.into_iter().filter_map(|item| to_item(view, offset, &mut range_of, item, &indent)).collect();
    CompletionList { is_incomplete: incomplete, items }
}

fn to_item(
    view: View<'_>,
    offset: u32,
    range_of: &mut impl FnMut(Span) -> Range,
    item: Item,
    indent: &str,
) -> Option<CompletionItem> {
    let features = view.features();
    let use_snippet = features.snippets && item.insert.snippet != item.insert.plain;
    let text = if use_snippet { item.insert.snippet } else { item.insert.plain };
    // A client that adjusts indentation by itself does so for snippets; where it can be told not to, it is told.
    let as_is = !use_snippet || features.insert_text_modes;
    let (mut span, mut text) = written(view, item.replace, text, use_snippet, as_is.then_some(indent))?;
    let mut is_snippet = use_snippet;
    let also = edit::text_edits(view, &item.also)?;
    let detail = (!item.detail.is_empty()).then_some(item.detail);
    let (detail, label_details) = if features.label_details {
        (None, detail.map(|text| CompletionItemLabelDetails { detail: None, description: Some(text) }))
    } else {
        (detail, None)
    };
    // What is typed is compared with the filter as it stands in the document.
    let filter = view.part.write(item.replace, &item.filter)?.1;
    if features.leaves_rest && span.start <= offset && offset < span.end {
        let rest = view.page.revision.snapshot.text().slice(Span::new(offset, span.end));
        if let Some((before, of_snippet)) = before_rest(&text, &filter, &rest, use_snippet) {
            (span, text, is_snippet) = (Span::new(span.start, offset), before, of_snippet);
        }
    }
    let has_lines = text.contains('\n');
    let filter_text = (*filter != *item.label && !features.no_filter_text).then(|| filter.into_owned());
    Some(CompletionItem {
        label: item.label,
        label_details,
        kind: Some(kind(item.kind)),
        detail,
        sort_text: Some(format!("{:06}", item.rank)),
        filter_text,
        insert_text_format: format_of(&text, is_snippet),
        insert_text_mode: (features.insert_text_modes && has_lines).then_some(InsertTextMode::AS_IS),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit::new(range_of(span), text))),
        additional_text_edits: (!also.is_empty()).then_some(also),
        tags: (item.deprecated && features.completion_tags).then(|| vec![CompletionItemTag::DEPRECATED]),
        data: (item.topic != Topic::None).then(|| item.topic.encode().into()),
        ..CompletionItem::default()
    })
}

/// What has to come before `rest`, which stays, so that `text` stands there, or else the name alone that it begins with;
/// and whether that is a snippet.
fn before_rest(text: &str, filter: &str, rest: &str, is_snippet: bool) -> Option<(String, bool)> {
    let is_mark = is_snippet && rest.contains(['$', '}', '\\']);
    match text.strip_suffix(rest).filter(|_| !is_mark) {
        Some(before) => Some((before.to_owned(), is_snippet)),
        None => filter.strip_suffix(rest).map(|before| (before.to_owned(), false)),
    }
}

/// Plain text is the default, but Neovim 0.10 takes what is not told to be plain for a snippet and loses its variables.
fn format_of(text: &str, is_snippet: bool) -> Option<InsertTextFormat> {
    match is_snippet {
        true => Some(InsertTextFormat::SNIPPET),
        false => text.contains(['$', '}', '\\']).then_some(InsertTextFormat::PLAIN_TEXT),
    }
}

/// A text of several lines as it is written in the document in place of `span`. Its lines after the first are behind
/// `indent`; without one the client indents them, which can only be true of lines of the document's own.
fn written(view: View<'_>, span: Span, text: String, is_snippet: bool, indent: Option<&str>) -> Option<(Span, String)> {
    let part = &view.part;
    if !text.contains('\n') {
        return write(part, span, text, is_snippet);
    }
    let host_lines = part.write(span, "\n")?.1.starts_with('\n');
    match indent {
        None if host_lines => {
            let lines: Option<Vec<_>> =
                text.split('\n').map(|line| write(part, span, line.to_owned(), is_snippet)).collect();
            let lines = lines?;
            let host = lines.first()?.0;
            let texts: Vec<String> = lines.into_iter().map(|(_, text)| text).collect();
            Some((host, texts.join("\n")))
        }
        _ => {
            let indent = indent.unwrap_or_default();
            write(part, span, text.replace('\n', &format!("\n{indent}")), is_snippet)
        }
    }
}

/// A text, or a snippet, as it is written in the document in place of `span`.
fn write(part: &Part<'_>, span: Span, text: String, is_snippet: bool) -> Option<(Span, String)> {
    if part.is_host() {
        return Some((span, text));
    }
    if !is_snippet {
        let (span, text) = part.write(span, &text)?;
        return Some((span, text.into_owned()));
    }
    let (plain, marks) = snippet::split(&text);
    let (span, text) = part.write(span, &plain)?;
    Some((span, snippet::join(&text, &marks)))
}

fn kind(kind: ItemKind) -> CompletionItemKind {
    match kind {
        ItemKind::Field => CompletionItemKind::PROPERTY,
        ItemKind::State => CompletionItemKind::REFERENCE,
        ItemKind::Value => CompletionItemKind::VALUE,
        ItemKind::Error => CompletionItemKind::EVENT,
        ItemKind::Resource => CompletionItemKind::FUNCTION,
        ItemKind::Snippet => CompletionItemKind::SNIPPET,
        ItemKind::Function => CompletionItemKind::FUNCTION,
        ItemKind::Variable => CompletionItemKind::VARIABLE,
        ItemKind::Member => CompletionItemKind::FIELD,
        ItemKind::Operator => CompletionItemKind::OPERATOR,
    }
}

/// What a proposal is about.
pub fn topic(item: &CompletionItem) -> Topic {
    item.data.as_ref().and_then(|data| data.as_str()).map_or(Topic::None, Topic::decode)
}

/// Markdown as the documentation of a proposal.
pub fn documentation(markdown: String, features: &Features) -> Documentation {
    markup(markdown, features.completion_markdown)
}

/// Markdown as documentation, for a client that takes it or one that does not.
pub fn markup(markdown: String, takes_markdown: bool) -> Documentation {
    if takes_markdown {
        Documentation::MarkupContent(MarkupContent { kind: MarkupKind::Markdown, value: markdown })
    } else {
        Documentation::String(plain(&markdown))
    }
}

/// A hover.
pub fn hover(view: View<'_>, found: asl_analysis::features::hover::Hover) -> Hover {
    let contents = if view.features().hover_markdown {
        MarkupContent { kind: MarkupKind::Markdown, value: found.markdown }
    } else {
        MarkupContent { kind: MarkupKind::PlainText, value: plain(&found.markdown) }
    };
    Hover { contents: HoverContents::Markup(contents), range: Some(view.range(found.span)) }
}

/// What a template says about a place.
pub(crate) fn explained(spot: &Spot, features: &Features) -> Option<Hover> {
    let found = spot.hover()?;
    let range = spot.deployed.location(found.at, features)?.range;
    let contents = if features.hover_markdown {
        MarkupContent { kind: MarkupKind::Markdown, value: found.markdown }
    } else {
        MarkupContent { kind: MarkupKind::PlainText, value: plain(&found.markdown) }
    };
    Some(Hover { contents: HoverContents::Markup(contents), range: Some(range) })
}

/// The names that can stand in the placeholder at a place of a definition. With a name that the template would have to
/// declare comes the declaration, if that is in the same document: a proposal can change no other. There a fix does.
pub(crate) fn placeholders(view: View<'_>, spot: &Spot) -> Option<CompletionList> {
    if spot.at.file != File::Definition {
        return None;
    }
    let deployment = spot.deployed.deployment()?;
    let found = template::proposals(&deployment, spot.at.offset)?;
    let item = |(rank, proposal): (usize, Proposal)| {
        let (span, text) = view.part.write(found.replace, &proposal.insert)?;
        let declared = proposal.declaration.as_ref();
        let declared = declared.map(|declared| spot.deployed.edit(declared, view.features()));
        let (also, detail) = match declared {
            None => (None, proposal.detail),
            Some(declared) => match declared? {
                (revision, edit) if revision.uri == *view.uri() => (Some(vec![edit]), proposal.detail),
                (revision, _) => (None, format!("not declared; a fix adds it to {}", super::file_name(&revision.uri))),
            },
        };
        Some(CompletionItem {
            label: proposal.name,
            kind: Some(CompletionItemKind::VARIABLE),
            detail: Some(detail),
            sort_text: Some(format!("{rank:06}")),
            text_edit: Some(CompletionTextEdit::Edit(TextEdit::new(view.page.range(span), text.into_owned()))),
            additional_text_edits: also,
            ..CompletionItem::default()
        })
    };
    let items = found.items.into_iter().enumerate().filter_map(item).collect();
    Some(CompletionList { is_incomplete: false, items })
}

/// Puts a text, which is Markdown, below the title of a hover.
pub fn add_text(hover: &mut Hover, text: Option<String>) {
    let (Some(text), HoverContents::Markup(contents)) = (text, &mut hover.contents) else { return };
    let text = if contents.kind == MarkupKind::Markdown { text } else { plain(&text) };
    let (title, rest) = contents.value.split_once("\n\n").unwrap_or((&contents.value, ""));
    contents.value = [title, &text, rest].join("\n\n").trim_end().to_owned();
}

/// Markdown without its marks, for clients that show plain text.
pub fn plain(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    for line in markdown.lines() {
        if line.starts_with("```")
            || line.starts_with("|---")
            || line.trim_matches(['|', ' ']).is_empty() && line.starts_with('|')
        {
            continue;
        }
        let line = line.trim_start_matches("| ").trim_end_matches(" |").replace(" | ", "  ");
        let mut chars = line.chars();
        while let Some(c) = chars.next() {
            match c {
                '\\' => out.extend(chars.next()),
                '*' | '`' => {}
                _ => out.push(c),
            }
        }
        out.push('\n');
    }
    out.truncate(out.trim_end().len());
    out
}
