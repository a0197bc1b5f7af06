//! The limits of the language and of the service.

/// The largest definition, in characters. Source: AWS documentation.
pub const DEFINITION_CHARS: usize = 1_048_576;
/// The longest state name, in Unicode characters. Source: specification, AWS documentation, measured.
pub const STATE_NAME_CHARS: usize = 80;
/// The longest name of a state machine, an execution or an activity, in characters. Source: AWS documentation.
pub const RESOURCE_NAME_CHARS: usize = 80;
/// The longest `Label` of a Map state, in characters. Source: AWS documentation.
pub const LABEL_CHARS: usize = 40;
/// The longest variable name, in characters. Source: AWS documentation.
pub const VARIABLE_NAME_CHARS: usize = 80;
/// The largest payload (state input, state output, task result, execution input), in bytes of UTF-8. Source: AWS
/// documentation.
pub const PAYLOAD_BYTES: usize = 256 * 1024;
/// The largest variable, and the largest sum of one `Assign`, in bytes. Source: AWS documentation.
pub const VARIABLE_BYTES: usize = 256 * 1024;
/// The largest sum of all variables of an execution, in bytes. Source: AWS documentation.
pub const VARIABLES_BYTES: usize = 10 * 1024 * 1024;
/// The most events in the history of a Standard execution. Source: AWS documentation.
pub const HISTORY_EVENTS: u32 = 25_000;
/// The longest Standard execution, in seconds: one year. Source: AWS documentation.
pub const STANDARD_SECONDS: u32 = 365 * 24 * 60 * 60;
/// The longest Express execution, in seconds. Source: AWS documentation.
pub const EXPRESS_SECONDS: u32 = 300;
/// The most iterations of an inline Map state at once. Source: AWS documentation.
pub const INLINE_CONCURRENCY: u32 = 40;
/// The most child executions of a distributed Map state at once. Source: AWS documentation.
pub const DISTRIBUTED_CONCURRENCY: u32 = 10_000;
/// The most open map runs of an account. Source: AWS documentation.
pub const OPEN_MAP_RUNS: u32 = 1_000;
/// The largest `MaxItems` of an `ItemReader`. Source: AWS documentation.
pub const MAX_ITEMS: u32 = 100_000_000;
/// The largest batch of an `ItemBatcher`, in bytes. Source: AWS documentation.
pub const BATCH_BYTES: u32 = 262_144;
/// How many intrinsic calls may be nested in one field. Source: AWS documentation.
pub const INTRINSIC_NESTING: u32 = crate::intrinsics::MAX_NESTING;
/// The most elements of an array made by a range function. Source: specification, AWS documentation.
pub const RANGE_ELEMENTS: u32 = 1_000;
/// The longest input of the base64 and hash intrinsics, in characters. Source: specification, AWS documentation.
pub const INTRINSIC_TEXT_CHARS: u32 = 10_000;
/// The longest task token, in characters. Source: AWS documentation.
pub const TASK_TOKEN_CHARS: u32 = 1_024;
/// The largest value of a field that counts seconds. Source: AWS documentation, measured.
pub const SECONDS: u32 = 99_999_999;
/// The largest `MaxDelaySeconds`. Source: AWS documentation, measured.
pub const MAX_DELAY_SECONDS: u32 = 31_622_400;
/// How deep a JSONata evaluation may recurse. Source: measured.
pub const JSONATA_DEPTH: u32 = crate::jsonata::MAX_EVALUATION_DEPTH;
/// The working memory of a JSONata value, in bytes, approximately. Source: measured.
pub const JSONATA_BYTES: usize = 6_990_256;
/// How long an HTTP task may take, in seconds, whatever `TimeoutSeconds` says. Source: AWS documentation.
pub const HTTP_TASK_SECONDS: u32 = 60;
/// How long `bedrockagentcore:invokeHarness` may take, in seconds, whatever `TimeoutSeconds` says. Source: AWS
/// documentation.
pub const INVOKE_HARNESS_SECONDS: u32 = 900;
/// The largest text answer of an HTTP task, in bytes. Source: AWS documentation.
pub const HTTP_RESPONSE_BYTES: usize = 256 * 1024;

/// Whether `c` may not stand in the name of a state machine, an execution or an activity: white space, control
/// characters and ``? * < > { } [ ] " # % \ ^ | ~ ` $ & , ; : /``. Source: AWS documentation.
pub fn is_forbidden_in_resource_name(c: char) -> bool {
    c.is_whitespace() || is_control(c) || "?*<>{}[]\"#%\\^|~`$&,;:/".contains(c)
}

/// Whether `c` may not stand in a `Label`: white space, control characters and
/// ``? * < > { } [ ] : ; , \ | ^ ~ $ # % & ` "``. Source: AWS documentation.
pub fn is_forbidden_in_label(c: char) -> bool {
    c.is_whitespace() || is_control(c) || "?*<>{}[]:;,\\|^~$#%&`\"".contains(c)
}

fn is_control(c: char) -> bool {
    matches!(c, '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}')
}

#[cfg(test)]
mod tests {
    use super::{is_forbidden_in_label, is_forbidden_in_resource_name};
    use crate::Context;

    #[test]
    fn labels_and_names() {
        let label = |text: &str| !text.contains(is_forbidden_in_label);
        assert!(label("Process-orders_1.é"));
        assert!(label("a/b"));
        assert!(!label("a b") && !label("a\u{85}") && !label("a:b") && !label("a`b"));
        assert!(is_forbidden_in_resource_name('/') && !is_forbidden_in_resource_name('-'));
    }

    #[test]
    fn limits_agree_with_the_fields() {
        let max = |context: Context, name: &str| context.field(name).unwrap().range.unwrap().max.unwrap();
        assert_eq!(max(Context::Task, "TimeoutSeconds"), f64::from(super::SECONDS));
        assert_eq!(max(Context::Retrier, "MaxDelaySeconds"), f64::from(super::MAX_DELAY_SECONDS));
        assert_eq!(max(Context::ReaderConfig, "MaxItems"), f64::from(super::MAX_ITEMS));
        assert_eq!(max(Context::ItemBatcher, "MaxInputBytesPerBatch"), f64::from(super::BATCH_BYTES));
        let label = Context::Map.field("Label").unwrap();
        assert_eq!(label.length.1.unwrap() as usize, super::LABEL_CHARS);
    }
}
