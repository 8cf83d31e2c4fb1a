//! The workbench without a terminal: keys in, and what a person would see, what is wanted outside, the bytes.

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use kijun::domain::text::Lang;
use kijun::store::{packs, sample};
use kijun::tui::app::App;
use kijun::tui::cells::Ambiguous;
use kijun::tui::desktop::Prefs;
use kijun::tui::files::{Recent, Standing};
use kijun::tui::frame::{Capabilities, Renderer};
use kijun::tui::keys::{Key, Paste};
use kijun::tui::message::{Effect, Message, StoreMessage};
use kijun::tui::session::{Opened, Session};
use kijun::tui::theme::Theme;
use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::style::{Color, Modifier};

/// The size every screen must work at.
pub(crate) const USUAL: (u16, u16) = (80, 24);
/// The smallest size that is drawn.
pub(crate) const SMALL: (u16, u16) = (60, 16);
/// A size with room for all panes.
pub(crate) const LARGE: (u16, u16) = (120, 36);
/// When everything in these tests happens.
const NOW: &str = "2026-11-22T04:00:00Z";

/// A workbench somebody sits at.
pub(crate) struct Desk {
    pub(crate) model: App,
    /// What was wanted outside, since the beginning.
    pub(crate) effects: Vec<Effect>,
    screen: Renderer,
}

impl Desk {
    /// A workbench with nothing open and some recent files.
    pub(crate) fn new(lang: Lang, size: (u16, u16)) -> Self {
        let prefs = Prefs { lang, ambiguous: Ambiguous::Narrow, theme: Theme::colour() };
        let mut model = App::new(prefs, size);
        model.desktop.now = NOW.into();
        model.screens.start.kept_in = "/home/a/.local/share/kijun".into();
        let mut desk = Self { model, effects: Vec::new(), screen: Renderer::new(Capabilities::default()) };
        desk.tell(StoreMessage::Recent(recent(4)));
        desk
    }

    /// A workbench with the sample open, the cursor on the first category.
    pub(crate) fn with_sample(lang: Lang, size: (u16, u16)) -> Self {
        let mut desk = Self::new(lang, size);
        desk.tell(StoreMessage::Opened(Box::new(opened(""))));
        desk
    }

    /// A workbench with the sample open at a row.
    pub(crate) fn at_row(lang: Lang, size: (u16, u16), row: &str) -> Self {
        let mut desk = Self::new(lang, size);
        desk.tell(StoreMessage::Opened(Box::new(opened(row))));
        assert_eq!(desk.row(), row, "the cursor is on the row");
        desk
    }

    /// The same with ambiguous characters two cells wide.
    pub(crate) fn wide(mut self) -> Self {
        self.model.desktop.prefs.ambiguous = Ambiguous::Wide;
        self
    }

    /// Says something in the store's voice.
    pub(crate) fn tell(&mut self, message: StoreMessage) {
        self.take(Message::Store(message));
    }

    /// Presses keys, written as in `"j j y Enter"`.
    pub(crate) fn keys(&mut self, keys: &str) -> &mut Self {
        for key in Key::sequence(keys).expect("keys that can be read") {
            self.press(key);
        }
        self
    }

    /// Presses one key.
    pub(crate) fn press(&mut self, key: Key) {
        self.take(Message::Key(key));
    }

    /// Types a text, character by character.
    pub(crate) fn types(&mut self, text: &str) -> &mut Self {
        text.chars().for_each(|c| self.press(Key::char(c)));
        self
    }

    /// Pastes a text.
    pub(crate) fn pastes(&mut self, text: &str) -> &mut Self {
        let paste = Paste { text: text.into(), cut: false };
        self.take(Message::Paste(paste));
        self
    }

    /// Hears something that is no key and not of the store.
    pub(crate) fn hears(&mut self, message: Message) {
        self.take(message);
    }

    fn take(&mut self, message: Message) {
        self.model.update(message);
        self.effects.append(&mut self.model.desktop.effects);
    }

    /// The open assessment.
    pub(crate) fn session(&self) -> &Session {
        self.model.desktop.session.as_ref().expect("an open assessment")
    }

    /// The id of the row under the cursor of the tree; empty on a category.
    pub(crate) fn row(&self) -> String {
        let at = self.model.screens.assess.tree.row();
        at.map_or_else(String::new, |at| self.session().pack.rows()[at].id.clone())
    }

    /// The line shown until the next key.
    pub(crate) fn notice(&self) -> &str {
        self.model.desktop.notice.as_deref().unwrap_or_default()
    }

    /// The screen as text: wide characters once, no blanks at the ends of lines.
    pub(crate) fn text(&self) -> String {
        let (buffer, _) = self.model.view();
        rows(&buffer).collect::<Vec<_>>().join("\n")
    }

    /// Where the terminal's cursor stands, if it is shown.
    pub(crate) fn cursor(&self) -> Option<(u16, u16)> {
        self.model.view().1
    }

    /// Every run of cells that does not look plain: row, first and last column, look.
    pub(crate) fn styles(&self) -> String {
        let (buffer, _) = self.model.view();
        (0..buffer.area.height).filter_map(|y| styles_of(&buffer, y)).collect::<Vec<_>>().join("\n")
    }

