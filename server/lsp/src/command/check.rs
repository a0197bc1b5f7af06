//! `asl-ls check`: judges files and says so in the form that a terminal, a CI system or another program wants.

use std::collections::HashMap;
use std::io::{self, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use asl_analysis::{Finding, Level, Settings, Surroundings};
use asl_syntax::{Dialect, Text};
use clap::{Args, ValueEnum};

use super::config::Configurations;
use super::discover::{self, Candidate};
use super::report;
use crate::engine::{DocumentKind, Snapshot};
use crate::store::Revision;
use crate::{convert, deployment, workspace};

/// Check state machines.
///
/// Looks at the given files, and in the given folders at every file that is a state machine or holds some: definitions in
/// JSON and YAML, and templates of CloudFormation, SAM, the Serverless Framework and Terraform. Exits with 0 when there is nothing to say, 1 when there are errors or warnings, 2 when it could not
/// run.
#[derive(Args, Debug)]
pub struct Check {
    /// Files, folders or globs; `-` is standard input. Without any: the current folder.
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Read more paths from this file, one a line; `-` is standard input.
    #[arg(long, value_name = "FILE")]
    files_from: Option<PathBuf>,
    /// The form of the answer.
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: Format,
    /// Fail on these: a code is reported as an error; a level (`hint` ...) and those above it count as failures.
    #[arg(long, value_name = "CODE|LEVEL", value_delimiter = ',')]
    deny: Vec<String>,
    /// Do not report these: a code, or a level and those below it.
    #[arg(long, value_name = "CODE|LEVEL", value_delimiter = ',')]
    allow: Vec<String>,
    /// Also give all the advice that is off by itself.
    #[arg(long)]
    advice: bool,
    /// Colours in the human form.
    #[arg(long, value_enum, default_value_t)]
    pub(super) color: Color,
    /// The name to use for standard input.
    #[arg(long, value_name = "NAME", default_value = "stdin.asl.json")]
    stdin_name: PathBuf,
}

/// The forms of an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people: the text with the place underlined.
    #[default]
    Human,
    /// A line per finding: `file:line:column: level[code] message`.
    Compact,
    /// One JSON array of files with their LSP diagnostics.
    Json,
    /// A line of JSON per file.
    Jsonl,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Workflow commands of GitHub Actions.
    Github,
}

/// When to colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// When the output is a terminal and `NO_COLOR` is not set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// What was found in one file.
pub(crate) struct Judged {
    pub(crate) path: PathBuf,
    pub(crate) text: Text,
    /// How many machines it is or holds.
    pub(crate) machines: usize,
    pub(crate) findings: Vec<(Finding, Level)>,
}

/// The wishes of the command line about levels.
struct Wishes {
    deny: Vec<String>,
    allow: Vec<String>,
    advice: bool,
    fails_from: Level,
    shown_from: Level,
    /// What templates say about the definitions that they name, by the file.
    deployed: HashMap<PathBuf, Surroundings>,
}

/// Runs the check and writes the answer to standard output.
pub fn run(options: &Check) -> ExitCode {
    match try_run(options) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            let _ = writeln!(io::stderr(), "asl-ls: {error}");
            ExitCode::from(2)
        }
    }
}

fn try_run(options: &Check) -> io::Result<bool> {
    let mut wishes = Wishes::new(options)?;
    let configurations = Configurations::default();
    let mut judged = Vec::new();
    let mut paths = options.paths.clone();
    if let Some(list) = &options.files_from {
        let text = if list == Path::new("-") { read_stdin()? } else { read(list)? };
        paths.extend(text.lines().map(str::trim).filter(|l| !l.is_empty()).map(PathBuf::from));
    } else if paths.is_empty() {
        paths.push(PathBuf::from("."));
    }
    let stdin = paths.iter().any(|p| p == Path::new("-"));
    if stdin {
        paths.retain(|p| p != Path::new("-"));
        let text = read_stdin()?;
        judged.extend(judge(&options.stdin_name, true, &text, &configurations, &wishes));
    }
    let files = discover::files(&paths)?;
    wishes.deployed = deployed(&files);
    let (answers, problems) = judge_all(&files, &configurations, &wishes);
    judged.extend(answers);
    for problem in configurations.problems().iter().chain(&problems) {
        let _ = writeln!(io::stderr(), "asl-ls: {problem}");
    }
    let mut out = io::BufWriter::new(io::stdout().lock());
    let written = report::write(options, &judged, &mut out).and_then(|()| out.flush());
    // A reader that has seen enough, such as `head`, is no failure of ours.
    written.or_else(|e| if e.kind() == io::ErrorKind::BrokenPipe { Ok(()) } else { Err(e) })?;
    if !problems.is_empty() {
        return Err(io::Error::other("not everything was checked"));
    }
    Ok(!judged.iter().flat_map(|j| &j.findings).any(|(_, level)| *level >= wishes.fails_from))
}

/// What the templates among the files say about the definitions that they name, by the file.
fn deployed(files: &[Candidate]) -> HashMap<PathBuf, Surroundings> {
    let mut said: HashMap<PathBuf, Surroundings> = HashMap::new();
    for file in files {
        let Some(template) = workspace::template(&file.path) else { continue };
        for (path, surroundings) in workspace::said_by(&template) {
            let known = said.remove(&path);
            let merged = known.map_or(surroundings.clone(), |known| known.merged(surroundings));
            said.insert(path, merged);
        }
    }
    said
}

