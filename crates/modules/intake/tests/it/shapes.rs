//! The same people in other shapes of sheet.

use rust_xlsxwriter::{Format, Workbook};

use crate::standing::House;

const TITLES: [&str; 8] = ["工号", "姓名", "身份证号", "部门", "岗位", "入职日期", "合同类型", "合同结束"];
const ROWS: [[&str; 8]; 2] = [
    ["A1", "张三", "310101199002280030", "甲公司/总部", "店长", "2020-01-01", "无固定期限", ""],
    ["A2", "李四", "440300200002290019", "甲公司/一店", "店员", "2024-03-05", "固定期限", "2027-03-04"],
];

fn in_order(order: &[usize], extra: bool) -> String {
    let line = |cells: &[&str]| {
        let mut cells: Vec<&str> = order.iter().filter_map(|place| cells.get(*place)).copied().collect();
        if extra {
            cells.insert(0, "序号之外");
            cells.push("食堂偏好");
        }
        cells.join(",")
    };
    let rows: Vec<String> = ROWS.iter().map(|row| line(row)).collect();
    format!("{}\n{}\n", line(&TITLES), rows.join("\n"))
}

/// Everything the company says of its people, without ids and times.
async fn said(house: &House) -> Vec<String> {
    let roster = heng_people::bulk::roster(
        house.test.db.read(),
        &house.service.vault,
        None,
        crate::standing::day(crate::standing::TODAY),
    )
    .await
    .unwrap();
    let units: std::collections::HashMap<_, _> =
        roster.units.iter().map(|unit| (unit.id, unit.path.join("/"))).collect();
    let mut lines: Vec<String> = roster
        .entries
        .iter()
        .map(|e| {
            let unit = e.unit.and_then(|unit| units.get(&unit));
            format!(
                "{} {} {:?} {unit:?} {:?} {:?} {:?}",
                e.number, e.name, e.id_key, e.job, e.first_day, e.contract
            )
        })
        .collect();
    lines.sort();
    lines
}

async fn brought_in(text: &str) -> Vec<String> {
    let house = House::new().await;
    let shown = house.upload(text).await;
    assert_eq!((shown.counts.created, shown.counts.refused), (2, 0), "{text}");
    house.apply(&shown).await;
    said(&house).await.into_iter().map(|line| line.replace(&key_noise(&line), "")).collect()
}

/// Keyed hashes differ from vault to vault.
fn key_noise(line: &str) -> String {
    line.split('"').nth(1).unwrap_or_default().to_owned()
}

#[tokio::test]
async fn shuffled_and_extra_columns_bring_in_the_same_people() {
    let straight = brought_in(&in_order(&[0, 1, 2, 3, 4, 5, 6, 7], false)).await;
    for order in [[7, 6, 5, 4, 3, 2, 1, 0], [3, 0, 6, 1, 7, 2, 5, 4]] {
        assert_eq!(brought_in(&in_order(&order, false)).await, straight);
        assert_eq!(brought_in(&in_order(&order, true)).await, straight);
    }
}

#[tokio::test]
async fn two_header_rows_with_merged_groups_bring_in_the_same_people() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("说明").unwrap().write(0, 0, "请勿改动").unwrap();
    let sheet = book.add_worksheet();
    sheet.set_name("花名册").unwrap();
    let plain = Format::new();
    sheet.write(0, 0, "某某公司花名册").unwrap();
    for column in 0..6 {
        sheet.merge_range(2, column, 3, column, TITLES[usize::from(column)], &plain).unwrap();
    }
    sheet.merge_range(2, 6, 2, 7, "合同", &plain).unwrap();
    sheet.write(3, 6, "类型").unwrap().write(3, 7, "结束").unwrap();
    for (row, cells) in (4_u32..).zip(ROWS) {
        for (column, cell) in (0_u16..).zip(cells) {
            sheet.write(row, column, cell).unwrap();
        }
    }
    let bytes = book.save_to_buffer().unwrap();
    let house = House::new().await;
    let shown = house.upload_as(&house.owner, None, bytes).await.unwrap();
    assert_eq!((shown.sheet.as_deref(), shown.layout.header_row), (Some("花名册"), 4));
    assert_eq!((shown.counts.created, shown.counts.refused), (2, 0));
    house.apply(&shown).await;
    let straight = brought_in(&in_order(&[0, 1, 2, 3, 4, 5, 6, 7], false)).await;
    let here: Vec<String> =
        said(&house).await.into_iter().map(|line| line.replace(&key_noise(&line), "")).collect();
    assert_eq!(here, straight);
}

