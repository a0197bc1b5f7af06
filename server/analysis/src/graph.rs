//! All states of a machine at once: who exists, who goes where, who is reached.
//!
//! Graph rules speak in [`Anchor`]s, not offsets: while an edit changes nothing that one state can see of another, the
//! verdict stays and only its places are looked up again.

use std::cell::{Cell, OnceCell};

use asl_spec::StateType;
use asl_spec::nearest::nearest;
use asl_syntax::Span;
use rustc_hash::FxHashMap;

use crate::finding::{Finding, Related};
use crate::model::{Answer, Machine, Scope, State, Target, TransitionKind};
use crate::rule::Rule;
use crate::variables::VariableFlow;

/// How many misspelt targets get a suggestion.
const SUGGESTIONS: u32 = 100;

/// The states of a machine as flat lists. The states of one scope are neighbours.
pub struct MachineGraph<'m> {
    /// The machine.
    pub machine: &'m Machine,
    /// Every scope; the first is the machine's own.
    pub scopes: Vec<ScopeNode<'m>>,
    /// Every state.
    pub states: Vec<StateNode<'m>>,
    names: OnceCell<Names<'m>>,
    ways: OnceCell<Ways>,
    reached: OnceCell<Vec<bool>>,
    variables: OnceCell<VariableFlow<'m>>,
    dangling: OnceCell<Vec<Dangling<'m>>>,
    suggestions: Cell<u32>,
}

/// The states by their names: a table of groups, each a run of one list.
struct Names<'m> {
    groups: FxHashMap<&'m str, std::ops::Range<usize>>,
    states: Vec<usize>,
}

impl<'m> Names<'m> {
    fn new(nodes: &[StateNode<'m>]) -> Self {
        let mut groups: FxHashMap<&'m str, std::ops::Range<usize>> = FxHashMap::default();
        groups.reserve(nodes.len());
        for node in nodes {
            groups.entry(&node.state.name).or_insert(0..0).end += 1;
        }
        let mut first = 0;
        for group in groups.values_mut() {
            let size = group.end;
            *group = first..first;
            first += size;
        }
        let mut states = vec![0; nodes.len()];
        for (index, node) in nodes.iter().enumerate() {
            if let Some(group) = groups.get_mut(&*node.state.name) {
                states[group.end] = index;
                group.end += 1;
            }
        }
        Names { groups, states }
    }

    fn of(&self, name: &str) -> &[usize] {
        self.groups.get(name).map_or(&[], |group| &self.states[group.clone()])
    }
}

/// Where every transition leads: those of one state are a run of `targets`, which begins at its `first`.
struct Ways {
    targets: Vec<Option<usize>>,
    first: Vec<usize>,
}

/// A scope in the flat list.
pub struct ScopeNode<'m> {
    /// The scope.
    pub scope: &'m Scope,
    /// The state that holds it; `None` at the top.
    pub owner: Option<usize>,
    /// What to add to the scope's spans to get offsets of the document.
    pub base: u32,
    /// Its states.
    pub states: std::ops::Range<usize>,
}

/// A state in the flat list.
pub struct StateNode<'m> {
    /// The state.
    pub state: &'m State,
    /// Where its member starts in the document.
    pub at: u32,
    /// The scope that holds it.
    pub scope: usize,
}

/// A target that names no state of its scope.
#[derive(Clone, Copy, Debug)]
pub struct Dangling<'m> {
    /// The scope.
    pub scope: usize,
    /// The field that holds the target.
    pub field: &'static str,
    /// The target.
    pub target: &'m Target,
    /// Its place.
    pub anchor: Anchor,
}

/// A place that a graph rule can name. It says what stands there, not where: an edit that moves the text leaves it true.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The value of `StartAt` of a scope.
    StartAt(usize),
    /// The key `States` of a scope.
    StatesKey(usize),
    /// The name of a state.
    Name(usize),
    /// The target of the transition of a state with this index.
    Target(usize, usize),
    /// The `Label` of a state.
    Label(usize),
    /// The read of a state with this index, with its dollar sign.
    Read(usize, usize),
    /// The key of the assignment of a state with this index.
    Assigned(usize, usize),
}

/// A finding of a graph rule.
#[derive(Clone, Debug)]
pub struct GraphFinding {
    rule: &'static Rule,
    anchor: Anchor,
    message: String,
    related: Vec<(Anchor, String)>,
    replacement: Option<String>,
}

/// Where one graph rule puts its findings.
pub struct GraphSink<'a> {
    rule: &'static Rule,
    out: &'a mut Vec<GraphFinding>,
}

