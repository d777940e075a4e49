//! Rosters as eight kinds of company keep them, each with the habits of its trade or of the program it was exported from.

use heng_cleanse::{Checked, EmploymentKind, EmploymentStatus, Verdict, codes};
use heng_identifiers::{IdDocument, IdKind, Mobile};
use heng_kernel::Severity;

use crate::tables::{check_text, codes, date, draft, verdict};

fn all_accepted(checked: &Checked) {
    let told: Vec<_> = checked.findings.iter().filter(|finding| finding.refuses()).collect();
    assert_eq!(checked.count(Verdict::Refused), 0, "{told:?}");
}

fn units(checked: &Checked) -> Vec<String> {
    checked.rows.iter().filter_map(|row| row.draft.as_ref()).map(|draft| draft.unit.join("/")).collect()
}

fn kind(checked: &Checked, row: u32) -> Option<IdKind> {
    draft(checked, row).id.as_ref().map(IdDocument::kind)
}

#[test]
fn a_tea_shop_chain_with_two_header_rows_and_totals() {
    let checked = check_text(
        "2026年11月 员工花名册||||||||\n\
         编号|姓名|片区|门店名称|岗位|入职时间|合同||银行卡信息\n\
         ||||||起始日|到期日|账号\n\
         001|张三|华东片区|一店|店长|2020.3.5|2023.3.5|2029.3.4|6217000012345678907\n\
         002|李 四|华东片区|一店|店员|20240305|2024/3/5|2027年3月4日|\n\
         合计|2人|||||||\n\
         注：离职人员见另表||||||||",
    );
    all_accepted(&checked);
    assert_eq!(checked.count(Verdict::NotAPerson), 2);
    assert_eq!(units(&checked), ["华东片区/一店"; 2]);
    let first = draft(&checked, 4);
    assert_eq!((first.number.as_deref(), first.hired), (Some("001"), Some(date("2020-03-05"))));
    assert_eq!(first.contract.end, Some(date("2029-03-04")));
    assert!(first.bank_card.is_some());
    assert_eq!(draft(&checked, 5).name.as_deref(), Some("李四"));
}

#[test]
fn a_factory_with_workshops_teams_and_people_who_came_back() {
    let checked = check_text(
        "人员编码|姓名|身份证号码|部门|车间|班组|工种|进厂日期|是否在职|离厂日期|主管姓名\n\
         1001|张伟|130503670401001|生产部|总装车间|甲班|装配工|2010-01-04|否|2015-06-30|\n\
         1877|张伟|130503196704010016|生产部|总装车间|甲班|组长|2018-03-01|是||\n\
         1902|王五||生产部|总装车间|甲班|装配工|2019-03-01|√||张伟",
    );
    all_accepted(&checked);
    assert_eq!(units(&checked), ["生产部/总装车间/甲班"; 3]);
    assert_eq!(draft(&checked, 2).status, Some(EmploymentStatus::Left));
    assert!(codes(&checked, 3).contains(&codes::REHIRE));
    // The one who came back is one person: his name is not two people's.
    assert!(!codes(&checked, 4).contains(&codes::MANAGER_AMBIGUOUS), "{:?}", checked.findings);
}

#[test]
fn an_internet_company_with_titles_in_two_languages_and_foreigners() {
    let checked = check_text(
        "Employee ID 员工编号|姓名 Name|部门 Department|职位 Title|证件类型|证件号码 ID No.|手机 Mobile|入职日期 Onboard Date|直属上级 Line Manager\n\
         E1|John Smith 约翰|研发/平台|工程师|护照|E12345678|+1 415 555 0100|2023-03-05|\n\
         E2|阿依古丽 · 买买提|研发/平台|工程师|身份证|310101199002280030|+86 139-1234-5678|2024-03-05|E1\n\
         E3|陈大文|研发/平台|工程师|身份证|810000199408230021|13912345679|2024-03-05|John Smith 约翰",
    );
    all_accepted(&checked);
    assert_eq!(draft(&checked, 2).name.as_deref(), Some("John Smith 约翰"));
    assert_eq!(draft(&checked, 3).name.as_deref(), Some("阿依古丽·买买提"));
    assert_eq!(draft(&checked, 2).mobile.as_ref().map(Mobile::number), Some("+14155550100"));
    assert_eq!(
        kind(&checked, 4),
        Some(IdKind::ResidencePermit),
        "身份证 is what people call a residence permit too"
    );
    assert!(codes(&checked, 4).contains(&codes::ID_KIND_CONTRADICTS));
    assert!(!codes(&checked, 4).contains(&codes::MANAGER_UNKNOWN));
}

