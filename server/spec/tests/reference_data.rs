//! Compares the tables with the reference data and the machines of the shared folder beside the workspace, where it is
//! there. Without it these tests say so and check nothing.

#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test may stop where its data is not as it expects, and says when it has none"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use asl_spec::integrations::{self, Pattern, Resource};
use asl_spec::{Context, Expression, Form, Requirement, StateType, Types};
use serde_json::Value;

fn shared(path: &str) -> Option<PathBuf> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared").join(path);
    if !path.exists() {
        eprintln!("skipped: the shared folder is not beside the workspace");
        return None;
    }
    Some(path)
}

fn json(path: &str) -> Option<Value> {
    let text = std::fs::read_to_string(shared(path)?).unwrap();
    Some(serde_json::from_str(&text).unwrap())
}

fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

fn texts(value: &Value) -> Vec<&str> {
    list(value).iter().map(text).collect()
}

fn types(value: &Value) -> Types {
    texts(value).into_iter().fold(Types::NONE, |types, name| {
        types.or(match name {
            "string" => Types::STRING,
            "number" => Types::NUMBER,
            "integer" => Types::INTEGER,
            "boolean" => Types::BOOLEAN,
            "object" => Types::OBJECT,
            "array" => Types::ARRAY,
            "null" => Types::NULL,
            "any" => Types::ANY,
            other => panic!("unknown type {other}"),
        })
    })
}

fn context(name: &str) -> Context {
    Context::ALL
        .into_iter()
        .find(|context| format!("{context:?}") == name)
        .unwrap_or_else(|| panic!("no context {name}"))
}

fn form(name: &str) -> Form {
    match name {
        "literal" => Form::Literal,
        "path" => Form::Path,
        "reference-path" => Form::ReferencePath,
        "reference-path-or-intrinsic" => Form::ReferencePathOrIntrinsic,
        "payload-template" => Form::PayloadTemplate,
        "payload-expression" => Form::PayloadExpression,
        "jsonata-template" => Form::JsonataTemplate,
        "state-name" => Form::StateName,
        "arn" => Form::Arn,
        "timestamp" => Form::Timestamp,
        "json-pointer" => Form::JsonPointer,
        "error-name[]" => Form::ErrorNames,
        other => match other.strip_suffix("[]") {
            Some(inner) => Form::Array(context(inner)),
            None => Form::Object(context(other)),
        },
    }
}

fn first_opinion(text: &str) -> String {
    let first = text.split(" [").next().unwrap();
    if first.starts_with('{') { first.replace('\'', "\"") } else { first.to_owned() }
}

/// A default of the data may name a second opinion behind the first, in brackets: `1 [docs]; 2 [spec]`.
fn default(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(first_opinion(text)),
        other => Some(other.to_string()),
    }
}

