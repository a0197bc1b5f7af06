//! The machines of a document: the one that it is, or those that it holds.
//!
//! A document that is a machine is one part, and nothing is copied or mapped. Of a template each definition that it
//! holds is a part, whose text is a document of its own. After an edit the definitions are located again and matched
//! with the earlier ones by their names; what differs is applied as an edit, so that a state that is still there is not
//! looked at again.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use asl_analysis::rules::Selection;
use asl_analysis::template::{self, Deployment};
use asl_analysis::{Analysis, Finding, Intent, Surroundings};
use asl_hosts::{Definition, Form, Located, Machine, Passage};
use asl_syntax::{Dialect, Document, Span};
use rustc_hash::FxHashMap;

use super::DocumentKind;

/// The machines of one state of a document.
#[derive(Debug)]
pub struct Parts {
    /// The document as a machine of its own. If it is none, this knows its text and no more.
    whole: Arc<Analysis>,
    host: Option<Host>,
}

/// A document that holds machines or names the files that do.
#[derive(Debug)]
struct Host {
    located: Arc<Located>,
    rules: Arc<Selection>,
    /// What the definitions in it mean, machine by machine; `None` where the definition is elsewhere.
    analyses: Vec<Option<Arc<Analysis>>>,
    findings: OnceLock<Vec<Finding>>,
}

/// One machine of a document, with the way between its places and those of the document.
#[derive(Clone, Copy, Debug)]
pub struct Part<'a> {
    analysis: &'a Analysis,
    /// The document and how it holds the machine; `None` for a document that is the machine.
    held: Option<Held<'a>>,
}

#[derive(Clone, Copy, Debug)]
struct Held<'a> {
    host: &'a Document,
    machine: &'a Machine,
    passage: &'a Passage,
}

impl Parts {
    /// The machines of a document, with as much taken over from an earlier state of it as is still there. Of a document
    /// that is a machine itself templates say `surroundings`.
    pub fn of(
        document: &Document,
        kind: &DocumentKind,
        rules: &Arc<Selection>,
        surroundings: &Surroundings,
        earlier: Option<&Parts>,
    ) -> Parts {
        let document = document.clone();
        let whole = match earlier {
            Some(earlier) => earlier.whole.next(document),
            None => Analysis::with_rules(document, kind.intent(), Arc::clone(rules)),
        };
        let whole = Arc::new(settled(whole, surroundings));
        if is_a_machine(&whole) {
            return Parts { whole, host: None };
        }
        let host = asl_hosts::locate(whole.document(), kind.path()).map(|located| {
            let before = earlier.and_then(|parts| parts.host.as_ref()).map(Host::by_name).unwrap_or_default();
            let mut nth: FxHashMap<&str, usize> = FxHashMap::default();
            let mut analyses = Vec::with_capacity(located.machines.len());
            for machine in &located.machines {
                let nth = nth.entry(&machine.id.text).or_default();
                *nth += 1;
                let before = before.get(&(machine.id.text.as_str(), *nth)).copied();
                let surroundings = Surroundings::of(&located, machine);
                analyses.push(passage(machine).map(|passage| analysis(passage, surroundings, rules, before)));
            }
            Host { analyses, located: Arc::new(located), rules: Arc::clone(rules), findings: OnceLock::new() }
        });
        Parts { whole, host }
    }

    /// What the document holds, if it is a template.
    pub fn located(&self) -> Option<&Arc<Located>> {
        self.host.as_ref().map(|host| &host.located)
    }

    /// Whether the document names files that definitions are in.
    pub fn names_files(&self) -> bool {
        self.machines().any(|(machine, _)| matches!(machine.definition, Definition::File(_)))
    }

    /// The document.
    pub fn document(&self) -> &Document {
        self.whole.document()
    }

