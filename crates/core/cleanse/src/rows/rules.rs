//! What the cells of a row say together.

use chrono::NaiveDate;
use heng_kernel::Severity::{Error, Info, Warning};

use crate::{
    draft::{ContractKind, Draft, EmploymentStatus},
    field::Field,
    finding::{Remedy, codes},
    rows::Notes,
};

/// Nobody may be employed before (Labour Law, article 15).
const WORKING_AGE: u32 = 16;

/// Judges the row and settles what follows: the status from the last day, the contract's start from the hire.
pub(crate) fn judge(draft: &mut Draft, notes: &mut Notes<'_>, today: NaiveDate) {
    required(draft, notes);
    age(draft, notes);
    status(draft, notes, today);
    contract(draft, notes);
    if let (Some(hired), Some(confirmed)) = (draft.hired, draft.confirmed)
        && confirmed < hired
    {
        notes.note(
            codes::CONFIRMED_BEFORE_HIRED,
            Warning,
            Field::Confirmed,
            Remedy::Review,
            Some(confirmed.to_string()),
        );
    }
}

/// An empty cell of a column that is there; a column that is not there is told once for the whole table.
fn required(draft: &Draft, notes: &mut Notes<'_>) {
    if draft.name.is_none() && notes.has_column(Field::Name) {
        notes.note(codes::REQUIRED_MISSING, Error, Field::Name, Remedy::FillIn, None);
    }
    let unit_column = Field::UNIT_PATH.into_iter().rev().find(|field| notes.has_column(*field));
    if let Some(field) = unit_column.filter(|_| draft.unit.is_empty()) {
        notes.note(codes::REQUIRED_MISSING, Error, field, Remedy::FillIn, None);
    }
    // An unreadable date has been told already.
    if draft.hired.is_none() && notes.has_column(Field::Hired) && !notes.has_error(Field::Hired) {
        notes.note(codes::REQUIRED_MISSING, Error, Field::Hired, Remedy::FillIn, None);
    }
    if draft.number.is_none() && notes.has_column(Field::Number) {
        notes.note(codes::NUMBER_MISSING, Info, Field::Number, Remedy::None, None);
    }
}

fn age(draft: &Draft, notes: &mut Notes<'_>) {
    let (Some(birth), Some(hired)) = (draft.birth, draft.hired) else { return };
    if hired.years_since(birth).is_none_or(|age| age < WORKING_AGE) {
        notes.note(codes::HIRED_UNDER_16, Error, Field::Hired, Remedy::FixValue, Some(hired.to_string()));
    }
}

fn status(draft: &mut Draft, notes: &mut Notes<'_>, today: NaiveDate) {
    let passed = draft.last_day.is_some_and(|last_day| last_day < today);
    match draft.status {
        Some(EmploymentStatus::Left) if draft.last_day.is_none() => {
            notes.note(codes::LEFT_WITHOUT_LAST_DAY, Error, Field::LastDay, Remedy::FillIn, None);
        }
        // A last day ahead is a leave already agreed upon.
        Some(EmploymentStatus::Active | EmploymentStatus::Probation) if passed => {
            let last_day = draft.last_day.map(|day| day.to_string());
            notes.note(codes::ACTIVE_WITH_LAST_DAY, Error, Field::LastDay, Remedy::FixValue, last_day);
        }
        Some(_) => {}
        None if passed => draft.status = Some(EmploymentStatus::Left),
        None => draft.status = Some(EmploymentStatus::Active),
    }
    if let (Some(hired), Some(last_day)) = (draft.hired, draft.last_day)
        && last_day < hired
    {
        notes.note(
            codes::LAST_DAY_BEFORE_HIRED,
            Error,
            Field::LastDay,
            Remedy::FixValue,
            Some(last_day.to_string()),
        );
    }
}

fn contract(draft: &mut Draft, notes: &mut Notes<'_>) {
    let contract = &mut draft.contract;
    if let (Some(start), Some(end)) = (contract.start, contract.end)
        && end < start
    {
        notes.note(
            codes::CONTRACT_ENDS_BEFORE_START,
            Error,
            Field::ContractEnd,
            Remedy::FixValue,
            Some(end.to_string()),
        );
    } else if let (Some(ContractKind::OpenEnded), Some(end)) = (contract.kind, contract.end) {
        notes.note(
            codes::OPEN_ENDED_WITH_END,
            Error,
            Field::ContractEnd,
            Remedy::FixValue,
            Some(end.to_string()),
        );
    }
    let exists = contract.kind.is_some() || contract.start.is_some() || contract.end.is_some();
    let fixed = contract.kind == Some(ContractKind::FixedTerm);
    if fixed && contract.end.is_none() && !notes.has_error(Field::ContractEnd) {
        notes.note(codes::FIXED_TERM_WITHOUT_END, Warning, Field::ContractEnd, Remedy::AddLater, None);
    }
    if exists && contract.start.is_none() && draft.hired.is_some() && !notes.has_error(Field::ContractStart) {
        notes.note(codes::CONTRACT_START_MISSING, Warning, Field::ContractStart, Remedy::Review, None);
        contract.start = draft.hired;
    }
    if let (Some(start), Some(hired)) = (contract.start, draft.hired)
        && start < hired
    {
        notes.note(
            codes::CONTRACT_STARTS_BEFORE_HIRED,
            Warning,
            Field::ContractStart,
            Remedy::Review,
            Some(start.to_string()),
        );
    }
}
