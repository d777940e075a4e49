//! One file per task of the runner.

pub(crate) mod bench;
pub(crate) mod codegen;
pub(crate) mod demo;
pub(crate) mod mutants;
pub(crate) mod pg;
pub(crate) mod pictures;
pub(crate) mod release;
pub(crate) mod slice;
pub(crate) mod soak;
pub(crate) mod test;
