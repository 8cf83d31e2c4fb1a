//! `kijun review`: which questions still decide a category, the most decisive first.

use super::args::{GapFormat, Review};
use super::exit::Exit;
use super::fault::{Fault, fault};
use super::open::open_for;
use super::session::{Done, Session};
use crate::domain::app::APP;
use crate::domain::review::review;
use crate::domain::verdict::Verdict;
use crate::report::grounds::Context;
use crate::report::review::ReviewReport;

/// Prints the state of the review; the exit code is that of the category's verdict.
pub(super) fn run(session: &Session, options: &Review) -> Result<Done, Fault> {
    let opened = open_for(session, &options.file, std::slice::from_ref(&options.category))?;
    let day = options.as_of.or(opened.assessment.profile.reference_date);
    let (pack, references) = (&opened.loaded.pack, &opened.loaded.references);
    let category = opened.assessment.profile.categories.first().map_or("", String::as_str);
    let review = review(pack, references, &opened.assessment, day, category).ok_or_else(no_category)?;
    let context = Context { pack, references, assessment: &opened.assessment };
    let lang = session.lang;
    let report = ReviewReport { lang, context, category, review: &review, day, app: APP };
    let out = match options.format {
        GapFormat::Text => report.text(),
        GapFormat::Markdown => report.markdown(),
        GapFormat::Json => report.json(),
    };
    let exit = match review.verdict {
        Verdict::Gap => Exit::Gaps,
        Verdict::Unanswered | Verdict::NeedsConfirmation => Exit::Pending,
        Verdict::Satisfied | Verdict::NotApplicable => Exit::Clear,
    };
    Ok(Done { out, notes: Vec::new(), exit })
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
