//! What stands under the pointer inside of an expression.

use asl_query::jsonata::scope::Binding;
use asl_query::jsonata::{ExprId, NodeKind, Op, Parsed, TokenKind};
use asl_query::{intrinsic, jsonpath};
use asl_spec::context_object::{self, Resolution};
use asl_spec::{Context, Form, intrinsics, jsonata};

use super::api::describe_data_member;
use super::{Hover, functions};
use crate::analysis::Analysis;
use crate::expression::{Expression, Parse, Site, context_reads, states_reads};
use crate::result::Data;
use crate::variables;

/// What there is to say about `offset` in `expression`.
pub(super) fn hover(analysis: &Analysis, expression: &Expression<'_>, offset: u32) -> Option<Hover> {
    let code = asl_query::Span::new(0, expression.source().len() as u32);
    if !expression.span(code).touches(offset) {
        return None;
    }
    let local = expression.local(offset);
    // A pointer behind the last letter of a word still means the word.
    let found = card(analysis, expression, local, offset);
    let (span, markdown) = found.or_else(|| card(analysis, expression, local.checked_sub(1)?, offset))?;
    Some(Hover { span: expression.span(span), markdown })
}

fn card(analysis: &Analysis, expression: &Expression<'_>, local: u32, offset: u32) -> Option<Card> {
    match &expression.parse {
        Parse::Jsonata(_, parsed) => in_jsonata(analysis, expression, parsed, local, offset),
        Parse::Path(parse) => in_path(analysis, expression, parse.path.node_at(local)?, offset),
        Parse::Intrinsic(parse) => in_call(analysis, expression, parse.call.node_at(local)?, offset),
    }
}

type Card = (asl_query::Span, String);

fn in_jsonata(
    analysis: &Analysis,
    expression: &Expression<'_>,
    parsed: &Parsed,
    local: u32,
    offset: u32,
) -> Option<Card> {
    let tokens = &parsed.tokens;
    let token = tokens.iter().find(|token| token.span.contains(local))?;
    let text = parsed.slice(token.span);
    let leaf = parsed.ids().find(|id| parsed.span(*id) == token.span);
    let markdown = match token.kind {
        TokenKind::Variable => variable(analysis, expression, parsed, leaf?, offset)?,
        TokenKind::Name | TokenKind::QuotedName | TokenKind::String => {
            let word = leaf.map(|id| parsed.kind(id));
            if matches!(token.kind, TokenKind::Name) && text == "function" {
                functions::describe_operator(jsonata::operator("function")?)
            } else if matches!(word, Some(NodeKind::Name { .. } | NodeKind::String { .. })) {
                member(expression, leaf?)?
            } else {
                return None;
            }
        }
        TokenKind::Op(op) => {
            let is_bracket = op.is_closer()
                || matches!(op, Op::OpenParen | Op::OpenBrace | Op::OpenBracket | Op::Comma | Op::Semicolon | Op::Dot);
            // A word in the place of a field is the name of one.
            let is_name = op.is_word() && leaf.is_some();
            if is_bracket || is_name {
                return None;
            }
            functions::describe_operator(jsonata::operator(op.text())?)
        }
        _ => return None,
    };
    Some((token.span, markdown))
}

fn variable(
    analysis: &Analysis,
    expression: &Expression<'_>,
    parsed: &Parsed,
    id: ExprId,
    offset: u32,
) -> Option<String> {
    if let Some(binding) = expression.scopes().binding_of(id) {
        let binding: &Binding = binding;
        return Some(functions::describe_binding(parsed, binding));
    }
    let NodeKind::Variable { name } = parsed.kind(id) else { return None };
    match name.as_str() {
        "" if expression.scopes().has_context(id) => {
            return Some("**$** · the context value\n\nThe value that the expression around looks at.".to_owned());
        }
        "" | "$" => return Some(format!("**${name}** · not available at the top level: use `$states.input`.")),
        "states" => {
            let members = context_object::states_members().iter();
            return Some(functions::describe_states(
                members.filter(|m| expression.site.has_states_member(m.availability)),
            ));
        }
        _ => {}
    }
    if let Some(variable) = variables::in_scope_at(analysis, offset).iter().find(|v| v.name == *name) {
        return Some(variable_card(analysis, offset, variable));
    }
    jsonata::function(name).map(functions::describe_function)
}

