//! The fields of every place, as data. A field that several places share is written once.
//!
//! The order of a table is the order in which a person would write the fields.

use super::{Context, Expression, Field, Form, Languages, Range, Requirement, Types};
use crate::comparators::COMPARATORS;

/// A field that both languages know, that nobody needs to write and that holds plain text.
const fn field(name: &'static str, doc: &'static str, types: Types) -> Field {
    Field {
        name,
        doc,
        note: None,
        types,
        disputed_types: Types::NONE,
        languages: Languages::BOTH,
        requirement: Requirement::Never,
        expression: Expression::Never,
        form: Form::Literal,
        values: &[],
        range: None,
        zero_note: None,
        length: (None, None),
        pattern: None,
        default: None,
        exclusive_with: &[],
        requires: &[],
        deprecated: false,
        sources: &[],
    }
}

/// The `Type` field of the one state type in `values`.
const fn state_type(values: &'static [&'static str], doc: &'static str) -> Field {
    Field {
        requirement: Requirement::Always,
        values,
        sources: &["spec", "cdk-preflight"],
        ..field("Type", doc, Types::STRING)
    }
}

/// The fields of a rule: its `own` ones, then one per comparator.
const fn with_comparators<const OWN: usize, const ALL: usize>(own: [Field; OWN]) -> [Field; ALL] {
    let mut all = [own[0]; ALL];
    let mut at = 0;
    while at < ALL {
        all[at] = if at < OWN { own[at] } else { COMPARATORS[at - OWN].field() };
        at += 1;
    }
    all
}

const COMMENT: Field = Field {
    sources: &["spec", "docs", "asl-service", "statelint", "cdk-preflight"],
    ..field("Comment", "Free text for humans; ignored at run time.", Types::STRING)
};

const BRANCH_COMMENT: Field =
    Field { sources: &["docs", "statelint", "asl-service"], ..field("Comment", "Free text.", Types::STRING) };

const RETRIER_COMMENT: Field =
    Field { sources: &["asl-service", "docs"], ..field("Comment", "Free text.", Types::STRING) };

const STATE_MACHINE_COMMENT: Field = Field {
    sources: &["spec", "docs", "asl-service", "statelint", "cdk-preflight"],
    ..field("Comment", "Free text that describes the workflow.", Types::STRING)
};

const CHOICE_RULE_COMMENT: Field =
    Field { sources: &["docs", "asl-service"], ..field("Comment", "Free text.", Types::STRING) };

const NESTED_CHOICE_RULE_COMMENT: Field = Field {
    languages: Languages::JSONPATH,
    sources: &["asl-service"],
    ..field("Comment", "Free text.", Types::STRING)
};

const QUERY_LANGUAGE: Field = Field {
    note: Some(
        "A state of a JSONPath machine may choose `JSONata`; a state of a JSONata machine may not go back to `JSONPath`. The states inside `ItemProcessor` and `Branches` take the language of the machine, not of the state around them.",
    ),
    values: &["JSONPath", "JSONata"],
    default: Some("the machine's QueryLanguage"),
    sources: &["spec", "docs", "floci"],
    ..field("QueryLanguage", "Overrides the machine's query language for this one state only.", Types::STRING)
};

const STATE_MACHINE_QUERY_LANGUAGE: Field = Field {
    values: &["JSONPath", "JSONata"],
    default: Some("JSONPath"),
    sources: &["spec", "docs", "cdk-preflight"],
    ..field("QueryLanguage", "Default query language for every state, at any depth.", Types::STRING)
};

const START_AT: Field = Field {
    requirement: Requirement::Always,
    form: Form::StateName,
    sources: &["spec", "docs", "asl-service", "statelint", "cdk-preflight"],
    ..field("StartAt", "Name of the first state of the sub-machine; must be a key of its own `States`.", Types::STRING)
};

const STATE_MACHINE_START_AT: Field = Field {
    requirement: Requirement::Always,
    form: Form::StateName,
    sources: &["spec", "docs", "asl-service", "statelint", "cdk-preflight"],
    ..field("StartAt", "Name of the first state to run; must be a key of `States`.", Types::STRING)
};

static STATES: Field = Field {
    requirement: Requirement::Always,
    sources: &["spec", "docs", "asl-service", "statelint", "cdk-preflight"],
    ..field("States", "States of the sub-machine; isolated from every other `States` block.", Types::OBJECT)
};

const STATE_MACHINE_STATES: Field = Field {
    note: Some("A state name has 1 to 80 characters and is unique over the whole machine, nested blocks included."),
    requirement: Requirement::Always,
    sources: &["spec", "docs", "asl-service", "statelint", "cdk-preflight"],
    ..field("States", "Map from state name to state definition; must hold at least one state.", Types::OBJECT)
};

const STATE_MACHINE_TIMEOUT_SECONDS: Field = Field {
    note: Some("The value is a constant: it is never evaluated as JSONata."),
    range: Some(Range::between(0.0, 99999999.0)),
    sources: &["docs", "asl-service", "cdk-preflight"],
    ..field("TimeoutSeconds", "Longest time a whole execution may run before it ends as timed out.", Types::INTEGER)
};

const TASK_TIMEOUT_SECONDS: Field = Field {
    note: Some("The States Language specification gives 60 seconds as the default; AWS documents 99999999."),
    expression: Expression::Value,
    range: Some(Range::between(1.0, 99999999.0)),
    default: Some("99999999"),
    exclusive_with: &["TimeoutSecondsPath"],
    sources: &["spec", "docs", "cdk-preflight"],
    ..field("TimeoutSeconds", "Longest time the task may run before `States.Timeout`.", Types::INTEGER)
};

const VERSION: Field = Field {
    values: &["1.0"],
    default: Some("1.0"),
    sources: &["spec", "cdk-preflight"],
    ..field("Version", "Version of the language used by the definition.", Types::STRING)
};

const TASK_RESOURCE: Field = Field {
    note: Some("The value is a constant: it is never evaluated as JSONata and never read as a path."),
    requirement: Requirement::Always,
    form: Form::Arn,
    sources: &["spec", "docs", "asl-service", "statelint", "cdk-preflight"],
    ..field(
        "Resource",
        "ARN of the work to do: Lambda function, activity, service integration or HTTP task.",
        Types::STRING,
    )
};

const ITEM_READER_RESOURCE: Field = Field {
    note: Some("The partition is `aws`, `aws-cn`, `aws-us-gov` or one of the isolated partitions."),
    requirement: Requirement::Always,
    form: Form::Arn,
    values: &["arn:<partition>:states:::s3:getObject", "arn:<partition>:states:::s3:listObjectsV2"],
    sources: &["spec", "docs", "cdk-preflight"],
    ..field("Resource", "S3 call that fetches the dataset.", Types::STRING)
};

