//! Notices over HTTP and their messages, on the database the environment asks for.

#![cfg(test)]

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
    time::Duration,
};

use async_trait::async_trait;
use axum::http::StatusCode;
use chrono::TimeDelta;
use heng_access::{Actor, Allowance, Anchor, ClassSet, Permission, SYSTEM_ROLE, Scope, Via};
use heng_identity::{Link, OpenAccount, link, open_account};
use heng_kernel::{AccountId, Locale, NoticeId, PersonId, SessionId};
use heng_notice::{
    Deliver, DeliverySettings,
    api::{NewNotice, notify},
};
use heng_ports::{Channel, Delivery, Message, Messenger, Recipient, Refusal};
use heng_testkit::{Caller, TestApp};
use serde_json::json;
use uuid::Uuid;

/// Takes messages, after answering as told.
#[derive(Debug)]
struct Post {
    channel: Channel,
    answers: Mutex<VecDeque<Delivery>>,
    taken: Mutex<Vec<(String, Message)>>,
}

#[async_trait]
impl Messenger for Post {
    fn channel(&self) -> &Channel {
        &self.channel
    }

    async fn send(&self, to: &Recipient, message: &Message) -> Delivery {
        if let Some(answer) = self.answers.lock().unwrap().pop_front() {
            return answer;
        }
        let mut taken = self.taken.lock().unwrap();
        taken.push((to.subject.clone(), message.clone()));
        Delivery::Sent { message_id: taken.len().to_string() }
    }
}

struct House {
    app: TestApp,
    post: Arc<Post>,
}

impl House {
    async fn new() -> Self {
        let channel = Channel { provider: "wecom".to_owned(), corp: "ww1".to_owned() };
        let post = Arc::new(Post { channel, answers: Mutex::default(), taken: Mutex::default() });
        let settings = DeliverySettings { public_url: "https://hr.example.cn".to_owned() };
        let messenger: Arc<dyn Messenger> = post.clone();
        let app = TestApp::builder()
            .handler(Arc::new(Deliver::new(vec![messenger], settings)))
            .start(heng_notice::routes())
            .await;
        Self { app, post }
    }

    fn system(&self) -> Actor {
        Actor::command_line(self.app.today())
    }

    /// A person with an account, linked to the channel unless `subject` is empty.
    async fn somebody(&self, number: u128, locale: Locale, subject: &str) -> (PersonId, AccountId) {
        let person = PersonId(Uuid::from_u128(number));
        let open = OpenAccount {
            login: format!("user{number}"),
            person: Some(person),
            display_name: "某人".to_owned(),
            locale,
        };
        let (db, channel) = (self.app.db(), self.post.channel.clone());
        let account = db.write(&self.system(), async |tx| open_account(&tx, &open).await).await.unwrap();
        if !subject.is_empty() {
            let wanted = Link { account, channel, subject: subject.to_owned() };
            db.write(&self.system(), async |tx| link(&tx, &wanted).await).await.unwrap();
        }
        (person, account)
    }

    async fn tell(&self, person: PersonId, key: &str) -> Option<NoticeId> {
        let notice = NewNotice::new(person, "approval.waiting", "/m/approvals/1", key)
            .with("applicant", "王小明")
            .with("first", "2026-03-05")
            .with("last", "2026-03-06")
            .with("days", "2")
            .urgent();
        self.app.db().write(&self.system(), async |tx| notify(&tx, notice.clone()).await).await.unwrap()
    }

    fn caller(&self, (person, account): (PersonId, AccountId)) -> Caller {
        let own = Allowance {
            permission: Permission::NoticeRead,
            scope: Scope::Own,
            anchor: Anchor::default(),
            classes: ClassSet::EMPTY,
            role: SYSTEM_ROLE,
        };
        let actor = Actor::builder(Via::Session(SessionId(account.0))).account(account).person(person);
        self.app.caller(actor.today(self.app.today()).allowances([own]).build())
    }

    fn taken(&self) -> Vec<(String, Message)> {
        self.post.taken.lock().unwrap().clone()
    }

    fn answer_first(&self, answer: Delivery) {
        self.post.answers.lock().unwrap().push_back(answer);
    }

    async fn failed(&self) -> serde_json::Value {
        self.app.system().get("/api/v1/messages/failed").await.expect(StatusCode::OK)["items"].clone()
    }
}

