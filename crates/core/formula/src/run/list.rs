//! Goes through the records of a list.

use heng_kernel::Fixed;

use super::eval::{Eval, Found, Frame, Record, better};
use crate::{
    fault::{Fault, Reason},
    ir::{Aggregate, Extreme, Node},
    text::Span,
    value::{List, Val},
};

impl<'v, F: Frame<'v>> Eval<'_, 'v, F> {
    /// The value and how many records met the condition.
    pub(super) fn aggregate(
        &mut self,
        kind: Aggregate,
        list: &'v List,
        parts: (Option<&'v Node>, Option<&'v Node>),
        weight: u32,
        span: Span,
    ) -> Result<(Val<'v>, usize), Fault> {
        let level = self.records.iter().position(Option::is_none).unwrap_or(1);
        if level == 0 {
            self.refuel();
        }
        let walked = self.walk(kind, list, parts, (level, weight), span);
        self.stand_at(level, None);
        walked
    }

    fn stand_at(&mut self, level: usize, record: Option<Record<'v>>) {
        if let Some(at) = self.records.get_mut(level) {
            *at = record;
        }
    }

    fn walk(
        &mut self,
        kind: Aggregate,
        list: &'v List,
        (body, filter): (Option<&'v Node>, Option<&'v Node>),
        (level, weight): (usize, u32),
        span: Span,
    ) -> Result<(Val<'v>, usize), Fault> {
        let mut taken = 0_usize;
        let mut total = Fixed::ZERO;
        let mut best: Option<Val<'v>> = None;
        for index in 0..list.len() {
            self.fuel = self.fuel.checked_sub(weight).ok_or_else(|| self.fault(Reason::TooMuchWork, span))?;
            self.stand_at(level, Some(Record { list, index }));
            if let Some(filter) = filter
                && self.silently(filter)? != Val::Bool(true)
            {
                continue;
            }
            taken += 1;
            let Some(body) = body else { continue };
            let value = self.silently(body)?;
            match (kind, value) {
                (Aggregate::Sum | Aggregate::Average, Val::Number(number)) => {
                    total = total.checked_add(number).ok_or_else(|| self.fault(Reason::Overflow, span))?;
                }
                (Aggregate::Least, value) => best = Some(nearest(Extreme::Least, best, value)),
                (_, value) => best = Some(nearest(Extreme::Greatest, best, value)),
            }
        }
        let value = self.outcome(kind, (total, best), (taken, list.len()), span)?;
        Ok((value, taken))
    }

    fn outcome(
        &self,
        kind: Aggregate,
        (total, best): (Fixed, Option<Val<'v>>),
        (taken, all): (usize, usize),
        span: Span,
    ) -> Found<'v> {
        let count = Fixed::whole(i64::try_from(taken).unwrap_or(i64::MAX));
        match kind {
            Aggregate::Sum => Ok(Val::Number(total)),
            Aggregate::Count => Ok(Val::Number(count)),
            Aggregate::Any => Ok(Val::Bool(taken > 0)),
            Aggregate::All => Ok(Val::Bool(taken == all)),
            Aggregate::Average if taken == 0 => Err(self.fault(Reason::EmptyList, span)),
            Aggregate::Average => {
                total.checked_div(count).map(Val::Number).ok_or_else(|| self.fault(Reason::Overflow, span))
            }
            Aggregate::Least | Aggregate::Greatest => best.ok_or_else(|| self.fault(Reason::EmptyList, span)),
        }
    }
}

fn nearest<'v>(which: Extreme, before: Option<Val<'v>>, value: Val<'v>) -> Val<'v> {
    match before {
        Some(before) if !better(which, value, before) => before,
        _ => value,
    }
}