/// The name of a field, where it is one of `$states` or of the context object.
fn member(expression: &Expression<'_>, id: ExprId) -> Option<String> {
    for read in states_reads(expression) {
        let Some(at) = read.names.iter().position(|step| step.id == id) else { continue };
        let names = read.names.get(..=at)?;
        let (first, rest) = names.split_first()?;
        if rest.is_empty() {
            return context_object::states_member(first.name).map(functions::describe_states_member);
        }
        if first.name != "context" {
            let (last, before) = names.split_last()?;
            let data = Data::at_names(&expression.site, before.iter().map(|step| step.name))?;
            return Some(describe_data_member(&data.member(last.name)?));
        }
        return match context_object::resolve(rest.iter().map(|step| step.name)) {
            Resolution::Member(member) => Some(functions::describe_context_member(member, &member.jsonata())),
            _ => None,
        };
    }
    None
}

fn in_path(analysis: &Analysis, expression: &Expression<'_>, node: jsonpath::Node<'_>, offset: u32) -> Option<Card> {
    match node {
        jsonpath::Node::Root(path) => Some((path.root.span, root(analysis, expression, path, offset)?)),
        jsonpath::Node::Segment(path, index) => {
            let name = path.segments.get(index)?.name()?;
            if path.root.kind == jsonpath::RootKind::Input {
                let data = Data::at_path(&expression.site, path.segments.get(..index)?)?;
                return Some((name.span, describe_data_member(&data.member(&name.text)?)));
            }
            let reads = context_reads(expression);
            let names = reads.iter().find_map(|read| {
                let at = read.names.iter().position(|(_, span)| *span == name.span)?;
                read.names.get(..=at)
            })?;
            match context_object::resolve(names.iter().map(|(name, _)| *name)) {
                Resolution::Member(member) => {
                    Some((name.span, functions::describe_context_member(member, &member.jsonpath())))
                }
                _ => None,
            }
        }
        _ => None,
    }
}

fn root(analysis: &Analysis, expression: &Expression<'_>, path: &jsonpath::Path, offset: u32) -> Option<String> {
    match &path.root.kind {
        jsonpath::RootKind::Input => Some(format!("**$** · {}", input(&expression.site))),
        jsonpath::RootKind::Context => {
            Some("**$$** · the context object\n\nWhat Step Functions knows of the execution.".to_owned())
        }
        jsonpath::RootKind::Variable(name) => {
            let visible = variables::in_scope_at(analysis, offset);
            visible.iter().find(|v| v.name == name.text).map(|variable| variable_card(analysis, offset, variable))
        }
        jsonpath::RootKind::Current => Some("**@** · the item under test".to_owned()),
        jsonpath::RootKind::Hole | jsonpath::RootKind::Missing => None,
    }
}

/// The card of a workflow variable, with a way to `offset` that leaves it without a value.
fn variable_card(analysis: &Analysis, offset: u32, variable: &variables::Variable) -> String {
    let mut text = functions::describe_variable(variable);
    let is_partial = variable.value == Some(variables::Value::Partial);
    let route = is_partial.then(|| variables::route_without(analysis, offset, &variable.name)).flatten();
    if let Some(route) = route {
        text.push_str(&format!(" Such a way is {}.", super::escape(&route)));
    }
    text
}

/// What `$` is in the field of a site.
fn input(site: &Site<'_>) -> &'static str {
    let is_choice_or_wait = site
        .place
        .state
        .and_then(|s| s.kind)
        .is_some_and(|k| matches!(k, asl_spec::StateType::Choice | asl_spec::StateType::Wait));
    match (site.context(), site.field.name) {
        (Some(Context::Catcher), "ResultPath") => "the input of the state, into which the caught error is put",
        (Some(Context::Catcher), _) => "the caught error, an object with `Error` and `Cause`",
        (_, "InputPath") => "the raw input of the state",
        (_, "ResultSelector") => "the raw result of the state",
        (_, "ResultPath") => "the input of the state, into which the result is put",
        (_, "OutputPath") => "the input of the state with the result in it",
        (_, "Assign") if !is_choice_or_wait => "the result of the state",
        _ if site.field.form == Form::PayloadTemplate => "the input of the state, after `InputPath`",
        _ => "the effective input of the state",
    }
}

fn in_call(analysis: &Analysis, expression: &Expression<'_>, node: intrinsic::Node<'_>, offset: u32) -> Option<Card> {
    match node {
        intrinsic::Node::Function(call) => {
            Some((call.name_span, functions::describe_intrinsic(intrinsics::intrinsic(&call.name)?)))
        }
        intrinsic::Node::Path(node) => in_path(analysis, expression, node, offset),
        intrinsic::Node::Slot { call, argument, slot, span } if call.name == "States.Format" && argument == 0 => {
            let value = call.args.get(slot + 1)?;
            let value = value.span.text(expression.source());
            Some((span, format!("Takes the value of `{}`.", value.trim())))
        }
        _ => None,
    }
}
