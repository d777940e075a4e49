//! Attacks by file.

use heng_access::{FieldClass, Permission};
use heng_cleanse::Field;
use heng_intake::batch::IntakeError;
use heng_kernel::CompanyId;
use heng_people::api::{self, UnitKind};

use crate::standing::{EVERYTHING, House, day, hr, hr_with};

const HEADER: &str = "工号,姓名,部门,直属上级,入职日期,基本工资";

fn file(rows: &[&str]) -> String {
    format!("{HEADER}\n{}\n", rows.join("\n"))
}

fn codes(checked: &heng_intake::Checked, row: u32) -> Vec<&str> {
    checked
        .findings
        .iter()
        .filter(|found| found.row == row)
        .map(|found| found.finding.code.as_str())
        .collect()
}

/// 甲公司 with 一店, 乙公司 with 总部 and somebody in it.
async fn two_companies() -> (House, heng_kernel::UnitId, heng_kernel::UnitId) {
    let house = House::new().await;
    let group = house.unit(UnitKind::Group, "集团", None, "2010-01-01").await;
    let one = house.unit(UnitKind::Company, "甲公司", Some(group), "2010-01-01").await;
    let two = house.unit(UnitKind::Company, "乙公司", Some(group), "2010-01-01").await;
    house.unit(UnitKind::Branch, "一店", Some(one), "2010-01-01").await;
    let secret = house.unit(UnitKind::Department, "绝密部", Some(two), "2010-01-01").await;
    house.hire("钱多多", "Z9", secret, "2020-01-01").await;
    (house, one, two)
}

#[tokio::test]
async fn attack_2_another_companys_unit_and_manager_are_answered_like_ones_that_never_were() {
    let (house, one, two) = two_companies().await;
    let actor = hr(one, &EVERYTHING, None);
    let company = Some(CompanyId(one.0));
    let check = async |unit: &str, manager: &str| {
        let row = format!("A1,张三,{unit},{manager},2024-01-01,5000");
        house.checked(&actor, company, &file(&[&row])).await
    };
    let theirs = check("乙公司/绝密部", "Z9").await;
    let nobodys = check("丙公司/不存在", "Q9").await;
    assert_eq!(codes(&theirs, 2), codes(&nobodys, 2));
    assert!(codes(&theirs, 2).contains(&"roster.manager_unknown"));
    assert!(codes(&theirs, 2).contains(&"roster.other_company"));
    assert_eq!(codes(&check("绝密部", "钱多多").await, 2), codes(&check("不存在", "没有人").await, 2));

    // A number of theirs is free here: numbers count by company.
    let same_number = house.checked(&actor, company, &file(&["Z9,张三,一店,,2024-01-01,5000"])).await;
    assert_eq!(same_number.counts.created, 1);

    // Their company is no place to upload to, and its batches are not there.
    let into_theirs = house.upload_as(&actor, Some(CompanyId(two.0)), file(&[]).into_bytes()).await;
    assert!(matches!(into_theirs, Err(IntakeError::Denied(_))), "{into_theirs:?}");
    let batch = house.upload("工号,姓名,部门,入职日期\nB1,李四,乙公司/绝密部,2024-01-01\n").await;
    assert!(matches!(
        house.apply_as(&actor, &batch).await,
        Err(IntakeError::Denied(heng_access::Denied::Hidden))
    ));
}

#[tokio::test]
async fn attack_12_ones_own_pay_is_not_raised_by_a_file() {
    let (house, one, _) = two_companies().await;
    let own = "A1,郑人事,310101199002280030,一店,2020-01-01,5000";
    let header = "工号,姓名,身份证号,部门,入职日期,基本工资";
    house.apply(&house.upload(&format!("{header}\n{own}\n")).await).await;
    let company = CompanyId(one.0);
    let employment = api::by_number(house.test.db.read(), company, "A1").await.unwrap().unwrap();
    let person = api::person_of(house.test.db.read(), employment).await.unwrap();
    let actor = hr(one, &EVERYTHING, person);
    let raised = "A1,郑人事,310101199002280030,一店,2020-01-01,50000";
    let other = "A2,李四,440300200002290019,一店,2020-01-01,6000";
    let file = format!("{header}\n{raised}\n{other}\n");
    let checked = house.checked(&actor, Some(company), &file).await;
    assert_eq!(codes(&checked, 2), ["intake.own_pay"]);
    assert_eq!(
        (checked.counts.created, checked.counts.refused),
        (1, 1),
        "others of the file are not held up"
    );

    // A plan shown to somebody else is another plan.
    let shown = house.upload_as(&house.owner, Some(company), file.into_bytes()).await.unwrap();
    assert_eq!(shown.counts.changed, 1);
    assert!(matches!(house.apply_as(&actor, &shown).await, Err(IntakeError::Stale)));

    // By name and number alone, without the ID, it is the same employment.
    let sneaky = "工号,姓名,部门,入职日期,基本工资\nA1,郑人事,一店,2020-01-01,50000\n";
    assert_eq!(codes(&house.checked(&actor, Some(company), sneaky).await, 2), ["intake.own_pay"]);
}

