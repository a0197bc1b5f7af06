//! A literal object as the items of an inline Map state.

use asl_spec::{Context, QueryLanguage};
use asl_syntax::Kind;

use crate::finding::Sink;
use crate::place::Place;
use crate::processing::{Mode, mode};
use crate::rule::{Check, Level, Rule};

/// `items-object-inline`
pub static RULE: Rule = Rule {
    code: "items-object-inline",
    level: Level::Warning,
    on: true,
    service: None,
    tag: None,
    title: "an object as `Items` of an inline Map state",
    doc: "A distributed Map state iterates over the members of an object as well as over an array. An inline Map state \
          needs an array: with an object it fails at run time.",
    source: "rulebook 6.8, 16 [docs][localstack]",
    bad: r#"{
  "QueryLanguage": "JSONata",
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      "Items": <<{ "a": 1, "b": 2 }>>,
      "ItemProcessor": { "StartAt": "Do", "States": { "Do": { "Type": "Pass", "End": true } } },
      "End": true
    }
  }
}"#,
    good: r#"{
  "QueryLanguage": "JSONata",
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      "Items": [{ "a": 1 }, { "b": 2 }],
      "ItemProcessor": { "StartAt": "Do", "States": { "Do": { "Type": "Pass", "End": true } } },
      "End": true
    }
  }
}"#,
    check: Check::Place(check),
    fix: None,
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    if place.context != Some(Context::Map) || place.language != QueryLanguage::Jsonata {
        return;
    }
    let Some(items) = place.value("Items").filter(|v| v.kind() == Kind::Object) else { return };
    if mode(place.object) == Some(Mode::Inline) {
        sink.report(items.span(), "An inline Map state iterates over an array; with an object it fails at run time.");
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::check;

    #[test]
    fn distributed_maps_and_expressions_pass() {
        let map = |items: &str, config: &str| {
            format!(
                r#"{{ "StartAt": "M", "QueryLanguage": "JSONata", "States": {{ "M": {{ "Type": "Map", "Items": {items}, "ItemProcessor": {{ {config}"StartAt": "P", "States": {{ "P": {{ "Type": "Pass", "End": true }} }} }}, "End": true }} }} }}"#
            )
        };
        check(&RULE, &map(r#"<<{ "a": "{% 1 %}" }>>"#, ""));
        check(&RULE, &map(r#""{% { 'a': 1 } %}""#, ""));
        check(&RULE, &map("${Items}", ""));
        check(
            &RULE,
            &map(r#"{ "a": 1 }"#, r#""ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" }, "#),
        );
    }
}
