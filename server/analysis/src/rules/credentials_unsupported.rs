//! `Credentials` where no role is assumed.

use asl_spec::integrations::Resource;

use crate::finding::Sink;
use crate::place::Place;
use crate::rewrite::remove_finding;
use crate::rule::{Check, Level, Rule};
use crate::task::TaskResource;

/// `credentials-unsupported`
pub static RULE: Rule = Rule {
    code: "credentials-unsupported",
    level: Level::Warning,
    on: true,
    service: None,
    tag: None,
    title: "`Credentials` on an activity or an HTTP task",
    doc: "`Credentials` names the role that a Lambda or AWS service task assumes. Activities cannot use it, and it is not \
          documented for HTTP tasks, which authenticate with an EventBridge connection.",
    source: "rulebook 6.1 [docs]",
    bad: r#"{
  "StartAt": "Work",
  "States": {
    "Work": {
      "Type": "Task",
      "Resource": "arn:aws:states:us-east-1:123456789012:activity:Work",
      <<"Credentials">>: { "RoleArn": "arn:aws:iam::123456789012:role/Worker" },
      "End": true
    }
  }
}"#,
    good: r#"{
  "StartAt": "Work",
  "States": {
    "Work": {
      "Type": "Task",
      "Resource": "arn:aws:lambda:us-east-1:123456789012:function:Work",
      "Credentials": { "RoleArn": "arn:aws:iam::123456789012:role/Worker" },
      "End": true
    }
  }
}"#,
    check: Check::Place(check),
    fix: Some(remove_finding),
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    let (Some(resource), Some(member)) = (TaskResource::of(place), place.get("Credentials")) else { return };
    let message = match resource.read() {
        Resource::Activity { .. } => "An activity cannot use \"Credentials\": its worker has a role of its own.",
        Resource::Http(_) => "An HTTP task has no \"Credentials\": it authenticates with an EventBridge connection.",
        _ => return,
    };
    sink.report(member.key().span(), message);
}
