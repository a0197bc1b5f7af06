//! The values that a field or an element of a list may take.

use asl_spec::{Context, Field, Form, QueryLanguage, StateType, Types};

use super::{Item, ItemKind, Site, Topic, api, as_it_stands, errors, literal, resources, snippets, states, template};
use crate::rewrite::quoted;
use crate::role::Role;

/// Proposes values with this role; `key` is the key in front of the cursor, where there is one.
pub(super) fn propose(site: &Site<'_, '_>, role: Role, key: Option<&str>, items: &mut Vec<Item>) {
    match role {
        Role::Field(context, field) => {
            api::payload(site, key, items);
            of_field(site, context, field, items);
            template::marks(site, role, key, items);
        }
        Role::ErrorName => errors::propose(site, &site.frame(), items),
        Role::ErrorNames => {
            errors::propose(site, &site.frame().whole(), items);
            for item in items.iter_mut() {
                item.insert.plain = bracketed(&item.insert.plain);
                item.insert.snippet = bracketed(&item.insert.snippet);
            }
        }
        Role::Place(context) if key.is_none() => snippets::elements(site, context, items),
        Role::Place(context) => {
            let body = snippets::object(context, site.language);
            push_snippet(site, &format!("{{…}} {}", context.title()), &body, items);
        }
        Role::List(context) => {
            let body = format!("[\n\t{}\n]", snippets::object(context, site.language).replace('\n', "\n\t"));
            push_snippet(site, &format!("[…] list of {}s", context.title()), &body, items);
        }
        Role::States => push_snippet(site, "{…} states", "{\n\t$0\n}", items),
        Role::AnyState => snippets::state_bodies(site, items),
        Role::Data(..) => {
            api::values(site, key, items);
            template::marks(site, role, key, items);
        }
        Role::Unknown => {}
    }
}

/// The list form of a value that may be followed by a comma.
fn bracketed(text: &str) -> String {
    match text.strip_suffix(',') {
        Some(text) => format!("[{text}],"),
        None => format!("[{text}]"),
    }
}

fn push_snippet(site: &Site<'_, '_>, label: &str, body: &str, items: &mut Vec<Item>) {
    let snippet = body.replace('\t', &site.unit);
    let plain = as_it_stands(&snippet);
    items.push(site.frame().item(ItemKind::Snippet, label, snippet, plain, Topic::None));
}

fn of_field(site: &Site<'_, '_>, context: Context, field: &'static Field, items: &mut Vec<Item>) {
    let frame = site.frame();
    let push = |text: String, kind: ItemKind, topic: Topic, items: &mut Vec<Item>| {
        let label = text.trim_matches('"').to_owned();
        let mut item = frame.item(kind, &label, literal(&text), text, topic);
        item.rank = items.len() as u32;
        items.push(item);
    };
    match field.form {
        Form::StateName => states::propose(site, items),
        Form::Arn if context == Context::Task && field.name == "Resource" => resources::propose(site, items),
        Form::Arn => {
            for value in field.values {
                let text = quoted(&value.replace("<partition>", "aws"));
                push(text, ItemKind::Resource, Topic::Field(context, field.name.to_owned()), items);
            }
        }
        _ if field.name == "Type" && context.state_type().is_some() => {
            for kind in StateType::ALL {
                push(quoted(kind.as_str()), ItemKind::Value, Topic::Type(kind), items);
            }
        }
        _ => {
            for value in field.values {
                let topic = Topic::Value(context, field.name.to_owned(), (*value).to_owned());
                push(quoted(value), ItemKind::Value, topic, items);
            }
            if field.types.contains(Types::BOOLEAN) && !field.types.is_any() {
                for word in ["true", "false"] {
                    push(word.to_owned(), ItemKind::Value, Topic::None, items);
                }
            }
            if field.types.contains(Types::NULL) && !field.types.is_any() {
                push("null".to_owned(), ItemKind::Value, Topic::None, items);
            }
            if field.values.is_empty() {
                let value = value_snippet(site, context, field);
                let plain = as_it_stands(&value);
                if !plain.is_empty() && plain != "\"\"" && !items.iter().any(|i| i.insert.plain == plain) {
                    let label = plain.lines().next().unwrap_or_default().trim_end_matches(['{', '[']).trim();
                    let label = if label.is_empty() { "{…}".to_owned() } else { label.to_owned() };
                    let topic = Topic::Field(context, field.name.to_owned());
                    let mut item = frame.item(ItemKind::Value, &label, value, plain, topic);
                    item.rank = 100;
                    items.push(item);
                }
            }
        }
    }
}

/// The value that a field begins its life with, as a snippet.
pub(super) fn value_snippet(site: &Site<'_, '_>, context: Context, field: &Field) -> String {
    let jsonata = site.language == QueryLanguage::Jsonata;
    let text = match field.form {
        Form::StateName => "\"$1\"".to_owned(),
        Form::ErrorNames => "[\"${1:States.ALL}\"]".to_owned(),
        Form::Array(child) => format!("[\n\t{}\n]", snippets::object(child, site.language).replace('\n', "\n\t")),
        Form::Object(child) => snippets::object(child, site.language),
        Form::Path | Form::ReferencePath | Form::ReferencePathOrIntrinsic => "\"\\$${1:.}\"".to_owned(),
        _ if field.name == "States" && crate::role::holds_states(context) => "{\n\t$0\n}".to_owned(),
        _ if field.values.len() == 1 && !field.values[0].contains('<') => literal(&quoted(field.values[0])),
        _ if field.values.first().is_some_and(|v| v.contains('<')) => {
            literal(&quoted(&field.values[0].replace("<partition>", "aws")))
        }
        _ if field.name == "Type" => "\"$1\"".to_owned(),
        _ if !field.values.is_empty() => format!("\"${{1|{}|}}\"", field.values.join(",")),
        _ if jsonata && field.name == "Condition" => "\"{% $1 %}\"".to_owned(),
        _ if jsonata && field.name == "Items" => "\"{% $1 %}\"".to_owned(),
        _ if field.types.is_any() => "{\n\t$1\n}".to_owned(),
        _ if field.types.contains(Types::OBJECT) => "{\n\t$1\n}".to_owned(),
        _ if field.types.contains(Types::ARRAY) => "[$1]".to_owned(),
        _ if field.types.contains(Types::BOOLEAN) => "${1|true,false|}".to_owned(),
        _ if field.types.contains(Types::INTEGER) || field.types.contains(Types::NUMBER) => {
            let least = field.range.and_then(|r| r.min).unwrap_or(0.0).max(1.0);
            format!("${{1:{least}}}")
        }
        _ => "\"$1\"".to_owned(),
    };
    text.replace('\t', &site.unit)
}
