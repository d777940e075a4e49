//! Why a month's file cannot be used, in the reader's language.

use chrono::{Datelike, NaiveDate};
use heng_kernel::{Finding, Locale};
use heng_paycalc::{RuleMissing, slip::PayMonth, words::word};

use super::{
    form::{Country, Form, Method, Residence},
    words,
};
use crate::Unusable;

/// What stands in a file and cannot be true together.
pub(super) fn contradictions(form: &Form, paid_on: NaiveDate, locale: Locale) -> Result<(), Unusable> {
    let say = |zh: &str, en: &str| Err(Unusable(locale.pick(zh, en).to_owned()));
    let mut stints: Vec<_> = form.employed.iter().map(|stint| (stint.from, stint.to)).collect();
    stints.sort_unstable_by_key(|(from, _)| *from);
    let overlap = stints.windows(2).any(|pair| match pair {
        [(_, end), (next, _)] => end.is_none_or(|end| *next <= end),
        _ => false,
    });
    if overlap {
        return say("employed：两段在职的日子重叠", "employed: two stints overlap");
    }
    let mut starts: Vec<NaiveDate> = form.wages.iter().map(|wage| wage.from).collect();
    starts.sort_unstable();
    if starts.windows(2).any(|pair| pair.first() == pair.last()) {
        return say("wages：同一天有两个月工资", "wages: two wages from the same day");
    }
    if u32::from(form.tax.earlier_months_alike) >= paid_on.month() {
        return say(
            "tax.earlier_months_alike：本年在这个月之前没有这么多个月",
            "tax.earlier_months_alike: the year has fewer months before this one",
        );
    }
    if u32::from(form.tax.months_before) >= paid_on.month() {
        return say(
            "tax.months_before：本年在这个月之前没有这么多个月",
            "tax.months_before: the year has fewer months before this one",
        );
    }
    let tax = &form.tax;
    if tax.year_to_date.is_some() && tax.earlier_months_alike > 0 {
        return say(
            "tax：year_to_date 和 earlier_months_alike 只能写一个",
            "tax: year_to_date or earlier_months_alike, not both",
        );
    }
    if !tax.special_claims.is_empty() && tax.special_additional.is_some() {
        return say(
            "tax：special_claims 和 special_additional 只能写一个",
            "tax: special_claims or special_additional, not both",
        );
    }
    let starts = [tax.start.is_some(), tax.prior_year.is_some(), tax.earned_before.is_some()];
    if starts.iter().filter(|given| **given).count() > 1 {
        return say(
            "tax：start、prior_year、earned_before 只能写一个",
            "tax: one of start, prior_year and earned_before",
        );
    }
    if let (Some(hired), Some(first)) = (form.hired, form.employed.iter().map(|stint| stint.from).min())
        && hired > first
    {
        return say("hired：晚于 employed 的第一天", "hired: after the first day of employed");
    }
    if form.tax.months_of_deduction.is_some_and(|months| months > 1) {
        return say("tax.months_of_deduction：0 或 1", "tax.months_of_deduction: 0 or 1");
    }
    if form.contributions.rules_day.is_some_and(|day| !(1..=31).contains(&day)) {
        return say("contributions.rules_day：1 到 31", "contributions.rules_day: 1 to 31");
    }
    let abroad = form.country != Country::Cn;
    if abroad && form.contributions.rules_day.is_some() {
        return Err(only_in_china("contributions.rules_day", locale));
    }
    if abroad && matches!(form.proration, Method::Forward | Method::Reverse) {
        return say(
            "proration：21.75 天只用于中国；请用 calendar_days 或 actual_paid_days",
            "proration: 21.75 days are China's; use calendar_days or actual_paid_days",
        );
    }
    if abroad && form.residence == Residence::NonResident {
        return say("residence：只用于中国个人所得税", "residence: of China's income tax only");
    }
    Ok(())
}

/// A key that must be there, by its example.
pub(super) fn missing(example: &str, locale: Locale) -> Unusable {
    Unusable(
        locale.pick(
            format!("缺少一项，例如 `{example}`"),
            format!("something is missing, such as `{example}`"),
        ),
    )
}

pub(super) fn unknown_city<'n>(
    place: &str,
    known: impl Iterator<Item = &'n str>,
    locale: Locale,
) -> Unusable {
    let known = known.collect::<Vec<_>>().join(", ");
    Unusable(locale.pick(
        format!("规则包里没有城市 `{place}`；有：{known}"),
        format!("no pack knows the city `{place}`; known: {known}"),
    ))
}

