//! Sessions killed at random moments.

use kijun::domain::assessment::Assessment;
use kijun::domain::merge::difference;
use kijun::store::history;

use super::{accepted, be_on_disk, new_file, on_disk, open, past};
use crate::home::Home;
use crate::pty_session::PtySession;

/// How many sessions the random test kills, unless `KIJUN_TEST_KILLS` says otherwise.
const KILLS: usize = 12;

/// Numbers that look like chance and come again with the same seed (xorshift).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end
    }

    fn answer(&mut self) -> &'static [u8] {
        match self.below(3) {
            0 => b"y",
            1 => b"n",
            _ => b"u",
        }
    }
}

/// Sessions on one file, each killed somewhere among quick answers: whatever picture was followed by another
/// one is never lost, the file is always whole, the history always sound.
#[test]
fn random_kills_lose_nothing_that_was_accepted() {
    let kills = std::env::var("KIJUN_TEST_KILLS").ok().and_then(|count| count.parse().ok()).unwrap_or(KILLS);
    let seed = std::env::var("KIJUN_TEST_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(20_261_122);
    let mut chance = Chance(seed);
    let mut home = new_file();
    let (mut answered, mut offered, mut unacknowledged) = (0, 0, 0);
    for kill in 0..kills {
        if kill % 4 == 3 {
            // A file full of answers leaves no open question to go to.
            home = new_file();
        }
        let known = history::of_assessment(&home.path("acme.ron")).expect("history").entries.len();
        let mut session = open(&home, "acme.ron");
        let missing = past(&home, "acme.ron").missing.len();
        if missing > 0 {
            offered += 1;
            session.wait_to_see("that are not in the file");
            session.send(b"a");
            session.wait_to_see("applied");
        }
        session.wait_to_see("saved");
        session.send(b"N");
        let seen = chance.below(4);
        for _ in 0..seen {
            answer_and_see(&mut session, &mut chance);
        }
        let burst = chance.below(6);
        for _ in 0..burst {
            session.send(chance.answer());
        }
        for _ in 0..chance.below(20_000) {
            std::thread::yield_now();
        }
        session.kill();
        let reading = history::of_assessment(&home.path("acme.ron")).expect("history");
        assert!(reading.faults.is_empty(), "kill {kill}, seed {seed}: {:?}", reading.faults);
        let now = reading.entries.len();
        let promised = known + usize::try_from(seen).expect("small");
        assert!(now >= promised, "kill {kill}, seed {seed}: {now} records, {promised} were promised");
        let replayed = reading.edits().iter().fold(empty(&home), |mut values, edit| {
            edit.change.apply(&mut values).expect("every record fits what went before");
            values
        });
        let lost = difference(&accepted(&home, "acme.ron"), &replayed);
        assert!(lost.is_empty(), "kill {kill}, seed {seed}: {lost:?}");
        answered += now - known;
        unacknowledged += usize::try_from(burst).expect("small");
    }
    eprintln!(
        "{kills} kills, seed {seed}: {answered} answers accepted, {unacknowledged} typed right before a kill, \
         {offered} times something was offered at the next start, none lost"
    );
}

/// The values before the first record.
fn empty(home: &Home) -> Assessment {
    let Assessment { profile, signers, .. } = on_disk(home, "acme.ron");
    Assessment { profile, signers, ..Assessment::default() }
}

/// Answers the question in front, and makes sure that the answer is on disk.
fn answer_and_see(session: &mut PtySession, chance: &mut Chance) {
    session.send(chance.answer());
    be_on_disk(session);
}
