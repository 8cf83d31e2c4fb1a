//! Tables out and in: what was written and comes back changes nothing; what people and spreadsheet programs make of
//! a sheet is taken in as it was meant, or refused with its place.

mod files;
mod foreign;
mod headings;
mod names;
mod two_desks;

use std::sync::LazyLock;

use kijun::domain::assessment::Assessment;
use kijun::domain::change::Issued;
use kijun::domain::grid::Grid;
use kijun::domain::pack::Pack;
use kijun::domain::reference::References;
use kijun::domain::register::{Expiry, Item};
use kijun::domain::text::Lang;
use kijun::report::grounds::Context;
use kijun::report::tables::{Imported, Incoming, Lookup, RowOutcome, TableKind, import, table};
use kijun::store::assessment::RawFile;
use kijun::store::packs::{self, DEFAULT_EDITION, SCHEME};
use kijun::store::sample::SAMPLE;
use kijun::store::spreadsheet::{self, Encoding};
use proptest::prelude::*;

use crate::formats::{anything, pack};

static REFERENCES: LazyLock<References> =
    LazyLock::new(|| packs::find(SCHEME, DEFAULT_EDITION, None).expect("the shipped pack").references);

/// The sample company with its pack.
static COMPANY: LazyLock<(Pack, Assessment)> = LazyLock::new(|| {
    let sheet = RawFile::from_bytes(SAMPLE.as_bytes().to_vec()).expect("a header");
    let loaded = packs::find(SCHEME, &sheet.header().edition.clone(), None).expect("its pack");
    let assessment = sheet.open(&loaded.pack).expect("sound").assessment;
    (loaded.pack, assessment)
});

fn context<'a>(pack: &'a Pack, assessment: &'a Assessment) -> Context<'a> {
    Context { pack, references: &REFERENCES, assessment }
}

/// A table of an assessment through a CSV file.
fn through_csv(what: TableKind, lang: Lang, pack: &Pack, assessment: &Assessment) -> Grid {
    let grid = table(what, &Lookup { lang, context: context(pack, assessment) });
    let text = spreadsheet::csv(&grid, true).expect("written");
    let read = spreadsheet::read(text.as_bytes()).expect("reads again");
    assert_eq!((read.encoding, read.cleaned.len()), (Encoding::Utf8, 0));
    read.grid
}

fn taken(what: TableKind, pack: &Pack, assessment: &Assessment, grid: &Grid, keep_ids: bool) -> Imported {
    let incoming = Incoming {
        what,
        lookup: Lookup { lang: Lang::Ja, context: context(pack, assessment) },
        issued: &Issued::of(assessment),
        keep_ids,
        skip: &[],
        own: true,
        by: "取込担当",
        post: "係長",
        now: "2026-11-22T05:00:00Z",
    };
    import(&incoming, grid)
}

/// Every table of one assessment into another one, table by table; what was refused, by table and row.
fn copied(
    from: &Assessment,
    into: &Assessment,
    lang: Lang,
    pack: &Pack,
) -> (Assessment, Vec<(TableKind, usize)>) {
    let (mut values, mut refused) = (into.clone(), Vec::new());
    for what in TableKind::ALL {
        let grid = through_csv(what, lang, pack, from);
        let imported = taken(what, pack, &values, &grid, true);
        assert_eq!(imported.lines.len(), grid.rows.len());
        let wrong = imported.lines.iter().enumerate();
        refused.extend(
            wrong
                .filter(|(_, line)| matches!(line.outcome, RowOutcome::Refused(_)))
                .map(|(at, _)| (what, at)),
        );
        values = imported.values;
    }
    (values, refused)
}

/// The same organisation with nothing in what a table holds.
fn emptied(assessment: &Assessment) -> Assessment {
    Assessment {
        claims: Vec::new(),
        people: Vec::new(),
        contracts: Vec::new(),
        documents: Vec::new(),
        records: Vec::new(),
        equivalences: Vec::new(),
        evidence: Vec::new(),
        scenarios: Vec::new(),
        ..assessment.clone()
    }
}

