//! Draws a form over the whole screen: fields, what is wrong with them, and why the focused one matters.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::domain::text::{Lang, pick};
use crate::report::fields::{Field, Kind, Value, Words, say};
use crate::tui::canvas::{Canvas, Lines};
use crate::tui::chrome;
use crate::tui::desktop::Desktop;
use crate::tui::form::layer::{Layer, Stop};
use crate::tui::form::lines;
use crate::tui::form::options;
use crate::tui::form::scene::Scene;
use crate::tui::form::{Form, Purpose};
use crate::tui::impact;
use crate::tui::wrap::wrap;

/// Most rows that a text of several lines takes.
const MOST_ROWS: usize = 4;

/// Something that takes lines on the screen.
struct Part {
    stop: Stop,
    height: u16,
}

/// Draws the form and, if one is open, the list over it.
pub(super) fn draw(desktop: &Desktop, form: &Form, canvas: &mut Canvas<'_>) {
    let area = canvas.area();
    let plain = canvas.theme.plain;
    canvas.fill(area, plain);
    canvas.cursor = None;
    let Some(layer) = form.layers.last() else { return };
    head(desktop, form, canvas);
    foot(desktop, form, layer, canvas);
    let body = Rect::new(1, 2, area.width - 2, area.height.saturating_sub(7 + ahead_rows(form)));
    Pane { desktop, scene: Scene::of(desktop), layer, lang: desktop.lang(), body }.draw(canvas);
    if let Some(chooser) = &form.chooser {
        chooser.draw(desktop, canvas);
    }
}

fn head(desktop: &Desktop, form: &Form, canvas: &mut Canvas<'_>) {
    let lang = desktop.lang();
    let mut parts = Vec::new();
    match (&form.purpose, &desktop.session) {
        (Purpose::New, _) => parts.push(pick(lang, "はじめる", "Begin").to_owned()),
        (_, Some(session)) => parts.push(session.assessment.profile.organisation.clone()),
        _ => {}
    }
    for layer in &form.layers {
        let mut part = say(lang, layer.sheet.title).to_owned();
        let key = layer.draft.shown_id();
        if !key.is_empty() {
            part = format!("{part} {key}");
        }
        parts.push(part);
    }
    let (title, area) = (canvas.theme.title, canvas.area());
    let x = chrome::marker(desktop, canvas, 1);
    canvas.text(x, 0, &parts.join(" > "), title, area.width.saturating_sub(x + 1));
    canvas.rule(0, 1, area.width);
}

/// Rows for what accepting would flip; none while nothing would.
fn ahead_rows(form: &Form) -> u16 {
    u16::from(!form.ahead.flips.is_empty())
}

/// What accepting would flip, on one line below the fields.
fn ahead(desktop: &Desktop, form: &Form, canvas: &mut Canvas<'_>, y: u16) {
    let (Some(session), width) = (&desktop.session, canvas.area().width) else { return };
    let (lang, title, plain) = (desktop.lang(), canvas.theme.title, canvas.theme.plain);
    let x = canvas.text(1, y, impact::heading(lang), title, width) + 2;
    let room = width.saturating_sub(x + 1);
    let text = impact::within(session, lang, &form.ahead.flips, usize::from(room), canvas.mode);
    canvas.text(x, y, &text, plain, room);
}

/// What accepting would flip, two lines on why the field matters, a rule, and the keys.
fn foot(desktop: &Desktop, form: &Form, layer: &Layer, canvas: &mut Canvas<'_>) {
    let (area, lang) = (canvas.area(), desktop.lang());
    let top = area.height.saturating_sub(5);
    let above = top - ahead_rows(form);
    canvas.rule(0, above, area.width);
    if above < top {
        ahead(desktop, form, canvas, above + 1);
    }
    let (plain, title) = (canvas.theme.plain, canvas.theme.title);
    let hint = match layer.stop.field() {
        Some(at) => say(lang, layer.sheet.fields[at].hint),
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
    chrome::box_keys(desktop, canvas, (1, top + 4), layer.focus(), area.width - 2);
}

struct Pane<'m> {
    desktop: &'m Desktop,
    scene: Scene<'m>,
    layer: &'m Layer,
    lang: Lang,
    body: Rect,
}

