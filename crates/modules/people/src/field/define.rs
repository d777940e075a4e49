//! Defining fields, and judging values by their definition.

use chrono::NaiveDate;
use heng_access::{Denied, FieldClass, Permission, Target};
use heng_db::{Tx, audit::Change as Trail};
use heng_kernel::FieldId;
use heng_vault::VaultError;
use heng_web::{FieldError as WrongField, Problem};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DbErr, DeriveActiveEnum, EntityTrait, EnumIter, FromJsonQueryResult,
    IntoActiveModel, QueryFilter,
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::entity::definition;

/// Most characters of a name.
const LONGEST_NAME: usize = 100;

/// What a field holds.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
pub enum FieldKind {
    /// Words.
    Text,
    /// A decimal number.
    Number,
    /// A day.
    Date,
    /// One of a list.
    Choice,
    /// Yes or no.
    YesNo,
}

/// What a value must be like, beyond its kind.
// A stored rule that cannot be read makes its row unreadable: it never becomes no rule.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, FromJsonQueryResult)]
#[serde(default, deny_unknown_fields)]
pub struct FieldRule {
    /// Whether a value must stand there once one does: it is asked for and cannot be cleared.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub required: bool,
    /// Most characters of a text; 200 unless given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub most_characters: Option<u16>,
    /// What one may choose from.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<String>,
    /// Least whole part of a number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub least: Option<i64>,
    /// Greatest whole part of a number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub greatest: Option<i64>,
}

/// A field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewField {
    /// Lower case letters, digits and underscores; given out once.
    #[schema(max_length = 40)]
    pub code: String,
    /// Name in Chinese.
    #[schema(max_length = 100)]
    pub name: String,
    /// Name in English.
    pub name_en: Option<String>,
    /// What it holds.
    pub kind: FieldKind,
    /// Who may see it. Never changes: values are stored by it.
    pub class: FieldClass,
    /// What a value must be like.
    #[serde(default)]
    pub rule: FieldRule,
    /// Where it stands among the others.
    #[serde(default)]
    pub position: i32,
}

