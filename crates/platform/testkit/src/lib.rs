//! Whole-application tests: fixed clock, fresh databases, factories.
