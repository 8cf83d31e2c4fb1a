//! The assessment: tree, question with its verdict, and the live gaps, on one screen.

pub mod gaps;
pub mod question;
mod registers;
pub mod tree;

use std::sync::Arc;

use ratatui::layout::Rect;

use crate::domain::assessment::{Answer, Claim};
use crate::domain::change::Change;
use crate::domain::flip::Flips;
use crate::domain::pack::NotApplicable;
use crate::domain::text::Lang;
use crate::domain::verdict::Verdict;
use crate::report::words::{self, pick};
use crate::tui::action::{self, Action, Place};
use crate::tui::canvas::{Canvas, Lines};
use crate::tui::cells::{Align, align};
use crate::tui::impact;
use crate::tui::memo::{Basis, Memo};
use crate::tui::model::{Effect, Model};
use crate::tui::overlay::Overlay;
use crate::tui::overlay::prompt::{Prompt, Purpose};
use crate::tui::screens::more_mark;
use crate::tui::session::Session;
use crate::tui::update;
use crate::tui::view::{SMALLEST, footer, header};

use registers::that_is_all;
pub use registers::{close_or_reopen, no_register, register_of, registers_of};
use tree::{Node, Tree};

/// From this width on the gaps have a pane of their own.
const THREE_PANES: u16 = 110;
/// From this width on the tree stands beside the question; below, one of them has the screen.
const TWO_PANES: u16 = 74;

/// The pane that moving keys act on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pane {
    /// The tree.
    #[default]
    Tree,
    /// The question.
    Question,
}

/// State of the screen.
#[derive(Debug, Default)]
pub struct Assess {
    /// The tree.
    pub tree: Tree,
    /// The pane with the focus.
    pub pane: Pane,
    /// First line of the question shown.
    pub scroll: usize,
    /// The lines of the question as they were last built.
    lines: Memo<(Basis, Option<Node>, Pane), Lines>,
    visited: Option<usize>,
    /// The cursor was led to a row; where only one pane is shown, that is the question then.
    arrived: bool,
    /// What each answer would flip, and for which row that was worked out; only while the question has the keys.
    ahead: (Option<usize>, Vec<(Answer, Flips)>),
    /// Whether it was said that a yes alone does not make 適合見込み.
    told_of_records: bool,
}

impl Assess {
    /// The screen with the cursor on a row.
    pub fn at(session: &Session, row: &str) -> Self {
        Self { tree: Tree::at(session, row), ..Self::default() }
    }

    /// The category under the cursor.
    pub fn category(&self, session: &Session) -> Option<String> {
        let at = match self.tree.cursor()? {
            Node::Category(at) => at,
            Node::Row(at) => tree::category_index(&session.pack, at),
        };
        Some(session.pack.categories[at].id.clone())
    }

    /// Goes to a row.
    pub fn go(&mut self, session: &Session, at: usize) {
        self.tree.reveal(session, at);
        self.scroll = 0;
        self.arrived = true;
    }

    /// Goes to a category.
    pub fn go_to_category(&mut self, session: &Session, at: usize) {
        self.tree.show_category(session, at);
        self.scroll = 0;
        self.arrived = true;
    }
}

/// Keeps the cursor in sight and tells where the person is, after each message.
pub fn settle(model: &mut Model) {
    let layout = Layout::of(model.size);
    let Some(session) = &model.session else { return };
    model.assess.tree.scroll(session, usize::from(layout.tree.height));
    if std::mem::take(&mut model.assess.arrived) && layout.single {
        model.assess.pane = Pane::Question;
    }
    let row = model.assess.tree.row();
    if row != model.assess.visited {
        model.assess.visited = row;
        model.assess.scroll = 0;
        if let Some(at) = row {
            let id = session.pack.rows()[at].id.clone();
            model.want(Effect::Visit(id));
        }
    }
    look_ahead(model);
    if model.assess.scroll == 0 {
        return;
    }
    let Some(session) = &model.session else { return };
    let lines = lines(model, session, &layout).len();
    let most = lines.saturating_sub(usize::from(layout.question.height));
    model.assess.scroll = model.assess.scroll.min(most);
}

