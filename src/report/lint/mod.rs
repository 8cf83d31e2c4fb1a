//! The faults of a pack in words: a sentence and, where it helps, a hint.

mod lists;

use crate::domain::lint::{Expected, Fault, LintFault, Vocabulary};
use crate::domain::reference::ReferenceKind;
use crate::domain::text::{Lang, tr};

/// A fault as `kijun lint` prints it: place, id and message, then the hint on a line of its own.
pub fn line(found: &LintFault, lang: Lang) -> String {
    let mut out = sentence(found, lang);
    if let Some(hint) = hint(&found.fault, lang) {
        out += &tr!(lang, "\n  ヒント: {hint}", "\n  hint: {hint}");
    }
    out
}

/// Its first line: place, id and message.
pub fn sentence(found: &LintFault, lang: Lang) -> String {
    let id = found.id.as_ref().map(|id| format!("{id}: ")).unwrap_or_default();
    visible(format!("{}: {id}{}", found.place, message(&found.fault, lang)))
}

/// The last line of `kijun lint`.
pub fn summary(faults: usize, packs: usize, rows: usize, lang: Lang) -> String {
    match (lang, faults) {
        (Lang::Ja, 0) => format!("設問票{packs}件、要件{rows}行: 誤りはありません"),
        (Lang::Ja, _) => format!("設問票{packs}件、要件{rows}行: 誤り{faults}件"),
        (Lang::En, 0) => format!("{}, {}: no fault", many(packs, "pack"), many(rows, "requirement")),
        (Lang::En, _) => {
            let (packs, rows) = (many(packs, "pack"), many(rows, "requirement"));
            format!("{packs}, {rows}: {}", many(faults, "fault"))
        }
    }
}

