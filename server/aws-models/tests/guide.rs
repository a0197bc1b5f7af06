//! The data against what the Step Functions guide documents.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may")]

use std::collections::BTreeSet;
use std::path::Path;

use asl_aws_models::{Exclusion, excluded, naming, service, service_by_error_prefix, service_info, services};

const GUIDE: &str = include_str!("../guide.txt");

fn guide_lines(keyword: &str) -> Vec<Vec<&'static str>> {
    let lines = GUIDE.lines().filter_map(|line| line.strip_prefix(keyword)?.strip_prefix(' '));
    lines.map(|line| line.split(' ').collect()).collect()
}

#[test]
fn every_documented_prefix_is_exact() {
    let listed: Vec<&str> = guide_lines("listed").concat();
    assert_eq!(listed.len(), 389);
    let wrong: Vec<&&str> = listed.iter().filter(|prefix| service_by_error_prefix(prefix).is_none()).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    let retired = listed.iter().filter(|prefix| service_by_error_prefix(prefix).unwrap().is_retired()).count();
    println!("{} documented prefixes are exact, {retired} of them of closed services", listed.len());
}

#[test]
fn every_later_service_is_there() {
    for prefix in guide_lines("later").concat() {
        assert!(service_by_error_prefix(prefix).is_some_and(|info| info.is_listed()), "{prefix}");
    }
}

#[test]
fn every_unsupported_operation_is_marked() {
    let (mut marked, mut gone) = (0, 0);
    for line in guide_lines("unsupported") {
        let (id, operations) = line.split_first().unwrap();
        for name in operations {
            let action = naming::action(name);
            assert!(excluded(id, &action));
            match service(id).and_then(|service| service.operation(&action)) {
                Some(operation) => {
                    assert_eq!(operation.exclusion(), Some(Exclusion::Documented), "{id}:{action}");
                    marked += 1;
                }
                None => gone += 1,
            }
        }
    }
    assert_eq!(marked + gone, 63);
    assert!(marked >= 40, "{marked}");
    println!("{marked} unsupported operations are marked, {gone} are in no model any more");
}

/// All documented exclusions that stream events follow from the rule, which therefore covers newer ones.
#[test]
fn event_streams_are_excluded() {
    let mut inferred = Vec::new();
    for info in services() {
        for operation in info.service().unwrap().operations() {
            if operation.has_event_stream() {
                assert!(operation.exclusion().is_some());
                if operation.exclusion() == Some(Exclusion::EventStream) {
                    inferred.push(format!("{}:{}", info.id(), operation.action()));
                }
            }
        }
    }
    assert!(inferred.contains(&"bedrockagentcore:invokeHarness".to_owned()), "{inferred:?}");
    assert!(!inferred.contains(&"lambda:invokeWithResponseStream".to_owned()));
    println!("excluded by inference: {inferred:?}");
}

#[test]
fn ids_are_sorted_and_belong_to_their_prefixes() {
    let ids: Vec<&str> = services().map(|info| info.id()).collect();
    assert!(ids.is_sorted());
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
    for info in services() {
        assert_eq!(info.id(), info.error_prefix().to_lowercase());
        assert_eq!(service_info(info.id()).unwrap().model_id(), info.model_id());
    }
}

/// The lists of the guide as they were transcribed, where the reference data lies beside the project.
#[test]
fn the_transcribed_lists_are_the_same() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/spec");
    let (Ok(prefixes), Ok(unsupported)) = (
        std::fs::read_to_string(folder.join("aws_api_prefixes.txt")),
        std::fs::read_to_string(folder.join("aws_api_unsupported.txt")),
    ) else {
        println!("skipped: no reference data beside the project");
        return;
    };
    let listed: BTreeSet<&str> = guide_lines("listed").concat().into_iter().collect();
    assert_eq!(listed, prefixes.split_whitespace().collect());
    let ours: Vec<String> = guide_lines("unsupported").iter().map(|words| words.join(" ")).collect();
    assert_eq!(ours, unsupported.lines().collect::<Vec<_>>());
}
