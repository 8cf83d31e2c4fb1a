//! Draws a form over the whole screen: fields, what is wrong with them, and why the focused one matters.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::domain::text::{Lang, pick};
use crate::report::fields::{Field, Kind, Value, Words, say};
use crate::tui::canvas::{Canvas, Lines};
use crate::tui::chrome;
use crate::tui::desktop::Desktop;
use crate::tui::form::level::{Level, TabStop};
use crate::tui::form::lines;
use crate::tui::form::lookup::Lookup;
use crate::tui::form::options;
use crate::tui::form::{Form, FormPurpose};
use crate::tui::impact;
use crate::tui::wrap::wrap;

/// Most rows that a text of several lines takes.
const MOST_ROWS: usize = 4;

/// Draws the form and, if one is open, the list over it.
pub(super) fn draw(desktop: &Desktop, form: &Form, canvas: &mut Canvas<'_>) {
    let area = canvas.area();
    let plain = canvas.theme.plain;
    canvas.fill(area, plain);
    canvas.cursor = None;
    let Some(level) = form.levels.last() else { return };
    head(desktop, form, canvas);
    foot(desktop, form, level, canvas);
    let body = Rect::new(1, 2, area.width - 2, area.height.saturating_sub(7 + preview_rows(form)));
    Pane { desktop, lookup: Lookup::of(desktop), level, lang: desktop.lang(), body }.draw(canvas);
    if let Some(chooser) = &form.chooser {
        chooser.draw(desktop, canvas);
    }
}

fn head(desktop: &Desktop, form: &Form, canvas: &mut Canvas<'_>) {
    let lang = desktop.lang();
    let mut parts = Vec::new();
    match (&form.purpose, &desktop.session) {
        (FormPurpose::New, _) => parts.push(pick(lang, "はじめる", "Begin").to_owned()),
        (_, Some(session)) => parts.push(session.assessment.profile.organisation.clone()),
        _ => {}
    }
    let named = |level: &Level| format!("{} {}", say(lang, level.description.title), level.draft.shown_id());
    parts.extend(form.levels.iter().map(|level| named(level).trim_end().to_owned()));
    let (title, area) = (canvas.theme.title, canvas.area());
    let x = chrome::marker(desktop, canvas, 1);
    canvas.text(x, 0, &parts.join(" > "), title, area.width.saturating_sub(x + 1));
    canvas.rule(0, 1, area.width);
}

/// Rows for what accepting would flip; none while nothing would.
fn preview_rows(form: &Form) -> u16 {
    u16::from(!form.preview.flips.is_empty())
}

/// What accepting would flip, on one line below the fields.
fn preview(desktop: &Desktop, form: &Form, canvas: &mut Canvas<'_>, y: u16) {
    let (Some(session), width) = (&desktop.session, canvas.area().width) else { return };
    let (lang, title, plain) = (desktop.lang(), canvas.theme.title, canvas.theme.plain);
    let x = canvas.text(1, y, impact::heading(lang), title, width) + 2;
    let room = width.saturating_sub(x + 1);
    let text = impact::within(session, lang, &form.preview.flips, usize::from(room), canvas.mode);
    canvas.text(x, y, &text, plain, room);
}

/// What accepting would flip, two lines on why the field matters, a rule, and the keys.
fn foot(desktop: &Desktop, form: &Form, level: &Level, canvas: &mut Canvas<'_>) {
    let (area, lang) = (canvas.area(), desktop.lang());
    let top = area.height.saturating_sub(5);
    let above = top - preview_rows(form);
    canvas.rule(0, above, area.width);
    if above < top {
        preview(desktop, form, canvas, above + 1);
    }
    let (plain, title) = (canvas.theme.plain, canvas.theme.title);
    let hint = match level.stop.field() {
        Some(at) => say(lang, level.description.fields[at].hint),
        None => pick(
            lang,
            "Enter で確定します。あとから直すことも、元に戻すこともできます。",
            "Enter accepts; it can be edited and undone later.",
        ),
    };
    let mut lines = Lines::new(area.width - 2, canvas.mode).kana(canvas.theme.kana);
    lines.paragraph(0, hint, plain);
    lines.draw(canvas, Rect::new(1, top + 1, area.width - 2, 2), 0);
    canvas.rule(0, top + 3, area.width);
    if let Some(notice) = &desktop.notice {
        canvas.text(1, top + 4, notice, title, area.width - 2);
        return;
    }
    chrome::box_keys(desktop, canvas, (1, top + 4), level.focus(), area.width - 2);
}

