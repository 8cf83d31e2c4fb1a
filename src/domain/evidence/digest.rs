//! The digest of a file: its SHA-256, and how it is written.

use std::fmt;

/// Hexadecimal digits of a SHA-256.
const DIGITS: usize = 64;

/// What stands before them.
const PREFIX: &str = "sha256:";

/// The SHA-256 of a file's content, written as `sha256:` and 64 lower-case hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(String);

/// What somebody wrote as a digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Written {
    /// Nothing.
    Nothing,
    /// A SHA-256, in this notation or in another one that can be no other digest.
    Sha256(Digest),
    /// Something else, which is kept and cannot be compared.
    Other,
}

impl Digest {
    /// The digest of these bytes of a hash.
    pub fn of(hash: &[u8; 32]) -> Self {
        let digits = hash.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        Self(digits.filter_map(|digit| char::from_digit(u32::from(digit), 16)).collect())
    }

    /// What a text means as a digest: 64 hexadecimal digits, in upper or lower case, with or without the name of the
    /// algorithm before them.
    pub fn read(text: &str) -> Written {
        let text = text.trim();
        if text.is_empty() {
            return Written::Nothing;
        }
        let lower = text.to_ascii_lowercase();
        let named = ["sha256", "sha-256"].iter().find_map(|name| lower.strip_prefix(name));
        let digits = named.map_or(&*lower, |rest| rest.trim_start_matches([':', '=', ' ']));
        let hexadecimal = digits.len() == DIGITS && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        if hexadecimal { Written::Sha256(Self(digits.to_owned())) } else { Written::Other }
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{PREFIX}{}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sha256_is_known_however_it_is_written_and_nothing_else_is() {
        let digits = "ab".repeat(32);
        let wanted = Written::Sha256(Digest(digits.clone()));
        for text in [
            format!("sha256:{digits}"),
            format!(" SHA256:{} ", digits.to_uppercase()),
            format!("SHA-256={digits}"),
            digits.clone(),
        ] {
            assert_eq!(Digest::read(&text), wanted, "{text}");
        }
        assert_eq!(Digest::of(&[0xab; 32]).to_string(), format!("sha256:{digits}"));
        for text in ["md5:0123", &digits[1..], &format!("{digits}0"), "sha256:", &"é".repeat(32)] {
            assert_eq!(Digest::read(text), Written::Other, "{text}");
        }
        assert_eq!(Digest::read("  "), Written::Nothing);
    }
}
