//! Finds actions by words: `putitem dynamo` finds `dynamodb:putItem`.

use std::sync::OnceLock;

use crate::{INTEGRATIONS, SERVICES};

/// An action that answers a search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Match {
    /// The service as it stands in the resource.
    pub service: &'static str,
    /// The action as it stands in the resource.
    pub action: &'static str,
    /// Whether it is a task of an optimized integration, and not an `aws-sdk` resource.
    pub is_optimized: bool,
    /// Whether the model calls the action deprecated, or AWS closed the service.
    pub is_outdated: bool,
}

/// The `limit` actions that fit `words` best, the best first. Words stand apart by anything that is no letter and no
/// digit; case does not matter; every word must fit the service or the action. A word fits by being equal, by
/// beginning, by standing inside, or by the beginnings of the words in the name. Among equals come optimized tasks, then services
/// that machines call often, then short names. Actions that Step Functions refuses are left out. No words: the order
/// of these alone.
pub fn search(words: &str, limit: usize) -> Vec<Match> {
    let words: Vec<Vec<u8>> = words
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| word.to_ascii_lowercase().into_bytes())
        .collect();
    let mut found: Vec<(i32, Match)> = Vec::new();
    for integration in INTEGRATIONS.iter().filter(|integration| !integration.is_map_only) {
        let names = ServiceNames { id: integration.service, title: integration.error_prefix };
        let fits = words_on_service(&words, names);
        for task in integration.tasks {
            if let Some(score) = score(&words, &fits, task.action.as_bytes()) {
                let hit =
                    Match { service: integration.service, action: task.action, is_optimized: true, is_outdated: false };
                found.push((score + OPTIMIZED, hit));
            }
        }
    }
    let mut current = (u16::MAX, Vec::new(), 0);
    for entry in INDEXED.get_or_init(read) {
        let Some(info) = SERVICES.get(usize::from(entry.service)) else { continue };
        if current.0 != entry.service {
            let names = ServiceNames { id: info.id(), title: info.model_id() };
            let bonus = if COMMON.contains(&info.id()) { COMMON_SERVICE } else { 0 };
            let malus = if info.is_retired() { OUTDATED } else { 0 };
            current = (entry.service, words_on_service(&words, names), bonus + malus);
        }
        let Some(action) = INDEX.get(entry.start as usize..entry.start as usize + usize::from(entry.length)) else {
            continue;
        };
        if let Some(score) = score(&words, &current.1, action.as_bytes()) {
            let malus = if entry.is_deprecated { OUTDATED } else { 0 };
            let is_outdated = entry.is_deprecated || info.is_retired();
            let hit = Match { service: info.id(), action, is_optimized: false, is_outdated };
            found.push((score + current.2 + malus, hit));
        }
    }
    let order = |(score, hit): &(i32, Match)| (-score, hit.action.len(), hit.service, hit.action);
    if limit < found.len() {
        found.select_nth_unstable_by_key(limit, order);
        found.truncate(limit);
    }
    found.sort_unstable_by_key(order);
    found.into_iter().map(|(_, hit)| hit).collect()
}

const OPTIMIZED: i32 = 30;
const COMMON_SERVICE: i32 = 20;
const OUTDATED: i32 = -25;

const EQUAL: i32 = 100;
const BEGINS: i32 = 80;
const BEGINS_WORD: i32 = 60;
const INSIDE: i32 = 40;
const HUMPS: i32 = 30;

/// Services that public state machines call most through `aws-sdk` resources.
const COMMON: [&str; 32] = [
    "athena",
    "batch",
    "bedrock",
    "bedrockruntime",
    "cloudformation",
    "cloudwatch",
    "cloudwatchlogs",
    "codebuild",
    "comprehend",
    "dynamodb",
    "ec2",
    "ecs",
    "eks",
    "eventbridge",
    "glue",
    "iam",
    "kms",
    "lambda",
    "organizations",
    "rds",
    "rdsdata",
    "redshiftdata",
    "rekognition",
    "s3",
    "secretsmanager",
    "sesv2",
    "sfn",
    "sns",
    "sqs",
    "ssm",
    "textract",
    "transcribe",
];

#[derive(Clone, Copy)]
struct ServiceNames {
    id: &'static str,
    /// A longer name for people: `Cost Explorer`.
    title: &'static str,
}

/// How well each word fits the service.
fn words_on_service(words: &[Vec<u8>], names: ServiceNames) -> Vec<Option<i32>> {
    let fit_title = |word: &[u8]| names.title.split(' ').filter_map(|part| fit(word, part.as_bytes())).max();
    words.iter().map(|word| fit(word, names.id.as_bytes()).max(fit_title(word))).collect()
}

/// The sum over the words of how well each fits; `None` where one fits nothing.
fn score(words: &[Vec<u8>], on_service: &[Option<i32>], action: &[u8]) -> Option<i32> {
    let mut sum = 0;
    for (word, on_service) in words.iter().zip(on_service) {
        sum += fit(word, action).max(*on_service)?;
    }
    Some(sum)
}

