//! Where a compressed block lies, and how it is inflated.

/// All blocks, one after the other; `build/output.rs` writes them.
static BLOCKS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/blocks.bin"));

/// The place of a block: bytes `start..end` inflate to `raw` bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Block {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) raw: usize,
}

impl Block {
    /// The raw bytes; `None` for a block that is not what the build wrote.
    pub(crate) fn inflate(self) -> Option<Vec<u8>> {
        let packed = BLOCKS.get(self.start..self.end)?;
        let raw = miniz_oxide::inflate::decompress_to_vec_with_limit(packed, self.raw).ok()?;
        (raw.len() == self.raw).then_some(raw)
    }
}
