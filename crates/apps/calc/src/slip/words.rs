//! Slips in words: the words of the engine's codes, put together for a page.

use heng_kernel::{Explanation, Finding, Locale, Severity};
use heng_paycalc::words::{say, word};

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
    // Whether a figure stands before, that the next one is joined to by its sign; after one that was found, a plus begins a new sum.
    let mut joined = false;
    let mut found = false;
    for term in &explanation.terms {
        let aside = term.sign == '=' && ["method", "date", "day", "band"].contains(&term.unit.as_str());
        joined &= !(found && term.sign == '+');
        found = term.sign == '=';
        if aside || !joined {
            text.push_str(if text.is_empty() { "" } else { ", " });
        } else {
            text.push(' ');
        }
        if !aside && (joined || term.sign == '-') {
            text.push(term.sign);
            text.push(' ');
        }
        // A step found on the way begins a new sum.
        joined = if aside { joined && term.unit != "band" } else { true };
        let unit = if term.unit == "percent" { "%" } else { "" };
        let label = word(&term.label, locale).unwrap_or(&term.label);
        let value = match term.unit.as_str() {
            "method" => word(&term.value, locale).unwrap_or(&term.value),
            _ => &term.value,
        };
        for piece in [label, " ", value, unit] {
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
    let said = say(finding, locale).unwrap_or_else(|| heng_packs::say(finding, locale));
    format!("[{severity}] {said} ({})", finding.code)
}
