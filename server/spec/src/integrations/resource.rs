//! Reads the `Resource` of a Task state. The text may hold placeholders that are filled in on deployment: `${Name}`,
//! `${AWS::Partition}`, `{{name}}`, `#{Name}`. Where one of them hides what the resource is, the answer is `Unknown`.

use super::{Pattern, SDK};

/// A range of bytes inside the text that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte behind the last one.
    pub end: usize,
}

/// A part of the text and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Word<'a> {
    /// The part as it is written.
    pub text: &'a str,
    /// Where it stands.
    pub span: Span,
}

/// What a Task state runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resource<'a> {
    /// A Lambda function by its own ARN.
    Lambda {
        /// The name of the function; it may hold a placeholder.
        function: Word<'a>,
        /// The version or the alias.
        qualifier: Option<Word<'a>>,
    },
    /// An activity by its ARN.
    Activity {
        /// The name of the activity; it may hold a placeholder.
        name: Word<'a>,
    },
    /// An optimized integration: `arn:aws:states:::lambda:invoke`. The service may be one that does not exist.
    Optimized(Integration<'a>),
    /// An AWS SDK integration: `arn:aws:states:::aws-sdk:dynamodb:query`.
    Sdk(Integration<'a>),
    /// An HTTP task: `arn:aws:states:::http:invoke`.
    Http(Integration<'a>),
    /// Nothing can be said about it.
    Unknown(Unknown),
    /// It cannot be a resource.
    Malformed(Fault),
}

/// The parts of an integration's ARN.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Integration<'a> {
    /// The service, such as `dynamodb`.
    pub service: Word<'a>,
    /// The action, such as `getItem`.
    pub action: Word<'a>,
    /// What stands behind the dot of the action, such as `sync:2`, without the dot.
    pub suffix: Option<Word<'a>>,
    /// The pattern that the suffix names; a plain request without a suffix; `None` when there is no such pattern.
    pub pattern: Option<Pattern>,
    /// Whether a region or an account is written where the documented form leaves both empty.
    pub has_region_or_account: bool,
}

/// Why nothing can be said about a resource.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unknown {
    /// A placeholder stands where the kind, the service, the action or the suffix would be.
    Placeholder,
    /// It is an ARN of another kind than a Task state can run, as far as this crate knows.
    OtherArn(Span),
}

/// Why a text cannot be a resource.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fault {
    /// There is no text.
    Empty,
    /// White space stands before or behind the ARN.
    Blank(Span),
    /// It does not start with `arn:` but is a URI of another scheme.
    OtherScheme(Span),
    /// It does not start with `arn:`.
    NotAnArn,
    /// The partition is none of AWS.
    Partition(Span),
    /// The ARN ends too early; the text says what is missing, the position is the end of what is there.
    Missing(&'static str, Span),
    /// There is more than an ARN of this kind has.
    Excess(Span),
}

impl Span {
    /// The part of `text` that the span covers; nothing when it does not fit.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// The span as a range.
    pub const fn range(self) -> std::ops::Range<usize> {
        self.start..self.end
    }
}

impl<'a> Resource<'a> {
    /// The parts of an integration, whichever kind it is.
    pub const fn integration(&self) -> Option<&Integration<'a>> {
        match self {
            Self::Optimized(parts) | Self::Sdk(parts) | Self::Http(parts) => Some(parts),
            _ => None,
        }
    }

    /// Whether the Task state needs `Parameters` or `Arguments`: true for integrations, false for a function, an
    /// activity and what is unknown.
    pub const fn needs_parameters(&self) -> bool {
        self.integration().is_some()
    }
}

/// Reads a `Resource`. Never fails: what cannot be read is `Malformed`, what cannot be known is `Unknown`.
pub fn parse_resource(text: &str) -> Resource<'_> {
    match parse(text) {
        Ok(resource) => resource,
        Err(resource) => resource,
    }
}

fn parse(text: &str) -> Result<Resource<'_>, Resource<'_>> {
    let malformed = |fault| Err(Resource::Malformed(fault));
    if text.is_empty() {
        return malformed(Fault::Empty);
    }
    let mut parts = Parts::new(text);
    let scheme = parts.word("arn")?;
    if has_hole(scheme.text) {
        return Err(Resource::Unknown(Unknown::Placeholder));
    }
    let trimmed = text.trim();
    if trimmed.len() < text.len() {
        let start = text.len() - text.trim_start().len();
        let span =
            if start > 0 { Span { start: 0, end: start } } else { Span { start: trimmed.len(), end: text.len() } };
        return malformed(Fault::Blank(span));
    }
    if scheme.text != "arn" {
        let is_uri = scheme.span.end < text.len()
            && !scheme.text.is_empty()
            && scheme.text.chars().all(|c| c.is_ascii_alphanumeric());
        return malformed(if is_uri { Fault::OtherScheme(scheme.span) } else { Fault::NotAnArn });
    }
    let partition = parts.word("the partition")?;
    if !has_hole(partition.text) && partition.text != "aws" && !partition.text.starts_with("aws-") {
        return malformed(Fault::Partition(partition.span));
    }
    let service = parts.word("the service")?;
    if has_hole(service.text) {
        return Err(Resource::Unknown(Unknown::Placeholder));
    }
    let region = parts.word("the region")?;
    // A placeholder in front of further text may stand for several parts at once, such as `${Region}:${Account}`, but
    // `states:${Prefix}` with nothing behind it hides everything.
    if has_hole(region.text) && parts.is_done() {
        return Err(Resource::Unknown(Unknown::Placeholder));
    }
    let account = parts.word("the account")?;
    if has_hole(account.text) && parts.is_done() {
        return Err(Resource::Unknown(Unknown::Placeholder));
    }
    match service.text {
        "lambda" => lambda(parts, service),
        "states" => states(parts, !region.text.is_empty() || !account.text.is_empty()),
        "" => malformed(Fault::Missing("the service", service.span)),
        _ => Ok(Resource::Unknown(Unknown::OtherArn(service.span))),
    }
}