/// Equivalences to lists that exist, as the forms make them.
fn with_lists(mut assessment: Assessment) -> Assessment {
    assessment.equivalences.iter_mut().for_each(|row| "7-2".clone_into(&mut row.to));
    assessment
}

/// The rows of a table that say more than what they hang on, without those at some places.
fn rows(grid: &Grid, what: TableKind, without: &[(TableKind, usize)]) -> Vec<Vec<String>> {
    let kept = grid.rows.iter().enumerate().filter(|(at, _)| !without.contains(&(what, *at)));
    let rows = kept.map(|(_, row)| row.cells.clone());
    let says = |row: &Vec<String>| row.iter().skip(1).any(|cell| !cell.trim().is_empty()) || row.len() == 10;
    rows.filter(says).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(crate::thorough::cases(96)))]

    #[test]
    fn what_was_written_changes_nothing_where_it_came_from(
        assessment in anything::assessment(), english in any::<bool>()
    ) {
        let pack = pack::pack();
        for what in TableKind::ALL {
            let grid = through_csv(what, if english { Lang::En } else { Lang::Ja }, &pack, &assessment);
            let imported = taken(what, &pack, &assessment, &grid, false);
            for line in &imported.lines {
                prop_assert_eq!(&line.outcome, &RowOutcome::Unchanged, "{:?} {:?}", what, line);
            }
            prop_assert_eq!(&imported.values, &assessment);
        }
    }

    #[test]
    fn what_was_written_makes_the_same_rows_where_there_are_none(
        assessment in anything::assessment(), english in any::<bool>()
    ) {
        let pack = pack::pack();
        let lang = if english { Lang::En } else { Lang::Ja };
        let assessment = with_lists(assessment);
        let (first, refused) = copied(&assessment, &emptied(&assessment), lang, &pack);
        for what in TableKind::ALL.into_iter().filter(|what| *what != TableKind::Answers) {
            let (there, here) =
                (through_csv(what, lang, &pack, &assessment), through_csv(what, lang, &pack, &first));
            // What is dropped because a sheet cannot carry it is dropped as a whole row, and told.
            let trimmed = |rows: Vec<Vec<String>>| -> Vec<Vec<String>> {
                rows.iter().map(|row| row.iter().map(|cell| cell.trim().to_owned()).collect()).collect()
            };
            prop_assert_eq!(
                trimmed(rows(&there, what, &refused)), trimmed(rows(&here, what, &[])), "{:?}", what
            );
        }
        let asked = |row: &str| pack.position(row).is_some_and(|at| pack.answerable(at));
        let claims = assessment.claims.iter().filter(|claim| asked(&claim.row)).count();
        let answered = claims - refused.iter().filter(|(what, _)| *what == TableKind::Answers).count();
        prop_assert_eq!(first.claims.len(), answered);
        // What a sheet has carried once it carries without loss.
        let (second, refused) = copied(&first, &emptied(&first), lang, &pack);
        prop_assert_eq!(refused, Vec::new());
        prop_assert_eq!(second, Assessment { scenarios: Vec::new(), ..first });
    }
}

#[test]
fn the_sample_company_moves_through_sheets_whole() {
    let (pack, company) = &*COMPANY;
    for lang in [Lang::Ja, Lang::En] {
        let (moved, refused) = copied(company, &emptied(company), lang, pack);
        assert_eq!(refused, Vec::new());
        assert_eq!(moved, Assessment { scenarios: Vec::new(), ..company.clone() });
    }
}

#[test]
fn headings_of_a_table_are_its_own_in_both_languages() {
    let (pack, company) = &*COMPANY;
    for what in TableKind::ALL {
        let mut seen: Vec<String> = Vec::new();
        for lang in [Lang::Ja, Lang::En] {
            let grid = table(what, &Lookup { lang, context: context(pack, company) });
            for heading in grid.headings.iter().filter(|heading| heading.text.to_lowercase() != "id") {
                assert!(!seen.contains(&heading.text), "{what:?}: {} stands twice", heading.text);
                seen.push(heading.text.clone());
                let list: usize = heading.choices.iter().map(|word| word.chars().count() + 1).sum();
                assert!(
                    list < 255,
                    "{what:?}: Excel takes no list of choices as long as that of {}",
                    heading.text
                );
            }
        }
    }
}

