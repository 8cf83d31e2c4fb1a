//! `kijun merge`: two versions of a file become one, entry by entry; both histories are united. What both changed
//! differently is decided by a person: without a decision nothing is written.

mod both;
mod end;
mod sources;

use std::path::Path;

use self::both::{Both, Version};
use self::end::End;
use self::sources::Sources;
use super::args::{ListFormat, Merge as Options, Take};
use super::exit::Exit;
use super::fault::{Fault, fault, printable, shown};
use super::session::{Done, Session};
use super::set::lock;
use crate::domain::app::APP;
use crate::domain::merge::merge;
use crate::domain::name;
use crate::domain::text::{Bilingual, bilingual, both};
use crate::report::grounds::Context;
use crate::report::merging::{Decided, MergeReport, Outcome};
use crate::store::disk::{Disk, RealDisk};
use crate::store::save::folder_exists;

/// Merges and prints: 0 if it is done (or could be), 3 if something is left to decide.
pub(super) fn run(session: &Session, options: &Options) -> Result<Done, Fault> {
    let sources = Sources::of(session, options)?;
    let ended = bring_together(session, options, &sources);
    sources.in_their_names(session, ended)
}

fn bring_together(session: &Session, options: &Options, sources: &Sources) -> Result<Done, Fault> {
    free_to_write(options, &sources.into)?;
    Version::read(session, &sources.ours)?;
    let (_lock, mut notes) = if options.check { (None, Vec::new()) } else { lock(session, &sources.into)? };
    let ours = Version::read(session, &sources.ours)?;
    let theirs = Version::read(session, &sources.theirs)?;
    one_company(options, sources, &ours, &theirs)?;
    let versions = Both::of(session, sources.base.as_deref(), ours, theirs)?;
    let apart = kept_apart(options, &versions)?;
    let merged =
        merge(&versions.base, &versions.our_values, &versions.their_values, &versions.issued, &apart);
    let decided: Vec<Option<Decided>> =
        merged.clashes.iter().map(|clash| decision(options, &clash.id)).collect();
    let settled =
        merged.settled(&versions.our_values, |clash| decision(options, &clash.id) == Some(Decided::Theirs));
    let outcome = if decided.contains(&None) {
        Outcome::Undecided
    } else {
        let end = End { session, options, sources, versions: &versions, merge: &merged, settled: &settled };
        end.reach(&mut notes)?
    };
    let report = MergeReport {
        lang: session.lang,
        ours: Context { assessment: &versions.our_values, ..versions.ours.open.context() },
        theirs: Context { assessment: &merged.their_values, ..versions.theirs.open.context() },
        names: sources.names.each_ref().map(String::as_str),
        merge: &merged,
        decided: &decided,
        restored: &settled.restored,
        past: versions.past,
        outcome,
        app: APP,
    };
    let out = match options.output.format {
        ListFormat::Text => report.text(),
        ListFormat::Json => report.json(),
    };
    let exit = if outcome == Outcome::Undecided { Exit::Pending } else { Exit::Clear };
    Ok(Done { out, notes, exit })
}

/// The result goes into our file or into a new one.
fn free_to_write(options: &Options, into: &Path) -> Result<(), Fault> {
    folder_exists(into)?;
    let target = |path: &Path| RealDisk.target(path).ok();
    if options.git || target(into) == target(&options.ours) || !into.exists() {
        return Ok(());
    }
    let place = shown(into);
    Err(fault!(
        InUse,
        "{place}: すでにあるため、上書きしません",
        "{place}: exists already and is not overwritten",
        "別の名前を指定してください",
        "give another name"
    ))
}

/// Two files that were made apart, of two organisations, are not two versions of one. Where neither id, base nor history
/// ties them together, the names of the organisations are all there is to go by.
fn one_company(options: &Options, sources: &Sources, ours: &Version, theirs: &Version) -> Result<(), Fault> {
    let [our_id, their_id] = [ours, theirs].map(|version| &version.open.assessment.file_id);
    let [our_name, their_name] = [ours, theirs].map(|version| &version.open.assessment.profile.organisation);
    let tied = match (our_id.is_empty(), their_id.is_empty()) {
        (false, false) => our_id == their_id,
        _ => sources.base.is_some() || ours.shares_a_session(theirs),
    };
    if tied || options.from_other_file || name::same(our_name, their_name) {
        return Ok(());
    }
    let (place, ours, theirs) = (shown(&sources.theirs), printable(our_name), printable(their_name));
    Err(fault!(
        Invalid,
        "{place}: 「{theirs}」の別のファイルで、「{ours}」のファイルの版ではありません",
        "{place}: is another file, of \"{theirs}\", and no version of that of \"{ours}\"",
        "どの会社のファイルか確かめてください。それでも合わせるなら --from-other-file を付けます",
        "check whose file it is; --from-other-file merges them all the same"
    ))
}

fn decision(options: &Options, id: &str) -> Option<Decided> {
    let named =
        options.decide.iter().rev().find(|decision| name::same(&decision.id, id)).and_then(|d| d.take);
    named.or(options.take).map(|take| match take {
        Take::Ours => Decided::Ours,
        Take::Theirs => Decided::Theirs,
    })
}

/// The ids of which both versions are kept. Every decision must be about a clash; what is kept twice must be a row
/// that can be.
fn kept_apart(options: &Options, versions: &Both) -> Result<Vec<String>, Fault> {
    let mut apart = Vec::new();
    let plain = merge(&versions.base, &versions.our_values, &versions.their_values, &versions.issued, &[]);
    for decision in &options.decide {
        let id = printable(&decision.id);
        let Some(clash) = plain.clashes.iter().find(|clash| name::same(&clash.id, &decision.id)) else {
            let known: Vec<String> = plain.clashes.iter().map(|clash| printable(&clash.id)).collect();
            return Err(fault!(
                Usage,
                "--decide: {id} という食い違いはありません",
                "--decide: there is no clash {id}",
                clashes(&known)
            ));
        };
        if decision.take.is_none() && !clash.keeps_both {
            return Err(fault!(
                Usage,
                "--decide: {id} は両方は残せません",
                "--decide: both versions of {id} cannot be kept",
                "ours か theirs を指定してください",
                "say ours or theirs"
            ));
        }
        apart.extend(decision.take.is_none().then(|| clash.id.clone()));
    }
    Ok(apart)
}

/// Which clashes there are, for a hint.
fn clashes(known: &[String]) -> Bilingual {
    match known {
        [] => both(
            "食い違いは1つもありません。--decide を外してもう一度実行してください",
            "there is no clash at all; run the command without --decide",
        ),
        known => {
            let known = known.join(", ");
            bilingual!("食い違い: {known}", "clashes: {known}")
        }
    }
}
