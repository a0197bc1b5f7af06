//! A variable that has no value on any way to where it is read.

use asl_spec::jsonata::{Origin, functions};

use crate::analysis::Analysis;
use crate::finding::Finding;
use crate::graph::{Anchor, GraphSink, MachineGraph};
use crate::model::ScopeKind;
use crate::rewrite::{Edit, Fix, replace_inside};
use crate::rule::{Check, Level, Rule};
use crate::variables::{Fault, Need, Read, RouteBook, each_fault, route_words, show_assignments, show_route};

/// `undefined-variable`
pub static RULE: Rule = Rule {
    code: "undefined-variable",
    level: Level::Warning,
    on: true,
    service: None,
    tag: None,
    title: "a variable that nothing has assigned when it is read",
    doc: "A variable has a value when a state on the way assigned it: in the same `States` block, or in one around it. What \
          a branch or an iteration assigns is gone when it ends, and the branches of a Parallel state never see each \
          other's variables.",
    source: "rulebook 4.3, 4.4 [spec][docs]",
    bad: r#"{
  "QueryLanguage": "JSONata",
  "StartAt": "Count",
  "States": {
    "Count": { "Type": "Pass", "Assign": { "orders": "{% $count($states.input.orders) %}" }, "Next": "Report" },
    "Report": { "Type": "Pass", "Output": "{% <<$ordrs>> & ' orders' %}", "End": true }
  }
}"#,
    good: r#"{
  "QueryLanguage": "JSONata",
  "StartAt": "Count",
  "States": {
    "Count": { "Type": "Pass", "Assign": { "orders": "{% $count($states.input.orders) %}" }, "Next": "Report" },
    "Report": { "Type": "Pass", "Output": "{% $orders & ' orders' %}", "End": true }
  }
}"#,
    check: Check::Graph(check),
    fix: Some(fix),
};

fn check(graph: &MachineGraph<'_>, sink: &mut GraphSink<'_>) {
    let mut routes = RouteBook::new(graph);
    each_fault(graph, &mut |state, index, read, fault| {
        let anchor = Anchor::Read(state, index);
        match fault {
            Fault::Nowhere => nowhere(graph, state, index, read, sink),
            Fault::Elsewhere => {
                let finding = sink.report(anchor, elsewhere(graph, &read.name));
                show_assignments(graph, &read.name, finding);
            }
            Fault::NoWay => {
                let Some(name) = graph.variables().name(&read.name) else { return };
                let route = routes.route(name, state);
                let words = route.as_deref().filter(|route| !route.is_empty());
                let words = words.map_or_else(String::new, |r| format!(", as on {}", route_words(graph, r, state)));
                let message = format!("\"${name}\" has no value here: no way to this state assigns it first{words}.");
                let finding = sink.report(anchor, message);
                show_assignments(graph, name, finding);
                show_route(graph, &route.unwrap_or_default(), finding);
            }
            Fault::BehindDistributedMap | Fault::OwnAssign | Fault::SomeWays => {}
        }
    });
}

fn nowhere(graph: &MachineGraph<'_>, state: usize, index: usize, read: &Read, sink: &mut GraphSink<'_>) {
    let name = &*read.name;
    if !read.is_path && begins_a_function(name) {
        return;
    }
    let near = graph.suggest_variable(graph.states[state].scope, name);
    // Who asks whether there is a value may mean one that is not there yet.
    if read.need == Need::Tested && near.is_none() {
        return;
    }
    let anchor = Anchor::Read(state, index);
    match near {
        Some(near) => {
            sink.report(anchor, format!("No state assigns \"${name}\". Did you mean \"${near}\"?")).replacement(near);
        }
        None if read.is_path => {
            sink.report(
                anchor,
                format!("No state assigns the variable \"${name}\". A field of the input is written \"$.{name}\"."),
            );
        }
        None => {
            sink.report(anchor, format!("No state assigns the variable \"${name}\"."));
        }
    }
}