    /// The machines, in the order of the text.
    pub fn iter(&self) -> impl Iterator<Item = Part<'_>> {
        let is_one = self.host.is_none() && (self.whole.intent() == Intent::Machine || self.whole.machine().is_some());
        let own = is_one.then_some(Part { analysis: &self.whole, held: None });
        own.into_iter().chain(self.machines().filter_map(|(_, part)| part))
    }

    /// Every machine of a template with what it means, where its definition is in the template.
    pub fn machines(&self) -> impl Iterator<Item = (&Machine, Option<Part<'_>>)> {
        self.host.iter().flat_map(|host| {
            host.located.machines.iter().zip(&host.analyses).map(|(machine, analysis)| {
                let part = passage(machine).zip(analysis.as_deref()).map(|(passage, analysis)| Part {
                    analysis,
                    held: Some(Held { host: self.whole.document(), machine, passage }),
                });
                (machine, part)
            })
        })
    }

    /// The machine that holds the place `offset` of the document.
    pub fn at(&self, offset: u32) -> Option<Part<'_>> {
        self.iter().find(|part| part.from_host(offset).is_some())
    }

    /// What the rules say about all of them, at whatever level, in the order of the text and with its places.
    pub fn findings(&self) -> &[Finding] {
        let Some(host) = &self.host else { return self.whole.findings() };
        host.findings.get_or_init(|| {
            let found = |part: Part<'_>| -> Vec<Finding> {
                let heard = part.analysis.findings().iter().filter(|finding| part.is_true_here(finding));
                heard.map(|finding| part.finding(finding).into_owned()).collect()
            };
            let mut all: Vec<Finding> = self.iter().flat_map(found).collect();
            for (machine, part) in self.machines().filter_map(|(machine, part)| Some((machine, part?))) {
                let (template, located) = (self.whole.document(), &*host.located);
                let deployment = Deployment { template, located, machine, definition: Some(part.analysis) };
                all.extend(template::findings(&deployment, &host.rules));
            }
            all.sort_by_key(|finding| finding.span);
            all
        })
    }

    /// Whether [`Parts::findings`] has nothing left to compute.
    pub fn has_findings(&self) -> bool {
        self.host.as_ref().map_or(self.whole.has_findings(), |host| host.findings.get().is_some())
    }
}

impl Host {
    /// The passages and their analyses by the name of the machine and a number among those that share it.
    fn by_name(&self) -> FxHashMap<(&str, usize), (&Passage, &Arc<Analysis>)> {
        let mut nth: FxHashMap<&str, usize> = FxHashMap::default();
        let mut found = FxHashMap::default();
        for (machine, analysis) in self.located.machines.iter().zip(&self.analyses) {
            let nth = nth.entry(&machine.id.text).or_default();
            *nth += 1;
            if let Some(known) = passage(machine).zip(analysis.as_ref()) {
                found.insert((machine.id.text.as_str(), *nth), known);
            }
        }
        found
    }
}

/// Whether a document is a machine, and not a template that its language or its name passes for one.
fn is_a_machine(whole: &Analysis) -> bool {
    let has = |key: &str| {
        let root = whole.document().tree().root().and_then(|root| root.as_object());
        root.is_some_and(|root| root.get(key).is_some())
    };
    whole.machine().is_some() && (whole.intent() == Intent::Detect || has("States") || has("StartAt"))
}

fn passage(machine: &Machine) -> Option<&Passage> {
    match &machine.definition {
        Definition::Embedded(passage) => Some(passage),
        Definition::File(_) | Definition::Unknown => None,
    }
}

/// What a passage means: what it meant before with the difference applied, or all anew.
fn analysis(
    passage: &Passage,
    surroundings: Surroundings,
    rules: &Arc<Selection>,
    before: Option<(&Passage, &Arc<Analysis>)>,
) -> Arc<Analysis> {
    let before = before.filter(|(_, analysis)| analysis.document().dialect() == passage.dialect);
    let Some((old, known)) = before else {
        let document = Document::new(&passage.text, passage.dialect);
        let analysis = Analysis::with_rules(document, Intent::Machine, Arc::clone(rules));
        return Arc::new(settled(analysis, &surroundings));
    };
    if old.text != passage.text {
        let (span, new) = difference(&old.text, &passage.text);
        let mut document = known.document().clone();
        document.edit(span, new);
        return Arc::new(settled(known.next(document), &surroundings));
    }
    if *known.surroundings() == surroundings { Arc::clone(known) } else { Arc::new(known.within(surroundings)) }
}

/// An analysis in the surroundings that it has by now.
fn settled(analysis: Analysis, surroundings: &Surroundings) -> Analysis {
    if analysis.surroundings() == surroundings { analysis } else { analysis.within(surroundings.clone()) }
}

