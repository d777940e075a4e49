//! The trace as a tree of words, for screens of text and for the API.

use std::fmt::Write as _;

use heng_kernel::{Input as Source, Locale};
use serde::Serialize;

use super::steps::At;
use crate::{
    function::rounded,
    ir::{Grain, Op, Shown},
    run::{ItemTrace, Note},
    value::Val,
};

/// The longest piece of a formula that is repeated.
const TEXT: usize = 80;

/// One step in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TraceNode {
    /// The piece of the formula, or the item's name at the top.
    pub text: String,
    /// The value with its unit.
    pub shown: String,
    /// The value as exact decimal text, or as it is.
    pub value: String,
    /// The unit's code, empty without one.
    pub unit: String,
    /// What else happened: rounding, the row of a table, records counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Where an input was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    /// The steps below; written-out values are left out.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<TraceNode>,
}

impl ItemTrace<'_> {
    /// The steps as a tree in a reader's language.
    pub fn tree(&self, locale: Locale) -> TraceNode {
        let Some(root) = At::root(self) else {
            let (text, empty) = (self.item.name.clone(), String::new);
            return TraceNode {
                text,
                shown: empty(),
                value: empty(),
                unit: empty(),
                note: None,
                source: None,
                parts: Vec::new(),
            };
        };
        let below = node(root, locale);
        let same = below.text == self.item.name;
        let parts = match root.step.node.op {
            Op::Number(_) | Op::Text(_) | Op::Date(_) | Op::Bool(_) => Vec::new(),
            _ if same => below.parts.clone(),
            _ => vec![below.clone()],
        };
        TraceNode { text: self.item.name.clone(), note: None, source: None, parts, ..below }
    }
}

impl TraceNode {
    /// The tree drawn with lines.
    pub fn render(&self) -> String {
        let mut out = String::new();
        self.draw(&mut out, "");
        out
    }

    fn draw(&self, out: &mut String, indent: &str) {
        out.push_str(&self.text);
        if self.shown != self.text {
            out.push_str(" = ");
            out.push_str(&self.shown);
        }
        if let Some(note) = &self.note {
            out.push_str("  · ");
            out.push_str(note);
        }
        if let Some(source) = &self.source {
            let _ = write!(out, "  ← {} {}", source.kind, source.id);
            if let Some(on) = source.on {
                let _ = write!(out, " {on}");
            }
        }
        out.push('\n');
        let last = self.parts.len().saturating_sub(1);
        for (index, part) in self.parts.iter().enumerate() {
            let (branch, below) = if index == last { ("└─ ", "   ") } else { ("├─ ", "│  ") };
            out.push_str(indent);
            out.push_str(branch);
            part.draw(out, &format!("{indent}{below}"));
        }
    }
}

fn node(at: At<'_, '_>, locale: Locale) -> TraceNode {
    let parts = at.parts().into_iter().filter(|part| !is_written(&part.step.node.op));
    let source = match &at.step.node.op {
        Op::Slot(slot) => at.trace.source(*slot),
        Op::Aggregate { list, .. } => at.trace.source(*list),
        _ => None,
    };
    let mut text = at.text();
    if text.chars().count() > TEXT {
        text = text.chars().take(TEXT).chain(std::iter::once('…')).collect();
    }
    TraceNode {
        text,
        shown: at.value(locale),
        value: match at.step.found {
            Ok(Val::Number(number)) => number.to_string(),
            Ok(Val::Bool(truth)) => truth.to_string(),
            Ok(Val::Date(day)) => day.to_string(),
            Ok(Val::Text(text)) => text.to_owned(),
            Ok(Val::List(list)) => list.len().to_string(),
            Err(_) => String::new(),
        },
        unit: match &at.step.node.shown {
            Shown::Number(measure) => measure.code(),
            _ => String::new(),
        },
        note: note(at, locale),
        source: source.cloned(),
        parts: parts.map(|part| node(part, locale)).collect(),
    }
}

fn is_written(op: &Op) -> bool {
    matches!(op, Op::Number(_) | Op::Bool(_) | Op::Date(_) | Op::Text(_))
}

fn note(at: At<'_, '_>, locale: Locale) -> Option<String> {
    match (at.step.note, &at.step.node.op) {
        (Note::Rounded { from }, Op::Round { grain, mode, .. }) => {
            let how = rounded(*mode, locale);
            Some(match grain {
                Grain::Places(places) => locale.pick(
                    format!("{how}到 {places} 位，之前 {from}"),
                    format!("{how} to {places} places from {from}"),
                ),
                Grain::Step(_) => locale
                    .pick(format!("{how}到倍数，之前 {from}"), format!("{how} to a multiple from {from}")),
            })
        }
        (Note::Row { table, row }, _) => {
            let label = table.row_label(row);
            let row = row + 1;
            Some(locale.pick(
                format!("{} 第 {row} 行：{label}", table.name),
                format!("{}, row {row}: {label}", table.name),
            ))
        }
        (Note::Arm(arm), _) => {
            let arm = arm + 1;
            Some(locale.pick(format!("第 {arm} 种情况"), format!("case {arm}")))
        }
        (Note::Records { taken, all }, _) => {
            Some(locale.pick(format!("{all} 条中的 {taken} 条"), format!("{taken} of {all} records")))
        }
        _ => None,
    }
}
