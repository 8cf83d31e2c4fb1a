//! The sentences about names that are in no reference list: which members may be meant, and how to register them.

use crate::domain::assessment::Catalog;
use crate::domain::listed::{self, Meaning, Misnumbered, NameShape, Stray, Within};
use crate::domain::pack::Requirement;
use crate::domain::reference::ReferenceKind;
use crate::domain::register::VerifiedMember;
use crate::domain::text::{Bilingual, Lang, bilingual, both, pick, tr};
use crate::report::grounds::Context;
use crate::report::sheet::{self, printable};

/// The longest piece of a name that a sentence repeats, in characters.
const LONGEST: usize = 60;

/// How many names are listed for one row.
const MOST_SAID: usize = 3;

/// What is in no list although a member of the lists that a row asks for may be meant.
pub fn renames(context: &Context<'_>, row: &Requirement) -> Vec<Stray> {
    let catalog = Catalog::new(context.references, context.assessment);
    listed::renames(&catalog, context.assessment, &row.id, &row.rule)
}

/// What a name means in the lists of some kinds: for sheets and forms alike. The id of a requirement is no name either.
pub fn meaning(context: &Context<'_>, name: &str, kinds: &[ReferenceKind]) -> Meaning {
    let catalog = Catalog::new(context.references, context.assessment);
    match catalog.meaning(name, Within::Kinds(kinds)) {
        Meaning::Unlisted(_) if context.pack.position_meant(name).is_some() => {
            Meaning::Shaped(NameShape::Id, Vec::new())
        }
        meaning => meaning,
    }
}

/// Everything in a file that a list has under another name, or may have: what to do about it, one sentence each.
pub fn all(lang: Lang, context: &Context<'_>) -> Vec<String> {
    let strays = strays(context).into_iter().filter(|stray| !stray.candidates().is_empty());
    strays.map(|stray| renamed(lang, context, &stray)).collect()
}

/// Everything in a file that is in no list as it is written.
pub fn strays(context: &Context<'_>) -> Vec<Stray> {
    let catalog = Catalog::new(context.references, context.assessment);
    listed::strays(&catalog, listed::named(context.assessment), |named| Within::Kinds(named.kinds))
}

/// What to do about the names of a row's lists, one sentence each for the first; the last one says how many more.
pub fn rename_sentences(lang: Lang, context: &Context<'_>, row: &Requirement) -> Vec<String> {
    let strays = renames(context, row);
    let mut said: Vec<String> =
        strays.iter().take(MOST_SAID).map(|stray| renamed(lang, context, stray)).collect();
    let more = strays.len().saturating_sub(MOST_SAID);
    if let Some(last) = said.last_mut().filter(|_| more > 0) {
        let rest = tr!(
            lang,
            "ほかに{more}件あります(kijun check で一覧)。",
            " There are {more} more; kijun check lists them."
        );
        last.push_str(&rest);
    }
    said
}

/// That something is registered under another name than its list's, or may be: what to do about it.
pub fn renamed(lang: Lang, context: &Context<'_>, stray: &Stray) -> String {
    let with = sheet::fact(context.assessment, &stray.with);
    let (name, members) = (shown(&stray.name), members(lang, context, stray.candidates()));
    match (stray.member(), lang) {
        (Some(_), Lang::Ja) => {
            format!("{with}の「{name}」は例示の {members} です。例示の名前で登録し直してください。")
        }
        (Some(_), Lang::En) => {
            format!("Register \"{name}\" of {with} under the list's name, {members}.")
        }
        (None, Lang::Ja) => {
            format!("{with}の「{name}」が例示の {members} のことなら、例示の名前で登録し直してください。")
        }
        (None, Lang::En) => {
            format!("If \"{name}\" of {with} is {members}, register it under the list's name.")
        }
    }
}

/// That a name is in no list, with the members that are near.
pub fn announced(lang: Lang, context: &Context<'_>, stray: &Stray) -> String {
    let with = sheet::fact(context.assessment, &stray.with);
    format!("{with}: {}", in_no_list(lang, context, &stray.name, stray.candidates()))
}

/// The same of a name alone; without a full stop.
pub fn in_no_list(lang: Lang, context: &Context<'_>, name: &str, near: &[String]) -> String {
    let (name, near) = (shown(name), members(lang, context, near));
    match (lang, near.is_empty()) {
        (Lang::Ja, true) => format!("「{name}」は例示にありません"),
        (Lang::En, true) => format!("\"{name}\" is in no reference list"),
        (Lang::Ja, false) => format!("「{name}」は例示にありません。近いもの: {near}"),
        (Lang::En, false) => format!("\"{name}\" is in no reference list; near: {near}"),
    }
}

