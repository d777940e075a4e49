//! Words of every code this crate gives out, in both languages.
//!
//! Results carry codes and figures only; whoever shows them without the web's own words (the command line, a letter, a log) asks
//! here.

mod findings;
mod lines;
mod rules;
mod terms;

use heng_kernel::{Finding, Locale};
use serde_json::Value;

/// The words of a code; `None` for one this crate does not give out.
pub fn word(code: &str, locale: Locale) -> Option<&'static str> {
    let tables = [lines::LINES, terms::TERMS, findings::FINDINGS, rules::RULES];
    let mut known = tables.into_iter().flatten();
    known.find(|(known, ..)| *known == code).map(|(_, zh, en)| locale.pick(*zh, *en))
}

/// A finding as people read it, its parameters filled in; `None` for one this crate does not give out.
pub fn say(finding: &Finding, locale: Locale) -> Option<String> {
    let mut words = word(&finding.code, locale)?.to_owned();
    for (name, value) in &finding.params {
        let value = match value {
            Value::String(code) => word(code, locale).unwrap_or(code).to_owned(),
            Value::Null => "…".to_owned(),
            other => other.to_string(),
        };
        words = words.replace(&format!("{{{name}}}"), &value);
    }
    Some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_code_has_words_twice() {
        let tables = [lines::LINES, terms::TERMS, findings::FINDINGS, rules::RULES];
        let mut codes: Vec<&str> = tables.into_iter().flatten().map(|(code, ..)| *code).collect();
        codes.sort_unstable();
        let twice: Vec<_> = codes.windows(2).filter(|pair| pair[0] == pair[1]).collect();
        assert!(twice.is_empty(), "{twice:?}");
    }

    #[test]
    fn a_finding_is_told_with_its_figures() {
        let finding = Finding::new("pay.advanced_by_employer", heng_kernel::Severity::Warning, "advance");
        let finding = finding.with("amount", "12.50");
        assert_eq!(say(&finding, Locale::ZhCn).unwrap(), "扣缴超过应发，由单位垫付 12.50，下期补扣");
        assert!(say(&finding, Locale::En).unwrap().contains("advances 12.50"));
    }
}
