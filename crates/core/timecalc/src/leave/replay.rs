//! What a back-dated change does to a history.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    book::Book,
    facts::LeaveFacts,
    lot::Movement,
    policy::LeavePolicy,
    project::{Projection, project},
};

/// A balance that is another than it was, on a day on which a movement differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BalanceChange {
    /// The day.
    pub on: NaiveDate,
    /// What it was.
    pub before: i64,
    /// What it is.
    pub after: i64,
}

/// The difference between two histories. Gone and new movements are what a ledger has to take back and to add.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replay {
    /// The new history.
    pub after: Projection,
    /// Movements of the old history that the new one has not.
    pub gone: Vec<Movement>,
    /// Movements of the new history that the old one had not.
    pub new: Vec<Movement>,
    /// Balances that changed, by day.
    pub balances: Vec<BalanceChange>,
}

/// Works out a history with changed facts or rules and says what differs from what was.
pub fn replay(before: &Projection, policy: &LeavePolicy, facts: &LeaveFacts, until: NaiveDate) -> Replay {
    let after = project(policy, facts, until);
    let (old, new) = (counted(&before.book), counted(&after.book));
    let more = |a: &BTreeMap<Key, (i64, Movement)>, b: &BTreeMap<Key, (i64, Movement)>| {
        let mut list: Vec<Movement> = Vec::new();
        for (key, (count, movement)) in a {
            let there = b.get(key).map_or(0, |(count, _)| *count);
            list.extend((there..*count).map(|_| *movement));
        }
        list.sort_by_key(|movement| (movement.effective_on, movement.kind, movement.lot, movement.source));
        list
    };
    let (gone, fresh) = (more(&old, &new), more(&new, &old));
    let mut days: Vec<NaiveDate> = gone.iter().chain(&fresh).map(|movement| movement.effective_on).collect();
    days.sort_unstable();
    days.dedup();
    let change = |on| BalanceChange { on, before: before.book.balance(on), after: after.book.balance(on) };
    let balances = days.into_iter().map(change).filter(|change| change.before != change.after).collect();
    Replay { after, gone, new: fresh, balances }
}

type Key = (NaiveDate, heng_kernel::LeaveLotId, super::lot::MovementKind, i64, Option<crate::source::Source>);

/// Movements with how often each occurs; when it was recorded makes no difference.
fn counted(book: &Book) -> BTreeMap<Key, (i64, Movement)> {
    let mut counts: BTreeMap<Key, (i64, Movement)> = BTreeMap::new();
    for m in &book.movements {
        let key = (m.effective_on, m.lot, m.kind, m.quantity, m.source);
        counts.entry(key).or_insert((0, *m)).0 += 1;
    }
    counts
}
