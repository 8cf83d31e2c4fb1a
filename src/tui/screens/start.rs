//! The first screen: recent files, and every way to begin, each with what it is for.

use std::path::Path;

use ratatui::layout::Rect;

use crate::domain::date::Date;
use crate::domain::text::{Lang, pick, tr};
use crate::domain::verdict::Verdict;
use crate::report::words;
use crate::tui::action::{Action, Page};
use crate::tui::canvas::{Canvas, Lines};
use crate::tui::cells;
use crate::tui::chrome::footer;
use crate::tui::desktop::Desktop;
use crate::tui::files::{Recent, Standing};
use crate::tui::list::List;
use crate::tui::message::StoreCommand;
use crate::tui::overlay::prompt::{Prompt, PromptPurpose};
use crate::tui::screens::Screen;
use crate::tui::session::Saving;

/// From this width on there is room for the number of categories.
const WIDE: u16 = 90;

/// State of the screen.
#[derive(Debug, Default)]
pub struct StartPage {
    /// Files opened lately, newest first.
    pub recent: Vec<Recent>,
    /// Where files are kept, for people to read.
    pub kept_in: String,
    list: List,
}

impl Screen for StartPage {
    fn act(&mut self, desktop: &mut Desktop, action: Action) -> bool {
        match action {
            Action::Open => match self.recent.get(self.list.at) {
                Some(recent) if desktop.session.as_ref().is_some_and(|open| open.path == recent.path) => {
                    desktop.page = Page::Assess;
                }
                Some(recent) => {
                    let path = recent.path.clone();
                    desktop.want(StoreCommand::Open(path));
                }
                None => return false,
            },
            Action::Sample => desktop.want(StoreCommand::CreateSample),
            Action::OpenFile => desktop.open(Prompt::line(PromptPurpose::Path, "")),
            Action::SaveAs if desktop.session.is_none() => {
                desktop.notify("開いているファイルはありません。", "No file is open.");
            }
            _ => return self.list.travel(action, room(desktop.size.1)),
        }
        true
    }

    /// Keeps the cursor on the recent files, and in sight.
    fn settle(&mut self, desktop: &mut Desktop) {
        self.list.settle(self.recent.len(), room(desktop.size.1));
    }

    fn draw(&self, desktop: &Desktop, canvas: &mut Canvas<'_>) {
        let area = canvas.area();
        title_line(desktop, canvas);
        let gap = u16::from(!is_low(area.height));
        let end = recent(self, desktop, canvas, 2 + gap);
        let end = begin(desktop.lang(), canvas, end + 1, gap);
        let bottom = area.height - 2;
        let top = disclaimer(desktop.lang(), canvas, bottom - gap);
        if !is_low(area.height) {
            if end < top - 1 {
                criteria(desktop, canvas, top - 1);
            }
            kept_in(self, desktop, canvas, bottom - 1);
        }
        canvas.rule(0, bottom, area.width);
        footer(desktop, canvas, |action| self.acts(desktop, action));
    }

    fn acts(&self, _desktop: &Desktop, action: Action) -> bool {
        action != Action::Open || !self.recent.is_empty()
    }
}

/// The name of the program, or what is not saved, and the key of the other language.
fn title_line(desktop: &Desktop, canvas: &mut Canvas<'_>) {
    let (lang, width) = (desktop.lang(), canvas.area().width);
    let end = canvas.right(width - 1, 0, pick(lang, "L English", "L 日本語"), canvas.theme.plain);
    let unsaved = unsaved(desktop).map(|(_, text)| text).collect::<Vec<_>>().join("  ");
    if unsaved.is_empty() {
        let name = pick(
            lang,
            "kijun  情報セキュリティサービス基準 自己評価",
            "kijun  Information security service criteria: self-assessment",
        );
        canvas.text(1, 0, name, canvas.theme.title, width - 14);
    } else {
        let text = cells::truncate(&unsaved, usize::from(end.saturating_sub(10)), canvas.mode);
        canvas.text(1, 0, "kijun", canvas.theme.title, 6);
        canvas.right(end.saturating_sub(2), 0, &text, canvas.theme.warning);
    }
    canvas.rule(0, 1, width);
}

/// Every way to begin; the row after them.
fn begin(lang: Lang, canvas: &mut Canvas<'_>, top: u16, gap: u16) -> u16 {
    let width = canvas.area().width;
    canvas.text(2, top, pick(lang, "はじめる", "Begin"), canvas.theme.title, width - 4);
    let first = top + 1 + gap;
    for (y, (key, what, note)) in (first..).zip(ways(lang)) {
        canvas.text(4, y, key, canvas.theme.key, 2);
        canvas.text(7, y, what, canvas.theme.plain, 28);
        if 36 + canvas.width(note) < width {
            canvas.text(36, y, note, canvas.theme.muted, width - 37);
        }
    }
    first + 3
}

