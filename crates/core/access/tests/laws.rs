//! Laws of the decision, over random actors, allowances and rows.

use std::sync::LazyLock;

use heng_access::{
    Actor, Allowance, Anchor, ClassSet, Coverage, Denied, FieldClass, Grant, Permission, RoleRow, Scope,
    Target, Verdict, Via, allowances_within,
};
use heng_kernel::{CompanyId, DateRange, EmploymentId, PersonId, RoleId, UnitId};
use proptest::{prelude::*, sample::select};
use uuid::Uuid;

/// A few permissions are enough to collide, with the one that makes people visible among them.
const PERMISSIONS: [Permission; 4] =
    [Permission::PeopleRead, Permission::PeopleWrite, Permission::LeaveRead, Permission::OrgWrite];

fn small<T: From<Uuid>>(n: u8) -> T {
    T::from(Uuid::from_u128(u128::from(n)))
}

fn id<T: From<Uuid> + std::fmt::Debug>() -> impl Strategy<Value = T> {
    (0u8..4).prop_map(small)
}

fn classes() -> impl Strategy<Value = ClassSet> {
    prop::collection::vec(select(&FieldClass::ALL[..]), 0..4).prop_map(|classes| ClassSet::of(&classes))
}

fn permission() -> impl Strategy<Value = Permission> {
    select(&PERMISSIONS[..])
}

prop_compose! {
    fn allowance()(
        permission in permission(),
        scope in select(&Scope::ALL[..]),
        units in prop::collection::vec(id::<UnitId>(), 0..3),
        company in prop::option::of(id::<CompanyId>()),
        classes in classes(),
        role in id::<RoleId>(),
    ) -> Allowance {
        Allowance { permission, scope, anchor: Anchor { units, company }, classes, role }
    }
}

prop_compose! {
    fn role_row()(
        permission in permission(), scope in select(&Scope::ALL[..]), classes in classes(),
    ) -> RoleRow {
        RoleRow { permission, scope, classes }
    }
}

prop_compose! {
    fn actor()(
        person in prop::option::of(id::<PersonId>()),
        employments in prop::collection::vec(id::<EmploymentId>(), 0..3),
        allowances in prop::collection::vec(allowance(), 0..6),
    ) -> Actor {
        let builder = Actor::builder(Via::Anonymous).employments(employments).allowances(allowances);
        match person {
            Some(person) => builder.person(person).build(),
            None => builder.build(),
        }
    }
}

prop_compose! {
    fn target()(
        person in prop::option::of(id::<PersonId>()),
        employment in prop::option::of(id::<EmploymentId>()),
        managers in prop::collection::vec(id::<EmploymentId>(), 0..3),
        units in prop::collection::vec(id::<UnitId>(), 0..3),
        branches in prop::collection::vec(id::<UnitId>(), 0..2),
        company in prop::option::of(id::<CompanyId>()),
        seen_with in prop::option::of(permission()),
    ) -> Target {
        Target { person, employment, managers, units, branches, company, seen_with }
    }
}

fn with_one_more(actor: &Actor, more: Allowance) -> Actor {
    let mut builder = Actor::builder(actor.via())
        .employments(actor.employments().to_vec())
        .allowances(actor.allowances().iter().cloned().chain([more]));
    if let Some(person) = actor.person() {
        builder = builder.person(person);
    }
    builder.build()
}

fn with_scope(actor: &Actor, scope: Scope, anchor: Anchor) -> Actor {
    let allowance = Allowance {
        permission: Permission::PeopleRead,
        scope,
        anchor,
        classes: ClassSet::ALL,
        role: small(0),
    };
    Actor::builder(actor.via()).employments(actor.employments().to_vec()).allowances([allowance]).build()
}

/// Two companies of two branches of two departments of two teams, units from the team upward.
static TREE: LazyLock<Vec<Target>> = LazyLock::new(|| {
    let path = |team: u8| {
        let (dept, branch, company) = (team / 2, team / 4, team / 8);
        let units = vec![small(100 + team), small(80 + dept), small(60 + branch), small(40 + company)];
        Target {
            units,
            branches: vec![small(60 + branch)],
            company: Some(small(company)),
            ..Target::default()
        }
    };
    (0..16).map(path).collect()
});

