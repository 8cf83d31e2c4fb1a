//! `kijun doctor`: which folders, packs and versions are used, and what is not as it should be.

use super::exit::Exit;
use super::fault::{printable, shown};
use super::locale::VARIABLES;
use super::session::{Done, Session};
use crate::domain::app::APP;
use crate::domain::text::{pick, tr};
use crate::report::{lint, words};
use crate::store::clock::{self, ZONE_VARIABLE};
use crate::store::packs::{self, Choice, Origin, PackFault};
use crate::store::places::{DATA_DIR_VARIABLE, REFERENCES_VARIABLE};

/// Environment that changes what is seen.
const TERMINAL: [&str; 6] =
    ["TERM", "COLORTERM", "NO_COLOR", ZONE_VARIABLE, DATA_DIR_VARIABLE, REFERENCES_VARIABLE];

/// Reports; a pack that cannot be used makes the exit code that of invalid data.
pub(super) fn run(session: &Session) -> Done {
    let mut out = vec![APP.to_owned(), String::new()];
    places(session, &mut out);
    out.push(String::new());
    let exit = used_packs(session, &mut out);
    out.push(String::new());
    out.push(pick(session.lang, "環境", "Environment").to_owned());
    for key in VARIABLES.into_iter().chain(TERMINAL) {
        let value = std::env::var_os(key).map(|value| printable(&value.to_string_lossy()));
        out.push(format!("  {key}: {}", value.unwrap_or_else(|| "-".to_owned())));
    }
    out.push(format!("  {}: {}", pick(session.lang, "言語", "Language"), session.lang.code()));
    let (zone, label) = (clock::zone(), pick(session.lang, "タイムゾーン", "Time zone"));
    out.push(format!("  {label}: {} ({})", printable(&zone.name()), zone.offset(clock::now())));
    Done { out: out.join("\n") + "\n", notes: Vec::new(), exit }
}

fn places(session: &Session, out: &mut Vec<String>) {
    out.push(pick(session.lang, "置き場所", "Places").to_owned());
    let Some(places) = &session.places else {
        out.push(format!(
            "  {}",
            pick(session.lang, "ホームフォルダーがありません", "there is no home folder")
        ));
        return;
    };
    let folders = [
        (pick(session.lang, "自己評価", "Assessments"), &places.data),
        (pick(session.lang, "状態", "State"), &places.state),
        (pick(session.lang, "設問票", "Packs"), &places.packs),
    ];
    out.extend(folders.map(|(label, path)| format!("  {label}: {}", shown(path))));
    let shared = pick(session.lang, "共有の例示", "Shared reference lists");
    out.extend(packs::shared().map(|path| format!("  {shared}: {}", shown(path))));
    for (path, mode) in places.exposed() {
        let place = shown(&path);
        out.push(tr!(
            session.lang,
            "  注意: {place} は本人以外も開けます({mode:o})。chmod 700 をお勧めします",
            "  note: others may enter {place} ({mode:o}); chmod 700 is advised"
        ));
    }
}

fn used_packs(session: &Session, out: &mut Vec<String>) -> Exit {
    out.push(pick(session.lang, "設問票", "Packs").to_owned());
    let mut exit = Exit::Clear;
    for choice in packs::choices(session.packs()) {
        let label = format!("  {} {}", printable(&choice.id), printable(&choice.edition));
        match packs::find(&choice.id, &choice.edition, session.packs()) {
            Ok(loaded) => {
                let rows = words::entries(session.lang, loaded.pack.rows().len());
                let rows = tr!(session.lang, "{rows}の設問", "rows: {rows}");
                out.push(format!("{label}: {} ({rows})", origin(session, &choice)));
            }
            Err(fault) => {
                exit = Exit::Invalid;
                out.push(format!("{label}: {}", why(session, &fault)));
            }
        }
    }
    for left in packs::left_out(session.packs()) {
        exit = Exit::Invalid;
        let unused = pick(session.lang, "使っていません", "left out");
        out.push(format!("  {}: {unused}", why(session, &left.fault)));
    }
    exit
}

/// The first fault, as `kijun lint` says it.
fn why(session: &Session, fault: &PackFault) -> String {
    printable(&match fault {
        PackFault::Faulty(faults) => {
            faults.first().map(|first| lint::sentence(first, session.lang)).unwrap_or_default()
        }
        other => other.sentence(session.lang),
    })
}

fn origin(session: &Session, choice: &Choice) -> String {
    match &choice.origin {
        Origin::Shipped => pick(session.lang, "組み込み", "compiled in").to_owned(),
        Origin::Folder(path) => shown(path),
    }
}
