//! The fields of every place of a definition: what they mean, what they take, and where they are allowed.

mod table;
mod values;

use crate::QueryLanguage;
use crate::order::{find, ordered};
use crate::types::Types;

pub use values::value_doc;

/// A kind of object in a definition: which fields it may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Context {
    /// The top-level object.
    StateMachine,
    /// A Task state.
    Task,
    /// A Pass state.
    Pass,
    /// A Choice state.
    Choice,
    /// A Wait state.
    Wait,
    /// A Succeed state.
    Succeed,
    /// A Fail state.
    Fail,
    /// A Parallel state.
    Parallel,
    /// A Map state.
    Map,
    /// An element of `Branches`.
    Branch,
    /// The `ItemProcessor` (or `Iterator`) of a Map state.
    ItemProcessor,
    /// The `ProcessorConfig` of an `ItemProcessor`.
    ProcessorConfig,
    /// The `ItemReader` of a Map state.
    ItemReader,
    /// The `Parameters` or `Arguments` of an `ItemReader`.
    ItemReaderParameters,
    /// The `ReaderConfig` of an `ItemReader`.
    ReaderConfig,
    /// The `ItemBatcher` of a Map state.
    ItemBatcher,
    /// The `ResultWriter` of a Map state.
    ResultWriter,
    /// The `Parameters` or `Arguments` of a `ResultWriter`.
    ResultWriterParameters,
    /// The `WriterConfig` of a `ResultWriter`.
    WriterConfig,
    /// The `Credentials` of a Task state.
    Credentials,
    /// An element of `Retry`.
    Retrier,
    /// An element of `Catch`.
    Catcher,
    /// An element of `Choices`.
    ChoiceRule,
    /// A rule inside `And`, `Or` or `Not`.
    NestedChoiceRule,
}

/// One field of a context.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// The key, case-sensitive.
    pub name: &'static str,
    /// What the field does, in a sentence.
    pub doc: &'static str,
    /// What else is worth knowing, in whole sentences.
    pub note: Option<&'static str>,
    /// The JSON types that a literal value may have.
    pub types: Types,
    /// Types on which the sources disagree, inside `types` or outside of them: worth a warning at most.
    pub disputed_types: Types,
    /// The query languages in which the field is allowed.
    pub languages: Languages,
    /// Whether the field must be there.
    pub requirement: Requirement,
    /// Where a `{% %}` expression is evaluated, in JSONata states.
    pub expression: Expression,
    /// How the value is read.
    pub form: Form,
    /// The only values, where there is an enumeration. ARN values hold `<partition>` in the place of the partition.
    pub values: &'static [&'static str],
    /// The bounds of a number.
    pub range: Option<Range>,
    /// What comes of a literal 0, in a sentence, where the service accepts it at creation although it should not be
    /// there; such a 0 is worth a warning, even when it lies outside of `range`.
    pub zero_note: Option<&'static str>,
    /// The smallest and the largest length: characters of a string, elements of an array.
    pub length: (Option<u32>, Option<u32>),
    /// What else a string must look like, in a sentence.
    pub pattern: Option<&'static str>,
    /// What holds when the field is absent: a value, or a few words such as `the state input`.
    pub default: Option<&'static str>,
    /// The fields that may not stand beside this one. `End` counts only when it is `true`.
    pub exclusive_with: &'static [&'static str],
    /// What must hold beside the field: the name of another field, or a condition such as `InputType=JSON`.
    pub requires: &'static [&'static str],
    /// Whether the field is an old spelling that still works.
    pub deprecated: bool,
    /// Where the fact comes from: `spec`, `docs`, or the name of the project that measured it.
    pub sources: &'static [&'static str],
}

/// The query languages in which a field is allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Languages {
    /// Allowed in JSONPath states.
    pub jsonpath: bool,
    /// Allowed in JSONata states.
    pub jsonata: bool,
}

impl Languages {
    /// Allowed in both.
    pub const BOTH: Self = Self { jsonpath: true, jsonata: true };
    /// Allowed in JSONPath states only.
    pub const JSONPATH: Self = Self { jsonpath: true, jsonata: false };
    /// Allowed in JSONata states only.
    pub const JSONATA: Self = Self { jsonpath: false, jsonata: true };

    /// Whether `language` is among them.
    pub const fn allows(self, language: QueryLanguage) -> bool {
        match language {
            QueryLanguage::JsonPath => self.jsonpath,
            QueryLanguage::Jsonata => self.jsonata,
        }
    }

    /// The one language, when there is only one.
    pub const fn only(self) -> Option<QueryLanguage> {
        match (self.jsonpath, self.jsonata) {
            (true, false) => Some(QueryLanguage::JsonPath),
            (false, true) => Some(QueryLanguage::Jsonata),
            _ => None,
        }
    }
}

/// Whether a field must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Requirement {
    /// Always.
    Always,
    /// Never.
    Never,
    /// Exactly one of the fields that share the group.
    OneOf(&'static str),
    /// At least one of the fields that share the group.
    AtLeastOne(&'static str),
    /// It depends on other values, see `requires` and `note`.
    Conditional,
}

/// Where a `{% %}` expression is evaluated in the value of a field of a JSONata state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Expression {
    /// Nowhere: the text is plain.
    Never,
    /// The whole value may be one expression.
    Value,
    /// Every string at any depth may be one expression.
    Deep,
}

