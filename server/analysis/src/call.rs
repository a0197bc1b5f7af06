//! The AWS action that a Task state calls, with the shapes of what it hands over and gets back.
//!
//! A resource that names no action, or one that the models do not know, has none: nothing can be said about it.

use asl_aws_models as models;
use asl_aws_models::{Operation, OptimizedTask, Service, ServiceInfo, Shape, ShapeId, Structure};
use asl_spec::QueryLanguage;
use asl_spec::integrations::{self, Pattern, Resource};
use asl_syntax::{Kind, Member, Object, Span, Value};

use crate::locate::Location;
use crate::task::{TaskResource, payload_field};

/// The action of a resource.
#[derive(Clone, Copy)]
pub struct Call {
    /// The shapes of the action, in the vocabulary of the integration.
    pub operation: Operation,
    /// The integration that calls it.
    pub way: Way,
    /// How the state waits for it.
    pub pattern: Pattern,
}

/// The kinds of integrations that the models describe.
#[derive(Clone, Copy)]
pub enum Way {
    /// An optimized integration.
    Optimized(OptimizedTask),
    /// An integration of the AWS SDK.
    Sdk(&'static ServiceInfo),
}

impl Call {
    /// The call that a resource makes.
    pub fn of(resource: &Resource<'_>) -> Option<Call> {
        let parts = resource.integration()?;
        let pattern = match parts.suffix {
            None => Pattern::RequestResponse,
            Some(_) => parts.pattern?,
        };
        match resource {
            Resource::Sdk(_) => {
                let info = models::service_info(parts.service.text)?;
                let operation = info.service()?.operation(parts.action.text)?;
                Some(Call { operation, way: Way::Sdk(info), pattern })
            }
            _ => {
                let waiting = match pattern {
                    Pattern::RequestResponse => models::Pattern::RequestResponse,
                    Pattern::Sync => models::Pattern::Sync,
                    Pattern::Sync2 => models::Pattern::Sync2,
                    Pattern::WaitForTaskToken => models::Pattern::TaskToken,
                };
                let task = models::optimized(parts.service.text, parts.action.text, waiting)?;
                if task.integration.is_map_only() {
                    return None;
                }
                Some(Call { operation: task.operation, way: Way::Optimized(task), pattern })
            }
        }
    }

    /// The call that the text of a resource makes.
    pub fn read(text: &str) -> Option<Call> {
        if text.contains("#{") {
            return None;
        }
        Call::of(&integrations::parse_resource(text))
    }

    /// The call of a Task state.
    pub fn of_state(state: Object<'_>) -> Option<Call> {
        Call::of(&TaskResource::of_string(state.value("Resource")?.as_str()?)?.read())
    }

    /// The service that holds the shapes.
    pub fn shapes(&self) -> &'static Service {
        self.operation.service()
    }

    /// The structure of the parameters.
    pub fn input(&self) -> Option<ShapeId> {
        match self.way {
            Way::Optimized(task) => task.input(),
            Way::Sdk(_) => self.operation.input(),
        }
    }

    /// The shape of the result; `None` where it is not known.
    pub fn output(&self) -> Option<ShapeId> {
        match self.way {
            Way::Optimized(task) => task.output(),
            Way::Sdk(_) if self.pattern == Pattern::WaitForTaskToken => None,
            Way::Sdk(_) => self.operation.output(),
        }
    }

