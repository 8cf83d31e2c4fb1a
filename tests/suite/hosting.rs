//! The restricted workbench behind a real sshd on the loopback, as `docs/hosting.md` sets it up: answers
//! survive every way of cutting the line, and nothing leads out of the vendor's folder.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use kijun::domain::assessment::Assessment;
use kijun::domain::past::look_back;
use kijun::store::{assessment, history, packs};
use portable_pty::CommandBuilder;
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

use crate::home::Home;
use crate::pty_session::PtySession;
use crate::workbench_pty::be_on_disk;

/// The server.
pub(crate) const SSHD: &str = "/usr/sbin/sshd";

/// The guide for hosts, whose configuration is the one that is tested.
pub(crate) const GUIDE: &str = include_str!("../../docs/hosting.md");

/// The block of the guide that begins with these words, without its fences.
pub(crate) fn documented(start: &str) -> &'static str {
    let blocks = GUIDE.split("```").skip(1).step_by(2);
    let texts = blocks.filter_map(|block| block.split_once('\n').map(|(_, text)| text));
    let mut found = texts.filter(|text| text.starts_with(start));
    found.next().unwrap_or_else(|| unreachable!("docs/hosting.md has no block that begins with {start}"))
}

/// A line between client and server that can stop carrying anything without telling either end.
struct Line {
    port: u16,
    cuts: Arc<AtomicUsize>,
}

impl Line {
    fn to(server: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("address").port();
        let cuts = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&cuts);
        std::thread::spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                let Ok(server) = TcpStream::connect(("127.0.0.1", server)) else { continue };
                let before = counted.load(Ordering::SeqCst);
                for (from, to) in [(&client, &server), (&server, &client)] {
                    let (from, to) = (from.try_clone().expect("socket"), to.try_clone().expect("socket"));
                    let counted = Arc::clone(&counted);
                    std::thread::spawn(move || carry(from, to, || counted.load(Ordering::SeqCst) == before));
                }
            }
        });
        Self { port, cuts }
    }

    /// What is under way vanishes, and so does everything that follows; connections made later are whole.
    fn drop_everything(&self) {
        self.cuts.fetch_add(1, Ordering::SeqCst);
    }
}

/// Carries bytes while the line is whole. On a dead line both ends stay open and nothing is heard any more.
fn carry(mut from: TcpStream, mut to: TcpStream, is_whole: impl Fn() -> bool) {
    let mut buffer = [0; 4096];
    while let Ok(count) = from.read(&mut buffer) {
        if count == 0 {
            let _ = to.shutdown(Shutdown::Write);
            return;
        }
        if is_whole() && to.write_all(&buffer[..count]).is_err() {
            return;
        }
    }
}

/// A folder with keys, a vendor's folder in it, and a server that lets the vendor in there and nowhere else.
pub(crate) struct Host {
    folder: TempDir,
    server: Child,
    line: Line,
}

impl Drop for Host {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

impl Host {
    /// Nothing where there is no sshd, no ssh, or where sshd cannot run.
    pub(crate) fn start(test: &str) -> Option<Self> {
        let skip = |why: &str| eprintln!("skipped: {test}: {why}");
        if !Path::new(SSHD).exists() || Command::new("ssh").arg("-V").output().is_err() {
            skip("openssh-server and openssh-client are not installed");
            return None;
        }
        let folder = TempDir::new().expect("folder");
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("acme")).expect("folder");
        fs::create_dir(at("keys")).expect("folder");
        for name in ["host", "vendor"] {
            let mut keygen = Command::new("ssh-keygen");
            keygen.args(["-q", "-t", "ed25519", "-N", "", "-f"]).arg(at(name));
            assert!(keygen.status().expect("ssh-keygen").success());
        }
        let key = fs::read_to_string(at("vendor.pub")).expect("key");
        let keys = at("keys").join(user());
        fs::write(&keys, format!("restrict,pty {key}")).expect("keys");
        fs::set_permissions(&keys, fs::Permissions::from_mode(0o600)).expect("mode");
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
        let host = Self { folder, server, line: Line::to(port) };
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
    pub(crate) fn client(&self, wanted: &[&str]) -> CommandBuilder {
        let mut command = CommandBuilder::new("ssh");
        command.args(["-tt", "-p", &self.line.port.to_string()]);
        command.args(self.options());
        command.arg(self.address());
        command.args(wanted);
        command.env("TERM", "xterm-256color");
        command.cwd(self.folder.path());
        for name in ["KIJUN_DATA_DIR", "HOME", "EDITOR", "PAGER", "SHELL", "LESSOPEN", "XDG_DATA_HOME"] {
            command.env(name, "/tmp/elsewhere");
        }
        command
    }

