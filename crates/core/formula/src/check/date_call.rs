//! Functions on days.

use super::{Checker, Noted, Sort, Typed};
use crate::{
    function::{About, Function},
    ir::{DateOp, Node, Op},
    spec::KindSpec,
    text::{Arg, Expr, Span},
    unit::{Measure, Term},
};

impl Checker<'_> {
    pub(super) fn date_call(
        &mut self,
        function: Function,
        about: &About,
        args: &[Arg],
        span: Span,
    ) -> Result<Typed, Noted> {
        use DateOp as D;
        use Function as F;
        let pure = || Sort::Number(Term::default(), false);
        match function {
            F::Date => {
                let [year, month, day] = self.exactly(about, args, span)?;
                let mut parts = Vec::new();
                for (part, unit) in [(year, "year"), (month, "month"), (day, "day")] {
                    parts.push(self.counted(part, unit)?);
                }
                Ok(Self::typed(Op::Calendar(D::Make, parts), span, Sort::Date))
            }
            F::Year => self.of_day(D::Year, pure(), about, args, span),
            F::Month => self.of_day(D::Month, pure(), about, args, span),
            F::Day => self.of_day(D::Day, pure(), about, args, span),
            F::Weekday => self.of_day(D::Weekday, pure(), about, args, span),
            F::MonthStart => self.of_day(D::MonthStart, Sort::Date, about, args, span),
            F::MonthEnd => self.of_day(D::MonthEnd, Sort::Date, about, args, span),
            F::DaysInMonth => self.of_day(D::DaysInMonth, Self::measured("day"), about, args, span),
            F::DaysBetween => self.between(D::DaysBetween, "day", about, args, span),
            F::MonthsBetween => self.between(D::MonthsBetween, "month", about, args, span),
            F::YearsBetween => self.between(D::YearsBetween, "year", about, args, span),
            F::AddDays => self.stepped(D::AddDays, "day", about, args, span),
            F::AddMonths => self.stepped(D::AddMonths, "month", about, args, span),
            F::AddYears => self.stepped(D::AddYears, "year", about, args, span),
            _ => Err(self.form_fault(about, span)),
        }
    }

    fn day(&mut self, expr: &Expr) -> Result<Node, Noted> {
        let typed = self.expr(expr)?;
        self.needs(typed, KindSpec::Date)
    }

    /// A number of days, months or years; a pure number will do.
    fn counted(&mut self, expr: &Expr, unit: &str) -> Result<Node, Noted> {
        let typed = self.expr(expr)?;
        let (node, term, _) = self.number(typed)?;
        if !self.solver.measure(&term).is_pure() {
            self.same_unit(&term, &Term::of(&Measure::unit(unit)), node.span, ("用在这里", "used here"))?;
        }
        Ok(node)
    }

    fn of_day(
        &mut self,
        op: DateOp,
        sort: Sort,
        about: &About,
        args: &[Arg],
        span: Span,
    ) -> Result<Typed, Noted> {
        let [day] = self.exactly(about, args, span)?;
        let day = self.day(day)?;
        Ok(Self::typed(Op::Calendar(op, vec![day]), span, sort))
    }

    fn between(
        &mut self,
        op: DateOp,
        unit: &str,
        about: &About,
        args: &[Arg],
        span: Span,
    ) -> Result<Typed, Noted> {
        let [from, to] = self.exactly(about, args, span)?;
        let (from, to) = (self.day(from), self.day(to));
        Ok(Self::typed(Op::Calendar(op, vec![from?, to?]), span, Self::measured(unit)))
    }

    fn stepped(
        &mut self,
        op: DateOp,
        unit: &str,
        about: &About,
        args: &[Arg],
        span: Span,
    ) -> Result<Typed, Noted> {
        let [day, count] = self.exactly(about, args, span)?;
        let (day, count) = (self.day(day), self.counted(count, unit));
        Ok(Self::typed(Op::Calendar(op, vec![day?, count?]), span, Sort::Date))
    }
}
