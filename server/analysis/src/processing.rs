//! How a Map state processes its items.

use asl_spec::nearest;
use asl_syntax::{Member, Object, Value};

/// The two ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// In the execution itself.
    Inline,
    /// In child executions.
    Distributed,
}

/// The `ItemProcessor` of a Map state, or its old spelling.
pub fn processor(map: Object<'_>) -> Option<(Member<'_>, Object<'_>)> {
    let member = map.get("ItemProcessor").or_else(|| map.get("Iterator"))?;
    Some((member, member.value()?.as_object()?))
}

/// The mode of a Map state; `None` while the text does not say it for certain.
pub fn mode(map: Object<'_>) -> Option<Mode> {
    let (_, processor) = processor(map)?;
    let Some(config) = processor.get("ProcessorConfig") else {
        return lacks(processor, "ProcessorConfig").then_some(Mode::Inline);
    };
    mode_of(config.value()?.as_object()?)
}

/// The mode that a `ProcessorConfig` chooses.
pub fn mode_of(config: Object<'_>) -> Option<Mode> {
    let Some(mode) = config.get("Mode") else {
        return lacks(config, "Mode").then_some(Mode::Inline);
    };
    let string = mode.value().and_then(Value::as_str).filter(|s| !s.has_hole() && s.is_closed())?;
    match &*string.text() {
        "INLINE" => Some(Mode::Inline),
        "DISTRIBUTED" => Some(Mode::Distributed),
        _ => None,
    }
}

/// Whether `object` is finished and has no key that is surely `name` misspelt.
fn lacks(object: Object<'_>, name: &str) -> bool {
    object.is_closed() && object.members().all(|m| nearest(&m.key().text(), [name]).is_none())
}
