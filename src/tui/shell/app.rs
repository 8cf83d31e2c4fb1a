//! The workbench joined to the terminal and the store: the model behind the loop, frames out, orders in.

use std::path::PathBuf;
use std::sync::mpsc::Sender;

use super::keeper::{self, Order};
use super::{App, Effect, Event, Exit, Mailbox, Options, ShellError, Size};
use crate::domain::text::Lang;
use crate::store::history;
use crate::store::places::Places;
use crate::tui::cells::Ambiguous;
use crate::tui::frame::{self, Depth, Screen};
use crate::tui::keys::{Input, Reply};
use crate::tui::model::{self, Message, Model, Prefs, StoreMessage};
use crate::tui::theme::Theme;
use crate::tui::update::update;
use crate::tui::view::view;

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
    /// Name put on claims and records.
    pub by: String,
    /// Where files are kept.
    pub places: Places,
}

/// Runs the workbench until the person leaves or the terminal goes away.
///
/// # Errors
///
/// As [`super::run`].
pub fn start(start: Start) -> Result<Exit, ShellError> {
    let mailbox = Mailbox::new();
    let sender = mailbox.sender();
    sender.send(Told::Begin);
    let orders = keeper::start(start.places.clone(), start.lang, start.by.clone(), move |message| {
        sender.send(Told::Store(message));
    })?;
    let _ = orders.send(Order::ListRecent);
    let _ = orders.send(Order::ListPacks);
    if let Some(file) = &start.file {
        let _ = orders.send(Order::Open(file.clone()));
    }
    let to_flush = std::sync::Mutex::new(orders.clone());
    let options = Options::new(move |within| {
        if let Ok(orders) = to_flush.lock() {
            keeper::flush(&orders, within);
        }
    });
    let mut workbench = Workbench::new(&start, orders);
    super::run(&mut workbench, mailbox, options)
}

/// What other threads tell the workbench.
#[derive(Debug, Clone)]
enum Told {
    /// The loop runs; nothing was drawn yet.
    Begin,
    /// The store says something.
    Store(StoreMessage),
}

/// Prints an ambiguous character at the first place and asks where the cursor is then. The first frame,
/// drawn right behind it, clears the screen.
const PROBE: &[u8] = b"\x1b[H\xe2\x80\xbb\x1b[6n";

struct Workbench {
    model: Model,
    screen: Screen,
    orders: Sender<Order>,
    begun: bool,
    probing: bool,
}

impl Workbench {
    fn new(start: &Start, orders: Sender<Order>) -> Self {
        let theme = if start.depth == Depth::Mono { Theme::mono() } else { Theme::colour() };
        let ambiguous = start.ambiguous.unwrap_or_default();
        let prefs = Prefs { lang: start.lang, ambiguous, theme, by: start.by.clone() };
        let mut model = Model::new(prefs, (80, 24));
        model.start.kept_in = start.places.data.display().to_string();
        model.waiting = start.file.is_some();
        let options = frame::Options { depth: start.depth, ..frame::Options::default() };
        let probing = start.ambiguous.is_none();
        Self { model, screen: Screen::new(options), orders, begun: false, probing }
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
                self.model.prefs.ambiguous = Ambiguous::Wide;
            }
        }
    }

    fn carry_out(&mut self, effect: model::Effect) -> Option<Effect> {
        let order = match effect {
            model::Effect::Quit => return Some(Effect::Quit),
            model::Effect::Suspend => return Some(Effect::Suspend),
            model::Effect::Open(path) => Order::Open(path),
            model::Effect::Create(path, assessment) => Order::Create(path, assessment),
            model::Effect::CreateSample => Order::CreateSample,
            model::Effect::Record(change, assessment) => Order::Record(change, assessment),
            model::Effect::Visit(row) => Order::Visit(row),
            model::Effect::Speak(lang) => Order::Speak(lang),
            model::Effect::ListRecent => Order::ListRecent,
        };
        // The store thread only ends with the process.
        let _ = self.orders.send(order);
        None
    }
}

impl App for Workbench {
    type Message = Told;

    fn handle(&mut self, event: Event<Told>) -> Vec<Effect> {
        self.model.now = history::now();
        let message = match event {
            Event::Input(Input::Key(key)) => Message::Key(key),
            Event::Input(Input::Paste(paste)) => Message::Paste(paste),
            Event::Input(Input::Reply(reply)) => {
                self.answer(&reply);
                return Vec::new();
            }
            Event::Input(_) => return Vec::new(),
            Event::Message(Told::Begin) => return self.begin(),
            Event::Message(Told::Store(message)) => Message::Store(message),
            Event::Resized(size) => Message::Resized(size.columns, size.rows),
            Event::Resumed => {
                self.screen.forget();
                return Vec::new();
            }
            Event::CannotSuspend => Message::CannotSuspend,
        };
        update(&mut self.model, message);
        let wanted = std::mem::take(&mut self.model.effects);
        wanted.into_iter().filter_map(|effect| self.carry_out(effect)).collect()
    }

    fn draw(&mut self, size: Size, fresh: bool) -> Option<Vec<u8>> {
        if fresh {
            self.screen.forget();
        }
        if self.model.waiting || !self.begun {
            return None;
        }
        self.model.size = (size.columns, size.rows);
        let (buffer, cursor) = view(&self.model);
        let bytes = self.screen.present(&buffer, cursor);
        (!bytes.is_empty()).then_some(bytes)
    }
}
