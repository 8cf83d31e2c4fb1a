//! Arbitrary facts from arbitrary bytes: few ids and telling dates, so that things meet.

use kijun::domain::assessment::{Answer, Assessment, Claim};
use kijun::domain::date::{Date, PartialDate};
use kijun::domain::register::*;
use kijun::domain::rule::{Reviewer, RouteGroup, Rule};

use super::rich::flourish;
use super::tiny::*;

/// Bytes read as choices; exhausted bytes choose the first.
pub(crate) struct Dice<'b> {
    bytes: std::slice::Iter<'b, u8>,
}

impl<'b> Dice<'b> {
    pub(crate) fn new(bytes: &'b [u8]) -> Self {
        Self { bytes: bytes.iter() }
    }

    pub(crate) fn below(&mut self, n: usize) -> usize {
        usize::from(self.bytes.next().copied().unwrap_or(0)) % n.max(1)
    }

    /// The same for more than a byte can say.
    pub(crate) fn far(&mut self, n: usize) -> usize {
        (self.below(256) * 256 + self.below(256)) % n.max(1)
    }

    pub(crate) fn of<T: Clone>(&mut self, among: &[T]) -> T {
        among[self.below(among.len())].clone()
    }

    pub(crate) fn text(&mut self, among: &[&str]) -> String {
        self.of(among).to_owned()
    }

    fn row(&mut self, ids: &[String]) -> String {
        self.of(ids)
    }

    fn some<T>(&mut self, most: usize, mut make: impl FnMut(&mut Self) -> T) -> Vec<T> {
        (0..self.below(most + 1)).map(|_| make(self)).collect()
    }

    fn date(&mut self) -> Option<PartialDate> {
        let dates = [
            "2026-05-01",
            "",
            "2020-01-01",
            "2024-01-31",
            "2024-02-01",
            "2024-02-29",
            "2025",
            "2026-01-31",
            "2026-02-01",
            "2026-02",
            "2027-01-31",
            "2027-02-01",
            "2027",
            "2027-04-30",
            "2029-03-31",
        ];
        self.of(&dates).parse().ok()
    }
}

const PEOPLE: [&str; 4] = ["P-1", "P-2", "P-3", "P-9"];
const JOBS: [&str; 4] = ["C-1", "C-2", "C-3", "C-9"];
const FILLED: [&str; 3] = ["x", "x", " "];

fn item(dice: &mut Dice<'_>) -> Item {
    match dice.below(5) {
        0 => member("9/good"),
        1 => Item::Member(dice.text(&["7/fine", "8/sound", "9/unread", "9/above", "9/lower", "9/new", "?"])),
        2 => Item::Equivalent(dice.text(&["Q-1", "Q-2"])),
        3 => member("7/fine"),
        _ => Item::Unlisted(dice.text(&["社内", ""])),
    }
}

fn stage(dice: &mut Dice<'_>) -> Stage {
    dice.of(&[Stage::Done, Stage::Done, Stage::Done, Stage::Planned])
}

fn qualification(dice: &mut Dice<'_>) -> Qualification {
    let expiry = match dice.below(4) {
        0 => Expiry::Never("終身".into()),
        1 => Expiry::Unknown,
        _ => dice.date().map_or(Expiry::Never(String::new()), Expiry::On),
    };
    let exam_only = dice.below(5) == 4;
    Qualification {
        item: item(dice),
        number: dice.text(&FILLED),
        obtained: dice.date(),
        expiry,
        exam_only,
        stage: stage(dice),
    }
}

fn course(dice: &mut Dice<'_>) -> Training {
    Training {
        item: item(dice),
        on: dice.date(),
        outcome: dice.of(&[TrainingOutcome::Completed, TrainingOutcome::Attended]),
        proof: dice.text(&FILLED),
        stage: stage(dice),
    }
}

