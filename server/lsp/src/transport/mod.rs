//! The wire: what stands between `tower-lsp` and the two streams of a client.
//!
//! `tower-lsp` joins its reader, its handlers and its writer on one task. As it ships, a panic in a handler ends the
//! server, an `exit` with an open input never returns, a client that does not read stops the input too, and four busy
//! handlers hold up everything behind them. The parts of this module cure that without touching the library:
//!
//! * [`Guard`] stands around the service: panics, `exit`, tracing, and messages the library would drop without a word;
//! * [`Input`] ends the input as soon as `exit` was read, so that everything answered so far still gets out;
//! * [`Outbox`] takes whatever is written and never pushes back.
//!
//! It knows nothing of the language, of documents or of the handlers behind the service.

mod guard;
mod input;
mod outbox;
mod repair;
mod session;
pub mod stdio;

use std::error::Error;
use std::time::Duration;

use futures::Sink;
use tokio::io::AsyncRead;
use tower::Service;
use tower_lsp::jsonrpc::{Request, Response};
use tower_lsp::{Loopback, Server};

pub use guard::Guard;
pub use input::Input;
pub use outbox::{Drain, Outbox};
pub use repair::UNCOUNTED;
pub use session::Session;

/// Handlers that may run at once. Far more than a client keeps in flight, so that a `$/cancelRequest` or the reply of
/// a client never waits behind handlers that are busy.
const CONCURRENCY: usize = 1024;

/// How long answers may still take after `exit`, before the process leaves without them.
const GRACE_AFTER_EXIT: Duration = Duration::from_millis(250);

/// How long answers may still take after the input has ended without `exit`, as it does when messages are piped in.
const GRACE_AFTER_END_OF_INPUT: Duration = Duration::from_secs(5);

/// How long a client may take to read what is left for it when the session is over.
const GRACE_TO_READ: Duration = Duration::from_secs(1);

/// How a session ended.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Ending {
    /// The client asked for `shutdown` first, as the protocol wants it.
    Orderly,
    /// `exit` without `shutdown`, or the client went away.
    Abrupt,
}

impl Ending {
    /// The exit code of the process that the protocol asks for: 0 after `shutdown`, 1 otherwise.
    pub fn exit_code(self) -> u8 {
        match self {
            Ending::Orderly => 0,
            Ending::Abrupt => 1,
        }
    }
}

/// Serves one client until it exits, closes its side, or is gone.
///
/// `input` is what the client sends; `outbox` and `drain` carry what is sent to it; `socket` is the loopback that
/// `LspService` returned together with `service`. Returns once everything is answered and written, or a bounded time
/// after the client has gone.
pub async fn serve<I, S, L>(input: I, outbox: Outbox, drain: Drain, service: S, socket: L) -> Ending
where
    I: AsyncRead + Unpin,
    S: Service<Request, Response = Option<Response>> + Send + 'static,
    S::Error: Into<Box<dyn Error + Send + Sync>> + Send + 'static,
    S::Future: Send + 'static,
    L: Loopback,
    <L::ResponseSink as Sink<Response>>::Error: Error,
{
    let session = Session::default();
    let input = Input::new(input, session.clone());
    let service = Guard::new(service, session.clone());
    let served = Server::new(input, outbox, socket).concurrency_level(CONCURRENCY).serve(service);
    tokio::select! {
        () = served => {}
        () = overdue(&session) => tracing::debug!("left with requests unanswered"),
        () = drain.broken() => tracing::info!("the client reads no more"),
    }
    drain.finish(GRACE_TO_READ).await;
    if session.was_shut_down() { Ending::Orderly } else { Ending::Abrupt }
}

/// Resolves when nothing more is going to be read and the handlers have had their time.
async fn overdue(session: &Session) {
    session.no_more_input().await;
    let grace = if session.has_exited() { GRACE_AFTER_EXIT } else { GRACE_AFTER_END_OF_INPUT };
    tokio::time::sleep(grace).await;
}
