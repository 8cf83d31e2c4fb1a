//! Opening an assessment together with the pack it names.

use std::path::Path;

use super::exit::Exit;
use super::fault::{Fault, fault, place_in, printable, shown};
use super::session::Session;
use crate::domain::assessment::{Assessment, Profile};
use crate::domain::date::Date;
use crate::domain::lint::LintFault;
use crate::domain::name::{self, same};
use crate::domain::pack::{Category, Pack};
use crate::domain::past::Dated;
use crate::domain::text::{Lang, bilingual, both, pick};
use crate::report::grounds::Context;
use crate::report::lint::line;
use crate::store::assessment::{Comments, FileFault, Opened, PlacedFault, RawFile, look};
use crate::store::backups::{self, Backup};
use crate::store::error::FileError;
use crate::store::history::{self, Ahead};
use crate::store::packs::{self, Choice, DEFAULT_EDITION, Loaded, Origin, PackFault, SCHEME};
use crate::store::save::check_replaceable;
use crate::store::save_failure::of_system;
use crate::store::stamp::Stamp;

/// An assessment, its pack, and what its file looked like.
pub(super) struct Open {
    pub(super) assessment: Assessment,
    pub(super) loaded: Loaded,
    pub(super) stamp: Option<Stamp>,
    /// How many edits of the history are in the values and not in the file.
    pub(super) caught_up: usize,
    /// Comments that a person wrote into the file.
    pub(super) comments: Option<Comments>,
    /// Texts with characters that could not be entered today, by their places.
    pub(super) unfit: Vec<PlacedFault>,
}

impl Open {
    /// Everything in one order, so that a report says the same however its file is ordered.
    pub(super) fn in_order(mut self) -> Self {
        self.assessment.put_in_order();
        self
    }

    /// What the names in reports are looked up in.
    pub(super) fn context(&self) -> Context<'_> {
        Context { pack: &self.loaded.pack, references: &self.loaded.references, assessment: &self.assessment }
    }
}

/// Opens a file with the edits that its history has and a crash or a full disk kept out of it, which is noted;
/// every fault of its content is reported at once.
pub(super) fn open(session: &Session, path: &Path) -> Result<Open, Fault> {
    if session.file_only {
        return open_as_it_is(session, path);
    }
    let opened = open_caught_up(session, path)?;
    moved(session, path, &opened);
    if opened.caught_up > 0 {
        let count = opened.caught_up;
        if let Err(FileError::Failed { source, .. }) = check_replaceable(path) {
            let why = of_system(&source);
            session.note_about(path, &format!("ファイルには書き込めません({})。ファイルの内容に、履歴だけにある変更{count}件を加えて示します(--file-only でファイルだけ)", why.ja), &format!("cannot be written ({}); shown is the file with the edits that only its history has: {count} (--file-only shows the file alone)", why.en));
            return Ok(opened);
        }
        session.note_about(path, &format!(
                "履歴にあってファイルにまだ入っていない変更{count}件を合わせて扱います(kijun set か画面で開くとファイルに入ります)"
            ), &format!(
                "edits in its history that the file lacks are taken in: {count} (kijun set or the workbench writes them)"
            ));
    }
    Ok(opened)
}

/// Tells where the history of a file is that has another name now.
fn moved(session: &Session, path: &Path, opened: &Open) {
    let own = history::path_of(path);
    if history::found(path).exists() {
        return;
    }
    let Some(other) = history::namesake(path, &opened.assessment.file_id) else { return };
    if history::owner_of(&other).exists() {
        return;
    }
    let (from, to) = (shown(&other), shown(&own));
    session.note_about(
        path,
        &format!("このファイルの履歴は前の名前のまま {from} にあります(mv {from} {to} で続きになります)"),
        &format!("its history still has the former name, {from} (mv {from} {to} makes it go on)"),
    );
}

/// The same for a command that writes the file, and says by itself what it did with those edits.
pub(super) fn open_caught_up(session: &Session, path: &Path) -> Result<Open, Fault> {
    let mut opened = open_as_it_is(session, path)?;
    match history::ahead_of(path, &opened.assessment) {
        Ok(Ahead::Nothing) => {}
        Ok(Ahead::Edits(edits)) => {
            let fits = |edit: &&Dated| edit.change.apply(&mut opened.assessment).is_ok();
            opened.caught_up = edits.iter().filter(fits).count();
        }
        Ok(Ahead::Unclear(count)) => session.note_about(path, &format!("履歴にあってファイルにない変更が{count}件ありますが、途中で止まった保存ではないため、ファイルの内容だけを扱います(画面で開くと選べます)"), &format!("its history has edits that the file lacks ({count}), but not because a save was cut short, so only the file itself counts (the workbench asks about them)")),
        Ok(Ahead::Altered(_)) => session.note_about(path, "履歴が壊れているか書き換えられているため、ファイルの内容だけを扱います(kijun history --verify で調べられます)", "its history is damaged or altered, so only the file itself counts (see kijun history --verify)"),
        Ok(Ahead::Foreign) => session.note_about(path, "同じ名前の履歴は別のファイルのものなので、ファイルの内容だけを扱います", "the history of that name is another file's, so only the file itself counts"),
        Err(_) => session.note_about(path, "履歴を読めないため、ファイルの内容だけを扱います", "its history cannot be read, so only the file itself counts"),
    }
    Ok(opened)
}

