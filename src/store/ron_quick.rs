//! RON as this program and most people write it, read in a fraction of the time that the `ron` package takes.
//!
//! The package reads everything that RON allows and says what is wrong and where. Here stands the plain part of
//! the language: named structs, enums, lists, texts, natural numbers, `true` and `false`, notes to the end of a
//! line. At anything else, and at anything wrong, this gives up and says nothing, and the package reads the text
//! from its beginning. So nothing is refused here; and what is read here, the package reads as the same value
//! (the tests hold both against each other).

use std::borrow::Cow;
use std::fmt;

use serde::de::{self, DeserializeOwned, DeserializeSeed, Visitor};
use serde::forward_to_deserialize_any;

use super::limits;

/// Deepest nesting; the package counts up to two steps where this counts one, and its answer is the one to keep.
const DEPTH: usize = limits::DEPTH / 2 - 2;

/// Most digits of a number, so that it cannot overflow.
const DIGITS: usize = 18;

/// A third of a pack is indentation: it is passed over by so many blanks at once.
const INDENT: &[u8] = b"        ";

/// Reads a value, or nothing if the package should.
pub(super) fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    let mut reader = Reader { text, at: 0, depth: 0 };
    reader.blank().ok()?;
    let value = T::deserialize(&mut reader).ok()?;
    reader.blank().ok()?;
    (reader.at == text.len()).then_some(value)
}

/// Not for this reader. Why is for the package to say.
#[derive(Debug)]
struct GiveUp;

impl fmt::Display for GiveUp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not plain RON")
    }
}

impl std::error::Error for GiveUp {}

impl de::Error for GiveUp {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

type Read<T> = Result<T, GiveUp>;

struct Reader<'de> {
    text: &'de str,
    at: usize,
    depth: usize,
}

/// What may stand behind a word or a number.
fn ends(byte: Option<u8>) -> bool {
    matches!(byte, None | Some(b' ' | b'\t' | b'\n' | b'\r' | b'(' | b')' | b']' | b',' | b':'))
}

impl<'de> Reader<'de> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn rest(&self) -> &'de str {
        &self.text[self.at..]
    }

    fn take(&mut self, byte: u8) -> bool {
        let there = self.peek() == Some(byte);
        self.at += usize::from(there);
        there
    }

    fn expect(&mut self, byte: u8) -> Read<()> {
        if self.take(byte) { Ok(()) } else { Err(GiveUp) }
    }

    /// Passes over white space and notes.
    fn blank(&mut self) -> Read<()> {
        loop {
            while self.text.as_bytes()[self.at..].starts_with(INDENT) {
                self.at += INDENT.len();
            }
            match self.peek() {
                Some(b' ' | b'\n' | b'\r' | b'\t') => self.at += 1,
                Some(b'/') if self.rest().starts_with("//") => {
                    self.at += self.rest().find('\n').ok_or(GiveUp)?;
                }
                _ => return Ok(()),
            }
        }
    }

    fn span(&self, belongs: fn(u8) -> bool) -> usize {
        self.text.as_bytes()[self.at..].iter().take_while(|byte| belongs(**byte)).count()
    }

    /// A key or a name.
    fn word(&mut self) -> Read<&'de str> {
        let length = self.span(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        let word = &self.rest()[..length];
        self.at += length;
        let sound = word.starts_with(|first: char| !first.is_ascii_digit()) && ends(self.peek());
        if sound { Ok(word) } else { Err(GiveUp) }
    }

    fn number(&mut self) -> Read<u64> {
        let length = self.span(|byte| byte.is_ascii_digit());
        let digits = &self.rest()[..length];
        self.at += length;
        if length > DIGITS || !ends(self.peek()) {
            return Err(GiveUp);
        }
        digits.parse().map_err(|_| GiveUp)
    }

    fn string(&mut self) -> Read<Cow<'de, str>> {
        self.expect(b'"')?;
        // Two searches for one character each are faster than one for either.
        let body = &self.rest()[..self.rest().find('"').ok_or(GiveUp)?];
        if body.contains('\\') {
            return self.escaped().map(Cow::Owned);
        }
        self.at += body.len() + 1;
        Ok(Cow::Borrowed(body))
    }

    /// The rest of a text in which characters are escaped.
    fn escaped(&mut self) -> Read<String> {
        let mut out = String::new();
        loop {
            let plain = self.rest().find(['"', '\\']).ok_or(GiveUp)?;
            out.push_str(&self.rest()[..plain]);
            self.at += plain;
            if self.take(b'"') {
                return Ok(out);
            }
            self.at += 1;
            out.push(self.escape()?);
        }
    }

    /// What stands behind a backslash.
    fn escape(&mut self) -> Read<char> {
        let c = match self.peek().ok_or(GiveUp)? {
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            c @ (b'"' | b'\\' | b'\'') => char::from(c),
            b'u' => return self.unicode_escape(),
            _ => return Err(GiveUp),
        };
        self.at += 1;
        Ok(c)
    }

    fn unicode_escape(&mut self) -> Read<char> {
        self.at += 1;
        self.expect(b'{')?;
        let length = self.span(|byte| byte.is_ascii_hexdigit());
        let digits = self.rest().get(..length.min(6)).ok_or(GiveUp)?;
        self.at += digits.len();
        self.expect(b'}')?;
        u32::from_str_radix(digits, 16).ok().and_then(char::from_u32).ok_or(GiveUp)
    }

    /// Reads something between brackets or behind a name.
    fn nested<T>(&mut self, read: impl FnOnce(&mut Self) -> Read<T>) -> Read<T> {
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(GiveUp);
        }
        let value = read(self)?;
        self.depth -= 1;
        Ok(value)
    }

    fn bracketed<T>(
        &mut self,
        open: u8,
        close: u8,
        read: impl FnOnce(Entries<'_, 'de>) -> Read<T>,
    ) -> Read<T> {
        self.expect(open)?;
        let value = self.nested(|reader| read(Entries { reader, close, comma: true }))?;
        self.blank()?;
        self.expect(close)?;
        Ok(value)
    }
}

