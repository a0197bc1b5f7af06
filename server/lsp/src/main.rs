//! The language server and command line of Amazon States Language.

use std::path::PathBuf;
use std::process::ExitCode;

use asl_ls::command::check::{self, Check};
use asl_ls::command::explain::{self, Explain};
use asl_ls::logging::{self, Level};
use asl_ls::server;
use clap::{Args, Parser, Subcommand};

/// Amazon States Language: a language server for editors and a checker for the command line.
///
/// Without a command it serves an editor over standard input and output.
#[derive(Debug, Parser)]
#[command(name = "asl-ls", version, args_conflicts_with_subcommands = true)]
struct CommandLine {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    serve: Serve,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve an editor over standard input and output.
    Serve(Serve),
    Check(Check),
    Explain(Explain),
}

#[derive(Debug, Args)]
struct Serve {
    /// Talk over standard input and output; this is the only way, and the default.
    #[arg(long)]
    stdio: bool,
    /// How much to log.
    #[arg(long, value_enum, default_value_t)]
    log_level: Level,
    /// Append the log to this file instead of writing it to standard error.
    #[arg(long, value_name = "FILE")]
    log_file: Option<PathBuf>,
    /// Sent by some editors; the end of standard input tells as much.
    #[arg(long = "clientProcessId", value_name = "PID", hide = true)]
    client_process_id: Option<u32>,
}

fn main() -> ExitCode {
    let CommandLine { command, serve } = CommandLine::parse();
    match command.unwrap_or(Command::Serve(serve)) {
        Command::Serve(options) => run_server(&options),
        Command::Check(options) => check::run(&options),
        Command::Explain(options) => explain::run(&options),
    }
}

fn run_server(options: &Serve) -> ExitCode {
    let ended = logging::start(options.log_level, options.log_file.as_deref()).and_then(|()| server::serve_stdio());
    match ended {
        Ok(ending) => ExitCode::from(ending.exit_code()),
        Err(error) => {
            tracing::error!(%error, "cannot serve");
            let _ = std::io::Write::write_fmt(&mut std::io::stderr(), format_args!("asl-ls: {error}\n"));
            ExitCode::FAILURE
        }
    }
}
