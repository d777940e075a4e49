//! Walks a checked formula for one person.

use heng_kernel::Fixed;

use super::trace::{Note, Silent, Tracer};
use crate::{
    fault::{Fault, Reason},
    ir::{Extreme, Grain, Node, Op},
    ops,
    spec::Match,
    table::Mark,
    text::Span,
    value::{List, Val},
};

/// Steps that one function over a list may take for one person, those within it counted. Given anew to each outermost one, so
/// that it does not matter what else a formula holds.
const FUEL: u32 = 1_000_000;

/// Where inputs and items of one person are found. The outer `None` is a value that was not given.
pub(super) trait Frame<'v> {
    fn slot(&self, slot: usize) -> Option<Result<Val<'v>, Fault>>;
}

/// The record at hand of an aggregate.
#[derive(Clone, Copy, Debug)]
pub(super) struct Record<'v> {
    pub(super) list: &'v List,
    pub(super) index: usize,
}

pub(super) struct Eval<'f, 'v, F> {
    frame: &'f F,
    item: u32,
    pub(super) fuel: u32,
    /// Outer and inner record.
    pub(super) records: [Option<Record<'v>>; 2],
}

pub(super) type Found<'v> = Result<Val<'v>, Fault>;

impl<'f, 'v, F: Frame<'v>> Eval<'f, 'v, F> {
    pub(super) fn new(frame: &'f F, item: usize) -> Self {
        let item = u32::try_from(item).unwrap_or(u32::MAX);
        Self { frame, item, fuel: 0, records: [None; 2] }
    }

    pub(super) fn fault(&self, reason: Reason, span: Span) -> Fault {
        Fault { item: self.item, ..Fault::new(reason, span) }
    }

