//! Questions with their claims as a table: one row a question, to be filled in.

use std::collections::HashSet;

use super::cells::clean;
use super::imported::{Cell, Imported, ImportedRow, Refusal, RowOutcome};
use super::incoming::{Incoming, rows};
use super::kind::TableKind;
use super::layout::{Filled, Known, Layout, is_called};
use super::lookup::{Lookup, fold, plain};
use super::problem::{Problem, problem, shown};
use crate::domain::assessment::{Answer, Assessment, Claim};
use crate::domain::change::Change;
use crate::domain::clean::{nfc_input, without_unseen};
use crate::domain::evaluate::evaluate;
use crate::domain::grid::{Grid, Heading, Row};
use crate::domain::pack::{NotApplicable, Pack};
use crate::domain::text::{Lang, pick};
use crate::report::fields;
use crate::report::words;

const ID: usize = 0;
const ANSWER: usize = 6;
const REMARK: usize = 7;
const BY: usize = 8;
const POST: usize = 9;
const AT: usize = 10;

/// The columns; those between the id and the answer are there to be read.
const COLUMNS: [Known; 11] = [
    Known::new("id", ("番号", "Id")),
    Known::new("category", ("区分", "Category")),
    Known::new("clause", ("条項", "Clause")),
    Known::new("title", ("要件", "Requirement")),
    Known::new("ask", ("設問", "Question")),
    Known::new("yes_means", ("「はい」と言えるのは", "What makes a yes true")),
    Known::of(fields::CLAIM.at("answer")),
    Known::of(fields::CLAIM.at("remark")),
    Known::of(fields::CLAIM.at("by")),
    Known::of(fields::CLAIM.at("post")),
    Known::of(fields::CLAIM.at("at")),
];

/// The questions that the chosen categories lead to, and whatever else is answered.
pub(super) fn table(lookup: &Lookup<'_>) -> Grid {
    let asked = listed(lookup).into_iter().enumerate();
    Grid {
        name: TableKind::Answers.name(lookup.lang).to_owned(),
        line: 1,
        headings: COLUMNS
            .iter()
            .enumerate()
            .map(|(at, column)| heading(lookup.lang, at, column.label))
            .collect(),
        rows: asked.map(|(line, at)| Row { line: line + 2, cells: cells(lookup, at) }).collect(),
        ..Grid::default()
    }
}

/// The places of the rows that a table of questions has.
fn listed(lookup: &Lookup<'_>) -> Vec<usize> {
    let context = lookup.context;
    let (pack, assessment) = (context.pack, context.assessment);
    let findings = evaluate(pack, context.references, assessment, assessment.profile.reference_date);
    let wanted = |at: &usize| {
        let claimed = assessment.claim(&pack.rows()[*at].id).is_some();
        pack.claimable(*at) && (findings.at(*at).reached || claimed)
    };
    (0..pack.rows().len()).filter(wanted).collect()
}

fn heading(lang: Lang, at: usize, (ja, en): (&str, &str)) -> Heading {
    let words = || Answer::ALL.map(|answer| words::answer(lang, answer).to_owned()).to_vec();
    let text = match lang {
        Lang::Ja => ja.to_owned(),
        Lang::En => en.to_owned(),
    };
    Heading { text, choices: if at == ANSWER { words() } else { Vec::new() } }
}

fn cells(lookup: &Lookup<'_>, at: usize) -> Vec<String> {
    let (pack, lang) = (lookup.context.pack, lookup.lang);
    let row = &pack.rows()[at];
    let claim = lookup.context.assessment.claim(&row.id);
    let of = |text: fn(&Claim) -> &str| claim.map_or("", text);
    let cells = [
        row.id.as_str(),
        pack.category_of(at).short.get(lang),
        &row.clause,
        row.title.get(lang),
        row.ask.get(lang),
        row.yes_means.get(lang),
        claim.map_or("", |claim| words::answer(lang, claim.answer)),
        of(|claim| &claim.remark),
        of(|claim| &claim.by),
        of(|claim| &claim.post),
        of(|claim| &claim.at),
    ];
    cells.map(clean).to_vec()
}

/// Reads answers: a row without an answer and a remark is not answered yet.
pub(super) fn import(incoming: &Incoming<'_>, grid: &Grid) -> Imported {
    let layout = match Layout::of(grid, &COLUMNS, incoming.skip) {
        Ok(layout) => layout,
        Err(refused) => return incoming.refused(grid, refused),
    };
    if !layout.has(ID) || !layout.has(ANSWER) {
        let problem = problem!(
            "「番号」(id)と「答え」の列が必要です",
            "the columns \"Id\" and \"Answer\" are needed",
            "kijun export --what answers の表を使ってください",
            "use a table of kijun export --what answers"
        );
        return incoming.refused(grid, vec![Refusal::of_row(problem)]);
    }
    let mut run =
        Run { incoming, layout, values: incoming.lookup.context.assessment.clone(), seen: Vec::new() };
    let lines = rows(grid).map(|row| run.take(row)).collect();
    let missing = run.missing();
    Imported { values: run.values, lines, missing, unlisted: Vec::new() }
}

