//! The table itself. Keys, names and footer words stand here and nowhere else.

use super::{Action, Place};
use crate::domain::text::Lang;
use crate::report::words::pick;
use crate::tui::screens::table::tab::Tab;

/// One line of the table.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// What is done.
    pub action: Action,
    /// Where.
    pub place: Place,
    /// The keys in our notation, the one shown first.
    pub keys: &'static [&'static str],
    /// Name in the palette and in help.
    ja: &'static str,
    en: &'static str,
    /// Word in the footer; empty keeps it out.
    hint_ja: &'static str,
    hint_en: &'static str,
}

impl Entry {
    /// The name in the palette and in help.
    pub fn name(&self, lang: Lang) -> &'static str {
        pick(lang, self.ja, self.en)
    }

    /// The word in the footer, if it has one.
    pub fn hint(&self, lang: Lang) -> Option<&'static str> {
        Some(pick(lang, self.hint_ja, self.hint_en)).filter(|hint| !hint.is_empty())
    }
}

const fn entry(
    action: Action,
    place: Place,
    keys: &'static [&'static str],
    names: (&'static str, &'static str),
    hints: (&'static str, &'static str),
) -> Entry {
    Entry { action, place, keys, ja: names.0, en: names.1, hint_ja: hints.0, hint_en: hints.1 }
}

const QUIET: (&str, &str) = ("", "");
/// One word for the answers: the footer shows neighbours of the same word together.
const CLAIM: (&str, &str) = ("申告", "claim");

use Action as A;
use Place as P;

