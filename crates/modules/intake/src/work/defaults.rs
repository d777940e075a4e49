//! Drafts in the form the store keeps them in, so that a file brought in twice changes nothing the second time.

use chrono::{Days, Months, NaiveDate};
use heng_cleanse::{ContractKind, Draft, EmploymentStatus};

/// Labour Contract Law, article 19: no probation is longer.
const LONGEST_PROBATION: Months = Months::new(6);

/// Leaves out what the store has no place for yet and settles what follows from the rest.
pub(crate) fn settle(draft: &mut Draft) {
    draft.insured_city = None;
    draft.fund_rate = None;
    let Some(hired) = draft.hired else { return };
    // Confirmed on the first day or before means that there was no probation.
    draft.confirmed = draft.confirmed.filter(|confirmed| *confirmed > hired);
    if draft.last_day.is_some_and(|last| draft.confirmed.is_some_and(|confirmed| confirmed > last)) {
        draft.confirmed = None;
    }
    let contract = &mut draft.contract;
    if contract.kind.is_none() {
        contract.kind = contract.end.map(|_| ContractKind::FixedTerm);
    }
    if contract.kind.is_none() {
        *contract = heng_cleanse::ContractDraft::default();
    } else {
        let start = contract.start.unwrap_or(hired).max(hired);
        contract.start = Some(start);
        if draft.last_day.is_some_and(|last| start > last) {
            *contract = heng_cleanse::ContractDraft::default();
        }
    }
}

/// Last day of probation of somebody who begins, by what the row says; on probation without a day of confirmation it is the
/// longest the law allows.
pub(crate) fn probation_last_day(draft: &Draft, hired: NaiveDate) -> Option<NaiveDate> {
    if let Some(confirmed) = draft.confirmed {
        return confirmed.checked_sub_days(Days::new(1));
    }
    if draft.status != Some(EmploymentStatus::Probation) {
        return None;
    }
    let longest = hired.checked_add_months(LONGEST_PROBATION)?.checked_sub_days(Days::new(1))?;
    Some(draft.last_day.map_or(longest, |last| longest.min(last)))
}
