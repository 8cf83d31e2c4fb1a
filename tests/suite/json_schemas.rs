//! Every JSON output against its schema in `docs/schema`: no key more, none less, each in the order of the page.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use crate::home::Home;

fn schemas() -> BTreeMap<String, Value> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schema");
    let files = std::fs::read_dir(folder).expect("schemas").flatten().map(|entry| entry.path());
    files
        .map(|path| {
            let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
            let text = std::fs::read_to_string(&path).expect("readable");
            (name, serde_json::from_str(&text).expect("JSON"))
        })
        .collect()
}

/// A home with files of several kinds: the sample, one just begun, one that was edited, one of another scheme.
fn home() -> Home {
    let home = Home::with_sample();
    home.put("other.ron", &home.text("sample.ron"));
    for (row, answer) in [("vuln.scope.c", "no"), ("soc.scope.c", "yes"), ("forensic.scope.a", "no")] {
        let ran = home.run(&["set", "other.ron", row, answer, "--by", "馬場"]);
        assert_eq!(ran.code, Some(0), "{}", ran.err);
    }
    for (file, more) in [
        ("new.ron", &["--category", "vuln,pentest,forensic,soc,device,audit"][..]),
        ("own.ron", &["--category", "check", "--pack", "example", "--reference-date", "2027-01-31"]),
        ("four.ron", &["--category", "vuln", "--edition", "4", "--reference-date", "2027-01-31"]),
    ] {
        let ran = home.run(&[&["new", file, "--organisation", "Acme"][..], more].concat());
        assert_eq!(ran.code, Some(0), "{}", ran.err);
    }
    home.put("sheet.csv", "id,name,yomi\nP-01,,はな\n,新人 次郎,\nP-99,,\n");
    home.put("fine.csv", "id,yomi\nP-01,はな\n");
    // Evidence in every state that a plain file can have, doubles and a name that cannot be entered.
    std::fs::create_dir(home.path("proof")).expect("a folder");
    for file in ["a.pdf", "b.pdf", "c.pdf", "d.pdf", "odd\u{202e}.pdf"] {
        home.put(&format!("proof/{file}"), file.get(..1).unwrap_or_default());
    }
    for (file, digest) in [("a.pdf", ""), ("a.pdf", "md5:1"), ("b.pdf", ""), ("gone.pdf", ""), ("", "")] {
        home.put(
            "rows.csv",
            &format!("書類名,添付番号,ファイル,ダイジェスト\n{file}{digest},1,proof/{file},{digest}\n"),
        );
        home.run(&["import", "new.ron", "rows.csv", "--what", "evidence"]);
    }
    home
}

/// Commands with their arguments, as many different ones as the outputs have shapes.
const COMMANDS: &[&[&str]] = &[
    &["gap", "sample.ron"],
    &["gap", "new.ron"],
    &["gap", "own.ron"],
    &["gap", "four.ron", "--as-of", "2028-02-29"],
    &["gap", "other.ron", "--category", "forensic"],
    &["why", "sample.ron", "vuln.tech.a"],
    &["why", "sample.ron", "vuln"],
    &["why", "sample.ron", "pentest"],
    &["why", "new.ron", "soc"],
    &["why", "other.ron", "forensic"],
    &["why", "own.ron", "check"],
    &["why", "own.ron", "check.people.lead"],
    &["what-if", "sample.ron", "--without", "P-01", "--set", "vuln.scope.c=no"],
    &["what-if", "sample.ron", "--list"],
    &["what-if", "new.ron", "--as-of", "2027-04-30"],
    &["questions"],
    &["questions", "--edition", "4"],
    &["questions", "--pack", "example"],
    &["diff", "sample.ron", "other.ron"],
    &["diff", "sample.ron", "new.ron"],
    &["diff", "own.ron", "own.ron"],
    &["merge", "sample.ron", "other.ron", "--check", "--take", "ours"],
    &["merge", "sample.ron", "other.ron", "--check"],
    &["import", "sample.ron", "sheet.csv", "--what", "people", "--check"],
    &["import", "sample.ron", "fine.csv", "--what", "people", "--check"],
    &["history", "other.ron"],
    &["history", "new.ron"],
    &["review", "sample.ron", "--category", "forensic"],
    &["review", "sample.ron", "--category", "vuln"],
    &["review", "new.ron", "--category", "device"],
    &["carriers", "sample.ron"],
    &["carriers", "own.ron"],
    &["references"],
    &["references", "sample.ron"],
    &["references", "new.ron", "--category", "vuln"],
    &["lint", "--examiner", "sample.ron"],
    &["lint", "--examiner", "four.ron"],
    &["plan", "sample.ron", "--category", "soc"],
    &["plan", "sample.ron", "--category", "audit"],
    &["plan", "four.ron"],
    &["forecast", "sample.ron"],
    &["forecast", "own.ron"],
    &["check", "sample.ron", "--evidence"],
    &["check", "new.ron", "--evidence", "--root", "proof"],
    &["evidence", "sample.ron"],
    &["evidence", "new.ron", "--root", "proof"],
];

