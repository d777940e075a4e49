//! Cells into the draft's terms.

use chrono::{Datelike, Months, NaiveDate};
use heng_kernel::Severity;

use crate::{
    draft::{ContractDraft, Draft},
    field::Field,
    finding::{Remedy, codes},
    read::{
        choice,
        date::{self, DateFault},
        decimal::{self, is_scientific, plain_digits},
        text::{is_odd_name, person_name, unit_path},
    },
    rows::{Notes, Reader},
    synonyms::numbers_its_level,
};

/// Nobody is hired further ahead than two years, and nobody at work began more than eighty years ago.
const HIRED_AHEAD: Months = Months::new(24);
const LONGEST_SERVICE: Months = Months::new(80 * 12);

/// Everything but who the person is and what the cells say together.
pub(crate) fn draft(notes: &mut Notes<'_>, reader: Reader) -> Draft {
    let hired = date_of(notes, Field::Hired, reader, Severity::Error);
    let contract = ContractDraft {
        kind: contract_kind(notes),
        start: date_of(notes, Field::ContractStart, reader, Severity::Error),
        end: date_of(notes, Field::ContractEnd, reader, Severity::Error),
    };
    Draft {
        row: notes.row_number(),
        number: number(notes),
        name: name(notes),
        birth: date_of(notes, Field::Birth, reader, Severity::Warning),
        unit: unit(notes),
        job: notes.words(Field::Job),
        grade: notes.words(Field::Grade),
        manager: notes.words(Field::Manager),
        hired,
        confirmed: date_of(notes, Field::Confirmed, reader, Severity::Warning),
        status: status(notes),
        last_day: date_of(notes, Field::LastDay, reader, Severity::Error),
        employment_kind: employment_kind(notes),
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
    // 2.02403E+11; 3E12 may well be somebody's number.
    if words.contains('+') && is_scientific(&words) {
        let shown = Some(words);
        notes.note(codes::NUMBER_LOST_DIGITS, Severity::Error, Field::Number, Remedy::EnterAsText, shown);
        return None;
    }
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

/// The columns of units make one path. Levels that are numbered stand in their order, and a plain 部门 beside them is the
/// innermost; named ones (大区, 门店, 部门, 班组) stand as the columns do, a team always innermost.
fn unit(notes: &mut Notes<'_>) -> Vec<String> {
    let mut columns: Vec<Field> =
        Field::UNIT_PATH.into_iter().filter(|field| notes.has_column(*field)).collect();
    let levels =
        [Field::UnitLevel1, Field::UnitLevel2, Field::UnitLevel3, Field::UnitLevel4, Field::UnitLevel5];
    let numbered = levels.iter().any(|level| numbers_its_level(notes.title(*level)));
    if !numbered {
        columns.sort_by_key(|field| {
            let rank = match field {
                Field::Company => 0,
                Field::UnitLevel3 | Field::UnitLevel4 | Field::UnitLevel5 => 2,
                _ => 1,
            };
            (rank, notes.place(*field))
        });
    }
    let mut path: Vec<String> = Vec::new();
    for field in columns {
        let steps = notes.words(field).map(|words| unit_path(&words)).unwrap_or_default();
        // A full path in the last column repeats the columns before it; a single name may repeat one of them.
        let repeats = |steps: &[String]| matches!(steps, [only] if path.contains(only));
        if steps.len() > 1 && !path.is_empty() && steps.first() == path.first() {
            path = steps;
        } else if !repeats(&steps) {
            path.extend(steps);
        }
    }
    path
}

fn employment_kind(notes: &mut Notes<'_>) -> Option<crate::EmploymentKind> {
    let words = notes.words(Field::EmploymentKind)?;
    let kind = choice::employment_kind(&words);
    if kind.is_none() {
        notes.note(
            codes::EMPLOYMENT_KIND_UNREADABLE,
            Severity::Warning,
            Field::EmploymentKind,
            Remedy::AddLater,
            Some(words),
        );
    }
    kind
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
    let asks = notes.title(Field::Status).contains("是否");
    let Some(read) = choice::status(&words, asks) else {
        // Whether somebody is still there cannot be guessed.
        notes.note(codes::STATUS_UNREADABLE, Severity::Error, Field::Status, Remedy::FixValue, Some(words));
        return None;
    };
    if read.simplified {
        notes.note(codes::STATUS_SIMPLIFIED, Severity::Info, Field::Status, Remedy::Review, Some(words));
    }
    Some(read.status)
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
fn date_of(notes: &mut Notes<'_>, field: Field, reader: Reader, severity: Severity) -> Option<NaiveDate> {
    let cell = notes.cell(field)?;
    let remedy = if severity == Severity::Error { Remedy::FixValue } else { Remedy::AddLater };
    let fault = match date::read(&cell, reader.dates) {
        Ok(Some(date)) if means_none(field, date) => DateFault::Placeholder,
        Ok(Some(date)) if is_implausible(field, date, reader.today) => {
            notes.note(codes::DATE_IMPLAUSIBLE, severity, field, remedy, Some(cell.shown()));
            return None;
        }
        Ok(date) => return date,
        Err(fault) => fault,
    };
    let (code, severity, remedy) = match fault {
        DateFault::Unreadable => (codes::DATE_UNREADABLE, severity, remedy),
        DateFault::Ambiguous => (codes::DATE_AMBIGUOUS, severity, remedy),
        // The document tells the day of birth better than a column of months.
        DateFault::NoDay if field == Field::Birth => (codes::DATE_WITHOUT_DAY, Severity::Info, remedy),
        DateFault::NoDay => (codes::DATE_WITHOUT_DAY, severity, remedy),
        DateFault::Placeholder => (codes::DATE_PLACEHOLDER, Severity::Info, Remedy::Review),
    };
    notes.note(code, severity, field, remedy, Some(cell.shown()));
    None
}

/// The first day of spreadsheets for no date at all, and the last day of some far year for no end.
fn means_none(field: Field, date: NaiveDate) -> bool {
    let never = matches!(date.year(), 2099 | 2199 | 2999 | 9999) && (date.month(), date.day()) == (12, 31);
    let ends = matches!(field, Field::ContractEnd | Field::LastDay);
    (date.year(), date.ordinal()) == (1900, 1) || (ends && never)
}

fn is_implausible(field: Field, date: NaiveDate, today: NaiveDate) -> bool {
    let hired_far_off = || {
        today.checked_add_months(HIRED_AHEAD).is_some_and(|latest| date > latest)
            || today.checked_sub_months(LONGEST_SERVICE).is_some_and(|first| date < first)
    };
    !(1900..=2199).contains(&date.year()) || (field == Field::Hired && hired_far_off())
}