    /// The service as the resource names it.
    pub fn service_id(&self) -> &'static str {
        match self.way {
            Way::Optimized(task) => task.integration.service(),
            Way::Sdk(info) => info.id(),
        }
    }

    /// The action as the resource names it.
    pub fn action(&self) -> &'static str {
        match self.way {
            Way::Optimized(task) => task.info.action(),
            Way::Sdk(_) => self.operation.action(),
        }
    }

    /// How to speak of the call: `dynamodb:putItem`, `aws-sdk:rds:describeDBInstances`.
    pub fn title(&self) -> String {
        let sdk = if matches!(self.way, Way::Sdk(_)) { "aws-sdk:" } else { "" };
        format!("{sdk}{}:{}", self.service_id(), self.action())
    }

    /// The service and the action in the `aws-sdk` vocabulary.
    pub fn sdk(&self) -> Option<(&'static str, &'static str)> {
        match self.way {
            Way::Optimized(task) => task.info.sdk(),
            Way::Sdk(info) => Some((info.id(), self.operation.action())),
        }
    }

    /// The page of the action in the API reference of AWS.
    pub fn reference_url(&self) -> Option<String> {
        let (service, action) = self.sdk()?;
        let info = models::service_info(service)?;
        info.reference_url(&info.service()?.operation(action)?.api_name())
    }

    /// What the names of its errors begin with, before the dot.
    pub fn error_prefix(&self) -> &'static str {
        match self.way {
            Way::Optimized(task) => task.integration.error_prefix(),
            Way::Sdk(info) => info.error_prefix(),
        }
    }

    /// The patterns in which the action can be called.
    pub fn patterns(&self) -> Vec<Pattern> {
        match self.way {
            Way::Optimized(task) => {
                let service = integrations::optimized_service(task.integration.service());
                let action = service.and_then(|service| service.action(task.info.action()));
                let fits = |p: &Pattern| action.is_some_and(|action| action.patterns.contains(*p));
                Pattern::ALL.into_iter().filter(fits).collect()
            }
            Way::Sdk(_) => vec![Pattern::RequestResponse, Pattern::WaitForTaskToken],
        }
    }

    /// The shape one step below `at`: under `key` of an object, or of an element of an array where there is none.
    /// Misspelt members count as what they most likely mean.
    pub fn step(&self, at: ShapeId, key: Option<&str>) -> Option<ShapeId> {
        match self.shapes().shape(at)? {
            Shape::Structure(structure) => structure.member_like(key?).map(models::Member::shape),
            Shape::Map { value, .. } => key.map(|_| value),
            Shape::List { element } if key.is_none() => Some(element),
            Shape::Document => Some(at),
            _ => None,
        }
    }

    /// Calls `visit` for the payload and every value in it whose shape is known. Bounded by the depth of the tree,
    /// which is limited.
    pub fn each<'a>(
        &self,
        language: QueryLanguage,
        field: Member<'a>,
        payload: Value<'a>,
        visit: &mut dyn FnMut(&Given<'a>),
    ) {
        if let Some(id) = self.input() {
            self.each_below(language, Given { id, value: payload, key: Some(field), is_top: true }, visit);
        }
    }

    fn each_below<'a>(&self, language: QueryLanguage, given: Given<'a>, visit: &mut dyn FnMut(&Given<'a>)) {
        visit(&given);
        let Given { id, value, .. } = given;
        for member in value.as_object().into_iter().flat_map(Object::members) {
            let key = member.key();
            let text = key.text();
            if key.has_hole() || is_evaluated_key(language, &text) {
                continue;
            }
            if let (Some(value), Some(id)) = (member.value(), self.step(id, Some(&text))) {
                self.each_below(language, Given { id, value, key: Some(member), is_top: false }, visit);
            }
        }
        for value in value.as_array().into_iter().flat_map(asl_syntax::Array::items) {
            if let Some(id) = self.step(id, None) {
                self.each_below(language, Given { id, value, key: None, is_top: false }, visit);
            }
        }
    }
}

/// A value of the payload whose shape is known.
#[derive(Clone, Copy)]
pub struct Given<'a> {
    /// The shape, of the service that the call belongs to.
    pub id: ShapeId,
    /// The value.
    pub value: Value<'a>,
    /// The member that holds it; `None` for an element of a list.
    pub key: Option<Member<'a>>,
    /// Whether it is the payload itself.
    pub is_top: bool,
}

impl Given<'_> {
    /// The smallest span that stands for the value in a message about what it lacks.
    pub fn handle(&self) -> Span {
        match (self.key, self.value.as_object()) {
            (Some(member), _) => member.key().span(),
            (None, Some(object)) => object.open(),
            (None, None) => self.value.span(),
        }
    }
}

/// Whether the value under `key` is evaluated because of the key.
pub fn is_evaluated_key(language: QueryLanguage, key: &str) -> bool {
    language == QueryLanguage::JsonPath && key.ends_with(".$")
}

/// The name of the parameter that a key gives: `Item` for `Item.$`.
pub fn parameter_name(language: QueryLanguage, key: &str) -> &str {
    match language {
        QueryLanguage::JsonPath => key.strip_suffix(".$").unwrap_or(key),
        QueryLanguage::Jsonata => key,
    }
}

/// The member that a key gives, spelled as it must be or as it may be.
pub fn exact_member(structure: Structure, name: &str) -> Option<models::Member> {
    structure
        .member(name)
        .or_else(|| structure.members().find(|member| member.accepts_alternate() && member.alternate() == Some(name)))
}

/// The required members that `object` does not give, nor may give: a key with a placeholder can be any.
pub fn missing_members(structure: Structure, object: Object<'_>, language: QueryLanguage) -> Vec<models::Member> {
    if object.members().any(|member| member.key().has_hole()) {
        return Vec::new();
    }
    let required = structure.members().filter(|member| member.is_required());
    required
        .filter(|member| {
            !object.members().any(|given| {
                let key = given.key().text();
                structure.member_like(parameter_name(language, &key)).is_some_and(|m| m.name() == member.name())
            })
        })
        .collect()
}

/// Whether a value is a string that is evaluated, or holds a placeholder, or is broken: its text says nothing.
pub fn is_opaque(value: Value<'_>) -> bool {
    match value.kind() {
        Kind::String => value.as_str().is_none_or(|string| {
            let text = string.text();
            !string.is_closed()
                || string.has_hole()
                || text.trim_start().starts_with(['$', '{'])
                || text.starts_with("States.")
        }),
        Kind::Hole | Kind::Error => true,
        _ => false,
    }
}

/// The call of the state around a location and the shape of its last step, where that is in the payload.
pub fn shape_at(location: &Location<'_>) -> Option<(Call, ShapeId)> {
    let (at, state) = location.state()?;
    let mut steps = location.steps.get(at + 1..)?.iter();
    let field = steps.next()?.member?;
    if !field.key().is(payload_field(location.language)) {
        return None;
    }
    let call = Call::of_state(state.value.as_object()?)?;
    let shape = steps.try_fold(call.input()?, |id, step| {
        let key = step.member.map(|member| member.key().text());
        call.step(id, key.as_deref())
    })?;
    Some((call, shape))
}
