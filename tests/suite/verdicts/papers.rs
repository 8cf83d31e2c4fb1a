//! DOC, STD and HC of the decision table, and lists of people.

use kijun::domain::plan::{Costs, plan};
use kijun::domain::register::*;

use super::tiny::*;

type Case<T> = (&'static str, fn(&mut T), &'static str, &'static str);

fn table(rule: &str, good: fn() -> Document, cases: &[Case<Document>]) {
    for (name, edit, open, closed) in cases {
        let mut document = good();
        edit(&mut document);
        let world = World::of(rule).with(|a| a.documents = vec![document]);
        assert_eq!(world.pair("svc.x"), *open, "{rule}, {name}, open");
        assert_eq!(world.closed().pair("svc.x"), *closed, "{rule}, {name}, closed");
    }
}

#[test]
fn documents_a10_a16() {
    table(
        "Document(client_facing: true)",
        || paper("svc.x"),
        &[
            ("approved, dated, for clients", |_| {}, "yes/yes", "yes/yes"),
            ("A10 with the application only", |d| d.audience = Audience::Application, "open/yes", "no/yes"),
            ("A10 internal", |d| d.audience = Audience::Internal, "open/yes", "no/yes"),
            ("A16 draft", |d| d.state = DocumentState::Draft, "open/yes", "no/yes"),
            ("A16 no version", |d| d.version = String::new(), "open/yes", "no/yes"),
            ("A16 undated", |d| d.approved = None, "open/yes", "no/yes"),
            ("no title", |d| d.title = " ".into(), "open/yes", "no/yes"),
            ("approved on the reference date", |d| d.approved = on(TODAY), "yes/yes", "yes/yes"),
            ("approved the day after", |d| d.approved = on("2027-02-01"), "open/open", "no/no"),
            ("approved by month", |d| d.approved = on("2026-04"), "open/yes", "no/yes"),
            ("withdrawn", |d| d.state = DocumentState::Withdrawn, "open/open", "no/no"),
            ("planned", |d| d.stage = Stage::Planned, "open/open", "no/no"),
            ("for another row", |d| d.covers[0].row = "svc.y".into(), "open/open", "no/no"),
            ("section not asked for", |d| d.covers[0].section = String::new(), "yes/yes", "yes/yes"),
        ],
    );
    table(
        "Document()",
        || paper("svc.x"),
        &[
            ("internal suffices", |d| d.audience = Audience::Internal, "yes/yes", "yes/yes"),
            ("nothing covered", |d| d.covers.clear(), "open/open", "no/no"),
        ],
    );
    table(
        "Section",
        || paper("svc.x"),
        &[
            ("A16 a section", |_| {}, "yes/yes", "yes/yes"),
            ("A16 a title only", |d| d.covers[0].section = String::new(), "open/yes", "no/yes"),
        ],
    );
}

#[test]
fn a_bad_document_hurts_no_good_one() {
    let withdrawn = Document { state: DocumentState::Withdrawn, ..paper("svc.x") };
    let world = World::of("Document()").closed().with(|a| a.documents = vec![withdrawn, paper("svc.x")]);
    assert_eq!(world.pair("svc.x"), "yes/yes");
}

const STANDARD: &str = "Standard(reference: \"9\", lenient_references: [\"8\"], client_facing: true)";

/// Chosen items, items named by the document, and what follows.
type Choice = (&'static str, &'static [&'static str], &'static [&'static str], &'static str, &'static str);

fn item(id: &str) -> Item {
    match id.split_once(':') {
        Some(("Q", id)) => Item::Equivalent(id.into()),
        Some((_, name)) => Item::Unlisted(name.into()),
        None => member(id),
    }
}

fn standard(chosen: &[&str], named: &[&str]) -> World {
    World::of(STANDARD).with(|a| {
        a.standards =
            chosen.iter().map(|id| StandardChoice { row: "svc.x".into(), item: item(id) }).collect();
        a.documents = vec![Document { names: named.iter().map(|id| item(id)).collect(), ..paper("svc.x") }];
        a.equivalences = vec![equivalence("Q-1")];
    })
}

#[test]
fn standards_a5_a36_f7() {
    let cases: [Choice; 14] = [
        ("chosen and named", &["9/good"], &["9/good"], "yes/yes", "yes/yes"),
        ("unverified", &["9/unread"], &["9/unread"], "open/yes", "no/yes"),
        ("A36 of the lenient list", &["8/sound"], &["8/sound"], "open/yes", "no/yes"),
        ("of a list that is not asked for", &["7/fine"], &["7/fine"], "open/open", "no/no"),
        ("A5 argued equivalence", &["Q:Q-1"], &["Q:Q-1"], "open/yes", "no/yes"),
        ("unlisted", &["-:社内基準"], &["-:社内基準"], "open/open", "no/no"),
        ("nothing named", &["9/good"], &[], "open/yes", "no/yes"),
        ("something else named, of no list", &["9/good"], &["-:様式"], "open/yes", "no/yes"),
        ("something of another list named", &["9/good"], &["7/fine"], "open/yes", "no/yes"),
        ("F7 another standard named", &["9/good"], &["9/unread"], "open/open", "no/no"),
        ("F7 one that nobody listed yet", &["9/good"], &["9/new"], "open/open", "no/no"),
        ("both named", &["9/good"], &["9/good", "9/unread"], "yes/yes", "yes/yes"),
        ("the best of two choices", &["9/unread", "9/good"], &["9/good"], "yes/yes", "yes/yes"),
        ("nothing chosen", &[], &["9/good"], "open/open", "no/no"),
    ];
    for (name, chosen, named, open, closed) in cases {
        assert_eq!(standard(chosen, named).pair("svc.x"), open, "{name}, open");
        assert_eq!(standard(chosen, named).closed().pair("svc.x"), closed, "{name}, closed");
    }
}

#[test]
fn a_standard_is_as_good_as_its_document() {
    let edits: [Case<Document>; 3] = [
        ("internal", |d| d.audience = Audience::Internal, "open/yes", "no/yes"),
        ("withdrawn", |d| d.state = DocumentState::Withdrawn, "open/open", "no/no"),
        ("draft", |d| d.state = DocumentState::Draft, "open/yes", "no/yes"),
    ];
    for (name, edit, open, closed) in edits {
        let world = standard(&["9/good"], &["9/good"]).with(|a| edit(&mut a.documents[0]));
        assert_eq!(world.pair("svc.x"), open, "{name}, open");
        assert_eq!(world.closed().pair("svc.x"), closed, "{name}, closed");
    }
}

#[test]
fn a_leftover_number_is_read_as_another_a36() {
    let world = standard(&["9/good"], &["9/good"]).closed();
    let row = read::<kijun::domain::rule::Rule>("Standard(reference: \"6\")");
    let mut world = world;
    world.rows[0].rule = row;
    assert_eq!(world.pair("svc.x"), "yes/yes");
}

#[test]
fn the_list_of_leads_a10() {
    let world = |people: &[&str], listed: &[&str]| {
        World::of("PersonList(role: \"lead\")").with(|a| {
            a.people = people.iter().map(|id| lead(id)).collect();
            let people = listed.iter().map(|id| (*id).into()).collect();
            a.documents = vec![Document { people, ..paper("svc.x") }];
        })
    };
    let cases: [(&str, &[&str], &[&str], &str, &str); 5] = [
        ("all listed", &["P-1", "P-2"], &["P-2", "P-1"], "open/open", "yes/yes"),
        ("more listed", &["P-1"], &["P-1", "P-9"], "open/open", "yes/yes"),
        ("one missing", &["P-1", "P-2"], &["P-1"], "open/open", "no/no"),
        ("nobody to list", &[], &["P-1"], "open/open", "no/no"),
        ("an empty list", &["P-1"], &[], "open/open", "no/no"),
    ];
    for (name, people, listed, open, closed) in cases {
        assert_eq!(world(people, listed).pair("svc.x"), open, "{name}, open");
        assert_eq!(world(people, listed).closed().pair("svc.x"), closed, "{name}, closed");
    }
    let missing = world(&["P-1", "P-2"], &["P-1"]).closing(&[Register::Documents]);
    assert_eq!(missing.pair("svc.x"), "no/no", "nobody new can mend a list that leaves somebody out");
    let nobody = world(&[], &["P-1"]).closing(&[Register::Documents]);
    assert_eq!(nobody.pair("svc.x"), "open/open", "somebody may still come");
    let internal = world(&["P-1"], &["P-1"]).closed().with(|a| a.documents[0].audience = Audience::Internal);
    assert_eq!(internal.pair("svc.x"), "no/yes");
}

/// Of two rows that need a part each, the first keeps what it has; the second strictly asks for another (A27).
#[test]
fn parts_of_their_own_a27() {
    let part = |row: &str, section: &str| Cover { row: row.into(), section: section.into() };
    let (x, y) = ("svc.x", "svc.y");
    let cases: [(&str, Vec<Cover>, &str, &str); 8] = [
        ("nothing", vec![], "no/no", "no/no"),
        ("the first alone", vec![part(x, "1")], "yes/yes", "no/no"),
        ("the second alone", vec![part(y, "1")], "no/no", "no/yes"),
        ("one section", vec![part(x, "1"), part(y, "1")], "yes/yes", "no/yes"),
        ("two sections", vec![part(x, "1"), part(y, "2")], "yes/yes", "yes/yes"),
        ("the whole and a section", vec![part(x, ""), part(y, "2")], "yes/yes", "no/yes"),
        ("another for the first", vec![part(x, "1"), part(y, "1"), part(x, "2")], "yes/yes", "yes/yes"),
        ("another for the second", vec![part(x, "1"), part(y, "1"), part(y, "2")], "yes/yes", "yes/yes"),
    ];
    for (name, covers, first, second) in cases {
        let world = World::of("Document(apart_from: [\"svc.y\"])")
            .row("svc.y", "Leaf", "Document(apart_from: [\"svc.x\"])")
            .with(|a| a.documents = vec![Document { covers, ..paper("svc.x") }])
            .closed();
        assert_eq!((world.pair("svc.x").as_str(), world.pair("svc.y").as_str()), (first, second), "{name}");
    }
    let another = World::of("Document(apart_from: [\"svc.y\"])")
        .row("svc.y", "Leaf", "Document(apart_from: [\"svc.x\"])")
        .with(|a| {
            let own =
                |row: &str, id: &str| Document { id: id.into(), covers: vec![part(row, "")], ..paper(row) };
            a.documents = vec![own("svc.x", "D-01"), own("svc.y", "D-02")];
        });
    assert_eq!(another.pair("svc.y"), "yes/yes", "two documents are two parts");
}

/// A plan asks once for what two rows wait for.
#[test]
fn a_part_that_another_row_waits_for_is_one_step_a27() {
    let world = World::of("All([Row(\"svc.x.a\"), Row(\"svc.x.b\")])")
        .row("svc.x.a", "Leaf", "Document(apart_from: [\"svc.x.b\"])")
        .row("svc.x.b", "Leaf", "Document(apart_from: [\"svc.x.a\"])")
        .with(|a| a.documents = vec![paper("svc.x.b")])
        .closed();
    assert_eq!(world.pair("svc.x.b"), "no/yes");
    let pack = world.pack();
    let day = world.day.expect("a day");
    let plans = plan(&pack, &world.references, &world.a, day, &["svc".to_owned()], &Costs::noted(&world.a));
    let steps: Vec<usize> = plans.plans[0].steps.iter().map(|&id| plans.step(id).at).collect();
    assert_eq!(steps, [pack.position("svc.x.a").expect("a row")]);
}
