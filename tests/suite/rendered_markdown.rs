//! Markdown as a reader sees it: rendered, it says what the text report says, in the same order, with every sign.

use kijun::domain::text::Lang::{self, En, Ja};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::home::{Home, SAMPLE};

/// What is typed into a file by somebody who thinks nothing of Markdown.
const TYPED: [&str; 12] = [
    "- 一",
    "+ 二",
    "1. 三",
    "2) 四",
    "# 五",
    "> 六",
    "a|b",
    "*七* _八_",
    "[九](x)",
    "<b>十</b>",
    "`c` ~~d~~",
    "---",
];

/// One paragraph, heading, list entry or cell, as it is shown.
#[derive(Debug, Default, PartialEq, Eq)]
struct Shown {
    text: String,
    /// How many lists it stands in.
    depth: usize,
    /// Its number, where its list is counted.
    number: Option<u64>,
}

/// A rendered page.
#[derive(Debug, Default)]
struct Page {
    blocks: Vec<Shown>,
    /// Entries without a word of their own.
    empty_items: usize,
    /// The numbers of cells of each row of each table.
    rows: Vec<usize>,
}

fn rendered(markdown: &str) -> Page {
    let mut page = Page::default();
    let mut counters: Vec<Option<u64>> = Vec::new();
    let mut open: Option<Shown> = None;
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Start(Tag::List(first)) => {
                page.close(&mut open);
                counters.push(first);
            }
            Event::End(TagEnd::List(_)) => drop(counters.pop()),
            Event::Start(Tag::Item) => {
                let number = counters.last().copied().flatten();
                open = Some(Shown { text: String::new(), depth: counters.len(), number });
                if let Some(Some(next)) = counters.last_mut() {
                    *next += 1;
                }
            }
            Event::End(TagEnd::Item | TagEnd::TableCell | TagEnd::Heading(_)) => page.close(&mut open),
            Event::End(TagEnd::Paragraph) if counters.is_empty() => page.close(&mut open),
            Event::Start(Tag::TableHead | Tag::TableRow) => page.rows.push(0),
            Event::Start(Tag::TableCell) => {
                if let Some(count) = page.rows.last_mut() {
                    *count += 1;
                }
                open = Some(Shown::default());
            }
            Event::Start(Tag::Heading { .. }) => open = Some(Shown::default()),
            Event::Start(Tag::Paragraph) if counters.is_empty() => open = Some(Shown::default()),
            Event::Text(text) | Event::Code(text) => open.get_or_insert_default().text.push_str(&text),
            Event::SoftBreak | Event::HardBreak => open.get_or_insert_default().text.push(' '),
            Event::Html(html) | Event::InlineHtml(html) => panic!("typed text became markup: {html}"),
            Event::Rule => panic!("typed text became a line across"),
            _ => {}
        }
    }
    page
}

impl Page {
    fn close(&mut self, open: &mut Option<Shown>) {
        let Some(shown) = open.take() else { return };
        if shown.text.trim().is_empty() {
            self.empty_items += usize::from(shown.depth > 0);
        } else {
            self.blocks.push(shown);
        }
    }

    fn texts(&self) -> Vec<String> {
        self.blocks.iter().map(|shown| spaced(&shown.text)).collect()
    }
}

