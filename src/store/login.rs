//! The name of the logged-in user: what the environment says, else what the system knows of the user. It goes into
//! files, so it is held to the rule of what may be entered.

use std::ffi::OsString;

use nix::unistd::{User, getuid};

use crate::domain::clean::{self, Amiss};

/// Where a login name is looked for, the first one first.
const VARIABLES: [&str; 2] = ["LOGNAME", "USER"];

/// The login name; empty where there is none that can be used. A bare number is no name.
pub fn name() -> String {
    name_of(|variable| std::env::var_os(variable), known)
}

/// The first variable whose name cannot be used, with what is wrong with it.
pub fn passed_over() -> Option<(&'static str, Amiss)> {
    let (variable, text) = said(|variable| std::env::var_os(variable)).next()?;
    Some((variable, clean::amiss(&text)?))
}

fn known() -> Option<String> {
    User::from_uid(getuid()).ok().flatten().map(|user| user.name)
}

/// The names that the environment says, in their order; what is no UTF-8 cannot be used either, and stays visible as that.
fn said(variable: impl Fn(&str) -> Option<OsString>) -> impl Iterator<Item = (&'static str, String)> {
    let name = move |name| Some((name, variable(name)?.to_string_lossy().into_owned()));
    VARIABLES.into_iter().filter_map(name).filter(|(_, text)| !text.trim().is_empty())
}

fn name_of(variable: impl Fn(&str) -> Option<OsString>, known: impl Fn() -> Option<String>) -> String {
    let fit = |name: &String| clean::amiss(name).is_none();
    said(variable).map(|(_, name)| name).find(fit).or_else(|| known().filter(fit)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_comes_first_and_nobody_is_a_number() {
        let logged = |name: &str| (name == "USER").then(|| "aoki".into());
        assert_eq!(name_of(logged, || Some("root".into())), "aoki");
        assert_eq!(name_of(|_| Some(" ".into()), || Some("root".into())), "root");
        assert_eq!(name_of(|_| None, || None), "");
    }

    #[test]
    fn a_name_that_could_not_be_entered_is_nobody_s() {
        use std::os::unix::ffi::OsStringExt;

        for broken in [&b"ao\xffki"[..], "ao\u{3164}ki".as_bytes(), b"ao\x1b[2Jki", "ao\u{E000}ki".as_bytes()]
        {
            let both = |name: &str| match name {
                "LOGNAME" => Some(OsString::from_vec(broken.to_vec())),
                _ => Some("aoki".into()),
            };
            assert_eq!(name_of(both, || Some("root".into())), "aoki");
            assert_eq!(
                name_of(|_| Some(OsString::from_vec(broken.to_vec())), || Some("root".into())),
                "root"
            );
        }
    }
}