const RESULT_WRITER_RESOURCE: Field = Field {
    note: Some(
        "It may be left out when `WriterConfig` stands alone. The partition is `aws`, `aws-cn`, `aws-us-gov` or one of the isolated partitions.",
    ),
    requirement: Requirement::Conditional,
    form: Form::Arn,
    values: &["arn:<partition>:states:::s3:putObject"],
    sources: &["docs", "spec"],
    ..field("Resource", "S3 call used to store results.", Types::STRING)
};

const INPUT_PATH: Field = Field {
    note: Some(
        "Paths into the input (`$`), into the context object (`$$`) and into variables are accepted; intrinsic functions are not.",
    ),
    languages: Languages::JSONPATH,
    form: Form::Path,
    default: Some("$"),
    sources: &["spec", "docs", "statelint"],
    ..field(
        "InputPath",
        "Picks the part of the raw input the state works on; `null` means an empty object.",
        Types::STRING.or(Types::NULL),
    )
};

const PARAMETERS: Field = Field {
    note: Some("The specification asks for an object; machines in use hold arrays and strings here as well."),
    languages: Languages::JSONPATH,
    form: Form::PayloadTemplate,
    disputed_types: Types::OBJECT.others(),
    sources: &["spec", "docs", "statelint"],
    ..field("Parameters", "Payload template that becomes the effective input of the state.", Types::ANY)
};

const MAP_PARAMETERS: Field = Field {
    note: Some("The specification asks for an object; machines in use hold arrays and strings here as well."),
    languages: Languages::JSONPATH,
    form: Form::PayloadTemplate,
    exclusive_with: &["ItemSelector"],
    deprecated: true,
    disputed_types: Types::OBJECT.others(),
    sources: &["spec", "docs"],
    ..field("Parameters", "Deprecated spelling of `ItemSelector` on a Map state.", Types::ANY)
};

const ITEM_READER_PARAMETERS: Field = Field {
    languages: Languages::JSONPATH,
    form: Form::PayloadTemplate,
    sources: &["spec", "docs"],
    ..field("Parameters", "Arguments of the S3 call as a payload template.", Types::OBJECT)
};

const RESULT_WRITER_PARAMETERS: Field = Field {
    languages: Languages::JSONPATH,
    form: Form::PayloadTemplate,
    requires: &["Resource"],
    sources: &["spec", "docs"],
    ..field("Parameters", "Destination as a payload template.", Types::OBJECT)
};

const ARGUMENTS: Field = Field {
    note: Some("Give an object, or one `{% %}` string that evaluates to the value."),
    languages: Languages::JSONATA,
    expression: Expression::Deep,
    form: Form::JsonataTemplate,
    disputed_types: Types::OBJECT.or(Types::STRING).others(),
    sources: &["spec", "docs", "asl-service", "localstack"],
    ..field(
        "Arguments",
        "Data handed to the task or to every branch; the JSONata counterpart of `Parameters`.",
        Types::OBJECT.or(Types::STRING),
    )
};

const ITEM_READER_ARGUMENTS: Field = Field {
    languages: Languages::JSONATA,
    expression: Expression::Deep,
    form: Form::JsonataTemplate,
    sources: &["spec", "docs"],
    ..field("Arguments", "Arguments of the S3 call, literals and/or JSONata.", Types::OBJECT.or(Types::STRING))
};

const RESULT_WRITER_ARGUMENTS: Field = Field {
    languages: Languages::JSONATA,
    expression: Expression::Deep,
    form: Form::JsonataTemplate,
    requires: &["Resource"],
    sources: &["spec", "docs"],
    ..field("Arguments", "Destination, literals and/or JSONata.", Types::OBJECT.or(Types::STRING))
};

const RESULT_SELECTOR: Field = Field {
    note: Some("Inside it, `$` is the result, not the input."),
    languages: Languages::JSONPATH,
    form: Form::PayloadTemplate,
    sources: &["spec", "docs", "statelint"],
    ..field(
        "ResultSelector",
        "Payload template that reshapes the raw result before `ResultPath` is applied.",
        Types::OBJECT,
    )
};

const RESULT_PATH: Field = Field {
    note: Some("The path starts at `$`; neither the context object nor a variable can be a target."),
    languages: Languages::JSONPATH,
    form: Form::ReferencePath,
    default: Some("$"),
    sources: &["spec", "docs", "statelint"],
    ..field(
        "ResultPath",
        "Says where in the raw input the result is stored; `null` throws the result away and keeps the input.",
        Types::STRING.or(Types::NULL),
    )
};

const CATCHER_RESULT_PATH: Field = Field {
    languages: Languages::JSONPATH,
    form: Form::ReferencePath,
    default: Some("$"),
    sources: &["spec", "docs", "statelint"],
    ..field("ResultPath", "Where in the input the error object is stored.", Types::STRING.or(Types::NULL))
};

const OUTPUT_PATH: Field = Field {
    note: Some(
        "Paths into the output (`$`), into the context object (`$$`) and into variables are accepted; intrinsic functions are not.",
    ),
    languages: Languages::JSONPATH,
    form: Form::Path,
    default: Some("$"),
    sources: &["spec", "docs", "statelint"],
    ..field(
        "OutputPath",
        "Filters the effective output before it leaves the state; `null` means an empty object.",
        Types::STRING.or(Types::NULL),
    )
};

const OUTPUT: Field = Field {
    note: Some(
        "When it is absent, the output is the result of a Task, Map or Parallel state, and the input of any other.",
    ),
    languages: Languages::JSONATA,
    expression: Expression::Deep,
    form: Form::JsonataTemplate,
    sources: &["spec", "docs", "asl-service", "cdk-preflight"],
    ..field("Output", "Builds the state output from literals and JSONata expressions.", Types::ANY)
};

const CATCHER_OUTPUT: Field = Field {
    languages: Languages::JSONATA,
    expression: Expression::Deep,
    form: Form::JsonataTemplate,
    default: Some("the error object"),
    sources: &["spec", "docs"],
    ..field("Output", "Output passed to `Next`; may use `$states.errorOutput`.", Types::ANY)
};

const CHOICE_RULE_OUTPUT: Field = Field {
    languages: Languages::JSONATA,
    expression: Expression::Deep,
    form: Form::JsonataTemplate,
    sources: &["spec", "docs", "asl-service"],
    ..field("Output", "Output used when this rule is taken; used instead of the state-level `Output`.", Types::ANY)
};

const ASSIGN: Field = Field {
    note: Some(
        "In JSONPath states a key may end in `.$` to take a path or an intrinsic call; in JSONata states any string may be a `{% %}` expression. All references see the values from before the state.",
    ),
    expression: Expression::Deep,
    form: Form::PayloadTemplate,
    sources: &["spec", "docs", "asl-service", "cdk-preflight"],
    ..field("Assign", "Stores workflow variables; every top-level key names one variable.", Types::OBJECT)
};

