//! The titles people give their columns.

use heng_identifiers::fold_width;

use crate::field::Field;

/// Titles as they read after [`title_key`].
const TITLES: &[(Field, &[&str])] = &[
    (
        Field::Number,
        &[
            "工号",
            "员工编号",
            "员工号",
            "员工工号",
            "人员编号",
            "职工编号",
            "职工号",
            "编号",
            "employeeno",
            "employeeid",
            "employeenumber",
            "empno",
            "empid",
            "staffno",
            "staffid",
            "number",
            "no",
        ],
    ),
    (
        Field::Name,
        &[
            "姓名",
            "名字",
            "员工姓名",
            "人员姓名",
            "职工姓名",
            "中文名",
            "name",
            "fullname",
            "employeename",
            "staffname",
        ],
    ),
    (Field::Sex, &["性别", "sex", "gender"]),
    (Field::IdKind, &["证件类型", "证件类别", "证照类型", "idtype", "iddocumenttype"]),
    (
        Field::IdNumber,
        &[
            "身份证",
            "身份证号",
            "身份证号码",
            "公民身份号码",
            "居民身份证号",
            "居民身份证号码",
            "证件号",
            "证件号码",
            "idnumber",
            "idno",
            "idcard",
            "idcardno",
            "nationalid",
        ],
    ),
    (Field::Birth, &["出生日期", "出生年月日", "生日", "birthday", "birthdate", "dateofbirth", "dob"]),
    (
        Field::Mobile,
        &[
            "手机",
            "手机号",
            "手机号码",
            "联系电话",
            "联系方式",
            "电话",
            "电话号码",
            "移动电话",
            "本人电话",
            "mobile",
            "mobileno",
            "mobilenumber",
            "mobilephone",
            "phone",
            "phonenumber",
            "cellphone",
        ],
    ),
    (
        Field::Company,
        &[
            "公司",
            "公司名称",
            "所属公司",
            "法人公司",
            "合同主体",
            "签约主体",
            "company",
            "legalentity",
            "employer",
        ],
    ),
    (
        Field::Unit,
        &[
            "部门",
            "部门名称",
            "所属部门",
            "部门路径",
            "部门全称",
            "组织",
            "组织路径",
            "所属组织",
            "机构",
            "单位",
            "所在部门",
            "department",
            "dept",
            "unit",
            "unitpath",
            "organisation",
            "organization",
            "orgunit",
        ],
    ),
    (
        Field::UnitLevel1,
        &["一级部门", "1级部门", "大区", "区域", "事业部", "region", "division", "departmentlevel1"],
    ),
    (
        Field::UnitLevel2,
        &[
            "二级部门",
            "2级部门",
            "门店",
            "店铺",
            "所属门店",
            "分公司",
            "branch",
            "store",
            "shop",
            "departmentlevel2",
        ],
    ),
    (Field::UnitLevel3, &["三级部门", "3级部门", "班组", "小组", "team", "departmentlevel3"]),
    (
        Field::Job,
        &[
            "岗位",
            "岗位名称",
            "职位",
            "职位名称",
            "职务",
            "工作岗位",
            "job",
            "jobtitle",
            "title",
            "position",
            "post",
            "role",
        ],
    ),
    (Field::Grade, &["职级", "级别", "岗位级别", "职等", "等级", "grade", "level", "joblevel", "jobgrade"]),
    (
        Field::Manager,
        &[
            "直属上级",
            "上级",
            "直接上级",
            "汇报对象",
            "直属领导",
            "直接领导",
            "主管",
            "直属主管",
            "上级工号",
            "直属上级工号",
            "汇报上级",
            "manager",
            "managerno",
            "managerid",
            "reportsto",
            "supervisor",
            "linemanager",
        ],
    ),
    (
        Field::Hired,
        &[
            "入职日期",
            "入职时间",
            "入职日",
            "到岗日期",
            "入司日期",
            "入司时间",
            "进厂日期",
            "参加本单位工作日期",
            "hiredate",
            "hired",
            "hiredon",
            "dateofjoining",
            "joindate",
            "joiningdate",
            "startdate",
            "entrydate",
        ],
    ),
    (
        Field::Confirmed,
        &[
            "转正日期",
            "转正时间",
            "试用期结束",
            "试用期结束日期",
            "confirmed",
            "confirmationdate",
            "confirmedon",
            "probationend",
            "probationenddate",
        ],
    ),
    (
        Field::ContractKind,
        &["合同类型", "合同类别", "合同期限类型", "劳动合同类型", "合同性质", "contracttype", "contractkind"],
    ),
    (
        Field::ContractStart,
        &[
            "合同开始",
            "合同开始日期",
            "合同起始",
            "合同起始日",
            "合同起始日期",
            "合同开始时间",
            "合同签订日期",
            "劳动合同开始",
            "劳动合同起始日期",
            "contractstart",
            "contractstartdate",
            "contractfrom",
        ],
    ),
    (
        Field::ContractEnd,
        &[
            "合同结束",
            "合同结束日期",
            "合同到期",
            "合同到期日",
            "合同到期日期",
            "合同终止日期",
            "合同结束时间",
            "合同截止",
            "合同截止日期",
            "劳动合同结束",
            "劳动合同到期日",
            "contractend",
            "contractenddate",
            "contractto",
            "contractexpiry",
        ],
    ),
    (
        Field::BasePay,
        &[
            "基本工资",
            "基础工资",
            "底薪",
            "月薪",
            "工资",
            "薪资",
            "月工资",
            "基本薪资",
            "固定工资",
            "税前月薪",
            "岗位工资",
            "basepay",
            "basesalary",
            "basicsalary",
            "salary",
            "monthlysalary",
            "monthlypay",
            "pay",
        ],
    ),
    (
        Field::InsuredCity,
        &[
            "参保城市",
            "参保地",
            "社保城市",
            "社保缴纳地",
            "缴纳城市",
            "社保公积金城市",
            "insuredcity",
            "insurancecity",
            "socialinsurancecity",
            "city",
        ],
    ),
    (
        Field::FundRate,
        &["公积金比例", "公积金缴存比例", "住房公积金比例", "公积金缴费比例", "fundrate", "housingfundrate"],
    ),
    (
        Field::BankCard,
        &[
            "银行卡号",
            "银行卡",
            "银行账号",
            "银行帐号",
            "工资卡号",
            "工资卡",
            "卡号",
            "账号",
            "银行账户",
            "bankcard",
            "bankcardno",
            "bankaccount",
            "bankaccountno",
            "accountno",
            "accountnumber",
        ],
    ),
    (
        Field::Bank,
        &[
            "开户行",
            "开户银行",
            "银行",
            "银行名称",
            "开户行名称",
            "开户支行",
            "bank",
            "bankname",
            "bankbranch",
        ],
    ),
    (
        Field::Status,
        &[
            "在职状态",
            "状态",
            "员工状态",
            "人员状态",
            "任职状态",
            "用工状态",
            "status",
            "employmentstatus",
            "employeestatus",
        ],
    ),
    (
        Field::LastDay,
        &[
            "离职日期",
            "离职时间",
            "最后工作日",
            "最后工作日期",
            "离职日",
            "终止日期",
            "lastday",
            "lastworkingday",
            "leavedate",
            "terminationdate",
            "enddate",
            "leftdate",
            "dateofleaving",
        ],
    ),
    (
        Field::WecomAccount,
        &[
            "企业微信账号",
            "企业微信帐号",
            "企业微信id",
            "企业微信",
            "企微账号",
            "企微id",
            "wecom",
            "wecomaccount",
            "wecomid",
            "wecomuserid",
        ],
    ),
    (Field::Remark, &["备注", "说明", "附注", "remark", "remarks", "note", "notes", "comment", "comments"]),
];

