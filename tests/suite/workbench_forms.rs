//! Tables and forms, driven by keys on the pure model and read from the buffer it draws.

use std::path::PathBuf;
use std::sync::Arc;

use kijun::domain::assessment::{Assessment, Profile};
use kijun::domain::register::{
    Contract, ContractForm, Cover, Document, Expiry, Item, Known, Party, Person, Post, Qualification, Record,
    RecordKind, TeamMember,
};
use kijun::domain::text::Lang;
use kijun::domain::verdict::Verdict;
use kijun::store::packs;
use kijun::tui::cells::{self, Ambiguous};
use kijun::tui::keys::{Key, Paste};
use kijun::tui::model::{Effect, Message, Model, PackChoice, Page, Prefs, StoreMessage};
use kijun::tui::session::Opened;
use kijun::tui::theme::Theme;
use kijun::tui::update::update;
use kijun::tui::view::view;

/// A workbench under keys.
struct Script {
    model: Model,
}

impl Script {
    /// A workbench with nothing open.
    fn start(lang: Lang, size: (u16, u16)) -> Self {
        let prefs =
            Prefs { lang, ambiguous: Ambiguous::Narrow, theme: Theme::mono(), by: "佐藤".to_owned() };
        let mut model = Model::new(prefs, size);
        model.now = "2026-11-22T04:00:00Z".to_owned();
        model.packs = pack_choices();
        Self { model }
    }

    /// A workbench with an assessment open at a row.
    fn open(assessment: Assessment, place: &str, lang: Lang, size: (u16, u16)) -> Self {
        let mut script = Self::start(lang, size);
        let pack = packs::shipped("4.1").expect("pack").pack;
        let references = packs::references(None).expect("references");
        let opened = Opened {
            path: PathBuf::from("acme.ron"),
            assessment,
            pack: Arc::new(pack),
            references: Arc::new(references),
            place: place.to_owned(),
            read_only: None,
        };
        update(&mut script.model, Message::Store(StoreMessage::Opened(Box::new(opened))));
        script
    }

    /// The sample in Japanese at 80x24.
    fn sample() -> Self {
        Self::open(sample(), "vuln.tech.a#assign", Lang::Ja, (80, 24))
    }

    /// Presses keys, written in our notation with spaces between.
    fn keys(mut self, keys: &str) -> Self {
        for key in Key::sequence(keys).expect("keys") {
            update(&mut self.model, Message::Key(key));
        }
        self
    }

    /// Types a text, one key a character, as an input method commits it.
    fn text(mut self, text: &str) -> Self {
        for c in text.chars() {
            update(&mut self.model, Message::Key(Key::char(c)));
        }
        self
    }

    fn paste(mut self, text: &str) -> Self {
        update(&mut self.model, Message::Paste(Paste { text: text.to_owned(), cut: false }));
        self
    }

    fn size(mut self, size: (u16, u16)) -> Self {
        update(&mut self.model, Message::Resized(size.0, size.1));
        self
    }

    /// What is on the screen, without the spaces at the ends of lines.
    fn screen(&self) -> String {
        let (buf, cursor) = view(&self.model);
        let mut text = String::new();
        for y in 0..buf.area.height {
            let mut line = String::new();
            let mut x = 0;
            while x < buf.area.width {
                let symbol = buf[(x, y)].symbol();
                line.push_str(symbol);
                x += u16::try_from(cells::width(symbol, Ambiguous::Narrow).max(1)).expect("narrow");
            }
            text.push_str(line.trim_end());
            text.push('\n');
        }
        match cursor {
            Some((x, y)) => text + &format!("cursor {x},{y}"),
            None => text + "no cursor",
        }
    }

    fn assessment(&self) -> &Assessment {
        &self.model.session.as_ref().expect("open").assessment
    }

    fn verdict(&self, row: &str) -> Verdict {
        let session = self.model.session.as_ref().expect("open");
        let at = session.pack.position(row).expect("row");
        session.findings.at(at).outcome.verdict()
    }

