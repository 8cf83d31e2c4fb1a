//! Tables and forms, driven by keys on the pure model and read from the buffer it draws.

mod guidance;
mod listed;
mod namesakes;
mod script;

use kijun::domain::assessment::Assessment;
use kijun::domain::register::{Declaration, DeclarationKind, Engagement as E};
use kijun::domain::text::Lang;
use kijun::domain::verdict::Verdict;
use kijun::tui::action::Page;
use kijun::tui::cells::{self, Ambiguous};
use kijun::tui::message::{Effect, StoreCommand};

use script::{Script, date, sample};

#[test]
fn every_register_has_a_table_in_both_languages() {
    for (lang, size) in [(Lang::Ja, (80, 24)), (Lang::En, (80, 24)), (Lang::Ja, (120, 36))] {
        let mut script = Script::open(sample(), "", lang, size).keys("t");
        for digit in ["1", "2", "3", "4", "7"] {
            script = script.keys(digit);
            insta::assert_snapshot!(format!("table-{digit}-{lang:?}-{}", size.0), script.screen());
        }
        let mut seen = Vec::new();
        for _ in 0..11 {
            script = script.keys("Tab");
            seen.push(script.model.screens.table.tab);
        }
        let last = script.model.screens.table.tab;
        assert_eq!(script.keys("[ ]").model.screens.table.tab, last);
        seen.dedup();
        assert_eq!(seen.len(), 11);
    }
}

#[test]
fn a_person_with_a_qualification_changes_the_verdict_of_the_technical_lead() {
    let nobody = Assessment { people: Vec::new(), contracts: Vec::new(), records: Vec::new(), ..sample() };
    let script = Script::open(nobody, "vuln.tech.a#assign", Lang::Ja, (80, 24)).keys("e");
    assert_eq!(script.model.desktop.page, Page::Table);
    assert!(script.screen().contains("診断の技術責任者: 未回答"), "{}", script.screen());
    // The role of the row that asked is filled in already; only its first day is missing.
    let script = script.keys("a").text("高橋 健").keys("Tab").text("たかはし けん").keys("Tab Tab Enter");
    let script = script.keys("Tab Tab").text("2024/4/1").keys("Down Down Down Down Enter");
    insta::assert_snapshot!("person-with-post", script.screen());
    let script = script.keys("Tab Tab Enter Enter").text("ceh");
    insta::assert_snapshot!("person-choose-certificate", script.screen());
    let script = script.keys("Enter").text("ECC-9").keys("Tab").text("令和7年4月1日").keys("Tab Tab");
    let script = script.text("2028-03-31");
    insta::assert_snapshot!("person-certificate", script.screen());
    let script = script.keys("Ctrl-s");
    assert_eq!(script.verdict("vuln.tech.a#assign"), Verdict::Satisfied);
    insta::assert_snapshot!("person-stored", script.screen());
    let person = &script.assessment().people[0];
    assert_eq!((person.id.as_str(), person.name.as_str(), script.recorded()), ("P-01", "高橋 健", 1));
    assert_eq!(person.qualifications[0].obtained, Some(date("2025-04-01")));
    let script = script.keys("u");
    assert_eq!(script.verdict("vuln.tech.a#assign"), Verdict::Unanswered);
    assert!(script.assessment().people.is_empty());
    let script = script.keys("Esc");
    assert_eq!(
        (script.model.desktop.page, script.model.screens.assess.tree.row().is_some()),
        (Page::Assess, true)
    );
    assert!(script.screen().contains("診断の技術責任者"));
}

#[test]
fn a_fifth_contract_completes_the_route() {
    let script = Script::sample().keys("t 2");
    assert_eq!(script.verdict("vuln.tech.a.iii"), Verdict::NeedsConfirmation);
    let script = script.keys("a").text("商社D").keys("Tab Tab Enter").text("web").keys("Space Enter");
    let script = script.keys("Tab Tab Tab Tab Tab").text("2026-10-30").keys("Tab Enter Enter");
    let script = script.text("suzuki").keys("Enter Ctrl-s");
    assert_eq!(script.verdict("vuln.tech.a.iii"), Verdict::Satisfied);
    let contract = script.assessment().contracts.last().expect("added");
    assert_eq!((contract.id.as_str(), contract.team[0].person.as_str()), ("C-05", "P-02"));
    insta::assert_snapshot!("contract-stored", script.screen());
}

