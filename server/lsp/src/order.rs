//! The order of changes: what to do with a `didChange` by its version.
//!
//! The protocol says that versions increase, and no more than that. What clients do:
//!
//! * Most count every change by one and send in order. A change whose version is the next one is applied at once.
//! * Helix up to 25.01 counts by one but sends from concurrent tasks: under fast typing version 12 arrives before
//!   version 11, each written against the text of its own predecessor. Applying them as they come corrupts the text
//!   for good, without a sign. The same client skips numbers while it previews a completion, and sends nothing for
//!   them; so a gap alone does not mean that a message is missing.
//! * Some count in larger steps, some send the same number or none at all, and rely on the order of arrival.
//!
//! So a change that leaves a gap is held for a moment. If the missing ones arrive, all are applied in order. If not, the
//! client has skipped numbers: what was held is applied in order of version, and [`Counting`] learns from it. Standard
//! input does not lose messages, so the one case left is a message that comes after the moment is over. It is seen by
//! its version, which lies behind: the document is then *out of step*, says so, and takes only a full text.

use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter};
use std::ops::RangeInclusive;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::time::Duration;

/// How long a gap is held for a client that has not skipped numbers yet.
const PATIENCE: Duration = Duration::from_millis(300);

/// How long a gap is held for a client that counts by one but was seen to skip numbers.
const PATIENCE_WITH_SKIPS: Duration = Duration::from_millis(60);

/// How long a gap is held for a client that once delivered a change after the gap was given up.
const PATIENCE_WITH_LATECOMERS: Duration = Duration::from_secs(1);

/// Changes that a document holds at most before it gives up on the gap.
const MOST_HELD: usize = 256;

/// What has been seen of how a client counts, over all of its documents.
#[derive(Debug, Default)]
pub struct Counting {
    increases: AtomicBool,
    by_one: AtomicBool,
    skips: AtomicBool,
    latecomers: AtomicBool,
    in_order: AtomicBool,
}

impl Counting {
    /// Notes that the client is known to skip numbers and to send its changes in order all the same, so that no gap of it
    /// is worth a wait.
    pub fn trust_order(&self) {
        self.in_order.store(true, Relaxed);
    }

    /// How long a gap should be held; `None` when this client's gaps mean nothing.
    pub fn patience(&self) -> Option<Duration> {
        let (by_one, skips) = (self.by_one.load(Relaxed), self.skips.load(Relaxed));
        if self.latecomers.load(Relaxed) {
            return Some(PATIENCE_WITH_LATECOMERS);
        }
        if self.in_order.load(Relaxed) {
            return None;
        }
        match (by_one, skips) {
            (false, true) => None,
            (true, true) => Some(PATIENCE_WITH_SKIPS),
            (_, false) => Some(PATIENCE),
        }
    }
}

/// The order of one document's changes. `C` is whatever a change is.
#[derive(Debug)]
pub struct Order<C> {
    /// The version of the text; `None` before the first change of a client that did not count at opening.
    last: Option<i32>,
    /// Whether a change was applied since the document was opened.
    changed: bool,
    /// Changes that wait for one before them, by version.
    held: BTreeMap<i32, C>,
    /// Versions whose changes a full text made irrelevant, should they still arrive.
    superseded: Option<RangeInclusive<i32>>,
    /// The highest version seen.
    highest: Option<i32>,
    out_of_step: bool,
}

/// What to do about a change that arrived.
#[derive(Debug, Eq, PartialEq)]
pub enum Arrival<C> {
    /// Apply these, in this order. The version belongs to the text after the change.
    Apply(Vec<(Option<i32>, C)>),
    /// Nothing yet. If the gap does not close within [`Counting::patience`], call [`Order::give_up_gap`].
    Held,
    /// Nothing at all: a full text has made it irrelevant, or the document is out of step.
    Ignored,
    /// The document has just fallen out of step.
    OutOfStep(OutOfStep),
}

/// Why a document is out of step with the client.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum OutOfStep {
    /// A change of this version came after later ones were applied.
    TooLate(i32),
    /// Two changes came with this version.
    Twice(i32),
    /// A change names a range that the text does not have.
    NoSuchRange,
    /// The change could not be made because of a fault of the server.
    Panicked,
}

impl Display for OutOfStep {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            OutOfStep::TooLate(version) => write!(f, "change {version} came after later ones"),
            OutOfStep::Twice(version) => write!(f, "two changes are numbered {version}"),
            OutOfStep::NoSuchRange => f.write_str("a change names a range that does not exist"),
            OutOfStep::Panicked => f.write_str("a change met a fault of the server"),
        }
    }
}

impl<C> Order<C> {
    /// The order of a document that was opened with this version.
    pub fn opened(version: Option<i32>) -> Self {
        Order {
            last: version,
            changed: false,
            held: BTreeMap::new(),
            superseded: None,
            highest: version,
            out_of_step: false,
        }
    }

    /// Whether the document waits for a change that is missing.
    pub fn is_held(&self) -> bool {
        !self.held.is_empty()
    }

