//! How a figure came about, for reading: one line, a tree, and the kernel's explanation.

mod explanation;
mod line;
mod steps;
mod tree;

pub use tree::TraceNode;
