//! The workbench joined to the terminal and the store: the model behind the loop, frames out, tasks in.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::evidence::EvidenceRun;
use super::mailbox::{Mailbox, Sender};
use super::port::{Event, EventHandler, Exit, LoopOptions, ShellError, TerminalCommand};
use super::run::run;
use super::signals::FLUSH_DEADLINE;
use super::store_thread::{self, StoreHandle};
use super::survey::SurveyRun;
use super::terminal::Size;
use crate::domain::carriers::Survey;
use crate::domain::evidence::{Folder, Sight, Trouble};
use crate::domain::text::Lang;
use crate::store::file_access::FileAccess;
use crate::store::{clock, history};
use crate::tui::action::Page;
use crate::tui::app::App;
use crate::tui::cells::Ambiguous;
use crate::tui::desktop::Prefs;
use crate::tui::frame::{self, Depth, Renderer};
use crate::tui::keys::{Input, Reply};
use crate::tui::message::{Effect, Message, StoreCommand, StoreMessage};
use crate::tui::session::{Saving, Session};
use crate::tui::theme::Theme;

/// How long a picture waits for a slow disk. The state in the header says the rest.
const PATIENCE: Duration = Duration::from_millis(200);

/// How the workbench is started.
#[derive(Debug, Clone)]
pub struct StartOptions {
    /// The file to open at once.
    pub file: Option<PathBuf>,
    /// Language of the screens.
    pub lang: Lang,
    /// Width of ambiguous characters; `None` asks the terminal, and takes them for narrow until it answers.
    pub ambiguous: Option<Ambiguous>,
    /// Colours of the terminal; [`Depth::Mono`] for `NO_COLOR`.
    pub depth: Depth,
    /// The person at the keyboard, for the history: the login name, or what the host says.
    pub by: String,
    /// Which files there are for it.
    pub access: Arc<FileAccess>,
    /// What is said on a terminal that may not show what is written.
    pub hint: Option<String>,
}

/// Runs the workbench until the person leaves or the terminal goes away.
///
/// # Errors
///
/// As [`run`]; and [`ShellError::Unsaved`] if it ended in order, but the file lacks something.
pub fn start(start: StartOptions) -> Result<Exit, ShellError> {
    let mailbox = Mailbox::new();
    let sender = mailbox.sender();
    sender.send(ThreadMessage::Begin);
    let to_workbench = sender.clone();
    let store = store_thread::start(
        Arc::clone(&start.access),
        start.lang,
        start.by.clone(),
        move |message, dealt_with| {
            sender.send(ThreadMessage::Store(message, dealt_with));
        },
    )?;
    store.begin();
    if let Some(file) = &start.file {
        store.wants(StoreCommand::Open(file.clone()));
    }
    let (to_flush, to_end) = (store.clone(), store.clone());
    let mut options = LoopOptions::new(move |within| drop(to_flush.flush(within)));
    options.end = Arc::new(move |within| drop(to_end.end(within)));
    options.suspend = !start.access.is_restricted();
    let mut workbench = Workbench::new(&start, store.clone(), to_workbench);
    let ended = run(&mut workbench, mailbox, options);
    match (ended, store.end(FLUSH_DEADLINE)) {
        (Ok(_), Some(sentence)) => Err(ShellError::Unsaved(sentence)),
        (Err(ShellError::Panicked { what, .. }), unsaved) => Err(ShellError::Panicked { what, unsaved }),
        (ended, _) => ended,
    }
}

/// What other threads send to the workbench.
#[derive(Debug, Clone)]
enum ThreadMessage {
    /// The loop runs; nothing was drawn yet.
    Begin,
    /// The store says something, and how many edits it had dealt with by then.
    Store(StoreMessage, u64),
    /// What the assessment of this revision rests on.
    Surveyed(u64, Box<Survey>),
    /// What was seen of a file that evidence names.
    Seen(String, Result<Sight, Trouble>),
    /// The files of the folder that no evidence names.
    Listed(Folder),
}

