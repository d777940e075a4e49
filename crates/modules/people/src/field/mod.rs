//! HR's own fields: defined once with a type, a class and a rule, then filled in per employment. A field whose class is
//! read with care (private, id_bank, health, pay) is stored sealed.

mod change;
mod define;
pub(crate) mod entity;
pub(crate) mod http;
mod value;

pub use change::{FieldPatch, change, retire};
pub use define::{FieldError as FieldFault, FieldKind, FieldRule, NewField, define};
pub use value::{FieldValue, set, values};
