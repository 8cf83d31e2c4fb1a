//! A small pack for the tests of files, so that they do not depend on the wording of the shipped ones.

use kijun::domain::pack::{Category, Pack, PackHead};
use kijun::store::ron::text::parse;

/// The rows, in order.
pub(crate) const ROWS: [&str; 6] =
    ["vuln.scope", "vuln.tech", "vuln.tech.a", "vuln.tech.a#assign", "soc.tech", "soc.quality.a"];

const HEAD: &str = r#"(
    format: 1, id: "ss-criteria", edition: "4.1", title: (ja: "", en: ""), source: (ja: "", en: ""), files: [],
    roles: [(id: "lead", name: (ja: "", en: "")), (id: "staff", name: (ja: "", en: ""))],
    kinds: [(id: "web", name: (ja: "", en: "")), (id: "pentest", name: (ja: "", en: ""))],
    acts: [(id: "a", name: (ja: "", en: ""))],
    evidence: [(id: "E1", name: (ja: "", en: "")), (id: "E7", name: (ja: "", en: ""))],
)"#;

/// Two categories, six rows.
pub(crate) fn pack() -> Pack {
    let head: PackHead = parse(HEAD).expect("head");
    Pack::new(head, vec![category("vuln"), category("soc")]).expect("pack")
}

fn category(id: &str) -> Category {
    let row = |row: &&&str| {
        format!(
            "(id: \"{row}\", clause: \"\", kind: Leaf, title: (ja: \"\", en: \"\"), rule: All([]), \
             ask: (ja: \"\", en: \"\"))"
        )
    };
    let rows: Vec<String> =
        ROWS.iter().filter(|row| row.starts_with(id)).collect::<Vec<_>>().iter().map(row).collect();
    let text = format!(
        "(id: \"{id}\", name: (ja: \"\", en: \"\"), short: (ja: \"\", en: \"\"), requires: [], requirements: [{}])",
        rows.join(", ")
    );
    parse(&text).expect("category")
}
