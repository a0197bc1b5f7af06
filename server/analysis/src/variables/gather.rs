//! Collecting what one state assigns and reads.

use asl_query::jsonata::{ExprId, NodeKind, Parsed};
use asl_query::jsonpath::{self, RootKind};
use asl_spec::{Context, QueryLanguage, StateType};
use asl_syntax::{Member, Object, Span, Value};
use rustc_hash::FxHashSet;

use super::equality;
use super::guards::{Guards, outcomes};
use super::{Assignment, Fact, Guard, Literal, Need, Read, Stage, StateVariables};
use crate::expression::{Expression, Parse, Reading, each_path, is_marked};
use crate::place::Place;

/// Collects the variables of one state while its places and expressions are visited.
pub(crate) struct Gatherer {
    found: StateVariables,
    is_choice: bool,
    /// Where each choice rule and each catcher stands.
    rules: Vec<Span>,
    catchers: Vec<Span>,
    /// The values of the last `Assign`, as entries of `found.assigned`.
    values: Vec<(Span, u32)>,
}

impl Gatherer {
    /// A gatherer for the state whose own object is `root`.
    pub(crate) fn new(root: &Place<'_>) -> Gatherer {
        let spans = |field: &str| {
            let array = root.value(field).and_then(Value::as_array);
            array.into_iter().flat_map(|array| array.items()).map(|item| item.span()).collect()
        };
        let kind = root.state.and_then(|state| state.kind);
        Gatherer {
            found: StateVariables { is_obscure: kind.is_none() || !root.is_finished(), ..StateVariables::default() },
            is_choice: kind == Some(StateType::Choice),
            rules: spans("Choices"),
            catchers: spans("Catch"),
            values: Vec::new(),
        }
    }

    /// What was found.
    pub(crate) fn finish(mut self) -> StateVariables {
        self.found.reads.sort_by_key(|read| read.span);
        self.found.guards.sort_by_key(|guard| guard.rule);
        // The parts of a JSONPath rule stop at the first that decides: `IsPresent` stands in front of what it protects.
        let mut tested: FxHashSet<(usize, Box<str>)> = FxHashSet::default();
        for read in self.found.reads.iter_mut().filter(|read| read.is_path) {
            let Stage::Test(rule) = read.stage else { continue };
            match read.need {
                Need::Tested => drop(tested.insert((rule, read.name.clone()))),
                Need::Value if tested.contains(&(rule, read.name.clone())) => read.need = Need::Tested,
                _ => {}
            }
        }
        self.found
    }

    /// Takes the `Assign` and the tests of a place, before its expressions.
    pub(crate) fn place(&mut self, place: &Place<'_>) {
        self.values.clear();
        if let Some(member) = place.get("Assign").filter(|_| place.field("Assign").is_some()) {
            self.assign(place, member);
        }
        if place.context == Some(Context::ChoiceRule) && place.language == QueryLanguage::JsonPath {
            let Some(rule) = index_of(&self.rules, place.object.span()) else { return };
            for (name, outcome, fact) in equality::of_rule(place.object) {
                self.found.guards.push(Guard { rule, outcome, name, fact });
            }
        }
    }

    fn assign(&mut self, place: &Place<'_>, member: Member<'_>) {
        let key = member.key().span();
        let stage = self.stage_of(key, "Assign");
        let Some(value) = member.value() else { return };
        let Some(object) = value.as_object() else {
            if value.is_hole() || value.as_str().is_some_and(|s| s.has_hole()) {
                let span = value.span();
                self.found.assigned.push(Assignment {
                    name: "".into(),
                    stage,
                    span,
                    key: span,
                    known: false,
                    value: None,
                    literal: None,
                });
            }
            return;
        };
        for Entry { member: entry, name, span } in entries(object, place.language) {
            let key = entry.key();
            let index = self.found.assigned.len() as u32;
            if let Some(value) = entry.value() {
                self.values.push((value.span(), index));
            }
            let known = !key.has_hole();
            let is_evaluated = place.language == QueryLanguage::JsonPath && is_marked(entry);
            let literal = entry.value().filter(|_| !is_evaluated).and_then(Literal::of_value);
            self.found.assigned.push(Assignment {
                name: name.into(),
                stage,
                span,
                key: key.span(),
                known,
                value: entry.value().map(Value::span),
                literal,
            });
        }
    }

    /// Takes the reads of a string.
    pub(crate) fn reading(&mut self, reading: &Reading<'_>) {
        match reading {
            Reading::Literal(literal) => self.found.is_obscure |= literal.site.is_whole() && literal.string.has_hole(),
            Reading::Expression(expression) => self.expression(expression),
        }
    }

    fn expression(&mut self, expression: &Expression<'_>) {
        self.found.is_obscure |= expression.string.has_hole();
        let at = expression.string.span();
        let field = expression.site.field.name;
        let stage = self.stage_of(at, field);
        let within = (field == "Assign").then(|| self.value_around(at)).flatten();
        match &expression.parse {
            Parse::Jsonata(_, parsed) => self.jsonata(expression, parsed, stage, within),
            Parse::Path(_) | Parse::Intrinsic(_) => {
                // The service takes no variable there, whatever another rule says about it.
                if field == "ResultPath" {
                    return;
                }
                let is_sound = match &expression.parse {
                    Parse::Path(path) => path.errors.is_empty(),
                    Parse::Intrinsic(call) => call.errors.is_empty(),
                    Parse::Jsonata(..) => false,
                };
                let tested = field == "Variable" && is_presence_test(expression.site.place.object);
                let need = match is_sound {
                    false => Need::Unsure,
                    true if tested => Need::Tested,
                    true => Need::Value,
                };
                self.found.is_obscure |= !is_sound;
                each_path(expression, &mut |path| {
                    let Some((name, span)) = variable_of(path) else { return };
                    self.found.reads.push(Read {
                        name: name.into(),
                        stage,
                        span: expression.span(path.root.span),
                        inner: expression.span(span),
                        need,
                        within,
                        is_path: true,
                        is_function: false,
                    });
                });
            }
        }
    }