/// The entries of a list, a tuple or a struct.
struct Entries<'a, 'de> {
    reader: &'a mut Reader<'de>,
    close: u8,
    /// A comma, or the beginning, stands before.
    comma: bool,
}

impl Entries<'_, '_> {
    fn more(&mut self) -> Read<bool> {
        self.reader.blank()?;
        let more = self.reader.peek() != Some(self.close);
        if more && !self.comma { Err(GiveUp) } else { Ok(more) }
    }

    fn comma(&mut self) -> Read<()> {
        self.reader.blank()?;
        self.comma = self.reader.take(b',');
        Ok(())
    }
}

impl<'de> de::SeqAccess<'de> for Entries<'_, 'de> {
    type Error = GiveUp;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Read<Option<T::Value>> {
        if !self.more()? {
            return Ok(None);
        }
        let value = seed.deserialize(&mut *self.reader)?;
        self.comma()?;
        Ok(Some(value))
    }
}

impl<'de> de::MapAccess<'de> for Entries<'_, 'de> {
    type Error = GiveUp;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Read<Option<K::Value>> {
        if !self.more()? {
            return Ok(None);
        }
        seed.deserialize(&mut *self.reader).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Read<V::Value> {
        self.reader.blank()?;
        self.reader.expect(b':')?;
        self.reader.blank()?;
        let value = seed.deserialize(&mut *self.reader)?;
        self.comma()?;
        Ok(value)
    }
}

impl<'de> de::Deserializer<'de> for &mut Reader<'de> {
    type Error = GiveUp;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Read<V::Value> {
        Err(GiveUp)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        match self.word()? {
            "true" => visitor.visit_bool(true),
            "false" => visitor.visit_bool(false),
            _ => Err(GiveUp),
        }
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        visitor.visit_u64(self.number()?)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        match self.string()? {
            Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
            Cow::Owned(text) => visitor.visit_string(text),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        visitor.visit_borrowed_str(self.word()?)
    }

    /// What is there stands without `Some(…)`.
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        if self.rest().starts_with("Some") {
            return Err(GiveUp);
        }
        if !self.rest().starts_with("None") {
            return self.nested(|reader| visitor.visit_some(reader));
        }
        match self.word()? {
            "None" => visitor.visit_none(),
            _ => Err(GiveUp),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Read<V::Value> {
        self.nested(|reader| visitor.visit_newtype_struct(reader))
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.bracketed(b'[', b']', |entries| visitor.visit_seq(entries))
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Read<V::Value> {
        self.bracketed(b'(', b')', |entries| visitor.visit_seq(entries))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Read<V::Value> {
        if self.peek() != Some(b'(') && self.word()? != name {
            return Err(GiveUp);
        }
        self.blank()?;
        self.bracketed(b'(', b')', |entries| visitor.visit_map(entries))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Read<V::Value> {
        self.nested(|reader| visitor.visit_enum(reader))
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i128 u8 u128 f32 f64 char bytes byte_buf unit unit_struct tuple_struct map ignored_any
    }
}

impl<'de> de::EnumAccess<'de> for &mut Reader<'de> {
    type Error = GiveUp;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Read<(V::Value, Self)> {
        let variant = seed.deserialize(&mut *self)?;
        Ok((variant, self))
    }
}

impl<'de> de::VariantAccess<'de> for &mut Reader<'de> {
    type Error = GiveUp;

    fn unit_variant(self) -> Read<()> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Read<T::Value> {
        self.blank()?;
        self.bracketed(b'(', b')', |mut entries| {
            entries.reader.blank()?;
            let value = seed.deserialize(&mut *entries.reader)?;
            entries.comma()?;
            Ok(value)
        })
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Read<V::Value> {
        self.blank()?;
        self.bracketed(b'(', b')', |entries| visitor.visit_seq(entries))
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], visitor: V) -> Read<V::Value> {
        self.blank()?;
        self.bracketed(b'(', b')', |entries| visitor.visit_map(entries))
    }
}

#[cfg(test)]
mod tests;
