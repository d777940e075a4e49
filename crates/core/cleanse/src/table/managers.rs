//! Who reports to whom.

use std::collections::{BTreeMap, BTreeSet, btree_map::Entry};

use chrono::NaiveDate;
use heng_kernel::Severity::Warning;

use crate::{
    draft::Draft,
    field::Field,
    finding::{Remedy, codes},
    known::ExistingEmployment,
    read::text::person_name,
    table::{TableNotes, about, number_key},
};

/// What a row's manager cell leads to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Link {
    /// Nothing is written.
    #[default]
    None,
    /// Somebody was meant, but the post stays vacant.
    Vacant,
    /// The draft at this place.
    Draft(usize),
    /// The existing employment at this place.
    Existing(usize),
}

/// Numbers and names of everybody who can be a manager.
#[derive(Debug)]
pub(crate) struct Managers<'a> {
    drafts: &'a [Draft],
    existing: &'a [ExistingEmployment],
    today: NaiveDate,
    by_number: BTreeMap<String, Vec<Link>>,
    by_name: BTreeMap<String, Vec<Link>>,
    /// Numbers of digits only, without leading zeros.
    by_bare_number: BTreeMap<String, Vec<Link>>,
}

enum Meant {
    One(Link),
    /// With the numbers of those it may be.
    Several(Vec<String>),
    Nobody,
}

impl<'a> Managers<'a> {
    /// Of the rows and of those existing people no row speaks of.
    pub(crate) fn new(drafts: &'a [Draft], existing: &'a [ExistingEmployment], today: NaiveDate) -> Self {
        let mut by_number: BTreeMap<String, Vec<Link>> = BTreeMap::new();
        let mut by_name: BTreeMap<String, Vec<Link>> = BTreeMap::new();
        for (place, draft) in drafts.iter().enumerate() {
            if let Some(number) = &draft.number {
                by_number.entry(number_key(number)).or_default().push(Link::Draft(place));
            }
            if let Some(name) = &draft.name {
                by_name.entry(name.clone()).or_default().push(Link::Draft(place));
            }
        }
        for (place, employment) in existing.iter().enumerate() {
            if let Entry::Vacant(free) = by_number.entry(number_key(&employment.number)) {
                free.insert(vec![Link::Existing(place)]);
                by_name.entry(employment.name.clone()).or_default().push(Link::Existing(place));
            }
        }
        let mut by_bare_number: BTreeMap<String, Vec<Link>> = BTreeMap::new();
        for (number, links) in &by_number {
            if let Some(bare) = bare(number) {
                by_bare_number.entry(bare).or_default().extend(links);
            }
        }
        Self { drafts, existing, today, by_number, by_name, by_bare_number }
    }

    /// Resolves every row's manager, noting unknown, ambiguous and departed ones and circles. In a circle every manager is left
    /// vacant, for which of them is wrong cannot be known.
    pub(crate) fn resolve(&self, notes: &mut TableNotes<'_>) -> Vec<Link> {
        let mut links: Vec<Link> = self.drafts.iter().map(|draft| self.resolve_one(draft, notes)).collect();
        for circle in circles(&links) {
            let rows: Vec<u32> =
                circle.iter().filter_map(|place| self.drafts.get(*place)).map(|draft| draft.row).collect();
            for (place, row) in circle.iter().zip(&rows) {
                let others = rows.iter().copied().filter(|other| other != row).collect();
                let finding =
                    about(Some(Field::Manager), codes::REPORTING_CYCLE, Warning).with("length", rows.len());
                notes.note((*row, others), finding, Some(Field::Manager), Remedy::SetManager);
                if let Some(link) = links.get_mut(*place) {
                    *link = Link::Vacant;
                }
            }
        }
        links
    }

    fn resolve_one(&self, draft: &Draft, notes: &mut TableNotes<'_>) -> Link {
        let Some(written) = &draft.manager else { return Link::None };
        let mut note = |code, numbers: Option<Vec<String>>| {
            let mut finding = about(Some(Field::Manager), code, Warning).with("value", written.clone());
            if let Some(numbers) = numbers {
                finding = finding.with("numbers", numbers.join(", "));
            }
            notes.note((draft.row, Vec::new()), finding, Some(Field::Manager), Remedy::SetManager);
            Link::Vacant
        };
        match self.meant(written) {
            Meant::Nobody => note(codes::MANAGER_UNKNOWN, None),
            Meant::Several(numbers) => note(codes::MANAGER_AMBIGUOUS, Some(numbers)),
            // Somebody who left may have been the manager of others who left.
            Meant::One(link) if self.has_left(link) && !draft.has_left() => {
                note(codes::MANAGER_HAS_LEFT, None)
            }
            Meant::One(link) => link,
        }
    }

