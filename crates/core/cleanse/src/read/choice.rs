//! Cells with one of a few words.

use heng_identifiers::{IdKind, Sex};

use crate::{
    draft::{ContractKind, EmploymentStatus},
    read::text::clean,
};

fn key(text: &str) -> String {
    clean(text)
        .to_lowercase()
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '_' | '.'))
        .collect()
}

/// 男, 女.
pub(crate) fn sex(text: &str) -> Option<Sex> {
    match key(text).as_str() {
        "男" | "男性" | "m" | "male" | "man" | "1" => Some(Sex::Male),
        "女" | "女性" | "f" | "female" | "woman" | "2" => Some(Sex::Female),
        _ => None,
    }
}

/// 在职, 试用, 离职 and their kin.
pub(crate) fn status(text: &str) -> Option<EmploymentStatus> {
    match key(text).as_str() {
        "在职" | "正式" | "正式员工" | "在岗" | "转正" | "已转正" | "正常" | "active" | "employed"
        | "current" | "confirmed" => Some(EmploymentStatus::Active),
        "试用" | "试用期" | "试用期员工" | "试用中" | "probation" | "onprobation" | "trial" => {
            Some(EmploymentStatus::Probation)
        }
        "离职" | "已离职" | "辞职" | "已辞职" | "辞退" | "退休" | "已退休" | "离岗" | "left" | "leaver"
        | "inactive" | "resigned" | "terminated" | "retired" => Some(EmploymentStatus::Left),
        _ => None,
    }
}

/// 固定期限, 无固定期限, 以完成一定工作任务为期限, 劳务 and their kin.
pub(crate) fn contract_kind(text: &str) -> Option<ContractKind> {
    match key(text).trim_end_matches("劳动合同").trim_end_matches("合同") {
        "固定期限" | "固定" | "有固定期限" | "固定期" | "fixedterm" | "fixed" => {
            Some(ContractKind::FixedTerm)
        }
        "无固定期限" | "无固定" | "无固定期" | "长期" | "openended" | "permanent" | "indefinite" => {
            Some(ContractKind::OpenEnded)
        }
        "以完成一定工作任务为期限" | "完成任务" | "任务" | "项目制" | "bytask" | "task" | "project" => {
            Some(ContractKind::ByTask)
        }
        "劳务" | "劳务协议" | "返聘" | "退休返聘" | "返聘协议" | "实习" | "实习协议" | "兼职" | "service"
        | "internship" | "contractor" => Some(ContractKind::Service),
        _ => None,
    }
}

/// 身份证, 护照 and their kin.
pub(crate) fn id_kind(text: &str) -> Option<IdKind> {
    match key(text).as_str() {
        "身份证" | "居民身份证" | "二代身份证" | "idcard" | "residentid" | "nationalid" => {
            Some(IdKind::ResidentId)
        }
        "护照" | "外国护照" | "passport" => Some(IdKind::Passport),
        "港澳台居民居住证" | "港澳居民居住证" | "台湾居民居住证" | "居住证" | "residencepermit" => {
            Some(IdKind::ResidencePermit)
        }
        "港澳居民来往内地通行证" | "回乡证" | "港澳通行证" | "来往内地通行证" | "homereturnpermit" => {
            Some(IdKind::HomeReturnPermit)
        }
        "台湾居民来往大陆通行证" | "台胞证" | "taiwancompatriotpermit" | "taiwanpermit" => {
            Some(IdKind::TaiwanPermit)
        }
        "外国人永久居留身份证"
        | "外国人永久居留证"
        | "永久居留证"
        | "foreignerpermit"
        | "permanentresidencecard" => Some(IdKind::ForeignerPermit),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_both_languages() {
        assert_eq!((sex(" 男 "), sex("Female"), sex("不详")), (Some(Sex::Male), Some(Sex::Female), None));
        assert_eq!(
            (status("试用期"), status("Left"), status("停薪留职")),
            (Some(EmploymentStatus::Probation), Some(EmploymentStatus::Left), None)
        );
        assert_eq!(contract_kind("无固定期限劳动合同"), Some(ContractKind::OpenEnded));
        assert_eq!(contract_kind("Fixed-term"), Some(ContractKind::FixedTerm));
        assert_eq!(id_kind("台胞证"), Some(IdKind::TaiwanPermit));
    }
}
