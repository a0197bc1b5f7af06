//! How much the data weighs and how long it takes. Times are judged in optimized builds only:
//! `cargo test --release -p asl-aws-models --test bars -- --nocapture`.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may")]

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use asl_aws_models::{Pattern, integrations, optimized, search, service, services};

const MEGABYTE: usize = 1_000_000;

#[test]
fn the_data_fits_into_the_binary() {
    let folder = Path::new(env!("OUT_DIR"));
    let size = |name: &str| usize::try_from(std::fs::metadata(folder.join(name)).unwrap().len()).unwrap();
    let (blocks, index, tables) = (size("blocks.bin"), size("index.txt"), size("names.txt") + size("tables.rs"));
    println!("blocks {blocks} bytes, index {index} bytes, source of the tables {tables} bytes");
    assert!(blocks + index + tables < 3 * MEGABYTE);
}

/// Set in the processes that measure.
const MEASURING: &str = "ASL_AWS_MODELS_MEASURING";

/// First use happens once in a process: several processes measure, and the best of each time is judged, since other
/// work on the machine is not ours.
#[test]
fn first_and_later_use_are_quick() {
    if std::env::var_os(MEASURING).is_some() {
        measure();
        return;
    }
    let mut best: BTreeMap<String, Duration> = BTreeMap::new();
    for _ in 0..5 {
        let output = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "first_and_later_use_are_quick", "--nocapture"])
            .env(MEASURING, "1")
            .output()
            .unwrap();
        assert!(output.status.success());
        for line in String::from_utf8(output.stdout).unwrap().lines() {
            if let Some((what, nanoseconds)) = line.split_once('\t') {
                let time = Duration::from_nanos(nanoseconds.parse().unwrap());
                best.entry(what.to_owned()).and_modify(|best| *best = time.min(*best)).or_insert(time);
            }
        }
    }
    assert_eq!(best.len(), BARS.len());
    for (what, bar) in BARS {
        println!("{what}: {:?}, bar {bar:?}", best[what]);
        if cfg!(debug_assertions) {
            println!("  not judged: this build is not optimized");
        } else {
            assert!(best[what] < bar, "{what}");
        }
    }
}

const BARS: [(&str, Duration); 12] = [
    ("list all services and tasks", Duration::from_micros(100)),
    ("first use of ec2", Duration::from_millis(5)),
    ("later use of ec2", Duration::from_micros(100)),
    ("first use of dynamodb", Duration::from_millis(1)),
    ("later use of dynamodb", Duration::from_micros(100)),
    ("first use of the optimized dynamodb:putItem", Duration::from_millis(1)),
    ("first search", Duration::from_millis(5)),
    ("search for putitem dynamo", Duration::from_millis(5)),
    ("search for d", Duration::from_millis(5)),
    ("search for nothing", Duration::from_millis(5)),
    ("search in vain", Duration::from_millis(5)),
    ("all services", Duration::from_millis(500)),
];

fn measure() {
    report("list all services and tasks", || {
        assert!(services().len() + integrations().map(|one| one.tasks().len()).sum::<usize>() > 500);
    });
    for (id, action) in [("ec2", "runInstances"), ("dynamodb", "putItem")] {
        for turn in ["first", "later"] {
            report(&format!("{turn} use of {id}"), || {
                let operation = service(id).and_then(|service| service.operation(action));
                assert!(operation.and_then(|operation| operation.input()).is_some());
            });
        }
    }
    report("first use of the optimized dynamodb:putItem", || {
        assert!(optimized("dynamodb", "putItem", Pattern::RequestResponse).is_some());
    });
    for (what, words) in [
        ("first search", "putitem dynamo"),
        ("search for putitem dynamo", "putitem dynamo"),
        ("search for d", "d"),
        ("search for nothing", ""),
        ("search in vain", "zzz"),
    ] {
        report(what, || assert_eq!(search(words, 100).is_empty(), words == "zzz"));
    }
    report("all services", || assert!(services().all(|info| info.service().is_some())));
}

fn report(what: &str, work: impl FnOnce()) {
    let start = Instant::now();
    work();
    println!("\n{what}\t{}", start.elapsed().as_nanos());
}

#[test]
fn memory_is_taken_by_what_is_used() {
    for (id, limit) in [("ec2", MEGABYTE), ("dynamodb", MEGABYTE / 10), ("sqs", MEGABYTE / 50)] {
        let memory = service(id).unwrap().memory();
        println!("{id}: {memory} bytes of memory");
        assert!(memory < limit);
    }
}
