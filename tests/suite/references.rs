//! The lists nobody has read: what waits for them, how a member is verified for one file and for all, and what is said
//! where all else is done.
#![expect(clippy::panic, reason = "a test that cannot go on says why")]

use serde_json::Value;

use crate::home::{Home, Ran, both_languages};

/// A vendor of diagnosis with a lead, a paper for clients and a chosen standard, whose list nobody has read.
const WAITING: &str = r#"(
    format: 1,
    app: "kijun 0.1.0",
    pack: "ss-criteria",
    edition: "4",
    profile: (organisation: "甲社", categories: ["vuln"], reference_date: "2027-01-31"),
    people: [(id: "P-01", name: "山田 太郎", engagement: "own",
        posts: [(category: "vuln", role: "lead", from: "2020-04-01")])],
    documents: [(id: "D-01", title: "診断仕様書", version: "1.0", approved: "2026-04-01", audience: "client",
        covers: [(row: "vuln.tech.b#standard", section: "3")], names: ["member:4-2-1/owasp-wstg"])],
    standards: [(row: "vuln.tech.b#standard", item: "member:4-2-1/owasp-wstg")],
)
"#;

const ROW: &str = "vuln.tech.b#standard";

const HEADINGS: &str = "一覧,例示,名前,英語名,別名,発行者,どこで確かめたか,確かめた人,日付";

fn json(ran: &Ran) -> Value {
    serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{}", ran.err))
}

fn row(gap: &Value, id: &str) -> Value {
    let rows = gap["requirements"].as_array().expect("rows");
    rows.iter().find(|row| row["id"] == id).expect("the row").clone()
}

fn verdict(home: &Home, file: &str, arguments: &[&str]) -> String {
    let gap = json(&home.run(&[&["gap", file, "--format", "json"], arguments].concat()));
    row(&gap, ROW)["verdict"].as_str().expect("a verdict").to_owned()
}

fn with_waiting() -> Home {
    let home = Home::new();
    home.put("a.ron", WAITING);
    home
}

#[test]
fn where_all_else_is_done_the_list_is_asked_for_and_not_the_work() {
    let home = with_waiting();
    for format in ["text", "markdown"] {
        let ran = home.run(&["gap", "a.ron", "--format", format]);
        let told = ran.out.replace('\\', "");
        assert!(told.contains("公表文書で確かめ"), "{format}: {told}");
        assert!(told.contains("対象: 4-2-1/owasp-wstg OWASP Web Security Testing Guide"), "{format}: {told}");
    }
    let gap = json(&home.run(&["gap", "a.ron", "--format", "json"]));
    assert_eq!(row(&gap, ROW)["unverified_alone"], serde_json::json!(["4-2-1/owasp-wstg"]));
    assert_eq!(row(&gap, "vuln.tech.b#result")["unverified_alone"], Value::Null, "here more is missing");
    let grid = home.run(&["export", "a.ron", "--what", "gaps"]);
    assert!(grid.out.contains("対象: 4-2-1/owasp-wstg"), "{}", grid.out);
    // What was done already is asked for no more.
    let questions =
        json(&home.run(&["questions", "--category", "vuln", "--edition", "4", "--format", "json"]));
    let question = questions["questions"].as_array().expect("rows").iter().find(|row| row["id"] == ROW);
    let close = question.expect("the row")["close"].as_str().expect("a text");
    assert!(!home.run(&["gap", "a.ron"]).out.contains(close), "{close}");
}

#[test]
fn a_gap_says_how_many_lists_and_rows_wait() {
    let home = with_waiting();
    let gap = home.run(&["gap", "a.ron", "--format", "json"]);
    let unread = json(&gap)["unread"].clone();
    let (lists, rows) = (unread["lists"].as_u64().expect("lists"), unread["rows"].as_u64().expect("rows"));
    assert!(lists >= 4 && rows >= lists, "{unread}");
    let told = home.run(&["gap", "a.ron"]).out;
    assert!(told.contains(&format!("照らし合わせていない一覧が{lists}件あり")), "{told}");
    assert!(told.contains(&format!("行が{rows}行あります")), "{told}");
    let references = json(&home.run(&["references", "a.ron", "--format", "json"]));
    assert_eq!(references["unread"], unread, "both commands count the same");
}

