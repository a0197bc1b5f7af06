//! From an AWS SDK integration to the optimized one of the same action, and back. Each has its own vocabulary, so the
//! parameters, the names of errors and the readers of the result change with it.

use std::cell::Cell;

use asl_aws_models as models;
use asl_aws_models::Shape;
use asl_query::jsonpath::RootKind;
use asl_spec::integrations::Pattern;
use asl_syntax::Value;

use super::invocation::Invocation;
use super::twins::Twins;
use super::{Task, fix};
use crate::call::{Call, Given, Way, exact_member, is_evaluated_key, is_opaque, parameter_name};
use crate::expression::{Expression, each_path, states_reads, visit};
use crate::handlers::lists;
use crate::raised::{Verdict, is_judged, judge};
use crate::result::Data;
use crate::rewrite::{Edit, Fix, remove_item, replace_string};
use crate::task::{TaskResource, payload_field};

/// The task as the other kind of integration; `None` where there is none, or where the text cannot say what it would
/// mean there.
pub(super) fn convert(task: &Task<'_>) -> Option<Fix> {
    let resource = TaskResource::of(&task.place)?;
    let read = resource.read();
    let old = Call::of(&read)?;
    let new = counterpart(&old)?;
    let invocation = if Invocation::is_one(&old) { Some(Invocation::of(task, &old)?) } else { None };
    let parts = read.integration()?;
    let sdk = if matches!(old.way, Way::Sdk(_)) { "aws-sdk:".len() } else { 0 };
    let tail = asl_spec::integrations::Span { start: parts.service.span.start - sdk, end: resource.text().len() };
    let name = format!("{}{}", new.title(), new.pattern.suffix());
    let mut edits = crate::rewrite::replace_inside(task.document, resource.part(tail), &name);
    edits.extend(parameters(task, &old, &new, invocation)?);
    edits.extend(errors(task, &old, &new)?);
    let results = match (old.output(), new.output()) {
        (Some(one), Some(other)) => Some(Twins::new(old.shapes(), new.shapes(), (one, other))),
        _ => None,
    };
    edits.extend(match invocation {
        Some(invocation) => invocation.reads(task)?,
        None => reads(task, results.as_ref())?,
    });
    let leaves = match task.language() {
        asl_spec::QueryLanguage::Jsonata => task.state().get("Output").is_none(),
        asl_spec::QueryLanguage::JsonPath => {
            let is_null = |value: Value<'_>| value.is_null();
            task.state().get("ResultSelector").is_none() && !task.place.value("ResultPath").is_some_and(is_null)
        }
    };
    let is_same = results.zip(old.output()).is_some_and(|(twins, root)| twins.is_same(root));
    let warning = match invocation {
        Some(invocation) => invocation.difference(leaves),
        None if leaves && !is_same => ", whose result spells some members in another way",
        None => "",
    };
    fix(format!("Call it through {}{warning}", new.title()), edits)
}

/// The call of the same action through the other kind of integration, in the same pattern.
fn counterpart(old: &Call) -> Option<Call> {
    let name = match old.way {
        Way::Optimized(task) => {
            let (service, action) = task.info.sdk()?;
            format!("aws-sdk:{service}:{action}")
        }
        Way::Sdk(info) => {
            let found =
                models::integrations().filter(|integration| !integration.is_map_only()).find_map(|integration| {
                    let is_it = |task: &&models::TaskInfo| task.sdk() == Some((info.id(), old.operation.action()));
                    Some((integration, integration.tasks().iter().find(is_it)?))
                });
            let (integration, task) = found?;
            format!("{}:{}", integration.service(), task.action())
        }
    };
    let new = Call::read(&format!("arn:aws:states:::{name}{}", old.pattern.suffix()))?;
    let is_possible = new.patterns().contains(&old.pattern) && new.operation.exclusion().is_none();
    let waits = matches!(old.pattern, Pattern::Sync | Pattern::Sync2);
    (is_possible && !waits).then_some(new)
}

/// The parameters in the words of `new`.
fn parameters(task: &Task<'_>, old: &Call, new: &Call, invocation: Option<Invocation>) -> Option<Vec<Edit>> {
    let Some(field) = task.place.get(payload_field(task.language())) else { return Some(Vec::new()) };
    let value = field.value()?;
    let (Some(from), Some(to)) = (old.input(), new.input()) else { return None };
    let twins = Twins::new(old.shapes(), new.shapes(), (from, to));
    let is_certain = Cell::new(true);
    let mut edits = Vec::new();
    old.each(task.language(), field, value, &mut |given| {
        // Nobody knows the names in what is computed.
        if is_opaque(given.value) && !twins.is_same(given.id) {
            is_certain.set(false);
        }
        match rename(task, old, &twins, given, invocation) {
            Some(renamed) => edits.extend(renamed),
            None => is_certain.set(false),
        }
    });
    is_certain.get().then_some(edits)
}

