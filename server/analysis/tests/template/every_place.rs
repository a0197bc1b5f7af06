//! No place of any beginning of the files brings a fault.

use crate::files::dialect;
use crate::{DEFINITION, JOINED, SUB, TEMPLATE, TERRAFORM};
use asl_analysis::template::{self, Deployment, File, Place};
use asl_analysis::{Analysis, Intent, Surroundings};
use asl_hosts::locate;
use asl_syntax::{Dialect, Document};

#[test]
fn every_place_of_every_beginning_has_an_answer() {
    let cases = [
        ("template.yaml", TEMPLATE, DEFINITION),
        ("t.yaml", SUB, ""),
        ("t.json", JOINED, ""),
        ("main.tf", TERRAFORM, DEFINITION),
    ];
    for (path, template, definition) in cases {
        for end in (0..=template.len()).filter(|end| end % 17 == 0 || *end == template.len()) {
            let document = Document::new(&template[..end], dialect(path));
            let Some(located) = locate(&document, path) else { continue };
            for machine in &located.machines {
                let text = match &machine.definition {
                    asl_hosts::Definition::Embedded(passage) => passage.text.clone(),
                    _ => definition[..definition.len().min(end)].to_owned(),
                };
                let definition = Analysis::new(Document::new(&text, Dialect::Json), Intent::Machine);
                let definition = definition.within(Surroundings::of(&located, machine));
                let deployment =
                    Deployment { template: &document, located: &located, machine, definition: Some(&definition) };
                let places = |file, length: usize| (0..=length as u32 + 1).map(move |offset| Place { file, offset });
                let all = places(File::Template, end).chain(places(File::Definition, text.len()));
                for at in all.step_by(3) {
                    template::hover(&deployment, at);
                    template::definitions(&deployment, at);
                    template::references(&deployment, at, true);
                    template::rename(&deployment, at, "Other");
                    template::name_at(&deployment, at);
                    template::proposals(&deployment, at.offset);
                }
                for finding in definition.findings() {
                    template::fixes(&deployment, File::Definition, finding);
                }
            }
        }
    }
}
