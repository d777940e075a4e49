//! Values, names and operators.

use std::sync::Arc;

use heng_kernel::{Fixed, Locale};

use super::{Checker, Named, Noted, Scope, Sort, Typed};
use crate::{
    diagnostic::{Code, Diagnostic},
    ir::{Arith, Comparison, DateOp, Grain, Node, Op, Shown},
    kind::Kind,
    near::nearest,
    spec::{KindSpec, RoundSpec},
    text::{BinaryOp, Expr, ExprKind, Number, Scale, Span, Suffix, UnaryOp},
    unit::{Measure, Solver, Term, canonical},
};

/// Powers of a unit beyond this are nobody's meaning.
const MAX_POWER: u32 = 6;
/// Other words for the value at hand of a plain list.
pub(super) const EACH: [&str; 3] = ["it", "每项", "每个"];

/// Checks one item's formula against what it may name and what its result must be.
pub(crate) fn check_item(
    scope: &Scope,
    text: &str,
    expr: &Expr,
    declared: Option<&Kind>,
    round: Option<RoundSpec>,
) -> (Option<(Node, Kind)>, Vec<Diagnostic>) {
    let mut checker = Checker {
        scope,
        text,
        solver: Solver::default(),
        frames: Vec::new(),
        pure_factors: !matches!(declared, Some(Kind::Number(_))),
        bare: Vec::new(),
        notes: Vec::new(),
    };
    let checked = checker.expr(expr).and_then(|typed| checker.result(typed, declared));
    let checked = checked.and_then(|(mut node, kind)| {
        checker.settle(&mut node);
        checker.tell_bare();
        checker.rounded(node, kind, round)
    });
    (checked.ok(), checker.notes)
}

