//! Quick review: one question a screen, one key an answer, both consequences in sight, and a visible end.

mod end;

use ratatui::layout::Rect;

use crate::domain::assessment::Answer;
use crate::domain::change::Change;
use crate::domain::pack::NotApplicable;
use crate::domain::review::{After, Progress, Question, Review, WhyUnasked, review};
use crate::domain::text::{Lang, pick, tr};
use crate::domain::verdict::Verdict;
use crate::report::review::{unasked, why_unasked};
use crate::report::words;
use crate::tui::action::Action;
use crate::tui::canvas::{Canvas, Lines};
use crate::tui::chrome::{SMALLEST, footer, header};
use crate::tui::desktop::{Desktop, Goal, Subject, WayBack};
use crate::tui::list::more_mark;
use crate::tui::outline::category_name;
use crate::tui::overlay::prompt::ask_reason;
use crate::tui::screens::Screen;
use crate::tui::session::Session;
use crate::tui::signing_line::signing_line;

/// State of the screen.
#[derive(Debug, Default)]
pub struct QuickReview {
    category: String,
    state: Option<Review>,
    /// True once the verdict is decided and the person went on to look for further gaps.
    for_gaps: bool,
    /// Questions put off, asked again at the end.
    later: Vec<usize>,
    began: String,
    /// Rows answered here, latest last.
    answered: Vec<usize>,
    /// How many lines of the text are above the screen.
    scroll: usize,
    /// Once nothing is left to ask: another chosen category that has open questions.
    next: Option<String>,
}

impl QuickReview {
    /// What is asked now: the first question not put off, or the first put off.
    fn question(&self) -> Option<&Question> {
        let ask = self.state.as_ref()?.asks(self.for_gaps);
        ask.iter().find(|question| !self.later.contains(&question.at)).or(ask.first())
    }

    /// The row asked now.
    fn asked(&self) -> Option<usize> {
        self.question().map(|question| question.at)
    }

    /// How many questions may show further gaps, as long as they were not asked for.
    fn further(&self) -> usize {
        let further = self.state.as_ref().map_or(0, |review| review.further.len());
        if self.for_gaps { 0 } else { further }
    }
}

fn begin_in(screen: &mut QuickReview, desktop: &Desktop, category: String) {
    *screen = QuickReview { category, began: desktop.now.clone(), ..QuickReview::default() };
    refresh(screen, desktop);
}

/// The next chosen category, going round, in which something is worth asking.
fn following(session: &Session, category: &str) -> Option<String> {
    let chosen = &session.findings.categories;
    let here = chosen.iter().position(|known| known.id == category)?;
    let others = chosen.iter().cycle().skip(here + 1).take(chosen.len() - 1);
    let asks = |id: &str| state(session, id).is_some_and(|review| !review.asks(true).is_empty());
    others.map(|other| other.id.clone()).find(|id| asks(id))
}

fn state(session: &Session, category: &str) -> Option<Review> {
    let a = &session.assessment;
    review(&session.pack, &session.references, a, a.profile.reference_date, category)
}

fn refresh(screen: &mut QuickReview, desktop: &Desktop) {
    let Some(session) = &desktop.session else { return };
    screen.scroll = 0;
    screen.state = state(session, &screen.category);
    screen.next = if screen.asked().is_none() && screen.further() == 0 {
        following(session, &screen.category)
    } else {
        None
    };
}

impl Screen for QuickReview {
    /// Starts a review of the category in view, or of the first chosen one.
    fn begin(&mut self, desktop: &mut Desktop, in_view: Option<String>) -> bool {
        let Some(session) = &desktop.session else { return false };
        let chosen = &session.findings.categories;
        let category = chosen.iter().find(|c| Some(&c.id) == in_view.as_ref()).or(chosen.first());
        let Some(category) = category.map(|category| category.id.clone()) else {
            desktop
                .notify("区分が選ばれていません。p で選べます。", "No category is chosen; p chooses them.");
            return false;
        };
        begin_in(self, desktop, category);
        true
    }

    fn act(&mut self, desktop: &mut Desktop, action: Action) -> bool {
        match action {
            Action::Yes | Action::No | Action::DontKnow | Action::NotApplicable | Action::Later
                if self.asked().is_none() =>
            {
                desktop.notify("ここで答える設問はもうありません。", "Nothing is left to answer here.");
            }
            Action::Yes => answer(self, desktop, Answer::Yes),
            Action::No => answer(self, desktop, Answer::No),
            Action::DontKnow => answer(self, desktop, Answer::Unknown),
            Action::NotApplicable => self.asked().into_iter().for_each(|at| ask_reason(desktop, at)),
            Action::Later => {
                self.later.extend(self.asked());
                refresh(self, desktop);
            }
            Action::TakeBack => take_back(self, desktop),
            Action::ScrollUp => self.scroll = self.scroll.saturating_sub(1),
            Action::ScrollDown => scroll_down(self, desktop),
            Action::Open if self.asked().is_none() => go_on(self, desktop),
            Action::Open => {
                if let Some(at) = self.asked() {
                    desktop.show(Goal::Row(at), WayBack::HereAtOnce);
                }
            }
            _ => return false,
        }
        true
    }

