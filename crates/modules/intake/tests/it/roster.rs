//! The chain store's messy roster, from file to company and back.

use std::collections::{BTreeMap, BTreeSet};

use heng_intake::{
    batch::{self, IntakeError, Upload},
    work::Outcome,
};
use heng_kernel::Severity;
use heng_people::api::{self, Act, Change, UnitKind};
use serde::Deserialize;

use crate::standing::{House, TODAY, day};

#[derive(Deserialize)]
struct Truth {
    rows: usize,
    faultless_rows: usize,
    faults: Vec<Fault>,
}

#[derive(Deserialize)]
struct Fault {
    #[serde(default)]
    row: Option<u32>,
    #[serde(default)]
    rows: Vec<u32>,
    #[serde(default)]
    other_row: Option<u32>,
    #[serde(default)]
    column: Option<String>,
    kind: String,
}

impl Fault {
    fn rows(&self) -> BTreeSet<u32> {
        self.row.into_iter().chain(self.rows.iter().copied()).collect()
    }
}

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/../../../fixtures/rosters/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn truth(name: &str) -> Truth {
    serde_json::from_slice(&fixture(name)).unwrap()
}

async fn goes_in_and_comes_out(file: &str, truth_file: &str) {
    let house = House::new().await;
    let before = house.people_tables().await;
    let truth = truth(truth_file);
    let bytes = fixture(file);
    let upload = Upload { company: None, file_name: file.to_owned(), bytes: bytes.clone() };
    let started = std::time::Instant::now();
    let ran = heng_intake::run(&house.test.db, &house.service, &house.owner, upload).await.unwrap();
    let took = started.elapsed();
    println!("{file}: applied in {took:?}");

    let counts = ran.checked.counts;
    assert_eq!(counts.created + counts.refused, truth.rows);
    assert_eq!((counts.created, counts.refused), (718, 82));
    assert_eq!(house.count("employment").await, 718);

    // Every planted fault is told by row and column.
    for fault in &truth.faults {
        for row in fault.rows() {
            let told = ran.checked.findings.iter().any(|found| {
                let column = found.column.as_ref().map(|column| column.title.as_str());
                found.row == row
                    && found.finding.code == format!("roster.{}", fault.kind)
                    && fault.column.as_deref().is_none_or(|wanted| column == Some(wanted))
            });
            assert!(told, "row {row}: {}", fault.kind);
        }
    }

    // Rows without a fault are all in.
    let report: BTreeMap<u32, Outcome> = outcomes(&house, &ran.batch).await;
    let faulty: BTreeSet<u32> =
        truth.faults.iter().flat_map(|f| f.rows().into_iter().chain(f.other_row)).collect();
    let faultless: Vec<u32> = report.keys().copied().filter(|row| !faulty.contains(row)).collect();
    assert_eq!(faultless.len(), truth.faultless_rows);
    assert!(faultless.iter().all(|row| report[row] == Outcome::Created));

    // A manager whose row was refused leaves a vacancy and a warning.
    let orphans: Vec<_> =
        ran.checked.findings.iter().filter(|found| found.finding.code == "roster.manager_refused").collect();
    assert_eq!(orphans.len(), 124);
    assert!(orphans.iter().all(|found| found.finding.severity == Severity::Warning));
    let db = house.test.db.read();
    let company = batch_company(&house).await;
    let lone = orphans.iter().find(|found| report[&found.row] == Outcome::Created).unwrap();
    let number = number_of(&house, &ran.batch, lone.row).await;
    let employment = api::by_number(db, company, &number).await.unwrap().unwrap();
    assert_eq!(
        api::manager_on(db, employment, day(TODAY)).await.unwrap(),
        Err(api::NoManager::Vacant),
        "row {}",
        lone.row
    );

    let verified = heng_intake::verify(&house.test.db, &house.service, &house.owner, &bytes).await.unwrap();
    assert!(verified.same, "{:?}", &verified.sides.differences[..verified.sides.differences.len().min(5)]);
    assert_eq!(verified.sides.file.employments, 718);
    assert!(verified.sides.file.pay_minor.unwrap() > 0);

    // The same file once more changes nothing.
    let again = house.upload_as(&house.owner, None, bytes.clone()).await.unwrap();
    assert_eq!((again.counts.created, again.counts.changed, again.counts.unchanged), (0, 0, 718));
    assert!(matches!(house.apply_as(&house.owner, &again).await, Err(IntakeError::NothingToApply)));

    let undone = heng_intake::undo(&house.test.db, &house.service, &house.owner, &bytes).await.unwrap();
    assert_eq!(undone.state, batch::State::Undone);
    assert_eq!(house.people_tables().await, before, "as if it had never been");
}

async fn outcomes(house: &House, batch: &batch::BatchView) -> BTreeMap<u32, Outcome> {
    diff(house, batch).await.into_iter().map(|row| (row.0, row.1)).collect()
}

