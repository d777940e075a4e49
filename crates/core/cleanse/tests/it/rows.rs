//! What single rows say, and what is left of them.

use chrono::NaiveDate;
use heng_cleanse::{
    Cell, CheckOptions, ContractKind, EmploymentStatus, Known, Layout, Remedy, Verdict, check, codes,
};
use heng_identifiers::{IdKind, Sex};
use heng_kernel::{Money, Rate, Severity};

use crate::tables::{check_text, codes, date, draft, id_key, options, sheet, verdict};

const HEADER: &str = "工号|姓名|性别|身份证号|手机号|部门|入职日期|转正日期|合同类型|合同开始|合同结束|基本工资|公积金比例|银行卡号|在职状态|离职日期|备注";

fn row(cells: &str) -> String {
    format!("{HEADER}\n{cells}")
}

#[test]
fn a_sound_row_is_read_whole() {
    let checked = check_text(&row(
        "a-01|欧阳 娜|女|11010519491231002x|+86 139-1234-5678|甲公司/总部|2012年6月14日|2012.9.14|固定期限|20120614|2028/6/13|1.44万|8％|6217 0000 1234 5678 907|在职||老员工",
    ));
    assert_eq!(codes(&checked, 2), [""; 0]);
    let draft = draft(&checked, 2);
    assert_eq!(draft.number.as_deref(), Some("A-01"));
    assert_eq!(draft.name.as_deref(), Some("欧阳娜"));
    assert_eq!((draft.sex, draft.birth), (Some(Sex::Female), Some(date("1949-12-31"))));
    assert_eq!(draft.mobile.as_ref().unwrap().number(), "13912345678");
    assert_eq!(draft.unit, ["甲公司", "总部"]);
    assert_eq!((draft.hired, draft.confirmed), (Some(date("2012-06-14")), Some(date("2012-09-14"))));
    assert_eq!(draft.contract.kind, Some(ContractKind::FixedTerm));
    assert_eq!(
        (draft.contract.start, draft.contract.end),
        (Some(date("2012-06-14")), Some(date("2028-06-13")))
    );
    assert_eq!(draft.base_pay, Some(Money::from_minor(1_440_000)));
    assert_eq!(draft.fund_rate, Some(Rate::from_ppm(80_000)));
    assert_eq!(draft.status, Some(EmploymentStatus::Active));
}

#[test]
fn sensitive_values_are_masked_in_findings() {
    let checked = check_text(&row(
        "A1|张三|男|110105194912310021|1391234567|总部|2020-01-01|||||-5000||6222021001123456780|在职||",
    ));
    assert_eq!(
        codes(&checked, 2),
        [codes::ID_CHECKSUM, codes::PHONE_INVALID, codes::NEGATIVE_PAY, codes::CARD_LUHN]
    );
    let text = serde_json::to_string(&checked.findings).unwrap();
    for secret in ["110105194912310021", "1391234567\"", "5000", "6222021001123456780", "19491231"] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
    assert!(text.contains("110***********0021"));
}

#[test]
fn findings_name_the_column_as_the_sheet_shows_it_and_the_remedy() {
    let checked = check_text(&row("A1|张三|男|3.70202E+17||总部|2020-01-01||||||||在职||"));
    let finding = checked.findings.iter().find(|finding| finding.code() == codes::ID_LOST_DIGITS).unwrap();
    let column = finding.column.as_ref().unwrap();
    assert_eq!((finding.row, column.letter.as_str(), column.title.as_str()), (2, "D", "身份证号"));
    assert_eq!((finding.finding.path.as_str(), finding.remedy), ("id_number", Remedy::EnterAsText));
}