proptest! {
    #[test]
    fn no_allowance_no_access(row in target(), asked in permission()) {
        let nobody = Actor::builder(Via::Anonymous).employments([small(0)]).person(small(0)).build();
        prop_assert_eq!(nobody.require(asked, &row), Err(Denied::Hidden));
        prop_assert!(nobody.reach(asked).is_none() && !nobody.may(asked));
        prop_assert_eq!(nobody.classes(asked, &row), ClassSet::EMPTY);
    }

    #[test]
    fn a_permission_opens_nothing_but_itself(held in allowance(), row in target()) {
        let actor = Actor::builder(Via::Anonymous).allowances([held.clone()]).build();
        for other in PERMISSIONS.into_iter().filter(|other| *other != held.permission) {
            prop_assert!(actor.require(other, &row).is_err());
        }
    }

    /// Whatever the rows of a token say: what it may do, its owner may do, with the same fields. Units an owner heads lie
    /// wherever they lie, also in another company.
    #[test]
    fn what_is_left_inside_rows_is_never_more_than_what_was_held(
        actor in actor(), rows in prop::collection::vec(role_row(), 0..6), row in target(), asked in permission(),
    ) {
        let left = allowances_within(actor.allowances(), &rows);
        let token = Actor::builder(Via::Anonymous).employments(actor.employments().to_vec()).allowances(left);
        let token = match actor.person() {
            Some(person) => token.person(person).build(),
            None => token.build(),
        };
        prop_assert!(token.classes(asked, &row).is_subset(actor.classes(asked, &row)));
        if token.require(asked, &row).is_ok() {
            prop_assert_eq!(actor.require(asked, &row), Ok(()));
        }
        prop_assert!(!token.may(asked) || actor.may(asked));
    }

    /// A role given at a scope that names no place does no more than the role given over the whole group.
    #[test]
    fn a_grant_does_no_more_than_its_role(
        role_rows in prop::collection::vec(role_row(), 0..6),
        anchor in allowance().prop_map(|allowance| allowance.anchor),
        own in prop::collection::vec(id::<EmploymentId>(), 0..3),
        limit in select(&[Scope::Own, Scope::Reports, Scope::Company, Scope::All][..]),
        row in target(),
        asked in permission(),
    ) {
        let days = DateRange::open(chrono::NaiveDate::MIN);
        let today = chrono::NaiveDate::MAX;
        let whole = Grant { role: small(0), scope: Scope::All, anchor, days };
        let given = Grant { scope: limit, ..whole.clone() };
        // Over the whole group's rows a place may be named: those are left out of what is compared.
        let tight: Vec<RoleRow> = role_rows.into_iter().filter(|row| row.scope != Scope::All).collect();
        let of = |grant: &Grant| {
            let held = grant.allowances(&tight, today);
            Actor::builder(Via::Anonymous).employments(own.clone()).allowances(held).build()
        };
        let (given, whole) = (of(&given), of(&whole));
        prop_assert!(given.classes(asked, &row).is_subset(whole.classes(asked, &row)));
        prop_assert!(given.require(asked, &row).is_err() || whole.require(asked, &row).is_ok());
    }

    #[test]
    fn what_is_allowed_is_what_is_reached(actor in actor(), row in target(), asked in permission()) {
        let reach = actor.reach(asked);
        prop_assert_eq!(actor.require(asked, &row).is_ok(), reach.contains(&row));
        if reach.is_none() {
            prop_assert!(actor.require(asked, &row).is_err());
        }
    }

    #[test]
    fn a_class_is_open_on_exactly_the_rows_reached_with_it(
        actor in actor(), row in target(), asked in permission(), class in select(&FieldClass::ALL[..]),
    ) {
        let open = actor.classes(asked, &row).contains(class);
        prop_assert_eq!(open, actor.reach_with_class(asked, class).contains(&row));
        prop_assert_eq!(open, actor.require_classes(asked, class.into(), &row).is_ok());
    }

    #[test]
    fn sorting_is_open_only_where_no_row_of_the_list_hides_the_column(
        actor in actor(), rows in prop::collection::vec(target(), 1..8), asked in permission(),
        class in select(&FieldClass::ALL[..]),
    ) {
        if actor.may_sort_by(asked, class) {
            for row in rows.iter().filter(|row| actor.reach(asked).contains(row)) {
                prop_assert!(actor.classes(asked, row).contains(class));
            }
        }
    }

    #[test]
    fn one_more_allowance_never_takes_anything_away(
        actor in actor(), more in allowance(), row in target(), asked in permission(), fields in classes(),
    ) {
        let richer = with_one_more(&actor, more);
        prop_assert!(actor.classes(asked, &row).is_subset(richer.classes(asked, &row)));
        prop_assert!(actor.reach(asked).is_within(&richer.reach(asked)));
        if actor.require_classes(asked, fields, &row).is_ok() {
            prop_assert_eq!(richer.require_classes(asked, fields, &row), Ok(()));
        }
        if actor.require(asked, &row) != Err(Denied::Hidden) {
            prop_assert_ne!(richer.require(asked, &row), Err(Denied::Hidden));
        }
    }

    #[test]
    fn asking_for_fewer_fields_is_never_refused_more(
        actor in actor(), row in target(), asked in permission(), few in classes(), more in classes(),
    ) {
        if actor.require_classes(asked, few.union(more), &row).is_ok() {
            prop_assert_eq!(actor.require_classes(asked, few, &row), Ok(()));
        }
    }

    /// Rows of no company belong to the group; a shop manager must not see them for lack of a company to compare.
    #[test]
    fn a_row_of_no_company_is_seen_by_group_scope_and_its_owner_only(actor in actor(), row in target(), asked in permission()) {
        let row = Target { company: None, ..row };
        let group = actor.allowances().iter().any(|held| held.permission == asked && held.scope == Scope::All);
        prop_assert!(actor.require(asked, &row).is_err() || group || actor.owns(&row));
    }

    #[test]
    fn wider_scopes_contain_narrower_ones_of_the_same_place(actor in actor(), row in select(TREE.clone()), home in select(TREE.clone()), depth in 0usize..3) {
        let chain = [
            with_scope(&actor, Scope::Subtree, Anchor::units([home.units[depth]])),
            with_scope(&actor, Scope::Branch, Anchor::units(home.branches.iter().copied())),
            with_scope(&actor, Scope::Company, Anchor::company(home.company.unwrap())),
            with_scope(&actor, Scope::All, Anchor::default()),
        ];
        let allowed = chain.map(|actor| actor.require(Permission::PeopleRead, &row).is_ok());
        prop_assert!(allowed.is_sorted(), "{allowed:?}");
    }

    #[test]
    fn the_explanation_gives_the_verdict_of_the_decision(
        actor in actor(), row in target(), asked in permission(), fields in classes(),
    ) {
        let why = actor.explain(asked, fields, &row);
        let (verdict, missing) = match actor.require_classes(asked, fields, &row) {
            Ok(()) => (Verdict::Allowed, ClassSet::EMPTY),
            Err(Denied::Forbidden { missing, .. }) => (Verdict::Forbidden, missing),
            Err(Denied::Hidden) => (Verdict::Hidden, ClassSet::EMPTY),
        };
        prop_assert_eq!((why.verdict, why.missing), (verdict, missing));
        // The verdict follows from what is listed, nothing unsaid decides.
        let covering = || why.considered.iter().filter(|weighed| weighed.covers);
        let open = covering().fold(ClassSet::EMPTY, |open, weighed| open.union(weighed.classes));
        let visible = covering().count() > 0 || why.sight.iter().any(|weighed| weighed.covers);
        let follows = match (covering().count() > 0 && fields.is_subset(open), visible) {
            (true, _) => Verdict::Allowed,
            (false, true) => Verdict::Forbidden,
            (false, false) => Verdict::Hidden,
        };
        prop_assert_eq!(why.verdict, follows);
        for weighed in why.considered.iter().chain(&why.sight) {
            prop_assert_eq!(weighed.covers, weighed.reason.covers());
        }
        let json = serde_json::to_string(&why).unwrap();
        prop_assert_eq!(serde_json::from_str::<heng_access::AccessExplanation>(&json).unwrap(), why);
    }
}

