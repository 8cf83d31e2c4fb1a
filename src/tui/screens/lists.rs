//! The register of reference lists: which nobody has read, who verified what, which rows wait. A member is verified
//! here with a source and a day, and one that the published list has besides is added.

use crate::domain::assessment::Catalog;
use crate::domain::register::VerifiedMember;
use crate::domain::signer::Statement;
use crate::domain::text::{Lang, pick, tr};
use crate::domain::waiting::{ListState, Unread, lists, unread};
use crate::report::fields::{self, AnyFact};
use crate::report::grounds::Context;
use crate::report::references::{conflicts, kind, members_state, state, verifications};
use crate::report::words;
use crate::tui::action::{Action, Page};
use crate::tui::canvas::{Canvas, Lines};
use crate::tui::chrome::{file_header, footer};
use crate::tui::desktop::{Desktop, Goal, WayBack};
use crate::tui::form::{Form, FormPurpose};
use crate::tui::list::{List, ListAndText};
use crate::tui::screens::Screen;
use crate::tui::session::Session;

/// State of the screen.
#[derive(Debug, Default)]
pub struct ListsPage {
    lines: Vec<Line>,
    unread: Unread,
    edits: u64,
    list: List,
    scroll: usize,
}

/// A list, or a member below its list.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    /// The place of the list in the reference lists.
    list: usize,
    /// The member; none for the list itself.
    member: Option<String>,
    /// How many members are verified, and how many there are.
    verified: (usize, usize),
    /// The rows that wait for the list, and all that ask for it.
    rows: (Vec<usize>, usize),
}

fn refresh(screen: &mut ListsPage, session: &Session) {
    let chosen = screen.lines.get(screen.list.at).map(|line| (line.list, line.member.clone()));
    let Context { pack, references, assessment } = session.context();
    let states = lists(pack, references, assessment, Some(&session.findings));
    screen.unread = unread(&states);
    screen.lines = states.iter().flat_map(|state| lines_of(session, state)).collect();
    screen.edits = session.revision();
    // The cursor stays with what it was on, wherever that has gone.
    if let Some((list, member)) = chosen {
        let same = |line: &Line| line.list == list && line.member == member;
        screen.list.at = screen.lines.iter().position(same).unwrap_or(screen.list.at);
    }
}

fn lines_of(session: &Session, state: &ListState<'_>) -> Vec<Line> {
    let list = session.references.lists.iter().position(|list| list.number == state.list.number);
    let verified = (state.verified(), state.members.len());
    let rows = (state.waiting.clone(), state.asking.len());
    let head = Line { list: list.unwrap_or_default(), member: None, verified, rows };
    let members =
        state.members.iter().map(|member| Line { member: Some(member.id.to_owned()), ..head.clone() });
    std::iter::once(head.clone()).chain(members.collect::<Vec<_>>()).collect()
}

impl ListsPage {
    fn line(&self) -> Option<&Line> {
        self.lines.get(self.list.at)
    }
}

impl Screen for ListsPage {
    fn begin(&mut self, desktop: &mut Desktop, _in_view: Option<String>) -> bool {
        let Some(session) = &desktop.session else { return false };
        *self = Self::default();
        refresh(self, session);
        true
    }

    fn leads_back(&self) -> bool {
        true
    }

    fn act(&mut self, desktop: &mut Desktop, action: Action) -> bool {
        let page = usize::from(areas(desktop.size).list.height);
        match action {
            Action::ScrollUp => self.scroll = self.scroll.saturating_sub(1),
            Action::ScrollDown => self.scroll += 1,
            Action::Verify => verify(self, desktop),
            Action::AddRow => add(self, desktop),
            Action::Open => open(self, desktop),
            _ if self.list.travel(action, page) => self.scroll = 0,
            _ => return false,
        }
        true
    }

    /// Keeps the list true to the assessment and the cursor in sight, after each message.
    fn settle(&mut self, desktop: &mut Desktop) {
        let Some(session) = &desktop.session else { return };
        if self.edits != session.revision() {
            refresh(self, session);
        }
        let areas = areas(desktop.size);
        self.list.settle(self.lines.len(), usize::from(areas.list.height));
        let lines = details(self, desktop, session, areas.text.width).len();
        self.scroll = self.scroll.min(areas.most(lines));
    }

