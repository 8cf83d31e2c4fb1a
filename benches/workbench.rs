//! What a person waits for: verdicts after an edit, the first frame, the frame after a key, a search; beside
//! them, in the same run, what they are held against: a bare ratatui list, and merely reading a file.
//!
//! `cargo bench` runs everything; `cargo bench -- sample` what has that word in its name. The figures stand
//! in `docs/performance.md`.

mod desk;

use desk::{BareList, loaded, opened, sample, workbench};
use divan::{Bencher, black_box};
use kijun::domain::assessment::{Answer, Assessment, Claim};
use kijun::domain::change::Change;
use kijun::domain::evaluate::{Reasons, evaluate};
use kijun::domain::gap;
use kijun::domain::pack::{Category, NotApplicable, Pack, Requirement, RowKind};
use kijun::domain::plan::{Costs, plan};
use kijun::domain::register::{Cover, Document};
use kijun::domain::review::review;
use kijun::domain::rule::Rule;
use kijun::domain::text::{Bilingual, Lang};
use kijun::report::gap::GapReport;
use kijun::report::grounds::Context;
use kijun::store::assessment::to_text;
use kijun::store::packs::Loaded;
use kijun::tui::frame::{Capabilities, Renderer};
use kijun::tui::keys::{Code, Key};
use kijun::tui::message::Message;
use kijun::tui::search::{SearchItem, rank};
use kijun::tui::session::Session;

fn main() {
    divan::main();
}

#[divan::bench]
fn bare_list_first_frame(bencher: Bencher<'_, '_>) {
    bencher.bench_local(|| BareList::new().draw());
}

#[divan::bench]
fn bare_list_key_move(bencher: Bencher<'_, '_>) {
    let mut list = BareList::new();
    list.draw();
    let mut turn = [1, 0].into_iter().cycle();
    bencher.bench_local(|| {
        list.select(turn.next().unwrap_or(0));
        list.draw();
    });
}

/// The least any program does with the file: read its values and count them.
#[divan::bench]
fn sample_read_and_count(bencher: Bencher<'_, '_>) {
    let pack = loaded().pack;
    bencher.bench(|| {
        let a = sample(black_box(&pack));
        a.claims.len() + a.people.len() + a.contracts.len() + a.documents.len() + a.records.len()
    });
}

#[divan::bench]
fn sample_write(bencher: Bencher<'_, '_>) {
    let pack = loaded().pack;
    let assessment = sample(&pack);
    bencher.bench(|| to_text(black_box(&assessment), &pack));
}

/// Everything `kijun gap` does but reading packs and arguments.
#[divan::bench]
fn sample_gap_report(bencher: Bencher<'_, '_>) {
    let loaded = loaded();
    let (pack, references) = (&loaded.pack, &loaded.references);
    bencher.bench(|| {
        let assessment = sample(pack);
        let day = assessment.profile.reference_date;
        let reasons = Reasons::new(pack, references, &assessment, day);
        let findings = reasons.findings();
        let context = Context { pack, references, assessment: &assessment };
        let (lang, app) = (Lang::Ja, "kijun");
        GapReport { lang, context, findings: &findings, reasons: &reasons, day, as_at: None, app }.text()
    });
}

#[divan::bench]
fn sample_review(bencher: Bencher<'_, '_>) {
    let loaded = loaded();
    let assessment = sample(&loaded.pack);
    let day = assessment.profile.reference_date;
    bencher.bench(|| review(&loaded.pack, &loaded.references, black_box(&assessment), day, "vuln"));
}

#[divan::bench]
fn sample_plan(bencher: Bencher<'_, '_>) {
    let loaded = loaded();
    let assessment = sample(&loaded.pack);
    let day = assessment.profile.reference_date.expect("a reference date");
    let categories = assessment.profile.categories.clone();
    let (pack, references) = (&loaded.pack, &loaded.references);
    bencher.bench(|| plan(pack, references, black_box(&assessment), day, &categories, &Costs::default()));
}

/// A claim, and the verdicts that come with it.
#[divan::bench]
fn sample_edit(bencher: Bencher<'_, '_>) {
    let loaded = loaded();
    let assessment = sample(&loaded.pack);
    edits(bencher, Session::new(opened(loaded, assessment)), "vuln.qual.b.i");
}

