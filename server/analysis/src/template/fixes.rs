//! What a person can do about a finding that concerns both files.

use super::{Deployment, File, FileEdit, declaration, placeholder_at};
use crate::finding::Finding;
use crate::rewrite;
use crate::rules::{undefined_substitution, unused_substitution};

/// A change of one or both files that a person can choose.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FileFix {
    /// What it does, in the imperative.
    pub title: String,
    /// The edits.
    pub edits: Vec<FileEdit>,
}

/// The fixes of `finding` of the file `file` that need the template: declaring a name that is missing, and taking away
/// one that nobody uses.
pub fn fixes(deployment: &Deployment<'_>, file: File, finding: &Finding) -> Vec<FileFix> {
    let fix = match file {
        File::Definition if *finding.rule == undefined_substitution::RULE => add(deployment, finding),
        File::Template if *finding.rule == unused_substitution::RULE => remove(deployment, finding),
        _ => None,
    };
    fix.into_iter().collect()
}

fn add(deployment: &Deployment<'_>, finding: &Finding) -> Option<FileFix> {
    let found = placeholder_at(deployment.definition?.document(), finding.span.start)?;
    let edit = declaration(deployment, &found.text)?;
    let title = format!("Add \"{}\" to the substitutions of \"{}\"", found.text, deployment.machine.id.text);
    Some(FileFix { title, edits: vec![edit] })
}

fn remove(deployment: &Deployment<'_>, finding: &Finding) -> Option<FileFix> {
    let mut listed = deployment.machine.substitutions.listed.iter();
    let substitution = listed.find(|substitution| substitution.name.span == finding.span)?;
    let object = deployment.object_with(substitution.span)?;
    let member = object.members().find(|member| member.span() == substitution.span)?;
    let edit = rewrite::remove_member(deployment.template, object, member);
    let title = format!("Remove \"{}\"", substitution.name.text);
    Some(FileFix { title, edits: vec![FileEdit { file: File::Template, edit }] })
}
