//! The gap board: every chosen category with its bar, and the list to close, ordered by what closing it unlocks.

use std::cmp::Reverse;
use std::sync::Arc;

use ratatui::layout::Rect;

use crate::domain::app::APP;
use crate::domain::evaluate::{Basis, Ground, Judge, Reasons};
use crate::domain::gap::{self, Counts};
use crate::domain::plan::{effects, start_by};
use crate::domain::text::{Lang, pick, tr};
use crate::domain::verdict::{Pair, Verdict};
use crate::report::gap::GapReport;
use crate::report::grounds::sentence;
use crate::report::listed;
use crate::report::words;
use crate::tui::action::Action;
use crate::tui::cache::Cached;
use crate::tui::canvas::{Canvas, Lines};
use crate::tui::cells::{self, Ambiguous};
use crate::tui::chrome::{SMALLEST, file_header, footer};
use crate::tui::desktop::{Desktop, Goal, Subject, WayBack};
use crate::tui::list::List;
use crate::tui::message::StoreCommand;
use crate::tui::outline::{category_name, short_title, to_do};
use crate::tui::screens::Screen;
use crate::tui::session::Session;

/// From this height on the reasons of the selected line are below the list; on a lower screen the list
/// needs the room, and a move stays cheap over a slow line.
const TALL: u16 = 30;

/// State of the screen.
#[derive(Debug, Default)]
pub struct Board {
    list: List,
    /// The list as it was last put together.
    items: Cached<u64, Vec<Item>>,
}

/// One line to close: a row, and the chosen categories it serves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Position of the row.
    pub at: usize,
    /// Its verdict.
    pub verdict: Verdict,
    /// Ids of the categories it is counted in.
    pub serves: Vec<String>,
    /// How many categories and rows would get a better verdict if it were closed; nothing without a reference date.
    pub unlocks: (usize, usize),
    /// What is missing, in one reason.
    pub lacks: Option<Ground>,
}

/// The list of the open file.
fn list(screen: &Board, session: &Session) -> Arc<Vec<Item>> {
    screen.items.get(session.revision(), || items(session))
}

/// Gaps and rows to confirm of all chosen categories: first what closing it unlocks most, then the smallest
/// effort, then the day by which it must be begun.
pub fn items(session: &Session) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    for category in &session.findings.categories {
        for at in gap::counted(&session.pack, &session.findings, &category.id) {
            let verdict = session.findings.at(at).outcome.verdict();
            if !matches!(verdict, Verdict::Gap | Verdict::NeedsConfirmation) {
                continue;
            }
            let serves = category.id.clone();
            match items.iter_mut().find(|item| item.at == at) {
                Some(item) => item.serves.push(serves),
                None => {
                    items.push(Item { at, verdict, serves: vec![serves], unlocks: (0, 0), lacks: None });
                }
            }
        }
    }
    weigh(session, &mut items);
    items.sort_by_key(|item| {
        let row = &session.pack.rows()[item.at];
        let unlocks = (item.unlocks.0, item.serves.len(), item.unlocks.1);
        // Of equal effort the one that takes longest must be begun first.
        let begin = Reverse(row.lead_days);
        (Reverse(unlocks), item.verdict, row.effort, begin, item.at)
    });
    items
}

/// What each line unlocks by itself, and what it lacks.
fn weigh(session: &Session, items: &mut [Item]) {
    let (pack, references, assessment) = (&*session.pack, &*session.references, &session.assessment);
    let day = assessment.profile.reference_date;
    let judge = Judge::new(Basis { pack, references, assessment, day });
    let chosen: Vec<String> =
        session.findings.categories.iter().map(|category| category.id.clone()).collect();
    let effects = day.map(|day| effects(pack, references, assessment, day, &chosen));
    for item in items {
        if let Some(effects) = &effects {
            let flips = effects.closing(item.at);
            item.unlocks = (flips.categories.len(), flips.rows.len());
        }
        item.lacks = judge.why(item.at).into_iter().min_by_key(rank).filter(|ground| rank(ground) < 3);
    }
}

/// Counts say most, then what is wrong with a fact, then that there is none.
fn rank(ground: &Ground) -> u8 {
    match ground {
        Ground::Count(_) => 0,
        Ground::Fact(fact) if fact.pair != Pair::YES => 1,
        Ground::NothingIn(_) | Ground::NobodyEngaged { .. } | Ground::NotAllReviewedDeclared => 2,
        _ => 3,
    }
}

