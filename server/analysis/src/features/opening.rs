//! Whether a list of proposals is worth to open by itself, because of a character that was typed.
//!
//! A menu that nobody asked for must not be in the way: of two opinions about a place, the one that leaves it closed
//! wins.

use asl_syntax::{Dialect, Place, Span, Value};

use super::completion::{Completions, Item, ItemKind};
use crate::analysis::Analysis;

/// Whether there can be something worth to open behind the blank before `offset`. Cheap: most blanks end a word.
pub fn may_open_behind_blank(analysis: &Analysis, offset: u32) -> bool {
    is_before_value(analysis, offset) || is_in_word(analysis, offset)
}

/// What of `found`, which may stand at `offset`, is worth to open behind a blank: a value behind `key: ` and what begins
/// an item behind `- ` in YAML, and the names that go on where one with blanks is being typed.
pub fn behind_blank(analysis: &Analysis, offset: u32, mut found: Completions) -> Option<Completions> {
    if is_before_value(analysis, offset) {
        if behind(analysis, offset) == Some(':') {
            // What goes on below is nothing that a person expects on this line.
            found.items.retain(|item| !matches!(item.kind, ItemKind::Field | ItemKind::Snippet) && !is_example(item));
        }
        return (!found.items.is_empty()).then_some(found);
    }
    let goes_on = |item: &Item| {
        let typed = analysis.text(Span::new(item.replace.start, offset.max(item.replace.start))).to_lowercase();
        let has_letters = typed.contains(char::is_alphanumeric);
        has_letters && typed.ends_with(' ') && item.filter.to_lowercase().starts_with(&typed)
    };
    found.items.iter().any(goes_on).then_some(found)
}

/// Whether a proposal says only how a value looks: `{…}`, a number.
fn is_example(item: &Item) -> bool {
    item.label.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '{' | '[' | '"'))
}

/// Whether `offset` is behind the one blank after a colon or a dash of YAML, where nothing stands yet.
fn is_before_value(analysis: &Analysis, offset: u32) -> bool {
    let document = analysis.document();
    let Some(mark) = behind(analysis, offset).filter(|_| document.dialect() == Dialect::Yaml) else { return false };
    let text = document.text();
    let line = text.line_span(text.line_of(offset));
    let rest = text.slice(Span::new(offset, line.end.max(offset)));
    let rest = rest.trim();
    if !(rest.is_empty() || rest.starts_with(['#', '}', ']', ','])) {
        return false;
    }
    match (document.cursor(offset).place, mark) {
        (Place::Value { key: Some(key), in_string: None, typed, .. }, ':') => {
            typed.is_empty()
                && key.key().span().end + 2 == offset
                && key.value().map(Value::span).is_none_or(Span::is_empty)
        }
        (_, '-') => {
            let before = text.slice(Span::new(line.start, offset));
            before.chars().all(|c| matches!(c, ' ' | '-'))
        }
        _ => false,
    }
}

/// The colon or dash before the one blank before `offset`.
fn behind(analysis: &Analysis, offset: u32) -> Option<char> {
    let text = analysis.text(Span::new(offset.checked_sub(2)?, offset));
    let mark = text.strip_suffix(' ')?.chars().next_back()?;
    matches!(mark, ':' | '-').then_some(mark)
}

