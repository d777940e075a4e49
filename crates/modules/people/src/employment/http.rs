//! `/api/v1/people` as far as it changes: hiring, personnel events, personal data.

use axum::{Extension, http::StatusCode, response::Response};
use chrono::NaiveDate;
use heng_access::Permission;
use heng_db::Tx;
use heng_kernel::{AssignmentId, CalendarId, EmploymentId, PersonId, PersonnelEventId};
use heng_vault::Vault;
use heng_web::{AppState, Body, FieldError, Once, PathId, Problem, Signed};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    Act, Cancel, Change, ContractTerms, Correct, EmploymentKind, Hire, Later, Pay, PersonnelError, Post,
    PostPatch, Start, Who, cancel as cancel_event, correct as correct_event, hire as hire_one,
    record as record_event,
};
use crate::{
    hooks::Hooks,
    person::{PersonBody, PersonPatch, doubtful_card, edit as edit_person},
};

/// Routes that change employments.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(hire))
        .routes(routes!(edit))
        .routes(routes!(record))
        .routes(routes!(correct))
        .routes(routes!(cancel))
}

/// A hire. Exactly one of `person` and `person_id`.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct HireBody {
    /// Somebody new.
    person: Option<PersonBody>,
    /// Somebody who works or worked for a company of the group: a rehire, or a further employment.
    person_id: Option<PersonId>,
    /// Employee number; the next of the company unless given.
    #[schema(max_length = 40)]
    number: Option<String>,
    /// First day of work.
    first_day: NaiveDate,
    /// Since when service counts.
    seniority_on: Option<NaiveDate>,
    /// On what footing.
    kind: EmploymentKind,
    /// Last day of probation.
    probation_last_day: Option<NaiveDate>,
    /// The main post.
    post: Post,
    /// Pay. Takes class pay.
    pay: Option<Pay>,
    /// Contract.
    contract: Option<ContractTerms>,
    /// Own calendar.
    calendar: Option<CalendarId>,
    /// Hire although the person was marked as not to be hired again.
    #[serde(default)]
    despite_no_rehire: bool,
    /// A word on it.
    #[schema(max_length = 500)]
    note: Option<String>,
}

/// Who was hired.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct HiredView {
    employment_id: EmploymentId,
    person_id: PersonId,
    number: String,
    event_id: PersonnelEventId,
    /// What was taken as it is and may still be a slip of the hand.
    warnings: Vec<FieldError>,
}

impl HireBody {
    fn command(self) -> Result<Hire, Problem> {
        let who = match (self.person, self.person_id) {
            (Some(person), None) => Who::New(Box::new(person.draft()?)),
            (None, Some(id)) => Who::Known(id),
            _ => return Err(Problem::unprocessable("personnel.one_person")),
        };
        Ok(Hire {
            employment: None,
            who,
            number: self.number,
            first_day: self.first_day,
            seniority_on: self.seniority_on,
            kind: self.kind,
            probation_last_day: self.probation_last_day,
            post: self.post,
            pay: self.pay,
            contract: self.contract,
            calendar: self.calendar,
            then: vec![],
            despite_no_rehire: self.despite_no_rehire,
            note: self.note,
        })
    }
}

/// Hires somebody.
#[utoipa::path(post, path = "/api/v1/people", operation_id = "people.hire", tag = "people",
    extensions(("x-permission" = json!("people.write"))), request_body = HireBody,
    responses((status = 201, body = HiredView), (status = "4XX", body = Problem)))]
async fn hire(
    once: Once,
    Signed(actor): Signed,
    Extension(vault): Extension<Vault>,
    Extension(hooks): Extension<Hooks>,
    Body(body): Body<HireBody>,
) -> Result<Response, Problem> {
    actor.require_anywhere(Permission::PeopleWrite)?;
    let (cmd, vault, hooks) = (&body.command()?, &vault, &hooks);
    once.write(StatusCode::CREATED, async |tx| {
        let hired = hire_one(&tx, vault, cmd).await?;
        if let Some(calendar) = cmd.calendar {
            let company = crate::api::company_of(tx.db(), hired.employment).await?;
            if !hooks.has_calendar(&tx, company, calendar).await? {
                return Err(PersonnelError::field("calendar", "not_found"));
            }
        }
        Ok::<_, PersonnelError>(HiredView {
            employment_id: hired.employment,
            person_id: hired.person,
            number: hired.number,
            event_id: hired.event,
            warnings: doubts(cmd),
        })
    })
    .await
}

