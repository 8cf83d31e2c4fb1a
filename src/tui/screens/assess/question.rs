//! The middle pane: the question, the claim, the verdict and why it is what it is.

use ratatui::style::Style;

use crate::domain::assessment::Answer;
use crate::domain::pack::{NotApplicable, Requirement};
use crate::domain::text::Lang;
use crate::domain::verdict::{Outcome, Pair};
use crate::report::grounds::{Context, sentence};
use crate::report::words::{self, pick};
use crate::tui::canvas::Lines;
use crate::tui::model::Model;
use crate::tui::screens::assess::tree::Node;
use crate::tui::session::Session;
use crate::tui::theme::Theme;

/// Column at which texts beside labels start.
const LABEL: u16 = 8;
/// The line on which the answers stand below any question of up to four lines: eyes find them at the same
/// place, and a move draws less anew.
const ANSWERS: usize = 7;

/// The pane's lines for a width.
pub fn lines(model: &Model, session: &Session, width: u16) -> Lines {
    let mut lines = Lines::new(width, model.prefs.ambiguous);
    match model.assess.tree.cursor() {
        Some(Node::Row(at)) => Pane { model, session, theme: &model.prefs.theme, at }.row(&mut lines),
        Some(Node::Category(at)) => category(model, session, at, &mut lines),
        None => {
            let text = pick(
                model.lang(),
                "区分が選ばれていません。p で選べます。",
                "No category is chosen; p chooses them.",
            );
            lines.paragraph(0, text, model.prefs.theme.plain);
        }
    }
    lines
}

struct Pane<'m> {
    model: &'m Model,
    session: &'m Session,
    theme: &'m Theme,
    at: usize,
}

