//! The tree, its heads, and what becomes of people when it changes.

use heng_access::{Actor, Allowance, Anchor, ClassSet, FieldClass, Permission, SYSTEM_ROLE, Scope, Via};
use heng_kernel::{AssignmentId, EmploymentId, SessionId, UnitId};
use heng_people::{
    Patch,
    api::{
        self, Act, Change, ChangeUnit, CreateUnit, NoManager, PersonnelError, Post, PostPatch, UnitError,
        UnitFacts, UnitKind, UnitPatch,
    },
    directory::{self, Asked},
    unit::{CloseUnit, MergeUnits, Org, close, merge, tree::tree},
};

use crate::world::{World, day};

impl World {
    async fn change(&self, unit: UnitId, on: &str, patch: UnitPatch) -> Result<(), UnitError> {
        let cmd = ChangeUnit { unit, effective_on: day(on), patch };
        self.test.db.write(&self.actor, async |tx| api::change_unit(&tx, &cmd).await).await.map(drop)
    }

    async fn move_to(&self, unit: UnitId, parent: UnitId, on: &str) -> Result<(), UnitError> {
        self.change(unit, on, UnitPatch { parent: Some(parent), ..UnitPatch::default() }).await
    }

    async fn manager(&self, who: EmploymentId, on: &str) -> Result<EmploymentId, NoManager> {
        let asked = api::manager_on(self.test.db.read(), who, day(on)).await.unwrap();
        let projected = api::managers_on(self.test.db.read(), &[who], day(on)).await.unwrap();
        assert_eq!(projected.get(&who).copied(), asked.ok(), "the projection says what the function says");
        asked
    }
}

fn managed_by(manager: EmploymentId) -> Act {
    let change = PostPatch { manager: Patch::Set(manager), ..PostPatch::default() };
    Act::Transfer { post_id: None, change }
}

#[tokio::test]
async fn a_move_takes_people_along_from_its_day_on() {
    let world = World::new().await;
    let who = world.hire_in("张三", world.desk, "2026-01-01").await;
    world.move_to(world.desk, world.south, "2026-04-01").await.unwrap();
    let target = async |on: &str| heng_scope::target(world.test.db.read(), who, day(on)).await.unwrap();
    assert_eq!(target("2026-03-31").await.branches, [world.north]);
    let after = target("2026-04-01").await;
    assert_eq!(after.branches, [world.south]);
    assert!(after.units.contains(&world.south) && !after.units.contains(&world.north));
    let parent = async |on: &str| {
        let nodes = tree(world.test.db.read(), &world.actor, day(on), None).await.unwrap();
        nodes.into_iter().find(|node| node.id == world.desk).and_then(|node| node.parent_id)
    };
    assert_eq!(
        (parent("2026-03-31").await, parent("2026-04-01").await),
        (Some(world.north), Some(world.south))
    );
}

#[tokio::test]
async fn a_rename_before_a_planned_move_is_kept_by_it() {
    let world = World::new().await;
    world.move_to(world.desk, world.south, "2026-07-01").await.unwrap();
    let renamed = UnitPatch { name: Some("接待".to_owned()), ..UnitPatch::default() };
    world.change(world.desk, "2026-05-01", renamed).await.unwrap();
    let org = Org::all(world.test.db.read(), None).await.unwrap();
    let facts = org.facts(world.desk, day("2026-07-01")).unwrap();
    assert_eq!((facts.name.as_str(), facts.parent), ("接待", Some(world.south)));
}

#[tokio::test]
async fn an_organisation_has_no_more_than_64_levels_by_whichever_way() {
    let world = World::new().await;
    let chain = async |prefix: &str, mut above: UnitId, levels: usize| {
        for level in 0..levels {
            let code = format!("{prefix}{level}");
            above = world.unit(UnitKind::Team, &code, &code, above).await;
        }
        above
    };
    // The group, its company and the shop stand above.
    let lowest = chain("A", world.north, 61).await;
    let facts = UnitFacts::named("乙", Some(lowest));
    let code = "B".to_owned();
    let team = CreateUnit { id: None, kind: UnitKind::Team, code, effective_on: day("2026-01-01"), facts };
    let deeper = world.test.db.write(&world.actor, async |tx| api::create_unit(&tx, &team).await).await;
    assert!(matches!(deeper, Err(UnitError::TooDeep)), "{deeper:?}");
    let top = world.unit(UnitKind::Team, "C", "丙", world.south).await;
    chain("E", top, 2).await;
    let above = Org::all(world.test.db.read(), None).await.unwrap();
    let third = above.path(lowest, day("2026-04-01"))[2].id;
    let moved = world.move_to(top, third, "2026-04-01").await;
    assert!(matches!(moved, Err(UnitError::TooDeep)), "what is below the unit counts: {moved:?}");
    let fourth = above.path(lowest, day("2026-04-01"))[3].id;
    world.move_to(top, fourth, "2026-04-01").await.unwrap();
}

