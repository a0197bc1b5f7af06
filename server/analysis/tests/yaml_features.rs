//! Names, hover, outline, folding, selection and colours in YAML. Answers are text: `<` and `>` stand around each place.

use asl_analysis::features::{actions, folding, hover, names, navigate, outline, rename, selection, signature, tokens};
use asl_analysis::{Analysis, Intent, marked, rewrite};
use asl_syntax::{Dialect, Document, Span};
use expect_test::{Expect, expect};

fn analyse(text: &str) -> Analysis {
    Analysis::new(Document::new(text, Dialect::Yaml), Intent::Machine)
}

fn around(text: &str, mut spans: Vec<Span>) -> String {
    let mut out = text.to_owned();
    spans.sort();
    for span in spans.into_iter().rev() {
        out.insert(span.end as usize, '>');
        out.insert(span.start as usize, '<');
    }
    out
}

/// The whole text with one word changed, so that `$0` stands in it.
fn at(text: &str, word: &str) -> String {
    let plain = word.replacen("$0", "", 1);
    assert!(text.contains(&plain), "no {plain:?} in {text}");
    text.replacen(&plain, word, 1)
}

fn check_references(word: &str, expected: Expect) {
    let (text, offset) = marked::cursor(&at(PLACES, word));
    expected.assert_eq(&around(&text, navigate::references(&analyse(&text), offset, true)));
}

fn check_definition(text: &str, word: &str, expected: Expect) {
    let (text, offset) = marked::cursor(&at(text, word));
    let found = navigate::definitions(&analyse(&text), offset);
    let shown: Vec<String> =
        found.iter().map(|d| format!("{} in {:?}", around_line(&text, d.name), &text[d.target.range()])).collect();
    expected.assert_eq(&shown.join("\n"));
}

fn around_line(text: &str, span: Span) -> String {
    let start = text[..span.start as usize].rfind('\n').map_or(0, |at| at + 1);
    let line = text[start..].lines().next().unwrap_or_default();
    around(line, vec![span.shift(-(start as i64))]).trim().to_owned()
}

fn check_rename(text: &str, word: &str, name: &str, expected: Expect) {
    let (text, offset) = marked::cursor(&at(text, word));
    let analysis = analyse(&text);
    let answer = match rename::rename(&analysis, offset, name) {
        Some(Ok(edits)) => {
            let after = rewrite::apply(&text, &edits);
            assert!(analyse(&after).document().tree().errors().is_empty(), "{after}");
            after
        }
        Some(Err(names::Refusal(why))) => why,
        None => "no name here".to_owned(),
    };
    expected.assert_eq(&answer);
}

fn check_hover(text: &str, word: &str, expected: Expect) {
    let (text, offset) = marked::cursor(&at(text, word));
    let found = hover::hover(&analyse(&text), offset);
    expected.assert_eq(&found.map_or_else(
        || "nothing".to_owned(),
        |h| format!("[{}]\n{}", &text[h.span.range()], h.markdown.lines().take(3).collect::<Vec<_>>().join("\n")),
    ));
}

/// One state in every style that a name can be written in.
const PLACES: &str = "\
StartAt: Pack it
States:
  Pack it:
    Type: Choice
    Choices:
    - Variable: $.a
      IsNull: true
      Next: 'Send'
    - {Variable: $.b, IsNull: true, Next: Pack it}
    Default: \"Pack it\"
  ? Send
  : Type: Pass
    Next: |-
      Pack it
";

const CODE: &str = "\
QueryLanguage: JSONata
StartAt: Count
States:
  Count:
    Type: Pass
    Assign:
      total: '{% $sum($states.input.prices) %}'
    Next: Tell
  Tell:
    Type: Pass
    Output: |-
      {%
        ( $tax := $total * 0.2;
          $round($tax, 2) & ' of ' & $total )
      %}
    Assign:
      \"text\": >-
        {% $join(['a', 'b'],
        '-') & $total %}
    End: true
";

