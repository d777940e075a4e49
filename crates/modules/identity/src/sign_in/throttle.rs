//! Slowing down guesses without letting anybody lock somebody else out.
//!
//! Failures are counted per account *and* source, so that a stranger's guesses slow the stranger alone; per source over all
//! accounts, against one password tried on many; and far more loosely per account over all sources, against one account
//! guessed at from many. A browser that signed in to the account before brings its device cookie and is counted on its own,
//! whatever others do from the same address or from any.
//!
//! An attempt is counted before it is judged and forgiven when it was right, so that a thousand at once are not judged
//! together. Rows hold keyed hashes: people type passwords into the field of the name.

use std::net::IpAddr;

use chrono::{DateTime, TimeDelta, Utc};
use heng_db::{Tx, audit::Change};
use heng_vault::Vault;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, sea_query::OnConflict,
};

use crate::account::entity::account;

pub(crate) mod entity {
    //! `throttle`.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "throttle")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub key_hash: Vec<u8>,
        pub login_hash: Option<Vec<u8>>,
        pub failures: i32,
        pub last_at: DateTimeUtc,
        pub wait_until: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

use entity::{ActiveModel, Column, Entity};

/// Longest wait.
const LONGEST: TimeDelta = TimeDelta::minutes(15);

/// What is counted together.
#[derive(Clone, Debug)]
pub(crate) struct Tally {
    key: Vec<u8>,
    login: Option<Vec<u8>>,
    /// Failures that cost nothing; each one more doubles the wait from one second.
    free: i32,
    /// Forgotten after this time without a failure.
    memory: TimeDelta,
}

impl Tally {
    /// Guesses of one account's password from one source.
    pub(crate) fn of_login(vault: &Vault, login_key: &str, source: &str) -> Self {
        Self {
            key: hash(vault, &["login", login_key, &network(source)]),
            login: Some(login_hash(vault, login_key)),
            free: 5,
            memory: TimeDelta::hours(24),
        }
    }

    /// Guesses of one account's password from all sources together: no person mistypes so often.
    pub(crate) fn of_name(vault: &Vault, login_key: &str) -> Self {
        Self {
            key: hash(vault, &["name", login_key]),
            login: Some(login_hash(vault, login_key)),
            free: 200,
            memory: TimeDelta::hours(24),
        }
    }

    /// Guesses of one account's password from a browser that was in before.
    pub(crate) fn of_device(vault: &Vault, login_key: &str, device: &str) -> Self {
        Self {
            key: hash(vault, &["device", login_key, device]),
            login: Some(login_hash(vault, login_key)),
            free: 10,
            memory: TimeDelta::hours(24),
        }
    }

    /// All guesses from one source: an office behind one address may mistype a good deal.
    pub(crate) fn of_source(vault: &Vault, source: &str) -> Self {
        Self {
            key: hash(vault, &["source", &network(source)]),
            login: None,
            free: 100,
            memory: TimeDelta::hours(1),
        }
    }

    /// Guesses of one account's second factor: whoever makes them knows the password already.
    pub(crate) fn of_factor(vault: &Vault, login_key: &str) -> Self {
        Self {
            key: hash(vault, &["factor", login_key]),
            login: Some(login_hash(vault, login_key)),
            free: 10,
            memory: TimeDelta::hours(24),
        }
    }

    /// Guesses of one-time codes from one source.
    pub(crate) fn of_code(vault: &Vault, purpose: &str, source: &str) -> Self {
        Self {
            key: hash(vault, &["code", purpose, &network(source)]),
            login: None,
            free: 10,
            memory: TimeDelta::hours(1),
        }
    }

