//! `kijun plan`: the cheapest steps that bring the categories to satisfied, and the next best.

use super::args::{DatedFormat, OwnCost, Plan};
use super::fault::{Fault, fault, printable};
use super::open::{day_of, open_for};
use super::session::{Done, Session};
use crate::domain::app::APP;
use crate::domain::assessment::Assessment;
use crate::domain::evaluate::evaluate;
use crate::domain::gap::overall;
use crate::domain::pack::Pack;
use crate::domain::plan::{Costs, plan};
use crate::report::grounds::Context;
use crate::report::plan::PlanReport;
use crate::store::{clock, history};

/// Plans and prints; the exit code is that of `gap` for the same categories and day.
pub(super) fn run(session: &Session, options: &Plan) -> Result<Done, Fault> {
    let opened = open_for(session, &options.on.file, &options.on.category)?.in_order();
    let day = day_of(&opened, &options.on.file, options.on.as_of)?;
    let context = opened.context();
    let Context { pack, references, assessment } = context;
    let costs = costs(pack, assessment, &options.cost)?;
    let plans = plan(pack, references, assessment, day, &assessment.profile.categories, &costs);
    let today = Some(options.today.unwrap_or_else(clock::today));
    let report = PlanReport { lang: session.lang, context, plans: &plans, day, today, app: APP };
    let out = match options.format {
        DatedFormat::Text => report.text(),
        DatedFormat::Markdown => report.markdown(),
        DatedFormat::Json => report.json(),
        DatedFormat::Ics => report.calendar(&history::now()),
    };
    let exit = overall(pack, &evaluate(pack, references, assessment, Some(day))).into();
    Ok(Done { out, notes: Vec::new(), exit })
}

/// What is noted in the file, but for the rows named on the command line.
fn costs(pack: &Pack, assessment: &Assessment, own: &[OwnCost]) -> Result<Costs, Fault> {
    if let Some(unknown) = own.iter().find(|cost| pack.position_meant(&cost.row).is_none()) {
        let row = printable(&unknown.row);
        return Err(fault!(
            Usage,
            "--cost: 設問 {row} はありません",
            "--cost: there is no row {row}",
            "kijun questions で一覧できます",
            "kijun questions lists them"
        ));
    }
    let row = |id: &str| pack.position_meant(id).map(|at| pack.rows()[at].id.clone()).unwrap_or_default();
    let rows = own.iter().map(|cost| (row(&cost.row), (cost.effort, cost.lead_days)));
    Ok(Costs::noted(assessment).but_for(rows.collect()))
}