#[test]
fn references_are_everywhere_that_the_name_is_written() {
    check_references(
        "StartAt: Pa$0ck it",
        expect![[r#"
        StartAt: <Pack it>
        States:
          <Pack it>:
            Type: Choice
            Choices:
            - Variable: $.a
              IsNull: true
              Next: 'Send'
            - {Variable: $.b, IsNull: true, Next: <Pack it>}
            Default: "<Pack it>"
          ? Send
          : Type: Pass
            Next: |-
        <      Pack it>
    "#]],
    );
    check_references(
        "? Se$0nd",
        expect![[r#"
        StartAt: Pack it
        States:
          Pack it:
            Type: Choice
            Choices:
            - Variable: $.a
              IsNull: true
              Next: '<Send>'
            - {Variable: $.b, IsNull: true, Next: Pack it}
            Default: "Pack it"
          ? <Send>
          : Type: Pass
            Next: |-
              Pack it
    "#]],
    );
}

#[test]
fn definitions_of_states_and_variables() {
    check_definition(
        PLACES,
        "Default: \"Pack$0 it",
        expect![[
            r#"<Pack it>: in "Pack it:\n    Type: Choice\n    Choices:\n    - Variable: $.a\n      IsNull: true\n      Next: 'Send'\n    - {Variable: $.b, IsNull: true, Next: Pack it}\n    Default: \"Pack it\"""#
        ]],
    );
    check_definition(
        PLACES,
        "Next: 'Se$0nd'",
        expect![[r#"? <Send> in "Send\n  : Type: Pass\n    Next: |-\n      Pack it""#]],
    );
    check_definition(
        CODE,
        "' & $to$0tal )",
        expect![[r#"<total>: '{% $sum($states.input.prices) %}' in "total: '{% $sum($states.input.prices) %}'""#]],
    );
    check_definition(CODE, "$round($ta$0x", expect![[r#"( <$tax> := $total * 0.2; in "$tax""#]]);
}

#[test]
fn rename_quotes_where_the_notation_asks_for_it() {
    check_rename(
        PLACES,
        "StartAt: Pa$0ck it",
        "No",
        expect![[r#"
        StartAt: "No"
        States:
          "No":
            Type: Choice
            Choices:
            - Variable: $.a
              IsNull: true
              Next: 'Send'
            - {Variable: $.b, IsNull: true, Next: "No"}
            Default: "No"
          ? Send
          : Type: Pass
            Next: |-
              No
    "#]],
    );
    check_rename(
        PLACES,
        "StartAt: Pa$0ck it",
        "1: it's # \"x\"",
        expect![[r#"
        StartAt: "1: it's # \"x\""
        States:
          "1: it's # \"x\"":
            Type: Choice
            Choices:
            - Variable: $.a
              IsNull: true
              Next: 'Send'
            - {Variable: $.b, IsNull: true, Next: "1: it's # \"x\""}
            Default: "1: it's # \"x\""
          ? Send
          : Type: Pass
            Next: |-
              1: it's # "x"
    "#]],
    );
    check_rename(
        PLACES,
        "StartAt: Pa$0ck it",
        "Send",
        expect![[r#"There is a state "Send" already; names are unique in the whole machine."#]],
    );
    check_rename(
        PLACES,
        "? Se$0nd",
        "a, {b}",
        expect![[r#"
        StartAt: Pack it
        States:
          Pack it:
            Type: Choice
            Choices:
            - Variable: $.a
              IsNull: true
              Next: 'a, {b}'
            - {Variable: $.b, IsNull: true, Next: Pack it}
            Default: "Pack it"
          ? a, {b}
          : Type: Pass
            Next: |-
              Pack it
    "#]],
    );
}

#[test]
fn rename_goes_into_block_scalars() {
    check_rename(
        CODE,
        "* 0.2;\n          $round($ta$0x",
        "vat",
        expect![[r#"
        QueryLanguage: JSONata
        StartAt: Count
        States:
          Count:
            Type: Pass
            Assign:
              total: '{% $sum($states.input.prices) %}'
            Next: Tell
          Tell:
            Type: Pass
            Output: |-
              {%
                ( $vat := $total * 0.2;
                  $round($vat, 2) & ' of ' & $total )
              %}
            Assign:
              "text": >-
                {% $join(['a', 'b'],
                '-') & $total %}
            End: true
    "#]],
    );
    check_rename(
        CODE,
        "' & $to$0tal )",
        "sum",
        expect![[r#"
        QueryLanguage: JSONata
        StartAt: Count
        States:
          Count:
            Type: Pass
            Assign:
              sum: '{% $sum($states.input.prices) %}'
            Next: Tell
          Tell:
            Type: Pass
            Output: |-
              {%
                ( $tax := $sum * 0.2;
                  $round($tax, 2) & ' of ' & $sum )
              %}
            Assign:
              "text": >-
                {% $join(['a', 'b'],
                '-') & $sum %}
            End: true
    "#]],
    );
    check_rename(
        CODE,
        "to$0tal: '",
        "on",
        expect![[r#"
        QueryLanguage: JSONata
        StartAt: Count
        States:
          Count:
            Type: Pass
            Assign:
              'on': '{% $sum($states.input.prices) %}'
            Next: Tell
          Tell:
            Type: Pass
            Output: |-
              {%
                ( $tax := $on * 0.2;
                  $round($tax, 2) & ' of ' & $on )
              %}
            Assign:
              "text": >-
                {% $join(['a', 'b'],
                '-') & $on %}
            End: true
    "#]],
    );
}

#[test]
fn hover_tells_of_names_fields_and_code() {
    check_hover(
        PLACES,
        "Default: \"Pa$0ck it",
        expect![[r#"
        [Pack it]
        **Pack it** · Choice state

        - → Default: Pack it"#]],
    );
    check_hover(
        PLACES,
        "Def$0ault",
        expect![[r#"
        [Default]
        **Default** · a string of a Choice state

        State to run when no rule matches."#]],
    );
    check_hover(
        PLACES,
        "Type: Cho$0ice",
        expect![[r#"
        [Choice]
        **Choice** · type of state

        Branches on the first rule whose test is true."#]],
    );
    check_hover(
        CODE,
        "$rou$0nd(",
        expect![[r#"
        [$round]
        ```jsonata
        $round(number[, precision]) → number
        ```"#]],
    );
    check_hover(
        CODE,
        "' & $to$0tal )",
        expect![[r#"
        [$total]
        **$total** · variable

        Assigned in "Count". A state sees the value from before it began."#]],
    );
    check_hover(
        CODE,
        "$states.in$0put",
        expect![[r#"
        [input]
        **$states.input**

        The raw input of the state. It exists in every JSONata field."#]],
    );
    check_hover(
        CODE,
        "'b'],\n        '-') & $to$0tal",
        expect![[r#"
        [$total]
        **$total** · variable

        Assigned in "Count". A state sees the value from before it began."#]],
    );
}

#[test]
fn signatures_in_block_scalars() {
    let shown = |word: &str| {
        let (text, offset) = marked::cursor(&at(CODE, word));
        signature::signature(&analyse(&text), offset).map(|s| format!("{} at {}", s.label, s.active))
    };
    expect![[r#"
        Some("$round(number[, precision]) → number at 1")
        Some("$join(array[, separator]) → string at 1")"#]]
    .assert_eq(&format!("{:?}\n{:?}", shown("$round($tax, $02"), shown("'b'],\n        $0'-'")));
}

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

#[test]
fn words_have_colours() {
    let analysis = analyse(CODE);
    let all = tokens::tokens(&analysis, Span::new(0, CODE.len() as u32));
    let shown: Vec<String> =
        all.iter().map(|token| format!("{}:{:?}", &CODE[token.span.range()], token.kind)).collect();
    expect!["QueryLanguage:Property JSONata:EnumMember StartAt:Property Count:Class States:Property Count:Class Type:Property Pass:Type Assign:Property {%:Macro $sum:Function $states:Variable input:Property prices:Property %}:Macro Next:Property Tell:Class Tell:Class Type:Property Pass:Type Output:Property {%:Macro $tax:Variable :=:Operator $total:Variable *:Operator 0.2:Number $round:Function $tax:Variable 2:Number &:Operator ' of ':String &:Operator $total:Variable %}:Macro Assign:Property {%:Macro $join:Function 'a':String 'b':String '-':String &:Operator $total:Variable %}:Macro End:Property"].assert_eq(&shown.join(" "));
}

#[test]
fn expressions_are_laid_out_in_their_style() {
    let relaid = |text: &str, word: &str| {
        let (text, offset) = marked::cursor(&at(text, word));
        let fixes = actions::rewrites(&analyse(&text), Span::empty(offset));
        let shown: Vec<String> =
            fixes.iter().map(|fix| format!("{}\n{}", fix.title, rewrite::apply(&text, &fix.edits))).collect();
        shown.join("\n")
    };
    let text = "QueryLanguage: JSONata\nStartAt: A\nStates:\n  A:\n    Type: Pass\n    Output: |-\n      {%\n        $sum(1,2)\n          +1\n      %}\n    End: true\n";
    expect![[r#"
        Format this expression
        QueryLanguage: JSONata
        StartAt: A
        States:
          A:
            Type: Pass
            Output: |-
              {% $sum(1, 2) + 1 %}
            End: true
    "#]]
    .assert_eq(&relaid(text, "$su$0m"));
    let text = "QueryLanguage: JSONata\nStartAt: A\nStates:\n  A: {Type: Pass, Output: '{% ''a''&1 %}', End: true}\n";
    expect![[r#"
        Format this expression
        QueryLanguage: JSONata
        StartAt: A
        States:
          A: {Type: Pass, Output: '{% ''a'' & 1 %}', End: true}
    "#]]
    .assert_eq(&relaid(text, "''$0a"));
}
