//! Workflow variables by name: where each is assigned, and everywhere that means it.

use asl_syntax::{Dialect, Span};
use rustc_hash::FxHashSet;

use crate::analysis::Analysis;
use crate::expression::expression_at;
use crate::features::names::Refusal;
use crate::graph::MachineGraph;
use crate::model::TransitionKind;
use crate::notation::{string_at, written_like};
use crate::rewrite::{Edit, replace_inside};
use crate::rules::{invalid_variable_name, reserved_variable_name};
use crate::variables::{Need, Read, Stage};

/// A variable whose name stands at an offset.
pub struct NamedVariable<'m> {
    graph: MachineGraph<'m>,
    /// The scope that it lives in; `None` where no state that can be seen assigns it.
    home: Option<usize>,
    /// The scopes that mean this variable by the name.
    scopes: Vec<usize>,
    /// The state around the offset.
    state: usize,
    /// Whether the offset is at an assignment.
    is_assignment: bool,
    /// The name at the offset, without dollar sign and quotes.
    pub span: Span,
    /// The name.
    pub name: String,
}

/// One place where the name of a variable is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The name, without dollar sign and quotes.
    pub span: Span,
    /// Whether it is assigned there.
    pub is_assignment: bool,
    is_path: bool,
}

/// The variable whose name stands at `offset`: a key of an `Assign`, or a read in an expression.
pub fn variable_at(analysis: &Analysis, offset: u32) -> Option<NamedVariable<'_>> {
    let graph = MachineGraph::new(analysis.machine()?);
    let state = graph.state_at(offset)?;
    let (node, variables) = (&graph.states[state], &graph.states[state].state.variables);
    let shift = i64::from(node.at);
    let assigned = variables.assigned.iter().find(|a| a.known && a.key.shift(shift).touches(offset));
    let (name, span, is_assignment) = match assigned {
        Some(assigned) => (assigned.name.to_string(), assigned.span.shift(shift), true),
        None => {
            let read =
                variables.reads.iter().find(|read| read.span.shift(shift).touches(offset) && is_mention(read))?;
            (read.name.to_string(), read.inner.shift(shift), false)
        }
    };
    let flow = graph.variables();
    let home = if is_assignment { Some(node.scope) } else { flow.home(&graph, node.scope, &name) };
    let is_meant = |scope: &usize| *scope == node.scope || flow.home(&graph, *scope, &name) == home;
    let scopes = (0..graph.scopes.len()).filter(is_meant).collect();
    Some(NamedVariable { home, scopes, state, is_assignment, span, name, graph })
}

/// Whether a read means a variable, not a library function of that name.
fn is_mention(read: &Read) -> bool {
    !(read.is_function && read.need == Need::Unsure)
}