const CATCHER_ASSIGN: Field = Field {
    expression: Expression::Deep,
    form: Form::PayloadTemplate,
    sources: &["spec", "docs"],
    ..field(
        "Assign",
        "Variables to store when this Catcher is taken; used instead of the state-level `Assign`.",
        Types::OBJECT,
    )
};

const CHOICE_RULE_ASSIGN: Field = Field {
    expression: Expression::Deep,
    form: Form::PayloadTemplate,
    sources: &["spec", "docs", "asl-service"],
    ..field(
        "Assign",
        "Variables to store when this rule is taken; used instead of the state-level `Assign`.",
        Types::OBJECT,
    )
};

const CREDENTIALS: Field = Field {
    note: Some("Not available for activities and HTTP tasks."),
    form: Form::Object(Context::Credentials),
    sources: &["docs", "asl-service", "localstack", "cdk-preflight"],
    ..field("Credentials", "Names the IAM role assumed for this task, for example in another account.", Types::OBJECT)
};

const TIMEOUT_SECONDS_PATH: Field = Field {
    languages: Languages::JSONPATH,
    form: Form::ReferencePath,
    exclusive_with: &["TimeoutSeconds"],
    sources: &["spec", "docs", "statelint"],
    ..field("TimeoutSecondsPath", "Reference path to the number used as `TimeoutSeconds`.", Types::STRING)
};

const HEARTBEAT_SECONDS: Field = Field {
    note: Some("It must be smaller than `TimeoutSeconds`."),
    expression: Expression::Value,
    range: Some(Range::between(1.0, 99999999.0)),
    exclusive_with: &["HeartbeatSecondsPath"],
    sources: &["spec", "docs", "cdk-preflight"],
    ..field(
        "HeartbeatSeconds",
        "Longest allowed silence between heartbeats before `States.HeartbeatTimeout`.",
        Types::INTEGER,
    )
};

const HEARTBEAT_SECONDS_PATH: Field = Field {
    languages: Languages::JSONPATH,
    form: Form::ReferencePath,
    exclusive_with: &["HeartbeatSeconds"],
    sources: &["spec", "docs", "statelint"],
    ..field("HeartbeatSecondsPath", "Reference path to the number used as `HeartbeatSeconds`.", Types::STRING)
};

const RETRY: Field = Field {
    note: Some("The list is scanned in order and the first match wins. An empty array is accepted."),
    form: Form::Array(Context::Retrier),
    sources: &["spec", "docs", "asl-service", "statelint", "cdk-preflight"],
    ..field("Retry", "Ordered list of Retrier objects consulted when the state fails.", Types::ARRAY)
};

const CATCH: Field = Field {
    note: Some("The list is scanned in order and the first match wins. An empty array is accepted."),
    form: Form::Array(Context::Catcher),
    sources: &["spec", "docs", "asl-service", "statelint", "cdk-preflight"],
    ..field("Catch", "Ordered list of Catcher objects consulted once retries are used up.", Types::ARRAY)
};

const NEXT: Field = Field {
    requirement: Requirement::OneOf("transition"),
    form: Form::StateName,
    exclusive_with: &["End"],
    sources: &["spec", "docs", "statelint", "cdk-preflight"],
    ..field("Next", "Name of the state that runs afterwards, in the same `States` block.", Types::STRING)
};

const CATCHER_NEXT: Field = Field {
    requirement: Requirement::Always,
    form: Form::StateName,
    sources: &["spec", "docs", "asl-service", "statelint", "cdk-preflight"],
    ..field("Next", "State to run after a match, in the same `States` block.", Types::STRING)
};

const CHOICE_RULE_NEXT: Field = Field {
    requirement: Requirement::Always,
    form: Form::StateName,
    sources: &["spec", "docs", "asl-service", "statelint", "cdk-preflight"],
    ..field("Next", "State to run when the rule is true.", Types::STRING)
};

const END: Field = Field {
    note: Some("`false` counts as absent: it neither clashes with `Next` nor replaces it."),
    requirement: Requirement::OneOf("transition"),
    exclusive_with: &["Next"],
    sources: &["spec", "docs", "cdk-preflight"],
    ..field("End", "`true` marks this as a final state of its `States` block.", Types::BOOLEAN)
};

const RESULT: Field = Field {
    note: Some("What happens when `Result` and `Parameters` stand together is not documented."),
    languages: Languages::JSONPATH,
    sources: &["spec", "docs", "statelint"],
    ..field("Result", "Fixed JSON used as the result; paths inside it are not evaluated.", Types::ANY)
};

const CHOICES: Field = Field {
    requirement: Requirement::Always,
    form: Form::Array(Context::ChoiceRule),
    length: (Some(1), None),
    sources: &["spec", "docs", "asl-service", "statelint", "cdk-preflight"],
    ..field("Choices", "Rules tested in order; at least one is needed.", Types::ARRAY)
};

const DEFAULT: Field = Field {
    note: Some(
        "Without it, an execution that matches no rule fails with `States.NoChoiceMatched`; AWS was also seen to report `States.Runtime`.",
    ),
    form: Form::StateName,
    sources: &["spec", "docs", "asl-service", "statelint", "cdk-preflight"],
    ..field("Default", "State to run when no rule matches.", Types::STRING)
};

const SECONDS: Field = Field {
    note: Some("0 is accepted."),
    requirement: Requirement::OneOf("wait"),
    expression: Expression::Value,
    range: Some(Range::between(0.0, 99999999.0)),
    exclusive_with: &["SecondsPath", "Timestamp", "TimestampPath"],
    sources: &["docs", "cdk-preflight", "spec"],
    ..field("Seconds", "Number of seconds to pause.", Types::INTEGER)
};

const SECONDS_PATH: Field = Field {
    languages: Languages::JSONPATH,
    requirement: Requirement::OneOf("wait"),
    form: Form::ReferencePath,
    exclusive_with: &["Seconds", "Timestamp", "TimestampPath"],
    sources: &["spec", "docs", "statelint"],
    ..field("SecondsPath", "Reference path to the number of seconds.", Types::STRING)
};

const TIMESTAMP: Field = Field {
    note: Some("Needs a capital `T` and a capital `Z` or a numeric offset; it is checked when the machine is created."),
    requirement: Requirement::OneOf("wait"),
    expression: Expression::Value,
    form: Form::Timestamp,
    exclusive_with: &["Seconds", "SecondsPath", "TimestampPath"],
    sources: &["spec", "docs", "cdk-preflight"],
    ..field("Timestamp", "Absolute moment in RFC 3339 form at which to continue.", Types::STRING)
};

const TIMESTAMP_PATH: Field = Field {
    languages: Languages::JSONPATH,
    requirement: Requirement::OneOf("wait"),
    form: Form::ReferencePath,
    exclusive_with: &["Seconds", "SecondsPath", "Timestamp"],
    sources: &["spec", "docs", "statelint"],
    ..field("TimestampPath", "Reference path to an RFC 3339 timestamp.", Types::STRING)
};