/// Works out what each answer to the question under the cursor would flip. Every answer takes a judgement of its
/// own, so this waits until somebody turns to the question.
fn look_ahead(model: &mut Model) {
    let (Some(session), assess) = (&model.session, &mut model.assess) else { return };
    let row = assess.tree.row().filter(|&at| {
        assess.pane == Pane::Question
            && session.pack.answerable(at)
            && session.findings.at(at).value.is_none()
    });
    let Some(at) = row else { return assess.ahead = (None, Vec::new()) };
    if assess.ahead.0 == Some(at) {
        return;
    }
    let flips = |answer: Answer| {
        let row = session.pack.rows()[at].id.clone();
        let (remark, by, when) = (String::new(), model.prefs.by.clone(), model.now.clone());
        let claim = Claim { row: row.clone(), answer, remark, by, at: when };
        let change = Change::set_claim(&session.assessment, &row, Some(claim));
        (answer, impact::of(session, &change))
    };
    assess.ahead = (Some(at), [Answer::Yes, Answer::No, Answer::Unknown].map(flips).to_vec());
}

/// Something was edited, so that what was worked out ahead is old.
pub fn look_again(model: &mut Model) {
    model.assess.ahead = (None, Vec::new());
}

/// Carries out an action of this screen; false if it is none.
pub fn act(model: &mut Model, action: Action) -> bool {
    match action {
        Action::Yes => claim(model, Answer::Yes),
        Action::No => claim(model, Answer::No),
        Action::DontKnow => claim(model, Answer::Unknown),
        Action::NotApplicable => not_applicable(model),
        Action::ClearClaim => clear(model),
        Action::Remark => remark(model),
        Action::NextOpen => next_open(model, true),
        Action::PreviousOpen => next_open(model, false),
        Action::ThatIsAll => that_is_all(model),
        Action::NextPane => {
            model.assess.pane = match model.assess.pane {
                Pane::Tree => Pane::Question,
                Pane::Question => Pane::Tree,
            };
        }
        _ => return travel(model, action),
    }
    true
}

fn travel(model: &mut Model, action: Action) -> bool {
    let layout = Layout::of(model.size);
    let page = usize::from(layout.tree.height.max(2)) - 1;
    let Some(session) = &model.session else { return false };
    let in_question = model.assess.pane == Pane::Question;
    let assess = &mut model.assess;
    let lines = isize::try_from(page).unwrap_or(isize::MAX);
    match action {
        Action::ScrollUp => assess.scroll = assess.scroll.saturating_sub(1),
        Action::ScrollDown => assess.scroll += 1,
        Action::Up if in_question => assess.scroll = assess.scroll.saturating_sub(1),
        Action::Down if in_question => assess.scroll += 1,
        Action::PageUp if in_question => assess.scroll = assess.scroll.saturating_sub(page),
        Action::PageDown if in_question => assess.scroll += page,
        Action::Up => assess.tree.step(session, -1),
        Action::Down => assess.tree.step(session, 1),
        Action::PageUp => assess.tree.step(session, -lines),
        Action::PageDown => assess.tree.step(session, lines),
        Action::First => assess.tree.step(session, isize::MIN),
        Action::Last => assess.tree.step(session, isize::MAX),
        Action::Left if in_question && layout.single => assess.pane = Pane::Tree,
        Action::Left => assess.tree.left(session),
        Action::Right => assess.tree.right(session),
        Action::Open => {
            if !assess.tree.toggle(session) {
                assess.pane = if in_question { Pane::Tree } else { Pane::Question };
            }
        }
        _ => return false,
    }
    true
}

