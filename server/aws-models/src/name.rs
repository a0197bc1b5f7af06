//! The texts in the table of services.

/// All of them.
static NAMES: &str = include_str!(concat!(env!("OUT_DIR"), "/names.txt"));

/// The place of a text. References would cost every start of the program: each has to be relocated.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Name {
    pub(crate) start: u16,
    pub(crate) length: u8,
}

impl Name {
    pub(crate) fn text(self) -> &'static str {
        let start = usize::from(self.start);
        NAMES.get(start..start + usize::from(self.length)).unwrap_or_default()
    }
}
