//! What the business sees, whatever ids and times the rows were given.
//!
//! A row is named by its content: by its natural key when its module declares one, else by all its business columns. A
//! column that points to another row shows that row's name instead of its id, also where the id stands inside a text or
//! a document. Names are refined in rounds, so that a row
//! is also told apart by what it points to, three steps deep; this needs no order among tables and stands cycles.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use heng_migration::ddl::Kind;
use heng_vault::{Sealable, Vault};
use sea_orm::{ConnectionTrait, DbErr, StreamTrait};
use serde_json::Value as Json;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::digest::{Digests, RowDigest, of_row};
use crate::rows::{Cell, ColumnShape, TableShape, each_row};

/// Rounds in which names take in the names of what they point to.
const ROUNDS: usize = 3;

/// What counts as business content.
#[derive(Clone, Debug, Default)]
pub struct Business {
    tables_left_out: BTreeSet<&'static str>,
    columns_left_out: BTreeSet<(&'static str, &'static str)>,
    bytes_kept: BTreeSet<(&'static str, &'static str)>,
    natural: BTreeMap<&'static str, &'static [&'static str]>,
}

impl Business {
    /// The platform's own tables: audit, queues, sequences, keys and caches are left out, documents count by content.
    pub fn platform() -> Self {
        Self::default()
            .without_tables(&[
                "audit_entry",
                "data_key",
                "idempotency",
                "job",
                "lease",
                "live_event",
                "outbox",
                "sequence",
            ])
            .without_columns("file", &["location", "key_version", "uploaded_by"])
            .with_bytes("file", "sha256")
    }

    /// Leaves whole tables out: staging, sessions, caches.
    pub fn without_tables(mut self, tables: &[&'static str]) -> Self {
        self.tables_left_out.extend(tables);
        self
    }

    /// Leaves columns out. Surrogate ids and unsealed bytes (hashes, keys) are out anyway, and of instants only counts
    /// whether there is one.
    pub fn without_columns(mut self, table: &'static str, columns: &[&'static str]) -> Self {
        self.columns_left_out.extend(columns.iter().map(|column| (table, *column)));
        self
    }

    /// Keeps a column of bytes that are content.
    pub fn with_bytes(mut self, table: &'static str, column: &'static str) -> Self {
        self.bytes_kept.insert((table, column));
        self
    }

