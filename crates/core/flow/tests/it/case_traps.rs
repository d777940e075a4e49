//! Running cases: two people at once, stale pages, edits, refusals, effects that fail.

use heng_flow::{
    CaseState, CaseStatus, Command, Effect, Mode, NodeStatus, Outcome, Refusal, SamePerson, TaskStatus,
};

use crate::company::{applicant, asked, assignee, job, person};

const SHOWN: &str = "hash of what was shown";

fn case(nodes: &[(&str, Mode)]) -> CaseState {
    CaseState::start(&applicant('a'), asked(nodes), SamePerson::Merge, SHOWN).unwrap().0
}

fn answer(case: &CaseState, by: char, node: &str, outcome: Outcome) -> Command {
    Command::Decide {
        by: person(by),
        node: node.to_owned(),
        outcome,
        shown: case.content.clone(),
        current: case.content.clone(),
        expected_version: case.version,
        at: "2026-03-02T01:00:00Z".parse().unwrap(),
    }
}

fn yes(case: &CaseState, by: char, node: &str) -> Result<(CaseState, Vec<Effect>), Refusal> {
    case.apply(answer(case, by, node, Outcome::Approve))
}

fn no(case: &CaseState, by: char, node: &str) -> Result<(CaseState, Vec<Effect>), Refusal> {
    case.apply(answer(case, by, node, Outcome::Refuse))
}

fn withdraw(case: &CaseState) -> Command {
    Command::Withdraw { by: person('a'), expected_version: case.version }
}

fn opened(node: &str, letter: char) -> Effect {
    Effect::TaskOpened { node: node.to_owned(), employment: job(letter) }
}

fn closed(node: &str, letter: char) -> Effect {
    Effect::TaskClosed { node: node.to_owned(), employment: job(letter) }
}

#[test]
fn the_plain_round_one_manager_approves_and_the_effect_follows() {
    let (case, effects) =
        CaseState::start(&applicant('a'), asked(&[("x", Mode::Any)]), SamePerson::Merge, SHOWN).unwrap();
    assert_eq!(effects, [opened("n0", 'x')]);
    let (case, effects) = yes(&case, 'x', "n0").unwrap();
    assert_eq!((case.status, effects), (CaseStatus::Settling, vec![Effect::Settle]));
    let (case, effects) = case.apply(Command::Settle(Ok(()))).unwrap();
    assert_eq!(effects, [Effect::Closed { status: CaseStatus::Approved }]);
    assert_eq!((case.status, case.version), (CaseStatus::Approved, 3));
}

/// Reference trap 58.
#[test]
fn two_approvers_at_once_the_first_decides_and_the_second_is_told() {
    let shown_to_both = case(&[("xy", Mode::Any)]);
    let (after, effects) = yes(&shown_to_both, 'x', "n0").unwrap();
    assert_eq!(effects, [closed("n0", 'y'), Effect::Settle]);
    let late = answer(&shown_to_both, 'y', "n0", Outcome::Refuse);
    assert_eq!(after.apply(late.clone()).unwrap_err(), Refusal::NotOpen);
    let (settled, _) = after.apply(Command::Settle(Ok(()))).unwrap();
    assert_eq!(settled.apply(late).unwrap_err(), Refusal::Closed(CaseStatus::Approved));
}

/// Reference trap 58.
#[test]
fn countersigners_who_answer_at_once_do_not_hinder_each_other() {
    let shown_to_both = case(&[("xy", Mode::All)]);
    let (after, _) = yes(&shown_to_both, 'x', "n0").unwrap();
    let (after, effects) = after.apply(answer(&shown_to_both, 'y', "n0", Outcome::Approve)).unwrap();
    assert_eq!((after.status, effects), (CaseStatus::Settling, vec![Effect::Settle]));
}

