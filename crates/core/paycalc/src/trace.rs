//! Making explanations: the same short words in every rule.

use heng_kernel::{Basis, Explanation, Input, Money, Rate, Term};
use heng_packs::Dated;

/// An explanation in the making.
#[derive(Debug)]
pub(crate) struct Trace(Explanation);

impl Trace {
    /// Of the figure `value`, by the rule `code` as `row` has it.
    pub(crate) fn new<T>(code: &str, value: impl ToString, unit: &str, row: &Dated<T>) -> Self {
        Self::on_basis(code, value, unit, row.basis(code))
    }

    /// Of an amount in the currency of the run.
    pub(crate) fn money<T>(code: &str, value: Money, row: &Dated<T>) -> Self {
        Self::new(code, value, "money", row)
    }

    /// On a basis put together elsewhere.
    pub(crate) fn on_basis(code: &str, value: impl ToString, unit: &str, basis: Basis) -> Self {
        Self(Explanation {
            label: code.to_owned(),
            value: value.to_string(),
            unit: unit.to_owned(),
            terms: Vec::new(),
            basis,
        })
    }

    /// A term of any unit.
    #[must_use]
    pub(crate) fn term(mut self, sign: char, label: &str, value: impl ToString, unit: &str) -> Self {
        self.0.terms.push(Term::new(sign, label, value, unit));
        self
    }

    /// A term in money.
    #[must_use]
    pub(crate) fn amount(self, sign: char, label: &str, value: Money) -> Self {
        self.term(sign, label, value, "money")
    }

    /// A term in money that is left out when it is nothing.
    #[must_use]
    pub(crate) fn amount_if_any(self, sign: char, label: &str, value: Money) -> Self {
        if value == Money::ZERO { self } else { self.amount(sign, label, value) }
    }

    /// A term that is a rate.
    #[must_use]
    pub(crate) fn rate(self, sign: char, label: &str, value: Rate) -> Self {
        let text = value.to_string();
        self.term(sign, label, text.trim_end_matches('%'), "percent")
    }

    /// Names the row of a pack that the last term was read from.
    #[must_use]
    pub(crate) fn read_from<T>(mut self, row: &Dated<T>) -> Self {
        if let Some(term) = self.0.terms.last_mut() {
            term.input = Some(Input { kind: "pack_row".to_owned(), id: row.version(), on: None });
        }
        self
    }

    pub(crate) fn done(self) -> Explanation {
        self.0
    }
}
