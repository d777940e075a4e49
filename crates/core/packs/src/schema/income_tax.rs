//! `cn/income-tax.toml`.

use heng_kernel::{Money, Rate};

use super::timeline;
use crate::{
    AnnualBonus, AnnuityLimit, BasicDeduction, CommissionAgents, DeductionPeriod, EarlyRetirement,
    ExemptIncome, FirstJob, FundTaxLimit, InForce, IncomeTax, InternalRetirement, InternalRetirementReading,
    LabourIncome, LimitedDeduction, NonResident, Reconciliation, ReconciliationExemption, SeveranceExemption,
    SpecialAmount, SpecialDeduction, StudentIntern, TaxBracket, TaxTable, TemporaryPolicy, UpfrontDeduction,
    read, read::Row,
};

const PREFIX: &str = "cn.income_tax";

const PERIODS: [(&str, DeductionPeriod); 2] =
    [("month", DeductionPeriod::Month), ("year", DeductionPeriod::Year)];

const EXEMPT: [(&str, ExemptIncome); 6] = [
    ("only_child_allowance", ExemptIncome::OnlyChildAllowance),
    ("childcare_allowance", ExemptIncome::ChildcareAllowance),
    ("travel_allowance", ExemptIncome::TravelAllowance),
    ("missed_meal_allowance", ExemptIncome::MissedMealAllowance),
    ("maternity_allowance", ExemptIncome::MaternityAllowance),
    ("national_childcare_subsidy", ExemptIncome::NationalChildcareSubsidy),
];

const TEMPORARY: [(&str, TemporaryPolicy); 2] = [
    ("equity_awards_apart", TemporaryPolicy::EquityAwardsApart),
    ("foreigner_allowances", TemporaryPolicy::ForeignerAllowances),
];

pub(crate) fn read(root: &Row<'_>, tax: &mut IncomeTax) {
    timeline(root, PREFIX, "annual_table", &mut tax.annual_table, table);
    timeline(root, PREFIX, "monthly_table", &mut tax.monthly_table, table);
    timeline(root, PREFIX, "labour_table", &mut tax.labour_table, table);
    timeline(root, PREFIX, "rounding", &mut tax.rounding, |row| row.rounding("tax"));
    timeline(root, PREFIX, "basic_deduction", &mut tax.basic_deduction, |row| BasicDeduction {
        monthly: row.money("monthly"),
        annual: row.money("annual"),
    });
    timeline(root, PREFIX, "labour_income", &mut tax.labour_income, |row| LabourIncome {
        flat_up_to: row.money("flat_up_to"),
        flat_expense: row.money("flat_expense"),
        expense_rate: row.rate("expense_rate"),
        author_factor: row.rate("author_factor"),
        author_and_royalty_rate: row.rate("author_and_royalty_rate"),
    });
    timeline(root, PREFIX, "annual_bonus", &mut tax.annual_bonus, |row| AnnualBonus {
        divisor: row.whole("divisor"),
        times_a_year: row.whole("times_a_year"),
    });
    timeline(root, PREFIX, "severance", &mut tax.severance, |row| SeveranceExemption {
        annual_averages: row.whole("annual_averages"),
    });
    timeline(root, PREFIX, "early_retirement", &mut tax.early_retirement, |row| EarlyRetirement {
        annual_deduction: row.money("annual_deduction"),
    });
    timeline(root, PREFIX, "internal_retirement", &mut tax.internal_retirement, |row| InternalRetirement {
        monthly_deduction: row.money("monthly_deduction"),
        reading: row.choice(
            "reading",
            &[
                ("whole_month", InternalRetirementReading::WholeMonth),
                ("less_wage_tax", InternalRetirementReading::LessWageTax),
            ],
            InternalRetirementReading::WholeMonth,
        ),
    });
    start_of_year(root, tax);
    timeline(root, PREFIX, "non_resident", &mut tax.non_resident, |row| NonResident {
        monthly_deduction: row.money("monthly_deduction"),
        social_deductible: row.flag("social_deductible"),
        special_additional_deductible: row.flag("special_additional_deductible"),
        labour_factor: row.rate("labour_factor"),
        author_factor: row.rate("author_factor"),
        bonus_divisor: row.whole("bonus_divisor"),
    });
    timeline(root, PREFIX, "reconciliation", &mut tax.reconciliation, |row| Reconciliation {
        window_first: row.month_day("window_first"),
        window_last: row.month_day("window_last"),
    });
    timeline(root, PREFIX, "reconciliation_exemption", &mut tax.reconciliation_exemption, |row| {
        ReconciliationExemption { income_max: row.money("income_max"), owed_max: row.money("owed_max") }
    });
    limits(root, tax);
    for row in root.rows("special") {
        let item = row.choice("item", &SpecialDeduction::CODES, SpecialDeduction::ChildrenEducation);
        let amount = SpecialAmount {
            amount: row.money("amount"),
            per: row.choice("per", &PERIODS, DeductionPeriod::Month),
            per_child: row.flag_opt("per_child").unwrap_or_default(),
            months_max: row.whole_opt("months_max"),
            above: row.money_opt("above"),
            shared_total: row.money_opt("shared_total"),
            reconciliation_only: row.flag_opt("reconciliation_only").unwrap_or_default(),
        };
        let key = format!("{PREFIX}.special.{}", row.text("item"));
        tax.special.entry(item).or_default().push(row.dated(key, amount));
    }
    for row in root.rows("exempt") {
        let item = row.choice("item", &EXEMPT, ExemptIncome::OnlyChildAllowance);
        let key = format!("{PREFIX}.exempt.{}", row.text("item"));
        tax.exempt.entry(item).or_default().push(row.dated(key, InForce));
    }
    for row in root.rows("temporary") {
        let item = row.choice("policy", &TEMPORARY, TemporaryPolicy::EquityAwardsApart);
        let key = format!("{PREFIX}.temporary.{}", row.text("policy"));
        tax.temporary.entry(item).or_default().push(row.dated(key, InForce));
    }
}

