//! The words of every ground and every reason, in both languages, and their codes in the guide.

use std::collections::BTreeSet;

use jiff::civil::date;
use kijun::domain::assessment::{Answer, Assessment};
use kijun::domain::evaluate::{Count, Fact, Ground, Heads, Persons, StatedBeside, Unit, Why};
use kijun::domain::register::{Contract, Person, Register};
use kijun::domain::text::Lang;
use kijun::domain::verdict::{Outcome, Pair, Reading};
use kijun::report::grounds::{Context, doubt, ground_code, sentence, why, why_code};
use kijun::store::packs::{Loaded, shipped};

const GUIDE: &str = include_str!("../../docs/json.md");

/// Every reason, held complete by the list of codes in the guide.
fn reasons() -> Vec<Why> {
    let day = date(2026, 2, 1);
    let route = || "vuln.tech.a.i".to_owned();
    vec![
        Why::Planned,
        Why::AfterReferenceDate,
        Why::DateMissing,
        Why::DateImprecise,
        Why::BeforeWindow(day),
        Why::Ended(day),
        Why::StartMissing,
        Why::IndirectEngagement,
        Why::DoubleRole("lead".into()),
        Why::Unverified,
        Why::LowerRung,
        Why::SamePart(route()),
        Why::NoOtherPart(route()),
        Why::TitleMissing,
        Why::Equivalent,
        Why::EquivalenceIncomplete,
        Why::EquivalenceRejected,
        Why::Unlisted,
        Why::OtherList,
        Why::LenientList,
        Why::AskedElsewhere,
        Why::NumberMissing,
        Why::ExpiryMissing,
        Why::NoExpiryReasonMissing,
        Why::Expired(day),
        Why::ExpiresInReview(day),
        Why::ExamOnly,
        Why::AttendedOnly,
        Why::ProofMissing,
        Why::OnlyListened,
        Why::OtherSubject,
        Why::VocationalSchool,
        Why::OtherKind,
        Why::LenientKind("monitoring".into()),
        Why::LenientKind("web".into()),
        Why::ReasonMissing,
        Why::NotInTeam,
        Why::OtherFirm,
        Why::OwnSystem,
        Why::SystemUnknown,
        Why::LenientAct,
        Why::NoAct,
        Why::NotDeliveredInWindow,
        Why::OutsideWindow(day),
        Why::PartYears { full: 2, started: 3 },
        Why::Draft,
        Why::Withdrawn,
        Why::VersionMissing,
        Why::Undated,
        Why::SectionMissing,
        Why::OwnerMissing,
        Why::NotForClients,
        Why::StandardNotNamed,
        Why::OtherStandardNamed,
        Why::PeopleMissing(vec!["P-01".into(), "P-02".into()]),
        Why::PeopleMissing(Vec::new()),
        Why::CountMissing(route()),
        Why::Overstated { route: route(), stated: 2, strict: 1, lenient: 1 },
        Why::Overstated { route: route(), stated: 3, strict: 1, lenient: 2 },
        Why::Understated { route: route(), stated: 1, strict: 2 },
        Why::LeadNotCounted { route: route(), strict: 2 },
        Why::StatedTwice(route()),
        Why::PopulationsMixed,
        Why::PerhapsSameJob(vec!["C-01".into(), "C-02".into()]),
        Why::PerhapsOnePerson(vec!["P-01".into(), "P-02".into()]),
        Why::NobodyNamed,
        Why::ReadFromInside(vec!["P-01".into()]),
        Why::InsideTeam(vec!["P-01".into()]),
        Why::ScopingOrSales(vec!["P-01".into()]),
        Why::TeamUnknown,
        Why::OtherService(vec!["C-01".into(), "C-02".into()]),
        Why::ServiceUnknown(vec!["C-01".into()]),
        Why::JobNotDone(vec!["C-01".into()]),
        Why::JobUndated(vec!["C-01".into()]),
        Why::JobUnknown(vec!["C-99".into()]),
        Why::NeitherParticipantNorQualified(vec!["P-01".into()]),
        Why::Handlers(vec!["P-01".into()]),
        Why::HandledInPeriod(vec!["P-01".into()]),
        Why::WiderAudit,
        Why::ResultMissing,
        Why::FollowUpMissing,
        Why::RuleMissing,
        Why::BeforeProcedure { document: "D-01".into(), first: day },
        Why::FirstApprovalMissing("D-01".into()),
        Why::NoClientPaper,
        Why::NameMissing,
        Why::PostMissing,
    ]
}

fn fact(id: &str, detail: &str, pair: Pair, why: Vec<Why>) -> Ground {
    Ground::Fact(Fact { id: id.into(), detail: detail.into(), pair, why })
}

fn heads(strict: u32, lenient: u32) -> Heads {
    Heads { strict, strict_most: strict, lenient, lenient_most: lenient }
}