/// The one edit that makes `new` of `old`: the stretch between what they begin and what they end with.
pub(crate) fn difference<'n>(old: &str, new: &'n str) -> (Span, &'n str) {
    let same = |(a, b): &(u8, u8)| a == b;
    let mut start = old.bytes().zip(new.bytes()).take_while(same).count();
    while !(old.is_char_boundary(start) && new.is_char_boundary(start)) {
        start -= 1;
    }
    let (old_rest, new_rest) = (&old[start..], &new[start..]);
    let mut end = old_rest.bytes().rev().zip(new_rest.bytes().rev()).take_while(same).count();
    while !(old_rest.is_char_boundary(old_rest.len() - end) && new_rest.is_char_boundary(new_rest.len() - end)) {
        end -= 1;
    }
    let span = Span::new(start as u32, (old.len() - end) as u32);
    (span, &new_rest[..new_rest.len() - end])
}

impl<'a> Part<'a> {
    /// What the machine means.
    pub fn analysis(&self) -> &'a Analysis {
        self.analysis
    }

    /// Whether the document is this machine, so that all places are the same in both.
    pub fn is_host(&self) -> bool {
        self.held.is_none()
    }

    /// What the template says about the machine, if it is in one.
    pub fn machine(&self) -> Option<&'a Machine> {
        self.held.map(|held| held.machine)
    }

    /// How the document writes the machine; `None` if it is the machine.
    pub fn form(&self) -> Option<Form> {
        self.held.map(|held| held.passage.form)
    }

    /// All that the machine takes up of the document.
    pub fn host_span(&self) -> Span {
        match self.held {
            Some(held) => held.passage.map.span(),
            None => Span::new(0, self.analysis.document().text().len()),
        }
    }

    /// The place in the machine's text of a place of the document; `None` where the machine does not reach.
    pub fn from_host(&self, offset: u32) -> Option<u32> {
        match self.held {
            Some(held) => held.passage.map.to_passage(offset),
            None => Some(offset),
        }
    }

    /// The place in the document of a span of the machine's text.
    pub fn to_host(&self, span: Span) -> Span {
        match self.held {
            Some(held) => held.passage.map.to_host_span(span),
            None => span,
        }
    }

    /// A finding of the machine with its places in the document.
    pub fn finding<'f>(&self, finding: &'f Finding) -> Cow<'f, Finding> {
        if self.is_host() {
            return Cow::Borrowed(finding);
        }
        let mut moved = finding.clone();
        moved.span = self.to_host(moved.span);
        for related in &mut moved.related {
            related.span = self.to_host(related.span);
        }
        Cow::Owned(moved)
    }

    /// Whether what is found in the text is so in the document too.
    fn is_true_here(&self, finding: &Finding) -> bool {
        let Some(held) = self.held else { return true };
        match (finding.rule.code, held.passage.form) {
            // The string is JSON only after the placeholders are filled in.
            ("unquoted-placeholder", Form::Text) => false,
            // An alias may have its anchor outside of the definition.
            ("bad-word", Form::Object) if held.passage.dialect == Dialect::Yaml => {
                let span = self.to_host(finding.span);
                held.host.tree().errors().iter().any(|error| error.span.touches(span.start))
            }
            // CloudFormation reads YAML 1.1.
            ("wrong-type", Form::Object) if held.passage.dialect == Dialect::Yaml => {
                asl_analysis::notation::yaml_boolean(&self.analysis.text(finding.span)).is_none()
            }
            _ => true,
        }
    }

    /// The edit of the document that puts `text` in the place of `span` of the machine's text; `None` where the document
    /// has no way to say it.
    pub fn write<'t>(&self, span: Span, text: &'t str) -> Option<(Span, Cow<'t, str>)> {
        match self.held {
            Some(held) => {
                let (span, text) = held.passage.map.write(span, text)?;
                Some((span, Cow::Owned(text)))
            }
            None => Some((span, Cow::Borrowed(text))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::difference;

    #[test]
    fn a_difference_makes_one_text_of_the_other() {
        let check = |old: &str, new: &str, expected: &str| {
            let (span, text) = difference(old, new);
            let mut made = old.to_owned();
            made.replace_range(span.range(), text);
            assert_eq!(made, new);
            assert_eq!(format!("{}..{} {text}", span.start, span.end), expected);
        };
        check("abc", "abc", "3..3 ");
        check("abc", "abxc", "2..2 x");
        check("aaa", "aa", "2..3 ");
        check("aa", "aaa", "2..2 a");
        check("", "x", "0..0 x");
        check("xöy", "xüy", "1..3 ü");
        check("xé", "xÃ", "1..3 Ã");
        check("€x", "£x", "0..3 £");
    }
}
