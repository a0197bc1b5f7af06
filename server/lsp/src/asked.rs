//! Answers about a place of a document in which other files have part: a template, the definitions that it names.

use std::sync::Arc;

use asl_analysis::features::{completion, hover, names, navigate, opening, rename};
use asl_syntax::Span;
use tower_lsp::lsp_types::request::GotoTypeDefinitionResponse;
use tower_lsp::lsp_types::{
    CompletionList, CompletionResponse, DocumentHighlight, DocumentHighlightKind, DocumentLink, GotoDefinitionResponse,
    Hover, Location, Position, PrepareRenameResponse, Range, WorkspaceEdit,
};

use crate::convert::{self, Page, View};
use crate::deployment::{self, Spot};
use crate::server::{TRIGGER_IN_YAML, TRIGGERS_IN_STRINGS};
use crate::state::State;
use crate::store::Revision;

/// A question about a place that a template may have part in.
pub(crate) struct Asked<'a> {
    pub(crate) state: &'a State,
    pub(crate) revision: &'a Arc<Revision>,
    pub(crate) page: Page<'a>,
    pub(crate) position: Position,
}

impl Asked<'_> {
    /// The place as one of a machine that is deployed, by each template that deploys it.
    fn spots(&self) -> Vec<Spot> {
        deployment::spots(self.state, self.revision, self.page.offset(self.position))
    }

    /// What can stand there. `trigger` is the character that has asked for it.
    pub(crate) fn completion(&self, trigger: Option<&str>) -> Option<CompletionResponse> {
        let (view, offset) = self.page.at(self.position)?;
        let analysis = view.analysis();
        let only_in_strings = trigger.is_some_and(|character| TRIGGERS_IN_STRINGS.contains(&character));
        if only_in_strings && !completion::is_in_string(analysis, offset) {
            // A placeholder can be a whole value of JSON, without quotes.
            let begins_one = analysis.text(Span::new(offset.saturating_sub(2), offset)) == "${";
            let names = begins_one.then(|| self.placeholders(view)).flatten();
            return names.map(CompletionResponse::List);
        }
        if trigger == Some(TRIGGER_IN_YAML) {
            let is_worth_it = opening::may_open_behind_blank(analysis, offset);
            let found = is_worth_it.then(|| completion::completions(analysis, offset));
            let opened = opening::behind_blank(analysis, offset, found?)?;
            let list = convert::completion::list(view, self.page.offset(self.position), opened);
            return Some(CompletionResponse::List(list));
        }
        let list = self.placeholders(view).unwrap_or_else(|| {
            let found = completion::completions(analysis, offset);
            convert::completion::list(view, self.page.offset(self.position), found)
        });
        Some(CompletionResponse::List(list))
    }

    fn placeholders(&self, view: View<'_>) -> Option<CompletionList> {
        self.spots().iter().find_map(|spot| convert::completion::placeholders(view, spot))
    }

    /// What there is to say about it.
    pub(crate) fn hover(&self) -> Option<Hover> {
        let told = |spot: &Spot| convert::completion::explained(spot, self.page.features);
        self.spots().iter().find_map(told).or_else(|| {
            let (view, offset) = self.page.at(self.position)?;
            let found = hover::hover(view.analysis(), offset)?;
            Some(convert::completion::hover(view, found))
        })
    }

    /// Where what stands there comes from.
    pub(crate) fn definitions(&self) -> Option<GotoDefinitionResponse> {
        let across = distinct(self.spots().iter().flat_map(|spot| spot.definitions(self.page.features)));
        if !across.is_empty() {
            return Some(GotoDefinitionResponse::Array(across));
        }
        let offset = self.page.offset(self.position);
        let mut files = deployment::files(self.revision).into_iter();
        if let Some((_, path)) = files.find(|(span, _)| span.touches(offset)) {
            let start = Range::default();
            return Some(GotoDefinitionResponse::Array(vec![Location::new(convert::to_uri(&path)?, start)]));
        }
        let (view, offset) = self.page.at(self.position)?;
        convert::symbol::destinations(view, &navigate::definitions(view.analysis(), offset))
    }

    /// What kind of thing stands there: of a state its type, of a placeholder the resource that it is filled with.
    pub(crate) fn type_definitions(&self) -> Option<GotoTypeDefinitionResponse> {
        let across = distinct(self.spots().iter().flat_map(|spot| spot.targets(self.page.features)));
        if !across.is_empty() {
            return Some(GotoTypeDefinitionResponse::Array(across));
        }
        let (view, offset) = self.page.at(self.position)?;
        convert::symbol::destinations(view, &navigate::type_definitions(view.analysis(), offset))
    }

    /// The places of the document that mean the same.
    pub(crate) fn highlights(&self) -> Option<Vec<DocumentHighlight>> {
        let spots = self.spots();
        let all = |with_declaration| {
            let found = spots.iter().flat_map(|spot| spot.references(with_declaration, self.page.features));
            let here = distinct(found).into_iter().filter(|location| location.uri == self.revision.uri);
            here.map(|location| location.range).collect::<Vec<_>>()
        };
        let (same, uses) = (all(true), all(false));
        if !same.is_empty() {
            let highlight = |range: Range| {
                let is_use = uses.contains(&range);
                let kind = if is_use { DocumentHighlightKind::READ } else { DocumentHighlightKind::WRITE };
                DocumentHighlight { range, kind: Some(kind) }
            };
            return Some(same.into_iter().map(highlight).collect());
        }
        let (view, offset) = self.page.at(self.position)?;
        Some(convert::symbol::highlights(view, &navigate::highlights(view.analysis(), offset)))
    }

    /// Everything that means the same; where it is declared too, if `with_declaration`.
    pub(crate) fn references(&self, with_declaration: bool) -> Option<Vec<Location>> {
        let spots = self.spots();
        let across = distinct(spots.iter().flat_map(|spot| spot.references(with_declaration, self.page.features)));
        if !across.is_empty() {
            return Some(across);
        }
        let (view, offset) = self.page.at(self.position)?;
        let here = navigate::references(view.analysis(), offset, with_declaration);
        Some(here.into_iter().map(|span| view.location(span)).collect())
    }

    /// The name there that can be changed.
    pub(crate) fn name(&self) -> Option<PrepareRenameResponse> {
        let across = self.spots().iter().find_map(|spot| spot.name(self.page.features));
        let (range, placeholder) = match across {
            Some((location, name)) => (location.range, name),
            None => {
                let (view, offset) = self.page.at(self.position)?;
                let (span, name) = rename::name_at(view.analysis(), offset)?;
                (view.range(span), name)
            }
        };
        Some(PrepareRenameResponse::RangeWithPlaceholder { range, placeholder })
    }

    /// The edits that give what stands there the name `name`, or why it cannot have it.
    pub(crate) fn rename(&self, name: &str) -> Option<Result<WorkspaceEdit, String>> {
        if let Some(renamed) = self.spots().iter().find_map(|spot| spot.rename(self.state, name)) {
            return Some(renamed.map(|edits| convert::edit::edits_of_files(edits, self.page.features)));
        }
        let (view, offset) = self.page.at(self.position)?;
        Some(match rename::rename(view.analysis(), offset, name)? {
            Ok(edits) => match convert::edit::text_edits(view, &edits) {
                Some(edits) => Ok(convert::edit::workspace_edit(view.page, edits)),
                None => Err("The string that holds this machine has no way to write that name.".to_owned()),
            },
            Err(names::Refusal(why)) => Err(why),
        })
    }

    /// The files and machines that the whole document means.
    pub(crate) fn links(&self) -> Option<Vec<DocumentLink>> {
        let link = |range, target| DocumentLink { range, target, tooltip: None, data: None };
        let files = deployment::files(self.revision).into_iter();
        let files = files.map(|(span, path)| link(self.page.range(span), convert::to_uri(&path)));
        let machines = deployment::machines_meant(self.state, self.revision).into_iter();
        Some(files.chain(machines.map(|(range, target)| link(range, Some(target)))).collect())
    }
}

/// Each location once.
fn distinct(locations: impl Iterator<Item = Location>) -> Vec<Location> {
    let mut found = Vec::new();
    for location in locations {
        if !found.contains(&location) {
            found.push(location);
        }
    }
    found
}
