//! What the Step Functions guide says of services and actions: `guide.txt`.

use std::collections::{BTreeMap, BTreeSet};

/// The lists of the guide.
pub(crate) struct Guide {
    listed: BTreeSet<String>,
    /// Operations that are excluded, by service id.
    pub(crate) unsupported: BTreeMap<String, Vec<String>>,
}

impl Guide {
    /// Reads the file, or gives the line that it does not understand.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let mut guide = Self { listed: BTreeSet::new(), unsupported: BTreeMap::new() };
        for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let (keyword, rest) = line.split_once(' ').ok_or(line)?;
            let mut words = rest.split(' ').map(str::to_owned);
            match keyword {
                "listed" | "later" => guide.listed.extend(words),
                "unsupported" => {
                    let service = words.next().ok_or(line)?;
                    guide.unsupported.entry(service).or_default().extend(words);
                }
                _ => return Err(format!("guide.txt: {line}")),
            }
        }
        Ok(guide)
    }

    /// Whether the guide lists a service with this error prefix.
    pub(crate) fn lists(&self, prefix: &str) -> bool {
        self.listed.contains(prefix)
    }

    /// Whether the guide excludes an operation of the service with this id.
    pub(crate) fn excludes(&self, service: &str, operation: &str) -> bool {
        self.unsupported.get(service).is_some_and(|operations| operations.iter().any(|name| name == operation))
    }
}
