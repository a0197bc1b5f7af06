//! A definition and the template that deploys it, as one: what a `${Name}` of the definition stands for.
//!
//! Everything here is a function of both files at once and says of each place which of them it is in. Places of the
//! definition are those of its own text, also where the template holds it; the way between the two is the business of
//! whoever holds them.

mod answers;
mod fixes;
mod placeholder;
mod proposals;

use asl_hosts::{FilledBy, Form, HostKind, Located, Machine, Name, Placeholders, Reference, Substitution};
use asl_syntax::{Document, Object, Span};

pub use answers::{Explained, definitions, hover, name_at, references, rename};
pub use fixes::{FileFix, fixes};
pub(crate) use placeholder::is_name;
pub use placeholder::{Placeholder, placeholder_at, placeholders};
pub use proposals::{Proposal, Proposals, declaration, proposals};

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::rewrite::Edit;
use crate::rules::Selection;

/// A machine of a template, with its definition where that can be read.
#[derive(Clone, Copy, Debug)]
pub struct Deployment<'a> {
    /// The template.
    pub template: &'a Document,
    /// What was found in it.
    pub located: &'a Located,
    /// The machine, one of [`Located::machines`].
    pub machine: &'a Machine,
    /// The definition: what the template holds, or the file that it names.
    pub definition: Option<&'a Analysis>,
}

/// Which of the two files something is in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum File {
    /// The template that deploys the machine.
    Template,
    /// The definition.
    Definition,
}

/// A place in one of the two files.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Place {
    /// The file.
    pub file: File,
    /// The offset in it.
    pub offset: u32,
}

/// A stretch of one of the two files.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct FileSpan {
    /// The file.
    pub file: File,
    /// The stretch.
    pub span: Span,
}

/// An edit of one of the two files.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FileEdit {
    /// The file.
    pub file: File,
    /// The edit.
    pub edit: Edit,
}

/// What the rules say about `machine` in the template itself, at whatever level, in the order of the text.
pub fn findings(deployment: &Deployment<'_>, rules: &Selection) -> Vec<Finding> {
    let mut all = Vec::new();
    for (rule, check) in &rules.templates {
        check(deployment, &mut Sink::new(rule, &mut all));
    }
    all.sort_by_key(|finding| finding.span);
    all
}

/// What a place is about.
#[derive(Clone, Debug)]
enum Subject<'a> {
    /// A name that the template declares for the definition.
    Substitution(&'a Substitution),
    /// A logical id, or a pseudo parameter, as the place names it.
    Id(Reference),
    /// A placeholder that nothing declares.
    Unknown(Placeholder),
}