/// Everything that can be done. Within a place the footer shows entries in this order.
pub static TABLE: &[Entry] = &[
    entry(
        A::Open,
        P::Start,
        &["Enter"],
        ("選んだファイルを開く", "Open the selected file"),
        ("開く", "open"),
    ),
    entry(A::New, P::Start, &["n"], ("新しい自己評価をつくる", "Start a new assessment"), ("新規", "new")),
    entry(A::Sample, P::Start, &["s"], ("見本をさわってみる", "Try the sample"), ("見本", "sample")),
    entry(A::OpenFile, P::Start, &["o"], ("ファイルを開く", "Open a file"), ("ファイル", "file")),
    entry(A::Yes, P::Assess, &["y"], ("「はい」と申告する", "Claim yes"), CLAIM),
    entry(A::No, P::Assess, &["n"], ("「いいえ」と申告する", "Claim no"), CLAIM),
    entry(A::DontKnow, P::Assess, &["u"], ("「わからない」と申告する", "Claim don't know"), CLAIM),
    entry(
        A::Register,
        P::Assess,
        &["e"],
        ("この設問を決める台帳に記入する", "Fill in the register behind this question"),
        ("記入", "records"),
    ),
    entry(A::Why, P::Assess, &["w"], ("なぜその判定か", "Why this verdict"), ("なぜ", "why")),
    entry(
        A::NextOpen,
        P::Assess,
        &["N", "]"],
        ("次の未回答の設問へ", "Go to the next open question"),
        ("次の未回答", "next"),
    ),
    entry(
        A::NotApplicable,
        P::Assess,
        &["x"],
        ("理由を添えて「対象外」とする", "Claim not applicable, with a reason"),
        ("対象外", "n/a"),
    ),
    entry(
        A::PreviousOpen,
        P::Assess,
        &["P", "["],
        ("前の未回答の設問へ", "Go to the previous open question"),
        QUIET,
    ),
    entry(A::Remark, P::Assess, &["r"], ("備考を書く", "Write a remark"), QUIET),
    entry(A::ClearClaim, P::Assess, &["Delete", "-"], ("申告を取り消す", "Take the claim back"), QUIET),
    entry(
        A::ThatIsAll,
        P::Assess,
        &["a"],
        ("台帳を「これで全部」とする・戻す", "Say the register is complete, or reopen it"),
        ("これで全部", "that is all"),
    ),
    entry(A::AddRow, P::Table, &["a", "Insert"], ("行を追加する", "Add a row"), ("追加", "add")),
    entry(A::Open, P::Table, &["Enter"], ("行を編集する", "Edit the row"), ("編集", "edit")),
    entry(A::DeleteRow, P::Table, &["d", "Delete"], ("行を削除する", "Delete the row"), ("削除", "delete")),
    entry(
        A::ThatIsAll,
        P::Table,
        &["A"],
        ("台帳を「これで全部」とする・戻す", "Say the register is complete, or reopen it"),
        ("これで全部", "that is all"),
    ),
    entry(A::Undo, P::Table, &["u", "U"], ("元に戻す", "Undo"), ("戻す", "undo")),
    entry(A::Filter, P::Table, &["f"], ("文字で絞り込む", "Narrow by typing"), ("絞り込み", "filter")),
    entry(A::CopyRow, P::Table, &["c"], ("行を複製する", "Copy the row"), ("複製", "copy")),
    entry(A::Sort, P::Table, &["s"], ("次の列で並べる", "Sort by the next column"), ("並び", "sort")),
    entry(
        A::Open,
        P::Board,
        &["Enter"],
        ("その設問へ行く", "Go to the question"),
        ("その設問へ", "go there"),
    ),
    entry(A::Yes, P::Review, &["y"], ("「はい」と申告する", "Claim yes"), ("はい", "yes")),
    entry(A::No, P::Review, &["n"], ("「いいえ」と申告する", "Claim no"), ("いいえ", "no")),
    entry(
        A::DontKnow,
        P::Review,
        &["u"],
        ("「わからない」と申告する", "Claim don't know"),
        ("不明", "unsure"),
    ),
    entry(
        A::NotApplicable,
        P::Review,
        &["x"],
        ("理由を添えて「対象外」とする", "Claim not applicable, with a reason"),
        QUIET,
    ),
    entry(A::Later, P::Review, &["s"], ("あとで答える", "Answer later"), ("あとで", "later")),
    entry(
        A::TakeBack,
        P::Review,
        &["Backspace"],
        ("前の答えを取り消して戻る", "Take the last answer back"),
        ("一つ前へ", "take back"),
    ),
    entry(
        A::Open,
        P::Review,
        &["Enter"],
        ("くわしい画面で答える", "Answer in the full screen"),
        ("くわしく", "in full"),
    ),
    entry(A::Why, P::Board, &["w"], ("なぜその判定か", "Why this verdict"), ("なぜ", "why")),
    entry(
        A::Review,
        P::Work,
        &["v", "F5"],
        ("10分の簡易レビュー", "Ten-minute quick review"),
        ("簡易レビュー", "quick review"),
    ),
    entry(
        A::NextTab,
        P::Table,
        &["]", "Tab", "Right"],
        ("次の台帳へ", "Next register"),
        ("次の台帳", "next"),
    ),
    entry(A::PreviousTab, P::Table, &["[", "Shift-Tab", "Left"], ("前の台帳へ", "Previous register"), QUIET),
    entry(A::Tab(Tab::Roster), P::Table, &["1"], ("従事者名簿の台帳へ", "Go to the roster"), QUIET),
    entry(A::Tab(Tab::Contracts), P::Table, &["2"], ("契約実績の台帳へ", "Go to the contracts"), QUIET),
    entry(A::Tab(Tab::Documents), P::Table, &["3"], ("文書の台帳へ", "Go to the documents"), QUIET),
    entry(
        A::Tab(Tab::Reviews),
        P::Table,
        &["4"],
        ("レビュー記録の台帳へ", "Go to the review records"),
        QUIET,
    ),
    entry(A::Tab(Tab::Audits), P::Table, &["5"], ("監査記録の台帳へ", "Go to the audit records"), QUIET),
    entry(
        A::Tab(Tab::Operations),
        P::Table,
        &["6"],
        ("運用・管理の記録の台帳へ", "Go to the operation records"),
        QUIET,
    ),
    entry(A::Tab(Tab::Evidence), P::Table, &["7"], ("証跡の台帳へ", "Go to the evidence"), QUIET),
    entry(
        A::Tab(Tab::Equivalences),
        P::Table,
        &["8"],
        ("同等性の主張の台帳へ", "Go to the equivalences"),
        QUIET,
    ),
    entry(
        A::Tab(Tab::Standards),
        P::Table,
        &["9"],
        ("選んだ基準・内容の台帳へ", "Go to the chosen standards"),
        QUIET,
    ),
    entry(A::Tab(Tab::Declarations), P::Table, &["0"], ("言明の台帳へ", "Go to the declarations"), QUIET),
    entry(
        A::Tab(Tab::Members),
        P::Table,
        &[],
        ("確認した例示の台帳へ", "Go to the verified list members"),
        QUIET,
    ),
    entry(A::Board, P::Work, &["b", "F3"], ("ギャップ一覧", "Gap board"), ("一覧", "gaps")),
    entry(A::Plan, P::Work, &["m", "F6"], ("最短の道すじ", "The shortest way"), QUIET),
    entry(A::Timeline, P::Work, &["d", "F7"], ("期限", "Timeline"), QUIET),
    entry(
        A::Tick,
        P::Plan,
        &["Space"],
        ("済の印をつける・消す", "Tick off, or take the tick back"),
        ("済", "tick"),
    ),
    entry(
        A::NoteStep,
        P::Plan,
        &["e", "o"],
        ("担当・期日・見積りを書く", "Owner, due day and own figures"),
        ("担当", "owner"),
    ),
    entry(
        A::Open,
        P::Plan,
        &["Enter"],
        ("その設問・台帳へ行く", "Go to the question or register"),
        ("行く", "go"),
    ),
    entry(A::NextPlan, P::Plan, &["n"], ("次の案", "The next plan"), ("別案", "other plan")),
    entry(A::Left, P::Plan, &["Left"], ("前の区分", "Previous category"), QUIET),
    entry(
        A::Export,
        P::Plan,
        &["x"],
        ("手順を Markdown に書き出す", "Write the steps to a Markdown file"),
        ("書出", "export"),
    ),
    entry(A::Right, P::Plan, &["Right", "Tab"], ("次の区分", "Next category"), ("区分", "category")),
    entry(
        A::MonthBack,
        P::Timeline,
        &["<", "Left"],
        ("日付を前月へ動かす", "Move the day a month back"),
        ("月", "month"),
    ),
    entry(
        A::MonthOn,
        P::Timeline,
        &[">", "Right"],
        ("日付を翌月へ動かす", "Move the day a month on"),
        ("月", "month"),
    ),
    entry(
        A::PreviousIntake,
        P::Timeline,
        &["["],
        ("前の受付の日へ動かす", "Move the day to the previous intake"),
        ("受付", "intake"),
    ),
    entry(
        A::NextIntake,
        P::Timeline,
        &["]"],
        ("次の受付の日へ動かす", "Move the day to the next intake"),
        ("受付", "intake"),
    ),
    entry(
        A::KeepDay,
        P::Timeline,
        &["s"],
        ("この日を基準日にする", "Make this day the reference date"),
        ("基準日に", "keep"),
    ),
    entry(A::OwnDay, P::Timeline, &["Backspace"], ("元の基準日に戻す", "Back to the reference date"), QUIET),
    entry(
        A::Open,
        P::Timeline,
        &["Enter"],
        ("変わる設問と根拠を開く・閉じる", "Show or hide what changes and why"),
        ("内訳", "details"),
    ),
    entry(
        A::Export,
        P::Timeline,
        &["x"],
        ("カレンダー(.ics)に書き出す", "Write a calendar file (.ics)"),
        ("書出", "export"),
    ),
    entry(
        A::Export,
        P::Board,
        &["x"],
        ("ギャップを Markdown に書き出す", "Write the gaps to a Markdown file"),
        ("書出", "export"),
    ),
    entry(A::Registers, P::Work, &["t", "F4"], ("台帳", "Registers"), ("台帳", "registers")),
    entry(A::Assess, P::Work, &["F2"], ("自己評価", "Assessment"), QUIET),
    entry(A::Profile, P::Work, &["p"], ("組織名・区分・基準日", "Organisation, categories, dates"), QUIET),
    entry(A::SaveAs, P::Work, &["S"], ("別の場所に保存して続ける", "Save elsewhere and go on there"), QUIET),
    entry(A::Resolve, P::Work, &["M"], ("外部の変更と合わせる", "Merge with a change made outside"), QUIET),
    entry(A::Undo, P::Work, &["U"], ("元に戻す", "Undo"), ("戻す", "undo")),
    entry(A::Redo, P::Work, &["R", "Ctrl-r"], ("やり直す", "Redo"), QUIET),
    entry(A::NextPane, P::Work, &["Tab", "Shift-Tab"], ("次の枠へ", "Next pane"), QUIET),
    entry(A::Open, P::Assess, &["Enter"], ("開く・枝を開閉する", "Open, or fold a branch"), QUIET),
    entry(A::Add(Tab::Roster), P::Work, &[], ("従事者を追加する", "Add a person"), QUIET),
    entry(A::Add(Tab::Contracts), P::Work, &[], ("契約を追加する", "Add a contract"), QUIET),
    entry(A::Add(Tab::Documents), P::Work, &[], ("文書を追加する", "Add a document"), QUIET),
    entry(A::Add(Tab::Reviews), P::Work, &[], ("レビュー記録を追加する", "Add a review record"), QUIET),
    entry(A::Add(Tab::Audits), P::Work, &[], ("監査記録を追加する", "Add an audit record"), QUIET),
    entry(
        A::Add(Tab::Operations),
        P::Work,
        &[],
        ("運用・管理の記録を追加する", "Add an operation record"),
        QUIET,
    ),
    entry(A::Add(Tab::Evidence), P::Work, &[], ("証跡を追加する", "Add evidence"), QUIET),
    entry(A::Add(Tab::Equivalences), P::Work, &[], ("同等性の主張を追加する", "Add an equivalence"), QUIET),
    entry(
        A::Add(Tab::Standards),
        P::Work,
        &[],
        ("選んだ基準・内容を追加する", "Add a chosen standard"),
        QUIET,
    ),
    entry(A::Add(Tab::Declarations), P::Work, &[], ("言明を追加する", "Add a declaration"), QUIET),
    entry(
        A::Add(Tab::Members),
        P::Work,
        &[],
        ("確認した例示を追加する", "Add a verified list member"),
        QUIET,
    ),
    entry(A::Tab(Tab::Roster), P::Work, &[], ("従事者名簿の台帳へ", "Go to the roster"), QUIET),
    entry(A::Tab(Tab::Contracts), P::Work, &[], ("契約実績の台帳へ", "Go to the contracts"), QUIET),
    entry(A::Tab(Tab::Documents), P::Work, &[], ("文書の台帳へ", "Go to the documents"), QUIET),
    entry(A::Tab(Tab::Reviews), P::Work, &[], ("レビュー記録の台帳へ", "Go to the review records"), QUIET),
    entry(A::Tab(Tab::Audits), P::Work, &[], ("監査記録の台帳へ", "Go to the audit records"), QUIET),
    entry(
        A::Tab(Tab::Operations),
        P::Work,
        &[],
        ("運用・管理の記録の台帳へ", "Go to the operation records"),
        QUIET,
    ),
    entry(A::Tab(Tab::Evidence), P::Work, &[], ("証跡の台帳へ", "Go to the evidence"), QUIET),
    entry(A::Tab(Tab::Equivalences), P::Work, &[], ("同等性の主張の台帳へ", "Go to the equivalences"), QUIET),
    entry(
        A::Tab(Tab::Standards),
        P::Work,
        &[],
        ("選んだ基準・内容の台帳へ", "Go to the chosen standards"),
        QUIET,
    ),
    entry(A::Tab(Tab::Declarations), P::Work, &[], ("言明の台帳へ", "Go to the declarations"), QUIET),
    entry(
        A::Tab(Tab::Members),
        P::Work,
        &[],
        ("確認した例示の台帳へ", "Go to the verified list members"),
        QUIET,
    ),
    entry(A::Search, P::Anywhere, &["/"], ("探す", "Search"), ("検索", "search")),
    entry(A::Palette, P::Anywhere, &[":"], ("探す・する", "Search and commands"), ("コマンド", "commands")),
    entry(A::Help, P::Anywhere, &["?", "F1"], ("操作の一覧", "Keys"), ("操作", "keys")),
    entry(
        A::Language,
        P::Anywhere,
        &["L"],
        ("日本語・英語を切り替える", "Switch between Japanese and English"),
        QUIET,
    ),
    entry(
        A::Width,
        P::Anywhere,
        &["W"],
        ("あいまい幅の文字を半角・全角に切り替える", "Ambiguous characters narrow or wide"),
        QUIET,
    ),
    entry(A::Back, P::Anywhere, &["Esc", "q"], ("戻る", "Back"), ("戻る", "back")),
    entry(A::Quit, P::Anywhere, &["Ctrl-c", "Q"], ("終了する", "Quit"), ("終了", "quit")),
    entry(A::Suspend, P::Anywhere, &["Ctrl-z"], ("中断して端末へ戻る", "Suspend to the shell"), QUIET),
    entry(A::Up, P::Anywhere, &["Up", "k"], ("上へ", "Up"), QUIET),
    entry(A::Down, P::Anywhere, &["Down", "j"], ("下へ", "Down"), QUIET),
    entry(A::Left, P::Anywhere, &["Left", "h"], ("たたむ・左へ", "Fold or left"), QUIET),
    entry(A::Right, P::Anywhere, &["Right", "l"], ("開く・右へ", "Unfold or right"), QUIET),
    entry(A::PageUp, P::Anywhere, &["PageUp", "Ctrl-u"], ("1ページ上へ", "A page up"), QUIET),
    entry(A::PageDown, P::Anywhere, &["PageDown", "Ctrl-d"], ("1ページ下へ", "A page down"), QUIET),
    entry(A::First, P::Anywhere, &["Home", "g"], ("先頭へ", "To the first"), QUIET),
    entry(A::Last, P::Anywhere, &["End", "G"], ("末尾へ", "To the last"), QUIET),
    entry(A::ScrollUp, P::Anywhere, &["K", "Ctrl-y"], ("本文を上へ送る", "Scroll the text up"), QUIET),
    entry(A::ScrollDown, P::Anywhere, &["J", "Ctrl-e"], ("本文を下へ送る", "Scroll the text down"), QUIET),
];
