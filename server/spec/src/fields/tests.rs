use super::{Context, Form, Requirement, fields_named, value_doc};
use crate::{QueryLanguage, StateType};

#[test]
fn every_field_is_found_by_its_name_and_no_other() {
    for context in Context::ALL {
        for field in context.fields() {
            let found = context.field(field.name).unwrap();
            assert_eq!(found.name, field.name);
            assert!(context.field(&field.name.to_lowercase()).is_none(), "{context:?}.{}", field.name);
        }
        assert!(context.field("").is_none());
    }
}

#[test]
fn every_value_of_an_enumeration_has_a_doc() {
    for context in Context::ALL {
        for field in context.fields() {
            for value in field.values {
                assert!(value_doc(context, field.name, value).is_some(), "{context:?}.{} = {value}", field.name);
            }
            assert!(value_doc(context, field.name, "no such value").is_none());
        }
    }
}

#[test]
fn what_a_field_refers_to_exists() {
    for context in Context::ALL {
        for field in context.fields() {
            for other in field.exclusive_with {
                let twin = context.field(other).unwrap_or_else(|| panic!("{context:?}.{}: no {other}", field.name));
                assert!(
                    twin.exclusive_with.contains(&field.name),
                    "{context:?}: {other} does not exclude {}",
                    field.name
                );
            }
            if let Requirement::OneOf(group) | Requirement::AtLeastOne(group) = field.requirement {
                assert!(context.group(group).count() > 1, "{context:?}.{}: alone in {group}", field.name);
            }
            if let Form::Object(inner) | Form::Array(inner) = field.form {
                assert!(!inner.fields().is_empty());
            }
            assert!(field.doc.ends_with('.'), "{context:?}.{}: {}", field.name, field.doc);
            assert!(field.note.is_none_or(|note| note.ends_with('.')), "{context:?}.{}", field.name);
            assert!(!field.sources.is_empty(), "{context:?}.{}", field.name);
        }
    }
}

#[test]
fn fields_of_one_language() {
    let only = |language: QueryLanguage| {
        let mut names: Vec<_> = Context::ALL
            .into_iter()
            .filter(|context| *context != Context::NestedChoiceRule)
            .flat_map(Context::fields)
            .filter(|field| field.languages.only() == Some(language))
            .map(|field| field.name)
            .filter(|name| crate::comparators::comparator(name).is_none())
            .collect();
        names.sort_unstable();
        names.dedup();
        names.join(" ")
    };
    assert_eq!(only(QueryLanguage::Jsonata), "Arguments Condition Items Output");
    assert_eq!(
        only(QueryLanguage::JsonPath),
        "And CausePath ErrorPath HeartbeatSecondsPath InputPath ItemsPath MaxConcurrencyPath \
         MaxInputBytesPerBatchPath MaxItemsPath MaxItemsPerBatchPath Not Or OutputPath Parameters Result ResultPath \
         ResultSelector RoleArn.$ SecondsPath TimeoutSecondsPath TimestampPath ToleratedFailureCountPath \
         ToleratedFailurePercentagePath Variable"
    );
}

#[test]
fn a_name_is_found_in_every_place_that_has_it() {
    let places: Vec<_> = fields_named("Next").map(|(context, _)| context.title()).collect();
    assert_eq!(
        places,
        ["Task state", "Pass state", "Wait state", "Parallel state", "Map state", "Catcher", "choice rule"]
    );
    assert_eq!(fields_named("next").count(), 0);
}

#[test]
fn state_types_agree_with_their_fields() {
    for state_type in StateType::ALL {
        let context = state_type.context();
        assert_eq!(StateType::parse(state_type.as_str()), Some(state_type));
        assert_eq!(context.state_type(), Some(state_type));
        assert_eq!(context.field("Type").unwrap().values, [state_type.as_str()]);
        assert_eq!(state_type.can_transition(), context.field("Next").is_some());
        assert_eq!(state_type.can_transition(), context.field("End").is_some());
    }
    assert_eq!(StateType::parse("task"), None);
}

#[test]
fn a_zero_that_is_accepted_is_told_of() {
    let told: Vec<_> = Context::ALL
        .into_iter()
        .flat_map(Context::fields)
        .filter(|field| field.zero_note.is_some())
        .map(|field| (field.name, field.range.unwrap().contains(0.0)))
        .collect();
    assert_eq!(
        told,
        [("MaxItems", true), ("MaxItemsPerBatch", false), ("MaxInputBytesPerBatch", false), ("IntervalSeconds", false)]
    );
}
