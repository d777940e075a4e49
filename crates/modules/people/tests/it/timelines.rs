//! Two axes of time, and what happens when they are changed.

use chrono::{Duration, NaiveDate};
use heng_db::Tx;
use heng_kernel::{EmploymentId, Money, UnitId};
use heng_people::api::{Pay, PayPer};
use heng_people::{
    Patch,
    api::{self, Act, Change, Hire, PersonDraft, PersonnelError, Post, PostPatch, Who},
    employment::{self, Cancel, Clash, Correct, Event, Later, Timelines, history, replay::replay},
};
use sea_orm::{ConnectionTrait, Statement};

use crate::world::{World, day};

fn to(unit: UnitId) -> Act {
    Act::Transfer { post_id: None, change: PostPatch { unit: Some(unit), ..PostPatch::default() } }
}

fn pay(amount: i64) -> Act {
    Act::ChangePay {
        pay: Pay { amount: Money::from_minor(amount), currency: "CNY".to_owned(), per: PayPer::Month },
    }
}

async fn lines(world: &World, who: EmploymentId) -> Timelines {
    history(world.test.db.read(), who, None).await.unwrap().lines
}

async fn unit_on(world: &World, who: EmploymentId, on: &str) -> Option<UnitId> {
    lines(world, who).await.main.at(day(on)).map(|span| span.value.unit)
}

#[tokio::test]
async fn trap_47_a_retroactive_transfer_is_seen_as_of_and_as_known() {
    let world = World::new().await;
    let who = world.hire_in("张三", world.north, "2026-01-01").await;
    let payday = world.test.db.now();
    world.test.clock.advance(Duration::days(1));
    world.record(who, "2026-02-01", to(world.south)).await;
    assert_eq!(unit_on(&world, who, "2026-01-31").await, Some(world.north));
    assert_eq!(unit_on(&world, who, "2026-02-01").await, Some(world.south));
    let then = history(world.test.db.read(), who, Some(payday)).await.unwrap();
    assert_eq!(
        then.lines.main.at(day("2026-02-01")).unwrap().value.unit,
        world.north,
        "what we believed on payday"
    );
    assert_eq!(then.events.len(), 1);
}

#[tokio::test]
async fn trap_48_an_earlier_change_is_inserted_before_a_planned_one() {
    let world = World::new().await;
    let who = world.hire_in("张三", world.north, "2026-01-01").await;
    let planned = world
        .record(
            who,
            "2026-07-01",
            Act::Promote {
                change: PostPatch { cost_centre: Patch::Set("CC9".to_owned()), ..PostPatch::default() },
            },
        )
        .await;
    world.record(who, "2026-05-01", to(world.south)).await;
    let lines = lines(&world, who).await;
    let after = &lines.main.at(day("2026-07-01")).unwrap().value;
    assert_eq!((after.unit, after.cost_centre.as_deref()), (world.south, Some("CC9")));
    let leave = Change::of(who, day("2026-06-01"), Act::Leave { reason: "resigned".to_owned() });
    let refused = world.try_record(&leave).await.unwrap_err();
    let PersonnelError::LaterEvents(in_the_way) = &refused else { panic!("{refused:?}") };
    assert_eq!(
        in_the_way.iter().map(|c| (c.event, c.clash)).collect::<Vec<_>>(),
        [(planned, Clash::AfterLastDay)]
    );
    world.try_record(&Change { later: Later::Cancel, ..leave }).await.unwrap();
    let past = history(world.test.db.read(), who, None).await.unwrap();
    assert_eq!(past.lines.last_day(), Some(day("2026-05-31")));
    assert!(
        past.events.iter().any(|row| row.event.id == planned && row.cancelled),
        "kept on record as cancelled"
    );
}

#[tokio::test]
async fn cancelling_an_event_restores_what_was() {
    let world = World::new().await;
    let who = world.hire_in("张三", world.north, "2026-01-01").await;
    world.record(who, "2026-02-01", pay(800_000)).await;
    let before = lines(&world, who).await;
    let card = api::cards(world.test.db.read(), &[who], day("2026-04-01")).await.unwrap();
    world.test.clock.advance(Duration::hours(1));
    let event = world.record(who, "2026-03-01", to(world.south)).await;
    assert_ne!(lines(&world, who).await, before);
    let cancel =
        Cancel { employment: who, event, later: Later::Refuse, note: Some("never happened".to_owned()) };
    world.test.clock.advance(Duration::hours(1));
    world
        .test
        .db
        .write(&world.actor, async |tx| employment::cancel(&tx, &world.hooks, &cancel).await)
        .await
        .unwrap();
    assert_eq!(lines(&world, who).await, before);
    assert_eq!(api::cards(world.test.db.read(), &[who], day("2026-04-01")).await.unwrap(), card);
    let again = world
        .test
        .db
        .write(&world.actor, async |tx| employment::cancel(&tx, &world.hooks, &cancel).await)
        .await;
    assert!(matches!(again, Err(PersonnelError::NoLongerCounts)));
}

