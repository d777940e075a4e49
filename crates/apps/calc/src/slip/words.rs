//! Words of a slip's lines, terms and findings in both languages. A code without words is shown as it is.
//!
//! Findings of the rule data have their words where they are made, in `heng_packs::say`; no code stands in both lists.

use heng_kernel::{Explanation, Finding, Locale, Severity};

/// Code, Chinese, English.
const WORDS: &[(&str, &str, &str)] = &[
    ("advance", "单位垫付", "Advanced by the employer"),
    ("arrears", "补差", "Arrears"),
    ("recovery", "补扣", "Recovered"),
    ("cpf", "公积金（CPF）", "CPF"),
    ("mpf", "强积金", "MPF"),
    ("employee", "个人", "employee"),
    ("employer", "单位", "employer"),
    ("housing_fund", "住房公积金", "Housing fund"),
    ("injury", "工伤保险", "Injury insurance"),
    ("longterm_care", "长期护理保险", "Long-term care"),
    ("maternity", "生育保险", "Maternity insurance"),
    ("medical", "医疗保险", "Medical insurance"),
    ("pension", "养老保险", "Pension"),
    ("supplementary_fund", "补充公积金", "Supplementary fund"),
    ("tax.bonus", "年终奖个税", "Tax on the bonus"),
    ("tax.severance", "补偿金个税", "Tax on the compensation"),
    ("tax.wage", "个人所得税", "Income tax"),
    ("unemployment", "失业保险", "Unemployment insurance"),
    ("contribution.base", "缴费基数", "base"),
    ("contribution.base_cut_at_ceiling", "缴费基数（按上限）", "base (cut at the ceiling)"),
    ("contribution.base_raised_to_floor", "缴费基数（按下限）", "base (raised to the floor)"),
    ("contribution.employee", "个人部分", "employee's part"),
    ("contribution.fixed", "定额", "fixed amount"),
    (
        "contribution.fund_rate_not_allowed",
        "公积金比例不在当地允许的范围",
        "The city does not allow this rate of the fund",
    ),
    ("contribution.rate", "费率", "rate"),
    (
        "contribution.row_has_ended",
        "规则已到期，沿用最后一期",
        "The rule has ended; the last known one goes on",
    ),
    ("pay.rule_missing", "这一天没有可用的规则", "No rule is in force on the day"),
    ("iit.severance.averages", "免税倍数", "averages exempt"),
    ("iit.band", "级数", "band"),
    ("iit.bonus.amount", "奖金", "bonus"),
    ("iit.bonus.divisor", "除以月数", "months"),
    ("iit.quick", "速算扣除数", "quick deduction"),
    ("iit.rate", "税率", "rate"),
    ("iit.severance.amount", "补偿金", "compensation"),
    ("iit.severance.annual_average", "当地上年平均工资", "local annual average"),
    ("iit.severance.exempt", "免税部分", "exempt"),
    ("iit.severance.taxable", "应税部分", "taxable"),
    ("iit.wage.basic", "累计减除费用", "basic deduction"),
    ("iit.wage.exempt", "累计免税收入", "exempt income"),
    ("iit.wage.income", "累计收入", "income of the year"),
    ("iit.wage.other", "累计其他扣除", "other deductions"),
    ("iit.wage.quick", "速算扣除数", "quick deduction"),
    ("iit.wage.rate", "预扣率", "rate"),
    ("iit.wage.relief", "减免税额", "relief"),
    ("iit.wage.special", "累计专项扣除", "own insurance and fund"),
    ("iit.wage.special_additional", "累计专项附加扣除", "special additional deductions"),
    ("iit.wage.tax_of_year", "累计应纳税额", "tax of the year"),
    ("iit.wage.taxable", "累计应纳税所得额", "taxable of the year"),
    ("iit.wage.withheld_before", "已预扣", "withheld before"),
    ("pay.arrear_of", "更正", "correction of"),
    ("pay.carried", "上期结转", "carried from before"),
    ("pay.piece", "分段工资", "piece"),
    ("pay.piece_from", "自", "from"),
    ("pay.taken", "本期实扣", "taken now"),
    ("proration.calendar_days", "日历天数", "calendar days"),
    ("proration.calendar_days_of_month", "当月日历天数", "calendar days of the month"),
    ("proration.method", "方法", "method"),
    ("proration.month_pay_days", "月计薪天数", "pay days of a month"),
    ("proration.month_wage", "月工资", "month's wage"),
    ("proration.paid_days", "计薪日", "paid days"),
    ("proration.paid_days_of_month", "当月计薪日", "paid days of the month"),
    (
        "iit.bonus.blind_spot",
        "年终奖处于临界点之上，少发一点到手更多",
        "The bonus stands above an edge: a smaller one leaves more",
    ),
    (
        "pay.advanced_by_employer",
        "扣缴超过应发，由单位垫付，下期补扣",
        "Contributions and tax exceed the pay; the employer advances the rest",
    ),
    (
        "pay.below_minimum_wage",
        "正常工时工资低于最低工资",
        "The wage for normal hours is below the minimum wage",
    ),
    ("pay.bonus_joined_to_wages", "年终奖并入当月工资计税", "The bonus is taxed with the wages"),
    ("pay.days_without_wage", "部分在职日没有工资标准", "Some days of employment have no wage"),
    (
        "pay.deduction_carried",
        "扣款未扣足，余额结转下期",
        "A deduction could not be taken in full; the rest is carried on",
    ),
    (
        "pay.deduction_dropped",
        "扣款未扣足，余额不再扣",
        "A deduction could not be taken in full; the rest is dropped",
    ),
    (
        "pay.local_average_missing",
        "缺少当地上年平均工资，补偿金无法计税",
        "The local annual average is missing",
    ),
    (
        "pay.tax_withheld_ahead",
        "累计已预扣多于应扣，留待年内抵减",
        "More tax was withheld before than is due; it stays inside the year",
    ),
    ("pay.too_large", "金额超出范围", "An amount is too large"),
    (
        "proration.more_than_the_month",
        "部分月份工资高于整月工资",
        "Part of the month pays more than the month",
    ),
    ("proration.nothing_for_days_worked", "有出勤但工资为零", "Nothing is paid for days worked"),
];

