//! Individual income tax (个人所得税).

use heng_kernel::{Money, Rate};

use crate::{MoneyRounding, Timeline};

/// One step of a progressive table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TaxBracket {
    /// Upper edge, still inside; `None` for the last step.
    pub upper: Option<Money>,
    /// Rate on the whole amount.
    pub rate: Rate,
    /// Quick deduction (速算扣除数) taken off afterwards.
    pub quick: Money,
}

/// A progressive table: steps in order, the last one without an upper edge. The loader proves that edges and rates rise and that the
/// quick deductions make the tax continuous.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaxTable {
    brackets: Vec<TaxBracket>,
}

impl TaxTable {
    pub(crate) const fn new(brackets: Vec<TaxBracket>) -> Self {
        Self { brackets }
    }

    /// The steps, lowest first.
    pub fn brackets(&self) -> &[TaxBracket] {
        &self.brackets
    }

    /// The step an amount falls into; upper edges are inclusive. `None` for an amount of zero or less.
    pub fn bracket(&self, amount: Money) -> Option<&TaxBracket> {
        if amount <= Money::ZERO {
            return None;
        }
        self.brackets.iter().find(|bracket| bracket.upper.is_none_or(|upper| amount <= upper))
    }
}

/// Basic deduction (基本减除费用), IIT Law article 6: 5,000 a month, 60,000 a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BasicDeduction {
    /// For each month.
    pub monthly: Money,
    /// For the year.
    pub annual: Money,
}

/// Withholding from labour, author's and royalty income of residents (STA 2018 No. 61, article 8).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LabourIncome {
    /// Up to this amount the expense is flat.
    pub flat_up_to: Money,
    /// The flat expense: 800.
    pub flat_expense: Money,
    /// The expense above: 20 % of the amount.
    pub expense_rate: Rate,
    /// Share of author's income that counts: 70 %.
    pub author_factor: Rate,
    /// Flat withholding rate on author's and royalty income: 20 %. Labour income has its own table.
    pub author_and_royalty_rate: Rate,
}

/// The one-off annual bonus taxed apart (财税〔2018〕164号, prolonged to 2027-12-31): tax = bonus × rate − quick of the step that bonus ÷
/// `divisor` falls into on [`IncomeTax::monthly_table`]. Once per person and year, residents only, by choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AnnualBonus {
    /// 12.
    pub divisor: u32,
    /// How often a person may use it in a year: once.
    pub times_a_year: u32,
}

/// Compensation for the end of the labour relation (164号, item 5(1)): exempt up to this multiple of the local annual average wage of the
/// previous year; the rest alone on the annual table, without deduction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SeveranceExemption {
    /// 3.
    pub annual_averages: u32,
}

/// Lump sum for early retirement (提前退休, 164号 item 5(2)): (amount ÷ years − `annual_deduction`) on the annual table, × years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EarlyRetirement {
    /// 60,000 for each year.
    pub annual_deduction: Money,
}

/// How the tax on a lump sum for internal retirement (内部退养) is read. Contested: a person confirms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum InternalRetirementReading {
    /// Tax of wage and lump sum together, nothing taken off.
    WholeMonth,
    /// The same, less the tax of the wage alone at its own step.
    LessWageTax,
}

/// Lump sum for internal retirement (164号 item 5(3)): lump ÷ months to the statutory age + wage − `monthly_deduction` picks the step on
/// the monthly table; the base is the whole amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InternalRetirement {
    /// 5,000.
    pub monthly_deduction: Money,
    /// Which reading the row stands for.
    pub reading: InternalRetirementReading,
}

/// A start-of-year rule: first job of the year (STA 2020 No. 13). Somebody without wage or cumulatively withheld labour income earlier in
/// the year gets the basic deduction from January on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FirstJob {
    /// First month of the year whose deduction counts: 1.
    pub deduction_from_month: u32,
}

/// A start-of-year rule: the year's basic deduction at once in January (STA 2020 No. 19) for those whom the same employer declared in
/// every month of the previous year with wages and bonuses of at most `prior_year_income_max`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UpfrontDeduction {
    /// 60,000, inclusive.
    pub prior_year_income_max: Money,
    /// Months declared by this employer in the previous year: 12.
    pub prior_year_months: u32,
    /// Deducted at once: 60,000.
    pub deduction: Money,
}

