//! The columns of every register: what a row shows, how wide, and what only wide terminals have room for.

use crate::domain::register::{Engagement, Expiry, Item, Party, Record, Stage};
use crate::domain::text::{Lang, pick};
use crate::report::fields::{self, AnyFact, Described, Field, Kind, Source, Value, Words};
use crate::report::words::{self, date_or_dash};
use crate::tui::form::lines::{named, period, planned};
use crate::tui::form::lookup::Lookup;
use crate::tui::form::options::{self, item_name};
use crate::tui::outline;
use crate::tui::screens::table::worth::{Ledger, delivering};
use crate::tui::session::Session;
use crate::tui::tab::Tab;

/// What cells are made from.
pub struct TableView<'a> {
    /// The open assessment.
    pub session: &'a Session,
    /// The language.
    pub lang: Lang,
    /// What contracts are worth.
    pub ledger: Ledger<'a>,
}

impl<'a> TableView<'a> {
    /// A view at an assessment.
    pub fn new(session: &'a Session, lang: Lang) -> Self {
        Self { session, lang, ledger: Ledger::new(session) }
    }

    /// For names.
    pub fn lookup(&self) -> Lookup<'a> {
        Lookup::in_session(self.session, self.lang)
    }

    /// What a row says in a field.
    fn shown(&self, field: &Field, row: &dyn Described) -> String {
        let lookup = self.lookup();
        match (field.kind, (field.get)(row)) {
            (_, Value::Text(text)) => text,
            (_, Value::Date(date)) => date_or_dash(date),
            (Kind::Choice(fixed), Value::Choice(at)) => (fixed.word)(self.lang, at).to_owned(),
            (Kind::Many(source), Value::Many(ids)) => {
                self.join(ids.iter().map(|id| named(&lookup, source, id)))
            }
            (_, Value::Item(item)) => item_name(&lookup, &item),
            (_, Value::Items(items)) => self.join(items.iter().map(|item| item_name(&lookup, item))),
            _ => String::new(),
        }
    }

    /// A name, marked where the row is planned only.
    fn marked(&self, name: &str, stage: Stage) -> String {
        format!("{name} {}", planned(self.lang, stage)).trim_end().to_owned()
    }

    fn join(&self, names: impl Iterator<Item = String>) -> String {
        names.collect::<Vec<_>>().join(pick(self.lang, "、", ", "))
    }
}

