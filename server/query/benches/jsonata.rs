//! How the work grows with the size of a JSONata expression, in bytes a second for the parser: each step is ten times the
//! one before.

use asl_query::jsonata::scope::scopes;
use asl_query::jsonata::{format, parse};
use divan::counter::BytesCount;
use divan::{Bencher, black_box};

const SIZES: [usize; 3] = [1_000, 10_000, 100_000];

fn main() {
    divan::main();
}

/// A block of assignments of about `size` bytes.
fn statements(size: usize) -> String {
    let line = "$total := $sum($states.input.items[price > 10].(price * quantity)) & 'é'; /* note */\n";
    format!("({}$total)", line.repeat(size / line.len()))
}

/// A row of operators and a nest of conditions of about `size` bytes.
fn nested(size: usize) -> String {
    let part = "$type = 'a' & 'b' ? { 'kind': [$type, 1] } : ";
    format!("{}null", part.repeat(size / part.len()))
}

#[divan::bench(args = SIZES)]
fn parse_statements(bencher: Bencher, size: usize) {
    let text = statements(size);
    bencher.counter(BytesCount::of_str(&text)).bench(|| parse(black_box(&text)));
}

#[divan::bench(args = SIZES)]
fn parse_nested(bencher: Bencher, size: usize) {
    let text = nested(size);
    bencher.counter(BytesCount::of_str(&text)).bench(|| parse(black_box(&text)));
}

#[divan::bench(args = SIZES)]
fn parse_broken(bencher: Bencher, size: usize) {
    let text = statements(size).replace("items[", "items(");
    bencher.counter(BytesCount::of_str(&text)).bench(|| parse(black_box(&text)));
}

#[divan::bench(args = SIZES)]
fn resolve_names(bencher: Bencher, size: usize) {
    let parsed = parse(&statements(size));
    bencher.bench(|| scopes(black_box(&parsed)));
}

#[divan::bench(args = SIZES)]
fn format_statements(bencher: Bencher, size: usize) {
    let text = statements(size);
    bencher.bench(|| format(black_box(&text), 100, 2));
}