#[test]
fn fields_agree() {
    let Some(data) = json("spec/fields.json") else {
        return;
    };
    let contexts = data["contexts"].as_object().unwrap();
    assert_eq!(contexts.len(), Context::ALL.len());
    for (name, rows) in contexts {
        let context = context(name);
        assert_eq!(context.is_closed(), rows["additional_fields_allowed"] == false, "{name}");
        assert_eq!(context.fields().len(), list(&rows["fields"]).len(), "{name}");
        for row in list(&rows["fields"]) {
            let at = format!("{name}.{}", text(&row["name"]));
            let field = context.field(text(&row["name"])).unwrap_or_else(|| panic!("no {at}"));
            assert_eq!(field.types, types(&row["types"]), "{at}");
            assert_eq!(field.languages.jsonpath, row["jsonpath"] == true, "{at}");
            assert_eq!(field.languages.jsonata, row["jsonata"] == true, "{at}");
            let group = row["group"].as_str();
            let (requirement, own_group) = match field.requirement {
                Requirement::Always => ("always", None),
                Requirement::Never => ("never", None),
                Requirement::Conditional => ("conditional", None),
                Requirement::OneOf(group) => ("one-of", Some(group)),
                Requirement::AtLeastOne(group) => ("at-least-one", Some(group)),
            };
            assert_eq!((requirement, own_group), (text(&row["requirement"]), group), "{at}");
            let expression = match field.expression {
                Expression::Never => "no",
                Expression::Value => "value",
                Expression::Deep => "deep",
            };
            assert_eq!(expression, row["jsonata_expression"], "{at}");
            assert_eq!(field.form, form(text(&row["string_form"])), "{at}");
            assert_eq!(field.values, texts(&row["values"]), "{at}");
            assert_eq!(field.range.and_then(|range| range.min), row["min"].as_f64(), "{at}");
            assert_eq!(field.range.and_then(|range| range.max), row["max"].as_f64(), "{at}");
            assert_eq!(field.length.0.map(u64::from), row["min_length"].as_u64(), "{at}");
            assert_eq!(field.length.1.map(u64::from), row["max_length"].as_u64(), "{at}");
            assert_eq!(field.pattern.is_some(), row["pattern_note"].is_string(), "{at}");
            let own = field
                .default
                .map(|text| serde_json::from_str(text).map_or(text.to_owned(), |value: Value| value.to_string()));
            let theirs = default(&row["default"])
                .map(|text| serde_json::from_str(&text).map_or(text.clone(), |value: Value| value.to_string()));
            assert_eq!(own, theirs, "{at}");
            assert_eq!(field.exclusive_with, texts(&row["exclusive_with"]), "{at}");
            assert_eq!(field.requires, texts(&row["requires"]), "{at}");
            assert_eq!(field.deprecated, row["deprecated"] == true, "{at}");
            assert_eq!(field.sources, texts(&row["sources"]), "{at}");
        }
    }
    assert_eq!(StateType::ALL.map(StateType::as_str).to_vec(), texts(&data["state_types"]));
    assert_eq!(asl_spec::AS_OF, data["meta"]["as_of"]);
}

#[test]
fn comparators_agree() {
    use asl_spec::comparators::{Operand, comparator, comparators};
    let Some(data) = json("spec/fields.json") else {
        return;
    };
    let rows = list(&data["contexts"]["ChoiceRule"]["fields"]);
    let names: BTreeSet<_> =
        rows.iter().filter(|row| row["group"] == "comparator").map(|row| text(&row["name"])).collect();
    assert_eq!(comparators().iter().map(|one| one.name).collect::<BTreeSet<_>>(), names);
    assert_eq!(names.len(), 39);
    for one in comparators() {
        let path = format!("{}Path", one.name);
        assert_eq!(one.path_twin, names.get(path.as_str()).copied(), "{}", one.name);
        assert_eq!(one.literal_twin, one.name.strip_suffix("Path"), "{}", one.name);
        assert_eq!(matches!(one.operand, Operand::Path(_)), one.literal_twin.is_some(), "{}", one.name);
        assert_eq!(comparator(one.name).unwrap().name, one.name);
    }
}

#[test]
fn errors_agree() {
    use asl_spec::errors::{self, Origin, Severity};
    let Some(data) = json("spec/errors.json") else {
        return;
    };
    assert_eq!(errors::reserved().len(), list(&data["reserved"]).len());
    for row in list(&data["reserved"]) {
        let name = text(&row["name"]);
        let error = errors::reserved_name(name).unwrap_or_else(|| panic!("no {name}"));
        let origin = match error.origin {
            Origin::Spec => "spec",
            Origin::Aws => "aws",
            Origin::Wildcard => "wildcard",
        };
        assert_eq!(origin, row["origin"], "{name}");
        assert_eq!(error.matched_by_all, row["matched_by_states_all"] == true, "{name}");
        assert_eq!(error.catchable, row["catchable_by_name"] == true, "{name}");
        assert_eq!(error.note.is_some(), !text(&row["note"]).is_empty(), "{name}");
    }
    let patterns: Vec<_> = errors::families().iter().map(|family| family.pattern).collect();
    assert_eq!(patterns, list(&data["patterns"]).iter().map(|row| text(&row["pattern"])).collect::<Vec<_>>());
    for (family, row) in errors::families().iter().zip(list(&data["patterns"])) {
        assert_eq!(family.examples, texts(&row["examples"]));
    }
    let common: Vec<_> = errors::common().iter().map(|error| error.name).collect();
    assert_eq!(common, list(&data["common"]).iter().map(|row| text(&row["name"])).collect::<Vec<_>>());
    assert_eq!(errors::service_diagnostics().len(), list(&data["diagnostics"]).len());
    for row in list(&data["diagnostics"]) {
        let code = text(&row["code"]);
        let severity = match errors::service_diagnostic(code).unwrap().severity {
            Severity::Error => "ERROR",
            Severity::Warning => "WARNING",
            Severity::Unknown => "?",
        };
        assert_eq!(severity, row["severity"], "{code}");
    }
}

