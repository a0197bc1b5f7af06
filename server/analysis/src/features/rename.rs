//! Giving something another name, everywhere that it is named.

use asl_syntax::Span;

use crate::analysis::Analysis;
use crate::features::names::{self, Refusal, Symbol};
use crate::rewrite::Edit;

/// The name at `offset` that can be changed, and what it is now: that of a state or a variable, or one that an expression
/// binds.
pub fn name_at(analysis: &Analysis, offset: u32) -> Option<(Span, String)> {
    match names::symbol_at(analysis, offset)? {
        Symbol::State(state) => state.exists().then_some((state.span, state.name)),
        Symbol::Variable(variable) => variable.exists().then_some((variable.span, variable.name)),
        Symbol::Local(local) => Some((local.origin, format!("${}", local.name))),
    }
}

/// The edits that give what is named at `offset` the name `name`; `None` where nothing is that has a name.
pub fn rename(analysis: &Analysis, offset: u32, name: &str) -> Option<Result<Vec<Edit>, Refusal>> {
    match names::symbol_at(analysis, offset)? {
        Symbol::State(state) => state.exists().then(|| state.rename(analysis, name)),
        Symbol::Variable(variable) => variable.exists().then(|| variable.rename(analysis, name)),
        Symbol::Local(local) => Some(local.rename(name)),
    }
}
