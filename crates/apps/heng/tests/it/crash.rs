//! A writer is killed under load; whatever it had been told is safe must be there, and nothing by halves.
//!
//! The writer is this test binary started again on [`the_writer_that_is_killed`], with the database's address in its
//! environment.

use std::{
    collections::BTreeSet,
    io::{BufRead, BufReader, Write},
    process::{Child, Command, Stdio},
    sync::Arc,
};

use heng::machine::{SystemClock, SystemIds};
use heng_access::ClassSet;
use heng_db::{
    Db, Event, Settings,
    audit::{Change, Read},
    jobs::NewJob,
};
use heng_kernel::Ids;
use heng_testkit_db::TestDb;
use sea_orm::{
    ConnectionTrait, DatabaseTransaction, DbErr, QueryResult,
    sea_query::{Expr, ExprTrait, Query},
};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::fill::system_actor;

const ADDRESS: &str = "HENG_CRASH_DATABASE";
const ROUND: &str = "HENG_CRASH_ROUND";
/// Writers at once, and appenders at once.
const AT_ONCE: u64 = 4;
/// Numbers one task may use in one round.
const EACH: u64 = 1_000_000;

#[derive(Serialize, Deserialize)]
struct Unit {
    n: u64,
}

impl Event for Unit {
    const NAME: &'static str = "crash.unit.v1";
}

#[expect(clippy::disallowed_methods, reason = "how a test tells its second process what to do")]
fn told(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

async fn open(url: &str) -> Db {
    Db::open(&Settings::new(url), Arc::new(SystemClock::default()), Arc::new(SystemIds)).await.unwrap()
}

/// Five rows in five tables that belong together.
async fn write_unit(db: &Db, n: u64) -> Result<(), DbErr> {
    db.write(&system_actor(db), async |tx| {
        tx.next_number("crash").await?;
        tx.emit(&Unit { n }).await?;
        tx.enqueue(NewJob::new("crash.job", json!({ "n": n })).keyed(format!("crash:{n}"))).await?;
        tx.audit(Change::new("crash.write", "crash", n)).await?;
        tx.tell("crash", &n.to_string()).await
    })
    .await
}

async fn append_row(db: &Db, n: u64) -> Result<(), DbErr> {
    let read = Read {
        action: "crash.append",
        subject_kind: "crash",
        subject_id: n.to_string(),
        about: None,
        classes: ClassSet::EMPTY,
    };
    db.audit_read(&system_actor(db), read).await
}

/// Says that `n` is safe. Whole lines, one system call each: what was cut off was not said.
fn acknowledge(kind: char, n: u64) {
    let line = format!("\n{kind}{n}!\n");
    std::io::stdout().lock().write_all(line.as_bytes()).unwrap();
}

/// Does nothing in a normal run. As a second process it writes until it is killed.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_writer_that_is_killed() {
    let (Some(url), Some(round)) = (told(ADDRESS), told(ROUND)) else { return };
    let db = open(&url).await;
    let base = round.parse::<u64>().unwrap() * 2 * AT_ONCE * EACH;
    let mut tasks = tokio::task::JoinSet::new();
    for task in 0..AT_ONCE {
        let (writer, appender) = (db.clone(), db.clone());
        tasks.spawn(async move {
            for n in (base + task * EACH)..(base + (task + 1) * EACH) {
                // Too many collisions are an answer too: then nothing was promised.
                if write_unit(&writer, n).await.is_ok() {
                    acknowledge('w', n);
                }
            }
        });
        tasks.spawn(async move {
            let base = base + AT_ONCE * EACH;
            for n in (base + task * EACH)..(base + (task + 1) * EACH) {
                append_row(&appender, n).await.unwrap();
                acknowledge('a', n);
            }
        });
    }
    tasks.join_all().await;
}

struct Writer(Child);

