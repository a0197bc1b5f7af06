//! What a value is by its position in the machine.
//!
//! A payload may hold keys called `Next` or `States`, and a state may be called `Parameters`: only the way down from
//! the root tells a field from data. Walks and completion share this one table of steps.

use asl_spec::{Context, Field, Form, StateType};
use asl_syntax::{Object, Value};

/// The role of one value.
#[derive(Clone, Copy, Debug)]
pub enum Role {
    /// An object whose members are the fields of this context.
    Place(Context),
    /// A state whose `Type` is missing or unknown: any state's fields may be meant.
    AnyState,
    /// The map from state names to states.
    States,
    /// A list of objects with this context.
    List(Context),
    /// The list of an `ErrorEquals`.
    ErrorNames,
    /// One name in an `ErrorEquals`.
    ErrorName,
    /// The value of a field that is not one of the above; data below it has the role [`Role::Data`].
    Field(Context, &'static Field),
    /// Somewhere inside the value of this field: the person's own data.
    Data(Context, &'static Field),
    /// Under a key that means nothing here.
    Unknown,
}

impl Role {
    /// The role of the value under `key` of an object with this role.
    pub fn member(self, key: &str, value: Option<Value<'_>>) -> Role {
        match self {
            Role::Place(context) => Role::of_field(context, context.field(key)),
            Role::AnyState => StateType::ALL
                .iter()
                .find_map(|t| t.context().field(key).map(|f| Role::of_field(t.context(), Some(f))))
                .unwrap_or(Role::Unknown),
            Role::States => value.and_then(Value::as_object).map_or(Role::AnyState, Role::of_state),
            Role::Field(context, field) | Role::Data(context, field) => Role::Data(context, field),
            Role::List(_) | Role::ErrorNames | Role::ErrorName | Role::Unknown => Role::Unknown,
        }
    }

    /// The role of an element of an array with this role.
    pub fn item(self) -> Role {
        match self {
            Role::List(context) => Role::Place(context),
            Role::ErrorNames => Role::ErrorName,
            Role::Field(context, field) | Role::Data(context, field) => Role::Data(context, field),
            _ => Role::Unknown,
        }
    }

    /// The role of a state object: by its own `Type`.
    pub fn of_state(object: Object<'_>) -> Role {
        state_type(object).map_or(Role::AnyState, |t| Role::Place(t.context()))
    }

    /// The context, where the role has one.
    pub fn context(self) -> Option<Context> {
        match self {
            Role::Place(c) | Role::List(c) | Role::Field(c, _) | Role::Data(c, _) => Some(c),
            _ => None,
        }
    }

    fn of_field(context: Context, field: Option<&'static Field>) -> Role {
        let Some(field) = field else { return Role::Unknown };
        if field.name == "States" && holds_states(context) {
            return Role::States;
        }
        match field.form {
            Form::Object(child) => Role::Place(child),
            Form::Array(child) => Role::List(child),
            Form::ErrorNames => Role::ErrorNames,
            _ => Role::Field(context, field),
        }
    }
}

/// Whether an object with this context has a `StartAt` and `States` of its own.
pub fn holds_states(context: Context) -> bool {
    matches!(context, Context::StateMachine | Context::Branch | Context::ItemProcessor)
}

/// The type that a state object gives itself, if it is one that exists.
pub fn state_type(object: Object<'_>) -> Option<StateType> {
    let text = object.get("Type")?.value()?.as_str()?.text();
    StateType::parse(&text)
}
