//! Edits and fixes.

use std::collections::HashMap;

use asl_analysis::Finding;
use asl_analysis::features::formatting::Style;
use asl_analysis::rewrite::{Edit, Fix};
use tower_lsp::lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, DocumentChanges, FormattingOptions, OneOf,
    OptionalVersionedTextDocumentIdentifier, TextDocumentEdit, TextEdit, WorkspaceEdit,
};

use super::{View, diagnostic};

/// One edit.
pub fn text_edit(view: View<'_>, edit: &Edit) -> TextEdit {
    TextEdit::new(view.range(edit.span), edit.text.clone())
}

/// The layout that the client asks for. No depth is deeper than 16 columns.
pub fn style(options: &FormattingOptions) -> Style {
    let unit = if options.insert_spaces { " ".repeat(options.tab_size.clamp(1, 16) as usize) } else { "\t".to_owned() };
    Style { unit, final_newline: options.insert_final_newline.unwrap_or(false) }
}

/// Edits of this document, bound to its version where the client can take that.
pub fn workspace_edit(view: View<'_>, edits: &[Edit]) -> WorkspaceEdit {
    let edits: Vec<TextEdit> = edits.iter().map(|edit| text_edit(view, edit)).collect();
    let revision = view.revision;
    if view.features.document_changes {
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

/// Another way to write something.
pub fn rewrite(view: View<'_>, fix: &Fix) -> CodeActionOrCommand {
    CodeActionOrCommand::CodeAction(CodeAction {
        title: fix.title.clone(),
        kind: Some(CodeActionKind::REFACTOR_REWRITE),
        edit: Some(workspace_edit(view, &fix.edits)),
        ..CodeAction::default()
    })
}

/// A fix of a finding.
pub fn code_action(view: View<'_>, finding: &Finding, fix: &Fix) -> CodeActionOrCommand {
    CodeActionOrCommand::CodeAction(CodeAction {
        title: fix.title.clone(),
        kind: Some(CodeActionKind::QUICKFIX),
        diagnostics: diagnostic::of_finding(view.revision, finding, view.features).map(|d| vec![d]),
        edit: Some(workspace_edit(view, &fix.edits)),
        is_preferred: (fix.preferred && view.features.code_action_preferred).then_some(true),
        ..CodeAction::default()
    })
}
