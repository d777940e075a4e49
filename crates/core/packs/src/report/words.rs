//! What each finding of the packs means, in both languages. `{name}` stands for a parameter of the finding.

use heng_kernel::{Finding, Locale};
use serde_json::Value;

/// Code, Chinese, English.
pub(crate) const WORDS: &[(&str, &str, &str)] = &[
    ("pack.unreadable", "无法解析：{reason}", "cannot be parsed: {reason}"),
    ("pack.file_too_large", "文件超过 {largest_bytes} 字节", "the file has more than {largest_bytes} bytes"),
    (
        "pack.unknown_file",
        "不认识的文件：应为 .toml 或 cn/holidays/年份.json",
        "no file of rule data: neither .toml nor cn/holidays/<year>.json",
    ),
    ("pack.unknown_schema", "不认识的 schema “{found}”", "no such schema: \"{found}\""),
    ("pack.unknown_key", "不认识的键；可用的键：{known}", "no such key here; known are: {known}"),
    ("pack.key_missing", "缺少这个键", "the key is missing"),
    ("pack.source_missing", "没有写明来源", "no source is named"),
    (
        "pack.confidence_missing",
        "没有写明可信度（two、one、weak、memory）",
        "no confidence is given (two, one, weak, memory)",
    ),
    ("pack.unknown_value", "不认识的取值“{found}”", "no such value: \"{found}\""),
    (
        "pack.not_an_amount",
        "“{found}”不是金额（元，最多两位小数）",
        "\"{found}\" is no amount (major units, at most two decimals)",
    ),
    (
        "pack.not_a_rate",
        "“{found}”不是比率（小数，最多六位，如 0.08）",
        "\"{found}\" is no rate (a decimal fraction of at most six places, such as 0.08)",
    ),
    ("pack.not_a_whole_number", "“{found}”不是可用的整数", "\"{found}\" is no usable whole number"),
    (
        "pack.not_a_number",
        "“{found}”不是可用的数（最多两位小数）",
        "\"{found}\" is no usable number (at most two decimals)",
    ),
    ("pack.not_a_year", "“{found}”不是年份", "\"{found}\" is no year"),
    (
        "pack.not_a_date",
        "“{found}”不是日期（应如 2026-07-01）",
        "\"{found}\" is no date (such as 2026-07-01)",
    ),
    ("pack.not_a_month", "“{found}”不是月份（应如 1975-01）", "\"{found}\" is no month (such as 1975-01)"),
    (
        "pack.not_a_day_of_the_year",
        "“{found}”不是月日（应如 03-01）",
        "\"{found}\" is no day of the year (such as 03-01)",
    ),
    (
        "pack.not_a_region_code",
        "“{found}”不是六位行政区划代码",
        "\"{found}\" is no region code of six digits",
    ),
    ("pack.not_a_province", "“{found}”不是省级代码", "\"{found}\" is no code of a province"),
    ("pack.not_an_id", "“{found}”应只含小写字母", "\"{found}\" must be of small letters"),
    ("pack.not_yes_or_no", "应为 true 或 false", "must be true or false"),
    ("pack.not_a_list", "应为列表", "must be a list of plain values"),
    ("pack.not_a_table", "应为表", "must be a table"),
    (
        "pack.not_a_plain_value",
        "应为文字、数或日期，且不能过长",
        "must be a text, number or date, and not overlong",
    ),
    ("pack.not_twelve_amounts", "应为十二个月的金额", "must be twelve amounts"),
    ("pack.too_many_rows", "行数过多", "too many rows"),
    ("pack.ends_before_it_begins", "止日早于起日", "ends before it begins"),
    ("pack.does_not_rise", "各档应逐级递增", "the steps must rise"),
    (
        "pack.last_step_not_open",
        "最后一档应无上限，且只有它无上限",
        "the last step, and no other, must be open",
    ),
    (
        "pack.lists_differ_in_length",
        "三个列表的长度应相同且不为空",
        "the lists must have the same length, at least one",
    ),
    (
        "pack.tax_jumps_at_an_edge",
        "速算扣除数与税率不符（写的，应为：{found}）",
        "the quick deduction does not follow from the rates (written, expected: {found})",
    ),
    (
        "pack.another_citys_region",
        "与该城市已有的区划代码不一致：{found}",
        "the city already has another region code than {found}",
    ),
    ("pack.rate_over_one", "缴费比率大于 100%", "a contribution of more than 100 %"),
    ("pack.ceiling_under_floor", "上限低于下限", "the upper limit lies under the lower one"),
    ("pack.contradiction", "与同一行的其他数字矛盾", "contradicts other figures of the row"),
    (
        "pack.overlap",
        "与 {other} 在 {first_day} 起的有效期重叠",
        "both this and {other} claim the days from {first_day}",
    ),
    (
        "pack.gap",
        "{key}：{first_day} 至 {last_day} 没有规则",
        "{key}: no rule from {first_day} to {last_day}",
    ),
    ("pack.ended", "{key}：{last_day} 之后没有规则", "{key}: no rule after {last_day}"),
    (
        "pack.expires_soon",
        "{row} 将于 {last_day} 到期（剩 {days_left} 天），之后没有规则",
        "{row} ends on {last_day}, in {days_left} days, and nothing follows",
    ),
    (
        "pack.confirm_first",
        "{row}：可信度为 {confidence}，首次用于发薪前须有人确认（指纹 {fingerprint}；来源：{source}）",
        "{row}: confidence {confidence}; a person must confirm it before it decides about pay (fingerprint {fingerprint}; source: {source})",
    ),
    ("pack.none_in_force", "{what}：{day} 没有有效的规则", "{what}: no rule is in force on {day}"),
    ("pack.scheme_incomplete", "{scheme}：{day} 缺 {missing}", "{scheme}: no {missing} is in force on {day}"),
    (
        "pack.year_provisional",
        "{year} 年放假安排尚未公布，只有法定节日",
        "the holiday notice of {year} is still to come; only the statutory days are known",
    ),
    ("pack.confirmation_of_nothing", "确认的规则 {row} 不存在", "there is no row {row} to confirm"),
    (
        "pack.confirmation_outdated",
        "{row} 在确认之后有变动，须重新确认",
        "{row} has changed since it was confirmed",
    ),
    (
        "pack.notices_disagree",
        "{date} 与 {other_year} 年的安排不一致",
        "{date} is something else in the notice of {other_year}",
    ),
    ("pack.year_is_not_the_files", "年份与文件名不符", "the year is not the file's"),
    (
        "pack.statutory_days_differ",
        "法定节日的天数与所列不符",
        "the number of statutory days is not that of the days listed",
    ),
    ("pack.date_twice", "同一天出现两次", "the day stands twice"),
    ("pack.date_out_of_year", "不属于这一年的安排", "the day does not belong to this year's notice"),
    ("pack.name_missing", "缺少名称", "the name is missing"),
];

/// A finding in words.
pub fn say(finding: &Finding, locale: Locale) -> String {
    let Some((_, zh, en)) = WORDS.iter().find(|(code, ..)| *code == finding.code) else {
        return finding.code.clone();
    };
    let mut words = locale.pick(*zh, *en).to_owned();
    for (name, value) in &finding.params {
        words = words.replace(&format!("{{{name}}}"), &plain(value));
    }
    match finding.params.get("meant").and_then(Value::as_str) {
        Some(meant) => {
            words + &locale.pick(format!("；是否想写“{meant}”？"), format!("; did you mean \"{meant}\"?"))
        }
        None => words,
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().map(plain).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}
