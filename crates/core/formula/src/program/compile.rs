//! From declarations to a program, or to all that is wrong with them.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Item, MAX_ITEMS, Program,
    declare::{Declared, declare, plain_name},
    graph::{mentioned, order},
};
use crate::{
    check::{Named, Scope, check_item},
    diagnostic::{Code, Diagnostic},
    spec::{ItemSpec, SetSpec},
    text::{Expr, parse, print_flat},
};

/// What compiling a set gives.
#[derive(Debug)]
pub struct Compiled {
    /// The program, unless something is an error.
    pub program: Option<Program>,
    /// Errors, warnings and notes, in the order of the declarations.
    pub diagnostics: Vec<Diagnostic>,
}

impl Compiled {
    /// The program, or what keeps it from being one.
    pub fn into_program(self) -> Result<Program, Vec<Diagnostic>> {
        self.program.ok_or(self.diagnostics)
    }

    /// The errors alone.
    pub fn errors(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.is_error())
    }
}

struct Draft<'s> {
    spec: &'s ItemSpec,
    name: String,
    expr: Option<Expr>,
}

/// Checks a set as a whole: names, kinds, units, order. Every fault is told, not the first alone.
pub fn compile(spec: &SetSpec) -> Compiled {
    let mut declared = declare(spec);
    let drafts = drafts(spec, &mut declared);
    let by_name: BTreeMap<&str, usize> =
        drafts.iter().enumerate().rev().map(|(index, draft)| (draft.name.as_str(), index)).collect();
    let uses: Vec<BTreeSet<&str>> = drafts.iter().map(|draft| uses(draft, &declared.scope)).collect();
    let needs: Vec<BTreeSet<usize>> =
        uses.iter().map(|used| used.iter().filter_map(|name| by_name.get(name).copied()).collect()).collect();
    let order = order(&needs);
    tell_circles(&drafts, &order.circles, &mut declared);
    // Items hide inputs of the same name; until they are checked nobody can use them.
    for draft in &drafts {
        if declared.scope.names.insert(draft.name.clone(), Named::Broken).is_some()
            && declared.inputs.iter().any(|input| input.name == draft.name)
        {
            let note = Diagnostic::new(Code::Shadowed).with("name", &draft.name);
            declared.notes.push(note.with_both("inner", "项目", "the item").of(&draft.name));
        }
    }
    let mut items = Vec::new();
    for index in &order.order {
        let Some(draft) = drafts.get(*index) else { continue };
        let slot = declared.inputs.len() + items.len();
        if let Some(item) = check(draft, slot, &mut declared) {
            declared.scope.names.insert(draft.name.clone(), Named::Slot(slot, item.kind.clone()));
            items.push(item);
        }
    }
    tell_unused(&drafts, &uses, &mut declared);
    finish(declared, items)
}

fn drafts<'s>(spec: &'s SetSpec, declared: &mut Declared) -> Vec<Draft<'s>> {
    let mut taken = BTreeSet::new();
    let mut drafts = Vec::new();
    for item in spec.items.iter().take(MAX_ITEMS) {
        let name = plain_name(&item.name);
        if name.is_empty() || name.contains(['[', ']', '\n', '\r']) {
            declared.notes.push(Diagnostic::new(Code::BadName).with("text", format_args!("“{}”", item.name)));
        } else if !taken.insert(name.clone()) {
            declared.notes.push(Diagnostic::new(Code::DuplicateName).with("name", &name).of(&name));
        }
        if item.round.is_some_and(|round| round.places > 12) {
            let what = ("最多保留 12 位小数", "at most 12 decimal places");
            declared
                .notes
                .push(Diagnostic::new(Code::BadDeclaration).with_both("what", what.0, what.1).of(&name));
        }
        let expr = match parse(&item.formula) {
            Ok(expr) => Some(expr),
            Err(fault) => {
                declared.notes.push(fault.of(&name));
                None
            }
        };
        drafts.push(Draft { spec: item, name, expr });
    }
    drafts
}

fn uses<'d>(draft: &'d Draft<'_>, scope: &Scope) -> BTreeSet<&'d str> {
    let mut used = BTreeSet::new();
    if let Some(expr) = &draft.expr {
        mentioned(expr, scope, &mut used);
    }
    used
}

fn tell_circles(drafts: &[Draft<'_>], circles: &[Vec<usize>], declared: &mut Declared) {
    for circle in circles {
        let names: Vec<&str> =
            circle.iter().filter_map(|item| drafts.get(*item)).map(|draft| draft.name.as_str()).collect();
        let Some(first) = names.first() else { continue };
        let path = names.iter().chain(std::iter::once(first)).copied().collect::<Vec<_>>().join(" → ");
        declared.notes.push(Diagnostic::new(Code::Cycle).with("path", path).of(first));
    }
}

fn check(draft: &Draft<'_>, slot: usize, declared: &mut Declared) -> Option<Item> {
    let wanted = declared.result(draft.spec, &draft.name);
    let expr = draft.expr.as_ref()?;
    let text = &draft.spec.formula;
    let (checked, notes) = check_item(&declared.scope, text, expr, wanted.as_ref(), draft.spec.round);
    declared.notes.extend(notes.into_iter().map(|note| note.of(&draft.name)));
    let (mut node, kind) = checked?;
    node.weigh();
    Some(Item {
        name: draft.name.clone(),
        formula: print_flat(expr),
        kind,
        step: draft.spec.step,
        text: text.clone(),
        node,
        slot,
    })
}

fn tell_unused(drafts: &[Draft<'_>], uses: &[BTreeSet<&str>], declared: &mut Declared) {
    let used = |name: &str| uses.iter().any(|used| used.contains(name));
    let unused = |name: &str| Diagnostic::new(Code::Unused).with("name", name).of(name);
    let tables = declared.scope.tables.keys().filter(|name| !used(name)).map(|name| unused(name));
    let inputs = declared.inputs.iter().filter(|input| !used(&input.name)).map(|input| unused(&input.name));
    let steps =
        drafts.iter().filter(|draft| draft.spec.step && !used(&draft.name)).map(|draft| unused(&draft.name));
    let found: Vec<Diagnostic> = inputs.chain(tables).chain(steps).collect();
    declared.notes.extend(found);
}

fn finish(declared: Declared, items: Vec<Item>) -> Compiled {
    let Declared { inputs, notes, .. } = declared;
    if notes.iter().any(Diagnostic::is_error) {
        return Compiled { program: None, diagnostics: notes };
    }
    let mut slots: BTreeMap<String, usize> =
        inputs.iter().enumerate().map(|(slot, input)| (input.name.clone(), slot)).collect();
    slots.extend(items.iter().map(|item| (item.name.clone(), item.slot)));
    Compiled { program: Some(Program { inputs, items, slots }), diagnostics: notes }
}
