//! Every quick fix of every documented example cures what it says it cures, and breaks nothing; and in damaged text its
//! edits still lie inside the text, at the borders of characters, and do not overlap.

use asl_analysis::rewrite::{Fix, apply};
use asl_analysis::{Analysis, Finding, Rule, marked, rules};

#[test]
fn every_fix_of_an_example_cures_it() {
    let mut wrong = Vec::new();
    for rule in rules::ALL {
        let Some(fixes) = rule.fix else { continue };
        let (text, _) = marked::ranges(rule.bad);
        let before = marked::analyse_for(rule, &text);
        let Some(finding) = before.findings().iter().find(|f| f.rule == *rule) else { continue };
        for fix in fixes(&before, finding) {
            let cured = apply(&text, &fix.edits);
            let after = marked::analyse_for(rule, &cured);
            if count(&after, rule) >= count(&before, rule) {
                wrong.push(format!("{}: \"{}\" leaves the finding:\n{cured}", rule.code, fix.title));
            }
            if after.document().tree().errors().len() > before.document().tree().errors().len() {
                wrong.push(format!("{}: \"{}\" breaks the text:\n{cured}", rule.code, fix.title));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
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