/// The words of a code.
fn word(code: &str, locale: Locale) -> Option<&'static str> {
    WORDS.iter().find(|(known, _, _)| *known == code).map(|(_, zh, en)| locale.pick(*zh, *en))
}

/// The name of a line that is no item.
pub(super) fn line(code: &str, locale: Locale) -> String {
    if let Some(known) = word(code, locale) {
        return known.to_owned();
    }
    if let Some((scheme, side)) = code.rsplit_once('.')
        && let (Some(scheme), Some(side)) = (word(scheme, locale), word(side, locale))
    {
        return locale.pick(format!("{scheme}（{side}）"), format!("{scheme} ({side})"));
    }
    match code.split_once('.') {
        Some((kind, rest)) => format!("{} {rest}", word(kind, locale).unwrap_or(kind)),
        None => code.to_owned(),
    }
}

/// A trace on one line: `缴费基数 18000.00 × 费率 8% = 1440.00`.
pub(super) fn explanation(explanation: &Explanation, locale: Locale) -> String {
    let mut text = String::new();
    for (place, term) in explanation.terms.iter().enumerate() {
        let aside = term.sign == '=' && ["method", "date", "day"].contains(&term.unit.as_str());
        if aside {
            text.push_str(if place > 0 { ", " } else { "" });
        } else if place > 0 || term.sign == '-' {
            text.push(' ');
            text.push(term.sign);
            text.push(' ');
        }
        let unit = if term.unit == "percent" { "%" } else { "" };
        let label = word(&term.label, locale).unwrap_or(&term.label);
        for piece in [label, " ", term.value.as_str(), unit] {
            text.push_str(piece);
        }
    }
    format!("{text} → {}", explanation.value).trim_start().to_owned()
}

/// A finding as people read it.
pub(super) fn finding(finding: &Finding, locale: Locale) -> String {
    let severity = match finding.severity {
        Severity::Info => locale.pick("提示", "note"),
        Severity::Warning => locale.pick("提醒", "warning"),
        Severity::Error => locale.pick("错误", "error"),
    };
    let Some(said) = word(&finding.code, locale) else {
        return format!("[{severity}] {} ({})", heng_packs::say(finding, locale), finding.code);
    };
    let params = finding.params.iter().map(|(name, value)| format!("{name} {value}"));
    let told: Vec<String> = [finding.code.clone(), finding.path.clone()].into_iter().chain(params).collect();
    format!("[{severity}] {said} ({})", told.join("; "))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_code_has_its_words_in_one_place() {
        let codes: BTreeSet<&str> = WORDS.iter().map(|(code, ..)| *code).collect();
        assert_eq!(codes.len(), WORDS.len(), "none twice");
        for code in codes {
            let unsaid = Finding::new(code, Severity::Info, "");
            assert_eq!(heng_packs::say(&unsaid, Locale::ZhCn), code, "the rule data has words for it too");
        }
    }
}
