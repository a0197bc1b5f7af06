//! Every rule says of a machine in YAML what it says of the same machine in JSON, at the same text; and every fix of it
//! means the same.

#![allow(clippy::print_stdout)]

#[path = "support/machines.rs"]
mod machines;
#[path = "support/yaml.rs"]
mod yaml;

use std::fs;

use asl_analysis::rewrite::{Fix, apply};
use asl_analysis::{Analysis, Finding, Intent, Level, Rule, marked, rules};
use asl_syntax::{Dialect, Document};
use yaml::Style;

#[test]
fn the_documented_examples_give_the_same_findings() {
    compare("examples", machines::own());
}

#[test]
fn the_published_machines_give_the_same_findings() {
    compare("published", machines::published("yaml"));
}

#[test]
fn the_planted_faults_give_the_same_findings() {
    compare("mutants", mutants());
}

/// Published machines with one fault each.
fn mutants() -> Vec<machines::Machine> {
    let Some(corpus) = machines::corpus() else {
        println!("mutants: skipped: there is no ../shared/corpus");
        return Vec::new();
    };
    let rows = fs::read_to_string(corpus.join("mutants.jsonl")).unwrap_or_default();
    let files = rows.lines().filter_map(|row| {
        let row: serde_json::Value = serde_json::from_str(row).ok()?;
        Some(row["file"].as_str()?.to_owned())
    });
    let read = |name: String| Some(machines::Machine { text: fs::read_to_string(corpus.join(&name)).ok()?, name });
    files.filter_map(read).collect()
}

fn compare(what: &str, machines: Vec<machines::Machine>) {
    let (mut compared, mut skipped, mut findings, mut wrong) = (0, 0, 0, Vec::new());
    for machine in &machines {
        let json = Analysis::new(Document::new(&machine.text, Dialect::Json), Intent::Machine);
        let wanted = said(&json);
        for style in yaml::STYLES {
            let Some(text) = yaml::converted(&machine.text, style) else {
                skipped += usize::from(style == Style::Block);
                continue;
            };
            compared += usize::from(style == Style::Block);
            let analysis = Analysis::new(Document::new(&text, Dialect::Yaml), Intent::Machine);
            let found = said(&analysis);
            findings += found.len();
            let missing: Vec<_> = wanted.iter().filter(|w| !found.contains(w)).collect();
            let more: Vec<_> = found.iter().filter(|f| !wanted.contains(f)).collect();
            if !missing.is_empty() || !more.is_empty() {
                wrong.push(format!("{} ({style:?})\n  missing {missing:#?}\n  more {more:#?}", machine.name));
            }
        }
    }
    println!("{what}: {compared} machines in three styles, {findings} findings; {skipped} are no JSON");
    assert!(machines.is_empty() || compared > 0);
    let shown: Vec<_> = wrong.iter().take(25).cloned().collect();
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), shown.join("\n"));
}

/// The codes that are about the notation of JSON alone; there is nothing of theirs in YAML.
const OF_JSON: [&str; 1] = ["unquoted-placeholder"];

/// What the rules say, each with its place.
fn said(analysis: &Analysis) -> Vec<String> {
    let document = analysis.document();
    let of = |f: &Finding| {
        let related: Vec<String> = f.related.iter().map(|r| yaml::place(document, r.span)).collect();
        format!("{} at {} [{}]: {}", f.rule.code, yaml::place(document, f.span), related.join("; "), f.message)
    };
    let mut said: Vec<String> =
        analysis.findings().iter().filter(|f| !OF_JSON.contains(&f.rule.code)).map(of).collect();
    said.sort();
    said
}

/// The errors and warnings of a machine in YAML, a line each.
fn faults(text: &str) -> String {
    let analysis = Analysis::new(Document::new(text, Dialect::Yaml), Intent::Machine);
    let grave = analysis.findings().iter().filter(|f| f.rule.level >= Level::Warning);
    let lines: Vec<String> =
        grave.map(|f| format!("{} {:?}: {}", f.rule.code, analysis.text(f.span), f.message)).collect();
    lines.join("\n")
}

#[test]
fn what_yaml_keeps_elsewhere_or_for_later_is_no_fault() {
    let text = "\
Comment: &note Anchors, aliases, merge keys, tags of templates   # and comments
StartAt: Call
States:
  Call: &call
    Type: Task
    Resource: !GetAtt Work.Arn
    TimeoutSeconds: ${Seconds}
    Retry: &retry
      - ErrorEquals: [States.TaskFailed]
    Next: Again
  Again:
    <<: *call
    Next: Third
  Third:
    Type: Task
    Resource: !Sub 'arn:${AWS::Partition}:states:::sqs:sendMessage'
    Parameters: !Include parameters.yaml
    Retry: *retry
    Comment: *note
    Next: No
  No:
    Type: Wait
    Timestamp: 2030-01-01T00:00:00Z
    Next: 'on'
  on:
    Type: Pass
    Next: \"1\"
  1:
    Type: Succeed
---
a second: document
";
    assert_eq!(faults(text), "");
}

