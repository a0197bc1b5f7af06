//! An argument of a JSONata function that certainly has the wrong type.

use asl_query::jsonata::NodeKind;
use asl_query::jsonata::signature::{self, Mismatch, Signature};
use asl_query::jsonata::types::Shape;
use asl_spec::intrinsics::{Constraint, intrinsic};
use asl_spec::jsonata::Origin;
use asl_spec::nearest;

use crate::analysis::Analysis;
use crate::expression::{LibraryCall, Reading, expression_at, library_calls};
use crate::finding::{Finding, Sink};
use crate::misfit::one_of;
use crate::rewrite::{Fix, replace_inside};
use crate::rule::{Check, Level, Rule};

/// `jsonata-argument-type`
pub static RULE: Rule = Rule {
    code: "jsonata-argument-type",
    level: Level::Warning,
    on: true,
    service: None,
    tag: None,
    title: "an argument of a JSONata function that cannot be right",
    doc: "The library checks the types of arguments when a call is evaluated, and fails then. Reported is only what the \
          text itself shows: a literal, a constructor, an operator that gives one type. `$hash` takes the names `MD5`, \
          `SHA-1`, `SHA-256`, `SHA-384` and `SHA-512`.",
    source: "rulebook 9 (the signatures of the JSONata runtime)",
    bad: r#"{
  "QueryLanguage": "JSONata",
  "StartAt": "Count",
  "States": {
    "Count": { "Type": "Pass", "Output": "{% $uppercase(<<42>>) & $hash('a', <<'SHA256'>>) %}", "End": true }
  }
}"#,
    good: r#"{
  "QueryLanguage": "JSONata",
  "StartAt": "Count",
  "States": {
    "Count": { "Type": "Pass", "Output": "{% $uppercase('forty-two') & $hash('a', 'SHA-256') %}", "End": true }
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
        if function.name == "$hash" {
            check_algorithm(reading, &call, sink);
        }
        let Some(signature) = signature_of(function.signature, function.origin) else { continue };
        let shapes = call.shapes(parsed);
        let Err(Mismatch::Type(index)) = signature.check(&shapes) else { continue };
        let Some((argument, shape)) = call.arguments.get(index).zip(shapes.get(index)) else { continue };
        let given = describe(*shape);
        // With a parameter that may come from the context, the number of a parameter is not that of its argument.
        let wanted = (signature.parameters.iter().all(|p| !p.from_context) || index == 0)
            .then(|| signature.parameters.get(index))
            .flatten();
        let message = match wanted {
            Some(parameter) => format!("`{}` takes {} here, not {given}.", function.name, parameter.describe()),
            None => format!("`{}` does not take {given} here: write `{}`.", function.name, function.call),
        };
        sink.report(expression.span(parsed.span(*argument)), message);
    }
}

/// The signature in JSONata's notation; what Step Functions adds is described in words.
fn signature_of(text: &str, origin: Origin) -> Option<Signature> {
    if origin == Origin::Jsonata {
        return signature::parse(text).ok();
    }
    let (parameters, _) = text.strip_prefix('(')?.split_once(')')?;
    let letters = parameters.split(',').map(|word| match word.trim() {
        "array" => "a",
        "number" => "n",
        "number?" => "n?",
        "string" => "s",
        _ => "x",
    });
    signature::parse(&format!("<{}>", letters.collect::<String>())).ok()
}

fn describe(shape: Shape) -> String {
    let kind = shape.kind().map_or("this", |kind| kind.describe());
    match shape {
        Shape::Array(Some(item)) => format!("{kind} with {} in it", item.describe()),
        _ => kind.to_owned(),
    }
}

/// The algorithms of the intrinsic function and of `$hash` are the same.
fn algorithms() -> &'static [&'static str] {
    let parameter = intrinsic("States.Hash").and_then(|hash| hash.parameter(1));
    match parameter.map(|p| p.constraint) {
        Some(Constraint::OneOf(names)) => names,
        _ => &[],
    }
}

fn check_algorithm(reading: &Reading<'_>, call: &LibraryCall<'_>, sink: &mut Sink<'_>) {
    let Some((expression, parsed)) = reading.jsonata() else { return };
    let Some(argument) = call.arguments.get(1).copied() else { return };
    let NodeKind::String { value } = parsed.kind(argument) else { return };
    if parsed.has_hole(argument) || algorithms().contains(&value.as_str()) {
        return;
    }
    let span = expression.span(parsed.span(argument));
    let plain = |name: &str| name.to_ascii_uppercase().replace(['-', '_', ' '], "");
    let names = algorithms().iter().copied();
    let near = names.clone().find(|name| plain(name) == plain(value)).or_else(|| nearest(value, names));
    match near {
        Some(near) => {
            sink.report(span, format!("\"{value}\" is no algorithm. Did you mean \"{near}\"?")).replacement(near);
        }
        None => {
            sink.report(span, format!("\"{value}\" is no algorithm: use {}.", one_of(algorithms())));
        }
    }
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let Some(near) = &finding.replacement else { return Vec::new() };
    if expression_at(analysis, finding.span.start).is_none() {
        return Vec::new();
    }
    vec![
        Fix::of(format!("Change to '{near}'"), replace_inside(analysis.document(), finding.span, &format!("'{near}'")))
            .preferred(),
    ]
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
    fn certain_mismatches() {
        check(&RULE, &output("$map($states.input.a, <<'x'>>)"));
        check(&RULE, &output("$sum(<<['a', 'b']>>)"));
        check(&RULE, &output("$partition($states.input.a, <<'2'>>)"));
        check(&RULE, &output("$merge(<<['a']>>)"));
        check(&RULE, &output("<<5>> ~> $uppercase"));
        check(&RULE, &output("$join($states.input.a, <<1>>)"));
    }

    #[test]
    fn what_is_not_known_fits() {
        for code in [
            "$uppercase($states.input.a)",
            "$map($states.input.a, $uppercase)",
            "$sum($states.input.a + 1)",
            "$merge($states.input)",
            "$join('a', ',')",
            "$string({ 'a': 1 })",
            "$number('1')",
            "$uppercase(${Text})",
            "$partition([1, 2], 1)",
            "$hash($states.input, 'MD5')",
        ] {
            check(&RULE, &output(code));
        }
    }

    #[test]
    fn messages() {
        check_messages(
            &RULE,
            &output("$filter($states.input.a, true) & $sum(['a'])"),
            &expect_test::expect![[r#"
                `$filter` takes a function here, not a boolean.
                `$sum` takes an array of numbers here, not an array with a string in it."#]],
        );
    }

    #[test]
    fn fixes() {
        check_fix(&RULE, &output("$hash('a', 'sha1')"), &output("$hash('a', 'SHA-1')"));
    }
}