impl<'a> GraphSink<'a> {
    /// A sink for `rule` that appends to `out`.
    pub fn new(rule: &'static Rule, out: &'a mut Vec<GraphFinding>) -> Self {
        GraphSink { rule, out }
    }

    /// Reports `message` at `anchor`; gives the finding back to add to it.
    pub fn report(&mut self, anchor: Anchor, message: impl Into<String>) -> &mut GraphFinding {
        self.out.push(GraphFinding {
            rule: self.rule,
            anchor,
            message: message.into(),
            related: Vec::new(),
            replacement: None,
        });
        let last = self.out.len() - 1;
        &mut self.out[last]
    }
}

impl GraphFinding {
    /// Adds a place that explains this finding.
    pub fn related(&mut self, anchor: Anchor, message: impl Into<String>) -> &mut Self {
        self.related.push((anchor, message.into()));
        self
    }

    /// Remembers the one good guess, for the quick fix.
    pub fn replacement(&mut self, text: impl Into<String>) -> &mut Self {
        self.replacement = Some(text.into());
        self
    }

    /// The state that the finding is about, where it is about one.
    pub fn state(&self) -> Option<usize> {
        match self.anchor {
            Anchor::Name(state)
            | Anchor::Target(state, _)
            | Anchor::Label(state)
            | Anchor::Read(state, _)
            | Anchor::Assigned(state, _) => Some(state),
            Anchor::StartAt(_) | Anchor::StatesKey(_) => None,
        }
    }

    /// The rule.
    pub fn rule(&self) -> &'static Rule {
        self.rule
    }

    /// The finding with offsets of the document that `graph` was made from.
    pub fn place(&self, graph: &MachineGraph<'_>) -> Finding {
        Finding {
            rule: self.rule,
            span: graph.span(self.anchor),
            message: self.message.clone(),
            related: self
                .related
                .iter()
                .map(|(anchor, message)| Related { span: graph.span(*anchor), message: message.clone() })
                .collect(),
            replacement: self.replacement.clone(),
        }
    }
}

impl<'m> MachineGraph<'m> {
    /// Lists the scopes and states of `machine`; linear in their number.
    pub fn new(machine: &'m Machine) -> Self {
        let mut graph = MachineGraph {
            machine,
            scopes: vec![ScopeNode { scope: &machine.scope, owner: None, base: 0, states: 0..0 }],
            states: Vec::new(),
            names: OnceCell::new(),
            ways: OnceCell::new(),
            reached: OnceCell::new(),
            variables: OnceCell::new(),
            dangling: OnceCell::new(),
            suggestions: Cell::new(0),
        };
        let mut next = 0;
        while next < graph.scopes.len() {
            let ScopeNode { scope, base, .. } = graph.scopes[next];
            let first = graph.states.len();
            for slot in &scope.states {
                graph.states.push(StateNode { state: &slot.state, at: base + slot.at, scope: next });
            }
            graph.scopes[next].states = first..graph.states.len();
            for index in first..graph.states.len() {
                let StateNode { state, at, .. } = graph.states[index];
                for scope in &state.scopes {
                    graph.scopes.push(ScopeNode { scope, owner: Some(index), base: at, states: 0..0 });
                }
            }
            next += 1;
        }
        graph
    }

    /// The offsets of the document that an anchor stands for.
    pub fn span(&self, anchor: Anchor) -> Span {
        match anchor {
            Anchor::Name(state) => self.within(state, |state| Some(state.name_span)),
            Anchor::Target(state, index) => self.within(state, |state| Some(state.transitions.get(index)?.target.span)),
            Anchor::Label(state) => self.within(state, |state| state.label.as_ref().map(|label| label.span)),
            Anchor::Read(state, index) => self.within(state, |state| Some(state.variables.reads.get(index)?.span)),
            Anchor::Assigned(state, index) => {
                self.within(state, |state| Some(state.variables.assigned.get(index)?.key))
            }
            Anchor::StartAt(scope) => {
                let node = &self.scopes[scope];
                let span = node.scope.start.as_ref().map_or(node.scope.object, |s| s.span);
                span.shift(i64::from(node.base))
            }
            Anchor::StatesKey(scope) => {
                let node = &self.scopes[scope];
                node.scope.states_key.unwrap_or(node.scope.object).shift(i64::from(node.base))
            }
        }
    }

    /// A part of a state as offsets of the document; its name, where the part is gone.
    fn within(&self, state: usize, part: impl Fn(&State) -> Option<Span>) -> Span {
        let StateNode { state, at, .. } = self.states[state];
        part(state).unwrap_or(state.name_span).shift(i64::from(at))
    }

