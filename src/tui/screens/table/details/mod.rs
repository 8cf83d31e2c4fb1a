//! The lower half of a table: what the selected row is worth, to whom, and why it is not worth more.

mod contract;
pub mod person;

use std::sync::Arc;

use crate::domain::change::uses;
use crate::domain::evaluate::Ground;
use crate::domain::gap;
use crate::domain::register::{Equivalence, RecordKind};
use crate::domain::text::{Lang, pick};
use crate::report::fields::{AnyFact, Source};
use crate::report::grounds::sentence;
use crate::report::words;
use crate::tui::cache::TextBasis;
use crate::tui::canvas::Lines;
use crate::tui::desktop::Desktop;
use crate::tui::form::lines::named;
use crate::tui::outline;
use crate::tui::screens::table::columns::TableView;
use crate::tui::screens::table::state::Table;
use crate::tui::session::Session;
use crate::tui::tab::Tab;
use crate::tui::theme::Theme;

/// The lines of the lower half for the row at a place of the register in front.
pub(super) fn kept(
    screen: &Table,
    desktop: &Desktop,
    session: &Session,
    selected: Option<usize>,
    width: u16,
) -> Arc<Lines> {
    let narrowed = !screen.filter.is_empty();
    let key = (TextBasis::of(desktop, session), screen.tab, screen.back.clone(), narrowed, selected);
    screen.details.get(key, || lines(screen, desktop, session, selected, width))
}

/// The lines for the row at a place of a register's list; nothing selected shows what to do first.
pub fn lines(
    screen: &Table,
    desktop: &Desktop,
    session: &Session,
    selected: Option<usize>,
    width: u16,
) -> Lines {
    let mut lines = desktop.prefs.lines(width);
    let view = TableView::new(session, desktop.lang());
    let theme = &desktop.prefs.theme;
    let mut pane =
        Pane { view: &view, session, theme, lines: &mut lines, judged: Vec::new(), reasons: Vec::new() };
    let tab = screen.tab;
    if let Some(at) = screen.back.as_ref().and_then(|row| session.pack.position(row))
        && concerns(session, at, tab)
    {
        pane.verdict_line(0, at);
    }
    match selected.and_then(|at| Some((at, tab.fact(&session.assessment, at)?))) {
        Some((at, draft)) => pane.row(at, &draft),
        None if !screen.filter.is_empty() => {
            let text = pick(
                desktop.lang(),
                "当てはまる行がありません。Esc で絞り込みをやめます。",
                "No row fits; Esc shows all again.",
            );
            pane.plain(0, text);
        }
        None => {
            pane.plain(0, tab.first_step(desktop.lang()));
            pane.feeds(tab);
        }
    }
    lines
}

/// True if what is in a register can change the verdict of a row.
fn concerns(session: &Session, at: usize, tab: Tab) -> bool {
    let rule = &session.pack.rows()[at].rule;
    match tab {
        Tab::Standards => rule.asks_for_choice(),
        Tab::Declarations => rule.asks_for_record(RecordKind::Review),
        _ => tab.register().is_some_and(|register| session.pack.registers_behind(at).contains(&register)),
    }
}

struct Pane<'p> {
    view: &'p TableView<'p>,
    session: &'p Session,
    theme: &'p Theme,
    lines: &'p mut Lines,
    /// Rows of the pack whose verdict is there already.
    judged: Vec<usize>,
    /// Reasons that are there already.
    reasons: Vec<String>,
}

