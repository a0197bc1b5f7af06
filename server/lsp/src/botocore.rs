//! What AWS writes about its APIs, from a botocore on this machine. Nothing of it comes with asl-ls: a setting names the
//! folder. Files are read when somebody asks, and only the last few services are kept.

mod markup;
mod model;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use asl_analysis::features::hover::ApiSubject;

use markup::to_markdown;
use model::Model;

/// So many services are kept; a machine rarely calls more.
const KEPT: usize = 6;

/// A folder of models.
#[derive(Debug)]
pub(crate) struct Botocore {
    /// What the setting says.
    setting: String,
    folder: PathBuf,
    /// The last services that were asked for, the newest last; `None` where there is no model that can be read.
    models: Mutex<Vec<(String, Option<Arc<Model>>)>>,
}

impl Botocore {
    /// The folder that the setting names: `botocore/data`, or the `botocore` around it.
    ///
    /// # Errors
    /// A sentence, when there is no such folder or it holds no models.
    pub(crate) fn open(setting: &str) -> Result<Botocore, String> {
        let path = Path::new(setting);
        let folders = [path.to_owned(), path.join("data")];
        let has_models = |folder: &PathBuf| newest(&folder.join("dynamodb")).is_some();
        match folders.into_iter().find(has_models) {
            Some(folder) => Ok(Botocore { setting: setting.to_owned(), folder, models: Mutex::default() }),
            None if path.is_dir() => Err(format!(
                "\"aws.botocorePath\" names {setting}, which holds no models: it should be the folder \"data\" of a botocore."
            )),
            None => Err(format!("\"aws.botocorePath\" names {setting}, and there is no such folder.")),
        }
    }

    /// Whether this is what `setting` names.
    pub(crate) fn is_for(&self, setting: &str) -> bool {
        self.setting == setting
    }

    /// What AWS writes about `subject`, as Markdown; `None` where it writes nothing. Reads a file at the first question
    /// about a service, which takes up to a second for the largest.
    pub(crate) fn text(&self, subject: &ApiSubject) -> Option<String> {
        let model = self.model(subject.model)?;
        let html = match &subject.member {
            None => model.operation(&subject.operation)?,
            Some((structure, names)) => model.member(structure, names)?,
        };
        Some(to_markdown(html)).filter(|text| !text.is_empty())
    }

    fn model(&self, name: &str) -> Option<Arc<Model>> {
        let lock = || self.models.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, model)) = lock().iter().find(|(known, _)| known == name) {
            return model.clone();
        }
        // Whoever asks at the same time reads the file as well: rare, and better than that the one waits for the other.
        let model = newest(&self.folder.join(name)).and_then(|file| match Model::read(&file) {
            Ok(model) => Some(Arc::new(model)),
            Err(error) => {
                tracing::warn!(file = %file.display(), error, "a model of botocore cannot be read");
                None
            }
        });
        let mut models = lock();
        if models.len() >= KEPT {
            models.remove(0);
        }
        models.push((name.to_owned(), model.clone()));
        model
    }
}

/// The model of the newest version in the folder of a service.
fn newest(folder: &Path) -> Option<PathBuf> {
    let mut versions: Vec<PathBuf> = fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path()).collect();
    versions.sort();
    let files = versions
        .iter()
        .rev()
        .flat_map(|version| ["service-2.json.gz", "service-2.json"].into_iter().map(move |name| version.join(name)));
    files.into_iter().find(|file| file.is_file())
}

#[cfg(test)]
mod tests {
    use super::Botocore;
    use asl_analysis::features::hover::ApiSubject;
    use std::fs;
    use std::path::{Path, PathBuf};