#[test]
fn the_lists_are_shown_with_what_waits_first() {
    let home = with_waiting();
    let ran = home.run(&["references", "a.ron"]);
    assert_eq!(ran.code, Some(3), "{}", ran.err);
    insta::assert_snapshot!("references", both_languages(&home, &["references", "a.ron"]));
    insta::assert_snapshot!(
        "references_markdown",
        home.run(&["references", "a.ron", "--format", "markdown"]).out
    );
    insta::assert_snapshot!("references_alone", home.run(&["references", "--category", "vuln"]).out);
}

#[test]
fn a_member_is_verified_by_a_table_and_a_new_one_gets_an_id() {
    let home = with_waiting();
    let out = home.run(&["export", "a.ron", "--what", "members", "--out", "m.csv"]);
    assert_eq!(out.code, Some(0), "{}", out.err);
    let back = home.run(&["import", "a.ron", "m.csv", "--what", "members"]);
    assert!(back.out.contains("変わるものはありません"), "{} {}", back.out, back.err);
    home.put(
        "t.csv",
        &format!(
            "{HEADINGS}\n4-2-1,,WSTG,,,,公表一覧 3頁,,2026-12-01\n3-1,,Web診断 基礎,Web Basic,,甲協会,公表一覧 9頁,佐藤,2026-12-01\n"
        ),
    );
    let ran = home.run(&["import", "a.ron", "t.csv", "--what", "members", "--by", "三本"]);
    assert_eq!(ran.code, Some(0), "{} {}", ran.out, ran.err);
    assert_eq!(verdict(&home, "a.ron", &[]), "satisfied");
    let text = home.text("a.ron");
    assert!(!text.contains("name: \"WSTG\""), "the list's own name stays: {text}");
    assert!(text.contains("id: \"4-2-1/owasp-wstg\"") && text.contains("by: \"三本\""), "{text}");
    assert!(text.contains("id: \"3-1/web-basic\"") && text.contains("by: \"佐藤\""), "{text}");
    let told = home.run(&["gap", "a.ron"]).out;
    assert!(
        told.contains(
            "例示4-2-1 OWASP Web Security Testing Guide: 三本が2026-12-01に確認(出典: 公表一覧 3頁)"
        ),
        "{told}"
    );
    let why = home.run(&["why", "a.ron", ROW]).out;
    assert!(why.contains("三本が2026-12-01に確認"), "{why}");
    // The same list once more says nothing new.
    let again = home.run(&["import", "a.ron", "t.csv", "--what", "members", "--by", "三本"]);
    assert!(again.out.contains("変わるものはありません"), "{} {}", again.out, again.err);
}

#[test]
fn rows_that_say_too_little_or_take_a_number_are_refused() {
    let home = with_waiting();
    let before = home.text("a.ron");
    for (line, said) in [
        ("4-2-1,,WSTG,,,,,,2026-12-01", "確かめた出典と日付がそろっていません"),
        ("4-2-1,,WSTG,,,,公表一覧,,", "確かめた出典と日付がそろっていません"),
        (",,WSTG,,,,公表一覧,,2026-12-01", "どの構成員のことか書かれていません"),
        ("9-9,,X,,,,公表一覧,,2026-12-01", "例示「9-9」はありません"),
        ("4-1,4-2-1/owasp-wstg,,,,,公表一覧,,2026-12-01", "例示4-1の番号ではありません"),
        ("4-2-1,4-2-1/owasp-wstg,別の基準,,,,公表一覧,,2026-12-01", "の番号です"),
        ("4-2-1,4-2-1/own,WSTG,,,,公表一覧,,2026-12-01", "4-2-1/owasp-wstg としてあります"),
        ("4-2,4-2/own,独自,,,,公表一覧,,2026-12-01", "例示4-2は例示4-2-1と読みます"),
        ("4-2-1,,WSTG,,,,公表一覧,,きのう", "日付"),
    ] {
        home.put("t.csv", &format!("{HEADINGS}\n{line}\n"));
        let ran = home.run(&["import", "a.ron", "t.csv", "--what", "members"]);
        assert_eq!(ran.code, Some(4), "{line}: {}", ran.out);
        assert!(ran.err.contains("t.csv:2:") && ran.err.contains(said), "{line}: {}", ran.err);
    }
    assert_eq!(home.text("a.ron"), before);
}

