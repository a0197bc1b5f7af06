//! An argument of an intrinsic function that certainly cannot be right.

use asl_query::intrinsic::{Arg, ArgKind, Call, StaticType};
use asl_spec::intrinsics::{Constraint, Parameter, intrinsic};
use asl_spec::{Types, nearest};

use crate::expression::Reading;
use crate::finding::Sink;
use crate::misfit::one_of;
use crate::rewrite::change_code_to_replacement;
use crate::rule::{Check, Level, Rule};

/// `intrinsic-argument`
pub static RULE: Rule = Rule {
    code: "intrinsic-argument",
    level: Level::Warning,
    on: true,
    service: None,
    tag: None,
    title: "an argument of an intrinsic function that cannot be right",
    doc: "Reported is what the text itself shows: a literal of the wrong type or out of range, a nested call that gives \
          another type, an algorithm that `States.Hash` does not have. `States.JsonMerge` supports the shallow merge only, \
          so its third argument is `false`. Fractions are fine where integers are asked for: they are rounded.",
    source: "rulebook 8, 16 [spec][docs]",
    bad: r#"{
  "StartAt": "Join",
  "States": {
    "Join": {
      "Type": "Pass",
      "Parameters": {
        "all.$": "States.JsonMerge($.a, $.b, <<true>>)",
        "hash.$": "States.Hash($.a, <<'SHA256'>>)",
        "size.$": "States.ArrayLength(<<States.Format('{}', $.a)>>)"
      },
      "End": true
    }
  }
}"#,
    good: r#"{
  "StartAt": "Join",
  "States": {
    "Join": {
      "Type": "Pass",
      "Parameters": {
        "all.$": "States.JsonMerge($.a, $.b, false)",
        "hash.$": "States.Hash($.a, 'SHA-256')",
        "size.$": "States.ArrayLength(States.StringSplit($.a, ','))"
      },
      "End": true
    }
  }
}"#,
    check: Check::Expression(check),
    fix: Some(change_code_to_replacement),
};

fn check(reading: &Reading<'_>, sink: &mut Sink<'_>) {
    let Some((expression, parse)) = reading.call().filter(|(_, parse)| parse.errors.is_empty()) else { return };
    parse.call.each(&mut |call| {
        let Some(function) = intrinsic(&call.name).filter(|_| !call.name_has_hole) else { return };
        // A placeholder may be several arguments.
        let known = call.args.iter().take_while(|arg| !matches!(arg.kind, ArgKind::Hole));
        for (index, arg) in known.enumerate() {
            let Some(parameter) = function.parameter(index) else { break };
            if let Some((message, replacement)) = fault(call, parameter, arg) {
                let finding = sink.report(expression.shown(arg.span), message);
                finding.replacement = replacement;
            }
        }
    });
}

/// What is wrong with an argument, and what should stand there if that is certain.
fn fault(call: &Call, parameter: &Parameter, arg: &Arg) -> Option<(String, Option<String>)> {
    if let Some(given) = types_of(arg)
        && !overlap(given, parameter.types)
    {
        let wanted = parameter.types.describe();
        let message = format!("`{}` takes {wanted} as \"{}\", not {}.", call.name, parameter.name, given.describe());
        return Some((message, None));
    }
    if call.name == "States.JsonMerge" && arg.kind == ArgKind::Bool(true) {
        let message = "`States.JsonMerge` supports the shallow merge only: write `false`.".to_owned();
        return Some((message, Some("false".to_owned())));
    }
    broken_constraint(call, parameter, arg)
}

