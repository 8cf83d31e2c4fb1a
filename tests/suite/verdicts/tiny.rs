//! A tiny pack and an organisation without a blemish, from which each case takes one thing away.

use kijun::domain::assessment::{Answer, Assessment, Claim};
use kijun::domain::date::Date;
use kijun::domain::evaluate::{Findings, evaluate};
use kijun::domain::pack::{Category, NotApplicable, Pack, PackHead, Requirement};
use kijun::domain::reference::References;
use kijun::domain::register::*;
use kijun::domain::rule::Rule;
use kijun::domain::verdict::Outcome;
use ron::extensions::Extensions;

/// The reference date of every case that does not say otherwise; the review then ends on 2027-04-30.
pub(crate) const TODAY: &str = "2027-01-31";

pub(crate) fn date(text: &str) -> Date {
    text.parse().expect("a date")
}

pub(crate) fn read<T: serde::de::DeserializeOwned>(text: &str) -> T {
    ron::Options::default()
        .with_default_extension(Extensions::IMPLICIT_SOME | Extensions::UNWRAP_NEWTYPES)
        .from_str(text)
        .unwrap_or_else(|fault| panic!("{fault} in {text}"))
}

/// A pack of one category `svc` (and more, if rows name them), references `9`, `8` and `7`, an assessment.
#[derive(Clone)]
pub(crate) struct World {
    pub(crate) rows: Vec<Requirement>,
    pub(crate) requires: Vec<String>,
    pub(crate) for_all: Vec<String>,
    pub(crate) references: References,
    pub(crate) a: Assessment,
    pub(crate) day: Option<Date>,
}

impl World {
    /// A world whose row `svc.x` has this rule; nothing is on record, all registers are open.
    pub(crate) fn of(rule: &str) -> Self {
        let mut a = Assessment::default();
        a.profile.categories = vec!["svc".into()];
        let world = Self {
            rows: Vec::new(),
            requires: vec!["svc.x".into()],
            for_all: Vec::new(),
            references: references(),
            a,
            day: Some(date(TODAY)),
        };
        world.row("svc.x", "Leaf", rule)
    }

    /// One more row; its category is what stands before the first dot.
    pub(crate) fn row(mut self, id: &str, kind: &str, rule: &str) -> Self {
        self.rows.push(requirement(id, kind, read::<Rule>(rule)));
        self
    }

    pub(crate) fn with(mut self, edit: impl FnOnce(&mut Assessment)) -> Self {
        edit(&mut self.a);
        self
    }

    pub(crate) fn closed(self) -> Self {
        self.closing(&Register::ALL)
    }

    pub(crate) fn closing(mut self, registers: &[Register]) -> Self {
        self.a.closures = registers
            .iter()
            .map(|&register| Closure {
                register,
                by: "佐藤".into(),
                post: "部長".into(),
                on: Some(date("2027-01-30").into()),
            })
            .collect();
        self
    }

    pub(crate) fn on(mut self, day: Option<&str>) -> Self {
        self.day = day.map(date);
        self
    }

    pub(crate) fn claim(mut self, row: &str, answer: Answer) -> Self {
        self.a.claims.push(claim(row, answer));
        self
    }

    pub(crate) fn pack(&self) -> Pack {
        let mut categories: Vec<Category> = Vec::new();
        for row in &self.rows {
            let id = row.id.split('.').next().expect("category").to_owned();
            if !categories.iter().any(|category| category.id == id) {
                let for_all = self.for_all.contains(&id);
                let of = format!("{id}.");
                let requires = self.requires.iter().filter(|r| r.starts_with(&of)).cloned().collect();
                categories.push(category(&id, for_all, requires));
            }
            let home = categories.iter_mut().find(|category| category.id == id).expect("made above");
            home.requirements.push(row.clone());
        }
        Pack::new(head(), categories).expect("a pack")
    }

    pub(crate) fn findings(&self) -> Findings {
        evaluate(&self.pack(), &self.references, &self.a, self.day)
    }

    pub(crate) fn outcome(&self, row: &str) -> Outcome {
        let pack = self.pack();
        let at = pack.position(row).unwrap_or_else(|| panic!("no row {row}"));
        evaluate(&pack, &self.references, &self.a, self.day).at(at).outcome
    }

    /// `strict/lenient`, or `n/a`.
    pub(crate) fn pair(&self, row: &str) -> String {
        say(self.outcome(row))
    }
}

pub(crate) fn say(outcome: Outcome) -> String {
    match outcome.pair() {
        Some(pair) => format!("{}/{}", pair.strict().word(), pair.lenient().word()),
        None => "n/a".into(),
    }
}

pub(crate) fn claim(row: &str, answer: Answer) -> Claim {
    Claim {
        row: row.into(),
        answer,
        remark: "理由あり".into(),
        by: "佐藤".into(),
        post: "部長".into(),
        at: "2027-01-10T00:00:00Z".into(),
    }
}

fn requirement(id: &str, kind: &str, rule: Rule) -> Requirement {
    let text = format!(
        "(id: \"{id}\", clause: \"1\", kind: {kind}, title: (ja: \"題\", en: \"t\"), rule: Declared, \
         ask: (ja: \"問\", en: \"q\"))"
    );
    Requirement { rule, ..read::<Requirement>(&text) }
}

pub(crate) fn category(id: &str, for_all: bool, requires: Vec<String>) -> Category {
    let name: kijun::domain::text::Bilingual = read("(ja: \"区分\", en: \"category\")");
    Category {
        id: id.into(),
        short: name.clone(),
        name,
        aliases: Vec::new(),
        for_all,
        builds_on: Vec::new(),
        requires,
        requirements: Vec::new(),
    }
}

