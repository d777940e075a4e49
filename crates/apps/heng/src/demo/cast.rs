//! Who plays: people of the roster that the demo brings in, and the part each has.

use heng_demo_kit::simulator::Phone;

/// The roster everybody comes from: a chain of shops with the faults such tables have.
pub(super) const ROSTER: &[u8] = include_bytes!("../../../../../fixtures/rosters/chain-store.xlsx");
/// Its name.
pub(super) const ROSTER_NAME: &str = "chain-store.xlsx";
/// People in it. How many can be used depends a little on the day: some rows speak of days to come.
pub(super) const ROWS: i64 = 800;

/// Somebody with an account and a phone.
#[derive(Debug)]
pub(super) struct Part {
    /// Employee number in the roster.
    pub(super) number: &'static str,
    /// Name in the roster.
    pub(super) name: &'static str,
    /// Login name and WeCom account.
    pub(super) login: &'static str,
    /// Name of the simulated phone.
    label: &'static str,
    /// Post and part.
    caption: &'static str,
    /// Built-in role given over the whole company, beyond what everybody has.
    pub(super) role: Option<&'static str>,
}

/// Asks for leave, works towards goals.
pub(super) const EMPLOYEE: Part = Part {
    number: "HM00198",
    name: "余超",
    login: "yuchao",
    label: "yu",
    caption: "成都6店 理货员：请假、报目标进度",
    role: None,
};

/// Approves, gives goals.
pub(super) const MANAGER: Part = Part {
    number: "HM00043",
    name: "毛海",
    login: "maohai",
    label: "mao",
    caption: "成都6店 店长：批假、定目标",
    role: None,
};

/// Reports to the same manager.
pub(super) const COLLEAGUE: Part = Part {
    number: "HM00175",
    name: "赵珍诗",
    login: "zhaozhenshi",
    label: "zhao",
    caption: "成都6店 副店长：有一张等批的假条",
    role: None,
};

/// Looks after everybody's records.
pub(super) const HR: Part = Part {
    number: "HM00058",
    name: "贾海",
    login: "jiahai",
    label: "jia",
    caption: "人力资源部 主管：人事专员",
    role: Some("hr_head"),
};

/// Everybody who plays.
pub(super) const ALL: [&Part; 4] = [&EMPLOYEE, &MANAGER, &COLLEAGUE, &HR];

impl Part {
    /// The simulated phone.
    pub(super) fn phone(&self) -> Phone {
        Phone {
            userid: self.login.to_owned(),
            label: self.label.to_owned(),
            name: self.name.to_owned(),
            number: self.number.to_owned(),
            caption: self.caption.to_owned(),
        }
    }
}
