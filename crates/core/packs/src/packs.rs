//! The set of packs in force: what is compiled in, overlaid with what the installation brings.

use std::{collections::BTreeMap, sync::LazyLock};

use heng_kernel::{Finding, Severity};

use crate::{
    China, HongKong, Singapore,
    confirm::{Confirmed, Outcome},
    embedded,
    holidays::{self, HolidayKind, HolidayYear},
    schema,
    settle::{Rows, RuleRow},
};

/// A file of the overlay: its path below the overlay folder, with `/` between the parts, and its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackFile {
    /// `cn/holidays/2027.json`.
    pub path: String,
    /// The whole text.
    pub text: String,
}

/// Where a file comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Layer {
    /// Compiled in.
    Shipped,
    /// From the installation's folder.
    Own,
}

/// All rule data in force.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Packs {
    holidays: BTreeMap<i32, HolidayYear>,
    china: China,
    singapore: Singapore,
    hong_kong: HongKong,
    confirmations: Vec<Confirmed>,
    /// What was noticed while loading that does not stand in the way.
    notes: Vec<Finding>,
}

static EMBEDDED: LazyLock<Packs> = LazyLock::new(|| {
    let mut packs = Packs::default();
    for (path, text) in embedded::FILES {
        // A test proves that every compiled-in file is sound, so nothing is dropped here.
        let _ = packs.take(path, text, Layer::Shipped);
    }
    packs.settle();
    packs
});

