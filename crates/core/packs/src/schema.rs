//! The forms of the files: which tables and keys each has, and what they become. `packs/README.md` describes the same for people.

pub(crate) mod average_wages;
pub(crate) mod confirmations;
pub(crate) mod cpf;
pub(crate) mod income_tax;
pub(crate) mod labour;
pub(crate) mod leave;
pub(crate) mod minimum_wages;
pub(crate) mod mpf;
pub(crate) mod social;

use heng_kernel::Finding;

use crate::{
    China, HongKong, Singapore, Timeline,
    confirm::Confirmed,
    read::{Row, Sheet},
};

/// What the TOML files make.
#[derive(Debug)]
pub(crate) struct Rules<'a> {
    pub(crate) china: &'a mut China,
    pub(crate) singapore: &'a mut Singapore,
    pub(crate) hong_kong: &'a mut HongKong,
    pub(crate) confirmations: &'a mut Vec<Confirmed>,
}

/// Reads a file by the form its key `schema` names. `own` = from the installation's folder.
pub(crate) fn read(rules: Rules<'_>, path: &str, text: &str, own: bool) -> Result<(), Vec<Finding>> {
    Sheet::read(path, text, own, |root| {
        let schema = root.text("schema");
        root.as_of();
        match schema.as_str() {
            "heng.cn.income-tax/1" => income_tax::read(root, &mut rules.china.income_tax),
            "heng.cn.social/1" => social::read(root, &mut rules.china.social),
            "heng.cn.minimum-wages/1" => minimum_wages::read(root, &mut rules.china.minimum_wages),
            "heng.cn.average-wages/1" => average_wages::read(root, &mut rules.china.average_wages),
            "heng.cn.labour/1" => labour::read(root, &mut rules.china.labour),
            "heng.cn.leave/1" => leave::read(root, &mut rules.china.leave),
            "heng.sg.cpf/1" => cpf::read(root, rules.singapore),
            "heng.hk.mpf/1" => mpf::read(root, rules.hong_kong),
            "heng.confirmations/1" => confirmations::read(root, rules.confirmations),
            other => root.unknown_schema(other),
        }
    })
}

/// Reads `[table]` or `[[table]]` into a timeline whose key is `prefix.table`.
fn timeline<T>(
    root: &Row<'_>,
    prefix: &str,
    table: &str,
    into: &mut Timeline<T>,
    value: impl Fn(&Row<'_>) -> T,
) {
    for row in root.rows(table) {
        let read = value(&row);
        into.push(row.dated(format!("{prefix}.{table}"), read));
    }
}

/// Tells of a list whose values do not rise.
fn must_rise<T: Ord>(row: &Row<'_>, key: &str, values: impl IntoIterator<Item = T>) {
    let mut values = values.into_iter().peekable();
    while let Some(value) = values.next() {
        if values.peek().is_some_and(|next| *next <= value) {
            return row.fault("pack.does_not_rise", key);
        }
    }
}

/// Tells of steps that do not rise or whose last one has an upper edge.
fn must_be_steps(row: &Row<'_>, key: &str, uppers: impl Iterator<Item = Option<u32>>) {
    let uppers: Vec<_> = uppers.collect();
    must_rise(row, key, uppers.iter().flatten());
    let open = uppers.iter().filter(|upper| upper.is_none()).count();
    if open != 1 || uppers.last().is_none_or(Option::is_some) {
        row.fault("pack.last_step_not_open", key);
    }
}
