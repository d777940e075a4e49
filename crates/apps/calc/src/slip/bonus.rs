//! The comparison of both ways of taxing a bonus, for the page.

use heng_kernel::Locale;
use heng_paycalc::{slip::BonusForecast, words::word};
use serde_json::{Value, json};

use super::tell::major;

/// As lines of text.
pub(super) fn text(forecast: &BonusForecast, locale: Locale) -> String {
    let choice = &forecast.choice;
    let (months, taxable) = (forecast.months_to_come, forecast.taxable_without_bonus);
    let title = match (months, locale) {
        (0, Locale::ZhCn) => "年终奖两种计税方式（全年）".to_owned(),
        (_, Locale::ZhCn) => format!("年终奖两种计税方式（全年，余下 {months} 个月按与本月相同估算）"),
        (0, Locale::En) => "The bonus both ways, for the year".to_owned(),
        (_, Locale::En) => {
            format!("The bonus both ways, for the year with the {months} months to come like this one")
        }
    };
    let label = |code: &str| word(code, locale).unwrap_or_default();
    let better = locale.pick("更省", "better");
    let without = locale.pick("不含奖金的应纳税所得额", "taxable without the bonus");
    format!(
        "{title}\n  {without}  {taxable}\n  {}  {}\n  {}  {}\n  {better}  {}  ({} {})\n",
        label("iit.bonus.separate_total"),
        choice.separate_total,
        label("iit.bonus.merged_total"),
        choice.merged_total,
        label(choice.better.code()),
        label("iit.bonus.saved"),
        choice.saved,
    )
}

/// As data.
pub(super) fn json(forecast: &BonusForecast) -> Value {
    let choice = &forecast.choice;
    let cliff = choice.separate.cliff.map(|cliff| {
        json!({"edge": major(cliff.edge), "lost": major(cliff.lost), "even_at": major(cliff.even_at)})
    });
    json!({
        "months_to_come": forecast.months_to_come,
        "taxable_without_bonus": major(forecast.taxable_without_bonus),
        "separate_total": major(choice.separate_total),
        "merged_total": major(choice.merged_total),
        "better": choice.better.code(),
        "saved": major(choice.saved),
        "cliff": cliff,
        "explanation": forecast.explanation,
    })
}
