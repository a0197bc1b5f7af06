//! How long it takes to parse, to edit and to find the cursor, by the size of the document. A parse grows with the size;
//! an edit and a cursor hardly do.

use std::fmt::Write;

use asl_syntax::{Dialect, Document, Span};
use divan::counter::BytesCount;
use divan::{Bencher, black_box};

const SIZES: &[usize] = &[1_000, 10_000, 100_000, 1_000_000];

fn main() {
    divan::main();
}

/// A machine of about `size` bytes, with states of the usual kinds.
fn machine(size: usize) -> String {
    let mut text = String::from("{\n  \"Comment\": \"A long machine\",\n  \"StartAt\": \"Step 0\",\n  \"States\": {\n");
    let mut state = 0;
    while text.len() < size || state == 0 {
        if state > 0 {
            text.push_str(",\n");
        }
        let next = state + 1;
        let step = match state % 3 {
            0 => format!(
                r#"    "Step {state}": {{
      "Type": "Task",
      "Resource": "arn:aws:states:::lambda:invoke",
      "Parameters": {{
        "FunctionName": "arn:aws:lambda:eu-central-1:123456789012:function:step-{state}",
        "Payload": {{
          "order.$": "$.order.id",
          "count": {state},
          "text": "said \"go\" \u00e9"
        }}
      }},
      "Retry": [
        {{
          "ErrorEquals": ["States.Timeout", "Lambda.TooManyRequestsException"],
          "IntervalSeconds": 2,
          "BackoffRate": 1.5
        }}
      ],
      "Next": "Step {next}"
    }}"#
            ),
            1 => format!(
                r#"    "Step {state}": {{
      "Type": "Choice",
      "Choices": [
        {{
          "Variable": "$.order.total",
          "NumericGreaterThan": {state},
          "Next": "Step {next}"
        }},
        {{
          "Variable": "$.order.paid",
          "BooleanEquals": true,
          "Next": "Step {state}"
        }}
      ],
      "Default": "Step {next}"
    }}"#
            ),
            _ => format!(
                r#"    "Step {state}": {{
      "Type": "Pass",
      "Result": {{
        "done": null
      }},
      "Next": "Step {next}"
    }}"#
            ),
        };
        write!(text, "{step}").ok();
        state += 1;
    }
    text.push_str("\n  }\n}\n");
    text
}

/// A place inside the value of the `Next` that is nearest to the middle.
fn middle(text: &str) -> u32 {
    let middle = text.len() / 2;
    let next =
        text[middle..].find("\"Next\": \"").map_or_else(|| text.rfind("\"Next\": \"").unwrap_or(0), |at| middle + at);
    (next + 12) as u32
}

/// The place right after the comma between the two states that are nearest to the middle.
fn between(text: &str) -> u32 {
    let middle = text.len() / 2;
    let comma =
        text[middle..].find("\n    },\n").map_or_else(|| text.find("\n    },\n").unwrap_or(0), |at| middle + at);
    (comma + 7) as u32
}

#[divan::bench(args = SIZES)]
fn parse(bencher: Bencher<'_, '_>, size: usize) {
    let text = machine(size);
    bencher.counter(BytesCount::of_str(&text)).bench(|| Document::new(black_box(&text), Dialect::Json));
}

#[divan::bench(args = SIZES)]
fn parse_damaged(bencher: Bencher<'_, '_>, size: usize) {
    let text = machine(size).replacen("\n    },\n", "\n    ,\n", 1);
    bencher.counter(BytesCount::of_str(&text)).bench(|| Document::new(black_box(&text), Dialect::Json));
}

/// One character typed into a state, and taken out again: two edits.
#[divan::bench(args = SIZES)]
fn edit_in_a_state(bencher: Bencher<'_, '_>, size: usize) {
    let text = machine(size);
    let at = middle(&text);
    let mut document = Document::new(&text, Dialect::Json);
    bencher.bench_local(|| {
        document.edit(Span::empty(at), "x");
        document.edit(Span::new(at, at + 1), "");
    });
}

