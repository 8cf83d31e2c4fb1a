//! Any sound assessment against the test pack: all registers, awkward texts, empty fields.

mod people;

use jiff::civil::date;
use kijun::domain::assessment::{Answer, Assessment, Claim, Profile};
use kijun::domain::change::Scenario;
use kijun::domain::change::Series;
use kijun::domain::date::{Date, PartialDate};
use kijun::domain::pack::Effort;
use kijun::domain::register::*;
use kijun::domain::signer::{Signer, Statement};
use kijun::domain::step_note::{MOST_LEAD_DAYS, StepKey, StepNote, Whom};
use kijun::domain::what_if::changes;
use kijun::domain::zone::Zone;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use self::people::person;
use super::pack::ROWS;

const CATEGORIES: [&str; 2] = ["vuln", "soc"];

/// Texts as people type them, and as they do not, of what may be entered.
pub(crate) fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        2 => Just(String::new()),
        3 => select(vec![
            "株式会社 基準", "ﾃｽﾄｶﾞｲｼｬ", "👩‍💻 家族👨‍👩‍👧", "he said \"no\"", "1行目\n2行目\n", "\\u{41} \\", "はい(条件つき)、",
            "葛󠄀城 か\u{3099}", " 前後の空白 ", "r#\"raw\"#", "/* no comment */ // nor this", "Some(1)", "a:b:c", "‘curly’ “quotes”",
        ]).prop_map(str::to_owned),
        3 => "[ぁ-んァ-ヶ一-龠ａ-ｚｱ-ﾝﾞﾟa-z0-9 \"'\\\\(),:\\[\\]{}\n]{0,12}",
        1 => vec(any::<char>().prop_filter("fit to be entered", |c| kijun::domain::clean::unfit(None, *c).is_none()), 0..8)
            .prop_map(String::from_iter),
    ]
}

fn day() -> impl Strategy<Value = Date> {
    (1950_i16..2100, 1_i8..=12, 1_i8..=28).prop_map(|(year, month, day)| date(year, month, day))
}

fn partial() -> impl Strategy<Value = Option<PartialDate>> {
    option::of(prop_oneof![
        day().prop_map(PartialDate::Day),
        day().prop_map(|day| PartialDate::Month(day.first_of_month())),
        day().prop_map(|day| PartialDate::Year(day.first_of_year())),
    ])
}

