//! What is known of variables against every run of small random machines: a run is a state with the variables that have a
//! value, and all of them are tried.

#![allow(clippy::unwrap_used)]

#[path = "support/machines.rs"]
mod machines;

use std::collections::HashSet;

use asl_analysis::graph::MachineGraph;
use asl_analysis::marked;
use asl_analysis::variables::Value;
use serde_json::{Value as Json, json};

/// The machines of each test.
const MACHINES: usize = 300;

const NAMES: [&str; 3] = ["a", "b", "c"];
const STATUS: [&str; 2] = ["ok", "failed"];

/// A way out of a state.
struct Way {
    /// A variable that must have a value for it (`Some(_, true)`) or must have none.
    asks: Option<(usize, bool)>,
    /// The variables that it assigns, by bits.
    assigns: u8,
    /// The status that it assigns.
    status: Option<usize>,
    /// The status that it asks for.
    wants: Option<usize>,
    target: usize,
}

/// A state: what it reads, whether it fails without that, and its ways in the order in which they are tried.
struct Node {
    reads: usize,
    needs: bool,
    ways: Vec<Way>,
}

fn nodes(random: &mut machines::Random, guarded: bool) -> Vec<Node> {
    let count = 2 + random.below(6);
    let way = |random: &mut machines::Random| {
        let asks = (guarded && random.below(3) == 0).then(|| (random.below(3), true));
        let wants = (guarded && asks.is_none() && random.below(3) == 0).then(|| random.below(2));
        Way {
            asks,
            assigns: if random.below(2) == 0 { 0 } else { random.below(8) as u8 },
            status: (random.below(3) == 0).then(|| random.below(2)),
            wants,
            target: random.below(count),
        }
    };
    let node = |random: &mut machines::Random| {
        let ways = (0..1 + random.below(3)).map(|_| way(random)).collect();
        Node { reads: random.below(3), needs: guarded && random.below(3) == 0, ways }
    };
    (0..count).map(|_| node(random)).collect()
}

fn assign(way: &Way) -> Json {
    let names = NAMES.iter().enumerate().filter(|(bit, _)| way.assigns >> bit & 1 == 1);
    let mut assign: serde_json::Map<String, Json> = names.map(|(_, name)| ((*name).to_owned(), json!(1))).collect();
    if let Some(status) = way.status {
        assign.insert("status".to_owned(), json!(STATUS[status]));
    }
    Json::Object(assign)
}

/// The machine in JSON: each state is a Choice state behind a Pass state that reads.
fn text(nodes: &[Node]) -> String {
    let mut states = serde_json::Map::new();
    for (index, node) in nodes.iter().enumerate() {
        let name = NAMES[node.reads];
        let read = if node.needs { format!("{{% ${name} %}}") } else { format!("{{% $exists(${name}) %}}") };
        states.insert(format!("R{index}"), json!({ "Type": "Pass", "Output": read, "Next": format!("C{index}") }));
        let condition = |way: &Way| match (way.asks, way.wants) {
            (Some((name, _)), _) => format!("{{% $exists(${}) %}}", NAMES[name]),
            (_, Some(status)) => format!("{{% $status = '{}' %}}", STATUS[status]),
            _ => "{% $random() > 0.5 %}".to_owned(),
        };
        let rule = |way: &Way| json!({ "Condition": condition(way), "Assign": assign(way), "Next": format!("R{}", way.target) });
        let rules: Vec<Json> = node.ways.iter().map(rule).collect();
        let choice = json!({ "Type": "Choice", "Choices": rules, "Default": "Done" });
        states.insert(format!("C{index}"), choice);
    }
    states.insert("Done".to_owned(), json!({ "Type": "Succeed" }));
    json!({ "QueryLanguage": "JSONata", "StartAt": "R0", "States": states }).to_string()
}

/// For each state whether some run comes with a value for what it reads, and whether some comes without.
fn runs(nodes: &[Node]) -> Vec<(bool, bool)> {
    let mut seen = vec![(false, false); nodes.len()];
    let mut known = HashSet::new();
    let mut open = vec![(0_usize, 0_u8, None::<usize>)];
    while let Some(run) = open.pop() {
        if !known.insert(run) {
            continue;
        }
        let (state, values, status) = run;
        let node = &nodes[state];
        let has = values >> node.reads & 1 == 1;
        if has {
            seen[state].0 = true
        } else {
            seen[state].1 = true
        }
        if node.needs && !has {
            continue;
        }
        for way in &node.ways {
            let asked = way.asks.map(|(name, wanted)| (values >> name & 1 == 1) == wanted);
            let wanted = way.wants.map(|wanted| status == Some(wanted));
            if asked.or(wanted) != Some(false) {
                open.push((way.target, values | way.assigns, way.status.or(status)));
            }
            // What is certain to match leaves nothing for the rules behind it.
            if asked.or(wanted) == Some(true) {
                break;
            }
        }
    }
    seen
}

fn verdicts(text: &str, nodes: &[Node]) -> Vec<Value> {
    let analysis = marked::analyse(text);
    let graph = MachineGraph::new(analysis.machine().unwrap());
    let verdict = |(index, node): (usize, &Node)| {
        let state = graph.resolve(0, &format!("R{index}")).unwrap();
        let reads = &graph.states[state].state.variables.reads;
        let read = reads.iter().position(|read| *read.name == *NAMES[node.reads]).unwrap();
        graph.variables().value(state, read)
    };
    nodes.iter().enumerate().map(verdict).collect()
}

#[test]
fn what_is_known_is_what_the_runs_show() {
    let mut random = machines::Random::new(7);
    for _ in 0..MACHINES {
        let nodes = nodes(&mut random, false);
        let text = text(&nodes);
        for (index, (verdict, seen)) in verdicts(&text, &nodes).into_iter().zip(runs(&nodes)).enumerate() {
            let expected = match seen {
                (true, true) => Value::Partial,
                (false, true) => Value::Absent,
                (true, false) | (false, false) => Value::Present,
            };
            assert_eq!(verdict, expected, "R{index} of {text}");
        }
    }
}

/// Tests and reads that need a value cut off runs; then more may be thought possible than is, and never less.
#[test]
fn what_a_run_shows_is_never_denied() {
    let mut random = machines::Random::new(8);
    let mut told = 0;
    for _ in 0..MACHINES {
        let nodes = nodes(&mut random, true);
        let text = text(&nodes);
        for (index, (verdict, seen)) in verdicts(&text, &nodes).into_iter().zip(runs(&nodes)).enumerate() {
            assert!(!(seen.0 && verdict == Value::Absent), "R{index} has a value in {text}");
            assert!(!(seen.1 && verdict == Value::Present), "R{index} may lack its value in {text}");
            told += usize::from(verdict != Value::Present);
        }
    }
    assert!(told > MACHINES, "{told}");
}
