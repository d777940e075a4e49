//! A post names a seat of its own unit, whichever event it comes from.

use heng_kernel::{EmploymentId, PositionId, UnitId};
use heng_people::{
    Patch,
    api::{
        self, Act, Change, EmploymentKind, Hire, PersonDraft, PersonPatch, PersonnelError, Post, PostPatch,
    },
    bulk::{BulkChange, change_many},
    catalogue::{NewPosition, add_position},
    employment::{self, Cancel, Clash, Correct, Later, Start, history},
    unit::{self, CloseUnit},
};

use crate::world::{World, day};

const ELSEWHERE: &str = "seat_of_other_unit";

impl World {
    async fn seat(&self, unit: UnitId, code: &str, from: &str) -> PositionId {
        let new = NewPosition {
            code: code.to_owned(),
            name: code.to_owned(),
            unit,
            job: None,
            grade: None,
            headcount: 1,
            from_on: day(from),
        };
        self.test.db.write(&self.actor, async |tx| add_position(&tx, &new).await).await.unwrap()
    }

    async fn seat_on(&self, who: EmploymentId, on: &str) -> Option<PositionId> {
        let lines = history(self.test.db.read(), who, None).await.unwrap().lines;
        lines.main.at(day(on)).unwrap().value.position
    }

    async fn correct(&self, cmd: Correct) -> Result<(), PersonnelError> {
        let done =
            self.test.db.write(&self.actor, async |tx| employment::correct(&tx, &self.hooks, &cmd).await);
        done.await.map(|_| ())
    }
}

fn post(unit: UnitId, seat: PositionId) -> Post {
    Post { position: Some(seat), ..Post::in_unit(unit) }
}

fn transfer(unit: Option<UnitId>, position: Patch<PositionId>) -> Act {
    Act::Transfer { post_id: None, change: PostPatch { unit, position, ..PostPatch::default() } }
}

fn promote(seat: PositionId) -> Act {
    Act::Promote { change: PostPatch { position: Patch::Set(seat), ..PostPatch::default() } }
}

fn refused<T: std::fmt::Debug>(answer: Result<T, PersonnelError>, wanted: &str) {
    let error = answer.unwrap_err();
    assert!(
        matches!(&error, PersonnelError::Field { field: "post.position", code, .. } if *code == wanted),
        "{error:?}"
    );
}

#[tokio::test]
async fn nobody_is_hired_into_a_seat_of_another_unit() {
    let world = World::new().await;
    let north = world.seat(world.north, "N", "2020-01-01").await;
    let other_company = world.seat(world.second, "Z", "2020-01-01").await;
    let hire = |seat| Hire::of(PersonDraft::named("张三"), day("2026-01-01"), post(world.south, seat));
    refused(world.try_hire(&hire(north)).await, ELSEWHERE);
    refused(world.try_hire(&hire(other_company)).await, ELSEWHERE);
    let right = Hire { post: post(world.north, north), ..hire(north) };
    let who = world.try_hire(&right).await.unwrap().employment;
    assert_eq!(world.seat_on(who, "2026-01-01").await, Some(north));
    let bulk = [right.clone(), hire(north)];
    let many = world.test.db.write(&world.actor, async |tx| api::hire_many(&tx, &world.vault, &bulk).await);
    let many = many.await.unwrap_err();
    assert!(
        matches!(many, PersonnelError::Field { row: 1, field: "post.position", code: ELSEWHERE }),
        "{many:?}"
    );
    let told_later = Hire { then: vec![(day("2026-02-01"), promote(other_company))], ..right };
    refused(world.try_hire(&told_later).await, ELSEWHERE);
}

#[tokio::test]
async fn nobody_is_transferred_or_promoted_into_a_seat_of_another_unit() {
    let world = World::new().await;
    let who = world.hire_in("张三", world.north, "2026-01-01").await;
    let (north, south) =
        (world.seat(world.north, "N", "2020-01-01").await, world.seat(world.south, "S", "2020-01-01").await);
    let try_act = async |act| world.try_record(&Change::of(who, day("2026-02-01"), act)).await;
    refused(try_act(transfer(Some(world.south), Patch::Set(north))).await, ELSEWHERE);
    refused(try_act(transfer(None, Patch::Set(south))).await, ELSEWHERE);
    refused(try_act(promote(south)).await, ELSEWHERE);
    try_act(promote(north)).await.unwrap();
    world.record(who, "2026-03-01", transfer(Some(world.south), Patch::Set(south))).await;
    assert_eq!(world.seat_on(who, "2026-03-01").await, Some(south));
}

#[tokio::test]
async fn a_concurrent_post_has_a_seat_of_its_own_unit() {
    let world = World::new().await;
    let who = world.hire_in("张三", world.north, "2026-01-01").await;
    let (north, second) =
        (world.seat(world.north, "N", "2020-01-01").await, world.seat(world.second, "Z", "2020-01-01").await);
    let post_id = heng_kernel::AssignmentId(uuid::Uuid::from_u128(9));
    let further = |seat| Act::AddPost { post_id, post: post(world.second, seat) };
    refused(world.try_record(&Change::of(who, day("2026-02-01"), further(north))).await, ELSEWHERE);
    world.record(who, "2026-02-01", further(second)).await;
    let moved = Act::Transfer {
        post_id: Some(post_id),
        change: PostPatch { position: Patch::Set(north), ..PostPatch::default() },
    };
    refused(world.try_record(&Change::of(who, day("2026-03-01"), moved)).await, ELSEWHERE);
}

