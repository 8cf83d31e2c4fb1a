//! The restricted workbench behind a real sshd on the loopback, as `docs/hosting.md` sets it up: answers
//! survive every way of cutting the line, and nothing leads out of the vendor's folder.

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use kijun::domain::assessment::Assessment;
use kijun::domain::past::look_back;
use kijun::store::{assessment, history, packs};
use portable_pty::CommandBuilder;
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

use crate::command_line::Home;
use crate::pty_session::PtySession;

const SSHD: &str = "/usr/sbin/sshd";

/// A folder with keys, a vendor's folder in it, and a server that lets the vendor in there and nowhere else.
struct Host {
    folder: TempDir,
    server: Child,
    port: u16,
}

impl Drop for Host {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

impl Host {
    /// Nothing where there is no sshd, no ssh, or where sshd cannot run.
    fn start(test: &str) -> Option<Self> {
        let skip = |why: &str| eprintln!("{test} skipped: {why}");
        if !Path::new(SSHD).exists() || Command::new("ssh").arg("-V").output().is_err() {
            skip("openssh-server and openssh-client are not installed");
            return None;
        }
        let folder = TempDir::new().expect("folder");
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("acme")).expect("folder");
        for name in ["host", "vendor"] {
            let mut keygen = Command::new("ssh-keygen");
            keygen.args(["-q", "-t", "ed25519", "-N", "", "-f"]).arg(at(name));
            assert!(keygen.status().expect("ssh-keygen").success());
        }
        let key = fs::read_to_string(at("vendor.pub")).expect("key");
        fs::write(at("authorized_keys"), format!("restrict,pty {key}")).expect("keys");
        fs::set_permissions(at("authorized_keys"), fs::Permissions::from_mode(0o600)).expect("mode");
        let port =
            TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a port").port();
        fs::write(at("sshd_config"), config(folder.path(), port)).expect("config");
        if rustix::process::geteuid().is_root() {
            fs::create_dir_all("/run/sshd").expect("sshd's folder");
        }
        let mut sshd = Command::new(SSHD);
        sshd.args(["-D", "-e", "-f"]).arg(at("sshd_config"));
        let mut server = sshd.stderr(Stdio::piped()).spawn().expect("sshd");
        let mut log = BufReader::new(server.stderr.take().expect("its log")).lines().map_while(Result::ok);
        let listening = log.by_ref().any(|line| line.contains("Server listening"));
        std::thread::spawn(move || log.for_each(drop));
        let host = Self { folder, server, port };
        if !listening {
            skip("sshd does not start here");
            return None;
        }
        Some(host)
    }

    fn vendor(&self, name: &str) -> PathBuf {
        self.folder.path().join("acme").join(name)
    }

    /// The client, as the vendor starts it, with further words that ask for another command.
    fn client(&self, wanted: &[&str]) -> CommandBuilder {
        let user =
            std::env::var("USER").or_else(|_| std::env::var("LOGNAME")).unwrap_or_else(|_| "root".into());
        let key = self.folder.path().join("vendor");
        let mut command = CommandBuilder::new("ssh");
        command.args([
            "-tt",
            "-F",
            "none",
            "-o",
            "StrictHostKeyChecking=no",
            "-o",
            "UserKnownHostsFile=/dev/null",
        ]);
        command.args(["-o", "LogLevel=ERROR", "-o", "IdentitiesOnly=yes", "-o", "SendEnv=*", "-p"]);
        command.args([&self.port.to_string(), "-i", &key.to_string_lossy(), &format!("{user}@127.0.0.1")]);
        command.args(wanted);
        command.env("TERM", "xterm-256color");
        command.cwd(self.folder.path());
        for name in ["KIJUN_DATA_DIR", "HOME", "EDITOR", "PAGER", "SHELL", "LESSOPEN", "XDG_DATA_HOME"] {
            command.env(name, "/tmp/elsewhere");
        }
        command
    }

    fn log_in(&self) -> PtySession {
        PtySession::spawn(self.client(&[]), TempDir::new().expect("folder"))
    }

