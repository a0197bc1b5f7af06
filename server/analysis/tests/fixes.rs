//! Every quick fix is fit to be applied: its edits lie inside the text, at the borders of characters, and do not
//! overlap. The first fix of a documented example cures what it is offered for.

use asl_analysis::rewrite::{Fix, apply};
use asl_analysis::{Analysis, Finding, Rule};
use asl_analysis::{marked, rules};

#[test]
fn the_first_fix_of_every_example_cures_it() {
    let mut wrong = Vec::new();
    for rule in rules::ALL {
        let analysis = marked::analyse(&marked::ranges(rule.bad).0);
        for finding in analysis.findings().iter().filter(|f| f.rule == *rule) {
            let Some(fix) = fixes(&analysis, finding).into_iter().next() else { continue };
            let after = marked::analyse(&apply(&whole(&analysis), &fix.edits));
            if count(&after, rule) >= count(&analysis, rule) {
                wrong.push(format!("{}: \"{}\" leaves it as it is", rule.code, fix.title));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn fixes_of_damaged_examples_can_be_applied() {
    for rule in rules::ALL {
        let text = marked::ranges(rule.bad).0;
        for (at, damaged) in text.match_indices(['{', '}', '[', ']', ',', ':', '"']) {
            let rest = &text[at + damaged.len()..];
            check(&format!("{}{rest}", &text[..at]));
            check(&format!("{}é'{rest}", &text[..at]));
            check(&text[..at]);
        }
    }
}

fn check(text: &str) {
    let analysis = marked::analyse(text);
    let inside = |offset: u32| text.is_char_boundary(offset as usize);
    for finding in analysis.findings() {
        let code = finding.rule.code;
        let span = finding.span;
        assert!(span.start <= span.end && inside(span.start) && inside(span.end), "{code} at {span:?} of\n{text}");
        for fix in fixes(&analysis, finding) {
            let mut spans: Vec<_> = fix.edits.iter().map(|e| e.span).collect();
            spans.sort();
            for span in &spans {
                assert!(inside(span.start) && inside(span.end), "{code}: {fix:?} of\n{text}");
            }
            for two in spans.windows(2) {
                assert!(two[0].end <= two[1].start, "{code}: the edits of {fix:?} overlap in\n{text}");
            }
        }
    }
}

fn fixes(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    finding.rule.fix.map(|fix| fix(analysis, finding)).unwrap_or_default()
}

fn count(analysis: &Analysis, rule: &Rule) -> usize {
    analysis.findings().iter().filter(|f| f.rule == rule).count()
}

fn whole(analysis: &Analysis) -> String {
    analysis.document().text().to_string()
}
