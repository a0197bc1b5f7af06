//! What a person sees when the pointer rests on something: Markdown, short, with the names of their own states.

mod api;
mod expressions;
mod functions;
mod subject;

use std::fmt::Write as _;

use asl_spec::{Context, Expression, Field, QueryLanguage, Requirement, StateType};
use asl_syntax::Span;

pub use api::{describe_call, describe_parameter, describe_parameter_of, describe_raised, describe_result_of};
pub(crate) use api::{parameters, pattern_name};
pub use functions::{
    assigners, describe_context_path, describe_function, describe_intrinsic, describe_operator, describe_states_member,
};
pub use subject::{ApiSubject, api_subject};

use crate::analysis::Analysis;
use crate::expression::{Reading, expression_at};
use crate::features::names;
use crate::graph::MachineGraph;
use crate::locate::{Location, locate};
use crate::model::TransitionKind;
use crate::role::Role;

/// A text for one part of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// The part that it speaks of.
    pub span: Span,
    /// Markdown.
    pub markdown: String,
}

/// What there is to say about `offset`.
pub fn hover(analysis: &Analysis, offset: u32) -> Option<Hover> {
    let location = locate(analysis, offset)?;
    if location.key.is_none()
        && let Some(Reading::Expression(expression)) = expression_at(analysis, offset)
    {
        return expressions::hover(analysis, &expression, offset);
    }
    let of_machine = state_name(analysis, &location, offset).or_else(|| api::hover(&location));
    of_machine.or_else(|| key(&location)).or_else(|| value(&location))
}

fn state_name(analysis: &Analysis, location: &Location<'_>, offset: u32) -> Option<Hover> {
    // The keys `Next` and `Default` are fields; only a name opens the table of a state.
    let in_states = matches!(location.last()?.role, Role::States);
    if location.key.is_some() && !in_states {
        return None;
    }
    let state = names::state_at(analysis, offset)?;
    let graph = MachineGraph::new(analysis.machine()?);
    let index =
        state.declarations().first().and_then(|(_, whole)| graph.states.iter().position(|n| n.at == whole.start));
    let markdown = match index {
        Some(index) => describe_state(&graph, index),
        None => format!("There is no state \"{}\" here.", state.name),
    };
    Some(Hover { span: state.span, markdown })
}

/// The card of one state: type, comment, where it goes and who comes to it.
pub fn describe_state(graph: &MachineGraph<'_>, index: usize) -> String {
    let node = &graph.states[index];
    let state = node.state;
    let mut text = format!("**{}**", escape(&state.name));
    if let Some(kind) = state.kind {
        let _ = write!(text, " · {} state", kind.as_str());
    }
    if graph.scopes.len() > 1 {
        let scope = &graph.scopes[node.scope];
        if let Some(owner) = scope.owner {
            let owner = &graph.states[owner].state.name;
            let _ = write!(text, " · in {} of \"{}\"", scope.scope.kind.title(), escape(owner));
        }
    }
    if let Some(comment) = &state.comment {
        let _ = write!(text, "\n\n{}", escape(comment));
    }
    let mut rows = Vec::new();
    for transition in &state.transitions {
        rows.push((format!("→ {}", transition.kind.title()), transition.target.name.to_string()));
    }
    if state.ends == crate::model::Answer::Yes && state.kind.is_some_and(StateType::can_transition) {
        rows.push(("→ End".to_owned(), String::new()));
    }
    let scope = &graph.scopes[node.scope];
    if scope.scope.start.as_ref().is_some_and(|s| s.name == state.name) {
        rows.push(("← StartAt".to_owned(), String::new()));
    }
    for other in scope.states.clone() {
        for transition in graph.states[other].state.transitions.iter().filter(|t| t.target.name == state.name) {
            let kind = match transition.kind {
                TransitionKind::Next => "Next".to_owned(),
                kind => kind.title(),
            };
            rows.push((format!("← {kind}"), graph.states[other].state.name.to_string()));
        }
    }
    if !rows.is_empty() {
        text.push('\n');
        const SHOWN: usize = 12;
        for (way, name) in rows.iter().take(SHOWN) {
            let colon = if name.is_empty() { "" } else { ": " };
            let _ = write!(text, "\n- {way}{colon}{}", escape(name));
        }
        if rows.len() > SHOWN {
            let _ = write!(text, "\n- … {} more", rows.len() - SHOWN);
        }
    }
    text
}