impl Checker<'_> {
    /// Holds the result against its declaration.
    fn result(&mut self, typed: Typed, declared: Option<&Kind>) -> Result<(Node, Kind), Noted> {
        let span = typed.node.span;
        let mut node = typed.node;
        let kind = match (typed.sort, declared) {
            (Sort::List, _) => return Err(self.list_use(span)),
            (Sort::Number(term, percent), Some(Kind::Number(measure))) => {
                if !self.solver.equate(&term, &Term::of(measure)) {
                    let given = self.solver.measure(&term);
                    let fault = self.fault(Code::ResultUnit, span);
                    let fault = fault.with_both("given", &given.name(Locale::ZhCn), &given.name(Locale::En));
                    let fault =
                        fault.with_both("wanted", &measure.name(Locale::ZhCn), &measure.name(Locale::En));
                    return Err(self.note(fault));
                }
                node.shown = Shown::Sought(term, percent || measure.is_percent());
                Kind::Number(measure.clone())
            }
            (Sort::Number(term, percent), None) => {
                let measure = self.solver.measure(&term);
                Kind::Number(if percent && measure.is_pure() { Measure::percent() } else { measure })
            }
            (Sort::Text, None | Some(Kind::Text)) => Kind::Text,
            (Sort::Date, None | Some(Kind::Date)) => Kind::Date,
            (Sort::Bool, None | Some(Kind::Bool)) => Kind::Bool,
            (sort, Some(wanted)) => {
                use crate::kind::kind_word;
                let fault = self.fault(Code::ResultKind, span);
                let given = kind_word(sort.spec());
                let fault = fault.with_both("wanted", &wanted.word(Locale::ZhCn), &wanted.word(Locale::En));
                let fault = fault.with_both("given", given.pick(Locale::ZhCn), given.pick(Locale::En));
                return Err(self.note(fault));
            }
        };
        if let Kind::Number(measure) = &kind
            && measure.powers().values().any(|power| power.unsigned_abs() > MAX_POWER)
        {
            let fault = self.fault(Code::UnitPower, span);
            let fault = fault.with_both("unit", &measure.name(Locale::ZhCn), &measure.name(Locale::En));
            return Err(self.note(fault));
        }
        Ok((node, kind))
    }

    fn rounded(&mut self, node: Node, kind: Kind, round: Option<RoundSpec>) -> Result<(Node, Kind), Noted> {
        let Some(RoundSpec { places, mode }) = round else { return Ok((node, kind)) };
        if kind.spec() != KindSpec::Number {
            return Err(self.mismatch(node.span, KindSpec::Number, kind.spec()));
        }
        let (span, shown) = (node.span, node.shown.clone());
        let op = Op::Round { value: Box::new(node), grain: Grain::Places(places), mode };
        Ok((Node { op, span, shown }, kind))
    }

    /// Says how bare numbers were read when it was as a composed unit.
    fn tell_bare(&mut self) {
        let read: Vec<(Span, Measure)> =
            self.bare.iter().map(|(span, term)| (*span, self.solver.measure(term))).collect();
        for (span, measure) in read {
            if !measure.is_pure() && !measure.is_single() {
                let unit = (measure.word(Locale::ZhCn), measure.word(Locale::En));
                let literal = span.of(self.text);
                let note = self.fault(Code::LiteralUnit, span);
                let note = note.with_both(
                    "unit",
                    &format!("{literal} {}", unit.0),
                    &format!("{literal} {}", unit.1),
                );
                self.notes.push(note);
            }
        }
    }

    pub(super) fn expr(&mut self, expr: &Expr) -> Result<Typed, Noted> {
        let span = expr.span;
        match &expr.kind {
            ExprKind::Number(number) => self.literal(number, span),
            ExprKind::Text(text) => Ok(Self::typed(Op::Text(Arc::from(text.as_str())), span, Sort::Text)),
            ExprKind::Date(date) => Ok(Self::typed(Op::Date(*date), span, Sort::Date)),
            ExprKind::Bool(truth) => Ok(Self::typed(Op::Bool(*truth), span, Sort::Bool)),
            ExprKind::Name(name) => self.name(name, span),
            ExprKind::Field { list, field } => self.field(list, field, span),
            ExprKind::Unary(UnaryOp::Negate, inner) => {
                let inner = self.expr(inner)?;
                let (node, term, percent) = self.number(inner)?;
                Ok(Self::typed(Op::Negate(Box::new(node)), span, Sort::Number(term, percent)))
            }
            ExprKind::Unary(UnaryOp::Not, inner) => {
                let inner = self.expr(inner)?;
                let node = self.needs(inner, KindSpec::Bool)?;
                Ok(Self::typed(Op::Not(Box::new(node)), span, Sort::Bool))
            }
            ExprKind::Binary(op, left, right) => {
                let (left, right) = (self.expr(left), self.expr(right));
                self.binary(*op, left?, right?, span)
            }
            ExprKind::In(needle, options) => self.membership(needle, options, span),
            ExprKind::Call { name, name_span, args, filter } => {
                self.call(name, *name_span, args, filter.as_deref(), span)
            }
        }
    }

    fn literal(&mut self, number: &Number, span: Span) -> Result<Typed, Noted> {
        let value = self.literal_value(number, span)?;
        let (term, percent) = match &number.suffix {
            Some(Suffix::Percent | Suffix::PerMille) => (Term::default(), true),
            Some(Suffix::Unit(unit)) => {
                if !self.scope.knows_unit(&canonical(unit)) {
                    let near = nearest(unit, self.scope.units.iter().map(String::as_str));
                    let fault = self.fault(Code::UnknownUnit, span).with("unit", unit).suggest(near);
                    return Err(self.note(fault));
                }
                (Term::of(&Measure::unit(unit)), false)
            }
            None => {
                let term = self.solver.fresh();
                self.bare.push((span, term.clone()));
                (term, false)
            }
        };
        Ok(Self::typed(Op::Number(value), span, Sort::Number(term, percent)))
    }

    pub(super) fn literal_value(&mut self, number: &Number, span: Span) -> Result<Fixed, Noted> {
        let factor = match (number.scale, &number.suffix) {
            (Some(Scale::TenThousand), _) => Fixed::whole(10_000),
            (Some(Scale::HundredMillion), _) => Fixed::whole(100_000_000),
            (None, _) => Fixed::ONE,
        };
        let share = match &number.suffix {
            Some(Suffix::Percent) => Fixed::whole(100),
            Some(Suffix::PerMille) => Fixed::whole(1_000),
            _ => Fixed::ONE,
        };
        let exact = number.digits.parse::<Fixed>().ok().and_then(|digits| digits.checked_mul(factor));
        // A share of the twelfth digit cannot be kept exactly.
        let shared = exact
            .and_then(|exact| exact.checked_div(share).filter(|out| out.checked_mul(share) == Some(exact)));
        shared.ok_or_else(|| {
            let fault = self.fault(Code::LongNumber, span);
            self.note(fault)
        })
    }

    fn name(&mut self, name: &str, span: Span) -> Result<Typed, Noted> {
        for level in (0..self.frames.len()).rev() {
            let Some(frame) = self.frames.get(level) else { continue };
            let plain = frame.list.is_plain() && (frame.name == name || EACH.contains(&name));
            let field = if plain { frame.list.field("") } else { frame.list.field(name) };
            if let Some((field, kind)) = field {
                let (kind, inner) = (kind.clone(), format!("{}.{name}", frame.name));
                if !plain && self.scope.names.contains_key(name) {
                    let note = self.fault(Code::Shadowed, span).with("name", name).with("inner", inner);
                    self.notes.push(note);
                }
                return Ok(Self::of_kind(Op::Element { level, field }, span, &kind));
            }
        }
        match self.scope.names.get(name) {
            Some(Named::Slot(slot, kind)) => Ok(Self::of_kind(Op::Slot(*slot), span, kind)),
            Some(Named::Broken) => Err(Noted),
            None => Err(self.unknown_name(name, span)),
        }
    }

    fn unknown_name(&mut self, name: &str, span: Span) -> Noted {
        let fields =
            self.frames.iter().flat_map(|frame| frame.list.fields.iter().map(|(field, _)| field.as_str()));
        let names = self.scope.names.keys().map(String::as_str);
        let near = nearest(name, names.chain(fields));
        let fault = self.fault(Code::UnknownName, span).with("name", name).suggest(near);
        self.note(fault)
    }

    fn field(&mut self, list: &str, field: &str, span: Span) -> Result<Typed, Noted> {
        let open = self.frames.iter().rposition(|frame| frame.name == list);
        let Some(level) = open else {
            return Err(match self.scope.list(list) {
                Some(_) => {
                    let fault = self.fault(Code::ListUse, span).with("name", list);
                    self.note(fault)
                }
                None => self.unknown_name(list, span),
            });
        };
        let kind = self.frames.get(level).map(|frame| Arc::clone(&frame.list));
        match kind.as_ref().and_then(|list| list.field(field)) {
            Some((field, kind)) => Ok(Self::of_kind(Op::Element { level, field }, span, kind)),
            None => {
                let fields = kind.iter().flat_map(|list| list.fields.iter().map(|(field, _)| field.as_str()));
                let near = nearest(field, fields);
                let fault = self.fault(Code::UnknownField, span);
                Err(self.note(fault.with("list", list).with("field", field).suggest(near)))
            }
        }
    }

    fn binary(&mut self, op: BinaryOp, left: Typed, right: Typed, span: Span) -> Result<Typed, Noted> {
        match op {
            BinaryOp::Add | BinaryOp::Subtract => self.sum(op, left, right, span),
            BinaryOp::Multiply | BinaryOp::Divide => self.product(op, left, right, span),
            BinaryOp::And | BinaryOp::Or => {
                let (left, right) = (self.needs(left, KindSpec::Bool), self.needs(right, KindSpec::Bool));
                let parts = Box::new([left?, right?]);
                Ok(Self::typed(
                    if op == BinaryOp::And { Op::And(parts) } else { Op::Or(parts) },
                    span,
                    Sort::Bool,
                ))
            }
            BinaryOp::Equal
            | BinaryOp::NotEqual
            | BinaryOp::Less
            | BinaryOp::AtMost
            | BinaryOp::Greater
            | BinaryOp::AtLeast => self.comparison(op, left, right, span),
        }
    }

    fn sum(&mut self, op: BinaryOp, left: Typed, right: Typed, span: Span) -> Result<Typed, Noted> {
        let adds = op == BinaryOp::Add;
        match (&left.sort, &right.sort) {
            (Sort::Date, Sort::Date) if !adds => {
                // `later - earlier` counts the days from the earlier one.
                let op = Op::Calendar(DateOp::DaysBetween, vec![right.node, left.node]);
                Ok(Self::typed(op, span, Sort::Number(Term::of(&Measure::unit("day")), false)))
            }
            (Sort::Date, Sort::Number(count, _)) => {
                let day = Term::of(&Measure::unit("day"));
                let action = if adds {
                    ("加到日期上", "added to a date")
                } else {
                    ("从日期里减", "taken from a date")
                };
                self.same_unit(count, &day, span, action)?;
                let op = if adds { DateOp::AddDays } else { DateOp::SubtractDays };
                Ok(Self::typed(Op::Calendar(op, vec![left.node, right.node]), span, Sort::Date))
            }
            (Sort::Date, other) => Err(self.mismatch(right.node.span, KindSpec::Number, other.spec())),
            _ => {
                let (left, right) = (self.number(left), self.number(right));
                let ((left, left_term, left_percent), (right, right_term, right_percent)) = (left?, right?);
                let action = if adds { ("相加", "added") } else { ("相减", "subtracted") };
                self.same_unit(&left_term, &right_term, span, action)?;
                let op = if adds { Arith::Add } else { Arith::Subtract };
                let sort = Sort::Number(left_term, left_percent && right_percent);
                Ok(Self::typed(Op::Arith(op, Box::new([left, right])), span, sort))
            }
        }
    }

    fn product(&mut self, op: BinaryOp, left: Typed, right: Typed, span: Span) -> Result<Typed, Noted> {
        let (left, right) = (self.number(left), self.number(right));
        let ((left, left_term, _), (right, right_term, _)) = (left?, right?);
        for (factor, term) in [(&left, &left_term), (&right, &right_term)] {
            if self.pure_factors && matches!(factor.op, Op::Number(_)) {
                // A number that carries a unit keeps it.
                self.solver.equate(term, &Term::default());
            }
        }
        let (op, term) = if op == BinaryOp::Multiply {
            (Arith::Multiply, left_term.times(&right_term))
        } else {
            if matches!(&right.op, Op::Number(number) if number.is_zero()) {
                let note = self.fault(Code::DividedByZero, right.span);
                self.notes.push(note);
            }
            (Arith::Divide, left_term.over(&right_term))
        };
        Ok(Self::typed(Op::Arith(op, Box::new([left, right])), span, Sort::Number(term, false)))
    }

    fn comparison(&mut self, op: BinaryOp, left: Typed, right: Typed, span: Span) -> Result<Typed, Noted> {
        let op = match op {
            BinaryOp::NotEqual => Comparison::NotEqual,
            BinaryOp::Less => Comparison::Less,
            BinaryOp::AtMost => Comparison::AtMost,
            BinaryOp::Greater => Comparison::Greater,
            BinaryOp::AtLeast => Comparison::AtLeast,
            _ => Comparison::Equal,
        };
        self.comparable(&left, &right, span)?;
        let ordered = !matches!(op, Comparison::Equal | Comparison::NotEqual);
        if ordered && matches!(left.sort, Sort::Text | Sort::Bool) {
            return Err(self.mismatch(left.node.span, KindSpec::Number, left.sort.spec()));
        }
        Ok(Self::typed(Op::Compare(op, Box::new([left.node, right.node])), span, Sort::Bool))
    }

    /// Two values of one kind and unit.
    pub(super) fn comparable(&mut self, left: &Typed, right: &Typed, span: Span) -> Result<(), Noted> {
        match (&left.sort, &right.sort) {
            (Sort::List, _) => Err(self.list_use(left.node.span)),
            (_, Sort::List) => Err(self.list_use(right.node.span)),
            (Sort::Number(one, _), Sort::Number(other, _)) => {
                self.same_unit(one, other, span, ("比较", "compared"))
            }
            (one, other) if one.spec() == other.spec() => Ok(()),
            (one, other) => Err(self.mismatch(right.node.span, one.spec(), other.spec())),
        }
    }

    fn membership(&mut self, needle: &Expr, options: &[Expr], span: Span) -> Result<Typed, Noted> {
        let needle = self.expr(needle);
        let options: Vec<_> = options.iter().map(|option| self.expr(option)).collect();
        let needle = needle?;
        let mut nodes = Vec::new();
        for option in options {
            let option = option?;
            self.comparable(&needle, &option, option.node.span)?;
            nodes.push(option.node);
        }
        Ok(Self::typed(Op::In(Box::new(needle.node), nodes), span, Sort::Bool))
    }
}
