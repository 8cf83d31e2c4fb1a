//! The lower half of a table: what the selected row is worth, to whom, and why it is not worth more.

use crate::domain::change::uses;
use crate::domain::evaluate::{Ground, route_people};
use crate::domain::pack::RowKind;
use crate::domain::register::{ContractForm, Person, Post};
use crate::domain::rule::Rule;
use crate::domain::text::Lang;
use crate::domain::verdict::Pair;
use crate::report::grounds::{Context, sentence, why_in};
use crate::report::words::{self, pick};
use crate::tui::canvas::Lines;
use crate::tui::form::asks::any_rule;
use crate::tui::form::draft::Draft;
use crate::tui::form::sheet::Source;
use crate::tui::form::sheets::named;
use crate::tui::model::Model;
use crate::tui::screens::assess::tree;
use crate::tui::screens::table::columns::Look;
use crate::tui::screens::table::tab::Tab;
use crate::tui::session::Session;
use crate::tui::theme::Theme;

/// The lines for the row at a place of a register's list; nothing selected shows what to do first.
pub fn lines(model: &Model, session: &Session, selected: Option<usize>, width: u16) -> Lines {
    let mut lines = Lines::new(width, model.prefs.ambiguous);
    let look = Look::new(session, model.lang());
    let mut pane = Pane { look: &look, session, theme: &model.prefs.theme, lines: &mut lines };
    if let Some(row) = &model.table.back {
        pane.asked_from(row);
    }
    let tab = model.table.tab;
    match selected.and_then(|at| Some((at, Draft::at(&session.assessment, tab, at)?))) {
        Some((at, draft)) => pane.row(at, &draft),
        None => pane.lines.paragraph(0, tab.first_step(model.lang()), model.prefs.theme.plain),
    }
    lines
}

struct Pane<'p> {
    look: &'p Look<'p>,
    session: &'p Session,
    theme: &'p Theme,
    lines: &'p mut Lines,
}