/// A column.
pub struct Column {
    /// Its heading.
    pub label: Words,
    /// The fewest cells it takes.
    pub least: u16,
    /// Its share of what is left.
    pub share: u16,
    /// The terminal's width from which on it is shown.
    pub from: u16,
    /// Worked out from other rows, and so not searched when a table is narrowed.
    pub derived: bool,
    /// What is in it, by place in the register's list.
    pub cell: fn(&TableView<'_>, usize) -> String,
}

/// From this width on most columns have room.
const USUAL: u16 = 74;
/// From this width on every column has room.
const WIDE: u16 = 110;

const fn column(label: Words, least: u16, share: u16, cell: fn(&TableView<'_>, usize) -> String) -> Column {
    Column { label, least, share, from: 0, derived: false, cell }
}

impl Column {
    const fn usual(self) -> Self {
        Self { from: USUAL, ..self }
    }

    const fn wide(self) -> Self {
        Self { from: WIDE, ..self }
    }
}

/// A column that shows a field, or what a function makes of one.
macro_rules! of_field {
    ($list:ident: $about:ident[$key:literal], $least:literal, $share:literal) => {
        of_field!($about[$key], $least, $share, |view, at| {
            view.shown(const { fields::$about.at($key) }, &view.session.assessment.$list[at])
        })
    };
    ($about:ident[$key:literal], $least:literal, $share:literal, $cell:expr) => {
        column(const { fields::$about.at($key).label }, $least, $share, $cell)
    };
}

/// The column of ids.
macro_rules! ids {
    ($list:ident) => {
        column(("番号", "Id"), 5, 0, |view, at| view.session.assessment.$list[at].id.to_string())
    };
}

/// The columns of a register.
pub fn of(tab: Tab) -> &'static [Column] {
    match tab {
        Tab::Roster => ROSTER,
        Tab::Contracts => CONTRACTS,
        Tab::Documents => DOCUMENTS,
        Tab::Reviews | Tab::Audits => RECORDS,
        Tab::Operations => OPERATIONS,
        Tab::Evidence => EVIDENCE,
        Tab::Equivalences => EQUIVALENCES,
        Tab::Standards => STANDARDS,
        Tab::Declarations => DECLARATIONS,
        Tab::Members => MEMBERS,
    }
}

static ROSTER: &[Column] = &[
    ids!(people),
    of_field!(people: PERSON["name"], 10, 1),
    of_field!(PERSON["engagement"], 10, 1, |view, at| match view.session.assessment.people[at].engagement {
        Engagement::Own => pick(view.lang, "自社", "own").to_owned(),
        other => words::engagement(view.lang, other).to_owned(),
    })
    .wide(),
    of_field!(PERSON["posts"], 14, 5, posts),
    // Below this the names would be cut to a few letters, at the cost of a second post.
    Column {
        from: 96,
        ..of_field!(PERSON["qualifications"], 12, 3, |view, at| {
            let person = &view.session.assessment.people[at];
            let names = person.qualifications.iter();
            view.join(names.map(|row| item_name(&view.lookup(), &row.item)))
        })
    },
    column(("資格の期限", "Expiry"), 11, 0, first_expiry),
];

/// A person's posts; those of one role, or of one category, are shown together.
fn posts(view: &TableView<'_>, at: usize) -> String {
    let mut groups: Vec<(Vec<String>, Vec<String>)> = Vec::new();
    for post in &view.session.assessment.people[at].posts {
        let category = named(&view.lookup(), Source::Categories, &post.category);
        let role = named(&view.lookup(), Source::Roles, &post.role);
        match groups.iter_mut().find(|(_, roles)| roles[0] == role) {
            Some((categories, _)) if !categories.contains(&category) => categories.push(category),
            Some(_) => {}
            None => groups.push((vec![category], vec![role])),
        }
    }
    let mut merged: Vec<(Vec<String>, Vec<String>)> = Vec::new();
    for (categories, roles) in groups {
        match merged.iter_mut().find(|(known, _)| *known == categories) {
            Some((_, known)) => known.extend(roles),
            None => merged.push((categories, roles)),
        }
    }
    view.join(merged.into_iter().map(|(categories, roles)| {
        // A quality manager serves every category; naming them all would hide the role.
        let more = categories.len() - 1;
        match view.lang {
            Lang::Ja if more > 2 => format!("{}ほか{more}区分 {}", categories[0], roles.join("・")),
            Lang::Ja => format!("{} {}", categories.join("・"), roles.join("・")),
            Lang::En if more > 2 => format!("{} ({} and {more} more)", roles.join(", "), categories[0]),
            Lang::En => format!("{} ({})", roles.join(", "), categories.join(", ")),
        }
    }))
}

/// The first day on which a certificate ends; marked if it does not last to the end of the review.
fn first_expiry(view: &TableView<'_>, at: usize) -> String {
    let expiries = view.session.assessment.people[at].qualifications.iter();
    let dates = expiries.filter_map(|row| match row.expiry {
        Expiry::On(date) => Some(date),
        _ => None,
    });
    let Some(first) = dates.min_by_key(|date| date.latest()) else { return String::new() };
    let profile = &view.session.assessment.profile;
    let end = profile.reference_date.map(|day| profile.review_end_for(day));
    let short = end.is_some_and(|end| first.latest() < end);
    format!("{first}{}", if short { "!" } else { "" })
}

static CONTRACTS: &[Column] = &[
    ids!(contracts),
    // The English label of the field has no room here.
    column(("契約(別名)", "Contract"), 14, 3, |view, at| {
        let row = &view.session.assessment.contracts[at];
        view.marked(&row.alias, row.stage)
    }),
    of_field!(contracts: CONTRACT["kinds"], 10, 3).usual(),
    column(fields::PERIOD, 22, 0, |view, at| {
        let row = &view.session.assessment.contracts[at];
        period(row.from, row.to)
    })
    .wide(),
    of_field!(contracts: CONTRACT["delivered"], 10, 0),
    of_field!(CONTRACT["team"], 12, 3, |view, at| {
        let row = &view.session.assessment.contracts[at];
        view.join(delivering(row).into_iter().map(|id| named(&view.lookup(), Source::People, id)))
    }),
    Column {
        derived: true, ..column(("算入", "Worth"), 5, 0, |view, at| view.ledger.short(at, view.lang))
    },
];

static DOCUMENTS: &[Column] = &[
    ids!(documents),
    of_field!(DOCUMENT["title"], 18, 4, |view, at| {
        let row = &view.session.assessment.documents[at];
        view.marked(&row.title, row.stage)
    }),
    of_field!(documents: DOCUMENT["version"], 7, 1).usual(),
    of_field!(documents: DOCUMENT["approved"], 10, 0),
    of_field!(documents: DOCUMENT["state"], 9, 0),
    of_field!(documents: DOCUMENT["audience"], 9, 0).usual(),
    column(("要件", "Rows"), 4, 0, |view, at| {
        view.session.assessment.documents[at].covers.len().to_string()
    }),
    of_field!(documents: DOCUMENT["names"], 14, 3).wide(),
];

fn record<'a>(view: &TableView<'a>, at: usize) -> &'a Record {
    &view.session.assessment.records[at]
}

fn parties(view: &TableView<'_>, at: usize) -> String {
    view.join(record(view, at).by.iter().map(|party| match party {
        Party::Person(id) => named(&view.lookup(), Source::People, id),
        Party::Outside(name) => name.clone(),
    }))
}

