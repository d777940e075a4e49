//! What is wrong or odd about a formula: where, why, and what to write instead.

use std::fmt::{self, Write as _};

use heng_kernel::{Finding, Locale, Severity};
use serde::Serialize;

use crate::{
    text::{Span, columns},
    words::{self, Words},
};

/// A place in the text of a formula.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// In bytes.
    #[serde(flatten)]
    pub span: Span,
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// The line it is on.
    pub line_text: String,
    /// The piece itself.
    pub snippet: String,
}

impl Place {
    /// The most characters of a line or piece that are repeated in a message.
    const SHOWN: usize = 120;

    pub(crate) fn of(text: &str, span: Span) -> Self {
        let start = usize::try_from(span.start).unwrap_or(usize::MAX).min(text.len());
        let before = text.get(..start).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let line_text = text.get(line_start..).unwrap_or("").lines().next().unwrap_or("");
        Self {
            span,
            line: before.matches('\n').count() + 1,
            column: before.get(line_start..).unwrap_or("").chars().count() + 1,
            line_text: line_text.to_owned(),
            snippet: span.of(text).chars().take(Self::SHOWN).collect(),
        }
    }
}

macro_rules! codes {
    ($($(#[$about:meta])* $name:ident = $code:literal),* $(,)?) => {
        /// Why a formula or set cannot be used, or deserves a look. The codes are stable.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Code { $($(#[$about])* $name),* }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// Stable, dotted.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => concat!("formula.", $code)),* }
            }
        }
    };
}

codes! {
    /// A sign that means nothing here.
    StraySign = "stray_sign",
    /// A text that is not closed.
    OpenText = "open_text",
    /// A bracketed name that is not closed on its line.
    OpenName = "open_name",
    /// An empty name, or brackets within one.
    BadName = "bad_name",
    /// A number that ends with a point.
    BadNumber = "bad_number",
    /// A number that begins with a needless zero, mostly the rest of `12,000`.
    LeadingZero = "leading_zero",
    /// More digits than are kept.
    LongNumber = "long_number",
    /// A day that no calendar has.
    NoSuchDate = "no_such_date",
    /// The text is too long.
    TooLong = "too_long",
    /// Too many parts.
    TooLarge = "too_large",
    /// Nested too deeply.
    TooDeep = "too_deep",
    /// The formula ends where a value should stand.
    Unfinished = "unfinished",
    /// Something that cannot stand here.
    Unexpected = "unexpected",
    /// Two values side by side.
    MissingOperator = "missing_operator",
    /// A parenthesis that is not closed.
    Unclosed = "unclosed",
    /// A closing parenthesis without its opening one.
    NeedlessClose = "needless_close",
    /// A comma outside a function.
    StrayComma = "stray_comma",
    /// `in` without its list.
    ExpectedOpen = "expected_open",
    /// A dot without a field's name.
    ExpectedField = "expected_field",
    /// `a < b < c`.
    ChainedComparison = "chained_comparison",
    /// A name that nothing has.
    UnknownName = "unknown_name",
    /// A function that does not exist.
    UnknownFunction = "unknown_function",
    /// A unit that nothing uses.
    UnknownUnit = "unknown_unit",
    /// A field that the list does not have.
    UnknownField = "unknown_field",
    /// A table that does not exist.
    UnknownTable = "unknown_table",
    /// A column that the table does not have.
    UnknownColumn = "unknown_column",
    /// A way of rounding that does not exist.
    UnknownRounding = "unknown_rounding",
    /// A function with too few or too many arguments.
    ArgumentCount = "argument_count",
    /// A colon where the function has none, or none where it needs one.
    ArgumentForm = "argument_form",
    /// `where` in a function that knows none.
    StrayWhere = "stray_where",
    /// An argument that must be a plain number, name or list.
    ExpectedLiteral = "expected_literal",
    /// A kind of value that does not fit: text where a number is needed.
    KindMismatch = "kind_mismatch",
    /// Units that cannot be added or compared.
    UnitConflict = "unit_conflict",
    /// The result has another unit than declared.
    ResultUnit = "result_unit",
    /// The result has another kind than declared.
    ResultKind = "result_kind",
    /// A unit to a power nobody means.
    UnitPower = "unit_power",
    /// A list where one value is needed, or the other way round.
    ListUse = "list_use",
    /// Sums within sums within sums.
    AggregateDepth = "aggregate_depth",
    /// Items that need each other.
    Cycle = "cycle",
    /// Two things of one name.
    DuplicateName = "duplicate_name",
    /// A declaration that cannot be read.
    BadDeclaration = "bad_declaration",
    /// A table whose rows cannot be used.
    BadTable = "bad_table",
    /// More items, inputs or rows than a set may have.
    SetTooLarge = "set_too_large",
    /// Warning: declared and never used.
    Unused = "unused",
    /// Warning: a name that hides another.
    Shadowed = "shadowed",
    /// Note: a bare number was read with a composed unit.
    LiteralUnit = "literal_unit",
    /// Warning: divided by the number nought.
    DividedByZero = "divided_by_zero",
}

/// One thing noticed about a formula or set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The reason.
    pub code: Code,
    /// How much it matters: an [error](Severity::Error) keeps the set from being used.
    pub severity: Severity,
    /// The item, input or table it is about.
    pub item: Option<String>,
    /// Where in the item's formula.
    pub place: Option<Box<Place>>,
    params: Words,
    suggestion: Option<String>,
}

