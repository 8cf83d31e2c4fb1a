//! Headings as people write them: offered, found below a title, and names of categories as they are said.

use super::*;

fn hint(what: TableKind, text: &str) -> String {
    let (pack, company) = &*COMPANY;
    let grid = spreadsheet::read(text.as_bytes()).expect("reads").grid;
    let imported = taken(what, pack, company, &grid, false);
    match &imported.lines[0].outcome {
        RowOutcome::Refused(refusals) => refusals[0].problem.hint.en.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_heading_that_is_meant_is_offered() {
    let offered = |what, text: &str| hint(what, text).split(';').next().expect("one").to_owned();
    assert_eq!(
        offered(TableKind::Posts, "氏名,区分,役割\n佐藤 花子,監査,従事者\n"),
        "if \"Person\" is meant, call the column that"
    );
    assert_eq!(
        offered(TableKind::People, "氏名,フリガナ\n佐藤,さとう\n"),
        "if \"Reading\" is meant, call the column that"
    );
    assert_eq!(
        offered(TableKind::Contracts, "案件名,納品日\nx,2026-01-01\n"),
        "if \"Contract (alias)\" is meant, call the column that"
    );
    assert!(hint(TableKind::People, "氏名,部署\n佐藤,x\n").starts_with("known headings: "));
}

#[test]
fn headings_of_earlier_sheets_are_known() {
    for (what, text) in [
        (TableKind::Evidence, "番号,何か,添付\n,体制図,添付9\n"),
        (TableKind::Records, "件名,種類,行った日,Jobs,outside\n読み合わせ,監査,2026-10-01,,外部 太郎\n"),
        (
            TableKind::Lectures,
            "従事者,題名,school_level,school,subject\nP-01,ネットワーク論,大学,基準大学,監査\n",
        ),
    ] {
        let imported = sheet(what, text).expect("every heading is known");
        assert_eq!(imported.counts(), [1, 0, 0, 0], "{what:?}");
    }
}

#[test]
fn a_title_above_the_headings_is_named_as_such() {
    for text in [
        "従業員名簿(2026年度)\n\n番号,氏名,よみ\nP-01,佐藤 花子,はな\n",
        "従業員名簿,,作成 総務部\n,,\n番号,氏名,よみ\nP-01,佐藤 花子,はな\n",
    ] {
        assert_eq!(
            sheet(TableKind::People, text).expect_err("refused"),
            ["1:1 : the headings seem to be in row 3 (row 1 is a title)"]
        );
    }
}

#[test]
fn ids_are_known_whatever_dash_and_width_they_have() {
    for id in ["P‐04", "P05", "ｐ－０４", "P−04", "Pー04", "p-4"] {
        let imported = sheet(TableKind::People, &format!("番号,よみ\n{id},ちがう\n"));
        assert_eq!(imported.expect(id).counts(), [0, 1, 0, 0], "{id}");
    }
}

#[test]
fn categories_are_known_by_the_names_the_readme_uses() {
    let (pack, _) = &*COMPANY;
    for (name, id) in [
        ("情報セキュリティ監査", "audit"),
        ("情報セキュリティ監査サービス", "audit"),
        ("監査", "audit"),
        ("脆弱性診断", "vuln"),
        ("ペネトレーションテスト", "pentest"),
        ("ペネトレーションテスト（侵入試験）サービス", "pentest"),
        ("侵入試験", "pentest"),
        ("penetration test", "pentest"),
        ("Penetration testing", "pentest"),
        ("デジタルフォレンジック", "forensic"),
        ("デジタル・フォレンジック", "forensic"),
        ("ﾌｫﾚﾝｼﾞｯｸ", "forensic"),
        ("セキュリティ監視・運用", "soc"),
        ("監視運用", "soc"),
        ("SOC", "soc"),
        ("機器検証", "device"),
        ("Device verification", "device"),
    ] {
        assert_eq!(pack.category_meant(name).map(|category| category.id.as_str()), Some(id), "{name}");
        let posts =
            sheet(TableKind::Posts, &format!("従事者,区分,役割,始まり\nP-01,{name},従事者,2001-01-01\n"));
        assert!(posts.is_ok(), "{name}: {posts:?}");
    }
    for name in ["", "セキュリティ", "サービス", "診断"] {
        assert_eq!(pack.category_meant(name), None, "{name}");
    }
}