#[tokio::test]
async fn a_notice_is_told_once_and_its_message_sent_in_the_readers_language() {
    let house = House::new().await;
    let zh = house.somebody(1, Locale::ZhCn, "wang").await;
    let en = house.somebody(2, Locale::En, "smith").await;
    assert!(house.tell(zh.0, "a").await.is_some());
    assert!(house.tell(zh.0, "a").await.is_none(), "the same key again");
    house.tell(en.0, "b").await;
    house.app.drain().await;
    let taken = house.taken();
    assert_eq!(taken.len(), 2);
    let to = |subject: &str| taken.iter().find(|(to, _)| to == subject).unwrap().1.clone();
    assert_eq!(to("wang").title, "王小明的请假待你审批");
    assert_eq!(to("wang").body, ["2026-03-05 至 2026-03-06，共 2 天"]);
    assert_eq!(to("smith").title, "Leave of 王小明 waits for you");
    assert_eq!(to("wang").link.unwrap().url, "https://hr.example.cn/m/approvals/1");
    assert_eq!(house.failed().await, json!([]));
}

#[tokio::test]
async fn a_message_that_was_put_off_is_sent_later_and_only_once() {
    let house = House::new().await;
    let wang = house.somebody(1, Locale::ZhCn, "wang").await;
    let later = || Delivery::Retry { after: Duration::from_mins(1), why: "busy".to_owned() };
    house.answer_first(later());
    house.answer_first(later());
    house.tell(wang.0, "a").await;
    house.app.drain().await;
    let failed = house.failed().await;
    assert_eq!((&failed[0]["state"], &failed[0]["attempts"]), (&json!("retrying"), &json!(1)));
    for _ in 0..3 {
        house.app.clock().advance(TimeDelta::minutes(2));
        house.app.drain().await;
    }
    assert_eq!(house.taken().len(), 1);
    assert_eq!(house.failed().await, json!([]));
}

#[tokio::test]
async fn a_refused_message_is_shown_with_its_reason_and_not_tried_again() {
    let house = House::new().await;
    let wang = house.somebody(1, Locale::ZhCn, "wang").await;
    house.answer_first(Delivery::Refused { code: Refusal::UnknownRecipient, why: "81013".to_owned() });
    house.tell(wang.0, "a").await;
    house.app.drain().await;
    house.app.clock().advance(TimeDelta::hours(6));
    house.app.drain().await;
    assert!(house.taken().is_empty());
    let failed = house.failed().await;
    assert_eq!(
        (&failed[0]["state"], &failed[0]["why"]),
        (&json!("refused"), &json!("unknown_recipient: 81013"))
    );
    house.caller(wang).get("/api/v1/messages/failed").await.refused(StatusCode::FORBIDDEN, "auth.denied");
}

#[tokio::test]
async fn somebody_without_a_linked_account_still_has_the_notice() {
    let house = House::new().await;
    let wang = house.somebody(1, Locale::ZhCn, "").await;
    house.tell(wang.0, "a").await;
    house.app.drain().await;
    assert_eq!(house.failed().await[0]["state"], "no_channel");
    let seen = house.caller(wang).get("/api/v1/notices").await.expect(StatusCode::OK);
    assert_eq!(
        (&seen["items"][0]["kind"], &seen["items"][0]["urgent"]),
        (&json!("approval.waiting"), &json!(true))
    );
}

#[tokio::test]
async fn notices_are_ones_own_to_see_and_to_mark() {
    let house = House::new().await;
    let (wang, li) = (house.somebody(1, Locale::ZhCn, "").await, house.somebody(2, Locale::ZhCn, "").await);
    let mine = house.tell(wang.0, "a").await.unwrap();
    house.tell(wang.0, "b").await;
    let (wang, li) = (house.caller(wang), house.caller(li));
    let unread = "/api/v1/notices/unread";
    assert_eq!(wang.get(unread).await.expect(StatusCode::OK)["unread"], 2);
    assert_eq!(li.get(unread).await.expect(StatusCode::OK)["unread"], 0);
    let path = format!("/api/v1/notices/{mine}/read");
    li.post(&path, json!({})).await.refused(StatusCode::NOT_FOUND, "not_found");
    wang.post(&path, json!({})).await.expect(StatusCode::NO_CONTENT);
    wang.post(&path, json!({})).await.expect(StatusCode::NO_CONTENT);
    let left = wang.get("/api/v1/notices?unread_only=true&limit=1").await.expect(StatusCode::OK);
    assert_eq!(left["items"].as_array().unwrap().len(), 1);
    wang.post("/api/v1/notices/read", json!({})).await.expect(StatusCode::NO_CONTENT);
    assert_eq!(wang.get(unread).await.expect(StatusCode::OK)["unread"], 0);
    let page = wang.get("/api/v1/notices?limit=1").await.expect(StatusCode::OK);
    let next = page["next"].as_str().unwrap();
    let rest = wang.get(&format!("/api/v1/notices?limit=1&after={next}")).await.expect(StatusCode::OK);
    assert_ne!(page["items"][0]["id"], rest["items"][0]["id"]);
    house.app.stranger().get("/api/v1/notices").await.refused(StatusCode::UNAUTHORIZED, "auth.required");
}
