//! `cn/average-wages.toml`.

use chrono::NaiveDate;
use heng_kernel::DateRange;

use crate::{AverageWage, AverageWages, read::Row};

pub(crate) fn read(root: &Row<'_>, wages: &mut AverageWages) {
    for row in root.rows("row") {
        let (year, _name) = (row.year("year"), row.text("name"));
        let (monthly, annual) = (row.money_opt("monthly"), row.money_opt("annual"));
        let twelve = monthly.and_then(|monthly| monthly.ratio(12, 1));
        let twelfth = annual.and_then(|annual| annual.ratio(1, 12));
        let (Some(monthly), Some(annual)) = (monthly.or(twelfth), annual.or(twelve)) else {
            row.fault("pack.key_missing", "monthly");
            continue;
        };
        // The "previous year" of every day of the year after.
        let first = NaiveDate::from_ymd_opt(year + 1, 1, 1);
        let next = NaiveDate::from_ymd_opt(year + 2, 1, 1);
        let Some(valid) = first.and_then(|first| DateRange::new(first, next).ok()) else { continue };
        if let Some(region) = row.region("region") {
            let wage = AverageWage { year, monthly, annual };
            let dated = row.dated_by(format!("cn.average_wage.{region}"), wage, valid);
            wages.by_region.entry(region).or_default().push(dated);
        }
    }
}