fn all_grounds() -> Vec<Ground> {
    let half_open = Pair::new(Reading::Open, Reading::Yes);
    let count = |strict, lenient, needed, unit| Ground::Count(Count { strict, lenient, needed, unit });
    vec![
        fact("P-01", "1-2-1/ceh", Pair::LENIENT, vec![Why::ExpiresInReview(date(2027, 3, 31))]),
        fact("P-01", "lead", Pair::YES, Vec::new()),
        fact("P-02", "engaged", half_open, vec![Why::DoubleRole("lead".into())]),
        fact("C-01", "", Pair::NO, vec![Why::OutsideWindow(date(2024, 2, 1)), Why::OtherFirm]),
        fact("vuln.tech.b#standard", "OWASP", Pair::OPEN, Vec::new()),
        fact("vuln.tech.b#standard", "", half_open, vec![Why::RuleMissing]),
        count(4, 6, 5, Unit::Contracts),
        count(110, 120, 120, Unit::Months),
        count(1, 1, 1, Unit::People),
        Ground::Headcount(StatedBeside {
            route: "vuln.tech.a.i".into(),
            stated: vec![("D-02".into(), 1)],
            role: "engaged".into(),
            all: heads(2, 3),
            leads: Some(("lead".into(), heads(1, 1))),
        }),
        Ground::Headcount(StatedBeside {
            route: "device.tech.a.n".into(),
            stated: Vec::new(),
            role: String::new(),
            all: heads(1, 1),
            leads: None,
        }),
        Ground::Persons {
            leads: Some(("lead".into(), Persons { strict: (1, 0), lenient: (1, 1) })),
            all: ("engaged".into(), Persons { strict: (2, 1), lenient: (3, 1) }),
        },
        Ground::Row { id: "vuln.tech.b".into(), outcome: Outcome::NotApplicable },
        Ground::Person { id: "P-02".into(), pair: Pair::NO },
        Ground::NothingIn(Register::Documents),
        Ground::RegisterOpen(Register::Roster),
        Ground::NoChoice { reference: "4-2-1".into() },
        Ground::NoChoice { reference: "9-9".into() },
        Ground::NoReferenceDate,
        Ground::Claimed(Answer::NotApplicable),
        Ground::Contradiction(Answer::Yes),
        Ground::OutOfScope(vec!["device.scope.b".into(), "device.scope.c".into()]),
        Ground::ScopeUnanswered(vec!["device.scope.b".into()]),
        Ground::NobodyEngaged { role: "lead".into() },
        Ground::NobodyEngaged { role: "engaged".into() },
        Ground::NoJobsYet,
        Ground::NotAllReviewedDeclared,
    ]
}

/// Codes that the guide lists between two of its sentences.
fn codes_between(start: &str, end: &str) -> BTreeSet<String> {
    let from = GUIDE.find(start).expect("the start") + start.len();
    let to = from + GUIDE[from..].find(end).expect("the end");
    GUIDE[from..to].split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn every_reason_reads_well_and_stands_in_the_guide() {
    let all = reasons();
    let codes: BTreeSet<String> = all.iter().map(|reason| why_code(reason).to_owned()).collect();
    assert_eq!(codes, codes_between("The codes:", "\n## "));
    let lines = all.iter().map(|reason| {
        format!("{}\n  {}\n  {}", why_code(reason), why(Lang::Ja, reason), why(Lang::En, reason))
    });
    insta::assert_snapshot!("reasons", lines.collect::<Vec<_>>().join("\n"));
}

#[test]
fn every_ground_reads_well_and_stands_in_the_guide() {
    let loaded: Loaded = shipped("4").expect("the shipped pack");
    let mut assessment = Assessment::default();
    assessment.people.push(Person { id: "P-01".into(), name: "佐藤花子".into(), ..Person::default() });
    assessment.people.push(Person { id: "P-02".into(), ..Person::default() });
    assessment.contracts.push(Contract { id: "C-01".into(), alias: "銀行C".into(), ..Contract::default() });
    let context = Context { pack: &loaded.pack, references: &loaded.references, assessment: &assessment };
    let lines: Vec<String> = all_grounds()
        .iter()
        .map(|ground| {
            let said = |lang| sentence(lang, &context, ground);
            format!("{}\n  {}\n  {}", ground_code(ground), said(Lang::Ja), said(Lang::En))
        })
        .collect();
    for ground in all_grounds() {
        assert!(GUIDE.contains(&format!("`{}`", ground_code(&ground))), "{ground:?}");
    }
    insta::assert_snapshot!("grounds", lines.join("\n"));
}

#[test]
fn every_doubt_quoted_exists_in_the_pack() {
    let pack = shipped("4").expect("the shipped pack").pack;
    for reason in reasons() {
        if let Some(id) = doubt(&reason) {
            assert!(pack.doubt(id).is_some(), "{reason:?}: {id}");
        }
    }
}
