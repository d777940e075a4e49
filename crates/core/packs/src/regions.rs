//! Names of the region codes, today's and former ones.

use std::{collections::BTreeMap, sync::LazyLock};

use serde::Deserialize;

use crate::RegionCode;

const CURRENT: &str = include_str!("../../../../packs/cn/region-codes.json");
const HISTORY: &str = include_str!("../../../../packs/cn/region-codes-history.json");

/// A name a code has had.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct FormerName(String, Option<i32>, Option<i32>);

impl FormerName {
    /// 崇文区.
    pub fn name(&self) -> &str {
        &self.0
    }

    /// First year, if it is known.
    pub const fn first_year(&self) -> Option<i32> {
        self.1
    }

    /// Last year; `None` while it is in use.
    pub const fn last_year(&self) -> Option<i32> {
        self.2
    }
}

/// All region codes.
#[derive(Clone, Debug, Default)]
pub struct Regions {
    current: BTreeMap<RegionCode, String>,
    history: BTreeMap<RegionCode, Vec<FormerName>>,
}

#[derive(Deserialize)]
struct File<T> {
    codes: BTreeMap<String, T>,
}

static REGIONS: LazyLock<Regions> =
    LazyLock::new(|| Regions { current: codes(CURRENT), history: codes(HISTORY) });

/// The codes of a file; a test proves that both are sound.
fn codes<T: for<'de> Deserialize<'de>>(text: &str) -> BTreeMap<RegionCode, T> {
    let file: File<T> = serde_json::from_str(text).unwrap_or_else(|_| File { codes: BTreeMap::new() });
    file.codes.into_iter().filter_map(|(code, value)| Some((code.parse().ok()?, value))).collect()
}

impl Regions {
    /// The codes compiled in.
    pub fn embedded() -> &'static Self {
        &REGIONS
    }

    /// Today's name of a code alone: 南山区.
    pub fn name(&self, code: RegionCode) -> Option<&str> {
        self.current.get(&code).map(String::as_str)
    }

    /// Today's names from the province down: 广东省, 深圳市, 南山区. The "市辖区" of a municipality is left out.
    pub fn path(&self, code: RegionCode) -> Vec<&str> {
        let mut path: Vec<_> = code
            .upward()
            .filter_map(|code| self.name(code))
            .filter(|name| *name != "市辖区" && *name != "县")
            .collect();
        path.reverse();
        path
    }

    /// Every name a code has had, with its years.
    pub fn names_ever(&self, code: RegionCode) -> &[FormerName] {
        self.history.get(&code).map_or(&[], Vec::as_slice)
    }

    /// Codes in use, in order.
    pub fn iter(&self) -> impl Iterator<Item = (RegionCode, &str)> {
        self.current.iter().map(|(code, name)| (*code, name.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_files_are_read_whole() {
        assert_eq!((REGIONS.current.len(), REGIONS.history.len()), (3_351, 7_185));
    }

    #[test]
    fn a_code_has_its_names_from_the_province_down() {
        let path = |code: &str| Regions::embedded().path(code.parse().unwrap()).join(" ");
        assert_eq!(path("440305"), "广东省 深圳市 南山区");
        assert_eq!(path("110101"), "北京市 东城区");
        assert_eq!(path("310000"), "上海市");
    }

    #[test]
    fn a_county_that_no_longer_exists_keeps_its_name() {
        let former = Regions::embedded().names_ever("110103".parse().unwrap());
        assert_eq!((former[0].name(), former[0].last_year()), ("崇文区", Some(2009)));
        assert_eq!(Regions::embedded().name("110103".parse().unwrap()), None);
    }
}
