//! Standard input and output as the streams of a session.
//!
//! The runtime's own standard streams start a blocking job for every read and every write. Two threads that live as
//! long as the session cost one wake-up per message instead, and a document of a megabyte, which a pipe hands over in
//! pieces, is read without a round through the runtime for each piece.

use std::io::{self, Read};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, ReadBuf};
use tokio::sync::mpsc::{Receiver, Sender, channel};

use super::{Drain, Outbox};

/// Bytes that one read asks for: the capacity of a pipe on Linux.
const CHUNK: usize = 64 * 1024;

/// Chunks read ahead of the session, so that a client cannot fill the memory with messages nobody handles yet.
const READ_AHEAD: usize = 64;

/// The streams of the process itself. Call it once.
///
/// # Errors
///
/// When the system refuses to start a thread.
pub fn streams() -> io::Result<(StdinReader, Outbox, Drain)> {
    let (chunks, received) = channel(READ_AHEAD);
    std::thread::Builder::new()
        .name("input".to_owned())
        .spawn(move || read_blocking(&mut io::stdin().lock(), &chunks))?;
    let reader = StdinReader { received, chunk: Vec::new(), taken: 0 };
    let (outbox, drain) = Outbox::drained_by_thread(io::stdout())?;
    Ok((reader, outbox, drain))
}

fn read_blocking(source: &mut impl Read, chunks: &Sender<io::Result<Vec<u8>>>) {
    let mut buffer = vec![0; CHUNK];
    loop {
        let chunk = match source.read(&mut buffer) {
            Ok(0) => return,
            Ok(length) => Ok(buffer[..length].to_vec()),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => Err(error),
        };
        let failed = chunk.is_err();
        if chunks.blocking_send(chunk).is_err() || failed {
            return;
        }
    }
}

/// Standard input, read by a thread of its own.
#[derive(Debug)]
pub struct StdinReader {
    received: Receiver<io::Result<Vec<u8>>>,
    chunk: Vec<u8>,
    taken: usize,
}

impl AsyncRead for StdinReader {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        if self.taken == self.chunk.len() {
            match ready!(self.received.poll_recv(cx)) {
                None => return Poll::Ready(Ok(())),
                Some(Err(error)) => return Poll::Ready(Err(error)),
                Some(Ok(chunk)) => {
                    self.chunk = chunk;
                    self.taken = 0;
                }
            }
        }
        let rest = &self.chunk[self.taken..];
        let length = rest.len().min(buffer.remaining());
        buffer.put_slice(&rest[..length]);
        self.taken += length;
        Poll::Ready(Ok(()))
    }
}