#[tokio::test]
async fn a_correction_supersedes_and_deletes_nothing() {
    let world = World::new().await;
    let who = world.hire_in("张三", world.north, "2026-01-01").await;
    let wrong = world.record(who, "2026-02-01", pay(800_000)).await;
    let then = world.test.db.now();
    world.test.clock.advance(Duration::hours(1));
    let act = pay(850_000);
    let cmd = Correct {
        employment: who,
        event: wrong,
        effective_on: day("2026-02-15"),
        act,
        later: Later::Refuse,
        note: None,
    };
    let right = world
        .test
        .db
        .write(&world.actor, async |tx| employment::correct(&tx, &world.hooks, &cmd).await)
        .await
        .unwrap();
    let amount = |lines: &Timelines, on: &str| lines.pay.at(day(on)).map(|span| span.value.amount.minor());
    let now = lines(&world, who).await;
    assert_eq!((amount(&now, "2026-02-10"), amount(&now, "2026-02-15")), (None, Some(850_000)));
    let past = history(world.test.db.read(), who, Some(then)).await.unwrap().lines;
    assert_eq!(amount(&past, "2026-02-10"), Some(800_000));
    let rows = history(world.test.db.read(), who, None).await.unwrap().events;
    let of = |id| rows.iter().find(|row| row.event.id == id).unwrap();
    assert!(of(wrong).superseded_at.is_some() && !of(wrong).cancelled);
    assert_eq!(of(right).replaces, Some(wrong));
}

#[tokio::test]
async fn trap_49_a_rehire_is_a_new_stint_of_the_same_person() {
    let world = World::new().await;
    let first = world
        .try_hire(&Hire::of(PersonDraft::named("张三"), day("2024-01-01"), Post::in_unit(world.north)))
        .await
        .unwrap();
    let again = Hire {
        who: Who::Known(first.person),
        seniority_on: Some(day("2024-01-01")),
        ..Hire::of(PersonDraft::default(), day("2026-01-01"), Post::in_unit(world.south))
    };
    let refused = world.try_hire(&again).await;
    assert!(matches!(refused, Err(PersonnelError::AlreadyEmployed { .. })), "{refused:?}");
    world.record(first.employment, "2025-07-01", Act::Leave { reason: "resigned".to_owned() }).await;
    let second = world.try_hire(&again).await.unwrap();
    assert_eq!(second.person, first.person);
    assert_ne!(second.number, first.number);
    let past = history(world.test.db.read(), second.employment, None).await.unwrap();
    assert_eq!(past.events[0].event.act.kind(), "rehire");
    let db = world.test.db.read();
    assert_eq!(api::employments_of(db, first.person, day("2025-06-30")).await.unwrap(), [first.employment]);
    assert_eq!(api::employments_of(db, first.person, day("2025-08-01")).await.unwrap(), []);
    assert_eq!(api::employments_of(db, first.person, day("2026-01-01")).await.unwrap(), [second.employment]);
}

#[tokio::test]
async fn two_writers_of_one_day_leave_one_main_post() {
    let world = World::new().await;
    let who = world.hire_in("张三", world.north, "2026-01-01").await;
    let other = world.test.another(7).await;
    let (a, b) = (
        Change::of(who, day("2026-04-01"), to(world.south)),
        Change::of(who, day("2026-04-01"), to(world.head_office)),
    );
    let (a, b) = tokio::join!(
        world.test.db.write(&world.actor, async |tx| api::record(&tx, &world.hooks, &a).await),
        other.write(&world.actor, async |tx| api::record(&tx, &world.hooks, &b).await),
    );
    a.unwrap();
    b.unwrap();
    let lines = lines(&world, who).await;
    let spans: Vec<_> = lines.main.spans().iter().map(|span| span.days).collect();
    assert!(spans.windows(2).all(|two| !two[0].overlaps(&two[1])), "{spans:?}");
    let rows = history(world.test.db.read(), who, None).await.unwrap().events;
    assert_eq!(rows.len(), 3, "both changes are on record");
    let counting: Vec<Event> =
        rows.into_iter().filter(|r| r.superseded_at.is_none()).map(|r| r.event).collect();
    assert_eq!(replay(&counting).unwrap().main, lines.main);
}

#[tokio::test]
async fn a_corrected_first_day_moves_the_day_service_counts_from() {
    let world = World::new().await;
    let service = async |who: EmploymentId| {
        let sql = "SELECT seniority_on FROM employment WHERE id = $1";
        let read = world.test.db.read();
        let asked = Statement::from_sql_and_values(read.get_database_backend(), sql, [who.0.into()]);
        read.query_one_raw(asked).await.unwrap().unwrap().try_get::<NaiveDate>("", "seniority_on").unwrap()
    };
    let post = || Post::in_unit(world.north);
    let plain =
        world.try_hire(&Hire::of(PersonDraft::named("张三"), day("2025-01-01"), post())).await.unwrap();
    let earlier = Hire {
        seniority_on: Some(day("2020-05-01")),
        ..Hire::of(PersonDraft::named("李四"), day("2025-01-01"), post())
    };
    let earlier = world.try_hire(&earlier).await.unwrap();
    for one in [&plain, &earlier] {
        let lines = history(world.test.db.read(), one.employment, None).await.unwrap();
        let act = lines.events[0].event.act.clone();
        let cmd = Correct {
            employment: one.employment,
            event: one.event,
            effective_on: day("2024-01-01"),
            act,
            later: Later::Refuse,
            note: None,
        };
        let put_right = async |tx: Tx| employment::correct(&tx, &world.hooks, &cmd).await;
        world.test.db.write(&world.actor, put_right).await.unwrap();
    }
    assert_eq!(service(plain.employment).await, day("2024-01-01"));
    assert_eq!(service(earlier.employment).await, day("2020-05-01"), "told apart from the first day");
}
