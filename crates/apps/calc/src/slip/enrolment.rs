//! From when on contributions are paid, and with which month's payment.

use chrono::NaiveDate;
use heng_kernel::{DateRange, Finding, Locale, Severity};
use heng_packs::{Packs, Scheme};
use heng_paycalc::{
    contribution::{Due, Window, first_fund_month, has_reached_day, insurance_due},
    slip::PayMonth,
};

use super::{
    form::{ContributionForm, Country, Form},
    refuse,
};
use crate::Unusable;

/// What of contributions is paid with a month.
#[derive(Clone, Copy, Debug)]
pub(super) struct Enrolment {
    insurance: Due,
    /// Whether the fund is due.
    pub(super) fund: bool,
    /// The fund begins with the next month only, for somebody's first work ever.
    fund_waits: bool,
    /// Whether somebody is employed at all in the month.
    employed: bool,
}

/// The day of hire: as the form says, else the first day of its stints; a file without either says nothing of it.
pub(super) fn hired(form: &Form) -> Option<NaiveDate> {
    form.hired.or_else(|| form.employed.iter().map(|stint| stint.from).min())
}

/// The last day, when no stint is open.
pub(super) fn left(form: &Form) -> Option<NaiveDate> {
    let ends: Option<Vec<NaiveDate>> = form.employed.iter().map(|stint| stint.to).collect();
    ends?.into_iter().max()
}

impl Enrolment {
    /// What the rules of the place say of a month.
    pub(super) fn of(form: &Form, packs: &Packs, month: DateRange) -> Self {
        let everything = Self { insurance: Due::Now, fund: true, fund_waits: false, employed: true };
        let Some(hired) = hired(form) else { return everything };
        let (first, left) = (month.from(), left(form));
        let employed = month.to().is_none_or(|next| hired < next) && left.is_none_or(|last| last >= first);
        match form.country {
            Country::Cn => {
                let window = window(form);
                let insurance = insurance_due(first, hired, left, window);
                let begins = first_fund_month(hired, form.first_ever);
                let fund_waits = begins.is_some_and(|begins| first < begins);
                Self { insurance, fund: insurance != Due::Not && !fund_waits, fund_waits, employed }
            }
            Country::Sg => {
                Self { insurance: if employed { Due::Now } else { Due::Not }, employed, ..everything }
            }
            Country::Hk => {
                let row = packs.hong_kong().mpf.rates.as_of(month.last_day().unwrap_or(first));
                let day = row.map_or(0, |row| row.value.start_after_days);
                let ever = left.is_none_or(|last| has_reached_day(hired, day, last));
                let insurance = match month.last_day() {
                    _ if !employed || !ever => Due::Not,
                    Some(last) if has_reached_day(hired, day, last) => Due::Now,
                    _ => Due::WithNextMonth,
                };
                Self { insurance, employed, ..everything }
            }
        }
    }

    /// Whether insurance is paid with this month's slip.
    pub(super) fn insurance_now(self) -> bool {
        self.insurance == Due::Now
    }

    /// What a reader of the slip would miss.
    pub(super) fn findings(self) -> Vec<Finding> {
        let insurance = match self.insurance {
            Due::WithNextMonth => Some("contribution.due_with_a_later_month"),
            Due::Not if self.employed => Some("contribution.not_due"),
            Due::Now | Due::Not => None,
        };
        let fund = self.fund_waits.then_some("contribution.fund_from_second_month");
        let info = |code| Finding::new(code, Severity::Info, "contributions");
        insurance.into_iter().chain(fund.filter(|_| self.employed)).map(info).collect()
    }
}

/// The months before this one whose insurance is paid with it, oldest first.
pub(super) fn owed(form: &Form, packs: &Packs) -> Vec<PayMonth> {
    let due = |month: PayMonth| month.days().map(|days| Enrolment::of(form, packs, days).insurance);
    let mut owed = Vec::new();
    if hired(form).is_none()
        || form.contributions.without_insurance
        || due(form.month) == Some(Due::WithNextMonth)
    {
        return owed;
    }
    let mut month = form.month.before();
    while due(month) == Some(Due::WithNextMonth) {
        owed.push(month);
        month = month.before();
    }
    owed.reverse();
    owed
}

fn window(form: &Form) -> Window {
    let window = form.contributions.window.as_ref();
    window.map_or_else(Window::default, |window| Window {
        closes_on: window.closes_on,
        leaving_month_from: window.leaving_month_from,
    })
}

/// The local schemes the company has confirmed.
pub(super) fn confirmed(form: &ContributionForm, locale: Locale) -> Result<Vec<Scheme>, Unusable> {
    let known = |code: &str| Scheme::ALL.into_iter().find(|scheme| scheme.code() == code);
    let scheme = |code: &String| {
        known(code)
            .ok_or_else(|| refuse::unknown_scheme(code, Scheme::ALL.map(Scheme::code).into_iter(), locale))
    };
    form.confirmed.iter().map(scheme).collect()
}
