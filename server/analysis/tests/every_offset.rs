//! Every feature answers at every offset of every text: whole, cut off anywhere, and broken. None of them panics, and
//! every span that they give lies inside the text.

#![allow(clippy::print_stdout, reason = "a test says how much it has tried")]

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
    let published = machines::published("every offset");
    at_every_offset(published.iter().step_by(12).chain(&machines::own()), analyse, SMALL);
}

#[test]
fn at_every_offset_of_yaml() {
    let published = machines::published_yaml("every offset of YAML");
    at_every_offset(published.iter().step_by(20).chain(&machines::own_yaml()), yaml, 2000);
}

/// Asks at every offset of texts of at most `whole_up_to` bytes; of larger ones, at [`SMALL`] offsets or so.
fn at_every_offset<'a>(
    machines: impl Iterator<Item = &'a machines::Machine>,
    analyse: impl Fn(&str) -> Analysis,
    whole_up_to: usize,
) {
    let mut asked = 0;
    for machine in machines {
        let analysis = analyse(&machine.text);
        let step = if machine.text.len() <= whole_up_to { 1 } else { machine.text.len() / SMALL + 1 };
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

/// Cut off anywhere, with a line taken away or half of one, with an indicator more.
#[test]
fn in_broken_yaml() {
    let mut asked = 0;
    for machine in machines::own_yaml() {
        let text = &machine.text;
        for end in (0..=text.len()).step_by(7).filter(|&end| text.is_char_boundary(end)) {
            let line_end = text[end..].find('\n').map_or(text.len(), |at| end + at);
            let rest = text.get(end + 1..).unwrap_or_default();
            let broken = [text[..end].to_owned(), format!("{}{}", &text[..end], &text[line_end..])];
            let added = ["'", "\"", "{", "- ", ": ", "\t", "? ", "|\n", "*", "\r"]
                .map(|c| format!("{}{c}{rest}", &text[..end]));
            for (index, text) in broken.iter().chain(&added).enumerate() {
                // Each kind of damage at some places.
                if index > 1 && (end / 7 + index) % 7 > 0 {
                    continue;
                }
                let analysis = yaml(text);
                for offset in [end, end.saturating_sub(5), end + 2] {
                    ask(&analysis, offset.min(text.len()) as u32, &machine.name);
                }
                whole(&analysis, &machine.name);
                asked += 1;
            }
        }
    }
    println!("{asked} texts");
}

#[test]
fn offsets_past_the_end_are_the_end() {
    let analysis = analyse("{\"StartAt\": \"A\"}");
    ask(&analysis, u32::MAX, "past the end");
}

fn analyse(text: &str) -> Analysis {
    Analysis::new(Document::new(text, Dialect::Json), Intent::Machine)
}

fn yaml(text: &str) -> Analysis {
    Analysis::new(Document::new(text, Dialect::Yaml), Intent::Machine)
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
        && let Ok(edits) = state.rename(analysis, "Another name")
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
        let mut spans: Vec<Span> = fix.edits.iter().map(|edit| edit.span).collect();
        spans.sort();
        spans.windows(2).for_each(|pair| assert!(pair[0].end <= pair[1].start, "{name} at {offset}: {fix:?}"));
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
