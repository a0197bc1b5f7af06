//! Messages in and out of their frames.

use std::io;

use serde::Serialize;
use tokio::io::{AsyncBufRead, AsyncBufReadExt, AsyncReadExt};
use tower_lsp::jsonrpc::{Error, Id, Request, Response};

/// What a client sends.
#[derive(Debug)]
pub(super) enum Incoming {
    /// A request or a notification.
    Request(Request),
    /// The reply to a request of the server.
    Reply(Response),
    /// Nothing that can be understood; this is the answer to it.
    Unreadable(Response),
}

const HEADER: &[u8] = b"content-length:";

/// The body of the next message; `None` at the end of the input. Lines that are no header are passed over.
pub(super) async fn next_body(input: &mut (impl AsyncBufRead + Unpin)) -> io::Result<Option<Vec<u8>>> {
    let mut length = None;
    let mut line = Vec::new();
    loop {
        line.clear();
        if input.read_until(b'\n', &mut line).await? == 0 {
            return Ok(None);
        }
        match (line.trim_ascii(), length) {
            ([], Some(length)) => {
                let mut body = Vec::new();
                input.take(length).read_to_end(&mut body).await?;
                return Ok((body.len() as u64 == length).then_some(body));
            }
            (header, _) => length = content_length(header).or(length),
        }
    }
}

/// The length that a header line gives, whatever stands before it.
fn content_length(line: &[u8]) -> Option<u64> {
    let at = line.windows(HEADER.len()).rposition(|part| part.eq_ignore_ascii_case(HEADER))?;
    let value = str::from_utf8(&line[at + HEADER.len()..]).ok()?;
    value.trim().parse().ok()
}

/// A message with its frame.
pub(super) fn framed(message: &impl Serialize) -> serde_json::Result<Vec<u8>> {
    let body = serde_json::to_vec(message)?;
    let mut bytes = format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes();
    bytes.extend_from_slice(&body);
    Ok(bytes)
}

/// Reads a body. Half a surrogate pair, which an editor sends when an edit cuts a character in two, is read as one
/// replacement character: it has the same width in UTF-16.
pub(super) fn parse(body: &[u8]) -> Incoming {
    let error = match parse_strictly(body) {
        Ok(incoming) => return incoming,
        Err(error) => error,
    };
    let repaired = replace_lone_surrogates(&String::from_utf8_lossy(body));
    if let Ok(incoming) = parse_strictly(repaired.as_bytes()) {
        return incoming;
    }
    tracing::warn!(%error, "a message that cannot be read");
    let error = if error.is_data() { Error::invalid_request() } else { Error::parse_error() };
    Incoming::Unreadable(Response::from_error(Id::Null, error))
}

fn parse_strictly(body: &[u8]) -> serde_json::Result<Incoming> {
    let request: Request = serde_json::from_slice(body)?;
    if request.method().is_empty() {
        return serde_json::from_slice(body).map(Incoming::Reply);
    }
    Ok(Incoming::Request(request))
}

fn replace_lone_surrogates(json: &str) -> String {
    let mut repaired = String::with_capacity(json.len());
    let mut rest = json;
    while let Some(at) = rest.find('\\') {
        repaired.push_str(&rest[..at]);
        rest = &rest[at..];
        let length = match (escaped_unit(rest), escaped_unit(rest.get(6..).unwrap_or_default())) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => 12,
            (Some(0xD800..=0xDFFF), _) => {
                repaired.push_str("\\ufffd");
                rest = &rest[6..];
                continue;
            }
            (Some(_), _) => 6,
            // A backslash and the character that it escapes, which may be another backslash.
            (None, _) => 1 + rest[1..].chars().next().map_or(0, char::len_utf8),
        };
        repaired.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    repaired.push_str(rest);
    repaired
}

/// The UTF-16 unit that an escape at the start of `json` stands for.
fn escaped_unit(json: &str) -> Option<u16> {
    let digits = json.strip_prefix("\\u")?.get(..4)?;
    u16::from_str_radix(digits, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn check_bodies(input: &str, expected: &[&str]) {
        let mut input = input.as_bytes();
        let mut bodies = Vec::new();
        while let Some(body) = next_body(&mut input).await.unwrap() {
            bodies.push(String::from_utf8(body).unwrap());
        }
        assert_eq!(bodies, expected);
    }

    #[tokio::test]
    async fn frames() {
        check_bodies("Content-Length: 2\r\n\r\n{}Content-Length: 4\r\n\r\nnull", &["{}", "null"]).await;
        let types = "Content-Type: application/vscode-jsonrpc; charset=utf8";
        check_bodies(&format!("{types}\r\ncontent-length:2\r\n\r\n{{}}"), &["{}"]).await;
        check_bodies("Content-Length: 2\n\n{}", &["{}"]).await;
        check_bodies("", &[]).await;
    }

    #[tokio::test]
    async fn noise_between_frames_is_passed_over() {
        check_bodies("hello\r\n\r\nnoiseContent-Length: 2\r\n\r\n{}", &["{}"]).await;
        check_bodies("Content-Length: many\r\n\r\nContent-Length: 2\r\n\r\n{}", &["{}"]).await;
        check_bodies("Content-Length: 99999999999\r\n\r\n{}", &[]).await;
    }

    #[test]
    fn halves_of_characters() {
        for (json, expected) in [
            (r"a\ud83d", r"a\ufffd"),
            (r"\udE00b", r"\ufffdb"),
            (r"\ud83d\ude00", r"\ud83d\ude00"),
            (r"\ud83d\ud83d\ude00", r"\ufffd\ud83d\ude00"),
            (r"\ud83d\n", r"\ufffd\n"),
            (r"\\ud83d", r"\\ud83d"),
            (r"\u00e9\", r"\u00e9\"),
            (r"\u12", r"\u12"),
        ] {
            assert_eq!(replace_lone_surrogates(json), expected, "{json}");
        }
    }

    #[test]
    fn requests_replies_and_neither() {
        let kind = |body: &str| match parse(body.as_bytes()) {
            Incoming::Request(request) => format!("request {}", request.method()),
            Incoming::Reply(reply) => format!("reply {}", reply.id()),
            Incoming::Unreadable(answer) => format!("{}", answer.error().unwrap().code.code()),
        };
        assert_eq!(kind(r#"{"jsonrpc":"2.0","id":1,"method":"m","params":["\ud800"]}"#), "request m");
        assert_eq!(kind(r#"{"jsonrpc":"2.0","id":1,"result":null}"#), "reply 1");
        assert_eq!(kind(r#"{"jsonrpc":"2.0","id":2,"error":{"code":-1,"message":"no"}}"#), "reply 2");
        assert_eq!(kind(r#"{"jsonrpc":"2.0","id":2}"#), "-32600");
        assert_eq!(kind("[]"), "-32600");
        assert_eq!(kind("{"), "-32700");
        assert_eq!(kind(&"[".repeat(100_000)), "-32600");
    }
}