const ERROR: Field = Field {
    expression: Expression::Value,
    exclusive_with: &["ErrorPath"],
    sources: &["spec", "docs", "asl-service", "statelint", "cdk-preflight"],
    ..field("Error", "Error name reported for the failure.", Types::STRING)
};

const ERROR_PATH: Field = Field {
    languages: Languages::JSONPATH,
    form: Form::ReferencePathOrIntrinsic,
    exclusive_with: &["Error"],
    sources: &["spec", "docs", "statelint"],
    ..field(
        "ErrorPath",
        "Reference path, or string-returning intrinsic call, that yields the error name.",
        Types::STRING,
    )
};

const CAUSE: Field = Field {
    expression: Expression::Value,
    exclusive_with: &["CausePath"],
    sources: &["spec", "docs", "asl-service", "statelint", "cdk-preflight"],
    ..field("Cause", "Human-readable explanation of the failure.", Types::STRING)
};

const CAUSE_PATH: Field = Field {
    languages: Languages::JSONPATH,
    form: Form::ReferencePathOrIntrinsic,
    exclusive_with: &["Cause"],
    sources: &["spec", "docs", "statelint"],
    ..field("CausePath", "Reference path, or string-returning intrinsic call, that yields the cause.", Types::STRING)
};

const BRANCHES: Field = Field {
    requirement: Requirement::Always,
    form: Form::Array(Context::Branch),
    length: (Some(1), None),
    sources: &["spec", "docs", "asl-service", "statelint", "cdk-preflight"],
    ..field("Branches", "Sub-machines that run side by side; at least one is needed.", Types::ARRAY)
};

const ITEM_PROCESSOR: Field = Field {
    requirement: Requirement::OneOf("processor"),
    form: Form::Object(Context::ItemProcessor),
    exclusive_with: &["Iterator"],
    sources: &["spec", "docs", "cdk-preflight"],
    ..field("ItemProcessor", "Sub-machine that handles one item or one batch.", Types::OBJECT)
};

const ITERATOR: Field = Field {
    note: Some("It is documented for inline maps only."),
    requirement: Requirement::OneOf("processor"),
    form: Form::Object(Context::ItemProcessor),
    exclusive_with: &["ItemProcessor"],
    deprecated: true,
    sources: &["spec", "docs", "cdk-preflight"],
    ..field("Iterator", "Deprecated spelling of `ItemProcessor`.", Types::OBJECT)
};

const ITEMS_PATH: Field = Field {
    note: Some(
        "It may start at the context object (`$$`), unlike the other `*Path` fields of a Map state. `null` is not allowed.",
    ),
    languages: Languages::JSONPATH,
    form: Form::ReferencePath,
    default: Some("$"),
    sources: &["spec", "docs", "statelint"],
    ..field("ItemsPath", "Reference path to the array (or, for distributed maps, object) to iterate.", Types::STRING)
};

const ITEMS: Field = Field {
    note: Some("An inline map needs an array; a distributed map also takes an object."),
    languages: Languages::JSONATA,
    expression: Expression::Deep,
    form: Form::JsonataTemplate,
    default: Some("the state input"),
    disputed_types: Types::OBJECT,
    sources: &["spec", "docs", "asl-service", "localstack"],
    ..field(
        "Items",
        "Items to iterate, literal or as a JSONata expression.",
        Types::ARRAY.or(Types::OBJECT).or(Types::STRING),
    )
};

const ITEM_SELECTOR: Field = Field {
    note: Some("In JSONPath states it is a payload template; in JSONata states any JSON, or one `{% %}` string."),
    expression: Expression::Deep,
    form: Form::PayloadTemplate,
    exclusive_with: &["Parameters"],
    disputed_types: Types::OBJECT.or(Types::STRING).others(),
    sources: &["spec", "docs", "cdk-preflight"],
    ..field(
        "ItemSelector",
        "Template evaluated once per item; replaces the item as the iteration input.",
        Types::OBJECT.or(Types::STRING),
    )
};

const ITEM_READER: Field = Field {
    note: Some("It has an effect in `DISTRIBUTED` mode only."),
    form: Form::Object(Context::ItemReader),
    sources: &["spec", "docs", "cdk-preflight"],
    ..field("ItemReader", "Reads the items from Amazon S3 instead of the state input.", Types::OBJECT)
};

const ITEM_BATCHER: Field = Field {
    note: Some("It has an effect in `DISTRIBUTED` mode only."),
    form: Form::Object(Context::ItemBatcher),
    sources: &["spec", "docs"],
    ..field("ItemBatcher", "Groups items into batches, one batch per child execution.", Types::OBJECT)
};

const RESULT_WRITER: Field = Field {
    note: Some("It has an effect in `DISTRIBUTED` mode only."),
    form: Form::Object(Context::ResultWriter),
    sources: &["spec", "docs"],
    ..field("ResultWriter", "Formats the results, writes them to Amazon S3, or both.", Types::OBJECT)
};

const MAX_CONCURRENCY: Field = Field {
    note: Some("An inline map never runs more than 40 iterations at once, a distributed map never more than 10,000."),
    expression: Expression::Value,
    range: Some(Range::at_least(0.0)),
    default: Some("0"),
    exclusive_with: &["MaxConcurrencyPath"],
    sources: &["spec", "docs", "asl-service", "statelint", "cdk-preflight"],
    ..field("MaxConcurrency", "Upper bound on iterations running at once; 0 means no bound set by you.", Types::INTEGER)
};

const MAX_CONCURRENCY_PATH: Field = Field {
    languages: Languages::JSONPATH,
    form: Form::ReferencePath,
    exclusive_with: &["MaxConcurrency"],
    sources: &["spec", "docs"],
    ..field("MaxConcurrencyPath", "Reference path to the `MaxConcurrency` value.", Types::STRING)
};

const TOLERATED_FAILURE_COUNT: Field = Field {
    note: Some("It has an effect in `DISTRIBUTED` mode only."),
    expression: Expression::Value,
    range: Some(Range::at_least(0.0)),
    default: Some("0"),
    exclusive_with: &["ToleratedFailureCountPath"],
    sources: &["spec", "docs", "asl-service"],
    ..field("ToleratedFailureCount", "How many items may fail before the Map state fails.", Types::INTEGER)
};

const TOLERATED_FAILURE_COUNT_PATH: Field = Field {
    languages: Languages::JSONPATH,
    form: Form::ReferencePath,
    exclusive_with: &["ToleratedFailureCount"],
    sources: &["spec", "docs"],
    ..field("ToleratedFailureCountPath", "Reference path to the `ToleratedFailureCount` value.", Types::STRING)
};

const TOLERATED_FAILURE_PERCENTAGE: Field = Field {
    note: Some("It has an effect in `DISTRIBUTED` mode only. Fractions are allowed."),
    expression: Expression::Value,
    range: Some(Range::between(0.0, 100.0)),
    default: Some("0"),
    exclusive_with: &["ToleratedFailurePercentagePath"],
    sources: &["spec", "docs", "cdk-preflight"],
    ..field(
        "ToleratedFailurePercentage",
        "Share of items, in percent, that may fail before the Map state fails.",
        Types::NUMBER,
    )
};

