//! Where packs come from: compiled in, from a user's folder, as overlays, with lists of one's own.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use kijun::domain::lint::Fault;
use kijun::domain::rule::Rule;
use kijun::store::packs::{
    DEFAULT_EDITION, Origin, PackFault, SCHEME, choices, editions, find, from_folder, lint, references,
    shipped,
};

const HEAD: &str = r#"Pack(format: 1, id: "ss-criteria", edition: "4-house", base: "4",
    title: (ja: "社内版", en: "House edition"), source: (ja: "試験用", en: "For tests"), files: ["audit.ron"])"#;
const OVER: &str = r#"Category(id: "audit", name: (ja: "監査", en: "Audit"), short: (ja: "監査", en: "Audit"), requires: ["audit.scope"],
    requirements: [
        Requirement(id: "audit.qual.a", clause: "第2章 1 (2) ア", kind: Leaf, title: (ja: "別の題", en: "Other title"),
            rule: Declared, ask: (ja: "問いですか。", en: "Is it so?"), yes_means: (ja: "示せること。", en: "It shows."),
            close: (ja: "示してください。", en: "Show it.")),
        Requirement(id: "audit.qual.a#more", clause: "社内", kind: Split, title: (ja: "追加", en: "More"),
            rule: Declared, ask: (ja: "問いですか。", en: "Is it so?"), yes_means: (ja: "示せること。", en: "It shows."),
            close: (ja: "示してください。", en: "Show it.")),
    ])"#;

fn write(root: &Path, folder: &str, file: &str, text: &str) {
    fs::create_dir_all(root.join(folder)).expect("folder");
    fs::write(root.join(folder).join(file), text).expect("file");
}

#[test]
fn the_default_is_the_newest_shipped_edition() {
    assert_eq!(editions(), ["4", "4.1"]);
    assert_eq!(editions().last(), Some(&DEFAULT_EDITION));
    for edition in editions() {
        let loaded = shipped(edition).expect("a shipped pack loads");
        assert_eq!((loaded.pack.head.edition.as_str(), &loaded.origin), (edition, &Origin::Shipped));
        assert_eq!(loaded.references.lists.len(), 29);
    }
    assert!(matches!(shipped("5"), Err(PackFault::Unknown { .. })));
}

#[test]
fn an_overlay_states_only_what_changes() {
    let (old, new) = (shipped("4").expect("4").pack, shipped("4.1").expect("4.1").pack);
    assert!(old.row("common.elig").is_none());
    assert_eq!(new.categories[0].id, "common", "the block for everybody stands first");
    assert_eq!(new.row("audit.tech.b"), old.row("audit.tech.b"));
    assert_eq!(new.head.doubts, old.head.doubts);
    let acts = |pack: &kijun::domain::pack::Pack| {
        pack.head.acts.iter().map(|act| act.id.clone()).collect::<String>()
    };
    assert_eq!((acts(&old), acts(&new)), ("abcde".to_owned(), "abcde".to_owned()));
    assert!(
        old.row("pentest.tech.a.ii.e").is_none(),
        "act e may be entered, but this edition does not ask for it"
    );
    assert!(new.row("pentest.tech.a.ii.e").is_some());
}

#[test]
fn a_users_folder_adds_and_shadows() {
    let user = tempfile::tempdir().expect("folder");
    write(user.path(), "house", "pack.ron", HEAD);
    write(user.path(), "house", "audit.ron", OVER);
    write(user.path(), "mine", "pack.ron", &HEAD.replace("4-house", "4.1"));
    write(user.path(), "mine", "audit.ron", OVER);
    let house = find(SCHEME, "4-house", Some(user.path())).expect("an overlay on a shipped base");
    assert_eq!(house.origin, Origin::Folder(user.path().join("house")));
    let at = house.pack.position("audit.qual.a").expect("the replaced row");
    assert_eq!(house.pack.rows()[at].title.ja, "別の題");
    assert_eq!(house.pack.rows()[at + 1].id, "audit.qual.a#more", "a new row stands after its family");
    assert!(house.pack.row("audit.qual.b").is_some(), "the rest comes from the base");
    let shadow = find(SCHEME, "4.1", Some(user.path())).expect("the shadow");
    assert_eq!(shadow.origin, Origin::Folder(user.path().join("mine")));
    let known: Vec<_> =
        choices(Some(user.path())).into_iter().filter(|choice| choice.edition == "4.1").collect();
    assert_eq!(known.len(), 1, "a shadowed edition is offered once");
}

