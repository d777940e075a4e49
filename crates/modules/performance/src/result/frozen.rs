//! What a result was computed from, as it stood when it was issued, and what came out.

use chrono::NaiveDate;
use heng_kernel::{EmploymentId, Fixed, ImprovementId};
use heng_score::{Effect, Goal, Improvement, Observation, SheetScore, effect, effective, score};
use sea_orm::DbErr;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{
    improvement::entity as improvement,
    ledger::{Record, as_goal},
    month::Month,
};

/// The inputs: complete, so that the outcome needs nothing else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Frozen {
    pub(crate) month: Month,
    /// The day scored.
    pub(crate) scored_on: NaiveDate,
    /// The goals that count, in the order they were given.
    pub(crate) goals: Vec<FrozenGoal>,
    /// Items agreed with the month before, whose effect shows now.
    pub(crate) items: Vec<FrozenItem>,
}

/// A goal by the version that counts, with everything reported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct FrozenGoal {
    pub(crate) version: i32,
    pub(crate) name: String,
    /// The person's manager on the day it was given.
    pub(crate) manager: Option<EmploymentId>,
    pub(crate) goal: Goal,
    pub(crate) observations: Vec<Observation>,
}

/// An improvement item with everything reported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct FrozenItem {
    pub(crate) name: String,
    pub(crate) item: Improvement,
    pub(crate) observations: Vec<Observation>,
}

/// What follows from the inputs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Outcome {
    pub(crate) score: SheetScore,
    pub(crate) effects: Vec<ItemEffect>,
}

/// What an improvement item has changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ItemEffect {
    pub(crate) item: ImprovementId,
    pub(crate) before: Fixed,
    pub(crate) after: Option<Fixed>,
    pub(crate) effect: Effect,
}

impl Frozen {
    /// Takes what counts from a person's month.
    pub(crate) fn gather<'a>(
        (month, scored_on): (Month, NaiveDate),
        records: &[Record],
        items: impl Iterator<Item = (&'a improvement::Model, Vec<Observation>)>,
    ) -> Self {
        let goals = records.iter().filter_map(|record| {
            let version = record.counting()?;
            Some(FrozenGoal {
                version: version.number,
                name: version.name.clone(),
                manager: record.row.manager_id,
                goal: as_goal(version),
                observations: record.reported(),
            })
        });
        let items = items.map(|(row, observations)| FrozenItem {
            name: row.name.clone(),
            item: Improvement::from(row),
            observations,
        });
        Self { month, scored_on, goals: goals.collect(), items: items.collect() }
    }

    /// What follows.
    pub(crate) fn outcome(&self) -> Outcome {
        let sheet: Vec<_> =
            self.goals.iter().map(|one| (one.goal.clone(), one.observations.clone())).collect();
        let effects = self.items.iter().map(|one| measured(&one.item, &one.observations, self.scored_on));
        Outcome { score: score(&sheet, self.scored_on), effects: effects.collect() }
    }

    /// As it is kept and hashed.
    pub(crate) fn text(&self) -> Result<String, DbErr> {
        serde_json::to_string(self).map_err(|error| DbErr::Json(error.to_string()))
    }
}

impl Outcome {
    /// As it is kept.
    pub(crate) fn text(&self) -> Result<String, DbErr> {
        serde_json::to_string(self).map_err(|error| DbErr::Json(error.to_string()))
    }
}

/// The effect of an item by the number that counts on a day.
pub(crate) fn measured(item: &Improvement, observations: &[Observation], as_of: NaiveDate) -> ItemEffect {
    let after = effective(observations, as_of).0.last().map(|latest| latest.value);
    ItemEffect { item: item.id, before: item.before, after, effect: effect(item, after) }
}

/// SHA-256 in hex.
pub(crate) fn hash(text: &str) -> String {
    hex::encode(Sha256::digest(text.as_bytes()))
}

/// Reads kept JSON back.
pub(crate) fn read<T: for<'de> Deserialize<'de>>(text: &str) -> Result<T, DbErr> {
    serde_json::from_str(text).map_err(|error| DbErr::Json(error.to_string()))
}