fn talk(dice: &mut Dice<'_>) -> Lecture {
    let venue = if dice.below(2) == 0 {
        Venue::Community(item(dice))
    } else {
        let level = dice.of(&[SchoolLevel::University, SchoolLevel::VocationalSchool]);
        Venue::School { level, name: "校".into(), subject: dice.text(&["svc", "other"]) }
    };
    Lecture {
        venue,
        part: dice.of(&[LecturePart::Lecturer, LecturePart::Leader, LecturePart::Attendee]),
        title: String::new(),
        from: dice.date(),
        to: None,
        proof: dice.text(&FILLED),
        stage: stage(dice),
    }
}

fn place(dice: &mut Dice<'_>) -> Post {
    Post {
        category: dice.text(&["svc", "svc", "svc", "other"]),
        role: dice.text(&["lead", "staff", "quality", "?"]),
        from: dice.date(),
        to: if dice.below(3) == 2 { dice.date() } else { None },
        double_role_rule: dice.text(&["", "規程"]),
        stage: stage(dice),
    }
}

fn somebody(dice: &mut Dice<'_>) -> Person {
    Person {
        id: dice.text(&PEOPLE[..3]).into(),
        engagement: dice.of(&[Engagement::Own, Engagement::Direct, Engagement::Subcontract]),
        posts: dice.some(3, place),
        qualifications: dice.some(2, qualification),
        lectures: dice.some(2, talk),
        trainings: dice.some(3, course),
        ..Person::default()
    }
}

fn member_of(dice: &mut Dice<'_>) -> TeamMember {
    TeamMember {
        person: dice.text(&PEOPLE).into(),
        part: dice.of(&[Part::Delivery, Part::Delivery, Part::Scoping, Part::Sales]),
        from: if dice.below(3) == 2 { dice.date() } else { None },
        to: if dice.below(3) == 2 { dice.date() } else { None },
        acts: dice.some(1, |dice| dice.text(&["a", "z"])),
    }
}

fn contract(dice: &mut Dice<'_>, id: String) -> Contract {
    Contract {
        id: id.into(),
        services: dice.some(2, |dice| dice.text(&["svc", "other"])),
        kinds: dice.some(2, |dice| dice.text(&["web", "mobile", "other", "?"])),
        kind_reason: dice.text(&FILLED),
        form: dice.of(&[ContractForm::Single, ContractForm::Continuing]),
        signed: dice.date(),
        from: dice.date(),
        to: dice.date(),
        delivered: dice.date(),
        other_firm: dice.text(&["", "", "前職"]),
        client_system: dice.of(&[Known::Yes, Known::Yes, Known::No, Known::Unknown]),
        team: dice.some(3, member_of),
        stage: stage(dice),
        ..Contract::default()
    }
}

fn document(dice: &mut Dice<'_>, ids: &[String]) -> Document {
    Document {
        id: "D-1".into(),
        title: dice.text(&FILLED),
        version: dice.text(&FILLED),
        approved: dice.date(),
        first_approved: dice.date(),
        owner: dice.text(&FILLED),
        state: dice.of(&[DocumentState::Approved, DocumentState::Draft, DocumentState::Withdrawn]),
        audience: dice.of(&[Audience::Client, Audience::Application, Audience::Internal]),
        covers: dice.some(6, |dice| Cover { row: dice.row(ids), section: dice.text(&FILLED) }),
        names: dice.some(2, item),
        people: dice.some(3, |dice| dice.text(&PEOPLE).into()),
        headcounts: dice.some(4, |dice| StatedCount {
            row: dice.text(&["svc.count", "svc.both"]),
            route: dice.text(&["svc.i", "svc.iv", "svc.acts", "svc.both"]),
            count: dice.of(&[0, 1, 2, u32::MAX]),
        }),
        stage: stage(dice),
        ..Document::default()
    }
}