#[test]
fn what_refuses_a_row_and_what_only_warns() {
    let refused = [
        ("A1||男|||总部|2020-01-01||||||||在职||", codes::REQUIRED_MISSING),
        ("A1|张三|男||||2020-01-01||||||||在职||", codes::REQUIRED_MISSING),
        ("A1|张三|男|||总部|||||||||在职||", codes::REQUIRED_MISSING),
        ("A1|张三|男|||总部|待定||||||||在职||", codes::DATE_UNREADABLE),
        ("A1|张三|男|||总部|2020年6月||||||||在职||", codes::DATE_WITHOUT_DAY),
        ("A1|张三|男|||总部|2042-03-05||||||||在职||", codes::DATE_IMPLAUSIBLE),
        ("A1|张三|男|||总部|1905-07-16||||||||在职||", codes::DATE_IMPLAUSIBLE),
        ("2.02403E+11|张三|男|||总部|2020-01-01||||||||在职||", codes::NUMBER_LOST_DIGITS),
        ("A1|张三|男|||总部|2020-01-01|||||#N/A|||在职||", codes::CELL_ERROR),
        ("A1|张三|男|||总部|2020-01-01||||||||#REF!||", codes::CELL_ERROR),
        ("A1|张三|男|||总部|3/4/2020||||||||在职||", codes::DATE_AMBIGUOUS),
        ("A1|张三|男|31010119900228003||总部|2020-01-01||||||||在职||", codes::ID_LENGTH),
        ("A1|张三|男|310101199002300038||总部|2020-01-01||||||||在职||", codes::ID_BAD_DATE),
        ("A1|张三||310101199002280030||总部|2006-02-27||||||||在职||", codes::HIRED_UNDER_16),
        ("A1|张三|男|||总部|2020-01-01|||||面议|||在职||", codes::PAY_UNREADABLE),
        (
            "A1|张三|男|||总部|2020-01-01||固定期限|2023-01-01|2022-12-31||||在职||",
            codes::CONTRACT_ENDS_BEFORE_START,
        ),
        (
            "A1|张三|男|||总部|2020-01-01||无固定期限|2023-01-01|2024-12-31||||在职||",
            codes::OPEN_ENDED_WITH_END,
        ),
        ("A1|张三|男|||总部|2020-01-01||||||||待定||", codes::STATUS_UNREADABLE),
        ("A1|张三|男|||总部|2020-01-01||||||||离职||", codes::LEFT_WITHOUT_LAST_DAY),
        ("A1|张三|男|||总部|2020-01-01||||||||在职|2026-08-03|", codes::ACTIVE_WITH_LAST_DAY),
        ("A1|张三|男|||总部|2020-01-01||||||||离职|2019-08-03|", codes::LAST_DAY_BEFORE_HIRED),
    ];
    for (cells, code) in refused {
        let checked = check_text(&row(cells));
        assert!(codes(&checked, 2).contains(&code), "{cells}: {:?}", codes(&checked, 2));
        assert_eq!(verdict(&checked, 2), Verdict::Refused, "{cells}");
    }
    let warned = [
        ("A1|张三|女|310101199002280030||总部|2020-01-01||||||||在职||", codes::SEX_CONTRADICTS_ID),
        ("A1|张三|不详|310101199002280030||总部|2020-01-01||||||||在职||", codes::SEX_UNREADABLE),
        ("A1|张三|男|||总部|2020-01-01||||||||在职||", codes::ID_MISSING),
        ("A1|张三|男||021-1234|总部|2020-01-01||||||||在职||", codes::PHONE_INVALID),
        ("A1|张三|男|||总部|2020-01-01|2019-12-01|||||||在职||", codes::CONFIRMED_BEFORE_HIRED),
        ("A1|张三|男|||总部|2020-01-01|待定|||||||在职||", codes::DATE_UNREADABLE),
        ("A1|张三|男|||总部|2020-01-01||口头||||||在职||", codes::CONTRACT_KIND_UNREADABLE),
        ("A1|张三|男|||总部|2020-01-01||固定期限|2020-01-01|||||在职||", codes::FIXED_TERM_WITHOUT_END),
        ("A1|张三|男|||总部|2020-01-01||固定期限||2026-12-31||||在职||", codes::CONTRACT_START_MISSING),
        ("A1|张三|男|||总部|2020-01-01||||||50%||在职||", codes::FUND_RATE_UNUSUAL),
        ("A1|张3|男|||总部|2020-01-01||||||||在职||", codes::NAME_SUSPICIOUS),
        (
            "A1|张三|男|||总部|2020-01-01||||||||在职||=HYPERLINK(\"http://127.0.0.1/x\",\"y\")",
            codes::FORMULA_CELL,
        ),
    ];
    for (cells, code) in warned {
        let checked = check_text(&row(cells));
        assert!(codes(&checked, 2).contains(&code), "{cells}: {:?}", codes(&checked, 2));
        assert_eq!(verdict(&checked, 2), Verdict::Accepted, "{cells}");
    }
}

#[test]
fn a_last_day_ahead_is_a_leave_agreed_upon() {
    let checked = check_text(&row("A1|张三|男|310101199002280030||总部|2020-01-01||||||||在职|2026-12-31|"));
    assert_eq!(codes(&checked, 2), [""; 0]);
    assert_eq!(draft(&checked, 2).last_day, Some(date("2026-12-31")));
}