const TOLERATED_FAILURE_PERCENTAGE_PATH: Field = Field {
    languages: Languages::JSONPATH,
    form: Form::ReferencePath,
    exclusive_with: &["ToleratedFailurePercentage"],
    sources: &["spec", "docs"],
    ..field(
        "ToleratedFailurePercentagePath",
        "Reference path to the `ToleratedFailurePercentage` value.",
        Types::STRING,
    )
};

const LABEL: Field = Field {
    note: Some("It has an effect in `DISTRIBUTED` mode only, and is generated when absent."),
    length: (Some(1), Some(40)),
    pattern: Some(
        "No white space, no control characters and none of `?` `*` `<` `>` `{` `}` `[` `]` `:` `;` `,` `\\` `|` `^` `~` `$` `#` `%` `&` `` ` `` `\"`.",
    ),
    sources: &["docs", "cdk-preflight"],
    ..field("Label", "Short name used in the ARN of the map run; unique in the machine.", Types::STRING)
};

const PROCESSOR_CONFIG: Field = Field {
    form: Form::Object(Context::ProcessorConfig),
    default: Some("{\"Mode\": \"INLINE\"}"),
    sources: &["docs", "asl-service", "cdk-preflight"],
    ..field("ProcessorConfig", "Chooses inline or distributed processing.", Types::OBJECT)
};

const MODE: Field = Field {
    note: Some("`DISTRIBUTED` is refused in a state machine of type Express."),
    values: &["INLINE", "DISTRIBUTED"],
    default: Some("INLINE"),
    sources: &["docs", "asl-service", "cdk-preflight"],
    ..field(
        "Mode",
        "`INLINE` iterates inside the parent execution; `DISTRIBUTED` starts child executions.",
        Types::STRING,
    )
};

const EXECUTION_TYPE: Field = Field {
    note: Some("Required when `Mode` is `DISTRIBUTED`, refused when it is `INLINE`."),
    requirement: Requirement::Conditional,
    values: &["STANDARD", "EXPRESS"],
    requires: &["Mode=DISTRIBUTED"],
    sources: &["docs", "asl-validator", "cdk-preflight"],
    ..field("ExecutionType", "Workflow type of the child executions.", Types::STRING)
};

const READER_CONFIG: Field = Field {
    form: Form::Object(Context::ReaderConfig),
    sources: &["spec", "docs"],
    ..field("ReaderConfig", "Describes the format of the dataset and how much of it to read.", Types::OBJECT)
};

const ITEM_READER_PARAMETERS_BUCKET: Field = Field {
    requirement: Requirement::Always,
    expression: Expression::Value,
    sources: &["docs"],
    ..field("Bucket", "Bucket that holds the dataset.", Types::STRING)
};

const RESULT_WRITER_PARAMETERS_BUCKET: Field = Field {
    requirement: Requirement::Always,
    expression: Expression::Value,
    sources: &["docs"],
    ..field("Bucket", "Destination bucket.", Types::STRING)
};

const KEY: Field = Field {
    requirement: Requirement::Conditional,
    expression: Expression::Value,
    requires: &["Resource=s3:getObject"],
    sources: &["docs"],
    ..field("Key", "Object key of the dataset (`s3:getObject`).", Types::STRING)
};

const ITEM_READER_PARAMETERS_PREFIX: Field = Field {
    expression: Expression::Value,
    requires: &["Resource=s3:listObjectsV2"],
    sources: &["docs"],
    ..field("Prefix", "Key prefix that limits the listing (`s3:listObjectsV2`).", Types::STRING)
};

const RESULT_WRITER_PARAMETERS_PREFIX: Field = Field {
    expression: Expression::Value,
    sources: &["docs"],
    ..field("Prefix", "Key prefix for the result files.", Types::STRING)
};

const VERSION_ID: Field = Field {
    note: Some("Not available when `InputType` is `PARQUET`."),
    expression: Expression::Value,
    sources: &["docs"],
    ..field("VersionId", "Object version to read (`s3:getObject`).", Types::STRING)
};

const EXPECTED_BUCKET_OWNER: Field = Field {
    expression: Expression::Value,
    sources: &["docs"],
    ..field("ExpectedBucketOwner", "Account id that must own the bucket.", Types::STRING)
};

const INPUT_TYPE: Field = Field {
    note: Some("Needed when the dataset is read with `s3:getObject`."),
    requirement: Requirement::Conditional,
    values: &["CSV", "JSON", "JSONL", "PARQUET", "MANIFEST"],
    sources: &["docs", "cdk-preflight"],
    ..field("InputType", "Format of the dataset.", Types::STRING)
};

const READER_CONFIG_TRANSFORMATION: Field = Field {
    values: &["NONE", "LOAD_AND_FLATTEN"],
    default: Some("NONE"),
    requires: &["InputType when LOAD_AND_FLATTEN"],
    sources: &["docs", "cdk-preflight"],
    ..field(
        "Transformation",
        "With `s3:listObjectsV2`: `LOAD_AND_FLATTEN` reads the listed objects themselves, `NONE` iterates their metadata.",
        Types::STRING,
    )
};

const WRITER_CONFIG_TRANSFORMATION: Field = Field {
    note: Some("It is not documented whether it may be left out; give it beside `OutputType`."),
    values: &["NONE", "COMPACT", "FLATTEN"],
    sources: &["docs", "asl-service"],
    ..field(
        "Transformation",
        "`NONE` keeps child metadata, `COMPACT` keeps only outputs, `FLATTEN` also unrolls output arrays.",
        Types::STRING,
    )
};

const MANIFEST_TYPE: Field = Field {
    note: Some(
        "`ATHENA_DATA` goes with an `InputType` of `CSV`, `JSONL` or `PARQUET`; `S3_INVENTORY` goes without `InputType`.",
    ),
    values: &["ATHENA_DATA", "S3_INVENTORY"],
    sources: &["docs"],
    ..field("ManifestType", "Kind of manifest file: Athena query output or S3 inventory.", Types::STRING)
};

const CSV_DELIMITER: Field = Field {
    values: &["COMMA", "PIPE", "SEMICOLON", "SPACE", "TAB"],
    default: Some("COMMA"),
    requires: &["InputType in {CSV, MANIFEST}"],
    sources: &["docs", "asl-service"],
    ..field("CSVDelimiter", "Column separator.", Types::STRING)
};

const CSV_HEADER_LOCATION: Field = Field {
    note: Some("Required when `InputType` is `CSV`, refused when it is `JSON`; `GIVEN` needs `CSVHeaders`."),
    requirement: Requirement::Conditional,
    values: &["FIRST_ROW", "GIVEN"],
    requires: &["InputType in {CSV, MANIFEST}"],
    sources: &["docs", "cdk-preflight"],
    ..field(
        "CSVHeaderLocation",
        "Where the column names come from: first row or the `CSVHeaders` field.",
        Types::STRING,
    )
};

