//! The audit trail, over HTTP.

use std::collections::HashMap;

use axum::{Extension, Json, extract::State};
use chrono::{DateTime, Utc};
use heng_access::{ClassSet, FieldClass, Permission, Target};
use heng_db::{
    Db,
    audit::{
        AuditFilter, Read,
        entity::{Kind, Model},
        search,
    },
};
use heng_kernel::{AccountId, AuditId, EmploymentId};
use heng_web::{AppState, ListView, PageParams, Params, Problem, Signed};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{EmploymentTitle, Identity, account::names_of};

pub(crate) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list))
}

/// What kind of act an entry records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum AuditKind {
    /// Something was changed.
    Change,
    /// Sensitive fields of another person were read.
    Read,
    /// Somebody came in, was refused, or left.
    SignIn,
    /// Many rows were changed as one.
    Bulk,
}

impl From<AuditKind> for Kind {
    fn from(kind: AuditKind) -> Self {
        match kind {
            AuditKind::Change => Self::Change,
            AuditKind::Read => Self::Read,
            AuditKind::SignIn => Self::SignIn,
            AuditKind::Bulk => Self::Bulk,
        }
    }
}

impl From<Kind> for AuditKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Change => Self::Change,
            Kind::Read => Self::Read,
            Kind::SignIn => Self::SignIn,
            Kind::Bulk => Self::Bulk,
        }
    }
}

/// Which entries; every given condition holds.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct AuditQuery {
    /// Not before.
    since: Option<DateTime<Utc>>,
    /// Before.
    until: Option<DateTime<Utc>>,
    /// Who acted.
    account_id: Option<AccountId>,
    /// Whom it is about.
    employment_id: Option<EmploymentId>,
    /// An operation (`leave.submit`), or its area with a dot at the end (`leave.`).
    action: Option<String>,
    /// What kind of act.
    kind: Option<AuditKind>,
    /// Kind of the subject, with `subject_id`.
    subject_kind: Option<String>,
    /// Id of the subject, with `subject_kind`.
    subject_id: Option<String>,
    /// Where the page begins.
    after: Option<String>,
    /// Rows of the page, 1 to 200.
    limit: Option<u16>,
}

/// An entry of the trail.
#[derive(Debug, Serialize, ToSchema)]
struct AuditView {
    /// Its id.
    id: AuditId,
    /// When.
    at: DateTime<Utc>,
    /// The operation.
    action: String,
    /// Through which door: `session:…`, `token:…`, `job:…`, `command_line`, `anonymous`.
    via: String,
    /// Who.
    account_id: Option<AccountId>,
    /// What to call them.
    account_name: Option<String>,
    /// For which of their employments.
    acting_as: Option<EmploymentId>,
    /// From which address.
    remote: Option<String>,
    /// In which request.
    request: Option<String>,
    /// What kind of act.
    kind: AuditKind,
    /// Kind of the subject.
    subject_kind: String,
    /// Id of the subject.
    subject_id: String,
    /// Whom it is about.
    employment_id: Option<EmploymentId>,
    /// Their name at the time, as far as the trail knows of later changes; absent for whoever may not see them.
    employment_name: Option<String>,
    /// Their employee number; absent likewise.
    employment_number: Option<String>,
    /// The field classes it touches.
    classes: Vec<FieldClass>,
    /// What was there.
    #[schema(value_type = Option<Value>)]
    before: Option<Value>,
    /// What is there since.
    #[schema(value_type = Option<Value>)]
    after_value: Option<Value>,
    /// Whether before and after are withheld, for want of a right to one of the classes.
    withheld: bool,
    /// Its number in the chain; absent until it is sealed, within seconds.
    seq: Option<i64>,
}

/// The classes of an entry. Words this version does not know count as every class, so that nothing slips through.
fn classes_of(row: &Model) -> ClassSet {
    let words = row.classes.split(',').filter(|word| !word.is_empty());
    words.map(str::parse::<FieldClass>).collect::<Result<_, _>>().unwrap_or(ClassSet::ALL)
}

/// What to call those who acted and those it is about.
struct Names {
    accounts: HashMap<AccountId, String>,
    employments: HashMap<EmploymentId, EmploymentTitle>,
}

fn view(row: Model, open: ClassSet, names: &Names) -> AuditView {
    let about = row.about_employment_id.and_then(|about| names.employments.get(&about));
    let classes = classes_of(&row);
    let withheld = !classes.is_subset(open) && (row.before_json.is_some() || row.after_json.is_some());
    let value = |text: Option<String>| {
        text.filter(|_| !withheld).and_then(|text| serde_json::from_str::<Value>(&text).ok())
    };
    AuditView {
        id: row.id,
        at: row.at,
        action: row.action,
        via: row.via,
        account_id: row.account_id,
        account_name: row.account_id.and_then(|account| names.accounts.get(&account).cloned()),
        employment_name: about.map(|title| title.name_at(row.at).to_owned()),
        employment_number: about.map(|title| title.number.clone()),
        acting_as: row.employment_id,
        remote: row.remote,
        request: row.request,
        kind: row.kind.into(),
        subject_kind: row.subject_kind,
        subject_id: row.subject_id,
        employment_id: row.about_employment_id,
        classes: classes.iter().collect(),
        before: value(row.before_json),
        after_value: value(row.after_json),
        withheld,
        seq: row.seq,
    }
}

/// Search the trail, newest first.
#[utoipa::path(get, path = "/api/v1/audit-entries", operation_id = "audit.search", tag = "audit",
    extensions(("x-permission" = json!("audit.read"))), params(AuditQuery),
    responses((status = 200, body = ListView<AuditView>), (status = "4XX", body = Problem)))]
async fn list(
    State(db): State<Db>,
    Extension(identity): Extension<Identity>,
    Signed(actor): Signed,
    Params(query): Params<AuditQuery>,
) -> Result<Json<ListView<AuditView>>, Problem> {
    actor.require_anywhere(Permission::AuditRead)?;
    actor.require(Permission::AuditRead, &Target::group())?;
    let open = actor.classes(Permission::AuditRead, &Target::group());
    let filter = AuditFilter {
        since: query.since,
        until: query.until,
        account: query.account_id,
        about: query.employment_id,
        action: query.action.filter(|action| !action.is_empty()),
        kind: query.kind.map(Kind::from),
        subject: query.subject_kind.zip(query.subject_id),
    };
    let size = PageParams { after: None, limit: query.limit }.size();
    let page = search(db.read(), &filter, query.after.as_deref(), size).await?;
    let accounts = page.items.iter().filter_map(|row| row.account_id);
    let about: Vec<EmploymentId> = page.items.iter().filter_map(|row| row.about_employment_id).collect();
    let since = page.items.iter().map(|row| row.at).min().unwrap_or_else(|| db.now());
    let names = Names {
        accounts: names_of(&identity, accounts, actor.today()).await?,
        employments: identity.standing().employments(&actor, &about, since).await?,
    };
    let page = page.map(|row| view(row, open, &names));
    let shown = page.items.iter().filter(|entry| entry.before.is_some() || entry.after_value.is_some());
    let sensitive: ClassSet = shown
        .flat_map(|entry| entry.classes.iter().copied())
        .filter(|class| class.reads_are_audited())
        .collect();
    if !sensitive.is_empty() {
        let subject = page.items.first().map(|entry| entry.id.to_string()).unwrap_or_default();
        let read = Read {
            action: "audit.search",
            subject_kind: "audit_entry",
            subject_id: subject,
            about: query.employment_id,
            classes: sensitive,
        };
        db.audit_read(&actor, read).await?;
    }
    Ok(Json(page.into()))
}