#[tokio::test]
async fn columns_one_may_not_write_refuse_the_table_by_name() {
    let (house, one, _) = two_companies().await;
    let actor = hr(one, &[FieldClass::Public, FieldClass::Work], None);
    let table = file(&["A1,张三,一店,,2024-01-01,5000"]);
    let company = Some(CompanyId(one.0));
    let checked = house.checked(&actor, company, &table).await;
    let refusing: Vec<_> =
        checked.findings.iter().filter(|found| found.finding.code == "intake.column_forbidden").collect();
    assert_eq!(refusing.len(), 1);
    assert_eq!(refusing[0].column.as_ref().unwrap().title, "基本工资");
    assert_eq!((checked.counts.created, checked.counts.refused), (0, 1));
    let shown = house.upload_as(&actor, company, table.into_bytes()).await.unwrap();
    assert!(matches!(house.apply_as(&actor, &shown).await, Err(IntakeError::NothingToApply)));

    // Leaving the column out is the way.
    let prepared =
        heng_intake::batch::prepare(house.test.db.read(), &house.service, &actor, shown.id).await.unwrap();
    let unmapped = heng_intake::batch::Edit::Map(vec![(5, None::<Field>)]);
    let row = house
        .test
        .db
        .write(&actor, async |tx| heng_intake::batch::edit(&tx, &house.service, &prepared, &unmapped).await)
        .await
        .unwrap();
    house.apply_as(&actor, &row.try_into().unwrap()).await.unwrap();
    assert_eq!(house.count("compensation").await, 0);
}

#[tokio::test]
async fn units_are_not_made_by_those_who_may_not() {
    let house = House::new().await;
    let company = house.unit(UnitKind::Company, "甲公司", None, "2010-01-01").await;
    let permissions = [Permission::IntakeRun, Permission::PeopleRead, Permission::PeopleWrite];
    let actor = hr_with(company, &EVERYTHING, None, &permissions);
    let rows = ["A1,张三,甲公司/一店,,2024-01-01,5000", "A2,李四,甲公司,A1,2024-01-01,5000"];
    let checked = house.checked(&actor, Some(CompanyId(company.0)), &file(&rows)).await;
    assert_eq!(codes(&checked, 2), ["intake.unit_not_allowed"]);
    assert_eq!(codes(&checked, 3), ["roster.manager_refused"], "and whoever reports to them is told");
    assert_eq!((checked.counts.created, checked.counts.refused), (1, 1));
}

#[tokio::test]
async fn attack_19_sql_in_every_cell_is_text() {
    let house = House::new().await;
    let evil = "'); DROP TABLE person; --";
    let like = "%_\\' OR 1=1";
    let table = format!(
        "工号,姓名,部门,岗位,直属上级,入职日期\n{evil},张三{evil},甲公司{like},\"{evil}\",{like},2024-01-01\n"
    );
    let shown = house.upload(&table).await;
    assert_eq!(shown.counts.created, 1);
    house.apply(&shown).await;
    assert_eq!((house.count("person").await, house.count("job_title").await), (1, 1));
    house.undo(&shown).await.unwrap();
}

#[tokio::test]
async fn attack_21_formulas_are_refused_and_shown_as_text() {
    let house = House::new().await;
    let rows = [
        "A1,\"=HYPERLINK(\"\"http://127.0.0.1\"\",\"\"x\"\")\",甲公司,,2024-01-01,5000",
        "A2,@SUM(A1),甲公司,,2024-01-01,5000",
        "A3,+cmd|' /C calc'!A0,甲公司,,2024-01-01,5000",
        "A4,李四,甲公司,,2024-01-01,=5000*10",
        "A5,王五,甲公司,,2024-01-01,",
    ];
    let checked = house.checked(&house.owner, None, &file(&rows)).await;
    for row in 2..=5 {
        assert!(
            codes(&checked, row).contains(&"roster.formula_cell"),
            "row {row}: {:?}",
            codes(&checked, row)
        );
    }
    assert_eq!(
        (checked.counts.created, checked.counts.refused),
        (1, 4),
        "nobody without a name, nobody paid what a formula may say"
    );
    house.apply(&house.upload(&file(&rows)).await).await;
    assert_eq!(house.count("compensation").await, 0, "no formula becomes a value");
    let lines = checked.lines().join("\n");
    assert!(!lines.contains('\u{1b}') && lines.lines().all(|line| !line.starts_with(['=', '+', '@', '-'])));
}

