//! `cn/labour.toml`.

use super::timeline;
use crate::{
    ContributionYears, DamageDeduction, FlexibleRetirement, Hours, KeptRecord, Labour, NonCompete,
    NoticePeriod, OverAgeDuties, OvertimeRates, PartTime, PayDays, Probation, ProbationStep, Retention,
    RetirementAge, RetirementGroup, SeverancePay, SpecialHours, WrittenContract, read::Row,
};

const PREFIX: &str = "cn.labour";

const GROUPS: [(&str, RetirementGroup); 3] = [
    ("male", RetirementGroup::Male),
    ("female_55", RetirementGroup::Female55),
    ("female_50", RetirementGroup::Female50),
];

const RECORDS: [(&str, KeptRecord); 5] = [
    ("ended_contract", KeptRecord::EndedContract),
    ("wage_record", KeptRecord::WageRecord),
    ("migrant_wage_ledger", KeptRecord::MigrantWageLedger),
    ("tax_deduction_information", KeptRecord::TaxDeductionInformation),
    ("accounting_voucher", KeptRecord::AccountingVoucher),
];

pub(crate) fn read(root: &Row<'_>, labour: &mut Labour) {
    retirement(root, labour);
    hours(root, labour);
    contract(root, labour);
    for row in root.rows("retention") {
        let record = row.choice("record", &RECORDS, KeptRecord::EndedContract);
        let key = format!("{PREFIX}.retention.{}", row.text("record"));
        let kept = Retention { years: row.whole("years") };
        labour.retention.entry(record).or_default().push(row.dated(key, kept));
    }
}

fn retirement(root: &Row<'_>, labour: &mut Labour) {
    for row in root.rows("retirement") {
        let group = row.choice("group", &GROUPS, RetirementGroup::Male);
        let age = RetirementAge {
            base_years: row.whole("base_years"),
            final_years: row.whole("final_years"),
            birth_from: row.month("birth_from"),
            step_birth_months: row.whole("step_birth_months"),
            delay_months_per_step: row.whole("delay_months_per_step"),
            max_delay_months: row.whole("max_delay_months"),
        };
        if age.step_birth_months == 0 {
            row.fault("pack.not_a_whole_number", "step_birth_months");
        }
        let years = age.final_years.checked_sub(age.base_years);
        if years.and_then(|years| years.checked_mul(12)) != Some(age.max_delay_months) {
            row.fault("pack.contradiction", "max_delay_months");
        }
        let key = format!("{PREFIX}.retirement.{}", row.text("group"));
        labour.retirement.entry(group).or_default().push(row.dated(key, age));
    }
    timeline(root, PREFIX, "flexible_retirement", &mut labour.flexible_retirement, |row| {
        FlexibleRetirement {
            early_years_max: row.whole("early_years_max"),
            late_years_max: row.whole("late_years_max"),
            notice_months: row.whole("notice_months"),
        }
    });
    timeline(root, PREFIX, "contribution_years", &mut labour.contribution_years, |row| ContributionYears {
        base_months: row.whole("base_months"),
        rises_from_year: row.year("rises_from_year"),
        step_months: row.whole("step_months"),
        max_months: row.whole("max_months"),
    });
    timeline(root, PREFIX, "over_age", &mut labour.over_age, |row| OverAgeDuties {
        written_agreement: row.flag("written_agreement"),
        minimum_wage: row.flag("minimum_wage"),
        monthly_pay: row.flag("monthly_pay"),
        rest_and_overtime: row.flag("rest_and_overtime"),
        injury_insurance: row.flag("injury_insurance"),
    });
}