fn lambda<'a>(mut parts: Parts<'a>, service: Word<'a>) -> Result<Resource<'a>, Resource<'a>> {
    let kind = parts.known("`function`")?;
    if kind.text != "function" {
        return Ok(Resource::Unknown(Unknown::OtherArn(Span { start: service.span.start, end: kind.span.end })));
    }
    let function = parts.filled("the name of the function")?;
    let qualifier = if parts.is_done() { None } else { Some(parts.filled("the version or alias")?) };
    parts.end(Resource::Lambda { function, qualifier })
}

fn states<'a>(mut parts: Parts<'a>, has_region_or_account: bool) -> Result<Resource<'a>, Resource<'a>> {
    let first = parts.known("the service")?;
    match first.text {
        "activity" => {
            let name = parts.filled("the name of the activity")?;
            return parts.end(Resource::Activity { name });
        }
        // What Step Functions itself owns and no Task state can run; such an ARN always has a region or an account.
        "stateMachine" | "execution" | "express" | "mapRun" if has_region_or_account => {
            return Ok(Resource::Unknown(Unknown::OtherArn(first.span)));
        }
        _ => {}
    }
    let service = if first.text == SDK { parts.known("the service")? } else { first };
    let (action, mut suffix) = split_action(parts.known("the action")?)?;
    if let Some(text) = &mut suffix
        && !parts.is_done()
    {
        let version = parts.known("the version")?;
        text.span.end = version.span.end;
        text.text = text.span.of(parts.text);
    }
    let pattern = match suffix {
        Some(text) => Pattern::parse_suffix(text.text),
        None => Some(Pattern::RequestResponse),
    };
    let integration = Integration { service, action, suffix, pattern, has_region_or_account };
    parts.end(match first.text {
        SDK => Resource::Sdk(integration),
        "http" => Resource::Http(integration),
        _ => Resource::Optimized(integration),
    })
}

/// Splits `invoke.waitForTaskToken` at its first dot.
fn split_action<'a>(word: Word<'a>) -> Result<(Word<'a>, Option<Word<'a>>), Resource<'a>> {
    let Some((name, suffix)) = word.text.split_once('.') else {
        return Ok((word, None));
    };
    let Span { start, end } = word.span;
    let dot = start + name.len();
    if name.is_empty() {
        return Err(Resource::Malformed(Fault::Missing("the action", Span { start, end: start })));
    }
    Ok((
        Word { text: name, span: Span { start, end: dot } },
        Some(Word { text: suffix, span: Span { start: dot + 1, end } }),
    ))
}

/// The parts of the text between colons; a colon inside a placeholder does not count.
struct Parts<'a> {
    text: &'a str,
    /// The start of the next part; beyond the text when there is none.
    at: usize,
}

impl<'a> Parts<'a> {
    const fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    const fn is_done(&self) -> bool {
        self.at > self.text.len()
    }

    /// The next part, empty or not.
    fn word(&mut self, what: &'static str) -> Result<Word<'a>, Resource<'a>> {
        let end = self.text.len();
        if self.is_done() {
            return Err(Resource::Malformed(Fault::Missing(what, Span { start: end, end })));
        }
        let start = self.at;
        let length = colon(self.text.get(start..).unwrap_or_default());
        self.at = start + length + 1;
        let span = Span { start, end: start + length };
        Ok(Word { text: span.of(self.text), span })
    }

    /// The next part, which must not be empty.
    fn filled(&mut self, what: &'static str) -> Result<Word<'a>, Resource<'a>> {
        let word = self.word(what)?;
        if word.text.is_empty() {
            return Err(Resource::Malformed(Fault::Missing(what, word.span)));
        }
        Ok(word)
    }

    /// The next part, which must be neither empty nor hidden behind a placeholder.
    fn known(&mut self, what: &'static str) -> Result<Word<'a>, Resource<'a>> {
        let word = self.filled(what)?;
        if has_hole(word.text) {
            return Err(Resource::Unknown(Unknown::Placeholder));
        }
        Ok(word)
    }

    /// `resource`, when nothing is left.
    fn end(self, resource: Resource<'a>) -> Result<Resource<'a>, Resource<'a>> {
        let end = self.text.len();
        if self.is_done() {
            Ok(resource)
        } else if has_hole(self.text.get(self.at..).unwrap_or_default()) {
            Err(Resource::Unknown(Unknown::Placeholder))
        } else {
            Err(Resource::Malformed(Fault::Excess(Span { start: self.at - 1, end })))
        }
    }
}

fn has_hole(text: &str) -> bool {
    ["${", "{{", "#{"].iter().any(|opening| text.contains(opening))
}

/// The position of the first colon outside a placeholder, or the length of the text.
fn colon(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut depth = 0usize;
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'{' if depth > 0 || (at > 0 && matches!(bytes[at - 1], b'$' | b'{' | b'#')) => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            b':' if depth == 0 => return at,
            _ => {}
        }
    }
    text.len()
}