impl Pane<'_> {
    fn lang(&self) -> Lang {
        self.look.lang
    }

    fn plain(&mut self, indent: u16, text: &str) {
        if !text.trim().is_empty() {
            self.lines.paragraph(indent, text, self.theme.plain);
        }
    }

    fn context(&self) -> Context<'_> {
        Context {
            pack: &self.session.pack,
            references: &self.session.references,
            assessment: &self.session.assessment,
        }
    }

    /// The row this register was opened from, with its verdict as it stands.
    fn asked_from(&mut self, id: &str) {
        if let Some(at) = self.session.pack.position(id) {
            self.verdict_line(0, at);
        }
    }

    fn verdict_line(&mut self, indent: u16, at: usize) {
        let row = &self.session.pack.rows()[at];
        let Some(verdict) = tree::verdict(self.session, tree::Node::Row(at)) else { return };
        let short = self.session.pack.category_of(at).short.get(self.lang());
        let clause = row.clause.split_once(' ').map_or(row.clause.as_str(), |(_, tail)| tail);
        let text = format!(
            "{short} {clause} {}: {}",
            row.title.get(self.lang()),
            words::verdict(self.lang(), verdict)
        );
        self.lines.paragraph(indent, &text, self.theme.verdict(verdict));
    }

    fn row(&mut self, at: usize, draft: &Draft) {
        match draft {
            Draft::Person(person) => self.person(at, person),
            Draft::Contract(_) => self.contract(at),
            Draft::Document(row) => {
                let mut rows: Vec<&str> = row.covers.iter().map(|cover| cover.row.as_str()).collect();
                rows.extend(row.headcounts.iter().map(|count| count.row.as_str()));
                rows.dedup();
                self.proves(&row.id, &rows);
            }
            Draft::Record(row) => {
                self.proves(&row.id, &row.rows.iter().map(String::as_str).collect::<Vec<_>>());
            }
            Draft::StandardChoice(row) => self.proves("", &[&row.row]),
            Draft::Declaration(row) => self.proves("", &[&row.subject]),
            Draft::Evidence(row) => {
                for id in &row.shows {
                    match self.session.pack.position(id) {
                        Some(at) => self.verdict_line(0, at),
                        None => self.plain(0, &named(&self.look.scene(), Source::Shown, id)),
                    }
                }
            }
            Draft::Equivalence(row) => self.equivalence(row),
            _ => {}
        }
        self.users(&draft.key());
    }

    /// Who refers to the row; this is what keeps it from being deleted.
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
                let text = sentence(self.lang(), &self.context(), &ground);
                self.plain(2, &text);
            }
        }
    }

    fn equivalence(&mut self, row: &crate::domain::register::Equivalence) {
        let lang = self.lang();
        let list = named(&self.look.scene(), Source::Lists, &row.to);
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

    fn person(&mut self, at: usize, person: &Person) {
        let mut seen: Vec<(&str, &str)> = Vec::new();
        for post in &person.posts {
            if !seen.contains(&(&post.category, &post.role)) {
                seen.push((&post.category, &post.role));
                self.post(at, post);
            }
        }
        if person.posts.is_empty() {
            let text = pick(
                self.lang(),
                "役割がまだないため、どの要件にも数えません。Enter で加えられます。",
                "No post yet, so nothing counts for a requirement; Enter adds one.",
            );
            self.plain(0, text);
        }
        let mut told: Vec<String> = Vec::new();
        for post in &person.posts {
            for route in routes(self.session, &post.category) {
                self.person_facts(person, route, &mut told);
            }
        }
    }

    /// A role in a category: the requirement it is for, and the routes the person satisfies.
    fn post(&mut self, at: usize, post: &Post) {
        let lang = self.lang();
        let session = self.session;
        for row in rows_of_role(session, &post.category, &post.role) {
            self.verdict_line(0, row);
        }
        let a = &session.assessment;
        let day = a.profile.reference_date;
        let mut parts = Vec::new();
        for route in routes(session, &post.category) {
            let row = &session.pack.rows()[route];
            let people = route_people(&session.pack, &session.references, a, day, &post.role, &row.id);
            let pair = people.iter().find(|(place, _)| *place == at).map_or(Pair::NO, |(_, pair)| *pair);
            parts.push(format!("{} {}", row.title.get(lang), words::verdict_short(lang, pair.verdict())));
        }
        let role = named(&self.look.scene(), Source::Roles, &post.role);
        self.plain(2, &format!("{role}: {}", parts.join(pick(lang, "、", ", "))));
    }

    fn person_facts(&mut self, person: &Person, route: usize, told: &mut Vec<String>) {
        for ground in self.session.grounds(route) {
            let Ground::Fact(fact) = &ground else { continue };
            if fact.id == person.id && !fact.why.is_empty() {
                let text = sentence(self.lang(), &self.context(), &ground);
                if !told.contains(&text) {
                    self.plain(2, &text);
                    told.push(text);
                }
            }
        }
    }

    fn contract(&mut self, at: usize) {
        let lang = self.lang();
        let contract = &self.session.assessment.contracts[at];
        let worth = self.look.ledger.of(at);
        let heading = format!(
            "{}  {}  {}: {}",
            contract.alias,
            words::contract_form(lang, contract.form),
            pick(lang, "顧客が管理するシステム", "run by the client"),
            words::known(lang, contract.client_system)
        );
        self.lines.paragraph(0, &heading, self.theme.title);
        if contract.form == ContractForm::Continuing {
            let best = worth.iter().max_by_key(|worth| (worth.credit.lenient, worth.credit.strict));
            if let Some(best) = best {
                let text = match lang {
                    Lang::Ja => format!(
                        "数え方: 厳格 {} (満了した年)  緩やか {} (始まった年)  論点 A4",
                        best.credit.strict, best.credit.lenient
                    ),
                    Lang::En => format!(
                        "Counts {} strictly (completed years), {} leniently (started years), doubt A4",
                        best.credit.strict, best.credit.lenient
                    ),
                };
                self.plain(0, &text);
            }
        }
        let mut told: Vec<String> = Vec::new();
        for worth in &worth {
            self.total(worth.route, &worth.person);
            for why in &worth.credit.why {
                let text = why_in(lang, &self.context(), why);
                if !told.contains(&text) {
                    self.plain(2, &text);
                    told.push(text);
                }
            }
        }
        if worth.is_empty() {
            self.worthless(at);
        }
    }

    fn total(&mut self, route: usize, person: &str) {
        let lang = self.lang();
        let total = self.look.ledger.total(route, person);
        let name = named(&self.look.scene(), Source::People, person);
        let row = &self.session.pack.rows()[route];
        let verdict = Pair::of(total.strict >= total.needed, total.lenient >= total.needed).verdict();
        let (strict, lenient, needed) = (total.strict, total.lenient, total.needed);
        let enough = strict >= needed;
        let text = match lang {
            Lang::Ja => format!(
                "{name}の{}: 厳格 {strict}/{needed}件  緩やか {lenient}/{needed}件",
                row.title.get(lang)
            ),
            Lang::En => format!(
                "{name}, {}: {strict}/{needed} strictly, {lenient}/{needed} leniently",
                row.title.get(lang)
            ),
        };
        let style = if enough { self.theme.plain } else { self.theme.verdict(verdict) };
        self.lines.paragraph(0, &text, style);
    }

    /// Why a contract is worth nothing to anybody.
    fn worthless(&mut self, at: usize) {
        let lang = self.lang();
        let contract = &self.session.assessment.contracts[at];
        let text = if self.session.assessment.profile.reference_date.is_none() {
            pick(
                lang,
                "基準日が決まるまで数えられません。p で決められます。",
                "Nothing can be counted until there is a reference date; p sets it.",
            )
        } else if super::worth::delivering(contract).is_empty() {
            pick(
                lang,
                "従事した人が書いてないため、だれの実績にも数えません。",
                "Nobody is recorded as having done the work, so it counts for nobody.",
            )
        } else if self.look.ledger.counts_years(at) {
            pick(
                lang,
                "件数ではなく、のべ運用年数に数えます。",
                "It counts by its years of operation, not as one contract.",
            )
        } else {
            pick(
                lang,
                "この種別を数える要件が、選んだ区分にありません。",
                "No requirement of the chosen categories counts this kind.",
            )
        };
        self.plain(0, text);
    }
}

/// The routes of a category: those that stand under no other route.
fn routes(session: &Session, category: &str) -> Vec<usize> {
    let pack = &session.pack;
    let is_route = |at: usize| pack.rows()[at].kind == RowKind::Route;
    pack.rows_of(category).filter(|&at| is_route(at) && !pack.parent(at).is_some_and(is_route)).collect()
}

/// Rows of a category that ask for somebody in a role.
fn rows_of_role(session: &Session, category: &str, wanted: &str) -> Vec<usize> {
    let pack = &session.pack;
    let asks = |rule: &Rule| match rule {
        Rule::Works(role) | Rule::Assigned { role, .. } => role == wanted,
        _ => false,
    };
    pack.rows_of(category).filter(|&at| any_rule(&pack.rows()[at].rule, &asks)).collect()
}

/// The tab is part of what is drawn; kept here so that both halves agree on what is selected.
pub fn selected(model: &Model, session: &Session) -> Option<usize> {
    let tab: Tab = model.table.tab;
    model.table.visible(session, model.lang()).get(model.table.cursor(tab)).copied()
}