fn entry(dice: &mut Dice<'_>, ids: &[String]) -> Record {
    Record {
        id: "R-1".into(),
        kind: dice.of(&[RecordKind::Review, RecordKind::Audit, RecordKind::Operation]),
        rows: dice.some(5, |dice| dice.row(ids)),
        on: dice.date(),
        contracts: dice.some(2, |dice| dice.text(&JOBS).into()),
        by: dice.some(2, |dice| match dice.below(3) {
            0 => Party::Outside(dice.text(&["外部", " "])),
            _ => Party::Person(dice.text(&PEOPLE).into()),
        }),
        scope: dice.of(&[AuditScope::Service, AuditScope::Wider]),
        result: dice.text(&FILLED),
        follow_up: dice.text(&FILLED),
        stage: stage(dice),
        ..Record::default()
    }
}

fn argument(dice: &mut Dice<'_>) -> Equivalence {
    Equivalence {
        to: dice.text(&["9", "7", "8", ""]),
        level: dice.text(&FILLED),
        state: dice.of(&[EquivalenceState::Argued, EquivalenceState::Argued, EquivalenceState::Rejected]),
        ..equivalence(&dice.text(&["Q-1", "Q-2"]))
    }
}

fn verified(dice: &mut Dice<'_>) -> VerifiedMember {
    VerifiedMember {
        id: dice.text(&["9/unread", "9/new", "8/sound", "7/new", "?"]),
        source: dice.text(&FILLED),
        on: dice.date(),
        by: dice.text(&FILLED),
        ..VerifiedMember::default()
    }
}

fn said(dice: &mut Dice<'_>) -> Declaration {
    Declaration {
        about: dice.of(&[DeclarationKind::AllReviewed, DeclarationKind::NoJobsYet]),
        subject: dice.text(&["svc.r", "svc"]),
        by: dice.text(&FILLED),
        post: "部長".into(),
        on: dice.date(),
    }
}

fn answer(dice: &mut Dice<'_>, ids: &[String]) -> Claim {
    Claim {
        by: dice.text(&FILLED),
        at: dice.text(&["2027-01-10T00:00:00Z", "2027-02-10T00:00:00Z", ""]),
        remark: dice.text(&FILLED),
        ..claim(&dice.row(ids), dice.of(&Answer::ALL))
    }
}

/// Fills an assessment with whatever the bytes say.
pub(crate) fn assessment(dice: &mut Dice<'_>, ids: &[String], a: &mut Assessment) {
    a.people = dice.some(4, somebody);
    a.contracts = dice.some(4, |dice| {
        let id = dice.text(&JOBS[..3]);
        contract(dice, id)
    });
    a.documents = dice.some(4, |dice| document(dice, ids));
    a.records = dice.some(4, |dice| entry(dice, ids));
    a.claims = dice.some(6, |dice| answer(dice, ids));
    a.closures = dice.some(6, |dice| Closure {
        register: dice.of(&Register::ALL),
        by: dice.text(&FILLED),
        post: "部長".into(),
        on: dice.date(),
    });
    a.standards = dice.some(2, |dice| StandardChoice { row: "svc.std".into(), item: item(dice) });
    a.declarations = dice.some(3, said);
    a.equivalences = dice.some(3, argument);
    a.members = dice.some(3, verified);
}

/// Some of one list, then some of another.
fn stir<T>(dice: &mut Dice<'_>, base: &mut Vec<T>, more: Vec<T>) {
    base.retain(|_| dice.below(7) != 6);
    base.extend(more);
}

