//! Choices by condition, mark, band and table.

use std::sync::Arc;

use heng_kernel::Fixed;

use super::{Checker, Noted, Sort, Typed};
use crate::{
    diagnostic::Code,
    function::{About, Function},
    ir::{Node, Op, Shown},
    kind::Kind,
    near::nearest,
    spec::{KindSpec, Match},
    table::{Mark, Table},
    text::{Arg, Expr, ExprKind, Label, Span, UnaryOp},
    unit::{Measure, Term},
};

impl Checker<'_> {
    pub(super) fn form_fault(&mut self, about: &About, span: Span) -> Noted {
        let fault = self.about_fault(Code::ArgumentForm, about, span);
        self.note(fault)
    }

    /// `case(condition: value, …, else: value)`.
    pub(super) fn case(&mut self, about: &About, args: &[Arg], span: Span) -> Result<Typed, Noted> {
        let Some((Arg { label: Label::Else, value: last }, arms)) = args.split_last() else {
            return Err(self.form_fault(about, span));
        };
        if arms.is_empty() {
            return Err(self.form_fault(about, span));
        }
        let mut checked = Vec::new();
        for arm in arms {
            let Label::Of(condition) = &arm.label else { return Err(self.form_fault(about, arm.value.span)) };
            let condition = self.expr(condition);
            let condition = condition.and_then(|condition| self.needs(condition, KindSpec::Bool));
            checked.push((condition, self.expr(&arm.value)));
        }
        let otherwise = self.expr(last)?;
        let mut sort = otherwise.sort.clone();
        let mut nodes = Vec::new();
        for (condition, value) in checked {
            let value = value?;
            sort = self.joined((&sort, otherwise.node.span), value.place())?;
            nodes.push((condition?, value.node));
        }
        Ok(Self::typed(Op::Case(nodes, Box::new(otherwise.node)), span, sort))
    }

    /// `bracket`, `upto`, `match`: a value, then marks with what they stand for.
    pub(super) fn pick(&mut self, about: &About, args: &[Arg], span: Span) -> Result<Typed, Noted> {
        let Some((Arg { label: Label::None, value }, arms)) = args.split_first() else {
            return Err(self.form_fault(about, span));
        };
        let matching = match about.function {
            Function::Bracket => Match::From,
            Function::UpTo => Match::UpTo,
            _ => Match::Exact,
        };
        let value = self.expr(value)?;
        if matching != Match::Exact && !matches!(value.sort, Sort::Number(..) | Sort::Date) {
            return Err(self.needs(value, KindSpec::Number).err().unwrap_or(Noted));
        }
        let mut sort: Option<Sort> = None;
        let (mut nodes, mut otherwise) = (Vec::<(Mark, Node)>::new(), None);
        for (index, arm) in arms.iter().enumerate() {
            let mark = match &arm.label {
                Label::Else if index + 1 == arms.len() && matching != Match::From => None,
                Label::None | Label::Else => return Err(self.form_fault(about, arm.value.span)),
                Label::Of(label) => Some((self.mark(label, &value)?, label.span)),
            };
            let arm = self.expr(&arm.value)?;
            sort = Some(match &sort {
                None => arm.sort.clone(),
                Some(before) => self.joined((before, span), arm.place())?,
            });
            match mark {
                None => otherwise = Some(Box::new(arm.node)),
                Some((mark, mark_span)) => {
                    if nodes.iter().any(|(other, _)| *other == mark) {
                        let fault =
                            self.fault(Code::DuplicateName, mark_span).with("name", mark_span.of(self.text));
                        return Err(self.note(fault));
                    }
                    nodes.push((mark, arm.node));
                }
            }
        }
        let Some(found) = sort.filter(|_| !nodes.is_empty()) else {
            return Err(self.form_fault(about, span));
        };
        nodes.sort_by(|(one, _), (other, _)| one.cmp(other));
        let op = Op::Pick { value: Box::new(value.node), matching, arms: nodes, otherwise };
        Ok(Self::typed(op, span, found))
    }

    /// A mark: a plain value of the kind and unit of what is looked up.
    fn mark(&mut self, label: &Expr, value: &Typed) -> Result<Mark, Noted> {
        let typed = self.expr(label)?;
        self.comparable(value, &typed, label.span)?;
        let negative = matches!(label.kind, ExprKind::Unary(UnaryOp::Negate, _));
        let found = match typed.node.op {
            Op::Number(number) => Some(Mark::Number(number)),
            Op::Date(date) => Some(Mark::Date(date)),
            Op::Text(text) => Some(Mark::Text(text)),
            Op::Bool(truth) => Some(Mark::Bool(truth)),
            Op::Negate(inner) if negative => match inner.op {
                Op::Number(number) => number.checked_neg().map(Mark::Number),
                _ => None,
            },
            _ => None,
        };
        found.ok_or_else(|| {
            let fault = self.fault(Code::ExpectedLiteral, label.span);
            self.note(fault.with_both("what", "档位的值", "a mark"))
        })
    }

    /// `progressive(x, 0: 3%, 1万: 10%)` or `progressive(x, table)`.
    pub(super) fn progressive(&mut self, about: &About, args: &[Arg], span: Span) -> Result<Typed, Noted> {
        let Some((Arg { label: Label::None, value }, arms)) = args.split_first() else {
            return Err(self.form_fault(about, span));
        };
        let value = self.expr(value)?;
        let (node, term, _) = self.number(value)?;
        let value = Typed { node, sort: Sort::Number(term.clone(), false) };
        let (mut bands, rate) = match arms {
            [Arg { label: Label::None, value: table }] => self.table_bands(table, &term)?,
            [] => return Err(self.form_fault(about, span)),
            arms => self.written_bands(about, arms, &value)?,
        };
        bands.sort_by_key(|(edge, _)| *edge);
        if bands.windows(2).any(|pair| matches!(pair, [(one, _), (other, _)] if one == other)) {
            return Err(self.form_fault(about, span));
        }
        let sort = Sort::Number(term.times(&rate), false);
        Ok(Self::typed(Op::Progressive { value: Box::new(value.node), bands }, span, sort))
    }

    fn written_bands(
        &mut self,
        about: &About,
        arms: &[Arg],
        value: &Typed,
    ) -> Result<(Vec<(Fixed, Node)>, Term), Noted> {
        let mut bands = Vec::new();
        let mut unit: Option<Term> = None;
        for arm in arms {
            let Label::Of(label) = &arm.label else { return Err(self.form_fault(about, arm.value.span)) };
            let Mark::Number(edge) = self.mark(label, value)? else {
                return Err(self.form_fault(about, label.span));
            };
            let rate = self.expr(&arm.value)?;
            let (node, term, _) = self.number(rate)?;
            match &unit {
                None => unit = Some(term),
                Some(known) => self.same_unit(&known.clone(), &term, node.span, ("相加", "added"))?,
            }
            bands.push((edge, node));
        }
        Ok((bands, unit.unwrap_or_default()))
    }

    fn table_bands(&mut self, expr: &Expr, value: &Term) -> Result<(Vec<(Fixed, Node)>, Term), Noted> {
        let table = self.table(expr)?;
        let (key, found) =
            (table.keys.first().map(|key| &key.kind), table.values.first().map(|found| &found.kind));
        let (Some(Kind::Number(key)), Some(Kind::Number(rate)), Some(bands)) = (key, found, table.bands())
        else {
            let fault = self.fault(Code::ExpectedLiteral, expr.span);
            return Err(self.note(fault.with_both(
                "what",
                "按起点分档的数表",
                "a table of brackets over numbers",
            )));
        };
        self.same_unit(value, &Term::of(key), expr.span, ("比较", "compared"))?;
        let node = |rate_value| Node {
            op: Op::Number(rate_value),
            span: expr.span,
            shown: Shown::Number(rate.clone()),
        };
        Ok((bands.into_iter().map(|(edge, rate_value)| (edge, node(rate_value))).collect(), Term::of(rate)))
    }

    fn table(&mut self, expr: &Expr) -> Result<Arc<Table>, Noted> {
        let ExprKind::Name(name) = &expr.kind else {
            let fault = self.fault(Code::ExpectedLiteral, expr.span);
            return Err(self.note(fault.with_both("what", "表的名称", "the name of a table")));
        };
        match self.scope.tables.get(name) {
            Some(table) => Ok(Arc::clone(table)),
            None => {
                let near = nearest(name, self.scope.tables.keys().map(String::as_str));
                let fault = self.fault(Code::UnknownTable, expr.span).with("name", name).suggest(near);
                Err(self.note(fault))
            }
        }
    }

    /// `lookup(table, key…)`, with the column's name when there are several.
    pub(super) fn lookup(&mut self, about: &About, args: &[Arg], span: Span) -> Result<Typed, Noted> {
        let args = self.at_least(about, args, 2, span)?;
        let Some((first, rest)) = args.split_first() else { return Err(Noted) };
        let table = self.table(first)?;
        let (keys, column) = match rest.split_at_checked(table.keys.len()) {
            Some((keys, [])) if table.values.len() == 1 => (keys, 0),
            Some((keys, [column])) => (keys, self.column(&table, column)?),
            _ => return Err(self.form_fault(about, span)),
        };
        let checked: Vec<_> = keys.iter().map(|key| self.expr(key)).collect();
        let mut nodes = Vec::new();
        for (key, column) in checked.into_iter().zip(&table.keys) {
            let key = key?;
            let wanted = Self::of_kind(Op::Bool(false), key.node.span, &column.kind);
            self.comparable(&wanted, &key, key.node.span)?;
            nodes.push(key.node);
        }
        let Some(found) = table.values.get(column) else { return Err(Noted) };
        let kind = found.kind.clone();
        Ok(Self::of_kind(Op::Lookup { table, column, keys: nodes }, span, &kind))
    }

    fn column(&mut self, table: &Table, expr: &Expr) -> Result<usize, Noted> {
        let (ExprKind::Name(name) | ExprKind::Text(name)) = &expr.kind else {
            let fault = self.fault(Code::ExpectedLiteral, expr.span);
            return Err(self.note(fault.with_both("what", "列的名称", "the name of a column")));
        };
        table.values.iter().position(|column| column.name == *name).ok_or_else(|| {
            let near = nearest(name, table.values.iter().map(|column| column.name.as_str()));
            let fault =
                self.fault(Code::UnknownColumn, expr.span).with("table", &table.name).with("column", name);
            self.note(fault.suggest(near))
        })
    }

    pub(super) fn measured(name: &str) -> Sort {
        Sort::Number(Term::of(&Measure::unit(name)), false)
    }
}
