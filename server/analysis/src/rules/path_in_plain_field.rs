//! A path in a field that is not evaluated, beside which there is one that is.

use asl_spec::{Field, Form, QueryLanguage, Types};
use asl_syntax::Member;

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::locate::locate;
use crate::place::Place;
use crate::rewrite::{Fix, replace_string};
use crate::rule::{Check, Level, Rule};
use crate::rules::path_without_dollar_key::is_evaluable;

/// `path-in-plain-field`
pub static RULE: Rule = Rule {
    code: "path-in-plain-field",
    level: Level::Warning,
    on: true,
    service: Some("NO_PATH"),
    tag: None,
    title: "a path in a field whose name does not end in `Path`",
    doc: "`Error`, `Cause`, the role of a task and the operands of comparators are taken as they stand. A value from the \
          input goes into the field of the same name that ends in `Path` (`RoleArn.$` for the role).",
    source: "rulebook 15 [docs]",
    bad: r#"{
  "StartAt": "Stop",
  "States": {
    "Stop": { "Type": "Fail", <<"Cause">>: "$.error.Cause" }
  }
}"#,
    good: r#"{
  "StartAt": "Stop",
  "States": {
    "Stop": { "Type": "Fail", "CausePath": "$.error.Cause" }
  }
}"#,
    check: Check::Place(check),
    fix: Some(fix),
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    if place.language != QueryLanguage::JsonPath || place.state.is_none() {
        return;
    }
    for member in place.object.members() {
        let Some(twin) = twin(place, member) else { continue };
        let name = member.key().text();
        let message =
            format!("\"{name}\" is taken as it stands, so this path is only a text. Use \"{}\" for a path.", twin.name);
        let finding = sink.report(member.key().span(), message);
        if place.get(twin.name).is_none() {
            finding.replacement(twin.name);
        }
    }
}

/// The field for a path beside the one of `member`, when that holds a path as a text. A field that takes no text, or
/// only some texts, is reported as such.
fn twin(place: &Place<'_>, member: Member<'_>) -> Option<&'static Field> {
    let name = member.key().text();
    let field = place.field(&name).filter(|f| f.allows(place.language))?;
    let is_text = field.types.contains(Types::STRING) && matches!(field.form, Form::Literal | Form::Arn);
    let string = member.value()?.as_str().filter(|string| is_text && is_evaluable(*string))?;
    let is_call = string.text().starts_with('S');
    let twin = ["Path", ".$"].iter().find_map(|end| place.field(&format!("{name}{end}")))?;
    (!is_call || matches!(twin.form, Form::PayloadExpression | Form::ReferencePathOrIntrinsic)).then_some(twin)
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let Some(twin) = &finding.replacement else { return Vec::new() };
    if locate(analysis, finding.span.start).and_then(|l| l.key).is_none() {
        return Vec::new();
    }
    vec![
        Fix::new(format!("Change the key to \"{twin}\""), replace_string(analysis.document(), finding.span, twin))
            .preferred(),
    ]
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check, check_fix};

    #[test]
    fn fields_with_a_twin() {
        check(
            &RULE,
            r#"{ "StartAt": "C", "States": {
  "C": { "Type": "Choice", "Choices": [ { "Variable": "$.a", <<"StringEquals">>: "$.b", "Next": "F" }, { "Variable": "$.a", "StringMatches": "$.b", "Next": "F" }, { "Variable": "$.a", "StringEquals": "$", "Next": "F" } ] },
  "F": { "Type": "Fail", <<"Error">>: "States.Format('{}', $.a)", "Cause": "See $.a" } } }"#,
        );
    }

    #[test]
    fn fixes() {
        check_fix(
            &RULE,
            r#"{ "StartAt": "F", "States": { "F": { "Type": "Fail", "Error": "$.e" } } }"#,
            r#"{ "StartAt": "F", "States": { "F": { "Type": "Fail", "ErrorPath": "$.e" } } }"#,
        );
    }
}
