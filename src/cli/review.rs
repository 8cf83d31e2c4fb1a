//! `kijun review`: which questions still decide a category, the most decisive first.

use super::args::Review;
use super::fault::{Fault, fault};
use super::open::{categories, open};
use super::session::{Done, Session};
use crate::domain::app::APP;
use crate::domain::review::review;
use crate::report::grounds::Context;
use crate::report::review::ReviewReport;

/// Prints the state of the review; the exit code is that of the category's verdict.
pub(super) fn run(session: &Session, options: &Review) -> Result<Done, Fault> {
    let opened = open(session, &options.file)?.in_order();
    let context = opened.context();
    let Context { pack, references, assessment } = context;
    let day = options.as_of.or(assessment.profile.reference_date);
    let meant = categories(pack, std::slice::from_ref(&options.category), false)?;
    let category = meant.first().map_or("", String::as_str);
    let review = review(pack, references, assessment, day, category).ok_or_else(no_category)?;
    let lang = session.lang;
    let report = ReviewReport { lang, context, category, review: &review, day, app: APP };
    let out =
        options.output.format.of(&report, [ReviewReport::text, ReviewReport::markdown, ReviewReport::json]);
    Ok(Done { out, notes: Vec::new(), exit: review.verdict.into() })
}

fn no_category() -> Fault {
    fault!(
        Usage,
        "--category: 区分を1つ指定してください",
        "--category: name one category",
        "kijun review --help で確かめられます",
        "see kijun review --help"
    )
}
