//! Proposals from the models of the AWS APIs: parameters at every depth, the words that they take, and the errors of
//! an action.

use asl_aws_models::{Member, Shape, ShapeId, Structure};
use asl_spec::QueryLanguage;
use asl_spec::integrations::optimized_service;
use asl_syntax::{Container, Object, Place as CursorPlace};

use super::{Item, ItemKind, Site, Topic, literal, without_stops};
use crate::call::{Call, Way, is_evaluated_key, parameter_name};
use crate::raised;
use crate::rewrite::quoted;
use crate::task::payload_field;

/// Skeletons go this deep: required members may nest, and a shape may reach itself.
const DEEPEST: usize = 4;

/// Longer lists of words are not written into a snippet.
const CHOICES: usize = 24;

/// Where the cursor is in the parameters of a call.
struct Spot {
    call: Call,
    /// The shape of the innermost container.
    id: ShapeId,
    /// Whether that is the payload itself.
    is_top: bool,
    language: QueryLanguage,
}

impl Spot {
    fn of(site: &Site<'_, '_>) -> Option<Spot> {
        let (_, state) = site.state.as_ref()?;
        let outside =
            |c: &&Container<'_>| !matches!(c, Container::Object { object, .. } if object.span() == state.span());
        let mut inner = site.cursor.containers.iter().skip_while(outside);
        let Container::Object { member: Some(field), .. } = inner.next()? else { return None };
        if !field.key().is(payload_field(site.language)) {
            return None;
        }
        let call = Call::of_state(*state)?;
        let mut id = call.input()?;
        // An object that begins at the cursor is inside of the last container.
        let inner: Vec<&Container<'_>> = inner.collect();
        let steps = if site.is_new { inner.len() } else { inner.len().checked_sub(1)? };
        for outer in &inner[..steps] {
            let key = match outer {
                Container::Object { member, .. } => Some(member.as_ref()?.key().text()),
                Container::Array { .. } => None,
            };
            id = call.step(id, key.as_deref())?;
        }
        let is_top = steps == 0;
        Some(Spot { call, id, is_top, language: site.language })
    }

    fn shape(&self, id: ShapeId) -> Option<Shape> {
        self.call.shapes().shape(id)
    }

    /// The members of a structure with their weights, those that a person most likely wants first.
    fn members(&self, structure: Structure, is_top: bool) -> Vec<(Member, bool)> {
        let (documented, demanded, refused) = match self.call.way {
            Way::Optimized(task) if is_top => {
                let action = optimized_service(task.integration.service()).and_then(|s| s.action(task.info.action()));
                let refused =
                    if self.call.pattern.suffix().starts_with(".sync") { task.info.sync_refuses() } else { &[] };
                (task.info.documented(), action.map_or(&[][..], |action| action.required), refused)
            }
            _ => (&[][..], &[][..], &[][..]),
        };
        let mut members: Vec<(Member, bool)> = structure
            .members()
            .filter(|member| !refused.contains(&member.name()))
            .map(|member| (member, member.is_required() || demanded.contains(&member.name())))
            .collect();
        members.sort_by_key(|(member, is_required)| {
            let order = documented.iter().position(|name| *name == member.name()).unwrap_or(documented.len());
            (!is_required, member.is_deprecated(), order)
        });
        members
    }

    /// The value that a parameter of this shape begins its life with, as a snippet with tabs; `stop` is the last stop
    /// in use.
    fn value(&self, id: ShapeId, depth: usize, stop: &mut u32) -> String {
        let mut next = || {
            *stop += 1;
            *stop
        };
        match self.shape(id) {
            Some(Shape::Structure(structure)) => {
                let required = self.required(structure, depth == 0);
                if depth >= DEEPEST || required.is_empty() {
                    return format!("{{\n\t${}\n}}", next());
                }
                let lines = self.lines(&required, depth, stop);
                format!("{{\n\t{}\n}}", lines.replace('\n', "\n\t"))
            }
            Some(Shape::List { element }) if depth < DEEPEST && self.is_object(element) => {
                let element = self.value(element, depth + 1, stop);
                format!("[\n\t{}\n]", element.replace('\n', "\n\t"))
            }
            Some(Shape::List { .. }) => format!("[${}]", next()),
            Some(Shape::Map { .. } | Shape::Document) => format!("{{\n\t${}\n}}", next()),
            Some(Shape::Boolean) => format!("${{{}|true,false|}}", next()),
            Some(Shape::Integer | Shape::Long | Shape::Float) => format!("${{{}:0}}", next()),
            Some(Shape::Enum { values, .. }) if values.len() <= CHOICES => {
                let words: Vec<&str> = values.iter().collect();
                // A comma or a bar would end the word in the syntax of snippets.
                if words.iter().any(|word| word.contains([',', '|', '\\', '$', '}'])) {
                    return format!("\"${}\"", next());
                }
                format!("\"${{{}|{}|}}\"", next(), words.join(","))
            }
            Some(Shape::String | Shape::Blob { .. } | Shape::Timestamp) if self.language == QueryLanguage::Jsonata => {
                format!("\"{{% ${} %}}\"", next())
            }
            _ => format!("\"${}\"", next()),
        }
    }

