//! Many at once, as rosters bring them.

use heng_kernel::{EmploymentId, Money, UnitId};
use heng_people::{
    Patch,
    api::{
        self, Act, CreateUnit, Hire, Pay, PayPer, PersonDraft, PersonPatch, PersonnelError, Post, PostPatch,
        UnitFacts, UnitKind,
    },
    bulk::{BulkChange, change_many},
};
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

impl World {
    async fn bring(&self, changes: &[BulkChange]) -> Result<(), PersonnelError> {
        let (vault, hooks) = (&self.vault, &self.hooks);
        self.test.db.write(&self.actor, async |tx| change_many(&tx, vault, hooks, changes).await).await
    }

    async fn rename(&self, employment: EmploymentId, name: &str) {
        let person = PersonPatch::of_roster(Some(name.to_owned()), None, None, None);
        self.bring(&[BulkChange { employment, person, acts: vec![] }]).await.unwrap();
    }

    async fn former_names(&self) -> String {
        let db = self.test.db.read();
        let sql = "SELECT CAST(former_names AS TEXT) FROM person".to_owned();
        let row = db.query_one_raw(Statement::from_string(self.test.db.backend(), sql)).await.unwrap();
        row.unwrap().try_get_by_index(0).unwrap()
    }
}

fn raised(employment: EmploymentId, on: &str, minor: i64) -> BulkChange {
    let pay = Pay { amount: Money::from_minor(minor), currency: "CNY".to_owned(), per: PayPer::Month };
    let acts = vec![(day(on), Act::ChangePay { pay })];
    BulkChange { employment, person: PersonPatch::default(), acts }
}

#[tokio::test]
async fn a_files_second_pay_of_a_day_is_refused_as_by_hand() {
    let world = World::new().await;
    let id = world.hire_in("张三", world.north, "2026-01-01").await;
    world.bring(&[raised(id, "2026-04-01", 100)]).await.unwrap();
    let refused = world.bring(&[raised(id, "2026-04-01", 200)]).await;
    assert!(matches!(refused, Err(PersonnelError::PayChangedThatDay { .. })), "{refused:?}");
    let mut twice = raised(id, "2026-05-01", 300);
    twice.acts.extend(raised(id, "2026-05-01", 400).acts);
    let refused = world.bring(&[twice]).await;
    assert!(matches!(refused, Err(PersonnelError::PayChangedThatDay { .. })), "{refused:?}");
    assert_eq!(count(&world, "SELECT COUNT(*) FROM personnel_event WHERE kind = 'change_pay'").await, 1);
}

#[tokio::test]
async fn a_file_moves_nobody_into_another_company_and_names_the_row() {
    let world = World::new().await;
    let stays = world.hire_in("张三", world.north, "2026-01-01").await;
    let moves = world.hire_in("李四", world.north, "2026-01-01").await;
    let to = |employment, unit| {
        let change = PostPatch { unit: Some(unit), ..PostPatch::default() };
        let acts = vec![(day("2026-04-01"), Act::Transfer { post_id: None, change })];
        BulkChange { employment, person: PersonPatch::default(), acts }
    };
    let refused = world.bring(&[to(stays, world.south), to(moves, world.second)]).await;
    let wrong = PersonnelError::Field { row: 1, field: "post.unit", code: "other_company" };
    assert_eq!(format!("{:?}", refused.unwrap_err()), format!("{wrong:?}"));
}

#[tokio::test]
async fn a_file_that_renames_there_and_back_leaves_nobody_among_their_own_former_names() {
    let world = World::new().await;
    let id = world.hire_in("张三", world.north, "2026-01-01").await;
    world.rename(id, "李三").await;
    world.rename(id, "张三").await;
    assert_eq!(world.former_names().await.replace(' ', ""), r#"["李三"]"#);
}

#[tokio::test]
async fn former_names_that_cannot_be_read_stop_a_change_and_are_not_written_over() {
    let world = World::new().await;
    let id = world.hire_in("张三", world.north, "2026-01-01").await;
    let damaged = Statement::from_string(
        world.test.db.backend(),
        r#"UPDATE person SET former_names = '{"lost":true}'"#.to_owned(),
    );
    world.test.db.write(&world.actor, async |tx| tx.db().execute_raw(damaged.clone()).await).await.unwrap();
    let person = PersonPatch { phone: Patch::Clear, ..PersonPatch::default() };
    let refused = world.bring(&[BulkChange { employment: id, person, acts: vec![] }]).await;
    assert!(matches!(refused, Err(PersonnelError::Db(_))), "{refused:?}");
    assert!(world.former_names().await.contains("lost"));
}