impl Diagnostic {
    pub(crate) fn new(code: Code) -> Self {
        let severity = match code {
            Code::Unused | Code::Shadowed | Code::DividedByZero => Severity::Warning,
            Code::LiteralUnit => Severity::Info,
            _ => Severity::Error,
        };
        Self { code, severity, item: None, place: None, params: Words::default(), suggestion: None }
    }

    pub(crate) fn at(code: Code, text: &str, span: Span) -> Self {
        Self { place: Some(Box::new(Place::of(text, span))), ..Self::new(code) }
    }

    pub(crate) fn with(mut self, key: &'static str, value: impl fmt::Display) -> Self {
        self.params.put(key, &value.to_string());
        self
    }

    /// A value whose words differ by language.
    pub(crate) fn with_both(mut self, key: &'static str, zh: &str, en: &str) -> Self {
        self.params.put_both(key, zh, en);
        self
    }

    pub(crate) fn of(mut self, item: &str) -> Self {
        self.item.get_or_insert_with(|| item.to_owned());
        self
    }

    /// What to write instead.
    pub(crate) fn suggest(mut self, instead: Option<String>) -> Self {
        self.suggestion = instead;
        self
    }

    /// The name or text meant, if one is near.
    pub fn suggestion(&self) -> Option<&str> {
        self.suggestion.as_deref()
    }

    /// Whether the set cannot be used.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// The reason in words.
    pub fn reason(&self, locale: Locale) -> String {
        self.params.fill(words::reason(self.code).pick(locale), locale)
    }

    /// What to do about it, in words.
    pub fn advice(&self, locale: Locale) -> Option<String> {
        if let Some(near) = &self.suggestion {
            return Some(locale.pick(format!("是不是想写 {near}？"), format!("Did you mean {near}?")));
        }
        words::advice(self.code).map(|both| self.params.fill(both.pick(locale), locale))
    }

    /// All of it for a screen of text: place, reason, the line with the piece marked, advice.
    pub fn render(&self, locale: Locale) -> String {
        let kind = match self.severity {
            Severity::Error => locale.pick("错误", "error"),
            Severity::Warning => locale.pick("注意", "warning"),
            Severity::Info => locale.pick("说明", "note"),
        };
        let mut out = String::new();
        let item = self.item.as_deref().unwrap_or("");
        match &self.place {
            Some(place) if item.is_empty() => {
                out.push_str(&locale.pick(
                    format!("第 {} 行第 {} 列 ", place.line, place.column),
                    format!("line {}, column {}: ", place.line, place.column),
                ));
            }
            Some(place) => {
                out.push_str(&locale.pick(
                    format!("{item} 第 {} 行第 {} 列 ", place.line, place.column),
                    format!("{item}, line {}, column {}: ", place.line, place.column),
                ));
            }
            None if item.is_empty() => {}
            None => out.push_str(&locale.pick(format!("{item} "), format!("{item}: "))),
        }
        let colon = locale.pick("：", ": ");
        let _ = write!(out, "{kind}{colon}{} [{}]", self.reason(locale), self.code.code());
        if let Some(place) = &self.place {
            out.push_str(&marked_line(place));
        }
        if let Some(advice) = self.advice(locale) {
            out.push_str("\n  → ");
            out.push_str(&advice);
        }
        out
    }

    /// The same as the kernel's finding; the path is `item:line:column`.
    pub fn finding(&self) -> Finding {
        let place = self.place.as_ref().map(|place| format!("{}:{}", place.line, place.column));
        let path = [self.item.clone(), place].into_iter().flatten().collect::<Vec<_>>().join(":");
        let mut finding = Finding::new(self.code.code(), self.severity, path);
        for (key, text) in self.params.in_locale(Locale::En) {
            finding = finding.with(key, text);
        }
        match &self.suggestion {
            Some(near) => finding.with("suggestion", near.clone()),
            None => finding,
        }
    }
}

/// The line and, under it, a mark below the piece. Wide signs count two columns.
fn marked_line(place: &Place) -> String {
    let shown: String = place.line_text.chars().take(Place::SHOWN).collect();
    let before: String = shown.chars().take(place.column.saturating_sub(1)).collect();
    let piece = place.snippet.lines().next().unwrap_or("");
    let mark = "^".repeat(columns(piece).max(1));
    format!("\n  | {shown}\n  | {}{mark}", " ".repeat(columns(&before)))
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(Locale::En))
    }
}

impl Serialize for Diagnostic {
    /// With the words in both languages, for editors and `--json`.
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Both {
            #[serde(rename = "zh-CN")]
            zh: String,
            en: String,
        }
        #[derive(Serialize)]
        struct Flat<'d> {
            code: &'static str,
            severity: Severity,
            item: Option<&'d str>,
            place: Option<&'d Place>,
            reason: Both,
            advice: Option<Both>,
            suggestion: Option<&'d str>,
        }
        let both = |words: &dyn Fn(Locale) -> String| Both { zh: words(Locale::ZhCn), en: words(Locale::En) };
        let has_advice = self.advice(Locale::En).is_some();
        Flat {
            code: self.code.code(),
            severity: self.severity,
            item: self.item.as_deref(),
            place: self.place.as_deref(),
            reason: both(&|locale| self.reason(locale)),
            advice: has_advice.then(|| both(&|locale| self.advice(locale).unwrap_or_default())),
            suggestion: self.suggestion.as_deref(),
        }
        .serialize(to)
    }
}
