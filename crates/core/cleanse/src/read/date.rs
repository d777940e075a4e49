//! Dates in every form people and programs leave them.

use chrono::{Datelike, Days, NaiveDate};
use heng_identifiers::fold_width;

use crate::{
    cell::{Cell, DateSystem},
    read::{decimal::Decimal, text::clean},
};

/// Why a cell is no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DateFault {
    /// Not understood, or no such day.
    Unreadable,
    /// Two readings: `3/4/2026`, `12-06-14`.
    Ambiguous,
    /// A month or a year without its day: `2024年3月`, `2024.03`.
    NoDay,
    /// What programs write where there is no date: day number 0, `1900/1/0`, `0000-00-00`.
    Placeholder,
}

/// Which of day and month a file writes first where the year comes last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DateOrder {
    /// `25/3/2024`.
    DayFirst,
    /// `3/25/2024`.
    MonthFirst,
}

/// How the dates of one file are to be read.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct DateWays {
    /// Day zero of its day numbers.
    pub(crate) system: DateSystem,
    /// The order its own unmistakable dates prove.
    pub(crate) order: Option<DateOrder>,
}

/// Reads a date cell. `Ok(None)` when the text says that there is none (`长期`, `至今`).
pub(crate) fn read(cell: &Cell, ways: DateWays) -> Result<Option<NaiveDate>, DateFault> {
    match cell {
        Cell::Empty => Ok(None),
        Cell::Date(date) if date.year() < 1900 => Err(DateFault::Placeholder),
        Cell::Date(date) => Ok(Some(*date)),
        Cell::Number(number) => of_number(number, ways.system).map(Some),
        Cell::Text(text) => of_text(text, ways),
        Cell::Formula { value: Some(value), .. } => read(value, ways),
        Cell::Formula { value: None, .. } | Cell::Bool(_) | Cell::Error(_) => Err(DateFault::Unreadable),
    }
}

/// The order a cell proves: `25/3/2024` can only be one.
pub(crate) fn proves(cell: &Cell) -> Option<DateOrder> {
    let Cell::Text(text) = cell else { return None };
    let date = of_text(text, DateWays::default()).ok().flatten().filter(|date| date.day() > 12)?;
    let cleaned = clean(text);
    let parts: Vec<&str> = without_time(&cleaned).split(['/', '-', '.']).map(str::trim).collect();
    let [first, second, year] = parts.as_slice() else { return None };
    let is = |part: &str, value: u32| part.parse() == Ok(value);
    let with_year = year.len() == 4;
    if with_year && is(first, date.day()) && is(second, date.month()) {
        Some(DateOrder::DayFirst)
    } else if with_year && is(first, date.month()) && is(second, date.day()) {
        Some(DateOrder::MonthFirst)
    } else {
        None
    }
}

/// A day number, or `20120614` typed as a number. `2024`, `2024.03` and `202403` are no day numbers but lack their day.
fn of_number(text: &str, system: DateSystem) -> Result<NaiveDate, DateFault> {
    let whole = Decimal::parse(text.trim()).and_then(Decimal::floor).ok_or(DateFault::Unreadable)?;
    match whole {
        0 => Err(DateFault::Placeholder),
        1900..=2100 => Err(DateFault::NoDay),
        190_001..=210_012 if (1..=12).contains(&(whole % 100)) => Err(DateFault::NoDay),
        18_000_101..=99_991_231 => eight_digits(&whole.to_string()).ok_or(DateFault::Unreadable),
        _ => serial(whole, system).ok_or(DateFault::Unreadable),
    }
}

/// A spreadsheet's day number. In the 1900 system day 60 is the 29 February 1900 that never was, so all later days are one off.
pub(crate) fn serial(day: i64, system: DateSystem) -> Option<NaiveDate> {
    let day = u64::try_from(day).ok()?;
    let zero = |year, month, day| NaiveDate::from_ymd_opt(year, month, day);
    match (system, day) {
        (DateSystem::From1900, 0 | 60) => None,
        (DateSystem::From1900, 1..=59) => zero(1899, 12, 31)?.checked_add_days(Days::new(day)),
        (DateSystem::From1900, _) => zero(1899, 12, 30)?.checked_add_days(Days::new(day)),
        (DateSystem::From1904, _) => zero(1904, 1, 1)?.checked_add_days(Days::new(day)),
    }
    .filter(|date| date.year() <= 9999)
}

