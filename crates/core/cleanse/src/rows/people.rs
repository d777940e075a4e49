//! Who the person is: document, sex, birth, telephone, card.

use chrono::NaiveDate;
use heng_identifiers::{IdentityFault, Mobile, mask_card, mask_mobile, mask_number};
use heng_kernel::Severity::{Error, Info, Warning};

use crate::{
    draft::Draft,
    field::Field,
    finding::{Remedy, codes},
    read::{
        choice,
        document::{self, NumberFault},
    },
    rows::Notes,
};

/// Fills in who it is; where the ID tells sex or birth, it is believed over the cells.
pub(crate) fn settle(draft: &mut Draft, notes: &mut Notes<'_>, today: NaiveDate) {
    identity(draft, notes, today);
    sex(draft, notes);
    birth(draft, notes);
    draft.mobile = mobile(notes);
    card(draft, notes);
}

fn identity(draft: &mut Draft, notes: &mut Notes<'_>, today: NaiveDate) {
    let written = notes.words(Field::IdKind);
    let kind = written.as_deref().and_then(choice::id_kind);
    if written.is_some() && kind.is_none() {
        notes.note(codes::ID_KIND_UNREADABLE, Info, Field::IdKind, Remedy::Review, written.clone());
    }
    let Some(cell) = notes.cell(Field::IdNumber) else {
        if notes.has_column(Field::IdNumber) && !notes.has_error(Field::IdNumber) {
            notes.note(codes::ID_MISSING, Warning, Field::IdNumber, Remedy::AddLater, None);
        }
        return;
    };
    match document::identity(&cell, kind) {
        Ok(document) => {
            if kind.is_some_and(|kind| kind != document.kind()) {
                notes.note(codes::ID_KIND_CONTRADICTS, Warning, Field::IdKind, Remedy::Review, written);
            }
            for finding in document.plausibility(today) {
                notes.push(finding.with("value", document.masked()), Field::IdNumber, Remedy::Review);
            }
            draft.id = Some(document);
        }
        Err(fault) => {
            let (code, remedy) = match fault {
                NumberFault::LostDigits => (codes::ID_LOST_DIGITS, Remedy::EnterAsText),
                NumberFault::Rule(fault) => (id_code(fault), Remedy::FixValue),
            };
            notes.note(code, Error, Field::IdNumber, remedy, Some(mask_number(&cell.shown())));
        }
    }
}

const fn id_code(fault: IdentityFault) -> &'static str {
    match fault {
        IdentityFault::Empty => codes::ID_MISSING,
        IdentityFault::Length => codes::ID_LENGTH,
        IdentityFault::BadCharacter => codes::ID_BAD_CHARACTER,
        IdentityFault::BadPrefix => codes::ID_BAD_PREFIX,
        IdentityFault::UnknownRegion => codes::ID_UNKNOWN_REGION,
        IdentityFault::BadDate => codes::ID_BAD_DATE,
        IdentityFault::BadChecksum => codes::ID_CHECKSUM,
    }
}

fn sex(draft: &mut Draft, notes: &mut Notes<'_>) {
    let by_id = draft.id.as_ref().and_then(heng_identifiers::IdDocument::sex);
    let words = notes.words(Field::Sex);
    let written = words.as_deref().and_then(choice::sex);
    if words.is_some() && written.is_none() {
        notes.note(codes::SEX_UNREADABLE, Warning, Field::Sex, Remedy::AddLater, words);
    } else if by_id.is_some() && written.is_some() && by_id != written {
        notes.note(codes::SEX_CONTRADICTS_ID, Warning, Field::Sex, Remedy::Review, words);
    }
    draft.sex = by_id.or(written);
}

fn birth(draft: &mut Draft, notes: &mut Notes<'_>) {
    let by_id = draft.id.as_ref().and_then(heng_identifiers::IdDocument::birth);
    if let (Some(by_id), Some(written)) = (by_id, draft.birth)
        && by_id != written
    {
        let shown = Some(written.to_string());
        notes.note(codes::BIRTH_CONTRADICTS_ID, Warning, Field::Birth, Remedy::Review, shown);
    }
    draft.birth = by_id.or(draft.birth);
}

fn mobile(notes: &mut Notes<'_>) -> Option<Mobile> {
    let cell = notes.cell(Field::Mobile)?;
    let mobile = match document::mobile(&cell) {
        Ok(mobile) => mobile,
        Err(fault) => {
            let lost = fault == NumberFault::LostDigits;
            let remedy = if lost { Remedy::EnterAsText } else { Remedy::AddLater };
            let shown = mask_mobile(&cell.shown());
            notes.note(codes::PHONE_INVALID, Warning, Field::Mobile, remedy, Some(shown));
            return None;
        }
    };
    if let Some(finding) = mobile.plausibility() {
        notes.push(finding.with("value", mobile.masked()), Field::Mobile, Remedy::Review);
    }
    Some(mobile)
}

fn card(draft: &mut Draft, notes: &mut Notes<'_>) {
    let Some(cell) = notes.cell(Field::BankCard) else { return };
    let shown = || Some(mask_card(&cell.shown()));
    match document::card(&cell) {
        Ok(card) => {
            if !card.is_card() {
                notes.note(codes::CARD_LUHN, Warning, Field::BankCard, Remedy::Review, shown());
            }
            draft.bank_card = Some(card);
        }
        Err(NumberFault::LostDigits) => {
            notes.note(codes::CARD_LOST_DIGITS, Warning, Field::BankCard, Remedy::EnterAsText, shown());
        }
        Err(NumberFault::Rule(_)) => {
            notes.note(codes::CARD_INVALID, Warning, Field::BankCard, Remedy::AddLater, shown());
        }
    }
}
