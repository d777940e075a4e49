//! Units: known, proposed, asked about.

use heng_cleanse::{
    CheckOptions, Checked, Home, Known, NewUnits, RosterPlan, UnitAnswer, UnitPath, UnitState, Verdict, codes,
};

use crate::tables::{check_text, check_with, codes, draft, options, verdict};

fn path(text: &str) -> UnitPath {
    text.split('/').map(str::to_owned).collect()
}

fn roster(units: &[&str]) -> String {
    let rows: Vec<String> =
        units.iter().zip(1..).map(|(unit, n)| format!("A{n}|甲乙丙{n}号|{unit}|2020-01-01")).collect();
    format!("工号|姓名|部门|入职日期\n{}", rows.join("\n"))
}

#[test]
fn a_first_roster_proposes_its_tree_parents_first() {
    let checked = check_text(&roster(&["甲公司/华东大区/一店", "甲公司/华东大区/二店", "甲公司/总部"]));
    assert_eq!(checked.count(Verdict::Accepted), 3);
    let plan = RosterPlan::new(&checked, Known::default());
    let paths: Vec<String> = plan.units.iter().map(|unit| unit.path.join("/")).collect();
    assert_eq!(paths.len(), 5);
    for (place, path) in paths.iter().enumerate() {
        if let Some((parent, _)) = path.rsplit_once('/') {
            assert!(paths[..place].iter().any(|earlier| earlier == parent), "{path} after its parent");
        }
    }
}

#[test]
fn a_slip_of_a_well_filled_neighbour_is_asked_about() {
    let checked = check_text(&roster(&[
        "甲公司/人力资源部",
        "甲公司/人力资源部",
        "甲公司/人力资源步",
        "甲公司/财务部",
    ]));
    assert_eq!(codes(&checked, 4).last(), Some(&codes::UNIT_UNKNOWN_OR_NEW));
    assert_eq!(verdict(&checked, 5), Verdict::Accepted, "one person alone is no reason to ask");
    let asked = checked.units.iter().find(|unit| unit.state == UnitState::Asked).unwrap();
    assert_eq!(asked.similar_to, Some(path("甲公司/人力资源部")));
}

#[test]
fn a_lone_person_among_well_filled_units_is_asked_about() {
    let mut units = vec!["甲公司/一店"; 9];
    units.extend(["甲公司/二店"; 9]);
    units.push("甲公司/三店");
    let checked = check_text(&roster(&units));
    let asked: Vec<_> = checked.units.iter().filter(|unit| unit.state == UnitState::Asked).collect();
    assert_eq!(asked.iter().map(|unit| unit.path.join("/")).collect::<Vec<_>>(), ["甲公司/三店"]);
    assert_eq!(asked[0].similar_to, None);
}

#[test]
fn where_the_tree_is_there_every_new_path_is_asked_about_until_answered() {
    let units = [path("甲公司"), path("甲公司/总部"), path("甲公司/华东大区")];
    let known = Known { units: &units, employments: &[] };
    let table = roster(&["甲公司/总部", "甲公司/华东大区/一店"]);
    let mut asking = CheckOptions { new_units: NewUnits::Ask, ..options() };
    let checked = check_with(&table, known, &asking);
    assert_eq!((verdict(&checked, 2), verdict(&checked, 3)), (Verdict::Accepted, Verdict::Refused));
    assert!(RosterPlan::new(&checked, known).units.is_empty(), "nothing is made silently");

    asking.unit_answers.insert(path("甲公司/华东大区/一店"), UnitAnswer::Create);
    let checked = check_with(&table, known, &asking);
    assert_eq!(verdict(&checked, 3), Verdict::Accepted);
    assert_eq!(RosterPlan::new(&checked, known).units.len(), 1);

    asking.unit_answers.insert(path("甲公司/华东大区/一店"), UnitAnswer::Use(path("甲公司/华东大区")));
    let checked = check_with(&table, known, &asking);
    assert_eq!(draft(&checked, 3).unit, path("甲公司/华东大区"));
    assert!(RosterPlan::new(&checked, known).units.is_empty());
}

