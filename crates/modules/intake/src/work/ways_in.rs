//! The column of WeCom accounts: whom it lets in, and why somebody is left out of it.

use std::collections::{BTreeMap, HashMap, HashSet};

use heng_cleanse::{Action, Draft, Field, RosterPlan};
use heng_db::Tx;
use heng_identity::{
    AccountError, Identity,
    roster::{self, KnownAccount, WayGiven, WayIn},
};
use heng_kernel::{AccountId, PersonId};
use heng_ports::Channel;
use sea_orm::{ConnectionTrait, DbErr};
use serde::{Deserialize, Serialize};

use super::{World, execute::RowMade, report::codes};

/// Where the outside accounts of a roster let people in.
#[derive(Clone, Debug)]
pub struct Door {
    /// Opens accounts and links them.
    pub identity: Identity,
    /// The organisation whose accounts the column names.
    pub channel: Channel,
}

/// Every account there is, by what a roster asks of it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Accounts {
    by_person: HashMap<PersonId, KnownAccount>,
    holders: HashMap<String, AccountId>,
    logins: HashSet<String>,
    /// Accounts that may do more than whoever asks: to let somebody in there would be to give rights.
    pub beyond: HashSet<AccountId>,
}

/// Which outside account the file has named for whom so far.
#[derive(Debug, Default)]
pub(super) struct Named(BTreeMap<String, String>);

impl Named {
    fn first_for(&mut self, who: &str, subject: &str) -> &str {
        self.0.entry(who.to_owned()).or_insert_with(|| subject.to_owned())
    }
}

impl Accounts {
    pub async fn load(db: &impl ConnectionTrait, channel: &Channel) -> Result<Self, DbErr> {
        let mut accounts = Self::default();
        for known in roster::known_accounts(db, channel).await? {
            if let Some(subject) = known.subject.as_deref().and_then(roster::subject_name) {
                accounts.holders.insert(subject, known.account);
            }
            accounts.logins.insert(known.login.clone());
            if let Some(person) = known.person {
                accounts.by_person.insert(person, known);
            }
        }
        Ok(accounts)
    }

    /// What the person is linked with.
    pub fn subject_of(&self, person: PersonId) -> Option<&str> {
        self.by_person.get(&person)?.subject.as_deref()
    }

    /// The accounts the plan would link that were there before.
    pub fn to_link(&self, plan: &RosterPlan) -> Vec<AccountId> {
        let mut found = vec![];
        for person in &plan.people {
            let wants = person.employments.iter().any(|employment| employment.draft.wecom_account.is_some());
            let known = person.existing.and_then(|id| self.by_person.get(&id));
            found.extend(known.filter(|known| wants && known.subject.is_none()).map(|known| known.account));
        }
        found
    }

    /// Why a row's outside account is left out; `who` tells one person's rows from another's.
    pub(super) fn refusal(
        &self,
        person: Option<PersonId>,
        who: &str,
        written: &str,
        named: &mut Named,
    ) -> Option<&'static str> {
        let Some(subject) = roster::subject_name(written) else { return Some(codes::WECOM_UNREADABLE) };
        let known = person.and_then(|id| self.by_person.get(&id));
        let holder = self.holders.get(&subject);
        if holder.is_some() && holder == known.map(|known| &known.account) {
            return None;
        }
        if holder.is_some() {
            return Some(codes::WECOM_TAKEN);
        }
        if known.is_some_and(|known| known.subject.is_some()) {
            return Some(codes::WECOM_OTHER);
        }
        if known.is_some_and(|known| self.beyond.contains(&known.account)) {
            return Some(codes::WECOM_BEYOND);
        }
        (named.first_for(who, &subject) != subject).then_some(codes::WECOM_OTHER)
    }
}

/// What was given, and where. Kept with the undo record.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Given {
    /// Where; absent when nothing was given.
    pub channel: Option<Channel>,
    /// To whom.
    pub ways: Vec<WayGiven>,
}

/// Opens accounts and links them, for the rows that were taken.
pub(super) async fn give(
    tx: &Tx,
    door: Option<&Door>,
    plan: &RosterPlan,
    world: &World,
    rows: &[RowMade],
) -> Result<Given, AccountError> {
    let (Some(door), Some(accounts)) = (door, &world.accounts) else { return Ok(Given::default()) };
    let persons: HashMap<u32, PersonId> = rows.iter().map(|made| (made.row, made.person)).collect();
    let mut logins = accounts.logins.clone();
    let mut wanted: BTreeMap<PersonId, WayIn> = BTreeMap::new();
    for employment in plan.employments() {
        let draft = &employment.draft;
        let (Some(subject), Some(person)) = (&draft.wecom_account, persons.get(&draft.row)) else { continue };
        let asked = match &employment.action {
            Action::Create => true,
            Action::Update { changes, .. } => changes.iter().any(|c| c.field == Field::WecomAccount),
            Action::Unchanged { .. } => false,
        };
        let known = accounts.by_person.get(person);
        if !asked || known.is_some_and(|known| known.subject.is_some()) || wanted.contains_key(person) {
            continue;
        }
        let account = match known {
            Some(known) => Ok(known.account),
            None => Err(free_login(subject, draft, &mut logins)),
        };
        wanted.insert(*person, WayIn { person: *person, subject: subject.clone(), account });
    }
    if wanted.is_empty() {
        return Ok(Given::default());
    }
    let wanted: Vec<WayIn> = wanted.into_values().collect();
    let ways = roster::let_in(tx, &door.channel, &wanted).await?;
    Ok(Given { channel: Some(door.channel.clone()), ways })
}

/// A login name nobody has: the outside account's, which people know by heart, else the employee number, else the first with
/// a number behind it.
fn free_login(subject: &str, draft: &Draft, taken: &mut HashSet<String>) -> String {
    let plain = [Some(subject.to_owned()), draft.number.clone()].into_iter().flatten();
    let numbered = (2_u32..).map(|n| format!("{}-{n}", subject.chars().take(50).collect::<String>()));
    let mut tries = plain.chain(numbered);
    let free = tries.find(|login| roster::login_name(login).is_some_and(|key| taken.insert(key)));
    free.unwrap_or_default()
}
