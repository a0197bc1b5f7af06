//! Places of a passage map to the host and back, and edits of it are edits of the host, in every style.

#![allow(clippy::unwrap_used)] // What is missing here has to fail.

use asl_hosts::{Definition, Located, Passage, locate};
use asl_syntax::{Dialect, Document, Span};
use proptest::prelude::*;

/// Hosts with one machine each: name, path, whether every edit without a line end can be written, text.
const HOSTS: &[(&str, &str, bool, &str)] = &[
    (
        "json",
        "t.json",
        true,
        r#"{"Resources": {"M": {"Type": "AWS::StepFunctions::StateMachine", "Properties": {"DefinitionString": "{\n  \"StartAt\": \"\u00c4\ud83d\ude00 ß\",\t\"States\": {}\n}"}}}}"#,
    ),
    (
        "json sub",
        "t.json",
        true,
        r#"{"Resources": {"M": {"Type": "AWS::StepFunctions::StateMachine", "Properties": {"DefinitionString": {"Fn::Sub": "{\"StartAt\": \"${A.Arn}\"}"}}}}}"#,
    ),
    (
        "double",
        "t.yaml",
        true,
        "Resources:\n  M:\n    Type: AWS::StepFunctions::StateMachine\n    Properties:\n      DefinitionString: \"{\\\"StartAt\\\": \\\"\\u00c4 \\xdf\\tx\\\"}\"\n      Z: 1\n",
    ),
    (
        "double folded",
        "t.yaml",
        false,
        "Resources:\n  M:\n    Type: AWS::StepFunctions::StateMachine\n    Properties:\n      DefinitionString: \"{\\\"StartAt\\\":\n        \\\"A\\\",\n\n        \\\"States\\\": {}}\"\n      Z: 1\n",
    ),
    (
        "single",
        "t.yaml",
        true,
        "Resources:\n  M:\n    Type: AWS::StepFunctions::StateMachine\n    Properties:\n      DefinitionString: '{\"StartAt\": \"it''s ä\"}'\n      Z: 1\n",
    ),
    (
        "single folded",
        "t.yaml",
        false,
        "Resources:\n  M:\n    Type: AWS::StepFunctions::StateMachine\n    Properties:\n      DefinitionString: '{\"StartAt\":\n        \"A\"}'\n      Z: 1\n",
    ),
    (
        "plain",
        "t.yaml",
        false,
        "Resources:\n  M:\n    Type: AWS::StepFunctions::StateMachine\n    Properties:\n      DefinitionString: nothing much\n      Z: 1\n",
    ),
    (
        "literal",
        "t.yaml",
        false,
        "Resources:\n  M:\n    Type: AWS::StepFunctions::StateMachine\n    Properties:\n      DefinitionString: |\n        {\n          \"StartAt\": \"Ä\",\n\n          \"States\": {}\n        }\n      Z: 1\n",
    ),
    (
        "literal sub",
        "t.yaml",
        false,
        "Resources:\n  M:\n    Type: AWS::StepFunctions::StateMachine\n    Properties:\n      DefinitionString: !Sub |-\n        {\"StartAt\": \"${A}\",\n          \"States\": {}}\n",
    ),
    (
        "literal kept",
        "t.yaml",
        false,
        "Resources:\n  M:\n    Type: AWS::StepFunctions::StateMachine\n    Properties:\n      DefinitionString: |2+\n          {\"StartAt\": \"${A}\",\n        \"States\": {}}\n\n      Z: 1\n",
    ),
    (
        "literal crlf",
        "t.yaml",
        false,
        "Resources:\r\n  M:\r\n    Type: AWS::StepFunctions::StateMachine\r\n    Properties:\r\n      DefinitionString: |\r\n        {\"StartAt\":\r\n          \"A\"}\r\n      Z: 1\r\n",
    ),
    (
        "folded",
        "t.yaml",
        false,
        "Resources:\n  M:\n    Type: AWS::StepFunctions::StateMachine\n    Properties:\n      DefinitionString: >\n        {\"StartAt\":\n        \"A\",\n          \"States\":\n\n        {}}\n      Z: 1\n",
    ),
    (
        "join",
        "t.json",
        false,
        r#"{"Resources": {"M": {"Type": "AWS::StepFunctions::StateMachine", "Properties": {"DefinitionString": {"Fn::Join": ["", ["{\"StartAt\":\"", {"Ref": "A"}, "\", \"x\": \"", {"Fn::GetAtt": ["B", "Arn"]}, "\"}"]]}}}}}"#,
    ),
    (
        "join by lines",
        "t.yaml",
        false,
        "Resources:\n  M:\n    Type: AWS::StepFunctions::StateMachine\n    Properties:\n      DefinitionString: !Join\n      - \"\\n\"\n      - - '{'\n        - '  \"StartAt\": \"A\"'\n        - \"}\"\n",
    ),
    (
        "heredoc",
        "m.tf",
        false,
        "resource \"aws_sfn_state_machine\" \"M\" {\n  definition = <<EOF\n{\n  \"StartAt\": \"${var.a}\", \"x\": \"$${b}\"\n}\nEOF\n}\n",
    ),
    (
        "indented heredoc",
        "m.tf",
        false,
        "resource \"aws_sfn_state_machine\" \"M\" {\n  definition = <<-EOF\n    {\n      \"StartAt\": \"${f(\"x\")}\",\n\n      \"States\": {}\n    }\n  EOF\n}\n",
    ),
    (
        "quoted",
        "m.tf",
        false,
        "resource \"aws_sfn_state_machine\" \"M\" {\n  definition = \"{\\\"StartAt\\\": \\\"A\\\", \\n \\\"R\\\": \\\"${var.a}\\\"}\"\n}\n",
    ),
    (
        "encoded",
        "m.tf",
        false,
        "resource \"aws_sfn_state_machine\" \"M\" {\n  definition = jsonencode({\n    StartAt = \"A b\"\n    \"States\" = { A = [1, true, var.x, \"a${b}c\"] }\n  })\n}\n",
    ),
];

