//! Gives every name its slot and every part its kind and unit; what does not fit becomes a diagnostic.
//!
//! A formula is checked to the end even when a part is wrong, so that one save shows every fault.

mod aggregate;
mod call;
mod date_call;
mod expr;
mod pick;
mod scope;

pub(crate) use expr::check_item;
pub(crate) use scope::{Named, Scope};

use std::sync::Arc;

use crate::{
    diagnostic::{Code, Diagnostic},
    ir::{Node, Op, Shown},
    kind::{Kind, ListKind, kind_word},
    spec::KindSpec,
    text::Span,
    unit::{Measure, Solver, Term},
};

/// A fault was noted; the part has no meaning.
#[derive(Clone, Copy, Debug)]
struct Noted;

/// What is known of a part's value.
#[derive(Clone, Debug)]
enum Sort {
    Number(Term, bool),
    Text,
    Date,
    Bool,
    List,
}

impl Sort {
    fn spec(&self) -> KindSpec {
        match self {
            Self::Number(..) => KindSpec::Number,
            Self::Text => KindSpec::Text,
            Self::Date => KindSpec::Date,
            Self::Bool => KindSpec::Bool,
            Self::List => KindSpec::List,
        }
    }
}

/// A checked part with what is known of its value.
#[derive(Debug)]
struct Typed {
    node: Node,
    sort: Sort,
}

impl Typed {
    /// What it is and where it stands.
    fn place(&self) -> (&Sort, Span) {
        (&self.sort, self.node.span)
    }
}

/// A list whose records are gone through.
#[derive(Debug)]
struct Frame {
    name: String,
    list: Arc<ListKind>,
}

struct Checker<'s> {
    scope: &'s Scope,
    text: &'s str,
    solver: Solver,
    frames: Vec<Frame>,
    /// No unit of a result is declared that factors could be fitted to: bare ones are pure numbers.
    pure_factors: bool,
    /// Bare numbers, to say how they were read.
    bare: Vec<(Span, Term)>,
    notes: Vec<Diagnostic>,
}

impl Checker<'_> {
    fn note(&mut self, diagnostic: Diagnostic) -> Noted {
        self.notes.push(diagnostic);
        Noted
    }

    fn fault(&self, code: Code, span: Span) -> Diagnostic {
        Diagnostic::at(code, self.text, span).with("text", span.of(self.text))
    }

    fn typed(op: Op, span: Span, sort: Sort) -> Typed {
        let shown = match &sort {
            Sort::Number(term, percent) => Shown::Sought(term.clone(), *percent),
            _ => Shown::Plain,
        };
        Typed { node: Node { op, span, shown }, sort }
    }

    fn of_kind(op: Op, span: Span, kind: &Kind) -> Typed {
        let sort = match kind {
            Kind::Number(measure) => Sort::Number(Term::of(measure), measure.is_percent()),
            Kind::Text => Sort::Text,
            Kind::Date => Sort::Date,
            Kind::Bool => Sort::Bool,
            Kind::List(_) => Sort::List,
        };
        Self::typed(op, span, sort)
    }

    fn mismatch(&mut self, span: Span, wanted: KindSpec, given: KindSpec) -> Noted {
        use heng_kernel::Locale::{En, ZhCn};
        let fault = self.fault(Code::KindMismatch, span);
        let (wanted, given) = (kind_word(wanted), kind_word(given));
        self.note(fault.with_both("wanted", wanted.pick(ZhCn), wanted.pick(En)).with_both(
            "given",
            given.pick(ZhCn),
            given.pick(En),
        ))
    }

    fn needs(&mut self, typed: Typed, wanted: KindSpec) -> Result<Node, Noted> {
        match typed.sort.spec() {
            given if given == wanted => Ok(typed.node),
            KindSpec::List => Err(self.list_use(typed.node.span)),
            given => Err(self.mismatch(typed.node.span, wanted, given)),
        }
    }

    fn number(&mut self, typed: Typed) -> Result<(Node, Term, bool), Noted> {
        match typed.sort {
            Sort::Number(term, percent) => Ok((typed.node, term, percent)),
            Sort::List => Err(self.list_use(typed.node.span)),
            other => Err(self.mismatch(typed.node.span, KindSpec::Number, other.spec())),
        }
    }

    fn list_use(&mut self, span: Span) -> Noted {
        let fault = self.fault(Code::ListUse, span).with("name", span.of(self.text));
        self.note(fault)
    }

    /// Demands one unit of two parts; `action` says what is done with them.
    fn same_unit(
        &mut self,
        left: &Term,
        right: &Term,
        span: Span,
        action: (&str, &str),
    ) -> Result<(), Noted> {
        use heng_kernel::Locale::{En, ZhCn};
        if self.solver.equate(left, right) {
            return Ok(());
        }
        let (left, right) = (self.solver.measure(left), self.solver.measure(right));
        let fault = self.fault(Code::UnitConflict, span);
        Err(self.note(
            fault
                .with_both("left", &left.name(ZhCn), &left.name(En))
                .with_both("right", &right.name(ZhCn), &right.name(En))
                .with_both("action", action.0, action.1),
        ))
    }

    /// Puts the units that were found where they were looked for.
    fn settle(&self, node: &mut Node) {
        if let Shown::Sought(term, percent) = &node.shown {
            let measure = self.solver.measure(term);
            let percent = *percent && measure.is_pure();
            node.shown = Shown::Number(if percent { Measure::percent() } else { measure });
        }
        for part in node.parts_mut() {
            self.settle(part);
        }
    }
}