/// Opens a file without its history; a damaged one is reported together with its backup.
pub(super) fn open_as_it_is(session: &Session, path: &Path) -> Result<Open, Fault> {
    let opened = open_alone(session, path).map_err(|fault| with_backup(session, path, fault))?;
    unfit_note(session, path, &opened).into_iter().for_each(|note| session.note(note));
    Ok(opened)
}

/// That texts of a file hold what could not be entered today, with the place of the first.
pub(super) fn unfit_note(session: &Session, path: &Path, opened: &Open) -> Option<String> {
    let (first, rest) = opened.unfit.split_first()?;
    let at = place_in(path, first, session.lang);
    let rest = rest.len();
    let more = match session.lang {
        _ if rest == 0 => String::new(),
        Lang::Ja => format!("。ほかに{rest}か所(kijun check で一覧)"),
        Lang::En => format!("; places more: {rest} (kijun check lists them)"),
    };
    Some(format!("{}: {at}{more}", pick(session.lang, "注意", "note")))
}

/// Opens a file and looks at nothing else.
pub(super) fn open_alone(session: &Session, path: &Path) -> Result<Open, Fault> {
    let fault = |fault: FileFault| Fault::of_file(path, fault);
    let sheet = look(path).map_err(fault)?;
    let loaded = pack_of(session, path, &sheet)?;
    let opened = sheet.open(&loaded.pack).map_err(fault)?;
    let Opened { assessment, stamp, comments, unfit, .. } = opened;
    Ok(Open { assessment, loaded, stamp, caught_up: 0, comments, unfit })
}

/// A damaged or missing file is reported together with the backup that could take its place.
fn with_backup(session: &Session, path: &Path, mut fault: Fault) -> Fault {
    let damaged = fault.exit == Exit::Invalid || !path.exists();
    if let Some(backup) = damaged.then(|| good_backup(session, path)).flatten() {
        let (place, kept, made) = (shown(path), shown(&backup.path), backup.moment());
        fault.said.push((
            bilingual!(
                "{place}: 控え {kept}({made})は読めます",
                "{place}: its backup {kept} ({made}) can be read"
            ),
            bilingual!(
                "kijun restore {place} で戻せます。壊れたファイルも残ります",
                "kijun restore {place} puts it back and keeps the damaged file"
            ),
        ));
    }
    fault
}

/// The newest backup of a file that can be read.
pub(super) fn good_backup(session: &Session, path: &Path) -> Option<Backup> {
    backups::newest_good(path, |backup| open_alone(session, backup).is_ok())
}

/// Tells that comments in a file which is about to be written do not stay in it, and where they stay.
pub(super) fn note_comments(session: &Session, path: &Path, opened: &Open, kept: bool) {
    let Some(Comments { count, line, column }) = opened.comments else { return };
    let (ja, en) = if kept {
        let backup = shown(&backups::name(path, 1));
        (format!("控え {backup} には残ります"), format!("the backup {backup} has them"))
    } else {
        ("備考などに移してください".to_owned(), "move them into a remark".to_owned())
    };
    session.note_about(path, &format!("手で書かれたコメント{count}個(最初は {line}:{column})は、書き込むとファイルから消えます({ja})"), &format!("comments written by hand do not stay in it when it is written: {count}, the first at {line}:{column} ({en})"));
}

/// Opens a file to be judged for some categories, in the place of those it has chosen if any are given.
pub(super) fn open_for(session: &Session, path: &Path, chosen: &[String]) -> Result<Open, Fault> {
    let mut opened = open(session, path)?;
    choose(&mut opened, path, chosen)?;
    Ok(opened)
}

/// Puts categories in the place of those a file has chosen, if any are given; there must be some in the end.
pub(super) fn choose(opened: &mut Open, path: &Path, chosen: &[String]) -> Result<(), Fault> {
    if !chosen.is_empty() {
        opened.assessment.profile.categories = categories(&opened.loaded.pack, chosen, false)?;
    }
    if opened.assessment.profile.categories.is_empty() {
        return Err(no_category(path));
    }
    Ok(())
}

