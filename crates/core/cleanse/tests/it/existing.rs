//! Rows against the people already there.

use heng_cleanse::{
    Action, Checked, ContractDraft, ExistingEmployment, Field, FieldChange, Known, ManagerRef, RosterPlan,
    Verdict, codes,
};
use heng_identifiers::Sex;
use heng_kernel::{EmploymentId, Money, PersonId};
use uuid::Uuid;

use crate::tables::{check_with, codes, date, options, verdict};

const ID_A: &str = "310101199002280030";

fn zhang_san() -> ExistingEmployment {
    ExistingEmployment {
        employment: EmploymentId(Uuid::from_u128(1)),
        person: PersonId(Uuid::from_u128(2)),
        number: "A1".to_owned(),
        name: "张三".to_owned(),
        sex: Some(Sex::Male),
        id_key: Some(ID_A.to_owned()),
        mobile: Some("13912345678".to_owned()),
        unit: vec!["总部".to_owned()],
        job: Some("专员".to_owned()),
        grade: None,
        manager_number: None,
        hired: date("2020-01-01"),
        confirmed: None,
        last_day: None,
        contract: ContractDraft::default(),
        base_pay: Some(Money::from_minor(500_000)),
        insured_city: None,
        fund_rate: None,
        bank_card: None,
        wecom_account: None,
    }
}

fn check(existing: &[ExistingEmployment], rows: &str) -> (Checked, RosterPlan) {
    let units = [vec!["总部".to_owned()]];
    let known = Known { units: &units, employments: existing };
    let header = "工号|姓名|身份证号|手机号|部门|岗位|直属上级|入职日期|基本工资";
    let checked = check_with(&format!("{header}\n{rows}"), known, &options());
    let plan = RosterPlan::new(&checked, known);
    (checked, plan)
}

#[test]
fn the_same_row_again_changes_nothing() {
    let (_, plan) =
        check(&[zhang_san()], &format!("a1|张 三|{ID_A}|139 1234 5678|总部|专员||2020.1.1|5,000元"));
    let employments: Vec<_> = plan.employments().collect();
    assert_eq!(employments[0].action, Action::Unchanged { employment: zhang_san().employment });
    assert_eq!(plan.people[0].existing, Some(zhang_san().person));
}

#[test]
fn an_empty_cell_deletes_nothing_and_a_change_is_shown_with_both_values() {
    let (_, plan) = check(&[zhang_san()], &format!("A1|张三|{ID_A}|13800001111|总部|||2020-01-01|6000"));
    let Action::Update { changes, .. } = &plan.people[0].employments[0].action else { panic!("an update") };
    let change = |field, before: &str, after: &str| FieldChange {
        field,
        before: Some(before.to_owned()),
        after: after.to_owned(),
    };
    assert_eq!(
        changes,
        &[change(Field::Mobile, "139****5678", "138****1111"), change(Field::BasePay, "5000.00", "6000.00")]
    );
}

#[test]
fn trap_51_a_number_of_somebody_else_is_never_taken_over() {
    let (checked, _) = check(&[zhang_san()], "A1|李四|440300200002290019||总部|||2024-01-01|");
    assert!(codes(&checked, 2).contains(&codes::NUMBER_REUSED));
    assert_eq!(verdict(&checked, 2), Verdict::Refused);
}

#[test]
fn somebody_at_work_does_not_get_a_second_number() {
    let (checked, _) = check(&[zhang_san()], &format!("B7|张三|{ID_A}||总部|||2024-01-01|"));
    let finding = checked.findings.iter().find(|finding| finding.code() == codes::DUPLICATE_PERSON).unwrap();
    assert_eq!(finding.finding.params["existing_number"], "A1");
    assert_eq!(verdict(&checked, 2), Verdict::Refused);
}

#[test]
fn somebody_who_left_comes_back_as_the_same_person() {
    let left = ExistingEmployment { last_day: Some(date("2023-12-31")), ..zhang_san() };
    let (checked, plan) = check(&[left], &format!("B7|张三|{ID_A}||总部|||2024-01-01|"));
    assert_eq!(verdict(&checked, 2), Verdict::Accepted);
    assert_eq!(plan.people[0].existing, Some(zhang_san().person));
    assert_eq!(plan.people[0].employments[0].action, Action::Create);
}

#[test]
fn managers_may_be_there_already() {
    let (_, plan) = check(&[zhang_san()], "A2|李四|440300200002290019||总部||张三|2024-01-01|");
    assert_eq!(plan.people[0].employments[0].manager, ManagerRef::Existing(zhang_san().employment));
    let left = ExistingEmployment { last_day: Some(date("2023-12-31")), ..zhang_san() };
    let (checked, plan) = check(&[left], "A2|李四|440300200002290019||总部||A1|2024-01-01|");
    assert!(codes(&checked, 2).contains(&codes::MANAGER_HAS_LEFT));
    assert_eq!(plan.people[0].employments[0].manager, ManagerRef::Vacant);
}