fn edits(bencher: Bencher<'_, '_>, mut session: Session, row: &str) {
    let mut turn = [Answer::Unknown, Answer::No].into_iter().cycle();
    bencher.bench_local(|| {
        let answer = turn.next().unwrap_or(Answer::Unknown);
        let change = Change::set_claim(&session.assessment, row, Some(claim(row, answer)));
        session.edit(change).expect("an edit of these values")
    });
}

#[divan::bench]
fn sample_evaluate(bencher: Bencher<'_, '_>) {
    let loaded = loaded();
    let assessment = sample(&loaded.pack);
    let day = assessment.profile.reference_date;
    bencher.bench(|| evaluate(&loaded.pack, &loaded.references, black_box(&assessment), day));
}

#[divan::bench]
fn sample_parse_and_gap(bencher: Bencher<'_, '_>) {
    let loaded = loaded();
    bencher.bench(|| {
        let assessment = sample(&loaded.pack);
        let day = assessment.profile.reference_date;
        let findings = evaluate(&loaded.pack, &loaded.references, &assessment, day);
        gap::overall(&loaded.pack, &findings)
    });
}

#[divan::bench]
fn sample_load_pack(bencher: Bencher<'_, '_>) {
    bencher.bench(loaded);
}

#[divan::bench]
fn sample_first_frame(bencher: Bencher<'_, '_>) {
    let model = workbench();
    bencher.bench_local(|| {
        let (buffer, cursor) = black_box(&model).view();
        Renderer::new(Capabilities::default()).present(&buffer, cursor)
    });
}

/// A key, its effect on the model, the picture and its bytes.
fn key_to_frame(bencher: Bencher<'_, '_>, keys: [Code; 2]) {
    let mut model = workbench();
    let mut screen = Renderer::new(Capabilities::default());
    let mut turn = keys.into_iter().cycle();
    bencher.bench_local(|| {
        let key = Key::plain(turn.next().unwrap_or(Code::Down));
        model.update(Message::Key(key));
        model.desktop.effects.clear();
        let (buffer, cursor) = model.view();
        screen.present(&buffer, cursor)
    });
}

#[divan::bench]
fn sample_key_move(bencher: Bencher<'_, '_>) {
    key_to_frame(bencher, [Code::Down, Code::Up]);
}

#[divan::bench]
fn sample_key_answer_and_undo(bencher: Bencher<'_, '_>) {
    let mut model = workbench();
    model.update(Message::Key(Key::char('N')));
    let mut screen = Renderer::new(Capabilities::default());
    let mut turn = ['y', 'U'].into_iter().cycle();
    bencher.bench_local(|| {
        model.update(Message::Key(Key::char(turn.next().unwrap_or('y'))));
        model.desktop.effects.clear();
        let (buffer, cursor) = model.view();
        screen.present(&buffer, cursor)
    });
}

#[divan::bench(args = ["k", "kansa", "脆弱性", "株式会社 監査", "un'you", "zkq"])]
fn search_5000(bencher: Bencher<'_, '_>, query: &str) {
    let loaded = loaded();
    let rows = loaded.pack.rows().iter().cycle().take(5_000);
    let entries: Vec<SearchItem> = rows.map(|row| SearchItem::new(&row.title.ja, &row.yomi)).collect();
    bencher.bench(|| rank(black_box(query), &entries));
}

/// A letter in the box over the sample: search, picture, bytes.
#[divan::bench]
fn search_key_in_the_palette(bencher: Bencher<'_, '_>) {
    let mut model = workbench();
    model.update(Message::Key(Key::char(':')));
    let mut screen = Renderer::new(Capabilities::default());
    let mut turn = [Key::char('k'), Key::plain(Code::Backspace)].into_iter().cycle();
    bencher.bench_local(|| {
        model.update(Message::Key(turn.next().unwrap_or(Key::char('k'))));
        let (buffer, cursor) = model.view();
        screen.present(&buffer, cursor)
    });
}

/// Opening that box: every row, fact and action folded.
#[divan::bench]
fn search_opens(bencher: Bencher<'_, '_>) {
    let mut model = workbench();
    let mut turn = [Key::char(':'), Key::plain(Code::Esc)].into_iter().cycle();
    bencher.bench_local(|| model.update(Message::Key(turn.next().unwrap_or(Key::char(':')))));
}

