//! Traps known from other systems, each with its number in the trade's list.

use chrono::{Datelike, NaiveDate};
use heng_kernel::{DateRange, Money};
use heng_packs::Packs;
use heng_paycalc::{
    labour::proration::Proration,
    slip::{
        Arrear, Engine, LineKey, LineKind, PayItem, PayMonth, PersonMonth, Plan, Slip, TaxEffect, WageFrom,
        WageOfMonth, arrears, paid, wage_of_month,
    },
};

use super::{day, engine, item, person, plan, structure, yuan};

fn codes(slip: &Slip) -> Vec<&str> {
    slip.findings.iter().map(|finding| finding.code.as_str()).collect()
}

fn line(engine: &Engine, slip: &Slip, code: &str) -> Money {
    let at = engine.structure().items.iter().position(|item| item.code == code).unwrap();
    slip.amount(LineKey::Item(u16::try_from(at).unwrap()))
}

/// July 2026 has 23 working days and 31 days.
fn july(wages: &[(&str, &str)], employed: &[(&str, &str)], method: Proration) -> WageOfMonth {
    let month = PayMonth { year: 2026, month: 7 }.days().unwrap();
    let days = &Packs::embedded().china().labour.pay_days.as_of(month.from()).unwrap().value;
    let wages: Vec<_> = wages
        .iter()
        .map(|(from, wage)| WageFrom { from: day(from), wage: yuan(wage), source: None })
        .collect();
    let employed: Vec<_> =
        employed.iter().map(|(from, to)| DateRange::from_days(day(from), day(to)).unwrap()).collect();
    let workday = |day: NaiveDate| day.weekday().number_from_monday() <= 5;
    wage_of_month(&wages, &employed, month, method, days, workday).unwrap()
}

#[test]
fn trap_32_who_joins_and_leaves_in_one_month_is_paid_for_the_days_between() {
    let paid = july(&[("2026-01-01", "31000")], &[("2026-07-06", "2026-07-15")], Proration::CalendarDays);
    assert_eq!(paid.amount, yuan("10000"));
    let paid = july(&[("2026-01-01", "23000")], &[("2026-07-06", "2026-07-15")], Proration::PaidDays);
    assert_eq!(paid.amount, yuan("8000"), "eight of 23 paid days");
}

#[test]
fn trap_32_the_last_day_is_paid_also_when_it_is_the_pay_day() {
    let stint = [("2024-01-02", "2026-07-15")];
    let paid = july(&[("2026-01-01", "23000")], &stint, Proration::PaidDays);
    assert_eq!(paid.amount, yuan("11000"), "eleven of 23 paid days, the last one inside");
    let paid = july(&[("2026-01-01", "31000")], &stint, Proration::CalendarDays);
    assert_eq!(paid.amount, yuan("15000"));
    // A last day on the month's last is a whole month; one on its first is a day.
    let paid = july(&[("2026-01-01", "23000")], &[("2024-01-02", "2026-07-31")], Proration::PaidDays);
    assert_eq!(paid.amount, yuan("23000"));
    let paid = july(&[("2026-01-01", "23000")], &[("2024-01-02", "2026-07-01")], Proration::PaidDays);
    assert_eq!(paid.amount, yuan("1000"));
}

#[test]
fn trap_32_who_comes_back_in_the_same_month_is_paid_for_both_stints() {
    let stints = [("2026-07-01", "2026-07-10"), ("2026-07-22", "2026-07-31")];
    let paid = july(&[("2026-01-01", "31000")], &stints, Proration::CalendarDays);
    assert_eq!((paid.amount, paid.pieces.len()), (yuan("20000"), 2));
}

