//! A machine together with the template that deploys it, each wherever it is: open in the editor, or on disk.
//!
//! What both of them say is asked in `asl-analysis`; here the two are brought together, and places in either become
//! places of a document.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use asl_analysis::Finding;
use asl_analysis::template::{self, Deployment, Explained, File, FileEdit, FileSpan, Place};
use asl_hosts::{Definition, Machine};
use asl_syntax::Span;
use tower_lsp::lsp_types::{Location, Range, TextEdit, Url};

use crate::client::Features;
use crate::convert::{self, Page, View, edit};
use crate::state::State;
use crate::store::Revision;
use crate::workspace;

/// Edits, each with the document that it belongs to.
pub(crate) type FileEdits = Vec<(Arc<Revision>, TextEdit)>;

/// A machine of a template, with its definition.
#[derive(Clone, Debug)]
pub(crate) struct Deployed {
    template: Arc<Revision>,
    /// Which of the template's machines it is.
    machine: usize,
    /// The file with the definition, if the template does not hold it.
    file: Option<Arc<Revision>>,
}

/// A place of a machine that is deployed, in its template or its definition.
#[derive(Clone, Debug)]
pub(crate) struct Spot {
    pub(crate) deployed: Deployed,
    pub(crate) at: Place,
}

/// What is deployed where, as seen from a place of a document. A place may be asked as one of the definition and as one
/// of the template that holds it, in this order.
pub(crate) fn spots(state: &State, revision: &Arc<Revision>, offset: u32) -> Vec<Spot> {
    let parts = revision.snapshot.parts();
    if parts.located().is_none() {
        let deployed = of_definition(state, revision);
        let at = Place { file: File::Definition, offset };
        return deployed.into_iter().map(|deployed| Spot { deployed, at }).collect();
    }
    let holds = |machine: &Machine| machine.span.touches(offset) || machine.id.span.touches(offset);
    let machine = parts.machines().position(|(machine, _)| holds(machine)).unwrap_or(0);
    let Some((_, part)) = parts.machines().nth(machine) else { return Vec::new() };
    let inside = part.and_then(|part| part.from_host(offset));
    let deployed = of_machine(state, revision, machine);
    let spot = |file, offset| Spot { deployed: deployed.clone(), at: Place { file, offset } };
    let inside = inside.map(|offset| spot(File::Definition, offset));
    inside.into_iter().chain([spot(File::Template, offset)]).collect()
}

/// Every deployment of the definition that a document is.
fn of_definition(state: &State, revision: &Arc<Revision>) -> Vec<Deployed> {
    let Ok(path) = revision.uri.to_file_path() else { return Vec::new() };
    let mut found = Vec::new();
    for template in state.workspace.templates(&state.store) {
        for (machine, _) in workspace::machines_in(&template, &path) {
            found.push(Deployed { template: template.clone(), machine, file: Some(revision.clone()) });
        }
    }
    found
}

/// One machine of a template, with its definition if that can be read.
fn of_machine(state: &State, template: &Arc<Revision>, machine: usize) -> Deployed {
    machine_with(template, machine, |path| state.workspace.definition(&state.store, path))
}

fn machine_with(
    template: &Arc<Revision>,
    machine: usize,
    definition: impl Fn(&Path) -> Option<Arc<Revision>>,
) -> Deployed {
    let named = template.snapshot.parts().machines().nth(machine);
    let path = named.and_then(|(machine, _)| file_of(template, machine));
    Deployed { template: template.clone(), machine, file: path.and_then(|path| definition(&path)) }
}

/// The file that a template names as the definition of `machine`.
fn file_of(template: &Revision, machine: &Machine) -> Option<PathBuf> {
    match &machine.definition {
        Definition::File(file) => workspace::resolve(template, &file.path),
        Definition::Embedded(_) | Definition::Unknown => None,
    }
}

/// What the rules say in a template about the machines whose definitions are in other files, which `definition` reads.
pub(crate) fn findings_beside(
    template: &Arc<Revision>,
    definition: impl Fn(&Path) -> Option<Arc<Revision>>,
) -> Vec<Finding> {
    let rules = template.snapshot.settings().selection();
    let mut found = Vec::new();
    for (index, (machine, _)) in template.snapshot.parts().machines().enumerate() {
        if !matches!(machine.definition, Definition::File(_)) {
            continue;
        }
        let deployed = machine_with(template, index, &definition);
        if deployed.file.is_some() {
            found.extend(deployed.deployment().map(|it| template::findings(&it, &rules)).unwrap_or_default());
        }
    }
    found
}

