//! Units that every installation knows, with the words people write for them.

use heng_kernel::Locale;

struct Known {
    code: &'static str,
    zh: &'static str,
    en: &'static str,
    also: &'static [&'static str],
}

const KNOWN: &[Known] = &[
    Known { code: "cny", zh: "元", en: "yuan", also: &["圆", "块", "人民币", "rmb"] },
    Known { code: "sgd", zh: "新元", en: "SGD", also: &["新币"] },
    Known { code: "hkd", zh: "港元", en: "HKD", also: &["港币"] },
    Known { code: "usd", zh: "美元", en: "USD", also: &["美金"] },
    Known { code: "day", zh: "天", en: "days", also: &["日", "d"] },
    Known { code: "hour", zh: "小时", en: "hours", also: &["时", "h", "钟头"] },
    Known { code: "minute", zh: "分钟", en: "minutes", also: &["min"] },
    Known { code: "week", zh: "周", en: "weeks", also: &["星期"] },
    Known { code: "month", zh: "月", en: "months", also: &["个月"] },
    Known { code: "year", zh: "年", en: "years", also: &["周年", "岁"] },
    Known { code: "person", zh: "人", en: "people", also: &["persons", "名"] },
    Known { code: "piece", zh: "件", en: "pieces", also: &["个"] },
    Known { code: "time", zh: "次", en: "times", also: &["回"] },
    Known { code: "point", zh: "分", en: "points", also: &[] },
];

fn known(name: &str) -> Option<&'static Known> {
    KNOWN.iter().find(|unit| {
        unit.code.eq_ignore_ascii_case(name)
            || unit.zh == name
            || unit.en.eq_ignore_ascii_case(name)
            || unit.also.iter().any(|also| also.eq_ignore_ascii_case(name))
    })
}

/// The one name of a unit under which all its spellings meet: `天`, `days` → `day`; `元`, `RMB` → `cny`. A unit of somebody's own is its
/// own name.
pub fn canonical(name: &str) -> String {
    known(name).map_or_else(|| name.to_owned(), |unit| unit.code.to_owned())
}

/// Whether every installation knows it.
pub(crate) fn is_known(name: &str) -> bool {
    known(name).is_some()
}

/// The word for a canonical name.
pub(super) fn word(canonical: &str, locale: Locale) -> &str {
    KNOWN.iter().find(|unit| unit.code == canonical).map_or(canonical, |unit| locale.pick(unit.zh, unit.en))
}

/// Every spelling, for completion.
#[cfg(test)]
pub(super) fn spellings() -> Vec<&'static str> {
    KNOWN
        .iter()
        .flat_map(|unit| [unit.code, unit.zh, unit.en].into_iter().chain(unit.also.iter().copied()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_spelling_means_two_units() {
        let mut all: Vec<String> = spellings().iter().map(|name| name.to_lowercase()).collect();
        all.sort_unstable();
        // A unit may be spelt as its own code; no other pair may meet.
        for pair in all.windows(2) {
            if let [a, b] = pair {
                assert!(a != b || known(a).is_some_and(|unit| unit.code == a), "{a}");
            }
        }
    }
}
