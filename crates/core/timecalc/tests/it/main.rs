//! Time and leave as their users see them: cases a specialist could write, the traps of the trade, and laws for any facts.

#![cfg(test)]

mod cases;
mod day_laws;
mod day_traps;
mod leave_books;
mod leave_laws;
mod leave_ledger;
mod leave_traps;
mod month;
mod overtime_traps;
mod statutory;
mod words;
mod world;
