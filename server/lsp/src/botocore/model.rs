//! One file of botocore: what is written about the operations and the members of a service, and nothing else of it.

use std::fs;
use std::path::Path;

use rustc_hash::FxHashMap;
use serde::Deserialize;

/// Larger files are none of botocore's.
const LARGEST: usize = 128 * 1024 * 1024;

/// The texts of a service, as HTML.
#[derive(Debug, Deserialize)]
pub(super) struct Model {
    #[serde(default)]
    operations: FxHashMap<String, Operation>,
    #[serde(default)]
    shapes: FxHashMap<String, Shape>,
}

#[derive(Debug, Deserialize)]
struct Operation {
    documentation: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Shape {
    documentation: Option<String>,
    #[serde(default)]
    members: FxHashMap<String, Member>,
}

#[derive(Debug, Deserialize)]
struct Member {
    shape: Option<String>,
    documentation: Option<String>,
}

impl Model {
    /// Reads a `service-2.json`, or the same packed by gzip.
    ///
    /// # Errors
    /// A few words, when it is too large or not what it should be.
    pub(super) fn read(file: &Path) -> Result<Model, String> {
        let told = |error: std::io::Error| error.to_string();
        if fs::metadata(file).map_err(told)?.len() > LARGEST as u64 {
            return Err("it is too large".to_owned());
        }
        let bytes = fs::read(file).map_err(told)?;
        let bytes = if file.extension().is_some_and(|extension| extension == "gz") {
            let packed = packed(&bytes).ok_or("it is not packed by gzip")?;
            miniz_oxide::inflate::decompress_to_vec_with_limit(packed, LARGEST).map_err(|error| error.to_string())?
        } else {
            bytes
        };
        serde_json::from_slice(&bytes).map_err(|error| error.to_string())
    }

    /// What is written about an operation.
    pub(super) fn operation(&self, name: &str) -> Option<&str> {
        self.operations.get(name)?.documentation.as_deref()
    }

    /// What is written about the member of a structure that bears one of `names`, or else about its type.
    pub(super) fn member(&self, structure: &str, names: &[&str]) -> Option<&str> {
        let members = &self.shapes.get(structure)?.members;
        let named = |name: &&str| members.get(*name);
        let alike = |name: &&str| members.iter().find(|(other, _)| other.eq_ignore_ascii_case(name)).map(|(_, m)| m);
        let member = names.iter().find_map(named).or_else(|| names.iter().find_map(alike))?;
        member.documentation.as_deref().or_else(|| {
            let shape = self.shapes.get(member.shape.as_deref()?)?;
            shape.documentation.as_deref()
        })
    }
}

/// What is packed in a file of gzip (RFC 1952), behind its header.
fn packed(bytes: &[u8]) -> Option<&[u8]> {
    const EXTRA: u8 = 4;
    const NAME: u8 = 8;
    const COMMENT: u8 = 16;
    const CHECKSUM: u8 = 2;
    let flags = *bytes.get(3)?;
    let mut rest = bytes.strip_prefix(&[0x1f, 0x8b, 8])?.get(7..)?;
    if flags & EXTRA != 0 {
        let (length, behind) = rest.split_at_checked(2)?;
        rest = behind.get(usize::from(u16::from_le_bytes([*length.first()?, *length.get(1)?]))..)?;
    }
    for flag in [NAME, COMMENT] {
        if flags & flag != 0 {
            let end = rest.iter().position(|byte| *byte == 0)?;
            rest = rest.get(end + 1..)?;
        }
    }
    if flags & CHECKSUM != 0 {
        rest = rest.get(2..)?;
    }
    Some(rest)
}
