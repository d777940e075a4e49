//! Heads of units, as HR would name them after a roster came in: of those whose post leads, the one who has led longest.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::visitor::{Visitor, at, list, text};

/// Posts that lead a unit, the highest first.
const LEADING: [&str; 4] = ["总监", "经理", "主管", "店长"];

/// Names a head for each unit that has somebody to lead it, from today on.
pub(super) async fn make(owner: &Visitor, today: NaiveDate) -> anyhow::Result<((), String)> {
    let tree = owner.get("/api/v1/units").await?;
    let units = list(&tree, "/units")?;
    let mut headed = 0_usize;
    for unit in units {
        let id = text(unit, "/id")?;
        let people = owner.get(&format!("/api/v1/people?unit={id}&limit=200")).await?;
        for head in leaders(&id, list(&people, "/items")?) {
            let patch = json!({ "effective_on": today, "head": text(head, "/employment_id")? });
            // Whose own manager works in the unit cannot head it; the next one can.
            if owner.may_change(&format!("/api/v1/units/{id}"), &patch).await? {
                headed = headed.saturating_add(1);
                break;
            }
        }
    }
    Ok(((), format!("{headed} 个单位有了负责人，其余 {} 个空缺", units.len().saturating_sub(headed))))
}

/// Those who work in the unit itself in a post that leads: the highest post first, in each whoever came first.
fn leaders<'a>(unit: &str, people: &'a [Value]) -> Vec<&'a Value> {
    let rank = |one: &Value| LEADING.iter().position(|post| at(one, "/job_name") == *post);
    let own = people.iter().filter(|one| at(one, "/unit_id") == unit);
    let mut ranked: Vec<_> = own
        .filter_map(|one| Some(((rank(one)?, at(at(one, "/work"), "/first_day").as_str()?), one)))
        .collect();
    ranked.sort_by_key(|(order, _)| *order);
    ranked.into_iter().map(|(_, one)| one).collect()
}
