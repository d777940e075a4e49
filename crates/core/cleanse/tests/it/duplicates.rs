//! One number for two, one person twice.

use heng_cleanse::{Checked, Known, RosterPlan, Verdict, codes};

use crate::tables::{check_text, verdict};

const ID_A: &str = "310101199002280030";
const ID_B: &str = "440300200002290019";

fn table(rows: &[String]) -> Checked {
    check_text(&format!(
        "工号|姓名|身份证号|手机号|部门|入职日期|在职状态|离职日期|银行卡号|企业微信账号\n{}",
        rows.join("\n")
    ))
}

fn how(checked: &Checked, code: &str) -> Vec<(u32, Option<String>, Vec<u32>)> {
    let how =
        |params: &serde_json::Map<String, serde_json::Value>| params.get("how")?.as_str().map(str::to_owned);
    checked
        .findings
        .iter()
        .filter(|finding| finding.code() == code)
        .map(|finding| (finding.row, how(&finding.finding.params), finding.other_rows.clone()))
        .collect()
}

fn found(row: u32, how: &str, other: u32) -> (u32, Option<String>, Vec<u32>) {
    (row, Some(how.to_owned()), vec![other])
}

#[test]
fn one_number_for_two_people_holds_both() {
    let checked = table(&[
        format!("A1|张三|{ID_A}||总部|2020-01-01|在职|||"),
        format!("a1|李四|{ID_B}||总部|2020-01-01|在职|||"),
    ]);
    assert_eq!(how(&checked, codes::NUMBER_REUSED), [(2, None, vec![3]), (3, None, vec![2])]);
    assert_eq!(checked.count(Verdict::Refused), 2);
}

#[test]
fn trap_50_one_person_twice_is_found_by_document_in_either_form_and_by_words() {
    let same_id = table(&[
        format!("A1|张三|{ID_A}||总部|2020-01-01|在职|||"),
        format!("A2|张三|{ID_A}||总部|2021-01-01|在职|||"),
    ]);
    assert_eq!(
        how(&same_id, codes::DUPLICATE_PERSON),
        [found(2, "same_id_other_number", 3), found(3, "same_id_other_number", 2)]
    );
    let old_form = table(&[
        "A1|李四|130503670401001||总部|2020-01-01|在职|||".to_owned(),
        "A2|李四|130503196704010016||总部|2020-01-01|在职|||".to_owned(),
    ]);
    assert_eq!(
        how(&old_form, codes::DUPLICATE_PERSON),
        [found(2, "id_15_and_18", 3), found(3, "id_15_and_18", 2)]
    );
    let words = table(&[
        "A1|王五||13912345678|总部|2020-01-01|在职|||".to_owned(),
        format!("A2|王 五|{ID_A}|+86 139 1234 5678|总部|2020.1.1|在职|||"),
    ]);
    assert_eq!(
        how(&words, codes::DUPLICATE_PERSON),
        [found(2, "name_phone_hired", 3), found(3, "name_phone_hired", 2)]
    );
}

#[test]
fn trap_50_two_people_may_have_one_name() {
    let checked = table(&[
        format!("A1|张三|{ID_A}|13912345678|总部|2020-01-01|在职|||"),
        format!("A2|张三|{ID_B}|13812345678|总部|2020-01-01|在职|||"),
    ]);
    assert_eq!(checked.count(Verdict::Accepted), 2);
    let one_phone = table(&[
        format!("A1|张三|{ID_A}|13912345678|总部|2020-01-01|在职|||"),
        format!("A2|张三|{ID_B}|13912345678|总部|2020-01-01|在职|||"),
    ]);
    assert_eq!(how(&one_phone, codes::POSSIBLE_DUPLICATE).len(), 2, "odd, and said so");
    assert_eq!(one_phone.count(Verdict::Accepted), 2, "but two documents are two people");
}

#[test]
fn a_row_pasted_twice_is_taken_once() {
    let row = format!("A1|张三|{ID_A}|13912345678|总部|2020-01-01|在职|||");
    let checked = table(&[row.clone(), row]);
    assert_eq!((verdict(&checked, 2), verdict(&checked, 3)), (Verdict::Accepted, Verdict::Refused));
    let differing = table(&[
        format!("A1|张三|{ID_A}|13912345678|总部|2020-01-01|在职|||"),
        format!("A1|张三|{ID_A}|13912345678|分店|2020-01-01|在职|||"),
    ]);
    assert_eq!(differing.count(Verdict::Refused), 2, "which of the two holds cannot be known");
}

#[test]
fn trap_49_who_left_and_came_back_is_one_person_with_two_employments() {
    let checked = table(&[
        format!("A9|张三|{ID_A}||总部|2024-01-01|在职|||"),
        format!("A1|张三|{ID_A}||总部|2020-01-01|离职|2022-12-31||"),
    ]);
    assert_eq!(checked.count(Verdict::Accepted), 2);
    assert_eq!(how(&checked, codes::REHIRE).len(), 1);
    let plan = RosterPlan::new(&checked, Known::default());
    assert_eq!(plan.people.len(), 1);
    let rows: Vec<u32> = plan.people[0].employments.iter().map(|employment| employment.draft.row).collect();
    assert_eq!(rows, [3, 2], "earliest first");
}

#[test]
fn a_card_or_wecom_account_of_two_people_is_told() {
    let checked = table(&[
        format!("A1|张三|{ID_A}||总部|2020-01-01|在职||6217000012345678907|zhangsan"),
        format!("A2|李四|{ID_B}||总部|2020-01-01|在职||6217000012345678907|ZhangSan"),
    ]);
    assert_eq!(how(&checked, codes::CARD_SHARED).len(), 2);
    assert_eq!(how(&checked, codes::WECOM_SHARED).len(), 2);
    assert_eq!(checked.count(Verdict::Accepted), 2);
    assert!(
        checked.rows.iter().all(|row| row.draft.as_ref().unwrap().wecom_account.is_none()),
        "nobody signs in as another"
    );
}
