//! Scenarios side by side: the categories and their counts, and the requirements in which they differ.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::domain::evaluate::Findings;
use crate::domain::gap::counts;
use crate::domain::text::{Lang, pick, tr};
use crate::domain::verdict::Verdict;
use crate::report::words;
use crate::tui::action::Action;
use crate::tui::canvas::Canvas;
use crate::tui::desktop::Desktop;
use crate::tui::list::scrolled;
use crate::tui::outline::{TO_DO, short_title};
use crate::tui::screens::what_if::state::{Comparison, ComparisonRow, WhatIf};
use crate::tui::session::Session;

/// Rows that the header and the footer take.
const FRAME: u16 = 4;
/// Cells of a column.
const COLUMN: u16 = 9;
/// Least cells for what a line is about.
const LABEL: u16 = 30;
/// Most cells for it: further away from its cells it would be hard to follow.
const WIDEST: u16 = 62;

/// Compares the scenarios that are marked, all of them if none is, and what is being tried if no scenario
/// holds it.
pub(super) fn begin(screen: &mut WhatIf, desktop: &mut Desktop) {
    let lang = desktop.lang();
    let most = usize::from((desktop.size.0.saturating_sub(LABEL + 2) / COLUMN).max(2));
    let columns = columns(screen, desktop);
    if columns.len() < 2 {
        return desktop.notify(
            "比べるシナリオがありません。n で取り置くと、ここで並べて比べられます。",
            "There is nothing to compare yet; n puts what is tried aside.",
        );
    }
    let (count, mut columns) = (columns.len(), columns);
    columns.truncate(most);
    if count > most {
        desktop.say(tr!(
            lang,
            "画面の幅に入る{most}列だけを並べています。Space で選べます。",
            "Only {most} columns fit; Space chooses which."
        ));
    }
    let Some(session) = desktop.real() else { return };
    let lines = lines(session, lang, &columns);
    screen.comparison = Some(Comparison { columns, lines, from: 0 });
}

fn columns(screen: &WhatIf, desktop: &Desktop) -> Vec<(String, String, Findings)> {
    let lang = desktop.lang();
    let (Some(trial), Some(session)) = (&desktop.trial, &desktop.session) else { return Vec::new() };
    let real = &trial.real;
    let base = real.basis();
    let present = pick(lang, "実際", "now").to_owned();
    let mut columns = vec![(present, String::new(), real.findings.clone())];
    let mut letters = ('A'..='Z').map(String::from);
    if trial.is_loose() {
        let name = match trial.name.as_str() {
            "" => pick(lang, "ためしている変更", "what is being tried").to_owned(),
            name => tr!(lang, "{name}(変更あり)", "{name} (changed since)"),
        };
        columns.push((letters.next().unwrap_or_default(), name, session.findings.clone()));
    }
    let marked = &screen.compared;
    for scenario in &real.assessment.scenarios {
        if !marked.is_empty() && !marked.contains(&scenario.name) {
            continue;
        }
        if let Ok(tried) = base.attempt_from(&real.findings, &scenario.changes) {
            columns.push((letters.next().unwrap_or_default(), scenario.name.clone(), tried.findings));
        }
    }
    columns
}

fn lines(session: &Session, lang: Lang, columns: &[(String, String, Findings)]) -> Vec<ComparisonRow> {
    let mut lines = Vec::new();
    let mut ids: Vec<&str> = Vec::new();
    for (.., findings) in columns {
        let new = findings.categories.iter().map(|category| category.id.as_str());
        let new: Vec<&str> = new.filter(|id| !ids.contains(id)).collect();
        ids.extend(new);
    }
    for id in ids {
        let name = session.pack.category(id).map_or(id, |category| category.short.get(lang));
        let verdict = |findings: &Findings| findings.category(id).map(|found| found.outcome.verdict());
        let cells = columns.iter().map(|(.., findings)| of_verdict(lang, verdict(findings))).collect();
        lines.push(ComparisonRow { label: name.to_owned(), cells, heading: true });
        for counted in TO_DO {
            let number = |findings: &Findings| counts(&session.pack, findings, id).of(counted).to_string();
            let cells: Vec<(String, Option<Verdict>)> =
                columns.iter().map(|(.., findings)| (number(findings), None)).collect();
            // Three lines of the same numbers would hide the ones that differ.
            if cells.iter().any(|cell| *cell != cells[0]) {
                let label = format!("  {}", words::verdict(lang, counted));
                lines.push(ComparisonRow { label, cells, heading: false });
            }
        }
    }
    lines.push(ComparisonRow { label: String::new(), cells: Vec::new(), heading: false });
    let differing = differing(session, columns);
    let label = match differing.len() {
        0 => pick(lang, "違いの出る要件はありません", "No requirement differs").to_owned(),
        count => tr!(lang, "違いの出る要件 {count}件", "Requirements that differ: {count}"),
    };
    lines.push(ComparisonRow { label, cells: Vec::new(), heading: true });
    lines.extend(differing.into_iter().map(|at| {
        let category = session.pack.category_of(at).short.get(lang);
        let label = format!("  {category} {}", short_title(session, at, lang));
        let cells =
            columns.iter().map(|(.., findings)| of_verdict(lang, findings.rows[at].verdict())).collect();
        ComparisonRow { label, cells, heading: false }
    }));
    lines
}

