//! Random events: what every reader is told of a day is what the events say, at every time of knowing.

use chrono::{Duration, NaiveDate};
use heng_db::Tx;
use heng_kernel::{AssignmentId, CompanyId, EmploymentId, Money, PersonId, UnitId};
use heng_people::{
    Patch,
    api::{
        self, Act, Change, ContractKind, ContractTerms, EmploymentKind, Hire, Pay, PayPer, PersonDraft,
        PersonnelError, Post, PostPatch, Who,
    },
    directory::{self, Asked},
    employment::{self, Cancel, Correct, Event, Later, TermState, Timelines, history, replay::replay},
    projection::CardState,
};
use uuid::Uuid;

use crate::world::{World, day};

/// A small generator, so that both databases see the same sequences.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn of<T: Clone>(&mut self, choices: &[T]) -> T {
        choices[usize::try_from(self.roll(u64::try_from(choices.len()).unwrap())).unwrap()].clone()
    }

    fn day_from(&mut self, begin: NaiveDate) -> NaiveDate {
        begin + Duration::days(i64::try_from(self.roll(90)).unwrap())
    }
}

#[expect(clippy::disallowed_methods, reason = "the runner asks for long counts this way")]
fn soaking() -> bool {
    std::env::var("HENG_SOAK").is_ok()
}

/// The company, and who leads where: 陈 the south branch, 高 all of 衡一; 李 is named personally now and then.
struct Case {
    world: World,
    dice: Dice,
    seed: u64,
    chen: EmploymentId,
    gao: EmploymentId,
    li: EmploymentId,
}

impl Case {
    async fn new(seed: u64) -> Self {
        let world = World::new().await;
        let chen = world.hire_in("陈", world.south, "2024-01-01").await;
        let gao = world.hire_in("高", world.head_office, "2024-01-01").await;
        let li = world.hire_in("李", world.head_office, "2024-01-01").await;
        world.head(world.south, chen, "2024-01-01").await;
        world.head(world.one, gao, "2024-01-01").await;
        Self { world, dice: Dice(seed), seed, chen, gao, li }
    }

    fn act(&mut self) -> Act {
        let world = &self.world;
        let unit = self.dice.of(&[world.north, world.south, world.head_office, world.desk]);
        let unit_alone = PostPatch { unit: Some(unit), ..PostPatch::default() };
        let post_id = AssignmentId(Uuid::from_u128(u128::from(self.dice.roll(3))));
        match self.dice.roll(12) {
            0 | 1 => Act::Transfer { post_id: None, change: unit_alone },
            2 => Act::Promote {
                change: PostPatch {
                    manager: self.dice.of(&[Patch::Set(self.li), Patch::Clear]),
                    ..unit_alone
                },
            },
            3 => Act::Promote {
                change: PostPatch {
                    cost_centre: Patch::Set(format!("K{}", self.dice.roll(5))),
                    ..PostPatch::default()
                },
            },
            4 => Act::ChangePay {
                pay: Pay {
                    amount: Money::from_minor(500_000 + i64::try_from(self.dice.roll(9)).unwrap() * 10_000),
                    currency: "CNY".to_owned(),
                    per: PayPer::Month,
                },
            },
            5 => Act::AddPost { post_id, post: Post::in_unit(unit) },
            6 => Act::EndPost { post_id },
            7 => Act::Confirm,
            8 => Act::SetCalendar { calendar: self.dice.of(&[None, Some(Uuid::from_u128(5).into())]) },
            9 => Act::SignContract {
                contract: ContractTerms {
                    kind: ContractKind::FixedTerm,
                    number: None,
                    last_day: Some(self.dice.day_from(day("2027-01-01"))),
                },
            },
            10 => Act::ChangeKind { to: self.dice.of(&[EmploymentKind::Intern, EmploymentKind::Regular]) },
            _ => Act::Leave { reason: "resigned".to_owned() },
        }
    }

    /// Something happens, is taken back or put right; or it does not fit, and nothing changes.
    async fn step(&mut self, who: EmploymentId, begin: NaiveDate) {
        self.world.test.clock.advance(Duration::minutes(1));
        let live = self.counting(who).await;
        let (later, on) = (self.dice.of(&[Later::Refuse, Later::Cancel]), self.dice.day_from(begin));
        let later_ones: Vec<Event> =
            live.iter().filter(|event| event.act.start().is_none()).cloned().collect();
        let done = match self.dice.roll(5) {
            0 if !later_ones.is_empty() => {
                let event = self.dice.of(&later_ones).id;
                let cmd = Cancel { employment: who, event, later: Later::Cancel, note: None };
                let write = async |tx: Tx| employment::cancel(&tx, &self.world.hooks, &cmd).await;
                self.world.test.db.write(&self.world.actor, write).await
            }
            1 => {
                let wrong = self.dice.of(&live);
                let act = Some(self.act()).filter(|act| act.kind() == wrong.act.kind()).unwrap_or(wrong.act);
                let cmd =
                    Correct { employment: who, event: wrong.id, effective_on: on, act, later, note: None };
                let write = async |tx: Tx| employment::correct(&tx, &self.world.hooks, &cmd).await;
                self.world.test.db.write(&self.world.actor, write).await.map(|_| ())
            }
            _ => {
                let act = self.act();
                let cmd = Change { later, ..Change::of(who, on, act) };
                self.world.try_record(&cmd).await.map(|_| ())
            }
        };
        match done {
            Ok(())
            | Err(
                PersonnelError::Clash(_)
                | PersonnelError::LaterEvents(_)
                | PersonnelError::PayChangedThatDay { .. },
            ) => {}
            Err(other) => panic!("seed {}: {other:?}", self.seed),
        }
    }