    fn notice(&self) -> &str {
        self.model.notice.as_deref().unwrap_or_default()
    }

    /// The changes that went to the store.
    fn recorded(&self) -> usize {
        self.model.effects.iter().filter(|effect| matches!(effect, Effect::Record(..))).count()
    }
}

fn pack_choices() -> Vec<PackChoice> {
    ["4.1", "4"]
        .into_iter()
        .map(|edition| {
            let pack = packs::shipped(edition).expect("pack").pack;
            PackChoice {
                id: pack.head.id.clone(),
                edition: edition.to_owned(),
                title: pack.head.title.clone(),
                categories: pack
                    .choosable()
                    .map(|category| (category.id.clone(), category.name.clone()))
                    .collect(),
            }
        })
        .collect()
}

fn date(text: &str) -> Option<kijun::domain::date::PartialDate> {
    Some(text.parse().expect("date"))
}

fn person(id: &str, name: &str, yomi: &str, role: &str) -> Person {
    Person {
        id: id.to_owned(),
        name: name.to_owned(),
        yomi: yomi.to_owned(),
        posts: vec![Post {
            category: "vuln".to_owned(),
            role: role.to_owned(),
            from: date("2024-04-01"),
            ..Post::default()
        }],
        ..Person::default()
    }
}

fn contract(id: &str, alias: &str, kinds: &[&str], delivered: &str, person: &str) -> Contract {
    Contract {
        id: id.to_owned(),
        alias: alias.to_owned(),
        services: vec!["vuln".to_owned()],
        kinds: kinds.iter().map(|&kind| kind.to_owned()).collect(),
        from: date("2023-11"),
        delivered: date(delivered),
        client_system: Known::Yes,
        team: vec![TeamMember { person: person.to_owned(), ..TeamMember::default() }],
        ..Contract::default()
    }
}

/// A vendor with two people, four contracts, a document and a review.
fn sample() -> Assessment {
    let mut sato = person("P-01", "佐藤 花子", "さとう はなこ", "lead");
    sato.qualifications.push(Qualification {
        item: Item::Member("1-2-1/ceh".to_owned()),
        number: "ECC-1".to_owned(),
        obtained: date("2023-05-10"),
        expiry: Expiry::On("2027-03-31".parse().expect("date")),
        ..Qualification::default()
    });
    let frame = Contract {
        form: ContractForm::Continuing,
        from: date("2024-04-01"),
        ..contract("C-02", "製造A社", &["web", "platform"], "2026-03-31", "P-02")
    };
    Assessment {
        profile: Profile {
            organisation: "株式会社アクメ".to_owned(),
            pack: "ss-criteria".to_owned(),
            edition: "4.1".to_owned(),
            categories: vec!["vuln".to_owned()],
            reference_date: Some("2027-01-31".parse().expect("date")),
            review_end: None,
        },
        people: vec![sato, person("P-02", "鈴木 一郎", "すずき いちろう", "staff")],
        contracts: vec![
            contract("C-01", "大手小売EC", &["web"], "2026-08-20", "P-02"),
            frame,
            contract("C-03", "自治体B", &["platform"], "2024-02-10", "P-02"),
            contract("C-04", "銀行C", &["web"], "2024-01-31", "P-02"),
        ],
        documents: vec![Document {
            id: "D-01".to_owned(),
            title: "サービス仕様書".to_owned(),
            version: "2.1".to_owned(),
            approved: date("2026-04-01"),
            covers: vec![Cover { row: "vuln.tech.b#result".to_owned(), section: String::new() }],
            ..Document::default()
        }],
        records: vec![Record {
            id: "R-01".to_owned(),
            kind: RecordKind::Review,
            rows: vec!["vuln.qual.c.i".to_owned()],
            on: date("2026-08-25"),
            title: "EC報告書".to_owned(),
            contracts: vec!["C-01".to_owned()],
            by: vec![Party::Person("P-02".to_owned())],
            ..Record::default()
        }],
        ..Assessment::default()
    }
}