#[test]
fn a_hong_kong_branch_in_traditional_characters() {
    let checked = check_text(
        "員工編號|姓名|性別|身份證號碼|手提電話|部門|職位|入職日期|在職狀態|離職日期\n\
         H1|陳大文|男|A123456(3)|+852 9123 4567|總部|經理|2020-01-01|在職|\n\
         H2|李小明|女|A123456(4)|9123 4567|總部|文員|2021-01-01|離職|2024-01-01",
    );
    assert_eq!(verdict(&checked, 2), Verdict::Accepted, "{:?}", checked.findings);
    assert_eq!(kind(&checked, 2), Some(IdKind::HongKongId));
    assert_eq!(draft(&checked, 2).mobile.as_ref().map(Mobile::number), Some("+85291234567"));
    assert_eq!(codes(&checked, 3), [codes::ID_CHECKSUM, codes::PHONE_INVALID]);
    assert_eq!(
        draft(&checked, 2).name.as_deref(),
        Some("陳大文"),
        "a name is never turned into other characters"
    );
}

#[test]
fn a_singapore_branch_that_writes_the_day_first() {
    let checked = check_text(
        "Emp No|Full Name|NRIC/FIN|Handphone|Department|Designation|Date Joined|Reporting Manager\n\
         S1|Tan Ah Kow|S1234567D|+65 8123 4567|Sales|Manager|25/03/2019|\n\
         S2|Lim Mei Ling|F1234567N|8123 4567|Sales|Executive|03/04/2024|Tan Ah Kow\n\
         S3|Raj Kumar|||Sales|Executive|30/11/2023|S1",
    );
    all_accepted(&checked);
    assert_eq!(draft(&checked, 3).hired, Some(date("2024-04-03")));
    assert_eq!(
        (kind(&checked, 2), kind(&checked, 3)),
        (Some(IdKind::SingaporeId), Some(IdKind::SingaporeId))
    );
    let order = checked.findings.iter().find(|finding| finding.code() == codes::DATE_ORDER).unwrap();
    assert_eq!((order.row, order.finding.params["order"].as_str()), (0, Some("day_first")));
    assert_eq!(
        (order.finding.params["count"].as_u64(), order.finding.params["proof"].as_u64()),
        (Some(1), Some(2))
    );
}

#[test]
fn an_order_of_day_and_month_is_taken_from_proof_alone() {
    let refused = |rows: &[&str]| {
        let rows: Vec<String> = rows.iter().map(|day| format!("某人|总部|{day}")).collect();
        check_text(&format!("姓名|部门|入职日期\n{}", rows.join("\n"))).count(Verdict::Refused)
    };
    assert_eq!(refused(&["25/03/2019", "30/11/2023", "03/04/2024"]), 0);
    assert_eq!(refused(&["25/03/2019", "03/04/2024"]), 1, "one may be a slip");
    assert_eq!(refused(&["25/03/2019", "30/11/2023", "11/30/2023", "03/04/2024"]), 1, "both orders occur");
    assert_eq!(refused(&["2019-03-25", "2023-11-30", "03/04/2024"]), 1, "the year first proves nothing");
}

#[test]
fn a_finance_firm_with_managers_by_name_and_by_number() {
    let checked = check_text(
        "工号|姓名|部门|入职日期|直属上级|上级工号\n1|张伟|总部|2020-01-01||\n2|张伟|总部|2020-01-01||\n3|李四|总部|2020-01-01|张伟|2",
    );
    all_accepted(&checked);
    assert!(codes(&checked, 4).is_empty(), "{:?}", codes(&checked, 4));
    let told = checked.findings.iter().find(|finding| finding.code() == codes::DUPLICATE_HEADER).unwrap();
    assert_eq!(told.column.as_ref().unwrap().title, "直属上级");
    assert_eq!(told.finding.params["read"].as_str(), Some("F 上级工号"));
    let by_name = check_text(
        "工号|姓名|部门|入职日期|直属上级|在职状态|离职日期\n1|张伟|总部|2020-01-01||在职|\n2|张伟|总部|2020-01-01||在职|\n3|李四|总部|2020-01-01|张伟|在职|",
    );
    let told = by_name.findings.iter().find(|finding| finding.code() == codes::MANAGER_AMBIGUOUS).unwrap();
    assert_eq!(told.finding.params["numbers"].as_str(), Some("1, 2"));
    let one_left = check_text(
        "工号|姓名|部门|入职日期|直属上级|在职状态|离职日期\n1|张伟|总部|2020-01-01||离职|2023-01-01\n2|张伟|总部|2020-01-01||在职|\n3|李四|总部|2020-01-01|张伟|在职|",
    );
    assert!(codes(&one_left, 4).is_empty(), "who has left is not meant");
}

