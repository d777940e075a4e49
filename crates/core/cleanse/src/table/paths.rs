//! Cells that hold more than one unit, or a path no separator of its own gives away.

use std::collections::{BTreeMap, BTreeSet};

use heng_identifiers::is_han;
use heng_kernel::Severity::{Info, Warning};

use crate::{
    draft::Draft,
    field::Field,
    finding::{Remedy, codes},
    known::UnitPath,
    table::{TableNotes, about, name_key},
};

/// Dashes that stand between the steps of a path in some exports and inside a name elsewhere.
const DASHES: [char; 4] = ['-', '_', '—', '–'];

/// Takes the first of several units in one cell, and reads `总部-运营部-华东区` as a path where the file shows that it is one.
pub(crate) fn settle(drafts: &mut [Draft], known: &[UnitPath], notes: &mut TableNotes<'_>) {
    let names: BTreeSet<String> = known.iter().flatten().map(|name| name_key(name)).collect();
    let field = Field::UNIT_PATH.into_iter().rev().find(|field| notes.layout.column(*field).is_some());
    several(drafts, &names, field, notes);
    dashes(drafts, &names, field, notes);
}

/// Somebody with two posts: `研发部,产品部` or `甲/研发部;甲/产品部`. A comma inside a name parts nothing: one side must be a unit
/// of another row or of the company.
fn several(drafts: &mut [Draft], names: &BTreeSet<String>, field: Option<Field>, notes: &mut TableNotes<'_>) {
    let whole: BTreeSet<String> =
        drafts.iter().filter_map(|draft| draft.unit.last()).map(|name| name_key(name)).collect();
    let is_unit = |name: &str| names.contains(&name_key(name)) || whole.contains(&name_key(name));
    for draft in drafts.iter_mut() {
        let Some(at) = draft.unit.iter().position(|step| step.contains([',', ';'])) else { continue };
        let Some(step) = draft.unit.get(at).cloned() else { continue };
        let parts: Vec<&str> =
            step.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()).collect();
        let [first, second, ..] = parts.as_slice() else { continue };
        // 甲/研发部;甲/产品部 has been cut at its slashes: what follows the mark is another path's beginning.
        let begins_anew = draft.unit.first().is_some_and(|root| root == second) && at > 0;
        let dashed = |part: &str| part.contains(DASHES) && part.chars().any(is_han);
        if !(step.contains(';') || begins_anew || is_unit(first) || is_unit(second) || dashed(first)) {
            continue;
        }
        let written = draft.unit.join("/");
        draft.unit.truncate(at);
        draft.unit.push((*first).to_owned());
        let finding = about(field, codes::SEVERAL_UNITS, Warning)
            .with("value", written)
            .with("taken", draft.unit.join("/"));
        notes.note((draft.row, Vec::new()), finding, field, Remedy::Review);
    }
}

/// A name with dashes is a path when each step is a word of its own and another row stands in the same first step: 总部-财务部
/// beside 总部-运营部, or beside 总部. A unit on record keeps its name.
fn dashes(drafts: &mut [Draft], names: &BTreeSet<String>, field: Option<Field>, notes: &mut TableNotes<'_>) {
    let mut beginnings: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let dashed = |name: &str| -> Option<Vec<String>> {
        let steps: Vec<String> = name.split(DASHES).map(|step| step.trim().to_owned()).collect();
        let words = steps.iter().all(|step| step.chars().any(is_han) && step.chars().count() >= 2);
        (steps.len() > 1 && words && !names.contains(&name_key(name))).then_some(steps)
    };
    for name in drafts.iter().filter_map(|draft| draft.unit.last()) {
        let steps = dashed(name).unwrap_or_else(|| vec![name.clone()]);
        if let Some(first) = steps.first() {
            beginnings.entry(name_key(first)).or_default().insert(name_key(name));
        }
    }
    let mut split = 0_usize;
    let mut example = String::new();
    for draft in drafts.iter_mut() {
        let Some(steps) = draft.unit.last().and_then(|name| dashed(name)) else { continue };
        let key = steps.first().map(|first| name_key(first)).unwrap_or_default();
        let shared = beginnings.get(&key).is_some_and(|units| units.len() > 1) || names.contains(&key);
        if !shared {
            continue;
        }
        example = draft.unit.pop().unwrap_or_default();
        // 总部 | 总部-财务部: the columns before may say the beginning already.
        let repeated = draft.unit.iter().zip(&steps).take_while(|(own, step)| own == step).count();
        let whole = repeated == draft.unit.len();
        draft.unit.extend(steps.into_iter().skip(if whole { repeated } else { 0 }));
        split += 1;
    }
    if split > 0 {
        let finding = about(field, codes::UNIT_DASHES, Info).with("value", example).with("count", split);
        notes.note((0, Vec::new()), finding, field, Remedy::Review);
    }
}
