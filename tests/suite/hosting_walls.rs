//! The walls of a hosted workbench: the restricted program executes nothing whatever its surroundings say, the server
//! serves nothing else whatever is asked for, and two vendors set up by the guide's own words do not see each other.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use kijun::store::assessment::RawFile;
use portable_pty::CommandBuilder;
use rustix::process::{Signal, kill_process};
use tempfile::TempDir;

use crate::home::Home;
use crate::hosting::{Host, SSHD, client_options, documented, open, three_answers};
use crate::pty_idle::wait_for_rest;
use crate::pty_session::PtySession;
use crate::store_disk::{child, folder, given_folder};
use crate::system_calls::{can_trace, read_log, recorder, traced};

/// Surroundings that lead other programs astray. `BREAK` stands for a command that leaves a file behind.
const SURROUNDINGS: &[(&str, &[&str])] = &[
    ("EDITOR", &["BREAK"]),
    ("VISUAL", &["BREAK"]),
    ("PAGER", &["BREAK"]),
    ("SHELL", &["BREAK"]),
    ("BROWSER", &["BREAK"]),
    ("LESSOPEN", &["|BREAK %s"]),
    ("LESSCLOSE", &["BREAK %s %s"]),
    ("SSH_ORIGINAL_COMMAND", &["BREAK", "sh -c BREAK", "kijun gap /etc/passwd", "internal-sftp"]),
    ("SSH_ASKPASS", &["BREAK"]),
    ("TERM", &["xterm", "../../../etc/passwd", "x\u{1b}]0;t\u{7}", "%s%n", ""]),
    ("TERMINFO", &["/etc", "../.."]),
    ("COLORTERM", &["truecolor\u{1b}[2J"]),
    ("LANG", &["ja_JP.UTF-8/../../x", "C", "\u{1b}[2J"]),
    ("LC_ALL", &["../../etc/passwd"]),
    ("HOME", &["/", "/nonexistent", "../..", ""]),
    ("XDG_DATA_HOME", &["/etc", "OUTSIDE"]),
    ("XDG_STATE_HOME", &["OUTSIDE"]),
    ("XDG_CONFIG_HOME", &["OUTSIDE"]),
    ("KIJUN_DATA_DIR", &["/etc", "OUTSIDE"]),
    ("TZ", &["/etc/passwd", ":../../etc/passwd"]),
    ("TMPDIR", &["OUTSIDE"]),
    ("LINES", &["99999999999"]),
    ("COLUMNS", &["-1"]),
    ("LOGNAME", &["a\u{1b}[2Jb"]),
    ("BASH_ENV", &["OUTSIDE/evil"]),
    ("ENV", &["OUTSIDE/evil"]),
    ("RUST_BACKTRACE", &["full"]),
];

/// Every printable key and every Ctrl key but those that leave, with what boxes they open closed again.
fn every_key() -> Vec<Vec<u8>> {
    let printable = (0x20..0x7f_u8).filter(|key| !b"qQ".contains(key));
    let control = (1..0x1b_u8).filter(|key| *key != 3);
    let named =
        [&b"\x1b[11~"[..], b"\x1bOP", b"\x1bOQ", b"\x1bOR", b"\x1bOS", b"\x1b[15~", b"\x1b[5~", b"\x1b[3~"];
    let single = printable.chain(control).map(|key| vec![key]);
    single.chain(named.map(<[u8]>::to_vec)).collect()
}

/// The restricted workbench under a tracer that writes down every program that is executed.
fn restricted(home: &Home, log: &Path, surroundings: &[(String, String)]) -> PtySession {
    let mut line = recorder(log, "execve,execveat");
    let root = home.path("inside");
    let root = root.to_string_lossy();
    let words = [
        env!("CARGO_BIN_EXE_kijun"),
        "--restricted",
        "--root",
        &root,
        "--by",
        "Acme",
        "--lang",
        "en",
        "a.ron",
    ];
    line.extend(words.map(str::to_owned));
    let mut command = CommandBuilder::from_argv(line.into_iter().map(Into::into).collect());
    command.env_clear();
    command.env("PATH", format!("{}:/usr/bin:/bin", home.path("").display()));
    command.env("TERM", "xterm-256color");
    surroundings.iter().for_each(|(name, value)| command.env(name, value));
    command.cwd(home.path(""));
    PtySession::spawn(command, TempDir::new().expect("folder"))
}

