//! Whom the file knows, to choose from.

use crate::domain::assessment::Assessment;
use crate::domain::signer::{Signer, Statement};
use crate::tui::desktop::Desktop;
use crate::tui::session::Session;

/// Most people that are offered.
const MOST: usize = 5;

/// Somebody to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct KnownSigner {
    pub(super) name: String,
    pub(super) post: String,
    /// Named in this file; otherwise only suggested.
    pub(super) here: bool,
}

/// Those who sign or signed in this file, and last the person's own name as it was used elsewhere. Who declares
/// for one company stays out of the file of another.
pub(super) fn of(desktop: &Desktop, statement: Statement, present: &Signer) -> Vec<KnownSigner> {
    let Some(session) = &desktop.session else { return Vec::new() };
    let mut known: Vec<KnownSigner> = Vec::new();
    let mut add = |name: &str, post: &str, here: bool| {
        let other = name != present.name || post != present.post;
        let new = known.iter().all(|one| one.name != name || (here && one.post != post));
        if !name.trim().is_empty() && other && new && known.len() < MOST {
            known.push(KnownSigner { name: name.to_owned(), post: post.to_owned(), here });
        }
    };
    for signer in &session.assessment.signers {
        add(&signer.name, &signer.post, true);
    }
    for (name, post) in signatures(session, statement) {
        add(name, post, true);
    }
    let own = desktop.own_name.as_deref().filter(|own| *own != present.name);
    if let (Some(own), true) = (own, statement != Statement::Declarations) {
        add(own, "", false);
    }
    known
}

/// Names and posts that such statements carry already.
fn signatures(session: &Session, statement: Statement) -> Vec<(&str, &str)> {
    let Assessment { claims, declarations, closures, .. } = &session.assessment;
    let declares = |row: &str| session.pack.row(row).is_some_and(|row| row.rule.is_declaration());
    let claims = claims.iter().filter(|claim| declares(&claim.row) == (statement == Statement::Declarations));
    let claims = claims.map(|claim| (claim.by.as_str(), claim.post.as_str()));
    let declarations = declarations.iter().map(|said| (said.by.as_str(), said.post.as_str()));
    let closures = closures.iter().map(|said| (said.by.as_str(), said.post.as_str()));
    match statement {
        Statement::Declarations => claims.chain(declarations).collect(),
        Statement::Closures => closures.chain(claims).collect(),
        Statement::Answers => claims.collect(),
    }
}