impl Packs {
    /// The packs compiled in.
    pub fn embedded() -> &'static Self {
        &EMBEDDED
    }

    /// The compiled-in packs with each overlay file in the place of the file of the same path. All faults of all files come back
    /// at once, and then nothing of the overlay is used.
    pub fn with_overlay<'a>(files: impl IntoIterator<Item = &'a PackFile>) -> Result<Self, Vec<Finding>> {
        let mut packs = Self::embedded().clone();
        let mut findings = Vec::new();
        for file in files {
            if let Err(faults) = packs.take(&file.path, &file.text, Layer::Own) {
                findings.extend(faults);
            }
        }
        findings.extend(packs.settle());
        findings.extend(packs.disagreements());
        if findings.is_empty() { Ok(packs) } else { Err(findings) }
    }

    /// China's holiday notice of a year.
    pub fn holidays(&self, year: i32) -> Option<&HolidayYear> {
        self.holidays.get(&year)
    }

    /// China's holiday notices, in order of year.
    pub fn holiday_years(&self) -> impl Iterator<Item = &HolidayYear> {
        self.holidays.values()
    }

    /// Rule data of mainland China.
    pub const fn china(&self) -> &China {
        &self.china
    }

    /// Rule data of Singapore.
    pub const fn singapore(&self) -> &Singapore {
        &self.singapore
    }

    /// Rule data of Hong Kong.
    pub const fn hong_kong(&self) -> &HongKong {
        &self.hong_kong
    }

    fn take(&mut self, path: &str, text: &str, layer: Layer) -> Result<(), Vec<Finding>> {
        if path.strip_prefix("cn/holidays/").and_then(|name| name.strip_suffix(".json")).is_some() {
            let year = holidays::load(path, text)?;
            self.holidays.insert(year.year, year);
            return Ok(());
        }
        if path.strip_suffix(".toml").is_some() {
            let rules = schema::Rules {
                china: &mut self.china,
                singapore: &mut self.singapore,
                hong_kong: &mut self.hong_kong,
                confirmations: &mut self.confirmations,
            };
            return schema::read(rules, path, text, layer == Layer::Own);
        }
        Err(vec![Finding::new("pack.unknown_file", Severity::Error, path)])
    }

    /// Puts every timeline in order; the findings are rows that claim the same day.
    fn settle(&mut self) -> Vec<Finding> {
        let mut findings = Vec::new();
        let confirmations = std::mem::take(&mut self.confirmations);
        let mut outcomes = vec![Outcome::NoSuchRow; confirmations.len()];
        for timeline in self
            .china
            .timelines_mut()
            .into_iter()
            .chain(self.singapore.timelines_mut())
            .chain(self.hong_kong.timelines_mut())
        {
            timeline.settle(&mut findings);
            for (confirmed, outcome) in confirmations.iter().zip(&mut outcomes) {
                if *outcome == Outcome::NoSuchRow {
                    *outcome = timeline.confirm(confirmed);
                }
            }
        }
        let failed = confirmations.iter().zip(outcomes).filter_map(|(confirmed, outcome)| {
            let code = match outcome {
                Outcome::Holds => return None,
                Outcome::NoSuchRow => "pack.confirmation_of_nothing",
                Outcome::Outdated => "pack.confirmation_outdated",
            };
            let place = confirmed.place.as_str();
            Some(Finding::new(code, Severity::Warning, place).with("row", confirmed.row.clone()))
        });
        self.notes = failed.collect();
        findings
    }

    /// Confirmations that speak of no row, or of one that has changed since.
    pub(crate) fn notes(&self) -> &[Finding] {
        &self.notes
    }

    pub(crate) fn timelines(&self) -> impl Iterator<Item = &dyn Rows> {
        let all = [self.china.timelines(), self.singapore.timelines(), self.hong_kong.timelines()];
        all.into_iter().flatten()
    }

    /// Every row of every timeline except the holidays, in order of key and time.
    pub fn rows(&self) -> Vec<RuleRow<'_>> {
        let mut rows = Vec::new();
        for timeline in self.timelines() {
            timeline.rows(&mut rows);
        }
        rows.sort_by_key(|row| (row.key, row.valid.from()));
        rows
    }

    /// A day named by two notices with different outcomes: one of the two files is wrong.
    fn disagreements(&self) -> Vec<Finding> {
        let mut named: BTreeMap<_, (i32, HolidayKind)> = BTreeMap::new();
        let mut findings = Vec::new();
        for year in self.holidays.values() {
            for day in &year.days {
                if let Some((other, kind)) = named.insert(day.date, (year.year, day.kind))
                    && kind != day.kind
                {
                    findings.push(
                        Finding::new(
                            "pack.notices_disagree",
                            Severity::Error,
                            format!("cn/holidays/{}.json", year.year),
                        )
                        .with("date", day.date.to_string())
                        .with("other_year", other),
                    );
                }
            }
        }
        findings
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::PackStatus;

    fn overlay(path: &str, text: &str) -> Result<Packs, Vec<Finding>> {
        Packs::with_overlay([&PackFile { path: path.to_owned(), text: text.to_owned() }])
    }

    #[test]
    fn every_compiled_in_file_is_sound() {
        for (path, text) in embedded::FILES {
            assert_eq!(Packs::default().take(path, text, Layer::Shipped), Ok(()), "{path}");
        }
        assert_eq!(Packs::embedded().disagreements(), []);
        assert_eq!(
            Packs::embedded().holiday_years().map(|y| y.year).collect::<Vec<_>>(),
            (2018..=2027).collect::<Vec<_>>()
        );
    }

    #[test]
    fn the_coming_year_is_marked_as_provisional() {
        assert_eq!(Packs::embedded().holidays(2026).unwrap().status, PackStatus::Official);
        assert_eq!(Packs::embedded().holidays(2027).unwrap().status, PackStatus::Provisional);
    }

    #[test]
    fn an_overlay_file_takes_the_place_of_the_compiled_in_one() {
        let text = r#"{"year":2027,"status":"official","papers":["https://example.org/notice"],"statutoryDays":0,"note":null,"days":[]}"#;
        let packs = overlay("cn/holidays/2027.json", text).unwrap();
        assert_eq!(packs.holidays(2027).unwrap().status, PackStatus::Official);
        assert_eq!(packs.holidays(2026), Packs::embedded().holidays(2026));
    }

    #[test]
    fn two_notices_may_not_disagree_on_a_day() {
        let text = r#"{"year":2027,"status":"official","papers":["x"],"statutoryDays":0,"note":null,
            "days":[{"date":"2026-12-31","name":"元旦","isOffDay":true,"kind":"rest","payRate":"2.00"}]}"#;
        let packs = overlay("cn/holidays/2027.json", text).unwrap();
        assert!(packs.disagreements().is_empty(), "only one notice names the day");
        let both = text.replace("2027", "2020").replace("2026-12-31", "2019-12-31");
        assert!(overlay("cn/holidays/2020.json", &both).is_ok());
        let clash = text
            .replace("\"year\":2027", "\"year\":2019")
            .replace("2026-12-31", "2018-12-31")
            .replace("rest", "statutory");
        assert!(overlay("cn/holidays/2019.json", &clash).is_err());
    }

    #[test]
    fn a_file_nobody_asked_for_is_named() {
        assert_eq!(overlay("cn/holiday/2027.json", "{}").unwrap_err()[0].code, "pack.unknown_file");
    }
}
