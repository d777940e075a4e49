//! Which rows an actor may see: the visibility projection and its filters.
