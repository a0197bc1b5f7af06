//! The languages inside strings, over published machines: every fault in a string is found at its place in the string,
//! and an expression is found from every place of it.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

#[path = "support/published.rs"]
mod published;

use asl_analysis::expression::{Reading, expression_at};
use asl_analysis::{Analysis, Finding, Intent, Level};
use asl_syntax::{Dialect, Document, Kind, Span, Value};
use published::{corpus, planted, read};

/// The kinds of planted faults that stand inside of strings.
const KINDS: &[&str] = &[
    "intrinsic-unbalanced",
    "intrinsic-unknown",
    "jsonata-operator",
    "jsonata-unbalanced",
    "jsonata-unclosed-delimiter",
    "path-syntax-InputPath",
    "path-syntax-ItemsPath",
    "path-syntax-OutputPath",
    "path-syntax-ResultPath",
    "payload-not-a-path",
];

#[test]
fn planted_faults_are_found_inside_their_string() {
    let Some(corpus) = corpus() else { return };
    let mut missed = Vec::new();
    for (path, row) in planted(&corpus, KINDS) {
        let analysis = read(&path);
        let place = row["expected"][0]["paths"][0].as_str().and_then(|p| value_at(&analysis, p)).unwrap();
        let errors: Vec<&Finding> = analysis.findings().iter().filter(|f| f.rule.level == Level::Error).collect();
        if !matches!(errors.as_slice(), [one] if place.contains_span(one.span)) {
            let found = errors.iter().map(|f| format!("\n    {:?} {}: {}", f.span, f.rule.code, f.message));
            let found: String = found.collect();
            missed.push(format!("{}: one error wanted in {place:?}, found{found}", path.display()));
        }
    }
    assert!(missed.is_empty(), "{} missed:\n{}", missed.len(), missed.join("\n"));
}

/// Invalid documents whose faults are inside of strings: a part of the file's name, and the keys of the errors.
const INVALID: &[(&str, &[&str])] = &[
    ("documentFailCausePathJsonPathInvalid", &["CausePath"]),
    ("documentFailErrorPathAndCausePathIntrinsicInvalid", &["ErrorPath", "CausePath"]),
    ("documentFailErrorPathAndCausePathJsonPathInvalid", &["ErrorPath", "CausePath"]),
    (
        "documentInvalidParametersIntrinsicFunction",
        &["Input1.$", "Input2.$", "Input3.$", "Input4.$", "Input5.$", "Input6.$", "Input7.$"],
    ),
    ("documentInvalidParametersJsonPath", &["model.$", "nested_model.$", "nested_token.$", "Qualifier.$"]),
    ("statelint__test__invalid-function-invocation", &["abc.$"]),
    ("statelint__test__parameter-path-problems", &["bad1.$", "bad2.$", "bad3.$", "bad4.$", "bad5.$"]),
    ("statelint__test__pass-with-intrinsic-function-inputpath", &["InputPath"]),
    ("statelint__test__states-array-invocation-leftpad", &["abc.$"]),
    ("coinbase__step__examples__bad_path", &["ResultPath"]),
];

