//! A call of a JSONata function with too few or too many arguments.

use asl_query::jsonata::signature::{self, Mismatch};
use asl_query::jsonata::{NodeKind, Parsed};
use asl_spec::jsonata::{Function, Origin};

use crate::analysis::Analysis;
use crate::expression::{Expression, LibraryCall, Reading, expression_at, library_calls};
use crate::finding::{Finding, Sink};
use crate::rewrite::{Edit, Fix};
use crate::rule::{Check, Level, Rule};

/// `jsonata-arity`
pub static RULE: Rule = Rule {
    code: "jsonata-arity",
    level: Level::Warning,
    on: true,
    service: None,
    tag: None,
    title: "a JSONata function with too few or too many arguments",
    doc: "The library checks the number of arguments when a call is evaluated, and fails then. Many functions take the \
          context value when their first argument is left out; at the top level of an expression there is none, so such a \
          call gives nothing.",
    source: "rulebook 9 (the signatures of the JSONata runtime)",
    bad: r#"{
  "QueryLanguage": "JSONata",
  "StartAt": "Join",
  "States": {
    "Join": { "Type": "Pass", "Output": "{% $merge($states.input, <<{ 'done': true }>>) %}", "End": true }
  }
}"#,
    good: r#"{
  "QueryLanguage": "JSONata",
  "StartAt": "Join",
  "States": {
    "Join": { "Type": "Pass", "Output": "{% $merge([$states.input, { 'done': true }]) %}", "End": true }
  }
}"#,
    check: Check::Expression(check),
    fix: Some(fix),
};

fn check(reading: &Reading<'_>, sink: &mut Sink<'_>) {
    let Some((expression, parsed)) = reading.jsonata().filter(|(_, p)| p.is_valid()) else { return };
    for call in library_calls(expression) {
        let Some(function) = call.function.filter(|f| f.origin != Origin::Removed) else { continue };
        if call.is_partial || call.is_open(parsed) {
            continue;
        }
        match verdict(expression, parsed, &call, function) {
            Some(Verdict::TooMany(index)) => {
                let Some(argument) = call.arguments.get(index) else { continue };
                let most = function.max_args.unwrap_or(index);
                let message = format!("`{}` takes {}: {}", function.name, at_most(most), written(function));
                sink.report(expression.span(parsed.span(*argument)), message);
            }
            Some(Verdict::TooFew) => {
                let message = format!("`{}` needs more arguments: {}", function.name, written(function));
                sink.report(expression.span(parsed.span(call.callee)), message);
            }
            Some(Verdict::NoContext) => {
                let message = format!(
                    "`{}` would take its first argument from the context, and there is none at the top level of an \
                     expression: {}",
                    function.name,
                    written(function)
                );
                sink.report(expression.span(parsed.span(call.callee)), message);
            }
            None => {}
        }
    }
}

enum Verdict {
    TooMany(usize),
    TooFew,
    NoContext,
}

fn verdict(
    expression: &Expression<'_>,
    parsed: &Parsed,
    call: &LibraryCall<'_>,
    function: &Function,
) -> Option<Verdict> {
    let count = call.arguments.len();
    if function.origin == Origin::StepFunctions {
        return match function.max_args {
            Some(most) if count > most => Some(Verdict::TooMany(most)),
            _ if count < function.min_args => Some(Verdict::TooFew),
            _ => None,
        };
    }
    let signature = signature::parse(function.signature).ok()?;
    let shapes = call.shapes(parsed);
    match signature.check(&shapes) {
        Err(Mismatch::TooMany(index)) => return Some(Verdict::TooMany(index)),
        Err(Mismatch::TooFew) => return Some(Verdict::TooFew),
        Err(Mismatch::Type(_)) => return None,
        Ok(()) => {}
    }
    if expression.scopes().has_context(call.callee) {
        return None;
    }
    // A parameter of any type takes the missing context as well.
    let mut strict = signature;
    for parameter in &mut strict.parameters {
        parameter.from_context &= matches!(parameter.letters.as_str(), "x" | "j");
    }
    strict.check(&shapes).err().map(|_| Verdict::NoContext)
}

/// How the call is written, as a sentence.
fn written(function: &Function) -> String {
    format!("write `{}`.", function.call)
}

fn at_most(most: usize) -> String {
    match most {
        0 => "no arguments".to_owned(),
        1 => "one argument".to_owned(),
        _ => format!("at most {most} arguments"),
    }
}

/// Functions of one array that people hand its items one by one.
const OF_ONE_ARRAY: [&str; 5] = ["merge", "sum", "max", "min", "average"];

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let Some(reading) = expression_at(analysis, finding.span.start) else { return Vec::new() };
    let Some((expression, parsed)) = reading.jsonata() else { return Vec::new() };
    let wanted = library_calls(expression).into_iter().find(|call| {
        OF_ONE_ARRAY.contains(&call.name)
            && !call.is_piped
            && call.arguments.get(1).is_some_and(|id| expression.span(parsed.span(*id)) == finding.span)
    });
    let Some(NodeKind::Call { open, close: Some(close), .. }) = wanted.and_then(|c| c.call).map(|id| parsed.kind(id))
    else {
        return Vec::new();
    };
    let edits = vec![Edit::insert(expression.span(*open).end, "["), Edit::insert(expression.span(*close).start, "]")];
    vec![Fix { title: "Put the arguments into an array".to_owned(), edits, preferred: true }]
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check, check_fix, check_messages};

    fn output(code: &str) -> String {
        format!(
            r#"{{ "QueryLanguage": "JSONata", "StartAt": "P", "States": {{ "P": {{ "Type": "Pass", "Output": "{{% {code} %}}", "End": true }} }} }}"#
        )
    }

    #[test]
    fn too_many() {
        check(&RULE, &output("$uuid(<<1>>)"));
        check(&RULE, &output("$range(1, 2, 3, <<4>>)"));
        check(&RULE, &output("$states.input.a ~> $count(<<1>>)"));
        check(&RULE, &output("$substring('abc', 1, 2, <<3>>)"));
    }

    #[test]
    fn too_few() {
        check(&RULE, &output("<<$partition>>($states.input.a)"));
        check(&RULE, &output("<<$map>>($states.input.a)"));
        check(&RULE, &output("<<$exists>>()"));
        check(&RULE, &output("<<$split>>(',')"));
        check(&RULE, &output("<<$uppercase>>()"));
        check(&RULE, &output("<<$sift>>(function($v) { $v > 1 })"));
    }

    #[test]
    fn enough() {
        for code in [
            "$states.input.names.$uppercase()",
            "$states.input.names.$split(',')",
            "$states.input.a ~> $map(function($x) { $x })",
            "$states.input.a ~> $sum",
            "$map($states.input.a, $substring(?, 1))",
            "$now() & $string($millis()) & $random() & $random(3) & $round(2.5) & $zip([1], [2], [3])",
            "$range(${Arguments})",
            "$reduce([1, 2], function($a, $b) { $a + $b })",
            "$each($states.input, function($v) { $v })",
            "$error()",
        ] {
            check(&RULE, &output(code));
        }
    }

    #[test]
    fn messages() {
        check_messages(
            &RULE,
            &output("$count() & $length()"),
            &expect_test::expect![[r#"
                `$count` needs more arguments: write `$count(array)`.
                `$length` would take its first argument from the context, and there is none at the top level of an expression: write `$length([str])`."#]],
        );
    }

    #[test]
    fn fixes() {
        check_fix(&RULE, &output("$max($states.input.a, 2)"), &output("$max([$states.input.a, 2])"));
    }
}
