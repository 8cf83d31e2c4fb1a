//! What the benches share: the sample open in a workbench, and the bare list it is held against.

use std::hint::black_box;
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;

use kijun::domain::assessment::Assessment;
use kijun::domain::pack::Pack;
use kijun::domain::text::Lang;
use kijun::store::assessment::RawFile;
use kijun::store::packs::{Loaded, shipped};
use kijun::store::sample::SAMPLE;
use kijun::tui::app::App;
use kijun::tui::cells::Ambiguous;
use kijun::tui::desktop::Prefs;
use kijun::tui::message::{Message, StoreMessage};
use kijun::tui::session::Opened;
use kijun::tui::theme::Theme;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::{List, ListItem, ListState};
use ratatui::{Terminal, TerminalOptions, Viewport};

/// The shipped pack.
pub(crate) fn loaded() -> Loaded {
    shipped("4.1").expect("the shipped pack")
}

/// The sample's values.
pub(crate) fn sample(pack: &Pack) -> Assessment {
    let sheet = RawFile::from_bytes(SAMPLE.as_bytes().to_vec()).expect("a header");
    sheet.open(pack).expect("a sound sample").assessment
}

/// Values as the store hands them over.
pub(crate) fn opened(loaded: Loaded, assessment: Assessment) -> Opened {
    Opened {
        path: PathBuf::from("sample.ron"),
        assessment,
        pack: Arc::new(loaded.pack),
        references: Arc::new(loaded.references),
        place: "vuln.tech".into(),
        read_only: None,
        unlocked: None,
    }
}

/// A workbench with the sample open at 80x24 in Japanese.
pub(crate) fn workbench() -> App {
    let loaded = loaded();
    let assessment = sample(&loaded.pack);
    let prefs = Prefs { lang: Lang::Ja, ambiguous: Ambiguous::Narrow, theme: Theme::colour() };
    let mut model = App::new(prefs, (80, 24));
    model.desktop.now = "2026-11-22T04:00:00Z".into();
    let opened = opened(loaded, assessment);
    model.update(Message::Store(StoreMessage::Opened(Box::new(opened))));
    model
}

/// Takes bytes as a terminal would, and keeps those of one frame.
#[derive(Default)]
struct Bytes(Vec<u8>);

impl Write for Bytes {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        black_box(&self.0);
        self.0.clear();
        Ok(())
    }
}

/// A list of 500 Japanese rows drawn by ratatui and nothing else, with its first line selected.
pub(crate) struct BareList {
    terminal: Terminal<CrosstermBackend<Bytes>>,
    rows: Vec<String>,
    state: ListState,
}

impl BareList {
    /// Nothing drawn yet.
    pub(crate) fn new() -> Self {
        let rows =
            (0..500).map(|at| format!("{at:03} 情報セキュリティサービス基準 第{at}項 品質の確保")).collect();
        Self { terminal: bare_terminal(), rows, state: ListState::default().with_selected(Some(0)) }
    }

    /// Marks another line, which shows with the next frame.
    pub(crate) fn select(&mut self, line: usize) {
        self.state.select(Some(line));
    }

    /// Draws a frame and writes its bytes.
    pub(crate) fn draw(&mut self) {
        let (rows, state) = (&self.rows, &mut self.state);
        let draw = |frame: &mut ratatui::Frame<'_>| {
            let items = rows.iter().map(|row| ListItem::new(row.as_str()));
            let list = List::new(items).highlight_style(Style::new().reversed());
            frame.render_stateful_widget(list, frame.area(), state);
        };
        self.terminal.draw(draw).expect("a picture");
    }
}

fn bare_terminal() -> Terminal<CrosstermBackend<Bytes>> {
    let viewport = Viewport::Fixed(Rect::new(0, 0, 80, 24));
    Terminal::with_options(CrosstermBackend::new(Bytes::default()), TerminalOptions { viewport })
        .expect("a terminal in memory")
}
