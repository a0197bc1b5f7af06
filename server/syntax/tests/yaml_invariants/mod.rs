//! What holds for every text of YAML beside what holds for every document.

use asl_syntax::{Document, SyntaxErrorKind};

use crate::yaml_data::{compare, goes_on_left, read};

/// Where `text` is right, the data of the document is what the parser alone makes of it; where it is not, that is told.
pub(crate) fn agree(document: &Document, text: &str) {
    match read(text) {
        // The parser alone takes more than it should.
        Ok(_) if is_stricter(document, text) => {}
        Ok(Some(data)) => {
            let root = document.tree().root().unwrap_or_else(|| panic!("nothing is read of {text:?}"));
            compare(&data, root, "").unwrap_or_else(|error| panic!("{error} in {text:?}"));
            assert_eq!(document.tree().errors(), [], "{text:?}");
        }
        Ok(None) => {}
        Err(error) => assert_ne!(document.tree().errors(), [], "{error} in {text:?}"),
    }
}

/// Whether something is refused that the parser alone takes though it should not: it is lenient with tabs before the
/// first key, with what goes on too far left, with a colon there that has no key, and with byte order marks behind the
/// beginning.
fn is_stricter(document: &Document, text: &str) -> bool {
    if text.strip_prefix('\u{feff}').unwrap_or(text).contains('\u{feff}') {
        return true;
    }
    let has = |kind| document.tree().errors().iter().any(|error| error.kind == kind);
    let has_bare_colon = || text.lines().any(|line| line == ":" || line.starts_with(": "));
    let is_told = !document.tree().errors().is_empty();
    has(SyntaxErrorKind::TabIndentation) || is_told && (goes_on_left(text) || has_bare_colon())
}
