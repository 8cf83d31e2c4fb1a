//! The smallest program over the shell: it shows the keys it got, and does on demand what a terminal program
//! should survive. It runs as a child of the tests in `pty`, inside this same test program.

use std::io::Write as _;
use std::path::Path;
use std::sync::{Arc, mpsc};
use std::time::Duration;
use std::{env, fs, process, thread};

use kijun::tui::shell::{
    Event, EventHandler, Exit, LoopOptions, Mailbox, Sender, ShellError, Size, TerminalCommand, run,
};

/// The environment variable that makes the child test a child; its value is the file that a flush writes.
pub(crate) const FLUSH_FILE: &str = "KIJUN_PROBE_FLUSH_FILE";
/// The child's name, as the test program takes it.
pub(crate) const CHILD: &str = "pty_probe::shell_probe_child";
/// The exit code after the terminal hung up without a signal.
pub(crate) const GONE: u32 = 77;
/// The exit code after a panic.
pub(crate) const PANICKED: u32 = 101;

struct Probe {
    shown: Vec<String>,
    size: Size,
    flood: bool,
    breaks: bool,
    sender: Sender<String>,
}

impl Probe {
    #[expect(clippy::panic, reason = "a panic is what some tests ask for")]
    fn key(&mut self, key: &str) -> Vec<TerminalCommand> {
        match key {
            "q" => return vec![TerminalCommand::Write(b"QUITTING".to_vec()), TerminalCommand::Quit],
            "Ctrl-z" => return vec![TerminalCommand::Suspend],
            "?" => return vec![TerminalCommand::Ask(b"\x1b]11;?\x1b\\".to_vec())],
            "f" => self.flood = true,
            "p" => panic!("asked to panic"),
            "d" => self.breaks = true,
            "t" => panic_elsewhere(),
            "m" => self.message_from_elsewhere(),
            _ => {}
        }
        Vec::new()
    }

    fn message_from_elsewhere(&self) {
        let sender = self.sender.clone();
        thread::spawn(move || sender.send("from a thread".to_owned()));
    }
}

#[expect(clippy::panic, reason = "a panic is what some tests ask for")]
fn panic_elsewhere() {
    let started = thread::Builder::new().name("worker".to_owned()).spawn(|| panic!("a worker's fault"));
    started.expect("a thread");
}

impl EventHandler for Probe {
    type Message = String;

    fn handle(&mut self, event: Event<String>) -> Vec<TerminalCommand> {
        let (shown, effects) = match event {
            Event::Keys(reads) => {
                let names: Vec<String> = reads.iter().flatten().map(ToString::to_string).collect();
                (names.join(" "), names.iter().flat_map(|name| self.key(name)).collect())
            }
            Event::Input(input) => (format!("{input:?}"), Vec::new()),
            Event::Message(text) => (text, Vec::new()),
            Event::Resized(size) => {
                self.size = size;
                ("resized".to_owned(), Vec::new())
            }
            Event::Resumed => ("resumed".to_owned(), Vec::new()),
            Event::CannotSuspend => ("cannot-suspend".to_owned(), Vec::new()),
        };
        self.shown.push(shown);
        effects
    }

    fn draw(&mut self, size: Size, fresh: bool) -> Option<Vec<u8>> {
        assert!(!self.breaks, "a fault in drawing");
        if self.flood {
            return Some(b"FLOOD ".repeat(200_000));
        }
        let shown = self.shown.join(" ");
        let clear = if fresh { "\x1b[2J" } else { "" };
        Some(format!("{clear}\x1b[H{}x{} [{shown}] ready\x1b[K", size.columns, size.rows).into_bytes())
    }
}

/// Does nothing unless the tests in `pty` started it.
#[test]
fn shell_probe_child() {
    let Some(file) = env::var_os(FLUSH_FILE) else { return };
    let code = probe(Path::new(&file));
    process::exit(i32::try_from(code).expect("a small code"));
}

fn probe(flush_file: &Path) -> u32 {
    let mailbox = Mailbox::new();
    let flush_file = flush_file.to_owned();
    let mut options = LoopOptions::new(move |_| fs::write(&flush_file, "flushed").expect("flush file"));
    options.answer_patience = Duration::from_secs(20);
    options.suspend = env::var_os("KIJUN_PROBE_NO_SUSPEND").is_none();
    if env::var_os("KIJUN_PROBE_STUCK_FLUSH").is_some() {
        options.flush = Arc::new(|_| sleep_for_good());
        options.end = Arc::clone(&options.flush);
    }
    if env::var_os("KIJUN_PROBE_BROKEN_FLUSH").is_some() {
        options.flush = Arc::new(|_| assert!(env::args().len() == 0, "a fault in saving"));
        options.end = Arc::clone(&options.flush);
    }
    let mut app =
        Probe { shown: Vec::new(), size: Size::USUAL, flood: false, breaks: false, sender: mailbox.sender() };
    match run(&mut app, mailbox, options) {
        Ok(Exit::Quit) => farewell(&format!("quit, {} bytes left over", left_over())),
        Ok(Exit::Gone) => return GONE,
        Err(ShellError::Panicked { what, .. }) => {
            farewell(&what);
            return PANICKED;
        }
        Err(error) => farewell(&format!("refused: {error}")),
    }
    0
}

fn sleep_for_good() {
    let (_held, never) = mpsc::channel::<()>();
    let _ = never.recv();
}

fn farewell(text: &str) {
    let _ = writeln!(std::io::stdout(), "FAREWELL {text}.");
}

/// How many bytes of input would reach the user's shell.
fn left_over() -> u64 {
    let stdin = rustix::stdio::stdin();
    let found = rustix::termios::tcgetattr(stdin).expect("modes");
    let mut raw = found.clone();
    raw.make_raw();
    rustix::termios::tcsetattr(stdin, rustix::termios::OptionalActions::Now, &raw).expect("raw");
    let count = rustix::io::ioctl_fionread(stdin).expect("count");
    rustix::termios::tcsetattr(stdin, rustix::termios::OptionalActions::Now, &found).expect("restored");
    count
}
