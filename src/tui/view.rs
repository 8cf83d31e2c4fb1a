//! Draws the model; decides nothing.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::text::Lang;
use crate::report::words::pick;
use crate::tui::action::{self, Place};
use crate::tui::canvas::Canvas;
use crate::tui::model::{Model, Page};
use crate::tui::overlay;
use crate::tui::screens::{assess, board, plan, review, start, table, timeline};
use crate::tui::session::Saving;

/// Below this the screen says only that it is too small.
pub const SMALLEST: (u16, u16) = (60, 16);

/// A picture of the model and the place of the cursor.
pub fn view(model: &Model) -> (Buffer, Option<(u16, u16)>) {
    let (columns, rows) = model.size;
    let mut buf = Buffer::empty(Rect::new(0, 0, columns, rows));
    let mut canvas =
        Canvas { buf: &mut buf, theme: &model.prefs.theme, mode: model.prefs.ambiguous, cursor: None };
    if columns < SMALLEST.0 || rows < SMALLEST.1 {
        too_small(model, &mut canvas);
    } else {
        match model.page {
            Page::Start => start::draw(model, &mut canvas),
            Page::Assess => assess::draw(model, &mut canvas),
            Page::Board => board::draw(model, &mut canvas),
            Page::Review => review::draw(model, &mut canvas),
            Page::Plan => plan::draw(model, &mut canvas),
            Page::Timeline => timeline::draw(model, &mut canvas),
            Page::Table => table::draw(model, &mut canvas),
        }
        for overlay in &model.overlays {
            overlay::draw(model, overlay, &mut canvas);
        }
    }
    let cursor = canvas.cursor;
    (buf, cursor)
}

fn too_small(model: &Model, canvas: &mut Canvas<'_>) {
    let ((columns, rows), (least_columns, least_rows)) = (model.size, SMALLEST);
    let text = match model.lang() {
        Lang::Ja => format!(
            "画面が小さすぎます ({columns}x{rows})。{least_columns}x{least_rows} 以上に広げてください。"
        ),
        Lang::En => format!("Too small ({columns}x{rows}); needs {least_columns}x{least_rows}."),
    };
    let style = canvas.theme.plain;
    let mut lines = crate::tui::canvas::Lines::new(columns.max(2), canvas.mode);
    lines.paragraph(0, &text, style);
    lines.draw(canvas, Rect::new(0, 0, columns, rows), 0);
}

/// The first line and the rule below it: where we are, and the state of the file.
pub fn header(model: &Model, canvas: &mut Canvas<'_>, trail: &str) {
    let width = canvas.area().width;
    let mut end = width.saturating_sub(1);
    for part in header_right(model).iter().rev() {
        let style = if model.session.as_ref().is_some_and(|session| {
            matches!(session.saving, Saving::Failed(_)) || session.silent_history.is_some()
        }) {
            canvas.theme.warning
        } else {
            canvas.theme.plain
        };
        end = canvas.right(end, 0, part, style).saturating_sub(2);
    }
    let style = canvas.theme.title;
    canvas.text(1, 0, trail, style, end.saturating_sub(1));
    canvas.rule(0, 1, width);
}

fn header_right(model: &Model) -> Vec<String> {
    let lang = model.lang();
    let Some(session) = &model.session else { return Vec::new() };
    let profile = &session.assessment.profile;
    let day = profile.reference_date.map_or_else(
        || pick(lang, "基準日 未設定", "no reference date").to_owned(),
        |day| format!("{} {day}", pick(lang, "基準日", "as of")),
    );
    let mut parts = vec![day];
    if model.size.0 >= 100 {
        parts.push(match lang {
            Lang::Ja => format!("第{}版", profile.edition),
            Lang::En => format!("ed. {}", profile.edition),
        });
    }
    if let Some(obstacle) = &session.silent_history {
        let word = pick(lang, "履歴に書けません", "HISTORY NOT WRITTEN");
        parts.push(format!("{word}: {}", obstacle.reason));
    }
    parts.push(match &session.saving {
        Saving::Failed(obstacle) => format!("{}: {}", saving_word(lang, &session.saving), obstacle.reason),
        saving => saving_word(lang, saving).to_owned(),
    });
    parts
}

fn saving_word(lang: Lang, saving: &Saving) -> &'static str {
    match saving {
        Saving::Saved => pick(lang, "保存済", "saved"),
        Saving::Pending => pick(lang, "保存中", "saving"),
        Saving::Failed(_) => pick(lang, "保存できません", "NOT SAVED"),
        Saving::ReadOnly(_) => pick(lang, "閲覧のみ", "read only"),
    }
}

/// The last line: the notice if there is one, else the keys that act here.
pub fn footer(model: &Model, canvas: &mut Canvas<'_>, place: Place) {
    let area = canvas.area();
    let y = area.height - 1;
    if let Some(notice) = &model.notice {
        let style = canvas.theme.title;
        canvas.text(1, y, notice, style, area.width - 2);
        return;
    }
    let lang = model.lang();
    let mut x = 1;
    let mut shown = Vec::new();
    for entry in action::footer(place) {
        let (Some(hint), Some(key)) = (entry.hint(lang), entry.keys.first()) else { continue };
        let width = canvas.width(key) + 1 + canvas.width(hint);
        if shown.contains(&entry.action) || x + width > area.width {
            continue;
        }
        shown.push(entry.action);
        let (key_style, plain) = (canvas.theme.key, canvas.theme.plain);
        x = canvas.text(x, y, key, key_style, area.width) + 1;
        x = canvas.text(x, y, hint, plain, area.width) + 2;
    }
}
