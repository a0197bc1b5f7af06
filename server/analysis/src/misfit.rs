//! Why a key does not belong where it stands: one verdict for the rules that tell the reasons apart.

use asl_spec::{Context, QueryLanguage, StateType};
use asl_syntax::Str;

use crate::place::Place;

/// The reason why the key of a member is out of place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// No object has such a field here.
    Unknown,
    /// A field of other state types.
    OtherType,
    /// A field of the other query language.
    OtherLanguage(QueryLanguage),
    /// A comparator that does not exist, in a choice rule.
    Comparator,
    /// A field of a choice rule itself, in a rule nested inside of it.
    OuterRule,
}

/// Why `key` is no field of `place`; `None` when it is one, or when nobody can say.
pub fn misfit(place: &Place<'_>, key: Str<'_>) -> Option<Misfit> {
    let context = place.context?;
    if !context.is_closed() || key.has_hole() {
        return None;
    }
    let name = key.text();
    let is_nested = context == Context::NestedChoiceRule;
    // Around a nested rule of a JSONata state stands an `And`, `Or` or `Not` that does not belong there: that says it.
    if is_nested && place.language == QueryLanguage::Jsonata {
        return None;
    }
    match context.field(&name) {
        Some(field) if field.languages.allows(place.language) => None,
        Some(_) => Some(Misfit::OtherLanguage(place.language.other())),
        None if place.is_state() && types_with(&name).next().is_some() => Some(Misfit::OtherType),
        None if is_nested && matches!(&*name, "Next" | "Assign") => Some(Misfit::OuterRule),
        None if is_nested && matches!(&*name, "Condition" | "Output") => {
            Some(Misfit::OtherLanguage(QueryLanguage::Jsonata))
        }
        None if is_comparator(place, &name) => Some(Misfit::Comparator),
        None => Some(Misfit::Unknown),
    }
}

fn is_comparator(place: &Place<'_>, name: &str) -> bool {
    matches!(place.context, Some(Context::ChoiceRule | Context::NestedChoiceRule))
        && place.language == QueryLanguage::JsonPath
        && crate::rules::unknown_comparator::is_meant(name)
}

/// The state types that have a field of this name.
pub fn types_with(name: &str) -> impl Iterator<Item = StateType> {
    StateType::ALL.iter().copied().filter(move |t| t.context().field(name).is_some())
}

/// The state that a context stands for, if it stands for one.
pub fn state_type_of(context: Context) -> Option<StateType> {
    StateType::ALL.iter().copied().find(|t| t.context() == context)
}

/// Puts "An" for "A" where the message begins with a noun that wants it.
pub fn with_article(message: &str) -> String {
    match message.strip_prefix("A ") {
        Some(rest) if rest.starts_with(['A', 'E', 'I', 'O', 'U', 'a', 'e', 'i', 'o', 'u']) => format!("An {rest}"),
        _ => message.to_owned(),
    }
}

/// `"a"`, `"a" or "b"`, `"a", "b" or "c"`.
pub fn one_of(names: &[&str]) -> String {
    join(names, "or")
}

/// `"a"`, `"a" and "b"`, `"a", "b" and "c"`.
pub fn all_of(names: &[&str]) -> String {
    join(names, "and")
}

fn join(names: &[&str], word: &str) -> String {
    match names {
        [] => String::new(),
        [one] => format!("\"{one}\""),
        [head @ .., last] => {
            let head: Vec<String> = head.iter().map(|n| format!("\"{n}\"")).collect();
            format!("{} {word} \"{last}\"", head.join(", "))
        }
    }
}
