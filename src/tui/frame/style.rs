//! How a character is drawn, reduced to what the terminal can show, and the shortest way from one such
//! state to the next.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

use super::cursor_move::{digits, number};

/// The colours a terminal shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Depth {
    /// None.
    Mono,
    /// The sixteen named ones.
    Sixteen,
    /// A palette of 256.
    #[default]
    Indexed,
    /// Any mixture of red, green and blue.
    True,
}

/// One colour as the terminal is sent it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(super) enum TerminalColor {
    #[default]
    Default,
    Basic(u8),
    Indexed(u8),
    Rgb(u8, u8, u8),
}

/// Colours and attributes in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(super) struct CellStyle {
    fg: TerminalColor,
    bg: TerminalColor,
    modifier: Modifier,
}

/// Attributes that are seen on a space.
const SEEN_ON_BLANK: Modifier = Modifier::REVERSED
    .union(Modifier::UNDERLINED)
    .union(Modifier::SLOW_BLINK)
    .union(Modifier::RAPID_BLINK)
    .union(Modifier::CROSSED_OUT);

/// Attribute, code that sets it, code that ends it.
const ATTRIBUTES: [(Modifier, u8, u8); 9] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::RAPID_BLINK, 6, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];

/// The sixteen colours as most terminals mix them, for the nearest match.
const SIXTEEN: [(u8, u8, u8); 16] = [
    (0, 0, 0),
    (205, 0, 0),
    (0, 205, 0),
    (205, 205, 0),
    (0, 0, 238),
    (205, 0, 205),
    (0, 205, 205),
    (229, 229, 229),
    (127, 127, 127),
    (255, 0, 0),
    (0, 255, 0),
    (255, 255, 0),
    (92, 92, 255),
    (255, 0, 255),
    (0, 255, 255),
    (255, 255, 255),
];

/// The steps of the 6x6x6 colour cube in the 256-colour palette.
const CUBE: [u8; 6] = [0, 95, 135, 175, 215, 255];

impl CellStyle {
    pub(super) fn of(cell: &Cell, depth: Depth) -> Self {
        Self {
            fg: TerminalColor::of(cell.fg, depth),
            bg: TerminalColor::of(cell.bg, depth),
            modifier: cell.modifier,
        }
    }

    /// What is seen of this style on a space.
    pub(super) fn on_blank(self) -> Self {
        if self.modifier.intersects(SEEN_ON_BLANK) {
            self
        } else {
            Self { fg: TerminalColor::Default, bg: self.bg, modifier: Modifier::empty() }
        }
    }

    /// The style nearest to this one with which a space looks as `blank` says.
    pub(super) fn for_blank(self, blank: Self) -> Self {
        if blank.modifier.is_empty() {
            Self { fg: self.fg, bg: blank.bg, modifier: self.modifier.difference(SEEN_ON_BLANK) }
        } else {
            blank
        }
    }

    /// Writes the sequence that changes this style into `next`; nothing when they are the same.
    pub(super) fn change(self, next: Self, out: &mut Vec<u8>) {
        if self == next {
            return;
        }
        let (step, fresh) = (self.step(next), Self::default().step(next).after_reset());
        let shorter = if step.count == 0 || fresh.len() < step.len() { fresh } else { step };
        shorter.write(out);
    }

    fn step(self, next: Self) -> Codes {
        let mut codes = Codes::default();
        let mut kept = self.modifier;
        for (attribute, _, end) in ATTRIBUTES {
            if kept.difference(next.modifier).intersects(attribute) {
                codes.push(end);
                for (ended, _, code) in ATTRIBUTES {
                    kept = if code == end { kept.difference(ended) } else { kept };
                }
            }
        }
        for (attribute, set, _) in ATTRIBUTES {
            if next.modifier.difference(kept).intersects(attribute) {
                codes.push(set);
            }
        }
        for (color, old, base) in [(next.fg, self.fg, 30), (next.bg, self.bg, 40)] {
            if color != old {
                color.push(&mut codes, base);
            }
        }
        codes
    }
}

