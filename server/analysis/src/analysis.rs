//! All that is known about one document. Immutable: an edit makes the next one out of this one.

use std::hash::Hasher;
use std::sync::{Arc, OnceLock};

use asl_syntax::{Dialect, Document, Span, SyntaxError, SyntaxErrorKind, Value};
use rustc_hash::FxHasher;

use crate::finding::{Finding, Sink};
use crate::graph::{GraphFinding, GraphSink, MachineGraph};
use crate::lower;
use crate::model::{Machine, Scope, Workflow};
use crate::notation;
use crate::rewrite;
use crate::role;
use crate::rules::Selection;
use crate::surroundings::Surroundings;

/// Whether a document is certainly meant as a state machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Intent {
    /// Its name or its language says so: an empty text lacks a machine.
    Machine,
    /// Any JSON: it is one if it looks like one, and else there is nothing to say.
    Detect,
}

/// A document, its machine and what the rules say.
#[derive(Debug)]
pub struct Analysis {
    document: Document,
    intent: Intent,
    surroundings: Surroundings,
    rules: Arc<Selection>,
    machine: Option<Machine>,
    graph: Arc<GraphVerdict>,
    findings: OnceLock<Vec<Finding>>,
}

/// What the graph rules said, and the hash of all that they looked at.
#[derive(Debug, Default)]
struct GraphVerdict {
    interface: Option<u64>,
    findings: Vec<GraphFinding>,
}

impl Analysis {
    /// Analyses a document from scratch with every rule.
    pub fn new(document: Document, intent: Intent) -> Analysis {
        Analysis::with_rules(document, intent, Selection::all())
    }

    /// Analyses a document from scratch with these rules.
    pub fn with_rules(document: Document, intent: Intent, rules: Arc<Selection>) -> Analysis {
        Analysis::build(document, intent, Surroundings::default(), rules, None)
    }

    /// Analyses what the document became, taking over every state that is still there.
    pub fn next(&self, document: Document) -> Analysis {
        Analysis::build(document, self.intent, self.surroundings.clone(), Arc::clone(&self.rules), Some(self))
    }

    /// The same document, deployed as `workflow`.
    pub fn with_workflow(self, workflow: Option<Workflow>) -> Analysis {
        let surroundings = Surroundings { workflow, ..self.surroundings };
        Analysis::build(self.document, self.intent, surroundings, self.rules, None)
    }

    /// The same document in other surroundings. What does not depend on them is taken over.
    pub fn within(&self, surroundings: Surroundings) -> Analysis {
        Analysis::build(self.document.clone(), self.intent, surroundings, Arc::clone(&self.rules), Some(self))
    }

    fn build(
        document: Document,
        intent: Intent,
        surroundings: Surroundings,
        rules: Arc<Selection>,
        previous: Option<&Analysis>,
    ) -> Analysis {
        let before = previous.and_then(|p| p.machine.as_ref());
        let root = document.tree().root().and_then(Value::as_object);
        let machine = root
            .filter(|root| intent == Intent::Machine || looks_like_a_machine(*root))
            .map(|root| lower::machine(root, surroundings.workflow, &rules, before));
        let graph = machine.as_ref().map_or_else(Arc::default, |machine| {
            let mut hasher = FxHasher::default();
            lower::hash_scope(&machine.scope, &mut hasher);
            let interface = Some(hasher.finish());
            match previous.map(|p| &p.graph) {
                Some(graph) if graph.interface == interface => Arc::clone(graph),
                _ => {
                    let graph = MachineGraph::new(machine);
                    let mut findings = Vec::new();
                    for (rule, check) in &rules.graphs {
                        check(&graph, &mut GraphSink::new(rule, &mut findings));
                    }
                    Arc::new(GraphVerdict { interface, findings })
                }
            }
        });
        Analysis { document, intent, surroundings, rules, machine, graph, findings: OnceLock::new() }
    }

    /// The document.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// The machine, where the document holds one.
    pub fn machine(&self) -> Option<&Machine> {
        self.machine.as_ref()
    }

