//! Rule data as it is shipped, laid over and checked.
#![cfg(test)]

mod cases;
mod data;
mod document;
mod faults;
mod hostile;
mod layers;
mod report;

use chrono::NaiveDate;
use heng_kernel::{Finding, Money, Rate};
use heng_packs::{PackFile, Packs};

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn yuan(text: &str) -> Money {
    Money::parse_major(text).unwrap()
}

fn ppm(ppm: i64) -> Rate {
    Rate::from_ppm(ppm)
}

fn file(path: &str, text: &str) -> PackFile {
    PackFile { path: path.to_owned(), text: text.to_owned() }
}

fn laid_over(text: &str) -> Result<Packs, Vec<Finding>> {
    Packs::with_overlay([&file("own.toml", text)])
}