#[test]
fn trap_34_who_joins_on_the_last_weekend_has_a_slip_and_is_paid_nothing_for_it() {
    let month = PayMonth { year: 2026, month: 5 }.days().unwrap();
    let days = &Packs::embedded().china().labour.pay_days.as_of(month.from()).unwrap().value;
    let wages = [WageFrom { from: day("2026-05-30"), wage: yuan("12000"), source: None }];
    let workday = |day: NaiveDate| day.weekday().number_from_monday() <= 5;
    let employed = [DateRange::open(day("2026-05-30"))];
    for method in [Proration::Forward, Proration::PaidDays] {
        let paid = wage_of_month(&wages, &employed, month, method, days, workday).unwrap();
        assert_eq!((paid.amount, paid.pieces.len()), (Money::ZERO, 1), "{}", method.code());
    }
    let paid = wage_of_month(&wages, &employed, month, Proration::Reverse, days, workday).unwrap();
    assert_eq!(paid.amount, yuan("413.79"), "21 of 21.75 days come off");
    assert_eq!(paid.findings[0].code, "proration.pay_without_paid_days");
}

#[test]
fn trap_33_two_raises_in_a_month_cut_it_in_three() {
    let wages = [("2026-01-01", "31000"), ("2026-07-11", "37200"), ("2026-07-21", "40300")];
    let paid = july(&wages, &[("2026-01-01", "2026-12-31")], Proration::CalendarDays);
    let amounts: Vec<_> = paid.pieces.iter().map(|piece| piece.amount).collect();
    assert_eq!(amounts, [yuan("10000"), yuan("12000"), yuan("14300")]);
    assert_eq!(paid.amount, yuan("36300"));
}

#[test]
fn trap_33_a_raise_on_the_last_day_counts_for_that_day() {
    let wages = [("2026-01-01", "31000"), ("2026-07-31", "62000")];
    let paid = july(&wages, &[("2026-01-01", "2026-12-31")], Proration::CalendarDays);
    assert_eq!(paid.amount, yuan("32000"));
}

#[test]
fn trap_33_days_without_a_wage_are_an_error_and_not_nothing() {
    let paid = july(&[("2026-07-16", "31000")], &[("2026-01-01", "2026-12-31")], Proration::CalendarDays);
    assert_eq!(paid.findings.first().map(|finding| finding.code.as_str()), Some("pay.days_without_wage"));
}

#[test]
fn trap_33_a_raise_in_a_closed_month_is_a_line_of_the_next_slip() {
    let (engine, june, july) = (engine(), plan("shanghai", "2026-06-15"), plan("shanghai", "2026-07-15"));
    let at = |wage: &str| person(&engine, "12000", &[("工资", yuan(wage))]);
    let (was, due) = (at("12000"), at("13000"));
    let old = engine.record(&june, &was, &engine.slip(&june, &was));
    let new = engine.record(&june, &due, &engine.slip(&june, &due));
    let owed = arrears(PayMonth { year: 2026, month: 6 }, &old, &new).unwrap();
    assert_eq!(owed.len(), 1, "the base was declared, so only the wage differs; tax follows of itself");
    let current = PersonMonth { arrears: owed, ..at("13000") };
    let slip = engine.slip(&july, &current);
    assert_eq!(slip.amount(LineKey::Arrear(0)), yuan("1000"));
    assert_eq!(engine.code(&july, &current, LineKey::Arrear(0)), "arrears.2026-06.base");
    assert_eq!(slip.totals.earnings, yuan("14000"));
    assert_eq!(old, engine.record(&june, &was, &engine.slip(&june, &was)), "the old slip is as it was");
}

#[test]
fn trap_44_what_turns_out_after_payment_goes_into_the_next_month_and_the_paid_slip_keeps_its_figures() {
    let (engine, plan) = (engine(), plan("shanghai", "2026-07-15"));
    let at = |wage: &str, refund: &str| {
        let inputs = [("工资", yuan(wage)), ("报销", yuan(refund))];
        engine.record(
            &plan,
            &person(&engine, "12000", &inputs),
            &engine.slip(&plan, &person(&engine, "12000", &inputs)),
        )
    };
    let (sent, due) = (at("12000", "300"), at("11000", "0"));
    let kept = sent.clone();
    let first = arrears(PayMonth { year: 2026, month: 6 }, &sent, &due).unwrap();
    let posted = paid(&sent, &first).unwrap();
    assert_eq!(sent, kept, "the slip the employee has seen is as it was");
    assert!(
        arrears(PayMonth { year: 2026, month: 6 }, &posted, &due).unwrap().is_empty(),
        "corrected once only"
    );
    let current = PersonMonth { arrears: first, ..person(&engine, "12000", &[("工资", yuan("12000"))]) };
    assert_eq!(engine.slip(&plan, &current).totals.earnings, yuan("10700"));
}