    /// The machine's root value.
    pub fn root(&self) -> Option<Value<'_>> {
        self.machine.as_ref().and_then(|_| self.document.tree().root())
    }

    /// How the machine will be deployed, where that is known.
    pub fn workflow(&self) -> Option<Workflow> {
        self.surroundings.workflow
    }

    /// What is known of the definition beyond its text.
    pub fn surroundings(&self) -> &Surroundings {
        &self.surroundings
    }

    /// Whether the document is meant as a machine.
    pub fn intent(&self) -> Intent {
        self.intent
    }

    /// The text of a span of the document.
    pub fn text(&self, span: Span) -> std::borrow::Cow<'_, str> {
        self.document.text().slice(span)
    }

    /// What the rules say about this document, at whatever level, in the order of the text. What the text
    /// itself switches off is not in it.
    pub fn findings(&self) -> &[Finding] {
        self.findings.get_or_init(|| self.collect())
    }

    /// Whether [`Analysis::findings`] has nothing left to compute.
    pub fn has_findings(&self) -> bool {
        self.findings.get().is_some()
    }

    fn collect(&self) -> Vec<Finding> {
        let mut all = Vec::new();
        if self.intent == Intent::Detect && self.machine.is_none() {
            return all;
        }
        for error in self.document.tree().errors().iter().filter(|error| self.is_fault(error)) {
            for (rule, kinds, check) in &self.rules.syntax {
                if kinds.contains(&error.kind) {
                    check(self, error, &mut Sink::new(rule, &mut all));
                }
            }
        }
        let syntax = all.len();
        for (rule, check) in &self.rules.documents {
            check(self, &mut Sink::new(rule, &mut all));
        }
        if let Some(machine) = &self.machine {
            all.extend(machine.findings.iter().cloned());
            let mut wishes = Wishes { codes: machine.suppressed.iter().map(|c| &**c).collect(), spans: Vec::new() };
            gather(&machine.scope, 0, &mut wishes, &mut all);
            if !self.graph.findings.is_empty() {
                let graph = MachineGraph::new(machine);
                all.extend(self.graph.findings.iter().map(|f| f.place(&graph)));
            }
            if !wishes.spans.is_empty() {
                all.retain(|f| !wishes.silence(f));
            }
            if !machine.suppressed.is_empty() {
                all.retain(|f| !machine.suppressed.iter().any(|c| **c == *f.rule.code));
            }
        }
        if self.document.dialect() == Dialect::Yaml {
            for finding in &mut all[syntax..] {
                finding.span = self.shown(finding.span);
                finding.related.iter_mut().for_each(|related| related.span = self.shown(related.span));
            }
        }
        if !all.is_empty() && self.has_directives() {
            return Vec::new();
        }
        all.sort_by_key(|f| (f.span, f.rule.code));
        all
    }

    /// Whether the text holds directives of Terraform (`%{ if ... }`), so that what it says is only known when it is
    /// rendered.
    fn has_directives(&self) -> bool {
        let is_directive = |rest: &str| {
            let rest = rest.strip_prefix('{')?;
            let rest = rest.strip_prefix('~').unwrap_or(rest).trim_start_matches([' ', '\t']);
            let end = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
            Some(matches!(&rest[..end], "if" | "else" | "endif" | "for" | "endfor"))
        };
        let text = self.document.text();
        text.chunks_from(0).any(|(start, chunk)| {
            let mut signs = chunk.match_indices('%').map(|(at, sign)| at + sign.len());
            signs.any(|at| {
                let may_be_one = chunk.as_bytes().get(at).is_none_or(|byte| *byte == b'{');
                let rest = || text.slice(Span::new(start + at as u32, start + at as u32 + 32));
                may_be_one && is_directive(&rest()).unwrap_or(false)
            })
        })
    }

    /// Whether what the parser met is wrong in this notation. Broken flow style is read as broken JSON, and YAML allows
    /// there what JSON does not.
    fn is_fault(&self, error: &SyntaxError) -> bool {
        use SyntaxErrorKind as Is;
        let is_json = matches!(
            error.kind,
            Is::Comment
                | Is::TrailingComma
                | Is::SingleQuoted
                | Is::UnquotedKey
                | Is::UnquotedHole
                | Is::BadNumber
                | Is::BadWord
                | Is::ControlCharacter
        );
        self.document.dialect() != Dialect::Yaml || !is_json
    }

    /// What stands for a mapping or sequence without brackets, which begins where there is nothing to see: the dash of
    /// an item, else its first key. A value that is not written is shown by its key.
    fn shown(&self, span: Span) -> Span {
        if !span.is_empty() {
            return span;
        }
        let after = self.text(Span::new(span.start, (span.start + 2).min(self.document.text().len())));
        if after.starts_with('-') && after.trim_end().len() == 1 {
            return Span::new(span.start, span.start + 1);
        }
        let dash = rewrite::dash(&self.document, span.start).map(|dash| Span::new(dash, dash + 1));
        let key = || notation::string_at(&self.document, span).filter(|(s, _)| s.span().start == span.start);
        let owner = || rewrite::key_of(&self.document, span).map(|member| member.key().span());
        dash.or_else(|| Some(key()?.0.span())).or_else(owner).unwrap_or(span)
    }
}

/// What the text switches off, while walking down the states.
struct Wishes<'m> {
    /// The codes off here.
    codes: Vec<&'m str>,
    /// Each state that switches something off, with what.
    spans: Vec<(Span, &'m [Box<str>])>,
}

impl Wishes<'_> {
    fn silence(&self, finding: &Finding) -> bool {
        self.spans
            .iter()
            .any(|(span, codes)| span.contains_span(finding.span) && codes.iter().any(|c| **c == *finding.rule.code))
    }
}

fn gather<'m>(scope: &'m Scope, base: u32, wishes: &mut Wishes<'m>, all: &mut Vec<Finding>) {
    for slot in scope.states.iter().filter(|slot| !slot.state.is_calm) {
        let (state, at) = (&*slot.state, base + slot.at);
        let outer = wishes.codes.len();
        if !state.suppressed.is_empty() {
            wishes.codes.extend(state.suppressed.iter().map(|c| &**c));
            wishes.spans.push((Span::new(at, at + state.len), &state.suppressed));
        }
        let off = |f: &&Finding| !wishes.codes.contains(&f.rule.code);
        all.extend(state.findings.iter().filter(off).map(|f| f.shifted(at)));
        for scope in &state.scopes {
            gather(scope, at, wishes, all);
        }
        wishes.codes.truncate(outer);
    }
}

/// Whether an object of some JSON document is a machine: it has `States`, and either a `StartAt` beside it or a state
/// with a type that exists.
fn looks_like_a_machine(root: asl_syntax::Object<'_>) -> bool {
    let Some(states) = root.get("States").and_then(|m| m.value()).and_then(Value::as_object) else { return false };
    let is_state =
        |m: asl_syntax::Member<'_>| m.value().and_then(Value::as_object).is_some_and(|o| role::state_type(o).is_some());
    root.get("StartAt").is_some_and(|m| m.value().is_none_or(|v| v.as_str().is_some()))
        && states.members().next().is_none_or(|m| m.value().is_none_or(|v| v.as_object().is_some()))
        || states.members().take(8).any(is_state)
}
