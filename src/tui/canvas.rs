//! Drawing on a buffer: text, rules, wrapped lines, all in cells of the chosen width mode.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::cells::{self, Ambiguous, Kana};
use super::theme::Theme;
use super::wrap::wrap_strings;

/// From this width on a box leaves something of the page in sight.
const ROOMY: u16 = 100;

/// Cells across a box over the page: at most so many, and all of a narrower screen, where a scroll then moves
/// whole rows, which the terminal does by itself.
pub fn box_width(columns: u16, most: u16) -> u16 {
    if columns < ROOMY { columns } else { most }
}

/// A buffer with what drawing needs to know.
pub struct Canvas<'a> {
    /// The cells.
    pub buf: &'a mut Buffer,
    /// What things look like.
    pub theme: &'a Theme,
    /// How wide ambiguous characters are.
    pub mode: Ambiguous,
    /// Where the terminal's cursor goes; nowhere hides it.
    pub cursor: Option<(u16, u16)>,
}

impl Canvas<'_> {
    /// The whole area.
    pub fn area(&self) -> Rect {
        self.buf.area
    }

    /// Cells a text takes.
    pub fn width(&self, text: &str) -> u16 {
        let shown = cells::shown(text, self.theme.kana);
        u16::try_from(cells::width(&shown, self.mode)).unwrap_or(u16::MAX)
    }

    /// Draws text, cut with an ellipsis; returns the column after it.
    pub fn text(&mut self, x: u16, y: u16, text: &str, style: Style, max: u16) -> u16 {
        let shown = cells::shown(text, self.theme.kana);
        let cut = cells::truncate(&shown, usize::from(max), self.mode);
        cells::put(self.buf, x, y, &cut, style, max, self.mode)
    }

    /// Draws text so that it ends before a column; returns where it starts.
    pub fn right(&mut self, end: u16, y: u16, text: &str, style: Style) -> u16 {
        let shown = cells::shown(text, self.theme.kana);
        let x = end.saturating_sub(self.width(&shown));
        cells::put(self.buf, x, y, &shown, style, end - x, self.mode);
        x
    }

    /// Blanks an area in a style.
    pub fn fill(&mut self, area: Rect, style: Style) {
        cells::blank(self.buf, area, style);
    }

    /// A horizontal rule.
    pub fn rule(&mut self, x: u16, y: u16, width: u16) {
        self.repeat(x, y, if self.mode == Ambiguous::Wide { "-" } else { "─" }, width);
    }

    /// A vertical rule.
    pub fn vertical_rule(&mut self, x: u16, y: u16, height: u16) {
        let glyph = if self.mode == Ambiguous::Wide { "|" } else { "│" };
        for row in y..y.saturating_add(height) {
            cells::put(self.buf, x, row, glyph, self.theme.muted, 1, Ambiguous::Narrow);
        }
    }

    /// A place where a vertical rule meets a horizontal one.
    pub fn joint(&mut self, x: u16, y: u16, down: bool) {
        let glyph = match (self.mode, down) {
            (Ambiguous::Wide, _) => "+",
            (Ambiguous::Narrow, true) => "┬",
            (Ambiguous::Narrow, false) => "┴",
        };
        cells::put(self.buf, x, y, glyph, self.theme.muted, 1, Ambiguous::Narrow);
    }

    /// A bar of so many cells, in the glyph of what it shows.
    pub fn repeat(&mut self, x: u16, y: u16, glyph: &str, width: u16) {
        cells::repeat(self.buf, (x, y), glyph, self.theme.muted, width);
    }

    /// A frame of rules around an area, blank inside, with a title in its upper edge. Where the area is as wide
    /// as the screen, rules above and below are enough.
    pub fn frame(&mut self, area: Rect, title: &str) {
        self.fill(area, self.theme.plain);
        let (right, bottom) = (area.right().saturating_sub(1), area.bottom().saturating_sub(1));
        for y in [area.y, bottom] {
            self.rule(area.x, y, area.width);
        }
        if area.width < self.area().width {
            self.sides(area, (right, bottom));
        }
        if !title.is_empty() {
            self.text(
                area.x + 2,
                area.y,
                &format!(" {title} "),
                self.theme.title,
                area.width.saturating_sub(4),
            );
        }
    }

    /// A rule across a frame, from side to side.
    pub fn divide(&mut self, area: Rect, y: u16) {
        let side = u16::from(area.width < self.area().width);
        self.rule(area.x + side, y, area.width.saturating_sub(2 * side));
    }

    fn sides(&mut self, area: Rect, (right, bottom): (u16, u16)) {
        self.vertical_rule(area.x, area.y + 1, area.height.saturating_sub(2));
        self.vertical_rule(right, area.y + 1, area.height.saturating_sub(2));
        let corners = if self.mode == Ambiguous::Wide { ["+"; 4] } else { ["┌", "┐", "└", "┘"] };
        let places = [(area.x, area.y), (right, area.y), (area.x, bottom), (right, bottom)];
        for ((x, y), glyph) in places.into_iter().zip(corners) {
            cells::put(self.buf, x, y, glyph, self.theme.muted, 1, Ambiguous::Narrow);
        }
    }
}

/// Lines of text already wrapped for one width, to be shown from some line on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lines {
    width: u16,
    mode: Ambiguous,
    kana: Kana,
    rows: Vec<Vec<(u16, String, Style)>>,
}

impl Lines {
    /// No lines yet, of this width.
    pub fn new(width: u16, mode: Ambiguous) -> Self {
        Self { width, mode, kana: Kana::default(), rows: Vec::new() }
    }

    /// The same, with halfwidth kana as a person wants to see them; before anything is put in.
    #[must_use]
    pub fn kana(self, kana: Kana) -> Self {
        Self { kana, ..self }
    }

    /// Cells of a line.
    pub fn width(&self) -> u16 {
        self.width
    }

    /// How many lines there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// True if there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// An empty line, unless the last one is empty already.
    pub fn gap(&mut self) {
        if self.rows.last().is_some_and(|line| !line.is_empty()) {
            self.rows.push(Vec::new());
        }
    }

    /// Empty lines until there are so many.
    pub fn pad_to(&mut self, count: usize) {
        self.rows.resize(self.rows.len().max(count), Vec::new());
    }

    /// A paragraph, wrapped, indented by so many cells.
    pub fn paragraph(&mut self, indent: u16, text: &str, style: Style) {
        let room = usize::from(self.width.saturating_sub(indent).max(2));
        for line in wrap_strings(&cells::shown(text, self.kana), room, self.mode) {
            self.rows.push(vec![(indent, line, style)]);
        }
    }

    /// A label and a wrapped text beside it.
    pub fn labelled(&mut self, label: &str, label_style: Style, at: u16, text: &str, style: Style) {
        let start = self.rows.len();
        self.paragraph(at, text, style);
        if let Some(line) = self.rows.get_mut(start) {
            line.insert(0, (0, label.to_owned(), label_style));
        }
    }

    /// One line of spans, each at its column.
    pub fn spans(&mut self, spans: Vec<(u16, String, Style)>) {
        self.rows.push(spans);
    }

    /// Draws the lines from `skip` on into an area.
    pub fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, skip: usize) {
        for (row, line) in self.rows.iter().skip(skip).take(usize::from(area.height)).enumerate() {
            let y = area.y + u16::try_from(row).unwrap_or(u16::MAX);
            for (at, text, style) in line {
                let room = area.width.saturating_sub(*at);
                canvas.text(area.x + at, y, text, *style, room);
            }
        }
    }
}
