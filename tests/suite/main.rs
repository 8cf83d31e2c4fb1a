//! One test program; each module says what belongs there.

#![allow(
    clippy::panic,
    clippy::type_complexity,
    reason = "a test says what went wrong by panicking; tables have wide rows"
)]

/// Commands and screens agree on every verdict.
mod agreement;
/// One report from every order of a file.
mod any_order;
/// House rules: import directions, module comments, one terminal package, nothing forgotten.
mod architecture;
/// Edits: undo, redo, stale edits, permanent ids.
mod changes;
/// The keys of fields are those of the file.
mod field_keys;
/// The id of a file: who gets one and when, and who keeps it.
mod file_ids;
/// Files of assessments that are broken: where, what, and how to mend it, in both languages.
mod files;
/// The format of an assessment: what is written comes back; a fixture of every format.
mod formats;

/// The shipped rows against the inventory: counts, kinds, editions.
mod inventory;

/// Lint: broken packs and what is told about them; shipped packs are clean.
mod lint;
/// Certificates and the like as people call them, and what stands in no list.
mod listed_names;

/// Packs and lists of one's own on the command line.
mod own_packs;
/// Where packs come from: shipped, overlays, a user's folder.
mod packs;

/// The commands speak one language at a time.
mod command_languages;
/// A terminal small enough to read, with ambiguous characters as wide as one likes.
mod emulator;
/// Data: every shipped pack file loads and lints clean.
mod questionnaires;
/// The lists nobody has read.
mod references;
/// Data: what the shipped rows say is alike over all categories.
mod shipped_rows;
/// Widths of Japanese text: ours, the buffer's, a terminal's.
mod text_cells;
mod text_doors;
/// Where ambiguous characters take two cells.
mod text_wide;
/// Typography of every text in both languages.
mod typography;
/// The register of reference lists on the screen.
mod workbench_lists;
/// The main screens in every language, size, width and depth of colour.
mod workbench_matrix;
/// Text wherever it is typed or shown in the workbench.
mod workbench_text;
/// Characters of another encoding, and those without a picture.
mod workbench_unreadable;

/// Bytes to keys: every form of a key, hostile bytes, streams cut anywhere.
mod key_decoder;
/// Frames: the terminal shows the picture, in few bytes.
mod text_frame;

/// Commands as they are documented.
mod command_documents;
/// The commands that lead from verdicts to decisions.
mod decision_commands;
/// JSON as it is documented.
mod json_documents;
/// JSON against its schemas.
mod json_schemas;

/// Calendars, read back by a strict reader.
mod calendar;
/// `kijun check --evidence` and `kijun evidence`: missing, changed and doubled files; linking, digests.
mod evidence_command;
/// The files that evidence points to, on a real disk: what is read, refused and listed.
mod evidence_files;
/// The examiner's lint: each check finds what it is for.
mod examine;
/// The forecast: every change and nothing else, with its cause.
mod forecast;
/// Days are local: around midnight, on both sides of the date line.
mod local_days;
/// Plans: exact against exhaustive search, true to the evaluation, satisfying when carried out.
mod plan;
/// Notes on steps of plans: kept by what a step is about, heeded by no verdict.
mod plan_lists;
mod plan_notes;
mod plan_played;
/// Plans of random packs against everything that could be done instead.
mod plan_worlds;
/// Proofs agree with the verdicts, node by node.
mod proofs;
/// The quick review asks until a category is decided.
mod review;
/// Trying changes on a copy.
mod what_if;
/// The plan and the timeline of the workbench: keys in, screens and edits out.
mod workbench_plan;

/// The shell in a real pseudo-terminal: modes, signals, suspending, dead lines.
mod pty;

/// An idle workbench sleeps without a timeout in every thread.
#[cfg(all(target_os = "linux", target_arch = "x86_64"))]
mod pty_idle;

/// The small program that the tests of [`pty`] run; a child process of this test program.
mod pty_probe;

/// Which file a history belongs to: copies, other names, older names, other files.
mod history_owners;
/// A child process in a pseudo-terminal: keys in, a log of every byte out, waits for states.
mod pty_session;
/// A disk that records its calls and fails where it is told to; temp folders; child processes.
mod store_disk;
/// The history: every truncation, every flipped byte, every failing call, merging.
mod store_history;
/// Locks: two openers, left-overs, file systems without locks.
mod store_lock;
/// Which folders and which names: places, recent files, the restricted root.
mod store_places;
/// RON as text: what is escaped, what is not, and the hints for what people get wrong.
mod store_ron;
/// Saving: order, failures, foreign changes, permissions, links.
mod store_save;
/// Tables and forms: keys in, screens and changes out.
mod workbench_forms;

