//! What a JSONata expression asks about its variables before it uses them.

use asl_query::jsonata::{ExprId, NodeKind, Op, Parsed};
use rustc_hash::FxHashSet;

use super::Need;

/// How many variables one operand may say something about. More would cost a long chain of `and` its square.
const NAMES: usize = 8;

/// How far back the tests around a use are looked through.
const TESTS: usize = 64;

/// For each node what a variable at it needs, and which variables are known to have a value there.
pub(super) struct Guards<'e> {
    needs: Vec<Need>,
    /// The head of a list in `tests`; 0 is the empty one.
    known: Vec<u32>,
    tests: Vec<(&'e str, u32)>,
}

/// What the value of a node says about variables.
#[derive(Clone, Default)]
struct Facts<'e> {
    /// These have a value if it gives any value at all.
    value: Vec<&'e str>,
    /// These have a value if it is true.
    yes: Vec<&'e str>,
    /// These have a value if it is false.
    no: Vec<&'e str>,
}

/// Each variable that has a value when the whole expression gives `true` or `false`.
pub(super) fn outcomes<'e>(parsed: &'e Parsed, free: &[ExprId]) -> Vec<(&'e str, bool)> {
    let facts = facts(parsed, free);
    let whole = &facts[parsed.expr.index()];
    let yes = whole.yes.iter().map(|name| (*name, true));
    yes.chain(whole.no.iter().map(|name| (*name, false))).collect()
}

impl<'e> Guards<'e> {
    /// Reads the expression; `free` are the names in it that it does not bind.
    pub(super) fn of(parsed: &'e Parsed, free: &[ExprId]) -> Guards<'e> {
        let facts = facts(parsed, free);
        let count = parsed.nodes().len();
        let mut guards = Guards { needs: vec![Need::Value; count], known: vec![0; count], tests: vec![("", 0)] };
        // The numbers of children are smaller than that of their parent.
        for id in parsed.ids().rev() {
            guards.hand_down(parsed, &facts, id);
        }
        guards
    }

    /// What the use `id` of the variable `name` needs.
    pub(super) fn need(&self, id: ExprId, name: &str) -> Need {
        let mut at = self.known[id.index()];
        for _ in 0..TESTS {
            if at == 0 {
                break;
            }
            let (known, next) = self.tests[at as usize];
            if known == name {
                return Need::Tested;
            }
            at = next;
        }
        self.needs[id.index()]
    }

    fn hand_down(&mut self, parsed: &'e Parsed, facts: &[Facts<'e>], id: ExprId) {
        let own = self.needs[id.index()];
        let known = self.known[id.index()];
        let kind = parsed.kind(id);
        kind.each_child(|child| self.known[child.index()] = known);
        let mut set = |child: ExprId, need: Need| self.needs[child.index()] = need;
        match kind {
            NodeKind::Path { steps } => steps.first().into_iter().for_each(|first| set(*first, own)),
            NodeKind::Filter { base, .. }
            | NodeKind::KeepArray { base, .. }
            | NodeKind::Sort { base, .. }
            | NodeKind::Group { base, .. }
            | NodeKind::Focus { base, .. }
            | NodeKind::Index { base, .. } => set(*base, own),
            NodeKind::Block { expressions } => expressions.last().into_iter().for_each(|last| set(*last, own)),
            NodeKind::Array { items } if own != Need::Value => items.iter().for_each(|item| set(*item, own)),
            NodeKind::Bind { value, .. } => set(*value, Need::Any),
            NodeKind::Conditional { condition, then, otherwise } => {
                set(*condition, Need::Tested);
                set(*then, own);
                otherwise.iter().for_each(|otherwise| set(*otherwise, own));
                self.learn(*then, &facts[condition.index()].yes);
                if let Some(otherwise) = otherwise {
                    self.learn(*otherwise, &facts[condition.index()].no);
                }
            }
            NodeKind::Binary { op, lhs, rhs, .. } => match op {
                Op::And | Op::Or => {
                    set(*lhs, Need::Tested);
                    set(*rhs, Need::Tested);
                    let facts = &facts[lhs.index()];
                    self.learn(*rhs, if *op == Op::And { &facts.yes } else { &facts.no });
                }
                Op::Elvis | Op::Coalesce => {
                    set(*lhs, Need::Tested);
                    set(*rhs, own);
                }
                Op::Equal | Op::NotEqual | Op::In => {
                    set(*lhs, Need::Any);
                    set(*rhs, Need::Any);
                }
                Op::Chain => set(*lhs, argument_need(callee_name(parsed, *rhs))),
                _ => {}
            },
            NodeKind::Call { callee, arguments, .. } => {
                let need = argument_need(name_of(parsed, *callee));
                arguments.iter().for_each(|argument| set(*argument, need));
            }
            _ => {}
        }
    }

