//! Who reports to whom.

use heng_cleanse::{Checked, ManagerRef, RowFinding, codes};

use crate::tables::{check_text, codes, draft};

fn table(rows: &str) -> Checked {
    check_text(&format!("工号|姓名|部门|入职日期|直属上级|在职状态|离职日期\n{rows}"))
}

fn manager(checked: &Checked, row: u32) -> ManagerRef {
    checked.rows.iter().find(|checked| checked.row == row).unwrap().manager
}

fn told<'a>(checked: &'a Checked, code: &str) -> Vec<&'a RowFinding> {
    checked.findings.iter().filter(|finding| finding.code() == code).collect()
}

#[test]
fn a_manager_is_named_by_number_or_name_in_many_ways() {
    let checked = table(
        "A001|张三|总部|2020-01-01|||\nA002|李四|总部|2020-01-01|a001||\nA003|王五|总部|2020-01-01|张三||\nA004|赵六|总部|2020-01-01|张三(A001)||\nA005|钱七|总部|2020-01-01|A001 张三||\nA006|孙八|总部|2020-01-01|张 三||",
    );
    for row in 3..=7 {
        assert_eq!(manager(&checked, row), ManagerRef::Row(2), "row {row}");
    }
    assert_eq!(manager(&checked, 2), ManagerRef::None);
}

#[test]
fn leading_zeros_a_spreadsheet_dropped_are_forgiven() {
    let checked = table("00138|张三|总部|2020-01-01|||\n00139|李四|总部|2020-01-01|138||");
    assert_eq!(manager(&checked, 3), ManagerRef::Row(2));
}

#[test]
fn nobody_and_too_many_leave_a_vacancy_with_a_warning() {
    let checked = table(
        "A1|张三|总部|2020-01-01|||\nA2|张三|总部|2020-01-01|||\nA3|李四|总部|2020-01-01|张三||\nA4|王五|总部|2020-01-01|A999||",
    );
    assert_eq!((manager(&checked, 4), manager(&checked, 5)), (ManagerRef::Vacant, ManagerRef::Vacant));
    assert_eq!(told(&checked, codes::MANAGER_AMBIGUOUS).len(), 1);
    assert_eq!(told(&checked, codes::MANAGER_UNKNOWN)[0].row, 5);
    assert!(checked.findings.iter().all(|finding| !finding.refuses()));
}

#[test]
fn trap_52_a_circle_is_cut_and_all_in_it_are_told() {
    let checked = table(
        "A1|张三|总部|2020-01-01|A2||\nA2|李四|总部|2020-01-01|A3||\nA3|王五|总部|2020-01-01|A1||\nA4|赵六|总部|2020-01-01|A1||\nA5|钱七|总部|2020-01-01|A5||",
    );
    let cycles = told(&checked, codes::REPORTING_CYCLE);
    assert_eq!(cycles.iter().map(|finding| finding.row).collect::<Vec<_>>(), [2, 3, 4, 6]);
    assert_eq!(cycles[0].other_rows, [3, 4]);
    assert!(cycles[3].other_rows.is_empty(), "somebody who is their own manager");
    assert_eq!(
        manager(&checked, 5),
        ManagerRef::Row(2),
        "who only reports into the circle keeps the manager"
    );
}

#[test]
fn a_refused_manager_leaves_a_vacancy() {
    let checked = table("A1|张三|总部||||\nA2|李四|总部|2020-01-01|A1||");
    assert_eq!(manager(&checked, 3), ManagerRef::Vacant);
    let finding = told(&checked, codes::MANAGER_REFUSED)[0];
    assert_eq!((finding.row, finding.other_rows.as_slice()), (3, [2].as_slice()));
}

#[test]
fn a_manager_who_has_left_is_no_manager_of_those_who_are_there() {
    let checked = table(
        "A1|张三|总部|2019-01-01||离职|2023-01-01\nA2|李四|总部|2020-01-01|A1|在职|\nA3|王五|总部|2020-01-01|A1|离职|2022-01-01",
    );
    assert_eq!(manager(&checked, 3), ManagerRef::Vacant);
    assert!(codes(&checked, 3).contains(&codes::MANAGER_HAS_LEFT));
    assert_eq!(manager(&checked, 4), ManagerRef::Row(2), "once it was so");
    assert!(draft(&checked, 4).has_left());
}
