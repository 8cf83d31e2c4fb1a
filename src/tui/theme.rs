//! What things look like, named by what they mean; colour only helps, a verdict is always a word.

use ratatui::style::{Color, Modifier, Style};

use crate::domain::verdict::Verdict;
use crate::tui::cells::Kana;

/// Styles by meaning; the default has none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Theme {
    /// Ordinary text.
    pub plain: Style,
    /// Text that can be passed over.
    pub muted: Style,
    /// Headings.
    pub title: Style,
    /// The row or field that keys act on.
    pub focus: Style,
    /// The selected row of a pane that has no focus.
    pub shadow: Style,
    /// Keys in hints.
    pub key: Style,
    /// Something went wrong or is about to be lost.
    pub warning: Style,
    /// 不足.
    pub gap: Style,
    /// 要確認.
    pub confirm: Style,
    /// Whether halfwidth kana look as they are stored.
    pub kana: Kana,
}

impl Theme {
    /// Reverse, bold and underline only; for `NO_COLOR` and terminals without colour.
    pub fn mono() -> Self {
        let plain = Style::new();
        Self {
            plain,
            muted: plain.add_modifier(Modifier::DIM),
            title: plain.add_modifier(Modifier::BOLD),
            focus: plain.add_modifier(Modifier::REVERSED),
            shadow: plain.add_modifier(Modifier::UNDERLINED),
            key: plain.add_modifier(Modifier::BOLD),
            warning: plain.add_modifier(Modifier::BOLD),
            gap: plain.add_modifier(Modifier::BOLD),
            confirm: plain.add_modifier(Modifier::UNDERLINED),
            kana: Kana::default(),
        }
    }

    /// The terminal's own foreground and background, with few colours on top.
    pub fn colour() -> Self {
        let mono = Self::mono();
        Self {
            key: Style::new().fg(Color::Cyan),
            warning: Style::new().fg(Color::Red).add_modifier(Modifier::BOLD),
            gap: Style::new().fg(Color::Red),
            confirm: Style::new().fg(Color::Yellow),
            ..mono
        }
    }

    /// The style of a verdict's word.
    pub fn verdict(&self, verdict: Verdict) -> Style {
        match verdict {
            Verdict::Gap => self.gap,
            Verdict::NeedsConfirmation => self.confirm,
            Verdict::Unanswered | Verdict::NotApplicable => self.muted,
            Verdict::Satisfied => self.plain,
        }
    }
}
