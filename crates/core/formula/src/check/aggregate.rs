//! Functions that go through lists.

use std::sync::Arc;

use super::{Checker, Frame, Noted, Sort, Typed};
use crate::{
    diagnostic::Code,
    function::{About, Function, function},
    ir::{Aggregate, Op},
    kind::ListKind,
    spec::KindSpec,
    text::{Arg, Expr, ExprKind, Label, Span},
    unit::Term,
};

/// Aggregates within aggregates.
const MAX_LEVELS: usize = 2;

impl Checker<'_> {
    /// The aggregate, or `None` when nothing here is a list: `sum(a, b)` then adds its arguments.
    pub(super) fn aggregate(
        &mut self,
        about: &About,
        args: &[Arg],
        filter: Option<&Expr>,
        span: Span,
    ) -> Option<Result<Typed, Noted>> {
        let kind = aggregate_of(about.function)?;
        let [Arg { label: Label::None, value: body }] = args else { return None };
        let mut lists = Vec::new();
        self.lists_in(body, &mut lists);
        lists.sort_unstable();
        lists.dedup();
        // Within a sum, the list that is not yet gone through is meant.
        let open = |name: &&str| self.frames.iter().any(|frame| frame.name == **name);
        let closed: Vec<&str> = lists.iter().copied().filter(|name| !open(name)).collect();
        let name = match (closed.as_slice(), lists.as_slice()) {
            ([name], _) | ([], [name]) => *name,
            ([], []) => return None,
            _ => {
                let fault = self.about_fault(Code::ArgumentForm, about, body.span);
                return Some(Err(self.note(fault)));
            }
        };
        let (slot, list) = self.scope.list(name)?;
        let list = Arc::clone(list);
        if self.frames.len() == MAX_LEVELS {
            let fault = self.fault(Code::AggregateDepth, span);
            return Some(Err(self.note(fault)));
        }
        self.frames.push(Frame { name: name.to_owned(), list: Arc::clone(&list) });
        let checked = self.inside(kind, &list, slot, about, body, filter, span);
        self.frames.pop();
        Some(checked)
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of one call")]
    fn inside(
        &mut self,
        kind: Aggregate,
        list: &ListKind,
        slot: usize,
        about: &About,
        body: &Expr,
        filter: Option<&Expr>,
        span: Span,
    ) -> Result<Typed, Noted> {
        let whole = matches!(body.kind, ExprKind::Name(_)) && !list.is_plain();
        let filter = filter.map(|filter| {
            let typed = self.expr(filter)?;
            self.needs(typed, KindSpec::Bool)
        });
        let filter = filter.transpose()?.map(Box::new);
        let make = |body: Option<Box<_>>, filter| Op::Aggregate { kind, list: slot, body, filter, weight: 0 };
        match kind {
            Aggregate::Count => {
                if !whole {
                    // `count(orders.amount)` counts the same records; the field must still exist.
                    self.expr(body)?;
                }
                let sort = Sort::Number(Term::of(&list.counted), false);
                Ok(Self::typed(make(None, filter), span, sort))
            }
            Aggregate::Any | Aggregate::All => {
                if !whole && !list.is_plain() {
                    return Err(self.form_fault(about, body.span));
                }
                if filter.is_none() {
                    return Err(self.form_fault(about, span));
                }
                Ok(Self::typed(make(None, filter), span, Sort::Bool))
            }
            Aggregate::Sum | Aggregate::Average | Aggregate::Least | Aggregate::Greatest => {
                if whole {
                    return Err(self.list_use(body.span));
                }
                let body = self.expr(body)?;
                let extreme = matches!(kind, Aggregate::Least | Aggregate::Greatest);
                if extreme && matches!(body.sort, Sort::Date) {
                    return Ok(Self::typed(make(Some(Box::new(body.node)), filter), span, Sort::Date));
                }
                let (node, term, percent) = self.number(body)?;
                Ok(Self::typed(make(Some(Box::new(node)), filter), span, Sort::Number(term, percent)))
            }
        }
    }

    /// Names of lists in an expression, those inside its own aggregates left out.
    fn lists_in<'e>(&self, expr: &'e Expr, found: &mut Vec<&'e str>) {
        match &expr.kind {
            ExprKind::Field { list, .. } => {
                if self.scope.list(list).is_some() {
                    found.push(list);
                }
            }
            ExprKind::Name(name) => {
                if self.scope.list(name).is_some() {
                    found.push(name);
                }
            }
            ExprKind::Unary(_, inner) => self.lists_in(inner, found),
            ExprKind::Binary(_, left, right) => {
                self.lists_in(left, found);
                self.lists_in(right, found);
            }
            ExprKind::In(needle, options) => {
                self.lists_in(needle, found);
                options.iter().for_each(|option| self.lists_in(option, found));
            }
            ExprKind::Call { name, args, filter, .. } => {
                let aggregates = function(name).is_some_and(|about| aggregate_of(about.function).is_some());
                if aggregates && (filter.is_some() || args.len() == 1) {
                    return;
                }
                for arg in args {
                    if let Label::Of(label) = &arg.label {
                        self.lists_in(label, found);
                    }
                    self.lists_in(&arg.value, found);
                }
            }
            ExprKind::Number(_) | ExprKind::Text(_) | ExprKind::Date(_) | ExprKind::Bool(_) => {}
        }
    }
}

fn aggregate_of(function: Function) -> Option<Aggregate> {
    Some(match function {
        Function::Sum => Aggregate::Sum,
        Function::Average => Aggregate::Average,
        Function::Count => Aggregate::Count,
        Function::Least => Aggregate::Least,
        Function::Greatest => Aggregate::Greatest,
        Function::Any => Aggregate::Any,
        Function::All => Aggregate::All,
        _ => return None,
    })
}
