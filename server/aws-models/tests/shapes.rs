//! What the data says of services that everybody knows, and what must hold for all of them.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may")]

use std::collections::BTreeSet;

use asl_aws_models::{Exclusion, Operation, Service, Shape, ShapeId, service, service_info, services};

fn operation(service_id: &str, action: &str) -> Operation {
    service(service_id).and_then(|service| service.operation(action)).unwrap()
}

/// One line per member: name, `*` where it is required, type.
fn check(service_id: &str, action: &str, path: &[&str], expected: &[&str]) {
    let operation = operation(service_id, action);
    let shapes = operation.service();
    let at = shapes.walk(operation.input().unwrap(), path.iter().copied()).unwrap();
    let members: Vec<String> = shapes
        .structure(at)
        .unwrap()
        .members()
        .map(|member| {
            let required = if member.is_required() { "*" } else { "" };
            format!("{}{required}: {}", member.name(), shapes.type_name(member.shape()))
        })
        .collect();
    assert_eq!(members, expected, "{service_id}:{action} {path:?}");
}

#[test]
fn members_at_every_depth() {
    check(
        "dynamodb",
        "getItem",
        &[],
        &[
            "TableName*: string",
            "Key*: map of AttributeValue",
            "AttributesToGet: list of string",
            "ConsistentRead: boolean",
            "ReturnConsumedCapacity: ReturnConsumedCapacity",
            "ProjectionExpression: string",
            "ExpressionAttributeNames: map of string",
        ],
    );
    let attribute_value = [
        "S: string",
        "N: string",
        "B: blob",
        "Ss: list of string",
        "Ns: list of string",
        "Bs: list of blob",
        "M: map of AttributeValue",
        "L: list of AttributeValue",
        "Nul: boolean",
        "Bool: boolean",
    ];
    check("dynamodb", "putItem", &["Item", "Artist"], &attribute_value);
    check("dynamodb", "putItem", &["Item", "any", "M", "key", "L", "*", "M", "key"], &attribute_value);
}

#[test]
fn walking_stops_where_the_model_ends() {
    let put = operation("dynamodb", "putItem");
    let input = put.input().unwrap();
    for path in [&["Nothing"][..], &["TableName", "more"], &["Item", "any", "L", "key"], &["item"]] {
        assert_eq!(put.service().walk(input, path.iter().copied()), None, "{path:?}");
    }
    assert_eq!(put.service().walk(input, []), Some(input));
}

#[test]
fn enumerations() {
    let put = operation("dynamodb", "putItem");
    let at = put.service().walk(put.input().unwrap(), ["ReturnValues"]).unwrap();
    let Some(Shape::Enum { name, values }) = put.service().shape(at) else { panic!("no enumeration") };
    assert_eq!(name, "ReturnValue");
    assert_eq!(values.iter().collect::<Vec<_>>(), ["NONE", "ALL_OLD", "UPDATED_OLD", "ALL_NEW", "UPDATED_NEW"]);
}

#[test]
fn errors_of_an_action_and_of_its_service() {
    let delete = operation("ssm", "deleteParameter");
    assert_eq!(
        delete.errors().iter().collect::<Vec<_>>(),
        ["Ssm.InternalServerErrorException", "Ssm.ParameterNotFoundException"]
    );
    let errors = service("rds").unwrap().errors();
    for name in ["Rds.DbInstanceNotFoundException", "Rds.RdsException", "Rds.SdkClientException"] {
        assert!(errors.contains(name), "{name}");
    }
    let raising: Vec<&str> = service("dynamodb")
        .unwrap()
        .operations_raising("DynamoDb.TransactionCanceledException")
        .map(Operation::action)
        .collect();
    assert_eq!(raising, ["executeTransaction", "transactGetItems", "transactWriteItems"]);
}

#[test]
fn meant_names_are_found() {
    let describe = operation("rds", "describeDBInstances");
    let input = describe.service().structure(describe.input().unwrap()).unwrap();
    for written in ["DBInstanceIdentifier", "dbInstanceIdentifier", "DbInstanceIdentifier"] {
        assert_eq!(input.member_like(written).unwrap().name(), "DbInstanceIdentifier");
    }
    assert!(input.member("DBInstanceIdentifier").is_none());
    let item = operation("dynamodb", "putItem");
    let value = item.service().walk(item.input().unwrap(), ["Item", "x"]).unwrap();
    assert_eq!(item.service().structure(value).unwrap().member_like("NULL").unwrap().name(), "Nul");
    assert_eq!(service("dynamodb").unwrap().operation_like("PutItem").unwrap().action(), "putItem");
}

#[test]
fn a_java_word_is_accepted_in_both_spellings() {
    let retrieve = operation("bedrockagentruntime", "retrieve");
    let path = ["RetrievalConfiguration", "VectorSearchConfiguration", "Filter"];
    let filter = retrieve.service().walk(retrieve.input().unwrap(), path).unwrap();
    let member = retrieve.service().structure(filter).unwrap().member("EqualsValue").unwrap();
    assert_eq!(member.alternate(), Some("Equals"));
    assert!(member.accepts_alternate());
    let put = operation("s3", "putObject");
    let acl = put.service().structure(put.input().unwrap()).unwrap().member("Acl").unwrap();
    assert_eq!(acl.alternate(), Some("ACL"));
    assert!(!acl.accepts_alternate());
}

