//! The one place that asks for the time, and the time zone of this process.

use std::sync::OnceLock;

use jiff::Timestamp;
use jiff::fmt::temporal::DateTimeParser;
use jiff::tz::{TimeZone, TimeZoneDatabase};

use crate::domain::date::Date;
use crate::domain::zone::Zone;

/// The variable that names the time zone of a session.
pub const ZONE_VARIABLE: &str = "TZ";

/// The time zone of hosted sessions unless the host names another one: that of the criteria.
pub const HOSTED_ZONE: &str = "Asia/Tokyo";

/// A moment that builds for development take for the present one, so that tests can be at midnight; the
/// program as it is released does not look at it.
#[cfg(debug_assertions)]
const TEST_CLOCK: &str = "KIJUN_TEST_CLOCK";

static ZONE: OnceLock<Zone> = OnceLock::new();

/// A time zone of no known name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{name:?} is not a time zone")]
pub struct UnknownZone {
    /// What was asked for.
    pub name: String,
    /// The known name most like it.
    pub near: Option<String>,
}

/// The present moment.
pub fn now() -> Timestamp {
    #[cfg(debug_assertions)]
    if let Some(moment) = std::env::var(TEST_CLOCK).ok().and_then(|text| text.parse().ok()) {
        return moment;
    }
    Timestamp::now()
}

/// A moment as it is stored: UTC, microseconds, fixed width.
pub fn stamp(moment: Timestamp) -> String {
    moment.strftime("%Y-%m-%dT%H:%M:%S.%6fZ").to_string()
}

/// The calendar day it is in the time zone of this process.
pub fn today() -> Date {
    now().to_zoned(zone().inner().clone()).date()
}

/// The time zone of this process; UTC until it is settled.
pub fn zone() -> Zone {
    ZONE.get().cloned().unwrap_or_default()
}

/// Settles the time zone of this process, once.
pub fn settle(zone: Zone) {
    let _ = ZONE.set(zone);
}

/// The time zone that the session names (`TZ`), else that of the machine; UTC where it has none.
///
/// # Errors
///
/// `TZ` is set to what is no time zone.
pub fn of_session() -> Result<Zone, UnknownZone> {
    match (TimeZone::try_system(), std::env::var_os(ZONE_VARIABLE)) {
        (Ok(zone), _) => Ok(zone.into()),
        (Err(_), None) => Ok(Zone::default()),
        (Err(_), Some(name)) => Err(unknown(&name.to_string_lossy())),
    }
}

/// A time zone by its name (`Asia/Tokyo`) or offset (`+09:00`).
///
/// # Errors
///
/// There is none of that name.
pub fn named(name: &str) -> Result<Zone, UnknownZone> {
    let name = name.trim();
    if let Ok(zone) = TimeZone::get(name) {
        return Ok(zone.into());
    }
    named_without_disk(name)
}

/// The same from the data compiled in, for sessions that may not look at the machine.
///
/// # Errors
///
/// There is none of that name.
pub fn named_without_disk(name: &str) -> Result<Zone, UnknownZone> {
    let database = TimeZoneDatabase::bundled();
    let found = DateTimeParser::new().parse_time_zone_with(&database, name);
    found.map(Zone::from).map_err(|_| unknown(name))
}

fn unknown(name: &str) -> UnknownZone {
    let database = TimeZoneDatabase::bundled();
    let likeness = |known: &str| {
        let (whole, city) = (known.to_lowercase(), known.rsplit('/').next().unwrap_or(known).to_lowercase());
        let name = name.to_lowercase();
        strsim::jaro_winkler(&name, &whole).max(strsim::jaro_winkler(&name, &city))
    };
    let near = database.available().map(|known| (likeness(known.as_str()), known.as_str().to_owned()));
    let near = near.max_by(|(one, _), (other, _)| one.total_cmp(other));
    let near = near.filter(|(likeness, _)| *likeness > 0.85).map(|(_, known)| known);
    UnknownZone { name: name.to_owned(), near }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_are_known_by_name_and_offset_with_and_without_a_database_on_disk() {
        for read in [named, named_without_disk] {
            for (given, name) in
                [("Asia/Tokyo", "Asia/Tokyo"), ("asia/tokyo", "Asia/Tokyo"), ("+09:00", "+09:00")]
            {
                assert_eq!(read(given).map(|zone| zone.name()).as_deref(), Ok(name));
            }
        }
    }

    #[test]
    fn what_is_no_zone_names_the_nearest() {
        let near = |name| named(name).expect_err("no zone").near;
        assert_eq!(near("Asia/Tokio").as_deref(), Some("Asia/Tokyo"));
        assert_eq!(near("tokyo").as_deref(), Some("Asia/Tokyo"));
        assert_eq!(near("zzz"), None);
    }
}