#[tokio::test]
async fn a_correction_names_a_seat_of_the_corrected_unit() {
    let world = World::new().await;
    let (north, south) =
        (world.seat(world.north, "N", "2020-01-01").await, world.seat(world.south, "S", "2020-01-01").await);
    let hire = Hire::of(PersonDraft::named("张三"), day("2026-01-01"), post(world.north, north));
    let hired = world.try_hire(&hire).await.unwrap();
    let start = |unit, seat| Correct {
        employment: hired.employment,
        event: hired.event,
        effective_on: day("2026-01-01"),
        act: Act::Hire(Start {
            kind: EmploymentKind::Regular,
            probation_last_day: None,
            post_id: heng_kernel::AssignmentId(uuid::Uuid::nil()),
            post: post(unit, seat),
            pay: None,
            contract: None,
            calendar: None,
        }),
        later: Later::Refuse,
        note: None,
    };
    refused(world.correct(start(world.south, north)).await, ELSEWHERE);
    world.correct(start(world.south, south)).await.unwrap();
    assert_eq!(world.seat_on(hired.employment, "2026-01-01").await, Some(south));
}

#[tokio::test]
async fn whoever_goes_to_another_unit_leaves_the_seat() {
    let world = World::new().await;
    let north = world.seat(world.north, "N", "2020-01-01").await;
    let hire = Hire::of(PersonDraft::named("张三"), day("2026-01-01"), post(world.north, north));
    let who = world.try_hire(&hire).await.unwrap().employment;
    world.record(who, "2026-02-01", transfer(Some(world.south), Patch::Keep)).await;
    assert_eq!(world.seat_on(who, "2026-01-31").await, Some(north));
    assert_eq!(world.seat_on(who, "2026-02-01").await, None);
}

#[tokio::test]
async fn a_roster_moves_nobody_into_a_seat_of_another_unit() {
    let world = World::new().await;
    let who = world.hire_in("张三", world.north, "2026-01-01").await;
    let (north, south) =
        (world.seat(world.north, "N", "2020-01-01").await, world.seat(world.south, "S", "2020-01-01").await);
    let apply = async |acts: Vec<Act>| {
        let acts = acts.into_iter().map(|act| (day("2026-02-01"), act)).collect();
        let cmds = [BulkChange { employment: who, person: PersonPatch::default(), acts }];
        let done = world
            .test
            .db
            .write(&world.actor, async |tx| change_many(&tx, &world.vault, &world.hooks, &cmds).await);
        done.await
    };
    refused(apply(vec![transfer(Some(world.south), Patch::Set(north))]).await, ELSEWHERE);
    apply(vec![transfer(Some(world.south), Patch::Set(south))]).await.unwrap();
    assert_eq!(world.seat_on(who, "2026-02-01").await, Some(south));
}

#[tokio::test]
async fn a_later_event_that_loses_its_seat_stands_in_the_way() {
    let world = World::new().await;
    let south = world.seat(world.south, "S", "2020-01-01").await;
    let who = world.hire_in("张三", world.north, "2026-01-01").await;
    let moved = world.record(who, "2026-02-01", transfer(Some(world.south), Patch::Keep)).await;
    let seated = world.record(who, "2026-03-01", promote(south)).await;
    let cancel = |later| Cancel { employment: who, event: moved, later, note: None };
    let take_back = async |cmd: Cancel| {
        let done =
            world.test.db.write(&world.actor, async |tx| employment::cancel(&tx, &world.hooks, &cmd).await);
        done.await
    };
    let error = take_back(cancel(Later::Refuse)).await.unwrap_err();
    let PersonnelError::LaterEvents(list) = &error else { panic!("{error:?}") };
    assert_eq!(
        list.iter().map(|c| (c.event, c.clash)).collect::<Vec<_>>(),
        [(seated, Clash::SeatOfOtherUnit)]
    );
    take_back(cancel(Later::Cancel)).await.unwrap();
    assert_eq!(world.seat_on(who, "2026-03-01").await, None);
}

#[tokio::test]
async fn a_seat_is_taken_from_its_first_day_on() {
    let world = World::new().await;
    let who = world.hire_in("张三", world.north, "2026-01-01").await;
    let seat = world.seat(world.north, "N", "2026-03-01").await;
    refused(world.try_record(&Change::of(who, day("2026-02-28"), promote(seat))).await, "seat_not_there");
    world.record(who, "2026-03-01", promote(seat)).await;
}

#[tokio::test]
async fn a_closed_unit_takes_people_and_their_seats_along() {
    let world = World::new().await;
    let (first, next) = (
        world.seat(world.north, "N1", "2020-01-01").await,
        world.seat(world.north, "N2", "2020-01-01").await,
    );
    let hire = Hire::of(PersonDraft::named("张三"), day("2026-01-01"), post(world.north, first));
    let who = world.try_hire(&hire).await.unwrap().employment;
    world.record(who, "2026-07-01", promote(next)).await;
    let cmd = CloseUnit {
        unit: world.north,
        effective_on: day("2026-04-01"),
        everything_to: Some(world.south),
        note: None,
    };
    world.test.db.write(&world.actor, async |tx| unit::close(&tx, &world.hooks, &cmd).await).await.unwrap();
    assert_eq!(world.seat_on(who, "2026-04-01").await, Some(first));
    assert_eq!(world.seat_on(who, "2026-07-01").await, Some(next));
    let late = transfer(None, Patch::Set(next));
    world.record(who, "2026-02-01", late).await;
}