#[test]
fn what_yaml_reads_as_another_type_is_told_with_a_way_out() {
    let text = "\
StartAt: 1
States:
  1:
    Type: Pass
    Comment: yes
    Next:
  true:
    Type: Choice
    Choices:
      - Variable: $.a
        IsPresent: yes
        Next: true
";
    expect_test::expect![[r#"
        wrong-type "1": "StartAt" must be a string, not a number. Put it in quotes.
        wrong-type "Next": "Next" has no value; it must be a string.
        wrong-type "yes": "IsPresent" must be a boolean, not a string. Only YAML 1.1 takes this word for one: write true.
        wrong-type "true": "Next" must be a string, not a boolean. Put it in quotes."#]]
    .assert_eq(&faults(text));
}

#[test]
fn every_fix_means_the_same() {
    let (mut tried, mut wrong) = (0, Vec::new());
    for rule in rules::ALL.iter().filter(|rule| rule.fix.is_some()) {
        let json = marked::ranges(rule.bad).0;
        let wanted = outcomes(rule, &json, Dialect::Json);
        for style in yaml::STYLES {
            let Some(text) = yaml::converted(&json, style) else { continue };
            let found = outcomes(rule, &text, Dialect::Yaml);
            tried += found.len();
            if found.len() != wanted.len() {
                wrong.push(format!("{} ({style:?}): {} fixes instead of {}", rule.code, found.len(), wanted.len()));
            }
            for (wanted, found) in wanted.iter().zip(&found) {
                let is_sound = found.errors.is_empty() && found.left < found.before;
                if wanted.title != found.title || wanted.data != found.data || !is_sound {
                    wrong.push(format!(
                        "{} ({style:?}): {} / {}\n{}\n  became\n{}\n  which means\n{}\n  instead of\n{}\n  errors {} left {} of {}",
                        rule.code,
                        wanted.title,
                        found.title,
                        text,
                        found.text,
                        found.data,
                        wanted.data,
                        found.errors,
                        found.left,
                        found.before
                    ));
                }
            }
        }
    }
    println!("{tried} fixes");
    let shown: Vec<_> = wrong.iter().take(25).cloned().collect();
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), shown.join("\n\n"));
}

struct Outcome {
    title: String,
    text: String,
    data: String,
    errors: String,
    before: usize,
    left: usize,
}

/// What the fixes of every finding of `rule` in `text` make of it.
fn outcomes(rule: &'static Rule, text: &str, dialect: Dialect) -> Vec<Outcome> {
    let analyse = |text: &str| {
        let analysis = Analysis::new(Document::new(text, dialect), Intent::Machine);
        let workflow = rule.code.starts_with("express-").then_some(asl_analysis::model::Workflow::Express);
        analysis.with_workflow(workflow)
    };
    let count = |a: &Analysis| a.findings().iter().filter(|f| f.rule == rule).count();
    let before = analyse(text);
    let findings: Vec<&Finding> = before.findings().iter().filter(|f| f.rule == rule).collect();
    let fixes = findings.iter().flat_map(|f| rule.fix.map(|fix| fix(&before, f)).unwrap_or_default());
    let outcome = |fix: Fix| {
        let cured = apply(text, &fix.edits);
        let after = analyse(&cured);
        Outcome {
            title: fix.title,
            data: yaml::data(after.document()),
            errors: format!("{:?}", after.document().tree().errors()).trim_matches(['[', ']']).to_owned(),
            before: count(&before),
            left: count(&after),
            text: cured,
        }
    };
    fixes.map(outcome).collect()
}

#[test]
fn fixes_of_damaged_yaml_can_be_applied() {
    let mut tried = 0;
    for (rule, style) in rules::ALL.iter().zip(yaml::STYLES.into_iter().cycle()) {
        let Some(text) = yaml::converted(&marked::ranges(rule.bad).0, style) else { continue };
        for (at, damaged) in text.match_indices(['{', '[', ',', ':', '"', '\'', '-', '\n', '|']) {
            let rest = &text[at + damaged.len()..];
            tried += try_fixes(&format!("{}{rest}", &text[..at]));
            tried += try_fixes(&format!("{}é'\t{rest}", &text[..at]));
            tried += try_fixes(&text[..at]);
        }
    }
    println!("{tried} fixes");
    assert!(tried > 1000);
}

/// Makes every fix there is for `text`, and holds its edits to the borders of characters and apart.
fn try_fixes(text: &str) -> usize {
    let analysis = Analysis::new(Document::new(text, Dialect::Yaml), Intent::Machine);
    let is_border = |offset: u32| text.is_char_boundary(offset as usize);
    let mut tried = 0;
    for finding in analysis.findings() {
        let (code, span) = (finding.rule.code, finding.span);
        assert!(
            span.start <= span.end && is_border(span.start) && is_border(span.end),
            "{code} at {span:?} of\n{text}"
        );
        for fix in finding.rule.fix.map(|fix| fix(&analysis, finding)).unwrap_or_default() {
            tried += 1;
            let mut spans: Vec<_> = fix.edits.iter().map(|e| e.span).collect();
            spans.sort();
            assert!(spans.iter().all(|s| is_border(s.start) && is_border(s.end)), "{code}: {fix:?} of\n{text}");
            let is_apart = spans.windows(2).all(|two| two[0].end <= two[1].start);
            assert!(is_apart, "{code}: the edits of {fix:?} overlap in\n{text}");
        }
    }
    tried
}
