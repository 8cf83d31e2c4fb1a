//! The table itself. Keys, names and footer words are here and nowhere else.

use super::actions::Action;
use super::place::{Page, Place};
use crate::domain::text::Lang;
use crate::report::fields::{Words, say};
use crate::tui::tab::Tab;

/// What one action is called at a place, and the keys that do it there.
#[derive(Debug, Clone, Copy)]
pub struct KeyBinding {
    /// What is done.
    pub action: Action,
    /// The keys in our notation, the one shown first.
    pub keys: &'static [&'static str],
    name: Words,
    hint: Option<Words>,
}

impl KeyBinding {
    /// The name in the palette and in help.
    pub fn name(&self, lang: Lang) -> &'static str {
        say(lang, self.name)
    }

    /// The word in the footer, if it has one.
    pub fn hint(&self, lang: Lang) -> Option<&'static str> {
        self.hint.map(|hint| say(lang, hint))
    }
}

const fn binding(action: Action, keys: &'static [&'static str], name: Words, hint: Words) -> KeyBinding {
    KeyBinding { action, keys, name, hint: Some(hint) }
}

/// One that the footer never shows.
const fn quiet(action: Action, keys: &'static [&'static str], name: Words) -> KeyBinding {
    KeyBinding { action, keys, name, hint: None }
}

/// The way to a register.
const fn tab(tab: Tab, keys: &'static [&'static str]) -> KeyBinding {
    let name = match tab {
        Tab::Roster => ("従事者名簿の台帳へ", "Go to the roster"),
        Tab::Contracts => ("契約実績の台帳へ", "Go to the contracts"),
        Tab::Documents => ("文書の台帳へ", "Go to the documents"),
        Tab::Reviews => ("レビュー記録の台帳へ", "Go to the review records"),
        Tab::Audits => ("監査記録の台帳へ", "Go to the audit records"),
        Tab::Operations => ("運用・管理の記録の台帳へ", "Go to the operation records"),
        Tab::Evidence => ("証跡の台帳へ", "Go to the evidence"),
        Tab::Equivalences => ("同等性の主張の台帳へ", "Go to the equivalences"),
        Tab::Standards => ("選んだ基準・内容の台帳へ", "Go to the chosen standards"),
        Tab::Declarations => ("表明の台帳へ", "Go to the declarations"),
        Tab::Members => ("確認した例示の台帳へ", "Go to the verified list members"),
    };
    quiet(Action::Tab(tab), keys, name)
}

/// One word for the answers: the footer shows neighbours of the same word together.
const CLAIM: Words = ("申告", "claim");

use Action as A;

/// What can be done at a place and not at a wider one; the footer shows it in this order.
pub const fn of(place: Place) -> &'static [KeyBinding] {
    match place {
        Place::Anywhere => ANYWHERE,
        Place::Work => WORK,
        Place::On(page) => of_page(page),
    }
}

const fn of_page(page: Page) -> &'static [KeyBinding] {
    match page {
        Page::Start => START,
        Page::Assess => ASSESS,
        Page::Board => BOARD,
        Page::Review => REVIEW,
        Page::Table => TABLE,
        Page::Plan => PLAN,
        Page::Timeline => TIMELINE,
        Page::Proof => PROOF,
        Page::Carriers => CARRIERS,
        Page::Examine => EXAMINE,
        Page::Folder => FOLDER,
        Page::WhatIf => WHAT_IF,
        Page::Lists => LISTS,
    }
}

