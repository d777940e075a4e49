//! Rights follow people: with the commit of what moves them, not with a cache.

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, StatusCode, header},
};
use heng::System;
use heng_access::Actor;
use heng_identity::{OpenAccount, command_line};
use heng_kernel::{EmploymentId, Locale, UnitId};
use heng_people::api::{
    self, Act, Change, CreateUnit, Hire, PersonDraft, Post, PostPatch, UnitFacts, UnitKind,
};
use serde_json::Value;
use tokio::sync::watch;
use tower::ServiceExt;

use crate::place::Place;

const PASSWORD: &str = "seven green bicycles";

struct Company {
    system: System,
    router: Router,
    actor: Actor,
    _open: watch::Sender<bool>,
}

impl Company {
    async fn open(place: &Place) -> Self {
        let system = place.system().await;
        let (open, stopping) = watch::channel(false);
        let router = heng::serve::router(&system, stopping).unwrap();
        let actor = Actor::command_line(system.db.now().date_naive());
        Self { system, router, actor, _open: open }
    }

    async fn unit(&self, kind: UnitKind, code: &str, parent: Option<UnitId>) -> UnitId {
        let facts = UnitFacts::named(code, parent);
        let effective_on = "2020-01-01".parse().unwrap();
        let cmd = CreateUnit { id: None, kind, code: code.to_owned(), effective_on, facts };
        self.system.db.write(&self.actor, async |tx| api::create_unit(&tx, &cmd).await).await.unwrap()
    }

    async fn hire(&self, name: &str, post: Post) -> EmploymentId {
        let cmd = Hire::of(PersonDraft::named(name), "2024-01-01".parse().unwrap(), post);
        let vault = &self.system.vault;
        let hired = self.system.db.write(&self.actor, async |tx| api::hire(&tx, vault, &cmd).await).await;
        hired.unwrap().employment
    }

    async fn account(&self, login: &str, employment: EmploymentId) -> String {
        let person = api::person_of(self.system.db.read(), employment).await.unwrap();
        let display_name = String::new();
        let wanted = OpenAccount { login: login.to_owned(), person, display_name, locale: Locale::ZhCn };
        let identity = &self.system.services.identity;
        command_line::open_with_password(identity, &wanted, PASSWORD).await.unwrap();
        let body = serde_json::json!({ "login": login, "password": PASSWORD }).to_string();
        let request = Request::post("/api/v1/session")
            .header(header::CONTENT_TYPE, "application/json")
            .header("x-requested-with", "heng")
            .body(Body::from(body))
            .unwrap();
        let answer = self.router.clone().oneshot(request).await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK);
        let set = answer.headers().get_all(header::SET_COOKIE).iter();
        let cookies = set.map(|cookie| cookie.to_str().unwrap().split(';').next().unwrap());
        cookies.collect::<Vec<_>>().join("; ")
    }

    async fn me(&self, cookie: &str) -> Value {
        let request = Request::get("/api/v1/me").header(header::COOKIE, cookie).body(Body::empty()).unwrap();
        let answer = self.router.clone().oneshot(request).await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK);
        serde_json::from_slice(&to_bytes(answer.into_body(), usize::MAX).await.unwrap()).unwrap()
    }

    async fn leads(&self, cookie: &str) -> bool {
        self.me(cookie).await["permissions"].get("goal.assign").is_some()
    }

    async fn transfer(&self, who: EmploymentId, change: PostPatch) {
        let act = Act::Transfer { post_id: None, change };
        let cmd = Change::of(who, self.actor.today(), act);
        let hooks = &self.system.services.hooks;
        self.system.db.write(&self.actor, async |tx| api::record(&tx, hooks, &cmd).await).await.unwrap();
    }

    async fn head(&self, unit: UnitId, head: EmploymentId) {
        let (on, heads) = (self.actor.today(), [(unit, head)]);
        self.system.db.write(&self.actor, async |tx| api::assign_heads(&tx, on, &heads).await).await.unwrap();
    }
}

#[tokio::test]
async fn rights_follow_a_transfer_with_its_commit() {
    let place = Place::new().await;
    let company = Company::open(&place).await;
    let legal = company.unit(UnitKind::Company, "C1", None).await;
    let (north, south) = (
        company.unit(UnitKind::Department, "N", Some(legal)).await,
        company.unit(UnitKind::Department, "S", Some(legal)).await,
    );
    let chief = company.hire("王芳", Post::in_unit(north)).await;
    let other = company.hire("李娜", Post::in_unit(south)).await;
    let member = company.hire("张三", Post { manager: Some(chief), ..Post::in_unit(north) }).await;
    let (chief_page, other_page) = (company.account("wang", chief).await, company.account("li", other).await);
    assert!(company.leads(&chief_page).await && !company.leads(&other_page).await);
    let manager = heng_people::Patch::Set(other);
    company.transfer(member, PostPatch { unit: Some(south), manager, ..PostPatch::default() }).await;
    assert!(!company.leads(&chief_page).await, "whoever lost their only report leads nobody from now on");
    assert!(company.leads(&other_page).await, "whoever got one leads");
}

#[tokio::test]
async fn the_head_of_a_unit_is_known_as_such_with_the_commit() {
    let place = Place::new().await;
    let company = Company::open(&place).await;
    let legal = company.unit(UnitKind::Company, "C1", None).await;
    let north = company.unit(UnitKind::Department, "N", Some(legal)).await;
    let (wang, li) =
        (company.hire("王芳", Post::in_unit(legal)).await, company.hire("李娜", Post::in_unit(legal)).await);
    let (wang_page, li_page) = (company.account("wang", wang).await, company.account("li", li).await);
    let heads = async |page: &str| company.me(page).await["heads"].clone();
    assert_eq!(heads(&wang_page).await, serde_json::json!([]));
    company.head(north, wang).await;
    assert_eq!(heads(&wang_page).await, serde_json::json!([north]));
    company.head(north, li).await;
    assert_eq!(heads(&wang_page).await, serde_json::json!([]), "nobody heads what another heads now");
    assert_eq!(heads(&li_page).await, serde_json::json!([north]));
    let me = company.me(&wang_page).await;
    let post = &me["employments"][0];
    assert_eq!(
        (&post["number"], &post["unit_name"], &post["company_name"]),
        (&"000001".into(), &"C1".into(), &"C1".into())
    );
}