/// A home with a vendor's folder `inside`, a file in it, and one outside that nobody may see.
fn two_folders() -> Home {
    let home = Home::with_sample();
    fs::create_dir(home.path("inside")).expect("folder");
    let line = ["new", "inside/a.ron", "--organisation", "Acme", "--category", "vuln"];
    assert_eq!(home.run(&[&line[..], &["--reference-date", "2027-01-31"]].concat()).code, Some(0));
    home
}

fn names(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).expect("a folder").flatten();
    entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}

/// All surroundings at once, in as many rounds as the longest list has values, with every key pressed.
#[test]
fn the_restricted_workbench_executes_nothing_whatever_surrounds_it() {
    if !can_trace("the_restricted_workbench_executes_nothing_whatever_surrounds_it") {
        return;
    }
    let rounds = SURROUNDINGS.iter().map(|(_, values)| values.len()).max().expect("values");
    for round in 0..rounds {
        let home = two_folders();
        let broken = home.path("broken");
        let put = |value: &str| {
            let command = format!("touch {}", broken.display());
            value.replace("BREAK", &command).replace("OUTSIDE", &home.path("outside").to_string_lossy())
        };
        let values =
            |(name, values): &(&str, &[&str])| ((*name).to_owned(), put(values[round % values.len()]));
        let surroundings: Vec<(String, String)> = SURROUNDINGS.iter().map(values).collect();
        let before = names(&home.path(""));
        let logs = TempDir::new().expect("folder");
        let log = logs.path().join("log");
        let mut session = restricted(&home, &log, &surroundings);
        session.wait_to_see("saved");
        let program = traced(session.pid());
        let keys = if round == 0 { every_key() } else { vec![b"o".to_vec(), b"r".to_vec()] };
        for key in keys.iter().flat_map(|key| [key.as_slice(), b"\x1b"]) {
            session.send(key);
            wait_for_rest(program.as_raw_nonzero().get(), 1);
        }
        kill_process(program, Signal::TERM).expect("sent");
        assert_eq!(session.exit_code(), 143, "it was there to the end");
        let executed: Vec<String> = read_log(&log).into_iter().map(|call| call.arguments).collect();
        assert_eq!(executed.len(), 1, "round {round}: only the program itself: {executed:?}");
        assert_eq!(names(&home.path("")), before, "round {round}: nothing new outside the folder");
    }
}

/// Words on the command line of the restricted workbench: each is refused with the code of a wrong call, or of a
/// folder that is none, and nothing of what lies outside is printed.
#[test]
fn no_odd_word_leads_out() {
    let home = two_folders();
    std::os::unix::fs::symlink(home.path("sample.ron"), home.path("inside/link.ron")).expect("link");
    std::os::unix::fs::symlink(home.path(""), home.path("inside/up")).expect("link");
    let absolute = home.path("sample.ron").to_string_lossy().into_owned();
    let long = "a/".repeat(600) + "a.ron";
    let files = [
        "../sample.ron",
        "inside/../../sample.ron",
        &absolute,
        "/etc/passwd",
        "link.ron",
        "up/sample.ron",
        "./a.ron",
        "~/sample.ron",
        ".kijun/recent.ron",
        "a.ron/../../sample.ron",
        "a\nb.ron",
        "\u{1b}[2J.ron",
        "a\u{202e}.ron",
        "C:sample.ron",
        "con.ron",
        "nul",
        "a.ron.",
        " a.ron",
        "a\\b.ron",
        &long,
        "",
        "-",
        "--",
        "--help",
        "--version",
        "--lang=xx",
        "--data-dir=/",
        "--root=/",
        "@/etc/passwd",
        "$(id)",
        "`id`",
        "a.ron;id",
        "gap",
    ];
    for file in files {
        let ran = home.run(&["--restricted", "--root", "inside", "--lang", "en", file]);
        let odd_but_inside = ["$(id)", "`id`", "a.ron;id", "gap", "@/etc/passwd"].contains(&file);
        // A mere name inside gets as far as asking for a terminal, which is not here.
        assert!(matches!(ran.code, Some(2 | 7)), "{file:?}: {:?} {}", ran.code, ran.err);
        assert!(odd_but_inside || ran.code == Some(2), "{file:?}: {:?} {}", ran.code, ran.err);
        assert!(
            ran.out.is_empty() && !ran.err.contains("みほん") && !ran.err.contains("root:"),
            "{file:?}: {}",
            ran.err
        );
        let place = home.path("inside").to_string_lossy().into_owned();
        let told = ran.err.contains(&place);
        assert!(!told || file.starts_with(&place), "{file:?}: {}", ran.err);
    }
}