/// An organisation that had everything until the bytes took from it and put among it whatever they say.
pub(crate) fn stirred(dice: &mut Dice<'_>, ids: &[String], a: &mut Assessment) {
    if dice.below(5) > 0 {
        flourish(a);
    }
    let mut more = Assessment::default();
    assessment(dice, ids, &mut more);
    stir(dice, &mut a.people, more.people);
    stir(dice, &mut a.contracts, more.contracts);
    stir(dice, &mut a.documents, more.documents);
    stir(dice, &mut a.records, more.records);
    stir(dice, &mut a.claims, more.claims);
    stir(dice, &mut a.closures, more.closures);
    stir(dice, &mut a.standards, more.standards);
    stir(dice, &mut a.declarations, more.declarations);
    stir(dice, &mut a.equivalences, more.equivalences);
    stir(dice, &mut a.members, more.members);
    for person in &mut a.people {
        stir(dice, &mut person.posts, Vec::new());
        stir(dice, &mut person.qualifications, Vec::new());
        stir(dice, &mut person.lectures, Vec::new());
        stir(dice, &mut person.trainings, Vec::new());
    }
    for document in &mut a.documents {
        stir(dice, &mut document.covers, Vec::new());
    }
}

/// Adds proof: nobody new, no new team, no first job.
pub(crate) fn proof(dice: &mut Dice<'_>, ids: &[String], a: &mut Assessment) {
    for _ in 0..=dice.below(3) {
        let person = dice.below(a.people.len());
        match (dice.below(11), a.people.get_mut(person)) {
            (0, Some(person)) => person.qualifications.push(qualification(dice)),
            (1, Some(person)) => person.trainings.push(course(dice)),
            (2, Some(person)) => person.lectures.push(talk(dice)),
            (3, _) => a.documents.push(document(dice, ids)),
            (4, _) => {
                let cover = Cover { row: dice.row(ids), section: dice.text(&["1", "2", ""]) };
                a.documents.iter_mut().for_each(|document| document.covers.push(cover.clone()));
            }
            (5, _) => a.records.push(entry(dice, ids)),
            (6, _) if !a.contracts.is_empty() => {
                let known = dice.below(a.contracts.len());
                a.contracts.push(Contract { id: "N-1".into(), ..a.contracts[known].clone() });
            }
            (7, _) => a.equivalences.push(argument(dice)),
            (8, _) => a.members.push(verified(dice)),
            (9, _) => {
                // A job of no service that a row speaks of: it counts for people, and teams stay as they are.
                let job = contract(dice, "N-2".into());
                a.contracts.push(Contract { services: Vec::new(), ..job });
            }
            _ => a.standards.push(StandardChoice { row: "svc.std".into(), item: item(dice) }),
        }
    }
}

fn name(dice: &mut Dice<'_>) -> String {
    dice.text(&["svc.0", "svc.1", "svc.2", "svc.3", "svc.3.a", "svc.nowhere", ""])
}

