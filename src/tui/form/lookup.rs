//! What names are looked up in, and a thing that can be chosen.

use crate::domain::pack::Pack;
use crate::domain::text::{Bilingual, Lang};
use crate::tui::desktop::Desktop;
use crate::tui::files::PackChoice;
use crate::tui::outline;
use crate::tui::session::Session;

/// What names are looked up in.
#[derive(Debug, Clone, Copy)]
pub struct Lookup<'a> {
    /// The language.
    pub lang: Lang,
    /// The open assessment.
    pub session: Option<&'a Session>,
    /// The packs there are.
    pub packs: &'a [PackChoice],
}

impl<'a> Lookup<'a> {
    /// The open assessment and the packs of a desktop.
    pub fn of(desktop: &'a Desktop) -> Self {
        Self { lang: desktop.lang(), session: desktop.session.as_ref(), packs: &desktop.packs }
    }

    /// An open assessment alone.
    pub fn in_session(session: &'a Session, lang: Lang) -> Self {
        Self { lang, session: Some(session), packs: &[] }
    }

    pub(super) fn pack(&self) -> Option<&'a Pack> {
        self.session.map(|session| &*session.pack)
    }
}

/// Something that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Candidate {
    /// Its id, or the code of an item.
    pub id: String,
    /// What people read.
    pub text: String,
    /// Its reading or other names, for search.
    pub yomi: String,
    /// A remark at the end of its line.
    pub tail: String,
}

impl Candidate {
    pub(super) fn new(id: &str, text: impl Into<String>, tail: impl Into<String>) -> Self {
        Self { id: id.to_owned(), text: text.into(), yomi: String::new(), tail: tail.into() }
    }

    pub(super) fn named(id: &str, name: &Bilingual, lang: Lang) -> Self {
        let yomi = name.get(lang.other()).to_owned();
        Self { yomi, ..Self::new(id, name.get(lang), "") }
    }
}

/// A row of the pack as a choice: clause and title.
pub fn row(pack: &Pack, id: &str, lang: Lang) -> Candidate {
    let Some(at) = pack.position(id) else { return Candidate::new(id, id, "") };
    let row = &pack.rows()[at];
    let text = format!("{}  {}", row.title.get(lang), row.clause);
    let yomi = format!("{} {} {}", row.yomi, row.title.get(lang.other()), row.id);
    Candidate { yomi, ..Candidate::new(id, text, pack.category_of(at).short.get(lang)) }
}

/// Rows of the categories in view that a test accepts.
pub fn rows(session: &Session, lang: Lang, wanted: impl Fn(usize) -> bool) -> Vec<Candidate> {
    let pack = &session.pack;
    let categories = outline::categories(session).into_iter();
    let places = categories.flat_map(|at| pack.rows_of(&pack.categories[at].id).collect::<Vec<_>>());
    places.filter(|&at| wanted(at)).map(|at| row(pack, &pack.rows()[at].id, lang)).collect()
}
