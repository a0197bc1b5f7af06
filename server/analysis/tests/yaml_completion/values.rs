//! Values of fields.

use crate::{accept, check};
use expect_test::expect;

#[test]
fn values_of_fields() {
    let field = "StartAt: A\nStates:\n  A:\n    Type: Task\n    End: $0\n";
    check(field, expect!["true, false"]);
    check(
        &field.replace("Type: Task", "Type: $0").replace("End: $0", "End: true"),
        expect!["Task, Pass, Choice, Wait, Succeed, Fail, Parallel, Map"],
    );
    accept(
        &field.replace("End: $0", "Resource: lambda inv$0"),
        "lambda:invoke",
        expect![[r#"
        StartAt: A
        States:
          A:
            Type: Task
            Resource: arn:aws:states:::lambda:invoke
        [lambda inv]
    "#]],
    );
    accept(
        &field.replace("End: $0", "Parameters: $0\n    Resource: arn:aws:states:::sqs:sendMessage"),
        "{…} parameters of sqs:sendMessage",
        expect![[r#"
        StartAt: A
        States:
          A:
            Type: Task
            Parameters: 
              QueueUrl: $1
              MessageBody:
                $2
            Resource: arn:aws:states:::sqs:sendMessage
        [QueueUrl: ""]
    "#]],
    );
    let parameters = field.replace("End: $0", "Resource: arn:aws:states:::sqs:sendMessage\n    Parameters:\n      $0");
    check(
        &parameters,
        expect![
            "all required parameters, QueueUrl, QueueUrl.$, MessageBody, MessageBody.$, DelaySeconds, DelaySeconds.$, MessageAttributes, MessageAttributes.$, MessageDeduplicationId, MessageDeduplicationId.$, MessageGroupId, MessageGroupId.$, MessageSystemAttributes, MessageSystemAttributes.$, {…} parameters of sqs:sendMessage"
        ],
    );
    accept(
        &parameters,
        "all required parameters",
        expect![[r#"
        StartAt: A
        States:
          A:
            Type: Task
            Resource: arn:aws:states:::sqs:sendMessage
            Parameters:
              QueueUrl: $1
              MessageBody:
                $2
        [QueueUrl]
    "#]],
    );
    accept(
        &parameters,
        "QueueUrl.$",
        expect![[r#"
        StartAt: A
        States:
          A:
            Type: Task
            Resource: arn:aws:states:::sqs:sendMessage
            Parameters:
              QueueUrl.\$: \$.$1
        [QueueUrl.$]
    "#]],
    );
}