impl Screen for Board {
    fn act(&mut self, desktop: &mut Desktop, action: Action) -> bool {
        let Some(session) = &desktop.session else { return false };
        match action {
            Action::Open => {
                if let Some(at) = list(self, session).get(self.list.at).map(|item| item.at) {
                    desktop.show(Goal::Row(at), WayBack::HereAtOnce);
                }
            }
            Action::Export => export(desktop),
            _ => {
                let layout = BoardLayout::of(desktop.size, session.findings.categories.len());
                return self.list.travel(action, usize::from(layout.list.height));
            }
        }
        true
    }

    /// Keeps the cursor on the list, after each message.
    fn settle(&mut self, desktop: &mut Desktop) {
        let Some(session) = &desktop.session else { return };
        let count = list(self, session).len();
        let layout = BoardLayout::of(desktop.size, session.findings.categories.len());
        self.list.settle(count, usize::from(layout.list.height));
    }

    fn draw(&self, desktop: &Desktop, canvas: &mut Canvas<'_>) {
        let Some(session) = &desktop.session else { return };
        let lang = desktop.lang();
        file_header(desktop, canvas, pick(lang, "ギャップ一覧", "Gap board"));
        let layout = BoardLayout::of(desktop.size, session.findings.categories.len());
        let width = canvas.area().width;
        bars(session, lang, canvas, layout.bars);
        canvas.rule(0, layout.bars.bottom(), width);
        let list = list(self, session);
        list_head(lang, canvas, &layout);
        for (y, number, item) in self.list.shown(layout.list, &list) {
            line(self, desktop, session, canvas, (layout.list, y), (number, item));
        }
        canvas.rule(0, layout.list.bottom(), width);
        match list.get(self.list.at) {
            Some(item) if layout.grounds.height > 0 => {
                grounds(desktop, session, item.at).draw(canvas, layout.grounds, 0);
            }
            Some(_) => {}
            None => {
                let text = nothing_to_close(session, lang);
                canvas.text(1, layout.list.y, &text, canvas.theme.plain, width - 2);
            }
        }
        if layout.grounds.height > 0 {
            canvas.rule(0, layout.grounds.bottom(), width);
        }
        footer(desktop, canvas, |action| self.acts(desktop, action));
    }

    fn subject(&self, desktop: &Desktop) -> Option<Subject> {
        let session = desktop.session.as_ref()?;
        list(self, session).get(self.list.at).map(|item| Subject::Row(item.at))
    }
}

/// The gap report, to be handed on.
fn export(desktop: &mut Desktop) {
    let lang = desktop.lang();
    let Some(session) = &desktop.session else { return };
    let context = session.context();
    let day = session.assessment.profile.reference_date;
    let reasons = Reasons::new(&session.pack, &session.references, &session.assessment, day);
    let (findings, app) = (&session.findings, APP);
    let report = GapReport { lang, context, findings, reasons: &reasons, day, as_at: None, app };
    let text = report.markdown();
    desktop.want(StoreCommand::Export("-gaps.md".to_owned(), text));
}

struct BoardLayout {
    bars: Rect,
    list: Rect,
    grounds: Rect,
}

impl BoardLayout {
    fn of((columns, rows): (u16, u16), categories: usize) -> Self {
        let (columns, rows) = (columns.max(SMALLEST.0), rows.max(SMALLEST.1));
        let bars = Rect::new(1, 2, columns - 2, 1 + u16::try_from(categories).unwrap_or(6).max(1));
        let body = rows.saturating_sub(bars.bottom() + 1 + 2);
        let grounds_height = if rows < TALL { 0 } else { body * 2 / 5 };
        let list_height = body.saturating_sub(grounds_height + 1 + u16::from(grounds_height > 0));
        let list = Rect::new(1, bars.bottom() + 2, columns - 2, list_height);
        let grounds = Rect::new(1, list.bottom() + 1, columns - 2, grounds_height);
        Self { bars, list, grounds }
    }
}

