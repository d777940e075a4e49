//! The order in which things can be made.

use std::collections::BTreeSet;

use heng_cleanse::{Known, ManagerRef, RosterPlan, Verdict};
use proptest::prelude::*;

use crate::tables::check_text;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(ProptestConfig::default().cases.div_ceil(4)))]

    #[test]
    fn managers_come_before_their_people_whatever_the_order_of_rows(managers in proptest::collection::vec(proptest::option::of(0usize..30), 1..30)) {
        let rows: Vec<String> = managers
            .iter()
            .enumerate()
            .map(|(n, manager)| format!("A{n}|甲乙{n}|总部|2020-01-01|{}", manager.map(|m| format!("A{m}")).unwrap_or_default()))
            .collect();
        let checked = check_text(&format!("工号|姓名|部门|入职日期|直属上级\n{}", rows.join("\n")));
        let plan = RosterPlan::new(&checked, Known::default());
        prop_assert_eq!(plan.employments().count(), managers.len());
        prop_assert_eq!(checked.count(Verdict::Accepted), managers.len());
        let mut made = BTreeSet::new();
        for employment in plan.employments() {
            if let ManagerRef::Row(row) = employment.manager {
                prop_assert!(made.contains(&row), "row {} before its manager {row}", employment.draft.row);
            }
            made.insert(employment.draft.row);
        }
    }
}

#[test]
fn jobs_and_grades_are_listed_once_in_order() {
    let checked = check_text(
        "姓名|部门|入职日期|岗位|职级\n张三|总部|2020-01-01|店长|P2\n李四|总部|2020-01-01|店 长|p2\n王五|总部|2020-01-01|收银员|P1",
    );
    let plan = RosterPlan::new(&checked, Known::default());
    assert_eq!(plan.jobs, ["店长", "收银员"]);
    assert_eq!(plan.grades, ["P2", "P1"]);
}