fn record_rows(view: &TableView<'_>, at: usize) -> String {
    view.join(record(view, at).rows.iter().map(|id| title(view, id)))
}

const RECORD_ON: Column = of_field!(records: RECORD["on"], 10, 0);
const RECORD_TITLE: Column = of_field!(RECORD["title"], 14, 3, |view, at| {
    let row = record(view, at);
    view.marked(&row.title, row.stage)
});
const RECORD_BY: Column = of_field!(RECORD["by"], 12, 2, parties);
const RECORD_ROWS: Column = of_field!(RECORD["rows"], 16, 3, record_rows);

static RECORDS: &[Column] = &[
    ids!(records),
    RECORD_ON,
    RECORD_TITLE,
    of_field!(records: RECORD["contracts"], 10, 2).usual(),
    RECORD_BY,
    RECORD_ROWS.wide(),
];

static OPERATIONS: &[Column] =
    &[ids!(records), RECORD_ON, Column { least: 18, ..RECORD_TITLE }, RECORD_ROWS, RECORD_BY.wide()];

/// The title of a row of the pack.
fn title(view: &TableView<'_>, id: &str) -> String {
    view.session.pack.row(id).map_or_else(|| id.to_owned(), |row| row.title.get(view.lang).to_owned())
}

static EVIDENCE: &[Column] = &[
    ids!(evidence),
    of_field!(evidence: EVIDENCE["number"], 8, 0).usual(),
    of_field!(evidence: EVIDENCE["title"], 18, 3),
    of_field!(EVIDENCE["kind"], 4, 0, |view, at| view.session.assessment.evidence[at].kind.clone()),
    of_field!(evidence: EVIDENCE["on"], 10, 0),
    of_field!(evidence: EVIDENCE["holder"], 8, 1).usual(),
    of_field!(EVIDENCE["shows"], 12, 2, |view, at| {
        let row = &view.session.assessment.evidence[at];
        view.join(row.shows.iter().map(|id| match options::fact(view.session, id) {
            Some(name) => name.to_owned(),
            None => title(view, id),
        }))
    }),
];

static EQUIVALENCES: &[Column] = &[
    ids!(equivalences),
    of_field!(equivalences: EQUIVALENCE["title"], 20, 3),
    column(("例示", "List"), 7, 0, |view, at| view.session.assessment.equivalences[at].to.clone()),
    of_field!(equivalences: EQUIVALENCE["state"], 9, 0),
    column(("空欄", "Blank"), 5, 0, |view, at| {
        let fields = view.session.assessment.equivalences[at].fields();
        fields.iter().filter(|field| field.trim().is_empty()).count().to_string()
    }),
    of_field!(equivalences: EQUIVALENCE["issuer"], 14, 2).wide(),
];

fn verdict(view: &TableView<'_>, id: &str) -> String {
    let row = view.session.pack.position(id).map(outline::Node::Row);
    let verdict = row.and_then(|node| outline::verdict(view.session, node));
    verdict.map_or_else(String::new, |verdict| words::verdict_short(view.lang, verdict).to_owned())
}

static STANDARDS: &[Column] = &[
    of_field!(STANDARD_CHOICE["row"], 24, 3, |view, at| {
        let row = &view.session.assessment.standards[at];
        let fact = AnyFact::StandardChoice(row.clone());
        options::name(&view.lookup(), Source::StandardRows, &fact, &row.row)
    }),
    of_field!(standards: STANDARD_CHOICE["item"], 20, 3),
    column(("判定", "Verdict"), 7, 0, |view, at| verdict(view, &view.session.assessment.standards[at].row)),
];

static DECLARATIONS: &[Column] = &[
    of_field!(declarations: DECLARATION["about"], 26, 2),
    of_field!(DECLARATION["subject"], 18, 2, |view, at| {
        let row = &view.session.assessment.declarations[at];
        options::name(&view.lookup(), Source::Subjects, &AnyFact::Declaration(row.clone()), &row.subject)
    }),
    of_field!(DECLARATION["by"], 10, 1, |view, at| {
        let row = &view.session.assessment.declarations[at];
        words::signature(view.lang, &row.by, &row.post)
    })
    .usual(),
    of_field!(declarations: DECLARATION["on"], 10, 0),
];

static MEMBERS: &[Column] = &[
    column(("例示", "List"), 7, 0, |view, at| view.session.assessment.members[at].list().to_owned()),
    of_field!(VERIFIED_MEMBER["name"], 20, 3, |view, at| {
        item_name(&view.lookup(), &Item::Member(view.session.assessment.members[at].id.clone()))
    }),
    of_field!(members: VERIFIED_MEMBER["source"], 18, 3),
    of_field!(members: VERIFIED_MEMBER["by"], 10, 1).usual(),
    of_field!(members: VERIFIED_MEMBER["on"], 10, 0),
];