    /// What every client is told: no questions, this key.
    pub(crate) fn options(&self) -> Vec<String> {
        client_options(&self.folder.path().join("vendor"))
    }

    /// The vendor at this host.
    #[expect(clippy::unused_self, reason = "the vendor at this host, whoever that is")]
    pub(crate) fn address(&self) -> String {
        format!("{}@127.0.0.1", user())
    }

    /// The port of the line to the server.
    pub(crate) fn port(&self) -> u16 {
        self.line.port
    }

    /// The folder above the vendor's.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Logs in and opens the vendor's file.
    fn log_in(&self) -> PtySession {
        let mut session = PtySession::spawn(self.client(&[]), TempDir::new().expect("folder"));
        open(&mut session);
        session
    }

    /// Nobody serves anybody: neither the workbench nor a process of the server's is left.
    fn is_quiet(&self) -> bool {
        let server = self.server.id();
        let children = fs::read_to_string(format!("/proc/{server}/task/{server}/children"));
        self.workbench().is_none() && children.unwrap_or_default().trim().is_empty()
    }

    /// The workbench that serves the vendor, found by the folder on its command line.
    pub(crate) fn workbench(&self) -> Option<Pid> {
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

    pub(crate) fn new_file(&self) {
        let home = Home::new();
        let path = self.vendor("acme.ron");
        let _ = fs::remove_file(history::path_of(&path));
        let _ = fs::remove_file(&path);
        let path = path.to_string_lossy().into_owned();
        let line =
            ["new", &path, "--organisation", "Acme", "--category", "vuln", "--reference-date", "2027-01-31"];
        assert_eq!(home.run(&line).code, Some(0));
        home.name_signer(&path);
    }
}

/// Options for `ssh`, `scp` and `sftp`: no questions, no files of the user's, this key, every variable offered.
pub(crate) fn client_options(key: &Path) -> Vec<String> {
    let identity = format!("IdentityFile={}", key.display());
    let fixed =
        ["StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null", "LogLevel=ERROR", "IdentitiesOnly=yes"];
    let all = fixed.into_iter().chain(["BatchMode=yes", "SendEnv=*", &identity]);
    let mut words = vec!["-F".to_owned(), "none".to_owned()];
    words.extend(all.flat_map(|option| ["-o".to_owned(), option.to_owned()]));
    words
}

/// Who runs this test.
fn user() -> String {
    std::env::var("USER").or_else(|_| std::env::var("LOGNAME")).unwrap_or_else(|_| "root".into())
}

/// The configuration of `docs/hosting.md` with its names and times exchanged for those of this test, behind what one
/// throw-away server needs.
fn config(folder: &Path, port: u16) -> String {
    let folder = folder.display().to_string();
    let mut block = documented("Match User acme").to_owned();
    for (theirs, ours) in [
        ("Match User acme", format!("Match User {}", user())),
        ("/etc/ssh/kijun/%u", format!("{folder}/keys/%u")),
        ("/usr/local/bin/kijun", env!("CARGO_BIN_EXE_kijun").to_owned()),
        ("/srv/kijun/acme/files", format!("{folder}/acme")),
        ("--lang ja", "--lang en".to_owned()),
        ("ClientAliveInterval 15", "ClientAliveInterval 1".to_owned()),
        ("ClientAliveCountMax 4", "ClientAliveCountMax 2".to_owned()),
    ] {
        assert!(block.contains(theirs), "docs/hosting.md no longer says {theirs}");
        block = block.replace(theirs, &ours);
    }
    format!(
        "Port {port}\nListenAddress 127.0.0.1\nHostKey {folder}/host\nPidFile {folder}/pid\nStrictModes no\n\
         UsePAM no\nPermitRootLogin yes\nPermitUserEnvironment no\nSubsystem sftp internal-sftp\n{block}"
    )
}

/// Three answers, each on disk before the next.
pub(crate) fn three_answers(session: &mut PtySession) {
    session.wait_to_see("saved");
    session.send(b"N");
    for _ in 0..3 {
        session.send(b"y");
        be_on_disk(session);
    }
}

/// Opens the vendor's file from the first screen.
pub(crate) fn open(session: &mut PtySession) {
    session.wait_to_see("Recent files");
    session.send(b"o");
    session.wait_to_see("File to open");
    session.send(b"acme.ron\r");
    session.wait_to_see("saved");
}

/// The processor time a process has used, in ticks of 10 ms; nothing once it has ended.
pub(crate) fn ticks(pid: Pid) -> Option<u64> {
    let stat = fs::read_to_string(format!("/proc/{}/stat", pid.as_raw_nonzero())).ok()?;
    let fields: Vec<&str> = stat.rsplit_once(") ")?.1.split(' ').collect();
    Some(fields.get(11)?.parse::<u64>().ok()? + fields.get(12)?.parse::<u64>().ok()?)
}

/// A way of cutting the line.
type Cut = fn(&Host, &mut PtySession);

/// Waits until nobody serves the vendor any more; the processor time the workbench used meanwhile, in ticks. The
/// bound is sshd's: `ClientAliveInterval` times `ClientAliveCountMax`, here 2 s, and what a busy machine adds.
fn wait_until_gone(host: &Host) -> u64 {
    let end = std::time::Instant::now() + std::time::Duration::from_secs(30);
    let pid = host.workbench();
    let before = pid.and_then(ticks);
    let mut last = before;
    while !host.is_quiet() {
        assert!(std::time::Instant::now() < end, "somebody is still there");
        last = pid.and_then(ticks).or(last);
        std::thread::yield_now();
    }
    last.unwrap_or_default() - before.unwrap_or_default()
}

#[test]
fn every_way_of_cutting_the_line_leaves_every_answer() {
    let Some(host) = Host::start("every_way_of_cutting_the_line_leaves_every_answer") else { return };
    let cuts: [(&str, Cut); 6] = [
        ("the client is killed", |_, session| session.kill()),
        ("the client stops and answers nothing", |_, session| session.signal(Signal::STOP)),
        ("the packets vanish", |host, _| host.line.drop_everything()),
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
        // Silence is found out by sshd (ClientAliveInterval), which hangs up.
        let used = wait_until_gone(&host);
        assert!(used < 10, "{name}: {used}0 ms of processor time after the line was cut");
        assert_eq!(host.accepted("acme.ron").claims.len(), 3, "{name}");
        let again = host.log_in();
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
    let expected =
        ["acme", "host", "host.pub", "keys", "pid", "secret.ron", "sshd_config", "vendor", "vendor.pub"];
    assert_eq!(kept, expected, "nothing was written outside the vendor's folder");
    assert!(!Path::new("/tmp/elsewhere").exists(), "the client's environment means nothing");
}

#[test]
fn what_else_is_asked_for_is_not_run() {
    let Some(host) = Host::start("what_else_is_asked_for_is_not_run") else { return };
    host.new_file();
    for wanted in [&["sh"][..], &["kijun", "gap", "/etc/passwd"], &["cat", "/etc/passwd"], &["--", "-i"]] {
        let session = PtySession::spawn(host.client(wanted), TempDir::new().expect("folder"));
        session.wait_to_see("Recent files");
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
