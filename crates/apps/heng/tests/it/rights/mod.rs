//! Who may do what, over every operation of the whole program. Nothing here lists operations by hand: they come from the
//! route table, requests are made from their own description, and an operation this cannot ask fails the tests.

pub mod api;
mod attacks;
mod forgotten;
mod golden;
mod hostile;
mod own_names;
