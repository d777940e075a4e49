//! Who acts, and what follows from their grants today.

use std::sync::Arc;

use chrono::NaiveDate;
use heng_kernel::{AccountId, CompanyId, EmploymentId, PersonId, RoleId, SessionId, TokenId, UnitId};

use crate::{ClassSet, Permission, Scope};

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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Anchor {
    /// Units for `subtree` and `branch`; several when the actor heads several.
    pub units: Vec<UnitId>,
    /// Legal entity for `company`.
    pub company: Option<CompanyId>,
}

/// One permission an actor holds today, and how far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allowance {
    /// What may be done.
    pub permission: Permission,
    /// The narrower of the role's and the grant's scope.
    pub scope: Scope,
    /// Where the scope is anchored.
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
