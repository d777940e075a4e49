import type { Session } from "@/api/session";
import type { Explanation } from "@/shared/explain/explanation";

/** Words and figures as long and awkward as real ones. Companies and people are made up. */
export const session: Session = {
  account: { id: "a1", login: "xujingyi", name: "许静怡" },
  employment: { id: "e61", number: "010061", name: "许静怡", unit: "集团人事" },
  everywhere: [],
  beyond: [],
  permissions: ["people.read", "people.write", "org.read"],
  scopes: [
    { id: "g", name: "澄屿集团", detail: "全部公司" },
    { id: "c1", name: "澄屿商贸（乌鲁木齐）有限责任公司" },
  ],
  today: "2026-11-21",
  now: "2026-11-21T09:14:03+08:00",
  demo: true,
};

export interface SamplePerson {
  id: string;
  name: string;
  number?: string;
  sameName?: boolean;
  unit: string;
  path: string;
  job: string;
  grade: string;
  state: "valid" | "active" | "planned" | "ended";
  stateWords: string;
  planned?: string;
  joined: string;
  contract: string;
  days?: number;
  mobile: string;
}

const row = (
  id: number,
  name: string,
  unit: string,
  path: string,
  job: string,
  grade: string,
  more: Partial<SamplePerson> = {},
): SamplePerson => ({
  id: `p${id}`,
  name,
  number: String(10_000 + id).padStart(6, "0"),
  unit,
  path,
  job,
  grade,
  state: "valid",
  stateWords: "在职",
  joined: "2019-03-18",
  contract: "2029-09-14",
  mobile: "138****6021",
  ...more,
});

export const people: SamplePerson[] = [
  row(342, "阿卜杜热西提·买买提明", "夜班组", "西北大区 / 乌鲁木齐天山店", "营运主管", "P4", {
    contract: "无固定期限",
  }),
  row(877, "许文博", "销售一组", "华东大区 / 西湖文三店", "销售顾问", "P2", {
    state: "active",
    stateWords: "试用，至 12-14",
    joined: "2026-09-15",
  }),
  row(115, "王丽", "包装二线", "绍兴柯桥工厂", "线长", "P4", {
    sameName: true,
    contract: "2026-12-31",
    days: 40,
  }),
  row(1206, "王丽", "财务共享中心", "集团总部", "应收会计", "P3", { sameName: true, contract: "2028-04-10" }),
  row(613, "古丽娜尔·阿卜力孜", "客户服务与门店运营支持中心", "西北大区 / 乌鲁木齐分公司", "客服专员", "P2", {
    state: "active",
    stateWords: "产假，至 2027-02-08",
  }),
  row(990, "陈嘉豪", "收银组", "华东大区 / 宁波鼓楼店", "收银员", "P1", {
    planned: "11-30 离职",
    contract: "2026-12-07",
    days: 16,
  }),
  row(228, "欧阳思源", "滨江江南店", "华东大区", "店长", "M2", { contract: "无固定期限" }),
  row(1031, "次仁旺堆", "成都双流仓", "西南大区", "叉车司机", "P2"),
  row(1188, "Alexander Konstantinopoulos", "平台研发部", "澄屿数字科技（成都）", "资深工程师", "P6"),
  row(479, "司徒婉清", "薪酬组", "集团总部 / 人力资源部", "薪酬专员", "P3", {
    contract: "2026-12-06",
    days: 15,
  }),
  row(1240, "李思远", "销售一组", "华东大区 / 西湖文三店", "销售顾问", "P2", {
    number: undefined,
    state: "planned",
    stateWords: "待入职",
    planned: "12-01 入职",
    joined: "2026-12-01",
  }),
  row(702, "孙晓彤", "余杭良渚店", "华东大区", "理货员", "P1", {
    state: "ended",
    stateWords: "已于 10-31 离职",
    contract: "2026-10-31",
  }),
];

export const annualLeave: Explanation = {
  label: "sample.balance",
  value: "7.5",
  unit: "day",
  terms: [
    {
      label: "sample.carried",
      params: { year: 2025 },
      sign: "+",
      value: "2.0",
      unit: "day",
      input: { kind: "leave_lot", id: "l1" },
    },
    {
      label: "sample.granted",
      params: { years: 12 },
      sign: "+",
      value: "10.0",
      unit: "day",
      input: { kind: "leave_lot", id: "l2" },
    },
    {
      label: "sample.taken",
      params: { count: 2 },
      sign: "-",
      value: "1.5",
      unit: "day",
      input: { kind: "leave_request", id: "r1", on: "2026-08-14" },
    },
    {
      label: "sample.waiting",
      sign: "-",
      value: "3.0",
      unit: "day",
      input: { kind: "leave_request", id: "r2", on: "2026-12-02" },
    },
  ],
  basis: { rule: "sample.rule", version: "4", source: "《职工带薪年休假条例》第三条、第五条" },
};

export const explainWords = {
  "zh-CN": {
    "sample.balance": "年假可休天数",
    "sample.carried": "{{year}} 年结转",
    "sample.carried#note": "本人书面同意跨年安排",
    "sample.granted": "本年应休",
    "sample.granted#note": "累计工龄 {{years}} 年 4 个月，满 10 年不满 20 年",
    "sample.taken": "已休，{{count}} 次请假",
    "sample.waiting": "审批中",
    "sample.rule": "年休假（全国）",
  },
  en: {
    "sample.balance": "Annual leave available",
    "sample.carried": "Carried over from {{year}}",
    "sample.carried#note": "by written consent",
    "sample.granted": "Granted this year",
    "sample.granted#note": "{{years}} years and 4 months of service: 10 to 20 years",
    "sample.taken": "Taken in {{count}} requests",
    "sample.waiting": "Waiting for approval",
    "sample.rule": "Annual leave (China)",
  },
};