#[test]
fn invalid_expressions_of_published_machines_are_found() {
    let Some(corpus) = corpus() else { return };
    let mut wrong = Vec::new();
    for (name, keys) in INVALID {
        let entries = std::fs::read_dir(corpus.join("dev/invalid")).unwrap();
        let mut paths = entries.map(|e| e.unwrap().path()).filter(|path| {
            let is_json = path.extension().is_some_and(|extension| extension == "json");
            is_json && path.to_string_lossy().contains(name)
        });
        let Some(path) = paths.next() else {
            wrong.push(format!("{name}: there is no such document"));
            continue;
        };
        let analysis = read(&path);
        let errors = analysis.findings().iter().filter(|f| f.rule.level == Level::Error);
        let mut found: Vec<String> = errors.map(|f| key_around(&analysis, f.span)).collect();
        found.sort();
        let mut wanted: Vec<String> = keys.iter().map(|&key| key.to_owned()).collect();
        wanted.sort();
        if found != wanted {
            wrong.push(format!("{name}: errors at {found:?}, wanted at {wanted:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// From every place inside of a string with an expression, broken ones included, the same expression is found, and the
/// way from the document into the code and back leads to the same place.
#[test]
fn an_expression_is_found_from_every_place_of_it() {
    let examples = asl_analysis::rules::ALL.iter().flat_map(|rule| [rule.bad, rule.good]);
    let mut texts: Vec<String> = examples.map(|text| asl_analysis::marked::ranges(text).0).collect();
    if let Some(corpus) = corpus() {
        // Each look-up walks down from the root: one machine of each kind is enough.
        let mut left: Vec<&str> = KINDS.to_vec();
        for (path, row) in planted(&corpus, KINDS) {
            let kind = row["source"].as_str().unwrap();
            if left.contains(&kind) {
                left.retain(|other| *other != kind);
                texts.push(std::fs::read_to_string(path).unwrap());
            }
        }
    }
    let mut seen = 0;
    for text in texts {
        let analysis = Analysis::new(Document::new(&text, Dialect::Json), Intent::Machine);
        let mut offset = 0;
        while (offset as usize) < text.len() {
            let Some(Reading::Expression(expression)) = expression_at(&analysis, offset) else {
                offset += 1;
                continue;
            };
            let span = expression.string.span();
            let source = expression.source().to_owned();
            for inside in span.start..=span.end {
                let Some(Reading::Expression(again)) = expression_at(&analysis, inside) else {
                    panic!("no expression at {inside} of {text}");
                };
                assert_eq!((again.string.span(), again.source()), (span, source.as_str()));
                let local = again.local(inside);
                let back = again.span(asl_query::Span::empty(local)).start;
                assert!(span.contains_span(Span::empty(back)), "{inside} leads to {back} of {text}");
                assert_eq!(again.local(back), local, "{inside} of {text}");
            }
            seen += 1;
            offset = span.end + 1;
        }
    }
    println!("{seen} expressions");
    assert!(seen > 50);
}

/// However deep or long an expression is, it is judged, and in time that grows with its length only.
#[test]
fn hard_expressions_are_no_danger() {
    let n = 20_000;
    let jsonata = [
        "(".repeat(n),
        "[".repeat(n) + &"]".repeat(n),
        "$f(".repeat(n) + &")".repeat(n),
        "$states.input.a".to_owned() + &"[b > 1]".repeat(n),
        "$states.input".to_owned() + &" ~> $map(function($v) { $v })".repeat(n / 10),
        format!("$zip({})", vec!["1"; n].join(", ")),
        format!("$states.input{}", ".context.Execution".repeat(n)),
        "a & ".repeat(n) + "b",
    ];
    let paths = [
        "$".to_owned() + &"[?(@.a".repeat(n),
        "$".to_owned() + &"..a".repeat(n),
        "States.Array(".repeat(n),
        format!("States.Array({})", vec!["$$.Execution.Id"; n].join(", ")),
        format!("States.Format('{}', $.a)", "{".repeat(n)),
    ];
    let machine = |language: &str, member: String| {
        format!(
            r#"{{ "QueryLanguage": "{language}", "StartAt": "M", "States": {{ "M": {{ "Type": "Map", {member}, "End": true }} }} }}"#
        )
    };
    let texts = jsonata.iter().map(|code| machine("JSONata", format!(r#""Items": "{{% {code} %}}""#)));
    let more = paths.iter().map(|path| machine("JSONPath", format!(r#""ItemSelector": {{ "x.$": "{path}" }}"#)));
    for text in texts.chain(more) {
        let start = std::time::Instant::now();
        let analysis = Analysis::new(Document::new(&text, Dialect::Json), Intent::Machine);
        let found = analysis.findings().len();
        assert!(expression_at(&analysis, text.len() as u32 / 2).is_some());
        let took = start.elapsed();
        println!("{took:?}: {found} findings for {}...", &text[100..160]);
        assert!(took.as_secs() < 20);
    }
}

/// Where the value that a JSON pointer names stands.
fn value_at(analysis: &Analysis, pointer: &str) -> Option<Span> {
    let mut value = analysis.document().tree().root()?;
    for step in pointer.split('/').skip(1) {
        let step = step.replace("~1", "/").replace("~0", "~");
        value = match value.kind() {
            Kind::Array => value.as_array()?.items().nth(step.parse().ok()?)?,
            _ => value.as_object()?.value(&step)?,
        };
    }
    Some(value.span())
}

/// The innermost key whose member holds `span`.
fn key_around(analysis: &Analysis, span: Span) -> String {
    let mut key = String::new();
    let mut value = analysis.document().tree().root();
    while let Some(here) = value {
        value = match here.kind() {
            Kind::Array => here.as_array().and_then(|a| a.items().find(|v: &Value<'_>| v.span().contains_span(span))),
            Kind::Object if here.span() != span => {
                let member = here.as_object().and_then(|o| o.members().find(|m| m.span().contains_span(span)));
                member.and_then(|member| {
                    key = member.key().text().into_owned();
                    member.value().filter(|v| v.span().contains_span(span))
                })
            }
            _ => None,
        };
    }
    key
}
