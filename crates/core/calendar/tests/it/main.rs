//! The calendar as its users see it: published cases, the traps of the trade, and laws that hold for any span.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its cases must fail")]

mod counting;
mod layers;
mod national;
mod shifts;
mod workdays;

use std::sync::Arc;

use chrono::NaiveDate;
use heng_calendar::{NationalCalendar, WorkCalendar};
use heng_packs::Packs;

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn national() -> WorkCalendar {
    WorkCalendar::national_only(Arc::new(NationalCalendar::new(Packs::embedded())))
}
