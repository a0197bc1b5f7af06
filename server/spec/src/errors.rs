//! Error names: the reserved ones, the families that integrations raise, and the codes of the service's own validation.

use crate::order::{find, ordered};

/// Where a reserved name is defined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Origin {
    /// The States Language specification.
    Spec,
    /// AWS Step Functions only.
    Aws,
    /// Not an error: a name that stands for others in `ErrorEquals`.
    Wildcard,
}

/// A name that starts with `States.`.
#[derive(Debug, Clone, Copy)]
pub struct ErrorName {
    /// The name, case-sensitive.
    pub name: &'static str,
    /// What happened, in a sentence.
    pub doc: &'static str,
    /// What raises it, in a few words.
    pub raised_by: &'static str,
    /// Where it is defined.
    pub origin: Origin,
    /// Whether `States.ALL` matches it.
    pub matched_by_all: bool,
    /// Whether naming it in a Retrier or Catcher has an effect.
    pub catchable: bool,
    /// What else is worth knowing.
    pub note: Option<&'static str>,
}

/// A family of error names.
#[derive(Debug, Clone, Copy)]
pub struct Family {
    /// The names as a pattern, with the open part in angle brackets.
    pub pattern: &'static str,
    /// What all names of the family start with; empty when that part is open too.
    pub prefix: &'static str,
    /// What an error of the family means, in a sentence.
    pub doc: &'static str,
    /// Some names of the family.
    pub examples: &'static [&'static str],
}

/// A frequent error name outside `States.`.
#[derive(Debug, Clone, Copy)]
pub struct CommonError {
    /// The name, case-sensitive.
    pub name: &'static str,
    /// What happened, in a sentence.
    pub doc: &'static str,
}

/// A service whose errors have one prefix from its optimized integration and another from its AWS SDK integration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PrefixTwins {
    /// The prefix of the optimized integration, without the dot.
    pub optimized: &'static str,
    /// The prefix of the AWS SDK integration, without the dot.
    pub sdk: &'static str,
}

/// How severe a diagnostic of the service is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Severity {
    /// The definition is refused.
    Error,
    /// The definition is accepted.
    Warning,
    /// Seen in an emulator only.
    Unknown,
}

/// A diagnostic code of `ValidateStateMachineDefinition`.
#[derive(Debug, Clone, Copy)]
pub struct ServiceDiagnostic {
    /// The code.
    pub name: &'static str,
    /// How severe it is.
    pub severity: Severity,
    /// When it is raised.
    pub doc: &'static str,
}

/// The start of every reserved name.
pub const RESERVED_PREFIX: &str = "States.";

/// The wildcard for every error that can be caught without naming it.
pub const ALL: &str = "States.ALL";

/// The name that, in `ErrorEquals`, stands for every error of a task but `States.Timeout`.
pub const TASK_FAILED: &str = "States.TaskFailed";

/// The transient faults of a Lambda invocation that AWS recommends to retry.
pub const LAMBDA_TRANSIENT: &[&str] = &[
    "Lambda.ClientExecutionTimeoutException",
    "Lambda.ServiceException",
    "Lambda.AWSLambdaException",
    "Lambda.SdkClientException",
];

/// The reserved names, in alphabetical order.
pub fn reserved() -> &'static [ErrorName] {
    &RESERVED
}

/// The reserved name that is exactly `name`.
pub fn reserved_name(name: &str) -> Option<&'static ErrorName> {
    find(&RESERVED, ordered!(RESERVED, 17), name, |error| error.name)
}

/// The families of names.
pub fn families() -> &'static [Family] {
    &FAMILIES
}

/// The family with a fixed prefix that `name` belongs to. A bare prefix belongs to none.
pub fn family_of(name: &str) -> Option<&'static Family> {
    FAMILIES.iter().find(|family| {
        !family.prefix.is_empty()
            && name.len() > family.prefix.len()
            && name.starts_with(family.prefix)
    })
}

/// Whether `name` is reserved and known: one of the reserved names or of the family `States.Http.StatusCode.<code>`.
pub fn is_known_reserved(name: &str) -> bool {
    reserved_name(name).is_some()
        || (name.starts_with(RESERVED_PREFIX) && family_of(name).is_some())
}

/// Frequent names outside `States.`.
pub fn common() -> &'static [CommonError] {
    &COMMON
}

/// The frequent name that is exactly `name`.
pub fn common_error(name: &str) -> Option<&'static CommonError> {
    find(&COMMON, ordered!(COMMON, 10), name, |error| error.name)
}

/// The services whose two integrations report errors under different prefixes: a name copied from one to the other
/// never matches.
pub fn prefix_twins() -> &'static [PrefixTwins] {
    &PREFIX_TWINS
}

/// The codes of the service's validation.
pub fn service_diagnostics() -> &'static [ServiceDiagnostic] {
    &DIAGNOSTICS
}

/// The code of the service's validation that is exactly `code`.
pub fn service_diagnostic(code: &str) -> Option<&'static ServiceDiagnostic> {
    find(
        &DIAGNOSTICS,
        ordered!(DIAGNOSTICS, 24),
        code,
        |diagnostic| diagnostic.name,
    )
}

