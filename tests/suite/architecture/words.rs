//! A rule word is described in one room: everybody else asks what it is made of and what it needs.

use proc_macro2::{TokenStream, TokenTree};

/// Files that name single words: the description, the judge of each leaf, the lint of each, the sentence for each.
const NAME_WORDS: &[&str] =
    &["domain/rule", "domain/evaluate/leaves.rs", "domain/lint/shape.rs", "report/grounds/rules.rs"];

/// Every mention of a word elsewhere, and every `match` over words with an arm for "all the others".
pub(super) fn faults(name: &str, text: &str) -> Vec<String> {
    let stream = super::arrows::tokens(name, text);
    let mut faults = Vec::new();
    if !NAME_WORDS.iter().any(|place| super::within(name, place)) && names_a_word(stream.clone()) {
        faults.push(format!("{name} names a rule word; ask Rule::shape or Rule::needs"));
    }
    wildcards(name, stream, &mut faults);
    faults
}

/// True for `Rule::Word` anywhere.
fn names_a_word(stream: TokenStream) -> bool {
    let tokens: Vec<TokenTree> = stream.into_iter().collect();
    let inside =
        tokens.iter().any(|token| matches!(token, TokenTree::Group(group) if names_a_word(group.stream())));
    inside || tokens.windows(4).any(is_word)
}

fn is_word(tokens: &[TokenTree]) -> bool {
    let text = |at: usize| tokens[at].to_string();
    text(0) == "Rule" && text(1) == ":" && text(2) == ":" && text(3).starts_with(char::is_uppercase)
}

/// Looks into every brace that holds arms: with a word among the patterns, none may be `_` or a bare name.
fn wildcards(name: &str, stream: TokenStream, faults: &mut Vec<String>) {
    let tokens: Vec<TokenTree> = stream.into_iter().collect();
    let patterns = patterns(&tokens);
    let of_words = patterns.iter().any(|pattern| {
        pattern.windows(4).any(|four| {
            let text: Vec<String> = four.iter().map(ToString::to_string).collect();
            let ours = text[0] == "Rule" || (text[0] == "Self" && super::within(name, "domain/rule/word.rs"));
            ours && text[1] == ":" && text[2] == ":" && text[3].starts_with(char::is_uppercase)
        })
    });
    if of_words && patterns.iter().any(|pattern| is_wildcard(pattern)) {
        faults.push(format!("{name}: a match over rule words with an arm for all the others"));
    }
    for token in tokens {
        if let TokenTree::Group(group) = token {
            wildcards(name, group.stream(), faults);
        }
    }
}

/// What stands before each `=>`, back to the comma, brace or start before it.
fn patterns(tokens: &[TokenTree]) -> Vec<&[TokenTree]> {
    let is =
        |at: usize, mark: char| matches!(&tokens[at], TokenTree::Punct(found) if found.as_char() == mark);
    let mut found = Vec::new();
    let mut from = 0;
    for at in 0..tokens.len() {
        let arrow = at + 1 < tokens.len() && is(at, '=') && is(at + 1, '>');
        if arrow {
            found.push(&tokens[from..at]);
        } else if is(at, ',')
            || matches!(&tokens[at], TokenTree::Group(group) if at > 0 && is(at - 1, '>') && group.to_string().starts_with('{'))
        {
            from = at + 1;
        }
    }
    found
}

fn is_wildcard(pattern: &[TokenTree]) -> bool {
    let guard = pattern.iter().position(|token| token.to_string() == "if").unwrap_or(pattern.len());
    match &pattern[..guard] {
        [one] => matches!(one, TokenTree::Ident(name) if !name.to_string().starts_with(char::is_uppercase)),
        _ => false,
    }
}

#[test]
fn an_arm_for_all_the_others_is_found() {
    let words = "fn f(rule: &Rule) { match rule { Rule::Section => 1, ";
    let at = "domain/lint/shape.rs";
    assert_eq!(faults(at, &format!("{words} _ => 2 }} }}")).len(), 1);
    assert_eq!(faults(at, &format!("{words} other => 2 }} }}")).len(), 1);
    assert_eq!(faults(at, &format!("{words} Rule::Declared => {{ 2 }} _ => 3 }} }}")).len(), 1);
    assert_eq!(
        faults(at, &format!("{words} Rule::Declared => match x {{ _ => 2 }} }} }}")),
        Vec::<String>::new()
    );
    assert_eq!(faults("tui/view.rs", "fn f() { matches!(x, Rule::Section); }").len(), 1);
}