fn broken_constraint(call: &Call, parameter: &Parameter, arg: &Arg) -> Option<(String, Option<String>)> {
    let name = parameter.name;
    match (parameter.constraint, &arg.kind) {
        (Constraint::Between(least, most), ArgKind::Number(number)) => {
            let is_within =
                least.is_none_or(|l| number.value >= l as f64) && most.is_none_or(|m| number.value <= m as f64);
            let bounds = match (least, most) {
                (Some(least), Some(most)) => format!("between {least} and {most}"),
                (Some(least), None) => format!("at least {least}"),
                (None, Some(most)) => format!("at most {most}"),
                (None, None) => return None,
            };
            (!is_within).then(|| (format!("\"{name}\" of `{}` must be {bounds}.", call.name), None))
        }
        (Constraint::NotZero, ArgKind::Number(number)) => {
            (number.value == 0.0).then(|| (format!("\"{name}\" of `{}` must not be 0.", call.name), None))
        }
        (Constraint::MaxLength(most), ArgKind::String(text)) => {
            let is_long = text.text.chars().count() > most as usize;
            is_long.then(|| (format!("\"{name}\" of `{}` has at most {most} characters.", call.name), None))
        }
        (Constraint::OneOf(words), ArgKind::String(text)) if !text.has_hole => {
            if words.contains(&text.text.as_str()) {
                return None;
            }
            let plain = |word: &str| word.to_ascii_uppercase().replace(['-', '_', ' '], "");
            let same = words.iter().copied().find(|word| plain(word) == plain(&text.text));
            let near = same.or_else(|| nearest(&text.text, words.iter().copied()));
            Some(match near {
                Some(near) => {
                    let message = format!("\"{}\" is no {name}. Did you mean \"{near}\"?", text.text);
                    (message, Some(format!("'{near}'")))
                }
                None => (format!("\"{}\" is no {name}: use {}.", text.text, one_of(words)), None),
            })
        }
        _ => None,
    }
}

/// The types that the argument can have, where the text shows them.
fn types_of(arg: &Arg) -> Option<Types> {
    if let ArgKind::Call(call) = &arg.kind {
        return intrinsic(&call.name).filter(|_| !call.name_has_hole).map(|function| function.returns);
    }
    Some(match arg.static_type()? {
        StaticType::String => Types::STRING,
        // Fractions are rounded where an integer is needed.
        StaticType::Integer | StaticType::Fraction => Types::INTEGER,
        StaticType::Boolean => Types::BOOLEAN,
        StaticType::Null => Types::NULL,
    })
}

/// Whether a value of one of the types `given` can be one of those `wanted`.
fn overlap(given: Types, wanted: Types) -> bool {
    let each = [Types::STRING, Types::NUMBER, Types::INTEGER, Types::BOOLEAN, Types::OBJECT, Types::ARRAY, Types::NULL];
    each.into_iter().any(|one| given.contains(one) && wanted.accepts(one))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check, check_fix, check_messages};

    fn pass(value: &str) -> String {
        format!(
            r#"{{ "StartAt": "P", "States": {{ "P": {{ "Type": "Pass", "Parameters": {{ "x.$": "{value}" }}, "End": true }} }} }}"#
        )
    }

    #[test]
    fn certain_faults() {
        check(&RULE, &pass("States.ArrayPartition($.a, <<0>>)"));
        check(&RULE, &pass("States.ArrayRange(0, 10, <<0>>)"));
        check(&RULE, &pass("States.MathAdd(<<3000000000>>, <<'1'>>)"));
        check(&RULE, &pass("States.Format('{}', <<States.Array(1, 2)>>)"));
        check(&RULE, &pass("States.StringSplit(<<5>>, ',')"));
        check(&RULE, &pass("States.ArrayContains(<<'a'>>, 'a')"));
    }

    #[test]
    fn what_may_be_right() {
        for call in [
            "States.MathAdd(1.5, $.a)",
            "States.MathAdd(1, States.ArrayGetItem($.a, 0))",
            "States.Format('{} {}', 1.5, null)",
            "States.Hash($.a, $.algorithm)",
            "States.Hash($.a, '${Algorithm}')",
            "States.MathAdd(${A}, 'x')",
            "States.JsonMerge($.a, States.StringToJson($.b), false)",
            "States.ArrayContains($.a, null)",
            "States.Frobnicate(1)",
        ] {
            check(&RULE, &pass(call));
        }
    }

    #[test]
    fn messages() {
        check_messages(
            &RULE,
            &pass("States.Hash('a', 'CRC32') "),
            &expect_test::expect![[
                r#""CRC32" is no algorithm: use "MD5", "SHA-1", "SHA-256", "SHA-384" or "SHA-512"."#
            ]],
        );
    }

    #[test]
    fn fixes() {
        check_fix(&RULE, &pass("States.Hash($.a, 'md5')"), &pass("States.Hash($.a, 'MD5')"));
        check_fix(&RULE, &pass("States.JsonMerge($.a, $.b, true)"), &pass("States.JsonMerge($.a, $.b, false)"));
    }
}