#[test]
fn every_register_has_a_table_in_both_languages() {
    for (lang, size) in [(Lang::Ja, (80, 24)), (Lang::En, (80, 24)), (Lang::Ja, (120, 36))] {
        let mut script = Script::open(sample(), "", lang, size).keys("t");
        for digit in ["1", "2", "3", "4", "7"] {
            script = script.keys(digit);
            insta::assert_snapshot!(format!("table-{digit}-{lang:?}-{}", size.0), script.screen());
        }
    }
}

#[test]
fn a_person_with_a_qualification_changes_the_verdict_of_the_technical_lead() {
    let nobody = Assessment { people: Vec::new(), contracts: Vec::new(), records: Vec::new(), ..sample() };
    let script = Script::open(nobody, "vuln.tech.a#assign", Lang::Ja, (80, 24)).keys("e");
    assert_eq!(script.model.page, Page::Table);
    assert!(script.screen().contains("診断の技術責任者: 未回答"), "{}", script.screen());
    // The role of the row that asked is filled in already; only its first day is missing.
    let script = script.keys("a").text("高橋 健").keys("Tab").text("たかはし けん").keys("Tab Tab Enter");
    let script = script.keys("Tab Tab").text("2024/4/1").keys("Down Down Down Down Enter");
    insta::assert_snapshot!("person-with-post", script.screen());
    let script = script.keys("Tab Tab Enter Enter").text("ceh");
    insta::assert_snapshot!("person-choose-certificate", script.screen());
    let script = script.keys("Enter").text("ECC-9").keys("Tab").text("令和7年4月1日").keys("Tab Tab");
    let script = script.text("2028-03");
    insta::assert_snapshot!("person-certificate", script.screen());
    let script = script.keys("Ctrl-s");
    assert_eq!(script.verdict("vuln.tech.a#assign"), Verdict::Satisfied);
    insta::assert_snapshot!("person-stored", script.screen());
    let person = &script.assessment().people[0];
    assert_eq!((person.id.as_str(), person.name.as_str(), script.recorded()), ("P-01", "高橋 健", 1));
    assert_eq!(person.qualifications[0].obtained, date("2025-04-01"));
    let script = script.keys("u");
    assert_eq!(script.verdict("vuln.tech.a#assign"), Verdict::Unanswered);
    assert!(script.assessment().people.is_empty());
    let script = script.keys("Esc");
    assert_eq!((script.model.page, script.model.assess.tree.row().is_some()), (Page::Assess, true));
    assert!(script.screen().contains("診断の技術責任者"));
}

#[test]
fn a_fifth_contract_completes_the_route() {
    let script = Script::sample().keys("t 2");
    assert_eq!(script.verdict("vuln.tech.a.iii"), Verdict::NeedsConfirmation);
    let script = script.keys("a").text("商社D").keys("Tab Tab Enter").text("web").keys("Space Enter");
    let script = script.keys("Tab Tab Tab Tab Tab Tab").text("2026-10-30").keys("Tab Enter Enter");
    let script = script.text("suzuki").keys("Enter Ctrl-s");
    assert_eq!(script.verdict("vuln.tech.a.iii"), Verdict::Satisfied);
    let contract = script.assessment().contracts.last().expect("added");
    assert_eq!((contract.id.as_str(), contract.team[0].person.as_str()), ("C-05", "P-02"));
    insta::assert_snapshot!("contract-stored", script.screen());
}

