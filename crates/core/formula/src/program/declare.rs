//! Reads the declarations of a set into a scope.

use std::{collections::BTreeSet, sync::Arc};

use super::{Input, MAX_INPUTS, MAX_ITEMS, MAX_TABLES};
use crate::{
    check::{Named, Scope},
    diagnostic::{Code, Diagnostic},
    kind::{Kind, ListKind},
    spec::{InputSpec, ItemSpec, KindSpec, Match, SetSpec, TableSpec},
    table::{KeyColumn, MAX_ROWS, Table, ValueColumn},
    text::normal,
    unit::{Measure, canonical},
};

/// A name as formulas see it: half-width, without spaces around.
pub(super) fn plain_name(name: &str) -> String {
    name.chars().map(normal).collect::<String>().trim().to_owned()
}

/// Whether a name can be written in a formula at all.
fn is_writable(name: &str) -> bool {
    !name.is_empty() && name.chars().count() <= 80 && !name.contains(['[', ']', '\n', '\r'])
}

pub(super) struct Declared {
    pub(super) scope: Scope,
    pub(super) inputs: Vec<Input>,
    pub(super) notes: Vec<Diagnostic>,
}

pub(super) fn declare(spec: &SetSpec) -> Declared {
    let mut declared = Declared { scope: Scope::default(), inputs: Vec::new(), notes: Vec::new() };
    declared.limits(spec);
    declared.units(spec);
    let mut names = BTreeSet::new();
    for input in spec.inputs.iter().take(MAX_INPUTS) {
        let name = declared.take_name(&input.name, &mut names);
        let kind = declared.kind(input, &name);
        let slot = declared.inputs.len();
        declared.inputs.push(Input { name: name.clone(), kind: kind.clone() });
        declared.scope.names.insert(name, Named::Slot(slot, kind));
    }
    let mut tables = BTreeSet::new();
    for table in spec.tables.iter().take(MAX_TABLES) {
        let name = declared.take_name(&table.name, &mut tables);
        if let Some(read) = declared.table(table, &name) {
            declared.scope.tables.insert(name, Arc::new(read));
        }
    }
    declared
}

impl Declared {
    fn note(&mut self, diagnostic: Diagnostic) {
        self.notes.push(diagnostic);
    }

    fn limits(&mut self, spec: &SetSpec) {
        let counts = [
            (spec.inputs.len(), MAX_INPUTS, ("输入项", "inputs")),
            (spec.tables.len(), MAX_TABLES, ("表", "tables")),
            (spec.items.len(), MAX_ITEMS, ("项目", "items")),
        ];
        for (count, limit, what) in counts {
            if count > limit {
                let fault = Diagnostic::new(Code::SetTooLarge).with_both("what", what.0, what.1);
                self.note(fault.with("limit", limit));
            }
        }
    }

    /// Units named anywhere in the declarations are known everywhere in the set.
    fn units(&mut self, spec: &SetSpec) {
        let fields = spec.inputs.iter().flat_map(|input| &input.fields);
        let columns = spec.tables.iter().flat_map(|table| table.values.iter());
        let keys = spec.tables.iter().flat_map(|table| table.keys.iter().map(|key| &key.unit));
        let inputs = spec.inputs.iter().chain(fields).chain(columns).map(|input| &input.unit);
        let items = spec.items.iter().map(|item| &item.unit);
        let named = inputs.chain(keys).chain(items).flatten().filter_map(|unit| Measure::parse(unit));
        let known: Vec<String> =
            named.flat_map(|measure| measure.own_units().map(str::to_owned).collect::<Vec<_>>()).collect();
        self.scope.units.extend(known);
        self.scope.units.extend(spec.units.iter().map(|unit| canonical(unit.trim())));
    }

    fn take_name(&mut self, name: &str, taken: &mut BTreeSet<String>) -> String {
        let plain = plain_name(name);
        if !is_writable(&plain) {
            self.note(Diagnostic::new(Code::BadName).with("text", format_args!("“{name}”")).of(name));
        } else if !taken.insert(plain.clone()) {
            self.note(Diagnostic::new(Code::DuplicateName).with("name", &plain).of(&plain));
        }
        plain
    }

    pub(super) fn measure(&mut self, unit: Option<&str>, of: &str) -> Measure {
        let text = unit.unwrap_or("");
        Measure::parse(text).unwrap_or_else(|| {
            let (zh, en) = (format!("单位 {text} 读不懂"), format!("the unit {text} cannot be read"));
            self.note(Diagnostic::new(Code::BadDeclaration).with_both("what", &zh, &en).of(of));
            Measure::pure()
        })
    }

