//! Quick review: one question a screen, one key an answer, both consequences in sight, and a visible end.

mod end;

use ratatui::layout::Rect;

use crate::domain::assessment::Answer;
use crate::domain::change::Change;
use crate::domain::pack::NotApplicable;
use crate::domain::review::{After, Progress, Question, Review, WhyUnasked, review};
use crate::domain::text::Lang;
use crate::domain::verdict::Verdict;
use crate::report::review::{unasked, why_unasked};
use crate::report::words::{self, pick};
use crate::tui::action::{Action, Place};
use crate::tui::canvas::{Canvas, Lines};
use crate::tui::model::{Model, Page};
use crate::tui::overlay::Overlay;
use crate::tui::overlay::prompt::{Prompt, Purpose};
use crate::tui::screens::assess::signing_line::signing_line;
use crate::tui::screens::more_mark;
use crate::tui::session::Session;
use crate::tui::update;
use crate::tui::view::{SMALLEST, footer, header};

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

    /// The category under review.
    pub(in crate::tui) fn category(&self) -> &str {
        &self.category
    }

    /// The row asked now.
    pub(in crate::tui) fn row(&self) -> Option<usize> {
        self.question().map(|question| question.at)
    }

    /// True if an answer given here can be taken back.
    pub(in crate::tui) fn answered_here(&self) -> bool {
        !self.answered.is_empty()
    }

    /// How many questions may show further gaps, as long as nobody asked for them.
    fn further(&self) -> usize {
        let further = self.state.as_ref().map_or(0, |review| review.further.len());
        if self.for_gaps { 0 } else { further }
    }
}

/// Starts a review of the category in view on the assessment page, or of the first chosen one.
pub fn begin(model: &mut Model) {
    let Some(session) = &model.session else { return };
    let chosen = &session.findings.categories;
    let in_view = model.assess.category(session);
    let category = chosen.iter().find(|c| Some(&c.id) == in_view.as_ref()).or(chosen.first());
    let Some(category) = category.map(|category| category.id.clone()) else {
        let text = pick(
            model.lang(),
            "区分が選ばれていません。p で選べます。",
            "No category is chosen; p chooses them.",
        );
        model.say(text);
        return;
    };
    begin_in(model, category);
}

