//! The workbench when somebody else changed the file, and when a file is damaged: what is shown, what comes of it,
//! and how it is taken back.

use kijun::domain::assessment::{Answer, Assessment, Claim};
use kijun::domain::change::{Change, Series};
use kijun::domain::merge::difference;
use kijun::domain::past::{Dated, look_back};
use kijun::domain::register::{Person, TeamMember};
use kijun::domain::text::Lang;
use kijun::tui::files::Damage;
use kijun::tui::message::{Effect, StoreCommand, StoreMessage};
use kijun::tui::session::Foreign;

use crate::desk::{Desk, USUAL, opened};

const ROW: &str = "vuln.scope.c";

fn answered(values: &mut Assessment, answer: Answer, by: &str) {
    let at = "2026-11-22T05:00:00.000000Z".to_owned();
    let claim =
        Claim { row: ROW.into(), answer, remark: String::new(), by: by.into(), post: "部長".into(), at };
    Change::set_claim(values, ROW, Some(claim)).apply(values).expect("fits");
}

fn person(values: &Assessment, id: &str, name: &str) -> Change {
    Change::put(values, Person { id: id.into(), name: name.into(), ..Person::default() })
}

/// Both added a person of the same number, and answered one question differently; they also work with theirs.
fn two(lang: Lang) -> (Desk, Assessment) {
    let base = opened("").assessment;
    let mut desk = Desk::with_sample(lang, USUAL);
    let session = desk.model.desktop.session.as_mut().expect("open");
    let id = session.issued.next(Series::Person);
    session.edit(person(&base, &id, "千葉 一")).expect("fits");
    let mut ours = session.assessment.clone();
    answered(&mut ours, Answer::Yes, "青木");
    let change = difference(&session.assessment, &ours).remove(0);
    session.edit(change).expect("fits");
    let mut theirs = base.clone();
    person(&base, &id, "土井 二").apply(&mut theirs).expect("fits");
    answered(&mut theirs, Answer::No, "馬場");
    let mut contract = theirs.contracts[0].clone();
    contract.team.push(TeamMember { person: id.into(), ..TeamMember::default() });
    Change::put(&theirs, contract).apply(&mut theirs).expect("fits");
    (desk, theirs)
}

#[test]
fn a_merge_separates_numbers_and_is_taken_back_edit_by_edit() {
    let (mut desk, theirs) = two(Lang::Ja);
    let base = opened("").assessment;
    let ours = desk.session().assessment.clone();
    desk.tell(StoreMessage::Changed(Box::new(Foreign { base: base.clone(), theirs: Ok(theirs.clone()) })));
    desk.keys("m");
    let text = desk.text();
    assert!(text.contains("答えが違う") && text.contains("馬場") && text.contains("青木"), "{text}");
    desk.keys("t");
    let merged = desk.session().assessment.clone();
    let id = ours.people.last().expect("a person").id.clone();
    assert_eq!(merged.person(&id).map(|person| person.name.as_str()), Some("千葉 一"));
    let added = merged.people.iter().find(|person| person.name == "土井 二").expect("theirs");
    assert_ne!(added.id, id);
    assert!(merged.contracts[0].team.iter().any(|member| member.person == added.id));
    assert_eq!(merged.claim(ROW), theirs.claim(ROW));
    assert!(desk.notice().contains(&format!("{id} -> {}", added.id)), "{}", desk.notice());
    assert!(desk.effects.iter().any(|effect| matches!(effect, Effect::Store(StoreCommand::Adopt(_)))));
    let records = desk
        .effects
        .iter()
        .filter(|effect| matches!(effect, Effect::Store(StoreCommand::Record(..))))
        .count();
    assert_eq!(records, 3, "their person, their contract, their answer are edits of the history");
    assert_ne!(desk.session().issued.next(Series::Person), added.id.as_str());
    for _ in 0..records {
        desk.keys("U");
    }
    assert!(difference(&desk.session().assessment, &ours).is_empty(), "the merge is undone");
    desk.keys("U U");
    assert!(difference(&desk.session().assessment, &base).is_empty(), "and our edits before it");
    for _ in 0..records + 2 {
        desk.keys("R");
    }
    assert!(difference(&desk.session().assessment, &merged).is_empty(), "and all of it is done again");
}

