//! Stored files with checked content.
