//! What was found in a host, for a person to read.

#![allow(dead_code)] // Each test looks at what concerns it.

use asl_hosts::{Definition, Located, Machine, locate};
use asl_syntax::{Dialect, Document};
use expect_test::Expect;

pub(crate) fn check(path: &str, text: &str, dialect: Dialect, expected: Expect) {
    let document = Document::new(text, dialect);
    expected.assert_eq(&match locate(&document, path) {
        Some(located) => show(text, &located),
        None => "no host\n".to_owned(),
    });
}

pub(crate) fn show(text: &str, located: &Located) -> String {
    let declared: Vec<_> = located
        .declared
        .iter()
        .map(|declared| {
            // Terraform writes a name in several strings.
            assert!(declared.name.text.ends_with(&text[declared.name.span.range()]));
            format!("{}: {:?}", declared.name.text, declared.kind)
        })
        .collect();
    let mut shown = format!("{:?}, undeclared {:?}: {}\n", located.host, located.undeclared, declared.join(", "));
    located.machines.iter().for_each(|found| machine(text, found, &mut shown));
    shown
}

fn machine(text: &str, machine: &Machine, shown: &mut String) {
    assert_eq!(&text[machine.id.span.range()], machine.id.text);
    let execution = machine.execution.map_or("?".to_owned(), |execution| format!("{execution:?}"));
    *shown += &format!("{} ({execution}, {:?})", machine.id.text, machine.placeholders);
    match &machine.definition {
        Definition::Unknown => *shown += " is unknown\n",
        Definition::File(file) => {
            *shown += &format!(" is in {:?}, written {:?}\n", file.path, &text[file.span.range()]);
        }
        Definition::Embedded(passage) => {
            *shown += &format!(" is {:?} in {:?}:\n", passage.form, passage.dialect);
            passage.text.split('\n').for_each(|line| *shown += &format!("  |{line}\n"));
            for fill in &passage.fills {
                assert_eq!(asl_hosts::PassageMap::to_host_span(&passage.map, fill.span), fill.host);
                *shown += &format!("  {} for {}", &passage.text[fill.span.range()], fill.shown);
                *shown += &fill.target.as_ref().map_or(String::new(), |target| format!(", which is {}", target.text));
                *shown += "\n";
            }
        }
    }
    if machine.substitutions.is_open {
        *shown += "  others are substituted too\n";
    }
    for substitution in &machine.substitutions.listed {
        assert_eq!(&text[substitution.name.span.range()], substitution.name.text);
        let target = substitution.target.as_ref().map_or(String::new(), |target| {
            assert_eq!(&text[target.span.range()], target.text);
            format!(", which is {}", target.text)
        });
        *shown += &format!(
            "  {} by {:?} with {}{target}\n",
            substitution.name.text, substitution.filled_by, substitution.shown
        );
    }
}
