//! A placeholder: its value, the way to it and back, and another name for it.

use crate::{check_hover, check_spans, files};
use asl_analysis::template;
use expect_test::{Expect, expect};

#[test]
fn a_placeholder_shows_its_value() {
    check_hover(
        &files("\"${Charge|Arn}\""),
        expect![[r#"
        definition: "Charge": { "Type": "Task", "Resource": "<${ChargeArn}>", "Comment": "${Table} and ${ChargeArn}", "End": true },
        **`${ChargeArn}`** · substitution of `Orders`

        ```yaml
        !GetAtt Charge.Arn
        ```

        **`Charge`** · resource `AWS::Serverless::Function`
    "#]],
    );
    check_hover(
        &files("${|Table}"),
        expect![[r#"
        definition: "Charge": { "Type": "Task", "Resource": "${ChargeArn}", "Comment": "<${Table}> and ${ChargeArn}", "End": true },
        **`${Table}`** · substitution of `Orders`

        ```yaml
        !Ref Items
        ```

        **`Items`** · resource `AWS::DynamoDB::Table`
    "#]],
    );
    check_hover(
        &files("${Unknown|}"),
        expect![[r#"
        definition: "<${Unknown}>": { "Type": "Succeed" }
        Nothing fills in `${Unknown}` where `Orders` is deployed.
    "#]],
    );
    check_hover(
        &files("!GetAtt Char|ge.Arn"),
        expect![[r#"
        template.yaml: ChargeArn: !GetAtt <Charge.Arn>
        `Arn` of **`Charge`** · resource `AWS::Serverless::Function`
    "#]],
    );
    check_hover(
        &files("!Sub '${Sta|ge}"),
        expect![[r#"
        template.yaml: Name: !Sub '<${Stage}>-orders'
        **`Stage`** · parameter `String`
    "#]],
    );
    check_hover(
        &files("\"StartAt\"|"),
        expect![[r#"
        nothing
    "#]],
    );
}

#[test]
fn definitions_lead_from_the_placeholder_to_the_resource() {
    let ask = |at: &str, expected: Expect| {
        let files = files(at);
        check_spans(&files, template::definitions(&files.deployment(), files.at), expected);
    };
    ask(
        "\"${Charge|Arn}\"",
        expect![[r#"
        template.yaml: <ChargeArn>: !GetAtt Charge.Arn
    "#]],
    );
    for at in ["Charge|Arn: !GetAtt", "!GetAtt Charge.A|rn", "!Sub '${Charge.Arn|}'}"] {
        ask(
            at,
            expect![[r#"
        template.yaml: <Charge>:
    "#]],
        );
    }
    ask(
        "!Sub '${St|age}",
        expect![[r#"
        template.yaml: <Stage>: {Type: String}
    "#]],
    );
    ask("${Unkn|own}", expect![[""]]);
}

#[test]
fn references_lead_back() {
    let ask = |at: &str, declaration: bool, expected: Expect| {
        let files = files(at);
        check_spans(&files, template::references(&files.deployment(), files.at, declaration), expected);
    };
    ask(
        "\"${Charge|Arn}\"",
        true,
        expect![[r#"
        template.yaml: <ChargeArn>: !GetAtt Charge.Arn
        definition: "Charge": { "Type": "Task", "Resource": "${<ChargeArn>}", "Comment": "${Table} and ${ChargeArn}", "End": true },
        definition: "Charge": { "Type": "Task", "Resource": "${ChargeArn}", "Comment": "${Table} and ${<ChargeArn>}", "End": true },
    "#]],
    );
    ask(
        "Charge|Arn: !GetAtt",
        false,
        expect![[r#"
        definition: "Charge": { "Type": "Task", "Resource": "${<ChargeArn>}", "Comment": "${Table} and ${ChargeArn}", "End": true },
        definition: "Charge": { "Type": "Task", "Resource": "${ChargeArn}", "Comment": "${Table} and ${<ChargeArn>}", "End": true },
    "#]],
    );
    ask(
        "  Char|ge:\n",
        true,
        expect![[r#"
        template.yaml: ChargeArn: !GetAtt <Charge>.Arn
        template.yaml: <Charge>:
        template.yaml: Function: {Value: !Sub '${<Charge>.Arn}'}
    "#]],
    );
}

#[test]
fn a_substitution_is_renamed_in_both_files() {
    let ask = |at: &str, name: &str, expected: Expect| {
        let files = files(at);
        expected.assert_eq(&match template::rename(&files.deployment(), files.at, name) {
            Some(Ok(edits)) => files.apply(&edits),
            Some(Err(refusal)) => format!("{}\n", refusal.0),
            None => "nothing\n".to_owned(),
        });
    };
    for at in ["\"${Charge|Arn}\"", "Charge|Arn: !GetAtt"] {
        ask(
            at,
            "Function",
            expect![[r#"
        Template: Function: !GetAtt Charge.Arn
        Definition: "Charge": { "Type": "Task", "Resource": "${Function}", "Comment": "${Table} and ${Function}", "End": true },
    "#]],
        );
    }
    ask(
        "\"${Charge|Arn}\"",
        "Table",
        expect![[r#"
        There is a substitution "Table" already.
    "#]],
    );
    ask(
        "\"${Charge|Arn}\"",
        "a b",
        expect![[r#"
        A substitution is named by letters, digits and underscores; "a b" is no such name.
    "#]],
    );
    ask(
        "${Unkn|own}",
        "Known",
        expect![[r#"
        nothing
    "#]],
    );
    let files = files("\"${Charge|Arn}\"");
    let (at, name) = template::name_at(&files.deployment(), files.at).unwrap();
    expect![[r#"
        ChargeArn at definition: "Charge": { "Type": "Task", "Resource": "${<ChargeArn>}", "Comment": "${Table} and ${ChargeArn}", "End": true },
    "#]].assert_eq(&format!("{name} at {}", files.show(at)));
}
