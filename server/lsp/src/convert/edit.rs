//! Edits and fixes.

use std::collections::HashMap;
use std::sync::Arc;

use asl_analysis::Finding;
use asl_analysis::features::formatting::Style;
use asl_analysis::rewrite::{Edit, Fix};
use tower_lsp::lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, DocumentChanges, FormattingOptions, OneOf,
    OptionalVersionedTextDocumentIdentifier, TextDocumentEdit, TextEdit, WorkspaceEdit,
};

use super::{Page, View, diagnostic};
use crate::client::Features;
use crate::deployment::{AcrossFix, FileEdits};
use crate::store::Revision;

/// One edit; `None` where the document that holds the machine has no way to say it.
pub fn text_edit(view: View<'_>, edit: &Edit) -> Option<TextEdit> {
    let (span, text) = view.part.write(edit.span, &edit.text)?;
    Some(TextEdit::new(view.page.range(span), text.into_owned()))
}

/// Edits that belong together: all of them, or none where one cannot be said.
pub fn text_edits(view: View<'_>, edits: &[Edit]) -> Option<Vec<TextEdit>> {
    edits.iter().map(|edit| text_edit(view, edit)).collect()
}

/// The layout that the client asks for. No depth is deeper than 16 columns.
pub fn style(options: &FormattingOptions) -> Style {
    let unit = if options.insert_spaces { " ".repeat(options.tab_size.clamp(1, 16) as usize) } else { "\t".to_owned() };
    Style { unit, final_newline: options.insert_final_newline.unwrap_or(false) }
}

/// Edits of one document, bound to its version where the client can take that.
pub fn workspace_edit(page: Page<'_>, edits: Vec<TextEdit>) -> WorkspaceEdit {
    let revision = page.revision;
    if page.features.document_changes {
        let text_document =
            OptionalVersionedTextDocumentIdentifier { uri: revision.uri.clone(), version: revision.version };
        let edits = edits.into_iter().map(OneOf::Left).collect();
        return WorkspaceEdit {
            document_changes: Some(DocumentChanges::Edits(vec![TextDocumentEdit { text_document, edits }])),
            ..WorkspaceEdit::default()
        };
    }
    WorkspaceEdit { changes: Some(HashMap::from([(revision.uri.clone(), edits)])), ..WorkspaceEdit::default() }
}

/// Edits of several documents, each bound to its version where it has one and the client can take that.
pub(crate) fn edits_of_files(edits: FileEdits, features: &Features) -> WorkspaceEdit {
    let mut files: Vec<(Arc<Revision>, Vec<TextEdit>)> = Vec::new();
    for (revision, edit) in edits {
        match files.iter_mut().find(|(known, _)| known.uri == revision.uri) {
            Some((_, edits)) => edits.push(edit),
            None => files.push((revision, vec![edit])),
        }
    }
    if !features.document_changes {
        let changes = files.into_iter().map(|(revision, edits)| (revision.uri.clone(), edits)).collect();
        return WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() };
    }
    let document = |(revision, edits): (Arc<Revision>, Vec<TextEdit>)| TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier { uri: revision.uri.clone(), version: revision.version },
        edits: edits.into_iter().map(OneOf::Left).collect(),
    };
    let changes = files.into_iter().map(document).collect();
    WorkspaceEdit { document_changes: Some(DocumentChanges::Edits(changes)), ..WorkspaceEdit::default() }
}

/// Another way to write something; `None` where the document has no way to say it.
pub fn rewrite(view: View<'_>, fix: &Fix) -> Option<CodeActionOrCommand> {
    Some(CodeActionOrCommand::CodeAction(CodeAction {
        title: fix.title.clone(),
        kind: Some(CodeActionKind::REFACTOR_REWRITE),
        edit: Some(workspace_edit(view.page, text_edits(view, &fix.edits)?)),
        ..CodeAction::default()
    }))
}

/// A fix of a finding that concerns two files.
pub(crate) fn across(page: Page<'_>, fix: AcrossFix) -> CodeActionOrCommand {
    CodeActionOrCommand::CodeAction(CodeAction {
        title: fix.title,
        kind: Some(CodeActionKind::QUICKFIX),
        diagnostics: diagnostic::of_host_finding(page, &fix.finding).map(|d| vec![d]),
        edit: Some(edits_of_files(fix.edits, page.features)),
        ..CodeAction::default()
    })
}

/// A fix of a finding; `None` where the document has no way to say it.
pub fn code_action(view: View<'_>, finding: &Finding, fix: &Fix) -> Option<CodeActionOrCommand> {
    Some(CodeActionOrCommand::CodeAction(CodeAction {
        title: fix.title.clone(),
        kind: Some(CodeActionKind::QUICKFIX),
        diagnostics: diagnostic::of_finding(view, finding).map(|d| vec![d]),
        edit: Some(workspace_edit(view.page, text_edits(view, &fix.edits)?)),
        is_preferred: (fix.preferred && view.features().code_action_preferred).then_some(true),
        ..CodeAction::default()
    }))
}
