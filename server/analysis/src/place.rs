//! Objects with a known role, and the walk over those of one state.

use asl_spec::{Context, Field, QueryLanguage};
use asl_syntax::{Member, Object, Span, Value};

use crate::role::Role;

/// One object whose members are fields: the machine, a state, a retrier, a choice rule ...
///
/// Spans are relative to the state's member, or to the document for the machine itself.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    /// Which fields may stand here. `None` is a state whose `Type` is missing or unknown.
    pub context: Option<Context>,
    /// The object.
    pub object: Object<'a>,
    /// The query language of the state (of the machine for its own object).
    pub language: QueryLanguage,
    /// How the machine will be deployed, where that is known.
    pub workflow: Option<crate::model::Workflow>,
    /// The state that holds this object; `None` for the machine itself.
    pub state: Option<StateHead<'a>>,
    /// The place that holds this one, its field, and the index in its list (`None` for a single object).
    pub owner: Option<Owner<'a>>,
}

/// The state that a place belongs to.
#[derive(Clone, Copy)]
pub struct StateHead<'a> {
    /// The member of `States`.
    pub member: Member<'a>,
    /// Its object.
    pub object: Object<'a>,
    /// Its type, where it is known.
    pub kind: Option<asl_spec::StateType>,
    /// The machine's default query language.
    pub machine_language: QueryLanguage,
}

/// Where a place hangs.
#[derive(Clone, Copy)]
pub struct Owner<'a> {
    /// The object that holds it.
    pub object: Object<'a>,
    /// That object's context.
    pub context: Option<Context>,
    /// The member of that object.
    pub member: Member<'a>,
    /// The position in the member's list.
    pub index: Option<usize>,
}

impl<'a> Place<'a> {
    /// The member with this name.
    pub fn get(&self, name: &str) -> Option<Member<'a>> {
        self.object.get(name)
    }

    /// The value of the member with this name.
    pub fn value(&self, name: &str) -> Option<Value<'a>> {
        self.get(name)?.value()
    }

    /// The text of a string member, when nothing in it is a placeholder.
    pub fn text(&self, name: &str) -> Option<std::borrow::Cow<'a, str>> {
        let string = self.value(name)?.as_str()?;
        (!string.has_hole()).then(|| string.text())
    }

    /// The value of a member that is a number.
    pub fn number(&self, name: &str) -> Option<f64> {
        Some(self.value(name)?.as_number()?.value())
    }

    /// Whether this is a state object.
    pub fn is_state(&self) -> bool {
        self.state.is_some() && self.owner.is_none()
    }

    /// The field of this name here, where the context is known and has one.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.context?.field(name)
    }

    /// Whether the object ends where it should. Of an unfinished one nobody can say what is missing.
    pub fn is_finished(&self) -> bool {
        self.object.is_closed()
    }

    /// The smallest span that stands for the whole object in a message about something that it lacks: the name of the
    /// state, the key that holds the object, else its opening bracket.
    pub fn handle(&self) -> Span {
        match (self.owner, self.state) {
            (None, Some(state)) => state.member.key().span(),
            (Some(owner), _) if owner.index.is_none() => owner.member.key().span(),
            _ => self.object.open(),
        }
    }

    /// How to speak of this object in a message: `the state "Wait"`, `this retrier`.
    pub fn title(&self) -> String {
        match (self.context, self.state) {
            (_, Some(state)) if self.is_state() => format!("The state \"{}\"", state.member.key().text()),
            (Some(Context::StateMachine), _) => "The state machine".to_owned(),
            (Some(context), _) => format!("This {}", context.title()),
            (None, _) => "This object".to_owned(),
        }
    }
}

/// Calls `visit` for `place` and every place below it, but not for the states of inner scopes, which are units of
/// their own.
pub fn walk<'a>(place: &Place<'a>, visit: &mut dyn FnMut(&Place<'a>)) {
    visit(place);
    let role = place.context.map_or(Role::AnyState, Role::Place);
    for member in place.object.members() {
        let Some(value) = member.value() else { continue };
        let owner = Owner { object: place.object, context: place.context, member, index: None };
        match role.member(&member.key().text(), Some(value)) {
            Role::Place(context) => {
                if let Some(object) = value.as_object() {
                    walk(&Place { context: Some(context), object, owner: Some(owner), ..*place }, visit);
                }
            }
            Role::List(context) => {
                let Some(array) = value.as_array() else { continue };
                for (index, item) in array.items().enumerate() {
                    if let Some(object) = item.as_object() {
                        let owner = Owner { index: Some(index), ..owner };
                        walk(&Place { context: Some(context), object, owner: Some(owner), ..*place }, visit);
                    }
                }
            }
            _ => {}
        }
    }
}