/// How many cases a property is tried with.
mod thorough;

/// Wrapping by the rules of Japanese typesetting.
mod text_wrap;

/// The text editor: commands, caret, undo, drawing.
mod text_editor;

/// The program as people run it: every command, every exit code, both languages.
mod command_line;
/// Help, manual pages, misspelt commands, folders that are not there.
mod help_and_manual;
/// The program in a home folder of its own.
mod home;
/// Markdown, rendered.
mod rendered_markdown;
/// The words of every ground and reason, and their codes in the guide.
mod report_grounds;
/// The sample company and the reports made of it.
mod report_sample;
/// `kijun review`.
mod review_command;
/// Completion in the real shells.
mod shells;
/// Search keys, readings and ranking.
mod text_search;

/// Verdicts: the decision table, claims, scope, categories; properties; the shipped pack.
mod verdicts;

/// The workbench without a terminal, for the tests of its screens.
mod desk;

/// Bytes per step, counted at 80x24 with the sample open.
mod workbench_bytes;

/// Who signs on the command line.
mod signing_command;
/// Screens in both languages, several sizes, widths and looks.
mod workbench_screens;
/// Who signs in the workbench.
mod workbench_signers;
/// The ways back, and footers that show only keys that act.
mod workbench_ways_back;

/// Evidence in the workbench: files that are read aside, a folder whose files become entries.
mod workbench_evidence;
/// Why, what carries, the examiner's eyes: screens, ways there and back.
mod workbench_reasons;
/// The keys for registers act on the one that the screen names.
mod workbench_registers;
/// The scratch layer: nothing real before it is kept; what would flip is told before.
mod workbench_what_if;

/// Both languages are whole, and no width is left to the terminal.
mod workbench_languages;

/// Answering: one key each, verdicts at once, refusals with a reason.
mod workbench_answers;

/// What verdicts rest on: exact against brute force.
mod carriers;
mod category_names;

/// Any keys at any size: no panic, nothing drawn outside.
mod workbench_any_keys;

/// Keys, help, palette and ways back.
mod workbench_keys;

/// Ways out of a file while nothing can be written.
mod workbench_leaving;

/// The real program in a real terminal: kills, signals, dead lines, full disks, two sessions.
mod workbench_pty;

/// The diff command, and files that are behind their history.
mod difference_command;

/// The last good versions of a file.
mod backups;
/// A file and its history: where they differ, comments, records of nothing.
mod file_and_history;
/// Links, modes, groups and newer formats, with the real program.
mod file_manners;
/// Merging through a real git.
mod git_merge;
/// The merge command, by hand.
mod merge_command;
/// Merging as properties.
mod merging;
/// Somebody else's version and damaged files in the workbench.
mod workbench_merging;

/// The history command: authors, altered records, earlier days.
mod history_command;

/// A hosted workbench: a real sshd, five ways to cut the line, break-out attempts.
mod hosting;

/// Hostile files, names, pastes and histories: nothing a terminal obeys gets out, nothing panics.
mod hostile;

/// What is fed hostile bytes, one function each; `fuzz/` runs the same ones.
mod fuzzed;

/// Real file systems: full, read-only, over quota, and every system call of a save failing in turn.
mod real_disks;

/// Terminals whose locale is not UTF-8.
mod other_locales;

/// Locks that fail, files and folders that may not be changed.
mod stubborn_places;

/// Power cuts: every disk that the recorded system calls could leave holds what was acknowledged.
mod power_cut;

/// What a process asks of the system, recorded by strace.
mod system_calls;

/// Every system call of the real program fails in turn; saving goes through the disk's trait only.
mod failing_calls;

/// The workbench at every bad moment: signals, gone terminals, odd answers, a kill at every point of a save.
mod workbench_endings;

/// Links in a hosted folder: of files that are named, and of what belongs to them.
mod hosted_links;

/// The walls of a hosted workbench: nothing is executed, nothing else is served, vendors do not see each other.
#[cfg(all(target_os = "linux", target_arch = "x86_64"))]
mod hosting_walls;

/// A pack whose every text tries to steer the terminal, on every command and every screen.
mod hostile_packs;

/// Tables for spreadsheets, out and in.
mod spreadsheets;

/// `kijun export` and `kijun import` as people run them.
mod sheet_commands;
mod sheet_origins;
mod sheet_returns;