/// A kana in the middle of a remark of 10,000 characters in one paragraph, key to bytes.
#[divan::bench]
fn remark_10000_key(bencher: Bencher<'_, '_>) {
    let mut model = workbench();
    model.update(Message::Key(Key::char('N')));
    model.update(Message::Key(Key::char('r')));
    let text = "規程の見直しを毎年行い、その記録を残している。".repeat(10_000 / 23);
    let paste = kijun::tui::keys::Paste { text, cut: false };
    model.update(Message::Paste(paste));
    (0..40).for_each(|_| model.update(Message::Key(Key::plain(Code::Up))));
    let mut screen = Renderer::new(Capabilities::default());
    let mut turn = [Key::char('規'), Key::plain(Code::Backspace)].into_iter().cycle();
    bencher.bench_local(|| {
        model.update(Message::Key(turn.next().unwrap_or(Key::char('規'))));
        let (buffer, cursor) = model.view();
        screen.present(&buffer, cursor)
    });
}

/// So many rows in ten categories: groups of ten leaves of several kinds, every fourth group an alternative.
fn generated(rows: usize) -> (Pack, Assessment) {
    let categories: Vec<Category> = (0..10).map(|at| category(at, rows / 10)).collect();
    let mut head = loaded().pack.head;
    head.retired.clear();
    let mut assessment = Assessment::default();
    assessment.profile.reference_date = "2027-01-31".parse().ok();
    assessment.profile.categories = categories.iter().map(|category| category.id.clone()).collect();
    let pack = Pack::new(head, categories).expect("a sound pack");
    fill(&mut assessment, &pack);
    (pack, assessment)
}

/// Two claims for every three leaves, and a document for every other one.
fn fill(assessment: &mut Assessment, pack: &Pack) {
    for (at, row) in pack.rows().iter().enumerate().filter(|(at, _)| pack.answerable(*at)) {
        if at % 3 != 0 {
            let answer = if at % 5 == 0 { Answer::No } else { Answer::Yes };
            assessment.claims.push(claim(&row.id, answer));
        }
        if at % 2 == 0 {
            let covers = vec![Cover { row: row.id.clone(), section: "1".into() }];
            assessment.documents.push(Document { id: format!("D-{at}"), covers, ..Document::default() });
        }
    }
}

fn claim(row: &str, answer: Answer) -> Claim {
    let at = "2026-11-22T04:00:00Z".into();
    Claim { row: row.into(), answer, remark: String::new(), by: "佐藤".into(), post: "部長".into(), at }
}

fn category(at: usize, rows: usize) -> Category {
    let id = format!("c{at}");
    let groups = rows / 11;
    let mut requirements =
        vec![row(&id, Rule::All((0..groups).map(|g| Rule::Row(format!("{id}.g{g}"))).collect()))];
    for group in 0..groups {
        let leaves = (0..10).map(|leaf| format!("{id}.g{group}.l{leaf}"));
        let below: Vec<Rule> = leaves.clone().map(Rule::Row).collect();
        let rule = if group % 4 == 0 { Rule::Any(below) } else { Rule::All(below) };
        requirements.push(row(&format!("{id}.g{group}"), rule));
        requirements.extend(
            leaves
                .zip([Rule::Section, Rule::Declared, Rule::Offered].into_iter().cycle())
                .map(|(leaf, rule)| row(&leaf, rule)),
        );
    }
    Category {
        name: Bilingual::default(),
        short: Bilingual::default(),
        aliases: Vec::new(),
        for_all: false,
        builds_on: Vec::new(),
        requires: vec![id.clone()],
        id,
        requirements,
    }
}

fn row(id: &str, rule: Rule) -> Requirement {
    Requirement {
        id: id.into(),
        clause: id.into(),
        kind: RowKind::Leaf,
        title: Bilingual::default(),
        yomi: String::new(),
        rule,
        ask: Bilingual::default(),
        yes_means: Bilingual::default(),
        evidence: Vec::new(),
        doubts: Vec::new(),
        not_applicable: NotApplicable::default(),
        effort: kijun::domain::pack::Effort::default(),
        lead_days: 0,
        close: Bilingual::default(),
        close_unverified: Bilingual::default(),
        after: Vec::new(),
    }
}

#[divan::bench]
fn generated_10000_evaluate(bencher: Bencher<'_, '_>) {
    let (pack, assessment) = generated(10_000);
    let references = loaded().references;
    let day = assessment.profile.reference_date;
    bencher.bench(|| evaluate(&pack, &references, black_box(&assessment), day));
}

#[divan::bench]
fn generated_10000_edit(bencher: Bencher<'_, '_>) {
    let (pack, assessment) = generated(10_000);
    edits(bencher, Session::new(opened(Loaded { pack, ..loaded() }, assessment)), "c3.g5.l1");
}
