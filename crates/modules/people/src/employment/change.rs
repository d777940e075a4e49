//! Recording, correcting and cancelling events of an employment.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use heng_access::{ClassSet, FieldClass, Permission};
use heng_db::{Tx, audit::Change as Trail};
use heng_events::people::PersonnelChanged;
use heng_kernel::{EmploymentId, PersonnelEventId, UnitId};
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
    replay::{Conflict, Event, Timelines, replay},
    seat::{Seats, refused},
};
use crate::{history::Track, hooks::Hooks, unit::check_posts};

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
    let shift = Shift { event: Some(event.clone()), without: vec![], later: cmd.later, note: &cmd.note };
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
    let shift = Shift { event: Some(event.clone()), without: vec![old], later: cmd.later, note: &cmd.note };
    apply(tx, hooks, &ledger, shift, "personnel.correct").await?;
    Ok(event.id)
}

/// Cancels an event.
pub async fn cancel(tx: &Tx, hooks: &Hooks, cmd: &Cancel) -> Result<(), PersonnelError> {
    cancel_together(tx, hooks, cmd, &[]).await
}

/// Cancels an event and further ones of the same employment in one step, judged by what is left when all of them are gone.
pub(crate) async fn cancel_together(
    tx: &Tx,
    hooks: &Hooks,
    cmd: &Cancel,
    further: &[PersonnelEventId],
) -> Result<(), PersonnelError> {
    let target = heng_scope::target(tx.db(), cmd.employment, tx.actor.today()).await?;
    tx.actor.require(Permission::PeopleWrite, &target)?;
    let ledger = load(tx, cmd.employment).await?;
    let mut without = vec![];
    for id in std::iter::once(&cmd.event).chain(further) {
        let old = counting(tx, &ledger, *id).await?;
        tx.actor.require_classes(Permission::PeopleWrite, classes(&old.act), &target)?;
        if old.act.start().is_some() {
            let others = ledger.events.iter().filter(|e| e.id != old.id);
            let followers: Vec<_> = others.map(|e| (e.id, e.effective_on)).collect();
            if !followers.is_empty() && cmd.later == Later::Refuse {
                return Err(PersonnelError::StartHasFollowers(followers));
            }
        }
        without.push(old);
    }
    let shift = Shift { event: None, without, later: cmd.later, note: &cmd.note };
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
    /// What counts no longer: corrected by the event, or cancelled where there is none.
    without: Vec<Event>,
    later: Later,
    note: &'a Option<String>,
}

impl Shift<'_> {
    /// The first day on which anything is otherwise than before.
    fn from(&self) -> Option<NaiveDate> {
        self.event.iter().chain(&self.without).map(|event| event.effective_on).min()
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
    let gone: Vec<PersonnelEventId> = shift.without.iter().map(|event| event.id).collect();
    events.retain(|event| !gone.contains(&event.id));
    if let Some(event) = &shift.event {
        refuse_second_pay(&events, event)?;
        check_refs(tx, &ledger.head, &events, event).await?;
        check_calendar(tx, hooks, ledger, event).await?;
    }
    events.extend(shift.event.clone());
    let dropped = make_room(tx, &mut events, &shift).await?;
    let how = if shift.event.is_some() { event::EndedAs::Corrected } else { event::EndedAs::Cancelled };
    end_events(tx, &gone, how, shift.note.as_deref()).await?;
    end_events(tx, &dropped, event::EndedAs::Cancelled, shift.note.as_deref()).await?;
    if let Some(event) = &shift.event {
        let row = row_of(tx, id, event, shift.note.as_deref(), gone.first().copied());
        event::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx.db()).await?;
    }
    let lines = settle(tx, hooks, &ledger.head, &events).await?;
    let mut changed = shift.event.iter().chain(&shift.without);
    if changed.any(|event| moves_post(&event.act) || ends_post(&event.act))
        && let Some(from) = shift.from()
    {
        if !shift.without.is_empty() {
            require_new_places(tx, ledger, &lines, from).await?;
        }
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

/// Taken back or put later, it lets a post go on.
const fn ends_post(act: &Act) -> bool {
    matches!(act, Act::Leave { .. } | Act::EndPost { .. })
}

/// Whoever takes an event back may put people where that leads: into each unit in which they were not from that day on.
async fn require_new_places(
    tx: &Tx,
    ledger: &Ledger,
    lines: &Timelines,
    from: NaiveDate,
) -> Result<(), PersonnelError> {
    let places = |lines: &Timelines| {
        let spans = std::iter::once(&lines.main).chain(lines.further.values()).flat_map(Track::spans);
        let lasting = spans.filter(|span| span.days.to().is_none_or(|to| to > from));
        lasting.map(|span| span.value.unit).collect::<BTreeSet<UnitId>>()
    };
    let before = replay(&ledger.events).map(|lines| places(&lines)).unwrap_or_default();
    for unit in places(lines).difference(&before) {
        let target = heng_scope::unit_target(tx.db(), *unit, tx.actor.today()).await?;
        tx.actor.require(Permission::PeopleWrite, &target)?;
    }
    Ok(())
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
    let old = &shift.without;
    let touched = shift.event.iter().chain(old).fold(ClassSet::EMPTY, |all, e| all.union(classes(&e.act)));
    let mut trail = Trail::new(action, "employment", id).about(id).classes(touched);
    match old.as_slice() {
        [] => {}
        [one] => trail = trail.before(shown(one)),
        many => trail = trail.before(many.iter().map(shown).collect()),
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
    for old in old.iter().filter(|_| shift.event.is_none()) {
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