static ANYWHERE: &[KeyBinding] = &[
    binding(A::Search, &["/"], ("探す", "Search"), ("検索", "search")),
    binding(A::Palette, &[":"], ("探す・する", "Search and commands"), ("コマンド", "commands")),
    binding(A::Help, &["?", "F1"], ("操作の一覧", "Keys"), ("操作", "keys")),
    quiet(A::Language, &["L"], ("日本語・英語を切り替える", "Switch between Japanese and English")),
    quiet(
        A::Width,
        &["W"],
        ("あいまい幅の文字を半角・全角に切り替える", "Ambiguous characters narrow or wide"),
    ),
    quiet(
        A::Kana,
        &[],
        ("半角カナを全角で表示・入力のまま表示", "Halfwidth kana in full width or as entered"),
    ),
    binding(A::Back, &["Esc", "q"], ("戻る", "Back"), ("戻る", "back")),
    binding(A::Quit, &["Ctrl-c", "Q"], ("終了する", "Quit"), ("終了", "quit")),
    quiet(A::Suspend, &["Ctrl-z"], ("中断して端末へ戻る", "Suspend to the shell")),
    quiet(A::Up, &["Up", "k"], ("上へ", "Up")),
    quiet(A::Down, &["Down", "j"], ("下へ", "Down")),
    quiet(A::Left, &["Left", "h"], ("たたむ・左へ", "Fold or left")),
    quiet(A::Right, &["Right", "l"], ("開く・右へ", "Unfold or right")),
    quiet(A::PageUp, &["PageUp", "Ctrl-u"], ("1ページ上へ", "A page up")),
    quiet(A::PageDown, &["PageDown", "Ctrl-d"], ("1ページ下へ", "A page down")),
    quiet(A::First, &["Home", "g"], ("先頭へ", "To the first")),
    quiet(A::Last, &["End", "G"], ("末尾へ", "To the last")),
    quiet(A::ScrollUp, &["K", "Ctrl-y"], ("本文を上へ送る", "Scroll the text up")),
    quiet(A::ScrollDown, &["J", "Ctrl-e"], ("本文を下へ送る", "Scroll the text down")),
];

static WORK: &[KeyBinding] = &[
    binding(
        A::Show(Page::Review),
        &["v", "F5"],
        ("10分の簡易レビュー", "Ten-minute quick review"),
        ("簡易レビュー", "quick review"),
    ),
    binding(A::Show(Page::Board), &["b", "F3"], ("ギャップ一覧", "Gap board"), ("一覧", "gaps")),
    quiet(A::Show(Page::Plan), &["m", "F6"], ("最短の道すじ", "The shortest way")),
    quiet(A::Show(Page::Timeline), &["d", "F7"], ("期限", "Timeline")),
    quiet(A::Show(Page::Examine), &["z", "F8"], ("審査の目で点検", "Check through an examiner's eyes")),
    quiet(
        A::Show(Page::Carriers),
        &["c", "F9"],
        ("判定の支え(だれ・何に依存しているか)", "What the verdicts rest on"),
    ),
    quiet(
        A::Show(Page::Folder),
        &["E"],
        ("フォルダーのファイルを証跡にする", "Make evidence of files in the folder"),
    ),
    quiet(A::Show(Page::Lists), &["V"], ("例示の台帳(確認と追加)", "Reference lists (verify and add)")),
    binding(A::Registers, &["t", "F4"], ("台帳", "Registers"), ("台帳", "registers")),
    binding(
        A::WhatIf,
        &["i", "F10"],
        ("もしも(ファイルを変えずにためす)", "What if (try without changing the file)"),
        ("もしも", "what if"),
    ),
    quiet(A::TryDeparture, &[], ("もしも: だれかが退職したら", "What if somebody leaves")),
    quiet(A::TryHire, &[], ("もしも: だれかを採用したら", "What if somebody is hired")),
    quiet(A::TryDate, &[], ("もしも: 基準日が別の日なら", "What if the reference date were another")),
    quiet(A::Show(Page::Assess), &["F2"], ("自己評価", "Assessment")),
    quiet(A::Profile, &["p"], ("組織名・区分・基準日", "Organisation, categories, dates")),
    quiet(A::SaveAs, &["S"], ("別の場所に保存して続ける", "Save elsewhere and go on there")),
    quiet(A::Resolve, &["M"], ("外部の変更と合わせる", "Merge with a change made outside")),
    binding(A::Undo, &["U"], ("元に戻す", "Undo"), ("戻す", "undo")),
    quiet(A::Redo, &["R", "Ctrl-r"], ("やり直す", "Redo")),
    quiet(A::Signer, &["Y"], ("回答・表明する人を決める", "Say who answers and who declares")),
    quiet(A::NextPane, &["Tab", "Shift-Tab"], ("次の枠へ", "Next pane")),
    quiet(A::Add(Tab::Roster), &[], ("従事者を追加する", "Add a person")),
    quiet(A::Add(Tab::Contracts), &[], ("契約を追加する", "Add a contract")),
    quiet(A::Add(Tab::Documents), &[], ("文書を追加する", "Add a document")),
    quiet(A::Add(Tab::Reviews), &[], ("レビュー記録を追加する", "Add a review record")),
    quiet(A::Add(Tab::Audits), &[], ("監査記録を追加する", "Add an audit record")),
    quiet(A::Add(Tab::Operations), &[], ("運用・管理の記録を追加する", "Add an operation record")),
    quiet(A::Add(Tab::Evidence), &[], ("証跡を追加する", "Add evidence")),
    quiet(A::Add(Tab::Equivalences), &[], ("同等性の主張を追加する", "Add an equivalence")),
    quiet(A::Add(Tab::Standards), &[], ("選んだ基準・内容を追加する", "Add a chosen standard")),
    quiet(A::Add(Tab::Declarations), &[], ("表明を追加する", "Add a declaration")),
    quiet(A::Add(Tab::Members), &[], ("確認した例示を追加する", "Add a verified list member")),
    tab(Tab::Roster, &[]),
    tab(Tab::Contracts, &[]),
    tab(Tab::Documents, &[]),
    tab(Tab::Reviews, &[]),
    tab(Tab::Audits, &[]),
    tab(Tab::Operations, &[]),
    tab(Tab::Evidence, &[]),
    tab(Tab::Equivalences, &[]),
    tab(Tab::Standards, &[]),
    tab(Tab::Declarations, &[]),
    tab(Tab::Members, &[]),
];