    /// Whether the text is not the client's any more.
    pub fn is_out_of_step(&self) -> bool {
        self.out_of_step
    }

    /// Whether a change of `version`, or one after it, has come already.
    pub fn has_seen(&self, version: Option<i32>) -> bool {
        version.is_some_and(|version| self.held.contains_key(&version) || Some(version) <= self.last)
    }

    /// Takes a change of `version` as it arrives. `whole` says that it replaces the full text, which is accepted at
    /// any time and puts a document back in step.
    pub fn arrive(&mut self, counting: &Counting, version: Option<i32>, whole: bool, change: C) -> Arrival<C> {
        let superseded = self.superseded.as_ref();
        if version.is_some_and(|version| superseded.is_some_and(|past| past.contains(&version))) {
            return Arrival::Ignored;
        }
        let before = self.highest;
        self.highest = self.highest.max(version);
        match (version, self.last) {
            _ if whole && self.out_of_step && version.is_some() && version < before => Arrival::Ignored,
            (version, _) if whole => self.replace(version, change),
            _ if self.out_of_step => Arrival::Ignored,
            (Some(version), Some(last)) => self.arrive_counted(counting, version, last, change),
            (version, _) => {
                let mut run = self.take_held();
                run.push((version, change));
                self.applied(run)
            }
        }
    }

    fn arrive_counted(&mut self, counting: &Counting, version: i32, last: i32, change: C) -> Arrival<C> {
        if version > last {
            counting.increases.store(true, Relaxed);
        }
        if last.checked_add(1) == Some(version) {
            counting.by_one.store(true, Relaxed);
            let mut run = vec![(Some(version), change)];
            run.extend(self.take_run_after(version));
            return self.applied(run);
        }
        if version > last {
            if self.held.insert(version, change).is_some() {
                return self.fall_out_of_step(OutOfStep::Twice(version));
            }
            return match counting.patience() {
                Some(_) if self.held.len() < MOST_HELD => Arrival::Held,
                _ => self.give_up_gap(counting),
            };
        }
        // A client that never counts up relies on the order of arrival, and one may give the first change the version
        // of the opening.
        if !counting.increases.load(Relaxed) || (version == last && !self.changed) {
            return self.applied(vec![(Some(version), change)]);
        }
        if version == last {
            return self.fall_out_of_step(OutOfStep::Twice(version));
        }
        counting.latecomers.store(true, Relaxed);
        self.fall_out_of_step(OutOfStep::TooLate(version))
    }

    /// Stops waiting for what is missing: the client has skipped those numbers.
    pub fn give_up_gap(&mut self, counting: &Counting) -> Arrival<C> {
        if self.held.is_empty() {
            return Arrival::Ignored;
        }
        counting.skips.store(true, Relaxed);
        let run = self.take_held();
        self.applied(run)
    }

    /// Marks the document as out of step; it stays so until a full text comes.
    pub fn fall_out_of_step(&mut self, reason: OutOfStep) -> Arrival<C> {
        self.out_of_step = true;
        self.held.clear();
        Arrival::OutOfStep(reason)
    }

    /// Puts the document back in step with a text that came without a version and is as new as all seen so far.
    pub fn restart(&mut self) {
        self.superseded = self.highest.map(|highest| i32::MIN..=highest);
        self.last = None;
        self.held.clear();
        self.out_of_step = false;
    }

    fn replace(&mut self, version: Option<i32>, change: C) -> Arrival<C> {
        self.superseded = match (version, self.last) {
            (Some(version), _) if self.out_of_step => Some(i32::MIN..=version.saturating_sub(1)),
            (Some(version), Some(last)) if version > last => Some(last + 1..=version - 1),
            _ => None,
        };
        self.out_of_step = false;
        let mut run = vec![(version, change)];
        if let Some(version) = version {
            self.held = self.held.split_off(&version.saturating_add(1));
            run.extend(self.take_run_after(version));
        } else {
            self.held.clear();
        }
        self.applied(run)
    }

    fn take_held(&mut self) -> Vec<(Option<i32>, C)> {
        let held = std::mem::take(&mut self.held);
        held.into_iter().map(|(version, change)| (Some(version), change)).collect()
    }

    /// The held changes that follow `version` without a gap.
    fn take_run_after(&mut self, mut version: i32) -> Vec<(Option<i32>, C)> {
        let mut run = Vec::new();
        while let Some(first) = self.held.first_entry() {
            if version.checked_add(1) != Some(*first.key()) {
                break;
            }
            version = *first.key();
            run.push((Some(version), first.remove()));
        }
        run
    }

