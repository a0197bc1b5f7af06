//! Pages of the AWS documentation, for hovers and diagnostics.

use crate::fields::Context;

macro_rules! page {
    ($name:literal) => {
        concat!("https://docs.aws.amazon.com/step-functions/latest/dg/", $name, ".html")
    };
}

/// Error names, retries and catchers.
pub const ERRORS: &str = page!("concepts-error-handling");
/// Intrinsic functions.
pub const INTRINSICS: &str = page!("intrinsic-functions");
/// JSONata in Step Functions, with the functions that it adds and `$states`.
pub const JSONATA: &str = page!("transforming-data");
/// JSONPath in Step Functions.
pub const PATHS: &str = page!("amazon-states-language-paths");
/// The context object.
pub const CONTEXT_OBJECT: &str = page!("input-output-contextobject");
/// Variables and `Assign`.
pub const VARIABLES: &str = page!("workflow-variables");
/// Service integrations.
pub const INTEGRATIONS: &str = page!("integrate-services");
/// Optimized integrations and the patterns that each supports.
pub const OPTIMIZED: &str = page!("integrate-optimized");
/// AWS SDK integrations and the services that they reach.
pub const SDK: &str = page!("supported-services-awssdk");
/// How a task waits: request and response, `.sync`, `.waitForTaskToken`.
pub const PATTERNS: &str = page!("connect-to-resource");
/// HTTP tasks.
pub const HTTP: &str = page!("call-https-apis");
/// Activities.
pub const ACTIVITIES: &str = page!("concepts-activities");
/// Limits.
pub const LIMITS: &str = page!("service-quotas");
/// Standard and Express workflows.
pub const WORKFLOW_TYPES: &str = page!("choosing-workflow-type");
/// The structure of a definition.
pub const STRUCTURE: &str = page!("statemachine-structure");
/// The specification of the language.
pub const SPECIFICATION: &str = "https://states-language.net/spec.html";

/// The page about a kind of object.
pub const fn context_url(context: Context) -> &'static str {
    match context {
        Context::StateMachine => STRUCTURE,
        Context::Task => page!("state-task"),
        Context::Pass => page!("state-pass"),
        Context::Choice | Context::ChoiceRule | Context::NestedChoiceRule => page!("state-choice"),
        Context::Wait => page!("state-wait"),
        Context::Succeed => page!("state-succeed"),
        Context::Fail => page!("state-fail"),
        Context::Parallel | Context::Branch => page!("state-parallel"),
        Context::Map | Context::ItemProcessor => page!("state-map"),
        Context::ProcessorConfig => page!("state-map-distributed"),
        Context::ItemReader | Context::ItemReaderParameters | Context::ReaderConfig => {
            page!("input-output-itemreader")
        }
        Context::ItemBatcher => page!("input-output-itembatcher"),
        Context::ResultWriter | Context::ResultWriterParameters | Context::WriterConfig => {
            page!("input-output-resultwriter")
        }
        Context::Credentials => page!("concepts-access-cross-acct-resources"),
        Context::Retrier | Context::Catcher => ERRORS,
    }
}

/// The page about a field; that of its context when the field has none of its own.
pub fn field_url(context: Context, field: &str) -> &'static str {
    match field {
        "Assign" => VARIABLES,
        "QueryLanguage" | "Arguments" | "Output" | "Items" | "Condition" => JSONATA,
        "InputPath" | "Parameters" | "ResultSelector" => page!("input-output-inputpath-params"),
        "ResultPath" => page!("input-output-resultpath"),
        "OutputPath" => PATHS,
        "Retry" | "Catch" | "ErrorEquals" => ERRORS,
        "ItemsPath" => page!("input-output-itemspath"),
        "ItemSelector" => page!("input-output-itemselector"),
        "ItemReader" => context_url(Context::ItemReader),
        "ItemBatcher" => context_url(Context::ItemBatcher),
        "ResultWriter" => context_url(Context::ResultWriter),
        "Credentials" => context_url(Context::Credentials),
        "Resource" if context == Context::Task => INTEGRATIONS,
        _ => context_url(context),
    }
}

#[cfg(test)]
mod tests {
    use super::{Context, context_url, field_url};

    #[test]
    fn a_field_has_its_own_page_or_that_of_its_context() {
        assert!(field_url(Context::Map, "ItemSelector").ends_with("/input-output-itemselector.html"));
        assert_eq!(field_url(Context::Wait, "Seconds"), context_url(Context::Wait));
        assert_ne!(field_url(Context::ItemReader, "Resource"), field_url(Context::Task, "Resource"));
    }
}