struct Pane<'m> {
    desktop: &'m Desktop,
    lookup: Lookup<'m>,
    level: &'m Level,
    lang: Lang,
    body: Rect,
}

impl Pane<'_> {
    /// Where values start: beside the longest label, within two fifths of the width.
    fn column(&self, canvas: &Canvas<'_>) -> u16 {
        let labels = self
            .level
            .shown()
            .map(|at| canvas.width(say(self.lang, self.level.description.fields[at].label)));
        (labels.max().unwrap_or(0) + 5).min(self.body.width * 2 / 5)
    }

    /// Every stop, and the lines it takes.
    fn heights(&self, width: u16) -> Vec<(TabStop, u16)> {
        let height = |stop| match stop {
            TabStop::Field(at) => self.text_rows(at, width) + self.fault_rows(at, width),
            TabStop::Add(at) => 1 + self.fault_rows(at, width),
            TabStop::Row(..) => 1,
            TabStop::Accept => 2,
        };
        self.level.stops().into_iter().map(|stop| (stop, height(stop))).collect()
    }

    /// Lines that the sentence on what is wrong takes.
    fn fault_rows(&self, at: usize, width: u16) -> u16 {
        let Some(fault) = self.level.faults[at] else { return 0 };
        let lines = wrap(say(self.lang, fault), usize::from(width), self.desktop.prefs.ambiguous).len();
        u16::try_from(lines).unwrap_or(1)
    }

    fn text_rows(&self, at: usize, width: u16) -> u16 {
        match (&self.level.editors[at], self.level.description.fields[at].kind) {
            (Some(editor), Kind::Text) => {
                let rows = editor.rows(width, self.desktop.prefs.ambiguous).clamp(1, MOST_ROWS);
                u16::try_from(rows).unwrap_or(1)
            }
            _ => 1,
        }
    }

    fn draw(&self, canvas: &mut Canvas<'_>) {
        let column = self.column(canvas);
        let heights = self.heights(self.body.width.saturating_sub(column));
        let focus = heights.iter().position(|(stop, _)| *stop == self.level.stop).unwrap_or(0);
        let below: u16 = heights[..=focus].iter().map(|(_, height)| height).sum();
        let skip = below.saturating_sub(self.body.height);
        let mut at = 0_u16;
        let mut label_of = None;
        for (stop, height) in heights {
            let top = at;
            at += height;
            if top < skip {
                continue;
            }
            let y = self.body.y + top - skip;
            if y + height > self.body.bottom() {
                self.more(canvas);
                break;
            }
            let labelled = stop.field() != label_of;
            label_of = stop.field();
            self.part(canvas, (stop, height), labelled, (column, y));
        }
    }

    fn more(&self, canvas: &mut Canvas<'_>) {
        let muted = canvas.theme.muted;
        let text = pick(self.lang, " 下へ続きます ", " more below ");
        canvas.right(self.body.right(), self.body.bottom(), text, muted);
    }

    fn part(
        &self,
        canvas: &mut Canvas<'_>,
        (stop, height): (TabStop, u16),
        labelled: bool,
        (column, y): (u16, u16),
    ) {
        let focused = stop == self.level.stop;
        let (title, muted, plain) = (canvas.theme.title, canvas.theme.muted, canvas.theme.plain);
        let y = if stop == TabStop::Accept { y + 1 } else { y };
        if focused {
            canvas.text(self.body.x, y, ">", title, 1);
        }
        if let (Some(at), true) = (stop.field(), labelled) {
            let field = &self.level.description.fields[at];
            let style = if focused { title } else { muted };
            let label = say(self.lang, field.label);
            let end = canvas.text(self.body.x + 2, y, label, style, column - 3);
            if field.needed {
                canvas.text(end + 1, y, "*", style, 1);
            }
        }
        let x = self.body.x + column;
        let room = self.body.right().saturating_sub(x);
        let style = if focused { canvas.theme.focus } else { plain };
        match stop {
            TabStop::Field(at) => self.value(canvas, at, Rect::new(x, y, room, height), focused),
            TabStop::Row(at, row) => {
                let text = self.row_line(at, row);
                canvas.text(x, y, &text, style, room);
            }
            TabStop::Add(at) => {
                let text = pick(self.lang, "+ 追加", "+ add");
                canvas.text(x, y, text, if focused { style } else { muted }, room);
                self.fault(canvas, self.level.faults[at], (x, y + 1), room);
            }
            TabStop::Accept => {
                let text = pick(self.lang, "[ 確定する ]", "[ Accept ]");
                let end = canvas.text(x, y, text, style, room) + 2;
                if self.level.description.fields.iter().any(|field| field.needed) {
                    let text = pick(self.lang, "* は必須です", "* required");
                    canvas.text(end, y, text, muted, self.body.right().saturating_sub(end));
                }
            }
        }
    }

    fn row_line(&self, at: usize, row: usize) -> String {
        let (_, Value::Rows(rows)) = self.level.field(at) else {
            return String::new();
        };
        let line = rows.get(row).map_or_else(String::new, |draft| lines::line(&self.lookup, draft));
        if line.trim().is_empty() { pick(self.lang, "(空)", "(empty)").to_owned() } else { line }
    }

    fn fault(&self, canvas: &mut Canvas<'_>, fault: Option<Words>, (x, y): (u16, u16), room: u16) {
        if let Some(fault) = fault {
            let mut lines = Lines::new(room, canvas.mode).kana(canvas.theme.kana);
            lines.paragraph(0, say(self.lang, fault), canvas.theme.warning);
            let height = u16::try_from(lines.len()).unwrap_or(1);
            lines.draw(canvas, Rect::new(x, y, room, height), 0);
        }
    }

    fn value(&self, canvas: &mut Canvas<'_>, at: usize, area: Rect, focused: bool) {
        let fault = self.level.faults[at];
        let rows = area.height.saturating_sub(self.fault_rows(at, area.width));
        self.fault(canvas, fault, (area.x, area.y + rows), area.width);
        let field = &self.level.description.fields[at];
        let style = match (focused, field.kind.is_typed()) {
            (true, true) => canvas.theme.shadow,
            (true, false) => canvas.theme.focus,
            (false, _) => canvas.theme.plain,
        };
        if let Some(editor) = &self.level.editors[at] {
            let place = Rect::new(area.x, area.y, area.width, rows);
            let caret = editor.draw(canvas.buf, place, style, canvas.mode);
            if focused {
                canvas.cursor = caret;
                self.example(canvas, field.kind, editor.text(), place);
            }
            return;
        }
        self.fixed(canvas, field, area, (focused, style));
    }

    /// How a date may be written, while there is none.
    fn example(&self, canvas: &mut Canvas<'_>, kind: Kind, text: &str, place: Rect) {
        let example = match kind {
            Kind::Date => {
                pick(self.lang, "例: 2026-04-01  2026-04  令和8年4月1日", "e.g. 2026-04-01  2026-04  2026")
            }
            Kind::Day => pick(self.lang, "例: 2026-04-01  令和8年4月1日", "e.g. 2026-04-01"),
            _ => return,
        };
        if text.is_empty() {
            let muted = canvas.theme.muted;
            canvas.text(place.x + 2, place.y, example, muted, place.width.saturating_sub(2));
        }
    }

    fn fixed(&self, canvas: &mut Canvas<'_>, field: &Field, area: Rect, (focused, style): (bool, Style)) {
        let value = (field.get)(&self.level.draft);
        let text = self.text_of(field.kind, &value);
        let text = match (field.kind, focused) {
            (Kind::Choice(_), true) => format!("< {text} >"),
            (_, true) if text.is_empty() => pick(self.lang, "(選ぶ)", "(choose)").to_owned(),
            (_, false) if text.is_empty() => "-".to_owned(),
            _ => text,
        };
        canvas.text(area.x, area.y, &text, style, area.width);
    }

    fn text_of(&self, kind: Kind, value: &Value) -> String {
        let (lookup, draft) = (&self.lookup, &self.level.draft);
        let join = |names: Vec<String>| names.join(pick(self.lang, "、", ", "));
        match (kind, value) {
            (Kind::Choice(fixed), Value::Choice(at)) => (fixed.word)(self.lang, *at).to_owned(),
            (Kind::One(source), Value::One(id)) => options::name(lookup, source, draft, id),
            (Kind::Many(source), Value::Many(ids)) => {
                join(ids.iter().map(|id| options::name(lookup, source, draft, id)).collect())
            }
            (_, Value::Item(item)) => {
                let name = options::item_name(lookup, item);
                format!("{name}  {}", options::item_mark(lookup, item)).trim_end().to_owned()
            }
            (_, Value::Items(items)) => {
                join(items.iter().map(|item| options::item_name(lookup, item)).collect())
            }
            _ => String::new(),
        }
    }
}