/// Why a field or a value is refused.
#[derive(Debug, thiserror::Error)]
pub enum FieldError {
    /// Not allowed, or not there.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The store failed.
    #[error("database: {0}")]
    Db(#[from] DbErr),
    /// A value could not be sealed or opened.
    #[error("vault: {0}")]
    Vault(#[from] VaultError),
    /// A field of the request is wrong.
    #[error("{0}: {1}")]
    Wrong(String, &'static str),
    /// A field of the request has more than so many characters.
    #[error("{0}: more than {1} characters")]
    TooLong(String, usize),
    /// A value does not fit its field.
    #[error("{0}: {1:?}")]
    Value(String, Misfit),
    /// The code is taken.
    #[error("the code is taken")]
    CodeTaken(String),
}

/// What is wrong with a value, with what it should have kept to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// There is none, and one must stand there.
    Required,
    /// More characters than this.
    TooLong(usize),
    /// No number.
    NotANumber,
    /// Less than this.
    TooSmall(i64),
    /// More than this.
    TooGreat(i64),
    /// No day of the calendar.
    NotADate,
    /// None of these.
    UnknownChoice(Vec<String>),
    /// Neither `yes` nor `no`.
    NotYesOrNo,
}

impl Misfit {
    fn of(self, field: String) -> WrongField {
        match self {
            Self::Required => WrongField::new(field, "required"),
            Self::TooLong(most) => WrongField::new(field, "too_long").with("most", most),
            Self::NotANumber => WrongField::new(field, "not_a_number"),
            Self::TooSmall(least) => WrongField::new(field, "too_small").with("least", least),
            Self::TooGreat(greatest) => WrongField::new(field, "too_great").with("greatest", greatest),
            Self::NotADate => WrongField::new(field, "not_a_date"),
            Self::UnknownChoice(choices) => WrongField::new(field, "unknown_choice").with("choices", choices),
            Self::NotYesOrNo => WrongField::new(field, "not_yes_or_no"),
        }
    }
}

impl From<FieldError> for Problem {
    fn from(error: FieldError) -> Self {
        match error {
            FieldError::Denied(denied) => denied.into(),
            FieldError::Db(error) => error.into(),
            FieldError::Vault(error) => Self::internal(&error),
            FieldError::Wrong(field, code) => Self::invalid(vec![WrongField::new(field, code)]),
            FieldError::TooLong(field, most) => {
                Self::invalid(vec![WrongField::new(field, "too_long").with("most", most)])
            }
            FieldError::Value(field, misfit) => Self::invalid(vec![misfit.of(field)]),
            FieldError::CodeTaken(code) => {
                Self::conflict("field.code_taken").with("code", code).field(WrongField::new("code", "taken"))
            }
        }
    }
}

/// Defines a field for the whole group.
pub async fn define(tx: &Tx, new: &NewField) -> Result<FieldId, FieldError> {
    tx.actor.require(Permission::FieldWrite, &Target::group())?;
    let wrong = |field: &str, code| Err(FieldError::Wrong(field.to_owned(), code));
    let is_word = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if new.code.is_empty() || new.code.len() > 40 || !new.code.chars().all(is_word) {
        return wrong("code", "not_a_code");
    }
    name_fits(&new.name)?;
    if (new.kind == FieldKind::Choice) == new.rule.choices.is_empty() {
        return wrong(
            "rule.choices",
            if new.kind == FieldKind::Choice { "required" } else { "only_for_choices" },
        );
    }
    let twin = definition::Entity::find().filter(definition::Column::Code.eq(&new.code));
    if twin.one(tx.db()).await?.is_some() {
        return Err(FieldError::CodeTaken(new.code.clone()));
    }
    let row = definition::Model {
        id: tx.new_id(),
        code: new.code.clone(),
        name: new.name.trim().to_owned(),
        name_en: new.name_en.clone(),
        kind: new.kind,
        class: new.class.code().to_owned(),
        rule: new.rule.clone(),
        position: new.position,
        retired: false,
        created_at: tx.now,
    };
    let id = row.id;
    definition::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx.db()).await?;
    tx.audit(Trail::new("field.define", "field", id).after(json!(new))).await?;
    Ok(id)
}

/// A name as it is stored.
pub(super) fn name_fits(name: &str) -> Result<String, FieldError> {
    let name = name.trim();
    if name.is_empty() {
        return Err(FieldError::Wrong("name".to_owned(), "required"));
    }
    if name.chars().count() > LONGEST_NAME {
        return Err(FieldError::TooLong("name".to_owned(), LONGEST_NAME));
    }
    Ok(name.to_owned())
}

/// The class a stored definition names.
pub(super) fn class_of(row: &definition::Model) -> Option<FieldClass> {
    row.class.parse().ok()
}

/// A value in its normal form, or what is wrong with it.
pub(super) fn judged(row: &definition::Model, text: &str) -> Result<String, Misfit> {
    let rule = &row.rule;
    let text = text.trim();
    if text.is_empty() {
        return Err(Misfit::Required);
    }
    match row.kind {
        FieldKind::Text => {
            let most = usize::from(rule.most_characters.unwrap_or(200));
            if text.chars().count() > most { Err(Misfit::TooLong(most)) } else { Ok(text.to_owned()) }
        }
        FieldKind::Number => number(rule, text),
        FieldKind::Date => text.parse::<NaiveDate>().map(|day| day.to_string()).map_err(|_| Misfit::NotADate),
        FieldKind::Choice => {
            if rule.choices.iter().any(|choice| choice == text) {
                Ok(text.to_owned())
            } else {
                Err(Misfit::UnknownChoice(rule.choices.clone()))
            }
        }
        FieldKind::YesNo => match text {
            "yes" | "no" => Ok(text.to_owned()),
            _ => Err(Misfit::NotYesOrNo),
        },
    }
}

fn number(rule: &FieldRule, text: &str) -> Result<String, Misfit> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let whole: i64 = whole.parse().map_err(|_| Misfit::NotANumber)?;
    if !digits(fraction) || fraction.len() > 6 || text.ends_with('.') {
        return Err(Misfit::NotANumber);
    }
    let above = !fraction.bytes().all(|b| b == b'0');
    let below = |least: &i64| whole < *least || whole == *least && above && text.starts_with('-');
    if let Some(least) = rule.least.filter(below) {
        return Err(Misfit::TooSmall(least));
    }
    let beyond = |most: &i64| whole > *most || whole == *most && above && !text.starts_with('-');
    if let Some(greatest) = rule.greatest.filter(beyond) {
        return Err(Misfit::TooGreat(greatest));
    }
    Ok(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(kind: FieldKind, rule: FieldRule) -> definition::Model {
        definition::Model {
            id: FieldId(uuid::Uuid::nil()),
            code: "f".to_owned(),
            name: "f".to_owned(),
            name_en: None,
            kind,
            class: "work".to_owned(),
            rule,
            position: 0,
            retired: false,
            created_at: chrono::DateTime::UNIX_EPOCH,
        }
    }

    #[test]
    fn a_value_is_judged_by_kind_and_rule() {
        let number = field(
            FieldKind::Number,
            FieldRule { least: Some(0), greatest: Some(10), ..FieldRule::default() },
        );
        for (text, said) in [
            ("7.5", Ok("7.5")),
            ("10", Ok("10")),
            ("10.01", Err(Misfit::TooGreat(10))),
            ("-1", Err(Misfit::TooSmall(0))),
            ("1e3", Err(Misfit::NotANumber)),
            ("3.", Err(Misfit::NotANumber)),
        ] {
            assert_eq!(judged(&number, text), said.map(ToOwned::to_owned), "{text}");
        }
        let choice = FieldRule { choices: vec!["S".to_owned(), "M".to_owned()], ..FieldRule::default() };
        let choices = choice.choices.clone();
        assert_eq!(judged(&field(FieldKind::Choice, choice), "L"), Err(Misfit::UnknownChoice(choices)));
        let date = field(FieldKind::Date, FieldRule::default());
        assert_eq!(judged(&date, "2026-02-30"), Err(Misfit::NotADate));
    }
}
