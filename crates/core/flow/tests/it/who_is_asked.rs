//! Resolving a flow: the line of managers with its holes and circles, groups, and never nobody.

use heng_flow::{FlowVersion, Mode, NodeKind, ResolvedNode, Why, resolve};
use heng_kernel::Finding;

use crate::company::{Company, applicant, fixed, flow, job, level, unit};

fn people(nodes: &[ResolvedNode]) -> Vec<Vec<(heng_kernel::EmploymentId, Vec<Why>)>> {
    let of =
        |node: &ResolvedNode| node.assignees.iter().map(|one| (one.employment, one.why.clone())).collect();
    nodes.iter().map(of).collect()
}

fn codes(findings: Vec<Finding>) -> Vec<(String, String)> {
    findings.into_iter().map(|finding| (finding.path, finding.code)).collect()
}

/// One row: the company, who asks, the level asked for, whom it gives and why.
#[test]
fn the_line_of_managers() {
    use Why::{
        CycleStopped, DirectManager, HolderGone, HoldsRole, IsApplicant, ManagerLevel, NextLevel,
        NobodyInLine, SeatVacant, TopOfLine,
    };
    let hr = || HoldsRole { role: "hr".to_owned() };
    let vacant = |n| SeatVacant { unit: Some(unit(n)) };
    let usual = Company::usual;
    let mut gone = usual();
    gone.gone.insert('x');
    let mut itself = usual();
    itself.named.insert('a', 'a');
    let mut circle = usual();
    circle.named.extend([('a', 'b'), ('b', 'c'), ('c', 'b')]);
    circle.gone.extend(['b', 'c']);
    let mut elsewhere = usual();
    elsewhere.named.insert('a', 'w');
    let mut leads_both = usual().head(1, Some('A'));
    leads_both.places.insert('A', unit(1));
    let rows = [
        ("direct manager", usual(), 'a', 1, 'x', vec![DirectManager]),
        ("second level", usual(), 'a', 2, 'y', vec![ManagerLevel { level: 2 }]),
        ("vacant", usual().head(1, None), 'a', 1, 'y', vec![vacant(1), NextLevel { level: 2 }]),
        (
            "two vacant",
            usual().head(1, None).head(2, None),
            'a',
            1,
            'z',
            vec![vacant(1), vacant(2), NextLevel { level: 3 }],
        ),
        (
            "a hole below the level asked for",
            usual().head(1, None),
            'a',
            2,
            'y',
            vec![vacant(1), ManagerLevel { level: 2 }],
        ),
        ("has left", gone, 'a', 1, 'y', vec![HolderGone { employment: job('x') }, NextLevel { level: 2 }]),
        ("the manager asks", usual(), 'x', 1, 'y', vec![IsApplicant, NextLevel { level: 1 }]),
        ("manager by another employment", leads_both, 'a', 1, 'y', vec![IsApplicant, NextLevel { level: 1 }]),
        ("manager of another company", elsewhere, 'a', 1, 'w', vec![DirectManager]),
        ("line too short", usual(), 'y', 2, 'z', vec![IsApplicant, TopOfLine { level: 1 }]),
        ("the head of all", usual(), 'z', 1, 'h', vec![IsApplicant, NobodyInLine, hr()]),
        ("own manager", itself, 'a', 1, 'h', vec![IsApplicant, CycleStopped, NobodyInLine, hr()]),
        (
            "circle",
            circle,
            'a',
            1,
            'h',
            vec![
                HolderGone { employment: job('b') },
                HolderGone { employment: job('c') },
                CycleStopped,
                NobodyInLine,
                hr(),
            ],
        ),
        ("unknown to everybody", usual(), 'q', 1, 'h', vec![NobodyInLine, hr()]),
    ];
    for (name, company, asks, wanted, expected, why) in rows {
        let nodes = resolve(&flow([level(wanted)]), &applicant(asks), &company).unwrap();
        assert_eq!(people(&nodes), [[(job(expected), why)]], "{name}");
    }
}

/// Reference trap 52.
#[test]
fn a_reporting_circle_of_any_length_ends() {
    let mut company = Company::default();
    company.named.extend(('b'..='y').map(|one| (one, char::from_u32(u32::from(one) + 1).unwrap())));
    company.named.insert('z', 'b');
    company.gone.extend('b'..='z');
    company.roles.insert("owner", vec!['O']);
    let nodes = resolve(&FlowVersion::direct_manager(), &applicant('b'), &company).unwrap();
    assert!(nodes[0].assignees[0].why.contains(&Why::CycleStopped));
    assert_eq!(nodes[0].assignees[0].employment, job('O'), "the last of the roles of last resort");
}