/// Takes a sheet of the sample company in: the values, or what is refused as `line:column heading: sentence`.
fn sheet(what: TableKind, text: &str) -> Result<Imported, Vec<String>> {
    let (pack, company) = &*COMPANY;
    let read =
        spreadsheet::read(text.as_bytes()).map_err(|f| vec![format!("{}: {}", f.line, f.message.en)])?;
    let imported = taken(what, pack, company, &read.grid, false);
    let refused: Vec<String> = imported
        .lines
        .iter()
        .filter_map(|line| match &line.outcome {
            RowOutcome::Refused(refusals) => Some(refusals.iter().map(move |refusal| {
                format!(
                    "{}:{} {}: {}",
                    line.line, refusal.column, refusal.heading, refusal.problem.message.en
                )
            })),
            _ => None,
        })
        .flatten()
        .collect();
    if refused.is_empty() { Ok(imported) } else { Err(refused) }
}

/// The counts of what a sheet adds, changes, leaves.
fn counts(what: TableKind, text: &str) -> [usize; 4] {
    sheet(what, text).unwrap_or_else(|refused| panic!("{text}: {refused:?}")).counts()
}

#[test]
fn rows_are_matched_by_id_or_exact_name_and_never_guessed() {
    let people = |text: &str| sheet(TableKind::People, text).map(|imported| imported.counts());
    // By id, in any width; by name; new ones.
    assert_eq!(people("id,よみ\nP-01,はな\n"), Ok([0, 1, 0, 0]));
    assert_eq!(people("ID,reading\nＰ－０１,はな\n"), Ok([0, 1, 0, 0]));
    assert_eq!(people("氏名,よみ\n佐藤 花子,はな\n"), Ok([0, 1, 0, 0]));
    assert_eq!(people("氏名,よみ\n新人 次郎,じろう\n"), Ok([1, 0, 0, 0]));
    assert_eq!(people("番号,氏名\n新規,佐藤花子\n"), Ok([1, 0, 0, 0]));
    assert_eq!(people("番号,氏名\nnew,佐藤 花子\n"), Ok([1, 0, 0, 0]));
    // Empty cells and empty rows say nothing.
    assert_eq!(people("番号,氏名,よみ,覚え書き\nP-01,,,\n,,,\n\n"), Ok([0, 0, 1, 0]));
    for (text, wrong) in [
        (
            "氏名,よみ\n佐藤花子,はな\n",
            "2:1 氏名: it is not clear whether \"佐藤花子\" is P-01 \"佐藤 花子\"",
        ),
        // Sorted without its ids: the name of another one.
        ("番号,氏名\nP-01,鈴木 一郎\n", "2:2 氏名: P-01 is \"佐藤 花子\", \"鈴木 一郎\" is P-02"),
        ("番号,よみ\nP-99,はな\n", "2:1 番号: there is no person P-99 in this file"),
        ("番号,よみ\nC-01,はな\n", "2:1 番号: \"C-01\" is not an id of the form P-01"),
        ("番号,よみ\nP-01,はな\nP-01,はなこ\n", "3:1 番号: P-01 stands on line 2 as well"),
        ("番号,よみ\nP-01,はな\nP-1,はなこ\n", "3:1 番号: P-01 stands on line 2 as well"),
        ("番号,氏名,よみ\n,,はな\n", "2:3 よみ: it has neither an id nor a name"),
        ("氏名,よみ\n新人 次郎,a\n新人 次郎,b\n", "3:1 氏名: P-12 stands on line 2 as well"),
        ("番号,雇用・指揮\nP-01,正社員\n", "2:2 雇用・指揮: \"正社員\" is not a known word"),
        ("番号,氏名\nP-01,佐藤 花子,x\n", "2:3 : \"x\" stands in a column without a heading"),
    ] {
        assert_eq!(people(text), Err(vec![wrong.to_owned()]), "{text}");
    }
}