/// The keys of one object in the words of the other integration.
fn rename(
    task: &Task<'_>,
    old: &Call,
    twins: &Twins,
    given: &Given<'_>,
    invocation: Option<Invocation>,
) -> Option<Vec<Edit>> {
    let mut edits = Vec::new();
    let (Some(object), Some(Shape::Structure(structure))) = (given.value.as_object(), old.shapes().shape(given.id))
    else {
        return Some(edits);
    };
    for member in object.members() {
        let key = member.key();
        let text = key.text();
        let name = parameter_name(task.language(), &text);
        let Some(known) = exact_member(structure, name).filter(|_| !key.has_hole()) else { continue };
        let twin = twins.member(given.id, known)?;
        let value = member.value()?;
        let is_evaluated = is_evaluated_key(task.language(), &text);
        if is_evaluated && !twins.is_same(known.shape()) {
            return None;
        }
        // Where one takes any JSON and the other text, an object is the same to both; text is text to a message.
        let is_message = matches!(old.service_id(), "sqs" | "sns");
        if !twins.is_same_kind(known, twin) && value.as_object().is_none() && !is_message {
            edits.extend(invocation?.payload(task, is_evaluated, value)?);
        }
        if twin.name() != name {
            let suffix = text.get(name.len()..).unwrap_or_default();
            edits.push(replace_string(task.document, key.span(), &format!("{}{suffix}", twin.name())));
        }
    }
    Some(edits)
}

/// The names in retriers and catchers as `new` reports them.
fn errors(task: &Task<'_>, old: &Call, new: &Call) -> Option<Vec<Edit>> {
    let mut edits = Vec::new();
    for handler in lists(&task.place).iter().flat_map(|list| &list.handlers) {
        let mut kept: Vec<String> = handler.names.iter().map(|name| name.text.to_string()).collect();
        for name in &handler.names {
            // An error that only the one reports is none of the other.
            if matches!(judge(new, &name.text), Verdict::Unknown(_)) && judge(old, &name.text) == Verdict::Open {
                kept.retain(|kept| *kept != name.text);
                edits.push(remove_item(task.document, handler.list?, name.span()));
                continue;
            }
            let is_of_old = name.text.split_once('.').is_some_and(|(prefix, _)| prefix == old.error_prefix());
            if is_of_old && !is_judged(new) && old.error_prefix() != new.error_prefix() {
                return None;
            }
            let Verdict::Misnamed(right) = judge(new, &name.text) else { continue };
            if kept.contains(&right) {
                edits.push(remove_item(task.document, handler.list?, name.span()));
            } else {
                edits.push(replace_string(task.document, name.span(), &right));
                kept.push(right);
            }
        }
        if kept.is_empty() && !handler.names.is_empty() {
            return None;
        }
    }
    Some(edits)
}

/// The paths into the result in the words of the other integration.
fn reads(task: &Task<'_>, twins: Option<&Twins>) -> Option<Vec<Edit>> {
    let mut edits = Vec::new();
    let is_certain = Cell::new(true);
    visit(&task.place, &mut |reading| {
        let Some(expression) = reading.expression() else { return };
        match reads_of(task, expression, twins) {
            Some(found) => edits.extend(found),
            None => is_certain.set(false),
        }
    });
    is_certain.get().then_some(edits)
}

fn reads_of(task: &Task<'_>, expression: &Expression<'_>, twins: Option<&Twins>) -> Option<Vec<Edit>> {
    let mut changes: Vec<(asl_query::Span, &str)> = Vec::new();
    let is_certain = Cell::new(true);
    let mut step = |data: Option<Data>, name: &str, span: asl_query::Span| {
        let Some(Data::Result(call, id)) = data else { return };
        let Some(member) = call.shapes().structure(id).and_then(|structure| structure.member(name)) else { return };
        match twins.and_then(|twins| Some((twins, twins.member(id, member)?))) {
            Some((twins, twin)) if twins.is_same_kind(member, twin) => {
                if twin.name() != name {
                    changes.push((span, twin.name()));
                }
            }
            _ => is_certain.set(false),
        }
    };
    each_path(expression, &mut |path| match path.root.kind {
        RootKind::Input => {
            for (at, segment) in path.segments.iter().enumerate() {
                let Some(name) = segment.name() else { continue };
                let before = path.segments.get(..at).unwrap_or_default();
                step(Data::at_path(&expression.site, before), &name.text, name.span);
            }
        }
        // What a filter tests is in the result as well.
        RootKind::Current if Data::at_path(&expression.site, &[]).is_some() => is_certain.set(false),
        _ => {}
    });
    let parsed = expression.jsonata();
    for read in states_reads(expression) {
        for (at, name) in read.names.iter().enumerate().skip(1) {
            let before = read.names.get(..at).unwrap_or_default();
            let span = parsed.map_or(asl_query::Span::empty(0), |parsed| parsed.span(name.id));
            step(Data::at_names(&expression.site, before.iter().map(|step| step.name)), name.name, span);
        }
    }
    changes.sort_by_key(|(span, _)| span.start);
    is_certain.get().then(|| expression.edits(task.document, &changes))
}
