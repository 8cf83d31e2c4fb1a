//! Who signs what a command enters: who is named on its command line, else whom the file names.

use super::fault::{Fault, fault, printable, shown};
use super::open::Open;
use super::session::Session;
use crate::domain::signer::{Signer, Statement};
use crate::domain::text::{Lang, pick};
use crate::report;
use crate::store::login;

/// Who is named on a command line.
pub(super) struct Named<'a> {
    /// `--by`.
    pub(super) by: Option<&'a str>,
    /// `--post`.
    pub(super) post: Option<&'a str>,
}

impl Named<'_> {
    /// Who is at the keyboard, for the history; may be empty where there is no login.
    pub(super) fn editor(&self, session: &Session) -> String {
        self.by.map_or_else(|| logged_in(session), |by| by.trim().to_owned())
    }

    /// Who signs: `--by`, with the post given or known in the file; else the file's signer; else, for what is no
    /// declaration, independent of the login.
    pub(super) fn signer(&self, opened: &Open, statement: Statement) -> Signer {
        let signers = &opened.assessment.signers;
        let known = match self.by {
            Some(by) => signers.iter().find(|signer| signer.name == by.trim()).cloned(),
            None => opened.assessment.signer(statement).cloned(),
        };
        let name = match (self.by, &known) {
            (Some(by), _) => by.trim().to_owned(),
            (None, Some(known)) => known.name.clone(),
            (None, None) if statement == Statement::Declarations => String::new(),
            (None, None) => login::name().trim().to_owned(),
        };
        let post = self
            .post
            .map(|post| post.trim().to_owned())
            .or(known.map(|known| known.post))
            .unwrap_or_default();
        Signer { name, post, signs: Vec::new() }
    }

    /// The same for a declaration, which needs a name and a post.
    pub(super) fn declarant(&self, opened: &Open, id: &str, file: &std::path::Path) -> Result<Signer, Fault> {
        let signer = self.signer(opened, Statement::Declarations);
        if signer.name.is_empty() || signer.post.is_empty() {
            return Err(nobody(id, file));
        }
        if signer.name.chars().count() == 1 {
            return Err(one_letter(id, &signer.name));
        }
        Ok(signer)
    }
}

/// The login name; one that cannot be used is noted.
pub(super) fn logged_in(session: &Session) -> String {
    let name = login::name().trim().to_owned();
    if let Some((variable, amiss)) = login::passed_over() {
        let found = report::amiss::found(session.lang, &amiss);
        let instead = match (session.lang, name.as_str()) {
            (Lang::Ja, "") => "名前なしで記録します".to_owned(),
            (Lang::En, "") => "the edit goes in without a name".to_owned(),
            (Lang::Ja, name) => format!("代わりに {name} と記録します"),
            (Lang::En, name) => format!("the edit goes in as {name}"),
        };
        session.note(format!("{}: {variable}: {found}; {instead}", pick(session.lang, "注意", "note")));
    }
    name
}

fn nobody(id: &str, file: &std::path::Path) -> Fault {
    let (id, place) = (printable(id), shown(file));
    fault!(
        Usage,
        "{id}: 表明です。だれがどの役職で表明するかがわかりません",
        "{id}: this is a declaration, and nobody says who makes it and in which post",
        "--by 氏名 --post 役職 を付けるか、kijun {place} の画面で Y を押して決めてください",
        "add --by NAME --post POST, or settle it once with Y in the workbench: kijun {place}"
    )
}

fn one_letter(id: &str, name: &str) -> Fault {
    let (id, name) = (printable(id), printable(name));
    fault!(
        Usage,
        "{id}: 表明する人の氏名「{name}」は1文字です",
        "{id}: the name {name} of whoever declares is a single character",
        "--by に氏名を書いてください",
        "give the whole name with --by"
    )
}
