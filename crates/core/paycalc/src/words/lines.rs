//! Lines of a slip that are no item: schemes, taxes, advances.

/// Code, Chinese, English.
pub(super) const LINES: &[(&str, &str, &str)] = &[
    ("advance", "单位垫付", "Advanced by the employer"),
    ("arrears", "补差", "Arrears"),
    ("cpf", "公积金（CPF）", "CPF"),
    ("employee", "个人", "employee"),
    ("employer", "单位", "employer"),
    ("housing_fund", "住房公积金", "Housing fund"),
    ("injury", "工伤保险", "Injury insurance"),
    ("longterm_care", "长期护理保险", "Long-term care"),
    ("maternity", "生育保险", "Maternity insurance"),
    ("medical", "医疗保险", "Medical insurance"),
    ("mpf", "强积金", "MPF"),
    ("pension", "养老保险", "Pension"),
    ("recovery", "补扣", "Recovered"),
    ("supplementary_fund", "补充公积金", "Supplementary fund"),
    ("tax.bonus", "年终奖个税", "Tax on the bonus"),
    ("tax.early_retirement", "提前退休补贴个税", "Tax on early retirement"),
    ("tax.internal_retirement", "内部退养个税", "Tax on internal retirement"),
    ("tax.severance", "补偿金个税", "Tax on the compensation"),
    ("tax.wage", "个人所得税", "Income tax"),
    ("unemployment", "失业保险", "Unemployment insurance"),
];
