//! `sg/cpf.toml`.

use super::timeline;
use crate::{CpfAnnualCeiling, CpfBand, CpfRates, CpfRounding, CpfThresholds, Singapore, read::Row};

const PREFIX: &str = "sg.cpf";

pub(crate) fn read(root: &Row<'_>, singapore: &mut Singapore) {
    let cpf = &mut singapore.cpf;
    timeline(root, PREFIX, "rates", &mut cpf.rates, |row| CpfRates {
        ordinary_wage_ceiling: row.money("ordinary_wage_ceiling"),
        bands: bands(row),
    });
    timeline(root, PREFIX, "annual_ceiling", &mut cpf.annual_ceiling, |row| CpfAnnualCeiling {
        total: row.money("total"),
    });
    timeline(root, PREFIX, "thresholds", &mut cpf.thresholds, |row| CpfThresholds {
        none_up_to: row.money("none_up_to"),
        employer_only_up_to: row.money("employer_only_up_to"),
        graduated_up_to: row.money("graduated_up_to"),
        graduated_factor: row.rate("graduated_factor"),
        graduated_age_up_to: row.whole("graduated_age_up_to"),
    });
    timeline(root, PREFIX, "rounding", &mut cpf.rounding, |row| CpfRounding {
        total: row.rounding("total"),
        employee: row.rounding("employee"),
    });
}

fn bands(row: &Row<'_>) -> Vec<CpfBand> {
    let bands: Vec<_> = row
        .rows("band")
        .into_iter()
        .map(|band| CpfBand {
            age_up_to: band.whole_opt("age_up_to"),
            employee: band.rate("employee"),
            employer: band.rate("employer"),
        })
        .collect();
    super::must_rise(row, "band", bands.iter().filter_map(|band| band.age_up_to));
    let open = bands.iter().filter(|band| band.age_up_to.is_none()).count();
    if open != 1 || bands.last().is_none_or(|band| band.age_up_to.is_some()) {
        row.fault("pack.last_step_not_open", "band");
    }
    bands
}
