//! What a version of a goal says.

use chrono::NaiveDate;
use heng_kernel::{Fixed, GoalId, Rate, Severity};
use heng_score::{Bounds, Goal};
use heng_web::FieldError;
use sea_orm::ActiveValue::Set;
use serde::Deserialize;
use utoipa::ToSchema;

use super::entity::{Better, version};
use crate::{field::Faults, month::Month};

/// What exactly is to be reached.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TermsBody {
    /// What exactly: 新成交客户.
    #[schema(max_length = 200)]
    pub(crate) name: String,
    /// In which unit: 个, 元, %.
    #[schema(max_length = 20)]
    pub(crate) unit: String,
    /// The value to reach, decimal text of at most six digits after the point.
    #[schema(example = "12")]
    pub(crate) target: String,
    /// Where it starts from; completion then counts from there.
    pub(crate) baseline: Option<String>,
    /// Which way is better.
    pub(crate) direction: Better,
    /// Its part of the month's sheet, parts per million: 30 % is 300000.
    #[schema(minimum = 1, maximum = 1_000_000)]
    pub(crate) weight_ppm: i64,
    /// Last day on which reaching it is on time; the month's last day unless given.
    pub(crate) due_on: Option<NaiveDate>,
}

/// The same, read and found good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Terms {
    pub(crate) name: String,
    pub(crate) unit: String,
    pub(crate) target_micro: i64,
    pub(crate) baseline_micro: Option<i64>,
    pub(crate) direction: Better,
    pub(crate) weight_ppm: i64,
    pub(crate) due_on: NaiveDate,
}

impl TermsBody {
    /// Reads them for a month; every field that is wrong is named.
    pub(crate) fn read(&self, month: Month) -> Result<Terms, Vec<FieldError>> {
        let mut faults = Faults::default();
        let terms = Terms {
            name: faults.text("name", &self.name, 200),
            unit: faults.text("unit", &self.unit, 20),
            target_micro: faults.number("target", &self.target),
            baseline_micro: self.baseline.as_ref().map(|text| faults.number("baseline", text)),
            direction: self.direction,
            weight_ppm: self.weight_ppm,
            due_on: self.due_on.unwrap_or_else(|| month.last_day()),
        };
        if !month.contains(terms.due_on) {
            faults.add("due_on", "outside_month");
        }
        if !(1..=Rate::ONE.ppm()).contains(&terms.weight_ppm) {
            faults.add("weight_ppm", "out_of_range");
        }
        faults.into_result()?;
        let mut faults = Faults::default();
        let errors = terms.as_goal().findings().into_iter().filter(|found| found.severity == Severity::Error);
        for finding in errors {
            faults.add(&finding.path, finding.code.trim_start_matches("goal."));
        }
        faults.into_result()?;
        Ok(terms)
    }
}

impl Terms {
    /// As the engine reads it, to ask for findings.
    fn as_goal(&self) -> Goal {
        Goal {
            id: GoalId(uuid::Uuid::nil()),
            target: Fixed::from_micro(self.target_micro),
            baseline: self.baseline_micro.map(Fixed::from_micro),
            unit: self.unit.clone(),
            direction: self.direction.into(),
            weight: Rate::from_ppm(self.weight_ppm),
            due_on: self.due_on,
            bounds: Bounds::default(),
        }
    }

    /// What a stored version says.
    pub(crate) fn of(version: &version::Model) -> Self {
        Self {
            name: version.name.clone(),
            unit: version.unit.clone(),
            target_micro: version.target_micro,
            baseline_micro: version.baseline_micro,
            direction: version.direction,
            weight_ppm: version.weight_ppm,
            due_on: version.due_on,
        }
    }

    /// The columns of a version that says this.
    pub(crate) fn columns(&self) -> version::ActiveModel {
        version::ActiveModel {
            name: Set(self.name.clone()),
            unit: Set(self.unit.clone()),
            target_micro: Set(self.target_micro),
            baseline_micro: Set(self.baseline_micro),
            direction: Set(self.direction),
            weight_ppm: Set(self.weight_ppm),
            due_on: Set(self.due_on),
            ..Default::default()
        }
    }

    /// For the audit trail.
    pub(crate) fn audited(&self) -> serde_json::Value {
        serde_json::json!({
            "name": self.name, "unit": self.unit, "target": Fixed::from_micro(self.target_micro),
            "baseline": self.baseline_micro.map(Fixed::from_micro), "direction": self.direction,
            "weight_ppm": self.weight_ppm, "due_on": self.due_on,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body() -> TermsBody {
        TermsBody {
            name: "新成交客户".to_owned(),
            unit: "个".to_owned(),
            target: "12".to_owned(),
            baseline: None,
            direction: Better::Higher,
            weight_ppm: 300_000,
            due_on: None,
        }
    }

    #[test]
    fn a_goal_is_due_at_the_end_of_its_month_unless_it_says_otherwise() {
        let terms = body().read("2026-02".parse().unwrap()).unwrap();
        assert_eq!((terms.due_on.to_string().as_str(), terms.target_micro), ("2026-02-28", 12_000_000));
    }

    #[test]
    fn every_wrong_field_is_named() {
        let month = "2026-02".parse().unwrap();
        let codes = |body: TermsBody| -> Vec<_> {
            body.read(month).unwrap_err().into_iter().map(|error| (error.field, error.code)).collect()
        };
        let due_on = Some("2026-03-01".parse().unwrap());
        let wrong =
            TermsBody { name: " ".to_owned(), target: "many".to_owned(), weight_ppm: 0, due_on, ..body() };
        let named = |rows: &[(&str, &str)]| -> Vec<_> {
            rows.iter().map(|(field, code)| ((*field).to_owned(), (*code).to_owned())).collect()
        };
        let expected = [
            ("name", "required"),
            ("target", "not_a_number"),
            ("due_on", "outside_month"),
            ("weight_ppm", "out_of_range"),
        ];
        assert_eq!(codes(wrong), named(&expected));
        let reached_already = TermsBody { baseline: Some("12".to_owned()), ..body() };
        assert_eq!(codes(reached_already), named(&[("baseline", "baseline_beyond_target")]));
    }
}