/// Reference trap 58.
#[test]
fn approve_and_withdraw_at_once_whoever_comes_first_wins() {
    let shown = case(&[("x", Mode::Any)]);
    let (withdrawn, effects) = shown.apply(withdraw(&shown)).unwrap();
    assert_eq!(effects, [closed("n0", 'x'), Effect::Closed { status: CaseStatus::Withdrawn }]);
    let late = answer(&shown, 'x', "n0", Outcome::Approve);
    assert_eq!(withdrawn.apply(late).unwrap_err(), Refusal::Closed(CaseStatus::Withdrawn));

    let (approved, _) = yes(&shown, 'x', "n0").unwrap();
    let (approved, _) = approved.apply(Command::Settle(Ok(()))).unwrap();
    assert_eq!(approved.apply(withdraw(&shown)).unwrap_err(), Refusal::Closed(CaseStatus::Approved));
}

/// Reference trap 58.
#[test]
fn a_double_tap_is_one_decision_also_after_the_case_is_closed() {
    let shown = case(&[("x", Mode::Any)]);
    let tap = answer(&shown, 'x', "n0", Outcome::Approve);
    let (once, _) = shown.apply(tap.clone()).unwrap();
    assert_eq!(once.apply(tap.clone()).unwrap(), (once.clone(), vec![]));
    let (settled, _) = once.apply(Command::Settle(Ok(()))).unwrap();
    assert_eq!(settled.apply(tap).unwrap(), (settled.clone(), vec![]));
    let other_way = answer(&settled, 'x', "n0", Outcome::Refuse);
    assert_eq!(settled.apply(other_way).unwrap_err(), Refusal::AlreadyDecided);
    let (withdrawn, _) = shown.apply(withdraw(&shown)).unwrap();
    assert_eq!(withdrawn.apply(withdraw(&shown)).unwrap(), (withdrawn.clone(), vec![]));
}

/// Reference trap 58.
#[test]
fn a_stale_page_is_refused() {
    let shown = case(&[("x", Mode::Any), ("y", Mode::Any)]);
    let (moved_on, _) = yes(&shown, 'x', "n0").unwrap();
    let from_old_page = answer(&shown, 'y', "n1", Outcome::Approve);
    assert_eq!(moved_on.apply(from_old_page).unwrap_err(), Refusal::Stale);
    assert_eq!(moved_on.apply(withdraw(&shown)).unwrap_err(), Refusal::Stale);
    let mut from_the_future = moved_on.clone();
    from_the_future.version += 1;
    assert_eq!(
        moved_on.apply(answer(&from_the_future, 'y', "n1", Outcome::Approve)).unwrap_err(),
        Refusal::Stale
    );
    assert!(yes(&moved_on, 'y', "n1").is_ok());
}

#[test]
fn nobody_answers_for_another_nor_before_their_turn() {
    let running = case(&[("x", Mode::Any), ("y", Mode::Any)]);
    assert_eq!(yes(&running, 'q', "n0").unwrap_err(), Refusal::NotAsked);
    assert_eq!(yes(&running, 'y', "n0").unwrap_err(), Refusal::NotAsked);
    assert_eq!(yes(&running, 'y', "n1").unwrap_err(), Refusal::NotOpen);
    assert_eq!(yes(&running, 'x', "n9").unwrap_err(), Refusal::NotAsked);
    let by_approver = Command::Withdraw { by: person('x'), expected_version: running.version };
    assert_eq!(running.apply(by_approver).unwrap_err(), Refusal::NotApplicant);
}

/// Reference traps 59 and 61, attack 9.
#[test]
fn nobody_decides_on_their_own_request_by_any_path() {
    let start =
        |letters| CaseState::start(&applicant('a'), asked(&[(letters, Mode::Any)]), SamePerson::Merge, SHOWN);
    assert_eq!(start("xa").unwrap_err().code, "flow.self_approval");
    assert_eq!(start("A").unwrap_err().code, "flow.self_approval", "nor in another employment");
    let running = case(&[("x", Mode::Any)]);
    assert_eq!(yes(&running, 'a', "n0").unwrap_err(), Refusal::OwnRequest);
    let handed_over = |to| Command::Replace { node: "n0".to_owned(), from: person('x'), to: assignee(to) };
    assert_eq!(running.apply(handed_over('A')).unwrap_err(), Refusal::OwnRequest);
    let mut forged = running.clone();
    forged.nodes[0].tasks[0].assignee.person = person('a');
    assert_eq!(yes(&forged, 'a', "n0").unwrap_err(), Refusal::OwnRequest, "not even when stored so");
}

