//! Words of every code this crate gives out: reasons and notes of days, figures, terms and findings, in both languages.
//!
//! Results carry codes and figures only; whoever shows them without the web's own words (the command line, a letter, a log) asks
//! here. `{name}` in a text is the finding's or term's value of that name.

use heng_kernel::Locale;

/// Code, Chinese, English.
const WORDS: &[(&str, &str, &str)] = &[
    // Why a stretch of a day counts as it does.
    ("time.why.present", "有打卡，在岗", "present by the punches"),
    ("time.why.away", "外出或出差", "working elsewhere"),
    ("time.why.within_grace", "在宽限时间内", "within the grace"),
    ("time.why.after_start", "晚于上班时间到岗", "came after the start"),
    ("time.why.before_end", "早于下班时间离开", "went before the end"),
    ("time.why.beyond_limit", "迟到或早退超过上限，按缺勤", "so late or early that it is an absence"),
    ("time.why.no_punch", "全天没有打卡", "no punch at all"),
    ("time.why.no_punch_in", "缺上班卡", "the coming was not punched"),
    ("time.why.no_punch_out", "缺下班卡", "the going was not punched"),
    ("time.why.not_there", "打卡显示这段时间不在岗", "not there by the punches"),
    ("time.why.between_punches", "两次打卡之间不在岗", "away between two punches"),
    ("time.why.taken_as_planned", "缺一侧打卡，按排班计", "one side not punched, taken as planned"),
    ("time.why.irregular_hours", "不定时工作制", "irregular hours"),
    ("time.why.on_leave", "已批准的请假", "approved leave"),
    ("time.why.planned_on_rest_day", "排在休息日的班", "planned for a rest day"),
    ("time.why.planned_on_holiday", "排在法定假日的班", "planned for a statutory holiday"),
    ("time.why.beyond_plan", "超出排班的时间", "beyond the plan"),
    ("time.why.within_request", "在已批准的加班申请内", "within an approved request"),
    ("time.why.as_requested", "按加班申请计，不看打卡", "as requested, whatever the punches say"),
    ("time.why.early_arrival", "早到，不计加班", "early arrival, no overtime"),
    ("time.why.too_soon_after_end", "下班后不久，未到加班起算点", "too soon after the end for overtime"),
    ("time.why.not_requested", "没有加班申请", "not requested"),
    ("time.why.more_than_requested", "超出加班申请的部分", "more than was requested"),
    ("time.why.no_overtime", "该工时制度不计加班", "no overtime under this system of hours"),
    // What was noticed.
    ("time.punch_echo", "重复打卡，只计一次", "The same punch again; it counts once"),
    (
        "time.punch_unclaimed",
        "打卡不属于任何班次、申请或休息日",
        "No shift, request or day off claims the punch",
    ),
    ("time.punch_unpaired", "打卡不成对", "A coming without its going, or the other way round"),
    ("time.missing_in", "缺上班卡", "The coming is not punched"),
    ("time.missing_out", "缺下班卡", "The going is not punched"),
    (
        "time.punch_for_both",
        "一次打卡既是上一班下班，又是下一班上班",
        "One punch closes a shift and opens the next",
    ),
    ("time.present_on_leave", "请假期间有打卡", "Present while on leave"),
    (
        "time.leave_overlap",
        "两个请假时间重叠，只计先开始的",
        "Two leaves over the same minutes; the first counts",
    ),
    ("time.leave_outside_plan", "请假时间不在排班内", "Leave over minutes that are not planned"),
    ("time.planned_on_rest_day", "休息日排班，按加班计", "Planned on a rest day: paid as overtime"),
    ("time.planned_on_holiday", "法定假日排班，按 300% 计", "Planned on a statutory holiday: paid at 300 %"),
    (
        "time.holiday_not_exchangeable",
        "法定假日加班不能调休，须支付",
        "Work on a statutory holiday cannot be given as time off",
    ),
    (
        "time.workday_not_exchangeable",
        "工作日加班未约定调休，须支付",
        "Overtime of a working day is paid unless time off was agreed",
    ),
    ("time.request_not_reached", "实际加班少于申请", "Less was worked than was approved"),
    ("time.not_requested", "超出排班的时间没有申请", "No request covers the minutes beyond the plan"),
    ("time.rounded_off", "因取整或不足起算时长未计", "Lost to rounding or the minimum"),
    (
        "time.no_overtime_by_system",
        "该岗位的工时制度不计加班",
        "No overtime by the post's system of working time",
    ),
    ("time.overtime_day_limit", "当日加班超过上限", "More overtime in the day than the law allows"),
    ("time.overtime_month_limit", "当月加班超过上限", "More overtime in the month than the law allows"),
    ("time.day_without_result", "有日期尚无结果", "A day has no result yet"),
    // Days, figures, cycles.
    ("time.day", "日考勤", "day"),
    ("time.rounded_or_scaled", "取整或折算", "rounded or scaled"),
    ("time.planned", "计划工时", "planned"),
    ("time.worked", "出勤工时", "worked"),
    ("time.beyond_plan", "超出计划", "beyond the plan"),
    ("time.late", "迟到时长", "late"),
    ("time.left_early", "早退时长", "left early"),
    ("time.absent", "缺勤时长", "absent"),
    ("time.leave", "请假时长", "on leave"),
    ("time.overtime_workday", "工作日加班", "overtime of working days"),
    ("time.overtime_rest_day", "休息日加班", "overtime of rest days"),
    ("time.overtime_statutory", "法定假日加班", "overtime of statutory holidays"),
    ("time.time_off_workday", "工作日加班调休", "time off for working days"),
    ("time.time_off_rest_day", "休息日加班调休", "time off for rest days"),
    ("time.night", "夜班工时", "worked by night"),
    ("time.flex", "弹性工时结余", "flexible hours"),
    ("time.times_late", "迟到次数", "times late"),
    ("time.times_left_early", "早退次数", "times left early"),
    ("time.comprehensive_hours", "综合计算工时", "comprehensive hours"),
    ("time.cycle.worked", "周期内出勤", "worked in the cycle"),
    ("time.cycle.leave", "周期内请假", "leave in the cycle"),
    ("time.cycle.standard", "周期标准工时", "standard of the cycle"),
    ("time.cycle.excess", "超出标准", "beyond the standard"),
    ("time.cycle.under_standard", "未达标准", "below the standard"),
    // Leave.
    ("leave.balance", "假期余额", "balance"),
    ("leave.ledger", "假期台账", "leave ledger"),
    ("leave.granted", "发放", "granted"),
    ("leave.accrued", "累积", "accrued"),
    ("leave.extra", "另外发放", "given beyond that"),
    ("leave.carried_over", "上年结转", "carried over"),
    ("leave.carried_out", "转入下年", "carried on"),
    ("leave.settled", "结清", "settled"),
    ("leave.adjusted", "调整", "adjusted"),
    ("leave.converted", "折算", "converted"),
    ("leave.used", "已用", "used"),
    ("leave.held", "占用（待批）", "held by requests"),
    ("leave.expired", "过期", "expired"),
    ("leave.annual", "法定年休假", "statutory annual leave"),
    ("leave.marriage", "婚假", "marriage leave"),
    ("leave.paternity", "陪产假", "paternity leave"),
    ("leave.maternity.national", "国家产假", "national maternity leave"),
    ("leave.maternity.local", "地方增加的产假", "added by the province"),
    ("leave.maternity.difficult", "难产增加", "for a difficult birth"),
    ("leave.maternity.further_child", "多胞胎增加", "for further children"),
    ("leave.term.band_days", "全年天数", "days of a full year"),
    ("leave.term.calendar_days", "日历天数", "calendar days"),
    ("leave.term.divisor", "除数", "divisor"),
    ("leave.term.taken", "已休", "taken"),
    (
        "leave.confirm_before_use",
        "来源不够可靠，使用前须有人确认",
        "The source is doubtful; somebody must confirm it before it is used",
    ),
    ("leave.no_family_rule", "没有该地区当日的规则", "No rule of the place is known for the day"),
];

/// The words of a code; `None` for one this crate does not give out.
pub fn word(code: &str, locale: Locale) -> Option<&'static str> {
    WORDS.iter().find(|(known, ..)| *known == code).map(|(_, zh, en)| locale.pick(*zh, *en))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::day::Figure;

    #[test]
    fn no_code_has_words_twice() {
        let mut codes: Vec<&str> = WORDS.iter().map(|(code, ..)| *code).collect();
        codes.sort_unstable();
        assert!(codes.windows(2).all(|pair| pair[0] != pair[1]));
    }

    #[test]
    fn every_figure_has_words() {
        for figure in Figure::ALL {
            assert!(word(&format!("time.{}", figure.code()), Locale::En).is_some(), "{}", figure.code());
        }
    }
}
