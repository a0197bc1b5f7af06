//! Gathers the shapes that the tasks of an integration reach, and changes copies of them as the table says.

use crate::naming;
use crate::optimized::table::{Change, Entry, Sync, Task};
use crate::text::{Member, Model, Operation, Structure};

/// The shapes of one integration while it is put together. A changed copy of a structure is called `Name#change`;
/// what follows the `#` is not shown.
pub(super) struct Overlay<'a> {
    entry: &'a Entry,
    /// The models that the integration names, members renamed for the optimized regime.
    models: Vec<Model>,
    shapes: Model,
}

/// The operation of a model that a task calls.
pub(super) struct Api {
    pub(super) model_id: String,
    folder: String,
    pub(super) operation: Operation,
}

impl<'a> Overlay<'a> {
    pub(super) fn new(entry: &'a Entry, models: &'a [Model]) -> Result<Self, String> {
        let mut own = Vec::new();
        for folder in &entry.models {
            let model = models.iter().find(|model| model.folder == *folder);
            own.push(with_optimized_members(model.ok_or_else(|| format!("no model {folder}"))?));
        }
        let mut shapes = Model::default();
        shapes.structures.clone_from(&entry.structures);
        shapes.enums.clone_from(&entry.enums);
        let mut overlay = Self { entry, models: own, shapes };
        for structure in entry.structures.values() {
            for member in &structure.members {
                overlay.import_any(&member.kind)?;
            }
        }
        Ok(overlay)
    }

    /// The API's operation that a task calls.
    pub(super) fn api(&self, task: &Task) -> Result<Option<Api>, String> {
        let Some(name) = &task.api else { return Ok(None) };
        let (model, operation) = self.find(name)?;
        Ok(Some(Api { model_id: model.id.clone(), folder: model.folder.clone(), operation: operation.clone() }))
    }

    pub(super) fn input(&mut self, task: &Task, api: Option<&Api>) -> Result<String, String> {
        let side = api.and_then(|api| Some((api.folder.as_str(), api.operation.input.as_deref()?)));
        let key = self.side(task, side, "Parameters")?;
        self.apply(&key, &task.inputs, &task.drops)?;
        for name in task.one_of.iter().chain(&task.documented) {
            self.check_member(&key, name)?;
        }
        Ok(key)
    }

    pub(super) fn output(&mut self, task: &Task, api: Option<&Api>) -> Result<String, String> {
        let side = api.and_then(|api| Some((api.folder.as_str(), api.operation.output.as_deref()?)));
        let key = self.side(task, side, "Result")?;
        self.apply(&key, &task.outputs, &task.output_drops)?;
        if !self.entry.is_plain {
            self.add_sdk_metadata(&key)?;
        }
        Ok(key)
    }

    /// The parameters of a task that waits: those of `input` without what only waiting refuses.
    pub(super) fn sync_input(&mut self, task: &Task, input: &str) -> Result<String, String> {
        if task.sync_drops.is_empty() {
            return Ok(input.to_owned());
        }
        let key = format!("{input}.sync");
        let copy = self.structure(input)?.clone();
        self.shapes.structures.insert(key.clone(), copy);
        self.apply(&key, &[], &task.sync_drops)?;
        Ok(key)
    }

    pub(super) fn sync_output(&mut self, task: &Task, sync: &Sync) -> Result<String, String> {
        let (api, path) = sync.result.split_once('#').unwrap_or((&sync.result, ""));
        let (model, operation) = self.find(api)?;
        let folder = model.folder.clone();
        let mut kind = operation.output.clone().ok_or_else(|| format!("{api} has no output"))?;
        self.import(&folder, &kind)?;
        for step in path.split('.').filter(|step| !step.is_empty()) {
            kind = match step {
                "*" => element(&kind).ok_or_else(|| format!("{kind} has no elements"))?.to_owned(),
                name => self.member(&kind, name)?.kind.clone(),
            };
        }
        let key = format!("{kind}#{}.{}", task.action, sync.pattern);
        let copy = self.structure(&kind)?.clone();
        self.shapes.structures.insert(key.clone(), copy);
        self.apply(&key, &sync.outputs, &[])?;
        Ok(key)
    }

    pub(super) fn into_shapes(self) -> Model {
        self.shapes
    }

    fn find(&self, api: &str) -> Result<(&Model, &Operation), String> {
        let (folder, name) = api.split_once('.').ok_or_else(|| format!("no operation: {api}"))?;
        self.models
            .iter()
            .find(|model| model.folder == folder)
            .and_then(|model| Some((model, model.operations.iter().find(|operation| operation.name == name)?)))
            .ok_or_else(|| format!("no operation {api}"))
    }

    /// Copies one side of an operation for a task, or makes an empty structure where the API has none.
    fn side(&mut self, task: &Task, side: Option<(&str, &str)>, suffix: &str) -> Result<String, String> {
        let (name, shape) = match side {
            Some((folder, name)) => {
                self.import(folder, name)?;
                (name.to_owned(), self.structure(name)?.clone())
            }
            None => (naming::capitalize(&task.action) + suffix, Structure::default()),
        };
        let key = format!("{name}#{}", task.action);
        self.shapes.structures.insert(key.clone(), shape);
        Ok(key)
    }

    fn apply(&mut self, key: &str, changes: &[Change], drops: &[String]) -> Result<(), String> {
        for change in changes {
            self.import_any(&change.kind)?;
            self.set(key, &change.path, change)?;
        }
        for name in drops {
            self.check_member(key, name)?;
            self.structure_mut(key)?.members.retain(|member| member.name != *name);
        }
        Ok(())
    }

