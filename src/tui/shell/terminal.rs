//! The terminal's modes: taken once, put back in reverse exactly once, by the thread that leaves first.
//!
//! Nothing here prints: on a hung-up terminal the printing macros panic, and a panic inside a panic hook is
//! an abort before the file is saved.

use std::env;
use std::ffi::OsStr;
use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use nix::unistd::{getpgrp, tcgetpgrp};
use rustix::io::fcntl_dupfd_cloexec;
use rustix::termios::{self, OptionalActions, QueueSelector, SpecialCodeIndex, Termios};

use super::output::{self, Gate, Release};

/// How long a terminal may take to accept its restoration on an ordinary end.
pub(super) const LEAVE_PATIENCE: Duration = Duration::from_secs(2);

/// Alternate screen, bracketed paste.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[?2004h";
/// What a frame may have left behind comes first: an open synchronized update, attributes, a scroll region.
const LEAVE_FRAME: &[u8] = b"\x1b[?2026l\x1b[0m\x1b[r";
const LEAVE: &[u8] = b"\x1b[?2004l\x1b[?25h\x1b[?1049l";

/// Columns and rows, in cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Cells per row.
    pub columns: u16,
    /// Rows.
    pub rows: u16,
}

impl Size {
    /// What is assumed while a terminal reports no size.
    pub const USUAL: Self = Self { columns: 80, rows: 24 };
}

