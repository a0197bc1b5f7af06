//! What an HTTP task takes.

use crate::types::Types;

/// The resource of every HTTP task; `<partition>` stands for the partition.
pub const HTTP_RESOURCE: &str = "arn:<partition>:states:::http:invoke";

/// The methods that an HTTP task can use.
pub const HTTP_METHODS: [&str; 7] = ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"];

/// The headers that make an HTTP task fail with `States.Runtime`. A `*` at the end stands for any further characters.
pub const FORBIDDEN_HEADERS: [&str; 35] = [
    "A-IM",
    "Accept-Charset",
    "Accept-Datetime",
    "Accept-Encoding",
    "Authorization",
    "Cache-Control",
    "Connection",
    "Content-Encoding",
    "Content-MD5",
    "Date",
    "Expect",
    "Forwarded",
    "From",
    "Host",
    "HTTP2-Settings",
    "If-Match",
    "If-Modified-Since",
    "If-None-Match",
    "If-Range",
    "If-Unmodified-Since",
    "Max-Forwards",
    "Origin",
    "Pragma",
    "Proxy-Authorization",
    "Referer",
    "Server",
    "TE",
    "Trailer",
    "Transfer-Encoding",
    "Upgrade",
    "Via",
    "Warning",
    "x-forwarded-*",
    "x-amz-*",
    "x-amzn-*",
];

/// Whether a parameter must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HttpRequirement {
    /// Always.
    Always,
    /// Never.
    Never,
    /// Exactly one of `InvocationConfig` and `Authentication`.
    OneConnection,
}

/// A parameter of an HTTP task.
#[derive(Debug, Clone, Copy)]
pub struct HttpParameter {
    /// The key.
    pub name: &'static str,
    /// The JSON types of a literal value.
    pub types: Types,
    /// Whether it must be there.
    pub requirement: HttpRequirement,
    /// The only values of a literal string, where there is an enumeration.
    pub values: &'static [&'static str],
    /// The keys inside the value, dotted when they lie deeper, each with its values.
    pub fields: &'static [(&'static str, &'static [&'static str])],
    /// What it does, in a sentence.
    pub doc: &'static str,
}

/// All parameters, in the order in which a person would write them.
pub fn http_parameters() -> &'static [HttpParameter] {
    &PARAMETERS
}

/// The parameter that has exactly this name.
pub fn http_parameter(name: &str) -> Option<&'static HttpParameter> {
    PARAMETERS.iter().find(|parameter| parameter.name == name)
}

/// Whether a header of this name makes the task fail; header names know no letter case.
pub fn is_forbidden_header(name: &str) -> bool {
    FORBIDDEN_HEADERS.iter().any(|header| match header.strip_suffix('*') {
        Some(start) => name.get(..start.len()).is_some_and(|own| own.eq_ignore_ascii_case(start)),
        None => header.eq_ignore_ascii_case(name),
    })
}

static PARAMETERS: [HttpParameter; 8] = [
    HttpParameter {
        name: "ApiEndpoint",
        types: Types::STRING,
        requirement: HttpRequirement::Always,
        values: &[],
        fields: &[],
        doc: "The HTTPS URL to call, without a query string.",
    },
    HttpParameter {
        name: "Method",
        types: Types::STRING,
        requirement: HttpRequirement::Always,
        values: &HTTP_METHODS,
        fields: &[],
        doc: "The HTTP method.",
    },
    HttpParameter {
        name: "InvocationConfig",
        types: Types::OBJECT,
        requirement: HttpRequirement::OneConnection,
        values: &[],
        fields: &[("ConnectionArn", &[])],
        doc: "Holds the `ConnectionArn` of the EventBridge connection; the recommended form, for public and private APIs.",
    },
    HttpParameter {
        name: "Authentication",
        types: Types::OBJECT,
        requirement: HttpRequirement::OneConnection,
        values: &[],
        fields: &[("ConnectionArn", &[])],
        doc: "The older place for the `ConnectionArn` of the EventBridge connection.",
    },
    HttpParameter {
        name: "Headers",
        types: Types::OBJECT.or(Types::ARRAY).or(Types::STRING),
        requirement: HttpRequirement::Never,
        values: &[],
        fields: &[],
        doc: "Further headers of the request.",
    },
    HttpParameter {
        name: "QueryParameters",
        types: Types::OBJECT.or(Types::ARRAY).or(Types::STRING),
        requirement: HttpRequirement::Never,
        values: &[],
        fields: &[],
        doc: "The parts of the query string; they are URL-encoded.",
    },
    HttpParameter {
        name: "RequestBody",
        types: Types::ANY,
        requirement: HttpRequirement::Never,
        values: &[],
        fields: &[],
        doc: "The payload, sent as JSON unless `Transform` says otherwise.",
    },
    HttpParameter {
        name: "Transform",
        types: Types::OBJECT,
        requirement: HttpRequirement::Never,
        values: &[],
        fields: &[
            ("RequestBodyEncoding", &["NONE", "URL_ENCODED"]),
            ("RequestEncodingOptions.ArrayFormat", &["INDICES", "REPEAT", "COMMAS", "BRACKETS"]),
        ],
        doc: "How the body is encoded.",
    },
];
