//! The people list.

use heng_access::{
    Actor, Allowance, Anchor, ClassSet, Denied, FieldClass, Permission, SYSTEM_ROLE, Scope, Via,
};
use heng_db::{Page, PageSize};
use heng_kernel::{CompanyId, EmploymentId, SessionId, UnitId};
use heng_people::{
    api::{Act, CardState, Hire, PersonDraft, Post, PostPatch},
    directory::{Asked, Order, Row, page, total},
};
use uuid::Uuid;

use crate::world::{World, day};

fn holds(scope: Scope, anchor: Anchor, classes: &[FieldClass]) -> Allowance {
    let classes = ClassSet::of(classes);
    Allowance { permission: Permission::PeopleRead, scope, anchor, classes, role: SYSTEM_ROLE }
}

fn reader(allowances: Vec<Allowance>) -> Actor {
    let via = Via::Session(SessionId(Uuid::from_u128(1)));
    Actor::builder(via).today(day("2026-03-02")).allowances(allowances).build()
}

fn of_company(unit: UnitId, classes: &[FieldClass]) -> Actor {
    reader(vec![holds(Scope::Company, Anchor::company(CompanyId(unit.0)), classes)])
}

async fn list(world: &World, actor: &Actor, asked: &Asked) -> Page<Row> {
    page(world.test.db.read(), actor, asked, None, PageSize::clamped(Some(50))).await.unwrap().unwrap()
}

fn names(page: &Page<Row>) -> Vec<&str> {
    page.items.iter().map(|row| row.name.as_str()).collect()
}

async fn hire_four(world: &World) -> Vec<EmploymentId> {
    let mut ids = vec![];
    for (name, unit) in
        [("张伟", world.north), ("曾国藩", world.desk), ("王芳", world.south), ("李娜", world.second)]
    {
        ids.push(world.hire_in(name, unit, "2025-01-01").await);
    }
    ids
}

