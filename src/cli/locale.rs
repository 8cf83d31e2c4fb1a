//! Which language to speak, decided before the arguments are parsed, so that help and errors speak it too; and whether
//! the locale says that its terminal does not show what is written.

use std::ffi::OsString;

use crate::domain::text::Lang;

/// The variables that name the locale of messages, the first one that is set counts.
pub(super) const VARIABLES: [&str; 3] = ["LC_ALL", "LC_MESSAGES", "LANG"];

/// The variables that name the locale of characters, the first one that is set counts.
const CHARACTERS: [&str; 3] = ["LC_ALL", "LC_CTYPE", "LANG"];

/// `--lang` if it names a language, then the locale, then Japanese.
pub(super) fn chosen(arguments: &[OsString], variable: impl Fn(&str) -> Option<String>) -> Lang {
    asked_for(arguments).unwrap_or_else(|| of_locale(variable))
}

fn asked_for(arguments: &[OsString]) -> Option<Lang> {
    let words = arguments.iter().skip(1).map(|argument| argument.to_str().unwrap_or_default());
    let words: Vec<&str> = words.take_while(|word| *word != "--").collect();
    let value = words.iter().enumerate().find_map(|(at, word)| match *word {
        "--lang" => words.get(at + 1).copied(),
        _ => word.strip_prefix("--lang="),
    })?;
    [Lang::Ja, Lang::En].into_iter().find(|lang| lang.code() == value)
}

/// A locale whose code set cannot carry kana gets English, C and POSIX among them; an unset one, or one that names
/// no code set, gets Japanese unless it is English.
fn of_locale(variable: impl Fn(&str) -> Option<String>) -> Lang {
    let set = VARIABLES.into_iter().filter_map(variable).find(|value| !value.is_empty());
    let Some(locale) = set else { return Lang::Ja };
    if is_foreign(&locale) { Lang::En } else { Lang::from_locale(&locale).unwrap_or(Lang::Ja) }
}

/// Whether a locale names a code set that is not UTF-8. One that names none is taken for UTF-8, as terminals are.
fn is_foreign(locale: &str) -> bool {
    let code_set = locale.split_once('.').map(|(_, rest)| rest.split('@').next().unwrap_or_default());
    let utf8 = |name: &str| matches!(name.to_ascii_lowercase().as_str(), "utf-8" | "utf8" | "");
    matches!(locale, "C" | "POSIX") || code_set.is_some_and(|name| !utf8(name))
}

/// A line for a terminal whose locale says that it does not show UTF-8, which every text is written in; in ASCII, since
/// nothing else could be read there.
pub(super) fn hint(variable: impl Fn(&str) -> Option<String>) -> Option<String> {
    let set = |name: &&str| variable(name).is_some_and(|value| !value.is_empty());
    let name = CHARACTERS.into_iter().find(set)?;
    let locale = variable(name).filter(|locale| is_foreign(locale))?;
    let language = locale.split('.').next().unwrap_or_default();
    let better = if language == "POSIX" { "C" } else { language };
    let (locale, better) = (locale.escape_default(), better.escape_default());
    Some(format!("{name}={locale}: kijun writes UTF-8. Unreadable? LC_ALL={better}.UTF-8"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lang(arguments: &[&str], variables: &[(&str, &str)]) -> Lang {
        let arguments: Vec<OsString> = arguments.iter().map(OsString::from).collect();
        chosen(&arguments, |key| {
            variables.iter().find(|(name, _)| *name == key).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn the_option_comes_first() {
        assert_eq!(lang(&["kijun", "gap", "--lang", "en"], &[("LANG", "ja_JP.UTF-8")]), Lang::En);
        assert_eq!(lang(&["kijun", "--lang=ja", "gap"], &[("LC_ALL", "en_US.UTF-8")]), Lang::Ja);
        assert_eq!(lang(&["kijun", "--", "--lang=en"], &[]), Lang::Ja);
        assert_eq!(lang(&["kijun", "--lang", "fr"], &[("LANG", "en_GB.UTF-8")]), Lang::En);
    }

    #[test]
    fn then_the_locale_in_its_order() {
        assert_eq!(lang(&["kijun"], &[("LC_ALL", "en_US.UTF-8"), ("LANG", "ja_JP.UTF-8")]), Lang::En);
        assert_eq!(
            lang(&["kijun"], &[("LC_ALL", ""), ("LC_MESSAGES", "en_US"), ("LANG", "ja_JP")]),
            Lang::En
        );
        assert_eq!(lang(&["kijun"], &[("LANG", "ja_JP.UTF-8")]), Lang::Ja);
    }

    #[test]
    fn then_japanese_unless_the_terminal_cannot_show_it() {
        assert_eq!(lang(&["kijun"], &[]), Lang::Ja);
        assert_eq!(lang(&["kijun"], &[("LANG", "C.UTF-8")]), Lang::Ja);
        assert_eq!(lang(&["kijun"], &[("LANG", "C")]), Lang::En);
        assert_eq!(lang(&["kijun"], &[("LC_ALL", "POSIX"), ("LANG", "ja_JP.UTF-8")]), Lang::En);
        assert_eq!(lang(&["kijun", "--lang", "ja"], &[("LC_ALL", "C")]), Lang::Ja);
        assert_eq!(lang(&["kijun"], &[("LANG", "fr_FR.UTF-8")]), Lang::Ja);
        assert_eq!(lang(&["kijun"], &[("LANG", "ja_JP.eucJP")]), Lang::En);
    }

    #[test]
    fn a_terminal_that_is_not_utf_8_is_told_what_would_help() {
        let told = |variables: &[(&str, &str)]| {
            hint(|key| variables.iter().find(|(name, _)| *name == key).map(|(_, value)| (*value).to_owned()))
        };
        let line = |start: &str, better: &str| {
            Some(format!("{start}: kijun writes UTF-8. Unreadable? LC_ALL={better}.UTF-8"))
        };
        assert_eq!(told(&[("LANG", "C")]), line("LANG=C", "C"));
        assert_eq!(told(&[("LC_ALL", "POSIX"), ("LANG", "ja_JP.UTF-8")]), line("LC_ALL=POSIX", "C"));
        assert_eq!(told(&[("LANG", "ja_JP.eucJP")]), line("LANG=ja_JP.eucJP", "ja_JP"));
        assert_eq!(
            told(&[("LC_CTYPE", "ja_JP.SJIS@x"), ("LANG", "C")]),
            line("LC_CTYPE=ja_JP.SJIS@x", "ja_JP")
        );
        assert_eq!(told(&[("LANG", "C\u{1b}[2J.x")]), line("LANG=C\\u{1b}[2J.x", "C\\u{1b}[2J"));
        for shows_it in ["ja_JP.UTF-8", "C.utf8", "UTF-8", "en_US", ""] {
            assert_eq!(told(&[("LC_CTYPE", shows_it)]), None, "{shows_it}");
        }
        assert_eq!(told(&[("LC_CTYPE", "UTF-8"), ("LANG", "C")]), None, "as ssh from a Mac sets it");
        assert_eq!(told(&[]), None, "a server that passes no locale on");
    }
}
