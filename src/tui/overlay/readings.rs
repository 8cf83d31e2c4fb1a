//! How the names of actions are read, so that they are found by kana and Latin letters too.

/// Words in the names of actions and their readings; of two that begin alike the longer one stands first.
const WORDS: &[(&str, &str)] = &[
    ("自己評価", "じこひょうか"),
    ("新しい", "あたらしい"),
    ("見本", "みほん"),
    ("選んだ", "えらんだ"),
    ("開閉", "かいへい"),
    ("開く", "ひらく"),
    ("申告", "しんこく"),
    ("理由", "りゆう"),
    ("添えて", "そえて"),
    ("対象外", "たいしょうがい"),
    ("設問", "せつもん"),
    ("台帳", "だいちょう"),
    ("判定", "はんてい"),
    ("次の", "つぎの"),
    ("前の", "まえの"),
    ("未回答", "みかいとう"),
    ("備考", "びこう"),
    ("書く", "かく"),
    ("取り消す", "とりけす"),
    ("全部", "ぜんぶ"),
    ("戻す", "もどす"),
    ("戻る", "もどる"),
    ("行く", "いく"),
    ("行を", "ぎょうを"),
    ("追加", "ついか"),
    ("編集", "へんしゅう"),
    ("削除", "さくじょ"),
    ("複製", "ふくせい"),
    ("一覧", "いちらん"),
    ("組織名", "そしきめい"),
    ("区分", "くぶん"),
    ("基準日", "きじゅんび"),
    ("元に", "もとに"),
    ("直す", "なおす"),
    ("枠", "わく"),
    ("枝", "えだ"),
    ("探す", "さがす"),
    ("操作", "そうさ"),
    ("日本語", "にほんご"),
    ("英語", "えいご"),
    ("切り替える", "きりかえる"),
    ("幅", "はば"),
    ("文字", "もじ"),
    ("半角", "はんかく"),
    ("全角", "ぜんかく"),
    ("終了", "しゅうりょう"),
    ("中断", "ちゅうだん"),
    ("端末", "たんまつ"),
    ("上へ", "うえへ"),
    ("下へ", "したへ"),
    ("左へ", "ひだりへ"),
    ("右へ", "みぎへ"),
    ("先頭", "せんとう"),
    ("末尾", "まつび"),
    ("本文", "ほんぶん"),
    ("送る", "おくる"),
];

/// A name with every known word as it is read.
pub(super) fn of(name: &str) -> String {
    WORDS.iter().fold(name.to_owned(), |read, (word, reading)| read.replace(word, reading))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::text::Lang;
    use crate::tui::action::TABLE;

    #[test]
    fn every_name_of_an_action_can_be_read() {
        for entry in TABLE {
            let read = of(entry.name(Lang::Ja));
            let unread = read.chars().any(|c| ('一'..='鿿').contains(&c));
            assert!(!unread, "a word is missing from WORDS: {read}");
        }
    }
}