#[tokio::test]
async fn the_list_is_in_the_order_of_pinyin_and_pages_by_cursor() {
    let world = World::new().await;
    hire_four(&world).await;
    let today = Asked::on(day("2026-03-02"));
    assert_eq!(names(&list(&world, &world.actor, &today).await), ["李娜", "王芳", "曾国藩", "张伟"]);
    let (mut after, mut seen) = (None, vec![]);
    loop {
        let size = PageSize::clamped(Some(1));
        let one =
            page(world.test.db.read(), &world.actor, &today, after.as_deref(), size).await.unwrap().unwrap();
        seen.extend(one.items.iter().map(|row| row.name.clone()));
        after = one.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(seen, ["李娜", "王芳", "曾国藩", "张伟"]);
    for order in [Order::Number, Order::FirstDay] {
        let size = PageSize::clamped(Some(3));
        let asked = Asked { order, ..today.clone() };
        let first = page(world.test.db.read(), &world.actor, &asked, None, size).await.unwrap().unwrap();
        let rest = page(world.test.db.read(), &world.actor, &asked, first.next.as_deref(), size)
            .await
            .unwrap()
            .unwrap();
        assert_eq!((first.items.len(), rest.items.len(), rest.next), (3, 1, None), "{order:?}");
    }
}

#[tokio::test]
async fn a_search_finds_names_pinyin_initials_and_numbers_once_each() {
    let world = World::new().await;
    hire_four(&world).await;
    for (query, found) in [
        ("张", vec!["张伟"]),
        ("zhang", vec!["张伟"]),
        ("zw", vec!["张伟"]),
        ("z", vec!["曾国藩", "张伟"]),
        ("国藩", vec!["曾国藩"]),
        ("ceng", vec!["曾国藩"]),
        ("000001", vec!["李娜", "张伟"]),
        ("z 国", vec!["曾国藩"]),
        ("nobody", vec![]),
    ] {
        let asked = Asked::on(day("2026-03-02")).searching(query);
        let page = list(&world, &world.actor, &asked).await;
        let mut got = names(&page);
        got.sort_unstable();
        let mut wanted = found;
        wanted.sort_unstable();
        assert_eq!(got, wanted, "{query}");
        let counted = total(world.test.db.read(), &world.actor, &asked).await.unwrap().unwrap();
        assert_eq!(counted.total, u64::try_from(wanted.len()).unwrap());
    }
    let mut after = None;
    let mut seen = vec![];
    for _ in 0..2 {
        let asked = Asked::on(day("2026-03-02")).searching("z");
        let one =
            page(world.test.db.read(), &world.actor, &asked, after.as_deref(), PageSize::clamped(Some(1)))
                .await
                .unwrap()
                .unwrap();
        seen.extend(one.items.iter().map(|row| row.name.clone()));
        after = one.next;
    }
    assert_eq!((seen.len(), after), (2, None));
    assert_ne!(seen[0], seen[1]);
}

#[tokio::test]
async fn the_list_is_as_of_a_day() {
    let world = World::new().await;
    let ids = hire_four(&world).await;
    let change = PostPatch { unit: Some(world.south), ..PostPatch::default() };
    world.record(ids[0], "2026-05-01", Act::Transfer { post_id: None, change }).await;
    world.record(ids[2], "2026-04-01", Act::Leave { reason: "resigned".to_owned() }).await;
    let asked = |on: &str| Asked { unit: Some(world.south), ..Asked::on(day(on)) };
    assert_eq!(names(&list(&world, &world.actor, &asked("2026-03-02")).await), ["王芳"]);
    assert_eq!(names(&list(&world, &world.actor, &asked("2026-04-01")).await), Vec::<&str>::new());
    assert_eq!(names(&list(&world, &world.actor, &asked("2026-05-01")).await), ["张伟"]);
    let left = Asked { states: vec![CardState::Left], ..Asked::on(day("2026-04-01")) };
    assert_eq!(names(&list(&world, &world.actor, &left).await), ["王芳"]);
    let below = Asked { unit: Some(world.north), ..Asked::on(day("2026-03-02")) };
    assert_eq!(
        names(&list(&world, &world.actor, &below).await),
        ["曾国藩", "张伟"],
        "the team below is taken in"
    );
}

#[tokio::test]
async fn trap_47_everybody_sees_their_own_company_and_no_other() {
    let world = World::new().await;
    hire_four(&world).await;
    let today = Asked::on(day("2026-03-02"));
    let clerk = of_company(world.two, &[FieldClass::Public]);
    assert_eq!(names(&list(&world, &clerk, &today).await), ["李娜"]);
    assert_eq!(names(&list(&world, &clerk, &today.clone().searching("zhang")).await), Vec::<&str>::new());
    let shop = reader(vec![holds(
        Scope::Branch,
        Anchor::units([world.north]),
        &[FieldClass::Public, FieldClass::Work],
    )]);
    assert_eq!(names(&list(&world, &shop, &today).await), ["曾国藩", "张伟"]);
    let subtree = reader(vec![holds(Scope::Subtree, Anchor::units([world.desk]), &[FieldClass::Public])]);
    assert_eq!(names(&list(&world, &subtree, &today).await), ["曾国藩"]);
    let nobody = reader(vec![]);
    let refused = page(world.test.db.read(), &nobody, &today, None, PageSize::clamped(None)).await.unwrap();
    assert!(matches!(refused, Err(Denied::Forbidden { .. })));
}

#[tokio::test]
async fn a_hidden_column_never_sorts_or_filters() {
    let world = World::new().await;
    hire_four(&world).await;
    world
        .try_hire(&Hire::of(PersonDraft::named("新人"), day("2026-06-01"), Post::in_unit(world.north)))
        .await
        .unwrap();
    let today = Asked::on(day("2026-03-02"));
    let colleague = of_company(world.one, &[FieldClass::Public]);
    for asked in [
        Asked { states: vec![CardState::Planned], ..today.clone() },
        Asked { order: Order::FirstDay, ..today.clone() },
        Asked::on(day("2026-06-01")),
    ] {
        assert_eq!(names(&list(&world, &colleague, &asked).await), Vec::<&str>::new(), "{asked:?}");
        assert_eq!(total(world.test.db.read(), &colleague, &asked).await.unwrap().unwrap().total, 0);
    }
    let lead = reader(vec![
        holds(Scope::Company, Anchor::company(CompanyId(world.one.0)), &[FieldClass::Public]),
        holds(Scope::Subtree, Anchor::units([world.desk]), &[FieldClass::Public, FieldClass::Work]),
    ]);
    assert_eq!(names(&list(&world, &lead, &today).await).len(), 3);
    let sorted = Asked { order: Order::FirstDay, ..today };
    assert_eq!(
        names(&list(&world, &lead, &sorted).await),
        ["曾国藩"],
        "only those on whom the class is open"
    );
}
