//! The benches of the engines (`cargo bench`, divan), read into rows.

use std::collections::{BTreeMap, btree_map::Entry};

use anyhow::{Context, Result, bail};

use super::{Backend, Better, Row};
use crate::child::Job;
use crate::place::Place;

/// A bench of a core crate and what is reported of it.
struct Known {
    package: &'static str,
    bench: &'static str,
    /// Path of the bench as divan shows it.
    path: &'static str,
    name: &'static str,
    figure: Figure,
    target: Option<u64>,
}

/// Which of divan's numbers.
#[derive(Clone, Copy)]
enum Figure {
    /// Things done in a second, by one core.
    Rate,
    /// Nanoseconds of one of the things.
    EachNanos,
    /// Microseconds of a call.
    Micros,
    /// Seconds of a call.
    Seconds,
    /// Allocations for each of so many things.
    AllocationsOf(u64),
}

impl Figure {
    const fn words(self) -> (&'static str, &'static str, Better) {
        match self {
            Self::Rate => ("per core", "1/s", Better::Higher),
            Self::EachNanos => ("each", "ns", Better::Lower),
            Self::Micros => ("median", "µs", Better::Lower),
            Self::Seconds => ("median", "s", Better::Lower),
            Self::AllocationsOf(_) => ("allocations", "each", Better::Lower),
        }
    }
}

/// People in one run of the benches of slips.
const SLIPS: u64 = 10_000;

const fn known(
    (package, bench): (&'static str, &'static str),
    path: &'static str,
    name: &'static str,
    figure: Figure,
    target: Option<u64>,
) -> Known {
    Known { package, bench, path, name, figure, target }
}

const SLIP: (&str, &str) = ("heng-paycalc", "slips");
const STATUTORY: (&str, &str) = ("heng-paycalc", "statutory");
const FORMULA: (&str, &str) = ("heng-formula", "evaluate");
const TIME: (&str, &str) = ("heng-timecalc", "timecalc");

const KNOWN: [Known; 18] = [
    known(SLIP, "slips", "pay slip", Figure::Rate, Some(100_000)),
    known(SLIP, "slips", "pay slip", Figure::AllocationsOf(SLIPS), None),
    known(SLIP, "slips_with_their_facts", "pay slip with its facts", Figure::Rate, None),
    known(SLIP, "traced_slips", "pay slip with its trace", Figure::Rate, Some(20_000)),
    known(SLIP, "traced_slips", "pay slip with its trace", Figure::AllocationsOf(SLIPS), None),
    known(SLIP, "explained_slips", "pay slip in words", Figure::Rate, None),
    known(SLIP, "a_year_of_slips_with_their_facts", "a year of 100,000 people", Figure::Seconds, Some(10)),
    known(STATUTORY, "bare_slips", "gross to net, bare", Figure::Rate, Some(1_000_000)),
    known(FORMULA, "simple_items_in_a_batch/a + b", "formula a + b", Figure::EachNanos, Some(120)),
    known(FORMULA, "simple_items_in_a_batch/a * b", "formula a * b", Figure::EachNanos, Some(120)),
    known(FORMULA, "simple_items_in_a_batch/a / b", "formula a / b", Figure::EachNanos, Some(120)),
    known(
        FORMULA,
        "simple_items_in_a_batch/round(a * 8%, 2)",
        "formula round(a * 8%, 2)",
        Figure::EachNanos,
        Some(120),
    ),
    known(FORMULA, "payroll_items_in_a_batch", "formula of a payroll", Figure::EachNanos, Some(120)),
    known(FORMULA, "payroll_items_with_trace", "formula with its trace", Figure::EachNanos, None),
    known(TIME, "days_of_office_hours", "day of office hours", Figure::Rate, Some(250_000)),
    known(TIME, "days_of_night_shifts", "day of night shift", Figure::Rate, Some(250_000)),
    known(TIME, "balance_of_ten_years_up_front", "leave balance by years", Figure::Micros, Some(20)),
    known(TIME, "balance_of_ten_years_by_months", "leave balance by months", Figure::Micros, Some(20)),
];

