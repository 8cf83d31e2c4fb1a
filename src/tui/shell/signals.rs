//! The signal thread: it saves, puts the terminal back and leaves, without waiting for a thread that might be
//! asleep in a write; and it passes on what is not the end.
//!
//! It lives until the process ends, also after the workbench: a signal that comes while the last things are
//! being saved still gets its flush and its exit code.

use std::io;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;
use std::time::Duration;

use nix::unistd::{Pid, getpgrp, getppid, getsid};
use rustix::process::{Signal, kill_current_process_group};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGUSR1, SIGWINCH, SIGXFSZ};
use signal_hook::iterator::Signals;

use super::port::{Flush, LoopOptions};
use super::terminal::Terminal;

/// How long saving may take when the process has to go.
pub const FLUSH_DEADLINE: Duration = Duration::from_secs(2);
/// How long the terminal may take to accept its restoration then.
const RESTORE_PATIENCE: Duration = Duration::from_millis(200);

/// A signal that is not the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Notice {
    /// The window changed its size.
    Resized,
    /// Somebody asks to suspend.
    Stop,
    /// The process was stopped and goes on; which continuation it is, counted from 1.
    Continued(u64),
}

/// How often the process has been continued.
#[derive(Debug, Default)]
pub(super) struct Continuations {
    count: Mutex<u64>,
    changed: Condvar,
}

impl Continuations {
    fn lock(&self) -> MutexGuard<'_, u64> {
        self.count.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn count(&self) -> u64 {
        let mut count = self.lock();
        *count += 1;
        self.changed.notify_all();
        *count
    }

    /// Stops the whole process group and returns once it has been continued, saying how often it has been by
    /// then. SIGSTOP and not SIGTSTP, which an orphaned group would discard.
    pub(super) fn stop_group(&self) -> u64 {
        let before = *self.lock();
        if kill_current_process_group(Signal::STOP).is_err() {
            return before;
        }
        // The stop may reach another thread first, so this one could still run: only SIGCONT says it is over.
        let after = self.changed.wait_while(self.lock(), |count| *count == before);
        *after.unwrap_or_else(PoisonError::into_inner)
    }
}

/// What the kernel calls a process that lives outside this PID namespace, as the shell of a container's host does.
const OUTSIDE: Pid = Pid::from_raw(0);

/// Whether someone is there to continue a stopped process: a shell that gave it a group of its own. Under a
/// forced command, or as the session's leader, stopping would hang the login for ever.
pub(super) fn job_control() -> bool {
    let Ok(session) = getsid(None) else { return false };
    let parent = getppid();
    let known = parent != OUTSIDE && session != OUTSIDE;
    known && getsid(Some(parent)) == Ok(session) && getpgrp() != session
}

/// Starts the signal thread. `tell` is called on it.
///
/// # Errors
///
/// The handlers cannot be set or no thread can be had.
pub(super) fn start(
    terminal: Arc<Terminal>,
    LoopOptions { flush, end, .. }: LoopOptions,
    continuations: Arc<Continuations>,
    tell: impl Fn(Notice) + Send + 'static,
) -> io::Result<()> {
    let mut signals =
        Signals::new([SIGHUP, SIGTERM, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGUSR1, SIGWINCH, SIGXFSZ])?;
    let serve = move || {
        for signal in signals.forever() {
            match signal {
                // A write beyond a size limit fails like one to a full disk, once the signal does not kill.
                SIGXFSZ => {}
                SIGWINCH => tell(Notice::Resized),
                SIGTSTP => tell(Notice::Stop),
                // Somebody wants everything on the disk now, before a copy is made, say; the work goes on.
                SIGUSR1 => flush_within(&flush, FLUSH_DEADLINE),
                SIGCONT => tell(Notice::Continued(continuations.count())),
                _ => leave(&terminal, &end, signal),
            }
        }
    };
    thread::Builder::new().name("signals".to_owned()).spawn(serve)?;
    Ok(())
}

/// Ends the process as `signal` would: 128 and its number, the file saved, the terminal as it was found.
fn leave(terminal: &Terminal, flush: &Flush, signal: i32) -> ! {
    terminal.gate.close();
    flush_within(flush, FLUSH_DEADLINE);
    terminal.leave(RESTORE_PATIENCE);
    // Without exit handlers: another thread may hold what they would wait for.
    signal_hook::low_level::exit(128 + signal)
}

/// Flushes in a thread of its own, so that neither a slow disk nor a panic in there keeps the process.
pub(super) fn flush_within(flush: &Flush, deadline: Duration) {
    let (done, wait) = mpsc::channel();
    let work = Arc::clone(flush);
    let spawned = thread::Builder::new().name("flush".to_owned()).spawn(move || {
        work(deadline);
        let _ = done.send(());
    });
    match spawned {
        Ok(_) => drop(wait.recv_timeout(deadline)),
        Err(_) => flush(deadline),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Barrier;

    use super::*;

    #[test]
    fn a_flush_that_never_ends_or_panics_does_not_keep_the_process() {
        let never = Arc::new(Barrier::new(2));
        let stuck: Flush = Arc::new(move |_| {
            never.wait();
        });
        flush_within(&stuck, Duration::from_millis(1));
        let broken: Flush = Arc::new(|_| assert!(std::env::args().len() == 0, "a fault in the flush"));
        flush_within(&broken, Duration::from_secs(60));
    }

    #[test]
    fn a_flush_in_time_is_waited_for() {
        let (done, seen) = mpsc::channel();
        let done = Mutex::new(done);
        let flush: Flush = Arc::new(move |deadline| {
            let _ = done.lock().map(|done| done.send(deadline));
        });
        flush_within(&flush, Duration::from_secs(60));
        assert_eq!(seen.try_recv(), Ok(Duration::from_secs(60)));
    }
}
