//! What JSONata knows and Step Functions refuses.

use asl_query::jsonata::{ExprId, NodeKind, Parsed};
use asl_spec::context_object::{self, StatesAvailability};

use crate::analysis::Analysis;
use crate::expression::{Expression, Reading, expression_at, states_reads};
use crate::finding::{Finding, Sink};
use crate::misfit::with_article;
use crate::rewrite::Fix;
use crate::rule::{Check, Level, Rule};

/// `jsonata-unsupported`
pub static RULE: Rule = Rule {
    code: "jsonata-unsupported",
    level: Level::Error,
    on: true,
    service: Some("UNSUPPORTED_JSONATA_EXPRESSION"),
    tag: None,
    title: "something that JSONata knows and Step Functions refuses",
    doc: "An expression has no input of its own here: a bare field name, `$` and `$$` mean nothing at its top level. All \
          data is in `$states.input`, `$states.context` and variables. Inside of a predicate and behind the first step of \
          a path, names and `$` are fine: `$states.input.orders[price > 10]`.\n\n\
          `$states.result` exists only in the `Output` and `Assign` of Task, Parallel and Map states themselves, \
          `$states.errorOutput` only in the `Output` and `Assign` of a Catcher.",
    source: "rulebook 3.1, 4.6 [floci]",
    bad: r#"{
  "QueryLanguage": "JSONata",
  "StartAt": "Pick",
  "States": {
    "Pick": { "Type": "Pass", "Output": "{% <<orders>>[price > 10] %}", "End": true }
  }
}"#,
    good: r#"{
  "QueryLanguage": "JSONata",
  "StartAt": "Pick",
  "States": {
    "Pick": { "Type": "Pass", "Output": "{% $states.input.orders[price > 10] %}", "End": true }
  }
}"#,
    check: Check::Expression(check),
    fix: Some(fix),
};

fn check(reading: &Reading<'_>, sink: &mut Sink<'_>) {
    // In a broken tree a bare name is most often a word that got loose.
    let Some((expression, parsed)) = reading.jsonata().filter(|(_, p)| p.is_valid()) else { return };
    for id in parsed.ids() {
        if let Some(message) = without_context(expression, parsed, id) {
            sink.report(expression.span(parsed.span(id)), message);
        }
    }
    for read in states_reads(expression) {
        let Some(step) = read.names.first() else { continue };
        let Some(member) = context_object::states_member(step.name) else { continue };
        let site = &expression.site;
        // What a Catcher makes of a result was not measured: `unknown-states-member` warns.
        let is_in_catcher = site.context() == Some(asl_spec::Context::Catcher);
        if site.has_states_member(member.availability) || is_in_catcher {
            continue;
        }
        let here = site.context().map_or("place", asl_spec::Context::title);
        let where_it_is = match member.availability {
            StatesAvailability::ErrorOutput => "only in the \"Output\" and \"Assign\" of a Catcher",
            _ => "only in the \"Output\" and \"Assign\" of Task, Parallel and Map states",
        };
        let field = site.field.name;
        let message = format!("A {here} has no `$states.{}` in its \"{field}\": it exists {where_it_is}.", step.name);
        sink.report(expression.span(parsed.span(step.id)), with_article(&message));
    }
}

/// Why the node `id` cannot stand where it stands; `None` where it can.
fn without_context(expression: &Expression<'_>, parsed: &Parsed, id: ExprId) -> Option<String> {
    let has_context = || expression.scopes().has_context(id);
    match parsed.kind(id) {
        NodeKind::Variable { name } if name == "$" => {
            Some("`$$` is not available in Step Functions: use `$states.input` or `$states.context`.".to_owned())
        }
        NodeKind::Variable { name } if name.is_empty() && !has_context() => {
            Some("`$` means nothing at the top level of an expression: use `$states.input`.".to_owned())
        }
        NodeKind::Name { name, .. } if !has_context() && !parsed.has_hole(id) => Some(match function(parsed, id) {
            Some(function) => format!("`{name}` is no function. Write `{function}`."),
            None => format!(
                "The field name `{name}` means nothing at the top level of an expression: write `$states.input.{name}`, \
                 `${name}` for a variable, or '{name}' for a text."
            ),
        }),
        _ => None,
    }
}

