//! Reads the facts of one service as `xtask/aws_models/extract.py` writes them.
//!
//! The files are ours and generated: whatever is not understood is a mistake in them and ends the build with the line.

use std::collections::BTreeMap;

/// The facts of one service; names as the AWS model spells them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Model {
    /// The id that the model states: `DynamoDB`, `Cost Explorer`.
    pub(crate) id: String,
    /// The folder of the model in botocore, which is also the name of the file: `dynamodb`, `ce`.
    pub(crate) folder: String,
    /// The name of the service in AWS's API reference: `dynamodb-2012-08-10`.
    pub(crate) reference: Option<String>,
    /// The last botocore version that held the service, where the service is closed.
    pub(crate) retired: Option<String>,
    /// The error shapes of the service.
    pub(crate) exceptions: Vec<String>,
    pub(crate) operations: Vec<Operation>,
    pub(crate) structures: BTreeMap<String, Structure>,
    /// The values of each enumeration.
    pub(crate) enums: BTreeMap<String, Vec<String>>,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct Operation {
    pub(crate) name: String,
    pub(crate) is_deprecated: bool,
    /// A type expression, as everywhere below: a scalar, a structure or enumeration, `[type]` or `{key:type}`.
    pub(crate) input: Option<String>,
    pub(crate) output: Option<String>,
    pub(crate) errors: Vec<String>,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct Structure {
    pub(crate) is_union: bool,
    pub(crate) is_event_stream: bool,
    pub(crate) members: Vec<Member>,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct Member {
    pub(crate) name: String,
    /// Another spelling that people use for it: the one of the other regime.
    pub(crate) alternate: Option<String>,
    /// Whether the alternate may be right as well.
    pub(crate) accepts_alternate: bool,
    pub(crate) kind: String,
    pub(crate) is_required: bool,
    pub(crate) is_deprecated: bool,
    /// An idempotency token: SDKs fill it in, Step Functions does not.
    pub(crate) is_token: bool,
}

/// What the last unindented line opened.
enum Open {
    Nothing,
    Operation,
    Structure(String),
    Enum(String),
}

/// Reads a whole file, or gives the line that it does not understand.
pub(crate) fn parse(text: &str) -> Result<Model, String> {
    let mut model = Model::default();
    let mut open = Open::Nothing;
    for (number, line) in text.lines().enumerate() {
        let understood = match line.strip_prefix(' ') {
            Some(inner) => add_inner(&mut model, &open, inner),
            None => add_outer(&mut model, line).map(|opened| open = opened),
        };
        understood.ok_or_else(|| format!("line {}: {line}", number + 1))?;
    }
    Ok(model)
}

fn add_outer(model: &mut Model, line: &str) -> Option<Open> {
    let (keyword, rest) = line.split_once(' ')?;
    match keyword {
        "service" => model.id = rest.to_owned(),
        "api" => model.folder = rest.split_once(' ')?.0.to_owned(),
        "reference" => model.reference = Some(rest.to_owned()),
        "retired" => model.retired = Some(rest.to_owned()),
        "exception" => model.exceptions.push(rest.to_owned()),
        "operation" => {
            let (name, is_deprecated) = match rest.strip_suffix(" deprecated") {
                Some(name) => (name, true),
                None => (rest, false),
            };
            model.operations.push(Operation { name: name.to_owned(), is_deprecated, ..Operation::default() });
            return Some(Open::Operation);
        }
        "structure" => {
            let mut words = rest.split(' ');
            let name = words.next()?.to_owned();
            let mut structure = Structure::default();
            for flag in words {
                match flag {
                    "union" => structure.is_union = true,
                    "eventstream" => structure.is_event_stream = true,
                    _ => return None,
                }
            }
            model.structures.insert(name.clone(), structure);
            return Some(Open::Structure(name));
        }
        "enum" => {
            model.enums.insert(rest.to_owned(), Vec::new());
            return Some(Open::Enum(rest.to_owned()));
        }
        _ => return None,
    }
    Some(Open::Nothing)
}

fn add_inner(model: &mut Model, open: &Open, line: &str) -> Option<()> {
    match open {
        Open::Nothing => None,
        Open::Operation => {
            let operation = model.operations.last_mut()?;
            let (keyword, rest) = line.split_once(' ')?;
            match keyword {
                "input" => operation.input = Some(rest.to_owned()),
                "output" => operation.output = Some(rest.to_owned()),
                "errors" => operation.errors = rest.split(' ').map(str::to_owned).collect(),
                _ => return None,
            }
            Some(())
        }
        Open::Structure(name) => {
            let member = parse_member(line)?;
            model.structures.get_mut(name)?.members.push(member);
            Some(())
        }
        Open::Enum(name) => {
            model.enums.get_mut(name)?.push(line.to_owned());
            Some(())
        }
    }
}

/// Reads `<member> <type> [required] [deprecated] [token]`.
pub(crate) fn parse_member(line: &str) -> Option<Member> {
    let mut words = line.split(' ');
    let mut member = Member { name: words.next()?.to_owned(), kind: words.next()?.to_owned(), ..Member::default() };
    for flag in words {
        match flag {
            "required" => member.is_required = true,
            "deprecated" => member.is_deprecated = true,
            "token" => member.is_token = true,
            _ => return None,
        }
    }
    Some(member)
}