#[test]
fn trap_37_a_second_bonus_of_the_year_joins_the_wages() {
    let engine = engine();
    let mut first = person(&engine, "12000", &[("工资", yuan("12000")), ("年终奖", yuan("36000"))]);
    let plan = plan("shanghai", "2026-07-15");
    let apart = engine.slip(&plan, &first);
    assert_eq!(apart.amount(LineKey::BonusTax), yuan("1080"));
    first.tax.bonus_apart_used = true;
    let joined = engine.slip(&plan, &first);
    assert_eq!(joined.amount(LineKey::BonusTax), Money::ZERO);
    assert!(joined.amount(LineKey::WageTax) > apart.amount(LineKey::WageTax));
    assert!(codes(&joined).contains(&"pay.bonus_joined_to_wages"));
}

#[test]
fn trap_37_a_bonus_above_an_edge_is_warned_of() {
    let engine = engine();
    let facts = person(&engine, "12000", &[("工资", yuan("12000")), ("年终奖", yuan("36001"))]);
    assert!(codes(&engine.slip(&plan("shanghai", "2026-07-15"), &facts)).contains(&"iit.bonus.blind_spot"));
}

#[test]
fn trap_38_a_notice_that_comes_late_is_posted_as_arrears_of_both_sides() {
    let engine = engine();
    let (before, after) = (plan("shanghai", "2026-06-15"), plan("shanghai", "2026-07-15"));
    let facts = person(&engine, "60000", &[("工资", yuan("60000"))]);
    let old = engine.record(&before, &facts, &engine.slip(&before, &facts));
    let new = engine.record(&after, &facts, &engine.slip(&after, &facts));
    let owed = arrears(PayMonth { year: 2026, month: 7 }, &old, &new).unwrap();
    let of =
        |code: &str| owed.iter().find(|arrear| arrear.line.code == code).map(|arrear| arrear.line.amount);
    // The ceiling rose from 37 302 to 37 731: 429 × 8 % and × 16 %.
    assert_eq!(of("pension.employee"), Some(yuan("34.32")));
    assert_eq!(of("pension.employer"), Some(yuan("68.64")));
    assert_eq!(of("tax.wage"), None, "tax is cumulative and follows of itself");
}

#[test]
fn trap_39_a_court_goes_before_damage_and_damage_before_a_loan() {
    let engine = engine();
    let wants = [("工资", "8000"), ("抚养费", "1000"), ("赔偿", "5000"), ("借款", "9000")];
    let facts = person(&engine, "8000", &wants.map(|(name, amount)| (name, yuan(amount))));
    let slip = engine.slip(&plan("shanghai", "2026-07-15"), &facts);
    assert_eq!(line(&engine, &slip, "support"), yuan("1000"));
    assert_eq!(line(&engine, &slip, "damage"), yuan("1600"), "a fifth of the month's wage");
    assert_eq!(slip.totals.net, Money::ZERO, "the loan is not protected and takes what is left");
    let carried: Vec<_> = slip.carried.iter().map(|carried| carried.code.as_str()).collect();
    assert_eq!(carried, ["damage", "loan"]);
}

#[test]
fn trap_39_damage_leaves_the_minimum_wage() {
    let engine = engine();
    let facts = person(&engine, "7546", &[("工资", yuan("4000")), ("赔偿", yuan("5000"))]);
    let slip = engine.slip(&plan("shanghai", "2026-07-15"), &facts);
    assert!(slip.totals.net >= yuan("2740") || line(&engine, &slip, "damage") == Money::ZERO);
}

