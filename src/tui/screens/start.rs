//! The first screen: recent files, and every way to begin, each with what it is for.

use std::path::PathBuf;

use crate::domain::text::Lang;
use crate::domain::verdict::Verdict;
use crate::report::words::{self, pick};
use crate::tui::action::{Action, Place};
use crate::tui::canvas::Canvas;
use crate::tui::model::{Effect, Model, Page};
use crate::tui::overlay::Overlay;
use crate::tui::overlay::prompt::{Prompt, Purpose};
use crate::tui::view::footer;

/// A file opened lately and how it stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recent {
    /// Where it is.
    pub path: PathBuf,
    /// Whose it is.
    pub organisation: String,
    /// The day it was opened, as text.
    pub opened: String,
    /// How it stands, once it was looked into.
    pub standing: Option<Standing>,
}

/// How a file stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Standing {
    /// How many categories were chosen.
    pub categories: usize,
    /// Rows of 不足, over all chosen categories.
    pub gaps: u32,
    /// Rows of 要確認.
    pub to_confirm: u32,
    /// Rows of 未回答.
    pub unanswered: u32,
    /// The reference date, as text.
    pub reference_date: String,
}

/// From this width on there is room for the number of categories.
const WIDE: u16 = 90;

/// State of the screen.
#[derive(Debug, Default)]
pub struct Start {
    /// Files opened lately, newest first.
    pub recent: Vec<Recent>,
    /// Where files are kept, for people to read.
    pub kept_in: String,
    cursor: usize,
}

/// Carries out an action of this screen; false if it is none.
pub fn act(model: &mut Model, action: Action) -> bool {
    let last = model.start.recent.len().saturating_sub(1);
    match action {
        Action::Up => model.start.cursor = model.start.cursor.saturating_sub(1),
        Action::Down => model.start.cursor = (model.start.cursor + 1).min(last),
        Action::First => model.start.cursor = 0,
        Action::Last => model.start.cursor = last,
        Action::Open => match model.start.recent.get(model.start.cursor) {
            Some(recent) if model.session.as_ref().is_some_and(|open| open.path == recent.path) => {
                model.page = Page::Assess;
            }
            Some(recent) => {
                let path = recent.path.clone();
                model.want(Effect::Open(path));
            }
            None => return act(model, Action::New),
        },
        Action::Sample => model.want(Effect::CreateSample),
        Action::OpenFile => model.push(Overlay::Prompt(Prompt::line(Purpose::Path, ""))),
        _ => return false,
    }
    true
}

/// Draws the screen.
pub fn draw(model: &Model, canvas: &mut Canvas<'_>) {
    let lang = model.lang();
    let area = canvas.area();
    let (title, muted, plain) = (canvas.theme.title, canvas.theme.muted, canvas.theme.plain);
    let name = pick(
        lang,
        "kijun  情報セキュリティサービス基準 自己評価",
        "kijun  Information security service criteria: self-assessment",
    );
    canvas.text(1, 0, name, title, area.width - 14);
    canvas.right(area.width - 1, 0, pick(lang, "L English", "L 日本語"), plain);
    canvas.rule(0, 1, area.width);
    let mut y = recent(model, canvas, 3);
    y += 1;
    canvas.text(2, y, pick(lang, "はじめる", "Begin"), title, area.width - 4);
    y += 2;
    for (key, what, note) in ways(lang) {
        canvas.text(4, y, key, canvas.theme.key, 2);
        canvas.text(7, y, what, plain, 28);
        canvas.text(36, y, note, muted, area.width.saturating_sub(37));
        y += 1;
    }
    let bottom = area.height - 2;
    let disclaimer = pick(
        lang,
        "これは自己評価の見込みです。登録の可否は審査登録機関が決めます。",
        "A self-assessment estimate; only the registration body decides.",
    );
    canvas.text(2, bottom - 2, disclaimer, plain, area.width - 4);
    if !model.start.kept_in.is_empty() {
        let kept = format!("{}: {}", pick(lang, "保存先", "Kept in"), model.start.kept_in);
        canvas.text(2, bottom - 1, &kept, muted, area.width - 4);
    }
    canvas.rule(0, bottom, area.width);
    footer(model, canvas, Place::Start);
}

fn ways(lang: Lang) -> [(&'static str, &'static str, &'static str); 3] {
    match lang {
        Lang::Ja => [
            ("n", "新しい自己評価をつくる", "組織名と区分を選ぶだけで始められます"),
            ("s", "見本をさわってみる", "終わったら捨ててかまいません"),
            ("o", "ファイルを開く", "パスを入れて開きます"),
        ],
        Lang::En => [
            ("n", "Start a new assessment", "a name and the categories are enough"),
            ("s", "Try the sample", "throw it away afterwards"),
            ("o", "Open a file", "by its path"),
        ],
    }
}

fn recent(model: &Model, canvas: &mut Canvas<'_>, top: u16) -> u16 {
    let lang = model.lang();
    let area = canvas.area();
    let title = canvas.theme.title;
    canvas.text(2, top, pick(lang, "最近のファイル", "Recent files"), title, area.width - 4);
    let mut y = top + 2;
    if model.start.recent.is_empty() {
        let text = pick(
            lang,
            "まだありません。n で始めるか、s で見本を開いてください。",
            "None yet: n starts one, s opens the sample.",
        );
        let muted = canvas.theme.muted;
        canvas.text(4, y, text, muted, area.width - 5);
        return y + 1;
    }
    let room = usize::from(area.height.saturating_sub(17)).max(1);
    for (at, recent) in model.start.recent.iter().enumerate().take(room) {
        let focused = at == model.start.cursor;
        let style = if focused { canvas.theme.focus } else { canvas.theme.plain };
        let plain = canvas.theme.plain;
        canvas.text(2, y, if focused { ">" } else { " " }, plain, 1);
        canvas.text(4, y, &recent.organisation, style, 20);
        if let Some(standing) = &recent.standing {
            let text = standing_text(lang, standing, area.width >= WIDE);
            canvas.text(25, y, &text, plain, area.width.saturating_sub(51));
            canvas.right(area.width - 14, y, &standing.reference_date, plain);
        }
        canvas.right(area.width - 3, y, &recent.opened, plain);
        y += 1;
    }
    y
}

/// How a file stands; the number of categories only where there is room for it.
fn standing_text(lang: Lang, standing: &Standing, wide: bool) -> String {
    let word = |verdict| words::verdict_short(lang, verdict);
    let categories = match lang {
        _ if !wide => String::new(),
        Lang::Ja => format!("{}区分  ", standing.categories),
        Lang::En => format!("{} cat.  ", standing.categories),
    };
    format!(
        "{categories}{} {}  {} {}  {} {}",
        word(Verdict::Gap),
        standing.gaps,
        word(Verdict::NeedsConfirmation),
        standing.to_confirm,
        word(Verdict::Unanswered),
        standing.unanswered
    )
}
