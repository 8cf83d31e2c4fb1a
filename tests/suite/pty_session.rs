//! A child process in a real pseudo-terminal: keys go in, every byte that comes out is kept, and the tests wait
//! for what they want to see, never for time to pass.

use std::io::{Read, Write};
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, mpsc};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, SlavePty, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};

/// How long a state may take to appear before the test has failed.
const DEADLINE: Duration = Duration::from_secs(30);

/// Everything the child wrote so far, and the picture it makes.
struct Log {
    bytes: Mutex<Vec<u8>>,
    screen: Mutex<vt100::Parser>,
    grown: Condvar,
    redrawn: Condvar,
    /// The reader ends once this has been written.
    last: Mutex<Option<&'static str>>,
}

impl Default for Log {
    fn default() -> Self {
        let (rows, columns) = (24.try_into().expect("rows"), 80.try_into().expect("columns"));
        Self {
            bytes: Mutex::default(),
            screen: Mutex::new(vt100::Parser::new(rows, columns, 0)),
            grown: Condvar::new(),
            redrawn: Condvar::new(),
            last: Mutex::default(),
        }
    }
}

/// A running child and its terminal.
pub(crate) struct PtySession {
    child: Option<Box<dyn Child + Send + Sync>>,
    pid: Pid,
    master: Option<Box<dyn MasterPty + Send>>,
    keyboard: Option<Box<dyn Write + Send>>,
    /// Held while the child runs, so that the line's end is ours to choose.
    slave: Option<Box<dyn SlavePty + Send>>,
    log: Arc<Log>,
    reader: Option<JoinHandle<()>>,
    found: String,
    folder: tempfile::TempDir,
}

/// What a test may want to be different about the child.
#[derive(Default)]
pub(crate) struct Setting {
    /// Run this program with the probe's command line as its arguments.
    pub(crate) under: Vec<String>,
    /// The terminal is not the controlling one, so its end comes without a signal.
    pub(crate) no_controlling_terminal: bool,
    /// Further environment variables.
    pub(crate) environment: Vec<(&'static str, &'static str)>,
}

impl PtySession {
    /// Starts the probe `test` of this test program, with `file_variable` naming a file in a fresh folder.
    pub(crate) fn start(test: &str, file_variable: &str, setting: &Setting) -> Self {
        let folder = tempfile::tempdir().expect("folder");
        let mut command = command(test, setting);
        command.env(file_variable, folder.path().join("flushed"));
        Self::spawn(command, folder)
    }

    /// Starts any program; the folder lives as long as the session.
    pub(crate) fn spawn(command: CommandBuilder, folder: tempfile::TempDir) -> Self {
        let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a pseudo-terminal");
        let found = modes_of(&*pair.master);
        let log = Arc::new(Log::default());
        let reader = spawn_reader(pair.master.try_clone_reader().expect("reader"), &log);
        let child = pair.slave.spawn_command(command).expect("child");
        let pid = child.process_id().and_then(|pid| Pid::from_raw(pid.try_into().ok()?)).expect("pid");
        Self {
            child: Some(child),
            pid,
            keyboard: Some(pair.master.take_writer().expect("writer")),
            master: Some(pair.master),
            slave: Some(pair.slave),
            log,
            reader: Some(reader),
            found,
            folder,
        }
    }

    /// Types bytes.
    pub(crate) fn send(&mut self, bytes: &[u8]) {
        let keyboard = self.keyboard.as_mut().expect("an open terminal");
        keyboard.write_all(bytes).and_then(|()| keyboard.flush()).expect("typed");
    }

    /// Waits until the child has written `text`.
    pub(crate) fn wait_for(&self, text: &str) {
        let bytes = self.log.bytes.lock().expect("log");
        let (bytes, late) =
            self.log.grown.wait_timeout_while(bytes, DEADLINE, |bytes| !contains(bytes, text)).expect("log");
        assert!(!late.timed_out(), "{text:?} did not appear in {}", bytes.escape_ascii());
    }

    /// Waits until the picture is as it should be, and returns its text.
    pub(crate) fn wait_for_screen(&self, what: &str, is: impl Fn(&str) -> bool) -> String {
        let screen = self.log.screen.lock().expect("screen");
        let late = |screen: &mut vt100::Parser| !is(&screen.screen().contents());
        let (screen, late) = self.log.redrawn.wait_timeout_while(screen, DEADLINE, late).expect("screen");
        let text = screen.screen().contents();
        assert!(!late.timed_out(), "{what} did not appear in\n{text}");
        text
    }

    /// Waits until `text` stands somewhere in the picture.
    pub(crate) fn wait_to_see(&self, text: &str) -> String {
        self.wait_for_screen(text, |screen| screen.contains(text))
    }

    /// Whether the picture becomes what it should before the child ends.
    pub(crate) fn becomes_before_it_ends(&mut self, is: impl Fn(&str) -> bool) -> bool {
        let end = std::time::Instant::now() + DEADLINE;
        loop {
            let over = !matches!(self.child.as_mut().expect("a child").try_wait(), Ok(None));
            if is(&self.screen()) {
                return true;
            }
            if over {
                return false;
            }
            assert!(std::time::Instant::now() < end, "nothing came of\n{}", self.screen());
            thread::yield_now();
        }
    }

    /// Reads again what the child writes, after [`Self::send_and_stop_reading_at`].
    pub(crate) fn read_on(&mut self) {
        *self.log.last.lock().expect("log") = None;
        let master = self.master.as_ref().expect("an open terminal");
        self.reader = Some(spawn_reader(master.try_clone_reader().expect("reader"), &self.log));
    }