/// Whether the name may be that of a function, as far as it is typed.
fn begins_a_function(name: &str) -> bool {
    let names = functions().iter().filter(|function| function.origin != Origin::Removed).map(|function| function.name);
    names.filter_map(|function| function.strip_prefix('$')?.strip_prefix(name)).any(|rest| !rest.is_empty())
}

fn elsewhere(graph: &MachineGraph<'_>, name: &str) -> String {
    let scope = graph.variables().assignments(name).first().map(|(state, _)| &graph.scopes[graph.states[*state].scope]);
    let place = scope.and_then(|node| {
        let owner = graph.states[node.owner?].state;
        let part = match node.scope.kind {
            ScopeKind::Branch(index) => format!("branch {} of", index + 1),
            _ => "the iterations of".to_owned(),
        };
        Some(format!("in {part} \"{}\"", owner.name))
    });
    let place = place.unwrap_or_else(|| "in another scope".to_owned());
    format!("\"${name}\" is assigned only {place} and cannot be seen from here. Hand its value on in an output.")
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let text = analysis.text(finding.span);
    if let Some(near) = &finding.replacement {
        let edits = replace_inside(analysis.document(), finding.span, &format!("${near}"));
        return vec![Fix::of(format!("Change to `${near}`"), edits).preferred()];
    }
    match text.strip_prefix('$') {
        Some(name) if finding.message.ends_with(&format!("\"$.{name}\".")) => {
            let edit = Edit::insert(finding.span.start + 1, ".");
            vec![Fix::new(format!("Change to `$.{name}`"), edit)]
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::marked::{check, check_fix, check_messages};

    fn machine(states: &str) -> String {
        format!(r#"{{ "QueryLanguage": "JSONata", "StartAt": "A", "States": {{ {states} }} }}"#)
    }

    #[test]
    fn a_misspelt_name_is_changed_everywhere_that_it_stands() {
        let text = machine(
            r#""A": { "Type": "Pass", "Assign": { "total": 1 }, "Next": "B" },
               "B": { "Type": "Pass", "Output": "{% $totl %}", "End": true }"#,
        );
        check_fix(&RULE, &text, &text.replace("$totl", "$total"));
        check(&RULE, &text.replace("$totl", "<<$totl>> + <<$totl>>"));
    }

    #[test]
    fn what_comes_later_has_no_value_yet() {
        let text = machine(
            r#""A": { "Type": "Pass", "Output": "{% $total %}", "Next": "B" },
               "B": { "Type": "Pass", "Assign": { "total": 1 }, "End": true }"#,
        );
        check(&RULE, &text.replace("$total", "<<$total>>"));
        check_messages(
            &RULE,
            &text,
            &expect![[r#""$total" has no value here: no way to this state assigns it first."#]],
        );
        check(&RULE, &text.replace("$total", "$exists($total) ? $total : 0"));
        check(&RULE, &text.replace("$total", "$total ? 1 : 0"));
    }

    #[test]
    fn a_branch_keeps_its_variables_to_itself() {
        let text = machine(
            r#""A": { "Type": "Parallel", "Branches": [
                 { "StartAt": "One", "States": { "One": { "Type": "Pass", "Assign": { "x": 1 }, "Next": "Two" },
                   "Two": { "Type": "Pass", "Output": "{% $x %}", "End": true } } },
                 { "StartAt": "Other", "States": { "Other": { "Type": "Pass", "Output": "{% <<$x>> %}", "End": true } } } ],
               "Next": "B" },
               "B": { "Type": "Pass", "Output": "{% <<$x>> %}", "End": true }"#,
        );
        check(&RULE, &text);
        check_messages(
            &RULE,
            &text,
            &expect![[r#"
                "$x" is assigned only in branch 1 of "A" and cannot be seen from here. Hand its value on in an output.
                "$x" is assigned only in branch 1 of "A" and cannot be seen from here. Hand its value on in an output."#]],
        );
    }

    #[test]
    fn an_inner_scope_reads_what_the_scopes_around_it_have() {
        check(
            &RULE,
            &machine(
                r#""A": { "Type": "Pass", "Assign": { "x": 1 }, "Next": "M" },
                   "M": { "Type": "Map", "ItemProcessor": { "StartAt": "I", "States": {
                     "I": { "Type": "Pass", "Output": "{% $x + <<$y>> %}", "End": true } } }, "Assign": { "y": 2 }, "End": true }"#,
            ),
        );
    }

    #[test]
    fn a_name_of_the_expression_or_of_a_function_is_no_variable() {
        check(
            &RULE,
            &machine(
                r#""A": { "Type": "Pass", "Output": "{% ($n := 1; $map([$n], $string) ~> $map(function($v){ $v })) %}", "End": true }"#,
            ),
        );
    }

    #[test]
    fn a_function_whose_name_is_being_typed_is_no_variable() {
        let text = machine(
            r#""A": { "Type": "Pass", "Assign": { "total": 1 }, "Next": "B" },
               "B": { "Type": "Pass", "Output": "{% $ma %}", "End": true }"#,
        );
        check(&RULE, &text);
        check(&RULE, &text.replace("$ma", "$m & $to & $subst"));
        check(&RULE, &text.replace("$ma", "<<$mapp>>"));
        let later = r#""A": { "Type": "Pass", "Output": "{% <<$ma>> %}", "Next": "B" },
                       "B": { "Type": "Pass", "Assign": { "ma": 1 }, "End": true }"#;
        check(&RULE, &machine(later));
        check(
            &RULE,
            r#"{ "StartAt": "A", "States": { "A": { "Type": "Pass", "InputPath": "<<$ma>>.id", "End": true } } }"#,
        );
    }

    #[test]
    fn unknown_names_and_unknown_ways_say_nothing() {
        check(
            &RULE,
            &machine(
                r#""A": { "Type": "Pass", "Assign": { "${Name}": 1 }, "Next": "B" },
                   "B": { "Type": "Pass", "Output": "{% $total %}", "End": true }"#,
            ),
        );
        check(
            &RULE,
            &machine(
                r#""A": { "Type": "Pass", "Next": "${Next}" },
                   "B": { "Type": "Pass", "Output": "{% $total %}", "End": true }"#,
            ),
        );
        check(
            &RULE,
            r#"{ "QueryLanguage": "JSONata", "StartAt": "A", "States": { "A": { "Type": "Pass", "Output": "{% $x %}","#,
        );
    }

    #[test]
    fn a_path_may_have_meant_a_field() {
        let text =
            r#"{ "StartAt": "A", "States": { "A": { "Type": "Pass", "InputPath": "$order.id", "End": true } } }"#;
        check(&RULE, &text.replace("$order", "<<$order>>"));
        check_fix(&RULE, text, &text.replace("$order", "$.order"));
        check(
            &RULE,
            &text.replace(
                r#""InputPath": "$order.id""#,
                r#""Parameters": { "a.$": "States.Format('{}', <<$order>>.id)" }"#,
            ),
        );
    }

    #[test]
    fn what_an_error_leaves_out_is_not_assigned() {
        check(
            &RULE,
            &machine(
                r#""A": { "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Assign": { "done": 1 },
                    "Catch": [{ "ErrorEquals": ["States.ALL"], "Assign": { "error": 1 }, "Next": "Failed" }], "Next": "B" },
                   "B": { "Type": "Pass", "Output": "{% $done + <<$error>> %}", "End": true },
                   "Failed": { "Type": "Pass", "Output": "{% <<$done>> + $error %}", "End": true }"#,
            ),
        );
    }

    #[test]
    fn a_rule_that_matched_leaves_out_the_assign_of_its_state() {
        check(
            &RULE,
            &machine(
                r#""A": { "Type": "Choice", "Assign": { "plain": 1 },
                    "Choices": [{ "Condition": "{% true %}", "Assign": { "chosen": 1 }, "Next": "B" }], "Default": "C" },
                   "B": { "Type": "Pass", "Output": "{% <<$plain>> + $chosen %}", "End": true },
                   "C": { "Type": "Pass", "Output": "{% $plain + <<$chosen>> %}", "End": true }"#,
            ),
        );
    }
}
