//! Pieces of a machine to fill in: whole machines, states, and the elements of lists, in both query languages.
//!
//! Bodies are written with tabs for one level of indentation; the document's own unit takes their place.

use asl_spec::{Context, QueryLanguage, StateType};
use asl_syntax::Span;

use super::{Insert, Item, ItemKind, Site, Topic, as_it_stands};

/// The object of a context with what it cannot do without, as a snippet.
pub(super) fn object(context: Context, language: QueryLanguage) -> String {
    let jsonata = language == QueryLanguage::Jsonata;
    match context {
        Context::Retrier => {
            "{\n\t\"ErrorEquals\": [\"${1:States.ALL}\"],\n\t\"IntervalSeconds\": ${2:2},\n\t\"MaxAttempts\": ${3:3},\n\t\"BackoffRate\": ${4:2}\n}"
        }
        Context::Catcher if jsonata => {
            "{\n\t\"ErrorEquals\": [\"${1:States.ALL}\"],\n\t\"Output\": {\n\t\t\"input\": \"{% \\$states.input %}\",\n\t\t\"error\": \"{% \\$states.errorOutput %}\"\n\t},\n\t\"Next\": \"$2\"\n}"
        }
        Context::Catcher => {
            "{\n\t\"ErrorEquals\": [\"${1:States.ALL}\"],\n\t\"ResultPath\": \"\\$.${2:error}\",\n\t\"Next\": \"$3\"\n}"
        }
        Context::ChoiceRule if jsonata => "{\n\t\"Condition\": \"{% $1 %}\",\n\t\"Next\": \"$2\"\n}",
        Context::ChoiceRule => {
            "{\n\t\"Variable\": \"\\$.${1:value}\",\n\t\"${2:StringEquals}\": ${3:\"\"},\n\t\"Next\": \"$4\"\n}"
        }
        Context::NestedChoiceRule => "{\n\t\"Variable\": \"\\$.${1:value}\",\n\t\"${2:StringEquals}\": ${3:\"\"}\n}",
        Context::Branch => {
            "{\n\t\"StartAt\": \"${1:First}\",\n\t\"States\": {\n\t\t\"${1:First}\": {\n\t\t\t\"Type\": \"Pass\",\n\t\t\t\"End\": true\n\t\t}\n\t}\n}"
        }
        Context::ItemProcessor => {
            "{\n\t\"ProcessorConfig\": {\n\t\t\"Mode\": \"INLINE\"\n\t},\n\t\"StartAt\": \"${1:First}\",\n\t\"States\": {\n\t\t\"${1:First}\": {\n\t\t\t\"Type\": \"Pass\",\n\t\t\t\"End\": true\n\t\t}\n\t}\n}"
        }
        Context::ProcessorConfig => "{\n\t\"Mode\": \"${1|INLINE,DISTRIBUTED|}\"\n}",
        Context::Credentials => "{\n\t\"RoleArn\": \"$1\"\n}",
        Context::ItemReader if jsonata => {
            "{\n\t\"Resource\": \"arn:aws:states:::s3:getObject\",\n\t\"ReaderConfig\": {\n\t\t\"InputType\": \"${1|JSON,CSV,JSONL|}\"\n\t},\n\t\"Arguments\": {\n\t\t\"Bucket\": \"$2\",\n\t\t\"Key\": \"$3\"\n\t}\n}"
        }
        Context::ItemReader => {
            "{\n\t\"Resource\": \"arn:aws:states:::s3:getObject\",\n\t\"ReaderConfig\": {\n\t\t\"InputType\": \"${1|JSON,CSV,JSONL|}\"\n\t},\n\t\"Parameters\": {\n\t\t\"Bucket\": \"$2\",\n\t\t\"Key\": \"$3\"\n\t}\n}"
        }
        Context::ResultWriter if jsonata => {
            "{\n\t\"Resource\": \"arn:aws:states:::s3:putObject\",\n\t\"Arguments\": {\n\t\t\"Bucket\": \"$1\",\n\t\t\"Prefix\": \"$2\"\n\t}\n}"
        }
        Context::ResultWriter => {
            "{\n\t\"Resource\": \"arn:aws:states:::s3:putObject\",\n\t\"Parameters\": {\n\t\t\"Bucket\": \"$1\",\n\t\t\"Prefix\": \"$2\"\n\t}\n}"
        }
        Context::ItemBatcher => "{\n\t\"MaxItemsPerBatch\": ${1:100}\n}",
        _ => "{\n\t$1\n}",
    }
    .to_owned()
}

