//! The wire: what stands between the handlers of `tower-lsp` and the two streams of a client.
//!
//! `tower-lsp` gives the routes, the types, cancellation and the way back to the client: [`tower_lsp::LspService`]. The
//! loop that it ships to feed them is not used, because it has faults that reach people, and some of them cannot be
//! mended from outside: a message that is not JSON ends the session, and so does a panic in a handler; `exit` does not
//! end it while the input stays open; a client that does not read is not listened to either; a few handlers that wait
//! hold up everything behind them. Here instead:
//!
//! * [`serve`] reads, starts each handler in the order of arrival, and writes answers as they come;
//! * [`Guard`] stands around the service: panics, `exit`, tracing, and messages that would be dropped without a word;
//! * [`Outbox`] takes whatever is to be written and never pushes back.
//!
//! The module knows nothing of the language, of documents or of the handlers behind the service.

mod frame;
mod guard;
mod outbox;
mod repair;
mod session;
pub mod stdio;

use std::error::Error;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use futures::future::poll_fn;
use futures::stream::{self, FuturesUnordered};
use futures::{Sink, SinkExt, Stream, StreamExt};
use tokio::io::{AsyncRead, BufReader};
use tower::Service;
use tower_lsp::Loopback;
use tower_lsp::jsonrpc::{Request, Response};

use frame::Incoming;
pub use guard::Guard;
pub use outbox::{Drain, Inlet, Outbox};
pub use repair::UNCOUNTED;
pub use session::Session;

/// How long answers may still take after `exit`, before the process leaves without them.
const GRACE_AFTER_EXIT: Duration = Duration::from_millis(250);

/// How long answers may still take after the input has ended without `exit`, as it does when messages are piped in.
const GRACE_AFTER_END_OF_INPUT: Duration = Duration::from_secs(5);

/// How long a client may take to read what is left for it when the session is over.
const GRACE_TO_READ: Duration = Duration::from_secs(1);

/// Bytes read at once: the capacity of a pipe on Linux.
const CHUNK: usize = 64 * 1024;

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
    S: Service<Request, Response = Option<Response>>,
    S::Error: Into<Box<dyn Error + Send + Sync>> + Send + 'static,
    S::Future: Send + 'static,
    L: Loopback,
    <L::ResponseSink as Sink<Response>>::Error: Error,
{
    let session = Session::default();
    let mut service = Guard::new(service, session.clone());
    let mut incoming = pin!(messages(input));
    let (to_client, mut replies) = socket.split();
    let mut to_client = pin!(to_client.fuse());
    let mut handlers = FuturesUnordered::new();
    let mut broken = pin!(drain.broken());

    let mut gone = false;
    while !gone && !session.has_exited() {
        let next = async {
            match poll_fn(|cx| service.poll_ready(cx)).await {
                Ok(()) => incoming.next().await,
                Err(_) => None,
            }
        };
        tokio::select! {
            biased;
            () = &mut broken => gone = true,
            Some(answer) = handlers.next() => send_answer(&outbox, answer),
            Some(request) = to_client.next() => outbox.send(&request),
            message = next => match message {
                None => break,
                Some(Incoming::Unreadable(answer)) => outbox.send(&answer),
                Some(Incoming::Reply(reply)) => {
                    if let Err(error) = replies.send(reply).await {
                        tracing::warn!(%error, "nobody waits for this reply");
                    }
                }
                Some(Incoming::Request(request)) => {
                    let mut handler = service.call(request);
                    // The first poll of each handler, and with it every change of state, is in the order of arrival.
                    match poll_fn(|cx| Poll::Ready(Pin::new(&mut handler).poll(cx))).await {
                        Poll::Ready(answer) => send_answer(&outbox, answer),
                        Poll::Pending => handlers.push(handler),
                    }
                }
            },
        }
    }

    if !gone {
        let grace = if session.has_exited() { GRACE_AFTER_EXIT } else { GRACE_AFTER_END_OF_INPUT };
        let rest = async {
            loop {
                tokio::select! {
                    biased;
                    Some(request) = to_client.next() => outbox.send(&request),
                    answer = handlers.next() => match answer {
                        Some(answer) => send_answer(&outbox, answer),
                        None => break,
                    },
                }
            }
        };
        tokio::select! {
            () = rest => {}
            () = &mut broken => {}
            () = tokio::time::sleep(grace) => tracing::debug!("left with requests unanswered"),
        }
    }
    drop(outbox);
    drain.finish(GRACE_TO_READ).await;
    if session.was_shut_down() { Ending::Orderly } else { Ending::Abrupt }
}

/// The messages of an input, to its end.
fn messages(input: impl AsyncRead + Unpin) -> impl Stream<Item = Incoming> {
    stream::unfold(BufReader::with_capacity(CHUNK, input), async |mut input| match frame::next_body(&mut input).await {
        Ok(Some(body)) => Some((frame::parse(&body), input)),
        Ok(None) => None,
        Err(error) => {
            tracing::warn!(%error, "cannot read from the client");
            None
        }
    })
}

fn send_answer<E>(outbox: &Outbox, answer: Result<Option<Response>, E>)
where
    E: Into<Box<dyn Error + Send + Sync>>,
{
    match answer {
        Ok(Some(answer)) => outbox.send(&answer),
        Ok(None) => {}
        Err(error) => tracing::error!(error = error.into(), "a message could not be handled"),
    }
}
