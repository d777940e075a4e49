//! Checking the chain from the first row to the last.

use chrono::{DateTime, TimeDelta, Utc};
use heng_kernel::AuditId;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use serde::Serialize;

use super::{
    chain::AuditKey,
    entity::{Column, Entity},
    head::{CopiedHead, Head},
};

/// Rows read at a time.
const CHUNK: u64 = 1000;
/// A row may wait this long for its seal.
const GRACE: TimeDelta = TimeDelta::seconds(60);

/// Something wrong with the trail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "fault", rename_all = "snake_case")]
pub enum Fault {
    /// The row's content, number or predecessor is not what was sealed: it was altered, or rows were re-ordered.
    Altered {
        /// Its number.
        seq: i64,
        /// Its id.
        id: AuditId,
    },
    /// Rows between two numbers are gone.
    Missing {
        /// First missing number.
        first: i64,
        /// Last missing number.
        last: i64,
    },
    /// The trail ends before the head that was copied outside the database.
    Truncated {
        /// Last number in the database.
        last: i64,
        /// Number of the copied head.
        expected: i64,
    },
    /// The row at the copied head's number is sealed differently: the trail was rewritten.
    Rewritten {
        /// The number.
        seq: i64,
    },
    /// Rows were sealed, but the head that is copied outside the database is gone: a cut-off end could not be seen.
    HeadMissing,
    /// What lies where the head is copied to was not written with this installation's key.
    HeadForged,
    /// Rows older than a minute that were never sealed: written past the sealer, or the sealer does not run.
    Unsealed {
        /// How many.
        count: u64,
    },
}

/// The outcome of a check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Rows checked.
    pub checked: u64,
    /// Number of the last sealed row.
    pub last: i64,
    /// What is wrong; empty when all is well. At most 1,000.
    pub faults: Vec<Fault>,
}

/// Re-computes every seal. `copied` is what lies where the head is kept outside the database.
pub async fn verify(
    db: &impl ConnectionTrait,
    key: &AuditKey,
    copied: &CopiedHead,
    now: DateTime<Utc>,
) -> Result<Report, DbErr> {
    let mut faults = vec![];
    let held = match copied {
        CopiedHead::Held(head) => Some(head),
        CopiedHead::Missing | CopiedHead::Forged => None,
    };
    let mut previous = Head::default();
    let mut checked = 0;
    loop {
        let rows = Entity::find()
            .filter(Column::Seq.gt(previous.seq))
            .order_by_asc(Column::Seq)
            .limit(CHUNK)
            .all(db)
            .await?;
        if rows.is_empty() {
            break;
        }
        for row in rows {
            let seq = row.seq.unwrap_or_default();
            let mac = row.mac.clone().unwrap_or_default();
            if seq > previous.seq + 1 {
                // The seal after a gap cannot be checked: its predecessor is gone.
                faults.push(Fault::Missing { first: previous.seq + 1, last: seq - 1 });
            } else if key.seal(&previous.mac, seq, &row) != mac {
                faults.push(Fault::Altered { seq, id: row.id });
            }
            if held.is_some_and(|head| head.seq == seq && head.mac != mac) {
                faults.push(Fault::Rewritten { seq });
            }
            previous = Head { seq, mac };
            checked += 1;
        }
        if faults.len() >= 1000 {
            faults.truncate(1000);
            break;
        }
    }
    match copied {
        CopiedHead::Held(head) if head.seq > previous.seq => {
            faults.push(Fault::Truncated { last: previous.seq, expected: head.seq });
        }
        // Nothing was sealed yet, so nothing was copied.
        CopiedHead::Missing if previous.seq > 0 => faults.push(Fault::HeadMissing),
        CopiedHead::Forged => faults.push(Fault::HeadForged),
        CopiedHead::Held(_) | CopiedHead::Missing => {}
    }
    let unsealed =
        Entity::find().filter(Column::Seq.is_null()).filter(Column::At.lt(now - GRACE)).count(db).await?;
    if unsealed > 0 {
        faults.push(Fault::Unsealed { count: unsealed });
    }
    Ok(Report { checked, last: previous.seq, faults })
}
