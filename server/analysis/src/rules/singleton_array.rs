//! An expression for the items of a Map state that gives no array when it finds one thing only.

use asl_query::jsonata::{ExprId, NodeKind, Op, Parsed};
use asl_spec::Context;

use crate::analysis::Analysis;
use crate::expression::{Reading, expression_at};
use crate::finding::{Finding, Sink};
use crate::rewrite::{Edit, Fix};
use crate::rule::{Check, Level, Rule};

/// `singleton-array`
pub static RULE: Rule = Rule {
    code: "singleton-array",
    level: Level::Hint,
    on: true,
    service: None,
    tag: None,
    title: "items that are no array when there is only one of them",
    doc: "JSONata gives a filter or a mapping that finds one thing as that thing itself, not as an array of one. `Items` of a \
          Map state needs an array, so such an expression works until the day when one item is left. Square brackets \
          around the expression make it an array in every case, an empty one included.",
    source: "rulebook 3.2 (the semantics of JSONata sequences)",
    bad: r#"{
  "QueryLanguage": "JSONata",
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      "Items": "{% <<$states.input.orders[status = 'open']>> %}",
      "ItemProcessor": { "StartAt": "Done", "States": { "Done": { "Type": "Succeed" } } },
      "End": true
    }
  }
}"#,
    good: r#"{
  "QueryLanguage": "JSONata",
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      "Items": "{% [$states.input.orders[status = 'open']] %}",
      "ItemProcessor": { "StartAt": "Done", "States": { "Done": { "Type": "Succeed" } } },
      "End": true
    }
  }
}"#,
    check: Check::Expression(check),
    fix: Some(fix),
};

fn check(reading: &Reading<'_>, sink: &mut Sink<'_>) {
    let Some((expression, parsed)) = reading.jsonata().filter(|(_, p)| p.is_valid()) else { return };
    let site = &expression.site;
    if site.context() != Some(Context::Map) || site.field.name != "Items" || !site.is_whole() {
        return;
    }
    let mut open = vec![parsed.expr];
    while let Some(id) = open.pop() {
        match parsed.kind(id) {
            NodeKind::Block { expressions } => open.extend(expressions.last()),
            NodeKind::Bind { value, .. } => open.push(*value),
            NodeKind::Conditional { then, otherwise, .. } => {
                open.push(*then);
                open.extend(otherwise);
            }
            _ if may_collapse(parsed, id) => {
                let message = "This gives the item itself, and no array, when it finds only one: put the expression into \
                               square brackets.";
                sink.report(expression.span(parsed.span(id)), message);
            }
            _ => {}
        }
    }
}

/// Whether the value of `id` is a sequence that certainly collapses when one value is in it.
fn may_collapse(parsed: &Parsed, id: ExprId) -> bool {
    if parsed.has_hole(id) {
        return false;
    }
    match parsed.kind(id) {
        NodeKind::Path { steps } => {
            let is_kept = parsed.walk(id).any(|id| matches!(parsed.kind(id), NodeKind::KeepArray { .. }));
            !is_kept && steps.last().is_some_and(|last| is_selection(parsed, *last))
        }
        NodeKind::Filter { .. } => is_selection(parsed, id),
        NodeKind::Call { callee, .. } => {
            matches!(parsed.kind(*callee), NodeKind::Variable { name } if matches!(name.as_str(), "filter" | "map"))
        }
        NodeKind::Binary { op: Op::Chain, rhs, .. } => may_collapse(parsed, *rhs),
        _ => false,
    }
}

/// Whether the step keeps the items that pass a test, rather than the one at an index.
fn is_selection(parsed: &Parsed, step: ExprId) -> bool {
    let NodeKind::Filter { predicate, .. } = parsed.kind(step) else { return false };
    matches!(
        parsed.kind(*predicate),
        NodeKind::Binary {
            op: Op::Equal
                | Op::NotEqual
                | Op::Less
                | Op::LessEqual
                | Op::Greater
                | Op::GreaterEqual
                | Op::In
                | Op::And
                | Op::Or,
            ..
        }
    )
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let Some(reading) = expression_at(analysis, finding.span.start) else { return Vec::new() };
    if reading.jsonata().is_none() {
        return Vec::new();
    }
    let edits = vec![Edit::insert(finding.span.start, "["), Edit::insert(finding.span.end, "]")];
    vec![Fix { title: "Make it an array in every case".to_owned(), edits, preferred: true }]
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check, check_fix};

    fn items(code: &str) -> String {
        format!(
            r#"{{ "QueryLanguage": "JSONata", "StartAt": "M", "States": {{ "M": {{ "Type": "Map", "Items": "{{% {code} %}}", "ItemProcessor": {{ "StartAt": "S", "States": {{ "S": {{ "Type": "Succeed" }} }} }}, "End": true }} }} }}"#
        )
    }

    #[test]
    fn sequences() {
        check(&RULE, &items("<<$filter($states.input.a, function($v) { $v > 1 })>>"));
        check(&RULE, &items("($a := $states.input.a; <<$a ~> $map(function($v) { $v * 2 })>>)"));
        check(&RULE, &items("$states.input.x ? <<$states.input.a[b > 1]>> : []"));
    }

    #[test]
    fn arrays_and_what_is_not_known() {
        for code in [
            "$states.input.a",
            "$states.input.a[0]",
            "$states.input.a[b > 1][]",
            "[$filter($states.input.a, function($v) { $v > 1 })]",
            "$append($states.input.a, [])",
            "$states.input.a[$i]",
        ] {
            check(&RULE, &items(code));
        }
    }

    #[test]
    fn fixes() {
        check_fix(&RULE, &items("$states.input.a[b = 1]"), &items("[$states.input.a[b = 1]]"));
    }
}
