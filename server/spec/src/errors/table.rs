//! The names and codes, as data.

use super::{CommonError, ErrorName, Family, Origin, PrefixTwins, ServiceDiagnostic, Severity};

pub(super) static PREFIX_TWINS: [PrefixTwins; 4] = [
    PrefixTwins {
        optimized: "DynamoDB",
        sdk: "DynamoDb",
    },
    PrefixTwins {
        optimized: "SNS",
        sdk: "Sns",
    },
    PrefixTwins {
        optimized: "SQS",
        sdk: "Sqs",
    },
    PrefixTwins {
        optimized: "StepFunctions",
        sdk: "Sfn",
    },
];

pub(super) static RESERVED: [ErrorName; 17] = [
    ErrorName {
        name: "States.ALL",
        doc: "Wildcard that stands for any error name; only meaningful in `ErrorEquals`.",
        raised_by: "nothing: it is never raised",
        origin: Origin::Wildcard,
        matched_by_all: true,
        catchable: true,
        note: Some(
            "It must be the only name in its array, in the last Retrier or Catcher. It does not cover `States.DataLimitExceeded` and `States.Runtime`.",
        ),
    },
    ErrorName {
        name: "States.BranchFailed",
        doc: "One branch of a Parallel state failed.",
        raised_by: "a Parallel state",
        origin: Origin::Spec,
        matched_by_all: true,
        catchable: true,
        note: None,
    },
    ErrorName {
        name: "States.DataLimitExceeded",
        doc: "A payload, result or variable grew past its size quota.",
        raised_by: "any state",
        origin: Origin::Aws,
        matched_by_all: false,
        catchable: true,
        note: Some(
            "It ends the execution unless it is named explicitly: `States.ALL` and `States.TaskFailed` do not match it.",
        ),
    },
    ErrorName {
        name: "States.ExceedToleratedFailureThreshold",
        doc: "Too many Map items failed for the configured tolerance.",
        raised_by: "a Map state",
        origin: Origin::Spec,
        matched_by_all: true,
        catchable: true,
        note: None,
    },
    ErrorName {
        name: "States.HeartbeatTimeout",
        doc: "The task was silent for longer than its heartbeat interval.",
        raised_by: "a Task state",
        origin: Origin::Spec,
        matched_by_all: true,
        catchable: true,
        note: Some("A Retrier or Catcher for `States.Timeout` matches it too."),
    },
    ErrorName {
        name: "States.Http.Socket",
        doc: "An HTTP task did not complete inside its 60 second window.",
        raised_by: "an HTTP task",
        origin: Origin::Aws,
        matched_by_all: true,
        catchable: true,
        note: None,
    },
    ErrorName {
        name: "States.IntrinsicFailure",
        doc: "An intrinsic function could not be evaluated.",
        raised_by: "payload templates of JSONPath states",
        origin: Origin::Spec,
        matched_by_all: true,
        catchable: true,
        note: Some(
            "AWS was seen to answer `States.Runtime` when the path of an argument finds nothing.",
        ),
    },
    ErrorName {
        name: "States.ItemReaderFailed",
        doc: "The Map state could not read its dataset.",
        raised_by: "a Map state with `ItemReader`",
        origin: Origin::Spec,
        matched_by_all: true,
        catchable: true,
        note: None,
    },
    ErrorName {
        name: "States.NoChoiceMatched",
        doc: "No choice rule was true and there is no `Default`.",
        raised_by: "a Choice state",
        origin: Origin::Spec,
        matched_by_all: true,
        catchable: true,
        note: Some(
            "A Choice state has no `Catch`, so it ends the branch. AWS was seen to record `States.Runtime` instead.",
        ),
    },
    ErrorName {
        name: "States.ParameterPathFailure",
        doc: "A path in a payload template found nothing.",
        raised_by: "payload templates of JSONPath states",
        origin: Origin::Spec,
        matched_by_all: true,
        catchable: true,
        note: Some("Recorded executions show `States.Runtime` for this case."),
    },
    ErrorName {
        name: "States.Permissions",
        doc: "The execution role lacks rights for the task.",
        raised_by: "a Task state",
        origin: Origin::Spec,
        matched_by_all: true,
        catchable: true,
        note: None,
    },
    ErrorName {
        name: "States.QueryEvaluationError",
        doc: "A JSONata expression failed, gave undefined, gave the wrong type or an out-of-range value.",
        raised_by: "JSONata states",
        origin: Origin::Spec,
        matched_by_all: true,
        catchable: true,
        note: None,
    },
    ErrorName {
        name: "States.ResultPathMatchFailure",
        doc: "The result could not be stored at `ResultPath`.",
        raised_by: "states with `ResultPath`",
        origin: Origin::Spec,
        matched_by_all: true,
        catchable: true,
        note: None,
    },
    ErrorName {
        name: "States.ResultWriterFailed",
        doc: "The Map state could not write its results.",
        raised_by: "a Map state with `ResultWriter`",
        origin: Origin::Spec,
        matched_by_all: true,
        catchable: true,
        note: None,
    },
    ErrorName {
        name: "States.Runtime",
        doc: "The interpreter met a problem it cannot process, such as a path on a null payload.",
        raised_by: "any state",
        origin: Origin::Aws,
        matched_by_all: false,
        catchable: false,
        note: Some(
            "It always ends the execution as failed: naming it in `Retry` or `Catch` has no effect.",
        ),
    },
    ErrorName {
        name: "States.TaskFailed",
        doc: "The task failed while running.",
        raised_by: "a Task state",
        origin: Origin::Spec,
        matched_by_all: true,
        catchable: true,
        note: Some(
            "In `ErrorEquals` it stands for every known error but `States.Timeout`, and may stand anywhere in the list.",
        ),
    },
    ErrorName {
        name: "States.Timeout",
        doc: "The task ran past `TimeoutSeconds`, went silent past `HeartbeatSeconds`, or the whole execution timed out.",
        raised_by: "a Task state or the whole machine",
        origin: Origin::Spec,
        matched_by_all: true,
        catchable: true,
        note: Some("A timeout of the whole execution cannot be caught inside the machine."),
    },
];
pub(super) static FAMILIES: [Family; 5] = [
    Family {
        pattern: "States.Http.StatusCode.<code>",
        prefix: "States.Http.StatusCode.",
        doc: "HTTP task got a non-2xx answer with this status code.",
        examples: &["States.Http.StatusCode.429", "States.Http.StatusCode.503"],
    },
    Family {
        pattern: "Events.ConnectionResource.<Reason>",
        prefix: "Events.ConnectionResource.",
        doc: "EventBridge connection problem met by an HTTP task.",
        examples: &[
            "Events.ConnectionResource.InvalidConnectionState",
            "Events.ConnectionResource.InvalidPrivateConnectionState",
            "Events.ConnectionResource.AccessDenied",
            "Events.ConnectionResource.ResourceNotFound",
            "Events.ConnectionResource.AuthInProgress",
            "Events.ConnectionResource.ConcurrentModification",
            "Events.ConnectionResource.InternalError",
        ],
    },
    Family {
        pattern: "<SdkPrefix>.<ErrorName>Exception",
        prefix: "",
        doc: "Error of an AWS SDK integration; the name always ends in `Exception`, the prefix is the service's exception prefix.",
        examples: &[
            "S3.NoSuchKeyException",
            "DynamoDb.ConditionalCheckFailedException",
            "Sfn.ExecutionAlreadyExistsException",
        ],
    },
    Family {
        pattern: "ApiGateway.<status or exception>",
        prefix: "ApiGateway.",
        doc: "Error of `apigateway:invoke`: HTTP status when known, otherwise the exception name.",
        examples: &["ApiGateway.403"],
    },
    Family {
        pattern: "BedrockAgentCore.<ErrorName>",
        prefix: "BedrockAgentCore.",
        doc: "Error of `bedrockagentcore:invokeHarness`.",
        examples: &[
            "BedrockAgentCore.ThrottlingException",
            "BedrockAgentCore.ResourceNotFoundException",
        ],
    },
];
pub(super) static COMMON: [CommonError; 10] = [
    CommonError {
        name: "Lambda.Unknown",
        doc: "Lambda failed without a usable error, for example an out-of-memory or crashed runtime.",
    },
    CommonError {
        name: "Lambda.ServiceException",
        doc: "Lambda service-side fault; it is transient.",
    },
    CommonError {
        name: "Lambda.AWSLambdaException",
        doc: "Generic Lambda service fault seen by the client; it is transient.",
    },
    CommonError {
        name: "Lambda.SdkClientException",
        doc: "Client-side connection fault while calling Lambda; it is transient.",
    },
    CommonError {
        name: "Lambda.ClientExecutionTimeoutException",
        doc: "Client gave up waiting for Lambda; it is transient.",
    },
    CommonError {
        name: "Lambda.TooManyRequestsException",
        doc: "Lambda throttled the call.",
    },
    CommonError {
        name: "Lambda.ResourceNotFoundException",
        doc: "The function does not exist.",
    },
    CommonError {
        name: "Sandbox.Timedout",
        doc: "The Lambda function hit its own timeout.",
    },
    CommonError {
        name: "EventBridge.FailedEntry",
        doc: "`events:putEvents` reported at least one failed entry.",
    },
    CommonError {
        name: "AmazonECS.Unknown",
        doc: "`ecs:runTask` with `.sync` or a task token returned a non-empty `Failures` list.",
    },
];
pub(super) static DIAGNOSTICS: [ServiceDiagnostic; 24] = [
    ServiceDiagnostic {
        code: "NO_DOLLAR",
        severity: Severity::Warning,
        doc: "A value looks like a path or an intrinsic call, but its key lacks `.$`.",
    },
    ServiceDiagnostic {
        code: "NO_PATH",
        severity: Severity::Warning,
        doc: "A value looks like a path, but the name of its field does not end in `Path`.",
    },
    ServiceDiagnostic {
        code: "PASS_RESULT_IS_STATIC",
        severity: Severity::Warning,
        doc: "The fixed `Result` of a Pass state holds text that looks like a path.",
    },
    ServiceDiagnostic {
        code: "INVALID_JSON_DESCRIPTION",
        severity: Severity::Error,
        doc: "The text is not JSON.",
    },
    ServiceDiagnostic {
        code: "MISSING_DESCRIPTION",
        severity: Severity::Error,
        doc: "No definition given. An empty string was measured as `SCHEMA_VALIDATION_FAILED` instead.",
    },
    ServiceDiagnostic {
        code: "SCHEMA_VALIDATION_FAILED",
        severity: Severity::Error,
        doc: "The structure, a type, a range, the query language or an unknown field is at fault.",
    },
    ServiceDiagnostic {
        code: "INVALID_RESOURCE",
        severity: Severity::Error,
        doc: "The `Resource` of a task is not acceptable.",
    },
    ServiceDiagnostic {
        code: "MISSING_END_STATE",
        severity: Severity::Error,
        doc: "There is no terminal state at the top level.",
    },
    ServiceDiagnostic {
        code: "DUPLICATE_STATE_NAME",
        severity: Severity::Error,
        doc: "A state name stands twice in the machine.",
    },
    ServiceDiagnostic {
        code: "INVALID_STATE_NAME",
        severity: Severity::Error,
        doc: "A state name breaks the naming rules.",
    },
    ServiceDiagnostic {
        code: "STATE_MACHINE_NAME_EMPTY",
        severity: Severity::Error,
        doc: "The name of the state machine is missing.",
    },
    ServiceDiagnostic {
        code: "STATE_MACHINE_NAME_INVALID",
        severity: Severity::Error,
        doc: "The name of the state machine holds forbidden characters.",
    },
    ServiceDiagnostic {
        code: "STATE_MACHINE_NAME_TOO_LONG",
        severity: Severity::Error,
        doc: "The name of the state machine is too long.",
    },
    ServiceDiagnostic {
        code: "STATE_MACHINE_NAME_ALREADY_EXISTS",
        severity: Severity::Error,
        doc: "The name of the state machine is taken.",
    },
    ServiceDiagnostic {
        code: "DUPLICATE_LABEL_NAME",
        severity: Severity::Error,
        doc: "Two distributed maps share a `Label`.",
    },
    ServiceDiagnostic {
        code: "INVALID_LABEL_NAME",
        severity: Severity::Error,
        doc: "A `Label` is too long or holds forbidden characters.",
    },
    ServiceDiagnostic {
        code: "MISSING_TRANSITION_TARGET",
        severity: Severity::Error,
        doc: "A transition names an unknown state, or no transition leads to a state.",
    },
    ServiceDiagnostic {
        code: "TOO_DEEPLY_NESTED",
        severity: Severity::Error,
        doc: "The definition is nested too deeply.",
    },
    ServiceDiagnostic {
        code: "INVALID_JSONATA_EXPRESSION",
        severity: Severity::Error,
        doc: "A JSONata expression does not parse.",
    },
    ServiceDiagnostic {
        code: "UNSUPPORTED_JSONATA_EXPRESSION",
        severity: Severity::Error,
        doc: "A JSONata expression uses something that Step Functions forbids.",
    },
    ServiceDiagnostic {
        code: "RESERVED_VARIABLE_NAME",
        severity: Severity::Error,
        doc: "`Assign` writes the reserved variable `states`.",
    },
    ServiceDiagnostic {
        code: "INVALID_VARIABLE_NAME",
        severity: Severity::Error,
        doc: "A variable name is malformed.",
    },
    ServiceDiagnostic {
        code: "DUPLICATE_VARIABLE_NAME",
        severity: Severity::Unknown,
        doc: "An inner scope assigns a variable of an outer scope.",
    },
    ServiceDiagnostic {
        code: "POSSIBLY_UNDEFINED_VARIABLE",
        severity: Severity::Unknown,
        doc: "A variable may be read before it is assigned.",
    },
];