fn one_of(list: &[&'static str]) -> impl Strategy<Value = String> + use<> {
    let mut all = vec![""];
    all.extend(list);
    select(all).prop_map(str::to_owned)
}

fn some_of(list: &[&'static str]) -> impl Strategy<Value = Vec<String>> + use<> {
    let all: Vec<String> = list.iter().map(|text| (*text).to_owned()).collect();
    let most = all.len();
    subsequence(all, 0..=most)
}

fn value<T: Clone + std::fmt::Debug + 'static>(all: &[T]) -> impl Strategy<Value = T> + use<T> {
    select(all.to_vec())
}

fn stage() -> impl Strategy<Value = Stage> {
    value(&[Stage::Done, Stage::Planned])
}

/// How many entries each series of ids has.
#[derive(Debug, Clone, Copy)]
struct Counts {
    people: u32,
    contracts: u32,
    equivalences: u32,
}

fn id_of(series: Series, count: u32) -> BoxedStrategy<String> {
    if count == 0 {
        return Just(String::new()).boxed();
    }
    (1..=count).prop_map(move |number| series.id(number)).boxed()
}

fn ids_of(series: Series, count: u32) -> BoxedStrategy<Vec<String>> {
    if count == 0 { Just(Vec::new()).boxed() } else { vec(id_of(series, count), 0..3).boxed() }
}

fn item(counts: Counts) -> impl Strategy<Value = Item> {
    prop_oneof![
        text().prop_map(Item::Member),
        text().prop_map(Item::Unlisted),
        id_of(Series::Equivalence, counts.equivalences).prop_map(Item::Equivalent),
    ]
}

fn team_member(counts: Counts) -> impl Strategy<Value = TeamMember> {
    let part = value(&[Part::Delivery, Part::Scoping, Part::Sales]);
    (id_of(Series::Person, counts.people), part, partial(), partial(), some_of(&["a"]))
        .prop_map(|(person, part, from, to, acts)| TeamMember { person: person.into(), part, from, to, acts })
}

fn contract(counts: Counts) -> impl Strategy<Value = Contract> {
    let what = (text(), some_of(&CATEGORIES), some_of(&["web", "pentest"]), text());
    let when = (partial(), partial(), partial(), partial());
    let form = value(&[ContractForm::Single, ContractForm::Continuing]);
    let known = value(&[Known::Yes, Known::No, Known::Unknown]);
    let how = (form, text(), known, vec(team_member(counts), 0..3), stage(), text());
    (what, when, how).prop_map(
        |(
            (alias, services, kinds, kind_reason),
            (signed, from, to, delivered),
            (form, other_firm, client_system, team, stage, note),
        )| Contract {
            id: ContractId::default(),
            alias,
            services,
            kinds,
            kind_reason,
            form,
            signed,
            from,
            to,
            delivered,
            other_firm,
            client_system,
            team,
            stage,
            note,
        },
    )
}

fn document(counts: Counts) -> impl Strategy<Value = Document> {
    let cover = (one_of(&ROWS), text()).prop_map(|(row, section)| Cover { row, section });
    let stated = (one_of(&ROWS), one_of(&ROWS), 0_u32..=100_000)
        .prop_map(|(row, route, count)| StatedCount { row, route, count });
    let state = value(&[DocumentState::Approved, DocumentState::Draft, DocumentState::Withdrawn]);
    let audience = value(&[Audience::Internal, Audience::Application, Audience::Client]);
    let lists =
        (vec(cover, 0..3), vec(item(counts), 0..3), ids_of(Series::Person, counts.people), vec(stated, 0..3));
    let days = (partial(), partial());
    (text(), text(), days, text(), state, audience, lists, stage(), text()).prop_map(
        |(
            title,
            version,
            (approved, first_approved),
            owner,
            state,
            audience,
            (covers, names, people, headcounts),
            stage,
            note,
        )| {
            Document {
                id: String::new(),
                title,
                version,
                approved,
                first_approved,
                owner,
                state,
                audience,
                covers,
                names,
                people: people.into_iter().map(Into::into).collect(),
                headcounts,
                stage,
                note,
            }
        },
    )
}

fn record(counts: Counts) -> impl Strategy<Value = Record> {
    let kind = value(&[RecordKind::Review, RecordKind::Audit, RecordKind::Operation]);
    let party = prop_oneof![
        id_of(Series::Person, counts.people).prop_map(|id| Party::Person(id.into())),
        text().prop_map(Party::Outside),
    ];
    let lists = (some_of(&ROWS), ids_of(Series::Contract, counts.contracts), vec(party, 0..3));
    let scope = value(&[AuditScope::Service, AuditScope::Wider]);
    (kind, lists, partial(), text(), scope, text(), text(), stage()).prop_map(
        |(kind, (rows, contracts, by), on, title, scope, result, follow_up, stage)| Record {
            id: String::new(),
            kind,
            rows,
            on,
            title,
            contracts: contracts.into_iter().map(Into::into).collect(),
            by,
            scope,
            result,
            follow_up,
            stage,
        },
    )
}

fn equivalence() -> impl Strategy<Value = Equivalence> {
    let state = value(&[EquivalenceState::Argued, EquivalenceState::Rejected, EquivalenceState::Withdrawn]);
    (vec(text(), 9), state).prop_map(|(texts, state)| {
        let mut texts = texts.into_iter();
        let mut next = || texts.next().unwrap_or_default();
        Equivalence {
            id: String::new(),
            to: next(),
            title: next(),
            equal_in: next(),
            issuer: next(),
            scope: next(),
            level: next(),
            exam: next(),
            upkeep: next(),
            references: next(),
            state,
        }
    })
}

fn evidence(counts: Counts) -> impl Strategy<Value = Evidence> {
    let shows = (some_of(&ROWS), ids_of(Series::Person, counts.people))
        .prop_map(|(rows, people)| rows.into_iter().chain(people).collect());
    (text(), text(), one_of(&["E1", "E7"]), vec(text(), 3), partial(), shows).prop_map(
        |(number, title, kind, texts, on, shows)| Evidence {
            id: String::new(),
            number,
            title,
            kind,
            file: texts[0].clone(),
            digest: texts[1].clone(),
            holder: texts[2].clone(),
            on,
            shows,
        },
    )
}

/// Answer, remark, name and post, time.
type Said = (Answer, String, (String, String), &'static str);

fn claims() -> impl Strategy<Value = Vec<Claim>> {
    let at = select(vec!["", "2026-11-22T04:00:00Z", "2026-11-22T04:00:00.123456Z"]);
    let claim = (value(&Answer::ALL), text(), (text(), text()), at);
    (some_of(&ROWS), vec(claim, ROWS.len())).prop_map(|(rows, claims)| {
        let claim = |(row, (answer, remark, (by, post), at)): (String, Said)| Claim {
            row,
            answer,
            remark,
            by,
            post,
            at: at.to_owned(),
        };
        rows.into_iter().zip(claims).map(claim).collect()
    })
}

fn standards(counts: Counts) -> impl Strategy<Value = Vec<StandardChoice>> {
    (some_of(&ROWS), vec(item(counts), ROWS.len())).prop_map(|(rows, items)| {
        rows.into_iter().zip(items).map(|(row, item)| StandardChoice { row, item }).collect()
    })
}

fn declarations() -> impl Strategy<Value = Vec<Declaration>> {
    let said = (text(), text(), partial());
    (some_of(&ROWS), some_of(&CATEGORIES), vec(said, ROWS.len() + CATEGORIES.len())).prop_map(
        |(rows, categories, said)| {
            let rows = rows.into_iter().map(|row| (DeclarationKind::AllReviewed, row));
            let categories = categories.into_iter().map(|category| (DeclarationKind::NoJobsYet, category));
            let all = rows.chain(categories).zip(said);
            all.map(|((about, subject), (by, post, on))| Declaration { about, subject, by, post, on })
                .collect()
        },
    )
}

fn closures() -> impl Strategy<Value = Vec<Closure>> {
    (subsequence(Register::ALL.to_vec(), 0..=6), vec((text(), text(), partial()), 6)).prop_map(
        |(registers, said)| {
            let closure = |(register, (by, post, on))| Closure { register, by, post, on };
            registers.into_iter().zip(said).map(closure).collect()
        },
    )
}

/// Notes on steps of every kind; whom they are about need not be there.
fn steps() -> impl Strategy<Value = Vec<StepNote>> {
    let person = || Whom::Person("P-07".into());
    let post = |whom| StepKey::Post { category: "vuln".to_owned(), role: "lead".to_owned(), whom };
    let keys = vec![
        StepKey::Row(ROWS[0].to_owned()),
        StepKey::ForPerson(ROWS[3].to_owned(), person()),
        StepKey::ForPerson(ROWS[3].to_owned(), Whom::Newcomer),
        post(person()),
        post(Whom::Newcomer),
        StepKey::Reconsider(ROWS[5].to_owned()),
        StepKey::Register(Register::Roster),
    ];
    let most = keys.len();
    let effort = option::of(value(&[Effort::Small, Effort::Medium, Effort::Large]));
    let said = (text(), option::of(day()), option::of(day()), effort, option::of(0..=MOST_LEAD_DAYS));
    (subsequence(keys, 0..=most), vec(said, most)).prop_map(|(keys, said)| {
        let note = |(step, (owner, due, done, effort, lead_days))| StepNote {
            step,
            owner,
            due,
            done,
            effort,
            lead_days,
        };
        keys.into_iter().zip(said).map(note).collect()
    })
}

/// Signers of different names, each statement signed by some of them, maybe by several.
fn signers() -> impl Strategy<Value = Vec<Signer>> {
    let said = (text(), subsequence(Statement::ALL.to_vec(), 0..=3));
    vec(said, 0..3).prop_map(|all| {
        let signer = |(at, (post, signs))| Signer { name: format!("署名者{at}"), post, signs };
        all.into_iter().enumerate().map(signer).collect()
    })
}

fn members() -> impl Strategy<Value = Vec<VerifiedMember>> {
    let ids = some_of(&["1-2-1/ceh", "4-1/isms", "2-1/協会"]);
    (ids, vec(((text(), text(), text(), text()), text(), partial(), text()), 3)).prop_map(|(ids, said)| {
        let member = |(id, ((name, name_en, aliases, issuer), source, on, by))| VerifiedMember {
            id,
            name,
            name_en,
            aliases,
            issuer,
            source,
            on,
            by,
        };
        ids.into_iter().zip(said).map(member).collect()
    })
}

fn profile() -> impl Strategy<Value = Profile> {
    (text(), some_of(&CATEGORIES), option::of(day()), option::of(day())).prop_map(
        |(organisation, categories, reference_date, review_end)| Profile {
            organisation,
            pack: "ss-criteria".to_owned(),
            edition: "4.1".to_owned(),
            categories,
            reference_date,
            review_end,
        },
    )
}

fn counts() -> impl Strategy<Value = Counts> {
    (0_u32..4, 0_u32..4, 0_u32..3).prop_map(|(people, contracts, equivalences)| Counts {
        people,
        contracts,
        equivalences,
    })
}

/// Any sound assessment, claims and standards in the order of the pack.
pub(crate) fn assessment() -> impl Strategy<Value = Assessment> {
    (plain(), vec((text(), text(), plain()), 0..2)).prop_map(|(assessment, tried)| {
        let scenario = |(at, (name, by, other)): (usize, (String, String, Assessment))| Scenario {
            name: format!("案{at} {name}"),
            by,
            at: "2026-11-22T04:00:00Z".to_owned(),
            changes: changes(&assessment, &other),
        };
        let scenarios = tried.into_iter().enumerate().map(scenario).collect();
        Assessment { scenarios, ..assessment }
    })
}

/// Any sound assessment without scenarios.
fn plain() -> impl Strategy<Value = Assessment> {
    counts().prop_flat_map(|counts| {
        let said = (file_id(), profile(), claims(), standards(counts), declarations(), members(), closures());
        let facts = (
            vec(person(counts), counts.people as usize),
            vec(contract(counts), counts.contracts as usize),
            vec(document(counts), 0..3),
            vec(record(counts), 0..3),
            vec(equivalence(), counts.equivalences as usize),
            vec(evidence(counts), 0..3),
            (steps(), signers()),
        );
        (said, facts).prop_map(|(said, facts)| {
            let (file_id, profile, claims, standards, declarations, members, closures) = said;
            let (people, contracts, documents, records, equivalences, evidence, (steps, signers)) = facts;
            numbered(Assessment {
                file_id,
                profile,
                claims,
                people,
                contracts,
                documents,
                records,
                standards,
                declarations,
                equivalences,
                evidence,
                members,
                closures,
                scenarios: Vec::new(),
                steps,
                signers,
                zone: Zone::default(),
            })
        })
    })
}

/// The id of a file, or none yet.
fn file_id() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), "[0-9a-f]{16}".prop_map(String::from)]
}

/// Gives every fact its id.
fn numbered(mut assessment: Assessment) -> Assessment {
    fn number<T>(list: &mut [T], series: Series, id: fn(&mut T) -> &mut String) {
        for (number, fact) in (1..).zip(list) {
            *id(fact) = series.id(number);
        }
    }
    number(&mut assessment.people, Series::Person, |fact| fact.id.text_mut());
    number(&mut assessment.contracts, Series::Contract, |fact| fact.id.text_mut());
    number(&mut assessment.documents, Series::Document, |fact| &mut fact.id);
    number(&mut assessment.records, Series::Record, |fact| &mut fact.id);
    number(&mut assessment.equivalences, Series::Equivalence, |fact| &mut fact.id);
    number(&mut assessment.evidence, Series::Evidence, |fact| &mut fact.id);
    assessment
}
