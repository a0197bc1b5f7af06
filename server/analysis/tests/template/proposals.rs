//! What is proposed between `${` and `}`.

use crate::files::Files;
use crate::{DEFINITION, TEMPLATE, check_proposals};
use expect_test::expect;

#[test]
fn what_the_template_declares_is_proposed_first() {
    let typed = DEFINITION.replace("${Table} and", "${Ta$0 and");
    check_proposals(
        &Files::new("template.yaml", TEMPLATE, &typed),
        expect![[r#"
        definition: "Charge": { "Type": "Task", "Resource": "${ChargeArn}", "Comment": "${<Ta> and ${ChargeArn}", "End": true },
        ChargeArn by "ChargeArn}": !GetAtt Charge.Arn
        Table by "Table}": !Ref Items
        Name by "Name}": !Sub '${Stage}-orders'
        Stage by "Stage}": add {"Ref": "Stage"} to the template
        Template: Stage: {"Ref": "Stage"}
        RefundArn by "RefundArn}": add {"Fn::GetAtt": ["Refund", "Arn"]} to the template
        Template: RefundArn: {"Fn::GetAtt": ["Refund", "Arn"]}
    "#]],
    );
    // Where nothing is declared yet, the list comes with the first name.
    let lines = TEMPLATE.lines().filter(|line| !line.starts_with("        ") && !line.ends_with("Substitutions:"));
    let without: String = lines.flat_map(|line| [line, "\n"]).collect();
    let typed = DEFINITION.replace("${Table} and", "${$0} and");
    check_proposals(
        &Files::new("template.yaml", &without, &typed),
        expect![[r#"
            definition: "Charge": { "Type": "Task", "Resource": "${ChargeArn}", "Comment": "${<>} and ${ChargeArn}", "End": true },
            Stage by "Stage": add {"Ref": "Stage"} to the template
            Template: DefinitionSubstitutions:
            Template: Stage: {"Ref": "Stage"}
            ChargeArn by "ChargeArn": add {"Fn::GetAtt": ["Charge", "Arn"]} to the template
            Template: DefinitionSubstitutions:
            Template: ChargeArn: {"Fn::GetAtt": ["Charge", "Arn"]}
            ItemsName by "ItemsName": add {"Ref": "Items"} to the template
            Template: DefinitionSubstitutions:
            Template: ItemsName: {"Ref": "Items"}
            RefundArn by "RefundArn": add {"Fn::GetAtt": ["Refund", "Arn"]} to the template
            Template: DefinitionSubstitutions:
            Template: RefundArn: {"Fn::GetAtt": ["Refund", "Arn"]}
        "#]],
    );
    check_proposals(
        &Files::new("template.yaml", TEMPLATE, &DEFINITION.replace("${Table} and", "Ta$0")),
        expect![[r#"
        nothing
    "#]],
    );
}
