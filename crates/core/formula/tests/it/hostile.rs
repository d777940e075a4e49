//! A bounded fuzz: seeds are mutated by a fixed generator for `HENG_FUZZ_SECONDS` (1 when unset; `cargo xt test` sets 20,
//! `cargo xt soak` 600). The seeds are those of `fuzz/`, where libFuzzer starts from too.

use std::{
    fs,
    path::Path,
    time::{Duration, Instant},
};

use heng_formula::{
    Given, GivenSpec, KindSpec, SetSpec, compile, complete_at,
    report::{check, explain, format_formula},
};
use heng_kernel::{Fixed, Locale};

use crate::world::{input, item, list, number, set};

/// What a mutation puts in.
const PIECES: [&str; 48] = [
    "+",
    "-",
    "×",
    "/",
    "(",
    "）",
    ",",
    "：",
    ".",
    "=",
    "<=",
    "≠",
    " and ",
    " 或 ",
    " not ",
    " in (",
    " where ",
    "else:",
    "%",
    "[",
    "】",
    "“",
    "\"",
    "¥",
    "2026-01-31",
    "\n",
    "if(",
    "case(",
    "sum(",
    "avg(l.v)",
    "count(l where ",
    "round(",
    "bracket(a, 0:",
    "progressive(",
    "or_else(",
    "date(",
    "add_months(",
    "a",
    "base",
    "d",
    "t",
    "l",
    "it",
    "99999999999999",
    "0.000000000001",
    "1元",
    "3万",
    "e",
];

/// SplitMix64: the same run on every machine.
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

    /// Signs are dropped, doubled or moved, pieces put in, two seeds crossed, or one repeated many times.
    fn mutate(&mut self, seeds: &[String]) -> String {
        let mut signs: Vec<char> = seeds[self.below(seeds.len())].chars().collect();
        for _ in 0..=self.below(3) {
            let at = self.below(signs.len());
            match self.below(6) {
                0 if !signs.is_empty() => drop(signs.remove(at)),
                1 | 2 => {
                    let piece = PIECES[self.below(PIECES.len())];
                    signs.splice(at..at, piece.chars());
                }
                3 => {
                    let other: Vec<char> = seeds[self.below(seeds.len())].chars().collect();
                    signs.truncate(at);
                    signs.extend(other.iter().skip(self.below(other.len())));
                }
                4 => {
                    let end = at + self.below(signs.len() - at);
                    let part: String = signs[at..end].iter().collect();
                    // Mostly a little, sometimes up to the limits.
                    let times = if self.below(10) == 0 { self.below(40) } else { self.below(3) };
                    signs.splice(at..at, part.repeat(times).chars());
                }
                _ => {
                    let to = self.below(signs.len());
                    if !signs.is_empty() {
                        signs.swap(at, to);
                    }
                }
            }
            signs.truncate(25_000);
        }
        signs.into_iter().collect()
    }
}

fn seeds() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../fuzz/corpus/formula");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| fs::read_to_string(path).unwrap()).collect()
}

fn world(formula: &str) -> SetSpec {
    let inputs = vec![
        number("a", ""),
        number("base", "元"),
        number("days", "天"),
        input("p", KindSpec::Bool),
        input("d", KindSpec::Date),
        input("t", KindSpec::Text),
        list("l", "", vec![number("v", ""), input("k", KindSpec::Text)]),
    ];
    set(inputs, vec![item("x", formula), item("y", "x")])
}

/// Everything anybody may do with a text; whether it became a program.
fn obeys_the_laws(text: &str) -> bool {
    if let Ok(formatted) = format_formula(text) {
        assert_eq!(format_formula(&formatted).ok().as_deref(), Some(formatted.as_str()), "{text}");
    }
    complete_at(&world(""), text, text.len() / 2, Locale::ZhCn);
    let spec = world(text);
    assert!(!check(&spec, Locale::ZhCn).text.is_empty());
    let Some(program) = compile(&spec).program else { return false };
    let given =
        [("a", "3.5"), ("base", "10000"), ("days", "20"), ("p", "是"), ("d", "2024-02-29"), ("t", "x")];
    let values = given.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    let records = vec![vec!["1.5".to_owned(), "x".to_owned()], vec!["-2".to_owned(), "y".to_owned()]];
    let given = GivenSpec { values, lists: [("l".to_owned(), records)].into() };
    let row = program.read_row(&given).unwrap();
    assert_eq!(program.trace(&row).result, program.evaluate(&row), "{text}");
    explain(&spec, &given, None, Locale::En);
    let mut batch = program.batch(3);
    batch.set(&program, "a", Given::Numbers(vec![Fixed::ONE, Fixed::ZERO, Fixed::whole(-7)])).unwrap();
    let columns = program.evaluate_batch(&batch);
    let mut one = program.row();
    one.set(&program, "a", Fixed::ZERO).unwrap();
    let found: Vec<_> = columns.items().iter().map(|item| item.get(1).unwrap()).collect();
    assert_eq!(program.evaluate(&one).items(), &found[..], "{text}");
    true
}

#[test]
#[expect(clippy::disallowed_methods, reason = "how long to go on is the runner's to say")]
fn no_text_makes_it_panic_hang_or_disagree() {
    let seconds = std::env::var("HENG_FUZZ_SECONDS").ok().and_then(|text| text.parse().ok()).unwrap_or(1);
    let end = Instant::now() + Duration::from_secs(seconds);
    let mut seeds = seeds();
    for seed in &seeds {
        assert!(obeys_the_laws(seed), "a seed must be a good formula: {seed}");
    }
    let (mut source, mut runs, mut accepted, kept) = (Source(20_261_122), 0_u64, 0_u64, seeds.len() + 400);
    // At least one, however busy the machine.
    while runs == 0 || Instant::now() < end {
        let text = source.mutate(&seeds);
        let started = Instant::now();
        let good = obeys_the_laws(&text);
        // Generous: the machine may be busy. What it guards against is seconds for a short text.
        assert!(started.elapsed() < Duration::from_secs(20), "too slow for {} bytes:\n{text}", text.len());
        runs += 1;
        accepted += u64::from(good);
        // Good formulas become seeds, so that later ones go deeper.
        if good && seeds.len() < kept && text.len() < 400 {
            seeds.push(text);
        }
    }
    println!("fuzz formula: {runs} texts in {seconds} s, {accepted} of them programs");
}