fn many(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

/// What is wrong, in one sentence.
pub fn message(fault: &Fault, lang: Lang) -> String {
    let words = writing(fault, lang).or_else(|| ids(fault, lang)).or_else(|| lists::message(fault, lang));
    let words = words.unwrap_or_else(|| rules(fault, lang));
    visible(words)
}

/// What to do about it, if that is not plain from the message.
pub fn hint(fault: &Fault, lang: Lang) -> Option<String> {
    near(fault, lang).or_else(|| lists::advice(fault, lang)).or_else(|| advice(fault, lang)).map(visible)
}

/// Words of a pack file reach a terminal: what would steer it is shown as a replacement character.
fn visible(text: String) -> String {
    let steers = |c: char| {
        c.is_control()
            || matches!(c, '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    if text.contains(steers) { text.replace(steers, "\u{fffd}") } else { text }
}

/// Faults in the writing of a file.
fn writing(fault: &Fault, lang: Lang) -> Option<String> {
    Some(match fault {
        Fault::UnknownKey { found, block, .. } => {
            let block = block_name(block, lang);
            tr!(lang, "{block}に「{found}」という項目はありません", "{block} has no key `{found}`")
        }
        Fault::UnknownWord { found, of, .. } => {
            let (ja, en) = word_kind(of);
            tr!(lang, "「{found}」という{ja}はありません", "there is no {en} `{found}`")
        }
        Fault::WrongBlock { found, expected } => tr!(
            lang,
            "ここには{expected}が必要ですが、{found}と書かれています",
            "`{expected}` belongs here, not `{found}`"
        ),
        Fault::MissingKey { key, block } => {
            let block = block_name(block, lang);
            tr!(lang, "{block}に項目「{key}」がありません", "{block} lacks the key `{key}`")
        }
        Fault::RepeatedKey { key, .. } => {
            tr!(lang, "項目「{key}」が二度書かれています", "the key `{key}` stands twice")
        }
        Fault::BracketsWanted { word } => {
            tr!(lang, "「{word}」の後に括弧がありません", "`{word}` lacks its brackets")
        }
        Fault::BracketsNotWanted { word } => {
            tr!(lang, "「{word}」に括弧は付きません", "`{word}` takes no brackets")
        }
        Fault::MissingComma => tr!(lang, "この後にコンマがありません", "a comma is missing behind this"),
        Fault::MissingColon => {
            tr!(lang, "項目名の後にコロンがありません", "a colon is missing behind this key")
        }
        Fault::WrongValue { expected } => {
            let (ja, en) = expected_value(*expected);
            tr!(lang, "ここには{ja}が必要です", "{en} belongs here")
        }
        Fault::UnclosedBracket { bracket } => {
            tr!(lang, "この括弧「{bracket}」が閉じられていません", "this bracket `{bracket}` is never closed")
        }
        Fault::WrongBracket { bracket } => tr!(
            lang,
            "この括弧「{bracket}」に対応する括弧がありません",
            "this bracket `{bracket}` closes nothing, or too early"
        ),
        Fault::UnclosedText => tr!(lang, "この文章の引用符が閉じられていません", "this text is never closed"),
        Fault::StrayCharacter { found, .. } => {
            tr!(lang, "文章の外に文字「{found}」があります", "the character `{found}` stands outside a text")
        }
        Fault::Unfit { found, why } => {
            let (code, (ja, en)) = (u32::from(*found), why.words());
            tr!(lang, "{ja} U+{code:04X} があります", "the {en} character U+{code:04X}")
        }
        Fault::OneOnly { word } => {
            tr!(lang, "「{word}」に書ける値は1つだけです", "`{word}` takes one value only")
        }
        Fault::Unreadable { says } => tr!(lang, "読めません({says})", "not readable: {says}"),
        _ => return None,
    })
}

/// Faults of files and ids.
fn ids(fault: &Fault, lang: Lang) -> Option<String> {
    Some(match fault {
        Fault::MissingFile { file } => tr!(
            lang,
            "filesにある{file}がフォルダーにありません",
            "`files` names {file}, which is not in the folder"
        ),
        Fault::UnlistedFile { file } => tr!(
            lang,
            "フォルダーの{file}がfilesに載っていません",
            "{file} is in the folder but not in `files`"
        ),
        Fault::UnknownFormat { format } => {
            tr!(lang, "形式{format}には対応していません", "format {format} is not known to this program")
        }
        Fault::MissingBase { edition } => tr!(
            lang,
            "元になる版「{edition}」が見つからないか、読めません",
            "the base edition `{edition}` cannot be found or read"
        ),
        Fault::RepeatedId { id } => {
            tr!(lang, "「{id}」が二度使われています", "the id `{id}` is used twice")
        }
        Fault::RetiredId { id } => {
            tr!(lang, "廃止した「{id}」が使われています", "the id `{id}` is retired")
        }
        Fault::MisplacedId { id, home } => {
            tr!(lang, "「{id}」は「{home}」で始まっていません", "the id `{id}` does not begin with `{home}`")
        }
        Fault::Dangling { id, .. } => {
            tr!(lang, "要件「{id}」はありません", "there is no requirement `{id}`")
        }
        Fault::UnknownCategory { id, .. } => {
            tr!(lang, "サービス区分「{id}」はありません", "there is no category `{id}`")
        }
        Fault::Undefined { word, vocabulary, .. } => {
            let (ja, en) = vocabulary_name(*vocabulary);
            tr!(lang, "{ja}「{word}」はpack.ronに定義されていません", "pack.ron defines no {en} `{word}`")
        }
        Fault::UnknownReference { number, .. } => {
            tr!(lang, "例示「{number}」はありません", "there is no reference list `{number}`")
        }
        Fault::WrongReference { number, word, kind } => {
            let (ja, en) = reference_name(*kind);
            tr!(
                lang,
                "例示{number}は{ja}の一覧なので、{word}には使えません",
                "reference list {number} holds {en}, which does not suit `{word}`"
            )
        }
        _ => return None,
    })
}

/// Faults of rules and rows.
fn rules(fault: &Fault, lang: Lang) -> String {
    match fault {
        Fault::MissingText { key, lang: missing } => {
            let (ja, en) = match missing {
                Lang::Ja => ("日本語", "Japanese"),
                Lang::En => ("英語", "English"),
            };
            tr!(lang, "「{key}」に{ja}の文章がありません", "`{key}` has no {en} text")
        }
        Fault::NeverHolds { word } => {
            tr!(lang, "この{word}が成り立つことはありません", "this `{word}` can never hold")
        }
        Fault::AlwaysHolds { word } => {
            tr!(lang, "この{word}は何も求めていません", "this `{word}` asks for nothing")
        }
        Fault::LenientNarrower { word } => tr!(
            lang,
            "{word}の緩い期間が厳しい期間より短くなっています",
            "the lenient window of `{word}` is shorter than the strict one"
        ),
        Fault::ReasonedNotCounted { kind } => tr!(
            lang,
            "reasonedの「{kind}」がkindsにありません",
            "`reasoned` names `{kind}`, which `kinds` does not count"
        ),
        Fault::Unreachable => {
            tr!(lang, "どの判定規則からもこの要件にたどり着けません", "no rule leads to this requirement")
        }
        Fault::Cycle { path } => {
            tr!(lang, "判定規則が一巡しています: {}", "the rules go round in a circle: {}", path.join(" -> "))
        }
        Fault::AfterKin { id } => tr!(
            lang,
            "afterの「{id}」は、この要件自身か、その上か下の要件です",
            "`after` names `{id}`, which is this requirement, or above or below it"
        ),
        Fault::AfterCircle { path } => tr!(
            lang,
            ("afterの順序が一巡しています: {}", path.join(" -> ")),
            ("`after` goes round in a circle: {}", path.join(" -> "))
        ),
        Fault::NothingToVerify => tr!(
            lang,
            "例示の一覧を使わない要件にclose_unverifiedがあります",
            "`close_unverified` stands at a requirement that asks for no member of a reference list"
        ),
        Fault::WhenNotUnderAll => {
            tr!(lang, "WhenはAllの直下にだけ書けます", "`When` may stand only directly under `All`")
        }
        Fault::NotAboutPerson { word } => tr!(
            lang,
            "「{word}」は人についての規則ではないので、ここには書けません",
            "`{word}` does not speak of a person and cannot stand here"
        ),
        Fault::PeopleMayDiffer { word } => tr!(
            lang,
            "この{word}は、別々の人が満たしても成り立ってしまいます",
            "different people may satisfy the parts of this `{word}`"
        ),
        Fault::RouteUnderAll { id } => tr!(
            lang,
            "充足経路「{id}」がそのままAllに入っています",
            "the route `{id}` enters an `All` by itself"
        ),
        Fault::MustHold => tr!(
            lang,
            "必ず満たすべき要件に「対象外」を認めています",
            "\"not applicable\" is allowed for a requirement that must hold"
        ),
        Fault::KindMismatch { kind, word } => tr!(
            lang,
            "kindが{kind:?}の行に、規則「{word}」は合いません",
            "the rule `{word}` does not go with `kind: {kind:?}`"
        ),
        // None is left without words of its own.
        _ => tr!(lang, "この箇所に誤りがあります", "something is wrong here"),
    }
}

/// "Did you mean …?", or else what is possible there.
fn near(fault: &Fault, lang: Lang) -> Option<String> {
    let (near, known) = match fault {
        Fault::UnknownKey { near, known, .. } | Fault::UnknownWord { near, known, .. } => {
            (near, known.join(", "))
        }
        Fault::Dangling { near, .. }
        | Fault::UnknownMember { near, .. }
        | Fault::UnknownCategory { near, .. }
        | Fault::Undefined { near, .. }
        | Fault::UnknownReference { near, .. } => (near, String::new()),
        _ => return None,
    };
    match near {
        Some(near) => Some(tr!(lang, "「{near}」のことですか", "did you mean `{near}`?")),
        None if known.is_empty() => None,
        None => Some(tr!(lang, "書けるのは {known}", "possible are {known}")),
    }
}

fn advice(fault: &Fault, lang: Lang) -> Option<String> {
    Some(match fault {
        Fault::BracketsWanted { word } => tr!(lang, "{word}() と書きます", "write `{word}()`"),
        Fault::BracketsNotWanted { word } => {
            tr!(lang, "{word} とだけ書きます", "write just `{word}`")
        }
        Fault::StrayCharacter { meant: Some(meant), .. } => {
            tr!(lang, "半角の {meant} を使います", "use the plain character `{meant}`")
        }
        Fault::Unfit { .. } => {
            tr!(lang, "消すか、ふつうの文字で書きます", "delete it, or use a standard character")
        }
        Fault::UnclosedText => tr!(
            lang,
            "文章の終わりに \" を書きます。文章の中の引用符は \\\" と書きます",
            "end the text with `\"`; a quotation mark inside a text is written `\\\"`"
        ),
        Fault::UnclosedBracket { .. } | Fault::WrongBracket { .. } => {
            tr!(lang, "同じ要件の中の括弧の数を確かめてください", "count the brackets of this requirement")
        }
        Fault::OneOnly { .. } => {
            tr!(lang, "複数の規則はAll([...])でまとめます", "join several rules with `All([...])`")
        }
        Fault::RetiredId { .. } => tr!(lang, "新しいidを付けてください", "give the row a new id"),
        Fault::MissingBase { .. } => tr!(
            lang,
            "元の版のフォルダーを隣に置くか、baseを直してください",
            "put the base edition's folder beside this one, or correct `base`"
        ),
        Fault::UnknownReference { .. } => tr!(
            lang,
            "自分の一覧は、設問票の隣かデータフォルダーの questionnaires の references フォルダーに .ron で書きます",
            "lists of your own are `.ron` files in a folder `references`, beside the pack or under `questionnaires` in the data folder"
        ),
        Fault::UnlistedFile { .. } => tr!(
            lang,
            "filesに書き加えるか、フォルダーから出してください",
            "add it to `files` or take it out of the folder"
        ),
        Fault::KindMismatch { .. } => tr!(
            lang,
            "RouteはRoute(...)、OptionはOffered・Kind・Act、InheritanceはInherits(...)と組みます",
            "`Route` goes with `Route(...)`, `Option` with `Offered`, `Kind` or `Act`, `Inheritance` with `Inherits(...)`"
        ),
        Fault::Unreachable => tr!(
            lang,
            "親の規則にRow(\"...\")を書くか、区分のrequiresに加えてください",
            "name it as `Row(\"...\")` in its parent's rule, or in `requires` of the category"
        ),
        Fault::AfterKin { .. } => tr!(
            lang,
            "先に済ませる別の要件のidを書いてください",
            "name another requirement whose work comes first"
        ),
        Fault::AfterCircle { .. } => tr!(
            lang,
            "どれか1つのafterを消してください。ある要件は、その規則が使う要件が済むまで済みません",
            "take one `after` out; a requirement is not done before those that its rule is built from"
        ),
        Fault::NothingToVerify => tr!(
            lang,
            "close_unverifiedを消すか、例示を使う行に移してください",
            "take it out, or move it to the row that asks for a member"
        ),
        Fault::PeopleMayDiffer { .. } => tr!(
            lang,
            "Person(...)で囲むと、同じ人について判定します",
            "put it into `Person(...)` so that one and the same person is judged"
        ),
        Fault::RouteUnderAll { .. } => tr!(
            lang,
            "経路はPerson、Any、Coverageの中で使います",
            "routes are used inside `Person`, `Any` or `Coverage`"
        ),
        Fault::MustHold => tr!(
            lang,
            "not_applicableの行を消してください。認めてよいのは選択肢と充足経路だけです",
            "take the `not_applicable` line out; only alternatives and routes may have it"
        ),
        _ => return None,
    })
}

fn expected_value(expected: Expected) -> (&'static str, &'static str) {
    match expected {
        Expected::Text => ("引用符で囲んだ文章", "a text in quotation marks"),
        Expected::Number => ("0以上の整数", "a whole number from 0 up"),
        Expected::List => ("[ ]で囲んだ一覧", "a list in [ ]"),
        Expected::YesNo => ("trueかfalse", "`true` or `false`"),
        Expected::Block => ("( )で囲んだ組", "a block in ( )"),
        Expected::Word => ("引用符のない語", "a word without quotation marks"),
    }
}

/// What a block of a file is called.
fn block_name(block: &str, lang: Lang) -> String {
    match block {
        "Bilingual" => tr!(lang, "日英の組(ja, en)", "the pair (ja, en)"),
        "" => tr!(lang, "この組", "this block"),
        other => tr!(lang, "{other}", "`{other}`"),
    }
}

fn word_kind(of: &str) -> (&'static str, &'static str) {
    match of {
        "Rule" => ("規則の語", "rule word"),
        "RowKind" => ("行の種類(kind)", "kind of row"),
        "Effort" => ("手間(effort)", "effort"),
        "NotApplicable" => ("「対象外」の扱い(not_applicable)", "value of not_applicable"),
        "Reviewer" => ("レビュー者(by)", "reviewer"),
        "ReferenceKind" => ("例示の種類(kind)", "kind of list"),
        "Group" => ("資格の群(group)", "group"),
        _ => ("値", "value"),
    }
}

fn vocabulary_name(vocabulary: Vocabulary) -> (&'static str, &'static str) {
    match vocabulary {
        Vocabulary::Role => ("役割", "role"),
        Vocabulary::Kind => ("契約の種類", "contract kind"),
        Vocabulary::Act => ("行為", "act"),
        Vocabulary::Doubt => ("論点", "doubt"),
        Vocabulary::Evidence => ("証跡の種類", "evidence kind"),
    }
}

fn reference_name(kind: ReferenceKind) -> (&'static str, &'static str) {
    match kind {
        ReferenceKind::Qualification => ("資格", "qualifications"),
        ReferenceKind::Community => ("専門家コミュニティ", "communities"),
        ReferenceKind::Training => ("研修", "trainings"),
        ReferenceKind::Standard => ("基準", "standards"),
        ReferenceKind::ResultHandling => ("結果の取扱い", "ways of handling results"),
        ReferenceKind::Contents => ("準拠する内容", "contents to follow"),
        ReferenceKind::Education => ("継続教育", "continuing education"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::lint::Place;

    #[test]
    fn the_last_line_counts() {
        assert_eq!(summary(0, 1, 23, Lang::En), "1 pack, 23 requirements: no fault");
        assert_eq!(summary(2, 2, 1, Lang::En), "2 packs, 1 requirement: 2 faults");
        assert_eq!(summary(2, 2, 1, Lang::Ja), "設問票2件、要件1行: 誤り2件");
    }

    #[test]
    fn nothing_in_a_message_steers_the_terminal() {
        let bad = "\u{1b}]0;x\u{7}\u{202e}\n".to_owned();
        let found = LintFault {
            place: Place { file: format!("a{bad}"), line: 1, column: 2 },
            id: Some(bad.clone()),
            fault: Fault::Dangling { id: bad.clone(), near: Some(bad) },
        };
        for lang in [Lang::Ja, Lang::En] {
            let line = line(&found, lang);
            assert_eq!(line.lines().count(), 2);
            assert!(
                !line.replace('\n', "").contains(|c: char| c.is_control() || c == '\u{202e}'),
                "{line:?}"
            );
        }
    }
}
