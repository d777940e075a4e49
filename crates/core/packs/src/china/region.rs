//! Codes of provinces, cities and counties (GB/T 2260).

use std::{fmt, str::FromStr};

/// A six-digit code: `310000`, `440300`. Its first two digits name the province, the first four the city.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RegionCode(u32);

/// The text is not six digits beginning with 1–8.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a region code has six digits")]
pub struct NotARegionCode;

impl RegionCode {
    /// The province: `440305` → `440000`.
    pub const fn province(self) -> Self {
        Self(self.0 / 10_000 * 10_000)
    }

    /// The city: `440305` → `440300`.
    pub const fn city(self) -> Self {
        Self(self.0 / 100 * 100)
    }

    /// Whether it lies in one of the four municipalities (Beijing, Tianjin, Shanghai, Chongqing), where the province is the city.
    pub const fn is_in_municipality(self) -> bool {
        matches!(self.0 / 10_000, 11 | 12 | 31 | 50)
    }

    /// The code, its city, its province: nearest first, each once.
    pub fn upward(self) -> impl Iterator<Item = Self> {
        let (city, province) = (self.city(), self.province());
        std::iter::once(self)
            .chain((city != self).then_some(city))
            .chain((province != city).then_some(province))
    }
}

impl FromStr for RegionCode {
    type Err = NotARegionCode;

    fn from_str(text: &str) -> Result<Self, NotARegionCode> {
        let digits = text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_digit());
        match text.parse::<u32>() {
            Ok(code) if digits && (110_000..900_000).contains(&code) => Ok(Self(code)),
            _ => Err(NotARegionCode),
        }
    }
}

impl fmt::Display for RegionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:06}", self.0)
    }
}
