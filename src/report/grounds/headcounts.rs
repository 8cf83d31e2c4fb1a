//! Stated numbers of people beside what can be counted, in words (A6).

use super::context::Context;
use super::names::Names;
use crate::domain::evaluate::{Heads, Persons, StatedBeside, Why};
use crate::domain::text::{Lang, pick, tr};
use crate::report::sheet::printable;
use crate::report::words;

/// One number: as stated, as counted for the leads, as counted for everybody.
pub(super) fn number(names: &Names<'_>, number: &StatedBeside) -> String {
    let lang = names.lang;
    let stated = number.stated.iter().map(|(document, count)| {
        let (count, document) = (words::people(lang, *count), printable(document));
        tr!(lang, "{count}({document})", "{count} ({document})")
    });
    let stated: Vec<String> = stated.collect();
    let stated = match &stated[..] {
        [] => pick(lang, "なし", "nothing").to_owned(),
        stated => stated.join(pick(lang, "、", ", ")),
    };
    let counted = |role: &str, heads: &Heads| {
        let number = readings(lang, heads.strict, heads.lenient);
        if role.is_empty() { number } else { of_role(names, role, &number) }
    };
    let leads = number.leads.as_ref().map(|(role, heads)| counted(role, heads));
    let counted: Vec<String> = leads.into_iter().chain([counted(&number.role, &number.all)]).collect();
    let (route, counted) = (names.row(&number.route), counted.join(pick(lang, "、", ", ")));
    tr!(
        lang,
        "「{route}」の人数: 記載は{stated}、台帳では{counted}",
        "\"{route}\": stated {stated}; registers show {counted}"
    )
}

/// How many different people stand behind the numbers.
pub(super) fn persons(
    names: &Names<'_>,
    leads: Option<&(String, Persons)>,
    all: &(String, Persons),
) -> String {
    let lang = names.lang;
    let one = |(role, persons): &(String, Persons)| {
        let any = readings(lang, persons.strict.0, persons.lenient.0);
        let several = readings(lang, persons.strict.1, persons.lenient.1);
        let number = tr!(
            lang,
            "{any}、うち複数の要件を満たす人{several}",
            "{any}, {several} of them on more than one requirement"
        );
        of_role(names, role, &number)
    };
    let parts: Vec<String> = leads.map(one).into_iter().chain([one(all)]).collect();
    let parts = parts.join(pick(lang, "。", "; "));
    tr!(lang, "重なりを除いた実人数: {parts}", "different people: {parts}")
}

/// Which number is to be which, where only numbers are wrong: `"…" 1名 -> 2名`.
pub fn put_right(lang: Lang, context: &Context<'_>, reasons: &[Why]) -> Option<String> {
    let names = Names::new(lang, Some(context));
    let right = |route: &str, stated: u32, right: u32| {
        let (stated, right) = (words::people(lang, stated), words::people(lang, right));
        let route = names.row(route);
        tr!(lang, "「{route}」{stated} -> {right}", "\"{route}\" {stated} -> {right}")
    };
    let mut numbers: Vec<String> = Vec::new();
    for why in reasons {
        match why {
            Why::Overstated { route, stated, strict, .. } | Why::Understated { route, stated, strict } => {
                numbers.push(right(route, *stated, *strict));
            }
            Why::LeadNotCounted { route, strict } => numbers.push(right(route, 0, *strict)),
            Why::PopulationsMixed | Why::PerhapsOnePerson(_) => {}
            _ => return None,
        }
    }
    (!numbers.is_empty()).then(|| numbers.join(pick(lang, "、", ", ")))
}

fn of_role(names: &Names<'_>, role: &str, number: &str) -> String {
    let role = names.role(role);
    tr!(names.lang, "{role}{number}", "{number} as {role}")
}

fn readings(lang: Lang, strict: u32, lenient: u32) -> String {
    let (one, other) = (words::people(lang, strict), words::people(lang, lenient));
    if strict == lenient {
        return one;
    }
    tr!(lang, "{one}(緩やかに{other})", "{one} (leniently {other})")
}