    /// Follows edits made elsewhere (undo, a reason typed in a box), after each message.
    fn settle(&mut self, desktop: &mut Desktop) {
        let Some(session) = &desktop.session else { return };
        let Some(at) = self.asked() else { return };
        if session.findings.at(at).claim.is_some() {
            refresh(self, desktop);
        }
    }

    fn draw(&self, desktop: &Desktop, canvas: &mut Canvas<'_>) {
        let Some(session) = &desktop.session else { return };
        let lang = desktop.lang();
        let name = category_name(session, &self.category, lang);
        header(desktop, canvas, &format!("{} > {name}", pick(lang, "簡易レビュー", "Quick review")));
        let (columns, rows) = desktop.size;
        let (body, bottom) = (body(desktop), rows.saturating_sub(5));
        canvas.rule(0, bottom, columns);
        let text = text(self, desktop, session, body.width);
        text.draw(canvas, body, self.scroll);
        more_mark(lang, canvas, body, text.len().saturating_sub(self.scroll));
        progress(self, desktop, canvas, bottom + 1);
        canvas.rule(0, rows - 2, columns);
        footer(desktop, canvas, |action| self.acts(desktop, action));
    }

    /// What was entered meanwhile may have decided what was asked.
    fn resume(&mut self, desktop: &Desktop) {
        refresh(self, desktop);
    }

    fn row(&self, _desktop: &Desktop) -> Option<usize> {
        self.asked()
    }

    fn subject(&self, _desktop: &Desktop) -> Option<Subject> {
        Some(self.asked().map_or_else(|| Subject::Category(self.category.clone()), Subject::Row))
    }

    /// Once nothing is asked any more, nothing can be answered; the text says how to go on.
    fn acts(&self, _desktop: &Desktop, action: Action) -> bool {
        match action {
            Action::Yes
            | Action::No
            | Action::DontKnow
            | Action::NotApplicable
            | Action::Later
            | Action::Open => self.asked().is_some(),
            Action::TakeBack => !self.answered.is_empty(),
            _ => true,
        }
    }
}

fn scroll_down(screen: &mut QuickReview, desktop: &mut Desktop) {
    let Some(session) = &desktop.session else { return };
    let area = body(desktop);
    let most = text(screen, desktop, session, area.width).len().saturating_sub(usize::from(area.height));
    screen.scroll = (screen.scroll + 1).min(most);
}

/// After the end: the questions that may show further gaps, then the next category.
fn go_on(screen: &mut QuickReview, desktop: &mut Desktop) {
    if screen.further() > 0 {
        screen.for_gaps = true;
        refresh(screen, desktop);
    } else if let Some(next) = screen.next.clone() {
        begin_in(screen, desktop, next);
    }
}

fn answer(screen: &mut QuickReview, desktop: &mut Desktop, answer: Answer) {
    let (Some(at), Some(session)) = (screen.asked(), &desktop.session) else { return };
    let row = &session.pack.rows()[at];
    let claim = desktop.claim(row, answer, String::new());
    desktop.edit(Change::set_claim(&session.assessment, &row.id, Some(claim)));
    screen.answered.push(at);
    refresh(screen, desktop);
}

/// Takes the last answer given here back and asks it again.
fn take_back(screen: &mut QuickReview, desktop: &mut Desktop) {
    let Some(at) = screen.answered.pop() else { return };
    let Some(session) = &desktop.session else { return };
    let row = session.pack.rows()[at].id.clone();
    desktop.edit(Change::set_claim(&session.assessment, &row, None));
    screen.later.retain(|later| *later != at);
    refresh(screen, desktop);
    if let Some(review) = &mut screen.state {
        review.ask_first(at);
    }
}

/// Where the text is; the rule below it tells whether more follows. Keys ask for it at any size, and nothing is
/// drawn below the smallest one.
fn body(desktop: &Desktop) -> Rect {
    let (columns, rows) = (desktop.size.0.max(SMALLEST.0), desktop.size.1.max(SMALLEST.1));
    Rect::new(2, 3, columns.min(100) - 4, rows - 8)
}

/// What is asked now, or how it ended.
fn text(screen: &QuickReview, desktop: &Desktop, session: &Session, width: u16) -> Lines {
    match screen.question() {
        Some(asked) => question(desktop, session, asked, width),
        None => end::summary(screen, desktop, session, width),
    }
}

