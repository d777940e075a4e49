//! Writing rows.

use chrono::{DateTime, Utc};
use heng_access::{Actor, ClassSet, Via};
use heng_kernel::{AccountId, AuditId, EmploymentId};
use sea_orm::{ActiveModelTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, Value};
use serde_json::Value as Json;

use super::entity::{Entity, Kind, Model};
use crate::{Append, Db};

/// A change to record. Values of sensitive fields are named, never shown: the caller passes them masked.
#[derive(Clone, Debug)]
pub struct Change {
    action: &'static str,
    kind: Kind,
    subject: (&'static str, String),
    by: Option<AccountId>,
    about: Option<EmploymentId>,
    classes: ClassSet,
    before: Option<Json>,
    after: Option<Json>,
}

impl Change {
    /// `action` (an operation: `leave.submit`) on the subject of this kind and id.
    pub fn new(action: &'static str, subject_kind: &'static str, subject_id: impl ToString) -> Self {
        Self {
            action,
            kind: Kind::Change,
            subject: (subject_kind, subject_id.to_string()),
            by: None,
            about: None,
            classes: ClassSet::EMPTY,
            before: None,
            after: None,
        }
    }

    /// Whose act it is when nobody was signed in yet: the account that was entered by it.
    #[must_use]
    pub fn by(mut self, account: AccountId) -> Self {
        self.by = Some(account);
        self
    }

    /// A sign-in, a refused one, or a sign-out.
    #[must_use]
    pub fn sign_in(mut self) -> Self {
        self.kind = Kind::SignIn;
        self
    }

    /// Many rows as one; `after` holds the manifest's hash and counts.
    #[must_use]
    pub fn bulk(mut self) -> Self {
        self.kind = Kind::Bulk;
        self
    }

    /// Whom it is about.
    #[must_use]
    pub fn about(mut self, employment: EmploymentId) -> Self {
        self.about = Some(employment);
        self
    }

    /// Which field classes it touches.
    #[must_use]
    pub fn classes(mut self, classes: ClassSet) -> Self {
        self.classes = classes;
        self
    }

    /// What was there.
    #[must_use]
    pub fn before(mut self, value: Json) -> Self {
        self.before = Some(value);
        self
    }

    /// What is there now.
    #[must_use]
    pub fn after(mut self, value: Json) -> Self {
        self.after = Some(value);
        self
    }
}

/// A read of somebody else's sensitive fields.
#[derive(Clone, Debug)]
pub struct Read {
    /// The operation: `people.show`.
    pub action: &'static str,
    /// Kind of what was read.
    pub subject_kind: &'static str,
    /// Its id.
    pub subject_id: String,
    /// Whose fields, when one person's.
    pub about: Option<EmploymentId>,
    /// Which classes were shown.
    pub classes: ClassSet,
}

impl From<Read> for Change {
    fn from(read: Read) -> Self {
        Self {
            action: read.action,
            kind: Kind::Read,
            subject: (read.subject_kind, read.subject_id),
            by: None,
            about: read.about,
            classes: read.classes,
            before: None,
            after: None,
        }
    }
}

fn via_word(via: Via) -> String {
    match via {
        Via::Session(id) => format!("session:{id}"),
        Via::Token(id) => format!("token:{id}"),
        Via::Job(kind) => format!("job:{kind}"),
        Via::CommandLine => "command_line".to_owned(),
        Via::Anonymous => "anonymous".to_owned(),
    }
}

fn class_words(classes: ClassSet) -> String {
    let words: Vec<String> = classes.iter().map(|class| class.to_string()).collect();
    words.join(",")
}

/// The row for a change.
pub(crate) fn entry(id: AuditId, at: DateTime<Utc>, actor: &Actor, change: Change) -> Model {
    let Change { action, kind, subject, by, about, classes, before, after } = change;
    let entered = by.filter(|_| actor.via() == Via::Anonymous);
    Model {
        id,
        at,
        action: action.to_owned(),
        via: via_word(actor.via()),
        account_id: actor.account().or(entered),
        employment_id: actor.acting_as(),
        remote: actor.remote().map(ToOwned::to_owned),
        request: actor.request().map(ToOwned::to_owned),
        kind,
        subject_kind: subject.0.to_owned(),
        subject_id: subject.1,
        about_employment_id: about,
        classes: class_words(classes),
        before_json: before.map(|v| v.to_string()),
        after_json: after.map(|v| v.to_string()),
        seq: None,
        mac: None,
    }
}

pub(crate) async fn insert(db: &impl ConnectionTrait, row: Model) -> Result<(), DbErr> {
    Entity::insert(row.into_active_model().reset_all()).exec_without_returning(db).await.map(|_| ())
}

impl Db {
    /// Records a read of sensitive fields. Answer the request only after this returned `Ok`.
    pub async fn audit_read(&self, actor: &Actor, read: Read) -> Result<(), DbErr> {
        let row = entry(self.new_id(), self.now(), actor, read.into());
        self.append(Append {
            table: "audit_entry",
            columns: &[
                "id",
                "at",
                "action",
                "via",
                "account_id",
                "employment_id",
                "remote",
                "request",
                "kind",
                "subject_kind",
                "subject_id",
                "about_employment_id",
                "classes",
            ],
            values: vec![
                row.id.into(),
                row.at.into(),
                row.action.into(),
                row.via.into(),
                row.account_id.into(),
                row.employment_id.into(),
                row.remote.into(),
                row.request.into(),
                Value::from("read"),
                row.subject_kind.into(),
                row.subject_id.into(),
                row.about_employment_id.into(),
                row.classes.into(),
            ],
        })
        .await
    }
}