/// What is wrong with a text that is no name, and how to mend it.
pub fn no_name(
    context: &Context<'_>,
    text: &str,
    shape: NameShape,
    near: &[String],
) -> (Bilingual, Bilingual) {
    let text = shown(text);
    let message = match shape {
        NameShape::List => bilingual!(
            "「{text}」は例示の一覧の番号で、名前ではありません",
            "\"{text}\" is the number of a reference list, not a name in it"
        ),
        NameShape::Id => bilingual!(
            "「{text}」は番号(id)の形ですが、例示にありません",
            "\"{text}\" is shaped like an id, but no reference list has it"
        ),
        NameShape::Date => bilingual!(
            "「{text}」は日付の形で、名前ではありません",
            "\"{text}\" is shaped like a date, not like a name"
        ),
        NameShape::Number => {
            bilingual!("「{text}」は数字だけで、名前ではありません", "\"{text}\" is digits alone, not a name")
        }
    };
    let hint = match (shape, near.is_empty()) {
        (NameShape::List | NameShape::Id, false) => {
            let (ja, en) = (members(Lang::Ja, context, near), members(Lang::En, context, near));
            bilingual!("次のどれかなら、そう書いてください: {ja}", "if it is one of these, write that: {en}")
        }
        (NameShape::Date, _) => both(
            "表計算ソフトが一覧の番号を日付に変えることがあります。列の書式を文字列にして、名前を入れ直してください",
            "spreadsheets turn numbers of lists into dates; format the column as text and write the name",
        ),
        _ => both("証書にある名前で書いてください", "write the name on the certificate"),
    };
    (message, hint)
}

/// What to do where all is done but nobody has seen the members on their published lists.
pub fn close_unverified(lang: Lang, context: &Context<'_>, row: &Requirement, ids: &[String]) -> String {
    let text = printable(row.close_unverified.get(lang));
    let members = members(lang, context, ids);
    match lang {
        _ if ids.is_empty() => text,
        Lang::Ja => format!("{text}対象: {members}"),
        Lang::En => format!("{text} This is about {members}"),
    }
}

/// Why an id cannot stand for an added member, and how to mend it.
pub fn misnumbered(context: &Context<'_>, added: &VerifiedMember) -> Option<(Bilingual, Bilingual)> {
    let catalog = Catalog::new(context.references, context.assessment);
    let wrong = catalog.misnumbered(added)?;
    let (id, list, name) = (shown(&added.id), shown(added.list()), shown(&added.name));
    let example = example(added);
    Some(match wrong {
        Misnumbered::NoList(number) => {
            let number = shown(&number);
            (
                bilingual!("例示{number}という一覧はありません", "there is no reference list {number}"),
                both(
                    "一覧の番号は「kijun references」か画面「例示の台帳」で確かめられます",
                    "kijun references and the screen of reference lists show their numbers",
                ),
            )
        }
        Misnumbered::ReadAs(number) => (
            bilingual!("例示{list}は例示{number}と読みます", "list {list} is read as list {number}"),
            bilingual!("「{number}/短い名前」の形で書いてください", "write it as {number}/short-name"),
        ),
        Misnumbered::Taken(_) => {
            let [ja, en] = [Lang::Ja, Lang::En].map(|lang| printable(catalog.name_of(&added.id, lang)));
            (
                bilingual!("{id} は「{ja}」の番号です", "{id} is the number of \"{en}\""),
                bilingual!(
                    "別のものなら {example} のように別の短い名前を付け、同じものなら名前を空にしてください",
                    "if it is something else, give it a short name of its own, such as {example}; if not, leave the name empty"
                ),
            )
        }
        Misnumbered::Known(known) => (
            bilingual!("「{name}」は例示に {known} としてあります", "\"{name}\" is on the list as {known}"),
            bilingual!("同じものなら {known} と書いてください", "if it is the same, write {known}"),
        ),
    })
}

/// An id that a member could have, by its name; the form of one where the name has no plain letters.
fn example(added: &VerifiedMember) -> String {
    let short = short_name(&added.name).unwrap_or_else(|| "short-name".to_owned());
    format!("{}/{short}", shown(added.list()))
}

/// A short name for an id out of the plain letters and digits of a name; nothing where it has no letter.
fn short_name(name: &str) -> Option<String> {
    let letters = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { ' ' };
    let plain: String = shown(name).chars().map(letters).collect();
    let short = plain.split_whitespace().collect::<Vec<_>>().join("-");
    short.contains(|c: char| c.is_ascii_lowercase()).then_some(short)
}

/// An id for a new member of a list that nothing has: the number, and the first of its names with plain letters.
pub fn new_member_id<'t>(
    context: &Context<'_>,
    number: &str,
    names: impl Iterator<Item = &'t str>,
) -> String {
    let taken = |id: &String| {
        let added = context.assessment.members.iter().any(|member| member.id == *id);
        added || context.references.member(id).is_some()
    };
    let names: Vec<&str> = names.collect();
    // A name without other letters says more than the few plain ones of another.
    let plain = names.iter().filter(|name| name.is_ascii()).chain(&names).find_map(|name| short_name(name));
    let first = format!("{number}/{}", plain.unwrap_or_else(|| "member".to_owned()));
    let more = (2..).map(|count| format!("{first}-{count}"));
    std::iter::once(first.clone()).chain(more).find(|id| !taken(id)).unwrap_or(first)
}

/// Members by id and name.
pub fn members(lang: Lang, context: &Context<'_>, ids: &[String]) -> String {
    let catalog = Catalog::new(context.references, context.assessment);
    let line = |id: &String| {
        let (id, name) = (printable(id), printable(catalog.name_of(id, lang)));
        if name == id { id } else { format!("{id} {name}") }
    };
    ids.iter().map(line).collect::<Vec<_>>().join(pick(lang, "、", ", "))
}

fn shown(name: &str) -> String {
    sheet::shortened(name, LONGEST)
}
