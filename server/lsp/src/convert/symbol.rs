//! The outline, and places to go to.

use asl_analysis::features::navigate::{Destination, Use};
use asl_analysis::features::outline::{Symbol, SymbolKind as Kind};
use asl_spec::StateType;
use asl_syntax::Span;
use tower_lsp::lsp_types::{
    DocumentHighlight, DocumentHighlightKind, DocumentSymbol, DocumentSymbolResponse, FoldingRange, FoldingRangeKind,
    GotoDefinitionResponse, LocationLink, SelectionRange, SymbolInformation, SymbolKind,
};

use super::View;

/// The outline in the form that the client can take.
pub fn outline(view: View<'_>, symbols: &[Symbol]) -> DocumentSymbolResponse {
    if view.features.hierarchical_symbols {
        return DocumentSymbolResponse::Nested(symbols.iter().map(|symbol| nested(view, symbol)).collect());
    }
    let mut flat = Vec::new();
    for symbol in symbols {
        flatten(view, symbol, None, &mut flat);
    }
    DocumentSymbolResponse::Flat(flat)
}

#[allow(deprecated)] // The protocol's own successor of this field is a tag; the struct has no constructor.
fn nested(view: View<'_>, symbol: &Symbol) -> DocumentSymbol {
    let children: Vec<DocumentSymbol> = symbol.children.iter().map(|child| nested(view, child)).collect();
    DocumentSymbol {
        name: symbol.name.clone(),
        detail: (!symbol.detail.is_empty()).then(|| symbol.detail.clone()),
        kind: kind(symbol.kind),
        tags: None,
        deprecated: None,
        range: view.range(symbol.span),
        selection_range: view.range(symbol.name_span),
        children: (!children.is_empty()).then_some(children),
    }
}

#[allow(deprecated)] // As above.
fn flatten(view: View<'_>, symbol: &Symbol, container: Option<&str>, out: &mut Vec<SymbolInformation>) {
    out.push(SymbolInformation {
        name: symbol.name.clone(),
        kind: kind(symbol.kind),
        tags: None,
        deprecated: None,
        location: view.location(symbol.span),
        container_name: container.map(str::to_owned),
    });
    for child in &symbol.children {
        flatten(view, child, Some(&symbol.name), out);
    }
}

fn kind(kind: Kind) -> SymbolKind {
    match kind {
        Kind::Branch => SymbolKind::ARRAY,
        Kind::State(None) => SymbolKind::NULL,
        Kind::State(Some(state)) => match state {
            StateType::Task => SymbolKind::FUNCTION,
            StateType::Pass => SymbolKind::VARIABLE,
            StateType::Choice => SymbolKind::ENUM,
            StateType::Wait => SymbolKind::CONSTANT,
            StateType::Succeed | StateType::Fail => SymbolKind::EVENT,
            StateType::Parallel | StateType::Map => SymbolKind::NAMESPACE,
        },
    }
}

/// Places to go to, as links where the client can take them.
pub fn destinations(view: View<'_>, found: &[Destination]) -> Option<GotoDefinitionResponse> {
    if found.is_empty() {
        return None;
    }
    if !view.features.definition_links {
        return Some(GotoDefinitionResponse::Array(found.iter().map(|d| view.location(d.name)).collect()));
    }
    let link = |d: &Destination| LocationLink {
        origin_selection_range: Some(view.range(d.origin)),
        target_uri: view.revision.uri.clone(),
        target_range: view.range(d.target.cover(d.name)),
        target_selection_range: view.range(d.name),
    };
    Some(GotoDefinitionResponse::Link(found.iter().map(link).collect()))
}

/// Highlighted places.
pub fn highlights(view: View<'_>, found: &[(Span, Use)]) -> Vec<DocumentHighlight> {
    let one = |(span, usage): &(Span, Use)| DocumentHighlight {
        range: view.range(*span),
        kind: Some(match usage {
            Use::Write => DocumentHighlightKind::WRITE,
            Use::Read => DocumentHighlightKind::READ,
        }),
    };
    found.iter().map(one).collect()
}

/// What can be folded. The line with the closing bracket stays visible.
pub fn folds(view: View<'_>, found: &[Span]) -> Vec<FoldingRange> {
    let one = |span: &Span| {
        let range = view.range(*span);
        let whole = !view.features.line_folding_only;
        let end_line = if whole { range.end.line } else { range.end.line.saturating_sub(1) };
        (end_line > range.start.line).then(|| FoldingRange {
            start_line: range.start.line,
            start_character: whole.then_some(range.start.character + 1),
            end_line,
            end_character: whole.then_some(range.end.character.saturating_sub(1)),
            kind: Some(FoldingRangeKind::Region),
            collapsed_text: None,
        })
    };
    found.iter().filter_map(one).collect()
}

/// Growing selections: `spans` from the smallest to the largest.
pub fn selection(view: View<'_>, spans: &[Span]) -> SelectionRange {
    let mut outer: Option<Box<SelectionRange>> = None;
    for span in spans.iter().rev() {
        outer = Some(Box::new(SelectionRange { range: view.range(*span), parent: outer }));
    }
    outer.map_or_else(|| SelectionRange { range: view.range(Span::empty(0)), parent: None }, |boxed| *boxed)
}
