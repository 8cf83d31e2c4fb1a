//! The commands that lead from verdicts to decisions: what-if, why, carriers, the examiner's lint.

use crate::home::{Home, SAMPLE, both_languages};

/// Two scenarios in the file: somebody leaves; and one about a person who is not as it says.
fn with_scenarios(home: &Home) {
    let scenarios = r#"    scenarios: [
        (
            name: "審査中のみ",
            by: "佐藤",
            at: "2026-11-22T05:00:00Z",
            changes: [
                (claim: (at: 0, before: (row: "audit.scope", answer: "yes"), after: (row: "audit.scope", answer: "no"))),
            ],
        ),
        (
            name: "基準の明示をやめる",
            by: "佐藤",
            at: "2026-11-22T05:00:00Z",
            changes: [
                (claim: (at: 0, after: (row: "vuln.tech.b#result", answer: "no"))),
            ],
        ),
    ],
"#;
    let text = SAMPLE.trim_end().strip_suffix(')').expect("a struct").to_owned() + scenarios + ")\n";
    home.put("sample.ron", &text);
}

#[test]
fn what_if_tries_and_writes_nothing() {
    let home = Home::with_sample();
    let before = home.text("sample.ron");
    for lang in ["ja", "en"] {
        let ran = home.run(&["what-if", "sample.ron", "--lang", lang, "--without", "P-01"]);
        assert_eq!(ran.code, Some(1), "{}", ran.err);
        insta::assert_snapshot!(format!("what_if_without_{lang}"), ran.told());
    }
    let name = home.run(&["what-if", "sample.ron", "--without", "佐藤 花子", "--format", "json"]);
    let id = home.run(&["what-if", "sample.ron", "--without", "P-01", "--format", "json"]);
    assert_eq!(name.out, id.out);
    let value: serde_json::Value = serde_json::from_str(&id.out).expect("JSON");
    let gap = home.run(&["gap", "sample.ron", "--format", "json"]);
    let gap: serde_json::Value = serde_json::from_str(&gap.out).expect("JSON");
    for (tried, real) in
        value["categories"].as_array().expect("list").iter().zip(gap["summary"].as_array().expect("list"))
    {
        assert_eq!((&tried["category"], &tried["verdict"]), (&real["category"], &real["verdict"]));
        assert_eq!(tried["counts"], real["counts"]);
    }
    assert!(value["tried"][0]["flips"]["categories"].as_array().is_some_and(|flips| !flips.is_empty()));
    let markdown =
        home.run(&["what-if", "sample.ron", "--set", "vuln.tech.b#result=no", "--format", "markdown"]);
    assert!(markdown.out.starts_with("# "), "{}", markdown.out);
    let day = home.run(&["what-if", "sample.ron", "--as-of", "2031-01-31", "--lang", "en"]);
    assert!(day.out.contains("Reference date: 31 January 2027 -> 31 January 2031"), "{}", day.out);
    let as_of = home.run(&["gap", "sample.ron", "--as-of", "2031-01-31"]);
    assert_eq!(day.code, as_of.code, "judged on what was tried");
    assert_eq!(home.text("sample.ron"), before);
    assert_eq!(home.names(), ["sample.ron"], "no history, no lock");
}

#[test]
fn what_if_lists_and_compares_scenarios() {
    let home = Home::new();
    with_scenarios(&home);
    for lang in ["ja", "en"] {
        let list = home.run(&["what-if", "sample.ron", "--list", "--lang", lang]);
        assert_eq!(list.code, Some(0), "{}", list.err);
        let compared = home.run(&[
            "what-if",
            "sample.ron",
            "--compare",
            "審査中のみ,基準の明示をやめる",
            "--lang",
            lang,
        ]);
        assert_eq!(compared.code, Some(1), "{}", compared.err);
        insta::assert_snapshot!(
            format!("what_if_scenarios_{lang}"),
            format!("{}\n{}", list.told(), compared.told())
        );
    }
    let both = home.run(&["what-if", "sample.ron", "--scenario", "基準の明示をやめる", "--without", "P-02"]);
    assert!(both.out.contains("P-02"), "{}", both.told());
    let json = home.run(&["what-if", "sample.ron", "--compare", "審査中のみ", "--format", "json"]);
    let value: serde_json::Value = serde_json::from_str(&json.out).expect("JSON");
    assert_eq!(value["tried"][0]["applies"], false, "the answer is signed otherwise");
    assert!(value["tried"][0]["why_not"].is_string() && value["differ"].is_array());
}

