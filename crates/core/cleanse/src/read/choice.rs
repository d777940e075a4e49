//! Cells with one of a few words.

use heng_identifiers::{IdKind, Sex};

use crate::{
    draft::{ContractKind, EmploymentKind, EmploymentStatus},
    read::text::{clean, simplified},
};

fn key(text: &str) -> String {
    simplified(&clean(text).to_lowercase())
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '_' | '.'))
        .collect()
}

/// 男, 女.
pub(crate) fn sex(text: &str) -> Option<Sex> {
    match key(text).as_str() {
        "男" | "男性" | "男士" | "先生" | "m" | "male" | "man" | "mr" | "男/male" | "男/m" | "male/男"
        | "m/男" | "1" | "♂" => Some(Sex::Male),
        "女" | "女性" | "女士" | "小姐" | "f" | "female" | "woman" | "ms" | "mrs" | "女/female" | "女/f"
        | "female/女" | "f/女" | "2" | "♀" => Some(Sex::Female),
        _ => None,
    }
}

/// What a cell of status says, and whether it says more than is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct StatusRead {
    pub(crate) status: EmploymentStatus,
    /// Away, on the way out or still to come: employed all the same.
    pub(crate) simplified: bool,
}

/// 在职, 试用, 离职 and their kin. `titled_by_question` is for a column that asks 是否在职 and is answered 是 or 否.
pub(crate) fn status(text: &str, titled_by_question: bool) -> Option<StatusRead> {
    let said = |status, simplified| Some(StatusRead { status, simplified });
    let whole = key(text);
    if titled_by_question {
        match whole.as_str() {
            "是" | "在" | "y" | "yes" | "true" | "1" | "✓" | "√" | "✔" => {
                return said(EmploymentStatus::Active, false);
            }
            "否" | "不在" | "n" | "no" | "false" | "0" | "×" | "✗" | "x" => {
                return said(EmploymentStatus::Left, false);
            }
            _ => {}
        }
    }
    // 在职(正式), 离职(2024年3月): the bracket explains.
    let bare = whole.split('(').next().unwrap_or_default();
    match bare {
        "在职" | "正式" | "正式员工" | "正式工" | "在岗" | "转正" | "已转正" | "正常" | "在编" | "在册"
        | "在职正式" | "在职已转正" | "在职员工" | "在用" | "聘用" | "已入职" | "active" | "employed"
        | "current" | "confirmed" => {
            let on_probation = bare != whole && probation(&whole);
            said(if on_probation { EmploymentStatus::Probation } else { EmploymentStatus::Active }, false)
        }
        "试用" | "试用期" | "试用期员工" | "试用员工" | "试用期内" | "试用中" | "在职试用" | "在职试用期"
        | "未转正" | "probation" | "onprobation" | "probationary" | "trial" => {
            said(EmploymentStatus::Probation, false)
        }
        "离职" | "已离职" | "辞职" | "已辞职" | "自离" | "自动离职" | "辞退" | "已辞退" | "开除" | "退休"
        | "已退休" | "离岗" | "离厂" | "离司" | "解聘" | "解除合同" | "终止合同" | "合同终止" | "left"
        | "leaver" | "inactive" | "resigned" | "terminated" | "dismissed" | "separated" | "retired" => {
            said(EmploymentStatus::Left, false)
        }
        "停薪留职" | "产假" | "产假中" | "哺乳期" | "孕期" | "病假" | "病假中" | "长病假" | "长期病假"
        | "病休" | "工伤" | "工伤停工" | "休假" | "休假中" | "长假" | "待岗" | "内退" | "借调" | "外派"
        | "外借" | "停职" | "待离职" | "离职中" | "拟离职" | "离职办理中" | "待入职" | "拟入职"
        | "未入职" | "实习" | "实习生" | "实习期" | "见习" | "见习期" | "返聘" | "退休返聘" | "兼职"
        | "派遣" | "劳务派遣" | "外包" | "onleave" | "leaveofabsence" | "maternityleave" | "suspended"
        | "noticeperiod" | "servingnotice" | "intern" | "secondment" => said(EmploymentStatus::Active, true),
        _ => None,
    }
}

