//! What an edit costs, by size of the machine: parse, edit, lower with all rules, findings, completion, hover.
//!
//! The sizes grow by ten; each line should grow no faster, and those of one keystroke should hardly grow at all.

use std::fmt::Write as _;

use asl_analysis::features::{completion, formatting, hover, tokens};
use asl_analysis::{Analysis, Intent};
use asl_syntax::{Dialect, Document, Span};

fn main() {
    divan::main();
}

const SIZES: &[usize] = &[1_000, 10_000, 100_000, 1_000_000];

/// A machine of about `size` bytes, and an offset inside a string in the middle of it.
fn machine(size: usize) -> (String, u32) {
    let mut text = String::from("{\n  \"StartAt\": \"S0\",\n  \"States\": {\n");
    let mut index = 0;
    let mut middle = 0;
    while text.len() < size {
        if middle == 0 && text.len() * 2 >= size {
            middle = text.len() as u32 + 60;
        }
        let _ = write!(
            text,
            "    \"S{index}\": {{\n      \"Type\": \"Task\",\n      \"Comment\": \"Does the work of step {index}\",\n      \
             \"Resource\": \"arn:aws:states:::lambda:invoke\",\n      \"Parameters\": {{\n        \"FunctionName\": \"f{index}\",\n        \
             \"Payload\": {{ \"order.$\": \"$.order\", \"when.$\": \"$$.State.EnteredTime\" }}\n      }},\n      \
             \"Retry\": [{{ \"ErrorEquals\": [\"Lambda.ServiceException\"], \"MaxAttempts\": 3 }}],\n      \
             \"Next\": \"S{}\"\n    }},\n",
            index + 1
        );
        index += 1;
    }
    let _ = write!(text, "    \"S{index}\": {{ \"Type\": \"Succeed\" }}\n  }}\n}}\n");
    let at = text[middle as usize..].find("the work").map_or(middle, |i| middle + i as u32);
    (text, at)
}

/// A machine of about `size` bytes full of JSONata and variables, and two offsets in its middle: inside an expression, and
/// inside a comment.
fn machine_of_expressions(size: usize) -> (String, u32, u32) {
    let mut text = String::from("{\n  \"QueryLanguage\": \"JSONata\",\n  \"StartAt\": \"S0\",\n  \"States\": {\n");
    let mut index = 0;
    while text.len() < size {
        let _ = write!(
            text,
            "    \"S{index}\": {{\n      \"Type\": \"Pass\",\n      \"Comment\": \"Does the work of step {index}\",\n      \
             \"Assign\": {{ \"total\": \"{{% $sum($states.input.items[price > 10].price) + {index} %}}\" }},\n      \
             \"Output\": \"{{% {{ 'name': $uppercase($states.input.name), 'total': $exists($total) ? $total : 0 }} %}}\",\n      \
             \"Next\": \"S{}\"\n    }},\n",
            index + 1
        );
        index += 1;
    }
    let _ = write!(text, "    \"S{index}\": {{ \"Type\": \"Succeed\" }}\n  }}\n}}\n");
    let middle = text[text.len() / 2..].find("\"Comment\"").map_or(0, |at| text.len() / 2 + at);
    let behind = |what: &str| text[middle..].find(what).map_or(0, |at| (middle + at + what.len()) as u32);
    (text.clone(), behind("$uppercase($states.in"), behind("Does the w"))
}

fn analyse(text: &str) -> Analysis {
    let analysis = Analysis::new(Document::new(text, Dialect::Json), Intent::Machine);
    analysis.findings();
    analysis
}

#[divan::bench(args = SIZES)]
fn parse(bencher: divan::Bencher<'_, '_>, size: usize) {
    let (text, _) = machine(size);
    bencher.bench(|| Document::new(&text, Dialect::Json));
}

#[divan::bench(args = SIZES)]
fn lower_and_judge_everything(bencher: divan::Bencher<'_, '_>, size: usize) {
    let (text, _) = machine(size);
    let document = Document::new(&text, Dialect::Json);
    bencher.bench(|| Analysis::new(document.clone(), Intent::Machine).findings().len());
}

#[divan::bench(args = SIZES)]
fn edit_one_character(bencher: divan::Bencher<'_, '_>, size: usize) {
    let (text, at) = machine(size);
    let document = Document::new(&text, Dialect::Json);
    bencher.with_inputs(|| document.clone()).bench_values(|mut document| {
        document.edit(Span::empty(at), "x");
        document
    });
}

#[divan::bench(args = SIZES)]
fn judge_after_one_character(bencher: divan::Bencher<'_, '_>, size: usize) {
    let (text, at) = machine(size);
    let before = analyse(&text);
    let mut after = before.document().clone();
    after.edit(Span::empty(at), "x");
    bencher.bench(|| before.next(after.clone()).findings().len());
}

