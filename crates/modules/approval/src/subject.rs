//! What is decided on: the side of a case that another module knows.

use std::{collections::BTreeMap, fmt, sync::Arc};

use async_trait::async_trait;
use heng_access::{FieldClass, Permission};
use heng_db::Tx;
use heng_kernel::{CaseId, EmploymentId};
use sea_orm::DbErr;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// One fact shown to whoever decides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// Stable code of its words: `leave.first_day`.
    pub label: String,
    /// The value as data.
    pub value: Value,
    /// Set when only those see it who may see fields of this class of the applicant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<FieldClass>,
}

impl Fact {
    /// A fact everybody in the case sees.
    pub fn new(label: &str, value: impl Into<Value>) -> Self {
        Self { label: label.to_owned(), value: value.into(), class: None }
    }

    /// The same fact, for those who may see the class.
    #[must_use]
    pub fn of_class(mut self, class: FieldClass) -> Self {
        self.class = Some(class);
        self
    }
}

/// What a request asks for, as it is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Description {
    /// Everything a decision stands on, in order of reading.
    pub facts: Vec<Fact>,
    /// Values for notices and list rows: public, short, never a kind of leave or an amount.
    pub summary: Map<String, Value>,
}

impl Description {
    /// SHA-256 of the facts, in hexadecimal: the same text as long as the same is asked for.
    pub fn content(&self) -> String {
        let facts = serde_json::to_vec(&self.facts).unwrap_or_default();
        hex::encode(Sha256::digest(facts))
    }
}

/// How a case ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettledAs {
    /// Everybody approved: carry it out.
    Approved,
    /// Refused: undo what was prepared.
    Refused,
    /// Taken back: undo what was prepared.
    Withdrawn,
    /// The request changed behind the case: undo what was prepared.
    Voided,
}

impl SettledAs {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Approved => "approved",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
            Self::Voided => "voided",
        }
    }
}

/// The end of a case, for the module that owns the request.
#[derive(Clone, Debug)]
pub struct Settled {
    /// The case.
    pub case: CaseId,
    /// The request.
    pub subject: Uuid,
    /// Who asked.
    pub applicant: EmploymentId,
    /// How it ended.
    pub outcome: SettledAs,
    /// Who gave the last answer, if somebody did.
    pub decided_by: Option<EmploymentId>,
    /// Their name on that day.
    pub decided_by_name: Option<String>,
}

/// Why an effect did not take place.
#[derive(Debug, thiserror::Error)]
pub enum EffectError {
    /// A rule speaks against it (stable code). Nothing may have been written: check first, write then.
    #[error("the effect is refused: {0}")]
    Refused(&'static str),
    /// The database failed; the whole unit of work is undone.
    #[error("database: {0}")]
    Db(#[from] DbErr),
}

/// A kind of request that is decided by approval.
#[async_trait]
pub trait Subject: fmt::Debug + Send + Sync {
    /// `leave`.
    fn kind(&self) -> &'static str;

    /// The permission that opens classed facts about an applicant.
    fn read(&self) -> Permission;

    /// The request as it is stored now; `None` when it is gone.
    async fn describe(&self, tx: &Tx, subject: Uuid) -> Result<Option<Description>, DbErr>;

    /// Carries out or undoes the request, in the transaction that ends the case.
    async fn settled(&self, tx: &Tx, settled: &Settled) -> Result<(), EffectError>;
}

/// The registered kinds. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Subjects(Arc<BTreeMap<&'static str, Arc<dyn Subject>>>);

impl Subjects {
    /// These kinds; of two with one name the later counts.
    pub fn new(all: impl IntoIterator<Item = Arc<dyn Subject>>) -> Self {
        Self(Arc::new(all.into_iter().map(|subject| (subject.kind(), subject)).collect()))
    }

    pub(crate) fn of(&self, kind: &str) -> Option<&dyn Subject> {
        self.0.get(kind).map(Arc::as_ref)
    }
}