/// The same in a document whose brackets do not pair up.
#[divan::bench(args = SIZES)]
fn edit_in_a_damaged_machine(bencher: Bencher<'_, '_>, size: usize) {
    let text = machine(size).replacen("\n    },\n", "\n    ,\n", 1);
    let at = middle(&text);
    let mut document = Document::new(&text, Dialect::Json);
    bencher.bench_local(|| {
        document.edit(Span::empty(at), "x");
        document.edit(Span::new(at, at + 1), "");
    });
}

/// The first characters of a new state between two others, typed one by one and taken out again: eight edits.
#[divan::bench(args = SIZES)]
fn edit_between_states(bencher: Bencher<'_, '_>, size: usize) {
    let text = machine(size);
    let at = between(&text);
    let mut document = Document::new(&text, Dialect::Json);
    bencher.bench_local(|| {
        let typed = ["\n    ", "\"", "N", "\"", ":", " {", "}"];
        let mut end = at;
        for part in typed {
            document.edit(Span::empty(end), part);
            end += part.len() as u32;
        }
        document.edit(Span::new(at, end), "");
    });
}

/// An opening brace typed into the middle, and taken out again: two edits.
#[divan::bench(args = SIZES)]
fn brace_and_back(bencher: Bencher<'_, '_>, size: usize) {
    let text = machine(size);
    let at = between(&text);
    let mut document = Document::new(&text, Dialect::Json);
    bencher.bench_local(|| {
        document.edit(Span::empty(at), "{");
        document.edit(Span::new(at, at + 1), "");
    });
}

#[divan::bench(args = SIZES)]
fn cursor(bencher: Bencher<'_, '_>, size: usize) {
    let text = machine(size);
    let at = middle(&text);
    let document = Document::new(&text, Dialect::Json);
    bencher.bench(|| document.cursor(black_box(at)).containers.len());
}

/// The machine of [`machine`] in YAML. The layout of its lines tells how deep each is.
fn in_yaml(size: usize) -> String {
    let mut text = String::new();
    let mut is_item = false;
    for line in machine(size).lines() {
        let body = line.trim_start();
        let depth = (line.len() - body.len()).saturating_sub(2);
        let body = body.trim_end_matches(',');
        match body {
            "{" if depth > 0 => is_item = true,
            "{" | "}" | "]" => {}
            _ => {
                let key = body.trim_end_matches(['{', '[']).trim_end();
                // The first key of an item is behind the dash.
                let indent = if is_item { depth - 2 } else { depth };
                let dash = if is_item { "- " } else { "" };
                writeln!(text, "{}{dash}{}", " ".repeat(indent), if body.ends_with([']', '}']) { body } else { key })
                    .ok();
                is_item = false;
            }
        }
    }
    text
}

/// A place in the value of a `Type` in the middle.
fn middle_in_yaml(text: &str) -> u32 {
    let middle = text.len() / 2;
    let found = text[middle..].find("\"Type\": \"").map_or(0, |at| middle + at);
    (found + 12) as u32
}

#[divan::bench(args = SIZES)]
fn parse_yaml(bencher: Bencher<'_, '_>, size: usize) {
    let text = in_yaml(size);
    assert_eq!(Document::new(&text, Dialect::Yaml).tree().errors(), []);
    bencher.counter(BytesCount::of_str(&text)).bench(|| Document::new(black_box(&text), Dialect::Yaml));
}

/// One character typed into a state, and taken out again: two edits.
#[divan::bench(args = SIZES)]
fn edit_in_a_state_in_yaml(bencher: Bencher<'_, '_>, size: usize) {
    let text = in_yaml(size);
    let at = middle_in_yaml(&text);
    let mut document = Document::new(&text, Dialect::Yaml);
    bencher.bench_local(|| {
        document.edit(Span::empty(at), "x");
        document.edit(Span::new(at, at + 1), "");
    });
}

/// A quote that breaks the syntax, and is taken out again: two edits.
#[divan::bench(args = SIZES)]
fn quote_and_back_in_yaml(bencher: Bencher<'_, '_>, size: usize) {
    let text = in_yaml(size);
    let at = middle_in_yaml(&text);
    let mut document = Document::new(&text, Dialect::Yaml);
    bencher.bench_local(|| {
        document.edit(Span::empty(at), "\"");
        document.edit(Span::new(at, at + 1), "");
    });
}