/// A sheet being read.
struct Run<'a> {
    incoming: &'a Incoming<'a>,
    layout: Layout,
    values: Assessment,
    seen: Vec<(usize, usize)>,
}

impl Run<'_> {
    /// The questions that a table of this file has and the sheet has not; of a list of unknown origin those that are
    /// answered here.
    fn missing(&self) -> Vec<String> {
        let context = self.incoming.lookup.context;
        let seen: HashSet<usize> = self.seen.iter().map(|(at, _)| *at).collect();
        let wanted = |at: &usize| {
            let row = &context.pack.rows()[*at];
            !seen.contains(at) && (self.incoming.own || context.assessment.claim(&row.id).is_some())
        };
        listed(&self.incoming.lookup)
            .into_iter()
            .filter(wanted)
            .map(|at| context.pack.rows()[at].id.clone())
            .collect()
    }

    fn take(&mut self, row: &Row) -> ImportedRow {
        let cells = self.layout.filled(row);
        let cell = |column| cells.iter().find(|cell| cell.column == column).copied();
        let about = cell(ID).map_or_else(String::new, |cell| shown(cell.text));
        let outcome = match (self.layout.overlong(row), self.question(cell(ID), row.line)) {
            (None, Ok(at)) => {
                self.answer(at, cell).unwrap_or_else(|refusal| RowOutcome::Refused(vec![refusal]))
            }
            (overlong, question) => RowOutcome::Refused(overlong.into_iter().chain(question.err()).collect()),
        };
        ImportedRow { line: row.line, about, outcome }
    }

    /// The question that a row is about, which no row before it is about.
    fn question(&mut self, id: Option<Filled<'_>>, line: usize) -> Result<usize, Refusal> {
        let Some(cell) = id else {
            let problem = problem!(
                "どの設問のことか書かれていません",
                "it does not say which question it is about",
                "番号(id)を書いてください",
                "give its id"
            );
            return Err(Refusal::of_row(problem));
        };
        let pack = self.incoming.lookup.context.pack;
        let found = self.incoming.lookup.read_row(cell.text);
        let found = found.map(|id| pack.position(&id).unwrap_or_default()).and_then(|at| {
            if !pack.claimable(at) {
                return Err(not_asked(cell.text));
            }
            match self.seen.iter().find(|(seen, _)| *seen == at) {
                Some((_, before)) => Err(twice(cell.text, *before)),
                None => Ok(at),
            }
        });
        let at = found.map_err(|problem| self.layout.refusal(cell.at, problem))?;
        self.seen.push((at, line));
        Ok(at)
    }

    fn answer<'c>(
        &mut self,
        at: usize,
        cell: impl Fn(usize) -> Option<Filled<'c>>,
    ) -> Result<RowOutcome, Refusal> {
        let pack = self.incoming.lookup.context.pack;
        let row = &pack.rows()[at];
        let standing = self.incoming.lookup.context.assessment.claim(&row.id);
        let text = |column| cell(column).map(|cell| nfc_input(cell.text.trim()).into_owned());
        let answer = match cell(ANSWER) {
            Some(cell) => {
                Some(read_answer(cell.text).map_err(|problem| self.layout.refusal(cell.at, problem))?)
            }
            None => standing.map(|claim| claim.answer),
        };
        let remark = text(REMARK).or_else(|| standing.map(|claim| claim.remark.clone())).unwrap_or_default();
        let Some(answer) = answer else {
            let refused = |cell: Filled<'_>| self.layout.refusal(cell.at, remark_alone());
            return cell(REMARK).map_or(Ok(RowOutcome::Unchanged), |cell| Err(refused(cell)));
        };
        let place = cell(ANSWER).or(cell(ID)).map_or(0, |cell| cell.at);
        let (by, post) = (text(BY).unwrap_or_default(), text(POST).unwrap_or_default());
        let same = standing.is_some_and(|claim| {
            let is = |said: &str, text: &str| said.trim() == plain(&without_unseen(text));
            let same_by = by.is_empty() || is(&by, &claim.by);
            let same_post = post.is_empty() || is(&post, &claim.post);
            let same_remark = cell(REMARK).is_none() || is(&remark, &claim.remark);
            claim.answer == answer && same_remark && same_by && same_post
        });
        if same {
            return Ok(RowOutcome::Unchanged);
        }
        for cell in [REMARK, BY, POST].into_iter().filter_map(&cell) {
            let problem = Problem::of_text(cell.text);
            problem.map_or(Ok(()), |problem| Err(self.layout.refusal(cell.at, problem)))?;
        }
        if !self.incoming.own && is_declared(pack, at) {
            return Err(self.layout.refusal(place, declared()));
        }
        allowed(row.not_applicable, answer, &remark)
            .map_err(|problem| self.layout.refusal(place, problem))?;
        let at = self.moment(standing, cell(AT))?;
        let own = standing.is_none_or(|claim| by != plain(&claim.by));
        let (by, post) = if by.is_empty() || !own {
            (plain(self.incoming.by), plain(self.incoming.post))
        } else {
            (by, post)
        };
        let claim = Claim { row: row.id.clone(), answer, remark, by, post, at };
        let changed = self.changed(standing, &claim);
        let change = Change::set_claim(&self.values, &row.id, Some(claim));
        change.impose(&mut self.values);
        Ok(if standing.is_some() { RowOutcome::Changed(changed) } else { RowOutcome::Added(changed) })
    }

    /// When the answer was given: what is new here keeps the time of its sheet, what changes is changed now.
    fn moment(&self, standing: Option<&Claim>, cell: Option<Filled<'_>>) -> Result<String, Refusal> {
        let Some(cell) = cell.filter(|_| standing.is_none()) else { return Ok(self.incoming.now.to_owned()) };
        let text = cell.text.trim();
        let utc = text.ends_with('Z') && text.parse::<jiff::Timestamp>().is_ok();
        if utc { Ok(text.to_owned()) } else { Err(self.layout.refusal(cell.at, no_time(text))) }
    }

    fn changed(&self, standing: Option<&Claim>, claim: &Claim) -> Vec<Cell> {
        let lang = self.incoming.lookup.lang;
        let cell = |column: usize, before: &str, after: &str| {
            let (ja, en) = COLUMNS[column].label;
            let heading = pick(lang, ja, en).to_owned();
            (before != after).then(|| Cell { heading, before: before.to_owned(), after: after.to_owned() })
        };
        let before = |text: fn(&Claim) -> &str| standing.map_or("", text);
        let answer = standing.map_or("", |claim| words::answer(lang, claim.answer));
        let cells = [
            cell(ANSWER, answer, words::answer(lang, claim.answer)),
            cell(REMARK, before(|claim| &claim.remark), &claim.remark),
            cell(BY, before(|claim| &claim.by), &claim.by),
            cell(POST, before(|claim| &claim.post), &claim.post),
        ];
        cells.into_iter().flatten().collect()
    }
}