    fn jsonata(&mut self, expression: &Expression<'_>, parsed: &Parsed, stage: Stage, within: Option<u32>) {
        let is_sound = parsed.is_valid() && expression.has_both_marks();
        self.found.is_obscure |= !is_sound;
        if let Some(assigned) = within.and_then(|index| self.found.assigned.get_mut(index as usize))
            && is_sound
            && expression.site.member.key().span() == assigned.key
            && !expression.site.is_in_list
        {
            assigned.literal = Literal::of_node(parsed, parsed.expr);
        }
        let free = &expression.scopes().free;
        let is_read = |id: &ExprId| matches!(parsed.kind(*id), NodeKind::Variable { name } if name != "states");
        if !free.iter().any(|id| is_read(id) && !is_callee(parsed, *id)) {
            return;
        }
        let guards = Guards::of(parsed, free);
        for id in free.iter().copied().filter(is_read) {
            let NodeKind::Variable { name } = parsed.kind(id) else { continue };
            if parsed.has_hole(id) || name.is_empty() {
                continue;
            }
            let is_function = asl_spec::jsonata::function(name).is_some();
            let is_handed_over = is_function && is_handed_over(parsed, id);
            let need =
                if is_callee(parsed, id) || is_handed_over || !is_sound { Need::Unsure } else { guards.need(id, name) };
            let span = parsed.span(id);
            self.found.reads.push(Read {
                name: name.as_str().into(),
                stage,
                span: expression.span(span),
                inner: expression.span(asl_query::Span::new(span.start + 1, span.end)),
                need,
                within,
                is_path: false,
                is_function,
            });
        }
        if let (Stage::Test(rule), "Condition") = (stage, expression.site.field.name)
            && is_sound
        {
            let present = outcomes(parsed, free).into_iter().map(|(name, outcome)| (name, outcome, Fact::Present));
            for (name, outcome, fact) in present.chain(equality::of_condition(parsed, free)) {
                self.found.guards.push(Guard { rule, outcome, name: name.into(), fact });
            }
        }
    }

    /// The entry of the `Assign` whose value holds `span`.
    fn value_around(&self, span: Span) -> Option<u32> {
        let at = self.values.partition_point(|(value, _)| value.start <= span.start).checked_sub(1)?;
        let (value, index) = self.values[at];
        value.contains_span(span).then_some(index)
    }

    /// When the field at `span` is evaluated.
    fn stage_of(&self, span: Span, field: &str) -> Stage {
        let is_given = matches!(field, "Assign" | "Output");
        if let Some(index) = index_of(&self.rules, span) {
            return if is_given { Stage::Chosen(index) } else { Stage::Test(index) };
        }
        if let Some(index) = index_of(&self.catchers, span) {
            return Stage::Caught(index);
        }
        if self.is_choice && is_given { Stage::Unmatched } else { Stage::Body }
    }
}

/// A member of an `Assign`.
pub(crate) struct Entry<'a> {
    /// The member.
    pub(crate) member: Member<'a>,
    /// The name of the variable.
    pub(crate) name: String,
    /// Where the name stands: within the quotes, without the `.$` of a JSONPath state.
    pub(crate) span: Span,
}

/// The members of an `Assign` of a state in `language`.
pub(crate) fn entries(assign: Object<'_>, language: QueryLanguage) -> impl Iterator<Item = Entry<'_>> {
    assign.members().map(move |member| {
        let (key, text) = (member.key(), member.key().text());
        let name = match text.strip_suffix(".$") {
            Some(name) if language == QueryLanguage::JsonPath => name,
            _ => &text,
        };
        let span = if name.len() == text.len() {
            key.inner()
        } else {
            key.escapes().to_raw_span(Span::new(0, name.len() as u32))
        };
        Entry { member, name: name.to_owned(), span }
    })
}

/// The entry of `spans`, which are in order, that holds `span`.
fn index_of(spans: &[Span], span: Span) -> Option<usize> {
    let index = spans.partition_point(|s| s.start <= span.start).checked_sub(1)?;
    spans[index].contains_span(span).then_some(index)
}

/// The variable that a path begins with, and where its name stands.
pub(super) fn variable_of(path: &jsonpath::Path) -> Option<(&str, asl_query::Span)> {
    match &path.root.kind {
        RootKind::Variable(name) if !name.has_hole && !name.text.is_empty() => Some((&name.text, name.span)),
        _ => None,
    }
}

/// Whether the node is what a call calls, or what `~>` hands its value to.
fn is_callee(parsed: &Parsed, id: ExprId) -> bool {
    match parsed.parent(id).map(|parent| parsed.kind(parent)) {
        Some(NodeKind::Call { callee, .. }) => *callee == id,
        Some(NodeKind::Binary { op: asl_query::jsonata::Op::Chain, rhs, .. }) => *rhs == id,
        _ => false,
    }
}

/// Whether the node is an argument of a function that calls its arguments.
fn is_handed_over(parsed: &Parsed, id: ExprId) -> bool {
    let Some(NodeKind::Call { callee, .. }) = parsed.parent(id).map(|parent| parsed.kind(parent)) else { return false };
    let NodeKind::Variable { name } = parsed.kind(*callee) else { return false };
    matches!(name.as_str(), "map" | "filter" | "reduce" | "single" | "sift" | "each" | "sort")
}

fn is_presence_test(rule: Object<'_>) -> bool {
    rule.get("IsPresent").is_some()
}
