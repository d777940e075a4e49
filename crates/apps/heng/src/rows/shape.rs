//! What a table looks like, in a form that goes into a backup.

use heng_migration::ddl::{Kind, Table};
use serde::{Deserialize, Serialize};

/// One column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnShape {
    /// Its name.
    pub name: String,
    /// What it holds.
    #[serde(with = "kind_word")]
    pub kind: Kind,
}

/// One table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableShape {
    /// Its name.
    pub name: String,
    /// Its columns in order.
    pub columns: Vec<ColumnShape>,
    /// Its key.
    pub key: Vec<String>,
}

impl TableShape {
    /// Every table of this program, referred-to tables first.
    pub fn all() -> Vec<Self> {
        heng_migration::schema().iter().map(Self::from).collect()
    }
}

impl From<&Table> for TableShape {
    fn from(table: &Table) -> Self {
        let columns =
            table.columns.iter().map(|c| ColumnShape { name: c.name.to_owned(), kind: c.kind }).collect();
        let key = table.key.iter().map(|&column| column.to_owned()).collect();
        Self { name: table.name.to_owned(), columns, key }
    }
}

mod kind_word {
    use heng_migration::ddl::Kind;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    const WORDS: [(&str, Kind); 9] = [
        ("id", Kind::Id),
        ("text", Kind::Text),
        ("int", Kind::Int),
        ("big", Kind::Big),
        ("bool", Kind::Bool),
        ("date", Kind::Date),
        ("instant", Kind::Instant),
        ("json", Kind::Json),
        ("bytes", Kind::Bytes),
    ];

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "the form serde calls")]
    pub(super) fn serialize<S: Serializer>(kind: &Kind, serializer: S) -> Result<S::Ok, S::Error> {
        let word = WORDS.iter().find(|(_, k)| k == kind).map_or("", |(word, _)| word);
        serializer.serialize_str(word)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Kind, D::Error> {
        let word = String::deserialize(deserializer)?;
        let found = WORDS.iter().find(|(w, _)| *w == word).map(|(_, kind)| *kind);
        found.ok_or_else(|| D::Error::custom(format!("{word:?} is no kind of column")))
    }
}
