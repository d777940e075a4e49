//! Dates at a place of work.

use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;

/// Zone of a place of work in the mainland, whatever its longitude: Beijing time.
pub const MAINLAND: Tz = Tz::Asia__Shanghai;

/// Reads a zone name: `Asia/Shanghai`.
pub fn parse(name: &str) -> Option<Tz> {
    name.parse().ok()
}

/// Today at the place of work.
pub fn local_today(now: DateTime<Utc>, zone: Tz) -> NaiveDate {
    now.with_timezone(&zone).date_naive()
}

/// The date and time on the wall at the place of work.
pub fn local_time(at: DateTime<Utc>, zone: Tz) -> NaiveDateTime {
    at.with_timezone(&zone).naive_local()
}

/// Whether a day still lies ahead at the place of work.
pub fn is_future(day: NaiveDate, now: DateTime<Utc>, zone: Tz) -> bool {
    day > local_today(now, zone)
}

/// The instant a day begins at the place of work. Where summer time skips midnight, the day begins when the clock resumes; where
/// midnight comes twice, it begins with the first.
pub fn start_of_day(day: NaiveDate, zone: Tz) -> Option<DateTime<Utc>> {
    instant(day.and_time(NaiveTime::MIN), zone)
}

/// The instant of a time on the wall: the earlier one when the wall shows it twice, the end of the gap when it never does.
pub fn instant(wall: NaiveDateTime, zone: Tz) -> Option<DateTime<Utc>> {
    // Gaps are at most a day (a country that crossed the date line); look for the first minute that exists.
    (0..=24 * 60).find_map(|minutes| {
        let wall = wall.checked_add_signed(Duration::minutes(minutes))?;
        zone.from_local_datetime(&wall).earliest().map(|at| at.to_utc())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn trap_10_the_zone_belongs_to_the_place_of_work() {
        let now = at("2026-03-01T16:30:00Z");
        assert_eq!(local_today(now, MAINLAND), date("2026-03-02"), "half past midnight in Beijing");
        assert_eq!(local_today(now, Tz::Asia__Singapore), date("2026-03-02"));
        assert_eq!(local_today(now, Tz::Europe__Berlin), date("2026-03-01"));
        // A shop in Urumqi lives by Beijing time because its place says so, not by what the map says.
        assert_eq!(local_today(now, parse("Asia/Urumqi").unwrap()), date("2026-03-01"));
    }

    #[test]
    fn trap_11_no_future_date_is_judged_at_the_place_of_work() {
        let now = at("2026-03-01T20:00:00Z");
        assert!(!is_future(date("2026-03-02"), now, MAINLAND), "already today in Shanghai");
        assert!(is_future(date("2026-03-02"), now, Tz::Europe__Berlin), "still tomorrow in Berlin");
    }

    #[test]
    fn a_day_begins_once_even_where_midnight_is_skipped_or_comes_twice() {
        assert_eq!(start_of_day(date("2026-03-02"), MAINLAND), Some(at("2026-03-01T16:00:00Z")));
        // Chile put the clock forward at midnight on 2022-09-11.
        assert_eq!(start_of_day(date("2022-09-11"), Tz::America__Santiago), Some(at("2022-09-11T04:00:00Z")));
        // Havana put it back at one o'clock on 2023-11-05, so midnight came twice.
        assert_eq!(start_of_day(date("2023-11-05"), Tz::America__Havana), Some(at("2023-11-05T04:00:00Z")));
        // Samoa had no 30 December 2011.
        assert_eq!(start_of_day(date("2011-12-30"), Tz::Pacific__Apia), Some(at("2011-12-30T10:00:00Z")));
    }

    #[test]
    fn an_unknown_zone_is_none() {
        assert_eq!(parse("Asia/Beijing"), None);
        assert_eq!(parse("Asia/Shanghai"), Some(MAINLAND));
    }
}
