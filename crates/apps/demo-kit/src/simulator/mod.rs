//! The phone simulator: what each person's WeChat received, and the phone pages opened as that person.
//!
//! Served by `heng demo` alone, on loopback. Each simulated phone has a host name of its own below `demo.localhost`
//! (browsers resolve it to this machine), so that several people are signed in side by side: the same site, so cookies
//! work inside the frames, and different origins, so they do not mix.

mod hosts;
mod routes;
mod view;

pub use hosts::on_phones;

use std::sync::{
    Arc,
    atomic::{AtomicU8, Ordering},
};

use crate::{clock::DemoClock, wecom_fake::WeComFake};

/// The host of the simulator page; phones live below it.
pub const HOST: &str = "demo.localhost";

/// One simulated phone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone {
    /// WeCom userid of its owner.
    pub userid: String,
    /// First label of its host name: letters, digits and hyphens.
    pub label: String,
    /// The owner's name.
    pub name: String,
    /// The owner's employee number.
    pub number: String,
    /// Post and part in the tour, for the caption.
    pub caption: String,
}

impl Phone {
    /// Its host name.
    pub fn host(&self) -> String {
        format!("{}.{HOST}", self.label)
    }
}

/// How good the simulated line is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Line {
    /// As it should be.
    #[default]
    Good,
    /// Every answer takes two seconds longer.
    Slow,
    /// Nothing answers.
    Off,
}

/// What the simulator knows.
#[derive(Clone, Debug)]
pub struct Simulator {
    fake: WeComFake,
    clock: DemoClock,
    phones: Arc<[Phone]>,
    line: Arc<AtomicU8>,
    port: u16,
}

impl Simulator {
    /// A simulator for these phones, beside a Heng whose public address is `http://localhost:<port>`.
    pub fn new(fake: WeComFake, clock: DemoClock, phones: Vec<Phone>, port: u16) -> Self {
        Self { fake, clock, phones: phones.into(), line: Arc::new(AtomicU8::new(0)), port }
    }

    /// How good the line is now.
    pub fn line(&self) -> Line {
        match self.line.load(Ordering::Relaxed) {
            1 => Line::Slow,
            2 => Line::Off,
            _ => Line::Good,
        }
    }

    fn set_line(&self, line: Line) {
        let code = match line {
            Line::Good => 0,
            Line::Slow => 1,
            Line::Off => 2,
        };
        self.line.store(code, Ordering::Relaxed);
    }

    fn phone(&self, host: &str) -> Option<&Phone> {
        self.phones.iter().find(|phone| phone.host() == host)
    }
}
