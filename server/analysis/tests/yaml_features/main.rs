//! Names, hover, outline, folding, selection and colours in YAML. Answers are text: `<` and `>` stand around each place.

#[path = "../support/places.rs"]
mod places;

mod code;
mod names;
mod shape;

use asl_analysis::{Analysis, Intent};
use asl_syntax::{Dialect, Document};

fn analyse(text: &str) -> Analysis {
    Analysis::new(Document::new(text, Dialect::Yaml), Intent::Machine)
}

/// The whole text with one word changed, so that `$0` stands in it.
fn at(text: &str, word: &str) -> String {
    let plain = word.replacen("$0", "", 1);
    assert!(text.contains(&plain), "no {plain:?} in {text}");
    text.replacen(&plain, word, 1)
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