#[test]
fn what_if_refuses_what_does_not_exist() {
    let home = Home::new();
    with_scenarios(&home);
    let cases: [&[&str]; 9] = [
        &["--without", "P-99"],
        &["--set", "vuln.nowhere=no"],
        &["--set", "vuln.tech.b#result"],
        &["--set", "vuln.tech=yes"],
        &["--set", "vuln.qual.a=na"],
        &["--scenario", "ない案"],
        &["--scenario", "審査中のみ"],
        &["--list", "--without", "P-01"],
        &["--compare", "ない案"],
    ];
    let told: Vec<String> = cases
        .iter()
        .map(|case| {
            let arguments = [&["what-if", "sample.ron"], *case].concat();
            assert_eq!(home.run(&arguments).code, Some(2), "{arguments:?}");
            format!("###### {arguments:?}\n{}", both_languages(&home, &arguments))
        })
        .collect();
    insta::assert_snapshot!("what_if_refused", told.join("\n"));
}

#[test]
fn why_proves_a_verdict_in_both_languages_and_every_format() {
    let home = Home::with_sample();
    let text = both_languages(&home, &["why", "sample.ron", "pentest.tech.b#process"]);
    let markdown = both_languages(&home, &["why", "sample.ron", "common.elig", "--format", "markdown"]);
    insta::assert_snapshot!("why", format!("{text}\n######\n{markdown}"));
    let told = home.run(&["why", "sample.ron", "vuln", "--format", "json"]);
    assert_eq!(told.code, Some(3), "{}", told.err);
    let why: serde_json::Value = serde_json::from_str(&told.out).expect("JSON");
    let gap = home.run(&["gap", "sample.ron", "--format", "json"]);
    let gap: serde_json::Value = serde_json::from_str(&gap.out).expect("JSON");
    let summary = gap["summary"].as_array().expect("a list").iter().find(|one| one["category"] == "vuln");
    let summary = summary.expect("vuln is chosen");
    for key in ["verdict", "strict", "lenient"] {
        assert_eq!(why["proof"][key], summary[key], "{key}");
    }
    let children = why["proof"]["children"].as_array().expect("a list");
    assert!(children.len() >= 3 && children.iter().all(|child| child["about"] == "row"));
}

/// The tree of every row that `gap` reports on has the verdict that `gap` gives it.
#[test]
fn why_and_gap_agree() {
    let home = Home::with_sample();
    let gap = home.run(&["gap", "sample.ron", "--format", "json"]);
    let gap: serde_json::Value = serde_json::from_str(&gap.out).expect("JSON");
    let rows = gap["requirements"].as_array().expect("a list");
    let judged: Vec<&serde_json::Value> = rows.iter().filter(|row| !row["verdict"].is_null()).collect();
    assert!(judged.len() > 100);
    for row in judged.iter().step_by(9) {
        let id = row["id"].as_str().expect("an id");
        let told = home.run(&["why", "sample.ron", id, "--format", "json"]);
        let why: serde_json::Value = serde_json::from_str(&told.out).expect("JSON");
        for key in ["verdict", "strict", "lenient"] {
            assert_eq!(why["proof"][key], row[key], "{id}: {key}");
        }
        let code = match row["verdict"].as_str() {
            Some("gap") => 1,
            Some("unanswered" | "needs-confirmation") => 3,
            _ => 0,
        };
        assert_eq!(told.code, Some(code), "{id}");
    }
}

