//! The workbench joined to the terminal and the store: the model behind the loop, frames out, tasks in.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::aside::Aside;
use super::mailbox::{Mailbox, Sender};
use super::port::{App, Effect, Event, Exit, Options, ShellError};
use super::run::run;
use super::signals::FLUSH_DEADLINE;
use super::store_thread::{self, StoreHandle, Unsaved};
use super::terminal::Size;
use crate::domain::carriers::Survey;
use crate::domain::text::{Lang, pick};
use crate::store::file_access::FileAccess;
use crate::store::{clock, history};
use crate::tui::action::Page;
use crate::tui::app;
use crate::tui::cells::Ambiguous;
use crate::tui::desktop::Prefs;
use crate::tui::frame::{self, Depth, Screen};
use crate::tui::keys::{Input, Reply};
use crate::tui::message::{self, Message, StoreCommand, StoreMessage};
use crate::tui::session::{Saving, Session};
use crate::tui::theme::Theme;

/// How long a picture waits for a slow disk. The state in the header says the rest.
const PATIENCE: Duration = Duration::from_millis(200);

/// How the workbench is started.
#[derive(Debug, Clone)]
pub struct Start {
    /// The file to open at once.
    pub file: Option<PathBuf>,
    /// Language of the screens.
    pub lang: Lang,
    /// Width of ambiguous characters; `None` asks the terminal, and takes them for narrow until it answers.
    pub ambiguous: Option<Ambiguous>,
    /// Colours of the terminal; [`Depth::Mono`] for `NO_COLOR`.
    pub depth: Depth,
    /// Whoever is at the keyboard, for the history: the login name, or what the host says.
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
pub fn start(start: Start) -> Result<Exit, ShellError> {
    let mailbox = Mailbox::new();
    let sender = mailbox.sender();
    sender.send(Told::Begin);
    let to_workbench = sender.clone();
    let store = store_thread::start(
        Arc::clone(&start.access),
        start.lang,
        start.by.clone(),
        move |message, dealt_with| {
            sender.send(Told::Store(message, dealt_with));
        },
    )?;
    store.wants_beginnings();
    if let Some(file) = &start.file {
        store.wants(StoreCommand::Open(file.clone()));
    }
    let saving = |save: fn(&StoreHandle, Duration) -> Option<Unsaved>| {
        let store = std::sync::Mutex::new(store.clone());
        move |within| drop(store.lock().map(|store| save(&store, within)))
    };
    let mut options = Options::new(saving(StoreHandle::flush));
    options.end = Arc::new(saving(StoreHandle::end));
    options.suspend = !start.access.is_restricted();
    let mut workbench = Workbench::new(&start, store.clone(), to_workbench);
    let ended = run(&mut workbench, mailbox, options);
    let unsaved = store.end(FLUSH_DEADLINE).map(|unsaved| match unsaved {
        Unsaved::Told(sentence) => sentence,
        Unsaved::NoAnswer => no_answer(start.lang).to_owned(),
    });
    match (ended, unsaved) {
        (Ok(_), Some(sentence)) => Err(ShellError::Unsaved(sentence)),
        (Err(ShellError::Panicked { what, .. }), unsaved) => Err(ShellError::Panicked { what, unsaved }),
        (ended, _) => ended,
    }
}

fn no_answer(lang: Lang) -> &'static str {
    pick(
        lang,
        "ディスクが応答しないため、最後の変更を保存できたかわかりません。",
        "The disk does not answer; the last edits may not be saved.",
    )
}

/// Where files are kept, for people to read; a restricted user need not know.
fn kept_in(access: &FileAccess) -> String {
    if access.is_restricted() { String::new() } else { access.places().data.display().to_string() }
}

/// What other threads tell the workbench.
#[derive(Debug, Clone)]
enum Told {
    /// The loop runs; nothing was drawn yet.
    Begin,
    /// The store says something, and how many edits it had dealt with by then.
    Store(StoreMessage, u64),
    /// What the assessment of this revision rests on.
    Surveyed(u64, Box<Survey>),
}

/// Prints an ambiguous character at the first place and asks where the cursor is then. The first frame,
/// drawn right behind it, clears the screen.
const PROBE: &[u8] = b"\x1b[H\xe2\x80\xbb\x1b[6n";

struct Workbench {
    app: app::App,
    screen: Screen,
    store: StoreHandle,
    /// Where the result of work done aside goes.
    mailbox: Sender<Told>,
    aside: Aside,
    /// How many edits the last picture showed.
    shown: u64,
    /// How wide ambiguous characters were in the last picture.
    width: Ambiguous,
    begun: bool,
    probing: bool,
}

