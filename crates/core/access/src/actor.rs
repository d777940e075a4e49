//! Who acts, and what follows from their grants today.

use std::sync::Arc;

use chrono::NaiveDate;
use heng_kernel::{AccountId, CompanyId, EmploymentId, PersonId, RoleId, SessionId, TokenId, UnitId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{ClassSet, Permission, Scope, Target};

/// The role id shown for what the system itself may do: jobs and the command line hold no grants.
pub const SYSTEM_ROLE: RoleId = RoleId(Uuid::nil());

/// Through which door the actor came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Via {
    /// A browser or phone session.
    Session(SessionId),
    /// An API token.
    Token(TokenId),
    /// A background job, by kind.
    Job(&'static str),
    /// The command line, on the machine itself.
    CommandLine,
    /// First-run set-up and sign-in, before anybody is known.
    Anonymous,
}

/// Where a scope is anchored.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct Anchor {
    /// Units for `subtree` and `branch`; several when the actor heads several.
    pub units: Vec<UnitId>,
    /// Legal entity for `company`.
    pub company: Option<CompanyId>,
}

impl Anchor {
    /// Anchored at a legal entity.
    pub fn company(company: CompanyId) -> Self {
        Self { units: Vec::new(), company: Some(company) }
    }

    /// Anchored at units.
    pub fn units(units: impl IntoIterator<Item = UnitId>) -> Self {
        Self { units: units.into_iter().collect(), company: None }
    }
}

/// One permission an actor holds today, and how far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allowance {
    /// What may be done.
    pub permission: Permission,
    /// The narrower of the role's and the grant's scope.
    pub scope: Scope,
    /// Where the scope is anchored. A scope without its anchor covers nothing.
    pub anchor: Anchor,
    /// Fields it opens.
    pub classes: ClassSet,
    /// The role it comes from, for explanations.
    pub role: RoleId,
}

/// Who acts. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Actor(Arc<Inner>);

#[derive(Clone, Debug)]
struct Inner {
    via: Via,
    account: Option<AccountId>,
    person: Option<PersonId>,
    employments: Vec<EmploymentId>,
    acting_as: Option<EmploymentId>,
    company: Option<CompanyId>,
    today: NaiveDate,
    allowances: Vec<Allowance>,
    request: Option<String>,
    remote: Option<String>,
}

impl Actor {
    /// An actor who may do nothing, to be filled in. Set at least [`ActorBuilder::today`].
    pub fn builder(via: Via) -> ActorBuilder {
        ActorBuilder(Inner {
            via,
            account: None,
            person: None,
            employments: Vec::new(),
            acting_as: None,
            company: None,
            today: NaiveDate::default(),
            allowances: Vec::new(),
            request: None,
            remote: None,
        })
    }

    /// A background job of `kind`: may do everything.
    pub fn job(kind: &'static str, today: NaiveDate) -> Self {
        Self::system(Via::Job(kind), today)
    }

    /// Whoever sits at the machine itself: may do everything.
    pub fn command_line(today: NaiveDate) -> Self {
        Self::system(Via::CommandLine, today)
    }

    /// Nobody known yet: may do nothing.
    pub fn anonymous(today: NaiveDate) -> Self {
        Self::builder(Via::Anonymous).today(today).build()
    }

    fn system(via: Via, today: NaiveDate) -> Self {
        let everything = Permission::ALL.iter().map(|permission| Allowance {
            permission: *permission,
            scope: Scope::All,
            anchor: Anchor::default(),
            classes: ClassSet::ALL,
            role: SYSTEM_ROLE,
        });
        Self::builder(via).today(today).allowances(everything).build()
    }

    /// Through which door they came.
    pub fn via(&self) -> Via {
        self.0.via
    }

    /// The account signed in, if any.
    pub fn account(&self) -> Option<AccountId> {
        self.0.account
    }

    /// The human being behind the account, if any.
    pub fn person(&self) -> Option<PersonId> {
        self.0.person
    }

    /// Today's employments of that person: what `self` and `reports` refer to.
    pub fn employments(&self) -> &[EmploymentId] {
        &self.0.employments
    }

    /// The employment they act for, when they have several.
    pub fn acting_as(&self) -> Option<EmploymentId> {
        self.0.acting_as
    }

    /// The legal entity they act in.
    pub fn company(&self) -> Option<CompanyId> {
        self.0.company
    }

    /// The day for which the rights were worked out, at the place of work.
    pub fn today(&self) -> NaiveDate {
        self.0.today
    }

    /// Everything they may do.
    pub fn allowances(&self) -> &[Allowance] {
        &self.0.allowances
    }

    /// Id of the request, for the audit trail.
    pub fn request(&self) -> Option<&str> {
        self.0.request.as_deref()
    }

    /// Address they came from, for the audit trail.
    pub fn remote(&self) -> Option<&str> {
        self.0.remote.as_deref()
    }

    /// Whether the row is the actor's own: one of their employments, or their person.
    pub fn owns(&self, target: &Target) -> bool {
        let own_employment = target.employment.is_some_and(|id| self.0.employments.contains(&id));
        let own_person = target.person.is_some() && target.person == self.0.person;
        own_employment || own_person
    }

    /// Whether the actor manages, by solid or dotted line, the employment the row is about.
    pub fn manages(&self, target: &Target) -> bool {
        target.managers.iter().any(|manager| self.0.employments.contains(manager))
    }
}

/// Fills in an [`Actor`].
#[derive(Clone, Debug)]
#[must_use]
pub struct ActorBuilder(Inner);

impl ActorBuilder {
    /// The account signed in.
    pub fn account(mut self, account: AccountId) -> Self {
        self.0.account = Some(account);
        self
    }

    /// The human being behind the account.
    pub fn person(mut self, person: PersonId) -> Self {
        self.0.person = Some(person);
        self
    }

    /// Today's employments of that person.
    pub fn employments(mut self, employments: impl IntoIterator<Item = EmploymentId>) -> Self {
        self.0.employments = employments.into_iter().collect();
        self
    }

    /// The employment they act for.
    pub fn acting_as(mut self, employment: EmploymentId) -> Self {
        self.0.acting_as = Some(employment);
        self
    }

    /// The legal entity they act in.
    pub fn company(mut self, company: CompanyId) -> Self {
        self.0.company = Some(company);
        self
    }

    /// The day for which the allowances hold.
    pub fn today(mut self, today: NaiveDate) -> Self {
        self.0.today = today;
        self
    }

    /// Everything they may do on that day.
    pub fn allowances(mut self, allowances: impl IntoIterator<Item = Allowance>) -> Self {
        self.0.allowances = allowances.into_iter().collect();
        self
    }

    /// Id of the request.
    pub fn request(mut self, request: impl Into<String>) -> Self {
        self.0.request = Some(request.into());
        self
    }

    /// Address they came from.
    pub fn remote(mut self, remote: impl Into<String>) -> Self {
        self.0.remote = Some(remote.into());
        self
    }

    /// The actor.
    pub fn build(self) -> Actor {
        Actor(Arc::new(self.0))
    }
}
