//! The plan and the timeline of the workbench: a list to work off, days that can be tried, files beside it.

use kijun::domain::text::Lang::{self, En, Ja};
use kijun::tui::action::Page;
use kijun::tui::message::{Effect, StoreCommand};

use super::desk::{Desk, LARGE, SMALL, USUAL};
use super::workbench_pty::run;
use crate::home::{Home, SAMPLE};

fn shown(name: &str, desk: &Desk) {
    insta::assert_snapshot!(name, desk.picture());
}

fn plan_of_vuln(lang: Lang, size: (u16, u16)) -> Desk {
    let mut desk = Desk::at_row(lang, size, "vuln.tech.b#result");
    desk.keys("m");
    desk
}

#[test]
fn the_plan_at_every_size() {
    for lang in [Ja, En] {
        for (name, size) in [("", USUAL), ("_small", SMALL), ("_large", LARGE)] {
            shown(&format!("plan{name}_{}", lang.code()), &plan_of_vuln(lang, size));
        }
    }
}

#[test]
fn the_bars_of_a_plan_at_every_size() {
    for lang in [Ja, En] {
        for (name, size) in [("", USUAL), ("_small", SMALL), ("_large", LARGE)] {
            let mut desk = plan_of_vuln(lang, size);
            desk.keys("Left Left B G g");
            shown(&format!("plan_bars{name}_{}", lang.code()), &desk);
        }
    }
}

#[test]
fn the_bars_come_and_go_with_one_key_and_stay_for_the_next_visit() {
    let mut desk = plan_of_vuln(Ja, USUAL);
    let list = desk.text();
    desk.keys("B");
    let bars = desk.text();
    assert!(bars.contains("余裕") && bars.contains('#'), "{bars}");
    let steps: Vec<&str> = bars.lines().filter(|line| line.starts_with(" [ ]")).collect();
    let critical = |line: &&&str| line.chars().nth(7) == Some('*');
    assert!(steps.iter().any(|line| critical(&line)), "a critical step is marked: {bars}");
    for line in &steps {
        assert_eq!(critical(&line), line.contains('#'), "marked where its bar has no slack: {line}");
    }
    desk.keys("Esc m");
    assert_eq!(desk.text(), bars);
    desk.keys("B");
    assert_eq!(desk.text(), list);
}

#[test]
fn a_tick_is_a_note_and_the_screen_says_so() {
    let mut desk = plan_of_vuln(Ja, USUAL);
    let before = desk.session().findings.clone();
    desk.keys("Space");
    assert_eq!(desk.session().assessment.steps.len(), 1);
    assert_eq!(desk.session().findings, before, "no verdict heeds a tick");
    assert!(desk.notice().contains("印は覚え書き"), "{}", desk.notice());
    desk.keys("j k");
    shown("plan_ticked_ja", &desk);
    desk.keys("U");
    assert!(desk.session().assessment.steps.is_empty(), "taken back like any edit");
    desk.keys("R Space");
    assert!(desk.session().assessment.steps.is_empty(), "pressed again, the tick goes");
    let records = desk
        .effects
        .iter()
        .filter(|effect| matches!(effect, Effect::Store(StoreCommand::Record(..))))
        .count();
    assert_eq!(records, 4, "each in the history");
}

#[test]
fn owner_due_day_and_own_figures_go_through_a_form() {
    let mut desk = plan_of_vuln(Ja, USUAL);
    desk.keys("e").types("青木").keys("Enter").types("2026-12-15").keys("Enter Enter");
    desk.keys("Right Right Right Enter Right Enter").types("90");
    shown("plan_form_ja", &desk);
    desk.keys("Ctrl-s");
    let note = desk.session().assessment.steps.first().cloned().expect("a note");
    assert_eq!((note.owner.as_str(), note.lead_days), ("青木", Some(90)));
    assert_eq!(note.due.map(|day| day.to_string()).as_deref(), Some("2026-12-15"));
    desk.keys("j k");
    let text = desk.text();
    assert!(text.contains("青木") && text.contains("2026-12-15"), "{text}");
    shown("plan_noted_ja", &desk);
}

