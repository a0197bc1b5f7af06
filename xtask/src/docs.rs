//! The pages about the diagnostic codes, made from the rules themselves.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use asl_analysis::marked;
use asl_analysis::rule::Check;
use asl_analysis::rules;
use asl_analysis::{Level, Rule, Tag};

/// Writes every page and takes away those of rules that are gone.
///
/// # Errors
/// When a file cannot be read or written, with its name.
pub(crate) fn write(root: &Path) -> Result<String, String> {
    let folder = folder(root);
    fs::create_dir_all(&folder).map_err(|e| told(&folder, &e))?;
    let (wanted, there) = (pages(), read(&folder)?);
    let mut changed = 0;
    for (name, text) in &wanted {
        if there.get(name) != Some(text) {
            let path = folder.join(name);
            fs::write(&path, text).map_err(|e| told(&path, &e))?;
            changed += 1;
        }
    }
    for name in there.keys().filter(|name| !wanted.contains_key(*name)) {
        let path = folder.join(name);
        fs::remove_file(&path).map_err(|e| told(&path, &e))?;
        changed += 1;
    }
    Ok(format!("{} pages in docs/rules, {changed} of them changed", wanted.len()))
}

/// Says whether every page is what [`write`] would make of it.
///
/// # Errors
/// When one is not, or cannot be read, with its name.
pub(crate) fn check(root: &Path) -> Result<String, String> {
    let (wanted, there) = (pages(), read(&folder(root))?);
    let mut names: Vec<&String> = wanted.keys().chain(there.keys()).collect();
    names.sort();
    names.dedup();
    let drifted: Vec<&str> =
        names.into_iter().filter(|name| wanted.get(*name) != there.get(*name)).map(String::as_str).collect();
    match drifted.as_slice() {
        [] => Ok(format!("{} pages in docs/rules are up to date", wanted.len())),
        names => {
            Err(format!("docs/rules is not what the rules say; run `cargo xtask docs`. Changed: {}", names.join(", ")))
        }
    }
}

fn folder(root: &Path) -> PathBuf {
    root.join("docs").join("rules")
}

fn told(path: &Path, error: &std::io::Error) -> String {
    format!("{}: {error}", path.display())
}

/// The Markdown files of the folder by their names.
fn read(folder: &Path) -> Result<BTreeMap<String, String>, String> {
    let mut found = BTreeMap::new();
    if !folder.exists() {
        return Ok(found);
    }
    for entry in fs::read_dir(folder).map_err(|e| told(folder, &e))? {
        let path = entry.map_err(|e| told(folder, &e))?.path();
        let name = path.file_name().and_then(|n| n.to_str()).filter(|n| n.ends_with(".md"));
        if let Some(name) = name {
            let text = fs::read_to_string(&path).map_err(|e| told(&path, &e))?;
            found.insert(name.to_owned(), text);
        }
    }
    Ok(found)
}

/// Every page by its file's name.
fn pages() -> BTreeMap<String, String> {
    let mut pages: BTreeMap<String, String> =
        rules::ALL.iter().map(|rule| (format!("{}.md", rule.code), page(rule))).collect();
    pages.insert("README.md".to_owned(), overview());
    pages
}

const GENERATED: &str = "<!-- Made by `cargo xtask docs`. Change the rule, not this page. -->\n\n";

