//! People and the organisation, on both databases.
