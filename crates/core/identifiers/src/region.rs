//! Region codes past and present.

use std::{collections::HashMap, sync::LazyLock};

use serde::Deserialize;

const CURRENT: &str = include_str!("../../../../packs/cn/region-codes.json");
const HISTORY: &str = include_str!("../../../../packs/cn/region-codes-history.json");

/// One meaning of a six-digit code and the years it was in use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Region {
    /// Name while the code was in use.
    pub name: String,
    /// First year, when known.
    pub first_year: Option<i32>,
    /// Last year; `None` while in use.
    pub last_year: Option<i32>,
}

/// Name, first year, last year, as the file writes them.
type Meaning = (String, Option<i32>, Option<i32>);

#[derive(Deserialize)]
struct HistoryFile {
    codes: HashMap<String, Vec<Meaning>>,
}

#[derive(Deserialize)]
struct CurrentFile {
    codes: HashMap<String, String>,
}

static REGIONS: LazyLock<HashMap<String, Vec<Region>>> = LazyLock::new(|| {
    // Both files are compiled in; the test below proves that they load.
    let history = serde_json::from_str::<HistoryFile>(HISTORY).map(|file| file.codes).unwrap_or_default();
    let current = serde_json::from_str::<CurrentFile>(CURRENT).map(|file| file.codes).unwrap_or_default();
    let mut regions: HashMap<String, Vec<Region>> = history
        .into_iter()
        .map(|(code, meanings)| {
            let regions = meanings
                .into_iter()
                .map(|(name, first_year, last_year)| Region { name, first_year, last_year })
                .collect();
            (code, regions)
        })
        .collect();
    for (code, name) in current {
        let known = regions.entry(code).or_default();
        if known.iter().all(|region| region.last_year.is_some()) {
            known.push(Region { name, first_year: None, last_year: None });
        }
    }
    regions
});

/// Every meaning a code has had, oldest first; empty for a code that was never issued.
pub fn region_of(code: &str) -> &'static [Region] {
    REGIONS.get(code).map_or(&[], Vec::as_slice)
}

/// Whether the first two digits are, or were, a province.
pub(crate) fn is_province(code: &str) -> bool {
    code.get(..2).is_some_and(|province| !region_of(&format!("{province}0000")).is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_in_use_and_codes_long_gone_are_known() {
        assert!(REGIONS.len() > 7_000);
        assert!(region_of("310101").iter().any(|region| region.last_year.is_none()));
        let xuanwu = region_of("110104");
        assert_eq!(xuanwu.first().map(|region| region.last_year), Some(Some(2009)), "宣武区 ended in 2009");
        assert!(region_of("999999").is_empty());
    }

    #[test]
    fn the_files_are_whole_and_name_their_source() {
        for (text, whole) in [(CURRENT, 3_351), (HISTORY, 7_185)] {
            let file: serde_json::Value = serde_json::from_str(text).unwrap();
            let codes = file["codes"].as_object().unwrap();
            assert!(!file["source"].as_str().unwrap().is_empty());
            assert_eq!((file["count"].as_u64(), codes.len()), (u64::try_from(whole).ok(), whole));
            assert!(codes.keys().all(|code| code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit())));
        }
    }

    #[test]
    fn a_county_that_no_longer_exists_keeps_its_name() {
        let chongwen = region_of("110103").first().map(|region| (region.name.as_str(), region.last_year));
        assert_eq!(chongwen, Some(("崇文区", Some(2009))));
    }

    #[test]
    fn a_code_that_changed_hands_keeps_both_meanings() {
        let names: Vec<_> = region_of("130123").iter().map(|region| region.name.as_str()).collect();
        assert_eq!(names, ["栾城县", "正定县"]);
    }

    #[test]
    fn provinces_are_told_by_two_digits() {
        assert!(is_province("310199") && is_province("810000"));
        assert!(!is_province("990101") && !is_province("0"));
    }
}
