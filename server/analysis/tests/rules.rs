//! Every rule is what its documentation says: its bad example triggers it at the marked ranges and nowhere else, its
//! good example triggers nothing that the service refuses.

use asl_analysis::marked;
use asl_analysis::rules;
use asl_analysis::{Level, Rule};

#[test]
fn every_documented_example_holds() {
    let mut wrong = Vec::new();
    for rule in rules::ALL {
        wrong.extend(problems(rule));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// The rules whose fault is too large to be shown. Their own tests make it.
const WITHOUT_EXAMPLE: [&str; 2] = ["definition-too-large", "too-deep"];

fn problems(rule: &Rule) -> Vec<String> {
    let mut wrong = Vec::new();
    for finding in marked::findings_for(rule, rule.good) {
        if finding.rule == rule || finding.rule.level == Level::Error {
            wrong.push(format!("{}: the good example gives {}: {}", rule.code, finding.rule.code, finding.message));
        }
    }
    if WITHOUT_EXAMPLE.contains(&rule.code) {
        if !rule.bad.is_empty() {
            wrong.push(format!("{}: there is an example after all", rule.code));
        }
        return wrong;
    }
    let (text, spans) = marked::ranges(rule.bad);
    let found = marked::mark(&text, rule);
    if spans.is_empty() {
        wrong.push(format!("{}: the bad example marks no range", rule.code));
    }
    if found != rule.bad {
        wrong.push(format!("{}: the bad example gives\n{found}\ninstead of\n{}", rule.code, rule.bad));
    }
    let faults = marked::findings_for(rule, &text);
    for finding in faults.iter().filter(|f| f.rule.level == Level::Error && f.rule != rule) {
        wrong.push(format!("{}: the bad example also gives {}: {}", rule.code, finding.rule.code, finding.message));
    }
    wrong
}

#[test]
fn codes_are_unique_sorted_and_in_kebab_case() {
    let codes: Vec<&str> = rules::ALL.iter().map(|r| r.code).collect();
    let mut sorted = codes.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(codes, sorted);
    for code in codes {
        assert!(code.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{code}");
    }
}

#[test]
fn every_rule_says_what_it_is() {
    for rule in rules::ALL {
        assert!(!rule.title.is_empty() && !rule.doc.is_empty() && !rule.source.is_empty(), "{}", rule.code);
        assert!(!rule.title.ends_with('.'), "{}: a title is no sentence", rule.code);
        assert!(rule.doc.trim_end().ends_with(['.', '`', ')']), "{}: the documentation ends in a sentence", rule.code);
    }
}
