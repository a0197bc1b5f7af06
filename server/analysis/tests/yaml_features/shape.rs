//! The outline, folding, and selections that grow.

use crate::{CODE, PLACES, analyse, at};
use asl_analysis::features::{folding, outline, selection};
use asl_analysis::marked;
use expect_test::expect;

#[test]
fn the_outline_nests_as_the_machine_runs() {
    let text = "StartAt: P\nStates:\n  P:\n    Type: Parallel\n    Branches:\n    - StartAt: A\n      States:\n        A: {Type: Succeed}\n    - StartAt: M\n      States:\n        M:\n          Type: Map\n          ItemProcessor:\n            StartAt: I\n            States:\n              I: {Type: Pass, End: true}\n          End: true\n    End: true\n";
    fn lines(symbols: &[outline::Symbol], depth: usize, text: &str, out: &mut String) {
        for symbol in symbols {
            assert!(symbol.span.contains_span(symbol.name_span));
            let last = text[symbol.span.range()].lines().last().unwrap_or_default().trim();
            out.push_str(&format!("{}{} {} .. {last}\n", "  ".repeat(depth), symbol.name, symbol.detail));
            lines(&symbol.children, depth + 1, text, out);
        }
    }
    let mut out = String::new();
    lines(&outline::outline(&analyse(text)), 0, text, &mut out);
    expect![[r#"
        P Parallel .. End: true
          Branch 1  .. A: {Type: Succeed}
            A Succeed .. A: {Type: Succeed}
          Branch 2  .. End: true
            M Map .. End: true
              I Pass .. I: {Type: Pass, End: true}
    "#]]
    .assert_eq(&out);
}

#[test]
fn what_spans_lines_folds_with_its_key() {
    let folds = folding::folds(&analyse(CODE));
    let lines: Vec<String> = folds
        .iter()
        .map(|span| {
            let lines: Vec<&str> = CODE[span.range()].lines().collect();
            format!("{} … {}", lines[0].trim(), lines[lines.len() - 1].trim())
        })
        .collect();
    expect![[r#"
        States: … End: true
        Count: … Next: Tell
        Assign: … total: '{% $sum($states.input.prices) %}'
        Tell: … End: true
        Output: |- … %}
        Assign: … '-') & $total %}
        "text": >- … '-') & $total %}"#]]
    .assert_eq(&lines.join("\n"));
}

#[test]
fn a_selection_grows_by_meaning() {
    let steps = |text: &str, word: &str| {
        let (text, offset) = marked::cursor(&at(text, word));
        let ranges = selection::ranges(&analyse(&text), offset);
        let shown: Vec<String> = ranges
            .iter()
            .map(|span| text[span.range()].replace('\n', "⏎"))
            .map(|text| {
                if text.chars().count() > 60 {
                    format!("{}…", text.chars().take(60).collect::<String>())
                } else {
                    text
                }
            })
            .collect();
        shown.join("\n")
    };
    expect![[r#"
        Send
        'Send'
        Next: 'Send'
        Variable: $.a⏎      IsNull: true⏎      Next: 'Send'
        - Variable: $.a⏎      IsNull: true⏎      Next: 'Send'⏎    - …
        Choices:⏎    - Variable: $.a⏎      IsNull: true⏎      Next: …
        Type: Choice⏎    Choices:⏎    - Variable: $.a⏎      IsNull: …
        Pack it:⏎    Type: Choice⏎    Choices:⏎    - Variable: $.a⏎ …
        Pack it:⏎    Type: Choice⏎    Choices:⏎    - Variable: $.a⏎ …
        States:⏎  Pack it:⏎    Type: Choice⏎    Choices:⏎    - Varia…
        StartAt: Pack it⏎States:⏎  Pack it:⏎    Type: Choice⏎    Cho…
        StartAt: Pack it⏎States:⏎  Pack it:⏎    Type: Choice⏎    Cho…"#]]
    .assert_eq(&steps(PLACES, "Next: 'Se$0nd'"));
    expect![[r#"
        $tax
        $round($tax, 2)
        $round($tax, 2) & ' of '
        $round($tax, 2) & ' of ' & $total
        ( $tax := $total * 0.2;⏎          $round($tax, 2) & ' of ' &…
        ⏎        ( $tax := $total * 0.2;⏎          $round($tax, 2) &…
              {%⏎        ( $tax := $total * 0.2;⏎          $round($t…
        |-⏎      {%⏎        ( $tax := $total * 0.2;⏎          $round…
        Output: |-⏎      {%⏎        ( $tax := $total * 0.2;⏎        …
        Type: Pass⏎    Output: |-⏎      {%⏎        ( $tax := $total …
        Tell:⏎    Type: Pass⏎    Output: |-⏎      {%⏎        ( $tax …
        Count:⏎    Type: Pass⏎    Assign:⏎      total: '{% $sum($sta…
        States:⏎  Count:⏎    Type: Pass⏎    Assign:⏎      total: '{%…
        QueryLanguage: JSONata⏎StartAt: Count⏎States:⏎  Count:⏎    T…
        QueryLanguage: JSONata⏎StartAt: Count⏎States:⏎  Count:⏎    T…"#]]
    .assert_eq(&steps(CODE, "$round($ta$0x"));
}