    /// The workbench that serves the vendor, found by the folder on its command line.
    fn workbench(&self) -> Option<Pid> {
        let acme = self.folder.path().join("acme");
        let serves = |pid: &str| {
            let line = fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
            let words: Vec<&[u8]> = line.split(|byte| *byte == 0).collect();
            words.first() == Some(&env!("CARGO_BIN_EXE_kijun").as_bytes())
                && words.contains(&acme.as_os_str().as_encoded_bytes())
        };
        let pids =
            fs::read_dir("/proc").ok()?.flatten().filter_map(|entry| entry.file_name().into_string().ok());
        let pid = pids.filter(|name| name.parse::<i32>().is_ok()).find(|pid| serves(pid))?;
        Pid::from_raw(pid.parse().ok()?)
    }

    /// What the vendor gets back: the file and what the history adds.
    fn accepted(&self, file: &str) -> Assessment {
        let path = self.vendor(file);
        let sheet = assessment::look(&path).expect("a readable file");
        let header = sheet.header().clone();
        let loaded = packs::find(&header.pack, &header.edition, None).expect("pack");
        let mut values = sheet.open(&loaded.pack).expect("a sound file").assessment;
        let reading = history::of_assessment(&path).expect("history");
        assert!(reading.faults.is_empty());
        let past = look_back(&reading.edits(), &values);
        past.missing.iter().for_each(|edit| edit.change.apply(&mut values).expect("fits"));
        values
    }

    fn new_file(&self) {
        let home = Home::new();
        let path = self.vendor("acme.ron");
        let _ = fs::remove_file(history::path_of(&path));
        let _ = fs::remove_file(&path);
        let path = path.to_string_lossy().into_owned();
        let line =
            ["new", &path, "--organisation", "Acme", "--category", "vuln", "--reference-date", "2027-01-31"];
        assert_eq!(home.run(&line).code, Some(0));
    }
}

/// The configuration of `docs/hosting.md`, for one throw-away user and port.
fn config(folder: &Path, port: u16) -> String {
    let folder = folder.display();
    let program = env!("CARGO_BIN_EXE_kijun");
    format!(
        "Port {port}\nListenAddress 127.0.0.1\nHostKey {folder}/host\nPidFile {folder}/pid\n\
         AuthorizedKeysFile {folder}/authorized_keys\nStrictModes no\nUsePAM no\nPermitRootLogin yes\n\
         PasswordAuthentication no\nKbdInteractiveAuthentication no\nDisableForwarding yes\n\
         PermitUserRC no\nPermitUserEnvironment no\nClientAliveInterval 1\nClientAliveCountMax 2\n\
         ForceCommand {program} --restricted --root {folder}/acme --by Acme --lang en acme.ron\n"
    )
}

/// Three answers, each drawn and followed by another picture, so that they are on disk.
fn three_answers(session: &mut PtySession) {
    session.wait_to_see("saved");
    session.send(b"N");
    for _ in 0..3 {
        session.send(b"y?");
        session.wait_to_see("any other key closes");
        session.send(b"w");
        session.wait_for_screen("no help", |screen| !screen.contains("any other key closes"));
    }
}

/// A way of cutting the line.
type Cut = fn(&Host, &mut PtySession);

/// Waits until nobody serves the vendor any more.
fn wait_until_gone(host: &Host) {
    let end = std::time::Instant::now() + std::time::Duration::from_secs(30);
    while host.workbench().is_some() {
        assert!(std::time::Instant::now() < end, "the workbench is still there");
        std::thread::yield_now();
    }
}

#[test]
fn every_way_of_cutting_the_line_leaves_every_answer() {
    let Some(host) = Host::start("every_way_of_cutting_the_line_leaves_every_answer") else { return };
    let cuts: [(&str, Cut); 5] = [
        ("the client is killed", |_, session| session.kill()),
        ("the client stops and answers nothing", |_, session| session.signal(Signal::STOP)),
        ("the window is closed", |_, session| session.signal(Signal::HUP)),
        ("the workbench is hung up", |host, _| {
            kill_process(host.workbench().expect("it runs"), Signal::HUP).expect("sent");
        }),
        ("the workbench is terminated", |host, _| {
            kill_process(host.workbench().expect("it runs"), Signal::TERM).expect("sent");
        }),
    ];
    for (name, cut) in cuts {
        host.new_file();
        let mut session = host.log_in();
        three_answers(&mut session);
        cut(&host, &mut session);
        // A stopped client is found out by sshd (ClientAliveInterval), which hangs up.
        wait_until_gone(&host);
        assert_eq!(host.accepted("acme.ron").claims.len(), 3, "{name}");
        let again = host.log_in();
        again.wait_to_see("saved");
        drop(session);
        drop(again);
        wait_until_gone(&host);
    }
}

