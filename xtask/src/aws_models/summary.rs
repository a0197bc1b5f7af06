//! The page beside the data that says what it holds: one line per service.

use std::fmt::Write as _;

use super::text::Model;
use super::{Files, naming, text};

/// The page for the facts of all services, read from the given version of botocore.
pub(super) fn describe(version: &str, files: &Files) -> Result<String, String> {
    let mut rows = Vec::new();
    let mut totals = [0; 6];
    for (name, content) in files.iter().filter(|(name, _)| name.ends_with(".txt")) {
        let model = text::parse(content).map_err(|error| format!("{name}: {error}"))?;
        let prefix = naming::service_prefix(&model.id);
        let counts = counts(&model);
        for (total, count) in totals.iter_mut().zip(counts) {
            *total += count;
        }
        let retired = model.retired.as_ref().map_or(String::new(), |last| format!("after {last}"));
        let cells = counts.map(|count| count.to_string()).join(" | ");
        rows.push(format!("| {} | {prefix} | {name} | {cells} | {retired} |\n", prefix.to_lowercase()));
    }
    rows.sort();
    let mut page = format!(
        "# The AWS APIs as data\n\n\
         Facts of the service models of botocore {version}, and of older versions for services that AWS closed since.\n\
         Written by `cargo xtask aws-models`, which describes the format in `xtask/aws_models/extract.py`. Do not edit.\n\n\
         {} services: {} actions, {} errors, {} structures with {} members, {} enumerations with {} values.\n\n\
         | service | errors begin with | file | actions | errors | structures | members | enumerations | values | closed |\n\
         |---|---|---|---|---|---|---|---|---|---|\n",
        rows.len(),
        totals[0],
        totals[1],
        totals[2],
        totals[3],
        totals[4],
        totals[5],
    );
    for row in rows {
        let _ = write!(page, "{row}");
    }
    Ok(page)
}

fn counts(model: &Model) -> [usize; 6] {
    [
        model.operations.len(),
        model.exceptions.len(),
        model.structures.len(),
        model.structures.values().map(|structure| structure.members.len()).sum(),
        model.enums.len(),
        model.enums.values().map(Vec::len).sum(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_what_a_service_holds() {
        let facts = "service Thing Service\napi thing 2020-01-01\nretired 1.2.3\nexception Gone\noperation GetThing\n \
                     input Get\nstructure Get\n Name string required\n Kind Kind\nenum Kind\n SMALL\n";
        let files = Files::from([("thing.txt".to_owned(), facts.to_owned())]);
        let page = describe("1.2.4", &files).unwrap();
        assert!(page.contains("1 services: 1 actions, 1 errors, 1 structures with 2 members"), "{page}");
        assert!(page.contains("| thing | Thing | thing.txt | 1 | 1 | 1 | 2 | 1 | 1 | after 1.2.3 |"), "{page}");
    }
}
