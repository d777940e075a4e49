//! The engines as they are reached from the command line.

#![cfg(test)]

mod case_files;
mod hostile;
mod slips;
