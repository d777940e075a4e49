//! What is asked of a case, what follows outside, and why a command may be refused.

use chrono::{DateTime, Utc};
use heng_kernel::{EmploymentId, PersonId};
use serde::{Deserialize, Serialize};

use crate::{Assignee, CaseStatus, Outcome};

/// What somebody wants to do to a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// An approver answers.
    Decide {
        /// Who: the person signed in, never a name from a request.
        by: PersonId,
        /// At which node.
        node: String,
        /// What they answer.
        outcome: Outcome,
        /// Hash of the content they were shown.
        shown: String,
        /// Hash of the content as it is stored now.
        current: String,
        /// Version of the case they were shown.
        expected_version: u32,
        /// When.
        at: DateTime<Utc>,
    },
    /// The applicant takes the request back.
    Withdraw {
        /// Who.
        by: PersonId,
        /// Version of the case they were shown.
        expected_version: u32,
    },
    /// The applicant changed what they ask for: everybody is asked again from the first node.
    Amend {
        /// Who.
        by: PersonId,
        /// Hash of the new content.
        content: String,
        /// Version of the case they were shown.
        expected_version: u32,
    },
    /// A task goes to somebody else: its assignee has left, is away or hands it over.
    Replace {
        /// At which node.
        node: String,
        /// Whose task.
        from: PersonId,
        /// To whom.
        to: Assignee,
    },
    /// The effect of an approved request was carried out, or could not be (stable code of the reason).
    Settle(Result<(), String>),
}

/// What must happen outside, in the same transaction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "effect", rename_all = "snake_case")]
pub enum Effect {
    /// Tell somebody that a task waits for them.
    TaskOpened {
        /// At which node.
        node: String,
        /// For whom.
        employment: EmploymentId,
    },
    /// A task that was open needs no answer any more.
    TaskClosed {
        /// At which node.
        node: String,
        /// Whose.
        employment: EmploymentId,
    },
    /// Carry out what was asked and answer with [`Command::Settle`].
    Settle,
    /// The effect failed: tell the applicant and HR.
    EffectFailed {
        /// Stable code of the reason.
        reason: String,
    },
    /// The case is final: tell the applicant.
    Closed {
        /// How it ended.
        status: CaseStatus,
    },
}

/// Why a command changes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Nobody decides on their own request.
    #[error("nobody decides on their own request")]
    OwnRequest,
    /// No such task, or it is another person's: answer as for a case that does not exist.
    #[error("there is no such task for this person")]
    NotAsked,
    /// The task waits for its turn or is not needed any more.
    #[error("the task is not open")]
    NotOpen,
    /// The person has already answered otherwise.
    #[error("already decided otherwise")]
    AlreadyDecided,
    /// The case is final.
    #[error("the case is closed")]
    Closed(CaseStatus),
    /// The page was older than the case.
    #[error("the case has changed meanwhile")]
    Stale,
    /// What was shown is not what is asked now.
    #[error("the content has changed since it was shown")]
    ContentChanged,
    /// Only the applicant may do this.
    #[error("only the applicant may do this")]
    NotApplicant,
    /// Nothing is due to be settled, or the case has already been approved by everybody.
    #[error("not at this point of the case")]
    OutOfTurn,
}