fn key(location: &Location<'_>) -> Option<Hover> {
    let member = location.key?;
    let name = member.key().text();
    let span = member.key().span();
    let context = match location.last()?.role {
        Role::Place(context) => context,
        Role::AnyState => StateType::ALL.iter().map(|t| t.context()).find(|c| c.field(&name).is_some())?,
        _ => return None,
    };
    if let Some(field) = context.field(&name) {
        return Some(Hover { span, markdown: describe_field(context, field, location.language) });
    }
    None
}

/// The card of a field: what it is for, what it takes, what it excludes.
pub fn describe_field(context: Context, field: &Field, language: QueryLanguage) -> String {
    let mut text = format!("**{}**", field.name);
    let _ = write!(text, " · {} of a {}", field.types.describe(), context.title());
    let _ = write!(text, "\n\n{}", field.doc);
    if let Some(comparator) = asl_spec::comparators::comparator(field.name)
        && comparator.doc != field.doc
    {
        let _ = write!(text, " {}", comparator.doc);
    }
    let mut facts = Vec::new();
    match field.requirement {
        Requirement::Always => facts.push("Required.".to_owned()),
        Requirement::OneOf(group) => {
            let names: Vec<&str> =
                context.group(group).filter(|f| f.allows(language)).map(|f| f.name).take(8).collect();
            if names.len() > 1 && group != "comparator" {
                facts.push(format!("Exactly one of {}.", backticked(&names)));
            }
        }
        Requirement::AtLeastOne(group) => {
            let names: Vec<&str> = context.group(group).filter(|f| f.allows(language)).map(|f| f.name).collect();
            facts.push(format!("At least one of {}.", backticked(&names)));
        }
        Requirement::Never | Requirement::Conditional => {}
    }
    if !field.values.is_empty() && field.name != "Type" {
        facts.push(format!("One of {}.", backticked(field.values)));
    }
    if let Some(range) = field.range {
        facts.push(format!("Must be {}.", range.describe()));
    }
    if let Some(default) = field.default {
        facts.push(format!("Default: `{default}`."));
    }
    if !field.exclusive_with.is_empty() {
        facts.push(format!("Not together with {}.", backticked(field.exclusive_with)));
    }
    if let Some(only) = field.languages.only() {
        facts.push(format!("{} states only.", only.as_str()));
    }
    if language == QueryLanguage::Jsonata {
        match field.expression {
            Expression::Value => facts.push("May be one `{% … %}` expression.".to_owned()),
            Expression::Deep => facts.push("Strings in it may be `{% … %}` expressions.".to_owned()),
            Expression::Never => {}
        }
    }
    if field.deprecated {
        facts.push("Deprecated.".to_owned());
    }
    if !facts.is_empty() {
        let _ = write!(text, "\n\n{}", facts.join(" "));
    }
    if let Some(note) = field.note {
        let _ = write!(text, "\n\n*{note}*");
    }
    text
}

fn value(location: &Location<'_>) -> Option<Hover> {
    let step = location.last()?;
    let span = step.value.span();
    let string = step.value.as_str().map(|s| s.text());
    let markdown = match step.role {
        Role::ErrorName => describe_error(&string?)?,
        Role::Field(_, field) if field.name == "Type" => {
            let kind = StateType::parse(&string?)?;
            format!("**{}** · type of state\n\n{}", kind.as_str(), kind.doc())
        }
        Role::Field(Context::Task, field) if field.name == "Resource" => describe_resource(&string?)?,
        Role::Field(context, field) => {
            let word = string?;
            if !field.values.contains(&&*word) {
                return None;
            }
            let doc = asl_spec::fields::value_doc(context, field.name, &word).unwrap_or(field.doc);
            format!("**{word}** · `{}`\n\n{doc}", field.name)
        }
        _ => return None,
    };
    Some(Hover { span, markdown })
}

