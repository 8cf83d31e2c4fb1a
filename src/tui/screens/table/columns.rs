//! The columns of every register: what a row shows, how wide, and what only wide terminals have room for.

use crate::domain::register::{Engagement, Expiry, Party, Record};
use crate::domain::text::Lang;
use crate::report::fields::AnyFact;
use crate::report::fields::{Source, Words};
use crate::report::words::{self, date_or_dash, pick};
use crate::tui::form::lines::{named, period, planned};
use crate::tui::form::options::{self, item_name};
use crate::tui::form::scene::Scene;
use crate::tui::outline;
use crate::tui::screens::table::worth::{Ledger, delivering};
use crate::tui::session::Session;
use crate::tui::tab::Tab;

/// What cells are made from.
pub struct Look<'a> {
    /// The open assessment.
    pub session: &'a Session,
    /// The language.
    pub lang: Lang,
    /// What contracts are worth.
    pub ledger: Ledger<'a>,
}

impl<'a> Look<'a> {
    /// A look at an assessment.
    pub fn new(session: &'a Session, lang: Lang) -> Self {
        Self { session, lang, ledger: Ledger::new(session) }
    }

    /// For names.
    pub fn scene(&self) -> Scene<'a> {
        Scene::in_session(self.session, self.lang)
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
    /// What stands in it, by place in the register's list.
    pub cell: fn(&Look<'_>, usize) -> String,
}

/// From this width on most columns have room.
const USUAL: u16 = 74;
/// From this width on every column has room.
const WIDE: u16 = 110;

const fn column(label: Words, least: u16, share: u16, cell: fn(&Look<'_>, usize) -> String) -> Column {
    Column { label, least, share, from: 0, derived: false, cell }
}

const fn wide(label: Words, least: u16, share: u16, cell: fn(&Look<'_>, usize) -> String) -> Column {
    Column { label, least, share, from: WIDE, derived: false, cell }
}

const fn usual(label: Words, least: u16, share: u16, cell: fn(&Look<'_>, usize) -> String) -> Column {
    Column { label, least, share, from: USUAL, derived: false, cell }
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
    column(("番号", "Id"), 5, 0, |look, at| look.session.assessment.people[at].id.clone()),
    column(("氏名", "Name"), 10, 1, |look, at| look.session.assessment.people[at].name.clone()),
    wide(("所属", "Engagement"), 10, 1, |look, at| match look.session.assessment.people[at].engagement {
        Engagement::Own => pick(look.lang, "自社", "own").to_owned(),
        other => words::engagement(look.lang, other).to_owned(),
    }),
    column(("役割", "Posts"), 14, 5, posts),
    // Below this the names would be cut to a few letters, at the cost of a second post.
    Column {
        from: 96,
        ..column(("資格", "Qualifications"), 12, 3, |look, at| {
            let person = &look.session.assessment.people[at];
            let names = person.qualifications.iter();
            look.join(names.map(|row| item_name(&look.scene(), &row.item)))
        })
    },
    column(("資格の期限", "Expiry"), 11, 0, first_expiry),
];

/// A person's posts; those of one role, or of one category, are told together.
fn posts(look: &Look<'_>, at: usize) -> String {
    let mut groups: Vec<(Vec<String>, Vec<String>)> = Vec::new();
    for post in &look.session.assessment.people[at].posts {
        let category = named(&look.scene(), Source::Categories, &post.category);
        let role = named(&look.scene(), Source::Roles, &post.role);
        match groups.iter_mut().find(|(_, roles)| roles[0] == role) {
            Some((categories, _)) if !categories.contains(&category) => categories.push(category),
            Some(_) => {}
            None => groups.push((vec![category], vec![role])),
        }
    }
    let mut told: Vec<(Vec<String>, Vec<String>)> = Vec::new();
    for (categories, roles) in groups {
        match told.iter_mut().find(|(known, _)| *known == categories) {
            Some((_, known)) => known.extend(roles),
            None => told.push((categories, roles)),
        }
    }
    look.join(told.into_iter().map(|(categories, roles)| {
        // A quality manager serves every category; naming them all would hide the role.
        let more = categories.len() - 1;
        match look.lang {
            Lang::Ja if more > 2 => format!("{}ほか{more}区分 {}", categories[0], roles.join("・")),
            Lang::Ja => format!("{} {}", categories.join("・"), roles.join("・")),
            Lang::En if more > 2 => format!("{} ({} and {more} more)", roles.join(", "), categories[0]),
            Lang::En => format!("{} ({})", roles.join(", "), categories.join(", ")),
        }
    }))
}

/// The first day on which a certificate ends; marked if it does not last to the end of the review.
fn first_expiry(look: &Look<'_>, at: usize) -> String {
    let expiries = look.session.assessment.people[at].qualifications.iter();
    let dates = expiries.filter_map(|row| match row.expiry {
        Expiry::On(date) => Some(date),
        _ => None,
    });
    let Some(first) = dates.min_by_key(|date| date.latest()) else { return String::new() };
    let profile = &look.session.assessment.profile;
    let end = profile.reference_date.map(|day| profile.review_end_for(day));
    let short = end.is_some_and(|end| first.latest() < end);
    format!("{first}{}", if short { "!" } else { "" })
}

static CONTRACTS: &[Column] = &[
    column(("番号", "Id"), 5, 0, |look, at| look.session.assessment.contracts[at].id.clone()),
    column(("契約(別名)", "Contract"), 14, 3, |look, at| {
        let row = &look.session.assessment.contracts[at];
        format!("{} {}", row.alias, planned(look.lang, row.stage)).trim_end().to_owned()
    }),
    usual(("種別", "Kinds"), 10, 3, |look, at| {
        let row = &look.session.assessment.contracts[at];
        look.join(row.kinds.iter().map(|id| named(&look.scene(), Source::Kinds, id)))
    }),
    wide(("期間", "Period"), 22, 0, |look, at| {
        let row = &look.session.assessment.contracts[at];
        period(row.from, row.to)
    }),
    column(("納品", "Delivered"), 10, 0, |look, at| {
        date_or_dash(look.session.assessment.contracts[at].delivered)
    }),
    column(("従事者", "Team"), 12, 3, |look, at| {
        let row = &look.session.assessment.contracts[at];
        look.join(delivering(row).into_iter().map(|id| named(&look.scene(), Source::People, id)))
    }),
    Column {
        derived: true, ..column(("算入", "Worth"), 5, 0, |look, at| look.ledger.short(at, look.lang))
    },
];

static DOCUMENTS: &[Column] = &[
    column(("番号", "Id"), 5, 0, |look, at| look.session.assessment.documents[at].id.clone()),
    column(("文書", "Document"), 18, 4, |look, at| {
        let row = &look.session.assessment.documents[at];
        format!("{} {}", row.title, planned(look.lang, row.stage)).trim_end().to_owned()
    }),
    usual(("版", "Version"), 7, 1, |look, at| look.session.assessment.documents[at].version.clone()),
    column(("承認", "Approved"), 10, 0, |look, at| {
        date_or_dash(look.session.assessment.documents[at].approved)
    }),
    column(("状態", "State"), 9, 0, |look, at| {
        words::document_state(look.lang, look.session.assessment.documents[at].state).to_owned()
    }),
    usual(("読み手", "Readers"), 9, 0, |look, at| {
        words::audience(look.lang, look.session.assessment.documents[at].audience).to_owned()
    }),
    column(("要件", "Rows"), 4, 0, |look, at| {
        look.session.assessment.documents[at].covers.len().to_string()
    }),
    wide(("名を挙げる基準", "Names"), 14, 3, |look, at| {
        let row = &look.session.assessment.documents[at];
        look.join(row.names.iter().map(|item| item_name(&look.scene(), item)))
    }),
];

fn record<'a>(look: &Look<'a>, at: usize) -> &'a Record {
    &look.session.assessment.records[at]
}

fn parties(look: &Look<'_>, at: usize) -> String {
    look.join(record(look, at).by.iter().map(|party| match party {
        Party::Person(id) => named(&look.scene(), Source::People, id),
        Party::Outside(name) => name.clone(),
    }))
}

fn record_title(look: &Look<'_>, at: usize) -> String {
    let row = record(look, at);
    format!("{} {}", row.title, planned(look.lang, row.stage)).trim_end().to_owned()
}

fn record_rows(look: &Look<'_>, at: usize) -> String {
    look.join(record(look, at).rows.iter().map(|id| title(look, id)))
}

const RECORD_ID: Column = column(("番号", "Id"), 5, 0, |look, at| record(look, at).id.clone());
const RECORD_ON: Column = column(("日付", "Date"), 10, 0, |look, at| date_or_dash(record(look, at).on));

static RECORDS: &[Column] = &[
    RECORD_ID,
    RECORD_ON,
    column(("件名", "Title"), 14, 3, record_title),
    usual(("案件", "Jobs"), 10, 2, |look, at| {
        look.join(record(look, at).contracts.iter().map(|id| named(&look.scene(), Source::Contracts, id)))
    }),
    column(("だれが", "By"), 12, 2, parties),
    wide(("要件", "Rows"), 16, 3, record_rows),
];

static OPERATIONS: &[Column] = &[
    RECORD_ID,
    RECORD_ON,
    column(("件名", "Title"), 18, 3, record_title),
    column(("要件", "Rows"), 16, 3, record_rows),
    wide(("だれが", "By"), 12, 2, parties),
];

/// The title of a row of the pack.
fn title(look: &Look<'_>, id: &str) -> String {
    look.session.pack.row(id).map_or_else(|| id.to_owned(), |row| row.title.get(look.lang).to_owned())
}

static EVIDENCE: &[Column] = &[
    column(("番号", "Id"), 5, 0, |look, at| look.session.assessment.evidence[at].id.clone()),
    usual(("添付", "Number"), 8, 0, |look, at| look.session.assessment.evidence[at].number.clone()),
    column(("証跡", "Evidence"), 18, 3, |look, at| look.session.assessment.evidence[at].title.clone()),
    column(("種類", "Kind"), 4, 0, |look, at| look.session.assessment.evidence[at].kind.clone()),
    column(("日付", "Date"), 10, 0, |look, at| date_or_dash(look.session.assessment.evidence[at].on)),
    usual(("保管者", "Holder"), 8, 1, |look, at| look.session.assessment.evidence[at].holder.clone()),
    column(("示すもの", "Shows"), 12, 2, |look, at| {
        let row = &look.session.assessment.evidence[at];
        look.join(row.shows.iter().map(|id| match options::fact(look.session, id) {
            Some(name) => name.to_owned(),
            None => title(look, id),
        }))
    }),
];

static EQUIVALENCES: &[Column] = &[
    column(("番号", "Id"), 5, 0, |look, at| look.session.assessment.equivalences[at].id.clone()),
    column(("同等とするもの", "What"), 20, 3, |look, at| {
        look.session.assessment.equivalences[at].title.clone()
    }),
    column(("例示", "List"), 7, 0, |look, at| look.session.assessment.equivalences[at].to.clone()),
    column(("状態", "State"), 9, 0, |look, at| {
        words::equivalence_state(look.lang, look.session.assessment.equivalences[at].state).to_owned()
    }),
    column(("空欄", "Blank"), 5, 0, |look, at| {
        let fields = look.session.assessment.equivalences[at].fields();
        fields.iter().filter(|field| field.trim().is_empty()).count().to_string()
    }),
    wide(("与える者", "Issuer"), 14, 2, |look, at| {
        look.session.assessment.equivalences[at].issuer.clone()
    }),
];

fn verdict(look: &Look<'_>, id: &str) -> String {
    let row = look.session.pack.position(id).map(outline::Node::Row);
    let verdict = row.and_then(|node| outline::verdict(look.session, node));
    verdict.map_or_else(String::new, |verdict| words::verdict_short(look.lang, verdict).to_owned())
}

static STANDARDS: &[Column] = &[
    column(("要件", "Requirement"), 24, 3, |look, at| {
        let row = &look.session.assessment.standards[at];
        options::name(&look.scene(), Source::StandardRows, &AnyFact::StandardChoice(row.clone()), &row.row)
    }),
    column(("従うもの", "Followed"), 20, 3, |look, at| {
        item_name(&look.scene(), &look.session.assessment.standards[at].item)
    }),
    column(("判定", "Verdict"), 7, 0, |look, at| verdict(look, &look.session.assessment.standards[at].row)),
];

static DECLARATIONS: &[Column] = &[
    column(("言明", "Declares"), 26, 2, |look, at| {
        words::declaration(look.lang, look.session.assessment.declarations[at].about).to_owned()
    }),
    column(("対象", "About"), 18, 2, |look, at| {
        let row = &look.session.assessment.declarations[at];
        options::name(&look.scene(), Source::Subjects, &AnyFact::Declaration(row.clone()), &row.subject)
    }),
    usual(("言明した人", "By"), 10, 1, |look, at| {
        let row = &look.session.assessment.declarations[at];
        words::signature(look.lang, &row.by, &row.post)
    }),
    column(("日付", "On"), 10, 0, |look, at| date_or_dash(look.session.assessment.declarations[at].on)),
];

static MEMBERS: &[Column] = &[
    column(("例示", "List"), 7, 0, |look, at| look.session.assessment.members[at].list().to_owned()),
    column(("名前", "Name"), 20, 3, |look, at| {
        let id = look.session.assessment.members[at].id.clone();
        item_name(&look.scene(), &crate::domain::register::Item::Member(id))
    }),
    column(("どこで確かめたか", "Source"), 18, 3, |look, at| {
        look.session.assessment.members[at].source.clone()
    }),
    usual(("確かめた人", "By"), 10, 1, |look, at| look.session.assessment.members[at].by.clone()),
    column(("日付", "On"), 10, 0, |look, at| date_or_dash(look.session.assessment.members[at].on)),
];