#[test]
fn a_name_with_other_dates_is_not_taken_for_the_same_job() {
    let alias = &COMPANY.1.contracts[0].alias;
    let delivered = COMPANY.1.contracts[0].delivered.expect("a date");
    assert_eq!(
        counts(TableKind::Contracts, &format!("契約(別名),納品日,覚え書き\n{alias},{delivered},x\n")),
        [0, 1, 0, 0]
    );
    let other = sheet(TableKind::Contracts, &format!("契約(別名),納品日\n{alias},2029-03-31\n"));
    assert!(other.expect_err("refused")[0].contains("it is not clear whether"));
    // Two new jobs of one name are told apart by their dates.
    let two = "契約(別名),納品日\n定期診断,2026-04-30\n定期診断,2027-04-30\n";
    assert_eq!(counts(TableKind::Contracts, two), [2, 0, 0, 0]);
    let twice = sheet(TableKind::Contracts, "契約(別名),納品日\n定期診断,2026-04-30\n定期診断,2026/4/30\n");
    assert!(twice.expect_err("refused")[0].starts_with("3:1 契約(別名): C-36 stands on line 2 as well"));
}

#[test]
fn dates_are_read_as_spreadsheets_and_people_write_them() {
    for text in [
        "2027-01-31",
        "2027/1/31",
        "2027/01/31",
        "２０２７/１/３１",
        "2027年1月31日",
        "令和9年1月31日",
        "R9.1.31",
        "2027/1/31 0:00",
        "2027-01-31 00:00:00",
    ] {
        let imported = sheet(TableKind::Contracts, &format!("番号,納品日\nC-01,{text}\n")).expect("taken in");
        let delivered = imported.values.contracts[0].delivered.expect("a date");
        assert_eq!(delivered.to_string(), "2027-01-31", "{text}");
    }
    for text in ["Jan-27", "46053", "31/1/2027", "2027-02-30", "来月", "2027/1/31 12:30"] {
        let refused = sheet(TableKind::Contracts, &format!("番号,納品日\nC-01,{text}\n")).expect_err(text);
        assert!(refused[0].starts_with(&format!("2:2 納品日: \"{text}\": ")), "{refused:?}");
    }
    let swapped = sheet(TableKind::Contracts, "番号,始まり,終わり\nC-01,2027-02-01,2027-01-31\n");
    assert_eq!(swapped.expect_err("refused"), ["2:1 : the end lies before the start"]);
}

#[test]
fn numbers_that_a_spreadsheet_shortened_are_no_news() {
    // 3.2 and 5.0 stand there; Excel writes 5.0 as 5 and never adds a zero: 3.20 is the version after 3.19.
    assert_eq!(counts(TableKind::Documents, "番号,版\nD-01,3.2\nD-03,5\n"), [0, 0, 2, 0]);
    assert_eq!(counts(TableKind::Documents, "番号,版\nD-01,3.20\nD-03,5.00\n"), [0, 2, 0, 0]);
    let refused = sheet(TableKind::Evidence, "番号,添付\nE-01,1.23457E+15\n").expect_err("refused");
    assert_eq!(refused, ["2:2 添付: \"1.23457E+15\" looks like a number that the spreadsheet has shortened"]);
}

#[test]
fn headings_are_known_once_and_named_where_they_are_not() {
    for (text, wrong) in [
        ("番号,氏名,部署\nP-01,佐藤 花子,診断部\n", "1:3 : there is no column \"部署\""),
        ("番号,氏名,Name\nP-01,佐藤 花子,x\n", "1:3 : the heading \"Name\" stands twice"),
        ("番号,,氏名\nP-01,x,佐藤 花子\n", "1:2 : a column without a heading has values (\"x\" in row 2)"),
        ("よみ,覚え書き\nはな,x\n", "1:1 : there is neither a column Id nor \"Name\""),
        ("", "1: there is no row of headings"),
        ("\u{FEFF}\r\n\r\n", "1: there is no row of headings"),
    ] {
        assert_eq!(sheet(TableKind::People, text).expect_err(text), [wrong], "{text}");
    }
    // Columns without heading and content, as Excel leaves them; headings on a later line.
    assert_eq!(counts(TableKind::People, "\u{FEFF}\r\n番号,氏名,,\r\nP-01,佐藤 花子,,\r\n"), [0, 0, 1, 0]);
}