    /// Types bytes and waits until the picture is another one.
    pub(crate) fn press(&mut self, bytes: &[u8]) -> String {
        let before = self.screen();
        self.send(bytes);
        self.wait_for_screen("another picture", |screen| screen != before)
    }

    /// The picture now.
    pub(crate) fn screen(&self) -> String {
        self.log.screen.lock().expect("screen").screen().contents()
    }

    /// Ends the child as a power cut would, as far as the child can tell.
    pub(crate) fn kill(&mut self) {
        self.signal(Signal::KILL);
        let mut child = self.child.take().expect("a child");
        child.wait().expect("status");
    }

    /// Sends a signal to the child.
    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(self.pid, signal).expect("signal sent");
    }

    /// Gives the window another size.
    pub(crate) fn resize(&self, columns: u16, rows: u16) {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        self.master.as_ref().expect("an open terminal").resize(size).expect("resized");
    }

    /// Types `bytes`, waits for `last`, and from then on reads nothing of what the child writes.
    pub(crate) fn send_and_stop_reading_at(&mut self, bytes: &[u8], last: &'static str) {
        *self.log.last.lock().expect("log") = Some(last);
        self.send(bytes);
        self.wait_for(last);
        self.reader.take().expect("a reader").join().expect("reader ended");
    }

    /// Closes the terminal as a vanished window does. Reading must have been stopped.
    pub(crate) fn hang_up(&mut self) {
        assert!(self.reader.is_none(), "the reader holds the terminal open");
        self.slave = None;
        self.keyboard = None;
        self.master = None;
    }

    /// Waits for the child's end and the last of its bytes, and returns its exit code.
    pub(crate) fn exit_code(&mut self) -> u32 {
        let mut child = self.child.take().expect("a child");
        let (done, wait) = mpsc::channel();
        let mut killer = child.clone_killer();
        thread::spawn(move || done.send(child.wait().expect("status").exit_code()));
        let code = wait.recv_timeout(DEADLINE).unwrap_or_else(|_| {
            let _ = killer.kill();
            unreachable!("the child did not end; it wrote {}", self.written().escape_ascii())
        });
        self.slave = None;
        if let Some(reader) = self.reader.take() {
            reader.join().expect("reader ended");
        }
        code
    }

    /// Whether the child's flush has run to its end.
    pub(crate) fn flushed(&self) -> bool {
        self.flush_file().exists()
    }

    fn flush_file(&self) -> PathBuf {
        self.folder.path().join("flushed")
    }

    /// The child's process id.
    pub(crate) fn pid(&self) -> i32 {
        self.pid.as_raw_nonzero().get()
    }

    /// Everything written so far.
    pub(crate) fn written(&self) -> Vec<u8> {
        self.log.bytes.lock().expect("log").clone()
    }

    /// Whether the line's modes are those from before the child.
    pub(crate) fn line_as_found(&self) -> bool {
        modes_of(&**self.master.as_ref().expect("an open terminal")) == self.found
    }

    /// What happened to a private mode, in order: set (`h`) and reset (`l`).
    pub(crate) fn switches_of(&self, mode: u16) -> String {
        let written = String::from_utf8_lossy(&self.written()).into_owned();
        let start = format!("\x1b[?{mode}");
        written.split(&start).skip(1).filter_map(|rest| rest.chars().next()).collect()
    }
}

impl Drop for PtySession {
    fn drop(&mut self) {
        if let Some(child) = &mut self.child {
            let _ = child.kill();
        }
    }
}

fn contains(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|part| part == text.as_bytes())
}

fn modes_of(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios().expect("modes"))
}

fn command(test: &str, setting: &Setting) -> CommandBuilder {
    let program = std::env::current_exe().expect("this program");
    let mut line = setting.under.clone();
    line.push(program.to_string_lossy().into_owned());
    line.extend(["--exact", test, "--nocapture", "--test-threads=1"].map(str::to_owned));
    let mut command = CommandBuilder::from_argv(line.into_iter().map(Into::into).collect());
    command.env("TERM", "xterm-256color");
    command.set_controlling_tty(!setting.no_controlling_terminal);
    for (name, value) in &setting.environment {
        command.env(name, value);
    }
    command
}

fn spawn_reader(mut terminal: Box<dyn Read + Send>, log: &Arc<Log>) -> JoinHandle<()> {
    let log = Arc::clone(log);
    thread::spawn(move || {
        let mut buffer = [0; 4096];
        while let Ok(count) = terminal.read(&mut buffer) {
            if count == 0 {
                break;
            }
            log.bytes.lock().expect("log").extend_from_slice(&buffer[..count]);
            log.screen.lock().expect("screen").process(&buffer[..count]);
            log.grown.notify_all();
            log.redrawn.notify_all();
            let last = *log.last.lock().expect("log");
            if last.is_some_and(|last| contains(&log.bytes.lock().expect("log"), last)) {
                break;
            }
        }
    })
}

/// Waits until a file that a child writes holds what it should.
pub(crate) fn wait_for_file(path: &std::path::Path, is: impl Fn(&str) -> bool) {
    let end = std::time::Instant::now() + DEADLINE;
    while !std::fs::read_to_string(path).is_ok_and(|text| is(&text)) {
        assert!(std::time::Instant::now() < end, "{} does not become what it should", path.display());
        thread::yield_now();
    }
}