#[test]
fn a_list_that_is_taken_in_once_counts_for_every_client() {
    let home = with_waiting();
    home.put("b.ron", &WAITING.replace("甲社", "乙社"));
    home.put("t.csv", &format!("{HEADINGS}\n4-2-1,,WSTG,,,,公表一覧 3頁,,2026-12-01\n"));
    let take = ["references", "--take-in", "t.csv", "--folder", "lists", "--by", "佐藤"];
    let look = home.run(&[&take[..], &["--check"]].concat());
    assert!(look.code == Some(0) && look.out.contains("まだ何も書いていません"), "{} {}", look.out, look.err);
    assert!(!home.path("lists").exists());
    let ran = home.run(&take);
    assert_eq!(ran.code, Some(0), "{} {}", ran.out, ran.err);
    insta::assert_snapshot!("taken_in", home.text("lists/members.ron"));
    for file in ["a.ron", "b.ron"] {
        assert_eq!(verdict(&home, file, &[]), "needs-confirmation");
        assert_eq!(verdict(&home, file, &["--references", "lists"]), "satisfied");
        let told = home.run_with("KIJUN_REFERENCES_DIR", "lists", &["gap", file]).out;
        let who = "佐藤が2026-12-01に確認(出典: 公表一覧 3頁、共有の一覧 members.ron)";
        assert!(told.contains(who), "{told}");
    }
    // Once more, and another list: what the file holds stays.
    home.put("u.csv", &format!("{HEADINGS}\n5-1-1,5-1-1/cvss,,,,,公表一覧 5頁,田中,2026-12-02\n"));
    let more = home.run(&["references", "--take-in", "u.csv", "--references", "lists"]);
    assert_eq!(more.code, Some(0), "{}", more.err);
    let text = home.text("lists/members.ron");
    assert!(text.contains("佐藤") && text.contains("田中"), "{text}");
    let clean = home.run(&["lint", "lists"]);
    assert_eq!(clean.code, Some(0), "{} {}", clean.out, clean.err);
    // A row that is refused leaves the file as it is.
    home.put("u.csv", &format!("{HEADINGS}\n5-1-1,5-1-1/cvss,別の名前,,,,公表一覧 5頁,田中,2026-12-02\n"));
    let refused = home.run(&["references", "--take-in", "u.csv", "--references", "lists"]);
    assert_eq!((refused.code, home.text("lists/members.ron")), (Some(4), text), "{}", refused.err);
}

#[test]
fn a_file_adds_to_the_lists_and_a_conflict_is_told() {
    let home = with_waiting();
    let own = "members: [(id: \"4-2-1/own\", name: \"甲の基準\", source: \"公表一覧\", on: \"2026-12-01\", by: \"甲\")],\n)";
    home.put("a.ron", &format!("{}{own}\n", WAITING.trim_end().strip_suffix(')').expect("an assessment")));
    home.put("t.csv", &format!("{HEADINGS}\n4-2-1,4-2-1/own,乙の基準,,,,公表一覧 3頁,佐藤,2026-12-01\n"));
    assert_eq!(home.run(&["references", "--take-in", "t.csv", "--folder", "lists"]).code, Some(0));
    let found = json(&home.run(&["references", "a.ron", "--references", "lists", "--format", "json"]));
    assert_eq!(found["conflicts"][0]["id"], "4-2-1/own");
    let list = found["lists"].as_array().expect("lists").iter().find(|list| list["list"] == "4-2-1");
    let member = list.expect("the list")["members"]
        .as_array()
        .expect("members")
        .iter()
        .find(|m| m["id"] == "4-2-1/own");
    let from: Vec<&str> = member.expect("the member")["verifications"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|one| one["from"].as_str())
        .collect();
    assert_eq!(from, ["folder", "assessment"], "neither word is lost");
    let told = home.run(&["check", "a.ron", "--references", "lists"]).out;
    assert!(told.contains("4-2-1/own は「乙の基準」の番号です"), "{told}");
    assert!(!home.run(&["check", "a.ron"]).out.contains("食い違う"));
}

#[test]
fn a_shared_folder_that_is_not_there_is_told_and_stops_nothing() {
    let home = with_waiting();
    let ran = home.run(&["gap", "a.ron", "--references", "nowhere"]);
    assert_eq!(ran.out, home.run(&["gap", "a.ron"]).out);
    assert!(ran.err.contains("nowhere"), "{}", ran.err);
}