    fn is_object(&self, id: ShapeId) -> bool {
        matches!(self.shape(id), Some(Shape::Structure(_)))
    }

    fn required(&self, structure: Structure, is_top: bool) -> Vec<Member> {
        self.members(structure, is_top).into_iter().filter(|(_, required)| *required).map(|(m, _)| m).collect()
    }

    /// The members with their values, one under the other.
    fn lines(&self, members: &[Member], depth: usize, stop: &mut u32) -> String {
        let line =
            |member: &Member| format!("{}: {}", quoted(member.name()), self.value(member.shape(), depth + 1, stop));
        members.iter().map(line).collect::<Vec<_>>().join(",\n")
    }

    fn detail(&self, member: Member, is_required: bool) -> String {
        let kind = self.call.shapes().type_name(member.shape());
        match (is_required, member.is_deprecated()) {
            (true, _) => format!("{kind}, required"),
            (false, true) => format!("{kind}, deprecated"),
            (false, false) => kind,
        }
    }
}

/// Proposes the members of the structure that the cursor is in. Returns whether it is in one: nothing else can stand
/// there.
pub(super) fn keys(site: &Site<'_, '_>, items: &mut Vec<Item>) -> bool {
    let CursorPlace::Key { has_value, .. } = site.cursor.place else { return false };
    let Some(spot) = Spot::of(site) else { return false };
    let Some(Shape::Structure(structure)) = spot.shape(spot.id) else { return false };
    let frame = site.frame();
    let object = site.siblings();
    let given: Vec<_> = object
        .into_iter()
        .flat_map(Object::members)
        .filter(|member| member.key().span() != frame.replace)
        .map(|member| member.key().text())
        .collect();
    let is_here = |name: &str| {
        given
            .iter()
            .any(|key| structure.member_like(parameter_name(site.language, key)).is_some_and(|m| m.name() == name))
    };
    let free: Vec<(Member, bool)> =
        spot.members(structure, spot.is_top).into_iter().filter(|(member, _)| !is_here(member.name())).collect();
    let missing: Vec<Member> = free.iter().filter(|(_, required)| *required).map(|(member, _)| *member).collect();
    if let ([first, _, ..], false) = (&*missing, has_value) {
        let lines = spot.lines(&missing, 0, &mut 0).replace('\t', &site.unit);
        let plain = unfilled(&lines);
        let mut item = frame.item(ItemKind::Snippet, "all required parameters", lines, plain, Topic::None);
        item.filter = quoted(first.name());
        item.detail = missing.iter().map(|member| member.name()).collect::<Vec<_>>().join(", ");
        items.push(item);
    }
    let depth = usize::from(!spot.is_top);
    for (rank, (member, is_required)) in free.into_iter().enumerate() {
        let evaluated = (site.language == QueryLanguage::JsonPath).then_some(".$");
        for (offset, suffix) in [Some(""), evaluated].into_iter().flatten().enumerate() {
            let label = format!("{}{suffix}", member.name());
            let key = quoted(&label);
            let value = if suffix.is_empty() {
                spot.value(member.shape(), depth + 1, &mut 0).replace('\t', &site.unit)
            } else {
                "\"\\$.$1\"".to_owned()
            };
            let snippet = if has_value { literal(&key) } else { format!("{}: {value}", literal(&key)) };
            let plain = unfilled(&snippet);
            let mut item = frame.item(ItemKind::Field, &label, snippet, plain, topic(site, &spot, structure, member));
            item.filter = key;
            item.detail = spot.detail(member, is_required);
            item.deprecated = member.is_deprecated();
            item.rank = 1 + 2 * rank as u32 + offset as u32;
            items.push(item);
        }
    }
    true
}

fn topic(site: &Site<'_, '_>, spot: &Spot, structure: Structure, member: Member) -> Topic {
    match site.resource() {
        Some(resource) => {
            let owner = if spot.is_top { String::new() } else { structure.name().to_owned() };
            Topic::Parameter(resource, owner, member.name().to_owned())
        }
        None => Topic::None,
    }
}

