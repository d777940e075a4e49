//! What would happen, before it happens.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use heng_access::{Actor, Permission};
use heng_approval::api::{ExpectedNode, expected};
use heng_db::Db;
use heng_kernel::{Explanation, Finding, LeaveLotId, Severity, hundredths_text};

use super::{
    Ask, KIND, LeaveError,
    ask::{AskedDay, clash, corrects, weigh},
    queries,
};
use crate::calendar::Calendars;

/// The answer to "what if I asked for this".
#[derive(Debug)]
pub(crate) struct Preview {
    /// Hundredths of a day used up.
    pub quantity: i64,
    pub counted: Explanation,
    pub days: Vec<AskedDay>,
    /// Before and after, on the day of asking; nothing for a type without a balance.
    pub balance: Option<(i64, i64, Explanation)>,
    /// The lots it draws on, in order, with the last day of each.
    pub draws: Vec<(LeaveLotId, Option<NaiveDate>, i64)>,
    pub approvers: Vec<ExpectedNode>,
    /// Others of the unit who are away, by day.
    pub away: BTreeMap<NaiveDate, u64>,
    /// What speaks against it (errors: it would be refused) and what to know.
    pub findings: Vec<Finding>,
}

/// Counts, looks at the ledger, asks who would decide. Writes nothing.
pub(crate) async fn preview(
    db: &Db,
    calendars: &Calendars,
    actor: &Actor,
    ask: &Ask,
) -> Result<Preview, LeaveError> {
    let target = heng_scope::target(db.read(), ask.employment, actor.today()).await?;
    actor.require(Permission::LeaveRequest, &target)?;
    let weighed = weigh(db.read(), calendars, db.now(), ask).await?;
    let mut findings = weighed.count.findings.clone();
    match weighed.within_reach(corrects(actor, &target)) {
        Ok(()) => {}
        Err(LeaveError::TooFarBack { earliest, most }) => {
            let back = Finding::new("leave.too_far_back", Severity::Error, "first_day");
            findings.push(back.with("earliest", earliest.to_string()).with("most", most));
        }
        Err(other) => return Err(other),
    }
    if let Some(day) = clash(db.read(), ask.employment, &weighed.days).await? {
        let overlap = Finding::new("leave.overlap", Severity::Error, "first_day");
        findings.push(overlap.with("day", day.to_string()));
    }
    let portions = match weighed.portions() {
        Ok(portions) => portions,
        Err(LeaveError::Short { day, missing }) => {
            let short = Finding::new("leave.balance_short", Severity::Error, "last_day");
            findings.push(short.with("day", day.to_string()).with("missing", hundredths_text(missing)));
            vec![]
        }
        Err(other) => return Err(other),
    };
    let (company, on) = (weighed.card.company, weighed.today);
    let approvers = match expected(db.read(), KIND, company, ask.employment, on).await? {
        Ok(nodes) => nodes,
        Err(faults) => {
            findings.extend(faults);
            vec![]
        }
    };
    let span = (ask.first_day, ask.last_day);
    let away = queries::others_away(db.read(), weighed.card.unit, ask.employment, span, on).await?;
    let book = &weighed.ledger.book;
    let (before, held) = (book.balance(on), book.lowered_by(&portions, on));
    let balance = weighed.kind.needs_balance.then(|| (before, before - held, weighed.ledger.explain(on)));
    let mut draws: Vec<(LeaveLotId, Option<NaiveDate>, i64)> = vec![];
    for portion in portions {
        let last = book.lot(portion.lot).and_then(|lot| lot.to?.pred_opt());
        match draws.iter_mut().find(|(lot, ..)| *lot == portion.lot) {
            Some((_, _, sum)) => *sum += portion.quantity,
            None => draws.push((portion.lot, last, portion.quantity)),
        }
    }
    Ok(Preview {
        quantity: weighed.quantity(),
        counted: weighed.count.explanation,
        days: weighed.days,
        balance,
        draws,
        approvers,
        away,
        findings,
    })
}
