//! Machines inside of templates and beside them, over the wire.

use expect_test::{Expect, expect};
use serde_json::{Value, json};

use crate::editor::Editor;
use crate::profile;
use crate::project::{ORDER, Project, TEMPLATE, at, place, slice, told};

/// Locations as `file: text`, with the texts of the project.
fn shown(locations: &Value) -> String {
    let one = |location: &Value| {
        let uri = location["uri"].as_str().unwrap();
        let (name, text) = if uri.ends_with("template.yaml") { ("template", TEMPLATE) } else { ("order", ORDER) };
        let line = location["range"]["start"]["line"].as_u64().unwrap() + 1;
        format!("{name}:{line}: {}", slice(text, &location["range"]))
    };
    locations.as_array().map_or_else(|| locations.to_string(), |all| all.iter().map(one).collect::<Vec<_>>().join("\n"))
}

#[tokio::test]
async fn a_template_and_its_definition_know_each_other() {
    let project = Project::new("pair");
    let mut editor = project.session("templates pair", &profile::HELIX_25_01).await;
    let (template, order) = (project.uri("template.yaml"), project.uri("flows/order.asl.json"));
    editor.open(&order, 1, ORDER).await;
    editor.published_such(&order, |found| !told(found).contains("undefined-substitution")).await;

    let ask = async |editor: &mut Editor, method: &str, place: Value, expected: Expect| {
        let mut asked = place;
        asked["context"] = json!({ "includeDeclaration": true });
        let found = editor.request(method, asked).await;
        expected.assert_eq(&shown(&found));
    };
    let in_order = |marked: &str| at(&order, ORDER, marked);
    ask(&mut editor, "textDocument/definition", in_order("${Charge$0Arn}"), expect![["template:13: ChargeArn"]]).await;
    editor.open_as(&template, "yaml", 1, TEMPLATE).await;
    let in_template = |marked: &str| at(&template, TEMPLATE, marked);
    ask(&mut editor, "textDocument/definition", in_template("Charge$0Arn: !"), expect![["template:5: Charge"]]).await;
    ask(&mut editor, "textDocument/definition", in_template("!GetAtt Ch$0arge"), expect![["template:5: Charge"]]).await;
    ask(&mut editor, "textDocument/definition", in_template("\"${Char$0ge.Arn}"), expect![["template:5: Charge"]])
        .await;
    ask(
        &mut editor,
        "textDocument/references",
        in_template("Charge$0Arn: !"),
        expect![["template:13: ChargeArn\norder:4: ChargeArn"]],
    )
    .await;
    ask(&mut editor, "textDocument/typeDefinition", in_order("${Charge$0Arn}"), expect![["template:5: Charge"]]).await;
    let marks = async |editor: &mut Editor, text: &str, place: Value| {
        let found = editor.request("textDocument/documentHighlight", place).await;
        let one = |mark: &Value| format!("{} {}", slice(text, &mark["range"]), mark["kind"]);
        found.as_array().unwrap().iter().map(one).collect::<Vec<_>>()
    };
    assert_eq!(marks(&mut editor, ORDER, in_order("${Charge$0Arn}")).await, ["ChargeArn 2"]);
    let found = marks(&mut editor, TEMPLATE, in_template("!GetAtt Ch$0arge")).await;
    assert_eq!(found, ["Charge 3", "Charge 2", "Charge 2"]);
    let hover = editor.request("textDocument/hover", in_order("${Charge$0Arn}")).await;
    let hover = hover["contents"]["value"].as_str().unwrap();
    assert!(hover.contains("!GetAtt Charge.Arn") && hover.contains("AWS::Serverless::Function"), "{hover}");
    let links = editor.request("textDocument/documentLink", json!({ "textDocument": { "uri": template } })).await;
    assert_eq!(links.as_array().unwrap().len(), 1, "{links}");
    assert_eq!(links[0]["target"], order);
    assert_eq!(slice(TEMPLATE, &links[0]["range"]), "flows/order.asl.json");

    // Across both files, each with the version that the client has.
    let mut asked = in_order("${Charge$0Arn}");
    let name = editor.request("textDocument/prepareRename", asked.clone()).await;
    assert_eq!(name["placeholder"], "ChargeArn");
    assert_eq!(slice(ORDER, &name["range"]), "ChargeArn");
    asked["newName"] = "PayArn".into();
    let renamed = editor.request("textDocument/rename", asked.clone()).await;
    let mut changes: Vec<String> = renamed["documentChanges"]
        .as_array()
        .unwrap()
        .iter()
        .map(|change| {
            let is_order = change["textDocument"]["uri"] == order;
            let edit = &change["edits"][0];
            assert_eq!(change["edits"].as_array().unwrap().len(), 1);
            let old = slice(if is_order { ORDER } else { TEMPLATE }, &edit["range"]);
            format!("{is_order} {} {old} -> {}", change["textDocument"]["version"], edit["newText"])
        })
        .collect();
    changes.sort();
    assert_eq!(changes, ["false 1 ChargeArn -> \"PayArn\"", "true 1 ChargeArn -> \"PayArn\""]);
    asked["newName"] = "Pay Arn".into();
    let id = editor.ask("textDocument/rename", asked).await;
    assert_eq!(editor.response(id).await["error"]["code"], -32602);

    // A name that nothing fills in can be added to the template, which is open in this version.
    let other = ORDER.replace("${TableName}", "${OrdersTable}");
    editor.change(&order, 2, json!([{ "text": other }])).await;
    editor.published_such(&order, |found| told(found).contains("${OrdersTable}")).await;
    let start = place(&other, "\"${Ord$0ersTable}", "utf-8");
    let range = json!({ "start": start, "end": start });
    let asked = json!({ "textDocument": { "uri": order }, "range": range, "context": { "diagnostics": [] } });
    let actions = editor.request("textDocument/codeAction", asked).await;
    let titles: Vec<&str> = actions.as_array().unwrap().iter().map(|it| it["title"].as_str().unwrap()).collect();
    let add = titles
        .iter()
        .position(|title| *title == "Add \"OrdersTable\" to the substitutions of \"OrderFlow\" in template.yaml")
        .unwrap_or_else(|| panic!("{titles:?}"));
    let change = &actions[add]["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({ "uri": template, "version": 1 }));
    assert!(change["edits"][0]["newText"].as_str().unwrap().contains("OrdersTable:"), "{change}");

    // Without quotes too, and nowhere else behind a brace.
    for (piece, expected) in [("${", true), ("{", false)] {
        let typed = ORDER.replace("\"End\"", &format!("\"TimeoutSeconds\": {piece}, \"End\""));
        editor.change(&order, if expected { 3 } else { 4 }, json!([{ "text": typed }])).await;
        let mut asked = at(&order, &typed, &format!("\"TimeoutSeconds\": {piece}$0"));
        asked["context"] = json!({ "triggerKind": 2, "triggerCharacter": "{" });
        let list = editor.request("textDocument/completion", asked).await;
        let first = list["items"][0]["textEdit"]["newText"].as_str();
        assert_eq!(first, expected.then_some("ChargeArn}"), "{list}");
    }

    // What the template declares can stand in a placeholder, and what it could declare.
    let typed = ORDER.replace("${TableName}", "${}");
    editor.change(&order, 5, json!([{ "text": typed }])).await;
    let list = editor.request("textDocument/completion", at(&order, &typed, "\"TableName\": \"${$0}")).await;
    let items = list["items"].as_array().unwrap().iter();
    let shown = items.map(|item| {
        assert_eq!((slice(&typed, &item["textEdit"]["range"]), &item["additionalTextEdits"]), ("", &Value::Null));
        format!("{}: {}", item["textEdit"]["newText"].as_str().unwrap(), item["detail"].as_str().unwrap())
    });
    expect![[r#"
        ChargeArn: !GetAtt Charge.Arn
        TableName: orders
        AuditArn: not declared; a fix adds it to template.yaml
        CleanupArn: not declared; a fix adds it to template.yaml"#]]
    .assert_eq(&shown.collect::<Vec<_>>().join("\n"));
    editor.finish().await;
}

#[tokio::test]
async fn machines_inside_of_a_template_are_served_like_plain_ones() {
    let project = Project::new("inside");
    let mut editor = project.session("templates inside", &profile::HELIX_25_01).await;
    let template = project.uri("template.yaml");
    editor.open_as(&template, "yaml", 1, TEMPLATE).await;
    let found = editor.published_such(&template, |_| true).await;
    let unknown = found.as_array().unwrap().iter().find(|it| it["code"] == "unknown-target").unwrap();
    assert_eq!(slice(TEMPLATE, &unknown["range"]), "\\\"B\\\"");

    let mut asked = at(&template, TEMPLATE, "\"StartAt\": \"🛒 lo$0ok\"");
    let found = editor.request("textDocument/definition", asked.clone()).await;
    assert_eq!(shown(&found), "template:22: 🛒 look");
    asked["newName"] = "a \"b\"".into();
    let renamed = editor.request("textDocument/rename", asked).await;
    let edits = renamed["documentChanges"][0]["edits"].as_array().unwrap();
    let texts: Vec<&str> = edits.iter().map(|edit| edit["newText"].as_str().unwrap()).collect();
    assert_eq!(texts, ["a \\\"b\\\""; 2]);

    let mut asked = at(&template, TEMPLATE, "\\\"Next\\\": \\\"$0B");
    let list = editor.request("textDocument/completion", asked.clone()).await;
    let edit = &list["items"].as_array().unwrap().iter().find(|item| item["label"] == "A").unwrap()["textEdit"];
    assert_eq!((edit["newText"].as_str().unwrap(), slice(TEMPLATE, &edit["range"])), ("A", "B"), "{list}");
    // In a string of the template quotes are escaped, and in a snippet what escapes them.
    let key = at(&template, TEMPLATE, "\\\"Ty$0pe\\\": \\\"Pass");
    let list = editor.request("textDocument/completion", key).await;
    let item = list["items"].as_array().unwrap().iter().find(|item| item["label"] == "Comment").unwrap();
    let quote = if item["insertTextFormat"] == 2 { r#"\\""# } else { r#"\""# };
    let text = item["textEdit"]["newText"].as_str().unwrap();
    assert!(text.starts_with(&format!("{quote}Comment{quote}")), "{item}");
    assert_eq!(slice(TEMPLATE, &item["textEdit"]["range"]), "\\\"Type\\\"");
    assert_eq!(item["filterText"], "\\\"Comment\\\"");
    asked["newName"] = "First".into();
    asked["position"] = place(TEMPLATE, "\\\"StartAt\\\": \\\"$0A", "utf-8");
    let renamed = editor.request("textDocument/rename", asked).await;
    let edits = renamed["documentChanges"][0]["edits"].as_array().unwrap();
    assert_eq!(edits.iter().map(|edit| slice(TEMPLATE, &edit["range"])).collect::<Vec<_>>(), ["A", "A"]);

    let symbols = editor.request("textDocument/documentSymbol", json!({ "textDocument": { "uri": template } })).await;
    let lines = symbols.as_array().unwrap().iter().map(|symbol| {
        format!("{} in {}", symbol["name"].as_str().unwrap(), symbol["containerName"].as_str().unwrap_or("-"))
    });
    expect![[r#"
        OrderFlow in -
        Audit in -
        🛒 look in Audit
        Done in Audit
        Cleanup in -
        A in Cleanup"#]]
    .assert_eq(&lines.collect::<Vec<_>>().join("\n"));
    let tokens = json!({ "textDocument": { "uri": template } });
    let tokens = editor.request("textDocument/semanticTokens/full", tokens).await;
    let data = tokens["data"].as_array().unwrap();
    // `StartAt` of the machine in the block, and 19 words more in both.
    assert_eq!((&data[..5], data.len()), (&[19, 11, 7, 0, 0].map(Value::from)[..], 20 * 5), "{tokens}");
    editor.finish().await;
}

#[tokio::test]
async fn the_workspace_is_known_as_a_whole() {
    let project = Project::new("whole");
    let mut editor = project.session("templates whole", &profile::VSCODE).await;
    let symbols = async |editor: &mut Editor, query: &str| {
        let found = editor.request("workspace/symbol", json!({ "query": query })).await;
        let one = |symbol: &Value| {
            let container = symbol["containerName"].as_str().unwrap_or("-");
            format!("{} in {container}", symbol["name"].as_str().unwrap())
        };
        found.as_array().unwrap().iter().map(one).collect::<Vec<_>>()
    };
    assert_eq!(symbols(&mut editor, "ordr").await, ["order in -", "OrderFlow in -"]);
    assert_eq!(symbols(&mut editor, "look").await, ["🛒 look in Audit"]);
    assert_eq!(symbols(&mut editor, "charge").await, ["Charge it in order"]);

    // What is open wins over what is on disk.
    let order = project.uri("flows/order.asl.json");
    editor.open(&order, 1, &ORDER.replace("Charge it", "Collect it")).await;
    assert_eq!(symbols(&mut editor, "charge").await, Vec::<String>::new());
    assert_eq!(symbols(&mut editor, "collect").await, ["Collect it in order"]);

    let asked = json!({ "previousResultIds": [] });
    let report = editor.request("workspace/diagnostic", asked).await;
    let items = report["items"].as_array().unwrap();
    assert_eq!(items.len(), 1, "only what is not open: {report}");
    assert_eq!(items[0]["uri"], project.uri("template.yaml"));
    assert!(told(&items[0]["items"]).contains("unknown-target"), "{report}");
    // A second question waits for news.
    let known = json!({ "previousResultIds": [{ "uri": items[0]["uri"], "value": items[0]["resultId"] }] });
    let waiting = editor.ask("workspace/diagnostic", known).await;
    let mended = TEMPLATE.replace("\\\"Next\\\": \\\"B\\\"", "\\\"End\\\": true");
    project.write("template.yaml", &mended);
    let changed = json!({ "changes": [{ "uri": project.uri("template.yaml"), "type": 2 }] });
    editor.notify("workspace/didChangeWatchedFiles", changed).await;
    let report = editor.response(waiting).await;
    assert!(!told(&report["result"]["items"][0]["items"]).contains("unknown-target"), "{report}");
    editor.finish().await;
}

#[tokio::test]
async fn what_is_no_machine_is_left_in_peace() {
    let (mut editor, _) = Editor::initialized("templates silence", &profile::HELIX_25_01, json!({})).await;
    for (name, language, text) in [
        ("package.json", "json", "{ \"name\": 1, }"),
        ("docker-compose.yml", "yaml", "services:\n  a: [\n"),
        ("main.tf", "terraform", "resource \"aws_sqs_queue\" \"q\" {}\n"),
        ("stack.template", "cloudformation", "Resources:\n  Queue:\n    Type: AWS::SQS::Queue\n"),
    ] {
        let uri = format!("file:///nowhere/{name}");
        editor.open_as(&uri, language, 1, text).await;
        assert_eq!(editor.published(&uri, 1).await, json!([]), "{name}");
        let document = json!({ "uri": uri });
        let place = json!({ "textDocument": document, "position": { "line": 0, "character": 3 } });
        assert_eq!(editor.request("textDocument/hover", place.clone()).await, Value::Null);
        assert_eq!(editor.request("textDocument/completion", place).await, Value::Null);
        let symbols = editor.request("textDocument/documentSymbol", json!({ "textDocument": document })).await;
        assert_eq!(symbols, json!([]), "{name}");
    }
    editor.finish().await;
}

/// CloudFormation reads YAML 1.1, in which these words are booleans; a machine in a file of its own is YAML 1.2.
#[tokio::test]
async fn booleans_are_those_of_the_yaml_that_a_template_is() {
    const MACHINE: &str = "StartAt: A\nStates:\n  A: { Type: Pass, End: yes }\n";
    let template = format!(
        "Resources:\n  M:\n    Type: AWS::Serverless::StateMachine\n    Properties:\n      Definition:\n{}",
        MACHINE.lines().map(|line| format!("        {line}\n")).collect::<String>()
    );
    let (mut editor, _) = Editor::initialized("templates booleans", &profile::HELIX_25_01, json!({})).await;
    editor.open_as("file:///shop/template.yaml", "yaml", 1, &template).await;
    let found = editor.published_such("file:///shop/template.yaml", |_| true).await;
    assert_eq!(told(&found), "");
    editor.open_as("file:///shop/order.asl.yaml", "asl-yaml", 1, MACHINE).await;
    let found = editor.published_such("file:///shop/order.asl.yaml", |_| true).await;
    expect![[
        r#"3: wrong-type "End" must be a boolean, not a string. Only YAML 1.1 takes this word for one: write true."#
    ]]
    .assert_eq(&told(&found));
    editor.finish().await;
}

#[tokio::test]
async fn a_machine_that_is_started_is_a_link() {
    let project = Project::new("links");
    let template = r#"Transform: AWS::Serverless-2016-10-31
Resources:
  Child:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: flows/child.asl.json
  Parent:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: flows/parent.asl.json
      DefinitionSubstitutions:
        ChildArn: !GetAtt Child.Arn
  Inline:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        StartAt: Run
        States:
          Run:
            Type: Task
            Resource: arn:aws:states:::states:startExecution
            Parameters:
              StateMachineArn: !Ref Parent
            End: true
"#;
    let parent = r#"{ "StartAt": "Run", "States": { "Run": { "Type": "Task", "End": true,
  "Resource": "arn:aws:states:::states:startExecution", "Parameters": { "StateMachineArn": "${ChildArn}" } } } }"#;
    let child = r#"{ "StartAt": "A", "States": { "A": { "Type": "Succeed" } } }"#;
    project.write("template.yaml", template);
    project.write("flows/parent.asl.json", parent);
    project.write("flows/child.asl.json", child);
    let mut editor = project.session("templates links", &profile::VSCODE).await;
    let links = async |editor: &mut Editor, name: &str, language: &str, text: &str| {
        let uri = project.uri(name);
        editor.open_as(&uri, language, 1, text).await;
        let found = editor.request("textDocument/documentLink", json!({ "textDocument": { "uri": uri } })).await;
        let one = |link: &Value| {
            let target = link["target"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
            format!("{} -> {target}", slice(text, &link["range"]))
        };
        found.as_array().unwrap().iter().map(one).collect::<Vec<_>>()
    };
    assert_eq!(links(&mut editor, "flows/parent.asl.json", "asl", parent).await, ["ChildArn -> child.asl.json"]);
    assert_eq!(
        links(&mut editor, "template.yaml", "yaml", template).await,
        [
            "flows/child.asl.json -> child.asl.json",
            "flows/parent.asl.json -> parent.asl.json",
            "Parent -> parent.asl.json"
        ]
    );
    editor.finish().await;
}

/// The places inside of templates on the command line, and what a template says about a definition beside it.
#[tokio::test]
async fn the_command_line_finds_them_too() {
    let project = Project::new("check");
    let table = ORDER.replace("${TableName}", "${OrdersTable}");
    project.write("flows/order.asl.json", &table);
    let check = async |format: &str| {
        let program = tokio::process::Command::new(env!("CARGO_BIN_EXE_asl-ls"))
            .args(["check", "--format", format, "."])
            .current_dir(&project.folder)
            .output()
            .await
            .unwrap();
        (program.status.code(), String::from_utf8(program.stdout).unwrap())
    };
    let (code, lines) = check("compact").await;
    assert_eq!(code, Some(1));
    let places: Vec<&str> = lines.lines().map(|line| line.split(']').next().unwrap()).collect();
    expect![[r#"
        flows/order.asl.json:6:37: warning[undefined-substitution
        template.yaml:14:9: hint[unused-substitution
        template.yaml:29:48: error[no-terminal-state
        template.yaml:29:101: error[unknown-target"#]]
    .assert_eq(&places.join("\n"));
    let (_, human) = check("human").await;
    assert!(human.contains("template.yaml:29:101") && human.contains("3 state machines checked"), "{human}");
    let (_, sarif) = check("sarif").await;
    let sarif: Value = serde_json::from_str(&sarif).unwrap();
    let region = &sarif["runs"][0]["results"][2]["locations"][0]["physicalLocation"]["region"];
    assert_eq!(region["startLine"], 29, "{region}");
    let (_, jsonl) = check("jsonl").await;
    assert_eq!(jsonl.lines().count(), 2, "{jsonl}");
}
