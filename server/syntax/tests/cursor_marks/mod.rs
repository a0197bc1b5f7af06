//! Places of a cursor in a form that a person can read.

#![allow(clippy::unwrap_used)]

use asl_syntax::{Container, Cursor, Place, Span};

/// The way to the cursor, its place, what would be replaced (in «»), and what else has to be written.
pub(crate) fn show_place(text: &str, cursor: &Cursor<'_>) -> String {
    let way: Vec<String> = cursor
        .containers
        .iter()
        .map(|container| match container {
            Container::Object { member: Some(member), .. } => format!(".{}", member.key().text()),
            Container::Object { member: None, .. } => ".".to_owned(),
            Container::Array { index, .. } => format!("[{index}]"),
        })
        .collect();
    let mut out = format!("{} ", way.concat());
    let mut add = |part: String| {
        out.push_str(&part);
        out.push(' ');
    };
    let span = |span: Span| format!("«{}»", &text[span.range()]);
    let comma = |before: &Option<u32>, after: bool| {
        let before = before
            .map_or(String::new(), |at| format!("comma-after-{:?} ", text[..at as usize].chars().last().unwrap()));
        format!("{before}{}", if after { "comma-behind" } else { "" })
    };
    match &cursor.place {
        Place::Key { replace, typed, has_value, comma_before, comma_after } => {
            add(format!("key {} typed {typed:?} {}", span(*replace), comma(comma_before, *comma_after)));
            if *has_value {
                add("has-value".to_owned());
            }
        }
        Place::Value { key, replace, typed, in_string, comma_before, comma_after, missing_colon, needs_space } => {
            let key = key.map_or("-".to_owned(), |key| key.key().text().into_owned());
            add(format!("value of {key} {} typed {typed:?} {}", span(*replace), comma(comma_before, *comma_after)));
            for (said, word) in
                [(in_string.is_some(), "in-string"), (*missing_colon, "no-colon"), (*needs_space, "no-space")]
            {
                if said {
                    add(word.to_owned());
                }
            }
        }
        Place::Element { index, replace, typed, in_string, comma_before, comma_after } => {
            add(format!("item {index} {} typed {typed:?} {}", span(*replace), comma(comma_before, *comma_after)));
            if in_string.is_some() {
                add("in-string".to_owned());
            }
        }
        Place::Outside { replace } => add(format!("outside {}", span(*replace))),
        Place::Nowhere => add("nowhere".to_owned()),
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}
