//! Changes to many employments, each with several events, written without a row of the audit trail of their own: the
//! caller writes one for the whole bulk.

use chrono::NaiveDate;
use heng_access::{ClassSet, Permission};
use heng_db::Tx;
use heng_events::people::PersonnelChanged;
use heng_kernel::EmploymentId;
use heng_vault::Vault;

use crate::{
    belief::insert_all,
    employment::{
        Act, PersonnelError, check_refs,
        circle::refuse_circle,
        classes_of,
        entity::event,
        moves_post,
        record::{Ledger, refuse_closed, row_of, settle},
        refuse_second_pay,
        replay::{Event, replay},
        seat::{Seats, refused},
    },
    hooks::Hooks,
    person::{PersonPatch, mend},
};

/// What changes about one employment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BulkChange {
    /// The employment.
    pub employment: EmploymentId,
    /// Its person.
    pub person: PersonPatch,
    /// What happens, each with the first day of the new state.
    pub acts: Vec<(NaiveDate, Act)>,
}

/// Records all of it; either all or none. A change that does not fit the events already there is refused.
pub async fn change_many(
    tx: &Tx,
    vault: &Vault,
    hooks: &Hooks,
    cmds: &[BulkChange],
) -> Result<(), PersonnelError> {
    let mut moved = vec![];
    for (row, cmd) in cmds.iter().enumerate() {
        let target = heng_scope::target(tx.db(), cmd.employment, tx.actor.today()).await?;
        let acts = cmd.acts.iter().fold(ClassSet::EMPTY, |all, (_, act)| all.union(classes_of(act)));
        tx.actor.require_classes(Permission::PeopleWrite, acts.union(cmd.person.classes()), &target)?;
        let hidden = PersonnelError::Denied(heng_access::Denied::Hidden);
        let ledger = Ledger::load(tx.db(), cmd.employment).await?.ok_or(hidden)?;
        if !cmd.person.is_empty() {
            mend(tx, vault, ledger.head.person_id, &cmd.person).await.map_err(|e| e.of_row(row))?;
        }
        if !cmd.acts.is_empty()
            && let Some(moved_on) = record(tx, hooks, row, &ledger, cmd).await?
        {
            moved.push((row, cmd.employment, moved_on));
        }
    }
    // Managers may change places within one bulk: circles are looked for at the end.
    for (row, id, from) in moved {
        let Some(ledger) = Ledger::load(tx.db(), id).await? else { continue };
        let lines = replay(&ledger.events).map_err(PersonnelError::Clash)?;
        refuse_closed(tx, &[(&lines, from)]).await.map_err(|error| error.of_row(row))?;
        refuse_circle(tx, id, &lines, from).await?;
    }
    Ok(())
}

/// Answers the first day on which the main post changes.
async fn record(
    tx: &Tx,
    hooks: &Hooks,
    row: usize,
    ledger: &Ledger,
    cmd: &BulkChange,
) -> Result<Option<NaiveDate>, PersonnelError> {
    let mut events = ledger.events.clone();
    let (mut fresh, mut moved_on) = (vec![], None);
    for (day, act) in &cmd.acts {
        if act.start().is_some() {
            return Err(PersonnelError::Field { row, field: "act", code: "start_by_hire" });
        }
        let event = Event { id: tx.new_id(), effective_on: *day, recorded_at: tx.now, act: act.clone() };
        refuse_second_pay(&events, &event)?;
        check_refs(tx, &ledger.head, &events, &event).await.map_err(|error| error.of_row(row))?;
        if moves_post(act) {
            moved_on = Some(moved_on.map_or(*day, |known: NaiveDate| known.min(*day)));
        }
        events.push(event.clone());
        fresh.push(event);
    }
    let rows = fresh.iter().map(|event| row_of(tx, ledger.head.id, event, None, None)).collect();
    insert_all::<event::Entity>(tx.db(), rows).await?;
    let lines = settle(tx, hooks, &ledger.head, &events).await?;
    let seats = Seats::load(tx.db(), events.iter().collect()).await?;
    if let Some(from) = cmd.acts.iter().map(|(day, _)| *day).min() {
        seats.fit(&lines, from).map_err(|conflict| refused(row, conflict))?;
    }
    for event in &fresh {
        tx.emit(&PersonnelChanged {
            employment: ledger.head.id,
            event: event.id,
            kind: event.act.kind().to_owned(),
            effective_on: event.effective_on,
            cancelled: false,
        })
        .await?;
    }
    Ok(moved_on)
}