#[tokio::test]
async fn attack_22_markup_in_names_is_kept_as_letters_and_terminals_are_not_steered() {
    let house = House::new().await;
    let row = "A1,<img src=x onerror=alert(1)>,甲公司/<b>店</b>,,2024-01-01,5000";
    let shown = house.upload(&file(&[row])).await;
    house.apply(&shown).await;
    let roster = heng_people::bulk::roster(
        house.test.db.read(),
        &house.service.vault,
        None,
        day(crate::standing::TODAY),
    )
    .await
    .unwrap();
    assert_eq!(
        roster.entries[0].name, "<img src=x onerror=alert(1)>",
        "pages escape; nothing is silently changed"
    );
    // A control character makes a text file something else than a table; terminals never see one.
    let steering = file(&["A2,张三,甲公司,\u{1b}[2J,2024-01-01,5000"]).into_bytes();
    assert!(matches!(house.upload_as(&house.owner, None, steering).await, Err(IntakeError::Source(_))));
}

#[tokio::test]
async fn attack_23_hostile_files_are_refused_before_anything_is_kept() {
    let house = House::new().await;
    let mut encrypted = vec![0xd0, 0xcf, 0x11, 0xe0];
    encrypted.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    for (bytes, code) in [
        (vec![b'a'; heng_intake::source::MOST_BYTES + 1], "intake.too_large"),
        (b"PK\x03\x04 not a workbook".to_vec(), "intake.damaged"),
        (encrypted, "intake.protected"),
        (b"%PDF-1.7\x00".to_vec(), "intake.unknown_kind"),
    ] {
        let refused = house.upload_as(&house.owner, None, bytes).await;
        let Err(IntakeError::Source(error)) = refused else { panic!("{refused:?}") };
        assert_eq!(error.code(), code);
    }
    let refused = house.upload_as(&house.owner, None, "随便,什么\n1,2\n".as_bytes().to_vec()).await;
    assert!(matches!(refused, Err(IntakeError::NoHeader)));
    assert_eq!(house.count("intake_batch").await + house.count("intake_content").await, 0);
}

#[tokio::test]
async fn attack_33_an_application_that_breaks_half_way_leaves_nothing() {
    let (house, one, _) = two_companies().await;
    let before = house.people_tables().await;
    let rows: Vec<String> = (0..300).map(|n| format!("N{n},某人{n},甲公司/一店,,2020-01-01,5000")).collect();
    let table = file(&rows.iter().map(String::as_str).collect::<Vec<_>>());
    let shown = house.upload(&table).await;
    let prepared = heng_intake::batch::prepare(house.test.db.read(), &house.service, &house.owner, shown.id)
        .await
        .unwrap();
    let cmd = heng_intake::batch::Apply { plan_sha256: shown.plan_sha256.clone().unwrap() };
    let broken = house
        .test
        .db
        .write(&house.owner, async |tx| {
            heng_intake::batch::apply(&tx, &house.service, &prepared, &cmd).await?;
            Err::<(), _>(IntakeError::Interrupted)
        })
        .await;
    assert!(broken.is_err());
    assert_eq!(house.people_tables().await, before, "everything or nothing");
    house.apply(&shown).await;
    assert_eq!(house.count("employment").await, 301, "and it goes on without doubles");
    house.undo(&shown).await.unwrap();
    assert_eq!(house.people_tables().await, before);
    let _ = one;
}

#[tokio::test]
async fn what_is_kept_of_a_file_is_sealed_and_goes_after_its_term() {
    let house = House::new().await;
    let text = "工号,姓名,身份证号,部门,入职日期\nA1,张三,310101199002280031,甲公司,2024-01-01\n";
    let shown = house.upload(text).await;
    let mended =
        heng_intake::batch::Edit::Mend { row: 2, column: 2, value: Some("310101199002280030".to_owned()) };
    house.edit(&shown, mended).await.unwrap();
    for table in ["intake_batch", "intake_content", "intake_fix", "audit_entry", "outbox"] {
        let kept = house.raw(table).await;
        for secret in ["张三", "310101199002280031", "310101199002280030"] {
            assert!(!kept.contains(secret), "{table} holds {secret} in clear");
        }
    }
    house.test.clock.advance(chrono::TimeDelta::days(91));
    house.purge().await;
    assert_eq!(house.count("intake_content").await + house.count("intake_fix").await, 0);
    let gone =
        heng_intake::batch::prepare(house.test.db.read(), &house.service, &house.owner, shown.id).await;
    assert!(matches!(gone, Err(IntakeError::Purged)));
}