#[test]
fn what_is_copied_can_be_named_in_two_ways() {
    let copy = operation("s3", "copyObject");
    let input = copy.service().structure(copy.input().unwrap()).unwrap();
    let bucket = input.member("Bucket").unwrap();
    assert!(bucket.is_required() && bucket.accepts_alternate());
    assert_eq!(bucket.alternate(), Some("DestinationBucket"));
    assert_eq!(input.member_like("SourceBucket").unwrap().name(), "CopySource");
    assert!(!input.member("SourceKey").unwrap().is_required());
}

/// Java words are rare, and each is a member that AWS renames for its SDK.
#[test]
fn few_names_are_java_words() {
    let mut words = BTreeSet::new();
    let mut count = 0;
    for info in services() {
        let shapes = info.service().unwrap();
        let mut seen = BTreeSet::new();
        for operation in shapes.operations() {
            for side in [operation.input(), operation.output()].into_iter().flatten() {
                visit(shapes, side, &mut seen);
            }
        }
        for structure in seen.into_iter().filter_map(|id| shapes.structure(id)) {
            for member in structure.members().filter(|member| member.name().ends_with("Value")) {
                if let Some(word) = member.alternate().filter(|_| member.accepts_alternate()) {
                    words.insert(word);
                    count += 1;
                }
            }
        }
    }
    println!("{count} members are Java words: {words:?}");
    assert!((100..250).contains(&count), "{count}");
    for word in ["Equals", "Return", "Default", "Public", "Package"] {
        assert!(words.contains(word), "{word}");
    }
}

#[test]
fn flags() {
    assert_eq!(operation("sts", "assumeRole").exclusion(), Some(Exclusion::Documented));
    assert_eq!(operation("bedrockagentcore", "invokeHarness").exclusion(), Some(Exclusion::EventStream));
    assert_eq!(operation("s3", "getObject").exclusion(), None);
    assert!(operation("lambda", "invokeAsync").is_deprecated());
    let get = operation("s3", "getObject");
    let body = get.service().walk(get.output().unwrap(), ["Body"]).unwrap();
    assert!(matches!(get.service().shape(body), Some(Shape::Blob { is_streaming: true })));
    let start = operation("sfn", "startExecution");
    assert_eq!(start.api_name(), "StartExecution");
    assert_eq!(
        service_info("sfn").unwrap().reference_url(&start.api_name()).unwrap(),
        "https://docs.aws.amazon.com/goto/WebAPI/states-2016-11-23/StartExecution"
    );
    let run = operation("athena", "startQueryExecution");
    let token = run.service().structure(run.input().unwrap()).unwrap().member("ClientRequestToken").unwrap();
    assert!(token.is_idempotency_token() && !token.is_required());
}

#[test]
fn closed_services_are_kept_and_marked() {
    for id in ["lookoutvision", "iotanalytics", "honeycode", "qldb"] {
        assert!(service_info(id).unwrap().is_retired(), "{id}");
        assert!(service(id).is_some_and(|service| service.operations().len() > 0), "{id}");
    }
    assert!(!service_info("dynamodb").unwrap().is_retired());
    assert!(service("nosuchservice").is_none());
    assert!(service("DynamoDB").is_none());
}

/// Everything reachable has a name and a place, nothing is there twice, and what has members is a structure.
#[test]
fn every_shape_can_be_reached_and_read() {
    let mut reached = 0;
    for info in services() {
        let shapes = info.service().unwrap_or_else(|| panic!("{} does not decode", info.id()));
        let mut actions = BTreeSet::new();
        let mut seen = BTreeSet::new();
        for operation in shapes.operations() {
            assert!(actions.insert(operation.action()), "{}:{} twice", info.id(), operation.action());
            assert!(operation.action().starts_with(|c: char| c.is_ascii_lowercase()));
            assert_eq!(shapes.operation(operation.action()).unwrap().input(), operation.input());
            for error in operation.errors() {
                assert!(shapes.errors().contains(error), "{error}");
                assert!(error.starts_with(&format!("{}.", info.error_prefix())) && error.ends_with("Exception"));
            }
            for side in [operation.input(), operation.output()].into_iter().flatten() {
                assert!(shapes.structure(side).is_some());
                visit(shapes, side, &mut seen);
            }
        }
        reached += seen.len();
    }
    assert!(reached > 60_000, "{reached}");
}

fn visit(shapes: &'static Service, from: ShapeId, seen: &mut BTreeSet<ShapeId>) {
    let mut pending = vec![from];
    while let Some(id) = pending.pop() {
        if !seen.insert(id) {
            continue;
        }
        assert!(!shapes.type_name(id).is_empty());
        match shapes.shape(id).unwrap() {
            Shape::Structure(structure) => {
                let mut names = BTreeSet::new();
                for member in structure.members() {
                    assert!(names.insert(member.name()), "{}.{} twice", structure.name(), member.name());
                    assert!(!member.name().starts_with(|c: char| c.is_ascii_lowercase()), "{}", member.name());
                    pending.push(member.shape());
                }
            }
            Shape::List { element } => pending.push(element),
            Shape::Map { key, value } => {
                assert!(matches!(shapes.shape(key), Some(Shape::String | Shape::Enum { .. })));
                pending.push(value);
            }
            Shape::Enum { name, values } => assert!(!values.is_empty(), "{name}"),
            _ => {}
        }
    }
}
