//! A definition and the template that deploys it, asked together. `$0` is the cursor, in one of the two files.

#![allow(clippy::unwrap_used)] // What is missing here has to fail.

use asl_analysis::template::{self, Deployment, File, FileEdit, FileSpan, Place};
use asl_analysis::{Analysis, Intent, Surroundings, marked};
use asl_hosts::{Located, locate};
use asl_syntax::{Dialect, Document};
use expect_test::{Expect, expect};

const TEMPLATE: &str = "\
Transform: AWS::Serverless-2016-10-31
Parameters:
  Stage: {Type: String}
Resources:
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties:
      Type: EXPRESS
      DefinitionUri: orders.asl.json
      DefinitionSubstitutions:
        ChargeArn: !GetAtt Charge.Arn
        Table: !Ref Items
        Name: !Sub '${Stage}-orders'
  Charge:
    Type: AWS::Serverless::Function
  Items:
    Type: AWS::DynamoDB::Table
  Refund:
    Type: AWS::Lambda::Function
Outputs:
  Function: {Value: !Sub '${Charge.Arn}'}
";

const DEFINITION: &str = r#"{
  "StartAt": "Charge",
  "States": {
    "Charge": { "Type": "Task", "Resource": "${ChargeArn}", "Comment": "${Table} and ${ChargeArn}", "End": true },
    "${Unknown}": { "Type": "Succeed" }
  }
}"#;

/// Both files, and the place of the cursor in one of them.
struct Files {
    path: &'static str,
    template: Document,
    located: Located,
    definition: Analysis,
    at: Place,
}

impl Files {
    fn new(path: &'static str, template: &str, definition: &str) -> Files {
        let file = if definition.contains("$0") { File::Definition } else { File::Template };
        let (template, in_template) = marked::cursor(template);
        let (definition, in_definition) = marked::cursor(definition);
        let dialect = match path {
            path if path.ends_with(".tf") => Dialect::Text,
            path if path.ends_with(".json") => Dialect::Json,
            _ => Dialect::Yaml,
        };
        let template = Document::new(&template, dialect);
        let located = locate(&template, path).unwrap();
        let surroundings = Surroundings::of(&located, &located.machines[0]);
        let definition = match &located.machines[0].definition {
            asl_hosts::Definition::Embedded(passage) => {
                assert_eq!(definition, "");
                Document::new(&passage.text, passage.dialect)
            }
            _ => Document::new(&definition, Dialect::Json),
        };
        let definition = Analysis::new(definition, Intent::Machine).within(surroundings);
        let offset = if file == File::Definition { in_definition } else { in_template };
        // A cursor in the definition that the template holds is a place of the definition.
        let inside = match &located.machines[0].definition {
            asl_hosts::Definition::Embedded(passage) => passage.map.to_passage(offset),
            _ => None,
        };
        let at = match inside {
            Some(offset) => Place { file: File::Definition, offset },
            None => Place { file, offset },
        };
        Files { path, template, located, definition, at }
    }

    fn deployment(&self) -> Deployment<'_> {
        Deployment {
            template: &self.template,
            located: &self.located,
            machine: &self.located.machines[0],
            definition: Some(&self.definition),
        }
    }

    fn text(&self, file: File) -> String {
        match file {
            File::Template => self.template.text().to_string(),
            File::Definition => self.definition.document().text().to_string(),
        }
    }

    fn show(&self, at: FileSpan) -> String {
        let text = self.text(at.file);
        let start = text[..at.span.start as usize].rfind('\n').map_or(0, |at| at + 1);
        let end = text[at.span.end as usize..].find('\n').map_or(text.len(), |end| at.span.end as usize + end);
        let (start, at_start, at_end) = (start, at.span.start as usize, at.span.end as usize);
        let line = format!("{}<{}>{}", &text[start..at_start], &text[at_start..at_end], &text[at_end..end]);
        let name = if at.file == File::Template { self.path } else { "definition" };
        format!("{name}: {}\n", line.trim())
    }

    fn apply(&self, edits: &[FileEdit]) -> String {
        let mut shown = String::new();
        for file in [File::Template, File::Definition] {
            let edits: Vec<_> = edits.iter().filter(|edit| edit.file == file).map(|edit| edit.edit.clone()).collect();
            if !edits.is_empty() {
                let before = self.text(file);
                let after = asl_analysis::rewrite::apply(&before, &edits);
                let is_new = |line: &&str| !before.lines().any(|old| old == *line);
                after.lines().filter(is_new).for_each(|line| shown += &format!("{file:?}: {}\n", line.trim()));
            }
        }
        shown
    }
}