/// Reference trap 61.
#[test]
fn the_same_person_at_two_levels_is_asked_once_or_twice_by_setting() {
    let nodes = || asked(&[("x", Mode::Any), ("x", Mode::All), ("y", Mode::Any)]);
    let start = |setting| CaseState::start(&applicant('a'), nodes(), setting, SHOWN).unwrap().0;
    let (merged, effects) = yes(&start(SamePerson::Merge), 'x', "n0").unwrap();
    assert_eq!(effects, [opened("n2", 'y')]);
    assert_eq!(merged.nodes[1].tasks[0].status, TaskStatus::Carried);
    let (asked_again, effects) = yes(&start(SamePerson::AskAgain), 'x', "n0").unwrap();
    assert_eq!(effects, [opened("n1", 'x')]);
    assert_eq!(asked_again.nodes[1].status, NodeStatus::Open);
}

/// Reference trap 62.
#[test]
fn an_amended_request_asks_everybody_again() {
    let running = case(&[("x", Mode::Any), ("y", Mode::Any)]);
    let (second_step, _) = yes(&running, 'x', "n0").unwrap();
    let amend =
        Command::Amend { by: person('a'), content: "new".to_owned(), expected_version: second_step.version };
    let (again, effects) = second_step.apply(amend).unwrap();
    assert_eq!(effects, [closed("n1", 'y'), opened("n0", 'x')]);
    assert!(again.nodes.iter().flat_map(|node| &node.tasks).all(|task| task.decision.is_none()));
    let mut old_page = answer(&again, 'x', "n0", Outcome::Approve);
    if let Command::Decide { shown, .. } = &mut old_page {
        SHOWN.clone_into(shown);
    }
    assert_eq!(again.apply(old_page).unwrap_err(), Refusal::ContentChanged);
    let (done, _) = yes(&again, 'x', "n0").unwrap();
    assert_eq!(yes(&done, 'y', "n1").unwrap().0.status, CaseStatus::Settling);
}

/// Reference trap 62, attack 11.
#[test]
fn a_request_changed_behind_the_case_voids_it() {
    let running = case(&[("x", Mode::Any)]);
    let mut swapped = answer(&running, 'x', "n0", Outcome::Approve);
    if let Command::Decide { current, .. } = &mut swapped {
        "another attachment".clone_into(current);
    }
    let (voided, effects) = running.apply(swapped).unwrap();
    assert_eq!(voided.status, CaseStatus::Voided);
    assert_eq!(effects, [closed("n0", 'x'), Effect::Closed { status: CaseStatus::Voided }]);
    assert!(voided.nodes[0].tasks[0].decision.is_none(), "the answer was to something else");
    assert_eq!(yes(&voided, 'x', "n0").unwrap_err(), Refusal::Closed(CaseStatus::Voided));
}

/// Reference trap 63.
#[test]
fn one_refusal_ends_a_countersigned_case() {
    let running = case(&[("xyz", Mode::All), ("h", Mode::Any)]);
    let (running, _) = yes(&running, 'x', "n0").unwrap();
    let (refused, effects) = no(&running, 'y', "n0").unwrap();
    assert_eq!(refused.status, CaseStatus::Refused);
    assert_eq!(effects, [closed("n0", 'z'), Effect::Closed { status: CaseStatus::Refused }]);
    assert_eq!(yes(&refused, 'z', "n0").unwrap_err(), Refusal::Closed(CaseStatus::Refused));
}

