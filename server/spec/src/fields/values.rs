//! What the values of an enumeration mean.

use super::Context;

/// What `value` of `field` means, in a sentence; `None` for a field without an enumeration or a value that it lacks.
pub fn value_doc(context: Context, field: &str, value: &str) -> Option<&'static str> {
    let table: &[(&str, &str)] = match (context, field) {
        (_, "Type") => {
            return Some(crate::StateType::parse(value).filter(|known| known.context() == context)?.doc());
        }
        (Context::StateMachine, "QueryLanguage") => &MACHINE_LANGUAGE,
        (_, "QueryLanguage") if context.state_type().is_some() => &STATE_LANGUAGE,
        (Context::StateMachine, "Version") => &VERSION,
        (Context::ProcessorConfig, "Mode") => &MODE,
        (Context::ProcessorConfig, "ExecutionType") => &EXECUTION_TYPE,
        (Context::ItemReader, "Resource") => &READER_RESOURCE,
        (Context::ResultWriter, "Resource") => &WRITER_RESOURCE,
        (Context::ReaderConfig, "InputType") => &INPUT_TYPE,
        (Context::ReaderConfig, "Transformation") => &READER_TRANSFORMATION,
        (Context::ReaderConfig, "ManifestType") => &MANIFEST_TYPE,
        (Context::ReaderConfig, "CSVDelimiter") => &CSV_DELIMITER,
        (Context::ReaderConfig, "CSVHeaderLocation") => &CSV_HEADER_LOCATION,
        (Context::WriterConfig, "Transformation") => &WRITER_TRANSFORMATION,
        (Context::WriterConfig, "OutputType") => &OUTPUT_TYPE,
        (Context::Retrier, "JitterStrategy") => &JITTER_STRATEGY,
        _ => return None,
    };
    table.iter().find(|(known, _)| *known == value).map(|(_, doc)| *doc)
}

static MACHINE_LANGUAGE: [(&str, &str); 2] = [
    (
        "JSONPath",
        "States use paths, payload templates and intrinsic functions, unless a state chooses `JSONata` itself.",
    ),
    ("JSONata", "Every state uses `{% %}` expressions; no state may go back to `JSONPath`."),
];
static STATE_LANGUAGE: [(&str, &str); 2] = [
    (
        "JSONPath",
        "This state uses paths, payload templates and intrinsic functions. It is refused inside a JSONata machine.",
    ),
    ("JSONata", "This state uses `{% %}` expressions with `Arguments`, `Output` and `Condition`."),
];
static VERSION: [(&str, &str); 1] = [("1.0", "The only version of the language.")];
static MODE: [(&str, &str); 2] = [
    (
        "INLINE",
        "Iterates inside the parent execution, at most 40 iterations at once; the history of every iteration counts towards the parent.",
    ),
    (
        "DISTRIBUTED",
        "Starts a child execution per item or batch, up to 10,000 at once, each with its own history; it can read its items from Amazon S3.",
    ),
];
static EXECUTION_TYPE: [(&str, &str); 2] = [
    ("STANDARD", "Child executions run up to one year, exactly once, and may wait for jobs and callbacks."),
    (
        "EXPRESS",
        "Child executions run up to five minutes, at least once; `.sync` and `.waitForTaskToken` are not available in them.",
    ),
];
static READER_RESOURCE: [(&str, &str); 2] = [
    (
        "arn:<partition>:states:::s3:getObject",
        "Reads the items from one object: a CSV, JSON, JSON Lines or Parquet file, or a manifest.",
    ),
    ("arn:<partition>:states:::s3:listObjectsV2", "Iterates over the objects of a bucket or of a prefix."),
];
static WRITER_RESOURCE: [(&str, &str); 1] =
    [("arn:<partition>:states:::s3:putObject", "Writes the results of the child executions to a bucket.")];
static INPUT_TYPE: [(&str, &str); 5] = [
    ("CSV", "Text with separated columns; every row is an item. `CSVHeaderLocation` says where the column names are."),
    ("JSON", "A JSON array or object; `ItemsPointer` can point at one inside the file."),
    ("JSONL", "JSON Lines: every line is an item."),
    ("PARQUET", "A Parquet file; every row is an item."),
    ("MANIFEST", "A manifest, such as an Amazon S3 inventory, that lists the files to read."),
];
static READER_TRANSFORMATION: [(&str, &str); 2] = [
    ("NONE", "Iterates over the metadata of the listed objects."),
    ("LOAD_AND_FLATTEN", "Reads the listed objects themselves and iterates over what is in them; needs `InputType`."),
];
static MANIFEST_TYPE: [(&str, &str); 2] = [
    ("ATHENA_DATA", "The manifest of an Athena query or `UNLOAD`; `InputType` is `CSV`, `JSONL` or `PARQUET`."),
    ("S3_INVENTORY", "An Amazon S3 inventory manifest; goes without `InputType`."),
];
static CSV_DELIMITER: [(&str, &str); 5] = [
    ("COMMA", "Columns are separated by `,`."),
    ("PIPE", "Columns are separated by `|`."),
    ("SEMICOLON", "Columns are separated by `;`."),
    ("SPACE", "Columns are separated by a space."),
    ("TAB", "Columns are separated by a tab."),
];
static CSV_HEADER_LOCATION: [(&str, &str); 2] =
    [("FIRST_ROW", "The first row holds the column names."), ("GIVEN", "`CSVHeaders` holds the column names.")];
static WRITER_TRANSFORMATION: [(&str, &str); 3] = [
    ("NONE", "Keeps the metadata of every child execution beside its output."),
    ("COMPACT", "Keeps only the outputs of the child executions, in the shape they have."),
    ("FLATTEN", "Keeps only the outputs, and unrolls an output that is an array into its elements."),
];
static OUTPUT_TYPE: [(&str, &str); 2] =
    [("JSON", "One JSON array of results per file."), ("JSONL", "JSON Lines: one result per line.")];
static JITTER_STRATEGY: [(&str, &str); 2] = [
    ("FULL", "Waits a random time between 0 and the computed wait, so that many clients do not retry at once."),
    ("NONE", "Waits exactly the computed time."),
];