/// The places of a document that mean another machine of its template, such as the one that a task starts, each with the
/// document that the machine is in.
pub(crate) fn machines_meant(state: &State, revision: &Arc<Revision>) -> Vec<(Range, Url)> {
    let features = state.features();
    let parts = revision.snapshot.parts();
    let mut found = Vec::new();
    if let Some(located) = parts.located() {
        let page = Page { revision, features };
        let held: Vec<Span> = parts.iter().map(|part| part.host_span()).collect();
        for machine in &located.machines {
            let Some(target) = document_of(revision, machine) else { continue };
            let meant = asl_hosts::references(parts.document(), located, &machine.id.text).into_iter();
            let inside = meant.filter(|meant| held.iter().any(|span| span.contains_span(meant.span)));
            found.extend(inside.map(|meant| (page.range(meant.name.span), target.clone())));
        }
    }
    let deployed = match parts.located() {
        Some(_) => (0..parts.machines().count()).map(|machine| of_machine(state, revision, machine)).collect(),
        None => of_definition(state, revision),
    };
    for deployed in &deployed {
        let Some(deployment) = deployed.deployment() else { continue };
        let Some((page, Some(view))) = deployed.view(File::Definition, features) else { continue };
        if page.revision.uri != revision.uri {
            continue;
        }
        for placeholder in template::placeholders(view.analysis().document(), |_| true) {
            let target = deployment.substitution(&placeholder.text).and_then(|found| found.target.as_ref());
            let mut machines = deployment.located.machines.iter();
            let meant = target.and_then(|target| machines.find(|machine| machine.id.text == target.text));
            let target = meant.and_then(|machine| document_of(&deployed.template, machine));
            found.extend(target.map(|target| (view.range(placeholder.name), target)));
        }
    }
    found.sort_by_key(|(range, _)| range.start);
    found.dedup();
    found
}

/// The document that a machine of a template is in: the file that has its definition, else the template, at its line.
fn document_of(template: &Revision, machine: &Machine) -> Option<Url> {
    if let Some(path) = file_of(template, machine) {
        return convert::to_uri(&path);
    }
    let line = template.snapshot.text().line_of(machine.id.span.start) + 1;
    let mut uri = template.uri.clone();
    uri.set_fragment(Some(&format!("L{line}")));
    Some(uri)
}

/// What can be done about the findings that touch `host` of a document and concern a template and a definition both.
pub(crate) fn fixes(state: &State, revision: &Arc<Revision>, host: Span) -> Vec<AcrossFix> {
    let (features, settings) = (state.features(), revision.snapshot.settings());
    let parts = revision.snapshot.parts();
    let is_template = parts.located().is_some();
    let deployed = match is_template {
        true => (0..parts.machines().count()).map(|machine| of_machine(state, revision, machine)).collect(),
        false => of_definition(state, revision),
    };
    let is_near = |span: Span| span.touches(host.start) || span.touches(host.end) || host.contains_span(span);
    let mut found = Vec::new();
    for deployed in deployed {
        let Some(deployment) = deployed.deployment() else { continue };
        let mut add = |file: File, finding: &Finding, shown: Finding| {
            for fix in template::fixes(&deployment, file, finding) {
                let edits: Option<Vec<_>> = fix.edits.iter().map(|edit| deployed.edit(edit, features)).collect();
                let Some(edits) = edits else { continue };
                let mut title = fix.title;
                if let Some((other, _)) = edits.iter().find(|(other, _)| other.uri != revision.uri) {
                    title.push_str(&format!(" in {}", convert::file_name(&other.uri)));
                }
                found.push(AcrossFix { finding: shown.clone(), title, edits });
            }
        };
        let heard = |finding: &&Finding| settings.level(finding.rule).is_some();
        if let Some((page, Some(view))) = deployed.view(File::Definition, features)
            && page.revision.uri == revision.uri
        {
            for finding in view.analysis().findings().iter().filter(heard) {
                let shown = view.part.finding(finding);
                if is_near(shown.span) {
                    add(File::Definition, finding, shown.into_owned());
                }
            }
        }
        if is_template {
            let said = template::findings(&deployment, &settings.selection());
            for finding in said.iter().filter(heard).filter(|finding| is_near(finding.span)) {
                add(File::Template, finding, finding.clone());
            }
        }
    }
    found
}

/// What can be done about a finding that concerns two files.
pub(crate) struct AcrossFix {
    /// The finding, with its places in the document that was asked about.
    pub(crate) finding: Finding,
    /// What it does.
    pub(crate) title: String,
    /// The edits, each with its document.
    pub(crate) edits: FileEdits,
}

/// The files that a template names, with the places where it does.
pub(crate) fn files(template: &Revision) -> Vec<(Span, PathBuf)> {
    let named = template.snapshot.parts().machines().filter_map(|(machine, _)| match &machine.definition {
        Definition::File(file) => Some((file.span, workspace::resolve(template, &file.path)?)),
        Definition::Embedded(_) | Definition::Unknown => None,
    });
    named.filter(|(_, path)| Path::is_file(path)).collect()
}

