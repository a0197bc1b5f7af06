//! An error name that an earlier retrier or catcher takes first.

use asl_spec::errors::{ALL, TASK_FAILED};

use crate::analysis::Analysis;
use crate::finding::{Finding, Sink};
use crate::handlers::{ErrorName, Handler, HandlerList, lists, remove_name};
use crate::place::Place;
use crate::rewrite::Fix;
use crate::rule::{Check, Level, Rule, Tag};

/// `shadowed-error`
pub static RULE: Rule = Rule {
    code: "shadowed-error",
    level: Level::Warning,
    on: true,
    service: None,
    tag: Some(Tag::Unnecessary),
    title: "an error that an earlier retrier or catcher takes",
    doc: "Retriers and catchers are tried in order, and the first one that names the error is the only one to act. A name \
          that an earlier one has already never gets its turn, and nor does any but `States.Timeout` behind \
          `States.TaskFailed`, which stands for all the others.",
    source: "rulebook 11.3, 11.4 [spec][docs]",
    bad: r#"{
  "StartAt": "Work",
  "States": {
    "Work": {
      "Type": "Task",
      "Resource": "arn:aws:lambda:us-east-1:123456789012:function:Work",
      "Catch": [
        { "ErrorEquals": ["States.TaskFailed"], "Next": "Failed" },
        { "ErrorEquals": [<<"OutOfStock">>, "States.Timeout"], "Next": "Done" }
      ],
      "Next": "Done"
    },
    "Failed": { "Type": "Fail" },
    "Done": { "Type": "Succeed" }
  }
}"#,
    good: r#"{
  "StartAt": "Work",
  "States": {
    "Work": {
      "Type": "Task",
      "Resource": "arn:aws:lambda:us-east-1:123456789012:function:Work",
      "Catch": [
        { "ErrorEquals": ["OutOfStock", "States.Timeout"], "Next": "Done" },
        { "ErrorEquals": ["States.TaskFailed"], "Next": "Failed" }
      ],
      "Next": "Done"
    },
    "Failed": { "Type": "Fail" },
    "Done": { "Type": "Succeed" }
  }
}"#,
    check: Check::Place(check),
    fix: Some(fix),
};

fn check(place: &Place<'_>, sink: &mut Sink<'_>) {
    if !place.is_state() {
        return;
    }
    for list in lists(place) {
        check_list(&list, sink);
    }
}

fn check_list(list: &HandlerList<'_>, sink: &mut Sink<'_>) {
    let mut earlier: Vec<&ErrorName<'_>> = Vec::new();
    for handler in &list.handlers {
        let shadowed: Vec<(&ErrorName<'_>, &ErrorName<'_>)> =
            handler.names.iter().filter_map(|name| Some((name, first_match(&earlier, &name.text)?))).collect();
        report(list.noun, handler, &shadowed, sink);
        let room = MOST_NAMES.saturating_sub(earlier.len());
        earlier.extend(handler.names.iter().filter(|n| n.text != ALL).take(room));
    }
}

/// How many names of one list are compared with each other, so that the work stays linear in the text.
const MOST_NAMES: usize = 200;

fn report(noun: &str, handler: &Handler<'_>, shadowed: &[(&ErrorName<'_>, &ErrorName<'_>)], sink: &mut Sink<'_>) {
    let Some(array) = handler.list else { return };
    // Beside `States.ALL` no name may stand at all.
    if handler.names.iter().any(|n| n.text == ALL) {
        return;
    }
    if shadowed.len() > 1 && shadowed.len() == array.items().count() {
        let finding =
            sink.report(array.span(), format!("This {noun} is never used: earlier ones take all of its errors."));
        for (name, by) in shadowed {
            finding.related(by.span(), format!("\"{}\" takes \"{}\"", by.text, name.text));
        }
        return;
    }
    for (name, by) in shadowed {
        let message = if name.text == by.text {
            format!("\"{}\" is in an earlier {noun} already, so this one never takes it.", name.text)
        } else {
            format!("\"{}\" in an earlier {noun} takes \"{}\" first.", by.text, name.text)
        };
        sink.report(name.span(), message).related(by.span(), "The earlier one is here");
    }
}

/// The first of the `earlier` names that matches what `name` names. `States.ALL` is not among them: it must be the last
/// one, which is an error of its own.
fn first_match<'n, 'a>(earlier: &[&'n ErrorName<'a>], name: &str) -> Option<&'n ErrorName<'a>> {
    earlier.iter().copied().find(|e| matches(&e.text, name))
}

fn matches(pattern: &str, name: &str) -> bool {
    match pattern {
        _ if pattern == name => true,
        // What a timeout is under this wildcard, and what can be named only by itself, is left alone.
        TASK_FAILED => !matches!(
            name,
            ALL | "States.Timeout" | "States.HeartbeatTimeout" | "States.DataLimitExceeded" | "States.Runtime" | ""
        ),
        "States.Timeout" => name == "States.HeartbeatTimeout",
        _ => false,
    }
}

fn fix(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    remove_name(analysis, finding.span).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::marked::{check, check_messages};
    use expect_test::expect;

    fn retry(lists: &[&str]) -> String {
        let retriers: Vec<String> = lists.iter().map(|l| format!(r#"{{ "ErrorEquals": {l} }}"#)).collect();
        format!(
            r#"{{ "StartAt": "T", "States": {{ "T": {{ "Type": "Task", "Resource": "${{R}}", "Retry": [{}], "End": true }} }} }}"#,
            retriers.join(", ")
        )
    }

    #[test]
    fn the_first_match_wins() {
        check(&RULE, &retry(&[r#"["A", "B"]"#, r#"[<<"A">>, "C"]"#, r#"["States.ALL"]"#]));
        check(&RULE, &retry(&[r#"["A", "B"]"#, r#"<<["B", "A"]>>"#]));
        check(&RULE, &retry(&[r#"["States.Timeout"]"#, r#"[<<"States.HeartbeatTimeout">>, "A"]"#]));
        check(
            &RULE,
            &retry(&[
                r#"["States.TaskFailed"]"#,
                r#"["States.Timeout", "States.HeartbeatTimeout", "States.DataLimitExceeded", <<"A">>]"#,
                r#"["States.ALL"]"#,
            ]),
        );
    }

    #[test]
    fn unknown_names_and_other_lists_do_not_count() {
        check(&RULE, &retry(&[r#"["${Name}", "A"]"#, r#"["${Name}", "B"]"#]));
        check(&RULE, &retry(&[r#"["A", "A"]"#, r#"["a"]"#]));
        // A misplaced States.ALL is one mistake, reported by its own rule.
        check(&RULE, &retry(&[r#"["A"]"#, r#"["A", "States.ALL"]"#]));
        check(&RULE, &retry(&[r#"["States.ALL"]"#, r#"["A"]"#]));
    }

    #[test]
    fn messages_name_both() {
        check_messages(
            &RULE,
            &retry(&[r#"["A", "States.TaskFailed"]"#, r#"["A", "States.Timeout"]"#, r#"["B"]"#]),
            &expect![[r#"
                "A" is in an earlier retrier already, so this one never takes it.
                "States.TaskFailed" in an earlier retrier takes "B" first."#]],
        );
    }
}
