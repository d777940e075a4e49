//! Texts that are no rule data: the loader answers, and soon.
//!
//! A bounded fuzz: shipped files are mutated by a fixed generator for `HENG_FUZZ_SECONDS` (1 when unset; `cargo xt test` sets 20, `cargo xt
//! soak` 600). Nothing may panic, and what is accepted keeps the laws of a timeline.

use std::{
    fs,
    path::Path,
    time::{Duration, Instant},
};

use heng_kernel::Locale;
use heng_packs::{Packs, check, say};

use crate::{date, file};

const SEEDS: [(&str, &str); 8] = [
    ("cn/holidays/2027.json", include_str!("../../../../../packs/cn/holidays/2027.json")),
    ("own/tax.toml", include_str!("../../../../../packs/cn/income-tax.toml")),
    ("own/city.toml", include_str!("../../../../../packs/cn/social/tianjin.toml")),
    ("own/leave.toml", include_str!("../../../../../packs/cn/leave.toml")),
    ("own/labour.toml", include_str!("../../../../../packs/cn/labour.toml")),
    ("own/averages.toml", include_str!("../../../../../packs/cn/average-wages.toml")),
    ("own/cpf.toml", include_str!("../../../../../packs/sg/cpf.toml")),
    ("own/mpf.toml", include_str!("../../../../../packs/hk/mpf.toml")),
];

/// What a mutation puts in: signs of the form, extremes of numbers and days, depth.
const PIECES: [&str; 30] = [
    "[",
    "]",
    "[[",
    "]]",
    "{",
    "}",
    "=",
    "\"",
    "'''",
    "\n",
    "#",
    ",",
    ".",
    "-",
    "0",
    "e9",
    "99999999999999999999",
    "0x7f",
    "nan",
    "inf",
    "true",
    "9999-12-31",
    "1900-01-01",
    "2026-02-30",
    "[[base]]\n",
    "[[[[[[[[[[[[[[[[[[[[[[[[",
    "a.b.c.d.e.f.g.h = 1\n",
    "\u{feff}",
    "衡",
    "from = \"2020-01-01\"\n",
];

/// splitmix64: the same texts on every machine.
struct Source(u64);

impl Source {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(bound.max(1)).unwrap()).unwrap()
    }

    /// The head of a file and a few of its tables: small texts are tried more often.
    fn excerpt(&mut self, seed: &str) -> String {
        let blocks: Vec<_> = seed.split("\n\n").collect();
        let from = 1 + self.below(blocks.len());
        let some = blocks.iter().skip(from).take(1 + self.below(3)).copied();
        blocks.iter().take(1).copied().chain(some).collect::<Vec<_>>().join("\n\n")
    }

    /// A line of the text is dropped, doubled or moved, or a piece is put in, or letters are cut out.
    fn mutate(&mut self, seed: &str) -> String {
        let mut lines: Vec<String> = seed.lines().map(str::to_owned).collect();
        for _ in 0..self.below(4) {
            let at = self.below(lines.len());
            match self.below(5) {
                0 => drop(lines.remove(at)),
                1 => {
                    let line = lines[at].clone();
                    let to = self.below(lines.len());
                    lines.insert(to, line);
                }
                2 => {
                    let to = self.below(lines.len());
                    lines.swap(at, to);
                }
                3 => {
                    let piece = PIECES[self.below(PIECES.len())];
                    let starts: Vec<_> = lines[at].char_indices().map(|(index, _)| index).collect();
                    let index = starts.get(self.below(starts.len())).copied().unwrap_or(0);
                    lines[at].insert_str(index, piece);
                }
                _ => {
                    let keep = self.below(lines[at].chars().count());
                    lines[at] = lines[at].chars().take(keep).collect();
                }
            }
            if lines.is_empty() {
                break;
            }
        }
        lines.join("\n")
    }
}

fn obeys_the_laws(packs: &Packs) {
    for pair in packs.rows().windows(2) {
        if pair[0].key == pair[1].key {
            assert!(pair[0].valid.to().is_some_and(|to| to <= pair[1].valid.from()), "{}", pair[0].key);
        }
    }
    let today = date("2026-11-21");
    for finding in packs.check(today) {
        assert_ne!(say(&finding, Locale::En), finding.code);
    }
    assert!(packs.explain("cn.social.tianjin.medical.rate", today).is_some());
}

#[test]
#[expect(clippy::disallowed_methods, reason = "how long to go on is the runner's to say")]
fn no_text_makes_the_loader_fall_over() {
    let seconds = std::env::var("HENG_FUZZ_SECONDS").ok().and_then(|text| text.parse().ok()).unwrap_or(1);
    let end = Instant::now() + Duration::from_secs(seconds);
    let (mut source, mut runs, mut accepted) = (Source(20_261_121), 0_u64, 0_u64);
    while Instant::now() < end {
        let (path, seed) = SEEDS[source.below(SEEDS.len())];
        let excerpt = source.excerpt(seed);
        let text = source.mutate(&excerpt);
        let started = Instant::now();
        match Packs::with_overlay([&file(path, &text)]) {
            Ok(packs) => {
                accepted += 1;
                if accepted % 16 == 1 {
                    obeys_the_laws(&packs);
                }
            }
            Err(findings) => assert!(!findings.is_empty()),
        }
        assert!(started.elapsed() < Duration::from_secs(30), "too slow for {} bytes:\n{text}", text.len());
        runs += 1;
    }
    println!("fuzz packs: {runs} texts in {seconds} s, {accepted} of them accepted");
    assert!(runs > 0);
}

#[test]
fn every_seed_of_the_fuzzer_is_good_rule_data() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../fuzz/corpus/packs");
    let mut seeds = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = match path.extension().and_then(std::ffi::OsStr::to_str) {
            Some("json") => "cn/holidays/2027.json",
            Some("toml") => "own.toml",
            _ => continue,
        };
        let told = Packs::with_overlay([&file(name, &fs::read_to_string(&path).unwrap())]);
        assert!(told.is_ok(), "{}: {told:?}", path.display());
        seeds += 1;
    }
    assert!(seeds >= 7, "{seeds}");
}

#[test]
fn size_depth_and_number_of_rows_are_bounded() {
    let deep = format!("a = {}1{}\n", "[".repeat(50_000), "]".repeat(50_000));
    assert_eq!(check(&[file("deep.toml", &deep)], date("2026-11-21")).findings[0].code, "pack.unreadable");
    let head = "schema = \"heng.cn.minimum-wages/1\"\nsource = \"x\"\nconfidence = \"one\"\n";
    let rows = "[[row]]\nregion = \"310000\"\ncity = \"x\"\nmonthly = 1\n".repeat(3_000);
    let report = check(&[file("many.toml", &format!("{head}{rows}"))], date("2026-11-21"));
    assert!(report.findings.iter().any(|finding| finding.code == "pack.too_many_rows"));
    assert!(report.findings.len() <= 200);
}
