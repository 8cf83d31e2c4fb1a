//! What `docs/json.md` promises against what the commands print on the sample: every key is documented, and every
//! key of the outermost object is there.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::home::Home;

const DOCUMENT: &str = include_str!("../../docs/json.md");

/// Keys that are words rather than names: verdicts under `counts`.
const WORDS: [&str; 5] = ["satisfied", "needs-confirmation", "unanswered", "gap", "not-applicable"];

/// What the document says of one command, from its heading to the next.
fn section(command: &str) -> &'static str {
    let start = DOCUMENT
        .match_indices("\n## `kijun ")
        .map(|(at, heading)| &DOCUMENT[at + heading.len()..])
        .find(|rest| rest.split_whitespace().next() == Some(command))
        .unwrap_or_else(|| panic!("docs/json.md says nothing of {command}"));
    start.split("\n## ").next().expect("a section")
}

/// The example, with its comments taken out.
fn example(section: &str) -> String {
    let code =
        section.split("```jsonc\n").nth(1).and_then(|rest| rest.split("```").next()).expect("an example");
    code.lines().map(|line| line.split(" //").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

/// The keys of an example, and those of its outermost object.
fn documented(example: &str) -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut all, mut outermost, mut depth) = (BTreeSet::new(), BTreeSet::new(), 0);
    let mut pieces = example.split('"').enumerate().peekable();
    while let Some((at, piece)) = pieces.next() {
        if at % 2 == 0 {
            depth += piece.matches(['{', '[']).count();
            depth -= piece.matches(['}', ']']).count();
        } else if pieces.peek().is_some_and(|(_, next)| next.trim_start().starts_with(':')) {
            all.insert(piece.to_owned());
            outermost.extend((depth == 1).then(|| piece.to_owned()));
        }
    }
    (all, outermost)
}

fn keys(value: &Value, into: &mut BTreeSet<String>) {
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                into.insert(key.clone());
                keys(value, into);
            }
        }
        Value::Array(values) => values.iter().for_each(|value| keys(value, into)),
        _ => {}
    }
}

#[test]
fn the_documented_keys_are_those_that_are_printed() {
    let home = Home::with_sample();
    home.put("other.ron", &home.text("sample.ron"));
    home.put("sheet.csv", "id,name,yomi\nP-01,,はな\n,新人 次郎,\nP-99,,\n");
    let set = home.run(&["set", "other.ron", "vuln.scope.c", "no", "--by", "馬場"]);
    assert_eq!(set.code, Some(0), "{}", set.err);
    let commands: [&[&str]; 14] = [
        &["gap", "sample.ron"],
        &["what-if", "sample.ron", "--without", "P-01"],
        &["questions"],
        &["diff", "sample.ron", "other.ron"],
        &["merge", "sample.ron", "other.ron", "--check"],
        &["import", "sample.ron", "sheet.csv", "--what", "people", "--check"],
        &["history", "other.ron"],
        &["review", "sample.ron", "--category", "forensic"],
        &["why", "sample.ron", "vuln.tech.a"],
        &["carriers", "sample.ron"],
        &["references", "sample.ron"],
        &["lint", "--examiner", "sample.ron"],
        &["plan", "sample.ron", "--category", "soc"],
        &["forecast", "sample.ron"],
    ];
    for command in commands {
        let ran = home.run(&[command, &["--format", "json"]].concat());
        let printed: Value =
            serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{command:?}: {}", ran.err));
        let section = section(command[0]);
        let (documented, outermost) = documented(&example(section));
        let mut all = BTreeSet::new();
        keys(&printed, &mut all);
        let told = |key: &str| {
            documented.contains(key) || WORDS.contains(&key) || section.contains(&format!("`{key}`"))
        };
        let untold: Vec<_> = all.iter().filter(|key| !told(key)).collect();
        // What a ground has beside its code and text is told once, under `gap`.
        let grounds = [
            "id",
            "ids",
            "detail",
            "strict",
            "lenient",
            "why",
            "doubt",
            "needed",
            "unit",
            "verdict",
            "code",
            "stated",
            "document",
            "count",
            "all",
            "leads",
            "role",
            "on_several",
        ];
        let untold: Vec<_> = untold.into_iter().filter(|key| !grounds.contains(&key.as_str())).collect();
        assert!(untold.is_empty(), "{command:?} prints {untold:?}, of which docs/json.md says nothing");
        let optional = |key: &str| {
            section.lines().any(|line| line.contains(&format!("\"{key}\"")) && line.contains("only with"))
        };
        let printed = |key: &str| printed.get(key).is_some() || optional(key);
        let absent: Vec<_> = outermost.iter().filter(|key| !printed(key)).collect();
        assert!(absent.is_empty(), "docs/json.md promises {absent:?} of {command:?}");
    }
}
