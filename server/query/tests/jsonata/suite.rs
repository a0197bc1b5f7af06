//! The JSONata reference suite: which texts parse, and what is reported where they do not.

use crate::invariants::{check_layouts, check_tree};
use crate::outline::outline;
use crate::published::shared;
use asl_query::jsonata;
use serde_json::Value;
use std::time::{Duration, Instant};

fn cases() -> Vec<Value> {
    shared("conformance/jsonata_cases.json")
        .map(|text| serde_json::from_str(&without_lone_halves(&text)).unwrap())
        .unwrap_or_default()
}

/// Two cases hold half of a surrogate pair, which no text of ours can hold: another character takes its place.
fn without_lone_halves(text: &str) -> String {
    let mut fixed = String::new();
    let mut rest = text;
    while let Some(start) = rest.find("\\ud8") {
        fixed.push_str(&rest[..start]);
        let paired = rest[start + 6..].starts_with("\\ud");
        let (len, escape) = if paired { (12, &rest[start..start + 12]) } else { (6, "\\ufffd") };
        fixed.push_str(escape);
        rest = &rest[start + len..];
    }
    fixed.push_str(rest);
    fixed
}

#[test]
fn every_verdict_code_and_position_agrees() {
    for case in cases() {
        let expr = case["expr"].as_str().unwrap();
        let parsed = jsonata::parse(expr);
        let first = parsed.errors.first();
        assert_eq!(parsed.is_valid(), case["parse_ok"].as_bool().unwrap(), "{expr}: {first:?}");
        let Some(first) = first else { continue };
        assert_eq!(Some(first.code), case["parse_code"].as_str(), "{expr}");
        if let Some(position) = case["parse_position"].as_u64() {
            assert_eq!(first.position.map(u64::from), Some(position), "{expr}");
        }
        if let Some(token) = case["parse_token"].as_str() {
            assert_eq!(first.token.as_deref(), Some(token), "{expr}");
        }
    }
}

#[test]
fn no_case_takes_long() {
    // Without optimisation the machine is some twenty times slower.
    let limit = Duration::from_millis(if cfg!(debug_assertions) { 30 } else { 1 });
    for case in cases() {
        let expr = case["expr"].as_str().unwrap();
        // The best of three: other work on the machine is not what is measured.
        let best = (0..3)
            .map(|_| {
                let start = Instant::now();
                std::hint::black_box(jsonata::parse(expr));
                start.elapsed()
            })
            .min()
            .unwrap();
        assert!(best < limit, "{best:?}: {expr}");
    }
}

/// The ranges of `${Name}` in `text`, where a template is filled in.
fn holes(text: &str) -> Vec<asl_query::Span> {
    let mut holes = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find("${") {
        let start = from + start;
        let Some(len) = text[start..].find('}') else {
            break;
        };
        from = start + len + 1;
        holes.push(asl_query::Span::new(start as u32, from as u32));
    }
    holes
}

fn corpus() -> Vec<String> {
    let lines = shared("corpus/jsonata_expressions.jsonl").unwrap_or_default();
    let mut texts = Vec::new();
    for line in lines.lines() {
        let entry: Value = serde_json::from_str(line).unwrap();
        let text = entry["text"].as_str().unwrap().trim().to_owned();
        if let Some(inner) = text.strip_prefix("{%").and_then(|t| t.strip_suffix("%}")) {
            texts.push(inner.to_owned());
        }
    }
    texts
}

#[test]
fn expressions_of_real_machines_parse() {
    let mut refused = Vec::new();
    for text in corpus() {
        let parsed = jsonata::parse_with_holes(&text, &holes(&text));
        if let Some(error) = parsed.errors.first() {
            refused.push(format!("{} {}\n  {text}", error.code, error.message));
        }
    }
    assert!(refused.is_empty(), "{}", refused.join("\n"));
}

#[test]
fn every_prefix_of_every_case_gives_a_sound_tree() {
    for case in cases() {
        let expr = case["expr"].as_str().unwrap();
        for (end, _) in expr.char_indices() {
            check_tree(&jsonata::parse(&expr[..end]));
        }
        check_tree(&jsonata::parse(expr));
    }
}

#[test]
fn every_word_left_out_gives_a_sound_tree() {
    for case in cases() {
        let expr = case["expr"].as_str().unwrap();
        let words: Vec<_> = jsonata::parse(expr).tokens.iter().map(|t| t.span).collect();
        for word in words {
            let (start, end) = (word.start as usize, word.end as usize);
            check_tree(&jsonata::parse(&format!("{}{}", &expr[..start], &expr[end..])));
        }
    }
}

#[test]
fn printing_and_formatting_keep_every_tree() {
    for case in cases() {
        let expr = case["expr"].as_str().unwrap();
        let parsed = jsonata::parse(expr);
        if parsed.is_valid() {
            let printed = jsonata::print(&parsed);
            let again = jsonata::parse(&printed);
            assert_eq!(outline(&again), outline(&parsed), "{expr}");
        }
        for width in [20, 60, 100] {
            check_layouts(expr, width);
        }
    }
}

#[test]
fn real_expressions_can_be_laid_out() {
    for text in corpus() {
        if holes(&text).is_empty() {
            check_layouts(&text, 80);
        }
    }
}
