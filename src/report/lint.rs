//! What the author of a pack is told about a fault: a sentence and, where it helps, a hint.

use crate::domain::lint::{Expected, Fault, LintFault, Vocabulary};
use crate::domain::reference::ReferenceKind;
use crate::domain::text::Lang;

/// A fault as `kijun lint` prints it: place, id and message, then the hint on a line of its own.
pub fn line(found: &LintFault, lang: Lang) -> String {
    let mut out = sentence(found, lang);
    if let Some(hint) = hint(&found.fault, lang) {
        out.push_str(match lang {
            Lang::Ja => "\n  ヒント: ",
            Lang::En => "\n  hint: ",
        });
        out.push_str(&hint);
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
    let (ja, en) = writing(fault).or_else(|| ids(fault)).unwrap_or_else(|| rules(fault));
    pick(lang, ja, en)
}

/// What to do about it, if that is not plain from the message.
pub fn hint(fault: &Fault, lang: Lang) -> Option<String> {
    let (ja, en) = near(fault).or_else(|| advice(fault))?;
    Some(pick(lang, ja, en))
}

fn pick(lang: Lang, ja: String, en: String) -> String {
    visible(match lang {
        Lang::Ja => ja,
        Lang::En => en,
    })
}

/// Words of a pack file reach a terminal: what would steer it is shown as a replacement character.
fn visible(text: String) -> String {
    let steers = |c: char| {
        c.is_control()
            || matches!(c, '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    if text.contains(steers) { text.replace(steers, "\u{fffd}") } else { text }
}

type Both = (String, String);

/// What a fault without words of its own would be called; no fault is.
const UNNAMED: (&str, &str) = ("この箇所に誤りがあります", "something is wrong here");

fn both(ja: impl Into<String>, en: impl Into<String>) -> Both {
    (ja.into(), en.into())
}

/// Faults in the writing of a file.
fn writing(fault: &Fault) -> Option<Both> {
    Some(match fault {
        Fault::UnknownKey { found, block, .. } => both(
            format!("{}に「{found}」という項目はありません", block_ja(block)),
            format!("{} has no key `{found}`", block_en(block)),
        ),
        Fault::UnknownWord { found, of, .. } => both(
            format!("「{found}」という{}はありません", word_ja(of)),
            format!("there is no {} `{found}`", word_en(of)),
        ),
        Fault::WrongBlock { found, expected } => both(
            format!("ここには{expected}が必要ですが、{found}と書かれています"),
            format!("`{expected}` belongs here, not `{found}`"),
        ),
        Fault::MissingKey { key, block } => both(
            format!("{}に項目「{key}」がありません", block_ja(block)),
            format!("{} lacks the key `{key}`", block_en(block)),
        ),
        Fault::RepeatedKey { key, .. } => {
            both(format!("項目「{key}」が二度書かれています"), format!("the key `{key}` stands twice"))
        }
        Fault::BracketsWanted { word } => {
            both(format!("「{word}」の後に括弧がありません"), format!("`{word}` lacks its brackets"))
        }
        Fault::BracketsNotWanted { word } => {
            both(format!("「{word}」に括弧は付きません"), format!("`{word}` takes no brackets"))
        }
        Fault::MissingComma => both("この後にコンマがありません", "a comma is missing behind this"),
        Fault::MissingColon => both("項目名の後にコロンがありません", "a colon is missing behind this key"),
        Fault::WrongValue { expected } => {
            let (ja, en) = expected_value(*expected);
            both(format!("ここには{ja}が必要です"), format!("{en} belongs here"))
        }
        Fault::UnclosedBracket { bracket } => both(
            format!("この括弧「{bracket}」が閉じられていません"),
            format!("this bracket `{bracket}` is never closed"),
        ),
        Fault::WrongBracket { bracket } => both(
            format!("この括弧「{bracket}」に対応する括弧がありません"),
            format!("this bracket `{bracket}` closes nothing, or too early"),
        ),
        Fault::UnclosedText => both("この文章の引用符が閉じられていません", "this text is never closed"),
        Fault::StrayCharacter { found, .. } => both(
            format!("文章の外に文字「{found}」があります"),
            format!("the character `{found}` stands outside a text"),
        ),
        Fault::Unfit { found, why } => {
            let (code, (ja, en)) = (u32::from(*found), why.words());
            both(format!("{ja} U+{code:04X} があります"), format!("the {en} character U+{code:04X}"))
        }
        Fault::OneOnly { word } => {
            both(format!("「{word}」に書ける値は一つだけです"), format!("`{word}` takes one value only"))
        }
        Fault::Unreadable { says } => both(format!("読めません({says})"), format!("not readable: {says}")),
        _ => return None,
    })
}

/// Faults of files and ids.
fn ids(fault: &Fault) -> Option<Both> {
    Some(match fault {
        Fault::MissingFile { file } => both(
            format!("filesにある{file}がフォルダーにありません"),
            format!("`files` names {file}, which is not in the folder"),
        ),
        Fault::UnlistedFile { file } => both(
            format!("フォルダーの{file}がfilesに載っていません"),
            format!("{file} is in the folder but not in `files`"),
        ),
        Fault::UnknownFormat { format } => both(
            format!("形式{format}には対応していません"),
            format!("format {format} is not known to this program"),
        ),
        Fault::MissingBase { edition } => both(
            format!("元になる版「{edition}」が見つからないか、読めません"),
            format!("the base edition `{edition}` cannot be found or read"),
        ),
        Fault::RepeatedId { id } => {
            both(format!("「{id}」が二度使われています"), format!("the id `{id}` is used twice"))
        }
        Fault::RetiredId { id } => {
            both(format!("廃止した「{id}」が使われています"), format!("the id `{id}` is retired"))
        }
        Fault::MisplacedId { id, home } => both(
            format!("「{id}」は「{home}」で始まっていません"),
            format!("the id `{id}` does not begin with `{home}`"),
        ),
        Fault::Dangling { id, .. } => {
            both(format!("要件「{id}」はありません"), format!("there is no requirement `{id}`"))
        }
        Fault::UnknownCategory { id, .. } => {
            both(format!("サービス区分「{id}」はありません"), format!("there is no category `{id}`"))
        }
        Fault::Undefined { word, vocabulary, .. } => {
            let (ja, en) = vocabulary_name(*vocabulary);
            both(
                format!("{ja}「{word}」はpack.ronに定義されていません"),
                format!("pack.ron defines no {en} `{word}`"),
            )
        }
        Fault::UnknownReference { number, .. } => {
            both(format!("例示「{number}」はありません"), format!("there is no reference list `{number}`"))
        }
        Fault::WrongReference { number, word, kind } => {
            let (ja, en) = reference_name(*kind);
            both(
                format!("例示{number}は{ja}の一覧なので、{word}には使えません"),
                format!("reference list {number} holds {en}, which does not suit `{word}`"),
            )
        }
        _ => return None,
    })
}

/// Faults of rules and rows.
fn rules(fault: &Fault) -> Both {
    match fault {
        Fault::NoAlias { text } => both(
            format!("「{text}」は呼び名になりません"),
            format!("\"{text}\" cannot be what people call it"),
        ),
        Fault::AliasTaken { text, id } => {
            both(format!("「{text}」は {id} の名前です"), format!("\"{text}\" is the name of `{id}`"))
        }
        Fault::NoDayOfYear { text } => {
            both(format!("{text} という日はありません"), format!("{text} is no day of the year"))
        }
        Fault::MissingText { key, lang } => {
            let (ja, en) = match lang {
                Lang::Ja => ("日本語", "Japanese"),
                Lang::En => ("英語", "English"),
            };
            both(format!("「{key}」に{ja}の文章がありません"), format!("`{key}` has no {en} text"))
        }
        Fault::NeverHolds { word } => {
            both(format!("この{word}が成り立つことはありません"), format!("this `{word}` can never hold"))
        }
        Fault::AlwaysHolds { word } => {
            both(format!("この{word}は何も求めていません"), format!("this `{word}` asks for nothing"))
        }
        Fault::LenientNarrower { word } => both(
            format!("{word}の緩い期間が厳しい期間より短くなっています"),
            format!("the lenient window of `{word}` is shorter than the strict one"),
        ),
        Fault::ReasonedNotCounted { kind } => both(
            format!("reasonedの「{kind}」がkindsにありません"),
            format!("`reasoned` names `{kind}`, which `kinds` does not count"),
        ),
        Fault::Unreachable => {
            both("どの判定規則からもこの要件にたどり着けません", "no rule leads to this requirement")
        }
        Fault::Cycle { path } => both(
            format!("判定規則が一巡しています: {}", path.join(" -> ")),
            format!("the rules go round in a circle: {}", path.join(" -> ")),
        ),
        Fault::WhenNotUnderAll => {
            both("WhenはAllの直下にだけ書けます", "`When` may stand only directly under `All`")
        }
        Fault::NotAboutPerson { word } => both(
            format!("「{word}」は人についての規則ではないので、ここには書けません"),
            format!("`{word}` does not speak of a person and cannot stand here"),
        ),
        Fault::PeopleMayDiffer { word } => both(
            format!("この{word}は、別々の人が満たしても成り立ってしまいます"),
            format!("different people may satisfy the parts of this `{word}`"),
        ),
        Fault::RouteUnderAll { id } => both(
            format!("充足経路「{id}」がそのままAllに入っています"),
            format!("the route `{id}` enters an `All` by itself"),
        ),
        Fault::MustHold => both(
            "必ず満たすべき要件に「対象外」を認めています",
            "\"not applicable\" is allowed for a requirement that must hold",
        ),
        Fault::KindMismatch { kind, word } => both(
            format!("kindが{kind:?}の行に、規則「{word}」は合いません"),
            format!("the rule `{word}` does not go with `kind: {kind:?}`"),
        ),
        _ => both(UNNAMED.0, UNNAMED.1),
    }
}

/// "Did you mean …?", and otherwise what could stand there.
fn near(fault: &Fault) -> Option<Both> {
    let (near, known) = match fault {
        Fault::UnknownKey { near, known, .. } | Fault::UnknownWord { near, known, .. } => {
            (near, known.join(", "))
        }
        Fault::Dangling { near, .. }
        | Fault::UnknownCategory { near, .. }
        | Fault::Undefined { near, .. }
        | Fault::UnknownReference { near, .. } => (near, String::new()),
        _ => return None,
    };
    match near {
        Some(near) => Some(both(format!("「{near}」のことですか"), format!("did you mean `{near}`?"))),
        None if known.is_empty() => None,
        None => Some(both(format!("書けるのは {known}"), format!("possible are {known}"))),
    }
}

fn advice(fault: &Fault) -> Option<Both> {
    Some(match fault {
        Fault::BracketsWanted { word } => both(format!("{word}() と書きます"), format!("write `{word}()`")),
        Fault::BracketsNotWanted { word } => {
            both(format!("{word} とだけ書きます"), format!("write just `{word}`"))
        }
        Fault::StrayCharacter { meant: Some(meant), .. } => {
            both(format!("半角の {meant} を使います"), format!("use the plain character `{meant}`"))
        }
        Fault::Unfit { .. } => {
            both("消すか、ふつうの文字で書きます", "delete it, or use a standard character")
        }
        Fault::UnclosedText => both(
            "文章の終わりに \" を書きます。文章の中の引用符は \\\" と書きます",
            "end the text with `\"`; a quotation mark inside a text is written `\\\"`",
        ),
        Fault::UnclosedBracket { .. } | Fault::WrongBracket { .. } => {
            both("同じ要件の中の括弧の数を確かめてください", "count the brackets of this requirement")
        }
        Fault::OneOnly { .. } => {
            both("複数の規則はAll([...])でまとめます", "join several rules with `All([...])`")
        }
        Fault::NoAlias { .. } => both(
            "番号や日付ではなく、よく知られた略称か旧称を書きます",
            "write a well-known short or former name, not a number or a date",
        ),
        Fault::AliasTaken { .. } => both(
            "この別名を消すか、書いている構成員を確かめてください",
            "delete the alias, or check which member it belongs to",
        ),
        Fault::NoDayOfYear { .. } => {
            both("03-31 のように月と日を書きます", "write month and day, as in 03-31")
        }
        Fault::RetiredId { .. } => both("新しいidを付けてください", "give the row a new id"),
        Fault::MissingBase { .. } => both(
            "元の版のフォルダーを隣に置くか、baseを直してください",
            "put the base edition's folder beside this one, or correct `base`",
        ),
        Fault::UnknownReference { .. } => both(
            "自分の一覧は、設問票の隣かデータフォルダーの questionnaires の references フォルダーに .ron で書きます",
            "lists of your own are `.ron` files in a folder `references`, beside the pack or under `questionnaires` in the data folder",
        ),
        Fault::UnlistedFile { .. } => both(
            "filesに書き加えるか、フォルダーから出してください",
            "add it to `files` or take it out of the folder",
        ),
        Fault::KindMismatch { .. } => both(
            "RouteはRoute(...)、OptionはOffered・Kind・Act、InheritanceはInherits(...)と組みます",
            "`Route` goes with `Route(...)`, `Option` with `Offered`, `Kind` or `Act`, `Inheritance` with `Inherits(...)`",
        ),
        Fault::Unreachable => both(
            "親の規則にRow(\"...\")を書くか、区分のrequiresに加えてください",
            "name it as `Row(\"...\")` in its parent's rule, or in `requires` of the category",
        ),
        Fault::PeopleMayDiffer { .. } => both(
            "Person(...)で囲むと、同じ人について判定します",
            "put it into `Person(...)` so that one and the same person is judged",
        ),
        Fault::RouteUnderAll { .. } => both(
            "経路はPerson、Any、Coverageの中で使います",
            "routes are used inside `Person`, `Any` or `Coverage`",
        ),
        Fault::MustHold => both(
            "not_applicableの行を消してください。認めてよいのは選択肢と充足経路だけです",
            "take the `not_applicable` line out; only alternatives and routes may have it",
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

fn block_ja(block: &str) -> String {
    match block {
        "Bilingual" => "日英の組(ja, en)".to_owned(),
        "" => "この組".to_owned(),
        other => other.to_owned(),
    }
}

fn block_en(block: &str) -> String {
    match block {
        "Bilingual" => "the pair (ja, en)".to_owned(),
        "" => "this block".to_owned(),
        other => format!("`{other}`"),
    }
}

fn word_ja(of: &str) -> &'static str {
    match of {
        "Rule" => "規則の語",
        "RowKind" => "行の種類(kind)",
        "Effort" => "手間(effort)",
        "NotApplicable" => "「対象外」の扱い(not_applicable)",
        "Reviewer" => "レビュー者(by)",
        "ReferenceKind" => "例示の種類(kind)",
        "Group" => "資格の群(group)",
        _ => "値",
    }
}

fn word_en(of: &str) -> &'static str {
    match of {
        "Rule" => "rule word",
        "RowKind" => "kind of row",
        "Effort" => "effort",
        "NotApplicable" => "value of not_applicable",
        "Reviewer" => "reviewer",
        "ReferenceKind" => "kind of list",
        "Group" => "group",
        _ => "value",
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