    fn applied(&mut self, run: Vec<(Option<i32>, C)>) -> Arrival<C> {
        self.changed = true;
        if let Some(version) = run.iter().rev().find_map(|(version, _)| *version) {
            self.last = Some(version);
        }
        Arrival::Apply(run)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Plays `arrivals` (`3`, `-` for no version, `=5` for a full text, `!` for the end of the patience) to a document
    /// opened with version 0 and tells what was done.
    fn play(arrivals: &str) -> String {
        play_with(&Counting::default(), "0", arrivals)
    }

    fn play_with(counting: &Counting, opened: &str, arrivals: &str) -> String {
        let mut order = Order::opened(opened.parse().ok());
        let mut told = Vec::new();
        for word in arrivals.split_whitespace() {
            let number = word.trim_start_matches('=');
            let arrival = match word {
                "!" => order.give_up_gap(counting),
                _ => {
                    let whole = word.starts_with('=');
                    order.arrive(counting, number.parse().ok(), whole, number.to_owned())
                }
            };
            told.push(match arrival {
                Arrival::Apply(run) => {
                    let run: Vec<_> = run.into_iter().map(|(_, change)| change).collect();
                    run.join("+")
                }
                Arrival::Held => {
                    let patience = counting.patience().unwrap();
                    format!("held({}ms)", patience.as_millis())
                }
                Arrival::Ignored => "ignored".to_owned(),
                Arrival::OutOfStep(why) => format!("{why:?}"),
            });
        }
        told.join(" ")
    }

    #[track_caller]
    fn check(arrivals: &str, expected: &str) {
        assert_eq!(play(arrivals), expected);
    }

    #[test]
    fn in_order() {
        check("1 2 3", "1 2 3");
    }

    #[test]
    fn swapped_neighbours_are_put_in_order() {
        check("1 3 2 4", "1 held(300ms) 2+3 4");
        check("2 1 3", "held(300ms) 1+2 3");
    }

    #[test]
    fn several_gaps_close_one_after_the_other() {
        check("1 4 6 2 3 5", "1 held(300ms) held(300ms) 2 3+4 5+6");
    }

    #[test]
    fn skipped_numbers_are_taken_after_a_moment_and_learnt() {
        check("1 4 ! 5 8 ! 9", "1 held(300ms) 4 5 held(60ms) 8 9");
    }

    #[test]
    fn a_preview_and_a_swap_at_once() {
        check("1 5 4 !", "1 held(300ms) held(300ms) 4+5");
    }

    #[test]
    fn larger_steps_are_held_once() {
        check("2 ! 4 6 8", "held(300ms) 2 4 6 8");
    }

    #[test]
    fn clients_that_do_not_count() {
        check("0 0 0", "0 0 0");
        check("- - -", "- - -");
        assert_eq!(play_with(&Counting::default(), "-", "1 2 4 3"), "1 2 held(300ms) 3+4");
    }

    #[test]
    fn the_first_change_may_carry_the_version_of_the_opening() {
        let counting = Counting::default();
        assert_eq!(play_with(&counting, "0", "1 2"), "1 2");
        assert_eq!(play_with(&counting, "1", "1 2 3"), "1 2 3");
    }

    #[test]
    fn a_latecomer_puts_the_document_out_of_step_until_a_full_text() {
        check("1 3 ! 2 4 =5 6 9", "1 held(300ms) 3 TooLate(2) ignored 5 6 held(1000ms)");
    }

    #[test]
    fn what_has_been_seen() {
        let (counting, mut order) = (Counting::default(), Order::opened(Some(3)));
        order.arrive(&counting, Some(6), false, ());
        let seen: Vec<i32> = (2..8).filter(|&version| order.has_seen(Some(version))).collect();
        assert_eq!(seen, [2, 3, 6]);
        assert!(!order.has_seen(None));
    }

    #[test]
    fn a_version_that_comes_twice() {
        check("1 2 2 3 =4 5", "1 2 Twice(2) ignored 4 5");
        check("1 3 3 2", "1 held(300ms) Twice(3) ignored");
    }

    #[test]
    fn a_full_text_needs_nothing_before_it() {
        check("1 =5 3 4 6", "1 5 ignored ignored 6");
        check("1 4 =3 5", "1 held(300ms) 3+4 5");
        check("=7 =6 8", "7 ignored 8");
    }

    #[test]
    fn a_full_text_older_than_what_was_missed_does_not_heal() {
        check("1 2 2 9 =4 =9 10", "1 2 Twice(2) ignored ignored 9 10");
    }

    #[test]
    fn a_gap_that_grows_without_end_is_given_up() {
        let counting = Counting::default();
        let mut order = Order::opened(Some(0));
        let mut applied = 0;
        for version in 2..=300 {
            if let Arrival::Apply(run) = order.arrive(&counting, Some(version), false, ()) {
                applied += run.len();
            }
        }
        assert_eq!(applied, 299);
    }

    #[test]
    fn restart_ignores_what_came_before_it() {
        let counting = Counting::default();
        let mut order = Order::opened(Some(0));
        for version in [1, 2, 2] {
            order.arrive(&counting, Some(version), false, ());
        }
        assert!(order.is_out_of_step());
        order.restart();
        assert_eq!(order.arrive(&counting, Some(2), false, ()), Arrival::Ignored);
        assert_eq!(order.arrive(&counting, Some(3), false, ()), Arrival::Apply(vec![(Some(3), ())]));
    }
}