/// The parameters of one sequence: at most 18 attributes ended and set, and twice 5 numbers for a colour.
#[derive(Debug, Clone, Copy, Default)]
struct Codes {
    list: [u8; 32],
    count: usize,
}

impl Codes {
    fn push(&mut self, code: u8) {
        if let Some(free) = self.list.get_mut(self.count) {
            *free = code;
            self.count += 1;
        }
    }

    /// The same behind a reset; a reset alone needs no number.
    fn after_reset(self) -> Self {
        let mut codes = Self::default();
        if self.count > 0 {
            codes.push(0);
        }
        self.list.into_iter().take(self.count).for_each(|code| codes.push(code));
        codes
    }

    fn list(&self) -> impl Iterator<Item = u16> {
        self.list.iter().take(self.count).map(|code| u16::from(*code))
    }

    fn len(&self) -> usize {
        self.list().map(|code| 1 + digits(code)).sum()
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"\x1b[");
        for (at, code) in self.list().enumerate() {
            if at > 0 {
                out.push(b';');
            }
            number(out, code);
        }
        out.push(b'm');
    }
}

impl TerminalColor {
    fn of(color: Color, depth: Depth) -> Self {
        if color == Color::Reset {
            return Self::Default;
        }
        match depth {
            Depth::Mono => Self::Default,
            Depth::Sixteen => match Self::exact(color) {
                Self::Indexed(index) => nearest(&SIXTEEN, mixture(index)),
                Self::Rgb(r, g, b) => nearest(&SIXTEEN, (r, g, b)),
                color => color,
            },
            Depth::Indexed => match Self::exact(color) {
                Self::Rgb(r, g, b) => Self::Indexed(palette_index((r, g, b))),
                color => color,
            },
            Depth::True => Self::exact(color),
        }
    }

    fn exact(color: Color) -> Self {
        match color {
            Color::Reset => Self::Default,
            Color::Black => Self::Basic(0),
            Color::Red => Self::Basic(1),
            Color::Green => Self::Basic(2),
            Color::Yellow => Self::Basic(3),
            Color::Blue => Self::Basic(4),
            Color::Magenta => Self::Basic(5),
            Color::Cyan => Self::Basic(6),
            Color::Gray => Self::Basic(7),
            Color::DarkGray => Self::Basic(8),
            Color::LightRed => Self::Basic(9),
            Color::LightGreen => Self::Basic(10),
            Color::LightYellow => Self::Basic(11),
            Color::LightBlue => Self::Basic(12),
            Color::LightMagenta => Self::Basic(13),
            Color::LightCyan => Self::Basic(14),
            Color::White => Self::Basic(15),
            Color::Indexed(index @ 0..16) => Self::Basic(index),
            Color::Indexed(index) => Self::Indexed(index),
            Color::Rgb(r, g, b) => Self::Rgb(r, g, b),
        }
    }

    /// Adds the codes of this colour; `base` is 30 for the character, 40 for its ground.
    fn push(self, codes: &mut Codes, base: u8) {
        match self {
            Self::Default => codes.push(base + 9),
            Self::Basic(index @ 0..8) => codes.push(base + index),
            Self::Basic(index) => codes.push(base + 52 + index),
            Self::Indexed(index) => [base + 8, 5, index].into_iter().for_each(|code| codes.push(code)),
            Self::Rgb(r, g, b) => [base + 8, 2, r, g, b].into_iter().for_each(|code| codes.push(code)),
        }
    }
}

type Mixture = (u8, u8, u8);

fn distance(a: Mixture, b: Mixture) -> u32 {
    let square = |a: u8, b: u8| u32::from(a.abs_diff(b)).pow(2);
    square(a.0, b.0) + square(a.1, b.1) + square(a.2, b.2)
}

fn nearest(table: &[Mixture], wanted: Mixture) -> TerminalColor {
    let best = (0u8..).zip(table).min_by_key(|(_, mixture)| distance(**mixture, wanted));
    best.map_or(TerminalColor::Default, |(index, _)| TerminalColor::Basic(index))
}