/// 在职(试用期) is on probation whatever stands before the bracket.
fn probation(whole: &str) -> bool {
    whole.contains("试用") || whole.contains("probation")
}

/// 正式, 实习, 劳务派遣 and their kin.
pub(crate) fn employment_kind(text: &str) -> Option<EmploymentKind> {
    let whole = key(text);
    match whole.split('(').next().unwrap_or_default() {
        "正式" | "正式员工" | "正式工" | "全职" | "全职员工" | "合同制" | "合同工" | "合同制员工"
        | "劳动合同" | "劳动合同制" | "在编" | "编制内" | "固定工" | "试用" | "试用员工" | "职工"
        | "普通员工" | "内部员工" | "非全日制" | "兼职" | "regular" | "fulltime" | "parttime"
        | "permanent" | "employee" | "contract" => Some(EmploymentKind::Regular),
        "实习" | "实习生" | "见习" | "见习生" | "学生工" | "管培实习" | "intern" | "internship"
        | "trainee" => Some(EmploymentKind::Intern),
        "劳务" | "劳务工" | "劳务人员" | "劳务协议" | "劳务用工" | "顾问" | "外聘" | "contractor"
        | "consultant" | "freelance" | "freelancer" => Some(EmploymentKind::Contractor),
        "返聘" | "退休返聘" | "返聘人员" | "离退休返聘" | "retiree" | "reemployed" => {
            Some(EmploymentKind::Retiree)
        }
        "劳务派遣" | "派遣" | "派遣工" | "派遣员工" | "派遣制" | "派遣人员" | "劳务派遣工"
        | "劳务派遣人员" | "dispatched" | "dispatch" | "agency" | "agencyworker" => {
            Some(EmploymentKind::Dispatched)
        }
        _ => None,
    }
}

/// 固定期限, 无固定期限, 以完成一定工作任务为期限, 劳务 and their kin.
pub(crate) fn contract_kind(text: &str) -> Option<ContractKind> {
    let whole = key(text);
    let bare = whole.split('(').next().unwrap_or_default();
    match bare.trim_end_matches("劳动合同").trim_end_matches("合同").trim_end_matches("合约") {
        "固定期限" | "固定" | "有固定期限" | "有固定" | "固定期" | "有期限" | "fixedterm" | "fixed"
        | "fixedtermcontract" | "contract" => Some(ContractKind::FixedTerm),
        "无固定期限" | "无固定" | "无固定期" | "无期限" | "长期" | "永久" | "openended" | "permanent"
        | "indefinite" => Some(ContractKind::OpenEnded),
        "以完成一定工作任务为期限"
        | "以完成一定工作任务为期限的"
        | "完成任务"
        | "任务"
        | "项目制"
        | "bytask"
        | "task"
        | "project" => Some(ContractKind::ByTask),
        "劳务" | "劳务协议" | "返聘" | "退休返聘" | "返聘协议" | "实习" | "实习协议" | "三方协议"
        | "兼职" | "非全日制" | "顾问" | "service" | "internship" | "contractor" => {
            Some(ContractKind::Service)
        }
        _ => None,
    }
}

