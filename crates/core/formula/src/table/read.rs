//! Cells of tables: text in, values and marks out.

use heng_kernel::Fixed;

use super::{Cell, End, KeyColumn, Mark, RowFault, row_fault, starts_before_end};
use crate::{
    spec::{KindSpec, Match},
    value::Value,
};

/// A key's cell in the form its way of matching asks for.
pub(super) fn key_cell(text: &str, key: &KeyColumn) -> Result<Cell, RowFault> {
    let text = text.trim();
    let mark = |text: &str| match read_cell(text, key.kind.spec())? {
        Value::Number(number) => Ok(Mark::Number(number)),
        Value::Date(date) => Ok(Mark::Date(date)),
        Value::Bool(truth) => Ok(Mark::Bool(truth)),
        Value::Text(text) => Ok(Mark::Text(text)),
        Value::List(_) => Err(row_fault("清单不能作条件", "a list cannot be a key")),
    };
    match key.matching {
        Match::Exact if text == "*" => Ok(Cell::Exact(None)),
        Match::Exact => mark(text).map(|mark| Cell::Exact(Some(mark))),
        Match::From | Match::UpTo if text.is_empty() => Ok(Cell::Edge(None)),
        Match::From | Match::UpTo => mark(text).map(|mark| Cell::Edge(Some(mark))),
        Match::Between => range_cell(text, mark),
    }
}

fn range_cell(text: &str, mark: impl Fn(&str) -> Result<Mark, RowFault>) -> Result<Cell, RowFault> {
    let form = || {
        row_fault(
            format!("区间要写成 [0, 100) 的样子，不是 {text}"),
            format!("an interval is written [0, 100), not {text}"),
        )
    };
    let half: String = text.chars().map(crate::text::normal).collect();
    let mut signs = half.chars();
    let (open, close) = (signs.next().ok_or_else(form)?, signs.next_back().ok_or_else(form)?);
    let (low, high) = signs.as_str().split_once(',').ok_or_else(form)?;
    if !matches!(open, '[' | '(') || !matches!(close, ']' | ')') {
        return Err(form());
    }
    let end = |text: &str, included: bool| match text.trim() {
        "" => Ok(None),
        text => mark(text).map(|mark| Some(End { mark, included })),
    };
    let (low, high) = (end(low, open == '[')?, end(high, close == ']')?);
    if !starts_before_end(low.as_ref(), high.as_ref()) {
        return Err(row_fault(format!("区间 {text} 里没有值"), format!("nothing lies in {text}")));
    }
    Ok(Cell::Range(low, high))
}

/// A cell as a value of the declared kind.
pub(crate) fn read_cell(text: &str, kind: KindSpec) -> Result<Value, RowFault> {
    let text = text.trim();
    let bad = |zh: &str, en: &str| row_fault(format!("{text} 不是{zh}"), format!("{text} is not {en}"));
    match kind {
        KindSpec::Number => read_number(text).map(Value::Number).ok_or_else(|| bad("数", "a number")),
        KindSpec::Text => Ok(Value::text(text)),
        KindSpec::Date => text.parse().map(Value::Date).map_err(|_| bad("日期", "a date")),
        KindSpec::Bool => match text {
            "true" | "是" | "真" => Ok(Value::Bool(true)),
            "false" | "否" | "假" => Ok(Value::Bool(false)),
            _ => Err(bad("是或否", "yes or no")),
        },
        KindSpec::List => Err(bad("单个的值", "a single value")),
    }
}

/// `12`, `-3.5`, `10%`, `1.5万`.
fn read_number(text: &str) -> Option<Fixed> {
    let half: String = text.chars().map(crate::text::normal).collect();
    let half = half.trim();
    let scaled = [("%", "0.01"), ("‰", "0.001"), ("万", "10000"), ("亿", "100000000")];
    for (suffix, factor) in scaled {
        if let Some(digits) = half.strip_suffix(suffix) {
            return digits.trim().parse::<Fixed>().ok()?.checked_mul(factor.parse().ok()?);
        }
    }
    half.parse().ok()
}