/// Commissions of insurance salespeople and securities brokers (财税〔2018〕164号, item 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CommissionAgents {
    /// Taken off as cost of winning customers (展业成本), after the expense: 25 %.
    pub cost_rate: Rate,
}

/// Full-time students on internship (STA 2020 No. 13): labour income withheld cumulatively, on the annual table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StudentIntern {
    /// Deducted for each month of the internship: 5,000.
    pub monthly_deduction: Money,
}

/// Non-residents (STA 2018 No. 61, articles 9 and 11; MOF/STA 2019 No. 35): each month alone on the monthly table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NonResident {
    /// Deducted from a month's wage: 5,000.
    pub monthly_deduction: Money,
    /// Whether own insurance and fund are deducted: no.
    pub social_deductible: bool,
    /// Whether special additional deductions are: no.
    pub special_additional_deductible: bool,
    /// Share of labour and royalty income that is taxed: 80 %.
    pub labour_factor: Rate,
    /// Share of author's income: 56 %.
    pub author_factor: Rate,
    /// A bonus over several months: ÷ 6 picks the step, × 6, once a year.
    pub bonus_divisor: u32,
}

/// Annual reconciliation (汇算清缴).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reconciliation {
    /// First month and day of the window in the next year: (3, 1).
    pub window_first: (u32, u32),
    /// Last month and day: (6, 30).
    pub window_last: (u32, u32),
}

/// No payment at reconciliation when income or the amount owed is small, if tax was withheld at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReconciliationExemption {
    /// Comprehensive income of at most 120,000.
    pub income_max: Money,
    /// Or at most 400 owed.
    pub owed_max: Money,
}

/// Fund contributions above these limits are taxable wages (财税〔2006〕10号).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FundTaxLimit {
    /// 12 % for each side.
    pub rate_max: Rate,
    /// Of a base of at most this multiple of the city's average wage: 3.
    pub city_averages: u32,
}

/// A deduction with a limit for each month or year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LimitedDeduction {
    /// The limit.
    pub max: Money,
    /// For what time.
    pub per: DeductionPeriod,
}

/// Enterprise annuity, own part (财税〔2013〕103号).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AnnuityLimit {
    /// 4 %.
    pub employee_rate_max: Rate,
    /// Of a base of at most this multiple of the city's average wage: 3.
    pub city_averages: u32,
}

/// What a deduction's amount is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DeductionPeriod {
    /// Each month.
    Month,
    /// Each year.
    Year,
}

/// The special additional deductions (专项附加扣除).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SpecialDeduction {
    /// 子女教育, per child from 3.
    ChildrenEducation,
    /// 3岁以下婴幼儿照护, per child.
    InfantCare,
    /// 继续教育, studying for a degree.
    DegreeEducation,
    /// 继续教育, in the year a certificate is obtained.
    CertificateEducation,
    /// 大病医疗, at reconciliation only.
    SeriousIllness,
    /// 住房贷款利息, not together with rent.
    MortgageInterest,
    /// 住房租金 in municipalities, provincial capitals, separately planned cities.
    RentTier1,
    /// 住房租金 in other cities of more than a million registered people.
    RentTier2,
    /// 住房租金 elsewhere.
    RentTier3,
    /// 赡养老人, an only child.
    ElderlyOnlyChild,
    /// 赡养老人, the largest share of one of several siblings.
    ElderlyShared,
}

impl SpecialDeduction {
    /// All, as written in the files.
    pub const CODES: [(&'static str, Self); 11] = [
        ("children_education", Self::ChildrenEducation),
        ("infant_care", Self::InfantCare),
        ("degree_education", Self::DegreeEducation),
        ("certificate_education", Self::CertificateEducation),
        ("serious_illness", Self::SeriousIllness),
        ("mortgage_interest", Self::MortgageInterest),
        ("rent_tier1", Self::RentTier1),
        ("rent_tier2", Self::RentTier2),
        ("rent_tier3", Self::RentTier3),
        ("elderly_only_child", Self::ElderlyOnlyChild),
        ("elderly_shared", Self::ElderlyShared),
    ];

    /// The one of a code.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::CODES.iter().find(|(known, _)| *known == code).map(|(_, item)| *item)
    }
}

