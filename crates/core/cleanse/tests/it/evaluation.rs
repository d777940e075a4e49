//! Two rosters of 800 people with planted faults: all must be found, where they are and as what they are, and nothing else may be
//! called a fault.

use std::collections::{BTreeMap, BTreeSet};

use heng_cleanse::{
    Checked, Field, Known, Layout, RosterPlan, RowFinding, Sheet, UnitState, Verdict, check, codes,
};
use heng_identifiers::Sex;
use heng_kernel::Severity;

use crate::{
    tables::{draft, gb18030_csv, id_key, options, workbook},
    truth::{Fault, Truth},
};

/// Findings that follow from another row's fault, not from a fault of the row.
const CONSEQUENCES: [&str; 2] = [codes::MANAGER_REFUSED, codes::MANAGER_HAS_LEFT];

struct Case {
    truth: Truth,
    checked: Checked,
}

fn load(sheet: &Sheet, truth: &str) -> Case {
    let truth: Truth = serde_json::from_str(truth).unwrap();
    let layout = Layout::detect(sheet).unwrap();
    assert_eq!(layout.header_row, truth.header_row);
    let checked = check(sheet, &layout, Known::default(), &options(), &id_key);
    Case { truth, checked }
}

fn cases() -> [Case; 2] {
    [
        load(
            &workbook(include_bytes!("../../../../../fixtures/rosters/chain-store.xlsx")),
            include_str!("../../../../../fixtures/rosters/chain-store.truth.json"),
        ),
        load(
            &gb18030_csv(include_bytes!("../../../../../fixtures/rosters/chain-store-gb18030.csv")),
            include_str!("../../../../../fixtures/rosters/chain-store-gb18030.truth.json"),
        ),
    ]
}

/// The finding's code is the fault's kind under the family's name.
fn tells(finding: &RowFinding, row: u32, fault: &Fault) -> bool {
    finding.row == row
        && finding.code() == format!("roster.{}", fault.kind)
        && fault
            .column
            .as_ref()
            .is_none_or(|column| finding.column.as_ref().is_some_and(|shown| &shown.title == column))
        && fault
            .how
            .as_ref()
            .is_none_or(|how| finding.finding.params.get("how").is_some_and(|told| told == how))
}

#[test]
fn every_planted_fault_is_found_at_its_row_and_column() {
    for case in cases() {
        let missed: Vec<_> = case
            .truth
            .faults
            .iter()
            .flat_map(|fault| fault.rows().into_iter().map(move |row| (row, fault)))
            .filter(|(row, fault)| !case.checked.findings.iter().any(|finding| tells(finding, *row, fault)))
            .map(|(row, fault)| (row, &fault.kind))
            .collect();
        assert!(missed.is_empty(), "{missed:?}");
    }
}

#[test]
fn groups_of_rows_are_told_together() {
    for case in cases() {
        for fault in case.truth.faults.iter().filter(|fault| fault.concerned().len() > 1) {
            for row in fault.rows() {
                let told: Vec<BTreeSet<u32>> = case
                    .checked
                    .findings
                    .iter()
                    .filter(|finding| tells(finding, row, fault))
                    .map(|finding| finding.other_rows.iter().copied().chain([finding.row]).collect())
                    .collect();
                assert!(told.contains(&fault.concerned()), "{row} {}: {told:?}", fault.kind);
            }
        }
    }
}

#[test]
fn no_sound_row_is_called_faulty() {
    for case in cases() {
        let concerned: BTreeSet<u32> = case.truth.faults.iter().flat_map(Fault::concerned).collect();
        let wrong: BTreeMap<&str, Vec<u32>> = case
            .checked
            .findings
            .iter()
            .filter(|finding| finding.finding.severity > Severity::Info && finding.row > 0)
            .filter(|finding| !concerned.contains(&finding.row) && !CONSEQUENCES.contains(&finding.code()))
            .fold(BTreeMap::new(), |mut wrong, finding| {
                wrong.entry(finding.code()).or_default().push(finding.row);
                wrong
            });
        assert!(wrong.is_empty(), "{wrong:?}");
        let refused: BTreeSet<u32> = case
            .checked
            .rows
            .iter()
            .filter(|row| row.verdict == Verdict::Refused)
            .map(|row| row.row)
            .collect();
        assert!(refused.is_subset(&concerned));
    }
}