/// Prints an ambiguous character at the first place and asks where the cursor is then. The first frame,
/// drawn right behind it, clears the screen.
const PROBE: &[u8] = b"\x1b[H\xe2\x80\xbb\x1b[6n";

struct Workbench {
    app: App,
    screen: Renderer,
    store: StoreHandle,
    /// Where the result of a survey goes.
    mailbox: Sender<ThreadMessage>,
    survey: SurveyRun,
    evidence: EvidenceRun,
    /// How many edits the last picture showed.
    shown: u64,
    /// How wide ambiguous characters were in the last picture.
    width: Ambiguous,
    begun: bool,
    probing: bool,
}

impl Workbench {
    fn new(start: &StartOptions, store: StoreHandle, mailbox: Sender<ThreadMessage>) -> Self {
        let theme = if start.depth == Depth::Mono { Theme::mono() } else { Theme::colour() };
        let ambiguous = start.ambiguous.unwrap_or_default();
        let prefs = Prefs { lang: start.lang, ambiguous, theme };
        let mut app = App::new(prefs, (80, 24));
        app.desktop.zone = clock::zone();
        (app.desktop.waiting, app.desktop.opening) = (start.file.is_some(), start.file.is_some());
        app.desktop.hint.clone_from(&start.hint);
        if start.file.is_none() {
            app.desktop.notice = app.desktop.hint.take();
        }
        let data = &start.access.places().data;
        if start.access.is_restricted() {
            app.desktop.own_name = None;
            app.desktop.folder = Some(data.clone());
        } else {
            app.desktop.own_name = Some(start.by.clone());
            app.screens.start.kept_in = data.display().to_string();
        }
        let options = frame::Capabilities { depth: start.depth, ..frame::Capabilities::default() };
        let probing = start.ambiguous.is_none();
        let (screen, survey) = (Renderer::new(options), SurveyRun::default());
        let evidence = EvidenceRun::new(Arc::clone(&start.access));
        Self {
            app,
            screen,
            store,
            mailbox,
            survey,
            evidence,
            shown: 0,
            width: ambiguous,
            begun: false,
            probing,
        }
    }

    fn begin(&mut self) -> Vec<TerminalCommand> {
        self.begun = true;
        if self.probing { vec![TerminalCommand::Ask(PROBE.to_vec())] } else { Vec::new() }
    }

    /// The answer to the probe: the column after the character tells its width.
    fn answer(&mut self, reply: &Reply) {
        if let (true, Reply::CursorPosition { row: 1, column }) = (self.probing, reply) {
            self.probing = false;
            if *column == 3 {
                self.app.desktop.prefs.ambiguous = Ambiguous::Wide;
            }
        }
    }

    fn carry_out(&mut self, effect: Effect) -> Option<TerminalCommand> {
        match effect {
            Effect::Quit => return self.may_end().then_some(TerminalCommand::Quit),
            Effect::Suspend => return Some(TerminalCommand::Suspend),
            Effect::Survey => {
                let mailbox = self.mailbox.clone();
                let tell = move |revision, survey| {
                    mailbox.send(ThreadMessage::Surveyed(revision, Box::new(survey)));
                };
                self.app.desktop.session.iter().for_each(|session| self.survey.start(session, tell.clone()));
            }
            Effect::See(file) => self.see(file),
            Effect::ListFiles => self.list_files(),
            Effect::Store(command) => self.store.wants(command),
        }
        None
    }

    /// Reads a file that evidence names, on a thread of its own.
    fn see(&mut self, file: String) {
        let (mailbox, Some(session)) = (self.mailbox.clone(), &self.app.desktop.session) else { return };
        let tell = move |file, seen| mailbox.send(ThreadMessage::Seen(file, seen));
        self.evidence.see(&session.path, file, tell);
    }

