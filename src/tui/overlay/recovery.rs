//! Edits that were accepted and are not in the file, as a crash or a full disk leaves them: what they are, and
//! what is to become of them. Nothing happens to the file until a person says so.

use crate::domain::change::Change;
use crate::domain::past::Dated;
use crate::domain::text::{Lang, pick, tr};
use crate::tui::action::BoxFocus;
use crate::tui::canvas::Canvas;
use crate::tui::desktop::{Desktop, FileQuestion, Outcome, Overlay};
use crate::tui::keys::Key;
use crate::tui::message::StoreCommand;
use crate::tui::overlay::menu::{self, MenuAnswer, MenuChoice};
use crate::tui::session::Session;

/// How many entries are named in the question.
const NAMED: usize = 4;

const CHOICES: &[MenuChoice] = &[
    MenuChoice::new('a', "取り込む(あとで元に戻せます)", "Apply them (they can be undone)"),
    MenuChoice::new('l', "一覧を見る", "Look at them"),
    MenuChoice::new(
        'd',
        "取り込まない(履歴に残し、ファイルは今のまま)",
        "Set them aside (kept in the history, the file stays)",
    ),
];

/// The question.
#[derive(Debug)]
pub struct Recovery {
    missing: Vec<Dated>,
    cursor: usize,
    /// The first line of the list, while it is looked at.
    list: Option<usize>,
}

impl Recovery {
    /// A question about these edits.
    pub fn new(missing: Vec<Dated>) -> Self {
        Self { missing, cursor: 0, list: None }
    }

    fn changes(&self) -> Vec<Change> {
        self.missing.iter().map(|edit| edit.change.clone()).collect()
    }
}

impl Overlay for Recovery {
    fn focus(&self) -> Option<BoxFocus> {
        Some(if self.list.is_some() { BoxFocus::List } else { BoxFocus::Question })
    }

    /// Asks until one of the choices is made, or put off.
    fn key(&mut self, desktop: &mut Desktop, key: Key) -> Outcome {
        if let Some(from) = self.list {
            self.list = menu::scrolled(from, (self.missing.len(), menu::room(desktop.size)), key);
            return Outcome::Keep;
        }
        match menu::answer(CHOICES, &mut self.cursor, key) {
            Some(MenuAnswer::Chosen(0)) => apply(desktop, self),
            Some(MenuAnswer::Chosen(1)) => {
                self.list = Some(0);
                return Outcome::Keep;
            }
            Some(MenuAnswer::Chosen(_)) => set_aside(desktop, self),
            Some(MenuAnswer::Left) => desktop.notify(
                "ファイルは今のままです。次に開いたときにもう一度たずねます。",
                "The file stays as it is; you will be asked again when it is opened.",
            ),
            None => return Outcome::Keep,
        }
        Outcome::Close
    }

    fn draw(&self, desktop: &Desktop, canvas: &mut Canvas<'_>) {
        let lang = desktop.lang();
        let Some(session) = &desktop.session else { return };
        if let Some(from) = self.list {
            let title = pick(lang, "ファイルに入っていない変更", "Edits that are not in the file");
            let lines: Vec<String> = self.missing.iter().map(|edit| line(lang, session, edit)).collect();
            return menu::lines(desktop, canvas, title, (&lines, from), BoxFocus::List);
        }
        let title = pick(lang, "保存されなかった変更があります", "Edits that were not saved");
        let text = question_text(lang, session, self);
        menu::draw(desktop, canvas, (title, &text), (CHOICES, self.cursor), BoxFocus::Question);
    }

    fn question(&self) -> Option<FileQuestion> {
        Some(FileQuestion::Recovery)
    }
}

fn apply(desktop: &mut Desktop, recovery: &Recovery) {
    let lang = desktop.lang();
    let Some(session) = desktop.session.as_mut() else { return };
    let applied =
        recovery.changes().into_iter().filter(|change| session.edit(change.clone()).is_ok()).count();
    let assessment = Box::new(session.assessment.clone());
    desktop.want(StoreCommand::Recover(assessment));
    desktop.say(tr!(lang, "{applied}件の変更を取り込みました。", "{applied} edits applied."));
}

fn set_aside(desktop: &mut Desktop, recovery: &Recovery) {
    desktop.want(StoreCommand::SetAside(recovery.changes()));
    desktop.notify(
        "取り込みませんでした。変更は履歴に残っています。",
        "Set aside; the edits are still in the history.",
    );
}

fn question_text(lang: Lang, session: &Session, recovery: &Recovery) -> Vec<String> {
    let count = recovery.missing.len();
    let mut who: Vec<&str> = recovery.missing.iter().map(|edit| edit.by.as_str()).collect();
    who.sort_unstable();
    who.dedup();
    let who = who.join(", ");
    let (Some(first), Some(last)) = (recovery.missing.first(), recovery.missing.last()) else {
        return Vec::new();
    };
    let zone = &session.assessment.zone;
    let span = format!("{} - {}", zone.minute(&first.at), zone.minute(&last.at));
    let mut names: Vec<String> = Vec::new();
    for edit in &recovery.missing {
        let name = name(lang, session, &edit.change);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let more = names.len().saturating_sub(NAMED);
    let named = names[..names.len().min(NAMED)].join(" / ");
    let named = match more {
        0 => named,
        _ => tr!(lang, "{named} ほか{more}件", "{named} and {more} more"),
    };
    vec![
        tr!(
            lang,
            "履歴に、ファイルに入っていない変更が{count}件あります。",
            "The history holds {count} edits that are not in the file."
        ),
        tr!(lang, "日時: {span}", "When: {span}"),
        tr!(lang, "記入者: {who}", "By: {who}"),
        tr!(lang, "対象: {named}", "About: {named}"),
    ]
}

/// What an edit is about: the title of its row, or the id of its fact.
fn name(lang: Lang, session: &Session, change: &Change) -> String {
    let subject = change.subject();
    match session.pack.row(&subject) {
        Some(row) => format!("{}{}({subject})", row.title.get(lang), pick(lang, "", " ")),
        None if subject == "profile" => pick(lang, "組織名・区分・基準日", "profile").to_owned(),
        None => subject,
    }
}

fn line(lang: Lang, session: &Session, edit: &Dated) -> String {
    let what = match &edit.change {
        Change::Claim(swap) => swap.after.as_ref().map_or_else(
            || pick(lang, "申告の取消", "claim taken back").to_owned(),
            |claim| crate::report::words::answer(lang, claim.answer).to_owned(),
        ),
        _ => pick(lang, "変更", "changed").to_owned(),
    };
    let at = session.assessment.zone.minute(&edit.at);
    format!("{at}  {}  {}: {what}", edit.by, name(lang, session, &edit.change))
}