async fn diff(house: &House, batch: &batch::BatchView) -> Vec<(u32, Outcome, Option<String>)> {
    let report = batch::report(house.test.db.read(), &house.service, &house.owner, batch.id).await.unwrap();
    report.diff.into_iter().map(|row| (row.row, row.outcome, row.number)).collect()
}

async fn number_of(house: &House, batch: &batch::BatchView, row: u32) -> String {
    diff(house, batch).await.into_iter().find(|found| found.0 == row).and_then(|found| found.2).unwrap()
}

async fn batch_company(house: &House) -> heng_kernel::CompanyId {
    let roster = heng_people::bulk::roster(house.test.db.read(), &house.service.vault, None, day(TODAY))
        .await
        .unwrap();
    let companies: Vec<_> = roster.units.iter().filter(|unit| unit.kind == UnitKind::Company).collect();
    assert_eq!(companies.len(), 1);
    heng_kernel::CompanyId(companies[0].id.0)
}

#[tokio::test]
async fn the_chain_stores_workbook_goes_in_and_comes_out_without_a_trace() {
    goes_in_and_comes_out("chain-store.xlsx", "chain-store.truth.json").await;
}

#[tokio::test]
async fn the_chain_stores_gb18030_table_goes_in_and_comes_out_without_a_trace() {
    goes_in_and_comes_out("chain-store-gb18030.csv", "chain-store-gb18030.truth.json").await;
}

const HEADER: &str = "工号,姓名,身份证号,手机号,部门,岗位,直属上级,入职日期,基本工资";
const LI: &str = "A2,李四,440300200002290019,13800001111,甲公司/一店,店员,A1,2024-01-01,5000";
const ZHANG: &str = "A1,张三,310101199002280030,13912345678,甲公司/总部,店长,,2020-01-01,9000";

fn file(rows: &[&str]) -> String {
    format!("{HEADER}\n{}\n", rows.join("\n"))
}

#[tokio::test]
async fn a_change_to_people_who_were_there_is_undone_value_by_value() {
    let house = House::new().await;
    house.apply(&house.upload(&file(&[ZHANG, LI])).await).await;
    let before = house.people_tables().await;
    let moved = "A2,李小四,440300200002290019,13800002222,甲公司/总部,店长,,2024-01-01,6500";
    let next = house.upload(&file(&[ZHANG, moved, "A3,王五,,,甲公司/总部,收银员,A2,2026-01-05,4000"])).await;
    assert_eq!((next.counts.created, next.counts.changed, next.counts.unchanged), (1, 1, 1));
    house.apply(&next).await;
    assert_ne!(house.people_tables().await, before);
    let undone = house.undo(&next).await.unwrap();
    assert_eq!((undone.removed, undone.restored), (1, 1));
    assert_eq!(house.people_tables().await, before);
}

#[tokio::test]
async fn an_undo_is_refused_with_reasons_once_somebody_worked_on() {
    let house = House::new().await;
    let applied = house.upload(&file(&[ZHANG, LI])).await;
    house.apply(&applied).await;
    let company = batch_company(&house).await;
    let li = api::by_number(house.test.db.read(), company, "A2").await.unwrap().unwrap();
    let leave = Change::of(li, day("2026-12-01"), Act::Leave { reason: "resigned".to_owned() });
    house
        .test
        .db
        .write(&house.owner, async |tx| api::record(&tx, &house.service.hooks, &leave).await)
        .await
        .unwrap();
    let before = house.people_tables().await;
    let Err(IntakeError::InTheWay(reasons)) = house.undo(&applied).await else { panic!("refused") };
    assert!(
        reasons.iter().any(|r| r.kind == "changed" && r.what == "employment" && r.rows == [3]),
        "{reasons:?}"
    );
    assert_eq!(house.people_tables().await, before, "a refused undo leaves everything");

    // Somebody else who came into a unit of the batch.
    let house = House::new().await;
    let applied = house.upload(&file(&[ZHANG])).await;
    house.apply(&applied).await;
    let company = batch_company(&house).await;
    house.hire("赵六", "B1", heng_kernel::UnitId(company.0), "2026-11-01").await;
    let Err(IntakeError::InTheWay(reasons)) = house.undo(&applied).await else { panic!("refused") };
    assert!(
        reasons.iter().any(|r| r.kind == "referred_to" && r.what == "assignment" && r.count == 1),
        "{reasons:?}"
    );
}

#[tokio::test]
async fn a_stale_dry_run_is_refused_and_applying_twice_is_applying_once() {
    let house = House::new().await;
    house.apply(&house.upload(&file(&[ZHANG])).await).await;
    let second = LI.replace("一店", "总部");
    let shown = house.upload(&file(&[ZHANG, &second])).await;
    assert_eq!((shown.counts.created, shown.counts.unchanged), (1, 1));
    let company = batch_company(&house).await;
    // Meanwhile somebody gets the number the file gives to another.
    house.hire("赵六", "A2", heng_kernel::UnitId(company.0), "2026-11-01").await;
    assert!(matches!(house.apply_as(&house.owner, &shown).await, Err(IntakeError::Stale)));

    let house = House::new().await;
    let shown = house.upload(&file(&[ZHANG, LI])).await;
    let first = house.apply(&shown).await;
    let second = house.apply(&shown).await;
    assert!(!first.before && second.before);
    assert_eq!(house.count("employment").await, 2);
}