#[tokio::test]
async fn trap_52_units_never_form_a_circle_even_by_two_edits_at_once() {
    let world = World::new().await;
    let below = world.unit(UnitKind::Department, "X1", "甲部", world.head_office).await;
    let circle = world.move_to(world.head_office, below, "2026-04-01").await;
    assert!(matches!(circle, Err(UnitError::Circle)), "{circle:?}");
    let a = world.unit(UnitKind::Department, "A", "甲", world.one).await;
    let b = world.unit(UnitKind::Department, "B", "乙", world.one).await;
    let other = world.test.another(9).await;
    let patch = |parent| UnitPatch { parent: Some(parent), ..UnitPatch::default() };
    let (first, second) = (
        ChangeUnit { unit: a, effective_on: day("2026-04-01"), patch: patch(b) },
        ChangeUnit { unit: b, effective_on: day("2026-04-01"), patch: patch(a) },
    );
    let (x, y) = tokio::join!(
        world.test.db.write(&world.actor, async |tx| api::change_unit(&tx, &first).await),
        other.write(&world.actor, async |tx| api::change_unit(&tx, &second).await),
    );
    let outcomes = [x.is_ok(), y.is_ok()];
    assert_eq!(outcomes.iter().filter(|ok| **ok).count(), 1, "{x:?} {y:?}");
    let refused = if x.is_err() { x } else { y };
    assert!(matches!(refused, Err(UnitError::Circle)), "{refused:?}");
}

#[tokio::test]
async fn trap_52_people_never_manage_each_other_even_by_two_edits_at_once() {
    let world = World::new().await;
    let a = world.hire_in("甲", world.north, "2026-01-01").await;
    let b = world.hire_in("乙", world.north, "2026-01-01").await;
    let other = world.test.another(9).await;
    let (first, second) =
        (Change::of(a, day("2026-02-01"), managed_by(b)), Change::of(b, day("2026-02-01"), managed_by(a)));
    let (x, y) = tokio::join!(
        world.test.db.write(&world.actor, async |tx| api::record(&tx, &world.hooks, &first).await),
        other.write(&world.actor, async |tx| api::record(&tx, &world.hooks, &second).await),
    );
    assert_eq!([x.is_ok(), y.is_ok()].iter().filter(|ok| **ok).count(), 1, "{x:?} {y:?}");
    let refused = if x.is_err() { x } else { y };
    assert!(matches!(refused, Err(PersonnelError::ManagerCircle)), "{refused:?}");
    let line = api::management_line(world.test.db.read(), a, day("2026-02-01")).await.unwrap();
    assert!(line.len() <= 1);
}

#[tokio::test]
async fn trap_52_nobody_heads_a_unit_in_which_their_own_manager_works() {
    let world = World::new().await;
    let boss = world.hire_in("甲", world.north, "2026-01-01").await;
    let who = world.hire_in("乙", world.north, "2026-01-01").await;
    world.record(who, "2026-02-01", managed_by(boss)).await;
    let lead = |head| UnitPatch { head: Patch::Set(head), ..UnitPatch::default() };
    let early = world.change(world.north, "2026-01-15", lead(who)).await;
    assert!(matches!(early, Err(UnitError::HeadCircle { field: "head" })), "as of February: {early:?}");
    assert_eq!(world.manager(boss, "2026-03-02").await, Err(NoManager::Vacant), "nothing is left of it");
    world.change(world.north, "2026-01-15", lead(boss)).await.unwrap();
    // From the unit above it is the same.
    let above = world.change(world.one, "2026-01-15", lead(who)).await;
    assert!(matches!(above, Err(UnitError::HeadCircle { .. })), "{above:?}");
}

#[tokio::test]
async fn trap_52_a_unit_does_not_move_below_a_head_whom_somebody_in_it_manages() {
    let world = World::new().await;
    let chief = world.hire_in("甲", world.south, "2026-01-01").await;
    let who = world.hire_in("乙", world.desk, "2026-01-01").await;
    world.head(world.south, chief, "2026-01-01").await;
    world.record(chief, "2026-02-01", managed_by(who)).await;
    let moved = world.move_to(world.desk, world.south, "2026-03-01").await;
    assert!(matches!(moved, Err(UnitError::HeadCircle { field: "parent" })), "{moved:?}");
}

