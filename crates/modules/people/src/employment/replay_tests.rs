//! Laws of replay, on random sequences of events.

use chrono::{DateTime, Duration, NaiveDate};
use heng_kernel::{AssignmentId, EmploymentId, GradeId, JobTitleId, Money, PersonnelEventId, UnitId};
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::{
    Patch,
    employment::{PayPer, PostPatch},
};

fn day(n: i64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + Duration::days(n)
}

fn id<T: From<Uuid>>(n: u128) -> T {
    Uuid::from_u128(n).into()
}

fn event(n: u128, on: i64, act: Act) -> Event {
    let recorded_at = DateTime::UNIX_EPOCH + Duration::seconds(i64::try_from(n).unwrap());
    Event { id: id::<PersonnelEventId>(n), effective_on: day(on), recorded_at, act }
}

fn start(probation: Option<i64>) -> Start {
    Start {
        kind: EmploymentKind::Regular,
        probation_last_day: probation.map(day),
        post_id: id::<AssignmentId>(1),
        post: Post::in_unit(id::<UnitId>(1)),
        pay: None,
        contract: None,
        calendar: None,
    }
}

fn to_unit(n: u128) -> Act {
    let change = PostPatch { unit: Some(id::<UnitId>(n)), ..PostPatch::default() };
    Act::Transfer { post_id: None, change }
}

fn acts() -> impl Strategy<Value = Act> {
    prop_oneof![
        (1u128..6).prop_map(to_unit),
        (1u128..4).prop_map(|n| Act::Promote {
            change: PostPatch { grade: Patch::Set(id::<GradeId>(n)), ..PostPatch::default() }
        }),
        (0u128..3).prop_map(|n| Act::Promote {
            change: PostPatch {
                job: if n == 0 { Patch::Clear } else { Patch::Set(id::<JobTitleId>(n)) },
                manager: Patch::Set(id::<EmploymentId>(n)),
                ..PostPatch::default()
            }
        }),
        (1i64..5).prop_map(|n| Act::ChangePay {
            pay: Pay {
                amount: Money::from_minor(n * 100_000),
                currency: "CNY".to_owned(),
                per: PayPer::Month
            }
        }),
        Just(Act::Confirm),
        (2u128..4).prop_map(|n| Act::AddPost { post_id: id(n), post: Post::in_unit(id::<UnitId>(n + 10)) }),
        (2u128..4).prop_map(|n| Act::EndPost { post_id: id(n) }),
        (0i64..60).prop_map(|n| Act::SignContract {
            contract: ContractTerms {
                kind: crate::employment::ContractKind::FixedTerm,
                number: None,
                last_day: Some(day(n + 10)),
            }
        }),
        Just(Act::Leave { reason: "personal".to_owned() }),
    ]
}

/// Events as they come in: each is kept when it fits what is there, as the use case does.
fn accepted() -> impl Strategy<Value = Vec<Event>> {
    let probation = prop::option::of(5i64..30);
    (probation, prop::collection::vec((1i64..60, acts()), 0..14)).prop_map(|(probation, coming)| {
        let mut events = vec![event(1, 0, Act::Hire(start(probation)))];
        for (n, (on, act)) in (2u128..).zip(coming) {
            let mut with = events.clone();
            with.push(event(n, on, act));
            if replay(&with).is_ok() {
                events = with;
            }
        }
        events
    })
}

fn spans_never_share_a_day<T: Clone>(line: &Line<T>) -> bool {
    line.spans().windows(2).all(|two| two[0].days.to().is_some_and(|to| to <= two[1].days.from()))
}

proptest! {
    #[test]
    fn every_day_of_the_employment_has_one_term_and_one_main_post_and_no_other_day_has_any(events in accepted()) {
        let lines = replay(&events).unwrap();
        let days = lines.days().unwrap();
        for on in (-3..80).map(day) {
            prop_assert_eq!(lines.terms.at(on).is_some(), days.contains(on));
            prop_assert_eq!(lines.main.at(on).is_some(), days.contains(on));
            let others = lines.further.values().any(|line| line.at(on).is_some());
            prop_assert!(days.contains(on) || !others);
            prop_assert!(days.contains(on) || lines.pay.at(on).is_none());
            prop_assert!(days.contains(on) || lines.contracts.at(on).is_none());
        }
        prop_assert!(spans_never_share_a_day(&lines.terms));
        prop_assert!(spans_never_share_a_day(&lines.main));
        prop_assert!(spans_never_share_a_day(&lines.contracts));
        prop_assert!(spans_never_share_a_day(&lines.pay));
        prop_assert!(lines.further.values().all(spans_never_share_a_day));
    }

    #[test]
    fn the_order_of_rows_does_not_matter(events in accepted(), seed in any::<u64>()) {
        let mut shuffled = events.clone();
        shuffled.sort_by_key(|e| e.id.0.as_u128().wrapping_mul(u128::from(seed) | 1) % 1_000_003);
        prop_assert_eq!(replay(&shuffled), replay(&events));
    }

    #[test]
    fn trap_48_an_earlier_change_changes_nothing_before_its_day(events in accepted(), on in 1i64..60, act in acts()) {
        let before = replay(&events).unwrap();
        let mut with = events;
        with.push(event(99, on, act));
        if let Ok(after) = replay(&with) {
            for earlier in (0..on).map(day) {
                prop_assert_eq!(
                    before.main.at(earlier).map(|s| &s.value),
                    after.main.at(earlier).map(|s| &s.value)
                );
                prop_assert_eq!(
                    before.pay.at(earlier).map(|s| &s.value),
                    after.pay.at(earlier).map(|s| &s.value)
                );
            }
        }
    }

    #[test]
    fn cancelling_the_last_event_restores_what_was(events in accepted(), on in 1i64..60, act in acts()) {
        let before = replay(&events).unwrap();
        let mut with = events;
        with.push(event(99, on, act));
        if replay(&with).is_ok() {
            with.retain(|e| e.id != id::<PersonnelEventId>(99));
            prop_assert_eq!(replay(&with).unwrap(), before);
        }
    }
}