impl<'a> Deployment<'a> {
    /// The substitution that fills in the placeholder `name` of the definition.
    pub fn substitution(&self, name: &str) -> Option<&'a Substitution> {
        let (name, filled_by) = match (self.machine.placeholders, name.strip_prefix('!')) {
            // `Fn::Sub` leaves `${Name}` for `${!Name}`, which the deployment then fills in.
            (Placeholders::Sub, Some(name)) => (name, FilledBy::Deployment),
            (Placeholders::Sub, None) => (name, FilledBy::Sub),
            (Placeholders::Substitutions | Placeholders::Expressions, _) => (name, FilledBy::Deployment),
        };
        let mut listed = self.machine.substitutions.listed.iter();
        listed.find(|substitution| substitution.name.text == name && substitution.filled_by == filled_by)
    }

    /// The placeholders of the definition that `substitution` fills in, by the place of the name in them.
    fn uses(&self, substitution: &Substitution) -> Vec<Span> {
        let Some(definition) = self.definition else { return Vec::new() };
        let literal = self.machine.placeholders == Placeholders::Sub && substitution.filled_by == FilledBy::Deployment;
        let name = &substitution.name.text;
        let is_it = |text: &str| match literal {
            true => text.strip_prefix('!') == Some(name),
            false => text == name,
        };
        let found = placeholders(definition.document(), is_it).into_iter();
        found.map(|found| Span::new(found.name.start + u32::from(literal), found.name.end)).collect()
    }

    /// What stands at `at`.
    fn subject(&self, at: Place) -> Option<(Subject<'a>, FileSpan)> {
        match at.file {
            File::Definition => self.in_definition(at.offset),
            File::Template => self.in_template(at.offset),
        }
    }

    fn in_definition(&self, offset: u32) -> Option<(Subject<'a>, FileSpan)> {
        let Some(found) = placeholder_at(self.definition?.document(), offset) else {
            // A definition that is data may hold functions of the template.
            let asl_hosts::Definition::Embedded(passage) = &self.machine.definition else { return None };
            return self.in_template(passage.map.to_host(offset)).filter(|_| passage.form == Form::Object);
        };
        let here = FileSpan { file: File::Definition, span: found.span };
        if let Some(substitution) = self.substitution(&found.text) {
            return Some((Subject::Substitution(substitution), here));
        }
        // What stands for a function between the strings of an `Fn::Join`.
        if let asl_hosts::Definition::Embedded(passage) = &self.machine.definition
            && let Some(fill) = passage.fills.iter().find(|fill| fill.span == found.span)
        {
            let target = fill.target.clone()?;
            let reference = Reference { name: target, attribute: attribute(&found.text), span: fill.host };
            return Some((Subject::Id(reference), here));
        }
        let names_ids = self.machine.placeholders != Placeholders::Substitutions && !found.text.starts_with('!');
        let id = self.id_in(&found.text).filter(|_| names_ids);
        Some(match id {
            Some(id) => {
                let span = Span::new(found.name.start, found.name.start + id.len() as u32);
                let name = Name { text: id, span };
                let reference = Reference { name, attribute: attribute(&found.text), span: found.span };
                (Subject::Id(reference), here)
            }
            None => (Subject::Unknown(found), here),
        })
    }

    /// The declared name or pseudo parameter that the expression `text` begins with.
    fn id_in(&self, text: &str) -> Option<String> {
        if asl_hosts::PSEUDO_PARAMETERS.contains(&text) {
            return Some(text.to_owned());
        }
        let begins =
            |name: &str| text.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']));
        let declared = self.located.declared.iter().find(|declared| begins(&declared.name.text));
        declared.map(|declared| declared.name.text.clone())
    }

    fn in_template(&self, offset: u32) -> Option<(Subject<'a>, FileSpan)> {
        let file = File::Template;
        let mut listed = self.machine.substitutions.listed.iter();
        if let Some(found) = listed.find(|substitution| substitution.name.span.touches(offset)) {
            return Some((Subject::Substitution(found), FileSpan { file, span: found.name.span }));
        }
        if let Some(declared) = self.located.declared.iter().find(|declared| declared.name.span.touches(offset)) {
            let here = FileSpan { file, span: declared.name.span };
            let reference = Reference { name: declared.name.clone(), attribute: None, span: declared.name.span };
            return Some((Subject::Id(reference), here));
        }
        let reference = asl_hosts::reference_at(self.template, self.located, offset)?;
        let here = FileSpan { file, span: reference.span };
        // The placeholder of an `Fn::Sub` may be a variable of its own.
        Some((Subject::Id(reference), here))
    }

    /// The object of the template whose member stands at `span`.
    fn object_with(&self, span: Span) -> Option<Object<'a>> {
        let mut value = self.template.tree().root()?;
        loop {
            if let Some(object) = value.as_object() {
                let member = object.members().find(|member| member.span().contains_span(span))?;
                if member.span() == span {
                    return Some(object);
                }
                value = member.value()?;
            } else if let Some(array) = value.as_array() {
                value = array.items().find(|item| item.span().contains_span(span))?;
            } else {
                value = value.as_intrinsic()?.argument()?;
            }
        }
    }

    /// Whether the host is written in the language of CloudFormation.
    fn is_cloudformation(&self) -> bool {
        self.located.host == HostKind::CloudFormation
    }
}

/// What follows the name in `Name.Attribute`.
fn attribute(text: &str) -> Option<String> {
    text.split_once('.').map(|(_, attribute)| attribute.to_owned())
}