#[tokio::test]
async fn a_first_company_is_older_than_its_record() {
    let house = House::new().await;
    let group = house.unit(UnitKind::Group, "集团", None, TODAY).await;
    house.unit(UnitKind::Company, "甲公司", Some(group), TODAY).await;
    let before = house.people_tables().await;
    let shown = house.upload(&file(&[ZHANG, LI])).await;
    assert_eq!(shown.counts.created, 2, "the tree of a company without units comes from the file");
    house.apply(&shown).await;
    assert_eq!(house.count("employment").await, 2);
    house.undo(&shown).await.unwrap();
    assert_eq!(house.people_tables().await, before);
}

#[tokio::test]
async fn somebody_who_left_and_came_back_is_one_person_with_two_stints() {
    let house = House::new().await;
    let header = "工号,姓名,身份证号,部门,入职日期,在职状态,离职日期,直属上级";
    let rows = "A1,张三,310101199002280030,甲公司,2015-01-01,离职,2018-12-31,A2\n\
        A9,张三,310101199002280030,甲公司,2020-03-01,在职,,\n\
        A2,李四,440300200002290019,甲公司,2019-01-01,在职,,A9";
    let shown = house.upload(&format!("{header}\n{rows}\n")).await;
    house.apply(&shown).await;
    assert_eq!((house.count("person").await, house.count("employment").await), (2, 3));
    house.undo(&shown).await.unwrap();
    assert_eq!(house.count("person").await, 0);
}

#[tokio::test]
async fn answers_mended_cells_and_mappings_change_what_is_applied() {
    let house = House::new().await;
    house.apply(&house.upload(&file(&[ZHANG, LI])).await).await;
    let typo = "A3,王五,440300200002290018,,甲公司/二店,店员,A1,2025-01-01,4000";
    let shown = house.upload(&file(&[ZHANG, LI, typo])).await;
    assert_eq!((shown.counts.refused, shown.counts.asked_units), (1, 1));
    let path = vec!["甲公司".to_owned(), "二店".to_owned()];
    let answer = heng_intake::work::UnitDecision { path, answer: heng_cleanse::UnitAnswer::Create };
    let shown = house.edit(&shown, batch::Edit::Decide(vec![answer])).await.unwrap();
    assert_eq!((shown.counts.refused, shown.counts.asked_units), (1, 0), "the ID is still wrong");
    let mended = batch::Edit::Mend { row: 4, column: 2, value: Some("440300200002290019".to_owned()) };
    let twin = house.edit(&shown, mended).await.unwrap();
    assert_eq!(twin.counts.refused, 2, "the other row has this ID: one person twice");
    let cleared = batch::Edit::Mend { row: 4, column: 2, value: Some(String::new()) };
    let shown = house.edit(&twin, cleared).await.unwrap();
    assert_eq!((shown.counts.created, shown.counts.refused), (1, 0));
    let stale = house.edit(&twin, batch::Edit::Map(vec![(3, None)])).await;
    assert!(stale.is_ok(), "an edit reads the batch as it is");
    let shown = stale.unwrap();
    house.apply(&shown).await;
    assert_eq!(house.count("employment").await, 3);
    let next = house.upload(&file(&["A4,孙七,,13700001111,甲公司/一店,店员,A1,2025-02-01,4000"])).await;
    assert!(
        next.layout.columns.iter().all(|column| column.index != 3 || column.field.is_none()),
        "remembered"
    );
}

#[tokio::test]
async fn thousands_of_rows_are_one_transaction() {
    let house = House::new().await;
    let rows: Vec<String> = (0..3_000)
        .map(|n| {
            format!(
                "N{n:05},某人{n},,,甲公司/{}店,店员,{},2020-01-01,5000",
                n % 40,
                if n == 0 { String::new() } else { "N00000".to_owned() }
            )
        })
        .collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let started = std::time::Instant::now();
    let shown = house.upload(&file(&rows)).await;
    println!("3,000 rows checked in {:?}", started.elapsed());
    assert_eq!(shown.counts.created, 3_000);
    let started = std::time::Instant::now();
    house.apply(&shown).await;
    println!("3,000 rows applied in {:?}", started.elapsed());
    assert_eq!(house.count("employment").await, 3_000);
    let started = std::time::Instant::now();
    house.undo(&shown).await.unwrap();
    println!("3,000 rows undone in {:?}", started.elapsed());
    assert_eq!(house.count("person").await, 0);
}