    fn needless_unit(&mut self, kind: KindSpec, unit: Option<&str>, of: &str) {
        if unit.is_some() && !matches!(kind, KindSpec::Number | KindSpec::List) {
            let what = ("只有数才有单位", "only numbers have a unit");
            self.note(Diagnostic::new(Code::BadDeclaration).with_both("what", what.0, what.1).of(of));
        }
    }

    fn kind(&mut self, input: &InputSpec, name: &str) -> Kind {
        self.needless_unit(input.kind, input.unit.as_deref(), name);
        match input.kind {
            KindSpec::Number => Kind::Number(self.measure(input.unit.as_deref(), name)),
            KindSpec::Text => Kind::Text,
            KindSpec::Date => Kind::Date,
            KindSpec::Bool => Kind::Bool,
            KindSpec::List => Kind::List(Arc::new(self.list(input, name))),
        }
    }

    fn list(&mut self, input: &InputSpec, name: &str) -> ListKind {
        let measure = self.measure(input.unit.as_deref(), name);
        if input.fields.is_empty() {
            return ListKind {
                counted: Measure::pure(),
                fields: vec![(String::new(), Kind::Number(measure))],
            };
        }
        let mut taken = BTreeSet::new();
        let mut fields = Vec::new();
        for field in &input.fields {
            let field_name = self.take_name(&field.name, &mut taken);
            if field.kind == KindSpec::List {
                let what = ("清单的列不能又是清单", "a field of a list cannot be a list");
                self.note(Diagnostic::new(Code::BadDeclaration).with_both("what", what.0, what.1).of(name));
                continue;
            }
            let kind = self.kind(field, &field_name);
            fields.push((field_name, kind));
        }
        ListKind { counted: measure, fields }
    }

    /// The declared result of an item, if it declares one.
    pub(super) fn result(&mut self, item: &ItemSpec, name: &str) -> Option<Kind> {
        let kind = item.kind.or(item.unit.as_ref().map(|_| KindSpec::Number))?;
        self.needless_unit(kind, item.unit.as_deref(), name);
        match kind {
            // A number without a declared unit has the one its formula gives.
            KindSpec::Number if item.unit.is_none() => None,
            KindSpec::Number => Some(Kind::Number(self.measure(item.unit.as_deref(), name))),
            KindSpec::Text => Some(Kind::Text),
            KindSpec::Date => Some(Kind::Date),
            KindSpec::Bool => Some(Kind::Bool),
            KindSpec::List => {
                let what = ("项目的结果不能是清单", "an item cannot be a list");
                self.note(Diagnostic::new(Code::BadDeclaration).with_both("what", what.0, what.1).of(name));
                None
            }
        }
    }

    fn table(&mut self, spec: &TableSpec, name: &str) -> Option<Table> {
        let before = self.notes.len();
        if spec.keys.is_empty() || spec.values.is_empty() {
            let what = ("表要有条件列和取值列", "a table needs keys and values");
            self.note(Diagnostic::new(Code::BadDeclaration).with_both("what", what.0, what.1).of(name));
        }
        if spec.rows.len() > MAX_ROWS {
            let fault = Diagnostic::new(Code::SetTooLarge)
                .with_both("what", "表的行", "rows")
                .with("limit", MAX_ROWS);
            self.note(fault.of(name));
        }
        let mut keys = Vec::new();
        for key in &spec.keys {
            let input = InputSpec { kind: key.kind, unit: key.unit.clone(), ..InputSpec::default() };
            let kind = self.kind(&input, name);
            let ordered = matches!(key.kind, KindSpec::Number | KindSpec::Date);
            if key.kind == KindSpec::List || (key.matching != Match::Exact && !ordered) {
                let what = ("分档和区间只能用于数和日期", "brackets and intervals need a number or a date");
                self.note(Diagnostic::new(Code::BadDeclaration).with_both("what", what.0, what.1).of(name));
            }
            keys.push(KeyColumn { matching: key.matching, kind });
        }
        let mut taken = BTreeSet::new();
        let mut values = Vec::new();
        for column in &spec.values {
            // The only column needs no name.
            let column_name = match column.name.as_str() {
                "" if spec.values.len() == 1 => String::new(),
                given => self.take_name(given, &mut taken),
            };
            if column.kind == KindSpec::List {
                let what = ("表里不能放清单", "a table cannot hold a list");
                self.note(Diagnostic::new(Code::BadDeclaration).with_both("what", what.0, what.1).of(name));
            }
            let kind = self.kind(column, name);
            values.push(ValueColumn { name: column_name, kind });
        }
        if self.notes.len() > before {
            return None;
        }
        match Table::read(name, keys, values, &spec.rows) {
            Ok(table) => Some(table),
            Err((row, (zh, en))) => {
                let fault = Diagnostic::new(Code::BadTable).with("table", name).with("row", row);
                self.note(fault.with_both("what", &zh, &en).of(name));
                None
            }
        }
    }
}
