//! Several servers on one database.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
    time::Duration,
};

use axum::{
    Json, Router,
    routing::{get, post},
};
use chrono::TimeDelta;
use heng_db::jobs::NewJob;
use rustix::process::Signal;
use sea_orm::{
    ConnectionTrait, DbErr,
    sea_query::{Expr, ExprTrait, Order, Query},
};
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::{
    fill,
    group::World,
    place::{Place, Running, eventually},
    visitor::Person,
};

/// The day the servers believe in: a Monday whose year's holidays are known.
const TODAY: &str = "2026-03-02";

async fn queue(db: &heng_db::Db, jobs: std::ops::Range<u32>) {
    db.write(&fill::system_actor(db), async |tx| {
        for n in jobs.clone() {
            tx.enqueue(NewJob::new("files.erase", json!({ "location": format!("no/{n}") }))).await?;
        }
        Ok::<_, DbErr>(())
    })
    .await
    .unwrap();
}

async fn count(db: &heng_db::Db, table: &'static str, condition: Expr) -> i64 {
    let select =
        Query::select().expr_as(Expr::col("id").count(), "n").from(table).and_where(condition).to_owned();
    db.read().query_one(&select).await.unwrap().unwrap().try_get("", "n").unwrap()
}

#[tokio::test]
async fn three_servers_share_queue_and_audit_trail_and_outlive_one_that_is_killed() {
    let place = Place::new().await;
    let system = place.system().await;
    let db = &system.db;
    let mut servers: Vec<Running> = (0..3).map(|_| place.serve()).collect();
    queue(db, 0..100).await;
    let done = async |n| {
        count(db, "job", Expr::col("kind").eq("files.erase").and(Expr::col("state").eq("done"))).await == n
    };
    eventually("the queue is worked off", async || done(100).await).await;
    assert_eq!(count(db, "job", Expr::col("attempts").gt(1)).await, 0, "nothing ran twice");

    for n in 0..50 {
        fill::happen(db, n).await;
    }
    let unsealed = async || count(db, "audit_entry", Expr::col("seq").is_null()).await;
    eventually("every audit row is sealed", async || unsealed().await == 0).await;
    assert_eq!(place.run(["audit", "verify"]).code, 0);

    let killed = servers.remove(0);
    killed.signal(Signal::KILL);
    assert_eq!(killed.ended().0, None);
    queue(db, 100..150).await;
    eventually("the others go on", async || done(150).await).await;
    for server in servers {
        server.signal(Signal::TERM);
        let (code, log) = server.ended();
        assert_eq!(code, Some(0), "{log}");
    }
    system.close().await.unwrap();
}

#[tokio::test]
async fn a_server_without_a_worker_leaves_the_queue_to_a_worker() {
    let place = Place::new().await;
    let system = place.system().await;
    let db = &system.db;
    let server = Running::start(place.heng(["serve", "--no-worker"]));
    queue(db, 0..20).await;
    // Two rounds of everything else that a server does by itself.
    for n in 0..2 {
        fill::happen(db, n).await;
        let unsealed = async || count(db, "audit_entry", Expr::col("seq").is_null()).await;
        eventually("the server seals the trail", async || unsealed().await == 0).await;
    }
    let touched = Expr::col("kind").eq("files.erase").and(Expr::col("attempts").gt(0));
    assert_eq!(count(db, "job", touched).await, 0, "the server took a job");

    let worker = Running::start_silent(place.heng(["worker"]));
    let done = || Expr::col("kind").eq("files.erase").and(Expr::col("state").eq("done"));
    eventually("the worker works the queue off", async || count(db, "job", done()).await == 20).await;
    let twice = Expr::col("kind").eq("files.erase").and(Expr::col("attempts").gt(1));
    assert_eq!(count(db, "job", twice).await, 0, "nothing ran twice");
    for process in [worker, server] {
        process.signal(Signal::TERM);
        let (code, log) = process.ended();
        assert_eq!(code, Some(0), "{log}");
    }
    system.close().await.unwrap();
}

fn three(world: &World) -> Vec<Running> {
    (0..3).map(|_| Running::start(world.place.heng(["serve", "--today", TODAY]))).collect()
}