/// The day as of which a file is judged, where nothing can be said without one.
pub(super) fn day_of(opened: &Open, path: &Path, as_of: Option<Date>) -> Result<Date, Fault> {
    as_of.or(opened.assessment.profile.reference_date).ok_or_else(|| {
        let place = shown(path);
        fault!(
            Usage,
            "{place}: 基準日が決まっていません",
            "{place}: no reference date is set",
            "--as-of 2027-01-31 のように指定してください",
            "give one, such as --as-of 2027-01-31"
        )
    })
}

fn no_category(file: &Path) -> Fault {
    let place = shown(file);
    fault!(
        Usage,
        "{place}: 区分が選ばれていません",
        "{place}: no category is chosen",
        "--category vuln のように指定してください",
        "give one, such as --category vuln"
    )
}

fn pack_of(session: &Session, path: &Path, sheet: &RawFile) -> Result<Loaded, Fault> {
    note_left_out(session);
    let header = sheet.header();
    let loaded =
        packs::find(&header.pack, &header.edition, session.packs()).map_err(|fault| match fault {
            PackFault::Unknown { .. } => Fault::of_file(path, sheet.without_pack()),
            other => other.into(),
        })?;
    note_faulty(session, &loaded);
    Ok(loaded)
}

/// The pack that a profile names.
pub(super) fn pack_for(session: &Session, path: &Path, profile: &Profile) -> Result<Loaded, Fault> {
    packs::find(&profile.pack, &profile.edition, session.packs()).map_err(|fault| match fault {
        PackFault::Unknown { .. } => {
            let (place, name) = (shown(path), printable(&format!("{} {}", profile.pack, profile.edition)));
            fault!(
                Invalid,
                "{place}: 設問票 {name} がありません",
                "{place}: there is no pack {name}",
                "kijun doctor で設問票の場所を確かめられます",
                "kijun doctor shows where packs are"
            )
        }
        other => other.into(),
    })
}

/// The pack that is named, in its edition; ours and the newest one if nothing is.
pub(super) fn edition(session: &Session, pack: Option<&str>, edition: Option<&str>) -> Result<Loaded, Fault> {
    note_left_out(session);
    let choice = chosen(session, pack, edition)?;
    let loaded = packs::find(&choice.id, &choice.edition, session.packs())?;
    note_faulty(session, &loaded);
    Ok(loaded)
}

/// Which pack is meant, of those there are: compiled in, or in the user's folder.
pub(super) fn chosen(session: &Session, pack: Option<&str>, edition: Option<&str>) -> Result<Choice, Fault> {
    let all = packs::choices(session.packs());
    let id = pack.unwrap_or(SCHEME);
    let editions: Vec<&Choice> = all.iter().filter(|choice| same(&choice.id, id)).collect();
    if editions.is_empty() {
        return Err(no_pack(id, &all));
    }
    let wanted = edition.or_else(|| (id == SCHEME).then_some(DEFAULT_EDITION));
    let found = match wanted {
        Some(edition) => edition_meant(&editions, edition),
        None => editions.iter().max_by_key(|choice| natural(&choice.edition)),
    };
    found.map(|choice| (**choice).clone()).ok_or_else(|| no_edition(wanted.unwrap_or_default(), &editions))
}

/// The edition that is named, in whatever width, and as people say it (第4.1版).
fn edition_meant<'e>(editions: &'e [&Choice], edition: &str) -> Option<&'e &'e Choice> {
    let exactly = editions.iter().find(|choice| choice.edition == edition);
    let key = name::key(edition);
    let key = key.strip_prefix('第').and_then(|key| key.strip_suffix('版')).unwrap_or(&key).to_owned();
    exactly.or_else(|| editions.iter().find(|choice| name::key(&choice.edition) == key))
}

/// An edition as it is counted: 4.10 comes after 4.9.
fn natural(edition: &str) -> Vec<(u64, String)> {
    let parts = edition.split(['.', '-']);
    parts.map(|part| (part.parse().unwrap_or_default(), part.to_owned())).collect()
}

fn no_pack(id: &str, all: &[Choice]) -> Fault {
    let known = all.iter().map(|choice| format!("{} {}", printable(&choice.id), printable(&choice.edition)));
    let (id, known) = (printable(id), known.collect::<Vec<_>>().join(", "));
    fault!(
        Usage,
        "--pack: 設問票 {id} はありません",
        "--pack: there is no pack {id}",
        "あるのは {known} です(置き場所は kijun doctor、誤りは kijun lint FOLDER で)",
        "there are {known}; kijun doctor shows where packs are, kijun lint FOLDER what is wrong with one"
    )
}

