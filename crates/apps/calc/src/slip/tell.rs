//! A slip as text for people and as data for programs.

use std::fmt::Write as _;

use heng_kernel::{Explanation, Finding, Locale, Money, Severity};
use heng_paycalc::slip::{BonusForecast, Explained, Line, LineKey, LineKind};
use serde_json::{Value, json};

use super::{Told, bonus, build::Built, employers::Together, form::Form, words};

pub(super) fn tell(
    form: &Form,
    built: &Built<'_>,
    together: Option<&Together>,
    explain: bool,
    locale: Locale,
) -> Told {
    let row = built.engine.row(&built.person);
    let told = built.engine.explain(&built.plan, &built.person, &row);
    let mut findings = built.findings.clone();
    findings.extend(told.slip.findings.iter().cloned());
    findings.extend(built.plan.findings.iter().cloned());
    findings.extend(together.into_iter().flat_map(|together| together.findings().iter().cloned()));
    let payable = findings.iter().all(|finding| finding.severity != Severity::Error);
    let forecast = told.bonus_forecast(built.months_to_come).ok().flatten();
    let page = Page { built, told: &told, forecast, together, explain, locale };
    Told { text: page.text(form, &findings), json: page.json(form, &findings), payable }
}

struct Page<'p> {
    built: &'p Built<'p>,
    told: &'p Explained<'p>,
    forecast: Option<BonusForecast>,
    together: Option<&'p Together>,
    explain: bool,
    locale: Locale,
}