#[test]
fn the_status_follows_from_the_last_day_when_nothing_is_written() {
    let checked = check_text(&row(
        "A1|张三|男|310101199002280030||总部|2020-01-01|||||||||2026-08-03|\nA2|李四|男|||总部|2020-01-01||||||||||",
    ));
    assert_eq!(draft(&checked, 2).status, Some(EmploymentStatus::Left));
    assert_eq!(draft(&checked, 3).status, Some(EmploymentStatus::Active));
}

#[test]
fn sixteen_is_reached_on_the_birthday() {
    let on =
        |hired: &str| check_text(&row(&format!("A1|张三||310101199002280030||总部|{hired}||||||||在职||")));
    assert_eq!(verdict(&on("2006-02-28"), 2), Verdict::Accepted);
    assert_eq!(verdict(&on("2006-02-27"), 2), Verdict::Refused);
}

#[test]
fn totals_footers_and_headers_on_the_next_page_are_no_persons() {
    let checked = check_text(&row(&format!(
        "A1|张三|男|310101199002280030||总部|2020-01-01||||||||在职||\n小 计|1人|||||||||||5000||||\n{HEADER}\n|||||||||||||||\nA2|李四|男|||总部|2020-01-01||||||||在职||\n合计：2人|||||||||||10000||||\n制表人：王五||||||||||||||||"
    )));
    let skipped: Vec<_> =
        checked.rows.iter().filter(|row| row.verdict == Verdict::NotAPerson).map(|row| row.row).collect();
    assert_eq!(skipped, [3, 4, 7, 8]);
    assert_eq!(checked.count(Verdict::Accepted), 2);
    assert!(codes(&checked, 3).contains(&codes::TOTAL_ROW));
}

#[test]
fn somebody_named_like_a_total_is_a_person_all_the_same() {
    let checked = check_text(&row("A1|总计伟|男|310101199002280030||总部|2020-01-01||||||||在职||"));
    assert_eq!(verdict(&checked, 2), Verdict::Accepted);
}

#[test]
fn documents_of_other_kinds_are_told_by_column_or_shape() {
    let kind = |kind: &str, number: &str| {
        let checked = check_text(&format!(
            "姓名|证件类型|证件号码|部门|入职日期\n陈大文|{kind}|{number}|总部|2020-01-01"
        ));
        draft(&checked, 2).id.as_ref().map(heng_identifiers::IdDocument::kind)
    };
    assert_eq!(kind("港澳居民来往内地通行证", "H12345678"), Some(IdKind::HomeReturnPermit));
    assert_eq!(kind("", "H12345678"), Some(IdKind::HomeReturnPermit));
    assert_eq!(kind("台胞证", "12345678"), Some(IdKind::TaiwanPermit));
    assert_eq!(kind("护照", "E12345678"), Some(IdKind::Passport));
    assert_eq!(kind("护照", "310101199002280030"), None, "no passport has eighteen digits");
}

#[test]
fn english_titles_and_words_are_read() {
    let checked = check_text(
        "Employee No.|Name|Gender|ID Number|Mobile|Department|Manager|Hire Date|Contract Type|Base Salary|Status\nE1|Mary  Ann Smith|F|E12345678|13912345678|HQ / Finance||14 Jun 2020|open-ended|14,400.50|active",
    );
    assert_eq!(verdict(&checked, 2), Verdict::Accepted, "{:?}", checked.findings);
    let draft = draft(&checked, 2);
    assert_eq!(draft.name.as_deref(), Some("Mary Ann Smith"));
    assert_eq!(draft.base_pay, Some(Money::from_minor(1_440_050)));
    assert_eq!((draft.sex, draft.unit.len()), (Some(Sex::Female), 2));
}

#[test]
fn unit_columns_side_by_side_make_one_path() {
    let unit = |header: &str, cells: &str| {
        let checked = check_text(&format!("姓名|入职日期|{header}\n张三|2020-01-01|{cells}"));
        draft(&checked, 2).unit.join(">")
    };
    assert_eq!(unit("公司|大区|门店|部门", "甲公司|华东大区|一店|生鲜组"), "甲公司>华东大区>一店>生鲜组");
    assert_eq!(
        unit("公司|部门", "甲公司|甲公司/总部/财务部"),
        "甲公司>总部>财务部",
        "a full path repeats the company"
    );
    assert_eq!(unit("一级部门|二级部门|三级部门", "总部|财务部|"), "总部>财务部");
    assert_eq!(unit("公司|部门", "甲公司|甲公司"), "甲公司");
}

