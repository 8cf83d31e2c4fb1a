//! One wording for each idea: over all categories, and wherever else a user reads the same words.

use std::fs;
use std::path::{Path, PathBuf};

use kijun::domain::reference::Member;
use kijun::store::packs::shipped;

/// What is written in another way, and what is written instead. A variant that holds in both languages' files is sought in
/// all of them.
const VARIANTS: &[(&str, &str)] = &[
    ("一つ", "1つ"),
    ("二つ", "2つ"),
    ("三つ", "3つ"),
    ("受け取るか", "申込みの前に読める"),
    ("閲覧でき", "読める"),
    ("申請書類", "申請書"),
    ("言明", "申告(事実)、誓約(共通要件)、表明"),
    ("のべ10", "延べ"),
    ("のべ年", "延べ"),
    ("のべ運用", "延べ"),
    ("期間内の延べ", "期間内での延べ"),
    ("反社へ", "反社会的勢力へ"),
    ("もとづ", "基づ"),
    ("日付つき", "日付の分かる"),
    ("前の勤務先の契約", "他社での実績"),
    ("従事する要員の中に", "従事者に"),
    ("技術責任者とする人", "従事者に"),
    ("掲載を確認できた", "掲載を確認済みの"),
    ("ulnerability diagnosis", "vulnerability assessment"),
    ("platform diagnosis", "platform assessment"),
    ("application diagnosis", "application assessment"),
    ("diagnosis staff", "vulnerability assessment staff"),
    ("diagnosis service", "vulnerability assessment service"),
    ("enetration test service", "penetration testing service"),
    ("receive or can read", "can read before they order"),
];

/// Lines in which a variant is what is spoken of.
fn about_it(line: &str) -> bool {
    // A pack names what a category was called before.
    line.trim_start().starts_with("aliases:")
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        let ending = path.extension().and_then(|ending| ending.to_str());
        if path.is_dir() {
            files(&path, found);
        } else if matches!(ending, Some("rs" | "ron" | "md")) {
            found.push(path);
        }
    }
}

fn read_by_users() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = vec![root.join("README.md")];
    ["questionnaires", "docs", "src"].iter().for_each(|folder| files(&root.join(folder), &mut found));
    found
}

#[test]
fn one_idea_has_one_wording() {
    let (mut wrong, mut read) = (Vec::new(), 0);
    for path in read_by_users() {
        let text = fs::read_to_string(&path).expect("text");
        read += 1;
        // Help beside the arguments is written as comments; other comments are for those who read the code.
        let help = path.to_string_lossy().contains("cli/args");
        let shown = |line: &str| !about_it(line) && (help || !line.trim_start().starts_with("//"));
        for (at, line) in text.lines().enumerate().filter(|(_, line)| shown(line)) {
            for (variant, right) in VARIANTS.iter().filter(|(variant, _)| line.contains(variant)) {
                wrong.push(format!("{}:{}: {variant} (write {right})", path.display(), at + 1));
            }
        }
    }
    assert!(read > 300, "only {read} files");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What a row asks and means stands in no variant that only a fold of its lines brings together.
#[test]
fn rows_keep_to_it_across_their_lines() {
    let mut wrong = Vec::new();
    for pack in super::editions() {
        for row in pack.rows() {
            for text in [&row.title, &row.ask, &row.yes_means, &row.close, &row.close_unverified] {
                let variants = VARIANTS.iter().map(|(variant, _)| *variant).chain(["iagnos"]);
                let found = variants.filter(|variant| text.ja.contains(variant) || text.en.contains(variant));
                wrong
                    .extend(found.map(|variant| format!("{}: {variant}: {} / {}", row.id, text.ja, text.en)));
            }
        }
        let doubts = pack.head.doubts.iter().flat_map(|doubt| [&doubt.about, &doubt.strict, &doubt.lenient]);
        let terms = [&pack.head.kinds, &pack.head.acts, &pack.head.evidence].into_iter().flatten();
        let names = terms.map(|term| &term.name).chain(pack.head.roles.iter().map(|role| &role.name));
        for text in doubts.chain(names) {
            let found =
                VARIANTS.iter().find(|(variant, _)| text.ja.contains(variant) || text.en.contains(variant));
            wrong.extend(found.map(|(variant, _)| format!("{variant}: {} / {}", text.ja, text.en)));
            wrong.extend(text.en.contains("iagnos").then(|| text.en.clone()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Found by how they sound, too.
#[test]
fn what_is_said_for_oneself_has_a_reading() {
    let pack = super::editions().remove(1);
    for (term, reading) in
        [("申告", "しんこく"), ("誓約", "せいやく"), ("表明", "ひょうめい"), ("延べ", "のべ")]
    {
        assert_eq!(pack.head.reading_of(term), reading);
    }
}

/// The definition of an audit rests on risk (chapter 1, 2 (2)), and readable by clients is enough: nothing need be published.
#[test]
fn what_an_audit_is_names_the_risk_and_asks_for_no_publication() {
    for pack in super::editions() {
        let row = pack.row("audit.scope").expect("a row");
        for text in [&row.ask, &row.yes_means, &row.close] {
            assert!(text.ja.contains("リスク") && text.en.contains("risk"), "{text:?}");
        }
        assert!(!row.close.ja.contains("公開") && !row.close.en.contains("publish"), "{:?}", row.close);
    }
}

/// The five names of JASA's rule 110; two of them stand below the auditor, two above.
#[test]
fn the_certified_auditors_are_the_five_of_their_rule() {
    let references = shipped("4.1").expect("a shipped pack loads").references;
    let list = references.lists.iter().find(|list| list.number == "1-1").expect("a list");
    let rungs = |name: &str| {
        let of_name = |member: &&Member| member.aliases.iter().any(|alias| alias == name);
        let member = list.members.iter().find(of_name).unwrap_or_else(|| panic!("{name} is not on the list"));
        (member.lower_rung, member.rung_above.is_some())
    };
    assert_eq!(rungs("CAIS-Auditor"), (false, false));
    assert_eq!(["CAIS-Lead Auditor", "CAIS-Principal Auditor"].map(rungs), [(false, true); 2]);
    assert_eq!(["CAIS-Assistant", "CAIS-Associate"].map(rungs), [(true, false); 2]);
}