fn rule(dice: &mut Dice<'_>, depth: usize) -> Rule {
    let several = |dice: &mut Dice<'_>| {
        if depth == 0 { Vec::new() } else { dice.some(3, |dice| rule(dice, depth - 1)) }
    };
    let inner = |dice: &mut Dice<'_>| {
        Box::new(if depth == 0 { Rule::Row(name(dice)) } else { rule(dice, depth - 1) })
    };
    let number = |dice: &mut Dice<'_>| dice.text(&["9", "8", "6", "5", ""]);
    let role = |dice: &mut Dice<'_>| dice.text(&["lead", "engaged", "either", "?"]);
    let months = |dice: &mut Dice<'_>| dice.of(&[12, 0, u16::MAX]);
    let kinds = |dice: &mut Dice<'_>| dice.some(2, |dice| dice.text(&["web", "mobile"]));
    let routes = |dice: &mut Dice<'_>| dice.some(3, name);
    let procedure = |dice: &mut Dice<'_>| (dice.below(2) == 0).then(|| name(dice));
    match dice.below(31) {
        0 => Rule::All(several(dice)),
        1 => Rule::Any(several(dice)),
        2 => Rule::AtLeast(dice.of(&[0, 1, 2, usize::MAX]), several(dice)),
        3 => Rule::AllIfStrict(several(dice)),
        4..=7 => Rule::Row(name(dice)),
        8 => Rule::Inherits(name(dice)),
        9 => Rule::When { scope: routes(dice), then: inner(dice) },
        10 => Rule::Person(inner(dice)),
        11 => Rule::Route(inner(dice)),
        12 => Rule::Coverage { role: role(dice), of: inner(dice) },
        13 => Rule::Works(role(dice)),
        14 => Rule::Qualification(number(dice)),
        15 => Rule::Community(number(dice)),
        16 => Rule::Training(number(dice)),
        17 => Rule::Contracts {
            kinds: kinds(dice),
            lenient_kinds: kinds(dice),
            reasoned: kinds(dice),
            acts: dice.some(1, |_| "a".to_owned()),
            lenient_acts: dice.some(1, |_| "a".to_owned()),
            at_least: dice.of(&[1, 0, u32::MAX]),
            within_years: months(dice),
        },
        18 => Rule::Years {
            kinds: kinds(dice),
            lenient_kinds: Vec::new(),
            at_least: dice.of(&[1, 0, u32::MAX]),
            within_years: months(dice),
        },
        19 => Rule::Education {
            reference: Some(number(dice)),
            beside: dice.some(1, number).pop(),
            within_months: months(dice),
            lenient_months: months(dice),
        },
        20 => Rule::Assigned { role: role(dice), apart_from: vec![role(dice)] },
        21 => Rule::Standard {
            reference: number(dice),
            lenient_references: vec![number(dice)],
            client_facing: true,
        },
        22 => Rule::PersonList { role: role(dice) },
        23 => Rule::Headcount {
            role: role(dice),
            leads: (dice.below(2) == 0).then(|| role(dice)),
            routes: routes(dice),
        },
        24 => Rule::Overlap { groups: vec![RouteGroup { role: role(dice), routes: routes(dice) }] },
        25 => Rule::Review {
            within_months: months(dice),
            by: Reviewer::ParticipantOr(routes(dice)),
            all_jobs: true,
        },
        26 => Rule::Audit { within_months: months(dice), of: procedure(dice) },
        27 => Rule::Operation { within_months: months(dice), with_document: true, of: procedure(dice) },
        28 => Rule::Offered,
        29 => Rule::Document { client_facing: false, apart_from: routes(dice), owner: dice.below(2) == 0 },
        _ => Rule::Kind("web".into()),
    }
}

/// A pack that makes no sense, dates at the ends of the calendar, and facts about all of it.
pub(crate) fn nonsense(dice: &mut Dice<'_>) -> World {
    let mut world = World::of("Row(\"svc.0\")");
    let ids = ["svc.0", "svc.1", "svc.2", "svc.3", "svc.3.a"];
    for id in ids {
        world = world.row(id, "Leaf", "Declared");
        let made = rule(dice, 4);
        world.rows.last_mut().expect("just made").rule = made;
        allow_waiver(&mut world, id);
    }
    let lists = &mut world.references.lists;
    lists[3].read_as = Some(dice.text(&["6", "9", "nowhere"]));
    lists[0].read_as = Some(dice.text(&["6", "9"]));
    world.day = dice.of(&[Some(date(TODAY)), None, Some(Date::MIN), Some(Date::MAX)]);
    world.a.profile.review_end = dice.of(&[None, Some(Date::MIN), Some(Date::MAX)]);
    let ids: Vec<String> = ids.iter().map(|id| (*id).to_owned()).collect();
    assessment(dice, &ids, &mut world.a);
    for contract in &mut world.a.contracts {
        contract.from = dice.of(&[contract.from, Some(Date::MIN.into()), Some(Date::MAX.into())]);
        contract.to = dice.of(&[contract.to, Some(Date::MIN.into()), Some(Date::MAX.into())]);
    }
    for record in &mut world.a.records {
        record.on = dice.of(&[record.on, Some(Date::MIN.into()), Some(Date::MAX.into())]);
    }
    world
}