/// The files with the cursor where `at` is in the definition or else in the template.
fn files(at: &str) -> Files {
    let cursor = at.replacen('|', "$0", 1);
    let plain = at.replacen('|', "", 1);
    match DEFINITION.contains(&plain) {
        true => Files::new("template.yaml", TEMPLATE, &DEFINITION.replacen(&plain, &cursor, 1)),
        false => {
            assert!(TEMPLATE.contains(&plain), "{plain} is nowhere");
            Files::new("template.yaml", &TEMPLATE.replacen(&plain, &cursor, 1), DEFINITION)
        }
    }
}

fn check_hover(files: &Files, expected: Expect) {
    let found = template::hover(&files.deployment(), files.at);
    expected.assert_eq(
        &found.map_or("nothing\n".to_owned(), |found| format!("{}{}\n", files.show(found.at), found.markdown)),
    );
}

fn check_spans(files: &Files, found: Vec<FileSpan>, expected: Expect) {
    expected.assert_eq(&found.into_iter().map(|at| files.show(at)).collect::<String>());
}

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
    ask(
        "Charge|Arn: !GetAtt",
        expect![[r#"
        template.yaml: <Charge>:
    "#]],
    );
    ask(
        "!GetAtt Charge.A|rn",
        expect![[r#"
        template.yaml: <Charge>:
    "#]],
    );
    ask(
        "!Sub '${Charge.Arn|}'}",
        expect![[r#"
        template.yaml: <Charge>:
    "#]],
    );
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
    ask(
        "\"${Charge|Arn}\"",
        "Function",
        expect![[r#"
        Template: Function: !GetAtt Charge.Arn
        Definition: "Charge": { "Type": "Task", "Resource": "${Function}", "Comment": "${Table} and ${Function}", "End": true },
    "#]],
    );
    ask(
        "Charge|Arn: !GetAtt",
        "Function",
        expect![[r#"
        Template: Function: !GetAtt Charge.Arn
        Definition: "Charge": { "Type": "Task", "Resource": "${Function}", "Comment": "${Table} and ${Function}", "End": true },
    "#]],
    );
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

fn check_proposals(files: &Files, expected: Expect) {
    let Some(found) = template::proposals(&files.deployment(), files.at.offset) else {
        return expected.assert_eq("nothing\n");
    };
    let mut shown = files.show(FileSpan { file: File::Definition, span: found.replace });
    for item in found.items {
        shown += &format!("{} by {:?}: {}\n", item.name, item.insert, item.detail);
        shown += &item.declaration.map_or(String::new(), |edit| files.apply(&[edit]));
    }
    expected.assert_eq(&shown);
}

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

const JOINED: &str = r#"{"Resources": {
  "Fn1": {"Type": "AWS::Lambda::Function"},
  "M": {"Type": "AWS::StepFunctions::StateMachine", "Properties": {"DefinitionString": {"Fn::Join": ["", [
    "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Task\", \"Resource\": \"",
    {"Fn::GetAtt": ["Fn1", "Arn"]}, "\", \"End\": true}}}"]]}}}
}}"#;

#[test]
fn what_stands_between_the_strings_of_a_join_is_known() {
    let files = Files::new("t.json", &JOINED.replacen("[\"Fn1", "[\"F$0n1", 1), "");
    check_hover(
        &files,
        expect![[r#"
        t.json: {"Fn::GetAtt": <["Fn1", "Arn"]>}, "\", \"End\": true}}}"]]}}}
        `Arn` of **`Fn1`** · resource `AWS::Lambda::Function`
    "#]],
    );
    check_spans(
        &files,
        template::definitions(&files.deployment(), files.at),
        expect![[r#"
        t.json: "<Fn1>": {"Type": "AWS::Lambda::Function"},
    "#]],
    );
    // Nothing is said about it.
    assert!(files.definition.findings().iter().all(|finding| !finding.rule.code.ends_with("substitution")));
    let at = files.text(File::Definition).find("${").unwrap() as u32 + 4;
    let place = Place { file: File::Definition, offset: at };
    check_spans(
        &files,
        template::definitions(&files.deployment(), place),
        expect![[r#"
        t.json: "<Fn1>": {"Type": "AWS::Lambda::Function"},
    "#]],
    );
}

const SUB: &str = "\
Resources:
  M:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      DefinitionSubstitutions: {Later: 1}
      DefinitionString: !Sub
        - |
          {\"StartAt\": \"${Own}\", \"Comment\": \"${Fn.Arn} ${!Later} ${AWS::Region} ${Gone}\", \"States\": {}}
        - Own: x
  Fn: {Type: AWS::Lambda::Function}
";

#[test]
fn a_sub_names_variables_resources_and_what_comes_later() {
    let ask = |at: &str, expected: Expect| {
        let files = Files::new("t.yaml", &SUB.replacen(&at.replacen('|', "", 1), &at.replacen('|', "$0", 1), 1), "");
        let deployment = files.deployment();
        let mut shown = template::hover(&deployment, files.at).map_or(String::new(), |found| found.markdown + "\n");
        template::definitions(&deployment, files.at).into_iter().for_each(|at| shown += &files.show(at));
        expected.assert_eq(&shown);
    };
    ask(
        "${Ow|n}",
        expect![[r#"
        **`${Own}`** · variable of `Fn::Sub` of `M`

        ```yaml
        x
        ```
        t.yaml: - <Own>: x
    "#]],
    );
    ask(
        "${Fn|.Arn}",
        expect![[r#"
        `Arn` of **`Fn`** · resource `AWS::Lambda::Function`
        t.yaml: <Fn>: {Type: AWS::Lambda::Function}
    "#]],
    );
    ask(
        "${!La|ter}",
        expect![[r#"
        **`${Later}`** · substitution of `M`

        ```yaml
        1
        ```
        t.yaml: DefinitionSubstitutions: {<Later>: 1}
    "#]],
    );
    ask(
        "${AWS::|Region}",
        expect![[r#"
        **`AWS::Region`** · pseudo parameter of CloudFormation
    "#]],
    );
    ask(
        "${Go|ne}",
        expect![[r#"
        Nothing fills in `${Gone}` where `M` is deployed.
    "#]],
    );
    check_proposals(
        &Files::new("t.yaml", &SUB.replacen("${Gone}", "${G$0}", 1), ""),
        expect![[r#"
        definition: {"StartAt": "${Own}", "Comment": "${Fn.Arn} ${!Later} ${AWS::Region} ${<G>}", "States": {}}
        !Later by "!Later": 1
        Own by "Own": x
        M by "M": AWS::StepFunctions::StateMachine
        M.Arn by "M.Arn": ARN of AWS::StepFunctions::StateMachine
        Fn by "Fn": AWS::Lambda::Function
        Fn.Arn by "Fn.Arn": ARN of AWS::Lambda::Function
        AWS::AccountId by "AWS::AccountId": pseudo parameter
        AWS::NotificationARNs by "AWS::NotificationARNs": pseudo parameter
        AWS::NoValue by "AWS::NoValue": pseudo parameter
        AWS::Partition by "AWS::Partition": pseudo parameter
        AWS::Region by "AWS::Region": pseudo parameter
        AWS::StackId by "AWS::StackId": pseudo parameter
        AWS::StackName by "AWS::StackName": pseudo parameter
        AWS::URLSuffix by "AWS::URLSuffix": pseudo parameter
    "#]],
    );
}

const TERRAFORM: &str = r#"
resource "aws_sfn_state_machine" "orders" {
  definition = templatefile("${path.module}/orders.asl.json", {
    ChargeArn = aws_lambda_function.charge.arn
    Table     = var.table
  })
}
resource "aws_lambda_function" "charge" {}
variable "table" {}
"#;

#[test]
fn terraform_is_asked_in_the_same_way() {
    let files = Files::new("main.tf", TERRAFORM, &DEFINITION.replacen("ChargeArn", "Charge$0Arn", 1));
    let deployment = files.deployment();
    check_hover(
        &files,
        expect![[r#"
        definition: "Charge": { "Type": "Task", "Resource": "<${ChargeArn}>", "Comment": "${Table} and ${ChargeArn}", "End": true },
        **`${ChargeArn}`** · variable of `templatefile` of `orders`

        ```hcl
        aws_lambda_function.charge.arn
        ```

        **`aws_lambda_function.charge`** · resource `aws_lambda_function`
    "#]],
    );
    check_spans(
        &files,
        template::definitions(&deployment, files.at),
        expect![[r#"
        main.tf: <ChargeArn> = aws_lambda_function.charge.arn
    "#]],
    );
    let text = TERRAFORM.replacen("charge.arn", "cha$0rge.arn", 1);
    let files = Files::new("main.tf", &text, DEFINITION);
    check_spans(
        &files,
        template::definitions(&files.deployment(), files.at),
        expect![[r#"
        main.tf: resource "aws_lambda_function" "<charge>" {}
    "#]],
    );
    let files = Files::new("main.tf", &TERRAFORM.replacen("\"charge\"", "\"$0charge\"", 1), DEFINITION);
    check_spans(
        &files,
        template::references(&files.deployment(), files.at, true),
        expect![[r#"
        main.tf: ChargeArn = <aws_lambda_function.charge>.arn
        main.tf: resource "aws_lambda_function" "<charge>" {}
    "#]],
    );
}

#[test]
fn functions_in_a_definition_that_is_data_are_those_of_the_template() {
    let text = "Resources:\n  M:\n    Type: AWS::Serverless::StateMachine\n    Properties:\n      Definition:\n        StartAt: A\n        \
                States:\n          A: {Type: Task, Resource: !GetAtt F$0n.Arn, End: true}\n  Fn: {Type: AWS::Lambda::Function}\n";
    let files = Files::new("t.yaml", text, "");
    assert_eq!(files.at.file, File::Definition);
    check_hover(
        &files,
        expect![[r#"
        t.yaml: A: {Type: Task, Resource: !GetAtt <Fn.Arn>, End: true}
        `Arn` of **`Fn`** · resource `AWS::Lambda::Function`
    "#]],
    );
    check_spans(
        &files,
        template::definitions(&files.deployment(), files.at),
        expect![[r#"
        t.yaml: <Fn>: {Type: AWS::Lambda::Function}
    "#]],
    );
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

#[test]
fn every_place_of_every_beginning_has_an_answer() {
    let cases = [
        ("template.yaml", TEMPLATE, DEFINITION),
        ("t.yaml", SUB, ""),
        ("t.json", JOINED, ""),
        ("main.tf", TERRAFORM, DEFINITION),
    ];
    for (path, template, definition) in cases {
        for end in (0..=template.len()).filter(|end| end % 17 == 0 || *end == template.len()) {
            let dialect = match path {
                path if path.ends_with(".tf") => Dialect::Text,
                path if path.ends_with(".json") => Dialect::Json,
                _ => Dialect::Yaml,
            };
            let document = Document::new(&template[..end], dialect);
            let Some(located) = locate(&document, path) else { continue };
            for machine in &located.machines {
                let text = match &machine.definition {
                    asl_hosts::Definition::Embedded(passage) => passage.text.clone(),
                    _ => definition[..definition.len().min(end)].to_owned(),
                };
                let definition = Analysis::new(Document::new(&text, Dialect::Json), Intent::Machine);
                let definition = definition.within(Surroundings::of(&located, machine));
                let deployment =
                    Deployment { template: &document, located: &located, machine, definition: Some(&definition) };
                let places = |file, length: usize| (0..=length as u32 + 1).map(move |offset| Place { file, offset });
                let all = places(File::Template, end).chain(places(File::Definition, text.len()));
                for at in all.step_by(3) {
                    template::hover(&deployment, at);
                    template::definitions(&deployment, at);
                    template::references(&deployment, at, true);
                    template::rename(&deployment, at, "Other");
                    template::name_at(&deployment, at);
                    template::proposals(&deployment, at.offset);
                }
                for finding in definition.findings() {
                    template::fixes(&deployment, File::Definition, finding);
                }
            }
        }
    }
}