/// Runs the benches behind the names asked for; all of them when there are none.
pub(super) fn rows(place: &Place, names: &[String]) -> Result<Vec<Row>> {
    let wanted = |known: &&Known| names.is_empty() || names.iter().any(|part| known.name.contains(part));
    let mut rows = Vec::new();
    let mut measured: BTreeMap<(&str, &str), BTreeMap<String, Bench>> = BTreeMap::new();
    for known in KNOWN.iter().filter(wanted) {
        let program = (known.package, known.bench);
        let benches = match measured.entry(program) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(run(place, program)?),
        };
        let bench = benches.get(known.path);
        let bench = bench.with_context(|| format!("{}: no bench {}", known.bench, known.path))?;
        rows.push(row(known, bench)?);
    }
    Ok(rows)
}

fn run(place: &Place, (package, bench): (&str, &str)) -> Result<BTreeMap<String, Bench>> {
    let job = Job::new("cargo", &place.root).args(["bench", "-p", package, "--bench", bench]);
    println!("$ {}", job.shown());
    let outcome = job.stream()?;
    if !outcome.success {
        bail!("`{}` failed", job.shown());
    }
    Ok(read(&outcome.lines))
}

/// Medians of one bench: picoseconds of a call, thousandths of things in a second, allocations of a call.
#[derive(Debug, Default, PartialEq, Eq)]
struct Bench {
    picos: u64,
    rate: Option<u64>,
    allocations: Option<u64>,
}

/// Reads divan's tree of benches. A line of a bench holds its name and times, the lines below it throughput and allocations.
fn read(lines: &[String]) -> BTreeMap<String, Bench> {
    let mut benches: BTreeMap<String, Bench> = BTreeMap::new();
    let (mut group, mut current, mut counts_allocations) = (String::new(), None::<String>, false);
    for line in lines {
        let begins = line.contains("├─ ") || line.contains("╰─ ");
        let nested = line.starts_with("│  ") || line.starts_with("   ");
        let text = line.trim_start_matches(['│', '├', '╰', '─', ' ']);
        let cells: Vec<&str> = text.split('│').map(str::trim).collect();
        let median = cells.get(2).copied().unwrap_or_default();
        if begins {
            let name = cells.first().map_or("", |cell| named(cell)).to_owned();
            let path = if nested { format!("{group}/{name}") } else { name.clone() };
            if !nested {
                group = name;
            }
            current = picos(median).map(|picos| {
                benches.insert(path.clone(), Bench { picos, ..Bench::default() });
                path
            });
            counts_allocations = false;
        } else if let Some(bench) = current.as_ref().and_then(|path| benches.get_mut(path)) {
            if median.ends_with("item/s") {
                bench.rate = rate(median);
            } else if let Some(title) = cells.first().filter(|cell| cell.ends_with(':')) {
                counts_allocations = *title == "alloc:";
            } else if counts_allocations && bench.allocations.is_none() {
                bench.allocations = scaled(median, 1);
            }
        }
    }
    benches
}

/// The name in a bench's first cell, which ends with its fastest time.
fn named(cell: &str) -> &str {
    cell.rsplitn(3, ' ').nth(2).map_or(cell, str::trim_end)
}

fn picos(text: &str) -> Option<u64> {
    let (number, unit) = text.split_once(' ')?;
    let scale = match unit {
        "ps" => 1,
        "ns" => 1_000,
        "µs" => 1_000_000,
        "ms" => 1_000_000_000,
        "s" => 1_000_000_000_000,
        _ => return None,
    };
    scaled(number, scale)
}

fn rate(text: &str) -> Option<u64> {
    let (number, unit) = text.split_once(' ')?;
    let scale = match unit.strip_suffix("item/s")? {
        "" => 1_000,
        "K" => 1_000_000,
        "M" => 1_000_000_000,
        "G" => 1_000_000_000_000,
        _ => return None,
    };
    scaled(number, scale)
}

