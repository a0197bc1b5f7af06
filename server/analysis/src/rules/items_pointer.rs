//! An `ItemsPointer` into something that is not JSON.

use crate::finding::Sink;
use crate::place::Place;
use crate::reader::{Word, config, word};
use crate::rule::{Check, Level, Rule};

/// `items-pointer`
pub static RULE: Rule = Rule {
    code: "items-pointer",
    level: Level::Warning,
    on: true,
    service: None,
    tag: None,
    title: "an `ItemsPointer` without `InputType` of `JSON`",
    doc: "`ItemsPointer` is a JSON Pointer to the array or object inside of a JSON dataset, so `InputType` must be `JSON`. It begins \
          with `/`.",
    source: "rulebook 6.8 [docs]",
    bad: r#"{
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      "ItemReader": {
        "Resource": "arn:aws:states:::s3:getObject",
        "ReaderConfig": { "InputType": "JSONL", <<"ItemsPointer">>: "/orders" },
        "Parameters": { "Bucket": "orders", "Key": "all" }
      },
      "ItemProcessor": {
        "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" },
        "StartAt": "Do",
        "States": { "Do": { "Type": "Pass", "End": true } }
      },
      "End": true
    }
  }
}"#,
    good: r#"{
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      "ItemReader": {
        "Resource": "arn:aws:states:::s3:getObject",
        "ReaderConfig": { "InputType": "JSON", "ItemsPointer": "/orders" },
        "Parameters": { "Bucket": "orders", "Key": "all" }
      },
      "ItemProcessor": {
        "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" },
        "StartAt": "Do",
        "States": { "Do": { "Type": "Pass", "End": true } }
      },
      "End": true
    }
  }
}"#,
    check: Check::Place(check),
    fix: None,
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    let Some((config, _)) = config(place) else { return };
    let Some(pointer) = config.get("ItemsPointer") else { return };
    match word(config, "InputType") {
        Word::Unknown => return,
        Word::Text(format) if format == "JSON" => {}
        Word::Text(format) => {
            let message = format!("\"ItemsPointer\" needs an \"InputType\" of \"JSON\", not \"{format}\".");
            sink.report(pointer.key().span(), message);
            return;
        }
        Word::Absent => {
            sink.report(pointer.key().span(), "\"ItemsPointer\" needs \"InputType\": \"JSON\".");
            return;
        }
    }
    if let (Word::Text(text), Some(value)) = (word(config, "ItemsPointer"), pointer.value())
        && !text.is_empty()
        && !text.starts_with('/')
    {
        sink.report(value.span(), format!("\"{text}\" is no JSON Pointer: it begins with \"/\"."));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::check;

    fn map(action: &str, config: &str) -> String {
        format!(
            r#"{{ "StartAt": "M", "States": {{ "M": {{ "Type": "Map", "ItemReader": {{ "Resource": "arn:aws:states:::s3:{action}", {config}, "Parameters": {{ "Bucket": "b", "Key": "k" }} }} }} }} }}"#
        )
    }

    #[test]
    fn json_and_a_slash() {
        check(&RULE, &map("getObject", r#""ReaderConfig": { <<"ItemsPointer">>: "/a" }"#));
        check(&RULE, &map("getObject", r#""ReaderConfig": { "InputType": "JSON", "ItemsPointer": <<"$.a">> }"#));
        check(&RULE, &map("getObject", r#""ReaderConfig": { "InputType": "${Type}", "ItemsPointer": "/a" }"#));
        check(&RULE, &map("getObject", r#""ReaderConfig": { "InputType": "JSON", "ItemsPointer": "${Pointer}" }"#));
    }
}
