//! "Did you mean …?"

/// The name nearest to `wanted`, as a suggestion holds it.
pub(crate) fn nearest<'c>(wanted: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<String> {
    heng_kernel::nearest(wanted, candidates).map(str::to_owned)
}
