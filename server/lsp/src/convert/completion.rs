//! Proposals.

use asl_analysis::features::completion::{Completions, Item, ItemKind, Topic};
use asl_syntax::Span;
use tower_lsp::lsp_types::{
    CompletionItem, CompletionItemKind, CompletionItemLabelDetails, CompletionItemTag, CompletionList,
    CompletionTextEdit, Documentation, Hover, HoverContents, InsertTextFormat, InsertTextMode, MarkupContent,
    MarkupKind, Range, TextEdit,
};

use super::{View, edit};
use crate::client::Features;

/// The proposals in the form that the client can take.
pub fn list(view: View<'_>, completions: Completions) -> CompletionList {
    let Completions { items, indent, incomplete } = completions;
    // Nearly all proposals of a list replace the same word.
    let mut last = None;
    let mut range_of = |span: Span| match last {
        Some((known, range)) if known == span => range,
        _ => {
            let range = view.range(span);
            last = Some((span, range));
            range
        }
    };
    let items = items.into_iter().map(|item| to_item(view, range_of(item.replace), item, &indent)).collect();
    CompletionList { is_incomplete: incomplete, items }
}

fn to_item(view: View<'_>, range: Range, item: Item, indent: &str) -> CompletionItem {
    let features = view.features;
    let use_snippet = features.snippets && item.insert.snippet != item.insert.plain;
    let text = if use_snippet { item.insert.snippet } else { item.insert.plain };
    let has_lines = text.contains('\n');
    // A client that adjusts indentation by itself does so for snippets; where it can be told not to, it is told.
    let as_is = !use_snippet || features.insert_text_modes;
    let text = if has_lines && as_is { text.replace('\n', &format!("\n{indent}")) } else { text };
    let also: Vec<TextEdit> = item.also.iter().map(|e| edit::text_edit(view, e)).collect();
    let detail = (!item.detail.is_empty()).then_some(item.detail);
    let (detail, label_details) = if features.label_details {
        (None, detail.map(|text| CompletionItemLabelDetails { detail: None, description: Some(text) }))
    } else {
        (detail, None)
    };
    let filter_text = (item.filter != item.label && !features.no_filter_text).then_some(item.filter);
    CompletionItem {
        label: item.label,
        label_details,
        kind: Some(kind(item.kind)),
        detail,
        sort_text: Some(format!("{:06}", item.rank)),
        filter_text,
        insert_text_format: use_snippet.then_some(InsertTextFormat::SNIPPET),
        insert_text_mode: (features.insert_text_modes && has_lines).then_some(InsertTextMode::AS_IS),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit::new(range, text))),
        additional_text_edits: (!also.is_empty()).then_some(also),
        tags: (item.deprecated && features.completion_tags).then(|| vec![CompletionItemTag::DEPRECATED]),
        data: (item.topic != Topic::None).then(|| item.topic.encode().into()),
        ..CompletionItem::default()
    }
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
    let contents = if view.features.hover_markdown {
        MarkupContent { kind: MarkupKind::Markdown, value: found.markdown }
    } else {
        MarkupContent { kind: MarkupKind::PlainText, value: plain(&found.markdown) }
    };
    Hover { contents: HoverContents::Markup(contents), range: Some(view.range(found.span)) }
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
