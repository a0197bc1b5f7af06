//! What the guard and the loop tell each other about one session.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Shared flags of one session. Cloning shares them.
#[derive(Clone, Debug, Default)]
pub struct Session(Arc<Flags>);

#[derive(Debug, Default)]
struct Flags {
    shut_down: AtomicBool,
    exited: AtomicBool,
}

impl Session {
    /// Notes that `shutdown` was answered.
    pub fn note_shutdown(&self) {
        self.0.shut_down.store(true, Ordering::SeqCst);
    }

    /// Notes that `exit` was read.
    pub fn note_exit(&self) {
        self.0.exited.store(true, Ordering::SeqCst);
    }

    /// Whether `shutdown` was answered.
    pub fn was_shut_down(&self) -> bool {
        self.0.shut_down.load(Ordering::SeqCst)
    }

    /// Whether `exit` was read.
    pub fn has_exited(&self) -> bool {
        self.0.exited.load(Ordering::SeqCst)
    }
}
