//! The words of every reason, in both languages, and the values that go into them.

use heng_kernel::Locale;

use crate::diagnostic::Code;

/// A sentence in both languages; `{name}` stands for a value.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Both {
    zh: &'static str,
    en: &'static str,
}

impl Both {
    pub(crate) const fn new(zh: &'static str, en: &'static str) -> Self {
        Self { zh, en }
    }

    pub(crate) fn pick(self, locale: Locale) -> &'static str {
        locale.pick(self.zh, self.en)
    }
}

/// Values for a sentence, each in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Words(Vec<(&'static str, String, String)>);

impl Words {
    pub(crate) fn put(&mut self, key: &'static str, value: &str) {
        self.put_both(key, value, value);
    }

    pub(crate) fn put_both(&mut self, key: &'static str, zh: &str, en: &str) {
        self.0.push((key, zh.to_owned(), en.to_owned()));
    }

    pub(crate) fn in_locale(&self, locale: Locale) -> impl Iterator<Item = (&'static str, String)> {
        self.0.iter().map(move |(key, zh, en)| (*key, locale.pick(zh, en).clone()))
    }

    /// `template` with its values; values are never read as templates again.
    pub(crate) fn fill(&self, template: &str, locale: Locale) -> String {
        let mut out = String::new();
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let Some((key, tail)) = after.split_once('}') else { break };
            let value = self.0.iter().find(|(name, ..)| *name == key);
            out.push_str(value.map_or("…", |(_, zh, en)| locale.pick(zh, en)));
            rest = tail;
        }
        out.push_str(rest);
        out
    }
}

const fn both(zh: &'static str, en: &'static str) -> Both {
    Both::new(zh, en)
}

/// Why.
pub(crate) const fn reason(code: Code) -> Both {
    match code {
        Code::StraySign => both("这里不能写 {text}", "{text} means nothing here"),
        Code::OpenText => both("文字缺少右引号", "this text is not closed"),
        Code::OpenName => both("名称缺少右方括号", "this bracketed name is not closed on its line"),
        Code::BadName => both("{text} 不能作名称", "{text} cannot be a name"),
        Code::BadNumber => both("{text} 不是完整的数", "{text} is not a complete number"),
        Code::LeadingZero => {
            both("数 {text} 以多余的 0 开头", "the number {text} begins with a needless zero")
        }
        Code::LongNumber => both(
            "数太长：小数点前最多 15 位，后最多 12 位",
            "too many digits: at most 15 before and 12 after the point",
        ),
        Code::NoSuchDate => both("没有 {text} 这一天", "there is no day {text}"),
        Code::TooLong => {
            both("公式太长（最多 {limit} 字节）", "the formula is too long (at most {limit} bytes)")
        }
        Code::TooLarge => {
            both("公式的组成部分太多（最多 {limit} 个）", "the formula has too many parts (at most {limit})")
        }
        Code::TooDeep => both("嵌套太深（最多 {limit} 层）", "nested too deeply (at most {limit} levels)"),
        Code::Unfinished => {
            both("公式没有写完，后面缺一个值", "the formula ends where a value should follow")
        }
        Code::Unexpected => both("这里不该有 {text}", "{text} cannot stand here"),
        Code::MissingOperator => both("{text} 前面缺少运算符号", "an operator is missing before {text}"),
        Code::Unclosed => both("左括号没有对应的右括号", "this parenthesis is never closed"),
        Code::NeedlessClose => both("多了一个右括号", "a closing parenthesis without its opening one"),
        Code::StrayComma => {
            both("逗号只能用在函数的括号里", "a comma only separates the arguments of a function")
        }
        Code::ExpectedOpen => both("in（属于）后面要写括号里的若干值", "`in` needs a list in parentheses"),
        Code::ExpectedField => both("点号后面要写列的名称", "a field's name must follow the dot"),
        Code::ChainedComparison => both("比较不能连写", "comparisons cannot be chained"),
        Code::UnknownName => both("没有叫 {name} 的项目", "nothing is called {name}"),
        Code::UnknownFunction => both("没有叫 {name} 的函数", "there is no function {name}"),
        Code::UnknownUnit => both("不认识单位 {unit}", "the unit {unit} is not known"),
        Code::UnknownField => both("{list} 没有 {field} 这一列", "{list} has no field {field}"),
        Code::UnknownTable => both("没有叫 {name} 的表", "there is no table {name}"),
        Code::UnknownColumn => {
            both("表 {table} 没有 {column} 这一列", "the table {table} has no column {column}")
        }
        Code::UnknownRounding => {
            both("没有叫 {name} 的取整方式", "there is no way of rounding called {name}")
        }
        Code::ArgumentCount => both(
            "{name} 要 {wanted} 个参数，写了 {given} 个",
            "{name} takes {wanted} arguments, {given} given",
        ),
        Code::ArgumentForm => both("{name} 的参数写法不对", "the arguments of {name} are not in its form"),
        Code::StrayWhere => both("{name} 不能带 where 条件", "{name} takes no `where`"),
        Code::ExpectedLiteral => {
            both("这里要直接写{what}，不能用算式", "{what} must be written here, not calculated")
        }
        Code::KindMismatch => {
            both("这里要{wanted}，得到的是{given}", "{wanted} is needed here, this is {given}")
        }
        Code::UnitConflict => both(
            "单位对不上：{left} 和 {right} 不能{action}",
            "units disagree: {left} and {right} cannot be {action}",
        ),
        Code::ResultUnit => {
            both("结果的单位是 {given}，不是 {wanted}", "the result is in {given}, not in {wanted}")
        }
        Code::ResultKind => both("结果是{given}，不是{wanted}", "the result is {given}, not {wanted}"),
        Code::UnitPower => both("单位的次方太高：{unit}", "nobody means a unit to such a power: {unit}"),
        Code::ListUse => both(
            "{name} 是清单，要先用 sum、avg、count 等汇总",
            "{name} is a list: sum, average or count it first",
        ),
        Code::AggregateDepth => both("汇总里最多再套一层汇总", "a sum within a sum within a sum"),
        Code::Cycle => both("互相引用成了一个圈：{path}", "these need each other: {path}"),
        Code::DuplicateName => both("名称 {name} 用了两次", "the name {name} is used twice"),
        Code::BadDeclaration => both("声明有误：{what}", "the declaration cannot be used: {what}"),
        Code::BadTable => both("表 {table} 第 {row} 行有误：{what}", "table {table}, row {row}: {what}"),
        Code::SetTooLarge => both("{what} 太多（最多 {limit} 个）", "too many {what} (at most {limit})"),
        Code::Unused => both("{name} 没有被用到", "{name} is never used"),
        Code::Shadowed => both(
            "这里的 {name} 指 {inner}，不是外面的同名项目",
            "{name} means {inner} here, not the outer one of that name",
        ),
        Code::LiteralUnit => both("{text} 按 {unit} 理解", "{text} is read as {unit}"),
        Code::DividedByZero => both("除数是 0", "divided by nought"),
    }
}

