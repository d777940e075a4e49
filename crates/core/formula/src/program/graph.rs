//! Who needs whom: the order of calculation, circles, what nobody uses.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    check::Scope,
    text::{Expr, ExprKind, Label},
};

/// Every name an expression mentions, lists and tables included. Within a function over a list, bare names of its fields
/// mean the fields and are left out.
pub(super) fn mentioned<'e>(expr: &'e Expr, scope: &Scope, found: &mut BTreeSet<&'e str>) {
    match &expr.kind {
        ExprKind::Name(name) | ExprKind::Field { list: name, .. } => {
            found.insert(name);
        }
        ExprKind::Unary(_, inner) => mentioned(inner, scope, found),
        ExprKind::Binary(_, left, right) => {
            mentioned(left, scope, found);
            mentioned(right, scope, found);
        }
        ExprKind::In(needle, options) => {
            mentioned(needle, scope, found);
            options.iter().for_each(|option| mentioned(option, scope, found));
        }
        ExprKind::Call { args, filter, .. } => {
            let mut inside = BTreeSet::new();
            for arg in args {
                if let Label::Of(label) = &arg.label {
                    mentioned(label, scope, &mut inside);
                }
                mentioned(&arg.value, scope, &mut inside);
            }
            if let Some(filter) = filter {
                mentioned(filter, scope, &mut inside);
            }
            let lists: Vec<_> =
                inside.iter().filter_map(|name| scope.list(name)).map(|(_, list)| list).collect();
            let is_field = |name: &str| lists.iter().any(|list| list.field(name).is_some());
            found.extend(
                inside.into_iter().filter(|name| filter.is_none() && args.len() > 1 || !is_field(name)),
            );
        }
        ExprKind::Number(_) | ExprKind::Text(_) | ExprKind::Date(_) | ExprKind::Bool(_) => {}
    }
}

/// The order in which items can be calculated, the declared order kept where it is free; and the circles.
pub(super) struct Order {
    pub(super) order: Vec<usize>,
    /// Each circle as indices, from an item back to the one before it.
    pub(super) circles: Vec<Vec<usize>>,
}

/// `needs[i]` are the items that item `i` needs.
pub(super) fn order(needs: &[BTreeSet<usize>]) -> Order {
    let mut waiting: BTreeMap<usize, usize> = needs.iter().map(BTreeSet::len).enumerate().collect();
    let mut users: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (item, needed) in needs.iter().enumerate() {
        needed.iter().for_each(|other| users.entry(*other).or_default().push(item));
    }
    let mut ready: BTreeSet<usize> =
        waiting.iter().filter(|(_, count)| **count == 0).map(|(item, _)| *item).collect();
    let mut order = Vec::new();
    while let Some(item) = ready.pop_first() {
        order.push(item);
        waiting.remove(&item);
        for user in users.get(&item).into_iter().flatten() {
            if let Some(count) = waiting.get_mut(user) {
                *count -= 1;
                if *count == 0 {
                    ready.insert(*user);
                }
            }
        }
    }
    let left: BTreeSet<usize> = waiting.into_keys().collect();
    Order { order, circles: circles(needs, left) }
}

/// One circle through each knot of items that wait for each other.
fn circles(needs: &[BTreeSet<usize>], mut left: BTreeSet<usize>) -> Vec<Vec<usize>> {
    let mut circles = Vec::new();
    while let Some(start) = left.first().copied() {
        let mut path = vec![start];
        // Every item that is left needs another that is left, so following them comes back to one on the path.
        loop {
            let here = path.last().copied().unwrap_or(start);
            let next =
                needs.get(here).and_then(|needed| needed.iter().find(|other| left.contains(other))).copied();
            let Some(next) = next else {
                // It only waited for a circle already told.
                left.remove(&here);
                break;
            };
            if let Some(at) = path.iter().position(|item| *item == next) {
                let circle: Vec<usize> = path.split_off(at);
                circle.iter().for_each(|item| {
                    left.remove(item);
                });
                circles.push(circle);
                break;
            }
            path.push(next);
        }
    }
    circles
}

#[cfg(test)]
mod tests {
    use super::*;

    fn needs(rows: &[&[usize]]) -> Vec<BTreeSet<usize>> {
        rows.iter().map(|row| row.iter().copied().collect()).collect()
    }

    #[test]
    fn items_follow_what_they_need_and_else_stay_in_order() {
        let found = order(&needs(&[&[2], &[], &[3], &[], &[0]]));
        assert_eq!(found.order, [1, 3, 2, 0, 4]);
        assert!(found.circles.is_empty());
    }

    #[test]
    fn each_circle_is_told_once_and_its_users_are_not_called_circles() {
        let found = order(&needs(&[&[1], &[0], &[2], &[0], &[]]));
        assert_eq!(found.order, [4]);
        assert_eq!(found.circles, [vec![0, 1], vec![2]]);
    }
}
