//! `kijun new`: an empty assessment with its profile; an existing file is never overwritten.

use super::args::New;
use super::fault::{Fault, notice, shown};
use super::open::{categories_of, edition};
use super::session::{Done, Session};
use crate::domain::assessment::{Assessment, Profile};
use crate::domain::text::{bilingual, both, tr};
use crate::store::assessment::write;
use crate::store::file_id;
use crate::store::history::set_aside;
use crate::store::save;

/// Makes the file.
pub(super) fn run(session: &Session, options: &New) -> Result<Done, Fault> {
    let loaded = edition(session, options.pack.as_deref(), options.edition.as_deref())?;
    let chosen = categories_of(session, &loaded.pack, &options.category, false)?;
    let organisation = options.organisation.trim().to_owned();
    if organisation.is_empty() || chosen.is_empty() {
        let (ja, en) = if chosen.is_empty() {
            ("--category: 区分を1つ以上選んでください", "--category: choose at least one category")
        } else {
            ("--organisation: 組織名が空です", "--organisation: the name is empty")
        };
        let hint =
            "kijun new acme.ron --organisation 株式会社アクメ --category vuln --reference-date 2027-01-31";
        return Err(Fault::usage(both(ja, en), bilingual!("例: {hint}", "for example: {hint}")));
    }
    let profile = Profile {
        organisation,
        pack: loaded.pack.head.id.clone(),
        edition: loaded.pack.head.edition.clone(),
        categories: chosen,
        reference_date: options.reference_date,
        review_end: None,
    };
    let assessment = Assessment { profile, file_id: file_id::unique(), ..Assessment::default() };
    save::folder_exists(&options.file)?;
    set_aside(&options.file)?;
    let saved = write(&options.file, &assessment, &loaded.pack, None)
        .map_err(|fault| Fault::of_file(&options.file, fault))?;
    let place = shown(&options.file);
    let mut done = Done::clear(tr!(
        session.lang,
        "{place} を作りました。kijun {place} で続けられます。\n",
        "Made {place}. Go on with: kijun {place}\n"
    ));
    done.notes = saved.notices.iter().map(|found| notice(session.lang, found)).collect();
    Ok(done)
}