impl Page<'_> {
    fn text(&self, form: &Form, findings: &[Finding]) -> String {
        let currency = form.country.currency();
        let mut out = format!("{}  {}  {currency}\n", form.month, self.built.plan.code);
        let totals = &self.told.slip.totals;
        let sections = [
            (LineKind::Earning, "应发", "Earnings", Some(totals.earnings)),
            (LineKind::Deduction, "扣款", "Deductions", Some(totals.deductions)),
            (LineKind::EmployerCost, "单位缴纳", "Employer", Some(totals.employer)),
            (LineKind::Information, "信息", "Information", None),
        ];
        for (kind, zh, en, sum) in sections {
            let lines: Vec<&Line> = self.told.slip.lines.iter().filter(|line| line.kind == kind).collect();
            if lines.is_empty() {
                continue;
            }
            let _ = writeln!(out, "{}", self.locale.pick(zh, en));
            for line in lines {
                self.line(&mut out, line);
            }
            if let Some(sum) = sum {
                let _ = writeln!(out, "  {}  {sum}", self.locale.pick("合计", "total"));
            }
        }
        let _ = writeln!(out, "{}  {}", self.locale.pick("实发", "Net pay"), totals.net);
        let _ = writeln!(out, "{}  {}", self.locale.pick("单位成本", "Employer cost"), totals.employer_cost);
        for carried in &self.told.slip.carried {
            let _ = writeln!(
                out,
                "{}  {}  {}",
                self.locale.pick("结转下期", "Carried on"),
                self.source_name(&carried.code),
                carried.amount
            );
        }
        if let Some(forecast) = &self.forecast {
            out.push_str(&bonus::text(forecast, self.locale));
        }
        if let Some(together) = self.together {
            out.push_str(&together.text(self.explain, self.locale));
        }
        for finding in findings {
            let _ = writeln!(out, "{}", words::finding(finding, self.locale));
        }
        out
    }

    /// The name of a line something stems from: an item of the structure by its code, or a line by law.
    fn source_name(&self, code: &str) -> String {
        let items = &self.built.engine.structure().items;
        let item = items.iter().find(|item| item.code == code).map(|item| item.name.clone());
        item.unwrap_or_else(|| words::line(code, self.locale))
    }

    fn line(&self, out: &mut String, line: &Line) {
        let _ = writeln!(out, "  {}  {}", self.name(line), line.amount);
        if !self.explain {
            return;
        }
        let explanation = self.told.explanation(line);
        match self.told.sentence(line, self.locale) {
            Some(sentence) => {
                let _ = writeln!(out, "      {sentence}");
                if line.key == LineKey::Item(0) && !self.built.wage.terms.is_empty() {
                    let _ = writeln!(out, "      {}", words::explanation(&self.built.wage, self.locale));
                }
                let code = self.code(line);
                for (of, told) in
                    [("sick_pay", &self.built.sick), ("annual_leave_pay", &self.built.untaken_leave)]
                {
                    if let Some(told) = told.as_ref().filter(|_| code == of) {
                        let _ = writeln!(out, "      {}", words::explanation(told, self.locale));
                    }
                }
            }
            None => {
                let _ = writeln!(out, "      {}", words::explanation(&explanation, self.locale));
            }
        }
        let basis = &explanation.basis;
        let source = basis.source.iter().map(String::as_str);
        let told: Vec<&str> =
            std::iter::once(basis.version.as_str()).chain(source).filter(|part| !part.is_empty()).collect();
        if !told.is_empty() {
            let _ = writeln!(out, "      [{}]", told.join("; "));
        }
    }

    fn code(&self, line: &Line) -> String {
        self.built.engine.code(&self.built.plan, &self.built.person, line.key)
    }

    fn name(&self, line: &Line) -> String {
        let structure = self.built.engine.structure();
        if let LineKey::Item(n) = line.key
            && let Some(item) = structure.items.get(usize::from(n))
        {
            return item.name.clone();
        }
        if let LineKey::Recovery(n) = line.key
            && let Some(carried) = self.built.person.carried.get(usize::from(n))
        {
            let recovered = words::line("recovery", self.locale);
            return format!("{recovered} {}", self.source_name(&carried.code));
        }
        words::line(&self.code(line), self.locale)
    }

    fn json(&self, form: &Form, findings: &[Finding]) -> Value {
        let slip = &self.told.slip;
        let lines: Vec<Value> = slip.lines.iter().map(|line| self.line_json(line)).collect();
        json!({
            "month": form.month,
            "currency": form.country.currency(),
            "plan": self.built.plan.code,
            "structure": self.built.engine.structure().code,
            "lines": lines,
            "totals": {
                "earnings": major(slip.totals.earnings),
                "deductions": major(slip.totals.deductions),
                "net": major(slip.totals.net),
                "employer": major(slip.totals.employer),
                "employer_cost": major(slip.totals.employer_cost),
            },
            "wage_of_month": self.explain.then_some(&self.built.wage),
            "untaken_leave": self.built.untaken_leave.as_ref().filter(|_| self.explain),
            "several_employers": self.together.map(|together| together.json(self.explain)),
            "sick_pay": self.built.sick.as_ref().filter(|_| self.explain),
            "carried": slip.carried.iter().map(|carried| json!({
                "code": carried.code, "amount": major(carried.amount), "rank": carried.recovery.rank,
            })).collect::<Vec<_>>(),
            "year": {
                "months": slip.year.months,
                "income": major(slip.year.income),
                "special": major(slip.year.special),
                "special_additional": major(slip.year.special_additional),
                "withheld": major(slip.year.withheld),
            },
            "bonus_choice": self.forecast.as_ref().map(bonus::json),
            "findings": findings,
        })
    }

    fn line_json(&self, line: &Line) -> Value {
        let explanation: Option<Explanation> = self.explain.then(|| self.told.explanation(line));
        let tree = self.explain.then(|| self.told.tree(line, self.locale)).flatten();
        json!({
            "code": self.code(line),
            "name": self.name(line),
            "kind": line.kind,
            "tax": line.effect,
            "amount": major(line.amount),
            "explanation": explanation,
            "tree": tree,
        })
    }
}

pub(super) fn major(amount: Money) -> String {
    amount.to_string()
}
