//! The middle pane: the question, the claim, the verdict and why it is what it is.

use ratatui::style::Style;

use crate::domain::assessment::Answer;
use crate::domain::evaluate::Ground;
use crate::domain::gap;
use crate::domain::pack::{NotApplicable, Requirement};
use crate::domain::register::Register;
use crate::domain::text::{Lang, pick, tr};
use crate::domain::verdict::{Outcome, Pair, Verdict};
use crate::report::grounds::sentence;
use crate::report::listed;
use crate::report::words;
use crate::tui::canvas::Lines;
use crate::tui::cells;
use crate::tui::desktop::Desktop;
use crate::tui::impact;
use crate::tui::outline::{self, Node, TO_DO};
use crate::tui::row_registers::named_open;
use crate::tui::screens::assess::gaps;
use crate::tui::screens::assess::state::{Assess, AssessLayout};
use crate::tui::session::Session;
use crate::tui::signing_line::signing_line;
use crate::tui::theme::Theme;

/// Most flips that are named for an answer.
const AHEAD: usize = 4;
/// Column at which texts beside labels start.
const LABEL: u16 = 8;
/// The line on which the answers are below any question of up to four lines: eyes find them at the same
/// place, and a move draws less anew.
const ANSWERS: usize = 7;

/// The pane's lines for a width.
pub fn lines(screen: &Assess, desktop: &Desktop, session: &Session, width: u16) -> Lines {
    let mut lines = desktop.prefs.lines(width);
    match screen.tree.cursor() {
        Some(Node::Row(at)) => {
            Pane { screen, desktop, session, theme: &desktop.prefs.theme, at }.row(&mut lines);
        }
        Some(Node::Category(at)) => category(desktop, session, at, &mut lines),
        None => {
            let text = pick(
                desktop.lang(),
                "区分が選ばれていません。p で選べます。",
                "No category is chosen; p chooses them.",
            );
            lines.paragraph(0, text, desktop.prefs.theme.plain);
        }
    }
    lines
}

struct Pane<'m> {
    screen: &'m Assess,
    desktop: &'m Desktop,
    session: &'m Session,
    theme: &'m Theme,
    at: usize,
}

