//! Quick review: one question a screen, one key an answer, both consequences in sight, and a visible end.

use ratatui::layout::Rect;

use crate::domain::assessment::{Answer, Claim};
use crate::domain::change::Change;
use crate::domain::gap;
use crate::domain::pack::NotApplicable;
use crate::domain::review::{Consequence, Review, consequences, review};
use crate::domain::text::Lang;
use crate::domain::verdict::Verdict;
use crate::report::words::{self, pick};
use crate::tui::action::{Action, Place};
use crate::tui::canvas::{Canvas, Lines};
use crate::tui::model::{Model, Page};
use crate::tui::overlay::Overlay;
use crate::tui::overlay::prompt::{Prompt, Purpose};
use crate::tui::session::Session;
use crate::tui::update;
use crate::tui::view::{footer, header};

/// State of the screen.
#[derive(Debug, Default)]
pub struct QuickReview {
    category: String,
    state: Review,
    /// Questions put off, asked again at the end.
    later: Vec<usize>,
    yes: Vec<Consequence>,
    no: Vec<Consequence>,
    began: String,
    /// Rows answered here, latest last.
    answered: Vec<usize>,
    /// Once nothing is left to ask: another chosen category that has open questions.
    next: Option<String>,
}

impl QuickReview {
    /// The row asked now: the first not put off, or the first put off.
    pub(in crate::tui) fn row(&self) -> Option<usize> {
        let ask = &self.state.ask;
        ask.iter().copied().find(|at| !self.later.contains(at)).or(ask.first().copied())
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
    let asks = |id: &str| !review(&session.pack, &session.references, &session.assessment, id).ask.is_empty();
    others.map(|other| other.id.clone()).find(|id| asks(id))
}

fn refresh(model: &mut Model) {
    let Some(session) = &model.session else { return };
    let (pack, references, a) = (&session.pack, &session.references, &session.assessment);
    let screen = &mut model.review;
    screen.state = review(pack, references, a, &screen.category);
    screen.next = None;
    let Some(at) = screen.row() else {
        screen.next = following(session, &screen.category);
        return;
    };
    let of = |answer| consequences(pack, references, a, &screen.category, at, answer);
    (screen.yes, screen.no) = (of(Answer::Yes), of(Answer::No));
}

/// Carries out an action of this screen; false if it is none.
pub fn act(model: &mut Model, action: Action) -> bool {
    match action {
        Action::Yes => answer(model, Answer::Yes),
        Action::No => answer(model, Answer::No),
        Action::DontKnow => answer(model, Answer::Unknown),
        Action::NotApplicable => not_applicable(model),
        Action::Later => {
            model.review.later.extend(model.review.row());
            refresh(model);
        }
        Action::TakeBack => take_back(model),
        Action::Open if model.review.row().is_none() => {
            if let Some(next) = model.review.next.clone() {
                begin_in(model, next);
            }
        }
        Action::Open => {
            let at = model.review.row();
            if let (Some(at), Some(session)) = (at, &model.session) {
                model.assess.go(session, at);
                model.page = Page::Assess;
            }
        }
        _ => return false,
    }
    true
}

fn answer(model: &mut Model, answer: Answer) {
    let (Some(at), Some(session)) = (model.review.row(), &model.session) else { return };
    let row = session.pack.rows()[at].id.clone();
    let claim = Claim {
        row: row.clone(),
        answer,
        remark: String::new(),
        by: model.prefs.by.clone(),
        at: model.now.clone(),
    };
    let change = Change::set_claim(&session.assessment, &row, Some(claim));
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
    let asked = &mut model.review.state.ask;
    if let Some(place) = asked.iter().position(|row| *row == at) {
        asked.remove(place);
        asked.insert(0, at);
    }
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
    let body = Rect::new(2, 3, columns.min(100) - 4, rows.saturating_sub(9));
    match screen.row() {
        Some(at) => question(model, session, at, body.width).draw(canvas, body, 0),
        None => summary(model, session, body.width).draw(canvas, body, 0),
    }
    let bottom = rows.saturating_sub(5);
    canvas.rule(0, bottom, columns);
    progress(model, session, canvas, bottom + 1);
    canvas.rule(0, rows - 2, columns);
    footer(model, canvas, Place::Review);
}

fn question(model: &Model, session: &Session, at: usize, width: u16) -> Lines {
    let (lang, theme) = (model.lang(), &model.prefs.theme);
    let row = &session.pack.rows()[at];
    let mut lines = Lines::new(width, model.prefs.ambiguous).kana(model.prefs.theme.kana);
    lines.paragraph(0, row.title.get(lang), theme.title);
    lines.gap();
    lines.paragraph(0, row.ask.get(lang), theme.plain);
    lines.gap();
    lines.spans(keys(model, row.not_applicable));
    lines.gap();
    let no = consequence_text(session, lang, &model.review.no, at);
    let yes = consequence_text(session, lang, &model.review.yes, at);
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

fn consequence_text(session: &Session, lang: Lang, changes: &[Consequence], at: usize) -> String {
    let (own, tops): (Vec<&Consequence>, Vec<&Consequence>) = changes.iter().partition(|c| c.at == at);
    let own = own.iter().map(|c| own_text(lang, c.after));
    let tops = tops.iter().map(|c| {
        let title = session.pack.rows()[c.at].title.get(lang);
        match lang {
            Lang::Ja => format!("{title}が「{}」になります。", words::verdict(lang, c.after)),
            Lang::En => format!("{title} becomes \"{}\".", words::verdict(lang, c.after)),
        }
    });
    let texts: Vec<String> = own.chain(tops).collect();
    if texts.is_empty() {
        return pick(lang, "判定は変わりません。", "No verdict changes.").to_owned();
    }
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

/// What a finished review comes to, and what it rests on.
fn summary(model: &Model, session: &Session, width: u16) -> Lines {
    let (lang, theme) = (model.lang(), &model.prefs.theme);
    let screen = &model.review;
    let mut lines = Lines::new(width, model.prefs.ambiguous).kana(model.prefs.theme.kana);
    let Some(finding) = session.findings.category(&screen.category) else { return lines };
    let verdict = finding.outcome.verdict();
    let name = session.pack.category(&screen.category).map_or("", |category| category.name.get(lang));
    lines.paragraph(0, name, theme.title);
    lines.gap();
    let label = pick(lang, "判定", "Verdict");
    lines.labelled(label, theme.muted, 10, words::verdict(lang, verdict), theme.verdict(verdict));
    lines.gap();
    let text = pick(
        lang,
        "この区分の設問は以上です。これ以上の答えは、要件の判定を変えません。",
        "Nothing is left to ask: no further answer would change a requirement.",
    );
    lines.paragraph(0, text, theme.plain);
    lines.gap();
    let assumed: Vec<usize> = finding
        .rows
        .iter()
        .copied()
        .filter(|&at| {
            session.findings.at(at).claim == Some(Answer::Yes)
                && session.findings.at(at).outcome.verdict() == Verdict::NeedsConfirmation
        })
        .collect();
    if !assumed.is_empty() {
        let text = match lang {
            Lang::Ja => format!("「はい」と申告し、まだ記録を示していないもの: {}件 (要確認)", assumed.len()),
            Lang::En => format!("Claimed yes without a record: {} (needs confirmation)", assumed.len()),
        };
        lines.paragraph(0, &text, theme.plain);
    }
    for at in assumed.into_iter().take(6) {
        lines.paragraph(2, session.pack.rows()[at].title.get(lang), theme.muted);
    }
    lines.gap();
    if let Some(next) = screen.next.as_ref().and_then(|id| session.pack.category(id)) {
        let text = match lang {
            Lang::Ja => format!("Enter で次の区分「{}」のレビューへ", next.short.get(lang)),
            Lang::En => format!("Enter goes on with {}", next.short.get(lang)),
        };
        lines.paragraph(0, &text, theme.title);
    }
    let ways = pick(
        lang,
        "b でギャップ一覧、t で台帳に記録を入れる、Esc で自己評価へ",
        "b shows the gap board, t the registers, Esc the assessment",
    );
    lines.paragraph(0, ways, theme.plain);
    lines
}

fn progress(model: &Model, session: &Session, canvas: &mut Canvas<'_>, y: u16) {
    let lang = model.lang();
    let screen = &model.review;
    let counts = gap::counts(&session.pack, &session.findings, &screen.category);
    let (plain, muted) = (canvas.theme.plain, canvas.theme.muted);
    let width = canvas.area().width - 4;
    let so_far = match lang {
        Lang::Ja => format!(
            "ここまで  不足 {}  要確認 {}  未回答 {}  (確定 {} / {})  残り {}問",
            counts.gap,
            counts.needs_confirmation,
            counts.unanswered,
            screen.state.settled,
            screen.state.total,
            screen.state.ask.len()
        ),
        Lang::En => format!(
            "So far  gap {}  check {}  open {}  (settled {} of {})  {} left",
            counts.gap,
            counts.needs_confirmation,
            counts.unanswered,
            screen.state.settled,
            screen.state.total,
            screen.state.ask.len()
        ),
    };
    let end = canvas.right(canvas.area().width - 2, y, &elapsed(lang, &screen.began, &model.now), muted);
    canvas.text(2, y, &so_far, plain, end.saturating_sub(4));
    if screen.state.left_out == 0 {
        return;
    }
    let left_out = match lang {
        Lang::Ja => {
            format!("省いた設問 {}: どちらの答えでも判定が変わらないもの", screen.state.left_out)
        }
        Lang::En => {
            format!("Not asked {}: either answer leaves the requirements as they are", screen.state.left_out)
        }
    };
    canvas.text(2, y + 1, &left_out, muted, width);
}

/// Minutes and seconds since the review began, as of the last key.
fn elapsed(lang: Lang, began: &str, now: &str) -> String {
    let seconds = |text: &str| -> Option<i64> { text.parse().ok().map(jiff::Timestamp::as_second) };
    let Some((from, to)) = seconds(began).zip(seconds(now)) else { return String::new() };
    let passed = (to - from).max(0);
    format!("{} {:02}:{:02}", pick(lang, "経過", "time"), passed / 60, passed % 60)
}
