//! The store: unit of work, outbox, jobs, audit rows, paging, test databases.
