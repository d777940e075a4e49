//! `hk/mpf.toml`.

use super::timeline;
use crate::{HongKong, HourlyMinimumWage, MpfRates, read::Row};

const PREFIX: &str = "hk.mpf";

pub(crate) fn read(root: &Row<'_>, hong_kong: &mut HongKong) {
    timeline(root, PREFIX, "rates", &mut hong_kong.mpf.rates, |row| {
        let rates = MpfRates {
            employee: row.rate("employee"),
            employer: row.rate("employer"),
            minimum_income: row.money("minimum_income"),
            maximum_income: row.money("maximum_income"),
            daily_minimum: row.money("daily_minimum"),
            daily_maximum: row.money("daily_maximum"),
            start_after_days: row.whole("start_after_days"),
            employee_free_days: row.whole("employee_free_days"),
            contribution_day: row.whole("contribution_day"),
        };
        if rates.maximum_income < rates.minimum_income {
            row.fault("pack.ceiling_under_floor", "maximum_income");
        }
        rates
    });
    timeline(root, PREFIX, "rounding", &mut hong_kong.mpf.rounding, |row| row.rounding("each_side"));
    timeline(root, "hk", "minimum_wage", &mut hong_kong.minimum_wage, |row| HourlyMinimumWage {
        hourly: row.money("hourly"),
        record_hours_below: row.money_opt("record_hours_below"),
    });
}
