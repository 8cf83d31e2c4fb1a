//! The name of whoever is logged in: what the environment says, else what the system knows of the user.

use nix::unistd::{User, getuid};

/// The login name; empty where nobody knows one. A bare number would be nobody's name.
pub fn name() -> String {
    name_of(
        |variable| std::env::var(variable).ok(),
        || User::from_uid(getuid()).ok().flatten().map(|user| user.name),
    )
}

fn name_of(variable: impl Fn(&str) -> Option<String>, known: impl Fn() -> Option<String>) -> String {
    let said = ["LOGNAME", "USER"].into_iter().filter_map(variable).find(|name| !name.trim().is_empty());
    said.or_else(known).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_comes_first_and_nobody_is_a_number() {
        let logged = |name: &str| (name == "USER").then(|| "aoki".to_owned());
        assert_eq!(name_of(logged, || Some("root".into())), "aoki");
        assert_eq!(name_of(|_| Some(" ".into()), || Some("root".into())), "root");
        assert_eq!(name_of(|_| None, || None), "");
    }
}
