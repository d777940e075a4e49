//! People and the organisation, on both databases.

mod world;

mod hiring;