    fn learn(&mut self, child: ExprId, names: &[&'e str]) {
        for name in names {
            self.tests.push((name, self.known[child.index()]));
            self.known[child.index()] = (self.tests.len() - 1) as u32;
        }
    }
}

/// What a library function makes of an argument that has no value.
fn argument_need(function: &str) -> Need {
    match function {
        "exists" | "boolean" | "not" => Need::Tested,
        "append" | "count" | "merge" | "type" | "assert" => Need::Any,
        _ => Need::Value,
    }
}

/// Whether the function gives nothing when its first argument is nothing.
fn passes_nothing_on(function: &str) -> bool {
    matches!(
        function,
        "type"
            | "length"
            | "string"
            | "number"
            | "uppercase"
            | "lowercase"
            | "trim"
            | "contains"
            | "sum"
            | "max"
            | "min"
            | "average"
            | "substring"
            | "split"
            | "join"
            | "keys"
            | "lookup"
            | "abs"
            | "floor"
            | "ceil"
            | "round"
            | "parse"
            | "toMillis"
            | "fromMillis"
            | "replace"
            | "match"
    )
}

/// The name of the variable `id`.
fn name_of(parsed: &Parsed, id: ExprId) -> &str {
    match parsed.kind(id) {
        NodeKind::Variable { name } => name,
        _ => "",
    }
}

/// The name of the function on the right of `~>`.
fn callee_name(parsed: &Parsed, id: ExprId) -> &str {
    match parsed.kind(id) {
        NodeKind::Call { callee, .. } => name_of(parsed, *callee),
        _ => name_of(parsed, id),
    }
}

/// The facts of every node, by its number.
fn facts<'e>(parsed: &'e Parsed, free: &[ExprId]) -> Vec<Facts<'e>> {
    let free: FxHashSet<ExprId> = free.iter().copied().collect();
    let mut facts: Vec<Facts<'e>> = Vec::with_capacity(parsed.nodes().len());
    for id in parsed.ids() {
        let found = facts_of(parsed, &free, &facts, id);
        facts.push(found);
    }
    facts
}