const CSV_HEADERS: Field = Field {
    note: Some("The names are constants: they are never evaluated as JSONata. Duplicate names fail at run time."),
    requirement: Requirement::Conditional,
    length: (Some(1), None),
    requires: &["CSVHeaderLocation=GIVEN"],
    sources: &["docs", "cdk-preflight"],
    ..field("CSVHeaders", "Column names, as strings, for `GIVEN`.", Types::ARRAY)
};

const MAX_ITEMS: Field = Field {
    note: Some("0 is accepted when the machine is created, but fails at run time."),
    expression: Expression::Value,
    range: Some(Range::between(0.0, 100000000.0)),
    exclusive_with: &["MaxItemsPath"],
    zero_note: Some("A value of 0 is accepted when the machine is created, but fails at run time."),
    sources: &["docs", "cdk-preflight"],
    ..field("MaxItems", "Stop after this many items.", Types::INTEGER)
};

const MAX_ITEMS_PATH: Field = Field {
    languages: Languages::JSONPATH,
    form: Form::ReferencePath,
    exclusive_with: &["MaxItems"],
    sources: &["spec", "docs"],
    ..field("MaxItemsPath", "Reference path to the `MaxItems` value.", Types::STRING)
};

const ITEMS_POINTER: Field = Field {
    form: Form::JsonPointer,
    requires: &["InputType=JSON"],
    sources: &["docs"],
    ..field("ItemsPointer", "JSON Pointer to the array or object nested in a JSON dataset.", Types::STRING)
};

const BATCH_INPUT: Field = Field {
    expression: Expression::Deep,
    form: Form::PayloadTemplate,
    disputed_types: Types::OBJECT.or(Types::STRING).others(),
    sources: &["spec", "docs"],
    ..field("BatchInput", "Fixed JSON merged into the input of each batch.", Types::OBJECT.or(Types::STRING))
};

const MAX_ITEMS_PER_BATCH: Field = Field {
    note: Some("0 is accepted when the machine is created, but a positive value is needed at run time."),
    requirement: Requirement::AtLeastOne("batch-limit"),
    expression: Expression::Value,
    range: Some(Range::at_least(1.0)),
    exclusive_with: &["MaxItemsPerBatchPath"],
    zero_note: Some("A value of 0 is accepted when the machine is created, but a positive one is needed at run time."),
    sources: &["spec", "docs", "asl-service"],
    ..field("MaxItemsPerBatch", "Most items in one batch.", Types::INTEGER)
};

const MAX_ITEMS_PER_BATCH_PATH: Field = Field {
    languages: Languages::JSONPATH,
    requirement: Requirement::AtLeastOne("batch-limit"),
    form: Form::ReferencePath,
    exclusive_with: &["MaxItemsPerBatch"],
    sources: &["spec", "docs"],
    ..field("MaxItemsPerBatchPath", "Reference path to `MaxItemsPerBatch`.", Types::STRING)
};

const MAX_INPUT_BYTES_PER_BATCH: Field = Field {
    requirement: Requirement::AtLeastOne("batch-limit"),
    expression: Expression::Value,
    range: Some(Range::between(1.0, 262144.0)),
    exclusive_with: &["MaxInputBytesPerBatchPath"],
    zero_note: Some(
        "A value of 0 may be accepted when the machine is created, but a positive one is needed at run time.",
    ),
    sources: &["spec", "docs", "asl-service"],
    ..field("MaxInputBytesPerBatch", "Largest batch size in bytes.", Types::INTEGER)
};

const MAX_INPUT_BYTES_PER_BATCH_PATH: Field = Field {
    languages: Languages::JSONPATH,
    requirement: Requirement::AtLeastOne("batch-limit"),
    form: Form::ReferencePath,
    exclusive_with: &["MaxInputBytesPerBatch"],
    sources: &["spec", "docs"],
    ..field("MaxInputBytesPerBatchPath", "Reference path to `MaxInputBytesPerBatch`.", Types::STRING)
};

const WRITER_CONFIG: Field = Field {
    form: Form::Object(Context::WriterConfig),
    sources: &["docs", "asl-service"],
    ..field("WriterConfig", "How results are shaped and encoded.", Types::OBJECT)
};

const OUTPUT_TYPE: Field = Field {
    note: Some("It is not documented whether it may be left out; give it beside `Transformation`."),
    values: &["JSON", "JSONL"],
    sources: &["docs", "asl-service"],
    ..field("OutputType", "Encoding of the results: one JSON array or JSON Lines.", Types::STRING)
};

const ROLE_ARN: Field = Field {
    requirement: Requirement::OneOf("role"),
    expression: Expression::Value,
    form: Form::Arn,
    exclusive_with: &["RoleArn.$"],
    sources: &["docs", "cdk-preflight", "localstack"],
    ..field("RoleArn", "IAM role ARN to assume, literal or (in JSONata states) an expression.", Types::STRING)
};

const ROLE_ARN_PATH: Field = Field {
    languages: Languages::JSONPATH,
    requirement: Requirement::OneOf("role"),
    form: Form::PayloadExpression,
    exclusive_with: &["RoleArn"],
    sources: &["docs", "localstack"],
    ..field("RoleArn.$", "Path, variable or intrinsic call that yields the role ARN.", Types::STRING)
};

const RETRIER_ERROR_EQUALS: Field = Field {
    requirement: Requirement::Always,
    form: Form::ErrorNames,
    length: (Some(1), None),
    sources: &["spec", "docs", "asl-service", "statelint", "cdk-preflight"],
    ..field("ErrorEquals", "Error names this Retrier applies to; non-empty strings, non-empty array.", Types::ARRAY)
};

const CATCHER_ERROR_EQUALS: Field = Field {
    requirement: Requirement::Always,
    form: Form::ErrorNames,
    length: (Some(1), None),
    sources: &["spec", "docs", "asl-service", "statelint", "cdk-preflight"],
    ..field("ErrorEquals", "Error names this Catcher applies to; non-empty strings, non-empty array.", Types::ARRAY)
};

const INTERVAL_SECONDS: Field = Field {
    note: Some("The value should be positive; AWS accepts 0 when the machine is created."),
    range: Some(Range::between(1.0, 99999999.0)),
    default: Some("1"),
    zero_note: Some(
        "A value of 0 is accepted when the machine is created, although the documentation asks for a positive one.",
    ),
    sources: &["spec", "docs", "statelint"],
    ..field("IntervalSeconds", "Wait before the first retry.", Types::INTEGER)
};

const MAX_ATTEMPTS: Field = Field {
    range: Some(Range::between(0.0, 99999999.0)),
    default: Some("3"),
    sources: &["spec", "docs", "asl-service"],
    ..field("MaxAttempts", "Retries before giving up; 0 means never retry.", Types::INTEGER)
};