fn dialect(path: &str) -> Dialect {
    match path.rsplit('.').next() {
        Some("json") => Dialect::Json,
        Some("tf") => Dialect::Text,
        _ => Dialect::Yaml,
    }
}

fn located(path: &str, text: &str) -> Located {
    locate(&Document::new(text, dialect(path)), path).unwrap()
}

fn passage(path: &str, text: &str) -> Option<Passage> {
    let machine = located(path, text).machines.into_iter().find(|machine| machine.id.text == "M")?;
    match machine.definition {
        Definition::Embedded(passage) => Some(passage),
        _ => None,
    }
}

/// The places between the characters of `text`.
fn places(text: &str) -> Vec<u32> {
    text.char_indices().map(|(at, _)| at as u32).chain([text.len() as u32]).collect()
}

#[test]
fn places_map_to_the_host_and_back() {
    for (name, path, _, text) in HOSTS {
        let passage = passage(path, text).unwrap();
        let map = &passage.map;
        let mut before = 0;
        for at in places(&passage.text) {
            let host = map.to_host(at);
            assert!(before <= host && map.span().touches(host), "{name}: {at}");
            before = host;
            // What the host does not write has the place of its neighbour.
            match map.to_passage(host) {
                Some(back) => assert!(back == at || map.to_host(back) == host, "{name}: {at} is {back}"),
                None => {
                    let is_filled = passage.fills.iter().any(|fill| fill.host.touches(host));
                    let is_sign = passage.text[at as usize..].starts_with(['"', ':', ',']);
                    assert!(is_filled || *name == "encoded" && is_sign, "{name}: {at}");
                }
            }
        }
        for pair in places(&passage.text).windows(2) {
            let span = Span::new(pair[0], pair[1]);
            let host = map.to_host_span(span);
            let written = &text[host.range()];
            let c = &passage.text[span.range()];
            // A character stands for itself, but for line ends and what needs an escape.
            let is_itself = written == c;
            let is_escape = written.starts_with(['\\', '$', '\'']) || written.trim().is_empty();
            let is_filled = passage.fills.iter().any(|fill| fill.span.contains_span(span));
            assert!(is_itself || is_escape || is_filled, "{name}: {c:?} is written {written:?}");
        }
        for host in places(text) {
            if let Some(at) = map.to_passage(host) {
                assert!(
                    at <= passage.text.len() as u32 && passage.text.is_char_boundary(at as usize),
                    "{name}: {host}"
                );
                assert!(map.span().touches(host), "{name}: {host}");
            }
        }
    }
}