#[test]
fn trap_39_contributions_beyond_the_pay_are_advanced_and_recovered_first() {
    let (engine, plan) = (engine(), plan("shanghai", "2026-07-15"));
    let slip = engine.slip(&plan, &person(&engine, "12000", &[("工资", yuan("1000"))]));
    let own: i64 = slip
        .lines
        .iter()
        .filter(|line| matches!(line.key, LineKey::Employee(_)))
        .map(|line| line.amount.minor())
        .sum();
    assert_eq!(slip.totals.net, Money::ZERO);
    assert_eq!(slip.amount(LineKey::Advance).minor(), 100_000 - own);
    assert!(codes(&slip).contains(&"pay.advanced_by_employer"));
    let mut next = person(&engine, "12000", &[("工资", yuan("12000"))]);
    next.carried = slip.carried;
    let settled = engine.slip(&plan, &next);
    assert_eq!(settled.amount(LineKey::Recovery(0)).minor(), own - 100_000);
    assert!(settled.carried.is_empty());
}

#[test]
fn trap_40_unpaid_leave_lessens_pay_and_tax_once() {
    let (engine, plan) = (engine(), plan("shanghai", "2026-07-15"));
    let absent = person(&engine, "12000", &[("工资", yuan("12000")), ("缺勤", yuan("2000"))]);
    let less = person(&engine, "12000", &[("工资", yuan("10000"))]);
    let (absent, less) = (engine.slip(&plan, &absent), engine.slip(&plan, &less));
    assert_eq!(absent.totals.net, less.totals.net);
    assert_eq!(absent.year, less.year);
    assert_eq!(absent.totals.employer_cost, less.totals.employer_cost);
}

#[test]
fn trap_41_thirds_are_rounded_line_by_line_and_the_sum_is_of_the_lines() {
    let third = |code: &str| item(code, "工资 ÷ 3", LineKind::Earning);
    let engine = Engine::new(structure(&["工资"], vec![third("a"), third("b"), third("c")])).unwrap().0;
    let values = vec![Some(heng_formula::Value::money(yuan("100")))];
    let facts = PersonMonth { values, ..PersonMonth::default() };
    let slip = engine.slip(&Plan::bare("none"), &facts);
    assert_eq!(slip.lines.iter().map(|line| line.amount).collect::<Vec<_>>(), [yuan("33.33"); 3]);
    assert_eq!(slip.totals.net, yuan("99.99"));
}

#[test]
fn trap_42_items_in_any_order_and_circles_missing_names_and_units_refused() {
    let build = |formulas: &[(&str, &str)]| {
        let items = formulas.iter().map(|(code, formula)| item(code, formula, LineKind::Earning)).collect();
        Engine::new(structure(&["工资"], items))
    };
    let (engine, _) = build(&[("later", "sooner × 2"), ("sooner", "工资")]).unwrap();
    let values = vec![Some(heng_formula::Value::money(yuan("100")))];
    let facts = PersonMonth { values, ..PersonMonth::default() };
    assert_eq!(line(&engine, &engine.slip(&Plan::bare("none"), &facts), "later"), yuan("200"));
    for faulty in [
        &[("self", "self + 1元")][..],
        &[("one", "other"), ("other", "one")],
        &[("missing", "公司利润 × 1%")],
        &[("mixed", "工资 + 3天")],
    ] {
        assert!(build(faulty).is_err(), "{faulty:?}");
    }
}

#[test]
fn trap_42_a_division_by_nought_spoils_one_slip_and_names_its_place() {
    let items = vec![item("share", "工资 ÷ 奖金 × 1元", LineKind::Earning)];
    let engine = Engine::new(structure(&["工资", "奖金"], items)).unwrap().0;
    let facts = |bonus: &str| {
        let values = [yuan("100"), yuan(bonus)].map(|amount| Some(heng_formula::Value::money(amount)));
        PersonMonth { values: values.to_vec(), ..PersonMonth::default() }
    };
    let slips = engine.slips(&Plan::bare("none"), &[facts("50"), facts("0"), facts("25")]);
    assert_eq!(slips.iter().map(Slip::is_payable).collect::<Vec<_>>(), [true, false, true]);
    assert_eq!(codes(&slips[1]), ["formula.division_by_zero"]);
    assert!(slips[1].findings[0].path.starts_with("share"));
}

