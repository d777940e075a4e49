//! Bytes that are no file of cases: the loader answers, and soon.
//!
//! A bounded fuzz: seeds are mutated by a fixed generator for `HENG_FUZZ_SECONDS` (1 when unset; `cargo xt test` sets 20,
//! `cargo xt soak` 600). Nothing may panic, and no text may cost more than its length.

use std::{
    fs,
    path::Path,
    time::{Duration, Instant},
};

use heng_calc::check_cases;
use serde_json::json;

use crate::case_files::file;

/// xorshift64*: the same bytes on every machine.
struct Bytes(u64);

impl Bytes {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() >> 33).unwrap() % bound.max(1)
    }
}

/// What a mutation puts in: signs of the form, extremes of numbers, depth.
const PIECES: [&str; 24] = [
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "null",
    "true",
    "-",
    "0",
    "1e308",
    "1e-9999",
    "-0.00",
    "99999999999999999999999999",
    "9223372036854775807",
    "\"2026-02-30\"",
    "\"9999-12-31\"",
    "\"0000\"",
    "[[[[[[[[[[[[[[[[[[",
    "{\"input\":{}}",
    "\u{feff}",
    "衡",
];

/// What libFuzzer starts from, and a few cases of each category.
fn seeds() -> Vec<String> {
    let mut seeds = corpus();
    seeds.extend(of_the_vectors());
    seeds
}

fn corpus() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../fuzz/corpus/cases");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| fs::read_to_string(path).unwrap()).collect()
}

fn of_the_vectors() -> Vec<String> {
    let whole: serde_json::Value = serde_json::from_str(include_str!("../../cases/vectors.json")).unwrap();
    let mut by_category = std::collections::BTreeMap::new();
    for case in whole["vectors"].as_array().unwrap() {
        by_category.entry(case["category"].to_string()).or_insert_with(Vec::new).push(case.clone());
    }
    by_category.into_values().map(|cases| file(&json!(cases[..cases.len().min(3)]))).collect()
}

fn mutated(seed: &str, from: &mut Bytes) -> String {
    let mut bytes = seed.as_bytes().to_vec();
    for _ in 0..=from.below(6) {
        let at = from.below(bytes.len());
        match from.below(4) {
            0 => bytes.truncate(at),
            1 => drop(bytes.drain(at..(at + from.below(24)).min(bytes.len()))),
            2 => {
                let piece = PIECES[from.below(PIECES.len())];
                bytes.splice(at..at, piece.bytes());
            }
            _ => {
                let end = (at + from.below(64)).min(bytes.len());
                let copy = bytes[at..end].to_vec();
                let to = from.below(bytes.len());
                bytes.splice(to..to, copy);
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[expect(clippy::disallowed_methods, reason = "how long to try is the runner's choice, not the program's")]
fn seconds() -> u64 {
    std::env::var("HENG_FUZZ_SECONDS").ok().and_then(|text| text.parse().ok()).unwrap_or(1)
}

#[test]
fn no_text_makes_the_case_loader_fall_over() {
    let (begun, limit) = (Instant::now(), Duration::from_secs(seconds()));
    let seeds = seeds();
    let mut from = Bytes(0x4845_4E47);
    let (mut runs, mut answered) = (0_u64, 0_u64);
    // Some in any case, however busy the machine.
    while runs <= 10 || begun.elapsed() < limit {
        let text = mutated(&seeds[from.below(seeds.len())], &mut from);
        let one = Instant::now();
        if let Ok(report) = check_cases(&text) {
            let _ = (report.to_string(), report.computed(), report.to_json());
            answered += 1;
        }
        assert!(one.elapsed() < Duration::from_secs(20), "endless work on {text}");
        runs += 1;
    }
    println!("fuzz cases: {runs} texts in {} s, {answered} of them answered", limit.as_secs());
}

#[test]
fn every_seed_of_the_fuzzer_is_a_case_that_passes() {
    let seeds = corpus();
    assert!(seeds.len() >= 21, "a seed of each category: {}", seeds.len());
    for seed in seeds {
        assert_eq!(check_cases(&seed).unwrap().to_string(), "1 passed, 0 failed\n", "{seed}");
    }
}

#[test]
fn nesting_is_bounded() {
    let deep = "[".repeat(100_000) + &"]".repeat(100_000);
    for (input, expected) in [(deep.as_str(), "{}"), ("{}", deep.as_str())] {
        let text = format!(
            r#"{{"schema":"heng.vectors/1","vectors":[{{"id":"a","category":"identity","as_of":"2026","input":{input},"expected":{expected}}}]}}"#
        );
        assert!(check_cases(&text).map_or(true, |report| report.failed() == 1));
    }
}