/// What a special additional deduction amounts to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SpecialAmount {
    /// The amount; for serious illness the most.
    pub amount: Money,
    /// For each month or year.
    pub per: DeductionPeriod,
    /// Whether it counts for each child.
    pub per_child: bool,
    /// Longest time it can be had, in months: 48 for a degree, 240 for a mortgage.
    pub months_max: Option<u32>,
    /// Own part above which it begins: 15,000 for serious illness.
    pub above: Option<Money>,
    /// What all who share it may deduct together: 3,000 for elderly parents.
    pub shared_total: Option<Money>,
    /// Whether it is had only at the annual reconciliation.
    pub reconciliation_only: bool,
}

/// A receipt that is no taxable wage, or exempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ExemptIncome {
    /// 独生子女补贴.
    OnlyChildAllowance,
    /// 托儿补助费.
    ChildcareAllowance,
    /// 差旅费津贴, within the standard.
    TravelAllowance,
    /// 误餐补助, for meals really missed.
    MissedMealAllowance,
    /// 生育津贴.
    MaternityAllowance,
    /// 国家育儿补贴.
    NationalChildcareSubsidy,
}

/// A policy with an end that is known by name only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TemporaryPolicy {
    /// Equity awards of listed companies taxed apart (MOF/STA 2023 No. 25).
    EquityAwardsApart,
    /// Eight allowances of resident foreigners (MOF/STA 2023 No. 29).
    ForeignerAllowances,
}

/// A fact that is simply in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InForce;

/// Individual income tax.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IncomeTax {
    /// Cumulative withholding of residents, and the year's comprehensive income (STA 2018 No. 61, annex table 1).
    pub annual_table: Timeline<TaxTable>,
    /// The table by month: annual bonus, non-residents.
    pub monthly_table: Timeline<TaxTable>,
    /// Withholding from residents' labour income (annex table 2).
    pub labour_table: Timeline<TaxTable>,
    /// Rounding of tax.
    pub rounding: Timeline<MoneyRounding>,
    /// Basic deduction.
    pub basic_deduction: Timeline<BasicDeduction>,
    /// Labour, author's and royalty income.
    pub labour_income: Timeline<LabourIncome>,
    /// Annual bonus apart.
    pub annual_bonus: Timeline<AnnualBonus>,
    /// Severance exemption.
    pub severance: Timeline<SeveranceExemption>,
    /// Early retirement.
    pub early_retirement: Timeline<EarlyRetirement>,
    /// Internal retirement.
    pub internal_retirement: Timeline<InternalRetirement>,
    /// First job of the year.
    pub first_job: Timeline<FirstJob>,
    /// 60,000 at once.
    pub upfront_deduction: Timeline<UpfrontDeduction>,
    /// Students' internships.
    pub student_intern: Timeline<StudentIntern>,
    /// Commissions of insurance and securities agents.
    pub commission_agents: Timeline<CommissionAgents>,
    /// Non-residents.
    pub non_resident: Timeline<NonResident>,
    /// Annual reconciliation.
    pub reconciliation: Timeline<Reconciliation>,
    /// When nothing need be paid at reconciliation.
    pub reconciliation_exemption: Timeline<ReconciliationExemption>,
    /// Fund contributions that stay free of tax.
    pub fund_limit: Timeline<FundTaxLimit>,
    /// Personal pension (个人养老金).
    pub personal_pension: Timeline<LimitedDeduction>,
    /// Tax-favoured health insurance (商业健康保险).
    pub health_insurance: Timeline<LimitedDeduction>,
    /// Enterprise annuity (企业年金).
    pub annuity: Timeline<AnnuityLimit>,
    /// Special additional deductions.
    pub special: std::collections::BTreeMap<SpecialDeduction, Timeline<SpecialAmount>>,
    /// What is exempt or no wage.
    pub exempt: std::collections::BTreeMap<ExemptIncome, Timeline<InForce>>,
    /// Other policies with an end.
    pub temporary: std::collections::BTreeMap<TemporaryPolicy, Timeline<InForce>>,
}

crate::settle::timelines! {
    IncomeTax {
        annual_table, monthly_table, labour_table, rounding, basic_deduction, labour_income, annual_bonus, severance,
        early_retirement, internal_retirement, first_job, upfront_deduction, student_intern,
        commission_agents, non_resident, reconciliation,
        reconciliation_exemption, fund_limit, personal_pension, health_insurance, annuity,
    }
    maps { special, exempt, temporary } parts {} all {}
}
