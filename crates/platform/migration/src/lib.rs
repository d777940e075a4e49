//! One ordered list of migrations for both databases.
