//! Writes a tree in the one form the formatter gives: reading it back yields the same tree.

use super::{
    ast::{Arg, BinaryOp, Expr, ExprKind, Label, Number, Scale, Suffix, UnaryOp},
    normal::{is_name_char, is_name_start, normal},
    token::{is_else, keyword},
};

/// Calls longer than this are written with one argument per line.
const WIDTH: usize = 88;
const INDENT: usize = 2;
/// Binding strengths of what is not a binary operation.
const NEGATE: u8 = 7;
const NOT: u8 = 3;
const COMPARE: u8 = 4;

/// The formula in its standard form: on one line when it fits, calls broken by argument when it does not.
pub(crate) fn print(expr: &Expr) -> String {
    let mut printer = Printer { out: String::new(), flat: false };
    printer.expr(expr, 0, 0);
    printer.out
}

/// The formula on one line, however long.
pub(crate) fn print_flat(expr: &Expr) -> String {
    let mut printer = Printer { out: String::new(), flat: true };
    printer.expr(expr, 0, 0);
    printer.out
}

/// A name as it must be written: in brackets when it is not a plain word.
pub(crate) fn quoted_name(name: &str) -> String {
    let mut chars = name.chars();
    let plain = chars.next().is_some_and(is_name_start)
        && chars.all(is_name_char)
        && name.chars().all(|sign| normal(sign) == sign)
        && keyword(&name.to_lowercase()).is_none()
        && !is_else(name);
    if plain { name.to_owned() } else { format!("[{name}]") }
}

/// How wide a text is on a screen: Chinese signs take two columns.
pub(crate) fn columns(text: &str) -> usize {
    text.chars().map(|sign| if sign.is_ascii() { 1 } else { 2 }).sum()
}

struct Printer {
    out: String,
    /// Never break a line.
    flat: bool,
}

fn strength(expr: &Expr) -> u8 {
    match &expr.kind {
        ExprKind::Binary(op, ..) => op.strength(),
        ExprKind::In(..) => COMPARE,
        ExprKind::Unary(UnaryOp::Negate, _) => NEGATE,
        ExprKind::Unary(UnaryOp::Not, _) => NOT,
        _ => u8::MAX,
    }
}

impl Printer {
    fn push(&mut self, text: &str) {
        self.out.push_str(text);
    }

    /// Writes `expr`, in parentheses when it binds less tightly than `least`; `indent` counts levels of broken calls.
    fn expr(&mut self, expr: &Expr, least: u8, indent: usize) {
        let wrap = strength(expr) < least;
        if wrap {
            self.push("(");
        }
        match &expr.kind {
            ExprKind::Number(number) => self.push(&written(number)),
            ExprKind::Text(text) => {
                self.push("\"");
                self.push(&text.replace('"', "\"\""));
                self.push("\"");
            }
            ExprKind::Date(date) => self.push(&date.format("%Y-%m-%d").to_string()),
            ExprKind::Bool(value) => self.push(if *value { "true" } else { "false" }),
            ExprKind::Name(name) => self.push(&quoted_name(name)),
            ExprKind::Field { list, field } => {
                self.push(&quoted_name(list));
                self.push(".");
                self.push(&quoted_name(field));
            }
            ExprKind::Unary(UnaryOp::Negate, inner) => {
                self.push("-");
                self.expr(inner, NEGATE, indent);
            }
            ExprKind::Unary(UnaryOp::Not, inner) => {
                self.push("not ");
                self.expr(inner, NOT, indent);
            }
            ExprKind::Binary(op, left, right) => self.binary(*op, left, right, indent),
            ExprKind::In(needle, options) => {
                self.expr(needle, COMPARE + 1, indent);
                self.push(" in (");
                for (index, option) in options.iter().enumerate() {
                    self.push(if index == 0 { "" } else { ", " });
                    self.expr(option, 0, indent);
                }
                self.push(")");
            }
            ExprKind::Call { name, args, filter, .. } => self.call(name, args, filter.as_deref(), indent),
        }
        if wrap {
            self.push(")");
        }
    }

    fn binary(&mut self, op: BinaryOp, left: &Expr, right: &Expr, indent: usize) {
        let own = op.strength();
        self.expr(left, if op.compares() { own + 1 } else { own }, indent);
        self.push(" ");
        self.push(op.sign());
        self.push(" ");
        self.expr(right, own + 1, indent);
    }

    fn call(&mut self, name: &str, args: &[Arg], filter: Option<&Expr>, indent: usize) {
        self.push(name);
        self.push("(");
        if self.flat
            || self.fits(name, args, filter, indent)
            || args.len() + usize::from(filter.is_some()) < 2
        {
            self.args(args, filter, indent, false);
        } else {
            self.args(args, filter, indent + 1, true);
            self.line(indent);
        }
        self.push(")");
    }

    fn fits(&self, name: &str, args: &[Arg], filter: Option<&Expr>, indent: usize) -> bool {
        let mut flat = Self { out: String::new(), flat: true };
        flat.args(args, filter, 0, false);
        columns(name) + columns(&flat.out) + 2 + indent * INDENT <= WIDTH
    }

    fn line(&mut self, indent: usize) {
        self.push("\n");
        self.push(&" ".repeat(indent * INDENT));
    }

    /// The arguments, one per line at `indent` or all on one line.
    fn args(&mut self, args: &[Arg], filter: Option<&Expr>, indent: usize, broken: bool) {
        for (index, arg) in args.iter().enumerate() {
            match (index, broken) {
                (0, false) => {}
                (_, false) => self.push(", "),
                (0, true) => self.line(indent),
                (_, true) => {
                    self.push(",");
                    self.line(indent);
                }
            }
            match &arg.label {
                Label::None => {}
                Label::Else => self.push("else: "),
                Label::Of(label) => {
                    self.expr(label, 0, indent);
                    self.push(": ");
                }
            }
            self.expr(&arg.value, 0, indent);
        }
        if let Some(filter) = filter {
            if broken {
                self.line(indent);
            } else if !args.is_empty() {
                self.push(" ");
            }
            self.push("where ");
            self.expr(filter, 0, indent);
        }
    }
}

fn written(number: &Number) -> String {
    let scale = match number.scale {
        None => "",
        Some(Scale::TenThousand) => "万",
        Some(Scale::HundredMillion) => "亿",
    };
    let suffix = match &number.suffix {
        None => "",
        Some(Suffix::Percent) => "%",
        Some(Suffix::PerMille) => "‰",
        Some(Suffix::Unit(unit)) => unit.as_str(),
    };
    format!("{}{scale}{suffix}", number.digits)
}
