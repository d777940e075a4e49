//! Finding people by words: each begins a name, its pinyin or initials, or a number. A walk of the token index.

use sea_orm::{
    Condition, JoinType,
    sea_query::{Expr, ExprTrait, Query, SelectStatement},
};

use crate::person::names;

/// The ids of the persons found by the words of a question; `None` when it holds no word. Whom the reader may see is for
/// the caller to ask.
pub fn persons(question: &str) -> Option<SelectStatement> {
    let words = names::words(question);
    let (first, others) = words.split_first()?;
    let mut query = Query::select();
    query
        .column(("e", "person_id"))
        .distinct()
        .from_as("person_token", "t")
        .join_as(
            JoinType::InnerJoin,
            "employment",
            "e",
            Expr::col(("e", "id")).equals(("t", "employment_id")),
        )
        .cond_where(begins_with("t", first));
    for word in others {
        query.and_where(Expr::exists(has_word(word)));
    }
    Some(query)
}

pub(super) fn begins_with(table: &'static str, word: &str) -> Condition {
    Condition::all()
        .add(Expr::col((table, "token")).gte(word))
        .add(Expr::col((table, "token")).lt(after_prefix(word)))
}

/// The least text above every text that begins with `word`.
fn after_prefix(word: &str) -> String {
    format!("{word}\u{10FFFF}")
}

/// Another word of the same employment that begins alike and sorts before: the row was found by that one.
pub(super) fn found_earlier(word: &str) -> SelectStatement {
    Query::select()
        .expr(Expr::val(1))
        .from_as("person_token", "e")
        .and_where(Expr::col(("e", "employment_id")).equals(("t", "employment_id")))
        .cond_where(Condition::all().add(Expr::col(("e", "token")).gte(word)))
        .and_where(Expr::col(("e", "token")).lt(Expr::col(("t", "token"))))
        .to_owned()
}

pub(super) fn has_word(word: &str) -> SelectStatement {
    Query::select()
        .expr(Expr::val(1))
        .from_as("person_token", "o")
        .and_where(Expr::col(("o", "employment_id")).equals(("t", "employment_id")))
        .cond_where(begins_with("o", word))
        .to_owned()
}