static START: &[KeyBinding] = &[
    binding(A::Open, &["Enter"], ("選んだファイルを開く", "Open the selected file"), ("開く", "open")),
    binding(A::New, &["n"], ("新しい自己評価をつくる", "Start a new assessment"), ("新規", "new")),
    binding(A::Sample, &["s"], ("見本をさわってみる", "Try the sample"), ("見本", "sample")),
    binding(A::OpenFile, &["o"], ("ファイルを開く", "Open a file"), ("ファイル", "file")),
    quiet(A::SaveAs, &["S"], ("別の場所に保存して続ける", "Save elsewhere and go on there")),
];

static ASSESS: &[KeyBinding] = &[
    binding(A::Yes, &["y"], ("「はい」と申告する", "Claim yes"), CLAIM),
    binding(A::No, &["n"], ("「いいえ」と申告する", "Claim no"), CLAIM),
    binding(A::DontKnow, &["u"], ("「わからない」と申告する", "Claim don't know"), CLAIM),
    binding(A::Open, &["Enter"], ("開く・枝を開閉する", "Open, or fold a branch"), ("開閉", "folds")),
    binding(
        A::Register,
        &["e"],
        ("この設問を決める台帳に記入する", "Fill in the register behind this question"),
        ("記入", "records"),
    ),
    binding(A::Why, &["w"], ("なぜその判定か", "Why this verdict"), ("なぜ", "why")),
    binding(
        A::NextOpen,
        &["N", "]"],
        ("次の未回答の設問へ", "Go to the next open question"),
        ("次の未回答", "next"),
    ),
    binding(
        A::NotApplicable,
        &["x"],
        ("理由を添えて「対象外」とする", "Claim not applicable, with a reason"),
        ("対象外", "n/a"),
    ),
    quiet(A::PreviousOpen, &["P", "["], ("前の未回答の設問へ", "Go to the previous open question")),
    quiet(A::Remark, &["r"], ("備考を書く", "Write a remark")),
    quiet(A::ClearClaim, &["Delete", "-"], ("申告を取り消す", "Take the claim back")),
    binding(
        A::ThatIsAll,
        &["a"],
        ("台帳を「これで全部」とする・戻す", "Say the register is complete, or reopen it"),
        ("これで全部", "that is all"),
    ),
];

static BOARD: &[KeyBinding] = &[
    binding(A::Open, &["Enter"], ("その設問へ行く", "Go to the question"), ("その設問へ", "go there")),
    binding(A::Why, &["w"], ("なぜその判定か", "Why this verdict"), ("なぜ", "why")),
    binding(
        A::Export,
        &["x"],
        ("ギャップを Markdown に書き出す", "Write the gaps to a Markdown file"),
        ("書出", "export"),
    ),
];

