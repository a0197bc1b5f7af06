//! What the parts of the transport tell each other about one session.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::Notify;

/// Shared flags of one session. Cloning shares them.
#[derive(Clone, Debug, Default)]
pub struct Session(Arc<Flags>);

#[derive(Debug, Default)]
struct Flags {
    shut_down: AtomicBool,
    exited: AtomicBool,
    ended: AtomicBool,
    no_more_input: Notify,
}

impl Session {
    /// Notes that `shutdown` was answered.
    pub fn note_shutdown(&self) {
        self.0.shut_down.store(true, Ordering::SeqCst);
    }

    /// Notes that `exit` was read.
    pub fn note_exit(&self) {
        self.0.exited.store(true, Ordering::SeqCst);
        self.0.no_more_input.notify_one();
    }

    /// Notes that the input has ended.
    pub fn note_end_of_input(&self) {
        self.0.ended.store(true, Ordering::SeqCst);
        self.0.no_more_input.notify_one();
    }

    /// Whether `shutdown` was answered.
    pub fn was_shut_down(&self) -> bool {
        self.0.shut_down.load(Ordering::SeqCst)
    }

    /// Whether `exit` was read.
    pub fn has_exited(&self) -> bool {
        self.0.exited.load(Ordering::SeqCst)
    }

    /// Resolves when `exit` was read or the input has ended. One waiter at a time.
    pub async fn no_more_input(&self) {
        while !self.has_exited() && !self.0.ended.load(Ordering::SeqCst) {
            self.0.no_more_input.notified().await;
        }
    }
}
