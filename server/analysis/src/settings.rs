//! What a person can set. One list serves the server, the command line's configuration file, the editors' own setting
//! pages and the documentation.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use serde_json::Value;

use crate::rule::{Level, Rule};
use crate::rules::{self, Selection};

/// One setting.
pub struct Setting {
    /// Its name below `asl.`, with dots.
    pub name: &'static str,
    /// What it takes.
    pub kind: SettingKind,
    /// What it does, in Markdown.
    pub doc: &'static str,
    /// Who reads it.
    pub reader: Reader,
}

/// What a setting takes, with its default.
pub enum SettingKind {
    /// On or off.
    Switch(bool),
    /// One of these words; the first is the default.
    Word(&'static [&'static str]),
    /// Any text.
    Text(&'static str),
    /// A map from rule codes to levels.
    Levels,
}

/// Who reads a setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// The engine: in editors and on the command line alike.
    Engine,
    /// The server only.
    Server,
    /// The VS Code client only.
    Client,
}

/// Every setting.
pub static SETTINGS: &[Setting] = &[
    Setting {
        name: "rules",
        kind: SettingKind::Levels,
        doc: "The level of single rules by their code: `off`, `hint`, `information`, `warning` or `error`.",
        reader: Reader::Engine,
    },
    Setting {
        name: "advice",
        kind: SettingKind::Switch(false),
        doc: "Switches on every piece of advice that is off by itself, such as `task-without-timeout`.",
        reader: Reader::Engine,
    },
    Setting {
        name: "aws.botocorePath",
        kind: SettingKind::Text(""),
        doc: "The folder `botocore/data` of a botocore on this machine (the AWS command line and boto3 bring one). Hover \
              then shows what AWS writes about actions, parameters and results. Nothing is run and nothing is fetched.",
        reader: Reader::Server,
    },
    Setting {
        name: "log.level",
        kind: SettingKind::Word(&["warn", "error", "info", "debug", "trace", "off"]),
        doc: "How much the server writes to its log.",
        reader: Reader::Server,
    },
    Setting {
        name: "server.path",
        kind: SettingKind::Text(""),
        doc: "The `asl-ls` to start. Empty: the one that comes with the extension, else the one on the `PATH`.",
        reader: Reader::Client,
    },
    Setting {
        name: "awsToolkit",
        kind: SettingKind::Word(&["replace", "yield", "both"]),
        doc: "What to do where the AWS Toolkit is installed, which serves the same files. `replace`: give them a language \
              of their own, so that only this server speaks about them. `yield`: leave them to the toolkit. `both`: \
              hear both, every finding and completion twice.",
        reader: Reader::Client,
    },
    Setting {
        name: "trace.server",
        kind: SettingKind::Word(&["off", "messages", "verbose"]),
        doc: "Writes the messages between editor and server to the output channel.",
        reader: Reader::Client,
    },
];

/// The words for a level in `asl.rules`.
pub const LEVEL_WORDS: [&str; 5] = ["off", "hint", "information", "warning", "error"];

/// The settings of the engine.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    levels: FxHashMap<String, Option<Level>>,
    advice: bool,
    /// The level of the log, where it is set.
    pub log_level: Option<String>,
    /// The data folder of a botocore, where one is named.
    pub botocore_path: Option<String>,
}

