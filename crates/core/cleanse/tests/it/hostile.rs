//! Whatever a table holds, the answer is findings.

use chrono::NaiveDate;
use heng_cleanse::{Cell, DateSystem, Field, Known, Layout, RosterPlan, Sheet, SheetRow, Verdict, check};
use proptest::prelude::*;

use crate::tables::{id_key, options};

fn any_cell() -> impl Strategy<Value = Cell> {
    let plausible = prop_oneof![
        Just("310101199002280030".to_owned()),
        Just("130503670401001".to_owned()),
        Just("张三".to_owned()),
        Just("A1".to_owned()),
        Just("甲公司/总部".to_owned()),
        Just("2020-01-01".to_owned()),
        Just("离职".to_owned()),
        Just("无固定期限".to_owned()),
        Just("合计".to_owned()),
        Just("-1,000.005".to_owned()),
        Just("1e999".to_owned()),
        Just("6217000012345678907".to_owned()),
        "\\PC{0,12}",
    ];
    let text = plausible.clone().prop_map(|text| Cell::from_text(&text));
    prop_oneof![
        6 => text,
        1 => Just(Cell::Empty),
        1 => plausible.prop_map(Cell::Number),
        1 => (-800_000i32..800_000).prop_filter_map("a day", NaiveDate::from_num_days_from_ce_opt).prop_map(Cell::Date),
        1 => any::<bool>().prop_map(Cell::Bool),
        1 => Just(Cell::Error("#REF!".to_owned())),
        1 => Just(Cell::Formula { formula: "A1+1".to_owned(), value: Some(Box::new(Cell::Number("41976".to_owned()))) }),
    ]
}

fn any_rows() -> impl Strategy<Value = Vec<Vec<Cell>>> {
    proptest::collection::vec(proptest::collection::vec(any_cell(), 0..32), 0..12)
}

/// A sheet whose header names every field, above these rows.
fn full_sheet(rows: Vec<Vec<Cell>>) -> Sheet {
    const TITLES: &str = "工号|姓名|性别|证件类型|身份证号|出生日期|手机号|公司|部门|一级部门|二级部门|三级部门|四级部门|五级部门|岗位|职级|直属上级|入职日期|转正日期|用工形式|合同类型|合同开始|合同结束|基本工资|参保城市|公积金比例|银行卡号|开户行|在职状态|离职日期|企业微信账号|备注";
    let header = TITLES.split('|').map(Cell::from_text).collect();
    let rows = std::iter::once(header)
        .chain(rows)
        .zip(1..)
        .map(|(cells, number)| SheetRow { number, cells })
        .collect();
    Sheet { rows, ..Sheet::default() }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(ProptestConfig::default().cases.div_ceil(3)))]

    #[test]
    fn every_row_gets_a_verdict_and_a_refused_one_its_reason(rows in any_rows()) {
        let sheet = full_sheet(rows);
        let layout = Layout::detect(&sheet).unwrap();
        prop_assert_eq!(layout.columns.iter().filter(|column| column.field.is_some()).count(), Field::ALL.len());
        let checked = check(&sheet, &layout, Known::default(), &options(), &id_key);
        let blank = sheet.rows.iter().skip(1).filter(|row| row.cells.iter().all(Cell::is_blank)).count();
        prop_assert_eq!(checked.rows.len() + blank, sheet.rows.len() - 1);
        for row in &checked.rows {
            let refused = checked.findings.iter().any(|finding| finding.row == row.row && finding.refuses());
            prop_assert_eq!(row.verdict == Verdict::Refused, refused);
            if row.verdict == Verdict::Accepted {
                let draft = row.draft.as_ref().unwrap();
                prop_assert!(draft.name.is_some() && draft.hired.is_some() && !draft.unit.is_empty());
                prop_assert!(draft.base_pay.is_none_or(|pay| pay.minor() >= 0));
            }
        }
        let plan = RosterPlan::new(&checked, Known::default());
        prop_assert_eq!(plan.employments().count(), checked.count(Verdict::Accepted));
    }

    #[test]
    fn any_table_has_a_layout_or_none(rows in any_rows(), gap in 0u32..3) {
        let rows = rows.into_iter().zip(1..).map(|(cells, n)| SheetRow { number: n * (gap + 1), cells }).collect();
        let sheet = Sheet { rows, date_system: DateSystem::From1904, name: None };
        if let Ok(layout) = Layout::detect(&sheet) {
            let _ = check(&sheet, &layout, Known::default(), &options(), &id_key);
        }
    }
}