    /// Lists the files that no evidence names, on a thread of its own.
    fn list_files(&mut self) {
        let (mailbox, Some(session)) = (self.mailbox.clone(), &self.app.desktop.session) else { return };
        let tell = move |folder| mailbox.send(ThreadMessage::Listed(folder));
        self.evidence.list(&session.path, session.assessment.evidence.clone(), tell);
    }

    /// Whether the program may end. An edit may be on its way to a disk that does not take it, which is not known
    /// yet: then the person is asked first, as for what is known not to be saved.
    fn may_end(&mut self) -> bool {
        let pending = self.app.desktop.real().is_some_and(|session| session.saving == Saving::Pending);
        if self.app.desktop.leaving || !pending || self.store.flush(FLUSH_DEADLINE).is_none() {
            return true;
        }
        self.app.desktop.leaving = true;
        self.app.desktop.notify(
            "保存できていません。もう一度押すと終了します。",
            "Not saved. Press again to quit anyway.",
        );
        false
    }
}

impl EventHandler for Workbench {
    type Message = ThreadMessage;

    fn handle(&mut self, event: Event<ThreadMessage>) -> Vec<TerminalCommand> {
        self.app.desktop.now = history::now();
        let message = match event {
            Event::Keys(reads) => Message::Keys(reads),
            Event::Input(Input::Paste(paste)) => Message::Paste(paste),
            Event::Input(Input::Reply(reply)) => {
                self.answer(&reply);
                return Vec::new();
            }
            Event::Input(_) => return Vec::new(),
            Event::Message(ThreadMessage::Begin) => return self.begin(),
            // An edit came in meanwhile: what it made is not in the file yet, and another save follows.
            Event::Message(ThreadMessage::Store(StoreMessage::Saved, dealt_with))
                if dealt_with < self.store.handed_in() =>
            {
                return Vec::new();
            }
            Event::Message(ThreadMessage::Store(message, _)) => Message::Store(message),
            Event::Message(ThreadMessage::Surveyed(revision, survey)) => Message::Surveyed(revision, survey),
            Event::Message(ThreadMessage::Seen(file, seen)) => Message::Seen(file, seen),
            Event::Message(ThreadMessage::Listed(folder)) => Message::Listed(folder),
            Event::Resized(size) => Message::Resized(size.columns, size.rows),
            Event::Resumed => {
                self.screen.forget();
                return Vec::new();
            }
            Event::CannotSuspend => Message::CannotSuspend,
        };
        self.app.update(message);
        let surveyed = self.app.desktop.session.as_ref().filter(|_| self.app.desktop.page == Page::Carriers);
        if self.survey.keep(surveyed.map(Session::revision)) && self.app.desktop.page != Page::Carriers {
            self.app.screens.carriers.forget();
        }
        let mut wanted = std::mem::take(&mut self.app.desktop.effects);
        if wanted.iter().any(|effect| matches!(effect, Effect::Store(StoreCommand::Record(..)))) {
            // An answer leads on to the next question: that place is known before the answer is called saved.
            wanted.sort_by_key(|effect| !matches!(effect, Effect::Store(StoreCommand::Visit(_))));
        }
        wanted.into_iter().filter_map(|effect| self.carry_out(effect)).collect()
    }

    fn draw(&mut self, size: Size, fresh: bool) -> Option<Vec<u8>> {
        // With another width of ambiguous characters, the last picture was in disorder.
        let width = self.app.desktop.prefs.ambiguous;
        let recounted = std::mem::replace(&mut self.width, width) != width;
        if fresh || recounted {
            self.screen.forget();
        }
        if self.app.desktop.waiting || !self.begun {
            return None;
        }
        // What the last picture showed as answered is in the history before the next one is drawn.
        self.store.await_edits(self.shown, PATIENCE);
        self.shown = self.store.handed_in();
        self.app.desktop.size = (size.columns, size.rows);
        let (buffer, cursor) = self.app.view();
        let bytes = self.screen.present(&buffer, cursor);
        (!bytes.is_empty()).then_some(bytes)
    }
}