/// Whether `offset` is behind a blank in a string that has begun.
fn is_in_word(analysis: &Analysis, offset: u32) -> bool {
    let typed = match analysis.document().cursor(offset).place {
        Place::Value { typed, .. } | Place::Element { typed, .. } => typed,
        _ => return false,
    };
    typed.ends_with(' ') && typed.contains(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use asl_syntax::{Dialect, Document};
    use expect_test::{Expect, expect};

    use super::{behind_blank, may_open_behind_blank};
    use crate::analysis::{Analysis, Intent};
    use crate::features::completion::completions;

    fn check(text: &str, expected: Expect) {
        let labels = opened(text).map(|labels| labels.into_iter().take(3).collect::<Vec<_>>().join(", "));
        expected.assert_eq(&labels.unwrap_or_else(|| "closed".to_owned()));
    }

    /// The labels of what opens at `$0`, behind the blank before it.
    fn opened(text: &str) -> Option<Vec<String>> {
        let offset = text.find("$0").unwrap() as u32;
        let text = text.replacen("$0", "", 1);
        let dialect = if text.starts_with("{\"") { Dialect::Json } else { Dialect::Yaml };
        let analysis = Analysis::new(Document::new(&text, dialect), Intent::Machine);
        let may_open = may_open_behind_blank(&analysis, offset);
        let opened = behind_blank(&analysis, offset, completions(&analysis, offset));
        assert!(may_open || opened.is_none(), "{text}");
        opened.map(|found| found.items.into_iter().map(|item| item.label).collect())
    }

    fn state(line: &str) -> String {
        format!("StartAt: Charge it\nStates:\n  Charge it:\n    Type: Task\n{line}\n  Wait:\n    Type: Succeed\n")
    }

    #[test]
    fn a_value_behind_its_key_opens() {
        check(&state("    Next: $0"), expect!["Charge it, Wait"]);
        check(&state("    End: $0"), expect!["true, false"]);
        check("States:\n  A:\n    Type: $0\n", expect!["Task, Pass, Choice"]);
        check(&state("    Next: $0 # Where to?"), expect!["Charge it, Wait"]);
        check("QueryLanguage: $0", expect!["JSONPath, JSONata"]);
        check("{StartAt: $0, States: {A: {Type: Pass}}}", expect!["A"]);
    }

    #[test]
    fn what_goes_on_below_does_not() {
        check("StartAt: A\nStates: $0", expect!["closed"]);
        check(&state("    Retry: $0"), expect!["closed"]);
        check(&state("    Parameters: $0"), expect!["closed"]);
        check(&state("    Comment: $0"), expect!["closed"]);
        check(&state("    TimeoutSeconds: $0"), expect!["closed"]);
        check(&state("    Parameters:\n      a: $0"), expect!["closed"]);
    }

    #[test]
    fn an_item_behind_its_dash_opens() {
        check(
            &state("    Retry:\n      - $0"),
            expect!["{…} Retrier, {…} retrier for Lambda's transient errors, ErrorEquals"],
        );
        check(
            &state("    Retry:\n    - ErrorEquals:\n      - $0"),
            expect!["States.ALL, States.BranchFailed, States.DataLimitExceeded"],
        );
        check(
            &state("    Retry:\n      - ErrorEquals:\n          - States.ALL\n          - $0"),
            expect!["States.BranchFailed, States.DataLimitExceeded, States.ExceedToleratedFailureThreshold"],
        );
        check(&state("    Parameters:\n      a:\n        - $0"), expect!["closed"]);
    }

    #[test]
    fn prose_and_comments_stay_closed() {
        for line in [
            "    Comment: see $0",
            "    Comment: note: $0",
            "    Comment: 'Next: $0'",
            "    Comment: |\n      Next: $0",
            "    Comment: |\n      - $0",
            "    # Next: $0",
            "    # - $0",
            "    End: true # Next: $0",
            "    Next:  $0",
            "    Next: Nobody $0",
            "    Next: $0Wait",
            "    Next: - $0",
            "    $0",
        ] {
            check(&state(line), expect!["closed"]);
        }
        check("{\"StartAt\": $0, \"States\": {\"A\": {\"Type\": \"Pass\"}}}", expect!["closed"]);
        check("{\"StartAt\": \"A\", $0\"States\": {\"A\": {\"Type\": \"Pass\"}}}", expect!["closed"]);
        check("{\"Comment\": \"Charge $0\", \"States\": {\"Charge it\": {\"Type\": \"Pass\"}}}", expect!["closed"]);
    }

    #[test]
    fn names_with_blanks_go_on() {
        check(&state("    Next: Charge $0"), expect!["Charge it, Wait"]);
        check(&state("    Next: \"charge $0\""), expect!["Charge it, Wait"]);
        check("{\"StartAt\": \"Charge $0\", \"States\": {\"Charge it\": {\"Type\": \"Pass\"}}}", expect!["Charge it"]);
        let json =
            |resource: &str| format!("{{\"States\": {{\"A\": {{\"Type\": \"Task\", \"Resource\": {resource}}}}}}}");
        for text in [
            state("    Resource: putitem $0"),
            state("    Resource: 'putitem $0'"),
            json("\"putitem $0\""),
            json("\"putitem $0\n"),
        ] {
            assert_eq!(opened(&text).and_then(|labels| labels.into_iter().next()).as_deref(), Some("dynamodb:putItem"));
        }
        check(&state("    Resource: nothing like this $0"), expect!["closed"]);
        check("{\"StartAt\": \" $0\", \"States\": {\"Charge it\": {\"Type\": \"Pass\"}}}", expect!["closed"]);
    }
}
