//! Nobody manages, however far up, those who manage them.

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::NaiveDate;
use heng_db::Tx;
use heng_kernel::EmploymentId;

use super::{PersonnelError, Timelines};
use crate::{api, history::Track};

/// Refuses managers who would be each other's, on any day the posts are as they are from `from` on: a further post may be
/// the seat from which others are led.
pub(crate) async fn refuse_circle(
    tx: &Tx,
    id: EmploymentId,
    lines: &Timelines,
    from: NaiveDate,
) -> Result<(), PersonnelError> {
    let posts = std::iter::once(&lines.main).chain(lines.further.values());
    let starts = posts.flat_map(Track::spans).map(|span| span.days.from());
    let days: BTreeSet<NaiveDate> = starts.filter(|day| *day > from).chain([from]).collect();
    for day in days {
        if lines.main.at(day).is_some() && api::managed_in_circle(tx.db(), id, day).await? {
            return Err(PersonnelError::ManagerCircle);
        }
    }
    Ok(())
}

/// Managers named within one bulk must not lead back to where they began.
pub(super) fn refuse_among(named: &HashMap<EmploymentId, EmploymentId>) -> Result<(), PersonnelError> {
    let mut settled: HashSet<EmploymentId> = HashSet::new();
    for start in named.keys() {
        let mut seen = HashSet::new();
        let mut next = Some(start);
        while let Some(id) = next.filter(|id| !settled.contains(*id)) {
            if !seen.insert(*id) {
                return Err(PersonnelError::ManagerCircle);
            }
            next = named.get(id);
        }
        settled.extend(seen);
    }
    Ok(())
}