#[test]
fn the_only_category_is_filled_in() {
    let script = Script::sample().keys("t Down Enter Down Down Down Down Enter");
    assert!(script.screen().contains("脆弱性診断サービス"), "{}", script.screen());
    let script = script.keys("Tab Enter").text("品質").keys("Enter Ctrl-s");
    let post = script.assessment().people[1].posts.last().expect("added");
    assert_eq!((post.category.as_str(), post.role.as_str()), ("vuln", "quality"));
}

#[test]
fn a_list_is_searched_by_what_it_is_for() {
    let script = Script::sample().keys("t Enter Down Down Down Down Down Down Enter Enter").text("機器検証");
    let screen = script.screen();
    assert!(screen.contains("1-5 確認済") && !screen.contains("1-2-1"), "{screen}");
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
    assert_eq!(script.assessment().contracts[0].signed, Some(date("2026-02-28")));
    let script = script.keys("Enter End Up Up Up Up Up Up Up Up Up").text("x").keys("Esc");
    assert!(script.notice().contains("変更があります"), "{}", script.notice());
    let script = script.keys("Esc");
    assert!(script.model.desktop.overlays.is_empty());
    assert_eq!(script.recorded(), 1);
}

#[test]
fn an_end_before_its_start_is_refused_in_a_nested_form() {
    let script =
        Script::sample().keys("t Enter Tab Tab Tab Enter Tab Tab Tab").text("2023-01").keys("Ctrl-s");
    assert!(script.screen().contains("終わりが始まりより前です"), "{}", script.screen());
    assert_eq!(script.recorded(), 0);
    let script = script.keys("Ctrl-u Ctrl-s");
    assert!(script.model.desktop.overlays.is_empty(), "{}", script.screen());
    assert_eq!(script.recorded(), 0, "nothing was changed");
}

#[test]
fn what_is_used_is_not_deleted_and_ids_do_not_come_back() {
    let script = Script::sample().keys("t Down d");
    assert_eq!(script.notice(), "C-01、C-02、C-03、C-04、R-01 が使っているため削除できません。");
    let script = script.keys("2 G d");
    assert_eq!(script.assessment().contracts.len(), 3);
    // A copy has the name of what it was copied from, which is asked about.
    let script = script.keys("c Ctrl-s n");
    let copied = script.assessment().contracts.last().expect("copied");
    assert_eq!((copied.id.as_str(), copied.alias.as_str()), ("C-05", "自治体B"));
    let script = script.keys("u u");
    let ids: Vec<&str> = script.assessment().contracts.iter().map(|row| row.id.as_str()).collect();
    assert_eq!(ids, ["C-01", "C-02", "C-03", "C-04"]);
}