#[tokio::test]
async fn trap_53_the_manager_is_named_else_the_head_else_the_head_above_and_never_oneself() {
    let world = World::new().await;
    let chief = world.hire_in("董事长", world.one, "2020-01-01").await;
    let shop = world.hire_in("店长", world.north, "2020-01-01").await;
    let who = world.hire_in("张三", world.desk, "2026-01-01").await;
    assert_eq!(world.manager(who, "2026-03-02").await, Err(NoManager::Vacant));
    world.head(world.one, chief, "2020-01-01").await;
    assert_eq!(
        world.manager(who, "2026-03-02").await,
        Ok(chief),
        "the head of the unit above the vacant ones"
    );
    world.head(world.north, shop, "2020-01-01").await;
    assert_eq!(world.manager(who, "2026-03-02").await, Ok(shop));
    assert_eq!(world.manager(shop, "2026-03-02").await, Ok(chief), "nobody manages themselves");
    assert_eq!(world.manager(chief, "2026-03-02").await, Err(NoManager::Vacant), "the group has no head");
    world.head(world.group, chief, "2020-01-01").await;
    assert_eq!(world.manager(chief, "2026-03-02").await, Err(NoManager::AtTheTop));
    assert_eq!(
        api::management_line(world.test.db.read(), who, day("2026-03-02")).await.unwrap(),
        [shop, chief]
    );
    world.record(who, "2026-04-01", managed_by(chief)).await;
    assert_eq!(world.manager(who, "2026-03-31").await, Ok(shop));
    assert_eq!(world.manager(who, "2026-04-01").await, Ok(chief), "the one named for the post");
    world.record(shop, "2026-03-16", Act::Leave { reason: "resigned".to_owned() }).await;
    assert_eq!(world.manager(who, "2026-03-15").await, Ok(shop), "the last day is a day of work");
    assert_eq!(
        world.manager(who, "2026-03-16").await,
        Ok(chief),
        "a seat is empty from the day after the last"
    );
    let target = heng_scope::target(world.test.db.read(), who, day("2026-03-16")).await.unwrap();
    assert_eq!(target.managers, [chief]);
    let headed = api::headed_units(world.test.db.read(), &[shop, chief], day("2026-03-16")).await.unwrap();
    assert_eq!(headed.get(&shop), None);
    assert_eq!(headed[&chief].len(), 2);
}

#[tokio::test]
async fn trap_53_a_second_employment_is_still_oneself() {
    let world = World::new().await;
    let first = world
        .try_hire(&api::Hire::of(
            api::PersonDraft::named("张三"),
            day("2024-01-01"),
            Post::in_unit(world.north),
        ))
        .await
        .unwrap();
    let second = api::Hire {
        who: api::Who::Known(first.person),
        ..api::Hire::of(api::PersonDraft::default(), day("2024-01-01"), Post::in_unit(world.second))
    };
    let second = world.try_hire(&second).await.unwrap();
    world.head(world.second, first.employment, "2024-01-01").await;
    assert_eq!(world.manager(second.employment, "2026-03-02").await, Err(NoManager::Vacant));
}

#[tokio::test]
async fn trap_54_a_unit_with_people_asks_before_it_closes() {
    let world = World::new().await;
    let who = world.hire_in("张三", world.desk, "2026-01-01").await;
    let planned = world.hire_in("李四", world.desk, "2026-05-01").await;
    let cmd =
        |to| CloseUnit { unit: world.desk, effective_on: day("2026-04-01"), everything_to: to, note: None };
    let shut = async |cmd: CloseUnit| {
        world.test.db.write(&world.actor, async |tx| close(&tx, &world.hooks, &cmd).await).await
    };
    let refused = shut(cmd(None)).await.unwrap_err();
    let UnitError::NotEmpty(decide) = &refused else { panic!("{refused:?}") };
    assert_eq!((decide[0].kind, decide[0].count), ("people", 2));
    shut(cmd(Some(world.south))).await.unwrap();
    let unit =
        async |who, on: &str| api::cards(world.test.db.read(), &[who], day(on)).await.unwrap()[&who].unit;
    assert_eq!(unit(who, "2026-03-31").await, world.desk);
    assert_eq!(unit(who, "2026-04-01").await, world.south);
    assert_eq!(unit(planned, "2026-05-01").await, world.south, "who was to start there starts elsewhere");
    let gone = tree(world.test.db.read(), &world.actor, day("2026-04-01"), None).await.unwrap();
    assert!(gone.iter().all(|node| node.id != world.desk));
}

