//! An analysis made out of the one before is the one made from scratch: findings, model, outline, everything that can
//! be asked. Random edits over published machines (where they are at hand) and over a machine of our own.

#![allow(clippy::print_stdout)]

#[path = "support/machines.rs"]
mod machines;
#[path = "support/yaml.rs"]
mod yaml;

use asl_analysis::features::outline;
use asl_analysis::{Analysis, Intent};
use asl_syntax::{Dialect, Document, Span};

/// Edits in all, over all machines.
const EDITS: usize = 10_000;

/// What people and pastes put into a machine.
const PIECES: &[&str] = &[
    "\"",
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "\n",
    "\r\n",
    " ",
    "x",
    "\\",
    "\u{1F600}",
    "é",
    "//c\n",
    "${X}",
    "true",
    "12",
    "\"Next\": \"A\"",
    "\"End\": true,",
    "\"Type\": \"Task\"",
    "\"States\": {",
    "{% $x %}",
    "\"Comment\": \"asl-ls-ignore: unreachable-state\",",
    "\"New\": {\n      \"Type\": \"Pass\",\n      \"End\": true\n    },\n",
];

/// What they put into a machine in YAML.
const YAML_PIECES: &[&str] = &[
    "\"",
    "'",
    "{",
    "}",
    "[",
    "]",
    ":",
    ": ",
    ",",
    "\n",
    "\r\n",
    " ",
    "  ",
    "\t",
    "- ",
    "x",
    "#",
    " # c\n",
    "|\n",
    "&a ",
    "*a",
    "!Sub ",
    "\u{1F600}",
    "é",
    "${X}",
    "true",
    "12",
    "\n      Next: A\n",
    "End: true",
    "{% $x %}",
    "---\n",
    "<<: *a\n",
    "Comment: 'asl-ls-ignore: unreachable-state'\n",
    "\n  New:\n    Type: Pass\n    End: true\n",
];

#[test]
fn an_edited_analysis_equals_a_fresh_one() {
    let machines = machines::published("edits").into_iter().chain(machines::own()).collect::<Vec<_>>();
    try_edits(&machines, Dialect::Json, PIECES);
}

#[test]
fn an_edited_analysis_of_yaml_equals_a_fresh_one() {
    let machines = machines::published("edits").into_iter().chain(machines::own());
    let styles = yaml::STYLES.into_iter().cycle();
    let machines: Vec<_> = machines
        .zip(styles)
        .filter_map(|(m, style)| Some(machines::Machine { text: yaml::converted(&m.text, style)?, name: m.name }))
        .collect();
    try_edits(&machines, Dialect::Yaml, YAML_PIECES);
}

fn try_edits(machines: &[machines::Machine], dialect: Dialect, pieces: &'static [&'static str]) {
    let each = EDITS.div_ceil(machines.len());
    let mut random = machines::Random::new(20_260_101);
    let mut edits = 0;
    for machine in machines {
        let mut document = Document::new(&machine.text, dialect);
        let mut analysis = Analysis::new(document.clone(), Intent::Machine);
        for _ in 0..each {
            let (span, piece) = edit(&document, &mut random, pieces);
            let before = document.text().to_string();
            document.edit(span, piece);
            analysis = analysis.next(document.clone());
            edits += 1;
            let fresh = Analysis::new(Document::new(&document.text().to_string(), dialect), Intent::Machine);
            let (found, wanted) = (describe(&analysis), describe(&fresh));
            assert_eq!(found, wanted, "{} after {span:?} became {piece:?} in\n{before}", machine.name);
            // A text that is damaged all over says little; begin again.
            if document.tree().errors().len() > 12 {
                document = Document::new(&machine.text, dialect);
                analysis = Analysis::new(document.clone(), Intent::Machine);
            }
        }
    }
    println!("{edits} edits over {} machines", machines.len());
    assert!(edits >= EDITS);
}

/// A random edit: an insertion, a deletion or a replacement on character boundaries.
fn edit(document: &Document, random: &mut machines::Random, pieces: &'static [&'static str]) -> (Span, &'static str) {
    let text = document.text().to_string();
    let at = random.boundary(&text);
    let piece = pieces[random.below(pieces.len())];
    match random.below(4) {
        0 => (Span::empty(at), piece),
        1 => (Span::new(at, random.boundary_after(&text, at, 3)), ""),
        2 => (Span::new(at, random.boundary_after(&text, at, 60)), ""),
        _ => (Span::new(at, random.boundary_after(&text, at, 8)), piece),
    }
}

fn describe(analysis: &Analysis) -> String {
    let findings: Vec<String> = analysis
        .findings()
        .iter()
        .map(|f| format!("{} {:?} {} {:?} {:?}", f.rule.code, f.span, f.message, f.related, f.replacement))
        .collect();
    format!("{:#?}\n{:#?}", findings, outline::outline(analysis))
}
