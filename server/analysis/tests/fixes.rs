//! Every quick fix of every documented example cures what it says it cures, and breaks nothing.

use asl_analysis::rewrite::apply;
use asl_analysis::{Analysis, Rule, marked, rules};

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

fn count(analysis: &Analysis, rule: &Rule) -> usize {
    analysis.findings().iter().filter(|f| f.rule == rule).count()
}
