//! `kijun why`: the proof of one verdict as a tree, both readings side by side.

use super::args::Why;
use super::fault::Fault;
use super::open::open;
use super::session::{Done, Session};
use super::set::unknown;
use crate::domain::app::APP;
use crate::domain::evaluate::evaluate;
use crate::domain::proof::{of_category, of_row};
use crate::report::grounds::Context;
use crate::report::why::WhyReport;

/// Proves the verdict of a row or a category, and prints it; the exit code says the verdict.
pub(super) fn run(session: &Session, options: &Why) -> Result<Done, Fault> {
    let opened = open(session, &options.file)?.in_order();
    let context = opened.context();
    let Context { pack, references, assessment } = context;
    let day = options.as_of.or(assessment.profile.reference_date);
    let id = options.id.trim();
    let of_row = pack.position_meant(id).map(|at| of_row(pack, references, assessment, day, at));
    let proof = of_row.or_else(|| {
        let category = pack.category_meant(id)?;
        of_category(pack, references, assessment, day, &category.id)
    });
    let proof = proof.ok_or_else(|| unknown(pack, id))?;
    let findings = evaluate(pack, references, assessment, day);
    let report = WhyReport { lang: session.lang, context, findings: &findings, proof: &proof, day, app: APP };
    let out = options.output.format.of(&report, [WhyReport::text, WhyReport::markdown, WhyReport::json]);
    Ok(Done { out, notes: Vec::new(), exit: proof.verdict().into() })
}
