//! The picture of the box that asks who signs.

use ratatui::layout::Rect;

use super::{AfterSigning, Focus, Signing};
use crate::domain::signer::Statement;
use crate::domain::text::{Lang, pick};
use crate::report::words;
use crate::tui::canvas::Canvas;
use crate::tui::chrome;
use crate::tui::desktop::Desktop;
use crate::tui::impact;

/// Column at which the fields begin.
const FIELD: u16 = 8;

/// Draws the box in the upper third, so that an input method has room below the caret.
pub(super) fn draw(desktop: &Desktop, signing: &Signing, canvas: &mut Canvas<'_>) {
    let (lang, (columns, rows)) = (desktop.lang(), desktop.size);
    let width = columns.saturating_sub(8).min(76);
    let (known, impact_rows) = (rows_of(&signing.known), rows_of(&signing.impact));
    let height = (6 + known + impact_rows).min(rows.saturating_sub(2));
    let area = Rect::new((columns - width) / 2, (rows / 6).max(1), width, height);
    canvas.frame(area, &title(lang, signing));
    let (x, mut y, inner) = (area.x + 2, area.y + 1, area.width - 4);
    fields(lang, signing, canvas, Rect::new(x, y, inner, 2));
    y += 3;
    if known > 0 {
        list(lang, signing, canvas, Rect::new(x, y, inner, known));
        y += known;
    }
    if impact_rows > 0 {
        let (title, plain) = (canvas.theme.title, canvas.theme.plain);
        canvas.text(x, y, impact::heading(lang), title, inner);
        for (y, line) in (y + 1..).zip(&signing.impact) {
            canvas.text(x + 2, y, line, plain, inner - 2);
        }
    }
    chrome::box_keys(desktop, canvas, (x, area.bottom() - 2), signing.keys(), inner);
}

/// The rows of a list with its heading; none for an empty one.
fn rows_of<T>(list: &[T]) -> u16 {
    u16::try_from(list.len()).ok().filter(|count| *count > 0).map_or(0, |count| count + 1)
}

fn title(lang: Lang, signing: &Signing) -> String {
    match (signing.then, signing.statement, lang) {
        (AfterSigning::Close(register), _, Lang::Ja) => {
            format!("{}は「これで全部」: だれが確認しましたか", words::register(lang, register))
        }
        (AfterSigning::Close(register), _, Lang::En) => {
            format!("That is all for {}: who says so?", words::register(lang, register))
        }
        (_, Statement::Declarations, Lang::Ja) => "このファイルで会社を代表して表明する人".to_owned(),
        (_, Statement::Declarations, Lang::En) => "Who declares for the company in this file".to_owned(),
        (_, Statement::Answers, Lang::Ja) => "このファイルで回答する人".to_owned(),
        (_, Statement::Answers, Lang::En) => "Who answers in this file".to_owned(),
        (_, Statement::Closures, Lang::Ja) => "このファイルで「これで全部」とする人".to_owned(),
        (_, Statement::Closures, Lang::En) => "Who says \"that is all\" in this file".to_owned(),
    }
}

fn fields(lang: Lang, signing: &Signing, canvas: &mut Canvas<'_>, area: Rect) {
    let fields = [
        (Focus::Name, pick(lang, "氏名", "Name"), &signing.name),
        (Focus::Post, pick(lang, "役職", "Post"), &signing.post),
    ];
    let (muted, plain) = (canvas.theme.muted, canvas.theme.plain);
    for (y, (focus, label, editor)) in (area.y..).zip(fields) {
        let focused = signing.focus == focus;
        let style = if focused { canvas.theme.title } else { muted };
        canvas.text(area.x, y, label, style, FIELD);
        let field = Rect::new(area.x + FIELD, y, area.width - FIELD, 1);
        let caret = editor.draw(canvas.buf, field, plain, canvas.mode);
        if focused {
            canvas.cursor = caret;
        }
    }
}

fn list(lang: Lang, signing: &Signing, canvas: &mut Canvas<'_>, area: Rect) {
    let heading = pick(lang, "下矢印で選べる人", "Down chooses one of these");
    let (muted, plain, focus) = (canvas.theme.muted, canvas.theme.plain, canvas.theme.focus);
    canvas.text(area.x, area.y, heading, muted, area.width);
    for ((at, known), y) in signing.known.iter().enumerate().zip(area.y + 1..) {
        let who = words::signature(lang, &known.name, &known.post);
        let style = if signing.focus == Focus::Known(at) { focus } else { plain };
        let used = canvas.text(area.x + 2, y, &who, style, area.width - 2);
        if !known.here {
            let elsewhere = pick(
                lang,
                "(このファイルにはまだない氏名。選んでから確かめます)",
                "(not in this file yet; fills the fields)",
            );
            canvas.text(used + 2, y, elsewhere, muted, (area.right()).saturating_sub(used + 2));
        }
    }
}
