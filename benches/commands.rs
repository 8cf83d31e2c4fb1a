//! Whole commands, from the start of the process to its end: on the sample, and on packs of 100, 1,000 and 10,000
//! requirements that a user keeps in a folder.
//!
//! `cargo bench --bench commands` runs everything; `KIJUN_BENCH_KEEP=FOLDER` leaves packs and files behind, to be
//! looked at with other tools.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use divan::{Bencher, black_box};
use kijun::domain::assessment::{Answer, Assessment, Claim};
use kijun::domain::register::{Cover, Document};
use kijun::store::assessment::write_alone;
use kijun::store::packs::from_folder;
use kijun::store::sample::SAMPLE;
use tempfile::TempDir;

const SIZES: [usize; 3] = [100, 1_000, 10_000];

fn main() {
    divan::main();
}

/// A data folder of its own for each command, thrown away unless somebody wants to keep it.
struct Home {
    path: PathBuf,
    _thrown_away: Option<TempDir>,
}

impl Home {
    fn new() -> Self {
        if let Some(path) = std::env::var_os("KIJUN_BENCH_KEEP") {
            return Self { path: path.into(), _thrown_away: None };
        }
        let folder = TempDir::new().expect("a folder");
        Self { path: folder.path().to_path_buf(), _thrown_away: Some(folder) }
    }

    /// Runs the program and takes what it prints.
    fn run(&self, arguments: &[&str]) -> usize {
        let ran = Command::new(env!("CARGO_BIN_EXE_kijun"))
            .args(arguments)
            .current_dir(&self.path)
            .env("KIJUN_DATA_DIR", &self.path)
            .stdin(Stdio::null())
            .output()
            .expect("the program");
        assert!(matches!(ran.status.code(), Some(0 | 1 | 3)), "{}", String::from_utf8_lossy(&ran.stderr));
        ran.stdout.len()
    }
}

fn with_sample() -> Home {
    let home = Home::new();
    fs::create_dir_all(&home.path).expect("a folder");
    fs::write(home.path.join("sample.ron"), SAMPLE).expect("the sample");
    home
}

#[divan::bench(args = ["--version", "check sample.ron", "gap sample.ron", "gap sample.ron --format json"])]
fn sample(bencher: Bencher<'_, '_>, line: &str) {
    let home = with_sample();
    let arguments: Vec<&str> = line.split(' ').collect();
    bencher.bench_local(|| home.run(black_box(&arguments)));
}

#[divan::bench(args = SIZES)]
fn gap_of_requirements(bencher: Bencher<'_, '_>, rows: usize) {
    let home = generated(rows);
    bencher.bench_local(|| home.run(&["gap", black_box(&file(rows))]));
}

#[divan::bench(args = SIZES, sample_count = 20)]
fn plan_of_requirements(bencher: Bencher<'_, '_>, rows: usize) {
    let home = generated(rows);
    bencher.bench_local(|| home.run(&["plan", black_box(&file(rows))]));
}

fn file(rows: usize) -> String {
    format!("generated-{rows}.ron")
}

/// A folder with a pack of so many rows in ten categories and an assessment of it.
fn generated(rows: usize) -> Home {
    let home = Home::new();
    let folder = home.path.join("questionnaires").join(format!("generated-{rows}"));
    fs::create_dir_all(&folder).expect("a folder");
    write_pack(&folder, rows);
    let pack = from_folder(&folder).expect("a sound pack").pack;
    let path = home.path.join(file(rows));
    let _ = fs::remove_file(&path);
    write_alone(&path, &assessment(&pack, rows), &pack, None).expect("a sound assessment");
    home
}

fn write_pack(folder: &Path, rows: usize) {
    let names = (0..10).map(|at| format!("\"c{at}.ron\"")).collect::<Vec<_>>().join(", ");
    let both = "(ja: \"測るための設問票\", en: \"Pack for measuring\")";
    let head = format!(
        "Pack(format: 1, id: \"generated\", edition: \"{rows}\", title: {both}, source: {both}, files: [{names}])"
    );
    fs::write(folder.join("pack.ron"), head).expect("a head");
    for at in 0..10 {
        fs::write(folder.join(format!("c{at}.ron")), category(at, rows / 10)).expect("a category");
    }
}

