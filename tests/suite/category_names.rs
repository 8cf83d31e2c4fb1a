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
