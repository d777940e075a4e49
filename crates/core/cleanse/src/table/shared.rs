//! Values that belong to one person and stand at two.

use std::collections::BTreeMap;

use heng_identifiers::BankCard;
use heng_kernel::Severity::Warning;

use crate::{
    draft::Draft,
    field::Field,
    finding::{Remedy, codes},
    table::{TableNotes, about},
};

/// Notes bank cards (pay would go to one of the two) and WeCom accounts (one would sign in as the other) that two people share;
/// a shared WeCom account is left out of all rows.
pub(crate) fn shared_values(drafts: &mut [Draft], notes: &mut TableNotes<'_>) {
    let card = |draft: &Draft| draft.bank_card.as_ref().map(|card| card.number().to_owned());
    for rows in shared(drafts, card) {
        let one = drafts.iter().find(|draft| rows.contains(&draft.row));
        let shown = one.and_then(|draft| draft.bank_card.as_ref()).map(BankCard::masked).unwrap_or_default();
        for row in &rows {
            let finding =
                about(Some(Field::BankCard), codes::CARD_SHARED, Warning).with("value", shown.clone());
            notes.note((*row, without(&rows, *row)), finding, Some(Field::BankCard), Remedy::Review);
        }
    }
    // WeCom compares without case.
    for rows in shared(drafts, |draft| draft.wecom_account.as_deref().map(str::to_lowercase)) {
        for row in &rows {
            let written = drafts.iter().find(|draft| draft.row == *row);
            let written = written.and_then(|draft| draft.wecom_account.clone()).unwrap_or_default();
            let finding =
                about(Some(Field::WecomAccount), codes::WECOM_SHARED, Warning).with("value", written);
            notes.note((*row, without(&rows, *row)), finding, Some(Field::WecomAccount), Remedy::AddLater);
        }
        for draft in drafts.iter_mut().filter(|draft| rows.contains(&draft.row)) {
            draft.wecom_account = None;
        }
    }
}

/// Rows of different people with one value. One person's two rows are told elsewhere.
fn shared(drafts: &[Draft], value: impl Fn(&Draft) -> Option<String>) -> Vec<Vec<u32>> {
    let mut holders: BTreeMap<String, Vec<&Draft>> = BTreeMap::new();
    for draft in drafts {
        if let Some(value) = value(draft) {
            holders.entry(value).or_default().push(draft);
        }
    }
    let different = |a: &Draft, b: &Draft| match (&a.id, &b.id) {
        (Some(a), Some(b)) => a.number() != b.number(),
        _ => a.name != b.name,
    };
    holders
        .into_values()
        .filter(|group| group.windows(2).any(|pair| matches!(pair, [a, b] if different(a, b))))
        .map(|group| group.into_iter().map(|draft| draft.row).collect())
        .collect()
}

fn without(rows: &[u32], row: u32) -> Vec<u32> {
    rows.iter().copied().filter(|other| *other != row).collect()
}