fn judge_after_a_keystroke(bencher: divan::Bencher<'_, '_>, text: &str, at: u32) {
    let before = analyse(text);
    bencher.bench(|| {
        let mut after = before.document().clone();
        after.edit(Span::empty(at), "x");
        before.next(after).findings().len()
    });
}

#[divan::bench(args = SIZES)]
fn keystroke_inside_an_expression(bencher: divan::Bencher<'_, '_>, size: usize) {
    let (text, inside, _) = machine_of_expressions(size);
    judge_after_a_keystroke(bencher, &text, inside);
}

#[divan::bench(args = SIZES)]
fn keystroke_outside_of_expressions(bencher: divan::Bencher<'_, '_>, size: usize) {
    let (text, _, outside) = machine_of_expressions(size);
    judge_after_a_keystroke(bencher, &text, outside);
}

#[divan::bench(args = SIZES)]
fn judge_after_a_changed_target(bencher: divan::Bencher<'_, '_>, size: usize) {
    let (text, at) = machine(size);
    let before = analyse(&text);
    let target = text[at as usize..].find("\"Next\": \"S").map_or(at, |i| at + i as u32 + 10);
    let mut after = before.document().clone();
    after.edit(Span::empty(target), "9");
    bencher.bench(|| before.next(after.clone()).findings().len());
}

#[divan::bench(args = SIZES)]
fn complete_a_state(bencher: divan::Bencher<'_, '_>, size: usize) {
    let (text, at) = machine(size);
    let analysis = analyse(&text);
    let target = text[at as usize..].find("\"Next\": \"S").map_or(at, |i| at + i as u32 + 10);
    bencher.bench(|| completion::completions(&analysis, target).items.len());
}

#[divan::bench(args = SIZES)]
fn hover_a_state(bencher: divan::Bencher<'_, '_>, size: usize) {
    let (text, at) = machine(size);
    let analysis = analyse(&text);
    let target = text[at as usize..].find("\"Next\": \"S").map_or(at, |i| at + i as u32 + 10);
    bencher.bench(|| hover::hover(&analysis, target));
}

/// In the path behind a key that ends in `.$`.
#[divan::bench(args = SIZES)]
fn complete_in_an_expression(bencher: divan::Bencher<'_, '_>, size: usize) {
    let (text, at) = machine(size);
    let analysis = analyse(&text);
    let at = text[at as usize..].find("$.order").map_or(at, |i| at + i as u32 + 1);
    bencher.bench(|| completion::completions(&analysis, at).items.len());
}

#[divan::bench(args = SIZES)]
fn colour_everything(bencher: divan::Bencher<'_, '_>, size: usize) {
    let (text, _) = machine(size);
    let analysis = analyse(&text);
    bencher.bench(|| tokens::tokens(&analysis, Span::new(0, text.len() as u32)).len());
}

#[divan::bench(args = SIZES)]
fn lay_out_with_four_spaces(bencher: divan::Bencher<'_, '_>, size: usize) {
    let (text, _) = machine(size);
    let analysis = analyse(&text);
    let style = formatting::Style { unit: "    ".to_owned(), final_newline: false };
    bencher.bench(|| formatting::format(&analysis, &style).map(|edits| edits.len()));
}

/// A task in the middle of a machine, with the cursor in its parameters or its resource.
fn task(resource: &str, parameters: &str) -> (Analysis, u32) {
    let text = format!(
        r#"{{ "StartAt": "T", "States": {{ "T": {{ "Type": "Task", "Resource": "{resource}", "Parameters": {{ {parameters} }}, "End": true }} }} }}"#
    );
    let (text, offset) = asl_analysis::marked::cursor(&text);
    (analyse(&text), offset)
}

/// Parameters of an action, after the first use of its service: 5 ms for the first of EC2 and 1 ms else are the bars.
#[divan::bench(args = ["dynamodb:putItem", "aws-sdk:dynamodb:query", "aws-sdk:ec2:runInstances"])]
fn complete_parameters(bencher: divan::Bencher<'_, '_>, action: &str) {
    let (analysis, at) = task(&format!("arn:aws:states:::{action}"), r#""$0""#);
    bencher.bench(|| completion::completions(&analysis, at).items.len());
}

/// One keystroke in a resource, over the actions of all services: 5 ms is the bar.
#[divan::bench(args = ["d", "putitem dynamo", "arn:aws:states:::aws-sdk:ec2:describe"])]
fn complete_resources(bencher: divan::Bencher<'_, '_>, typed: &str) {
    let (analysis, at) = task(&format!("{typed}$0"), "");
    bencher.bench(|| completion::completions(&analysis, at).items.len());
}