/// The field a title names; titles that merely contain a known word (紧急联系人电话) name none.
pub(crate) fn field_of(title: &str) -> Option<Field> {
    let key = title_key(title);
    let find = |key: &str| TITLES.iter().find(|(_, titles)| titles.contains(&key)).map(|(field, _)| *field);
    find(&key).or_else(|| find(key.strip_prefix("员工")?)).or_else(|| find(key.strip_prefix("现")?))
}

/// A title without width, case, spaces, marks of must-fill and hints in brackets.
pub(crate) fn title_key(title: &str) -> String {
    let folded = fold_width(title).to_lowercase();
    let bare = folded
        .split_once('(')
        .map_or(folded.as_str(), |(before, _)| if before.trim().is_empty() { &folded } else { before });
    bare.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '*' | ':' | '_' | '-' | '.' | '#' | '/' | '、'))
        .collect()
}

/// Whether the title says that amounts are in units of ten thousand.
pub(crate) fn in_ten_thousands(title: &str) -> bool {
    let folded = fold_width(title);
    folded.contains("(万") || folded.contains("/万元") || folded.ends_with("万元")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn no_title_names_two_fields_and_each_reads_as_itself() {
        let mut seen = BTreeMap::new();
        for (field, titles) in TITLES {
            for title in *titles {
                assert_eq!(seen.insert(*title, *field), None, "{title}");
                assert_eq!(field_of(title), Some(*field), "{title}");
            }
        }
        assert_eq!(TITLES.len(), Field::ALL.len());
    }

    #[test]
    fn dress_does_not_hide_a_title() {
        for (title, field) in [
            ("* 姓 名", Field::Name),
            ("身份证号码（必填）", Field::IdNumber),
            ("Employee No.", Field::Number),
            ("基本工资(元/月)", Field::BasePay),
            ("ＩＤ number", Field::IdNumber),
            ("员工性别", Field::Sex),
            ("合同\n到期日", Field::ContractEnd),
        ] {
            assert_eq!(field_of(title), Some(field), "{title}");
        }
        for title in ["紧急联系人电话", "部门负责人", "家庭住址", ""] {
            assert_eq!(field_of(title), None, "{title}");
        }
        assert!(in_ten_thousands("年薪（万元）") && !in_ten_thousands("基本工资(元)"));
    }
}