/// What to do, when it does not depend on the case.
pub(crate) const fn advice(code: Code) -> Option<Both> {
    Some(match code {
        Code::OpenText => both("在文字后面补上引号", "Close the text with a quotation mark."),
        Code::OpenName | Code::BadName => both("写成 [名称]", "Write [name]."),
        Code::BadNumber => both("小数点后面补上数字", "Write digits after the point."),
        Code::LeadingZero => {
            both("不要写千位分隔符：12000，不是 12,000", "Write 12000, without a thousands separator.")
        }
        Code::NoSuchDate => both("日期写成 2026-03-01 或 2026年3月1日", "Write a date as 2026-03-01."),
        Code::TooLong | Code::TooLarge | Code::TooDeep => {
            both("把一部分拆成单独的项目", "Move a part into an item of its own.")
        }
        Code::MissingOperator => both(
            "中间写 + - × ÷ 等；“且”“或”前后要留空格",
            "Write an operator between the two; put spaces around `and`, `or`.",
        ),
        Code::Unclosed => both("补上右括号", "Close it."),
        Code::ChainedComparison => both("写成 a ≤ x 且 x < b", "Write a ≤ x and x < b."),
        Code::ExpectedOpen => {
            both("例如 城市 in (\"上海\", \"北京\")", "For example: city in (\"Shanghai\", \"Beijing\").")
        }
        Code::UnknownUnit => both(
            "若是项目名称，中间写 ×；若是新单位，先在单位里登记",
            "If it is a name, write × before it; if it is a new unit, declare it.",
        ),
        Code::ArgumentForm | Code::ArgumentCount | Code::StrayWhere => {
            both("写法：{help}", "Its form: {help}")
        }
        Code::UnitConflict => both(
            "检查是否漏乘、漏除了一个数，例如 × 单价、÷ 21.75天",
            "Is a factor missing, such as × price or ÷ 21.75天?",
        ),
        Code::ResultUnit => {
            both("检查公式，或改项目的单位", "Mend the formula, or the unit declared for it.")
        }
        Code::Cycle => {
            both("改其中一项，使它不再引用后面的项目", "Change one of them so that the circle opens.")
        }
        Code::DuplicateName => both("给其中一个改名", "Rename one of them."),
        Code::Unused => both("不需要就删掉", "Delete it if it is not needed."),
        Code::Shadowed => both("给其中一个改名，免得看错", "Rename one of them to avoid misreading."),
        _ => return None,
    })
}
