//! The value that a field starts its life with.

use asl_spec::{Context, Field, Form, StateType, Types};

use crate::role::holds_states;

/// JSON text that makes sense as the value of `name` in an object with this context (`None`: some state). It parses,
/// and holds nothing but what a person has to replace.
pub fn value(context: Option<Context>, name: &str) -> String {
    let field = match context {
        Some(context) => context.field(name).map(|f| (context, f)),
        None => StateType::ALL.iter().map(|t| t.context()).find_map(|c| c.field(name).map(|f| (c, f))),
    };
    field.map_or_else(|| "\"\"".to_owned(), |(context, field)| of_field(context, field))
}

fn of_field(context: Context, field: &Field) -> String {
    if field.name == "States" && holds_states(context) {
        return "{}".to_owned();
    }
    if let Some(default) = field.values.first() {
        return crate::rewrite::quoted(default);
    }
    let types = field.types;
    match field.form {
        Form::Path | Form::ReferencePath | Form::ReferencePathOrIntrinsic => "\"$\"".to_owned(),
        Form::ErrorNames => "[\"States.ALL\"]".to_owned(),
        Form::Array(_) => "[]".to_owned(),
        Form::Object(Context::ItemProcessor) => "{\n  \"StartAt\": \"\",\n  \"States\": {}\n}".to_owned(),
        Form::Object(_) => "{}".to_owned(),
        _ if types.contains(Types::OBJECT) => "{}".to_owned(),
        _ if types.contains(Types::ARRAY) => "[]".to_owned(),
        _ if types.contains(Types::BOOLEAN) => "true".to_owned(),
        _ if types.contains(Types::INTEGER) || types.contains(Types::NUMBER) => {
            let least = field.range.and_then(|r| r.min).unwrap_or(0.0).max(1.0);
            format!("{least}")
        }
        _ => "\"\"".to_owned(),
    }
}
