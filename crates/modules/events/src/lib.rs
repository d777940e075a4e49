//! Event structs every module may listen to.
