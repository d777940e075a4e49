//! `cn/leave.toml`.

use std::collections::BTreeMap;

use super::timeline;
use crate::{
    AnnualLeave, AnnualLeaveStep, ChildcareLeave, FamilyDays, GrowingMedicalPeriod, Leave, LeaveDays,
    MaternityCounting, MaternityExtra, MaternityLeave, MaternityReason, MedicalPeriod, MedicalPeriodStep,
    NationalLeave, ProvinceLeave, RegionCode, SickPayBase, SickPayFloor, SickPayLadder, SickPayLeastShare,
    SickPayStep, Timeline, read::Row,
};

const PREFIX: &str = "cn.leave";

const COUNTING: [(&str, MaternityCounting); 3] = [
    ("calendar_days", MaternityCounting::CalendarDays),
    ("local_part_except_statutory", MaternityCounting::LocalPartExceptStatutory),
    ("except_statutory", MaternityCounting::ExceptStatutory),
];

const REASONS: [(&str, MaternityReason); 6] = [
    ("difficult_birth", MaternityReason::DifficultBirth),
    ("second_child", MaternityReason::SecondChild),
    ("third_child", MaternityReason::ThirdChild),
    ("pre_pregnancy_check", MaternityReason::PrePregnancyCheck),
    ("exclusive_breastfeeding", MaternityReason::ExclusiveBreastfeeding),
    ("employer_consent", MaternityReason::EmployerConsent),
];

pub(crate) fn read(root: &Row<'_>, leave: &mut Leave) {
    timeline(root, PREFIX, "annual", &mut leave.annual, annual);
    sick(root, leave);
    timeline(root, PREFIX, "national", &mut leave.national, |row| NationalLeave {
        maternity_days: row.whole("maternity_days"),
        difficult_birth_days: row.whole("difficult_birth_days"),
        further_child_days: row.whole("further_child_days"),
        miscarriage_early_days: row.whole("miscarriage_early_days"),
        miscarriage_late_days: row.whole("miscarriage_late_days"),
        nursing_minutes: row.whole("nursing_minutes"),
        nursing_until_months: row.whole("nursing_until_months"),
    });
    let family =
        |row: &Row<'_>| FamilyDays { min_days: row.whole("min_days"), max_days: row.whole("max_days") };
    timeline(root, PREFIX, "marriage", &mut leave.marriage, family);
    timeline(root, PREFIX, "bereavement", &mut leave.bereavement, family);
    for row in root.rows("province") {
        province(&row, leave);
    }
}

fn annual(row: &Row<'_>) -> AnnualLeave {
    let steps: Vec<_> = row
        .rows("steps")
        .into_iter()
        .map(|step| AnnualLeaveStep {
            years_from: step.whole("years_from"),
            days: step.whole("days"),
            lost_from_sick_months: step.whole("lost_from_sick_months"),
        })
        .collect();
    super::must_rise(row, "steps", steps.iter().map(|step| step.years_from));
    let leave = AnnualLeave {
        steps,
        qualify_months: row.whole("qualify_months"),
        divisor: row.whole("divisor"),
        untaken_total: row.rate("untaken_total"),
        untaken_extra: row.rate("untaken_extra"),
        average_months: row.whole("average_months"),
        lost_from_paid_personal_days: row.whole("lost_from_paid_personal_days"),
        carry_years: row.whole("carry_years"),
    };
    if leave.divisor == 0 {
        row.fault("pack.not_a_whole_number", "divisor");
    }
    leave
}

