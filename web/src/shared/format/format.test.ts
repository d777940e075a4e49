import { describe, expect, it } from "vitest";
import {
  ago,
  daysBetween,
  deskDay,
  deskRange,
  deskShortDay,
  moment,
  phoneDay,
  phoneRange,
  shortMoment,
} from "./dates";
import { days, duration } from "./duration";
import { hiddenMoney, money } from "./money";
import { avatarText, nameParts } from "./names";
import { decimal, percent, scaled, signed } from "./numbers";

describe("money", () => {
  it("shows minor units with sign, groups and two decimals", () => {
    expect(money(1234560)).toBe("¥12,345.60");
    expect(money(5)).toBe("¥0.05");
    expect(money(100000, "HKD")).toBe("HK$1,000.00");
    expect(money(100, "JPY")).toBe("JPY 1.00");
  });
  it("writes a real minus before the currency", () => expect(money(-122095)).toBe("\u2212¥1,220.95"));
  it("hides every amount alike", () => expect(hiddenMoney()).toBe("¥ ••••"));
});

describe("numbers", () => {
  it("groups exact decimal text without touching its digits", () => {
    expect(decimal("1234567.10")).toBe("1,234,567.10");
    expect(decimal("-0.5")).toBe("\u22120.5");
    expect(decimal("9007199254740993.000000000001")).toBe("9,007,199,254,740,993.000000000001");
  });
  it("shows the sign of a difference, none for zero", () => {
    expect(signed("3.5")).toBe("+3.5");
    expect(signed("-9.4")).toBe("\u22129.4");
    expect(signed("0.0")).toBe("0.0");
  });
  it("keeps the decimals of a column", () => {
    expect(scaled(250, 2)).toBe("2.5");
    expect(scaled(200, 2, 1)).toBe("2.0");
    expect(scaled(-5, 2)).toBe("-0.05");
  });
  it("turns parts per million into percent", () => {
    expect(percent(592000)).toBe("59.2%");
    expect(percent(1_120_000)).toBe("112%");
    expect(percent(-77_000, 1)).toBe("\u22127.7%");
    expect(percent(333_333, 1)).toBe("33.3%");
    expect(percent(920_000, 1)).toBe("92.0%");
  });
});

describe("durations", () => {
  it("names hours and minutes", () => {
    expect(duration(450, "zh-CN")).toBe("7 小时 30 分");
    expect(duration(450, "en")).toBe("7 h 30 min");
    expect(duration(180, "zh-CN")).toBe("3 小时");
    expect(duration(14, "en")).toBe("14 min");
    expect(duration(0, "zh-CN")).toBe("0 分");
    expect(duration(-90, "zh-CN")).toBe("\u22121 小时 30 分");
  });
  it("names days from hundredths", () => {
    expect(days(250, "zh-CN")).toBe("2.5 天");
    expect(days(100, "en")).toBe("1 day");
    expect(days(1000, "en", 1)).toBe("10.0 days");
  });
});

describe("dates", () => {
  it("carry the weekday where one acts or plans", () => {
    expect(deskDay("2026-11-21", "zh-CN")).toBe("2026-11-21 (周六)");
    expect(deskDay("2026-11-21", "en")).toBe("2026-11-21 (Sat)");
  });
  it("drop the year of today only", () => {
    expect(deskShortDay("2026-12-02", "2026-11-21", "zh-CN")).toBe("12-02 (周三)");
    expect(deskShortDay("2027-01-01", "2026-11-21", "zh-CN")).toBe("2027-01-01 (周五)");
    expect(phoneDay("2026-09-16", "2026-11-21", "zh-CN")).toBe("9月16日 周三");
    expect(phoneDay("2026-09-16", "2026-11-21", "en")).toBe("Wed, 16 Sep");
    expect(phoneDay("2027-01-03", "2026-11-21", "zh-CN")).toBe("2027年1月3日 周日");
    expect(phoneDay("2027-01-03", "2026-11-21", "en")).toBe("Sun, 3 Jan 2027");
  });
  it("name both ends of a range, one day alone", () => {
    expect(deskRange("2026-12-02", "2026-12-04", "zh-CN")).toBe("2026-12-02 (周三) 至 12-04 (周五)");
    expect(deskRange("2026-12-31", "2027-01-02", "en")).toBe("2026-12-31 (Thu) to 2027-01-02 (Sat)");
    expect(deskRange("2026-12-02", "2026-12-02", "en")).toBe("2026-12-02 (Wed)");
    expect(phoneRange("2026-09-18", "2026-09-21", "2026-09-16", "zh-CN")).toBe("9月18日 周五 – 9月21日 周一");
  });
  it("place an instant in the zone of the reader or of the place", () => {
    expect(moment("2026-11-21T01:14:03Z", "Asia/Shanghai")).toBe("2026-11-21 09:14");
    expect(shortMoment("2026-11-20T13:40:00Z", "2026-11-21T01:14:00Z", "Asia/Shanghai")).toBe("11-20 21:40");
    expect(shortMoment("2026-11-21T00:00:00Z", "2026-11-21T01:14:00Z", "Asia/Shanghai")).toBe("08:00");
  });
  it("are relative within a day only", () => {
    const now = "2026-11-21T12:00:00Z";
    expect(ago("2026-11-21T11:57:00Z", now, "zh-CN")).toBe("3 分钟前");
    expect(ago("2026-11-21T09:00:00Z", now, "en")).toBe("3 h ago");
    expect(ago("2026-11-21T11:59:40Z", now, "en")).toBe("just now");
    expect(ago("2026-11-19T11:00:00Z", now, "zh-CN", "UTC")).toBe("11-19 11:00");
  });
  it("count calendar days over a leap day", () => expect(daysBetween("2028-02-28", "2028-03-01")).toBe(2));
});

describe("names", () => {
  it("give the avatar its two characters", () => {
    expect(avatarText("许文博")).toBe("文博");
    expect(avatarText("王丽")).toBe("王丽");
    expect(avatarText("欧阳思源")).toBe("思源");
    expect(avatarText("阿卜杜热西提·买买提明")).toBe("阿卜");
    expect(avatarText("Alexander Konstantinopoulos")).toBe("AK");
    expect(avatarText("Wang")).toBe("WA");
  });
  it("break after the dot only", () => {
    expect(nameParts("古丽米热·阿卜杜热依木·买买提")).toEqual(["古丽米热·", "阿卜杜热依木·", "买买提"]);
    expect(nameParts("司徒婉清")).toEqual(["司徒婉清"]);
  });
});