static REVIEW: &[KeyBinding] = &[
    binding(A::Yes, &["y"], ("「はい」と申告する", "Claim yes"), ("はい", "yes")),
    binding(A::No, &["n"], ("「いいえ」と申告する", "Claim no"), ("いいえ", "no")),
    binding(A::DontKnow, &["u"], ("「わからない」と申告する", "Claim don't know"), ("不明", "unsure")),
    quiet(A::NotApplicable, &["x"], ("理由を添えて「対象外」とする", "Claim not applicable, with a reason")),
    binding(A::Later, &["s"], ("あとで答える", "Answer later"), ("あとで", "later")),
    binding(
        A::TakeBack,
        &["Backspace"],
        ("前の答えを取り消して戻る", "Take the last answer back"),
        ("1つ前へ", "take back"),
    ),
    binding(
        A::Open,
        &["Enter"],
        ("くわしい画面で答える", "Answer in the full screen"),
        ("くわしく", "in full"),
    ),
    binding(A::Why, &["w"], ("なぜその判定か", "Why this verdict"), ("なぜ", "why")),
];

static TABLE: &[KeyBinding] = &[
    binding(A::AddRow, &["a", "Insert"], ("行を追加する", "Add a row"), ("追加", "add")),
    binding(A::Open, &["Enter"], ("行を編集する", "Edit the row"), ("編集", "edit")),
    binding(
        A::Show(Page::Folder),
        &["E"],
        ("フォルダーのファイルを証跡にする", "Make evidence of files in the folder"),
        ("フォルダー", "folder"),
    ),
    binding(A::DeleteRow, &["d", "Delete"], ("行を削除する", "Delete the row"), ("削除", "delete")),
    binding(
        A::ThatIsAll,
        &["A"],
        ("台帳を「これで全部」とする・戻す", "Say the register is complete, or reopen it"),
        ("これで全部", "that is all"),
    ),
    binding(A::Undo, &["U", "u"], ("元に戻す", "Undo"), ("戻す", "undo")),
    binding(A::Filter, &["f"], ("文字で絞り込む", "Narrow by typing"), ("絞り込み", "filter")),
    binding(A::CopyRow, &["c"], ("行を複製する", "Copy the row"), ("複製", "copy")),
    binding(A::Sort, &["s"], ("次の列で並べる", "Sort by the next column"), ("並び", "sort")),
    binding(A::NextTab, &["]", "Tab", "Right"], ("次の台帳へ", "Next register"), ("次の台帳", "next")),
    quiet(A::PreviousTab, &["[", "Shift-Tab", "Left"], ("前の台帳へ", "Previous register")),
    tab(Tab::Roster, &["1"]),
    tab(Tab::Contracts, &["2"]),
    tab(Tab::Documents, &["3"]),
    tab(Tab::Reviews, &["4"]),
    tab(Tab::Audits, &["5"]),
    tab(Tab::Operations, &["6"]),
    tab(Tab::Evidence, &["7"]),
    tab(Tab::Equivalences, &["8"]),
    tab(Tab::Standards, &["9"]),
    tab(Tab::Declarations, &["0"]),
    tab(Tab::Members, &[]),
];

static PLAN: &[KeyBinding] = &[
    binding(A::Why, &["w"], ("なぜその判定か", "Why this verdict"), ("なぜ", "why")),
    binding(A::Tick, &["Space"], ("済の印をつける・消す", "Tick off, or take the tick back"), ("済", "tick")),
    binding(
        A::NoteStep,
        &["e", "o"],
        ("担当・期日・見積りを書く", "Owner, due day and own figures"),
        ("担当", "owner"),
    ),
    binding(A::Open, &["Enter"], ("その設問・台帳へ行く", "Go to the question or register"), ("行く", "go")),
    binding(
        A::Bars,
        &["B"],
        ("週ごとの帯と一覧を切り替える", "Bars over weeks, or the list"),
        ("帯", "bars"),
    ),
    binding(A::NextPlan, &["n"], ("次の案", "The next plan"), ("別案", "other plan")),
    quiet(A::Left, &["Left"], ("前の区分", "Previous category")),
    binding(
        A::Export,
        &["x"],
        ("手順を Markdown に書き出す", "Write the steps to a Markdown file"),
        ("書出", "export"),
    ),
    binding(A::Right, &["Right", "Tab"], ("次の区分", "Next category"), ("区分", "category")),
];