#[test]
fn the_clash_is_shown_in_peoples_words() {
    for (lang, name) in [(Lang::Ja, "clash_ja"), (Lang::En, "clash_en")] {
        let (mut desk, theirs) = two(lang);
        let base = opened("").assessment;
        desk.tell(StoreMessage::Changed(Box::new(Foreign { base, theirs: Ok(theirs) })));
        let asked = desk.text();
        desk.keys("l");
        let looked = desk.text();
        desk.keys("Esc m");
        insta::assert_snapshot!(name, [asked, looked, desk.text()].join("\n======\n"));
    }
}

#[test]
fn a_damaged_file_offers_its_backup() {
    let damage = Damage {
        path: "/home/a/acme.ron".into(),
        text: "acme.ron: 12:3: ここで終わっています。".into(),
        made: "2026-11-22 03:00 UTC".into(),
    };
    for (lang, name) in [(Lang::Ja, "damage_ja"), (Lang::En, "damage_en")] {
        let mut desk = Desk::new(lang, USUAL);
        desk.tell(StoreMessage::Damaged(damage.clone()));
        insta::assert_snapshot!(name, desk.text());
        desk.keys("Down Esc");
        assert!(!desk.effects.iter().any(|effect| matches!(effect, Effect::Store(StoreCommand::Restore(_)))));
        desk.tell(StoreMessage::Damaged(damage.clone()));
        desk.keys("r");
        assert!(desk.effects.contains(&Effect::Store(StoreCommand::Restore(damage.path.clone()))));
    }
}

#[test]
fn ids_that_only_the_history_knows_are_not_given_out_again() {
    let values = opened("").assessment;
    let mut desk = Desk::with_sample(Lang::Ja, USUAL);
    let free = desk.session().issued.next(Series::Person);
    let add = person(&values, &free, "いた人");
    let dated = |second: u8, change: Change| Dated {
        at: format!("2026-11-22T04:00:{second:02}Z"),
        by: "青木".into(),
        change,
    };
    let past = look_back(&[dated(1, add.clone()), dated(2, add.inverse())], &values);
    assert!(past.missing.is_empty());
    desk.tell(StoreMessage::Past(Box::new(past), None));
    assert_ne!(desk.session().issued.next(Series::Person), free);
    // What was taken back in the last session can be done again in this one.
    desk.keys("R");
    assert!(desk.session().assessment.person(&free).is_some());
}

#[test]
fn two_rows_that_may_be_one_can_both_be_kept() {
    for (lang, name) in [(Lang::Ja, "both_ja"), (Lang::En, "both_en")] {
        let base = opened("").assessment;
        let mut desk = Desk::with_sample(lang, USUAL);
        let session = desk.model.desktop.session.as_mut().expect("open");
        let id = session.issued.next(Series::Person);
        session.edit(person(&base, &id, "千葉 一")).expect("fits");
        let mut theirs = base.clone();
        let note = "長い覚え書き。".repeat(12);
        let other = Person { id: id.clone().into(), name: "千葉 一".into(), note, ..Person::default() };
        Change::put(&base, other).apply(&mut theirs).expect("fits");
        desk.tell(StoreMessage::Changed(Box::new(Foreign { base, theirs: Ok(theirs) })));
        desk.keys("m");
        insta::assert_snapshot!(name, desk.text());
        desk.keys("Down Down Up b");
        let people = &desk.session().assessment.people;
        assert_eq!(people.iter().filter(|person| person.name == "千葉 一").count(), 2);
    }
}
