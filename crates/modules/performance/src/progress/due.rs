//! When it is time for a number.

use chrono::{Days, NaiveDate};

/// How long nothing may be reported before one is asked for, in days.
const QUIET_DAYS: u64 = 7;

/// Whether a number is due today: a week has passed since the last one (or since the goal could be worked on), or the due
/// day has come and the last number speaks of an earlier day.
pub(crate) fn is_due(
    (working_since, due_on): (NaiveDate, NaiveDate),
    last_on: Option<NaiveDate>,
    today: NaiveDate,
) -> bool {
    let since = last_on.unwrap_or(working_since).max(working_since);
    let quiet = since.checked_add_days(Days::new(QUIET_DAYS)).is_some_and(|day| today >= day);
    let at_the_end = today >= due_on && last_on.is_none_or(|last| last < due_on);
    quiet && last_on.is_none_or(|last| last < due_on) || at_the_end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn march(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, day).unwrap()
    }

    #[test]
    fn a_number_is_due_after_a_quiet_week_and_on_the_due_day() {
        let due = |last: Option<u32>, today| is_due((march(2), march(20)), last.map(march), march(today));
        assert!(!due(None, 8) && due(None, 9), "a week after work could begin");
        assert!(!due(Some(9), 15) && due(Some(9), 16), "a week after the last number");
        assert!(!due(Some(16), 19) && due(Some(16), 20), "on the due day");
        assert!(
            !due(Some(20), 20) && !due(Some(20), 31),
            "the number of the due day is the last one asked for"
        );
    }
}