#[test]
fn a_wrong_date_is_explained_and_kept() {
    let script = Script::sample().keys("t 2 Enter Tab Tab Tab Tab Tab").text("きのう").keys("Tab");
    let screen = script.screen();
    assert!(screen.contains("きのう") && screen.contains("日付として読めません"), "{screen}");
    insta::assert_snapshot!("wrong-date", screen);
    let script = script.keys("Ctrl-s");
    assert_eq!((script.recorded(), script.notice()), (0, "直すところがあります。"));
    let script = script.keys("Ctrl-u").text("2026-02-30").keys("Ctrl-s");
    assert!(script.screen().contains("暦にありません"), "{}", script.screen());
    let script = script.keys("Ctrl-u").text("R8.2.28").keys("Ctrl-s");
    assert_eq!(script.assessment().contracts[0].signed, date("2026-02-28"));
    let script = script.keys("Enter End Up Up Up Up Up Up Up Up Up").text("x").keys("Esc");
    assert!(script.notice().contains("変更があります"), "{}", script.notice());
    let script = script.keys("Esc");
    assert!(script.model.overlays.is_empty());
    assert_eq!(script.recorded(), 1);
}

#[test]
fn an_end_before_its_start_is_refused_in_a_nested_form() {
    let script =
        Script::sample().keys("t Enter Tab Tab Tab Enter Tab Tab Tab").text("2023-01").keys("Ctrl-s");
    assert!(script.screen().contains("終わりが始まりより前です"), "{}", script.screen());
    assert_eq!(script.recorded(), 0);
    let script = script.keys("Ctrl-u Ctrl-s");
    assert!(script.model.overlays.is_empty(), "{}", script.screen());
    assert_eq!(script.recorded(), 0, "nothing was changed");
}

#[test]
fn what_is_used_is_not_deleted_and_ids_do_not_come_back() {
    let script = Script::sample().keys("t Down d");
    assert_eq!(script.notice(), "C-01、C-02、C-03、C-04、R-01 が使っているため削除できません。");
    let script = script.keys("2 G d");
    assert_eq!(script.assessment().contracts.len(), 3);
    let script = script.keys("c Ctrl-s");
    let copied = script.assessment().contracts.last().expect("copied");
    assert_eq!((copied.id.as_str(), copied.alias.as_str()), ("C-05", "自治体B"));
    let script = script.keys("u u");
    let ids: Vec<&str> = script.assessment().contracts.iter().map(|row| row.id.as_str()).collect();
    assert_eq!(ids, ["C-01", "C-02", "C-03", "C-04"]);
}

#[test]
fn a_register_is_closed_and_opened_again() {
    let script = Script::sample().keys("t A");
    assert!(script.screen().contains("確認した人の名前"), "{}", script.screen());
    let script = script.keys("Enter");
    assert!(script.screen().contains("これで全部: 佐藤 2026-11-22"), "{}", script.screen());
    let script = script.keys("A");
    assert!(script.screen().contains("記入中"), "{}", script.screen());
    assert_eq!(script.recorded(), 2);
    let script = script.keys("7 A");
    assert!(script.notice().contains("必要がありません"));
}

#[test]
fn typing_narrows_by_kanji_kana_and_latin_letters() {
    for typed in ["鈴木", "すずき", "suzuki"] {
        let script = Script::sample().keys("t f").text(typed);
        let screen = script.screen();
        assert!(screen.contains("P-02") && !screen.contains("P-01"), "{typed}: {screen}");
        let kept = script.keys("Enter");
        assert!(kept.screen().contains("2件のうち"), "{}", kept.screen());
        let all = kept.keys("Esc");
        assert!(all.screen().contains("P-01") && all.model.page == Page::Table);
    }
    let script = Script::sample().keys("t f").text("だれでもない");
    assert!(script.screen().contains("のうち「だれでもない」0件"), "{}", script.screen());
    insta::assert_snapshot!("filter-nobody", script.screen());
    assert!(script.keys("Esc").screen().contains("P-01"));
}