    fn draw(&self, desktop: &Desktop, canvas: &mut Canvas<'_>) {
        let Some(session) = &desktop.session else { return };
        let (lang, width) = (desktop.lang(), canvas.area().width);
        let areas = areas(desktop.size);
        file_header(desktop, canvas, pick(lang, "例示の台帳", "Reference lists"));
        let (muted, columns) = (canvas.theme.muted, Columns::of(width));
        canvas.text(1, 2, pick(lang, "例示・構成員", "List, member"), muted, columns.state.saturating_sub(2));
        canvas.text(columns.state, 2, pick(lang, "確認", "Verified"), muted, 12);
        canvas.right(width - 1, 2, &found(lang, self.unread), muted);
        for (y, at, line) in self.list.shown(areas.list, &self.lines) {
            draw_line(session, canvas, lang, (y, line, at == self.list.at));
        }
        areas.draw_text(lang, canvas, &details(self, desktop, session, areas.text.width), self.scroll);
        footer(desktop, canvas, |action| self.acts(desktop, action));
    }

    fn acts(&self, desktop: &Desktop, action: Action) -> bool {
        let on_member = self.line().is_some_and(|line| line.member.is_some());
        match action {
            Action::Verify => on_member && desktop.session.is_some(),
            // Its key verifies here; F5 still leads there.
            Action::Show(Page::Review) => false,
            Action::Open => on_member || self.line().is_some_and(|line| !line.rows.0.is_empty()),
            _ => true,
        }
    }
}

/// Opens the form by which a member is verified: a source and a day, everything else is known.
fn verify(screen: &ListsPage, desktop: &mut Desktop) {
    let (Some(session), Some(line)) = (&desktop.session, screen.line()) else { return };
    let Some(id) = &line.member else {
        desktop.notify(
            "構成員を選んで v を押すと確認を記録します。ないものは a で加えます。",
            "Choose a member, then v records its verification; a adds one that is missing.",
        );
        return;
    };
    let members = &session.assessment.members;
    let standing = members.iter().find(|member| member.id == *id).cloned();
    let purpose = standing.as_ref().map_or(FormPurpose::Add, |_| FormPurpose::Edit(id.clone()));
    let mut draft =
        standing.unwrap_or_else(|| VerifiedMember { id: id.clone(), ..VerifiedMember::default() });
    prefill(desktop, session, &mut draft);
    // With the source in which another member of this list was read, the form only waits to be accepted.
    let form = Form::new(&fields::VERIFICATION, AnyFact::VerifiedMember(draft), purpose);
    desktop.open(form.at_its_end());
}

/// Opens the form of a member that the list has besides.
fn add(screen: &ListsPage, desktop: &mut Desktop) {
    let (Some(session), Some(line)) = (&desktop.session, screen.line()) else { return };
    let Some(list) = session.references.lists.get(line.list) else { return };
    // The short name behind the number follows from the name.
    let mut draft = VerifiedMember { id: format!("{}/", list.number), ..VerifiedMember::default() };
    prefill(desktop, session, &mut draft);
    desktop.open(Form::new(&fields::ADDED_MEMBER, AnyFact::VerifiedMember(draft), FormPurpose::Add));
}

/// Fills in what is known: who, today, and the source that was written last for this list; that of another list says
/// nothing of this one.
fn prefill(desktop: &Desktop, session: &Session, draft: &mut VerifiedMember) {
    if draft.by.trim().is_empty() {
        draft.by = desktop.signer(Statement::Answers).name;
    }
    draft.on = draft.on.or_else(|| desktop.today().map(Into::into));
    if draft.source.trim().is_empty() {
        let mut written = session.assessment.members.iter().rev().filter(|member| member.complete());
        let last = written.find(|member| member.list() == draft.list());
        draft.source = last.map_or_else(String::new, |member| member.source.clone());
    }
}

/// A member's entry, or the first question that waits for a list.
fn open(screen: &ListsPage, desktop: &mut Desktop) {
    let (Some(session), Some(line)) = (&desktop.session, screen.line()) else { return };
    match &line.member {
        Some(id) => {
            let own = session.assessment.members.iter().find(|member| member.id == *id).cloned();
            let Some(own) = own else { return verify(screen, desktop) };
            let purpose = FormPurpose::Edit(id.clone());
            desktop.open(Form::new(&fields::VERIFIED_MEMBER, AnyFact::VerifiedMember(own), purpose));
        }
        None => match line.rows.0.first() {
            Some(at) => desktop.show(Goal::Row(*at), WayBack::Here),
            None => desktop.notify("この一覧を待っている行はありません。", "No row waits for this list."),
        },
    }
}

fn areas(size: (u16, u16)) -> ListAndText {
    ListAndText::below(3, size, |rows| rows / 2)
}

/// Where the columns begin.
struct Columns {
    state: u16,
    rows: u16,
}

impl Columns {
    fn of(width: u16) -> Self {
        Self { state: (width * 3 / 5).max(40), rows: width.saturating_sub(14) }
    }
}

