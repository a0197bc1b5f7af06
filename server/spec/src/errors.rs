//! Error names: the reserved ones, the families that integrations raise, and the codes of the service's own validation.

mod table;

use crate::order::{find, ordered};
use table::{COMMON, DIAGNOSTICS, FAMILIES, PREFIX_TWINS, RESERVED};

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
    pub code: &'static str,
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
    FAMILIES
        .iter()
        .find(|family| !family.prefix.is_empty() && name.len() > family.prefix.len() && name.starts_with(family.prefix))
}

/// Whether `name` is reserved and known: one of the reserved names or of the family `States.Http.StatusCode.<code>`.
pub fn is_known_reserved(name: &str) -> bool {
    reserved_name(name).is_some() || (name.starts_with(RESERVED_PREFIX) && family_of(name).is_some())
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
    find(&DIAGNOSTICS, ordered!(DIAGNOSTICS, 24, code), code, |diagnostic| diagnostic.code)
}

#[cfg(test)]
mod tests {
    use super::{LAMBDA_TRANSIENT, common_error, family_of, is_known_reserved, reserved, reserved_name};

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
        let out: Vec<_> = reserved().iter().filter(|error| !error.matched_by_all).map(|error| error.name).collect();
        assert_eq!(out, ["States.DataLimitExceeded", "States.Runtime"]);
        assert!(!reserved_name("States.Runtime").unwrap().catchable);
        assert!(reserved_name("States.DataLimitExceeded").unwrap().catchable);
    }

    #[test]
    fn transient_names_are_known() {
        assert!(LAMBDA_TRANSIENT.iter().all(|name| common_error(name).is_some()));
    }

    #[test]
    fn families_hold_their_examples() {
        for family in super::families().iter().filter(|family| !family.prefix.is_empty()) {
            assert!(family.pattern.starts_with(family.prefix));
            for example in family.examples {
                assert_eq!(family_of(example).unwrap().pattern, family.pattern);
            }
        }
    }
}
