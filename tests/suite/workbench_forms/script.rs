//! A workbench under keys, and a small vendor to try them on.

use std::path::PathBuf;
use std::sync::Arc;

use kijun::domain::assessment::{Assessment, Profile};
use kijun::domain::date::PartialDate;
use kijun::domain::register::{
    Contract, ContractForm, Cover, Document, Expiry, Item, Known, Party, Person, Post, Qualification, Record,
    RecordKind, TeamMember,
};
use kijun::domain::signer::{Signer, Statement};
use kijun::domain::text::Lang;
use kijun::domain::verdict::Verdict;
use kijun::store::packs;
use kijun::tui::app::App;
use kijun::tui::cells::{self, Ambiguous};
use kijun::tui::desktop::Prefs;
use kijun::tui::files::PackChoice;
use kijun::tui::keys::{Key, Paste};
use kijun::tui::message::{Effect, Message, StoreCommand, StoreMessage};
use kijun::tui::session::Opened;
use kijun::tui::theme::Theme;

/// A workbench under keys.
pub(super) struct Script {
    pub(super) model: App,
}

impl Script {
    /// A workbench with nothing open.
    pub(super) fn start(lang: Lang, size: (u16, u16)) -> Self {
        let prefs = Prefs { lang, ambiguous: Ambiguous::Narrow, theme: Theme::mono() };
        let mut model = App::new(prefs, size);
        model.desktop.now.push_str("2026-11-22T04:00:00Z");
        model.desktop.packs = pack_choices();
        Self { model }
    }

    /// A workbench with an assessment open at a row.
    pub(super) fn open(assessment: Assessment, place: &str, lang: Lang, size: (u16, u16)) -> Self {
        Self::open_as(assessment, place, (lang, size), None)
    }

    /// The same, for reading only if a reason is given. Where nobody signs in it yet, 佐藤 does.
    pub(super) fn open_as(
        mut assessment: Assessment,
        place: &str,
        (lang, size): (Lang, (u16, u16)),
        read_only: Option<&str>,
    ) -> Self {
        let mut script = Self::start(lang, size);
        if assessment.signers.is_empty() {
            let (name, post) = ("佐藤".to_owned(), "部長".to_owned());
            assessment.signers.push(Signer { name, post, signs: Statement::ALL.to_vec() });
        }
        let pack = packs::shipped("4.1").expect("pack").pack;
        let references = packs::references(None).expect("references");
        let opened = Opened {
            path: PathBuf::from("acme.ron"),
            assessment,
            pack: Arc::new(pack),
            references: Arc::new(references),
            place: place.to_owned(),
            read_only: read_only.map(str::to_owned),
            unlocked: None,
        };
        script.model.update(Message::Store(StoreMessage::Opened(Box::new(opened))));
        script
    }

    /// The sample in Japanese at 80x24.
    pub(super) fn sample() -> Self {
        Self::open(sample(), "vuln.tech.a#assign", Lang::Ja, (80, 24))
    }

    /// Presses keys, written in our notation with spaces between.
    pub(super) fn keys(mut self, keys: &str) -> Self {
        for key in Key::sequence(keys).expect("keys") {
            self.model.update(Message::Key(key));
        }
        self
    }

    /// Types a text, one key a character, as an input method commits it.
    pub(super) fn text(mut self, text: &str) -> Self {
        for c in text.chars() {
            self.model.update(Message::Key(Key::char(c)));
        }
        self
    }

    pub(super) fn paste(mut self, text: &str) -> Self {
        self.model.update(Message::Paste(Paste { text: text.to_owned(), cut: false }));
        self
    }

    pub(super) fn size(mut self, size: (u16, u16)) -> Self {
        self.model.update(Message::Resized(size.0, size.1));
        self
    }

    /// What is on the screen, without the spaces at the ends of lines.
    pub(super) fn screen(&self) -> String {
        let (buf, cursor) = self.model.view();
        let mut text = String::new();
        for y in 0..buf.area.height {
            let mut line = String::new();
            let mut x = 0;
            while x < buf.area.width {
                let symbol = buf[(x, y)].symbol();
                line.push_str(symbol);
                x += u16::try_from(cells::width(symbol, Ambiguous::Narrow).max(1)).expect("narrow");
            }
            text.push_str(line.trim_end());
            text.push('\n');
        }
        match cursor {
            Some((x, y)) => text + &format!("cursor {x},{y}"),
            None => text + "no cursor",
        }
    }

