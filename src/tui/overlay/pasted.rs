//! A long text that is about to be pasted: it is shown before it goes into a field.

use ratatui::layout::Rect;

use crate::domain::clean::{Amiss, Lines, entered, visible};
use crate::domain::text::Lang;
use crate::report;
use crate::report::words::pick;
use crate::tui::action::Inside;
use crate::tui::canvas::Canvas;
use crate::tui::keys::{Code, Key, Paste};
use crate::tui::model::Model;
use crate::tui::overlay::recovery::scrolled;
use crate::tui::overlay::{self, Overlay};
use crate::tui::view;

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
}

/// True for a text that nobody pastes by mistake without wanting to see it first.
pub fn is_long(paste: &Paste) -> bool {
    paste.text.lines().nth(FEW).is_some()
}

/// Puts the text in and says what is missing of it.
pub fn put_in(model: &mut Model, paste: &Paste) {
    if paste.cut {
        model.say(cut(model.lang()));
    }
    // Says what could not be entered, which matters more.
    overlay::insert(model, &paste.text);
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

/// Enter puts the text in, Esc drops it, arrows scroll.
pub fn key(model: &mut Model, mut pasted: Pasted, key: Key) {
    match key.code {
        Code::Enter => put_in(model, &pasted.paste),
        Code::Esc => model.say(pick(model.lang(), "貼り付けをやめました。", "Nothing was pasted.")),
        _ => {
            pasted.from = scrolled(pasted.from, pasted.lines.len(), key).unwrap_or(pasted.from);
            model.push(Overlay::Pasted(pasted));
        }
    }
}

/// Draws the text in a box.
pub fn draw(model: &Model, pasted: &Pasted, canvas: &mut Canvas<'_>) {
    let (lang, (columns, rows)) = (model.lang(), model.size);
    let (lines, chars) = (pasted.lines.len(), pasted.paste.text.chars().count());
    let title = match lang {
        Lang::Ja => format!("貼り付ける内容({lines}行、{chars}文字)"),
        Lang::En => format!("About to paste {lines} lines, {chars} characters"),
    };
    let area = Rect::new(2, 1, columns.saturating_sub(4), rows.saturating_sub(2));
    canvas.frame(area, &title);
    let (plain, warned) = (canvas.theme.plain, canvas.theme.warning);
    let warning = warning(lang, pasted);
    let room = area.height.saturating_sub(3 + u16::from(warning.is_some()));
    for (y, line) in (area.y + 1..).zip(pasted.lines.iter().skip(pasted.from).take(usize::from(room))) {
        canvas.text(area.x + 2, y, line, plain, area.width - 4);
    }
    if let Some(text) = warning {
        canvas.text(area.x + 2, area.bottom() - 3, &text, warned, area.width - 4);
    }
    view::box_keys(model, canvas, (area.x + 2, area.bottom() - 2), Inside::Pasted, area.width - 4);
}
