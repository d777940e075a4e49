//! Values as case files and the command line write them: text in, exact values out.

use std::{collections::BTreeMap, sync::Arc};

use serde::{Deserialize, Serialize};

use crate::{
    diagnostic::{Code, Diagnostic},
    kind::Kind,
    near::nearest,
    program::Program,
    run::Row,
    table::read_cell,
    value::{List, Value},
};

/// Inputs of one person as text. What is left out is missing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct GivenSpec {
    /// Single values: `10000`, `8%`, `2026-03-01`, `是`.
    pub values: BTreeMap<String, String>,
    /// Lists: records of cells in the order of the declared fields, or one cell each for plain lists.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub lists: BTreeMap<String, Vec<Vec<String>>>,
}

impl Program {
    /// Reads values by the declared kinds; every value that cannot be read is told.
    pub fn read_row(&self, given: &GivenSpec) -> Result<Row, Vec<Diagnostic>> {
        let mut row = self.row();
        let mut faults = Vec::new();
        for (name, text) in &given.values {
            let read = |kind: &Kind| read_cell(text, kind.spec());
            if let Err(fault) = self.read_one(&mut row, name, read) {
                faults.push(fault);
            }
        }
        for (name, records) in &given.lists {
            if let Err(fault) = self.read_one(&mut row, name, |kind| read_list(records, kind)) {
                faults.push(fault);
            }
        }
        if faults.is_empty() { Ok(row) } else { Err(faults) }
    }

    fn read_one(
        &self,
        row: &mut Row,
        name: &str,
        read: impl Fn(&Kind) -> Result<Value, (String, String)>,
    ) -> Result<(), Diagnostic> {
        let Some(input) = self.inputs().iter().find(|input| input.name == *name) else {
            let near = nearest(name, self.inputs().iter().map(|input| input.name.as_str()));
            return Err(Diagnostic::new(Code::UnknownName).with("name", name).of(name).suggest(near));
        };
        let value = read(&input.kind).map_err(|(zh, en)| bad(name, &zh, &en))?;
        row.set(self, name, value).map_err(|_| bad(name, "类型和声明不符", "it is of another kind"))
    }
}

fn bad(name: &str, zh: &str, en: &str) -> Diagnostic {
    Diagnostic::new(Code::BadDeclaration).with_both("what", zh, en).of(name)
}

fn read_list(records: &[Vec<String>], kind: &Kind) -> Result<Value, (String, String)> {
    let Kind::List(list) = kind else {
        return Err(("这不是清单".to_owned(), "it is no list".to_owned()));
    };
    let mut fields: Vec<Vec<Value>> = list.fields.iter().map(|_| Vec::with_capacity(records.len())).collect();
    for (index, record) in records.iter().enumerate() {
        if record.len() != list.fields.len() {
            let (row, wanted) = (index + 1, list.fields.len());
            return Err((format!("第 {row} 条要 {wanted} 格"), format!("record {row} needs {wanted} cells")));
        }
        for ((cell, (_, kind)), field) in record.iter().zip(&list.fields).zip(&mut fields) {
            field.push(read_cell(cell, kind.spec())?);
        }
    }
    List::records(records.len(), fields)
        .map(|list| Value::List(Arc::new(list)))
        .ok_or_else(|| ("清单太长".to_owned(), "the list is too long".to_owned()))
}