fn begin_in(model: &mut Model, category: String) {
    model.review = QuickReview { category, began: model.now.clone(), ..QuickReview::default() };
    model.page = Page::Review;
    refresh(model);
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

fn refresh(model: &mut Model) {
    let Some(session) = &model.session else { return };
    let screen = &mut model.review;
    screen.scroll = 0;
    screen.state = state(session, &screen.category);
    screen.next = if screen.row().is_none() && screen.further() == 0 {
        following(session, &screen.category)
    } else {
        None
    };
}

/// Carries out an action of this screen; false if it is none.
pub fn act(model: &mut Model, action: Action) -> bool {
    match action {
        Action::Yes | Action::No | Action::DontKnow | Action::NotApplicable | Action::Later
            if model.review.row().is_none() =>
        {
            let text =
                pick(model.lang(), "ここで答える設問はもうありません。", "Nothing is left to answer here.");
            model.say(text);
        }
        Action::Yes => answer(model, Answer::Yes),
        Action::No => answer(model, Answer::No),
        Action::DontKnow => answer(model, Answer::Unknown),
        Action::NotApplicable => not_applicable(model),
        Action::Later => {
            model.review.later.extend(model.review.row());
            refresh(model);
        }
        Action::TakeBack => take_back(model),
        Action::ScrollUp => model.review.scroll = model.review.scroll.saturating_sub(1),
        Action::ScrollDown => scroll_down(model),
        Action::Open if model.review.row().is_none() => go_on(model),
        Action::Open => {
            let at = model.review.row();
            if let (Some(at), Some(session)) = (at, &model.session) {
                model.assess.go(session, at);
                model.jump(Page::Assess);
            }
        }
        _ => return false,
    }
    true
}

fn scroll_down(model: &mut Model) {
    let Some(session) = &model.session else { return };
    let area = body(model);
    let most = text(model, session, area.width).len().saturating_sub(usize::from(area.height));
    model.review.scroll = (model.review.scroll + 1).min(most);
}

/// After the end: the questions that may show further gaps, then the next category.
fn go_on(model: &mut Model) {
    if model.review.further() > 0 {
        model.review.for_gaps = true;
        refresh(model);
    } else if let Some(next) = model.review.next.clone() {
        begin_in(model, next);
    }
}

fn answer(model: &mut Model, answer: Answer) {
    let (Some(at), Some(session)) = (model.review.row(), &model.session) else { return };
    let row = &session.pack.rows()[at];
    let claim = model.claim(row, answer, String::new());
    let change = Change::set_claim(&session.assessment, &row.id, Some(claim));
    update::edit(model, change);
    model.review.answered.push(at);
    refresh(model);
}

fn not_applicable(model: &mut Model) {
    let (Some(at), Some(session)) = (model.review.row(), &model.session) else { return };
    let row = &session.pack.rows()[at];
    if row.not_applicable == NotApplicable::Never {
        let text = pick(
            model.lang(),
            "この要件は必須のため、対象外にはできません。",
            "This requirement must hold; it cannot be not applicable.",
        );
        model.say(text);
        return;
    }
    let prompt = Prompt::line(Purpose::Reason(row.id.clone()), "");
    model.push(Overlay::Prompt(prompt));
}

/// Takes the last answer given here back and asks it again.
fn take_back(model: &mut Model) {
    let Some(at) = model.review.answered.pop() else { return };
    let Some(session) = &model.session else { return };
    let row = session.pack.rows()[at].id.clone();
    let change = Change::set_claim(&session.assessment, &row, None);
    update::edit(model, change);
    model.review.later.retain(|later| *later != at);
    refresh(model);
    if let Some(review) = &mut model.review.state {
        review.ask_first(at);
    }
}

/// Comes back to the review: what was entered meanwhile may have decided what was asked.
pub fn resume(model: &mut Model) {
    refresh(model);
}

/// Follows edits made elsewhere (undo, a reason typed in a box), after each message.
pub fn settle(model: &mut Model) {
    let Some(session) = &model.session else { return };
    let Some(at) = model.review.row() else { return };
    if session.findings.at(at).claim.is_some() {
        refresh(model);
    }
}

/// Draws the screen.
pub fn draw(model: &Model, canvas: &mut Canvas<'_>) {
    let Some(session) = &model.session else { return };
    let lang = model.lang();
    let screen = &model.review;
    let name = session.pack.category(&screen.category).map_or("", |category| category.short.get(lang));
    header(model, canvas, &format!("{} > {name}", pick(lang, "簡易レビュー", "Quick review")));
    let (columns, rows) = model.size;
    let (body, bottom) = (body(model), rows.saturating_sub(5));
    canvas.rule(0, bottom, columns);
    let text = text(model, session, body.width);
    text.draw(canvas, body, screen.scroll);
    more_mark(lang, canvas, body, text.len().saturating_sub(screen.scroll));
    progress(model, canvas, bottom + 1);
    canvas.rule(0, rows - 2, columns);
    footer(model, canvas, Place::Review);
}

/// Where the text is; the rule below it tells whether more follows. Keys ask for it at any size, and nothing is
/// drawn below the smallest one.
fn body(model: &Model) -> Rect {
    let (columns, rows) = (model.size.0.max(SMALLEST.0), model.size.1.max(SMALLEST.1));
    Rect::new(2, 3, columns.min(100) - 4, rows - 8)
}

/// What is asked now, or how it ended.
fn text(model: &Model, session: &Session, width: u16) -> Lines {
    match model.review.question() {
        Some(asked) => question(model, session, asked, width),
        None => end::summary(model, session, width),
    }
}

fn question(model: &Model, session: &Session, asked: &Question, width: u16) -> Lines {
    let (lang, theme) = (model.lang(), &model.prefs.theme);
    let row = &session.pack.rows()[asked.at];
    let mut lines = Lines::new(width, model.prefs.ambiguous).kana(model.prefs.theme.kana);
    lines.paragraph(0, row.title.get(lang), theme.title);
    lines.gap();
    lines.paragraph(0, row.ask.get(lang), theme.plain);
    lines.gap();
    lines.spans(keys(model, row.not_applicable));
    signing_line(model, row, &mut lines);
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

fn keys(model: &Model, not_applicable: NotApplicable) -> Vec<(u16, String, ratatui::style::Style)> {
    let lang = model.lang();
    let mut answers = vec![("y", Answer::Yes), ("n", Answer::No), ("u", Answer::Unknown)];
    if not_applicable == NotApplicable::WithReason {
        answers.push(("x", Answer::NotApplicable));
    }
    let mut spans = Vec::new();
    for (place, (key, answer)) in answers.into_iter().enumerate() {
        let x = 4 + 16 * u16::try_from(place).unwrap_or(0);
        spans.push((x, key.to_owned(), model.prefs.theme.key));
        spans.push((x + 3, words::answer(lang, answer).to_owned(), model.prefs.theme.plain));
    }
    spans
}

fn consequence_text(session: &Session, lang: Lang, after: &After) -> String {
    let tops = after.tops.iter().map(|&(at, verdict)| {
        let title = session.pack.rows()[at].title.get(lang);
        match lang {
            Lang::Ja => format!("{title}が「{}」になります。", words::verdict(lang, verdict)),
            Lang::En => format!("{title} becomes \"{}\".", words::verdict(lang, verdict)),
        }
    });
    let texts: Vec<String> = std::iter::once(own_text(lang, after.own)).chain(tops).collect();
    texts.join(if lang == Lang::Ja { "" } else { " " })
}

fn own_text(lang: Lang, after: Verdict) -> String {
    match (after, lang) {
        (Verdict::NeedsConfirmation, Lang::Ja) => "記録を示すまで「要確認」です。".to_owned(),
        (Verdict::NeedsConfirmation, Lang::En) => "Needs confirmation until records show it.".to_owned(),
        (after, Lang::Ja) => format!("この要件は「{}」です。", words::verdict(lang, after)),
        (after, Lang::En) => format!("This one becomes \"{}\".", words::verdict(lang, after)),
    }
}

fn progress(model: &Model, canvas: &mut Canvas<'_>, y: u16) {
    let lang = model.lang();
    let screen = &model.review;
    let Some(state) = &screen.state else { return };
    let counts = state.counts;
    let (plain, muted) = (canvas.theme.plain, canvas.theme.muted);
    let width = canvas.area().width - 4;
    let left = state.asks(screen.for_gaps).len();
    let Progress { settled, total } = state.progress;
    let (gaps, check, open) = (counts.gap, counts.needs_confirmation, counts.unanswered);
    let so_far = match lang {
        Lang::Ja => format!(
            "ここまで  不足 {gaps}  要確認 {check}  未回答 {open}  (確定 {settled} / {total})  残り {left}問"
        ),
        Lang::En => {
            format!(
                "So far  gap {gaps}  check {check}  open {open}  (settled {settled} of {total})  {left} left"
            )
        }
    };
    let end = canvas.right(canvas.area().width - 2, y, &elapsed(lang, &screen.began, &model.now), muted);
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
    match lang {
        Lang::Ja => format!("{what} {count}問"),
        Lang::En => format!("{what}: {count}"),
    }
}

/// Minutes and seconds since the review began, as of the last key.
fn elapsed(lang: Lang, began: &str, now: &str) -> String {
    let seconds = |text: &str| -> Option<i64> { text.parse().ok().map(jiff::Timestamp::as_second) };
    let Some((from, to)) = seconds(began).zip(seconds(now)) else { return String::new() };
    let passed = (to - from).max(0);
    format!("{} {:02}:{:02}", pick(lang, "経過", "time"), passed / 60, passed % 60)
}