impl Deployed {
    /// Both files, to be asked.
    pub(crate) fn deployment(&self) -> Option<Deployment<'_>> {
        let parts = self.template.snapshot.parts();
        let (machine, part) = parts.machines().nth(self.machine)?;
        let in_file = || self.file.as_ref()?.snapshot.parts().iter().next();
        let definition = part.or_else(in_file).map(|part| part.analysis());
        Some(Deployment { template: parts.document(), located: parts.located()?, machine, definition })
    }

    /// The document that a part of the machine is in, as if it were all that was asked about.
    fn view<'a>(&'a self, file: File, features: &'a Features) -> Option<(Page<'a>, Option<View<'a>>)> {
        let template = Page { revision: &self.template, features };
        if file == File::Template {
            return Some((template, None));
        }
        if let Some(file) = &self.file {
            let page = Page { revision: file, features };
            return Some((page, page.views().next()));
        }
        let (_, part) = self.template.snapshot.parts().machines().nth(self.machine)?;
        part.map(|part| (template, Some(View { page: template, part })))
    }

    /// A stretch of either file as a location.
    pub(crate) fn location(&self, place: FileSpan, features: &Features) -> Option<Location> {
        let (page, view) = self.view(place.file, features)?;
        let range = view.map_or_else(|| page.range(place.span), |view| view.range(place.span));
        Some(Location::new(page.revision.uri.clone(), range))
    }

    /// An edit of either file, with the document that it belongs to; `None` where that has no way to say it.
    pub(crate) fn edit(&self, new: &FileEdit, features: &Features) -> Option<(Arc<Revision>, TextEdit)> {
        let (page, view) = self.view(new.file, features)?;
        let edit = match view {
            Some(view) => edit::text_edit(view, &new.edit)?,
            None => TextEdit::new(page.range(new.edit.span), new.edit.text.clone()),
        };
        let revision = match (&self.file, new.file) {
            (Some(file), File::Definition) => file,
            _ => &self.template,
        };
        Some((revision.clone(), edit))
    }
}

impl Spot {
    /// What there is to say about it, and where.
    pub(crate) fn hover(&self) -> Option<Explained> {
        template::hover(&self.deployed.deployment()?, self.at)
    }

    /// Where what stands there is declared.
    pub(crate) fn definitions(&self, features: &Features) -> Vec<Location> {
        let Some(deployment) = self.deployed.deployment() else { return Vec::new() };
        let found = template::definitions(&deployment, self.at).into_iter();
        found.filter_map(|place| self.deployed.location(place, features)).collect()
    }

    /// Where what it stands for in the end is declared: of a placeholder what fills it in.
    pub(crate) fn targets(&self, features: &Features) -> Vec<Location> {
        let Some(deployment) = self.deployed.deployment() else { return Vec::new() };
        let declared = template::definitions(&deployment, self.at).into_iter();
        let targets =
            declared.flat_map(|at| template::definitions(&deployment, Place { file: at.file, offset: at.span.start }));
        targets.filter_map(|place| self.deployed.location(place, features)).collect()
    }

    /// Everything that is the same.
    pub(crate) fn references(&self, declaration: bool, features: &Features) -> Vec<Location> {
        let Some(deployment) = self.deployed.deployment() else { return Vec::new() };
        let found = template::references(&deployment, self.at, declaration).into_iter();
        found.filter_map(|place| self.deployed.location(place, features)).collect()
    }

    /// The name there that can be changed.
    pub(crate) fn name(&self, features: &Features) -> Option<(Location, String)> {
        let (place, name) = template::name_at(&self.deployed.deployment()?, self.at)?;
        Some((self.deployed.location(place, features)?, name))
    }

    /// The edits that give what is named there another name, everywhere that it is deployed; `None` where nothing is.
    pub(crate) fn rename(&self, state: &State, name: &str) -> Option<Result<FileEdits, String>> {
        let features = state.features();
        let mut edits = match template::rename(&self.deployed.deployment()?, self.at, name)? {
            Ok(edits) => edits,
            Err(refusal) => return Some(Err(refusal.0)),
        };
        edits.dedup();
        let mut all = Vec::new();
        let mut add = |deployed: &Deployed, edits: &[FileEdit]| {
            for edit in edits {
                let Some((revision, edit)) = deployed.edit(edit, features) else { return false };
                let is_same = |(other, known): &(Arc<Revision>, TextEdit)| other.uri == revision.uri && *known == edit;
                if !all.iter().any(is_same) {
                    all.push((revision, edit));
                }
            }
            true
        };
        let mut is_said = add(&self.deployed, &edits);
        // Other templates that deploy the same file have to follow.
        if let Some((file, first)) =
            self.deployed.file.as_ref().zip(edits.iter().find(|edit| edit.file == File::Definition))
        {
            let at = Place { file: File::Definition, offset: first.edit.span.start };
            for deployed in of_definition(state, file) {
                let renamed = deployed.deployment().and_then(|it| template::rename(&it, at, name));
                match renamed {
                    Some(Ok(edits)) => is_said &= add(&deployed, &edits),
                    Some(Err(refusal)) => return Some(Err(refusal.0)),
                    None => {}
                }
            }
        }
        Some(if is_said { Ok(all) } else { Err("One of the files has no way to write that name.".to_owned()) })
    }
}