/// Claims an answer on the row under the cursor and moves on to the next open question.
fn claim(model: &mut Model, answer: Answer) {
    let Some(at) = answerable(model) else { return };
    let Some(session) = &model.session else { return };
    let row = session.pack.rows()[at].id.clone();
    let remark = session
        .assessment
        .claim(&row)
        .filter(|known| known.answer != Answer::NotApplicable)
        .map_or_else(String::new, |known| known.remark.clone());
    let claim = Claim { row: row.clone(), answer, remark, by: model.prefs.by.clone(), at: model.now.clone() };
    let change = Change::set_claim(&session.assessment, &row, Some(claim));
    update::edit(model, change);
    // What flipped was said already and comes first; the next yes will do.
    if answer == Answer::Yes && model.notice.is_none() {
        tell_of_records(model, at);
    }
    move_on(model);
}

/// Says once that a yes needs records, where only an open register keeps it from more.
fn tell_of_records(model: &mut Model, at: usize) {
    let lang = model.lang();
    let Some(session) = &model.session else { return };
    let open = register_of(session, at).filter(|&register| session.assessment.open(register));
    let short = session.findings.at(at).verdict() == Some(Verdict::NeedsConfirmation);
    let (Some(register), true, false) = (open, short, model.assess.told_of_records) else { return };
    let name = words::register(lang, register);
    let text = match lang {
        Lang::Ja => format!("「はい」だけでは要確認です。適合見込みには{name}の記録が要ります(t)。"),
        Lang::En => format!("Yes alone means needs confirmation; satisfied takes entries in {name} (t)."),
    };
    model.assess.told_of_records = true;
    model.say(text);
}

/// The row under the cursor, if a person can answer it; otherwise says who decides it.
fn answerable(model: &mut Model) -> Option<usize> {
    let lang = model.lang();
    let session = model.session.as_ref()?;
    let Some(at) = model.assess.tree.row() else {
        model.say(pick(
            lang,
            "区分の判定は下の設問から決まります。",
            "A category is judged from its questions.",
        ));
        return None;
    };
    if session.findings.at(at).value.is_some() {
        model.say(pick(
            lang,
            "この行は契約実績の台帳から数えます。",
            "This row is counted from the contract register.",
        ));
        return None;
    }
    if !session.pack.answerable(at) {
        model.say(pick(
            lang,
            "この要件は下の設問から判定されます。右矢印キーで開きます。",
            "This requirement is judged from the questions below it; Right opens them.",
        ));
        return None;
    }
    Some(at)
}

fn move_on(model: &mut Model) {
    let Some(session) = &model.session else { return };
    let next = model.assess.tree.find(session, true, |at| tree::is_open_question(session, at));
    if let Some(next) = next {
        model.assess.go(session, next);
    }
}

fn next_open(model: &mut Model, forward: bool) {
    let lang = model.lang();
    let Some(session) = &model.session else { return };
    match model.assess.tree.find(session, forward, |at| tree::is_open_question(session, at)) {
        Some(next) => model.assess.go(session, next),
        None => model.say(pick(
            lang,
            "判定を左右する未回答の設問はありません。",
            "No open question is left that could decide something.",
        )),
    }
}

fn not_applicable(model: &mut Model) {
    let Some(at) = answerable(model) else { return };
    let lang = model.lang();
    let Some(session) = &model.session else { return };
    let row = &session.pack.rows()[at];
    if row.not_applicable == NotApplicable::Never {
        model.say(pick(
            lang,
            "この要件は必須のため、対象外にはできません。",
            "This requirement must hold; it cannot be not applicable.",
        ));
        return;
    }
    let reason = session.assessment.claim(&row.id).map_or(String::new(), |claim| claim.remark.clone());
    let prompt = Prompt::line(Purpose::Reason(row.id.clone()), &reason);
    model.push(Overlay::Prompt(prompt));
}

fn clear(model: &mut Model) {
    let Some(at) = answerable(model) else { return };
    let Some(session) = &model.session else { return };
    let row = session.pack.rows()[at].id.clone();
    let change = Change::set_claim(&session.assessment, &row, None);
    update::edit(model, change);
}

