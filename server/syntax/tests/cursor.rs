//! Where the cursor is, for texts as they are while somebody types. `$0` is the cursor.

// Helper functions of tests may do what tests may do.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use asl_syntax::{Dialect, Document, Place, Span};
use expect_test::{Expect, expect};

use cursor_marks::show_place;

mod cursor_marks;

fn check(marked: &str, expected: Expect) {
    let at = marked.find("$0").unwrap();
    let text = marked.replacen("$0", "", 1);
    let document = Document::new(&text, Dialect::Json);
    expected.assert_eq(&show_place(&text, &document.cursor(at as u32)));
}

#[test]
fn outside() {
    check("$0", expect!["outside «»"]);
    check("\n$0\n", expect!["outside «»"]);
    check("{$0", expect![[r#". key «» typed """#]]);
    check("St$0", expect!["outside «St»"]);
    check("{}\n$0", expect!["nowhere"]);
    check("$0{}", expect!["nowhere"]);
}

#[test]
fn new_keys() {
    check("{$0}", expect![[r#". key «» typed """#]]);
    check("{\n  $0\n}", expect![[r#". key «» typed """#]]);
    check("{ $0\"B\": 1 }", expect![[r#". key «» typed "" comma-behind"#]]);
    check("{\n  $0\n  \"B\": 1\n}", expect![[r#". key «» typed "" comma-behind"#]]);
    check("{\n  \"A\": 1,\n  $0\n}", expect![[r#". key «» typed """#]]);
    check("{\n  \"A\": 1,\n  $0\n  \"B\": 1\n}", expect![[r#". key «» typed "" comma-behind"#]]);
    check("{\n  \"A\": 1\n  $0\n}", expect![[r#". key «» typed "" comma-after-'1'"#]]);
    check("{\n  \"A\": 1\n  $0\n  \"B\": 2\n}", expect![[r#". key «» typed "" comma-after-'1' comma-behind"#]]);
    check("{\n  \"A\": {}\n  $0\n}", expect![[r#". key «» typed "" comma-after-'}'"#]]);
    check("{ \"A\": 1 $0}", expect![[r#". key «» typed "" comma-after-'1'"#]]);
    check("{ \"A\": \"x\"$0 }", expect![[r#". key «» typed "" comma-after-'"'"#]]);
    check("{ \"A\": 1,$0 \"B\": 2 }", expect![[r#". key «» typed "" comma-behind"#]]);
    check("{ \"A\": 1 $0, \"B\": 2 }", expect![". nowhere"]);
}

#[test]
fn half_typed_keys() {
    check("{\n  \"$0\n}", expect![[r#". key «"» typed """#]]);
    check("{ \"$0}", expect![[r#". key «"» typed """#]]);
    check("{\n  \"Ty$0\n}", expect![[r#".Ty key «"Ty» typed "Ty""#]]);
    check("{\n  \"Ty$0\"\n}", expect![[r#".Ty key «"Ty"» typed "Ty""#]]);
    check("{\n  \"Ty$0pe\": \"Pass\"\n}", expect![[r#".Type key «"Type"» typed "Ty" has-value"#]]);
    check("{\n  \"A\": 1\n  \"Ty$0\n}", expect![[r#".Ty key «"Ty» typed "Ty" comma-after-'1'"#]]);
    check("{\n  \"A\": 1\n  \"$0\n  \"B\": 2\n}", expect![[r#". key «"» typed "" comma-after-'1' comma-behind"#]]);
    check("{\n  \"A\": 1,\n  Ty$0\n  \"B\": 2\n}", expect![[r#".Ty key «Ty» typed "Ty" comma-behind"#]]);
    check("{\n  \"Ty$0,\n  \"B\": 2\n}", expect![[r#".Ty key «"Ty» typed "Ty""#]]);
    check("{\n  \"Type\"$0\n}", expect![[r#".Type key «"Type"» typed "Type""#]]);
    check("{\n  \"Type\" $0\n}", expect![[r#".Type value of Type «» typed "" no-colon"#]]);
}

#[test]
fn values() {
    check("{ \"Next\":$0 }", expect![[r#".Next value of Next «» typed "" no-space"#]]);
    check("{ \"Next\": $0 }", expect![[r#".Next value of Next «» typed """#]]);
    check("{\n  \"Next\": $0\n}", expect![[r#".Next value of Next «» typed """#]]);
    check("{\n  \"Next\": $0,\n  \"B\": 1\n}", expect![[r#".Next value of Next «» typed """#]]);
    check("{\n  \"Next\": $0\n  \"B\": 1\n}", expect![[r#".Next value of Next «» typed "" comma-behind"#]]);
    check("{\n  \"A\": 1\n  \"Next\": $0\n}", expect![[r#".Next value of Next «» typed "" comma-after-'1'"#]]);
    check("{\n  \"Next\": \"$0\n}", expect![[r#".Next value of Next «"» typed "" in-string"#]]);
    check("{\n  \"Next\": \"Fo$0\n}", expect![[r#".Next value of Next «"Fo» typed "Fo" in-string"#]]);
    check(
        "{\n  \"Next\": \"Fo $0\n  \"B\": 1\n}",
        expect![[r#".Next value of Next «"Fo » typed "Fo " comma-behind in-string"#]],
    );
    check("{\n  \"Next\": \"Fo$0\",\n  \"B\": 1\n}", expect![[r#".Next value of Next «"Fo"» typed "Fo" in-string"#]]);
    check("{\n  \"Next\": \"F$0oo\"\n}", expect![[r#".Next value of Next «"Foo"» typed "F" in-string"#]]);
    check("{\n  \"Next\": Fo$0\n}", expect![[r#".Next value of Next «Fo» typed "Fo""#]]);
    check("{\n  \"Next\": Fo$0\n  \"B\": 1\n}", expect![[r#".Next value of Next «Fo» typed "Fo" comma-behind"#]]);
    check("{\n  \"Next\": $0\"Foo\"\n}", expect![[r#".Next value of Next «"Foo"» typed """#]]);
    check("{\n  \"End\": tr$0\n}", expect![[r#".End value of End «tr» typed "tr""#]]);
    check("{\n  \"Next\": \"$0,\n  \"B\": 1\n}", expect![[r#".Next value of Next «"» typed "" in-string"#]]);
    check("{ \"Next\": \"$0 }", expect![[r#".Next value of Next «"» typed "" in-string"#]]);
    check("{ \"Next\": \"Fo$0 }", expect![[r#".Next value of Next «"Fo» typed "Fo" in-string"#]]);
    check("{\n  \"Next\": {% $sta$0 %}\n}", expect![[r#".Next value of Next «{% $sta %}» typed "{% $sta""#]]);
}

#[test]
fn items() {
    check("[$0]", expect![[r#"[0] item 0 «» typed """#]]);
    check("[1, $0]", expect![[r#"[1] item 1 «» typed """#]]);
    check("[1 $0]", expect![[r#"[1] item 1 «» typed "" comma-after-'1'"#]]);
    check("[1, $0 2]", expect![[r#"[1] item 1 «» typed "" comma-behind"#]]);
    check("[\"a\", \"b$0\"]", expect![[r#"[1] item 1 «"b"» typed "b" in-string"#]]);
    check("[\"a\", \"$0]", expect![[r#"[1] item 1 «"» typed "" in-string"#]]);
    check("[\n  \"a\"\n  \"$0\n]", expect![[r#"[1] item 1 «"» typed "" comma-after-'"' in-string"#]]);
    check("[\"a\"$0, \"b\"]", expect!["[0] nowhere"]);
    check(
        "{ \"Retry\": [{ \"ErrorEquals\": [\"St$0\"] }] }",
        expect![[r#".Retry[0].ErrorEquals[0] item 0 «"St"» typed "St" in-string"#]],
    );
    check("[{}, $0{}]", expect![[r#"[1] item 1 «» typed "" comma-behind"#]]);
}

#[test]
fn inside_damage() {
    // Nothing is closed yet.
    check("{\n  \"States\": {\n    \"A\": {\n      $0", expect![[r#".States.A. key «» typed """#]]);
    check(
        "{\n  \"States\": {\n    \"A\": {\n      \"Next\": \"$0",
        expect![[r#".States.A.Next value of Next «"» typed "" in-string"#]],
    );
    // A state that was just begun, between two others.
    check(
        "{\n  \"States\": {\n    \"A\": {\n      \"Ty$0\n    \"B\": {\n      \"End\": true\n    }\n  }\n}",
        expect![[r#".States.A.Ty key «"Ty» typed "Ty""#]],
    );
    check(
        "{\n  \"States\": {\n    \"A\": {\n      $0\n    \"B\": {\n      \"End\": true\n    }\n  }\n}",
        expect![[r#".States.A. key «» typed """#]],
    );
    check(
        "{\n  \"States\": {\n    \"A\": {},\n    \"$0\n    \"B\": {\n      \"End\": true\n    }\n  }\n}",
        expect![[r#".States. key «"» typed "" comma-behind"#]],
    );
    // Back at the margin of the outer object.
    check(
        "{\n  \"States\": {\n    \"A\": {\n      \"End\": true\n    $0\n    \"B\": {}\n  }\n}",
        expect![[r#".States. key «» typed "" comma-after-'e' comma-behind"#]],
    );
}

#[test]
fn comments_and_text() {
    check("{\n  // no$0te\n  \"A\": 1\n}", expect![". nowhere"]);
    check("{\n  // note$0\n  \"A\": 1\n}", expect![". nowhere"]);
    check("{ /* x */$0 }", expect![[r#". key «» typed """#]]);
}

#[test]
fn every_offset_of_every_text() {
    let texts = [
        "{\"a\": [1, {\"b\": \"é\"}], // c\n \"d\" x: ${Y} z, 'q",
        "\"a\n{[,:}]",
        "[[[\"",
        "{\"a\":{\"b\":",
        "😀 {\u{feff}",
    ];
    for text in texts {
        let document = Document::new(text, Dialect::Json);
        for at in 0..=text.len() + 2 {
            let cursor = document.cursor(at as u32);
            if let Place::Key { replace, .. }
            | Place::Value { replace, .. }
            | Place::Element { replace, .. }
            | Place::Outside { replace } = cursor.place
            {
                let at = document.text().clamp(Span::empty(at as u32)).start;
                assert!(replace.touches(at), "{text:?} at {at}: {replace:?}");
            }
        }
    }
}
