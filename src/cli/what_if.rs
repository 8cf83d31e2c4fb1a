//! `kijun what-if`: what would flip if things were otherwise. Nothing is written.

use super::args::{Given, WhatIf};
use super::exit::Exit;
use super::fault::{Fault, fault, printable};
use super::open::{Open, open_for};
use super::session::{Done, Session};
use super::set::answerable;
use crate::domain::app::APP;
use crate::domain::assessment::{Answer, Assessment, Claim};
use crate::domain::change::{Change, Scenario};
use crate::domain::evaluate::Findings;
use crate::domain::gap::{Overall, overall};
use crate::domain::name::same;
use crate::domain::pack::NotApplicable;
use crate::domain::register::PersonId;
use crate::domain::text::{both, pick};
use crate::domain::what_if::{self, Base, Misfit, departure};
use crate::report::grounds::Context;
use crate::report::what_if::{Try, WhatIfReport, misfit};

/// Tries, lists or compares. The exit code is that of `gap` on what was tried; of several the worst.
pub(super) fn run(session: &Session, options: &WhatIf) -> Result<Done, Fault> {
    let opened = open_for(session, &options.file, &[])?.in_order();
    let context = opened.context();
    let Context { pack, references, assessment } = context;
    let day = assessment.profile.reference_date;
    let base = Base { pack, references, assessment, day };
    let findings = base.findings();
    let changes;
    let tries: Vec<Try<'_>> = if options.list {
        assessment.scenarios.iter().map(|scenario| of_scenario(&base, &findings, scenario)).collect()
    } else if options.compare.is_empty() {
        changes = wanted(session, &opened, options)?;
        vec![in_order(&base, &findings, options, &changes)]
    } else {
        let named = options.compare.iter().map(|name| named(assessment, name));
        let named = named.collect::<Result<Vec<_>, _>>()?;
        named.into_iter().map(|scenario| of_scenario(&base, &findings, scenario)).collect()
    };
    let compared = !options.compare.is_empty();
    let (lang, tries) = (session.lang, tries.as_slice());
    let report = WhatIfReport { lang, context, findings: &findings, day, tries, compared, app: APP };
    let out =
        options.output.format.of(&report, [WhatIfReport::text, WhatIfReport::markdown, WhatIfReport::json]);
    let outcomes = tries.iter().filter_map(|tried| tried.outcome.as_ref().ok());
    let worst = outcomes.map(|tried| overall(pack, &tried.findings)).max().unwrap_or(Overall::Clear);
    let exit = if options.list { Exit::Clear } else { worst.into() };
    Ok(Done { out, notes: Vec::new(), exit })
}

fn of_scenario<'a>(base: &Base<'_>, findings: &Findings, scenario: &'a Scenario) -> Try<'a> {
    let Scenario { name, by, at, changes } = scenario;
    Try { name, by, at, changes, outcome: base.attempt_from(findings, changes) }
}

fn in_order<'a>(base: &Base<'_>, findings: &Findings, options: &'a WhatIf, changes: &'a [Change]) -> Try<'a> {
    let name = options.scenario.as_deref().unwrap_or_default();
    Try { name, by: "", at: "", changes, outcome: base.attempt_from(findings, changes) }
}

/// Everything that was asked for, one change for each entry.
fn wanted(session: &Session, opened: &Open, options: &WhatIf) -> Result<Vec<Change>, Fault> {
    let real = &opened.assessment;
    let mut trial = match &options.scenario {
        Some(name) => {
            let scenario = named(real, name)?;
            what_if::applied(real, &scenario.changes).map_err(|why| refused(name, &why))?
        }
        None => real.clone(),
    };
    if let Some(day) = options.as_of {
        trial.profile.reference_date = Some(day);
    }
    for who in &options.without {
        let person = person(&trial, who)?;
        let changes = departure(&trial, &person);
        make(&mut trial, &changes);
    }
    for given in &options.set {
        let change = answered(session, opened, &trial, given)?;
        make(&mut trial, &[change]);
    }
    Ok(what_if::changes(real, &trial))
}

/// Makes changes that were made for exactly this.
fn make(assessment: &mut Assessment, changes: &[Change]) {
    changes.iter().for_each(|change| drop(change.apply(assessment)));
}

fn named<'a>(assessment: &'a Assessment, name: &str) -> Result<&'a Scenario, Fault> {
    let exactly = assessment.scenarios.iter().find(|scenario| scenario.name == name.trim());
    let found = exactly.or_else(|| assessment.scenarios.iter().find(|scenario| same(&scenario.name, name)));
    found.ok_or_else(|| {
        let known: Vec<String> = assessment.scenarios.iter().map(|s| printable(&s.name)).collect();
        let hint = if known.is_empty() {
            both(
                "取り置いたシナリオはありません。画面の「もしも」(i)で取り置けます",
                "none has been put aside; the workbench does that under i",
            )
        } else {
            both(format!("あるのは {} です", known.join("、")), format!("there are {}", known.join(", ")))
        };
        let name = printable(name);
        fault!(Usage, "シナリオ「{name}」はありません", "there is no scenario {name}", hint)
    })
}

fn refused(name: &str, why: &Misfit) -> Fault {
    use crate::domain::text::Lang::{En, Ja};
    let name = printable(name);
    Fault::usage(
        both(
            format!("シナリオ「{name}」: {}", misfit(Ja, why)),
            format!("scenario {name}: {}", misfit(En, why)),
        ),
        both("画面の「もしも」で作り直してください", "make it anew in the workbench"),
    )
}

/// The id of a person given by id or by name.
fn person(assessment: &Assessment, who: &str) -> Result<PersonId, Fault> {
    let known = |id: &str, name: &str| same(id, who) || same(name, who);
    let found: Vec<&PersonId> = assessment
        .people
        .iter()
        .filter(|person| known(&person.id, &person.name))
        .map(|person| &person.id)
        .collect();
    let shown = printable(who);
    match found.as_slice() {
        [only] => Ok((*only).clone()),
        [] => Err(fault!(
            Usage,
            "--without: {shown} は従事者名簿にいません",
            "--without: {shown} is not in the roster",
            "P-01 のような番号か、名簿の氏名で指定してください",
            "give an id such as P-01, or the name as in the roster"
        )),
        several => {
            let (count, ids) =
                (several.len(), several.iter().map(|id| id.as_str()).collect::<Vec<_>>().join(", "));
            Err(fault!(
                Usage,
                "--without: {shown} は{count}人います",
                "--without: {count} people are called {shown}",
                "番号で指定してください: {ids}",
                "give an id: {ids}"
            ))
        }
    }
}

fn answered(session: &Session, opened: &Open, trial: &Assessment, given: &Given) -> Result<Change, Fault> {
    let pack = &opened.loaded.pack;
    let at = answerable(pack, &given.row)?;
    let row = &pack.rows()[at];
    if given.answer == Answer::NotApplicable && row.not_applicable == NotApplicable::Never {
        return Err(super::set::never_applicable(&printable(&given.row)));
    }
    // "Not applicable" counts only with a reason; here that is that it is tried.
    let remark = pick(session.lang, "もしも", "what if").to_owned();
    let claim = Claim {
        row: row.id.clone(),
        answer: given.answer,
        remark,
        by: String::new(),
        post: String::new(),
        at: String::new(),
    };
    Ok(Change::set_claim(trial, &row.id, Some(claim)))
}
