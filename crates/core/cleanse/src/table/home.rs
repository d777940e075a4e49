//! The company that a file's units stand below.
//!
//! Files name units from wherever their writer stood: `后厨`, `一店/早班`, or with the company's whole registered name in front,
//! which may be written otherwise on record. Nobody becomes a member of another legal entity by such a name: what a file for
//! one company calls a company is that company, or it is refused.

use std::collections::BTreeSet;

use heng_kernel::Severity;

use crate::{
    draft::Draft,
    field::Field,
    finding::{Remedy, codes},
    known::UnitPath,
    table::{
        TableNotes, about, name_key,
        units::{Found, KnownUnits},
    },
};

/// The company whose units the file means where it does not say so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Home {
    /// Its path.
    pub path: UnitPath,
    /// Whether the file is for this company alone. Otherwise it may name companies that are still to be made.
    pub alone: bool,
    /// Names of the other companies there are, where whoever asks may know them. Otherwise only a name that holds the
    /// company's own, or is held by it, is taken for it: the answer tells nothing of companies one may not see.
    pub others: Option<Vec<String>>,
}

/// Gives every path that nobody knows its place below the company.
pub(crate) fn settle(
    drafts: &mut [Draft],
    known: &KnownUnits<'_>,
    home: &Home,
    field: Option<Field>,
    notes: &mut TableNotes<'_>,
) {
    let own_name = alias(drafts, known, home);
    if let (Some(name), Some(company)) = (&own_name, home.path.last()) {
        let finding = about(field, codes::COMPANY_NAMED_OTHERWISE, Severity::Warning)
            .with("value", name.clone())
            .with("company", company.clone());
        notes.note((0, Vec::new()), finding, field, Remedy::Review);
    }
    let own_key = own_name.as_deref().map(name_key);
    for draft in drafts.iter_mut().filter(|draft| !draft.unit.is_empty()) {
        match place(&draft.unit, known) {
            Place::Known => {}
            Place::Below(path) => draft.unit = path,
            Place::Company if !home.alone => {}
            Place::Company if draft.unit.first().map(|name| name_key(name)) == own_key => {
                draft.unit.splice(..1, home.path.iter().cloned());
            }
            Place::Company => {
                let value = draft.unit.first().cloned().unwrap_or_default();
                let finding = about(field, codes::OTHER_COMPANY, Severity::Error).with("value", value);
                notes.note((draft.row, Vec::new()), finding, field, Remedy::FixValue);
                // Nothing is made for a row that is not taken.
                draft.unit.clear();
            }
            Place::Nowhere => {
                draft.unit.splice(..0, home.path.iter().cloned());
            }
        }
    }
}

enum Place {
    /// As it is written, or by a last part that only one unit has.
    Known,
    /// The first part is a known unit; the whole path.
    Below(UnitPath),
    /// The first part is a company nobody knows.
    Company,
    /// No part is known.
    Nowhere,
}

fn place(path: &UnitPath, known: &KnownUnits<'_>) -> Place {
    if !matches!(known.find(path), Found::None) {
        return Place::Known;
    }
    let begins = (1..path.len()).rev().find_map(|length| {
        let (first, rest) = path.split_at_checked(length)?;
        match known.find(first) {
            Found::One(unit) => Some(unit.iter().chain(rest).cloned().collect()),
            Found::Many(_) | Found::None => None,
        }
    });
    match begins {
        Some(path) => Place::Below(path),
        None if path.first().is_some_and(|name| names_company(name)) => Place::Company,
        None => Place::Nowhere,
    }
}

/// The one unknown company the file names, when the file is for one company and nowhere calls it by its own name.
fn alias(drafts: &[Draft], known: &KnownUnits<'_>, home: &Home) -> Option<String> {
    if !home.alone {
        return None;
    }
    let outermost = || drafts.iter().filter_map(|draft| Some((draft, draft.unit.first()?)));
    let own = home.path.last().map(|name| name_key(name));
    if outermost().any(|(_, name)| Some(name_key(name)) == own) {
        return None;
    }
    let unknown: BTreeSet<String> = outermost()
        .filter(|(draft, _)| matches!(place(&draft.unit, known), Place::Company))
        .map(|(_, name)| name_key(name))
        .collect();
    let only = unknown.first().filter(|_| unknown.len() == 1)?;
    let may_be = match &home.others {
        Some(others) => others.iter().all(|other| name_key(other) != *only),
        None => own.is_some_and(|own| own.contains(only.as_str()) || only.contains(own.as_str())),
    };
    if !may_be {
        return None;
    }
    outermost().map(|(_, name)| name).find(|name| name_key(name) == *only).cloned()
}

/// Whether a name is that of a legal entity: a branch office is none.
pub(crate) fn names_company(name: &str) -> bool {
    let name = name.to_lowercase();
    let name = name.trim_end_matches(['.', ' ']);
    let ends = |words: &[&str]| words.iter().any(|word| name.ends_with(word));
    ends(&["公司", "集团", " ltd", " limited", " inc", " llc", " corporation"]) && !ends(&["分公司"])
}

#[cfg(test)]
mod tests {
    use super::names_company;

    #[test]
    fn legal_entities_are_told_from_departments_and_branch_offices() {
        for company in ["某某有限公司", "某某集团", "Hemu Ltd.", "Hemu Co., Ltd"] {
            assert!(names_company(company), "{company}");
        }
        for other in ["后厨", "上海分公司", "集团财务部", "Limited edition team"] {
            assert!(!names_company(other), "{other}");
        }
    }
}