fn question(desktop: &Desktop, session: &Session, asked: &Question, width: u16) -> Lines {
    let (lang, theme) = (desktop.lang(), &desktop.prefs.theme);
    let row = &session.pack.rows()[asked.at];
    let mut lines = desktop.prefs.lines(width);
    lines.paragraph(0, row.title.get(lang), theme.title);
    lines.gap();
    lines.paragraph(0, row.ask.get(lang), theme.plain);
    lines.gap();
    lines.spans(keys(desktop, row.not_applicable));
    signing_line(desktop, row, &mut lines);
    lines.gap();
    let no = consequence_text(session, lang, &asked.no);
    let yes = consequence_text(session, lang, &asked.yes);
    lines.labelled(pick(lang, "いいえなら", "If no"), theme.muted, 12, &no, theme.plain);
    lines.labelled(pick(lang, "はいなら", "If yes"), theme.muted, 12, &yes, theme.plain);
    lines.gap();
    if !row.yes_means.is_empty() {
        lines.labelled(
            pick(lang, "はいとは", "Yes means"),
            theme.muted,
            12,
            row.yes_means.get(lang),
            theme.muted,
        );
    }
    lines.paragraph(0, &row.clause, theme.muted);
    lines
}

fn keys(desktop: &Desktop, not_applicable: NotApplicable) -> Vec<(u16, String, ratatui::style::Style)> {
    let lang = desktop.lang();
    let mut answers = vec![("y", Answer::Yes), ("n", Answer::No), ("u", Answer::Unknown)];
    if not_applicable == NotApplicable::WithReason {
        answers.push(("x", Answer::NotApplicable));
    }
    let theme = &desktop.prefs.theme;
    let span = |(x, (key, answer)): (u16, (&str, Answer))| {
        [(x, key.to_owned(), theme.key), (x + 3, words::answer(lang, answer).to_owned(), theme.plain)]
    };
    (4..).step_by(16).zip(answers).flat_map(span).collect()
}

fn consequence_text(session: &Session, lang: Lang, after: &After) -> String {
    let tops = after.tops.iter().map(|&(at, verdict)| {
        let title = session.pack.rows()[at].title.get(lang);
        tr!(lang, "{title}が「{}」になります。", "{title} becomes \"{}\".", words::verdict(lang, verdict))
    });
    let texts: Vec<String> = std::iter::once(own_text(lang, after.own)).chain(tops).collect();
    texts.join(if lang == Lang::Ja { "" } else { " " })
}

fn own_text(lang: Lang, after: Verdict) -> String {
    if after == Verdict::NeedsConfirmation {
        let text = pick(lang, "記録を示すまで「要確認」です。", "Needs confirmation until records show it.");
        return text.to_owned();
    }
    tr!(lang, "この要件は「{}」です。", "This one becomes \"{}\".", words::verdict(lang, after))
}

fn progress(screen: &QuickReview, desktop: &Desktop, canvas: &mut Canvas<'_>, y: u16) {
    let lang = desktop.lang();
    let Some(state) = &screen.state else { return };
    let counts = state.counts;
    let (plain, muted) = (canvas.theme.plain, canvas.theme.muted);
    let width = canvas.area().width - 4;
    let left = state.asks(screen.for_gaps).len();
    let Progress { settled, total } = state.progress;
    let (gaps, check, open) = (counts.gap, counts.needs_confirmation, counts.unanswered);
    let so_far = tr!(
        lang,
        "ここまで  不足 {gaps}  要確認 {check}  未回答 {open}  (確定 {settled} / {total})  残り {left}問",
        "So far  gap {gaps}  check {check}  open {open}  (settled {settled} of {total})  {left} left"
    );
    let end = canvas.right(canvas.area().width - 2, y, &elapsed(lang, &screen.began, &desktop.now), muted);
    canvas.text(2, y, &so_far, plain, end.saturating_sub(4));
    let left_out = left_out(lang, state, screen.for_gaps);
    if screen.question().is_some() && !left_out.is_empty() {
        canvas.text(
            2,
            y + 1,
            &format!("{}{left_out}", pick(lang, "聞かない設問: ", "Not asked: ")),
            muted,
            width,
        );
    }
}

/// How many questions are not asked, and why; empty if there are none.
pub(super) fn left_out(lang: Lang, review: &Review, for_gaps: bool) -> String {
    let mut reasons = unasked(review);
    let further = if for_gaps { 0 } else { review.further.len() };
    match reasons.iter_mut().find(|(why, _)| *why == WhyUnasked::Moot) {
        Some((_, count)) => *count += further,
        None if further > 0 => reasons.push((WhyUnasked::Moot, further)),
        None => {}
    }
    let texts: Vec<String> =
        reasons.into_iter().map(|(why, count)| counted(lang, why_unasked(lang, why), count)).collect();
    texts.join(pick(lang, "、", ", "))
}

fn counted(lang: Lang, what: &str, count: usize) -> String {
    tr!(lang, "{what} {count}問", "{what}: {count}")
}

/// Minutes and seconds since the review began, as of the last key.
fn elapsed(lang: Lang, began: &str, now: &str) -> String {
    let seconds = |text: &str| -> Option<i64> { text.parse().ok().map(jiff::Timestamp::as_second) };
    let Some((from, to)) = seconds(began).zip(seconds(now)) else { return String::new() };
    let passed = (to - from).max(0);
    format!("{} {:02}:{:02}", pick(lang, "経過", "time"), passed / 60, passed % 60)
}