#[test]
fn the_names_of_a_passage_are_where_the_host_writes_them() {
    for (name, path, _, text) in HOSTS.iter().filter(|(name, ..)| *name != "plain" && *name != "json") {
        let passage = passage(path, text).unwrap();
        let start = passage.text.find("StartAt").unwrap() as u32;
        let host = passage.map.to_host_span(Span::new(start, start + 7));
        assert_eq!(&text[host.range()], "StartAt", "{name}");
        assert_eq!(passage.map.to_passage(host.start), Some(start), "{name}");
    }
}

/// Puts `new` in the place of `span` of the passage, by way of the host; whether the host could say it.
fn rewrite(name: &str, path: &str, text: &str, span: Span, new: &str) -> bool {
    let before = passage(path, text).unwrap();
    let Some((place, written)) = before.map.write(span, new) else { return false };
    let mut host = text.to_owned();
    host.replace_range(place.range(), &written);
    let mut expected = before.text.clone();
    expected.replace_range(span.range(), new);
    // Without its last bracket a text may be a mere placeholder, or no string any more.
    let after = passage(path, &host).map(|passage| passage.text);
    assert_eq!(after.as_ref(), Some(&expected), "{name}: {span:?} {new:?} gives {host}");
    true
}

#[test]
fn an_edit_of_a_word_can_be_written_in_every_style() {
    for (name, path, _, text) in HOSTS.iter().filter(|(name, ..)| *name != "plain" && *name != "json") {
        let start = passage(path, text).unwrap().text.find("StartAt").unwrap() as u32;
        assert!(rewrite(name, path, text, Span::new(start, start + 7), "Comment"), "{name}");
    }
}

#[test]
fn a_new_line_gets_the_indentation_of_a_block() {
    let (_, path, _, text) = HOSTS.iter().find(|(name, ..)| *name == "literal").unwrap();
    let at = passage(path, text).unwrap().text.find(",\n").unwrap() as u32 + 1;
    let passage = passage(path, text).unwrap();
    let edit = passage.map.write(Span::empty(at), "\n  \"Comment\": \"\",").unwrap();
    assert_eq!(edit.1, "\n          \"Comment\": \"\",");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_edit_of_a_passage_is_an_edit_of_the_host(
        which in 0..HOSTS.len(),
        start in 0.0..1.0_f64,
        length in prop_oneof![Just(0_usize), Just(1), 0..6_usize],
        new in prop_oneof![
            Just(String::new()), Just("\n".to_owned()), Just("\n\n".to_owned()), Just(" ".to_owned()), Just("\"".to_owned()),
            Just("'".to_owned()), Just("\\".to_owned()), Just("\t".to_owned()), Just("x\n  y".to_owned()), Just("${Z}".to_owned()),
            Just("  a\n".to_owned()), Just("€ \u{1}".to_owned()), "[a-zA-Z0-9 ,:{}\"\n]{0,8}",
        ],
    ) {
        let (name, path, always, text) = HOSTS[which];
        let all = passage(path, text).unwrap().text;
        let places = places(&all);
        let first = (start * places.len() as f64) as usize;
        let last = (first + length).min(places.len() - 1);
        let span = Span::new(places[first], places[last]);
        // What is left must still be taken for a definition.
        let mut after = all.clone();
        after.replace_range(span.range(), &new);
        prop_assume!(!(after.trim_start().starts_with("${") && after.trim_end().ends_with('}')));
        let is_written = rewrite(name, path, text, span, &new);
        let is_one_line = !new.contains(['\n', '\u{1}']) ;
        prop_assert!(is_written || !always || !is_one_line, "{name}: {span:?} {new:?}");
    }
}

