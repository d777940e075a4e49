//! Changes of units, taken back.

use heng_access::{Actor, Allowance, Anchor, ClassSet, Permission, SYSTEM_ROLE, Scope, Target, Via};
use heng_db::Tx;
use heng_kernel::{EmploymentId, PersonnelEventId, SessionId, UnitChangeId, UnitId};
use heng_people::{
    Patch,
    api::{
        Act, ChangeUnit, CreateUnit, Hire, PersonDraft, PersonnelError, Post, PostPatch, UnitError,
        UnitFacts, UnitKind, UnitPatch, change_unit, create_unit,
    },
    catalogue::{NewPosition, add_position},
    employment::{self, Cancel, Later, history},
    unit::{CancelChange, CloseUnit, MergeUnits, Org, cancel, close, merge},
};
use sea_orm::{FromQueryResult, Statement};

use crate::world::{World, day};

/// Days before, on and after the changes of these tests.
const DAYS: [&str; 4] = ["2026-03-02", "2026-05-01", "2026-06-01", "2027-01-01"];

#[derive(FromQueryResult)]
struct Found {
    id: UnitChangeId,
}

impl World {
    async fn try_change(&self, unit: UnitId, on: &str, patch: UnitPatch) -> Result<(), UnitError> {
        let cmd = ChangeUnit { unit, effective_on: day(on), patch };
        let done = self.test.db.write(&self.actor, async |tx| change_unit(&tx, &cmd).await);
        done.await.map(drop)
    }

    async fn close(&self, unit: UnitId, to: UnitId) {
        let cmd = CloseUnit { unit, effective_on: day("2026-06-01"), everything_to: Some(to), note: None };
        let done = self.test.db.write(&self.actor, async |tx| close(&tx, &self.hooks, &cmd).await);
        done.await.unwrap();
    }

    async fn last_change(&self, unit: UnitId, kind: &str) -> UnitChangeId {
        let read = self.test.db.read();
        let sql =
            "SELECT id FROM unit_change WHERE unit_id = $1 AND kind = $2 ORDER BY recorded_at DESC, id DESC";
        let asked =
            Statement::from_sql_and_values(read.get_database_backend(), sql, [unit.0.into(), kind.into()]);
        Found::find_by_statement(asked).one(read).await.unwrap().unwrap().id
    }

    /// Takes the last change of that kind back.
    async fn take_back(&self, unit: UnitId, kind: &str) -> Result<(), UnitError> {
        let cmd = CancelChange { unit, change: self.last_change(unit, kind).await };
        self.test.db.write(&self.actor, async |tx| cancel(&tx, &self.hooks, &cmd).await).await
    }

    async fn target(&self, who: EmploymentId, on: &str) -> Target {
        heng_scope::target(self.test.db.read(), who, day(on)).await.unwrap()
    }

    async fn places(&self, people: &[EmploymentId]) -> Vec<Target> {
        let mut places = vec![];
        for who in people {
            for on in DAYS {
                places.push(self.target(*who, on).await);
            }
        }
        places
    }

    async fn try_cancel(
        &self,
        employment: EmploymentId,
        event: PersonnelEventId,
    ) -> Result<(), PersonnelError> {
        let cmd = Cancel { employment, event, later: Later::Refuse, note: None };
        self.test.db.write(&self.actor, async |tx| employment::cancel(&tx, &self.hooks, &cmd).await).await
    }

    async fn last_event(&self, who: EmploymentId) -> PersonnelEventId {
        let found = history(self.test.db.read(), who, None).await.unwrap();
        found.events.last().unwrap().event.id
    }
}

/// Whoever may change units and people below these units and nowhere else.
fn looking_after(units: &[UnitId]) -> Actor {
    let below = |permission, classes| Allowance {
        permission,
        scope: Scope::Subtree,
        anchor: Anchor { units: units.to_vec(), ..Anchor::default() },
        classes,
        role: SYSTEM_ROLE,
    };
    Actor::builder(Via::Session(SessionId(uuid::Uuid::from_u128(1))))
        .today(day("2026-03-02"))
        .allowances([
            below(Permission::OrgWrite, ClassSet::EMPTY),
            below(Permission::PeopleWrite, ClassSet::ALL),
        ])
        .build()
}