#[test]
fn amounts_under_a_title_in_ten_thousands() {
    let checked = check_text("姓名|入职日期|部门|基本工资（万元）\n张三|2020-01-01|总部|1.44");
    assert_eq!(draft(&checked, 2).base_pay, Some(Money::from_minor(1_440_000)));
}

#[test]
fn a_formula_counts_by_its_stored_result_unless_it_reaches_out() {
    let mut table = sheet(&row("A1|张三|男|310101199002280030||总部|2020-01-01|||||5000|||在职||x"));
    let cells = &mut table.rows[1].cells;
    let stored = |text: &str| Some(Box::new(Cell::Number(text.to_owned())));
    cells[11] = Cell::Formula { formula: "L9*1.1".to_owned(), value: stored("5500") };
    cells[16] = Cell::Formula { formula: "HYPERLINK(\"http://127.0.0.1\")".to_owned(), value: stored("1") };
    let layout = Layout::detect(&table).unwrap();
    let checked = check(&table, &layout, Known::default(), &options(), &id_key);
    assert_eq!(draft(&checked, 2).base_pay, Some(Money::from_minor(550_000)));
    assert_eq!(draft(&checked, 2).remark, None);
    let severities: Vec<_> =
        checked.findings.iter().map(|finding| (finding.code(), finding.finding.severity)).collect();
    assert_eq!(severities, [(codes::FORMULA_CELL, Severity::Info), (codes::FORMULA_CELL, Severity::Warning)]);
}

#[test]
fn an_error_value_in_a_needed_cell_refuses_the_row() {
    let mut table = sheet(&row("A1|张三|男|310101199002280030||总部|x||||||||在职||"));
    table.rows[1].cells[6] = Cell::Error("#N/A".to_owned());
    let layout = Layout::detect(&table).unwrap();
    let checked = check(&table, &layout, Known::default(), &options(), &id_key);
    assert_eq!(codes(&checked, 2), [codes::CELL_ERROR, codes::REQUIRED_MISSING]);
    assert_eq!(verdict(&checked, 2), Verdict::Refused);
}

#[test]
fn without_a_needed_column_nothing_is_taken_and_it_is_said_once() {
    let checked = check_text("工号|姓名|部门\nA1|张三|总部\nA2|李四|总部");
    let told: Vec<_> = checked.findings.iter().filter(|f| f.refuses()).map(|f| (f.row, f.code())).collect();
    assert_eq!(told, [(0, codes::COLUMN_MISSING)]);
    assert_eq!(checked.count(Verdict::Refused), 2);
}

#[test]
fn today_decides_what_has_passed() {
    let table = sheet(&row("A1|张三|男|310101199002280030||总部|2020-01-01||||||||在职|2026-08-03|"));
    let layout = Layout::detect(&table).unwrap();
    let on = |today: NaiveDate| {
        let options = CheckOptions { today, ..options() };
        check(&table, &layout, Known::default(), &options, &id_key).count(Verdict::Refused)
    };
    assert_eq!((on(date("2026-08-03")), on(date("2026-08-04"))), (0, 1), "the last day is still worked");
}

#[test]
fn a_month_as_a_number_is_no_day_of_the_year_1905() {
    let mut table = sheet("姓名|部门|入职日期\n张三|总部|x\n李四|总部|x");
    table.rows[1].cells[2] = Cell::Number("2024.03".to_owned());
    table.rows[2].cells[2] = Cell::Number("45356".to_owned());
    let layout = Layout::detect(&table).unwrap();
    let checked = check(&table, &layout, Known::default(), &options(), &id_key);
    assert_eq!(codes(&checked, 2), [codes::DATE_WITHOUT_DAY]);
    assert_eq!(draft(&checked, 3).hired, Some(date("2024-03-05")));
}

#[test]
fn a_number_with_an_e_in_it_is_a_number() {
    let checked = check_text(&row("3e12|张三|男|310101199002280030||总部|2020-01-01||||||||在职||"));
    assert_eq!(draft(&checked, 2).number.as_deref(), Some("3E12"));
}