/// Reference trap 63.
#[test]
fn n_of_m_ends_as_soon_as_the_answer_is_certain() {
    let two_of_three = || case(&[("xyz", Mode::NOfM { needed: 2 })]);
    let (one, _) = yes(&two_of_three(), 'x', "n0").unwrap();
    let (even, _) = no(&one, 'y', "n0").unwrap();
    assert_eq!(even.status, CaseStatus::Running);
    assert_eq!(yes(&even, 'z', "n0").unwrap().0.status, CaseStatus::Settling);
    let (one, _) = no(&two_of_three(), 'x', "n0").unwrap();
    assert_eq!(no(&one, 'y', "n0").unwrap().0.status, CaseStatus::Refused);
    let out_of_reach = case(&[("xy", Mode::NOfM { needed: 3 })]);
    assert_eq!(out_of_reach.status, CaseStatus::Refused, "shrunk below what is needed: refused, not passed");
    let nobody = CaseState::start(&applicant('a'), asked(&[("", Mode::All)]), SamePerson::Merge, SHOWN);
    assert_eq!(nobody.unwrap_err().code, "flow.empty_group");
}

#[test]
fn in_order_asks_one_after_the_other() {
    let running = case(&[("xy", Mode::InOrder)]);
    assert_eq!(yes(&running, 'y', "n0").unwrap_err(), Refusal::NotOpen);
    let (next, effects) = yes(&running, 'x', "n0").unwrap();
    assert_eq!(effects, [opened("n0", 'y')]);
    assert_eq!(yes(&next, 'y', "n0").unwrap().0.status, CaseStatus::Settling);
}

/// Reference trap 64.
#[test]
fn a_case_whose_effect_failed_never_reads_approved() {
    let (due, _) = yes(&case(&[("x", Mode::Any)]), 'x', "n0").unwrap();
    let reason = "leave.balance_gone".to_owned();
    let (failed, effects) = due.apply(Command::Settle(Err(reason.clone()))).unwrap();
    assert_eq!((failed.status, effects), (CaseStatus::EffectFailed, vec![Effect::EffectFailed { reason }]));
    let (second_try, _) = failed.apply(Command::Settle(Ok(()))).unwrap();
    assert_eq!(second_try.status, CaseStatus::Approved);
    let (given_up, _) = failed.apply(withdraw(&failed)).unwrap();
    assert_eq!(given_up.status, CaseStatus::Withdrawn);
    let too_early = case(&[("x", Mode::Any)]).apply(Command::Settle(Ok(())));
    assert_eq!(too_early.unwrap_err(), Refusal::OutOfTurn, "no effect without the approvals");
}

/// Reference trap 60.
#[test]
fn a_task_of_somebody_who_left_goes_to_another() {
    let running = case(&[("xy", Mode::All)]);
    let to = |letter| Command::Replace { node: "n0".to_owned(), from: person('x'), to: assignee(letter) };
    let (handed_over, effects) = running.apply(to('z')).unwrap();
    assert_eq!(effects, [closed("n0", 'x'), opened("n0", 'z')]);
    assert_eq!(yes(&handed_over, 'x', "n0").unwrap_err(), Refusal::NotAsked);
    assert_eq!(running.apply(to('y')).unwrap_err(), Refusal::AlreadyDecided, "one person, one voice");
    let from_old_page = answer(&running, 'z', "n0", Outcome::Approve);
    assert_eq!(handed_over.apply(from_old_page).unwrap_err(), Refusal::Stale);
    let (decided, _) = yes(&running, 'x', "n0").unwrap();
    assert_eq!(decided.apply(to('z')).unwrap_err(), Refusal::NotOpen, "an answer given stays");
}

#[test]
fn a_case_is_read_back_from_its_json() {
    let (state, _) = yes(&case(&[("xy", Mode::NOfM { needed: 2 }), ("h", Mode::Any)]), 'x', "n0").unwrap();
    let json = serde_json::to_string(&state).unwrap();
    assert_eq!(serde_json::from_str::<CaseState>(&json).unwrap(), state);
}
