//! From one picture of the screen to the next in as few bytes as possible, in one piece.
//!
//! [`Renderer::present`] is pure: it compares the new picture with the last one and returns the bytes to
//! write, none at all when nothing changed. The caller writes them with a single write. Wide characters do
//! not make the cursor uncertain, characters of doubtful width do; rows that moved are moved by the
//! terminal; colours are encoded for what the terminal can show.

mod cell_shift;
mod cursor_move;
mod moved_rows;
mod paint;
mod repaint;
mod row;
mod scroll;
mod segments;
mod style;
mod writer;

use ratatui::buffer::Buffer;

use moved_rows::Pieces;
use repaint::Repaint;
use row::Row;
pub use style::Depth;
use writer::{CursorPosition, TerminalState, Writer};

/// What the terminal can do, as far as it matters for drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Capabilities {
    /// The colours it shows.
    pub depth: Depth,
    /// Frame each update in a synchronized update (mode 2026); terminals without it ignore the marks.
    pub synchronized: bool,
    /// Let the terminal move rows (scroll regions, insert and delete line).
    pub scroll_regions: bool,
    /// The terminal was seen to give ambiguous characters the width we count for them.
    pub ambiguous_known: bool,
}

impl Default for Capabilities {
    fn default() -> Self {
        Self { depth: Depth::Indexed, synchronized: true, scroll_regions: true, ambiguous_known: false }
    }
}

/// What a terminal shows now, as far as we know.
#[derive(Debug)]
pub struct Renderer {
    capabilities: Capabilities,
    previous: Option<Buffer>,
    state: TerminalState,
    shown: Option<bool>,
}

const BEGIN: &[u8] = b"\x1b[?2026h";
const END: &[u8] = b"\x1b[?2026l";
const SHOW: &[u8] = b"\x1b[?25h";
const HIDE: &[u8] = b"\x1b[?25l";
/// A larger update without synchronization would be seen with the cursor running through it.
const RUNNING_CURSOR: usize = 200;
/// Fewer changed rows than this are never worth a scroll.
const SCROLLED_ROWS: usize = 3;
/// So many times in a frame the terminal may be let to move rows.
const SCROLLS: usize = 2;

impl Renderer {
    /// A screen of which nothing is known yet; the first picture is drawn whole.
    pub fn new(capabilities: Capabilities) -> Self {
        Self { capabilities, previous: None, state: TerminalState::default(), shown: None }
    }

    /// What the terminal can do.
    pub fn capabilities(&self) -> Capabilities {
        self.capabilities
    }

    /// Says that another program has written to the terminal, or that it was resized, suspended or lost a
    /// write: the next picture is drawn whole.
    pub fn forget(&mut self) {
        self.previous = None;
        self.state.position = CursorPosition::default();
        self.shown = None;
    }

    /// The bytes that turn what is shown into `next`, with the cursor at (column, row) or hidden.
    ///
    /// Empty when nothing changed. To be written in one write; call [`Self::forget`] if that fails.
    pub fn present(&mut self, next: &Buffer, cursor: Option<(u16, u16)>) -> Vec<u8> {
        let size = (next.area.width, next.area.height);
        let mut writer = Writer::new(size, self.capabilities.ambiguous_known, self.state);
        match self.previous.take().filter(|previous| previous.area == next.area) {
            Some(previous) if previous.content == next.content => self.previous = Some(previous),
            previous => {
                match previous {
                    Some(previous) => self.repaint(&mut writer, &previous, next),
                    None => self.paint_whole(&mut writer, next),
                }
                self.previous = Some(next.clone());
            }
        }
        let cursor = cursor.filter(|(x, y)| *x < next.area.width && *y < next.area.height);
        self.finish(writer, cursor)
    }

    fn paint_whole(&mut self, writer: &mut Writer, next: &Buffer) {
        self.shown = None;
        writer.clear();
        let depth = self.capabilities.depth;
        let empty = row::blank(next.area.width);
        for y in 0..next.area.height {
            paint::paint(writer, y, &empty, &row::read(next, y, depth));
        }
    }

    fn repaint(&self, writer: &mut Writer, previous: &Buffer, next: &Buffer) {
        let mut repaint = Repaint::new(self.read(previous), self.read(next), next.area.width);
        let moved = self.capabilities.scroll_regions && repaint.changed() >= SCROLLED_ROWS;
        let pieces = moved.then(|| Pieces::of(&repaint));
        let order = repaint.unmoved();
        let best = self.cheapest(writer, &mut repaint, &order, (pieces.as_ref(), SCROLLS), usize::MAX);
        writer.adopt(best);
    }

    fn read<'b>(&self, buf: &'b Buffer) -> Vec<Row<'b>> {
        (0..buf.area.height).map(|y| row::read(buf, y, self.capabilities.depth)).collect()
    }

    /// The shortest of: painting the rows where they are, or after up to so many scrolls of pieces. Those of more
    /// than `limit` bytes are given up; what comes back is longer still if there is no other.
    fn cheapest(
        &self,
        writer: &Writer,
        repaint: &mut Repaint<'_>,
        order: &[usize],
        (pieces, scrolls): (Option<&Pieces>, usize),
        limit: usize,
    ) -> Writer {
        let mut best = writer.fork();
        repaint.paint(&mut best, order, limit);
        let Some(pieces) = pieces.filter(|_| scrolls > 0) else { return best };
        for scroll in moved_rows::find(repaint, pieces, order) {
            let mut other = writer.fork();
            other.scroll(scroll, !self.capabilities.synchronized);
            let order = scroll.of(order, repaint.blank());
            let left = limit.min(best.len()).saturating_sub(other.len());
            let rest = self.cheapest(&other, repaint, &order, (Some(pieces), scrolls - 1), left);
            other.adopt(rest);
            if other.len() < best.len() {
                best = other;
            }
        }
        best
    }

    fn finish(&mut self, mut writer: Writer, cursor: Option<(u16, u16)>) -> Vec<u8> {
        let painted = !writer.out.is_empty();
        if let Some((x, y)) = cursor {
            writer.move_to(x, y);
        }
        let hidden_meanwhile = painted
            && !self.capabilities.synchronized
            && self.shown == Some(true)
            && writer.out.len() > RUNNING_CURSOR;
        let show = cursor.is_some() && (self.shown != Some(true) || hidden_meanwhile);
        let hide = cursor.is_none() && self.shown != Some(false);
        self.shown = Some(cursor.is_some());
        self.state = writer.state;
        self.frame(&writer.out, hide || hidden_meanwhile, show)
    }

    fn frame(&self, body: &[u8], hide: bool, show: bool) -> Vec<u8> {
        if body.is_empty() && !hide && !show {
            return Vec::new();
        }
        let (begin, end) = if self.capabilities.synchronized { (BEGIN, END) } else { (&b""[..], &b""[..]) };
        let hide = if hide { HIDE } else { b"" };
        let show = if show { SHOW } else { b"" };
        [begin, hide, body, show, end].concat()
    }
}
