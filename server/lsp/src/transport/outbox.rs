//! The writing side.

use std::io::{self, Write};
use std::time::Duration;

use serde::Serialize;
use tokio::io::{AsyncWrite, AsyncWriteExt};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, WeakUnboundedSender, unbounded_channel};
use tokio::sync::watch;
use tower_lsp::lsp_types::notification::Notification;

use super::frame;

/// A queue of messages to the client that takes everything at once and never fails.
///
/// Reading, handling and writing share a task, so a writer that waits for a slow client would stop the reader too. This
/// one queues; the [`Drain`] does the waiting and the failing.
#[derive(Debug)]
pub struct Outbox {
    queue: UnboundedSender<Vec<u8>>,
}

/// A way into an [`Outbox`] for notifications that are long and frequent. It does not keep the outbox open.
///
/// The client handle of tower-lsp builds a tree of every message before it writes it, which costs more than finding what
/// the message says.
#[derive(Clone, Debug)]
pub struct Inlet {
    queue: WeakUnboundedSender<Vec<u8>>,
}

/// The other end of an [`Outbox`]: tells how the writing went.
#[derive(Debug)]
pub struct Drain {
    state: watch::Receiver<State>,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum State {
    Writing,
    Finished,
    Broken,
}

impl Outbox {
    /// Queues a message.
    pub(super) fn send(&self, message: &impl Serialize) {
        match frame::framed(message) {
            // A queue without a reader means that the client is gone, and the drain has said so.
            Ok(bytes) => drop(self.queue.send(bytes)),
            Err(error) => tracing::error!(%error, "a message that is no JSON"),
        }
    }

    /// A way in for notifications.
    pub fn inlet(&self) -> Inlet {
        Inlet { queue: self.queue.downgrade() }
    }

    /// An outbox that a task of the current runtime drains into `target`.
    pub fn drained_by_task<W>(mut target: W) -> (Outbox, Drain)
    where
        W: AsyncWrite + Unpin + Send + 'static,
    {
        let (queue, mut queued) = unbounded_channel::<Vec<u8>>();
        let (state, drain) = Drain::new();
        tokio::spawn(async move {
            let written = async {
                while let Some(bytes) = queued.recv().await {
                    target.write_all(&bytes).await?;
                    target.flush().await?;
                }
                target.shutdown().await
            };
            report(&state, written.await);
        });
        (Outbox { queue }, drain)
    }

    /// An outbox that a thread of its own drains into `target`, for targets that block.
    ///
    /// # Errors
    ///
    /// When the system refuses to start a thread.
    pub fn drained_by_thread<W>(target: W) -> io::Result<(Outbox, Drain)>
    where
        W: Write + Send + 'static,
    {
        let (queue, queued) = unbounded_channel();
        let (state, drain) = Drain::new();
        std::thread::Builder::new()
            .name("output".to_owned())
            .spawn(move || report(&state, write_blocking(target, queued)))?;
        Ok((Outbox { queue }, drain))
    }
}

impl Inlet {
    /// Queues a notification, unless the session is over.
    pub fn notify<N>(&self, params: &N::Params)
    where
        N: Notification,
        N::Params: Serialize,
    {
        #[derive(Serialize)]
        struct Message<'a, P> {
            jsonrpc: &'a str,
            method: &'a str,
            params: &'a P,
        }
        if let Some(queue) = self.queue.upgrade() {
            Outbox { queue }.send(&Message { jsonrpc: "2.0", method: N::METHOD, params });
        }
    }
}

fn write_blocking(mut target: impl Write, mut queued: UnboundedReceiver<Vec<u8>>) -> io::Result<()> {
    while let Some(bytes) = queued.blocking_recv() {
        target.write_all(&bytes)?;
        target.flush()?;
    }
    Ok(())
}

fn report(state: &watch::Sender<State>, written: io::Result<()>) {
    let ending = match written {
        Ok(()) => State::Finished,
        Err(error) => {
            tracing::info!(%error, "cannot write to the client");
            State::Broken
        }
    };
    state.send_replace(ending);
}

impl Drain {
    fn new() -> (watch::Sender<State>, Drain) {
        let (sender, state) = watch::channel(State::Writing);
        (sender, Drain { state })
    }

    /// Resolves when the client can be written to no more; never otherwise.
    pub async fn broken(&self) {
        let mut state = self.state.clone();
        if state.wait_for(|state| *state == State::Broken).await.is_err() {
            std::future::pending::<()>().await;
        }
    }

    /// Waits until all is written, at most `limit`. The [`Outbox`] has to be dropped before.
    pub async fn finish(&self, limit: Duration) {
        let mut state = self.state.clone();
        let over = state.wait_for(|state| *state != State::Writing);
        if tokio::time::timeout(limit, over).await.is_err() {
            tracing::info!("the client did not read everything in time");
        }
    }
}