impl Pane<'_> {
    fn lang(&self) -> Lang {
        self.desktop.lang()
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
        self.question(lines);
        self.verdict(lines);
        self.why(lines);
        self.remark(lines);
        // Where another name is all that is wanted, that comes before what a yes takes.
        let renames = self.renames();
        self.section(lines, ("例示の名前", "Names of the lists"), &renames);
        self.section(lines, ("はいと言えるのは", "A yes is true if"), &[row.yes_means.get(lang).to_owned()]);
        self.section(lines, ("不足を解消するには", "To close it"), &[self.to_close()]);
        lines.gap();
        self.doubts(lines);
        self.evidence(lines);
    }

    fn question(&self, lines: &mut Lines) {
        lines.paragraph(0, self.requirement().ask.get(self.lang()), self.theme.plain);
        lines.gap();
        if !AssessLayout::of(self.desktop.size).single {
            lines.pad_to(ANSWERS);
        }
        let counted = self.session.findings.at(self.at).value.is_some();
        if self.session.pack.answerable(self.at) && !counted {
            self.claim_keys(lines);
            self.ahead(lines);
        } else if !counted && self.session.pack.has_children(self.at) {
            let text = pick(
                self.lang(),
                "下の設問の答えから判定します(右矢印キーで開く)",
                "Judged from the questions below it; Right opens them.",
            );
            lines.paragraph(0, text, self.theme.muted);
            lines.gap();
        }
    }

    fn claim_keys(&self, lines: &mut Lines) {
        let row = self.requirement();
        let claim = self.session.assessment.claim(&row.id);
        let mut parts = Vec::new();
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
            parts.push((text, style));
        }
        let written = claim.is_some_and(|claim| !claim.remark.is_empty());
        let (remark, style) = if written {
            (pick(self.lang(), " r  備考あり", " r  remark below"), self.theme.title)
        } else {
            (pick(self.lang(), " r  備考", " r  remark"), self.theme.muted)
        };
        parts.push((remark.to_owned(), style));
        self.side_by_side(lines, parts);
        signing_line(self.desktop, row, lines);
        lines.gap();
    }

    /// Parts in a line, closer where that makes them fit, in further lines where nothing does.
    fn side_by_side(&self, lines: &mut Lines, parts: Vec<(String, Style)>) {
        let wide = |text: &str| cells::width(text, self.desktop.prefs.ambiguous) as u16;
        let room = lines.width();
        let total = parts.iter().map(|(text, _)| wide(text) + 2).sum::<u16>();
        let gap = if total <= room + 2 { 2 } else { 1 };
        let (mut spans, mut x) = (Vec::new(), 0);
        for (text, style) in parts {
            let width = wide(&text);
            if x > 0 && x + width > room {
                lines.spans(std::mem::take(&mut spans));
                x = 0;
            }
            spans.push((x, text, style));
            x += width + gap;
        }
        lines.spans(spans);
    }

    /// What each answer would flip.
    fn ahead(&self, lines: &mut Lines) {
        let (lang, ahead) = (self.lang(), &self.screen.ahead.1);
        for (key, (answer, flips)) in ["y", "n", "u"].into_iter().zip(ahead) {
            let label = format!("{key} {}", words::answer_short(lang, *answer));
            let changes = impact::lines(self.session, lang, flips, AHEAD);
            let text = if changes.is_empty() {
                pick(lang, "判定は変わりません", "no verdict changes").to_owned()
            } else {
                changes.join(pick(lang, "、", "; "))
            };
            lines.labelled(&label, self.theme.muted, LABEL + 1, &text, self.theme.plain);
        }
        if !ahead.is_empty() {
            lines.gap();
        }
    }

    /// While something is tried: how it really is, if that is otherwise.
    fn really(&self, lines: &mut Lines, now: Verdict) {
        let Some(trial) = &self.desktop.trial else { return };
        let was = trial.real.findings.at(self.at).outcome.verdict();
        if was != now {
            let word = words::verdict(self.lang(), was);
            self.label(lines, "実際は", "Actual", word, self.theme.verdict(was));
        }
    }

    fn verdict(&self, lines: &mut Lines) {
        let lang = self.lang();
        let finding = self.session.findings.at(self.at);
        if let Some((strict, lenient)) = finding.value {
            let text = tr!(
                lang,
                "過去3年で厳格に{strict}件、緩やかに{lenient}件(この行に判定はありません)",
                "{strict} strictly, {lenient} leniently in three years (no verdict here)"
            );
            self.label(lines, "件数", "Count", &text, self.theme.plain);
            return;
        }
        outcome_lines(self.desktop, lines, finding.outcome);
        self.really(lines, finding.outcome.verdict());
        if finding.spare {
            let text = pick(
                lang,
                "別の経路で足りているため数えません",
                "another route already stands higher; not counted",
            );
            lines.labelled("", self.theme.muted, LABEL, text, self.theme.plain);
        }
        if !finding.outcome.decided() {
            let (floor, ceiling) = (
                words::verdict(lang, finding.outcome.floor()),
                words::verdict(lang, finding.outcome.ceiling()),
            );
            let text = tr!(lang, "答えと記録しだいで{floor}〜{ceiling}", "from {floor} to {ceiling}");
            self.label(lines, "幅", "Range", &text, self.theme.plain);
        }
        if finding.contradiction {
            let text = pick(lang, "申告と事実が食い違っています", "The claim contradicts the facts");
            self.label(lines, "矛盾", "Clash", text, self.theme.warning);
        }
    }

    /// The reasons, the first few; the proof has all of them, and the doubts spelled out.
    fn why(&self, lines: &mut Lines) {
        let lang = self.lang();
        let context = self.session.context();
        let grounds = self.session.grounds(self.at);
        let most = 6;
        let mut label = pick(lang, "なぜ", "Why");
        let empty = |register: Register| grounds.contains(&Ground::NothingIn(register));
        // The keys act on one register only.
        let acted_on = named_open(&grounds);
        for ground in grounds.iter().take(most) {
            let text = match *ground {
                Ground::NothingIn(register) if acted_on == Some(register) => {
                    open_register(lang, register, true)
                }
                Ground::RegisterOpen(register) if acted_on == Some(register) && empty(register) => continue,
                Ground::RegisterOpen(register) if acted_on == Some(register) => {
                    open_register(lang, register, false)
                }
                Ground::NoReferenceDate => no_date(lang).to_owned(),
                _ => sentence(lang, &context, ground),
            };
            if !text.is_empty() {
                lines.labelled(label, self.theme.muted, LABEL, &text, self.theme.plain);
                label = "";
            }
        }
        if grounds.len() > most {
            let text = tr!(lang, "ほか{}件  w ですべて", "{} more; w shows all", grounds.len() - most);
            lines.labelled("", self.theme.muted, LABEL, &text, self.theme.muted);
        }
    }

    /// What is registered under another name than that of a list, while the row is short of something.
    fn renames(&self) -> Vec<String> {
        let (row, lang, session) = (self.requirement(), self.lang(), self.session);
        if session.findings.at(self.at).verdict().is_none_or(|verdict| verdict >= Verdict::Satisfied) {
            return Vec::new();
        }
        let context = session.context();
        listed::rename_sentences(lang, &context, row)
    }

    fn to_close(&self) -> String {
        let (row, lang) = (self.requirement(), self.lang());
        if row.close.is_empty() {
            return String::new();
        }
        if let Some(members) = self.session.unverified_alone(self.at, &self.session.grounds(self.at)) {
            return listed::close_unverified(lang, &self.session.context(), row, &members);
        }
        let size = tr!(
            lang,
            "(手間 {}、目安{}日)",
            " (effort {}, about {} days)",
            words::effort(lang, row.effort),
            row.lead_days
        );
        format!("{}{size}", row.close.get(lang))
    }

    /// A heading of its own line and texts below it.
    fn section(&self, lines: &mut Lines, (ja, en): (&'static str, &'static str), texts: &[String]) {
        if texts.iter().any(|text| !text.is_empty()) {
            lines.gap();
            lines.paragraph(0, pick(self.lang(), ja, en), self.theme.muted);
            texts.iter().for_each(|text| lines.paragraph(2, text, self.theme.plain));
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
        let who = words::signature(self.lang(), &claim.by, &claim.post);
        let on = claim.day(&self.session.assessment.zone).map_or_else(String::new, |day| day.to_string());
        let by = format!("{who} {on}");
        self.label(lines, "申告", "Claim", by.trim(), self.theme.muted);
    }
}

