//! What is known of a definition beyond its own text: how it is deployed, and what fills in its placeholders.

use std::sync::Arc;

use asl_hosts::{FilledBy, HostKind, Located, Machine, PSEUDO_PARAMETERS, Placeholders, Undeclared};

use rustc_hash::FxHashSet;

use crate::model::Workflow;

/// What the file that deploys a definition says about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// How the machine runs, where that is known.
    pub workflow: Option<Workflow>,
    /// What its placeholders can be, where that is known.
    pub placeholders: Option<Arc<KnownPlaceholders>>,
}

/// The placeholders that a template fills in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownPlaceholders {
    /// What is declared for this definition: substitutions, or the variables of an `Fn::Sub`.
    declared: Vec<String>,
    /// What a person calls the list of them.
    list: &'static str,
    /// What an `Fn::Sub` can name besides: logical ids.
    named: Option<Named>,
    /// Functions between the strings of an `Fn::Join`, as the text of the definition shows them.
    shown: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Named {
    ids: FxHashSet<String>,
    undeclared: Undeclared,
}

impl Surroundings {
    /// What `machine` of the template `located` says about its definition.
    pub fn of(located: &Located, machine: &Machine) -> Surroundings {
        let workflow = machine.execution.map(|execution| match execution {
            asl_hosts::Execution::Standard => Workflow::Standard,
            asl_hosts::Execution::Express => Workflow::Express,
        });
        Surroundings { workflow, placeholders: KnownPlaceholders::of(located, machine).map(Arc::new) }
    }

    /// What two machines with the same definition say about it: what both agree on, and every placeholder that one of
    /// them fills in.
    pub fn merged(self, other: Surroundings) -> Surroundings {
        let workflow = self.workflow.filter(|workflow| other.workflow == Some(*workflow));
        let placeholders = self.placeholders.zip(other.placeholders).and_then(|(mine, other)| {
            if mine == other {
                return Some(mine);
            }
            let mut merged = mine.named.is_none().then(|| KnownPlaceholders::clone(&mine))?;
            other.named.is_none().then_some(())?;
            merged.declared.extend(other.declared.iter().cloned());
            merged.shown.extend(other.shown.iter().cloned());
            Some(Arc::new(merged))
        });
        Surroundings { workflow, placeholders }
    }
}

impl KnownPlaceholders {
    /// What fills in the placeholders of the definition of `machine`, or `None` if that is not certain.
    pub fn of(located: &Located, machine: &Machine) -> Option<KnownPlaceholders> {
        let substitutions = &machine.substitutions;
        let filled_by = match machine.placeholders {
            Placeholders::Substitutions => FilledBy::Deployment,
            Placeholders::Sub => FilledBy::Sub,
            Placeholders::Expressions => return None,
        };
        if substitutions.is_open {
            return None;
        }
        let listed = substitutions.listed.iter().filter(|substitution| substitution.filled_by == filled_by);
        let shown = match &machine.definition {
            asl_hosts::Definition::Embedded(passage) => {
                passage.fills.iter().filter_map(|fill| passage.text.get(fill.span.range())).map(str::to_owned).collect()
            }
            _ => Vec::new(),
        };
        let named = (filled_by == FilledBy::Sub).then(|| Named {
            ids: located.declared.iter().map(|declared| declared.name.text.clone()).collect(),
            undeclared: located.undeclared,
        });
        Some(KnownPlaceholders {
            declared: listed.map(|substitution| substitution.name.text.clone()).collect(),
            list: match located.host {
                HostKind::Terraform => "templatefile",
                HostKind::CloudFormation | HostKind::Serverless => "DefinitionSubstitutions",
            },
            named,
            shown,
        })
    }

    /// Whether something fills in the placeholder `${name}`, or may do so.
    pub fn fills(&self, name: &str) -> bool {
        if self.declared.iter().any(|declared| declared == name) {
            return true;
        }
        if self.shown.iter().any(|shown| shown.strip_prefix("${").and_then(|rest| rest.strip_suffix('}')) == Some(name))
        {
            return true;
        }
        let Some(named) = &self.named else { return false };
        let id = name.split('.').next().unwrap_or(name);
        let is_known = |id: &str| named.ids.contains(id) || PSEUDO_PARAMETERS.contains(&id);
        match named.undeclared {
            Undeclared::None => is_known(id),
            Undeclared::Derived => {
                is_known(id)
                    || id.starts_with("Serverless")
                    || named.ids.iter().any(|known| id.starts_with(known.as_str()))
            }
            Undeclared::Any => true,
        }
    }

    /// Whether an `Fn::Sub` fills them in, which names what the template declares.
    pub fn is_sub(&self) -> bool {
        self.named.is_some()
    }

    /// What a person calls the list of what is declared for this definition; `None` where an `Fn::Sub` has none.
    pub fn declared_in(&self) -> Option<&'static str> {
        (!self.is_sub()).then_some(self.list)
    }

    /// What is declared for this definition, in the order of the template.
    pub fn declared(&self) -> &[String] {
        &self.declared
    }
}
