//! What the commands and reports say is of one language: no English in Japanese, no Japanese in English, save
//! for clauses, names and what a person has written.

use std::collections::BTreeSet;

use kijun::domain::text::Lang::{self, En, Ja};
use kijun::store::packs;
use kijun::store::sample::SAMPLE;

use super::home::Home;
use super::workbench_languages::{foreign_words, home_words, japanese_left, stand_in};

/// Every command that prints something, in every format for people.
const COMMANDS: &[&[&str]] = &[
    &["--help"],
    &["new", "--help"],
    &["gap", "--help"],
    &["plan", "--help"],
    &["forecast", "--help"],
    &["review", "--help"],
    &["questions", "--help"],
    &["set", "--help"],
    &["check", "--help"],
    &["history", "--help"],
    &["export", "--help"],
    &["import", "--help"],
    &["lint", "--help"],
    &["sample", "--help"],
    &["doctor", "--help"],
    &["gap", "x.ron"],
    &["gap", "x.ron", "--format", "markdown"],
    &["plan", "x.ron", "--category", "vuln"],
    &["plan", "x.ron", "--category", "pentest", "--format", "markdown"],
    &["forecast", "x.ron"],
    &["forecast", "x.ron", "--format", "markdown"],
    &["review", "x.ron", "--category", "vuln"],
    &["review", "x.ron", "--category", "soc", "--format", "markdown"],
    &["lint", "x.ron", "--examiner"],
    &["lint"],
    &["questions", "--category", "common"],
    &["check", "x.ron"],
    &["set", "x.ron", "vuln.tech.b#result", "no", "--by", "Q"],
    &["why", "x.ron", "vuln.tech.b#result"],
    &["carriers", "x.ron"],
    &["references", "x.ron"],
    &["history", "x.ron"],
    &["history", "x.ron", "--verify"],
    &["export", "x.ron", "--no-bom"],
    &["export", "x.ron", "--no-bom", "--what", "answers"],
    &["import", "x.ron", "x.csv", "--what", "people"],
    &["doctor"],
    &["new", "y.ron", "--organisation", "Q", "--category", "vuln"],
    // What goes wrong.
    &["export", "x.ron", "--what", "people,posts"],
    &["export", "x.ron", "--format", "xlsx"],
    &["import", "x.ron", "y.csv", "--what", "people"],
    &["import", "x.ron", "y.csv", "--what", "contracts"],
    &["import", "x.ron", "z.csv", "--what", "posts"],
    &["import", "x.ron", "none.csv", "--what", "people"],
    &["gap", "none.ron"],
    &["gap", "broken.ron"],
    &["check", "broken.ron"],
    &["gap"],
    &["gap", "x.ron", "--as-of", "q"],
    &["gap", "x.ron", "--format", "q"],
    &["gap", "x.ron", "--category", "q"],
    &["gapp", "x.ron"],
    &["--qq"],
    &["x.ron", "gap"],
    &["x.ron"],
    &["new", "x.ron", "--organisation", "Q", "--category", "vuln"],
    &["set", "x.ron", "q", "yes"],
    &["set", "x.ron", "vuln", "yes"],
    &["set", "x.ron", "vuln.tech.b#result", "na"],
    &["lint", "none"],
    &["review", "x.ron", "--category", "q"],
];

fn said(lang: Lang) -> Vec<(String, String)> {
    let home = Home::new();
    home.put("x.ron", &stand_in(SAMPLE, lang));
    home.put("x.csv", "id,name\nP-01,Q\nnew,Q\n");
    home.put("y.csv", "id,name,engagement\nP-99,Q,q\n,,q\nP-01,Q,q\nP-01,Q,q,q\n");
    home.put("z.csv", "person,category,role,from\nP-01,q,q,q\n");
    home.put("broken.ron", "(format: 1, app: \"kijun\", qq: [}");
    let run = |arguments: &&[&str]| {
        let ran = home.run(&[*arguments, &["--lang", lang.code()][..]].concat());
        let folder = home.path("").display().to_string();
        (arguments.join(" "), format!("{}{}", ran.out, ran.err).replace(folder.trim_end_matches('/'), ""))
    };
    COMMANDS.iter().map(run).collect()
}

#[test]
fn english_output_has_no_japanese() {
    let pack = packs::shipped("4.1").expect("a pack").pack;
    let mut found = BTreeSet::new();
    for (command, text) in said(En) {
        for line in text.lines() {
            let left = japanese_left(&pack, &line.replace("情報セキュリティサービス基準", ""));
            found.extend((!left.is_empty()).then(|| format!("kijun {command}: {left} in {line}")));
        }
    }
    assert!(found.is_empty(), "{}", found.into_iter().collect::<Vec<_>>().join("\n"));
}

#[test]
fn japanese_output_has_no_english() {
    let loaded = packs::shipped("4.1").expect("a pack");
    let mut known = home_words(&loaded.pack, &loaded.references);
    // What is typed on a command line, names of files, folders, formats and checks, and the system's own words.
    for word in "bash elvish fish powershell zsh auto narrow wide markdown json text ics ron log lang data dir \
        format category edition file yes unknown verify examiner remark organisation reference date as-of until \
        intake cost small medium large open shell command help version share local state doctor questions lint \
        history check why carriers references members merge diff restore record what sample set new gap plan forecast review completions man app true false \
        PATH FILE LANG DIR WIDTH NAME DATE CATEGORY EDITION FORMAT TIME TEXT SHELL COMMAND ANSWER ID restricted \
        root none broken pack since gaps answers people posts qualifications lectures trainings contracts team documents \
        covers headcounts records evidence equivalences post csv xlsx import export out keep ids skip by Excel BOM TABLE HEADING SHEET bom acme engagement name Jan from quality role lead staff diagnosis questionnaires such directory error differs twice participants only single Asia Tokyo UTC today \
         job without one person audit vuln pentest forensic soc device common xdg ambiguous color example docs cli md mkdir git pack gapp"
        .split([' ', '-'])
    {
        known.insert(word.to_owned());
    }
    let mut found = BTreeSet::new();
    for (command, text) in said(Ja) {
        for line in text.lines() {
            // Examples are commands, typed as they stand.
            let strange: Vec<&str> = if line.trim_start().starts_with("kijun ") {
                Vec::new()
            } else {
                foreign_words(line, &known).collect()
            };
            found.extend((!strange.is_empty()).then(|| format!("kijun {command}: {strange:?} in {line}")));
        }
    }
    assert!(found.is_empty(), "{}", found.into_iter().collect::<Vec<_>>().join("\n"));
}
