//! The middleware around the service.

use std::any::Any;
use std::error::Error;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

use futures::FutureExt;
use futures::future::{self, BoxFuture};
use futures::task::AtomicWaker;
use tower::Service;
use tower_lsp::jsonrpc::{Error as RpcError, Id, Request, Response};
use tracing::Instrument;

use super::{Session, repair};

/// A service around the one that handles messages.
///
/// * A panic, in the call itself or later in its future, costs that one answer: an internal error.
/// * `exit` is noted and goes no further; what arrives after it is dropped.
/// * Nothing is handed on while `initialize` is being answered, so a client may send ahead.
/// * Every message runs in a tracing span that names its method and id.
/// * Messages that the library would drop without a word are repaired first, see [`repair`].
#[derive(Debug)]
pub struct Guard<S> {
    inner: S,
    session: Session,
    initializing: Arc<Initializing>,
}

/// Whether an `initialize` is being answered, and who waits for its end.
#[derive(Debug, Default)]
struct Initializing {
    under_way: AtomicBool,
    waiting: AtomicWaker,
}

impl<S> Guard<S> {
    /// Guards `inner`, telling `session` about `shutdown` and `exit`.
    pub fn new(inner: S, session: Session) -> Self {
        Guard { inner, session, initializing: Arc::default() }
    }
}

impl<S> Service<Request> for Guard<S>
where
    S: Service<Request, Response = Option<Response>>,
    S::Error: Into<Box<dyn Error + Send + Sync>> + Send + 'static,
    S::Future: Send + 'static,
{
    type Response = Option<Response>;
    type Error = S::Error;
    type Future = BoxFuture<'static, Result<Option<Response>, S::Error>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.initializing.waiting.register(cx.waker());
        if self.initializing.under_way.load(Ordering::SeqCst) {
            return Poll::Pending;
        }
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        if request.method() == "exit" {
            self.session.note_exit();
        }
        if self.session.has_exited() {
            return future::ok(None).boxed();
        }
        let request = repair::repair(request);
        let id = request.id().cloned();
        let span = match &id {
            Some(id) => tracing::info_span!("request", method = request.method(), %id),
            None => tracing::info_span!("notification", method = request.method()),
        };
        let after = After::of(request.method(), self);
        let inner = &mut self.inner;
        let called = span.in_scope(|| catch_unwind(AssertUnwindSafe(|| inner.call(request))));
        async move {
            let outcome = match called {
                Ok(handling) => AssertUnwindSafe(handling).catch_unwind().await,
                Err(panic) => Err(panic),
            };
            let outcome = outcome.unwrap_or_else(|panic| Ok(answer_to_panic(id, &*panic)));
            after.answered(&outcome);
            outcome
        }
        .instrument(span)
        .boxed()
    }
}

/// What the guard still has to do when a message is answered.
enum After {
    Initialize(Arc<Initializing>),
    Shutdown(Session),
    Other,
}

impl After {
    fn of<S>(method: &str, guard: &Guard<S>) -> After {
        match method {
            "initialize" => {
                guard.initializing.under_way.store(true, Ordering::SeqCst);
                After::Initialize(guard.initializing.clone())
            }
            "shutdown" => After::Shutdown(guard.session.clone()),
            _ => After::Other,
        }
    }

    fn answered<E>(self, outcome: &Result<Option<Response>, E>) {
        match self {
            After::Initialize(initializing) => {
                initializing.under_way.store(false, Ordering::SeqCst);
                initializing.waiting.wake();
            }
            After::Shutdown(session) => {
                if matches!(outcome, Ok(Some(response)) if response.is_ok()) {
                    session.note_shutdown();
                }
            }
            After::Other => {}
        }
    }
}

/// The answer to a request whose handler panicked; notifications have none.
fn answer_to_panic(id: Option<Id>, panic: &(dyn Any + Send)) -> Option<Response> {
    let what = panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no message");
    tracing::error!(what, "a handler panicked");
    let mut error = RpcError::internal_error();
    error.message = format!("internal error: {what}").into();
    id.map(|id| Response::from_error(id, error))
}
