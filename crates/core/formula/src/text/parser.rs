//! Builds the tree: precedence climbing, bounded in size and depth.

use super::{
    ast::{Arg, BinaryOp, Expr, ExprKind, Label, Span, UnaryOp},
    lexer::tokens,
    limits::{MAX_DEPTH, MAX_NODES, MAX_TEXT},
    token::{Sign, Token, TokenKind, is_else},
};
use crate::diagnostic::{Code, Diagnostic};

/// The tree of one formula, or what is wrong with its text first.
pub(crate) fn parse(text: &str) -> Result<Expr, Diagnostic> {
    if text.len() > MAX_TEXT {
        return Err(Diagnostic::at(Code::TooLong, text, Span::default()).with("limit", MAX_TEXT));
    }
    let mut parser = Parser { text, tokens: tokens(text)?, at: 0, nodes: 0, nesting: 0 };
    let expr = parser.expr(0)?;
    match parser.peek() {
        TokenKind::End => Ok(expr),
        TokenKind::Sign(Sign::Close) => Err(parser.here(Code::NeedlessClose)),
        TokenKind::Sign(Sign::Comma) => Err(parser.here(Code::StrayComma)),
        TokenKind::Number(_) | TokenKind::Word { .. } | TokenKind::Text(_) | TokenKind::Sign(Sign::Open) => {
            Err(parser.here(Code::MissingOperator))
        }
        _ => Err(parser.here(Code::Unexpected)),
    }
}

struct Parser<'t> {
    text: &'t str,
    tokens: Vec<Token>,
    at: usize,
    nodes: usize,
    nesting: u16,
}

/// What stands at the end of the tokens.
static END: TokenKind = TokenKind::End;
const NOT_STRENGTH: u8 = 3;
const COMPARE_STRENGTH: u8 = 4;
const NEGATE_STRENGTH: u8 = 7;

