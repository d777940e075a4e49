//! The built-in roles: the reviewed table, and the sentences it must keep.

#![expect(clippy::unwrap_used, reason = "fixtures of a test may fail loudly")]

use chrono::NaiveDate;
use heng_access::{
    Actor, Allowance, Anchor, ClassSet, Denied, FieldClass, Grant, Permission, RoleDefinition, RoleRow,
    Scope, Target, Via, allowances_within, builtin_roles, role_table,
};
use heng_kernel::{CompanyId, DateRange, EmploymentId, PersonId, RoleId, UnitId};
use uuid::Uuid;

const HERE: CompanyId = CompanyId(Uuid::from_u128(1));
const ELSEWHERE: CompanyId = CompanyId(Uuid::from_u128(2));
const SHOP: UnitId = UnitId(Uuid::from_u128(11));
const ME: EmploymentId = EmploymentId(Uuid::from_u128(21));
const MY_REPORT: EmploymentId = EmploymentId(Uuid::from_u128(22));
const COLLEAGUE: EmploymentId = EmploymentId(Uuid::from_u128(23));
const STRANGER: EmploymentId = EmploymentId(Uuid::from_u128(24));
const SECRETS: ClassSet =
    ClassSet::of(&[FieldClass::Private, FieldClass::Pay, FieldClass::IdBank, FieldClass::Health]);

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn role(code: &str) -> RoleDefinition {
    builtin_roles().into_iter().find(|role| role.code == code).unwrap()
}

fn allowances(code: &str, scope: Scope, anchor: Anchor) -> Vec<Allowance> {
    let days = DateRange::open(day("2026-01-01"));
    Grant { role: RoleId(Uuid::nil()), scope, anchor, days }.allowances(&role(code).rows, day("2026-03-02"))
}

/// Somebody with the employee role and one more, both for the company `HERE`.
fn somebody_with(code: &str) -> Actor {
    let anchor = Anchor { units: vec![SHOP], company: Some(HERE) };
    let mut held = allowances("employee", Scope::Company, anchor.clone());
    held.extend(allowances(code, Scope::Company, anchor));
    Actor::builder(Via::Job("test"))
        .person(PersonId(Uuid::from_u128(31)))
        .employments([ME])
        .company(HERE)
        .today(day("2026-03-02"))
        .allowances(held)
        .build()
}

fn row_of(employment: EmploymentId, company: CompanyId) -> Target {
    let managers = if employment == MY_REPORT { vec![ME] } else { Vec::new() };
    Target { employment: Some(employment), managers, company: Some(company), ..Target::default() }
}

#[test]
fn the_table_of_roles_is_the_reviewed_one() {
    let reviewed = include_str!("golden/roles.txt");
    let table = role_table(&builtin_roles());
    assert_eq!(table, reviewed, "to take the new table: see examples/role_table.rs");
}

#[test]
fn built_in_roles_are_well_formed() {
    for role in builtin_roles() {
        assert_eq!(role.findings(), [], "{}", role.code);
    }
}

#[test]
fn every_permission_is_held_by_some_role_besides_the_owner_or_is_listed_here() {
    let others: Vec<_> = builtin_roles().into_iter().filter(|role| role.code != "owner").collect();
    let held =
        |wanted: Permission| others.iter().any(|role| role.rows.iter().any(|row| row.permission == wanted));
    let owner_only: Vec<_> =
        Permission::ALL.iter().copied().filter(|permission| !held(*permission)).collect();
    assert_eq!(owner_only, []);
}

#[test]
fn an_employee_sees_everything_of_their_own_and_of_colleagues_the_public_part() {
    let me = somebody_with("employee");
    let read = Permission::PeopleRead;
    assert_eq!(me.classes(read, &row_of(ME, HERE)), ClassSet::ALL);
    assert_eq!(me.classes(read, &row_of(COLLEAGUE, HERE)), ClassSet::of(&[FieldClass::Public]));
    assert_eq!(me.require(read, &row_of(STRANGER, ELSEWHERE)), Err(Denied::Hidden));
    assert_eq!(me.require(read, &row_of(ME, ELSEWHERE)), Ok(()), "also of one's employment elsewhere");
    assert!(me.may_sort_by(read, FieldClass::Public));
    assert!(!me.may_sort_by(read, FieldClass::Work) && !me.may_sort_by(read, FieldClass::Pay));
}

#[test]
fn a_manager_does_not_see_pay_of_reports() {
    let boss = somebody_with("manager");
    let theirs = row_of(MY_REPORT, HERE);
    let expected = ClassSet::of(&[FieldClass::Public, FieldClass::Work]);
    assert_eq!(boss.classes(Permission::PeopleRead, &theirs), expected);
    assert_eq!(boss.require(Permission::GoalAssign, &theirs), Ok(()));
    let asked = ClassSet::of(&[FieldClass::Work, FieldClass::Pay]);
    let refused =
        Denied::Forbidden { permission: Permission::PeopleRead, missing: ClassSet::of(&[FieldClass::Pay]) };
    assert_eq!(boss.require_classes(Permission::PeopleRead, asked, &theirs), Err(refused));
    assert_eq!(boss.classes(Permission::LeaveRead, &theirs), ClassSet::of(&[FieldClass::Work]));
}

