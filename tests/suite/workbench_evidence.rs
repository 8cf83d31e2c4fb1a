//! Evidence in the workbench: the file that a form names is read aside, the files of a folder become entries; and the
//! real program doing both.

use std::fs;
use std::os::unix::fs::symlink;

use kijun::domain::evidence::{Digest, Folder, LooseFile, Sight, Trouble};
use kijun::domain::register::Evidence;
use kijun::domain::text::Lang::{self, En, Ja};
use kijun::tui::action::Page;
use kijun::tui::message::{Effect, Message};

use crate::desk::{Desk, USUAL};
use crate::workbench_pty::{new_file, on_disk, open, run};

/// What a file that was read looks like.
fn sight(content: u8) -> Sight {
    let digest = Digest::of(&[content; 32]);
    Sight { digest, size: 12, modified: None, identity: (1, u64::from(content)), outside: false }
}

fn digest(content: u8) -> String {
    Digest::of(&[content; 32]).to_string()
}

/// A new entry of evidence in the form, with a title and a file typed, the cursor behind the file.
fn typed(lang: Lang) -> Desk {
    let mut desk = Desk::with_sample(lang, USUAL);
    desk.keys("t 7 a").types("報告書").keys("Tab Tab Tab Tab").types("proof/r.pdf");
    desk
}

fn asked(desk: &Desk) -> Vec<&str> {
    let files = desk.effects.iter().filter_map(|effect| match effect {
        Effect::See(file) => Some(file.as_str()),
        _ => None,
    });
    files.collect()
}

fn count(desk: &Desk) -> usize {
    desk.session().assessment.evidence.len()
}

fn last(desk: &Desk) -> &Evidence {
    desk.session().assessment.evidence.last().expect("evidence")
}

fn seen(desk: &mut Desk, file: &str, seen: Result<Sight, Trouble>) {
    desk.hears(Message::Seen(file.into(), seen));
}

#[test]
fn a_file_is_read_once_its_field_is_left_and_its_digest_is_filled_in() {
    let mut desk = typed(Ja);
    let before = count(&desk);
    assert!(asked(&desk).is_empty(), "it is still being typed");
    desk.keys("Tab");
    assert_eq!(asked(&desk), ["proof/r.pdf"]);
    seen(&mut desk, "other.pdf", Ok(sight(9)));
    assert!(!desk.text().contains("sha256:0909"), "an answer for another file is none for this one");
    seen(&mut desk, "proof/r.pdf", Ok(sight(7)));
    assert!(desk.text().contains("sha256:0707") && desk.notice().contains("ダイジェストを入れました"));
    desk.keys("Shift-Tab Tab");
    assert_eq!(asked(&desk).len(), 1, "what is known is not read again");
    desk.keys("Ctrl-s");
    assert_eq!((last(&desk).file.as_str(), last(&desk).digest.clone()), ("proof/r.pdf", digest(7)));
    desk.keys("U");
    assert_eq!(count(&desk), before, "one step takes the entry back");
}

#[test]
fn another_file_brings_its_own_digest_and_a_missing_one_none() {
    let mut desk = typed(En);
    desk.keys("Tab");
    seen(&mut desk, "proof/r.pdf", Ok(sight(7)));
    desk.keys("Shift-Tab").types("x").keys("Tab");
    seen(&mut desk, "proof/r.pdfx", Err(Trouble::Missing));
    assert!(desk.notice().contains("was not read (not found)"), "{}", desk.notice());
    assert!(desk.text().contains("sha256:0707"), "nothing is filled in, nothing is taken out");
    desk.keys("Shift-Tab Backspace 2 Tab");
    seen(&mut desk, "proof/r.pdf2", Ok(Sight { outside: true, ..sight(8) }));
    assert!(desk.text().contains("sha256:0808"));
    assert!(desk.notice().contains("outside the folder"), "{}", desk.notice());
}

#[test]
fn a_digest_typed_by_hand_stays_and_is_compared() {
    for (text, said) in [
        (digest(7).to_uppercase(), "is that of the file"),
        (digest(8), "is not that of the file"),
        ("md5:900150983cd24fb0".to_owned(), "no SHA-256"),
    ] {
        let mut desk = typed(En);
        desk.keys("Tab").types(&text);
        seen(&mut desk, "proof/r.pdf", Ok(sight(7)));
        assert!(desk.notice().contains(said), "{text}: {}", desk.notice());
        desk.keys("Ctrl-s");
        assert_eq!(last(&desk).digest, text, "as it was typed");
    }
}

