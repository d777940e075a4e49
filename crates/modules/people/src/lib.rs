//! Persons, employments, organisation and personnel events.
