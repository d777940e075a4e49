//! Employee numbers: one sequence per company, never used twice.

use heng_db::Tx;
use heng_kernel::CompanyId;
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};

use super::entity::employment;

fn sequence(company: CompanyId) -> String {
    format!("employee_number:{company}")
}

/// The next free number of a company: six digits, more when they run out.
pub(crate) async fn next(tx: &Tx, company: CompanyId) -> Result<String, DbErr> {
    loop {
        let number = format!("{:06}", tx.next_number(&sequence(company)).await?);
        if taken(tx, company, std::slice::from_ref(&number)).await?.is_empty() {
            return Ok(number);
        }
    }
}

/// Lifts the company's sequence above numbers that came from elsewhere.
pub(crate) async fn reserve(tx: &Tx, company: CompanyId, numbers: &[&str]) -> Result<(), DbErr> {
    let highest = numbers.iter().filter_map(|number| tail(number)).max();
    match highest {
        Some(highest) => tx.reserve_numbers(&sequence(company), highest).await,
        None => Ok(()),
    }
}

/// Which of these the company gave out before.
pub(crate) async fn taken(tx: &Tx, company: CompanyId, numbers: &[String]) -> Result<Vec<String>, DbErr> {
    let mut found = vec![];
    for some in numbers.chunks(crate::belief::IDS) {
        let rows: Vec<String> = employment::Entity::find()
            .select_only()
            .column(employment::Column::Number)
            .filter(employment::Column::CompanyId.eq(company))
            .filter(employment::Column::Number.is_in(some))
            .into_tuple()
            .all(tx.db())
            .await?;
        found.extend(rows);
    }
    Ok(found)
}

/// The digits a number ends in. Longer ones are not counted on: they come from another kind of key.
fn tail(number: &str) -> Option<i64> {
    let digits = number.chars().rev().take_while(char::is_ascii_digit).count();
    let start = number.len().checked_sub(digits)?;
    if digits > 9 { None } else { number.get(start..)?.parse().ok() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tail_of_a_number_counts() {
        assert_eq!(tail("E00120"), Some(120));
        assert_eq!(tail("000007"), Some(7));
        assert_eq!(tail("A-B"), None);
        assert_eq!(tail("20260101000001"), None);
    }
}
