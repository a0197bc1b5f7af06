//! From the tree to the model, keeping every state that an edit left alone.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use asl_spec::{QueryLanguage, StateType};
use asl_syntax::{Member, Object, Span, Str, Value};
use rustc_hash::FxHasher;

use crate::expression;
use crate::finding::{Finding, Sink};
use crate::model::{Answer, Machine, Scope, ScopeKind, Slot, State, Target, Transition, TransitionKind, Workflow};
use crate::place::{self, Place, StateHead};
use crate::processing::{self, Mode};
use crate::role;
use crate::rules::Selection;
use crate::suppress;
use crate::unchanged;
use crate::variables::{Gatherer, StateVariables};

/// The machine whose root is `root`. States of `previous` that are still in the text, unchanged, are taken over.
pub fn machine(root: Object<'_>, workflow: Option<Workflow>, rules: &Selection, previous: Option<&Machine>) -> Machine {
    let language = language_of(root).unwrap_or(QueryLanguage::JsonPath);
    let previous = previous.filter(|p| p.language == language && p.workflow == workflow);
    let context = MachineContext { language, workflow, rules };
    let scope = scope(ScopeKind::Machine, root, context, previous.map(|p| &p.scope));
    let mut findings = Vec::new();
    check(
        &Place {
            context: Some(asl_spec::Context::StateMachine),
            object: root,
            language,
            workflow,
            state: None,
            owner: None,
        },
        rules,
        &mut findings,
        None,
    );
    Machine { span: root.span(), language, workflow, scope, findings, suppressed: suppress::codes(root) }
}

/// What every state of a machine depends on beside its own text.
#[derive(Clone, Copy)]
struct MachineContext<'r> {
    language: QueryLanguage,
    workflow: Option<Workflow>,
    rules: &'r Selection,
}

fn scope(kind: ScopeKind, object: Object<'_>, context: MachineContext<'_>, previous: Option<&Scope>) -> Scope {
    let states_member = object.get("States");
    let states_object = states_member.and_then(|m| m.value()).and_then(Value::as_object);
    let states = states_object.map_or_else(Vec::new, |o| slots(o, context, previous));
    Scope {
        kind,
        object: object.span(),
        finished: object.is_closed() && states_object.is_some_and(|o| o.is_closed()),
        start: object.get("StartAt").and_then(|m| m.value()).and_then(target),
        states_key: states_member.map(|m| m.key().span()),
        states_object: states_object.map(|o| o.span()),
        opaque: states.iter().any(|s| !s.state.named),
        is_distributed: false,
        states,
    }
}

/// Lowers the states of one `States` object. An edit changes a run of neighbours, so what is unchanged is found by
/// comparing identities from both ends.
fn slots(states: Object<'_>, context: MachineContext<'_>, previous: Option<&Scope>) -> Vec<Slot> {
    let members: Vec<Member<'_>> = states.members().collect();
    let old: &[Slot] = previous.map_or(&[], |p| &p.states);
    let head = members.iter().zip(old).take_while(|(m, s)| s.state.part.is(**m)).count();
    let tail =
        members[head..].iter().rev().zip(old[head..].iter().rev()).take_while(|(m, s)| s.state.part.is(**m)).count();
    let mut slots = Vec::with_capacity(members.len());
    for (index, member) in members.iter().enumerate() {
        let at = member.span().start;
        let state = if index < head {
            Arc::clone(&old[index].state)
        } else if index >= members.len() - tail {
            Arc::clone(&old[old.len() - (members.len() - index)].state)
        } else {
            let before = old.get(index).filter(|_| index < old.len() - tail).map(|s| &*s.state);
            Arc::new(state(*member, context, before))
        };
        slots.push(Slot { at, state });
    }
    slots
}

