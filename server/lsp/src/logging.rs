//! Logs: to standard error or to a file, never to standard output, which carries the protocol.

use std::fs::OpenOptions;
use std::io;
use std::path::Path;
use std::sync::{Mutex, OnceLock};

use clap::ValueEnum;
use tracing::level_filters::LevelFilter;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{Registry, fmt, reload};

/// How much is logged.
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd, ValueEnum)]
pub enum Level {
    /// Nothing.
    Off,
    /// What went wrong in the server.
    Error,
    /// What a person should know of, such as a document that is out of step.
    #[default]
    Warn,
    /// The course of a session.
    Info,
    /// Every request.
    Debug,
    /// Every message, in full.
    Trace,
}

impl Level {
    /// Reads a level as a setting writes it; `None` for anything else.
    pub fn from_setting(name: &str) -> Option<Self> {
        Level::from_str(name, true).ok()
    }

    /// What passes at this level. The library's own warnings are about messages that need no handling here.
    fn filter(self) -> Targets {
        let library = if self < Level::Info { Level::Error.min(self) } else { self };
        Targets::new().with_default(self.threshold()).with_target("tower_lsp", library.threshold())
    }

    fn threshold(self) -> LevelFilter {
        match self {
            Level::Off => LevelFilter::OFF,
            Level::Error => LevelFilter::ERROR,
            Level::Warn => LevelFilter::WARN,
            Level::Info => LevelFilter::INFO,
            Level::Debug => LevelFilter::DEBUG,
            Level::Trace => LevelFilter::TRACE,
        }
    }
}

static FILTER: OnceLock<reload::Handle<Targets, Registry>> = OnceLock::new();

/// Starts logging for the whole process, to the end of `file` when there is one and else to standard error. Panics of
/// any thread are logged too.
///
/// # Errors
///
/// When the file cannot be opened for writing.
pub fn start(level: Level, file: Option<&Path>) -> io::Result<()> {
    let (filter, handle) = reload::Layer::new(level.filter());
    let registry = tracing_subscriber::registry().with(filter);
    let started = match file {
        Some(path) => {
            let file = OpenOptions::new().create(true).append(true).open(path)?;
            let layer = fmt::layer().with_ansi(false).with_writer(Mutex::new(file));
            registry.with(layer).try_init()
        }
        None => {
            let layer = fmt::layer().with_ansi(false).with_writer(io::stderr);
            registry.with(layer).try_init()
        }
    };
    if started.is_ok() {
        let _ = FILTER.set(handle);
        std::panic::set_hook(Box::new(|panic| {
            let place = panic.location().map(ToString::to_string);
            let backtrace = std::backtrace::Backtrace::capture();
            tracing::error!(place, "{panic}\n{backtrace}");
        }));
    }
    Ok(())
}

/// Changes how much is logged from now on. Does nothing before [`start`].
pub fn set_level(level: Level) {
    if let Some(handle) = FILTER.get()
        && let Err(error) = handle.reload(level.filter())
    {
        tracing::warn!(%error, "the log level stays as it was");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_of_settings() {
        assert_eq!(Level::from_setting("debug"), Some(Level::Debug));
        assert_eq!(Level::from_setting("Warn"), Some(Level::Warn));
        assert_eq!(Level::from_setting("loud"), None);
    }
}
