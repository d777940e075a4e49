//! Recording, correcting and cancelling events of an employment.

use chrono::NaiveDate;
use heng_access::{ClassSet, FieldClass, Permission};
use heng_db::{Tx, audit::Change as Trail};
use heng_events::people::PersonnelChanged;
use heng_kernel::{EmploymentId, PersonnelEventId};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::{
    PersonnelError,
    act::{Act, Post},
    circle::refuse_circle,
    entity::{employment, event},
    record::{Ledger, end_events, refuse_closed, row_of, settle},
    replay::{Conflict, Event, replay},
    seat::{Seats, refused},
};
use crate::{hooks::Hooks, unit::check_posts};

/// What becomes of later events that an earlier change leaves without ground.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Later {
    /// The change is refused and names them.
    #[default]
    Refuse,
    /// They are cancelled with it.
    Cancel,
}

/// Records an event. It may lie ahead (it waits and shows as planned) or lie before others (they are replayed on it).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The employment.
    pub employment: EmploymentId,
    /// First day of the new state.
    pub effective_on: NaiveDate,
    /// What happens.
    pub act: Act,
    /// What becomes of later events in the way.
    pub later: Later,
    /// Who takes over open work, when somebody leaves.
    pub hand_over_to: Option<EmploymentId>,
    /// A word on it.
    pub note: Option<String>,
}

impl Change {
    /// A change without frills.
    pub const fn of(employment: EmploymentId, effective_on: NaiveDate, act: Act) -> Self {
        Self { employment, effective_on, act, later: Later::Refuse, hand_over_to: None, note: None }
    }
}

/// Puts another event in place of one that was recorded wrongly. Both stay on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correct {
    /// The employment.
    pub employment: EmploymentId,
    /// The event that was wrong.
    pub event: PersonnelEventId,
    /// First day of the new state.
    pub effective_on: NaiveDate,
    /// What really happened, of the same kind.
    pub act: Act,
    /// What becomes of later events in the way.
    pub later: Later,
    /// Why.
    pub note: Option<String>,
}

/// Takes an event back as if it had never been. It stays on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cancel {
    /// The employment.
    pub employment: EmploymentId,
    /// The event.
    pub event: PersonnelEventId,
    /// What becomes of later events in the way.
    pub later: Later,
    /// Why.
    pub note: Option<String>,
}

/// Records an event.
pub async fn record(tx: &Tx, hooks: &Hooks, cmd: &Change) -> Result<PersonnelEventId, PersonnelError> {
    let target = heng_scope::target(tx.db(), cmd.employment, tx.actor.today()).await?;
    tx.actor.require_classes(Permission::PeopleWrite, classes(&cmd.act), &target)?;
    if cmd.act.start().is_some() {
        return Err(PersonnelError::field("act", "start_by_hire"));
    }
    let ledger = load(tx, cmd.employment).await?;
    let event =
        Event { id: tx.new_id(), effective_on: cmd.effective_on, recorded_at: tx.now, act: cmd.act.clone() };
    if let (Some(to), Act::Leave { .. }) = (cmd.hand_over_to, &cmd.act) {
        let taker = heng_scope::target(tx.db(), to, tx.actor.today()).await?;
        tx.actor.require(Permission::PeopleRead, &taker)?;
        hooks.hand_over(tx, cmd.employment, to).await?;
    }
    let shift = Shift { event: Some(event.clone()), without: None, later: cmd.later, note: &cmd.note };
    apply(tx, hooks, &ledger, shift, "personnel.record").await?;
    Ok(event.id)
}

