//! What holds for every document and every series of edits.

use asl_syntax::{Dialect, Document, Place, Span, Value};

/// Parses `text`, makes each of `edits` (where, how many bytes, what instead) and looks at everything after each; `more`
/// is what holds in `dialect` beside that.
pub(crate) fn check(text: &str, dialect: Dialect, edits: &[(u16, u8, String)], more: impl Fn(&Document, &str)) {
    let mut document = Document::new(text, dialect);
    look(&document, text);
    more(&document, text);
    let mut now = text.to_owned();
    for (at, length, new) in edits {
        let start = u32::from(*at) % (now.len() as u32 + 1);
        let span = document.text().clamp(Span::new(start, start + u32::from(*length)));
        now.replace_range(span.range(), new);
        document.edit(span, new);
        look(&document, &now);
        more(&document, &now);
        let fresh = Document::new(&now, dialect);
        assert_eq!(document.tree().errors(), fresh.tree().errors(), "{now:?} after {span:?} {new:?}");
        assert!(document.tree().green() == fresh.tree().green(), "{now:?} after {span:?} {new:?}");
    }
}

/// Everything that can be asked of a document can be asked of this one.
fn look(document: &Document, text: &str) {
    assert_eq!(document.text().to_string(), text);
    assert_eq!(document.tree().green().to_string(), text);
    let whole = Span::new(0, text.len() as u32);
    for error in document.tree().errors() {
        assert!(whole.contains_span(error.span), "{error:?} in {text:?}");
        assert!(text.get(error.span.range()).is_some(), "{error:?} in {text:?}");
    }
    let mut open: Vec<Value<'_>> = document.tree().root().into_iter().collect();
    while let Some(value) = open.pop() {
        assert!(text.get(value.span().range()).is_some());
        if let Some(object) = value.as_object() {
            for member in object.members() {
                assert!(object.span().contains_span(member.span()));
                assert!(member.span().contains_span(member.key().span()));
                assert_eq!(member.key().escapes().decoded_len() as usize, member.key().text().len());
                open.extend(member.value());
            }
        }
        open.extend(value.as_array().into_iter().flat_map(|array| array.items()));
        if let Some(string) = value.as_str() {
            assert_eq!(&text[string.inner().range()], string.raw());
            assert_eq!(string.escapes().decoded_len() as usize, string.text().len());
            string.holes().for_each(|hole| assert!(string.text().get(hole.range()).is_some()));
        }
    }
    let step = text.len() / 40 + 1;
    for at in (0..=text.len()).step_by(step) {
        let cursor = document.cursor(at as u32);
        let (Place::Key { replace, .. }
        | Place::Value { replace, .. }
        | Place::Element { replace, .. }
        | Place::Outside { replace }) = cursor.place
        else {
            continue;
        };
        let place = document.text().clamp(Span::empty(at as u32)).start;
        // Between the two bytes of a line end the line is over.
        let place = place.min(document.text().line_span(document.text().line_of(place)).end);
        assert!(replace.touches(place), "{text:?} at {at}");
    }
}
