//! Length of service as the rules of pay count it.

pub use heng_calendar::Service;

/// A length of time in years. Both a month and a hundredth of a year are whole numbers of its unit, so that "2.5 years", "30 months" and
/// "9.99 years" are exact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Years(i64);

impl Years {
    /// Parts of a year.
    pub const PARTS: i64 = 1_200;

    /// Of whole months.
    pub const fn from_months(months: i64) -> Self {
        Self(months.saturating_mul(100))
    }

    /// Of hundredths of a year: 999 is 9.99 years.
    pub const fn from_hundredths(hundredths: i64) -> Self {
        Self(hundredths.saturating_mul(12))
    }

    /// In 1,200ths of a year.
    pub const fn parts(self) -> i64 {
        self.0
    }

    /// The full years in it; 0 for less than nothing.
    pub fn full(self) -> u32 {
        u32::try_from(self.0 / Self::PARTS).unwrap_or(0)
    }
}

impl From<Service> for Years {
    /// Full months; days beyond them do not count.
    fn from(service: Service) -> Self {
        Self::from_months(i64::from(service.years) * 12 + i64::from(service.months))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_hold_months_and_hundredths_exactly() {
        assert_eq!(Years::from_months(30), Years::from_hundredths(250));
        assert_eq!(Years::from_hundredths(999).full(), 9);
        assert_eq!(Years::from_hundredths(1000).full(), 10);
        assert_eq!(Years::from_hundredths(-1).full(), 0);
        assert_eq!(Years::from(Service { years: 2, months: 6, days: 29 }), Years::from_months(30));
    }
}