#[tokio::test]
async fn trap_54_a_merger_moves_people_and_the_units_below() {
    let world = World::new().await;
    let who = world.hire_in("张三", world.north, "2026-01-01").await;
    let cmd = MergeUnits {
        from: vec![world.north],
        into: world.south,
        effective_on: day("2026-04-01"),
        note: None,
    };
    world.test.db.write(&world.actor, async |tx| merge(&tx, &world.hooks, &cmd).await).await.unwrap();
    let card = api::cards(world.test.db.read(), &[who], day("2026-04-01")).await.unwrap();
    assert_eq!(card[&who].unit, world.south);
    let org = Org::all(world.test.db.read(), None).await.unwrap();
    assert_eq!(org.facts(world.desk, day("2026-04-01")).unwrap().parent, Some(world.south));
}

#[tokio::test]
async fn a_unit_renamed_in_the_morning_is_merged_in_the_afternoon_and_changed_no_more() {
    let world = World::new().await;
    let on = "2026-03-02";
    let named = |name: &str| UnitPatch { name: Some(name.to_owned()), ..UnitPatch::default() };
    world.change(world.north, on, named("北一店")).await.unwrap();
    let cmd = MergeUnits { from: vec![world.north], into: world.south, effective_on: day(on), note: None };
    world.test.db.write(&world.actor, async |tx| merge(&tx, &world.hooks, &cmd).await).await.unwrap();
    let there = async |on: &str| {
        let units = tree(world.test.db.read(), &world.actor, day(on), None).await.unwrap();
        units.iter().any(|unit| unit.id == world.north)
    };
    assert!(there("2026-03-01").await && !there(on).await);
    let later = world.change(world.north, on, named("北二店")).await;
    assert!(matches!(later, Err(UnitError::OutsideLife(_))), "{later:?}");
}

#[tokio::test]
async fn trap_55_concurrent_posts_answer_to_their_own_heads_by_a_dotted_line() {
    let world = World::new().await;
    let north = world.hire_in("北", world.north, "2024-01-01").await;
    let south = world.hire_in("南", world.south, "2024-01-01").await;
    world.head(world.north, north, "2024-01-01").await;
    world.head(world.south, south, "2024-01-01").await;
    let who = world.hire_in("张三", world.north, "2026-01-01").await;
    let post_id = uuid::Uuid::from_u128(1).into();
    world.record(who, "2026-02-01", Act::AddPost { post_id, post: Post::in_unit(world.south) }).await;
    world.record(who, "2026-06-01", Act::EndPost { post_id }).await;
    let target = async |on: &str| heng_scope::target(world.test.db.read(), who, day(on)).await.unwrap();
    assert_eq!(target("2026-03-02").await.managers, [north, south], "the main post's manager first");
    assert!(target("2026-03-02").await.units.contains(&world.south));
    assert_eq!(target("2026-06-01").await.managers, [north]);
    assert!(!target("2026-06-01").await.units.contains(&world.south));
    assert_eq!(world.manager(who, "2026-03-02").await, Ok(north), "approvals go by the main post");
}

#[tokio::test]
async fn trap_10_the_zone_is_that_of_the_place_of_work() {
    let world = World::new().await;
    let who = world.hire_in("张三", world.desk, "2026-01-01").await;
    let zone = async |on: &str| {
        api::place_of_work(world.test.db.read(), who, day(on)).await.unwrap().unwrap().zone.name()
    };
    assert_eq!(zone("2026-03-02").await, "Asia/Shanghai");
    let singapore = UnitPatch { zone: Patch::Set("Asia/Singapore".to_owned()), ..UnitPatch::default() };
    world.change(world.north, "2026-04-01", singapore).await.unwrap();
    assert_eq!((zone("2026-03-31").await, zone("2026-04-01").await), ("Asia/Shanghai", "Asia/Singapore"));
    let nowhere = UnitPatch { zone: Patch::Set("Mars/Olympus".to_owned()), ..UnitPatch::default() };
    assert!(matches!(
        world.change(world.north, "2026-04-01", nowhere).await,
        Err(UnitError::Field { field: "zone", .. })
    ));
}

#[tokio::test]
async fn a_unit_stays_within_its_company_while_people_are_in_it() {
    let world = World::new().await;
    world.hire_in("张三", world.head_office, "2026-01-01").await;
    let moved = world.move_to(world.head_office, world.two, "2026-04-01").await;
    assert!(matches!(moved, Err(UnitError::OtherCompany(1))), "{moved:?}");
    let who = world.hire_in("李四", world.north, "2026-01-01").await;
    let change = PostPatch { unit: Some(world.second), ..PostPatch::default() };
    let across =
        world.try_record(&Change::of(who, day("2026-04-01"), Act::Transfer { post_id: None, change })).await;
    assert!(
        matches!(across, Err(PersonnelError::Field { field: "post.unit", code: "other_company", .. })),
        "{across:?}"
    );
}