fn start_of_year(root: &Row<'_>, tax: &mut IncomeTax) {
    timeline(root, PREFIX, "first_job", &mut tax.first_job, |row| FirstJob {
        deduction_from_month: row.whole("deduction_from_month"),
    });
    timeline(root, PREFIX, "upfront_deduction", &mut tax.upfront_deduction, |row| UpfrontDeduction {
        prior_year_income_max: row.money("prior_year_income_max"),
        prior_year_months: row.whole("prior_year_months"),
        deduction: row.money("deduction"),
    });
    timeline(root, PREFIX, "commission_agents", &mut tax.commission_agents, |row| CommissionAgents {
        cost_rate: row.rate("cost_rate"),
    });
    timeline(root, PREFIX, "student_intern", &mut tax.student_intern, |row| StudentIntern {
        monthly_deduction: row.money("monthly_deduction"),
    });
}

fn limits(root: &Row<'_>, tax: &mut IncomeTax) {
    let limited = |row: &Row<'_>| LimitedDeduction {
        max: row.money("max"),
        per: row.choice("per", &PERIODS, DeductionPeriod::Month),
    };
    timeline(root, PREFIX, "personal_pension", &mut tax.personal_pension, limited);
    timeline(root, PREFIX, "health_insurance", &mut tax.health_insurance, limited);
    timeline(root, PREFIX, "fund_limit", &mut tax.fund_limit, |row| FundTaxLimit {
        rate_max: row.rate("rate_max"),
        city_averages: row.whole("city_averages"),
    });
    timeline(root, PREFIX, "annuity", &mut tax.annuity, |row| AnnuityLimit {
        employee_rate_max: row.rate("employee_rate_max"),
        city_averages: row.whole("city_averages"),
    });
}

/// Three lists of the same length; the last upper edge is empty.
fn table(row: &Row<'_>) -> TaxTable {
    let (uppers, rates, quicks) = (row.texts("upper"), row.texts("rate"), row.texts("quick"));
    if uppers.is_empty() || uppers.len() != rates.len() || uppers.len() != quicks.len() {
        row.fault("pack.lists_differ_in_length", "upper");
        return TaxTable::new(Vec::new());
    }
    let last = uppers.len() - 1;
    let mut brackets = Vec::new();
    for (index, ((upper, rate), quick)) in uppers.iter().zip(&rates).zip(&quicks).enumerate() {
        let (upper_edge, rate_read, quick_read) = (read::money(upper), read::rate(rate), read::money(quick));
        if upper_edge.is_none() != (index == last) || (index == last && !upper.is_empty()) {
            row.fault_with("pack.not_an_amount", "upper", upper);
        }
        let (Some(rate), Some(quick)) = (rate_read, quick_read) else {
            row.fault_with("pack.not_a_rate", "rate", rate);
            continue;
        };
        brackets.push(TaxBracket { upper: upper_edge, rate, quick });
    }
    check(row, &brackets);
    TaxTable::new(brackets)
}

/// Edges and rates rise, and the tax has no step at an edge: each quick deduction follows from the one before.
fn check(row: &Row<'_>, brackets: &[TaxBracket]) {
    super::must_rise(row, "upper", brackets.iter().filter_map(|bracket| bracket.upper));
    super::must_rise(row, "rate", brackets.iter().map(|bracket| bracket.rate));
    let mut expected = Money::ZERO;
    for (index, bracket) in brackets.iter().enumerate() {
        if let Some(below) = index.checked_sub(1).and_then(|index| brackets.get(index)) {
            let more = Rate::from_ppm(bracket.rate.ppm() - below.rate.ppm());
            let step = below.upper.and_then(|edge| more.of_money(edge));
            expected = step.and_then(|step| expected.checked_add(step)).unwrap_or_default();
        }
        if bracket.quick != expected {
            let found = format!("{}, {expected}", bracket.quick);
            row.fault_with("pack.tax_jumps_at_an_edge", "quick", &found);
        }
    }
}