pub(crate) fn head() -> PackHead {
    read(
        "(format: 1, id: \"tiny\", edition: \"1\", title: (ja: \"\", en: \"\"), source: (ja: \"\", en: \"\"), \
         files: [], roles: [(id: \"lead\", name: (ja: \"\", en: \"\"), delivers: true), \
         (id: \"staff\", name: (ja: \"\", en: \"\"), delivers: true), (id: \"quality\", name: (ja: \"\", en: \"\")), \
         (id: \"either\", name: (ja: \"\", en: \"\"), includes: [\"lead\", \"quality\"])])",
    )
}

/// List 9 with a verified, an unverified, a lower member and one above the unverified; 8 and 7 with one verified member; 6 is read as 9.
fn references() -> References {
    read(
        r#"(format: 1, source: (ja: "", en: ""), lists: [
            (number: "9", kind: Qualification, title: (ja: "", en: ""), members: [
                (id: "9/good", name: (ja: "", en: ""), verified: true),
                (id: "9/unread", name: (ja: "", en: "")),
                (id: "9/lower", name: (ja: "", en: ""), verified: true, lower_rung: true),
                (id: "9/above", name: (ja: "", en: ""), rung_above: "9/unread")]),
            (number: "8", kind: Standard, title: (ja: "", en: ""), members: [
                (id: "8/sound", name: (ja: "", en: ""), verified: true)]),
            (number: "7", kind: Education, title: (ja: "", en: ""), members: [
                (id: "7/fine", name: (ja: "", en: ""), verified: true)]),
            (number: "6", kind: Standard, title: (ja: "", en: ""), read_as: "9"),
        ])"#,
    )
}

/// Member of a list by id.
pub(crate) fn member(id: &str) -> Item {
    Item::Member(id.into())
}

#[expect(clippy::unnecessary_wraps, reason = "facts may lack their dates, so that is how they hold them")]
pub(crate) fn on(day: &str) -> Option<kijun::domain::date::PartialDate> {
    Some(day.parse().expect("a date"))
}

/// An employee who leads service `svc`.
pub(crate) fn lead(id: &str) -> Person {
    Person { id: id.into(), name: id.into(), posts: vec![post("lead")], ..Person::default() }
}

pub(crate) fn post(role: &str) -> Post {
    Post { category: "svc".into(), role: role.into(), from: on("2020-04-01"), ..Post::default() }
}

pub(crate) fn certificate() -> Qualification {
    Qualification {
        item: member("9/good"),
        // Without a digit: it tells nobody from anybody.
        number: "登録証".into(),
        obtained: on("2021-10-01"),
        expiry: Expiry::On(date("2028-03-31").into()),
        ..Qualification::default()
    }
}

pub(crate) fn training(list_member: &str, day: &str) -> Training {
    Training { item: member(list_member), on: on(day), proof: "修了証".into(), ..Training::default() }
}

pub(crate) fn lecture(venue: Venue) -> Lecture {
    Lecture {
        venue,
        title: "講演".into(),
        from: on("2024-05-01"),
        proof: "プログラム".into(),
        ..Lecture::default()
    }
}

/// A finished web job of the applicant's, delivered inside the window, by one person.
pub(crate) fn job(id: &str, person: &str) -> Contract {
    Contract {
        id: id.into(),
        alias: format!("{id}社"),
        services: vec!["svc".into()],
        kinds: vec!["web".into()],
        signed: on("2025-01-10"),
        from: on("2025-02-01"),
        to: on("2025-03-15"),
        delivered: on("2025-03-31"),
        client_system: Known::Yes,
        team: vec![team(person, Part::Delivery)],
        ..Contract::default()
    }
}

pub(crate) fn team(person: &str, part: Part) -> TeamMember {
    TeamMember { person: person.into(), part, acts: vec!["a".into()], ..TeamMember::default() }
}

/// A dated, approved document that clients can read, with a section for the row.
pub(crate) fn paper(row: &str) -> Document {
    Document {
        id: "D-01".into(),
        title: "品質管理マニュアル".into(),
        version: "1.2".into(),
        approved: on("2026-04-01"),
        owner: "品質管理部".into(),
        audience: Audience::Client,
        covers: vec![Cover { row: row.into(), section: "3.1".into() }],
        ..Document::default()
    }
}

/// A record of this kind for the row, half a year old, about job C-1, by somebody named outside.
pub(crate) fn record(kind: RecordKind, row: &str) -> Record {
    Record {
        id: "R-01".into(),
        kind,
        rows: vec![row.into()],
        on: on("2026-08-01"),
        title: "記録".into(),
        contracts: vec!["C-1".into()],
        by: vec![Party::Outside("外部の佐藤".into())],
        scope: AuditScope::Service,
        result: "指摘なし".into(),
        follow_up: "なし".into(),
        ..Record::default()
    }
}

/// A complete argument that something equals list 9.
pub(crate) fn equivalence(id: &str) -> Equivalence {
    let text = || "説明".to_owned();
    Equivalence {
        id: id.into(),
        to: "9".into(),
        title: text(),
        equal_in: text(),
        issuer: text(),
        scope: text(),
        level: text(),
        exam: text(),
        upkeep: text(),
        references: text(),
        state: EquivalenceState::Argued,
    }
}

pub(crate) fn declared(about: DeclarationKind, subject: &str) -> Declaration {
    Declaration {
        about,
        subject: subject.into(),
        by: "佐藤".into(),
        post: "部長".into(),
        on: on("2027-01-10"),
    }
}

/// Lets "not applicable" be claimed for a row.
pub(crate) fn allow_waiver(world: &mut World, row: &str) {
    let row = world.rows.iter_mut().find(|r| r.id == row).expect("row");
    row.not_applicable = NotApplicable::WithReason;
}
