//! The roles every installation starts with.
//!
//! Each holds what its work needs and no more; a person has several. Widest scopes are generous where the grant names the
//! place (HR of one store, of one company, of the group is the same role), and tight where the role itself does.
//!
//! Separation of duties: who sets pay (`hr_head`) is not who pays (`payroll`), and who pays cannot change where the money
//! goes. Who opens accounts (`it_admin`) cannot give roles and sees no file. Who audits (`auditor`) changes nothing.

use FieldClass::{Candidate, Health, IdBank, Pay, Private, Public, Work};
use Permission as P;
use Scope::{All, Company, Own, Reports, Subtree};

use crate::{ClassSet, FieldClass, Permission, RoleDefinition, RoleRow, Scope};

/// The built-in roles: `employee`, `manager`, `hr`, `hr_head`, `payroll`, `finance`, `it_admin`, `auditor`, `owner`.
///
/// The full table is `tests/golden/roles.txt`.
pub fn builtin_roles() -> Vec<RoleDefinition> {
    vec![
        role("employee", "员工", "Employee", employee()),
        role("manager", "主管", "Manager", manager()),
        role("hr", "人事", "HR", hr()),
        role("hr_head", "人事负责人", "Head of HR", hr_head()),
        role("payroll", "薪酬", "Payroll", payroll()),
        role("finance", "财务", "Finance", finance()),
        role("it_admin", "系统管理员", "IT administrator", it_admin()),
        role("auditor", "审计", "Auditor", auditor()),
        role("owner", "所有者", "Owner", owner()),
    ]
}

fn role(code: &str, name_zh: &str, name_en: &str, rows: Vec<RoleRow>) -> RoleDefinition {
    RoleDefinition { code: code.to_owned(), name_zh: name_zh.to_owned(), name_en: name_en.to_owned(), rows }
}

/// A row of a permission that knows no classes.
const fn plain(permission: Permission, scope: Scope) -> RoleRow {
    RoleRow { permission, scope, classes: ClassSet::EMPTY }
}

const fn fields(permission: Permission, scope: Scope, classes: &[FieldClass]) -> RoleRow {
    RoleRow { permission, scope, classes: ClassSet::of(classes) }
}

/// All there is about oneself, one's colleagues by name and place, one's own requests, goals and decisions.
fn employee() -> Vec<RoleRow> {
    vec![
        plain(P::MeUse, Own),
        fields(P::PeopleRead, Own, &FieldClass::ALL),
        fields(P::PeopleRead, Company, &[Public]),
        fields(P::DocumentRead, Own, &FieldClass::ALL),
        plain(P::OrgRead, Company),
        fields(P::LeaveRead, Own, &[Work, Health]),
        plain(P::LeaveRequest, Own),
        plain(P::ApprovalRead, Own),
        plain(P::ApprovalDecide, Own),
        plain(P::GoalRead, Own),
        plain(P::GoalReport, Own),
        plain(P::NoticeRead, Own),
    ]
}

/// The work of those one leads: no pay, no documents, no illness, nothing private.
fn manager() -> Vec<RoleRow> {
    [Reports, Subtree]
        .into_iter()
        .flat_map(|led| {
            [
                fields(P::PeopleRead, led, &[Public, Work]),
                fields(P::LeaveRead, led, &[Work]),
                plain(P::GoalRead, led),
                plain(P::GoalAssign, led),
            ]
        })
        .collect()
}

/// The file of a person from hiring to leaving, except pay and health. Bringing in a roster that holds pay takes more.
fn hr() -> Vec<RoleRow> {
    let file = &[Public, Work, Private, IdBank, Candidate];
    vec![
        fields(P::PeopleRead, All, file),
        fields(P::PeopleWrite, All, file),
        fields(P::DocumentRead, All, file),
        fields(P::DocumentWrite, All, file),
        plain(P::OrgRead, All),
        fields(P::LeaveRead, All, &[Work, Health]),
        plain(P::LeaveRequest, All),
        plain(P::LeaveAdjust, All),
        plain(P::ApprovalRead, All),
        plain(P::GoalRead, All),
        plain(P::IntakeRun, All),
        plain(P::AccountRead, All),
        plain(P::OpsRead, All),
        plain(P::SettingsRead, All),
    ]
}