/// 身份证, 护照 and their kin.
pub(crate) fn id_kind(text: &str) -> Option<IdKind> {
    match key(text).as_str() {
        "身份证"
        | "居民身份证"
        | "中国居民身份证"
        | "大陆身份证"
        | "内地身份证"
        | "中国大陆身份证"
        | "二代身份证"
        | "身份证号"
        | "idcard"
        | "residentid"
        | "nationalid"
        | "prcid" => Some(IdKind::ResidentId),
        "护照" | "外国护照" | "外籍护照" | "中国护照" | "因私护照" | "普通护照" | "passport" => {
            Some(IdKind::Passport)
        }
        "香港身份证"
        | "香港居民身份证"
        | "香港永久性居民身份证"
        | "hkid"
        | "hkidcard"
        | "hongkongid"
        | "hongkongidcard" => Some(IdKind::HongKongId),
        "新加坡身份证" | "新加坡nric" | "nric" | "fin" | "nric/fin" | "singaporenric" => {
            Some(IdKind::SingaporeId)
        }
        "港澳台居民居住证"
        | "港澳居民居住证"
        | "香港居民居住证"
        | "澳门居民居住证"
        | "港澳台居住证"
        | "台湾居民居住证"
        | "居住证"
        | "residencepermit" => Some(IdKind::ResidencePermit),
        "港澳居民来往内地通行证"
        | "港澳台通行证"
        | "港澳来往内地通行证"
        | "港澳居民通行证"
        | "回乡证"
        | "港澳通行证"
        | "来往内地通行证"
        | "homereturnpermit" => Some(IdKind::HomeReturnPermit),
        "台湾居民来往大陆通行证"
        | "台湾通行证"
        | "台湾居民通行证"
        | "台胞证"
        | "taiwancompatriotpermit"
        | "taiwanpermit" => Some(IdKind::TaiwanPermit),
        "外国人永久居留身份证"
        | "外国人永久居留证"
        | "永久居留证"
        | "外国人永居证"
        | "永居证"
        | "五星卡"
        | "foreignerpermit"
        | "permanentresidencecard" => Some(IdKind::ForeignerPermit),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_status(text: &str) -> Option<EmploymentStatus> {
        status(text, false).map(|read| read.status)
    }

    #[test]
    fn a_status_of_somebody_away_is_that_of_an_employee() {
        for text in ["停薪留职", "产假", "待入职", "实习", "離職中", "On leave"] {
            let read = status(text, false).unwrap();
            assert_eq!((read.status, read.simplified), (EmploymentStatus::Active, true), "{text}");
        }
        assert_eq!(of_status("在职（正式）"), Some(EmploymentStatus::Active));
        assert_eq!(of_status("在职（试用期）"), Some(EmploymentStatus::Probation));
        assert_eq!(of_status("離職"), Some(EmploymentStatus::Left));
    }

    #[test]
    fn somebody_sent_by_an_agency_is_no_contractor() {
        for (text, kind) in [
            ("劳务派遣", EmploymentKind::Dispatched),
            ("劳务", EmploymentKind::Contractor),
            ("退休返聘", EmploymentKind::Retiree),
            ("实习生", EmploymentKind::Intern),
            ("Full-time", EmploymentKind::Regular),
        ] {
            assert_eq!(employment_kind(text), Some(kind), "{text}");
        }
        assert_eq!(employment_kind("其他"), None);
    }

    #[test]
    fn a_question_is_answered_yes_or_no() {
        let answer = |text: &str| status(text, true).map(|read| read.status);
        assert_eq!(
            (answer("是"), answer("√")),
            (Some(EmploymentStatus::Active), Some(EmploymentStatus::Active))
        );
        assert_eq!(
            (answer("否"), answer("离职")),
            (Some(EmploymentStatus::Left), Some(EmploymentStatus::Left))
        );
        assert_eq!(
            (of_status("是"), of_status("1")),
            (None, None),
            "of a plain column nobody knows what yes means"
        );
    }

    #[test]
    fn words_of_both_languages() {
        assert_eq!((sex(" 男 "), sex("Female"), sex("不详")), (Some(Sex::Male), Some(Sex::Female), None));
        assert_eq!(
            (of_status("试用期"), of_status("Left"), of_status("待定")),
            (Some(EmploymentStatus::Probation), Some(EmploymentStatus::Left), None)
        );
        assert_eq!(contract_kind("无固定期限劳动合同"), Some(ContractKind::OpenEnded));
        assert_eq!(contract_kind("Fixed-term"), Some(ContractKind::FixedTerm));
        assert_eq!(id_kind("台胞证"), Some(IdKind::TaiwanPermit));
        assert_eq!((id_kind("HKID"), id_kind("NRIC")), (Some(IdKind::HongKongId), Some(IdKind::SingaporeId)));
    }
}