fn of_verdict(lang: Lang, verdict: Option<Verdict>) -> (String, Option<Verdict>) {
    (verdict.map_or("-", |verdict| words::verdict_short(lang, verdict)).to_owned(), verdict)
}

/// Rows that people answer or fill in whose verdict is not the same in every column.
fn differing(session: &Session, columns: &[(String, String, Findings)]) -> Vec<usize> {
    let differs = |at: &usize| {
        let mut verdicts = columns.iter().map(|(.., findings)| findings.rows[*at].verdict());
        let first = verdicts.next();
        verdicts.any(|verdict| Some(verdict) != first)
    };
    let reached = |at: &usize| columns.iter().any(|(.., findings)| findings.rows[*at].reached);
    let rows = 0..session.pack.rows().len();
    rows.filter(|at| session.pack.answerable(*at) && reached(at) && differs(at)).collect()
}

/// Scrolls, or goes back to the list.
pub(super) fn act(screen: &mut WhatIf, desktop: &mut Desktop, action: Action) -> bool {
    let Some(comparison) = &mut screen.comparison else { return false };
    let sight = (comparison.lines.len(), comparison.room(desktop));
    match action {
        Action::ScrollUp => comparison.from = comparison.from.saturating_sub(1),
        Action::ScrollDown => comparison.from += 1,
        Action::Back | Action::Compare | Action::Open => screen.comparison = None,
        Action::Mark | Action::Keep | Action::PutAside | Action::DeleteRow | Action::Discard => {
            desktop.notify("Esc で一覧に戻ってから押してください。", "Esc goes back to the list first.");
        }
        _ => match scrolled(comparison.from, sight, action) {
            Some(from) => comparison.from = from,
            None => return false,
        },
    }
    true
}

impl Comparison {
    /// Lines in sight.
    fn room(&self, desktop: &Desktop) -> usize {
        usize::from(desktop.size.1.saturating_sub(FRAME)).saturating_sub(self.head_rows())
    }

    /// Keeps the lines in their place.
    pub(super) fn settle(&mut self, desktop: &Desktop) {
        self.from = self.from.min(self.lines.len().saturating_sub(self.room(desktop)));
    }

    /// The heads of the columns, and a line for each name.
    fn head_rows(&self) -> usize {
        self.columns.len()
    }

    /// Draws the names, the heads of the columns and the lines.
    pub(super) fn draw(&self, desktop: &Desktop, canvas: &mut Canvas<'_>) {
        let (columns, rows) = desktop.size;
        let (title, plain, muted) = (canvas.theme.title, canvas.theme.plain, canvas.theme.muted);
        let mut y = 2;
        for (letter, name, _) in self.columns.iter().skip(1) {
            let x = canvas.text(1, y, letter, title, 3) + 2;
            canvas.text(x, y, name, plain, columns.saturating_sub(x + 1));
            y += 1;
        }
        let cells = COLUMN * u16::try_from(self.columns.len()).unwrap_or(u16::MAX);
        let start = columns.saturating_sub(cells + 1).min(WIDEST);
        for (x, (letter, ..)) in (start..).step_by(usize::from(COLUMN)).zip(&self.columns) {
            canvas.text(x, y, letter, muted, COLUMN - 1);
        }
        y += 1;
        let area = Rect::new(1, y, columns - 2, rows.saturating_sub(y + 2));
        for (y, line) in (area.y..area.bottom()).zip(self.lines.iter().skip(self.from)) {
            let style = if line.heading { title } else { plain };
            let room = if line.cells.is_empty() { area.width } else { start.saturating_sub(2) };
            canvas.text(1, y, &line.label, style, room);
            for (x, (text, verdict)) in (start..).step_by(usize::from(COLUMN)).zip(&line.cells) {
                let style: Style = verdict.map_or(plain, |verdict| canvas.theme.verdict(verdict));
                canvas.text(x, y, text, style, COLUMN - 1);
            }
        }
    }
}
