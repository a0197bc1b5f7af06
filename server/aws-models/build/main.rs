//! Packs the checked-in facts into the blocks that the crate decodes.
//!
//! Names are derived here, once: what the program reads at run time is spelled as Step Functions spells it. Neither
//! the network nor Python is needed, and the same files give the same bytes.

#[path = "../src/naming.rs"]
#[expect(unreachable_pub, reason = "the crate makes it public")]
mod naming;

mod guide;
mod named;
mod optimized;
mod output;
mod pack;
mod text;

use std::path::{Path, PathBuf};
use std::{env, fs};

use guide::Guide;
use text::Model;

#[expect(clippy::print_stdout, reason = "so a build script speaks to cargo")]
fn main() -> Result<(), String> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").ok_or("no manifest directory")?);
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("no output directory")?);
    for path in ["data", "build", "src/naming.rs", "optimized.txt", "guide.txt"] {
        println!("cargo::rerun-if-changed={path}");
    }
    let guide = Guide::parse(&read(&root.join("guide.txt"))?)?;
    let models = read_models(&root.join("data"))?;
    let mut tables = output::Tables::new(&guide);
    for model in &models {
        let service = named::name(model, &guide).map_err(|error| format!("{}: {error}", model.folder))?;
        tables.add_service(&service)?;
    }
    for integration in optimized::read(&read(&root.join("optimized.txt"))?, &models)? {
        tables.add_integration(&integration)?;
    }
    tables.write(&out).map_err(|error| error.to_string())
}

fn read_models(folder: &Path) -> Result<Vec<Model>, String> {
    let entries = fs::read_dir(folder).map_err(|error| error.to_string())?;
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    paths.iter().map(|path| text::parse(&read(path)?).map_err(|error| format!("{}: {error}", path.display()))).collect()
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}