impl Parser<'_> {
    fn peek(&self) -> &TokenKind {
        self.tokens.get(self.at).map_or(&END, |token| &token.kind)
    }

    fn span(&self) -> Span {
        self.tokens.get(self.at).or(self.tokens.last()).map_or_else(Span::default, |token| token.span)
    }

    /// The place of the token before this one.
    fn behind(&self) -> Span {
        self.at
            .checked_sub(1)
            .and_then(|at| self.tokens.get(at))
            .map_or_else(Span::default, |token| token.span)
    }

    fn bump(&mut self) {
        self.at += 1;
    }

    fn take(&mut self, sign: Sign) -> bool {
        let found = *self.peek() == TokenKind::Sign(sign);
        if found {
            self.bump();
        }
        found
    }

    fn here(&self, code: Code) -> Diagnostic {
        let span = self.span();
        let code =
            if *self.peek() == TokenKind::End && code == Code::Unexpected { Code::Unfinished } else { code };
        Diagnostic::at(code, self.text, span).with("text", span.of(self.text))
    }

    fn at(&self, code: Code, span: Span) -> Diagnostic {
        Diagnostic::at(code, self.text, span).with("text", span.of(self.text))
    }

    /// One part more; too many or too deep is an error with its place.
    fn make(&mut self, kind: ExprKind, span: Span, below: u16) -> Result<Expr, Diagnostic> {
        self.nodes += 1;
        let depth = below.saturating_add(1);
        if self.nodes > MAX_NODES {
            return Err(self.at(Code::TooLarge, span).with("limit", MAX_NODES));
        }
        if depth > MAX_DEPTH {
            return Err(self.at(Code::TooDeep, span).with("limit", MAX_DEPTH));
        }
        Ok(Expr { kind, span, depth })
    }

    fn expr(&mut self, least: u8) -> Result<Expr, Diagnostic> {
        self.nesting += 1;
        if self.nesting > MAX_DEPTH {
            return Err(self.here(Code::TooDeep).with("limit", MAX_DEPTH));
        }
        let mut left = self.prefix()?;
        while let Some((strength, sign)) = self.infix().filter(|(strength, _)| *strength >= least) {
            let op_span = self.span();
            self.bump();
            if sign == Sign::In {
                left = self.options(left)?;
            } else {
                let Some(op) = binary(sign) else { return Err(self.at(Code::Unexpected, op_span)) };
                let right = self.expr(strength + 1)?;
                let (span, depth) = (left.span.to(right.span), left.depth.max(right.depth));
                left = self.make(ExprKind::Binary(op, Box::new(left), Box::new(right)), span, depth)?;
            }
            let chained = self.infix().is_some_and(|(next, _)| next == COMPARE_STRENGTH);
            if strength == COMPARE_STRENGTH && chained {
                return Err(self.here(Code::ChainedComparison));
            }
        }
        self.nesting -= 1;
        Ok(left)
    }

    fn infix(&self) -> Option<(u8, Sign)> {
        let TokenKind::Sign(sign) = *self.peek() else { return None };
        let strength = if sign == Sign::In { COMPARE_STRENGTH } else { binary(sign)?.strength() };
        Some((strength, sign))
    }

    fn options(&mut self, needle: Expr) -> Result<Expr, Diagnostic> {
        if !self.take(Sign::Open) {
            return Err(self.here(Code::ExpectedOpen));
        }
        let open = self.behind();
        let mut options = Vec::new();
        loop {
            options.push(self.expr(0)?);
            if self.take(Sign::Close) {
                break;
            }
            if !self.take(Sign::Comma) {
                return Err(self.unclosed(open));
            }
        }
        let depth = options.iter().map(|option| option.depth).fold(needle.depth, u16::max);
        let span = needle.span.to(self.behind());
        self.make(ExprKind::In(Box::new(needle), options), span, depth)
    }

    fn unclosed(&self, open: Span) -> Diagnostic {
        match self.peek() {
            TokenKind::End => self.at(Code::Unclosed, open),
            TokenKind::Number(_)
            | TokenKind::Word { .. }
            | TokenKind::Text(_)
            | TokenKind::Sign(Sign::Open) => self.here(Code::MissingOperator),
            _ => self.here(Code::Unexpected),
        }
    }

    fn prefix(&mut self) -> Result<Expr, Diagnostic> {
        let span = self.span();
        let kind = self.peek().clone();
        match kind {
            TokenKind::Number(number) => self.leaf(ExprKind::Number(number), span),
            TokenKind::Text(text) => self.leaf(ExprKind::Text(text), span),
            TokenKind::Date(date) => self.leaf(ExprKind::Date(date), span),
            TokenKind::Sign(Sign::True) => self.leaf(ExprKind::Bool(true), span),
            TokenKind::Sign(Sign::False) => self.leaf(ExprKind::Bool(false), span),
            TokenKind::Word { name, quoted } => self.name(name, quoted, span),
            TokenKind::Sign(Sign::Minus) => self.unary(UnaryOp::Negate, NEGATE_STRENGTH, span),
            TokenKind::Sign(Sign::Not) => self.unary(UnaryOp::Not, NOT_STRENGTH, span),
            TokenKind::Sign(Sign::Plus) => {
                self.bump();
                self.expr_after_plus()
            }
            TokenKind::Sign(Sign::Open) => self.parenthesised(),
            TokenKind::Sign(_) => Err(self.here(Code::Unexpected)),
            TokenKind::End => Err(self.here(Code::Unfinished)),
        }
    }

    /// A plus before a value changes nothing and is not kept.
    fn expr_after_plus(&mut self) -> Result<Expr, Diagnostic> {
        if matches!(self.peek(), TokenKind::Sign(Sign::Plus)) {
            return Err(self.here(Code::Unexpected));
        }
        self.expr(NEGATE_STRENGTH)
    }

    fn leaf(&mut self, kind: ExprKind, span: Span) -> Result<Expr, Diagnostic> {
        self.bump();
        self.make(kind, span, 0)
    }

    fn unary(&mut self, op: UnaryOp, strength: u8, start: Span) -> Result<Expr, Diagnostic> {
        self.bump();
        let inner = self.expr(strength)?;
        let (span, depth) = (start.to(inner.span), inner.depth);
        self.make(ExprKind::Unary(op, Box::new(inner)), span, depth)
    }

    fn parenthesised(&mut self) -> Result<Expr, Diagnostic> {
        let open = self.span();
        self.bump();
        if *self.peek() == TokenKind::Sign(Sign::Close) {
            return Err(self.here(Code::Unexpected));
        }
        let mut inner = self.expr(0)?;
        if !self.take(Sign::Close) {
            return Err(self.unclosed(open));
        }
        inner.span = open.to(self.behind());
        Ok(inner)
    }

    fn name(&mut self, name: String, quoted: bool, span: Span) -> Result<Expr, Diagnostic> {
        self.bump();
        if *self.peek() == TokenKind::Sign(Sign::Open) && !quoted {
            return self.call(name, span);
        }
        if !self.take(Sign::Dot) {
            return self.make(ExprKind::Name(name), span, 0);
        }
        let field_span = self.span();
        let TokenKind::Word { name: field, .. } = self.peek().clone() else {
            return Err(self.here(Code::ExpectedField));
        };
        self.bump();
        self.make(ExprKind::Field { list: name, field }, span.to(field_span), 0)
    }

    fn call(&mut self, name: String, name_span: Span) -> Result<Expr, Diagnostic> {
        let open = self.span();
        self.bump();
        let mut args: Vec<Arg> = Vec::new();
        let mut filter = None;
        if !self.take(Sign::Close) {
            loop {
                if *self.peek() != TokenKind::Sign(Sign::Where) {
                    args.push(self.arg()?);
                }
                if self.take(Sign::Where) {
                    filter = Some(Box::new(self.expr(0)?));
                    if !self.take(Sign::Close) {
                        return Err(self.unclosed(open));
                    }
                    break;
                }
                if self.take(Sign::Close) {
                    break;
                }
                if !self.take(Sign::Comma) {
                    return Err(self.unclosed(open));
                }
            }
        }
        let label_depth = |arg: &Arg| match &arg.label {
            Label::Of(label) => label.depth,
            Label::None | Label::Else => 0,
        };
        let depth = args.iter().map(|arg| arg.value.depth.max(label_depth(arg)));
        let depth = depth.chain(filter.iter().map(|filter| filter.depth)).fold(0, u16::max);
        let span = name_span.to(self.behind());
        self.make(ExprKind::Call { name, name_span, args, filter }, span, depth)
    }

    fn arg(&mut self) -> Result<Arg, Diagnostic> {
        if self.at_else() {
            self.bump();
            self.bump();
            return Ok(Arg { label: Label::Else, value: self.expr(0)? });
        }
        let first = self.expr(0)?;
        if !self.take(Sign::Colon) {
            return Ok(Arg { label: Label::None, value: first });
        }
        Ok(Arg { label: Label::Of(Box::new(first)), value: self.expr(0)? })
    }

    fn at_else(&self) -> bool {
        let word = matches!(self.peek(), TokenKind::Word { name, quoted: false } if is_else(name));
        let colon =
            self.tokens.get(self.at + 1).is_some_and(|next| next.kind == TokenKind::Sign(Sign::Colon));
        word && colon
    }
}

fn binary(sign: Sign) -> Option<BinaryOp> {
    Some(match sign {
        Sign::Plus => BinaryOp::Add,
        Sign::Minus => BinaryOp::Subtract,
        Sign::Times => BinaryOp::Multiply,
        Sign::Over => BinaryOp::Divide,
        Sign::Equal => BinaryOp::Equal,
        Sign::NotEqual => BinaryOp::NotEqual,
        Sign::Less => BinaryOp::Less,
        Sign::AtMost => BinaryOp::AtMost,
        Sign::Greater => BinaryOp::Greater,
        Sign::AtLeast => BinaryOp::AtLeast,
        Sign::And => BinaryOp::And,
        Sign::Or => BinaryOp::Or,
        _ => return None,
    })
}