#[test]
fn intrinsics_agree() {
    use asl_spec::intrinsics::{self, Constraint};
    let Some(data) = json("spec/intrinsics.json") else {
        return;
    };
    assert_eq!(u64::from(intrinsics::MAX_NESTING), data["rules"]["max_nesting"]);
    let escapable: Vec<String> = intrinsics::ESCAPABLE.iter().map(char::to_string).collect();
    assert_eq!(escapable, texts(&data["rules"]["escapable"]));
    let strings: BTreeSet<_> =
        intrinsics::intrinsics().iter().filter(|one| one.is_string_returning()).map(|one| one.name).collect();
    assert_eq!(strings, texts(&data["rules"]["string_returning"]).into_iter().collect());
    assert_eq!(intrinsics::intrinsics().len(), list(&data["functions"]).len());
    for row in list(&data["functions"]) {
        let name = text(&row["name"]);
        let function = intrinsics::intrinsic(name).unwrap_or_else(|| panic!("no {name}"));
        assert_eq!(function.category, row["category"], "{name}");
        assert_eq!(function.min_args() as u64, row["min_args"], "{name}");
        assert_eq!(function.max_args().map(|max| max as u64), row["max_args"].as_u64(), "{name}");
        assert_eq!(function.returns, types(&Value::Array(vec![row["returns"].clone()])), "{name}");
        assert_eq!(function.parameters.len(), list(&row["args"]).len(), "{name}");
        for (parameter, row) in function.parameters.iter().zip(list(&row["args"])) {
            let at = format!("{name}({})", parameter.name);
            assert_eq!(parameter.name, row["name"], "{at}");
            assert_eq!(parameter.types, types(&row["types"]), "{at}");
            assert_eq!(parameter.optional, row["optional"] == true, "{at}");
            assert_eq!(parameter.variadic, row["variadic"] == true, "{at}");
            let constraint = if row["not_zero"] == true {
                Constraint::NotZero
            } else if let Some(length) = row["max_length"].as_u64() {
                Constraint::MaxLength(u32::try_from(length).unwrap())
            } else if row["minimum"].is_number() || row["maximum"].is_number() {
                Constraint::Between(row["minimum"].as_i64(), row["maximum"].as_i64())
            } else {
                Constraint::None
            };
            match (parameter.constraint, row.get("values")) {
                (Constraint::OneOf(values), Some(row)) => assert_eq!(values, texts(row), "{at}"),
                (own, None) => assert_eq!(own, constraint, "{at}"),
                (own, Some(_)) => panic!("{at}: {own:?}"),
            }
        }
    }
}

#[test]
fn jsonata_functions_agree() {
    use asl_spec::jsonata::{Origin, function, functions};
    let Some(data) = json("spec/jsonata_functions.json") else {
        return;
    };
    assert_eq!(functions().len(), list(&data["functions"]).len());
    for row in list(&data["functions"]) {
        let name = text(&row["name"]);
        let own = function(name).unwrap_or_else(|| panic!("no {name}"));
        let origin = match own.origin {
            Origin::Jsonata => "jsonata",
            Origin::StepFunctions => "step-functions",
            Origin::Removed => "removed",
        };
        assert_eq!(origin, row["origin"], "{name}");
        assert_eq!(own.category, row["category"], "{name}");
        assert_eq!(own.signature, row["signature"], "{name}");
        assert_eq!(own.call, row["call"], "{name}");
        assert_eq!(own.returns, row["returns"], "{name}");
        assert_eq!(own.min_args as u64, row["min_args"], "{name}");
        assert_eq!(own.max_args.map(|max| max as u64), row["max_args"].as_u64(), "{name}");
    }
}