#[test]
fn trap_48_a_planned_promotion_keeps_the_unit_of_a_transfer_inserted_before_it() {
    let promote =
        Act::Promote { change: PostPatch { grade: Patch::Set(id::<GradeId>(5)), ..PostPatch::default() } };
    let events = [event(1, 0, Act::Hire(start(None))), event(2, 60, promote), event(3, 30, to_unit(7))];
    let lines = replay(&events).unwrap();
    let at_the_end = &lines.main.at(day(70)).unwrap().value;
    assert_eq!((at_the_end.unit, at_the_end.grade), (id::<UnitId>(7), Some(id::<GradeId>(5))));
}

#[test]
fn trap_56_the_last_day_is_a_day_of_work_and_the_contract_ends_with_it() {
    let contract = ContractTerms {
        kind: crate::employment::ContractKind::FixedTerm,
        number: None,
        last_day: Some(day(365)),
    };
    let mut begin = start(None);
    begin.contract = Some(contract);
    let leave = Act::Leave { reason: "resigned".to_owned() };
    let lines = replay(&[event(1, 0, Act::Hire(begin)), event(2, 31, leave)]).unwrap();
    assert_eq!(lines.last_day(), Some(day(30)));
    assert!(lines.terms.at(day(30)).is_some() && lines.terms.at(day(31)).is_none());
    let contract = lines.contracts.last().unwrap();
    assert_eq!(contract.days.to(), Some(day(31)));
    assert_eq!(contract.value.last_day, Some(day(365)), "what was agreed stays on record");
}

#[test]
fn trap_57_nobody_becomes_regular_by_a_promotion() {
    let mut begin = start(None);
    begin.kind = EmploymentKind::Intern;
    let events = [event(1, 0, Act::Hire(begin)), event(2, 10, to_unit(2))];
    assert_eq!(replay(&events).unwrap().terms.last().unwrap().value.kind, EmploymentKind::Intern);
    let becomes = [events[0].clone(), event(3, 20, Act::ChangeKind { to: EmploymentKind::Regular })];
    assert_eq!(replay(&becomes).unwrap().terms.last().unwrap().value.kind, EmploymentKind::Regular);
}

#[test]
fn what_does_not_fit_names_the_event() {
    let clash = |events: &[Event]| replay(events).unwrap_err().clash;
    let hire = || event(1, 10, Act::Hire(start(None)));
    assert_eq!(clash(&[hire(), event(2, 5, to_unit(2))]), Clash::BeforeStart);
    assert_eq!(clash(&[hire(), event(2, 12, Act::Confirm)]), Clash::NotOnProbation);
    assert_eq!(clash(&[hire(), event(2, 12, Act::EndPost { post_id: id(9) })]), Clash::NoSuchPost);
    let leave = event(2, 20, Act::Leave { reason: "r".to_owned() });
    assert_eq!(clash(&[hire(), leave.clone(), event(3, 20, to_unit(2))]), Clash::AfterLastDay);
    assert_eq!(
        replay(&[hire(), leave, event(3, 25, to_unit(2))]).unwrap_err().event,
        id::<PersonnelEventId>(3)
    );
}

#[test]
fn an_act_is_read_back_as_it_was_written() {
    let post = Post { manager: Some(id::<EmploymentId>(1)), ..Post::in_unit(id::<UnitId>(1)) };
    let change = PostPatch { job: Patch::Clear, grade: Patch::Set(id::<GradeId>(2)), ..PostPatch::default() };
    for act in [
        Act::Hire(start(Some(30))),
        Act::Rehire(start(None)),
        Act::Confirm,
        Act::ChangeKind { to: EmploymentKind::Retiree },
        Act::Transfer { post_id: Some(id::<AssignmentId>(3)), change: change.clone() },
        Act::Promote { change },
        Act::AddPost { post_id: id::<AssignmentId>(2), post },
        Act::SetCalendar { calendar: None },
        Act::Leave { reason: "retired".to_owned() },
    ] {
        let written = serde_json::to_value(&act).unwrap();
        assert_eq!(written["kind"], act.kind());
        assert_eq!(serde_json::from_value::<Act>(written).unwrap(), act);
    }
}