#[test]
fn a_missing_wage_is_told_and_not_taken_for_nothing() {
    let (engine, _) = Engine::new(heng_paycalc::slip::PayStructure::of_wage("test")).unwrap();
    let slip = engine.slip(&Plan::bare("none"), &PersonMonth::default());
    assert_eq!(codes(&slip), ["formula.missing_value"]);
}

#[test]
fn trap_45_pay_after_leaving_brings_no_further_month_of_deduction() {
    let (engine, plan) = (engine(), plan("shanghai", "2026-07-15"));
    let mut facts = person(&engine, "12000", &[("工资", yuan("12000"))]);
    facts.tax.months = 0;
    facts.contributions.without_insurance = true;
    facts.contributions.without_fund = true;
    let slip = engine.slip(&plan, &facts);
    assert_eq!(slip.year.months, 0);
    assert_eq!(slip.amount(LineKey::WageTax), yuan("360"));
    assert_eq!(slip.totals.employer, Money::ZERO);
}

#[test]
fn trap_35_a_year_of_more_than_twelve_months_of_deduction_is_not_paid() {
    let (engine, plan) = (engine(), plan("shanghai", "2026-07-15"));
    let mut facts = person(&engine, "12000", &[("工资", yuan("12000"))]);
    facts.tax.before.months = 11;
    assert!(engine.slip(&plan, &facts).is_payable());
    facts.tax.before.months = 12;
    assert_eq!(codes(&engine.slip(&plan, &facts)), ["pay.more_than_a_years_deduction"]);
}

#[test]
fn severance_is_taxed_alone_and_needs_the_local_average() {
    let severance =
        PayItem { tax: Some(TaxEffect::SeveranceApart), ..item("severance", "补偿", LineKind::Earning) };
    let engine = Engine::new(structure(&["补偿"], vec![severance])).unwrap().0;
    let mut facts = person(&engine, "12000", &[("补偿", yuan("500000"))]);
    let plan = plan("shanghai", "2026-07-15");
    assert!(codes(&engine.slip(&plan, &facts)).contains(&"pay.local_average_missing"));
    facts.tax.local_annual_average = Some(yuan("149208"));
    let slip = engine.slip(&plan, &facts);
    assert_eq!(slip.amount(LineKey::SeveranceTax), yuan("2717.60"));
    assert_eq!(slip.amount(LineKey::WageTax), Money::ZERO);
}

#[test]
fn severance_takes_the_average_of_its_city_from_the_pack_and_says_where_it_stands() {
    let severance =
        PayItem { tax: Some(TaxEffect::SeveranceApart), ..item("severance", "补偿", LineKind::Earning) };
    let engine = Engine::new(structure(&["补偿"], vec![severance])).unwrap().0;
    let mut facts = person(&engine, "12000", &[("补偿", yuan("500000"))]);
    let averages = &Packs::embedded().china().average_wages;
    let of = |city: &str, place: &str| {
        let average = averages.of_city(place.parse().unwrap(), day("2026-07-15"));
        plan(city, "2026-07-15").with_local_average(average)
    };
    let shanghai = of("shanghai", "310000");
    let row = engine.row(&facts);
    let told = engine.explain(&shanghai, &facts, &row);
    let line = told.slip.lines.iter().find(|line| line.key == LineKey::SeveranceTax).unwrap();
    // Three times 12 × 12 577 are free: 500 000 − 452 772 = 47 228 × 10 % − 2 520.
    assert_eq!(line.amount, yuan("2202.80"));
    let average = &told.explanation(line).terms[0];
    assert_eq!(average.value, "150924.00");
    assert_eq!(average.input.as_ref().unwrap().id, "cn.average_wage.310000@2026-01-01");
    let chengdu = engine.slip(&of("chengdu", "510100"), &facts);
    assert!(
        codes(&chengdu).contains(&"pay.local_average_missing"),
        "Sichuan's average is that of contribution bases and is not Chengdu's"
    );
    facts.tax.local_annual_average = Some(yuan("149208"));
    let named = engine.slip(&shanghai, &facts);
    assert_eq!(named.amount(LineKey::SeveranceTax), yuan("2717.60"), "what the facts name goes first");
}

