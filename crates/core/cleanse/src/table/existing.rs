//! Rows against the people already there.

use std::collections::BTreeMap;

use heng_identifiers::IdDocument;
use heng_kernel::Severity::{Error, Info};

use crate::{
    draft::Draft,
    field::Field,
    finding::{Remedy, codes},
    known::ExistingEmployment,
    table::{TableNotes, about, number_key},
};

/// What a row is to the store.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Standing<'a> {
    /// A new person.
    #[default]
    New,
    /// A new employment of somebody who was here before.
    Returning(&'a ExistingEmployment),
    /// This employment.
    Same(&'a ExistingEmployment),
}

/// Finds each row among the existing employments, in the order of the drafts. A number held by somebody else and a person at work
/// under another number refuse the row.
pub(crate) fn against_existing<'a>(
    drafts: &[Draft],
    existing: &'a [ExistingEmployment],
    id_key: &dyn Fn(&IdDocument) -> String,
    notes: &mut TableNotes<'_>,
) -> Vec<Standing<'a>> {
    let by_number: BTreeMap<String, &ExistingEmployment> =
        existing.iter().map(|employment| (number_key(&employment.number), employment)).collect();
    let mut by_id: BTreeMap<&str, Vec<&ExistingEmployment>> = BTreeMap::new();
    for employment in existing {
        if let Some(key) = &employment.id_key {
            by_id.entry(key).or_default().push(employment);
        }
    }
    drafts
        .iter()
        .map(|draft| {
            let key = draft.id.as_ref().map(id_key);
            let holder = draft.number.as_deref().and_then(|number| by_number.get(&number_key(number)).copied());
            let stints = key.as_deref().and_then(|key| by_id.get(key)).map(Vec::as_slice).unwrap_or_default();
            if let Some(holder) = holder {
                if is_same_person(draft, key.as_deref(), holder) {
                    return Standing::Same(holder);
                }
                let finding = about(Some(Field::Number), codes::NUMBER_REUSED, Error)
                    .with("value", holder.number.clone())
                    .with("existing", true);
                notes.note((draft.row, Vec::new()), finding, Some(Field::Number), Remedy::DecideDuplicate);
                return Standing::New;
            }
            let ended = |stint: &&ExistingEmployment| {
                matches!((stint.last_day, draft.hired), (Some(last_day), Some(hired)) if last_day < hired)
            };
            match stints.iter().find(|stint| !ended(stint)) {
                // Without a number of its own, the row is the employment it overlaps.
                Some(current) if draft.number.is_none() => Standing::Same(current),
                Some(current) => {
                    let finding = about(None, codes::DUPLICATE_PERSON, Error)
                        .with("how", "same_id_other_number")
                        .with("existing_number", current.number.clone());
                    notes.note((draft.row, Vec::new()), finding, None, Remedy::DecideDuplicate);
                    Standing::New
                }
                None => stints.last().map_or(Standing::New, |stint| {
                    let finding = about(None, codes::REHIRE, Info).with("existing_number", stint.number.clone());
                    notes.note((draft.row, Vec::new()), finding, None, Remedy::None);
                    Standing::Returning(stint)
                }),
            }
        })
        .collect()
}

fn is_same_person(draft: &Draft, key: Option<&str>, existing: &ExistingEmployment) -> bool {
    match (key, existing.id_key.as_deref()) {
        (Some(key), Some(existing)) => key == existing,
        _ => draft.name.as_deref() == Some(existing.name.as_str()),
    }
}
