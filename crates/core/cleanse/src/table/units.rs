//! Units: known, to be made, or to be asked about.

use std::collections::{BTreeMap, BTreeSet};

use heng_kernel::Severity;
use serde::{Deserialize, Serialize};

use crate::{
    draft::Draft,
    field::Field,
    finding::{Remedy, codes},
    known::UnitPath,
    table::{Home, TableNotes, about, home, name_key},
};

/// What to do with units the company does not have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum NewUnits {
    /// Ask about each: the tree is there and a new path is probably a slip.
    #[default]
    Ask,
    /// The tree comes from this file: propose its units as a whole, and ask only about those with a single person that look like
    /// a slip: the name differs from a filled neighbour's by an addition or one character, or the file's units usually hold many.
    FromFile,
}

/// A person's answer about an unknown unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum UnitAnswer {
    /// Make it.
    Create,
    /// This one is meant.
    Use(UnitPath),
}

/// How far a needed unit is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum UnitState {
    /// Will be made when the plan is applied.
    Proposed,
    /// Waits for an answer; its rows are refused until then.
    Asked,
}

/// Kind of unit its name suggests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema), schema(as = RosterUnitKind))]
#[serde(rename_all = "snake_case")]
pub enum UnitKind {
    /// 集团.
    Group,
    /// 公司.
    Company,
    /// 大区.
    Region,
    /// 门店, 工厂, 总部.
    Branch,
    /// 部门.
    Department,
    /// 班组.
    Team,
}

/// A unit the file names and the company does not have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct UnitNeed {
    /// Its path.
    pub path: UnitPath,
    /// Rows that stand in it, not below it.
    pub rows: Vec<u32>,
    /// Decided or asked.
    pub state: UnitState,
    /// What its name suggests.
    pub kind: UnitKind,
    /// The neighbour it may be a slip of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub similar_to: Option<UnitPath>,
}

/// A unit with one person is asked about in a file whose units usually hold at least so many.
const WELL_FILLED: usize = 8;

type Key = Vec<String>;
/// Units the file names and nobody knows: the path as first written, and the rows in it.
type Wanted = BTreeMap<Key, (UnitPath, Vec<u32>)>;

/// What decides about units besides the rows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct UnitRules<'a> {
    pub(crate) policy: NewUnits,
    pub(crate) answers: &'a BTreeMap<UnitPath, UnitAnswer>,
    pub(crate) home: Option<&'a Home>,
}

