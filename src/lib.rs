//! kijun (基準): a workbench for self-assessment against the 情報セキュリティサービス基準.
//!
//! This page is the map. How a key, a report, an imported row and a pack travel is drawn in `docs/architecture.md`; what
//! to touch for a usual change is in `CONTRIBUTING.md`.
//!
//! # Layers
//!
//! ```text
//! main -> cli -> tui -> {report, store} -> domain
//! ```
//!
//! * [`domain`] is pure: rules, packs, registers, the assessment, verdicts, plans, merging. It knows no disk, no clock
//!   and no terminal.
//! * [`report`] is pure too: findings become text, Markdown, JSON and tables. It owns the words: what a field, a register
//!   or a verdict is called is said there, once, in both languages.
//! * [`store`] is the only place that touches files: assessments, histories, locks, packs, spreadsheets.
//! * [`tui`] is the workbench. Inside it only `tui::shell` may import the store and the terminal package.
//! * [`cli`] holds one file for each headless command.
//!
//! An import never runs against the arrows, and no files import one another in a circle, except a folder's `mod.rs` and
//! one child of it. `tests/suite/architecture` holds both, and which package may be used where.
//!
//! # What always holds
//!
//! * **Verdicts** are a pure, total function of pack, references, assessment and reference date. The same input gives the
//!   same findings, in the same order; more proof never lowers a verdict (but what a paper says of all people, their list
//!   or their number, has to be written anew when somebody joins them). Reviewed by people, never guessed: the program
//!   says "would hold", not "is registered".
//! * **A rule word** is described in [`domain::rule`], in two exhaustive matches; everybody else asks
//!   [`Rule::shape`](domain::rule::Rule::shape) and [`Rule::needs`](domain::rule::Rule::needs).
//! * **A fact** is described in [`report::fields`]; forms, columns, sheets and comparisons read it. Only the form in the
//!   file ([`store::file_format`]) is apart, so that a rename in the code breaks no file.
//! * **An edit** is a value ([`domain::change::Change`]). It is in the history, flushed, before the screen calls it
//!   accepted; the file follows. Nothing that a person entered is lost by a crash, a full disk or a cut line.
//! * **Text from outside** is cleaned at both borders ([`domain::clean`]): no byte of a file can steer a terminal.
//! * **Both languages** stand side by side where a sentence is made (`tr!` and `pick` of [`domain::text`]), and
//!   no width of a character is left to the terminal ([`tui::cells`]).
//! * **Time** enters in one place ([`store::clock`]) and is passed on.
//! * **Nothing waits**: while nobody types, every thread sleeps.
//!
//! # Words
//!
//! | word | 日本語 | meaning |
//! |---|---|---|
//! | pack | 設問票 | one edition of the criteria as data: rows with rules and texts |
//! | row, requirement | 行、要件 | one thing that is asked, with an id such as `vuln.tech.a` |
//! | category | 区分 | a kind of service that is registered: audit, vulnerability assessment, monitoring … |
//! | rule word | 規則の語 | what a row's rule is built of: `All`, `Contracts`, `Review` … |
//! | route | 充足経路 | one of the ways in which a person can qualify |
//! | reference list | 例示 | the ministry's list of certificates, trainings, standards; its entries are members |
//! | assessment | 自己評価 | one organisation's claims and facts, as of a reference date |
//! | reference date | 基準日 | the day as of which everything is judged |
//! | register | 台帳 | facts of one kind: people, contracts, documents, records |
//! | roster | 従事者名簿 | the register of people |
//! | closure, "that is all" | これで全部 | somebody says that a register is complete; until then it is open |
//! | claim | 申告 | what somebody answers to a row: yes, no, unknown, not applicable |
//! | declaration | 表明 | a claim that binds the organisation, with name, post and day |
//! | reading: strict, lenient | 厳格、緩やか | the two ways in which a doubtful clause can be read |
//! | doubt | 論点 | a place where the criteria can be read in two ways, with a number such as A13 |
//! | pair | 2つの読みの組 | the result of a rule under both readings |
//! | verdict | 判定 | satisfied 適合見込み, needs confirmation 要確認, unanswered 未回答, gap 不足, not applicable 対象外 |
//! | ground | 根拠 | one reason for a verdict: a fact, a count, an open register |
//! | proof | 証明 | the rule of a verdict as a tree, down to its grounds |
//! | spare | 予備 | a row that counts for nothing just now, because another alternative ranks higher |
//! | finding | 所見 | what the evaluation says of one row or category |
//! | flip | 判定の変化 | a verdict that differs between two states |
//! | change, edit | 変更 | one step that can be undone, merged and recorded |
//! | history | 履歴 | every accepted edit, in a file beside the assessment |
//! | record (of a register) | 記録 | that a review, an audit or an operation took place |
//! | evidence | 証跡 | where the proof of a fact is kept |
//! | digest | ダイジェスト | the SHA-256 of a file of evidence, by which an exchanged file is noticed |
//! | equivalence | 同等性の主張 | why something that is in no list counts like a member |
//! | scenario | シナリオ | changes that are only tried ("what if") |
//! | plan, step | 道すじ、手順 | the cheapest way to the goal |
//! | forecast | 見通し | the days on which verdicts change by themselves |
//! | carriers | 支え | people, contracts, papers that a verdict rests on |
//! | examiner's lint | 審査の目 | what a reviewer of the registration body would point at |

pub mod cli;
pub mod domain;
pub mod report;
pub mod store;
pub mod tui;
