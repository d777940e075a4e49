//! Puts the facts of a case to the rule it is about.

mod abroad;
mod contribution;
mod labour;
mod tax;

use heng_packs::{China, Packs};

use crate::facts::{Answer, Facts};

/// The law of mainland China as shipped.
pub fn china() -> &'static China {
    Packs::embedded().china()
}

/// What the rule says.
pub fn ask(rule: &str, facts: &Facts) -> Answer {
    match rule {
        "iit.cumulative" => tax::cumulative(facts),
        "iit.bonus" => tax::bonus(facts),
        "iit.bonus_choice" => tax::bonus_choice(facts),
        "iit.labour" => tax::labour(facts),
        "iit.severance" => tax::severance(facts),
        "iit.early_retirement" => tax::early_retirement(facts),
        "iit.nonresident" => tax::nonresident(facts),
        "iit.reconciliation" => tax::reconciliation(facts),
        "social" => contribution::social(facts),
        "severance" => labour::severance(facts),
        "retirement" => labour::retirement(facts),
        "contract" => labour::contract(facts),
        "overtime" => labour::overtime(facts),
        "proration" => labour::proration(facts),
        "medical_period" => labour::medical_period(facts),
        "sick_pay" => labour::sick_pay(facts),
        "annual_leave" => labour::annual_leave(facts),
        "sg.cpf" => abroad::cpf(facts),
        "hk.mpf" => abroad::mpf(facts),
        other => panic!("no rule is called {other}"),
    }
}