    /// Every state with this name, in any scope, in the order of the list.
    pub fn named(&self, name: &str) -> &[usize] {
        self.names.get_or_init(|| Names::new(&self.states)).of(name)
    }

    /// The state of a scope that a misspelt target surely means. After the first hundred answers there are no more: where
    /// so many are wrong, nobody has misspelt them, and the search must not grow with their square.
    pub fn suggest(&self, scope: usize, name: &str) -> Option<&'m str> {
        if self.suggestions.get() >= SUGGESTIONS {
            return None;
        }
        self.suggestions.set(self.suggestions.get() + 1);
        let names = self.scopes[scope].states.clone().map(|s| &*self.states[s].state.name);
        nearest(name, names)
    }

    /// The variable that a name which nobody assigns is surely meant to be: one that `scope` can see. Counts as a
    /// suggestion too.
    pub fn suggest_variable(&self, scope: usize, name: &str) -> Option<&'m str> {
        if self.suggestions.get() >= SUGGESTIONS {
            return None;
        }
        self.suggestions.set(self.suggestions.get() + 1);
        let flow = self.variables();
        let mut names: Vec<&'m str> =
            flow.visible_scopes(self, scope).into_iter().flat_map(|scope| flow.own_names(scope)).collect();
        names.sort_unstable();
        nearest(name, names)
    }

    /// The state that a target of this scope means (the last one, where the name is there twice).
    pub fn resolve(&self, scope: usize, name: &str) -> Option<usize> {
        self.named(name).iter().rev().copied().find(|&s| self.states[s].scope == scope)
    }

    /// The states that the transitions of a state lead to, one answer for each transition: `None` where it names no
    /// state of its scope.
    pub fn successors(&self, state: usize) -> &[Option<usize>] {
        let ways = self.ways.get_or_init(|| {
            let mut ways = Ways { targets: Vec::new(), first: vec![0] };
            for node in &self.states {
                let targets = node.state.transitions.iter().map(|t| &t.target);
                ways.targets.extend(targets.map(|t| self.resolve(node.scope, &t.name).filter(|_| t.known)));
                ways.first.push(ways.targets.len());
            }
            ways
        });
        &ways.targets[ways.first[state]..ways.first[state + 1]]
    }

    /// Every target of a certain scope that names no state of it.
    pub fn dangling(&self) -> &[Dangling<'m>] {
        self.dangling.get_or_init(|| {
            let mut found = Vec::new();
            for scope in (0..self.scopes.len()).filter(|&scope| self.is_certain(scope)) {
                let node = &self.scopes[scope];
                if let Some(target) = &node.scope.start
                    && target.known
                    && self.resolve(scope, &target.name).is_none()
                {
                    found.push(Dangling { scope, field: "StartAt", target, anchor: Anchor::StartAt(scope) });
                }
                for state in node.states.clone() {
                    for (index, next) in self.successors(state).iter().enumerate() {
                        let transition = &self.states[state].state.transitions[index];
                        if next.is_none() && transition.target.known {
                            let (field, target) = (transition.kind.field(), &transition.target);
                            found.push(Dangling { scope, field, target, anchor: Anchor::Target(state, index) });
                        }
                    }
                }
            }
            found
        })
    }

    /// The groups of states that share a name, each in the order of the list.
    pub fn namesakes(&self) -> impl Iterator<Item = &[usize]> {
        let names = self.names.get_or_init(|| Names::new(&self.states));
        names.groups.values().filter(|group| group.len() > 1).map(|group| &names.states[group.clone()])
    }

    /// Whether all that a scope needs to be judged is known: it is finished and every name in it is a literal. Of an
    /// empty one `no-states` has said enough.
    pub fn is_certain(&self, scope: usize) -> bool {
        let scope = self.scopes[scope].scope;
        scope.finished && !scope.opaque && !scope.states.is_empty()
    }

    /// Whether every way of a scope is known as well, so that all that can happen in it can be followed: each state has
    /// a type and its transitions, and each target exists.
    pub fn has_known_ways(&self, scope: usize) -> bool {
        let is_known = |state: usize| {
            let known = self.states[state].state;
            known.kind.is_some()
                && known.ends != Answer::Unknown
                && !self.lacks_way_on(state)
                && self.successors(state).iter().all(Option::is_some)
        };
        self.is_certain(scope) && self.scopes[scope].states.clone().all(is_known)
    }

    /// What is known of the variables of the machine.
    pub fn variables(&self) -> &VariableFlow<'m> {
        self.variables.get_or_init(|| VariableFlow::new(self))
    }

    /// The innermost state whose member holds `offset`.
    pub fn state_at(&self, offset: u32) -> Option<usize> {
        let mut scope = 0;
        let mut found = None;
        loop {
            let node = self.scopes.get(scope)?;
            let states = &self.states[node.states.clone()];
            let Some(at) = states.partition_point(|state| state.at <= offset).checked_sub(1) else { return found };
            if offset > states[at].at + states[at].state.len {
                return found;
            }
            let state = node.states.start + at;
            found = Some(state);
            let holds = |scope: &ScopeNode<'_>| {
                scope.owner == Some(state) && scope.scope.object.shift(i64::from(scope.base)).touches(offset)
            };
            match self.scopes.iter().position(holds) {
                Some(inner) => scope = inner,
                None => return found,
            }
        }
    }

    /// Whether the state can be entered: a search from `StartAt` of each scope. A target that does not exist counts as
    /// the state that it is surely meant to name; where there is none such, and where a target, a name or the end of
    /// the scope is unknown, every state of the scope counts as reached. One mistake gives one finding.
    pub fn is_reached(&self, state: usize) -> bool {
        self.reached.get_or_init(|| self.search())[state]
    }

    fn search(&self) -> Vec<bool> {
        let mut reached = vec![false; self.states.len()];
        for scope in 0..self.scopes.len() {
            if self.search_scope(scope, &mut reached).is_none() {
                reached[self.scopes[scope].states.clone()].fill(true);
            }
        }
        reached
    }

    fn search_scope(&self, scope: usize, reached: &mut [bool]) -> Option<()> {
        let node = &self.scopes[scope];
        if !self.is_certain(scope) {
            return None;
        }
        let meant = |target: &Target| {
            if !target.known {
                return None;
            }
            self.resolve(scope, &target.name).or_else(|| self.resolve(scope, self.suggest(scope, &target.name)?))
        };
        for state in node.states.clone() {
            let state = self.states[state].state;
            if state.kind.is_none() || state.ends == Answer::Unknown {
                return None;
            }
        }
        // Where `StartAt` is plainly wrong, most machines begin with the state that is written first.
        let start = node.scope.start.as_ref()?;
        let mut open = vec![meant(start).or_else(|| start.known.then_some(node.states.start))?];
        while let Some(state) = open.pop() {
            if std::mem::replace(&mut reached[state], true) {
                continue;
            }
            if self.lacks_way_on(state) {
                return None;
            }
            for (target, found) in self.targets(state).zip(self.successors(state)) {
                open.push(found.or_else(|| meant(target))?);
            }
        }
        Some(())
    }

    /// Whether the state lacks the transition that it must have, so that nobody knows where it was meant to go: another
    /// rule speaks of that.
    fn lacks_way_on(&self, state: usize) -> bool {
        let state = self.states[state].state;
        let has = |is_way: fn(&TransitionKind) -> bool| state.transitions.iter().any(|t| is_way(&t.kind));
        match state.kind {
            Some(StateType::Choice) => !has(|kind| matches!(kind, TransitionKind::Choice(_))),
            _ => state.ends == Answer::No && !has(|kind| *kind == TransitionKind::Next),
        }
    }

    /// The targets of a state.
    pub fn targets(&self, state: usize) -> impl Iterator<Item = &'m Target> {
        self.states[state].state.transitions.iter().map(|t| &t.target)
    }

    /// For each state of a scope: whether some way from it ends the scope. `None` where the text does not say enough.
    pub fn ways_out(&self, scope: usize) -> Option<Vec<bool>> {
        let range = self.scopes[scope].states.clone();
        if !self.is_certain(scope) {
            return None;
        }
        let mut out = vec![false; range.len()];
        let mut open = Vec::new();
        let mut ways = 0;
        // How many ways lead into each state; then where the list of those into each begins.
        let mut first = vec![0; range.len() + 1];
        for state in range.clone() {
            match self.states[state].state.ends {
                Answer::Yes => open.push(state),
                Answer::No => {}
                Answer::Unknown => return None,
            }
            for next in self.successors(state) {
                first[(*next)? - range.start + 1] += 1;
                ways += 1;
            }
        }
        for index in 1..first.len() {
            first[index] += first[index - 1];
        }
        let mut filled = first.clone();
        let mut origins = vec![0; ways];
        for state in range.clone() {
            for next in self.successors(state).iter().flatten() {
                let slot = &mut filled[next - range.start];
                origins[*slot] = state;
                *slot += 1;
            }
        }
        while let Some(state) = open.pop() {
            if !std::mem::replace(&mut out[state - range.start], true) {
                open.extend(&origins[first[state - range.start]..first[state - range.start + 1]]);
            }
        }
        Some(out)
    }
}