    const MODEL: &str = r#"{
        "metadata": {},
        "operations": { "PutItem": { "name": "PutItem", "input": { "shape": "PutItemInput" },
            "documentation": "<p>Creates a <i>new</i> item.</p> <p>More.</p>" }, "Bare": {} },
        "shapes": {
            "PutItemInput": { "type": "structure", "members": {
                "TableName": { "shape": "TableArn", "documentation": "<p>The name of the table.</p>" },
                "Item": { "shape": "Map" } } },
            "AttributeValue": { "members": { "NULL": { "shape": "B", "documentation": "<p>Null.</p>" } } },
            "TableArn": { "type": "string", "max": 10 },
            "Map": { "type": "map", "documentation": "A map." }
        }
    }"#;

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("asl-ls-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        folder
    }

    fn write(folder: &Path, version: &str, name: &str, bytes: &[u8]) {
        let folder = folder.join("data/dynamodb").join(version);
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(name), bytes).unwrap();
    }

    fn gzip(text: &str, name: Option<&str>) -> Vec<u8> {
        let mut bytes = vec![0x1f, 0x8b, 8, if name.is_some() { 8 } else { 0 }, 0, 0, 0, 0, 0, 255];
        bytes.extend(name.into_iter().flat_map(|name| name.bytes().chain([0])));
        bytes.extend(miniz_oxide::deflate::compress_to_vec(text.as_bytes(), 6));
        bytes.extend([0; 4]);
        bytes.extend((text.len() as u32).to_le_bytes());
        bytes
    }

    fn subject(member: Option<(&'static str, Vec<&'static str>)>) -> ApiSubject {
        ApiSubject { model: "dynamodb", operation: "PutItem".to_owned(), member }
    }

    fn check(botocore: &Botocore) {
        let text = |member| botocore.text(&subject(member));
        assert_eq!(text(None).as_deref(), Some("Creates a *new* item.\n\nMore."));
        assert_eq!(text(Some(("PutItemInput", vec!["TableName"]))).as_deref(), Some("The name of the table."));
        assert_eq!(text(Some(("PutItemInput", vec!["Item"]))).as_deref(), Some("A map."));
        assert_eq!(text(Some(("AttributeValue", vec!["Nul", "NULL"]))).as_deref(), Some("Null."));
        assert_eq!(text(Some(("AttributeValue", vec!["S"]))), None);
        assert_eq!(text(Some(("Nothing", vec!["S"]))), None);
        let other = ApiSubject { model: "nothing", ..subject(None) };
        assert_eq!(botocore.text(&other), None);
        assert_eq!(botocore.text(&ApiSubject { operation: "Bare".to_owned(), ..subject(None) }), None);
    }

    #[test]
    fn both_forms_of_the_newest_version_are_read() {
        let root = folder("forms");
        write(&root, "2011-12-05", "service-2.json", b"{}");
        write(&root, "2012-08-10", "service-2.json", MODEL.as_bytes());
        check(&Botocore::open(root.to_str().unwrap()).unwrap());
        write(&root, "2012-08-10", "service-2.json.gz", &gzip(MODEL, Some("service-2.json")));
        check(&Botocore::open(root.join("data").to_str().unwrap()).unwrap());
        fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn what_cannot_be_read_says_nothing() {
        let root = folder("broken");
        let data = root.join("data");
        let broken: [&[u8]; 5] = [b"", b"{", &[0x1f, 0x8b, 8], &gzip(MODEL, None)[..60], &[0x1f, 0x8b, 8, 255, 0]];
        for bytes in broken {
            for name in ["service-2.json", "service-2.json.gz"] {
                write(&root, "2012-08-10", name, bytes);
            }
            assert_eq!(Botocore::open(data.to_str().unwrap()).unwrap().text(&subject(None)), None);
        }
        fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn a_folder_without_models_is_refused_in_a_sentence() {
        let root = folder("none");
        let missing = Botocore::open(root.to_str().unwrap()).unwrap_err();
        assert!(missing.ends_with("there is no such folder."), "{missing}");
        fs::create_dir_all(&root).unwrap();
        let empty = Botocore::open(root.to_str().unwrap()).unwrap_err();
        assert!(empty.contains("holds no models"), "{empty}");
        fs::remove_dir_all(root).unwrap();
    }
}
