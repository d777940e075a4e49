//! Facts and answers of worked cases as flat texts: `months.0.income` → `18000`.

use std::{cell::RefCell, collections::BTreeMap, collections::BTreeSet, fmt::Display, str::FromStr};

use chrono::NaiveDate;
use heng_kernel::{Fixed, Money, Rate, Rounding};

/// Facts of a case; remembers which were read.
#[derive(Debug)]
pub struct Facts {
    as_of: NaiveDate,
    given: BTreeMap<String, String>,
    read: RefCell<BTreeSet<String>>,
}

/// What was computed.
pub type Answer = BTreeMap<String, String>;

impl Facts {
    pub fn new(as_of: NaiveDate, given: BTreeMap<String, String>) -> Self {
        Self { as_of, given, read: RefCell::default() }
    }

    /// The day whose rules count where the facts name none.
    pub fn as_of(&self) -> NaiveDate {
        self.as_of
    }

    pub fn text(&self, name: &str) -> Option<&str> {
        self.read.borrow_mut().insert(name.to_owned());
        self.given.get(name).map(String::as_str)
    }

    pub fn parsed<T: FromStr>(&self, name: &str) -> Option<T> {
        let text = self.text(name)?;
        Some(text.parse().unwrap_or_else(|_| panic!("{name}: {text} cannot be read")))
    }

    pub fn need<T: FromStr>(&self, name: &str) -> T {
        self.parsed(name).unwrap_or_else(|| panic!("{name} is missing"))
    }

    pub fn maybe_money(&self, name: &str) -> Option<Money> {
        self.text(name).map(|text| Money::parse_major(text).unwrap_or_else(|| panic!("{name}: {text}")))
    }

    pub fn money(&self, name: &str) -> Money {
        self.maybe_money(name).unwrap_or_else(|| panic!("{name} is missing"))
    }

    /// In hundredths.
    pub fn hundredths(&self, name: &str) -> i64 {
        self.money(name).minor()
    }

    pub fn rate(&self, name: &str) -> Option<Rate> {
        let number: Fixed = self.parsed(name)?;
        number.to_rate(Rounding::HalfUp)
    }

    /// How many entries a list has.
    pub fn len(&self, list: &str) -> usize {
        let of_list = |index: usize| {
            let start = format!("{list}.{index}.");
            self.given.keys().any(|key| key.starts_with(&start))
        };
        (0..usize::MAX).take_while(|index| of_list(*index)).count()
    }

    /// Every fact must have been asked for.
    pub fn all_read(&self) {
        let read = self.read.borrow();
        let left: Vec<_> = self.given.keys().filter(|key| !read.contains(*key)).collect();
        assert!(left.is_empty(), "facts nobody asked for: {left:?}");
    }
}

/// An answer of these fields.
pub fn answer<const N: usize>(fields: [(&str, &dyn Display); N]) -> Answer {
    fields.iter().map(|(name, value)| ((*name).to_owned(), value.to_string())).collect()
}

/// JSON as flat texts; what is null is left out.
pub fn flat(prefix: &str, value: &serde_json::Value, into: &mut BTreeMap<String, String>) {
    let under = |name: &str| if prefix.is_empty() { name.to_owned() } else { format!("{prefix}.{name}") };
    match value {
        serde_json::Value::Null => {}
        serde_json::Value::Object(fields) => fields.iter().for_each(|(k, v)| flat(&under(k), v, into)),
        serde_json::Value::Array(items) => {
            items.iter().enumerate().for_each(|(i, v)| flat(&under(&i.to_string()), v, into));
        }
        serde_json::Value::String(text) => drop(into.insert(prefix.to_owned(), text.clone())),
        other => drop(into.insert(prefix.to_owned(), other.to_string())),
    }
}

/// What differs; numbers are compared by decimal value.
pub fn differences(expected: &Answer, computed: &Answer) -> Vec<String> {
    let same = |a: &str, b: &str| match (a.parse::<Fixed>(), b.parse::<Fixed>()) {
        (Ok(a), Ok(b)) => a == b,
        _ => a == b,
    };
    expected
        .iter()
        .filter_map(|(field, wanted)| match computed.get(field) {
            None => Some(format!("{field}: {wanted} expected, nothing computed")),
            Some(got) if !same(wanted, got) => Some(format!("{field}: {wanted} expected, {got} computed")),
            Some(_) => None,
        })
        .collect()
}
