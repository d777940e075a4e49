//! What somebody asks for, weighed: the same for a preview and for the real thing.

use chrono::{Days, NaiveDate};
use heng_access::{Actor, Permission, Target};
use heng_calendar::{Count, DayKind, Span, SpanError, zone};
use heng_db::Tx;
use heng_kernel::{EmploymentId, LeaveRequestId};
use heng_people::api::Card;
use heng_timecalc::leave::Portion;
use sea_orm::{ConnectionTrait, DbErr};

use super::{
    LeaveError,
    books::{self, Ledger},
    entity::{day, leave_type, request::Half},
    queries,
};
use crate::calendar::Calendars;

/// Longest word of explanation.
pub(crate) const LONGEST_REASON: usize = 500;

/// Leave, asked for in days and half-days, both ends included.
#[derive(Clone, Debug)]
pub struct Ask {
    /// For which employment.
    pub employment: EmploymentId,
    /// Code of the leave type.
    pub leave_type: String,
    /// First day.
    pub first_day: NaiveDate,
    /// From the morning or from noon on.
    pub first_half: Half,
    /// Last day.
    pub last_day: NaiveDate,
    /// Until noon or until evening.
    pub last_half: Half,
    /// A word to whoever decides.
    pub reason: Option<String>,
}

/// One day of the span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct AskedDay {
    pub on: NaiveDate,
    pub am: bool,
    pub pm: bool,
    /// Hundredths of a day it uses up.
    pub quantity: i64,
    pub kind: DayKind,
}

/// What was asked for, counted against the calendar, the employment and the ledger.
#[derive(Clone, Debug)]
pub(crate) struct Weighed {
    pub kind: leave_type::Model,
    pub card: Card,
    /// Today at the place of work.
    pub today: NaiveDate,
    pub count: Count,
    pub days: Vec<AskedDay>,
    pub ledger: Ledger,
}

impl Weighed {
    /// Hundredths of a day used up.
    pub fn quantity(&self) -> i64 {
        self.count.hundredths()
    }

    /// Whether it does not begin too long ago. Days of long ago are written into months that are counted and paid: whoever asks
    /// for themselves does so within the days of the type, older ones are booked by who `corrects` leave.
    pub fn within_reach(&self, corrects: bool) -> Result<(), LeaveError> {
        let most = u64::try_from(self.kind.own_days_back).unwrap_or_default();
        let earliest = self.today.checked_sub_days(Days::new(most)).unwrap_or(NaiveDate::MIN);
        let begins = self.days.first().map_or(self.today, |day| day.on);
        if begins >= earliest || corrects { Ok(()) } else { Err(LeaveError::TooFarBack { earliest, most }) }
    }

    /// The lots it would draw on; nothing for a type without a balance.
    pub fn portions(&self) -> Result<Vec<Portion>, LeaveError> {
        if !self.kind.needs_balance {
            return Ok(vec![]);
        }
        let used = self.days.iter().filter(|day| day.quantity > 0).map(|day| (day.on, day.quantity));
        let drawn = self.ledger.book.allocate(used, None);
        drawn.map_err(|short| LeaveError::Short { day: short.day, missing: short.missing })
    }
}

/// Counts and checks everything that does not depend on other requests.
pub(crate) async fn weigh(
    db: &impl ConnectionTrait,
    calendars: &Calendars,
    now: chrono::DateTime<chrono::Utc>,
    ask: &Ask,
) -> Result<Weighed, LeaveError> {
    if ask.reason.as_ref().is_some_and(|text| text.chars().count() > LONGEST_REASON) {
        return Err(LeaveError::LongReason { most: LONGEST_REASON });
    }
    let kind = queries::type_by_code(db, &ask.leave_type).await?.ok_or(LeaveError::UnknownType)?;
    let span = Span::new(ask.first_day, ask.first_half.into(), ask.last_day, ask.last_half.into());
    let span = span.map_err(|error| match error {
        SpanError::Backward => LeaveError::Backward,
        SpanError::TooLong => LeaveError::TooLong,
    })?;
    let card = employed(db, ask.employment, ask.first_day, ask.last_day).await?;
    let place = heng_people::api::place_of_work(db, ask.employment, ask.first_day).await?;
    let place = place.ok_or(heng_access::Denied::Hidden)?;
    let calendar = calendars.at(db, card.company, &place, ask.first_day).await?;
    let count = calendar.count(span, kind.rule());
    if count.halves == 0 {
        return Err(LeaveError::NoWorkday);
    }
    let days = asked_days(&count, ask);
    let ledger = books::load(db, ask.employment, kind.id).await?;
    let today = zone::local_today(now, place.zone);
    Ok(Weighed { kind, card, today, count, days, ledger })
}

