//! Leave and its ledger.