    fn wait(&self, failures: i32) -> TimeDelta {
        let over = u32::try_from(failures - self.free).unwrap_or_default();
        if over == 0 {
            return TimeDelta::zero();
        }
        // Ten doublings are more than the longest wait.
        TimeDelta::seconds(1 << (over - 1).min(10)).min(LONGEST)
    }
}

/// Too many guesses: not before this many seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Wait(pub(crate) u64);

/// Counts an attempt on every tally, or says how long to wait. To be committed before the attempt is judged.
pub(crate) async fn count(tx: &Tx, tallies: &[Tally]) -> Result<Option<Wait>, DbErr> {
    let mut rows = vec![];
    for tally in tallies {
        let row = Entity::find_by_id(tally.key.clone()).one(tx.db()).await?;
        rows.push(row.filter(|row| tx.now - row.last_at < tally.memory));
    }
    let longest = rows.iter().flatten().map(|row| row.wait_until).max();
    if let Some(wait) = longest.and_then(|until| seconds_until(until, tx.now)) {
        return Ok(Some(wait));
    }
    for (tally, row) in tallies.iter().zip(rows) {
        let failures = row.map_or(0, |row| row.failures).saturating_add(1);
        let counted = ActiveModel {
            key_hash: Set(tally.key.clone()),
            login_hash: Set(tally.login.clone()),
            failures: Set(failures),
            last_at: Set(tx.now),
            wait_until: Set(tx.now + tally.wait(failures)),
        };
        let again = OnConflict::column(Column::KeyHash)
            .update_columns([Column::Failures, Column::LastAt, Column::WaitUntil])
            .to_owned();
        Entity::insert(counted).on_conflict(again).exec_without_returning(tx.db()).await?;
    }
    Ok(None)
}

/// The attempt was right: its tallies begin anew. A source's own tally only loses the one attempt, or one account of the
/// guesser's would buy guesses at all others.
pub(crate) async fn forgive(tx: &Tx, tallies: &[Tally]) -> Result<(), DbErr> {
    for tally in tallies {
        if tally.login.is_some() {
            Entity::delete_by_id(tally.key.clone()).exec(tx.db()).await?;
        } else if let Some(row) = Entity::find_by_id(tally.key.clone()).one(tx.db()).await? {
            let less = ActiveModel {
                key_hash: Set(row.key_hash),
                failures: Set((row.failures - 1).max(0)),
                ..Default::default()
            };
            Entity::update(less).exec(tx.db()).await?;
        }
    }
    Ok(())
}

/// Forgets every failure of an account, from wherever.
pub(crate) async fn unlock_account(tx: &Tx, vault: &Vault, account: &account::Model) -> Result<(), DbErr> {
    let named = [account.login_key.clone(), account.id.to_string()];
    let hashes = named.map(|name| login_hash(vault, &name));
    Entity::delete_many().filter(Column::LoginHash.is_in(hashes)).exec(tx.db()).await?;
    tx.audit(Change::new("account.unlock", "account", account.id)).await
}

/// Removes what is forgotten anyway.
pub(crate) async fn sweep(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<u64, DbErr> {
    let old = Entity::delete_many().filter(Column::LastAt.lt(now - TimeDelta::hours(24)));
    Ok(old.exec(db).await?.rows_affected)
}

fn seconds_until(until: DateTime<Utc>, now: DateTime<Utc>) -> Option<Wait> {
    let left = (until - now).num_milliseconds();
    (left > 0).then(|| Wait(u64::try_from(left).unwrap_or_default().div_ceil(1000)))
}

/// One caller's addresses: a whole /64 of version 6 belongs to one customer.
fn network(source: &str) -> String {
    match source.parse() {
        Ok(IpAddr::V6(address)) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
        _ => source.to_owned(),
    }
}

fn login_hash(vault: &Vault, login_key: &str) -> Vec<u8> {
    hash(vault, &["of", login_key])
}

fn hash(vault: &Vault, parts: &[&str]) -> Vec<u8> {
    vault.keyed_hash("throttle", &parts.join("\n")).as_bytes().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_doubles_up_to_the_longest_and_stays_there() {
        let tally = Tally { key: vec![], login: None, free: 5, memory: TimeDelta::hours(24) };
        let seconds = |failures| tally.wait(failures).num_seconds();
        assert_eq!([0, 5, 6, 7, 8].map(seconds), [0, 0, 1, 2, 4]);
        assert_eq!((seconds(14), seconds(15)), (256, 512));
        assert!((16..1000).chain([i32::MAX]).all(|failures| tally.wait(failures) == LONGEST));
    }
}
