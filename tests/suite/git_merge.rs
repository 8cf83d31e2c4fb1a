//! Merging through a real git: as its merge driver, and after it has stopped at a clash.

use std::fs;
use std::process::Command;

use crate::home::{Home, Ran, SAMPLE};
use crate::merge_command::{claim, is_sound, set};

/// Whether there is no git; the test that is skipped is named.
pub(crate) fn no_git(test: &str) -> bool {
    let missing = Command::new("git").arg("--version").output().is_err();
    if missing {
        eprintln!("skipped: {test}: git is missing");
    }
    missing
}

fn git_in(home: &Home, folder: &str, line: &[&str]) -> Ran {
    let output = Command::new("git")
        .args(line)
        .current_dir(home.path(folder))
        .env_clear()
        .env("PATH", path())
        .env("HOME", home.path("."))
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_EDITOR", "true")
        .envs([("GIT_AUTHOR_NAME", "a"), ("GIT_AUTHOR_EMAIL", "a@example.invalid")])
        .envs([("GIT_COMMITTER_NAME", "a"), ("GIT_COMMITTER_EMAIL", "a@example.invalid")])
        .output()
        .expect("git runs");
    Ran {
        code: output.status.code(),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

fn git(home: &Home, line: &[&str]) -> Ran {
    git_in(home, "repo", line)
}

pub(crate) fn ok(home: &Home, line: &[&str]) {
    let ran = git(home, line);
    assert_eq!(ran.code, Some(0), "{line:?}: {}{}", ran.out, ran.err);
}

fn path() -> String {
    std::env::var("PATH").unwrap_or_default()
}

/// The program where git can be found.
fn kijun(home: &Home, arguments: &[&str]) -> Ran {
    home.run_with("PATH", &path(), arguments)
}

/// A repository with the program as its merge driver, as docs/cli.md has it.
pub(crate) fn repository() -> Home {
    let home = plain_repository();
    let program = env!("CARGO_BIN_EXE_kijun");
    let driver = format!("'{program}' merge --file-only --name %P --base %O %A %B");
    ok(&home, &["config", "merge.kijun.driver", &driver]);
    home.put("repo/.gitattributes", "*.ron merge=kijun\n*.history merge=union\n");
    home
}

fn plain_repository() -> Home {
    let home = Home::new();
    fs::create_dir(home.path("repo")).expect("a folder");
    ok(&home, &["init", "-q", "-b", "main"]);
    home
}

fn commit(home: &Home) {
    ok(home, &["add", "-A", "--", ".", ":!*.bak-*"]);
    ok(home, &["commit", "-qm", "edits"]);
}

/// Two branches: Osaka answers three questions, Tokyo one of them otherwise and one more.
pub(crate) fn parted(home: &Home, file: &str) {
    let file = format!("repo/{file}");
    home.put(&file, SAMPLE);
    set(home, &file, "forensic.scope.a", "yes", "青木");
    commit(home);
    ok(home, &["checkout", "-qb", "osaka"]);
    set(home, &file, "vuln.scope.c", "yes", "馬場");
    set(home, &file, "soc.scope.c", "yes", "馬場");
    set(home, &file, "forensic.qual.a", "unknown", "馬場");
    commit(home);
    ok(home, &["checkout", "-q", "main"]);
    set(home, &file, "forensic.qual.a", "no", "青木");
    set(home, &file, "vuln.scope.b", "no", "青木");
    commit(home);
}

/// What is not settled yet in the eyes of git.
fn unmerged(home: &Home) -> String {
    git(home, &["ls-files", "--unmerged"]).out
}

/// Everything of both sides is in the file, with our answer to the one question, and in the history.
fn both_are_in(home: &Home, file: &str, disputed: &str) {
    let file = format!("repo/{file}");
    assert_eq!(claim(home, &file, "vuln.scope.c"), "yes", "only Osaka");
    assert_eq!(claim(home, &file, "soc.scope.c"), "yes", "only Osaka");
    assert_eq!(claim(home, &file, "vuln.scope.b"), "no", "only Tokyo");
    assert_eq!(claim(home, &file, "forensic.qual.a"), disputed);
    is_sound(home, &file);
    let history = home.run(&["history", &file]).out;
    for row in ["vuln.scope.c", "soc.scope.c", "vuln.scope.b", "forensic.scope.a"] {
        assert!(history.contains(row), "{row}: {history}");
    }
    for said in ["馬場  forensic.qual.a", "青木  forensic.qual.a"] {
        assert!(history.contains(said), "{said}: {history}");
    }
}

/// The finding that the documented way out of a clash lost what only the other side had changed.
#[test]
fn what_only_the_other_side_changed_survives_a_clash_elsewhere() {
    if no_git("what_only_the_other_side_changed_survives_a_clash_elsewhere") {
        return;
    }
    let home = repository();
    parted(&home, "acme.ron");
    assert_ne!(git(&home, &["merge", "--no-edit", "osaka"]).code, Some(0));
    let before = (home.text("repo/acme.ron"), home.text("repo/acme.ron.history"));
    let looked = kijun(&home, &["merge", "--git", "repo/acme.ron", "--format", "json"]);
    assert_eq!(looked.code, Some(3), "{}", looked.told());
    let report: serde_json::Value = serde_json::from_str(&looked.out).expect("JSON");
    let clashes: Vec<&str> = report["clashes"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|clash| clash["id"].as_str())
        .collect();
    assert_eq!(
        (clashes.as_slice(), &report["past"]),
        (&["forensic.qual.a"][..], &"given".into()),
        "{report}"
    );
    assert!(!looked.told().contains("/kijun-"), "a place that means nothing to people: {}", looked.told());
    assert_eq!(
        (home.text("repo/acme.ron"), home.text("repo/acme.ron.history")),
        before,
        "nothing is written"
    );
    let done = kijun(&home, &["merge", "--git", "repo/acme.ron", "--take", "ours", "--by", "青木"]);
    assert_eq!(done.code, Some(0), "{}", done.told());
    assert_eq!(unmerged(&home), "");
    both_are_in(&home, "acme.ron", "no");
    ok(&home, &["commit", "-q", "--no-edit"]);
    assert_eq!(git(&home, &["status", "--porcelain", "--untracked-files=no"]).out, "");
}

/// No driver, no union: git has put its marks into both files, which stand in a folder with a name that must be
/// quoted wherever names are patterns or words of a shell.
#[test]
fn files_full_of_marks_are_settled_wherever_they_stand() {
    if no_git("files_full_of_marks_are_settled_wherever_they_stand") {
        return;
    }
    let home = plain_repository();
    let file = "顧客 [a] 'b'/:(glob)*.ron";
    fs::create_dir_all(home.path("repo/顧客 [a] 'b'")).expect("a folder");
    parted(&home, file);
    assert_ne!(git(&home, &["merge", "--no-edit", "osaka"]).code, Some(0));
    let place = format!("repo/{file}");
    assert!(home.text(&place).contains("<<<<<<< "), "git left its marks");
    let done = kijun(&home, &["merge", "--git", &place, "--take", "theirs", "--by", "青木"]);
    assert_eq!(done.code, Some(0), "{}", done.told());
    assert_eq!(unmerged(&home), "");
    both_are_in(&home, file, "unknown");
    assert!(home.text(&format!("{place}.conflict")).contains("<<<<<<< "), "what git left is kept");
}

/// A rebase calls the other side by another name, and a linked working tree keeps its index elsewhere.
#[test]
fn a_rebase_in_a_linked_working_tree_is_settled_alike() {
    if no_git("a_rebase_in_a_linked_working_tree_is_settled_alike") {
        return;
    }
    let home = repository();
    parted(&home, "acme.ron");
    ok(&home, &["worktree", "add", "-q", "../linked", "osaka"]);
    assert_ne!(git_in(&home, "linked", &["rebase", "main"]).code, Some(0));
    let open = |step: u32| {
        let left = git_in(&home, "linked", &["ls-files", "--unmerged", "acme.ron"]).out;
        assert!(step > 0 || !left.is_empty(), "the rebase stops");
        !left.is_empty()
    };
    let mut step = 0;
    while open(step) {
        let done = kijun(&home, &["merge", "--git", "linked/acme.ron", "--take", "ours", "--by", "青木"]);
        assert_eq!(done.code, Some(0), "{}", done.told());
        git_in(&home, "linked", &["rebase", "--continue"]);
        step += 1;
    }
    for (row, answer) in
        [("vuln.scope.c", "yes"), ("soc.scope.c", "yes"), ("vuln.scope.b", "no"), ("forensic.qual.a", "no")]
    {
        assert_eq!(claim(&home, "linked/acme.ron", row), answer, "{row}");
    }
    is_sound(&home, "linked/acme.ron");
}

/// Both branches made the file anew: what both began with is in no index, and the histories tell as much as they can.
#[test]
fn two_files_without_a_past_in_common_are_brought_together() {
    if no_git("two_files_without_a_past_in_common_are_brought_together") {
        return;
    }
    let home = repository();
    commit(&home);
    ok(&home, &["checkout", "-qb", "osaka"]);
    home.put("repo/acme.ron", SAMPLE);
    set(&home, "repo/acme.ron", "vuln.scope.c", "yes", "馬場");
    commit(&home);
    ok(&home, &["checkout", "-q", "main"]);
    home.put("repo/acme.ron", SAMPLE);
    set(&home, "repo/acme.ron", "vuln.scope.c", "no", "青木");
    commit(&home);
    assert_ne!(git(&home, &["merge", "--no-edit", "osaka"]).code, Some(0));
    let done = kijun(&home, &["merge", "--git", "repo/acme.ron", "--take", "theirs", "--by", "青木"]);
    assert_eq!((done.code, unmerged(&home).as_str()), (Some(0), ""), "{}", done.told());
    assert_eq!(claim(&home, "repo/acme.ron", "vuln.scope.c"), "yes");
    is_sound(&home, "repo/acme.ron");
}

#[test]
fn what_git_cannot_give_is_said_and_nothing_is_touched() {
    if no_git("what_git_cannot_give_is_said_and_nothing_is_touched") {
        return;
    }
    let home = repository();
    parted(&home, "acme.ron");
    let say = |file: &str| kijun(&home, &["merge", "--git", file, "--lang", "en"]);
    let calm = say("repo/acme.ron");
    assert_eq!(calm.code, Some(2), "{}", calm.told());
    assert!(calm.err.contains("no unmerged versions"), "{}", calm.err);
    home.put("outside.ron", SAMPLE);
    let outside = say("outside.ron");
    assert_eq!(outside.code, Some(7), "{}", outside.told());
    let lonely = home.run_with("PATH", "/nowhere", &["merge", "--git", "repo/acme.ron", "--lang", "en"]);
    assert_eq!((lonely.code, lonely.err.contains("git was not found")), (Some(7), true), "{}", lonely.err);
    // Deleted over there, changed here.
    ok(&home, &["checkout", "-qb", "gone", "main~1"]);
    ok(&home, &["rm", "-q", "acme.ron", "acme.ron.history"]);
    ok(&home, &["commit", "-qm", "gone"]);
    ok(&home, &["checkout", "-q", "main"]);
    assert_ne!(git(&home, &["merge", "--no-edit", "gone"]).code, Some(0));
    let before = home.text("repo/acme.ron");
    let deleted = say("repo/acme.ron");
    assert_eq!(
        (deleted.code, deleted.err.contains("deleted on their side")),
        (Some(3), true),
        "{}",
        deleted.err
    );
    assert_eq!(home.text("repo/acme.ron"), before);
    ok(&home, &["merge", "--abort"]);
    // Edited by hand since git stopped.
    assert_ne!(git(&home, &["merge", "--no-edit", "osaka"]).code, Some(0));
    let edited = home.text("repo/acme.ron").replacen("みほん", "みほんの", 1);
    home.put("repo/acme.ron", &edited);
    let refused = say("repo/acme.ron");
    assert_eq!(
        (refused.code, refused.err.contains("edited after git stopped")),
        (Some(5), true),
        "{}",
        refused.err
    );
    assert_eq!(home.text("repo/acme.ron"), edited);
}

#[test]
fn a_restricted_workbench_asks_no_git() {
    let home = Home::with_sample();
    let ran = kijun(&home, &["--restricted", "--root", ".", "merge", "--git", "sample.ron"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{}", ran.told());
}

/// Git hands over a history under a name of its own, to have it made readable.
#[test]
fn git_shows_differences_of_a_history_in_words() {
    if no_git("git_shows_differences_of_a_history_in_words") {
        return;
    }
    let home = repository();
    let program = env!("CARGO_BIN_EXE_kijun");
    ok(&home, &["config", "diff.kijun-history.textconv", &format!("'{program}' history")]);
    home.put("repo/.gitattributes", "*.history diff=kijun-history\n");
    parted(&home, "acme.ron");
    let shown = git(&home, &["diff", "main~1", "main", "--", "acme.ron.history"]).out;
    let added: Vec<&str> =
        shown.lines().filter(|line| line.starts_with('+') && !line.starts_with("+++")).collect();
    assert_eq!(added.len(), 2, "{shown}");
    assert!(added[0].contains("青木") && added[0].contains("いいえ"), "{shown}");
}

#[test]
fn git_merges_files_and_histories_through_it() {
    if no_git("git_merges_files_and_histories_through_it") {
        return;
    }
    let home = repository();
    let ok = |line: &[&str]| ok(&home, line);
    home.put("repo/acme.ron", crate::home::SAMPLE);
    set(&home, "repo/acme.ron", "forensic.scope.a", "yes", "青木");
    let commit = || {
        ok(&["add", "acme.ron", "acme.ron.history", ".gitattributes"]);
        ok(&["commit", "-qm", "edits"]);
    };
    commit();
    ok(&["checkout", "-qb", "other"]);
    set(&home, "repo/acme.ron", "soc.scope.c", "yes", "馬場");
    commit();
    ok(&["checkout", "-q", "main"]);
    set(&home, "repo/acme.ron", "vuln.scope.c", "yes", "青木");
    commit();
    ok(&["merge", "-q", "--no-edit", "other"]);
    assert_eq!(claim(&home, "repo/acme.ron", "soc.scope.c"), "yes");
    assert_eq!(claim(&home, "repo/acme.ron", "vuln.scope.c"), "yes");
    is_sound(&home, "repo/acme.ron");
    let left = git(&home, &["status", "--porcelain", "--untracked-files=all"]);
    let left: Vec<&str> = left.out.lines().filter(|line| !line.contains(".acme.ron.bak-")).collect();
    assert!(left.is_empty(), "{left:?}");
    // A clash stops git, and our version stands in the file.
    ok(&["checkout", "-q", "other"]);
    set(&home, "repo/acme.ron", "vuln.scope.c", "no", "馬場");
    commit();
    ok(&["checkout", "-q", "main"]);
    let clash = git(&home, &["merge", "--no-edit", "other"]);
    assert_ne!(clash.code, Some(0));
    assert!(clash.out.contains("CONFLICT"), "{}{}", clash.out, clash.err);
    let said = format!("{}{}", clash.out, clash.err);
    assert!(said.contains("acme.ron(あちら)") && !said.contains(".merge_file"), "{said}");
    assert_eq!(claim(&home, "repo/acme.ron", "vuln.scope.c"), "yes");
}