/// Corrects an event.
pub async fn correct(tx: &Tx, hooks: &Hooks, cmd: &Correct) -> Result<PersonnelEventId, PersonnelError> {
    let target = heng_scope::target(tx.db(), cmd.employment, tx.actor.today()).await?;
    tx.actor.require_classes(Permission::PeopleWrite, classes(&cmd.act), &target)?;
    let ledger = load(tx, cmd.employment).await?;
    let old = counting(tx, &ledger, cmd.event).await?;
    tx.actor.require_classes(Permission::PeopleWrite, classes(&old.act), &target)?;
    let mut act = match (cmd.act.clone(), &old.act) {
        // How somebody began is told alike, whether for the first time or again.
        (Act::Hire(start), Act::Rehire(_)) => Act::Rehire(start),
        (act, _) => act,
    };
    if act.kind() != old.act.kind() {
        return Err(PersonnelError::field("act.kind", "other_kind"));
    }
    keep_identity(&mut act, &old.act);
    let event = Event { id: tx.new_id(), effective_on: cmd.effective_on, recorded_at: tx.now, act };
    let shift = Shift {
        event: Some(event.clone()),
        without: Some((old, event::EndedAs::Corrected)),
        later: cmd.later,
        note: &cmd.note,
    };
    apply(tx, hooks, &ledger, shift, "personnel.correct").await?;
    Ok(event.id)
}

/// Cancels an event.
pub async fn cancel(tx: &Tx, hooks: &Hooks, cmd: &Cancel) -> Result<(), PersonnelError> {
    let target = heng_scope::target(tx.db(), cmd.employment, tx.actor.today()).await?;
    tx.actor.require(Permission::PeopleWrite, &target)?;
    let ledger = load(tx, cmd.employment).await?;
    let old = counting(tx, &ledger, cmd.event).await?;
    tx.actor.require_classes(Permission::PeopleWrite, classes(&old.act), &target)?;
    if old.act.start().is_some() {
        let others = ledger.events.iter().filter(|e| e.id != old.id);
        let followers: Vec<_> = others.map(|e| (e.id, e.effective_on)).collect();
        if !followers.is_empty() && cmd.later == Later::Refuse {
            return Err(PersonnelError::StartHasFollowers(followers));
        }
    }
    let shift = Shift {
        event: None,
        without: Some((old, event::EndedAs::Cancelled)),
        later: cmd.later,
        note: &cmd.note,
    };
    apply(tx, hooks, &ledger, shift, "personnel.cancel").await
}

/// The field classes an act touches.
pub(crate) fn classes(act: &Act) -> ClassSet {
    match act {
        Act::ChangePay { .. } => ClassSet::of(&[FieldClass::Pay]),
        act if act.tells_pay() => ClassSet::of(&[FieldClass::Work, FieldClass::Pay]),
        _ => ClassSet::of(&[FieldClass::Work]),
    }
}

async fn load(tx: &Tx, id: EmploymentId) -> Result<Ledger, PersonnelError> {
    Ledger::load(tx.db(), id).await?.ok_or(PersonnelError::Denied(heng_access::Denied::Hidden))
}

/// An event of this employment that still counts. One of somebody else's is as one that never was.
async fn counting(tx: &Tx, ledger: &Ledger, id: PersonnelEventId) -> Result<Event, PersonnelError> {
    if let Some(event) = ledger.events.iter().find(|event| event.id == id) {
        return Ok(event.clone());
    }
    let ended = event::Entity::find_by_id(id)
        .filter(event::Column::EmploymentId.eq(ledger.head.id))
        .one(tx.db())
        .await?;
    Err(ended.map_or(PersonnelError::Denied(heng_access::Denied::Hidden), |_| PersonnelError::NoLongerCounts))
}

/// Pay changes once a day: of two changes on one day nobody could say which is meant.
pub(crate) fn refuse_second_pay(events: &[Event], new: &Event) -> Result<(), PersonnelError> {
    let changes_pay = |event: &Event| matches!(event.act, Act::ChangePay { .. });
    let same_day = |e: &&Event| e.effective_on == new.effective_on && changes_pay(e);
    match events.iter().find(same_day).filter(|_| changes_pay(new)) {
        None => Ok(()),
        Some(e) => Err(PersonnelError::PayChangedThatDay { event: e.id, effective_on: e.effective_on }),
    }
}