/// Why the workbench cannot run here.
#[derive(Debug, thiserror::Error)]
pub enum TerminalError {
    /// Standard input or output is not a terminal; the field names which.
    #[error("{0} is not a terminal")]
    NotATerminal(&'static str),
    /// `TERM=dumb`: nothing can be drawn.
    #[error("this terminal can only print lines (TERM=dumb)")]
    Dumb,
    /// The terminal refused a mode.
    #[error("the terminal cannot be set up: {0}")]
    Refused(#[from] io::Error),
}

impl From<rustix::io::Errno> for TerminalError {
    fn from(errno: rustix::io::Errno) -> Self {
        Self::Refused(errno.into())
    }
}

/// The terminal. Shared by reference count: the UI thread draws on it, and the signal thread or the panic hook
/// may put it back at any time.
#[derive(Debug)]
pub struct Terminal {
    input: OwnedFd,
    output: Arc<OwnedFd>,
    found: Mutex<Termios>,
    /// What takes the screen, until the first frame carries it along: one write instead of two.
    prelude: Mutex<Vec<u8>>,
    /// Who may write; closed once the process is leaving, after which nobody can take the terminal again.
    pub(super) gate: Gate,
}

impl Terminal {
    /// Looks at standard input and output; changes nothing yet.
    ///
    /// # Errors
    ///
    /// Either is not a terminal, or the terminal is a dumb one.
    pub fn open() -> Result<Self, TerminalError> {
        Self::over(&rustix::stdio::stdin(), &rustix::stdio::stdout(), env::var_os("TERM").as_deref())
    }

    fn over(input: &impl AsFd, output: &impl AsFd, term: Option<&OsStr>) -> Result<Self, TerminalError> {
        if !termios::isatty(input) {
            return Err(TerminalError::NotATerminal("standard input"));
        }
        if !termios::isatty(output) {
            return Err(TerminalError::NotATerminal("standard output"));
        }
        if term.is_some_and(|term| term == "dumb") {
            return Err(TerminalError::Dumb);
        }
        let found = Mutex::new(termios::tcgetattr(input)?);
        let input = fcntl_dupfd_cloexec(input, 3)?;
        let output = Arc::new(fcntl_dupfd_cloexec(output, 3)?);
        Ok(Self { input, output, found, prelude: Mutex::default(), gate: Gate::default() })
    }

    /// Takes the terminal: raw mode at once; alternate screen and bracketed paste with the next bytes written.
    /// Taking it again renews the modes, as is needed when another program had it in between.
    ///
    /// # Errors
    ///
    /// The terminal refused or is gone; it is then as it was found.
    pub fn enter(&self) -> Result<(), TerminalError> {
        let entered = self.gate.enter(|again| {
            let now = termios::tcgetattr(&self.input)?;
            let mut raw = now.clone();
            if !again {
                *self.found.lock().unwrap_or_else(PoisonError::into_inner) = now;
            }
            raw.make_raw();
            raw.special_codes[SpecialCodeIndex::VMIN] = 1;
            raw.special_codes[SpecialCodeIndex::VTIME] = 0;
            termios::tcsetattr(&self.input, OptionalActions::Now, &raw)?;
            self.take_screen(again)
        });
        entered.map_err(|error| {
            self.leave(Duration::ZERO);
            error.into()
        })
    }

    /// Puts the terminal back as it was found, if it is ours; errors are ignored, and a terminal that takes no
    /// bytes within `patience` gets none.
    pub fn leave(&self, patience: Duration) {
        self.gate.leave(patience, |release| {
            let taken = std::mem::take(&mut *self.prelude()).is_empty();
            if release == Release::Clear && taken {
                output::write_within(&self.output, [LEAVE_FRAME, LEAVE].concat(), patience);
            }
            self.restore_line();
        });
    }

    /// Puts the line discipline back. A process in the background must not: that would stop it, and the modes
    /// are the shell's by then.
    fn restore_line(&self) {
        let background = tcgetpgrp(&self.input).is_ok_and(|front| front != getpgrp());
        if !background {
            let found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
            let _ = termios::tcsetattr(&self.input, OptionalActions::Now, &found);
        }
    }

    /// Writes one frame, in one call where the terminal takes it. Nothing is written while the terminal is not
    /// ours or the process is leaving.
    ///
    /// # Errors
    ///
    /// The terminal is gone.
    pub fn write(&self, bytes: &[u8]) -> Result<(), TerminalError> {
        if !bytes.is_empty() {
            self.gate.draw(|| {
                // Not locked while writing: the thread that has to leave looks at it, too.
                let prelude = std::mem::take(&mut *self.prelude());
                if prelude.is_empty() {
                    output::write_all(&*self.output, bytes)
                } else {
                    output::write_all(&*self.output, &[&prelude, bytes].concat())
                }
            })?;
        }
        Ok(())
    }

    /// A screen that is ours already is taken again at once, so that leaving knows it must give it back.
    fn take_screen(&self, again: bool) -> rustix::io::Result<()> {
        if again && self.prelude().is_empty() {
            return output::write_all(&*self.output, ENTER);
        }
        *self.prelude() = ENTER.to_vec();
        Ok(())
    }

    fn prelude(&self) -> MutexGuard<'_, Vec<u8>> {
        self.prelude.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The window's size now. A terminal that reports none (0x0, as happens while one is set up) has 80x24.
    pub fn size(&self) -> Size {
        match termios::tcgetwinsize(&*self.output) {
            Ok(size) if size.ws_col > 0 && size.ws_row > 0 => {
                Size { columns: size.ws_col, rows: size.ws_row }
            }
            _ => Size::USUAL,
        }
    }

    /// Throws away what was typed or answered and not read.
    pub fn discard_input(&self) {
        let _ = termios::tcflush(&self.input, QueueSelector::IFlush);
    }

    /// Where the input thread reads.
    ///
    /// # Errors
    ///
    /// No file descriptor is left.
    pub(super) fn reader(&self) -> Result<OwnedFd, TerminalError> {
        Ok(fcntl_dupfd_cloexec(&self.input, 3)?)
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        self.leave(Duration::from_millis(200));
    }
}

#[cfg(test)]
mod tests {
    use std::fs::File;

    use super::*;

    #[test]
    fn what_is_no_terminal_is_named() {
        let null = File::open("/dev/null").expect("null device");
        let error = Terminal::over(&null, &null, None).expect_err("no terminal");
        assert!(matches!(error, TerminalError::NotATerminal("standard input")));
    }
}
