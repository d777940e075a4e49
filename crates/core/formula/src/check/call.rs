//! Functions on single values.

use heng_kernel::{Locale, Rounding};

use super::{Checker, Noted, Sort, Typed};
use crate::{
    diagnostic::Code,
    function::{About, Function, function, function_names, rounding, rounding_names},
    ir::{Arith, Extreme, Grain, Op},
    near::nearest,
    spec::KindSpec,
    text::{Arg, Expr, ExprKind, Label, Span},
};

const BRANCHES: (&str, &str) = ("作为同一个结果", "results of one choice");

impl Checker<'_> {
    pub(super) fn call(
        &mut self,
        name: &str,
        name_span: Span,
        args: &[Arg],
        filter: Option<&Expr>,
        span: Span,
    ) -> Result<Typed, Noted> {
        let Some(about) = function(name) else {
            let near = nearest(name, function_names());
            let fault = self.fault(Code::UnknownFunction, name_span).with("name", name).suggest(near);
            return Err(self.note(fault));
        };
        if let Some(aggregate) = self.aggregate(about, args, filter, span) {
            return aggregate;
        }
        if let Some(filter) = filter {
            let fault = self.about_fault(Code::StrayWhere, about, filter.span);
            return Err(self.note(fault));
        }
        match about.function {
            Function::Case => self.case(about, args, span),
            Function::Bracket | Function::UpTo | Function::Match => self.pick(about, args, span),
            Function::Progressive => self.progressive(about, args, span),
            Function::Lookup => self.lookup(about, args, span),
            Function::If => {
                let [condition, then, otherwise] = self.exactly(about, args, span)?;
                let condition = self.expr(condition);
                let (then, otherwise) = (self.expr(then), self.expr(otherwise));
                let condition = condition.and_then(|condition| self.needs(condition, KindSpec::Bool));
                let (then, otherwise) = (then?, otherwise?);
                let sort = self.joined(then.place(), otherwise.place())?;
                Ok(Self::typed(Op::If(Box::new([condition?, then.node, otherwise.node])), span, sort))
            }
            Function::Least | Function::Greatest => self.extreme(about, args, span),
            Function::Sum | Function::Average => self.sum_of_args(about, args, span),
            Function::Clamp => self.clamp(about, args, span),
            Function::Absolute => {
                let [value] = self.exactly(about, args, span)?;
                let value = self.expr(value)?;
                let (node, term, percent) = self.number(value)?;
                Ok(Self::typed(Op::Absolute(Box::new(node)), span, Sort::Number(term, percent)))
            }
            Function::Round => self.round(about, args, span),
            Function::RoundTo => self.round_to(about, args, span),
            Function::Floor | Function::Ceil => {
                let [value] = self.exactly(about, args, span)?;
                let mode = if about.function == Function::Floor { Rounding::Floor } else { Rounding::Ceil };
                self.rounded_to_places(value, 0, mode, span)
            }
            Function::Remainder => {
                let [left, right] = self.exactly(about, args, span)?;
                let (left, right) = (self.expr(left), self.expr(right));
                let ((left, term, percent), (right, other, _)) = (self.number(left?)?, self.number(right?)?);
                self.same_unit(&term, &other, span, ("相除取余", "divided for a remainder"))?;
                Ok(Self::typed(
                    Op::Arith(Arith::Remainder, Box::new([left, right])),
                    span,
                    Sort::Number(term, percent),
                ))
            }
            Function::OrElse => {
                let [value, instead] = self.exactly(about, args, span)?;
                let (value, instead) = (self.expr(value), self.expr(instead));
                let (value, instead) = (value?, instead?);
                let sort = self.joined(value.place(), instead.place())?;
                Ok(Self::typed(Op::OrElse(Box::new([value.node, instead.node])), span, sort))
            }
            Function::Has => {
                let [value] = self.exactly(about, args, span)?;
                let value = self.expr(value)?;
                if matches!(value.sort, Sort::List) {
                    return Err(self.list_use(value.node.span));
                }
                Ok(Self::typed(Op::Has(Box::new(value.node)), span, Sort::Bool))
            }
            // Without a list these have nothing to go through.
            Function::Count | Function::Any | Function::All => {
                let fault = self.about_fault(Code::ArgumentForm, about, span);
                Err(self.note(fault))
            }
            date => self.date_call(date, about, args, span),
        }
    }

    /// A fault that shows how the function is written.
    pub(super) fn about_fault(&self, code: Code, about: &About, span: Span) -> crate::diagnostic::Diagnostic {
        let fault = self.fault(code, span).with("name", about.names.first().copied().unwrap_or_default());
        fault.with_both("help", about.form.pick(Locale::ZhCn), about.form.pick(Locale::En))
    }

    fn count_fault(
        &mut self,
        about: &About,
        wanted: impl std::fmt::Display,
        given: usize,
        span: Span,
    ) -> Noted {
        let fault =
            self.about_fault(Code::ArgumentCount, about, span).with("wanted", wanted).with("given", given);
        self.note(fault)
    }

    /// Arguments without labels.
    pub(super) fn unlabelled<'e>(&mut self, about: &About, args: &'e [Arg]) -> Result<Vec<&'e Expr>, Noted> {
        let labelled = args.iter().find(|arg| arg.label != Label::None);
        if let Some(arg) = labelled {
            let fault = self.about_fault(Code::ArgumentForm, about, arg.value.span);
            return Err(self.note(fault));
        }
        Ok(args.iter().map(|arg| &arg.value).collect())
    }

    pub(super) fn exactly<'e, const N: usize>(
        &mut self,
        about: &About,
        args: &'e [Arg],
        span: Span,
    ) -> Result<[&'e Expr; N], Noted> {
        let plain = self.unlabelled(about, args)?;
        <[&Expr; N]>::try_from(plain).map_err(|plain| self.count_fault(about, N, plain.len(), span))
    }

    pub(super) fn at_least<'e>(
        &mut self,
        about: &About,
        args: &'e [Arg],
        least: usize,
        span: Span,
    ) -> Result<Vec<&'e Expr>, Noted> {
        let plain = self.unlabelled(about, args)?;
        if plain.len() < least {
            return Err(self.count_fault(about, format_args!("≥ {least}"), plain.len(), span));
        }
        Ok(plain)
    }

    /// What two values of which one is taken have in common.
    pub(super) fn joined(&mut self, one: (&Sort, Span), other: (&Sort, Span)) -> Result<Sort, Noted> {
        match (one.0, other.0) {
            (Sort::List, _) => Err(self.list_use(one.1)),
            (_, Sort::List) => Err(self.list_use(other.1)),
            (Sort::Number(left, left_percent), Sort::Number(right, right_percent)) => {
                self.same_unit(left, right, other.1, BRANCHES)?;
                Ok(Sort::Number(left.clone(), *left_percent && *right_percent))
            }
            (left, right) if left.spec() == right.spec() => Ok(left.clone()),
            (left, right) => Err(self.mismatch(other.1, left.spec(), right.spec())),
        }
    }

    fn extreme(&mut self, about: &About, args: &[Arg], span: Span) -> Result<Typed, Noted> {
        let args = self.at_least(about, args, 1, span)?;
        let parts: Vec<_> = args.into_iter().map(|arg| self.expr(arg)).collect();
        let mut nodes = Vec::new();
        let mut sort: Option<Sort> = None;
        for part in parts {
            let part = part?;
            if !matches!(part.sort, Sort::Number(..) | Sort::Date) {
                return Err(self.needs(part, KindSpec::Number).err().unwrap_or(Noted));
            }
            sort = Some(match &sort {
                None => part.sort.clone(),
                Some(before) => self.joined((before, span), part.place())?,
            });
            nodes.push(part.node);
        }
        let which = if about.function == Function::Least { Extreme::Least } else { Extreme::Greatest };
        Ok(Self::typed(Op::Extreme(which, nodes), span, sort.ok_or(Noted)?))
    }

    /// `sum(a, b, c)` adds; `avg(a, b, c)` divides by their number.
    fn sum_of_args(&mut self, about: &About, args: &[Arg], span: Span) -> Result<Typed, Noted> {
        let args = self.at_least(about, args, 1, span)?;
        let count = i64::try_from(args.len()).map_err(|_| Noted)?;
        let parts: Vec<_> = args.into_iter().map(|arg| self.expr(arg)).collect();
        let mut total: Option<(crate::ir::Node, crate::unit::Term, bool)> = None;
        for part in parts {
            let (node, term, percent) = self.number(part?)?;
            total = Some(match total {
                None => (node, term, percent),
                Some((before, known, all_percent)) => {
                    self.same_unit(&known, &term, node.span, ("相加", "added"))?;
                    let sort = Sort::Number(known.clone(), all_percent && percent);
                    let so_far = before.span.to(node.span);
                    let added = Self::typed(Op::Arith(Arith::Add, Box::new([before, node])), so_far, sort);
                    (added.node, known, all_percent && percent)
                }
            });
        }
        let (mut node, term, percent) = total.ok_or(Noted)?;
        node.span = span;
        let sort = Sort::Number(term, percent);
        if about.function == Function::Sum {
            return Ok(Typed { node, sort });
        }
        let by = Self::typed(
            Op::Number(heng_kernel::Fixed::whole(count)),
            span,
            Sort::Number(crate::unit::Term::default(), false),
        );
        Ok(Self::typed(Op::Arith(Arith::Divide, Box::new([node, by.node])), span, sort))
    }

    fn clamp(&mut self, about: &About, args: &[Arg], span: Span) -> Result<Typed, Noted> {
        let [value, low, high] = self.exactly(about, args, span)?;
        let (value, low, high) = (self.expr(value), self.expr(low), self.expr(high));
        let (value, term, percent) = self.number(value?)?;
        let ((low, low_term, _), (high, high_term, _)) = (self.number(low?)?, self.number(high?)?);
        self.same_unit(&term, &low_term, low.span, ("比较", "compared"))?;
        self.same_unit(&term, &high_term, high.span, ("比较", "compared"))?;
        Ok(Self::typed(Op::Clamp(Box::new([value, low, high])), span, Sort::Number(term, percent)))
    }

    fn round(&mut self, about: &About, args: &[Arg], span: Span) -> Result<Typed, Noted> {
        let args = self.at_least(about, args, 1, span)?;
        let (value, places, mode) = match args.as_slice() {
            [value] => (value, 0, Rounding::HalfUp),
            [value, places] => (value, self.places(places)?, Rounding::HalfUp),
            [value, places, mode] => (value, self.places(places)?, self.mode(mode)?),
            more => return Err(self.count_fault(about, "1–3", more.len(), span)),
        };
        self.rounded_to_places(value, places, mode, span)
    }

    fn rounded_to_places(
        &mut self,
        value: &Expr,
        places: u32,
        mode: Rounding,
        span: Span,
    ) -> Result<Typed, Noted> {
        let value = self.expr(value)?;
        let (node, term, percent) = self.number(value)?;
        let op = Op::Round { value: Box::new(node), grain: Grain::Places(places), mode };
        Ok(Self::typed(op, span, Sort::Number(term, percent)))
    }

    fn round_to(&mut self, about: &About, args: &[Arg], span: Span) -> Result<Typed, Noted> {
        let args = self.at_least(about, args, 2, span)?;
        let (value, step, mode) = match args.as_slice() {
            [value, step] => (value, step, Rounding::HalfUp),
            [value, step, mode] => (value, step, self.mode(mode)?),
            more => return Err(self.count_fault(about, "2–3", more.len(), span)),
        };
        let (value, step) = (self.expr(value), self.expr(step));
        let ((node, term, percent), (step, step_term, _)) = (self.number(value?)?, self.number(step?)?);
        self.same_unit(&term, &step_term, step.span, ("用来取整", "rounded to one another"))?;
        let op = Op::Round { value: Box::new(node), grain: Grain::Step(Box::new(step)), mode };
        Ok(Self::typed(op, span, Sort::Number(term, percent)))
    }

    /// A number of decimal places, written as it is.
    fn places(&mut self, expr: &Expr) -> Result<u32, Noted> {
        if let ExprKind::Number(number) = &expr.kind
            && number.scale.is_none()
            && number.suffix.is_none()
            && let Some(places) = number.digits.parse::<u32>().ok().filter(|places| *places <= 12)
        {
            return Ok(places);
        }
        let fault = self.fault(Code::ExpectedLiteral, expr.span);
        Err(self.note(fault.with_both("what", "0 到 12 的位数", "a number of places from 0 to 12")))
    }

    fn mode(&mut self, expr: &Expr) -> Result<Rounding, Noted> {
        let ExprKind::Name(name) = &expr.kind else {
            let fault = self.fault(Code::ExpectedLiteral, expr.span);
            return Err(self.note(fault.with_both("what", "取整方式", "a way of rounding")));
        };
        rounding(name).ok_or_else(|| {
            let names = Rounding::ALL.into_iter().flat_map(|mode| rounding_names(mode).iter().copied());
            let near = nearest(name, names);
            let fault = self.fault(Code::UnknownRounding, expr.span).with("name", name).suggest(near);
            self.note(fault)
        })
    }
}
