//! How fast days and balances are worked out.

fn main() {
    divan::main();
}