#[tokio::test]
async fn whatever_the_bytes_a_file_never_stops_the_pipeline() {
    let house = House::new().await;
    let text = in_order(&[0, 1, 2, 3, 4, 5, 6, 7], true);
    let bytes = text.as_bytes();
    // Every prefix and a spread of single-byte damages: read or refused, never a panic, never half a batch.
    let damaged = (0..bytes.len()).step_by(7).map(|cut| bytes[..cut].to_vec());
    let flipped = (0..bytes.len()).step_by(11).map(|at| {
        let mut copy = bytes.to_vec();
        copy[at] ^= 0x55;
        copy
    });
    for bytes in damaged.chain(flipped) {
        let file = heng_intake::batch::Upload { company: None, file_name: "x".to_owned(), bytes };
        let _ = heng_intake::check(&house.test.db, &house.service, &house.owner, file).await;
    }
    assert_eq!(house.count("intake_batch").await, 0);
}

#[tokio::test]
async fn people_on_another_sheet_are_told_and_not_forgotten() {
    let mut book = Workbook::new();
    for (name, rows) in [("在职", &ROWS[..1]), ("离职", &ROWS[1..])] {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap();
        for (row, cells) in (0_u32..).zip(std::iter::once(&TITLES).chain(rows)) {
            for (column, cell) in (0_u16..).zip(cells) {
                sheet.write(row, column, *cell).unwrap();
            }
        }
    }
    book.add_worksheet().set_name("选项").unwrap().write(0, 0, "男").unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let house = House::new().await;
    let file = heng_intake::batch::Upload { company: None, file_name: "x.xlsx".to_owned(), bytes };
    let checked =
        heng_intake::check(&house.test.db, &house.service, &house.owner, file.clone()).await.unwrap();
    assert_eq!(checked.counts.created, 1);
    let told: Vec<_> = checked.findings.iter().filter(|f| f.code() == "intake.other_sheet").collect();
    assert_eq!(told.len(), 1, "{:?}", checked.findings);
    let params = &told[0].finding.params;
    assert_eq!((params["value"].as_str(), params["count"].as_u64()), (Some("离职"), Some(1)));
    // It is told again whenever the batch is looked at anew.
    let shown = house.upload_as(&house.owner, None, file.bytes).await.unwrap();
    let mend = heng_intake::batch::Edit::Mend { row: 2, column: 4, value: Some("副店长".to_owned()) };
    let edited = house.edit(&shown, mend).await.unwrap();
    assert_eq!(edited.counts.warnings, checked.counts.warnings);
}

#[tokio::test]
async fn a_document_for_somebody_whose_record_has_none_is_not_dropped_in_silence() {
    let house = House::new().await;
    let first = house.upload("工号,姓名,部门,入职日期\nA1,张三,甲公司/总部,2020-01-01\n").await;
    house.apply(&first).await;
    let next = "工号,姓名,身份证号,部门,入职日期\nA1,张三,310101199002280030,甲公司/总部,2020-01-01\n";
    let file = heng_intake::batch::Upload { company: None, file_name: "x".to_owned(), bytes: next.into() };
    let checked = heng_intake::check(&house.test.db, &house.service, &house.owner, file).await.unwrap();
    let told = checked.findings.iter().find(|f| f.code() == "intake.id_not_added").unwrap();
    assert_eq!((told.row, told.finding.params["value"].as_str()), (2, Some("310***********0030")));
    assert_eq!((checked.counts.changed, checked.counts.refused), (1, 0), "it tells the sex");
}

#[tokio::test]
async fn ten_thousand_rows_are_checked_in_one_go() {
    let house = House::new().await;
    let rows: Vec<String> = (0..10_000)
        .map(|n| format!("N{n:05},某人{n},甲公司/{}店,2020-01-01,某人{}", n % 60, n / 20))
        .collect();
    let text = format!("工号,姓名,部门,入职日期,直属上级\n{}\n", rows.join("\n"));
    let file =
        heng_intake::batch::Upload { company: None, file_name: "x".to_owned(), bytes: text.into_bytes() };
    let checked = heng_intake::check(&house.test.db, &house.service, &house.owner, file).await.unwrap();
    assert_eq!((checked.counts.rows, checked.counts.created), (10_000, 10_000));
}

#[tokio::test]
async fn somebody_sent_by_an_agency_is_taken_in_as_such() {
    let house = House::new().await;
    let text = "工号,姓名,部门,入职日期,用工形式,合同类型\n\
        A1,张三,甲公司/总部,2020-01-01,劳务派遣,固定期限\nA2,李四,甲公司/总部,2020-01-01,,劳务协议\n";
    let shown = house.upload(text).await;
    assert_eq!((shown.counts.created, shown.counts.errors), (2, 0));
    house.apply(&shown).await;
    assert_eq!(house.count("employment_term WHERE kind = 'dispatched'").await, 1);
    assert_eq!(house.count("employment_term WHERE kind = 'contractor'").await, 1, "as the contract says");
}