#[test]
fn every_reason_is_given_for_what_it_says() {
    let actor = Actor::builder(Via::Anonymous).employments([small(1)]).build();
    let here: CompanyId = small(1);
    let row = Target {
        employment: Some(small(2)),
        managers: vec![small(1)],
        units: vec![small(5), small(6)],
        branches: vec![small(6)],
        company: Some(here),
        ..Target::default()
    };
    let own = Target { employment: Some(small(1)), managers: Vec::new(), ..row.clone() };
    let at = |units: &[u8]| Anchor::units(units.iter().map(|n| small(*n)));
    let cases = [
        (Scope::All, Anchor::default(), &row, Coverage::WholeGroup),
        (Scope::Own, Anchor::default(), &own, Coverage::OwnRow),
        (Scope::Own, Anchor::default(), &row, Coverage::NotOwnRow),
        (Scope::Reports, Anchor::default(), &row, Coverage::ManagesThem),
        (Scope::Reports, Anchor::default(), &own, Coverage::NotTheirManager),
        (Scope::Subtree, at(&[6]), &row, Coverage::InSubtree),
        (Scope::Subtree, at(&[7]), &row, Coverage::OutsideSubtree),
        (Scope::Subtree, Anchor::company(here), &row, Coverage::NoAnchor),
        (Scope::Branch, at(&[6]), &row, Coverage::InBranch),
        (Scope::Branch, at(&[5]), &row, Coverage::OutsideBranch),
        (Scope::Company, Anchor::company(here), &row, Coverage::InCompany),
        (Scope::Company, Anchor::company(small(2)), &row, Coverage::OutsideCompany),
        (Scope::Company, at(&[6]), &row, Coverage::NoAnchor),
        (Scope::Company, Anchor::company(here), &Target::group(), Coverage::NoCompany),
    ];
    for (scope, anchor, row, reason) in cases {
        let asked = with_scope(&actor, scope, anchor);
        let why = asked.explain(Permission::PeopleRead, ClassSet::EMPTY, row);
        assert_eq!(why.considered[0].reason, reason);
    }
}

