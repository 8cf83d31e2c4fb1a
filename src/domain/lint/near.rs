//! "Did you mean …?": the nearest known word.

/// The known word that is nearest to this one, if any is near enough to be meant.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let length = word.chars().count();
    let limit = (length / 3).clamp(1, 4);
    known
        .into_iter()
        .map(|candidate| (distance(&word.to_lowercase(), &candidate.to_lowercase()), candidate))
        .filter(|(distance, candidate)| *distance <= limit && !differ_in_digits(word, candidate))
        .min_by_key(|(distance, candidate)| (*distance, candidate.len().abs_diff(word.len())))
        .map(|(_, candidate)| candidate.to_owned())
}

/// Another number is another thing, not a slip.
pub(in crate::domain) fn differ_in_digits(a: &str, b: &str) -> bool {
    let letters = |text: &str| text.replace(|c: char| c.is_ascii_digit(), "0");
    letters(a) == letters(b)
}

/// Letters to change, add, drop or swap with their neighbour.
pub(in crate::domain) fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for i in 0..a.len() {
        let mut row = vec![i + 1];
        for j in 0..b.len() {
            let mut least = (above[j] + usize::from(a[i] != b[j])).min(above[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j] {
                least = least.min(before[j - 1] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut above, row);
    }
    above[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_one_or_two_letters_are_understood() {
        let words = ["Document", "Declared", "Row", "Route"];
        assert_eq!(nearest("Documnet", words).as_deref(), Some("Document"));
        assert_eq!(nearest("document", words).as_deref(), Some("Document"));
        assert_eq!(nearest("Rwo", words).as_deref(), Some("Row"));
        assert_eq!(nearest("Rout", words).as_deref(), Some("Route"));
        assert_eq!(nearest("Certificate", words), None);
        assert_eq!(nearest("", words), None);
        assert_eq!(nearest("E7", ["E1", "E2"]), None);
        assert_eq!(nearest("4-2-l", ["4-2-1", "4-4"]).as_deref(), Some("4-2-1"));
    }
}