/// Reference trap 53.
#[test]
fn a_department_without_a_head_passes_to_the_next_level() {
    let headless = flow([(NodeKind::DepartmentHead, Mode::All)]);
    let nodes = resolve(&headless, &applicant('a'), &Company::usual()).unwrap();
    assert_eq!(people(&nodes), [[(job('y'), vec![Why::DepartmentHead])]]);
    let nodes = resolve(&headless, &applicant('a'), &Company::usual().head(2, None)).unwrap();
    let why = vec![Why::SeatVacant { unit: Some(unit(2)) }, Why::NextLevel { level: 2 }];
    assert_eq!(people(&nodes), [[(job('z'), why)]]);
}

/// Reference trap 63.
#[test]
fn nobody_to_ask_is_an_error_and_never_a_pass() {
    let mut company = Company::usual();
    company.roles.insert("hr", vec!['z']);
    let found = resolve(&FlowVersion::direct_manager(), &applicant('z'), &company).unwrap_err();
    assert_eq!(codes(found), [("nodes[0]".to_owned(), "flow.nobody".to_owned())]);

    company.gone.insert('x');
    let groups = flow([
        fixed("x", Mode::All),
        (NodeKind::Role { code: "payroll".to_owned() }, Mode::Any),
        (NodeKind::Chosen, Mode::Any),
        fixed("z", Mode::Any),
        fixed("yh", Mode::NOfM { needed: 3 }),
    ]);
    let found = resolve(&groups, &applicant('z'), &company).unwrap_err();
    let expected =
        ["flow.empty_group", "flow.empty_group", "flow.empty_group", "flow.empty_group", "flow.too_few"];
    let expected = expected.iter().enumerate().map(|(n, code)| (format!("nodes[{n}]"), (*code).to_owned()));
    assert_eq!(codes(found), expected.collect::<Vec<_>>());
}

#[test]
fn the_applicant_is_left_out_of_every_group_and_nobody_is_asked_twice_at_a_node() {
    let mut asking = applicant('a');
    asking.chosen.insert("n2".to_owned(), vec![job('y'), job('a'), job('Y')]);
    let mut company = Company::usual();
    company.roles.insert("hr", vec!['h', 'A', 'H']);
    let groups = flow([
        fixed("axX", Mode::All),
        (NodeKind::Role { code: "hr".to_owned() }, Mode::Any),
        (NodeKind::Chosen, Mode::All),
    ]);
    let nodes = resolve(&groups, &asking, &company).unwrap();
    let asked: Vec<Vec<_>> =
        nodes.iter().map(|node| node.assignees.iter().map(|one| one.employment).collect()).collect();
    assert_eq!(asked, [[job('x')], [job('h')], [job('y')]]);
}

#[test]
fn any_one_of_hr_decides_when_the_line_is_empty_whatever_the_node_says() {
    let mut company = Company::usual();
    company.roles.insert("hr", vec!['h', 'i']);
    let all = flow([(NodeKind::ManagerLevel { level: 1 }, Mode::All)]);
    let nodes = resolve(&all, &applicant('z'), &company).unwrap();
    assert_eq!((nodes[0].mode, nodes[0].assignees.len()), (Mode::Any, 2));
}

#[test]
fn faults_of_a_flow_are_found_where_they_stand_and_it_resolves_to_nobody() {
    let mut faulty =
        flow([level(0), fixed("", Mode::All), fixed("x", Mode::NOfM { needed: 0 }), level(1), level(1)]);
    faulty.nodes[3].key = String::new();
    faulty.nodes[4].key = "n1".to_owned();
    let expected = [
        ("nodes[0]", "flow.level_from_one"),
        ("nodes[1]", "flow.empty_group"),
        ("nodes[2]", "flow.needed_from_one"),
        ("nodes[3]", "flow.no_key"),
        ("nodes[4]", "flow.repeated_key"),
    ];
    let expected = expected.map(|(path, code)| (path.to_owned(), code.to_owned()));
    assert_eq!(codes(faulty.findings()), expected);
    assert_eq!(codes(resolve(&faulty, &applicant('a'), &Company::usual()).unwrap_err()), expected);
    assert_eq!(codes(flow([]).findings()), [("nodes".to_owned(), "flow.no_nodes".to_owned())]);
}

#[test]
fn a_flow_is_read_back_from_its_json_and_small_ones_stay_small() {
    let full =
        flow([level(2), fixed("xy", Mode::NOfM { needed: 2 }), (NodeKind::DepartmentHead, Mode::InOrder)]);
    let json = serde_json::to_string(&full).unwrap();
    assert_eq!(serde_json::from_str::<FlowVersion>(&json).unwrap(), full);
    let small = r#"{ "nodes": [{ "key": "manager", "kind": { "kind": "manager_level", "level": 1 }, "mode": { "mode": "any" } }] }"#;
    assert_eq!(serde_json::from_str::<FlowVersion>(small).unwrap(), FlowVersion::direct_manager());
}
