//! In which time zone days and times are shown: `--tz`, else `TZ`, else that of the machine.

use super::fault::{Fault, fault, printable};
use crate::domain::text::{Bilingual, bilingual, both};
use crate::store::clock::{self, UnknownZone};

/// Settles the time zone of this process.
pub(super) fn settle(asked_for: Option<&str>) -> Result<(), Fault> {
    let (zone, place) = match asked_for {
        Some(name) => (clock::named(name), "--tz"),
        None => (clock::of_session(), clock::ZONE_VARIABLE),
    };
    clock::settle(zone.map_err(|unknown| no_zone(place, &unknown))?);
    Ok(())
}

/// The same for a hosted session, which looks at neither the environment nor the machine.
pub(super) fn settle_hosted(asked_for: Option<&str>) -> Result<(), Fault> {
    let zone = clock::named_without_disk(asked_for.unwrap_or(clock::HOSTED_ZONE));
    clock::settle(zone.map_err(|unknown| no_zone("--tz", &unknown))?);
    Ok(())
}

fn no_zone(place: &str, unknown: &UnknownZone) -> Fault {
    let name = printable(&unknown.name);
    fault!(
        Usage,
        "{place}: タイムゾーン {name} はありません",
        "{place}: there is no time zone {name}",
        hint(unknown.near.as_deref())
    )
}

fn hint(near: Option<&str>) -> Bilingual {
    match near {
        Some(near) => bilingual!("{near} のことではありませんか", "did you mean {near}?"),
        None => {
            both("Asia/Tokyo や +09:00 のように書きます", "a time zone is written like Asia/Tokyo or +09:00")
        }
    }
}
