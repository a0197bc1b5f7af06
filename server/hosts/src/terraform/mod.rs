//! Configurations of Terraform: `aws_sfn_state_machine` resources, whose definition is a heredoc, a string,
//! `templatefile(...)`, `file(...)` or `jsonencode(...)`.
//!
//! What is read of the language is what it takes to find these in a file that is being typed: blocks, attributes and
//! the expressions of definitions. The parsers of the language give up at the first error.

mod blocks;
mod definition;
mod encode;
mod json;
mod lexer;
pub(crate) mod template;

use asl_syntax::{Dialect, Document, Span};

use crate::{
    Declared, DeclaredKind, Definition, Execution, Host, HostKind, Located, Machine, Name, Placeholders, Substitutions,
    Undeclared,
};
use blocks::Block;
pub(crate) use json::TerraformJson;

pub(crate) struct Terraform;

impl Host for Terraform {
    fn find(&self, document: &Document, path: &str) -> Option<Located> {
        let is_terraform = path.ends_with(".tf") || path.ends_with(".tofu");
        if document.dialect() != Dialect::Text || !is_terraform {
            return None;
        }
        let text = document.text().to_string();
        let blocks = blocks::blocks(&text);
        let declared = blocks.iter().filter_map(|block| declared(&text, block)).collect();
        let mut located =
            Located { host: HostKind::Terraform, machines: Vec::new(), declared, undeclared: Undeclared::Any };
        for block in &blocks {
            if block.kind(&text) == "resource" && block.label(&text, 0) == "aws_sfn_state_machine" {
                let machine = machine(&text, block, &located);
                located.machines.push(machine);
            }
        }
        Some(located)
    }
}

/// What a block declares, by the name that expressions know it by.
fn declared(text: &str, block: &Block) -> Option<Declared> {
    let (first, second) = (block.label(text, 0), block.label(text, 1));
    let (name, of, label) = match block.kind(text) {
        "resource" => (format!("{first}.{second}"), DeclaredKind::Resource(first.to_owned()), 1),
        "data" => (format!("data.{first}.{second}"), DeclaredKind::Resource(first.to_owned()), 1),
        "variable" => (format!("var.{first}"), DeclaredKind::Parameter(String::new()), 0),
        "module" => (format!("module.{first}"), DeclaredKind::Resource(String::new()), 0),
        _ => return None,
    };
    let span = block.label_span(label)?;
    Some(Declared { name: Name { text: name, span }, kind: of, span: block.span })
}

fn machine(text: &str, block: &Block, located: &Located) -> Machine {
    let execution = match block.attribute(text, "type") {
        None => Some(Execution::Standard),
        Some(value) => match text[value.range()].trim() {
            "\"STANDARD\"" => Some(Execution::Standard),
            "\"EXPRESS\"" => Some(Execution::Express),
            _ => None,
        },
    };
    let found = block.attribute(text, "definition").map(|value| definition::read(text, value, located));
    let (definition, placeholders, substitutions) = found.unwrap_or((
        Definition::Unknown,
        Placeholders::Expressions,
        Substitutions { is_open: true, ..Substitutions::default() },
    ));
    let id = Name {
        text: block.label(text, 1).to_owned(),
        span: block.label_span(1).unwrap_or(Span::empty(block.span.start)),
    };
    Machine { id, span: block.span, execution, definition, placeholders, substitutions }
}
