//! The optimized integrations: their own names, and what they change in the API.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may")]

use std::collections::BTreeSet;
use std::path::Path;

use asl_aws_models::{Evidence, OptimizedTask, Pattern, integration, integrations, optimized, service};

fn task(service: &str, action: &str, pattern: Pattern) -> OptimizedTask {
    optimized(service, action, pattern).unwrap_or_else(|| panic!("no task {service}:{action}"))
}

/// The parameters at a path, required ones with `*`.
fn check_input(service: &str, action: &str, pattern: Pattern, path: &[&str], expected: &str) {
    let task = task(service, action, pattern);
    let at = task.shapes().walk(task.input().unwrap(), path.iter().copied()).unwrap();
    assert_eq!(members(task, at), expected, "{service}:{action}");
}

/// The members of the result at a path.
fn check_output(service: &str, action: &str, pattern: Pattern, path: &[&str], expected: &str) {
    let task = task(service, action, pattern);
    let at = task.shapes().walk(task.output().unwrap(), path.iter().copied()).unwrap();
    assert_eq!(members(task, at), expected, "{service}:{action}");
}

fn members(task: OptimizedTask, at: asl_aws_models::ShapeId) -> String {
    let structure = task.shapes().structure(at).unwrap();
    let names = structure.members().map(|member| {
        let required = if member.is_required() { "*" } else { "" };
        format!("{}{required}: {}", member.name(), task.shapes().type_name(member.shape()))
    });
    names.collect::<Vec<_>>().join(", ")
}

#[test]
fn names_are_those_of_version_1() {
    check_input(
        "dynamodb",
        "putItem",
        Pattern::RequestResponse,
        &["Item", "x"],
        "S: string, N: string, B: blob, SS: list of string, NS: list of string, BS: list of blob, \
         M: map of AttributeValue, L: list of AttributeValue, NULL: boolean, BOOL: boolean",
    );
    let task = task("dynamodb", "putItem", Pattern::RequestResponse);
    let value = task.shapes().walk(task.input().unwrap(), ["Item", "x"]).unwrap();
    let null = task.shapes().structure(value).unwrap().member("NULL").unwrap();
    assert_eq!(null.alternate(), Some("Nul"));
    let errors: Vec<&str> = task.operation.errors().iter().collect();
    assert!(errors.contains(&"DynamoDB.ConditionalCheckFailedException"), "{errors:?}");
    assert!(errors.contains(&"DynamoDB.AmazonDynamoDBException"), "{errors:?}");
    assert!(errors.iter().all(|error| error.starts_with("DynamoDB.")), "{errors:?}");
    assert_eq!(task.info.sdk(), Some(("dynamodb", "putItem")));
}

#[test]
fn payloads_are_json() {
    for (service, action, parameter) in [
        ("lambda", "invoke", &["Payload"][..]),
        ("sns", "publish", &["Message"]),
        ("sqs", "sendMessage", &["MessageBody"]),
        ("events", "putEvents", &["Entries", "*", "Detail"]),
        ("states", "startExecution", &["Input"]),
        ("bedrock", "invokeModel", &["Body"]),
    ] {
        let task = task(service, action, Pattern::TaskToken);
        let at = task.shapes().walk(task.input().unwrap(), parameter.iter().copied()).unwrap();
        assert_eq!(task.shapes().type_name(at), "any JSON", "{service}:{action}");
        assert_eq!(task.output(), None, "a callback brings the result");
    }
}

#[test]
fn results() {
    let rr = Pattern::RequestResponse;
    check_output(
        "lambda",
        "invoke",
        rr,
        &[],
        "StatusCode: integer, FunctionError: string, LogResult: string, Payload: any JSON, ExecutedVersion: string, \
         DurableExecutionArn: string, SdkHttpMetadata: SdkHttpMetadata, SdkResponseMetadata: SdkResponseMetadata",
    );
    check_output("events", "putEvents", rr, &[], "FailedEntryCount: integer, Entries: list of PutEventsResultEntry");
    check_output(
        "apigateway",
        "invoke",
        rr,
        &[],
        "Headers: map of list of string, ResponseBody: any JSON, StatusCode: integer, StatusText: string",
    );
    assert!(task("elasticmapreduce", "terminateCluster", rr).output().is_none());
}

#[test]
fn results_of_waiting() {
    let string_output = task("states", "startExecution", Pattern::Sync);
    let json_output = task("states", "startExecution", Pattern::Sync2);
    for (task, kind) in [(string_output, "string"), (json_output, "any JSON")] {
        for member in ["Output", "Input"] {
            let at = task.shapes().walk(task.output().unwrap(), [member]).unwrap();
            assert_eq!(task.shapes().type_name(at), kind);
        }
        assert!(task.output_is_certain());
    }
    let task_of_ecs = task("ecs", "runTask", Pattern::Sync);
    let arn = task_of_ecs.shapes().walk(task_of_ecs.output().unwrap(), ["Containers", "0", "ExitCode"]);
    assert!(arn.is_some());
    for (service, action, path) in [
        ("glue", "startJobRun", &["JobRunState"][..]),
        ("batch", "submitJob", &["Container", "ExitCode"]),
        ("codebuild", "startBuild", &["Build", "BuildStatus"]),
        ("athena", "startQueryExecution", &["QueryExecution", "QueryExecutionId"]),
        ("sagemaker", "createTrainingJob", &["ModelArtifacts", "S3ModelArtifacts"]),
        ("elasticmapreduce", "createCluster", &["ClusterId"]),
        ("elasticmapreduce", "createCluster", &["Cluster", "Id"]),
    ] {
        let task = task(service, action, Pattern::Sync);
        assert!(task.shapes().walk(task.output().unwrap(), path.iter().copied()).is_some(), "{service} {path:?}");
    }
    assert!(!task("batch", "submitJob", Pattern::Sync).output_is_certain());
    assert!(task("mediaconvert", "createJob", Pattern::Sync).output().is_none(), "not known");
    assert!(task("mediaconvert", "createJob", Pattern::RequestResponse).output().is_some());
}