#[test]
fn a_manager_gives_no_goals_to_themselves_by_their_reports() {
    let boss = somebody_with("manager");
    assert!(boss.require(Permission::GoalAssign, &row_of(ME, HERE)).is_err());
}

#[test]
fn hr_sees_no_pay_and_the_head_of_hr_does() {
    let them = row_of(COLLEAGUE, HERE);
    let pay = ClassSet::of(&[FieldClass::Pay]);
    let read = |code| somebody_with(code).require_classes(Permission::PeopleRead, pay, &them);
    assert!(read("hr").is_err() && read("finance").is_err() && read("it_admin").is_err());
    assert!(read("hr_head").is_ok() && read("payroll").is_ok());
}

#[test]
fn hr_of_one_company_has_no_hand_in_another() {
    for code in ["hr", "hr_head", "payroll", "auditor", "it_admin", "finance", "owner"] {
        let actor = somebody_with(code);
        for permission in Permission::ALL.iter().copied() {
            assert_eq!(
                actor.require(permission, &row_of(STRANGER, ELSEWHERE)),
                Err(Denied::Hidden),
                "{code} {permission}"
            );
            assert!(actor.require(permission, &Target::group()).is_err(), "{code} {permission}");
        }
    }
}

#[test]
fn an_it_administrator_opens_accounts_and_reads_no_file() {
    let it = somebody_with("it_admin");
    let them = row_of(COLLEAGUE, HERE);
    assert_eq!(it.require(Permission::AccountWrite, &them), Ok(()));
    for closed in [
        Permission::PeopleWrite,
        Permission::DocumentRead,
        Permission::LeaveRead,
        Permission::GoalRead,
        Permission::RoleWrite,
    ] {
        assert!(it.require(closed, &them).is_err(), "{closed}");
    }
    assert_eq!(it.classes(Permission::PeopleRead, &them).intersection(SECRETS), ClassSet::EMPTY);
}

#[test]
fn an_auditor_changes_nothing_and_opens_no_secret() {
    for RoleRow { permission, classes, .. } in role("auditor").rows {
        assert!(permission.only_reads(), "{permission}");
        assert_eq!(classes.intersection(SECRETS), ClassSet::EMPTY, "{permission}");
    }
}

#[test]
fn who_pays_cannot_set_pay_nor_where_it_goes() {
    assert!(role("payroll").rows.iter().all(|row| row.permission.only_reads()));
}

#[test]
fn nobody_acts_in_anothers_name_not_even_the_owner() {
    for role in builtin_roles() {
        for row in role.rows.iter().filter(|row| row.permission.personal()) {
            assert_eq!(row.scope, Scope::Own, "{} {}", role.code, row.permission);
        }
    }
}

#[test]
fn a_grant_holds_on_its_days_only() {
    let days = DateRange::new(day("2026-03-01"), Some(day("2026-04-01"))).unwrap();
    let anchor = Anchor::company(HERE);
    let grant = Grant { role: RoleId(Uuid::nil()), scope: Scope::Company, anchor, days };
    let rows = role("hr").rows;
    let held = |on| grant.allowances(&rows, day(on)).len();
    assert_eq!(
        [held("2026-02-28"), held("2026-03-01"), held("2026-03-31"), held("2026-04-01")],
        [0, rows.len(), rows.len(), 0]
    );
}

#[test]
fn a_grant_narrows_a_role_and_never_widens_it() {
    for grant_scope in Scope::ALL {
        for role in builtin_roles() {
            let narrowed = allowances(&role.code, grant_scope, Anchor::default());
            let kept =
                role.rows.iter().filter_map(|row| Some((row, row.scope.limited_to(grant_scope, true)?)));
            let kept: Vec<_> = kept.collect();
            assert_eq!(kept.len(), narrowed.len());
            for ((row, scope), allowance) in kept.into_iter().zip(&narrowed) {
                assert_eq!(allowance.scope, scope);
                assert!(scope <= row.scope && scope <= grant_scope);
                assert_eq!(allowance.classes, row.classes);
            }
        }
    }
}

