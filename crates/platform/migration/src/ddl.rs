//! Tables as data, rendered for SQLite and PostgreSQL.

use std::fmt::Write;

use sea_orm::DbBackend;

/// What a column holds; each kind maps to one type per backend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// UUID.
    Id,
    /// Unicode text.
    Text,
    /// 32-bit whole number.
    Int,
    /// 64-bit whole number: money in minor units, ppm, counters.
    Big,
    /// True or false.
    Bool,
    /// A calendar day.
    Date,
    /// An instant, microseconds, UTC.
    Instant,
    /// A JSON document that is queried or shown, never hashed.
    Json,
    /// Raw bytes: ciphertext, keyed hashes.
    Bytes,
}

impl Kind {
    const fn sql(self, backend: DbBackend) -> &'static str {
        match (backend, self) {
            (DbBackend::Postgres, Self::Id) => "uuid",
            (DbBackend::Postgres, Self::Text) => "text",
            (DbBackend::Postgres, Self::Int) => "integer",
            (DbBackend::Postgres, Self::Big) => "bigint",
            (DbBackend::Postgres, Self::Bool) => "boolean",
            (DbBackend::Postgres, Self::Date) => "date",
            (DbBackend::Postgres, Self::Instant) => "timestamptz",
            (DbBackend::Postgres, Self::Json) => "jsonb",
            (DbBackend::Postgres, Self::Bytes) => "bytea",
            (_, Self::Id | Self::Bytes) => "BLOB",
            (_, Self::Int | Self::Big | Self::Bool) => "INTEGER",
            (_, Self::Text | Self::Date | Self::Instant | Self::Json) => "TEXT",
        }
    }
}

/// One column.
#[derive(Clone, Debug)]
pub struct Column {
    /// Name, snake_case, with its unit where it has one: `amount_minor`, `rate_ppm`.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Whether it may be absent.
    pub nullable: bool,
    /// Table it points to (its `id`).
    pub references: Option<&'static str>,
    /// Allowed texts, as a CHECK.
    pub one_of: &'static [&'static str],
}

/// One table.
#[derive(Clone, Debug)]
pub struct Table {
    /// Singular snake_case.
    pub name: &'static str,
    /// Columns in order.
    pub columns: Vec<Column>,
    /// Primary key columns.
    pub key: Vec<&'static str>,
    /// Unique keys, each with an optional condition.
    pub uniques: Vec<(Vec<&'static str>, Option<&'static str>)>,
    /// Further conditions, valid on both backends.
    pub checks: Vec<&'static str>,
    /// Indexes, each with an optional condition.
    pub indexes: Vec<(Vec<&'static str>, Option<&'static str>)>,
}

impl Table {
    /// A table whose first column is `id uuid primary key`.
    pub fn new(name: &'static str) -> Self {
        Self::keyed(name, &["id"]).id("id")
    }