impl Pane<'_> {
    /// Where values start: beside the longest label, within two fifths of the width.
    fn column(&self, canvas: &Canvas<'_>) -> u16 {
        let labels =
            self.layer.shown().map(|at| canvas.width(say(self.lang, self.layer.sheet.fields[at].label)));
        (labels.max().unwrap_or(0) + 5).min(self.body.width * 2 / 5)
    }

    fn parts(&self, width: u16) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::new();
        for stop in self.layer.stops() {
            let fault = |at: usize| self.fault_rows(at, width);
            let height = match stop {
                Stop::Field(at) => self.text_rows(at, width) + fault(at),
                Stop::Add(at) => 1 + fault(at),
                Stop::Row(..) => 1,
                Stop::Accept => 2,
            };
            parts.push(Part { stop, height });
        }
        parts
    }

    /// Lines that the sentence on what is wrong takes.
    fn fault_rows(&self, at: usize, width: u16) -> u16 {
        let Some(fault) = self.layer.faults[at] else { return 0 };
        let lines = wrap(say(self.lang, fault), usize::from(width), self.desktop.prefs.ambiguous).len();
        u16::try_from(lines).unwrap_or(1)
    }

    fn text_rows(&self, at: usize, width: u16) -> u16 {
        match (&self.layer.editors[at], self.layer.sheet.fields[at].kind) {
            (Some(editor), Kind::Text) => {
                let rows = editor.rows(width, self.desktop.prefs.ambiguous).clamp(1, MOST_ROWS);
                u16::try_from(rows).unwrap_or(1)
            }
            _ => 1,
        }
    }

    fn draw(&self, canvas: &mut Canvas<'_>) {
        let column = self.column(canvas);
        let parts = self.parts(self.body.width.saturating_sub(column));
        let focus = parts.iter().position(|part| part.stop == self.layer.stop).unwrap_or(0);
        let below: u16 = parts[..=focus].iter().map(|part| part.height).sum();
        let skip = below.saturating_sub(self.body.height);
        let mut at = 0_u16;
        let mut label_of = None;
        for part in &parts {
            let (top, height) = (at, part.height);
            at += height;
            if top < skip {
                continue;
            }
            let y = self.body.y + top - skip;
            if y + height > self.body.bottom() {
                self.more(canvas);
                break;
            }
            let labelled = part.stop.field() != label_of;
            label_of = part.stop.field();
            self.part(canvas, part, labelled, (column, y));
        }
    }

    fn more(&self, canvas: &mut Canvas<'_>) {
        let muted = canvas.theme.muted;
        let text = pick(self.lang, " 下へ続きます ", " more below ");
        canvas.right(self.body.right(), self.body.bottom(), text, muted);
    }

    fn part(&self, canvas: &mut Canvas<'_>, part: &Part, labelled: bool, (column, y): (u16, u16)) {
        let focused = part.stop == self.layer.stop;
        let (title, muted, plain) = (canvas.theme.title, canvas.theme.muted, canvas.theme.plain);
        let y = if part.stop == Stop::Accept { y + 1 } else { y };
        if focused {
            canvas.text(self.body.x, y, ">", title, 1);
        }
        if let (Some(at), true) = (part.stop.field(), labelled) {
            let field = &self.layer.sheet.fields[at];
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
        match part.stop {
            Stop::Field(at) => self.value(canvas, at, Rect::new(x, y, room, part.height), focused),
            Stop::Row(at, row) => {
                let text = self.row_line(at, row);
                canvas.text(x, y, &text, style, room);
            }
            Stop::Add(at) => {
                let text = pick(self.lang, "+ 追加", "+ add");
                canvas.text(x, y, text, if focused { style } else { muted }, room);
                self.fault(canvas, self.layer.faults[at], (x, y + 1), room);
            }
            Stop::Accept => {
                let text = pick(self.lang, "[ 確定する ]", "[ Accept ]");
                let end = canvas.text(x, y, text, style, room) + 2;
                if self.layer.sheet.fields.iter().any(|field| field.needed) {
                    let text = pick(self.lang, "* は必須です", "* required");
                    canvas.text(end, y, text, muted, self.body.right().saturating_sub(end));
                }
            }
        }
    }

    fn row_line(&self, at: usize, row: usize) -> String {
        let (_, Value::Rows(rows)) = self.layer.field(at) else {
            return String::new();
        };
        let line = rows.get(row).map_or_else(String::new, |draft| lines::line(&self.scene, draft));
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
        let fault = self.layer.faults[at];
        let rows = area.height.saturating_sub(self.fault_rows(at, area.width));
        self.fault(canvas, fault, (area.x, area.y + rows), area.width);
        let field = &self.layer.sheet.fields[at];
        let style = match (focused, field.kind.is_typed()) {
            (true, true) => canvas.theme.shadow,
            (true, false) => canvas.theme.focus,
            (false, _) => canvas.theme.plain,
        };
        if let Some(editor) = &self.layer.editors[at] {
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
        let value = (field.get)(&self.layer.draft);
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
        let (scene, draft) = (&self.scene, &self.layer.draft);
        let join = |names: Vec<String>| names.join(pick(self.lang, "、", ", "));
        match (kind, value) {
            (Kind::Choice(fixed), Value::Choice(at)) => (fixed.word)(self.lang, *at).to_owned(),
            (Kind::One(source), Value::One(id)) => options::name(scene, source, draft, id),
            (Kind::Many(source), Value::Many(ids)) => {
                join(ids.iter().map(|id| options::name(scene, source, draft, id)).collect())
            }
            (_, Value::Item(item)) => {
                let name = options::item_name(scene, item);
                format!("{name}  {}", options::item_mark(scene, item)).trim_end().to_owned()
            }
            (_, Value::Items(items)) => {
                join(items.iter().map(|item| options::item_name(scene, item)).collect())
            }
            _ => String::new(),
        }
    }
}