/// The employment's card, when it lasts from the first to the last of these days.
pub(crate) async fn employed(
    db: &impl ConnectionTrait,
    employment: EmploymentId,
    first: NaiveDate,
    last: NaiveDate,
) -> Result<Card, LeaveError> {
    let card = heng_people::api::cards(db, &[employment], first).await?.remove(&employment);
    let card = card.ok_or(heng_access::Denied::Hidden)?;
    if first < card.first_day || card.last_day.is_some_and(|end| last > end) {
        return Err(LeaveError::OutsideEmployment { first_day: card.first_day, last_day: card.last_day });
    }
    Ok(card)
}

pub(crate) fn asked_days(count: &Count, ask: &Ask) -> Vec<AskedDay> {
    let (from, until) = ((ask.first_day, ask.first_half), (ask.last_day, ask.last_half));
    let days = count.days.iter().map(|counted| {
        let on = counted.day.date;
        AskedDay {
            on,
            am: (on, Half::Am) >= from && (on, Half::Am) <= until,
            pm: (on, Half::Pm) >= from && (on, Half::Pm) <= until,
            quantity: i64::from(counted.halves_counted) * 50,
            kind: counted.day.kind,
        }
    });
    days.collect()
}

/// The first day on which a half-day of the span belongs to another live request.
pub(crate) async fn clash(
    db: &impl ConnectionTrait,
    employment: EmploymentId,
    days: &[AskedDay],
) -> Result<Option<NaiveDate>, DbErr> {
    let (Some(first), Some(last)) = (days.first(), days.last()) else { return Ok(None) };
    let taken = queries::live_days(db, employment, first.on, last.on).await?;
    let shared = |asked: &&AskedDay| {
        taken.iter().any(|day| day.on_day == asked.on && ((day.am && asked.am) || (day.pm && asked.pm)))
    };
    Ok(days.iter().find(shared).map(|day| day.on))
}

/// The rows of a request's days.
pub(crate) fn day_rows(
    request: LeaveRequestId,
    employment: EmploymentId,
    days: &[AskedDay],
) -> Result<Vec<day::Model>, DbErr> {
    let row = |asked: &AskedDay| {
        Ok(day::Model {
            request_id: request,
            on_day: asked.on,
            employment_id: employment,
            am: asked.am,
            pm: asked.pm,
            quantity: books::column(asked.quantity)?,
            kind: kind_word(asked.kind).to_owned(),
            live: true,
        })
    };
    days.iter().map(row).collect()
}

/// The word of a kind of day.
pub(crate) const fn kind_word(kind: DayKind) -> &'static str {
    match kind {
        DayKind::Work => "work",
        DayKind::Rest => "rest",
        DayKind::Statutory => "statutory",
    }
}

/// Whether somebody puts the leave of another right: who adjusts leave does so also where it has begun or lies far back, but
/// never their own.
pub(crate) fn corrects(actor: &Actor, target: &Target) -> bool {
    !actor.owns(target) && actor.require(Permission::LeaveAdjust, target).is_ok()
}

/// Today at somebody's place of work.
pub(crate) async fn today_at_work(tx: &Tx, employment: EmploymentId) -> Result<NaiveDate, DbErr> {
    let place = heng_people::api::place_of_work(tx.db(), employment, tx.actor.today()).await?;
    Ok(zone::local_today(tx.now, place.map_or(zone::MAINLAND, |place| place.zone)))
}