/// The same with one space for several.
fn spaced(text: &str) -> String {
    text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The sample, in which people, contracts and papers have names full of signs.
fn home() -> Home {
    let home = Home::new();
    let mut text = SAMPLE.to_owned();
    for (name, typed) in ["佐藤 花子", "鈴木 一郎", "ISMS 内部監査"].into_iter().zip(TYPED.chunks(4))
    {
        assert!(text.contains(name), "{name}");
        text = text.replace(&format!("\"{name}\""), &format!("\"{}\"", typed.join(" ")));
    }
    home.put("x.ron", &text);
    home.put("sample.ron", SAMPLE);
    home
}

/// Reports whose Markdown says line by line what their text says.
const SHEETS: [&[&str]; 9] = [
    &["plan", "x.ron", "--category", "soc"],
    &["plan", "x.ron", "--category", "pentest"],
    &["forecast", "x.ron"],
    &["review", "x.ron", "--category", "forensic"],
    &["carriers", "x.ron"],
    &["references", "x.ron"],
    &["what-if", "x.ron", "--without", "P-01", "--set", "vuln.scope.c=no"],
    &["lint", "--examiner", "x.ron"],
    &["diff", "sample.ron", "x.ron"],
];

fn printed(home: &Home, command: &[&str], format: &str, lang: Lang) -> String {
    let ran = home.run(&[command, &["--format", format, "--lang", lang.code()]].concat());
    assert!([Some(0), Some(1), Some(3)].contains(&ran.code), "{command:?}: {}", ran.told());
    ran.out
}

/// The lines of a text report, without what only sets them apart.
fn lines(text: &str) -> Vec<String> {
    let plain = |line: &str| {
        let line = line.strip_prefix("== ").or_else(|| line.strip_prefix("    - ")).unwrap_or(line);
        spaced(line)
    };
    text.lines().map(plain).filter(|line| !line.is_empty()).collect()
}

#[test]
fn what_a_reader_sees_is_what_the_text_says() {
    let home = home();
    for command in SHEETS {
        for lang in [Ja, En] {
            let text = printed(&home, command, "text", lang);
            let page = rendered(&printed(&home, command, "markdown", lang));
            assert_eq!(page.empty_items, 0, "{command:?}: entries without a word");
            let shown: Vec<String> = page
                .blocks
                .iter()
                .map(|shown| match shown.number {
                    Some(number) => format!("{number}. {}", spaced(&shown.text)),
                    None => spaced(&shown.text),
                })
                .collect();
            assert_eq!(shown, lines(&text), "{command:?} {lang:?}");
        }
    }
}

#[test]
fn the_steps_of_a_plan_are_counted_and_what_differs_is_said_in_words() {
    let home = home();
    for (lang, add, drop) in [(Ja, "加える: ", "外す: "), (En, "add: ", "leave out: ")] {
        let page = rendered(&printed(&home, &["plan", "x.ron", "--category", "vuln,soc"], "markdown", lang));
        let told: serde_json::Value =
            serde_json::from_str(&printed(&home, &["plan", "x.ron", "--category", "vuln,soc"], "json", lang))
                .expect("JSON");
        let plans = told["plans"].as_array().expect("plans");
        assert!(plans.len() > 1, "there is another plan to compare with");
        let numbers: Vec<u64> = page.blocks.iter().filter_map(|shown| shown.number).collect();
        let steps = plans[0]["steps"].as_array().map_or(0, Vec::len) as u64;
        assert_eq!(numbers, (1..=steps).collect::<Vec<_>>(), "every step once, in order");
        let with = |word: &str| page.texts().iter().filter(|text| text.starts_with(word)).count();
        let of = |plan: &serde_json::Value| -> Vec<String> {
            let steps = plan["steps"].as_array().cloned().unwrap_or_default();
            steps.iter().filter_map(|step| step["step"].as_str().map(str::to_owned)).collect()
        };
        let only = |one: &serde_json::Value, two: &serde_json::Value| {
            let two = of(two);
            of(one).iter().filter(|step| !two.contains(step)).count()
        };
        let added: usize = plans[1..].iter().map(|plan| only(plan, &plans[0])).sum();
        let dropped: usize = plans[1..].iter().map(|plan| only(&plans[0], plan)).sum();
        assert_eq!((with(add), with(drop)), (added, dropped), "{:?}", page.texts());
    }
}

#[test]
fn gaps_and_proofs_keep_their_tables_and_trees() {
    let home = home();
    for lang in [Ja, En] {
        let markdown = printed(&home, &["gap", "x.ron"], "markdown", lang);
        let page = rendered(&markdown);
        assert_eq!((page.empty_items, page.rows.len()), (0, 6), "a head and five categories");
        assert!(page.rows.iter().all(|cells| *cells == 7), "{:?}", page.rows);
        let headings = markdown.lines().filter(|line| line.starts_with("### ")).count();
        let json: serde_json::Value =
            serde_json::from_str(&printed(&home, &["gap", "x.ron"], "json", lang)).expect("JSON");
        let rows = json["requirements"].as_array().map_or(0, Vec::len);
        assert!(headings > 100 && headings <= rows, "{headings} of {rows}");
        let shown = page.texts().join("\n");
        for typed in TYPED.chunks(4).map(|some| some.join(" ")) {
            assert!(shown.contains(&typed), "{typed}: signs were lost");
        }
        let text = printed(&home, &["why", "x.ron", "vuln.tech.a"], "text", lang);
        let proof = rendered(&printed(&home, &["why", "x.ron", "vuln.tech.a"], "markdown", lang));
        assert_eq!(proof.empty_items, 0);
        let tree = text.lines().filter(|line| line.contains("- ")).count();
        let entries = proof.blocks.iter().filter(|shown| shown.depth > 0).count();
        assert!(entries >= tree && tree > 10, "{entries} of {tree}");
        assert!(proof.blocks.iter().any(|shown| shown.depth > 3), "the tree stays a tree");
    }
}