/// What a client may ask sshd for beside a terminal: each is refused, and nothing reaches it.
#[test]
fn the_server_serves_nothing_else() {
    let Some(host) = Host::start("the_server_serves_nothing_else") else { return };
    host.new_file();
    let port = host.port().to_string();
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let inner = listener.local_addr().expect("address").to_string();
    let stolen = host.folder().join("stolen");
    let copy = format!("{}:acme.ron", host.address());
    let sent = format!("{}:sent", host.address());
    let here = stolen.to_string_lossy().into_owned();
    let address = host.address();
    let reverse = "0:127.0.0.1:22".to_owned();
    let requests: [(&str, Vec<&str>); 8] = [
        ("scp", vec!["-P", &port, &copy, &here]),
        ("scp", vec!["-O", "-P", &port, &copy, &here]),
        ("scp", vec!["-P", &port, "/etc/hostname", &sent]),
        ("scp", vec!["-O", "-P", &port, "/etc/hostname", &sent]),
        ("sftp", vec!["-P", &port, &address]),
        ("ssh", vec!["-p", &port, "-W", &inner, &address]),
        ("ssh", vec!["-p", &port, "-N", "-o", "ExitOnForwardFailure=yes", "-R", &reverse, &address]),
        ("ssh", vec!["-p", &port, "-T", &address, "cat /etc/passwd"]),
    ];
    for (program, words) in requests {
        let mut command = Command::new(program);
        command.args(host.options()).args(&words).stdin(Stdio::null()).current_dir(host.folder());
        let ran = command.output().expect("a client");
        assert!(!ran.status.success(), "{program} {words:?}");
        let told = String::from_utf8_lossy(&ran.stdout);
        assert!(!told.contains("root:") && !told.contains("Acme"), "{program} {words:?}: {told}");
        assert!(!stolen.exists() && !host.folder().join("acme/sent").exists(), "{program} {words:?}");
    }
    listener.set_nonblocking(true).expect("mode");
    assert!(listener.accept().is_err(), "nothing was forwarded");
    let mut session = PtySession::spawn(host.client(&[]), TempDir::new().expect("folder"));
    open(&mut session);
    let pid = host.workbench().expect("it runs").as_raw_nonzero();
    let environment = fs::read(format!("/proc/{pid}/environ")).expect("environment");
    let environment = String::from_utf8_lossy(&environment).into_owned();
    for name in ["SSH_AUTH_SOCK", "DISPLAY", "EDITOR=", "KIJUN_DATA_DIR", "/tmp/elsewhere"] {
        assert!(!environment.contains(name), "{name} came through: {environment}");
    }
}

/// A machine with two vendors, each set up by the commands and the configuration of the guide, word by word.
struct Machine {
    server: Child,
    port: u16,
    place: std::path::PathBuf,
}

const VENDORS: [&str; 2] = ["acme", "bravo"];

fn shell(script: &str, place: &Path) {
    let ran = Command::new("sh").args(["-e", "-c", script]).current_dir(place).output().expect("a shell");
    assert!(ran.status.success(), "{script}\n{}", String::from_utf8_lossy(&ran.stderr));
}

impl Machine {
    fn set_up(place: &Path) -> Self {
        let program = env!("CARGO_BIN_EXE_kijun");
        shell(
            &format!(
                "cp -a /etc etc; mount --bind etc /etc; mount -t tmpfs -o mode=755 none /srv
                mount -t tmpfs -o mode=755 none /usr/local/bin; mkdir -p /run/sshd /var/mail
                mount -t tmpfs -o mode=755 none /var/mail; install -m 0755 {program} /usr/local/bin/kijun
                rm -f /etc/nologin; ssh-keygen -A"
            ),
            place,
        );
        let (commands, config) = (documented("useradd"), documented("Match User acme"));
        let mut configured = String::new();
        for vendor in VENDORS {
            shell(&format!("ssh-keygen -q -t ed25519 -N '' -f {vendor}"), place);
            shell(&commands.replace("acme", vendor), place);
            configured += &config.replace("acme", vendor).replace("--lang ja", "--lang en");
            let line = format!(
                "kijun new /srv/kijun/{vendor}/files/{vendor}.ron --organisation {vendor}-kk --category vuln \
                 --reference-date 2027-01-31 --lang en; chown {vendor}:{vendor} /srv/kijun/{vendor}/files/*"
            );
            shell(&format!("export PATH=/usr/local/bin:$PATH HOME=/nonexistent; {line}"), place);
            Home::new().name_signer(&format!("/srv/kijun/{vendor}/files/{vendor}.ron"));
        }
        fs::create_dir_all("/etc/ssh/sshd_config.d").expect("folder");
        fs::write("/etc/ssh/sshd_config.d/kijun.conf", configured).expect("config");
        shell("/usr/sbin/sshd -t", place);
        let port =
            TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a port").port();
        let mut sshd = Command::new(SSHD);
        sshd.args([
            "-D",
            "-e",
            "-o",
            "ListenAddress=127.0.0.1",
            "-o",
            "PidFile=none",
            "-p",
            &port.to_string(),
        ]);
        let mut server = sshd.stderr(Stdio::piped()).spawn().expect("sshd");
        let mut log = BufReader::new(server.stderr.take().expect("its log")).lines().map_while(Result::ok);
        assert!(log.by_ref().any(|line| line.contains("Server listening")), "sshd does not start");
        std::thread::spawn(move || log.for_each(|line| eprintln!("{line}")));
        Self { server, port, place: place.to_path_buf() }
    }