/// What a colour of the 256-colour palette is mixed of.
fn mixture(index: u8) -> Mixture {
    let step = |at: u8| CUBE[usize::from(at % 6)];
    match index {
        0..16 => SIXTEEN[usize::from(index)],
        16..232 => (step((index - 16) / 36), step((index - 16) / 6), step(index - 16)),
        232.. => {
            let gray = 8 + 10 * (index - 232);
            (gray, gray, gray)
        }
    }
}

fn palette_index(wanted: Mixture) -> u8 {
    (16..=255).min_by_key(|index| distance(mixture(*index), wanted)).unwrap_or(16)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn style(fg: Color, bg: Color, modifier: Modifier, depth: Depth) -> CellStyle {
        let mut cell = Cell::EMPTY;
        (cell.fg, cell.bg, cell.modifier) = (fg, bg, modifier);
        CellStyle::of(&cell, depth)
    }

    fn change(style: CellStyle, next: CellStyle) -> String {
        let mut out = Vec::new();
        style.change(next, &mut out);
        String::from_utf8(out).expect("text")
    }

    const NONE: Modifier = Modifier::empty();

    #[test]
    fn sixteen_colours_use_the_old_codes() {
        for (color, code) in [
            (Color::Red, "31"),
            (Color::LightRed, "91"),
            (Color::Indexed(3), "33"),
            (Color::Rgb(250, 5, 5), "91"),
            (Color::Indexed(46), "92"),
        ] {
            let next = style(color, Color::Reset, NONE, Depth::Sixteen);
            assert_eq!(change(CellStyle::default(), next), format!("\x1b[{code}m"), "{color}");
        }
        let ground = style(Color::Reset, Color::LightBlue, NONE, Depth::Sixteen);
        assert_eq!(change(CellStyle::default(), ground), "\x1b[104m");
    }

    #[test]
    fn deeper_colours_are_reduced_to_what_can_be_shown() {
        let orange = Color::Rgb(255, 175, 0);
        let of = |depth| change(CellStyle::default(), style(orange, Color::Reset, NONE, depth));
        assert_eq!(of(Depth::True), "\x1b[38;2;255;175;0m");
        assert_eq!(of(Depth::Indexed), "\x1b[38;5;214m");
        assert_eq!(of(Depth::Mono), "");
    }

    #[test]
    fn changes_are_minimal_and_never_empty() {
        let bold = style(Color::Red, Color::Reset, Modifier::BOLD, Depth::Indexed);
        let dim = style(Color::Red, Color::Reset, Modifier::DIM, Depth::Indexed);
        assert_eq!(change(bold, bold), "");
        assert_eq!(change(bold, CellStyle::default()), "\x1b[m");
        assert_eq!(change(CellStyle::default(), bold), "\x1b[1;31m");
        assert_eq!(change(bold, dim), "\x1b[22;2m");
        let both = style(Color::Red, Color::Reset, Modifier::BOLD | Modifier::DIM, Depth::Indexed);
        assert_eq!(change(both, dim), "\x1b[22;2m");
        let plain = style(Color::Red, Color::Reset, NONE, Depth::Indexed);
        assert_eq!(change(bold, plain), "\x1b[22m");
    }

    #[test]
    fn a_space_only_shows_its_ground() {
        let red = style(Color::Red, Color::Blue, Modifier::BOLD, Depth::Indexed);
        let blue = style(Color::Reset, Color::Blue, NONE, Depth::Indexed);
        assert_eq!(red.on_blank(), blue);
        assert_eq!(red.for_blank(blue), red);
        let reversed = style(Color::Red, Color::Blue, Modifier::REVERSED, Depth::Indexed);
        assert_eq!(reversed.on_blank(), reversed);
        assert_eq!(red.for_blank(reversed), reversed);
        assert_ne!(reversed.for_blank(blue), reversed);
    }
}
