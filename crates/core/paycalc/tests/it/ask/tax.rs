//! Income tax.

use heng_kernel::Money;
use heng_paycalc::{
    iit::{
        BonusRule, ContinuousRule, ContinuousYear, EarlyRetirementRule, IncomeKind, LabourRule, MonthWage,
        NonResidentIncome, NonResidentRule, ReconciliationRule, SeveranceTaxRule, StartOfYear, WageRule,
        YearFigures,
    },
    labour::service::Years,
};

use super::china;
use crate::facts::{Answer, Facts, answer};

pub fn cumulative(facts: &Facts) -> Answer {
    let rule = WageRule::as_of(&china().income_tax, facts.as_of()).unwrap();
    let start = match (facts.text("upfront_basic_deduction"), facts.parsed::<u8>("first_job_extra_months")) {
        (Some(amount), _) => {
            assert_eq!(Money::parse_major(amount), Some(rule.basic.value.annual));
            StartOfYear::WholeYearAtOnce
        }
        (None, Some(months_before @ 1..)) => StartOfYear::FirstJob { months_before },
        (None, _) => StartOfYear::Ordinary,
    };
    let months: Vec<_> = (0..facts.len("months"))
        .map(|index| {
            let of = |name: &str| facts.maybe_money(&format!("months.{index}.{name}")).unwrap_or_default();
            MonthWage {
                months: 1,
                income: of("income"),
                exempt: of("exempt"),
                special: of("special_deduction"),
                special_additional: of("special_additional"),
                other: of("other"),
                relief: of("relief"),
            }
        })
        .collect();
    let mut computed = Answer::new();
    let mut withheld = Money::ZERO;
    for (index, outcome) in rule.replay(start, &months).enumerate() {
        let outcome = outcome.unwrap();
        withheld = outcome.year.withheld;
        for (name, value) in [
            ("cumulative_taxable", outcome.taxable),
            ("cumulative_tax", outcome.tax),
            ("withheld", outcome.withheld),
        ] {
            computed.insert(format!("months.{index}.{name}"), value.to_string());
        }
    }
    computed.insert("year_withheld".to_owned(), withheld.to_string());
    computed
}

pub fn bonus(facts: &Facts) -> Answer {
    let rule = BonusRule::as_of(&china().income_tax, facts.as_of()).unwrap();
    let bonus = rule.separate(facts.money("bonus")).unwrap();
    let mut computed = answer([("tax", &bonus.taxed.tax), ("net", &bonus.net)]);
    if let Some(cliff) = bonus.cliff {
        computed.extend(answer([("edge", &cliff.edge), ("lost", &cliff.lost), ("even_at", &cliff.even_at)]));
    }
    computed
}

pub fn bonus_choice(facts: &Facts) -> Answer {
    let rule = BonusRule::as_of(&china().income_tax, facts.as_of()).unwrap();
    let choice = rule.choose(facts.money("taxable_without_bonus"), facts.money("bonus")).unwrap();
    answer([
        ("separate_total", &choice.separate_total),
        ("merged_total", &choice.merged_total),
        ("better", &choice.better.code()),
    ])
}

pub fn labour(facts: &Facts) -> Answer {
    let tax = &china().income_tax;
    let rule = LabourRule::as_of(tax, facts.as_of()).unwrap();
    let amount = facts.money("amount");
    let kind = match facts.text("kind").unwrap() {
        "labour" => IncomeKind::Labour,
        "author" => IncomeKind::Author,
        "royalty" => IncomeKind::Royalty,
        "labour_student_cumulative" => {
            let students = ContinuousRule::students(tax, facts.as_of()).unwrap();
            let months: u8 = facts.need("months");
            let mut year = ContinuousYear::default();
            for _ in 1..months {
                year = students.withhold(&year, amount, 1, Money::ZERO).unwrap().year;
            }
            let last = students.withhold(&year, amount, 1, Money::ZERO).unwrap();
            let ordinary = rule.withhold(IncomeKind::Labour, amount).unwrap();
            return answer([
                ("income_amount", &last.year.income_amount),
                ("withheld", &last.withheld),
                ("ordinary_withheld", &ordinary.taxed.tax),
            ]);
        }
        other => panic!("{other}"),
    };
    let outcome = rule.withhold(kind, amount).unwrap();
    answer([("income_amount", &outcome.income_amount), ("withheld", &outcome.taxed.tax)])
}

pub fn severance(facts: &Facts) -> Answer {
    let rule = SeveranceTaxRule::as_of(&china().income_tax, facts.as_of()).unwrap();
    let outcome = rule.tax(facts.money("amount"), facts.money("annual_average")).unwrap();
    answer([("exempt", &outcome.exempt), ("taxable", &outcome.taxable), ("tax", &outcome.taxed.tax)])
}

pub fn early_retirement(facts: &Facts) -> Answer {
    let rule = EarlyRetirementRule::as_of(&china().income_tax, facts.as_of()).unwrap();
    let years = Years::from_hundredths(facts.hundredths("years"));
    answer([("tax", &rule.tax(facts.money("amount"), years).unwrap().tax)])
}

pub fn nonresident(facts: &Facts) -> Answer {
    let rule = NonResidentRule::as_of(&china().income_tax, facts.as_of()).unwrap();
    let amount = facts.money("amount");
    let kind = match facts.text("kind").unwrap() {
        "wage" => NonResidentIncome::Wage,
        "labour" => NonResidentIncome::Labour,
        "author" => NonResidentIncome::Author,
        "royalty" => NonResidentIncome::Royalty,
        "bonus" => {
            let outcome = rule.bonus(amount).unwrap();
            return answer([("taxable", &outcome.taxable), ("tax", &outcome.taxed.tax)]);
        }
        other => panic!("{other}"),
    };
    let outcome = rule.tax(kind, amount).unwrap();
    answer([("taxable", &outcome.taxable), ("tax", &outcome.taxed.tax)])
}

pub fn reconciliation(facts: &Facts) -> Answer {
    let rule = ReconciliationRule::as_of(&china().income_tax, facts.as_of()).unwrap();
    let outcome = rule
        .reconcile(&YearFigures {
            wages: facts.money("wages"),
            labour: facts.money("labour"),
            author: facts.money("author"),
            royalty: facts.money("royalty"),
            special: facts.money("social"),
            special_additional: facts.money("special_additional"),
            serious_illness: facts.money("serious_illness"),
            other: Money::ZERO,
            withheld: facts.money("withheld"),
            not_withheld_as_due: facts.parsed("not_withheld_as_due").unwrap_or(false),
        })
        .unwrap();
    answer([
        ("income_amount", &outcome.income_amount),
        ("taxable", &outcome.taxable),
        ("tax", &outcome.taxed.tax),
        ("refund", &outcome.refund),
        ("due", &outcome.due),
        ("exempt_from_payment", &outcome.exempt_from_payment),
    ])
}