static TIMELINE: &[KeyBinding] = &[
    binding(
        A::MonthBack,
        &["<", "Left"],
        ("日付を前月へ動かす", "Move the day a month back"),
        ("月", "month"),
    ),
    binding(A::MonthOn, &[">", "Right"], ("日付を翌月へ動かす", "Move the day a month on"), ("月", "month")),
    binding(
        A::PreviousIntake,
        &["["],
        ("前の受付の日へ動かす", "Move the day to the previous intake"),
        ("受付", "intake"),
    ),
    binding(
        A::NextIntake,
        &["]"],
        ("次の受付の日へ動かす", "Move the day to the next intake"),
        ("受付", "intake"),
    ),
    binding(
        A::KeepDay,
        &["s"],
        ("この日を基準日にする", "Make this day the reference date"),
        ("基準日に", "set date"),
    ),
    quiet(A::OwnDay, &["Backspace"], ("元の基準日に戻す", "Back to the reference date")),
    binding(
        A::Open,
        &["Enter"],
        ("変わる設問と根拠を開く・閉じる", "Show or hide what changes and why"),
        ("内訳", "details"),
    ),
    binding(
        A::Export,
        &["x"],
        ("カレンダー(.ics)に書き出す", "Write a calendar file (.ics)"),
        ("書出", "export"),
    ),
];

static PROOF: &[KeyBinding] = &[
    binding(
        A::Open,
        &["Enter"],
        ("その設問か台帳の行へ行く", "Go to the question or entry"),
        ("その行へ", "go there"),
    ),
    binding(
        A::NextOpen,
        &["N", "]"],
        ("次の決め手へ", "Go to the next deciding part"),
        ("次の決め手", "next deciding"),
    ),
    quiet(A::PreviousOpen, &["P", "["], ("前の決め手へ", "Go to the previous deciding part")),
    binding(A::Right, &["Right", "l"], ("枝を開く", "Unfold"), ("開く", "unfold")),
    binding(A::Left, &["Left", "h"], ("枝をたたむ", "Fold"), ("たたむ", "fold")),
    quiet(A::Why, &["w"], ("もとの画面へ戻る", "Back to where one was")),
];

static CARRIERS: &[KeyBinding] = &[
    binding(
        A::Open,
        &["Enter"],
        ("その台帳の行か設問へ行く", "Go to the entry or question"),
        ("その行へ", "go there"),
    ),
    binding(A::Right, &["Right", "Tab"], ("次の区分", "Next category"), ("次の区分", "next category")),
];

static EXAMINE: &[KeyBinding] = &[
    binding(
        A::Open,
        &["Enter"],
        ("その台帳の行か設問へ行く", "Go to the entry or question"),
        ("その行へ", "go there"),
    ),
    binding(
        A::Right,
        &["Right", "Tab"],
        ("次の対象を選ぶ", "Choose the next entry named"),
        ("次の対象", "next entry"),
    ),
];

static FOLDER: &[KeyBinding] = &[
    binding(
        A::Open,
        &["Enter"],
        ("選んだファイルを証跡として登録する", "Enter the selected file as evidence"),
        ("証跡にする", "make evidence"),
    ),
    binding(
        A::Filter,
        &["f"],
        ("フォルダーを調べ直す", "Look through the folder again"),
        ("調べ直す", "again"),
    ),
];

static WHAT_IF: &[KeyBinding] = &[
    binding(A::Open, &["Enter"], ("開く・ためす", "Open, or try it"), ("開く・ためす", "open or try")),
    binding(A::Keep, &["a"], ("実際の自己評価に採用する", "Make it real"), ("採用", "keep")),
    binding(
        A::PutAside,
        &["n"],
        ("名前を付けて取り置く", "Put aside under a name"),
        ("取り置く", "put aside"),
    ),
    binding(A::Discard, &["x"], ("「もしも」を終える", "End what-if"), ("終える", "end")),
    binding(
        A::Mark,
        &["Space"],
        ("採用・比較するものを選ぶ", "Choose what to keep or compare"),
        ("選ぶ", "choose"),
    ),
    binding(A::Compare, &["c"], ("シナリオを並べて比べる", "Compare scenarios"), ("比べる", "compare")),
    quiet(
        A::DeleteRow,
        &["Delete", "-"],
        ("変更を取り消す・シナリオを削除する", "Take the change back, or remove the scenario"),
    ),
];

static LISTS: &[KeyBinding] = &[
    binding(
        A::Verify,
        &["v"],
        ("構成員を公表された例示で確認したと記録する", "Record that a member is on the published list"),
        ("確認", "verify"),
    ),
    binding(
        A::AddRow,
        &["a", "Insert"],
        ("一覧に構成員を加える", "Add a member to the list"),
        ("追加", "add"),
    ),
    binding(
        A::Open,
        &["Enter"],
        ("構成員を編集・待っている設問へ行く", "Edit the member, or go to a question that waits"),
        ("開く", "open"),
    ),
];
