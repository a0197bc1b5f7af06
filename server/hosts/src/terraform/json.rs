//! Configurations of Terraform in JSON (`main.tf.json`): `resource.aws_sfn_state_machine.NAME.definition` is a string.

use asl_syntax::{Document, Member, Object, Value};

use crate::properties::{self, name, value};
use crate::{
    Declared, DeclaredKind, Definition, Host, HostKind, Located, Machine, Placeholders, Substitutions, Undeclared,
};

/// The resource that is a state machine.
const STATE_MACHINE: &str = "aws_sfn_state_machine";

pub(crate) struct TerraformJson;

impl Host for TerraformJson {
    fn find(&self, document: &Document, path: &str) -> Option<Located> {
        if !path.ends_with(".tf.json") {
            return None;
        }
        let resources = value(document.tree().root()?.as_object()?, "resource")?;
        let mut located = Located {
            host: HostKind::Terraform,
            machines: Vec::new(),
            declared: Vec::new(),
            undeclared: Undeclared::Any,
        };
        for kind in mappings(resources).flat_map(|resources| resources.members()) {
            let of = kind.key().text().into_owned();
            for resource in kind.value().into_iter().flat_map(mappings).flat_map(|resources| resources.members()) {
                let mut declared = name(resource.key());
                declared.text = format!("{of}.{}", declared.text);
                let kind = DeclaredKind::Resource(of.clone());
                located.declared.push(Declared { name: declared, kind, span: resource.span() });
                if of == STATE_MACHINE {
                    located.machines.extend(machine(document, resource));
                }
            }
        }
        Some(located)
    }
}

/// The object that `value` is, or the objects in it: Terraform takes either for blocks.
fn mappings(value: Value<'_>) -> impl Iterator<Item = Object<'_>> {
    let items = value.as_array().into_iter().flat_map(|array| array.items()).filter_map(Value::as_object);
    value.as_object().into_iter().chain(items)
}

fn machine(document: &Document, resource: Member<'_>) -> Option<Machine> {
    let properties = mappings(resource.value()?).next()?;
    let execution = match properties.get("type") {
        None => Some(crate::Execution::Standard),
        Some(member) => member.value().and_then(properties::execution),
    };
    let text = value(properties, "definition").filter(|value| value.as_str().is_some());
    let found = text.and_then(|text| properties::text(document, text)).map(|found| found.passage);
    // What a directive makes of the text is only known when it runs.
    let found = found.filter(|passage| !passage.text.contains("%{"));
    Some(Machine {
        id: name(resource.key()),
        span: resource.span(),
        execution,
        definition: found.map_or(Definition::Unknown, Definition::Embedded),
        placeholders: Placeholders::Expressions,
        substitutions: Substitutions { is_open: true, ..Substitutions::default() },
    })
}