/// How well a word of small letters fits a name in camel case.
fn fit(word: &[u8], name: &[u8]) -> Option<i32> {
    let equal = |a: &u8, b: &u8| *a == b.to_ascii_lowercase();
    let begins_at =
        |at: usize| name.get(at..at + word.len()).is_some_and(|part| word.iter().zip(part).all(|(a, b)| equal(a, b)));
    if begins_at(0) {
        return Some(if word.len() == name.len() { EQUAL } else { BEGINS });
    }
    let mut best = None;
    for at in 1..=name.len().saturating_sub(word.len()) {
        if begins_at(at) {
            if name.get(at).is_some_and(u8::is_ascii_uppercase) {
                return Some(BEGINS_WORD);
            }
            best = Some(INSIDE);
        }
    }
    best.or_else(|| fits_humps(word, name).then_some(HUMPS))
}

/// Whether the letters of a word go through a name from its beginning, jumping only to where a word of it begins:
/// `ddbi` and `desdbinst` fit `describeDBInstances`.
fn fits_humps(word: &[u8], name: &[u8]) -> bool {
    let mut at = 0;
    for letter in word {
        let is_it = |other: &u8| other.to_ascii_lowercase() == *letter;
        let rest = name.get(at..).unwrap_or(&[]);
        let step = if rest.first().is_some_and(is_it) {
            Some(0)
        } else if at == 0 {
            None
        } else {
            rest.iter().position(|other| other.is_ascii_uppercase() && is_it(other))
        };
        match step {
            Some(step) => at += step + 1,
            None => return false,
        }
    }
    true
}

/// A line for each action, an empty line between services, in the order of the table; `!` before what is refused and `~`
/// before what is deprecated.
static INDEX: &str = include_str!(concat!(env!("OUT_DIR"), "/index.txt"));
static INDEXED: OnceLock<Vec<Entry>> = OnceLock::new();

/// About how many bytes the index takes; `None` while nobody has searched.
pub(crate) fn memory() -> Option<usize> {
    INDEXED.get().map(|entries| size_of_val(&**entries))
}

/// An action that Step Functions does not refuse.
struct Entry {
    start: u32,
    length: u16,
    /// The place of the service in the table.
    service: u16,
    is_deprecated: bool,
}

/// Every such action.
fn read() -> Vec<Entry> {
    let mut entries = Vec::with_capacity(INDEX.len() / 20);
    let (mut start, mut service) = (0, 0);
    for line in INDEX.split('\n') {
        let action = line.trim_start_matches('~');
        if line.is_empty() {
            service += 1;
        } else if !line.starts_with('!') {
            entries.push(Entry {
                start: (start + line.len() - action.len()) as u32,
                length: action.len() as u16,
                service,
                is_deprecated: action.len() < line.len(),
            });
        }
        start += line.len() + 1;
    }
    entries.shrink_to_fit();
    entries
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first `count` answers, one per line.
    fn check(words: &str, count: usize, expected: &[&str]) {
        let found: Vec<String> = search(words, count)
            .iter()
            .map(|hit| format!("{}{}:{}", if hit.is_optimized { "" } else { "aws-sdk:" }, hit.service, hit.action))
            .collect();
        assert_eq!(found, expected, "{words}");
    }

    #[test]
    fn finds_by_words() {
        check("putitem dynamo", 2, &["dynamodb:putItem", "aws-sdk:dynamodb:putItem"]);
        check("dynamodb:query", 1, &["aws-sdk:dynamodb:query"]);
        check("aws describedbinst rds", 1, &[]);
        check("describedbinst rds", 1, &["aws-sdk:rds:describeDBInstances"]);
        check("lambda invoke", 2, &["lambda:invoke", "aws-sdk:lambda:invoke"]);
        check("explorer getcost", 1, &["aws-sdk:costexplorer:getCostAndUsage"]);
        check("desdbinst rds", 1, &["aws-sdk:rds:describeDBInstances"]);
        check("nothing of the kind", 1, &[]);
    }

    #[test]
    fn leaves_out_what_is_refused() {
        check("sts assumerole", 3, &[]);
        assert!(search("lambda invokewithresponsestream", 5).is_empty());
    }

    #[test]
    fn finds_everything_without_words() {
        let everything = search("", usize::MAX);
        let refused: usize = crate::services()
            .filter_map(|info| info.service())
            .map(|service| service.operations().filter(|operation| operation.exclusion().is_some()).count())
            .sum();
        let actions: usize =
            crate::services().filter_map(|info| info.service()).map(|service| service.operations().len()).sum();
        let sdk = everything.iter().filter(|hit| !hit.is_optimized).count();
        assert_eq!(sdk + refused, actions);
        assert!(everything.first().is_some_and(|hit| hit.is_optimized));
    }
}
