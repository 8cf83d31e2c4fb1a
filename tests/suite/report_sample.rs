//! The sample and the reports made of it: its verdicts are pinned, its text is the program's own, and no
//! report lets anything through that would steer a terminal.

use jiff::civil::date;
use kijun::domain::assessment::Assessment;
use kijun::domain::evaluate::{Findings, Reasons, evaluate, grounds};
use kijun::domain::gap::{Overall, counted, counts, overall};
use kijun::domain::register::VerifiedMember;
use kijun::domain::text::Lang;
use kijun::domain::verdict::Verdict;
use kijun::report::gap::GapReport;
use kijun::report::grounds::{Context, sentence};
use kijun::store::assessment::{RawFile, to_text};
use kijun::store::packs::{Loaded, shipped};

const SAMPLE: &str = include_str!("../fixtures/sample.ron");

fn sample() -> (Assessment, Loaded) {
    let loaded = shipped("4.1").expect("the shipped pack");
    let sheet = RawFile::from_bytes(SAMPLE.as_bytes().to_vec()).expect("a header");
    (sheet.open(&loaded.pack).expect("a sound sample").assessment, loaded)
}

fn judged(assessment: &Assessment, loaded: &Loaded) -> Findings {
    evaluate(&loaded.pack, &loaded.references, assessment, assessment.profile.reference_date)
}

#[test]
fn its_verdicts_are_pinned() {
    let (assessment, loaded) = sample();
    let findings = judged(&assessment, &loaded);
    let mut told = Vec::new();
    for category in &findings.categories {
        let counts = counts(&loaded.pack, &findings, &category.id);
        told.push(format!("{}: {} {counts:?}", category.id, category.outcome.verdict()));
        for at in counted(&loaded.pack, &findings, &category.id) {
            let (id, finding) = (&loaded.pack.rows()[at].id, findings.at(at));
            if finding.outcome.verdict() != Verdict::Satisfied {
                told.push(format!("  {id}: {}", finding.outcome.verdict()));
            }
        }
    }
    insta::assert_snapshot!("sample_verdicts", told.join("\n"));
}

#[test]
fn it_shows_each_of_the_five_verdicts() {
    let (assessment, loaded) = sample();
    let findings = judged(&assessment, &loaded);
    let reached = || findings.rows.iter().filter(|finding| finding.reached);
    for verdict in Verdict::ALL {
        assert!(reached().any(|finding| finding.verdict() == Some(verdict)), "{verdict}");
    }
    assert!(reached().any(|finding| finding.contradiction));
    assert!(assessment.contracts.len() >= 32 && assessment.people.len() >= 9);
    assert_eq!(overall(&loaded.pack, &findings), Overall::Gaps);
}

#[test]
fn it_reads_as_the_program_writes() {
    let (assessment, loaded) = sample();
    let written = to_text(&assessment, &loaded.pack).expect("writable");
    assert!(written == SAMPLE, "run `kijun set` on a copy of the sample to see the difference");
}

#[test]
fn counts_leave_out_spare_rows_and_rows_with_a_value() {
    let (assessment, loaded) = sample();
    let findings = judged(&assessment, &loaded);
    for category in &findings.categories {
        for at in counted(&loaded.pack, &findings, &category.id) {
            assert!(!category.spare.contains(&at) && findings.at(at).value.is_none());
            assert!(loaded.pack.answerable(at));
        }
    }
    assert_eq!(counts(&loaded.pack, &findings, "device").total(), 0, "not chosen");
}

/// A row is spare only if nothing better than what stands already can come of it. The lead's own role in a
/// community is another matter: verified, it is what makes the lead qualify under the strict reading.
#[test]
fn a_row_that_would_better_the_verdict_is_not_spare() {
    let (mut assessment, loaded) = sample();
    let at = |id| loaded.pack.position(id).expect("a row");
    let (lead, community) = (at("vuln.tech.a#assign"), at("vuln.tech.a.ii#community"));
    let before = judged(&assessment, &loaded);
    assessment.members.push(VerifiedMember {
        id: "2-1/owasp-japan".into(),
        source: "list".into(),
        on: Some(date(2026, 10, 5).into()),
        by: "somebody".into(),
        ..VerifiedMember::default()
    });
    let after = judged(&assessment, &loaded);
    let verdict = |findings: &Findings| findings.at(lead).outcome.verdict();
    assert_eq!((verdict(&before), verdict(&after)), (Verdict::NeedsConfirmation, Verdict::Satisfied));
    assert!(!before.at(community).spare);
}

