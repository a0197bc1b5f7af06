//! What an expression reads of the context object, in either language.

use asl_query::Span;
use asl_query::jsonpath::RootKind;

use super::{Expression, each_path, states_reads};

/// One path into the context object.
pub struct ContextRead<'e> {
    /// The names from the root of the context object, as far as they are written out, with their places in the code.
    pub names: Vec<(&'e str, Span)>,
}

/// Every path into the context object that goes to a named member, in the order of the text.
pub fn context_reads<'e>(expression: &'e Expression<'_>) -> Vec<ContextRead<'e>> {
    let mut reads = Vec::new();
    if let Some(parsed) = expression.jsonata() {
        for read in states_reads(expression) {
            if let Some((first, rest)) = read.names.split_first()
                && first.name == "context"
                && !rest.is_empty()
            {
                reads.push(ContextRead { names: rest.iter().map(|step| (step.name, parsed.span(step.id))).collect() });
            }
        }
        return reads;
    }
    each_path(expression, &mut |path| {
        let names: Vec<_> = path.leading_members().filter(|(name, _)| !name.is_empty()).collect();
        if path.root.kind == RootKind::Context && !names.is_empty() {
            reads.push(ContextRead { names });
        }
    });
    reads
}