#[tokio::test]
async fn a_merger_taken_back_puts_everything_where_it_was() {
    let world = World::new().await;
    let head = world.hire_in("店长", world.north, "2025-01-01").await;
    let who = world.hire_in("张三", world.north, "2026-01-01").await;
    let below = world.hire_in("李四", world.desk, "2026-01-01").await;
    let planned = world.hire_in("王五", world.north, "2026-08-01").await;
    world.head(world.north, head, "2025-01-01").await;
    let people = [head, who, below, planned];
    let before = world.places(&people).await;
    let merged = MergeUnits {
        from: vec![world.north],
        into: world.south,
        effective_on: day("2026-06-01"),
        note: None,
    };
    world.test.db.write(&world.actor, async |tx| merge(&tx, &world.hooks, &merged).await).await.unwrap();
    assert!(world.target(below, "2026-06-01").await.units.contains(&world.south));
    world.take_back(world.north, "close").await.unwrap();
    assert_eq!(world.places(&people).await, before, "places and managers on every day");
    let org = Org::all(world.test.db.read(), None).await.unwrap();
    assert_eq!(org.facts(world.desk, day("2026-06-01")).unwrap().parent, Some(world.north));
    assert!(org.get(world.north).unwrap().versions.at(day("2027-01-01")).is_some(), "open again");
    let again = world.take_back(world.north, "close").await;
    assert!(matches!(again, Err(UnitError::NoLongerCounts)), "{again:?}");
}

#[tokio::test]
async fn a_closing_is_not_taken_back_over_what_happened_since() {
    let world = World::new().await;
    let who = world.hire_in("张三", world.desk, "2026-01-01").await;
    world.close(world.desk, world.north).await;
    world.close(world.north, world.south).await;
    let back = world.take_back(world.desk, "close").await;
    assert!(matches!(back, Err(UnitError::ParentClosed(_))), "what it stood below is gone: {back:?}");
    // Nor does somebody go back alone to a unit that is not there.
    let refused = world.try_cancel(who, world.last_event(who).await).await;
    assert!(
        matches!(refused, Err(PersonnelError::UnitClosed { on, .. }) if on == day("2026-06-01")),
        "{refused:?}"
    );
    // The other way round both come back.
    world.take_back(world.north, "close").await.unwrap();
    world.take_back(world.desk, "close").await.unwrap();
    assert!(world.target(who, "2026-06-01").await.units.contains(&world.desk));
}

#[tokio::test]
async fn a_change_taken_back_leaves_the_others_and_a_unit_keeps_its_beginning() {
    let world = World::new().await;
    let who = world.hire_in("张三", world.desk, "2026-01-01").await;
    let moved = UnitPatch { parent: Some(world.south), ..UnitPatch::default() };
    world.try_change(world.desk, "2026-04-01", moved).await.unwrap();
    world.take_back(world.desk, "change").await.unwrap();
    let moved = UnitPatch { parent: Some(world.south), ..UnitPatch::default() };
    world.try_change(world.desk, "2026-04-01", moved).await.unwrap();
    let renamed = UnitPatch { name: Some("接待".to_owned()), ..UnitPatch::default() };
    world.try_change(world.desk, "2026-05-01", renamed).await.unwrap();
    world.take_back(world.desk, "change").await.unwrap();
    let org = Org::all(world.test.db.read(), None).await.unwrap();
    let facts = org.facts(world.desk, day("2026-05-01")).unwrap();
    assert_eq!((facts.name.as_str(), facts.parent), ("前台", Some(world.south)), "the name alone is back");
    let target = world.target(who, "2026-05-01").await;
    assert!(target.units.contains(&world.south) && !target.units.contains(&world.north));
    let begins = world.take_back(world.desk, "create").await;
    assert!(matches!(begins, Err(UnitError::BeginsWithIt)), "{begins:?}");
}

