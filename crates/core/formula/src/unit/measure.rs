//! A composed unit and how numbers in it are shown.

use std::collections::BTreeMap;

use heng_kernel::{Fixed, Locale};

use super::names::{canonical, is_known, word};
use crate::text::is_name_start;

/// What a number counts: a unit such as 元 or 元/天, or nothing for pure numbers; per cent are pure numbers shown times 100.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Measure {
    powers: BTreeMap<String, i32>,
    percent: bool,
}

impl Measure {
    /// A pure number.
    pub fn pure() -> Self {
        Self::default()
    }

    /// A pure number shown in per cent.
    pub fn percent() -> Self {
        Self { powers: BTreeMap::new(), percent: true }
    }

    /// One unit, by any of its spellings.
    pub fn unit(name: &str) -> Self {
        Self { powers: BTreeMap::from([(canonical(name), 1)]), percent: false }
    }

    pub(crate) fn composed(powers: BTreeMap<String, i32>) -> Self {
        Self { powers, percent: false }
    }

    /// Reads a declared unit: `元`, `元/天`, `元·人/月`, `%`; nothing or `1` is a pure number. `None` when it is none of these.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        match text {
            "" | "1" => return Some(Self::pure()),
            "%" | "％" => return Some(Self::percent()),
            _ if text.ends_with(['/', '·', '*', '×']) => return None,
            _ => {}
        }
        let mut powers = BTreeMap::new();
        let mut step = 1;
        for part in text.split_inclusive(['/', '·', '*', '×']) {
            let name = part.trim_end_matches(['/', '·', '*', '×']).trim();
            let plain = !name.is_empty() && name.chars().all(is_name_start);
            match name {
                "1" => {}
                _ if plain => *powers.entry(canonical(name)).or_insert(0) += step,
                _ => return None,
            }
            if part.ends_with('/') {
                step = -1;
            } else if part.ends_with(['·', '*', '×']) && step < 0 {
                // `元/天·人` would be read in two ways.
                return None;
            }
        }
        powers.retain(|_, power| *power != 0);
        Some(Self { powers, percent: false })
    }

    /// The units it is made of that only this declaration makes known.
    pub(crate) fn own_units(&self) -> impl Iterator<Item = &str> {
        self.powers.keys().map(String::as_str).filter(|name| !is_known(name))
    }

    pub(crate) fn powers(&self) -> &BTreeMap<String, i32> {
        &self.powers
    }

    /// Whether numbers in it are pure.
    pub fn is_pure(&self) -> bool {
        self.powers.is_empty()
    }

    /// Whether numbers in it are shown in per cent.
    pub fn is_percent(&self) -> bool {
        self.percent
    }

    pub(crate) fn is_single(&self) -> bool {
        self.powers.len() == 1 && self.powers.values().all(|power| *power == 1)
    }

    /// Whether two measure the same, however they are shown.
    pub fn fits(&self, other: &Self) -> bool {
        self.powers == other.powers
    }

    /// The stable code: `cny`, `cny/day`, `percent`, or an own unit's name; empty for pure numbers.
    pub fn code(&self) -> String {
        if self.percent { "percent".to_owned() } else { self.joined(|name| name) }
    }

    /// The word: 元/天, yuan/days. Empty for pure numbers.
    pub fn word(&self, locale: Locale) -> String {
        if self.percent { "%".to_owned() } else { self.joined(|name| word(name, locale)) }
    }

    /// The word where one must stand: pure numbers have one too.
    pub(crate) fn name(&self, locale: Locale) -> String {
        match self.word(locale) {
            word if word.is_empty() => locale.pick("纯数", "a pure number").to_owned(),
            word => word,
        }
    }

    fn joined<'n>(&'n self, word: impl Fn(&'n str) -> &'n str) -> String {
        let side = |above: bool| {
            let mut parts = Vec::new();
            for (name, power) in self.powers.iter().filter(|(_, power)| (**power > 0) == above) {
                for _ in 0..power.unsigned_abs().min(9) {
                    parts.push(word(name));
                }
            }
            parts
        };
        let (above, below) = (side(true), side(false));
        let mut out = if above.is_empty() && !below.is_empty() { "1".to_owned() } else { above.join("·") };
        for part in below {
            out.push('/');
            out.push_str(part);
        }
        out
    }

    /// A number with its unit as people read it: `9195.4元`, `9195.4 yuan`, `8%`. Thousands are not separated: it can be
    /// written back into a formula.
    pub fn show(&self, number: Fixed, locale: Locale) -> String {
        if self.percent {
            let hundred = Fixed::whole(100);
            return match number.checked_mul(hundred) {
                Some(per_cent) => format!("{per_cent}%"),
                None => number.to_string(),
            };
        }
        let word = self.word(locale);
        let gap = if word.is_ascii() && !word.is_empty() { " " } else { "" };
        format!("{number}{gap}{word}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measure(text: &str) -> Measure {
        Measure::parse(text).unwrap()
    }

    #[test]
    fn spellings_of_one_unit_meet() {
        for (a, b) in [("天", "days"), ("元", "CNY"), ("元/天", "yuan / day"), ("小时", "h"), ("", "1")]
        {
            assert_eq!(measure(a), measure(b), "{a} {b}");
        }
        assert!(measure("%").fits(&Measure::pure()));
        assert_ne!(measure("分"), measure("分钟"));
    }

    #[test]
    fn a_unit_that_could_be_read_in_two_ways_is_none() {
        for bad in ["元/天·人", "元/", "/天 元", "2天", "元 天", "·"] {
            assert_eq!(Measure::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn numbers_are_shown_with_their_unit_in_both_languages() {
        let amount: Fixed = "1379.31".parse().unwrap();
        assert_eq!(measure("元/天").show(amount, Locale::ZhCn), "1379.31元/天");
        assert_eq!(measure("元/天").show(amount, Locale::En), "1379.31 yuan/days");
        assert_eq!(Measure::percent().show("0.085".parse().unwrap(), Locale::En), "8.5%");
        assert_eq!(measure("1/天").word(Locale::ZhCn), "1/天");
        assert_eq!(measure("单").code(), "单");
    }
}