    async fn counting(&self, who: EmploymentId) -> Vec<Event> {
        let rows = history(self.world.test.db.read(), who, None).await.unwrap().events;
        rows.into_iter().filter(|row| row.superseded_at.is_none()).map(|row| row.event).collect()
    }

    /// What the events that count say, after it was compared with what is stored and what readers are told of some days.
    async fn consistent(&mut self, who: EmploymentId) -> Timelines {
        let mut said = replay(&self.counting(who).await).unwrap();
        said.further.retain(|_, line| line.last().is_some());
        let stored = history(self.world.test.db.read(), who, None).await.unwrap().lines;
        assert_eq!(stored, said, "seed {}", self.seed);
        for _ in 0..5 {
            let on = self.dice.day_from(day("2025-12-20"))
                + Duration::days(i64::try_from(self.dice.roll(40)).unwrap());
            self.told(who, &said, on).await;
        }
        said
    }

    /// Card, list, manager and reach of a day.
    async fn told(&self, who: EmploymentId, said: &Timelines, on: NaiveDate) {
        let (world, db) = (&self.world, self.world.test.db.read());
        let why = format!("seed {}, {on}", self.seed);
        let term = said.terms.at(on).map(|span| span.value);
        let state = match term.map(|term| term.state) {
            Some(TermState::Probation) => CardState::Probation,
            Some(TermState::Confirmed) => CardState::Confirmed,
            None if on < said.first_day.unwrap() => CardState::Planned,
            None => CardState::Left,
        };
        let nearest = said.main.nearest(on).unwrap().value.unit;
        let card = api::cards(db, &[who], on).await.unwrap().remove(&who).unwrap();
        assert_eq!((card.state, card.unit), (state, nearest), "card: {why}");
        assert_eq!((Some(card.first_day), card.last_day), (said.first_day, said.last_day()), "card: {why}");

        let asked = Asked {
            states: vec![CardState::Planned, CardState::Probation, CardState::Confirmed, CardState::Left],
            ..Asked::on(on)
        };
        let size = heng_db::PageSize::clamped(Some(200));
        let page = directory::page(db, &world.actor, &asked, None, size).await.unwrap().unwrap();
        let row = page.items.into_iter().find(|row| row.employment_id == who).unwrap();
        assert_eq!((row.state, row.unit_id), (state, nearest), "list: {why}");
        if let Some(term) = term {
            assert_eq!(row.kind, term.kind, "list: {why}");
            let contract = said.contracts.at(on).and_then(|span| span.value.last_day);
            assert_eq!(row.contract_last_day, contract, "list: {why}");
        }

        let post = said.main.at(on).map(|span| &span.value);
        let manager = post.map(|post| {
            let head = if post.unit == world.south { self.chen } else { self.gao };
            post.manager.unwrap_or(head)
        });
        assert_eq!(api::manager_on(db, who, on).await.unwrap().ok(), manager, "manager: {why}");
        if state.in_service() {
            assert_eq!(row.manager_id, manager, "list: {why}");
            let target = heng_scope::target(db, who, on).await.unwrap();
            assert!(target.units.contains(&nearest), "reach: {why}");
            assert_eq!(target.managers.first().copied(), manager, "reach: {why}");
            let posts: Vec<UnitId> =
                said.further.values().filter_map(|line| line.at(on)).map(|span| span.value.unit).collect();
            assert!(posts.iter().all(|unit| target.units.contains(unit)), "reach of further posts: {why}");
            assert_eq!(target.company, Some(CompanyId(world.one.0)), "reach: {why}");
        }
    }

    async fn hire(&self, who: Who, first_day: NaiveDate) -> (EmploymentId, PersonId) {
        let cmd = Hire {
            who,
            probation_last_day: Some(first_day + Duration::days(58)),
            ..Hire::of(PersonDraft::named("张三"), first_day, Post::in_unit(self.world.north))
        };
        let hired = self.world.try_hire(&cmd).await.unwrap();
        (hired.employment, hired.person)
    }
}

#[tokio::test]
async fn what_is_stored_and_told_is_what_the_events_say_at_every_time_of_knowing() {
    let seeds = if soaking() { 200 } else { 3 };
    for seed in 1..=seeds {
        let mut case = Case::new(seed).await;
        let first_day = day("2026-01-01");
        let (who, person) = case.hire(Who::New(Box::new(PersonDraft::named("张三"))), first_day).await;
        let mut moments = vec![(case.world.test.db.now(), case.consistent(who).await)];
        for _ in 0..14 {
            case.step(who, first_day).await;
            let said = case.consistent(who).await;
            moments.push((case.world.test.db.now(), said));
        }
        // Somebody who left, or leaves now, comes back: a second stint beside the first.
        let last_day = match moments.last().and_then(|(_, said)| said.last_day()) {
            Some(day) => day,
            None => {
                let gone = day("2026-12-31");
                // What is believed until now is not what is believed from now on.
                case.world.test.clock.advance(Duration::minutes(1));
                let leave = Change {
                    later: Later::Cancel,
                    ..Change::of(who, gone, Act::Leave { reason: "resigned".to_owned() })
                };
                case.world.try_record(&leave).await.unwrap();
                gone - Duration::days(1)
            }
        };
        let (first, again) = (case.consistent(who).await, last_day + Duration::days(10));
        let (second, _) = case.hire(Who::Known(person), again).await;
        for _ in 0..4 {
            case.step(second, again).await;
            case.consistent(second).await;
        }
        assert_eq!(case.consistent(who).await, first, "seed {seed}: a stint changed another");
        for (at, believed) in &moments {
            let then = history(case.world.test.db.read(), who, Some(*at)).await.unwrap();
            assert_eq!(&then.lines, believed, "seed {seed}: as known at {at}");
        }
    }
}