/// Judges the files on all cores; the answers are in the order of the files. What went wrong with single files, which
/// does not keep the others from their answers, comes beside them, a line each.
fn judge_all(files: &[Candidate], configurations: &Configurations, wishes: &Wishes) -> (Vec<Judged>, Vec<String>) {
    let workers = thread::available_parallelism().map_or(1, usize::from).min(files.len());
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(file) = files.get(index) else { return done };
            let judged = catch_unwind(AssertUnwindSafe(|| judge_file(file, configurations, wishes)));
            let broken = |_| Err(format!("{}: the analysis failed; please report it", file.path.display()));
            done.push((index, judged.unwrap_or_else(broken)));
        }
    };
    let mut all = if workers <= 1 {
        work()
    } else {
        thread::scope(|scope| {
            let handles: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
            handles.into_iter().flat_map(|handle| handle.join().unwrap_or_default()).collect()
        })
    };
    all.sort_by_key(|(index, _)| *index);
    let (mut judged, mut problems) = (Vec::new(), Vec::new());
    for (_, outcome) in all {
        match outcome {
            Ok(answer) => judged.extend(answer),
            Err(problem) => problems.push(problem),
        }
    }
    (judged, problems)
}

/// Judges one file. A file that was only met in a folder and is no text is none of ours.
fn judge_file(file: &Candidate, configurations: &Configurations, wishes: &Wishes) -> Result<Option<Judged>, String> {
    match read(&file.path) {
        Ok(text) => Ok(judge(&file.path, file.named, &text, configurations, wishes)),
        Err(_) if !file.named => Ok(None),
        Err(error) => Err(error.to_string()),
    }
}

/// Judges one text; `None` when it is a file of some other kind that nobody asked for by name.
fn judge(path: &Path, named: bool, text: &str, configurations: &Configurations, wishes: &Wishes) -> Option<Judged> {
    let name = path.to_string_lossy().replace('\\', "/");
    let kind = DocumentKind::of_path(&name).unwrap_or_else(|| DocumentKind::machine(&name));
    let settings = Arc::new(wishes.settings(&configurations.for_file(path)));
    let uri = convert::to_uri(path);
    let own = uri.as_ref().and_then(|uri| uri.to_file_path().ok());
    let surroundings = own.and_then(|own| wishes.deployed.get(&workspace::plain(&own))).cloned().unwrap_or_default();
    let mut snapshot = Snapshot::open(text, &Arc::new(kind), &settings, surroundings.clone());
    let is_nothing = snapshot.parts().located().is_none() && snapshot.parts().iter().next().is_none();
    if is_nothing && named && snapshot.document().dialect() == Dialect::Json {
        let meant = DocumentKind::clone(snapshot.kind()).meant();
        snapshot = Snapshot::open(text, &Arc::new(meant), &settings, surroundings);
    }
    let parts = snapshot.parts();
    let machines = parts.iter().count();
    if machines == 0 && !named {
        return None;
    }
    let levelled = |f: &Finding| Some((f.clone(), settings.level(f.rule)?));
    let mut findings: Vec<_> = parts.findings().iter().filter_map(levelled).collect();
    let text = snapshot.text().clone();
    if let Some(uri) = uri.filter(|_| parts.names_files()) {
        let template = Arc::new(Revision::of_file(uri, snapshot));
        let beside = deployment::findings_beside(&template, |path| Some(Arc::new(workspace::definition(path)?)));
        findings.extend(beside.iter().filter_map(levelled));
        findings.sort_by_key(|(finding, _)| finding.span);
    }
    findings.retain(|(_, level)| *level >= wishes.shown_from);
    Some(Judged { path: path.to_owned(), text, machines, findings })
}

impl Wishes {
    fn new(options: &Check) -> io::Result<Wishes> {
        let mut wishes = Wishes {
            deny: Vec::new(),
            allow: Vec::new(),
            advice: options.advice,
            fails_from: Level::Warning,
            shown_from: Level::Hint,
            deployed: HashMap::new(),
        };
        for word in &options.deny {
            match Level::parse(word.trim_end_matches('s')) {
                Some(level) => wishes.fails_from = wishes.fails_from.min(level),
                None => wishes.deny.push(word.clone()),
            }
        }
        for word in &options.allow {
            match Level::parse(word.trim_end_matches('s')) {
                Some(Level::Error) => {
                    return Err(io::Error::other("--allow error would hide everything; allow single codes instead"));
                }
                Some(Level::Hint) => wishes.shown_from = wishes.shown_from.max(Level::Information),
                Some(Level::Information) => wishes.shown_from = wishes.shown_from.max(Level::Warning),
                Some(Level::Warning) => wishes.shown_from = Level::Error,
                None => wishes.allow.push(word.clone()),
            }
        }
        let mut probe = Settings::default();
        for code in wishes.deny.iter().chain(&wishes.allow) {
            probe.set(code, "off").map_err(io::Error::other)?;
        }
        Ok(wishes)
    }

    /// The settings of a file with the wishes of the command line on top.
    fn settings(&self, base: &Arc<Settings>) -> Settings {
        let mut settings = Settings::clone(base);
        if self.advice {
            settings.set_advice(true);
        }
        for (codes, level) in [(&self.allow, "off"), (&self.deny, "error")] {
            for code in codes {
                // Codes were proven when the wishes were read.
                let _ = settings.set(code, level);
            }
        }
        settings
    }
}

fn read(path: &Path) -> io::Result<String> {
    let bytes = std::fs::read(path).map_err(|e| io::Error::new(e.kind(), format!("{}: {e}", path.display())))?;
    decode(bytes, path)
}

fn read_stdin() -> io::Result<String> {
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    decode(bytes, Path::new("standard input"))
}

fn decode(bytes: Vec<u8>, path: &Path) -> io::Result<String> {
    String::from_utf8(bytes)
        .map_err(|_| io::Error::new(io::ErrorKind::InvalidData, format!("{}: the text is not UTF-8", path.display())))
}
