//! One number for two people, and one person twice.

use std::collections::BTreeMap;

use heng_identifiers::IdDocument;
use heng_kernel::Severity::{Error, Info, Warning};

use crate::{
    draft::Draft,
    field::Field,
    finding::{Remedy, codes},
    table::{TableNotes, about, number_key},
};

/// Groups of drafts with the same key, at least two in each, in order of rows.
fn groups<'a, K: Ord>(drafts: &'a [Draft], key: impl Fn(&'a Draft) -> Option<K>) -> Vec<Vec<&'a Draft>> {
    let mut groups: BTreeMap<K, Vec<&Draft>> = BTreeMap::new();
    for draft in drafts {
        if let Some(key) = key(draft) {
            groups.entry(key).or_default().push(draft);
        }
    }
    groups.into_values().filter(|group| group.len() > 1).collect()
}

fn others(group: &[&Draft], draft: &Draft) -> Vec<u32> {
    group.iter().map(|other| other.row).filter(|row| *row != draft.row).collect()
}

/// Whether two rows speak of one person: the same document, or no document against it and the same name.
fn same_person(a: &Draft, b: &Draft) -> bool {
    match (&a.id, &b.id) {
        (Some(a), Some(b)) => a.number() == b.number(),
        _ => a.name.is_some() && a.name == b.name,
    }
}

/// Rows that share an employee number. Of rows alike in all, the first is kept; which of two people has the number cannot be
/// known, so all rows of such a group wait.
pub(crate) fn numbers_reused(drafts: &[Draft], notes: &mut TableNotes<'_>) {
    for group in groups(drafts, |draft| draft.number.as_deref().map(number_key)) {
        let Some((first, rest)) = group.split_first() else { continue };
        if rest.iter().all(|other| same_person(first, other)) {
            let repeats = |other: &&&Draft| Draft { row: first.row, ..(**other).clone() } == **first;
            let held = if rest.iter().all(|other| repeats(&other)) { rest } else { group.as_slice() };
            for draft in held {
                let finding = about(None, codes::DUPLICATE_PERSON, Error).with("how", "same_number_twice");
                notes.note((draft.row, others(&group, draft)), finding, None, Remedy::DecideDuplicate);
            }
            continue;
        }
        for draft in &group {
            let finding = about(Some(Field::Number), codes::NUMBER_REUSED, Error)
                .with("value", draft.number.clone().unwrap_or_default());
            notes.note(
                (draft.row, others(&group, draft)),
                finding,
                Some(Field::Number),
                Remedy::DecideDuplicate,
            );
        }
    }
}

/// Rows that are one person under different numbers: the same document (given in 15 and 18 characters, perhaps), or the same
/// name, telephone and day of hire with no documents against it.
pub(crate) fn people_twice(drafts: &[Draft], notes: &mut TableNotes<'_>) {
    for group in groups(drafts, |draft| draft.id.as_ref().map(|id| id.number().to_owned())) {
        if !one_number(&group) {
            one_document(group, notes);
        }
    }
    let words =
        |draft: &Draft| Some((draft.name.clone()?, draft.mobile.as_ref()?.number().to_owned(), draft.hired?));
    for group in groups(drafts, words) {
        if !one_number(&group) {
            one_in_words(&group, notes);
        }
    }
}

/// Rows under one employee number are told by [`numbers_reused`].
fn one_number(group: &[&Draft]) -> bool {
    let number = |draft: &Draft| draft.number.as_deref().map(number_key);
    group.windows(2).all(|pair| matches!(pair, [a, b] if a.number.is_some() && number(a) == number(b)))
}

/// Rows with one document. Ended employments followed by another are a return, not a duplicate.
fn one_document(mut group: Vec<&Draft>, notes: &mut TableNotes<'_>) {
    group.sort_by_key(|draft| (draft.hired, draft.row));
    if group.windows(2).all(|pair| matches!(pair, [earlier, later] if ended_before(earlier, later))) {
        for draft in group.iter().skip(1) {
            let finding = about(None, codes::REHIRE, Info);
            notes.note((draft.row, others(&group, draft)), finding, None, Remedy::None);
        }
        return;
    }
    let old_form = group.iter().filter(|draft| was_upgraded(draft)).count();
    let both_forms = old_form > 0 && old_form < group.len();
    let how = if both_forms { "id_15_and_18" } else { "same_id_other_number" };
    group.sort_by_key(|draft| draft.row);
    for draft in &group {
        let finding = about(None, codes::DUPLICATE_PERSON, Error).with("how", how);
        notes.note((draft.row, others(&group, draft)), finding, None, Remedy::DecideDuplicate);
    }
}

/// Rows with one name, telephone and day of hire. Two different documents make two people, and only a warning.
fn one_in_words(group: &[&Draft], notes: &mut TableNotes<'_>) {
    let ids: Vec<_> = group.iter().filter_map(|draft| draft.id.as_ref().map(IdDocument::number)).collect();
    let one_id = ids.windows(2).all(|pair| matches!(pair, [a, b] if a == b));
    if one_id && ids.len() == group.len() {
        return;
    }
    let (code, severity) =
        if one_id { (codes::DUPLICATE_PERSON, Error) } else { (codes::POSSIBLE_DUPLICATE, Warning) };
    for draft in group {
        let finding = about(None, code, severity).with("how", "name_phone_hired");
        notes.note((draft.row, others(group, draft)), finding, None, Remedy::DecideDuplicate);
    }
}

/// Whether the earlier employment was over when the later one began.
fn ended_before(earlier: &Draft, later: &Draft) -> bool {
    matches!((earlier.last_day, later.hired), (Some(last_day), Some(hired)) if earlier.has_left() && last_day < hired)
}

fn was_upgraded(draft: &Draft) -> bool {
    matches!(&draft.id, Some(IdDocument::ResidentId(id)) if id.was_upgraded())
}
