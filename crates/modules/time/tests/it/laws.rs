//! What holds after any sequence of grants, requests, decisions and withdrawals.

use axum::http::StatusCode;
use chrono::{NaiveDate, TimeDelta};
use proptest::{
    prelude::*,
    test_runner::{Config, TestRunner},
};
use serde_json::{Value, json};

use crate::{
    balances::sum_of_terms,
    company::{Company, Somebody, day, days},
};

#[derive(Clone, Debug)]
enum Op {
    Grant { quantity: i64, from: i64, length: i64 },
    Ask { in_days: i64, length: i64 },
    Decide { which: usize, approve: bool },
    Withdraw { which: usize },
    Cancel { which: usize },
}

fn op() -> impl Strategy<Value = Op> {
    prop_oneof![
        2 => (1i64..8, -40i64..10, 5i64..120)
            .prop_map(|(quantity, from, length)| Op::Grant { quantity: quantity * 50, from, length }),
        4 => (-5i64..40, 0i64..5).prop_map(|(in_days, length)| Op::Ask { in_days, length }),
        4 => (0usize..6, any::<bool>()).prop_map(|(which, approve)| Op::Decide { which, approve }),
        2 => (0usize..6).prop_map(|which| Op::Withdraw { which }),
        1 => (0usize..6).prop_map(|which| Op::Cancel { which }),
    ]
}

async fn seen(company: &Company, who: Somebody, as_of: NaiveDate) -> Value {
    let path = format!("/api/v1/leave-balances?employment={}&as_of={as_of}", who.employment);
    company.app.system().get(&path).await.expect(StatusCode::OK)["items"][0].clone()
}

/// The balance on a day by adding up the ledger's lines of the lots that hold on it.
async fn replayed(company: &Company, who: Somebody, as_of: NaiveDate) -> i64 {
    let system = company.app.system();
    let lots = system.get(&format!("/api/v1/leave-lots?employment={}", who.employment)).await;
    let lots = lots.expect(StatusCode::OK);
    let lines = system.get(&format!("/api/v1/leave-movements?employment={}&limit=200", who.employment)).await;
    let lines = lines.expect(StatusCode::OK);
    assert_eq!(lines["next"], Value::Null, "the sequence is short enough for one page");
    let holds = |lot: &Value| {
        day(lot["first_day"].as_str().unwrap()) <= as_of
            && lot["last_day"].as_str().is_none_or(|last| as_of <= day(last))
    };
    let lots: Vec<_> = lots["items"].as_array().unwrap().iter().filter(|lot| holds(lot)).collect();
    let counts = |line: &&Value| {
        day(line["effective_on"].as_str().unwrap()) <= as_of
            && lots.iter().any(|lot| lot["id"] == line["lot_id"])
    };
    lines["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter(counts)
        .map(|line| line["quantity"].as_i64().unwrap())
        .sum()
}

async fn apply(company: &Company, who: Somebody, asked: &mut Vec<Value>, op: &Op) {
    let today = company.app.today();
    let one = |which: usize, asked: &[Value]| (!asked.is_empty()).then(|| asked[which % asked.len()].clone());
    let on = |days: i64| today + TimeDelta::days(days);
    match op {
        Op::Grant { quantity, from, length } => {
            let (first, last) = (on(*from), on(from + length));
            company.give(who, *quantity, &first.to_string(), &last.to_string()).await;
        }
        Op::Ask { in_days, length } => {
            let body = days(&on(*in_days).to_string(), &on(in_days + length).to_string());
            let sent = company.as_(who, &[]).post("/api/v1/leave-requests", body).await;
            match sent.status {
                StatusCode::CREATED => asked.push(sent.body),
                StatusCode::UNPROCESSABLE_ENTITY | StatusCode::CONFLICT => {}
                other => panic!("{other}: {}", sent.body),
            }
        }
        Op::Decide { which, approve } => {
            let Some(request) = one(*which, asked) else { return };
            let outcome = if *approve { "approve" } else { "refuse" };
            let answer = company.decide(&company.chief(), &request, outcome).await;
            assert!(matches!(answer.status, StatusCode::OK | StatusCode::CONFLICT), "{}", answer.body);
        }
        Op::Withdraw { which } | Op::Cancel { which } => {
            let Some(request) = one(*which, asked) else { return };
            let verb = if matches!(op, Op::Cancel { .. }) { "cancel" } else { "withdraw" };
            let path = format!("/api/v1/leave-requests/{}/{verb}", request["id"].as_str().unwrap());
            let answer = company.as_(who, &[]).post(&path, json!({})).await;
            assert!(matches!(answer.status, StatusCode::OK | StatusCode::CONFLICT), "{}", answer.body);
        }
    }
}

async fn holds(company: &Company, ops: &[Op]) {
    let who = company.hire("员工", company.branch, "2024-01-01").await;
    let mut asked = vec![];
    for op in ops {
        let today = company.app.today();
        let yesterday = today - TimeDelta::days(1);
        // Days that are past change only by what is dated back to them.
        let dated_back = match op {
            Op::Ask { in_days, .. } => *in_days < 0,
            Op::Grant { from, .. } => *from < 0,
            _ => true,
        };
        let before = seen(company, who, yesterday).await;
        apply(company, who, &mut asked, op).await;
        if !dated_back {
            assert_eq!(before, seen(company, who, yesterday).await, "{op:?} changed the day before");
        }
        for as_of in [yesterday, today, today + TimeDelta::days(30)] {
            let item = seen(company, who, as_of).await;
            let quantity = item["quantity"].as_i64().unwrap();
            assert_eq!(quantity, replayed(company, who, as_of).await, "{op:?} as of {as_of}");
            // A past day may show days held then and used since: it says what had happened by its end.
            assert!(quantity >= 0 || as_of < today, "{op:?} as of {as_of}: {quantity}");
            assert_eq!(quantity, sum_of_terms(&item["explanation"]), "{op:?} as of {as_of}: {item}");
        }
        company.app.clock().advance(TimeDelta::hours(20));
    }
}

#[test]
fn a_balance_is_the_replay_of_its_ledger_never_negative_and_explained() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let company = runtime.block_on(Company::new());
    // Each case is some hundred requests; the long count of a soak raises it in proportion.
    let usual = Config::default();
    let mut runner =
        TestRunner::new(Config { cases: usual.cases.div_ceil(43), failure_persistence: None, ..usual });
    let sequences = proptest::collection::vec(op(), 4..14);
    runner
        .run(&sequences, |ops| {
            runtime.block_on(holds(&company, &ops));
            Ok(())
        })
        .unwrap();
}
