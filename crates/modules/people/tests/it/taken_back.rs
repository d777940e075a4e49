//! Changes of units, taken back.

use heng_access::{Actor, Allowance, Anchor, ClassSet, Permission, SYSTEM_ROLE, Scope, Target, Via};
use heng_db::Tx;
use heng_kernel::{EmploymentId, PersonnelEventId, SessionId, UnitChangeId, UnitId};
use heng_people::{
    Patch,
    api::{
        Act, ChangeUnit, Hire, PersonDraft, PersonnelError, Post, PostPatch, UnitError, UnitPatch,
        change_unit,
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

    async fn last_event(&self, who: EmploymentId) -> PersonnelEventId {
        let found = history(self.test.db.read(), who, None).await.unwrap();
        found.events.last().unwrap().event.id
    }
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
    let alone =
        Cancel { employment: who, event: world.last_event(who).await, later: Later::Refuse, note: None };
    let alone =
        world.test.db.write(&world.actor, async |tx| employment::cancel(&tx, &world.hooks, &alone).await);
    let refused = alone.await;
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
    let only_north = Allowance {
        permission: Permission::OrgWrite,
        scope: Scope::Subtree,
        anchor: Anchor { units: vec![world.north], ..Anchor::default() },
        classes: ClassSet::EMPTY,
        role: SYSTEM_ROLE,
    };
    let only_north = Actor::builder(Via::Session(SessionId(uuid::Uuid::from_u128(1))))
        .today(day("2026-03-02"))
        .allowances([only_north])
        .build();
    let cmd = CancelChange { unit: world.north, change: world.last_change(world.north, "close").await };
    let refused = world.test.db.write(&only_north, async |tx| cancel(&tx, &world.hooks, &cmd).await).await;
    assert!(matches!(refused, Err(UnitError::Denied(_))), "{refused:?}");
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