/// A correction of a post speaks of the same post.
fn keep_identity(act: &mut Act, old: &Act) {
    match (act, old) {
        (Act::Hire(new) | Act::Rehire(new), Act::Hire(old) | Act::Rehire(old)) => new.post_id = old.post_id,
        (Act::AddPost { post_id, .. }, Act::AddPost { post_id: old, .. }) => *post_id = *old,
        _ => {}
    }
}

struct Shift<'a> {
    event: Option<Event>,
    without: Option<(Event, event::EndedAs)>,
    later: Later,
    note: &'a Option<String>,
}

impl Shift<'_> {
    /// The first day on which anything is otherwise than before.
    fn from(&self) -> Option<NaiveDate> {
        let old = self.without.as_ref().map(|(event, _)| event.effective_on);
        self.event.as_ref().map(|event| event.effective_on).into_iter().chain(old).min()
    }
}

async fn apply(
    tx: &Tx,
    hooks: &Hooks,
    ledger: &Ledger,
    shift: Shift<'_>,
    action: &'static str,
) -> Result<(), PersonnelError> {
    let id = ledger.head.id;
    let mut events = ledger.events.clone();
    let gone = shift.without.as_ref().map(|(event, _)| event.id);
    events.retain(|event| Some(event.id) != gone);
    if let Some(event) = &shift.event {
        refuse_second_pay(&events, event)?;
    }
    events.extend(shift.event.clone());
    if let Some(event) = &shift.event {
        check_refs(tx, &ledger.head, &ledger.events, event).await?;
        check_calendar(tx, hooks, ledger, event).await?;
    }
    let dropped = make_room(tx, &mut events, &shift).await?;
    if let Some((old, how)) = &shift.without {
        end_events(tx, &[old.id], *how, shift.note.as_deref()).await?;
    }
    end_events(tx, &dropped, event::EndedAs::Cancelled, shift.note.as_deref()).await?;
    if let Some(event) = &shift.event {
        let row = row_of(tx, id, event, shift.note.as_deref(), gone);
        event::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx.db()).await?;
    }
    let lines = settle(tx, hooks, &ledger.head, &events).await?;
    let changed = shift.event.iter().chain(shift.without.as_ref().map(|(event, _)| event));
    if changed.clone().any(|event| moves_post(&event.act))
        && let Some(from) = shift.from()
    {
        refuse_closed(tx, &[(&lines, from)]).await?;
        refuse_circle(tx, id, &lines, from).await?;
    }
    tell(tx, ledger, &shift, &dropped, action).await
}

/// Leaves out, one after another, later events that no longer fit, or says which they are.
async fn make_room(
    tx: &Tx,
    events: &mut Vec<Event>,
    shift: &Shift<'_>,
) -> Result<Vec<PersonnelEventId>, PersonnelError> {
    let seats = Seats::load(tx.db(), events.iter().collect()).await?;
    let Some(from) = shift.from() else { return Ok(vec![]) };
    let mut in_the_way: Vec<Conflict> = vec![];
    while let Err(conflict) = replay(events).and_then(|lines| seats.fit(&lines, from)) {
        if shift.event.as_ref().is_some_and(|event| event.id == conflict.event) {
            return Err(refused(0, conflict));
        }
        // An earlier post would go on in a seat that is no longer there: only another change can mend that.
        if conflict.effective_on < from {
            return Err(PersonnelError::Clash(conflict));
        }
        events.retain(|event| event.id != conflict.event);
        in_the_way.push(conflict);
    }
    if shift.later == Later::Refuse && !in_the_way.is_empty() {
        return Err(PersonnelError::LaterEvents(in_the_way));
    }
    Ok(in_the_way.into_iter().map(|conflict| conflict.event).collect())
}

pub(crate) fn moves_post(act: &Act) -> bool {
    matches!(
        act,
        Act::Hire(_) | Act::Rehire(_) | Act::Transfer { .. } | Act::Promote { .. } | Act::AddPost { .. }
    )
}

