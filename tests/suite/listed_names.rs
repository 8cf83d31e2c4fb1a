//! Certificates and the like as people call them: a short name is its member, a number or a date is no name, and
//! what stands in no list is told with the members near it, in sheets, gaps, plans and checks.

use serde_json::Value;

use crate::home::{Home, Ran};

/// Imports one certificate under a name.
fn certificate(home: &Home, name: &str, more: &[&str]) -> Ran {
    let head = "従事者,資格,番号,取得日,有効期限\n";
    home.put("q.csv", &format!("{head}山田 太郎,\"{name}\",ECC-1,2026-04-01,2029-03-31\n"));
    home.run(&[&["import", "a.ron", "q.csv", "--what", "qualifications"], more].concat())
}

/// The same company with a certificate as older versions wrote it, whatever it is called.
fn written(item: &str) -> Home {
    let home = Home::with_lead();
    assert_eq!(certificate(&home, "CEH", &[]).code, Some(0));
    let text = home.text("a.ron");
    assert!(text.contains("member:1-2-1/ceh"));
    home.put("old.ron", &text.replace("member:1-2-1/ceh", item));
    home
}

fn json(ran: &Ran) -> Value {
    serde_json::from_str(&ran.out).expect("JSON")
}

fn row(gap: &Value, id: &str) -> Value {
    let rows = gap["requirements"].as_array().expect("rows");
    rows.iter().find(|row| row["id"] == id).expect("the row").clone()
}

#[test]
fn a_short_name_is_its_member_and_counts() {
    for (name, member) in [
        ("CEH", "1-2-1/ceh"),
        ("ｃｅｈ", "1-2-1/ceh"),
        ("認定ホワイトハッカー", "1-2-1/ceh"),
        ("Certified Ethical Hacker (CEH)", "1-2-1/ceh"),
        ("登録セキスペ", "1-2-1/riss"),
        ("RISS", "1-2-1/riss"),
        ("情報処理安全確保支援士（登録セキスペ）", "1-2-1/riss"),
        ("1-2-1 RISS", "1-2-1/riss"),
        ("OSCP", "1-2-2/oscp"),
        ("Offensive Security Certified Professional", "1-2-2/oscp"),
        ("OSCP+", "1-2-2/oscp-plus"),
        ("ＣＤＦＰ－Ｂ", "1-3/cdfp-b"),
    ] {
        let home = Home::with_lead();
        let more = if name == "OSCP" { &["--skip", "有効期限"][..] } else { &[] };
        let ran = certificate(&home, name, more);
        assert_eq!(ran.code, Some(0), "{name}: {}", ran.err);
        assert!(home.text("a.ron").contains(&format!("item: \"member:{member}\"")), "{name}");
        assert!(!ran.out.contains("例示にありません"), "{name}: {}", ran.out);
        // What was taken in is read back as the same from the sheet that is written of it.
        let out = ["export", "a.ron", "--what", "qualifications", "--out", "back.csv"];
        assert_eq!(home.run(&out).code, Some(0));
        let back = home.run(&["import", "a.ron", "back.csv", "--what", "qualifications"]);
        assert!(back.out.contains("変わるものはありません"), "{name}: {} {}", back.out, back.err);
    }
}

#[test]
fn numbers_ids_and_dates_are_refused_with_the_place() {
    let home = Home::with_lead();
    let before = home.text("a.ron");
    for (name, said) in [
        ("1-2-1", "例示の一覧の番号で、名前ではありません"),
        ("１．２．１", "例示の一覧の番号で、名前ではありません"),
        ("1-2-1/cehh", "例示にありません"),
        ("member:1-2-1/cehh", "例示にありません"),
        ("9-9/none", "例示にありません"),
        ("P-01", "例示にありません"),
        ("vuln.tech.a", "例示にありません"),
        ("2001/2/1", "日付の形"),
        ("1月2日", "日付の形"),
        ("02-Jan", "日付の形"),
        ("令和8年4月1日", "日付の形"),
        ("36923", "数字だけ"),
        ("CAIS", "あたるものが複数あります"),
    ] {
        let ran = certificate(&home, name, &[]);
        assert_eq!(ran.code, Some(4), "{name}: {}", ran.out);
        assert!(ran.err.contains("q.csv:2:2: 資格:") && ran.err.contains(said), "{name}: {}", ran.err);
        assert!(ran.err.contains("ヒント: "), "{name}: {}", ran.err);
    }
    assert_eq!(home.text("a.ron"), before);
}

