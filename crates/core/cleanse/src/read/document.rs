//! Identity numbers, cards and telephones, and what spreadsheets do to them.

use heng_identifiers::{BankCard, IdDocument, IdKind, IdentityFault, Mobile, compact};

use crate::{
    cell::Cell,
    read::decimal::{is_scientific, plain_digits},
};

/// A spreadsheet keeps fifteen digits of a number and puts zeros for the rest.
const EXACT_DIGITS: usize = 15;

/// Why a number cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NumberFault {
    /// Its last digits are gone for good.
    LostDigits,
    /// It breaks the rules of its kind.
    Rule(IdentityFault),
}

/// Reads an identity document's number. Without a kind it is guessed by shape. Of the three kinds whose eighteen digits prove
/// themselves by a check character the number says which one it is, whatever is written beside it: 身份证 stands beside many a
/// residence permit.
pub(crate) fn identity(cell: &Cell, kind: Option<IdKind>) -> Result<IdDocument, NumberFault> {
    let text = exact(cell)?;
    let proves_itself =
        |kind| matches!(kind, IdKind::ResidentId | IdKind::ResidencePermit | IdKind::ForeignerPermit);
    let guessed = IdKind::guess(&text);
    let kind = kind.unwrap_or(guessed);
    if guessed != kind
        && proves_itself(guessed)
        && proves_itself(kind)
        && compact(&text).len() == 18
        && let Ok(document) = IdDocument::parse(guessed, &text)
    {
        return Ok(document);
    }
    IdDocument::parse(kind, &text).map_err(|fault| {
        let zeroed =
            kind == IdKind::ResidentId && compact(&text).len() == 18 && compact(&text).ends_with("000");
        // A right number may end in three zeros; a wrong one that does has been through a number cell.
        if zeroed && fault == IdentityFault::BadChecksum {
            NumberFault::LostDigits
        } else {
            NumberFault::Rule(fault)
        }
    })
}

/// Reads a bank card.
pub(crate) fn card(cell: &Cell) -> Result<BankCard, NumberFault> {
    BankCard::parse(&exact(cell)?).map_err(NumberFault::Rule)
}

/// Reads a mobile number; of several in one cell the first that is one.
pub(crate) fn mobile(cell: &Cell) -> Result<Mobile, NumberFault> {
    let text = exact(cell)?;
    let whole = Mobile::parse(&text).map_err(NumberFault::Rule);
    if whole.is_ok() {
        return whole;
    }
    text.split(['/', ',', ';', '、', '，', '；', '\n'])
        .find_map(|part| Mobile::parse(part).ok())
        .map_or(whole, Ok)
}

/// The digits behind `1.3912345678E+10`, when every one of them is written. A last digit that is not is a zero nobody wrote.
fn whole_scientific(text: &str) -> Option<String> {
    let (number, exponent) = text.split_once(['e', 'E'])?;
    let written = number.bytes().filter(u8::is_ascii_digit).count();
    let exponent: usize = exponent.trim_start_matches('+').parse().ok()?;
    (written == exponent + 1 && written <= EXACT_DIGITS).then(|| plain_digits(text)).flatten()
}

/// The text of a cell whose every digit matters.
fn exact(cell: &Cell) -> Result<String, NumberFault> {
    match cell {
        Cell::Number(number) => {
            let digits = plain_digits(number).ok_or(NumberFault::Rule(IdentityFault::BadCharacter))?;
            if digits.len() > EXACT_DIGITS { Err(NumberFault::LostDigits) } else { Ok(digits) }
        }
        Cell::Formula { value: Some(value), .. } => exact(value),
        other => {
            let text = other.shown();
            if !is_scientific(&compact(&text)) {
                return Ok(text);
            }
            whole_scientific(&compact(&text)).ok_or(NumberFault::LostDigits)
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text(text: &str) -> Cell {
        Cell::Text(text.to_owned())
    }

    fn number(text: &str) -> Cell {
        Cell::Number(text.to_owned())
    }

    #[test]
    fn digits_a_spreadsheet_threw_away_are_noticed() {
        for cell in [
            number("3.702021996102739e+17"),
            number("370202199610273900"),
            text("3.70202E+17"),
            text("370202199610273000"),
        ] {
            assert_eq!(identity(&cell, None), Err(NumberFault::LostDigits), "{cell:?}");
        }
        assert_eq!(card(&number("6222681453840191614")), Err(NumberFault::LostDigits));
    }

    #[test]
    fn a_fifteen_digit_number_survives_a_number_cell() {
        assert_eq!(identity(&number("130503670401001"), None).unwrap().number(), "130503196704010016");
    }

    #[test]
    fn a_right_number_may_end_in_zeros() {
        let body = "31010119900228400";
        let right = format!("{body}{}", heng_identifiers::check_char(body).unwrap());
        let found = (100..1000).map(|n| format!("31010119900228{n}")).find_map(|body| {
            let check = heng_identifiers::check_char(&body)?;
            (check == '0' && body.ends_with("00")).then(|| format!("{body}{check}"))
        });
        assert!(identity(&text(&right), None).is_ok());
        if let Some(zeros) = found {
            assert!(identity(&text(&zeros), None).is_ok());
        }
    }

    #[test]
    fn eighteen_digits_say_themselves_which_document_they_are_of() {
        let permit =
            format!("81000019940823002{}", heng_identifiers::check_char("81000019940823002").unwrap());
        let kind = |kind| identity(&text(&permit), Some(kind)).map(|document| document.kind());
        assert_eq!(kind(IdKind::ResidentId), Ok(IdKind::ResidencePermit));
        assert_eq!(kind(IdKind::ResidencePermit), Ok(IdKind::ResidencePermit));
        assert!(kind(IdKind::Passport).is_err(), "no passport has eighteen digits");
        let broken = identity(&text("810000199408230020"), Some(IdKind::ResidentId));
        assert!(broken.is_err(), "without its check character it proves nothing");
    }

    #[test]
    fn telephones_from_number_cells_and_pairs() {
        assert_eq!(mobile(&number("13912345678")).unwrap().number(), "13912345678");
        assert_eq!(mobile(&number("1.3912345678E10")).unwrap().number(), "13912345678");
        assert_eq!(mobile(&text("1.3912345678E+10")).unwrap().number(), "13912345678");
        assert_eq!(mobile(&text("1.39123E+10")), Err(NumberFault::LostDigits));
        assert_eq!(mobile(&text("021-12345678 / 139 1234 5678")).unwrap().number(), "13912345678");
        assert_eq!(mobile(&text("1724930223")), Err(NumberFault::Rule(IdentityFault::Length)));
    }

    proptest! {
        #[test]
        fn no_cell_makes_it_fall_over(content in any::<String>()) {
            for cell in [text(&content), number(&content)] {
                let _ = (identity(&cell, None), card(&cell), mobile(&cell));
            }
        }
    }
}
