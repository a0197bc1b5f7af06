//! What the name of a document and the language that the client says it is in tell about it.

use asl_analysis::Intent;
use asl_syntax::Dialect;
use tower_lsp::lsp_types::Url;

/// What is known of a document before its text is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentKind {
    path: String,
    dialect: Dialect,
    intent: Intent,
}

impl DocumentKind {
    /// What the client says of a document that it opens. The text is looked at only where neither the language nor the
    /// name tells JSON from YAML.
    pub fn of_client(language_id: &str, uri: &Url, text: &str) -> DocumentKind {
        let language = language_id.to_ascii_lowercase();
        let by_name = DocumentKind::of_path(uri.path());
        let by_language = match language.as_str() {
            language if language.contains("yaml") => Some(Dialect::Yaml),
            language if language.contains("json") => Some(Dialect::Json),
            language if language.starts_with("terraform") || language.starts_with("opentofu") => Some(Dialect::Text),
            _ => None,
        };
        let by_text = || if text.trim_start().starts_with('{') { Dialect::Json } else { Dialect::Yaml };
        let dialect = by_language.or(by_name.as_ref().map(|kind| kind.dialect));
        let dialect = dialect.unwrap_or_else(|| if language == "asl" { Dialect::Json } else { by_text() });
        let is_meant = matches!(language.as_str(), "asl" | "asl-yaml" | "asl-json");
        let intent = if is_meant { Intent::Machine } else { by_name.map_or(Intent::Detect, |kind| kind.intent) };
        DocumentKind { path: uri.path().to_owned(), dialect, intent }
    }

    /// What the name of a file says; `None` for a name that no machine and no template has.
    pub fn of_path(path: &str) -> Option<DocumentKind> {
        let name = path.to_ascii_lowercase();
        let ends = |ends: &[&str]| ends.iter().any(|end| name.ends_with(end));
        let (dialect, intent) = if ends(&[".asl", ".asl.json"]) {
            (Dialect::Json, Intent::Machine)
        } else if ends(&[".asl.yaml", ".asl.yml"]) {
            (Dialect::Yaml, Intent::Machine)
        } else if ends(&[".json", ".jsonc"]) {
            (Dialect::Json, Intent::Detect)
        } else if ends(&[".tf", ".tofu"]) {
            (Dialect::Text, Intent::Detect)
        } else if ends(&[".yaml", ".yml"]) {
            (Dialect::Yaml, Intent::Detect)
        } else {
            return None;
        };
        Some(DocumentKind { path: path.to_owned(), dialect, intent })
    }

    /// A file of any name that somebody says is a machine.
    pub fn machine(path: &str) -> DocumentKind {
        DocumentKind { path: path.to_owned(), dialect: Dialect::Json, intent: Intent::Machine }
    }

    /// The same document, known to be meant as a machine.
    pub fn meant(self) -> DocumentKind {
        DocumentKind { intent: Intent::Machine, ..self }
    }

    /// How to read it.
    pub fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// Whether it is certainly meant as a machine, by its language or its name.
    pub fn intent(&self) -> Intent {
        self.intent
    }

    /// Its path.
    pub fn path(&self) -> &str {
        &self.path
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn language_name_and_text_decide_in_this_order() {
        let check = |language: &str, name: &str, text: &str, expected: &str| {
            let uri = Url::parse(&format!("file:///project/{name}")).unwrap();
            let kind = DocumentKind::of_client(language, &uri, text);
            assert_eq!(format!("{:?} {:?}", kind.dialect, kind.intent), expected, "{language} {name}");
        };
        check("asl", "a.txt", "", "Json Machine");
        check("asl", "a.asl.yaml", "", "Yaml Machine");
        check("asl-yaml", "a", "", "Yaml Machine");
        check("json", "a.asl.json", "", "Json Machine");
        check("jsonc", "a.json", "", "Json Detect");
        check("yaml", "template.yaml", "", "Yaml Detect");
        check("json", "template.yaml", "", "Json Detect");
        check("cloudformation", "template.yml", "", "Yaml Detect");
        check("cloudformation", "stack.json", "", "Json Detect");
        check("cloudformation", "stack.template", " {}", "Json Detect");
        check("cloudformation", "stack.template", "Resources:", "Yaml Detect");
        check("dockercompose", "template.yml", "", "Yaml Detect");
        check("terraform", "main.tf", "", "Text Detect");
        check("terraform-vars", "x.tfvars", "", "Text Detect");
    }
}
