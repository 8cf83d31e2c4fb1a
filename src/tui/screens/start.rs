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
        let lang = desktop.lang();
        let area = canvas.area();
        let (title, muted, plain) = (canvas.theme.title, canvas.theme.muted, canvas.theme.plain);
        let name = pick(
            lang,
            "kijun  情報セキュリティサービス基準 自己評価",
            "kijun  Information security service criteria: self-assessment",
        );
        let end = canvas.right(area.width - 1, 0, pick(lang, "L English", "L 日本語"), plain);
        let unsaved = unsaved(desktop).map(|(_, text)| text).collect::<Vec<_>>().join("  ");
        if unsaved.is_empty() {
            canvas.text(1, 0, name, title, area.width - 14);
        } else {
            let room = usize::from(end.saturating_sub(10));
            let text = cells::truncate(&unsaved, room, canvas.mode);
            canvas.text(1, 0, "kijun", title, 6);
            canvas.right(end.saturating_sub(2), 0, &text, canvas.theme.warning);
        }
        canvas.rule(0, 1, area.width);
        let gap = u16::from(!is_low(area.height));
        let mut y = recent(self, desktop, canvas, 2 + gap);
        y += 1;
        canvas.text(2, y, pick(lang, "はじめる", "Begin"), title, area.width - 4);
        y += 1 + gap;
        for (key, what, note) in ways(lang) {
            canvas.text(4, y, key, canvas.theme.key, 2);
            canvas.text(7, y, what, plain, 28);
            if 36 + canvas.width(note) < area.width {
                canvas.text(36, y, note, muted, area.width - 37);
            }
            y += 1;
        }
        let bottom = area.height - 2;
        let disclaimer = pick(
            lang,
            "これは自己評価の見込みです。登録の可否は審査登録機関が決めます。",
            "A self-assessment estimate; only the registration body decides.",
        );
        let mut lines = Lines::new(area.width - 4, canvas.mode);
        lines.paragraph(0, disclaimer, plain);
        let height = u16::try_from(lines.len()).unwrap_or(2);
        let top = bottom - gap - height;
        lines.draw(canvas, Rect::new(2, top, area.width - 4, height), 0);
        if is_low(area.height) {
            canvas.rule(0, bottom, area.width);
            return footer(desktop, canvas, |action| self.acts(desktop, action));
        }
        if y < top - 1
            && let Some(pack) = desktop.packs.first()
        {
            let title = pack.title.get(lang);
            let goes_by = format!("{}{title}", pick(lang, "基準: ", "Criteria: "));
            canvas.text(2, top - 1, &goes_by, muted, area.width - 4);
        }
        let kept = format!("{}: {}", pick(lang, "保存先", "Kept in"), self.kept_in);
        let (all, verified) = desktop.packs.first().map_or((0, 0), |pack| pack.lists);
        let lists = match lang {
            _ if all == 0 => String::new(),
            Lang::Ja => format!("例示: {all}系列のうち確認済み{verified}"),
            Lang::En => format!("reference lists verified: {verified} of {all}"),
        };
        let end = canvas.right(area.width - 3, bottom - 1, &lists, muted);
        if !self.kept_in.is_empty() {
            canvas.text(2, bottom - 1, &kept, muted, end.saturating_sub(4));
        }
        canvas.rule(0, bottom, area.width);
        footer(desktop, canvas, |action| self.acts(desktop, action));
    }

    fn acts(&self, _desktop: &Desktop, action: Action) -> bool {
        action != Action::Open || !self.recent.is_empty()
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
    let dated = area.width >= DATED;
    let dates_end = area.width - 11;
    if dated {
        let muted = canvas.theme.muted;
        canvas.text(dates_end - 10, top, pick(lang, "基準日", "as of"), muted, 10);
        canvas.right(area.width - 3, top, pick(lang, "開いた日", "opened"), muted);
    }
    let sight = Rect { y, height: u16::try_from(room(area.height)).unwrap_or(1), ..area };
    for (_, at, recent) in screen.list.shown(sight, &screen.recent) {
        let focused = at == screen.list.at;
        let style = if focused { canvas.theme.focus } else { canvas.theme.plain };
        let plain = canvas.theme.plain;
        canvas.text(2, y, if focused { ">" } else { " " }, plain, 1);
        canvas.text(4, y, &recent.organisation, style, 26);
        let end = if dated { dates_end - 10 } else { area.width - 2 };
        if let Some(word) = unsaved_word(desktop, &recent.path) {
            canvas.text(31, y, word, canvas.theme.warning, end.saturating_sub(32));
        } else if let Some(standing) = &recent.standing {
            let text = standing_text(lang, standing, area.width >= WIDE);
            canvas.text(31, y, &text, plain, end.saturating_sub(32));
        }
        if dated {
            if let Some(standing) = &recent.standing {
                canvas.right(dates_end, y, &standing.reference_date, plain);
            }
            let ago = opened_text(lang, &recent.opened, desktop.today());
            canvas.right(area.width - 3, y, &ago, plain);
        }
        y += 1;
    }
    y
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