#[tokio::test]
async fn a_session_made_by_one_process_works_on_all_and_ends_on_all() {
    let world = World::running_on(Place::new().await, TODAY).await;
    let servers = three(&world);
    let [a, b, c] = &servers[..] else { panic!("three servers") };
    let wang = Person::signed_in(a, "wang").await;
    for server in &servers {
        assert_eq!(wang.ask(server, "GET", "me", None).await["login"], "wang");
    }
    wang.ask(c, "DELETE", "session", None).await;
    for server in [a, b, c] {
        assert_eq!(wang.status(server, "me").await, 401, "at once, not when somebody's memory fades");
    }
    let zhao = Person::signed_in(b, "zhao").await;
    let owner = Person::signed_in(a, "owner").await;
    assert_eq!(zhao.status(c, "me").await, 200);
    owner.ask(a, "POST", &format!("accounts/{}/disable", world.account("zhao")), None).await;
    for server in [a, b, c] {
        assert_eq!(zhao.status(server, "me").await, 401, "a disabled account is out everywhere");
    }
}

#[tokio::test]
async fn what_one_process_changes_is_told_by_the_others() {
    let world = World::running_on(Place::new().await, TODAY).await;
    let servers = three(&world);
    let [a, b, c] = &servers[..] else { panic!("three servers") };
    let (wang, li) = (Person::signed_in(a, "wang").await, Person::signed_in(b, "li").await);
    let owner = Person::signed_in(c, "owner").await;
    owner.ask(c, "POST", "leave-lots", Some(lot(world.people["wang"].employment))).await;
    let mut feed = li.send(b, "GET", "live", None).await;
    assert_eq!(feed.headers()["content-type"], "text/event-stream");
    wang.ask(a, "POST", "leave-requests", Some(leave("2026-03-10"))).await;
    let told = async {
        let mut told = String::new();
        while !told.contains("data: todo") {
            told += &String::from_utf8_lossy(&feed.chunk().await.unwrap().expect("the feed goes on"));
        }
    };
    assert!(tokio::time::timeout(Duration::from_secs(20), told).await.is_ok(), "李 was told nothing");
    assert_eq!(li.ask(b, "GET", "approvals", None).await["items"].as_array().unwrap().len(), 1);
}

fn lot(employment: heng_kernel::EmploymentId) -> Value {
    json!({
        "employment_id": employment, "leave_type": "annual", "quantity": 2000, "first_day": "2026-01-01",
        "source": "entitlement", "reason": "年度",
    })
}

fn leave(day: &str) -> Value {
    json!({ "leave_type": "annual", "first_day": day, "last_day": day })
}

/// What stands for the message platform: it keeps every message it took, and can leave one unanswered.
#[derive(Clone, Default)]
struct Platform {
    taken: Arc<Mutex<Vec<Value>>>,
    silent: Arc<AtomicBool>,
    hung: Arc<AtomicU32>,
}

impl Platform {
    async fn open(&self) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let token =
            async || Json(json!({ "errcode": 0, "errmsg": "ok", "access_token": "t", "expires_in": 7200 }));
        let platform = self.clone();
        let take = async move |Json(message): Json<Value>| {
            if platform.silent.load(Ordering::SeqCst) {
                platform.hung.fetch_add(1, Ordering::SeqCst);
                std::future::pending::<()>().await;
            }
            platform.taken.lock().unwrap().push(message);
            Json(json!({ "errcode": 0, "errmsg": "ok", "msgid": "m" }))
        };
        let router =
            Router::new().route("/cgi-bin/gettoken", get(token)).route("/cgi-bin/message/send", post(take));
        tokio::spawn(async move { axum::serve(listener, router).await });
        address
    }

    fn messages(&self) -> usize {
        self.taken.lock().unwrap().len()
    }
}

fn serve_with(world: &World, platform: &str) -> Running {
    let mut command = world.place.heng(["serve", "--today", TODAY]);
    command.envs([
        ("HENG__WECOM__CORP_ID", "wwcorp"),
        ("HENG__WECOM__AGENT_ID", "1000002"),
        ("HENG__WECOM__SECRET", "a secret of the corp"),
        ("HENG__WECOM__API_BASE", platform),
    ]);
    Running::start(command)
}