fn state(member: Member<'_>, context: MachineContext<'_>, previous: Option<&State>) -> State {
    let part = member.retain();
    let member = part.member(0);
    let key = member.key();
    let name: Box<str> = key.text().into();
    let named = !key.has_hole();
    let len = member.span().end;
    let (name_span, name_inner) = (key.span(), key.inner());
    let Some(object) = member.value().and_then(Value::as_object) else {
        let mut state = State {
            len,
            name,
            named,
            name_span,
            name_inner,
            kind: None,
            language: context.language,
            transitions: Vec::new(),
            ends: Answer::Unknown,
            scopes: Vec::new(),
            label: None,
            comment: None,
            suppressed: Box::default(),
            variables: StateVariables { is_obscure: true, ..StateVariables::default() },
            findings: Vec::new(),
            is_calm: false,
            interface: 0,
            part: part.clone(),
        };
        state.interface = interface(&state);
        return state;
    };
    let kind = role::state_type(object);
    let language = language_of(object).unwrap_or(context.language);
    let head = StateHead { member, object, kind, machine_language: context.language };
    let root = Place {
        context: kind.map(StateType::context),
        object,
        language,
        workflow: context.workflow,
        state: Some(head),
        owner: None,
    };
    let mut findings = Vec::new();
    let mut variables = StateVariables::default();
    // Where there was nothing to say about the state itself, and only states inside it have changed, there still is not.
    let is_quiet = |p: &&State| p.findings.is_empty() && p.variables.is_empty();
    if !previous.filter(is_quiet).is_some_and(|p| unchanged::outside_of_scopes(p.part.member(0), member)) {
        let mut gatherer = Gatherer::new(&root);
        check(&root, context.rules, &mut findings, Some(&mut gatherer));
        variables = gatherer.finish();
    }
    let mut state = State {
        len,
        name,
        named,
        name_span,
        name_inner,
        kind,
        language,
        transitions: transitions(object),
        ends: ends(object, kind),
        scopes: scopes(object, context, previous),
        label: label(object),
        comment: text_of(object, "Comment"),
        suppressed: suppress::codes(object),
        variables,
        findings,
        is_calm: false,
        interface: 0,
        part: part.clone(),
    };
    state.is_calm = kind.is_some()
        && state.findings.is_empty()
        && state.suppressed.is_empty()
        && state.scopes.iter().all(Scope::is_calm);
    state.interface = interface(&state);
    state
}

/// Runs every rule that looks at one place over `root` and the places below it, and gathers the variables of a state on
/// the way.
fn check(root: &Place<'_>, rules: &Selection, findings: &mut Vec<Finding>, mut gatherer: Option<&mut Gatherer>) {
    place::walk(root, &mut |place| {
        for (rule, check) in &rules.places {
            check(place, &mut Sink::new(rule, findings));
        }
        if let Some(gatherer) = &mut gatherer {
            gatherer.place(place);
            expression::visit(place, &mut |reading| {
                gatherer.reading(reading);
                for (rule, check) in &rules.expressions {
                    check(reading, &mut Sink::new(rule, findings));
                }
            });
        }
    });
}

/// Only the labels of distributed Map states share a name space.
fn label(object: Object<'_>) -> Option<Target> {
    let label = target(object.get("Label")?.value()?)?;
    (processing::mode(object) == Some(Mode::Distributed)).then_some(label)
}

fn scopes(object: Object<'_>, context: MachineContext<'_>, previous: Option<&State>) -> Vec<Scope> {
    let mut scopes = Vec::new();
    let before = |kind: ScopeKind| previous.and_then(|p| p.scopes.iter().find(|s| s.kind == kind));
    let branches = object.get("Branches").and_then(|m| m.value()).and_then(Value::as_array);
    for (index, branch) in branches.iter().flat_map(|a| a.items()).enumerate() {
        if let Some(branch) = branch.as_object() {
            let kind = ScopeKind::Branch(index);
            scopes.push(scope(kind, branch, context, before(kind)));
        }
    }
    for (field, kind) in [("ItemProcessor", ScopeKind::ItemProcessor), ("Iterator", ScopeKind::Iterator)] {
        if let Some(processor) = object.get(field).and_then(|m| m.value()).and_then(Value::as_object) {
            let is_distributed = processing::mode(object) == Some(Mode::Distributed);
            scopes.push(Scope { is_distributed, ..scope(kind, processor, context, before(kind)) });
        }
    }
    scopes
}

