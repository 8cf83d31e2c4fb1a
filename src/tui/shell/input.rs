//! The input thread: the only reader of the terminal. It sleeps until bytes come; only an unfinished sequence
//! makes it wake by itself.

use std::env;
use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec};
use rustix::io::Errno;
use rustix::pipe::{PipeFlags, pipe_with};

use crate::tui::keys::{Decoder, Input, Pending};

/// How long the rest of a sequence may take before what came is dropped.
const SEQUENCE_DELAY: Duration = Duration::from_secs(1);
/// How long a paste may pause before it is taken as it is.
const PASTE_DELAY: Duration = Duration::from_secs(5);
/// A read of so many bytes is no key press, and what can be read right behind it goes on with it.
const PIECE: usize = 64;
/// The most reads that count as one; a flood must not keep the rest from running.
const READS: usize = 16;
/// How long parking waits until the thread has stopped reading.
const PARK_DELAY: Duration = Duration::from_secs(1);

/// How long a lone ESC may be the start of a sequence: 50 ms, over SSH 100 ms.
pub fn escape_delay() -> Duration {
    delay(["SSH_TTY", "SSH_CONNECTION"].into_iter().any(|name| env::var_os(name).is_some()))
}

fn delay(remote: bool) -> Duration {
    Duration::from_millis(if remote { 100 } else { 50 })
}

/// The input thread, seen from outside. Dropping it ends the thread.
#[derive(Debug)]
pub(super) struct Reader {
    control: Arc<ReaderControl>,
    wake: OwnedFd,
}

/// What the thread is to do, and whether it is doing it.
#[derive(Debug, Default)]
struct ReaderControl {
    state: Mutex<ReaderState>,
    changed: Condvar,
}

#[derive(Debug, Default, Clone, Copy)]
struct ReaderState {
    wanted: Wanted,
    /// The thread is not reading and will not until something else is wanted.
    parked: bool,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    #[default]
    Read,
    Park,
    Stop,
}

impl ReaderControl {
    fn state(&self) -> MutexGuard<'_, ReaderState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn want(&self, wanted: Wanted) {
        self.state().wanted = wanted;
        self.changed.notify_all();
    }

    /// Waits while the thread is to park; says whether to go on reading.
    fn obey(&self) -> bool {
        let mut state = self.state();
        while state.wanted == Wanted::Park {
            state.parked = true;
            self.changed.notify_all();
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        state.parked = false;
        state.wanted == Wanted::Read
    }

    fn finish(&self) {
        self.state().parked = true;
        self.changed.notify_all();
    }
}

impl Reader {
    /// Starts reading `terminal`. `report` is called on the input thread with what one read gave: keys pressed by hand
    /// are few at once, a paste is many. Nothing means that the terminal hung up.
    ///
    /// # Errors
    ///
    /// No pipe or no thread can be had.
    pub(super) fn start(
        terminal: OwnedFd,
        escape_delay: Duration,
        report: impl FnMut(Option<Vec<Input>>) + Send + 'static,
    ) -> io::Result<Self> {
        let (bell, wake) = pipe_with(PipeFlags::CLOEXEC | PipeFlags::NONBLOCK)?;
        let control = Arc::new(ReaderControl::default());
        let listener = Listener { terminal, bell, control: Arc::clone(&control), escape_delay };
        thread::Builder::new().name("input".to_owned()).spawn(move || listener.listen(report))?;
        Ok(Self { control, wake })
    }

    /// Stops the reading until [`Self::resume`]. Returns once the thread has said that it no longer touches the
    /// terminal, and whether it said so.
    pub(super) fn park(&self) -> bool {
        self.control.want(Wanted::Park);
        self.ring();
        let state = self.control.state();
        let waited = self.control.changed.wait_timeout_while(state, PARK_DELAY, |state| !state.parked);
        waited.unwrap_or_else(PoisonError::into_inner).0.parked
    }

    /// Reads again.
    pub(super) fn resume(&self) {
        self.control.want(Wanted::Read);
    }

    fn ring(&self) {
        // A full pipe is already ringing.
        let _ = rustix::io::write(&self.wake, b"!");
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        self.control.want(Wanted::Stop);
        self.ring();
    }
}

/// The input thread, seen from inside.
struct Listener {
    terminal: OwnedFd,
    bell: OwnedFd,
    control: Arc<ReaderControl>,
    escape_delay: Duration,
}

enum Woken {
    Bell,
    Terminal,
    Timeout,
}

impl Listener {
    fn listen(&self, mut report: impl FnMut(Option<Vec<Input>>)) {
        let mut decoder = Decoder::new();
        while self.control.obey() {
            let inputs = self.hear(&mut decoder);
            let hung_up = inputs.is_none();
            if inputs.as_ref().is_none_or(|inputs| !inputs.is_empty()) {
                report(inputs);
            }
            if hung_up {
                break;
            }
        }
        self.control.finish();
    }

    /// Waits for the next thing; nothing when the terminal has hung up.
    fn hear(&self, decoder: &mut Decoder) -> Option<Vec<Input>> {
        match self.wait(self.patience(decoder.pending())).ok()? {
            Woken::Bell => Some(Vec::new()),
            Woken::Timeout => Some(decoder.timeout()),
            Woken::Terminal => self.read(decoder),
        }
    }

    fn patience(&self, pending: Pending) -> Option<Duration> {
        match pending {
            Pending::Nothing => None,
            Pending::Escape => Some(self.escape_delay),
            Pending::Sequence => Some(SEQUENCE_DELAY),
            Pending::Paste => Some(PASTE_DELAY),
        }
    }