    /// Sets the member at `path` below a structure; structures on the way are copied, since others may use them.
    fn set(&mut self, key: &str, path: &str, change: &Change) -> Result<(), String> {
        let Some((name, rest)) = path.split_once('.') else {
            let set = Member {
                name: path.to_owned(),
                kind: change.kind.clone(),
                is_required: change.is_required,
                ..Member::default()
            };
            let members = &mut self.structure_mut(key)?.members;
            match members.iter_mut().find(|member| member.name == path) {
                Some(member) => *member = Member { alternate: member.alternate.take(), ..set },
                None => members.push(set),
            }
            return Ok(());
        };
        let kind = self.member(key, name)?.kind.clone();
        let (inner, rest) = match rest.strip_prefix("*.") {
            Some(rest) => (element(&kind).ok_or_else(|| format!("{name} has no elements"))?, rest),
            None => (kind.as_str(), rest),
        };
        let copy_key = format!("{inner}#{}", key.split_once('#').map_or(key, |(_, change)| change));
        let copy = self.structure(inner)?.clone();
        self.shapes.structures.insert(copy_key.clone(), copy);
        self.set(&copy_key, rest, change)?;
        let changed = kind.replace(inner, &copy_key);
        let members = &mut self.structure_mut(key)?.members;
        if let Some(member) = members.iter_mut().find(|member| member.name == name) {
            member.kind = changed;
        }
        Ok(())
    }

    fn add_sdk_metadata(&mut self, key: &str) -> Result<(), String> {
        let member =
            |name: &str, kind: &str| Member { name: name.to_owned(), kind: kind.to_owned(), ..Member::default() };
        let http = [
            member("AllHttpHeaders", "{string:[string]}"),
            member("HttpHeaders", "{string:string}"),
            member("HttpStatusCode", "integer"),
        ];
        let response = [member("RequestId", "string")];
        for (name, members) in [("SdkHttpMetadata", http.to_vec()), ("SdkResponseMetadata", response.to_vec())] {
            let shape = Structure { members, ..Structure::default() };
            self.shapes.structures.insert(name.to_owned(), shape);
            self.structure_mut(key)?.members.push(member(name, name));
        }
        Ok(())
    }

    /// Brings in everything that a type of the table reaches, wherever among the models it is defined.
    fn import_any(&mut self, kind: &str) -> Result<(), String> {
        for name in names(kind) {
            if self.shapes.structures.contains_key(name) || self.shapes.enums.contains_key(name) {
                continue;
            }
            let model = self.models.iter().find(|model| has_shape(model, name));
            let folder = model.ok_or_else(|| format!("no shape {name}"))?.folder.clone();
            self.import(&folder, name)?;
        }
        Ok(())
    }

    /// Brings in everything that a type of a model reaches.
    fn import(&mut self, folder: &str, kind: &str) -> Result<(), String> {
        let model = self.models.iter().find(|model| model.folder == folder).ok_or("no such model")?;
        let mut pending: Vec<&str> = names(kind).collect();
        while let Some(name) = pending.pop() {
            if let Some(values) = model.enums.get(name) {
                let known = self.shapes.enums.insert(name.to_owned(), values.clone());
                if known.is_some_and(|known| known != *values) || self.shapes.structures.contains_key(name) {
                    return Err(format!("two shapes are called {name}"));
                }
                continue;
            }
            let shape = model.structures.get(name).ok_or_else(|| format!("no shape {name}"))?;
            match self.shapes.structures.get(name) {
                Some(known) if known.members.len() == shape.members.len() => continue,
                Some(_) => return Err(format!("two structures are called {name}")),
                None => self.shapes.structures.insert(name.to_owned(), shape.clone()),
            };
            pending.extend(shape.members.iter().flat_map(|member| names(&member.kind)));
        }
        Ok(())
    }

    fn structure(&self, key: &str) -> Result<&Structure, String> {
        self.shapes.structures.get(key).ok_or_else(|| format!("no structure {key}"))
    }

    fn structure_mut(&mut self, key: &str) -> Result<&mut Structure, String> {
        self.shapes.structures.get_mut(key).ok_or_else(|| format!("no structure {key}"))
    }

    fn member(&self, key: &str, name: &str) -> Result<&Member, String> {
        let members = &self.structure(key)?.members;
        members.iter().find(|member| member.name == name).ok_or_else(|| format!("{key} has no member {name}"))
    }

    fn check_member(&self, key: &str, name: &str) -> Result<(), String> {
        self.member(key, name).map(drop)
    }
}

/// Renames the members; the name of the `aws-sdk` regime becomes the alternate where it differs.
fn with_optimized_members(model: &Model) -> Model {
    let mut named = model.clone();
    for (structure, shape) in &mut named.structures {
        for member in &mut shape.members {
            let name = naming::optimized_member(&member.name);
            let alternate = naming::sdk_member(&model.id, structure, &member.name);
            member.alternate = (alternate != name).then_some(alternate);
            member.name = name;
        }
    }
    named
}

fn has_shape(model: &Model, name: &str) -> bool {
    model.structures.contains_key(name) || model.enums.contains_key(name)
}

/// The type of the elements of a list or of the values of a map.
fn element(kind: &str) -> Option<&str> {
    if let Some(list) = kind.strip_prefix('[') {
        return list.strip_suffix(']');
    }
    kind.strip_prefix('{')?.strip_suffix('}')?.split_once(':').map(|(_, value)| value)
}

/// The structures and enumerations that a type expression names.
fn names(kind: &str) -> impl Iterator<Item = &str> {
    const SCALARS: [&str; 10] =
        ["string", "integer", "long", "float", "double", "boolean", "timestamp", "blob", "stream", "document"];
    kind.split(['[', ']', '{', '}', ':']).filter(|name| !name.is_empty() && !SCALARS.contains(name))
}