#[test]
fn lines_are_those_of_the_file_however_they_end() {
    for end in ["\n", "\r\n"] {
        let lines = ["番号,氏名", "P-01,佐藤 花子", "", ",", "P-02,\"鈴木", "一郎\"", "", "P-99,x"];
        let refused = sheet(TableKind::People, &lines.join(end)).expect_err("refused");
        assert_eq!(refused, ["8:1 番号: there is no person P-99 in this file"], "{end:?}");
    }
}

#[test]
fn a_cell_of_separators_clears_no_list() {
    for cell in ["、", "，", "\", \"", "・・・"] {
        let refused = sheet(TableKind::Contracts, &format!("番号,種別\nC-02,{cell}\n")).expect_err(cell);
        assert!(refused[0].starts_with("2:2 種別: "), "{refused:?}");
    }
}

#[test]
fn a_row_that_stands_twice_adds_nothing_bare() {
    let first = &COMPANY.1.people[0].qualifications[0];
    let name = first.item.text();
    let text = format!("従事者,資格\nP-01,{name}\nP-01,{name}\n");
    let refused = sheet(TableKind::Qualifications, &text).expect_err("refused");
    assert_eq!(refused, ["3:1 : the same stands there already"]);
}

#[test]
fn parts_hang_on_what_they_name_and_are_never_removed() {
    let posts = |text: &str| sheet(TableKind::Posts, text).map(|imported| imported.counts());
    assert_eq!(posts("従事者,区分,役割,始まり\nP-01,vuln,lead,2021-04-01\n"), Ok([0, 0, 1, 0]));
    assert_eq!(
        posts("Person,Category,Role,From\n佐藤 花子,Diagnosis,Technical lead,2021/5/1\n"),
        Ok([0, 1, 0, 0])
    );
    assert_eq!(posts("従事者,区分,役割\nP-01,監視・運用,品質管理者\n"), Ok([1, 0, 0, 0]));
    let imported =
        sheet(TableKind::Posts, "従事者,区分,役割\nP-01,監視・運用,品質管理者\n").expect("taken in");
    assert_eq!(imported.values.people[0].posts.len(), COMPANY.1.people[0].posts.len() + 1);
    for (text, wrong) in [
        ("従事者,区分,役割\nP-99,監査,従事者\n", "2:1 従事者: there is no person \"P-99\""),
        ("従事者,区分,役割\nP-01 鈴木,監査,従事者\n", "2:1 従事者: P-01 is \"佐藤 花子\", not \"鈴木\""),
        ("従事者,区分,役割\n,監査,従事者\n", "2:1 : it does not say which person it is about"),
        (
            "従事者,区分,役割\nP-01,診断っぽい何か,従事者\n",
            "2:2 区分: there is no category \"診断っぽい何か\"",
        ),
        ("区分,役割\n監査,従事者\n", "1:1 : there is no column \"Person\""),
    ] {
        assert_eq!(posts(text), Err(vec![wrong.to_owned()]), "{text}");
    }
    // Nothing that says which: the number alone could be that of any certificate.
    let nameless = sheet(TableKind::Qualifications, "従事者,番号\nP-01,X-1\n").expect_err("refused");
    assert_eq!(nameless, ["2:1 : P-01 佐藤 花子: 1 of its entries could be what this row is about"]);
    let twice = "従事者,区分,役割\nP-01,監視・運用,品質管理者\nP-01,監視・運用,品質管理者\n";
    assert_eq!(posts(twice), Err(vec!["3:1 : the same stands there already".to_owned()]));
}