/// Why the list is empty: everything holds, or hardly anything was answered.
fn nothing_to_close(session: &Session, lang: Lang) -> String {
    let of = |id: &str| gap::counts(&session.pack, &session.findings, id).unanswered;
    let open: u32 = session.findings.categories.iter().map(|category| of(&category.id)).sum();
    if open == 0 {
        let text = pick(lang, "不足も要確認もありません。", "Nothing is missing or to be confirmed.");
        return text.to_owned();
    }
    tr!(
        lang,
        "まだ何も見つかっていません。未回答が{open}件あります。v で簡易レビューを始められます。",
        "Nothing found yet, but {open} are unanswered; v starts a quick review."
    )
}

fn bars(session: &Session, lang: Lang, canvas: &mut Canvas<'_>, area: Rect) {
    let (muted, plain) = (canvas.theme.muted, canvas.theme.plain);
    let glyphs = glyphs(canvas.mode);
    let legend = BARS.iter().zip(glyphs);
    let legend = legend.map(|(verdict, glyph)| format!("{} {glyph}", words::verdict_short(lang, *verdict)));
    let legend = legend.collect::<Vec<_>>().join("  ");
    canvas.text(area.x, area.y, pick(lang, "区分", "Category"), muted, 20);
    canvas.text(area.x + 20, area.y, pick(lang, "判定", "Verdict"), muted, 12);
    let start = bars_at(area, lang);
    if area.right() > start + canvas.width(&legend) {
        canvas.right(area.right(), area.y, &legend, muted);
    }
    for (row, category) in session.findings.categories.iter().enumerate() {
        let y = area.y + 1 + u16::try_from(row).unwrap_or(0);
        let name = category_name(session, &category.id, lang);
        let verdict = category.outcome.verdict();
        let counts = gap::counts(&session.pack, &session.findings, &category.id);
        canvas.text(area.x, y, name, plain, 19);
        let end = canvas.right(area.right(), y, &to_do(lang, counts, 2), plain);
        let room = end.saturating_sub(area.x + 21).min(18);
        let word = match words::verdict(lang, verdict) {
            long if canvas.width(long) <= room => long,
            _ => words::verdict_short(lang, verdict),
        };
        canvas.text(area.x + 20, y, word, canvas.theme.verdict(verdict), room);
        bar(canvas, (start, y), end.saturating_sub(start + 2), counts);
    }
}

/// Where the bars begin, right of the longest verdict.
fn bars_at(area: Rect, lang: Lang) -> u16 {
    area.x + if lang == Lang::Ja { 31 } else { 39 }
}

/// The parts of a bar, from the left.
const BARS: [Verdict; 4] =
    [Verdict::Satisfied, Verdict::NeedsConfirmation, Verdict::Gap, Verdict::Unanswered];

fn glyphs(mode: Ambiguous) -> [&'static str; 4] {
    if mode == Ambiguous::Wide { ["#", "?", "x", "."] } else { ["█", "▒", "░", "·"] }
}

fn bar(canvas: &mut Canvas<'_>, (x, y): (u16, u16), width: u16, counts: Counts) {
    let parts = BARS.map(|verdict| counts.of(verdict));
    let total = parts.iter().sum::<u32>().max(1);
    let (mut seen, mut at) = (0, 0);
    for (part, glyph) in parts.into_iter().zip(glyphs(canvas.mode)) {
        seen += part;
        let end = u16::try_from(seen * u32::from(width) / total).unwrap_or(width);
        let text = glyph.repeat(usize::from(end - at));
        cells::put(canvas.buf, x + at, y, &text, canvas.theme.plain, end - at, Ambiguous::Narrow);
        at = end;
    }
}

/// Where the columns right of the requirement begin.
struct Columns {
    lacks: Option<u16>,
    effort: u16,
    begin: u16,
    serves: u16,
}

impl Columns {
    fn of(area: Rect, lang: Lang) -> Self {
        let wide = area.width >= 100;
        let serves = area.right().saturating_sub(if wide { 22 } else { 16 });
        let begin = serves.saturating_sub(11);
        let effort = begin.saturating_sub(if lang == Lang::Ja { 5 } else { 7 });
        let lacks = wide.then(|| area.x + 12 + (effort - area.x - 12) * 9 / 20);
        Self { lacks, effort, begin, serves }
    }