const BACKOFF_RATE: Field = Field {
    range: Some(Range::at_least(1.0)),
    default: Some("2.0"),
    sources: &["spec", "docs", "asl-service", "statelint", "cdk-preflight"],
    ..field("BackoffRate", "Factor that multiplies the wait after every retry.", Types::NUMBER)
};

const MAX_DELAY_SECONDS: Field = Field {
    note: Some("It has no effect unless it is above `IntervalSeconds`."),
    range: Some(Range::between(1.0, 31622400.0)),
    sources: &["docs", "cdk-preflight", "spec"],
    ..field("MaxDelaySeconds", "Cap on the wait between two retries.", Types::INTEGER)
};

const JITTER_STRATEGY: Field = Field {
    values: &["FULL", "NONE"],
    default: Some("NONE"),
    sources: &["spec", "docs", "asl-service"],
    ..field("JitterStrategy", "Whether to randomise the wait.", Types::STRING)
};

const CONDITION: Field = Field {
    languages: Languages::JSONATA,
    requirement: Requirement::OneOf("test"),
    expression: Expression::Value,
    exclusive_with: &["Variable", "And", "Or", "Not"],
    sources: &["spec", "docs", "asl-service"],
    ..field(
        "Condition",
        "Boolean literal or `{% %}` expression that must produce a boolean.",
        Types::BOOLEAN.or(Types::STRING),
    )
};

const CHOICE_RULE_VARIABLE: Field = Field {
    note: Some(
        "A reference path: it may start at the context object (`$$`) or at a variable; intrinsic functions are not accepted.",
    ),
    languages: Languages::JSONPATH,
    requirement: Requirement::OneOf("test"),
    form: Form::ReferencePath,
    exclusive_with: &["And", "Or", "Not", "Condition"],
    requires: &["exactly one comparator"],
    sources: &["spec", "docs", "statelint", "cdk-preflight"],
    ..field("Variable", "Path to the value under test.", Types::STRING)
};

const NESTED_CHOICE_RULE_VARIABLE: Field = Field {
    note: Some(
        "A reference path: it may start at the context object (`$$`) or at a variable; intrinsic functions are not accepted.",
    ),
    languages: Languages::JSONPATH,
    requirement: Requirement::OneOf("test"),
    form: Form::ReferencePath,
    exclusive_with: &["And", "Or", "Not"],
    requires: &["exactly one comparator"],
    sources: &["spec", "docs", "statelint", "cdk-preflight"],
    ..field("Variable", "Path to the value under test.", Types::STRING)
};

const CHOICE_RULE_AND: Field = Field {
    languages: Languages::JSONPATH,
    requirement: Requirement::OneOf("test"),
    form: Form::Array(Context::NestedChoiceRule),
    length: (Some(1), None),
    exclusive_with: &["Variable", "Or", "Not", "Condition"],
    sources: &["spec", "docs", "asl-service", "statelint", "cdk-preflight"],
    ..field("And", "True when every nested rule is true.", Types::ARRAY)
};

const NESTED_CHOICE_RULE_AND: Field = Field {
    languages: Languages::JSONPATH,
    requirement: Requirement::OneOf("test"),
    form: Form::Array(Context::NestedChoiceRule),
    length: (Some(1), None),
    exclusive_with: &["Variable", "Or", "Not"],
    sources: &["spec", "docs", "asl-service", "statelint", "cdk-preflight"],
    ..field("And", "True when every nested rule is true.", Types::ARRAY)
};

const CHOICE_RULE_OR: Field = Field {
    languages: Languages::JSONPATH,
    requirement: Requirement::OneOf("test"),
    form: Form::Array(Context::NestedChoiceRule),
    length: (Some(1), None),
    exclusive_with: &["Variable", "And", "Not", "Condition"],
    sources: &["spec", "docs", "asl-service", "statelint", "cdk-preflight"],
    ..field("Or", "True when at least one nested rule is true.", Types::ARRAY)
};

const NESTED_CHOICE_RULE_OR: Field = Field {
    languages: Languages::JSONPATH,
    requirement: Requirement::OneOf("test"),
    form: Form::Array(Context::NestedChoiceRule),
    length: (Some(1), None),
    exclusive_with: &["Variable", "And", "Not"],
    sources: &["spec", "docs", "asl-service", "statelint", "cdk-preflight"],
    ..field("Or", "True when at least one nested rule is true.", Types::ARRAY)
};

const CHOICE_RULE_NOT: Field = Field {
    languages: Languages::JSONPATH,
    requirement: Requirement::OneOf("test"),
    form: Form::Object(Context::NestedChoiceRule),
    exclusive_with: &["Variable", "And", "Or", "Condition"],
    sources: &["spec", "docs", "asl-service", "statelint", "cdk-preflight"],
    ..field("Not", "True when the nested rule is false.", Types::OBJECT)
};

const NESTED_CHOICE_RULE_NOT: Field = Field {
    languages: Languages::JSONPATH,
    requirement: Requirement::OneOf("test"),
    form: Form::Object(Context::NestedChoiceRule),
    exclusive_with: &["Variable", "And", "Or"],
    sources: &["spec", "docs", "asl-service", "statelint", "cdk-preflight"],
    ..field("Not", "True when the nested rule is false.", Types::OBJECT)
};

pub(super) static STATE_MACHINE: [Field; 6] = [
    STATE_MACHINE_COMMENT,
    STATE_MACHINE_QUERY_LANGUAGE,
    STATE_MACHINE_START_AT,
    STATE_MACHINE_STATES,
    STATE_MACHINE_TIMEOUT_SECONDS,
    VERSION,
];

pub(super) static TASK: [Field; 21] = [
    state_type(&["Task"], "Selects the kind of state; must be exactly `\"Task\"` (case-sensitive)."),
    COMMENT,
    QUERY_LANGUAGE,
    TASK_RESOURCE,
    INPUT_PATH,
    PARAMETERS,
    ARGUMENTS,
    RESULT_SELECTOR,
    RESULT_PATH,
    OUTPUT_PATH,
    OUTPUT,
    ASSIGN,
    CREDENTIALS,
    TASK_TIMEOUT_SECONDS,
    TIMEOUT_SECONDS_PATH,
    HEARTBEAT_SECONDS,
    HEARTBEAT_SECONDS_PATH,
    RETRY,
    CATCH,
    NEXT,
    END,
];

pub(super) static PASS: [Field; 12] = [
    state_type(&["Pass"], "Selects the kind of state; must be exactly `\"Pass\"` (case-sensitive)."),
    COMMENT,
    QUERY_LANGUAGE,
    INPUT_PATH,
    PARAMETERS,
    RESULT,
    RESULT_PATH,
    OUTPUT_PATH,
    OUTPUT,
    ASSIGN,
    NEXT,
    END,
];