/// So many rows: groups of ten leaves of several kinds, every fourth group an alternative.
fn category(at: usize, rows: usize) -> String {
    let id = format!("c{at}");
    let groups = (rows / 11).max(1);
    let mut out = format!(
        "Category(id: \"{id}\", name: (ja: \"区分{at}\", en: \"Category {at}\"), \
         short: (ja: \"区分{at}\", en: \"C{at}\"), requires: [\"{id}\"], requirements: [\n"
    );
    let below: Vec<String> = (0..groups).map(|group| format!("{id}.g{group}")).collect();
    row(&mut out, &id, "Composite", &rule("All", &below));
    for (at, group) in below.iter().enumerate() {
        let leaves: Vec<String> = (0..10).map(|leaf| format!("{group}.l{leaf}")).collect();
        row(&mut out, group, "Composite", &rule(if at % 4 == 0 { "Any" } else { "All" }, &leaves));
        for (leaf, rule) in leaves.iter().zip(["Section", "Declared", "Document()"].into_iter().cycle()) {
            row(&mut out, leaf, "Leaf", rule);
        }
    }
    out.push_str("])\n");
    out
}

fn rule(word: &str, rows: &[String]) -> String {
    let rows: Vec<String> = rows.iter().map(|row| format!("Row(\"{row}\")")).collect();
    format!("{word}([{}])", rows.join(", "))
}

/// About as much text as a row of the shipped packs has.
fn row(out: &mut String, id: &str, kind: &str, rule: &str) {
    writeln!(
        out,
        r#"        Requirement(
            id: "{id}",
            clause: "{id}",
            kind: {kind},
            title: (ja: "手順を定めた文書", en: "Document with the procedure"),
            yomi: "てじゅんをさだめたぶんしょ",
            rule: {rule},
            ask: (
                ja: "サービスの品質を保つための手順を文書に定めていますか。",
                en: "Is the procedure that keeps the quality of the service laid down in a document?",
            ),
            yes_means: (
                ja: "責任者、実施時期、記録の残し方が書かれ、従事する全員が読めること。承認された版であり、
                     改訂の履歴が残っていること。",
                en: "The document names who is responsible, when it is done and how it is recorded; everybody at
                     work on the service can read it. It is an approved version with a history of revisions.",
            ),
            effort: Medium,
            lead_days: 20,
            close: (
                ja: "手順書に節を加え、承認を受けて周知する。",
                en: "Add a section to the manual, have it approved and make it known.",
            ),
        ),"#
    )
    .expect("a text");
}

/// Two claims for every three leaves, and a document for every other one.
fn assessment(pack: &kijun::domain::pack::Pack, rows: usize) -> Assessment {
    let mut assessment = Assessment::default();
    assessment.profile.pack = "generated".into();
    assessment.profile.edition = rows.to_string();
    assessment.profile.organisation = "株式会社みほん".into();
    assessment.profile.reference_date = "2027-01-31".parse().ok();
    assessment.profile.categories = pack.categories.iter().map(|category| category.id.clone()).collect();
    for (at, row) in pack.rows().iter().enumerate().filter(|(at, _)| pack.answerable(*at)) {
        if at % 3 != 0 {
            let answer = if at % 5 == 0 { Answer::No } else { Answer::Yes };
            assessment.claims.push(claim(&row.id, answer));
        }
        if at % 2 == 0 {
            let covers = vec![Cover { row: row.id.clone(), section: "1".into() }];
            let id = format!("D-{:05}", assessment.documents.len() + 1);
            let title = "手順書".into();
            assessment.documents.push(Document { id, title, covers, ..Document::default() });
        }
    }
    assessment
}

fn claim(row: &str, answer: Answer) -> Claim {
    let at = "2026-11-22T04:00:00Z".into();
    Claim { row: row.into(), answer, remark: String::new(), by: "佐藤".into(), post: "部長".into(), at }
}