impl Pane<'_> {
    fn lang(&self) -> Lang {
        self.model.lang()
    }

    fn requirement(&self) -> &Requirement {
        &self.session.pack.rows()[self.at]
    }

    fn label(&self, lines: &mut Lines, ja: &'static str, en: &'static str, text: &str, style: Style) {
        if !text.is_empty() {
            lines.labelled(pick(self.lang(), ja, en), self.theme.muted, LABEL, text, style);
        }
    }

    fn row(&self, lines: &mut Lines) {
        let (row, lang) = (self.requirement(), self.lang());
        lines.paragraph(0, &format!("{}  {}", row.clause, row.title.get(lang)), self.theme.title);
        lines.gap();
        lines.paragraph(0, row.ask.get(lang), self.theme.plain);
        lines.gap();
        lines.pad_to(ANSWERS);
        if self.session.pack.answerable(self.at) && self.session.findings.at(self.at).value.is_none() {
            self.claim_keys(lines);
        }
        self.verdict(lines);
        self.why(lines);
        self.remark(lines);
        self.section(lines, ("はいと言えるのは", "A yes is true if"), row.yes_means.get(lang));
        self.section(lines, ("不足を閉じるには", "To close it"), &self.to_close());
        lines.gap();
        self.doubts(lines);
        self.evidence(lines);
    }

    fn claim_keys(&self, lines: &mut Lines) {
        let row = self.requirement();
        let claim = self.session.assessment.claim(&row.id);
        let mut spans = Vec::new();
        let mut x = 0;
        for (key, answer) in
            [("y", Answer::Yes), ("n", Answer::No), ("u", Answer::Unknown), ("x", Answer::NotApplicable)]
        {
            if answer == Answer::NotApplicable && row.not_applicable == NotApplicable::Never {
                continue;
            }
            let given = claim.is_some_and(|claim| claim.answer == answer);
            let word = words::answer_short(self.lang(), answer);
            let text = if given { format!("[{key}] {word}") } else { format!(" {key}  {word}") };
            let style = if given { self.theme.title } else { self.theme.plain };
            let width = crate::tui::cells::width(&text, self.model.prefs.ambiguous) as u16;
            spans.push((x, text, style));
            x += width + 2;
        }
        lines.spans(spans);
        lines.gap();
    }

    fn verdict(&self, lines: &mut Lines) {
        let lang = self.lang();
        let finding = self.session.findings.at(self.at);
        if let Some((strict, lenient)) = finding.value {
            let text = match lang {
                Lang::Ja => {
                    format!("過去3年で厳格に{strict}件、緩やかに{lenient}件 (この行に判定はありません)")
                }
                Lang::En => {
                    format!("{strict} strictly, {lenient} leniently in three years (no verdict here)")
                }
            };
            self.label(lines, "数え", "Count", &text, self.theme.plain);
            return;
        }
        let verdict = finding.outcome.verdict();
        let mut text = words::verdict(lang, verdict).to_owned();
        if let Outcome::Judged(pair) = finding.outcome {
            text.push_str(&readings(lang, pair));
        }
        if finding.spare {
            text.push_str(pick(
                lang,
                "  別の経路で足りているため数えません",
                "  another route already stands higher; not counted",
            ));
        }
        self.label(lines, "判定", "Verdict", &text, self.theme.verdict(verdict));
        if !finding.outcome.decided() {
            let (floor, ceiling) = (
                words::verdict(lang, finding.outcome.floor()),
                words::verdict(lang, finding.outcome.ceiling()),
            );
            let text = match lang {
                Lang::Ja => format!("これからの答えと記録で{floor}から{ceiling}まで"),
                Lang::En => format!("from {floor} to {ceiling}, as answers and records come"),
            };
            self.label(lines, "幅", "Range", &text, self.theme.plain);
        }
        if finding.contradiction {
            let text = pick(lang, "申告と事実が食い違っています", "The claim contradicts the facts");
            self.label(lines, "矛盾", "Clash", text, self.theme.warning);
        }
    }

    /// The reasons: the first few, or all of them with the doubts spelled out.
    fn why(&self, lines: &mut Lines) {
        let lang = self.lang();
        let context = Context {
            pack: &self.session.pack,
            references: &self.session.references,
            assessment: &self.session.assessment,
        };
        let grounds = self.session.grounds(self.at);
        let most = if self.model.assess.in_full { usize::MAX } else { 6 };
        let mut label = pick(lang, "なぜ", "Why");
        for ground in grounds.iter().take(most) {
            let text = sentence(lang, &context, ground);
            if !text.is_empty() {
                lines.labelled(label, self.theme.muted, LABEL, &text, self.theme.plain);
                label = "";
            }
        }
        if grounds.len() > most {
            let text = match lang {
                Lang::Ja => format!("ほか{}件  w ですべて", grounds.len() - most),
                Lang::En => format!("{} more; w shows all", grounds.len() - most),
            };
            lines.labelled("", self.theme.muted, LABEL, &text, self.theme.muted);
        }
    }

    fn to_close(&self) -> String {
        let (row, lang) = (self.requirement(), self.lang());
        if row.close.is_empty() {
            return String::new();
        }
        let size = match lang {
            Lang::Ja => format!("(手間 {}、目安{}日)", words::effort(lang, row.effort), row.lead_days),
            Lang::En => {
                format!(" (effort {}, about {} days)", words::effort(lang, row.effort), row.lead_days)
            }
        };
        format!("{}{size}", row.close.get(lang))
    }

    /// A heading of its own line and a text below it.
    fn section(&self, lines: &mut Lines, (ja, en): (&'static str, &'static str), text: &str) {
        if !text.is_empty() {
            lines.gap();
            lines.paragraph(0, pick(self.lang(), ja, en), self.theme.muted);
            lines.paragraph(2, text, self.theme.plain);
        }
    }

    fn doubts(&self, lines: &mut Lines) {
        let lang = self.lang();
        let mut label = pick(lang, "論点", "Doubts");
        for id in &self.requirement().doubts {
            let Some(doubt) = self.session.pack.doubt(id) else { continue };
            let text = format!("{id} {}", doubt.about.get(lang));
            lines.labelled(label, self.theme.muted, LABEL, &text, self.theme.plain);
            label = "";
            if self.model.assess.in_full {
                let strict = format!("{} {}", pick(lang, "厳格:", "strict:"), doubt.strict.get(lang));
                let lenient = format!("{} {}", pick(lang, "緩やか:", "lenient:"), doubt.lenient.get(lang));
                lines.paragraph(LABEL + 2, &strict, self.theme.muted);
                lines.paragraph(LABEL + 2, &lenient, self.theme.muted);
            }
        }
    }

    fn evidence(&self, lines: &mut Lines) {
        let lang = self.lang();
        let names: Vec<String> = self
            .requirement()
            .evidence
            .iter()
            .map(|id| {
                let name = self.session.pack.head.evidence.iter().find(|kind| kind.id == *id);
                format!("{id} {}", name.map_or("", |kind| kind.name.get(lang)))
            })
            .collect();
        self.label(lines, "証跡", "Proof", &names.join(pick(lang, "、", ", ")), self.theme.plain);
    }

    fn remark(&self, lines: &mut Lines) {
        let Some(claim) = self.session.assessment.claim(&self.requirement().id) else { return };
        self.label(lines, "備考", "Remark", &claim.remark, self.theme.plain);
        let by = format!("{} {}", claim.by, claim.at.get(..10).unwrap_or_default());
        self.label(lines, "申告", "Claim", by.trim(), self.theme.muted);
    }
}

fn readings(lang: Lang, pair: Pair) -> String {
    format!(
        "  {} {} / {} {}",
        pick(lang, "厳格", "strict"),
        words::reading(lang, pair.strict()),
        pick(lang, "緩やか", "lenient"),
        words::reading(lang, pair.lenient())
    )
}

fn category(model: &Model, session: &Session, at: usize, lines: &mut Lines) {
    let lang = model.lang();
    let theme = &model.prefs.theme;
    let category = &session.pack.categories[at];
    lines.paragraph(0, category.name.get(lang), theme.title);
    lines.gap();
    if let Some(finding) = session.findings.category(&category.id) {
        let verdict = finding.outcome.verdict();
        let text = match finding.outcome {
            Outcome::Judged(pair) => format!("{}{}", words::verdict(lang, verdict), readings(lang, pair)),
            Outcome::NotApplicable => words::verdict(lang, verdict).to_owned(),
        };
        lines.labelled(pick(lang, "判定", "Verdict"), theme.muted, LABEL, &text, theme.verdict(verdict));
        lines.gap();
    }
    for id in &category.requires {
        let Some(at) = session.pack.position(id) else { continue };
        let verdict = session.findings.at(at).outcome.verdict();
        let title = session.pack.rows()[at].title.get(lang);
        lines.labelled(title, theme.plain, 24, words::verdict(lang, verdict), theme.verdict(verdict));
    }
    lines.gap();
    let note = pick(
        lang,
        "これは自己評価の見込みです。登録の可否は審査登録機関が決めます。",
        "This is a self-assessment estimate; only the registration body decides.",
    );
    lines.paragraph(0, note, theme.muted);
}