fn sick(root: &Row<'_>, leave: &mut Leave) {
    for row in root.rows("sick_floor") {
        let floor = SickPayFloor {
            share_of_minimum_wage: row.rate("share_of_minimum_wage"),
            net_of_own_shares: row.flag("net_of_own_shares"),
        };
        match row.region_opt("region") {
            Some(region) => {
                let dated = row.dated(format!("{PREFIX}.sick_floor.{region}"), floor);
                leave.sick_floor_by_region.entry(region).or_default().push(dated);
            }
            None => leave.sick_floor.push(row.dated(format!("{PREFIX}.sick_floor"), floor)),
        }
    }
    by_region(root, "sick_ladder", &mut leave.sick_ladders, |row| SickPayLadder {
        short_months: row.whole("short_months"),
        short: sick_steps(row, "short"),
        long: sick_steps(row, "long"),
        capped_at_city_average: row.flag("capped_at_city_average"),
    });
    by_region(root, "sick_base", &mut leave.sick_bases, |row| SickPayBase {
        share_when_none_agreed: row.rate("share_when_none_agreed"),
    });
    by_region(root, "sick_least_share", &mut leave.sick_least_shares, |row| SickPayLeastShare {
        share: row.rate("share"),
    });
    timeline(root, PREFIX, "medical_period", &mut leave.medical_period, medical_period);
    by_region(root, "growing_medical_period", &mut leave.medical_period_by_region, |row| {
        GrowingMedicalPeriod {
            first_months: row.whole("first_months"),
            months_a_year: row.whole("months_a_year"),
            max_months: row.whole("max_months"),
        }
    });
}

fn by_region<T>(
    root: &Row<'_>,
    table: &str,
    into: &mut BTreeMap<RegionCode, Timeline<T>>,
    value: impl Fn(&Row<'_>) -> T,
) {
    for row in root.rows(table) {
        let read = value(&row);
        if let Some(region) = row.region("region") {
            into.entry(region).or_default().push(row.dated(format!("{PREFIX}.{table}.{region}"), read));
        }
    }
}

fn sick_steps(row: &Row<'_>, key: &str) -> Vec<SickPayStep> {
    let steps: Vec<_> = row
        .rows(key)
        .into_iter()
        .map(|step| SickPayStep {
            service_years_under: step.whole_opt("service_years_under"),
            factor: step.rate("factor"),
        })
        .collect();
    super::must_be_steps(row, key, steps.iter().map(|step| step.service_years_under));
    steps
}

fn medical_period(row: &Row<'_>) -> MedicalPeriod {
    let steps: Vec<_> = row
        .rows("steps")
        .into_iter()
        .map(|step| MedicalPeriodStep {
            total_years_under: step.whole_opt("total_years_under"),
            here_years_under: step.whole_opt("here_years_under"),
            months: step.whole("months"),
            window_months: step.whole("window_months"),
        })
        .collect();
    if steps.last().is_none_or(|last| last.total_years_under.is_some() || last.here_years_under.is_some()) {
        row.fault("pack.last_step_not_open", "steps");
    }
    MedicalPeriod { steps }
}

fn province(row: &Row<'_>, leave: &mut Leave) {
    let (region, name) = (row.region("region"), row.text_opt("name_zh"));
    let Some(region) = region else { return };
    if region != region.province() {
        row.fault_with("pack.not_a_province", "region", &region.to_string());
    }
    let province = leave.provinces.entry(region).or_insert_with(|| ProvinceLeave {
        region,
        name_zh: String::new(),
        maternity: Timeline::default(),
        marriage: Timeline::default(),
        paternity: Timeline::default(),
        childcare: Timeline::default(),
    });
    province.name_zh = name.unwrap_or_else(|| province.name_zh.clone());
    if province.name_zh.is_empty() {
        row.fault("pack.key_missing", "name_zh");
    }
    let prefix = format!("{PREFIX}.{region}");
    timeline(row, &prefix, "maternity", &mut province.maternity, |row| MaternityLeave {
        days: row.whole("days"),
        counting: row.choice("counting", &COUNTING, MaternityCounting::CalendarDays),
        extras: extras(row),
    });
    for (table, days) in [("marriage", &mut province.marriage), ("paternity", &mut province.paternity)] {
        timeline(row, &prefix, table, days, |row| LeaveDays {
            days: row.whole("days"),
            local_part_except_statutory: row.flag_opt("local_part_except_statutory").unwrap_or_default(),
        });
    }
    timeline(row, &prefix, "childcare", &mut province.childcare, |row| ChildcareLeave {
        days_a_year: row.whole("days_a_year"),
        until_years: row.whole("until_years"),
        per_child: row.flag("per_child"),
    });
}

fn extras(row: &Row<'_>) -> Vec<MaternityExtra> {
    row.rows("extra")
        .into_iter()
        .map(|extra| MaternityExtra {
            reason: extra.choice("reason", &REASONS, MaternityReason::DifficultBirth),
            days: extra.whole("days"),
            with_consent: extra.flag_opt("with_consent").unwrap_or_default(),
        })
        .collect()
}