#[test]
fn the_last_part_of_a_path_is_enough_when_only_one_unit_has_it() {
    let units = [
        path("甲公司"),
        path("甲公司/总部"),
        path("甲公司/总部/财务部"),
        path("甲公司/一店/收银组"),
        path("甲公司/二店/收银组"),
    ];
    let known = Known { units: &units, employments: &[] };
    let checked = check_with(&roster(&["财务部", "收银组", "甲公司／总部 / 财务部"]), known, &options());
    assert_eq!(draft(&checked, 2).unit, path("甲公司/总部/财务部"));
    assert!(codes(&checked, 3).contains(&codes::UNIT_AMBIGUOUS));
    assert_eq!(draft(&checked, 4).unit, path("甲公司/总部/财务部"), "spaces and width make no new unit");
}

fn at_home(units: &[&str], known: &[&str], alone: bool) -> Checked {
    at_home_knowing(units, known, alone, Some(vec!["衡二有限公司".to_owned()]))
}

fn at_home_knowing(units: &[&str], known: &[&str], alone: bool, others: Option<Vec<String>>) -> Checked {
    let known: Vec<UnitPath> = known.iter().map(|unit| path(unit)).collect();
    let home = Home { path: path("衡一"), alone, others };
    let options = CheckOptions { home: Some(home), ..options() };
    check_with(&roster(units), Known { units: &known, employments: &[] }, &options)
}

fn unit_of(checked: &Checked, row: u32) -> String {
    draft(checked, row).unit.join("/")
}

#[test]
fn units_without_a_company_stand_below_the_one_the_file_is_for() {
    let checked = at_home(&["后厨", "衡一/前台", "华东大区/新店", "衡一"], &["衡一", "衡一/华东大区"], true);
    let units: Vec<String> = (2..6).map(|row| unit_of(&checked, row)).collect();
    assert_eq!(units, ["衡一/后厨", "衡一/前台", "衡一/华东大区/新店", "衡一"]);
    assert!(
        checked
            .units
            .iter()
            .all(|unit| unit.path[0] == "衡一" && unit.kind != heng_cleanse::UnitKind::Company)
    );
    assert_eq!(checked.count(Verdict::Accepted), 4);
}

#[test]
fn the_companys_name_in_another_form_is_the_company_and_is_told() {
    let named = ["禾木便利（示例）有限公司/华东大区/一店", "禾木便利(示例)有限公司", "后厨"];
    let checked = at_home(&named, &["衡一"], true);
    let units: Vec<String> = (2..5).map(|row| unit_of(&checked, row)).collect();
    assert_eq!(units, ["衡一/华东大区/一店", "衡一", "衡一/后厨"]);
    assert_eq!(codes(&checked, 0), [codes::COMPANY_NAMED_OTHERWISE]);
    assert_eq!(checked.count(Verdict::Accepted), 3);
}

#[test]
fn another_company_than_the_one_the_file_is_for_is_refused() {
    for units in [
        vec!["衡二有限公司/前台"],
        vec!["新乐有限公司/前台", "新安有限公司/前台"],
        vec!["衡一/前台", "新乐有限公司/前台"],
    ] {
        let checked = at_home(&units, &["衡一"], true);
        let last = u32::try_from(units.len()).unwrap() + 1;
        assert!(codes(&checked, last).contains(&codes::OTHER_COMPANY), "{units:?}");
        assert_eq!(verdict(&checked, last), Verdict::Refused, "{units:?}");
        assert!(codes(&checked, 0).is_empty());
        let plan = RosterPlan::new(&checked, Known::default());
        assert!(plan.units.iter().all(|unit| unit.path[0] == "衡一"), "no company is made");
    }
}

#[test]
fn a_file_for_the_group_may_bring_companies_but_a_department_is_none() {
    let checked = at_home(&["新乐有限公司/前台", "后厨"], &["衡一"], false);
    assert_eq!(unit_of(&checked, 2), "新乐有限公司/前台");
    assert_eq!(unit_of(&checked, 3), "衡一/后厨");
}

#[test]
fn whoever_may_not_know_the_other_companies_learns_nothing_of_them() {
    for (name, verdict_of_row) in [
        ("衡一科技有限公司", Verdict::Accepted),
        ("衡二有限公司", Verdict::Refused),
        ("新乐有限公司", Verdict::Refused),
    ] {
        let checked = at_home_knowing(&[&format!("{name}/前台")], &["衡一"], true, None);
        assert_eq!(verdict(&checked, 2), verdict_of_row, "{name}");
    }
}
