//! The reading side.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, ReadBuf};

use super::Session;

/// A reader that ends once `exit` was read, whatever its source does.
///
/// A client may keep its side open after `exit`. Ending the input instead of dropping the server lets the answers that
/// are on their way reach the client.
#[derive(Debug)]
pub struct Input<R> {
    source: R,
    session: Session,
}

impl<R> Input<R> {
    /// Reads from `source` until `session` has seen `exit`.
    pub fn new(source: R, session: Session) -> Self {
        Input { source, session }
    }
}

impl<R: AsyncRead + Unpin> AsyncRead for Input<R> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        if self.session.has_exited() {
            return Poll::Ready(Ok(()));
        }
        let before = buffer.filled().len();
        let read = Pin::new(&mut self.source).poll_read(cx, buffer);
        match &read {
            Poll::Ready(Ok(())) if buffer.filled().len() > before => {}
            Poll::Ready(_) => self.session.note_end_of_input(),
            Poll::Pending => {}
        }
        read
    }
}