/// The verdict and its two readings, on two lines where one is too short.
fn outcome_lines(desktop: &Desktop, lines: &mut Lines, outcome: Outcome) {
    let (lang, theme) = (desktop.lang(), &desktop.prefs.theme);
    let verdict = outcome.verdict();
    let label = pick(lang, "判定", "Verdict");
    let word = words::verdict(lang, verdict);
    let Outcome::Judged(pair) = outcome else {
        return lines.labelled(label, theme.muted, LABEL, word, theme.verdict(verdict));
    };
    let readings = readings(lang, pair);
    let whole = format!("{word}  {readings}");
    if cells::width(&whole, desktop.prefs.ambiguous) <= usize::from(lines.width() - LABEL) {
        return lines.labelled(label, theme.muted, LABEL, &whole, theme.verdict(verdict));
    }
    lines.labelled(label, theme.muted, LABEL, word, theme.verdict(verdict));
    lines.labelled("", theme.muted, LABEL, &readings, theme.plain);
}

/// What to do about the open register that the keys act on: nothing in it counts for the row yet, or more may come.
fn open_register(lang: Lang, register: Register, empty: bool) -> String {
    let name = words::register(lang, register);
    if empty {
        tr!(
            lang,
            "{name}に該当する記載がまだありません。e で記入、これで全部なら a",
            "{name}: nothing recorded for this yet; e fills it in, a says that is all"
        )
    } else {
        tr!(
            lang,
            "{name}は記入中です。追記は e、これで全部なら a",
            "{name}: not complete yet; e adds to it, a says that is all"
        )
    }
}

const fn no_date(lang: Lang) -> &'static str {
    pick(
        lang,
        "基準日が未設定のため、日付で決まる要件は判定できません。p で設定します",
        "no reference date is set, so dated requirements stay open; p sets it",
    )
}

fn readings(lang: Lang, pair: Pair) -> String {
    format!(
        "{} {} / {} {}",
        pick(lang, "厳格", "strict"),
        words::reading(lang, pair.strict()),
        pick(lang, "緩やか", "lenient"),
        words::reading(lang, pair.lenient())
    )
}