#[test]
fn nothing_leads_out_of_the_folder() {
    let Some(host) = Host::start("nothing_leads_out_of_the_folder") else { return };
    host.new_file();
    let secret = host.folder.path().join("secret.ron");
    fs::copy(host.vendor("acme.ron"), &secret).expect("a file outside");
    std::os::unix::fs::symlink(&secret, host.vendor("link.ron")).expect("a link");
    let outside = secret.to_string_lossy().into_owned();
    let mut session = host.log_in();
    session.wait_to_see("saved");
    session.send(b"q");
    session.wait_to_see("Recent files");
    for name in [
        "../secret.ron",
        &outside,
        "/etc/passwd",
        "link.ron",
        ".kijun/recent.ron",
        "~/x.ron",
        "acme/../../secret.ron",
    ] {
        session.send(b"o");
        session.wait_to_see("File to open");
        session.send(format!("{name}\r").as_bytes());
        session.wait_to_see("Only names inside this folder");
        // The next key takes the sentence away.
        session.send(b"k");
        session.wait_for_screen("no notice", |screen| !screen.contains("Only names inside"));
    }
    session.send(b"\x1a");
    session.wait_to_see("Suspending is not possible here");
    let pid = host.workbench().expect("it runs");
    let children = fs::read_to_string(format!("/proc/{0}/task/{0}/children", pid.as_raw_nonzero()));
    assert_eq!(children.unwrap_or_default(), "", "it starts no program");
    session.send(b"Q");
    session.exit_code();
    let mut kept: Vec<String> = fs::read_dir(host.folder.path())
        .expect("folder")
        .flatten()
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect();
    kept.sort();
    let expected = [
        "acme",
        "authorized_keys",
        "host",
        "host.pub",
        "pid",
        "secret.ron",
        "sshd_config",
        "vendor",
        "vendor.pub",
    ];
    assert_eq!(kept, expected, "nothing was written outside the vendor's folder");
    assert!(!Path::new("/tmp/elsewhere").exists(), "the client's environment means nothing");
}

#[test]
fn what_else_is_asked_for_is_not_run() {
    let Some(host) = Host::start("what_else_is_asked_for_is_not_run") else { return };
    host.new_file();
    for wanted in [&["sh"][..], &["kijun", "gap", "/etc/passwd"], &["cat", "/etc/passwd"], &["--", "-i"]] {
        let session = PtySession::spawn(host.client(wanted), TempDir::new().expect("folder"));
        session.wait_to_see("saved");
        drop(session);
        wait_until_gone(&host);
    }
}

/// The restricted command line refuses everything but its own words, whatever stands beside them.
#[test]
fn the_restricted_command_line_has_no_other_words() {
    let home = Home::with_sample();
    fs::create_dir(home.path("inside")).expect("folder");
    for arguments in [
        &["--restricted"][..],
        &["--restricted", "--root", "nowhere"],
        &["--restricted", "--root", "inside", "../sample.ron"],
        &["--restricted", "--root", "inside", "/etc/passwd"],
        &["--restricted", "--root", "inside", "--data-dir", "."],
        &["gap", "sample.ron", "--restricted"],
        &["sample", "--open", "--restricted", "--root", "inside"],
        &["--restricted", "--root", "inside", "man"],
    ] {
        let ran = home.run(arguments);
        assert!(matches!(ran.code, Some(2 | 7)), "{arguments:?}: {:?} {}", ran.code, ran.err);
        assert!(ran.out.is_empty(), "{arguments:?}: {}", ran.out);
    }
}
