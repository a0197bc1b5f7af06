//! An `Assign` in a rule inside `And`, `Or` or `Not`.

use crate::finding::Sink;
use crate::misfit::{Misfit, misfit};
use crate::place::Place;
use crate::rewrite::remove_finding;
use crate::rule::{Check, Level, Rule};

/// `nested-assign`
pub static RULE: Rule = Rule {
    code: "nested-assign",
    level: Level::Warning,
    on: true,
    service: None,
    tag: None,
    title: "an `Assign` in a nested choice rule",
    doc: "`Assign` belongs to the rules that stand directly in `Choices`: the specification gives it to no rule inside \
          `And`, `Or` or `Not`, where nothing would say when it is taken. The sources disagree on whether the service \
          refuses it.",
    source: "rulebook 10.1, 16 [spec]",
    bad: r#"{
  "StartAt": "Known?",
  "States": {
    "Known?": {
      "Type": "Choice",
      "Choices": [
        { "Not": { "Variable": "$.id", "IsPresent": true, <<"Assign">>: { "known": false } }, "Next": "Done" }
      ],
      "Default": "Done"
    },
    "Done": { "Type": "Succeed" }
  }
}"#,
    good: r#"{
  "StartAt": "Known?",
  "States": {
    "Known?": {
      "Type": "Choice",
      "Choices": [
        { "Not": { "Variable": "$.id", "IsPresent": true }, "Assign": { "known": false }, "Next": "Done" }
      ],
      "Default": "Done"
    },
    "Done": { "Type": "Succeed" }
  }
}"#,
    check: Check::Place(check),
    fix: Some(remove_finding),
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    for member in place.object.members() {
        let key = member.key();
        if key.text() == "Assign" && misfit(place, key) == Some(Misfit::OuterRule) {
            sink.report(key.span(), "A nested rule has no \"Assign\": put it into the rule in \"Choices\" around it.");
        }
    }
}