#[tokio::test]
async fn seats_somebody_took_since_do_not_go_back_from_under_them() {
    let world = World::new().await;
    let seat = NewPosition {
        code: "P1".to_owned(),
        name: "店员".to_owned(),
        unit: world.north,
        job: None,
        grade: None,
        headcount: 2,
        from_on: day("2026-01-01"),
    };
    let write = async |tx: Tx| add_position(&tx, &seat).await;
    let seat = world.test.db.write(&world.actor, write).await.unwrap();
    world.close(world.north, world.south).await;
    let post = Post { position: Some(seat), ..Post::in_unit(world.south) };
    let late = Hire::of(PersonDraft::named("张三"), day("2026-07-01"), post);
    let late = world.try_hire(&late).await.unwrap();
    let taken = world.take_back(world.north, "close").await;
    assert!(matches!(taken, Err(UnitError::SeatsTaken(1))), "{taken:?}");
    let promote = PostPatch { position: Patch::Clear, ..PostPatch::default() };
    world.record(late.employment, "2026-07-01", Act::Promote { change: promote }).await;
    world.take_back(world.north, "close").await.unwrap();
}

#[tokio::test]
async fn a_closing_is_taken_back_by_those_alone_who_look_after_both_units() {
    let world = World::new().await;
    world.close(world.north, world.south).await;
    let only_north = looking_after(&[world.north]);
    let cmd = CancelChange { unit: world.north, change: world.last_change(world.north, "close").await };
    let refused = world.test.db.write(&only_north, async |tx| cancel(&tx, &world.hooks, &cmd).await).await;
    assert!(matches!(refused, Err(UnitError::Denied(_))), "{refused:?}");
    let both = looking_after(&[world.north, world.south]);
    world.test.db.write(&both, async |tx| cancel(&tx, &world.hooks, &cmd).await).await.unwrap();
}

#[tokio::test]
async fn nobody_begins_in_a_unit_and_stays_past_its_planned_closing() {
    let world = World::new().await;
    world.close(world.north, world.south).await;
    let hire = |name: &str| Hire::of(PersonDraft::named(name), day("2026-05-01"), Post::in_unit(world.north));
    let stays = world.try_hire(&hire("张三")).await;
    let closed = |on| matches!(stays, Err(PersonnelError::UnitClosed { row: 0, on: gone }) if gone == on);
    assert!(closed(day("2026-06-01")), "{stays:?}");
    let leave = Act::Leave { reason: "expired".to_owned() };
    world.try_hire(&Hire { then: vec![(day("2026-06-01"), leave)], ..hire("李四") }).await.unwrap();
    let south = PostPatch { unit: Some(world.south), ..PostPatch::default() };
    let goes = Hire {
        then: vec![(day("2026-06-01"), Act::Transfer { post_id: None, change: south })],
        ..hire("王五")
    };
    world.try_hire(&goes).await.unwrap();
    world.take_back(world.north, "close").await.unwrap();
    world.try_hire(&hire("张三")).await.unwrap();
}

#[tokio::test]
async fn a_closing_with_seats_and_planned_changes_is_taken_back_whole() {
    let world = World::new().await;
    let seat = async |code: &str| {
        let seat = NewPosition {
            code: code.to_owned(),
            name: "店员".to_owned(),
            unit: world.north,
            job: None,
            grade: None,
            headcount: 1,
            from_on: day("2020-01-01"),
        };
        let write = async |tx: Tx| add_position(&tx, &seat).await;
        world.test.db.write(&world.actor, write).await.unwrap()
    };
    let (first, next) = (seat("N1").await, seat("N2").await);
    let post = Post { position: Some(first), ..Post::in_unit(world.north) };
    let who = Hire::of(PersonDraft::named("张三"), day("2026-01-01"), post);
    let who = world.try_hire(&who).await.unwrap().employment;
    let change = PostPatch { position: Patch::Set(next), ..PostPatch::default() };
    world.record(who, "2026-07-01", Act::Promote { change }).await;
    let before = world.places(&[who]).await;
    world.close(world.north, world.south).await;
    world.take_back(world.north, "close").await.unwrap();
    assert_eq!(world.places(&[who]).await, before);
}

#[tokio::test]
async fn a_move_corrected_on_its_day_is_taken_back_to_what_it_said_before() {
    let world = World::new().await;
    for parent in [world.south, world.head_office] {
        let moved = UnitPatch { parent: Some(parent), ..UnitPatch::default() };
        world.try_change(world.desk, "2026-04-01", moved).await.unwrap();
    }
    world.take_back(world.desk, "change").await.unwrap();
    let org = Org::all(world.test.db.read(), None).await.unwrap();
    assert_eq!(org.facts(world.desk, day("2026-04-01")).unwrap().parent, Some(world.south));
}

