//! The resources of Task states: how their ARNs are read, which optimized integrations there are, what an HTTP task
//! takes, and which services the AWS SDK integrations reach.

mod http;
mod optimized;
mod resource;
mod sdk;

pub use http::{
    FORBIDDEN_HEADERS, HTTP_METHODS, HTTP_RESOURCE, HttpParameter, HttpRequirement, http_parameter, http_parameters,
    is_forbidden_header,
};
pub use optimized::{Action, ErrorPrefix, OptimizedService, optimized_service, optimized_services};
pub use resource::{Fault, Integration, Resource, Span, Unknown, Word, parse_resource};
pub use sdk::{SdkService, sdk_service, sdk_service_of_prefix, sdk_services};

/// The partitions that AWS documents for Step Functions; isolated ones (`aws-iso...`) exist beside them.
pub const PARTITIONS: [&str; 3] = ["aws", "aws-cn", "aws-us-gov"];

/// The resources that an `ItemReader` may name, without `arn:<partition>:states:::`. They are no resources of a Task.
pub const ITEM_READER_RESOURCES: [&str; 2] = ["s3:getObject", "s3:listObjectsV2"];

/// The resource that a `ResultWriter` may name, without `arn:<partition>:states:::`. It is no resource of a Task.
pub const RESULT_WRITER_RESOURCES: [&str; 1] = ["s3:putObject"];

/// The service segment of the AWS SDK integrations.
pub const SDK: &str = "aws-sdk";

/// How a Task state waits for a service integration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Pattern {
    /// Goes on as soon as the service has answered.
    RequestResponse,
    /// Waits until the job is done.
    Sync,
    /// Waits until the job is done and parses its output as JSON.
    Sync2,
    /// Waits until the task token comes back.
    WaitForTaskToken,
}

impl Pattern {
    /// All patterns.
    pub const ALL: [Self; 4] = [Self::RequestResponse, Self::Sync, Self::Sync2, Self::WaitForTaskToken];

    /// What stands behind the action in the ARN, with its dot: `.sync`, or nothing for a plain request.
    pub const fn suffix(self) -> &'static str {
        match self {
            Self::RequestResponse => "",
            Self::Sync => ".sync",
            Self::Sync2 => ".sync:2",
            Self::WaitForTaskToken => ".waitForTaskToken",
        }
    }

    /// Reads the text behind the dot: `sync`, `sync:2` or `waitForTaskToken`, exactly.
    pub fn parse_suffix(text: &str) -> Option<Self> {
        match text {
            "sync" => Some(Self::Sync),
            "sync:2" => Some(Self::Sync2),
            "waitForTaskToken" => Some(Self::WaitForTaskToken),
            _ => None,
        }
    }

    /// What the pattern does, in a sentence.
    pub const fn doc(self) -> &'static str {
        match self {
            Self::RequestResponse => "Calls the service and goes on as soon as it has answered.",
            Self::Sync => "Starts the job and waits until it is done.",
            Self::Sync2 => {
                "Starts the execution, waits until it is done, and gives its output as parsed JSON instead of a string."
            }
            Self::WaitForTaskToken => {
                "Calls the service with a task token and waits until the token comes back through `SendTaskSuccess` or `SendTaskFailure`."
            }
        }
    }

    /// Whether Express workflows know the pattern: only the plain request.
    pub const fn works_in_express(self) -> bool {
        matches!(self, Self::RequestResponse)
    }
}

/// A set of patterns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Patterns(u8);

impl Patterns {
    /// No pattern.
    pub const NONE: Self = Self(0);

    /// The set of these patterns.
    pub const fn of(patterns: &[Pattern]) -> Self {
        let mut bits = 0;
        let mut at = 0;
        while at < patterns.len() {
            bits |= 1 << patterns[at] as u8;
            at += 1;
        }
        Self(bits)
    }

    /// Whether `pattern` is in the set.
    pub const fn contains(self, pattern: Pattern) -> bool {
        self.0 & (1 << pattern as u8) != 0
    }

    /// The patterns of either set.
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The patterns of the set, the plain request first.
    pub fn iter(self) -> impl Iterator<Item = Pattern> {
        Pattern::ALL.into_iter().filter(move |&pattern| self.contains(pattern))
    }
}

/// The patterns of every AWS SDK integration. None of them waits for a job.
pub const SDK_PATTERNS: Patterns = Patterns::of(&[Pattern::RequestResponse, Pattern::WaitForTaskToken]);

#[cfg(test)]
mod tests;
