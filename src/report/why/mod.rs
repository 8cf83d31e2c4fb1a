//! Why, and why not: the proof of a verdict as a tree, with both readings at every line.

mod json;
mod words;

use super::sheet::{self, escape, printable};
use crate::domain::date::Date;
use crate::domain::evaluate::Findings;
use crate::domain::proof::{About, Line, Proof, ProofNode};
use crate::domain::text::{Lang, pick};
use crate::domain::verdict::Outcome;
use crate::report::grounds::{Context, sentence};
use crate::report::references::{Verified, verified_among};
use crate::report::words as terms;

pub use self::words::{doubts, label, step};

/// Everything that a report of a proof is made from.
#[derive(Debug, Clone, Copy)]
pub struct WhyReport<'a> {
    /// Its language.
    pub lang: Lang,
    /// Pack, references and assessment.
    pub context: Context<'a>,
    /// The findings, which say which rows are spare.
    pub findings: &'a Findings,
    /// The proof.
    pub proof: &'a Proof,
    /// The day as of which everything was judged.
    pub day: Option<Date>,
    /// The program and its version.
    pub app: &'a str,
}

/// The mark beside a line: on what the verdict turns, and what is not counted.
pub fn mark(lang: Lang, proof: &Proof, line: &Line) -> &'static str {
    if line.ground.is_some() {
        return "";
    }
    match (proof.node(line.node).decides, line.spare, line.repeated) {
        (true, ..) => pick(lang, "決め手", "decides"),
        (_, true, _) => pick(lang, "数えない", "spare"),
        (_, _, true) => pick(lang, "前出", "above"),
        _ => "",
    }
}

/// The two readings as words; nothing to judge is one word.
pub fn readings(lang: Lang, outcome: Outcome) -> [&'static str; 2] {
    match outcome {
        Outcome::Judged(pair) => [terms::reading(lang, pair.strict()), terms::reading(lang, pair.lenient())],
        Outcome::NotApplicable => [pick(lang, "対象外", "n/a"); 2],
    }
}

/// True for rows that the findings count nowhere, within a category if the proof is one of it.
pub fn is_spare(findings: &Findings, proof: &Proof, row: usize) -> bool {
    if let About::Category(id) = &proof.node(proof.root()).about
        && let Some(category) = findings.category(id)
    {
        return category.spare.contains(&row);
    }
    findings.at(row).spare
}

/// The row that a node is about as a whole, if it is.
fn own_row(node: &ProofNode) -> Option<usize> {
    node.row.filter(|_| node.about == About::Row)
}

/// What is proved: clause and title of a row, or the name of a category.
pub fn subject(lang: Lang, context: &Context<'_>, proof: &Proof) -> String {
    let root = proof.node(proof.root());
    match (&root.about, root.row) {
        (About::Category(id), _) => {
            printable(context.pack.category(id).map_or(id.as_str(), |category| category.name.get(lang)))
        }
        (_, Some(row)) => sheet::row(lang, context.pack, row),
        (_, None) => String::new(),
    }
}

/// One line of the tree in words, without its readings.
pub fn line_text(lang: Lang, context: &Context<'_>, proof: &Proof, line: &Line) -> String {
    let node = proof.node(line.node);
    match line.ground {
        Some(ground) => sentence(lang, context, &node.grounds[ground]),
        None => label(lang, context, proof, node),
    }
}

