//! Hiring: numbers, persons, cards, places.

use heng_people::{
    api::{self, Act, CardState, Hire, PersonDraft, PersonnelError, Post},
    employment::{self, Cancel, Later},
};

use crate::world::{World, day, sealed_person};

#[tokio::test]
async fn a_hire_is_on_the_card_and_in_the_projection_at_once() {
    let world = World::new().await;
    let boss = world.hire_in("王一", world.north, "2024-01-01").await;
    world.head(world.north, boss, "2024-01-01").await;
    let cmd = Hire {
        probation_last_day: Some(day("2026-05-31")),
        ..Hire::of(
            sealed_person("李小二", "11010519491231002X", "13812346021"),
            day("2026-03-01"),
            Post::in_unit(world.desk),
        )
    };
    let li = world.try_hire(&cmd).await.unwrap();
    assert_eq!(li.number, "000002");
    let db = world.test.db.read();
    let card =
        api::cards(db, &[li.employment], day("2026-03-02")).await.unwrap().remove(&li.employment).unwrap();
    assert_eq!(
        (card.name.as_str(), card.unit_name.as_str(), card.state),
        ("李小二", "前台", CardState::Probation)
    );
    let later =
        api::cards(db, &[li.employment], day("2026-06-01")).await.unwrap().remove(&li.employment).unwrap();
    assert_eq!(later.state, CardState::Confirmed);
    assert_eq!(api::manager_on(db, li.employment, day("2026-03-02")).await.unwrap(), Ok(boss));
    let target = heng_scope::target(db, li.employment, day("2026-03-02")).await.unwrap();
    assert_eq!(target.managers, [boss]);
    assert_eq!(target.branches, [world.north]);
    assert_eq!(target.company.map(|c| c.0), Some(world.one.0));
    assert!([world.desk, world.north, world.one, world.group].iter().all(|u| target.units.contains(u)));
}

#[tokio::test]
async fn trap_51_a_number_is_never_given_out_twice() {
    let world = World::new().await;
    let post = || Post::in_unit(world.north);
    let hire = |name: &str, number: Option<&str>| Hire {
        number: number.map(ToOwned::to_owned),
        ..Hire::of(PersonDraft::named(name), day("2026-03-01"), post())
    };
    let brought_in = world.try_hire(&hire("甲", Some("E00120"))).await.unwrap();
    assert_eq!(brought_in.number, "E00120");
    let next = world.try_hire(&hire("乙", None)).await.unwrap();
    assert_eq!(next.number, "000121", "the sequence goes on above numbers that came from elsewhere");
    let taken = async || {
        let again = world.try_hire(&hire("丙", Some("E00120"))).await;
        assert!(matches!(again, Err(PersonnelError::NumberTaken { .. })), "{again:?}");
    };
    taken().await;
    let leave = Act::Leave { reason: "resigned".to_owned() };
    world.record(brought_in.employment, "2026-04-01", leave).await;
    taken().await;
    let cancelled = world.try_hire(&hire("戊", None)).await.unwrap();
    let back =
        Cancel { employment: cancelled.employment, event: cancelled.event, later: Later::Refuse, note: None };
    let cancel = async |tx| employment::cancel(&tx, &world.hooks, &back).await;
    world.test.db.write(&world.actor, cancel).await.unwrap();
    let after = world.try_hire(&hire("己", None)).await.unwrap();
    assert_eq!((cancelled.number.as_str(), after.number.as_str()), ("000122", "000123"));
    let other = Hire { number: Some("E00120".to_owned()), ..hire("丁", None) };
    let other = Hire { post: Post::in_unit(world.second), ..other };
    assert!(world.try_hire(&other).await.is_ok(), "another company counts for itself");
}

#[tokio::test]
async fn trap_50_one_person_is_known_by_the_document_whatever_form_it_was_typed_in() {
    let world = World::new().await;
    let person = |id: &str| {
        Hire::of(sealed_person("赵", id, "13812346021"), day("2026-03-01"), Post::in_unit(world.north))
    };
    world.try_hire(&person("11010519491231002X")).await.unwrap();
    let twin = world.try_hire(&person("11010519491231002x")).await;
    assert!(matches!(twin, Err(PersonnelError::PersonKnown { employment: Some(_), .. })), "{twin:?}");
}
