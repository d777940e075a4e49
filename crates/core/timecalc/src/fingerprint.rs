//! A number that names a set of inputs: the same inputs give the same one, on every machine and in every release.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    source::Source,
    timeline::{Interval, Minute},
};

/// Names inputs and results; two that differ are told apart but for one chance in 2¹²⁸. Not a seal: it keeps nobody out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Fingerprint {
    high: u64,
    low: u64,
}

/// Collects what a fingerprint names. Two lanes of multiply and fold, each word into both.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Gather {
    high: u64,
    low: u64,
}

const HIGH: u64 = 0x9E37_79B9_7F4A_7C15;
const LOW: u64 = 0xD6E8_FEB8_6659_FD93;

impl Gather {
    pub(crate) const fn new() -> Self {
        Self { high: HIGH, low: LOW }
    }

    pub(crate) const fn word(&mut self, word: u64) {
        self.high = (self.high ^ word).wrapping_mul(HIGH);
        self.high ^= self.high >> 29;
        self.low = (self.low.rotate_left(23) ^ word).wrapping_mul(LOW);
        self.low ^= self.low >> 32;
    }

    pub(crate) const fn number(&mut self, number: i64) {
        self.word(number.cast_unsigned());
    }

    pub(crate) fn date(&mut self, date: NaiveDate) {
        self.number(i64::from(date.num_days_from_ce()));
    }

    pub(crate) const fn minute(&mut self, minute: Minute) {
        self.number(minute.since_1970());
    }

    pub(crate) const fn interval(&mut self, interval: &Interval) {
        self.minute(interval.from());
        self.minute(interval.to());
    }

    pub(crate) const fn id(&mut self, id: &Uuid) {
        let (high, low) = id.as_u64_pair();
        self.word(high);
        self.word(low);
    }

    pub(crate) fn source(&mut self, source: Option<&Source>) {
        match source {
            Some(source) => {
                self.code(source.kind.code());
                self.id(&source.id);
            }
            None => self.word(0),
        }
    }

    /// A stable code: its bytes, eight at a time, then its length.
    pub(crate) fn code(&mut self, code: &str) {
        for chunk in code.as_bytes().chunks(8) {
            self.word(chunk.iter().fold(0, |word, byte| (word << 8) | u64::from(*byte)));
        }
        self.word(u64::try_from(code.len()).unwrap_or(u64::MAX));
    }

    pub(crate) const fn finish(mut self) -> Fingerprint {
        self.word(HIGH);
        self.word(LOW);
        Fingerprint { high: self.high, low: self.low }
    }
}

/// 32 hexadecimal digits.
impl std::fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:016x}{:016x}", self.high, self.low)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_is_the_same_in_every_release() {
        let mut gather = Gather::new();
        gather.number(-1);
        gather.code("standard");
        gather.date("2026-03-02".parse().unwrap());
        let first = gather.finish();
        assert_ne!(first, Gather::new().finish());
        assert_eq!(first.to_string().len(), 32);
    }
}