#[test]
fn why_of_nothing_known_names_what_is_near() {
    let home = Home::with_sample();
    let told = home.run(&["--lang", "en", "why", "sample.ron", "vuln.tech.b#results"]);
    assert_eq!(told.code, Some(2));
    assert!(told.err.contains("vuln.tech.b#result"), "{}", told.err);
}

#[test]
fn carriers_say_what_cannot_be_missed() {
    let home = Home::with_sample();
    let arguments = ["carriers", "sample.ron", "--category", "audit"];
    insta::assert_snapshot!("carriers", both_languages(&home, &arguments));
    let markdown = home.run(&["carriers", "sample.ron", "--category", "audit", "--format", "markdown"]);
    assert!(markdown.out.contains("## 監査"), "{}", markdown.out);
    let told = home.run(&["carriers", "sample.ron", "--format", "json"]);
    assert_eq!(told.code, Some(3), "{}", told.err);
    let report: serde_json::Value = serde_json::from_str(&told.out).expect("JSON");
    let audit = &report["categories"][0];
    assert_eq!((&audit["category"], &audit["may_leave"]), (&"audit".into(), &0.into()));
    let single = audit["single_points"].as_array().expect("a list");
    assert!(single.contains(&"P-04".into()), "{single:?}");
    let lead = report["carriers"].as_array().expect("a list").iter().find(|one| one["id"] == "P-04");
    let falls = &lead.expect("the lead carries something")["lasting"]["categories"];
    assert!(falls.as_array().expect("a list").iter().any(|flip| flip["category"] == "audit"), "{falls}");
    let undated = home.text("sample.ron").replace("reference_date: \"2027-01-31\",", "");
    home.put("undated.ron", &undated);
    assert_eq!(home.run(&["carriers", "undated.ron"]).code, Some(2));
}

#[test]
fn the_examiners_lint_says_where_each_remark_comes_from() {
    let home = Home::with_sample();
    let told = home.run(&["lint", "--examiner", "sample.ron", "--format", "json"]);
    assert_eq!(told.code, Some(3), "{}", told.err);
    let report: serde_json::Value = serde_json::from_str(&told.out).expect("JSON");
    let remarks = report["remarks"].as_array().expect("a list");
    for remark in remarks {
        let origin = &remark["origin"];
        match origin["kind"].as_str() {
            Some("surveillance") => {
                let check = remark["check"].as_str().expect("a word");
                assert!(check.starts_with(origin["finding"].as_str().expect("a finding")), "{remark}");
                assert_eq!(origin["years"], serde_json::json!([2022, 2024]));
            }
            Some("doubt") => assert!(origin["doubt"].as_str().expect("a doubt").starts_with('A')),
            kind => assert_eq!(kind, Some("consistency"), "{remark}"),
        }
    }
    assert!(remarks.iter().any(|remark| remark["check"] == "F1-review"));
}

/// How many services were looked at is true of all findings together, so it stands at none of them.
#[test]
fn what_the_findings_were_gathered_from_is_said_once() {
    let home = Home::with_sample();
    for (lang, words) in [
        ("ja", "対象29サービス、うち11に何らかの指摘"),
        ("en", "29 services looked at, 11 of them with some finding"),
    ] {
        for format in ["text", "markdown"] {
            let told =
                home.run(&["--lang", lang, "lint", "--examiner", "sample.ron", "--format", format]).out;
            let lines: Vec<&str> = told.lines().filter(|line| line.contains("29")).collect();
            assert!(matches!(&lines[..], [line] if line.contains(words)), "{lang} {format}: {lines:?}");
        }
    }
    let json = home.run(&["lint", "--examiner", "sample.ron", "--format", "json"]).out;
    let report: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(report["surveillance"]["services"], 29);
    assert_eq!(report["surveillance"]["with_findings"], 11);
    let remarks = report["remarks"].as_array().expect("a list");
    assert!(remarks.iter().all(|remark| !remark["source"].as_str().is_some_and(|text| text.contains("29"))));
}
