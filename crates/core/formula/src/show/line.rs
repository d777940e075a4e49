//! One readable line: the formula with the values in it, what was not needed left out.

use heng_kernel::Locale;

use super::steps::At;
use crate::{
    function::{rounded, rounding_word},
    ir::{Arith, Comparison, DateOp, Extreme, Grain, Op},
    run::{ItemTrace, Note},
};

const ADD: u8 = 5;
const MULTIPLY: u8 = 6;
const COMPARE: u8 = 4;
const TIGHT: u8 = u8::MAX;

impl ItemTrace<'_> {
    /// `加班费 = 基本工资〔10000元〕 ÷ 21.75天 × 天数〔2天〕 = 919.540229885057元，四舍五入到 2 位 = 919.54元`.
    pub fn line(&self, locale: Locale) -> String {
        let Some(root) = At::root(self) else { return self.item.name.clone() };
        let mut line = format!("{} = ", self.item.name);
        match (&root.step.node.op, root.parts().first()) {
            (Op::Round { grain, mode, .. }, Some(inner)) => {
                line.push_str(&words(*inner, locale).0);
                line.push_str(" = ");
                line.push_str(&inner.value(locale));
                let how = rounded(*mode, locale);
                let to = match grain {
                    Grain::Places(places) => {
                        locale.pick(format!("，{how}到 {places} 位"), format!(", {how} to {places} places"))
                    }
                    Grain::Step(_) => {
                        let step = root.parts().get(1).map(|step| step.value(locale)).unwrap_or_default();
                        locale.pick(
                            format!("，{how}到 {step} 的倍数"),
                            format!(", {how} to multiples of {step}"),
                        )
                    }
                };
                line.push_str(&to);
            }
            (Op::Number(_) | Op::Text(_) | Op::Date(_) | Op::Bool(_), _) => {
                return line + &root.value(locale);
            }
            _ => line.push_str(&words(root, locale).0),
        }
        line.push_str(" = ");
        line.push_str(&root.value(locale));
        line
    }
}