/// How the value of a field is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// As it stands.
    Literal,
    /// A JSONPath into the input, the context object or a variable.
    Path,
    /// A path that names exactly one node.
    ReferencePath,
    /// A path that names exactly one node, or a call of an intrinsic function that gives a string.
    ReferencePathOrIntrinsic,
    /// JSON whose keys may end in `.$`. In JSONata states, JSON whose strings may be `{% %}` expressions.
    PayloadTemplate,
    /// The value of a key that ends in `.$`: a path or a call of an intrinsic function.
    PayloadExpression,
    /// JSON whose strings may be `{% %}` expressions.
    JsonataTemplate,
    /// The name of a state of the same block.
    StateName,
    /// An ARN.
    Arn,
    /// An RFC 3339 timestamp.
    Timestamp,
    /// A JSON Pointer.
    JsonPointer,
    /// An array of error names.
    ErrorNames,
    /// An object of the given kind.
    Object(Context),
    /// An array of objects of the given kind.
    Array(Context),
}

/// The bounds of a number, both inclusive.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    /// The smallest value.
    pub min: Option<f64>,
    /// The largest value.
    pub max: Option<f64>,
}

impl Range {
    /// From `min` up.
    pub const fn at_least(min: f64) -> Self {
        Self { min: Some(min), max: None }
    }

    /// From `min` to `max`.
    pub const fn between(min: f64, max: f64) -> Self {
        Self { min: Some(min), max: Some(max) }
    }

    /// Whether `value` lies within the bounds.
    pub fn contains(&self, value: f64) -> bool {
        self.min.is_none_or(|min| value >= min) && self.max.is_none_or(|max| value <= max)
    }

    /// The bounds in words: `between 0 and 100`, `at least 1`.
    pub fn describe(&self) -> String {
        match (self.min, self.max) {
            (Some(min), Some(max)) => format!("between {min} and {max}"),
            (Some(min), None) => format!("at least {min}"),
            (None, Some(max)) => format!("at most {max}"),
            (None, None) => "any number".to_owned(),
        }
    }
}

impl Field {
    /// Whether the field is allowed in states of `language`.
    pub const fn allows(&self, language: QueryLanguage) -> bool {
        self.languages.allows(language)
    }
}

impl Context {
    /// All contexts, the machine first, then the states, then what they hold.
    pub const ALL: [Self; 24] = [
        Self::StateMachine,
        Self::Task,
        Self::Pass,
        Self::Choice,
        Self::Wait,
        Self::Succeed,
        Self::Fail,
        Self::Parallel,
        Self::Map,
        Self::Branch,
        Self::ItemProcessor,
        Self::ProcessorConfig,
        Self::ItemReader,
        Self::ItemReaderParameters,
        Self::ReaderConfig,
        Self::ItemBatcher,
        Self::ResultWriter,
        Self::ResultWriterParameters,
        Self::WriterConfig,
        Self::Credentials,
        Self::Retrier,
        Self::Catcher,
        Self::ChoiceRule,
        Self::NestedChoiceRule,
    ];