    /// Where the requirement ends.
    fn end(&self) -> u16 {
        self.lacks.unwrap_or(self.effort).saturating_sub(1)
    }
}

fn list_head(lang: Lang, canvas: &mut Canvas<'_>, layout: &BoardLayout) {
    let y = layout.list.y - 1;
    let muted = canvas.theme.muted;
    let columns = Columns::of(layout.list, lang);
    canvas.text(1, y, pick(lang, " #  判定    要件", " #  Verdict Requirement"), muted, 60);
    if let Some(lacks) = columns.lacks {
        canvas.text(lacks, y, pick(lang, "足りないもの", "What is missing"), muted, 20);
    }
    canvas.text(columns.effort, y, pick(lang, "手間", "Effort"), muted, 6);
    canvas.text(columns.begin, y, pick(lang, "着手期限", "Begin by"), muted, 10);
    canvas.text(columns.serves, y, pick(lang, "効く先", "Serves"), muted, 20);
}

fn line(
    screen: &Board,
    desktop: &Desktop,
    session: &Session,
    canvas: &mut Canvas<'_>,
    (area, y): (Rect, u16),
    (number, item): (usize, &Item),
) {
    let lang = desktop.lang();
    let row = &session.pack.rows()[item.at];
    let focused = number == screen.list.at;
    let style = if focused { canvas.theme.focus } else { canvas.theme.plain };
    let plain = canvas.theme.plain;
    let columns = Columns::of(area, lang);
    canvas.text(area.x, y, &format!("{:>2}", number + 1), plain, 3);
    let verdict_style = canvas.theme.verdict(item.verdict);
    canvas.text(area.x + 4, y, words::verdict_short(lang, item.verdict), verdict_style, 7);
    let title = format!("{} {}", clause_tail(&row.clause), short_title(session, item.at, lang));
    canvas.text(area.x + 12, y, &title, style, columns.end().saturating_sub(area.x + 12));
    if let (Some(at), Some(lacks)) = (columns.lacks, &item.lacks) {
        let text = sentence(lang, &session.context(), lacks);
        canvas.text(at, y, &text, plain, columns.effort.saturating_sub(at + 1));
    }
    canvas.text(columns.effort, y, words::effort(lang, row.effort), plain, 6);
    canvas.text(columns.begin, y, &begin(desktop, session, row.lead_days), plain, 10);
    let serves: Vec<&str> =
        item.serves.iter().filter_map(|id| session.pack.category(id).map(|c| c.short.get(lang))).collect();
    canvas.text(columns.serves, y, &serves.join(" "), plain, area.right().saturating_sub(columns.serves));
}

/// The last day to begin, for it to be done by the reference date.
fn begin(desktop: &Desktop, session: &Session, lead_days: u32) -> String {
    let Some(day) = session.assessment.profile.reference_date else { return String::new() };
    let begin = start_by(day, lead_days);
    match desktop.today() {
        Some(today) if begin <= today => pick(desktop.lang(), "すぐ", "now").to_owned(),
        _ => begin.to_string(),
    }
}

/// The clause without its chapter, which the category already says.
fn clause_tail(clause: &str) -> &str {
    clause.split_once(' ').map_or(clause, |(_, tail)| tail)
}

fn grounds(desktop: &Desktop, session: &Session, at: usize) -> Lines {
    let lang = desktop.lang();
    let theme = &desktop.prefs.theme;
    let mut lines = desktop.prefs.lines(desktop.size.0 - 2);
    let row = &session.pack.rows()[at];
    lines.paragraph(0, &format!("{}  {}", row.clause, row.title.get(lang)), theme.title);
    let context = session.context();
    let grounds = session.grounds(at);
    if !row.close.is_empty() {
        let close = match session.unverified_alone(at, &grounds) {
            Some(members) => listed::close_unverified(lang, &context, row, &members),
            None => row.close.get(lang).to_owned(),
        };
        lines.labelled(pick(lang, "直すには", "To close"), theme.muted, 10, &close, theme.plain);
    }
    for text in listed::rename_sentences(lang, &context, row) {
        lines.paragraph(2, &text, theme.plain);
    }
    for ground in grounds.iter().take(8) {
        let text = sentence(lang, &context, ground);
        if !text.is_empty() {
            lines.paragraph(2, &text, theme.plain);
        }
    }
    lines
}
