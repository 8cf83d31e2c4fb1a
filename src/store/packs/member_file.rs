//! The file of members that were taken in from a published list: written by the program, read as any file of lists.

use std::fmt::Write;
use std::path::Path;

use super::fault::PackFault;
use super::folder::FORMAT;
use super::lists::lists;
use crate::domain::reference::{Group, Member, ReferenceList, References, Validity};
use crate::domain::text::Bilingual;

/// Its name in a folder of lists.
pub const NAME: &str = "members.ron";

/// What the file holds already; nothing where it is not there.
///
/// # Errors
/// It is there and cannot be read.
pub fn read(path: &Path) -> Result<References, PackFault> {
    if path.exists() {
        return lists(path);
    }
    let source =
        Bilingual { ja: "公表された例示の一覧".into(), en: "The published reference lists".into() };
    Ok(References { format: FORMAT, source, lists: Vec::new() })
}

/// The text of the file; keys that say nothing are left out.
pub fn write(references: &References) -> String {
    let mut out = String::from(
        "// 公表された例示の一覧から取り込んだ構成員。kijun references --take-in が書き換えます。\n\
         // Members taken in from a published list; kijun references --take-in writes this file.\n",
    );
    let _ = writeln!(out, "References(\n    format: {FORMAT},");
    let _ = writeln!(out, "    source: {},\n    lists: [", both(&references.source));
    references.lists.iter().for_each(|list| write_list(&mut out, list));
    out + "    ],\n)\n"
}

fn write_list(out: &mut String, list: &ReferenceList) {
    let _ = writeln!(out, "        List(\n            number: {},", quoted(&list.number));
    let _ = writeln!(out, "            kind: {:?},\n            title: {},", list.kind, both(&list.title));
    if let Some(other) = &list.read_as {
        let _ = writeln!(out, "            read_as: {},", quoted(other));
    }
    let _ = writeln!(out, "            members: [");
    list.members.iter().for_each(|member| write_member(out, member));
    let _ = writeln!(out, "            ],\n        ),");
}

fn write_member(out: &mut String, member: &Member) {
    let text = |value: &str| Some(quoted(value)).filter(|_| !value.is_empty());
    let texts = |values: &[String]| {
        let all: Vec<String> = values.iter().map(|value| quoted(value)).collect();
        Some(format!("[{}]", all.join(", "))).filter(|_| !values.is_empty())
    };
    let keys = [
        ("id", text(&member.id)),
        ("name", Some(both(&member.name))),
        ("aliases", texts(&member.aliases)),
        ("group", Some(format!("{:?}", member.group)).filter(|_| member.group != Group::None)),
        ("issuer", text(&member.issuer)),
        ("lower_rung", member.lower_rung.then(|| "true".to_owned())),
        ("rung_above", member.rung_above.as_deref().map(quoted)),
        ("same_as", member.same_as.as_deref().map(quoted)),
        ("source", text(&member.source)),
        ("verified", member.verified.then(|| "true".to_owned())),
        ("verified_by", text(&member.verified_by)),
        ("verified_on", text(&member.verified_on)),
        ("validity", Some(format!("{:?}", member.validity)).filter(|_| member.validity != Validity::Unknown)),
        ("ends_on", texts(&member.ends_on)),
        ("renew_by", member.renew_by.map(|days| days.to_string())),
        ("upkeep_source", text(&member.upkeep_source)),
    ];
    let _ = writeln!(out, "                Member(");
    for (key, value) in keys {
        if let Some(value) = value {
            let _ = writeln!(out, "                    {key}: {value},");
        }
    }
    let _ = writeln!(out, "                ),");
}

fn both(text: &Bilingual) -> String {
    format!("(ja: {}, en: {})", quoted(&text.ja), quoted(&text.en))
}

fn quoted(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"").replace(['\n', '\r', '\t'], " ");
    format!("\"{escaped}\"")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::reference::ReferenceKind;

    #[test]
    fn what_is_written_is_read_back() {
        let member = Member {
            id: "1-4/x".into(),
            name: Bilingual { ja: "「甲」の\"資格\"\\".into(), en: "A".into() },
            aliases: vec!["X".into(), "エックス".into()],
            group: Group::General,
            issuer: "団体".into(),
            lower_rung: true,
            rung_above: Some("1-4/y".into()),
            same_as: Some("1-3/x".into()),
            source: "一覧 p.3".into(),
            verified: true,
            verified_by: "佐藤".into(),
            verified_on: "2026-12-01".into(),
            file: NAME.into(),
            validity: Validity::Ends,
            ends_on: vec!["03-31".into()],
            renew_by: Some(60),
            upkeep_source: "案内".into(),
        };
        let list = ReferenceList {
            number: "1-4".into(),
            kind: ReferenceKind::Qualification,
            title: Bilingual { ja: "監視".into(), en: "Monitoring".into() },
            read_as: None,
            members: vec![member, Member { id: "1-4/y".into(), file: NAME.into(), ..Member::default() }],
        };
        let lists = References {
            format: FORMAT,
            source: Bilingual { ja: "一".into(), en: "one".into() },
            lists: vec![list],
        };
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join(NAME);
        assert!(read(&path).expect("nothing yet").lists.is_empty());
        std::fs::write(&path, write(&lists)).expect("written");
        assert_eq!(read(&path).expect("read back"), lists);
    }
}