#[test]
fn every_beginning_of_a_host_is_looked_at_without_harm() {
    let object = "Transform: AWS::Serverless-2016-10-31\nResources:\n  M:\n    Type: AWS::Serverless::StateMachine\n    Properties:\n      Definition:\n        StartAt: A\n        States:\n          A: {Type: Pass}\n\n      DefinitionSubstitutions: {A: !Ref B}\n";
    let hosts = HOSTS.iter().map(|(_, path, _, text)| (*path, *text)).chain([("t.yaml", object)]);
    for (path, text) in hosts {
        for end in places(text) {
            let text = &text[..end as usize];
            let document = Document::new(text, dialect(path));
            let Some(found) = locate(&document, path) else { continue };
            for machine in &found.machines {
                assert!(machine.span.end <= end && machine.id.span.end <= end);
                let Definition::Embedded(passage) = &machine.definition else { continue };
                for at in places(&passage.text) {
                    let host = passage.map.to_host(at);
                    assert!(host <= end && text.is_char_boundary(host as usize));
                    passage.map.to_passage(host);
                    if let Some((place, _)) = passage.map.write(Span::empty(at), "x") {
                        assert!(place.end <= end);
                    }
                }
            }
            asl_hosts::reference_at(&document, &found, end);
        }
    }
}

#[test]
fn edits_of_a_definition_that_is_data_are_edits_of_the_host() {
    let block = "Resources:\n  M:\n    Type: AWS::Serverless::StateMachine\n    Properties:\n      Definition:\n        StartAt: A\n        States:\n          A:\n            Type: Pass\n      Type: EXPRESS\n";
    let flow = "Resources:\n  M:\n    Type: AWS::Serverless::StateMachine\n    Properties:\n      Definition: {StartAt: A, States: {A: {Type: Pass}}}\n      Type: EXPRESS\n";
    let json = "{\"Resources\": {\"M\": {\"Type\": \"AWS::Serverless::StateMachine\", \"Properties\": {\n    \"Definition\": {\"StartAt\": \"A\",\n      \"States\": {\"A\": {\"Type\": \"Pass\"}}}\n}}}}";
    for (path, text) in [("t.yaml", block), ("t.yaml", flow), ("t.json", json)] {
        let before = passage(path, text).unwrap();
        let lead = before.text.len() - before.text.trim_start().len();
        for (at, _) in before.text.match_indices("Pass") {
            assert!(rewrite("data", path, text, Span::new(at as u32, at as u32 + 4), "Succeed"));
        }
        let last = before.text.find("A:").or_else(|| before.text.find("\"A\":")).unwrap();
        assert!(rewrite(
            "data",
            path,
            text,
            Span::empty(last as u32),
            if path == "t.json" { "\"B\": {}," } else { "" }
        ));
        for at in places(&before.text) {
            if at as usize >= lead || text == block {
                let host = before.map.to_host(at);
                assert_eq!(before.map.to_passage(host), Some(at));
                assert_eq!(
                    text[host as usize..].chars().next(),
                    before.text[at as usize..].chars().next().or(text[host as usize..].chars().next())
                );
            }
        }
        // All of it, with other blanks in front of it or with the same.
        let whole = Span::new(0, before.text.len() as u32);
        assert!(rewrite("data", path, text, whole, &before.text));
        if text != block {
            assert!(before.map.write(whole, before.text.trim_start()).is_none());
        }
    }
}