fn no_edition(edition: &str, editions: &[&Choice]) -> Fault {
    let known: Vec<String> = editions.iter().map(|choice| printable(&choice.edition)).collect();
    let (edition, known) = (printable(edition), known.join(", "));
    fault!(
        Usage,
        "--edition: 版 {edition} はありません",
        "--edition: there is no edition {edition}",
        "使えるのは {known} です",
        "it can be {known}"
    )
}

/// The chosen categories of a pack; where one of them belongs to another pack, the hint names that.
pub(super) fn categories_of(
    session: &Session,
    pack: &Pack,
    chosen: &[String],
    blocks: bool,
) -> Result<Vec<String>, Fault> {
    categories(pack, chosen, blocks).map_err(|mut fault| {
        let all = packs::choices(session.packs());
        let mut others = all.iter().filter(|choice| choice.id != pack.head.id);
        let named = |choice: &&Choice| {
            packs::find(&choice.id, &choice.edition, session.packs()).is_ok_and(|loaded| {
                chosen.iter().all(|id| categories(&loaded.pack, std::slice::from_ref(id), blocks).is_ok())
            })
        };
        if let Some(other) = others.find(named) {
            let (id, edition) = (printable(&other.id), printable(&other.edition));
            fault.said.iter_mut().for_each(|(_, hint)| {
                *hint = bilingual!(
                    "設問票 {id} {edition} の区分です。--pack {id} を付けてください",
                    "it belongs to the pack {id} {edition}; add --pack {id}"
                );
            });
        }
        fault
    })
}

/// Says which of the user's own lists are left out, once, as `kijun lint` says what is wrong with them.
pub(super) fn note_left_out(session: &Session) {
    let Some(folder) = session.packs().filter(|folder| session.looks_over(folder)) else { return };
    for left in packs::left_out(Some(folder)) {
        session.note_about(
            &left.file,
            "誤りがあるため、この例示の一覧は使わずに続けます",
            "these reference lists are left out, since something is wrong with them",
        );
        match &left.fault {
            PackFault::Faulty(faults) => {
                faults.iter().for_each(|fault| session.note(indented(session, fault)));
            }
            other => session.note(format!("  {}", printable(&other.sentence(session.lang)))),
        }
    }
}

/// Says that a pack of the user's own is judged with although `kijun lint` finds faults in it, and the first of them.
fn note_faulty(session: &Session, loaded: &Loaded) {
    let Origin::Folder(folder) = &loaded.origin else { return };
    if !session.looks_over(folder) {
        return;
    }
    let faults = packs::faults_of(&loaded.pack.head, session.packs());
    let Some(first) = faults.first() else { return };
    let count = faults.len();
    session.note_about(
        folder,
        &format!("この設問票には誤りが{count}件あり、判定はあてになりません(kijun lint ですべて見られます)"),
        &format!("faults in this pack: {count}; verdicts cannot be relied on (kijun lint shows all)"),
    );
    session.note(indented(session, first));
}

/// A fault in the words of `kijun lint`, below what it belongs to.
fn indented(session: &Session, fault: &LintFault) -> String {
    let lines = line(fault, session.lang);
    lines.lines().map(|line| format!("  {line}")).collect::<Vec<_>>().join("\n")
}

/// The chosen categories, given by id or name, in the order of the pack; an unknown one is a usage fault.
pub(super) fn categories(pack: &Pack, chosen: &[String], blocks: bool) -> Result<Vec<String>, Fault> {
    let given = chosen.iter().map(|text| text.trim()).filter(|text| !text.is_empty());
    let meant: Vec<&str> = given
        .map(|text| {
            let category = pack.category_meant(text).filter(|category| blocks || !category.for_all);
            category.map(|category| category.id.as_str()).ok_or_else(|| unknown_category(pack, text, blocks))
        })
        .collect::<Result<_, _>>()?;
    let known = pack.categories.iter().map(|category| &category.id);
    Ok(known.filter(|id| meant.contains(&id.as_str())).cloned().collect())
}

fn unknown_category(pack: &Pack, text: &str, blocks: bool) -> Fault {
    let known = || pack.categories.iter().filter(|category| blocks || !category.for_all);
    let names = |lang: Lang, between: &str| {
        let name = |category: &Category| format!("{} ({})", category.id, printable(category.short.get(lang)));
        known().map(name).collect::<Vec<_>>().join(between)
    };
    let unknown = printable(text);
    fault!(
        Usage,
        "--category: 区分 {unknown} はありません",
        "--category: there is no category {unknown}",
        both(
            format!("使えるのは {} です", names(Lang::Ja, "、")),
            format!("it can be {}", names(Lang::En, ", ")),
        )
    )
}