    /// By number, by a number among other words (`张三(HM0001)`), by a name only one person at work has, by a number whose leading
    /// zeros a spreadsheet dropped.
    fn meant(&self, written: &str) -> Meant {
        let words = written
            .split(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_')
            .filter(|word| !word.is_empty());
        for candidate in std::iter::once(written).chain(words) {
            if let Some(found) = self.by_number.get(&number_key(candidate)) {
                return self.choose(found);
            }
        }
        let name = person_name(written.split(['(', '/']).next().unwrap_or(written));
        if let Some(found) = self.by_name.get(&name) {
            return self.choose(found);
        }
        let found = bare(&number_key(written)).and_then(|bare| self.by_bare_number.get(&bare));
        found.map_or(Meant::Nobody, |found| self.choose(found))
    }

    /// Of several with one name those who have left are not meant, if anybody is still there; and somebody who left and came back
    /// is one person.
    fn choose(&self, found: &[Link]) -> Meant {
        let here: Vec<Link> = found.iter().copied().filter(|link| !self.has_left(*link)).collect();
        match (found, here.as_slice()) {
            ([], _) => Meant::Nobody,
            ([one], _) | (_, [one]) => Meant::One(*one),
            (several, _) => {
                let numbers = several.iter().filter_map(|link| self.number(*link)).map(ToOwned::to_owned);
                Meant::Several(numbers.take(6).collect())
            }
        }
    }

    fn number(&self, link: Link) -> Option<&str> {
        match link {
            Link::Draft(place) => self.drafts.get(place)?.number.as_deref(),
            Link::Existing(place) => Some(self.existing.get(place)?.number.as_str()),
            Link::None | Link::Vacant => None,
        }
    }

    fn has_left(&self, link: Link) -> bool {
        match link {
            Link::Draft(place) => self.drafts.get(place).is_some_and(Draft::has_left),
            Link::Existing(place) => {
                let last_day = self.existing.get(place).and_then(|employment| employment.last_day);
                last_day.is_some_and(|last_day| last_day < self.today)
            }
            Link::None | Link::Vacant => false,
        }
    }
}

/// A number of digits without its leading zeros.
fn bare(number: &str) -> Option<String> {
    let digits = number.trim_start_matches('0');
    (!digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.to_owned())
}

/// The circles of a table where every row has at most one manager, each beginning with its first row.
fn circles(links: &[Link]) -> Vec<Vec<usize>> {
    let manager = |place: usize| match links.get(place) {
        Some(Link::Draft(manager)) => Some(*manager),
        _ => None,
    };
    let mut settled = BTreeSet::new();
    let mut circles = Vec::new();
    for start in 0..links.len() {
        let mut path = Vec::new();
        let mut here = Some(start);
        while let Some(place) = here {
            if settled.contains(&place) {
                break;
            }
            if let Some(at) = path.iter().position(|visited| *visited == place) {
                let mut circle = path.split_off(at);
                settled.extend(circle.iter().copied());
                circle.sort_unstable();
                circles.push(circle);
                break;
            }
            path.push(place);
            here = manager(place);
        }
        settled.extend(path);
    }
    circles
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn circles_of_any_length_are_found_once() {
        let links =
            [Link::Draft(1), Link::Draft(2), Link::Draft(0), Link::Draft(0), Link::Draft(4), Link::None];
        assert_eq!(circles(&links), [vec![0, 1, 2], vec![4]]);
    }

    proptest! {
        #[test]
        fn without_its_circles_a_table_is_a_tree(managers in proptest::collection::vec(proptest::option::of(0usize..40), 40)) {
            let mut links: Vec<Link> = managers.into_iter().map(|m| m.map_or(Link::None, Link::Draft)).collect();
            for place in circles(&links).into_iter().flatten() {
                links[place] = Link::Vacant;
            }
            prop_assert!(circles(&links).is_empty());
            for start in 0..links.len() {
                let mut here = start;
                for _ in 0..=links.len() {
                    match links[here] {
                        Link::Draft(manager) => here = manager,
                        _ => break,
                    }
                }
                prop_assert!(!matches!(links[here], Link::Draft(_)), "the way up ends");
            }
        }
    }
}
