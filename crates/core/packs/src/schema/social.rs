//! `cn/social/*.toml`: one city a file, or some rows of a city.

use heng_kernel::{Money, Rate};

use crate::{
    BaseLimits, ContributionRate, Enrolment, FundRates, Scheme, Share, SocialCities, SocialCity, read,
    read::Row,
};

pub(crate) fn read(root: &Row<'_>, cities: &mut SocialCities) {
    let (id, region) = (root.text("id"), root.region("region_code"));
    let (name_zh, name_en) = (root.text_opt("name_zh"), root.text_opt("name_en"));
    let Some(region) = region else { return };
    if !id.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_') {
        root.fault_with("pack.not_an_id", "id", &id);
    }
    let known = cities.cities.contains_key(&id);
    let city = cities.cities.entry(id.clone()).or_insert_with(|| SocialCity {
        id: id.clone(),
        region,
        name_zh: String::new(),
        name_en: String::new(),
        schemes: std::collections::BTreeMap::default(),
        rounding: crate::Timeline::default(),
        housing_fund: crate::HousingFund::default(),
    });
    if city.region != region {
        root.fault_with("pack.another_citys_region", "region_code", &region.to_string());
    }
    if !known && name_zh.is_none() {
        root.fault("pack.key_missing", "name_zh");
    }
    city.name_zh = name_zh.unwrap_or_else(|| city.name_zh.clone());
    city.name_en = name_en.unwrap_or_else(|| city.name_en.clone());
    let prefix = format!("cn.social.{id}");
    schemes(root, &prefix, city);
    for row in root.rows("rounding") {
        let rounding = row.rounding("each_share");
        city.rounding.push(row.dated(format!("{prefix}.rounding"), rounding));
    }
    for fund in root.rows("housing_fund") {
        housing_fund(&fund, &format!("{prefix}.housing_fund"), city);
    }
}

fn schemes(root: &Row<'_>, prefix: &str, city: &mut SocialCity) {
    for row in root.rows("base") {
        let limits = limits(&row);
        for code in row.texts("schemes") {
            let Some(scheme) = Scheme::ALL.into_iter().find(|scheme| scheme.code() == code) else {
                row.fault_with("pack.unknown_value", "schemes", &code);
                continue;
            };
            let base = row.dated(format!("{prefix}.{code}.base"), limits);
            city.schemes.entry(scheme).or_default().bases.push(base);
        }
    }
    for row in root.rows("rate") {
        let scheme = scheme(&row);
        let rate = row.dated(format!("{prefix}.{}.rate", scheme.code()), contribution(&row));
        city.schemes.entry(scheme).or_default().rates.push(rate);
    }
    for row in root.rows("enrolment") {
        let choices = [("everybody", Enrolment::Everybody), ("when_confirmed", Enrolment::WhenConfirmed)];
        let who = row.choice("who", &choices, Enrolment::Everybody);
        let _ = row.text("reason");
        city.schemes.entry(scheme(&row)).or_default().enrolment = who;
    }
}

fn scheme(row: &Row<'_>) -> Scheme {
    row.choice("scheme", &Scheme::ALL.map(|scheme| (scheme.code(), scheme)), Scheme::Pension)
}

fn contribution(row: &Row<'_>) -> ContributionRate {
    let share = |rate: &str, fixed: &str| Share {
        rate: row.rate(rate),
        fixed: row.money_opt(fixed).unwrap_or_default(),
    };
    let rate = ContributionRate {
        employer: share("employer", "employer_fixed"),
        employee: share("employee", "employee_fixed"),
        employee_fixed_by_month: row.has("employee_fixed_by_month").then(|| by_month(row)).flatten(),
    };
    for (key, share) in [("employer", rate.employer), ("employee", rate.employee)] {
        if share.rate > Rate::ONE {
            row.fault("pack.rate_over_one", key);
        }
    }
    rate
}

/// Twelve amounts whose twelfth is the fixed amount.
fn by_month(row: &Row<'_>) -> Option<[Money; 12]> {
    const KEY: &str = "employee_fixed_by_month";
    let amounts: Option<Vec<_>> = row.texts(KEY).iter().map(|text| read::money(text)).collect();
    let Some(months) = amounts.and_then(|amounts| <[Money; 12]>::try_from(amounts).ok()) else {
        row.fault("pack.not_twelve_amounts", KEY);
        return None;
    };
    let year = months.iter().try_fold(Money::ZERO, |sum, month| sum.checked_add(*month));
    if year.and_then(|year| year.ratio(1, 12)) != row.money_opt("employee_fixed") {
        row.fault("pack.contradiction", KEY);
    }
    Some(months)
}

fn limits(row: &Row<'_>) -> BaseLimits {
    let limits = BaseLimits { floor: row.money("floor"), ceiling: row.money_opt("ceiling") };
    if limits.ceiling.is_some_and(|ceiling| ceiling < limits.floor) {
        row.fault("pack.ceiling_under_floor", "ceiling");
    }
    limits
}

fn housing_fund(fund: &Row<'_>, prefix: &str, city: &mut SocialCity) {
    for row in fund.rows("base") {
        let limits = limits(&row);
        city.housing_fund.bases.push(row.dated(format!("{prefix}.base"), limits));
    }
    for (table, timeline) in
        [("rates", &mut city.housing_fund.rates), ("supplementary", &mut city.housing_fund.supplementary)]
    {
        super::timeline(fund, prefix, table, timeline, |row| {
            let rates = FundRates {
                min: row.rate("min"),
                max: row.rate("max"),
                step: row.rate("step"),
                equal_sides: row.flag("equal_sides"),
            };
            if rates.max < rates.min || rates.max > Rate::ONE {
                row.fault("pack.ceiling_under_floor", "max");
            }
            rates
        });
    }
    super::timeline(fund, prefix, "rounding", &mut city.housing_fund.rounding, |row| {
        row.rounding("each_side")
    });
}
