//! From text to a tree and back: lexer, parser, formatter.

mod ast;
mod lexer;
mod limits;
mod normal;
mod parser;
mod print;
mod token;

#[cfg(test)]
mod laws;

pub use ast::Span;
pub(crate) use ast::{Arg, BinaryOp, Expr, ExprKind, Label, Number, Scale, Suffix, UnaryOp};
pub(crate) use normal::{is_name_char, is_name_start, normal};
pub(crate) use parser::parse;
pub(crate) use print::{columns, print, print_flat, quoted_name};
