//! Evaluates a part for all rows of a chunk at once. Arithmetic, comparisons and choices go by columns; what is rare or not
//! about numbers (texts, days, lists) goes row by row through the one evaluator.

use heng_kernel::{Fixed, Rounding};

use super::{
    eval::{Eval, Frame, pick},
    lane::{Faults, Lane, Numbers, Truths, first_of},
};
use crate::{
    fault::{Fault, Reason},
    ir::{Comparison, Extreme, Grain, Node, Op},
    ops,
    text::Span,
    value::Val,
};

/// Lanes of a chunk, by slot.
pub(super) trait Slots<'v> {
    /// The lane of a slot; a row where nothing was given carries a fault at `span`.
    fn lane<'f>(&'f self, slot: usize, span: Span, item: u32) -> Lane<'f, 'v>
    where
        'v: 'f;
    fn row(&self, row: usize) -> impl Frame<'v>;
}

pub(super) struct ColumnEval<'f, S> {
    slots: &'f S,
    item: usize,
    rows: usize,
}

impl<'f, 'v: 'f, S: Slots<'v>> ColumnEval<'f, S> {
    pub(super) const fn new(slots: &'f S, item: usize, rows: usize) -> Self {
        Self { slots, item, rows }
    }

    fn item(&self) -> u32 {
        u32::try_from(self.item).unwrap_or(u32::MAX)
    }

    fn fault(&self, reason: Reason, span: Span) -> Fault {
        Fault { item: self.item(), ..Fault::new(reason, span) }
    }

    fn indices(&self) -> impl Iterator<Item = u32> + use<S> {
        0..u32::try_from(self.rows).unwrap_or(u32::MAX)
    }

    pub(super) fn lane(&self, node: &'v Node) -> Lane<'f, 'v> {
        let by_column = match &node.op {
            Op::Number(number) => Some(Lane::same(Val::Number(*number))),
            Op::Bool(truth) => Some(Lane::same(Val::Bool(*truth))),
            Op::Slot(slot) => Some(self.slots.lane(*slot, node.span, self.item())),
            Op::Negate(inner) => self.map(inner, node.span, ops::negate),
            Op::Absolute(inner) => self.map(inner, node.span, ops::absolute),
            Op::Round { value, grain: Grain::Places(places), mode } => {
                self.round(value, *places, *mode, node.span)
            }
            Op::Not(inner) => self.not(inner),
            Op::Arith(op, parts) => {
                use crate::ir::Arith as A;
                // One loop for each operation, so that the choice is not made per row.
                match op {
                    A::Add => self.zip(parts, node.span, |left, right| ops::arith(A::Add, left, right)),
                    A::Subtract => {
                        self.zip(parts, node.span, |left, right| ops::arith(A::Subtract, left, right))
                    }
                    A::Multiply => {
                        self.zip(parts, node.span, |left, right| ops::arith(A::Multiply, left, right))
                    }
                    A::Divide => self.zip(parts, node.span, |left, right| ops::arith(A::Divide, left, right)),
                    A::Remainder => {
                        self.zip(parts, node.span, |left, right| ops::arith(A::Remainder, left, right))
                    }
                }
            }
            Op::Compare(op, parts) => self.compare(*op, parts),
            Op::And(parts) => self.logic(parts, false),
            Op::Or(parts) => self.logic(parts, true),
            Op::If(parts) => self.choose_if(parts),
            Op::Extreme(which, parts) => self.extreme(*which, parts, node.span),
            Op::Clamp(parts) => self.clamp(parts, node.span),
            Op::Pick { value, matching, arms, otherwise } => {
                Some(self.pick(value, *matching, arms, otherwise.as_deref(), node.span))
            }
            Op::OrElse(parts) => Some(self.or_else(parts)),
            _ => None,
        };
        by_column.unwrap_or_else(|| self.by_row(node))
    }

    /// Row by row through the evaluator of one person.
    fn by_row(&self, node: &'v Node) -> Lane<'f, 'v> {
        let one = |row: usize| {
            let frame = self.slots.row(row);
            Eval::new(&frame, self.item).silently(node)
        };
        Lane::of_rows((0..self.rows).map(one).collect())
    }

    fn map(
        &self,
        inner: &'v Node,
        span: Span,
        op: impl Fn(Fixed) -> Result<Fixed, Reason>,
    ) -> Option<Lane<'f, 'v>> {
        let lane = self.lane(inner);
        let (numbers, own) = match lane.as_numbers()? {
            Numbers::Same(number) if lane.faults.is_empty() => match op(number) {
                Ok(number) => return Some(Lane::same(Val::Number(number))),
                Err(reason) => (vec![Fixed::ZERO; self.rows], self.everywhere(reason, span)),
            },
            Numbers::Same(number) => self.each(span, (0..self.rows).map(|_| op(number))),
            Numbers::Each(numbers) => self.each(span, numbers.iter().map(|number| op(*number))),
        };
        Some(Lane::numbers(numbers, first_of(&[&lane.faults, &own])))
    }

    fn everywhere(&self, reason: Reason, span: Span) -> Faults {
        self.indices().map(|row| (row, self.fault(reason, span))).collect()
    }

    /// Collects numbers; a row that has none gets a fault.
    #[inline]
    fn each(&self, span: Span, found: impl Iterator<Item = Result<Fixed, Reason>>) -> (Vec<Fixed>, Faults) {
        let mut faults = Faults::new();
        let numbers = (0_u32..).zip(found).map(|(row, found)| {
            found.unwrap_or_else(|reason| {
                faults.push((row, self.fault(reason, span)));
                Fixed::ZERO
            })
        });
        (numbers.collect(), faults)
    }

    fn zip(
        &self,
        parts: &'v [Node; 2],
        span: Span,
        op: impl Fn(Fixed, Fixed) -> Result<Fixed, Reason>,
    ) -> Option<Lane<'f, 'v>> {
        let [left, right] = parts;
        self.zip_lanes(&self.lane(left), &self.lane(right), span, op)
    }

    fn zip_lanes(
        &self,
        left: &Lane<'_, 'v>,
        right: &Lane<'_, 'v>,
        span: Span,
        op: impl Fn(Fixed, Fixed) -> Result<Fixed, Reason>,
    ) -> Option<Lane<'f, 'v>> {
        let (numbers, own) = match (left.as_numbers()?, right.as_numbers()?) {
            (Numbers::Each(left), Numbers::Each(right)) => {
                self.each(span, left.iter().zip(right).map(|(left, right)| op(*left, *right)))
            }
            (Numbers::Each(left), Numbers::Same(right)) => {
                self.each(span, left.iter().map(|left| op(*left, right)))
            }
            (Numbers::Same(left), Numbers::Each(right)) => {
                self.each(span, right.iter().map(|right| op(left, *right)))
            }
            (Numbers::Same(one), Numbers::Same(other)) => match op(one, other) {
                Ok(number) if left.faults.is_empty() && right.faults.is_empty() => {
                    return Some(Lane::same(Val::Number(number)));
                }
                Ok(number) => (vec![number; self.rows], Faults::new()),
                Err(reason) => (vec![Fixed::ZERO; self.rows], self.everywhere(reason, span)),
            },
        };
        Some(Lane::numbers(numbers, first_of(&[&left.faults, &right.faults, &own])))
    }

    fn round(&self, value: &'v Node, places: u32, mode: Rounding, span: Span) -> Option<Lane<'f, 'v>> {
        self.map(value, span, |number| ops::round(number, places, mode))
    }

    fn not(&self, inner: &'v Node) -> Option<Lane<'f, 'v>> {
        let lane = self.lane(inner);
        let truths = lane.as_truths()?;
        Some(Lane::bools((0..self.rows).map(|row| !truths.at(row)).collect(), lane.faults.clone()))
    }

    fn compare(&self, op: Comparison, parts: &'v [Node; 2]) -> Option<Lane<'f, 'v>> {
        let [left, right] = parts;
        let (left, right) = (self.lane(left), self.lane(right));
        let truths: Vec<bool> = match (left.as_numbers()?, right.as_numbers()?) {
            (Numbers::Each(left), Numbers::Each(right)) => {
                left.iter().zip(right).map(|(left, right)| ops::compare(op, left, right)).collect()
            }
            (Numbers::Each(left), Numbers::Same(right)) => {
                left.iter().map(|left| ops::compare(op, left, &right)).collect()
            }
            (left, right) => {
                (0..self.rows).map(|row| ops::compare(op, &left.at(row), &right.at(row))).collect()
            }
        };
        Some(Lane::bools(truths, first_of(&[&left.faults, &right.faults])))
    }

    /// `and` stops at the first no, `or` at the first yes: what stands behind is not asked, nor are its faults.
    fn logic(&self, parts: &'v [Node; 2], stops_at: bool) -> Option<Lane<'f, 'v>> {
        let [left, right] = parts;
        let left = self.lane(left);
        let decided = left.as_truths()?;
        if left.faults.is_empty() && decided.agreed() == Some(stops_at) {
            return Some(Lane::same(Val::Bool(stops_at)));
        }
        let right = self.lane(right);
        let other = right.as_truths()?;
        let decides = |row: usize| decided.at(row) == stops_at;
        let truths = (0..self.rows).map(|row| if decides(row) { stops_at } else { other.at(row) }).collect();
        let asked = reached(&right.faults, |row| !decides(row));
        Some(Lane::bools(truths, first_of(&[&left.faults, &asked])))
    }

    fn choose_if(&self, parts: &'v [Node; 3]) -> Option<Lane<'f, 'v>> {
        let [condition, then, otherwise] = parts;
        let condition = self.lane(condition);
        let truths = condition.as_truths()?;
        if condition.faults.is_empty()
            && let Some(agreed) = truths.agreed()
        {
            return Some(self.lane(if agreed { then } else { otherwise }));
        }
        let (then, otherwise) = (self.lane(then), self.lane(otherwise));
        self.select(truths, &then, &otherwise, &condition.faults)
    }

    /// Of each row the one or the other; `first` are the faults of the choice itself.
    fn select(
        &self,
        truths: Truths<'_>,
        then: &Lane<'_, 'v>,
        otherwise: &Lane<'_, 'v>,
        first: &Faults,
    ) -> Option<Lane<'f, 'v>> {
        let chosen = match (truths, then.as_numbers()?, otherwise.as_numbers()?) {
            (Truths::Each(truths), Numbers::Each(then), Numbers::Each(other)) => {
                let pairs = truths.iter().zip(then.iter().zip(other));
                pairs.map(|(truth, (then, other))| if *truth { *then } else { *other }).collect()
            }
            (truths, then, other) => {
                let pick = |row: usize| if truths.at(row) { then.at(row) } else { other.at(row) };
                (0..self.rows).map(pick).collect()
            }
        };
        let (then, otherwise) =
            (reached(&then.faults, |row| truths.at(row)), reached(&otherwise.faults, |row| !truths.at(row)));
        Some(Lane::numbers(chosen, first_of(&[first, &then, &otherwise])))
    }

    fn extreme(&self, which: Extreme, parts: &'v [Node], span: Span) -> Option<Lane<'f, 'v>> {
        let (first, rest) = parts.split_first()?;
        let mut best = self.lane(first);
        for part in rest {
            let lane = self.lane(part);
            best = match which {
                Extreme::Least => self.zip_lanes(&best, &lane, span, |one, other| Ok(one.min(other)))?,
                Extreme::Greatest => self.zip_lanes(&best, &lane, span, |one, other| Ok(one.max(other)))?,
            };
        }
        best.as_numbers()?;
        Some(best)
    }

    fn clamp(&self, parts: &'v [Node; 3], span: Span) -> Option<Lane<'f, 'v>> {
        let [value, low, high] = parts;
        let (value, low, high) = (self.lane(value), self.lane(low), self.lane(high));
        let (numbers, least, most) = (value.as_numbers()?, low.as_numbers()?, high.as_numbers()?);
        let clamped = (0..self.rows).map(|row| ops::clamp(numbers.at(row), least.at(row), most.at(row)));
        let (numbers, own) = self.each(span, clamped);
        Some(Lane::numbers(numbers, first_of(&[&value.faults, &low.faults, &high.faults, &own])))
    }

    fn pick(
        &self,
        value: &'v Node,
        matching: crate::spec::Match,
        arms: &'v [(crate::table::Mark, Node)],
        otherwise: Option<&'v Node>,
        span: Span,
    ) -> Lane<'f, 'v> {
        let value = self.lane(value);
        let lanes: Vec<Lane<'_, '_>> = arms.iter().map(|(_, arm)| self.lane(arm)).collect();
        let otherwise = otherwise.map(|otherwise| self.lane(otherwise));
        let one = |row: usize| {
            let chosen = match pick(arms, matching, value.get(row)?) {
                Some(index) => lanes.get(index),
                None => otherwise.as_ref(),
            };
            chosen.ok_or_else(|| self.fault(Reason::NoRow, span))?.get(row)
        };
        Lane::of_rows((0..self.rows).map(one).collect())
    }

    fn or_else(&self, parts: &'v [Node; 2]) -> Lane<'f, 'v> {
        let [value, instead] = parts;
        let value = self.lane(value);
        if !value.faults.iter().any(|(_, fault)| fault.reason.is_absence()) {
            return value;
        }
        let instead = self.lane(instead);
        let one = |row: usize| match value.get(row) {
            Err(fault) if fault.reason.is_absence() => instead.get(row),
            found => found,
        };
        Lane::of_rows((0..self.rows).map(one).collect())
    }
}

/// The faults of rows that are asked at all.
fn reached(faults: &Faults, asked: impl Fn(usize) -> bool) -> Faults {
    let is_asked = |row: u32| usize::try_from(row).is_ok_and(&asked);
    faults.iter().filter(|(row, _)| is_asked(*row)).copied().collect()
}
