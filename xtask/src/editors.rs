//! The settings in the editors' packages, made from the list that the server reads.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use asl_analysis::rules;
use asl_analysis::settings::{LEVEL_WORDS, Reader, SETTINGS, Setting, SettingKind};
use serde_json::{Map, Value, json};

const MANIFEST: &str = "editors/vscode/package.json";
const README: &str = "editors/vscode/README.md";
const BEGIN: &str = "<!-- settings: written by `cargo xtask editors` -->\n";
const END: &str = "<!-- end of the settings -->\n";

/// Writes the settings into the manifest and the README of the VS Code extension.
///
/// # Errors
/// When one of the files cannot be read, understood or written, with its name.
pub(crate) fn write(root: &Path) -> Result<String, String> {
    let mut changed = 0;
    for (name, old, new) in files(root)? {
        if old != new {
            fs::write(root.join(name), new).map_err(|e| format!("{name}: {e}"))?;
            changed += 1;
        }
    }
    Ok(format!("{} settings for VS Code, {changed} files changed", SETTINGS.len()))
}

/// Says whether both files hold what [`write`] would put there.
///
/// # Errors
/// When one does not, or cannot be read, with its name.
pub(crate) fn check(root: &Path) -> Result<String, String> {
    let files = files(root)?;
    let drifted: Vec<&str> = files.iter().filter(|(_, old, new)| old != new).map(|(name, ..)| *name).collect();
    match drifted.as_slice() {
        [] => Ok(format!("{} settings for VS Code are up to date", SETTINGS.len())),
        names => {
            Err(format!("the settings have changed; run `cargo xtask editors`. Out of date: {}", names.join(", ")))
        }
    }
}

/// Each file with its text as it is and as it should be.
fn files(root: &Path) -> Result<[(&'static str, String, String); 2], String> {
    let read = |name: &str| fs::read_to_string(root.join(name)).map_err(|e| format!("{name}: {e}"));
    let (manifest, readme) = (read(MANIFEST)?, read(README)?);
    let new_manifest = in_manifest(&manifest).map_err(|e| format!("{MANIFEST}: {e}"))?;
    let new_readme = in_readme(&readme).ok_or_else(|| format!("{README}: the marks around the settings are gone"))?;
    Ok([(MANIFEST, manifest, new_manifest), (README, readme, new_readme)])
}

fn in_manifest(text: &str) -> Result<String, String> {
    let mut manifest: Value = serde_json::from_str(text).map_err(|e| e.to_string())?;
    let contributes = manifest.get_mut("contributes").and_then(Value::as_object_mut);
    contributes.ok_or("it has no \"contributes\"")?.insert("configuration".to_owned(), configuration());
    serde_json::to_string_pretty(&manifest).map(|text| text + "\n").map_err(|e| e.to_string())
}

fn in_readme(text: &str) -> Option<String> {
    let (before, rest) = text.split_once(BEGIN)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{BEGIN}\n{}\n{END}{after}", table()))
}

/// The part `contributes.configuration` of the manifest.
fn configuration() -> Value {
    let properties = SETTINGS.iter().enumerate().map(|(order, setting)| {
        let mut schema = schema(setting);
        schema.insert("markdownDescription".to_owned(), setting.doc.into());
        schema.insert("scope".to_owned(), scope(setting).into());
        schema.insert("order".to_owned(), order.into());
        (format!("asl.{}", setting.name), Value::Object(schema))
    });
    json!({ "title": "Amazon States Language", "properties": Value::Object(properties.collect()) })
}

/// A path to run may be set for a machine, and by a workspace only once that is trusted.
fn scope(setting: &Setting) -> &'static str {
    match (setting.reader, &setting.kind) {
        (Reader::Client, SettingKind::Text(_)) => "machine-overridable",
        _ => "window",
    }
}

fn schema(setting: &Setting) -> Map<String, Value> {
    let schema = match setting.kind {
        SettingKind::Switch(default) => json!({ "type": "boolean", "default": default }),
        SettingKind::Word(words) => json!({ "type": "string", "enum": words, "default": words.first() }),
        SettingKind::Text(default) => json!({ "type": "string", "default": default }),
        SettingKind::Levels => {
            let codes = rules::ALL.iter().map(|rule| (rule.code.to_owned(), level_of(rule)));
            json!({
                "type": "object",
                "default": {},
                "properties": Value::Object(codes.collect()),
                "additionalProperties": false,
            })
        }
    };
    match schema {
        Value::Object(members) => members,
        _ => Map::new(),
    }
}

fn level_of(rule: &asl_analysis::Rule) -> Value {
    let default = if rule.on { rule.level.as_str() } else { "off" };
    json!({
        "type": "string",
        "enum": LEVEL_WORDS,
        "default": default,
        "markdownDescription": format!("{} [More]({})", rule.title, rule.url()),
    })
}

/// The settings as a table for people.
fn table() -> String {
    let mut out = "| setting | takes | default | what it does |\n|---|---|---|---|\n".to_owned();
    for setting in SETTINGS {
        let (takes, default) = match setting.kind {
            SettingKind::Switch(default) => ("`true`, `false`".to_owned(), format!("`{default}`")),
            SettingKind::Word(words) => (quoted(words), quoted(words.get(..1).unwrap_or_default())),
            SettingKind::Text("") => ("text".to_owned(), "empty".to_owned()),
            SettingKind::Text(default) => ("text".to_owned(), format!("`{default}`")),
            SettingKind::Levels => ("codes with levels".to_owned(), "`{}`".to_owned()),
        };
        let _ = writeln!(out, "| `asl.{}` | {takes} | {default} | {} |", setting.name, setting.doc);
    }
    out
}

fn quoted(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_setting_and_every_code_is_in_the_manifest() {
        let text = in_manifest(r#"{ "name": "asl-ls", "contributes": { "configuration": 1, "languages": [] } }"#);
        let manifest: Value = serde_json::from_str(&text.unwrap()).unwrap();
        assert_eq!(manifest["name"], "asl-ls");
        let properties = manifest["contributes"]["configuration"]["properties"].as_object().unwrap();
        assert!(properties.keys().eq(SETTINGS.iter().map(|s| format!("asl.{}", s.name)).collect::<Vec<_>>().iter()));
        let codes = properties["asl.rules"]["properties"].as_object().unwrap();
        assert!(codes.keys().eq(rules::ALL.iter().map(|r| r.code)));
        assert_eq!(codes["unknown-target"]["default"], "error");
        assert_eq!(properties["asl.server.path"]["scope"], "machine-overridable");
    }

    #[test]
    fn the_table_stands_between_its_marks() {
        let text = in_readme(&format!("above\n{BEGIN}the table before\n{END}below\n")).unwrap();
        assert!(text.starts_with("above\n") && text.ends_with("below\n") && !text.contains("the table before"));
        for setting in SETTINGS {
            assert_eq!(text.matches(&format!("| `asl.{}` |", setting.name)).count(), 1);
        }
        assert_eq!(in_readme(&text).unwrap(), text);
        assert_eq!(in_readme("no marks"), None);
    }
}
