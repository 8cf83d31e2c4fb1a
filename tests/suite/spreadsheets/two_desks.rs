//! One list saved at two desks, whose converters write the wave dash differently: four contracts stay four, by
//! whichever desk they come first, and the verdict that counts them stays what it was.

use std::fs;

use serde_json::Value;

use crate::home::Home;

const DESKS: [&str; 2] = ["wave-dash-utf8", "fullwidth-tilde-cp932"];

/// A lead for diagnosis and the lists of both desks.
fn company() -> Home {
    let home = Home::with_lead();
    for (what, desk) in [("contracts", 0), ("contracts", 1), ("team", 0), ("team", 1)] {
        let name = format!("{what}-{}.csv", DESKS[desk]);
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/two-desks");
        fs::copy(format!("{folder}/{name}"), home.path(&name)).expect("the list of a desk");
    }
    home
}

fn import(home: &Home, what: &str, desk: &str) -> (Option<i32>, String) {
    let ran = home.run(&["import", "a.ron", &format!("{what}-{desk}.csv"), "--what", what]);
    (ran.code, ran.err)
}

/// The verdict on contracts, and how many count under both readings.
fn standing(home: &Home) -> (String, u64, u64) {
    let ran = home.run(&["gap", "a.ron", "--format", "json"]);
    let gap: Value = serde_json::from_str(&ran.out).expect("JSON");
    let rows = gap["requirements"].as_array().expect("rows");
    let row = rows.iter().find(|row| row["id"] == "vuln.tech.a.iii").expect("the row");
    let grounds = row["grounds"].as_array().expect("grounds");
    let count = grounds.iter().find(|ground| ground["code"] == "count").expect("a count");
    let number = |key: &str| count[key].as_u64().expect("a number");
    (row["verdict"].as_str().expect("a word").to_owned(), number("strict"), number("lenient"))
}

#[test]
fn the_list_of_a_second_desk_adds_no_contract() {
    for [first, second] in [DESKS, [DESKS[1], DESKS[0]]] {
        let home = company();
        for what in ["contracts", "team"] {
            let (code, said) = import(&home, what, first);
            assert_eq!(code, Some(0), "{said}");
        }
        let before = (standing(&home), home.text("a.ron"));
        assert_eq!(before.0, ("unanswered".to_owned(), 4, 4));
        let (code, said) = import(&home, "contracts", second);
        assert_eq!(code, Some(4));
        let sheet = format!("contracts-{second}.csv");
        let told = home.run(&["import", "a.ron", &sheet, "--what", "contracts", "--check"]).out;
        assert!(!told.contains("表にない行"), "what is asked about is not missing: {told}");
        assert!(said.contains("C-01「A社") && said.contains("同じものなら番号(id)に C-01"), "{said}");
        let (code, said) = import(&home, "team", second);
        assert_eq!(code, Some(4));
        assert!(said.contains("同じものなら C-01 と書いて"), "{said}");
        assert_eq!((standing(&home), home.text("a.ron")), before);
    }
}

#[test]
fn four_contracts_and_a_fifth_by_another_spelling_are_not_five() {
    // Somebody answers the question wrongly: told apart by "new", they count once strictly, and a reviewer is told.
    let home = company();
    for what in ["contracts", "team"] {
        assert_eq!(import(&home, what, DESKS[0]).0, Some(0));
    }
    let text = home.text("contracts-wave-dash-utf8.csv");
    let mut lines = text.lines();
    let head = lines.next().expect("headings").trim_start_matches('\u{FEFF}');
    let first = lines.next().expect("a contract").replace('〜', "～");
    home.put("again.csv", &format!("番号,{head}\n新規,{first}\n"));
    let ran = home.run(&["import", "a.ron", "again.csv", "--what", "contracts"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    home.put("again-team.csv", "契約,だれ,関わり方\nC-05,山田 太郎,従事\n");
    assert_eq!(home.run(&["import", "a.ron", "again-team.csv", "--what", "team"]).code, Some(0));
    let (verdict, strict, lenient) = standing(&home);
    assert_eq!((strict, lenient), (4, 5));
    assert_ne!(verdict, "satisfied");
}