#[test]
fn a_failed_formula_is_nobodys_name_and_no_department() {
    let mut table = sheet("工号|姓名|部门|岗位|入职日期\nA1|x|总部|x|2020-01-01\nA2|李四|x|#N/A|2020-01-01");
    let failed = || Cell::Formula {
        formula: "VLOOKUP(A2,B:C,2,0)".to_owned(),
        value: Some(Box::new(Cell::Error("#N/A".to_owned()))),
    };
    table.rows[1].cells[1] = failed();
    table.rows[2].cells[2] = failed();
    let layout = Layout::detect(&table).unwrap();
    let checked = check(&table, &layout, Known::default(), &options(), &id_key);
    for row in [2, 3] {
        assert_eq!(verdict(&checked, row), Verdict::Refused);
        assert!(codes(&checked, row).contains(&codes::CELL_ERROR), "{:?}", checked.findings);
    }
    assert_eq!((draft(&checked, 2).name.as_deref(), draft(&checked, 3).unit.len()), (None, 0));
    assert_eq!(draft(&checked, 3).job, None);
}

#[test]
fn a_formula_that_may_hold_an_amount_is_not_shown() {
    let mut table = sheet("姓名|部门|入职日期|基本工资\n张三|总部|2020-01-01|x");
    let value = Some(Box::new(Cell::Number("8800".to_owned())));
    table.rows[1].cells[3] = Cell::Formula { formula: "8000*1.1".to_owned(), value };
    let layout = Layout::detect(&table).unwrap();
    let checked = check(&table, &layout, Known::default(), &options(), &id_key);
    assert!(codes(&checked, 2).contains(&codes::FORMULA_CELL));
    assert!(!serde_json::to_string(&checked.findings).unwrap().contains("8000"));
}

#[test]
fn placeholders_for_no_date_are_no_dates() {
    let checked = check_text(&row(
        "A1|张三|男|310101199002280030||总部|2020-01-01|1900-01-00|无固定期限|2020-01-01|9999-12-31||||在职|0000-00-00|",
    ));
    assert_eq!(verdict(&checked, 2), Verdict::Accepted, "{:?}", checked.findings);
    assert_eq!(codes(&checked, 2), [codes::DATE_PLACEHOLDER; 3]);
    let draft = draft(&checked, 2);
    assert_eq!((draft.confirmed, draft.contract.end, draft.last_day), (None, None, None));
}

#[test]
fn a_contradiction_shows_the_value_it_is_about() {
    let checked = check_text(
        "姓名|性别|出生日期|身份证号|部门|入职日期\n张三|女|1991-02-28|310101199002280030|总部|2020-01-01",
    );
    let shown: Vec<_> =
        checked.findings.iter().map(|f| (f.code(), f.finding.params["value"].as_str().unwrap())).collect();
    assert_eq!(shown, [(codes::SEX_CONTRADICTS_ID, "女"), (codes::BIRTH_CONTRADICTS_ID, "1991-02-28")]);
}

#[test]
fn a_birth_by_the_month_is_told_by_the_document() {
    let checked =
        check_text("姓名|出生年月|身份证号|部门|入职日期\n张三|1990.02|310101199002280030|总部|2020-01-01");
    assert_eq!(draft(&checked, 2).birth, Some(date("1990-02-28")));
    assert!(checked.findings.iter().all(|finding| finding.finding.severity == Severity::Info));
}

#[test]
fn remarks_below_the_table_are_no_persons_even_in_the_column_of_names() {
    let checked = check_text(
        "姓名|部门|入职日期\n张三|总部|2020-01-01\n注：以上信息截至2026年11月30日||\n制表：李四||\n本页小计|1|",
    );
    assert_eq!(checked.count(Verdict::NotAPerson), 3);
    assert_eq!(checked.count(Verdict::Refused), 0);
}

#[test]
fn named_unit_columns_stand_as_the_sheet_shows_them_and_a_team_is_innermost() {
    let unit = |header: &str, cells: &str| {
        let checked = check_text(&format!("姓名|入职日期|{header}\n张三|2020-01-01|{cells}"));
        draft(&checked, 2).unit.join(">")
    };
    assert_eq!(unit("部门|班组", "生产部|一线甲班"), "生产部>一线甲班");
    assert_eq!(unit("班组|部门", "一线甲班|生产部"), "生产部>一线甲班");
    assert_eq!(unit("部门|车间|班组", "生产部|总装车间|甲班"), "生产部>总装车间>甲班");
    assert_eq!(unit("部门|门店", "营运部|一店"), "营运部>一店");
    assert_eq!(
        unit("部门|一级部门|二级部门", "财务部|总部|财务部"),
        "总部>财务部",
        "numbered levels order themselves"
    );
    assert_eq!(unit("一级部门|二级部门|三级部门|部门", "总部|财务部|会计组|财务部"), "总部>财务部>会计组");
}
