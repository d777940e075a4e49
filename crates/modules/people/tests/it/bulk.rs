//! Many at once, as rosters bring them.

use heng_kernel::{EmploymentId, UnitId};
use heng_people::api::{self, CreateUnit, Hire, PersonDraft, PersonnelError, Post, UnitFacts, UnitKind};
use sea_orm::{ConnectionTrait, Statement};

use crate::world::{World, day};

async fn count(world: &World, sql: &str) -> i64 {
    let db = world.test.db.read();
    let statement = Statement::from_string(world.test.db.backend(), sql.to_owned());
    db.query_one_raw(statement).await.unwrap().unwrap().try_get_by_index(0).unwrap()
}

#[tokio::test]
async fn a_bulk_is_one_transaction_and_one_audit_row() {
    let world = World::new().await;
    let audit_before = count(&world, "SELECT COUNT(*) FROM audit_entry").await;
    let units: Vec<CreateUnit> = (0..40_u128)
        .map(|n| CreateUnit {
            id: Some(UnitId(uuid::Uuid::from_u128(1000 + n))),
            kind: UnitKind::Department,
            code: format!("BULK{n}"),
            effective_on: day("2020-01-01"),
            facts: UnitFacts::named(
                format!("部门{n}"),
                Some(if n < 20 { world.one } else { UnitId(uuid::Uuid::from_u128(1000 + n - 20)) }),
            ),
        })
        .collect();
    let made =
        world.test.db.write(&world.actor, async |tx| api::create_units(&tx, &units).await).await.unwrap();
    let head = EmploymentId(uuid::Uuid::from_u128(7));
    let hires: Vec<Hire> = (0..1000)
        .map(|n| {
            let mut post = Post::in_unit(made[n % made.len()]);
            post.manager = (n > 0).then_some(head);
            Hire {
                employment: (n == 0).then_some(head),
                number: Some(format!("E{:05}", n + 1)),
                ..Hire::of(PersonDraft::named(format!("员工{n}")), day("2024-01-01"), post)
            }
        })
        .collect();
    let hired = world
        .test
        .db
        .write(&world.actor, async |tx| api::hire_many(&tx, &world.vault, &hires).await)
        .await
        .unwrap();
    assert_eq!(hired.len(), 1000);
    assert_eq!(
        count(&world, "SELECT COUNT(*) FROM audit_entry").await,
        audit_before + 2,
        "one for units, one for people"
    );
    assert_eq!(count(&world, "SELECT COUNT(*) FROM people_card WHERE state = 'confirmed'").await, 1000);
    assert_eq!(count(&world, "SELECT COUNT(*) FROM visibility_manager WHERE solid").await, 999);
    let next = world
        .try_hire(&Hire::of(PersonDraft::named("新人"), day("2026-03-01"), Post::in_unit(made[0])))
        .await
        .unwrap();
    assert_eq!(next.number, "001001");
}

#[tokio::test]
async fn a_bulk_names_the_row_and_leaves_nothing_behind() {
    let world = World::new().await;
    let post = || Post::in_unit(world.north);
    let hires = vec![
        Hire {
            number: Some("A1".to_owned()),
            ..Hire::of(PersonDraft::named("甲"), day("2024-01-01"), post())
        },
        Hire {
            number: Some("A1".to_owned()),
            ..Hire::of(PersonDraft::named("乙"), day("2024-01-01"), post())
        },
    ];
    let refused =
        world.test.db.write(&world.actor, async |tx| api::hire_many(&tx, &world.vault, &hires).await).await;
    assert!(matches!(refused, Err(PersonnelError::NumberTaken { row: 1, .. })), "{refused:?}");
    assert_eq!(count(&world, "SELECT COUNT(*) FROM employment").await, 0);
    assert_eq!(count(&world, "SELECT COUNT(*) FROM person").await, 0);
}

#[tokio::test]
async fn trap_52_a_bulk_with_a_circle_of_managers_is_refused() {
    let world = World::new().await;
    let ids: Vec<EmploymentId> = (1..=3).map(|n| EmploymentId(uuid::Uuid::from_u128(n))).collect();
    let hires: Vec<Hire> = (0..3)
        .map(|n| {
            let mut post = Post::in_unit(world.north);
            post.manager = Some(ids[(n + 1) % 3]);
            Hire {
                employment: Some(ids[n]), ..Hire::of(PersonDraft::named("员工"), day("2024-01-01"), post)
            }
        })
        .collect();
    let refused =
        world.test.db.write(&world.actor, async |tx| api::hire_many(&tx, &world.vault, &hires).await).await;
    assert!(matches!(refused, Err(PersonnelError::ManagerCircle)), "{refused:?}");
}
