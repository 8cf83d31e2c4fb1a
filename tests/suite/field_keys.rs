//! The keys of fields are those of the file: a key that one side lacks, or has renamed, is named here.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use kijun::report::fields::{self, Description, Field, Place};
use kijun::store::file_format::AssessmentFile;
use serde::Deserialize;
use serde::de::value::{Error, StrDeserializer};
use serde::de::{DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;

type Keys = BTreeSet<&'static str>;

/// Gives whatever the type of a file asks for, one of each, and notes the keys of every block on the way.
#[derive(Clone, Copy)]
struct Asked<'a> {
    blocks: &'a RefCell<BTreeMap<&'static str, Keys>>,
    /// The key that is being filled.
    key: &'static str,
}

impl<'de> Deserializer<'de> for Asked<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_str("")
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        keys: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.blocks.borrow_mut().insert(name, keys.iter().copied().collect());
        visitor.visit_map(Filling { asked: self, keys: keys.iter() })
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        // The changes of a scenario hold blocks that stand elsewhere in the file as well.
        visitor.visit_seq(Once((self.key != "changes").then_some(self)))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_bool(false)
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_i64(0)
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_u64(0)
    }

    forward_to_deserialize_any! {
        i8 i16 i32 u8 u16 u32 f32 f64 char str string bytes byte_buf unit unit_struct newtype_struct tuple
        tuple_struct map enum identifier ignored_any
    }
}

/// A block being filled, key by key.
struct Filling<'a> {
    asked: Asked<'a>,
    keys: std::slice::Iter<'static, &'static str>,
}

impl<'de> MapAccess<'de> for Filling<'_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        let Some(&key) = self.keys.next() else { return Ok(None) };
        self.asked.key = key;
        let key: StrDeserializer<'_, Error> = key.into_deserializer();
        seed.deserialize(key).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        seed.deserialize(self.asked)
    }
}

/// A list of one entry, or of none.
struct Once<'a>(Option<Asked<'a>>);

impl<'de> SeqAccess<'de> for Once<'_> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        self.0.take().map(|asked| seed.deserialize(asked)).transpose()
    }
}

/// The blocks of the file that fields describe, and what of a block is no field: what names the entry.
const DESCRIBED: [(&str, &Description, &[&str]); 20] = [
    ("Profile", &fields::PROFILE, &[]),
    ("Claim", &fields::CLAIM, &[]),
    ("Closure", &fields::CLOSURE, &[]),
    ("Person", &fields::PERSON, &["id"]),
    ("Post", &fields::POST, &[]),
    ("Qualification", &fields::QUALIFICATION, &[]),
    ("Lecture", &fields::LECTURE, &[]),
    ("Training", &fields::TRAINING, &[]),
    ("Contract", &fields::CONTRACT, &["id"]),
    ("TeamMember", &fields::TEAM_MEMBER, &[]),
    ("Document", &fields::DOCUMENT, &["id"]),
    ("Cover", &fields::COVER, &[]),
    ("Headcount", &fields::STATED_COUNT, &[]),
    ("Record", &fields::RECORD, &["id"]),
    ("Equivalence", &fields::EQUIVALENCE, &["id"]),
    ("Evidence", &fields::EVIDENCE, &["id"]),
    ("Standard", &fields::STANDARD_CHOICE, &[]),
    ("Declaration", &fields::DECLARATION, &[]),
    ("Member", &fields::VERIFIED_MEMBER, &[]),
    ("Step", &fields::STEP_NOTE, &["step"]),
];

/// The blocks whose keys no field describes.
const OTHERS: [&str; 3] = ["Assessment", "Scenario", "Signer"];

/// Every block of the file with its keys; a block inside another one is put in its place.
fn stored() -> BTreeMap<&'static str, BTreeSet<String>> {
    let blocks = RefCell::default();
    AssessmentFile::deserialize(Asked { blocks: &blocks, key: "" }).expect("whatever is asked is given");
    let mut blocks = blocks.into_inner();
    let school = blocks.remove("School").expect("a lecture has a school");
    let keys = |keys: Keys| keys.into_iter().map(str::to_owned).collect::<BTreeSet<_>>();
    let mut blocks: BTreeMap<_, _> = blocks.into_iter().map(|(name, all)| (name, keys(all))).collect();
    let lecture = blocks.get_mut("Lecture").expect("a person has lectures");
    assert!(lecture.remove("school"));
    lecture.extend(school.into_iter().map(|key| format!("school.{key}")));
    // What says by which questions it is judged stands in the head of the file.
    let profile = ["pack", "edition"].map(str::to_owned);
    assert!(profile.iter().all(|key| blocks["Assessment"].contains(key)));
    blocks.get_mut("Profile").expect("a file has a profile").extend(profile);
    blocks
}

#[test]
fn the_keys_of_fields_are_those_of_the_file() {
    let mut stored = stored();
    for (block, about, names) in DESCRIBED {
        let fields = about.fields.iter().filter(|field| field.place != Place::Form);
        let mut described: BTreeSet<String> = names.iter().map(|key| (*key).to_owned()).collect();
        for field in fields {
            // Some hold a part of what is one text in the file: those who did it, of the roster or not.
            let key = field.key.strip_suffix(".outside").unwrap_or(field.key).to_owned();
            assert!(described.insert(key.clone()) || key != field.key, "{block}: {key} stands twice");
        }
        assert_eq!(stored.remove(block).as_ref(), Some(&described), "{block}");
    }
    assert_eq!(stored.into_keys().collect::<Vec<_>>(), OTHERS);
}

#[test]
fn every_field_has_a_label_and_a_hint_in_both_languages() {
    for (block, about, _) in DESCRIBED {
        for field in about.fields {
            let texts = [field.label.0, field.label.1, field.hint.0, field.hint.1];
            assert!(texts.iter().all(|text| !text.is_empty()), "{block}: {}", field.key);
        }
    }
}

#[test]
fn what_only_forms_ask_leads_to_a_field() {
    let whole = |key: &'static str| key.split('.').next().expect("one");
    for (block, about, _) in DESCRIBED {
        let (asked, others): (Vec<&Field>, Vec<&Field>) =
            about.fields.iter().partition(|field| field.place == Place::Form);
        let others: Keys = others.into_iter().map(|field| whole(field.key)).collect();
        for field in asked {
            assert!(others.contains(whole(field.key)), "{block}: {}", field.key);
        }
    }
}
