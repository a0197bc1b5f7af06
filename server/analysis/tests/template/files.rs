//! The two files of a test, and answers about them as text.

use asl_analysis::template::{Deployment, File, FileEdit, FileSpan, Place};
use asl_analysis::{Analysis, Intent, Surroundings, marked};
use asl_hosts::{Located, locate};
use asl_syntax::{Dialect, Document};

/// Both files, and the place of the cursor in one of them.
pub(crate) struct Files {
    path: &'static str,
    template: Document,
    located: Located,
    pub(crate) definition: Analysis,
    pub(crate) at: Place,
}

impl Files {
    pub(crate) fn new(path: &'static str, template: &str, definition: &str) -> Files {
        let file = if definition.contains("$0") { File::Definition } else { File::Template };
        let (template, in_template) = marked::cursor(template);
        let (definition, in_definition) = marked::cursor(definition);
        let template = Document::new(&template, dialect(path));
        let located = locate(&template, path).unwrap();
        let surroundings = Surroundings::of(&located, &located.machines[0]);
        let definition = match &located.machines[0].definition {
            asl_hosts::Definition::Embedded(passage) => {
                assert_eq!(definition, "");
                Document::new(&passage.text, passage.dialect)
            }
            _ => Document::new(&definition, Dialect::Json),
        };
        let definition = Analysis::new(definition, Intent::Machine).within(surroundings);
        let offset = if file == File::Definition { in_definition } else { in_template };
        // A cursor in the definition that the template holds is a place of the definition.
        let inside = match &located.machines[0].definition {
            asl_hosts::Definition::Embedded(passage) => passage.map.to_passage(offset),
            _ => None,
        };
        let at = match inside {
            Some(offset) => Place { file: File::Definition, offset },
            None => Place { file, offset },
        };
        Files { path, template, located, definition, at }
    }

    pub(crate) fn deployment(&self) -> Deployment<'_> {
        Deployment {
            template: &self.template,
            located: &self.located,
            machine: &self.located.machines[0],
            definition: Some(&self.definition),
        }
    }

    pub(crate) fn text(&self, file: File) -> String {
        match file {
            File::Template => self.template.text().to_string(),
            File::Definition => self.definition.document().text().to_string(),
        }
    }

    pub(crate) fn show(&self, at: FileSpan) -> String {
        let text = self.text(at.file);
        let start = text[..at.span.start as usize].rfind('\n').map_or(0, |at| at + 1);
        let end = text[at.span.end as usize..].find('\n').map_or(text.len(), |end| at.span.end as usize + end);
        let (start, at_start, at_end) = (start, at.span.start as usize, at.span.end as usize);
        let line = format!("{}<{}>{}", &text[start..at_start], &text[at_start..at_end], &text[at_end..end]);
        let name = if at.file == File::Template { self.path } else { "definition" };
        format!("{name}: {}\n", line.trim())
    }

    pub(crate) fn apply(&self, edits: &[FileEdit]) -> String {
        let mut shown = String::new();
        for file in [File::Template, File::Definition] {
            let edits: Vec<_> = edits.iter().filter(|edit| edit.file == file).map(|edit| edit.edit.clone()).collect();
            if !edits.is_empty() {
                let before = self.text(file);
                let after = asl_analysis::rewrite::apply(&before, &edits);
                let is_new = |line: &&str| !before.lines().any(|old| old == *line);
                after.lines().filter(is_new).for_each(|line| shown += &format!("{file:?}: {}\n", line.trim()));
            }
        }
        shown
    }
}

/// What a template at this path is read as.
pub(crate) fn dialect(path: &str) -> Dialect {
    match path {
        path if path.ends_with(".tf") => Dialect::Text,
        path if path.ends_with(".json") => Dialect::Json,
        _ => Dialect::Yaml,
    }
}