pub(super) static CHOICE: [Field; 9] = [
    state_type(&["Choice"], "Selects the kind of state; must be exactly `\"Choice\"` (case-sensitive)."),
    COMMENT,
    QUERY_LANGUAGE,
    INPUT_PATH,
    OUTPUT_PATH,
    OUTPUT,
    ASSIGN,
    CHOICES,
    DEFAULT,
];

pub(super) static WAIT: [Field; 13] = [
    state_type(&["Wait"], "Selects the kind of state; must be exactly `\"Wait\"` (case-sensitive)."),
    COMMENT,
    QUERY_LANGUAGE,
    INPUT_PATH,
    OUTPUT_PATH,
    OUTPUT,
    ASSIGN,
    SECONDS,
    SECONDS_PATH,
    TIMESTAMP,
    TIMESTAMP_PATH,
    NEXT,
    END,
];

pub(super) static SUCCEED: [Field; 6] = [
    state_type(&["Succeed"], "Selects the kind of state; must be exactly `\"Succeed\"` (case-sensitive)."),
    COMMENT,
    QUERY_LANGUAGE,
    INPUT_PATH,
    OUTPUT_PATH,
    OUTPUT,
];

pub(super) static FAIL: [Field; 7] = [
    state_type(&["Fail"], "Selects the kind of state; must be exactly `\"Fail\"` (case-sensitive)."),
    COMMENT,
    QUERY_LANGUAGE,
    ERROR,
    ERROR_PATH,
    CAUSE,
    CAUSE_PATH,
];

pub(super) static PARALLEL: [Field; 16] = [
    state_type(&["Parallel"], "Selects the kind of state; must be exactly `\"Parallel\"` (case-sensitive)."),
    COMMENT,
    QUERY_LANGUAGE,
    INPUT_PATH,
    PARAMETERS,
    ARGUMENTS,
    BRANCHES,
    RESULT_SELECTOR,
    RESULT_PATH,
    OUTPUT_PATH,
    OUTPUT,
    ASSIGN,
    RETRY,
    CATCH,
    NEXT,
    END,
];

pub(super) static MAP: [Field; 29] = [
    state_type(&["Map"], "Selects the kind of state; must be exactly `\"Map\"` (case-sensitive)."),
    COMMENT,
    QUERY_LANGUAGE,
    INPUT_PATH,
    ITEM_PROCESSOR,
    ITERATOR,
    ITEMS_PATH,
    ITEMS,
    ITEM_SELECTOR,
    MAP_PARAMETERS,
    ITEM_READER,
    ITEM_BATCHER,
    RESULT_WRITER,
    MAX_CONCURRENCY,
    MAX_CONCURRENCY_PATH,
    TOLERATED_FAILURE_COUNT,
    TOLERATED_FAILURE_COUNT_PATH,
    TOLERATED_FAILURE_PERCENTAGE,
    TOLERATED_FAILURE_PERCENTAGE_PATH,
    LABEL,
    RESULT_SELECTOR,
    RESULT_PATH,
    OUTPUT_PATH,
    OUTPUT,
    ASSIGN,
    RETRY,
    CATCH,
    NEXT,
    END,
];

pub(super) static BRANCH: [Field; 3] = [START_AT, STATES, BRANCH_COMMENT];

pub(super) static ITEM_PROCESSOR_FIELDS: [Field; 4] = [START_AT, STATES, BRANCH_COMMENT, PROCESSOR_CONFIG];

pub(super) static PROCESSOR_CONFIG_FIELDS: [Field; 2] = [MODE, EXECUTION_TYPE];

pub(super) static ITEM_READER_FIELDS: [Field; 4] =
    [ITEM_READER_RESOURCE, ITEM_READER_PARAMETERS, ITEM_READER_ARGUMENTS, READER_CONFIG];

pub(super) static ITEM_READER_PARAMETERS_FIELDS: [Field; 5] =
    [ITEM_READER_PARAMETERS_BUCKET, KEY, ITEM_READER_PARAMETERS_PREFIX, VERSION_ID, EXPECTED_BUCKET_OWNER];

pub(super) static READER_CONFIG_FIELDS: [Field; 9] = [
    INPUT_TYPE,
    READER_CONFIG_TRANSFORMATION,
    MANIFEST_TYPE,
    CSV_DELIMITER,
    CSV_HEADER_LOCATION,
    CSV_HEADERS,
    MAX_ITEMS,
    MAX_ITEMS_PATH,
    ITEMS_POINTER,
];

pub(super) static ITEM_BATCHER_FIELDS: [Field; 5] = [
    BATCH_INPUT,
    MAX_ITEMS_PER_BATCH,
    MAX_ITEMS_PER_BATCH_PATH,
    MAX_INPUT_BYTES_PER_BATCH,
    MAX_INPUT_BYTES_PER_BATCH_PATH,
];

pub(super) static RESULT_WRITER_FIELDS: [Field; 4] =
    [RESULT_WRITER_RESOURCE, RESULT_WRITER_PARAMETERS, RESULT_WRITER_ARGUMENTS, WRITER_CONFIG];

pub(super) static RESULT_WRITER_PARAMETERS_FIELDS: [Field; 2] =
    [RESULT_WRITER_PARAMETERS_BUCKET, RESULT_WRITER_PARAMETERS_PREFIX];

pub(super) static WRITER_CONFIG_FIELDS: [Field; 2] = [WRITER_CONFIG_TRANSFORMATION, OUTPUT_TYPE];

pub(super) static CREDENTIALS_FIELDS: [Field; 2] = [ROLE_ARN, ROLE_ARN_PATH];

pub(super) static RETRIER: [Field; 7] = [
    RETRIER_ERROR_EQUALS,
    INTERVAL_SECONDS,
    MAX_ATTEMPTS,
    BACKOFF_RATE,
    MAX_DELAY_SECONDS,
    JITTER_STRATEGY,
    RETRIER_COMMENT,
];

pub(super) static CATCHER: [Field; 6] =
    [CATCHER_ERROR_EQUALS, CATCHER_NEXT, CATCHER_RESULT_PATH, CATCHER_OUTPUT, CATCHER_ASSIGN, RETRIER_COMMENT];

pub(super) static CHOICE_RULE: [Field; 48] = with_comparators([
    CHOICE_RULE_NEXT,
    CHOICE_RULE_COMMENT,
    CONDITION,
    CHOICE_RULE_VARIABLE,
    CHOICE_RULE_AND,
    CHOICE_RULE_OR,
    CHOICE_RULE_NOT,
    CHOICE_RULE_ASSIGN,
    CHOICE_RULE_OUTPUT,
]);

pub(super) static NESTED_CHOICE_RULE: [Field; 44] = with_comparators([
    NESTED_CHOICE_RULE_COMMENT,
    NESTED_CHOICE_RULE_VARIABLE,
    NESTED_CHOICE_RULE_AND,
    NESTED_CHOICE_RULE_OR,
    NESTED_CHOICE_RULE_NOT,
]);