/// On rows that are faulty anyway the files hold contradictions that were not planted as such: duplicates carry the day of hire of
/// their twin beside their own confirmation and contract, or lack an ID. They are rightly told; this pins how many there are.
#[test]
fn what_is_told_beyond_the_planted_faults_is_known() {
    for case in cases() {
        let mut beyond: BTreeMap<&str, usize> = BTreeMap::new();
        for finding in
            case.checked.findings.iter().filter(|f| f.finding.severity > Severity::Info && f.row > 0)
        {
            let planted = case.truth.faults.iter().any(|fault| {
                finding.code() == format!("roster.{}", fault.kind) && fault.concerned().contains(&finding.row)
            });
            if !planted && !CONSEQUENCES.contains(&finding.code()) {
                *beyond.entry(finding.code()).or_default() += 1;
            }
        }
        let expected = [
            (codes::CONFIRMED_BEFORE_HIRED, 5),
            (codes::CONTRACT_STARTS_BEFORE_HIRED, 2),
            (codes::ID_MISSING, 2),
        ];
        assert_eq!(beyond, BTreeMap::from(expected));
    }
}

#[test]
fn untidy_cells_are_read_as_what_they_mean() {
    for case in cases() {
        assert_eq!(case.truth.normalise.len(), 40);
        for expected in &case.truth.normalise {
            let draft = draft(&case.checked, expected.row);
            let got = match expected.column.as_str() {
                "入职日期" => draft.hired.unwrap().to_string(),
                "手机号" => draft.mobile.as_ref().unwrap().number().to_owned(),
                "姓名" => draft.name.clone().unwrap(),
                "基本工资" => (draft.base_pay.unwrap().minor() / 100).to_string(),
                other => unreachable!("{other}"),
            };
            let right = expected.right.as_str().map_or_else(|| expected.right.to_string(), str::to_owned);
            assert_eq!(got, right, "row {}", expected.row);
        }
    }
}

#[test]
fn the_id_decides_about_sex() {
    for case in cases() {
        for fault in case.truth.faults.iter().filter(|fault| fault.kind == "sex_contradicts_id") {
            let right = if fault.right.as_deref() == Some("男") { Sex::Male } else { Sex::Female };
            for row in fault.rows() {
                assert_eq!(draft(&case.checked, row).sex, Some(right));
            }
        }
    }
}

#[test]
fn the_good_rows_make_a_plan_and_the_doubtful_units_wait() {
    for case in cases() {
        let accepted = case.checked.count(Verdict::Accepted);
        let refused = case.checked.count(Verdict::Refused);
        assert_eq!(accepted + refused, case.truth.rows);
        let asked: Vec<_> = case.checked.units.iter().filter(|unit| unit.state == UnitState::Asked).collect();
        assert_eq!(asked.len(), 8);
        assert!(asked.iter().all(|unit| unit.similar_to.is_some()));
        let plan = RosterPlan::new(&case.checked, Known::default());
        assert_eq!(plan.employments().count(), accepted);
        assert!(plan.units.iter().all(|unit| unit.state == UnitState::Proposed));
        assert_eq!(plan.units.iter().filter(|unit| unit.path.len() == 1).count(), 1, "one company");
        assert_eq!((accepted, refused), (718, 82));
    }
}

#[test]
fn a_refused_manager_leaves_a_vacancy_and_each_of_their_people_a_warning() {
    for case in cases() {
        let told: Vec<_> =
            case.checked.findings.iter().filter(|finding| finding.code() == codes::MANAGER_REFUSED).collect();
        assert_eq!(told.len(), 124);
        assert!(told.iter().all(|finding| finding.finding.severity == Severity::Warning));
        assert!(told.iter().all(|finding| finding.finding.path == Field::Manager.code()));
    }
}