impl NamedVariable<'_> {
    /// Whether a state that can be seen assigns it.
    pub fn exists(&self) -> bool {
        self.home.is_some()
    }

    /// Every place where the name is written, in the order of the text.
    pub fn mentions(&self) -> Vec<Mention> {
        let mut found = Vec::new();
        for scope in &self.scopes {
            for node in &self.graph.states[self.graph.scopes[*scope].states.clone()] {
                let shift = i64::from(node.at);
                let variables = &node.state.variables;
                if self.home == Some(*scope) {
                    let assigned = variables.assigned.iter().filter(|a| a.known && *a.name == *self.name);
                    let mention = |span| Mention { span, is_assignment: true, is_path: false };
                    found.extend(assigned.map(|a| mention(a.span.shift(shift))));
                }
                let reads = variables.reads.iter().filter(|read| *read.name == *self.name && is_mention(read));
                let mention = |read: &Read| Mention {
                    span: read.inner.shift(shift),
                    is_assignment: false,
                    is_path: read.is_path,
                };
                found.extend(reads.map(mention));
            }
        }
        found.sort_by_key(|mention| mention.span);
        found
    }

    /// The assignments whose value may be the one at the offset, as keys without quotes; where no way from one leads
    /// here, all assignments. Of an assignment itself, just that.
    pub fn definitions(&self) -> Vec<Span> {
        if self.is_assignment {
            return vec![self.span];
        }
        let reaching = self.home.map(|home| self.reaching(home)).unwrap_or_default();
        if reaching.is_empty() {
            return self.mentions().into_iter().filter(|m| m.is_assignment).map(|m| m.span).collect();
        }
        reaching
    }

    /// Goes back along every way from the state to the first assignments of the name.
    fn reaching(&self, home: usize) -> Vec<Span> {
        let graph = &self.graph;
        // The state of the scope at home that the offset is in.
        let mut state = self.state;
        while graph.states[state].scope != home {
            let Some(owner) = graph.scopes[graph.states[state].scope].owner else { return Vec::new() };
            state = owner;
        }
        let range = graph.scopes[home].states.clone();
        let mut ways: Vec<(usize, usize, usize)> = Vec::new();
        for from in range {
            let targets = graph.successors(from).iter().enumerate();
            ways.extend(targets.filter_map(|(way, target)| Some(((*target)?, from, way))));
        }
        ways.sort_unstable();
        let mut found = FxHashSet::default();
        let mut seen = FxHashSet::from_iter([state]);
        let mut open = vec![state];
        while let Some(state) = open.pop() {
            let first = ways.partition_point(|(target, ..)| *target < state);
            for (_, from, way) in ways[first..].iter().take_while(|(target, ..)| *target == state) {
                let node = &graph.states[*from];
                let stage = match node.state.transitions[*way].kind {
                    TransitionKind::Next => Stage::Body,
                    TransitionKind::Default => Stage::Unmatched,
                    TransitionKind::Choice(index) => Stage::Chosen(index),
                    TransitionKind::Catch(index) => Stage::Caught(index),
                };
                let assigned = &node.state.variables.assigned;
                let own = assigned.iter().find(|a| a.known && a.stage == stage && *a.name == *self.name);
                match own {
                    Some(own) => drop(found.insert(own.span.shift(i64::from(node.at)))),
                    None if seen.insert(*from) => open.push(*from),
                    None => {}
                }
            }
        }
        let mut found: Vec<Span> = found.into_iter().collect();
        found.sort_unstable();
        found
    }

    /// The edits that give the variable another name, with or without a dollar sign, everywhere in the machine.
    ///
    /// # Errors
    /// When the service would refuse the name, when it is that of another variable, and when an expression that reads the
    /// variable has another meaning for it.
    pub fn rename(&self, analysis: &Analysis, name: &str) -> Result<Vec<Edit>, Refusal> {
        let bare = name.strip_prefix('$').unwrap_or(name);
        if let Some(why) = invalid_variable_name::fault(bare) {
            return Err(Refusal(format!("The name of a variable {why}.")));
        }
        if bare == reserved_variable_name::RESERVED {
            return Err(Refusal(format!("The name \"{bare}\" is reserved.")));
        }
        if bare == self.name {
            return Ok(Vec::new());
        }
        let flow = self.graph.variables();
        let around = self.home.map(|home| flow.visible_scopes(&self.graph, home)).unwrap_or_default();
        if self.scopes.iter().chain(&around).any(|scope| flow.is_own(*scope, bare)) {
            return Err(Refusal(format!("There is a variable \"{bare}\" already.")));
        }
        let mentions = self.mentions();
        for mention in mentions.iter().filter(|mention| !mention.is_assignment && !mention.is_path) {
            let reading = expression_at(analysis, mention.span.start);
            let Some(expression) = reading.as_ref().and_then(|reading| reading.expression()) else { continue };
            if expression.scopes().bindings.iter().any(|binding| binding.name == bare) {
                return Err(Refusal(format!("An expression that reads \"{}\" has its own `${bare}`.", self.name)));
            }
        }
        let document = analysis.document();
        let is_yaml = document.dialect() == Dialect::Yaml;
        let edits = |mention: Mention| match string_at(document, mention.span).filter(|_| is_yaml) {
            // The name may be one that a key of YAML has to quote.
            Some((key, true)) => {
                let map = key.escapes();
                let mut text = key.text().into_owned();
                let name = map.to_decoded(mention.span.start) as usize..map.to_decoded(mention.span.end) as usize;
                if text.get(name.clone()).is_some() {
                    text.replace_range(name, bare);
                }
                vec![Edit::replace(key.span(), written_like(document, (key, true), &text))]
            }
            Some(_) => replace_inside(document, mention.span, bare),
            None => vec![Edit::replace(mention.span, bare)],
        };
        Ok(mentions.into_iter().flat_map(edits).collect())
    }
}
