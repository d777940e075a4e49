//! Rule data as dated, sourced, validated packs.
