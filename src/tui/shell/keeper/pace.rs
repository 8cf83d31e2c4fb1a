//! How far the history is behind the edits: what is drawn waits for it, but never for long.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Counts edits handed in and edits dealt with.
#[derive(Debug, Default)]
pub(super) struct Pace {
    counts: Mutex<Counts>,
    moved: Condvar,
}

#[derive(Debug, Default)]
struct Counts {
    asked: u64,
    done: u64,
}

impl Pace {
    fn lock(&self) -> MutexGuard<'_, Counts> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// One more edit was handed in.
    pub(super) fn ask(&self) {
        self.lock().asked += 1;
    }

    /// How many were handed in.
    pub(super) fn asked(&self) -> u64 {
        self.lock().asked
    }

    /// How many were dealt with.
    pub(super) fn dealt_with(&self) -> u64 {
        self.lock().done
    }

    /// One more edit was dealt with.
    pub(super) fn done(&self) {
        self.lock().done += 1;
        self.moved.notify_all();
    }

    /// Waits until `count` edits were dealt with, no longer than `within`. Says whether they were.
    pub(super) fn wait(&self, count: u64, within: Duration) -> bool {
        let waited = self.moved.wait_timeout_while(self.lock(), within, |counts| counts.done < count);
        waited.unwrap_or_else(PoisonError::into_inner).0.done >= count
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn what_is_behind_is_waited_for_but_not_for_ever() {
        let pace = Arc::new(Pace::default());
        pace.ask();
        assert!(!pace.wait(pace.asked(), Duration::from_millis(1)));
        let worker = Arc::clone(&pace);
        let thread = std::thread::spawn(move || worker.done());
        assert!(pace.wait(pace.asked(), Duration::from_secs(60)));
        thread.join().expect("ended");
    }
}