/// All of HR, with pay and health, and the set-up of the HR system: units, fields, leave, flows, roles, accounts.
fn hr_head() -> Vec<RoleRow> {
    vec![
        fields(P::PeopleRead, All, &FieldClass::ALL),
        fields(P::PeopleWrite, All, &FieldClass::ALL),
        fields(P::DocumentRead, All, &FieldClass::ALL),
        fields(P::DocumentWrite, All, &FieldClass::ALL),
        plain(P::OrgRead, All),
        plain(P::OrgWrite, All),
        plain(P::FieldWrite, All),
        fields(P::LeaveRead, All, &[Work, Health]),
        plain(P::LeaveRequest, All),
        plain(P::LeaveAdjust, All),
        plain(P::LeaveSetUp, All),
        plain(P::ApprovalRead, All),
        plain(P::FlowWrite, All),
        plain(P::GoalRead, All),
        plain(P::GoalAssign, All),
        plain(P::IntakeRun, All),
        plain(P::RoleRead, All),
        plain(P::RoleWrite, All),
        plain(P::AccountRead, All),
        plain(P::AccountWrite, All),
        plain(P::TokenWrite, Own),
        plain(P::OpsRead, All),
        plain(P::OpsRetry, All),
        plain(P::SettingsRead, All),
    ]
}

/// What a payslip is made of, to read. Setting pay and bank accounts is for others.
fn payroll() -> Vec<RoleRow> {
    vec![
        fields(P::PeopleRead, All, &[Public, Work, Pay, IdBank]),
        plain(P::OrgRead, All),
        fields(P::LeaveRead, All, &[Work]),
        plain(P::SettingsRead, All),
    ]
}

/// Who belongs to which cost centre. Totals come from reports, single wages do not.
fn finance() -> Vec<RoleRow> {
    vec![fields(P::PeopleRead, All, &[Public]), plain(P::OrgRead, All)]
}

/// Accounts, connections and health of the system, and the names to go with them.
fn it_admin() -> Vec<RoleRow> {
    vec![
        fields(P::PeopleRead, All, &[Public]),
        plain(P::OrgRead, All),
        plain(P::RoleRead, All),
        plain(P::AccountRead, All),
        plain(P::AccountWrite, All),
        plain(P::TokenWrite, All),
        plain(P::OpsRead, All),
        plain(P::OpsRetry, All),
        plain(P::SettingsWrite, All),
        plain(P::SettingsRead, All),
    ]
}

/// Reads how the system is used and run; personal values stay closed, also inside the audit trail.
fn auditor() -> Vec<RoleRow> {
    vec![
        fields(P::PeopleRead, All, &[Public, Work]),
        fields(P::DocumentRead, All, &[Public, Work]),
        plain(P::OrgRead, All),
        fields(P::LeaveRead, All, &[Work]),
        plain(P::ApprovalRead, All),
        plain(P::GoalRead, All),
        plain(P::RoleRead, All),
        plain(P::AccountRead, All),
        fields(P::AuditRead, All, &[Public, Work]),
        plain(P::OpsRead, All),
        plain(P::SettingsRead, All),
    ]
}

/// Everything, so that every other role can be given; yet nobody decides, reports or signs in somebody else's place.
fn owner() -> Vec<RoleRow> {
    let everything = |permission: &Permission| RoleRow {
        permission: *permission,
        scope: if permission.personal() { Own } else { All },
        classes: if permission.class_aware() { ClassSet::ALL } else { ClassSet::EMPTY },
    };
    Permission::ALL.iter().map(everything).collect()
}