    pub(super) fn assessment(&self) -> &Assessment {
        &self.model.desktop.session.as_ref().expect("open").assessment
    }

    pub(super) fn verdict(&self, row: &str) -> Verdict {
        let session = self.model.desktop.session.as_ref().expect("open");
        let at = session.pack.position(row).expect("row");
        session.findings.at(at).outcome.verdict()
    }

    pub(super) fn notice(&self) -> &str {
        self.model.desktop.notice.as_deref().unwrap_or_default()
    }

    /// The changes that went to the store.
    pub(super) fn recorded(&self) -> usize {
        self.model
            .desktop
            .effects
            .iter()
            .filter(|effect| matches!(effect, Effect::Store(StoreCommand::Record(..))))
            .count()
    }
}

pub(super) fn pack_choices() -> Vec<PackChoice> {
    ["4.1", "4"]
        .into_iter()
        .map(|edition| {
            let pack = packs::shipped(edition).expect("pack").pack;
            PackChoice {
                id: pack.head.id.clone(),
                edition: edition.to_owned(),
                title: pack.head.title.clone(),
                categories: pack
                    .choosable()
                    .map(|category| (category.id.clone(), category.name.clone()))
                    .collect(),
                lists: (28, 6),
            }
        })
        .collect()
}

pub(super) fn date(text: &str) -> PartialDate {
    text.parse().expect("date")
}

pub(super) fn person(id: &str, name: &str, yomi: &str, role: &str) -> Person {
    Person {
        id: id.into(),
        name: name.to_owned(),
        yomi: yomi.to_owned(),
        posts: vec![Post {
            category: "vuln".to_owned(),
            role: role.to_owned(),
            from: Some(date("2024-04-01")),
            ..Post::default()
        }],
        ..Person::default()
    }
}

pub(super) fn contract(id: &str, alias: &str, kinds: &[&str], delivered: &str, person: &str) -> Contract {
    Contract {
        id: id.into(),
        alias: alias.to_owned(),
        services: vec!["vuln".to_owned()],
        kinds: kinds.iter().map(|&kind| kind.to_owned()).collect(),
        from: Some(date("2023-11")),
        delivered: Some(date(delivered)),
        client_system: Known::Yes,
        team: vec![TeamMember { person: person.into(), ..TeamMember::default() }],
        ..Contract::default()
    }
}

/// A vendor with two people, four contracts, a document and a review.
pub(super) fn sample() -> Assessment {
    let mut sato = person("P-01", "佐藤 花子", "さとう はなこ", "lead");
    sato.qualifications.push(Qualification {
        item: Item::Member("1-2-1/ceh".to_owned()),
        number: "ECC-1".to_owned(),
        obtained: Some(date("2023-05-10")),
        expiry: Expiry::On("2027-03-31".parse().expect("date")),
        ..Qualification::default()
    });
    let frame = Contract {
        form: ContractForm::Continuing,
        from: Some(date("2024-04-01")),
        ..contract("C-02", "製造A社", &["web", "platform"], "2026-03-31", "P-02")
    };
    Assessment {
        profile: Profile {
            organisation: "株式会社アクメ".to_owned(),
            pack: "ss-criteria".to_owned(),
            edition: "4.1".to_owned(),
            categories: vec!["vuln".to_owned()],
            reference_date: Some("2027-01-31".parse().expect("date")),
            review_end: None,
        },
        people: vec![sato, person("P-02", "鈴木 一郎", "すずき いちろう", "staff")],
        contracts: vec![
            contract("C-01", "大手小売EC", &["web"], "2026-08-20", "P-02"),
            frame,
            contract("C-03", "自治体B", &["platform"], "2024-02-10", "P-02"),
            contract("C-04", "銀行C", &["web"], "2024-01-31", "P-02"),
        ],
        documents: vec![Document {
            id: "D-01".to_owned(),
            title: "サービス仕様書".to_owned(),
            version: "2.1".to_owned(),
            approved: Some(date("2026-04-01")),
            covers: vec![Cover { row: "vuln.tech.b#result".to_owned(), section: String::new() }],
            ..Document::default()
        }],
        records: vec![Record {
            id: "R-01".to_owned(),
            kind: RecordKind::Review,
            rows: vec!["vuln.qual.c.i".to_owned()],
            on: Some(date("2026-08-25")),
            title: "EC報告書".to_owned(),
            contracts: vec!["C-01".into()],
            by: vec![Party::Person("P-02".into())],
            ..Record::default()
        }],
        ..Assessment::default()
    }
}
