//! An analysis made out of the one before is the one made from scratch: findings, model, outline, everything that can
//! be asked. Random edits over published machines (where they are at hand) and over a machine of our own.

#[path = "support/machines.rs"]
mod machines;

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

#[test]
fn an_edited_analysis_equals_a_fresh_one() {
    let machines = machines::published("edits").into_iter().chain(machines::own()).collect::<Vec<_>>();
    let each = EDITS.div_ceil(machines.len());
    let mut random = machines::Random::new(20_260_101);
    let mut edits = 0;
    for machine in &machines {
        let mut document = Document::new(&machine.text, Dialect::Json);
        let mut analysis = Analysis::new(document.clone(), Intent::Machine);
        for _ in 0..each {
            let (span, piece) = edit(&document, &mut random);
            document.edit(span, piece);
            analysis = analysis.next(document.clone());
            edits += 1;
            let fresh = Analysis::new(Document::new(&document.text().to_string(), Dialect::Json), Intent::Machine);
            assert_eq!(describe(&analysis), describe(&fresh), "{} after {span:?} became {piece:?}", machine.name);
            // A text that is damaged all over says little; begin again.
            if document.tree().errors().len() > 12 {
                document = Document::new(&machine.text, Dialect::Json);
                analysis = Analysis::new(document.clone(), Intent::Machine);
            }
        }
    }
    println!("{edits} edits over {} machines", machines.len());
    assert!(edits >= EDITS);
}

/// A random edit: an insertion, a deletion or a replacement on character boundaries.
fn edit(document: &Document, random: &mut machines::Random) -> (Span, &'static str) {
    let text = document.text().to_string();
    let at = random.boundary(&text);
    let piece = PIECES[random.below(PIECES.len())];
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