    /// The fields, in the order in which a person would write them.
    pub const fn fields(self) -> &'static [Field] {
        self.table().0
    }

    /// The field with exactly this name.
    pub fn field(self, name: &str) -> Option<&'static Field> {
        let (rows, order) = self.table();
        find(rows, order, name, |field| field.name)
    }

    /// What this kind of object is, in a sentence or two.
    pub const fn doc(self) -> &'static str {
        self.words().1
    }

    /// What to call it in a message: `Map state`, `Retrier`, `choice rule`.
    pub const fn title(self) -> &'static str {
        self.words().0
    }

    /// The page of the AWS documentation.
    pub const fn url(self) -> &'static str {
        crate::links::context_url(self)
    }

    /// Whether fields that the table does not know are refused. The arguments of S3 calls are open.
    pub const fn is_closed(self) -> bool {
        !matches!(self, Self::ItemReaderParameters | Self::ResultWriterParameters)
    }

    /// The type of state that the context stands for, if it is one.
    pub fn state_type(self) -> Option<crate::StateType> {
        crate::StateType::ALL.into_iter().find(|state_type| state_type.context() == self)
    }

    /// The fields that share a group of a [`Requirement`].
    pub fn group(self, group: &str) -> impl Iterator<Item = &'static Field> {
        self.fields().iter().filter(move |field| {
            matches!(field.requirement, Requirement::OneOf(own) | Requirement::AtLeastOne(own) if own == group)
        })
    }

    const fn table(self) -> (&'static [Field], &'static [u8]) {
        macro_rules! rows {
            ($rows:ident) => {
                (&table::$rows, ordered!(table::$rows, table::$rows.len()))
            };
        }
        match self {
            Self::StateMachine => rows!(STATE_MACHINE),
            Self::Task => rows!(TASK),
            Self::Pass => rows!(PASS),
            Self::Choice => rows!(CHOICE),
            Self::Wait => rows!(WAIT),
            Self::Succeed => rows!(SUCCEED),
            Self::Fail => rows!(FAIL),
            Self::Parallel => rows!(PARALLEL),
            Self::Map => rows!(MAP),
            Self::Branch => rows!(BRANCH),
            Self::ItemProcessor => rows!(ITEM_PROCESSOR_FIELDS),
            Self::ProcessorConfig => rows!(PROCESSOR_CONFIG_FIELDS),
            Self::ItemReader => rows!(ITEM_READER_FIELDS),
            Self::ItemReaderParameters => rows!(ITEM_READER_PARAMETERS_FIELDS),
            Self::ReaderConfig => rows!(READER_CONFIG_FIELDS),
            Self::ItemBatcher => rows!(ITEM_BATCHER_FIELDS),
            Self::ResultWriter => rows!(RESULT_WRITER_FIELDS),
            Self::ResultWriterParameters => rows!(RESULT_WRITER_PARAMETERS_FIELDS),
            Self::WriterConfig => rows!(WRITER_CONFIG_FIELDS),
            Self::Credentials => rows!(CREDENTIALS_FIELDS),
            Self::Retrier => rows!(RETRIER),
            Self::Catcher => rows!(CATCHER),
            Self::ChoiceRule => rows!(CHOICE_RULE),
            Self::NestedChoiceRule => rows!(NESTED_CHOICE_RULE),
        }
    }

    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::StateMachine => ("state machine", "A state machine: the top-level object of a definition."),
            Self::Task => ("Task state", "Runs one unit of work through a resource ARN."),
            Self::Pass => ("Pass state", "Passes input to output, optionally injecting or reshaping data."),
            Self::Choice => ("Choice state", "Branches on the first rule whose test is true."),
            Self::Wait => ("Wait state", "Pauses for a time or until a moment."),
            Self::Succeed => (
                "Succeed state",
                "Ends its `States` block successfully. It has no `Next`, `End`, `Assign`, `Retry` or `Catch`.",
            ),
            Self::Fail => (
                "Fail state",
                "Ends the execution, or the branch around it, as failed. It has no `Next` or `End`, no data-flow fields and no `Assign`.",
            ),
            Self::Parallel => (
                "Parallel state",
                "Runs several fixed branches at the same time; the result is an array of their outputs, in the order of the branches.",
            ),
            Self::Map => ("Map state", "Runs a sub-machine once per item, inline or as child executions."),
            Self::Branch => {
                ("branch", "One branch of a Parallel state: a sub-machine with its own `StartAt` and `States`.")
            }
            Self::ItemProcessor => ("ItemProcessor", "The sub-machine of a Map state, run once per item or batch."),
            Self::ProcessorConfig => (
                "ProcessorConfig",
                "Chooses whether a Map state iterates inside the execution or starts child executions.",
            ),
            Self::ItemReader => {
                ("ItemReader", "Where the dataset of a distributed Map state lives and how to read it.")
            }
            Self::ItemReaderParameters => (
                "ItemReader arguments",
                "The arguments of the S3 call that reads the dataset. In JSONPath states a key may end in `.$`; in JSONata states a value may be a `{% %}` string.",
            ),
            Self::ReaderConfig => ("ReaderConfig", "The format of the dataset and how much of it to read."),
            Self::ItemBatcher => (
                "ItemBatcher",
                "Groups items into batches. At least one of its two limits, or its `Path` form, is needed.",
            ),
            Self::ResultWriter => (
                "ResultWriter",
                "Formats and exports the results of a distributed Map state. It must not be empty: give `WriterConfig`, or `Resource` with its arguments, or all of them.",
            ),
            Self::ResultWriterParameters => ("ResultWriter arguments", "The destination of the results in Amazon S3."),
            Self::WriterConfig => {
                ("WriterConfig", "How the results of a distributed Map state are shaped and encoded.")
            }
            Self::Credentials => ("Credentials", "The IAM role that a task assumes."),
            Self::Retrier => (
                "Retrier",
                "One element of `Retry`: which errors to retry, how often, and how long to wait. Nothing in it is evaluated as JSONata or as a path.",
            ),
            Self::Catcher => ("Catcher", "One element of `Catch`: which errors to catch and where to go then."),
            Self::ChoiceRule => (
                "choice rule",
                "One rule of a Choice state. A JSONata rule has a `Condition`; a JSONPath rule has exactly one of `Variable` with one comparator, `And`, `Or` and `Not`.",
            ),
            Self::NestedChoiceRule => (
                "nested choice rule",
                "A rule inside `And`, `Or` or `Not`: the same tests as a choice rule, but never `Next`.",
            ),
        }
    }
}

/// Every field of this name, with the context that it belongs to.
pub fn fields_named(name: &str) -> impl Iterator<Item = (Context, &'static Field)> {
    Context::ALL.into_iter().filter_map(move |context| context.field(name).map(|field| (context, field)))
}

#[cfg(test)]
mod tests;