#[test]
fn what_stands_in_no_list_comes_in_and_is_told() {
    let home = Home::with_lead();
    let ran = certificate(&home, "CEH v12", &["--format", "json"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let told = &json(&ran)["unlisted"];
    assert_eq!(*told, serde_json::json!([{"with": "P-01", "name": "CEH v12", "near": ["1-2-1/ceh"]}]));
    // Told once: a sheet that says what stands there says nothing new.
    let again = certificate(&home, "CEH v12", &["--format", "json"]);
    assert_eq!(json(&again)["unlisted"], serde_json::json!([]));
    let home = Home::with_lead();
    let ran = certificate(&home, "社内認定 上級", &["--lang", "en"]);
    assert_eq!(ran.code, Some(0));
    assert!(ran.out.contains("P-01 山田 太郎: \"社内認定 上級\" is in no reference list\n"), "{}", ran.out);
}

#[test]
fn trainings_communities_and_standards_go_the_same_way() {
    let home = Home::with_lead();
    home.put("l.csv", "従事者,コミュニティ,立場\n山田 太郎,ISOG-J,講師\n");
    assert_eq!(home.run(&["import", "a.ron", "l.csv", "--what", "lectures"]).code, Some(0));
    assert!(home.text("a.ron").contains("member:2-1/isog-j"));
    home.put("l.csv", "従事者,コミュニティ,立場\n山田 太郎,2-1,講師\n");
    let ran = home.run(&["import", "a.ron", "l.csv", "--what", "lectures"]);
    assert!(ran.code == Some(4) && ran.err.contains("2-1/owasp-japan OWASP Japan"), "{}", ran.err);
    home.put("t.csv", "従事者,研修,修了・受講の日\n山田 太郎,3-1,2026-04-01\n");
    let ran = home.run(&["import", "a.ron", "t.csv", "--what", "trainings"]);
    assert!(ran.code == Some(4) && ran.err.contains("一覧の番号"), "{}", ran.err);
    home.put("d.csv", "題名,名を挙げる基準\n診断仕様書,\"WSTG\nSP 800-115\"\n");
    let ran = home.run(&["import", "a.ron", "d.csv", "--what", "documents"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(home.text("a.ron").contains("member:4-2-1/owasp-wstg"));
    assert!(home.text("a.ron").contains("member:4-2-2/nist-800-115"));
}

#[test]
fn an_older_file_is_told_to_write_the_name_of_the_list() {
    for (item, sure) in [("unlisted:CEH", true), ("unlisted:CEH v12", false)] {
        let home = written(item);
        let name = item.trim_start_matches("unlisted:");
        let gap = json(&home.run(&["gap", "old.ron", "--format", "json"]));
        let at = row(&gap, "vuln.tech.a.i");
        assert_ne!(at["verdict"], "satisfied");
        let rename =
            serde_json::json!([{"with": "P-01", "name": name, "members": ["1-2-1/ceh"], "sure": sure}]);
        assert_eq!(at["renames"], rename);
        // Rows that ask for another list have nothing to say of it.
        let training = row(&gap, "vuln.tech.a.iv");
        assert_eq!(training["renames"], Value::Null);
        let said = if sure {
            format!(
                "Register \"{name}\" of P-01 山田 太郎 under the list's name, 1-2-1/ceh Certified Ethical Hacker."
            )
        } else {
            format!(
                "If \"{name}\" of P-01 山田 太郎 is 1-2-1/ceh Certified Ethical Hacker, register it under the list's name."
            )
        };
        for command in ["gap", "check"] {
            let ran = home.run(&[command, "old.ron", "--lang", "en"]);
            assert!(ran.out.contains(&said), "{command}: {}", ran.out);
        }
        let markdown = home.run(&["gap", "old.ron", "--lang", "en", "--format", "markdown"]);
        assert!(markdown.out.contains("under the list's name"), "{}", markdown.out);
        let table = home.run(&["export", "old.ron", "--lang", "en"]);
        assert!(table.out.contains("under the list's name"), "{}", table.out);
        let plan = home.run(&["plan", "old.ron", "--lang", "en"]);
        assert!(plan.out.contains(&said), "{}", plan.out);
        let plan = json(&home.run(&["plan", "old.ron", "--format", "json"]));
        assert_eq!(plan["renames"], rename);
        let steps = plan["plans"][0]["steps"].as_array().expect("steps");
        let renames = steps.iter().filter(|step| step["action"] == "rename").count();
        assert_eq!(renames, usize::from(sure), "{plan:#}");
    }
}

#[test]
fn a_plan_that_writes_the_lists_name_comes_true() {
    let home = written("unlisted:CEH");
    let plan = json(&home.run(&["plan", "old.ron", "--format", "json"]));
    let steps = plan["plans"][0]["steps"].as_array().expect("steps");
    let step = steps.iter().find(|step| step["action"] == "rename").expect("a step that renames");
    assert_eq!((&step["id"], &step["effort"]), (&"vuln.tech.a.i".into(), &"small".into()));
    let promised = step["unlocks_alone"]["requirements"].as_array().expect("rows").clone();
    let flips = promised.iter().find(|flip| flip["id"] == "vuln.tech.a.i").expect("the row itself");
    let gap = json(&home.run(&["gap", "a.ron", "--format", "json"]));
    assert_eq!(row(&gap, "vuln.tech.a.i")["verdict"], flips["to"]);
    assert_eq!(flips["to"], "satisfied");
}

#[test]
fn many_names_are_told_by_the_first_and_their_number() {
    let home = written("unlisted:CEH");
    let text = home.text("old.ron");
    let at = text.find("        (\n            id: \"P-01\"").expect("a person");
    let end = at + text[at..].find("\n        ),\n").expect("its end") + "\n        ),\n".len();
    let more: String = (2..=6).map(|nth| text[at..end].replace("P-01", &format!("P-0{nth}"))).collect();
    home.put("old.ron", &format!("{}{more}{}", &text[..end], &text[end..]));
    let gap = home.run(&["gap", "old.ron", "--lang", "en", "--file-only"]);
    assert_eq!(gap.out.matches("under the list's name").count(), 3, "{} {}", gap.out, gap.err);
    assert!(gap.out.contains("There are 3 more; kijun check lists them."), "{}", gap.out);
    let check = home.run(&["check", "old.ron", "--lang", "en", "--file-only"]);
    assert_eq!(check.out.matches("under the list's name").count(), 6, "{}", check.out);
}