/// The step in words, and how tightly they bind.
fn words(at: At<'_, '_>, locale: Locale) -> (String, u8) {
    let parts = at.parts();
    let part = |index: usize| parts.get(index).map_or_else(|| "…".to_owned(), |part| words(*part, locale).0);
    let bound = |index: usize, least: u8| match parts.get(index).map(|part| words(*part, locale)) {
        Some((text, strength)) if strength < least => format!("({text})"),
        Some((text, _)) => text,
        None => "…".to_owned(),
    };
    let all = || (0..parts.len()).map(part).collect::<Vec<_>>().join(", ");
    match &at.step.node.op {
        Op::Number(_) | Op::Bool(_) | Op::Date(_) | Op::Text(_) => (at.value(locale), TIGHT),
        Op::Slot(slot) => (format!("{}〔{}〕", at.trace.program.slot_name(*slot), at.value(locale)), TIGHT),
        Op::Element { .. } | Op::Has(_) => (at.text(), TIGHT),
        Op::Negate(_) => (format!("-{}", bound(0, MULTIPLY + 1)), MULTIPLY),
        Op::Absolute(_) => (format!("abs({})", part(0)), TIGHT),
        Op::Not(_) => (format!("{} {}", locale.pick("非", "not"), bound(0, COMPARE)), COMPARE),
        Op::Arith(op, _) => match op {
            Arith::Add => (format!("{} + {}", bound(0, ADD), bound(1, ADD + 1)), ADD),
            Arith::Subtract => (format!("{} - {}", bound(0, ADD), bound(1, ADD + 1)), ADD),
            Arith::Multiply => (format!("{} × {}", bound(0, MULTIPLY), bound(1, MULTIPLY + 1)), MULTIPLY),
            Arith::Divide => (format!("{} ÷ {}", bound(0, MULTIPLY), bound(1, MULTIPLY + 1)), MULTIPLY),
            Arith::Remainder => (format!("mod({})", all()), TIGHT),
        },
        Op::Compare(op, _) => (format!("{} {} {}", bound(0, ADD), sign(*op), bound(1, ADD)), COMPARE),
        Op::And(_) => (joined(&parts, locale.pick(" 且 ", " and "), 2, locale), 2),
        Op::Or(_) => (joined(&parts, locale.pick(" 或 ", " or "), 1, locale), 1),
        Op::In(..) => {
            let options = (1..parts.len()).map(part).collect::<Vec<_>>().join(", ");
            (format!("{} {} ({options})", bound(0, ADD), locale.pick("属于", "in")), COMPARE)
        }
        Op::If(_) => {
            let holds = parts
                .first()
                .is_some_and(|condition| condition.step.found == Ok(crate::value::Val::Bool(true)));
            let verdict = if holds {
                locale.pick("成立", "holds")
            } else {
                locale.pick("不成立", "does not hold")
            };
            (format!("({} {verdict} → {})", part(0), part(1)), TIGHT)
        }
        Op::Case(..) => {
            // Conditions that did not hold, then perhaps the one that did, then the value.
            let value = part(parts.len().saturating_sub(1));
            match at.step.note {
                Note::Arm(_) => {
                    let condition = part(parts.len().saturating_sub(2));
                    (format!("({condition} {} → {value})", locale.pick("成立", "holds")), TIGHT)
                }
                _ => (format!("({} → {value})", locale.pick("其他情况", "otherwise")), TIGHT),
            }
        }
        Op::Pick { .. } => (format!("({} → {})", part(0), part(1)), TIGHT),
        Op::Extreme(Extreme::Least, _) => (format!("min({})", all()), TIGHT),
        Op::Extreme(Extreme::Greatest, _) => (format!("max({})", all()), TIGHT),
        Op::Clamp(_) => (format!("clamp({})", all()), TIGHT),
        Op::Round { grain, mode, .. } => {
            let how = rounding_word(*mode, locale);
            let to = match grain {
                Grain::Places(places) => places.to_string(),
                Grain::Step(_) => part(1),
            };
            (format!("round({}, {to}, {how})", part(0)), TIGHT)
        }
        Op::Lookup { table, .. } => {
            let row = match at.step.note {
                Note::Row { table, row } => table.row_label(row),
                _ => "—".to_owned(),
            };
            (format!("{}({})〔{row} → {}〕", table.name, all(), at.value(locale)), TIGHT)
        }
        Op::Progressive { .. } => (format!("{}({})", locale.pick("累进", "progressive"), all()), TIGHT),
        Op::Calendar(op, _) => (format!("{}({})", calendar_name(*op), all()), TIGHT),
        Op::Aggregate { .. } => (format!("{}〔{}〕", at.text(), at.value(locale)), TIGHT),
        Op::OrElse(_) => match parts.len() {
            2 => (format!("({} {} → {})", part(0), locale.pick("没有", "absent"), part(1)), TIGHT),
            _ => (part(0), TIGHT),
        },
    }
}

fn joined(parts: &[At<'_, '_>], between: &str, strength: u8, locale: Locale) -> String {
    let one = |part: &At<'_, '_>| match words(*part, locale) {
        (text, inner) if inner < strength => format!("({text})"),
        (text, _) => text,
    };
    parts.iter().map(one).collect::<Vec<_>>().join(between)
}

const fn sign(op: Comparison) -> &'static str {
    match op {
        Comparison::Equal => "=",
        Comparison::NotEqual => "≠",
        Comparison::Less => "<",
        Comparison::AtMost => "≤",
        Comparison::Greater => ">",
        Comparison::AtLeast => "≥",
    }
}

const fn calendar_name(op: DateOp) -> &'static str {
    match op {
        DateOp::AddDays => "add_days",
        DateOp::SubtractDays => "subtract_days",
        DateOp::AddMonths => "add_months",
        DateOp::AddYears => "add_years",
        DateOp::DaysBetween => "days_between",
        DateOp::MonthsBetween => "months_between",
        DateOp::YearsBetween => "years_between",
        DateOp::Year => "year",
        DateOp::Month => "month",
        DateOp::Day => "day",
        DateOp::Weekday => "weekday",
        DateOp::MonthStart => "month_start",
        DateOp::MonthEnd => "month_end",
        DateOp::DaysInMonth => "days_in_month",
        DateOp::Make => "date",
    }
}
