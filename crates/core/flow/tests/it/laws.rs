//! Laws of a case under random commands from everybody, right or wrong, fresh or stale.

use std::collections::BTreeSet;

use heng_flow::{CaseState, CaseStatus, Command, Mode, NodeState, NodeStatus, Outcome, SamePerson};
use proptest::{prelude::*, sample::select};

use crate::company::{applicant, asked, assignee, person};

const LETTERS: &str = "awxyz";

fn mode() -> impl Strategy<Value = Mode> {
    prop_oneof![
        Just(Mode::All),
        Just(Mode::Any),
        Just(Mode::InOrder),
        (0u16..4).prop_map(|needed| Mode::NOfM { needed }),
    ]
}

fn node() -> impl Strategy<Value = (String, Mode)> {
    let people = prop::sample::subsequence(LETTERS.chars().skip(1).collect::<Vec<_>>(), 1..4);
    (people.prop_map(String::from_iter), mode())
}

/// A command as somebody might send it, before versions and hashes are filled in from the page they look at.
#[derive(Clone, Debug)]
enum Wish {
    Decide { by: char, node: usize, yes: bool, behind: bool },
    Withdraw { by: char },
    Amend { by: char, content: u8 },
    Replace { node: usize, from: char, to: char },
    Settle(bool),
}

fn wish() -> impl Strategy<Value = (Wish, u32)> {
    let letter = || select(LETTERS.chars().collect::<Vec<_>>());
    let wish = prop_oneof![
        12 => (letter(), 0usize..3, prop::bool::weighted(0.8), prop::bool::weighted(0.03))
            .prop_map(|(by, node, yes, behind)| Wish::Decide { by, node, yes, behind }),
        1 => letter().prop_map(|by| Wish::Withdraw { by }),
        1 => (letter(), 0u8..3).prop_map(|(by, content)| Wish::Amend { by, content }),
        2 => (0usize..3, letter(), letter()).prop_map(|(node, from, to)| Wish::Replace { node, from, to }),
        3 => any::<bool>().prop_map(Wish::Settle),
    ];
    // Mostly a fresh page, sometimes one that is a few versions old.
    (wish, prop_oneof![6 => Just(0u32), 1 => 1u32..4])
}

fn command(case: &CaseState, wish: Wish, age: u32) -> Command {
    let expected_version = case.version.saturating_sub(age);
    match wish {
        Wish::Decide { by, node, yes, behind } => Command::Decide {
            by: person(by),
            node: format!("n{node}"),
            outcome: if yes { Outcome::Approve } else { Outcome::Refuse },
            shown: case.content.clone(),
            current: if behind { "changed behind".to_owned() } else { case.content.clone() },
            expected_version,
            at: "2026-03-02T01:00:00Z".parse().unwrap(),
        },
        Wish::Withdraw { by } => Command::Withdraw { by: person(by), expected_version },
        Wish::Amend { by, content } => {
            Command::Amend { by: person(by), content: format!("content {content}"), expected_version }
        }
        Wish::Replace { node, from, to } => {
            Command::Replace { node: format!("n{node}"), from: person(from), to: assignee(to) }
        }
        Wish::Settle(good) => Command::Settle(if good { Ok(()) } else { Err("subject.failed".to_owned()) }),
    }
}

/// Said again in other words than the code's: who said yes is enough for this node.
fn is_approved(node: &NodeState, case: &CaseState) -> bool {
    let yes: BTreeSet<_> =
        node.tasks.iter().filter(|task| task.approves()).map(|task| task.assignee.person).collect();
    let enough = match node.mode {
        Mode::All | Mode::InOrder => yes.len() == node.tasks.len(),
        Mode::Any => !yes.is_empty(),
        Mode::NOfM { needed } => yes.len() >= usize::from(needed.max(1)),
    };
    let first_said: BTreeSet<_> = case
        .nodes
        .iter()
        .flat_map(|node| &node.tasks)
        .filter(|task| task.decision.is_some_and(|decision| decision.outcome == Outcome::Approve))
        .map(|task| task.assignee.person)
        .collect();
    enough && yes.is_subset(&first_said) && !yes.contains(&case.applicant_person)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(ProptestConfig::default().cases * 4))]

    #[test]
    fn a_case_is_never_approved_without_every_node_and_a_final_one_never_changes(
        nodes in prop::collection::vec(node(), 1..4),
        merge in any::<bool>(),
        wishes in prop::collection::vec(wish(), 0..40),
    ) {
        let nodes: Vec<_> = nodes.iter().map(|(people, mode)| (people.as_str(), *mode)).collect();
        let setting = if merge { SamePerson::Merge } else { SamePerson::AskAgain };
        let (mut case, _) = CaseState::start(&applicant('a'), asked(&nodes), setting, "content").unwrap();
        for (wish, age) in wishes {
            let before = case.clone();
            if let Ok((after, effects)) = case.apply(command(&case, wish, age)) {
                prop_assert!(after == before || after.version == before.version + 1);
                prop_assert!(after != before || effects.is_empty());
                case = after;
            }
            if before.status.is_final() {
                prop_assert_eq!(&case, &before);
            }
            if matches!(case.status, CaseStatus::Settling | CaseStatus::EffectFailed | CaseStatus::Approved) {
                for node in &case.nodes {
                    prop_assert!(node.status == NodeStatus::Approved && is_approved(node, &case), "{node:?}");
                }
            }
            let open = case.open_tasks().count();
            // Somebody can always go on, and nobody is asked for nothing.
            prop_assert_eq!(open > 0, case.status == CaseStatus::Running, "{:?}", &case);
            prop_assert!(case.nodes.iter().flat_map(|node| &node.tasks).all(|task| task.assignee.person != person('a')));
        }
    }

    #[test]
    fn the_same_decision_twice_is_once(
        nodes in prop::collection::vec(node(), 1..4), wishes in prop::collection::vec(wish(), 0..20),
    ) {
        let nodes: Vec<_> = nodes.iter().map(|(people, mode)| (people.as_str(), *mode)).collect();
        let (mut case, _) = CaseState::start(&applicant('a'), asked(&nodes), SamePerson::Merge, "content").unwrap();
        for (wish, age) in wishes {
            let twice = matches!(wish, Wish::Decide { behind: false, .. } | Wish::Withdraw { .. });
            let command = command(&case, wish, age);
            let Ok((after, _)) = case.apply(command.clone()) else { continue };
            if twice {
                prop_assert_eq!(after.apply(command).unwrap(), (after.clone(), vec![]));
            }
            case = after;
        }
    }
}