impl Workbench {
    fn new(start: &Start, store: StoreHandle, mailbox: Sender<Told>) -> Self {
        let theme = if start.depth == Depth::Mono { Theme::mono() } else { Theme::colour() };
        let ambiguous = start.ambiguous.unwrap_or_default();
        let prefs = Prefs { lang: start.lang, ambiguous, theme };
        let mut app = app::App::new(prefs, (80, 24));
        app.desktop.zone = clock::zone();
        app.screens.start.kept_in = kept_in(&start.access);
        (app.desktop.waiting, app.desktop.opening) = (start.file.is_some(), start.file.is_some());
        app.desktop.hint.clone_from(&start.hint);
        if start.file.is_none() {
            app.desktop.notice = app.desktop.hint.take();
        }
        app.desktop.own_name = (!start.access.is_restricted()).then(|| start.by.clone());
        if start.access.is_restricted() {
            app.desktop.folder = Some(start.access.places().data.clone());
        }
        let options = frame::Options { depth: start.depth, ..frame::Options::default() };
        let probing = start.ambiguous.is_none();
        let (screen, aside) = (Screen::new(options), Aside::default());
        Self { app, screen, store, mailbox, aside, shown: 0, width: ambiguous, begun: false, probing }
    }

    fn begin(&mut self) -> Vec<Effect> {
        self.begun = true;
        if self.probing { vec![Effect::Ask(PROBE.to_vec())] } else { Vec::new() }
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

    fn carry_out(&mut self, effect: message::Effect) -> Option<Effect> {
        match effect {
            message::Effect::Quit => self.may_end().then_some(Effect::Quit),
            message::Effect::Suspend => Some(Effect::Suspend),
            message::Effect::Survey => {
                let mailbox = self.mailbox.clone();
                let tell = move |revision, survey| mailbox.send(Told::Surveyed(revision, Box::new(survey)));
                self.app.desktop.session.iter().for_each(|session| self.aside.survey(session, tell.clone()));
                None
            }
            message::Effect::Store(command) => {
                self.store.wants(command);
                None
            }
        }
    }
}

impl Workbench {
    /// Whether the program may end. An edit may be on its way to a disk that does not take it, and nobody has heard
    /// of it yet: then a person is asked first, as for what is known not to be saved.
    fn may_end(&mut self) -> bool {
        let pending = self.app.desktop.real().is_some_and(|session| session.saving == Saving::Pending);
        if self.app.desktop.leaving || !pending || self.store.flush(FLUSH_DEADLINE).is_none() {
            return true;
        }
        self.app.desktop.leaving = true;
        let text = pick(
            self.app.desktop.lang(),
            "保存できていません。もう一度押すと終了します。",
            "Not saved. Press again to quit anyway.",
        );
        self.app.desktop.say(text);
        false
    }
}

impl App for Workbench {
    type Message = Told;

    fn handle(&mut self, event: Event<Told>) -> Vec<Effect> {
        self.app.desktop.now = history::now();
        let message = match event {
            Event::Keys(reads) => Message::Keys(reads),
            Event::Input(Input::Paste(paste)) => Message::Paste(paste),
            Event::Input(Input::Reply(reply)) => {
                self.answer(&reply);
                return Vec::new();
            }
            Event::Input(_) => return Vec::new(),
            Event::Message(Told::Begin) => return self.begin(),
            // An edit came in meanwhile: what it made is not in the file yet, and another save follows.
            Event::Message(Told::Store(StoreMessage::Saved, dealt_with))
                if dealt_with < self.store.handed_in() =>
            {
                return Vec::new();
            }
            Event::Message(Told::Store(message, _)) => Message::Store(message),
            Event::Message(Told::Surveyed(revision, survey)) => Message::Surveyed(revision, survey),
            Event::Resized(size) => Message::Resized(size.columns, size.rows),
            Event::Resumed => {
                self.screen.forget();
                return Vec::new();
            }
            Event::CannotSuspend => Message::CannotSuspend,
        };
        self.app.update(message);
        let surveyed = self.app.desktop.session.as_ref().filter(|_| self.app.desktop.page == Page::Carriers);
        if self.aside.keep(surveyed.map(Session::revision)) && self.app.desktop.page != Page::Carriers {
            self.app.give_survey_up();
        }
        let mut wanted = std::mem::take(&mut self.app.desktop.effects);
        if wanted.iter().any(|effect| matches!(effect, message::Effect::Store(StoreCommand::Record(..)))) {
            // An answer leads on to the next question: that place is known before the answer is called saved.
            wanted.sort_by_key(|effect| !matches!(effect, message::Effect::Store(StoreCommand::Visit(_))));
        }
        wanted.into_iter().filter_map(|effect| self.carry_out(effect)).collect()
    }

    fn draw(&mut self, size: Size, fresh: bool) -> Option<Vec<u8>> {
        // Whoever counts another width now saw the last picture in disorder.
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
