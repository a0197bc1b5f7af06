//! State machines inside of templates: where they are, how their places map, and what the template says about them.
//!
//! A host is a file that holds state machines or names the files that do: a template of CloudFormation or SAM, a
//! `serverless.yml`, a configuration of Terraform. [`locate`] finds the machines in one. What it gives for a definition
//! is a [`Passage`]: a text of its own, which is analysed like any other, and a [`PassageMap`] to and from the host.
//!
//! This crate knows no rules, and reads no files: a [`LocalFile`] is a name.

mod cloudformation;
mod cut;
mod machine;
mod passage;
mod properties;
mod reference;
mod serverless;
mod terraform;
mod write;

use asl_syntax::Document;

pub use machine::{
    Declared, DeclaredKind, Definition, Execution, Fill, FilledBy, Form, HostKind, LocalFile, Located, Machine, Name,
    Passage, Placeholders, Substitution, Substitutions, Undeclared,
};
pub use passage::PassageMap;
pub use reference::{PSEUDO_PARAMETERS, Reference, reference_at, references, target_of};

/// A kind of file that machines live in. To add one, write it and list it in [`HOSTS`].
trait Host: Sync {
    /// The machines in `document`, or `None` if it is not such a file. `path` is its name, with `/` between folders; it
    /// only helps to tell what the file is.
    fn find(&self, document: &Document, path: &str) -> Option<Located>;
}

/// Every host, in the order in which they are asked.
static HOSTS: &[&dyn Host] =
    &[&cloudformation::CloudFormation, &serverless::Serverless, &terraform::Terraform, &terraform::TerraformJson];

/// Finds the machines in a document, or gives `None` if it is no host of any kind. It costs a walk over the members of
/// the outer objects and over the machines themselves.
///
/// `path` is the document's path or the path of its URI, to tell files by their names. Nothing is read from it.
pub fn locate(document: &Document, path: &str) -> Option<Located> {
    HOSTS.iter().find_map(|host| host.find(document, path))
}