#[test]
fn every_output_is_what_its_schema_says_and_in_its_order() {
    let schemas = schemas();
    let home = home();
    let mut missing: Vec<&String> = schemas.keys().collect();
    for command in COMMANDS {
        let schema = schemas.get(command[0]).unwrap_or_else(|| panic!("no schema of {}", command[0]));
        missing.retain(|name| *name != command[0]);
        let checker = jsonschema::validator_for(schema).expect("a schema");
        let mut keys = Vec::new();
        orders(schema, &mut keys);
        let printed = ["ja", "en"].map(|lang| {
            let ran = home.run(&[command, &["--format", "json", "--lang", lang][..]].concat());
            let value: Value =
                serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{command:?}: {}", ran.err));
            let faults: Vec<String> = checker
                .iter_errors(&value)
                .map(|fault| format!("{}: {}", fault.instance_path(), shortened(&fault.to_string())))
                .collect();
            assert!(faults.is_empty(), "{command:?}: {}", faults.join("\n"));
            in_order(&value, &keys, command);
            value
        });
        let [ja, en] = printed.map(|mut value| {
            wordless(&mut value);
            value
        });
        assert_eq!(ja, en, "{command:?}: the two languages differ in more than words");
    }
    assert!(missing.is_empty(), "no output was checked against {missing:?}");
}

/// What is not a schema would accept anything: one key more or less, or a word that is not in the list, is a fault.
#[test]
fn the_checker_finds_what_is_not_on_the_page() {
    let schemas = schemas();
    let home = home();
    let ran = home.run(&["gap", "sample.ron", "--format", "json"]);
    let good: Value = serde_json::from_str(&ran.out).expect("JSON");
    let checker = jsonschema::validator_for(&schemas["gap"]).expect("a schema");
    let refused = |change: &dyn Fn(&mut Value)| {
        let mut value = good.clone();
        change(&mut value);
        !checker.is_valid(&value)
    };
    assert!(!refused(&|_| {}));
    assert!(refused(&|value| value["more"] = 1.into()));
    assert!(refused(&|value| drop(value.as_object_mut().and_then(|object| object.remove("summary")))));
    assert!(refused(&|value| value["summary"][0]["verdict"] = "fine".into()));
    assert!(refused(&|value| value["requirements"][0]["doubts"] = "A9".into()));
}

/// The keys of every kind of object, in the order of the schema.
fn orders(schema: &Value, into: &mut Vec<Vec<String>>) {
    match schema {
        Value::Object(object) => {
            if let Some(Value::Object(properties)) = object.get("properties") {
                into.push(properties.keys().cloned().collect());
            }
            object.values().for_each(|value| orders(value, into));
        }
        Value::Array(values) => values.iter().for_each(|value| orders(value, into)),
        _ => {}
    }
}

/// Every object's keys stand in the order of a kind of object that has them all.
fn in_order(value: &Value, kinds: &[Vec<String>], command: &[&str]) {
    match value {
        Value::Object(object) => {
            let keys: Vec<&String> = object.keys().collect();
            let fits = |kind: &Vec<String>| {
                let places: Option<Vec<usize>> =
                    keys.iter().map(|key| kind.iter().position(|known| known == *key)).collect();
                places.is_some_and(|places| places.is_sorted())
            };
            assert!(kinds.iter().any(fits), "{command:?}: keys in no order of the page: {keys:?}");
            object.values().for_each(|value| in_order(value, kinds, command));
        }
        Value::Array(values) => values.iter().for_each(|value| in_order(value, kinds, command)),
        _ => {}
    }
}

/// Takes out what is said in the language of the session.
fn wordless(value: &mut Value) {
    const WORDS: [&str; 19] = [
        "text",
        "title",
        "ask",
        "yes_means",
        "close",
        "close_unverified",
        "label",
        "source",
        "subject",
        "message",
        "hint",
        "heading",
        "about",
        "name",
        "why_not",
        "fields",
        "detail",
        "before",
        "after",
    ];
    match value {
        Value::Object(object) => {
            object.retain(|key, value| {
                !WORDS.contains(&key.as_str()) || !(value.is_string() || value.is_array())
            });
            object.values_mut().for_each(wordless);
        }
        Value::Array(values) => values.iter_mut().for_each(wordless),
        _ => {}
    }
}

fn shortened(text: &str) -> String {
    text.chars().take(300).collect()
}
