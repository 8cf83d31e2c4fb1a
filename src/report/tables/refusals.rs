//! Why a row of a table is refused, in words.

use super::lookup::noun;
use super::problem::{Problem, problem, shown};
use crate::domain::change::Series;

pub(super) fn footer(name: &str) -> Problem {
    let name = shown(name);
    problem!(
        "「{name}」は表の合計か注記のようです",
        "\"{name}\" looks like a sum or a note below the table",
        "行を消してください。本当に新しい行なら番号(id)に「新規」と書いてください",
        "delete the row; if it is a row indeed, write \"new\" as its id"
    )
}

/// A row below an empty one that nothing ties to the table above it.
pub(super) fn below(gap: usize) -> Problem {
    problem!(
        "{gap}行目の空行より下にあり、表の続きかどうかわかりません",
        "it stands below the empty row {gap}, and nothing says that the table goes on there",
        "続きなら空行を消し、表の外の記載ならこの行を消してください",
        "delete the empty row if it does, and this row if it is no part of the table"
    )
}

pub(super) fn other_altogether(id: &str, name: &str, text: &str) -> Problem {
    let (name, text) = (shown(name), shown(text));
    problem!(
        "{id} は「{name}」ですが、表ではまったく別の「{text}」です",
        "{id} is \"{name}\", but the sheet has quite another name, \"{text}\"",
        "ほかの会社の表でないか確かめてください。別の人や契約なら番号(id)に「新規」と書き、名前を改めるなら、このファイルから書き出した表か画面を使ってください",
        "check that the sheet is not another company's; write \"new\" as id for something else; to rename it use a sheet written from this file, or the workbench"
    )
}

pub(super) fn shifted(id: &str, name: &str, text: &str, other: &str) -> Problem {
    let (name, text) = (shown(name), shown(text));
    problem!(
        "{id} は「{name}」で、「{text}」は {other} です",
        "{id} is \"{name}\", \"{text}\" is {other}",
        "表の一部の列だけを並べ替えていないか確かめてください",
        "check that the rows were not sorted by some of their columns alone"
    )
}

pub(super) fn nameless() -> Problem {
    problem!(
        "番号(id)も名前もありません",
        "it has neither an id nor a name",
        "どちらかを書いてください",
        "give one of them"
    )
}

pub(super) fn no_id(text: &str, series: Series) -> Problem {
    let (text, letter) = (shown(text), series.letter());
    problem!(
        "「{text}」は {letter}-01 の形の番号ではありません",
        "\"{text}\" is not an id of the form {letter}-01",
        "新しい行なら空のままにしてください",
        "leave it empty for a new row"
    )
}

pub(super) fn unknown_id(id: &str, series: Series) -> Problem {
    let (ja, en) = noun(series);
    problem!(
        "{ja} {id} はこのファイルにありません",
        "there is no {en} {id} in this file",
        "新しい行なら番号を空にするか「新規」と書きます。表の番号のまま加えるなら --keep-ids を付けます",
        "leave the id empty for a new row; --keep-ids adds rows under the ids of the sheet"
    )
}

pub(super) fn removed(id: &str) -> Problem {
    problem!(
        "{id} は、このファイルで前に使われた番号です",
        "{id} was given out in this file before and is not there any more",
        "新しい行なら番号を空にしてください",
        "leave the id empty for a new row"
    )
}