    fn log_in(&self, vendor: &str) -> PtySession {
        let mut command = CommandBuilder::new("ssh");
        command.args(["-tt", "-p", &self.port.to_string()]);
        command.args(client_options(&self.place.join(vendor)));
        command.arg(format!("{vendor}@127.0.0.1"));
        command.env("TERM", "xterm-256color");
        PtySession::spawn(command, TempDir::new().expect("folder"))
    }
}

impl Drop for Machine {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

#[test]
fn two_vendors_set_up_by_the_guide_do_not_see_each_other() {
    let test = "two_vendors_set_up_by_the_guide_do_not_see_each_other";
    let skip = |why: &str| eprintln!("skipped: {test}: {why}");
    if !rustix::process::geteuid().is_root() {
        return skip("only root can add users");
    }
    if !Path::new(SSHD).exists() || !Path::new("/usr/sbin/useradd").exists() {
        return skip("openssh-server or useradd is missing");
    }
    let prefix = ["unshare", "--mount", "--propagation", "private"];
    let mut probe = Command::new(prefix[0]);
    probe.args(&prefix[1..]).args(["mount", "-t", "tmpfs", "none", "/srv"]);
    if !probe.output().is_ok_and(|ran| ran.status.success()) {
        return skip("no file system can be mounted here");
    }
    let place = folder();
    let part = "hosting_walls::two_vendors_on_a_machine_of_their_own";
    let ran = child(&prefix, part, place.path()).output().expect("the part runs");
    let told = format!("{}{}", String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr));
    assert!(ran.status.success() && told.contains("1 passed"), "{told}");
}

#[test]
#[ignore = "run in a namespace by the test above"]
fn two_vendors_on_a_machine_of_their_own() {
    let machine = Machine::set_up(&given_folder());
    for (own, other) in [("acme", "bravo"), ("bravo", "acme")] {
        let mut session = machine.log_in(own);
        session.wait_to_see("Recent files");
        for name in
            [format!("/srv/kijun/{other}/files/{other}.ron"), format!("../../{other}/files/{other}.ron")]
        {
            session.send(b"o");
            session.wait_to_see("File to open");
            session.send(name.as_bytes());
            session.wait_to_see(&name);
            session.send(b"\r");
            session.wait_to_see("Only names inside this folder");
            session.send(b"k");
            session.wait_for_screen("no notice", |screen| !screen.contains("Only names inside"));
        }
        session.send(b"o");
        session.wait_to_see("File to open");
        session.send(format!("{own}.ron").as_bytes());
        session.wait_to_see(&format!("│ {own}.ron"));
        session.send(b"\r");
        session.wait_to_see("saved");
        three_answers(&mut session);
        session.send(b"Q");
        session.exit_code();
        let everything = String::from_utf8_lossy(&session.written()).into_owned();
        assert!(!everything.contains(&format!("{other}-kk")), "{own} saw {other}");
        let file = fs::read(format!("/srv/kijun/{own}/files/{own}.ron")).expect("the file");
        assert_eq!(String::from_utf8_lossy(&file).matches("answer: \"yes\"").count(), 3);
        assert!(RawFile::from_bytes(file).is_ok());
        // The first wall alone: the system itself keeps them apart.
        let ran = Command::new("setpriv")
            .args(["--reuid", own, "--regid", own, "--clear-groups", "cat"])
            .arg(format!("/srv/kijun/{other}/files/{other}.ron"))
            .output()
            .expect("setpriv");
        assert!(!ran.status.success() && ran.stdout.is_empty(), "the system lets {own} read {other}'s file");
    }
}