#[test]
fn a_form_waits_for_the_file_and_can_be_told_not_to() {
    let mut desk = typed(En);
    let before = count(&desk);
    desk.keys("Ctrl-s");
    assert!(desk.notice().starts_with("Reading the file"), "{}", desk.notice());
    assert_eq!((asked(&desk).len(), count(&desk)), (1, before));
    seen(&mut desk, "proof/r.pdf", Ok(sight(7)));
    assert_eq!(last(&desk).digest, digest(7), "accepted as soon as it was read");
    let mut desk = typed(En);
    desk.keys("Ctrl-s Ctrl-s");
    assert_eq!((last(&desk).file.as_str(), last(&desk).digest.as_str()), ("proof/r.pdf", ""));
    // What cannot be read does not close the form by itself.
    let mut desk = typed(En);
    desk.keys("Ctrl-s");
    seen(&mut desk, "proof/r.pdf", Err(Trouble::Missing));
    assert_eq!(count(&desk), before, "{}", desk.notice());
    desk.keys("Ctrl-s");
    assert_eq!(last(&desk).file, "proof/r.pdf");
}

#[test]
fn a_form_that_is_filled_in_further_is_not_accepted_meanwhile_and_a_later_name_counts() {
    let mut desk = typed(En);
    let before = count(&desk);
    desk.keys("Ctrl-s Shift-Tab Tab");
    seen(&mut desk, "proof/r.pdf", Ok(sight(7)));
    assert_eq!(count(&desk), before, "still open: {}", desk.text());
    let mut desk = typed(En);
    desk.keys("Tab Shift-Tab").types("2").keys("Tab");
    assert_eq!(asked(&desk), ["proof/r.pdf", "proof/r.pdf2"]);
    seen(&mut desk, "proof/r.pdf", Ok(sight(7)));
    seen(&mut desk, "proof/r.pdf2", Ok(sight(8)));
    desk.keys("Ctrl-s");
    assert_eq!(last(&desk).digest, digest(8));
}

#[test]
fn an_entry_that_is_opened_and_left_asks_for_nothing() {
    let mut desk = Desk::with_sample(Ja, USUAL);
    desk.keys("t 7 Enter Ctrl-s");
    assert!(asked(&desk).is_empty(), "its file is the one it had: {:?}", asked(&desk));
    let mut desk = typed(Ja);
    desk.keys("Tab");
    seen(&mut desk, "proof/r.pdf", Ok(sight(7)));
    desk.keys("Ctrl-s");
    desk.effects.clear();
    desk.keys("Enter Tab Tab Tab Tab Tab Tab Ctrl-s");
    assert!(asked(&desk).is_empty());
}

fn file(shown: &str, name: Option<&str>, size: u64) -> LooseFile {
    let modified = Some(jiff::civil::date(2027, 1, 12));
    LooseFile { shown: shown.into(), name: name.map(Into::into), size, modified, identity: (1, size) }
}

/// What a folder may hold; the first file is the longest name that fits nowhere.
pub(crate) fn listed() -> Message {
    let long = "証跡/2027年度/脆弱性診断/報告書の抜粋(伏せ字)_株式会社アクメ_第3版_最終版.pdf";
    let files = vec![
        file("証跡/1-3_cissp_ito.pdf", Some("証跡/1-3_cissp_ito.pdf"), 81_234),
        file(long, Some(long), 4_400_000_000),
        file("証跡/evil␛[2J.pdf", None, 12),
        file("メモ.txt", Some("メモ.txt"), 0),
    ];
    Message::Listed(Folder { files, unreadable: vec!["証跡/人事".into()], cut: true })
}

