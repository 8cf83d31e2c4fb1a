//! RON as text: what is escaped, what is not, and the hints for what people get wrong.
use serde::Deserialize;
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct Pack {
    id: String,
    title: String,
    items: Vec<Item>,
}
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct Item {
    id: String,
    clause: String,
    rule: Rule,
}
#[derive(Debug, Deserialize)]
#[allow(dead_code)]
enum Rule {
    All(Vec<Rule>),
    Declared,
    AtLeast { count: u32 },
}
const GOOD: &str = "(\n    id: \"p\",\n    title: \"題\",\n    items: [\n        (id: \"a\", clause: \"1\", rule: All([Declared, AtLeast(count: 2)])),\n        (\n            id: \"b\",\n            clause: \"2\",\n            rule: Declared,\n        ),\n    ],\n)\n";
#[test]
fn explore() {
    for (from, to) in [
        ("", ""),
        ("title: \"題\",", "title: \"題\""),
        ("id: \"b\",", "id: \"b\""),
        ("[Declared, A", "[Declared A"),
        ("),\n        (", ")\n        ("),
        ("\"題\"", "“題”"),
        ("title: \"", "title：\""),
        ("    ],\n", "    \n"),
        ("        ),\n    ],\n)\n", "        ),\n    ],\n"),
        ("            rule: Declared,\n        ),", "            rule: Declared,\n"),
        ("            clause: \"2\",\n", ""),
        ("title", "titel"),
        ("All(", "Al("),
        ("    title", "　　title"),
        ("題\"", "題"),
        ("rule: Declared,\n", "rule: Declared、\n"),
        ("id: \"b\"", "id: 3"),
        ("count: 2", "count: \"2\""),
        (")\n)", "}\n)"),
        ("    ],\n)", "    ],\n"),
        ("count: 2", "count: 2, count: 3"),
        ("\"p\"", "p"),
        ("\"p\"", "'p'"),
        ("\"題\"", "\"C:\\dir\""),
        ("id: \"p\"", "id = \"p\""),
        ("(\n    id", "{\n    id"),
        ("AtLeast(count: 2)", "AtLeast(2)"),
        ("Declared,\n", "\"Declared\",\n"),
        ("id: \"p\"", "/* id: \"p\""),
        ("(id: \"a\"", "Itm(id: \"a\""),
    ] {
        let text = GOOD.replacen(from, to, 1);
        let r = kijun::store::ron_text::parse::<Pack>(&text);
        println!("{from:?} -> {to:?}: {:?}", r.map(|_| ()).map_err(|e| e.to_string()));
    }
}
