//! Minimum and average wages of a place.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use heng_kernel::Money;

use crate::{Dated, RegionCode, Timeline};

/// Minimum wages of the highest class of a city (urban districts); counties are often lower.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MinimumWage {
    /// Of a full-time month.
    pub monthly: Money,
    /// Of a part-time hour, if found.
    pub hourly: Option<Money>,
}

/// Whether the employee's own insurance and fund must be paid on top of the minimum wage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnShares {
    /// `true`: the wage net of the shares must reach the minimum (Shanghai, Beijing).
    pub excluded: bool,
}

/// Minimum wages by place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MinimumWages {
    pub(crate) by_region: BTreeMap<RegionCode, Timeline<MinimumWage>>,
    pub(crate) own_shares: BTreeMap<RegionCode, Timeline<OwnShares>>,
}

impl MinimumWages {
    /// In force at a place: of the code itself, else its city, else its province.
    pub fn as_of(&self, region: RegionCode, day: NaiveDate) -> Option<&Dated<MinimumWage>> {
        region.upward().find_map(|region| self.by_region.get(&region)?.as_of(day))
    }

    /// Whether own shares come on top there; `None` where nothing is known (most places include them in the minimum).
    pub fn own_shares(&self, region: RegionCode, day: NaiveDate) -> Option<&Dated<OwnShares>> {
        region.upward().find_map(|region| self.own_shares.get(&region)?.as_of(day))
    }

    /// The rows of a place.
    pub fn timeline(&self, region: RegionCode) -> Option<&Timeline<MinimumWage>> {
        self.by_region.get(&region)
    }

    /// The places known.
    pub fn regions(&self) -> impl Iterator<Item = RegionCode> {
        self.by_region.keys().copied()
    }
}

/// Average wage of a place in a calendar year, by month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AverageWage {
    /// The year it measures.
    pub year: i32,
    /// By month.
    pub monthly: Money,
    /// By year, where it is published: else twelve months.
    pub annual: Money,
}

/// Average wages: caps of severance, of its exemption from tax, of the fund's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AverageWages {
    /// In force while it is the "average of the previous year": from 1 January of the next year, or from the day it was published.
    pub(crate) by_region: BTreeMap<RegionCode, Timeline<AverageWage>>,
}

impl AverageWages {
    /// The average of the calendar year before `day`, at a place; `None` when it is not known. Never an older one.
    pub fn of_previous_year(&self, region: RegionCode, day: NaiveDate) -> Option<&Dated<AverageWage>> {
        region.upward().find_map(|region| self.by_region.get(&region)?.as_of(day))
    }

    /// The average of the calendar year before `day`, of the very city: what the cap of severance and its exemption from tax ask for. A
    /// province's average is that of contribution bases and does not stand in for its cities'; a municipality's is the city's.
    pub fn of_city(&self, region: RegionCode, day: NaiveDate) -> Option<&Dated<AverageWage>> {
        let own = |place: &RegionCode| *place != region.province() || region.is_in_municipality();
        region.upward().filter(own).find_map(|region| self.by_region.get(&region)?.as_of(day))
    }

    /// The newest average known on `day`, of whatever earlier year: what a calculation may go on with, and must say so, while last year's
    /// has not been published.
    pub fn latest(&self, region: RegionCode, day: NaiveDate) -> Option<&Dated<AverageWage>> {
        region.upward().find_map(|region| self.by_region.get(&region)?.last_known(day))
    }
}

crate::settle::timelines! { MinimumWages {} maps { by_region, own_shares } parts {} all {} }
crate::settle::timelines! { AverageWages {} maps { by_region } parts {} all {} }
