//! A trace as the kernel's explanation, for the Explain panel.

use heng_kernel::{Basis, Explanation, Term};

use super::steps::At;
use crate::{
    ir::{Arith, Grain, Op, Shown},
    run::ItemTrace,
    value::Val,
};

impl ItemTrace<'_> {
    /// The figure with its addends (`+`, `-`) or factors (`×`, `÷`), each with the page it was read from. Other formulas
    /// have the values they used as terms. A rounding of the whole is the last term, with sign `=`.
    pub fn explanation(&self, label: &str, basis: Basis) -> Explanation {
        let mut explanation = Explanation {
            label: label.to_owned(),
            value: String::new(),
            unit: String::new(),
            terms: Vec::new(),
            basis,
        };
        let Some(root) = At::root(self) else { return explanation };
        (explanation.value, explanation.unit) = figure(root);
        let (inner, rounded) = match (&root.step.node.op, root.parts().first()) {
            (Op::Round { grain, mode, .. }, Some(inner)) => {
                let mut term = term(root, '=', "formula.rounded");
                term.params.insert("mode".to_owned(), mode.code().into());
                if let Grain::Places(places) = grain {
                    term.params.insert("places".to_owned(), (*places).into());
                }
                (*inner, Some(term))
            }
            _ => (root, None),
        };
        match &inner.step.node.op {
            Op::Arith(Arith::Add | Arith::Subtract, _) => chain(inner, true, '+', &mut explanation.terms),
            Op::Arith(Arith::Multiply | Arith::Divide, _) => chain(inner, false, '+', &mut explanation.terms),
            _ => leaves(inner, &mut explanation.terms),
        }
        explanation.terms.extend(rounded);
        explanation
    }
}

fn figure(at: At<'_, '_>) -> (String, String) {
    let value = match at.step.found {
        Ok(Val::Number(number)) => number.to_string(),
        Ok(Val::Bool(truth)) => truth.to_string(),
        Ok(Val::Date(day)) => day.to_string(),
        Ok(Val::Text(text)) => text.to_owned(),
        Ok(Val::List(list)) => list.len().to_string(),
        Err(_) => String::new(),
    };
    let unit = match &at.step.node.shown {
        Shown::Number(measure) => measure.code(),
        _ => String::new(),
    };
    (value, unit)
}

fn term(at: At<'_, '_>, sign: char, label: &str) -> Term {
    let (value, unit) = figure(at);
    let input = match &at.step.node.op {
        Op::Slot(slot) => at.trace.source(*slot).cloned(),
        Op::Aggregate { list, .. } => at.trace.source(*list).cloned(),
        _ => None,
    };
    Term::new(sign, label, value, &unit).with("text", at.text()).read_from(input)
}

/// The operands of a chain of one rank, with the sign each enters with.
fn chain(at: At<'_, '_>, sums: bool, sign: char, terms: &mut Vec<Term>) {
    let parts = at.parts();
    let signs = match &at.step.node.op {
        Op::Arith(Arith::Add, _) if sums => Some((sign, sign)),
        Op::Arith(Arith::Subtract, _) if sums => Some((sign, if sign == '-' { '+' } else { '-' })),
        Op::Arith(Arith::Multiply, _) if !sums => Some((sign, if sign == '÷' { '÷' } else { '×' })),
        Op::Arith(Arith::Divide, _) if !sums => Some((sign, if sign == '÷' { '×' } else { '÷' })),
        _ => None,
    };
    match (signs, parts.as_slice()) {
        (Some((first, second)), [left, right]) => {
            chain(*left, sums, first, terms);
            chain(*right, sums, second, terms);
        }
        _ => terms.push(term(at, sign, label_of(at))),
    }
}

/// Inputs and items that were used.
fn leaves(at: At<'_, '_>, terms: &mut Vec<Term>) {
    if matches!(at.step.node.op, Op::Slot(_) | Op::Aggregate { .. }) {
        terms.push(term(at, '+', label_of(at)));
    }
    at.parts().into_iter().for_each(|part| leaves(part, terms));
}

const fn label_of(at: At<'_, '_>) -> &'static str {
    match at.step.node.op {
        Op::Slot(_) => "formula.value",
        Op::Number(_) => "formula.number",
        _ => "formula.part",
    }
}