fn transitions(object: Object<'_>) -> Vec<Transition> {
    let mut found = Vec::new();
    let mut add = |kind, holder: Object<'_>, field: &str| {
        if let Some(target) = holder.get(field).and_then(|m| m.value()).and_then(target) {
            found.push(Transition { kind, target });
        }
    };
    add(TransitionKind::Next, object, "Next");
    add(TransitionKind::Default, object, "Default");
    for (index, rule) in objects(object, "Choices") {
        add(TransitionKind::Choice(index), rule, "Next");
    }
    for (index, catcher) in objects(object, "Catch") {
        add(TransitionKind::Catch(index), catcher, "Next");
    }
    found
}

fn objects<'t>(object: Object<'t>, field: &str) -> impl Iterator<Item = (usize, Object<'t>)> {
    let array = object.get(field).and_then(|m| m.value()).and_then(Value::as_array);
    array.into_iter().flat_map(|a| a.items().enumerate()).filter_map(|(i, v)| Some((i, v.as_object()?)))
}

fn ends(object: Object<'_>, kind: Option<StateType>) -> Answer {
    if kind.is_some_and(StateType::is_terminal) {
        return Answer::Yes;
    }
    match object.get("End").map(|m| m.value()) {
        Some(Some(value)) if value.as_bool() == Some(true) => Answer::Yes,
        Some(Some(value)) if value.as_bool().is_none() => Answer::Unknown,
        Some(None) => Answer::Unknown,
        _ if !object.is_closed() || kind.is_none() => Answer::Unknown,
        _ => Answer::No,
    }
}

/// The query language that an object gives itself.
pub fn language_of(object: Object<'_>) -> Option<QueryLanguage> {
    QueryLanguage::parse(&object.get("QueryLanguage")?.value()?.as_str()?.text())
}

fn text_of(object: Object<'_>, field: &str) -> Option<Box<str>> {
    object.get(field)?.value()?.as_str().map(|s| s.text().into())
}

fn target(value: Value<'_>) -> Option<Target> {
    let string: Str<'_> = value.as_str()?;
    Some(Target { name: string.text().into(), span: string.span(), inner: string.inner(), known: !string.has_hole() })
}

fn interface(state: &State) -> u64 {
    let mut hasher = FxHasher::default();
    hash_state(state, &mut hasher);
    hasher.finish()
}

/// What other states can see of a state; its places are none of it.
fn hash_state(state: &State, hasher: &mut FxHasher) {
    (&state.name, state.named, state.kind.map(|k| k as u8), state.ends).hash(hasher);
    state.label.as_ref().map(|label| (&label.name, label.known)).hash(hasher);
    state.transitions.len().hash(hasher);
    for transition in &state.transitions {
        (transition.kind, &transition.target.name, transition.target.known).hash(hasher);
    }
    state.variables.hash_content(hasher);
    for scope in &state.scopes {
        hash_scope(scope, hasher);
    }
}

/// A hash of all that graph rules can see of the scope, the places in it included, relative to their states.
pub fn hash_scope(scope: &Scope, hasher: &mut FxHasher) {
    (scope.kind, scope.finished, scope.start.as_ref().map(|s| (&s.name, s.known)), scope.opaque).hash(hasher);
    scope.is_distributed.hash(hasher);
    scope.states.len().hash(hasher);
    for slot in &scope.states {
        slot.state.interface.hash(hasher);
    }
}

/// The span of `span` in a state that starts at `at`.
pub fn absolute(span: Span, at: u32) -> Span {
    span.shift(i64::from(at))
}