fn doubts(cmd: &Hire) -> Vec<FieldError> {
    let Who::New(draft) = &cmd.who else { return vec![] };
    draft.bank.iter().filter_map(|bank| doubtful_card(&bank.card, "person.bank_account")).collect()
}

/// What came of a change of personal data.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct EditedView {
    /// What was taken as it is and may still be a slip of the hand.
    warnings: Vec<FieldError>,
}

/// Mends personal data; what is left out stays.
#[utoipa::path(patch, path = "/api/v1/people/{id}", operation_id = "people.edit", tag = "people",
    extensions(("x-permission" = json!("people.write"))), params(("id" = EmploymentId, Path)),
    request_body = PersonPatch, responses((status = 200, body = EditedView), (status = "4XX", body = Problem)))]
async fn edit(
    once: Once,
    Extension(vault): Extension<Vault>,
    PathId(id): PathId<EmploymentId>,
    Body(body): Body<PersonPatch>,
) -> Result<Response, Problem> {
    let (change, vault) = (&body.checked()?, &vault);
    once.write(StatusCode::OK, async |tx| {
        edit_person(&tx, vault, id, change).await?;
        Ok::<_, PersonnelError>(EditedView { warnings: change.warnings() })
    })
    .await
}

/// What happens to an employment.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum ActBody {
    /// Probation ends well.
    Confirm,
    /// The footing changes.
    ChangeKind { to: EmploymentKind },
    /// A post changes.
    Transfer {
        /// A concurrent post; the main one unless given.
        post_id: Option<AssignmentId>,
        change: PostPatch,
    },
    /// The main post rises.
    Promote { change: PostPatch },
    /// Pay changes. Takes class pay.
    ChangePay { pay: Pay },
    /// A further post begins.
    AddPost { post: Post },
    /// A further post ends; the effective day is the first without it.
    EndPost { post_id: AssignmentId },
    /// A contract is signed.
    SignContract { contract: ContractTerms },
    /// Another calendar applies, or that of the place of work again.
    SetCalendar { calendar: Option<CalendarId> },
    /// Somebody leaves; `effective_on` is the last day of work.
    Leave { reason: String },
    /// For corrections: how the employment really began.
    Start {
        employment_kind: EmploymentKind,
        probation_last_day: Option<NaiveDate>,
        post: Post,
        pay: Option<Pay>,
        contract: Option<ContractTerms>,
        calendar: Option<CalendarId>,
    },
}

impl ActBody {
    /// The act and the first day of the new state.
    fn act(self, tx: &Tx, effective_on: NaiveDate) -> Result<(NaiveDate, Act), PersonnelError> {
        let act = match self {
            Self::Confirm => Act::Confirm,
            Self::ChangeKind { to } => Act::ChangeKind { to },
            Self::Transfer { post_id, change } => Act::Transfer { post_id, change },
            Self::Promote { change } => Act::Promote { change },
            Self::ChangePay { pay } => Act::ChangePay { pay },
            Self::AddPost { post } => Act::AddPost { post_id: tx.new_id(), post },
            Self::EndPost { post_id } => Act::EndPost { post_id },
            Self::SignContract { contract } => Act::SignContract { contract },
            Self::SetCalendar { calendar } => Act::SetCalendar { calendar },
            Self::Leave { reason } => {
                let gone = effective_on.succ_opt();
                let gone = gone.ok_or(PersonnelError::field("effective_on", "out_of_calendar"))?;
                return Ok((gone, Act::Leave { reason }));
            }
            Self::Start { employment_kind, probation_last_day, post, pay, contract, calendar } => {
                let post_id = tx.new_id();
                let start = Start {
                    kind: employment_kind,
                    probation_last_day,
                    post_id,
                    post,
                    pay,
                    contract,
                    calendar,
                };
                Act::Hire(start)
            }
        };
        Ok((effective_on, act))
    }
}