/// A decimal number times a whole one, cut off.
fn scaled(number: &str, scale: u64) -> Option<u64> {
    let (whole, rest) = number.split_once('.').unwrap_or((number, ""));
    let places = 10_u64.checked_pow(u32::try_from(rest.len()).ok()?)?;
    let digits: u64 = format!("{whole}{rest}").parse().ok()?;
    u64::try_from(u128::from(digits) * u128::from(scale) / u128::from(places)).ok()
}

fn row(known: &Known, bench: &Bench) -> Result<Row> {
    let missing = || format!("{}: divan gave no such number", known.path);
    let thousandths = match known.figure {
        Figure::Rate => bench.rate.with_context(missing)?,
        // A rate in thousandths per second: 10^12 of them are one per nanosecond.
        Figure::EachNanos => 1_000_000_000_000_000 / bench.rate.with_context(missing)?.max(1),
        Figure::Micros => bench.picos / 1_000,
        Figure::Seconds => bench.picos / 1_000_000_000,
        Figure::AllocationsOf(things) => bench.allocations.with_context(missing)? * 1_000 / things,
    };
    let (metric, unit, better) = known.figure.words();
    let met = known.target.map(|target| match better {
        Better::Lower => thousandths <= target * 1_000,
        Better::Higher => thousandths >= target * 1_000,
    });
    let value = format!("{}.{:03}", thousandths / 1_000, thousandths % 1_000);
    Ok(Row {
        name: known.name.to_owned(),
        backend: Backend::None,
        metric: metric.to_owned(),
        value: serde_json::from_str(&value)?,
        unit: unit.to_owned(),
        target: known.target.map(Into::into),
        better,
        met,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHOWN: &str = "\
evaluate                           fastest       │ slowest       │ median        │ mean          │ samples │ iters
├─ payroll                         12.71 ms      │ 66.68 ms      │ 19.1 ms       │ 22.17 ms      │ 100     │ 100
│                                  786.5 Kitem/s │ 149.9 Kitem/s │ 523.4 Kitem/s │ 450.9 Kitem/s │         │
│                                  max alloc:    │               │               │               │         │
│                                    10054       │ 10054         │ 10054         │ 10054         │         │
│                                    8.628 MB    │ 8.628 MB      │ 8.628 MB      │ 8.628 MB      │         │
│                                  alloc:        │               │               │               │         │
│                                    15802       │ 15802         │ 15802         │ 15802         │         │
│                                    29.43 MB    │ 29.43 MB      │ 29.43 MB      │ 29.43 MB      │         │
╰─ simple                                        │               │               │               │         │
   ├─ a + b                        81.2 µs       │ 90.1 µs       │ 82.3 µs       │ 83 µs         │ 100     │ 100
   │                               126.1 Mitem/s │ 113.6 Mitem/s │ 124.4 Mitem/s │ 123.3 Mitem/s │         │
   ╰─ round(a * 8%, 2)             181.2 µs      │ 190.1 µs      │ 182.3 µs      │ 183 µs        │ 100     │ 100
";

    fn shown() -> BTreeMap<String, Bench> {
        read(&SHOWN.lines().map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn times_rates_and_allocations_are_read_from_the_tree() {
        let benches = shown();
        assert_eq!(
            benches.keys().collect::<Vec<_>>(),
            ["payroll", "simple/a + b", "simple/round(a * 8%, 2)"]
        );
        let payroll = Bench { picos: 19_100_000_000, rate: Some(523_400_000), allocations: Some(15_802) };
        assert_eq!(benches["payroll"], payroll);
        assert_eq!(benches["simple/a + b"].rate, Some(124_400_000_000));
    }

    #[test]
    fn a_row_says_whether_its_target_was_met() {
        let benches = shown();
        let slips = known(SLIP, "payroll", "pay slip", Figure::Rate, Some(100_000));
        let row = row(&slips, &benches["payroll"]).unwrap();
        assert_eq!((row.value.to_string(), row.met), ("523400.0".to_owned(), Some(true)));
        let each = known(FORMULA, "simple/a + b", "sum", Figure::EachNanos, Some(5));
        let row = super::row(&each, &benches["simple/a + b"]).unwrap();
        assert_eq!((row.value.to_string(), row.met), ("8.038".to_owned(), Some(false)));
    }
}
