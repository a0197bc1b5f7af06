//! Every feature answers at every offset of every text: whole, cut off anywhere, and broken. None of them panics, and
//! every span that they give lies inside the text.

#[path = "support/machines.rs"]
mod machines;

use asl_analysis::features::{
    actions, completion, folding, hover, names, navigate, outline, rename, selection, signature, tokens,
};
use asl_analysis::{Analysis, Intent, Settings};
use asl_syntax::{Dialect, Document, Span};

/// Published machines up to this size are tried at every offset; of larger ones, some offsets.
const SMALL: usize = 300;

#[test]
fn at_every_offset_of_whole_texts() {
    let mut asked = 0;
    for machine in machines::published("every offset").iter().step_by(12).chain(&machines::own()) {
        let analysis = analyse(&machine.text);
        let step = if machine.text.len() <= SMALL { 1 } else { machine.text.len() / SMALL + 1 };
        for offset in (0..=machine.text.len()).step_by(step) {
            ask(&analysis, offset as u32, &machine.name);
            asked += 1;
        }
        whole(&analysis, &machine.name);
    }
    println!("{asked} offsets");
}

#[test]
fn at_the_end_of_every_prefix() {
    let mut asked = 0;
    for machine in machines::published("every prefix").iter().step_by(40).chain(&machines::own()[..20]) {
        let step = machine.text.len() / 400 + 1;
        for end in (0..=machine.text.len()).step_by(step).filter(|&end| machine.text.is_char_boundary(end)) {
            let analysis = analyse(&machine.text[..end]);
            for back in [0, 1, 7] {
                ask(&analysis, end.saturating_sub(back) as u32, &machine.name);
            }
            whole(&analysis, &machine.name);
            asked += 1;
        }
    }
    println!("{asked} prefixes");
}

#[test]
fn offsets_past_the_end_are_the_end() {
    let analysis = analyse("{\"StartAt\": \"A\"}");
    ask(&analysis, u32::MAX, "past the end");
}

fn analyse(text: &str) -> Analysis {
    Analysis::new(Document::new(text, Dialect::Json), Intent::Machine)
}

fn ask(analysis: &Analysis, offset: u32, name: &str) {
    let len = analysis.document().text().len();
    let check =
        |span: Span| assert!(span.start <= span.end && span.end <= len, "{name} at {offset}: {span:?} of {len}");
    for item in completion::completions(analysis, offset).items {
        check(item.replace);
        item.also.iter().for_each(|edit| check(edit.span));
        assert!(!item.label.is_empty(), "{name} at {offset}: a proposal without a label");
        assert_eq!(completion::Topic::decode(&item.topic.encode()), item.topic);
    }
    if let Some(hover) = hover::hover(analysis, offset) {
        check(hover.span);
        assert!(!hover.markdown.trim().is_empty());
    }
    for found in navigate::definitions(analysis, offset).into_iter().chain(navigate::type_definitions(analysis, offset))
    {
        check(found.origin);
        check(found.target);
        check(found.name);
    }
    navigate::references(analysis, offset, true).into_iter().for_each(check);
    navigate::highlights(analysis, offset).into_iter().for_each(|(span, _)| check(span));
    if let Some(state) = names::state_at(analysis, offset)
        && let Ok(edits) = state.rename("Another name")
    {
        edits.iter().for_each(|edit| check(edit.span));
    }
    if let Some((span, _)) = rename::name_at(analysis, offset) {
        check(span);
        if let Some(Ok(edits)) = rename::rename(analysis, offset, "another") {
            edits.iter().for_each(|edit| check(edit.span));
        }
    }
    if let Some(found) = signature::signature(analysis, offset) {
        for parameter in &found.parameters {
            assert!(found.label.get(parameter.range()).is_some(), "{name} at {offset}: {found:?}");
        }
        assert!(found.active <= found.parameters.len());
    }
    for fix in actions::rewrites(analysis, Span::empty(offset)) {
        fix.edits.iter().for_each(|edit| check(edit.span));
    }
    let ranges = selection::ranges(analysis, offset);
    assert!(!ranges.is_empty(), "{name} at {offset}");
    ranges.windows(2).for_each(|pair| assert!(pair[1].contains_span(pair[0]), "{name} at {offset}: {pair:?}"));
}

fn whole(analysis: &Analysis, name: &str) {
    let len = analysis.document().text().len();
    let text = analysis.document().text().to_string();
    let check = |span: Span| {
        assert!(span.start <= span.end && span.end <= len, "{name}: {span:?} of {len}");
        assert!(
            text.is_char_boundary(span.start as usize) && text.is_char_boundary(span.end as usize),
            "{name}: {span:?}"
        );
    };
    for finding in analysis.findings() {
        check(finding.span);
        finding.related.iter().for_each(|related| check(related.span));
        assert!(!finding.message.is_empty());
    }
    folding::folds(analysis).into_iter().for_each(check);
    let everything = Span::new(0, len);
    let mut end = 0;
    for token in tokens::tokens(analysis, everything) {
        check(token.span);
        assert!(!token.span.is_empty() && token.span.start >= end, "{name}: {token:?} overlaps");
        assert!(!text[token.span.range()].contains(['\n', '\r']), "{name}: {token:?} spans lines");
        end = token.span.end;
    }
    outline::outline(analysis).iter().for_each(|symbol| check(symbol.span));
    for (_, fix) in actions::fixes(analysis, everything, &Settings::default()) {
        fix.edits.iter().for_each(|edit| check(edit.span));
        assert!(!fix.title.is_empty());
    }
}