#[test]
fn a_file_of_the_folder_becomes_an_entry() {
    let mut desk = Desk::with_sample(En, USUAL);
    desk.keys("E");
    assert!(desk.effects.contains(&Effect::ListFiles) && desk.text().contains("being looked through"));
    desk.hears(listed());
    desk.keys("j j Enter");
    assert!(desk.notice().contains("cannot be entered"), "{}", desk.notice());
    assert!(desk.model.desktop.overlays.is_empty());
    desk.keys("g Enter");
    assert_eq!(asked(&desk), ["証跡/1-3_cissp_ito.pdf"]);
    seen(&mut desk, "証跡/1-3_cissp_ito.pdf", Ok(sight(7)));
    desk.keys("Ctrl-s");
    let row = last(&desk).clone();
    let on = row.on.map(|on| on.to_string());
    assert_eq!((row.title.as_str(), on.as_deref()), ("1-3_cissp_ito", Some("2027-01-12")));
    assert_eq!(row.digest, digest(7));
    assert!(desk.model.desktop.page == Page::Folder && !desk.text().contains("1-3_cissp_ito.pdf"));
    desk.keys("U");
    assert!(desk.text().contains("1-3_cissp_ito.pdf"), "undone, it is there again");
    desk.keys("f");
    assert_eq!(desk.effects.iter().filter(|effect| **effect == Effect::ListFiles).count(), 2);
    desk.keys("Esc");
    assert_eq!(desk.model.desktop.page, Page::Assess);
}

/// The real program: a file typed into the form, then one chosen from the folder, among what would hang or harm.
#[test]
fn the_program_reads_a_file_and_lists_a_folder() {
    let home = new_file();
    fs::create_dir(home.path("proof")).expect("a folder");
    home.put("proof/abc.pdf", "abc");
    home.put("proof/def.pdf", "def");
    home.put("proof/evil\u{1b}[2J.pdf", "");
    symlink("/dev/zero", home.path("proof/zero")).expect("a link");
    symlink(".", home.path("proof/again")).expect("a link");
    let mut session = open(&home, "acme.ron");
    session.wait_to_see("saved");
    session.send(b"t7a");
    session.wait_to_see("Title");
    session.send(b"paper\t\t\t\tproof/zero\t");
    session.wait_to_see("a pipe or a device");
    session.send(b"\x1b[Z\x15proof/abc.pdf\t");
    session.wait_to_see("sha256:ba7816bf");
    session.send(b"\x13");
    session.wait_for_screen("the entry", |screen| screen.contains("paper") && screen.contains("saved"));
    session.send(b"E");
    session.wait_for_screen("the list", |screen| screen.contains("proof/def.pdf"));
    let screen = session.screen();
    assert!(!screen.contains("abc.pdf") && !screen.contains("zero") && screen.contains("evil"), "{screen}");
    session.send(b"\r");
    session.wait_to_see("sha256:cb8379ac");
    session.send(b"\x13");
    session.wait_for_screen("linked", |screen| !screen.contains("def.pdf") && screen.contains("saved"));
    session.send(b"Q");
    assert_eq!(session.exit_code(), 0);
    let digests: Vec<String> =
        on_disk(&home, "acme.ron").evidence.iter().map(|row| row.digest[..15].to_owned()).collect();
    assert_eq!(digests, ["sha256:ba7816bf", "sha256:cb8379ac"]);
}

/// The restricted workbench neither reads what lies outside its folder nor says whether it is there.
#[test]
fn a_restricted_workbench_reads_nothing_outside_its_folder() {
    let home = new_file();
    fs::create_dir(home.path("vendor")).expect("a folder");
    fs::rename(home.path("acme.ron"), home.path("vendor/acme.ron")).expect("moved");
    home.put("secret.pdf", "abc");
    home.put("vendor/own.pdf", "abc");
    symlink("../secret.pdf", home.path("vendor/link.pdf")).expect("a link");
    let program = env!("CARGO_BIN_EXE_kijun");
    let line = [program, "--restricted", "--root", "vendor", "--lang", "en", "acme.ron"];
    let mut session = run(&home, &line);
    session.wait_to_see("saved");
    session.send(b"t7a");
    session.wait_to_see("Title");
    session.send(b"paper\t\t\t\t../secret.pdf\t");
    session.wait_to_see("out of reach");
    for name in ["/etc/passwd", "link.pdf", "../no-such-file"] {
        session.send(b"\x1b[Z\x15x\t");
        session.wait_to_see("(not found)");
        session.send(&[b"\x1b[Z\x15", name.as_bytes(), b"\t"].concat());
        session.wait_to_see("out of reach");
    }
    session.send(b"\x1b[Z\x15own.pdf\t");
    session.wait_to_see("sha256:ba7816bf");
}