impl Writer {
    fn start(url: &str, round: u64) -> Self {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["crash::the_writer_that_is_killed", "--exact", "--nocapture"]);
        command.env(ADDRESS, url).env(ROUND, round.to_string());
        Self(command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap())
    }

    /// Lets it acknowledge this many, kills it, and answers everything it had acknowledged.
    fn kill_after(mut self, acknowledged: usize) -> Vec<String> {
        let lines = BufReader::new(self.0.stdout.take().unwrap()).lines().map_while(Result::ok);
        let mut lines = lines.filter(|line| line.starts_with(['w', 'a']) && line.ends_with('!'));
        let mut said: Vec<String> = lines.by_ref().take(acknowledged).collect();
        assert_eq!(said.len(), acknowledged, "the writer died by itself");
        self.0.kill().unwrap();
        self.0.wait().unwrap();
        said.extend(lines);
        said
    }
}

async fn numbers(
    snapshot: &DatabaseTransaction,
    table: &'static str,
    column: &'static str,
    condition: Expr,
    number: impl Fn(&QueryResult) -> u64,
) -> BTreeSet<u64> {
    let select = Query::select().column(column).from(table).and_where(condition).to_owned();
    let rows = snapshot.query_all(&select).await.unwrap();
    let found: BTreeSet<u64> = rows.iter().map(number).collect();
    assert_eq!(found.len(), rows.len(), "{table} has a row twice");
    found
}

fn text(row: &QueryResult, column: &str) -> u64 {
    let text: String = row.try_get("", column).unwrap();
    text.trim_start_matches("crash:").parse().unwrap()
}

/// Every unit is whole, numbered without a gap; answers the units and the appended rows.
async fn look(db: &Db) -> (BTreeSet<u64>, BTreeSet<u64>) {
    let snapshot = db.snapshot().await.unwrap();
    let units = numbers(&snapshot, "outbox", "payload", Expr::col("name").eq(Unit::NAME), |row| {
        let payload: serde_json::Value = row.try_get("", "payload").unwrap();
        serde_json::from_value::<Unit>(payload).unwrap().n
    })
    .await;
    let jobs =
        numbers(&snapshot, "job", "key", Expr::col("kind").eq("crash.job"), |row| text(row, "key")).await;
    let action = |name: &'static str| Expr::col("action").eq(name);
    let audits =
        numbers(&snapshot, "audit_entry", "subject_id", action("crash.write"), |row| text(row, "subject_id"))
            .await;
    let told =
        numbers(&snapshot, "live_event", "name", Expr::col("topic").eq("crash"), |row| text(row, "name"))
            .await;
    assert!(units == jobs && units == audits && units == told, "a unit of work is there by halves");
    let select =
        Query::select().column("next").from("sequence").and_where(Expr::col("name").eq("crash")).to_owned();
    let next = snapshot.query_one(&select).await.unwrap().map(|row| row.try_get::<i64>("", "next").unwrap());
    assert_eq!(
        u64::try_from(next.unwrap_or(1)).unwrap(),
        1 + u64::try_from(units.len()).unwrap(),
        "a number was lost or given twice"
    );
    let appended = numbers(&snapshot, "audit_entry", "subject_id", action("crash.append"), |row| {
        text(row, "subject_id")
    })
    .await;
    snapshot.rollback().await.unwrap();
    (units, appended)
}

#[tokio::test]
async fn a_kill_at_any_moment_loses_nothing_acknowledged_and_leaves_nothing_half_written() {
    let rounds = if told("HENG_SOAK").is_some() { 200 } else { 5 };
    let test = TestDb::new().await;
    let (mut wanted_units, mut wanted_rows) = (BTreeSet::new(), BTreeSet::new());
    for round in 0..rounds {
        let [random, more, ..] = SystemIds.entropy();
        let moment = 1 + usize::from(random % 64) + usize::from(more % 2) * 64;
        for line in Writer::start(&test.url, round).kill_after(moment) {
            let n: u64 = line[1..line.len() - 1].parse().unwrap();
            if line.starts_with('w') {
                wanted_units.insert(n)
            } else {
                wanted_rows.insert(n)
            };
        }
        let db = open(&test.url).await;
        let (units, rows) = look(&db).await;
        assert!(wanted_units.is_subset(&units), "acknowledged units are gone in round {round}");
        assert!(wanted_rows.is_subset(&rows), "acknowledged rows are gone in round {round}");
        db.close().await.unwrap();
    }
    assert!(!wanted_units.is_empty() && !wanted_rows.is_empty());
}
