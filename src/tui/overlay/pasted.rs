//! A long text that is about to be pasted: it is shown before it goes into a field.

use ratatui::layout::Rect;

use crate::domain::clean::{Amiss, Lines, entered, visible};
use crate::domain::text::{Lang, pick, tr};
use crate::report;
use crate::tui::action::BoxFocus;
use crate::tui::canvas::Canvas;
use crate::tui::chrome;
use crate::tui::desktop::{Desktop, Outcome, Overlay};
use crate::tui::keys::{Code, Key, Paste};
use crate::tui::overlay::menu::scrolled;

/// So many lines go in without a question.
const FEW: usize = 20;

/// The text, and how far down it is looked at.
#[derive(Debug)]
pub struct Pasted {
    paste: Paste,
    lines: Vec<String>,
    /// What of it cannot be entered.
    amiss: Option<Amiss>,
    from: usize,
}

impl Pasted {
    /// A text to be confirmed.
    pub fn new(paste: Paste) -> Self {
        let lines = paste.text.lines().map(|line| visible(line, Lines::Single).into_owned()).collect();
        let amiss = entered(None, &paste.text).amiss;
        Self { paste, lines, amiss, from: 0 }
    }

    /// Lines in sight.
    fn room(&self, desktop: &Desktop) -> u16 {
        let warned = warning(desktop.lang(), self).is_some();
        desktop.size.1.saturating_sub(2).saturating_sub(3 + u16::from(warned))
    }
}

/// True for a text so long that a person should see it before it goes in.
pub fn is_long(paste: &Paste) -> bool {
    paste.text.lines().nth(FEW).is_some()
}

/// Puts the text in and says what is missing of it.
pub fn put_in(desktop: &mut Desktop, paste: &Paste) {
    if paste.cut {
        desktop.say(cut(desktop.lang()));
    }
    // Says what could not be entered, which matters more.
    desktop.insert(&paste.text);
}

fn cut(lang: Lang) -> &'static str {
    pick(
        lang,
        "貼り付けは途中までです(1 MiB を超えたか、終わりが届きませんでした)。",
        "Only a part was pasted: more than 1 MiB, or its end never came.",
    )
}

fn warning(lang: Lang, pasted: &Pasted) -> Option<String> {
    let amiss = pasted.amiss.map(|amiss| report::amiss::found(lang, &amiss));
    amiss.or_else(|| pasted.paste.cut.then(|| cut(lang).to_owned()))
}

impl Overlay for Pasted {
    fn focus(&self) -> Option<BoxFocus> {
        Some(BoxFocus::Pasted)
    }

    /// Enter puts the text in, Esc drops it, arrows scroll.
    fn key(&mut self, desktop: &mut Desktop, key: Key) -> Outcome {
        match key.code {
            Code::Enter => put_in(desktop, &self.paste),
            Code::Esc => desktop.notify("貼り付けをやめました。", "Nothing was pasted."),
            _ => {
                let sight = (self.lines.len(), usize::from(self.room(desktop)));
                self.from = scrolled(self.from, sight, key).unwrap_or(self.from);
                return Outcome::Keep;
            }
        }
        Outcome::Close
    }

    fn draw(&self, desktop: &Desktop, canvas: &mut Canvas<'_>) {
        let (lang, (columns, rows)) = (desktop.lang(), desktop.size);
        let (lines, chars) = (self.lines.len(), self.paste.text.chars().count());
        let title = tr!(
            lang,
            "貼り付ける内容({lines}行、{chars}文字)",
            "About to paste {lines} lines, {chars} characters"
        );
        let area = Rect::new(2, 1, columns.saturating_sub(4), rows.saturating_sub(2));
        canvas.frame(area, &title);
        let (plain, warned) = (canvas.theme.plain, canvas.theme.warning);
        let warning = warning(lang, self);
        for (y, line) in
            (area.y + 1..).zip(self.lines.iter().skip(self.from).take(usize::from(self.room(desktop))))
        {
            canvas.text(area.x + 2, y, line, plain, area.width - 4);
        }
        if let Some(text) = warning {
            canvas.text(area.x + 2, area.bottom() - 3, &text, warned, area.width - 4);
        }
        chrome::box_keys(desktop, canvas, (area.x + 2, area.bottom() - 2), BoxFocus::Pasted, area.width - 4);
    }
}