#[test]
fn the_plans_and_the_categories_can_be_gone_through() {
    let mut desk = plan_of_vuln(Ja, USUAL);
    let first = desk.text();
    desk.keys("n");
    assert!(desk.text().contains("案 2/3"), "{}", desk.text());
    desk.keys("n n");
    assert_eq!(desk.text(), first);
    let chosen = desk.session().findings.categories.len();
    for _ in 0..=chosen {
        desk.keys("Right");
    }
    assert_eq!(desk.text(), first, "round and back");
}

#[test]
fn enter_goes_to_where_the_step_is_taken() {
    let mut desk = plan_of_vuln(Ja, USUAL);
    desk.keys("Enter");
    assert!(matches!(desk.model.desktop.page, Page::Assess | Page::Table), "{:?}", desk.model.desktop.page);
}

#[test]
fn the_timeline_at_every_size() {
    for lang in [Ja, En] {
        for (name, size) in [("", USUAL), ("_small", SMALL), ("_large", LARGE)] {
            let mut desk = Desk::with_sample(lang, size);
            desk.keys("d");
            shown(&format!("timeline{name}_{}", lang.code()), &desk);
        }
    }
}

#[test]
fn a_day_that_is_tried_judges_everything_and_leaves_the_file_alone() {
    let mut desk = Desk::with_sample(Ja, LARGE);
    let before = desk.session().assessment.clone();
    desk.keys("d ] ] ] ] ] ] >");
    assert_eq!(desk.session().assessment, before);
    shown("timeline_tried_ja", &desk);
    assert!(desk.text().contains("2028-08-31"), "{}", desk.text());
    assert!(desk.text().contains("要確認->不足"), "{}", desk.text());
    desk.keys("Backspace");
    assert!(!desk.text().contains("この日なら"));
    desk.keys("> > <");
    assert!(desk.text().contains("2027-02-28"), "{}", desk.text());
    desk.keys("<");
    assert!(!desk.text().contains("この日なら"), "the end of a month comes back: {}", desk.text());
}

#[test]
fn a_day_that_is_kept_is_the_reference_date_of_the_file() {
    let mut desk = Desk::with_sample(Ja, USUAL);
    desk.keys("d s");
    assert!(desk.notice().contains("すでに基準日"), "{}", desk.notice());
    desk.keys("] s");
    let day = |desk: &Desk| desk.session().assessment.profile.reference_date.map(|day| day.to_string());
    assert_eq!(day(&desk).as_deref(), Some("2027-04-30"));
    assert!(desk.text().contains("^ 基準日 2027-04-30"), "{}", desk.text());
    desk.keys("U");
    assert_eq!(day(&desk).as_deref(), Some("2027-01-31"));
    assert!(desk.text().contains("^ 基準日 2027-01-31"), "{}", desk.text());
}

#[test]
fn an_event_opens_to_what_changes_and_why() {
    let mut desk = Desk::with_sample(Ja, USUAL);
    desk.keys("d j j Enter");
    shown("timeline_opened_ja", &desk);
}

#[test]
fn what_is_written_beside_the_file_is_what_the_screens_say() {
    let mut desk = plan_of_vuln(Ja, USUAL);
    desk.keys("x d x b x");
    let written: Vec<(&str, &str)> = desk
        .effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Store(StoreCommand::Export(ending, text)) => Some((ending.as_str(), text.as_str())),
            _ => None,
        })
        .collect();
    let endings: Vec<&str> = written.iter().map(|(ending, _)| *ending).collect();
    assert_eq!(endings, ["-plan.md", ".ics", "-gaps.md"]);
    assert!(written[0].1.starts_with("# "), "{}", written[0].1);
    assert!(written[1].1.starts_with("BEGIN:VCALENDAR\r\n"));
}

/// A home with the sample in it.
fn home() -> Home {
    let home = Home::new();
    home.put("s.ron", SAMPLE);
    home
}

