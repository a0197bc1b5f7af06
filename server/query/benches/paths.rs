//! How fast paths and intrinsic calls are read, in bytes a second, by the length of the text: the rate should hardly fall.

use asl_query::{intrinsic, jsonpath};
use divan::counter::BytesCount;
use divan::{Bencher, black_box};

const SIZES: [usize; 3] = [1_000, 10_000, 100_000];

fn main() {
    divan::main();
}

/// `piece` again and again behind `start`, about `size` bytes.
fn repeated(start: &str, piece: &str, size: usize) -> String {
    format!("{start}{}", piece.repeat(size / piece.len()))
}

fn bench_path(bencher: Bencher<'_, '_>, text: &str) {
    bencher.counter(BytesCount::of_str(text)).bench(|| jsonpath::parse(black_box(text)));
}

fn bench_call(bencher: Bencher<'_, '_>, text: &str) {
    bencher.counter(BytesCount::of_str(text)).bench(|| intrinsic::parse(black_box(text)));
}

#[divan::bench(args = SIZES)]
fn path_of_names(bencher: Bencher<'_, '_>, size: usize) {
    bench_path(bencher, &repeated("$", ".customer['first name'][0]", size));
}

#[divan::bench(args = SIZES)]
fn path_of_filters(bencher: Bencher<'_, '_>, size: usize) {
    bench_path(bencher, &repeated("$", ".items[?(@.price > 10 && @.kind == 'é')]", size));
}

#[divan::bench(args = SIZES)]
fn broken_path(bencher: Bencher<'_, '_>, size: usize) {
    bench_path(bencher, &repeated("$", ".items[?(@.price >", size));
}

/// A call with many arguments; nesting has a limit of its own.
#[divan::bench(args = SIZES)]
fn call(bencher: Bencher<'_, '_>, size: usize) {
    bench_call(bencher, &repeated("States.Array(1", ", States.Format('{} is \\'{}\\'', $.name['a b'], 2.5)", size));
}

#[divan::bench(args = SIZES)]
fn broken_call(bencher: Bencher<'_, '_>, size: usize) {
    bench_call(bencher, &repeated("States.Array(1", ", States.Format('{} is, $.name[", size));
}
