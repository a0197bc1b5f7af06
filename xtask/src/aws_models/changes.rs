//! What a refresh of the data adds and removes, for the person who reviews it.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::text::Model;
use super::{Files, text};

/// Lists what differs between two states of the data, service by service. Actions and errors are named, and so is
/// whatever disappears; further additions are counted.
pub(super) fn describe(old: &Files, new: &Files) -> Result<String, String> {
    let mut page = String::from("# Changes of the last refresh\n");
    let names: BTreeSet<&String> = old.keys().chain(new.keys()).filter(|name| name.ends_with(".txt")).collect();
    for name in names {
        let (before, after) = (old.get(name), new.get(name));
        if before == after {
            continue;
        }
        let _ = write!(page, "\n## {}\n\n", name.trim_end_matches(".txt"));
        match (before, after) {
            (None, Some(content)) => {
                let model = parse(name, content)?;
                let _ = writeln!(page, "New: {} with {} actions.", model.id, model.operations.len());
            }
            (Some(_), None) => page.push_str("Gone.\n"),
            (before, after) => {
                let before = parse(name, before.map_or("", String::as_str))?;
                let after = parse(name, after.map_or("", String::as_str))?;
                describe_service(&mut page, &before, &after);
            }
        }
    }
    Ok(page)
}

fn parse(name: &str, content: &str) -> Result<Model, String> {
    text::parse(content).map_err(|error| format!("{name}: {error}"))
}

fn describe_service(page: &mut String, before: &Model, after: &Model) {
    if before.retired.is_none() && after.retired.is_some() {
        page.push_str("- closed\n");
    }
    for (kind, facts_of, names_additions) in KINDS {
        let (old, new) = (facts_of(before, after), facts_of(after, before));
        let added: Vec<&str> = new.difference(&old).map(String::as_str).collect();
        let removed: Vec<&str> = old.difference(&new).map(String::as_str).collect();
        if !added.is_empty() {
            let shown = if names_additions { added.join(", ") } else { added.len().to_string() };
            let _ = writeln!(page, "- {kind} added: {shown}");
        }
        if !removed.is_empty() {
            let _ = writeln!(page, "- {kind} removed: {}", removed.join(", "));
        }
    }
}

/// The facts of the first model; the second is the other state of the same service.
type FactsOf = fn(&Model, &Model) -> BTreeSet<String>;

/// Each kind of fact, how to gather it, and whether additions are named.
const KINDS: [(&str, FactsOf, bool); 7] = [
    ("actions", |model, _| model.operations.iter().map(|operation| operation.name.clone()).collect(), true),
    ("deprecated actions", deprecated_actions, true),
    ("errors", |model, _| model.exceptions.iter().cloned().collect(), true),
    ("errors of actions", errors_of_actions, false),
    ("members", |model, _| members(model, |_, _| true), false),
    ("required members", newly_required, true),
    ("values", values, false),
];

fn deprecated_actions(model: &Model, _: &Model) -> BTreeSet<String> {
    let deprecated = model.operations.iter().filter(|operation| operation.is_deprecated);
    deprecated.map(|operation| operation.name.clone()).collect()
}

fn errors_of_actions(model: &Model, _: &Model) -> BTreeSet<String> {
    let errors = model
        .operations
        .iter()
        .flat_map(|operation| operation.errors.iter().map(move |error| format!("{} of {}", error, operation.name)));
    errors.collect()
}

/// Required members of structures that both states hold: in a new structure they surprise nobody.
fn newly_required(model: &Model, other: &Model) -> BTreeSet<String> {
    members(model, |structure, member| member.is_required && other.structures.contains_key(structure))
}

fn members(model: &Model, is_meant: impl Fn(&str, &text::Member) -> bool) -> BTreeSet<String> {
    let mut facts = BTreeSet::new();
    for (name, structure) in &model.structures {
        let meant = structure.members.iter().filter(|member| is_meant(name, member));
        facts.extend(meant.map(|member| format!("{name}.{} {}", member.name, member.kind)));
    }
    facts
}

fn values(model: &Model, _: &Model) -> BTreeSet<String> {
    let values =
        model.enums.iter().flat_map(|(name, values)| values.iter().map(move |value| format!("{name}.{value}")));
    values.collect()
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    const BEFORE: &str = "\
service Thing
api thing 2020-01-01
exception Gone
operation GetThing
 input GetThingRequest
 errors Gone
structure GetThingRequest
 Name string
 Kind Kind
enum Kind
 SMALL
";

    fn check(after: &str, expected: &expect_test::Expect) {
        let old = Files::from([("thing.txt".to_owned(), BEFORE.to_owned())]);
        let new = Files::from([("thing.txt".to_owned(), after.to_owned())]);
        expected.assert_eq(&describe(&old, &new).unwrap());
    }

    #[test]
    fn names_what_comes_and_goes() {
        check(
            &BEFORE
                .replace(" Name string", " Name string required\n Size integer\n Color string")
                .replace(" errors Gone\n", "operation PutThing\n"),
            &expect![[r#"
                # Changes of the last refresh

                ## thing

                - actions added: PutThing
                - errors of actions removed: Gone of GetThing
                - members added: 2
                - required members added: GetThingRequest.Name string
            "#]],
        );
    }

    #[test]
    fn shows_what_is_removed() {
        check(
            &BEFORE.replace(" Kind Kind\nenum Kind\n SMALL\n", "").replace("exception Gone\n", ""),
            &expect![[r#"
                # Changes of the last refresh

                ## thing

                - errors removed: Gone
                - members removed: GetThingRequest.Kind Kind
                - values removed: Kind.SMALL
            "#]],
        );
    }

    #[test]
    fn is_silent_where_nothing_changed() {
        check(
            BEFORE,
            &expect![[r#"
            # Changes of the last refresh
        "#]],
        );
    }
}