#[test]
fn the_plan_command_tells_owner_due_day_and_tick() {
    let home = home();
    let noted = SAMPLE.trim_end().strip_suffix(')').expect("a struct").to_owned()
        + "    steps: [\n        (step: \"vuln.qual.c.ii\", owner: \"青木\", due: \"2026-12-15\", done: \"2026-12-01\", lead_days: 45),\n    ],\n)\n";
    home.put("s.ron", &noted);
    let run =
        |format: &str| home.run(&["--lang", "ja", "plan", "s.ron", "--category", "vuln", "--format", format]);
    let text = run("text");
    assert!(text.out.contains("担当 青木、期日 2026年12月15日、済 2026年12月1日"), "{}", text.told());
    assert!(text.out.contains("済とありますが"), "{}", text.out);
    assert!(text.out.contains("45日(自社の見積り)"), "{}", text.out);
    let json: serde_json::Value = serde_json::from_str(&run("json").out).expect("JSON");
    let steps = json["plans"][0]["steps"].as_array().expect("steps");
    let step = steps.iter().find(|step| step["step"] == "vuln.qual.c.ii").expect("the noted one");
    assert_eq!((&step["owner"], &step["due"]), (&"青木".into(), &"2026-12-15".into()));
    assert_eq!(step["own_figures"], true);
    assert_eq!((&json["cut"], &json["plans"][0]["proved"]), (&false.into(), &true.into()));
    assert_eq!(json["noted"][0]["closed"], false);
    assert!(run("markdown").out.contains("担当 青木"));
}

#[test]
fn the_forecast_command_writes_a_calendar_and_replaces_only_its_own() {
    let home = home();
    let run =
        |path: &str| home.run(&["--lang", "en", "forecast", "s.ron", "--until", "2028-12-31", "--ics", path]);
    let first = run("s.ics");
    assert_eq!(first.code, Some(1), "{}", first.told());
    assert!(first.err.contains("Wrote the calendar to s.ics"), "{}", first.told());
    assert!(home.text("s.ics").starts_with("BEGIN:VCALENDAR\r\n"));
    let again = run("s.ics");
    assert_eq!(again.code, Some(1), "{}", again.told());
    home.put("mine.ics", "BEGIN:VCALENDAR\r\nPRODID:-//other//\r\nEND:VCALENDAR\r\n");
    let refused = run("mine.ics");
    assert_eq!(refused.code, Some(5), "{}", refused.told());
    assert!(home.text("mine.ics").contains("//other//"));
}

/// Opens the sample, writes the plan and the calendar out, and says where they are told to be.
fn written(home: &Home, line: &[&str]) -> [String; 2] {
    let mut session = run(home, line);
    session.wait_to_see("saved");
    let mut told = |page: &[u8], seen: &str, ending: &str| {
        session.send(page);
        session.wait_to_see(seen);
        session.send(b"x");
        let screen = session.wait_to_see(ending);
        screen.lines().find(|line| line.contains(ending)).expect("the line").trim().to_owned()
    };
    [told(b"m", "plan 1/", "s-plan.md"), told(b"d", "^ reference date", "s.ics")]
}

#[test]
fn the_workbench_writes_plan_and_calendar_beside_the_file() {
    let home = home();
    let program = env!("CARGO_BIN_EXE_kijun");
    let told = written(&home, &[program, "--lang", "en", "--ambiguous", "narrow", "s.ron"]);
    assert!(told.iter().all(|line| line.starts_with("Written to /")), "{told:?}");
    assert!(home.text("s-plan.md").starts_with("# "));
    assert!(home.text("s.ics").starts_with("BEGIN:VCALENDAR\r\n"));
}

#[test]
fn a_restricted_workbench_writes_inside_its_folder_and_tells_no_more_than_that() {
    let home = home();
    let (program, root) = (env!("CARGO_BIN_EXE_kijun"), home.path("").display().to_string());
    let told = written(&home, &[program, "--restricted", "--root", &root, "--lang", "en", "s.ron"]);
    assert_eq!(told, ["Written to s-plan.md.", "Written to s.ics."]);
    assert!(home.text("s.ics").starts_with("BEGIN:VCALENDAR\r\n"));
}

#[test]
fn a_step_proves_the_requirement_it_serves() {
    let mut desk = Desk::at_row(Lang::Ja, (80, 24), "vuln.tech.a");
    // The first step looks up a list, for several requirements.
    desk.keys("m j");
    let step = desk.text().lines().find(|line| line.starts_with(" [ ]  2 ")).expect("a step").to_owned();
    let name = step.trim_start_matches(" [ ]  2 ").split("  ").next().unwrap_or_default();
    let name = name.split(" (").next().unwrap_or_default().to_owned();
    desk.keys("w");
    let proof = desk.text();
    assert!(proof.lines().nth(2).is_some_and(|subject| subject.contains(&name)), "{name} in\n{proof}");
    desk.keys("Esc");
    assert!(desk.text().contains(&step), "back at the plan");
}
