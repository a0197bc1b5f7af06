//! What a host tells of its machines. All places are offsets in bytes, in the host unless something else is said.

use asl_syntax::{Dialect, Span};

use crate::{PSEUDO_PARAMETERS, PassageMap};

/// What kind of file a host is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum HostKind {
    /// A template of CloudFormation or of SAM.
    CloudFormation,
    /// A configuration of the Serverless Framework.
    Serverless,
    /// A configuration of Terraform.
    Terraform,
}

/// What was found in a host.
#[derive(Clone, Debug)]
pub struct Located {
    /// What kind of file it is.
    pub host: HostKind,
    /// Its machines, in the order of the text.
    pub machines: Vec<Machine>,
    /// The names that the host gives to what it creates or is told, in the order of the text.
    pub declared: Vec<Declared>,
    /// Which other names there may be.
    pub undeclared: Undeclared,
}

/// Names that a host does not declare in its text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Undeclared {
    /// There are none.
    None,
    /// SAM makes resources of its own, whose names begin with declared ones or with `Serverless`.
    Derived,
    /// Anything: a macro, a loop, an error in the text.
    Any,
}

impl Located {
    /// What declares `name`, if the text does.
    pub fn declared(&self, name: &str) -> Option<&Declared> {
        self.declared.iter().find(|declared| declared.name.text == name)
    }

    /// Whether something can be called `name` when the host is deployed.
    pub fn may_have(&self, name: &str) -> bool {
        let is_derived =
            || self.declared.iter().any(|known| name.starts_with(&known.name.text)) || name.starts_with("Serverless");
        self.declared(name).is_some()
            || PSEUDO_PARAMETERS.contains(&name)
            || match self.undeclared {
                Undeclared::None => false,
                Undeclared::Derived => is_derived(),
                Undeclared::Any => true,
            }
    }
}

/// A name of a host that a substitution can mean: a logical id.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Declared {
    /// The name, as expressions write it. Of a name of Terraform, `type.name`, the place is that of its last part.
    pub name: Name,
    /// What it names.
    pub kind: DeclaredKind,
    /// The member that declares it.
    pub span: Span,
}

/// What a logical id names.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DeclaredKind {
    /// A resource, with its type (`AWS::Lambda::Function`), which is empty where it is not known.
    Resource(String),
    /// A parameter, with its type (`String`), which is empty where it is not known.
    Parameter(String),
}

/// A name and where it stands, without quotes.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Name {
    /// The name.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// A state machine of a host.
#[derive(Clone, Debug)]
pub struct Machine {
    /// The logical id, or whatever the host calls it.
    pub id: Name,
    /// The member or block that declares it.
    pub span: Span,
    /// How it will run, where the host says so. CloudFormation's default is [`Execution::Standard`].
    pub execution: Option<Execution>,
    /// What it does.
    pub definition: Definition,
    /// Who reads the `${...}` of the definition.
    pub placeholders: Placeholders,
    /// What the host puts in the place of placeholders.
    pub substitutions: Substitutions,
}

/// How a machine runs.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Execution {
    /// As a standard workflow.
    Standard,
    /// As an Express workflow.
    Express,
}

/// Where the definition of a machine is.
#[derive(Clone, Debug)]
pub enum Definition {
    /// In the host.
    Embedded(Passage),
    /// In a file beside it.
    File(LocalFile),
    /// Somewhere else (a bucket), or computed when the host is deployed, or nowhere.
    Unknown,
}

/// A file that a host names.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LocalFile {
    /// Its path as the host writes it, relative to the folder of the host unless it begins with `/`.
    pub path: String,
    /// Where the path stands, without quotes.
    pub span: Span,
}

/// Who replaces the `${...}` of a definition.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Placeholders {
    /// The deployment, by the names in [`Machine::substitutions`] and no other.
    Substitutions,
    /// `Fn::Sub`: a variable of its own, or any name that the host declares, with an attribute (`Name.Attribute`) or
    /// without, or a pseudo parameter.
    Sub,
    /// A language of the host, in which `${...}` holds an expression. Nothing is known about it.
    Expressions,
}

/// The substitutions that a host declares for one machine.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Substitutions {
    /// They, in the order of the text.
    pub listed: Vec<Substitution>,
    /// Whether there may be others: part of them is only known when the host is deployed.
    pub is_open: bool,
    /// The object that declares them, where the host has one.
    pub span: Option<Span>,
}

/// A name in a definition that the host replaces.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Substitution {
    /// The name.
    pub name: Name,
    /// The member that declares it.
    pub span: Span,
    /// The value.
    pub value: Span,
    /// The value as a person wrote it, on one line.
    pub shown: String,
    /// The logical id that the value names, and where it does.
    pub target: Option<Name>,
    /// Who fills it in.
    pub filled_by: FilledBy,
}

/// Who puts a substitution into the definition.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum FilledBy {
    /// The deployment: `DefinitionSubstitutions`, the variables of `templatefile`.
    Deployment,
    /// `Fn::Sub`, with a variable of its list form.
    Sub,
}

/// The definition of a machine as a text of its own.
#[derive(Clone, Debug)]
pub struct Passage {
    /// The notation of the text.
    pub dialect: Dialect,
    /// How the host writes it.
    pub form: Form,
    /// The text.
    pub text: String,
    /// The places of the text in the host.
    pub map: PassageMap,
    /// What the text says `${...}` for although the host does not: functions between the strings of an `Fn::Join`.
    pub fills: Vec<Fill>,
}

/// How a host writes a definition.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Form {
    /// As data of its own.
    Object,
    /// Inside of a string.
    Text,
}

/// A function of the host that stands for a part of a passage's text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fill {
    /// The `${...}` that stands for it, in the passage.
    pub span: Span,
    /// The function, in the host.
    pub host: Span,
    /// The function as a person wrote it, on one line.
    pub shown: String,
    /// The logical id that it names, and where it does in the host.
    pub target: Option<Name>,
}