/// The card of an error name.
pub fn describe_error(name: &str) -> Option<String> {
    if let Some(error) = asl_spec::errors::reserved_name(name) {
        let mut text = format!("**{name}** · reserved error name\n\n{}", error.doc);
        let _ = write!(text, "\n\nRaised by: {}.", error.raised_by);
        if !error.catchable {
            text.push_str(" Can be neither caught nor retried.");
        } else if !error.matched_by_all && name != asl_spec::errors::ALL {
            text.push_str(" `States.ALL` does not match it; name it to catch it.");
        }
        if let Some(note) = error.note {
            let _ = write!(text, "\n\n*{note}*");
        }
        return Some(text);
    }
    if let Some(common) = asl_spec::errors::common_error(name) {
        return Some(format!("**{name}**\n\n{}", common.doc));
    }
    let family = asl_spec::errors::family_of(name)?;
    Some(format!("**{name}** · `{}`\n\n{}", family.pattern, family.doc))
}

/// The card of a resource.
pub fn describe_resource(text: &str) -> Option<String> {
    use asl_spec::integrations::{self, Pattern, Resource};
    if let Some(card) = api::describe_call(text) {
        return Some(card);
    }
    let resource = integrations::parse_resource(text);
    let pattern = |p: Option<Pattern>| p.map_or_else(String::new, |p| format!("\n\n{}", p.doc()));
    match &resource {
        Resource::Optimized(integration) => {
            let service = integrations::optimized_service(integration.service.text)?;
            let mut card = format!("**{}** · {}", integration.service.text, service.title);
            if let Some(action) = service.action(integration.action.text) {
                card = format!("**{}:{}** · {}", service.id, action.name, service.title);
                card.push_str(&pattern(integration.pattern));
                if !action.required.is_empty() {
                    let _ = write!(card, "\n\nRequired parameters: {}.", backticked(action.required));
                }
                if !action.optional.is_empty() {
                    let _ = write!(card, "\n\nOptional: {}.", backticked(action.optional));
                }
                let names: Vec<&str> = Pattern::ALL
                    .iter()
                    .filter(|p| action.patterns.contains(**p))
                    .map(|p| if p.suffix().is_empty() { "request-response" } else { p.suffix() })
                    .collect();
                let _ = write!(card, "\n\nPatterns: {}.", names.join(", "));
                if let Some(note) = action.note {
                    let _ = write!(card, "\n\n*{note}*");
                }
            }
            let _ = write!(card, "\n\n[Documentation]({})", service.url);
            Some(card)
        }
        Resource::Sdk(integration) => {
            let mut card = format!("**{}** · AWS SDK integration", integration.service.text);
            let _ = write!(card, "\n\nCalls `{}` of this service.", integration.action.text);
            card.push_str(&pattern(integration.pattern));
            if let Some(service) = integrations::sdk_service(integration.service.text) {
                let _ = write!(card, "\n\nIts errors are named `{}.…Exception`.", service.exception_prefix);
            }
            Some(card)
        }
        Resource::Http(_) => Some(
            "**http:invoke** · HTTP task\n\nCalls an HTTPS endpoint through an EventBridge connection. Ends after 60 seconds."
                .to_owned(),
        ),
        Resource::Lambda { .. } => Some(
            "**Lambda function** · called with the effective input as its event. The integration \
             `arn:aws:states:::lambda:invoke` gives more control."
                .to_owned(),
        ),
        Resource::Activity { .. } => {
            Some("**Activity** · a worker of your own polls for this task. Standard workflows only.".to_owned())
        }
        _ => None,
    }
}

fn backticked(names: &[&str]) -> String {
    names.iter().map(|n| format!("`{n}`")).collect::<Vec<_>>().join(", ")
}

/// `text` with the characters that Markdown would read made harmless.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '|' | '#' => {
                out.push('\\');
                out.push(c);
            }
            '\n' | '\r' => out.push(' '),
            _ => out.push(c),
        }
    }
    out
}
