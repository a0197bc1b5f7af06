//! Findings that only both files together bring.

use crate::files;
use asl_analysis::marked;
use asl_analysis::template::{self, File, FileSpan};
use expect_test::expect;

#[test]
fn findings_have_fixes_in_the_template() {
    let files = files("\"StartAt\"|");
    let mut shown = String::new();
    let deployment = files.deployment();
    for finding in files.definition.findings().iter().filter(|finding| finding.rule.code.ends_with("-substitution")) {
        shown += &files.show(FileSpan { file: File::Definition, span: finding.span });
        shown += &format!("{}\n", finding.message);
        for fix in template::fixes(&deployment, File::Definition, finding) {
            shown += &format!("{}\n{}", fix.title, files.apply(&fix.edits));
        }
    }
    for finding in template::findings(&deployment, &asl_analysis::rules::Selection::all()) {
        shown += &files.show(FileSpan { file: File::Template, span: finding.span });
        shown += &format!("{}\n", finding.message);
        for fix in template::fixes(&deployment, File::Template, &finding) {
            shown += &format!("{}\n{:?}\n", fix.title, fix.edits[0].edit);
        }
    }
    expect![[r#"
        definition: "<${Unknown}>": { "Type": "Succeed" }
        Nothing fills in "${Unknown}". The template declares no such name in "DefinitionSubstitutions".
        Add "Unknown" to the substitutions of "Orders"
        Template: Unknown: Unknown
        template.yaml: <Name>: !Sub '${Stage}-orders'
        The definition of "Orders" does not name "${Name}".
        Remove "Name"
        Edit { span: 303..340, text: "" }
    "#]]
    .assert_eq(&shown);
}

#[test]
fn the_type_of_a_template_brings_the_rules_of_express_workflows() {
    let text = "Resources:\n  M:\n    Type: AWS::Serverless::StateMachine\n    Properties:\n      Type: EXPRESS\n      Definition:\n        \
                StartAt: A\n        States:\n          A: {Type: Task, Resource: 'arn:aws:states:::sqs:sendMessage<<.waitForTaskToken>>', Next: B}\n          \
                B: {Type: Task, Resource: 'arn:aws:states:::codebuild:startBuild<<.sync>>', Next: C}\n          \
                C: {Type: Task, Resource: <<'arn:aws:states:us-east-1:123456789012:activity:a'>>, Next: D}\n          \
                D:\n            Type: Map\n            ItemProcessor:\n              ProcessorConfig: {Mode: <<DISTRIBUTED>>, ExecutionType: STANDARD}\n              \
                StartAt: E\n              States: {E: {Type: Succeed}}\n            End: true\n";
    marked::check(&asl_analysis::rules::express_workflow::RULE, text);
    let text =
        text.replace("Serverless", "StepFunctions").replace("      Type: EXPRESS", "      StateMachineType: EXPRESS");
    marked::check(&asl_analysis::rules::express_workflow::RULE, &text);
    let standard = marked::ranges(&text.replace("EXPRESS", "STANDARD")).0;
    marked::check(&asl_analysis::rules::express_workflow::RULE, &standard);
}
