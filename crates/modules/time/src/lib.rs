//! Leave and its ledger; company calendars.
//!
//! A lot is leave given to somebody for some days; movements draw on it and are only ever added. A balance is never stored:
//! `heng_timecalc::leave::Book` works it out from the lots that hold on a day and what had happened by its end, so any day,
//! past or coming, and any state of knowledge can be asked for, and the answer carries its terms. Expiry follows from a
//! lot's last day; no job makes it happen. This crate reads and writes rows; what they mean is decided there.
//!
//! Invariants: a request that waits holds its days, so the last day is promised once; a balance is negative only after an
//! adjustment by hand; a half-day belongs to one live request; dates are those of the place of work.

mod calendar;
mod leave;

use heng_web::AppState;
use utoipa_axum::router::OpenApiRouter;

pub use calendar::{Calendars, CompanyCalendars};
pub use leave::{
    Ask, Difference, Grant, LeaveError, LeaveRequests, LotSource, Submitted, grant, grant_many, recount,
    submit,
};

/// The module's routes. Handlers take [`Calendars`] and [`heng_approval::Subjects`] as axum `Extension`s.
pub fn routes() -> OpenApiRouter<AppState> {
    leave::http::routes().merge(calendar::http::routes())
}
