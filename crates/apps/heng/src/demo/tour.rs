//! What is printed when the demo is ready.

use serde_json::json;

use super::{
    cast,
    company::{Company, OWNER},
    house::House,
};
use crate::output::Printer;

/// Addresses, accounts and a tour of six lines.
pub(super) fn print(house: &House, company: &Company, printer: Printer) -> anyhow::Result<()> {
    let (desk, phones, password) = (house.base.as_str(), house.simulator(), &company.password);
    let (employee, manager, hr) = (&cast::EMPLOYEE, &cast::MANAGER, &cast::HR);
    let accounts: Vec<&str> = std::iter::once(OWNER).chain(cast::ALL.iter().map(|part| part.login)).collect();
    let text = format!(
        "\n衡 Heng · 演示公司 demo company（按 Ctrl-C 结束 · Ctrl-C ends it）\n\
         \n  电脑 desk      {desk}\n  手机 phones    {phones}\n  账号 accounts  {}\n  密码 password  {password}\n\n\
         1. 打开手机页，在{employee}的手机上点“请假”，选两天，看天数和余额怎么算出来。\n\
         2. {manager}的手机收到消息：点开，看理由，同意；{employee}的手机随即收到结果。\n\
         3. 电脑上用 {hr} 登录：人员 → {employee_name}，时间轴上有入职与每次变动；余额可以点开看账。\n\
         4. 导入页：{rows} 行花名册，退回的每行说清哪一列、为什么、怎么改；可以整批撤销。\n\
         5. {manager}给{employee}定一个本月目标；手机上确认、报进度；把模拟器的日期拨到下月初，结果推到手机。\n\
         6. 用 {OWNER} 登录：“为什么某人能看到某项”、审计记录、失败的任务与消息。\n",
        accounts.join("、"),
        employee = employee.name,
        manager = manager.name,
        hr = hr.login,
        employee_name = employee.name,
        rows = cast::ROWS,
    );
    let value = json!({ "desk": desk, "phones": phones, "accounts": accounts, "password": password });
    printer.print(&text, &value)
}
