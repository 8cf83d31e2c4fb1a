//! Who signs what, in a file.

use super::reader::Reader;
use super::rows::{Row, wire};
use super::words::word;
use crate::domain::signer::Signer;

wire! {
    /// Somebody who signs: name, post in the company, and which statements.
    struct SignerRow as "Signer" {
        name: String,
        post: String,
        signs: Vec<String>,
    }
}

impl From<&Signer> for SignerRow {
    fn from(signer: &Signer) -> Self {
        Self {
            name: signer.name.clone(),
            post: signer.post.clone(),
            signs: signer.signs.iter().copied().map(word).collect(),
        }
    }
}

impl Row for SignerRow {
    type Fact = Signer;

    fn key(&self) -> String {
        self.name.clone()
    }

    fn read(self, reader: &mut Reader) -> Signer {
        let signs = self.signs.iter().filter_map(|text| reader.word("signs", text)).collect();
        Signer { name: reader.key("name", self.name), post: reader.text("post", self.post), signs }
    }
}
