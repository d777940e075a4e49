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
    sea_query::{Expr, ExprTrait, Query},
};
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::{
    fill,
    group::{PASSWORD, World},
    place::{Place, Running, eventually},
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

/// A client as a browser: no redirects, one cookie jar per person kept by hand.
fn browser() -> reqwest::Client {
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder().no_proxy().build().unwrap()
}

/// Somebody signed in somewhere, asking wherever.
struct Person {
    browser: reqwest::Client,
    cookie: String,
}

impl Person {
    async fn signed_in(at: &Running, login: &str) -> Self {
        let browser = browser();
        let body = json!({ "login": login, "password": PASSWORD });
        let answer = browser.post(format!("{}/api/v1/session", at.address)).json(&body).send().await.unwrap();
        assert_eq!(answer.status(), 200);
        let cookies = answer.headers().get_all("set-cookie").iter();
        let cookies: Vec<&str> = cookies.map(|c| c.to_str().unwrap().split(';').next().unwrap()).collect();
        Self { cookie: cookies.join("; "), browser }
    }

    async fn send(&self, at: &Running, method: &str, path: &str, body: Option<Value>) -> reqwest::Response {
        let method = method.parse().unwrap();
        let request = self.browser.request(method, format!("{}/api/v1/{path}", at.address));
        let request = request.header("cookie", &self.cookie);
        let request = if let Some(body) = body { request.json(&body) } else { request };
        request.send().await.unwrap()
    }

    async fn ask(&self, at: &Running, method: &str, path: &str, body: Option<Value>) -> Value {
        let answer = self.send(at, method, path, body).await;
        let status = answer.status();
        let text = answer.text().await.unwrap();
        assert!(status.is_success(), "{method} {path}: {status} {text}");
        serde_json::from_str(&text).unwrap_or(Value::Null)
    }

    async fn status(&self, at: &Running, path: &str) -> u16 {
        self.send(at, "GET", path, None).await.status().as_u16()
    }
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
    assert_eq!(count(db, "job", of_messages().and(Expr::col("attempts").gt(1))).await, 0);

    platform.silent.store(true, Ordering::SeqCst);
    wang.ask(&servers[0], "POST", "leave-requests", Some(leave("2026-03-31"))).await;
    eventually("somebody has it in hand", async || platform.hung.load(Ordering::SeqCst) == 1).await;
    let holder = in_hand(db).await;
    let at =
        servers.iter().position(|server| holder.starts_with(&format!("heng-{}-", server.pid()))).unwrap();
    let killed = servers.remove(at);
    killed.signal(Signal::KILL);
    assert_eq!(killed.ended().0, None);
    platform.silent.store(false, Ordering::SeqCst);
    // The lease is a minute: its end is brought here instead of being waited for.
    let past = db.now() - TimeDelta::seconds(1);
    let mut end = Query::update();
    end.table("job").value("lease_until", Expr::value(past)).and_where(Expr::col("state").eq("ready"));
    db.maintenance().execute(&end).await.unwrap();
    eventually("another sends it", async || platform.messages() > days.len() && waiting().await == 0).await;
    assert_eq!(platform.messages(), days.len() + 1);
    let again = count(db, "job", of_messages().and(Expr::col("attempts").eq(2))).await;
    assert!(again >= 1, "the second attempt is another process's");
}

async fn in_hand(db: &heng_db::Db) -> String {
    let held = Query::select()
        .column("lease_owner")
        .from("job")
        .and_where(Expr::col("state").eq("ready"))
        .and_where(Expr::col("kind").eq("notice.deliver"))
        .to_owned();
    db.read().query_one(&held).await.unwrap().unwrap().try_get("", "lease_owner").unwrap()
}