/// Proposes values for the parameter under `key`, or for an element of a list where there is none.
pub(super) fn values(site: &Site<'_, '_>, key: Option<&str>, items: &mut Vec<Item>) {
    if key.is_some_and(|key| is_evaluated_key(site.language, key)) {
        return;
    }
    let Some((spot, id)) = Spot::of(site).and_then(|spot| {
        let id = spot.call.step(spot.id, key)?;
        Some((spot, id))
    }) else {
        return;
    };
    match spot.shape(id) {
        Some(Shape::Enum { values, .. }) => {
            for word in values {
                let text = quoted(word);
                push(site, ItemKind::Value, word, literal(&text), items);
            }
        }
        Some(Shape::Boolean) => {
            for word in ["true", "false"] {
                push(site, ItemKind::Value, word, word.to_owned(), items);
            }
        }
        Some(Shape::Structure(structure)) => {
            let label = format!("{{…}} {}", structure.name());
            push(site, ItemKind::Snippet, &label, spot.value(id, 1, &mut 0), items);
        }
        Some(Shape::Map { value, .. }) => {
            let body = format!("{{\n\t\"$1\": {}\n}}", spot.value(value, 1, &mut 1).replace('\n', "\n\t"));
            let label = format!("{{…}} {}", spot.call.shapes().type_name(id));
            push(site, ItemKind::Snippet, &label, body, items);
        }
        Some(Shape::List { .. }) => {
            let label = format!("[…] {}", spot.call.shapes().type_name(id));
            push(site, ItemKind::Snippet, &label, spot.value(id, 1, &mut 0), items);
        }
        _ => {}
    }
}

/// Proposes the parameters that the call demands, behind the key of the payload.
pub(super) fn payload(site: &Site<'_, '_>, key: Option<&str>, items: &mut Vec<Item>) {
    let Some((_, state)) = site.state.as_ref().filter(|_| key == Some(payload_field(site.language))) else { return };
    let Some((call, id)) = Call::of_state(*state).and_then(|call| Some((call, call.input()?))) else { return };
    let spot = Spot { call, id, is_top: true, language: site.language };
    let label = format!("{{…}} parameters of {}", call.title());
    push(site, ItemKind::Snippet, &label, spot.value(id, 0, &mut 0), items);
}

fn push(site: &Site<'_, '_>, kind: ItemKind, label: &str, snippet: String, items: &mut Vec<Item>) {
    let snippet = snippet.replace('\t', &site.unit);
    let plain = unfilled(&snippet);
    let mut item = site.frame().item(kind, label, snippet, plain, Topic::None);
    item.rank = items.len() as u32;
    items.push(item);
}

/// Values without their stops. A parameter that is a text begins as an empty one: nobody knows what to compute.
fn unfilled(snippet: &str) -> String {
    without_stops(snippet).replace("{%  %}", "").replace("\"$.\"", "\"$\"")
}

/// The required parameters of the structure with this id in the parameters of `call`.
pub(crate) fn required_parameters(call: &Call, language: QueryLanguage, id: ShapeId, is_top: bool) -> Vec<Member> {
    let spot = Spot { call: *call, id, is_top, language };
    call.shapes().structure(id).map(|structure| spot.required(structure, is_top)).unwrap_or_default()
}

/// The value of this shape that a parameter of `call` begins its life with, as JSON indented by `unit`. The shape of the
/// parameters themselves gives an object with all that are required.
pub(crate) fn required_value(call: &Call, language: QueryLanguage, id: ShapeId, unit: &str) -> String {
    let spot = Spot { call: *call, id, is_top: call.input() == Some(id), language };
    let depth = usize::from(!spot.is_top);
    let text = unfilled(&spot.value(id, depth, &mut 0).replace('\t', unit));
    // What has nothing in it stands on one line.
    text.lines().filter(|line| !line.trim().is_empty()).fold(String::new(), |mut text, line| {
        let is_empty = text.ends_with(['{', '[']) && line.trim_start().starts_with(['}', ']']);
        match (text.is_empty(), is_empty) {
            (true, _) => text.push_str(line),
            (_, true) => text.push_str(line.trim_start()),
            _ => text.extend(["\n", line]),
        }
        text
    })
}

/// The error names of the call that `resource` makes: those of the action, then those of the service.
pub(super) fn errors(resource: &str) -> Vec<(String, &'static str)> {
    let Some(call) = Call::read(resource) else { return Vec::new() };
    let action = raised::of_action(&call).into_iter().map(|name| (name.to_owned(), call.action()));
    let base = raised::base(&call).map(|name| (name.to_owned(), call.service_id()));
    let service = raised::of_service(&call).into_iter().map(|name| (name.to_owned(), call.service_id()));
    action.chain(base).chain(service).collect()
}