const PREFIX_TWINS: [PrefixTwins; 4] = [
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

const RESERVED: [ErrorName; 17] = [
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
const FAMILIES: [Family; 5] = [
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
const COMMON: [CommonError; 10] = [
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
const DIAGNOSTICS: [ServiceDiagnostic; 24] = [
    ServiceDiagnostic {
        name: "NO_DOLLAR",
        severity: Severity::Warning,
        doc: "A value looks like a path or an intrinsic call, but its key lacks `.$`.",
    },
    ServiceDiagnostic {
        name: "NO_PATH",
        severity: Severity::Warning,
        doc: "A value looks like a path, but the name of its field does not end in `Path`.",
    },
    ServiceDiagnostic {
        name: "PASS_RESULT_IS_STATIC",
        severity: Severity::Warning,
        doc: "The fixed `Result` of a Pass state holds text that looks like a path.",
    },
    ServiceDiagnostic {
        name: "INVALID_JSON_DESCRIPTION",
        severity: Severity::Error,
        doc: "The text is not JSON.",
    },
    ServiceDiagnostic {
        name: "MISSING_DESCRIPTION",
        severity: Severity::Error,
        doc: "No definition given. An empty string was measured as `SCHEMA_VALIDATION_FAILED` instead.",
    },
    ServiceDiagnostic {
        name: "SCHEMA_VALIDATION_FAILED",
        severity: Severity::Error,
        doc: "The structure, a type, a range, the query language or an unknown field is at fault.",
    },
    ServiceDiagnostic {
        name: "INVALID_RESOURCE",
        severity: Severity::Error,
        doc: "The `Resource` of a task is not acceptable.",
    },
    ServiceDiagnostic {
        name: "MISSING_END_STATE",
        severity: Severity::Error,
        doc: "There is no terminal state at the top level.",
    },
    ServiceDiagnostic {
        name: "DUPLICATE_STATE_NAME",
        severity: Severity::Error,
        doc: "A state name stands twice in the machine.",
    },
    ServiceDiagnostic {
        name: "INVALID_STATE_NAME",
        severity: Severity::Error,
        doc: "A state name breaks the naming rules.",
    },
    ServiceDiagnostic {
        name: "STATE_MACHINE_NAME_EMPTY",
        severity: Severity::Error,
        doc: "The name of the state machine is missing.",
    },
    ServiceDiagnostic {
        name: "STATE_MACHINE_NAME_INVALID",
        severity: Severity::Error,
        doc: "The name of the state machine holds forbidden characters.",
    },
    ServiceDiagnostic {
        name: "STATE_MACHINE_NAME_TOO_LONG",
        severity: Severity::Error,
        doc: "The name of the state machine is too long.",
    },
    ServiceDiagnostic {
        name: "STATE_MACHINE_NAME_ALREADY_EXISTS",
        severity: Severity::Error,
        doc: "The name of the state machine is taken.",
    },
    ServiceDiagnostic {
        name: "DUPLICATE_LABEL_NAME",
        severity: Severity::Error,
        doc: "Two distributed maps share a `Label`.",
    },
    ServiceDiagnostic {
        name: "INVALID_LABEL_NAME",
        severity: Severity::Error,
        doc: "A `Label` is too long or holds forbidden characters.",
    },
    ServiceDiagnostic {
        name: "MISSING_TRANSITION_TARGET",
        severity: Severity::Error,
        doc: "A transition names an unknown state, or no transition leads to a state.",
    },
    ServiceDiagnostic {
        name: "TOO_DEEPLY_NESTED",
        severity: Severity::Error,
        doc: "The definition is nested too deeply.",
    },
    ServiceDiagnostic {
        name: "INVALID_JSONATA_EXPRESSION",
        severity: Severity::Error,
        doc: "A JSONata expression does not parse.",
    },
    ServiceDiagnostic {
        name: "UNSUPPORTED_JSONATA_EXPRESSION",
        severity: Severity::Error,
        doc: "A JSONata expression uses something that Step Functions forbids.",
    },
    ServiceDiagnostic {
        name: "RESERVED_VARIABLE_NAME",
        severity: Severity::Error,
        doc: "`Assign` writes the reserved variable `states`.",
    },
    ServiceDiagnostic {
        name: "INVALID_VARIABLE_NAME",
        severity: Severity::Error,
        doc: "A variable name is malformed.",
    },
    ServiceDiagnostic {
        name: "DUPLICATE_VARIABLE_NAME",
        severity: Severity::Unknown,
        doc: "An inner scope assigns a variable of an outer scope.",
    },
    ServiceDiagnostic {
        name: "POSSIBLY_UNDEFINED_VARIABLE",
        severity: Severity::Unknown,
        doc: "A variable may be read before it is assigned.",
    },
];

#[cfg(test)]
mod tests {
    use super::{
        LAMBDA_TRANSIENT, common_error, family_of, is_known_reserved, reserved, reserved_name,
    };

    #[test]
    fn reserved_names() {
        let check = |name: &str, known: bool| assert_eq!(is_known_reserved(name), known, "{name}");
        check("States.ALL", true);
        check("States.all", false);
        check("States.Timeout", true);
        check("States.Http.StatusCode.429", true);
        check("States.Http.StatusCode.", false);
        check("States.Timeuot", false);
        check("Lambda.Unknown", false);
        check("Events.ConnectionResource.AccessDenied", false);
    }

    #[test]
    fn what_all_does_not_match() {
        let out: Vec<_> = reserved()
            .iter()
            .filter(|error| !error.matched_by_all)
            .map(|error| error.name)
            .collect();
        assert_eq!(out, ["States.DataLimitExceeded", "States.Runtime"]);
        assert!(!reserved_name("States.Runtime").unwrap().catchable);
        assert!(reserved_name("States.DataLimitExceeded").unwrap().catchable);
    }

    #[test]
    fn transient_names_are_known() {
        assert!(
            LAMBDA_TRANSIENT
                .iter()
                .all(|name| common_error(name).is_some())
        );
    }

    #[test]
    fn families_hold_their_examples() {
        for family in super::families()
            .iter()
            .filter(|family| !family.prefix.is_empty())
        {
            assert!(family.pattern.starts_with(family.prefix));
            for example in family.examples {
                assert_eq!(family_of(example).unwrap().pattern, family.pattern);
            }
        }
    }
}