impl Pane<'_> {
    fn lang(&self) -> Lang {
        self.view.lang
    }

    fn plain(&mut self, indent: u16, text: &str) {
        if !text.trim().is_empty() {
            self.lines.paragraph(indent, text, self.theme.plain);
        }
    }

    /// A reason, unless it is there already.
    fn reason(&mut self, text: String) {
        if !self.reasons.contains(&text) {
            self.plain(2, &text);
            self.reasons.push(text);
        }
    }

    /// Which questions of the chosen categories an empty register keeps from an answer.
    fn feeds(&mut self, tab: Tab) {
        let session = self.session;
        let mut fed: Vec<usize> = Vec::new();
        for category in &session.findings.categories {
            for at in gap::counted(&session.pack, &session.findings, &category.id) {
                if !fed.contains(&at) && concerns(session, at, tab) {
                    fed.push(at);
                }
            }
        }
        if fed.is_empty() {
            return;
        }
        let titles: Vec<&str> =
            fed.iter().take(5).map(|&at| session.pack.rows()[at].title.get(self.lang())).collect();
        let more = fed.len() - titles.len();
        let text = match (self.lang(), more) {
            (Lang::Ja, 0) => format!("ここで決まる設問: {}", titles.join("、")),
            (Lang::Ja, _) => format!("ここで決まる設問: {} ほか{more}問", titles.join("、")),
            (Lang::En, 0) => format!("Decided here: {}", titles.join("; ")),
            (Lang::En, _) => format!("Decided here: {} and {more} more", titles.join("; ")),
        };
        self.lines.gap();
        self.lines.paragraph(0, &text, self.theme.muted);
    }

    fn verdict_line(&mut self, indent: u16, at: usize) {
        if self.judged.contains(&at) {
            return;
        }
        self.judged.push(at);
        let row = &self.session.pack.rows()[at];
        let Some(verdict) = outline::verdict(self.session, outline::Node::Row(at)) else { return };
        let short = self.session.pack.category_of(at).short.get(self.lang());
        let clause = row.clause.split_once(' ').map_or(row.clause.as_str(), |(_, tail)| tail);
        let text = format!(
            "{short} {clause} {}: {}",
            row.title.get(self.lang()),
            words::verdict(self.lang(), verdict)
        );
        self.lines.paragraph(indent, &text, self.theme.verdict(verdict));
    }

    fn row(&mut self, at: usize, draft: &AnyFact) {
        match draft {
            AnyFact::Person(person) => self.person(person),
            AnyFact::Contract(_) => self.contract(at),
            AnyFact::Document(row) => {
                let mut rows: Vec<&str> = row.covers.iter().map(|cover| cover.row.as_str()).collect();
                rows.extend(row.headcounts.iter().map(|count| count.row.as_str()));
                rows.dedup();
                self.proves(&row.id, &rows);
            }
            AnyFact::Record(row) => {
                self.proves(&row.id, &row.rows.iter().map(String::as_str).collect::<Vec<_>>());
            }
            AnyFact::StandardChoice(row) => self.proves("", &[&row.row]),
            AnyFact::Declaration(row) => self.proves("", &[&row.subject]),
            AnyFact::Evidence(row) => {
                for id in &row.shows {
                    match self.session.pack.position(id) {
                        Some(at) => self.verdict_line(0, at),
                        None => self.plain(0, &named(&self.view.lookup(), Source::Shown, id)),
                    }
                }
            }
            AnyFact::Equivalence(row) => self.equivalence(row),
            _ => {}
        }
        self.users(&draft.key());
    }

    /// What refers to the row; this is what keeps it from being deleted.
    fn users(&mut self, key: &str) {
        let users = uses(&self.session.assessment, key);
        if !users.is_empty() && !key.is_empty() {
            let text = format!("{}{}", pick(self.lang(), "使っている所: ", "Used by: "), users.join(", "));
            self.lines.paragraph(0, &text, self.theme.muted);
        }
    }

    /// Rows that a fact serves, each with its verdict and how the fact reads there.
    fn proves(&mut self, key: &str, rows: &[&str]) {
        let known: Vec<usize> = rows.iter().filter_map(|id| self.session.pack.position(id)).collect();
        for &at in &known {
            self.verdict_line(0, at);
            self.facts(key, at);
        }
        if known.is_empty() {
            let text = pick(
                self.lang(),
                "どの要件のためのものか、まだ書いてありません。Enter で書けます。",
                "It does not say yet which requirement it serves; Enter edits it.",
            );
            self.plain(0, text);
        }
    }

    /// How a fact reads in the grounds of a row; every fact if no key is given.
    fn facts(&mut self, key: &str, at: usize) {
        for ground in self.session.grounds(at) {
            let about = matches!(&ground, Ground::Fact(fact) if key.is_empty() || fact.id == key)
                || matches!(ground, Ground::NotAllReviewedDeclared | Ground::NoChoice { .. });
            if about {
                let mut text = sentence(self.lang(), &self.session.context(), &ground);
                text.push_str(self.way_out(&ground));
                self.plain(2, &text);
            }
        }
    }

    /// Where what is missing can be put in, if that is another table.
    fn way_out(&self, ground: &Ground) -> &'static str {
        match ground {
            Ground::NotAllReviewedDeclared => pick(self.lang(), "  0 で表明へ", "  (0 goes to declarations)"),
            Ground::NoChoice { .. } => pick(self.lang(), "  9 で選べます", "  (9 goes to standards)"),
            _ => "",
        }
    }

    fn equivalence(&mut self, row: &Equivalence) {
        let lang = self.lang();
        let list = named(&self.view.lookup(), Source::Lists, &row.to);
        self.plain(0, &format!("{} {list}", row.to));
        let text = if row.complete() {
            pick(
                lang,
                "9項目がそろっています。緩やかな読みでだけ数えます(論点A5)。",
                "All nine fields are filled: it counts under the lenient reading only (A5).",
            )
        } else {
            pick(
                lang,
                "空いている項目があるため、まだ数えません。",
                "Some fields are blank, so it does not count yet.",
            )
        };
        self.plain(0, text);
    }
}