/// That this is an estimate, down to a row; its first row.
fn disclaimer(lang: Lang, canvas: &mut Canvas<'_>, bottom: u16) -> u16 {
    let width = canvas.area().width - 4;
    let text = pick(
        lang,
        "これは自己評価の見込みです。登録の可否は審査登録機関が決めます。",
        "A self-assessment estimate; only the registration body decides.",
    );
    let mut lines = Lines::new(width, canvas.mode);
    lines.paragraph(0, text, canvas.theme.plain);
    let height = u16::try_from(lines.len()).unwrap_or(2);
    lines.draw(canvas, Rect::new(2, bottom - height, width, height), 0);
    bottom - height
}

/// The criteria that a new file goes by.
fn criteria(desktop: &Desktop, canvas: &mut Canvas<'_>, y: u16) {
    let (Some(pack), lang) = (desktop.packs.first(), desktop.lang()) else { return };
    let text = format!("{}{}", pick(lang, "基準: ", "Criteria: "), pack.title.get(lang));
    canvas.text(2, y, &text, canvas.theme.muted, canvas.area().width - 4);
}

/// Where files are kept, and how far the reference lists are verified.
fn kept_in(screen: &StartPage, desktop: &Desktop, canvas: &mut Canvas<'_>, y: u16) {
    let (lang, muted) = (desktop.lang(), canvas.theme.muted);
    let (all, verified) = desktop.packs.first().map_or((0, 0), |pack| pack.lists);
    let lists = match lang {
        _ if all == 0 => String::new(),
        Lang::Ja => format!("例示: {all}系列のうち確認済み{verified}"),
        Lang::En => format!("reference lists verified: {verified} of {all}"),
    };
    let end = canvas.right(canvas.area().width - 3, y, &lists, muted);
    if !screen.kept_in.is_empty() {
        let kept = format!("{}: {}", pick(lang, "保存先", "Kept in"), screen.kept_in);
        canvas.text(2, y, &kept, muted, end.saturating_sub(4));
    }
}

/// What is not saved: each file, and the words for it.
fn unsaved(desktop: &Desktop) -> impl Iterator<Item = (&Path, String)> {
    let lang = desktop.lang();
    let open = desktop.session.as_ref().and_then(|session| match &session.saving {
        Saving::Failed(obstacle) => {
            let text = not_saved(lang, session.saving.word(lang), &session.name(), &obstacle.reason);
            Some((session.path.as_path(), text))
        }
        _ => None,
    });
    open.into_iter().chain(desktop.left.iter().map(move |file| {
        let word = file.word(lang);
        (file.path.as_path(), not_saved(lang, word, &file.name, &file.reason))
    }))
}

fn not_saved(lang: Lang, word: &str, name: &str, reason: &str) -> String {
    tr!(lang, "{word}: {name}({reason})", "{word}: {name} ({reason})")
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

fn recent(screen: &StartPage, desktop: &Desktop, canvas: &mut Canvas<'_>, top: u16) -> u16 {
    let lang = desktop.lang();
    let area = canvas.area();
    canvas.text(2, top, pick(lang, "最近のファイル", "Recent files"), canvas.theme.title, area.width - 4);
    let low = is_low(area.height);
    let mut y = top + 1 + u16::from(!low);
    if screen.recent.is_empty() {
        let text = pick(
            lang,
            "まだありません。n で始めるか、s で見本を開いてください。",
            "None yet: n starts one, s opens the sample.",
        );
        canvas.text(4, y, text, canvas.theme.muted, area.width - 5);
        return y + 1;
    }
    if area.width >= DATED {
        let (end, muted) = (area.width - 11, canvas.theme.muted);
        canvas.text(end - 10, top, pick(lang, "基準日", "as of"), muted, 10);
        canvas.right(area.width - 3, top, pick(lang, "開いた日", "opened"), muted);
    }
    let sight = Rect { y, height: u16::try_from(room(area.height)).unwrap_or(1), ..area };
    for (line, at, recent) in screen.list.shown(sight, &screen.recent) {
        recent_line(desktop, canvas, line, recent, at == screen.list.at);
        y = line + 1;
    }
    y
}

/// Whose file it is, its verdicts, and its days where there is room for them.
fn recent_line(desktop: &Desktop, canvas: &mut Canvas<'_>, y: u16, recent: &Recent, focused: bool) {
    let (lang, width, plain) = (desktop.lang(), canvas.area().width, canvas.theme.plain);
    let (dated, dates_end) = (width >= DATED, width - 11);
    canvas.text(2, y, if focused { ">" } else { " " }, plain, 1);
    canvas.text(4, y, &recent.organisation, if focused { canvas.theme.focus } else { plain }, 26);
    let end = if dated { dates_end - 10 } else { width - 2 };
    if let Some(word) = unsaved_word(desktop, &recent.path) {
        canvas.text(31, y, word, canvas.theme.warning, end.saturating_sub(32));
    } else if let Some(standing) = &recent.standing {
        let text = standing_text(lang, standing, width >= WIDE);
        canvas.text(31, y, &text, plain, end.saturating_sub(32));
    }
    if dated {
        if let Some(standing) = &recent.standing {
            canvas.right(dates_end, y, &standing.reference_date, plain);
        }
        canvas.right(width - 3, y, &opened_text(lang, &recent.opened, desktop.today()), plain);
    }
}

/// How many recent files are in sight on a screen of so many rows.
fn room(rows: u16) -> usize {
    let others = if is_low(rows) { 12 } else { 17 };
    usize::from(rows.saturating_sub(others)).max(1)
}

/// The word for a file in the list that is not saved.
fn unsaved_word(desktop: &Desktop, path: &Path) -> Option<&'static str> {
    let lang = desktop.lang();
    let open = desktop.session.as_ref().filter(|session| session.path == path && session.is_unsaved());
    let left = || desktop.left.iter().find(|file| file.path == path).map(|file| file.word(lang));
    open.map(|session| session.saving.word(lang)).or_else(left)
}

