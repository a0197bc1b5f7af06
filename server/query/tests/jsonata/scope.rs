//! Names: where they are bound, where they hold, what is free, and where a context is set.

use asl_query::jsonata::scope::scopes;
use asl_query::jsonata::{NodeKind, parse};

/// `text` with each use marked `<n` or `>n`, n the number of its binding: the expected answer is the source itself, with a
/// subscript number behind each bound name and `?` behind each free one.
#[track_caller]
fn check(expected: &str) {
    let text: String = expected.chars().filter(|c| !('₀'..='₉').contains(c) && *c != '⁇').collect();
    let parsed = parse(&text);
    let scopes = scopes(&parsed);
    let mut marks: Vec<(u32, char)> = Vec::new();
    for (index, binding) in scopes.bindings.iter().enumerate() {
        let mark = char::from_u32('₀' as u32 + index as u32).unwrap();
        marks.push((binding.definition.end, mark));
        for used in &binding.uses {
            marks.push((parsed.span(*used).end, mark));
        }
    }
    for free in &scopes.free {
        marks.push((parsed.span(*free).end, '⁇'));
    }
    marks.sort_unstable();
    let mut marked = text.clone();
    for (offset, mark) in marks.into_iter().rev() {
        marked.insert(offset as usize, mark);
    }
    assert_eq!(marked, expected);
}

#[test]
fn blocks_bind_for_what_follows() {
    check("($x₀ := 1; $x₀ + $y⁇)");
    check("($x⁇; $x₀ := $x⁇; $x₀)");
    check("(($x₀ := 1); $x⁇)");
    check("($x₀ := 1; ($x₁ := 2; $x₁); $x₀)");
    check("($x₀ := 1; $x₁ := $x₀; $x₁)");
    check("$x₀ := $y₁ := 2");
    check("[$x₀ := 1, $x₀]");
    check("{\"a\": $x₀ := 1, \"b\": $x₀}");
}

#[test]
fn functions_bind_their_parameters() {
    check("function($a₀, $b₁){$a₀ + $b₁ + $c⁇}");
    check("$map⁇($x⁇, function($v₀, $i₁){$v₀ & $i₁}) & $v⁇");
    check("function($a₀){function($a₁){$a₁}($a₀)}");
    check("function($a₀){($a₁ := $a₀; $a₁)}");
}

#[test]
fn functions_see_what_is_bound_later() {
    check("($f₀ := function($n₁){$n₁ < 1 ? 1 : $f₀($n₁ - 1)}; $f₀(3))");
    check("($f₀ := function(){$g₁()}; $g₁ := function(){1}; $f₀())");
    check("($f₀ := function(){$g⁇()}; ($g₁ := 1); $f₀())");
    check("($f₀ := function(){($y₁ := $z₂; $y₁)}; $z₂ := 1; $f₀())");
}

#[test]
fn paths_bind_for_the_steps_that_follow() {
    check("a@$x₀.b[$x₀.c = d].($x₀ & $y⁇) & $x⁇");
    check("a#$i₀[$i₀ = 1].b^($i₀){c: $i₀}");
    check("a@$x₀#$i₁.($x₀; $i₁)");
    check("a[$x⁇]@$x₀.$x₀");
    check("(a@$x₀.b).$x⁇");
    check("$f⁇(a@$x₀.$x₀, $x⁇)");
}

#[test]
fn dollars_alone_are_not_free() {
    check("$ & $$ & $$$⁇");
}

#[test]
fn what_is_bound_has_a_value_and_a_scope() {
    let parsed = parse("($x := 1; $x) + 2");
    let scopes = scopes(&parsed);
    let binding = &scopes.bindings[0];
    assert_eq!(parsed.slice(binding.definition), "$x");
    assert_eq!(parsed.slice(binding.scope), "; $x)");
    let value = binding.value.unwrap();
    assert!(matches!(parsed.kind(value), NodeKind::Number { .. }));
    let used = scopes.bindings[0].uses[0];
    assert_eq!(scopes.binding_of(used), Some(binding));
    assert_eq!(scopes.binding_of(binding.binder), Some(binding));
}

#[track_caller]
fn check_visible(marked: &str, expected: &[&str]) {
    let offset = marked.find("$0").unwrap();
    let parsed = parse(&marked.replacen("$0", "", 1));
    let scopes = scopes(&parsed);
    let visible = scopes.visible_at(offset as u32);
    let names: Vec<&str> = visible.iter().map(|b| b.name.as_str()).collect();
    assert_eq!(names, expected, "{marked}");
}

#[test]
fn names_that_hold_at_the_cursor() {
    check_visible("($x := 1; $0)", &["x"]);
    check_visible("($x := 1; $y := 2; function($z){ $0 })", &["z", "y", "x"]);
    check_visible("($x := 1; ($x := 2; $0))", &["x"]);
    check_visible("($x := $0; 1)", &[]);
    check_visible("(($x := 1); $0)", &[]);
    check_visible("a@$o.$0", &["o"]);
}

/// The bare names and `$` of `text` that have a context are marked with `!` behind them in `expected`.
#[track_caller]
fn check_context(expected: &str) {
    let text = expected.replace('!', "");
    let parsed = parse(&text);
    let scopes = scopes(&parsed);
    let mut marks: Vec<u32> = parsed
        .ids()
        .filter(|id| match parsed.kind(*id) {
            NodeKind::Name { .. } => scopes.has_context(*id),
            NodeKind::Variable { name } => name.is_empty() && scopes.has_context(*id),
            _ => false,
        })
        .map(|id| parsed.span(id).end)
        .collect();
    marks.sort_unstable();
    let mut marked = text;
    for offset in marks.into_iter().rev() {
        marked.insert(offset as usize, '!');
    }
    assert_eq!(marked, expected);
}

#[test]
fn context_is_set_inside_of_what_is_evaluated_for_each_item() {
    check_context("a & $");
    check_context("a.b!.c!");
    check_context("$x.($! & b!)");
    check_context("a[b! = $!]");
    check_context("$x[a!.b!].c!");
    check_context("a^(b!, >c!)");
    check_context("a{b!: c!}");
    check_context("$x ~> |a!|{'b': c!}, d!|");
    check_context("$map($x, function($v){a & $v.b!})");
    check_context("$x.$map(a!, function($v){b!})");
    check_context("$f(a, [b], {'c': d}, (e; f))");
    check_context("$ ? a : $");
}