/// The answer of a word: those of both languages, and those of the command line.
fn read_answer(text: &str) -> Result<Answer, Problem> {
    let folded = fold(text);
    let means = |answer: &Answer| {
        let spoken = [Lang::Ja, Lang::En].map(|lang| words::answer(lang, *answer));
        is_called(text, answer.word(), (spoken[0], spoken[1]))
            || fold(words::answer_short(Lang::Ja, *answer)) == folded
    };
    let known = |lang| Answer::ALL.map(|answer| words::answer(lang, answer)).join(pick(lang, "、", ", "));
    let found = Answer::ALL.into_iter().find(means);
    found.ok_or_else(|| Problem::unknown_word(text, [known(Lang::Ja), known(Lang::En)]))
}

/// What a row that must hold does not take, and what needs a reason.
fn allowed(rule: NotApplicable, answer: Answer, remark: &str) -> Result<(), Problem> {
    if answer != Answer::NotApplicable {
        return Ok(());
    }
    if rule == NotApplicable::Never {
        return Err(problem!(
            "この設問は対象外にできません",
            "this question cannot be not applicable",
            "はい、いいえ、わからない のどれかで答えてください",
            "answer yes, no or don't know"
        ));
    }
    if remark.trim().is_empty() {
        return Err(problem!(
            "対象外には理由が必要です",
            "not applicable needs a reason",
            "備考に理由を書いてください",
            "give the reason as a remark"
        ));
    }
    Ok(())
}

/// Whether an answer is a statement that is signed for the organisation.
fn is_declared(pack: &Pack, at: usize) -> bool {
    pack.rows()[at].rule.is_declaration() || pack.category_of(at).for_all
}

fn declared() -> Problem {
    problem!(
        "この設問は組織の表明で、このファイルから書き出した表でなければ変えられません",
        "this is a statement of the organisation: only a sheet that was written from this file changes it",
        "表明する人が、画面か kijun set で答えてください",
        "let whoever makes the statement answer it in the workbench or with kijun set"
    )
}

fn not_asked(id: &str) -> Problem {
    let id = shown(id);
    problem!(
        "{id}: この行は答える行ではありません",
        "{id}: this row is not one to answer",
        "kijun questions で答える行を確かめられます",
        "kijun questions lists the rows to answer"
    )
}

fn twice(id: &str, line: usize) -> Problem {
    let id = shown(id);
    problem!(
        "{id} は{line}行目にもあります",
        "{id} stands on line {line} as well",
        "どちらかの行を消してください",
        "delete one of the rows"
    )
}

fn remark_alone() -> Problem {
    problem!(
        "備考だけがあって答えがありません",
        "it has a remark and no answer",
        "答えも書いてください。まだなら「わからない」です",
        "give an answer too, \"don't know\" if there is none yet"
    )
}

fn no_time(text: &str) -> Problem {
    let text = shown(text);
    problem!(
        "「{text}」は UTC の時刻ではありません",
        "\"{text}\" is not a UTC time",
        "2027-01-31T09:00:00Z のように書くか、空にしてください",
        "write 2027-01-31T09:00:00Z, or leave it empty"
    )
}
