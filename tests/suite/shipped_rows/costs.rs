//! The same job costs the same effort and takes the same days, whatever the category: a plan would otherwise prefer one
//! category for no reason.

use kijun::domain::pack::{Effort, Requirement};
use kijun::domain::rule::Rule;

use Effort::{Large, Medium, Small};

/// A kind of job, with its effort and days.
const JOBS: &[(&str, Effort, u32)] = &[
    ("scope", Small, 14),
    ("technical lead", Medium, 14),
    ("qualification", Large, 180),
    ("community", Large, 180),
    ("academia", Large, 365), // a term
    ("contracts", Large, 365),
    ("years", Large, 1095), // ten contract years inside the window
    ("training", Medium, 60),
    ("list or count", Small, 7),
    ("standard", Medium, 14),
    ("quality manager", Small, 7),
    ("manual", Large, 60),
    ("section", Medium, 14),
    ("rule", Medium, 30),
    ("log", Small, 30),
    ("log and its rule", Medium, 30),
    ("review", Medium, 30),
    ("education", Medium, 60),
    ("audit", Large, 60),
    ("declaration", Small, 3),
];

/// The job of a row: the dearest thing that its own rule asks for.
fn job(row: &Requirement) -> &'static str {
    let asks = |job: &str| row.rule.all().any(|rule| of_word(row, rule) == Some(job));
    let found = JOBS.iter().filter(|(job, ..)| asks(job)).max_by_key(|(_, effort, days)| (*effort, *days));
    found.map_or("", |(job, ..)| job)
}

fn of_word(row: &Requirement, rule: &Rule) -> Option<&'static str> {
    Some(match rule {
        Rule::Offered | Rule::Document { client_facing: true, .. } => "scope",
        Rule::Document { .. } if row.id.ends_with("#exists") || row.id == "forensic.qual.b.i" => "manual",
        Rule::Document { .. } => "rule",
        Rule::Works(_) | Rule::Coverage { .. } => "technical lead",
        Rule::Qualification(_) => "qualification",
        Rule::Community(_) => "community",
        Rule::Taught(_) => "academia",
        Rule::Contracts { .. } => "contracts",
        Rule::Years { .. } => "years",
        Rule::Training(_) => "training",
        Rule::PersonList { .. } | Rule::Headcount { .. } | Rule::Overlap { .. } => "list or count",
        Rule::Assigned { .. } => "quality manager",
        Rule::Section => "section",
        Rule::Operation { with_document: true, .. } => "log and its rule",
        Rule::Operation { .. } => "log",
        Rule::Review { .. } => "review",
        Rule::Education { .. } => "education",
        Rule::Audit { .. } => "audit",
        Rule::Declared => "declaration",
        Rule::Inherits(id) if id.split('.').next_back() == Some("scope") => "scope",
        Rule::Standard { .. } | Rule::Inherits(_) => "standard",
        _ => return None,
    })
}

#[test]
fn the_same_job_takes_the_same_effort_and_days_in_every_category() {
    let mut wrong = Vec::new();
    let mut seen = Vec::new();
    for pack in super::editions() {
        for row in pack.rows().iter().filter(|row| !row.close.is_empty()) {
            let job = job(row);
            seen.push(job);
            let cost = JOBS.iter().find(|(name, ..)| *name == job).map(|(_, effort, days)| (*effort, *days));
            if cost != Some((row.effort, row.lead_days)) {
                wrong.push(format!("{} ({job}): {:?} {}", row.id, row.effort, row.lead_days));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let unused: Vec<&str> = JOBS.iter().map(|(job, ..)| *job).filter(|job| !seen.contains(job)).collect();
    assert!(unused.is_empty(), "no row is of these: {unused:?}");
}

#[test]
fn only_rows_with_work_of_their_own_cost_anything() {
    for pack in super::editions() {
        for row in pack.rows().iter().filter(|row| row.close.is_empty()) {
            assert_eq!((row.effort, row.lead_days), (Small, 0), "{}", row.id);
        }
    }
}
