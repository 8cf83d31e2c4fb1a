//! What a person sees of a row in the workbench is its verdict: in the tree, on the question, on its proof.

use kijun::domain::text::Lang;
use kijun::report::words;

use crate::desk::{Desk, LARGE};

#[test]
fn the_tree_and_the_proof_show_the_verdict_of_every_row() {
    for lang in [Lang::Ja, Lang::En] {
        let ids: Vec<String> = {
            let desk = Desk::with_sample(lang, LARGE);
            let session = desk.session();
            let shown = |at: &usize| session.findings.at(*at).reached && session.pack.answerable(*at);
            (0..session.pack.rows().len())
                .filter(shown)
                .map(|at| session.pack.rows()[at].id.clone())
                .collect()
        };
        assert!(ids.len() > 50, "{} rows", ids.len());
        for id in ids.iter().step_by(3) {
            let mut desk = Desk::at_row(lang, LARGE, id);
            let session = desk.session();
            let at = session.pack.position(id).expect("a row");
            let Some(verdict) = session.findings.at(at).verdict() else { continue };
            let word = words::verdict(lang, verdict);
            let text = desk.text();
            assert!(text.contains(word), "{id}: {word} on\n{text}");
            let proof = desk.keys("w").text();
            assert!(proof.contains(word), "{id}: {word} on\n{proof}");
        }
    }
}
