//! The functions: names in both languages, how they are written, what they do.

use heng_kernel::{Locale, Rounding};

use crate::words::Both;

/// A function of the language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Function {
    If,
    Case,
    Bracket,
    UpTo,
    Match,
    Progressive,
    Lookup,
    Least,
    Greatest,
    Clamp,
    Absolute,
    Round,
    RoundTo,
    Floor,
    Ceil,
    Remainder,
    Sum,
    Average,
    Count,
    Any,
    All,
    OrElse,
    Has,
    Date,
    Year,
    Month,
    Day,
    Weekday,
    DaysBetween,
    MonthsBetween,
    YearsBetween,
    AddDays,
    AddMonths,
    AddYears,
    MonthStart,
    MonthEnd,
    DaysInMonth,
}

/// What an editor shows of a function.
#[derive(Debug)]
pub(crate) struct About {
    pub(crate) function: Function,
    /// The name, then other names; matched without regard to case.
    pub(crate) names: &'static [&'static str],
    pub(crate) form: Both,
    pub(crate) help: Both,
}

const fn about(
    function: Function,
    names: &'static [&'static str],
    form: (&'static str, &'static str),
    help: (&'static str, &'static str),
) -> About {
    About { function, names, form: Both::new(form.0, form.1), help: Both::new(help.0, help.1) }
}