#[test]
fn a_record_about_a_visible_colleague_stays_unknown() {
    let public = Allowance {
        permission: Permission::PeopleRead,
        scope: Scope::Company,
        anchor: Anchor::company(small(1)),
        classes: ClassSet::of(&[FieldClass::Public]),
        role: small(0),
    };
    let actor = Actor::builder(Via::Anonymous).allowances([public]).build();
    let colleague = Target { employment: Some(small(2)), company: Some(small(1)), ..Target::default() };
    let ask = |row: &Target| actor.require(Permission::LeaveRead, row);
    assert!(
        matches!(ask(&colleague), Err(Denied::Forbidden { .. })),
        "the colleague is known, the verb is missing"
    );
    assert_eq!(ask(&colleague.record(Permission::LeaveRead)), Err(Denied::Hidden));
}

#[test]
fn jobs_and_the_command_line_may_do_everything_and_nobody_nothing() {
    let today = "2026-03-02".parse().unwrap();
    for asked in Permission::ALL.iter().copied() {
        for actor in [Actor::job("test", today), Actor::command_line(today)] {
            assert_eq!(actor.require_classes(asked, ClassSet::ALL, &Target::group()), Ok(()));
            assert!(actor.reach(asked).all);
        }
        assert!(!Actor::anonymous(today).may(asked));
    }
}