/// A personnel event.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct EventBody {
    /// First day of the new state; for `leave` the last day of work.
    effective_on: NaiveDate,
    /// What happens.
    act: ActBody,
    /// What becomes of later events in the way: `refuse` (unless given) or `cancel`.
    #[serde(default)]
    later: Later,
    /// Who takes over open work, when somebody leaves.
    hand_over_to: Option<EmploymentId>,
    /// A word on it.
    #[schema(max_length = 500)]
    note: Option<String>,
}

/// The event on record.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct RecordedView {
    event_id: PersonnelEventId,
}

/// Records a personnel event, past or planned.
#[utoipa::path(post, path = "/api/v1/people/{id}/events", operation_id = "personnel.record", tag = "people",
    extensions(("x-permission" = json!("people.write"))), params(("id" = EmploymentId, Path)),
    request_body = EventBody, responses((status = 201, body = RecordedView), (status = "4XX", body = Problem)))]
async fn record(
    once: Once,
    Extension(hooks): Extension<Hooks>,
    PathId(id): PathId<EmploymentId>,
    Body(body): Body<EventBody>,
) -> Result<Response, Problem> {
    let (body, hooks) = (&body, &hooks);
    once.write(StatusCode::CREATED, async |tx| {
        if matches!(body.act, ActBody::Start { .. }) {
            return Err(PersonnelError::field("act.kind", "start_by_hire"));
        }
        let (effective_on, act) = body.act.clone().act(&tx, body.effective_on)?;
        let cmd = Change {
            employment: id,
            effective_on,
            act,
            later: body.later,
            hand_over_to: body.hand_over_to,
            note: body.note.clone(),
        };
        Ok(RecordedView { event_id: record_event(&tx, hooks, &cmd).await? })
    })
    .await
}

/// Puts another event in place of a wrong one; both stay on record.
#[utoipa::path(post, path = "/api/v1/people/{id}/events/{event}/correct", operation_id = "personnel.correct",
    tag = "people", extensions(("x-permission" = json!("people.write"))),
    params(("id" = EmploymentId, Path), ("event" = PersonnelEventId, Path)), request_body = EventBody,
    responses((status = 201, body = RecordedView), (status = "4XX", body = Problem)))]
async fn correct(
    once: Once,
    Extension(hooks): Extension<Hooks>,
    PathId((id, event)): PathId<(EmploymentId, PersonnelEventId)>,
    Body(body): Body<EventBody>,
) -> Result<Response, Problem> {
    let (body, hooks) = (&body, &hooks);
    once.write(StatusCode::CREATED, async |tx| {
        let (effective_on, act) = body.act.clone().act(&tx, body.effective_on)?;
        let (later, note) = (body.later, body.note.clone());
        let cmd = Correct { employment: id, event, effective_on, act, later, note };
        Ok::<_, PersonnelError>(RecordedView { event_id: correct_event(&tx, hooks, &cmd).await? })
    })
    .await
}

/// Why an event is taken back.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CancelBody {
    /// What becomes of later events in the way.
    #[serde(default)]
    later: Later,
    /// A word on it.
    #[schema(max_length = 500)]
    note: Option<String>,
}

/// Takes an event back: everything is again as if it had never been.
#[utoipa::path(post, path = "/api/v1/people/{id}/events/{event}/cancel", operation_id = "personnel.cancel",
    tag = "people", extensions(("x-permission" = json!("people.write"))),
    params(("id" = EmploymentId, Path), ("event" = PersonnelEventId, Path)), request_body = CancelBody,
    responses((status = 204), (status = "4XX", body = Problem)))]
async fn cancel(
    once: Once,
    Extension(hooks): Extension<Hooks>,
    PathId((id, event)): PathId<(EmploymentId, PersonnelEventId)>,
    Body(body): Body<CancelBody>,
) -> Result<Response, Problem> {
    let cmd = &Cancel { employment: id, event, later: body.later, note: body.note };
    let hooks = &hooks;
    once.write(StatusCode::NO_CONTENT, async |tx| cancel_event(&tx, hooks, cmd).await).await
}