fn facts_of<'e>(parsed: &'e Parsed, free: &FxHashSet<ExprId>, facts: &[Facts<'e>], id: ExprId) -> Facts<'e> {
    let at = |id: ExprId| &facts[id.index()];
    let of_value = |value: Vec<&'e str>| Facts { yes: value.clone(), value, no: Vec::new() };
    match parsed.kind(id) {
        NodeKind::Variable { name } if free.contains(&id) && name != "states" => of_value(vec![name]),
        NodeKind::Path { steps } => {
            steps.first().map_or_else(Facts::default, |first| of_value(at(*first).value.clone()))
        }
        NodeKind::Filter { base, .. } | NodeKind::KeepArray { base, .. } | NodeKind::Sort { base, .. } => {
            of_value(at(*base).value.clone())
        }
        NodeKind::Block { expressions } => expressions.last().map_or_else(Facts::default, |last| at(*last).clone()),
        NodeKind::Call { callee, arguments, .. } => {
            let Some(first) = arguments.first() else { return Facts::default() };
            match name_of(parsed, *callee) {
                "exists" => Facts { yes: at(*first).value.clone(), ..Facts::default() },
                "boolean" => Facts { value: Vec::new(), ..at(*first).clone() },
                "not" => Facts { value: Vec::new(), yes: at(*first).no.clone(), no: at(*first).yes.clone() },
                name if passes_nothing_on(name) => of_value(at(*first).value.clone()),
                _ => Facts::default(),
            }
        }
        NodeKind::Binary { op, lhs, rhs, .. } => of_operator(parsed, facts, *op, *lhs, *rhs),
        _ => Facts::default(),
    }
}

fn of_operator<'e>(parsed: &'e Parsed, facts: &[Facts<'e>], op: Op, lhs: ExprId, rhs: ExprId) -> Facts<'e> {
    let (left, right) = (&facts[lhs.index()], &facts[rhs.index()]);
    match op {
        Op::And => Facts {
            value: Vec::new(),
            yes: both(&left.yes, &right.yes),
            no: either(&left.no, &both(&left.yes, &right.no)),
        },
        Op::Or => Facts {
            value: Vec::new(),
            yes: either(&left.yes, &both(&left.no, &right.yes)),
            no: both(&left.no, &right.no),
        },
        Op::Equal | Op::NotEqual => {
            let mut found = compared(parsed, facts, lhs, rhs);
            if op == Op::NotEqual {
                std::mem::swap(&mut found.yes, &mut found.no);
            }
            found
        }
        Op::Less | Op::LessEqual | Op::Greater | Op::GreaterEqual => {
            let mut yes = both(&left.value, &right.value);
            if op == Op::Greater && number(parsed, rhs).is_some_and(|n| n >= 0.0) {
                yes = both(&yes, counted(parsed, facts, lhs));
            }
            Facts { yes, ..Facts::default() }
        }
        Op::In => Facts { yes: both(&left.value, &right.value), ..Facts::default() },
        Op::Plus | Op::Minus | Op::Star | Op::Slash | Op::Percent => {
            let value = both(&left.value, &right.value);
            Facts { yes: value.clone(), value, no: Vec::new() }
        }
        _ => Facts::default(),
    }
}

/// The facts of `lhs = rhs`.
fn compared<'e>(parsed: &'e Parsed, facts: &[Facts<'e>], lhs: ExprId, rhs: ExprId) -> Facts<'e> {
    let (left, right) = (&facts[lhs.index()], &facts[rhs.index()]);
    let mut found = Facts { yes: both(&left.value, &right.value), ..Facts::default() };
    if let NodeKind::Boolean { value } = parsed.kind(rhs) {
        let (same, other) = if *value { (&left.yes, &left.no) } else { (&left.no, &left.yes) };
        found.yes = both(&found.yes, same);
        // What is no truth value, or nothing at all, equals neither of them.
        if gives_truth(parsed, lhs) {
            found.no = other.clone();
        }
    }
    if number(parsed, rhs) == Some(0.0) {
        found.no = counted(parsed, facts, lhs).to_vec();
    }
    found
}

/// Whether the node is sure to give `true` or `false`.
fn gives_truth(parsed: &Parsed, id: ExprId) -> bool {
    match parsed.kind(id) {
        NodeKind::Call { callee, .. } => matches!(name_of(parsed, *callee), "exists" | "boolean" | "not"),
        NodeKind::Binary { op, .. } => matches!(op, Op::And | Op::Or | Op::Equal | Op::NotEqual | Op::In),
        _ => false,
    }
}

/// The variables that the argument of a `$count` needs.
fn counted<'f, 'e>(parsed: &Parsed, facts: &'f [Facts<'e>], id: ExprId) -> &'f [&'e str] {
    match parsed.kind(id) {
        NodeKind::Call { callee, arguments, .. } if name_of(parsed, *callee) == "count" => {
            arguments.first().map_or(&[], |first| &facts[first.index()].value)
        }
        _ => &[],
    }
}

fn number(parsed: &Parsed, id: ExprId) -> Option<f64> {
    match parsed.kind(id) {
        NodeKind::Number { value } => Some(*value),
        _ => None,
    }
}

fn both<'e>(left: &[&'e str], right: &[&'e str]) -> Vec<&'e str> {
    let mut all = left.to_vec();
    all.extend(right.iter().filter(|name| !left.contains(name)));
    all.truncate(NAMES);
    all
}

fn either<'e>(left: &[&'e str], right: &[&'e str]) -> Vec<&'e str> {
    left.iter().copied().filter(|name| right.contains(name)).collect()
}
