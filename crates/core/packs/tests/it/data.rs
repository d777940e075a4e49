//! The shipped figures, where a slip of the copyist would cost somebody money.

use heng_packs::{
    Confidence, ContributionRate, ExemptIncome, MaternityCounting, MaternityReason, Packs, RegionCode,
    RetirementGroup, Scheme, SpecialDeduction,
};

use crate::{date, ppm, yuan};

fn region(code: &str) -> RegionCode {
    code.parse().unwrap()
}

/// Floor, ceiling and both rates of a scheme, with the employee's fixed amount.
type Line<'a> = (Scheme, &'a str, &'a str, i64, i64, &'a str);

#[test]
fn each_city_asks_on_the_first_of_october_2026_what_its_notices_say() {
    use Scheme::{Injury, Medical, Pension, Unemployment};
    let cities: [(&str, &[Line<'_>]); 8] = [
        (
            "shanghai",
            &[
                (Pension, "7546", "37731", 160_000, 80_000, "0"),
                (Medical, "7546", "37731", 90_000, 20_000, "0"),
            ],
        ),
        (
            "beijing",
            &[
                (Medical, "7270", "36348", 98_000, 20_000, "3"),
                (Unemployment, "7270", "36348", 5_000, 5_000, "0"),
            ],
        ),
        (
            "shenzhen",
            &[
                (Pension, "4775", "27549", 160_000, 80_000, "0"),
                (Medical, "6727", "33633", 60_000, 20_000, "0"),
            ],
        ),
        (
            "chengdu",
            &[(Injury, "4699", "23493", 2_400, 0, "0"), (Unemployment, "4699", "23493", 6_000, 4_000, "0")],
        ),
        (
            "chongqing",
            &[
                (Pension, "4553", "22765", 160_000, 80_000, "0"),
                (Medical, "4553", "22765", 85_000, 20_000, "5"),
            ],
        ),
        ("tianjin", &[(Medical, "5180", "25902", 105_000, 20_000, "21.67")]),
        ("qingdao", &[(Injury, "4573", "22863", 1_600, 0, "0")]),
        (
            "xian",
            &[
                (Medical, "4990", "24948", 70_000, 20_000, "1.6"),
                (Unemployment, "4737", "23685", 7_000, 3_000, "0"),
            ],
        ),
    ];
    let day = date("2026-10-01");
    for (id, lines) in cities {
        let city = Packs::embedded().china().social.city(id).unwrap();
        for (scheme, floor, ceiling, employer, employee, fixed) in lines {
            let on = city.schemes_on(day).find(|on| on.scheme == *scheme).unwrap();
            let (base, rate) = (on.base.unwrap().value, on.rate.unwrap().value);
            assert_eq!((base.floor, base.ceiling), (yuan(floor), Some(yuan(ceiling))), "{id} {scheme:?}");
            let ContributionRate { employer: left, employee: right, .. } = rate;
            assert_eq!(
                (left.rate, right.rate, right.fixed),
                (ppm(*employer), ppm(*employee), yuan(fixed)),
                "{id} {scheme:?}"
            );
        }
    }
}

#[test]
fn trap_38_base_and_rate_of_a_scheme_change_on_their_own_days() {
    let tianjin = Packs::embedded().china().social.city("tianjin").unwrap();
    let medical = |day: &str| {
        let on = tianjin.schemes_on(date(day)).find(|on| on.scheme == Scheme::Medical).unwrap();
        (on.base.unwrap().value.floor, on.rate.unwrap().value.employer.rate)
    };
    assert_eq!(medical("2026-02-28"), (yuan("5124"), ppm(100_000)));
    assert_eq!(medical("2026-03-01"), (yuan("5124"), ppm(105_000)));
    assert_eq!(medical("2026-09-01"), (yuan("5180"), ppm(105_000)));
    let chongqing = Packs::embedded().china().social.city("chongqing").unwrap();
    let floor = |day: &str| chongqing.schemes[&Scheme::Pension].bases.as_of(date(day)).unwrap().value.floor;
    assert_eq!((floor("2026-08-25"), floor("2026-08-26")), (yuan("4404"), yuan("4553")));
}

#[test]
fn a_yearly_amount_taken_in_unequal_months_has_its_months_and_its_twelfth() {
    let tianjin = Packs::embedded().china().social.city("tianjin").unwrap();
    let rate = tianjin.schemes[&Scheme::Medical].rates.as_of(date("2026-08-15")).unwrap().value;
    let months = rate.employee_fixed_by_month.unwrap();
    assert_eq!(months.iter().map(|month| month.minor()).sum::<i64>(), 26_000);
    assert_eq!((months[0], months[7], rate.employee.fixed), (yuan("21"), yuan("22"), yuan("21.67")));
}

#[test]
fn every_city_has_the_four_schemes_and_a_fund_and_no_stage_policy_is_prolonged_by_guess() {
    let cities = &Packs::embedded().china().social;
    assert_eq!(cities.iter().count(), 16);
    for city in cities.iter() {
        for scheme in [Scheme::Pension, Scheme::Medical, Scheme::Unemployment, Scheme::Injury] {
            assert!(city.schemes.contains_key(&scheme), "{} {scheme:?}", city.id);
        }
        assert!(city.housing_fund.bases.as_of(date("2026-10-01")).is_some(), "{}", city.id);
        assert!(city.rounding.as_of(date("2026-10-01")).is_some(), "{}", city.id);
        let pension = &city.schemes[&Scheme::Pension].rates.as_of(date("2026-10-01")).unwrap().value;
        assert_eq!(
            (pension.employer.rate, pension.employee.rate),
            (ppm(160_000), ppm(80_000)),
            "{}",
            city.id
        );
    }
    let chengdu = cities.city("chengdu").unwrap();
    assert!(chengdu.schemes[&Scheme::Unemployment].rates.as_of(date("2027-01-01")).is_none());
    let shanghai = cities.city("shanghai").unwrap();
    let continued = shanghai.schemes[&Scheme::Unemployment].rates.as_of(date("2026-01-01")).unwrap();
    assert_eq!(
        continued.provenance.confidence,
        Confidence::Weak,
        "no instrument of 2026 was found: to be confirmed"
    );
}

#[test]
fn trap_38_the_fund_is_rounded_to_the_yuan_where_the_city_says_so() {
    let cities = &Packs::embedded().china().social;
    let rounding =
        |id: &str| cities.city(id).unwrap().housing_fund.rounding.as_of(date("2026-10-01")).unwrap().value;
    let amount = heng_kernel::Fixed::from_money(yuan("2611.50"));
    assert_eq!(rounding("shanghai").apply(amount), Some(yuan("2612")));
    assert_eq!(rounding("chengdu").apply(amount), Some(yuan("2611.50")));
    let fund = &cities.city("shanghai").unwrap().housing_fund;
    let rates = fund.rates.as_of(date("2026-10-01")).unwrap().value;
    assert!(rates.allows(ppm(70_000)) && !rates.allows(ppm(65_000)) && !rates.allows(ppm(80_000)));
    assert_eq!(fund.supplementary.as_of(date("2026-10-01")).unwrap().value.max, ppm(50_000));
}

#[test]
fn upper_edges_of_the_tax_tables_are_inside() {
    let tax = &Packs::embedded().china().income_tax;
    let annual = &tax.annual_table.as_of(date("2026-01-01")).unwrap().value;
    let rate = |amount: &str| {
        annual.bracket(yuan(amount)).map(|bracket| (bracket.rate.ppm() / 10_000, bracket.quick))
    };
    assert_eq!(rate("36000"), Some((3, yuan("0"))));
    assert_eq!(rate("36000.01"), Some((10, yuan("2520"))));
    assert_eq!(rate("960000"), Some((35, yuan("85920"))));
    assert_eq!(rate("960000.01"), Some((45, yuan("181920"))));
    assert_eq!(rate("0"), None);
    assert_eq!((annual.brackets().len(), tax.monthly_table.rows()[0].value.brackets().len()), (7, 7));
    assert_eq!(tax.labour_table.rows()[0].value.bracket(yuan("50000")).unwrap().quick, yuan("2000"));
}

#[test]
fn trap_36_deductions_and_start_of_year_rules_begin_on_their_days() {
    let tax = &Packs::embedded().china().income_tax;
    let amount =
        |item: SpecialDeduction, day: &str| tax.special[&item].as_of(date(day)).map(|row| row.value.amount);
    assert_eq!(amount(SpecialDeduction::ChildrenEducation, "2022-12-31"), Some(yuan("1000")));
    assert_eq!(amount(SpecialDeduction::ChildrenEducation, "2023-01-01"), Some(yuan("2000")));
    assert_eq!(amount(SpecialDeduction::InfantCare, "2021-12-31"), None);
    assert_eq!(amount(SpecialDeduction::ElderlyShared, "2026-01-01"), Some(yuan("1500")));
    assert_eq!(tax.first_job.as_of(date("2020-06-30")), None);
    assert!(tax.first_job.as_of(date("2020-07-01")).is_some());
    assert!(tax.upfront_deduction.as_of(date("2021-01-01")).is_some());
    assert!(tax.reconciliation_exemption.as_of(date("2028-01-01")).is_none());
    assert!(tax.exempt[&ExemptIncome::MaternityAllowance].as_of(date("2026-01-01")).is_some());
    assert_eq!(tax.reconciliation.rows()[0].value.window_last, (6, 30));
    assert!(tax.rounding.as_of(date("2026-01-01")).unwrap().unconfirmed().is_some());
}

#[test]
fn wages_are_found_by_the_nearest_place() {
    let china = Packs::embedded().china();
    let monthly = |code: &str, day: &str| {
        china.minimum_wages.as_of(region(code), date(day)).map(|row| row.value.monthly)
    };
    assert_eq!(monthly("310115", "2026-07-01"), Some(yuan("2740")));
    assert_eq!(monthly("440305", "2026-09-01"), Some(yuan("2700")));
    assert_eq!(monthly("440305", "2026-08-31"), Some(yuan("2520")));
    assert_eq!(monthly("440000", "2026-08-31"), None, "a province is not one of its cities");
    assert!(china.minimum_wages.own_shares(region("310000"), date("2026-07-01")).unwrap().value.excluded);
    let average = |code: &str, day: &str| {
        china.average_wages.of_previous_year(region(code), date(day)).map(|row| row.value)
    };
    let shanghai = average("310101", "2026-06-30").unwrap();
    assert_eq!((shanghai.year, shanghai.monthly, shanghai.annual), (2025, yuan("12577"), yuan("150924")));
    assert_eq!(average("500000", "2026-06-30").unwrap().monthly, yuan("7588.25"));
    assert_eq!(average("330100", "2026-06-30"), None, "an older average is never passed off as last year's");
    let latest = china.average_wages.latest(region("330100"), date("2026-06-30")).unwrap();
    assert_eq!((latest.value.year, latest.value.monthly), (2023, yuan("8310")));
}

#[test]
fn the_shanghai_ladder_of_sick_pay_ends_on_2026_08_15() {
    let leave = &Packs::embedded().china().leave;
    let shanghai = region("310000");
    let factor = |day: &str, service, month| {
        leave.sick_ladder(shanghai, date(day)).and_then(|ladder| ladder.value.factor(service, month))
    };
    assert_eq!(factor("2026-08-15", 1, 1), Some(ppm(600_000)));
    assert_eq!(factor("2026-08-15", 8, 6), Some(ppm(1_000_000)));
    assert_eq!(factor("2026-08-15", 8, 7), Some(ppm(600_000)));
    assert_eq!(factor("2026-08-15", 0, 7), Some(ppm(400_000)));
    assert_eq!(factor("2026-08-16", 8, 1), None);
    let floor = |day: &str| leave.sick_floor_at(shanghai, date(day)).unwrap().value;
    assert!(floor("2026-08-15").net_of_own_shares && !floor("2026-08-16").net_of_own_shares);
    assert_eq!(floor("2026-08-16").share_of_minimum_wage, ppm(800_000));
    assert_eq!(
        leave.sick_base(shanghai, date("2026-09-01")).unwrap().value.share_when_none_agreed,
        ppm(700_000)
    );
}

#[test]
fn trap_30_leave_by_province_and_by_the_date_of_the_rule() {
    let leave = &Packs::embedded().china().leave;
    let national = leave.national.as_of(date("2026-01-01")).unwrap().value;
    let maternity = |code: &str, day: &str| {
        &leave.province(region(code)).unwrap().maternity.as_of(date(day)).unwrap().value
    };
    assert_eq!(maternity("510100", "2025-11-27").days, 158);
    assert_eq!(maternity("510100", "2025-11-28").days, 188);
    assert_eq!(maternity("310000", "2026-01-01").local_days(&national), 60);
    assert_eq!(maternity("310000", "2026-01-01").counting, MaternityCounting::LocalPartExceptStatutory);
    assert_eq!(maternity("440000", "2026-01-01").extra(MaternityReason::DifficultBirth).unwrap().days, 30);
    let shanghai = leave.province(region("310000")).unwrap();
    assert_eq!(shanghai.paternity.as_of(date("2027-10-31")).unwrap().value.days, 10);
    assert_eq!(shanghai.paternity.as_of(date("2027-11-01")), None, "the rule ends with 沪府规〔2022〕18号");
    let annual = &leave.annual.as_of(date("2026-01-01")).unwrap().value;
    let days = [0, 1, 9, 10, 19, 20, 40].map(|years| annual.step(years).map(|step| step.days));
    assert_eq!(days, [None, Some(5), Some(5), Some(10), Some(10), Some(15), Some(15)]);
    let period = &leave.medical_period.as_of(date("2026-01-01")).unwrap().value;
    let months = [(9, 4), (9, 5), (10, 4), (10, 5), (15, 14), (20, 19), (30, 20)]
        .map(|(total, here)| period.step(total, here).unwrap().months);
    assert_eq!(months, [3, 6, 6, 9, 12, 18, 24]);
}

#[test]
fn labour_rules() {
    let labour = &Packs::embedded().china().labour;
    let day = date("2026-01-01");
    let pay_days = labour.pay_days.as_of(day).unwrap().value;
    assert_eq!(
        (pay_days.month_pay_hundredths, pay_days.month_work_hundredths, pay_days.year_work_days),
        (2_175, 2_067, 248)
    );
    assert_eq!(labour.pay_days.as_of(date("2024-12-31")).unwrap().value.year_work_days, 250);
    let probation = &labour.probation.as_of(day).unwrap().value;
    let months = [Some(2), Some(3), Some(11), Some(12), Some(35), Some(36), None]
        .map(|term| probation.max_months(term).unwrap());
    assert_eq!(months, [0, 1, 1, 2, 2, 6, 6]);
    let overtime = labour.overtime.as_of(day).unwrap().value;
    assert_eq!(
        (overtime.workday, overtime.rest_day, overtime.statutory_day),
        (ppm(1_500_000), ppm(2_000_000), ppm(3_000_000))
    );
    let severance = labour.severance.as_of(day).unwrap().value;
    assert_eq!((severance.year_hundredths, severance.part_hundredths), (100, 50));
    assert_eq!(labour.retirement[&RetirementGroup::Female50].as_of(day).unwrap().value.max_delay_months, 60);
    let irregular = |code: &str| labour.irregular_hours_at(region(code), day).unwrap().value.statutory_day;
    assert_eq!((irregular("310101"), irregular("110101")), (Some(ppm(3_000_000)), None));
    assert_eq!(labour.over_age.as_of(date("2026-06-30")), None);
}

#[test]
fn singapore_and_hong_kong() {
    let cpf = &Packs::embedded().singapore().cpf;
    let band = |day: &str, age| {
        let band = cpf.rates.as_of(date(day)).unwrap().value.band(age).copied().unwrap();
        (band.employee.ppm(), band.employer.ppm())
    };
    assert_eq!(band("2025-06-01", 56), (170_000, 155_000));
    assert_eq!(band("2026-06-01", 55), (200_000, 170_000));
    assert_eq!(band("2026-06-01", 60), (180_000, 160_000));
    assert_eq!(band("2027-06-01", 75), (50_000, 75_000));
    assert_eq!(cpf.rates.as_of(date("2028-01-01")), None);
    let rounding = cpf.rounding.as_of(date("2026-01-01")).unwrap().value;
    let amount = heng_kernel::Fixed::from_money(yuan("777.50"));
    assert_eq!(
        (rounding.total.apply(amount), rounding.employee.apply(amount)),
        (Some(yuan("778")), Some(yuan("777")))
    );
    let mpf = Packs::embedded().hong_kong().mpf.rates.as_of(date("2026-01-01")).unwrap().value;
    assert_eq!(
        (mpf.minimum_income, mpf.maximum_income, mpf.employee),
        (yuan("7100"), yuan("30000"), ppm(50_000))
    );
    let hourly =
        |day: &str| Packs::embedded().hong_kong().minimum_wage.as_of(date(day)).unwrap().value.hourly;
    assert_eq!((hourly("2026-04-30"), hourly("2026-05-01")), (yuan("42.1"), yuan("43.1")));
}

#[test]
fn a_citys_average_wage_is_its_own_and_never_its_provinces() {
    let averages = &Packs::embedded().china().average_wages;
    let of = |place: &str| averages.of_city(place.parse().unwrap(), date("2026-07-15"));
    let shanghai = of("310115").expect("a district's average is the municipality's");
    assert_eq!((shanghai.value.monthly, shanghai.value.annual), (yuan("12577"), yuan("150924")));
    assert!(of("510100").is_none(), "Sichuan's is that of contribution bases");
    assert!(averages.of_previous_year("510100".parse().unwrap(), date("2026-07-15")).is_some());
}
