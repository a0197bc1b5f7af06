//! A variable that has a value on some ways to where it is read, and none on others.

use crate::graph::{Anchor, GraphSink, MachineGraph};
use crate::rule::{Check, Level, Rule};
use crate::variables::{Fault, RouteBook, each_fault, route_words, show_assignments, show_route};

/// `possibly-undefined-variable`
pub static RULE: Rule = Rule {
    code: "possibly-undefined-variable",
    level: Level::Warning,
    on: true,
    service: None,
    tag: None,
    title: "a variable that some way to the state does not assign",
    doc: "A matched choice rule or a caught error goes on without the `Assign` of its state, so a variable may have a value on \
          one way and none on another. Assign it on every way, or ask first: `$exists($x)` in JSONata, `IsPresent` in a \
          JSONPath choice rule. Of the reads on one way only the first is reported.",
    source: "rulebook 4.3, 4.4 [spec][docs]",
    bad: r#"{
  "QueryLanguage": "JSONata",
  "StartAt": "Has coupon?",
  "States": {
    "Has coupon?": {
      "Type": "Choice",
      "Choices": [
        {
          "Condition": "{% $exists($states.input.coupon) %}",
          "Assign": { "discount": "{% $states.input.coupon.percent %}" },
          "Next": "Charge"
        }
      ],
      "Default": "Charge"
    },
    "Charge": { "Type": "Pass", "Output": "{% $states.input.price * (100 - <<$discount>>) / 100 %}", "End": true }
  }
}"#,
    good: r#"{
  "QueryLanguage": "JSONata",
  "StartAt": "Has coupon?",
  "States": {
    "Has coupon?": {
      "Type": "Choice",
      "Choices": [
        {
          "Condition": "{% $exists($states.input.coupon) %}",
          "Assign": { "discount": "{% $states.input.coupon.percent %}" },
          "Next": "Charge"
        }
      ],
      "Assign": { "discount": 0 },
      "Default": "Charge"
    },
    "Charge": { "Type": "Pass", "Output": "{% $states.input.price * (100 - $discount) / 100 %}", "End": true }
  }
}"#,
    check: Check::Graph(check),
    fix: None,
};

