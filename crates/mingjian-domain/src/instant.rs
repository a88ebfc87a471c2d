//! Instants in whole microseconds UTC, and the legal day in China that an instant falls on.
//! It never reads a clock and knows no other time zone.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};

const MICROS_A_SECOND: i64 = 1_000_000;
/// China has one time zone, eight hours ahead of UTC, without summer time since 1992.
const CHINA_OFFSET_SECONDS: i32 = 8 * 3600;

/// A point in time: microseconds since 1970-01-01T00:00:00Z.
///
/// Whole microseconds, because PostgreSQL cuts anything finer and the hash of a record must not change on re-reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Instant(i64);

impl Instant {
    /// An instant of the given microseconds since the epoch.
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// Microseconds since the epoch, as stored.
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// Cuts a time to whole microseconds.
    pub fn from_utc(time: DateTime<Utc>) -> Self {
        Self(time.timestamp_micros())
    }

    /// The instant of a wall-clock time in China.
    pub fn from_china(local: NaiveDateTime) -> Self {
        Self(local.and_utc().timestamp_micros() - i64::from(CHINA_OFFSET_SECONDS) * MICROS_A_SECOND)
    }

    /// The wall-clock time in China.
    pub fn china(self) -> NaiveDateTime {
        let shifted = self.0.saturating_add(i64::from(CHINA_OFFSET_SECONDS) * MICROS_A_SECOND);
        DateTime::<Utc>::from_timestamp_micros(shifted).unwrap_or_default().naive_utc()
    }

    /// The legal day in China on which this instant falls.
    pub fn day(self) -> NaiveDate {
        self.china().date()
    }

    /// Whole minutes since the epoch: as exactly as people state a time.
    pub const fn minute(self) -> i64 {
        self.0.div_euclid(60 * MICROS_A_SECOND)
    }

    /// The instant this many seconds later.
    #[must_use]
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(MICROS_A_SECOND)))
    }

    /// RFC 3339 with the offset of China, for exchange.
    pub fn rfc3339(self) -> String {
        match FixedOffset::east_opt(CHINA_OFFSET_SECONDS) {
            Some(offset) => DateTime::<Utc>::from_timestamp_micros(self.0)
                .unwrap_or_default()
                .with_timezone(&offset)
                .to_rfc3339_opts(chrono::SecondsFormat::Micros, false),
            None => unreachable!("eight hours is a valid offset"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_legal_day_begins_at_midnight_in_china() {
        let midnight = Instant::from_china(day("2026-03-02").and_hms_opt(0, 0, 0).unwrap());
        assert_eq!(midnight.day(), day("2026-03-02"));
        assert_eq!(Instant::from_micros(midnight.micros() - 1).day(), day("2026-03-01"));
        assert_eq!(midnight.rfc3339(), "2026-03-02T00:00:00.000000+08:00");
    }
}
