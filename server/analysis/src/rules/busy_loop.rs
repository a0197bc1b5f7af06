//! A loop without work and without a pause.

use asl_spec::StateType;

use crate::graph::{Anchor, GraphSink, MachineGraph};
use crate::rule::{Check, Level, Rule};

/// `busy-loop`
pub static RULE: Rule = Rule {
    code: "busy-loop",
    level: Level::Hint,
    on: false,
    service: None,
    tag: None,
    title: "a loop of Choice and Pass states only",
    doc: "A loop that holds nothing but Choice and Pass states neither works nor waits. If it waits for something, \
          nothing in it makes that happen: put a Wait state or the task that looks again into the loop. If it counts, \
          each turn costs state transitions and history events, of which an execution has 25,000: a Map state, \
          `States.ArrayRange` or a JSONata expression does the same in one state.",
    source: "own advice; limits from rulebook 1.1 [docs]",
    bad: r#"{
  "StartAt": "Ready?",
  "States": {
    <<"Ready?">>: {
      "Type": "Choice",
      "Choices": [{ "Variable": "$.ready", "BooleanEquals": true, "Next": "Done" }],
      "Default": "Not yet"
    },
    "Not yet": { "Type": "Pass", "Next": "Ready?" },
    "Done": { "Type": "Succeed" }
  }
}"#,
    good: r#"{
  "StartAt": "Look",
  "States": {
    "Look": {
      "Type": "Task",
      "Resource": "arn:aws:lambda:us-east-1:123456789012:function:Look",
      "Next": "Ready?"
    },
    "Ready?": {
      "Type": "Choice",
      "Choices": [{ "Variable": "$.ready", "BooleanEquals": true, "Next": "Done" }],
      "Default": "Not yet"
    },
    "Not yet": { "Type": "Wait", "Seconds": 30, "Next": "Look" },
    "Done": { "Type": "Succeed" }
  }
}"#,
    check: Check::Graph(check),
    fix: None,
};

fn check(graph: &MachineGraph<'_>, sink: &mut GraphSink<'_>) {
    for scope in 0..graph.scopes.len() {
        let out = graph.ways_out(scope);
        let first = graph.scopes[scope].states.start;
        // A loop without any way out is worse: `no-way-out` and `no-terminal-state` speak of it.
        let leaves = |s: usize| out.as_ref().is_none_or(|out| out[s - first]);
        for ring in
            loops(graph, scope).into_iter().filter(|ring| ring.iter().all(|&s| leaves(s) && graph.is_reached(s)))
        {
            let Some((&head, others)) = ring.split_first() else { continue };
            let message = if others.is_empty() {
                "This state leads back to itself without a Wait or a Task on the way."
            } else {
                "This loop holds only Choice and Pass states: it neither works nor waits."
            };
            let finding = sink.report(Anchor::Name(head), message);
            for &other in others {
                finding.related(Anchor::Name(other), format!("\"{}\" is in the loop", graph.states[other].state.name));
            }
        }
    }
}

/// The groups of Choice and Pass states of a scope that can all reach each other, each in the order of the text: in one
/// search every state gets its place in the order of completion, in a second, against the transitions and in the
/// reverse of that order, each start gathers one group.
fn loops(graph: &MachineGraph<'_>, scope: usize) -> Vec<Vec<usize>> {
    let states = graph.scopes[scope].states.clone();
    let is_light = |s: usize| matches!(graph.states[s].state.kind, Some(StateType::Choice | StateType::Pass));
    let mut after: Vec<Vec<usize>> = vec![Vec::new(); states.len()];
    let mut before = after.clone();
    for state in states.clone().filter(|&s| is_light(s)) {
        let targets = graph.successors(state).iter().flatten().copied();
        for target in targets.filter(|&t| is_light(t)) {
            after[state - states.start].push(target - states.start);
            before[target - states.start].push(state - states.start);
        }
    }
    let mut completed = Vec::with_capacity(states.len());
    let mut seen = vec![false; states.len()];
    for start in 0..states.len() {
        if std::mem::replace(&mut seen[start], true) {
            continue;
        }
        let mut way = vec![(start, 0)];
        while let Some((state, next)) = way.last_mut() {
            match after[*state].get(*next) {
                Some(&target) => {
                    *next += 1;
                    if !std::mem::replace(&mut seen[target], true) {
                        way.push((target, 0));
                    }
                }
                None => {
                    completed.push(*state);
                    way.pop();
                }
            }
        }
    }
    let mut rings = Vec::new();
    for &start in completed.iter().rev() {
        let mut ring = Vec::new();
        let mut open = vec![start];
        while let Some(state) = open.pop() {
            if std::mem::replace(&mut seen[state], false) {
                ring.push(state);
                open.extend(&before[state]);
            }
        }
        if ring.len() > 1 || ring.first().is_some_and(|s| after[*s].contains(s)) {
            ring.sort_unstable();
            rings.push(ring.into_iter().map(|s| s + states.start).collect());
        }
    }
    rings
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check, check_messages};

    #[test]
    fn each_loop_once_and_no_way_that_only_leads_there() {
        check(
            &RULE,
            r#"{ "StartAt": "In", "States": {
  "In": { "Type": "Pass", "Next": "A" },
  <<"A">>: { "Type": "Choice", "Choices": [{ "Variable": "$.x", "IsNull": true, "Next": "B" }, { "Variable": "$.y", "IsNull": true, "Next": "C" }], "Default": "Self" },
  "B": { "Type": "Pass", "Next": "A" },
  "C": { "Type": "Pass", "Next": "B" },
  <<"Self">>: { "Type": "Choice", "Choices": [{ "Variable": "$.x", "IsNull": true, "Next": "Self" }], "Default": "Out" },
  "Out": { "Type": "Pass", "End": true }
} }"#,
        );
    }

    #[test]
    fn work_or_a_pause_in_every_turn_makes_it_fine() {
        check(
            &RULE,
            r#"{ "StartAt": "A", "States": {
  "A": { "Type": "Choice", "Choices": [{ "Variable": "$.x", "IsNull": true, "Next": "B" }, { "Variable": "$.y", "IsNull": true, "Next": "C" }], "Default": "D" },
  "B": { "Type": "Wait", "Seconds": 1, "Next": "A" },
  "C": { "Type": "Task", "Resource": "${F}", "Next": "A" },
  "D": { "Type": "Pass", "Next": "E" }, "E": { "Type": "Succeed" }
} }"#,
        );
    }

    #[test]
    fn a_loop_without_a_way_out_is_left_to_others() {
        check(
            &RULE,
            r#"{ "StartAt": "A", "States": { "A": { "Type": "Pass", "Next": "B" }, "B": { "Type": "Pass", "Next": "A" } } }"#,
        );
    }

    #[test]
    fn it_says_what_is_wrong() {
        check_messages(
            &RULE,
            RULE.bad,
            &expect_test::expect!["This loop holds only Choice and Pass states: it neither works nor waits."],
        );
    }
}