#[test]
fn every_ground_has_a_sentence_in_both_languages() {
    let (assessment, loaded) = sample();
    let context = Context { pack: &loaded.pack, references: &loaded.references, assessment: &assessment };
    let day = assessment.profile.reference_date;
    let mut seen = 0;
    for at in 0..loaded.pack.rows().len() {
        for ground in grounds(&loaded.pack, &loaded.references, &assessment, day, at) {
            for lang in [Lang::Ja, Lang::En] {
                let said = sentence(lang, &context, &ground);
                let blank = ["()", "「」", "“”", ": ("].into_iter().any(|hole| said.contains(hole));
                assert!(!said.is_empty() && !blank, "{ground:?}: {said}");
                seen += 1;
            }
        }
    }
    assert!(seen > 200, "{seen}");
}

#[test]
fn names_with_controls_reach_no_report() {
    let (mut assessment, loaded) = sample();
    for person in &mut assessment.people {
        person.name.push_str("\u{1b}[31m\u{202E}");
    }
    for contract in &mut assessment.contracts {
        contract.alias.push_str("\u{9b}2J\n");
    }
    for claim in &mut assessment.claims {
        claim.remark = "\u{1b}]0;x\u{7}".into();
    }
    assessment.profile.organisation = "a\u{1b}c\r\nb".into();
    let findings = judged(&assessment, &loaded);
    let context = Context { pack: &loaded.pack, references: &loaded.references, assessment: &assessment };
    let day = assessment.profile.reference_date;
    let reasons = Reasons::new(&loaded.pack, &loaded.references, &assessment, day);
    for lang in [Lang::Ja, Lang::En] {
        let report = GapReport {
            lang,
            context,
            findings: &findings,
            reasons: &reasons,
            day,
            as_at: None,
            app: "kijun",
        };
        for text in [report.text(), report.markdown(), report.json().expect("JSON")] {
            let steering = |c: char| (c.is_control() && c != '\n') || c == '\u{202E}';
            assert!(!text.contains(steering), "{lang:?}");
            assert!(text.contains("a␛c"));
        }
    }
}

#[test]
fn json_carries_the_words_that_are_promised() {
    let (assessment, loaded) = sample();
    let findings = judged(&assessment, &loaded);
    let context = Context { pack: &loaded.pack, references: &loaded.references, assessment: &assessment };
    let day = assessment.profile.reference_date;
    let reasons = Reasons::new(&loaded.pack, &loaded.references, &assessment, day);
    let (lang, app) = (Lang::En, "kijun 0");
    let report = GapReport { lang, context, findings: &findings, reasons: &reasons, day, as_at: None, app };
    let value: serde_json::Value = serde_json::from_str(&report.json().expect("JSON")).expect("JSON");
    let words: Vec<&str> = Verdict::ALL.into_iter().map(Verdict::word).collect();
    let rows = value["requirements"].as_array().expect("rows");
    assert_eq!(rows.len(), findings.rows.iter().filter(|finding| finding.reached).count());
    for row in rows {
        let verdict = row["verdict"].as_str();
        assert_eq!(verdict.is_none(), row["value"].is_object(), "{row}");
        assert!(verdict.is_none_or(|verdict| words.contains(&verdict)), "{row}");
        let judged = verdict.is_some_and(|verdict| verdict != "not-applicable");
        assert_eq!(judged, row["strict"].is_string() && row["lenient"].is_string(), "{row}");
    }
    assert_eq!((&value["format"], &value["edition"]), (&1.into(), &"4.1".into()));
    assert_eq!(value["summary"].as_array().map(Vec::len), Some(5));
    assert_eq!(value["registers"].as_array().map(Vec::len), Some(6));
}