#[test]
fn sorting_keeps_the_selected_row() {
    let script = Script::sample().keys("t 2 G s s s s s s");
    let screen = script.screen();
    assert!(screen.contains("> C-04") && script.notice().contains("従事者"), "{screen}");
    let script = script.keys("s s");
    assert_eq!(script.notice(), "並び: 入れた順");
}

#[test]
fn the_caret_stands_behind_what_an_input_method_committed() {
    let script = Script::sample().keys("t a").text("渡邉");
    let before = script.screen();
    let script = script.text("葛󠄀ｶﾞ").keys("Backspace");
    assert!(script.screen().contains("渡邉葛"), "{}", script.screen());
    insta::assert_snapshot!("input-method", format!("{before}\n{}", script.screen()));
    let script = script.keys("Ctrl-u").paste("山田\r\n太郎\u{1b}[31m").keys("Tab");
    assert!(!script.screen().contains('\u{1b}'), "{}", script.screen());
    assert!(script.screen().contains("山田"), "{}", script.screen());
}

#[test]
fn choices_turn_by_arrows_space_and_first_letters() {
    let turned = |keys: &str| {
        let script = Script::sample().keys("t Enter Tab Tab").keys(keys).keys("Ctrl-s");
        script.assessment().people[0].engagement
    };
    use kijun::domain::register::Engagement as E;
    for (keys, engagement) in
        [("Right", E::Direct), ("Space Space", E::Subcontract), ("Left", E::Unknown), ("g", E::Group)]
    {
        assert_eq!(turned(keys), engagement, "{keys}");
    }
}

#[test]
fn everything_fits_a_small_screen() {
    let script = Script::open(sample(), "", Lang::Ja, (60, 16)).keys("t 2 Down");
    insta::assert_snapshot!("small-table", script.screen());
    let script = script.keys("Enter End");
    insta::assert_snapshot!("small-form", script.screen());
    let english = Script::open(sample(), "", Lang::En, (60, 16)).keys("t Enter Tab Tab Tab Tab Tab Enter");
    insta::assert_snapshot!("small-nested", english.screen());
    assert!(english.size((59, 16)).screen().contains("Too small"));
}

#[test]
fn a_new_assessment_needs_a_name_and_a_category() {
    let script = Script::start(Lang::Ja, (80, 24)).keys("n Ctrl-s");
    assert!(script.screen().contains("ここは空にできません"), "{}", script.screen());
    let script = script.text("ベータ監査法人").keys("Tab Enter Space Down Space Enter Tab").text("2027/4/30");
    insta::assert_snapshot!("new-assessment", script.screen());
    let script = script.keys("Ctrl-s");
    let [Effect::Create(None, created)] = &script.model.effects[..] else {
        panic!("{:?}", script.model.effects)
    };
    let profile = &created.profile;
    assert_eq!((profile.organisation.as_str(), profile.pack.as_str()), ("ベータ監査法人", "ss-criteria"));
    assert_eq!(
        (profile.edition.as_str(), &profile.categories[..]),
        ("4.1", &["audit".to_owned(), "vuln".to_owned()][..])
    );
    assert_eq!(profile.reference_date.map(|day| day.to_string()), Some("2027-04-30".to_owned()));
}

#[test]
fn the_profile_moves_the_reference_date() {
    let script = Script::sample().keys("p Tab Tab Ctrl-u").text("2026").keys("Ctrl-s");
    assert!(script.screen().contains("年月日まで要ります"), "{}", script.screen());
    let script = script.text("-12-01").keys("Ctrl-s");
    assert_eq!(
        script.assessment().profile.reference_date.map(|day| day.to_string()),
        Some("2026-12-01".into())
    );
    assert_eq!(script.verdict("vuln.tech.a#assign"), Verdict::Satisfied);
}

#[test]
fn the_palette_leads_to_facts_and_new_rows() {
    let script = Script::sample().keys(":").text("自治体").keys("Enter");
    assert!(script.screen().contains("> C-03"), "{}", script.screen());
    let script = Script::sample().keys(":").text("監査記録を追加").keys("Enter");
    assert!(script.screen().contains("監査した人"), "{}", script.screen());
}

