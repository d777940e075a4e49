//! Rules of packs that a day may lack.

/// Code, Chinese, English.
pub(super) const RULES: &[(&str, &str, &str)] = &[
    ("hk.mpf", "香港强积金", "Hong Kong MPF"),
    ("hk.mpf.limits", "强积金有关入息上下限", "limits of MPF"),
    ("hk.mpf.rates", "强积金供款率", "rates of MPF"),
    ("hk.mpf.rounding", "强积金取整", "rounding of MPF"),
    ("iit.annual_table", "综合所得年度税率表", "annual table of income tax"),
    ("iit.basic_deduction", "基本减除费用", "basic deduction"),
    ("iit.commission_agents", "保险、证券经纪人佣金计税", "tax of insurance and securities agents"),
    ("iit.early_retirement", "提前退休补贴计税", "tax of early retirement"),
    ("iit.internal_retirement", "内部退养计税", "tax of internal retirement"),
    ("iit.labour_income", "劳务、稿酬、特许权使用费计税", "labour, author's and royalty income"),
    ("iit.labour_table", "劳务报酬预扣率表", "table of labour income"),
    ("iit.monthly_table", "按月换算税率表", "monthly table of income tax"),
    ("iit.non_resident", "非居民个人计税", "tax of non-residents"),
    ("iit.rounding", "个税取整", "rounding of income tax"),
    ("iit.severance", "解除补偿金计税", "tax of severance"),
    ("iit.student_intern", "学生实习劳务计税", "tax of students on internship"),
    ("pay.pay_days", "月计薪天数", "pay days of a month"),
    ("sg.cpf", "新加坡公积金", "Singapore CPF"),
    ("sg.cpf.annual_ceiling", "CPF 年度工资上限", "yearly ceiling of CPF"),
    ("sg.cpf.band", "CPF 年龄档", "age band of CPF"),
    ("sg.cpf.rates", "CPF 缴费率", "rates of CPF"),
    ("sg.cpf.rounding", "CPF 取整", "rounding of CPF"),
    ("sg.cpf.thresholds", "CPF 低工资档", "thresholds of CPF"),
];