#[test]
fn singapore_and_hong_kong_go_through_the_same_engine() {
    let packs = Packs::embedded();
    let engine = engine();
    let facts = |wage: &str| PersonMonth {
        contributions: heng_paycalc::slip::ContributionFacts::default(),
        ..person(&engine, "1", &[("工资", yuan(wage))])
    };
    let singapore = Plan::singapore("sg", &packs.singapore().cpf, day("2026-06-01"), 58).unwrap();
    let slip = engine.slip(&singapore, &facts("4321.50"));
    assert_eq!((slip.totals.deductions, slip.totals.employer), (yuan("777"), yuan("692")));
    let hong_kong = Plan::hong_kong("hk", &packs.hong_kong().mpf, day("2026-06-01"), false).unwrap();
    let slip = engine.slip(&hong_kong, &facts("6500"));
    assert_eq!((slip.totals.deductions, slip.totals.employer), (Money::ZERO, yuan("325")));
    assert_eq!(slip.totals.net, yuan("6500"));
}

#[test]
fn an_amount_beyond_all_bounds_spoils_its_slip_and_no_other() {
    let engine = engine();
    let most = Money::from_minor(i64::MAX);
    let people = [
        person(&engine, "12000", &[("工资", most), ("报销", most)]),
        person(&engine, "12000", &[("工资", yuan("12000"))]),
    ];
    let slips = engine.slips(&plan("shanghai", "2026-07-15"), &people);
    assert!(!slips[0].is_payable());
    assert!(slips[1].is_payable());
}

#[test]
fn an_arrear_of_a_contribution_changes_the_tax_of_the_month_it_is_paid_in() {
    let (engine, plan) = (engine(), plan("shanghai", "2026-07-15"));
    let base = person(&engine, "12000", &[("工资", yuan("20000"))]);
    let month = PayMonth { year: 2026, month: 6 };
    let line = heng_paycalc::slip::RecordLine {
        code: "pension.employee".to_owned(),
        kind: LineKind::Deduction,
        effect: TaxEffect::SpecialDeduction,
        amount: yuan("1000"),
    };
    let late = PersonMonth { arrears: vec![Arrear { month, line }], ..base.clone() };
    let (plain, late) = (engine.slip(&plan, &base), engine.slip(&plan, &late));
    assert_eq!(plain.amount(LineKey::WageTax).minor() - late.amount(LineKey::WageTax).minor(), 3_000);
}

#[test]
fn two_advances_are_carried_as_one_sum() {
    let (engine, plan) = (engine(), plan("shanghai", "2026-07-15"));
    let mut facts = person(&engine, "12000", &[]);
    let first = engine.slip(&plan, &facts);
    let own = -first.amount(LineKey::Advance).minor();
    assert!(own > 0);
    facts.carried = first.carried;
    let second = engine.slip(&plan, &facts);
    assert_eq!(second.carried.len(), 1);
    assert_eq!(second.carried[0].amount.minor(), own * 2);
}

#[test]
fn trap_37_a_bonus_corrected_later_pays_the_difference_of_its_tax_and_no_more() {
    let (engine, plan) = (engine(), plan("shanghai", "2026-07-15"));
    let at = |bonus: &str| person(&engine, "12000", &[("工资", yuan("12000")), ("年终奖", yuan(bonus))]);
    let (was, due) = (at("36000"), at("40000"));
    let record = |facts: &PersonMonth| engine.record(&plan, facts, &engine.slip(&plan, facts));
    let owed = arrears(PayMonth { year: 2026, month: 6 }, &record(&was), &record(&due)).unwrap();
    let current = PersonMonth { arrears: owed, ..person(&engine, "12000", &[("工资", yuan("12000"))]) };
    let (plain, settled) = (engine.slip(&plan, &at("0")), engine.slip(&plan, &current));
    // 40 000 × 10 % − 210 = 3 790 against 36 000 × 3 % = 1 080.
    assert_eq!(settled.totals.net.minor() - plain.totals.net.minor(), 400_000 - (379_000 - 108_000));
    assert_eq!(settled.amount(LineKey::BonusTax), Money::ZERO);
    assert_eq!(settled.year, plain.year);
}