#[test]
fn parameters_that_only_the_integration_has_or_refuses() {
    let rr = Pattern::RequestResponse;
    let run = |pattern| {
        let task = task("ecs", "runTask", pattern);
        task.shapes().structure(task.input().unwrap()).unwrap()
    };
    assert!(run(rr).member("Count").is_some());
    assert!(run(Pattern::Sync).member("Count").is_none());
    assert!(run(Pattern::TaskToken).member("StartedBy").is_some());
    check_input("bedrock", "invokeModel", rr, &["Input"], "S3Uri*: string");
    assert_eq!(task("bedrock", "invokeModel", rr).info.one_of(), ["Body", "Input"]);
    check_input(
        "elasticmapreduce",
        "addStep",
        rr,
        &[],
        "ClusterId*: string, Step*: StepConfig, ExecutionRoleArn: string",
    );
    let create = task("elasticmapreduce", "createCluster", rr);
    let input = create.shapes().structure(create.input().unwrap()).unwrap();
    assert!(input.member("Steps").is_none());
    let alive = create.shapes().structure(input.member("Instances").unwrap().shape()).unwrap();
    assert!(alive.member("KeepJobFlowAliveWhenNoSteps").unwrap().is_required());
    check_input(
        "apigateway",
        "invoke",
        rr,
        &[],
        "ApiEndpoint*: string, Method*: Method, Headers: map of list of string, Stage: string, Path: string, \
         QueryParameters: map of list of string, RequestBody: any JSON, AllowNullValues: boolean, AuthType: AuthType",
    );
    let harness = task("bedrockagentcore", "invokeHarness", rr);
    let tokens = harness.shapes().walk(harness.output().unwrap(), ["Usage", "TotalTokens"]);
    assert!(tokens.is_some());
}

#[test]
fn errors_are_known_in_degrees() {
    assert_eq!(integration("dynamodb").unwrap().error_evidence(), Evidence::Recorded);
    assert_eq!(integration("ecs").unwrap().error_evidence(), Evidence::Public);
    assert_eq!(integration("eks").unwrap().error_evidence(), Evidence::Unknown);
    assert_eq!(integration("apigateway").unwrap().status_errors(), Some("ApiGateway."));
    assert!(integration("events").unwrap().errors().any(|error| error == "EventBridge.FailedEntry"));
    assert!(integration("lambda").unwrap().errors().any(|error| error == "Lambda.TooManyRequestsException"));
}

#[test]
fn every_task_can_be_read() {
    for integration in integrations() {
        for info in integration.tasks() {
            for pattern in [Pattern::RequestResponse, Pattern::Sync, Pattern::Sync2, Pattern::TaskToken] {
                let task = task(integration.service(), info.action(), pattern);
                let input = task.shapes().structure(task.input().unwrap()).unwrap();
                for name in info.documented().iter().chain(info.one_of()) {
                    assert!(input.member(name).is_some(), "{} of {}", name, info.action());
                }
            }
            if let Some((sdk, action)) = info.sdk() {
                assert!(service(sdk).and_then(|service| service.operation(action)).is_some(), "{sdk}:{action}");
            }
        }
    }
    assert!(integration("dynamo").is_none());
    assert!(optimized("dynamodb", "query", Pattern::RequestResponse).is_none());
}

/// The tasks of the reference list, where it lies beside the project.
#[test]
fn every_known_task_is_there() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/spec/optimized.json");
    let Ok(text) = std::fs::read_to_string(path) else {
        println!("skipped: no reference data beside the project");
        return;
    };
    let list: serde_json::Value = serde_json::from_str(&text).unwrap();
    let mut known = BTreeSet::new();
    for entry in list["tasks"].as_array().unwrap() {
        let resource = entry["resource"].as_str().unwrap();
        let (service, action) = resource.split_once(':').unwrap();
        let task = task(service, action, Pattern::RequestResponse);
        known.insert(resource.to_owned());
        if let Some(parameters) = entry["params"].as_object() {
            let input = task.shapes().structure(task.input().unwrap()).unwrap();
            let written: BTreeSet<String> =
                input.members().map(|m| format!("{}{}", m.name(), if m.is_required() { "*" } else { "" })).collect();
            // One of two parameters is required, which a flag cannot say.
            let expected = parameters.keys().map(|name| match name.as_str() {
                "InvocationConfig*" | "Authentication*" => name.trim_end_matches('*').to_owned(),
                name => name.to_owned(),
            });
            assert_eq!(written, expected.collect(), "{resource}");
        }
    }
    for resource in list["mapOnly"].as_array().unwrap() {
        known.insert(resource.as_str().unwrap().to_owned());
    }
    let ours: BTreeSet<String> = integrations()
        .flat_map(|i| i.tasks().iter().map(move |task| format!("{}:{}", i.service(), task.action())))
        .collect();
    assert_eq!(ours, known);
}