#[test]
fn certificates_are_members_by_id_or_name_and_else_names_of_their_own() {
    let item = |cell: &str| {
        let text = format!("従事者,資格,番号\nP-07,{cell},X-1\n");
        let imported = sheet(TableKind::Qualifications, &text).expect("taken in");
        imported.values.people[6].qualifications.last().expect("one").item.clone()
    };
    assert_eq!(item("1-2-1/ceh"), Item::Member("1-2-1/ceh".into()));
    assert_eq!(item("Certified Ethical Hacker"), Item::Member("1-2-1/ceh".into()));
    assert_eq!(item("社内認定 上級"), Item::Unlisted("社内認定 上級".into()));
    assert_eq!(item("Q-01"), Item::Equivalent("Q-01".into()));
    assert_eq!(item("unlisted:Q-01"), Item::Unlisted("Q-01".into()));
    let expiry = |cell: &str| {
        let imported =
            sheet(TableKind::Qualifications, &format!("従事者,資格,有効期限\nP-01,1-2-1/ceh,{cell}\n"));
        imported.map(|imported| imported.values.people[0].qualifications[0].expiry.clone())
    };
    assert_eq!(expiry("期限なし：終身"), Ok(Expiry::Never("終身".into())));
    assert_eq!(expiry("No expiry"), Ok(Expiry::Never(String::new())));
    assert!(expiry("終身").is_err());
    for never in ["無期限", "有効期限なし", "期限無し", "does not expire"] {
        assert_eq!(expiry(never), Ok(Expiry::Never(String::new())), "{never}");
    }
    assert_eq!(expiry("無期限(終身資格)"), Ok(Expiry::Never("終身資格".into())));
}

#[test]
fn answers_are_words_of_either_language_and_who_gave_them_is_kept() {
    let answers = |text: &str| sheet(TableKind::Answers, text);
    let row = "vuln.tech.b#result";
    for (word, meant) in [("はい", "Yes"), ("no", "No"), ("Don't know", "Unknown"), ("不明", "Unknown")] {
        let imported = answers(&format!("id,答え,答えた人\n{row},{word},山田\n")).expect(word);
        let claim = imported.values.claim(row).expect("a claim");
        assert_eq!((format!("{:?}", claim.answer), claim.by.as_str()), (meant.to_owned(), "山田"));
        assert_eq!(claim.at, "2026-11-22T05:00:00Z");
    }
    // Changed by somebody who did not say so: not in the name of the one before.
    let standing = COMPANY.1.claims[0].clone();
    let (id, by) = (&standing.row, &standing.by);
    let changed = answers(&format!("id,答え,答えた人,答えた時刻(UTC)\n{id},いいえ,{by},{}\n", standing.at));
    let changed = changed.expect("taken in");
    let claim = changed.values.claim(id).expect("a claim");
    assert_eq!((claim.by.as_str(), claim.at.as_str()), ("取込担当", "2026-11-22T05:00:00Z"));
    for (text, wrong) in [
        (format!("id,答え\n{row},○\n"), "2:2 答え: \"○\" is not a known word".to_owned()),
        (format!("id,答え\n{row},実施済み\n"), "2:2 答え: \"実施済み\" is not a known word".to_owned()),
        (format!("id,答え\n{row},対象外\n"), "2:2 答え: this question cannot be not applicable".to_owned()),
        ("id,答え\nvuln.none,はい\n".to_owned(), "2:1 id: there is no requirement \"vuln.none\"".to_owned()),
        (
            "id,答え\nvuln.tech,はい\n".to_owned(),
            "2:1 id: vuln.tech: this row is not one to answer".to_owned(),
        ),
        (format!("id,答え\n{row},はい\n{row},いいえ\n"), format!("3:1 id: {row} stands on line 2 as well")),
        ("id,答え\n,はい\n".to_owned(), "2:1 : it does not say which question it is about".to_owned()),
        ("id,備考\nx,y\n".to_owned(), "1:1 : the columns \"Id\" and \"Answer\" are needed".to_owned()),
    ] {
        assert_eq!(answers(&text).expect_err(&text), [wrong], "{text}");
    }
}