#[test]
fn the_context_object_agrees() {
    use asl_spec::context_object::{Availability, Resolution, resolve, states_member, states_members};
    let Some(data) = json("spec/context_object.json") else {
        return;
    };
    for row in list(&data["context"]) {
        let path = text(&row["path"]);
        let Resolution::Member(member) = resolve(path.split('.')) else { panic!("no {path}") };
        assert_eq!(member.jsonpath(), row["jsonpath"]);
        assert_eq!(member.jsonata(), row["jsonata"]);
        assert_eq!(member.types, types(&Value::Array(vec![row["type"].clone()])), "{path}");
        let available = text(&row["available"]);
        let expected = match available {
            "always" => Availability::Always,
            "only after a redrive" => Availability::AfterRedrive,
            _ if available.contains("Map state") => Availability::MapItem,
            _ => Availability::TaskToken,
        };
        assert_eq!(member.availability, expected, "{path}");
    }
    assert_eq!(states_members().len(), list(&data["states_variable"]).len());
    for row in list(&data["states_variable"]) {
        assert!(states_member(text(&row["name"]).trim_start_matches("$states.")).is_some());
    }
}

#[test]
fn integrations_agree() {
    let (Some(data), Some(optimized)) = (json("spec/integrations.json"), json("spec/optimized.json")) else {
        return;
    };
    assert_eq!(integrations::PARTITIONS.to_vec(), texts(&data["partitions"]));
    assert_eq!(integrations::FORBIDDEN_HEADERS.to_vec(), texts(&data["http_task"]["forbidden_headers"]));
    assert_eq!(integrations::ITEM_READER_RESOURCES.to_vec(), texts(&data["map_s3_resources"]["item_reader"]));
    assert_eq!(integrations::RESULT_WRITER_RESOURCES.to_vec(), texts(&data["map_s3_resources"]["result_writer"]));
    for row in list(&data["http_task"]["parameters"]) {
        let parameter = integrations::http_parameter(text(&row["name"])).unwrap();
        assert_eq!(parameter.types, types(&row["types"]), "{}", parameter.name);
    }
    assert_eq!(integrations::http_parameters().len(), list(&data["http_task"]["parameters"]).len());

    let flags = [
        (Pattern::RequestResponse, "request_response", "rr"),
        (Pattern::Sync, "sync", "sync"),
        (Pattern::Sync2, "sync_2", "sync2"),
        (Pattern::WaitForTaskToken, "wait_for_task_token", "tok"),
    ];
    let by_resource: BTreeMap<_, _> =
        list(&optimized["tasks"]).iter().map(|row| (text(&row["resource"]), row)).collect();
    let mut actions = 0;
    assert_eq!(integrations::optimized_services().len(), list(&data["optimized"]).len());
    for row in list(&data["optimized"]) {
        let id = text(&row["service"]);
        let service = integrations::optimized_service(id).unwrap_or_else(|| panic!("no {id}"));
        assert_eq!(service.title, row["title"]);
        if let Some(prefix) = row["error_prefix"].as_str() {
            assert_eq!((service.error_prefixes[0].prefix, service.error_prefixes[0].certain), (prefix, true));
        }
        assert_eq!(service.actions.len(), list(&row["actions"]).len(), "{id}");
        for row in list(&row["actions"]) {
            let at = format!("{id}:{}", text(&row["name"]));
            let action = service.action(text(&row["name"])).unwrap_or_else(|| panic!("no {at}"));
            let other = by_resource[at.as_str()];
            actions += 1;
            for (pattern, flag, short) in flags {
                let there = row[flag] == true || texts(&other["patterns"]).contains(&short);
                assert!(!there || !action.refuses(pattern), "{at} {pattern:?}");
                assert!(there || !action.patterns.contains(pattern), "{at} {pattern:?}");
            }
            for name in texts(&row["required_parameters"]) {
                assert!(action.required.contains(&name), "{at} {name}");
            }
            for name in texts(&row["optional_parameters"]) {
                assert!(action.optional.contains(&name), "{at} {name}");
            }
            assert_eq!(action.api, other["model"].as_str(), "{at}");
        }
    }
    assert_eq!(actions, by_resource.len());

    assert_eq!(integrations::sdk_services().len(), list(&data["aws_sdk"]["services"]).len());
    for row in list(&data["aws_sdk"]["services"]) {
        let id = text(&row["service"]);
        let service = integrations::sdk_service(id).unwrap_or_else(|| panic!("no {id}"));
        assert_eq!(service.exception_prefix, row["exception_prefix"], "{id}");
        for action in texts(&row["unsupported_actions"]) {
            assert!(service.is_unsupported(action), "{id} {action}");
        }
    }
}