#[tokio::test]
async fn trap_51_renaming_a_unit_breaks_no_right() {
    let world = World::new().await;
    let who = world.hire_in("张三", world.desk, "2026-01-01").await;
    let before = heng_scope::target(world.test.db.read(), who, day("2026-05-01")).await.unwrap();
    let renamed = UnitPatch { name: Some("新前台".to_owned()), ..UnitPatch::default() };
    world.change(world.desk, "2026-04-01", renamed).await.unwrap();
    assert_eq!(heng_scope::target(world.test.db.read(), who, day("2026-05-01")).await.unwrap(), before);
}

#[tokio::test]
async fn a_dotted_line_manager_reaches_their_people_while_line_and_manager_last() {
    let world = World::new().await;
    let north = world.hire_in("北", world.north, "2024-01-01").await;
    let project = world.hire_in("项", world.head_office, "2024-01-01").await;
    world.head(world.north, north, "2024-01-01").await;
    let who = world.hire_in("张三", world.north, "2026-01-01").await;
    let other = world.hire_in("李四", world.north, "2026-01-01").await;
    let line = |to: Vec<EmploymentId>| Act::Transfer {
        post_id: None,
        change: PostPatch { dotted: Some(to), ..PostPatch::default() },
    };
    world.record(who, "2026-02-01", line(vec![project])).await;
    world.record(who, "2026-06-01", line(vec![])).await;
    world.record(other, "2026-02-01", line(vec![project])).await;
    world.record(project, "2026-05-01", Act::Leave { reason: "resigned".to_owned() }).await;
    let target =
        async |id, on: &str| heng_scope::target(world.test.db.read(), id, day(on)).await.unwrap().managers;
    assert_eq!(target(who, "2026-01-31").await, [north]);
    assert_eq!(target(who, "2026-02-01").await, [north, project], "the solid line first");
    assert_eq!(target(who, "2026-06-01").await, [north], "the line ended");
    assert_eq!(target(other, "2026-04-30").await, [north, project]);
    assert_eq!(target(other, "2026-05-01").await, [north], "the manager left");
    assert_eq!(world.manager(who, "2026-03-02").await, Ok(north), "approvals go by the solid line");

    let reports = Allowance {
        permission: Permission::PeopleRead,
        scope: Scope::Reports,
        anchor: Anchor::default(),
        classes: ClassSet::of(&[FieldClass::Public, FieldClass::Work]),
        role: SYSTEM_ROLE,
    };
    let seen = async |on: &str| {
        let manager = Actor::builder(Via::Session(SessionId(uuid::Uuid::from_u128(1))))
            .employments([project])
            .today(day(on))
            .allowances([reports.clone()])
            .build();
        let size = heng_db::PageSize::clamped(None);
        let page = directory::page(world.test.db.read(), &manager, &Asked::on(day(on)), None, size).await;
        let mut rows: Vec<EmploymentId> =
            page.unwrap().unwrap().items.into_iter().map(|row| row.employment_id).collect();
        rows.sort();
        rows
    };
    let mut both = vec![who, other];
    both.sort();
    assert_eq!(seen("2026-01-31").await, []);
    assert_eq!(seen("2026-03-02").await, both, "the list has those they have a dotted line to");
    assert_eq!(seen("2026-05-01").await, []);
}

#[tokio::test]
async fn a_concurrent_post_of_another_company_does_not_hold_a_unit() {
    let world = World::new().await;
    let who = world.hire_in("张三", world.second, "2026-01-01").await;
    let further =
        Act::AddPost { post_id: AssignmentId(uuid::Uuid::from_u128(9)), post: Post::in_unit(world.desk) };
    world.record(who, "2026-02-01", further).await;
    let to_south = UnitPatch { parent: Some(world.south), ..UnitPatch::default() };
    world.change(world.desk, "2026-05-01", to_south).await.unwrap();
    world.hire_in("李四", world.desk, "2026-01-01").await;
    let away = UnitPatch { parent: Some(world.second), ..UnitPatch::default() };
    let refused = world.change(world.desk, "2026-06-01", away).await;
    assert!(matches!(refused, Err(UnitError::OtherCompany(1))), "{refused:?}");
}