/// A category: its verdict, its parts with what is left in each, and the next steps.
fn category(desktop: &Desktop, session: &Session, at: usize, lines: &mut Lines) {
    let lang = desktop.lang();
    let theme = &desktop.prefs.theme;
    let category = &session.pack.categories[at];
    lines.paragraph(0, category.name.get(lang), theme.title);
    lines.gap();
    if let Some(finding) = session.findings.category(&category.id) {
        outcome_lines(desktop, lines, finding.outcome);
        lines.gap();
    } else if category.for_all {
        let text = pick(
            lang,
            "選んだすべての区分に共通する要件です。",
            "Requirements common to every chosen category.",
        );
        lines.paragraph(0, text, theme.plain);
        lines.gap();
    }
    for part in category.requires.iter().filter_map(|id| session.pack.position(id)) {
        part_line(desktop, session, part, lines);
    }
    lines.gap();
    next_in(desktop, session, at, lines);
    lines.gap();
    let note = pick(
        lang,
        "これは自己評価の見込みです。登録の可否は審査登録機関が決めます。",
        "This is a self-assessment estimate; only the registration body decides.",
    );
    lines.paragraph(0, note, theme.muted);
}

/// `技術要件  不足   不足 2  要確認 5  未回答 1`: a part of a category, and what is left in it.
fn part_line(desktop: &Desktop, session: &Session, part: usize, lines: &mut Lines) {
    let (lang, theme) = (desktop.lang(), &desktop.prefs.theme);
    let title = outline::short_title(session, part, lang);
    let verdict = session.findings.at(part).outcome.verdict();
    let left = left_below(session, part);
    let counts: Vec<String> = left
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(verdict, count)| format!("{} {count}", words::verdict_short(lang, *verdict)))
        .collect();
    let short = cells::truncate(&title, 18, desktop.prefs.ambiguous).into_owned();
    let mut spans = vec![
        (0, short, theme.plain),
        (20, words::verdict_short(lang, verdict).to_owned(), theme.verdict(verdict)),
    ];
    if session.pack.has_children(part) {
        spans.push((28, counts.join(" "), theme.muted));
    }
    lines.spans(spans);
}

/// Gaps, rows to confirm and unanswered rows below a row, as they are counted in its category.
fn left_below(session: &Session, top: usize) -> [(Verdict, usize); 3] {
    let pack = &session.pack;
    let below = |at: usize| std::iter::successors(Some(at), |&at| pack.parent(at)).any(|at| at == top);
    let counted = session.findings.categories.iter().find(|category| category.rows.contains(&top));
    let rows = counted.map_or_else(Vec::new, |found| gap::counted(pack, &session.findings, &found.id));
    TO_DO.map(|verdict| {
        let has_it = |at: &&usize| below(**at) && session.findings.at(**at).outcome.verdict() == verdict;
        (verdict, rows.iter().filter(has_it).count())
    })
}

/// What to do next in a category: repairs first, else the way to its open questions.
fn next_in(desktop: &Desktop, session: &Session, at: usize, lines: &mut Lines) {
    let (lang, theme) = (desktop.lang(), &desktop.prefs.theme);
    let id = &session.pack.categories[at].id;
    // Where the gaps have a pane of their own, it lists the steps.
    let steps = if AssessLayout::of(desktop.size).wide { Vec::new() } else { gaps::next_steps(session, id) };
    if !steps.is_empty() {
        lines.paragraph(0, pick(lang, "次の一手", "Next steps"), theme.title);
    }
    for (number, &step) in steps.iter().take(5).enumerate() {
        let row = &session.pack.rows()[step];
        let text = gaps::with_effort(lang, &outline::short_title(session, step, lang), row.effort);
        let style = theme.verdict(session.findings.at(step).outcome.verdict());
        lines.labelled(&format!("{:>2}", number + 1), theme.muted, 4, &text, style);
    }
    lines.gap();
    let parts = session.pack.categories[at].requires.iter().filter_map(|id| session.pack.position(id));
    let open = parts.into_iter().any(|part| left_below(session, part)[2].1 > 0);
    let text = if open {
        pick(
            lang,
            "N で次の未回答の設問へ、v で簡易レビュー(10分)を始めます。",
            "N goes to the next open question, v starts a ten-minute review.",
        )
    } else {
        pick(
            lang,
            "右矢印キーで設問を開き、b でギャップ一覧を見られます。",
            "Right opens the questions, b shows the gap board.",
        )
    };
    lines.paragraph(0, text, theme.plain);
}
