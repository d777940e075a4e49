//! Working days, swapped workdays, holidays and zones.