    /// A table with its own key.
    pub fn keyed(name: &'static str, key: &[&'static str]) -> Self {
        Self { name, columns: vec![], key: key.to_vec(), uniques: vec![], checks: vec![], indexes: vec![] }
    }

    fn column(mut self, name: &'static str, kind: Kind) -> Self {
        self.columns.push(Column { name, kind, nullable: false, references: None, one_of: &[] });
        self
    }

    fn last(mut self, change: impl FnOnce(&mut Column)) -> Self {
        if let Some(column) = self.columns.last_mut() {
            change(column);
        }
        self
    }

    /// Adds a UUID column.
    pub fn id(self, name: &'static str) -> Self {
        self.column(name, Kind::Id)
    }
    /// Adds a text column.
    pub fn text(self, name: &'static str) -> Self {
        self.column(name, Kind::Text)
    }
    /// Adds a text column with a closed list of values.
    pub fn one_of(self, name: &'static str, values: &'static [&'static str]) -> Self {
        self.column(name, Kind::Text).last(|c| c.one_of = values)
    }
    /// Adds a 32-bit number.
    pub fn int(self, name: &'static str) -> Self {
        self.column(name, Kind::Int)
    }
    /// Adds a 64-bit number.
    pub fn big(self, name: &'static str) -> Self {
        self.column(name, Kind::Big)
    }
    /// Adds a truth value.
    pub fn bool(self, name: &'static str) -> Self {
        self.column(name, Kind::Bool)
    }
    /// Adds a day.
    pub fn date(self, name: &'static str) -> Self {
        self.column(name, Kind::Date)
    }
    /// Adds an instant.
    pub fn instant(self, name: &'static str) -> Self {
        self.column(name, Kind::Instant)
    }
    /// Adds a JSON document.
    pub fn json(self, name: &'static str) -> Self {
        self.column(name, Kind::Json)
    }
    /// Adds raw bytes.
    pub fn bytes(self, name: &'static str) -> Self {
        self.column(name, Kind::Bytes)
    }
    /// Lets the last column be absent.
    pub fn null(self) -> Self {
        self.last(|c| c.nullable = true)
    }
    /// Makes the last column point to `table(id)`.
    pub fn to(self, table: &'static str) -> Self {
        self.last(|c| c.references = Some(table))
    }
    /// Adds `from_on` and nullable `to_on`: a half-open range of days that is never empty.
    pub fn range(self) -> Self {
        self.date("from_on").date("to_on").null().check("to_on IS NULL OR to_on > from_on")
    }
    /// Adds a unique key.
    pub fn unique(mut self, columns: &[&'static str]) -> Self {
        self.uniques.push((columns.to_vec(), None));
        self
    }
    /// Adds a unique key over the rows that meet a condition.
    pub fn unique_where(mut self, columns: &[&'static str], condition: &'static str) -> Self {
        self.uniques.push((columns.to_vec(), Some(condition)));
        self
    }
    /// Adds a condition.
    pub fn check(mut self, condition: &'static str) -> Self {
        self.checks.push(condition);
        self
    }
    /// Adds an index.
    pub fn index(mut self, columns: &[&'static str]) -> Self {
        self.indexes.push((columns.to_vec(), None));
        self
    }
    /// Adds an index over the rows that meet a condition.
    pub fn index_where(mut self, columns: &[&'static str], condition: &'static str) -> Self {
        self.indexes.push((columns.to_vec(), Some(condition)));
        self
    }

    /// The statements that make the table.
    pub fn statements(&self, backend: DbBackend) -> Vec<String> {
        let mut lines: Vec<String> = self.columns.iter().map(|c| column_line(c, backend)).collect();
        lines.push(format!("  PRIMARY KEY ({})", self.key.join(", ")));
        for check in &self.checks {
            lines.push(format!("  CHECK ({check})"));
        }
        let strict = if backend == DbBackend::Sqlite { " STRICT" } else { "" };
        let mut all = vec![format!("CREATE TABLE {} (\n{}\n){strict}", self.name, lines.join(",\n"))];
        let keyed = self.uniques.iter().map(|u| ("UNIQUE ", "uq", u));
        for (unique, prefix, (columns, condition)) in keyed.chain(self.indexes.iter().map(|i| ("", "ix", i)))
        {
            let mut sql = format!(
                "CREATE {unique}INDEX {prefix}_{}_{} ON {} ({})",
                self.name,
                columns.iter().map(|c| index_word(c)).collect::<Vec<_>>().join("_"),
                self.name,
                columns.join(", ")
            );
            if let Some(condition) = condition {
                let _ = write!(sql, " WHERE {condition}");
            }
            all.push(sql);
        }
        all
    }
}

/// `at DESC` and `lower(code)` become words an index name can carry.
fn index_word(column: &str) -> String {
    column
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || c == '_' { c.to_ascii_lowercase() } else { '_' })
        .collect()
}

fn column_line(column: &Column, backend: DbBackend) -> String {
    let mut line = format!("  {} {}", column.name, column.kind.sql(backend));
    if !column.nullable {
        line.push_str(" NOT NULL");
    }
    if !column.one_of.is_empty() {
        let values: Vec<String> = column.one_of.iter().map(|v| format!("'{v}'")).collect();
        let _ = write!(line, " CHECK ({} IN ({}))", column.name, values.join(", "));
    }
    if column.kind == Kind::Bool && backend == DbBackend::Sqlite {
        let _ = write!(line, " CHECK ({} IN (0, 1))", column.name);
    }
    if let Some(table) = column.references {
        let _ = write!(line, " REFERENCES {table} (id)");
    }
    line
}

/// One step of a migration.
#[derive(Clone, Debug)]
pub enum Step {
    /// Make a table.
    Create(Table),
    /// Add a nullable column or one with a default.
    AddColumn {
        /// The table.
        table: &'static str,
        /// The column.
        column: Column,
        /// Default for the rows that are there, as SQL valid on both.
        default: Option<&'static str>,
    },
    /// Anything else, spelled for each backend.
    Sql {
        /// For SQLite.
        sqlite: &'static [&'static str],
        /// For PostgreSQL.
        postgres: &'static [&'static str],
    },
}

impl Step {
    /// The statements of this step.
    pub fn statements(&self, backend: DbBackend) -> Vec<String> {
        match self {
            Self::Create(table) => table.statements(backend),
            Self::AddColumn { table, column, default } => {
                let line = column_line(column, backend);
                let default = default.map(|d| format!(" DEFAULT {d}")).unwrap_or_default();
                vec![format!("ALTER TABLE {table} ADD COLUMN {}{default}", line.trim())]
            }
            Self::Sql { sqlite, postgres } => {
                let texts = if backend == DbBackend::Sqlite { sqlite } else { postgres };
                texts.iter().map(|&text| text.to_owned()).collect()
            }
        }
    }
}