fn remark(model: &mut Model) {
    let Some(at) = answerable(model) else { return };
    let Some(session) = &model.session else { return };
    let row = session.pack.rows()[at].id.clone();
    let claim = session.assessment.claim(&row).cloned().unwrap_or(Claim {
        row,
        answer: Answer::Unknown,
        remark: String::new(),
        by: String::new(),
        at: String::new(),
    });
    model.push(Overlay::Prompt(Prompt::remark(claim)));
}

/// Where the panes are.
pub struct Layout {
    /// The tree.
    pub tree: Rect,
    /// The question.
    pub question: Rect,
    /// The gaps: a pane on the right, or a strip below.
    pub gaps: Rect,
    /// True if the gaps have a pane of their own.
    pub wide: bool,
    /// True if there is room for the tree or the question only, whichever has the focus.
    pub single: bool,
}

impl Layout {
    /// The panes for a terminal size; nothing is drawn below the smallest one.
    pub fn of((columns, rows): (u16, u16)) -> Self {
        let (columns, rows) = (columns.max(SMALLEST.0), rows.max(SMALLEST.1));
        let wide = columns >= THREE_PANES;
        let strip = if wide { 0 } else { 3 };
        let height = rows.saturating_sub(3 + strip + u16::from(wide));
        let strip = Rect::new(1, 2 + height + 1, columns - 2, 2);
        if columns < TWO_PANES {
            let (tree, question) = (Rect::new(0, 2, columns, height), Rect::new(1, 2, columns - 2, height));
            return Self { tree, question, gaps: strip, wide, single: true };
        }
        let tree_width = columns * if wide { 28 } else { 38 } / 100;
        let tree = Rect::new(0, 2, tree_width, height);
        let rest = columns - tree_width - 1;
        let gaps_width = if wide { (columns * 30 / 100).min(44) } else { 0 };
        let question_width = if wide { rest - gaps_width - 1 } else { rest };
        let question = Rect::new(tree_width + 2, 2, question_width.saturating_sub(2), height);
        let gaps = if wide { Rect::new(columns - gaps_width + 1, 2, gaps_width - 2, height) } else { strip };
        Self { tree, question, gaps, wide, single: false }
    }
}

/// The lines of the question under the cursor.
fn lines(model: &Model, session: &Session, layout: &Layout) -> Arc<Lines> {
    let assess = &model.assess;
    let key = (Basis::of(model, session), assess.tree.cursor(), assess.pane);
    assess.lines.get(key, || question::lines(model, session, layout.question.width))
}

/// Draws the screen.
pub fn draw(model: &Model, canvas: &mut Canvas<'_>) {
    let Some(session) = &model.session else { return };
    let layout = Layout::of(model.size);
    header(model, canvas, &trail(model, session));
    if !layout.single || model.assess.pane == Pane::Tree {
        draw_tree(model, session, canvas, layout.tree);
    }
    rules(canvas, &layout);
    if layout.single {
        other_pane(model, canvas, &layout);
    }
    if !layout.single || model.assess.pane == Pane::Question {
        let lines = lines(model, session, &layout);
        lines.draw(canvas, layout.question, model.assess.scroll);
        more_mark(model.lang(), canvas, layout.question, lines.len().saturating_sub(model.assess.scroll));
    }
    if layout.wide {
        gaps::pane(model, session, canvas, layout.gaps);
    } else {
        gaps::strip(model, session, canvas, layout.gaps);
    }
    footer(model, canvas, Place::Assess);
}

fn rules(canvas: &mut Canvas<'_>, layout: &Layout) {
    let bottom = layout.tree.bottom();
    let width = canvas.area().width;
    canvas.rule(0, bottom, width);
    let mut columns = Vec::new();
    if !layout.single {
        columns.push(layout.tree.right());
    }
    if layout.wide {
        columns.push(layout.gaps.x - 2);
    }
    for x in columns {
        canvas.vertical_rule(x, layout.tree.y, layout.tree.height);
        canvas.joint(x, 1, true);
        canvas.joint(x, bottom, false);
    }
}