    pub(super) fn eval<T: Tracer<'v>>(&mut self, node: &'v Node, tracer: &mut T) -> Found<'v> {
        tracer.enter(node);
        let found = self.apply(node, tracer);
        tracer.leave(found);
        found
    }

    pub(super) fn number<T: Tracer<'v>>(&mut self, node: &'v Node, tracer: &mut T) -> Result<Fixed, Fault> {
        match self.eval(node, tracer)? {
            Val::Number(number) => Ok(number),
            _ => Err(self.fault(Reason::WrongKind, node.span)),
        }
    }

    pub(super) fn truth<T: Tracer<'v>>(&mut self, node: &'v Node, tracer: &mut T) -> Result<bool, Fault> {
        match self.eval(node, tracer)? {
            Val::Bool(truth) => Ok(truth),
            _ => Err(self.fault(Reason::WrongKind, node.span)),
        }
    }

    pub(super) fn place<V>(&self, found: Result<V, Reason>, span: Span) -> Result<V, Fault> {
        found.map_err(|reason| self.fault(reason, span))
    }

    fn apply<T: Tracer<'v>>(&mut self, node: &'v Node, tracer: &mut T) -> Found<'v> {
        let span = node.span;
        Ok(match &node.op {
            Op::Number(number) => Val::Number(*number),
            Op::Bool(truth) => Val::Bool(*truth),
            Op::Date(date) => Val::Date(*date),
            Op::Text(text) => Val::Text(text),
            Op::Slot(slot) => return self.slot(*slot, span),
            Op::Element { level, field } => {
                let record = self.records.get(*level).copied().flatten();
                let cell = record.and_then(|record| record.list.cell(*field, record.index));
                cell.ok_or_else(|| self.fault(Reason::Missing, span))?
            }
            Op::Negate(inner) => {
                let number = self.number(inner, tracer)?;
                Val::Number(self.place(ops::negate(number), span)?)
            }
            Op::Absolute(inner) => {
                let number = self.number(inner, tracer)?;
                Val::Number(self.place(ops::absolute(number), span)?)
            }
            Op::Not(inner) => Val::Bool(!self.truth(inner, tracer)?),
            Op::Arith(op, parts) => {
                let [left, right] = &**parts;
                let (left, right) = (self.number(left, tracer)?, self.number(right, tracer)?);
                Val::Number(self.place(ops::arith(*op, left, right), span)?)
            }
            Op::Compare(op, parts) => {
                let [left, right] = &**parts;
                let (left, right) = (self.eval(left, tracer)?, self.eval(right, tracer)?);
                Val::Bool(self.place(ops::compare_any(*op, left, right), span)?)
            }
            Op::And(parts) => {
                let [left, right] = &**parts;
                Val::Bool(self.truth(left, tracer)? && self.truth(right, tracer)?)
            }
            Op::Or(parts) => {
                let [left, right] = &**parts;
                Val::Bool(self.truth(left, tracer)? || self.truth(right, tracer)?)
            }
            Op::In(needle, options) => {
                let needle = self.eval(needle, tracer)?;
                let mut found = false;
                for option in options {
                    found = found || self.eval(option, tracer)? == needle;
                }
                Val::Bool(found)
            }
            Op::If(parts) => {
                let [condition, then, otherwise] = &**parts;
                let chosen = if self.truth(condition, tracer)? { then } else { otherwise };
                return self.eval(chosen, tracer);
            }
            Op::Case(arms, otherwise) => {
                for (index, (condition, value)) in arms.iter().enumerate() {
                    if self.truth(condition, tracer)? {
                        tracer.note(Note::Arm(index));
                        return self.eval(value, tracer);
                    }
                }
                return self.eval(otherwise, tracer);
            }
            Op::Extreme(which, parts) => self.extreme(*which, parts, span, tracer)?,
            Op::Clamp(parts) => {
                let [value, low, high] = &**parts;
                let value = self.number(value, tracer)?;
                let (low, high) = (self.number(low, tracer)?, self.number(high, tracer)?);
                Val::Number(self.place(ops::clamp(value, low, high), span)?)
            }
            Op::Round { value, grain, mode } => {
                let from = self.number(value, tracer)?;
                let rounded = match grain {
                    Grain::Places(places) => ops::round(from, *places, *mode),
                    Grain::Step(step) => ops::round_to(from, self.number(step, tracer)?, *mode),
                };
                let rounded = self.place(rounded, span)?;
                tracer.note(Note::Rounded { from });
                Val::Number(rounded)
            }
            Op::Lookup { table, column, keys } => {
                let mut found = Vec::with_capacity(keys.len());
                for key in keys {
                    found.push(self.eval(key, tracer)?);
                }
                let row = table.find(&found).ok_or_else(|| self.fault(Reason::NoRow, span))?;
                tracer.note(Note::Row { table, row });
                table.value(row, *column).ok_or_else(|| self.fault(Reason::NoRow, span))?
            }
            Op::Pick { value, matching, arms, otherwise } => {
                let value = self.eval(value, tracer)?;
                match pick(arms, *matching, value) {
                    Some(index) => {
                        tracer.note(Note::Arm(index));
                        let Some((_, arm)) = arms.get(index) else {
                            return Err(self.fault(Reason::NoRow, span));
                        };
                        return self.eval(arm, tracer);
                    }
                    None => match otherwise {
                        Some(otherwise) => return self.eval(otherwise, tracer),
                        None => return Err(self.fault(Reason::NoRow, span)),
                    },
                }
            }
            Op::Progressive { value, bands } => self.progressive(value, bands, span, tracer)?,
            Op::Calendar(op, parts) => {
                let mut args = [Val::Bool(false); 3];
                for (arg, part) in args.iter_mut().zip(parts) {
                    *arg = self.eval(part, tracer)?;
                }
                let args = args.get(..parts.len()).unwrap_or_default();
                self.place(ops::date(*op, args), span)?
            }
            Op::Aggregate { kind, list, body, filter, weight } => {
                let Val::List(records) = self.slot(*list, span)? else {
                    return Err(self.fault(Reason::WrongKind, span));
                };
                let parts = (body.as_deref(), filter.as_deref());
                let (value, taken) = self.aggregate(*kind, records, parts, *weight, span)?;
                tracer.note(Note::Records { taken, all: records.len() });
                value
            }
            Op::OrElse(parts) => {
                let [value, instead] = &**parts;
                match self.eval(value, tracer) {
                    Err(fault) if fault.reason.is_absence() => return self.eval(instead, tracer),
                    found => return found,
                }
            }
            Op::Has(inner) => match self.eval(inner, tracer) {
                Err(fault) if fault.reason.is_absence() => Val::Bool(false),
                Err(fault) => return Err(fault),
                Ok(_) => Val::Bool(true),
            },
        })
    }

    fn slot(&self, slot: usize, span: Span) -> Found<'v> {
        self.frame.slot(slot).unwrap_or_else(|| Err(self.fault(Reason::Missing, span)))
    }

    fn extreme<T: Tracer<'v>>(
        &mut self,
        which: Extreme,
        parts: &'v [Node],
        span: Span,
        tracer: &mut T,
    ) -> Found<'v> {
        let mut best: Option<Val<'v>> = None;
        for part in parts {
            let value = self.eval(part, tracer)?;
            best = Some(match best {
                Some(before) if !better(which, value, before) => before,
                _ => value,
            });
        }
        best.ok_or_else(|| self.fault(Reason::EmptyList, span))
    }

    fn progressive<T: Tracer<'v>>(
        &mut self,
        value: &'v Node,
        bands: &'v [(Fixed, Node)],
        span: Span,
        tracer: &mut T,
    ) -> Found<'v> {
        let value = self.number(value, tracer)?;
        let mut total = Fixed::ZERO;
        for (index, (edge, rate)) in bands.iter().enumerate() {
            if value <= *edge {
                break;
            }
            let end = bands.get(index + 1).map_or(value, |(next, _)| value.min(*next));
            let rate = self.number(rate, tracer)?;
            let part = end.checked_sub(*edge).and_then(|part| part.checked_mul(rate));
            let sum = part.and_then(|part| total.checked_add(part));
            total = sum.ok_or_else(|| self.fault(Reason::Overflow, span))?;
        }
        Ok(Val::Number(total))
    }

    pub(super) const fn refuel(&mut self) {
        self.fuel = FUEL;
    }

    /// The same without remembering: records are counted, not told one by one.
    pub(super) fn silently(&mut self, node: &'v Node) -> Found<'v> {
        self.eval(node, &mut Silent)
    }
}

/// Whether `value` goes before `before`.
pub(super) fn better(which: Extreme, value: Val<'_>, before: Val<'_>) -> bool {
    let order = match (value, before) {
        (Val::Number(value), Val::Number(before)) => value.cmp(&before),
        (Val::Date(value), Val::Date(before)) => value.cmp(&before),
        _ => return false,
    };
    if which == Extreme::Least { order.is_lt() } else { order.is_gt() }
}

/// The arm that fits; arms rise by their marks.
pub(super) fn pick(arms: &[(Mark, Node)], matching: Match, value: Val<'_>) -> Option<usize> {
    let below =
        arms.partition_point(|(mark, _)| mark.cmp_value(value).is_some_and(std::cmp::Ordering::is_lt));
    let equal =
        arms.get(below).is_some_and(|(mark, _)| mark.cmp_value(value) == Some(std::cmp::Ordering::Equal));
    match matching {
        _ if equal => Some(below),
        Match::From => below.checked_sub(1),
        Match::UpTo => (below < arms.len()).then_some(below),
        Match::Exact | Match::Between => None,
    }
}