fn check(graph: &MachineGraph<'_>, sink: &mut GraphSink<'_>) {
    let mut routes = RouteBook::new(graph);
    each_fault(graph, &mut |state, index, read, fault| {
        if fault != Fault::SomeWays {
            return;
        }
        let Some(name) = graph.variables().name(&read.name) else { return };
        let route = routes.route(name, state).filter(|route| !route.is_empty());
        let way = route.as_deref().map_or_else(
            || "some way to this state does not assign it".to_owned(),
            |route| format!("the way {} does not assign it", route_words(graph, route, state)),
        );
        let finding = sink.report(Anchor::Read(state, index), format!("\"${name}\" may have no value here: {way}."));
        show_route(graph, &route.unwrap_or_default(), finding);
        show_assignments(graph, name, finding);
    });
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::marked::{check, check_messages};

    /// Two ways to "Use": "Set" assigns `x` on one of them.
    fn machine(condition: &str, rest: &str, usage: &str) -> String {
        format!(
            r#"{{ "QueryLanguage": "JSONata", "StartAt": "If", "States": {{
  "If": {{ "Type": "Choice", "Choices": [{{ "Condition": "{{% {condition} %}}", "Next": "Set" }}], "Default": "Use" }},
  "Set": {{ "Type": "Pass", "Assign": {{ "x": 1 }}, "Next": "Use" }},
  {rest}
  "Use": {{ "Type": "Pass", "Output": "{{% {usage} %}}", "End": true }} }} }}"#
        )
    }

    fn usage(usage: &str) {
        check(&RULE, &machine("true", "", usage));
    }

    #[test]
    fn the_way_without_a_value_is_told() {
        let text = machine("true", "", "$x");
        check_messages(
            &RULE,
            &text,
            &expect![[r#""$x" may have no value here: the way "If" (Default) → "Use" does not assign it."#]],
        );
    }

    #[test]
    fn tests_in_the_expression_protect_what_follows_them() {
        usage("<<$x>> + 1");
        usage("$exists($x) ? $x : 0");
        usage("$exists($x) ? 0 : <<$x>>");
        usage("$not($exists($x)) ? 0 : $x");
        usage("$x ? $x : 0");
        usage("$x ?? 0");
        usage("$x ?: 0");
        usage("$exists($x) and $x > 3");
        usage("$not($exists($x)) or $x > 3");
        usage("$exists($x) or <<$x>> > 3");
        usage("$x and $x.y > 3");
        usage("$type($x) = 'number' ? $x + 1");
        usage("$count($x) > 0 ? $x[0]");
        usage("$exists($x) = false ? 0 : $x");
        usage("$append($x, 1)");
        usage("$merge([$x, {'a': 1}])");
        usage("($y := $x; $exists($y) ? $y : 0)");
        usage("$map([1], function($v) { $exists($x) ? $x })");
        usage("$map([1], function($v) { <<$x>> + $v })");
    }

    #[test]
    fn only_the_first_read_on_a_way_is_reported() {
        usage("<<$x>> + $x");
        let text = r#""Also": { "Type": "Pass", "Output": "{% <<$x>> %}", "Next": "Last" },"#;
        let text = machine("true", text, "$x").replace("\"Use\"", "\"Also\"").replace("\"Last\"", "\"Use\"");
        check(
            &RULE,
            &text.replace(
                "\"Also\": { \"Type\": \"Pass\", \"Output\": \"{% $x",
                "\"Use\": { \"Type\": \"Pass\", \"Output\": \"{% $x",
            ),
        );
    }

    /// The rules of "If" ask for `x`, which only the first state may have assigned.
    fn choice(rules: &str) -> String {
        format!(
            r#"{{ "StartAt": "Try", "States": {{
  "Try": {{ "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Parameters": {{}}, "Assign": {{ "x.$": "$.id" }}, "Next": "If",
    "Catch": [{{ "ErrorEquals": ["States.ALL"], "Next": "If" }}] }},
  "If": {{ "Type": "Choice", "Choices": [{rules}], "Default": "Without" }},
  "With": {{ "Type": "Pass", "InputPath": "$x", "End": true }},
  "Without": {{ "Type": "Pass", "InputPath": "<<$x>>", "End": true }} }} }}"#
        )
    }

    #[test]
    fn rules_of_paths_ask_by_is_present() {
        check(&RULE, &choice(r#"{ "Variable": "$x", "IsPresent": true, "Next": "With" }"#));
        check(&RULE, &choice(r#"{ "Not": { "Variable": "$x", "IsPresent": false }, "Next": "With" }"#));
        check(
            &RULE,
            &choice(
                r#"{ "And": [{ "Variable": "$x", "IsPresent": true }, { "Variable": "$x", "NumericEquals": 1 }], "Next": "With" }"#,
            ),
        );
        check(
            &RULE,
            &choice(r#"{ "Variable": "$x", "IsPresent": false, "Next": "Without" }, { "Variable": "$x", "NumericEquals": 1, "Next": "With" }"#)
                .replace("\"Default\": \"Without\"", "\"Default\": \"With\""),
        );
        check(
            &RULE,
            &choice(r#"{ "Variable": "<<$x>>", "NumericEquals": 1, "Next": "With" }"#)
                .replace("\"<<$x>>\", \"End\"", "\"$x\", \"End\""),
        );
    }

    #[test]
    fn conditions_narrow_the_ways_behind_them() {
        let rest = r#""Ask": { "Type": "Choice", "Choices": [
            { "Condition": "{% $not($exists($x)) %}", "Next": "Without" },
            { "Condition": "{% $x > 1 %}", "Output": "{% $x %}", "Next": "With" }], "Default": "With" },
          "With": { "Type": "Pass", "Output": "{% $x %}", "End": true },
          "Without": { "Type": "Pass", "Output": "{% <<$x>> %}", "End": true },"#;
        let text = machine("true", rest, "1")
            .replace("\"Use\"", "\"Ask\"")
            .replace("\"Ask\": { \"Type\": \"Pass\"", "\"Use\": { \"Type\": \"Pass\"");
        check(&RULE, &text);
    }

    /// "Work" assigns `x` when it succeeds, and a status either way; `rules` ask for the status.
    fn status(rules: &str, default: &str) -> String {
        format!(
            r#"{{ "QueryLanguage": "JSONata", "StartAt": "Work", "States": {{
  "Work": {{ "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Arguments": {{}}, "Next": "Say",
    "Assign": {{ "x": "{{% $states.result %}}", "status": "DONE" }},
    "Catch": [{{ "ErrorEquals": ["States.ALL"], "Assign": {{ "status": "{{% 'FAILED' %}}" }}, "Next": "Say" }}] }},
  "Say": {{ "Type": "Pass", "Output": "{{% $status %}}", "Next": "If" }},
  "If": {{ "Type": "Choice", "Choices": [{rules}], "Default": "{default}" }},
  "Use": {{ "Type": "Pass", "Output": "{{% $x %}}", "End": true }},
  "Give up": {{ "Type": "Pass", "End": true }} }} }}"#
        )
    }

    #[test]
    fn a_status_that_is_assigned_with_it_tells_of_it() {
        check(&RULE, &status(r#"{ "Condition": "{% $status = 'DONE' %}", "Next": "Use" }"#, "Give up"));
        check(&RULE, &status(r#"{ "Condition": "{% 'DONE' != $status %}", "Next": "Give up" }"#, "Use"));
        check(&RULE, &status(r#"{ "Condition": "{% $status = 'FAILED' %}", "Next": "Give up" }"#, "Use"));
        check(&RULE, &status(r#"{ "Condition": "{% $status = 'DONE' and $now() > '' %}", "Next": "Use" }"#, "Give up"));
        let unmarked = |text: String| check(&RULE, &text.replace("% $x %", "% <<$x>> %"));
        unmarked(status(r#"{ "Condition": "{% $status = 'DONE' or $now() > '' %}", "Next": "Use" }"#, "Give up"));
        unmarked(status(r#"{ "Condition": "{% $states.input = 'DONE' %}", "Next": "Use" }"#, "Give up"));
    }

    #[test]
    fn a_flag_tells_of_what_is_assigned_with_it() {
        let machine = |variable: &str, test: &str| {
            format!(
                r#"{{ "StartAt": "Try", "States": {{
  "Try": {{ "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Parameters": {{}}, "Assign": {{ "x.$": "$.id", "ok": true }}, "Next": "If",
    "Catch": [{{ "ErrorEquals": ["States.ALL"], "Assign": {{ "ok": false }}, "Next": "If" }}] }},
  "If": {{ "Type": "Choice", "Choices": [{{ "Variable": "$ok", {test}, "Next": "Use" }}], "Default": "No" }},
  "Use": {{ "Type": "Pass", "InputPath": "{variable}", "End": true }},
  "No": {{ "Type": "Pass", "End": true }} }} }}"#
            )
        };
        check(&RULE, &machine("$x", r#""BooleanEquals": true"#));
        check(&RULE, &machine("<<$x>>", r#""IsBoolean": true"#));
    }

    #[test]
    fn a_loop_that_assigns_counts_from_its_second_round() {
        check(
            &RULE,
            r#"{ "QueryLanguage": "JSONata", "StartAt": "Count", "States": {
  "Count": { "Type": "Pass", "Assign": { "n": "{% <<$n>> + 1 %}" }, "Next": "More?" },
  "More?": { "Type": "Choice", "Choices": [{ "Condition": "{% $n < 3 %}", "Next": "Count" }], "Default": "Done" },
  "Done": { "Type": "Succeed" } } }"#,
        );
        check(
            &RULE,
            r#"{ "QueryLanguage": "JSONata", "StartAt": "Count", "States": {
  "Count": { "Type": "Pass", "Assign": { "list": "{% $append($list, 1) %}" }, "Next": "More?" },
  "More?": { "Type": "Choice", "Choices": [{ "Condition": "{% $count($list) < 3 %}", "Next": "Count" }], "Default": "Done" },
  "Done": { "Type": "Succeed" } } }"#,
        );
    }

    #[test]
    fn an_inner_scope_begins_with_what_its_state_knows() {
        let rest = r#""Map": { "Type": "Map", "ItemProcessor": { "StartAt": "Item", "States": {
            "Item": { "Type": "Choice", "Choices": [{ "Condition": "{% $exists($x) %}", "Next": "Has" }], "Default": "Has not" },
            "Has": { "Type": "Pass", "Output": "{% $x %}", "End": true },
            "Has not": { "Type": "Pass", "Output": "{% <<$x>> %}", "End": true } } }, "End": true },"#;
        let text = machine("true", rest, "1").replace("\"Next\": \"Use\"", "\"Next\": \"Map\"");
        let text = text.replace("\"Default\": \"Use\"", "\"Default\": \"Map\"");
        check(&RULE, &text);
        check_messages(
            &RULE,
            &text,
            &expect![[
                r#""$x" may have no value here: the way "If" (Default) → "Map" → "Item" (Default) → "Has not" does not assign it."#
            ]],
        );
    }
}