    /// Declares what names a row of this table.
    pub fn natural_key(mut self, table: &'static str, columns: &'static [&'static str]) -> Self {
        self.natural.insert(table, columns);
        self
    }

    fn counts(&self, table: &TableShape, column: &ColumnShape, sealed: &[Sealable]) -> bool {
        let place = (table.name.as_str(), column.name.as_str());
        let surrogate = column.kind == Kind::Id && column.name == "id";
        let derived = column.kind == Kind::Bytes
            && !self.bytes_kept.contains(&place)
            && !sealed.iter().any(|s| s.table == place.0 && s.columns.contains(&place.1));
        !surrogate && !derived && !self.columns_left_out.contains(&place)
    }
}

/// A row while names are being found.
struct Row {
    id: Option<Uuid>,
    /// Business columns; those that point elsewhere hold `None`.
    plain: Vec<Option<Json>>,
    /// Places in `plain` that point to other rows, and to which.
    points_to: Vec<(usize, Uuid)>,
}

struct Table {
    name: String,
    columns: Vec<ColumnShape>,
    /// Places of the columns that name a row.
    naming: Vec<usize>,
    rows: Vec<Row>,
}

/// The word for the business content, as 64 hex digits. Sealed columns count by what they say.
pub async fn business(
    db: &(impl ConnectionTrait + StreamTrait),
    vault: &Vault,
    business: &Business,
    sealed: &[Sealable],
) -> Result<String, DbErr> {
    let mut tables = vec![];
    for shape in TableShape::all() {
        if !business.tables_left_out.contains(shape.name.as_str()) {
            tables.push(load(db, vault, business, sealed, &shape).await?);
        }
    }
    tables.sort_by(|a, b| a.name.cmp(&b.name));
    let names = names(&tables);
    let mut whole = Sha256::new();
    for table in &tables {
        let mut digests = Digests::default();
        let all: Vec<usize> = (0..table.columns.len()).collect();
        for row in &table.rows {
            digests.push(shown(row, &all, &names));
        }
        let columns: Vec<&str> = table.columns.iter().map(|c| c.name.as_str()).collect();
        digests.close(&mut whole, &table.name, &columns);
    }
    Ok(hex::encode(whole.finalize()))
}

async fn load(
    db: &(impl ConnectionTrait + StreamTrait),
    vault: &Vault,
    business: &Business,
    sealed: &[Sealable],
    shape: &TableShape,
) -> Result<Table, DbErr> {
    let kept: Vec<bool> = shape.columns.iter().map(|c| business.counts(shape, c, sealed)).collect();
    let columns: Vec<ColumnShape> = picked(&shape.columns, &kept).cloned().collect();
    let naming = match business.natural.get(shape.name.as_str()) {
        Some(natural) => (0..columns.len())
            .filter(|&at| columns.get(at).is_some_and(|c| natural.contains(&c.name.as_str())))
            .collect(),
        None => (0..columns.len()).collect(),
    };
    let mut rows = vec![];
    each_row(db, shape, async |cells| {
        let id = id_in(shape, &cells, "id");
        let (mut plain, mut points_to) = (vec![], vec![]);
        for (column, cell) in columns.iter().zip(picked(&cells, &kept)) {
            match cell {
                Cell::Id(target) => {
                    points_to.push((plain.len(), *target));
                    plain.push(None);
                }
                // When it was written down is no content; that it was is (superseded, revoked, acknowledged).
                Cell::Instant(_) => plain.push(Some(Json::Bool(true))),
                Cell::Bytes(bytes) => plain.push(Some(opened(vault, sealed, shape, column, &cells, bytes))),
                other => plain.push(Some(other.to_json())),
            }
        }
        rows.push(Row { id, plain, points_to });
        Ok::<_, DbErr>(())
    })
    .await?;
    Ok(Table { name: shape.name.clone(), columns, naming, rows })
}

fn picked<'a, T>(items: &'a [T], kept: &'a [bool]) -> impl Iterator<Item = &'a T> {
    items.iter().zip(kept).filter(|(_, kept)| **kept).map(|(item, _)| item)
}

/// What a sealed column says; other bytes as they are. Bytes that do not open count as themselves: doctor names them.
fn opened(
    vault: &Vault,
    sealed: &[Sealable],
    table: &TableShape,
    column: &ColumnShape,
    row: &[Cell],
    bytes: &[u8],
) -> Json {
    let registered =
        sealed.iter().find(|s| s.table == table.name && s.columns.contains(&column.name.as_str()));
    let plain = registered.and_then(|sealable| {
        let key: Vec<Uuid> = sealable.key.iter().filter_map(|name| id_in(table, row, name)).collect();
        vault.open_bytes(&sealable.cell(&column.name, &key), bytes).ok()
    });
    Cell::Bytes(plain.map_or_else(|| bytes.to_vec(), |plain| plain.to_vec())).to_json()
}

/// The id in the column of this name.
fn id_in(table: &TableShape, row: &[Cell], name: &str) -> Option<Uuid> {
    table.columns.iter().zip(row).find_map(|(column, cell)| match cell {
        Cell::Id(id) if column.name == name => Some(*id),
        _ => None,
    })
}

type Names = HashMap<Uuid, RowDigest>;

fn names(tables: &[Table]) -> Names {
    let mut names = Names::new();
    for _ in 0..=ROUNDS {
        let mut next = Names::with_capacity(names.len());
        for table in tables {
            for row in &table.rows {
                if let Some(id) = row.id {
                    next.insert(id, named(&table.name, row, &table.naming, &names));
                }
            }
        }
        names = next;
    }
    names
}

fn named(table: &str, row: &Row, naming: &[usize], names: &Names) -> RowDigest {
    let inside = shown(row, naming, names);
    of_row(vec![table.into(), hex::encode(inside).into()])
}

/// The row's digest over these columns, with names in the places of ids. An id that leads nowhere counts as absent.
fn shown(row: &Row, columns: &[usize], names: &Names) -> RowDigest {
    let targets: BTreeMap<usize, Uuid> = row.points_to.iter().copied().collect();
    let cells = columns.iter().map(|at| {
        if let Some(Some(plain)) = row.plain.get(*at) {
            return renamed(plain, names);
        }
        let name = targets.get(at).and_then(|target| names.get(target));
        name.map_or(Json::Null, |name| hex::encode(name).into())
    });
    of_row(cells.collect())
}

/// Ids of rows inside texts and documents give way to those rows' names.
fn renamed(json: &Json, names: &Names) -> Json {
    match json {
        Json::String(text) => {
            let row = Some(text).filter(|text| text.len() == 36).and_then(|text| text.parse().ok());
            row.and_then(|id: Uuid| names.get(&id))
                .map_or_else(|| json.clone(), |name| hex::encode(name).into())
        }
        Json::Array(items) => items.iter().map(|item| renamed(item, names)).collect(),
        Json::Object(map) => map.iter().map(|(key, value)| (key.clone(), renamed(value, names))).collect(),
        plain => plain.clone(),
    }
}