#[tokio::test]
async fn a_leave_taken_back_leaves_nobody_in_a_closed_unit_and_closes_no_circle() {
    let world = World::new().await;
    let leave = || Act::Leave { reason: "expired".to_owned() };
    let goes = world.hire_in("李四", world.north, "2026-01-01").await;
    let left = world.record(goes, "2026-06-01", leave()).await;
    world.close(world.north, world.south).await;
    let stays = world.try_cancel(goes, left).await;
    assert!(
        matches!(stays, Err(PersonnelError::UnitClosed { on, .. }) if on == day("2026-06-01")),
        "{stays:?}"
    );

    let head = world.hire_in("王五", world.one, "2026-01-01").await;
    let below = world.hire_in("赵六", world.head_office, "2026-01-01").await;
    world.head(world.head_office, head, "2026-01-01").await;
    let left = world.record(head, "2026-06-01", leave()).await;
    world.head(world.one, below, "2026-06-01").await;
    let circle = world.try_cancel(head, left).await;
    assert!(matches!(circle, Err(PersonnelError::ManagerCircle)), "{circle:?}");
}

#[tokio::test]
async fn a_move_is_taken_back_by_those_alone_who_look_after_where_it_goes_back() {
    let world = World::new().await;
    let who = world.hire_in("张三", world.north, "2026-01-01").await;
    let transfer = Act::Transfer {
        post_id: None,
        change: PostPatch { unit: Some(world.south), ..PostPatch::default() },
    };
    let moved = world.record(who, "2026-02-01", transfer).await;
    let to_south = UnitPatch { parent: Some(world.south), ..UnitPatch::default() };
    world.try_change(world.desk, "2026-02-01", to_south).await.unwrap();
    let only_south = looking_after(&[world.south]);
    let cmd = CancelChange { unit: world.desk, change: world.last_change(world.desk, "change").await };
    let back =
        async |actor| world.test.db.write(actor, async |tx| cancel(&tx, &world.hooks, &cmd).await).await;
    let refused = back(&only_south).await;
    assert!(matches!(refused, Err(UnitError::Denied(_))), "{refused:?}");
    let event = Cancel { employment: who, event: moved, later: Later::Refuse, note: None };
    let person = async |actor| {
        world.test.db.write(actor, async |tx| employment::cancel(&tx, &world.hooks, &event).await).await
    };
    let refused = person(&only_south).await;
    assert!(matches!(refused, Err(PersonnelError::Denied(_))), "{refused:?}");
    back(&world.actor).await.unwrap();
    person(&world.actor).await.unwrap();
}

#[tokio::test]
async fn a_unit_planned_to_join_a_closed_one_goes_where_everything_goes_on_its_own_day() {
    let world = World::new().await;
    let planned = world.unit(UnitKind::Department, "P1", "企划", world.one).await;
    let to_north = UnitPatch { parent: Some(world.north), ..UnitPatch::default() };
    world.try_change(planned, "2026-08-01", to_north).await.unwrap();
    let facts = UnitFacts::named("新组", Some(world.north));
    let (id, code) = (None, "N1".to_owned());
    let coming = CreateUnit { id, kind: UnitKind::Team, code, effective_on: day("2026-08-01"), facts };
    let make = async |tx: Tx| create_unit(&tx, &coming).await;
    let coming = world.test.db.write(&world.actor, make).await.unwrap();
    world.close(world.north, world.south).await;
    let above = async |unit: UnitId, on: &str| {
        let org = Org::all(world.test.db.read(), None).await.unwrap();
        org.facts(unit, day(on)).unwrap().parent
    };
    assert_eq!(above(planned, "2026-07-31").await, Some(world.one), "it joins on its own day");
    assert_eq!(above(planned, "2026-08-01").await, Some(world.south));
    assert_eq!(above(coming, "2026-08-01").await, Some(world.south));
    world.take_back(world.north, "close").await.unwrap();
    assert_eq!(above(planned, "2026-08-01").await, Some(world.north));
    assert_eq!(above(coming, "2026-08-01").await, Some(world.north));
}
