//! Cells into the draft's terms.

use chrono::NaiveDate;
use heng_kernel::Severity;

use crate::{
    cell::DateSystem,
    draft::{ContractDraft, Draft},
    field::Field,
    finding::{Remedy, codes},
    read::{
        choice,
        date::{self, DateFault},
        decimal::{self, plain_digits},
        text::{is_odd_name, person_name, unit_path},
    },
    rows::Notes,
};

/// Everything but who the person is and what the cells say together.
pub(crate) fn draft(notes: &mut Notes<'_>, system: DateSystem) -> Draft {
    let hired = date_of(notes, Field::Hired, system, Severity::Error);
    let contract = ContractDraft {
        kind: contract_kind(notes),
        start: date_of(notes, Field::ContractStart, system, Severity::Error),
        end: date_of(notes, Field::ContractEnd, system, Severity::Error),
    };
    Draft {
        row: notes.row_number(),
        number: number(notes),
        name: name(notes),
        birth: date_of(notes, Field::Birth, system, Severity::Warning),
        unit: unit(notes),
        job: notes.words(Field::Job),
        grade: notes.words(Field::Grade),
        manager: notes.words(Field::Manager),
        hired,
        confirmed: date_of(notes, Field::Confirmed, system, Severity::Warning),
        status: status(notes),
        last_day: date_of(notes, Field::LastDay, system, Severity::Error),
        contract,
        base_pay: base_pay(notes),
        insured_city: notes.words(Field::InsuredCity),
        fund_rate: fund_rate(notes),
        bank: notes.words(Field::Bank),
        wecom_account: notes.words(Field::WecomAccount),
        remark: notes.words(Field::Remark),
        ..Draft::default()
    }
}

fn number(notes: &mut Notes<'_>) -> Option<String> {
    let words = notes.words(Field::Number)?;
    // A number cell shows 138.0 for 138.
    Some(
        plain_digits(&words)
            .filter(|_| words.contains('.'))
            .unwrap_or_else(|| words.to_uppercase().replace(' ', "")),
    )
}

fn name(notes: &mut Notes<'_>) -> Option<String> {
    let name = notes.words(Field::Name).map(|words| person_name(&words));
    if let Some(name) = name.as_ref().filter(|name| is_odd_name(name)) {
        notes.note(
            codes::NAME_SUSPICIOUS,
            Severity::Warning,
            Field::Name,
            Remedy::Review,
            Some(name.clone()),
        );
    }
    name
}

fn unit(notes: &mut Notes<'_>) -> Vec<String> {
    let mut path: Vec<String> = Vec::new();
    for field in Field::UNIT_PATH {
        let steps = notes.words(field).map(|words| unit_path(&words)).unwrap_or_default();
        // A full path in the last column repeats the columns before it.
        if steps.len() > 1 && !path.is_empty() && steps.first() == path.first() {
            path = steps;
        } else if steps.len() != 1 || path.last() != steps.first() {
            path.extend(steps);
        }
    }
    path
}

fn contract_kind(notes: &mut Notes<'_>) -> Option<crate::ContractKind> {
    let words = notes.words(Field::ContractKind)?;
    let kind = choice::contract_kind(&words);
    if kind.is_none() {
        notes.note(
            codes::CONTRACT_KIND_UNREADABLE,
            Severity::Warning,
            Field::ContractKind,
            Remedy::FixValue,
            Some(words),
        );
    }
    kind
}

fn status(notes: &mut Notes<'_>) -> Option<crate::EmploymentStatus> {
    let words = notes.words(Field::Status)?;
    let status = choice::status(&words);
    if status.is_none() {
        // Whether somebody is still there cannot be guessed.
        notes.note(codes::STATUS_UNREADABLE, Severity::Error, Field::Status, Remedy::FixValue, Some(words));
    }
    status
}

fn base_pay(notes: &mut Notes<'_>) -> Option<heng_kernel::Money> {
    let scale = if notes.in_ten_thousands(Field::BasePay) { 10_000 } else { 1 };
    let cell = notes.cell(Field::BasePay)?;
    let Some(read) = decimal::money(&cell, scale) else {
        notes.note(codes::PAY_UNREADABLE, Severity::Error, Field::BasePay, Remedy::FixValue, None);
        return None;
    };
    if read.value.minor() < 0 {
        notes.note(codes::NEGATIVE_PAY, Severity::Error, Field::BasePay, Remedy::FixValue, None);
        return None;
    }
    if read.rounded {
        notes.note(codes::PAY_ROUNDED, Severity::Info, Field::BasePay, Remedy::Review, None);
    }
    Some(read.value)
}

/// The fund's regulation knows 5 to 12 per cent.
fn fund_rate(notes: &mut Notes<'_>) -> Option<heng_kernel::Rate> {
    let cell = notes.cell(Field::FundRate)?;
    let rate = decimal::percent(&cell);
    match rate.map(heng_kernel::Rate::ppm) {
        None => notes.note(
            codes::FUND_RATE_UNREADABLE,
            Severity::Warning,
            Field::FundRate,
            Remedy::AddLater,
            Some(cell.shown()),
        ),
        Some(0 | 50_000..=120_000) => {}
        Some(_) => notes.note(
            codes::FUND_RATE_UNUSUAL,
            Severity::Warning,
            Field::FundRate,
            Remedy::Review,
            Some(cell.shown()),
        ),
    }
    rate
}

/// A date cell; what cannot be read is noted with the weight the field has.
fn date_of(notes: &mut Notes<'_>, field: Field, system: DateSystem, severity: Severity) -> Option<NaiveDate> {
    use chrono::Datelike;
    let cell = notes.cell(field)?;
    let remedy = if severity == Severity::Error { Remedy::FixValue } else { Remedy::AddLater };
    match date::read(&cell, system) {
        Ok(Some(date)) if !(1900..=2199).contains(&date.year()) => {
            notes.note(codes::DATE_IMPLAUSIBLE, severity, field, remedy, Some(cell.shown()));
            None
        }
        Ok(date) => date,
        Err(fault) => {
            let code = match fault {
                DateFault::Unreadable => codes::DATE_UNREADABLE,
                DateFault::Ambiguous => codes::DATE_AMBIGUOUS,
            };
            notes.note(code, severity, field, remedy, Some(cell.shown()));
            None
        }
    }
}
