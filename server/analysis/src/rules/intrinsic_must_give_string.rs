//! An intrinsic function that gives no string, where the error or cause of a Fail state is asked for.

use asl_spec::intrinsics::{intrinsic, intrinsics};

use crate::expression::{Reading, Wanted};
use crate::finding::Sink;
use crate::misfit::one_of;
use crate::rule::{Check, Level, Rule};

/// `intrinsic-must-give-string`
pub static RULE: Rule = Rule {
    code: "intrinsic-must-give-string",
    level: Level::Error,
    on: true,
    service: Some("SCHEMA_VALIDATION_FAILED"),
    tag: None,
    title: "an intrinsic function that gives no string in `ErrorPath` or `CausePath`",
    doc: "The error and the cause of a Fail state are strings. Of the intrinsic functions only those that give a string may \
          stand there: `States.Format`, `States.JsonToString`, `States.ArrayGetItem`, `States.Base64Encode`, \
          `States.Base64Decode`, `States.Hash` and `States.UUID`.",
    source: "rulebook 6.6 [docs][asl-service][spec]",
    bad: r#"{
  "StartAt": "Stop",
  "States": {
    "Stop": { "Type": "Fail", "Error": "Failed", "CausePath": "<<States.StringToJson>>($.cause)" }
  }
}"#,
    good: r#"{
  "StartAt": "Stop",
  "States": {
    "Stop": { "Type": "Fail", "Error": "Failed", "CausePath": "States.JsonToString($.cause)" }
  }
}"#,
    check: Check::Expression(check),
    fix: None,
};

fn check(reading: &Reading<'_>, sink: &mut Sink<'_>) {
    let Some((expression, parse)) = reading.call().filter(|(_, parse)| parse.errors.is_empty()) else { return };
    if expression.site.wanted != Wanted::ReferencePathOrIntrinsic || parse.call.name_has_hole {
        return;
    }
    let Some(function) = intrinsic(&parse.call.name).filter(|f| !f.is_string_returning()) else { return };
    let allowed: Vec<&str> = intrinsics().iter().filter(|f| f.is_string_returning()).map(|f| f.name).collect();
    let message = format!(
        "`{}` gives no string, which \"{}\" needs: use {}.",
        function.name,
        expression.site.field.name,
        one_of(&allowed)
    );
    sink.report(expression.shown(parse.call.name_span), message);
}
