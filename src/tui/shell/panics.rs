//! What happens when some thread panics while the terminal is ours: nothing is printed into the picture, and
//! the report reaches the thread that can still show it.

use std::panic::{self, PanicHookInfo};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use super::terminal::Terminal;

/// How long the terminal may take to accept its restoration from inside a panic.
const PATIENCE: Duration = Duration::from_millis(200);

type Hook = Box<dyn Fn(&PanicHookInfo<'_>) + Send + Sync + 'static>;

/// The hook while it is installed.
pub(super) struct Watch {
    before: Hook,
    seen: Arc<Mutex<Option<String>>>,
}

impl Watch {
    /// Replaces the panic hook. A panic on this thread puts the terminal back, in case unwinding fails; a panic
    /// on another thread must not, since the picture is still alive: it is said through `report`, and the loop
    /// ends in order.
    pub(super) fn install(terminal: Arc<Terminal>, report: impl Fn(String) + Send + Sync + 'static) -> Self {
        let before = panic::take_hook();
        let seen = Arc::new(Mutex::new(None));
        let note = Arc::clone(&seen);
        let drawing = thread::current().id();
        panic::set_hook(Box::new(move |info| {
            let what = describe(info);
            if thread::current().id() == drawing {
                *note.lock().unwrap_or_else(PoisonError::into_inner) = Some(what);
                terminal.leave(PATIENCE);
            } else {
                report(what);
            }
        }));
        Self { before, seen }
    }

    /// Brings the earlier hook back and says what was seen on this thread.
    pub(super) fn lift(self) -> Option<String> {
        panic::set_hook(self.before);
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// Thread, place and reason, on one line.
fn describe(info: &PanicHookInfo<'_>) -> String {
    let payload = info.payload();
    let reason = payload
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no reason given");
    let thread = thread::current();
    let place = info.location().map_or_else(String::new, |at| format!(" at {}:{}", at.file(), at.line()));
    format!("thread {}{place}: {reason}", thread.name().unwrap_or("unnamed"))
}
