//! How far the history is behind the edits: what is drawn waits for it, but never for long.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Counts edits handed in, edits in the history, and edits whose values were taken.
#[derive(Debug, Default)]
pub(super) struct EditProgress {
    counts: Mutex<Counts>,
    moved: Condvar,
}

#[derive(Debug, Default)]
struct Counts {
    asked: u64,
    noted: u64,
    taken: u64,
}

impl EditProgress {
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

    /// Of how many the values were taken, to be in the file with the next save.
    pub(super) fn dealt_with(&self) -> u64 {
        self.lock().taken
    }

    /// One more edit is in the history, or was tried.
    pub(super) fn noted(&self) {
        self.lock().noted += 1;
        self.moved.notify_all();
    }

    /// The values of one more edit were taken.
    pub(super) fn taken(&self) {
        self.lock().taken += 1;
    }

    /// Waits until `count` edits are in the history, no longer than `within`. Says whether they are.
    pub(super) fn wait(&self, count: u64, within: Duration) -> bool {
        let waited = self.moved.wait_timeout_while(self.lock(), within, |counts| counts.noted < count);
        waited.unwrap_or_else(PoisonError::into_inner).0.noted >= count
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn what_is_behind_is_waited_for_but_not_for_ever() {
        let progress = Arc::new(EditProgress::default());
        progress.ask();
        assert!(!progress.wait(progress.asked(), Duration::from_millis(1)));
        let worker = Arc::clone(&progress);
        let thread = std::thread::spawn(move || worker.noted());
        assert!(progress.wait(progress.asked(), Duration::from_secs(60)));
        thread.join().expect("ended");
    }
}