/// Says on the rule below the only pane how to come to the other one.
fn other_pane(model: &Model, canvas: &mut Canvas<'_>, layout: &Layout) {
    let lang = model.lang();
    let key = action::key_of(Place::Assess, Action::NextPane).unwrap_or("Tab");
    let what = match model.assess.pane {
        Pane::Tree => pick(lang, "設問を読む", "the question"),
        Pane::Question => pick(lang, "設問の一覧", "all questions"),
    };
    let muted = canvas.theme.muted;
    canvas.text(1, layout.tree.bottom(), &format!(" {key} {what} "), muted, layout.tree.width / 2);
}

fn trail(model: &Model, session: &Session) -> String {
    let lang = model.lang();
    let mut parts = vec![session.assessment.profile.organisation.clone()];
    match model.assess.tree.cursor() {
        Some(Node::Category(at)) => parts.push(session.pack.categories[at].name.get(lang).to_owned()),
        Some(Node::Row(at)) => {
            parts.push(session.pack.category_of(at).short.get(lang).to_owned());
            let mut titles = Vec::new();
            let mut above = session.pack.parent(at);
            while let Some(parent) = above {
                titles.push(tree::short_title(session, parent, lang).into_owned());
                above = session.pack.parent(parent);
            }
            parts.extend(titles.into_iter().rev());
        }
        None => {}
    }
    parts.join(" > ")
}

fn draw_tree(model: &Model, session: &Session, canvas: &mut Canvas<'_>, area: Rect) {
    let shown = model.assess.tree.shown(session);
    let cursor = model.assess.tree.index(&shown);
    for (row, line) in shown.iter().enumerate().skip(model.assess.tree.from).take(usize::from(area.height)) {
        let y = area.y + u16::try_from(row - model.assess.tree.from).unwrap_or(0);
        draw_node(model, session, canvas, (area, y), line, row == cursor);
    }
}

fn draw_node(
    model: &Model,
    session: &Session,
    canvas: &mut Canvas<'_>,
    (area, y): (Rect, u16),
    line: &tree::Shown,
    under_cursor: bool,
) {
    let lang = model.lang();
    let verdict = tree::verdict(session, line.node);
    let counted = match line.node {
        Node::Category(_) => true,
        Node::Row(at) => {
            let finding = session.findings.at(at);
            finding.reached && !finding.spare
        }
    };
    let (plain, muted) = (canvas.theme.plain, canvas.theme.muted);
    // The title alone is marked: over a slow line, a move costs two titles and not two rows.
    let base = match (under_cursor, model.assess.pane) {
        (true, Pane::Tree) => canvas.theme.focus,
        (true, Pane::Question) => canvas.theme.shadow,
        (false, _) if !counted => muted,
        (false, _) => plain,
    };
    let title = match line.node {
        Node::Category(at) => session.pack.categories[at].short.get(lang).into(),
        Node::Row(at) => tree::short_title(session, at, lang),
    };
    let mark = match line.folded {
        Some(true) => "> ",
        Some(false) => "v ",
        None => "  ",
    };
    let indent = 1 + line.depth.min(6);
    let word = verdict_word(model, session, line.node, verdict);
    let word_width = 6;
    let room = area.width.saturating_sub(indent + 2 + word_width + 1);
    canvas.text(area.x + indent, y, mark, base, 2);
    canvas.text(area.x + indent + 2, y, &title, base, room);
    let style = match verdict {
        Some(verdict) if counted => canvas.theme.verdict(verdict),
        _ => muted,
    };
    let word = align(&word, usize::from(word_width), Align::Right, canvas.mode);
    canvas.text(area.right() - word_width, y, &word, style, word_width);
}

fn verdict_word(model: &Model, session: &Session, node: Node, verdict: Option<Verdict>) -> String {
    match (verdict, node) {
        (Some(verdict), _) => words::verdict_short(model.lang(), verdict).to_owned(),
        (None, Node::Row(at)) => session
            .findings
            .at(at)
            .value
            .map_or_else(String::new, |(strict, lenient)| format!("{strict}/{lenient}")),
        (None, Node::Category(_)) => String::new(),
    }
}
