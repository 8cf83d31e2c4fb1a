//! Which file of `src` names which: every `use`, and every path written in full, followed to the file that defines it.
//!
//! A path that goes through a list (`mod x; pub use x::Y;`) is an arrow to the file behind the list, not to the list.
//! Methods need no import and draw no arrow; in-file tests are left out.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// For each file, the files it names.
pub(super) type Arrows = BTreeMap<String, BTreeSet<String>>;

/// One path as written, and under which name it is then known (`None` for `*`).
#[derive(Debug, Clone)]
struct Import {
    path: Vec<String>,
    name: Option<String>,
}

/// What a file defines, imports and names.
#[derive(Debug, Default)]
struct Module {
    file: String,
    defined: BTreeSet<String>,
    imports: Vec<Import>,
    named: Vec<Vec<String>>,
}

/// Words after which a name is defined.
const DEFINES: &[&str] = &["fn", "struct", "enum", "trait", "type", "const", "static", "union"];

/// The arrows between the files of `src`, given as names below `src` and texts.
pub(super) fn arrows(sources: &[(String, String)]) -> Arrows {
    let modules: BTreeMap<Vec<String>, Module> =
        sources.iter().map(|(name, text)| (module_path(name), read(name, text))).collect();
    modules
        .iter()
        .map(|(at, module)| {
            let imports = module.imports.iter().map(|import| &import.path);
            let files = imports
                .chain(&module.named)
                .filter_map(|path| absolute(at, path, &modules))
                .filter_map(|path| owner(&path, &modules, 0))
                .filter(|file| *file != module.file)
                .collect();
            (module.file.clone(), files)
        })
        .collect()
}

/// `tui/form/mod.rs` is `tui::form`, `lib.rs` the root.
fn module_path(name: &str) -> Vec<String> {
    let mut parts: Vec<String> = name.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
    if matches!(parts.last().map(String::as_str), Some("mod" | "lib")) {
        parts.pop();
    }
    parts
}

fn read(name: &str, text: &str) -> Module {
    let mut module = Module { file: name.to_owned(), ..Module::default() };
    walk(&tokens(name, text).into_iter().collect::<Vec<_>>(), &mut module);
    module
}

/// The code of a file without its own tests.
pub(super) fn tokens(name: &str, text: &str) -> TokenStream {
    let stream: TokenStream = text.parse().unwrap_or_else(|fault| panic!("{name}: {fault}"));
    let all: Vec<TokenTree> = stream.into_iter().collect();
    let (mut kept, mut at) = (Vec::new(), 0);
    while at < all.len() {
        if let Some(after) = past_tests(&all, at) {
            at = after;
        } else {
            kept.push(all[at].clone());
            at += 1;
        }
    }
    kept.into_iter().collect()
}

fn word(token: Option<&TokenTree>) -> Option<String> {
    match token {
        Some(TokenTree::Ident(word)) => Some(word.to_string()),
        _ => None,
    }
}

fn is(token: Option<&TokenTree>, mark: char) -> bool {
    matches!(token, Some(TokenTree::Punct(found)) if found.as_char() == mark)
}

fn walk(tokens: &[TokenTree], module: &mut Module) {
    let mut at = 0;
    while at < tokens.len() {
        match &tokens[at] {
            TokenTree::Group(group) => walk(&group.stream().into_iter().collect::<Vec<_>>(), module),
            TokenTree::Ident(ident) if ident == "use" => {
                let end = (at..tokens.len()).find(|&i| is(tokens.get(i), ';')).unwrap_or(tokens.len());
                branches(&tokens[at + 1..end], &[], &mut module.imports);
                at = end;
            }
            TokenTree::Ident(ident) if DEFINES.contains(&ident.to_string().as_str()) => {
                module.defined.extend(word(tokens.get(at + 1)));
            }
            TokenTree::Ident(ident) if ident == "macro_rules" => {
                module.defined.extend(word(tokens.get(at + 2)));
            }
            TokenTree::Ident(_) if !(is(tokens.get(at.wrapping_sub(1)), ':')) => {
                let path = written(tokens, at);
                if path.len() > 1 {
                    module.named.push(path);
                }
            }
            _ => {}
        }
        at += 1;
    }
}

/// The place behind `#[cfg(test)]` and the item it stands before.
fn past_tests(tokens: &[TokenTree], at: usize) -> Option<usize> {
    let TokenTree::Group(group) = tokens.get(at + 1)? else { return None };
    let text = group.stream().to_string().replace(' ', "");
    if !is(tokens.get(at), '#') || group.delimiter() != Delimiter::Bracket || text != "cfg(test)" {
        return None;
    }
    let end = |i: &usize| {
        is(tokens.get(*i), ';')
            || matches!(&tokens[*i], TokenTree::Group(body) if body.delimiter() == Delimiter::Brace)
    };
    (at + 2..tokens.len()).find(end).map(|i| i + 1)
}