/// Three workers compete for messages to one person; then the one that has a message in hand dies.
///
/// Guaranteed: a job is in one worker's hands at a time, and it is begun again only when the attempt before failed or its
/// lease ran out. Nothing fails here, so exactly the jobs that lay in the dead process's hands are begun again, each once;
/// those may be more than the message (a worker claims up to four at a time, of any kind). The message that the platform
/// never answered goes out once; had the process died between the answer and its note, it would have gone out twice, and
/// the platform's own check of duplicates would have dropped the second.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_message_is_sent_once_by_three_workers_also_when_one_is_killed_in_the_middle() {
    let world = World::running_on(Place::new().await, TODAY).await;
    let db = &world.system.db;
    world.link("li", "wwcorp", "lidianzhang").await;
    let platform = Platform::default();
    let address = platform.open().await;
    let mut servers: Vec<Running> = (0..3).map(|_| serve_with(&world, &address)).collect();
    let (wang, owner) =
        (Person::signed_in(&servers[0], "wang").await, Person::signed_in(&servers[1], "owner").await);
    owner.ask(&servers[1], "POST", "leave-lots", Some(lot(world.people["wang"].employment))).await;
    let days = ["10", "11", "12", "17", "18", "19", "24", "25", "26"];
    for (place, day) in days.iter().enumerate() {
        wang.ask(&servers[place % 3], "POST", "leave-requests", Some(leave(&format!("2026-03-{day}")))).await;
    }
    let of_messages = || Expr::col("kind").eq(Expr::val("notice.deliver"));
    let waiting = async || count(db, "job", of_messages().and(Expr::col("state").eq("ready"))).await;
    eventually("every message is sent", async || platform.messages() >= days.len() && waiting().await == 0)
        .await;
    assert_eq!(platform.messages(), days.len(), "no message twice");
    assert_eq!(begun_again(db).await, Vec::<String>::new());

    platform.silent.store(true, Ordering::SeqCst);
    wang.ask(&servers[0], "POST", "leave-requests", Some(leave("2026-03-31"))).await;
    eventually("somebody has it in hand", async || platform.hung.load(Ordering::SeqCst) == 1).await;
    let holder = holder_of_a_message(db).await;
    let at =
        servers.iter().position(|server| holder.starts_with(&format!("heng-{}-", server.pid()))).unwrap();
    let killed = servers.remove(at);
    killed.signal(Signal::KILL);
    assert_eq!(killed.ended().0, None);
    platform.silent.store(false, Ordering::SeqCst);
    let orphans = in_hand_of(db, &holder).await;
    // The lease is a minute: the end of the dead process's own is brought here instead of being waited for.
    let past = db.now() - TimeDelta::seconds(1);
    let mut end = Query::update();
    end.table("job")
        .value("lease_until", Expr::value(past))
        .and_where(Expr::col("state").eq("ready"))
        .and_where(Expr::col("lease_owner").eq(Expr::val(holder.as_str())));
    db.maintenance().execute(&end).await.unwrap();
    eventually("another sends it", async || platform.messages() > days.len() && waiting().await == 0).await;
    eventually("nothing is left of the dead process's", async || in_hand_of(db, &holder).await.is_empty())
        .await;
    assert_eq!(platform.messages(), days.len() + 1);
    assert_eq!(begun_again(db).await, orphans, "each once, and nothing else");
}

async fn holder_of_a_message(db: &heng_db::Db) -> String {
    let held = Query::select()
        .column("lease_owner")
        .from("job")
        .and_where(Expr::col("state").eq("ready"))
        .and_where(Expr::col("kind").eq("notice.deliver"))
        .and_where(Expr::col("lease_owner").is_not_null())
        .to_owned();
    db.read().query_one(&held).await.unwrap().unwrap().try_get("", "lease_owner").unwrap()
}

/// Kind and id of the unfinished jobs a process holds.
async fn in_hand_of(db: &heng_db::Db, holder: &str) -> Vec<String> {
    let held = Expr::col("state").eq("ready").and(Expr::col("lease_owner").eq(Expr::val(holder)));
    jobs(db, held).await.into_iter().map(|(job, _)| job).collect()
}

/// Kind and id of the jobs that were begun more than once; once per further attempt.
async fn begun_again(db: &heng_db::Db) -> Vec<String> {
    let again = jobs(db, Expr::col("attempts").gt(1)).await;
    let each = |(job, attempts): (String, i32)| (1..attempts).map(move |_| job.clone());
    again.into_iter().flat_map(each).collect()
}

async fn jobs(db: &heng_db::Db, condition: Expr) -> Vec<(String, i32)> {
    let select = Query::select()
        .columns(["kind", "id", "attempts"])
        .from("job")
        .and_where(condition)
        .order_by("id", Order::Asc)
        .to_owned();
    let read = |row: sea_orm::QueryResult| {
        let (kind, id): (String, heng_kernel::JobId) =
            (row.try_get("", "kind").unwrap(), row.try_get("", "id").unwrap());
        (format!("{kind} {id}"), row.try_get("", "attempts").unwrap())
    };
    db.read().query_all(&select).await.unwrap().into_iter().map(read).collect()
}
