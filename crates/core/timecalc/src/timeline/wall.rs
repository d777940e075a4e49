//! The clock on the wall of a place of work.

use chrono::{Datelike, Days, Duration, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeZone};
use chrono_tz::Tz;
use heng_calendar::zone;

use super::Minute;

const DAY: i64 = 24 * 60;
/// 1970-01-01 counted in days of the common era.
const EPOCH: i64 = 719_163;

/// A day at a place: turns times on its wall into minutes of the time line.
#[derive(Clone, Copy, Debug)]
pub struct WallDay {
    date: NaiveDate,
    clock: Clock,
}

#[derive(Clone, Copy, Debug)]
enum Clock {
    /// The wall is ahead of UTC by the same minutes on the days around.
    Steady(i64),
    /// Summer time begins or ends near by: ask the zone for each time.
    Zone(Tz),
}

impl WallDay {
    /// `date` at a place of `zone`.
    pub fn new(date: NaiveDate, zone: Tz) -> Self {
        let ahead = |day: Option<NaiveDate>| {
            let noon = day?.and_time(NaiveTime::from_hms_opt(12, 0, 0)?);
            Some(zone.offset_from_utc_datetime(&noon).fix().local_minus_utc())
        };
        let before = ahead(date.checked_sub_days(Days::new(2)));
        let after = ahead(date.checked_add_days(Days::new(3)));
        let clock = match before {
            Some(seconds) if before == after && seconds % 60 == 0 => Clock::Steady(i64::from(seconds) / 60),
            _ => Clock::Zone(zone),
        };
        Self { date, clock }
    }

    /// The day.
    pub const fn date(&self) -> NaiveDate {
        self.date
    }

    /// The minute at which the wall shows `minutes` after the midnight the day begins with. May be negative (the evening
    /// before) or beyond 24 hours (the next morning). A time the wall shows twice is its first; one it skips is the end of the
    /// gap.
    pub fn at(&self, minutes: i32) -> Minute {
        let plain = (i64::from(self.date.num_days_from_ce()) - EPOCH) * DAY + i64::from(minutes);
        match self.clock {
            Clock::Steady(ahead) => Minute::new(plain - ahead),
            Clock::Zone(zone) => self.shown(minutes, zone).unwrap_or(Minute::new(plain)),
        }
    }

    fn shown(&self, minutes: i32, zone: Tz) -> Option<Minute> {
        let wall: NaiveDateTime = self.date.and_time(NaiveTime::MIN);
        let wall = wall.checked_add_signed(Duration::minutes(i64::from(minutes)))?;
        zone::instant(wall, zone).map(Minute::of)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_short_way_and_the_zone_agree(day in 0u64..3_650, minutes in -1_440i32..2_880, which in 0usize..4) {
            let zones = [zone::MAINLAND, Tz::Europe__Berlin, Tz::America__New_York, Tz::Asia__Kolkata];
            let date = NaiveDate::from_ymd_opt(2020, 1, 1).unwrap() + Days::new(day);
            let wall = WallDay::new(date, zones[which]);
            prop_assert_eq!(Some(wall.at(minutes)), wall.shown(minutes, zones[which]));
        }
    }

    #[test]
    fn the_mainland_keeps_one_clock() {
        let date = "2026-03-02".parse().unwrap();
        let wall = WallDay::new(date, zone::MAINLAND);
        assert!(matches!(wall.clock, Clock::Steady(480)));
        assert_eq!(wall.at(0).utc().unwrap().to_rfc3339(), "2026-03-01T16:00:00+00:00");
    }
}