/// Sets every draft's unit to a known or needed path, notes what must be decided, and lists the units needed, parents first.
pub(crate) fn settle(
    drafts: &mut [Draft],
    known: &[UnitPath],
    rules: UnitRules<'_>,
    notes: &mut TableNotes<'_>,
) -> Vec<UnitNeed> {
    let UnitRules { policy, answers, home } = rules;
    let known = KnownUnits(known.iter().map(|path| (key(path), path)).collect());
    let field = Field::UNIT_PATH.into_iter().rev().find(|field| notes.layout.column(*field).is_some());
    if let Some(home) = home {
        home::settle(drafts, &known, home, field, notes);
    }
    let mut wanted = Wanted::new();
    let mut answered = BTreeSet::new();
    let mut found: BTreeMap<UnitPath, Found> = BTreeMap::new();
    for draft in drafts.iter_mut().filter(|draft| !draft.unit.is_empty()) {
        match answers.get(&draft.unit) {
            Some(UnitAnswer::Use(path)) => draft.unit.clone_from(path),
            Some(UnitAnswer::Create) => {
                answered.insert(key(&draft.unit));
            }
            None => {}
        }
        match found.entry(draft.unit.clone()).or_insert_with_key(|path| known.find(path)) {
            Found::One(path) => draft.unit.clone_from(path),
            Found::Many(candidates) => {
                let finding = about(field, codes::UNIT_AMBIGUOUS, Severity::Error)
                    .with("value", draft.unit.join("/"))
                    .with("candidates", *candidates);
                notes.note((draft.row, Vec::new()), finding, field, Remedy::DecideUnit);
            }
            Found::None => {
                let (path, rows) =
                    wanted.entry(key(&draft.unit)).or_insert_with(|| (draft.unit.clone(), Vec::new()));
                rows.push(draft.row);
                draft.unit.clone_from(path);
            }
        }
    }
    let well_filled = typical_size(&wanted) >= WELL_FILLED;
    let asked: BTreeMap<Key, Option<UnitPath>> = wanted
        .keys()
        .filter(|key| !answered.contains(*key))
        .filter_map(|key| {
            let lone = people_under(key, &wanted) <= 1;
            let similar = lone.then(|| neighbour(key, &wanted, &known.0)).flatten();
            let doubtful = policy == NewUnits::Ask || similar.is_some() || (lone && well_filled);
            doubtful.then(|| (key.clone(), similar))
        })
        .collect();
    for (key, similar) in &asked {
        for row in wanted.get(key).map(|(_, rows)| rows.as_slice()).unwrap_or_default() {
            let path = wanted.get(key).map(|(path, _)| path.join("/")).unwrap_or_default();
            let mut finding = about(field, codes::UNIT_UNKNOWN_OR_NEW, Severity::Error).with("value", path);
            if let Some(similar) = similar {
                finding = finding.with("similar_to", similar.join("/"));
            }
            notes.note((*row, Vec::new()), finding, field, Remedy::DecideUnit);
        }
    }
    needs(&wanted, &asked, &known.0)
}

pub(crate) enum Found {
    One(UnitPath),
    Many(usize),
    None,
}

/// The units there are, by the names of their paths.
pub(crate) struct KnownUnits<'a>(BTreeMap<Key, &'a UnitPath>);

impl KnownUnits<'_> {
    /// By the whole path, or by a last part of it that only one unit has.
    pub(crate) fn find(&self, path: &[String]) -> Found {
        let key = key(path);
        if let Some(path) = self.0.get(&key) {
            return Found::One((*path).clone());
        }
        let mut ending = self.0.iter().filter(|(known, _)| known.ends_with(&key));
        match (ending.next(), ending.count()) {
            (Some((_, path)), 0) => Found::One((*path).clone()),
            (Some(_), more) => Found::Many(more + 1),
            (None, _) => Found::None,
        }
    }
}

/// People in the unit and below it.
fn people_under(key: &Key, wanted: &Wanted) -> usize {
    wanted
        .range(key.clone()..)
        .take_while(|(other, _)| other.starts_with(key))
        .map(|(_, (_, rows))| rows.len())
        .sum()
}

/// The median of people in a unit.
fn typical_size(wanted: &Wanted) -> usize {
    let mut sizes: Vec<usize> = wanted.values().map(|(_, rows)| rows.len()).collect();
    sizes.sort_unstable();
    sizes.get(sizes.len() / 2).copied().unwrap_or_default()
}

/// The filled neighbour whose name a lone person's unit may be a slip of.
fn neighbour(key: &Key, wanted: &Wanted, known: &BTreeMap<Key, &UnitPath>) -> Option<UnitPath> {
    let (name, parent) = key.split_last()?;
    let is_like = |other: &Key| {
        other
            .split_last()
            .is_some_and(|(other_name, other_parent)| other_parent == parent && alike(name, other_name))
    };
    let filled = wanted.iter().filter(|(_, (_, rows))| rows.len() > 1).map(|(key, (path, _))| (key, path));
    let there = known.iter().map(|(key, path)| (key, *path));
    filled.chain(there).find(|(other, _)| is_like(other)).map(|(_, path)| path.clone())
}

