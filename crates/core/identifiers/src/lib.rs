//! Checks and normalises the numbers China puts on people and companies.
