//! The live gaps of the category in view: a pane at the right, or a strip below.

use ratatui::layout::Rect;

use crate::domain::evaluate::CategoryFinding as Category;
use crate::domain::gap::{self, Counts};
use crate::domain::pack::Effort;
use crate::domain::text::{Lang, pick};
use crate::domain::verdict::Verdict;
use crate::report::words;
use crate::tui::canvas::{Canvas, Lines};
use crate::tui::desktop::Desktop;
use crate::tui::outline::category_name;
use crate::tui::screens::assess::state::Assess;
use crate::tui::session::Session;

/// What to do next in a category: gaps first, then what needs confirmation, the smallest effort first.
pub fn next_steps(session: &Session, category: &str) -> Vec<usize> {
    let verdict = |at: usize| session.findings.at(at).outcome.verdict();
    let mut steps = gap::counted(&session.pack, &session.findings, category);
    steps.retain(|&at| matches!(verdict(at), Verdict::Gap | Verdict::NeedsConfirmation));
    steps.sort_by_key(|&at| {
        let row = &session.pack.rows()[at];
        (verdict(at), row.effort, row.lead_days, at)
    });
    steps
}

/// A step and how much work it is.
pub fn with_effort(lang: Lang, title: &str, effort: Effort) -> String {
    format!("{title}{}({})", pick(lang, "", " "), words::effort(lang, effort))
}

/// The chosen category in view.
fn category_in_view(screen: &Assess, session: &Session) -> Option<String> {
    let id = screen.category(session)?;
    session.findings.category(&id).map(|finding| finding.id.clone()).or_else(|| {
        // A block for everybody is judged with every chosen category; the first one is taken.
        let rows: Vec<usize> = session.pack.rows_of(&id).collect();
        let judged = |c: &&Category| rows.iter().any(|row| c.rows.contains(row));
        session.findings.categories.iter().find(judged).map(|c| c.id.clone())
    })
}

/// A question found by searching may belong to a category that is not applied for.
fn not_chosen(lang: Lang) -> &'static str {
    pick(
        lang,
        "この区分は選んでいません。p で選ぶと一覧に出ます。",
        "This category is not chosen; p adds it to the list.",
    )
}

fn decided_text(lang: Lang, session: &Session, category: &str) -> String {
    let Some(finding) = session.findings.category(category) else { return String::new() };
    let name = category_name(session, category, lang);
    let open = gap::counts(&session.pack, &session.findings, category).unanswered;
    match (finding.outcome.decided(), lang) {
        (true, Lang::Ja) => {
            format!("{name}の判定は「{}」で確定しています", words::verdict(lang, finding.outcome.verdict()))
        }
        (true, Lang::En) => format!("{name} is decided: {}", words::verdict(lang, finding.outcome.verdict())),
        (false, Lang::Ja) if open == 0 => format!("{name}は、台帳の記入しだいで判定が変わります"),
        (false, Lang::En) if open == 0 => format!("{name}: registers can still change the verdict"),
        (false, Lang::Ja) => format!("{name}の未回答はあと{open}問"),
        (false, Lang::En) if open == 1 => format!("{name}: 1 question still open"),
        (false, Lang::En) => format!("{name}: {open} questions still open"),
    }
}

/// Two lines below the panes.
pub fn strip(screen: &Assess, desktop: &Desktop, session: &Session, canvas: &mut Canvas<'_>, area: Rect) {
    let lang = desktop.lang();
    let Some(category) = category_in_view(screen, session) else {
        canvas.text(area.x, area.y, not_chosen(lang), canvas.theme.muted, area.width);
        return;
    };
    let x = draw_counts(canvas, lang, gap::counts(&session.pack, &session.findings, &category), area);
    if let Some(&at) = next_steps(session, &category).first() {
        let row = &session.pack.rows()[at];
        let step = with_effort(lang, row.title.get(lang), row.effort);
        let text = format!("{}{step}", pick(lang, "次の一手: ", "Next: "));
        canvas.text(x + 2, area.y, &text, canvas.theme.plain, area.right().saturating_sub(x + 2));
    }
    canvas.text(area.x, area.y + 1, &decided_text(lang, session, &category), canvas.theme.plain, area.width);
}

/// The verdicts that are counted, what is worst first.
const COUNTED: [Verdict; 4] =
    [Verdict::Gap, Verdict::NeedsConfirmation, Verdict::Unanswered, Verdict::Satisfied];

fn draw_counts(canvas: &mut Canvas<'_>, lang: Lang, counts: Counts, area: Rect) -> u16 {
    let mut x = area.x;
    for verdict in COUNTED {
        let text = format!("{} {}", words::verdict_short(lang, verdict), counts.of(verdict));
        x = canvas.text(x, area.y, &text, canvas.theme.verdict(verdict), area.right().saturating_sub(x)) + 2;
    }
    x
}

/// A pane of its own: counts with bars, the next steps, what is decided, what expires.
pub fn pane(screen: &Assess, desktop: &Desktop, session: &Session, canvas: &mut Canvas<'_>, area: Rect) {
    let lang = desktop.lang();
    let Some(category) = category_in_view(screen, session) else {
        let mut lines = Lines::new(area.width, canvas.mode);
        lines.paragraph(0, not_chosen(lang), canvas.theme.muted);
        return lines.draw(canvas, area, 0);
    };
    let name = category_name(session, &category, lang);
    let heading = format!("{}  {name}", pick(lang, "ギャップ", "Gaps"));
    canvas.text(area.x, area.y, &heading, canvas.theme.title, area.width);
    bars(canvas, lang, gap::counts(&session.pack, &session.findings, &category), area);
    let lines = steps(desktop, session, &category, area.width);
    let top = 7;
    if area.height > top {
        lines.draw(canvas, Rect::new(area.x, area.y + top, area.width, area.height - top), 0);
    }
}

fn bars(canvas: &mut Canvas<'_>, lang: Lang, counts: Counts, area: Rect) {
    let rows = COUNTED.map(|verdict| (verdict, counts.of(verdict)));
    let total = rows.iter().map(|(_, count)| count).sum::<u32>().max(1);
    let room = u32::from(area.width.saturating_sub(13));
    for (row, (verdict, count)) in rows.into_iter().enumerate() {
        let y = area.y + 2 + row as u16;
        let style = canvas.theme.verdict(verdict);
        canvas.text(area.x + 1, y, words::verdict_short(lang, verdict), style, 7);
        canvas.right(area.x + 11, y, &count.to_string(), style);
        let length = (count * room).div_ceil(total).min(room);
        canvas.text(area.x + 12, y, &"#".repeat(length as usize), style, area.width.saturating_sub(12));
    }
}

fn steps(desktop: &Desktop, session: &Session, category: &str, width: u16) -> Lines {
    let lang = desktop.lang();
    let theme = &desktop.prefs.theme;
    let mut lines = desktop.prefs.lines(width);
    let next = next_steps(session, category);
    if !next.is_empty() {
        lines.paragraph(
            0,
            pick(lang, "次の一手(手間の小さい順)", "Next steps (least effort first)"),
            theme.title,
        );
    }
    for (number, &at) in next.iter().take(5).enumerate() {
        let row = &session.pack.rows()[at];
        let verdict = session.findings.at(at).outcome.verdict();
        let text = with_effort(lang, row.title.get(lang), row.effort);
        lines.labelled(&format!("{:>2}", number + 1), theme.muted, 4, &text, theme.verdict(verdict));
    }
    lines.gap();
    lines.paragraph(0, &decided_text(lang, session, category), theme.plain);
    lines
}