#[test]
fn a_users_lists_verify_and_add_members() {
    let user = tempfile::tempdir().expect("folder");
    let lists = r#"References(format: 1, source: (ja: "自社", en: "Ours"), lists: [
        List(number: "4-1", kind: Standard, title: (ja: "基準", en: "Standards"), members: [
            Member(id: "4-1/iso-27001", name: (ja: "ISO/IEC 27001", en: "ISO/IEC 27001"), source: "公表リスト", verified: true),
            Member(id: "4-1/own", name: (ja: "自社基準", en: "Own standard")),
        ]),
    ])"#;
    write(user.path(), "references", "ours.ron", lists);
    let (before, after) = (references(None).expect("ours"), references(Some(user.path())).expect("both"));
    let verified =
        |lists: &kijun::domain::reference::References| lists.member("4-1/iso-27001").map(|m| m.verified);
    assert_eq!((verified(&before), verified(&after)), (Some(false), Some(true)));
    assert!(after.member("4-1/own").is_some() && after.member("4-1/meti-audit").is_some());
    assert_eq!(
        after.list("4-2").map(|list| list.number.as_str()),
        Some("4-2-1"),
        "the leftover is read as 4-2-1"
    );
}

#[test]
fn faults_of_a_folder_are_sentences() {
    let user = tempfile::tempdir().expect("folder");
    write(user.path(), "house", "pack.ron", HEAD);
    write(user.path(), "house", "audit.ron", &OVER.replace("clause", "claus"));
    let fault = from_folder(&user.path().join("house")).expect_err("a broken pack").to_string();
    assert!(fault.contains("audit.ron:3:"), "{fault}");
    let round = HEAD.replace("base: \"4\"", "base: \"4-house\"");
    write(user.path(), "house", "pack.ron", &round);
    write(user.path(), "house", "audit.ron", OVER);
    let fault = from_folder(&user.path().join("house")).expect_err("an endless base");
    assert!(matches!(fault, PackFault::EndlessBases(_)), "{fault}");
    assert!(matches!(from_folder(&user.path().join("nowhere")), Err(PackFault::Unreadable { .. })));
}

#[test]
fn the_example_uses_every_rule_word() {
    fn words(rule: &Rule, out: &mut BTreeSet<String>) {
        out.insert(rule.word().to_owned());
        rule.parts().for_each(|child| words(child, out));
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let example = from_folder(&root.join("questionnaires/example")).expect("the example loads");
    let mut used = BTreeSet::new();
    example.pack.rows().iter().for_each(|row| words(&row.rule, &mut used));
    assert_eq!(used, known_words("unknown-rule-word"));
}

#[test]
fn the_example_uses_every_key_of_the_words_it_has() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("questionnaires/example");
    let [head, rows] =
        ["pack.ron", "check.ron"].map(|file| fs::read_to_string(folder.join(file)).expect("ours"));
    for key in
        ["lenient_kinds", "reasoned", "lenient_acts", "beside", "apart_from: [\"check.", "lenient_references"]
    {
        assert!(rows.contains(key), "no row shows {key}");
    }
    for key in ["includes:", "scope:", "delivers:"] {
        assert!(head.contains(key), "the head does not show {key}");
    }
}

/// The words that the parser itself offers for the misspelt one of a fixture.
fn known_words(fixture: &str) -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/broken-packs").join(fixture);
    let faults = lint(&folder).expect("readable");
    let known = faults.into_iter().find_map(|fault| match fault.fault {
        Fault::UnknownWord { known, .. } | Fault::UnknownKey { known, .. } => Some(known),
        _ => None,
    });
    known.expect("a misspelt word").into_iter().collect()
}

#[test]
fn the_guide_explains_every_word_and_key_in_both_languages() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("questionnaires/README.md"))
        .expect("the guide");
    let (japanese, english) = readme.split_once("# Packs, in English").expect("both halves");
    for word in known_words("unknown-rule-word").union(&known_words("unknown-key")) {
        for half in [japanese, english] {
            assert!(half.contains(&format!("`{word}")), "the guide does not explain {word}");
        }
    }
}

#[test]
fn verified_members_say_where_it_was_read() {
    for list in references(None).expect("ours").lists {
        for member in list.members {
            assert!(member.id.starts_with(&format!("{}/", list.number)), "{}", member.id);
            assert!(!member.source.is_empty(), "{} has no source", member.id);
        }
    }
}