fn found(lang: Lang, unread: Unread) -> String {
    let Unread { lists, rows } = unread;
    match lists {
        0 => pick(lang, "待っている行はありません", "no row waits").to_owned(),
        _ => tr!(lang, "未確認の一覧 {lists}  待つ行 {rows}", "unread {lists}, waiting {rows}"),
    }
}

fn draw_line(session: &Session, canvas: &mut Canvas<'_>, lang: Lang, (y, line, focused): (u16, &Line, bool)) {
    let Some(list) = session.references.lists.get(line.list) else { return };
    let style = if focused { canvas.theme.focus } else { canvas.theme.plain };
    let (muted, plain, columns) = (canvas.theme.muted, canvas.theme.plain, Columns::of(canvas.area().width));
    let room = columns.state.saturating_sub(2);
    let Some(id) = &line.member else {
        canvas.text(1, y, &format!("{}  {}", list.number, list.title.get(lang)), style, room);
        canvas.text(columns.state, y, &members_state(lang, line.verified), plain, 14);
        let waits = line.rows.0.len();
        let text = tr!(lang, "待つ行 {waits}", "{waits} waiting");
        canvas.text(columns.rows, y, if waits > 0 { &text } else { "" }, plain, 14);
        return;
    };
    let catalog = Catalog::new(&session.references, &session.assessment);
    let Some(member) = catalog.membership(&list.number, id) else { return };
    let name = member.name(lang).unwrap_or(id);
    canvas.text(5, y, name, style, room.saturating_sub(4));
    canvas.text(columns.state, y, state(lang, member), if member.sure() { plain } else { muted }, 26);
}

/// The selected list or member in full, with the rows that wait.
fn details(screen: &ListsPage, desktop: &Desktop, session: &Session, width: u16) -> Lines {
    let (lang, theme) = (desktop.lang(), &desktop.prefs.theme);
    let mut lines = desktop.prefs.lines(width);
    let Some(line) = screen.line() else { return lines };
    let Some(list) = session.references.lists.get(line.list) else { return lines };
    let (number, title, kind) = (&list.number, list.title.get(lang), kind(lang, list.kind));
    let title = tr!(lang, "{number}  {title}({kind})", "{number}  {title} ({kind})");
    lines.paragraph(0, &title, theme.title);
    match &line.member {
        Some(id) => {
            let mut say = |text: &str| lines.paragraph(0, text, theme.plain);
            of_member(session, lang, (&list.number, id), &mut say);
        }
        None => lines.paragraph(0, &first_step(lang, line), theme.plain),
    }
    let (waiting, asking) = (&line.rows.0, line.rows.1);
    if waiting.is_empty() {
        let text = tr!(
            lang,
            "使う行 {asking}、待っている行はありません。",
            "Rows that ask for it: {asking}; none waits."
        );
        lines.paragraph(0, &text, theme.muted);
        return lines;
    }
    lines.paragraph(0, pick(lang, "確認を待っている行", "Rows that wait"), theme.muted);
    for &at in waiting {
        let row = &session.pack.rows()[at];
        let verdict = words::verdict(lang, session.findings.at(at).outcome.verdict());
        lines.paragraph(2, &format!("{}  {}: {verdict}", row.clause, row.title.get(lang)), theme.plain);
    }
    lines
}

fn of_member(session: &Session, lang: Lang, (number, id): (&str, &str), say: &mut dyn FnMut(&str)) {
    let catalog = Catalog::new(&session.references, &session.assessment);
    let Some(member) = catalog.membership(number, id) else { return };
    say(&format!("{id}  {}: {}", member.name(lang).unwrap_or(id), state(lang, member)));
    verifications(member).iter().for_each(|one| say(&one.sentence(lang)));
    let conflicts = conflicts(lang, &session.context()).into_iter().filter(|(of, _)| of == id);
    conflicts.for_each(|(_, text)| say(&text));
}

/// What to do with a list.
fn first_step(lang: Lang, line: &Line) -> String {
    match line.verified {
        (_, 0) => pick(
            lang,
            "構成員がまだありません。公表された一覧を見て、使うものを a で加えます。",
            "It has no member yet. Look at the published list and press a to add what you use.",
        ),
        (0, _) => pick(
            lang,
            "だれもまだ公表された一覧と照らし合わせていません。下の構成員を選び、v で出典と日付を記録します。",
            "Nobody has checked it against the published list yet. Choose a member below; v records source and day.",
        ),
        _ => pick(
            lang,
            "使う構成員が未確認なら、選んで v で出典と日付を記録します。ほかのものは a で加えます。",
            "Where a member you use is unverified, choose it and press v; a adds others.",
        ),
    }
    .to_owned()
}
