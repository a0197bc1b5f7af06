//! For programs.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use asl_analysis::{Level, Rule};
use asl_syntax::{Encoding, LineCol, Span, Text};
use serde_json::{Value, json};

use crate::command::check::Judged;
use crate::convert;

/// `file:line:column: level[code] message`; columns count characters from 1.
pub(super) fn compact(judged: &[Judged], out: &mut impl Write) -> io::Result<()> {
    for file in judged {
        for (finding, level) in &file.findings {
            let LineCol { line, col } = file.text.line_col(finding.span.start, Encoding::Utf32);
            let (path, code) = (file.path.display(), finding.rule.code);
            writeln!(out, "{path}:{}:{}: {}[{code}] {}", line + 1, col + 1, level.as_str(), finding.message)?;
        }
    }
    Ok(())
}

/// Workflow commands of GitHub Actions.
pub(super) fn github(judged: &[Judged], out: &mut impl Write) -> io::Result<()> {
    let data = |text: &str| text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let property = |text: &str| data(text).replace(':', "%3A").replace(',', "%2C");
    for file in judged {
        for (finding, level) in &file.findings {
            let kind = match level {
                Level::Error => "error",
                Level::Warning => "warning",
                Level::Information | Level::Hint => "notice",
            };
            let start = file.text.line_col(finding.span.start, Encoding::Utf32);
            let end = file.text.line_col(finding.span.end, Encoding::Utf32);
            writeln!(
                out,
                "::{kind} file={},line={},col={},endLine={},endColumn={},title={}::{}",
                property(&slashes(&file.path)),
                start.line + 1,
                start.col + 1,
                end.line + 1,
                end.col + 1,
                property(&format!("asl-ls({})", finding.rule.code)),
                data(&finding.message)
            )?;
        }
    }
    Ok(())
}

/// One JSON array of files.
pub(super) fn json(judged: &[Judged], out: &mut impl Write) -> io::Result<()> {
    let files: Vec<Value> = judged.iter().map(file).collect();
    serde_json::to_writer_pretty(&mut *out, &files)?;
    writeln!(out)
}

/// A line of JSON per file.
pub(super) fn jsonl(judged: &[Judged], out: &mut impl Write) -> io::Result<()> {
    for judged in judged {
        serde_json::to_writer(&mut *out, &file(judged))?;
        writeln!(out)?;
    }
    Ok(())
}

fn file(judged: &Judged) -> Value {
    let diagnostics = convert::diagnostic::of_file(&judged.path, &judged.text, &judged.findings);
    json!({ "file": judged.path.to_string_lossy(), "diagnostics": diagnostics })
}

/// SARIF 2.1.0.
pub(super) fn sarif(judged: &[Judged], out: &mut impl Write) -> io::Result<()> {
    let mut rules: BTreeMap<&str, &Rule> = BTreeMap::new();
    for (finding, _) in judged.iter().flat_map(|j| &j.findings) {
        rules.insert(finding.rule.code, finding.rule);
    }
    let indices: Vec<&str> = rules.keys().copied().collect();
    let mut results = Vec::new();
    for file in judged {
        for (finding, level) in &file.findings {
            let related: Vec<Value> = finding
                .related
                .iter()
                .enumerate()
                .map(|(id, r)| {
                    let mut place = location(&file.path, &file.text, r.span);
                    place["id"] = id.into();
                    place["message"] = json!({ "text": r.message });
                    place
                })
                .collect();
            let mut result = json!({
                "ruleId": finding.rule.code,
                "ruleIndex": indices.binary_search(&finding.rule.code).unwrap_or_default(),
                "level": sarif_level(*level),
                "message": { "text": finding.message },
                "locations": [location(&file.path, &file.text, finding.span)],
            });
            if !related.is_empty() {
                result["relatedLocations"] = related.into();
            }
            results.push(result);
        }
    }
    let describe = |rule: &&Rule| {
        json!({
            "id": rule.code,
            "shortDescription": { "text": rule.title },
            "fullDescription": { "text": rule.doc },
            "help": { "text": rule.doc, "markdown": rule.doc },
            "helpUri": rule.url(),
            "defaultConfiguration": { "level": sarif_level(rule.level), "enabled": rule.on },
        })
    };
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "asl-ls",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules.values().map(describe).collect::<Vec<_>>(),
            }},
            "columnKind": "utf16CodeUnits",
            "results": results,
        }],
    });
    serde_json::to_writer_pretty(&mut *out, &log)?;
    writeln!(out)
}

fn sarif_level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Information | Level::Hint => "note",
    }
}

fn location(path: &Path, text: &Text, span: Span) -> Value {
    let start = text.line_col(span.start, Encoding::Utf16);
    let end = text.line_col(span.end, Encoding::Utf16);
    json!({ "physicalLocation": {
        "artifactLocation": { "uri": uri(path) },
        "region": {
            "startLine": start.line + 1,
            "startColumn": start.col + 1,
            "endLine": end.line + 1,
            "endColumn": end.col + 1,
        },
    }})
}

/// A relative path stays relative, so that the log can be read where the sources lie.
fn uri(path: &Path) -> String {
    if path.is_absolute() {
        return convert::to_uri(path).map_or_else(|| slashes(path), |u| u.to_string());
    }
    let mut out = String::new();
    for byte in slashes(path).bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

fn slashes(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}
