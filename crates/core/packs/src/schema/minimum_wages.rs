//! `cn/minimum-wages.toml`.

use crate::{MinimumWage, MinimumWages, OwnShares, read::Row};

pub(crate) fn read(root: &Row<'_>, wages: &mut MinimumWages) {
    for row in root.rows("row") {
        let wage = MinimumWage { monthly: row.money("monthly"), hourly: row.money_opt("hourly") };
        let _ = row.text("city");
        if let Some(region) = row.region("region") {
            let dated = row.dated(format!("cn.minimum_wage.{region}"), wage);
            wages.by_region.entry(region).or_default().push(dated);
        }
    }
    for row in root.rows("own_shares") {
        let shares = OwnShares { excluded: row.flag("excluded") };
        if let Some(region) = row.region("region") {
            let dated = row.dated(format!("cn.minimum_wage.{region}.own_shares"), shares);
            wages.own_shares.entry(region).or_default().push(dated);
        }
    }
}