pub(crate) const FUNCTIONS: &[About] = &[
    about(
        Function::If,
        &["if", "如果"],
        ("if(条件, 成立时的值, 否则的值)", "if(condition, value, otherwise)"),
        ("按条件取两个值之一", "one of two values"),
    ),
    about(
        Function::Case,
        &["case", "分情况"],
        ("case(条件1: 值1, 条件2: 值2, else: 值)", "case(condition: value, condition: value, else: value)"),
        ("取第一个成立的条件的值", "the value of the first condition that holds"),
    ),
    about(
        Function::Bracket,
        &["bracket", "分档"],
        ("bracket(x, 0: 值1, 100: 值2)", "bracket(x, 0: value, 100: value)"),
        ("x 达到哪一档（含起点）就取哪一档的值", "the value of the highest edge that x reaches"),
    ),
    about(
        Function::UpTo,
        &["upto", "不超过"],
        ("upto(x, 100: 值1, 200: 值2, else: 值3)", "upto(x, 100: value, 200: value, else: value)"),
        ("取 x 不超过的最小一档的值", "the value of the lowest edge that x does not exceed"),
    ),
    about(
        Function::Match,
        &["match", "对应"],
        (
            "match(x, \"甲\": 值1, \"乙\": 值2, else: 值3)",
            "match(x, \"A\": value, \"B\": value, else: value)",
        ),
        ("x 等于哪一项就取哪一项的值", "the value of the mark that x equals"),
    ),
    about(
        Function::Progressive,
        &["progressive", "累进"],
        (
            "progressive(x, 0: 3%, 1万: 10%) 或 progressive(x, 表)",
            "progressive(x, 0: 3%, 10000: 10%) or progressive(x, table)",
        ),
        ("把 x 按档拆开，每一段乘自己的比例再相加", "each part of x times the rate of its band, added up"),
    ),
    about(
        Function::Lookup,
        &["lookup", "查表"],
        ("lookup(表, 条件…) 或 lookup(表, 条件…, 列)", "lookup(table, key…) or lookup(table, key…, column)"),
        ("在表里找到合适的行，取它的值", "the value of the row that fits"),
    ),
    about(
        Function::Least,
        &["min", "最小"],
        ("min(a, b, …) 或 min(清单.列 where 条件)", "min(a, b, …) or min(list.field where condition)"),
        ("最小的值", "the least value"),
    ),
    about(
        Function::Greatest,
        &["max", "最大"],
        ("max(a, b, …) 或 max(清单.列 where 条件)", "max(a, b, …) or max(list.field where condition)"),
        ("最大的值", "the greatest value"),
    ),
    about(
        Function::Clamp,
        &["clamp", "限制"],
        ("clamp(x, 下限, 上限)", "clamp(x, low, high)"),
        ("把 x 限制在下限和上限之间", "x held between two bounds"),
    ),
    about(Function::Absolute, &["abs", "绝对值"], ("abs(x)", "abs(x)"), ("去掉负号", "without its sign")),
    about(
        Function::Round,
        &["round", "取整", "保留"],
        ("round(x, 位数) 或 round(x, 位数, 方式)", "round(x, places) or round(x, places, mode)"),
        (
            "保留若干位小数；方式：四舍五入（默认）、四舍六入、五舍六入、进位、舍去、向上、向下",
            "rounded to decimal places; modes: half_up (default), half_even, half_down, up, down, ceil, floor",
        ),
    ),
    about(
        Function::RoundTo,
        &["round_to", "取整到"],
        ("round_to(x, 步长) 或 round_to(x, 步长, 方式)", "round_to(x, step) or round_to(x, step, mode)"),
        ("取整到步长的倍数，例如 0.5小时", "rounded to a multiple of a step, such as 0.5 hours"),
    ),
    about(
        Function::Floor,
        &["floor", "向下取整"],
        ("floor(x)", "floor(x)"),
        ("不大于 x 的最大整数", "the greatest whole number not above x"),
    ),
    about(
        Function::Ceil,
        &["ceil", "向上取整"],
        ("ceil(x)", "ceil(x)"),
        ("不小于 x 的最小整数", "the least whole number not below x"),
    ),
    about(
        Function::Remainder,
        &["mod", "取余"],
        ("mod(a, b)", "mod(a, b)"),
        ("a 除以 b 的余数，符号随 a", "what is left of a divided by b, with the sign of a"),
    ),
    about(
        Function::Sum,
        &["sum", "合计"],
        ("sum(清单.列 where 条件) 或 sum(a, b, …)", "sum(list.field where condition) or sum(a, b, …)"),
        ("把清单里的值加起来；没有记录是 0", "the values of a list added up; nothing is 0"),
    ),
    about(
        Function::Average,
        &["avg", "平均"],
        ("avg(清单.列 where 条件) 或 avg(a, b, …)", "avg(list.field where condition) or avg(a, b, …)"),
        ("清单里的值的平均数", "the mean of the values of a list"),
    ),
    about(
        Function::Count,
        &["count", "计数"],
        ("count(清单 where 条件)", "count(list where condition)"),
        ("符合条件的记录有几条", "how many records meet the condition"),
    ),
    about(
        Function::Any,
        &["any", "任一"],
        ("any(清单 where 条件)", "any(list where condition)"),
        ("有没有符合条件的记录", "whether a record meets the condition"),
    ),
    about(
        Function::All,
        &["all", "全部"],
        ("all(清单 where 条件)", "all(list where condition)"),
        ("是不是每条记录都符合条件", "whether every record meets the condition"),
    ),
    about(
        Function::OrElse,
        &["or_else", "缺省"],
        ("or_else(x, 代替的值)", "or_else(x, instead)"),
        (
            "x 没有给出、表里没有行或清单为空时，取代替的值；除以 0 等错误不掩盖",
            "instead when x is not given, has no row or an empty list; faults such as division by nought stay",
        ),
    ),
    about(Function::Has, &["has", "已给出"], ("has(x)", "has(x)"), ("x 有没有值", "whether x is there")),
    about(
        Function::Date,
        &["date", "日期"],
        ("date(年, 月, 日)", "date(year, month, day)"),
        ("由年月日得到日期", "a day from its parts"),
    ),
    about(
        Function::Year,
        &["year", "年份"],
        ("year(日期)", "year(date)"),
        ("日期的年份", "the year of a day"),
    ),
    about(
        Function::Month,
        &["month", "月份"],
        ("month(日期)", "month(date)"),
        ("日期的月份，1 到 12", "the month of a day, 1 to 12"),
    ),
    about(
        Function::Day,
        &["day", "几号"],
        ("day(日期)", "day(date)"),
        ("日期是几号", "the day of the month"),
    ),
    about(
        Function::Weekday,
        &["weekday", "星期几"],
        ("weekday(日期)", "weekday(date)"),
        ("星期几，周一是 1，周日是 7", "Monday is 1, Sunday is 7"),
    ),
    about(
        Function::DaysBetween,
        &["days_between", "相差天数"],
        ("days_between(从, 到)", "days_between(from, to)"),
        ("两个日期相差几天", "days from one day to another"),
    ),
    about(
        Function::MonthsBetween,
        &["months_between", "满月数", "司龄月数"],
        ("months_between(从, 到)", "months_between(from, to)"),
        (
            "满几个月：到同一天算满一个月，当月没有这一天的，到月末算满",
            "full months: a month is full on the same day of the month, or on its last day when it has no such day",
        ),
    ),
    about(
        Function::YearsBetween,
        &["years_between", "满年数", "司龄年数"],
        ("years_between(从, 到)", "years_between(from, to)"),
        (
            "满几年；2 月 29 日的周年，平年在 2 月 28 日",
            "full years; of 29 February, on 28 February in common years",
        ),
    ),
    about(
        Function::AddDays,
        &["add_days", "加天数"],
        ("add_days(日期, 天数)", "add_days(date, days)"),
        ("往后若干天", "so many days later"),
    ),
    about(
        Function::AddMonths,
        &["add_months", "加月数"],
        ("add_months(日期, 月数)", "add_months(date, months)"),
        (
            "往后若干个月；当月没有这一天的，取月末",
            "so many months later, on the last day of a shorter month",
        ),
    ),
    about(
        Function::AddYears,
        &["add_years", "加年数"],
        ("add_years(日期, 年数)", "add_years(date, years)"),
        ("往后若干年", "so many years later"),
    ),
    about(
        Function::MonthStart,
        &["month_start", "月初"],
        ("month_start(日期)", "month_start(date)"),
        ("当月第一天", "the first day of the month"),
    ),
    about(
        Function::MonthEnd,
        &["month_end", "月末"],
        ("month_end(日期)", "month_end(date)"),
        ("当月最后一天", "the last day of the month"),
    ),
    about(
        Function::DaysInMonth,
        &["days_in_month", "当月天数"],
        ("days_in_month(日期)", "days_in_month(date)"),
        ("当月有几天", "how many days the month has"),
    ),
];