/// The body of a new state of this type, as a snippet.
pub(super) fn state_body(kind: StateType, language: QueryLanguage) -> String {
    let jsonata = language == QueryLanguage::Jsonata;
    let (payload, way) = (if jsonata { "Arguments" } else { "Parameters" }, "\"Next\": \"$9\"");
    match kind {
        StateType::Task => format!(
            "{{\n\t\"Type\": \"Task\",\n\t\"Resource\": \"${{2:arn:aws:states:::lambda:invoke}}\",\n\t\"{payload}\": {{\n\t\t\"FunctionName\": \"$3\"$4\n\t}},\n\t{way}\n}}"
        ),
        StateType::Pass if jsonata => {
            format!("{{\n\t\"Type\": \"Pass\",\n\t\"Output\": {{\n\t\t$2\n\t}},\n\t{way}\n}}")
        }
        StateType::Pass => format!("{{\n\t\"Type\": \"Pass\",\n\t{way}\n}}"),
        StateType::Choice => format!(
            "{{\n\t\"Type\": \"Choice\",\n\t\"Choices\": [\n\t\t{}\n\t],\n\t\"Default\": \"$9\"\n}}",
            object(Context::ChoiceRule, language).replace("$4", "$5").replace("$2\"", "$5\"").replace('\n', "\n\t\t")
        ),
        StateType::Wait => format!("{{\n\t\"Type\": \"Wait\",\n\t\"Seconds\": ${{2:10}},\n\t{way}\n}}"),
        StateType::Succeed => "{\n\t\"Type\": \"Succeed\"\n}".to_owned(),
        StateType::Fail => "{\n\t\"Type\": \"Fail\",\n\t\"Error\": \"${2:Error}\",\n\t\"Cause\": \"$3\"\n}".to_owned(),
        StateType::Parallel => format!(
            "{{\n\t\"Type\": \"Parallel\",\n\t\"Branches\": [\n\t\t{}\n\t],\n\t{way}\n}}",
            object(Context::Branch, language).replace("${1:", "${2:").replace('\n', "\n\t\t")
        ),
        StateType::Map => {
            let items = if jsonata { "\"Items\": \"{% $2 %}\"" } else { "\"ItemsPath\": \"\\$.${2:items}\"" };
            format!(
                "{{\n\t\"Type\": \"Map\",\n\t{items},\n\t\"ItemProcessor\": {},\n\t{way}\n}}",
                object(Context::ItemProcessor, language).replace("${1:", "${3:").replace('\n', "\n\t")
            )
        }
    }
}

/// Proposes whole states with their names, at a key of `States`.
pub(super) fn states(site: &Site<'_, '_>, items: &mut Vec<Item>) {
    let has_value = matches!(site.cursor.place, asl_syntax::Place::Key { has_value: true, .. });
    if has_value {
        return;
    }
    let typed = match &site.cursor.place {
        asl_syntax::Place::Key { typed, .. } => typed.trim_matches('"').to_owned(),
        _ => String::new(),
    };
    for (rank, kind) in StateType::ALL.into_iter().enumerate() {
        let name = if typed.is_empty() {
            format!("${{1:{}}}", kind.as_str())
        } else {
            format!("${{1:{}}}", super::literal(&typed))
        };
        let snippet = format!("\"{name}\": {}", state_body(kind, site.language)).replace('\t', &site.unit);
        let plain = as_it_stands(&snippet);
        let label = format!("{} state", kind.as_str());
        let mut item = site.frame().item(ItemKind::Snippet, &label, snippet, plain, Topic::Type(kind));
        item.filter = if typed.is_empty() { format!("\"{}", kind.as_str()) } else { format!("\"{typed}") };
        item.detail = "a new state".to_owned();
        item.rank = rank as u32;
        items.push(item);
    }
}

/// Proposes the bodies of states, behind the name of one.
pub(super) fn state_bodies(site: &Site<'_, '_>, items: &mut Vec<Item>) {
    for (rank, kind) in StateType::ALL.into_iter().enumerate() {
        let snippet = state_body(kind, site.language).replace('\t', &site.unit);
        let plain = as_it_stands(&snippet);
        let label = format!("{{…}} {} state", kind.as_str());
        let mut item = site.frame().item(ItemKind::Snippet, &label, snippet, plain, Topic::Type(kind));
        item.rank = rank as u32;
        items.push(item);
    }
}

/// Proposes an element of a list of objects with this context.
pub(super) fn elements(site: &Site<'_, '_>, context: Context, items: &mut Vec<Item>) {
    let snippet = object(context, site.language).replace('\t', &site.unit);
    let plain = as_it_stands(&snippet);
    let label = format!("{{…}} {}", context.title());
    items.push(site.frame().item(ItemKind::Snippet, &label, snippet, plain, Topic::None));
    if context == Context::Retrier {
        let names: Vec<String> = asl_spec::errors::LAMBDA_TRANSIENT.iter().map(|n| format!("\t\t\"{n}\"")).collect();
        let snippet = format!(
            "{{\n\t\"ErrorEquals\": [\n{}\n\t],\n\t\"IntervalSeconds\": ${{1:1}},\n\t\"MaxAttempts\": ${{2:3}},\n\t\"BackoffRate\": ${{3:2}},\n\t\"JitterStrategy\": \"FULL\"\n}}",
            names.join(",\n")
        )
        .replace('\t', &site.unit);
        let plain = as_it_stands(&snippet);
        let mut item = site.frame().item(
            ItemKind::Snippet,
            "{…} retrier for Lambda's transient errors",
            snippet,
            plain,
            Topic::None,
        );
        item.rank = 1;
        items.push(item);
    }
}

/// Proposes whole machines, in an empty document.
pub(super) fn machines(replace: Span, items: &mut Vec<Item>) {
    for (rank, language) in QueryLanguage::ALL.into_iter().enumerate() {
        let language_line = match language {
            QueryLanguage::Jsonata => "\t\"QueryLanguage\": \"JSONata\",\n",
            QueryLanguage::JsonPath => "",
        };
        let snippet = format!(
            "{{\n\t\"Comment\": \"${{1:What this machine does}}\",\n{language_line}\t\"StartAt\": \"${{2:First}}\",\n\t\"States\": {{\n\t\t\"${{2:First}}\": {{\n\t\t\t\"Type\": \"${{3|Pass,Task,Choice,Wait,Parallel,Map|}}\",$0\n\t\t\t\"End\": true\n\t\t}}\n\t}}\n}}"
        )
        .replace('\t', "  ");
        let plain = as_it_stands(&snippet);
        items.push(Item {
            label: format!("State machine ({})", language.as_str()),
            kind: ItemKind::Snippet,
            detail: "a whole definition".to_owned(),
            replace,
            insert: Insert { snippet, plain },
            filter: "{".to_owned(),
            also: Vec::new(),
            rank: rank as u32,
            deprecated: false,
            topic: Topic::None,
        });
    }
}
