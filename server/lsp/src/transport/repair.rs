//! Messages that the library drops without a word, made readable.
//!
//! `tower-lsp` parses parameters into exact types. A request that does not fit gets an error as its answer; a
//! notification that does not fit is gone, and a `didChange` that is gone leaves every later edit in the wrong place.
//! Clients do send such messages: without a version, with `params: null`, or with a capability that the types of the
//! library do not know yet.

use serde::Deserialize;
use serde_json::{Map, Value, json};
use tower_lsp::jsonrpc::Request;
use tower_lsp::lsp_types::{InitializeParams, TextDocumentContentChangeEvent};

/// The version given to documents and changes that come without one that fits.
pub const UNCOUNTED: i32 = i32::MIN;

/// The same message, in a form that parses where the original would not.
pub(super) fn repair(request: Request) -> Request {
    if is_sound(&request) {
        return request;
    }
    let (method, id, params) = request.into_parts();
    let mut rebuilt = Request::build(method.clone());
    if let Some(id) = id {
        rebuilt = rebuilt.id(id);
    }
    if let Some(params) = repair_params(&method, params) {
        rebuilt = rebuilt.params(params);
    }
    rebuilt.finish()
}

/// Whether the message can be handed on as it is. Cheap, for it runs on every message.
fn is_sound(request: &Request) -> bool {
    let params = request.params();
    match request.method() {
        "shutdown" => params.is_none(),
        "initialized" => params.is_some_and(Value::is_object),
        "initialize" => params.is_some_and(|params| {
            params["capabilities"]["workspace"]["diagnostics"].is_null()
                && InitializeParams::deserialize(params).is_ok()
        }),
        "workspace/didChangeConfiguration" => params.is_some_and(|params| params.get("settings").is_some()),
        "textDocument/didOpen" => params.is_some_and(|params| {
            let document = &params["textDocument"];
            is_version(&document["version"]) && document["languageId"].is_string()
        }),
        "textDocument/didChange" => {
            params.is_some_and(|params| is_version(&params["textDocument"]["version"]) && changes_parse(params))
        }
        _ => true,
    }
}

fn repair_params(method: &str, params: Option<Value>) -> Option<Value> {
    if method == "shutdown" {
        return None;
    }
    let mut params = match params {
        Some(params @ Value::Object(_)) => params,
        _ => json!({}),
    };
    match method {
        "initialize" => {
            respell_diagnostics(&mut params);
            drop_unknown_capabilities(&mut params);
        }
        "workspace/didChangeConfiguration" => params["settings"] = Value::Null,
        "textDocument/didOpen" => {
            if let Value::Object(document) = &mut params["textDocument"] {
                count(document);
                if !document.get("languageId").is_some_and(Value::is_string) {
                    document.insert("languageId".to_owned(), json!(""));
                }
            }
        }
        "textDocument/didChange" => {
            if let Value::Object(document) = &mut params["textDocument"] {
                count(document);
            }
            if !changes_parse(&params) {
                tracing::warn!(params = %params["contentChanges"], "a change that cannot be read");
                params["contentChanges"] = unusable_change();
            }
        }
        _ => {}
    }
    Some(params)
}

fn is_version(version: &Value) -> bool {
    version.as_i64().is_some_and(|version| i32::try_from(version).is_ok())
}

fn count(document: &mut Map<String, Value>) {
    if !document.get("version").is_some_and(is_version) {
        document.insert("version".to_owned(), json!(UNCOUNTED));
    }
}

/// Whether the changes of a `didChange` parse, without copying their text.
fn changes_parse(params: &Value) -> bool {
    let Value::Array(changes) = &params["contentChanges"] else {
        return false;
    };
    changes.iter().all(|change| {
        let range = &change["range"];
        change["text"].is_string()
            && (range.is_null() || (is_position(&range["start"]) && is_position(&range["end"])))
            && change.get("rangeLength").is_none_or(|length| length.is_null() || is_uint(length))
    })
}

fn is_position(position: &Value) -> bool {
    is_uint(&position["line"]) && is_uint(&position["character"])
}

fn is_uint(number: &Value) -> bool {
    number.as_u64().is_some_and(|number| u32::try_from(number).is_ok())
}

/// A change that parses and that no document takes: the store then knows that it has missed something.
fn unusable_change() -> Value {
    let nowhere = json!({ "line": u32::MAX, "character": 0 });
    let change = json!({ "range": { "start": nowhere, "end": nowhere }, "text": "" });
    debug_assert!(TextDocumentContentChangeEvent::deserialize(&change).is_ok());
    json!([change])
}

/// The library calls `diagnostic` what the protocol calls `diagnostics`, and so never sees that findings can be refreshed.
fn respell_diagnostics(params: &mut Value) {
    if let Some(Value::Object(features)) = params.pointer_mut("/capabilities/workspace")
        && let Some(capability) = features.remove("diagnostics")
    {
        features.insert("diagnostic".to_owned(), capability);
    }
}

