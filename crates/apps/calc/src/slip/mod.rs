//! `calc slip`: one person's month from a friendly file.

mod bonus;
mod build;
mod employers;
mod enrolment;
mod form;
mod late;
mod leave;
mod refuse;
mod sick;
mod tell;
mod wage;
mod words;
mod year;

use heng_kernel::Locale;
use heng_packs::Packs;

use crate::Unusable;

/// A month's slip, told as text and as data.
pub(crate) struct Told {
    pub(crate) text: String,
    pub(crate) json: serde_json::Value,
    /// Whether it may be paid.
    pub(crate) payable: bool,
}

/// Reads a month's file, reckons the slip by the rule data in force, and tells it, with the trace of each line if asked.
pub(crate) fn tell(text: &str, packs: &Packs, explain: bool, locale: Locale) -> Result<Told, Unusable> {
    let form: form::Form = serde_saphyr::from_str(text).map_err(|error| Unusable(error.to_string()))?;
    let built = build::build(&form, packs, locale)?;
    let together = employers::together(&form, &built, packs, locale)?;
    Ok(tell::tell(&form, &built, together.as_ref(), explain, locale))
}
