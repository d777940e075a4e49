//! What an editor offers while one types.

use heng_kernel::{Locale, Rounding};
use serde::Serialize;

use crate::{
    function::{FUNCTIONS, rounding_names},
    spec::{InputSpec, KindSpec, SetSpec},
    text::{is_name_char, normal, quoted_name},
};

/// What is offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Offer {
    /// An input.
    Input,
    /// An item.
    Item,
    /// A field of a list.
    Field,
    /// A table.
    Table,
    /// A function.
    Function,
    /// A way of rounding.
    Rounding,
}

/// One thing that can be written here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Completion {
    /// What it is.
    pub offer: Offer,
    /// What is found by typing.
    pub name: String,
    /// What is written into the formula.
    pub insert: String,
    /// Other names it has.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
    /// How it is written (functions), or its kind and unit.
    pub form: String,
    /// What it does or is.
    pub help: String,
}

/// Everything that formulas of a set can name, in a reader's language.
pub fn completions(set: &SetSpec, locale: Locale) -> Vec<Completion> {
    let mut all = Vec::new();
    for input in &set.inputs {
        all.push(named(Offer::Input, &input.name, form(input, locale), locale.pick("输入项", "input")));
        for field in &input.fields {
            let name = format!("{}.{}", quoted_name(&input.name), quoted_name(&field.name));
            let help = locale.pick("清单的列", "field of a list").to_owned();
            all.push(Completion {
                offer: Offer::Field,
                insert: name.clone(),
                name,
                also: Vec::new(),
                form: form(field, locale),
                help,
            });
        }
    }
    for item in &set.items {
        let unit = item.unit.clone().unwrap_or_default();
        all.push(named(Offer::Item, &item.name, unit, &item.formula));
    }
    for table in &set.tables {
        let columns = table.values.iter().map(|column| column.name.as_str()).collect::<Vec<_>>().join(", ");
        all.push(named(Offer::Table, &table.name, columns, locale.pick("表", "table")));
    }
    for about in FUNCTIONS {
        let names = about.names.iter().map(|name| (*name).to_owned());
        let preferred = locale.pick(about.names.get(1), about.names.first()).or(about.names.first());
        let Some(name) = preferred.map(|name| (*name).to_owned()) else { continue };
        all.push(Completion {
            offer: Offer::Function,
            insert: format!("{name}("),
            also: names.filter(|other| *other != name).collect(),
            name,
            form: about.form.pick(locale).to_owned(),
            help: about.help.pick(locale).to_owned(),
        });
    }
    for mode in Rounding::ALL {
        let [code, chinese, ..] = rounding_names(mode) else { continue };
        let name = locale.pick(*chinese, *code);
        all.push(named(
            Offer::Rounding,
            name,
            (*code).to_owned(),
            locale.pick("取整方式", "way of rounding"),
        ));
    }
    all
}

/// What fits the word before `cursor` (a byte offset): by its beginning first, then by holding it.
pub fn complete_at(set: &SetSpec, text: &str, cursor: usize, locale: Locale) -> Vec<Completion> {
    let before = text.get(..cursor).unwrap_or(text);
    let word: Vec<char> =
        before.chars().rev().map(normal).take_while(|sign| is_name_char(*sign) || *sign == '.').collect();
    let word: String = word.into_iter().rev().collect::<String>().to_lowercase();
    let rank = |completion: &Completion| {
        let names = std::iter::once(&completion.name).chain(&completion.also).map(|name| name.to_lowercase());
        let ranks = names.map(|name| match name.find(&word) {
            Some(0) => 0,
            Some(_) => 1,
            None => 2,
        });
        ranks.min().unwrap_or(2)
    };
    let mut fitting: Vec<(u8, Completion)> =
        completions(set, locale).into_iter().map(|completion| (rank(&completion), completion)).collect();
    fitting.retain(|(rank, _)| *rank < 2);
    fitting.sort_by_key(|(rank, completion)| (*rank, completion.offer));
    fitting.into_iter().map(|(_, completion)| completion).collect()
}

fn named(offer: Offer, name: &str, form: String, help: &str) -> Completion {
    Completion {
        offer,
        name: name.to_owned(),
        insert: quoted_name(name),
        also: Vec::new(),
        form,
        help: help.to_owned(),
    }
}

fn form(input: &InputSpec, locale: Locale) -> String {
    let kind = crate::kind::kind_word(input.kind).pick(locale);
    match input.unit.as_deref().filter(|_| matches!(input.kind, KindSpec::Number | KindSpec::List)) {
        Some(unit) => locale.pick(format!("{kind}（{unit}）"), format!("{kind} ({unit})")),
        None => kind.to_owned(),
    }
}
