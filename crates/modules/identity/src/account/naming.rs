//! What to call accounts on pages.

use std::collections::HashMap;

use chrono::NaiveDate;
use heng_kernel::{AccountId, PersonId};
use sea_orm::DbErr;

use crate::{Identity, api};

/// What to call these accounts: by the person's name where there is one. Three looks at most, however many they are.
pub(crate) async fn names_of(
    identity: &Identity,
    accounts: impl IntoIterator<Item = AccountId>,
    on: NaiveDate,
) -> Result<HashMap<AccountId, String>, DbErr> {
    let mut ids: Vec<AccountId> = accounts.into_iter().collect();
    ids.sort_unstable();
    ids.dedup();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let known = api::titles(identity.db().read(), &ids).await?;
    let persons: Vec<PersonId> = known.values().filter_map(|title| title.person).collect();
    let persons = identity.standing().titles(&persons, on).await?;
    let named = |(id, title): (AccountId, api::Title)| {
        let name = title.person.and_then(|person| Some(persons.get(&person)?.name.clone()));
        (id, name.unwrap_or(title.name))
    };
    Ok(known.into_iter().map(named).collect())
}
