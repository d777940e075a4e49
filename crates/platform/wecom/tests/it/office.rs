//! A small corp, its application and a client of it.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use chrono::{DateTime, TimeDelta, Utc};
use heng_demo_kit::wecom_fake::{FakeApp, Person, RunningFake, WeComFake};
use heng_kernel::{Clock, SeededIds};
use heng_ports::{Fact, Link, Message, Recipient, Urgency};
use heng_wecom::{TokenCache, WeComClient, WeComSettings};
use secrecy::SecretString;

pub(crate) const CORP: &str = "ww5823bf96d3bd56c7";
pub(crate) const AGENT: u32 = 1_000_002;
pub(crate) const SECRET: &str = "Secret-That-Must-Not-Be-Seen-4f1c";

/// A clock that is set by hand.
#[derive(Debug)]
pub(crate) struct HandClock(Mutex<DateTime<Utc>>);

impl HandClock {
    pub(crate) fn pass(&self, span: TimeDelta) {
        *self.0.lock().unwrap() += span;
    }
}

impl Clock for HandClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap()
    }
}

pub(crate) struct Office {
    pub(crate) platform: RunningFake,
    pub(crate) clock: Arc<HandClock>,
}

impl Office {
    pub(crate) async fn open() -> Self {
        let clock = Arc::new(HandClock(Mutex::new("2026-03-02T04:00:00Z".parse().unwrap())));
        let app = FakeApp {
            agent_id: AGENT,
            secret: SECRET.to_owned(),
            trusted_domains: vec!["hr.example.com".to_owned(), "localhost:8080".to_owned()],
        };
        let fake = WeComFake::new(CORP, clock.clone(), Arc::new(SeededIds::new(1)))
            .with_app(app)
            .with_member("ZhangSan", "张三")
            .with_member("lisi", "李四");
        fake.add(Person {
            account: "guest".to_owned(),
            name: "访客".to_owned(),
            outsider: true,
            licensed: false,
        });
        fake.add(Person {
            account: "wangwu".to_owned(),
            name: "王五".to_owned(),
            outsider: false,
            licensed: false,
        });
        Self { platform: fake.start().await.unwrap(), clock }
    }

    pub(crate) fn fake(&self) -> &WeComFake {
        &self.platform.fake
    }

    /// Documented defaults, pointed at loopback, without pauses.
    pub(crate) fn settings(&self) -> WeComSettings {
        let mut settings = WeComSettings::new(CORP, AGENT, SecretString::from(SECRET));
        settings.addresses.api_base = self.platform.base_url();
        settings.addresses.authorize_base = self.platform.base_url();
        settings.addresses.qr_base = self.platform.base_url();
        settings.patience.busy_pause = Duration::ZERO;
        settings
    }

    pub(crate) fn client(&self) -> WeComClient {
        self.client_with(self.settings())
    }

    pub(crate) fn client_with(&self, settings: WeComSettings) -> WeComClient {
        WeComClient::new(settings, self.clock.clone(), Arc::new(SeededIds::new(2))).unwrap()
    }

    /// A client that holds a token and gives up on an answer quickly.
    pub(crate) async fn hasty_client(&self) -> WeComClient {
        let (tokens, ids) = (TokenCache::default(), Arc::new(SeededIds::new(3)));
        let patient =
            WeComClient::with_tokens(self.settings(), tokens.clone(), self.clock.clone(), ids.clone());
        patient.unwrap().check_credentials().await.unwrap();
        let mut settings = self.settings();
        settings.patience.call = Duration::from_millis(150);
        WeComClient::with_tokens(settings, tokens, self.clock.clone(), ids).unwrap()
    }
}

pub(crate) fn to(userid: &str) -> Recipient {
    Recipient::new(userid)
}

pub(crate) fn message(dedupe_key: &str) -> Message {
    Message {
        title: "请假待审批".to_owned(),
        body: vec!["李四申请年假 2 天".to_owned()],
        facts: vec![Fact::new("开始", "2026-03-02")],
        link: Some(Link {
            url: format!("https://hr.example.com/m/tasks/{dedupe_key}"),
            label: Some("去审批".to_owned()),
        }),
        urgency: Urgency::Normal,
        dedupe_key: dedupe_key.to_owned(),
    }
}
