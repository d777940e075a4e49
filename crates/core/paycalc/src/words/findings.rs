//! Findings. `{name}` is the finding's parameter of that name.

/// Code, Chinese, English.
pub(super) const FINDINGS: &[(&str, &str, &str)] = &[
    (
        "annual_leave.keep_the_refusal",
        "员工书面放弃年休假：请保存书面材料",
        "The employee refused the leave in writing: keep the paper",
    ),
    (
        "contract.non_compete_too_long",
        "竞业限制超过 {months_max} 个月",
        "The non-compete is longer than {months_max} months",
    ),
    (
        "contract.non_compete_unpaid",
        "竞业补偿已 {unpaid_months} 个月未付，员工可以解除",
        "Unpaid for {unpaid_months} months: the employee may leave the non-compete",
    ),
    (
        "contract.notice_too_short",
        "没有提前足够的天数通知，最早可在 {earliest} 离职",
        "Notice was too short; the earliest last day is {earliest}",
    ),
    (
        "contract.probation_once",
        "同一单位只能约定一次试用期",
        "One employer may agree on probation once only",
    ),
    (
        "contract.probation_too_long",
        "试用期超过法定上限 {max_months} 个月（多 {excess_months} 个月）",
        "Probation is {excess_months} months beyond the lawful {max_months}",
    ),
    (
        "contribution.due_with_a_later_month",
        "当月社保要到以后的月份一并缴纳（过了增员日，或未满 60 天），届时补收",
        "The month's contributions are paid with a later month (hired after the window closed, or not yet 60 days)",
    ),
    (
        "contribution.employee_free_at_start",
        "入职头 30 天内开始的工资期，员工不缴强积金",
        "A wage period that begins in the first 30 days: the employee pays no MPF",
    ),
    (
        "contribution.fund_from_second_month",
        "首次参加工作，公积金从第二个月起缴",
        "The first work ever: the fund begins with the second month",
    ),
    (
        "contribution.fund_rate_not_allowed",
        "公积金比例不在当地允许的范围",
        "The city does not allow this rate of the fund",
    ),
    (
        "contribution.fund_sides_differ",
        "当地单位和个人的公积金比例通常相同，这里单位 {employer}，个人 {employee}",
        "Both sides usually pay one rate of the fund there; here the employer {employer}, the employee {employee}",
    ),
    (
        "contribution.not_due",
        "在职，但按公司规定当月不缴社保公积金",
        "Employed, but by the company's rule nothing is paid for the month",
    ),
    (
        "contribution.row_has_ended",
        "规则已到期，沿用最后一期",
        "The rule has ended; the last known one goes on",
    ),
    (
        "contribution.year_taken_as_alike",
        "不知道全年的普通工资，年度上限 {year_ceiling} 按 12 个月都与本月相同（共 {ordinary_of_year}）扣算，请填全年数",
        "The ordinary wages of the year are not known: its ceiling of {year_ceiling} is reckoned with twelve months like this one, {ordinary_of_year} in all",
    ),
    ("contribution.two_places", "同一月份在两地参保", "Enrolled in two places in one month"),
    (
        "iit.bonus.blind_spot",
        "年终奖落在临界点 {edge} 之上：只发到 {edge} 反而多到手 {lost}，发到 {even_at} 才不亏",
        "The bonus stands above the edge {edge}: {edge} itself would leave {lost} more, and only from {even_at} on is nothing lost",
    ),
    (
        "iit.bonus.policy_not_in_force",
        "当日没有年终奖单独计税的政策",
        "No policy lets a bonus be taxed apart on the day",
    ),
    (
        "iit.bonus.used_this_year",
        "本年已用过年终奖单独计税，每年 {times_a_year} 次",
        "A bonus was taxed apart this year; {times_a_year} time a year",
    ),
    (
        "iit.internal_retirement.contested",
        "内部退养的计税口径有争议，请与申报客户端核对",
        "Two readings of internal retirement exist; compare with the bureau's client",
    ),
    ("iit.reconciliation.due", "年度汇算应补税 {amount}", "Due at the annual reconciliation: {amount}"),
    (
        "iit.reconciliation.due_but_exempt",
        "年度汇算应补税 {amount}，可免",
        "Due at the annual reconciliation, but exempt: {amount}",
    ),
    (
        "iit.reconciliation.refund",
        "年度汇算可退税 {amount}",
        "To be refunded at the annual reconciliation: {amount}",
    ),
    (
        "iit.several_employers",
        "本年在 {count} 个单位有工资，各自减除费用，汇算时补税",
        "Wages from {count} employers this year, each with the basic deduction; the excess is settled at the reconciliation",
    ),
    (
        "iit.special.at_several_employers",
        "专项附加扣除同时在 {count} 个单位扣除",
        "Special additional deductions at {count} employers at once",
    ),
    (
        "iit.special.housing_twice",
        "住房贷款利息和住房租金不能同时扣除",
        "Mortgage interest and rent exclude each other",
    ),
    (
        "iit.special.not_in_force",
        "{month} 没有这一项专项附加扣除",
        "No such special additional deduction in {month}",
    ),
    (
        "iit.special.share_out_of_range",
        "分摊比例须在 0 到 100% 之间",
        "The share must be between nothing and all",
    ),
    ("medical_period.over", "医疗期 {months} 个月已满", "The medical period of {months} months is over"),
    (
        "overtime.over_month_cap",
        "当月加班 {hours} 小时，超过 {most} 小时，须报告，工资照付",
        "{hours} hours of overtime in the month, above {most}: to be reported, and paid",
    ),
    (
        "pay.advanced_by_employer",
        "扣缴超过应发，由单位垫付 {amount}，下期补扣",
        "Contributions and tax exceed the pay; the employer advances {amount} and recovers it from the next slip",
    ),
    (
        "pay.below_minimum_wage",
        "正常工时工资 {wage}（不含个人缴费 {own_shares}）低于最低工资 {minimum_wage}",
        "The wage for normal hours, {wage} (own contributions of {own_shares} left out), is below the minimum wage of {minimum_wage}",
    ),
    ("pay.bonus_joined_to_wages", "年终奖并入当月工资计税", "The bonus is taxed with the wages"),
    (
        "pay.currency_mixed",
        "薪酬结构的金额是{structure}，当地按 {plan} 计算，两种货币不能混在一张工资条里",
        "The structure's amounts are in {structure}, the place reckons in {plan}: two currencies do not go on one slip",
    ),
    (
        "pay.days_without_wage",
        "{first_day} 至 {last_day} 在职但没有工资标准",
        "Employed from {first_day} to {last_day} without a wage",
    ),
    (
        "pay.deduction_above_tax_limit",
        "{what}缴 {paid}，税前只扣 {counted}",
        "{what}: {paid} was paid, {counted} is deducted for tax",
    ),
    (
        "pay.deduction_carried",
        "扣款应扣 {wanted}，实扣 {taken}，余 {rest} 结转下期",
        "A deduction of {wanted} could be taken to {taken}; {rest} is carried on",
    ),
    (
        "pay.deduction_dropped",
        "扣款应扣 {wanted}，实扣 {taken}，余 {rest} 不再扣",
        "A deduction of {wanted} could be taken to {taken}; {rest} is dropped",
    ),
    (
        "pay.fund_above_tax_limit",
        "公积金超过免税限额：个人 {employee} 不能税前扣除，单位 {employer} 计入工资",
        "Housing fund above what is free of tax: {employee} of the employee's part is not deducted, {employer} of the employer's part is taxed as wage",
    ),
    (
        "pay.local_average_missing",
        "缺少当地上年平均工资，补偿金无法计税",
        "The local annual average is missing, so the compensation cannot be taxed",
    ),
    (
        "pay.months_to_retirement_missing",
        "没有写到法定退休年龄还有几个月，一次性收入无法计税",
        "The months to the statutory age are missing, so the lump sum cannot be taxed",
    ),
    (
        "pay.more_than_a_years_deduction",
        "累计减除费用 {basic} 超过全年数：本年月数有误",
        "The basic deduction so far, {basic}, is above a year's: the months of the year are wrong",
    ),
    (
        "pay.non_resident_no_deductions",
        "非居民个人不适用专项附加扣除和其他扣除，未扣",
        "Nobody who is not resident has special additional or other deductions; they were left out",
    ),
    (
        "pay.non_resident_paid_twice",
        "非居民个人同月第二次发薪须与第一次合并计税，此处无法计算",
        "A second payment of a month must be taxed with the first, which is not known here",
    ),
    ("pay.not_employed", "当月没有在职的日子", "Not employed on any day of the month"),
    (
        "pay.owed_after_leaving",
        "最后一张工资条，还有 {amount} 没有扣回，以后没有工资可扣，须另行追偿",
        "The last slip leaves {amount} untaken; no later pay will bear it, so it is to be claimed otherwise",
    ),
    (
        "pay.rule_missing",
        "这一天没有可用的规则：{rule}（{on}）",
        "No rule is in force on the day: {rule} ({on})",
    ),
    (
        "pay.sheet_figure_unused",
        "薪酬结构没有用到考勤数“{name}”",
        "The structure does not use the figure {name} of the month sheet",
    ),
    (
        "pay.tax_withheld_ahead",
        "累计已预扣比应扣多 {amount}，留待年内抵减",
        "{amount} more tax was withheld before than is due; it stays inside the year",
    ),
    ("pay.too_large", "金额超出范围", "An amount is too large"),
    (
        "proration.more_than_the_month",
        "部分月份的工资 {wage} 高于整月工资 {month_wage}",
        "Part of the month pays {wage}, more than the whole month's {month_wage}",
    ),
    ("proration.nothing_for_days_worked", "有出勤但工资为零", "Nothing is paid for days worked"),
    (
        "proration.pay_without_paid_days",
        "没有计薪日却有工资 {wage}",
        "{wage} is paid though no paid day is in the part",
    ),
    (
        "severance.city_average_unknown",
        "不知道当地上年平均工资，未按三倍封顶",
        "The local average is not known; nothing is capped at three times it",
    ),
    (
        "severance.no_notice_beside_damages",
        "违法解除已付赔偿金，不另付代通知金",
        "Beside damages for an unlawful end nothing is due in place of notice",
    ),
    (
        "severance.service_before_2008",
        "2008 年以前的工龄（{hired} 入职）按同一标准计，请确认当地口径",
        "Service before 2008 (hired {hired}) is counted alike; confirm how the place counts it",
    ),
    (
        "sick_pay.at_floor",
        "按最低工资 80% 的下限支付，每日 {floor_day}",
        "The floor is paid, {floor_day} a day",
    ),
    (
        "sick_pay.city_average_unknown",
        "不知道当地上年平均工资，病假工资未封顶",
        "The local average is not known; sick pay is not capped at it",
    ),
    (
        "sick_pay.no_factor",
        "没有病假工资比例：请填公司规定",
        "No share of sick pay is known: name the company's rule",
    ),
    (
        "sick_pay.rule_changes_in_month",
        "本月病假规则有变化，按 {on} 的规则计算：请写明病假是哪一天（sick.on）",
        "The rules of sick pay change within the month; those of {on} are used: name a day of the sickness (sick.on)",
    ),
    (
        "sick_pay.own_shares_unknown",
        "当地的下限是扣除个人社保公积金之后的，没有给出扣除数，未加",
        "The place tests the floor after the own insurance and fund, which are not given",
    ),
];
