//! Circles: things that lead back to themselves, be they rows of a rule or categories that build on each other.

use std::collections::{HashMap, HashSet};

/// Each circle once, as the ids on the way with the first one again at the end. `nodes` are ids with the ids they
/// lead to; an id that is none of them leads nowhere. Walks without recursion: a chain may be long.
pub fn circles<'a>(nodes: &[(&'a str, Vec<&'a str>)]) -> Vec<Vec<String>> {
    let ways: HashMap<&str, &Vec<&str>> = nodes.iter().map(|(id, ways)| (*id, ways)).collect();
    let (mut seen, mut found) = (HashSet::new(), Vec::new());
    for (start, _) in nodes {
        let mut path: Vec<(&str, Vec<&str>)> = Vec::new();
        let mut on_path = HashSet::new();
        let mut next = Some(*start);
        loop {
            match next.take() {
                Some(id) if on_path.contains(id) => found.push(closed(id, &path)),
                Some(id) if seen.insert(id) => {
                    on_path.insert(id);
                    path.push((id, ways.get(id).map_or_else(Vec::new, |ways| (*ways).clone())));
                }
                _ => {}
            }
            let Some((id, left)) = path.last_mut() else { break };
            if let Some(way) = left.pop() {
                next = ways.contains_key(way).then_some(way);
            } else {
                on_path.remove(id);
                path.pop();
            }
        }
    }
    found
}

/// The circle that closes when the end of this path leads back to the id.
fn closed(id: &str, path: &[(&str, Vec<&str>)]) -> Vec<String> {
    let from = path.iter().position(|(on, _)| *on == id).unwrap_or_default();
    path[from..].iter().map(|(on, _)| (*on).to_owned()).chain([id.to_owned()]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_circle_is_told_once_and_shared_ends_are_none() {
        let nodes = [("a", vec!["b", "c"]), ("b", vec!["d"]), ("c", vec!["d"]), ("d", vec![])];
        assert!(circles(&nodes).is_empty());
        let nodes = [("a", vec!["a", "b"]), ("b", vec!["elsewhere", "a"])];
        assert_eq!(circles(&nodes), [vec!["a", "b", "a"], vec!["a", "a"]]);
    }
}