impl WhyReport<'_> {
    /// The lines of a report: whatever is spare or unfolded above stays folded.
    fn lines(&self) -> Vec<Line> {
        let spare = |row: usize| is_spare(self.findings, self.proof, row);
        let unfolded = |line: &Line, node: &ProofNode| !line.spare || node.decides;
        self.proof.outline(&spare, &unfolded)
    }

    fn head(&self) -> Vec<String> {
        let (lang, proof) = (self.lang, self.proof);
        let outcome = proof.node(proof.root()).outcome;
        let day = terms::day_if_set(lang, self.day);
        let organisation = printable(&self.context.assessment.profile.organisation);
        vec![
            format!("{organisation}  {}", pick(lang, "なぜその判定か", "why the verdict is what it is")),
            printable(self.context.pack.head.title.get(lang)),
            format!("{} {day}", pick(lang, "基準日", "Reference date")),
            sheet::disclaimer(lang).to_owned(),
            String::new(),
            format!("{}: {}", subject(lang, &self.context, proof), terms::verdict(lang, outcome.verdict())),
        ]
    }

    /// The report as plain text: the readings in two columns, the tree beside them.
    pub fn text(&self) -> String {
        let lang = self.lang;
        let columns = [pick(lang, "厳格", "strict"), pick(lang, "緩やか", "lenient")];
        let mut out = self.head();
        out.push(String::new());
        out.push(format!("{}{}", pad(columns[0]), pad(columns[1])).trim_end().to_owned());
        for line in self.lines() {
            let node = self.proof.node(line.node);
            let halves = if line.ground.is_some() { ["", ""] } else { readings(lang, node.outcome) };
            let bullet = if line.ground.is_some() { "- " } else { "" };
            let indent = "  ".repeat(line.depth());
            let mark = match mark(lang, self.proof, &line) {
                "" => String::new(),
                mark => format!("  [{mark}]"),
            };
            let text = self.line_text(&line);
            out.push(format!("{}{}{indent}{bullet}{text}{mark}", pad(halves[0]), pad(halves[1])));
            for step in self.steps(&line) {
                out.push(format!("{}{}{indent}  - {step}", pad(""), pad("")));
            }
        }
        self.foot(&mut out);
        out.join("\n") + "\n"
    }

    /// The report as Markdown that a client can edit.
    pub fn markdown(&self) -> String {
        let lang = self.lang;
        let head = self.head();
        let mut out = vec![format!("# {}", escape(&head[0])), String::new()];
        out.extend(head[1..4].iter().map(|line| format!("- {}", escape(line))));
        out.push(format!("\n## {}\n", escape(&head[5])));
        for line in self.lines() {
            let node = self.proof.node(line.node);
            let text = escape(&self.line_text(&line));
            let indent = "    ".repeat(line.depth());
            let text = if line.ground.is_some() {
                text
            } else {
                let [strict, lenient] = readings(lang, node.outcome);
                let mark = match mark(lang, self.proof, &line) {
                    "" => String::new(),
                    mark => format!(" **{mark}**"),
                };
                format!("{text} ({strict} / {lenient}){mark}")
            };
            out.push(format!("{indent}- {text}"));
            out.extend(self.steps(&line).iter().map(|step| format!("{indent}    - {}", escape(step))));
        }
        let mut foot = Vec::new();
        self.foot(&mut foot);
        // Each a paragraph of its own: lines that follow each other would be run together.
        out.extend(foot.iter().filter(|line| !line.is_empty()).map(|line| format!("\n{}", escape(line))));
        out.join("\n") + "\n"
    }

    /// What acts on the node of a line that is not folded away, one sentence each.
    fn steps(&self, line: &Line) -> Vec<String> {
        let shown = line.ground.is_none() && (!line.spare || self.proof.node(line.node).decides);
        let steps = self.proof.node(line.node).steps.iter().filter(|_| shown && !line.repeated);
        steps.map(|one| step(self.lang, *one)).filter(|text| !text.is_empty()).collect()
    }

    /// One line in words; a row with its clause.
    fn line_text(&self, line: &Line) -> String {
        let text = line_text(self.lang, &self.context, self.proof, line);
        match own_row(self.proof.node(line.node)).filter(|_| line.ground.is_none()) {
            Some(row) => format!("{} {text}", printable(&self.context.pack.rows()[row].clause)),
            None => text,
        }
    }

    /// What the words mean, and the doubts on which readings differ.
    fn foot(&self, out: &mut Vec<String>) {
        out.push(String::new());
        out.push(meaning(self.lang, self.proof).to_owned());
        let mut all: Vec<String> = Vec::new();
        let decides = self.proof.nodes().iter().filter(|node| node.decides);
        for text in decides.flat_map(|node| doubts(self.lang, &self.context, &node.grounds, own_row(node))) {
            if !all.contains(&text) {
                all.push(text);
            }
        }
        out.extend(all);
        out.extend(self.verified().iter().map(|one| one.sentence(self.lang)));
    }

    /// Who verified the members that the proof names.
    fn verified(&self) -> Vec<Verified> {
        let grounds = self.proof.nodes().iter().flat_map(|node| &node.grounds);
        verified_among(self.lang, &self.context, grounds)
    }
}

/// What the mark on the deciding lines promises, as one sentence.
pub fn meaning(lang: Lang, proof: &Proof) -> &'static str {
    use crate::domain::verdict::Verdict;
    match (proof.deciding().is_empty(), proof.verdict()) {
        (true, _) => pick(
            lang,
            "どの項目が変わっても、この判定は変わりません。",
            "No single set of parts turns this verdict.",
        ),
        (false, Verdict::NotApplicable) => pick(
            lang,
            "提供範囲から外れているため、判定しません。",
            "It is out of scope, so it is not judged.",
        ),
        (false, Verdict::Satisfied) => pick(
            lang,
            "「決め手」がすべて崩れると判定が下がります(ほかの項目が崩れても下がることがあります)。",
            "If all parts marked \"decides\" fail, the verdict falls; others may lower it too.",
        ),
        (false, _) => pick(
            lang,
            "「決め手」がすべて「はい」になると判定が上がります(ほかの道すじもありえます)。",
            "Once all parts marked \"decides\" hold, the verdict rises; there may be other ways.",
        ),
    }
}

/// A reading in a column of eight cells.
fn pad(word: &str) -> String {
    use unicode_width::UnicodeWidthStr;
    format!("{word}{}", " ".repeat(8_usize.saturating_sub(word.width())))
}