fn hours(root: &Row<'_>, labour: &mut Labour) {
    timeline(root, PREFIX, "hours", &mut labour.hours, |row| Hours {
        day_minutes: row.whole("day_minutes"),
        week_minutes: row.whole("week_minutes"),
        overtime_day_usual_minutes: row.whole("overtime_day_usual_minutes"),
        overtime_day_max_minutes: row.whole("overtime_day_max_minutes"),
        overtime_month_max_minutes: row.whole("overtime_month_max_minutes"),
    });
    timeline(root, PREFIX, "overtime", &mut labour.overtime, |row| OvertimeRates {
        workday: row.rate("workday"),
        rest_day: row.rate("rest_day"),
        statutory_day: row.rate("statutory_day"),
    });
    timeline(root, PREFIX, "pay_days", &mut labour.pay_days, |row| {
        let days = PayDays {
            month_pay_hundredths: row.hundredths("month_pay_days"),
            month_work_hundredths: row.hundredths("month_work_days"),
            year_work_days: row.whole("year_work_days"),
        };
        if days.month_pay_hundredths == 0 || days.month_work_hundredths == 0 {
            row.fault("pack.not_a_number", "month_pay_days");
        }
        days
    });
    let special = |row: &Row<'_>| SpecialHours {
        over_total: row.rate_opt("over_total"),
        rest_day: row.rate_opt("rest_day"),
        statutory_day: row.rate_opt("statutory_day"),
    };
    timeline(root, PREFIX, "comprehensive_hours", &mut labour.comprehensive_hours, special);
    for row in root.rows("irregular_hours") {
        let rule = special(&row);
        match row.region_opt("region") {
            Some(region) => {
                let dated = row.dated(format!("{PREFIX}.irregular_hours.{region}"), rule);
                labour.irregular_hours_by_region.entry(region).or_default().push(dated);
            }
            None => labour.irregular_hours.push(row.dated(format!("{PREFIX}.irregular_hours"), rule)),
        }
    }
    timeline(root, PREFIX, "part_time", &mut labour.part_time, |row| PartTime {
        day_minutes_max: row.whole("day_minutes_max"),
        week_minutes_max: row.whole("week_minutes_max"),
        pay_interval_days_max: row.whole("pay_interval_days_max"),
    });
}

fn contract(root: &Row<'_>, labour: &mut Labour) {
    timeline(root, PREFIX, "probation", &mut labour.probation, |row| Probation {
        steps: probation_steps(row),
        pay_min: row.rate("pay_min"),
    });
    timeline(root, PREFIX, "written_contract", &mut labour.written_contract, |row| WrittenContract {
        within_months: row.whole("within_months"),
        double_wage_months_max: row.whole("double_wage_months_max"),
        open_ended_after_terms: row.whole("open_ended_after_terms"),
        open_ended_after_years: row.whole("open_ended_after_years"),
        exit_certificate_days: row.whole("exit_certificate_days"),
    });
    timeline(root, PREFIX, "notice", &mut labour.notice, |row| NoticePeriod {
        ordinary_days: row.whole("ordinary_days"),
        probation_days: row.whole("probation_days"),
    });
    timeline(root, PREFIX, "damage", &mut labour.damage, |row| DamageDeduction {
        month_share_max: row.rate("month_share_max"),
    });
    timeline(root, PREFIX, "severance", &mut labour.severance, |row| SeverancePay {
        year_hundredths: row.hundredths("year"),
        full_from_months: row.whole("full_from_months"),
        part_hundredths: row.hundredths("part"),
        average_months: row.whole("average_months"),
        city_averages_max: row.whole("city_averages_max"),
        years_max_when_capped: row.whole("years_max_when_capped"),
        notice_in_lieu_months: row.whole("notice_in_lieu_months"),
        unlawful_multiple: row.whole("unlawful_multiple"),
    });
    timeline(root, PREFIX, "non_compete", &mut labour.non_compete, |row| NonCompete {
        months_max: row.whole("months_max"),
        default_compensation: row.rate("default_compensation"),
        unpaid_months_release: row.whole("unpaid_months_release"),
    });
}

fn probation_steps(row: &Row<'_>) -> Vec<ProbationStep> {
    let steps: Vec<_> = row
        .rows("steps")
        .into_iter()
        .map(|step| ProbationStep {
            term_months_under: step.whole_opt("term_months_under"),
            max_months: step.whole("max_months"),
        })
        .collect();
    super::must_be_steps(row, "steps", steps.iter().map(|step| step.term_months_under));
    steps
}