pub(super) fn unknown_scheme<'n>(
    code: &str,
    known: impl Iterator<Item = &'n str>,
    locale: Locale,
) -> Unusable {
    let known = known.collect::<Vec<_>>().join(", ");
    Unusable(locale.pick(
        format!("contributions.confirmed：没有险种 `{code}`；有：{known}"),
        format!("contributions.confirmed: there is no scheme `{code}`; there are: {known}"),
    ))
}

pub(super) fn unknown_line(code: &str, locale: Locale) -> Unusable {
    Unusable(locale.pick(
        format!("earlier.paid：工资条没有行 `{code}`"),
        format!("earlier.paid: no slip has a line `{code}`"),
    ))
}

pub(super) fn earlier_is_not_earlier(month: PayMonth, locale: Locale) -> Unusable {
    Unusable(locale.pick(
        format!("earlier.now：{month} 须早于本月，里面也不能再写 earlier"),
        format!("earlier.now: {month} must come before the month, and has no earlier months itself"),
    ))
}

/// An earlier month in another currency: its differences do not go on this slip.
pub(super) fn another_currency(month: PayMonth, locale: Locale) -> Unusable {
    Unusable(locale.pick(
        format!("earlier.now：{month} 是另一种货币的工资，差额不能并进本月"),
        format!("earlier.now: {month} is pay in another currency; its differences do not go on this slip"),
    ))
}

/// An earlier month without its lines, or with two accounts of them.
pub(super) fn how_it_was_paid(month: PayMonth, locale: Locale) -> Unusable {
    Unusable(locale.pick(
        format!("earlier（{month}）：paid 和 paid_by_rules_of 要写、且只写一个"),
        format!("earlier ({month}): paid or paid_by_rules_of, one of them"),
    ))
}

pub(super) fn other_employer(name: &str, locale: Locale) -> Unusable {
    Unusable(locale.pick(
        format!("other_employers：{name} 须是同一个月、同一纳税年度，居民个人，在中国发薪，里面不能再写 other_employers"),
        format!("other_employers: {name} must be the same month and tax year, of a resident paid in China, without others of its own"),
    ))
}

/// Another employer's month that cannot be reckoned, with its first fault.
pub(super) fn other_employers_month(name: &str, fault: &Finding, locale: Locale) -> Unusable {
    let fault = words::finding(fault, locale);
    Unusable(
        locale.pick(format!("other_employers：{name}：{fault}"), format!("other_employers: {name}: {fault}")),
    )
}

pub(super) fn sick_on(on: NaiveDate, locale: Locale) -> Unusable {
    Unusable(locale.pick(format!("sick.on：{on} 不在本月"), format!("sick.on: {on} is not in the month")))
}

pub(super) fn only_in_china(key: &str, locale: Locale) -> Unusable {
    Unusable(locale.pick(format!("{key}：只用于中国"), format!("{key}: of China only")))
}

/// An earlier month that cannot be reckoned, with its first fault.
pub(super) fn earlier_month(fault: &Finding, locale: Locale) -> Unusable {
    let fault = words::finding(fault, locale);
    Unusable(locale.pick(format!("earlier：{fault}"), format!("earlier: {fault}")))
}

/// No rule of the packs is in force.
pub(super) fn no_rule(missing: &RuleMissing, locale: Locale) -> Unusable {
    let rule = word(missing.rule, locale).unwrap_or(missing.rule);
    Unusable(locale.pick(
        format!("{} 没有可用的规则：{rule}（{}）", missing.on, missing.rule),
        format!("no rule is in force on {}: {rule} ({})", missing.on, missing.rule),
    ))
}

pub(super) fn earlier_months(locale: Locale) -> Unusable {
    let words = locale.pick(
        "tax.earlier_months_alike：只凭月工资算不出前几个月，薪酬结构还要别的数",
        "tax.earlier_months_alike: the earlier months cannot be reckoned from the wage alone",
    );
    Unusable(words.to_owned())
}

pub(super) fn unknown_input<'n>(
    name: &str,
    known: impl Iterator<Item = &'n str>,
    locale: Locale,
) -> Unusable {
    let known = known.collect::<Vec<_>>();
    Unusable(locale.pick(
        format!("薪酬结构没有输入“{name}”；有：{}", known.join("、")),
        format!("the structure has no input `{name}`; it has: {}", known.join(", ")),
    ))
}

pub(super) fn not_a_number(name: &str, text: &str, locale: Locale) -> Unusable {
    Unusable(locale.pick(format!("{name}：`{text}` 不是数"), format!("{name}: `{text}` is not a number")))
}