fn of_text(text: &str, ways: DateWays) -> Result<Option<NaiveDate>, DateFault> {
    let cleaned = clean(text).to_lowercase();
    if cleaned.is_empty()
        || matches!(
            cleaned.as_str(),
            "长期" | "长期有效" | "永久" | "至今" | "无期限" | "无固定期限" | "present"
        )
    {
        return Ok(None);
    }
    let plain = chinese_digits(&cleaned);
    let day_part = without_time(&plain);
    let digits = day_part.bytes().all(|b| b.is_ascii_digit());
    if !digits {
        return of_parts(day_part, ways.order).map(Some);
    }
    match day_part.len() {
        5 => day_part
            .parse()
            .ok()
            .and_then(|day| serial(day, ways.system))
            .map(Some)
            .ok_or(DateFault::Unreadable),
        // Four digits are a year, six a year and a month; as day numbers they would be a century off.
        1 | 4 | 6 => Err(of_number(day_part, ways.system).err().unwrap_or(DateFault::Unreadable)),
        8 if day_part.bytes().all(|b| b == b'0') => Err(DateFault::Placeholder),
        8 => eight_digits(day_part).map(Some).ok_or(DateFault::Unreadable),
        _ => Err(DateFault::Unreadable),
    }
}

fn eight_digits(text: &str) -> Option<NaiveDate> {
    let (year, rest) = text.split_at_checked(4)?;
    let (month, day) = rest.split_at_checked(2)?;
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// `2012-06-14 00:00:00`, `2012-06-14t00:00` without the clock.
fn without_time(text: &str) -> &str {
    let clock = text.split_once(':').and_then(|(before, _)| before.rsplit_once([' ', 't']));
    clock.map_or(text, |(day, _)| day.trim())
}

/// Three numbers, or a month by its English name between two.
fn of_parts(text: &str, order: Option<DateOrder>) -> Result<NaiveDate, DateFault> {
    let parts: Vec<String> = text
        .split(|c: char| !c.is_ascii_alphanumeric())
        .flat_map(split_letters)
        .filter(|part| !matches!(part.as_str(), "st" | "nd" | "rd" | "th" | "of"))
        .collect();
    let [a, b, c] = parts.as_slice() else { return Err(without_day(&parts)) };
    let number = |part: &String| part.parse::<u32>().ok();
    let build = |year: &String, month: u32, day: u32| {
        if year.len() != 4 {
            return Err(if year.len() == 2 { DateFault::Ambiguous } else { DateFault::Unreadable });
        }
        let year = year.parse().map_err(|_| DateFault::Unreadable)?;
        NaiveDate::from_ymd_opt(year, month, day).ok_or(DateFault::Unreadable)
    };
    match (month_name(a), month_name(b)) {
        (_, Some(month)) if c.len() == 4 => build(c, month, number(a).ok_or(DateFault::Unreadable)?),
        (_, Some(month)) => build(a, month, number(c).ok_or(DateFault::Unreadable)?),
        (Some(month), None) => build(c, month, number(b).ok_or(DateFault::Unreadable)?),
        (None, None) => {
            let (Some(first), Some(second), Some(third)) = (number(a), number(b), number(c)) else {
                return Err(DateFault::Unreadable);
            };
            if third == 0 && second <= 1 && matches!(first, 0 | 1900) || (a == "0000" && second <= 1) {
                return Err(DateFault::Placeholder);
            }
            if a.len() == 4 {
                return build(a, second, third);
            }
            if c.len() != 4 {
                return Err(if a.len() <= 2 && c.len() <= 2 {
                    DateFault::Ambiguous
                } else {
                    DateFault::Unreadable
                });
            }
            // Day and month stand first: only one order may make sense, here or in the whole file.
            match (first <= 12, second <= 12, order) {
                (true, true, None) if first != second => Err(DateFault::Ambiguous),
                (true, true, Some(DateOrder::DayFirst)) | (false, ..) => build(c, second, first),
                (true, ..) => build(c, first, second),
            }
        }
    }
}

/// Whether two parts are a year and a month; the day is what is missing then.
fn without_day(parts: &[String]) -> DateFault {
    let is_year = |part: &str| part.len() == 4 && (part.starts_with("19") || part.starts_with("20"));
    let is_month = |part: &str| {
        month_name(part).is_some() || part.parse().is_ok_and(|month: u32| (1..=12).contains(&month))
    };
    match parts {
        [a, b] if is_year(a) && is_month(b) || is_year(b) && is_month(a) => DateFault::NoDay,
        [year] if is_year(year) => DateFault::NoDay,
        _ => DateFault::Unreadable,
    }
}

/// `14jun2012` as `14`, `jun`, `2012`.
fn split_letters(part: &str) -> Vec<String> {
    let mut runs: Vec<String> = Vec::new();
    let mut was_digit = None;
    for c in part.chars() {
        let is_digit = c.is_ascii_digit();
        match runs.last_mut() {
            Some(run) if was_digit == Some(is_digit) => run.push(c),
            _ => runs.push(c.to_string()),
        }
        was_digit = Some(is_digit);
    }
    runs
}

fn month_name(text: &str) -> Option<u32> {
    const NAMES: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    if text.len() < 3 || !text.bytes().all(|b| b.is_ascii_lowercase()) {
        return None;
    }
    let index = NAMES.iter().position(|name| text.starts_with(name))?;
    u32::try_from(index + 1).ok()
}

/// `二〇一二年六月十四日` in Arabic digits; other text as it is.
fn chinese_digits(text: &str) -> String {
    const DIGITS: &str = "〇一二三四五六七八九";
    let digit = |c: char| match c {
        '○' | '零' => Some(0),
        _ => DIGITS.chars().position(|d| d == c),
    };
    let chars: Vec<char> = fold_width(text).chars().collect();
    let mut out = String::new();
    for (i, c) in chars.iter().enumerate() {
        let before = i.checked_sub(1).and_then(|i| chars.get(i)).is_some_and(|c| digit(*c).is_some());
        let after = chars.get(i + 1).is_some_and(|c| digit(*c).is_some());
        match (digit(*c), *c, before, after) {
            (Some(value), ..) => out.push_str(&value.to_string()),
            // 十, 十四, 二十, 二十四
            (None, '十', false, false) => out.push_str("10"),
            (None, '十', false, true) => out.push('1'),
            (None, '十', true, false) => out.push('0'),
            (None, '十', true, true) => {}
            (None, other, ..) => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text(text: &str) -> Result<Option<NaiveDate>, DateFault> {
        read(&Cell::Text(text.to_owned()), DateWays::default())
    }

    fn number(text: &str) -> Result<Option<NaiveDate>, DateFault> {
        read(&Cell::Number(text.to_owned()), DateWays::default())
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn one_day_in_every_dress() {
        for form in [
            "2012-06-14",
            "2012/6/14",
            "2012.6.14",
            "2012年6月14日",
            "20120614",
            "2012-06-14 00:00:00",
            "2012-06-14T08:00",
            "２０１２．６．１４",
            " 2012 - 6 - 14 ",
            "14/6/2012",
            "6/14/2012",
            "14-Jun-2012",
            "June 14, 2012",
            "14jun2012",
            "二〇一二年六月十四日",
            "41074",
            "2012年06月14号",
            "14th of June 2012",
        ] {
            assert_eq!(text(form), Ok(Some(day("2012-06-14"))), "{form}");
        }
        assert_eq!(text("二零二六年十一月二十日"), Ok(Some(day("2026-11-20"))));
        assert_eq!(number("20120614"), Ok(Some(day("2012-06-14"))));
    }

    #[test]
    fn two_readings_are_not_guessed() {
        for form in ["3/4/2026", "12-06-14", "01/02/03", "14-Jun-12"] {
            assert_eq!(text(form), Err(DateFault::Ambiguous), "{form}");
        }
        assert_eq!(text("4/4/2026"), Ok(Some(day("2026-04-04"))), "both readings agree");
    }

    #[test]
    fn what_is_no_day() {
        for form in ["2012-02-30", "2012-13-01", "2012-13", "待定", "123", "2012-06-14-01"] {
            assert_eq!(text(form), Err(DateFault::Unreadable), "{form}");
        }
        for form in ["", "长期", "至今"] {
            assert_eq!(text(form), Ok(None));
        }
    }

    #[test]
    fn a_month_is_no_day_and_a_year_is_no_day_number() {
        for form in ["2012-6", "2012年6月", "2012.06", "2012年", "2012", "201206", "Jun 2012", "6/2012"] {
            assert_eq!(text(form), Err(DateFault::NoDay), "{form}");
        }
        for form in ["2024", "2024.03", "202403"] {
            assert_eq!(number(form), Err(DateFault::NoDay), "{form}");
        }
    }

    #[test]
    fn what_programs_write_for_no_date_is_no_date() {
        for form in
            ["1900/1/0", "1900-01-00", "0000-00-00", "0000/00/00 00:00:00", "00000000", "0", "00:00:00"]
        {
            assert_eq!(text(form), Err(DateFault::Placeholder), "{form}");
        }
        assert_eq!(number("0"), Err(DateFault::Placeholder));
        let zero = Cell::Date(day("1899-12-31"));
        assert_eq!(read(&zero, DateWays::default()), Err(DateFault::Placeholder));
    }

    #[test]
    fn a_file_that_proves_its_order_is_read_in_it() {
        let proved = |form: &str| proves(&Cell::Text(form.to_owned()));
        assert_eq!(proved("25/3/2024"), Some(DateOrder::DayFirst));
        assert_eq!(proved("3/25/2024"), Some(DateOrder::MonthFirst));
        for form in
            ["3/4/2024", "4/4/2024", "2024-03-25", "20240325", "25-Mar-2024", "2024年3月25日", "25/3/24"]
        {
            assert_eq!(proved(form), None, "{form}");
        }
        let with = |order| {
            let ways = DateWays { order: Some(order), ..DateWays::default() };
            read(&Cell::Text("3/4/2024".to_owned()), ways).unwrap()
        };
        assert_eq!(with(DateOrder::DayFirst), Some(day("2024-04-03")));
        assert_eq!(with(DateOrder::MonthFirst), Some(day("2024-03-04")));
    }

    #[test]
    fn day_numbers_know_the_29_february_that_never_was() {
        let serial = |day| serial(day, DateSystem::From1900).map(|date| date.to_string());
        assert_eq!(serial(1).as_deref(), Some("1900-01-01"));
        assert_eq!(serial(59).as_deref(), Some("1900-02-28"));
        assert_eq!(serial(60), None);
        assert_eq!(serial(61).as_deref(), Some("1900-03-01"));
        assert_eq!(serial(41976).as_deref(), Some("2014-12-03"));
        assert_eq!(
            super::serial(40514, DateSystem::From1904).map(|date| date.to_string()).as_deref(),
            Some("2014-12-03")
        );
        assert_eq!(serial(-1), None);
        assert_eq!(number("41976.75"), Ok(Some(day("2014-12-03"))), "the time of day is dropped");
    }

    proptest! {
        #[test]
        fn no_text_makes_it_fall_over(form in any::<String>()) {
            let _ = text(&form);
            let _ = proves(&Cell::Text(form.clone()));
            let ways = DateWays { system: DateSystem::From1904, order: Some(DateOrder::DayFirst) };
            let _ = read(&Cell::Number(form), ways);
        }

        #[test]
        fn every_day_is_read_back_from_every_form(n in 0i64..60_000) {
            let date = day("1940-01-01") + chrono::Duration::days(n);
            for form in ["%Y-%m-%d", "%Y/%-m/%-d", "%Y.%-m.%-d", "%Y年%-m月%-d日", "%Y%m%d", "%d-%b-%Y"] {
                prop_assert_eq!(text(&date.format(form).to_string()), Ok(Some(date)));
            }
        }
    }
}
