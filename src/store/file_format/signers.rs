//! Who signs what, in a file.

use super::reader::{Reader, Stored};
use super::stored::stored;
use super::words::word;
use crate::domain::signer::Signer;

stored! {
    /// Somebody who signs: name, post in the company, and which statements.
    struct StoredSigner as "Signer" {
        name: String,
        post: String,
        signs: Vec<String>,
    }
}

impl From<&Signer> for StoredSigner {
    fn from(signer: &Signer) -> Self {
        Self {
            name: signer.name.clone(),
            post: signer.post.clone(),
            signs: signer.signs.iter().copied().map(word).collect(),
        }
    }
}

impl Stored for StoredSigner {
    type Fact = Signer;

    fn key(&self) -> String {
        self.name.clone()
    }

    fn read(self, reader: &mut Reader) -> Signer {
        let signs = self.signs.iter().filter_map(|text| reader.word("signs", text)).collect();
        Signer { name: reader.key("name", self.name), post: reader.text("post", self.post), signs }
    }
}
