//! The trace of every line by law leads to its figure: whoever reckons its terms anew comes to the amount, rounding aside.

use heng_kernel::{Explanation, Fixed, Money, Rate};
use heng_packs::Packs;
use heng_paycalc::{
    contribution::{CityMonth, CompanyChoice, FundChoice},
    slip::{BaseRole, Engine, LineKey, LineKind, PayItem, PersonMonth, Plan, Recovery, TaxEffect},
};
use proptest::prelude::*;

use super::{day, item, structure, with_fund, yuan};

/// Reckons the terms: products go before sums, `=` is a figure found on the way (to within `step`, never below nothing) from which the
/// next terms go on, and a plus after it begins a new sum; so does the step of a table. What is wrong, or the end.
fn reckon(told: &Explanation, step: Fixed) -> Result<Fixed, String> {
    let number = |text: &str| text.parse::<Fixed>().map_err(|_| format!("not a number: {text}"));
    let (mut sum, mut product, mut found) = (Fixed::ZERO, Fixed::ZERO, false);
    for term in &told.terms {
        match (term.sign, term.unit.as_str()) {
            ('=', "band") => (sum, product) = (Fixed::ZERO, Fixed::ZERO),
            ('=', "method" | "date" | "day") => continue,
            ('=', _) => {
                let (reckoned, said) = (sum.checked_add(product).unwrap(), number(&term.value)?);
                let begun = (sum, product) != (Fixed::ZERO, Fixed::ZERO);
                let apart = reckoned.max(Fixed::ZERO).checked_sub(said).unwrap().checked_abs().unwrap();
                if begun && apart >= step {
                    return Err(format!("{} {} is {reckoned}", term.label, term.value));
                }
                (sum, product) = (Fixed::ZERO, said);
            }
            (sign, unit) => {
                let mut value = number(&term.value)?;
                if unit == "percent" {
                    value = value.checked_div(Fixed::whole(100)).unwrap();
                }
                match sign {
                    '+' if found => (sum, product) = (Fixed::ZERO, value),
                    '+' => (sum, product) = (sum.checked_add(product).unwrap(), value),
                    '-' => (sum, product) = (sum.checked_add(product).unwrap(), value.checked_neg().unwrap()),
                    '×' => product = product.checked_mul(value).unwrap(),
                    '÷' => product = product.checked_div(value).unwrap(),
                    other => return Err(format!("sign {other}")),
                }
            }
        }
        found = term.sign == '=';
    }
    Ok(sum.checked_add(product).unwrap())
}

/// Every line by law explains itself to within the step it is rounded to.
fn every_line_leads_to_its_figure(engine: &Engine, plan: &Plan<'_>, person: &PersonMonth) -> usize {
    let row = engine.row(person);
    let told = engine.explain(plan, person, &row);
    let by_law = |key| !matches!(key, LineKey::Item(_));
    for line in told.slip.lines.iter().filter(|line| by_law(line.key)) {
        let explained = told.explanation(line);
        assert_eq!(Money::parse_major(&explained.value), Some(line.amount));
        // Funds of cities and CPF are rounded to whole units, all else to the smallest.
        let whole = matches!(line.key, LineKey::Employee(_) | LineKey::Employer(_));
        let step = Fixed::from_money(Money::from_minor(if whole { 100 } else { 1 }));
        let came = reckon(&explained, step).unwrap_or_else(|wrong| panic!("{wrong}: {explained:#?}"));
        let apart = came.checked_sub(Fixed::from_money(line.amount)).unwrap().checked_abs().unwrap();
        assert!(apart < step, "{came} is not {}: {explained:#?}", line.amount);
    }
    told.slip.lines.iter().filter(|line| by_law(line.key)).count()
}

const INPUTS: [&str; 9] =
    ["工资", "奖金", "年终奖", "补偿", "养老金", "借款", "免税", "提前退休", "内部退养"];

fn engine() -> Engine {
    let taxed =
        |code: &str, input: &str, kind, effect| PayItem { tax: Some(effect), ..item(code, input, kind) };
    let items = vec![
        item("wage", "工资", LineKind::Earning),
        PayItem { base: Some(BaseRole::Additional), ..item("bonus", "奖金", LineKind::Earning) },
        taxed("annual_bonus", "年终奖", LineKind::Earning, TaxEffect::BonusApart),
        taxed("severance", "补偿", LineKind::Earning, TaxEffect::SeveranceApart),
        taxed("pension", "养老金", LineKind::Deduction, TaxEffect::PersonalPension),
        PayItem {
            recovery: Some(Recovery { carry: true, ..Recovery::default() }),
            ..item("loan", "借款", LineKind::Deduction)
        },
        taxed("exempt", "免税", LineKind::Earning, TaxEffect::ExemptIncome),
        taxed("early", "提前退休", LineKind::Earning, TaxEffect::EarlyRetirementApart),
        taxed("internal", "内部退养", LineKind::Earning, TaxEffect::InternalRetirement),
    ];
    Engine::new(structure(&INPUTS, items)).unwrap().0
}