impl Settings {
    /// Reads the object under `asl`. What cannot be used is left out and told, a sentence each.
    pub fn read(value: &Value) -> (Settings, Vec<String>) {
        let mut settings = Settings::default();
        let mut problems = Vec::new();
        let Some(object) = value.as_object() else {
            if !value.is_null() {
                problems.push("The settings must be an object.".to_owned());
            }
            return (settings, problems);
        };
        if let Some(rules) = object.get("rules").filter(|v| !v.is_null()) {
            match rules.as_object() {
                Some(rules) => {
                    for (code, level) in rules {
                        if let Err(problem) = settings.set(code, level.as_str().unwrap_or_default()) {
                            problems.push(problem);
                        }
                    }
                }
                None => problems.push("\"rules\" must be an object of codes and levels.".to_owned()),
            }
        }
        match object.get("advice") {
            Some(Value::Bool(advice)) => settings.advice = *advice,
            Some(Value::Null) | None => {}
            Some(_) => problems.push("\"advice\" must be true or false.".to_owned()),
        }
        settings.log_level =
            object.get("log").and_then(|log| log.get("level")).and_then(Value::as_str).map(str::to_owned);
        match object.get("aws").and_then(|aws| aws.get("botocorePath")) {
            Some(Value::String(path)) => settings.botocore_path = Some(path.clone()).filter(|path| !path.is_empty()),
            Some(Value::Null) | None => {}
            Some(_) => problems.push("\"aws.botocorePath\" must be the path of a folder.".to_owned()),
        }
        let known = |key: &str| SETTINGS.iter().any(|s| s.name == key || s.name.starts_with(&format!("{key}.")));
        for key in object.keys().filter(|k| !known(k) && !k.starts_with('$')) {
            problems.push(format!("There is no setting \"{key}\"."));
        }
        (settings, problems)
    }

    /// Sets the level of one rule.
    ///
    /// # Errors
    /// A sentence, when there is no such rule or no such level.
    pub fn set(&mut self, code: &str, level: &str) -> Result<(), String> {
        if rules::find(code).is_none() {
            let near = asl_spec::nearest::nearest(code, rules::ALL.iter().map(|r| r.code));
            let hint = near.map_or_else(String::new, |near| format!(" Did you mean \"{near}\"?"));
            return Err(format!("There is no rule \"{code}\".{hint}"));
        }
        let level = match level {
            "off" => None,
            word => match Level::parse(word) {
                Some(level) => Some(level),
                None => {
                    return Err(format!("\"{code}\" must be one of {}, not \"{word}\".", LEVEL_WORDS.join(", ")));
                }
            },
        };
        self.levels.insert(code.to_owned(), level);
        Ok(())
    }

    /// Switches on all advice.
    pub fn set_advice(&mut self, on: bool) {
        self.advice = on;
    }

    /// The rules that speak.
    pub fn selection(&self) -> Arc<Selection> {
        Arc::new(Selection::of(|rule| self.level(rule).is_some()))
    }

    /// The level at which `rule` speaks; `None`: it is silent.
    pub fn level(&self, rule: &Rule) -> Option<Level> {
        match self.levels.get(rule.code) {
            Some(level) => *level,
            None => (rule.on || self.advice && rule.is_advice()).then_some(rule.level),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Settings;
    use crate::rule::Level;
    use crate::rules;

    #[test]
    fn levels_are_set_by_code() {
        let (settings, problems) =
            Settings::read(&serde_json::json!({"rules": {"unreachable-state": "hint", "unknown-field": "off"}}));
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(settings.level(&rules::unreachable_state::RULE), Some(Level::Hint));
        assert_eq!(settings.level(&rules::unknown_field::RULE), None);
        assert_eq!(settings.level(&rules::unknown_target::RULE), Some(Level::Error));
    }

    #[test]
    fn what_cannot_be_used_is_told() {
        let (_, mut problems) = Settings::read(&serde_json::json!({
            "rules": {"unreachable-sate": "hint", "unknown-field": "loud"}, "advise": true, "advice": 1
        }));
        // Whether an object keeps the order of its keys is up to the build.
        problems[..2].sort();
        assert_eq!(
            problems.join("\n"),
            "\"unknown-field\" must be one of off, hint, information, warning, error, not \"loud\".\n\
             There is no rule \"unreachable-sate\". Did you mean \"unreachable-state\"?\n\
             \"advice\" must be true or false.\n\
             There is no setting \"advise\"."
        );
    }
}
