//! The configuration file: the nearest `asl-ls.json` or `.asl-ls.json` in the folder of a file or above it.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use asl_analysis::Settings;

const NAMES: [&str; 2] = ["asl-ls.json", ".asl-ls.json"];

/// Finds and reads configuration files, each once.
#[derive(Debug, Default)]
pub(crate) struct Configurations {
    by_folder: Mutex<HashMap<PathBuf, Arc<Settings>>>,
    problems: Mutex<Vec<String>>,
}

impl Configurations {
    /// The settings for a file.
    pub(crate) fn for_file(&self, path: &Path) -> Arc<Settings> {
        let folder = std::path::absolute(path).ok().and_then(|p| p.parent().map(Path::to_owned)).unwrap_or_default();
        self.for_folder(&folder)
    }

    fn for_folder(&self, folder: &Path) -> Arc<Settings> {
        let known =
            |folder: &Path| self.by_folder.lock().unwrap_or_else(PoisonError::into_inner).get(folder).map(Arc::clone);
        if let Some(settings) = known(folder) {
            return settings;
        }
        let found = folder.ancestors().find_map(|f| NAMES.iter().map(|n| f.join(n)).find(|p| p.is_file()));
        let settings = Arc::new(found.map_or_else(Settings::default, |path| self.read(&path)));
        let mut table = self.by_folder.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(table.entry(folder.to_owned()).or_insert(settings))
    }

    fn read(&self, path: &Path) -> Settings {
        let told = |problem: &str| {
            let mut problems = self.problems.lock().unwrap_or_else(PoisonError::into_inner);
            let line = format!("{}: {problem}", path.display());
            if !problems.contains(&line) {
                problems.push(line);
            }
        };
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) => {
                told(&error.to_string());
                return Settings::default();
            }
        };
        match jsonc_parser::parse_to_serde_value::<serde_json::Value>(&text, &jsonc_parser::ParseOptions::default()) {
            Ok(value) => {
                let (settings, problems) = Settings::read(&value);
                for problem in problems {
                    told(&problem);
                }
                settings
            }
            Err(error) => {
                told(&error.to_string());
                Settings::default()
            }
        }
    }

    /// What was wrong with the files read so far, a line each.
    pub(crate) fn problems(&self) -> Vec<String> {
        self.problems.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
