//! The outline, and places to go to.

use asl_analysis::features::navigate::{Destination, Use};
use asl_analysis::features::outline::{self, Symbol, SymbolKind as Kind};
use asl_analysis::features::selection;
use asl_hosts::{Definition, Machine};
use asl_spec::StateType;
use asl_syntax::Span;
use tower_lsp::lsp_types::{
    DocumentHighlight, DocumentHighlightKind, DocumentSymbol, DocumentSymbolResponse, FoldingRange, FoldingRangeKind,
    GotoDefinitionResponse, Location, LocationLink, Position, Range, SelectionRange, SymbolInformation, SymbolKind,
};

use super::{Page, View};

/// The outline in the form that the client can take: of a template its machines, each around its states.
pub fn outline(page: Page<'_>) -> DocumentSymbolResponse {
    let parts = page.revision.snapshot.parts();
    let view = |part| View { page, part };
    let own = parts.located().is_none().then(|| parts.iter().next()).flatten().map(view);
    if page.features.hierarchical_symbols {
        let own = own.into_iter().flat_map(|view| states(view, &outline::outline(view.analysis())));
        let held = parts.machines().map(|(machine, part)| held(page, machine, part.map(view)));
        return DocumentSymbolResponse::Nested(own.chain(held).collect());
    }
    DocumentSymbolResponse::Flat(flat(page, None))
}

/// The machines of a document and their states, each with the name of what holds it. A document that is a machine is
/// called by the name of its file.
pub fn of_workspace(page: Page<'_>) -> Vec<SymbolInformation> {
    let name = page.revision.uri.path_segments().and_then(|mut names| names.next_back()).unwrap_or_default();
    let name = percent_decode(name);
    let stem = [".asl.json", ".asl.yaml", ".asl.yml", ".json", ".yaml", ".yml", ".asl"];
    let stem = stem.iter().find_map(|end| name.strip_suffix(end)).unwrap_or(&name);
    flat(page, Some(stem))
}

fn flat(page: Page<'_>, name: Option<&str>) -> Vec<SymbolInformation> {
    let parts = page.revision.snapshot.parts();
    let view = |part| View { page, part };
    let mut flat = Vec::new();
    let add = |view: View<'_>, container: Option<&str>, flat: &mut Vec<SymbolInformation>| {
        outline::outline(view.analysis()).iter().for_each(|symbol| flatten(view, symbol, container, flat));
    };
    if parts.located().is_none()
        && let Some(view) = parts.iter().next().map(view)
    {
        if let Some(name) = name {
            let root = view.analysis().root().map_or(Span::empty(0), |root| root.span());
            flat.push(information(name, SymbolKind::CLASS, view.location(root), None));
        }
        add(view, name, &mut flat);
    }
    for (machine, part) in parts.machines() {
        let place = Location::new(page.revision.uri.clone(), page.range(machine.span));
        flat.push(information(&machine.id.text, SymbolKind::CLASS, place, None));
        if let Some(part) = part {
            add(view(part), Some(&machine.id.text), &mut flat);
        }
    }
    flat
}

/// The text that a part of the path of a URI stands for.
fn percent_decode(part: &str) -> String {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let digits = after.get(..2).filter(|_| first == b'%').and_then(|digits| std::str::from_utf8(digits).ok());
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A machine of a template.
#[allow(deprecated)] // The protocol's own successor of this field is a tag; the struct has no constructor.
fn held(page: Page<'_>, machine: &Machine, view: Option<View<'_>>) -> DocumentSymbol {
    let children = view.map_or_else(Vec::new, |view| states(view, &outline::outline(view.analysis())));
    let detail = match &machine.definition {
        Definition::File(file) => file.path.clone(),
        _ => "state machine".to_owned(),
    };
    DocumentSymbol {
        name: machine.id.text.clone(),
        detail: Some(detail),
        kind: SymbolKind::CLASS,
        tags: None,
        deprecated: None,
        range: page.range(machine.span.cover(machine.id.span)),
        selection_range: page.range(machine.id.span),
        children: (!children.is_empty()).then_some(children),
    }
}

fn states(view: View<'_>, symbols: &[Symbol]) -> Vec<DocumentSymbol> {
    symbols.iter().map(|symbol| nested(view, symbol)).collect()
}

#[allow(deprecated)] // As above.
fn nested(view: View<'_>, symbol: &Symbol) -> DocumentSymbol {
    let children = states(view, &symbol.children);
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

fn flatten(view: View<'_>, symbol: &Symbol, container: Option<&str>, out: &mut Vec<SymbolInformation>) {
    out.push(information(&symbol.name, kind(symbol.kind), view.location(symbol.span), container));
    for child in &symbol.children {
        flatten(view, child, Some(&symbol.name), out);
    }
}

/// One line of a flat list.
#[allow(deprecated)] // As above.
pub fn information(name: &str, kind: SymbolKind, location: Location, container: Option<&str>) -> SymbolInformation {
    let container_name = container.map(str::to_owned);
    SymbolInformation { name: name.to_owned(), kind, tags: None, deprecated: None, location, container_name }
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
    if !view.features().definition_links {
        return Some(GotoDefinitionResponse::Array(found.iter().map(|d| view.location(d.name)).collect()));
    }
    let link = |d: &Destination| LocationLink {
        origin_selection_range: Some(view.range(d.origin)),
        target_uri: view.uri().clone(),
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

/// What can be folded. A line with a closing bracket stays visible.
pub fn folds<'a>(view: View<'a>, found: &'a [Span]) -> impl Iterator<Item = FoldingRange> + 'a {
    let one = move |span: &Span| {
        let range = view.range(*span);
        let last = view.analysis().text(Span::new(span.end.saturating_sub(1), span.end));
        let is_closed = matches!(&*last, "}" | "]");
        let whole = is_closed && !view.features().line_folding_only;
        let end_line = if whole || !is_closed { range.end.line } else { range.end.line.saturating_sub(1) };
        (end_line > range.start.line).then(|| FoldingRange {
            start_line: range.start.line,
            start_character: whole.then_some(range.start.character + 1),
            end_line,
            end_character: whole.then_some(range.end.character.saturating_sub(1)),
            kind: Some(FoldingRangeKind::Region),
            collapsed_text: None,
        })
    };
    found.iter().filter_map(one)
}

/// Growing selections around a position: what the machine there knows, and the document.
pub fn selection(page: Page<'_>, position: Position) -> SelectionRange {
    let mut ranges: Vec<Range> = Vec::new();
    if let Some((view, offset)) = page.at(position) {
        ranges.extend(selection::ranges(view.analysis(), offset).into_iter().map(|span| view.range(span)));
    }
    let whole = page.range(Span::new(0, page.revision.snapshot.text().len()));
    if ranges.last() != Some(&whole) {
        ranges.push(whole);
    }

    let mut outer = None;
    for range in ranges.into_iter().rev() {
        outer = Some(Box::new(SelectionRange { range, parent: outer }));
    }
    outer.map_or_else(|| SelectionRange { range: whole, parent: None }, |boxed| *boxed)
}