#[test]
fn a_finance_firm_with_people_of_an_agency_and_five_levels_of_departments() {
    let checked = check_text(
        "工号|姓名|一级部门|二级部门|三级部门|四级部门|五级部门|入职日期|用工形式\n\
         1|张三|总行|零售部|信贷处|审批组|一室|2020-01-01|劳务派遣\n\
         2|李四|总行|零售部|信贷处|审批组|一室|2020-01-01|正式员工\n\
         3|王五|总行|零售部|信贷处|审批组||2020-01-01|外星人",
    );
    all_accepted(&checked);
    assert_eq!(units(&checked)[0], "总行/零售部/信贷处/审批组/一室");
    assert_eq!(draft(&checked, 2).employment_kind, Some(EmploymentKind::Dispatched));
    assert_eq!(draft(&checked, 3).employment_kind, Some(EmploymentKind::Regular));
    assert_eq!(codes(&checked, 4), [codes::EMPLOYMENT_KIND_UNREADABLE]);
}

#[test]
fn a_hospital_whose_people_are_away_and_still_employed() {
    let checked = check_text(
        "工号|姓名|科室|岗位|来院日期|在岗状态\n1|张三|内科/护理一组|护士|2020-01-01|产假\n2|李四|内科/护理一组|护士|2026-12-01|待入职\n3|王五|内科/护理一组|护士|2020-01-01|在岗（试用期）\n4|赵六|内科/护理一组|护士|2020-01-01|不详",
    );
    assert_eq!(
        (codes(&checked, 2), codes(&checked, 3)),
        (vec![codes::STATUS_SIMPLIFIED], vec![codes::STATUS_SIMPLIFIED])
    );
    assert_eq!(draft(&checked, 4).status, Some(EmploymentStatus::Probation));
    assert_eq!(codes(&checked, 5), [codes::STATUS_UNREADABLE]);
    assert_eq!(checked.count(Verdict::Refused), 1);
}

#[test]
fn an_export_of_an_office_program_with_dashes_and_second_departments() {
    let checked = check_text(
        "姓名|工号|部门|职位|手机号|员工状态|入职时间|计划转正日期|实际转正日期|直属主管\n\
         张三|D1|研发中心-平台部-前端组|工程师|13912345678|正式|2023-03-05 00:00:00|2023-06-05|2023-06-01|\n\
         李四|D2|研发中心-平台部-前端组,产品部|工程师|13912345679|试用|2026-10-05|||张三\n\
         王五|D3|研发中心-测试部|工程师|13912345670|正式|2023-03-05|||张三\n\
         赵六|D4|产品部|产品经理|13912345671|正式|2023-03-05|||张三",
    );
    all_accepted(&checked);
    assert_eq!(
        units(&checked),
        ["研发中心/平台部/前端组", "研发中心/平台部/前端组", "研发中心/测试部", "产品部"]
    );
    assert!(codes(&checked, 3).contains(&codes::SEVERAL_UNITS));
    assert_eq!(draft(&checked, 2).confirmed, Some(date("2023-06-01")), "what happened, not what was planned");
    let dashes = checked.findings.iter().find(|finding| finding.code() == codes::UNIT_DASHES).unwrap();
    assert_eq!((dashes.row, dashes.finding.severity), (0, Severity::Info));
}

#[test]
fn a_dash_or_comma_inside_a_name_parts_nothing() {
    let unit = |names: &[&str]| {
        let rows: Vec<String> = names.iter().map(|name| format!("某人|{name}|2020-01-01")).collect();
        units(&check_text(&format!("姓名|部门|入职日期\n{}", rows.join("\n"))))
    };
    assert_eq!(unit(&["R-D", "R-D"]), ["R-D"; 2]);
    assert_eq!(unit(&["市场-品牌", "市场-品牌"]), ["市场-品牌"; 2], "nothing shows that 市场 is a unit");
    assert_eq!(unit(&["市场部", "市场部-品牌组"]), ["市场部", "市场部/品牌组"]);
    assert_eq!(unit(&["A-1车间", "A-2车间"]), ["A-1车间", "A-2车间"]);
    assert_eq!(unit(&["Sales, Marketing", "HR"]), ["Sales, Marketing", "HR"]);
    assert_eq!(unit(&["市场部,品牌部", "品牌部"]), ["市场部", "品牌部"]);
}

#[test]
fn a_character_an_encoding_lost_is_asked_about() {
    for name in ["王?", "王\u{FFFD}", "王□", "王\u{E863}"] {
        let checked = check_text(&format!("姓名|部门|入职日期\n{name}|总部|2020-01-01"));
        assert_eq!(codes(&checked, 2), [codes::NAME_SUSPICIOUS], "{name}");
    }
}