/// Whether one name may be a slip of the other: an addition at either end, or one other character that is neither digit nor
/// letter nor numeral (一店 and 二店 are two shops).
fn alike(name: &str, other: &str) -> bool {
    if name == other {
        return false;
    }
    let (name, other): (Vec<char>, Vec<char>) = (name.chars().collect(), other.chars().collect());
    let (short, long) = if name.len() < other.len() { (&name, &other) } else { (&other, &name) };
    if short.len() != long.len() {
        return short.len() >= 2 && (long.starts_with(short) || long.ends_with(short));
    }
    let differing: Vec<_> = name.iter().zip(&other).filter(|(a, b)| a != b).collect();
    let counts = |c: char| {
        c.is_ascii_alphanumeric() || "〇零一二三四五六七八九十甲乙丙丁东南西北中上下左右前后新老".contains(c)
    };
    match differing.as_slice() {
        [(a, b)] => name.len() >= 3 && !(counts(**a) && counts(**b)),
        _ => false,
    }
}

fn needs(
    wanted: &Wanted,
    asked: &BTreeMap<Key, Option<UnitPath>>,
    known: &BTreeMap<Key, &UnitPath>,
) -> Vec<UnitNeed> {
    let mut needs: BTreeMap<Key, UnitNeed> = BTreeMap::new();
    for (own_key, (path, rows)) in wanted {
        for length in 1..=path.len() {
            let (Some(part), Some(part_key)) = (path.get(..length), own_key.get(..length)) else { continue };
            if known.contains_key(part_key) {
                continue;
            }
            let is_asked = asked.contains_key(own_key);
            let need = needs.entry(part_key.to_vec()).or_insert_with(|| UnitNeed {
                path: part.to_vec(),
                rows: Vec::new(),
                state: UnitState::Asked,
                kind: kind_of(part),
                similar_to: asked.get(part_key).cloned().flatten(),
            });
            if !is_asked {
                need.state = UnitState::Proposed;
            }
            if length == path.len() {
                need.rows.clone_from(rows);
            }
        }
    }
    // Keys sort parents before their children.
    needs.into_values().collect()
}

/// What the name suggests; the outermost unit is at least a company.
fn kind_of(path: &[String]) -> UnitKind {
    let name = path.last().map(String::as_str).unwrap_or_default();
    let ends = |words: &[&str]| words.iter().any(|word| name.ends_with(word));
    if ends(&["集团"]) {
        UnitKind::Group
    } else if ends(&["分公司", "店", "工厂", "基地", "总部", "营业部", "校区"]) {
        UnitKind::Branch
    } else if path.len() == 1 || ends(&["公司"]) {
        UnitKind::Company
    } else if ends(&["大区", "区域", "片区", "战区"]) {
        UnitKind::Region
    } else if ends(&["组", "班", "小队", "班组"]) {
        UnitKind::Team
    } else {
        UnitKind::Department
    }
}

fn key(path: &[String]) -> Key {
    path.iter().map(|name| name_key(name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_told_from_another_shop() {
        assert!(alike("上海7店筹备组", "上海7店"));
        assert!(alike("人力资源步", "人力资源部"));
        assert!(!alike("上海1店", "上海7店") && !alike("一店", "二店") && !alike("A组", "B组"));
        assert!(!alike("华东大区", "华南大区"));
        assert!(!alike("市场部", "财务部"));
    }

    #[test]
    fn names_suggest_kinds() {
        let kind = |path: &[&str]| kind_of(&path.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>());
        assert_eq!(kind(&["某某集团"]), UnitKind::Group);
        assert_eq!(kind(&["某某有限公司"]), UnitKind::Company);
        assert_eq!(kind(&["某某有限公司", "上海分公司"]), UnitKind::Branch);
        assert_eq!(kind(&["某某有限公司", "华东大区"]), UnitKind::Region);
        assert_eq!(kind(&["某某有限公司", "华东大区", "一店", "早班组"]), UnitKind::Team);
        assert_eq!(kind(&["某某有限公司", "总部", "财务部"]), UnitKind::Department);
    }
}
