//! What `docs/cli.md` says of the commands against what they say of themselves.

use std::collections::{BTreeMap, BTreeSet};

use crate::home::Home;

const DOCUMENT: &str = include_str!("../../docs/cli.md");

/// Options of every command, told above the table or in `docs/hosting.md`.
const EVERYWHERE: [&str; 8] =
    ["lang", "references", "data-dir", "tz", "ambiguous", "no-color", "help", "version"];

/// The words behind every `--` of a text.
fn options(text: &str) -> BTreeSet<String> {
    let names = text
        .split("--")
        .skip(1)
        .map(|rest| rest.chars().take_while(|c| c.is_ascii_lowercase() || *c == '-').collect::<String>());
    names.filter(|name| !name.is_empty() && !EVERYWHERE.contains(&name.as_str())).collect()
}

/// The options of the table, by command.
fn documented() -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in DOCUMENT.lines().filter_map(|line| line.strip_prefix("| `kijun ")) {
        let command = row.split([' ', '`']).next().unwrap_or_default();
        if !command.starts_with(['[', '-']) {
            found.entry(command.to_owned()).or_default().extend(options(row));
        }
    }
    found
}

#[test]
fn every_command_and_option_is_documented_and_nothing_else() {
    let home = Home::new();
    let help = |arguments: &[&str]| home.run(&[arguments, &["--help", "--lang", "en"]].concat()).out;
    let all = help(&[]);
    let list =
        all.split("Commands:").nth(1).and_then(|rest| rest.split("\n\n").next()).expect("the commands");
    let commands: BTreeSet<String> = list
        .lines()
        .filter(|line| !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .map(str::to_owned)
        .collect();
    let documented = documented();
    assert_eq!(documented.keys().cloned().collect::<BTreeSet<_>>(), commands);
    for (command, told) in &documented {
        let text = help(&[command]);
        let own = options(text.split("Options:").nth(1).expect("options"));
        let from_help: BTreeSet<String> = text
            .lines()
            .filter_map(|line| {
                line.trim_start().strip_prefix("--").or(line.trim_start().get(4..)?.strip_prefix("--"))
            })
            .flat_map(|line| options(&format!("--{line}")).into_iter().take(1))
            .collect();
        assert!(from_help.is_subset(told), "{command}: {:?} undocumented", from_help.difference(told));
        assert!(told.is_subset(&own), "{command}: {:?} does not exist", told.difference(&own));
    }
}
