//! `asl-ls explain`: what an action of AWS takes, gives and raises, spelled as Step Functions spells it.

use std::io::{self, Write};
use std::process::ExitCode;

use asl_analysis::features::explain::{alike, card, facts, find};
use clap::{Args, ValueEnum};

use crate::convert::completion::plain;

/// Explain an AWS action that a Task state can call.
///
/// Takes what stands in the resource of a task: `dynamodb:putItem`, `aws-sdk:rds:describeDBInstances`,
/// `ecs:runTask.sync` or the whole resource. Exits with 1 when there is no such action, and names the closest ones.
#[derive(Args, Debug)]
pub struct Explain {
    /// The action.
    #[arg(value_name = "ACTION")]
    action: String,
    /// The form of the answer.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// The forms of an explanation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    #[default]
    Text,
    /// Markdown.
    Markdown,
    /// One JSON object.
    Json,
}

/// How many actions are named in place of one that does not exist.
const ALIKE: usize = 5;

/// Writes the explanation to standard output.
pub fn run(options: &Explain) -> ExitCode {
    match explain(&options.action, options.format) {
        Ok(text) => match writeln!(io::stdout().lock(), "{text}") {
            // A reader that has seen enough closes its end.
            Ok(()) => ExitCode::SUCCESS,
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
            Err(_) => ExitCode::from(2),
        },
        Err(message) => {
            let _ = writeln!(io::stderr().lock(), "asl-ls: {message}");
            ExitCode::FAILURE
        }
    }
}

fn explain(action: &str, format: Format) -> Result<String, String> {
    let call = find(action).ok_or_else(|| {
        let near = alike(action, ALIKE);
        let near = if near.is_empty() { String::new() } else { format!("; there is {}", near.join(", ")) };
        format!("no action \"{action}\" is known{near}")
    })?;
    let markdown = || card(&call).unwrap_or_default();
    Ok(match format {
        Format::Text => plain(&without_links(&markdown())),
        Format::Markdown => markdown(),
        Format::Json => serde_json::to_string_pretty(&facts(&call)).map_err(|error| error.to_string())?,
    })
}

/// Lines of links with their addresses written out.
fn without_links(markdown: &str) -> String {
    let line = |line: &str| match line.starts_with('[') {
        true => line.replace("](", ": ").replace(['[', ')'], "").replace(" · ", "\n"),
        false => line.to_owned(),
    };
    markdown.lines().map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::{Format, explain};

    #[test]
    fn every_form_says_the_same() {
        let text = explain("dynamodb:putItem", Format::Text).unwrap();
        assert!(text.starts_with("dynamodb:putItem · Amazon DynamoDB"), "{text}");
        assert!(text.contains("Required: TableName (string), Item (map of AttributeValue)."), "{text}");
        assert!(text.lines().any(|line| line.starts_with("API reference: https://docs.aws.amazon.com/")), "{text}");
        let markdown = explain("arn:aws:states:::dynamodb:putItem", Format::Markdown).unwrap();
        assert!(markdown.contains("`DynamoDB.ConditionalCheckFailedException`"), "{markdown}");
        let json: serde_json::Value =
            serde_json::from_str(&explain("aws-sdk:rds:describeDBInstances", Format::Json).unwrap()).unwrap();
        assert_eq!(json["parameters"][0]["name"], "DbInstanceIdentifier");
        assert_eq!(json["errors"][0], "Rds.DbInstanceNotFoundException");
    }

    #[test]
    fn an_unknown_one_leads_to_its_likeness() {
        let message = explain("rds:describeDBInstances", Format::Text).unwrap_err();
        assert!(message.contains("aws-sdk:rds:describeDBInstances"), "{message}");
    }
}