/// Drops each part of the client's capabilities that does not parse: a server that knows less of a client is of more
/// use than one that does not start.
fn drop_unknown_capabilities(params: &mut Value) {
    let Value::Object(members) = params else {
        return;
    };
    if !members.get("capabilities").is_some_and(Value::is_object) {
        members.insert("capabilities".to_owned(), json!({}));
    }
    if let Some(Value::Object(areas)) = members.get_mut("capabilities") {
        areas.retain(|area, features| {
            if let Value::Object(features) = features {
                features.retain(|feature, capability| parses_alone(area, json!({ feature: &*capability })));
            }
            parses_alone(area, features.clone())
        });
    }
    let others: Vec<String> = members.keys().filter(|name| *name != "capabilities").cloned().collect();
    for name in others {
        let mut alone = json!({ "capabilities": {} });
        alone[&name] = members[&name].clone();
        if InitializeParams::deserialize(alone).is_err() {
            tracing::warn!(name, "an initialize parameter that cannot be read");
            members.remove(&name);
        }
    }
}

fn parses_alone(area: &str, features: Value) -> bool {
    let parses = InitializeParams::deserialize(json!({ "capabilities": { area: &features } })).is_ok();
    if !parses {
        tracing::warn!(area, %features, "capabilities that cannot be read");
    }
    parses
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(method: &'static str, params: Value, expected: Value) {
        let request = Request::build(method).params(params).finish();
        let (_, _, repaired) = repair(request).into_parts();
        assert_eq!(repaired.unwrap_or(Value::Null), expected, "{method}");
    }

    #[test]
    fn a_sound_message_stays_as_it_is() {
        let change = json!({
            "textDocument": { "uri": "file:///a.asl", "version": 3 },
            "contentChanges": [{ "text": "{}" }],
        });
        check("textDocument/didChange", change.clone(), change);
    }

    #[test]
    fn versions_that_are_missing_are_uncounted() {
        for version in [Value::Null, json!("7"), json!(1_732_000_000_000_i64)] {
            check(
                "textDocument/didChange",
                json!({
                    "textDocument": { "uri": "file:///a.asl", "version": version },
                    "contentChanges": [],
                }),
                json!({
                    "textDocument": { "uri": "file:///a.asl", "version": UNCOUNTED },
                    "contentChanges": [],
                }),
            );
        }
        check(
            "textDocument/didOpen",
            json!({ "textDocument": { "uri": "file:///a.asl", "text": "" } }),
            json!({ "textDocument": {
                "uri": "file:///a.asl", "text": "", "version": UNCOUNTED, "languageId": "" } }),
        );
    }

    #[test]
    fn a_change_that_cannot_be_read_is_not_lost() {
        let nowhere = json!({ "line": u32::MAX, "character": 0 });
        check(
            "textDocument/didChange",
            json!({
                "textDocument": { "uri": "file:///a.asl", "version": 2 },
                "contentChanges": [{
                    "range": { "start": { "line": -1, "character": 0 }, "end": { "line": 0, "character": 0 } },
                    "text": "x",
                }],
            }),
            json!({
                "textDocument": { "uri": "file:///a.asl", "version": 2 },
                "contentChanges": [{ "range": { "start": nowhere, "end": nowhere }, "text": "" }],
            }),
        );
    }

    #[test]
    fn parameters_that_nobody_needs() {
        check("shutdown", Value::Null, Value::Null);
        check("initialized", Value::Null, json!({}));
        check("workspace/didChangeConfiguration", json!({}), json!({ "settings": null }));
    }

    #[test]
    fn a_capability_that_the_library_misspells_is_seen() {
        let refresh = json!({ "refreshSupport": true });
        check(
            "initialize",
            json!({ "capabilities": { "workspace": { "diagnostics": &refresh } } }),
            json!({ "capabilities": { "workspace": { "diagnostic": &refresh } } }),
        );
        check("initialize", json!({ "capabilities": {} }), json!({ "capabilities": {} }));
        check("initialize", Value::Null, json!({ "capabilities": {} }));
    }

    #[test]
    fn a_capability_of_tomorrow_does_not_stop_the_server() {
        check(
            "initialize",
            json!({
                "processId": "many",
                "capabilities": {
                    "textDocument": {
                        "foldingRange": { "foldingRangeKind": { "valueSet": ["comment", "chapter"] } },
                        "hover": { "contentFormat": ["markdown"] },
                    },
                    "window": 5,
                },
            }),
            json!({ "capabilities": { "textDocument": { "hover": { "contentFormat": ["markdown"] } } } }),
        );
    }
}
