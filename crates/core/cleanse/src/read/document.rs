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

/// Reads an identity document's number. Without a kind it is guessed by shape.
pub(crate) fn identity(cell: &Cell, kind: Option<IdKind>) -> Result<IdDocument, NumberFault> {
    let text = exact(cell)?;
    let kind = kind.unwrap_or_else(|| IdKind::guess(&text));
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
            if is_scientific(&compact(&text)) { Err(NumberFault::LostDigits) } else { Ok(text) }
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
    fn telephones_from_number_cells_and_pairs() {
        assert_eq!(mobile(&number("13912345678")).unwrap().number(), "13912345678");
        assert_eq!(mobile(&number("1.3912345678E10")).unwrap().number(), "13912345678");
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
