//! Answers about one place: what it stands for, where that is declared and used, and another name for it.

use std::fmt::Write as _;

use asl_hosts::{Declared, DeclaredKind, FilledBy, HostKind, PSEUDO_PARAMETERS, Substitution};
use asl_syntax::Span;

use super::{Deployment, File, FileEdit, FileSpan, Place, Subject, is_name};
use crate::features::names::Refusal;
use crate::rewrite::Edit;

/// A text for one part of one of the files.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Explained {
    /// The part that it speaks of.
    pub at: FileSpan,
    /// Markdown.
    pub markdown: String,
}

/// What there is to say about `at`: a placeholder of the definition; in the template a substitution or a name that a
/// function uses. `None` where nothing is known.
pub fn hover(deployment: &Deployment<'_>, at: Place) -> Option<Explained> {
    let (subject, here) = deployment.subject(at)?;
    let markdown = match subject {
        Subject::Substitution(substitution) => describe_substitution(deployment, substitution),
        Subject::Id(reference) => describe_id(deployment, &reference.name.text, reference.attribute.as_deref())?,
        Subject::Unknown(found) => {
            if deployment.machine.substitutions.is_open || !is_name(&found.text) {
                return None;
            }
            format!("Nothing fills in `${{{}}}` where `{}` is deployed.", found.text, deployment.machine.id.text)
        }
    };
    Some(Explained { at: here, markdown })
}

/// Where what stands at `at` is declared: of a placeholder its substitution, of the value of a substitution and of any
/// function of the template the logical id.
pub fn definitions(deployment: &Deployment<'_>, at: Place) -> Vec<FileSpan> {
    let template = |span: Span| FileSpan { file: File::Template, span };
    match deployment.subject(at) {
        Some((Subject::Substitution(found), here)) => {
            let is_itself = here == template(found.name.span);
            match found.target.as_ref().and_then(|target| deployment.located.declared(&target.text)) {
                // From the name of a substitution it goes on to what its value names.
                Some(declared) if is_itself => vec![template(declared.name.span)],
                _ => vec![template(found.name.span)],
            }
        }
        Some((Subject::Id(reference), _)) => {
            let declared = deployment.located.declared(&reference.name.text);
            declared.map(|declared| template(declared.name.span)).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// Everything that is the same as what stands at `at`, sorted. Of a substitution: its placeholders in the definition,
/// and with `declaration` its own name. Of a logical id: every function of the template that names it.
pub fn references(deployment: &Deployment<'_>, at: Place, declaration: bool) -> Vec<FileSpan> {
    let template = |span: Span| FileSpan { file: File::Template, span };
    let mut found: Vec<FileSpan> = match deployment.subject(at) {
        Some((Subject::Substitution(substitution), _)) => {
            let uses = deployment.uses(substitution).into_iter();
            let uses = uses.map(|span| FileSpan { file: File::Definition, span });
            uses.chain(declaration.then(|| template(substitution.name.span))).collect()
        }
        Some((Subject::Id(reference), _)) => {
            let name = &reference.name.text;
            let named = asl_hosts::references(deployment.template, deployment.located, name).into_iter();
            let declared = deployment.located.declared(name).filter(|_| declaration);
            named
                .map(|reference| template(reference.name.span))
                .chain(declared.map(|declared| template(declared.name.span)))
                .collect()
        }
        _ => Vec::new(),
    };
    found.sort();
    found.dedup();
    found
}

/// The name at `at` that can be changed, and what it is: that of a substitution. Logical ids keep theirs: another one
/// is another resource.
pub fn name_at(deployment: &Deployment<'_>, at: Place) -> Option<(FileSpan, String)> {
    let (Subject::Substitution(found), here) = deployment.subject(at)? else { return None };
    let here = match here.file {
        File::Template => here,
        File::Definition => {
            let uses = deployment.uses(found).into_iter();
            let span = uses.into_iter().find(|span| here.span.contains_span(*span))?;
            FileSpan { file: File::Definition, span }
        }
    };
    Some((here, found.name.text.clone()))
}

/// The edits of both files that give the substitution at `at` the name `name`; `None` where there is none.
pub fn rename(deployment: &Deployment<'_>, at: Place, name: &str) -> Option<Result<Vec<FileEdit>, Refusal>> {
    let (Subject::Substitution(found), _) = deployment.subject(at)? else { return None };
    if !is_name(name) {
        return Some(Err(Refusal(format!(
            "A substitution is named by letters, digits and underscores; \"{name}\" is no such name."
        ))));
    }
    let mut listed = deployment.machine.substitutions.listed.iter();
    if listed.any(|other| other.name.text == name && other.filled_by == found.filled_by && other != found) {
        return Some(Err(Refusal(format!("There is a substitution \"{name}\" already."))));
    }
    let uses = deployment.uses(found).into_iter().map(|span| FileSpan { file: File::Definition, span });
    let all = uses.chain([FileSpan { file: File::Template, span: found.name.span }]);
    let edit = |at: FileSpan| FileEdit { file: at.file, edit: Edit::replace(at.span, name) };
    Some(Ok(all.map(edit).collect()))
}

fn describe_substitution(deployment: &Deployment<'_>, found: &Substitution) -> String {
    let by = match (found.filled_by, deployment.located.host) {
        (FilledBy::Sub, _) => "variable of `Fn::Sub`",
        (FilledBy::Deployment, HostKind::Terraform) => "variable of `templatefile`",
        (FilledBy::Deployment, _) => "substitution",
    };
    let mut markdown = format!("**`${{{}}}`** · {by} of `{}`\n\n", found.name.text, deployment.machine.id.text);
    let fence = if deployment.located.host == HostKind::Terraform { "hcl" } else { "yaml" };
    let _ = write!(markdown, "```{fence}\n{}\n```", shorten(&found.shown));
    let target = found.target.as_ref().and_then(|target| describe_id(deployment, &target.text, None));
    if let Some(target) = target {
        let _ = write!(markdown, "\n\n{target}");
    }
    markdown
}

/// A name of the template.
fn describe_id(deployment: &Deployment<'_>, id: &str, attribute: Option<&str>) -> Option<String> {
    let of = attribute.map_or(String::new(), |attribute| format!("`{attribute}` of "));
    if PSEUDO_PARAMETERS.contains(&id) {
        return Some(format!("**`{id}`** · pseudo parameter of CloudFormation"));
    }
    let Declared { kind, .. } = deployment.located.declared(id)?;
    Some(match kind {
        DeclaredKind::Resource(kind) if kind.is_empty() => format!("{of}**`{id}`** · declared in the template"),
        DeclaredKind::Resource(kind) => format!("{of}**`{id}`** · resource `{kind}`"),
        DeclaredKind::Parameter(kind) if kind.is_empty() => format!("{of}**`{id}`** · parameter"),
        DeclaredKind::Parameter(kind) => format!("{of}**`{id}`** · parameter `{kind}`"),
    })
}

fn shorten(text: &str) -> String {
    const LONGEST: usize = 200;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
