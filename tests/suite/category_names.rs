//! Categories by the names people use, on every command that asks for one.

use crate::home::Home;

#[test]
fn every_command_knows_a_category_by_its_names() {
    let home = Home::with_sample();
    let new = [
        "new",
        "n.ron",
        "--organisation",
        "株式会社アクメ",
        "--category",
        "ペネトレーションテスト,情報セキュリティ監査",
    ];
    assert_eq!(home.run(&new).code, Some(0));
    assert!(home.text("n.ron").contains("\"audit\",\n            \"pentest\""), "{}", home.text("n.ron"));
    for name in ["脆弱性診断", "脆弱性診断サービス", " ﾍﾟﾈﾄﾚｰｼｮﾝﾃｽﾄ", "Forensics", "SOC"]
    {
        for command in ["gap", "plan", "forecast", "carriers", "review", "export"] {
            let ran = home.run(&[command, "sample.ron", "--category", name]);
            assert!(ran.code != Some(2) && !ran.out.is_empty(), "{command} {name}: {}", ran.err);
        }
        assert_eq!(home.run(&["questions", "--category", name]).code, Some(0), "{name}");
        let why = home.run(&["why", "sample.ron", name]);
        assert!(why.code != Some(2), "{name}: {}", why.err);
    }
    let same = |name: &str| home.run(&["gap", "sample.ron", "--format", "json", "--category", name]).out;
    assert_eq!(same("脆弱性診断"), same("vuln"));
}

#[test]
fn an_unknown_category_is_told_with_the_names_there_are() {
    let home = Home::with_sample();
    let ran = home.run(&["review", "sample.ron", "--category", "診断", "--lang", "ja"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("audit (監査)、vuln (脆弱性診断)"), "{}", ran.err);
    assert_eq!(home.run(&["review", "sample.ron", "--category", " "]).code, Some(2));
}

#[test]
fn ids_editions_and_packs_are_known_in_any_width_and_case() {
    let home = Home::with_sample();
    let why = |id: &str| home.run(&["why", "sample.ron", id, "--format", "json"]).out;
    for id in ["ＶＵＬＮ．ＴＥＣＨ．Ａ", "VULN.TECH.A", "vuln.tech.a "] {
        assert!(!why(id).is_empty() && why(id) == why("vuln.tech.a"), "{id}");
    }
    let set = home.run(&["set", "sample.ron", "Pentest.Tech.B＃result", "yes", "--by", "青木"]);
    assert_eq!(set.code, Some(0), "{}", set.err);
    assert!(home.text("sample.ron").contains("row: \"pentest.tech.b#result\""));
    let history = |id: &str| home.run(&["history", "sample.ron", "--id", id]).out;
    assert!(!history("PENTEST.TECH.B#RESULT").is_empty());
    assert_eq!(history("PENTEST.TECH.B#RESULT"), history("pentest.tech.b#result"));
    let cost = home.run(&["plan", "sample.ron", "--cost", "VULN.TECH.A.I=small:3", "--category", "vuln"]);
    assert!(cost.code != Some(2), "{}", cost.err);
    for (at, edition) in ["４．１", "第4.1版", "第４．１版", "4.1"].into_iter().enumerate() {
        let file = format!("n{at}.ron");
        let new =
            home.run(&["new", &file, "--organisation", "A", "--category", "vuln", "--edition", edition]);
        assert_eq!(new.code, Some(0), "{edition}: {}", new.err);
        assert!(home.text(&file).contains("edition: \"4.1\""), "{edition}");
    }
    let none = home.run(&["questions", "--category", "vuln", "--edition", "41"]);
    assert_eq!(none.code, Some(2));
    assert_eq!(
        home.run(&["questions", "--category", "vuln", "--pack", "SS-CRITERIA", "--edition", "4"]).code,
        Some(0)
    );
}
