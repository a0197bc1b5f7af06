//! What a state gets back, followed along the paths that read it: the result of a call, or the error that a catcher
//! caught.
//!
//! In a `ResultSelector` and in the `Assign` of a Task state, `$` is the result; in an `OutputPath` the part of the data
//! that `ResultPath` puts it in. JSONata reads it as `$states.result`. What a callback brings, what a function answers
//! and what is no part of a model is not known, and nothing is said about it.

use asl_aws_models as models;
use asl_aws_models::{Shape, ShapeId, Structure};
use asl_query::jsonpath::{Path, RootKind, Segment, SegmentKind, SelectorKind, parse};
use asl_spec::context_object::StatesAvailability;
use asl_spec::{Context, StateType};

use crate::call::Call;
use crate::expression::Site;

/// The members of an error, with what they hold.
pub const ERROR_MEMBERS: [(&str, &str); 2] = [
    ("Error", "The name of the error that was caught."),
    ("Cause", "What is known of its cause: a text, often of JSON."),
];

/// Lists in lists that JSONata looks through.
const DEEPEST: usize = 8;

/// A value that a state gets back.
#[derive(Clone, Copy)]
pub enum Data {
    /// A value in the result of a call.
    Result(Call, ShapeId),
    /// The error that a catcher caught.
    Error,
}

/// A member of something that a state gets back.
pub enum DataMember {
    /// One of the result of a call, in this structure.
    Result(Call, Structure, models::Member),
    /// One of the error: its name, and what it holds.
    Error(&'static str, &'static str),
}

impl Data {
    /// What `$`, followed by `segments`, is in the field of `site`.
    pub fn at_path(site: &Site<'_>, segments: &[Segment]) -> Option<Data> {
        if site.context() == Some(Context::Catcher) {
            return (site.field.name == "Assign" && segments.is_empty()).then_some(Data::Error);
        }
        let (call, id) = result(site)?;
        let rest = steps_in_result(site, segments)?;
        rest.iter().try_fold(Data::Result(call, id), Data::step)
    }

    /// What `$states`, followed by `names`, is at `site`.
    pub fn at_names<'n>(site: &Site<'_>, mut names: impl Iterator<Item = &'n str>) -> Option<Data> {
        let start = match names.next()? {
            "result" if site.has_states_member(StatesAvailability::Result) => {
                let (call, id) = result(site)?;
                Data::Result(call, id).element()
            }
            "errorOutput" if site.has_states_member(StatesAvailability::ErrorOutput) => Data::Error,
            _ => return None,
        };
        names.try_fold(start, |data, name| Some(data.named(name)?.element()))
    }

    /// The members of the value, in the order of the model, those that every answer has behind the others; none where
    /// the value has no known ones.
    pub fn members(self) -> Vec<DataMember> {
        match self {
            Data::Error => ERROR_MEMBERS.iter().map(|(name, doc)| DataMember::Error(name, doc)).collect(),
            Data::Result(call, id) => {
                let Some(structure) = call.shapes().structure(id) else { return Vec::new() };
                let mut members: Vec<models::Member> = structure.members().collect();
                members.sort_by_key(|member| member.name().starts_with("Sdk"));
                members.into_iter().map(|member| DataMember::Result(call, structure, member)).collect()
            }
        }
    }

    /// The member with this name.
    pub fn member(self, name: &str) -> Option<DataMember> {
        self.members().into_iter().find(|member| member.name() == name)
    }

    /// What one step of a path leads to.
    pub fn step(self, segment: &Segment) -> Option<Data> {
        let Data::Result(call, id) = self else { return None };
        if let Some(name) = segment.name() {
            return self.named(&name.text);
        }
        let is_any = match &segment.kind {
            SegmentKind::Wildcard => true,
            SegmentKind::Brackets(brackets) => {
                let all = |kind: &SelectorKind| matches!(kind, SelectorKind::Wildcard | SelectorKind::Filter(_));
                let some = |kind: &SelectorKind| matches!(kind, SelectorKind::Index(_) | SelectorKind::Slice { .. });
                let mut kinds = brackets.selectors.iter().map(|selector| &selector.kind);
                !brackets.selectors.is_empty() && kinds.all(|kind| all(kind) || some(kind))
            }
            _ => false,
        };
        match call.shapes().shape(id)? {
            Shape::List { element } if is_any => Some(Data::Result(call, element)),
            Shape::Map { value, .. } if matches!(segment.kind, SegmentKind::Wildcard) => {
                Some(Data::Result(call, value))
            }
            _ => None,
        }
    }

    fn named(self, name: &str) -> Option<Data> {
        let Data::Result(call, id) = self else { return None };
        let id = match call.shapes().shape(id)? {
            Shape::Structure(structure) => structure.member(name)?.shape(),
            Shape::Map { value, .. } => value,
            _ => return None,
        };
        Some(Data::Result(call, id))
    }

    /// What the lists hold that the value is: JSONata goes through them by itself.
    fn element(self) -> Data {
        let Data::Result(call, mut id) = self else { return self };
        for _ in 0..DEEPEST {
            match call.shapes().shape(id) {
                Some(Shape::List { element }) => id = element,
                _ => break,
            }
        }
        Data::Result(call, id)
    }
}

impl DataMember {
    /// Its name.
    pub fn name(&self) -> &'static str {
        match self {
            DataMember::Result(_, _, member) => member.name(),
            DataMember::Error(name, _) => name,
        }
    }

    /// What it holds, in a few words.
    pub fn type_name(&self) -> String {
        match self {
            DataMember::Result(call, _, member) => call.shapes().type_name(member.shape()),
            DataMember::Error(..) => "string".to_owned(),
        }
    }
}

/// The steps that `$`, followed by `segments`, goes into the result of the task in the field of `site`; `None` where it
/// reads something else.
pub fn steps_in_result<'p>(site: &Site<'_>, segments: &'p [Segment]) -> Option<&'p [Segment]> {
    if !is_task(site) {
        return None;
    }
    let state = site.place.object;
    match site.field.name {
        "ResultSelector" => Some(segments),
        // It makes another value out of the result.
        _ if state.get("ResultSelector").is_some() => None,
        "Assign" => Some(segments),
        "OutputPath" => match state.get("ResultPath") {
            None => Some(segments),
            Some(member) => behind(&parse(&member.value()?.as_str()?.text()).path, segments),
        },
        _ => None,
    }
}

fn is_task(site: &Site<'_>) -> bool {
    site.is_of_state() && site.place.state.and_then(|state| state.kind) == Some(StateType::Task)
}

/// The call of the state around `site` and the shape of its result.
fn result(site: &Site<'_>) -> Option<(Call, ShapeId)> {
    let call = Call::of_state(site.place.object).filter(|_| is_task(site))?;
    Some((call, call.output()?))
}

/// The steps of a path that are left behind the place where `target` puts the result.
fn behind<'p>(target: &Path, segments: &'p [Segment]) -> Option<&'p [Segment]> {
    let names: Vec<&str> = target.leading_members().map(|(name, _)| name).collect();
    if target.root.kind != RootKind::Input || names.len() < target.segments.len() || segments.len() < names.len() {
        return None;
    }
    let (first, rest) = segments.split_at(names.len());
    let is_same = |(segment, name): (&Segment, &&str)| segment.name().is_some_and(|n| !n.has_hole && n.text == **name);
    first.iter().zip(&names).all(is_same).then_some(rest)
}