/// Everything a new event refers to must be there, and a main post stays within its company.
pub(crate) async fn check_refs(
    tx: &Tx,
    head: &employment::Model,
    events: &[Event],
    event: &Event,
) -> Result<(), PersonnelError> {
    let Some((post, main)) = arrives_at(events, event) else { return Ok(()) };
    let unit = heng_scope::unit_target(tx.db(), post.unit, tx.actor.today()).await?;
    tx.actor.require(Permission::PeopleWrite, &unit)?;
    check_posts(tx, [(&post, event.effective_on)], &[]).await?;
    if main {
        let org = crate::unit::Org::above(tx.db(), &[post.unit]).await?;
        if org.company(post.unit, event.effective_on) != Some(head.company_id) {
            return Err(PersonnelError::field("post.unit", "other_company"));
        }
    }
    Ok(())
}

/// A calendar is one of the company's.
async fn check_calendar(
    tx: &Tx,
    hooks: &Hooks,
    ledger: &Ledger,
    event: &Event,
) -> Result<(), PersonnelError> {
    let calendar = match &event.act {
        Act::SetCalendar { calendar } => *calendar,
        act => act.start().and_then(|start| start.calendar),
    };
    let Some(calendar) = calendar else { return Ok(()) };
    let known = hooks.has_calendar(tx, Some(ledger.head.company_id), calendar).await?;
    if known { Ok(()) } else { Err(PersonnelError::field("act.calendar", "not_found")) }
}

/// The post an event leads to, and whether it is the main one. None when it leaves posts alone, or does not fit: replay
/// says so.
fn arrives_at(events: &[Event], event: &Event) -> Option<(Post, bool)> {
    let (post_id, change) = match &event.act {
        Act::Hire(start) | Act::Rehire(start) => return Some((start.post.clone(), true)),
        Act::AddPost { post, .. } => return Some((post.clone(), false)),
        Act::Transfer { post_id, change } => (*post_id, change),
        Act::Promote { change } => (None, change),
        _ => return None,
    };
    let lines = replay(events).ok()?;
    let further = post_id.filter(|id| lines.main_id != Some(*id));
    let line = match further {
        Some(id) => lines.further.get(&id)?,
        None => &lines.main,
    };
    Some((change.applied_to(&line.at(event.effective_on)?.value), further.is_none()))
}

async fn tell(
    tx: &Tx,
    ledger: &Ledger,
    shift: &Shift<'_>,
    dropped: &[PersonnelEventId],
    action: &'static str,
) -> Result<(), PersonnelError> {
    let id = ledger.head.id;
    let old = shift.without.as_ref().map(|(event, _)| event);
    let touched = shift.event.iter().chain(old).fold(ClassSet::EMPTY, |all, e| all.union(classes(&e.act)));
    let mut trail = Trail::new(action, "employment", id).about(id).classes(touched);
    if let Some(old) = old {
        trail = trail.before(shown(old));
    }
    if let Some(new) = &shift.event {
        trail = trail.after(json!({ "event": shown(new), "cancelled_with_it": dropped, "note": shift.note }));
    }
    tx.audit(trail).await?;
    let said = |event: &Event, cancelled| PersonnelChanged {
        employment: id,
        event: event.id,
        kind: event.act.kind().to_owned(),
        effective_on: event.effective_on,
        cancelled,
    };
    if let (Some(old), None) = (old, &shift.event) {
        tx.emit(&said(old, true)).await?;
    }
    if let Some(new) = &shift.event {
        tx.emit(&said(new, false)).await?;
    }
    Ok(())
}

/// An event for the audit trail, amounts of pay included: the row's class `pay` withholds them from whoever may not see pay.
fn shown(event: &Event) -> Value {
    json!({ "id": event.id, "effective_on": event.effective_on, "act": event.act })
}