/// The function that is surely meant, where the name is called without its dollar sign.
fn function(parsed: &Parsed, id: ExprId) -> Option<&'static str> {
    let NodeKind::Name { name, .. } = parsed.kind(id) else { return None };
    let parent = parsed.parent(id)?;
    let NodeKind::Call { callee, .. } = parsed.kind(parent) else { return None };
    let found = asl_spec::jsonata::function(name).filter(|_| *callee == id)?;
    (found.origin != asl_spec::jsonata::Origin::Removed).then_some(found.name)
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let Some(reading) = expression_at(analysis, finding.span.start) else { return Vec::new() };
    let Some((expression, parsed)) = reading.jsonata() else { return Vec::new() };
    let found = parsed.ids().find(|id| {
        expression.span(parsed.span(*id)) == finding.span && without_context(expression, parsed, *id).is_some()
    });
    let Some(id) = found else { return Vec::new() };
    let span = parsed.span(id);
    let write = |code: &str| Fix::of(format!("Write `{code}`"), expression.edit(analysis.document(), span, code));
    match parsed.kind(id) {
        NodeKind::Variable { name } if name == "$" && is_context_path(parsed, id) => {
            vec![write("$states.context").preferred()]
        }
        NodeKind::Variable { .. } => vec![write("$states.input").preferred()],
        NodeKind::Name { .. } if let Some(function) = function(parsed, id) => vec![write(function).preferred()],
        NodeKind::Name { name, quoted } => {
            let mut fixes = vec![write(&format!("$states.input.{}", parsed.slice(span)))];
            if !quoted {
                fixes.push(write(&format!("${name}")));
            }
            if !name.contains('\'') {
                fixes.push(write(&format!("'{name}'")));
            }
            fixes
        }
        _ => Vec::new(),
    }
}

/// Whether `id` begins a path to a member of the context object: `$$` is its name in JSONPath.
fn is_context_path(parsed: &Parsed, id: ExprId) -> bool {
    let Some(NodeKind::Path { steps }) = parsed.parent(id).map(|path| parsed.kind(path)) else { return false };
    steps.get(1).is_some_and(|step| match parsed.kind(*step) {
        NodeKind::Name { name, .. } => context_object::members().iter().any(|member| member.name == name),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check, check_fix, check_messages};

    fn output(code: &str) -> String {
        format!(
            r#"{{ "QueryLanguage": "JSONata", "StartAt": "P", "States": {{ "P": {{ "Type": "Pass", "Output": {{ "x": "{{% {code} %}}" }}, "End": true }} }} }}"#
        )
    }

    #[test]
    fn names_without_a_context() {
        for code in [
            "<<$>>.orders",
            "<<$$>>.orders",
            "$count(<<orders>>)",
            "$map($states.input.orders, function($o) { <<price>> })",
            "$states.input.orders[price > <<$$>>.limit]",
            "{ 'a': <<b>> }",
            "<<string>>(1)",
        ] {
            check(&RULE, &output(code));
        }
    }

    #[test]
    fn names_with_a_context() {
        for code in [
            "$states.input.orders[price > 10].{ 'id': id, 'all': $ }",
            "$states.input.orders^(>price)[0]",
            "$states.input.orders{ kind: $sum(price) }",
            "$states.input ~> |orders|{ 'total': price * quantity }|",
            "$map($states.input.orders, function($o) { $o.price })",
            "${Name}.x",
        ] {
            check(&RULE, &output(code));
        }
    }

    #[test]
    fn members_of_states_that_do_not_exist_here() {
        check(&RULE, &output("$states.<<result>>.Payload"));
        check(&RULE, &output("$states.<<errorOutput>>"));
        check(&RULE, &output("($states := { 'result': 1 }; $states.result)"));
        let task = r#"{ "QueryLanguage": "JSONata", "StartAt": "T", "States": { "T": { "Type": "Task",
  "Resource": "arn:aws:states:::lambda:invoke",
  "Arguments": { "FunctionName": "f", "Payload": "{% $states.<<result>> %}" },
  "Output": "{% $states.result.Payload %}", "Assign": { "x": "{% $states.result %}", "y": "{% $states.<<errorOutput>> %}" },
  "Catch": [{ "ErrorEquals": ["States.ALL"], "Output": "{% $states.errorOutput %}", "Assign": { "x": "{% $states.result %}" }, "Next": "T" }],
  "End": true } } }"#;
        check(&RULE, task);
    }

    #[test]
    fn the_message_says_where_it_exists() {
        check_messages(
            &RULE,
            &output("$states.result"),
            &expect_test::expect![[
                r#"A Pass state has no `$states.result` in its "Output": it exists only in the "Output" and "Assign" of Task, Parallel and Map states."#
            ]],
        );
    }

    #[test]
    fn fixes() {
        for (before, after) in [
            ("orders[0].id", "$states.input.orders[0].id"),
            ("$.orders", "$states.input.orders"),
            ("$$.Execution.Id", "$states.context.Execution.Id"),
            ("$$.orders", "$states.input.orders"),
            ("uppercase($states.input.x)", "$uppercase($states.input.x)"),
        ] {
            check_fix(&RULE, &output(before), &output(after));
        }
    }

    #[test]
    fn a_broken_expression_has_other_worries() {
        check(&RULE, &output("orders[0"));
    }
}
