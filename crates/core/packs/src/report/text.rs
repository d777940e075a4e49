//! Reports as plain text.

use std::fmt::Write as _;

use heng_kernel::{Finding, Locale, Severity};

use super::{CheckReport, Explained, ShownRow, say};

impl CheckReport {
    /// One line for each finding and a sum.
    pub fn to_text(&self, locale: Locale) -> String {
        let mut text = String::new();
        for finding in &self.findings {
            text.push_str(&tell(finding, locale));
            text.push('\n');
        }
        let count = |severity| self.findings.iter().filter(|finding| finding.severity == severity).count();
        let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
        let (files, rows) = (self.own_files, self.rows);
        let sum = match locale {
            Locale::ZhCn => format!("自有文件 {files} 个，规则 {rows} 条；错误 {errors}，提醒 {warnings}\n"),
            Locale::En => format!("{files} own files, {rows} rows; {errors} errors, {warnings} warnings\n"),
        };
        text + &sum
    }
}

impl Explained {
    /// The row in force with its days, values, source and confidence; its neighbours; what to look at.
    pub fn to_text(&self, locale: Locale) -> String {
        let mut text = format!("{} @ {}\n", self.key, self.on);
        let labels = locale.pick(["现行", "之前", "之后"], ["in force", "before", "after"]);
        for (label, row) in labels.into_iter().zip([&self.row, &self.before, &self.after]) {
            if let Some(row) = row {
                let _ = writeln!(text, "[{label}]");
                text.push_str(&row.to_text(locale));
            }
        }
        for finding in &self.findings {
            text.push_str(&tell(finding, locale));
            text.push('\n');
        }
        text
    }
}

impl ShownRow {
    /// Days, values, source.
    pub fn to_text(&self, locale: Locale) -> String {
        let unknown = locale.pick("始日未知", "start not known");
        let open = locale.pick("至被替换", "until replaced");
        let from = self.from.map_or_else(|| unknown.to_owned(), |day| day.to_string());
        let to = self.to.map_or_else(|| open.to_owned(), |day| day.to_string());
        let mut text = format!("{}  {from} … {to}\n", self.key);
        for (key, value) in &self.values {
            let _ = writeln!(text, "    {key} = {value}");
        }
        let confidence = match self.confidence {
            crate::Confidence::Two => locale.pick("两个来源一致", "two sources agree"),
            crate::Confidence::One => locale.pick("单一来源", "one source"),
            crate::Confidence::Weak => locale.pick("来源存疑，须确认", "doubtful source, to be confirmed"),
            crate::Confidence::Memory => {
                locale.pick("无可查来源，须确认", "no source found, to be confirmed")
            }
        };
        let labels = locale.pick(
            ["来源", "可信度", "说明", "位置", "已确认"],
            ["source", "confidence", "note", "place", "confirmed"],
        );
        let own = if self.own { locale.pick("（自有）", " (own)") } else { "" };
        let confirmed = self.confirmed.as_ref().map(|confirmed| format!("{} {}", confirmed.by, confirmed.on));
        let rows = [
            Some(self.source.clone()),
            Some(confidence.to_owned()),
            self.note.clone(),
            Some(format!("{}:{}{own}", self.place, self.line)),
            confirmed,
        ];
        for (label, row) in labels.into_iter().zip(rows) {
            if let Some(row) = row {
                let _ = writeln!(text, "    {label}: {row}");
            }
        }
        text
    }
}

/// A finding on one line: how much it matters, where it is, what it is.
pub fn tell(finding: &Finding, locale: Locale) -> String {
    let severity = match finding.severity {
        Severity::Error => locale.pick("错误", "error"),
        Severity::Warning => locale.pick("提醒", "warning"),
        Severity::Info => locale.pick("提示", "note"),
    };
    let at = finding.params.get("line").map_or_else(String::new, |line| format!(":{line}"));
    format!("{severity} {}{at} {}", finding.path, say(finding, locale))
}