fn overview() -> String {
    let mut out = GENERATED.to_owned();
    out.push_str("# Diagnostic codes\n\n");
    let count = |level: Level| rules::ALL.iter().filter(|r| r.level == level).count();
    let _ = writeln!(
        out,
        "{} codes: {} errors (the service refuses the definition), {} warnings (something will fail, or never match, at run \
         time) and {} pieces of advice. Each has a page with an example, its cure and its reason. A level can be changed, and \
         a code switched off, by the setting `asl.rules` or in the text itself; every page shows how. What is off by itself \
         is advice that not everybody wants: `asl.advice` switches all of it on.\n",
        rules::ALL.len(),
        count(Level::Error),
        count(Level::Warning),
        count(Level::Hint) + count(Level::Information),
    );
    let mut groups: BTreeMap<Group, Vec<&Rule>> = BTreeMap::new();
    for rule in rules::ALL {
        groups.entry(group(rule)).or_default().push(rule);
    }
    for (group, rules) in groups {
        let title = match group {
            Group::Text => "The text",
            Group::Fields => "Fields and values",
            Group::Flow => "States and transitions",
            Group::Expressions => "Paths, intrinsic functions and JSONata",
            Group::Advice => "Advice",
        };
        let _ = writeln!(out, "## {title}\n");
        table(&mut out, &rules);
        out.push('\n');
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

/// What a rule is about, in the order of the overview.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    Text,
    Fields,
    Flow,
    Expressions,
    Advice,
}

fn group(rule: &Rule) -> Group {
    match rule.check {
        Check::Syntax(..) => Group::Text,
        _ if rule.is_advice() => Group::Advice,
        Check::Graph(_) => Group::Flow,
        Check::Expression(_) => Group::Expressions,
        Check::Place(_) | Check::Document(_) | Check::Template(_) => Group::Fields,
    }
}

fn table(out: &mut String, rules: &[&Rule]) {
    out.push_str("| Code | Level | Quick fix | What it finds |\n|---|---|---|---|\n");
    for rule in rules {
        let fix = if rule.fix.is_some() { "yes" } else { "" };
        let title = rule.title.replace('|', "\\|");
        let _ = writeln!(out, "| [`{0}`]({0}.md) | {1} | {fix} | {title} |", rule.code, level(rule));
    }
}

fn level(rule: &Rule) -> String {
    if rule.on { rule.level.as_str().to_owned() } else { format!("{}, off by itself", rule.level.as_str()) }
}

fn page(rule: &Rule) -> String {
    let mut out = GENERATED.to_owned();
    let code = rule.code;
    let _ = writeln!(out, "# `{code}`: {}\n", rule.title);
    out.push_str("| | |\n|---|---|\n");
    let _ = writeln!(out, "| Level | {} |", level(rule));
    if let Some(service) = rule.service {
        let _ = writeln!(out, "| The service's own code | `{service}` |");
    }
    let _ = writeln!(out, "| Quick fix | {} |", if rule.fix.is_some() { "yes" } else { "no" });
    match rule.tag {
        Some(Tag::Unnecessary) => out.push_str("| Drawn | faded: the text could go |\n"),
        Some(Tag::Deprecated) => out.push_str("| Drawn | struck through: there is a newer form |\n"),
        None => {}
    }
    let _ = writeln!(out, "| Known from | {} |\n", sources(rule.source));
    let _ = writeln!(out, "{}\n", rule.doc);
    if !rule.bad.is_empty() {
        example(&mut out, rule);
    }
    out.push_str(&switches(rule));
    out
}

fn example(out: &mut String, rule: &Rule) {
    let (text, spans) = marked::ranges(rule.bad);
    let ranges: Vec<_> = spans.iter().map(|s| s.range()).collect();
    let _ = writeln!(out, "## Example\n\n```text\n{}```\n", underlined(&text, &ranges));
    let analysis = marked::analyse(&text);
    let mut messages: Vec<&str> =
        analysis.findings().iter().filter(|f| f.rule == rule).map(|f| f.message.as_str()).collect();
    messages.dedup();
    for message in messages {
        let _ = writeln!(out, "> {message}\n");
    }
    let language = asl_analysis::notation::name(marked::analyse(rule.good).document()).to_ascii_lowercase();
    let _ = writeln!(out, "As it should be:\n\n```{language}\n{}\n```\n", rule.good.trim_end());
}

/// `text` with a line of `^` under each line that has a part of a range in it. An empty range has one.
fn underlined(text: &str, ranges: &[std::ops::Range<usize>]) -> String {
    let mut out = String::new();
    let mut start = 0;
    for line in text.split_inclusive('\n').chain(text.is_empty().then_some("")) {
        let content = line.trim_end_matches(['\n', '\r']);
        let _ = writeln!(out, "{content}");
        let blank = content.len() - content.trim_start().len();
        let mut marks = String::new();
        let mut at = start;
        for c in content.chars().chain([' ']) {
            let inside =
                ranges.iter().any(|r| r.start <= at && at < r.end && at < start + content.len() && at >= start + blank);
            let empty = ranges.iter().any(|r| r.is_empty() && r.start == at);
            marks.push(match c {
                _ if inside || empty => '^',
                '\t' => '\t',
                _ => ' ',
            });
            at += c.len_utf8();
        }
        if marks.contains('^') {
            let _ = writeln!(out, "{}", marks.trim_end());
        }
        start += line.len();
    }
    out
}

fn switches(rule: &Rule) -> String {
    let code = rule.code;
    let mut out = String::new();
    if rule.on {
        let _ = writeln!(out, "## Switching it off\n\nIn the settings of the editor, for all files:\n");
        let _ = writeln!(out, "```json\n{{ \"asl.rules\": {{ \"{code}\": \"off\" }} }}\n```\n");
        let _ = writeln!(out, "In `asl-ls.json`, for the files in its folder and below, on the command line too:\n");
        let _ = writeln!(out, "```json\n{{ \"rules\": {{ \"{code}\": \"off\" }} }}\n```\n");
    } else {
        let _ = writeln!(out, "## Switching it on\n\nIn the settings of the editor, for all files:\n");
        let _ = writeln!(out, "```json\n{{ \"asl.rules\": {{ \"{code}\": \"{}\" }} }}\n```\n", rule.level.as_str());
        let _ = writeln!(out, "In `asl-ls.json`, for the files in its folder and below, on the command line too:\n");
        let _ = writeln!(out, "```json\n{{ \"rules\": {{ \"{code}\": \"{}\" }} }}\n```\n", rule.level.as_str());
    }
    let _ = writeln!(out, "`off`, `hint`, `information`, `warning` and `error` are the levels to choose from.\n");
    let _ = writeln!(out, "In the text, off for one state and all inside it, or for the whole definition:\n");
    let _ = writeln!(out, "```json\n\"Comment\": \"asl-ls-ignore: {code}; the reason\"\n```");
    out
}

/// Who says so, from the tags in brackets; without any, the words themselves.
fn sources(source: &str) -> String {
    let tags = source.split('[').skip(1).filter_map(|part| part.split_once(']')).map(|(tag, _)| tag);
    let mut names: Vec<&str> = Vec::new();
    for tag in tags {
        let name = match tag {
            "cdk-preflight" | "floci" => "measurements of the service",
            "localstack" => "recordings of the service",
            "docs" => "the AWS documentation",
            "spec" => "the States Language specification",
            "asl-service" => "AWS's language service",
            "statelint" => "statelint",
            "asl-validator" => "asl-validator",
            "cdk" => "the AWS CDK",
            other => other,
        };
        if !names.contains(&name) {
            names.push(name);
        }
    }
    if source.contains("own advice") {
        names.insert(0, "own advice");
    }
    if !names.is_empty() {
        return names.join(", ");
    }
    // The number of a section says nothing to the reader of a page.
    match source.strip_prefix("rulebook") {
        Some(rest) => rest.split_once("; ").map_or("a comparison of all sources", |(_, words)| words).to_owned(),
        None => source.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{check, sources, underlined};

    #[test]
    fn pages_are_up_to_date() {
        check(&crate::root()).unwrap();
    }

    #[test]
    fn ranges_are_underlined_by_characters() {
        let marks = underlined("é \"x\": {\n\t1 }", &[3..6, 7..7, 8..12]);
        expect_test::expect![[r#"
            é "x": {
              ^^^ ^^
            	1 }
            	^
        "#]]
        .assert_eq(&marks);
    }

    #[test]
    fn tags_become_names() {
        assert_eq!(
            sources("rulebook 1 [floci][cdk-preflight][docs]"),
            "measurements of the service, the AWS documentation"
        );
        assert_eq!(sources("own advice; limits from rulebook 1 [docs]"), "own advice, the AWS documentation");
        assert_eq!(sources("rulebook 12.7 (own advice)"), "own advice");
        assert_eq!(sources("rulebook 1.1; RFC 8259"), "RFC 8259");
        assert_eq!(sources("own convention"), "own convention");
    }
}
