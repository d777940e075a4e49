//! What to call accounts on pages.

use std::collections::HashMap;

use chrono::NaiveDate;
use heng_access::Actor;
use heng_kernel::{AccountId, EmploymentId, PersonId};
use sea_orm::DbErr;

use crate::{Identity, PersonTitle, api};

/// What to call an account.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Called {
    /// The person's name where there is one, else what the account calls itself.
    pub(crate) name: String,
    /// The employee number that stands for the person, for whoever may see them.
    pub(crate) number: Option<String>,
}

/// What to call these accounts: by the person's name where there is one. Three looks at most, however many they are.
pub(crate) async fn names_of(
    identity: &Identity,
    accounts: impl IntoIterator<Item = AccountId>,
    on: NaiveDate,
) -> Result<HashMap<AccountId, String>, DbErr> {
    let titled = titled(identity, accounts, on).await?;
    Ok(titled.into_iter().map(|(id, (title, person))| (id, name(title, person.as_ref()))).collect())
}

/// Like [`names_of`], with the employee numbers of those the actor may see: one or two looks more.
pub(crate) async fn called(
    identity: &Identity,
    actor: &Actor,
    accounts: impl IntoIterator<Item = AccountId>,
) -> Result<HashMap<AccountId, Called>, DbErr> {
    let titled = titled(identity, accounts, actor.today()).await?;
    let stands_for = |person: &Option<PersonTitle>| Some(person.as_ref()?.posts.first()?.employment);
    let posts: Vec<EmploymentId> = titled.values().filter_map(|(_, person)| stands_for(person)).collect();
    let mut seen = identity.standing().employments(actor, &posts, identity.db().now()).await?;
    let called = |(id, (title, person)): (AccountId, (api::Title, Option<PersonTitle>))| {
        let number = stands_for(&person).and_then(|post| seen.remove(&post)).map(|post| post.number);
        (id, Called { name: name(title, person.as_ref()), number })
    };
    Ok(titled.into_iter().map(called).collect())
}

fn name(title: api::Title, person: Option<&PersonTitle>) -> String {
    person.map_or(title.name, |person| person.name.clone())
}

async fn titled(
    identity: &Identity,
    accounts: impl IntoIterator<Item = AccountId>,
    on: NaiveDate,
) -> Result<HashMap<AccountId, (api::Title, Option<PersonTitle>)>, DbErr> {
    let mut ids: Vec<AccountId> = accounts.into_iter().collect();
    ids.sort_unstable();
    ids.dedup();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let known = api::titles(identity.db().read(), &ids).await?;
    let persons: Vec<PersonId> = known.values().filter_map(|title| title.person).collect();
    let persons = identity.standing().titles(&persons, on).await?;
    let with_person = |(id, title): (AccountId, api::Title)| {
        let person = title.person.and_then(|person| persons.get(&person).cloned());
        (id, (title, person))
    };
    Ok(known.into_iter().map(with_person).collect())
}