#[test]
fn a_register_is_closed_and_opened_again() {
    let script = Script::sample().keys("t A");
    assert!(script.screen().contains("だれが確認しましたか"), "{}", script.screen());
    let script = script.keys("Enter");
    assert!(script.screen().contains("これで全部: 部長 佐藤 2026-11-22"), "{}", script.screen());
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
        assert!(all.screen().contains("P-01") && all.model.desktop.page == Page::Table);
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
fn forms_and_lists_speak_both_languages_and_both_widths() {
    let english = Script::open(sample(), "", Lang::En, (80, 24)).keys("t 2 Down Enter End Up Up Up");
    insta::assert_snapshot!("form-contract-en", english.screen());
    let rows = Script::sample().keys("t 3 Enter Down Down Down Down Down Down Down Enter Enter");
    insta::assert_snapshot!("choose-row", rows.screen());
    let kinds =
        Script::open(sample(), "", Lang::En, (120, 36)).keys("t 2 Down Enter Tab Tab Enter Down Space");
    insta::assert_snapshot!("choose-kinds-en", kinds.screen());
    let profile = Script::open(sample(), "", Lang::En, (80, 24)).keys("p Tab Tab Ctrl-u");
    insta::assert_snapshot!("profile-en", profile.screen());
    let wide = Script::sample().keys("t W Enter Down Down Down Down Down Enter Enter");
    insta::assert_snapshot!("wide-characters", wide.screen());
}

#[test]
fn a_new_assessment_needs_a_name_and_a_category() {
    let script = Script::start(Lang::Ja, (80, 24)).keys("n Ctrl-s");
    assert!(script.screen().contains("ここは空にできません"), "{}", script.screen());
    let script = script.text("ベータ監査法人").keys("Tab Enter Space Down Space Enter").text("2027/4/30");
    insta::assert_snapshot!("new-assessment", script.screen());
    let script = script.keys("Ctrl-s");
    let created = script.model.desktop.effects.iter().find_map(|effect| match effect {
        Effect::Store(StoreCommand::Create(None, created)) => Some(created),
        _ => None,
    });
    let created = created.expect("wanted");
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
    let script = script.text("自治体").keys("Space Enter Enter").text("佐藤").keys("Space Enter Ctrl-s");
    let record = script.assessment().records.last().expect("record");
    assert_eq!((record.rows.join(" "), record.contracts.join(" ")), ("vuln.qual.c.i".into(), "C-03".into()));
    assert_eq!(script.verdict("vuln.qual.c.i"), Verdict::NeedsConfirmation);
}

#[test]
fn enter_on_a_list_takes_the_marked_line_where_nothing_is_picked() {
    let script = Script::open(sample(), "vuln.qual.c.i", Lang::Ja, (80, 24)).keys("e a");
    let script = script
        .text("報告書")
        .keys("Tab")
        .text("2026-10-02")
        .keys("Tab Enter")
        .text("自治体")
        .keys("Enter Ctrl-s");
    let record = |script: &Script| script.assessment().records.last().expect("record").contracts.join(" ");
    assert_eq!(record(&script), "C-03");
    // What was picked before can still be emptied.
    let script = script.keys("Enter Tab Tab Enter Delete Enter Ctrl-s");
    assert_eq!(record(&script), "");
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
fn a_file_that_must_not_be_written_keeps_what_was_typed() {
    let open = (Lang::En, (80, 24));
    let script = Script::open_as(sample(), "", open, Some("Somebody else has it.")).keys("t a").text("Taro");
    let script = script.keys("Ctrl-s");
    assert_eq!((script.notice(), script.recorded()), ("Somebody else has it.", 0));
    assert!(script.screen().contains("Taro"), "{}", script.screen());
}

#[test]
fn accepting_without_a_change_records_nothing() {
    let script = Script::sample().keys("t Enter Ctrl-s");
    assert_eq!((script.notice(), script.recorded()), ("変わったところはありません。", 0));
}

#[test]
fn a_headcount_is_stated_for_a_route_of_its_row() {
    let script = Script::sample().keys(&format!("t 3 Enter {} Enter Enter", "Down ".repeat(11)));
    let script = script.keys("Enter Enter").text("資格").keys("Enter").text("２");
    insta::assert_snapshot!("headcount", script.screen());
    let script = script.keys("Ctrl-s");
    let counts = &script.assessment().documents[0].headcounts;
    assert_eq!(
        (counts[0].row.as_str(), counts[0].route.as_str(), counts[0].count),
        ("vuln.tech.a#count", "vuln.tech.a.i", 2)
    );
}

/// The screen judges the selected person without the others; that must come to the same.
#[test]
fn a_person_alone_satisfies_the_same_routes() {
    use kijun::domain::evaluate::route_people;
    use kijun::domain::pack::RowKind;
    use kijun::tui::screens::table::details::person::alone;
    let script = Script::sample();
    let session = script.model.desktop.session.as_ref().expect("open");
    let (pack, references, all) = (&session.pack, &session.references, &session.assessment);
    let day = all.profile.reference_date;
    let mut differing = 0;
    for (place, row) in pack.rows().iter().enumerate().filter(|(_, row)| row.kind == RowKind::Route) {
        let category = &pack.category_of(place).id;
        for role in ["lead", "staff"] {
            for (at, pair) in route_people(pack, references, all, day, category, role, &row.id) {
                let one = alone(all, &all.people[at]);
                assert_eq!(
                    route_people(pack, references, &one, day, category, role, &row.id),
                    [(0, pair)],
                    "{}",
                    row.id
                );
                differing += usize::from(pair.verdict() != Verdict::Unanswered);
            }
        }
    }
    assert!(differing > 0, "nobody satisfies anything, so nothing was compared");
}

#[test]
fn every_field_gives_back_what_it_was_given() {
    use kijun::tui::tab::Tab;
    let assessment = sample();
    for tab in Tab::ALL {
        let about = tab.description();
        let stored = tab.rows(&assessment).into_iter().filter_map(|at| tab.fact(&assessment, at));
        for draft in stored.chain([(about.blank)()]) {
            let mut copy = draft.clone();
            for field in about.fields {
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
    #![proptest_config(proptest::prelude::ProptestConfig { cases: crate::thorough::cases(48), ..Default::default() })]

    #[test]
    fn no_key_breaks_a_form(presses in proptest::collection::vec(0_usize..32, 1..120), size in 0_usize..3) {
        const KEYS: [&str; 32] = [
            "t", "a", "Enter", "Tab", "Shift-Tab", "Down", "Up", "Space", "Right", "Left", "d", "c", "Esc",
            "Ctrl-s", "u", "]", "f", "s", "A", "End", "Home", "Delete", "Backspace", "9", "2", "x", "あ",
            "PageDown", "Ctrl-a", "R", "W", "L",
        ];
        let size = [(60, 16), (80, 24), (120, 36)][size];
        let mut script = Script::open(sample(), "", Lang::Ja, size).keys("t");
        for press in presses {
            script = script.keys(KEYS[press]);
            drop(script.model.view());
        }
        let session = script.model.desktop.session.as_ref().expect("open");
        let day = session.assessment.profile.reference_date;
        let again = kijun::domain::evaluate::evaluate(
            &session.pack, &session.references, &session.assessment, day,
        );
        proptest::prop_assert_eq!(&again, &session.findings);
    }
}

/// Device diagnosis staff qualify by the routes of the diagnosis service, in their own role and category.
#[test]
fn device_diagnosis_staff_are_found_on_the_routes_of_vuln() {
    use kijun::domain::evaluate::route_people;
    use kijun::domain::register::Post;
    let script = Script::sample();
    let session = script.model.desktop.session.as_ref().expect("open");
    let mut all = session.assessment.clone();
    let lead = all.people.iter().position(|person| person.id == "P-01").expect("the lead");
    let day = all.profile.reference_date;
    let on = |all: &kijun::domain::assessment::Assessment, category: &str, role: &str| {
        let (pack, references) = (&session.pack, &session.references);
        route_people(pack, references, all, day, category, role, "vuln.tech.a.i")[lead].1.verdict()
    };
    assert_eq!(on(&all, "vuln", "lead"), Verdict::NeedsConfirmation);
    assert_eq!(on(&all, "device", "diagnosis"), Verdict::Gap, "no post there yet");
    let from = Some("2025-04-01".parse::<kijun::domain::date::Date>().expect("a date").into());
    let post = Post { category: "device".into(), role: "diagnosis".into(), from, ..Post::default() };
    all.people[lead].posts.push(post);
    assert_eq!(on(&all, "device", "diagnosis"), Verdict::NeedsConfirmation);
    assert_eq!(on(&all, "vuln", "diagnosis"), Verdict::Gap, "the post is in the other category");
}

#[test]
fn a_declaration_about_something_else_is_one_edit_and_one_undo_brings_the_former_back() {
    let declared = Declaration {
        about: DeclarationKind::AllReviewed,
        subject: "vuln.quality.review".to_owned(),
        by: "佐藤 花子".to_owned(),
        on: Some(date("2026-11-01")),
        ..Declaration::default()
    };
    let before = Assessment { declarations: vec![declared], ..sample() };
    let script = Script::open(before, "", Lang::Ja, (80, 24)).keys("t 0 Enter Right Ctrl-s");
    let about = |script: &Script| {
        script.assessment().declarations.iter().map(|row| row.about).collect::<Vec<DeclarationKind>>()
    };
    assert_eq!((about(&script), script.recorded()), (vec![DeclarationKind::NoJobsYet], 1));
    assert_eq!(about(&script.keys("U")), [DeclarationKind::AllReviewed]);
}