/// Every `Resource` of a Task state below `value`; definitions are shallow, so this may recurse.
fn resources<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
    match value {
        Value::Object(members) => {
            if let (Some("Task"), Some(Value::String(text))) = (value["Type"].as_str(), members.get("Resource")) {
                found.push(text);
            }
            members.values().for_each(|inner| resources(inner, found));
        }
        Value::Array(items) => items.iter().for_each(|inner| resources(inner, found)),
        _ => {}
    }
}

#[test]
fn resources_of_valid_machines_are_read() {
    let Some(manifest) = shared("corpus/manifest.jsonl") else {
        return;
    };
    let (mut kinds, mut machines) = (BTreeMap::<_, usize>::new(), 0);
    let mut complaints = BTreeSet::new();
    for line in std::fs::read_to_string(manifest).unwrap().lines() {
        let row: Value = serde_json::from_str(line).unwrap();
        let file = text(&row["file"]);
        // Machines of other runtimes than AWS, whose resources need not be ARNs, do not count for the score.
        if row["label"] != "valid" || row["score"] != true || !file.starts_with("dev/valid/") || !file.ends_with("json")
        {
            continue;
        }
        let Some(machine) = json(&format!("corpus/{file}")) else {
            return;
        };
        machines += 1;
        let mut found = Vec::new();
        resources(&machine, &mut found);
        for text in found {
            let resource = integrations::parse_resource(text);
            let kind = match &resource {
                Resource::Lambda { .. } => "lambda",
                Resource::Activity { .. } => "activity",
                Resource::Optimized(_) => "optimized",
                Resource::Sdk(_) => "sdk",
                Resource::Http(_) => "http",
                Resource::Unknown(_) => "unknown",
                Resource::Malformed(_) => "malformed",
            };
            *kinds.entry(kind).or_default() += 1;
            match resource {
                Resource::Malformed(fault) => {
                    complaints.insert(format!("{text}: {fault:?} in {file}"));
                }
                Resource::Optimized(parts) | Resource::Http(parts) => {
                    let refused = match (integrations::optimized_service(parts.service.text), parts.pattern) {
                        (Some(service), Some(pattern)) => {
                            service.action(parts.action.text).is_none_or(|action| action.refuses(pattern))
                        }
                        _ => true,
                    };
                    if refused {
                        complaints.insert(format!("{text}: not known in {file}"));
                    }
                }
                Resource::Sdk(parts) => {
                    let known = integrations::sdk_service(parts.service.text)
                        .is_some_and(|service| !service.is_unsupported(parts.action.text));
                    if !known || !parts.pattern.is_some_and(|pattern| integrations::SDK_PATTERNS.contains(pattern)) {
                        complaints.insert(format!("{text}: not known in {file}"));
                    }
                }
                _ => {}
            }
        }
    }
    assert!(machines > 100 && kinds["optimized"] > 100 && kinds["sdk"] > 50, "{machines} {kinds:?}");
    assert!(complaints.is_empty(), "{kinds:?}\n{}", complaints.into_iter().collect::<Vec<_>>().join("\n"));
}
