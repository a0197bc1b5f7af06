//! A machine around a member that is looked at.
#![allow(dead_code, unreachable_pub, reason = "each test takes what it needs")]

/// A JSONata machine whose Task state has this member; the states around assign variables.
pub fn jsonata(member: &str) -> String {
    format!(
        r#"{{ "QueryLanguage": "JSONata", "StartAt": "Read", "States": {{
  "Read": {{ "Type": "Pass", "Assign": {{ "order": "{{% $states.input %}}", "total": 0 }}, "Next": "Work" }},
  "Work": {{ "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", {member}, "Next": "Each" }},
  "Each": {{ "Type": "Map", "ItemProcessor": {{ "StartAt": "One", "States": {{
    "One": {{ "Type": "Pass", "Assign": {{ "inner": 1 }}, "End": true }} }} }}, "End": true }} }} }}"#
    )
}

/// The same in JSONPath.
pub fn jsonpath(member: &str) -> String {
    format!(
        r#"{{ "StartAt": "Read", "States": {{
  "Read": {{ "Type": "Pass", "Assign": {{ "order.$": "$.order", "total": 0 }}, "Next": "Work" }},
  "Work": {{ "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken", {member}, "End": true }} }} }}"#
    )
}

/// A machine of one Task state that calls this resource, a part of an ARN, and has these members.
pub fn task(resource: &str, members: &str) -> String {
    format!(
        r#"{{ "StartAt": "T", "States": {{ "T": {{ "Type": "Task", "Resource": "arn:aws:states:::{resource}", {members}, "End": true }} }} }}"#
    )
}