/// The function of that name, in any of its spellings.
pub(crate) fn function(name: &str) -> Option<&'static About> {
    FUNCTIONS.iter().find(|about| about.names.iter().any(|known| known.eq_ignore_ascii_case(name)))
}

/// The other function names, for suggestions.
pub(crate) fn function_names() -> impl Iterator<Item = &'static str> {
    FUNCTIONS.iter().flat_map(|about| about.names.iter().copied())
}

/// A way of rounding by any of its names.
pub(crate) fn rounding(name: &str) -> Option<Rounding> {
    let words = |mode: Rounding| rounding_names(mode);
    Rounding::ALL.into_iter().find(|mode| words(*mode).iter().any(|known| known.eq_ignore_ascii_case(name)))
}

/// The names of a way of rounding, the code first and the Chinese word second.
pub(crate) const fn rounding_names(mode: Rounding) -> &'static [&'static str] {
    match mode {
        Rounding::HalfUp => &["half_up", "四舍五入"],
        Rounding::HalfEven => &["half_even", "四舍六入", "四舍六入五成双"],
        Rounding::HalfDown => &["half_down", "五舍六入"],
        Rounding::Up => &["up", "进位"],
        Rounding::Down => &["down", "舍去", "截断"],
        Rounding::Ceil => &["ceil", "向上"],
        Rounding::Floor => &["floor", "向下"],
    }
}

/// The word for a way of rounding in a trace.
pub(crate) fn rounding_word(mode: Rounding, locale: Locale) -> &'static str {
    let [code, chinese, ..] = rounding_names(mode) else { return mode.code() };
    locale.pick(*chinese, *code)
}

/// The same as part of a sentence: `四舍五入`, `rounded half up`.
pub(crate) fn rounded(mode: Rounding, locale: Locale) -> String {
    let word = rounding_word(mode, locale);
    locale.pick(word.to_owned(), format!("rounded {}", word.replace('_', " ")))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_name_means_two_functions() {
        let names: Vec<String> = function_names().map(str::to_lowercase).collect();
        let distinct: BTreeSet<&String> = names.iter().collect();
        assert_eq!(distinct.len(), names.len());
        for mode in Rounding::ALL {
            assert_eq!(rounding(mode.code()), Some(mode));
        }
    }
}