    /// Text, cursor and styles, for a snapshot.
    pub(crate) fn picture(&self) -> String {
        let cursor = self.cursor().map_or("hidden".into(), |(x, y)| format!("{x},{y}"));
        format!("{}\n~~~ cursor {cursor}\n{}\n", self.text(), self.styles())
    }

    /// The bytes that bring the terminal from what it shows to the present screen.
    pub(crate) fn bytes(&mut self) -> Vec<u8> {
        let (buffer, cursor) = self.model.view();
        self.screen.present(&buffer, cursor)
    }

    /// The bytes of the frame after some keys, drawn once.
    pub(crate) fn cost(&mut self, keys: &str) -> usize {
        self.keys(keys).bytes().len()
    }

    /// The bytes of the frame after some keys, and those of the characters alone that are new in it: what no
    /// encoding can save, where no rows move.
    pub(crate) fn cost_and_bound(&mut self, keys: &str) -> (usize, usize) {
        let (before, _) = self.model.view();
        let cost = self.cost(keys);
        let (after, _) = self.model.view();
        let new = |y| {
            cells(&after, y)
                .filter(|(x, cell)| cell.symbol() != " " && before.cell((*x, y)) != Some(*cell))
                .map(|(_, cell)| cell.symbol().len())
                .sum::<usize>()
        };
        (cost, (0..after.area.height).map(new).sum())
    }
}

/// The sample as the store hands it over; read once for all desks of a test.
pub(crate) fn opened(place: &str) -> Opened {
    static READ: OnceLock<Opened> = OnceLock::new();
    Opened { place: place.into(), ..READ.get_or_init(read).clone() }
}

fn read() -> Opened {
    let assessment = sample::assessment().expect("a sound sample");
    let loaded = packs::shipped(&assessment.profile.edition).expect("the pack of the sample");
    Opened {
        path: PathBuf::from("/home/a/.local/share/kijun/sample.ron"),
        assessment,
        pack: Arc::new(loaded.pack),
        references: Arc::new(loaded.references),
        place: String::new(),
        read_only: None,
        unlocked: None,
    }
}

/// So many recent files.
pub(crate) fn recent(count: u32) -> Vec<Recent> {
    let names = ["株式会社アクメ", "ベータ監査法人", "Gamma Security K.K.", "見本セキュリティ株式会社"];
    (0..count)
        .zip(names.iter().cycle())
        .map(|(at, name)| Recent {
            path: PathBuf::from(format!("/home/a/.local/share/kijun/{at}.ron")),
            organisation: (*name).into(),
            opened: format!("2026-11-{:02}", 21 - at % 20),
            standing: (at % 4 != 2).then(|| Standing {
                categories: 1 + at as usize % 4,
                gaps: at,
                to_confirm: 4 + at,
                unanswered: 9 + at,
                reference_date: "2027-01-31".into(),
            }),
        })
        .collect()
}

/// The rows of a buffer as text.
pub(crate) fn rows(buffer: &Buffer) -> impl Iterator<Item = String> {
    (0..buffer.area.height).map(|y| {
        let text: String = cells(buffer, y).map(|(_, cell)| cell.symbol()).collect();
        text.trim_end().to_owned()
    })
}

/// The cells of a row with their columns, the covered halves of wide characters left out.
pub(crate) fn cells(buffer: &Buffer, y: u16) -> impl Iterator<Item = (u16, &Cell)> {
    let mut x = 0;
    std::iter::from_fn(move || {
        let at = x;
        let cell = buffer.cell((at, y))?;
        x += cell.cell_width().max(1);
        Some((at, cell))
    })
}

fn styles_of(buffer: &Buffer, y: u16) -> Option<String> {
    let mut runs: Vec<(u16, u16, String)> = Vec::new();
    for (x, cell) in cells(buffer, y) {
        let (look, end) = (look(cell), x + cell.cell_width().max(1) - 1);
        match runs.last_mut() {
            Some((_, last, same)) if *same == look && *last + 1 == x => *last = end,
            _ => runs.push((x, end, look)),
        }
    }
    let told: Vec<String> = runs
        .into_iter()
        .filter(|(_, _, look)| !look.is_empty())
        .map(|(from, to, look)| format!("{from}-{to} {look}"))
        .collect();
    (!told.is_empty()).then(|| format!("{y:>2}: {}", told.join(", ")))
}

/// How a cell looks, in words; nothing for a plain one, and for a blank whose look is not seen.
fn look(cell: &Cell) -> String {
    let mut words = Vec::new();
    let blank = cell.symbol() == " ";
    for (modifier, word, seen_on_blank) in [
        (Modifier::BOLD, "bold", false),
        (Modifier::DIM, "dim", false),
        (Modifier::UNDERLINED, "under", true),
        (Modifier::REVERSED, "reverse", true),
    ] {
        if cell.modifier.contains(modifier) && (seen_on_blank || !blank) {
            words.push(word.to_owned());
        }
    }
    if cell.fg != Color::Reset && !blank {
        words.push(cell.fg.to_string().to_lowercase());
    }
    if cell.bg != Color::Reset {
        words.push(format!("on {}", cell.bg.to_string().to_lowercase()));
    }
    words.join(" ")
}
