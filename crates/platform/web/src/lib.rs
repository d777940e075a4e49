//! HTTP plumbing: problems, extractors, sessions, OpenAPI, static pages.