/// `a::b::c` from here on, as a list of words.
fn written(tokens: &[TokenTree], at: usize) -> Vec<String> {
    let mut path: Vec<String> = word(tokens.get(at)).into_iter().collect();
    let mut at = at + 1;
    while is(tokens.get(at), ':') && is(tokens.get(at + 1), ':') {
        let Some(next) = word(tokens.get(at + 2)) else { break };
        path.push(next);
        at += 3;
    }
    path
}

/// Every path of a `use`, its braces opened.
fn branches(tokens: &[TokenTree], before: &[String], out: &mut Vec<Import>) {
    for part in tokens.split(|token| is(Some(token), ',')) {
        let mut path = before.to_vec();
        let mut name = None;
        let mut at = 0;
        while let Some(token) = part.get(at) {
            match token {
                TokenTree::Group(group) => {
                    branches(&group.stream().into_iter().collect::<Vec<_>>(), &path, out);
                    path.clear();
                }
                TokenTree::Ident(ident) if ident == "as" => {
                    name = word(part.get(at + 1));
                    at += 1;
                }
                TokenTree::Ident(ident) => path.push(ident.to_string()),
                TokenTree::Punct(mark) if mark.as_char() == '*' => path.push("*".into()),
                _ => {}
            }
            at += 1;
        }
        if path.last().is_some_and(|last| last == "self") {
            path.pop();
        }
        if let Some(last) = path.last().cloned() {
            let name = name.or_else(|| (last != "*").then_some(last));
            out.push(Import { path, name });
        }
    }
}

/// The path from the root, if it begins inside this package.
fn absolute(at: &[String], path: &[String], modules: &BTreeMap<Vec<String>, Module>) -> Option<Vec<String>> {
    let mut base = match path.first()?.as_str() {
        "crate" => Vec::new(),
        "self" | "super" => at.to_vec(),
        child => {
            let mut below = at.to_vec();
            below.push(child.to_owned());
            return modules.contains_key(&below).then(|| [at, path].concat());
        }
    };
    let mut rest = path;
    while let Some(first) = rest.first() {
        match first.as_str() {
            "crate" | "self" => {}
            "super" => drop(base.pop()),
            _ => break,
        }
        rest = &rest[1..];
    }
    Some([&base, rest].concat())
}

/// The file that defines what the path names; lists are followed to what they list.
fn owner(path: &[String], modules: &BTreeMap<Vec<String>, Module>, depth: usize) -> Option<String> {
    let deepest = (0..=path.len()).rev().find(|&length| modules.contains_key(&path[..length]))?;
    let at = &path[..deepest];
    let module = &modules[at];
    let Some(item) = path.get(deepest) else { return Some(module.file.clone()) };
    if module.defined.contains(item) || depth > 8 {
        return Some(module.file.clone());
    }
    let follow = |path: &[String]| owner(&absolute(at, path, modules)?, modules, depth + 1);
    let listed = module.imports.iter().find(|import| import.name.as_ref() == Some(item));
    if let Some(found) = listed.and_then(|import| follow(&import.path)) {
        return Some(found);
    }
    let stars = module.imports.iter().filter(|import| import.name.is_none());
    let through = stars.filter_map(|import| {
        let target = absolute(at, &import.path[..import.path.len() - 1], modules)?;
        modules.get(&target)?.defined.contains(item).then(|| modules[&target].file.clone())
    });
    through.into_iter().next().or_else(|| Some(module.file.clone()))
}

/// Sets of files that reach one another, the largest first.
pub(super) fn circles(arrows: &Arrows) -> Vec<BTreeSet<String>> {
    let reach: BTreeMap<&String, BTreeSet<&String>> =
        arrows.keys().map(|from| (from, reached(from, arrows))).collect();
    let circle = |file: &String| -> BTreeSet<String> {
        reach[file]
            .iter()
            .filter(|other| reach[*other].contains(file))
            .map(|other| (*other).clone())
            .collect()
    };
    let found: BTreeSet<BTreeSet<String>> = arrows.keys().map(circle).filter(|set| set.len() > 1).collect();
    let mut found: Vec<_> = found.into_iter().collect();
    found.sort_by_key(|set| std::cmp::Reverse(set.len()));
    found
}

fn reached<'a>(from: &'a String, arrows: &'a Arrows) -> BTreeSet<&'a String> {
    let mut seen = BTreeSet::new();
    let mut open = vec![from];
    while let Some(file) = open.pop() {
        for next in arrows.get(file).into_iter().flatten() {
            if seen.insert(next) {
                open.push(next);
            }
        }
    }
    seen
}