/// Below this height every row is needed: no empty lines, and only what must be in sight.
fn is_low(rows: u16) -> bool {
    rows < 20
}

/// From this width on there is room for the dates of recent files.
const DATED: u16 = 74;

/// How long ago a file was opened; the day itself says less.
fn opened_text(lang: Lang, opened: &str, today: Option<Date>) -> String {
    let day: Option<Date> = opened.parse().ok();
    let Some(passed) = today.zip(day).and_then(|(today, day)| today.since(day).ok()) else {
        return String::new();
    };
    match (passed.get_days(), lang) {
        (..=0, _) => pick(lang, "今日", "today").to_owned(),
        (1, Lang::Ja) => "昨日".to_owned(),
        (days @ ..100, Lang::Ja) => format!("{days}日前"),
        (days @ ..100, Lang::En) => format!("{days}d ago"),
        (_, _) => opened.get(..7).unwrap_or_default().to_owned(),
    }
}

/// The state of a file in words: the counts that are left, or that nothing is.
fn standing_text(lang: Lang, standing: &Standing, with_categories: bool) -> String {
    let counts = [
        (Verdict::Gap, standing.gaps),
        (Verdict::NeedsConfirmation, standing.to_confirm),
        (Verdict::Unanswered, standing.unanswered),
    ];
    let mut parts: Vec<String> = Vec::new();
    if with_categories {
        parts.push(tr!(lang, "{}区分 ", "{} cat. ", standing.categories));
    }
    if standing.categories > 0 && counts.iter().all(|(_, count)| *count == 0) {
        parts.push(words::verdict(lang, Verdict::Satisfied).to_owned());
    } else {
        parts.extend(
            counts.iter().map(|(verdict, count)| format!("{} {count}", words::verdict_short(lang, *verdict))),
        );
    }
    parts.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_told_by_its_distance_while_that_is_short() {
        let today = Some(jiff::civil::date(2026, 11, 22));
        let ja = |opened| opened_text(Lang::Ja, opened, today);
        assert_eq!((ja("2026-11-22"), ja("2026-11-21")), ("今日".to_owned(), "昨日".to_owned()));
        assert_eq!((ja("2026-10-31"), ja("2026-08-14")), ("22日前".to_owned(), "2026-08".to_owned()));
        assert_eq!(opened_text(Lang::En, "2026-11-21", today), "1d ago");
        assert_eq!((ja(""), opened_text(Lang::En, "2026-11-21", None)), (String::new(), String::new()));
    }

    #[test]
    fn three_counts_of_two_digits_stand_in_the_room_80_columns_leave() {
        let standing =
            Standing { categories: 6, gaps: 12, to_confirm: 19, unanswered: 10, ..Standing::default() };
        let text = standing_text(Lang::Ja, &standing, false);
        assert_eq!(text, "不足 12 要確認 19 未回答 10");
        assert!(crate::tui::cells::width(&text, crate::tui::cells::Ambiguous::Narrow) <= 27);
        let clear = Standing { categories: 1, ..Standing::default() };
        assert_eq!(standing_text(Lang::En, &clear, true), "1 cat.  satisfied");
    }
}