fn month(amounts: [i64; 9]) -> PersonMonth {
    let value = |minor| Some(heng_formula::Value::money(Money::from_minor(minor)));
    PersonMonth { values: amounts.map(value).to_vec(), ..PersonMonth::default() }
}

fn china(city: &str, resident: bool, fund: i64) -> Plan<'static> {
    let both = |percent: i64| Some(FundChoice::both(Rate::from_ppm(percent * 10_000)));
    let choice = CompanyChoice { fund: both(fund), ..with_fund() };
    let china = Packs::embedded().china();
    let (on, city) = (day("2026-07-15"), china.social.city(city).unwrap());
    let month = CityMonth::as_of(city, on, &choice).unwrap();
    let plan = if resident {
        Plan::china("cn", &month, &china.income_tax, on)
    } else {
        Plan::china_non_resident("cn", &month, &china.income_tax, on)
    };
    plan.unwrap().with_local_average(china.average_wages.of_city("310000".parse().unwrap(), on))
}

fn singapore(age: u32) -> Plan<'static> {
    Plan::singapore("sg", &Packs::embedded().singapore().cpf, day("2026-07-15"), age).unwrap()
}

fn hong_kong(free: bool) -> Plan<'static> {
    Plan::hong_kong("hk", &Packs::embedded().hong_kong().mpf, day("2026-07-15"), free).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(ProptestConfig::default().cases.div_ceil(5)))]

    #[test]
    fn the_terms_of_every_line_lead_to_its_figure_in_china(
        amounts in [0..8_000_000i64, 0..3_000_000i64, 0..20_000_000i64, 0..90_000_000i64, 0..2_000_000i64, 0..2_000_000i64, 0..300_000i64, 0..90_000_000i64, 0..30_000_000i64],
        months_left in 1..61u32, city in 0..3usize, resident in any::<bool>(), fund in 5..18i64, months in 0..3u8,
    ) {
        let (engine, mut person) = (engine(), month(amounts));
        let plan = china(["shanghai", "beijing", "tianjin"][city], resident, fund);
        for _ in 0..months {
            person.tax.before = engine.slip(&plan, &person).year;
        }
        person.tax.months_to_retirement = Some(months_left);
        person.tax.special_additional = if resident { yuan("1500") } else { Money::ZERO };
        person.carried = engine.slip(&plan, &person).carried;
        prop_assert!(every_line_leads_to_its_figure(&engine, &plan, &person) > 5);
    }

    #[test]
    fn the_terms_of_every_line_lead_to_its_figure_abroad(
        wage in prop_oneof![0..100_000i64, 0..4_000_000i64], bonus in prop_oneof![Just(0i64), 0..9_000_000i64],
        age in 20..80u32, free in any::<bool>(),
    ) {
        let (engine, person) = (engine(), month([wage, bonus, 0, 0, 0, 0, 0, 0, 0]));
        every_line_leads_to_its_figure(&engine, &singapore(age), &person);
        every_line_leads_to_its_figure(&engine, &hong_kong(free), &person);
    }
}

#[test]
fn a_low_wage_in_singapore_tells_its_graduated_share() {
    let (engine, plan, person) = (engine(), singapore(30), month([70_000, 0, 0, 0, 0, 0, 0, 0, 0]));
    let row = engine.row(&person);
    let told = engine.explain(&plan, &person, &row);
    let terms = |key: LineKey| {
        let line = told.slip.lines.iter().find(|line| line.key == key).unwrap();
        let terms = told.explanation(line).terms;
        let told: Vec<_> = terms.iter().map(|term| format!("{} {}", term.sign, term.value)).collect();
        (line.amount.to_string(), told.join(" "))
    };
    assert_eq!(terms(LineKey::Employee(0)), ("120.00".into(), "+ 700.00 - 500.00 = 200.00 × 60".into()));
    assert_eq!(
        terms(LineKey::Employer(0)),
        ("119.00".into(), "+ 700.00 × 17 + 200.00 × 60 = 239.00 - 120.00".into())
    );
}
