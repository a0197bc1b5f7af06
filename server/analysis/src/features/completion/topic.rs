//! What a proposal is about, as a short text that travels through the client, so that its documentation is made only
//! when somebody looks at it.

use asl_spec::{Context, QueryLanguage, StateType};

use crate::analysis::Analysis;
use crate::features::hover;
use crate::graph::MachineGraph;

/// The subject of a proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Topic {
    /// A field of a context, by name.
    Field(Context, String),
    /// A word of a field.
    Value(Context, String, String),
    /// A state of the machine, by name and the offset of its member.
    State(String, u32),
    /// An error name.
    Error(String),
    /// A resource.
    Resource(String),
    /// A parameter of the call that a resource makes: the resource, the structure around the parameter (empty: the
    /// payload itself), its name.
    Parameter(String, String, String),
    /// A member of the result of the call that a resource makes, in the same way.
    Result(String, String, String),
    /// A type of state.
    Type(StateType),
    /// A function of JSONata, with its dollar sign.
    Function(String),
    /// An intrinsic function.
    Intrinsic(String),
    /// An operator of JSONata.
    Operator(String),
    /// A member of `$states`.
    StatesMember(String),
    /// A member of the context object by its dotted path, and whether JSONata writes it.
    ContextMember(String, bool),
    /// Nothing to add.
    None,
}

impl Topic {
    /// The topic as text.
    pub fn encode(&self) -> String {
        match self {
            Topic::Field(context, name) => format!("field/{context:?}/{name}"),
            Topic::Value(context, field, value) => format!("value/{context:?}/{field}/{value}"),
            Topic::State(name, at) => format!("state/{at}/{name}"),
            Topic::Error(name) => format!("error/{name}"),
            Topic::Resource(text) => format!("resource/{text}"),
            Topic::Parameter(resource, owner, name) => format!("parameter/{owner}/{name}/{resource}"),
            Topic::Result(resource, owner, name) => format!("result/{owner}/{name}/{resource}"),
            Topic::Type(kind) => format!("type/{}", kind.as_str()),
            Topic::Function(name) => format!("function/{name}"),
            Topic::Intrinsic(name) => format!("intrinsic/{name}"),
            Topic::Operator(name) => format!("operator/{name}"),
            Topic::StatesMember(name) => format!("states/{name}"),
            Topic::ContextMember(path, true) => format!("context/{path}"),
            Topic::ContextMember(path, false) => format!("context-path/{path}"),
            Topic::None => String::new(),
        }
    }

    /// The topic that a text stands for; `Topic::None` for any other text.
    pub fn decode(text: &str) -> Topic {
        Topic::read(text).unwrap_or(Topic::None)
    }

    fn read(text: &str) -> Option<Topic> {
        let (kind, rest) = text.split_once('/')?;
        let context = |name: &str| Context::ALL.into_iter().find(|c| format!("{c:?}") == name);
        Some(match kind {
            "field" => {
                let (place, name) = rest.split_once('/')?;
                Topic::Field(context(place)?, name.to_owned())
            }
            "value" => {
                let (place, rest) = rest.split_once('/')?;
                let (field, value) = rest.split_once('/')?;
                Topic::Value(context(place)?, field.to_owned(), value.to_owned())
            }
            "state" => {
                let (at, name) = rest.split_once('/')?;
                Topic::State(name.to_owned(), at.parse().ok()?)
            }
            "error" => Topic::Error(rest.to_owned()),
            "resource" => Topic::Resource(rest.to_owned()),
            "parameter" | "result" => {
                let (owner, rest) = rest.split_once('/')?;
                let (name, resource) = rest.split_once('/')?;
                let make = if kind == "result" { Topic::Result } else { Topic::Parameter };
                make(resource.to_owned(), owner.to_owned(), name.to_owned())
            }
            "function" => Topic::Function(rest.to_owned()),
            "intrinsic" => Topic::Intrinsic(rest.to_owned()),
            "operator" => Topic::Operator(rest.to_owned()),
            "states" => Topic::StatesMember(rest.to_owned()),
            "context" => Topic::ContextMember(rest.to_owned(), true),
            "context-path" => Topic::ContextMember(rest.to_owned(), false),
            "type" => Topic::Type(StateType::parse(rest)?),
            _ => return None,
        })
    }

    /// Markdown about it. `analysis` is the document that the proposal was made for, where it is still open.
    pub fn document(&self, analysis: Option<&Analysis>) -> Option<String> {
        match self {
            Topic::Field(context, name) => {
                let field = context.field(name)?;
                let language = field.languages.only().unwrap_or(QueryLanguage::JsonPath);
                Some(hover::describe_field(*context, field, language))
            }
            Topic::Value(context, field, value) => {
                asl_spec::fields::value_doc(*context, field, value).map(str::to_owned)
            }
            Topic::State(name, at) => {
                let graph = MachineGraph::new(analysis?.machine()?);
                let by_place = graph.states.iter().position(|n| n.at == *at && *n.state.name == **name);
                let index = by_place.or_else(|| graph.named(name).first().copied())?;
                Some(hover::describe_state(&graph, index))
            }
            Topic::Error(name) => hover::describe_error(name),
            Topic::Resource(text) => hover::describe_resource(text),
            Topic::Parameter(resource, owner, name) => hover::describe_parameter_of(resource, owner, name),
            Topic::Result(resource, owner, name) => hover::describe_result_of(resource, owner, name),
            Topic::Type(kind) => Some(kind.doc().to_owned()),
            Topic::Function(name) => asl_spec::jsonata::function(name).map(hover::describe_function),
            Topic::Intrinsic(name) => asl_spec::intrinsics::intrinsic(name).map(hover::describe_intrinsic),
            Topic::Operator(name) => asl_spec::jsonata::operator(name).map(hover::describe_operator),
            Topic::StatesMember(name) => {
                asl_spec::context_object::states_member(name).map(hover::describe_states_member)
            }
            Topic::ContextMember(path, jsonata) => hover::describe_context_path(path, *jsonata),
            Topic::None => None,
        }
    }
}