#[test]
fn a_record_from_a_row_is_filled_in_and_says_what_it_proves() {
    let script = Script::open(sample(), "vuln.qual.c.i", Lang::Ja, (80, 24)).keys("e");
    insta::assert_snapshot!("record-inside-team", script.screen());
    let script = script.keys("a").text("自治体報告書").keys("Tab").text("2026-10-02").keys("Tab Enter");
    let script = script.text("自治体").keys("Space Enter Tab Enter").text("佐藤").keys("Space Enter Ctrl-s");
    let record = script.assessment().records.last().expect("record");
    assert_eq!((record.rows.join(" "), record.contracts.join(" ")), ("vuln.qual.c.i".into(), "C-03".into()));
    assert_eq!(script.verdict("vuln.qual.c.i"), Verdict::NeedsConfirmation);
}

#[test]
fn a_chosen_standard_can_be_moved_to_another_row() {
    let script = Script::open(sample(), "vuln.tech.b#standard", Lang::Ja, (80, 24)).keys("e a");
    let script = script.keys("Tab Enter Enter Ctrl-s");
    assert_eq!(script.assessment().standards[0].row, "vuln.tech.b#standard");
    let script = script.keys("a Tab Enter").text("社内標準").keys("Enter Ctrl-s");
    assert!(script.notice().contains("もうあります"), "{}", script.notice());
    let script = script.keys("Esc Esc Enter Enter").text("結果の取扱").keys("Enter Ctrl-s");
    let rows: Vec<&str> = script.assessment().standards.iter().map(|choice| choice.row.as_str()).collect();
    assert_eq!(rows, ["vuln.tech.b#result"]);
}

#[test]
fn every_field_gives_back_what_it_was_given() {
    use kijun::tui::form::draft::Draft;
    use kijun::tui::form::sheets;
    use kijun::tui::screens::table::tab::Tab;
    let assessment = sample();
    for tab in Tab::ALL {
        let sheet = sheets::of(tab);
        let stored = tab.rows(&assessment).into_iter().filter_map(|at| Draft::at(&assessment, tab, at));
        for draft in stored.chain([(sheet.blank)()]) {
            let mut copy = draft.clone();
            for field in sheet.fields {
                (field.set)(&mut copy, (field.get)(&draft));
                for text in [field.label, field.hint] {
                    assert!(!text.0.is_empty() && !text.1.is_empty(), "{:?}", field.label);
                    for text in [text.0, text.1] {
                        let width = cells::width(text, Ambiguous::Narrow);
                        assert!(width <= 2 * 76, "{text}");
                    }
                }
            }
            assert_eq!(copy, draft, "{tab:?}");
        }
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 48, ..Default::default() })]

    #[test]
    fn no_key_breaks_a_form(presses in proptest::collection::vec(0_usize..30, 1..120), size in 0_usize..3) {
        const KEYS: [&str; 30] = [
            "t", "a", "Enter", "Tab", "Shift-Tab", "Down", "Up", "Space", "Right", "Left", "d", "c", "Esc",
            "Ctrl-s", "u", "]", "f", "s", "A", "End", "Home", "Delete", "Backspace", "9", "2", "x", "あ",
            "PageDown", "Ctrl-a", "R",
        ];
        let size = [(60, 16), (80, 24), (120, 36)][size];
        let mut script = Script::open(sample(), "", Lang::Ja, size).keys("t");
        for press in presses {
            script = script.keys(KEYS[press]);
            drop(view(&script.model));
        }
        let session = script.model.session.as_ref().expect("open");
        let day = session.assessment.profile.reference_date;
        let again = kijun::domain::evaluate::evaluate(
            &session.pack, &session.references, &session.assessment, day,
        );
        proptest::prop_assert_eq!(&again, &session.findings);
    }
}