    fn wait(&self, patience: Option<Duration>) -> rustix::io::Result<Woken> {
        let timeout = patience.and_then(|patience| Timespec::try_from(patience).ok());
        let mut fds = [PollFd::new(&self.bell, PollFlags::IN), PollFd::new(&self.terminal, PollFlags::IN)];
        loop {
            match rustix::event::poll(&mut fds, timeout.as_ref()) {
                Ok(0) => return Ok(Woken::Timeout),
                Ok(_) if !fds[0].revents().is_empty() => return self.hush().map(|()| Woken::Bell),
                Ok(_) => return Ok(Woken::Terminal),
                Err(Errno::INTR) => {}
                Err(error) => return Err(error),
            }
        }
    }

    fn hush(&self) -> rustix::io::Result<()> {
        match rustix::io::read(&self.bell, &mut [0; 16]) {
            Ok(_) | Err(Errno::AGAIN | Errno::INTR) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Reads what is there. The kernel delivers a paste in pieces, which are put together; keys pressed by hand are
    /// left as they came. Nothing when the terminal has hung up.
    fn read(&self, decoder: &mut Decoder) -> Option<Vec<Input>> {
        let (mut buffer, mut inputs) = ([0; 4096], Vec::new());
        for _ in 0..READS {
            match rustix::io::read(self.terminal.as_fd(), &mut buffer) {
                Ok(0) if inputs.is_empty() => return None,
                Ok(0) => break,
                Ok(count) => {
                    inputs.extend(decoder.push(buffer.get(..count)?));
                    if count < PIECE {
                        break;
                    }
                }
                Err(Errno::INTR | Errno::AGAIN) => {}
                Err(_) if inputs.is_empty() => return None,
                Err(_) => break,
            }
            if !self.more() {
                break;
            }
        }
        Some(inputs)
    }

    /// True if more can be read without waiting.
    fn more(&self) -> bool {
        let mut fds = [PollFd::new(&self.terminal, PollFlags::IN)];
        matches!(rustix::event::poll(&mut fds, Some(&Timespec::default())), Ok(1..))
            && fds[0].revents() == PollFlags::IN
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};

    use super::*;
    use crate::tui::keys::Key;

    const DEADLINE: Duration = Duration::from_secs(20);

    fn reader(escape_delay: Duration) -> (Reader, OwnedFd, Receiver<Option<Vec<Input>>>) {
        let (read, write) = pipe_with(PipeFlags::CLOEXEC).expect("pipe");
        let (tell, heard) = channel();
        let reader = Reader::start(read, escape_delay, move |said| {
            let _ = tell.send(said);
        });
        (reader.expect("started"), write, heard)
    }

    /// The keys of one read.
    fn keys(heard: &Receiver<Option<Vec<Input>>>) -> String {
        let Ok(Some(inputs)) = heard.recv_timeout(DEADLINE) else { return "nothing".to_owned() };
        let name = |input: &Input| match input {
            Input::Key(key) => key.to_string(),
            other => format!("{other:?}"),
        };
        inputs.iter().map(name).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn keys_come_in_order_and_the_end_is_told_once() {
        let (_reader, write, heard) = reader(DEADLINE);
        rustix::io::write(&write, b"a\x1b[A\xe3\x81").expect("written");
        assert_eq!(keys(&heard), "a Up", "what came at once is told at once");
        rustix::io::write(&write, b"\x82").expect("written");
        assert_eq!(keys(&heard), "あ");
        drop(write);
        assert_eq!(heard.recv_timeout(DEADLINE), Ok(None));
        assert_eq!(heard.recv_timeout(DEADLINE), Err(RecvTimeoutError::Disconnected), "the thread ended");
    }

    #[test]
    fn the_delay_is_longer_over_ssh() {
        assert_eq!((delay(false), delay(true)), (Duration::from_millis(50), Duration::from_millis(100)));
    }

    #[test]
    fn a_lone_escape_becomes_a_key_by_itself() {
        let (_reader, write, heard) = reader(Duration::from_millis(1));
        rustix::io::write(&write, b"\x1b").expect("written");
        assert_eq!(keys(&heard), "Esc");
    }

    #[test]
    fn an_escape_within_its_delay_starts_a_sequence() {
        let (_reader, write, heard) = reader(DEADLINE);
        rustix::io::write(&write, b"\x1b").expect("written");
        rustix::io::write(&write, b"[").expect("written");
        rustix::io::write(&write, b"Bq").expect("written");
        assert_eq!(keys(&heard), "Down q");
    }

    #[test]
    fn a_parked_reader_leaves_the_bytes_to_others() {
        let (terminal, write) = pipe_with(PipeFlags::CLOEXEC).expect("pipe");
        let other = terminal.try_clone().expect("duplicate");
        let (tell, heard) = channel();
        let reader = Reader::start(terminal, DEADLINE, move |said| {
            let _ = tell.send(said);
        })
        .expect("started");
        assert!(reader.park());
        rustix::io::write(&write, b"x").expect("written");
        let mut buffer = [0; 1];
        assert_eq!(rustix::io::read(&other, &mut buffer), Ok(1));
        reader.resume();
        rustix::io::write(&write, b"y").expect("written");
        assert_eq!(heard.recv_timeout(DEADLINE), Ok(Some(vec![Input::Key(Key::char('y'))])));
    }

    #[test]
    fn parking_after_the_end_does_not_wait() {
        let (reader, write, heard) = reader(DEADLINE);
        drop(write);
        assert_eq!(heard.recv_timeout(DEADLINE), Ok(None));
        assert!(reader.park());
    }
}
