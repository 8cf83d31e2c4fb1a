//! Writing to the terminal: one call per frame, and a gate that lets another thread end the writing.
//!
//! A half-dead line takes a few kilobytes and then puts the writer to sleep for good. Only the UI thread may
//! sleep there; a thread that has to leave waits at the gate for a moment and goes without it.

use std::os::fd::{AsFd, OwnedFd};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags};
use rustix::io::{Errno, Result};

/// Writes everything, in one call where the terminal takes it. Blocks as long as the terminal does.
pub(super) fn write_all(fd: impl AsFd, mut bytes: &[u8]) -> Result<()> {
    let fd = fd.as_fd();
    while !bytes.is_empty() {
        match rustix::io::write(fd, bytes) {
            Ok(0) => return Err(Errno::IO),
            Ok(written) => bytes = bytes.get(written..).unwrap_or_default(),
            Err(Errno::INTR) => {}
            // Somebody who shares this terminal made it non-blocking.
            Err(Errno::AGAIN) => wait_for_room(fd)?,
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

fn wait_for_room(fd: impl AsFd) -> Result<()> {
    let mut fds = [PollFd::new(&fd, PollFlags::OUT)];
    match rustix::event::poll(&mut fds, None) {
        Ok(_) | Err(Errno::INTR) => Ok(()),
        Err(error) => Err(error),
    }
}

/// Writes everything unless that takes longer than `patience`; then the writing is left to its fate.
///
/// The bytes go through a thread of their own because nothing else bounds a write to a terminal: one that
/// reports room for a byte may still sleep over two.
pub(super) fn write_within(fd: &Arc<OwnedFd>, bytes: Vec<u8>, patience: Duration) {
    let (done, wait) = mpsc::channel();
    let fd = Arc::clone(fd);
    let writer = thread::Builder::new().name("last-bytes".to_owned());
    let spawned = writer.spawn(move || {
        // An unwritable terminal is no reason to stop leaving.
        let _ = write_all(&*fd, &bytes);
        let _ = done.send(());
    });
    if spawned.is_ok() {
        let _ = wait.recv_timeout(patience);
    }
}

/// Who may write to the terminal now.
#[derive(Debug, Default)]
pub(super) struct Gate {
    state: Mutex<State>,
    quiet: Condvar,
}

#[derive(Debug, Default, Clone, Copy)]
struct State {
    /// The terminal is in our modes.
    ours: bool,
    /// The process is leaving: nothing may be drawn, nothing may be entered again.
    closed: bool,
    /// Somebody is writing.
    busy: bool,
}

/// What was at the gate when the terminal was given back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Release {
    /// The caller holds the gate and puts the terminal back.
    Clear,
    /// The same, but a writer is still asleep in the terminal.
    Stuck,
    /// Somebody else already put it back.
    Done,
}

impl Gate {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Runs `write` if the terminal is ours and the process is not leaving. Says whether it ran.
    pub(super) fn draw(&self, write: impl FnOnce() -> Result<()>) -> Result<bool> {
        {
            let mut state = self.lock();
            if !state.ours || state.closed {
                return Ok(false);
            }
            state.busy = true;
        }
        let result = write();
        self.settle();
        result.map(|()| true)
    }

    /// Runs `enter` with the terminal counted as ours from its first byte, unless the process is leaving. The
    /// argument says whether it was ours already.
    pub(super) fn enter(&self, enter: impl FnOnce(bool) -> Result<()>) -> Result<()> {
        let again = {
            let mut state = self.lock();
            if state.closed {
                return Ok(());
            }
            state.busy = true;
            std::mem::replace(&mut state.ours, true)
        };
        let result = enter(again);
        self.settle();
        result
    }

    /// From now on nothing is drawn or entered.
    pub(super) fn close(&self) {
        self.lock().closed = true;
    }

    /// Whether the process is leaving.
    pub(super) fn is_closed(&self) -> bool {
        self.lock().closed
    }

    /// Whether the terminal is in our modes.
    pub(super) fn is_ours(&self) -> bool {
        self.lock().ours
    }

    /// Takes the terminal away from drawing, waiting up to `patience` for a writer to finish, and runs
    /// `restore` if it was ours until now.
    pub(super) fn leave(&self, patience: Duration, restore: impl FnOnce(Release)) -> Release {
        let mut state = self.lock();
        // Set before waiting, so that no new frame slips in between the writer's end and our turn.
        let ours = std::mem::replace(&mut state.ours, false);
        let waited = self.quiet.wait_timeout_while(state, patience, |state| state.busy);
        let (mut state, timed_out) = waited.unwrap_or_else(PoisonError::into_inner);
        if !ours {
            return Release::Done;
        }
        state.busy = true;
        drop(state);
        let release = if timed_out.timed_out() { Release::Stuck } else { Release::Clear };
        restore(release);
        self.settle();
        release
    }

    fn settle(&self) {
        self.lock().busy = false;
        self.quiet.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::net::UnixDatagram;
    use std::sync::Barrier;

    use super::*;

    #[test]
    fn a_frame_is_one_write() {
        let (ours, theirs) = UnixDatagram::pair().expect("pair");
        let frame = vec![b'x'; 4000];
        write_all(&ours, &frame).expect("written");
        let mut buffer = vec![0; 8000];
        assert_eq!(theirs.recv(&mut buffer).expect("one datagram"), frame.len());
    }

    #[test]
    fn a_non_blocking_terminal_still_gets_everything() {
        let (read, write) = rustix::pipe::pipe_with(rustix::pipe::PipeFlags::NONBLOCK).expect("pipe");
        let bytes: Vec<u8> = (0..300_000_u32).map(|n| n.to_le_bytes()[0]).collect();
        let expected = bytes.clone();
        let writer = thread::spawn(move || write_all(&write, &bytes));
        let mut got = Vec::new();
        let mut buffer = [0; 4096];
        loop {
            let mut fds = [PollFd::new(&read, PollFlags::IN)];
            rustix::event::poll(&mut fds, None).expect("poll");
            match rustix::io::read(&read, &mut buffer) {
                Ok(0) => break,
                Ok(count) => got.extend_from_slice(&buffer[..count]),
                Err(error) => assert_eq!(error, Errno::AGAIN),
            }
        }
        writer.join().expect("joined").expect("written");
        assert!(got == expected);
    }

    #[test]
    fn whoever_leaves_does_not_wait_for_a_stuck_writer() {
        let gate = Arc::new(Gate::default());
        gate.enter(|_| Ok(())).expect("entered");
        let (inside, over) = (Arc::new(Barrier::new(2)), Arc::new(Barrier::new(2)));
        let writer = {
            let (gate, inside, over) = (Arc::clone(&gate), Arc::clone(&inside), Arc::clone(&over));
            thread::spawn(move || {
                gate.draw(|| {
                    inside.wait();
                    over.wait();
                    Ok(())
                })
            })
        };
        inside.wait();
        assert_eq!(gate.leave(Duration::from_millis(1), |_| {}), Release::Stuck);
        over.wait();
        assert_eq!(writer.join().expect("joined"), Ok(true));
        assert_eq!(gate.draw(|| Ok(())), Ok(false), "nothing is drawn after leaving");
    }

    #[test]
    fn the_terminal_is_given_back_once_and_never_taken_again_after_closing() {
        let gate = Gate::default();
        assert_eq!(gate.draw(|| Ok(())), Ok(false));
        gate.enter(|again| {
            assert!(!again);
            Ok(())
        })
        .expect("entered");
        assert_eq!(gate.draw(|| Ok(())), Ok(true));
        assert_eq!(gate.leave(Duration::ZERO, |_| {}), Release::Clear);
        assert_eq!(gate.leave(Duration::ZERO, |_| {}), Release::Done);
        gate.close();
        gate.enter(|_| Err(Errno::IO)).expect("refused without trying");
        assert!(!gate.is_ours() && gate.is_closed());
    }
}
