//! A path in a payload template under a key that does not end in `.$`.

use asl_query::{intrinsic, jsonpath};
use asl_spec::QueryLanguage;
use asl_syntax::Str;

use crate::analysis::Analysis;
use crate::expression::{Reading, is_marked};
use crate::finding::{Finding, Sink};
use crate::locate::locate;
use crate::rewrite::{Fix, replace_string};
use crate::rule::{Check, Level, Rule};

/// `path-without-dollar-key`
pub static RULE: Rule = Rule {
    code: "path-without-dollar-key",
    level: Level::Warning,
    on: true,
    service: Some("NO_DOLLAR"),
    tag: None,
    title: "a path under a key that does not end in `.$`",
    doc: "In a payload template a value is evaluated only when its key ends in `.$`. Without it a path or a call of an \
          intrinsic function is passed on as the text that it is. Keys that end in `Path`, and maps such as \
          `InputPathsMap`, are left alone: some services take paths of their own.",
    source: "rulebook 7.3, 15 [docs]",
    bad: r#"{
  "StartAt": "Note",
  "States": {
    "Note": { "Type": "Pass", "Parameters": { <<"id">>: "$.order.id" }, "End": true }
  }
}"#,
    good: r#"{
  "StartAt": "Note",
  "States": {
    "Note": { "Type": "Pass", "Parameters": { "id.$": "$.order.id" }, "End": true }
  }
}"#,
    check: Check::Expression(check),
    fix: Some(fix),
};

fn check(reading: &Reading<'_>, sink: &mut Sink<'_>) {
    let Some(literal) = reading.literal() else { return };
    let site = &literal.site;
    if site.place.language != QueryLanguage::JsonPath || site.is_whole() || !is_evaluable(literal.string) {
        return;
    }
    let key = site.member.key();
    let name = key.text();
    let is_map_of_paths = site.holder.is_some_and(|holder| is_path_by_name(&holder.key().text()));
    if key.has_hole() || is_path_by_name(&name) || is_map_of_paths {
        return;
    }
    if !site.is_in_list {
        let message =
            format!("This is passed on as a text. Write \"{name}.$\" to have \"{}\" evaluated.", literal.string.text());
        sink.report(key.span(), message);
    } else if !is_marked(site.member) {
        let message =
            "An element of a list is never evaluated. Give the key of the list `.$` and build it with `States.Array`.";
        sink.report(literal.string.span(), message);
    }
}

/// Whether the key says that its value is a path for somebody else.
fn is_path_by_name(name: &str) -> bool {
    ["path", "paths", "pathsmap", "expression", "jsonpath"].iter().any(|end| name.to_ascii_lowercase().ends_with(end))
}

/// Whether the service would evaluate the string: a whole path with at least one step, or a whole call. `$` and
/// `$name` alone are words of other languages as well.
pub fn is_evaluable(string: Str<'_>) -> bool {
    if !string.is_closed() || !string.text().starts_with(['$', 'S']) || string.has_hole() {
        return false;
    }
    let text = string.text();
    match jsonpath::classify(&text) {
        jsonpath::Kind::Path | jsonpath::Kind::ContextPath => {
            let parse = jsonpath::parse(&text);
            parse.errors.is_empty() && !parse.path.segments.is_empty()
        }
        jsonpath::Kind::Intrinsic => {
            let parse = intrinsic::parse(&text);
            parse.errors.is_empty() && asl_spec::intrinsics::intrinsic(&parse.call.name).is_some()
        }
        _ => false,
    }
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let Some(member) = locate(analysis, finding.span.start).and_then(|l| l.key) else { return Vec::new() };
    let key = format!("{}.$", member.key().text());
    vec![
        Fix::new(format!("Change the key to \"{key}\""), replace_string(analysis.document(), finding.span, &key))
            .preferred(),
    ]
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check, check_fix};

    fn pass(parameters: &str) -> String {
        format!(
            r#"{{ "StartAt": "P", "States": {{ "P": {{ "Type": "Pass", "Parameters": {parameters}, "End": true }} }} }}"#
        )
    }

    #[test]
    fn paths_and_calls() {
        check(
            &RULE,
            &pass(r#"{ "a": { <<"b">>: "$$.Execution.Id", "c": [ { <<"d">>: "States.UUID()" }, <<"$.x">> ] } }"#),
        );
    }

    #[test]
    fn texts_that_only_look_alike() {
        check(
            &RULE,
            &pass(
                r#"{ "a": "$", "b": "$LATEST", "c": "$5.00", "d": "${X}.y", "e": "$.", "InputPath": "$.detail", "InputPathsMap": { "x": "$.detail" }, "f": "States.Unknown()", "g.$": "$.x" }"#,
            ),
        );
    }

    #[test]
    fn fixes() {
        check_fix(&RULE, &pass(r#"{ "a": "$.b" }"#), &pass(r#"{ "a.$": "$.b" }"#));
    }
}
