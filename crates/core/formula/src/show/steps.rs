//! Steps as a tree, and values as words.

use heng_kernel::Locale;

use crate::{
    fault::Fault,
    ir::{Node, Shown},
    run::{ItemTrace, Step},
    value::Val,
};

/// A step of a trace with its place among the others.
#[derive(Clone, Copy)]
pub(super) struct At<'t, 'p> {
    pub(super) trace: &'t ItemTrace<'p>,
    pub(super) step: &'t Step<'p>,
    index: usize,
}

impl<'t, 'p> At<'t, 'p> {
    pub(super) fn root(trace: &'t ItemTrace<'p>) -> Option<Self> {
        trace.steps.first().map(|step| Self { trace, step, index: 0 })
    }

    /// The steps directly below that were taken, in order.
    pub(super) fn parts(self) -> Vec<Self> {
        let mut parts = Vec::new();
        let mut index = self.index + 1;
        let end = self.index + self.step.size;
        while index < end {
            let Some(step) = self.trace.steps.get(index) else { break };
            parts.push(Self { trace: self.trace, step, index });
            index += step.size;
        }
        parts
    }

    /// The piece of the formula on one line.
    pub(super) fn text(self) -> String {
        let piece = self.trace.item.piece(self.step.node.span);
        piece.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    pub(super) fn value(self, locale: Locale) -> String {
        value_words(self.step.node, self.step.found, locale)
    }
}

pub(super) fn value_words(node: &Node, found: Result<Val<'_>, Fault>, locale: Locale) -> String {
    let value = match found {
        Ok(value) => value,
        Err(fault) => {
            return locale.pick(
                format!("无（{}）", fault.reason.say(locale)),
                format!("none ({})", fault.reason.say(locale)),
            );
        }
    };
    match (value, &node.shown) {
        (Val::Number(number), Shown::Number(measure)) => measure.show(number, locale),
        (Val::Number(number), _) => number.to_string(),
        (Val::Bool(truth), _) => {
            if truth { locale.pick("是", "yes") } else { locale.pick("否", "no") }.to_owned()
        }
        (Val::Date(day), _) => day.to_string(),
        (Val::Text(text), _) => locale.pick(format!("“{text}”"), format!("\"{text}\"")),
        (Val::List(list), _) => locale.pick(format!("{} 条", list.len()), format!("{} records", list.len())),
    }
}