#[test]
fn a_role_over_others_given_to_oneself_gives_nothing() {
    let rows = [
        RoleRow { permission: Permission::PeopleWrite, scope: Scope::Company, classes: ClassSet::ALL },
        RoleRow { permission: Permission::GoalAssign, scope: Scope::Reports, classes: ClassSet::EMPTY },
    ];
    let days = DateRange::open(day("2026-01-01"));
    for scope in [Scope::Own, Scope::Reports] {
        let grant = Grant { role: RoleId(Uuid::nil()), scope, anchor: Anchor::company(HERE), days };
        let held = grant.allowances(&rows, day("2026-03-02"));
        assert!(held.iter().all(|held| held.scope == Scope::Reports && scope == Scope::Reports), "{held:?}");
    }
}

#[test]
fn a_grant_without_a_place_takes_the_place_of_the_person() {
    let days = DateRange::open(day("2026-01-01"));
    let bare = Grant { role: RoleId(Uuid::nil()), scope: Scope::All, anchor: Anchor::default(), days };
    let rows = role("employee").rows;
    let reaches = |grant: &Grant| {
        let held = grant.allowances(&rows, day("2026-03-02"));
        let actor = Actor::builder(Via::CommandLine).allowances(held).build();
        actor.require(Permission::PeopleRead, &row_of(COLLEAGUE, HERE))
    };
    assert_eq!(reaches(&bare), Err(Denied::Hidden), "company scope anchored nowhere reaches nothing");
    assert_eq!(reaches(&bare.anchored_at(&Anchor::company(HERE))), Ok(()));
}

#[test]
fn a_token_never_does_more_than_its_owner() {
    let owner = allowances("hr", Scope::Company, Anchor::company(HERE));
    let wish = role("owner").rows;
    let token = allowances_within(&owner, &wish);
    assert_eq!(token.len(), owner.len());
    for (left, held) in token.iter().zip(&owner) {
        assert!(left.scope <= held.scope && left.classes.is_subset(held.classes));
    }
    let narrow = [RoleRow {
        permission: Permission::PeopleRead,
        scope: Scope::Own,
        classes: ClassSet::of(&[FieldClass::Public, FieldClass::Pay]),
    }];
    let token = allowances_within(&owner, &narrow);
    assert_eq!(token, [], "one's own row need not lie in the company one works for");
    let owner = allowances("hr", Scope::All, Anchor::default());
    let token = allowances_within(&owner, &narrow);
    assert_eq!(token.len(), 1);
    assert_eq!((token[0].scope, token[0].classes), (Scope::Own, ClassSet::of(&[FieldClass::Public])));
}

#[test]
fn who_writes_roles_gives_no_more_than_they_hold() {
    let head = somebody_with("hr_head");
    let places = [row_of(COLLEAGUE, HERE), Target::company(HERE)];
    let in_company = Anchor::company(HERE);
    let beyond = |code, scope, anchor: &Anchor, places: &[Target]| {
        let wanted = allowances(code, scope, anchor.clone());
        let beyond = head.beyond_own_rights(&wanted, places);
        beyond.iter().map(|allowance| allowance.permission.code()).collect::<Vec<_>>()
    };
    assert_eq!(beyond("hr", Scope::Company, &in_company, &places), [""; 0]);
    assert_eq!(beyond("employee", Scope::Company, &in_company, &places), [""; 0]);
    assert_eq!(beyond("auditor", Scope::Company, &in_company, &places), ["audit.read"]);
    assert!(
        !beyond("hr", Scope::All, &in_company, &places).is_empty(),
        "group scope is more than company scope"
    );
    let other = [row_of(STRANGER, ELSEWHERE), Target::company(ELSEWHERE)];
    assert!(!beyond("hr", Scope::Company, &Anchor::company(ELSEWHERE), &other).is_empty());
    assert!(!beyond("hr", Scope::Company, &in_company, &[]).is_empty(), "no place, nothing to give");
}

#[test]
fn faults_of_a_role_are_found_where_they_stand() {
    let row = |permission, scope, classes: &[FieldClass]| RoleRow {
        permission,
        scope,
        classes: ClassSet::of(classes),
    };
    let role = RoleDefinition {
        code: "own".to_owned(),
        name_zh: "自建".to_owned(),
        name_en: "Own".to_owned(),
        rows: vec![
            row(Permission::OrgRead, Scope::All, &[]),
            row(Permission::OrgRead, Scope::All, &[]),
            row(Permission::ApprovalDecide, Scope::Company, &[]),
            row(Permission::PeopleRead, Scope::Company, &[]),
            row(Permission::OrgWrite, Scope::Company, &[FieldClass::Pay]),
        ],
    };
    let found: Vec<_> = role.findings().into_iter().map(|finding| (finding.path, finding.code)).collect();
    let expected = [
        ("rows[1]", "role.repeated_row"),
        ("rows[2]", "role.beyond_self"),
        ("rows[3]", "role.no_classes"),
        ("rows[4]", "role.classes_mean_nothing"),
    ];
    assert_eq!(found, expected.map(|(path, code)| (path.to_owned(), code.to_owned())));
}
